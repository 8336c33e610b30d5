"""Where the boxes of a tree stand side by side: each parent over the middle of its children, as narrow as can be.

Distances are in columns: 1 is from the middle of a box to the middle of the next on its right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefkit.report.diagrams.model import Node

BETWEEN_FAMILIES = 0.12  # more than between brothers and sisters

# For each level below a box, how far its tree reaches to the left and to the right of it.
Contour = list[tuple[float, float]]


@dataclass(slots=True)
class Twig:
    """A node on its way to a place. One that hangs has everything below it in columns of its own."""

    node: Node
    level: int
    children: list[Twig]
    size: int  # how many boxes it and all below it are
    depth: int  # how many levels there are below it
    columns: list[list[Twig]] = field(default_factory=list)
    x: float = 0.0  # its middle; while the tree is put together, from the middle of its parent

    @property
    def hangs(self) -> bool:
        return bool(self.columns)

    @property
    def leaves_only(self) -> bool:
        return bool(self.children) and not any(child.children for child in self.children)


def grow(node: Node, level: int = 0) -> Twig:
    """A tree without places."""
    children = [grow(child, level + 1) for child in node.children]
    return Twig(
        node, level, children,
        size=1 + sum(child.size for child in children),
        depth=1 + max((child.depth for child in children), default=-1),
    )  # fmt: skip


def each(twig: Twig) -> Iterator[Twig]:
    """It and all below it, each before its children."""
    yield twig
    for child in twig.children:
        yield from each(child)


def standing(twig: Twig) -> Iterator[Twig]:
    """It and those below it that stand in rows, not in the columns of one that hangs."""
    yield twig
    if not twig.hangs:
        for child in twig.children:
            yield from standing(child)


def spread(top: Twig, levels: int) -> float:
    """Give each standing twig its x, from 0 in the middle of the leftmost column; return how many columns it takes."""
    contour = _arrange(top, levels)
    left, right = min(low for low, _ in contour), max(high for _, high in contour)
    _settle(top, -left - 0.5)
    return right - left


def _settle(twig: Twig, x: float) -> None:
    twig.x = x
    if not twig.hangs:
        for child in twig.children:
            _settle(child, x + child.x)


def _arrange(twig: Twig, levels: int) -> Contour:
    """Place the children from the middle of the twig, and say how far it all reaches."""
    if twig.hangs:
        half = len(twig.columns) / 2
        return [(-0.5, 0.5)] + [(-half, half)] * (levels - twig.level)
    if not twig.children:
        return [(-0.5, 0.5)]
    contours = [_arrange(child, levels) for child in twig.children]
    # Packed to the left, small trees between large ones cling to their left neighbour, and packed to the right to the
    # other. Half way between they stand evenly, and as far apart as they must.
    to_left = _packed(contours)
    mirrored = [[(-high, -low) for low, high in contour] for contour in reversed(contours)]
    to_right = [to_left[-1] - x for x in reversed(_packed(mirrored))]
    places = [(a + b) / 2 for a, b in zip(to_left, to_right, strict=True)]
    middle = (places[0] + places[-1]) / 2
    for child, place in zip(twig.children, places, strict=True):
        child.x = place - middle
    below = _merged([(child.x, contour) for child, contour in zip(twig.children, contours, strict=True)])
    return [(-0.5, 0.5), *below]


def _packed(contours: Sequence[Contour]) -> list[float]:
    """Places for trees in a row, each as far left as the ones before it allow."""
    places: list[float] = []
    reach: list[float] = []  # of the trees so far, to the right, by level
    for contour in contours:
        gaps = [reach[i] - low + BETWEEN_FAMILIES * (i > 0) for i, (low, _) in enumerate(contour) if i < len(reach)]
        place = max(gaps, default=0.0)
        places.append(place)
        reach[: len(contour)] = [place + high for _, high in contour]
    return places


def _merged(trees: Sequence[tuple[float, Contour]]) -> Contour:
    merged: Contour = []
    for x, contour in trees:
        for level, (low, high) in enumerate(contour):
            if level == len(merged):
                merged.append((x + low, x + high))
            else:
                merged[level] = (min(merged[level][0], x + low), max(merged[level][1], x + high))
    return merged
