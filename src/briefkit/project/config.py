"""Turn `briefkit.toml` (or `[tool.briefkit]` in pyproject.toml) into a configuration, every misfit at its line."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.nodes import decode_text, nearest

M = TypeVar("M", bound=BaseModel)
MAX_BYTES = 64_000
MAX_LINE = 5_000


def _one_or_more(value: Any) -> Any:
    names = tuple(value) if isinstance(value, list | tuple) else (value,)
    if not names or not all(isinstance(name, str) for name in names):
        raise PydanticCustomError("wrong_type", "a string, or a list of strings")
    return value if isinstance(value, str) else names


class RatesConfig(BaseModel):
    """The rates that seeds are checked with, and that briefs use unless they say otherwise."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Annotated[str | tuple[str, ...], BeforeValidator(_one_or_more)] = "ecb"
    policy: str = "period-average"

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the sources, in the order in which they are asked."""
        return (self.source,) if isinstance(self.source, str) else self.source


class Config(BaseModel):
    """A project's configuration; every key has a default."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rates: RatesConfig = RatesConfig()
    nouns: dict[str, list[str]] = Field(default_factory=dict)
    signs: dict[str, str] = Field(default_factory=dict)
    template: str = "chrnk"
    style: str = ""
    language: Literal["en"] = "en"
    fail_on: Literal["error", "warning", "note"] = "warning"
    build: str = "build"


def read_table(model: type[M], data: bytes, path: str, table: str = "") -> Outcome[M]:
    """A TOML file as a model; `table` is the dotted table to read, the whole file where it is empty.

    Where something is wrong, the value is the model's defaults, beside the findings.
    """
    decoded = decode_text(data, path, MAX_BYTES) if data.strip() else Outcome("")
    if decoded.value is None:
        return Outcome(model(), decoded.findings)
    text = decoded.value
    long = next((number for number, line in enumerate(text.split("\n"), 1) if len(line) > MAX_LINE), None)
    if long is not None:
        span = Span(path, long, 1, long, 1)
        expected = f"at most {MAX_LINE:,} characters"
        return Outcome(
            model(), (codes.BAD_CONFIG.at(span, found="a very long line", expected=expected, hint="break it up"),)
        )
    try:
        content: Any = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return Outcome(model(), (_syntax(error, path),))
    for name in table.split(".") if table else ():
        content = content.get(name, {}) if isinstance(content, dict) else {}
    try:
        return Outcome(model.model_validate(content))
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = tuple(_misfit(model, detail, text, path, table) for detail in details)
        for detail in details:
            _drop(content, detail["loc"])
    try:
        return Outcome(model.model_validate(content), found)
    except ValidationError:
        return Outcome(model(), found)


def _drop(content: Any, loc: tuple[str | int, ...]) -> None:
    """Take out what does not fit, so that the rest of the configuration holds."""
    for step in loc[:-1]:
        content = content.get(step) if isinstance(content, dict) else None
    if isinstance(content, dict):
        content.pop(loc[-1], None)


def _syntax(error: Exception, path: str) -> Finding:
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    problem = re.sub(r"\s*\(at .*\)$", "", str(error))
    span = Span(path, line, column, line, column + 1)
    return codes.BAD_CONFIG.at(
        span,
        found=f"text that is no TOML ({problem[:1].lower()}{problem[1:]})",
        expected="TOML",
        hint="see the reference of briefkit.toml",
    )


def _misfit(model: type[BaseModel], detail: Any, text: str, path: str, table: str) -> Finding:
    loc = tuple(str(step) for step in detail["loc"])
    span = key_span(text, path, (*table.split("."), *loc) if table else loc)
    if detail["type"] == "extra_forbidden":
        known = _known(model, loc[:-1])
        near = nearest(loc[-1], known)
        hint = f"did you mean {near}?" if near else f"known keys: {', '.join(known)}"
        return codes.BAD_CONFIG.at(
            span, found=f'the unknown key "{loc[-1]}"', expected="a key of the reference", hint=hint
        )
    expected = detail["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    return codes.BAD_CONFIG.at(span, found=f'"{detail["input"]}"', expected=expected, hint=f"correct {'.'.join(loc)}")


def _known(model: type[BaseModel], loc: tuple[str, ...]) -> tuple[str, ...]:
    for step in loc:
        field = model.model_fields.get(step)
        inner = field.annotation if field else None
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return tuple(model.model_fields)


def key_span(text: str, path: str, loc: tuple[str, ...]) -> Span:
    """The line of a key, by reading table heads and keys in order as TOML writes them."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        head = re.match(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$", line)
        if head:
            table = tuple(part.strip().strip("\"'") for part in head[1].split("."))
            if table == loc:
                return Span(path, number, 1, number, len(line) + 1)
            continue
        key, equals, _ = line.partition("=")
        key = key.strip()
        if equals and key and not key.startswith("#"):
            full = (*table, *(part.strip().strip("\"'") for part in key.split(".")))
            if full == loc[: len(full)] and len(full) > len(table):
                column = line.index(key) + 1
                return Span(path, number, column, number, column + len(key))
    return Span(path)
