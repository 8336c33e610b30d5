"""The symbols of places: a shape for each kind, told apart by form and not by colour, and circles whose area counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import sqrt
from typing import Literal

from briefkit.findings import bk7_rendering as codes
from briefkit.report.drawing import Canvas, path
from briefkit.report.maps.clipping import Point
from briefkit.report.maps.model import Kind, Place

Shape = Literal["circle", "target", "square", "triangle", "diamond", "cross"]
LARGEST = 15.0  # points: the radius of the circle of the largest figure
INSIDE = 0.62  # of its size: a symbol in a circle


@dataclass(frozen=True, slots=True)
class Symbol:
    """A shape, filled or open, and its reach from its middle in points."""

    shape: Shape
    filled: bool
    reach: float


SYMBOLS: dict[Kind, Symbol] = {
    "capital": Symbol("target", False, 3.2),
    "city": Symbol("circle", True, 2.3),
    "town": Symbol("circle", False, 2.1),
    "port": Symbol("square", True, 2.1),
    "factory": Symbol("square", False, 2.1),
    "mine": Symbol("triangle", True, 2.8),
    "site": Symbol("triangle", False, 2.8),
    "camp": Symbol("diamond", True, 3.1),
    "prison": Symbol("diamond", False, 3.0),
    "crossing": Symbol("cross", False, 2.4),
}


def draw_symbol(canvas: Canvas, kind: Kind, point: Point, *, inside: bool = False) -> None:
    """The symbol of a kind, with a thin edge of paper around it; smaller `inside` a circle that stands for a figure."""
    symbol, look = SYMBOLS[kind], canvas.look
    if inside:
        symbol = replace(symbol, reach=INSIDE * symbol.reach)
    fill = look.ink if symbol.filled else look.paper
    if symbol.shape == "cross":
        _cross(canvas, point, symbol.reach)
        return
    for width, stroke in ((1.4 if inside else 2.2, look.paper), (0.6 if inside else 0.9, look.ink)):
        _shape(canvas, symbol, point, fill, stroke, width)
    if symbol.shape == "target":
        canvas.add("circle", cx=point[0], cy=point[1], r=0.4 * symbol.reach, fill=look.ink)


def _shape(canvas: Canvas, symbol: Symbol, point: Point, fill: str, stroke: str, width: float) -> None:
    x, y = point
    r = symbol.reach - 0.45  # the edge is drawn half outside
    if symbol.shape in ("circle", "target"):
        canvas.add("circle", cx=x, cy=y, r=r, fill=fill, stroke=stroke, stroke_width=width)
        return
    corners = {
        "square": [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        "diamond": [(x, y - r), (x + r, y), (x, y + r), (x - r, y)],
        "triangle": [(x, y - r), (x + 0.87 * r, y + 0.6 * r), (x - 0.87 * r, y + 0.6 * r)],
    }[symbol.shape]
    canvas.add("path", d=path(corners, closed=True), fill=fill, stroke=stroke, stroke_width=width)


def _cross(canvas: Canvas, point: Point, r: float) -> None:
    x, y = point
    d = path([(x - r, y - r), (x + r, y + r)]) + path([(x - r, y + r), (x + r, y - r)])
    for width, stroke in ((2.8, canvas.look.paper), (1.3, canvas.look.ink)):
        canvas.add("path", d=d, fill="none", stroke=stroke, stroke_width=width)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large circles are: their areas are in the proportion of the figures, and `largest` is the largest figure."""

    largest: Decimal

    def radius(self, value: Decimal) -> float:
        """The radius in points of the circle for a figure."""
        return LARGEST * sqrt(value / self.largest)

    def keys(self) -> tuple[Decimal, Decimal]:
        """Two round figures for the legend, larger first, none above the largest on the map."""
        large = _round_below(self.largest)
        return (large, _round_below(large / 4))


def sizes_of(places: Sequence[Place]) -> Sizes | None:
    """The sizes of the circles on a map; None if no place has a figure above zero.

    Raises `Problem` for figures in several units, below zero, or from more to less.
    """
    sized = [place for place in places if place.value is not None]
    if not sized:
        return None
    for place in sized:
        low, high = ends(place)
        if place.unit != sized[0].unit:
            raise _mixed(place, f'"{place.unit}"', f'"{sized[0].unit}", as at "{sized[0].label}"')
        if low < 0 or high < low:
            raise _mixed(place, f"{low} to {high}", "figures from zero up, the lesser first")
    largest = max(ends(place)[1] for place in sized)
    return Sizes(largest) if largest else None


def _mixed(place: Place, found: str, expected: str) -> Exception:
    return codes.MIXED_SIZES.problem(found=found, place=place.label, expected=expected)


def ends(place: Place) -> tuple[Decimal, Decimal]:
    """The least and the most that a place's figure states; the same twice for a single figure."""
    low = place.value if place.value is not None else Decimal(0)
    return low, place.high if place.high is not None else low


def draw_size(canvas: Canvas, sizes: Sizes, low: Decimal, high: Decimal, point: Point) -> None:
    """The circle of a figure; of a range a filled circle for the least and a dashed ring for the most."""
    look = canvas.look
    x, y = point
    canvas.add(
        "circle", cx=x, cy=y, r=sizes.radius(low), fill=look.accent, fill_opacity=0.28, stroke=look.accent,
        stroke_width=0.8,
    )  # fmt: skip
    if high != low:
        canvas.add(
            "circle", cx=x, cy=y, r=sizes.radius(high), fill=look.accent, fill_opacity=0.1, stroke=look.accent,
            stroke_width=0.8, stroke_dasharray="2 1.5",
        )  # fmt: skip


def reach(place: Place, sizes: Sizes | None) -> float:
    """How far a place's symbol and circle reach from its point, in points."""
    circle = sizes.radius(ends(place)[1]) + 0.4 if sizes and place.value is not None else 0.0
    return max(SYMBOLS[place.kind].reach, circle)


def _round_below(value: Decimal) -> Decimal:
    """The largest of 1, 2, 5, 10, 20, 50 … (or 0.5, 0.2 …) that is not above a figure above zero."""
    power = Decimal(1).scaleb(value.adjusted())
    return next(step for factor in (5, 2, 1) if (step := factor * power) <= value)
