"""What a diagram says: boxes and lines, before they have places. Marks are letters that refer to notes below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MAX_BOXES = 60  # more cannot be read on a page
MAX_LINKS = 20  # across a hierarchy
MAX_ARROWS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An office in a hierarchy, over its `children`. `dotted` and `line_mark` belong to the line from its parent."""

    id: str
    label: str
    note: str = ""
    mark: str = ""
    dotted: bool = False
    line_mark: str = ""
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line across a hierarchy, between two nodes named by their ids."""

    source: str
    target: str
    label: str = ""
    mark: str = ""
    dotted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """An organisation chart."""

    top: Node
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A box of a flow; each of its details begins a line of its own."""

    id: str
    label: str
    details: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """What follows upon a step. One that `returns` goes back to an earlier step and is drawn dotted."""

    source: str
    target: str
    label: str = ""
    mark: str = ""
    returns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Steps and their order. Without the arrows that return there is no circle."""

    steps: tuple[Step, ...]
    arrows: tuple[Arrow, ...] = ()


Diagram = Hierarchy | Flow


def nodes(top: Node) -> Iterator[Node]:
    """All nodes of a hierarchy, each before what is under it. However deep, it does not recurse."""
    waiting = [top]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))
