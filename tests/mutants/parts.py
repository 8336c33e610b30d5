"""Where the parts of a project's files are: nodes in, scalars with what they are and whom they concern out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefkit.nodes import Mapping, Node, Scalar, Sequence, read_yaml
from briefkit.nodes.align import align


class Subject(NamedTuple):
    """Whom a change concerns: the kind of thing, its name, and the lines it stands in.

    Claims are named `seed.claim`, figures and everything else in a brief `brief:name`.
    """

    kind: str
    name: str
    path: str
    first: int
    last: int


@dataclass(frozen=True)
class Part:
    """One scalar of a file: the place it has in the format ("value"), and its subject."""

    place: str
    scalar: Scalar
    subject: Subject
    row: int = -1  # of a table, where it is one of its cells
    column: int = -1  # of a table, where it is one of its cells or heads

    @property
    def text(self) -> str:
        return self.scalar.text

    @cached_property
    def _offsets(self) -> list[int]:
        return align(self.scalar.text, self.scalar.raw, self.scalar.style)

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """`text[start:end]` as offsets from where the scalar begins in the file; None if it is not written so there."""
        offsets, raw = self._offsets, self.scalar.raw
        if start == end:
            at = offsets[start] if start < len(offsets) else (offsets[-1] + 1 if offsets else 0)
            return at, at
        first, last = offsets[start], offsets[end - 1] + 1
        return (first, last) if raw[first:last] == self.scalar.text[start:end] else None


def file_offset(text: str, line: int, column: int) -> int:
    """A line and column, both counted from 1, as an offset into a file's text."""
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at + column - 1


def _lines(key: Scalar, node: Node) -> tuple[int, int]:
    """The lines from a key to the last text under it; what YAML calls the end lies at the key that follows."""
    ends = [one.span.line + one.raw.rstrip().count("\n") for one in _scalars(node)]
    return key.span.line, max([key.span.line, *ends])


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for _, value in node:
            yield from _scalars(value)


def _mapping(node: Node | None) -> Mapping:
    assert isinstance(node, Mapping)
    return node


CLAIM_KEYS = ("quote", "value", "restated", "as_of", "equals", "text", "where", "prefix", "suffix", "about", "by")


def seed_parts(path: str, data: bytes) -> Iterator[Part]:
    """The scalars of a seed."""
    key = path.rpartition("/")[2].removesuffix(".yaml")
    root = _mapping(read_yaml(data, path).value)
    for name, node in root:
        first, last = _lines(name, node)
        if name.text == "source":
            subject = Subject("record", key, path, first, last)
            for field, value in _mapping(node):
                place = "date of source" if field.text in ("issued", "accessed") else f"source {field.text}"
                if field.text not in ("note", "type", "language"):
                    yield from (Part(place, scalar, subject) for scalar in _scalars(value))
        elif name.text == "snapshot":
            subject = Subject("signature", key, path, first, last)
            yield from (Part(f"snapshot {field.text}", scalar, subject) for field, scalar in _fields(node))
        elif name.text == "nouns":
            for noun, forms in _mapping(node):
                subject = Subject("noun", noun.text, path, *_lines(noun, forms))
                yield from (Part("noun", scalar, subject) for scalar in _scalars(forms))
        elif name.text == "checks":
            yield from (
                Part("check", item, Subject("check", key, path, *_lines(item, item))) for item in _scalars(node)
            )
        elif name.text == "claims":
            for claim, fields in _mapping(node):
                yield from _claim_parts(Subject("claim", f"{key}.{claim.text}", path, *_lines(claim, fields)), fields)
        elif name.text == "accept":
            yield from _waivers(Subject("waiver", key, path, first, last), node)


def _fields(node: Node) -> Iterator[tuple[Scalar, Scalar]]:
    for field, value in _mapping(node):
        if isinstance(value, Scalar):
            yield field, value


def _waivers(subject: Subject, node: Node) -> Iterator[Part]:
    for code, reason in _fields(node):
        yield Part("waived code", code, subject)
        yield Part("waiver reason", reason, subject)


