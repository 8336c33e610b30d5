"""The small map in a corner that shows where the large one lies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from briefkit.report.drawing import Canvas, path
from briefkit.report.maps.clipping import Box, Point, bounds, clip_polygon
from briefkit.report.maps.model import Frame
from briefkit.report.maps.outlines import KILOMETRES, Atlas
from briefkit.report.maps.terrain import draw_terrain
from briefkit.report.maps.view import View, view_of

SHARE, WIDEST = 0.24, 104.0  # of the map's width; points
LEAST = 6.0  # points: a frame that would be smaller is marked by a square of that size


def inset_view(frame: Frame, large: View) -> View:
    """The view of an inset in a map: at most about a quarter of it each way, at the upper left corner."""
    width = min(SHARE * large.box.width, WIDEST)
    view = view_of(frame, width)
    most = 0.3 * large.box.height
    return view if view.box.height <= most else view_of(frame, width * most / view.box.height)


def moved(view: View, box: Box) -> View:
    """The view at another place of the page."""
    return replace(view, box=box)


def draw_inset(canvas: Canvas, small: View, large: View, atlas: Atlas, emphasis: Collection[str]) -> None:
    """The inset, and in it the frame of the large map."""
    look, box = canvas.look, small.box
    around = box.grown(1.5)
    canvas.add("rect", x=around.left, y=around.top, width=around.width, height=around.height, fill=look.paper)
    outlines = atlas.outlines(small.shown, small.point_scale() * KILOMETRES)
    draw_terrain(canvas, small, outlines, emphasis, rivers=False, fine=False)
    marked = _marked(small, large)
    canvas.add("path", d=path(marked, closed=True), fill="none", stroke=look.accent, stroke_width=1.0)
    canvas.add(
        "rect", x=box.left, y=box.top, width=box.width, height=box.height, fill="none", stroke=look.soft,
        stroke_width=0.5,
    )  # fmt: skip


def _marked(small: View, large: View) -> list[Point]:
    """The frame of the large map in the inset; if that is too small to be seen, a square around its middle."""
    center = small.projection.center
    turned = [(x + 360 * round((center - x) / 360), y) for x, y in large.outline()]
    ring = clip_polygon([small.page(x, y) for x, y in turned], small.box.grown(-0.5))
    if ring:
        box = bounds(ring)
        if box.width >= LEAST or box.height >= LEAST:
            return ring
    longitude, latitude = large.earth(*large.box.center)
    x, y = small.page(longitude + 360 * round((center - longitude) / 360), latitude)
    half = LEAST / 2
    return [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
