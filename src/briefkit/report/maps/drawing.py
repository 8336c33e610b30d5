"""A map drawn: from what a writer says of it and the outlines of the earth to an SVG with its texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from math import atan2, cos, hypot, sin

from briefkit.findings import bk7_rendering as codes
from briefkit.report.drawing import Canvas, Drawing, Look, Measure, path
from briefkit.report.maps.clipping import Box, Point
from briefkit.report.maps.furniture import Entry, SizeText, Strip, draw_strip, scale_bar
from briefkit.report.maps.inset import draw_inset, inset_view, moved
from briefkit.report.maps.mask import mask
from briefkit.report.maps.model import KINDS, Frame, Map, Place, Position, Route
from briefkit.report.maps.outlines import KILOMETRES, Atlas, Outlines
from briefkit.report.maps.placement import Candidate, Label, Lines, Taken, beside, place
from briefkit.report.maps.symbols import SYMBOLS, Sizes, draw_size, draw_symbol, ends, reach, sizes_of
from briefkit.report.maps.terrain import draw_terrain
from briefkit.report.maps.view import View, frame_of, known_code, view_of, way_lines

MOST_PLACES = 40
SHORT, LEAST_LEG = 4.5, 16.0  # points: an arrow stops short of its end; a leg that is shorter bears none
NAME, FIGURE, MARK = 7.6, 7.0, 6.5  # points: the type of labels, of their figures, of the marks of notes
LEAD, SECOND = 9.0, 8.2  # points: the height of a label's first line, and of its second
COUNTRY = 7.4  # points: the type of names of countries, which are set in capitals
TRACKING = 0.08  # ems between their letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a map is drawn with: look and widths of type, fixed words, how a figure of the size legend is written.

    `words` has `map_` and the kind of a place for each kind, `map_unsettled`, `map_kilometres` and `map_metres`.
    """

    look: Look
    measure: Measure
    words: Mapping[str, str]
    size_text: SizeText = str


@dataclass(slots=True)
class _Sheet:
    """A map in the making."""

    map: Map
    view: View
    outlines: Outlines
    setting: Setting
    canvas: Canvas
    sizes: Sizes | None
    taken: Taken = field(default_factory=Taken)
    lines: Lines = field(default_factory=Lines)


def draw_map(
    described: Map, atlas: Atlas, setting: Setting, *, width: float, height: float | None = None
) -> Drawing:  # fmt: skip
    """A map of this width in points. `height` is that of the map above its legend; without it the frame's own.

    Raises `Problem` for a place or a whole route outside the frame, an unknown country, a frame that is none,
    figures of several units, and more places than there is room for.
    """
    if len(described.places) > MOST_PLACES:
        raise _too_many(described, "a map of more cannot be read")
    frame = _frame(described.frame, atlas)
    view = view_of(frame, width, height)
    points = [view.at(one.position) for one in described.places]
    for one, point in zip(described.places, points, strict=True):
        if not (view.box.grown(-0.5).holds(point) and _in_degrees(one, view)):
            raise _outside(one.label, frame)
    outlines = atlas.outlines(view.shown, _scale(view))
    sheet = _Sheet(
        described, view, outlines, setting, Canvas(setting.look), sizes_of(described.places)
    )  # fmt: skip
    return _drawn(sheet, atlas, points)


def _frame(frame: Frame | tuple[str, ...], atlas: Atlas) -> Frame:
    return frame if isinstance(frame, Frame) else frame_of(frame, atlas.all())


def _scale(view: View) -> float:
    """Points to a degree of latitude."""
    return view.point_scale() * KILOMETRES


def _in_degrees(one: Place, view: View) -> bool:
    """Whether a map shows a place, and not what is drawn at the same point."""
    longitude = float(one.position.longitude)
    longitude += 360 * round((view.shown.center[0] - longitude) / 360)
    return view.shown.holds((longitude, float(one.position.latitude)))


def _outside(label: str, frame: Frame) -> Exception:
    edges = f"{frame.south:.1f} to {frame.north:.1f} north, {frame.west:.1f} to {frame.east:.1f} east"
    return codes.PLACE_OUTSIDE.problem(place=label, frame=edges)


