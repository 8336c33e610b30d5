"""Diagrams on a page: the largest type that fits, upright where it can be and turned where it has to be."""

from __future__ import annotations

from dataclasses import dataclass

from briefkit.findings.bk7_rendering import DIAGRAM_TEXT_TOO_LONG, DIAGRAM_TOO_LARGE
from briefkit.report.diagrams.faults import described, faults, name_of
from briefkit.report.diagrams.flow import FlowPlan
from briefkit.report.diagrams.hierarchy import HierarchyPlan
from briefkit.report.diagrams.model import Diagram, Flow, Hierarchy, nodes
from briefkit.report.diagrams.setting import Setter
from briefkit.report.diagrams.shapes import Sizes, draw, inscribe
from briefkit.report.diagrams.tags import tag_sizes
from briefkit.report.drawing import Drawing, Look, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a page has for a drawing, in points."""

    width: float
    height: float


PORTRAIT = Room(width=384.0, height=540.0)
LANDSCAPE = Room(width=620.0, height=430.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A drawing, and whether it needs a page on its side."""

    drawing: Drawing
    landscape: bool


# Type size and whether words may be broken: first what reads well, then what can still be read.
_WELL = ((8.0, False), (7.5, False), (7.0, False))
_SMALL = ((6.5, False), (7.0, True), (6.5, True))


def draw_hierarchy(chart: Hierarchy, look: Look, measure: Measure, width: float, max_height: float) -> Drawing:
    """The drawing of an organisation chart, no wider and no higher than told, in points.

    Raises Problem BK755–BK757 for the first fault, BK758 where it does not fit, BK759 for a text that is too long.
    """
    return _drawn(chart, look, measure, ((Room(width=width, height=max_height), (*_WELL, *_SMALL)),)).drawing


def draw_flow(flow: Flow, look: Look, measure: Measure, width: float, max_height: float) -> Drawing:
    """The drawing of a flow, from left to right where that fits and else downwards. Raises as `draw_hierarchy`."""
    return _drawn(flow, look, measure, ((Room(width=width, height=max_height), (*_WELL, *_SMALL)),)).drawing


def place(
    diagram: Diagram, look: Look, measure: Measure, portrait: Room = PORTRAIT, landscape: Room = LANDSCAPE
) -> Placed:
    """The drawing upright where it reads well, else on a page on its side. Raises as `draw_hierarchy`."""
    trials = ((portrait, _WELL), (landscape, _WELL), (portrait, _SMALL), (landscape, _SMALL))
    return _drawn(diagram, look, measure, trials, landscape)


def needs_landscape(diagram: Diagram, measure: Measure, portrait: Room = PORTRAIT, landscape: Room = LANDSCAPE) -> bool:
    """Whether `place` puts the diagram on a page on its side."""
    return place(diagram, Look(), measure, portrait, landscape).landscape


def _drawn(
    diagram: Diagram, look: Look, measure: Measure,
    trials: tuple[tuple[Room, tuple[tuple[float, bool], ...]], ...], landscape: Room | None = None,
) -> Placed:  # fmt: skip
    for _, problem in faults(diagram):
        raise problem
    setter, planned = Setter(measure), plan(diagram)
    for room, squeezes in trials:
        for size, cut in squeezes:
            layout = planned.lay_out(setter, Sizes(size), room.width, room.height, cut=cut)
            if layout is not None:
                return Placed(drawing=draw(layout, look, setter), landscape=room is landscape)
    _refuse_long_texts(diagram, setter, max(room.width for room, _ in trials))
    raise DIAGRAM_TOO_LARGE.problem(detail=described(diagram))


def plan(diagram: Diagram) -> HierarchyPlan | FlowPlan:
    """The diagram, ready to be laid out."""
    return HierarchyPlan(diagram) if isinstance(diagram, Hierarchy) else FlowPlan(diagram)


def _refuse_long_texts(diagram: Diagram, setter: Setter, width: float) -> None:
    """Where nothing fits, a number that no box or line can hold is the likelier reason than the number of boxes."""
    sizes, widest = Sizes(_SMALL[-1][0]), min(width, plan(diagram).widest)
    detail = "a word or number that may not be broken is wider than there is room"
    for id_, label, small, mark in _texts(diagram):
        if inscribe(setter, label, small, mark, widest, sizes, cut=True) is None:
            raise DIAGRAM_TEXT_TOO_LONG.problem(id=id_, text=" ".join((label, *small)), detail=detail)
    for line in diagram.links if isinstance(diagram, Hierarchy) else diagram.arrows:
        if not tag_sizes(setter, line.label, line.mark, sizes):
            raise DIAGRAM_TEXT_TOO_LONG.problem(id=name_of(line), text=line.label, detail=detail)


def _texts(diagram: Diagram) -> list[tuple[str, str, tuple[str, ...], str]]:
    if isinstance(diagram, Hierarchy):
        return [(node.id, node.label, (node.note,), node.mark) for node in nodes(diagram.top)]
    return [(step.id, step.label, step.details, step.mark) for step in diagram.steps]
