"""Lines over years or other categories in order: one panel, or one for each series on a shared scale.

A line joins neighbours that are both exact. Where one of them is a range, a band joins them; where one is missing,
nothing does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from briefkit.findings.bk7_rendering import CHART_CROWDED
from briefkit.report.charts.fills import ARROW, DASHES, SHAPES, arrow, color_of, mixed
from briefkit.report.charts.kit import TICK, Kit, draw_key
from briefkit.report.charts.model import Chart, ChartSeries, ChartValue
from briefkit.report.charts.placing import Area, Placer, leader
from briefkit.report.charts.scales import Scale, ends, round_ticks


@dataclass(frozen=True, slots=True)
class _Panel:
    """A plot: its number, its axes, the series in it, the labels that stand in it, and the room they may take."""

    number: int
    x: Scale
    y: Scale
    series: tuple[int, ...]
    placer: Placer


def draw_lines(chart: Chart, kit: Kit) -> float:
    """One panel with all series: the height that it took."""
    ticks = _ticks(chart)
    top = 2.0
    title = kit.broken(kit.title(chart.unit, Scale(ticks[0], ticks[-1], 0, 1)), kit.width)
    for line in title:
        kit.scene.text(0, top + kit.size * 0.8, line, color=kit.scene.look.soft)
        top += kit.line
    top += 4 if title else 0
    direct = len(chart.series) > 1 and all(series.values[-1] is not None for series in chart.series)
    if len(chart.series) > 1 and not direct:
        top = draw_key(kit, [series.label for series in chart.series], top, "line")
    head = _headroom(chart, kit)
    plot = (top + head, top + head + (kit.height or 150))
    left = max(kit.wide(kit.tick(value)) for value in ticks) + 6
    right = kit.width - max(6.0, kit.wide(chart.categories[-1]) / 2)
    if direct:
        blocks = [_end_block(chart, kit, number) for number in range(len(chart.series))]
        right = kit.width - 9 - _block_width(kit, blocks)
    panel = _panel(chart, kit, 0, (left, right), plot, ticks, tuple(range(len(chart.series))), kit.width)
    _draw_frame(kit, panel, ticks, labels=True)
    start = len(kit.scene.marks)
    _draw_marks(chart, kit, panel)
    _label_sides(chart, kit, panel, ends=direct)
    _draw_statuses(chart, kit, panel)
    _draw_labels(chart, kit, panel, ends_taken=direct)
    _draw_hairlines(kit, panel, ticks, right, start)
    return _draw_categories(chart, kit, panel)


def draw_multiples(chart: Chart, kit: Kit) -> float:
    """A panel for each series, all on one scale: the height that they took."""
    ticks = _ticks(chart)
    scene, look = kit.scene, kit.scene.look
    top = 2.0
    for line in kit.broken(kit.title(chart.unit, Scale(ticks[0], ticks[-1], 0, 1)), kit.width):
        scene.text(0, top + kit.size * 0.8, line, color=look.soft)
        top += kit.line
    left = max(kit.wide(kit.tick(value)) for value in ticks) + 6
    widest = max(kit.wide(value.text) for *_, value in chart.marks())
    apart = 16.0
    columns = min(3, len(chart.series))
    while columns > 1 and (kit.width - left - (columns - 1) * apart) / columns < max(widest * 1.6, 80):
        columns -= 1
    wide = (kit.width - left - (columns - 1) * apart) / columns
    head = _headroom(chart, kit)
    y = top + 6
    for first in range(0, len(chart.series), columns):
        numbers = range(first, min(first + columns, len(chart.series)))
        titles = [kit.broken(chart.series[number].label, wide, bold=True) for number in numbers]
        y += max(map(len, titles)) * kit.line
        bottoms = []
        for column, number in enumerate(numbers):
            start = left + column * (wide + apart)
            for at, line in enumerate(titles[column]):
                base = y - (len(titles[column]) - 1 - at) * kit.line - 3
                scene.text(start, base, line, bold=True, name=f"series {number}")
            plot = (y + head, y + head + (kit.height or 74))
            panel = _panel(chart, kit, number, (start, start + wide), plot, ticks, (number,), start + wide)
            _draw_frame(kit, panel, ticks, labels=column == 0)
            below = len(scene.marks)
            _draw_marks(chart, kit, panel)
            _draw_statuses(chart, kit, panel)
            _draw_labels(chart, kit, panel, ends_taken=False)
            _draw_hairlines(kit, panel, ticks, start + wide, below)
            bottoms.append(_draw_categories(chart, kit, panel))
        y = max(bottoms) + 10
    return y - 10


def _ticks(chart: Chart) -> tuple[Decimal, ...]:
    low, high = ends([end for *_, value in chart.marks() for end in (value.low, value.high)], zero=chart.zero)
    return round_ticks(low, high)


def _headroom(chart: Chart, kit: Kit) -> float:
    """Room above the highest tick for labels and arrows."""
    return kit.line + 6 + (ARROW if any(value.direction > 0 for *_, value in chart.marks()) else 0)


def _panel(
    chart: Chart, kit: Kit, number: int, across: tuple[float, float], plot: tuple[float, float],
    ticks: Sequence[Decimal], series: tuple[int, ...], edge: float,
) -> _Panel:  # fmt: skip
    (left, right), (top, bottom) = across, plot
    places = chart.places
    low, high = (places[0], places[-1]) if len(places) > 1 else (places[0] - 1, places[0] + 1)
    inset = 8.0
    if len(series) > 1:
        inset = max(inset, 17 + _block_width(kit, [_start_block(chart, kit, number) for number in series]))
    x = Scale(low, high, left + inset, right - 8)
    placer = Placer((left, top - _headroom(chart, kit), edge, bottom + 1), kit.size)
    return _Panel(number, x, Scale(ticks[0], ticks[-1], bottom, top), series, placer)


def _draw_frame(kit: Kit, panel: _Panel, ticks: Sequence[Decimal], *, labels: bool) -> None:
    """The ticks of the upright axis, with their labels to the left."""
    scene, look = kit.scene, kit.scene.look
    left = panel.placer.bounds[0]
    panel.placer.hairlines += [panel.y.at(value) for value in ticks]
    for value in ticks:
        scene.rule((left - TICK, value), (left, value), look.rule, 0.5, y=panel.y, name=f"tick {panel.number} {value}")
    for value in ticks if labels else ():
        scene.text(
            left - 6, kit.base(panel.y.at(value)), kit.tick(value),
            color=look.soft, anchor="end", name=f"ticktext {panel.number} {value}",
        )  # fmt: skip


def _draw_hairlines(kit: Kit, panel: _Panel, ticks: Sequence[Decimal], end: float, under: int) -> None:
    """A level hairline at each tick, broken where a label stands so that it strikes no figure out; drawn under the
    marks from the number `under` on."""
    scene, look = kit.scene, kit.scene.look
    above = scene.marks[under:]
    del scene.marks[under:]
    for value in ticks:
        base = value == ticks[0] or value == 0
        color = look.rule if base else mixed(look.rule, look.paper, 0.45)
        height, x = panel.y.at(value), panel.placer.bounds[0]
        for area in sorted(panel.placer.labels):
            if area[1] + 1 < height < area[3] - 1:
                if area[0] > x:
                    scene.rule((x, value), (min(area[0], end), value), color, 0.5 if base else 0.35, y=panel.y)
                x = max(x, area[2])
        if x < end:
            scene.rule((x, value), (end, value), color, 0.5 if base else 0.35, y=panel.y)
    scene.marks += above


def _runs(series: ChartSeries) -> Iterator[list[int]]:
    """The stretches of a series without a gap, as places of categories."""
    run: list[int] = []
    for place, value in enumerate(series.values):
        if value is None:
            if run:
                yield run
            run = []
        else:
            run.append(place)
    if run:
        yield run


def _draw_marks(chart: Chart, kit: Kit, panel: _Panel) -> None:
    """Bands first, then lines, then the marks of the values."""
    pairs = [
        (number, *pair) for number in panel.series for run in _runs(chart.series[number]) for pair in pairwise(run)
    ]
    ranged = [(number, one, other) for number, one, other in pairs if _is_ranged(chart, number, one, other)]
    for number, one, other in ranged:
        _draw_band(chart, kit, panel, number, (one, other))
    for number in panel.series:
        for stretch in _exact_stretches(chart, number):
            points = [(chart.places[place], _value(chart, number, place).low) for place in stretch]
            color, dash = color_of(kit.scene, _look_of(chart, number)), DASHES[_look_of(chart, number)]
            kit.scene.line(points, color, 1.2, dash, x=panel.x, y=panel.y, name=f"line {number} {stretch[0]}")
            panel.placer.cover_line([(panel.x.at(x), panel.y.at(y)) for x, y in points])
    for number in panel.series:
        for place, value in enumerate(chart.series[number].values):
            if value is not None:
                _draw_value(chart, kit, panel, number, place, value)


def _look_of(chart: Chart, number: int) -> int:
    """Which colour, dash and shape a series has: panels have no need to differ."""
    return 0 if chart.kind == "multiples" else number % len(DASHES)


def _value(chart: Chart, number: int, place: int) -> ChartValue:
    value = chart.series[number].values[place]
    assert value is not None
    return value


def _is_ranged(chart: Chart, number: int, one: int, other: int) -> bool:
    return any(value.low < value.high for value in (_value(chart, number, one), _value(chart, number, other)))


def _exact_stretches(chart: Chart, number: int) -> Iterator[list[int]]:
    """Neighbours, two at least, that are one number each."""
    for run in _runs(chart.series[number]):
        stretch: list[int] = []
        for place in run:
            value = _value(chart, number, place)
            if value.low < value.high:
                if len(stretch) > 1:
                    yield stretch
                stretch = []
            else:
                stretch.append(place)
        if len(stretch) > 1:
            yield stretch


def _draw_band(chart: Chart, kit: Kit, panel: _Panel, number: int, pair: tuple[int, int]) -> None:
    """Between neighbours of which one is a range: a band with thin edges, and no line within it."""
    color = color_of(kit.scene, _look_of(chart, number))
    points = []
    for place in pair:
        value = _value(chart, number, place)
        points.append((chart.places[place], value.low, value.high))
    pale = mixed(color, kit.scene.look.paper, 0.22)
    kit.scene.area(points, pale, x=panel.x, y=panel.y, name=f"band {number} {pair[0]}")
    for side in (1, 2):
        edge = [(point[0], point[side]) for point in points]
        kit.scene.line(edge, color, 0.5, (), x=panel.x, y=panel.y)
        panel.placer.cover_line([(panel.x.at(x), panel.y.at(y)) for x, y in edge])


def _draw_value(chart: Chart, kit: Kit, panel: _Panel, number: int, place: int, value: ChartValue) -> None:
    """A symbol at one number, a stroke with caps over a range, an arrow at a bound."""
    scene, color, tag = kit.scene, color_of(kit.scene, _look_of(chart, number)), f"{number} {place}"
    at = chart.places[place]
    x = panel.x.at(at)
    if value.low < value.high:
        scene.rule((at, value.low), (at, value.high), color, 1.0, x=panel.x, y=panel.y, name=f"interval {tag}")
        for cap in (value.low, value.high):
            scene.rule((x - 2.5, cap), (x + 2.5, cap), color, 1.0, y=panel.y, name=f"cap {tag}")
    else:
        fill = scene.look.paper if value.direction else color
        shape = SHAPES[_look_of(chart, number)]
        scene.point(at, value.low, shape, 17, fill, color, x=panel.x, y=panel.y, name=f"dot {tag}")
    if value.direction:
        end = panel.y.at(value.high if value.direction > 0 else value.low)
        clear = 0.0 if value.low < value.high else 2.6
        step = -value.direction
        arrow(scene, (x, end + clear * step), (0, step), color, f"arrow {tag}")
    left, top, right, bottom = area = _area(chart, panel, place, value)
    panel.placer.values.append(area)
    panel.placer.marks += [(across, down) for across in (left, x, right) for down in (top, (top + bottom) / 2, bottom)]


def _area(chart: Chart, panel: _Panel, place: int, value: ChartValue) -> Area:
    """What the mark of a value covers."""
    x = panel.x.at(chart.places[place])
    top, bottom = panel.y.at(value.high), panel.y.at(value.low)
    up = ARROW + 2 if value.direction > 0 else 2.0
    down = ARROW + 2 if value.direction < 0 else 2.0
    return x - 2.5, top - up, x + 2.5, bottom + down


_Block = list[tuple[str, bool]]  # lines of text, each bold or not


def _end_block(chart: Chart, kit: Kit, number: int) -> _Block:
    """What stands at the end of a line: the name of its series, and its last figure."""
    series = chart.series[number]
    wide = kit.width * 0.27
    lines = [(line, True) for line in kit.broken(series.label, wide, bold=True)]
    return lines + [(line, False) for line in kit.broken(_value(chart, number, -1).text, wide)]


def _start_block(chart: Chart, kit: Kit, number: int) -> _Block:
    """What stands at the beginning of a line among several: its first figure, if it begins with the axis."""
    value = chart.series[number].values[0] if len(chart.categories) > 1 else None
    return [(line, False) for line in kit.broken(value.text, kit.width * 0.2)] if value else []


def _block_width(kit: Kit, blocks: Iterable[_Block]) -> float:
    return max((kit.wide(line, bold=bold) for block in blocks for line, bold in block), default=0.0)


def _label_sides(chart: Chart, kit: Kit, panel: _Panel, *, ends: bool) -> None:
    """The first figures of several lines to their left and, with `ends`, their names and last figures to the right."""
    if len(panel.series) > 1:
        blocks = [(number, _start_block(chart, kit, number)) for number in panel.series]
        _label_column(chart, kit, panel, 0, [item for item in blocks if item[1]], panel.x.start, -1)
    if ends:
        blocks = [(number, _end_block(chart, kit, number)) for number in panel.series]
        _label_column(chart, kit, panel, len(chart.categories) - 1, blocks, panel.x.end, 1)


def _label_column(
    chart: Chart, kit: Kit, panel: _Panel, place: int, blocks: Sequence[tuple[int, _Block]], at: float, side: int
) -> None:
    """Blocks of text in a column beside values of one category, in their order, pushed apart where they are close."""
    wanted = []
    for number, block in blocks:
        value = _value(chart, number, place)
        middle = (panel.y.at(value.low) + panel.y.at(value.high)) / 2
        wanted.append((middle, number, block, len(block) * kit.line))
    wanted.sort(key=lambda item: (item[0], item[1]))
    tops = _apart(
        [middle - tall / 2 for middle, *_, tall in wanted], [tall + 2 for *_, tall in wanted], panel.y.start + 4
    )
    moved = any(abs(top + tall / 2 - middle) > 2 for top, (middle, *_, tall) in zip(tops, wanted, strict=True))
    x = at + (15 if moved else 7) * side
    for top, (middle, number, block, tall) in zip(tops, wanted, strict=True):
        if abs(top + tall / 2 - middle) > 2:
            kit.scene.rule((at + 4 * side, middle), (x - 1.5 * side, top + tall / 2), kit.scene.look.rule, 0.5)
        for line, bold in block:
            name = f"series {number}" if bold else f"text {number} {place}"
            wide, base = kit.wide(line, bold=bold), top + kit.size * 0.92
            kit.scene.text(x, base, line, bold=bold, anchor="start" if side > 0 else "end", name=name)
            panel.placer.take(x if side > 0 else x - wide, base, wide)
            top += kit.line


def _apart(tops: Sequence[float], heights: Sequence[float], bottom: float) -> list[float]:
    """The tops of blocks moved so that none covers another, and the last does not go below the bottom if it can."""
    placed: list[float] = []
    for top, _ in zip(tops, heights, strict=True):
        placed.append(max(top, placed[-1] + heights[len(placed) - 1]) if placed else top)
    floor = bottom
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], floor - heights[at])
        floor = placed[at]
    if placed and placed[0] < 2:
        placed[0] = 2.0
        for at in range(1, len(placed)):
            placed[at] = max(placed[at], placed[at - 1] + heights[at - 1])
    return placed


def _draw_statuses(chart: Chart, kit: Kit, panel: _Panel) -> None:
    """What prints in place of gaps, once for neighbours that have the same."""
    for number in panel.series:
        series = chart.series[number]
        place = 0
        while place < len(series.values):
            text, first = series.status(place), place
            while place + 1 < len(series.values) and series.status(place + 1) == text and text:
                place += 1
            if text:
                middle = (panel.x.at(chart.places[first]) + panel.x.at(chart.places[place])) / 2
                mark = (middle, panel.y.start - 3, middle, panel.y.start - 3)
                shown = f"{series.label}: {text}" if len(panel.series) > 1 else text
                _place_text(kit, panel, mark, shown, "", below=False)
            place += 1


def _draw_labels(chart: Chart, kit: Kit, panel: _Panel, *, ends_taken: bool) -> None:
    """The figure of each value at its mark; where they are too many, of the first, the last, the least and the most.

    `ends_taken` says that the last of each line stands beside its name; the first of several lines stand beside them.
    """
    last = len(chart.categories) - 1
    needed: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    for number in panel.series:
        values = {place: value for place, value in enumerate(chart.series[number].values) if value is not None}
        kept = labelled(chart.series[number])
        for place in values:
            starts_taken = bool(len(panel.series) > 1 and place == 0 and last)
            if not (ends_taken and place == last) and not starts_taken:
                (needed if place in kept else others).append((number, place))
    for number, place in sorted(needed, key=lambda item: (item[1] != last, item[1], _value(chart, *item).low)):
        value = _value(chart, number, place)
        low = _is_trough(chart, number, place)
        _place_text(kit, panel, _area(chart, panel, place, value), value.text, f"text {number} {place}", below=low)
    if chart.kind == "line":
        _draw_the_rest(chart, kit, panel, others)


def _draw_the_rest(chart: Chart, kit: Kit, panel: _Panel, others: Sequence[tuple[int, int]]) -> None:
    """The figures of all other values, if every one of them finds a place right at its mark; otherwise of none."""
    before, found = list(panel.placer.labels), []
    for number, place in others:
        value = _value(chart, number, place)
        area, low = _area(chart, panel, place, value), _is_trough(chart, number, place)
        spot = panel.placer.place(area, kit.wide(value.text), below=low, only_near=True)
        if spot is None:
            panel.placer.labels[:] = before
            return
        found.append((spot, value.text, f"text {number} {place}"))
    for spot, text, name in found:
        kit.scene.text(spot.x, spot.y, text, name=name)


def labelled(series: ChartSeries) -> frozenset[int]:
    """The places whose figures always print: the first, the last, the least and the most."""
    values = [(place, value) for place, value in enumerate(series.values) if value is not None]
    if not values:
        return frozenset()
    # Of equals, the first and the last speak for the rest.
    values = [values[0], values[-1], *values[1:-1]]
    least = min(values, key=lambda item: item[1].low)
    most = max(values, key=lambda item: item[1].high)
    return frozenset((values[0][0], values[1][0], least[0], most[0]))


def _is_trough(chart: Chart, number: int, place: int) -> bool:
    """Whether a value is lower than its neighbours, so that its label had better stand below it."""
    value, values = _value(chart, number, place), chart.series[number].values
    beside = [values[at] for at in (place - 1, place + 1) if 0 <= at < len(values)]
    near = [other.low for other in beside if other is not None]
    return bool(near) and all(value.low < other for other in near)


def _place_text(kit: Kit, panel: _Panel, mark: Area, text: str, name: str, *, below: bool) -> None:
    """Put a label at its mark, with a thin line to it where it had to go further away."""
    scene, look = kit.scene, kit.scene.look
    wide = kit.measure.width(text.strip(), kit.size)
    spot = panel.placer.place(mark, wide, below=below)
    if spot is None:
        raise CHART_CROWDED.problem(detail=f"no room for “{text}”", hint="draw fewer series, or kind: multiples")
    line = leader(mark, spot, wide, kit.size)
    if line:
        scene.rule(*line, look.rule, 0.4)
    scene.text(spot.x, spot.y, text, italic=not name, color=look.ink if name else look.soft, name=name)


def _draw_categories(chart: Chart, kit: Kit, panel: _Panel) -> float:
    """Ticks and names under the base line: each, or every second, third … where they would meet. Their bottom."""
    scene, look, y = kit.scene, kit.scene.look, panel.y.start
    places = [panel.x.at(place) for place in chart.places]
    for at in places:
        scene.rule((at, y), (at, y + TICK), look.rule, 0.5)
    deepest = 1
    for at, x, lines in _shown(chart, kit, panel, places):
        deepest = max(deepest, len(lines))
        for number, line in enumerate(lines):
            base = y + TICK + kit.size + 1 + number * kit.line
            scene.text(x, base, line, color=look.soft, anchor="middle", name=f"category {at}")
    return y + TICK + 2 + deepest * kit.line + 2


_Name = tuple[int, float, tuple[str, ...]]  # the number of a category, the middle of its name, and its lines


def _shown(chart: Chart, kit: Kit, panel: _Panel, places: Sequence[float]) -> list[_Name]:
    """The names of categories that print: as many as stand clear of each other, the first and the last among them."""
    count = len(chart.categories)
    left, right = max(panel.placer.bounds[0] - 6, 0.0), min(panel.placer.bounds[2] + 6, kit.width)
    for step in range(1, count + 1):
        shown = list(range(0, count, step))
        if shown[-1] != count - 1:
            # The last name is worth more than the one before it.
            shown = [*(shown[:-1] if len(shown) > 1 else shown), count - 1]
        room = min((places[b] - places[a] for a, b in pairwise(shown)), default=right - left) - 5
        names = [_name(chart, kit, at, places[at], room, (left, right)) for at in shown]
        if all(_clear(kit, one, other) for one, other in pairwise(names)) and all(len(name[2]) <= 4 for name in names):
            return names
    return [_name(chart, kit, 0, places[0], right - left, (left, right))]


def _name(chart: Chart, kit: Kit, at: int, place: float, room: float, ends: tuple[float, float]) -> _Name:
    """A name of a category in lines around its place, or as near to it as the ends of the axis allow."""
    lines = kit.broken(chart.categories[at], room)
    half = max(map(kit.wide, lines), default=0.0) / 2
    return at, max(min(place, ends[1] - half), ends[0] + half), lines


def _clear(kit: Kit, one: _Name, other: _Name) -> bool:
    wide = [max(map(kit.wide, name[2]), default=0.0) for name in (one, other)]
    return other[1] - one[1] >= sum(wide) / 2 + 5
