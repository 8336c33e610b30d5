"""What a brief may say: the shape of `briefs/<name>.yaml`, as models."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from briefkit.findings import Finding, Outcome
from briefkit.nodes import AnyNode, Flag, Items, Mapping, Named, Node, Scalar, Sequence, Spec, decode, one_of


class PersonSpec(Spec):
    """An author or translator."""

    kind: ClassVar[str] = "person"
    name: Scalar
    affiliation: Scalar | None = None


class MemberSpec(Spec):
    """A member of the board: the office held in it, and what the person is elsewhere."""

    kind: ClassVar[str] = "member"
    name: Scalar
    office: Scalar | None = None
    affiliation: Scalar | None = None


class TermSpec(Spec):
    """A term of the glossary: as the document writes it, in its own script, romanized, and what it means."""

    kind: ClassVar[str] = "term"
    term: Scalar
    original: Scalar | None = None
    romanized: Scalar | None = None
    language: Scalar | None = None
    meaning: Scalar


class GazetteerSpec(Spec):
    """A place of the gazetteer."""

    kind: ClassVar[str] = "place"
    name: Scalar
    original: Scalar | None = None
    romanized: Scalar | None = None
    language: Scalar | None = None
    coordinates: Scalar | None = None
    note: Scalar | None = None


class CorrectionSpec(Spec):
    """A version of the document, or a correction made in it."""

    kind: ClassVar[str] = "correction"
    date: Scalar
    text: Scalar


class PublicationSpec(Spec):
    """The copyright page."""

    kind: ClassVar[str] = "publication"
    publisher: Scalar | None = None
    place: Scalar | None = None
    year: Scalar | None = None
    rights: Scalar | None = None
    address: Scalar | None = None
    isbn: Scalar | None = None
    lccn: Scalar | None = None


def _one_or_more(value: Any) -> Any:
    if isinstance(value, Scalar):
        return (value,)
    if isinstance(value, Sequence) and value.items:
        return value.items
    raise PydanticCustomError("wrong_type", "expected {expected}", {"expected": "a name, or a list of names"})


class RatesSpec(Spec):
    """Which exchange rates apply: the names of the sources, the first one first, and the policy for a period."""

    kind: ClassVar[str] = "rates"
    source: Annotated[tuple[Scalar, ...], BeforeValidator(_one_or_more)] = ()
    policy: Scalar | None = None


class FigureSpec(Spec):
    """A figure of the brief: an expression, the unit and rounding it prints with, and what it assumes."""

    kind: ClassVar[str] = "figure"
    is_: Scalar = Field(alias="is")
    as_: Scalar | None = Field(default=None, alias="as")
    round: Scalar | None = None
    note: Scalar | None = None
    accept: Named[Scalar] = Field(default_factory=dict)


TOTALS = ("none", "row", "column", "both")
Totals = Annotated[Scalar, BeforeValidator(one_of(*TOTALS))]


class CellSpec(Spec):
    """A cell or head with a mark: the letter of a note of its table."""

    kind: ClassVar[str] = "cell"
    text: Scalar
    note: Scalar


class RowGroupSpec(Spec):
    """A head over the rows below it."""

    kind: ClassVar[str] = "row group"
    group: Scalar


class ColumnGroupSpec(Spec):
    """A head over so many columns, or so many columns without one."""

    kind: ClassVar[str] = "column group"
    title: Scalar | None = None
    columns: Scalar


def _head(value: Any) -> Any:
    if isinstance(value, Mapping) or (isinstance(value, Scalar) and not value.is_null):
        return value
    raise PydanticCustomError("wrong_type", "expected {expected}", {"expected": "text"})


def _row(value: Any) -> Any:
    if isinstance(value, Sequence):
        return value.items
    if isinstance(value, Mapping):
        return value
    raise PydanticCustomError("wrong_type", "expected {expected}", {"expected": "a list"})


Head = Annotated[Any, BeforeValidator(_head)]
Row = Annotated[Any, BeforeValidator(_row)]


class TableSpec(Spec):
    """A table: heads and rows of cells, each inline prose, and heads over rows and columns.

    A cell or head is text or a mapping (`CellSpec`), a row a list of cells or a mapping (`RowGroupSpec`). `series` are
    those of a source: a row for each of their cells, above the other rows. `totals` says where it adds up; else its
    words do. `units` are those of the columns, "" where a column has none.
    """

    kind: ClassVar[str] = "table"
    id: Scalar | None = None
    title: Scalar
    columns: Items[Head]
    units: Items[Scalar] = ()
    groups: Items[ColumnGroupSpec] = ()
    series: Items[Scalar] = ()
    rows: Items[Row] = ()
    totals: Totals | None = None
    note: Scalar | None = None
    notes: Items[Scalar] = ()


CHARTS = ("bar", "grouped", "stacked", "line", "range", "dot", "share", "waffle", "multiples")
DIAGRAMS = ("hierarchy", "flow")
PLACES = ("capital", "city", "town", "port", "mine", "factory", "camp", "prison", "crossing", "site")

PlaceKind = Annotated[Scalar, BeforeValidator(one_of(*PLACES))]


class ChartSpec(Spec):
    """A chart. `data` has a figure for each category, or for each category a figure for each series.

    `series` stands in its place: a series of a source, or several by their labels.
    """

    kind: ClassVar[str] = "chart"
    id: Scalar | None = None
    type: Annotated[Scalar, BeforeValidator(one_of(*CHARTS))] = Field(alias="kind")
    title: Scalar
    data: AnyNode = None
    series: AnyNode = None
    zero: Flag = True
    note: Scalar | None = None
    alt: Scalar | None = None


class NodeSpec(Spec):
    """An office in an organisation chart. `line` is what the line from its parent rests on."""

    kind: ClassVar[str] = "node"
    id: Scalar | None = None
    label: Scalar
    note: Scalar | None = None
    line: Scalar | None = None
    dotted: Flag = False
    children: Items[NodeSpec] = ()


class LinkSpec(Spec):
    """A line across an organisation chart, between two nodes named by their ids or labels."""

    kind: ClassVar[str] = "link"
    from_: Scalar = Field(alias="from")
    to: Scalar
    label: Scalar | None = None
    dotted: Flag = False


class StepSpec(Spec):
    """A step of a flow."""

    kind: ClassVar[str] = "step"
    id: Scalar | None = None
    label: Scalar
    details: Items[Scalar] = ()


class ArrowSpec(Spec):
    """What follows upon a step; one that returns goes back to an earlier step."""

    kind: ClassVar[str] = "arrow"
    from_: Scalar = Field(alias="from")
    to: Scalar
    label: Scalar | None = None
    returns: Flag = False


class DiagramSpec(Spec):
    """A hierarchy has a root and links, a flow has steps and arrows; without arrows each step leads to the next."""

    kind: ClassVar[str] = "diagram"
    id: Scalar | None = None
    type: Annotated[Scalar, BeforeValidator(one_of(*DIAGRAMS))] = Field(alias="kind")
    title: Scalar
    root: NodeSpec | None = None
    links: Items[LinkSpec] = ()
    steps: Items[StepSpec] = ()
    arrows: Items[ArrowSpec] = ()
    note: Scalar | None = None
    alt: Scalar | None = None

    @model_validator(mode="after")
    def _has_its_own(self) -> DiagramSpec:
        wanted = "root" if self.type.text == "hierarchy" else "steps"
        if not getattr(self, wanted):
            raise PydanticCustomError("wrong_type", "parts", {"expected": f"a {self.type.text} with {wanted}: …"})
        return self


class MapPlaceSpec(Spec):
    """A place on a map. `value` is a figure that its symbol shows by its area."""

    kind: ClassVar[str] = "place"
    name: Scalar
    at: Scalar
    type: PlaceKind | None = Field(default=None, alias="kind")
    value: Scalar | None = None


class RouteSpec(Spec):
    """A line on a map, through places named by their names or by coordinates."""

    kind: ClassVar[str] = "route"
    through: Items[Scalar]
    label: Scalar | None = None
    dashed: Flag = False
    directed: Flag = False


class MapSpec(Spec):
    """A map. A frame is a list of country codes, or its edges in degrees."""

    kind: ClassVar[str] = "map"
    id: Scalar | None = None
    title: Scalar
    frame: AnyNode
    places: Items[MapPlaceSpec] = ()
    routes: Items[RouteSpec] = ()
    inset: AnyNode = None
    emphasis: Items[Scalar] = ()
    names: Named[Scalar] = Field(default_factory=dict)
    rivers: Flag = True
    note: Scalar | None = None
    alt: Scalar | None = None


class ImageSpec(Spec):
    """A picture from the folder of the briefs, with what it shows in words, and whose it is."""

    kind: ClassVar[str] = "image"
    id: Scalar | None = None
    file: Scalar
    title: Scalar
    alt: Scalar
    credit: Scalar | None = None
    note: Scalar | None = None


class CoverSpec(Spec):
    """The picture of the cover; without one the cover is of type alone."""

    kind: ClassVar[str] = "cover"
    image: Scalar
    alt: Scalar


class WitnessSpec(Spec):
    """The head of a witness's account: the person, perhaps by a pseudonym, where and when."""

    kind: ClassVar[str] = "witness"
    person: Scalar
    place: Scalar | None = None
    years: Scalar | None = None


