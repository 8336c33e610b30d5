"""Hold the pages of a finished PDF to the text that was composed: each number on them is accounted for, none is lost.

What is read from the PDF is laid against what the document ought to print, run by run. A run continues a text that is
being read, or stands somewhere else in it. What is left over is a page number, a reference to a page that bears it, a
marker or a repeated title; or it is a finding. So is each figure that no page shows.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefkit.findings import Finding, Span
from briefkit.findings import bk7_rendering as codes
from briefkit.report.expected_text import GAP, HYPHENS, ExpectedText, Stream, even, evened, expected_text
from briefkit.report.folios import FOLIO
from briefkit.report.line_numbers import LineNumber, find_numbers
from briefkit.report.page_text import Box, Neighbours, PrintedPage, PrintedRun, read_pages
from briefkit.report.templates import MarkedHtml
from briefkit.report.weighty import HEDGE_AT_END, NUMBERS, SIGN_AT_END, WEIGHTY

CURSORS = 12  # how many texts may be in the course of being read at once: body, notes, columns, cells
SHORT = 5  # letters; a shorter run is looked for only where a text is being read
_ENOUGH = 20  # letters; so many of the next run tell two equal texts apart
_COVERED = 0.3  # of a character's box, by others; a comma under a 7 may reach a fifth
_LINE = 4.0  # points; what differs less in height stands on one line
_MARKER_LINE = 8.0  # points; how far the middles of a marker and of the first letter of its item may be apart
_MARK_GAP = 3.0  # points between a text and the mark of its note
_MARK_LETTERS = 12  # before a mark tell where its line is
_RAISED = 0.25  # of its own height, the least that a mark stands above the line
_LEAST_HEIGHT = 2.0  # points; a lower digit cannot be read
_WHOLE = re.compile(r"\d+(?=\D)")
_NUMERAL = re.compile(r"\d[\d.,]*|\S+")
_ENTRY = re.compile("⁽[^⁾]*⁾")


def read_back(
    html: MarkedHtml,
    content: bytes,
    place: Span,
    places: Mapping[int, Span],
    lines: Sequence[LineNumber] = (),
) -> tuple[Finding, ...]:
    """What is wrong on the pages of a PDF: BK740 to BK744, BK748 and BK749.

    `place` is where findings go that belong to no figure; `places` says where the brief prints each of its figures,
    by the number in the figure's id. `lines` are the numbers of lines that its margins ought to bear.
    """
    try:
        pages = read_pages(content)
    except ValueError as error:
        return (codes.UNREADABLE_PDF.at(place, detail=str(error)),)
    expected = expected_text(html)
    numbers, lost_numbers = find_numbers(lines, pages)
    stamps = list(_stamps(expected, pages)) if expected.stamp else []
    known = frozenset((*numbers.values(), *(run for runs in stamps for run in runs)))
    reading = _Reading(expected, pages, known)
    reading.read()
    return (
        *_template_numbers(expected, place),
        *(codes.UNACCOUNTED.at(place, page=run.page + 1, number=number, context=run.context(reading.pages))
          for run, number in reading.leftover()),
        *(codes.MARK_ON_LINE.at(place, page=mark.page + 1, mark=mark.text, context=mark.context(reading.pages))
          for mark in reading.on_line[:1]),
        *_lost(expected, reading, place, places),
        *(codes.EDITION_LOST.at(place, page=one.page + 1, what=f"the line number {one.number}")
          for one in lost_numbers),
        *(codes.EDITION_LOST.at(place, page=at, what="the stamp") for at, runs in enumerate(stamps, 1) if not runs),
    )  # fmt: skip


def _stamps(expected: ExpectedText, pages: Sequence[PrintedPage]) -> Iterator[tuple[PrintedRun, ...]]:
    """For each page the runs that are the stamp of the edition, in full, where a reader sees it; else none."""
    for page in pages:
        yield next((found for at in range(len(page.runs)) if (found := _stamp_from(expected.stamp, page, at))), ())


def _stamp_from(stamp: str, page: PrintedPage, at: int) -> tuple[PrintedRun, ...]:
    text = ""
    for behind, run in enumerate(page.runs[at:], at + 1):
        text += evened(run.text)
        if text == stamp:
            runs = page.runs[at:behind]
            seen = (box for one in runs for box, char in zip(one.boxes, one.text, strict=True) if char.isalnum())
            return runs if all(page.holds(box) and page.shows(box) for box in seen) else ()
        if not stamp.startswith(text):
            break
    return ()


# --- What the template wrote itself -----------------------------------------------------------------------------------


def _template_numbers(expected: ExpectedText, place: Span) -> Iterator[Finding]:
    """Numbers in the document that are no text of the view, each run of them once."""
    for stream in (expected.body, expected.notes):
        for start, end in _stretches(stream.text, [not own for own in stream.own]):
            words = stream.words(start, end)
            match = NUMBERS.search(words) or _before_own(stream, end, words)
            if match is not None:
                number = _numeral(words[match.start() :])
                yield codes.TEMPLATE_NUMBER.at(place, number=number, context=stream.words(start - 15, end + 15))


def _before_own(stream: Stream, at: int, words: str) -> re.Match[str] | None:
    """A hedge or negation that the template puts right before a text of the view, or a sign before a number of it."""
    behind = stream.text[at : at + 1]
    if behind in (GAP, ""):
        # In an element of its own it may be a hedge all the same, where it is all that the template says there.
        alone = HEDGE_AT_END.fullmatch(words.strip())
        return alone if alone and stream.text[at + 1 : at + 2] else None
    counts = behind.isdigit() or bool(stream.figures[at])
    return HEDGE_AT_END.search(words) or (SIGN_AT_END.search(words) if counts else None)


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
    is_hyphen: bool = False  # a hyphen before a letter that has none in the text: it may be read as a minus

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


@dataclass(frozen=True, slots=True)
class _Digit:
    """A digit that was found: which of the expected ones it is, of what figure (0 for none), and where it stands.

    Of what is struck out, letters count as digits do: a hedge without its line would be read with the new figure.
    """

    stream: Stream
    at: int
    figure: int
    page: int
    box: Box
    upright: bool

    @property
    def is_struck(self) -> bool:
        """Whether it is of an old text, which stands struck out."""
        return self.stream.struck[self.at]


@dataclass(slots=True)
class _Reading:
    """The laying of pages against the expected text."""

    expected: ExpectedText
    pages: Sequence[PrintedPage]
    known: frozenset[PrintedRun] = frozenset()  # runs that are accounted for: stamps, numbers of lines
    cursors: deque[tuple[Stream, int]] = field(default_factory=deque)
    pieces: list[_Piece] = field(default_factory=list)
    digits: list[_Digit] = field(default_factory=list)
    titles: list[tuple[PrintedRun, Sequence[tuple[str, int]], str]] = field(default_factory=list)
    outermost: set[PrintedRun] = field(default_factory=set)
    begun: dict[PrintedRun, tuple[Stream, int]] = field(default_factory=dict)  # where what was found of each begins
    following: dict[PrintedRun, str] = field(default_factory=dict)  # the letters of the run behind each
    found_neighbours: dict[int, Neighbours] = field(default_factory=dict)
    left: str = ""  # the word that was read last, where no text had it
    on_line: list[_Piece] = field(default_factory=list)  # marks of notes that stand there like digits

    def read(self) -> None:
        """Lay every run against the text, in the order they were drawn."""
        self.cursors = deque([(self.expected.body, 0), (self.expected.notes, 0)], maxlen=CURSORS)
        self.outermost = self._outermost()
        for page in self.pages:
            runs = [run for run in page.runs if run not in self.known]
            evens = [evened(run.text) for run in runs]
            self.following |= dict(zip(runs, [*evens[1:], ""], strict=True))
        for page in self.pages:
            for run in page.runs:
                if run in self.known:
                    continue
                if run in self.outermost:
                    self.pieces.append(_Piece(run, 0, len(run.text)))
                else:
                    self._read_run(run)
        for run, letters, word in self.titles:
            self._take_title(run, letters, word)

    def _take_title(self, run: PrintedRun, letters: Sequence[tuple[str, int]], word: str) -> None:
        """Give a title that no running text led to the place of its own, where that is still to be found."""
        place = next((place for place in self._places(word) if _is_whole(*place, len(word))), None)
        if place is not None:
            self._mark(run, letters, *place)

    def _outermost(self) -> set[PrintedRun]:
        """Runs that may be page numbers: nothing but a number, on the first or the last line of their page."""
        found: set[PrintedRun] = set()
        for page in self.pages:
            lines = [run.middle for run in page.runs]
            for run in page.runs:
                is_between = min(lines) + _LINE < run.middle < max(lines) - _LINE
                if FOLIO.fullmatch(run.text.strip()) and not is_between:
                    found.add(run)
        return found

    def _read_run(self, run: PrintedRun) -> None:
        letters = even(run.text)
        word = "".join(letter for letter, _ in letters)
        is_title = word in self.expected.repeated
        if not word or self._take(run, letters, word, whole=is_title):
            return
        if is_title:
            self.titles.append((run, letters, word))
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
        evened_out = [(letter, place + start) for letter, place in even(run.text[start:])]
        places = [place for _, place in evened_out]
        for behind in range(len(words), at, -1):
            end = words[behind - 1][1]
            letters = evened_out[: bisect_left(places, end)]
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
            common = _common(word, stream, begins)
            number_follows = common > 1 and WEIGHTY.match(word, common) is not None
            if common < len(word) and (common >= SHORT or number_follows):
                self._mark(run, letters[:common], stream, begins)
                self._follow(stream, at, begins + common)
                rest = letters[common:]
                if not self._take(run, rest, word[common:]):  # two cells that touch are read as one run
                    self._read_part(run, rest[0][1], end)
                return
        # The number of a page, which the setting adds, and the punctuation of the sentence behind it; or a number in
        # words that runs into the text.
        behind = next((at for at in _behind_numbers(word) if self._take(run, letters[at:], word[at:])), 0)
        if behind:
            end = letters[behind][1]
        self.left = word
        self.pieces.append(_Piece(run, start, end))

    def _take(self, run: PrintedRun, letters: Sequence[tuple[str, int]], word: str, *, whole: bool = False) -> bool:
        """Find a word of the page in the expected text, once; whether it was found.

        A title or head, which a page may repeat, has to be the `whole` of what stands there: no beginning of a cell.
        """
        fitting = self._being_read(run, word, whole)
        stream, at, begins = next(fitting, (None, 0, 0))
        if stream is not None:
            # Of several texts in the course of being read, the one that goes on as the page does.
            if not self._goes_on_behind(run, stream, begins + len(word)):
                others = (one for one in fitting if self._goes_on_behind(run, one[0], one[2] + len(word)))
                stream, at, begins = next(others, (stream, at, begins))
            self._mark(run, letters, stream, begins)
            self._follow(stream, at, begins + len(word))
            return True
        if len(word) < SHORT or not any(char.isalpha() for char in word):
            return False
        places = [
            place
            for place in self._places(word)
            if (_goes_on(*place) or self._stood_before(*place)) and (not whole or self._leads_on(run, word, *place))
        ]
        if places:
            self._begin(run, letters, *max(places, key=lambda place: self._fits(run, place, len(word))))
        return bool(places)

    def _being_read(self, run: PrintedRun, word: str, whole: bool) -> Iterator[tuple[Stream, int, int]]:
        """The texts in the course of being read that go on with a word: how far each was read, and where it begins."""
        for age, (stream, at) in enumerate(list(self.cursors)):
            begins = _past_gap(stream, at)
            if not stream.text.startswith(word, begins):
                continue
            if whole and not self._ends_or_goes_on(run, stream, begins + len(word)):
                continue
            if self._is_free(stream, begins, len(word), word) and self._is_sure(run, word, stream, begins, age):
                yield stream, at, begins

    def _stood_before(self, stream: Stream, begins: int) -> bool:
        """Whether the word that was read last and left, being short, stands before a place: the “The” of a line."""
        return bool(self.left) and stream.text.endswith(self.left, 0, begins)

    def _leads_on(self, run: PrintedRun, word: str, stream: Stream, begins: int) -> bool:
        """Whether a title is all that an element holds, and the next run what stands behind it.

        Else it may be the running head of a page, and a cell with the same word would be taken for found.
        """
        end = begins + len(word)
        return _is_whole(stream, begins, len(word)) and self._goes_on_behind(run, stream, end) > 0

    def _fits(self, run: PrintedRun, place: tuple[Stream, int], length: int) -> tuple[int, int]:
        """How well a place fits a run, for choosing between equal texts.

        First by how many letters of the next run go on behind it, then by how near it is to what was read last.
        """
        stream, begins = place
        behind = self._goes_on_behind(run, stream, begins + length)
        distances = [begins - at for other, at in self.cursors if other is stream and at <= begins]
        return min(behind, _ENOUGH), -min(distances, default=len(stream.text))

    def _goes_on_behind(self, run: PrintedRun, stream: Stream, at: int) -> int:
        """How many letters of the next run stand behind a place."""
        return _common(self.following.get(run, ""), stream, _past_gap(stream, at))

    def _is_sure(self, run: PrintedRun, word: str, stream: Stream, begins: int, age: int) -> bool:
        """Whether a run stands at a place by no chance, as the marker of a list or “p. 2” may in many places.

        A short run has to end its text, or be followed by what goes on there. `age` counts the texts that were read
        since: a word, short as it is, may go on with what was read last.
        """
        end = begins + len(word)
        is_word = any(char.isalpha() for char in word)
        if is_word and (len(word) >= SHORT or age == 0):
            return True
        return evened(run.text) != word or self._ends_or_goes_on(run, stream, end)

    def _ends_or_goes_on(self, run: PrintedRun, stream: Stream, at: int) -> bool:
        """Whether a text ends at a place, or the next run goes on there."""
        return stream.text[at : at + 1] in (GAP, "") or self._goes_on_behind(run, stream, at) > 0

    def _take_anywhere(self, run: PrintedRun, letters: Sequence[tuple[str, int]], word: str) -> bool:
        """Find a whole run in a text of which the part before it is lost."""
        place = next(self._places(word), None) if len(word) >= 2 * SHORT else None
        if place is not None:
            self._begin(run, letters, *place)
        return place is not None

    def _begin(self, run: PrintedRun, letters: Sequence[tuple[str, int]], stream: Stream, begins: int) -> None:
        self._mark(run, letters, stream, begins)
        self.cursors.appendleft((stream, begins + len(letters)))

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
        cuts = _joins_number(stream, begins, word[0]) or _joins_number_behind(stream, end, word[-1])
        return not cuts and stream.seen.find(1, begins, end) < 0

    def _mark(self, run: PrintedRun, letters: Sequence[tuple[str, int]], stream: Stream, begins: int) -> None:
        self.left = ""
        self.begun.setdefault(run, (stream, begins))
        for offset, (letter, place) in enumerate(letters):
            stream.seen[begins + offset] = 1
            if place and run.text[place - 1] in HYPHENS and not stream.hyphens[begins + offset]:
                self.pieces.append(_Piece(run, place - 1, place + 1, is_hyphen=True))
            if begins + offset in stream.marks and self._stands_on_line(run, place):
                self.on_line.append(_Piece(run, place, place + len(_numeral(run.text[place:]))))
            if letter.isdigit() or (stream.struck[begins + offset] and letter.isalpha()):
                figure, upright = stream.figures[begins + offset], run.upright[place]
                self.digits.append(_Digit(stream, begins + offset, figure, run.page, run.boxes[place], upright))

    def _stands_on_line(self, run: PrintedRun, place: int) -> bool:
        """Whether the mark of a note stands as high as the letters before it, where it would be read with them.

        The line is where most letters have their feet: those before the mark, in its run or the one before.
        """
        runs = self.pages[run.page].runs
        at = next((index for index, one in enumerate(runs) if one is run), 0)
        before = list(zip(run.text, run.boxes, strict=True))[:place]
        if not any(char.isalnum() for char, _ in before) and at:
            before = [*zip(runs[at - 1].text, runs[at - 1].boxes, strict=True), *before]
        seen = [(char, box) for char, box in before if char.isprintable() and not char.isspace()]
        mark = run.boxes[place]
        if not seen or not -1 < mark.left - seen[-1][1].right < _MARK_GAP:
            return False
        # In one font a raised digit has one glyph, be it ⁶ or a mark: the PDF may give the number of an entry as ⁽6⁾.
        text = _ENTRY.sub(lambda entry: "⁽" * len(entry[0]), "".join(char for char, _ in seen))
        on_line = [
            (char, box)
            for char, (_, box) in zip(text, seen, strict=True)
            if not unicodedata.decomposition(char).startswith("<super>")
        ]
        # A word that was broken goes on from the line above.
        feet = [box.bottom for char, box in on_line[-_MARK_LETTERS:] if char.isalnum() and box.bottom < mark.top]
        return bool(feet) and mark.bottom - max(feet) < _RAISED * (mark.top - mark.bottom)

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
            if piece.is_hyphen:
                yield piece, piece.text
                continue
            match = WEIGHTY.search(piece.text)
            if match is None or self._is_accounted(piece, folios):
                continue
            yield piece, _numeral(piece.text[match.start() :])

    def _folios(self) -> dict[int, int]:
        """The number that each page bears: numbers run on by one, from one or from the page's place in the file."""
        asked: dict[int, list[int]] = {}
        for piece in self.pieces:
            match = FOLIO.fullmatch(piece.text.strip())
            if match is not None and piece.run in self.outermost and not self._is_link(piece):
                asked.setdefault(piece.page, []).append(int(match[1]))
        found: dict[int, int] = {}
        for page, numbers in sorted(asked.items()):
            # Where the last line of a page is a number too, the folio is the one that goes on.
            fitting = (number for number in (found.get(page - 1, -1) + 1, page + 1, 1) if number in numbers)
            number = next(fitting, 0)
            if number:
                found[page] = number
        return found

    def _is_link(self, piece: _Piece) -> bool:
        """Whether it leads somewhere, as a reference to a page does and a page number does not."""
        return self.pages[piece.page].link_at(piece.boxes[-1]) is not None

    def _is_accounted(self, piece: _Piece, folios: Mapping[int, int]) -> bool:
        text = piece.text.strip().strip(",;·()[]")
        match = FOLIO.fullmatch(text)
        is_folio = match is not None and piece.run in self.outermost and folios.get(piece.page) == int(match[1])
        if match is not None and is_folio and match[2] in (None, self._last(folios)):
            return True
        if self._names_pages(piece, folios):
            return True
        word = evened(text)
        if not word.isdigit() and self._is_elsewhere(piece):
            return True
        if self._is_label(piece, word):
            return True
        beside = self.expected.beside
        if beside[word] > 0:
            beside[word] -= 1
            return True
        return self._is_elsewhere(piece) or self._is_repeated(word)

    def _is_label(self, piece: _Piece, word: str) -> bool:
        """Whether it is a number that may stand before the text which is drawn next, or next on its line."""
        number = word.rstrip(".")
        for run in self._beside(piece):
            # A run without letters would stand anywhere.
            text, (own, begins) = evened(run.text) or GAP * 2, self.begun.get(run, (self.expected.body, -1))
            for stream in (self.expected.body, self.expected.notes):
                places = (at for at, labels in stream.labels.items() if number in labels)
                # Of equal texts, another than the one behind the number may have been found first.
                if any((stream is own and at == begins) or stream.text.startswith(text, at) for at in places):
                    return True
        return False

    def _beside(self, piece: _Piece) -> Iterator[PrintedRun]:
        """The run that a piece belongs to, where that goes on; else the next on its line, and the one drawn next."""
        if piece.end < len(piece.run.text.rstrip()):
            yield piece.run
            return
        runs = self.pages[piece.page].runs
        right = piece.boxes[-1].right - 1
        line = [run for run in runs if run.boxes[0].left >= right and abs(run.middle - piece.run.middle) < _MARKER_LINE]
        yield from sorted(line, key=lambda run: run.boxes[0].left)[:1]
        yield from runs[runs.index(piece.run) + 1 :][:1]

    def _last(self, folios: Mapping[int, int]) -> str:
        return str(folios.get(len(self.pages) - 1, len(self.pages)))

    def _names_pages(self, piece: _Piece, folios: Mapping[int, int]) -> bool:
        """Whether each number in it is a link to the page that bears it, and nothing else in it weighs."""
        text = piece.text
        numbers = list(re.finditer(r"\d+", text))
        rest = re.sub(r"\d+", " ", text)
        return (
            bool(numbers)
            and not WEIGHTY.search(rest)
            and all(self._leads_to(piece, match.start(), int(match.group()), folios) for match in numbers)
        )

    def _leads_to(self, piece: _Piece, at: int, number: int, folios: Mapping[int, int]) -> bool:
        link = self.pages[piece.page].link_at(piece.boxes[at])
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


