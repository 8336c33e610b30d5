"""What can be wrong, as plain data: spans, severities, findings, and results that travel with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")
MAX_PARAMETER = 320  # characters of what was found, in a message
MAX_HINT = 600


class Severity(StrEnum):
    """How grave a finding is. Errors and warnings stop a build until mended or waived; notes are only shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return {"note": 0, "warning": 1, "error": 2}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file: path relative to the project root, lines and columns counted from 1, end exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding: its stable code and all its wording.

    `message` is a `str.format` template; the parameters come with the finding. `example` is what a writer
    might have typed, `mend` what to type instead.
    """

    code: str
    title: str
    severity: Severity
    message: str
    meaning: str
    example: str
    mend: str
    waivable: bool = False

    def at(self, span: Span, hint: str = "", severity: Severity | None = None, **params: object) -> Finding:
        """A finding of this kind at `span`, its message filled in from `params`."""
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            span=span,
            message=self.message.format(**_shortened(params)),
            hint=_shorten(hint or " / ".join(self.mend.split("\n")), MAX_HINT),
        )

    def problem(self, start: int = 0, end: int | None = None, hint: str = "", **params: object) -> Problem:
        """The same without a position: raised by functions that know only the text they were given."""
        message = self.message.format(**_shortened(params))
        return Problem(
            self, message, start=start, end=end, hint=_shorten(hint or " / ".join(self.mend.split("\n")), MAX_HINT)
        )


def _shortened(params: dict[str, object]) -> dict[str, object]:
    return {name: _shorten(value, MAX_PARAMETER) if isinstance(value, str) else value for name, value in params.items()}


def _shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A diagnostic. `waived` is the reason a person gave for accepting it, or None."""

    code: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    waived: str | None = None

    def waive(self, reason: str) -> Finding:
        """The same finding, judged."""
        return replace(self, waived=reason)

    @property
    def stops(self) -> bool:
        """Whether it stops a build: an error or a warning that nobody has waived."""
        return self.waived is None and self.severity.rank >= Severity.WARNING.rank

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.span.path, self.span.line, self.span.column, self.code, self.message)


class Problem(Exception):
    """A finding that does not know its place yet: offsets into the text that was being read.

    The caller who knows where that text stands turns it into a finding with `at`.
    """

    def __init__(self, code: Code, message: str, *, start: int = 0, end: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint

    def at(self, span: Span) -> Finding:
        """This problem, placed."""
        return Finding(
            code=self.code.code, severity=self.code.severity, span=span, message=self.message, hint=self.hint
        )


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage made and what it found on the way. The value is as complete as the input allowed."""

    value: T
    findings: tuple[Finding, ...] = field(default=())


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))
