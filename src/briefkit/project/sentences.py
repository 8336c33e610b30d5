"""The sentences of a resolved brief with their places, and which of one state answers which of another.

A row of a table is one sentence, since a number that changes its row says something else; so is a value of a chart with
its label. A sentence that only stands elsewhere is no change.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from operator import itemgetter

from rapidfuzz import fuzz

from briefkit.briefs.prose import TextPiece
from briefkit.briefs.resolved import (
    Content,
    NotePiece,
    Printed,
    Prose,
    ResolvedBox,
    ResolvedBrief,
    ResolvedChart,
    ResolvedMap,
    ResolvedPiece,
    ResolvedQuotation,
    ResolvedRun,
    ResolvedSection,
    ResolvedTable,
    prose_runs,
)
from briefkit.findings import Span

# How alike two sentences have to be, of 100, to be one that was changed: less where both print a figure of one name.
ALIKE, ALIKE_WITH_FIGURE = 60, 35
SAME_FIGURE, SAME_PLACE = 12, 6  # what these count beside the likeness of the words
MAX_PAIRS = 400_000  # beyond it only sentences of one place are compared
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a sentence that is replaced as a whole: a word, white space, or all that an expression printed."""

    text: str
    name: str = ""  # of the figure, where it is one
    number: int = field(default=0, compare=False)  # of the printed place, where it is one; it says where, not what


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSentence:
    """A sentence, row or caption as it prints. `place` says where it stands in words that a writer knows.

    `run` is the line or paragraph that it is sentence `number` of, with the `note` behind it (0 for none); a row of a
    table has its `cells` instead. A title, and what is drawn, have neither.
    """

    place: str
    span: Span
    words: tuple[Word, ...]
    run: ResolvedRun | None = field(default=None, compare=False)
    number: int = 0
    note: int = 0
    cells: tuple[ResolvedRun, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def names(self) -> frozenset[str]:
        """The figures that it prints."""
        return frozenset(word.name for word in self.words if word.name)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the places where it prints them."""
        return frozenset(word.number for word in self.words if word.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceChange:
    """A sentence of the old state and the one that stands for it in the new; one of them is None at most."""

    old: PlacedSentence | None
    new: PlacedSentence | None

    @property
    def placed(self) -> PlacedSentence:
        """The new sentence, or the old where there is none."""
        found = self.new or self.old
        assert found is not None
        return found


def placed_sentences(brief: ResolvedBrief) -> list[PlacedSentence]:
    """Every sentence of a brief in the order it prints; what only names a part of the document is one, too."""
    return list(_brief(brief))


def changed_sentences(old: Sequence[PlacedSentence], new: Sequence[PlacedSentence]) -> list[SentenceChange]:
    """What differs between the sentences of two states, in the order of the new one; removed ones stand where they
    stood. Equal sentences answer each other wherever they stand, each once.
    """
    answers = answering(old, new)
    changes: list[tuple[float, SentenceChange]] = [
        (at, SentenceChange(old=old[answers[at]] if at in answers else None, new=sentence))
        for at, sentence in enumerate(new)
        if at not in answers or old[answers[at]].text != sentence.text
    ]
    return [change for _, change in sorted([*changes, *_removed(answers, old)], key=itemgetter(0))]


def answering(old: Sequence[PlacedSentence], new: Sequence[PlacedSentence]) -> dict[int, int]:
    """For each new sentence that is an old one, changed or not, which one it is."""
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for at, sentence in enumerate(old):
        places[sentence.text].append(at)
    found = {at: places[sentence.text].popleft() for at, sentence in enumerate(new) if places[sentence.text]}
    left = sorted(set(range(len(old))) - set(found.values()))
    right = [at for at in range(len(new)) if at not in found]
    answers = _answers([old[at] for at in left], [new[at] for at in right])
    return found | {right[there]: left[here] for here, there in answers.items()}


def _removed(answers: Mapping[int, int], old: Sequence[PlacedSentence]) -> Iterator[tuple[float, SentenceChange]]:
    """Removed sentences, behind the nearest sentence before them that still stands."""
    standing = {there: here for here, there in answers.items()}
    before = -1
    for at, sentence in enumerate(old):
        if at in standing:
            before = standing[at]
        else:
            yield before + 0.5, SentenceChange(old=sentence, new=None)


def _answers(old: Sequence[PlacedSentence], new: Sequence[PlacedSentence]) -> dict[int, int]:
    """Which new sentence is which old one, changed: the likest first, where a figure and a place in common count."""
    scored: list[tuple[float, int, int]] = []
    for here, there in _pairs(old, new):
        one, other = old[here], new[there]
        shared = bool(one.names & other.names)
        least = ALIKE_WITH_FIGURE if shared else ALIKE
        likeness = fuzz.ratio(_shape(one), _shape(other), score_cutoff=least)
        if likeness >= least:
            score = likeness + SAME_FIGURE * shared + SAME_PLACE * (one.place == other.place)
            scored.append((-score, here, there))
    answers: dict[int, int] = {}
    taken: set[int] = set()
    for _, here, there in sorted(scored):
        if here not in answers and there not in taken:
            answers[here] = there
            taken.add(there)
    return answers


def _pairs(old: Sequence[PlacedSentence], new: Sequence[PlacedSentence]) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) <= MAX_PAIRS:
        yield from ((here, there) for here in range(len(old)) for there in range(len(new)))
        return
    places: defaultdict[str, list[int]] = defaultdict(list)
    for there, sentence in enumerate(new):
        places[sentence.place].append(there)
    pairs = 0
    for here, sentence in enumerate(old):
        for there in places[sentence.place]:
            pairs += 1
            if pairs > MAX_PAIRS:
                return
            yield here, there


def _shape(sentence: PlacedSentence) -> str:
    """The text without its figures: a sentence is like itself whatever they are."""
    return "".join("#" if word.name else word.text for word in sentence.words)


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a changed sentence: the old text and the new one, which are the same where nothing changed."""

    old: str
    new: str

    @property
    def is_same(self) -> bool:
        return self.old == self.new


def edits(change: SentenceChange) -> list[Edit]:
    """A changed sentence word by word; a figure changes as a whole."""
    old = change.old.words if change.old else ()
    new = change.new.words if change.new else ()
    texts = [word.text for word in old], [word.text for word in new]
    found: list[Edit] = []
    for tag, start, end, begin, stop in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        edit = Edit("".join(texts[0][start:end]), "".join(texts[1][begin:stop]))
        blank = tag == "equal" and not edit.old.strip() and 0 < start < len(old) - 1
        # A space between two changed words is changed with them: one edit reads better than three.
        if found and (blank or tag != "equal") and not found[-1].is_same:
            found[-1] = Edit(found[-1].old + edit.old, found[-1].new + edit.new)
        else:
            found.append(edit)
    return [part for edit in found for part in _without_blanks(edit)]


def _without_blanks(edit: Edit) -> Iterator[Edit]:
    """A change without the white space that stands before and behind it on both sides."""
    if edit.is_same:
        yield edit
        return
    lead = edit.old[: len(edit.old) - len(edit.old.lstrip())]
    lead = lead if edit.new.startswith(lead) else ""
    old, new = edit.old[len(lead) :], edit.new[len(lead) :]
    tail = old[len(old.rstrip()) :]
    tail = tail if tail and new.endswith(tail) else ""
    if lead:
        yield Edit(lead, lead)
    yield Edit(old[: len(old) - len(tail)], new[: len(new) - len(tail)])
    if tail:
        yield Edit(tail, tail)


# The parts of a brief


def _brief(brief: ResolvedBrief) -> Iterator[PlacedSentence]:
    yield from _title(brief.title, "title")
    yield from _title(brief.subtitle, "subtitle")
    for name, section in brief.front.items():
        yield from _section(section, name)
    for term in brief.glossary:
        yield from _line(term.text, "glossary")
    yield from _part(brief.foreword, "foreword")
    yield from _prose(brief.summary, "summary")
    yield from _part(brief.introduction, "introduction")
    for section in brief.sections:
        yield from _section(section, "section")
    yield from _part(brief.conclusion, "conclusion")
    for group in brief.recommendations:
        yield from _title(group.to, "recommendations")
        for item in group.items:
            yield from _line(item, "recommendations")
    yield from _part(brief.methodology, "methodology")
    for appendix in brief.appendices:
        yield from _section(appendix, "appendix")
    for place in brief.gazetteer:
        yield from _line(place.text, "gazetteer")
    for correction in brief.corrections:
        yield from _line(correction.text, "corrections")


def _part(section: ResolvedSection | None, name: str) -> Iterator[PlacedSentence]:
    if section is not None:
        yield from _section(section, name)


def _section(section: ResolvedSection, name: str) -> Iterator[PlacedSentence]:
    place = _titled(name, section.title)
    yield from _title(section.title, name)
    yield from _prose(section.body, place)
    for content in section.content:
        yield from _content(content, place)
    for inner in section.sections:
        yield from _section(inner, name)


def _titled(kind: str, title: ResolvedRun) -> str:
    text = " ".join(title.text.split())
    return f"{kind} “{text}”" if text else kind


def _content(content: Content, place: str) -> Iterator[PlacedSentence]:
    if isinstance(content, ResolvedTable):
        yield from _table(content)
    elif isinstance(content, ResolvedBox):
        box = _titled("box", content.title)
        yield from _title(content.title, "box")
        yield from _prose(content.body, box)
    elif isinstance(content, ResolvedQuotation):
        yield _sentence((content.printed,), place, content.printed.span)
    else:
        yield from _drawing(content)


def _table(table: ResolvedTable) -> Iterator[PlacedSentence]:
    place = _titled("table", table.title)
    yield from _title(table.title, "table")
    for group in (*table.column_groups, *table.row_groups):
        yield from _title(group.title, place)
    yield from _joined(table.columns, place, " | ")
    for row in table.rows:
        yield from (replace(sentence, cells=row) for sentence in _joined(row, place, " | "))
    for note in (table.note, *table.notes):
        yield from _line(note, place)


def _drawing(drawing: Content) -> Iterator[PlacedSentence]:
    assert not isinstance(drawing, (ResolvedTable, ResolvedBox, ResolvedQuotation))
    title, *labels, note = drawing.runs
    kind = "chart" if isinstance(drawing, ResolvedChart) else drawing.kind
    place = _titled(kind, title)
    yield from _title(title, kind)
    if isinstance(drawing, ResolvedChart):
        for series in drawing.series:
            for category, cell in zip(drawing.categories, series.cells, strict=False):
                if cell is not None:
                    yield from _joined(
                        (category, cell), place, ": ", before=f"{series.label}, " if series.label else ""
                    )
    elif isinstance(drawing, ResolvedMap):
        for one in drawing.places:
            yield from _joined((one.name, one.value), place, ": ")
        for route in drawing.routes:
            yield from _title(route, place)
    else:
        for label in labels:
            yield from _title(label, place)
    yield from _line(note, place)


def _prose(blocks: Prose, place: str) -> Iterator[PlacedSentence]:
    for run in prose_runs(blocks):
        yield from _line(run, place)


def _title(run: ResolvedRun, place: str) -> Iterator[PlacedSentence]:
    """A title, a head or a label: it repeats elsewhere, or is drawn, so that nothing is marked in it."""
    yield from (replace(sentence, run=None) for sentence in _line(run, place))


def _line(run: ResolvedRun, place: str) -> Iterator[PlacedSentence]:
    """The sentences of a line or paragraph."""
    for number, pieces in enumerate(sentence_pieces(run)):
        sentence = _sentence(pieces, place, run.run.span if run.run else Span(""))
        note = next((piece.number for piece in pieces if isinstance(piece, NotePiece)), 0)
        if sentence.text:
            yield replace(sentence, run=run, number=number, note=note)


def sentence_pieces(run: ResolvedRun) -> list[list[ResolvedPiece]]:
    """The pieces of a line or paragraph sentence by sentence, each with its note."""
    if run.run is None:
        return []
    numbers = iter(run.run.sentences)
    found: dict[int, list[ResolvedPiece]] = {}
    last = 0
    for piece in run.pieces:
        if not isinstance(piece, NotePiece):  # it was put behind its sentence when that was resolved
            last = next(numbers)
        found.setdefault(last, []).append(piece)
    return list(found.values())


def _joined(runs: Sequence[ResolvedRun], place: str, between: str, before: str = "") -> Iterator[PlacedSentence]:
    """Several lines as one sentence: the cells of a row, a label and its value."""
    words: list[Word] = [Word(before)] if before else []
    for at, run in enumerate(runs):
        words += [Word(between)] if at else []
        words += words_of(run.pieces)
    span = next((run.run.span for run in runs if run.run is not None), None)
    if span is not None and any(run.text.strip() for run in runs):
        printed = next((one.span for run in runs for one in run.printed), span)
        yield PlacedSentence(place=place, span=printed, words=tuple(words))


def _sentence(pieces: Sequence[ResolvedPiece], place: str, span: Span) -> PlacedSentence:
    printed = next((piece.span for piece in pieces if isinstance(piece, Printed)), span)
    return PlacedSentence(place=place, span=printed, words=words_of(pieces))


def words_of(pieces: Sequence[ResolvedPiece]) -> tuple[Word, ...]:
    """The words of a line or of a sentence, white space evened out."""
    words: list[Word] = []
    for piece in pieces:
        if isinstance(piece, Printed) and piece.text:
            words.append(Word(piece.text, piece.name, piece.number))
        elif isinstance(piece, TextPiece):
            words += [Word(" " if found.isspace() else found) for found in _WORDS.findall(piece.text)]
    while words and words[0].text.isspace():
        words.pop(0)
    while words and words[-1].text.isspace():
        words.pop()
    return tuple(words)
