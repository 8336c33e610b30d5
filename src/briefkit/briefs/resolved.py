"""A resolved brief: every expression evaluated, every figure printed, every sentence with what it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from briefkit.briefs.prose import MarkPiece, Run, TextPiece
from briefkit.briefs.spec import (
    ArrowSpec,
    BriefSpec,
    ChartSpec,
    CorrectionSpec,
    DiagramSpec,
    FigureSpec,
    GazetteerSpec,
    ImageSpec,
    LinkSpec,
    MapPlaceSpec,
    MapSpec,
    TermSpec,
)
from briefkit.evidence.seeds import Seed
from briefkit.figures.evaluation import Citation, Words
from briefkit.figures.figure import Figure
from briefkit.findings import Span
from briefkit.nodes import Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One place where an expression prints: its value, its text, and the sources it cites.

    It is `bare` where it is a number whose unit the head of its column says.
    """

    number: int
    expression: str
    span: Span
    value: Figure | Words
    text: str
    citations: tuple[Citation, ...]
    cited: bool
    table: bool = False
    bare: bool = False

    @property
    def name(self) -> str:
        """The full name of a claim or figure, or the expression where it is neither."""
        return self.value.name or self.expression

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims it rests on, in order."""
        return tuple(dict.fromkeys(citation.claim for citation in self.citations if citation.claim))


@dataclass(frozen=True, slots=True)
class NotePiece:
    """A note at the end of a sentence: the places of the sentence that cite."""

    number: int
    printed: tuple[Printed, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every source of the sentence, in order, each place in it once."""
        seen: dict[tuple[str, str, str], Citation] = {}
        for printed in self.printed:
            for citation in printed.citations:
                seen.setdefault((citation.source, citation.locator, citation.label), citation)
        return tuple(seen.values())


ResolvedPiece = TextPiece | MarkPiece | Printed | NotePiece


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedRun:
    """A line or paragraph, ready to be set. `run` is what it was resolved from."""

    pieces: tuple[ResolvedPiece, ...]
    run: Run | None = None

    @property
    def printed(self) -> tuple[Printed, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Printed))

    @property
    def text(self) -> str:
        """The plain text, without notes and without what is struck out."""
        parts: list[str] = []
        struck = False
        for piece in self.pieces:
            if isinstance(piece, MarkPiece):
                struck = piece.opens if piece.tag == "del" else struck
            elif not struck and isinstance(piece, (TextPiece, Printed)):
                parts.append(piece.text)
        return "".join(parts)


