"""What stands below a map: the symbols it uses, the sizes of its circles, its scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from briefkit.report.drawing import Canvas, Measure
from briefkit.report.maps.model import Kind
from briefkit.report.maps.symbols import Sizes, draw_symbol

SIZE = 7.0  # points: the type of the legend
ROW = 11.0
APART = 14.0  # points between the parts of the strip
LONGEST_BAR = 90.0  # points
SizeText = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the legend: the kind of a symbol, or "unsettled" for borders, and its word."""

    what: Kind | str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A scale bar: its length on the page, in points, and what it says."""

    length: float
    text: str


def scale_bar(points_to_kilometre: float, width: float, words: Mapping[str, str]) -> Bar:
    """The longest bar of 1, 2 or 5 and zeros of kilometres (or of metres) that is at most a fifth of a map's width."""
    most = min(LONGEST_BAR, width / 5) / points_to_kilometre
    unit, factor = ("map_kilometres", 1.0) if most >= 1 else ("map_metres", 1000.0)
    power = 10 ** int(log10(most * factor) // 1)
    count = next(step * power for step in (5, 2, 1) if step * power <= most * factor)
    return Bar(count / factor * points_to_kilometre, f"{count} {words[unit]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What is to be drawn below a map, from x = 0 to `width`."""

    width: float
    entries: Sequence[Entry]
    sizes: Sizes | None
    size_text: SizeText
    bar: Bar | None
    measure: Measure


def draw_strip(canvas: Canvas, strip: Strip, top: float) -> float:
    """Draw the strip with its upper edge at `top`. Returns its height, 0 if there is nothing to draw."""
    bar = strip.bar.length + 4 + strip.measure.width(strip.bar.text, SIZE) + APART if strip.bar else 0.0
    sizes = _sizes_width(strip, strip.sizes) + APART if strip.sizes else 0.0
    heights = [_draw_entries(canvas, strip, strip.width - bar - sizes, top + 8)]
    if strip.sizes:
        heights.append(_draw_sizes(canvas, strip, strip.sizes, strip.width - bar - sizes + APART, top + 3))
    if strip.bar:
        _draw_bar(canvas, strip.bar, strip.width - bar + APART, top + 8)
        heights.append(ROW)
    return max(heights) + 3 if max(heights) else 0.0


def _draw_entries(canvas: Canvas, strip: Strip, right: float, middle: float) -> float:
    """The entries in rows up to `right`; the height of the rows."""
    x, rows = 4.0, 1
    for entry in strip.entries:
        lead = 16.0 if entry.what == "unsettled" else 7.0
        wide = lead + strip.measure.width(entry.text, SIZE)
        if x > 4.0 and x + wide > right:
            x, rows = 4.0, rows + 1
        y = middle + (rows - 1) * ROW
        if entry.what == "unsettled":
            draw_unsettled(canvas, f"M{x - 3:.1f} {y:.1f}h16")
        else:
            draw_symbol(canvas, _kind(entry.what), (x, y))
        canvas.text(x + lead, y + SIZE * 0.34, entry.text, size=SIZE)
        x += wide + 12
    return rows * ROW if strip.entries else 0.0


def _kind(what: Kind | str) -> Kind:
    return what  # type: ignore[return-value]  # an entry that is not "unsettled" has a kind


def draw_unsettled(canvas: Canvas, d: str) -> None:
    """A border that is not settled."""
    canvas.add("path", d=d, fill="none", stroke=canvas.look.soft, stroke_width=0.7, stroke_dasharray="3 1.6")


def _draw_bar(canvas: Canvas, bar: Bar, left: float, y: float) -> None:
    """The scale bar, and behind it what it says."""
    canvas.add(
        "path", d=f"M{left:.2f} {y - 2.5:.2f}v5M{left:.2f} {y:.2f}h{bar.length:.2f}m0 -2.5v5", fill="none",
        stroke=canvas.look.ink, stroke_width=0.8,
    )  # fmt: skip
    canvas.text(left + bar.length + 4, y + SIZE * 0.34, bar.text, size=SIZE)


def _sizes_width(strip: Strip, sizes: Sizes) -> float:
    keys = sizes.keys()
    return 2 * sizes.radius(keys[0]) + 6 + max(strip.measure.width(strip.size_text(key), SIZE) for key in keys)


def _draw_sizes(canvas: Canvas, strip: Strip, sizes: Sizes, left: float, top: float) -> float:
    """Circles one within the other, each with its figure; the height they take."""
    keys = sizes.keys()
    radius = sizes.radius(keys[0])
    x, bottom = left + radius, top + max(2 * radius, 2 * ROW - 3)
    for at, key in enumerate(keys):
        r = sizes.radius(key)
        crest = bottom - 2 * r
        level = min(crest, bottom - 12) + 1.5 if at == 0 else max(crest, bottom - 3)
        canvas.add("circle", cx=x, cy=bottom - r, r=r, fill="none", stroke=canvas.look.accent, stroke_width=0.8)
        canvas.add(
            "path", d=f"M{x:.2f} {crest:.2f}L{x + radius + 3:.2f} {level:.2f}", fill="none", stroke=canvas.look.rule,
            stroke_width=0.5,
        )  # fmt: skip
        canvas.text(x + radius + 5, level + SIZE * 0.34, strip.size_text(key), size=SIZE)
    return bottom - top + 4