def _claim_parts(subject: Subject, node: Node) -> Iterator[Part]:
    for field, scalar in _fields(node):
        if field.text in CLAIM_KEYS:
            yield Part(field.text, scalar, subject)
    for field, value in _mapping(node):
        if field.text == "accept":
            yield from _waivers(subject, value)
        elif field.text in ("translation", "reviewed"):
            yield from (Part(f"{field.text} {inner.text}", scalar, subject) for inner, scalar in _fields(value))


_FRONT = ("date", "series", "publication", "acronyms")


def brief_parts(path: str, data: bytes) -> Iterator[Part]:
    """The scalars of a brief."""
    brief = path.rpartition("/")[2].removesuffix(".yaml")
    root = _mapping(read_yaml(data, path).value)
    for name, node in root:
        first, last = _lines(name, node)
        if name.text == "figures":
            for figure, fields in _mapping(node):
                subject = Subject("figure", f"{brief}:{figure.text}", path, *_lines(figure, fields))
                for field, value in _mapping(fields):
                    if field.text == "accept":
                        yield from _waivers(subject, value)
                    elif isinstance(value, Scalar):
                        yield Part(f"figure {field.text}", value, subject)
        elif name.text == "checks":
            yield from (
                Part("check", item, Subject("check", brief, path, *_lines(item, item))) for item in _scalars(node)
            )
        elif name.text == "rates":
            subject = Subject("brief rates", brief, path, first, last)
            yield from (Part(f"rates {field.text}", scalar, subject) for field, scalar in _fields(node))
        elif name.text == "accept":
            yield from _waivers(Subject("waiver", brief, path, first, last), node)
        elif name.text in _FRONT:
            subject = Subject("front", brief, path, first, last)
            place = "date of brief" if name.text == "date" else f"front {name.text}"
            yield from (Part(place, scalar, subject) for scalar in _scalars(node))
        elif name.text not in ("authors", "translators", "template", "style", "language", "keywords"):
            yield from _prose_parts(brief, path, name, node)


def _prose_parts(brief: str, path: str, key: Scalar, node: Node, table: Subject | None = None) -> Iterator[Part]:
    """Titles, bodies, cells and items under a key, to any depth. Of a table, all parts have the table's lines."""
    if isinstance(node, Scalar):
        lines = _lines(node, node) if table is None else (table.first, table.last)
        subject = Subject("prose" if table is None else "table", brief, path, *lines)
        if key.text == "quotation":
            yield Part("quotation", node, subject)
        elif key.text in ("body", "summary", "introduction", "conclusion"):
            yield Part("body", node, subject)
        else:
            yield Part("title" if key.text == "title" else "line", node, subject)
    elif isinstance(node, Sequence) and table is not None and key.text in ("columns", "rows"):
        yield from _table_parts(node, table)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _prose_parts(brief, path, key, item, table)
    else:
        for name, value in node:
            if name.text == "accept":
                yield from _waivers(Subject("waiver", brief, path, *_lines(name, value)), value)
            elif name.text == "table":
                inner = Subject("table", brief, path, *_lines(name, value))
                yield from _prose_parts(brief, path, name, value, inner)
            else:
                yield from _prose_parts(brief, path, name, value, table)


def _table_parts(node: Sequence, table: Subject) -> Iterator[Part]:
    """The heads or the cells of a table."""
    for index, item in enumerate(node.items):
        if isinstance(item, Scalar):
            yield Part("head", item, table, column=index)
        for column, cell in enumerate(item.items if isinstance(item, Sequence) else ()):
            if isinstance(cell, Scalar):
                yield Part("cell", cell, table, row=index, column=column)


def sentences(part: Part) -> Iterator[tuple[int, int, str]]:
    """The sentences of a scalar's text: where each begins and ends, and its words."""
    masked = re.sub(r"\{\{.*?\}\}", lambda found: "x" * len(found.group()), part.text, flags=re.DOTALL)
    for found in re.finditer(r"(?:[^.!?。]|[.!?](?=\S))+(?:[.!?。]+[”’\"')]*|$)", masked):
        yield found.start(), found.end(), part.text[found.start() : found.end()]
