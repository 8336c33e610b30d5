"""Texts broken into lines that fit a box. A number is never broken, and nothing is cut beside a digit."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from briefkit.report.drawing import Measure

LEADING = 1.18
_SPACES = " \t\n\r\u3000"  # others, such as the no-break space, hold words together
_NO_START = set("、。，．：；！？）」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?)]}%’”")
_NO_END = set("（「『【〈《〔([{$£€¥‘“")
_EAST_ASIAN_NUMERALS = set("천백십만억조兆수")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that is kept together where it can be."""

    text: str
    spaced: bool  # whether a space stands before it


class Setter:
    """Breaks texts into lines; keeps what it has measured."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._widths: dict[tuple[str, bool], float] = {}
        self._pieces: dict[str, tuple[_Piece, ...]] = {}

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of a line of text, in points."""
        known = self._widths.get((text, bold))
        if known is None:
            known = self._widths[text, bold] = self._measure.width(text, 1, bold=bold)
        return known * size

    def lines(
        self, text: str, width: float, size: float, *, bold: bool = False, tail: float = 0, cut: bool = False
    ) -> tuple[str, ...] | None:
        """The text in lines no wider than `width`, or None if it cannot be done.

        Breaks between words, behind hyphens, and between Chinese and Japanese characters; inside a word only if `cut`
        allows it, and with a hyphen where letters are parted. `tail` is the room that the last line has to leave.
        """
        pieces = self._pieces_of(text)
        lines = [""] if pieces else []
        for at, piece in enumerate(pieces):
            last = tail if at == len(pieces) - 1 else 0.0
            longer = f"{lines[-1]} {piece.text}" if piece.spaced and lines[-1] else lines[-1] + piece.text
            if self.width(longer, size, bold=bold) + last <= width:
                lines[-1] = longer
            elif self.width(piece.text, size, bold=bold) + last <= width:
                lines.append(piece.text)
            elif cut and (parts := self._cut(piece.text, width, size, bold, last)):
                lines += parts
            else:
                return None
        return tuple(line for line in lines if line)

    def balanced(
        self, text: str, width: float, size: float, *, bold: bool = False, tail: float = 0, cut: bool = False
    ) -> tuple[str, ...] | None:
        """The same in as many lines, of lengths that are as even as can be."""
        wide = self.lines(text, width, size, bold=bold, tail=tail, cut=cut)
        if wide is None or len(wide) < 2 or self.lines(text, width, size, bold=bold, tail=tail) is None:
            return wide
        low, high, best = width / len(wide) / 2, width, wide
        for _ in range(7):
            middle = (low + high) / 2
            narrow = self.lines(text, middle, size, bold=bold, tail=tail)
            if narrow is not None and len(narrow) == len(wide):
                high, best = middle, narrow
            else:
                low = middle
        return best

    def _pieces_of(self, text: str) -> tuple[_Piece, ...]:
        known = self._pieces.get(text)
        if known is None:
            known = self._pieces[text] = tuple(_split(text))
        return known

    def _cut(self, word: str, width: float, size: float, bold: bool, tail: float) -> list[str] | None:
        """A word in parts, each as long as can be, or None where no cut is allowed soon enough."""
        parts: list[str] = []
        while self.width(word, size, bold=bold) + tail > width:
            cuts = [at for at in range(1, len(word)) if _may_cut(word, at)]
            heads = [(at, word[:at] + "-" * _needs_hyphen(word, at)) for at in cuts]
            fitting = [(at, head) for at, head in heads if self.width(head, size, bold=bold) <= width]
            if not fitting:
                return None
            at, head = fitting[-1]
            parts.append(head)
            word = word[at:]
        return [*parts, word]


def _split(text: str) -> list[_Piece]:
    """The words of a text, parted where a line may end inside them anyway."""
    pieces = []
    for word in _words(text):
        start = 0
        for at in range(1, len(word)):
            if _may_part(word[at - 1], word[at], word[at - 2] if at > 1 else ""):
                pieces.append(_Piece(word[start:at], start == 0))
                start = at
        pieces.append(_Piece(word[start:], start == 0))
    return pieces


def _words(text: str) -> list[str]:
    for space in _SPACES[1:]:
        text = text.replace(space, " ")
    return [word for word in text.split(" ") if word]


def _may_part(before: str, after: str, earlier: str) -> bool:
    if before in "-‐–—/":
        return earlier.isalpha() and after.isalpha() and not (_is_numeral(earlier) or _is_numeral(after))
    if not (_is_ideographic(before) or _is_ideographic(after)) or before in _NO_END or after in _NO_START:
        return False
    return not (_is_numeral(before) or _is_numeral(after) or unicodedata.combining(after))


def _may_cut(word: str, at: int) -> bool:
    before, after = word[at - 1], word[at]
    if _is_numeral(before) or _is_numeral(after) or after in _NO_START or before in _NO_END:
        return False
    if unicodedata.category(after)[0] == "M" or "\u200d" in (before, after) or "\u00a0" in (before, after):
        return False
    if not _needs_hyphen(word, at):
        # What is neither letter nor digit may belong to a number: a sign, a point, a comma.
        return (_is_east_asian(before) or before.isalpha()) and (_is_east_asian(after) or after.isalpha())
    return at > 1 and len(word) - at > 1


def _needs_hyphen(word: str, at: int) -> bool:
    return all(char.isalpha() and not _is_east_asian(char) for char in word[at - 1 : at + 1])


def _is_numeral(char: str) -> bool:
    return unicodedata.numeric(char, None) is not None or char in _EAST_ASIAN_NUMERALS


def _is_ideographic(char: str) -> bool:
    """Chinese characters and Japanese letters, which are broken anywhere; Korean words are kept together."""
    return _is_east_asian(char) and not "\uac00" <= char <= "\ud7a3"


def _is_east_asian(char: str) -> bool:
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or "\U00020000" <= char <= "\U0003ffff"
    )