def _too_many(described: Map, reason: str) -> Exception:
    return codes.TOO_MANY_PLACES.problem(count=len(described.places), most=MOST_PLACES, reason=reason)


def _drawn(sheet: _Sheet, atlas: Atlas, points: Sequence[Point]) -> Drawing:
    described, view, canvas = sheet.map, sheet.view, sheet.canvas
    emphasis = described.emphasis or (described.frame if isinstance(described.frame, tuple) else ())
    known = {code: known_code(code, atlas.all()) for code in (*emphasis, *described.names)}
    terrain = draw_terrain(canvas, view, sheet.outlines, {known[code] for code in emphasis}, described.rivers)
    for line in terrain.edges:
        sheet.lines.add(line, 1.0)
    ways = [way_lines(view, route.stops) for route in described.routes]
    for route, parts in zip(described.routes, ways, strict=True):
        if not parts:
            raise _outside(route.label, _frame(described.frame, atlas))
        _draw_route(sheet, route, parts)
    for one, point in zip(described.places, points, strict=True):
        sheet.taken.discs.append((point, reach(one, sheet.sizes)))
    _draw_places(sheet, points)
    inset = _inset(sheet, atlas, terrain.emphasised)
    labels = _place_labels(sheet, points, ways)
    _draw_names(sheet, labels, known)
    if inset:
        draw_inset(canvas, inset, view, atlas, {known[code] for code in emphasis})
    _draw_labels(sheet, labels)
    canvas.add(
        "rect", x=0.0, y=0.0, width=view.box.width, height=view.box.height, fill="none", stroke=canvas.look.rule,
        stroke_width=0.6,
    )  # fmt: skip
    strip = _strip(sheet, unsettled=terrain.unsettled)
    return canvas.finish(view.box.width, view.box.height + draw_strip(canvas, strip, view.box.height + 3))


def _draw_route(sheet: _Sheet, route: Route, parts: Sequence[Sequence[Point]]) -> None:
    look = sheet.canvas.look
    for part in parts:
        sheet.lines.add(part, 2.0)
    d = "".join(path(part) for part in parts)
    for width, stroke, dashes in ((2.6, look.paper, None), (1.2, look.accent, "4 2.2" if route.dashed else None)):
        sheet.canvas.add("path", d=d, fill="none", stroke=stroke, stroke_width=width, stroke_dasharray=dashes)
    if route.directed:
        (x, y), turn = _head(sheet.view, route)
        wings = [(x - 5.5 * cos(turn + side), y - 5.5 * sin(turn + side)) for side in (-0.45, 0.45)]
        sheet.canvas.add("path", d=path([(x, y), *wings], closed=True), fill=look.accent)


def _head(view: View, route: Route) -> tuple[Point, float]:
    """The tip of a route's arrow and its direction: at the end, clear of the symbol there; in the middle of the longest
    leg if the last is too short to show it."""
    legs = [(_length(view, leg), leg) for leg in pairwise(route.stops)]
    length, leg = legs[-1]
    if length >= LEAST_LEG:
        ending = way_lines(view, leg)[-1]
        return _along(ending, 1 - SHORT / length)
    return _along(max(way_lines(view, max(legs, key=_first)[1]), key=len), 0.55)


def _first(leg: tuple[float, tuple[Position, Position]]) -> float:
    return leg[0]


def _length(view: View, leg: tuple[Position, Position]) -> float:
    (x1, y1), (x2, y2) = (view.at(stop) for stop in leg)
    return hypot(x2 - x1, y2 - y1)


def _draw_places(sheet: _Sheet, points: Sequence[Point]) -> None:
    """All circles, the largest first, and over them all symbols."""
    described = sorted(
        zip(sheet.map.places, points, strict=True), key=lambda one: -reach(one[0], sheet.sizes)
    )  # fmt: skip
    for one, point in described:
        if sheet.sizes and one.value is not None:
            draw_size(sheet.canvas, sheet.sizes, *ends(one), point)
    for one, point in described:
        draw_symbol(sheet.canvas, one.kind, point, inside=one.value is not None)


