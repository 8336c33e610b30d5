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
from briefkit.report.diagrams import WORDS as WORDS_OF_TEXT
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
from briefkit.report.diagrams.shapes import Box, Layout, Line, Sizes, Tag
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


def crosses_text(line: Line, tag: Tag) -> bool:
    return any(
        min(x0, x1) < tag.x + tag.width - 0.5
        and tag.x + 0.5 < max(x0, x1)
        and min(y0, y1) < tag.y + tag.height - 1.5
        and tag.y + 1.5 < max(y0, y1)
        for (x0, y0), (x1, y1) in pairwise(line.points)
    )


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
            for other in layout.lines:
                if other is not line and crosses_text(other, tag):
                    yield f"{other.source} → {other.target} runs through the label of {name}"
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


# --- Single facts -----------------------------------------------------------------------------------------------------


def laid_out(diagram: Diagram, room: Room = PORTRAIT, size: float = 8.0) -> Layout:
    layout = plan(diagram).lay_out(SETTER, Sizes(size), room.width, room.height, cut=False)
    assert layout is not None
    return layout


def test_boxes_of_a_level_stand_at_one_height_and_a_parent_over_the_middle_of_its_children() -> None:
    boxes = {box.id: box for box in laid_out(BUREAUS).boxes}
    assert len({boxes[name].y for name in ("Ministry of Social Security", "Ministry of State Security")}) == 1
    assert len({boxes[name].y for name in ("Reeducation bureau", "Farm management bureau")}) == 1
    middles = [boxes[name].middle for name in ("Ministry of Social Security", "Ministry of State Security")]
    assert boxes["State Affairs Commission"].middle == pytest.approx(sum(middles) / 2)


def test_leaves_too_many_for_a_row_hang_below_each_other() -> None:
    few = laid_out(Hierarchy(top=office("Party", *(office(f"Mine {letter}") for letter in "abc"))))
    assert len({box.y for box in few.boxes[1:]}) == 1
    many = laid_out(Hierarchy(top=office("Party", *(office(f"Mine {letter}") for letter in "abcdefghijkl"))))
    assert len({box.y for box in many.boxes[1:]}) > 1


def test_only_a_wide_chart_needs_a_page_on_its_side() -> None:
    assert not needs_landscape(BUREAUS, MEASURE)
    families = [
        office(
            f"Ministry of {sector} Industry",
            *(
                office(
                    f"{side} {sector} bureau",
                    *(office(f"{side} {sector} {kind} under the ministry") for kind in ("mine", "camp", "mill")),
                )
                for side in ("Northern", "Southern", "Western")
            ),
        )
        for sector in ("Coal", "Metal", "Machine", "Chemical")
    ]
    wide = Hierarchy(top=office("Party", *families))
    placed = place(wide, LOOK, MEASURE)
    assert placed.landscape
    assert placed.drawing.width <= LANDSCAPE.width
    assert needs_landscape(wide, MEASURE)


def test_a_drawing_is_no_larger_than_told() -> None:
    drawing = draw_hierarchy(BUREAUS, LOOK, MEASURE, 260, 400)
    assert drawing.width <= 260
    assert drawing.height <= 400
    with pytest.raises(Problem, match="found a diagram of 7 boxes") as caught:
        draw_hierarchy(BUREAUS, LOOK, MEASURE, 80, 80)
    assert caught.value.code.code == "BK758"


def test_a_flow_goes_to_the_right_where_it_fits_and_else_down() -> None:
    right = laid_out(WORK)
    assert len({box.y for box in right.boxes}) == 1
    down = laid_out(WORK, Room(width=120, height=500))
    assert len({box.x for box in down.boxes}) == 1
    assert [box.y for box in down.boxes] == sorted(box.y for box in down.boxes)


def test_steps_that_follow_one_to_one_stand_in_a_straight_line() -> None:
    graph = flow("order > bureau > camp > collection", "order > office > prison > collection", "collection > export")
    layout = laid_out(graph, Room(width=200, height=500))
    middles = {box.id: box.middle for box in layout.boxes}
    assert middles["bureau"] == middles["camp"] != middles["office"] == middles["prison"]
    assert all(len(line.points) == 2 for line in layout.lines if line.target in ("camp", "prison", "export"))


def test_an_arrow_that_returns_is_dotted_and_goes_round() -> None:
    layout = laid_out(flow("order > materials > work > collection > export", "export > order", returns=True))
    back = layout.lines[-1]
    assert (back.source, back.target, back.dotted, back.arrow) == ("export", "order", True, True)
    ys = [y for _, y in back.points]
    assert min(ys) < min(box.y for box in layout.boxes) or max(ys) > max(box.bottom for box in layout.boxes)


