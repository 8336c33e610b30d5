"""Draw what a brief asks for: resolved charts, diagrams and maps in, drawings out, every fault at its place."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeVar, cast

from briefkit.briefs.drawings import figure_in
from briefkit.briefs.prose import TextPiece
from briefkit.briefs.resolved import (
    Printed,
    ResolvedBrief,
    ResolvedChart,
    ResolvedDiagram,
    ResolvedDrawing,
    ResolvedImage,
    ResolvedMap,
    ResolvedNode,
    ResolvedRun,
    drawings,
    mark_of,
)
from briefkit.briefs.resolver import FAILED
from briefkit.figures.figure import Figure, exact
from briefkit.figures.house import HouseStyle
from briefkit.figures.printing import Setting as FigureSetting
from briefkit.figures.printing import as_printed, format_figure
from briefkit.figures.units import Unit, Vocabulary
from briefkit.findings import Finding, Outcome, Problem, Span
from briefkit.findings import bk1_shape as shape
from briefkit.findings import bk7_rendering as codes
from briefkit.nodes import Mapping as MappingNode
from briefkit.nodes import Node, Scalar, describe
from briefkit.nodes import Sequence as SequenceNode
from briefkit.report import charts, diagrams, maps
from briefkit.report.drawing import Drawing, Look, Measure
from briefkit.report.kept import Kept
from briefkit.report.pictures import address, read_picture

T = TypeVar("T")
COVER = "cover"  # the picture of the cover among the drawings of a brief
TABLE = FigureSetting(table=True)
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,10})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A finished drawing: what it shows in words, the figures among its texts, whether it needs a page on its side."""

    image: str
    width: float
    height: float
    alternative: str
    texts: tuple[str, ...] = ()
    figures: tuple[tuple[int, str], ...] = ()
    wide: bool = False


def _drawn(
    content: ResolvedDrawing, studio: Studio, drawing: Drawing, alternative: str, *, wide: bool = False
) -> Drawn:
    figures = tuple(
        (printed.number, printed.text + studio.marks.get(printed.number, "")) for printed in content.labelled
    )
    image = address("image/svg+xml", drawing.svg.encode())
    return Drawn(
        image=image,
        width=drawing.width,
        height=drawing.height,
        alternative=alternative,
        texts=drawing.texts,
        figures=figures,
        wide=wide,
    )


def _picture(file: Scalar, alt: Scalar, studio: Studio, found: list[Finding]) -> Drawn:
    """The picture that a brief names; what is wrong with it is a finding there."""
    name = file.text.strip()
    data = studio.pictures(name)
    try:
        if data is None:
            raise codes.PICTURE_MISSING.problem(file=name, hint="put it beside the brief, in briefs/")
        picture = read_picture(name, data)
    except Problem as problem:
        found.append(problem.at(file.span))
        raise Refused from problem
    return Drawn(image=picture.address, width=picture.width, height=picture.height, alternative=_plain(alt))


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """What drawings are made with.

    `measure` reads the widths of their type, `atlas` the outlines of the earth, `pictures` a file that a brief names:
    each when it is first needed.
    `marks` stand behind figures, by the numbers of their places.
    """

    style: HouseStyle
    vocabulary: Vocabulary
    words: Mapping[str, str]
    measure: Callable[[], Measure]
    atlas: Callable[[], maps.Atlas]
    pictures: Callable[[str], bytes | None]
    marks: Mapping[int, str] = field(default_factory=dict)

    def text(self, run: ResolvedRun) -> str:
        """A label on one line, each figure in it with its mark."""
        parts = (
            piece.text + (self.marks.get(piece.number, "") if isinstance(piece, Printed) and piece.text else "")
            for piece in run.pieces
            if isinstance(piece, (TextPiece, Printed))
        )
        return " ".join("".join(parts).split())

    @property
    def look(self) -> Look:
        return Look(**dict(self.style.drawings))

    def draw(self, what: object, unit: Unit | None, draw: Callable[[], T]) -> T:
        """A drawing of `what`, whose axis or legend is in this unit; drawn once with the same means."""
        words = tuple(sorted(self.words.items()))
        nouns = tuple(self.vocabulary.nouns.items()), tuple(self.vocabulary.signs.items())
        language = self.style.wording.code if self.style.wording else ""
        means = (repr(self.style), language, words, repr(nouns), self.measure, self.atlas)
        drawn: T = _DRAWINGS.answer((type(what), repr(what), unit, means), draw)
        return drawn


