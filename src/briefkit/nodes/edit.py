"""Put other texts into a YAML file: scalars are replaced where they stand, and every other byte stays as it was.

The edited file is read again and held to what was meant, so that an edit is right or is not made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as MappingType

from briefkit.nodes.model import Mapping, Node, Scalar, Sequence
from briefkit.nodes.reader import read_yaml

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile("\r\n|\n|\r|\x85|\u2028|\u2029")  # what YAML takes for one
# What may stand plain wherever the old text did.
_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f:#\[\]{},\x7f]*[^\s:#\[\]{},])?|[^\W_]")
_PLAIN_WITH_COMMA = re.compile(r"[^\W_](?:[^\x00-\x1f:#\[\]{}\x7f]*[^\s:#\[\]{},])?|[^\W_]")


class NotEdited(Exception):
    """A scalar cannot be replaced by itself: it is shared, or the file would read otherwise afterwards."""


def replace_scalars(data: bytes, path: str, texts: MappingType[Scalar, str]) -> bytes:
    """The file with the text of each of these scalars replaced, each in the style it was written in where that can be.

    `data` is the file that the scalars were read from. Raises `NotEdited` where the result would not read as meant.
    """
    head, text = (_BOM, data[len(_BOM) :].decode()) if data.startswith(_BOM) else (b"", data.decode())
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    places = sorted((*_place(scalar, text, starts), scalar, new) for scalar, new in texts.items() if scalar.text != new)
    words = {scalar: new.split() for scalar, new in texts.items()}
    before = read_yaml(data, path).value
    # A comma may stand in a plain text, but not everywhere.
    for plain in (_PLAIN_WITH_COMMA, _PLAIN):
        edited = head + _put_in(text, places, plain).encode()
        after = read_yaml(edited, path).value
        if before is not None and after is not None and _as_meant(before, after, words):
            return edited
    raise NotEdited(f"{path} would read otherwise after the edit")


def _put_in(text: str, places: list[tuple[int, int, Scalar, str]], plain: re.Pattern[str]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, scalar, new in places:
        if start < at:
            raise NotEdited(f"{scalar.span} is to be replaced twice")
        pieces += [text[at:start], _written(scalar, new, text[start:end], plain)]
        at = end
    return "".join((*pieces, text[at:]))


def _place(scalar: Scalar, text: str, starts: list[int]) -> tuple[int, int]:
    """Where a scalar stands in the text of its file."""
    if scalar.span.line > len(starts):
        raise NotEdited(f"{scalar.span} is not found in its file")
    start = starts[scalar.span.line - 1] + scalar.span.column - 1
    end = start
    for char in scalar.raw:
        # Lines were read with a line feed alone at their ends.
        end += 2 if char == "\n" and text.startswith("\r\n", end) else 1
    if text[start:end].replace("\r\n", "\n") != scalar.raw:
        raise NotEdited(f"{scalar.span} is not found in its file")
    return start, end


def _written(scalar: Scalar, new: str, raw: str, plain: re.Pattern[str]) -> str:
    """A text as YAML, in the style of the scalar whose place it takes."""
    if scalar.style in ("|", ">") and scalar.style and "\n" in raw:
        header, _, body = raw.partition("\n")
        first = next((line for line in body.split("\n") if line.strip()), "")
        indentation = first[: len(first) - len(first.lstrip(" "))]
        tail = raw[len(raw.rstrip()) :]
        return f"{header}\n{indentation}{new}{tail}"
    if scalar.style == "'":
        return "'" + new.replace("'", "''") + "'"
    if scalar.style == "" and plain.fullmatch(new):
        return new
    return json.dumps(new, ensure_ascii=False)


def _as_meant(before: Node, after: Node, texts: MappingType[Scalar, list[str]]) -> bool:
    """Whether two documents are the same but for the texts that were replaced; white space aside in those."""
    if isinstance(before, Scalar):
        if not isinstance(after, Scalar):
            return False
        words = texts.get(before)
        return after.text == before.text if words is None else after.text.split() == words
    if isinstance(before, Sequence):
        return (
            isinstance(after, Sequence)
            and len(before.items) == len(after.items)
            and all(_as_meant(one, other, texts) for one, other in zip(before.items, after.items, strict=True))
        )
    return (
        isinstance(after, Mapping)
        and len(before.entries) == len(after.entries)
        and all(
            key.text == other_key.text and _as_meant(one, other, texts)
            for (key, one), (other_key, other) in zip(before.entries, after.entries, strict=True)
        )
    )
