"""Boxes and lines that have their places, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot

from briefkit.report.diagrams.setting import LEADING, Setter
from briefkit.report.drawing import Canvas, Drawing, Look, path

Point = tuple[float, float]

STROKE = 0.6
PAD_X = 4.5
PAD_Y = 3.5
SMALLEST = 6.5
NOTE_GAP = 1.5
MARK_GAP = 0.8


@dataclass(frozen=True, slots=True)
class Sizes:
    """The size of labels; small texts and marks are a point smaller, as far as they can be read."""

    label: float

    @property
    def small(self) -> float:
        return max(SMALLEST, self.label - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inscription:
    """What stands in a box, broken into lines."""

    label: tuple[str, ...]
    small: tuple[str, ...]
    mark: str
    width: float  # of the widest line
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box in its place, of kind "top", "tinted" or "plain". Its text stands in the middle, or so far from the top."""

    id: str
    x: float
    y: float
    width: float
    height: float
    inscription: Inscription
    kind: str = "plain"
    text_top: float | None = None

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def centre(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """The label and mark of a line, in its place; (x, y) is its upper left corner."""

    lines: tuple[str, ...]
    mark: str
    x: float
    y: float
    width: float
    height: float
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line from box to box, along points."""

    source: str
    target: str
    points: tuple[Point, ...]
    dotted: bool = False
    arrow: bool = False
    across: bool = False  # not part of the tree that it runs through
    tag: Tag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A diagram in which everything has its place. Its upper left corner is (0, 0)."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    sizes: Sizes
    width: float
    height: float


def inscribe(
    setter: Setter, label: str, small: Iterable[str], mark: str, width: float, sizes: Sizes, *, cut: bool
) -> Inscription | None:
    """A label and small texts in lines that fit a box of this width, or None if they do not."""
    room = width - 2 * PAD_X
    tail = mark_width(setter, mark, sizes)
    lines = setter.balanced(label, room, sizes.label, bold=True, tail=tail, cut=cut)
    notes: list[str] = []
    for text in small:
        broken = setter.balanced(text, room, sizes.small, cut=cut)
        if broken is None:
            return None
        notes += broken
    if lines is None:
        return None
    widths = [setter.width(line, sizes.label, bold=True) for line in lines]
    widths[-1:] = [width + tail for width in widths[-1:]]
    widths += [setter.width(line, sizes.small) for line in notes]
    height = 2 * PAD_Y + LEADING * (sizes.label * len(lines) + sizes.small * len(notes)) + NOTE_GAP * bool(notes)
    return Inscription(
        label=lines, small=tuple(notes), mark=mark, width=max(widths, default=0) + 2 * PAD_X, height=height
    )


def mark_width(setter: Setter, mark: str, sizes: Sizes) -> float:
    """The room that a mark takes behind the last line."""
    return MARK_GAP + setter.width(mark, sizes.small) if mark else 0.0


def gathered(layout_boxes: Sequence[Box], lines: Sequence[Line], sizes: Sizes) -> Layout:
    """A layout moved to the upper left corner, just as large as what it holds."""
    xs = [x for box in layout_boxes for x in (box.x, box.right)] + [x for line in lines for x, _ in line.points]
    ys = [y for box in layout_boxes for y in (box.y, box.bottom)] + [y for line in lines for _, y in line.points]
    for line in lines:
        if line.tag:
            xs += [line.tag.x, line.tag.x + line.tag.width]
            ys += [line.tag.y, line.tag.y + line.tag.height]
    left, top = min(xs) - STROKE, min(ys) - STROKE
    return Layout(
        boxes=tuple(replace(box, x=box.x - left, y=box.y - top) for box in layout_boxes),
        lines=tuple(_moved(line, -left, -top) for line in lines),
        sizes=sizes,
        width=max(xs) + STROKE - left,
        height=max(ys) + STROKE - top,
    )


def fits(layout: Layout, width: float, height: float) -> bool:
    """Whether a layout is no larger than told."""
    return layout.width <= width + 0.01 and layout.height <= height + 0.01


def _moved(line: Line, right: float, down: float) -> Line:
    tag = replace(line.tag, x=line.tag.x + right, y=line.tag.y + down) if line.tag else None
    return replace(line, points=tuple((x + right, y + down) for x, y in line.points), tag=tag)


# --- Drawing ----------------------------------------------------------------------------------------------------------


def draw(layout: Layout, look: Look, setter: Setter) -> Drawing:
    """The drawing: lines first, then arrowheads, boxes with their texts, and the texts of lines."""
    canvas = Canvas(look)
    for across, dotted in ((False, True), (False, False), (True, True), (True, False)):
        ways = [_way(line) for line in layout.lines if (line.across, line.dotted) == (across, dotted)]
        if ways:
            canvas.add(
                "path", d="".join(path(stretch) for stretch in merged(ways)), fill="none",
                stroke=look.accent if across else look.soft, stroke_width=STROKE,
                stroke_linecap=None if dotted else "square", stroke_dasharray="1.8 1.6" if dotted else None,
            )  # fmt: skip
    heads = dict.fromkeys(path(_head(line.points), closed=True) for line in layout.lines if line.arrow)
    if heads:
        canvas.add("path", d="".join(heads), fill=look.soft)
    for box in layout.boxes:
        _draw_box(canvas, box, layout.sizes, setter)
    for line in layout.lines:
        if line.tag:
            _draw_tag(canvas, line.tag, layout.sizes, setter)
    return canvas.finish(layout.width, layout.height)


def merged(ways: Sequence[Sequence[Point]]) -> list[tuple[Point, Point]]:
    """The stretches of level and upright ways, each once: where two share a stretch it must not look bolder."""
    level: dict[float, list[Point]] = {}
    upright: dict[float, list[Point]] = {}
    for way in ways:
        for (x0, y0), (x1, y1) in pairwise(way):
            if y0 == y1:
                level.setdefault(round(y0, 2), []).append((min(x0, x1), max(x0, x1)))
            else:
                upright.setdefault(round(x0, 2), []).append((min(y0, y1), max(y0, y1)))
    stretches = [((low, y), (high, y)) for y, spans in level.items() for low, high in _united(spans)]
    return stretches + [((x, low), (x, high)) for x, spans in upright.items() for low, high in _united(spans)]


def _united(spans: Iterable[Point]) -> list[Point]:
    united: list[Point] = []
    for low, high in sorted(spans):
        if united and low <= united[-1][1]:
            united[-1] = (united[-1][0], max(high, united[-1][1]))
        else:
            united.append((low, high))
    return united


HEAD_LENGTH = 4.6
_HEAD_HALF = 1.55


def _way(line: Line) -> tuple[Point, ...]:
    """The points of a line, which ends inside its arrowhead so that the head stays sharp."""
    if not line.arrow:
        return line.points
    (x, y), (dx, dy) = line.points[-1], _direction(line.points)
    return (*line.points[:-1], (x - dx * HEAD_LENGTH / 2, y - dy * HEAD_LENGTH / 2))


def _head(points: Sequence[Point]) -> tuple[Point, ...]:
    (x, y), (dx, dy) = points[-1], _direction(points)
    back_x, back_y = x - dx * HEAD_LENGTH, y - dy * HEAD_LENGTH
    notch_x, notch_y = x - dx * HEAD_LENGTH * 0.78, y - dy * HEAD_LENGTH * 0.78
    return (
        (x, y),
        (back_x - dy * _HEAD_HALF, back_y + dx * _HEAD_HALF),
        (notch_x, notch_y),
        (back_x + dy * _HEAD_HALF, back_y - dx * _HEAD_HALF),
    )


def _direction(points: Sequence[Point]) -> Point:
    (x0, y0), (x1, y1) = points[-2], points[-1]
    length = hypot(x1 - x0, y1 - y0) or 1.0
    return (x1 - x0) / length, (y1 - y0) / length


def _draw_box(canvas: Canvas, box: Box, sizes: Sizes, setter: Setter) -> None:
    look, top = canvas.look, box.kind == "top"
    fill = {"top": look.ink, "tinted": look.tint}.get(box.kind, look.paper)
    canvas.add(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, fill=fill,
        stroke=look.ink if top else look.soft, stroke_width=STROKE,
    )  # fmt: skip
    inscription = box.inscription
    y = PAD_Y + (box.centre - inscription.height / 2 if box.text_top is None else box.y + box.text_top)
    color = look.paper if top else look.ink
    for at, text in enumerate(inscription.label):
        mark = inscription.mark if at == len(inscription.label) - 1 else ""
        width = setter.width(text, sizes.label, bold=True)
        middle = box.middle - mark_width(setter, mark, sizes) / 2
        base = y + _base(sizes.label)
        canvas.text(middle, base, text, size=sizes.label, bold=True, color=color, anchor="middle")
        _draw_mark(canvas, middle + width / 2, base, mark, sizes, look.paper if top else look.accent)
        y += LEADING * sizes.label
    y += NOTE_GAP
    for text in inscription.small:
        base = y + _base(sizes.small)
        canvas.text(box.middle, base, text, size=sizes.small, color=look.paper if top else look.soft, anchor="middle")
        y += LEADING * sizes.small


def _draw_tag(canvas: Canvas, tag: Tag, sizes: Sizes, setter: Setter) -> None:
    look = canvas.look
    for at, text in enumerate(tag.lines or ("",)):
        base = tag.y + LEADING * sizes.small * at + _base(sizes.small)
        mark = tag.mark if at >= len(tag.lines) - 1 else ""
        width = setter.width(text, sizes.small)
        spare = tag.width - width - mark_width(setter, mark, sizes)
        left = tag.x + spare * {"start": 0.0, "middle": 0.5, "end": 1.0}[tag.anchor]
        canvas.text(left, base, text, size=sizes.small, color=look.soft)
        _draw_mark(canvas, left + width, base, mark, sizes, look.accent)


def _draw_mark(canvas: Canvas, x: float, base: float, mark: str, sizes: Sizes, color: str) -> None:
    canvas.text(x + MARK_GAP, base - 0.3 * sizes.label, mark, size=sizes.small, color=color)


def _base(size: float) -> float:
    """How far the base line lies under the top of its line: capitals stand in the middle."""
    return size * (LEADING / 2 + 0.33)
