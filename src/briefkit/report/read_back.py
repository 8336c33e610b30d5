"""Hold the pages of a finished PDF to the text that was composed: each number on them is accounted for, none is lost.

What is read from the PDF is laid against what the document ought to print, run by run. A run continues a text that is
being read, or stands somewhere else in it. What is left over is a page number, a reference to a page that bears it, a
marker or a repeated title; or it is a finding. So is each figure that no page shows.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefkit.findings import Finding, Span
from briefkit.findings import bk7_rendering as codes
from briefkit.report.expected_text import GAP, ExpectedText, Stream, even, evened, expected_text
from briefkit.report.page_text import Box, Neighbours, PrintedPage, PrintedRun, read_pages
from briefkit.report.templates import MarkedHtml
from briefkit.report.weighty import HEDGE_AT_END, NUMBERS, WEIGHTY

CURSORS = 8  # how many texts may be in the course of being read at once: body, notes, columns, cells
SHORT = 5  # letters; a shorter run is looked for only where a text is being read
_COVERED = 0.5  # of a character's box, by another character
_LINE = 4.0  # points; what differs less in height stands on one line
_LEAST_HEIGHT = 2.0  # points; a lower digit cannot be read
_NUMERAL = re.compile(r"\d[\d.,]*|\S+")
_FOLIO = re.compile(r"(?:p\.|page|–|-)?\s*(\d{1,4})(?:\s*(?:/|of|–)\s*(\d{1,4}))?\s*(?:–|-)?", re.IGNORECASE)


def read_back(html: MarkedHtml, content: bytes, place: Span, places: Mapping[int, Span]) -> tuple[Finding, ...]:
    """What is wrong on the pages of a PDF: BK740 to BK744.

    `place` is where findings go that belong to no figure; `places` says where the brief prints each of its figures,
    by the number in the figure's id.
    """
    try:
        pages = read_pages(content)
    except ValueError as error:
        return (codes.UNREADABLE_PDF.at(place, detail=str(error)),)
    expected = expected_text(html)
    reading = _Reading(expected, pages)
    reading.read()
    return (
        *_template_numbers(expected, place),
        *(codes.UNACCOUNTED.at(place, page=run.page + 1, number=number, context=run.context(reading.pages))
          for run, number in reading.leftover()),
        *_lost(expected, reading, place, places),
    )  # fmt: skip


# --- What the template wrote itself -----------------------------------------------------------------------------------


def _template_numbers(expected: ExpectedText, place: Span) -> Iterator[Finding]:
    """Numbers in the document that are no text of the view, each run of them once."""
    for stream in (expected.body, expected.notes):
        for start, end in _stretches(stream.text, [not own for own in stream.own]):
            words = stream.words(start, end)
            match = NUMBERS.search(words) or (HEDGE_AT_END.search(words) if _counts(stream, end) else None)
            if match is not None:
                number = _numeral(words[match.start() :])
                yield codes.TEMPLATE_NUMBER.at(place, number=number, context=stream.words(start - 15, end + 15))


def _counts(stream: Stream, at: int) -> bool:
    """Whether a figure or a number stands right behind a place."""
    behind = stream.text[at : at + 1]
    return bool(behind) and (behind.isdigit() or bool(stream.figures[at]))


def _stretches(text: str, flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where a flag holds, without gaps: start and end."""
    start = None
    for at in range(len(text) + 1):
        holds = at < len(text) and flags[at] and text[at] != GAP
        if holds and start is None:
            start = at
        elif not holds and start is not None:
            yield start, at
            start = None


# --- What stands on the pages -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a run that no running text has: from letter `start` to `end` of the run."""

    run: PrintedRun
    start: int
    end: int

    @property
    def page(self) -> int:
        return self.run.page

    @property
    def text(self) -> str:
        return self.run.text[self.start : self.end]

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self.run.boxes[self.start : self.end]

    def context(self, pages: Sequence[PrintedPage]) -> str:
        """The words around it, from the runs beside it."""
        runs = pages[self.page].runs
        at = runs.index(self.run)
        line = " ".join(run.text for run in runs[max(at - 1, 0) : at + 2])
        return " ".join("".join(char if char.isprintable() else " " for char in line).split())[:80]


