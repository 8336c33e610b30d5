"""Charts of parts: stacked bars, one bar of a whole, and a field of a hundred squares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefkit.report.charts.fills import color_of, hatching, mixed, pattern
from briefkit.report.charts.kit import Kit, draw_key, draw_level_axis, draw_sample, ticks_fit
from briefkit.report.charts.model import Chart
from briefkit.report.charts.scales import Scale, fitting_ticks

_SQUARE, _APART, _SIDE = 11.0, 1.5, 10


@dataclass(frozen=True, slots=True)
class _Note:
    """A text that belongs to a part of a bar: the middle of the part, the lines, and the name of its mark."""

    middle: float
    left: float
    text: str
    name: str


def draw_stacked(chart: Chart, kit: Kit) -> float:
    """Bars of parts put end to end: the height that they took."""
    scene, look = kit.scene, kit.scene.look
    sums = [Decimal(0)] * len(chart.categories)
    for _, place, value in chart.marks():
        sums[place] += value.high
    column = max(kit.wide(line) for name in chart.categories for line in kit.broken(name, kit.width * 0.3)) + 9.5
    start, end = column, kit.width - 12
    ticks = fitting_ticks(Decimal(0), max(sums), lambda ticks: ticks_fit(kit, ticks, start, end))
    end = kit.width - kit.wide(kit.tick(ticks[-1])) / 2 - 1
    scale = Scale(ticks[0], ticks[-1], start, end)
    y = top = draw_key(kit, [series.label for series in chart.series], 2, "fill")
    for place, name in enumerate(chart.categories):
        y = _stack(chart, kit, scale, place, name, y) + 6
    bottom = y - 4
    scene.rule((scale.start, top - 1), (scale.start, bottom), look.ink, 0.6)
    return draw_level_axis(kit, scale, ticks, chart.unit, bottom)


def _stack(chart: Chart, kit: Kit, scale: Scale, place: int, name: str, y: float) -> float:
    scene, height = kit.scene, 11.0
    lines = kit.broken(name, kit.width * 0.3)
    for at, line in enumerate(lines):
        scene.text(
            scale.start - 8, kit.base(y + height / 2) + at * kit.line, line, anchor="end", name=f"category {place}"
        )
    below, notes = Decimal(0), []
    for number, series in enumerate(chart.series):
        value, tag = series.values[place], f"{number} {place}"
        if value is None:
            if series.status(place):
                notes.append(_Note(scale.at(below), scale.at(below), f"{series.label}: {series.status(place)}", ""))
            continue
        _part(kit, (below, below + value.high), (y, y + height), number, scale, tag)
        middle = scale.at(below + value.high / 2)
        notes.append(_Note(middle, scale.at(below), value.text, f"text {tag}"))
        below += value.high
    bottom = _notes_below(kit, notes, scale.start + 2, y + height)
    return max(bottom, y + len(lines) * kit.line)


def _part(
    kit: Kit, ends: tuple[Decimal, Decimal], across: tuple[float, float], number: int, scale: Scale, tag: str
) -> None:
    """One part of a bar, with a hair of paper between it and the next."""
    scene, (left, right), (top, bottom) = kit.scene, ends, across
    scene.rect(left, right, top, bottom, color_of(scene, number), x=scale, name=f"solid {tag}")
    pattern(scene, (scale.at(left), scale.at(right), top, bottom), number)
    if left:
        scene.rule((scale.at(left), top), (scale.at(left), bottom), scene.look.paper, 0.8)


def _notes_below(kit: Kit, notes: Sequence[_Note], start: float, top: float) -> float:
    """Texts under a bar, each under the beginning of its part or as near to the right of it as there is room; in as
    many lines as it takes. The bottom of the last."""
    scene, look = kit.scene, kit.scene.look
    free: list[float] = []  # for each line, where it is free
    for note in notes:
        for text in kit.broken(note.text, kit.width - start):
            wide, wanted = kit.wide(text), max(note.left + 1, start)
            line = next((at for at, x in enumerate(free) if max(x, wanted) + wide <= kit.width), len(free))
            if line == len(free):
                free.append(start)
            x = max(free[line], min(wanted, kit.width - wide))
            base = top + 4 + kit.size * 0.8 + line * kit.line
            if x > note.left + 3 or line:
                scene.rule(
                    (note.middle, top), (min(max(note.middle, x + 1), x + wide), base - kit.size * 0.75), look.rule, 0.4
                )
            scene.text(x, base, text, italic=not note.name, color=look.ink if note.name else look.soft, name=note.name)
            free[line] = x + wide + 7
    return top + 4 + max(len(free), 1) * kit.line


def draw_share(chart: Chart, kit: Kit) -> float:
    """One bar that is the whole, its parts named above it, or below it where they are too narrow."""
    series = chart.series[0]
    values = [value for value in series.values if value is not None]
    total = sum((value.high for value in values), Decimal(0))
    scale = Scale(Decimal(0), total, 0.0, kit.width)
    below, above, notes = Decimal(0), [], []
    for place, value in enumerate(values):
        left, right = scale.at(below), scale.at(below + value.high)
        name = kit.broken(chart.categories[place], right - left - 6, bold=True)
        fits = [kit.wide(line, bold=True) <= right - left - 6 for line in name]
        if all(fits) and kit.wide(value.text) <= right - left - 6 and len(name) <= 3:
            above.append((place, left, name))
        else:
            notes.append((place, (left + right) / 2))
        below += value.high
    tall = max((len(name) for *_, name in above), default=-1) + 1
    top, height = 2 + tall * kit.line + 4, 17.0
    for place, left, name in above:
        y = top - 4 - len(name) * kit.line
        for line in name:
            kit.scene.text(left, y, line, bold=True, name=f"category {place}")
            y += kit.line
        kit.scene.text(left, y, values[place].text, name=f"text 0 {place}")
    below = Decimal(0)
    for place, value in enumerate(values):
        _part(kit, (below, below + value.high), (top, top + height), place, scale, f"0 {place}")
        below += value.high
    return _listed(chart, kit, notes, top + height) + 2


def _listed(chart: Chart, kit: Kit, notes: Sequence[tuple[int, float]], top: float) -> float:
    """Names and figures of narrow parts under the bar, each on lines of its own, with a thin line to its part.

    All stand on one side of their lines, in the order in which no line crosses a text; where neither side has room
    for all of them, they stand in a list with samples of the parts.
    """
    names = {place: kit.broken(chart.categories[place], kit.width * 0.5, bold=True) for place, _ in notes}
    texts = {place: value.text if value else "" for place, value in enumerate(chart.series[0].values)}
    wide = {place: max(kit.wide(line, bold=True) for line in names[place]) for place, _ in notes}
    full = {place: wide[place] + 5 + kit.wide(texts[place]) for place, _ in notes}
    right = all(middle + 5 + full[place] <= kit.width for place, middle in notes)
    left = all(middle - 5 - full[place] >= 0 for place, middle in notes)
    scene, look = kit.scene, kit.scene.look
    y = top + 5 if notes else top
    for place, middle in reversed(notes) if right else notes:
        base, x = y + kit.size, middle + 5
        if right or left:
            x = x if right else middle - 5 - full[place]
            level = base - kit.size / 3
            scene.rule((middle, top), (middle, level), look.rule, 0.5)
            scene.rule((middle, level), (x - 1.5 if right else middle - 3, level), look.rule, 0.5)
        else:
            x = 14.0
            draw_sample(kit, place, (0, 9, y + 1.5, y + 8.5), "fill")
        for at, line in enumerate(names[place]):
            scene.text(x, base + at * kit.line, line, bold=True, name=f"category {place}")
        for at, line in enumerate(kit.broken(texts[place], kit.width - x - wide[place] - 5)):
            scene.text(x + wide[place] + 5, base + at * kit.line, line, name=f"text 0 {place}")
            y += kit.line if at else 0
        y += len(names[place]) * kit.line + 1
    return y


def draw_waffle(chart: Chart, kit: Kit) -> float:
    """A hundred squares, filled row by row from below, and beside them what they stand for."""
    step = _SQUARE + _APART
    values = [value for value in chart.series[0].values if value is not None]
    lone = values[0] if len(values) == 1 else None
    cell = Decimal(_SIDE * _SIDE) / chart.whole
    total = sum((value.high for value in values), Decimal(0))
    if lone is None:
        cell = Decimal(_SIDE * _SIDE) / total
    squares = kit.scene.look.rule
    pale = mixed(squares, kit.scene.look.paper, 0.3)
    for at in range(_SIDE * _SIDE):
        x, y = _square(at)
        kit.scene.rect(x, x + _SQUARE, y, y + _SQUARE, pale, name="square")
    below = Decimal(0)
    for place, value in enumerate(values):
        solid = value.certain if lone else value.high
        _fill(kit, below * cell, (below + solid) * cell, place, certain=True)
        far = chart.whole if value.direction > 0 else value.high
        if lone and far > solid:
            _fill(kit, solid * cell, far * cell, place, certain=False)
        below += value.high
    side = _SIDE * step - _APART
    _beside(chart, kit, side)
    return side + 4


def _square(at: int) -> tuple[float, float]:
    """The upper left corner of a square, counted from the lower left."""
    row, column = divmod(at, _SIDE)
    return column * (_SQUARE + _APART), 2 + (_SIDE - 1 - row) * (_SQUARE + _APART)


def _fill(kit: Kit, start: Decimal, end: Decimal, place: int, *, certain: bool) -> None:
    """Fill squares from one count to another; the last in part, where it comes to that."""
    scene, color = kit.scene, color_of(kit.scene, place)
    for at in range(int(start), min(int(end) + 1, _SIDE * _SIDE)):
        first, last = max(start - at, Decimal(0)), min(end - at, Decimal(1))
        if last <= first:
            continue
        x, y = _square(at)
        left, right = x + float(first) * _SQUARE, x + float(last) * _SQUARE
        if certain:
            scene.rect(left, right, y, y + _SQUARE, color, name=f"solid 0 {place}")
            pattern(scene, (left, right, y, y + _SQUARE), place)
        else:
            scene.rect(left, right, y, y + _SQUARE, mixed(color, scene.look.paper, 0.22), name=f"open 0 {place}")
            hatching(scene, (left, right, y, y + _SQUARE), color)


def _beside(chart: Chart, kit: Kit, side: float) -> None:
    """Names and figures to the right of the squares, the last part on top as in the field."""
    x = side + 18
    blocks = []
    for place, name in enumerate(chart.categories):
        value = chart.series[0].values[place]
        text = value.text if value else ""
        lines = [(line, True) for line in kit.broken(name, kit.width - x - 14, bold=True)]
        lines += [(line, False) for line in kit.broken(text, kit.width - x - 14)]
        blocks.append((place, lines))
    tall = sum(len(lines) * kit.line + 8 for _, lines in blocks) - 8
    y = 2 + max((side - tall) / 2, 0.0)
    for place, lines in reversed(blocks):
        draw_sample(kit, place, (x, x + 9, y + 1, y + 8.5), "fill")
        for line, bold in lines:
            name = f"category {place}" if bold else f"text 0 {place}"
            kit.scene.text(x + 14, y + kit.size, line, bold=bold, name=name)
            y += kit.line
        y += 8
