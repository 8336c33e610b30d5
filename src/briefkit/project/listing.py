"""List what a brief prints, for `briefkit figures`."""

from __future__ import annotations

from dataclasses import dataclass

from briefkit.figures.figure import Figure, plain_number
from briefkit.figures.printing import format_calculation, format_figure
from briefkit.findings import Span
from briefkit.project.examination import Examined


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFigure:
    """A figure as it prints. `low` and `high` are plain decimals in `unit`, which has no scale word."""

    brief: str
    name: str
    text: str
    low: str
    high: str
    unit: str
    hedge: str | None
    span: Span
    sources: tuple[str, ...]
    calculation: str

    def as_data(self) -> dict[str, object]:
        """As plain data, in the order of the contract."""
        return {
            "brief": self.brief,
            "name": self.name,
            "text": self.text,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "hedge": self.hedge,
            "line": self.span.line,
            "column": self.span.column,
            "sources": list(self.sources),
            "calculation": self.calculation,
        }


def list_figures(examined: Examined) -> list[ListedFigure]:
    """One entry for each figure that the brief defines, then one for each other text that it prints."""
    brief = examined.brief
    vocabulary = examined.vocabulary
    listed: dict[tuple[object, ...], ListedFigure] = {}

    def add(name: str, text: str, figure: Figure, span: Span) -> None:
        # A table's "20–30%" and the prose's "20–30 percent" are one figure; a conversion of it is another.
        second = figure.display.second
        shown = (second.low, second.high, second.unit) if second else None
        key = (name, figure.low, figure.high, figure.unit, figure.hedge, figure.display.rounding, shown)
        if key not in listed:
            listed[key] = ListedFigure(
                brief=brief.name,
                name=name,
                text=text,
                low=plain_number(figure.low),
                high=plain_number(figure.high),
                unit=str(figure.unit),
                hedge=str(figure.hedge) if figure.hedge else None,
                span=span,
                sources=figure.claims,
                calculation=format_calculation(figure, examined.style, vocabulary),
            )

    for resolved in brief.figures.values():
        text = format_figure(resolved.figure, examined.style, vocabulary)
        add(resolved.name, text, resolved.figure, resolved.span)
    for printed in brief.printed:
        if isinstance(printed.value, Figure):
            # A bare number of a table says nothing without the head of its column.
            text = format_figure(printed.value, examined.style, vocabulary) if printed.bare else printed.text
            add(printed.name, text, printed.value, printed.span)
    return list(listed.values())
