"""A line or paragraph as the text that a reader sees, with the place in the file of each of its characters.

Emphasis and links are left out, entities and escapes are what they print, and characters that look alike are evened
out, so that a number or word is found however it was typed. An expression stands as one sign.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from briefkit.briefs.prose import ExpressionPiece, MarkPiece, Run, TextPiece
from briefkit.briefs.resolved import NotePiece, Printed, ResolvedRun
from briefkit.figures.figure import Figure
from briefkit.findings import Span

FIGURE, OTHER = "\ufffc", "\ufffd"  # what stands for an expression: a figure, and anything else
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINK_END = re.compile(
    r"[*_`\s]*(?:>|\]\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\))"
)
_UNSEEN = frozenset("\u034f\u115f\u1160\u3164\uffa0")  # joiners and fillers that are no format characters
_DASHES = frozenset("\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d")
_EVEN = re.compile("[\\x00-\\x7f‘’“”–—À-ÖØ-öø-ÿ]*")  # what most texts are made of, and what stays as it is
_ROMAN = range(0x2160, 0x2189)


def sign_of(printed: Printed | None) -> str:
    """A figure as `FIGURE`; what prints nothing, as a citation alone, as nothing; all other words as `OTHER`."""
    if printed is None:
        return OTHER
    if isinstance(printed.value, Figure):
        return FIGURE
    return OTHER if printed.text else ""


class RunTexts:
    """The texts of the runs of a brief, each made once: several checks read it."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[ResolvedRun, RunText]] = {}

    def of(self, resolved: ResolvedRun) -> RunText | None:
        """The text of a resolved run; None for one that was resolved from nothing."""
        if resolved.run is None:
            return None
        # Kept beside its text, a run keeps its identity.
        kept = self._texts.get(id(resolved))
        if kept is None:
            kept = self._texts[id(resolved)] = (resolved, RunText(resolved.run, resolved))
        return kept[1]


