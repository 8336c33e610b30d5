"""Print changes as JSON."""

from __future__ import annotations

import json

from briefkit.figures.figure import Figure, plain_number
from briefkit.project.change_words import sentence_pages
from briefkit.project.differences import Amount, BriefChange, Cause, FigureChange, Item
from briefkit.project.pages import Reached
from briefkit.project.sentences import SentenceChange
from briefkit.project.states import Compared


def format_changes(compared: Compared) -> str:
    """`{"old", "new", "compared", "briefs": […]}`; numbers are plain decimal strings."""
    data = {
        "old": compared.old,
        "new": compared.new,
        "compared": {"briefs": compared.total, "examined": compared.examined},
        "briefs": [_brief(change, compared) for change in compared.briefs],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _brief(change: BriefChange, compared: Compared) -> dict[str, object]:
    pages = compared.pages.get(change.name, Reached())
    return {
        "brief": change.name,
        "change": change.state.value if change.differs else "none",
        "findings": dict(zip(("old", "new"), change.stopped, strict=True)),
        "figures": [_figure(figure) for figure in change.figures],
        "pages": list(pages.pages) if pages.of else None,
        "pages_of": pages.of or None,
        "sentences": [_sentence(sentence, found) for sentence, found in sentence_pages(change, compared)],
    }


def _figure(change: FigureChange) -> dict[str, object]:
    item = change.item
    return {
        "name": item.name,
        "change": change.kind.value,
        "line": item.span.line,
        "column": item.span.column,
        "old": _item(change.old),
        "new": _item(change.new),
        "differences": [_amount(amount) for amount in change.amounts],
        "why": [_cause(cause) for cause in change.causes],
    }


def _item(item: Item | None) -> dict[str, object] | None:
    if item is None:
        return None
    value = item.value
    numbers: dict[str, object] = {}
    if isinstance(value, Figure):
        numbers = {
            "low": plain_number(value.low),
            "high": plain_number(value.high),
            "unit": str(value.unit),
            "hedge": str(value.hedge) if value.hedge else None,
        }
    return {"text": item.text, **numbers, "expression": item.expression, "sources": list(item.claims)}


def _amount(amount: Amount) -> dict[str, object]:
    percent = (amount.percent_low, amount.percent_high)
    low, high = (None if one is None else plain_number(one) for one in percent)
    return {
        "unit": amount.unit,
        "low": plain_number(amount.low),
        "high": plain_number(amount.high),
        "percent_low": low,
        "percent_high": high,
    }


def _cause(cause: Cause) -> dict[str, str]:
    return {"kind": cause.kind, "name": cause.name, "part": cause.part, "old": cause.old, "new": cause.new}


def _sentence(change: SentenceChange, pages: tuple[str, ...]) -> dict[str, object]:
    placed = change.placed
    return {
        "place": placed.place,
        "line": placed.span.line,
        "column": placed.span.column,
        "pages": list(pages) or None,
        "old": change.old.text if change.old else None,
        "new": change.new.text if change.new else None,
    }
