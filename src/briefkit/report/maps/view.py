"""A frame laid on a page: longitude and latitude ↔ points from the map's upper left corner; outlines on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from briefkit.findings import bk7_rendering as codes
from briefkit.report.maps.clipping import Box, Point, area, bounds, clip_line, clip_polygon, thinned
from briefkit.report.maps.model import Frame, Position
from briefkit.report.maps.outlines import Outlines, Shape
from briefkit.report.maps.projection import AUTHALIC, Projection, is_world, parallel_degree, projection_for

FINEST = 0.3  # points: nothing drawn is nearer to its neighbour
SMALLEST = 0.12  # square points: islands and lakes below that do not show
TALLEST = 1.2  # times its width: the height of a map whose height nobody has set
MARGIN = 0.04  # of its larger side: what is added around countries
LONGEST = 1.5  # degrees that a side of an outline may span before it is bent with the projection
NEAR = 2.0  # degrees: islands that lie no farther off belong to the main land of a country


@dataclass(frozen=True, slots=True)
class View:
    """A frame on a page. `box` is the map, from 0, 0, in points; `shown` the degrees that it holds, and perhaps more.

    `scale` is points to a metre of the projection, `middle` the point of the projection in the middle of the box.
    """

    projection: Projection
    scale: float
    middle: Point
    box: Box
    shown: Box
    world: bool

    def page(self, longitude: float, latitude: float) -> Point:
        """Where on the page a point of the earth is. The longitude is within 180° of the middle."""
        x, y = self.projection.forward(longitude, latitude)
        center = self.box.center
        return center[0] + (x - self.middle[0]) * self.scale, center[1] - (y - self.middle[1]) * self.scale

    def earth(self, x: float, y: float) -> Point:
        """The longitude and latitude of a point of the page."""
        center = self.box.center
        return self.projection.inverse(
            self.middle[0] + (x - center[0]) / self.scale, self.middle[1] - (y - center[1]) / self.scale
        )

    def at(self, position: Position) -> Point:
        """Where on the page a position is."""
        longitude = float(position.longitude)
        longitude += 360 * round((self.projection.center - longitude) / 360)
        return self.page(longitude, float(position.latitude))

    def point_scale(self) -> float:
        """Points to a kilometre in the middle of the map."""
        longitude, latitude = self.earth(*self.box.center)
        (x1, y1), (x2, y2) = (self.page(longitude + step, latitude) for step in (-0.005, 0.005))
        return sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) / (parallel_degree(latitude) / 100_000)

    def rings(self, shapes: Iterable[Shape]) -> list[list[Point]]:
        """What the page shows of polygons."""
        kept = (
            thinned(clip_polygon(self._projected(clip_polygon(points, self.shown)), self.box), FINEST)
            for points in self._near(shapes)
        )
        return [ring for ring in kept if len(ring) > 2 and area(ring) >= SMALLEST]

    def lines(self, shapes: Iterable[Shape]) -> list[list[Point]]:
        """What the page shows of lines."""
        return [
            thinned(part, FINEST)
            for points in self._near(shapes)
            for piece in clip_line(points, self.shown)
            for part in clip_line(self._projected(piece, closed=False), self.box)
        ]

    def _near(self, shapes: Iterable[Shape]) -> Iterator[list[Point]]:
        """The points of those shapes that may show, as many turns around the earth away as they show at."""
        for shape in shapes:
            for turn in (0.0, -360.0, 360.0):
                box = shape.box
                if Box(box.left + turn, box.top, box.right + turn, box.bottom).overlaps(self.shown):
                    yield [(x + turn, y) for x, y in shape.points] if turn else shape.points

    def _projected(self, points: Sequence[Point], *, closed: bool = True) -> list[Point]:
        return [self.page(x, y) for x, y in _bent(points, closed)]

    def outline(self) -> list[Point]:
        """The edge of the page's map as a ring of degrees."""
        return [self.earth(x, y) for x, y in _perimeter(self.box)]


def _bent(points: Sequence[Point], closed: bool) -> Iterator[Point]:
    """The points, and between those that lie far apart points along the straight line in degrees."""
    before = points[-1] if closed and points else None
    for point in points:
        if before is not None:
            far = max(abs(point[0] - before[0]), abs(point[1] - before[1]))
            count = int(far / LONGEST)
            for step in range(1, count + 1):
                share = step / (count + 1)
                yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        yield point
        before = point


def _perimeter(box: Box, sides: int = 24) -> Iterator[Point]:
    """Points all around a box."""
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        yield from ((x1 + (x2 - x1) * step / sides, y1 + (y2 - y1) * step / sides) for step in range(sides))


