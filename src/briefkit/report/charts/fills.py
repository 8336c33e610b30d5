"""How series look: colours that differ in lightness, patterns, shapes and dashes; hatching for what is not certain."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.report.charts.scene import Scene

SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2.5), (1.2, 2), (7, 2, 1.2, 2), (3, 1.5), (9, 3))
_PATTERNS = ("plain", "upright", "plain", "level", "plain", "crossed")
_HATCH, _STRIPE = 3.2, 3.6  # points from one line to the next
ARROW = 9.0  # points that an arrow is long

Box = tuple[float, float, float, float]  # left, right, top, bottom


def color_of(scene: Scene, number: int) -> str:
    """The colour of a series."""
    return scene.look.series[number % len(scene.look.series)]


def mixed(color: str, paper: str, share: float) -> str:
    """A colour thinned with that of the paper: so much of it stays."""
    pairs = zip(_channels(color), _channels(paper), strict=True)
    return "#" + "".join(f"{round(paper_at + (one - paper_at) * share):02x}" for one, paper_at in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def pattern(scene: Scene, box: Box, number: int) -> None:
    """Lines in the colour of the paper over a rectangle, by which its series is told from those of like lightness."""
    left, right, top, bottom = box
    kind, paper = _PATTERNS[number % len(_PATTERNS)], scene.look.paper
    if kind in ("upright", "crossed"):
        for at in _every(left, right, _STRIPE):
            scene.rule((at, top), (at, bottom), paper, 0.55)
    if kind in ("level", "crossed"):
        for at in _every(top, bottom, _STRIPE):
            scene.rule((left, at), (right, at), paper, 0.55)


def _every(start: float, end: float, step: float) -> Iterator[float]:
    """Places between two ends, evenly around the middle."""
    count = int((end - start) / step)
    first = (start + end - (count - 1) * step) / 2
    return (first + at * step for at in range(count) if count > 1)


def hatching(scene: Scene, box: Box, color: str) -> None:
    """Slanting lines within a rectangle: what it covers is not certain."""
    left, right, top, bottom = box
    at = left + top + _HATCH / 2
    while at < right + bottom:
        start, end = max(left, at - bottom), min(right, at - top)
        if end - start > 0.2:
            scene.rule((start, at - start), (end, at - end), color, 0.55)
        at += _HATCH


def arrow(scene: Scene, tip_from: tuple[float, float], step: tuple[int, int], color: str, name: str) -> None:
    """An arrow from a point: `step` is (1, 0) to the right, (0, -1) upwards. It says that the figure is a bound."""
    x, y = tip_from
    across, down = step
    tip = (x + across * ARROW, y + down * ARROW)
    scene.rule((x, y), tip, color, 0.9, name=name)
    for side in (-1, 1):
        barb = (tip[0] - across * 3 + down * side * 2, tip[1] - down * 3 + across * side * 2)
        scene.rule(barb, tip, color, 0.9)
