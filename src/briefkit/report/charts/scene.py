"""Marks in the order in which they are drawn, before Vega places them.

A coordinate is a value of a `Scale`, which Vega turns into a place, or, where no scale is given, points from the upper
left corner. Each mark that shows a figure bears a name, by which the finished drawing is held to the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefkit.report.charts.scales import Scale
from briefkit.report.drawing import Look

Number = Decimal | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark: a rectangle, rule, text, point, line or area of Vega. All but lines and areas have one row."""

    kind: str
    rows: tuple[Mapping[str, float | str], ...]
    style: tuple[tuple[str, object], ...]
    x: Scale | None = None
    y: Scale | None = None
    name: str = ""

    @property
    def group(self) -> tuple[object, ...] | None:
        """What it has in common with marks that Vega may be given together; None stands alone."""
        return None if self.kind in ("line", "area") else (self.kind, self.style, self.x, self.y)


@dataclass(slots=True)
class Scene:
    """Marks in the making."""

    look: Look
    marks: list[Mark] = field(default_factory=list)

    def rect(
        self, left: Number, right: Number, top: Number, bottom: Number, fill: str,
        *, x: Scale | None = None, name: str = "", edge: str = "",
    ) -> None:  # fmt: skip
        """A filled rectangle, with a thin edge if it has a colour."""
        style = {"fill": fill, "stroke": edge, "strokeWidth": 0.5} if edge else {"fill": fill}
        self._add("rect", [_row(x=left, x2=right, y=top, y2=bottom)], style, x, None, name)

    def rule(
        self, start: tuple[Number, Number], end: tuple[Number, Number], color: str, width: float,
        *, x: Scale | None = None, y: Scale | None = None, name: str = "",
    ) -> None:  # fmt: skip
        """A straight line between two points."""
        row = _row(x=start[0], x2=end[0], y=start[1], y2=end[1])
        self._add("rule", [row], {"stroke": color, "strokeWidth": width}, x, y, name)

    def point(
        self, x_at: Number, y_at: Number, shape: str, size: float, fill: str, edge: str,
        *, x: Scale | None = None, y: Scale | None = None, name: str = "",
    ) -> None:  # fmt: skip
        """A symbol of Vega around a point; `size` is its area in square points."""
        style = {"shape": shape, "size": size, "fill": fill, "stroke": edge, "strokeWidth": 0.8}
        self._add("point", [_row(x=x_at, y=y_at)], style, x, y, name)

    def line(
        self, points: Sequence[tuple[Number, Number]], color: str, width: float, dash: Sequence[float],
        *, x: Scale | None = None, y: Scale | None = None, name: str = "",
    ) -> None:  # fmt: skip
        """A line through points, in their order."""
        rows = [_row(x=x_at, y=y_at, order=at) for at, (x_at, y_at) in enumerate(points)]
        style = {"stroke": color, "strokeWidth": width, "strokeJoin": "round", "strokeDash": tuple(dash)}
        self._add("line", rows, style if dash else {**style, "strokeDash": ()}, x, y, name)

    def area(
        self, points: Sequence[tuple[Number, Number, Number]], fill: str, *, x: Scale, y: Scale, name: str = ""
    ) -> None:
        """A band along x, from one y to another."""
        rows = [_row(x=x_at, y=low, y2=high) for x_at, low, high in points]
        self._add("area", rows, {"fill": fill}, x, y, name)

    def text(
        self, x_at: float, y_at: float, text: str,
        *, bold: bool = False, italic: bool = False, color: str = "", anchor: str = "start", name: str = "",
    ) -> None:  # fmt: skip
        """A line of text on its base line."""
        text = text.strip()
        if not text:
            return
        style = {
            "align": {"start": "left", "middle": "center", "end": "right"}[anchor],
            "fill": color or self.look.ink,
            "fontWeight": 600 if bold else 400,
            "fontStyle": "italic" if italic else "normal",
        }
        self._add("text", [{**_row(x=x_at, y=y_at), "text": text}], style, None, None, name)

    def texts(self) -> tuple[str, ...]:
        """All texts, in the order in which they are drawn."""
        return tuple(str(row["text"]) for mark in self.marks if mark.kind == "text" for row in mark.rows)

    def _add(
        self, kind: str, rows: Sequence[Mapping[str, float | str]], style: Mapping[str, object],
        x: Scale | None, y: Scale | None, name: str,
    ) -> None:  # fmt: skip
        self.marks.append(Mark(kind=kind, rows=tuple(rows), style=tuple(style.items()), x=x, y=y, name=name))


def _row(**numbers: Number) -> dict[str, float | str]:
    return {name: float(value) if isinstance(value, Decimal) else round(value, 3) for name, value in numbers.items()}
