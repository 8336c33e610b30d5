"""What the edition for fact-checkers adds to a figure: the number of its ledger entry, and what holds it in the margin.

A note stands in full where its entry prints first. Elsewhere one line names the page where it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from briefkit.figures.quotes.reading import read_quantities
from briefkit.figures.units import Vocabulary
from briefkit.report.view import EvidenceView, LedgerEntryView

LONG = 150  # characters; a longer quote is shortened to its relevant words
_BEFORE, _BEHIND = 12, 10  # words that a shortened quote keeps around its quantities
_CHARACTERS = 60  # Latin letters, that a line of a note holds at least
_MOST_LINES = 44  # of notes, that a page holds at least
_GAP = 0.7  # of a line, between two notes
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginNotes:
    """The notes of a document.

    `places` has the id of the entry of each printed place, by its number; `front` the ids of places that print before
    the body, where pages may bear other numbers.
    """

    entries: Sequence[LedgerEntryView]
    places: Mapping[int, str]
    front: frozenset[str]
    words: Mapping[str, str]
    vocabulary: Vocabulary

    def mark(self, number: int) -> str:
        """The number of the entry of a printed place, raised: "⁽¹²⁾". Empty where it has no entry."""
        entry = self._entry(number)
        return f"⁽{entry.number.translate(_RAISED)}⁾" if entry else ""

    def marks(self) -> dict[int, str]:
        """The marks of all printed places, by number."""
        return {number: self.mark(number) for number in self.places}

    def beside(self, numbers: Iterable[int]) -> tuple[Markup, ...]:
        """The notes to printed places that stand together: one for each entry, in order of the places.

        Those that stand in full elsewhere are one line, behind the others.
        """
        first = {entry: number for number, entry in sorted(self.places.items(), reverse=True)}
        asked: dict[str, int] = {}
        for number in numbers:
            if number in self.places:
                entry = self.places[number]
                asked[entry] = min(number, asked.get(entry, number))
        known = {entry.id: entry for entry in self.entries}
        full = [self._full(known[entry]) for entry, number in asked.items() if first[entry] == number]
        again = [self._again(known[entry]) for entry, number in asked.items() if first[entry] != number]
        if again:
            line = Markup("\n").join(again)
            full.append(Markup('<span class="beside again"><span class="body">{}</span></span>').format(line))
        return tuple(full)

    def _entry(self, number: int) -> LedgerEntryView | None:
        wanted = self.places.get(number)
        return next((entry for entry in self.entries if entry.id == wanted), None)

    def _again(self, entry: LedgerEntryView) -> Markup:
        """The number of an entry whose note stands elsewhere, and its page."""
        kind = ' class="roman"' if entry.occurrences and entry.occurrences[0] in self.front else ""
        return Markup('<span class="place"><b>({0})</b> {1}&nbsp;<a href="#beside-{0}"{2}></a></span>').format(
            entry.number, self.words["page"], Markup(kind)
        )

    def _full(self, entry: LedgerEntryView) -> Markup:
        lines = Markup("\n").join(
            Markup('<span class="{}">{}</span>').format(kind, line) for kind, line in self._lines(entry)
        )
        return Markup('<span class="beside" id="beside-{}"><span class="body">{}</span></span>').format(
            entry.number, lines
        )

    def _lines(self, entry: LedgerEntryView) -> Iterator[tuple[str, Markup]]:
        """The lines of a note, each with its class."""
        own = {other.name: other.number for other in self.entries if _claim_of(other)}
        yield "head", Markup("<b>({})</b> {}").format(entry.number, entry.text)
        if entry.calculation:
            yield "calculation", self._labelled("calculation", entry.calculation)
        for item in entry.evidence:
            if item.claim != entry.name and item.claim in own:
                continue
            if item.cell:
                yield "quote", escape(item.cell)
            else:
                yield "quote", Markup("<q>{}</q>").format(relevant_words(item.quote, self.vocabulary))
            if item.translation:
                yield "quote", Markup("<q>{}</q>").format(relevant_words(item.translation, self.vocabulary))
            yield "origin", self._origin(item)
            yield from self._sign_off(item)
        inputs = [item.claim for item in entry.evidence if item.claim != entry.name and item.claim in own]
        if inputs:
            yield "inputs", self._labelled("rests_on", ", ".join(f"{claim} ({own[claim]})" for claim in inputs))
        if entry.note:
            yield "caveat", self._labelled("note", entry.note)

    def _labelled(self, word: str, text: str) -> Markup:
        return Markup('<span class="label">{}</span> {}').format(self.words[word], text)

    def _origin(self, item: EvidenceView) -> Markup:
        """Where the words of a quote stand, whose they are, and what the seed makes of them."""
        parts = [Markup(", ").join([item.source, escape(item.where)]) if item.where else item.source]
        parts += [escape(item.by)] if item.by else []
        for word, text in (("as_of", item.period), ("stated", item.stated), ("recomputed", item.recomputed)):
            parts += [Markup("{} {}").format(self.words[word], text)] if text else []
        parts += [escape(item.status)] if item.status else []
        return Markup("&nbsp;· ").join(parts)

    def _sign_off(self, item: EvidenceView) -> Iterator[tuple[str, Markup]]:
        if item.reviewer:
            yield "signed", Markup("{} {}, {}").format(self.words["reviewed"], item.reviewer, item.reviewed)
        else:
            yield "unsigned", escape(self.words["unsigned"])


def are_many(notes: Iterable[str]) -> bool:
    """Whether notes might be higher than a page, so that they cannot stand beside a paragraph: by a rough count."""
    return sum(map(_height, notes)) > _MOST_LINES


def _height(note: str) -> float:
    """How many lines a note takes, with the gap behind it."""
    lines = (Markup(line).striptags() for line in note.split("\n"))
    return sum(ceil(_width(line) / _CHARACTERS) for line in lines) + _GAP


def _width(line: str) -> int:
    """In Latin letters: Korean and Chinese characters take the room of two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def _claim_of(entry: LedgerEntryView) -> bool:
    """Whether an entry is that of a claim, under which its quote stands."""
    return any(item.claim == entry.name for item in entry.evidence)


def relevant_words(quote: str, vocabulary: Vocabulary) -> str:
    """A quote as it is, or, where it is long, the words around the quantities that it states, with an ellipsis.

    Quantities and words are kept whole. One without quantities is not shortened.
    """
    counted = [quantity for quantity in read_quantities(quote, vocabulary) if quantity.counts]
    if len(quote) <= LONG or not counted:
        return quote
    low, high = min(one.start for one in counted), max(one.end for one in counted)
    words = [match.span() for match in re.finditer(r"\S+", quote)]
    first = max(next(at for at, (_, end) in enumerate(words) if end > low) - _BEFORE, 0)
    last = min(max(at for at, (start, _) in enumerate(words) if start < high) + _BEHIND, len(words) - 1)
    return "…\u00a0" * (first > 0) + quote[words[first][0] : words[last][1]] + "\u00a0…" * (last < len(words) - 1)
