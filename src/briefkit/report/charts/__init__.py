"""Charts drawn from figures, in the type and colours of the brief, and held to the figures before they go out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from briefkit.findings import Problem
from briefkit.findings.bk7_rendering import CHART_CROWDED
from briefkit.report.charts.alternative import alternative_text
from briefkit.report.charts.kit import Kit
from briefkit.report.charts.lines import draw_lines, draw_multiples
from briefkit.report.charts.model import CHART_WORDS, KINDS, PARTS, Chart, ChartSeries, ChartValue, check_chart
from briefkit.report.charts.parts import draw_share, draw_stacked, draw_waffle
from briefkit.report.charts.rows import draw_rows
from briefkit.report.charts.scales import round_ticks
from briefkit.report.charts.scene import Scene
from briefkit.report.charts.vega import draw_scene
from briefkit.report.charts.verify import verify
from briefkit.report.drawing import Drawing, Look, Measure

__all__ = [
    "CHART_WORDS", "KINDS", "Chart", "ChartSeries", "ChartValue",
    "alternative_text", "check_chart", "draw_chart", "round_ticks", "verify",
]  # fmt: skip

MEASURE_OF_PAGE = 384.0  # points
HEIGHTS: Mapping[str, tuple[float | None, ...]] = {
    "line": (150, 200, 260),
    "multiples": (74, 100, 130),
}  # of plots, in points


def draw_chart(
    chart: Chart,
    look: Look,
    measure: Measure,
    *,
    tick: Callable[[Decimal], str],
    words: Mapping[str, str] = CHART_WORDS,
    width: float = MEASURE_OF_PAGE,
    height: float | None = None,
) -> Drawing:
    """The chart as a drawing `width` points wide; its height comes of its rows.

    `tick` prints the number at a tick of an axis. `height` is that of the plot of a line chart, or of each panel.
    Raises a `Problem`: BK750 to BK753 where the chart cannot be drawn honestly, BK754 where a mark of the finished
    drawing does not stand where its figure is.
    """
    check_chart(chart)
    _check_colors(chart, look)
    drawing = _draw(chart, Kit(scene=Scene(look), measure=measure, tick=tick, words=words, width=width, height=height))
    verify(chart, drawing)
    return drawing


def _draw(chart: Chart, kit: Kit) -> Drawing:
    """The drawing of a chart; one of lines grows taller where labels find no room, unless its height is given."""
    drawers: Mapping[str, Callable[[Chart, Kit], float]] = {
        "stacked": draw_stacked,
        "line": draw_lines,
        "multiples": draw_multiples,
        "share": draw_share,
        "waffle": draw_waffle,
    }
    heights = (kit.height,) if kit.height is not None else HEIGHTS.get(chart.kind, (None,))
    for height in heights:
        tried = replace(kit, scene=Scene(kit.scene.look), height=height)
        try:
            bottom = drawers.get(chart.kind, draw_rows)(chart, tried)
            return draw_scene(tried.scene, kit.width, float(round(bottom + 1)))
        except Problem as problem:
            if height == heights[-1] or problem.code is not CHART_CROWDED:
                raise
    raise AssertionError("the last height returns or raises")


def _check_colors(chart: Chart, look: Look) -> None:
    """Each series, or each part of a whole, needs a colour of its own."""
    needed = len(chart.categories) if chart.kind in PARTS else len(chart.series)
    if needed > len(look.series) and chart.kind != "multiples":
        raise CHART_CROWDED.problem(detail=f"{needed} series, and {len(look.series)} colours to tell them apart")
