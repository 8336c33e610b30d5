"""Charts in rows: bars, groups of bars, ranges and dots. A row is a category; each series has a lane in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefkit.report.charts.fills import ARROW, SHAPES, arrow, color_of, hatching, mixed, pattern
from briefkit.report.charts.kit import Kit, draw_key, draw_level_axis, ticks_fit
from briefkit.report.charts.model import BARS, Chart, ChartValue
from briefkit.report.charts.scales import FEWEST, MOST, Scale, ends, round_ticks

_GAP = 5.0  # points between a mark and its text, and between labels and marks
_NARROW = 0.34  # of the width: with less than that for the marks, the texts go above them


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: the labels' column, the axis, the height of a lane; whether texts stand above the marks."""

    labels: float
    scale: Scale
    ticks: tuple[Decimal, ...]
    lane: float
    bar: float
    above: bool


def draw_rows(chart: Chart, kit: Kit) -> float:
    """Draw it: the height that it took."""
    frame = _frame(chart, kit)
    y = 2.0
    if len(chart.series) > 1:
        y = draw_key(kit, [series.label for series in chart.series], y, "point" if chart.kind == "dot" else "fill")
    top = y
    between = 5.0 if len(chart.series) == 1 else 8.0
    bars = chart.kind in BARS
    lanes: list[tuple[int, int, float]] = []
    for place, name in enumerate(chart.categories):
        y = _row(chart, kit, frame, place, name, y, lanes) + between
    bottom = y - between + 3
    scene, look = kit.scene, kit.scene.look
    for number, place, middle in lanes:
        value = chart.series[number].values[place]
        if value is not None and not bars and value.low > frame.scale.low:
            hair = mixed(look.rule, look.paper, 0.6)
            scene.rule((frame.scale.start, middle), (frame.scale.at(value.low) - 3, middle), hair, 0.35)
        if value is not None:
            _mark(kit, frame, value, number, place, middle, bars=bars, dot=chart.kind == "dot")
    if frame.scale.low <= 0 <= frame.scale.high:
        zero, half = frame.scale.at(Decimal(0)), frame.bar / 2 + 1.5
        # Beside texts that stand above their bars the line would run through them.
        spans = [(middle - half, middle + half) for *_, middle in lanes] if frame.above else [(top - 1, bottom)]
        for start, end in spans:
            scene.rule((zero, start), (zero, end), look.ink if bars else look.rule, 0.6 if bars else 0.5)
    return draw_level_axis(kit, frame.scale, frame.ticks, chart.unit, bottom)


def _frame(chart: Chart, kit: Kit) -> _Frame:
    bars = chart.kind in BARS
    bar = {"bar": 10.0, "grouped": 8.0, "range": 7.0, "dot": 6.0}[chart.kind]
    lane = max(bar + 2, kit.line * (1 if bars else 1.15))
    column = max(
        (kit.wide(line) for name in chart.categories for line in kit.broken(name, kit.width * 0.3)), default=0.0
    )
    for labels, above in ((column + _GAP + 4.5, False), (0.0, True)):
        found = _axis(chart, kit, labels, above)
        if found is not None:
            scale, ticks = found
            return _Frame(labels, scale, ticks, lane, bar, above)
    raise AssertionError("an axis over the whole width always fits")


def _axis(chart: Chart, kit: Kit, start: float, above: bool) -> tuple[Scale, tuple[Decimal, ...]] | None:
    """The axis and as many ticks as find room; None if the texts leave too little room for marks beside them."""
    values = [value for *_, value in chart.marks()]
    low, high = ends([end for value in values for end in (value.low, value.high)], zero=chart.zero)
    if any(value.direction < 0 and (chart.kind not in BARS or value.low < 0) for value in values):
        start += ARROW + 2
    found = None
    for most in range(MOST, FEWEST - 1, -1):
        ticks = round_ticks(low, high, most)
        first = max(start, kit.wide(kit.tick(ticks[0])) / 2)
        end = _axis_end(chart, kit, ticks, first, above)
        if end - first >= kit.width * _NARROW or above:
            found = Scale(ticks[0], ticks[-1], first, max(end, first + 40)), ticks
            if ticks_fit(kit, ticks, found[0].start, found[0].end):
                break
    return found


def _axis_end(chart: Chart, kit: Kit, ticks: tuple[Decimal, ...], start: float, above: bool) -> float:
    """How far to the right the axis may go, so that each text beside its mark has room; `start` if there is none."""
    end = kit.width - kit.wide(kit.tick(ticks[-1])) / 2 - 1
    for series in chart.series:
        for place, value in enumerate(series.values):
            if value is None:
                share, room = 0.0, 0.0 if above else kit.wide(series.status(place))
            else:
                share = float((_far(chart, value) - ticks[0]) / (ticks[-1] - ticks[0]))
                room = _beyond(chart, value) + (0 if above else _GAP + kit.wide(value.text))
            left = kit.width - 1 - start - room
            if share * (end - start) > left:
                end = start + max(left, 0) / share
            elif left < 0:
                return start
    return end


def _far(chart: Chart, value: ChartValue) -> Decimal:
    """The right end of a mark."""
    return max(value.high, Decimal(0)) if chart.kind in BARS else value.high


