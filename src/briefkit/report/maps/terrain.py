"""Land, water and borders of a map."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefkit.report.drawing import Canvas
from briefkit.report.maps.clipping import Point, area
from briefkit.report.maps.furniture import draw_unsettled
from briefkit.report.maps.outlines import Outlines
from briefkit.report.maps.view import View

SEA, LAND, SUBJECT = "#ecf1f3", "#fbf9f5", "#ecdfc5"
WATER, COAST, BORDER = "#9db4c0", "#8b9498", "#85817a"
LEAST_LAKE = 1.5  # square points


@dataclass(frozen=True, slots=True)
class Terrain:
    """What was drawn: lines that labels had better not cover, land of the emphasised countries, unsettled borders."""

    edges: list[list[Point]]
    emphasised: list[list[Point]]
    unsettled: bool


def draw_terrain(
    canvas: Canvas, view: View, outlines: Outlines, emphasis: Collection[str], rivers: bool, *, fine: bool = True
) -> Terrain:  # fmt: skip
    """Draw the earth in a view, with the countries of these codes in the darker tint. Insets are not `fine`."""
    box = view.box
    canvas.add("rect", x=box.left, y=box.top, width=box.width, height=box.height, fill=SEA)
    emphasised: list[list[Point]] = []
    land = {code: view.rings(shapes) for code, shapes in outlines.countries.items()}
    for tint, chosen in ((LAND, False), (SUBJECT, True)):
        for code, rings in land.items():
            if rings and (code in emphasis) == chosen:
                # The edge in the colour of the land closes the seams between countries.
                canvas.add("path", d=_rings(rings), fill=tint, stroke=tint, stroke_width=0.3)
                emphasised += rings if chosen else []
    coast = view.lines(outlines.coast)
    settled = view.lines(border.shape for border in outlines.borders if border.settled)
    unsettled = view.lines(border.shape for border in outlines.borders if not border.settled)
    if fine and rivers:
        _draw_water(canvas, view, outlines)
    hair = 0.3 if view.world or not fine else 0.45
    _draw_lines(canvas, coast, COAST, hair)
    _draw_lines(canvas, settled, BORDER, hair)
    if fine and unsettled:
        draw_unsettled(canvas, _lines(unsettled))
    elif unsettled:
        _draw_lines(canvas, unsettled, BORDER, hair)
    return Terrain([*coast, *settled, *unsettled], emphasised, bool(unsettled))


def _draw_water(canvas: Canvas, view: View, outlines: Outlines) -> None:
    lakes = [ring for ring in view.rings(outlines.lakes) if area(ring) >= LEAST_LAKE]
    if lakes:
        canvas.add("path", d=_rings(lakes), fill=SEA, stroke=WATER, stroke_width=0.4)
    _draw_lines(canvas, view.lines(outlines.rivers), WATER, 1.2)


def _draw_lines(
    canvas: Canvas, lines: Sequence[Sequence[Point]], stroke: str, width: float, dashes: str | None = None
) -> None:  # fmt: skip
    if lines:
        canvas.add(
            "path", d=_lines(lines), fill="none", stroke=stroke, stroke_width=width, stroke_linejoin="round",
            stroke_dasharray=dashes,
        )  # fmt: skip


def _rings(rings: Sequence[Sequence[Point]]) -> str:
    return "".join(f"{_steps(ring)}Z" for ring in rings)


def _lines(lines: Sequence[Sequence[Point]]) -> str:
    return "".join(_steps(line) for line in lines)


def _steps(points: Sequence[Point]) -> str:
    """The `d` of a path along points, in steps of a tenth of a point, each relative to the one before: short."""
    at_x, at_y = round(points[0][0] * 10), round(points[0][1] * 10)
    steps = [f"M{at_x / 10:g} {at_y / 10:g}l"]
    for x, y in points[1:]:
        next_x, next_y = round(x * 10), round(y * 10)
        steps.append(f"{(next_x - at_x) / 10:g} {(next_y - at_y) / 10:g}")
        at_x, at_y = next_x, next_y
    return " ".join(steps) if len(steps) > 1 else ""
