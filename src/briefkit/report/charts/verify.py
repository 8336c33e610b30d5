"""Hold a finished chart to its figures: each mark where its value is, and each text at its mark.

The scale is taken from the ticks that a reader sees, and the places from the SVG that goes to the page; nothing of how
they were drawn is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from briefkit.findings.bk7_rendering import CHART_MISDRAWN
from briefkit.report.charts.lines import labelled
from briefkit.report.charts.model import BARS, LINES, PARTS, Chart, ChartValue
from briefkit.report.charts.reading import Drawn, ReadScale, read_scale, read_svg
from briefkit.report.drawing import Drawing

SHARE, LEAST = 0.005, 0.03  # a length may be off by so much of itself, or by so many points, SVG being rounded

Parts = Mapping[tuple[str, ...], list[Drawn]]  # marks by their whole names


def verify(chart: Chart, drawing: Drawing) -> None:
    """Raise a `Problem` of BK754 where the drawing says what the chart does not. Geometry, texts and ticks are read
    from the SVG alone."""
    try:
        drawn = read_svg(drawing.svg)
        _hold(chart, drawing, drawn)
    except ValueError as error:
        raise CHART_MISDRAWN.problem(detail=str(error)) from None


def _hold(chart: Chart, drawing: Drawing, drawn: tuple[Drawn, ...]) -> None:
    texts = tuple(one.text for one in drawn if one.tag == "text")
    _ask(texts == drawing.texts, "texts beside the drawing that are not those in it")
    parts: dict[tuple[str, ...], list[Drawn]] = {}
    for one in drawn:
        if one.name:
            parts.setdefault((one.part, *one.of), []).append(one)
    expected = Counter[str]()
    if chart.kind in LINES:
        _hold_lines(chart, parts, expected)
    elif chart.kind == "waffle":
        _hold_squares(chart, parts, expected)
    elif chart.kind in ("stacked", "share"):
        _hold_stacks(chart, parts, expected)
    else:
        _hold_rows(chart, parts, expected)
    found = Counter(one.part for one in drawn if one.part in _COUNTED)
    _ask(found == +expected, f"marks {dict(found)} where {dict(expected)} were expected")
    _hold_texts(chart, parts)
    _hold_names(chart, parts)
    _hold_colors(chart, parts)


_COUNTED = ("solid", "open", "interval", "cap", "dot", "arrow", "line", "band")


def _ask(holds: bool, detail: str) -> None:
    if not holds:
        raise ValueError(detail)


def _near(one: float, other: float, length: float) -> bool:
    return abs(one - other) <= max(SHARE * abs(length), LEAST)


def _one(parts: Parts, *name: object) -> Drawn:
    found = parts.get(tuple(map(str, name)), [])
    _ask(len(found) == 1, f"{len(found)} marks “{' '.join(map(str, name))}”, expected one")
    return found[0]


def _scale(parts: Parts, panel: int, *, level: bool) -> ReadScale:
    ticks = []
    for name, found in parts.items():
        if name[:2] == ("tick", str(panel)):
            ticks += [(Decimal(name[2]), one.left if level else one.top) for one in found]
    return read_scale(ticks)


@dataclass(frozen=True, slots=True)
class _Axis:
    """One direction of a drawing: its scale, and the ends of a mark along it, in the order of the values."""

    scale: ReadScale
    ends: Callable[[Drawn], tuple[float, float]]

    def hold(self, mark: Drawn, low: Decimal, high: Decimal, text: str) -> None:
        """A mark reaches from one value to the other."""
        first, last = self.scale.at(low), self.scale.at(high)
        start, end = self.ends(mark)
        length = abs(last - first)
        holds = _near(start, first, length) and _near(end, last, length) and _near(end - start, last - first, length)
        _ask(holds, f"“{text}” drawn from {start:.2f} to {end:.2f}, expected {first:.2f} to {last:.2f}")


def _level(mark: Drawn) -> tuple[float, float]:
    return mark.left, mark.right


def _upright(mark: Drawn) -> tuple[float, float]:
    return mark.bottom, mark.top


# --- Rows -------------------------------------------------------------------------------------------------------------


def _hold_rows(chart: Chart, parts: Parts, expected: Counter[str]) -> None:
    axis = _Axis(_scale(parts, 0, level=True), _level)
    bars = chart.kind in BARS
    if bars:
        _ask(axis.scale.low <= 0 <= axis.scale.high, "bars on an axis without zero")
    for number, place, value in chart.marks():
        low, high = value.low, value.high
        if bars and value.certain:
            first, last = min(Decimal(0), value.certain), max(Decimal(0), value.certain)
            axis.hold(_one(parts, "solid", number, place), first, last, value.text)
            expected["solid"] += 1
        if bars:
            low, high = min(low, value.certain), max(high, value.certain)
        if low < high and chart.kind != "dot":
            axis.hold(_one(parts, "open", number, place), low, high, value.text)
            expected["open"] += 1
        _hold_ends(axis, parts, expected, (number, place, value), dot=not bars)


def _hold_ends(
    axis: _Axis, parts: Parts, expected: Counter[str], item: tuple[int, int, ChartValue], *, dot: bool
) -> None:
    """The stroke over a range with its caps, or the dot of a lone number; the arrow of a bound."""
    number, place, value = item
    if value.low < value.high:
        axis.hold(_one(parts, "interval", number, place), value.low, value.high, value.text)
        expected["interval"] += 1
    elif dot:
        axis.hold(_one(parts, "dot", number, place), value.low, value.low, value.text)
        expected["dot"] += 1
    if value.low < value.high or (not dot and value.direction):
        ends = sorted({value.low, value.high})
        caps = sorted(parts.get(("cap", str(number), str(place)), []), key=axis.ends, reverse=axis.ends is _upright)
        _ask(len(caps) == len(ends), f"“{value.text}” with {len(caps)} ends")
        for cap, end in zip(caps, ends, strict=True):
            axis.hold(cap, end, end, value.text)
            expected["cap"] += 1
    if value.direction:
        _hold_arrow(axis, _one(parts, "arrow", number, place), value)
        expected["arrow"] += 1


def _hold_arrow(axis: _Axis, arrow: Drawn, value: ChartValue) -> None:
    """It begins at the bound and leads to where the figure may be."""
    bound = axis.scale.at(value.high if value.direction > 0 else value.low)
    start, tip = (point[0 if axis.ends is _level else 1] for point in arrow.points)
    rising = (tip - start) * (axis.scale.end - axis.scale.start) > 0
    _ask(abs(start - bound) < 4 and rising == (value.direction > 0), f"“{value.text}” with an arrow the wrong way")


# --- Lines ------------------------------------------------------------------------------------------------------------


def _hold_lines(chart: Chart, parts: Parts, expected: Counter[str]) -> None:
    panels = range(len(chart.series)) if chart.kind == "multiples" else (0,)
    axes = {panel: _Axis(_scale(parts, panel, level=False), _upright) for panel in panels}
    scales = {(axis.scale.low, axis.scale.high, round(axis.scale.start - axis.scale.end, 1)) for axis in axes.values()}
    _ask(len(scales) == 1, "panels that do not share a scale")
    for number, place, value in chart.marks():
        axis = axes[number if chart.kind == "multiples" else 0]
        _hold_ends(axis, parts, expected, (number, place, value), dot=True)
    for number in range(len(chart.series)):
        _hold_places(chart, parts, number)
        _hold_joins(chart, parts, number, axes[number if chart.kind == "multiples" else 0], expected)


def _center(parts: Parts, number: int, place: int, value: ChartValue) -> float:
    mark = _one(parts, "interval" if value.low < value.high else "dot", number, place)
    return (mark.left + mark.right) / 2


def _hold_places(chart: Chart, parts: Parts, number: int) -> None:
    """Distances across are in proportion to the years or other positions, so that what is missing leaves room."""
    values = [(place, value) for place, value in enumerate(chart.series[number].values) if value is not None]
    if len(values) < 2:
        return
    ends = [(chart.places[place], _center(parts, number, place, value)) for place, value in values]
    across = read_scale([ends[0], ends[-1]])
    for at, x in ends:
        _ask(_near(x, across.at(at), abs(across.end - across.start)), f"a value at {at} out of its place")


def _hold_joins(chart: Chart, parts: Parts, number: int, axis: _Axis, expected: Counter[str]) -> None:
    """Lines and bands join neighbours, and neighbours only; a line joins lone numbers, a band ranges."""
    values = chart.series[number].values
    joins = {"line": set[int](), "band": set[int]()}
    for at, (one, other) in enumerate(pairwise(values)):
        if one is not None and other is not None:
            ranged = one.low < one.high or other.low < other.high
            joins["band" if ranged else "line"].add(at)
    found: set[int] = set()
    for name, marks in parts.items():
        if name[0] not in joins or name[1] != str(number):
            continue
        expected[name[0]] += len(marks)
        first, (mark,) = int(name[2]), marks
        if name[0] == "band":
            _hold_band(axis, mark, [values[first], values[first + 1]])
            joins["band"].discard(first)
            continue
        steps = range(first, first + len(mark.points) - 1)
        _ask(set(steps) <= joins["line"], f"a line over a gap in “{chart.series[number].label}”")
        found |= set(steps)
        for place, (x, y) in enumerate(mark.points, start=first):
            value = values[place]
            _ask(value is not None, "a line through a gap")
            if value is not None:
                center = _center(parts, number, place, value)
                _ask(_near(y, axis.scale.at(value.low), 0) and _near(x, center, 0), f"a line past “{value.text}”")
    _ask(found == joins["line"] and not joins["band"], f"neighbours of “{chart.series[number].label}” not joined")


def _hold_band(axis: _Axis, mark: Drawn, pair: Iterable[ChartValue | None]) -> None:
    wanted = [axis.scale.at(end) for value in pair if value for end in {value.low, value.high}]
    drawn = [y for _, y in mark.points]
    holds = all(any(_near(y, other, 0) for other in drawn) for y in wanted)
    _ask(holds and all(any(_near(y, other, 0) for other in wanted) for y in drawn), "a band beside its range")


# --- Parts ------------------------------------------------------------------------------------------------------------


def _hold_stacks(chart: Chart, parts: Parts, expected: Counter[str]) -> None:
    """Parts stand end to end, each as long as its value; shares fill the whole width between them."""
    stacked = chart.kind == "stacked"
    stacks = (
        [[(number, place) for number in range(len(chart.series))] for place in range(len(chart.categories))]
        if stacked
        else [[(0, place) for place in range(len(chart.categories))]]
    )
    for stack in stacks:
        values = [(number, place, chart.series[number].values[place]) for number, place in stack]
        scale = _scale(parts, 0, level=True) if stacked else _whole_scale(parts, [v for *_, v in values if v])
        below = Decimal(0)
        for number, place, value in values:
            if value is not None:
                _Axis(scale, _level).hold(_one(parts, "solid", number, place), below, below + value.high, value.text)
                below += value.high
                expected["solid"] += 1


def _whole_scale(parts: Parts, values: list[ChartValue]) -> ReadScale:
    marks = [_one(parts, "solid", 0, place) for place in range(len(values))]
    total = sum((value.high for value in values), Decimal(0))
    return ReadScale(Decimal(0), total, min(mark.left for mark in marks), max(mark.right for mark in marks))


def _hold_squares(chart: Chart, parts: Parts, expected: Counter[str]) -> None:
    """Of a hundred squares each part fills its share."""
    squares = parts.get(("square",), [])
    _ask(len(squares) == 100, f"{len(squares)} squares")
    field = sum(_size(one) for one in squares)
    values = [value for *_, value in chart.marks()]
    whole = chart.whole if len(values) == 1 else sum((value.high for value in values), Decimal(0))
    for place, value in enumerate(values):
        far = whole if value.direction > 0 else value.high
        solid = value.certain if len(values) == 1 else value.high
        for part, amount in (("solid", solid), ("open", far - solid)):
            marks = parts.get((part, "0", str(place)), [])
            wanted = float(amount / whole) * field
            _ask(abs(sum(map(_size, marks)) - wanted) <= 0.003 * field, f"“{value.text}” fills the wrong share")
            expected[part] += len(marks)


def _size(mark: Drawn) -> float:
    return (mark.right - mark.left) * (mark.bottom - mark.top)


# --- Texts ------------------------------------------------------------------------------------------------------------


def _hold_texts(chart: Chart, parts: Parts) -> None:
    """Each value that must have its text has it, whole; no text is at another value."""
    for number, series in enumerate(chart.series):
        needed = labelled(series) if chart.kind in LINES else range(len(series.values))
        for place, value in enumerate(series.values):
            found = parts.get(("text", str(number), str(place)), [])
            if value is None:
                _ask(not found, "a figure in a gap")
            elif found or place in needed:
                shown = " ".join(one.text for one in found)
                _ask(shown.split() == value.text.split(), f"“{shown}” at the mark of “{value.text}”")


def _hold_names(chart: Chart, parts: Parts) -> None:
    """Names of categories and series are whole; numbers of ticks stand at their ticks, texts in their rows."""
    rows = chart.kind in ("bar", "grouped", "range", "dot")
    for name, found in parts.items():
        shown = " ".join(one.text for one in found)
        if name[0] == "category" and (rows or chart.kind not in LINES):
            _ask(shown.split() == chart.categories[int(name[1])].split(), f"“{shown}” in place of a category")
        if name[0] in ("series", "keytext"):
            _ask(shown.split() == chart.series[int(name[1])].label.split(), f"“{shown}” in place of a series")
        if name[0] == "ticktext":
            level = chart.kind not in LINES
            tick, (text,) = _one(parts, "tick", *name[1:]), found
            holds = abs(text.left - tick.left) <= 0.05 if level else 0 <= text.top - tick.top <= 6
            _ask(holds, f"“{shown}” beside its tick")
    if rows:
        _hold_in_rows(chart, parts)


def _hold_in_rows(chart: Chart, parts: Parts) -> None:
    """The first mark level with a text, or below it, is that of its value."""
    middles = {}
    for number, place, _ in chart.marks():
        tag = (str(number), str(place))
        marks = [one for part in ("solid", "open", "interval", "cap", "dot") for one in parts.get((part, *tag), [])]
        middles[tag] = sum((one.top + one.bottom) / 2 for one in marks) / len(marks) if marks else None
    for tag, middle in middles.items():
        if middle is None:  # a bar of nothing
            continue
        for text in parts.get(("text", *tag), []):
            nearest = min(other for other in middles.values() if other is not None and other >= text.top - 5)
            _ask(nearest == middle, f"“{text.text}” at another mark")


def _hold_colors(chart: Chart, parts: Parts) -> None:
    """The key and the marks of a series are of one colour, which no other series has."""
    by_place = chart.kind in PARTS
    colors: dict[str, set[str]] = {}
    for name, marks in parts.items():
        if name[0] in ("solid", "key"):
            of = name[2] if by_place and name[0] == "solid" else name[1]
            colors.setdefault(of, set()).update(one.fill for one in marks)
        elif name[0] in ("dot", "line"):
            colors.setdefault(name[1], set()).update(one.stroke for one in marks)
    _ask(all(len(found) == 1 for found in colors.values()), "marks that do not match the key")
    distinct = {color for found in colors.values() for color in found}
    _ask(chart.kind == "multiples" or len(distinct) == len(colors), "two series in one colour")