@dataclass(slots=True)
class _Reading:
    """The laying of pages against the expected text."""

    expected: ExpectedText
    pages: Sequence[PrintedPage]
    cursors: deque[tuple[Stream, int]] = field(default_factory=deque)
    pieces: list[_Piece] = field(default_factory=list)
    boxes: dict[int, list[tuple[int, Box]]] = field(default_factory=dict)  # of each figure's digits, with their page
    outermost: set[PrintedRun] = field(default_factory=set)
    found_neighbours: dict[int, Neighbours] = field(default_factory=dict)

    def read(self) -> None:
        """Lay every run against the text, in the order they were drawn."""
        self.cursors = deque([(self.expected.body, 0), (self.expected.notes, 0)], maxlen=CURSORS)
        self.outermost = self._outermost()
        for page in self.pages:
            for run in page.runs:
                if run in self.outermost:
                    self.pieces.append(_Piece(run, 0, len(run.text)))
                else:
                    self._read_run(run)

    def _outermost(self) -> set[PrintedRun]:
        """Runs that may be page numbers: nothing but a number, above or below all other text of their page."""
        found: set[PrintedRun] = set()
        for page in self.pages:
            others = [run.middle for run in page.runs if not _FOLIO.fullmatch(run.text.strip())]
            for run in page.runs:
                if _FOLIO.fullmatch(run.text.strip()) and not (
                    others and min(others) + _LINE < run.middle < max(others) - _LINE
                ):
                    found.add(run)
        return found

    def _read_run(self, run: PrintedRun) -> None:
        letters = even(run.text)
        word = "".join(letter for letter, _ in letters)
        if not word or self._take(run, letters, word) or word in self.expected.repeated:
            return
        if self._take_anywhere(run, letters, word):
            return
        words = list(_words(run.text))
        at = 0
        while at < len(words):
            at = self._read_words(run, words, at)

    def _read_words(self, run: PrintedRun, words: Sequence[tuple[int, int]], at: int) -> int:
        """Take as many words from `at` as stand together somewhere; leave one where none does. The next word."""
        start = words[at][0]
        for behind in range(len(words), at, -1):
            end = words[behind - 1][1]
            letters = [(letter, place + start) for letter, place in even(run.text[start:end])]
            if not letters or self._take(run, letters, "".join(letter for letter, _ in letters)):
                return behind
        self._read_part(run, *words[at])
        return at + 1

    def _read_part(self, run: PrintedRun, start: int, end: int) -> None:
        """A word that stands nowhere as a whole: what of it continues a text, and what is left."""
        letters = [(letter, place + start) for letter, place in even(run.text[start:end])]
        word = "".join(letter for letter, _ in letters)
        for stream, at in self.cursors:
            begins = _past_gap(stream, at)
            common = _common(word, stream.text, begins)
            number_follows = common > 1 and WEIGHTY.match(word, common) is not None
            if common >= SHORT or number_follows:
                self._mark(run, letters[:common], stream, begins)
                self._follow(stream, at, begins + common)
                start = letters[common][1] if common < len(letters) else end
                break
        if start < end:
            self.pieces.append(_Piece(run, start, end))

    def _take(self, run: PrintedRun, letters: Sequence[tuple[str, int]], word: str) -> bool:
        """Find a word of the page in the expected text, once; whether it was found."""
        for stream, at in list(self.cursors):
            begins = _past_gap(stream, at)
            if stream.text.startswith(word, begins) and self._is_free(stream, begins, len(word), word):
                self._mark(run, letters, stream, begins)
                self._follow(stream, at, begins + len(word))
                return True
        if len(word) < SHORT or not any(char.isalpha() for char in word):
            return False
        place = next((place for place in self._places(word) if _goes_on(*place)), None)
        if place is not None:
            self._begin(run, letters, *place)
        return place is not None

    def _take_anywhere(self, run: PrintedRun, letters: Sequence[tuple[str, int]], word: str) -> bool:
        """Find a whole run in a text of which the part before it is lost."""
        place = next(self._places(word), None) if len(word) >= 2 * SHORT else None
        if place is not None:
            self._begin(run, letters, *place)
        return place is not None

    def _begin(self, run: PrintedRun, letters: Sequence[tuple[str, int]], stream: Stream, begins: int) -> None:
        self._mark(run, letters, stream, begins)
        self.cursors.append((stream, begins + len(letters)))

    def _places(self, word: str) -> Iterator[tuple[Stream, int]]:
        """Where a word stands in what was not found yet."""
        for stream in (self.expected.body, self.expected.notes):
            begins = stream.text.find(word)
            while begins >= 0:
                if self._is_free(stream, begins, len(word), word):
                    yield stream, begins
                begins = stream.text.find(word, begins + 1)

    def _is_free(self, stream: Stream, begins: int, length: int, word: str) -> bool:
        """Whether a stretch was not found yet, and cuts no number."""
        end = begins + length
        cuts = _joins_number(stream.text, begins, word[0]) or _joins_number_behind(stream.text, end, word[-1])
        return not cuts and stream.seen.find(1, begins, end) < 0

    def _mark(self, run: PrintedRun, letters: Sequence[tuple[str, int]], stream: Stream, begins: int) -> None:
        for offset, (letter, place) in enumerate(letters):
            stream.seen[begins + offset] = 1
            figure = stream.figures[begins + offset]
            if figure and letter.isdigit():
                self.boxes.setdefault(figure, []).append((run.page, run.boxes[place]))

    def _follow(self, stream: Stream, before: int, after: int) -> None:
        self.cursors.remove((stream, before))
        self.cursors.appendleft((stream, after))

    def neighbours(self, page: int) -> Neighbours:
        """The characters of a page by their place."""
        if page not in self.found_neighbours:
            self.found_neighbours[page] = Neighbours(self.pages[page].runs)
        return self.found_neighbours[page]

    # What is left over

    def leftover(self) -> Iterator[tuple[_Piece, str]]:
        """The pieces with a number, or a word that changes one, that nothing accounts for."""
        folios = self._folios()
        for piece in self.pieces:
            match = WEIGHTY.search(piece.text)
            if match is None or self._is_accounted(piece, folios):
                continue
            yield piece, _numeral(piece.text[match.start() :])

    def _folios(self) -> dict[int, int]:
        """The number that each page bears: numbers run on by one, from one or from the page's place in the file."""
        found: dict[int, int] = {}
        for piece in self.pieces:
            match = _FOLIO.fullmatch(piece.text.strip())
            if match is None or piece.run not in self.outermost:
                continue
            number = int(match[1])
            if number in (1, piece.page + 1) or number == found.get(piece.page - 1, -1) + 1:
                found.setdefault(piece.page, number)
        return found

    def _is_accounted(self, piece: _Piece, folios: Mapping[int, int]) -> bool:
        text = piece.text.strip().strip(",;·()[]")
        match = _FOLIO.fullmatch(text)
        if match is not None and folios.get(piece.page) == int(match[1]) and match[2] in (None, self._last(folios)):
            return True
        if text.isdigit() and self._names_page(piece, int(text), folios):
            return True
        word = evened(text)
        if not word.isdigit() and self._is_elsewhere(piece):
            return True
        beside = self.expected.beside
        for marker in (word, f"{word}.", word.rstrip(".")):
            if beside[marker] > 0:
                beside[marker] -= 1
                return True
        return self._is_repeated(word) or self._is_elsewhere(piece)

    def _last(self, folios: Mapping[int, int]) -> str:
        return str(folios.get(len(self.pages) - 1, len(self.pages)))

    def _names_page(self, piece: _Piece, number: int, folios: Mapping[int, int]) -> bool:
        """Whether a number is a link to the page that bears it."""
        boxes = [box for box, char in zip(piece.boxes, piece.text, strict=True) if char.isdigit()]
        link = self.pages[piece.page].link_at(boxes[0])
        if link is None:
            return False
        return folios.get(link.target, link.target + 1 if not folios else None) == number

    def _is_repeated(self, word: str) -> bool:
        """Whether it is a title or head, or begins one that was cut with an ellipsis."""
        repeated = self.expected.repeated
        return word in repeated or (word.endswith("...") and any(one.startswith(word[:-3]) for one in repeated))

    def _is_elsewhere(self, piece: _Piece) -> bool:
        """Whether a number stands by itself in a text that no page has shown yet: a cell drawn out of order."""
        word = evened(piece.text)
        for stream in (self.expected.body, self.expected.notes):
            for match in re.finditer(rf"(?<!\d)(?<!\d[.,]){re.escape(word)}(?!\d|[.,]\d)", stream.text):
                if stream.seen.find(1, *match.span()) < 0:
                    letters = [(letter, place + piece.start) for letter, place in even(piece.text)]
                    self._mark(piece.run, letters, stream, match.start())
                    return True
        return False


