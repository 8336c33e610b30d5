"""Resolve charts, diagrams and maps: their specs in, every label and figure of theirs evaluated out.

Labels are prose lines; what one of them cites, its node or line cites.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from briefkit.briefs.resolved import (
    Mark,
    NotePiece,
    Printed,
    ResolvedChart,
    ResolvedDiagram,
    ResolvedImage,
    ResolvedLine,
    ResolvedMap,
    ResolvedNode,
    ResolvedPlace,
    ResolvedRun,
    ResolvedSeries,
    places_cited,
)
from briefkit.briefs.spec import ChartSpec, DiagramSpec, ImageSpec, MapSpec, NodeSpec
from briefkit.briefs.targets import Target
from briefkit.findings import Finding
from briefkit.findings import bk1_shape as shape
from briefkit.nodes import Mapping, Node, Scalar, describe


class Lines(Protocol):
    """What evaluates a line of prose, and numbers the note that a drawing's sources stand in."""

    findings: list[Finding]

    def line(self, scalar: Scalar | None, *, table: bool = False, context: str = "") -> ResolvedRun:
        """A line of prose, evaluated."""
        ...

    def source(self, since: int) -> NotePiece:
        """The note of all that cites among what was printed since so many places."""
        ...

    def note(self, printed: tuple[Printed, ...]) -> NotePiece:
        """A note of these places."""
        ...

    def series(self, node: Node) -> Mapping | None:
        """The data of a chart from the series of sources that it names; None where they cannot be had."""
        ...

    @property
    def count(self) -> int:
        """How many places print so far."""
        ...


def resolve_chart(spec: ChartSpec, target: Target, lines: Lines) -> ResolvedChart | None:
    """A chart; None where its data have no shape that can be drawn, which is reported."""
    since = lines.count
    title = lines.line(spec.title)
    data = _data(spec, lines)
    if data is None:
        return None
    if not isinstance(data, Mapping) or not data.entries:
        expected = "categories and their figures"
        hint = 'write data: {State: "{{ … }}", Agencies: "{{ … }}"}'
        lines.findings.append(shape.WRONG_TYPE.at(data.span, found=describe(data), expected=expected, hint=hint))
        return None
    names = list(dict.fromkeys(name for _, node in data for name in _series_names(node)))
    cells: dict[str, list[ResolvedRun | None]] = {name: [] for name in names}
    categories: list[ResolvedRun] = []
    for key, node in data:
        category = lines.line(key)
        categories.append(category)
        found = dict(_cells(node, lines))
        for name in names:
            cell = found.get(name)
            context = f"{title.text} {category.text} {name}"
            cells[name].append(lines.line(cell, table=True, context=context) if cell is not None else None)
    return ResolvedChart(
        spec=spec,
        anchor=target.anchor,
        number=target.number,
        title=title,
        categories=tuple(categories),
        series=tuple(ResolvedSeries(label=name, cells=tuple(cells[name])) for name in names),
        note=lines.line(spec.note),
        source=lines.source(since),
    )


def _data(spec: ChartSpec, lines: Lines) -> Node | None:
    """The data of a chart, or those of the series that stand in their place; None where neither can be had."""
    data: Node | None = spec.data
    series: Node | None = spec.series
    if series is None:
        if data is None:
            place = spec.node.entries[0][0].span
            lines.findings.append(shape.MISSING_KEY.at(place, key="data", hint="add data: …"))
        return data
    if data is not None:
        found, expected = "data beside a series", "one of them"
        span = spec.node.place("data")
        lines.findings.append(shape.WRONG_TYPE.at(span, found=found, expected=expected, hint="remove data"))
    return lines.series(series)


def _series_names(node: Node) -> Iterator[str]:
    if isinstance(node, Mapping):
        yield from (key.text for key, _ in node)
    else:
        yield ""


def _cells(node: Node, lines: Lines) -> Iterator[tuple[str, Scalar]]:
    """The figures of one category by the names of their series; a category with one figure alone has no series."""
    entries = [(key.text, value) for key, value in node] if isinstance(node, Mapping) else [("", node)]
    for name, value in entries:
        if isinstance(value, Scalar):
            yield name, value
        else:
            lines.findings.append(
                shape.WRONG_TYPE.at(value.span, found=describe(value), expected="a figure", hint='write "{{ … }}"')
            )


