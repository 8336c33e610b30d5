"""Diagrams: organisation charts and flows, laid out by briefkit itself and drawn as SVG."""

from __future__ import annotations

from briefkit.report.diagrams.faults import faults
from briefkit.report.diagrams.model import MAX_BOXES, Arrow, Diagram, Flow, Hierarchy, Link, Node, Step
from briefkit.report.diagrams.page import Placed, Room, draw_flow, draw_hierarchy, needs_landscape, place
from briefkit.report.diagrams.wording import WORDS, alternative_text

__all__ = [
    "MAX_BOXES", "WORDS", "Arrow", "Diagram", "Flow", "Hierarchy", "Link", "Node", "Placed", "Room", "Step",
    "alternative_text", "draw_flow", "draw_hierarchy", "faults", "needs_landscape", "place",
]  # fmt: skip