def _inset(sheet: _Sheet, atlas: Atlas, emphasised: Sequence[Sequence[Point]]) -> View | None:
    """The view of the inset, moved to the corner where it covers least; the corner counts as taken."""
    if sheet.map.inset is None:
        return None
    small = inset_view(_frame(sheet.map.inset, atlas), sheet.view)
    covered = mask(emphasised, sheet.view.box) if emphasised else None
    frame, best, least = sheet.view.box.grown(-5), None, float("inf")
    for left in (frame.right - small.box.width, frame.left):
        for top in (frame.top, frame.bottom - small.box.height):
            box = Box(left, top, left + small.box.width, top + small.box.height)
            cost = 1000.0 * sheet.taken.meets(box.grown(4))
            cost += sheet.lines.cost(box) + (covered.count(box) if covered else 0)
            if cost < least:
                best, least = box, cost
    if best is None or least >= 1000:
        raise _too_many(sheet.map, "the inset covers a place in every corner; make it smaller or leave it out")
    sheet.taken.boxes.append(best.grown(2))
    return moved(small, best)


def _label_size(sheet: _Sheet, one: Place) -> tuple[float, float]:
    measure = sheet.setting.measure
    name = measure.width(one.label, NAME, bold=one.kind == "capital")
    figure = measure.width(one.text, FIGURE)
    mark = measure.width(one.mark, MARK) + 0.6 if one.mark else 0.0
    wide = max(name, figure + mark) if one.text else name + mark
    return wide + 0.5, LEAD + (SECOND if one.text else 0.0)


def _place_labels(
    sheet: _Sheet, points: Sequence[Point], ways: Sequence[Sequence[Sequence[Point]]]
) -> list[Candidate]:  # fmt: skip
    """Where the labels of places stand, in their order, and after them those of routes that have one."""
    labels = []
    for one, point in zip(sheet.map.places, points, strict=True):
        wide, high = _label_size(sheet, one)
        radius = reach(one, sheet.sizes)
        labels.append(Label(wide, high, point, radius, tuple(beside(point, radius, wide, high, LEAD))))
    for route, parts in zip(sheet.map.routes, ways, strict=True):
        if route.label:
            labels.append(_route_label(sheet, route.label, max(parts, key=len)))
    placed = place(labels, sheet.view.box.grown(-2.5), sheet.taken, sheet.lines)
    if placed is None:
        raise _too_many(sheet.map, "there is no room for all of the labels")
    return placed


def _route_label(sheet: _Sheet, text: str, line: Sequence[Point]) -> Label:
    """A label along a route: over it or under it, at its middle or nearer to an end."""
    wide, high = sheet.setting.measure.width(text, FIGURE) + 0.5, LEAD
    found: list[Candidate] = []
    middle = _along(line, 0.5)
    for rank, share in enumerate((0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)):
        (x, y), turn = _along(line, share)
        across, up = abs(sin(turn)), abs(cos(turn))
        for side in (-1, 1):
            away = 3.5 + (wide / 2) * across + (high / 2) * up
            dx, dy = -sin(turn) * away * side, cos(turn) * away * side
            box = Box(x + dx - wide / 2, y + dy - high / 2, x + dx + wide / 2, y + dy + high / 2)
            found.append(Candidate(box, "middle", rank * 0.8 + (side > 0) * 0.3))
    found += [one for one in beside(middle[0], 0.0, wide, high) if one.leader]
    return Label(wide, high, middle[0], 0.0, tuple(found))


def _along(line: Sequence[Point], share: float) -> tuple[Point, float]:
    """The point at a share of a line's length, and the direction there."""
    steps = [hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(line)]
    left = share * sum(steps)
    for ((x1, y1), (x2, y2)), step in zip(pairwise(line), steps, strict=True):
        if left <= step and step:
            return (x1 + (x2 - x1) * left / step, y1 + (y2 - y1) * left / step), atan2(y2 - y1, x2 - x1)
        left -= step
    return line[-1], 0.0


def _draw_names(sheet: _Sheet, labels: Iterable[Candidate], known: Mapping[str, str]) -> None:
    """The names of countries, where they fit into what the map shows of them."""
    taken = [*sheet.taken.around(), *(one.box.grown(2) for one in labels)]
    for code, name in sheet.map.names.items():
        rings = sheet.view.rings(sheet.outlines.countries.get(known[code], ()))
        if not rings:
            continue
        text = name.upper()
        wide = sheet.setting.measure.width(text, COUNTRY) + TRACKING * COUNTRY * len(text)
        edge = sheet.view.box.grown(-3)
        middle = mask(rings, sheet.view.box).without([*taken, *_outside_of(edge, sheet.view.box)]).room(wide, COUNTRY)
        if middle is not None:
            _spaced(sheet.canvas, middle[0], middle[1] + COUNTRY * 0.34, text)
            taken.append(Box(middle[0] - wide / 2, middle[1] - 5, middle[0] + wide / 2, middle[1] + 5))