def _is_whole(stream: Stream, begins: int, length: int) -> bool:
    """Whether a stretch is all that an element holds."""
    around = stream.text[max(begins - 1, 0) : begins] + stream.text[begins + length : begins + length + 1]
    return not around.strip(GAP)


def _goes_on(stream: Stream, at: int) -> bool:
    """Whether a place is where a text begins, or where the part of it that was found ends."""
    return at == 0 or stream.text[at - 1] in (GAP, " ") or bool(stream.seen[at - 1])


def _numeral(text: str) -> str:
    """The number or word that a text begins with, whole."""
    found = _NUMERAL.match(text)
    return found[0] if found else text


def _behind_numbers(word: str) -> Iterator[int]:
    """Where the rest of a word may begin that begins with a number, in digits or in words."""
    digits = _WHOLE.match(word)
    if digits is not None:
        yield digits.end()
    yield from (at for at in range(len(word) - 1, 1, -1) if word[at].isalpha() and WEIGHTY.fullmatch(word, 0, at))


def _words(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(r"\S+", text))


def _past_gap(stream: Stream, at: int) -> int:
    while at < len(stream.text) and stream.text[at] in (GAP, " "):
        at += 1
    return at


def _common(word: str, stream: Stream, at: int) -> int:
    """How many letters of a word stand at a place, not ending inside a number of the text."""
    letters = stream.text[at : at + len(word)]
    length = next((index for index, letter in enumerate(word) if letters[index : index + 1] != letter), len(word))
    while length and _joins_number_behind(stream, at + length, word[length - 1]):
        length -= 1
    return length


