"""Find a place for each label: beside its mark, over no other label, and off lines where that can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Area = tuple[float, float, float, float]  # left, top, right, bottom
Point = tuple[float, float]
ASCENT, DESCENT = 0.74, 0.24  # of the size of the type
_CLEAR = 4.0  # points that a label with such a line keeps from the marks of other values
_FAR = 12.0  # points: further away than that, a label needs a line to its mark


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label goes: the point at the left of its base line, and its distance from the mark."""

    x: float
    y: float
    away: float


@dataclass(slots=True)
class Placer:
    """The labels that have a place within `bounds`, and the marks that they had better not cover."""

    bounds: Area
    size: float
    labels: list[Area] = field(default_factory=list)
    marks: list[tuple[float, float]] = field(default_factory=list)
    values: list[Area] = field(default_factory=list)  # what the marks of all values cover
    hairlines: list[float] = field(default_factory=list)  # heights of level lines, broken where a label stands

    def area(self, x: float, y: float, width: float) -> Area:
        """What a label covers whose base line begins at a point, with a little air."""
        return x - 1.5, y - ASCENT * self.size - 0.5, x + width + 1.5, y + DESCENT * self.size + 0.5

    def take(self, x: float, y: float, width: float) -> None:
        """Note a label that stands where it stands."""
        self.labels.append(self.area(x, y, width))

    def cover_line(self, points: Sequence[tuple[float, float]]) -> None:
        """Note a line, by points along it."""
        for one, other in pairwise(points):
            self.marks += _along(one, other)

    def place(self, mark: Area, width: float, *, below: bool = False, only_near: bool = False) -> Place | None:
        """The best place for a label of this width at a mark, which is then taken; None if there is none.

        `below` prefers it under the mark; `only_near` asks for one that touches its mark.
        """
        best: tuple[float, Place] | None = None
        for place in sorted(self._choices(mark, width, below, only_near), key=lambda choice: choice.away):
            if best is not None and place.away >= best[0]:
                break
            if not self._is_free(mark, place, width):
                continue
            cost = place.away + self._cost(mark, place, width)
            if only_near and cost > place.away + 2:
                continue
            if best is None or cost < best[0]:
                best = cost, place
        if best is None:
            return None
        self.take(best[1].x, best[1].y, width)
        line = leader(mark, best[1], width, self.size)
        if line:
            self.cover_line(line)
            self.labels += [(x, y, x, y) for x, y in _along(*line)]
        return best[1]

    def _is_free(self, mark: Area, place: Place, width: float) -> bool:
        """Whether a label there covers nothing that counts, and nobody would take it for that of another mark."""
        area, line = self.area(place.x, place.y, width), leader(mark, place, width, self.size)
        if not _within(area, self.bounds) or any(_meet(area, other) for other in self.labels):
            return False
        if line is None:
            own = _distance(area, mark)
            return all(own < _distance(area, other) for other in self.values if other != mark)
        others = [other for other in self.values if other != mark]
        if any(_distance(area, other) < _CLEAR or _crosses(line, other) for other in others):
            return False
        return not any(_crosses(line, other) for other in self.labels)

    def _cost(self, mark: Area, place: Place, width: float) -> float:
        """How much a label there, or its leader, lies over lines."""
        area, line = self.area(place.x, place.y, width), leader(mark, place, width, self.size)
        crossed = sum(area[0] <= x <= area[2] and area[1] <= y <= area[3] for x, y in self.marks)
        struck = any(area[1] < height < area[3] for height in self.hairlines)
        steps = _along(*line) if line else []
        passed = sum(abs(x - u) + abs(y - w) < 3 for x, y in self.marks for u, w in steps)
        return 8 * crossed + 2 * struck + 4 * passed

    def _choices(self, mark: Area, width: float, below: bool, only_near: bool) -> Iterable[Place]:
        left, top, right, bottom = mark
        middle, height = (left + right) / 2, (top + bottom) / 2
        over, under = top - 3 - DESCENT * self.size, bottom + 3 + ASCENT * self.size
        starts = ((middle - width / 2, 0.0), (middle - 2, 1.0), (middle - width + 2, 1.0))
        steps = [0.0] if only_near else [0.0, *(4.0 * at for at in range(1, 40))]
        for step in steps:
            for x, more in starts:
                yield Place(x, over - step, step + more + (2 if below else 0))
                yield Place(x, under + step, step + more + (0 if below else 2))
        beside = height + ASCENT * self.size / 2
        yield Place(right + 4, beside, 3)
        yield Place(left - 4 - width, beside, 3)
        if not only_near:
            for step in steps:
                for x, more in ((right + 4 + step / 2, 6.0), (left - 4 - width - step / 2, 6.0)):
                    yield Place(x, beside - step, step + more)
                    yield Place(x, beside + step, step + more)


def leader(mark: Area, place: Place, width: float, size: float) -> tuple[Point, Point] | None:
    """The thin line from a mark to a label that had to go further away from it; None where they touch."""
    if place.away <= _FAR:
        return None
    middle = (mark[0] + mark[2]) / 2
    x = min(max(middle, place.x), place.x + width)
    if place.y < mark[1]:
        return (middle, mark[1] - 1), (x, place.y + DESCENT * size + 1)
    return (middle, mark[3] + 1), (x, place.y - ASCENT * size - 1)


def _along(start: Point, end: Point) -> list[Point]:
    """Points on a straight line, three points of the page from each other."""
    steps = max(int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 3), 1)
    return [
        (start[0] + (end[0] - start[0]) * at / steps, start[1] + (end[1] - start[1]) * at / steps)
        for at in range(steps + 1)
    ]


def _crosses(line: tuple[Point, Point], area: Area) -> bool:
    return any(area[0] <= x <= area[2] and area[1] <= y <= area[3] for x, y in _along(*line))


def _distance(one: Area, other: Area) -> float:
    """How far two rectangles are apart; 0 where they meet."""
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    down = max(one[1] - other[3], other[1] - one[3], 0.0)
    return float((across**2 + down**2) ** 0.5)


def _within(area: Area, bounds: Area) -> bool:
    return area[0] >= bounds[0] - 1.5 and area[1] >= bounds[1] and area[2] <= bounds[2] + 1.5 and area[3] <= bounds[3]


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