class BoxSpec(Spec):
    """A box set apart from the text."""

    kind: ClassVar[str] = "box"
    title: Scalar
    witness: WitnessSpec | None = None
    body: Scalar


CONTENT = ("table", "chart", "diagram", "map", "image", "box", "quotation")


class ContentSpec(Spec):
    """One block of a section beside its body: just one of the kinds."""

    kind: ClassVar[str] = "block"
    table: TableSpec | None = None
    chart: ChartSpec | None = None
    diagram: DiagramSpec | None = None
    map: MapSpec | None = None
    image: ImageSpec | None = None
    box: BoxSpec | None = None
    quotation: Scalar | None = None

    @model_validator(mode="after")
    def _only_one(self) -> ContentSpec:
        if len(self.node.entries) != 1:
            raise PydanticCustomError("wrong_type", "one", {"expected": "just one of " + ", ".join(CONTENT)})
        return self


class SectionSpec(Spec):
    """A section: title, prose, blocks, sections below it."""

    kind: ClassVar[str] = "section"
    id: Scalar | None = None
    title: Scalar
    body: Scalar | None = None
    content: Items[ContentSpec] = ()
    sections: Items[SectionSpec] = ()
    accept: Named[Scalar] = Field(default_factory=dict)


class OpeningSpec(Spec):
    """An introduction or conclusion that is more than prose; its title has a default."""

    kind: ClassVar[str] = "section"
    id: Scalar | None = None
    title: Scalar | None = None
    body: Scalar | None = None
    content: Items[ContentSpec] = ()
    sections: Items[SectionSpec] = ()
    accept: Named[Scalar] = Field(default_factory=dict)


