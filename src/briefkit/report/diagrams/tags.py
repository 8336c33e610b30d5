"""Labels and marks of lines that are put where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefkit.report.diagrams.routing import SIDES, place_tag, route
from briefkit.report.diagrams.setting import LEADING, Setter
from briefkit.report.diagrams.shapes import Box, Line, Sizes, Tag, mark_width

_WIDTHS = (110.0, 74.0, 52.0, 38.0)


def tag_sizes(setter: Setter, label: str, mark: str, sizes: Sizes, widths: Sequence[float] = _WIDTHS) -> list[Tag]:
    """A label with its mark, broken in the ways that fit these widths. It has no place yet."""
    tags: list[Tag] = []
    for width in widths:
        tail = mark_width(setter, mark, sizes)
        lines = setter.balanced(label, width, sizes.small, tail=tail)
        if lines is not None and all(lines != tag.lines for tag in tags):
            tags.append(_tag(setter, lines, mark, sizes, tail))
    return tags


def _tag(setter: Setter, lines: tuple[str, ...], mark: str, sizes: Sizes, tail: float) -> Tag:
    widths = [setter.width(line, sizes.small) for line in lines] or [0.0]
    widths[-1] += tail
    height = LEADING * sizes.small * max(len(lines), 1)
    return Tag(lines=lines, mark=mark, x=0.0, y=0.0, width=max(widths), height=height)


def routed(
    ends: tuple[Box, Box], words: tuple[str, str], boxes: Sequence[Box], lines: Sequence[Line],
    setter: Setter, sizes: Sizes, *, dotted: bool, arrow: bool = False,
) -> Line | None:  # fmt: skip
    """A line led round the boxes and given its label and mark, or None where there is no room for it."""
    label, mark = words
    tags = tag_sizes(setter, label, mark, sizes) if label or mark else []
    if (label or mark) and not tags:
        return None
    # The best way may be too short for the label; then one that leaves and comes in by one side goes further round.
    for sides in (SIDES, *((side,) for side in SIDES)):
        points = route(*ends, boxes, lines, sides)
        if points is None:
            continue
        line = Line(source=ends[0].id, target=ends[1].id, points=points, dotted=dotted, arrow=arrow)
        if not tags:
            return line
        for tag in tags:
            place = place_tag((tag.width, tag.height), points, boxes, lines)
            if place is not None:
                return replace(line, tag=replace(place, lines=tag.lines, mark=mark))
    return None
