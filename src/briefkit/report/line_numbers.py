"""Number every fifth line of running text: in the margin of the pages that WeasyPrint has laid out, and read back.

CSS has no line numbers. So each numbered line gets a line of its own in a margin box, whose place and type the style
sheet gives; what stands in margin boxes is an artifact, which is not read out. Lines are counted through the document,
so that a number names one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefkit.report.expected_text import evened
from briefkit.report.page_text import PrintedPage, PrintedRun

STEP = 5
"""One line in so many bears a number."""

MARGIN = "@right-middle"
"""The margin box that the numbers stand in; where a page has none, none of its lines is counted."""

RUNNING = frozenset(("prose", "deck", "recommendations", "box", "blockquote"))
"""Classes and elements whose lines are running text, as the templates have them."""

_APART = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6"))
_POINTS = 0.75  # in a pixel of CSS
_NEAR = 3.0  # points; how far the pages may have a number from where it was put
_ENOUGH = 2  # letters that show which line a number stands beside


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNumber:
    """A number in the margin: the index of its page, where its left end stands on its base line, the line it counts.

    `left` and `base` are points from the lower left corner of the page.
    """

    number: int
    page: int
    left: float
    base: float
    line: str


# --- Written ----------------------------------------------------------------------------------------------------------


def number_lines(pages: Iterable[Any], boxes: Any, split_first_line: Any) -> tuple[LineNumber, ...]:
    """Put numbers beside the lines of running text on laid-out pages, which are changed; the numbers, in order.

    `boxes` is WeasyPrint's module of that name, `split_first_line` its function that shapes a text.
    """
    found: list[LineNumber] = []
    counted = 0
    for index, page in enumerate(pages):
        box = page._page_box
        margin = next((child for child in box.children if getattr(child, "at_keyword", "") == MARGIN), None)
        if margin is None:
            continue
        added: list[Any] = []
        for line in _running_lines(box.children[0]):
            counted += 1
            if counted % STEP:
                continue
            written = _written(str(counted), line, margin, boxes, split_first_line)
            added.append(written)
            found.append(
                LineNumber(
                    number=counted,
                    page=index,
                    left=written.position_x * _POINTS,
                    base=(box.margin_height() - line.position_y - line.baseline) * _POINTS,
                    line=_text(line, boxes),
                )
            )
        margin.children = [*margin.children, *added]
    return tuple(found)


def _running_lines(box: Any, *, running: bool = False) -> Iterator[Any]:
    """The lines of running text in a box, in order. Markers of items are no lines, nor is what lies in a line."""
    box = getattr(box, "_box", box)
    names = {box.element_tag or ""}
    if "::" in (box.element_tag or ""):
        return
    if box.element is not None:
        names |= set(box.element.get("class", "").split())
    running = (running or bool(names & RUNNING)) and not names & _APART
    for child in getattr(box, "children", ()):
        if type(child).__name__ != "LineBox":
            yield from _running_lines(child, running=running)
        elif running and any(True for _ in child.descendants()):
            yield child


def _written(number: str, line: Any, margin: Any, boxes: Any, split_first_line: Any) -> Any:
    """A line that holds a number, in the type of the margin box, on the base line of another."""
    text = boxes.TextBox.anonymous_from(margin, number)
    layout, _, _, width, height, baseline = split_first_line(number, text.style, None, None, 0)
    text.pango_layout = layout
    text.width, text.height, text.baseline = width, height, baseline
    written = boxes.LineBox.anonymous_from(margin, [text])
    written.width, written.height, written.baseline = width, height, baseline
    for box in (text, written):
        box.background = None
        box.position_x = margin.content_box_x()
        box.position_y = line.position_y + line.baseline - baseline
        for side in ("top", "right", "bottom", "left"):
            for part in (f"margin_{side}", f"padding_{side}", f"border_{side}_width"):
                setattr(box, part, 0)
    return written


def _text(line: Any, boxes: Any) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))


# --- Read back --------------------------------------------------------------------------------------------------------


def find_numbers(
    numbers: Sequence[LineNumber], pages: Sequence[PrintedPage]
) -> tuple[dict[LineNumber, PrintedRun], list[LineNumber]]:
    """The runs of finished pages that are line numbers, and the numbers that are not as they should be.

    The numbers have to go up by steps from page to page and down each page. Each has to stand where it was put, once,
    behind the end of a line, and that line has to be the one that it counts.
    """
    found: dict[LineNumber, PrintedRun] = {}
    lost: list[LineNumber] = []
    for at, number in enumerate(numbers):
        run = next((run for run in pages[number.page].runs if _stands_at(run, number)), None)
        before = numbers[at - 1] if at else None
        in_order = number.number == STEP * (at + 1) and (
            before is None or (number.page, -number.base) > (before.page, -before.base)
        )
        if run is not None and in_order and _is_beside(run, number, pages[number.page]):
            found[number] = run
        else:
            lost.append(number)
    return found, lost


def _stands_at(run: PrintedRun, number: LineNumber) -> bool:
    box = run.boxes[0]
    return (
        run.text.strip() == str(number.number)
        and abs(box.left - number.left) < _NEAR
        and abs(box.bottom - number.base) < _NEAR
    )


def _is_beside(run: PrintedRun, number: LineNumber, page: PrintedPage) -> bool:
    """Whether a number can be seen behind the line that it counts, with nothing on that line behind it."""
    others = (piece for other in page.runs if other is not run for piece in _on_one_line(other))
    line = [other for other in others if _is_level(other, run.middle)]
    behind = [other for other in line if other.boxes[-1].right > run.boxes[0].left]
    counted = evened(number.line)
    own = [word for other in line if len(word := evened(other.text)) >= _ENOUGH and word in counted]
    seen = all(page.holds(box) and page.shows(box) for box in run.boxes)
    return seen and not behind and bool(own)


def _on_one_line(run: PrintedRun) -> Iterator[PrintedRun]:
    """A run in parts that stand on one line each: a word that was broken is one run, which goes on at the left."""
    start = 0
    for at in range(1, len(run.boxes) + 1):
        if at == len(run.boxes) or run.boxes[at].right < run.boxes[at - 1].left:
            yield PrintedRun(run.page, run.text[start:at], run.boxes[start:at], run.upright[start:at])
            start = at


def _is_level(run: PrintedRun, height: float) -> bool:
    """Whether a height lies between the lowest and the highest of a run."""
    return min(box.bottom for box in run.boxes) <= height <= max(box.top for box in run.boxes)