def _joins_number(stream: Stream, at: int, first: str) -> bool:
    """Whether a number goes on across a place, to the left of a letter. Where the mark of a note is, none does."""
    before = stream.text[max(at - 2, 0) : at]
    return first.isdigit() and at not in stream.edges and re.search(r"\d$|\d[.,]$", before) is not None


def _joins_number_behind(stream: Stream, at: int, last: str) -> bool:
    behind = stream.text[at : at + 2]
    return last.isdigit() and at not in stream.edges and re.match(r"\d|[.,]\d", behind) is not None


# --- What is lost -----------------------------------------------------------------------------------------------------


def _lost(expected: ExpectedText, reading: _Reading, place: Span, places: Mapping[int, Span]) -> Iterator[Finding]:
    """Figures of the brief that no page shows, and other numbers of the document that none does."""
    missing = _unseen_figures(expected)
    hidden = _hidden_figures(reading)
    for number in sorted(set(places) | set(expected.figures)):
        where = places.get(number, place)
        text = f"“{' '.join(expected.figures.get(number, '').split())}”"
        if number not in expected.figures:
            yield codes.FIGURE_LOST.at(where, text="its figure", reason="the template leaves it out")
        elif number in missing:
            yield codes.FIGURE_LOST.at(where, text=text, reason="no page prints all of it")
        elif number in hidden:
            yield codes.FIGURE_LOST.at(where, text=text, reason=hidden[number])
    for stream in (expected.body, expected.notes):
        lost = [not seen for seen in stream.seen]
        for start, end in _stretches(stream.text, lost):
            if any(map(str.isdigit, stream.text[start:end])) and not any(stream.figures[start:end]):
                yield codes.FIGURE_LOST.at(place, text=_shown(stream, start, end), reason="no page prints it")
    yield from _hidden_numbers(reading, place)