def resolve_diagram(spec: DiagramSpec, target: Target, lines: Lines) -> ResolvedDiagram:
    """An organisation chart or a flow."""
    since = lines.count
    title = lines.line(spec.title)
    if spec.root is not None:
        nodes: tuple[ResolvedNode, ...] = (_node(spec.root, lines),)
    else:
        nodes = tuple(
            ResolvedNode(
                id=step.id,
                label=lines.line(step.label),
                details=tuple(lines.line(detail) for detail in step.details),
                span=step.span,
            )
            for step in spec.steps
        )
    found = [
        *(ResolvedLine(spec=link, ends=(link.from_, link.to), label=lines.line(link.label), weak=link.dotted)
          for link in spec.links),
        *(ResolvedLine(spec=arrow, ends=(arrow.from_, arrow.to), label=lines.line(arrow.label), weak=arrow.returns)
          for arrow in spec.arrows),
    ]  # fmt: skip
    note = lines.line(spec.note)
    boxes = [box for node in nodes for box in node.all()]
    marks = _marks([*((box.label, *box.details) for box in boxes), *((one.line,) for one in boxes),
                    *((one.label,) for one in found)], lines)  # fmt: skip
    return ResolvedDiagram(
        spec=spec,
        anchor=target.anchor,
        number=target.number,
        title=title,
        nodes=nodes,
        lines=tuple(found),
        note=note,
        source=lines.source(since),
        marks=marks,
    )


def _node(spec: NodeSpec, lines: Lines) -> ResolvedNode:
    return ResolvedNode(
        id=spec.id,
        label=lines.line(spec.label),
        details=(lines.line(spec.note),) if spec.note is not None else (),
        line=lines.line(spec.line),
        weak=spec.dotted,
        children=tuple(_node(child, lines) for child in spec.children),
        span=spec.span,
    )


def resolve_map(spec: MapSpec, target: Target, lines: Lines) -> ResolvedMap:
    """A map."""
    since = lines.count
    title = lines.line(spec.title)
    places = tuple(
        ResolvedPlace(spec=place, name=lines.line(place.name), value=lines.line(place.value, table=True))
        for place in spec.places
    )
    routes = tuple(lines.line(route.label) for route in spec.routes)
    marks = _marks([*((place.name, place.value) for place in places), *((route,) for route in routes)], lines)
    return ResolvedMap(
        spec=spec,
        anchor=target.anchor,
        number=target.number,
        title=title,
        places=places,
        routes=routes,
        note=lines.line(spec.note),
        source=lines.source(since),
        marks=marks,
    )


def resolve_image(spec: ImageSpec, target: Target, lines: Lines) -> ResolvedImage:
    """A picture."""
    since = lines.count
    return ResolvedImage(
        spec=spec,
        anchor=target.anchor,
        number=target.number,
        title=lines.line(spec.title),
        credit=lines.line(spec.credit),
        note=lines.line(spec.note),
        source=lines.source(since),
    )


def _marks(labels: Sequence[Sequence[ResolvedRun]], lines: Lines) -> tuple[Mark, ...]:
    """A letter for each set of sources, where the parts of a drawing have several."""
    citing = [tuple(one for run in runs for one in run.printed if one.cited and one.citations) for runs in labels]
    distinct: dict[object, tuple[Printed, ...]] = {}
    for printed in filter(None, citing):
        distinct.setdefault(places_cited(printed), printed)
    if len(distinct) < 2:
        return ()
    return tuple(Mark(_letters(at), lines.note(printed)) for at, printed in enumerate(distinct.values()))


def _letters(at: int) -> str:
    """a, b … z, aa, ab …"""
    return (_letters(at // 26 - 1) if at >= 26 else "") + "abcdefghijklmnopqrstuvwxyz"[at % 26]


def figure_in(run: ResolvedRun | None) -> Printed | None:
    """The one expression that a cell prints, where it prints nothing else."""
    if run is None:
        return None
    printed = [one for one in run.printed if one.text]
    return printed[0] if len(printed) == 1 and run.text.strip() == printed[0].text else None
