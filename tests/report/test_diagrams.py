"""Diagrams: everything has its place, nothing stands on anything else, and every text is returned as it is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from briefkit.findings import Problem
from briefkit.report.diagrams import (
    Arrow,
    Diagram,
    Flow,
    Hierarchy,
    Link,
    Node,
    Room,
    Step,
    alternative_text,
    draw_flow,
    draw_hierarchy,
    faults,
    needs_landscape,
    place,
)
from briefkit.report.diagrams.model import nodes
from briefkit.report.diagrams.page import LANDSCAPE, PORTRAIT, plan
from briefkit.report.diagrams.setting import Setter
from briefkit.report.diagrams.shapes import Box, Layout, Line, Sizes
from briefkit.report.drawing import Look, Measure

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
MEASURE = Measure(
    *((FONTS / name).read_bytes() for name in ("SourceSans3-Regular.otf.woff2", "SourceSans3-Semibold.otf.woff2"))
)
SETTER = Setter(MEASURE)
LOOK = Look()
# Whatever fails is large; to make it smaller takes minutes and hardly helps.
SOUND = settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
BOUNDLESS = Room(width=100_000.0, height=100_000.0)
NEAR = 0.02


def office(label: str, *children: Node, **more: str) -> Node:
    """A node whose id is its label."""
    return Node(id=label, label=label, children=children, **more)


def flow(*ways: str, **more: str) -> Flow:
    """Steps and arrows from ways such as "order > work > export"; `more` goes to the last arrow."""
    named = [way.split(" > ") for way in ways]
    pairs = [pair for way in named for pair in pairwise(way)]
    arrows = [Arrow(source=source, target=target) for source, target in pairs]
    if arrows and more:
        arrows[-1] = replace(arrows[-1], **more)
    steps = dict.fromkeys(step for way in named for step in way)
    return Flow(steps=tuple(Step(id=step, label=step.capitalize()) for step in steps), arrows=tuple(arrows))


WORK = flow("order > materials > work > collection > export")
BUREAUS = Hierarchy(
    top=office(
        "State Affairs Commission",
        office("Ministry of Social Security", office("Reeducation bureau", office("Reeducation camps", mark="a"))),
        office("Ministry of State Security", office("Farm management bureau", office("Political prison camps"))),
    ),
    links=(Link(source="Reeducation bureau", target="Farm management bureau", label="orders", mark="b", dotted=True),),
)


# --- What is asked of every layout ------------------------------------------------------------------------------------


def apart(a: Box, b: Box) -> bool:
    return a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


def on_border(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    beside = min(abs(x - box.x), abs(x - box.right)) < NEAR and box.y - NEAR < y < box.bottom + NEAR
    return beside or (min(abs(y - box.y), abs(y - box.bottom)) < NEAR and box.x - NEAR < x < box.right + NEAR)


def through(line: Line, box: Box) -> bool:
    """Whether a line goes through the inside of a box."""
    for (x0, y0), (x1, y1) in pairwise(line.points):
        if (
            min(x0, x1) < box.right - NEAR
            and box.x + NEAR < max(x0, x1)
            and min(y0, y1) < box.bottom - NEAR
            and box.y + NEAR < max(y0, y1)
        ):
            return True
    return False


def breaches(layout: Layout) -> Iterator[str]:
    """What a layout does that none may do."""
    boxes = {box.id: box for box in layout.boxes}
    for a, b in combinations(layout.boxes, 2):
        if not apart(a, b):
            yield f"{a.id} and {b.id} overlap"
    for box in layout.boxes:
        if min(box.x, box.y) < 0 or box.right > layout.width or box.bottom > layout.height:
            yield f"{box.id} leaves the drawing"
        if box.inscription.width > box.width + NEAR or box.inscription.height > box.height + NEAR:
            yield f"the text of {box.id} leaves its box"
    for line in layout.lines:
        name = f"{line.source} → {line.target}"
        if not (on_border(line.points[0], boxes[line.source]) and on_border(line.points[-1], boxes[line.target])):
            yield f"{name} does not end at its boxes"
        if any(x0 != x1 and y0 != y1 for (x0, y0), (x1, y1) in pairwise(line.points)):
            yield f"{name} runs aslant"
        yield from (f"{name} runs through {box.id}" for box in layout.boxes if through(line, box))
        if line.tag:
            tag = line.tag
            if tag.x < -NEAR or tag.y < -NEAR or tag.x + tag.width > layout.width or tag.y + tag.height > layout.height:
                yield f"the label of {name} leaves the drawing"
            for box in layout.boxes:
                if (
                    tag.x < box.right
                    and box.x < tag.x + tag.width
                    and tag.y < box.bottom
                    and box.y < tag.y + tag.height
                ):
                    yield f"the label of {name} stands on {box.id}"
    if layout.sizes.label < 6.5 or layout.sizes.small < 6.5:
        yield "type too small to be read"


def along_each_other(layout: Layout) -> Iterator[str]:
    """Arrows that share a stretch although they neither come from one step nor lead to one: none can be followed."""
    for a, b in combinations([line for line in layout.lines if not line.dotted], 2):
        if a.source == b.source or a.target == b.target:
            continue
        for (ax0, ay0), (ax1, ay1) in pairwise(a.points):
            for (bx0, by0), (bx1, by1) in pairwise(b.points):
                level = abs(ay0 - by0) < 0.5 and ay0 == ay1 and by0 == by1
                upright = abs(ax0 - bx0) < 0.5 and ax0 == ax1 and bx0 == bx1
                shared_x = min(max(ax0, ax1), max(bx0, bx1)) - max(min(ax0, ax1), min(bx0, bx1))
                shared_y = min(max(ay0, ay1), max(by0, by1)) - max(min(ay0, ay1), min(by0, by1))
                if (level and shared_x > 0.5) or (upright and shared_y > 0.5):
                    yield f"{a.source} → {a.target} runs along {b.source} → {b.target}"


def expected_texts(diagram: Diagram) -> str:
    """All letters that a diagram has to print, sorted; where lines are broken does not matter."""
    if isinstance(diagram, Hierarchy):
        texts = [text for node in nodes(diagram.top) for text in (node.label, node.note, node.mark, node.line_mark)]
        texts += [text for link in diagram.links for text in (link.label, link.mark)]
    else:
        texts = [text for step in diagram.steps for text in (step.label, *step.details, step.mark)]
        texts += [text for arrow in diagram.arrows for text in (arrow.label, arrow.mark)]
    return letters(texts)


def letters(texts: list[str]) -> str:
    return "".join(sorted(re.sub(r"[\s-]", "", "".join(texts))))


# --- Random diagrams --------------------------------------------------------------------------------------------------

WORDS = (
    "Ministry of Social Security", "Bureau", "Mine", "Organisation and Guidance Department", "Camp 14",
    "Reeducation bureau", "Trading company", "농장관리국", "中央人民委員会労働行政部", "Office 39",
)  # fmt: skip
labels = st.sampled_from(WORDS)
marks = st.sampled_from(("", "", "a", "bc"))


@st.composite
def hierarchies(draw: Callable[..., object], most: int = 60, links: int = 3) -> Hierarchy:
    """Trees: each node stands under one that came before it, most often a late one."""
    count: int = draw(st.integers(3, most))  # type: ignore[assignment]
    spread: int = draw(st.integers(1, 12))  # type: ignore[assignment]
    parents = [draw(st.integers(max(0, at // spread - 2), at // spread)) for at in range(count - 1)]
    under: dict[int, list[int]] = {}
    for at, parent in enumerate(parents, start=1):
        under.setdefault(min(parent, at - 1), []).append(at)  # type: ignore[type-var, call-overload]

    def node(at: int) -> Node:
        return Node(
            id=f"n{at}", label=draw(labels), note=draw(st.sampled_from(("", "", "since 1998"))),  # type: ignore[arg-type]
            mark=draw(marks), line_mark=draw(marks) if at else "", dotted=bool(at) and draw(st.booleans()),  # type: ignore[arg-type]
            children=tuple(node(child) for child in under.get(at, ())),
        )  # fmt: skip

    ends = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]), max_size=links))
    across = tuple(
        Link(source=f"n{a}", target=f"n{b}", label=draw(st.sampled_from(("", "inspects"))), dotted=True)  # type: ignore[arg-type]
        for a, b in pairs  # type: ignore[attr-defined]
    )
    return Hierarchy(top=node(0), links=across)


@st.composite
def flows(draw: Callable[..., object], most: int = 60, returns: int = 2) -> Flow:
    """Steps with arrows to later ones, and a few that return."""
    count: int = draw(st.integers(3, most))  # type: ignore[assignment]
    steps = tuple(
        Step(id=f"s{at}", label=draw(labels), details=draw(st.sampled_from(((), ("by truck", "70 percent")))))  # type: ignore[arg-type]
        for at in range(count)
    )
    arrows = []
    for at in range(1, count):
        sources = draw(st.sets(st.integers(max(0, at - 6), at - 1), max_size=2))
        texts = {"label": draw(st.sampled_from(("", "", "order", "raw materials"))), "mark": draw(marks)}
        arrows += [Arrow(source=f"s{source}", target=f"s{at}", **texts) for source in sorted(sources)]  # type: ignore[call-overload, arg-type]
    for _ in range(draw(st.integers(0, returns))):  # type: ignore[call-overload]
        target: int = draw(st.integers(0, count - 2))  # type: ignore[assignment]
        source = draw(st.integers(target + 1, count - 1))
        arrows.append(Arrow(source=f"s{source}", target=f"s{target}", returns=True))
    return Flow(steps=steps, arrows=tuple(arrows))


@SOUND
@given(hierarchies())
def test_whatever_the_tree_its_layout_is_sound(chart: Hierarchy) -> None:
    for room in (PORTRAIT, LANDSCAPE, BOUNDLESS):
        layout = plan(chart).lay_out(SETTER, Sizes(7.0), room.width, room.height, cut=False)
        if layout is not None:
            assert list(breaches(layout)) == []
            assert layout.width <= room.width + 1
            assert layout.height <= room.height + 1
            assert {(line.source, line.target) for line in layout.lines} == {
                *((node.id, child.id) for node in nodes(chart.top) for child in node.children),
                *((link.source, link.target) for link in chart.links),
            }


@SOUND
@given(flows())
def test_whatever_the_flow_its_layout_is_sound(graph: Flow) -> None:
    for room in (LANDSCAPE, Room(width=BOUNDLESS.width, height=700.0), Room(width=2000.0, height=BOUNDLESS.height)):
        layout = plan(graph).lay_out(SETTER, Sizes(7.0), room.width, room.height, cut=False)
        if layout is not None:
            assert [*breaches(layout), *along_each_other(layout)] == []
            assert sorted((line.source, line.target) for line in layout.lines) == sorted(
                (arrow.source, arrow.target) for arrow in graph.arrows
            )


@SOUND
@given(hierarchies(most=25, links=2) | flows(most=10, returns=1))
def test_every_letter_of_a_diagram_is_among_the_texts_of_its_drawing(diagram: Diagram) -> None:
    try:
        drawing = place(diagram, LOOK, MEASURE).drawing
    except Problem as problem:
        assume(problem.code.code != "BK758")
        raise
    assert letters(list(drawing.texts)) == expected_texts(diagram)
    assert drawing.svg.count("<text") == len(drawing.texts)
    assert place(diagram, LOOK, MEASURE).drawing == drawing
