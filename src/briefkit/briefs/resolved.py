"""A resolved brief: every expression evaluated, every figure printed, every sentence with what it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from briefkit.briefs.prose import MarkPiece, Run, TextPiece
from briefkit.briefs.spec import BriefSpec, CorrectionSpec, FigureSpec, GazetteerSpec, TermSpec
from briefkit.evidence.seeds import Seed
from briefkit.figures.evaluation import Citation, Words
from briefkit.figures.figure import Figure
from briefkit.findings import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One place where an expression prints: its value, its text, and the sources it cites."""

    number: int
    expression: str
    span: Span
    value: Figure | Words
    text: str
    citations: tuple[Citation, ...]
    cited: bool
    table: bool = False

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
        """The plain text, without notes."""
        parts = (piece.text for piece in self.pieces if isinstance(piece, (TextPiece, Printed)))
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
class ResolvedTable:
    """A table; `source` is what its source line cites, `totals` where the writer says that it adds up."""

    anchor: str
    number: str
    title: ResolvedRun
    columns: tuple[ResolvedRun, ...]
    rows: tuple[tuple[ResolvedRun, ...], ...]
    note: ResolvedRun
    source: NotePiece
    totals: str = ""
    kind: ClassVar[str] = "table"

    @property
    def runs(self) -> tuple[ResolvedRun, ...]:
        """Title, heads, cells row by row, note."""
        return (self.title, *self.columns, *(cell for row in self.rows for cell in row), self.note)


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


Content = ResolvedTable | ResolvedBox | ResolvedQuotation


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
    """A sentence, cell or caption as it prints, with what it prints."""

    text: str
    span: Span
    printed: tuple[Printed, ...]


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
    for inner in section.sections:
        yield from section_passages(inner)


def prose_runs(blocks: Prose) -> Iterator[ResolvedRun]:
    """Every line and paragraph of prose."""
    for block in blocks:
        if block.run is not None:
            yield block.run
        yield from prose_runs(block.blocks)
