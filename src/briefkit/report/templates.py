"""Turn a report view into HTML by a Jinja2 template that can place text and do nothing else."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import TracebackType
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
    pass_eval_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from briefkit.findings import Finding, Outcome, Span
from briefkit.findings.bk7_rendering import (
    TEMPLATE_FAILED,
    TEMPLATE_MISSING,
    TEMPLATE_SYNTAX,
    TEMPLATE_TOO_MUCH,
    TEMPLATE_UNDEFINED,
    TEMPLATE_UNSAFE,
)
from briefkit.report.kept import Kept
from briefkit.report.view import DrawingView, ReportView

MAX_STEPS = 500_000
"""How often the loops and macros of one document may run; a report of 100 pages takes some 5,000."""

MAX_CHARACTERS = 20_000_000
"""How much text a document may hold, captured text included."""

MAX_TEXT = 1_000_000
"""How long a text may grow by joining."""

# What is left out either gives another result each time or can blow a short text up to any length.
_FILTERS = frozenset(
    (
        *("abs", "attr", "capitalize", "count", "d", "default", "e", "escape", "first", "groupby", "join", "last"),
        *("length", "list", "lower", "map", "reject", "rejectattr", "reverse", "safe", "select", "selectattr"),
        *("sort", "string", "striptags", "title", "trim", "unique", "upper"),
    )
)
_GLOBALS = frozenset(("range", "dict", "namespace"))
_BOUNDLESS_METHODS = frozenset(
    ("center", "ljust", "rjust", "zfill", "replace", "expandtabs", "translate", "format", "format_map", "join")
)


class _TooMuch(Exception):
    """The template went over a bound."""


@dataclass(frozen=True, slots=True)
class MarkedHtml:
    """HTML in which two characters stand around each text that is the view's own, word for word.

    What lies outside of them was written or worked out by the template. Which two characters they are is drawn by lot
    for each document, so that no template can set them itself.
    """

    text: str
    opening: str
    closing: str
    drawings: Mapping[str, DrawingView] = field(default_factory=dict)  # by their addresses

    @property
    def plain(self) -> str:
        """The HTML as it is set."""
        return self.text.replace(self.opening, "").replace(self.closing, "")

    @property
    def with_drawn_texts(self) -> str:
        """The HTML as it is set, with the texts of its drawings at its end: all that needs type."""
        drawn = "".join(f"<p>{escape(text)}</p>" for one in self.drawings.values() for text in one.texts)
        return self.plain.replace("</body>", f"{drawn}</body>") if drawn else self.plain


# Parts of the view that name places; a template that prints one of them as text prints no figure of ours.
_NAMES_OF_PLACES = frozenset(
    ("id", "occurrences", "level", "kind", "image", "alternative", "texts", "figures", "edition")
)


_NOTHING = MarkedHtml("", "\U000f0000", "\U00100000")


def _texts(value: object) -> Iterator[str]:
    """Every text of a view that may print."""
    if isinstance(value, str):
        yield value
        if isinstance(value, Markup):
            yield value.striptags()
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in _NAMES_OF_PLACES:
                yield from _texts(getattr(value, each.name))


def _known(text: str) -> str:
    """A text without what a template may do to it: case and white space."""
    return " ".join(str(text).split()).casefold()


class _CountingCodeGenerator(CodeGenerator):
    """Compile templates so that each turn of a loop, each call of a macro and each joining of text is counted."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        repeated: list[nodes.For | nodes.Macro | nodes.CallBlock] = [
            *node.find_all(nodes.For),
            *node.find_all(nodes.Macro),
            *node.find_all(nodes.CallBlock),
        ]
        for block in repeated:
            step = nodes.Call(nodes.EnvironmentAttribute("count_step"), [], [], None, None)
            block.body.insert(0, nodes.ExprStmt(step).set_lineno(block.lineno))
        super().visit_Template(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        joined = nodes.Call(nodes.EnvironmentAttribute("join_texts"), node.nodes, [], None, None)
        self.visit(joined.set_lineno(node.lineno), frame)


_COMPILED: Kept[Any] = Kept(64)  # code of templates by their text and name: all documents compile them alike


class _Sandbox(ImmutableSandboxedEnvironment):
    """One document's environment: what a template may do, and how much of it is left."""

    code_generator_class = _CountingCodeGenerator
    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, files: Mapping[str, str], texts: Iterable[str] = ()) -> None:
        def load(name: str) -> tuple[str, str, None] | None:
            # The file name makes Jinja's tracebacks say which template a line belongs to.
            return (files[name], name, None) if name in files else None

        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            loader=FunctionLoader(load),
            finalize=self._finish,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters = {name: call for name, call in self.filters.items() if name in _FILTERS}
        self.filters["join"] = self._joining()
        self.globals = {name: value for name, value in self.globals.items() if name in _GLOBALS}
        self._steps = 0
        self._characters = 0
        self._own = {_known(text) for text in texts}
        first, second = secrets.randbelow(0x7FFF), secrets.randbelow(0x7FFF)
        self.opening, self.closing = chr(0xF0000 + first), chr(0x100000 + second)

    def compile(  # type: ignore[override]  # what a loader calls
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> Any:
        """The code of a template, compiled once."""
        call = super().compile
        return _COMPILED.answer((source, name, filename), lambda: call(source, name, filename))

    def count_step(self) -> None:
        """Count one turn of a loop or one call of a macro."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise _TooMuch(f"its loops turn more than {MAX_STEPS:,} times")

    def join_texts(self, *parts: object) -> str:
        """Join parts with `~`: text if all are text, else HTML, in which the texts are escaped."""
        joined = markup_join(parts)
        if len(joined) > MAX_TEXT:
            raise _TooMuch(f"it joins a text of more than {MAX_TEXT:,} characters")
        return joined

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str) and attr in _BOUNDLESS_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Give `str.format` no safe stand-in: `is_safe_attribute` refuses it."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        small_numbers = all(isinstance(side, int) and side.bit_length() <= 64 for side in (left, right))
        if operator == "**" or not small_numbers:
            raise SecurityError(f"{operator} between {type(left).__name__} and {type(right).__name__}")
        return super().call_binop(context, operator, left, right)

    def _finish(self, value: object) -> object:
        """Count what an expression prints, and mark it if it is a text of the view."""
        if not isinstance(value, str):
            return value
        self._characters += len(value)
        if self._characters > MAX_CHARACTERS:
            raise _TooMuch(f"it prints more than {MAX_CHARACTERS:,} characters")
        return self._marked(value)

    def _marked(self, value: str) -> str:
        if not value or _known(value) not in self._own:
            return value
        bare = str(value).replace(self.opening, "").replace(self.closing, "")
        marked = f"{self.opening}{bare}{self.closing}"
        return Markup(marked) if isinstance(value, Markup) else marked

    def _joining(self) -> Callable[..., str]:
        """Jinja's own `join` with its parts marked: joined, they would be no text of the view any more."""

        @pass_eval_context
        def join(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
            parts = [getattr(part, attribute) if attribute else part for part in value]
            marked = [self._marked(part) if isinstance(part, str) else part for part in parts]
            joined: str = do_join(context, marked, d)
            return joined

        return join


def render_html(view: ReportView, template: str, files: Mapping[str, str]) -> Outcome[str]:
    """The document as HTML, set by `<template>/main.html`; see `render_marked`."""
    outcome = render_marked(view, template, files)
    return Outcome(outcome.value.plain, outcome.findings)


def render_marked(view: ReportView, template: str, files: Mapping[str, str]) -> Outcome[MarkedHtml]:
    """The document as HTML, set by `<template>/main.html`, with what comes from the view marked.

    `files` maps names such as "chrnk/main.html" to template text; includes and imports name the same keys. The
    template sees `view` and `words` (its fixed words). Whatever goes wrong is a finding BK70x at the template's
    line, and then the HTML is empty.
    """
    entry = f"{template}/main.html"
    if entry not in files:
        known = sorted(name.removesuffix("/main.html") for name in files if name.endswith("/main.html"))
        hint = f"the templates are: {', '.join(known)}" if known else ""
        return Outcome(_NOTHING, (TEMPLATE_MISSING.at(Span(f"templates/{entry}"), hint=hint, name=entry),))
    sandbox = _Sandbox(files, _texts(view))
    try:
        html = sandbox.get_template(entry).render(view=view, words=view.words)
    except Exception as error:  # an expression of a template can raise anything; all of it is the template's fault
        return Outcome(_NOTHING, (_describe(error, entry, files),))
    if len(html) > MAX_CHARACTERS:
        detail = f"it prints more than {MAX_CHARACTERS:,} characters"
        return Outcome(_NOTHING, (TEMPLATE_TOO_MUCH.at(Span(f"templates/{entry}"), detail=detail),))
    return Outcome(MarkedHtml(html, sandbox.opening, sandbox.closing, _drawings(view)))


def _drawings(value: object) -> dict[str, DrawingView]:
    """Every drawing of a view, by its address."""
    if isinstance(value, DrawingView):
        return {value.image: value}
    parts: Iterable[object] = ()
    if isinstance(value, tuple):
        parts = value
    elif is_dataclass(value) and not isinstance(value, type):
        parts = (getattr(value, each.name) for each in fields(value))
    return {address: drawing for part in parts for address, drawing in _drawings(part).items()}


def _describe(error: Exception, entry: str, files: Mapping[str, str]) -> Finding:
    """The finding for what a template raised, at the innermost template line."""
    where = _innermost_line(error.__traceback__, files) or Span(f"templates/{entry}")
    match error:
        case TemplateSyntaxError():
            span = _line(error.name or entry, error.lineno)
            return TEMPLATE_SYNTAX.at(span, detail=error.message or "no reason given")
        case TemplateNotFound():
            return TEMPLATE_MISSING.at(where, name=error.name or "")
        case SecurityError():
            return TEMPLATE_UNSAFE.at(where, detail=str(error))
        case UndefinedError():
            return TEMPLATE_UNDEFINED.at(where, detail=str(error))
        case _TooMuch():
            return TEMPLATE_TOO_MUCH.at(where, detail=str(error))
        case RecursionError():
            return TEMPLATE_TOO_MUCH.at(where, detail="it calls itself without end")
        case MemoryError():
            return TEMPLATE_TOO_MUCH.at(where, detail="it fills the memory")
        case _:
            return TEMPLATE_FAILED.at(where, detail=f"{type(error).__name__}: {error}")


def _innermost_line(traceback: TracebackType | None, files: Mapping[str, str]) -> Span | None:
    found = None
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name in files:
            found = _line(name, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _line(name: str, line: int) -> Span:
    return Span(f"templates/{name}", line, 1, line, 1)
