"""A chart before it is drawn: kinds, categories, series and values, and what of them cannot be drawn honestly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from briefkit.findings.bk7_rendering import CHART_CROWDED, CHART_DATA, CHART_KIND, CHART_MISLEADS

BARS = ("bar", "grouped", "stacked")
ROWS = ("bar", "grouped", "range", "dot")
LINES = ("line", "multiples")
PARTS = ("share", "waffle")
KINDS = (*ROWS, "stacked", *LINES, *PARTS)

# What can still be told apart: categories and series of each kind.
LIMITS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "bar": (40, 1), "grouped": (20, 4), "stacked": (20, 6), "range": (40, 4), "dot": (40, 4),
        "line": (80, 6), "multiples": (80, 12), "share": (6, 1), "waffle": (6, 1),
    }
)  # fmt: skip

# The fixed words of charts in English: the names of the kinds, and what is said of an axis and of a gap.
CHART_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "chart_bar": "Bar chart",
        "chart_grouped": "Grouped bar chart",
        "chart_stacked": "Stacked bar chart",
        "chart_range": "Chart of ranges",
        "chart_dot": "Dot chart",
        "chart_line": "Line chart",
        "chart_multiples": "Small line charts on a shared scale",
        "chart_share": "Bar divided into shares",
        "chart_waffle": "Field of squares divided into shares",
        "chart_gap": "no figure",
        "chart_not_zero": "axis does not begin at zero",
    }
)

_MOST_LABEL = 200  # characters of a label or a value


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartValue:
    """One figure: its low and high end, and the text that the brief prints for it.

    `low` equals `high` unless it is a range. `direction` is 1 for "at least" and "over", -1 for "up to" and "under".
    `figure` is the number of the printed figure, for the caller's accounts.
    """

    low: Decimal
    high: Decimal
    text: str
    direction: int = 0
    figure: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether it is one number and no bound."""
        return self.low == self.high and not self.direction

    @property
    def certain(self) -> Decimal:
        """The number nearest to zero that it allows: so far a bar is solid."""
        if self.direction <= 0 and self.high < 0:
            return self.high
        if self.direction >= 0 and self.low > 0:
            return self.low
        return Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    """Figures of one measure, one for each category; None is a gap.

    `statuses` has for each category what prints in place of a gap ("not reported"), or is empty. `unit` is that of the
    figures, where the caller knows it: it must be the chart's.
    """

    label: str
    values: tuple[ChartValue | None, ...]
    statuses: tuple[str, ...] = ()
    unit: str = ""

    def status(self, category: int) -> str:
        """What prints in place of a gap, or nothing."""
        return self.statuses[category] if self.statuses and self.values[category] is None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn. `unit` is the title of the axis, such as "USD million"; `zero` whether the axis includes zero.

    `positions` says where each category stands along a line, in rising order; years stand by their number without it,
    anything else at even distances. `whole` is what shares add up to.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    unit: str = ""
    zero: bool = True
    positions: tuple[Decimal, ...] = ()
    whole: Decimal = Decimal(100)

    def marks(self) -> Iterator[tuple[int, int, ChartValue]]:
        """Each value with the number of its series and of its category."""
        for number, series in enumerate(self.series):
            for place, value in enumerate(series.values):
                if value is not None:
                    yield number, place, value

    @property
    def places(self) -> tuple[Decimal, ...]:
        """Where each category stands along a line."""
        if self.positions:
            return self.positions
        years = all(len(name) == 4 and name.isascii() and name.isdigit() for name in self.categories)
        if years and all(one < other for one, other in zip(self.categories, self.categories[1:], strict=False)):
            return tuple(Decimal(name) for name in self.categories)
        return tuple(Decimal(place) for place in range(len(self.categories)))


