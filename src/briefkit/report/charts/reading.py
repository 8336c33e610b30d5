"""Read the SVG of a chart back: what is drawn where, by the names of the marks. Knows nothing of how it was drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"
_STEP = re.compile(rf"([ML])\s*({_NUMBER})[, ]({_NUMBER})")
_KNOWN = {
    "svg": {"width", "height", "viewBox", "font-family", "font-size", "fill"},
    "rect": {"x", "y", "width", "height"},
    "line": {"x1", "y1", "x2", "y2"},
    "path": {"d", "transform"},
    "text": {"x", "y", "text-anchor", "font-weight", "font-style"},
}
_STYLE = {"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "data-is"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One element: its tag and name, its box, its points in their order, its text, fill and stroke."""

    tag: str
    name: str
    left: float
    right: float
    top: float
    bottom: float
    points: tuple[tuple[float, float], ...] = ()
    text: str = ""
    fill: str = ""
    stroke: str = ""

    @property
    def part(self) -> str:
        """What it is: the first word of its name."""
        return self.name.partition(" ")[0]

    @property
    def of(self) -> tuple[str, ...]:
        """What it is of: the other words of its name, such as the numbers of series and category."""
        return tuple(self.name.split()[1:])


def read_svg(svg: str) -> tuple[Drawn, ...]:
    """All that is drawn, in order. Raises `ValueError` at an element or attribute that a chart does not have."""
    root = ElementTree.fromstring(svg)
    return tuple(_read(element) for element in _known(root))


def _known(root: Any) -> Iterator[Any]:
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        unknown = set(element.attrib) - _KNOWN.get(element.tag, set()) - _STYLE
        if element.tag not in _KNOWN or unknown or (element.tag == "svg") != (element is root):
            raise ValueError(f"a chart has no {element.tag} with {', '.join(sorted(unknown)) or 'such a place'}")
        if element is not root:
            yield element


def _read(element: Any) -> Drawn:
    points = _points(element)
    across, down = [x for x, _ in points], [y for _, y in points]
    return Drawn(
        tag=element.tag, name=element.get("data-is", ""), points=points, text=element.text or "",
        left=min(across), right=max(across), top=min(down), bottom=max(down),
        fill=element.get("fill", ""), stroke=element.get("stroke", ""),
    )  # fmt: skip


def _points(element: Any) -> tuple[tuple[float, float], ...]:
    """The corners of an element; of a symbol, which is drawn around a point, that point."""

    def number(name: str) -> float:
        return float(element.get(name, 0))

    match element.tag:
        case "rect":
            x, y = number("x"), number("y")
            return ((x, y), (x + number("width"), y + number("height")))
        case "line":
            return ((number("x1"), number("y1")), (number("x2"), number("y2")))
        case "text":
            return ((number("x"), number("y")),)
    moved = re.fullmatch(rf"translate\(({_NUMBER}),({_NUMBER})\)", element.get("transform", ""))
    if moved:
        return ((float(moved[1]), float(moved[2])),)
    return tuple((float(x), float(y)) for _, x, y in _STEP.findall(element.get("d", ""))) or ((0.0, 0.0),)


@dataclass(frozen=True, slots=True)
class ReadScale:
    """An axis as its drawn ticks state it."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """Where a value must stand."""
        return self.start + float((value - self.low) / (self.high - self.low)) * (self.end - self.start)


def read_scale(ticks: list[tuple[Decimal, float]]) -> ReadScale:
    """The axis of ticks, each a value and a place. Raises `ValueError` if they do not lie on one straight scale."""
    ticks = sorted(ticks)
    if len(ticks) < 2 or ticks[0][1] == ticks[-1][1]:
        raise ValueError("an axis without ticks")
    scale = ReadScale(ticks[0][0], ticks[-1][0], ticks[0][1], ticks[-1][1])
    if any(abs(scale.at(value) - place) > 0.05 for value, place in ticks):
        raise ValueError("ticks at uneven distances")
    return scale
