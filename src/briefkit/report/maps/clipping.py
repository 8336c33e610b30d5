"""Polygons and lines cut off at a rectangle, and thinned to what shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its sides along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> Point:
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, margin: float) -> Box:
        """The box with a margin around it; a negative margin shrinks it."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )  # fmt: skip

    def within(self, other: Box) -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )  # fmt: skip

    def near(self, point: Point, distance: float) -> bool:
        """Whether a point lies in the box or nearer to it than a distance."""
        dx = max(self.left - point[0], 0.0, point[0] - self.right)
        dy = max(self.top - point[1], 0.0, point[1] - self.bottom)
        return dx * dx + dy * dy < distance * distance or self.holds(point)

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


def bounds(points: Iterable[Point]) -> Box:
    """The least box that holds all of the points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def clip_polygon(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a polygon inside a box (Sutherland and Hodgman): a ring, not closed; empty if nothing is inside.

    Where the polygon leaves the box and comes back, the ring runs along the box's edge.
    """
    sides: tuple[tuple[int, float, bool], ...] = (
        (0, box.left, True),
        (0, box.right, False),
        (1, box.top, True),
        (1, box.bottom, False),
    )
    points = list(ring)
    for axis, edge, above in sides:
        if not points:
            break
        values = [point[axis] for point in points]
        if (min(values) >= edge) if above else (max(values) <= edge):
            continue
        points = _clip_side(points, axis, edge, above)
    return points


def _clip_side(points: list[Point], axis: int, edge: float, above: bool) -> list[Point]:
    kept: list[Point] = []
    before = points[-1]
    was_inside = before[axis] >= edge if above else before[axis] <= edge
    for point in points:
        inside = point[axis] >= edge if above else point[axis] <= edge
        if inside != was_inside:
            kept.append(_crossing(before, point, axis, edge))
        if inside:
            kept.append(point)
        before, was_inside = point, inside
    return kept


def _crossing(start: Point, end: Point, axis: int, edge: float) -> Point:
    share = (edge - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)


def clip_line(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """The parts of a line inside a box (Liang and Barsky, segment by segment), in order."""
    parts: list[list[Point]] = []
    joined = False
    for start, end in pairwise(line):
        cut = clip_segment(start, end, box)
        if cut is None:
            joined = False
            continue
        if joined and parts[-1][-1] == cut[0]:
            parts[-1].append(cut[1])
        else:
            parts.append([*cut])
        joined = cut[1] == end
    return parts


def clip_segment(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a segment inside a box, or None."""
    if (start[0] < box.left and end[0] < box.left) or (start[0] > box.right and end[0] > box.right):
        return None
    if (start[1] < box.top and end[1] < box.top) or (start[1] > box.bottom and end[1] > box.bottom):
        return None
    if box.holds(start) and box.holds(end):
        return start, end
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - box.left),
        (dx, box.right - start[0]),
        (-dy, start[1] - box.top),
        (dy, box.bottom - start[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first >= last:
        return None
    begin = start if first == 0 else (start[0] + first * dx, start[1] + first * dy)
    finish = end if last == 1 else (start[0] + last * dx, start[1] + last * dy)
    return begin, finish


def thinned(points: Sequence[Point], distance: float) -> list[Point]:
    """The points without those that lie closer than this to the last one kept; the two ends are kept."""
    if len(points) < 3:
        return list(points)
    kept = [points[0]]
    x, y = points[0]
    least = distance * distance
    for point in points[1:-1]:
        if (point[0] - x) ** 2 + (point[1] - y) ** 2 >= least:
            kept.append(point)
            x, y = point
    last = points[-1]
    if len(kept) > 1 and (last[0] - x) ** 2 + (last[1] - y) ** 2 < least:
        kept.pop()
    kept.append(last)
    return kept


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, whichever way it goes round."""
    total = 0.0
    x, y = ring[-1] if ring else (0.0, 0.0)
    for next_x, next_y in ring:
        total += x * next_y - next_x * y
        x, y = next_x, next_y
    return abs(total) / 2
