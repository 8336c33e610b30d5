"""Organisation charts: rows of boxes as long as they fit the page, and columns that hang below where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from briefkit.report.diagrams.model import Hierarchy
from briefkit.report.diagrams.setting import LEADING, Setter
from briefkit.report.diagrams.shapes import (
    PAD_Y,
    Box,
    Inscription,
    Layout,
    Line,
    Point,
    Sizes,
    fits,
    gathered,
    inscribe,
)
from briefkit.report.diagrams.tags import routed, tag_sizes
from briefkit.report.diagrams.tidy import Twig, each, grow, spread, standing

_SPINE = 4.5  # from the left edge of a box to the line from which things hang
_WIDEST = 104.0
_WIDEST_ROW = 132.0  # of a row with room to spare
_NARROWEST = 44.0
_MOST_LINES = 4  # of a label


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gaps:
    """Distances between boxes."""

    side: float = 9.0  # between columns, at least
    side_wide: float = 18.0  # and at most
    below: float = 20.0  # between rows
    hang: float = 7.0  # between a box and what hangs from it
    stack: float = 5.0  # between what hangs
    indent: float = 13.0  # of what hangs, from the left edge of what it hangs from
    edge: float = 1.0  # round everything


@dataclass(frozen=True, slots=True)
class _Tree:
    """The tree with what hangs in columns, and everything in its place, counted in columns."""

    top: Twig
    rows: list[list[Twig]]
    columns: float  # how many it is wide

    @property
    def tallest(self) -> int:
        """How many boxes stand below each other in the longest column."""
        return max(
            (sum(twig.size for twig in column) for row in self.rows for twig in row for column in twig.columns),
            default=1,
        )


class HierarchyPlan:
    """A chart to be laid out, perhaps several times: the shapes that it can take, without type and measures."""

    widest = _WIDEST_ROW  # no box is wider

    def __init__(self, chart: Hierarchy) -> None:
        self._chart = chart
        self._shapes = _shapes(chart)

    def lay_out(self, setter: Setter, sizes: Sizes, width: float, height: float, *, cut: bool) -> Layout | None:
        """The chart in type of this size, or None if it does not fit. `cut` allows words to be broken."""
        for gaps in _gaps(self._chart, tight=cut):
            layout = self._best(setter, sizes, gaps, width, height, cut=cut)
            if layout is not None and self._chart.links:
                layout = _linked(self._chart, layout, setter)
            if layout is not None and fits(layout, width, height):
                return layout
        return None

    def _best(
        self, setter: Setter, sizes: Sizes, gaps: _Gaps, width: float, height: float, *, cut: bool
    ) -> Layout | None:
        """The layout in which as little hangs as can be, and of those the one that has the best shape."""
        for trees in self._shapes:
            attempts = (_Attempt(setter, sizes, gaps, cut).lay_out(tree, width, height) for tree in trees)
            fitting = [layout for layout in attempts if layout is not None]
            if fitting:
                return min(fitting, key=_badness)
        return None


def _gaps(chart: Hierarchy, *, tight: bool) -> tuple[_Gaps, ...]:
    """Links need room to pass between boxes, and their labels need more of it: first beside the boxes, then below."""
    if not chart.links:
        return (_Gaps(side=7.0, below=16.0, hang=5.0, stack=3.5, indent=10.5) if tight else _Gaps(),)
    edge = 4.0 + min(6.0 * len(chart.links), 24.0)
    roomy = _Gaps(side=14.0, side_wide=28.0, below=26.0, hang=9.0, stack=6.0, edge=edge)
    if tight:
        return (replace(roomy, side=12.0, below=20.0, hang=6.0, stack=5.0, indent=10.5),)
    if not any(link.label for link in chart.links):
        return (roomy,)
    return (roomy, replace(roomy, side_wide=64.0), replace(roomy, side_wide=64.0, below=48.0, hang=14.0, stack=13.0))


def _badness(layout: Layout) -> float:
    """How far its shape is from that of a page on its side."""
    shape = layout.width / layout.height
    return max(shape / 1.6, 1.6 / shape)


# --- What hangs -------------------------------------------------------------------------------------------------------


def _shapes(chart: Hierarchy) -> list[list[_Tree]]:
    """For each way to hang, the fewest boxes first, the ways to split what hangs. No shape comes twice."""
    seen: set[tuple[tuple[str, ...], ...]] = set()
    shapes = []
    plain = grow(chart.top)
    for hanging in _ways_to_hang(plain):
        trees = []
        for most in _ways_to_split(plain, hanging):
            top = _hung(chart, hanging, most)
            rows = _rows(top)
            key = tuple(tuple(column[0].node.id for column in twig.columns) for row in rows for twig in row)
            if key not in seen:
                seen.add(key)
                trees.append(_Tree(top, rows, spread(top, len(rows))))
        shapes.append(trees)
    return shapes


def _ways_to_hang(top: Twig) -> list[frozenset[str]]:
    """Sets of nodes from which all below hangs: none, then by level or by how much is below, the fewest boxes first."""
    twigs = [twig for twig in each(top) if twig.children]
    levels = range(top.depth)
    ways: list[frozenset[str]] = [frozenset()]
    ways += [frozenset(twig.node.id for twig in twigs if twig.level == at and twig.leaves_only) for at in levels]
    ways += [frozenset(twig.node.id for twig in twigs if twig.level >= at) for at in levels]
    ways += [frozenset(twig.node.id for twig in twigs if twig.depth <= most + 1) for most in levels]
    return sorted(dict.fromkeys(ways), key=lambda way: sum(len(t.children) for t in twigs if t.node.id in way))


def _ways_to_split(top: Twig, hanging: frozenset[str]) -> list[int]:
    """How many boxes a column may hold: all that hang from one, or so few that it takes two columns, three, and so on.

    What hangs from something that hangs itself stays in the column of that.
    """
    most = max((twig.size - 1 for twig in each(top) if twig.node.id in hanging), default=1)
    parts = (1, 2, 3, 4, 5, 6, 7, 8, 10)
    return sorted({ceil(most / part) for part in parts if 2 * part <= most} or {most}, reverse=True)


def _hung(chart: Hierarchy, hanging: frozenset[str], most: int) -> Twig:
    """The tree with columns, of about `most` boxes each, for those from which things hang."""
    top = grow(chart.top)
    for twig in each(top):
        if twig.node.id in hanging and twig.children:
            twig.columns = _columns(twig, most)
    return top


def _columns(twig: Twig, most: int) -> list[list[Twig]]:
    """The children in columns, each with all below it, as even as they come."""
    total = twig.size - 1
    parts = ceil(total / most)
    columns: list[list[Twig]] = [[]]
    before = 0
    for child in twig.children:
        # A child begins a column if the middle of what it brings lies beyond the end of the one before.
        if columns[-1] and before + child.size / 2 > total / parts * len(columns):
            columns.append([])
        columns[-1].append(child)
        before += child.size
    return columns


# --- One attempt ------------------------------------------------------------------------------------------------------


class _Attempt:
    """Boxes and lines for a tree of which is known what hangs."""

    def __init__(self, setter: Setter, sizes: Sizes, gaps: _Gaps, cut: bool) -> None:
        self._setter, self._sizes, self._gaps, self._cut = setter, sizes, gaps, cut
        self._texts: dict[str, Inscription] = {}
        self._widths: dict[str, float] = {}
        self._boxes: list[Box] = []
        self._lines: list[Line] = []
        self._column = self._unit = 0.0
        self._tinted = False  # whether the row below the top is

    def lay_out(self, tree: _Tree, width: float, height: float) -> Layout | None:
        """The layout without the lines across it, or None if it does not fit."""
        top, rows, columns = tree.top, tree.rows, tree.columns
        unit = (width - 2 * self._gaps.edge + self._gaps.side) / columns
        lowest = 2 * PAD_Y + LEADING * self._sizes.label
        if max(tree.tallest * lowest, len(rows) * lowest) > height:
            return None
        if not (self._fit_columns(top, rows, unit) and self._fit_rows(rows, columns)):
            return None
        self._tinted = top.depth > 1
        self._stand(rows)
        layout = gathered(self._boxes, self._lines, self._sizes)
        edges = 2 * self._gaps.edge - 2.0
        return layout if fits(layout, width - edges, height - edges) else None

    def _inscribe(self, twig: Twig, width: float) -> Inscription | None:
        """The texts of a box of this width; where words may not be broken, labels may not be tall either."""
        node = twig.node
        text = inscribe(self._setter, node.label, (node.note,), node.mark, width, self._sizes, cut=self._cut)
        return None if text is None or (len(text.label) > _MOST_LINES and not self._cut) else text

    def _fit_columns(self, top: Twig, rows: list[list[Twig]], unit: float) -> bool:
        """Find how wide a column has to be: as what hangs and what stands close together needs it."""
        room = min(_WIDEST, unit - self._gaps.side)
        if room < _NARROWEST:
            return False
        close = [twig for row in rows if _is_close(row) for twig in row]
        inside = [pair for row in rows for twig in row if twig.hangs for pair in _hanging(twig)]
        needed = [_NARROWEST]
        for twig, depth in [*((twig, 0) for twig in close or [top]), *inside]:
            text = self._inscribe(twig, room - depth * self._gaps.indent)
            if text is None:
                return False
            self._texts[twig.node.id] = text
            needed.append(text.width + depth * self._gaps.indent)
        self._column = max(needed)
        self._unit = min(unit, self._column + self._gaps.side_wide)
        for twig, depth in inside:
            self._widths[twig.node.id] = self._column - depth * self._gaps.indent
        return True

    def _fit_rows(self, rows: list[list[Twig]], columns: float) -> bool:
        """Find how wide the boxes of each row are: as wide as a column, or wider where there is room and need."""
        for row in rows:
            room = self._column
            if not _is_close(row):
                apart = min((b.x - a.x for a, b in pairwise(row)), default=columns)
                to_edge = min(row[0].x, columns - 1 - row[-1].x) * self._unit + self._column / 2
                room = max(room, min(_WIDEST_ROW, apart * self._unit - self._gaps.side, 2 * to_edge))
                if columns == 1:
                    room = _WIDEST_ROW
            for twig in row:
                text = self._inscribe(twig, room)
                if text is None:
                    return False
                self._texts[twig.node.id] = text
            width = max([self._column, *(self._texts[twig.node.id].width for twig in row)])
            self._widths |= {twig.node.id: width for twig in row}
        return True

    def _stand(self, rows: list[list[Twig]]) -> None:
        y = 0.0
        placed: dict[str, Box] = {}
        for row in rows:
            height = max(self._texts[twig.node.id].height for twig in row)
            for twig in row:
                middle = twig.x * self._unit + self._column / 2
                width = self._widths[twig.node.id]
                placed[twig.node.id] = self._box(twig, middle - width / 2, y, height)
                if twig.hangs:
                    self._hang(twig, placed)
            y += height + self._gaps.below
        for row in rows:
            for twig in row:
                if not twig.hangs:
                    self._lines += [
                        self._drop(placed[twig.node.id], placed[child.node.id], child) for child in twig.children
                    ]
        top = rows[0][0]
        self._boxes = [placed[twig.node.id] for twig in each(top)]

    def _box(self, twig: Twig, x: float, y: float, height: float) -> Box:
        kind = "top" if twig.level == 0 else "tinted" if twig.level == 1 and self._tinted else "plain"
        return Box(
            id=twig.node.id, x=x, y=y, width=self._widths[twig.node.id], height=height,
            inscription=self._texts[twig.node.id], kind=kind,
        )  # fmt: skip

    def _drop(self, parent: Box, child: Box, twig: Twig) -> Line:
        """A line from the foot of a box down, aside and down to the head of one in the next row."""
        bus = child.y - self._gaps.below / 2
        start, end = (parent.middle, parent.bottom), (child.middle, child.y)
        if abs(parent.middle - child.middle) < 0.01:
            points: tuple[Point, ...] = (start, (parent.middle, child.y))
        else:
            points = (start, (parent.middle, bus), (child.middle, bus), end)
        return self._line(parent, twig, points, (child.middle + 1.2, child.y - self._tag_height - 0.8))

    def _hang(self, twig: Twig, placed: dict[str, Box]) -> None:
        """Set everything below a box in columns: one under it, or several side by side under a common line."""
        parent = placed[twig.node.id]
        if len(twig.columns) == 1:
            self._stack(twig.children, parent, ((parent.x + _SPINE, parent.bottom),), placed)
            return
        bus = parent.bottom + self._gaps.below / 2
        left = parent.middle - (len(twig.columns) - 1) / 2 * self._unit - self._column / 2
        for at, column in enumerate(twig.columns):
            spine = left + at * self._unit + _SPINE
            self._stack(column, parent, ((parent.middle, parent.bottom), (parent.middle, bus), (spine, bus)), placed)

    def _stack(self, column: Sequence[Twig], parent: Box, trunk: tuple[Point, ...], placed: dict[str, Box]) -> float:
        """Boxes below each other, beside a line that runs down from the end of the trunk; return where they end."""
        spine, y = trunk[-1]
        y += self._gaps.hang
        for at, child in enumerate(column):
            box = self._box(child, spine - _SPINE + self._gaps.indent, y, self._texts[child.node.id].height)
            placed[child.node.id] = box
            points = (*trunk, (spine, box.centre), (box.x, box.centre))
            self._lines.append(self._line(parent, child, points, (spine, box.centre - self._tag_height)))
            y = box.bottom
            if child.children:
                y = self._stack(child.children, box, ((box.x + _SPINE, box.bottom),), placed)
            y += self._gaps.stack * (at < len(column) - 1)
        return y

    @property
    def _tag_height(self) -> float:
        return LEADING * self._sizes.small

    def _line(self, parent: Box, twig: Twig, points: tuple[Point, ...], corner: Point) -> Line:
        """The line from a parent. `corner` is where its mark begins."""
        node, tag = twig.node, None
        if node.line_mark:
            unplaced = tag_sizes(self._setter, "", node.line_mark, self._sizes)[0]
            tag = replace(unplaced, x=corner[0], y=corner[1])
        return Line(source=parent.id, target=node.id, points=points, dotted=node.dotted, tag=tag)


def _linked(chart: Hierarchy, layout: Layout, setter: Setter) -> Layout | None:
    """The layout with the lines across it, or None where one finds no way or no room for its label."""
    boxes = {box.id: box for box in layout.boxes}
    lines = list(layout.lines)
    for link in chart.links:
        ends, words = (boxes[link.source], boxes[link.target]), (link.label, link.mark)
        line = routed(ends, words, layout.boxes, lines, setter, layout.sizes, dotted=link.dotted)
        if line is None:
            return None
        lines.append(replace(line, across=True))
    return gathered(layout.boxes, lines, layout.sizes)


def _rows(top: Twig) -> list[list[Twig]]:
    """The boxes that stand, by level, from left to right."""
    rows: list[list[Twig]] = []
    for twig in standing(top):
        rows += [[] for _ in range(twig.level + 1 - len(rows))]
        rows[twig.level].append(twig)
    return rows


def _is_close(row: Sequence[Twig]) -> bool:
    """Whether the boxes of a row stand as close as columns, or over a column of their own width."""
    return any(len(twig.columns) == 1 for twig in row) or any(b.x - a.x < 1.01 for a, b in pairwise(row))


def _hanging(twig: Twig, depth: int = 1) -> list[tuple[Twig, int]]:
    """All that hangs from a box, and how many times it is indented."""
    return [pair for child in twig.children for pair in ((child, depth), *_hanging(child, depth + 1))]