_DRAWINGS: Kept[Any] = Kept(64)


def draw_all(brief: ResolvedBrief, studio: Studio) -> Outcome[dict[str, Drawn]]:
    """Every chart, diagram and map of a brief by its anchor, and what is wrong with the others."""
    found: list[Finding] = []
    drawn: dict[str, Drawn] = {}
    for content in drawings(brief):
        if any(FAILED in run.text for run in content.runs):
            continue  # what could not be evaluated is reported
        with contextlib.suppress(Refused):
            drawn[content.anchor] = _draw(content, studio, found)
    cover = brief.spec.cover
    if cover is not None:
        with contextlib.suppress(Refused):
            drawn[COVER] = _picture(cover.image, cover.alt, studio, found)
    return Outcome(drawn, tuple(found))


def picture_files(brief: ResolvedBrief) -> tuple[str, ...]:
    """The names of the pictures that a brief asks for."""
    files = [content.spec.file for content in drawings(brief) if isinstance(content, ResolvedImage)]
    if brief.spec.cover is not None:
        files.append(brief.spec.cover.image)
    return tuple(dict.fromkeys(file.text.strip() for file in files))


class Refused(Exception):
    """A drawing that is not made; the finding says why."""


def _draw(content: ResolvedDrawing, studio: Studio, found: list[Finding]) -> Drawn:
    if isinstance(content, ResolvedChart):
        return _draw_chart(content, studio, found)
    if isinstance(content, ResolvedDiagram):
        return _draw_diagram(content, studio, found)
    if isinstance(content, ResolvedImage):
        return _picture(content.spec.file, content.spec.alt, studio, found)
    return _draw_map(content, studio, found)


def _text(run: ResolvedRun) -> str:
    return " ".join(run.text.split())


# --- Charts -----------------------------------------------------------------------------------------------------------


def _draw_chart(content: ResolvedChart, studio: Studio, found: list[Finding]) -> Drawn:
    cells = [cell for series in content.series for cell in series.cells if cell is not None]
    units = {figure.unit: cell for cell in reversed(cells) if (figure := _figure(cell)) is not None}
    place = _span(content.spec.data or content.spec.series, content.spec.span)
    if len(units) > 1:
        first, second = list(units.values())[:2]
        detail = f"“{_text(first)}” and “{_text(second)}” on one axis"
        found.append(codes.CHART_DATA.at(place, detail=detail, hint="convert the one, or draw two charts"))
        raise Refused
    unit = next(iter(units), Unit())
    chart = charts.Chart(
        kind=content.spec.type.text,
        categories=tuple(studio.text(category) for category in content.categories),
        series=tuple(
            charts.ChartSeries(
                label=series.label,
                values=tuple(_value(cell, studio) for cell in series.cells),
                statuses=tuple("" if cell is None or _figure(cell) else studio.text(cell) for cell in series.cells),
            )
            for series in content.series
        ),
        zero=content.spec.zero,
    )

    def tick(number: Decimal) -> str:
        return format_figure(exact(number, unit), studio.style, studio.vocabulary, TABLE)

    try:
        drawing = studio.draw(
            chart,
            unit,
            lambda: charts.draw_chart(chart, studio.look, studio.measure(), tick=tick, words=studio.words),
        )
    except Problem as problem:
        found.append(problem.at(place))
        raise Refused from problem
    alternative = charts.alternative_text(chart, studio.words)
    return _drawn(content, studio, drawing, alternative)


def _figure(cell: ResolvedRun | None) -> Figure | None:
    """The figure of a cell that prints one and nothing else."""
    printed = figure_in(cell)
    return printed.value if printed is not None and isinstance(printed.value, Figure) else None


