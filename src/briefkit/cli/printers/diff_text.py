"""Print changes as text: a block a brief, its figures with their reasons, then its sentences, old above new."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.project.change_words import (
    became,
    causes,
    difference,
    headline,
    label,
    remarks,
    sentence_pages,
    why,
    why_short,
)
from briefkit.project.differences import BriefChange, FigureChange
from briefkit.project.pages import page_mark
from briefkit.project.sentences import SentenceChange
from briefkit.project.states import Compared


def format_changes(compared: Compared) -> str:
    """All changes, below a line that counts them."""
    lines = [headline(compared)]
    for change in compared.briefs:
        lines += ["", f"briefs/{change.name}.yaml", *_brief(change, compared)]
    return "\n".join(lines)


def _brief(change: BriefChange, compared: Compared) -> Iterator[str]:
    yield from (f"  {remark}" for remark in remarks(change, compared))
    for figure in change.figures:
        yield from _figure(figure)
    reasons = [why(cause) for cause in causes(change)]
    yield from ("  why", *(f"    {reason}" for reason in reasons)) if reasons else ()
    for sentence, pages in sentence_pages(change, compared):
        yield from _sentence(sentence, page_mark(pages))


def _figure(change: FigureChange) -> Iterator[str]:
    yield f"  {label(change)}: {became(change)}"
    yield from (f"    {difference(amount)}" for amount in change.amounts)
    reasons = why_short(change)
    yield from (f"    why: {reasons}",) if reasons else ()


def _sentence(change: SentenceChange, page: str) -> Iterator[str]:
    placed = change.placed
    side = "" if change.new else " (before)"
    yield f"  {placed.span}{side}{page}: {placed.place}"
    if change.old:
        yield f"    - {change.old.text}"
    if change.new:
        yield f"    + {change.new.text}"
