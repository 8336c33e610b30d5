"""What a template receives: finished strings, in the order they print. A template never formats a number.

`Markup` values are HTML made and escaped by briefkit; plain `str` values are text, escaped by the template.

HTML that stands inside `Markup` prose uses these classes, which style sheets may rely on:

- `<a class="figure" id="figure-12" href="#evidence-5">RMB 25–50</a>`: a printed figure, linked to its ledger entry;
- `<span class="note" id="note-7">…</span>`: a note, set at the foot of the page (`float: footnote`);
- `<q class="verbatim">…</q>`: words quoted from a source.

In the redline edition it also uses `<del>` for what was struck out and `<ins>` for what is new.

In the edition for fact-checkers it also uses:

- `<sup class="entry">⁽⁵⁾</sup>` behind a figure: the number of its ledger entry;
- `<span class="besides" id="besides-12">…</span>` at the head of a paragraph or line that prints figures: what holds
  them, to stand beside it; it is of the class many, too, where that may be more than a page holds;
- in it `<span class="beside" id="beside-5"><span class="body">…</span></span>` for each entry, whose lines are spans of
  the classes head, quote, calculation, origin, signed, unsigned, inputs, caveat;
- and `<span class="beside again"><span class="body">…</span></span>` for those that print elsewhere first: their pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """An author or translator."""

    name: str
    affiliation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationView:
    """The copyright page. Any part may be empty."""

    publisher: str = ""
    place: str = ""
    year: str = ""
    rights: str = ""
    address: str = ""
    isbn: str = ""
    lccn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverView:
    """The picture of the cover: its address, and what it shows in words."""

    image: str
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A member of the board: the office held in it, and what the person is elsewhere."""

    name: str
    office: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term of the glossary or a place of the gazetteer: its names, the language of `original`, what is said of it."""

    name: str
    original: str = ""
    romanized: str = ""
    language: str = ""
    coordinates: str = ""
    text: Markup = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A version of the document, or a correction made in it."""

    date: str
    text: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseView:
    """Paragraphs, lists, emphasis: block HTML."""

    html: Markup
    kind: Literal["prose"] = "prose"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A table cell: inline HTML. `numeric` cells are set to the right with lining figures.

    Those of a column in which a cell bears the mark of a note are `marked`: they have room for it.
    """

    html: Markup
    numeric: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGroupView:
    """Heads side by side, and the head over them; empty where they have none."""

    title: Markup
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row of cells; whether it is a total; what holds its figures, in the edition for fact-checkers."""

    cells: tuple[CellView, ...]
    total: bool = False
    beside: Markup = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroupView:
    """Rows, and the head over them; empty where they have none."""

    title: Markup
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A numbered table with its source line ("Source: …", inline HTML, empty where no cell prints a claim).

    `columns` are the heads; where there are heads over them, `groups` has them all, and else nothing. `notes` are those
    to cells, with their letters.
    A `noted` table has what holds its figures beside each row, for fact-checkers.
    """

    id: str
    number: str
    title: Markup
    columns: tuple[CellView, ...]
    rows: tuple[RowGroupView, ...]
    source: Markup
    note: Markup = Markup("")
    groups: tuple[ColumnGroupView, ...] = ()
    notes: tuple[tuple[str, Markup], ...] = ()
    noted: bool = False
    kind: Literal["table"] = "table"

    @property
    def length(self) -> int:
        """How many rows it has."""
        return sum(len(group.rows) for group in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxView:
    """A box set apart from the text. `witness` heads an account: person, place, years, each perhaps empty."""

    title: Markup
    html: Markup
    witness: tuple[str, ...] = ()
    kind: Literal["box"] = "box"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationView:
    """A verbatim quotation on lines of its own; its note stands inside `html`. `by` may be empty."""

    html: Markup
    by: str = ""
    kind: Literal["quotation"] = "quotation"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingView:
    """A numbered chart, diagram or map: the address of its image, its size in points, what it shows in words.

    `label` is "Figure 2" or "Map 1". `texts` are those in the drawing, in the order they are drawn, and `figures` the
    printed figures among them by number: so the pages are read back. `marks` are the letters in it with what they cite.
    `credit` says whose a picture is. A drawing that is `wide` needs a page on its side. `beside` is what holds its
    figures, in the edition for fact-checkers.
    """

    id: str
    label: str
    title: Markup
    image: str
    width: float
    height: float
    alternative: str
    texts: tuple[str, ...]
    figures: tuple[tuple[int, str], ...]
    source: Markup
    note: Markup = Markup("")
    credit: Markup = Markup("")
    marks: tuple[tuple[str, Markup], ...] = ()
    wide: bool = False
    beside: Markup = Markup("")
    kind: Literal["drawing"] = "drawing"


BlockView = ProseView | TableView | BoxView | QuotationView | DrawingView


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section. `level` counts from 1; `number` is empty for sections that bear none.

    `plain_title` is the title as text for the contents, running heads and bookmarks: needed where `title` holds a
    figure or a note, whose ids may stand only once in a document. Empty, it is `title` without its tags.
    """

    id: str
    number: str
    title: Markup
    level: int
    blocks: tuple[BlockView, ...]
    sections: tuple[SectionView, ...] = ()
    plain_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationView:
    """Recommendations to one addressee, numbered through the document: (number, inline HTML)."""

    to: Markup
    items: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """What holds a figure: the verbatim quote, whose words they are, and the source (a short citation).

    A claim on a cell has no quote; `cell` says where that stands and what it says.

    `recomputed` is the calculation that was held to the value; `reviewer` signed the claim off on the date
    `reviewed`. `before` and `behind` are the words beside the quote that tell it from another of the same words.
    `translation` is the quote in the language of the brief, by `translator`, and `period` the date or period that the
    claim gives for its value; empty where there is none.
    """

    claim: str
    quote: str
    source: Markup
    cell: str = ""
    by: str = ""
    where: str = ""
    status: str = ""
    stated: str = ""
    translation: str = ""
    translator: str = ""
    period: str = ""
    before: str = ""
    behind: str = ""
    recomputed: str = ""
    reviewer: str = ""
    reviewed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntryView:
    """One entry of the evidence ledger.

    `id` is the target of the figure's links; `occurrences` are the ids of the places in the text that print it.
    `calculation` is empty for a figure that prints as its source states it. `inputs` are the ids and texts of
    the entries that a derived figure rests on.
    """

    id: str
    number: str
    text: str
    name: str
    evidence: tuple[EvidenceView, ...]
    occurrences: tuple[str, ...]
    calculation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateView:
    """An exchange rate that was used: "CNY 6.989 per USD", "May 2023", "mean of 22 daily fixings", "ECB …"."""

    pair: str
    rate: str
    period: str
    method: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverView:
    """A finding that a person has judged: code, what it is about, what was found, the reason given."""

    code: str
    subject: str
    message: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """An open finding, which nobody has judged and which does not stop a build: its code, its place, what was found."""

    code: str
    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedView:
    """A figure that changed: its name, old text and new (inline HTML), by how much, and why."""

    name: str
    text: Markup
    difference: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """A change that is not marked in the text: where it is, the old words and the new (inline HTML)."""

    place: str
    text: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlineView:
    """What a redline edition begins with: what was compared, the figures that changed, the changes outside the text."""

    between: str
    changed: tuple[ChangedView, ...]
    others: tuple[MovedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list of tables, figures or maps: for each its id, its label ("Table 3") and its title as text."""

    id: str
    title: str
    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The whole document.

    `front` are the parts before the acronyms: about the organization, about the authors, acknowledgements.
    `before_body` has the ids of the figures and tables that print before the introduction, where pages may bear
    other numbers.

    `edition` is one of `editions.EDITIONS`, `stamp` what it bears on each page, empty for readers: a template prints it
    as the attribute data-stamp of its `<body>`. `findings` are open, and for fact-checkers alone; `redline` is for the
    redline edition alone.

    `conventions` are the rules of the house by which its figures are written, `relations` those between figures that
    the brief and its sources were held to.
    """

    language: str
    words: Mapping[str, str]
    title: Markup
    subtitle: Markup
    plain_title: str
    plain_subtitle: str
    authors: tuple[PersonView, ...]
    translators: tuple[PersonView, ...]
    date: str
    series: str
    publication: PublicationView
    acronyms: tuple[tuple[str, str], ...]
    summary: Markup
    introduction: SectionView | None
    sections: tuple[SectionView, ...]
    conclusion: SectionView | None
    recommendations: tuple[RecommendationView, ...]
    appendices: tuple[SectionView, ...]
    ledger: tuple[LedgerEntryView, ...]
    rates: tuple[RateView, ...]
    waivers: tuple[WaiverView, ...]
    bibliography: tuple[Markup, ...]
    conventions: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    cover: CoverView | None = None
    embargo: str = ""
    board: tuple[MemberView, ...] = ()
    lists: tuple[ListView, ...] = ()
    before_body: frozenset[str] = frozenset()
    front: tuple[SectionView, ...] = ()
    glossary: tuple[TermView, ...] = ()
    foreword: SectionView | None = None
    methodology: SectionView | None = None
    gazetteer: tuple[TermView, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    edition: str = "reader"
    stamp: str = ""
    findings: tuple[FindingView, ...] = ()
    redline: RedlineView | None = None
