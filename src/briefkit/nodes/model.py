"""YAML as nodes that keep their text and their place: a number is still the characters that were typed."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from briefkit.findings import Span
from briefkit.nodes.align import align

UNREAD = "⟨?⟩"  # what stands in the place of a value that could not be read, and has been reported
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Scalar:
    """One scalar: its text after YAML's unquoting, and the raw characters it was written as."""

    text: str
    span: Span
    raw: str = ""
    style: str = ""  # "" plain, or one of ' " | >

    @property
    def is_null(self) -> bool:
        """Whether YAML reads it as nothing at all."""
        return self.style == "" and self.text in NULLS

    @cached_property
    def _offsets(self) -> array[int]:
        return align(self.text, self.raw, self.style)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.raw)]

    def locate(self, start: int, end: int | None = None) -> Span:
        """The place in the file of `text[start:end]`; `end` None is the end of the text."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        start = min(start, len(self.text))
        line, column = self._place(start)
        end_line, end_column = self._place_after(stop) if stop > start else (line, column)
        return Span(self.span.path, line, column, end_line, end_column)

    def _place(self, offset: int) -> tuple[int, int]:
        offsets = self._offsets
        if offset < len(offsets):
            return self._raw_place(offsets[offset])
        return self._place_after(len(offsets)) if offsets else self._raw_place(0)

    def _place_after(self, offset: int) -> tuple[int, int]:
        """The place just behind the character before `offset`."""
        return self._raw_place(self._offsets[offset - 1] + 1)

    def _raw_place(self, index: int) -> tuple[int, int]:
        lines = bisect_left(self._line_ends, index)
        if not lines:
            return self.span.line, self.span.column + index
        return self.span.line + lines, index - self._line_ends[lines - 1]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_require_scalar)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True)
class Mapping:
    """A mapping; its keys are scalars, in the order written."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        found = self._index.get(key)
        return found[1] if found else None

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        found = self._index.get(key)
        return found[0] if found else None

    def place(self, key: str) -> Span:
        """Where a key is written, or the mapping where it is not."""
        found = self.key(key)
        return found.span if found else self.span

    @cached_property
    def _index(self) -> dict[str, tuple[Scalar, Node]]:
        return {name.text: (name, value) for name, value in self.entries}

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)


Node = Scalar | Sequence | Mapping


def describe(node: object) -> str:
    """What a node is, in the words of a message: `a list`, `a mapping`, `nothing`, `"12 gw"`."""
    if isinstance(node, Scalar):
        text = node.text if len(node.text) <= 40 else node.text[:37] + "…"
        return "nothing" if node.is_null else f'"{" ".join(text.split())}"'
    return "a list" if isinstance(node, Sequence) else "a mapping"


def _require_scalar(value: object) -> Scalar:
    if isinstance(value, Scalar) and not value.is_null:
        return value
    raise PydanticCustomError("wrong_type", "expected text", {"expected": "text"})
