"""Say what the pages of a document ought to print: marked HTML in, its running text, letter by letter, out.

Each letter knows whether it is the view's own or the template's, and to which printed figure it belongs. White space,
hyphens, quotation marks and case are evened out, since setting changes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from briefkit.report.templates import MarkedHtml
from briefkit.report.view import DrawingView

GAP = "\x1f"  # stands between elements, so that the numbers of two cells are not one
_DROPPED = frozenset("-\u00ad\u2010\u2011\u2060\u200b\u200c\u200d\ufeff\x02\ufffe“”„‟\"‘’‚'«»‹›")
HYPHENS = frozenset("-\u2010\u2011")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNSEEN = frozenset(("head", "script", "style", "template", "title"))
_INLINE = frozenset("a abbr b cite code del em i ins q s small span strong sub sup u".split())
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th", "thead", "caption"))
_FIGURE = re.compile(r"figure-(\d+)")


def even(text: str, before: str = "", *, blank: bool = False) -> list[tuple[str, int]]:
    """The letters of a text that count, each with its place in it. A blank stays where it parts two numbers.

    `before` are the letters that stand before it, `blank` whether white space parts it from them.
    """
    letters = [(letter, -1) for letter in before[-2:]]
    known = len(letters)
    for place, char in enumerate(text):
        for letter in _evened_char(char):
            if letter.isspace():
                blank = True
                continue
            if blank and letter.isdigit() and _counts_on("".join(one for one, _ in letters[-2:])):
                letters.append((" ", place))
            letters.append((letter, place))
            blank = False
    return letters[known:]


@lru_cache(4096)
def _evened_char(char: str) -> str:
    """The letters of a character that count; nothing, or what is blank."""
    return "" if char in _DROPPED else " " if char.isspace() else unicodedata.normalize("NFKC", char).casefold()


def _counts_on(before: str) -> bool:
    """Whether a digit behind a text would go on with its last number."""
    return before[-1:].isdigit() or (before[-1:] in (".", ",") and before[:-1].isdigit())


_ASCII_DROPPED = {ord(char): None for char in _DROPPED if char.isascii()}
_PARTED = re.compile(r"[\d.,]\s+\d")


def evened(text: str) -> str:
    """The letters of a text that count."""
    plain = text.translate(_ASCII_DROPPED).lower() if text.isascii() else ""
    if plain and not _PARTED.search(plain):
        return "".join(plain.split())  # the same, many times faster
    return "".join(letter for letter, _ in even(text))


@dataclass(slots=True)
class Stream:
    """One running text. `figures` has the number of each letter's figure (0 for none), `own` whether it is the view's.

    `blanks` says whether white space stands before it, `hyphens` whether a hyphen does, `struck` whether it is struck
    out, and `seen` marks the letters that were found on a page. `labels` are the numbers that may stand before a
    letter: that of an item of a list which begins there, and those in data- attributes of an element. `marks` are the
    places where the mark of a note begins, `edges` those where it begins or ends: it is no part of a number before it.
    """

    text: str = ""
    figures: list[int] = field(default_factory=list)
    own: list[bool] = field(default_factory=list)
    blanks: list[bool] = field(default_factory=list)
    hyphens: list[bool] = field(default_factory=list)
    struck: list[bool] = field(default_factory=list)
    labels: dict[int, set[str]] = field(default_factory=dict)
    marks: set[int] = field(default_factory=set)
    edges: set[int] = field(default_factory=set)
    seen: bytearray = field(default_factory=bytearray)

    def words(self, start: int, end: int) -> str:
        """A stretch of it as a reader would write it, for a message."""
        start = max(start, 0)
        letters = zip(self.text[start:end], self.blanks[start:end], strict=True)
        text = "".join(" " if letter == GAP else f" {letter}" if blank else letter for letter, blank in letters)
        return " ".join(text.split())


@dataclass(slots=True)
class ExpectedText:
    """What a document prints: its body, its notes, and what may stand beside them.

    `beside` are the attributes that a style may print; `repeated` the titles and heads that may stand on several pages;
    `figures` the numbers of all figures; `stamp` the letters that have to stand on every page.
    """

    body: Stream = field(default_factory=Stream)
    notes: Stream = field(default_factory=Stream)
    beside: Counter[str] = field(default_factory=Counter)
    repeated: set[str] = field(default_factory=set)
    figures: dict[int, str] = field(default_factory=dict)
    stamp: str = ""


def expected_text(html: MarkedHtml) -> ExpectedText:
    """The running text of a document."""
    parser = _Parser(html.opening, html.closing, html.drawings)
    parser.feed(html.text)
    parser.close()
    return parser.finish()


def _cuts(whole: str, places: Sequence[int], start: int, end: int) -> bool:
    """Whether a stretch of a text without gaps cuts a number at either end."""
    before = (
        start > 0 and whole[start].isdigit() and whole[start - 1].isdigit() and places[start - 1] + 1 == places[start]
    )
    behind = (
        end < len(whole) and whole[end - 1].isdigit() and whole[end].isdigit() and places[end - 1] + 1 == places[end]
    )
    return before or behind


@dataclass(slots=True)
class _Element:
    tag: str
    figure: int = 0
    is_note: bool = False
    is_beside: bool = False  # what stands in the margin
    item: int = 0
    repeats: list[str] | None = None

    @property
    def is_apart(self) -> bool:
        """Whether it stands at the foot of the page or in the margin, and interrupts no text."""
        return self.is_note or self.is_beside


class _Parser(HTMLParser):
    def __init__(self, opening: str, closing: str, drawings: Mapping[str, DrawingView]) -> None:
        super().__init__(convert_charrefs=True)
        self.drawings = drawings
        self.opening, self.closing = opening, closing
        self.ends = re.compile(f"([{re.escape(opening + closing)}])")
        self.expected = ExpectedText()
        self.open: list[_Element] = []
        self.own = 0
        self.notes = 0
        self.letters: dict[bool, list[tuple[str, int, bool, bool, bool, bool]]] = {False: [], True: []}
        self.waiting: dict[bool, str] = {False: "", True: ""}
        self.hyphen: dict[bool, bool] = {False: False, True: False}
        self.labels: set[str] = set()  # of elements whose text has not begun

    def finish(self) -> ExpectedText:
        for is_note, stream in ((False, self.expected.body), (True, self.expected.notes)):
            letters = self.letters[is_note]
            stream.text = "".join(letter for letter, *_ in letters)
            stream.figures = [figure for _, figure, *_ in letters]
            stream.own = [own for _, _, own, *_ in letters]
            stream.blanks = [blank for *_, blank, _, _ in letters]
            stream.hyphens = [hyphen for *_, hyphen, _ in letters]
            stream.struck = [struck for *_, struck in letters]
            stream.seen = bytearray(len(letters))
        return self.expected

    # Elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _INLINE:
            self._gap()
        if tag == "img" and given.get("src", "") in self.drawings:
            self._draw(self.drawings[given["src"]])
        if tag in _VOID:
            return
        classes = given.get("class", "").translate({ord(self.opening): None, ord(self.closing): None}).split()
        is_note = "note" in classes and tag == "span"
        is_beside = tag == "span" and not {"beside", "besides"}.isdisjoint(classes)
        element = _Element(tag, is_note=is_note, is_beside=is_beside)
        match = _FIGURE.fullmatch(given.get("id", ""))
        if match:
            element.figure = int(match[1])
            self.expected.figures[element.figure] = ""
        if element.is_note:
            self.notes += 1
            self._mark_note(str(self.notes))
        self._attributes(given)
        self._count_item(tag)
        if tag in _HEADS or "title" in classes:
            element.repeats = []
        self.open.append(element)
        if element.is_note:
            self._gap()
            self._letters(f"{self.notes} ", own=True)  # the mark of the note
            self.labels.add(str(self.notes))  # on the page, another text may have taken it for its own
        elif element.is_apart:
            self._gap()

    def handle_endtag(self, tag: str) -> None:
        place = next((at for at in range(len(self.open) - 1, -1, -1) if self.open[at].tag == tag), None)
        if place is None:
            return
        for element in self.open[place:]:
            if element.repeats:
                self.expected.repeated.add(evened("".join(element.repeats)))
        ends_note = any(element.is_apart for element in self.open[place:])
        if ends_note or tag not in _INLINE:
            self._gap()
        del self.open[place:]

    def _attributes(self, given: dict[str, str]) -> None:
        """What a style may print of an element: its data- attributes, where all of one is the view's.

        A number may stand before the text of its element alone, other words at the head of each page too.
        """
        for name, value in given.items():
            if name.startswith("data-"):
                plain = self._own_only(value)
                if name == "data-stamp":
                    self.expected.stamp = evened(plain)
                elif plain and not any(char.isalpha() for char in plain):
                    self.labels.add(evened(plain).rstrip("."))
                elif plain:
                    self.expected.beside[evened(plain)] += 1
                    self.expected.repeated.add(evened(plain))

    def _own_only(self, value: str) -> str:
        """An attribute without its marks; what the template wrote into it is kept only if it holds no number."""
        depth, outside, text = 0, "", ""
        for char in value:
            if char == self.opening:
                depth += 1
            elif char == self.closing:
                depth -= 1
            else:
                text += char
                outside += "" if depth > 0 else char
        return "" if any(char.isdigit() for char in outside) else text

    def _count_item(self, tag: str) -> None:
        """The marker of an item: its number in an ordered list."""
        if tag == "li" and self.open and self.open[-1].tag == "ol":
            self.open[-1].item += 1
            self.labels.add(str(self.open[-1].item))

    # Drawings

    def _draw(self, drawing: DrawingView) -> None:
        """The texts of a drawing; each figure in it is found among them, in the order they are drawn."""
        letters = self.letters[False]
        start = len(letters)
        for text in drawing.texts:
            self._letters(text, own=True)
            self._gap()
        places = [at for at in range(start, len(letters)) if letters[at][0] not in (GAP, " ")]
        whole = "".join(letters[at][0] for at in places)
        taken: set[int] = set()
        for number, text in drawing.figures:
            word = evened(text).replace(" ", "")
            at = whole.find(word)
            while at >= 0 and (at in taken or _cuts(whole, places, at, at + len(word))):
                at = whole.find(word, at + 1)
            if not word or at < 0:
                continue  # that a drawing leaves it out is found when the pages are read back
            taken.update(range(at, at + len(word)))
            self.expected.figures[number] = text
            for place in places[at : at + len(word)]:
                letter, _, own, blank, hyphen, struck = letters[place]
                letters[place] = (letter, number, own, blank, hyphen, struck)

    # Text

    def handle_data(self, data: str) -> None:
        if any(element.tag in _UNSEEN for element in self.open):
            return
        for text in self.ends.split(data):
            if text == self.opening:
                self.own += 1
            elif text == self.closing:
                self.own -= 1
            elif text:
                self._letters(text, own=self.own > 0)
                for element in self.open:
                    if element.repeats is not None:
                        element.repeats.append(text)

    def _letters(self, text: str, *, own: bool) -> None:
        """Add a text to the stream that is open; white space in front may part two digits."""
        is_note = any(element.is_apart for element in self.open)
        figure = next((element.figure for element in reversed(self.open) if element.figure), 0)
        letters = self.letters[is_note]
        if figure:
            self.expected.figures[figure] += text
        struck = any(element.tag == "del" for element in self.open)
        before = "".join(letter for letter, *_ in letters[-2:])
        blank = self.waiting[is_note] == " "
        for letter, at in even(text, before, blank=blank):
            parted = text[at - 1 : at].isspace() if at else blank
            if self.labels and not any(element.is_beside for element in self.open):  # which stands before a text
                (self.expected.notes if is_note else self.expected.body).labels[len(letters)] = self.labels
                self.labels = set()
            hyphen = text[at - 1] in HYPHENS if at else self.hyphen[is_note]
            letters.append((letter, figure, own, parted and letter != " ", hyphen, struck))
        self.waiting[is_note] = " " if text[-1:].isspace() else ""
        self.hyphen[is_note] = text[-1:] in HYPHENS if text else self.hyphen[is_note]

    def _mark_note(self, number: str) -> None:
        """The mark of a note in the text."""
        is_note = any(element.is_note for element in self.open)
        stream, letters = self.expected.notes if is_note else self.expected.body, self.letters[is_note]
        stream.marks.add(len(letters))
        stream.edges.add(len(letters))
        self._letters(number, own=True)
        stream.edges.add(len(letters))

    def _gap(self) -> None:
        letters = self.letters[any(element.is_apart for element in self.open)]
        if letters and letters[-1][0] != GAP:
            letters.append((GAP, 0, True, False, False, False))
