"""The redline edition: what was struck out and what is new, in the text of the new state.

The old words stand in `<del>`, the new ones in `<ins>`. Nothing else of the document is another than its readers have
it; its first part lists every figure that changed, and what could not be marked where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import Literal, TypeVar

from markupsafe import Markup, escape

from briefkit.briefs.prose import MarkPiece, TextPiece
from briefkit.briefs.resolved import Printed, ResolvedPiece
from briefkit.report.view import ChangedView, MovedView

T = TypeVar("T")
Fate = Literal["new", "same", "aside"]

_WORDS = re.compile(r"\s+|[^\s]+")
_NOTE_WORDS = re.compile(r"<[^>]*>|\s+|(?:&[^;\s]+;|[^\s<&])+|&")
_STRUCK, _NEW = "del", "ins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """What a redline edition needs beside its brief, whose runs have been marked: what was compared, the figures that
    changed, what is not marked in the text, and the old texts of notes by the numbers of the new ones."""

    between: str
    changed: tuple[ChangedView, ...] = ()
    others: tuple[MovedView, ...] = ()
    notes: Mapping[int, Markup] = field(default_factory=dict)


def redlined(
    old: Sequence[str], new: Sequence[T], text: Callable[[T], str | None]
) -> Iterator[tuple[Fate, T] | tuple[Literal["struck"], str]]:
    """New parts in their order, among them the old texts that are gone, each before what takes its place.

    `text` is that of a new part; None for one that is no text, such as a tag.
    """
    texts = [said for part in new if (said := text(part)) is not None]
    struck: dict[int, str] = {}
    same: set[int] = set()
    for tag, start, end, begin, stop in SequenceMatcher(None, old, texts, autojunk=False).get_opcodes():
        if tag == "equal":
            same.update(range(begin, stop))
        elif "".join(old[start:end]).strip():
            struck[begin] = "".join(old[start:end])
    at = 0
    for part in new:
        said = text(part)
        if (said is not None or at == len(texts)) and at in struck:
            yield "struck", struck.pop(at)
        if said is None:
            yield "aside", part
            continue
        yield ("same" if at in same or not said.strip() else "new"), part
        at += 1
    yield from (("struck", gone) for gone in struck.values())


def redlined_pieces(old: Sequence[str] | None, new: Sequence[ResolvedPiece]) -> tuple[ResolvedPiece, ...]:
    """A sentence with the words of the old one struck out; all of it is new where there is no old one."""
    parts = [part for piece in new for part in _split(piece)]
    found: list[ResolvedPiece] = []
    for fate, group in groupby(redlined(old or (), parts, _text_of), key=itemgetter(0)):
        for _, part in group:
            if isinstance(part, str):
                found += struck_pieces(part)
            elif fate == "new":
                found += [MarkPiece(_NEW, True, ""), part, MarkPiece(_NEW, False, "")]
            else:
                found.append(part)
    return tuple(found)


def struck_pieces(text: str) -> list[ResolvedPiece]:
    """A text struck out, white space left beside it, so that it never touches what takes its place."""
    struck = TextPiece(" ".join(text.split()))
    return [TextPiece(" "), MarkPiece(_STRUCK, True, ""), struck, MarkPiece(_STRUCK, False, ""), TextPiece(" ")]


def redlined_note(old: Markup, new: Markup) -> Markup:
    """A note with the words of the old one struck out; its own tags stay."""
    before = [word for word in _NOTE_WORDS.findall(str(old)) if not word.startswith("<")]
    parts: list[str] = []
    for fate, part in redlined(before, _NOTE_WORDS.findall(str(new)), lambda one: None if one[:1] == "<" else one):
        tag = {"struck": _STRUCK, "new": _NEW}.get(fate)
        parts.append(f"<{tag}>{part.strip()}</{tag}>" if tag else part)
        parts.append(" " if fate == "struck" else "")
    return Markup("".join(parts))


def change_in_place(old: str, new: str) -> Markup:
    """An old text struck out and the new one behind it, either of them perhaps empty."""
    struck = Markup("<del>{}</del> ").format(old) if old else Markup("")
    return struck + (Markup("<ins>{}</ins>").format(new) if new else escape(""))


def _split(piece: ResolvedPiece) -> list[ResolvedPiece]:
    """A text word by word; everything else whole."""
    return [TextPiece(word) for word in _WORDS.findall(piece.text)] if isinstance(piece, TextPiece) else [piece]


def _text_of(piece: ResolvedPiece) -> str | None:
    if isinstance(piece, TextPiece):
        return " " if piece.text.isspace() else piece.text
    return piece.text if isinstance(piece, Printed) and piece.text else None