EMPTY_RUN = ResolvedRun(pieces=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedBlock:
    """A block of prose."""

    kind: str
    run: ResolvedRun | None = None
    blocks: tuple[ResolvedBlock, ...] = ()


Prose = tuple[ResolvedBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A head over rows or columns of a table, from one to the one before `end`; empty over columns without any."""

    title: ResolvedRun
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedTable:
    """A table; `source` is what its source line cites, `totals` where the writer says that it adds up.

    `units` are the words for the units that the heads say, "" for none. `marks` are the letters of notes by row and
    column, the heads being row -1; `notes` are lettered in order.
    """

    anchor: str
    number: str
    title: ResolvedRun
    columns: tuple[ResolvedRun, ...]
    rows: tuple[tuple[ResolvedRun, ...], ...]
    note: ResolvedRun
    source: NotePiece
    totals: str = ""
    units: tuple[str, ...] = ()
    column_groups: tuple[Group, ...] = ()
    row_groups: tuple[Group, ...] = ()
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    notes: tuple[ResolvedRun, ...] = ()
    kind: ClassVar[str] = "table"

    @property
    def runs(self) -> tuple[ResolvedRun, ...]:
        """Title, heads, cells row by row, note and notes."""
        heads = (*(group.title for group in (*self.column_groups, *self.row_groups)), *self.columns)
        return (self.title, *heads, *(cell for row in self.rows for cell in row), self.note, *self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedBox:
    """A box; `witness` is the person, the place and the years of an account, each of them perhaps empty."""

    title: ResolvedRun
    body: Prose
    witness: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedQuotation:
    """A verbatim quotation on lines of its own."""

    printed: Printed
    by: str
    note: NotePiece


@dataclass(frozen=True, slots=True)
class Mark:
    """A letter in a drawing, and the note of what it stands for."""

    letter: str
    note: NotePiece


def places_cited(printed: Sequence[Printed]) -> tuple[tuple[str, str, str], ...]:
    """The sources and the places in them that something cites, each once."""
    cited = NotePiece(0, tuple(one for one in printed if one.cited)).citations
    return tuple((one.source, one.locator, one.label) for one in cited)


def mark_of(marks: Sequence[Mark], *runs: ResolvedRun) -> str:
    """The letter of what some labels cite; empty where they cite nothing, or the drawing needs no letters."""
    cited = places_cited([printed for run in runs for printed in run.printed])
    return next((mark.letter for mark in marks if cited and places_cited(mark.note.printed) == cited), "")


class _Labelled:
    """A drawing with labels in it. Its title and its note, the first and the last of its lines, stand outside."""

    __slots__ = ()

    @property
    def runs(self) -> tuple[ResolvedRun, ...]:
        """Its title, its labels, its note."""
        raise NotImplementedError

    @property
    def labelled(self) -> tuple[Printed, ...]:
        """What prints within the drawing."""
        return tuple(printed for run in self.runs[1:-1] for printed in run.printed if printed.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedSeries:
    """One series of a chart; its cells stand in the order of the categories, and None is one that is not given."""

    label: str
    cells: tuple[ResolvedRun | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedChart(_Labelled):
    """A chart; `source` is what its source line cites."""

    spec: ChartSpec
    anchor: str
    number: str
    title: ResolvedRun
    categories: tuple[ResolvedRun, ...]
    series: tuple[ResolvedSeries, ...]
    note: ResolvedRun
    source: NotePiece
    marks: tuple[Mark, ...] = ()
    kind: ClassVar[str] = "figure"

    @property
    def runs(self) -> tuple[ResolvedRun, ...]:
        """Title, categories, cells series by series, note."""
        cells = (cell for series in self.series for cell in series.cells if cell is not None)
        return (self.title, *self.categories, *cells, self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedNode:
    """A box of a diagram. `line` is the line from its parent, which is dotted where it is `weak`."""

    id: Scalar | None
    label: ResolvedRun
    details: tuple[ResolvedRun, ...] = ()
    line: ResolvedRun = EMPTY_RUN
    weak: bool = False
    children: tuple[ResolvedNode, ...] = ()
    span: Span

    @property
    def name(self) -> str:
        """What lines know it by: its id, or its label."""
        return self.id.text if self.id is not None else " ".join(self.label.text.split())

    def all(self) -> Iterator[ResolvedNode]:
        """Itself and all below it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedLine:
    """A line of a diagram beside those of the tree; a `weak` one is dotted, or goes back."""

    spec: LinkSpec | ArrowSpec
    ends: tuple[Scalar, Scalar]
    label: ResolvedRun
    weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedDiagram(_Labelled):
    """A hierarchy, whose one node is its top, or a flow, whose nodes are its steps."""

    spec: DiagramSpec
    anchor: str
    number: str
    title: ResolvedRun
    nodes: tuple[ResolvedNode, ...]
    lines: tuple[ResolvedLine, ...]
    note: ResolvedRun
    source: NotePiece
    marks: tuple[Mark, ...] = ()
    kind: ClassVar[str] = "figure"

    @property
    def runs(self) -> tuple[ResolvedRun, ...]:
        """Title, labels and details, lines, note."""
        boxes = [box for node in self.nodes for box in node.all()]
        texts = (run for box in boxes for run in (box.line, box.label, *box.details))
        return (self.title, *texts, *(line.label for line in self.lines), self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedPlace:
    spec: MapPlaceSpec
    name: ResolvedRun
    value: ResolvedRun


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedMap(_Labelled):
    """A map; `routes` are the labels of its routes."""

    spec: MapSpec
    anchor: str
    number: str
    title: ResolvedRun
    places: tuple[ResolvedPlace, ...]
    routes: tuple[ResolvedRun, ...]
    note: ResolvedRun
    source: NotePiece
    marks: tuple[Mark, ...] = ()
    kind: ClassVar[str] = "map"

    @property
    def runs(self) -> tuple[ResolvedRun, ...]:
        """Title, names and figures of places, labels of routes, note."""
        places = (run for place in self.places for run in (place.name, place.value))
        return (self.title, *places, *self.routes, self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedImage:
    """A picture; `credit` says whose it is."""

    spec: ImageSpec
    anchor: str
    number: str
    title: ResolvedRun
    credit: ResolvedRun
    note: ResolvedRun
    source: NotePiece
    marks: tuple[Mark, ...] = ()
    kind: ClassVar[str] = "figure"

    @property
    def runs(self) -> tuple[ResolvedRun, ...]:
        """Title, credit, note."""
        return (self.title, self.credit, self.note)

    @property
    def labelled(self) -> tuple[Printed, ...]:
        """Nothing of briefkit's prints within a picture."""
        return ()


ResolvedDrawing = ResolvedChart | ResolvedDiagram | ResolvedMap | ResolvedImage
Content = ResolvedTable | ResolvedBox | ResolvedQuotation | ResolvedDrawing


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedSection:
    title: ResolvedRun
    body: Prose
    content: tuple[Content, ...] = ()
    sections: tuple[ResolvedSection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedRecommendation:
    to: ResolvedRun
    items: tuple[ResolvedRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedTerm:
    """A term of the glossary or a place of the gazetteer, with what is said of it."""

    spec: TermSpec | GazetteerSpec
    text: ResolvedRun


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedCorrection:
    spec: CorrectionSpec
    text: ResolvedRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, cell or caption as it prints, with what it prints; `pieces` are its words and figures in order."""

    text: str
    span: Span
    printed: tuple[Printed, ...]
    pieces: tuple[TextPiece | Printed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedFigure:
    """A figure that the brief defines, with the place and the words of its definition."""

    name: str
    spec: FigureSpec
    figure: Figure
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedBrief:
    """One document, resolved. Parts in the order they print; `runs` holds every run for the checks of prose.

    `front` has the parts before the acronyms by name. `referred` are the names that its expressions use, `broken` those
    of its figures that could not be resolved.
    """

    name: str
    path: str
    spec: BriefSpec
    seeds: Mapping[str, Seed]
    title: ResolvedRun
    subtitle: ResolvedRun
    front: Mapping[str, ResolvedSection] = field(default_factory=dict)
    glossary: tuple[ResolvedTerm, ...] = ()
    foreword: ResolvedSection | None = None
    summary: Prose = ()
    introduction: ResolvedSection | None = None
    sections: tuple[ResolvedSection, ...] = ()
    conclusion: ResolvedSection | None = None
    recommendations: tuple[ResolvedRecommendation, ...] = ()
    methodology: ResolvedSection | None = None
    appendices: tuple[ResolvedSection, ...] = ()
    gazetteer: tuple[ResolvedTerm, ...] = ()
    corrections: tuple[ResolvedCorrection, ...] = ()
    figures: Mapping[str, ResolvedFigure] = field(default_factory=dict)
    printed: tuple[Printed, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    runs: tuple[Run, ...] = ()
    referred: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()

    def claims(self) -> Iterator[str]:
        """Every claim that something printed rests on, in order, once."""
        seen = dict.fromkeys(claim for printed in self.printed for claim in printed.claims)
        yield from seen


def passages(brief: ResolvedBrief) -> Iterator[ResolvedRun | ResolvedTable]:
    """Every line and paragraph in the order they print, each table as a whole. Quotations are the sources' own."""
    yield brief.title
    yield brief.subtitle
    for section in brief.front.values():
        yield from section_passages(section)
    yield from (term.text for term in brief.glossary)
    yield from _opening_passages(brief.foreword)
    yield from prose_runs(brief.summary)
    yield from _opening_passages(brief.introduction)
    for section in brief.sections:
        yield from section_passages(section)
    yield from _opening_passages(brief.conclusion)
    for group in brief.recommendations:
        yield group.to
        yield from group.items
    yield from _opening_passages(brief.methodology)
    for appendix in brief.appendices:
        yield from section_passages(appendix)
    yield from (place.text for place in brief.gazetteer)
    yield from (correction.text for correction in brief.corrections)


def _opening_passages(section: ResolvedSection | None) -> Iterator[ResolvedRun | ResolvedTable]:
    if section is not None:
        yield from section_passages(section)


def section_passages(section: ResolvedSection) -> Iterator[ResolvedRun | ResolvedTable]:
    """Every line and paragraph of a section, each table as a whole."""
    yield section.title
    yield from prose_runs(section.body)
    for content in section.content:
        if isinstance(content, ResolvedTable):
            yield content
        elif isinstance(content, ResolvedBox):
            yield content.title
            yield from prose_runs(content.body)
        elif not isinstance(content, ResolvedQuotation):
            yield from content.runs
    for inner in section.sections:
        yield from section_passages(inner)


def prose_runs(blocks: Prose) -> Iterator[ResolvedRun]:
    """Every line and paragraph of prose."""
    for block in blocks:
        if block.run is not None:
            yield block.run
        yield from prose_runs(block.blocks)


def contents(brief: ResolvedBrief) -> Iterator[Content]:
    """Every block beside the prose, in the order they print."""
    openings = (brief.foreword, brief.introduction, *brief.sections, brief.conclusion, brief.methodology)
    waiting = [part for part in (*brief.front.values(), *openings, *brief.appendices) if part is not None][::-1]
    while waiting:
        section = waiting.pop()
        yield from section.content
        waiting += reversed(section.sections)


def drawings(brief: ResolvedBrief) -> Iterator[ResolvedDrawing]:
    """Every chart, diagram, map and picture, in the order they print."""
    for content in contents(brief):
        if isinstance(content, (ResolvedChart, ResolvedDiagram, ResolvedMap, ResolvedImage)):
            yield content