def _outside_of(inner: Box, outer: Box) -> tuple[Box, ...]:
    """The four strips between two boxes."""
    return (
        Box(outer.left, outer.top, outer.right, inner.top),
        Box(outer.left, inner.bottom, outer.right, outer.bottom),
        Box(outer.left, outer.top, inner.left, outer.bottom),
        Box(inner.right, outer.top, outer.right, outer.bottom),
    )


def _spaced(canvas: Canvas, x: float, y: float, text: str) -> None:
    """A line of text with space between its letters, in the middle of x."""
    canvas.parts.append(
        f'<text x="{x + TRACKING * COUNTRY / 2:.2f}" y="{y:.2f}" font-size="{COUNTRY}" fill="{canvas.look.soft}" '
        f'letter-spacing="{TRACKING * COUNTRY:.2f}" text-anchor="middle">{escape(text)}</text>'
    )
    canvas.texts.append(text)


def _draw_labels(sheet: _Sheet, placed: Sequence[Candidate]) -> None:
    canvas, look = sheet.canvas, sheet.canvas.look
    for one in placed:
        if one.leader:
            canvas.add("path", d=path(one.leader), fill="none", stroke=look.soft, stroke_width=0.5)
    for spot, candidate in zip(sheet.map.places, placed, strict=False):
        _draw_label(sheet, spot, candidate)
    texts = [route.label for route in sheet.map.routes if route.label]
    for text, candidate in zip(texts, placed[len(sheet.map.places) :], strict=False):
        x, anchor = _start(candidate)
        canvas.text(x, candidate.box.top + 6.9, text, size=FIGURE, italic=True, color=look.accent, anchor=anchor)


def _start(candidate: Candidate) -> tuple[float, str]:
    """Where the lines of a label begin, end or have their middle."""
    box = candidate.box
    return {"start": box.left, "middle": box.center[0], "end": box.right}[candidate.align], candidate.align


def _draw_label(sheet: _Sheet, one: Place, candidate: Candidate) -> None:
    """The label of a place, below it its figure, and behind the last of the two the mark of a note."""
    canvas, measure, look = sheet.canvas, sheet.setting.measure, sheet.canvas.look
    bold = one.kind == "capital"
    mark = measure.width(one.mark, MARK) + 0.6 if one.mark else 0.0
    rows = [(one.label, NAME, bold, look.ink, candidate.box.top + 6.9)]
    if one.text:
        rows.append((one.text, FIGURE, False, look.soft, candidate.box.top + 6.9 + SECOND))
    for at, (text, size, heavy, color, base) in enumerate(rows):
        wide = measure.width(text, size, bold=heavy)
        own = mark if at == len(rows) - 1 else 0.0
        x, anchor = _start(candidate)
        left = {"start": x, "middle": x - (wide + own) / 2, "end": x - wide - own}[anchor]
        canvas.text(left, base, text, size=size, bold=heavy, color=color)
        if own:
            canvas.text(left + wide + 0.6, base - 2.2, one.mark, size=MARK, color=color)


def _strip(sheet: _Sheet, *, unsettled: bool) -> Strip:
    described, words = sheet.map, sheet.setting.words
    used = {one.kind for one in described.places}
    entries = [Entry(kind, words[f"map_{kind}"]) for kind in KINDS if kind in used and kind in SYMBOLS]
    if unsettled:
        entries.append(Entry("unsettled", words["map_unsettled"]))
    shows_bar = described.scale_bar and not sheet.view.world
    width = sheet.view.box.width
    return Strip(
        width=width,
        entries=entries if described.legend else (),
        sizes=sheet.sizes if described.legend else None,
        size_text=sheet.setting.size_text,
        bar=scale_bar(sheet.view.point_scale(), width, words) if shows_bar else None,
        measure=sheet.setting.measure,
    )
