"""What every kind of chart is drawn with: the scene, the widths of texts, the words, keys and axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefkit.report.charts.fills import DASHES, SHAPES, color_of, pattern
from briefkit.report.charts.scales import Scale
from briefkit.report.charts.scene import Scene
from briefkit.report.drawing import Measure

LEADING = 1.22  # from one line of text to the next, in sizes of the type
TICK = 3.0  # points that the stroke of a tick is long


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """The scene that is drawn on, `width` points wide, and what it takes to set texts on it."""

    scene: Scene
    measure: Measure
    tick: Callable[[Decimal], str]
    words: Mapping[str, str]
    width: float
    height: float | None = None

    @property
    def size(self) -> float:
        """The size of the type."""
        return self.scene.look.size

    @property
    def line(self) -> float:
        """From one line of text to the next."""
        return self.size * LEADING

    def wide(self, text: str, *, bold: bool = False) -> float:
        """How wide a text is."""
        return self.measure.width(text.strip(), self.size, bold=bold)

    def broken(self, text: str, width: float, *, bold: bool = False) -> tuple[str, ...]:
        """A text in lines."""
        return self.measure.lines(text, width, self.size, bold=bold)

    def base(self, middle: float) -> float:
        """The base line of a text that stands around the middle of a mark."""
        return middle + 0.33 * self.size

    def title(self, unit: str, scale: Scale) -> str:
        """The title of an axis: its unit, and that it does not begin at zero where it does not."""
        zero = scale.low <= 0 <= scale.high
        return "; ".join(part for part in (unit, "" if zero else self.words["chart_not_zero"]) if part)


def draw_key(kit: Kit, labels: Sequence[str], top: float, sample: str) -> float:
    """A key above the chart, in as many lines as it takes: where the room below it begins.

    `sample` is "fill", "point" or "line".
    """
    x, y = 0.0, top
    mark = 20.0 if sample == "line" else 9.0
    for number, label in enumerate(labels):
        lines = kit.broken(label, kit.width - mark - 5)
        wide = mark + 5 + max(map(kit.wide, lines), default=0)
        if x and x + wide > kit.width:
            x, y = 0.0, y + kit.line * 1.15
        draw_sample(kit, number, (x, x + mark, y + 1, y + 8), sample)
        for at, line in enumerate(lines):
            kit.scene.text(x + mark + 5, y + 7 + at * kit.line, line, name=f"keytext {number}")
        y += (len(lines) - 1) * kit.line
        x += wide + 16
    return y + kit.line + 7


def draw_sample(kit: Kit, number: int, box: tuple[float, float, float, float], sample: str) -> None:
    """A sample of how a series looks, beside its label."""
    left, right, top, bottom = box
    color, middle, name = color_of(kit.scene, number), (top + bottom) / 2, f"key {number}"
    if sample == "fill":
        kit.scene.rect(left, right, top, bottom, color, name=name)
        pattern(kit.scene, box, number)
        return
    if sample == "line":
        kit.scene.line([(left, middle), (right, middle)], color, 1.2, DASHES[number % len(DASHES)])
    kit.scene.point((left + right) / 2, middle, SHAPES[number % len(SHAPES)], 26, color, color, name=name)


def draw_level_axis(kit: Kit, scale: Scale, ticks: Sequence[Decimal], unit: str, y: float) -> float:
    """An axis from left to right at a height, its ticks and its title below it: where the room below it begins."""
    scene, look = kit.scene, kit.scene.look
    scene.rule((scale.start, y), (scale.end, y), look.rule, 0.5)
    for value in ticks:
        scene.rule((value, y), (value, y + TICK), look.rule, 0.5, x=scale, name=f"tick 0 {value}")
    below = y + TICK + kit.size
    # Numbers too long to stand beside each other print at the two ends only.
    fit = ticks_fit(kit, ticks, scale.start, scale.end)
    for value in ticks if fit else (ticks[0], ticks[-1]):
        scene.text(
            scale.at(value), below, kit.tick(value), color=look.soft, anchor="middle", name=f"ticktext 0 {value}"
        )
    start = min(scale.start, kit.width / 2)
    for line in kit.broken(kit.title(unit, scale), kit.width - start):
        below += kit.line
        scene.text(start, below, line, color=look.soft)
    return below + 3


def ticks_fit(kit: Kit, ticks: Sequence[Decimal], start: float, end: float) -> bool:
    """Whether the labels of ticks from left to right stand clear of each other."""
    scale = Scale(ticks[0], ticks[-1], start, end)
    wide = [kit.wide(kit.tick(value)) for value in ticks]
    places = [scale.at(value) for value in ticks]
    return all(b - a >= (w + v) / 2 + 5 for a, b, w, v in zip(places, places[1:], wide, wide[1:], strict=False))
