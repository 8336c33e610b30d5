"""A map's areas as cells, for questions of room: where a name fits into a country, how much of it a box covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from briefkit.report.maps.clipping import Box, Point

CELL = 3.0  # points


@dataclass(slots=True)
class Mask:
    """Cells of an area: for each row of cells a number, in which the bits of the cells in the area are set."""

    rows: list[int]
    columns: int

    def without(self, boxes: Iterable[Box]) -> Mask:
        """The area less some boxes."""
        rows = list(self.rows)
        for box in boxes:
            bits = _run(int(box.left // CELL), int(box.right // CELL) + 1, self.columns)
            for row in range(max(0, int(box.top // CELL)), min(len(rows), int(box.bottom // CELL) + 1)):
                rows[row] &= ~bits
        return Mask(rows, self.columns)

    def count(self, box: Box) -> int:
        """How many cells of the area a box covers."""
        bits = _run(int(box.left // CELL), int(box.right // CELL) + 1, self.columns)
        first, last = max(0, int(box.top // CELL)), min(len(self.rows), int(box.bottom // CELL) + 1)
        return sum((row & bits).bit_count() for row in self.rows[first:last])

    def room(self, width: float, height: float) -> Point | None:
        """The middle of the most inward place where a box of this size lies wholly in the area, or None."""
        wide, high = int(width // CELL) + 2, int(height // CELL) + 2
        found: Point | None = None
        margin = 0
        while corners := self._corners(wide + 2 * margin, high + 2 * margin):
            center = (sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners))
            x, y = min(corners, key=lambda one: hypot(one[0] - center[0], one[1] - center[1]))
            found = ((x + margin + wide / 2) * CELL, (y + margin + high / 2) * CELL)
            margin += 1
        return found

    def nearest(self, width: float, height: float, point: Point) -> Point | None:
        """The upper left corner of the box of this size in the area that is nearest to a point, or None."""
        x, y = point

        def away(corner: tuple[int, int]) -> float:
            left, top = corner[0] * CELL, corner[1] * CELL
            return hypot(max(left - x, x - left - width, 0.0), max(top - y, y - top - height, 0.0))

        corners = self._corners(int(width // CELL) + 1, int(height // CELL) + 1)
        if not corners:
            return None
        column, row = min(corners, key=away)
        return column * CELL, row * CELL

    def _corners(self, wide: int, high: int) -> list[tuple[int, int]]:
        """The upper left cells of all boxes of so many cells that lie in the area."""
        runs = [_eroded(row, wide) for row in self.rows]
        corners = []
        for top in range(len(runs) - high + 1):
            common = runs[top]
            for row in runs[top + 1 : top + high]:
                common &= row
                if not common:
                    break
            while common:
                low = common & -common
                corners.append((low.bit_length() - 1, top))
                common ^= low
        return corners


def cells(box: Box) -> Mask:
    """The cells that lie wholly in a box."""
    columns, rows = int(box.right // CELL), int(box.bottom // CELL)
    bits = _run(-int(-box.left // CELL), columns, columns)
    return Mask([bits if row * CELL >= box.top else 0 for row in range(rows)], columns)


def mask(rings: Sequence[Sequence[Point]], box: Box) -> Mask:
    """The cells whose middles lie in one of some rings, or in an odd number of them."""
    rows, columns = int(box.height // CELL), int(box.width // CELL)
    crossings: dict[int, list[float]] = defaultdict(list)
    for ring in rings:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            low, high = (y1, y2) if y1 < y2 else (y2, y1)
            for row in range(max(0, _row_after(low)), min(rows, _row_after(high))):
                y = (row + 0.5) * CELL
                crossings[row].append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
            x1, y1 = x2, y2
    bits = [0] * rows
    for row, xs in crossings.items():
        xs.sort()
        for enter, leave in zip(xs[::2], xs[1::2], strict=False):
            bits[row] |= _run(_row_after(enter), _row_after(leave), columns)
    return Mask(bits, columns)


def _row_after(value: float) -> int:
    """The first row or column whose middle is not before a value."""
    return -int(-(value / CELL - 0.5) // 1)


def _run(first: int, last: int, columns: int) -> int:
    """The bits of the columns from `first` to before `last`."""
    first, last = max(0, first), min(columns, last)
    return ((1 << (last - first)) - 1) << first if last > first else 0


def _eroded(row: int, wide: int) -> int:
    """The bits at which a run of at least `wide` set bits begins."""
    have = 1
    while have < wide and row:
        step = min(have, wide - have)
        row &= row >> step
        have += step
    return row