class RunText:
    """The text of a run. `printed` has what each sign in it that stands for an expression prints, by its offset."""

    def __init__(self, run: Run, resolved: ResolvedRun | None = None) -> None:
        self.run = run
        values = _values(run, resolved)
        self.printed: dict[int, Printed | None] = {}
        shown: list[str] = []
        # For each piece that shows: where it begins in the text, its number in the run, where its characters come from.
        self._starts: list[int] = []
        self._pieces: list[int] = []
        self._origins: list[Sequence[int]] = []
        at = 0
        for index, piece in enumerate(run.pieces):
            if isinstance(piece, MarkPiece):
                continue
            text, origins = even(piece.text) if isinstance(piece, TextPiece) else (sign_of(values[index]), range(1))
            if isinstance(piece, ExpressionPiece) and text:
                self.printed[at] = values[index]
            if text:
                self._starts.append(at)
                self._pieces.append(index)
                self._origins.append(origins)
                shown.append(text)
            at += len(text)
        self.text = "".join(shown)

    def span(self, start: int, end: int) -> Span:
        """The place in the file of `text[start:end]`."""
        places = [self._places[piece][origin] for piece, origin in self._from(start, end)]
        return self.run.scalar.locate(min(first for first, _ in places), max(last for _, last in places))

    def written(self, start: int, end: int) -> str:
        """`text[start:end]` as it was typed."""
        parts: list[str] = []
        for index, origin in dict.fromkeys(self._from(start, end)):
            piece = self.run.pieces[index]
            if isinstance(piece, TextPiece):
                parts.append(piece.text[origin])
            elif isinstance(piece, ExpressionPiece):
                parts.append(f"{{{{ {piece.source} }}}}")
        return " ".join("".join(parts).split())

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence in `text`."""
        start, number = 0, -1
        for at, index in zip(self._starts, self._pieces, strict=True):
            if self.run.sentences[index] != number:
                if at > start:
                    yield start, at
                start, number = at, self.run.sentences[index]
        if start < len(self.text):
            yield start, len(self.text)

    def _from(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """For each character from `start` to `end`, the number of its piece and its offset in it."""
        for at in range(start, end):
            found = bisect_right(self._starts, at) - 1
            yield self._pieces[found], self._origins[found][at - self._starts[found]]

    @cached_property
    def _places(self) -> list[list[tuple[int, int]]]:
        return _aligned(self.run)


def _values(run: Run, resolved: ResolvedRun | None) -> dict[int, Printed | None]:
    """What each expression of a run prints, by the number of its piece; None where it could not be evaluated."""
    if resolved is None:
        return dict.fromkeys(range(len(run.pieces)))
    pieces = [piece for piece in resolved.pieces if not isinstance(piece, NotePiece)]
    return {index: piece if isinstance(piece, Printed) else None for index, piece in enumerate(pieces)}


def even(text: str) -> tuple[str, Sequence[int]]:
    """The text with look-alikes evened out, and for each of its characters the number of the one it came from.

    Digits, letters and signs of all widths and scripts become plain ones (½ is 1⁄2, ⑤ is 5), dashes of the length of
    a hyphen become hyphens, and what is not seen is left out. A square or cube behind an m stays: it is a unit.
    """
    if _EVEN.fullmatch(text):
        return text, range(len(text))
    pieces: list[str] = []
    origins: list[int] = []
    for index, char in enumerate(text):
        piece = char
        if not char.isascii() and not (char in "²³" and text[index - 1 : index] == "m"):
            piece = _even(char)
        pieces.append(piece)
        origins += [index] * len(piece)
    return "".join(pieces), origins


def _even(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf" or char in _UNSEEN or "\ufe00" <= char <= "\ufe0f":
        return ""
    if char in _DASHES:
        return "-"
    plain = unicodedata.normalize("NFKC", char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "No" and not any(one.isdecimal() for one in plain):
        return f"{unicodedata.numeric(char):g}"
    if category == "Nl" and ord(char) not in _ROMAN and char != "〇":
        return f"{unicodedata.numeric(char):g}"
    return plain


def _aligned(run: Run) -> list[list[tuple[int, int]]]:
    """For each character of each piece, where in the scalar's text it is written: from, to.

    Markdown leaves out marks and resolves entities, but never reorders; so the printed text and the source are walked
    side by side. Expressions know their places, so that no walk goes astray beyond the next one.
    """
    source = run.scalar.text
    places: list[list[tuple[int, int]]] = []
    at = run.start
    for piece in run.pieces:
        found: list[tuple[int, int]] = []
        if isinstance(piece, ExpressionPiece):
            end = piece.offset + len(piece.source)
            found = [(piece.offset, end)]
            at = max(source.find("}}", end), end) + 2
        elif isinstance(piece, TextPiece):
            found, at = _walk(piece.text, source, at)
        elif isinstance(piece, MarkPiece) and piece.tag == "a" and not piece.opens:
            match = _LINK_END.match(source, at)
            at = match.end() if match else at
        places.append(found)
    return places


def _walk(text: str, source: str, at: int) -> tuple[list[tuple[int, int]], int]:
    """The place of each character of a text that is written from `at` on, and where it ends."""
    found: list[tuple[int, int]] = []
    lost = False
    for index, char in enumerate(text):
        start, end = (-1, -1) if lost else _find(text, index, source, at)
        if start >= 0:
            at = end
        else:
            lost = lost or not char.isspace()
            start, end = at, min(at + 1, len(source))
        found.append((start, end))
    return found, at


def _find(text: str, index: int, source: str, at: int) -> tuple[int, int]:
    """Where the next character of a text is written in the source, from `at` on; (-1, -1) if nowhere."""
    char = text[index]
    while at < len(source):
        entity = _ENTITY.match(source, at) if source[at] == "&" else None
        if entity is not None and not text.startswith(entity.group(), index):
            decoded = html.unescape(entity.group())
            if decoded.startswith(char) or (char.isspace() and decoded.isspace()):
                return at, entity.end()
            if decoded.isspace():
                at = entity.end()
                continue
        if source[at] == char or (char.isspace() and source[at].isspace()):
            return at, at + 1
        if char.isspace():
            return -1, -1
        at += 1
    return -1, -1
