"""Make the evidence ledger: everything printed in, one entry a name out, with its quotes, calculation and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefkit.briefs.resolved import Printed, ResolvedBrief, drawings
from briefkit.evidence.seeds import AnchoredClaim
from briefkit.figures.evaluation import Words
from briefkit.figures.figure import Figure
from briefkit.figures.house import HouseStyle
from briefkit.figures.periods import parse_period
from briefkit.figures.printing import PROSE, format_calculation, format_figure
from briefkit.figures.units import Vocabulary
from briefkit.findings import Problem
from briefkit.report.view import EvidenceView, LedgerEntryView

_BRACKETED = re.compile(r" \([^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The entries in the order of first printing, and for each printed place the id of its entry."""

    entries: tuple[LedgerEntryView, ...]
    places: Mapping[int, str]


def make_ledger(
    brief: ResolvedBrief,
    style: HouseStyle,
    vocabulary: Vocabulary,
    short: Mapping[str, Markup],
    words: Mapping[str, str],
) -> Ledger:
    """One entry for each name, with every text it prints as; `short` are the short citations of the sources."""
    grouped: dict[str, list[Printed]] = {}
    anchors = anchors_of(brief)
    for printed in brief.printed:
        if belongs(printed):
            grouped.setdefault(printed.name, []).append(printed)
    entries: list[LedgerEntryView] = []
    places: dict[int, str] = {}
    for number, (name, group) in enumerate(grouped.items(), 1):
        entry = f"evidence-{number}"
        places |= {printed.number: entry for printed in group}
        texts = _longest(_full_text(printed, style, vocabulary) for printed in _figures_first(group))
        calculations = _last_steps(calculation(printed, style, vocabulary, words) for printed in group)
        entries.append(
            LedgerEntryView(
                id=entry,
                number=str(number),
                text="; ".join(texts),
                name="" if group[0].value.name == "" else name,
                evidence=tuple(_evidence(claim, short, style) for claim in _claims(brief, group)),
                occurrences=tuple(dict.fromkeys(anchors[printed.number] for printed in group)),
                calculation="; ".join(calculations),
                note=_note(brief, group[0]),
            )
        )
    return Ledger(entries=tuple(entries), places=places)


def anchors_of(brief: ResolvedBrief) -> dict[int, str]:
    """By the number of each printed place, the id of the element that shows it: what is drawn has that of its drawing.

    The document has no such element for what is no figure.
    """
    drawn = {printed.number: drawing.anchor for drawing in drawings(brief) for printed in drawing.labelled}
    return {one.number: drawn.get(one.number, f"figure-{one.number}") for one in brief.printed}


def _last_steps(calculations: Iterable[str]) -> list[str]:
    """Each calculation once, without those whose last step ends another: the same conversion of the same figure."""
    unique = _longest(calculations)
    steps = {text: " at " + text.rpartition(") at ")[2] for text in unique if ") at " in text}
    return [
        text
        for text in unique
        if not any(other != text and text in steps and other.endswith(steps[text]) for other in unique)
    ]


def _figures_first(group: Sequence[Printed]) -> list[Printed]:
    """The figures of an entry before the words (dates); verbatim quotes, which stand as evidence anyway, left out."""
    figures = [printed for printed in group if isinstance(printed.value, Figure)]
    words = [printed for printed in group if isinstance(printed.value, Words) and not printed.value.verbatim]
    return [*figures, *words] or list(group)


def _longest(texts: Iterable[str]) -> list[str]:
    """Each text once, without those that stand in another: "RMB 25–50" beside "RMB 25–50 (USD 3.58–7.15)"."""
    unique = [text for text in dict.fromkeys(texts) if text]
    return [text for text in unique if not any(other != text and _says(other, text) for other in unique)]


def _says(whole: str, text: str) -> bool:
    """Whether a text is said by another: it stands in it, or is it without the amount in brackets."""
    return text in whole or text == _BRACKETED.sub("", whole)


def belongs(printed: Printed) -> bool:
    """Whether a printed place is a figure: a number, words that hold or assert one, or the status of a date."""
    if isinstance(printed.value, Figure) or printed.value.relation:
        return True
    return bool(printed.claims) and (printed.value.dated or any(char.isdigit() for char in printed.text))


def calculation(printed: Printed, style: HouseStyle, vocabulary: Vocabulary, words: Mapping[str, str]) -> str:
    """How a printed figure was calculated; empty where it prints as its source states it."""
    if isinstance(printed.value, Figure):
        return format_calculation(printed.value, style, vocabulary)
    return words["asserts"].format(text=printed.value.relation) if printed.value.relation else ""


def _full_text(printed: Printed, style: HouseStyle, vocabulary: Vocabulary) -> str:
    """The figure as prose prints it where nothing names its unit: "RMB 25–50 per wig"."""
    if isinstance(printed.value, Figure):
        return format_figure(printed.value, style, vocabulary, PROSE)
    return printed.text


def _claims(brief: ResolvedBrief, group: Sequence[Printed]) -> list[AnchoredClaim]:
    found: list[AnchoredClaim] = []
    for name in dict.fromkeys(name for printed in group for name in printed.claims):
        seed, _, key = name.partition(".")
        claim = brief.seeds[seed].claims.get(key)
        if claim is not None:
            found.append(claim)
    return found


def _note(brief: ResolvedBrief, printed: Printed) -> str:
    figure = brief.figures.get(printed.value.name)
    note = figure.spec.note if figure else None
    return " ".join(note.text.split()) if note else ""


def _evidence(claim: AnchoredClaim, short: Mapping[str, Markup], style: HouseStyle) -> EvidenceView:
    spec = claim.spec
    return EvidenceView(
        claim=claim.name,
        quote="" if claim.cell else claim.quote,
        cell=claim.cell,
        before=" ".join(spec.prefix.text.split()) if spec.prefix else "",
        behind=" ".join(spec.suffix.text.split()) if spec.suffix else "",
        recomputed=" ".join(spec.equals.text.split()) if spec.equals else "",
        reviewer=" ".join(spec.reviewed.by.text.split()) if spec.reviewed else "",
        reviewed=date_in_words(spec.reviewed.on.text, style) if spec.reviewed else "",
        source=open_ended(short.get(claim.seed, Markup(claim.seed))),
        by=" ".join(spec.by.text.split()) if spec.by else "",
        where=spec.where.text if spec.where else "",
        status=spec.status.text if spec.status else "",
        translation=" ".join(spec.translation.text.text.split()) if spec.translation else "",
        translator=" ".join(spec.translation.by.text.split()) if spec.translation else "",
        stated=" ".join(spec.value.text.split()) if spec.value else "",
        period=style.period(claim.period) if spec.as_of and claim.period else "",
    )


def date_in_words(text: str, style: HouseStyle) -> str:
    """A date in words; as it was written where it is none."""
    try:
        return style.period(parse_period(text.strip()))
    except Problem:
        return text.strip()


def open_ended(citation: Markup) -> Markup:
    """A citation without its full stop, so that more can follow."""
    for ending in (".", ".”", ".</em>"):
        if citation.endswith(ending):
            return Markup(str(citation)[: -len(ending)] + ending[1:])
    return citation
