"""Flows: steps in layers, from left to right where that fits the width and else from top to bottom."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from briefkit.report.diagrams.channels import Bundle, Strand, bundled, doubled, joins
from briefkit.report.diagrams.layers import Layers, Spot, Way, in_layers, spread_across
from briefkit.report.diagrams.model import Flow
from briefkit.report.diagrams.routing import straightened
from briefkit.report.diagrams.setting import LEADING, Setter
from briefkit.report.diagrams.shapes import (
    PAD_X,
    PAD_Y,
    Box,
    Inscription,
    Layout,
    Line,
    Point,
    Sizes,
    Tag,
    fits,
    gathered,
    inscribe,
)
from briefkit.report.diagrams.tags import routed, tag_sizes

_WIDTHS_ACROSS = (104.0, 92.0, 80.0, 70.0, 60.0, 52.0)
_WIDTHS_DOWN = (190.0, 160.0, 130.0, 108.0, 90.0, 76.0, 64.0, 54.0)
_MOST_LINES = 8  # in a box of a flow from left to right
_LEAD = 7.0  # from a box to the first turn
_TRACK = 6.0  # from one turn to the next
_HEAD = 8.0  # from the last turn, or a label, to the tip of the arrow
_SHORTEST = 19.0  # arrow
_PORT = 7.0  # between arrows that come in side by side
_BESIDE = 2.0  # between an arrow and its label
_SHIFT = 3.5  # by which an arrow is moved off the line of another
_SHIFTS = 8
_GAP = 13.0  # between boxes of one layer
_GAP_PASSAGE = 9.0


class FlowPlan:
    """A flow to be laid out, perhaps several times: its layers, without type and measures."""

    widest = _WIDTHS_DOWN[0]  # no box is wider

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._layers = in_layers(flow)

    def lay_out(self, setter: Setter, sizes: Sizes, width: float, height: float, *, cut: bool) -> Layout | None:
        """The flow in type of this size, or None if it does not fit. `cut` allows words to be broken."""
        high, wide = 2 * PAD_Y + LEADING * sizes.label, 2 * PAD_X  # no box is smaller
        deep = len(self._layers.layers)
        most = max(sum(bool(spot.id) for spot in layer) for layer in self._layers.layers)
        for rightwards, box_widths in ((True, _WIDTHS_ACROSS), (False, _WIDTHS_DOWN)):
            length = deep * ((wide if rightwards else high) + _SHORTEST) - _SHORTEST
            breadth = most * (high if rightwards else wide)
            if length > (width if rightwards else height) or breadth > (height if rightwards else width):
                continue
            for box_width in box_widths:
                attempt = _Attempt(self._flow, self._layers, setter, sizes, cut=cut, rightwards=rightwards)
                layout = attempt.lay_out(box_width, width, height)
                if layout is not None:
                    return layout
        return None


class _Attempt:
    """One try at a flow with boxes of a given width. "Along" is the way of the flow, "across" the other direction."""

    def __init__(
        self, flow: Flow, layers: Layers, setter: Setter, sizes: Sizes, *, cut: bool, rightwards: bool
    ) -> None:
        self._flow, self._layers, self._setter, self._sizes = flow, layers, setter, sizes
        self._cut, self._rightwards = cut, rightwards
        self._texts: dict[str, Inscription] = {}
        self._sides: dict[str, tuple[float, float]] = {}  # of each box: width, height
        self._tags: dict[Way, Tag] = {}
        self._inlets: dict[Way, float] = {}  # where it comes in, from the middle of its target

    def lay_out(self, box_width: float, width: float, height: float) -> Layout | None:
        """The layout, or None if it does not fit."""
        if not (self._inscribe(box_width) and self._choose_tags()):
            return None
        self._size_boxes()
        if not self._may_fit(width, height):
            return None
        spread_across(self._layers.layers, _GAP, _GAP_PASSAGE)
        self._shift_inlets()
        layout = gathered(*self._set_along(), self._sizes)
        if not fits(layout, width, height):
            return None
        finished = self._with_returns(layout)
        return finished if finished is not None and fits(finished, width, height) else None

    # What stands in the boxes and beside the arrows

    def _inscribe(self, box_width: float) -> bool:
        for step in self._flow.steps:
            text = inscribe(self._setter, step.label, step.details, step.mark, box_width, self._sizes, cut=self._cut)
            if text is None or (self._rightwards and len(text.label) + len(text.small) > _MOST_LINES):
                return False
            self._texts[step.id] = text
        return True

    def _choose_tags(self) -> bool:
        for way in self._layers.ways:
            if way.arrow.label or way.arrow.mark:
                widths = (56.0, 44.0) if self._rightwards else (96.0, 60.0)
                tags = tag_sizes(self._setter, way.arrow.label, way.arrow.mark, self._sizes, widths)
                if not tags:
                    return False
                self._tags[way] = tags[0]
        return True

    # How large the boxes are, and where arrows come in

    def _size_boxes(self) -> None:
        texts = self._texts
        width = max(text.width for text in texts.values())
        self._sides = {step: (width, text.height) for step, text in texts.items()}
        coming: dict[Spot, list[Way]] = {}
        for way in self._layers.ways:
            coming.setdefault(way.spots[-1], []).append(way)
        reaches = {spot: self._place_inlets(spot, ways) for spot, ways in coming.items()}
        for spot, (span, _) in reaches.items():
            wide, high = self._sides[spot.id]
            self._sides[spot.id] = (wide, max(high, span)) if self._rightwards else (max(wide, span), high)
        self._even_out()
        for layer in self._layers.layers:
            for spot in layer:
                if spot.id:
                    half = self._sides[spot.id][1 if self._rightwards else 0] / 2
                    spot.half = max(half, reaches.get(spot, (0.0, 0.0))[1])

    def _place_inlets(self, spot: Spot, ways: list[Way]) -> tuple[float, float]:
        """Choose where arrows come into a box; return the side it needs for them, and how far they and labels reach."""
        ways.sort(key=lambda way: way.spots[-2].rank)
        rooms = [self._room_beside(way) for way in ways]
        if joins(spot) and not any(rooms):
            self._inlets |= dict.fromkeys(ways, 0.0)
            return 0.0, 0.0
        places = [0.0]
        for before, after in pairwise(rooms):
            places.append(places[-1] + max(_PORT, (after if self._rightwards else before) + 2.0))
        middle = places[-1] / 2
        self._inlets |= {way: place - middle for way, place in zip(ways, places, strict=True)}
        return 2 * middle + 2 * _PORT, middle + (rooms[0] if self._rightwards else rooms[-1])

    def _shift_inlets(self) -> None:
        """Where several arrows come in side by side, move them together so that one of them can be straight."""
        coming: dict[Spot, list[Way]] = {}
        for way in self._layers.ways:
            coming.setdefault(way.spots[-1], []).append(way)
        for spot, ways in coming.items():
            inlets = [self._inlets[way] for way in ways]
            if len(set(inlets)) < 2 or any(way in self._tags for way in ways):
                continue
            free = self._sides[spot.id][1 if self._rightwards else 0] / 2 - 2.5 - max(inlets)
            shifts = [way.spots[-2].place - spot.place - self._inlets[way] for way in ways]
            shift = min(shifts, key=abs)
            if abs(shift) <= free:
                self._inlets |= {way: self._inlets[way] + shift for way in ways}

    def _room_beside(self, way: Way) -> float:
        """What the label of an arrow takes across the flow: above an arrow to the right, right of one downwards."""
        tag = self._tags.get(way)
        return 0.0 if tag is None else _BESIDE + (tag.height if self._rightwards else tag.width)

    def _even_out(self) -> None:
        """Boxes in a row are equally high: all of a flow to the right unless they differ much, else each layer."""
        heights = [high for _, high in self._sides.values()]
        if self._rightwards and max(heights) <= 2 * min(heights):
            self._sides = {step: (wide, max(heights)) for step, (wide, _) in self._sides.items()}
        if not self._rightwards:
            for layer in self._layers.layers:
                steps = [spot.id for spot in layer if spot.id]
                high = max(self._sides[step][1] for step in steps)
                self._sides |= {step: (self._sides[step][0], high) for step in steps}

    def _may_fit(self, width: float, height: float) -> bool:
        """Whether the boxes and the shortest arrows have room, before anything has its place."""
        along, across = (width, height) if self._rightwards else (height, width)
        steps = [[spot for spot in layer if spot.id] for layer in self._layers.layers]
        length = sum(max(self._sides[spot.id][not self._rightwards] for spot in layer) for layer in steps)
        sides = [[self._sides[spot.id][self._rightwards] + _GAP for spot in layer] for layer in steps]
        return length + _SHORTEST * (len(steps) - 1) <= along and max(sum(layer) for layer in sides) - _GAP <= across

    # Where everything stands along the flow

    def _set_along(self) -> tuple[list[Box], list[Line]]:
        along = 0.0
        boxes: dict[str, Box] = {}
        points: dict[Way, list[Point]] = {way: [] for way in self._layers.ways}
        placed: dict[Way, Tag] = {}
        for number, layer in enumerate(self._layers.layers):
            steps = [spot for spot in layer if spot.id]
            thick = max(self._sides[spot.id][0 if self._rightwards else 1] for spot in steps)
            boxes |= {spot.id: self._box(spot, along, thick) for spot in steps}
            along += thick
            passing, bundles, tracks = self._channel(number)
            turns = {strand: bundle.track for bundle in bundles for strand in bundle.strands if not bundle.straight}
            zone = max(
                (self._length(way) for way, strand in passing.items() if strand.target is way.spots[-1]), default=0
            )
            length = max(_SHORTEST, _LEAD + max(tracks - 1, 0) * _TRACK + zone + _HEAD + (2.0 if zone else 0.0))
            lead = _LEAD if zone or tracks > 1 else (length - _HEAD / 2) / 2
            for way, strand in passing.items():
                turn = along + lead + turns.get(strand, 0) * _TRACK
                points[way] += [(along, strand.source.place), (turn, strand.source.place)]
                points[way] += [(turn, strand.enters), (along + length, strand.enters)]
                if way in self._tags and strand.target is way.spots[-1]:
                    from_ = along + (lead + max(tracks - 1, 0) * _TRACK if tracks else 0.0)
                    placed[way] = self._place_tag(
                        self._tags[way], (from_ + along + length - _HEAD / 2) / 2, strand.enters
                    )
            along += length
        lines = [
            Line(
                source=way.arrow.source, target=way.arrow.target, arrow=True, tag=placed.get(way),
                points=straightened([self._point(*point) for point in points[way]]),
            )
            for way in self._layers.ways
        ]  # fmt: skip
        return [boxes[step.id] for step in self._flow.steps], lines

    def _channel(self, number: int) -> tuple[dict[Way, Strand], list[Bundle], int]:
        """What leads from a layer to the next. What would come in on the line of something else is moved off it."""
        for attempt in range(_SHIFTS):
            passing = {way: self._strand(way, number) for way in self._layers.ways if way.crosses(number)}
            bundles, tracks = bundled(list(passing.values()))
            double = doubled(bundles)
            if double is None or attempt == _SHIFTS - 1:
                break
            strand, other = double
            shift = _SHIFT if strand.enters >= other else -_SHIFT
            if not strand.target.id:
                strand.target.place += shift
            for way, passes in passing.items():
                if passes.target is strand.target is way.spots[-1]:
                    self._inlets[way] += shift
        return passing, bundles, tracks

    def _strand(self, way: Way, number: int) -> Strand:
        at = number - way.spots[0].layer
        source, target = way.spots[at], way.spots[at + 1]
        return Strand(source, target, target.place + (self._inlets[way] if target is way.spots[-1] else 0.0))

    def _length(self, way: Way) -> float:
        """What the label of an arrow takes along the flow."""
        tag = self._tags.get(way)
        return 0.0 if tag is None else tag.width if self._rightwards else tag.height

    def _point(self, along: float, across: float) -> Point:
        return (along, across) if self._rightwards else (across, along)

    def _box(self, spot: Spot, along: float, thick: float) -> Box:
        width, height = self._sides[spot.id]
        if self._rightwards:
            x, y = along + (thick - width) / 2, spot.place - height / 2
        else:
            x, y = spot.place - width / 2, along
        tallest = max(text.height for text in self._texts.values())
        return Box(
            id=spot.id, x=x, y=y, width=width, height=height, inscription=self._texts[spot.id],
            text_top=(height - tallest) / 2 if self._rightwards and height >= tallest else None,
        )  # fmt: skip

    def _place_tag(self, tag: Tag, along: float, across: float) -> Tag:
        if self._rightwards:
            return replace(tag, x=along - tag.width / 2, y=across - _BESIDE / 2 - tag.height, anchor="middle")
        return replace(tag, x=across + _BESIDE + 1.0, y=along - tag.height / 2)

    # What leads back

    def _with_returns(self, layout: Layout) -> Layout | None:
        """The layout with the arrows that return led round it, or None where there is no room for one or its label."""
        boxes = {box.id: box for box in layout.boxes}
        lines = list(layout.lines)
        for arrow in self._flow.arrows:
            if arrow.returns:
                ends, words = (boxes[arrow.source], boxes[arrow.target]), (arrow.label, arrow.mark)
                line = routed(ends, words, layout.boxes, lines, self._setter, self._sizes, dotted=True, arrow=True)
                if line is None:
                    return None
                lines.append(line)
        return gathered(layout.boxes, lines, self._sizes)