def _value(cell: ResolvedRun | None, studio: Studio) -> charts.ChartValue | None:
    figure = _figure(cell)
    if cell is None or figure is None:
        return None
    printed = as_printed(figure, studio.style)
    direction = figure.hedge.direction if figure.hedge else 0
    return charts.ChartValue(low=printed.low, high=printed.high, text=studio.text(cell), direction=direction)


# --- Diagrams ---------------------------------------------------------------------------------------------------------


def _draw_diagram(content: ResolvedDiagram, studio: Studio, found: list[Finding]) -> Drawn:
    diagram = _hierarchy(content, studio) if content.spec.root is not None else _flow(content, studio)
    faults = diagrams.faults(diagram)
    places = _places(content)
    if faults:
        found += [problem.at(places.get(name, content.spec.title.span)) for name, problem in faults]
        raise Refused
    try:
        placed = studio.draw(diagram, None, lambda: diagrams.place(diagram, studio.look, studio.measure()))
    except Problem as problem:
        found.append(problem.at(content.spec.title.span))
        raise Refused from problem
    words = {key: studio.words[f"diagram_{key}"] for key in diagrams.WORDS}
    return _drawn(content, studio, placed.drawing, diagrams.alternative_text(diagram, words), wide=placed.landscape)


def _hierarchy(content: ResolvedDiagram, studio: Studio) -> diagrams.Hierarchy:
    links = tuple(
        diagrams.Link(
            source=line.ends[0].text,
            target=line.ends[1].text,
            label=studio.text(line.label),
            mark=mark_of(content.marks, line.label),
            dotted=line.weak,
        )
        for line in content.lines
    )
    return diagrams.Hierarchy(top=_node(content.nodes[0], content, studio), links=links)


def _node(node: ResolvedNode, content: ResolvedDiagram, studio: Studio) -> diagrams.Node:
    return diagrams.Node(
        id=node.name,
        label=studio.text(node.label),
        note=" ".join(studio.text(detail) for detail in node.details),
        mark=mark_of(content.marks, node.label, *node.details),
        dotted=node.weak,
        line_mark=mark_of(content.marks, node.line),
        children=tuple(_node(child, content, studio) for child in node.children),
    )


def _flow(content: ResolvedDiagram, studio: Studio) -> diagrams.Flow:
    """Without arrows each step leads to the next."""
    steps = tuple(
        diagrams.Step(
            id=node.name,
            label=studio.text(node.label),
            details=tuple(studio.text(detail) for detail in node.details),
            mark=mark_of(content.marks, node.label, *node.details),
        )
        for node in content.nodes
    )
    arrows = [
        diagrams.Arrow(
            source=line.ends[0].text,
            target=line.ends[1].text,
            label=studio.text(line.label),
            mark=mark_of(content.marks, line.label),
            returns=line.weak,
        )
        for line in content.lines
    ]
    if not arrows:
        arrows = [diagrams.Arrow(source=one.id, target=other.id) for one, other in pairwise(steps)]
    return diagrams.Flow(steps=steps, arrows=tuple(arrows))


def _places(content: ResolvedDiagram) -> dict[str, Span]:
    """Where each box and line of a diagram is written, by the names that faults are told by."""
    boxes = [box for node in content.nodes for box in node.all()]
    lines = {f"{line.ends[0].text} → {line.ends[1].text}": line.ends[1].span for line in content.lines}
    return {
        box.name: (box.id.span if box.id else box.label.run.span if box.label.run else box.span) for box in boxes
    } | lines


# --- Maps -------------------------------------------------------------------------------------------------------------


