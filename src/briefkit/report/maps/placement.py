"""Where labels stand: beside their points, without covering each other, a symbol or what else is on the map.

Each label has candidates with a cost. All begin at their cheapest; then, again and again, the label that is most in the
way moves to where it is least so. What still overlaps is put where there is room, with a line to its point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import Literal

from briefkit.report.maps.clipping import Box, Point, clip_segment
from briefkit.report.maps.mask import cells

Align = Literal["start", "middle", "end"]
ABOVE, ASIDE = 1.0, 3.0  # points that stay free between a label and the next, above and beside it
OVERLAP, CROSSED = 1000.0, 60.0  # costs: two labels that overlap, a leader line across a label
ROUNDS = 300  # moves in search of a better order
RINGS = (12.0, 18.0, 26.0, 36.0, 50.0)  # points from a symbol to the labels at the end of a line


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a label could stand. `leader` is the line from its symbol, if it stands away from it."""

    box: Box
    align: Align
    cost: float
    leader: tuple[Point, Point] | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A label to be placed: its size, and where it may stand. `point` and `reach` are its symbol's, or of no extent."""

    width: float
    height: float
    point: Point
    reach: float
    candidates: tuple[Candidate, ...]


@dataclass(slots=True)
class Taken:
    """What labels must not cover: discs, each a point and a radius, and boxes."""

    discs: list[tuple[Point, float]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def meets(self, box: Box) -> bool:
        """Whether a box covers any of it."""
        return any(box.near(point, radius) for point, radius in self.discs) or any(
            box.overlaps(one) for one in self.boxes
        )

    def around(self) -> list[Box]:
        """A box for each disc, and the boxes."""
        return [Box(x - r, y - r, x + r, y + r) for (x, y), r in self.discs] + self.boxes


@dataclass(slots=True)
class Lines:
    """Lines that labels had better not cover, as points about `SPACING` apart, each with a weight."""

    cells: dict[tuple[int, int], list[tuple[float, float, float]]] = field(default_factory=lambda: defaultdict(list))

    SPACING = 2.5
    CELL = 12.0

    def add(self, line: Sequence[Point], weight: float) -> None:
        """A line; `weight` is the cost of covering one of its points."""
        for (x1, y1), (x2, y2) in pairwise(line):
            count = max(1, int(hypot(x2 - x1, y2 - y1) / self.SPACING))
            share = weight * min(1.0, hypot(x2 - x1, y2 - y1) / self.SPACING)
            for step in range(count):
                x, y = x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count
                self.cells[int(x // self.CELL), int(y // self.CELL)].append((x, y, share))

    def cost(self, box: Box) -> float:
        """What it costs to cover a box."""
        total = 0.0
        for column in range(int(box.left // self.CELL), int(box.right // self.CELL) + 1):
            for row in range(int(box.top // self.CELL), int(box.bottom // self.CELL) + 1):
                total += sum(
                    weight
                    for x, y, weight in self.cells.get((column, row), ())
                    if box.left <= x <= box.right and box.top <= y <= box.bottom
                )
        return total


def beside(point: Point, reach: float, width: float, height: float, first: float = 0.0) -> Iterator[Candidate]:
    """The eight places around a symbol, best first, then those at the end of a line.

    `first` is the height of the label's first line, which stands level with the symbol on its right and left.
    """
    x, y = point
    gap, slant = reach + 1.8, (reach + 1.2) * 0.75
    level = y - (first or height) / 2
    eight: tuple[tuple[float, float, Align], ...] = (
        (x + gap, level, "start"),
        (x - gap - width, level, "end"),
        (x + slant, y - slant - height, "start"),
        (x + slant, y + slant, "start"),
        (x - width / 2, y - reach - 1.5 - height, "middle"),
        (x - width / 2, y + reach + 1.5, "middle"),
        (x - slant - width, y - slant - height, "end"),
        (x - slant - width, y + slant, "end"),
    )
    for rank, (left, top, align) in enumerate(eight):
        yield Candidate(Box(left, top, left + width, top + height), align, float(rank))
    for ring in RINGS:
        for turn in range(16):
            angle = turn * pi / 8
            yield led(point, reach, (x + (reach + ring) * cos(angle), y + (reach + ring) * sin(angle)), width, height)


def led(point: Point, reach: float, end: Point, width: float, height: float) -> Candidate:
    """A label at the end of a line from its symbol, on the far side of that end."""
    x, y = end
    across = x - point[0]
    align: Align = "middle" if abs(across) < 4 else "start" if across > 0 else "end"
    left = {"start": x, "middle": x - width / 2, "end": x - width}[align]
    top = y - height / 2 if align != "middle" else y - height if y < point[1] else y
    length = hypot(x - point[0], y - point[1]) or 1.0
    start = (point[0] + (x - point[0]) * reach / length, point[1] + (y - point[1]) * reach / length)
    return Candidate(Box(left, top, left + width, top + height), align, 12.0 + length / 3, (start, end))


def place(labels: Sequence[Label], frame: Box, taken: Taken, lines: Lines) -> list[Candidate] | None:
    """Where each label stands: inside the frame, clear of what is taken and of each other. None if there is no room."""
    choices = [_possible(label, frame, taken, lines) for label in labels]
    chosen = [some[0] if some else None for some in choices]
    _search(chosen, choices)
    return _finished(labels, chosen, frame, taken)


def _search(chosen: list[Candidate | None], choices: Sequence[Sequence[Candidate]]) -> None:
    """Move labels, one at a time the one most in the way of others, until none has anywhere better to go."""
    burdens = [_conflicts(at, one, chosen) if one else 0.0 for at, one in enumerate(chosen)]
    stuck: set[int] = set()
    for _ in range(ROUNDS):
        at = max((at for at in range(len(chosen)) if at not in stuck), key=burdens.__getitem__, default=-1)
        now = chosen[at] if at >= 0 else None
        if now is None or burdens[at] == 0:
            return
        best = _best(at, chosen, choices)
        burden = _conflicts(at, best, chosen)
        if best.cost + burden >= now.cost + burdens[at]:
            stuck.add(at)
            continue
        for other, one in enumerate(chosen):
            if one and other != at:
                burdens[other] += _conflict(best, one) - _conflict(now, one)
        chosen[at], burdens[at] = best, burden
        stuck.clear()


def _best(at: int, chosen: Sequence[Candidate | None], choices: Sequence[Sequence[Candidate]]) -> Candidate:
    """The candidate of a label that is cheapest as the others stand."""
    best, least = choices[at][0], float("inf")
    for candidate in choices[at]:  # the cheapest first, so that the dear ones need not be looked at
        if candidate.cost >= least:
            break
        cost = candidate.cost + _conflicts(at, candidate, chosen)
        if cost < least:
            best, least = candidate, cost
    return best


def _cost(candidate: Candidate) -> float:
    return candidate.cost


def _possible(label: Label, frame: Box, taken: Taken, lines: Lines) -> list[Candidate]:
    """The candidates that stand clear of what does not move, cheapest first, with what they cover in their cost."""
    kept = []
    for candidate in label.candidates:
        if candidate.box.within(frame) and not taken.meets(candidate.box):
            cost = candidate.cost + lines.cost(candidate.box)
            if candidate.leader:
                cost += CROSSED * sum(
                    clip_segment(*candidate.leader, box) is not None and not box.holds(label.point)
                    for box in taken.around()
                )
            kept.append(replace(candidate, cost=cost))
    return sorted(kept, key=_cost)


def _conflicts(at: int, candidate: Candidate, chosen: Sequence[Candidate | None]) -> float:
    """How much a candidate for one label is in the way of the others."""
    return sum(_conflict(candidate, other) for index, other in enumerate(chosen) if other and index != at)


def _conflict(one: Candidate, other: Candidate) -> float:
    """How much two labels are in each other's way."""
    total = 0.0
    a, b = one.box, other.box
    if _guarded(a).overlaps(b):
        total += OVERLAP
    if one.leader and clip_segment(*one.leader, b):
        total += CROSSED
    if other.leader and clip_segment(*other.leader, a):
        total += CROSSED
    if one.leader and other.leader and _cross(*one.leader, *other.leader):
        total += CROSSED
    return total


def _guarded(box: Box) -> Box:
    """A label's box with what stays free around it."""
    return Box(box.left - ASIDE, box.top - ABOVE, box.right + ASIDE, box.bottom + ABOVE)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two segments cross."""

    def side(p: Point, q: Point, r: Point) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)


def _finished(
    labels: Sequence[Label], chosen: list[Candidate | None], frame: Box, taken: Taken
) -> list[Candidate] | None:
    """All labels placed: those that overlap, or have no place yet, go where there is room nearest to their point."""
    settled: list[Candidate | None] = [None] * len(labels)
    for at in sorted(range(len(labels)), key=lambda at: _conflicts(at, one, chosen) if (one := chosen[at]) else 1e9):
        candidate = chosen[at]
        if candidate and not any(one and _guarded(candidate.box).overlaps(one.box) for one in settled):
            settled[at] = candidate
    for at, label in enumerate(labels):
        if settled[at] is None:
            settled[at] = _room(label, frame, [*taken.around(), *(_guarded(one.box) for one in settled if one)])
            if settled[at] is None:
                return None
    return [one for one in settled if one]


def _room(label: Label, frame: Box, taken: Sequence[Box]) -> Candidate | None:
    """The free place nearest to a label's point, with a line to it."""
    x, y = label.point
    corner = cells(frame).without(taken).nearest(label.width, label.height, label.point)
    if corner is None:
        return None
    left, top = corner
    box = Box(left, top, left + label.width, top + label.height)
    end = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
    align: Align = "start" if end[0] <= box.left else "end" if end[0] >= box.right else "middle"
    return Candidate(box, align, hypot(end[0] - x, end[1] - y), (label.point, end))