def _shown(stream: Stream, start: int, end: int) -> str:
    return f"“{stream.words(start - 15, end + 15)[:60]}”"


def _unseen_figures(expected: ExpectedText) -> set[int]:
    return {
        figure
        for stream in (expected.body, expected.notes)
        for figure, seen, letter in zip(stream.figures, stream.seen, stream.text, strict=True)
        if figure and not seen and letter not in (GAP, " ")
    }


def _hidden_figures(reading: _Reading) -> dict[int, str]:
    """The figures that are in the file and that no reader sees, and why."""
    found: dict[int, str] = {}
    for digit in reading.digits:
        if digit.figure and digit.figure not in found:
            reason = _hidden(reading, digit)
            if reason:
                found[digit.figure] = reason
    return found


def _hidden_numbers(reading: _Reading, place: Span) -> Iterator[Finding]:
    """The other numbers that are in the file and that no reader sees: one finding for each page and reason."""
    found: set[tuple[int, str]] = set()
    for digit in reading.digits:
        if digit.figure:
            continue
        reason = _hidden(reading, digit)
        if reason and (digit.page, reason) not in found:
            found.add((digit.page, reason))
            text = _shown(digit.stream, digit.at, digit.at + 1)
            yield codes.FIGURE_LOST.at(place, text=text, reason=reason)


def _hidden(reading: _Reading, digit: _Digit) -> str:
    """Why a reader cannot see a digit that is in the file; empty where they can."""
    page, box, number = reading.pages[digit.page], digit.box, digit.page + 1
    if not page.holds(box):
        return f"it runs off page {number}"
    if box.top - box.bottom < _LEAST_HEIGHT:
        return f"it is too small to be read on page {number}"
    if not digit.upright:
        return f"it is turned or mirrored on page {number}"
    if not page.shows(box):
        return f"nothing of it can be seen on page {number}"
    if page.strikes(box) and not digit.is_struck:
        return f"a line runs through it on page {number}"
    if digit.is_struck and not page.strikes(box):
        return f"it is struck out, and no line runs through it on page {number}"
    if reading.neighbours(digit.page).covers(box, _COVERED):
        return f"other text lies over it on page {number}"
    return ""