class RecommendationSpec(Spec):
    """What is recommended to one addressee."""

    kind: ClassVar[str] = "recommendation"
    to: Scalar
    items: Items[Scalar]


LISTS = ("tables", "figures", "maps")
ListName = Annotated[Scalar, BeforeValidator(one_of(*LISTS))]

FRONT = ("about", "about_authors", "acknowledgements")
"""The parts in prose before the acronyms, in the order of the reports of the field."""


class BriefSpec(Spec):
    """One document."""

    kind: ClassVar[str] = "brief"
    title: Scalar
    subtitle: Scalar | None = None
    authors: Items[PersonSpec] = ()
    translators: Items[PersonSpec] = ()
    date: Scalar
    template: Scalar | None = None
    style: Scalar | None = None
    language: Scalar | None = None
    series: Scalar | None = None
    keywords: Items[Scalar] = ()
    publication: PublicationSpec | None = None
    rates: RatesSpec | None = None
    cover: CoverSpec | None = None
    embargo: Scalar | None = None
    board: Items[MemberSpec] = ()
    lists: Items[ListName] = ()
    about: AnyNode = None
    about_authors: AnyNode = None
    acknowledgements: AnyNode = None
    acronyms: Named[Scalar] = Field(default_factory=dict)
    glossary: Items[TermSpec] = ()
    foreword: AnyNode = None
    figures: Named[FigureSpec] = Field(default_factory=dict)
    checks: Items[Scalar] = ()
    summary: Scalar | None = None
    introduction: AnyNode = None
    sections: Items[SectionSpec] = ()
    conclusion: AnyNode = None
    recommendations: Items[RecommendationSpec] = ()
    methodology: AnyNode = None
    appendices: Items[SectionSpec] = ()
    gazetteer: Items[GazetteerSpec] = ()
    corrections: Items[CorrectionSpec] = ()
    accept: Named[Scalar] = Field(default_factory=dict)

    def openings(self) -> dict[str, Any]:
        """The parts that are prose or a section, by name, in the order they print."""
        names = (*FRONT, "foreword", "introduction", "conclusion", "methodology")
        return {name: getattr(self, name) for name in names}


def decode_brief(node: Node) -> Outcome[BriefSpec | None]:
    """A brief file's nodes as a spec."""
    return decode(BriefSpec, node)


def decode_opening(node: Any) -> Outcome[OpeningSpec | Scalar | None]:
    """An introduction or conclusion: prose alone, or a section without a title of its own."""
    if node is None:
        return Outcome(None)
    if isinstance(node, Scalar):
        return Outcome(None if node.is_null else node)
    outcome = decode(OpeningSpec, node)
    findings: tuple[Finding, ...] = outcome.findings
    return Outcome(outcome.value, findings)


__all__ = [
    "CHARTS", "DIAGRAMS", "FRONT", "LISTS", "PLACES", "ArrowSpec", "BoxSpec", "BriefSpec", "CellSpec", "ChartSpec",
    "ColumnGroupSpec", "ContentSpec", "CorrectionSpec", "CoverSpec", "DiagramSpec", "FigureSpec", "GazetteerSpec",
    "ImageSpec", "LinkSpec", "MapPlaceSpec", "MapSpec", "Mapping", "MemberSpec", "NodeSpec", "OpeningSpec",
    "PersonSpec",
    "RecommendationSpec", "RouteSpec", "RowGroupSpec", "SectionSpec", "StepSpec", "TableSpec", "TermSpec",
    "WitnessSpec", "decode_brief", "decode_opening",
]  # fmt: skip