def view_of(frame: Frame, width: float, height: float | None = None) -> View:
    """A frame laid on a page of this width, in points, and of this height or the one that suits the frame.

    All of the frame shows; where the page has other proportions, more of the earth shows beside it.
    Raises `Problem` for a frame that is none.
    """
    if not (-90 <= frame.south < frame.north <= 90 and abs(frame.west) <= 360 and abs(frame.east) <= 360):
        raise codes.BAD_COORDINATES.problem(
            found=f"a frame from {frame.south} to {frame.north} north, {frame.west} to {frame.east} east",
            expected="its south below its north, within 90°, and its west and east within 180°",
        )
    projection = projection_for(frame)
    degrees_box = Box(frame.west, frame.south, frame.west + frame.breadth, frame.north)
    plane = bounds(projection.forward(x, y) for x, y in _perimeter(degrees_box))
    tall = height or min(width * plane.height / plane.width, width * TALLEST)
    scale = min(width / plane.width, tall / plane.height)
    view = View(projection, scale, plane.center, Box(0.0, 0.0, width, tall), degrees_box, is_world(frame))
    shown = bounds(view.earth(x, y) for x, y in _perimeter(view.box))
    around = Box(
        max(shown.left - 0.1, projection.center - 180),
        max(shown.top - 0.1, -90.0),
        min(shown.right + 0.1, projection.center + 180),
        min(shown.bottom + 0.1, 90.0),
    )
    return View(projection, scale, plane.center, view.box, around, view.world)


def frame_of(countries: Sequence[str], outlines: Outlines) -> Frame:
    """The frame that holds countries with a margin around them. Raises `Problem` for an unknown code."""
    boxes = [_mainland(outlines.countries[known_code(code, outlines)]) for code in countries]
    first = boxes[0]
    for box in boxes[1:]:
        turn = 360 * round((first.center[0] - box.center[0]) / 360)
        first = _hull(first, Box(box.left + turn, box.top, box.right + turn, box.bottom))
    margin = MARGIN * max(first.width * cos(radians(first.center[1])), first.height)
    sideways = margin / max(cos(radians(first.center[1])), 0.2)
    breadth = min(first.width + 2 * sideways, 360.0)
    west = (first.center[0] - breadth / 2 + 180) % 360 - 180
    east = west + breadth if breadth == 360 else (west + breadth + 180) % 360 - 180
    return Frame(west=west, south=max(first.top - margin, -90.0), east=east, north=min(first.bottom + margin, 90.0))


def known_code(code: str, outlines: Outlines) -> str:
    """The code of `outlines.countries` for a country. Raises `Problem` if there is none."""
    known = outlines.code(code)
    if known is None:
        raise codes.UNKNOWN_COUNTRY.problem(0, len(code), country=code)
    return known


def _mainland(shapes: Sequence[Shape]) -> Box:
    """The box of a country's largest part and of all that lies near it, island after island."""
    boxes = sorted((shape.box for shape in shapes), key=lambda box: -box.width * box.height)
    box, rest = boxes[0], boxes[1:]
    grown = True
    while grown:
        grown = False
        for other in list(rest):
            turn = 360 * round((box.center[0] - other.center[0]) / 360)
            near = Box(other.left + turn, other.top, other.right + turn, other.bottom)
            if near.overlaps(box.grown(NEAR)):
                box = _hull(box, near)
                rest.remove(other)
                grown = True
    return box


def _hull(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def great_circle(start: Position, end: Position) -> list[Point]:
    """Degrees of longitude and latitude along the shortest way, at most a degree apart; longitudes run on past 180."""
    lon1, lat1 = radians(start.longitude), radians(start.latitude)
    lon2, lat2 = radians(end.longitude), radians(end.latitude)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    angle = 2 * asin(min(1.0, sqrt(half)))
    count = max(1, int(degrees(angle)) + 1)
    way: list[Point] = [(float(start.longitude), float(start.latitude))]
    for step in range(1, count):
        share = step / count
        a, b = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
        x = a * cos(lat1) * cos(lon1) + b * cos(lat2) * cos(lon2)
        y = a * cos(lat1) * sin(lon1) + b * cos(lat2) * sin(lon2)
        z = a * sin(lat1) + b * sin(lat2)
        way.append((degrees(atan2(y, x)), degrees(atan2(z, sqrt(x * x + y * y)))))
    return _run_on([*way, (float(end.longitude), float(end.latitude))])


def distance(start: Position, end: Position) -> float:
    """Kilometres along the shortest way, on a sphere of the earth's area."""
    lat1, lat2 = radians(start.latitude), radians(end.latitude)
    turn = radians(end.longitude - start.longitude)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(turn / 2) ** 2
    return 2 * AUTHALIC / 1000 * asin(min(1.0, sqrt(half)))


def _run_on(way: Sequence[Point]) -> list[Point]:
    """Longitudes without jumps of a whole turn."""
    kept = [way[0]]
    for longitude, latitude in way[1:]:
        kept.append((longitude + 360 * round((kept[-1][0] - longitude) / 360), latitude))
    return kept


def way_lines(view: View, stops: Sequence[Position]) -> list[list[Point]]:
    """What the page shows of a route along positions."""
    way = [point for a, b in pairwise(stops) for point in great_circle(a, b)]
    way = _run_on(way)
    parts: list[list[Point]] = []
    for turn in (0.0, -360.0, 360.0):
        moved = [(x + turn, y) for x, y in way]
        for piece in clip_line(moved, view.shown):
            parts += clip_line([view.page(x, y) for x, y in piece], view.box)
    return parts
