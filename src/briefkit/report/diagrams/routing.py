"""Ways for lines that run across a finished layout, round the boxes and never through them, and places for labels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from briefkit.report.diagrams.shapes import Box, Line, Point, Tag, merged

CLEAR = 2.0  # what a line keeps from boxes that are not its own
STUB = 2.4  # how far it goes straight out of its own
LANE = 6.0  # from one line outside of everything to the next
_TURN = 14.0  # a bend costs as much as so many points of length
_CROSSING = 120.0
_OVER_TEXT = 400.0
_ALONG = 12.0  # per point of length along another line
_NEAR = 1.6  # two lines this close look like one
_ROOM = 6.0  # nearer to a box a line looks cramped
_CRAMPED = 2.5

Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class _Port:
    """A place on the border of a box where a line may end, and the direction that leads out there."""

    x: float
    y: float
    dx: int
    dy: int

    @property
    def outside(self) -> Point:
        return self.x + self.dx * STUB, self.y + self.dy * STUB


Side = tuple[int, int]  # of a box, by the direction that leads out of it
SIDES: tuple[Side, ...] = ((1, 0), (-1, 0), (0, -1), (0, 1))


def route(
    source: Box, target: Box, boxes: Sequence[Box], lines: Sequence[Line], sides: Sequence[Side] = SIDES
) -> tuple[Point, ...] | None:
    """A way of level and upright stretches from one box to another, short and with few bends, or None.

    It leaves and comes in by one of the sides given.
    """
    tags = [line.tag for line in lines if line.tag is not None]
    grid = _Grid(source, target, boxes, merged([line.points for line in lines]), tags)
    grid.starts = [port for port in grid.starts if (port.dx, port.dy) in sides]
    grid.ends = [port for port in grid.ends if (port.dx, port.dy) in sides]
    used = [point for line in lines for point in (line.points[0], line.points[-1])]
    return grid.way(used)


def segments(points: Sequence[Point]) -> Iterator[Segment]:
    """The stretches of a line."""
    yield from pairwise(points)


class _Grid:
    """The lines along which a way may run: beside each box, out of each port, and round everything."""

    def __init__(
        self, source: Box, target: Box, boxes: Sequence[Box], taken: Sequence[Segment], tags: Sequence[Tag]
    ) -> None:
        self.starts, self.ends = _ports(source), _ports(target)
        outside = [port.outside for port in (*self.starts, *self.ends)]
        edges_x = [(box.x, box.right) for box in boxes]
        edges_y = [(box.y, box.bottom) for box in boxes]
        self.xs = _tracks(edges_x, [x for x, _ in outside], [x for a, b in taken for x in (a[0], b[0])])
        self.ys = _tracks(edges_y, [y for _, y in outside], [y for a, b in taken for y in (a[1], b[1])])
        # The cost of going from a crossing of the grid to the next on its right, and to the next below.
        self.right = [[self.xs[i + 1] - self.xs[i] for i in range(len(self.xs) - 1)] for _ in self.ys]
        self.down = [[self.ys[j + 1] - self.ys[j] for j in range(len(self.ys) - 1)] for _ in self.xs]
        for a, b in taken:
            self._make_dear(a, b)
        for box in boxes:
            self._make_cramped(box)
        for tag in tags:
            self._raise_over(tag.x - 1, tag.y - 1, tag.x + tag.width + 1, tag.y + tag.height + 1, _OVER_TEXT)
        for box in boxes:
            self._raise_over(box.x - CLEAR, box.y - CLEAR, box.right + CLEAR, box.bottom + CLEAR, float("inf"))

    def _raise_over(self, left: float, top: float, right: float, bottom: float, by: float) -> None:
        """Running through a rectangle costs so much more."""
        _raise(self.right, _inside(self.ys, top, bottom), _touching(self.xs, left, right), by)
        _raise(self.down, _inside(self.xs, left, right), _touching(self.ys, top, bottom), by)

    def _make_cramped(self, box: Box) -> None:
        """Running close along a box costs more."""
        beside_x, beside_y = _touching(self.xs, box.x, box.right), _touching(self.ys, box.y, box.bottom)
        for low, high in ((box.y - _ROOM, box.y), (box.bottom, box.bottom + _ROOM)):
            _multiply(self.right, _inside(self.ys, low, high), beside_x, _CRAMPED)
        for low, high in ((box.x - _ROOM, box.x), (box.right, box.right + _ROOM)):
            _multiply(self.down, _inside(self.xs, low, high), beside_y, _CRAMPED)

    def _make_dear(self, a: Point, b: Point) -> None:
        """Crossing another line costs something, running along it much."""
        (left, right), (top, bottom) = sorted((a[0], b[0])), sorted((a[1], b[1]))
        along, across = (self.right, self.down) if top == bottom else (self.down, self.right)
        if top == bottom:
            near, stretch = _inside(self.ys, top - _NEAR, top + _NEAR), _touching(self.xs, left, right)
            over, cut = _inside(self.xs, left, right), _touching(self.ys, top - 0.01, top + 0.01)
        else:
            near, stretch = _inside(self.xs, left - _NEAR, left + _NEAR), _touching(self.ys, top, bottom)
            over, cut = _inside(self.ys, top, bottom), _touching(self.xs, left - 0.01, left + 0.01)
        _multiply(along, near, stretch, _ALONG)
        _raise(across, over, cut, _CROSSING)

    def way(self, used: Sequence[Point]) -> tuple[Point, ...] | None:
        """The cheapest way from a start to an end, by Dijkstra's algorithm over crossings and directions."""
        at_x, at_y = {x: i for i, x in enumerate(self.xs)}, {y: j for j, y in enumerate(self.ys)}
        goals: dict[tuple[int, int, bool], _Port] = {}
        dear = {port: 30.0 for port in (*self.starts, *self.ends) if _is_used(port, used)}
        for port in self.ends:
            x, y = port.outside
            goals[at_x[x], at_y[y], port.dx != 0] = port
        queue: list[tuple[float, int, int, bool]] = []
        came: dict[tuple[int, int, bool], tuple[int, int, bool] | _Port] = {}
        costs: dict[tuple[int, int, bool], float] = {}
        for port in self.starts:
            x, y = port.outside
            state = (at_x[x], at_y[y], port.dx != 0)
            costs[state], came[state] = dear.get(port, 0.0), port
            heappush(queue, (costs[state], *state))
        reached: list[tuple[float, tuple[int, int, bool]]] = []
        while queue:
            cost, *rest = heappop(queue)
            state = (rest[0], rest[1], bool(rest[2]))
            if cost > costs[state]:
                continue
            if reached and cost >= min(reached)[0]:
                break
            if state in goals:
                reached.append((cost + dear.get(goals[state], 0.0), state))
                continue
            for step, new in self._steps(*state):
                if cost + step < costs.get(new, float("inf")):
                    costs[new], came[new] = cost + step, state
                    heappush(queue, (cost + step, *new))
        return self._traced(min(reached)[1], came, goals) if reached else None

    def _steps(self, i: int, j: int, flat: bool) -> Iterator[tuple[float, tuple[int, int, bool]]]:
        yield _TURN, (i, j, not flat)
        if flat:
            if i + 1 < len(self.xs):
                yield self.right[j][i], (i + 1, j, True)
            if i:
                yield self.right[j][i - 1], (i - 1, j, True)
        else:
            if j + 1 < len(self.ys):
                yield self.down[i][j], (i, j + 1, False)
            if j:
                yield self.down[i][j - 1], (i, j - 1, False)

    def _traced(
        self,
        state: tuple[int, int, bool],
        came: dict[tuple[int, int, bool], tuple[int, int, bool] | _Port],
        goals: dict[tuple[int, int, bool], _Port],
    ) -> tuple[Point, ...]:
        points: list[Point] = [(goals[state].x, goals[state].y)]
        at: tuple[int, int, bool] | _Port = state
        while not isinstance(at, _Port):
            points.append((self.xs[at[0]], self.ys[at[1]]))
            at = came[at]
        return straightened([*points, (at.x, at.y)][::-1])


def straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """The same way without points at which it does not bend."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _ports(box: Box) -> list[_Port]:
    ports = []
    for part in (0.5, 0.25, 0.75):
        x, y = box.x + box.width * part, box.y + box.height * part
        ports += [_Port(x, box.y, 0, -1), _Port(x, box.bottom, 0, 1)]
        ports += [_Port(box.x, y, -1, 0), _Port(box.right, y, 1, 0)]
    return ports


def _is_used(port: _Port, used: Sequence[Point]) -> bool:
    return any(abs(x - port.x) < _NEAR and abs(y - port.y) < _NEAR for x, y in used)


def _tracks(edges: Sequence[tuple[float, float]], needed: Sequence[float], taken: Sequence[float]) -> list[float]:
    """Coordinates for the grid: those needed, and beside the edges others that are not needlessly close."""
    low, high = min([*taken, *(a for a, _ in edges)]), max([*taken, *(b for _, b in edges)])
    wanted = [low - LANE, high + LANE, low - LANE / 2, high + LANE / 2]
    wanted += [at for a, b in edges for at in (a - _ROOM, b + _ROOM, a - STUB, b + STUB)]
    kept = sorted(set(needed))
    for edge in sorted({round(a, 1) for a, _ in edges}):  # the middle of a gap, where a line looks best
        before = max((b for _, b in edges if b < edge), default=edge)
        if 4 < edge - before < 4 * _ROOM:
            wanted.insert(0, (edge + before) / 2)
    for at in wanted:
        place = bisect_left(kept, at)
        if all(abs(other - at) >= 1.2 for other in kept[max(place - 1, 0) : place + 1]):
            kept.insert(place, at)
    return kept


def _inside(tracks: list[float], low: float, high: float) -> range:
    """Which tracks lie strictly between two coordinates."""
    return range(bisect_right(tracks, low), bisect_left(tracks, high))


def _touching(tracks: list[float], low: float, high: float) -> range:
    """Which steps from a track to the next have something between two coordinates."""
    return range(max(bisect_right(tracks, low) - 1, 0), min(bisect_left(tracks, high), len(tracks) - 1))


def _raise(costs: list[list[float]], rows: range, columns: range, by: float) -> None:
    for i in rows:
        for j in columns:
            costs[i][j] += by


def _multiply(costs: list[list[float]], rows: range, columns: range, by: float) -> None:
    for i in rows:
        for j in columns:
            costs[i][j] *= by


# --- Labels -----------------------------------------------------------------------------------------------------------

_OFF = 2.0  # between a line and its label


def place_tag(
    size: tuple[float, float], points: Sequence[Point], boxes: Sequence[Box], lines: Sequence[Line]
) -> Tag | None:
    """An empty tag of this size beside a line, clear of boxes, lines and other tags; the longest stretch first."""
    width, height = size
    taken = [(box.x - 1.5, box.y - 0.5, box.right + 1.5, box.bottom + 0.5) for box in boxes]
    taken += [_around(*segment) for line in lines for segment in segments(line.points)]
    taken += [_around(*segment) for segment in segments(points)]
    taken += [(tag.x, tag.y, tag.x + tag.width, tag.y + tag.height) for line in lines if (tag := line.tag) is not None]
    stretches = sorted(segments(points), key=lambda ends: -abs(ends[0][0] - ends[1][0]) - abs(ends[0][1] - ends[1][1]))
    for a, b in stretches:
        for x, y, anchor in _beside(a, b, width, height):
            if not any(
                x - 1 < right and left < x + width + 1 and y - 0.5 < bottom and top < y + height + 0.5
                for left, top, right, bottom in taken
            ):
                return Tag(lines=(), mark="", x=x, y=y, width=width, height=height, anchor=anchor)
    return None


def _around(a: Point, b: Point) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _beside(a: Point, b: Point, width: float, height: float) -> Iterator[tuple[float, float, str]]:
    for part in (0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92):
        x, y = a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        if a[1] == b[1]:
            yield x - width / 2, y - _OFF - height, "middle"
            yield x - width / 2, y + _OFF, "middle"
        else:
            yield x + _OFF, y - height / 2, "start"
            yield x - _OFF - width, y - height / 2, "end"
