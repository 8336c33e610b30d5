"""What a chart shows, in words: for readers who do not see it."""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.report.charts.model import Chart, ChartSeries


def alternative_text(chart: Chart, words: Mapping[str, str]) -> str:
    """The kind of the chart, its unit, then every figure as the brief prints it, with its category and its series.

    `words` has the keys of `CHART_WORDS`. For example: "Bar chart, USD million. State: 2.34–3.52; Agencies: 1.2."
    """
    head = ", ".join(part for part in (words[f"chart_{chart.kind}"], chart.unit) if part)
    named = len(chart.series) > 1
    parts = [_series(chart, series, words, named=named) for series in chart.series]
    return " ".join([f"{head}.", *parts])


def _series(chart: Chart, series: ChartSeries, words: Mapping[str, str], *, named: bool) -> str:
    pairs = zip(chart.categories, series.values, strict=True)
    entries = [
        f"{name}: {value.text.strip() if value else series.status(place) or words['chart_gap']}"
        for place, (name, value) in enumerate(pairs)
    ]
    label = f"{series.label} – " if named and series.label else ""
    return f"{label}{'; '.join(entries)}."