def _draw_map(content: ResolvedMap, studio: Studio, found: list[Finding]) -> Drawn:
    spec = content.spec
    before = len(found)
    positions: dict[str, maps.Position] = {}
    places: list[maps.Place] = []
    for place in content.places:
        position = _position(place.spec.at, found)
        if position is None:
            continue
        name, figure = _text(place.name), _figure(place.value)
        positions[name] = position
        printed = as_printed(figure, studio.style) if figure is not None else None
        places.append(
            maps.Place(
                label=studio.text(place.name),
                position=position,
                kind=cast(maps.Kind, place.spec.type.text if place.spec.type else "city"),
                value=printed.low if printed else None,
                high=printed.high if printed else None,
                unit=str(figure.unit) if figure else "",
                text=studio.text(place.value),
                mark=mark_of(content.marks, place.name, place.value),
            )
        )
    routes = tuple(
        maps.Route(
            stops=tuple(stop for one in route.through if (stop := positions.get(one.text) or _position(one, found))),
            label=studio.text(label),
            dashed=route.dashed,
            directed=route.directed,
        )
        for route, label in zip(spec.routes, content.routes, strict=True)
    )
    frame, inset = _frame(spec.frame, spec.span, found), None
    if spec.inset is not None:
        inset = _frame(spec.inset, spec.span, found)
    if len(found) > before or frame is None:
        raise Refused
    described = maps.Map(
        title=_text(content.title),
        frame=frame,
        places=tuple(places),
        routes=routes,
        inset=inset,
        emphasis=tuple(code.text for code in spec.emphasis),
        names={code: _plain(name) for code, name in spec.names.items()},
        rivers=spec.rivers,
    )
    units = [figure.unit for place in content.places if (figure := _figure(place.value)) is not None]

    def size(number: Decimal) -> str:
        return format_figure(exact(number, units[0]), studio.style, studio.vocabulary, TABLE)

    def draw() -> Drawing:
        setting = maps.Setting(look=studio.look, measure=studio.measure(), words=studio.words, size_text=size)
        return maps.draw_map(described, studio.atlas(), setting, width=charts.MEASURE_OF_PAGE)

    try:
        drawing = studio.draw(described, units[0] if units else None, draw)
    except Problem as problem:
        found.append(problem.at(_blamed(content, problem)))
        raise Refused from problem
    alternative = maps.alternative_text(described, studio.words)
    return _drawn(content, studio, drawing, alternative)


def _position(text: Scalar, found: list[Finding]) -> maps.Position | None:
    try:
        return maps.parse_coordinates(text.text)
    except Problem as problem:
        found.append(problem.at(text.locate(problem.start, problem.end)))
        return None


_EDGES = ("west", "south", "east", "north")


def _frame(node: Node, span: Span, found: list[Finding]) -> maps.Frame | tuple[str, ...] | None:
    """A frame: codes of countries, or its four edges in degrees."""
    if isinstance(node, SequenceNode) and node.items and all(isinstance(item, Scalar) for item in node.items):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    if isinstance(node, MappingNode) and {key.text for key, _ in node} == set(_EDGES):
        edges = {key.text: _degrees(value) for key, value in node}
        if all(edge is not None for edge in edges.values()):
            return maps.Frame(**{name: float(edge) for name, edge in edges.items() if edge is not None})
    expected = "codes of countries, or west, south, east and north in degrees"
    found.append(
        shape.WRONG_TYPE.at(
            _span(node, span), found=describe(node), expected=expected,
            hint="write frame: [KP], or frame: {west: 124, south: 37.5, east: 131, north: 43}",
        )
    )  # fmt: skip
    return None


def _degrees(value: Node) -> Decimal | None:
    if not isinstance(value, Scalar) or not _DEGREES.fullmatch(value.text.strip()):
        return None
    return Decimal(value.text.strip())


def _blamed(content: ResolvedMap, problem: Problem) -> Span:
    """Where the place or country stands that a map was refused for; else the map's title."""
    spec = content.spec
    named = [(_text(place.name), place.spec.at.span) for place in content.places]
    frames = [item for node in (spec.frame, spec.inset) if isinstance(node, SequenceNode) for item in node.items]
    named += [(code.text, code.span) for code in (*frames, *spec.emphasis) if isinstance(code, Scalar)]
    return next((span for name, span in named if f'"{name}"' in problem.message), spec.title.span)


def _plain(scalar: Scalar) -> str:
    return " ".join(scalar.text.split())


def _span(node: Node | None, otherwise: Span) -> Span:
    return node.span if node is not None else otherwise