def _goes_on(stream: Stream, at: int) -> bool:
    """Whether a place is where a text begins, or where the part of it that was found ends."""
    return at == 0 or stream.text[at - 1] in (GAP, " ") or bool(stream.seen[at - 1])


def _numeral(text: str) -> str:
    """The number or word that a text begins with, whole."""
    found = _NUMERAL.match(text)
    return found[0] if found else text


def _words(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(r"\S+", text))


def _past_gap(stream: Stream, at: int) -> int:
    while at < len(stream.text) and stream.text[at] in (GAP, " "):
        at += 1
    return at


def _common(word: str, text: str, at: int) -> int:
    """How many letters of a word stand at a place, not ending inside a number of the text."""
    length = next(
        (index for index, letter in enumerate(word) if text[at + index : at + index + 1] != letter), len(word)
    )
    while length and _joins_number_behind(text, at + length, word[length - 1]):
        length -= 1
    return length


def _joins_number(text: str, at: int, first: str) -> bool:
    """Whether a number goes on across a place, to the left of a letter."""
    before = text[max(at - 2, 0) : at]
    return first.isdigit() and re.search(r"\d$|\d[.,]$", before) is not None


def _joins_number_behind(text: str, at: int, last: str) -> bool:
    return last.isdigit() and re.match(r"\d|[.,]\d", text[at : at + 2]) is not None


