"""Check that claims about one measure agree, and that a brief which prints one of two that do not prints the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from briefkit.briefs.resolved import Printed, ResolvedBrief
from briefkit.evidence.seeds import AnchoredClaim, Seed
from briefkit.figures.figure import Figure
from briefkit.figures.house import HouseStyle
from briefkit.figures.quotes.matching import state
from briefkit.figures.relations import holds
from briefkit.findings import Finding, Problem
from briefkit.findings import bk4_values as codes

Measure = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Dispute:
    """Two values of one measure that cannot both be right, and the claims that state each, in the order of seeds."""

    measure: str
    one: tuple[AnchoredClaim, ...]
    other: tuple[AnchoredClaim, ...]


def find_disputes(seeds: Iterable[Seed], style: HouseStyle) -> tuple[Dispute, ...]:
    """Every two values that claims of one `about`, one period and one price basis disagree on.

    Claims of a month and of the year that holds it are about two things. A retracted claim disputes nothing.
    """
    measures: dict[Measure, list[AnchoredClaim]] = {}
    for seed in seeds:
        for measure, claim in measured(seed):
            measures.setdefault(measure, []).append(claim)
    return tuple(
        Dispute(str(measure[0]), tuple(one), tuple(other))
        for measure, claims in measures.items()
        for one, other in combinations(_sides(claims), 2)
        if not _agree(one[0], other[0], style)
    )


def measured(seed: Seed) -> Iterator[tuple[Measure, AnchoredClaim]]:
    """The claims of a seed that others may dispute, each with what it is about, its days and its price basis."""
    for claim in seed.claims.values():
        if claim.spec.about is not None and claim.figure is not None and not claim.is_retracted:
            yield _measure(claim, claim.spec.about.text, claim.figure), claim


def _measure(claim: AnchoredClaim, about: str, figure: Figure) -> Measure:
    days = (claim.period.first, claim.period.last) if claim.period else None
    return " ".join(about.split()), days, figure.prices.first if figure.prices else None


def _sides(claims: Iterable[AnchoredClaim]) -> list[list[AnchoredClaim]]:
    """The claims by the value that they state, in order."""
    sides: dict[object, list[AnchoredClaim]] = {}
    for claim in claims:
        sides.setdefault(claim.figure.stated if claim.figure else None, []).append(claim)
    return list(sides.values())


def _agree(one: AnchoredClaim, other: AnchoredClaim, style: HouseStyle) -> bool:
    assert one.figure is not None
    assert other.figure is not None
    try:
        return holds(one.figure, "=", other.figure, style.tolerance)
    except Problem:
        return False  # in units that do not compare, they are not about one measure


def check_agreement(disputes: Iterable[Dispute]) -> Iterator[Finding]:
    """Each dispute, at each of its claims that has another before it."""
    for dispute in disputes:
        first, second = dispute.one[0], dispute.other[0]
        yield from (_disagrees(dispute, claim, first) for claim in dispute.other)
        later = (claim for claim in dispute.one[1:] if claim.span > second.span)
        yield from (_disagrees(dispute, claim, second) for claim in later)


def _disagrees(dispute: Dispute, claim: AnchoredClaim, before: AnchoredClaim) -> Finding:
    assert claim.spec.about is not None
    return codes.DISAGREE.at(
        claim.spec.about.span,
        claim=claim.name,
        value=_said(claim),
        other=before.name,
        stated=_said(before),
        measure=dispute.measure,
        hint="correct one of them, or accept BK443 with a reason",
    )


def _said(claim: AnchoredClaim) -> str:
    """What a claim states. That of a restricted one is not shown: the message of a waiver prints."""
    if claim.spec.restricted or claim.figure is None or claim.figure.stated is None:
        return "something else"
    return state(claim.figure.stated)


def disputes_by_claim(disputes: Iterable[Dispute]) -> dict[str, list[Dispute]]:
    """The disputes that each claim takes part in, by its full name."""
    found: dict[str, list[Dispute]] = {}
    for dispute in disputes:
        for claim in (*dispute.one, *dispute.other):
            found.setdefault(claim.name, []).append(dispute)
    return found


def check_sides(brief: ResolvedBrief, disputes: Mapping[str, Iterable[Dispute]]) -> Iterator[Finding]:
    """A value that the brief prints or calculates with, where it prints nothing of the one that disputes it."""
    places: dict[str, Printed] = {}
    for printed in brief.printed:
        for name in _stated_by(printed):
            places.setdefault(name, printed)
    seen: set[Dispute] = set()
    for name, printed in places.items():
        for dispute in disputes.get(name, ()):
            if dispute not in seen:
                seen.add(dispute)
                yield from _one_sided(dispute, name, printed, places)


def _stated_by(printed: Printed) -> tuple[str, ...]:
    """The claims whose values a place prints: not those of a mere citation, a date or a name."""
    value = printed.value
    return printed.claims if isinstance(value, Figure) or value.verbatim or value.relation else ()


def _one_sided(dispute: Dispute, name: str, printed: Printed, places: Mapping[str, Printed]) -> Iterator[Finding]:
    own, other = dispute.one, dispute.other
    if name not in {claim.name for claim in own}:
        own, other = other, own
    printable = [claim for claim in other if not claim.spec.restricted]
    if not printable or any(claim.name in places for claim in other):
        return
    yield codes.ONE_SIDED.at(
        printed.span,
        claim=name,
        value=_said(own[0]),
        other=printable[0].name,
        stated=_said(printable[0]),
        measure=dispute.measure,
        hint=f"print {{{{ {printable[0].name} }}}} too, or accept BK444 with a reason",
    )
