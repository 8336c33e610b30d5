"""The numbers that the pages of a document bear: the texts in the margins of its pages in, labels out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

FOLIO = re.compile(r"(?:p\.|page|–|-)?\s*(\d{1,4})(?:\s*(?:/|of|–)\s*(\d{1,4}))?\s*(?:–|-)?", re.IGNORECASE)
"""A page number in digits, alone on its line, with the number of pages behind it or not."""

_ROMAN = re.compile(r"(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_NUMERALS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class _Folio(NamedTuple):
    """A page number, and what it is written in: digits (`1`), `I` or `i`."""

    kind: str
    value: int

    def on(self, pages: int) -> _Folio:
        """The one so many pages on."""
        return _Folio(self.kind, self.value + pages)

    def __str__(self) -> str:
        if self.kind == "1":
            return str(self.value)
        return _roman(self.value).upper() if self.kind == "I" else _roman(self.value)


def page_labels(outer: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What each page is called by: the number that it bears, or by which it counts where it bears none.

    `outer` has the texts in the margins of each page. Where no page bears a number, they count from one. A page has no
    label where nobody can tell.
    """
    found = _found([list(_candidates(texts)) for texts in outer])
    if not found:
        return tuple(str(page + 1) for page in range(len(outer)))
    return tuple(str(found.get(page) or _counted(page, found) or "") for page in range(len(outer)))


def label_value(label: str) -> int:
    """The number that a label stands for; none for ""."""
    return int(label) if label.isdecimal() else _value(label.lower())


def next_label(label: str) -> str:
    """The label of the next page, counted on."""
    kind = "1" if label.isdecimal() else "I" if label.isupper() else "i"
    return str(_Folio(kind, label_value(label) + 1)) if label else ""


def _candidates(texts: Sequence[str]) -> Iterator[_Folio]:
    """What may be the number of a page."""
    for text in texts:
        digits = FOLIO.fullmatch(text)
        if digits is not None:
            yield _Folio("1", int(digits[1]))
        elif _ROMAN.fullmatch(text) and text in (text.upper(), text.lower()):
            yield _Folio("I" if text.isupper() else "i", _value(text.lower()))


def _found(candidates: Sequence[Sequence[_Folio]]) -> Mapping[int, _Folio]:
    """The number on each page that bears one: it goes on from the page before, or the next page goes on from it."""
    found: dict[int, _Folio] = {}
    for page, asked in enumerate(candidates):
        after = candidates[page + 1] if page + 1 < len(candidates) else ()
        before = found.get(page - 1)
        fitting = (
            *(one for one in asked if before is not None and one == before.on(1)),
            *(one for one in asked if one.value == page + 1),
            *(one for one in asked if one.on(1) in after or one.value == 1),
        )
        if fitting:
            found[page] = fitting[0]
    return found


def _counted(page: int, found: Mapping[int, _Folio]) -> _Folio | None:
    """The number of a page that bears none, by the next page that does, or the last one before it."""
    after = min((one for one in found if one > page), default=None)
    if after is not None and found[after].value > after - page:
        return found[after].on(page - after)
    before = max((one for one in found if one < page), default=None)
    return found[before].on(page - before) if before is not None else None


def _roman(value: int) -> str:
    text = ""
    for number, letters in _NUMERALS:
        text += letters * (value // number)
        value %= number
    return text


def _value(roman: str) -> int:
    """The value of a number in small Roman letters."""
    total = 0
    for number, letters in _NUMERALS:
        while roman.startswith(letters):
            total, roman = total + number, roman.removeprefix(letters)
    return total