def check_chart(chart: Chart) -> None:
    """Refuse what cannot be drawn, read or trusted. Raises a `Problem` of BK750 to BK753."""
    if chart.kind not in KINDS:
        raise CHART_KIND.problem(kind=chart.kind, hint=f"the kinds are: {', '.join(KINDS)}")
    _check_data(chart)
    _check_size(chart)
    _check_honesty(chart)


def _check_data(chart: Chart) -> None:
    if not any(True for _ in chart.marks()):
        raise CHART_DATA.problem(detail="no value", hint="give it values, or print the statuses in a table")
    count = len(chart.categories)
    for series in chart.series:
        if len(series.values) != count or len(series.statuses) not in (0, count):
            detail = f"{len(series.values)} values in the series “{series.label}” for {count} categories"
            raise CHART_DATA.problem(detail=detail)
        if series.unit and series.unit != chart.unit:
            detail = f"the units “{chart.unit}” and “{series.unit}” on one axis"
            raise CHART_DATA.problem(detail=detail, hint="convert the one, or draw two charts")
    if chart.positions and len(chart.positions) != count:
        raise CHART_DATA.problem(detail=f"{len(chart.positions)} positions for {count} categories")
    if any(one >= other for one, other in zip(chart.positions, chart.positions[1:], strict=False)):
        raise CHART_DATA.problem(detail="positions that do not rise")
    for _, place, value in chart.marks():
        if not (value.low.is_finite() and value.high.is_finite()) or value.low > value.high or not value.text.strip():
            raise CHART_DATA.problem(detail=f"“{value.text}” at “{chart.categories[place]}” without a number to draw")


def _check_size(chart: Chart) -> None:
    categories, series = LIMITS[chart.kind]
    if len(chart.categories) > categories:
        raise CHART_CROWDED.problem(detail=f"{len(chart.categories)} categories, expected {categories} at most")
    if len(chart.series) > series:
        raise CHART_CROWDED.problem(detail=f"{len(chart.series)} series, expected {series} at most")
    for text in (*chart.categories, *(one.label for one in chart.series), *(value.text for *_, value in chart.marks())):
        if len(text) > _MOST_LABEL:
            raise CHART_CROWDED.problem(detail=f"a label of {len(text)} characters, “{text[:40]}…”")


def _check_honesty(chart: Chart) -> None:
    if chart.kind in BARS and not chart.zero:
        raise CHART_MISLEADS.problem(detail="bars that do not begin at zero", hint="zero: true, or kind: dot")
    whole_square = chart.kind == "waffle" and len(chart.categories) == 1
    if chart.kind not in ("stacked", *PARTS):
        return
    for _, place, value in chart.marks():
        if value.low < 0:
            raise CHART_MISLEADS.problem(detail=f"“{value.text}”, which is less than nothing, as a part of a whole")
        if not value.is_exact and not whole_square:
            detail = f"“{value.text}” at “{chart.categories[place]}” among parts that are put end to end"
            raise CHART_MISLEADS.problem(detail=detail, hint="kind: grouped, which shows each range from its own zero")
    if chart.kind in PARTS:
        _check_whole(chart)


def _check_whole(chart: Chart) -> None:
    """Shares make the whole, within what rounding each of them can account for; a lone one in squares may be less."""
    values = [value for *_, value in chart.marks()]
    if len(values) < len(chart.categories):
        raise CHART_MISLEADS.problem(detail="a part without a value in a whole")
    total = sum((value.high for value in values), Decimal(0))
    slack = sum((_rounding(value.high) for value in values), Decimal(0))
    short = chart.kind == "waffle" and len(values) == 1 and total < chart.whole
    if abs(total - chart.whole) > slack and not short:
        detail = f"shares that make {total.normalize():f}, expected {chart.whole.normalize():f}"
        raise CHART_MISLEADS.problem(detail=detail, hint="add the part that is missing")


def _rounding(value: Decimal) -> Decimal:
    """Half a unit in the last place that a number is written to: never more than a half."""
    exponent = value.as_tuple().exponent
    return Decimal("0.5").scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(0)