def test_marks_stand_behind_labels_and_lines_and_dotted_lines_are_dashed() -> None:
    top = office("Party", office("Cabinet", mark="a"), Node(id="x", label="Office", dotted=True, line_mark="b"))
    drawing = draw_hierarchy(Hierarchy(top=top), LOOK, MEASURE, 384, 540)
    assert drawing.texts == ("Party", "Cabinet", "a", "Office", "b")
    assert "stroke-dasharray" in drawing.svg
    assert all(float(size) >= 6.5 for size in re.findall(r'font-size="([\d.]+)"', drawing.svg))


def test_a_drawing_is_the_same_each_time() -> None:
    assert draw_flow(WORK, LOOK, MEASURE, 384, 540) == draw_flow(WORK, LOOK, MEASURE, 384, 540)


# --- Breaking texts ---------------------------------------------------------------------------------------------------

BROKEN = {
    "between words": ("Ministry of State Security", 60, ("Ministry of State", "Security")),
    "behind a hyphen": ("Organisation-bureau", 60, ("Organisation-", "bureau")),
    "in Chinese anywhere": ("中央人民委員会", 40, ("中央人民委", "員会")),
    "but not before a full stop": ("中央人民委。", 40, ("中央人民", "委。")),
    "in Korean between words": ("교화국 생산부", 40, ("교화국", "생산부")),
    "not at a no-break space": ("of 50\u00a0000 men", 26, ("of", "50\u00a0000", "men")),
}