def _beyond(chart: Chart, value: ChartValue) -> float:
    """How far it goes on beyond its right end: by an arrow, a cap or half a symbol."""
    if value.direction > 0 and (chart.kind not in BARS or value.high >= 0):
        return ARROW + (0 if chart.kind in BARS else 3)
    return 3.0


def _row(
    chart: Chart, kit: Kit, frame: _Frame, place: int, name: str, y: float, lanes: list[tuple[int, int, float]]
) -> float:
    """The texts of one row; notes where its lanes are. The bottom of the row."""
    scene, count = kit.scene, len(chart.series)
    if frame.above:
        return _tall_row(chart, kit, frame, place, name, y, lanes)
    lines = kit.broken(name, kit.width * 0.3)
    height = max(len(lines) * kit.line, count * frame.lane)
    middle = y + height / 2
    for at, line in enumerate(lines):
        base = kit.base(middle + (at - (len(lines) - 1) / 2) * kit.line)
        scene.text(frame.labels - _GAP - 3, base, line, anchor="end", name=f"category {place}")
    for number, series in enumerate(chart.series):
        lane = middle + (number - (count - 1) / 2) * frame.lane
        value = series.values[place]
        lanes.append((number, place, lane))
        if value is None:
            zero = frame.scale.at(min(max(Decimal(0), frame.scale.low), frame.scale.high))
            x = min(zero + _GAP, kit.width - kit.wide(series.status(place)))
            scene.text(x, kit.base(lane), series.status(place), italic=True, color=scene.look.soft)
            continue
        x = frame.scale.at(_far(chart, value)) + _beyond(chart, value) + _GAP
        scene.text(x - 2, kit.base(lane), value.text, name=f"text {number} {place}")
    return y + height


def _tall_row(
    chart: Chart, kit: Kit, frame: _Frame, place: int, name: str, y: float, lanes: list[tuple[int, int, float]]
) -> float:
    """A row whose texts stand above its marks, since beside them they find no room."""
    scene = kit.scene
    for line in kit.broken(name, kit.width - frame.scale.start, bold=True):
        scene.text(frame.scale.start, y + kit.size, line, bold=True, name=f"category {place}")
        y += kit.line
    for number, series in enumerate(chart.series):
        value = series.values[place]
        text, label = (value.text, f"text {number} {place}") if value else (series.status(place), "")
        for line in kit.broken(text, kit.width - frame.scale.start):
            scene.text(
                frame.scale.start, y + kit.size, line,
                italic=not value, color=scene.look.ink if value else scene.look.soft, name=label,
            )  # fmt: skip
            y += kit.line
        if value:
            lanes.append((number, place, y + 2.5 + frame.bar / 2))
        y += (frame.bar + 4) if value else 1
    return y


def _mark(
    kit: Kit, frame: _Frame, value: ChartValue, number: int, place: int, middle: float, *, bars: bool, dot: bool
) -> None:
    """The mark of a value: solid as far as it is certain, hatched over its range, an arrow where it is a bound."""
    scene, scale, color = kit.scene, frame.scale, color_of(kit.scene, number)
    pale = mixed(color, scene.look.paper, 0.22)
    top, bottom = middle - frame.bar / 2, middle + frame.bar / 2
    tag = f"{number} {place}"
    if bars and value.certain:
        left, right = sorted((Decimal(0), value.certain))
        scene.rect(left, right, top, bottom, color, x=scale, name=f"solid {tag}")
        pattern(scene, (scale.at(left), scale.at(right), top, bottom), number)
    low, high = (min(value.low, value.certain), max(value.high, value.certain)) if bars else (value.low, value.high)
    if low < high and not dot:
        scene.rect(low, high, top, bottom, pale, x=scale, name=f"open {tag}")
        hatching(scene, (scale.at(low), scale.at(high), top, bottom), color)
    _ends(kit, frame, value, number, place, middle, bars=bars, dot=dot)


def _ends(
    kit: Kit, frame: _Frame, value: ChartValue, number: int, place: int, middle: float, *, bars: bool, dot: bool
) -> None:
    """The low and the high end of a range, the dot of a lone number, the arrows of bounds."""
    scene, scale, color = kit.scene, frame.scale, color_of(kit.scene, number)
    ink, tag = scene.look.ink if bars else color, f"{number} {place}"
    half = frame.bar / 2 - (1.5 if bars else 0)
    if value.low < value.high:
        scene.rule((value.low, middle), (value.high, middle), ink, 1.4 if dot else 0.8, x=scale, name=f"interval {tag}")
    if value.low < value.high or (bars and value.direction):
        for cap in sorted({value.low, value.high}):
            scene.rule((cap, middle - half), (cap, middle + half), ink, 0.8, x=scale, name=f"cap {tag}")
    elif not bars:
        fill = scene.look.paper if value.direction else color
        scene.point(value.low, middle, SHAPES[number % len(SHAPES)], 30, fill, color, x=scale, name=f"dot {tag}")
    if value.direction:
        end = scale.at(value.high if value.direction > 0 else value.low)
        clear = 0.0 if bars or value.low < value.high else 3.1 * value.direction
        arrow(scene, (end + clear, middle), (value.direction, 0), ink, f"arrow {tag}")
