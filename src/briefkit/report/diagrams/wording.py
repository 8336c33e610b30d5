"""The alternative text of a diagram: its structure in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from briefkit.report.diagrams.model import Arrow, Diagram, Flow, Hierarchy, Node, nodes

# The fixed words; a translation gives the same keys.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "hierarchy": "Organisation chart.",
        "flow": "Flow chart.",
        "to": " → ",
        "and": ", ",
        "dotted": "dotted line",
        "link": "line across",
        "returns": "back to an earlier step",
    }
)


def alternative_text(diagram: Diagram, words: Mapping[str, str] = WORDS) -> str:
    """What the diagram shows, in sentences: "Organisation chart. Central Committee → Cabinet → Ministry A, Ministry B."

    `words` has the keys of `WORDS`. Notes, details and the labels of lines stand in brackets; marks are left out.
    """
    sentences = _hierarchy(diagram, words) if isinstance(diagram, Hierarchy) else _flow(diagram, words)
    kind = "hierarchy" if isinstance(diagram, Hierarchy) else "flow"
    return " ".join([words[kind], *(f"{sentence}." for sentence in sentences)])


def _hierarchy(chart: Hierarchy, words: Mapping[str, str]) -> Iterator[str]:
    """Each parent with its children; an only child goes on with its own. A note stands where its node first comes."""
    labels = {node.id: node.label for node in nodes(chart.top)}
    told: set[str] = set()
    for node in nodes(chart.top):
        if node.id in told or not (node.children or node is chart.top):
            continue
        sentence = _named(node, words) if node is chart.top else node.label
        while node.children:
            told.add(node.id)
            sentence += words["to"] + words["and"].join(_named(child, words) for child in node.children)
            if len(node.children) > 1:
                break
            node = node.children[0]
        yield sentence
    for link in chart.links:
        reasons = [words["link"], words["dotted"] if link.dotted else "", link.label]
        yield labels[link.source] + words["to"] + _bracketed(labels[link.target], reasons, words)


def _named(node: Node, words: Mapping[str, str]) -> str:
    return _bracketed(node.label, [node.note, words["dotted"] if node.dotted else ""], words)


def _flow(flow: Flow, words: Mapping[str, str]) -> Iterator[str]:
    """Each arrow once, along ways as long as can be; a step's details stand where it first comes."""
    steps = {step.id: step for step in flow.steps}
    left: dict[str, list[Arrow]] = {step.id: [] for step in flow.steps}
    for arrow in flow.arrows:
        left[arrow.source].append(arrow)
    told: set[str] = set()

    def named(at: str, reasons: tuple[str, ...] = ()) -> str:
        details = () if at in told else steps[at].details
        told.add(at)
        return _bracketed(steps[at].label, [*details, *reasons], words)

    for start in steps:
        while left[start]:
            sentence, at = named(start), start
            while left[at]:
                arrow = left[at].pop(0)
                at = arrow.target
                sentence += words["to"] + named(at, (arrow.label, words["returns"] if arrow.returns else ""))
            yield sentence
    yield from (named(step) for step in steps if step not in told)


def _bracketed(label: str, reasons: list[str], words: Mapping[str, str]) -> str:
    given = words["and"].join(reason for reason in reasons if reason)
    return f"{label} ({given})" if given else label