@pytest.mark.parametrize(("text", "width", "lines"), BROKEN.values(), ids=BROKEN)
def test_a_text_is_broken(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert SETTER.lines(text, width, 8) == lines


WHOLE = {
    "a number": "1,234,567",
    "a range": "50,000–100,000",
    "a number with its sign": "$2,500",
    "a Chinese number": "二千五百万",
    "a number with a Korean unit": "3만",
    "a compound with a number": "10-year",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_number_is_never_broken(text: str) -> None:
    for width in range(1, 80):
        lines = SETTER.lines(text, width, 8, cut=True)
        assert lines is None or not any(
            a[-1].isnumeric() or b[0].isnumeric() or not a[-1].isalpha() or not b[0].isalpha()
            for a, b in pairwise([line.removesuffix("-") for line in lines])
        )


def test_a_long_word_is_cut_with_a_hyphen_only_if_told() -> None:
    assert SETTER.lines("Produktionsabteilung", 40, 8) is None
    lines = SETTER.lines("Produktionsabteilung", 40, 8, cut=True)
    assert lines is not None
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.removesuffix("-") for line in lines) == "Produktionsabteilung"
    assert all(SETTER.width(line, 8) <= 40 for line in lines)


# --- What is refused --------------------------------------------------------------------------------------------------


def chain(length: int) -> Node:
    node = office("end")
    for at in range(length - 1):
        node = Node(id=str(at), label="Bureau", children=(node,))
    return node


TWICE = office("Party", office("Cabinet"), office("Cabinet"))
REFUSED = {
    "an office under itself": (
        Hierarchy(top=office("a", office("b", office("a")))),
        "a", "BK755", "found a circle: a → b → a",
    ),
    "an office linked to itself": (
        Hierarchy(top=office("a"), links=(Link(source="a", target="a"),)),
        "a", "BK755", "found a circle: a → a",
    ),
    "steps in a circle": (flow("a > b > c > d > b"), "b", "BK755", "found a circle: b → c → d → b"),
    "a step after itself": (flow("a > a"), "a", "BK755", "found a circle: a → a"),
    "a line to nowhere": (
        Flow(steps=(Step(id="a", label="Order"),), arrows=(Arrow(source="a", target="b"),)),
        "a → b", "BK756", 'found the line a → b, and no box has the id "b"',
    ),
    "an id twice": (Hierarchy(top=TWICE), "Cabinet", "BK757", 'found the id "Cabinet" twice in one diagram'),
    "too many boxes": (
        Flow(steps=tuple(Step(id=str(at), label="Step") for at in range(61))),
        "", "BK758", "found a diagram of 61 boxes",
    ),
    "too many lines": (
        Hierarchy(top=TWICE, links=(Link(source="Party", target="Cabinet"),) * 21),
        "", "BK758", "found a diagram of 3 boxes and 21 lines",
    ),
    "a label too long": (
        Hierarchy(top=Node(id="a", label="Bureau " * 20)),
        "a", "BK759", "at a: 140 characters, expected at most 120",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("diagram", "at", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_a_fault_is_found_where_it_is(diagram: Diagram, at: str, code: str, message: str) -> None:
    (place_, problem), *_ = faults(diagram)
    assert (place_, problem.code.code) == (at, code)
    assert message in problem.message
    with pytest.raises(Problem):
        place(diagram, LOOK, MEASURE)


def test_all_faults_are_found_at_once() -> None:
    diagram = Hierarchy(top=TWICE, links=(Link(source="Party", target="x"), Link(source="y", target="Party")))
    assert [(at, problem.code.code) for at, problem in faults(diagram)] == [
        ("Cabinet", "BK757"), ("Party → x", "BK756"), ("y → Party", "BK756"),
    ]  # fmt: skip


def test_a_sound_diagram_has_no_faults() -> None:
    assert faults(BUREAUS) == faults(WORK) == ()
    assert faults(flow("a > b > c", "c > a", returns=True)) == ()


def test_a_number_too_wide_for_any_box_is_refused_by_name() -> None:
    with pytest.raises(Problem, match="at mines: a word or number that may not be broken") as caught:
        draw_hierarchy(Hierarchy(top=Node(id="mines", label="1" * 60)), LOOK, MEASURE, 384, 540)
    assert caught.value.code.code == "BK759"


def test_a_label_of_a_line_that_nothing_can_hold_is_refused_by_name() -> None:
    with pytest.raises(Problem, match="at order → work: a word or number") as caught:
        place(flow("order > work", label="1" * 50), LOOK, MEASURE)
    assert caught.value.code.code == "BK759"


MISTAKES = {
    "no step": Flow(steps=()),
    "no label": Hierarchy(top=Node(id="a", label=" ")),
    "a mark with a digit": Hierarchy(top=Node(id="a", label="Camp 14", mark="1")),
    "a mark for no line": Hierarchy(top=Node(id="a", label="Party", line_mark="a")),
}


@pytest.mark.parametrize("diagram", MISTAKES.values(), ids=MISTAKES)
def test_what_only_a_program_can_get_wrong_is_no_finding(diagram: Diagram) -> None:
    with pytest.raises(ValueError, match=r"mark|label|step|line"):
        faults(diagram)


@pytest.mark.parametrize("diagram", [Hierarchy(top=chain(2000)), flow(" > ".join(str(at) for at in range(2000)))])
def test_thousands_of_boxes_are_refused_at_once(diagram: Diagram) -> None:
    begin = process_time()
    assert [problem.code.code for _, problem in faults(diagram)] == ["BK758"]
    assert process_time() - begin < 0.5


def test_sixty_boxes_are_drawn_at_once() -> None:
    families = [office(f"Ministry {a}", *(office(f"Mine {a}{b}") for b in "abcdefghi")) for a in "abcdef"]
    chart = Hierarchy(top=office("Party", *families[:5], office("Cabinet", *(office(f"Camp {b}") for b in "abcdefgh"))))
    assert len(list(nodes(chart.top))) == 60
    graph = flow(*(" > ".join(f"step {way}{at}" for at in "abcdefghij") for way in "abcdef"))
    place(BUREAUS, LOOK, MEASURE)
    for diagram in (chart, graph):
        begin = process_time()
        place(diagram, LOOK, MEASURE)
        assert process_time() - begin < 1.0  # a fifth of that on a quiet machine


# --- In words ---------------------------------------------------------------------------------------------------------


def test_the_alternative_text_tells_the_structure() -> None:
    assert alternative_text(BUREAUS) == (
        "Organisation chart. State Affairs Commission → Ministry of Social Security, Ministry of State Security. "
        "Ministry of Social Security → Reeducation bureau → Reeducation camps. "
        "Ministry of State Security → Farm management bureau → Political prison camps. "
        "Reeducation bureau → Farm management bureau (line across, dotted line, orders)."
    )
    assert alternative_text(WORK) == "Flow chart. Order → Materials → Work → Collection → Export."
    assert alternative_text(flow("order > work > export", "export > order", returns=True, label="payment")) == (
        "Flow chart. Order → Work → Export → Order (payment, back to an earlier step)."
    )
    assert alternative_text(flow("a > b > d", "a > c > d")) == "Flow chart. A → B → D. A → C → D."
    assert alternative_text(Hierarchy(top=Node(id="a", label="Party", note="since 1945"))) == (
        "Organisation chart. Party (since 1945)."
    )


def test_the_fixed_words_of_the_alternative_text_can_be_translated() -> None:
    words = {**WORDS_OF_TEXT, "flow": "흐름도.", "to": ", 다음 "}
    assert alternative_text(flow("a > b"), words) == "흐름도. A, 다음 B."
