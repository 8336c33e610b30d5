"""What is wrong with a diagram before it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefkit.findings import Problem
from briefkit.findings.bk7_rendering import (
    DIAGRAM_CIRCLE,
    DIAGRAM_END_MISSING,
    DIAGRAM_ID_TWICE,
    DIAGRAM_TEXT_TOO_LONG,
    DIAGRAM_TOO_LARGE,
)
from briefkit.report.diagrams.model import (
    MAX_ARROWS,
    MAX_BOXES,
    MAX_LINKS,
    Arrow,
    Diagram,
    Flow,
    Hierarchy,
    Link,
    Node,
    nodes,
)

MAX_LABEL = 120  # characters
MAX_NOTE = 200
MAX_LINE_LABEL = 60
_SHOWN = 12  # ids in the path of a circle


def faults(diagram: Diagram) -> tuple[tuple[str, Problem], ...]:
    """Everything wrong with a diagram: the id of the box, or "source → target" of the line, and what is wrong there.

    Raises ValueError for what only a program can get wrong: no box at all, a box without a label, a digit in a
    mark, a mark for the line above the top.
    """
    boxes = _boxes(diagram)
    lines = diagram.links if isinstance(diagram, Hierarchy) else diagram.arrows
    _check_marks(diagram, lines)
    if not all(label.strip() for _, label, _ in boxes):
        raise ValueError("a box has a label")
    if len(boxes) > MAX_BOXES or len(lines) > (MAX_LINKS if isinstance(diagram, Hierarchy) else MAX_ARROWS):
        return (("", DIAGRAM_TOO_LARGE.problem(detail=described(diagram))),)
    found = [*_circles_in(diagram), *_twice(boxes, diagram), *_without_end(boxes, lines), *_too_long(boxes, lines)]
    return tuple(found)


def described(diagram: Diagram) -> str:
    """How large a diagram is, in words."""
    lines = diagram.links if isinstance(diagram, Hierarchy) else diagram.arrows
    size = f"{len(_boxes(diagram))} boxes"
    return f"{size} and {len(lines)} lines" if lines else size


def name_of(line: Link | Arrow) -> str:
    """How a line is named in a finding."""
    return f"{line.source} → {line.target}"


def _boxes(diagram: Diagram) -> list[tuple[str, str, tuple[str, ...]]]:
    """Id, label and small texts of each box."""
    if isinstance(diagram, Hierarchy):
        return [(node.id, node.label, (node.note,)) for node in nodes(diagram.top)]
    if not diagram.steps:
        raise ValueError("a flow has at least one step")
    return [(step.id, step.label, step.details) for step in diagram.steps]


def _check_marks(diagram: Diagram, lines: Iterable[Link | Arrow]) -> None:
    """A digit behind a label would be read as part of a number in it."""
    marks = [line.mark for line in lines]
    if isinstance(diagram, Hierarchy):
        if diagram.top.line_mark or diagram.top.dotted:
            raise ValueError("there is no line above the top")
        marks += [mark for node in nodes(diagram.top) for mark in (node.mark, node.line_mark)]
    else:
        marks += [step.mark for step in diagram.steps]
    for mark in marks:
        if any(char.isnumeric() for char in mark):
            raise ValueError(f"a mark has no digits: {mark!r}")


def _circles_in(diagram: Diagram) -> Iterator[tuple[str, Problem]]:
    if isinstance(diagram, Hierarchy):
        circles = list(_repeated(diagram.top, []))
        circles += [[link.source, link.source] for link in diagram.links if link.source == link.target]
    else:
        circles = _circle_of(diagram)
    for circle in circles:
        shown = circle if len(circle) <= _SHOWN else [*circle[: _SHOWN - 1], "…", circle[-1]]
        yield circle[0], DIAGRAM_CIRCLE.problem(path=" → ".join(shown))


def _repeated(node: Node, above: list[str]) -> Iterator[list[str]]:
    """For each node that stands under itself the way from one to the other."""
    if node.id in above:
        yield [*above[above.index(node.id) :], node.id]
        return
    for child in node.children:
        yield from _repeated(child, [*above, node.id])


def _circle_of(flow: Flow) -> list[list[str]]:
    """One circle among the arrows that do not return, if there is any; and each arrow from a step to itself."""
    loops = [[arrow.source, arrow.source] for arrow in flow.arrows if arrow.source == arrow.target]
    if loops:
        return loops
    after: dict[str, list[str]] = {step.id: [] for step in flow.steps}
    for arrow in flow.arrows:
        if not arrow.returns and arrow.source in after and arrow.target in after:
            after[arrow.source].append(arrow.target)
    left = dict(after)
    while ended := [step for step, targets in left.items() if not any(target in left for target in targets)]:
        for step in ended:
            del left[step]
    if not left:
        return []
    way = [next(iter(left))]
    while len(way) == len(set(way)):
        way.append(next(target for target in left[way[-1]] if target in left))
    return [way[way.index(way[-1]) :]]


def _twice(boxes: list[tuple[str, str, tuple[str, ...]]], diagram: Diagram) -> Iterator[tuple[str, Problem]]:
    under_itself = set()
    if isinstance(diagram, Hierarchy):
        under_itself = {circle[0] for circle in _repeated(diagram.top, [])}
    for box, times in Counter(box for box, *_ in boxes).items():
        if times > 1 and box not in under_itself:
            yield box, DIAGRAM_ID_TWICE.problem(id=box)


def _without_end(
    boxes: list[tuple[str, str, tuple[str, ...]]], lines: Iterable[Link | Arrow]
) -> Iterator[tuple[str, Problem]]:
    known = [box for box, *_ in boxes]
    for line in lines:
        for end in dict.fromkeys((line.source, line.target)):
            if end not in known:
                hint = f"the boxes are: {', '.join(known)}"
                yield name_of(line), DIAGRAM_END_MISSING.problem(hint=hint, line=name_of(line), id=end)


def _too_long(
    boxes: list[tuple[str, str, tuple[str, ...]]], lines: Iterable[Link | Arrow]
) -> Iterator[tuple[str, Problem]]:
    texts = [(box, label, MAX_LABEL) for box, label, _ in boxes]
    texts += [(box, small, MAX_NOTE) for box, _, smalls in boxes for small in smalls]
    texts += [(name_of(line), line.label, MAX_LINE_LABEL) for line in lines]
    for place, text, most in texts:
        if len(text) > most:
            detail = f"{len(text)} characters, expected at most {most}"
            yield place, DIAGRAM_TEXT_TOO_LONG.problem(id=place, text=text, detail=detail)
