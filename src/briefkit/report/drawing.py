"""What charts, diagrams and maps share: the look they are drawn in, the widths of their texts, the finished drawing.

A drawing is an SVG without scripts, styles of its own and outside references, in points. Each text in it is given
beside it, in the order in which it is drawn, so that the pages can be read back and held to it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Type and colours of a drawing. `series` is read in order; its colours differ in lightness, so in grey too."""

    font: str = "Briefkit Sans"
    size: float = 8.0
    ink: str = "#1a1a1a"
    soft: str = "#5c5a55"
    rule: str = "#b9b4a8"
    tint: str = "#f4f1ea"
    paper: str = "#ffffff"
    accent: str = "#7b2d26"
    series: tuple[str, ...] = ("#1f2c3a", "#b5651d", "#7f9bb3", "#7b2d26", "#d9b98c", "#4f6d5c")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A finished drawing: its SVG, its size in points, and its texts in the order they are drawn."""

    svg: str
    width: float
    height: float
    texts: tuple[str, ...]


class Measure:
    """How wide texts are, by the fonts that set them: one upright and regular, one semibold."""

    def __init__(self, regular: bytes, bold: bytes) -> None:
        self._advances = {False: _advances(regular), True: _advances(bold)}

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of a line of text, in points. What the font lacks counts as an em, as Chinese and Korean do."""
        advances = self._advances[bold]
        return size * sum(advances.get(ord(char), _other_advance(char)) for char in text)

    def lines(self, text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
        """The text broken into lines that are no wider, as far as its words allow."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size, bold=bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)


def _advances(font: bytes) -> dict[int, float]:
    """For each character of a font how far it moves the pen, in ems."""
    from fontTools.ttLib import TTFont

    opened: Any = TTFont(BytesIO(font), lazy=True)
    units, widths = opened["head"].unitsPerEm, opened["hmtx"]
    return {code: widths[name][0] / units for code, name in opened.getBestCmap().items()}


def _other_advance(char: str) -> float:
    return 0.0 if unicodedata.combining(char) or unicodedata.category(char) == "Cf" else 1.0


@dataclass(slots=True)
class Canvas:
    """An SVG in the making. Coordinates are points from the upper left corner."""

    look: Look
    parts: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, tag: str, **attributes: object) -> None:
        """A shape; `stroke_width` is written stroke-width, and what is None is left out."""
        written = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
            for name, value in attributes.items()
            if value is not None
        )
        self.parts.append(f"<{tag}{written}/>")

    def text(
        self, x: float, y: float, text: str, *, size: float = 0, bold: bool = False, italic: bool = False,
        color: str = "", anchor: str = "start",
    ) -> None:  # fmt: skip
        """A line of text on its base line; `anchor` is start, middle or end."""
        if not text:
            return
        style = ' font-weight="600"' * bold + ' font-style="italic"' * italic
        turned = f' text-anchor="{anchor}"' if anchor != "start" else ""
        fill = color or self.look.ink
        self.parts.append(
            f'<text x="{_number(x)}" y="{_number(y)}" font-size="{_number(size or self.look.size)}" '
            f'fill="{escape(fill)}"{style}{turned}>{escape(text)}</text>'
        )
        self.texts.append(text)

    def finish(self, width: float, height: float) -> Drawing:
        """The drawing, of this size."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_number(width)}pt" height="{_number(height)}pt" '
            f'viewBox="0 0 {_number(width)} {_number(height)}" font-family="{escape(self.look.font)}">'
        )
        svg = "\n".join([head, *self.parts, "</svg>"])
        return Drawing(svg=svg, width=width, height=height, texts=tuple(self.texts))


def path(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """The `d` of a path along points."""
    steps = (f"{'L' if at else 'M'}{_number(x)} {_number(y)}" for at, (x, y) in enumerate(points))
    return "".join(steps) + "Z" * closed


def _number(value: object) -> str:
    """A number to a hundredth, without needless zeros; anything else as it is."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") if round(value, 2) else "0"
    return str(value)