# --- What is lost -----------------------------------------------------------------------------------------------------


def _lost(expected: ExpectedText, reading: _Reading, place: Span, places: Mapping[int, Span]) -> Iterator[Finding]:
    """Figures of the brief that no page shows, and other numbers of the document that none does."""
    missing = _unseen_figures(expected)
    for number in sorted(set(places) | set(expected.figures)):
        text = " ".join(expected.figures.get(number, "").split())
        if number not in expected.figures:
            yield codes.FIGURE_LOST.at(places[number], text="its figure", reason="the template leaves it out")
        elif number in missing:
            yield codes.FIGURE_LOST.at(places.get(number, place), text=f"“{text}”", reason="no page prints all of it")
        else:
            reason = _hidden(reading, reading.boxes.get(number, ()))
            if reason:
                yield codes.FIGURE_LOST.at(places.get(number, place), text=f"“{text}”", reason=reason)
    for stream in (expected.body, expected.notes):
        lost = [not seen for seen in stream.seen]
        for start, end in _stretches(stream.text, lost):
            number_lost = re.search(r"\d+(?:[.,]\d+)*", stream.text[start:end])
            if number_lost is not None and not any(stream.figures[start:end]):
                context = f"“{stream.words(start - 15, end + 15)[:60]}”"
                yield codes.FIGURE_LOST.at(place, text=context, reason="no page prints it")


def _unseen_figures(expected: ExpectedText) -> set[int]:
    return {
        figure
        for stream in (expected.body, expected.notes)
        for figure, seen, letter in zip(stream.figures, stream.seen, stream.text, strict=True)
        if figure and not seen and letter not in (GAP, " ")
    }


def _hidden(reading: _Reading, boxes: Iterable[tuple[int, Box]]) -> str:
    """Why a reader cannot see digits that are in the file; empty where they can."""
    for number, box in boxes:
        page = reading.pages[number]
        if not page.holds(box):
            return f"it runs off page {number + 1}"
        if box.top - box.bottom < _LEAST_HEIGHT:
            return f"it is too small to be read on page {number + 1}"
        if not page.shows(box):
            return f"nothing of it can be seen on page {number + 1}"
        if reading.neighbours(number).covers(box, _COVERED):
            return f"other text lies over it on page {number + 1}"
    return ""
