"""Check that claims about one measure agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from briefkit.evidence.seeds import AnchoredClaim, Seed
from briefkit.figures.house import HouseStyle
from briefkit.figures.quotes.matching import state
from briefkit.figures.relations import holds
from briefkit.findings import Finding, Problem
from briefkit.findings import bk4_values as codes


def check_agreement(seeds: Iterable[Seed], style: HouseStyle) -> Iterator[Finding]:
    """Claims of any seeds with the same `about` and the same date whose values disagree, reported at the later one."""
    measures: dict[tuple[str, str], list[AnchoredClaim]] = {}
    for seed in seeds:
        for claim in seed.claims.values():
            if claim.spec.about is not None and claim.figure is not None:
                period = claim.period.text if claim.period else ""
                measures.setdefault((" ".join(claim.spec.about.text.split()), period), []).append(claim)
    for (measure, _), claims in measures.items():
        for first, second in combinations(claims, 2):
            yield from _compare(measure, first, second, style)


def _compare(measure: str, first: AnchoredClaim, second: AnchoredClaim, style: HouseStyle) -> Iterator[Finding]:
    one, other, about = first.figure, second.figure, second.spec.about
    if one is None or other is None or one.stated is None or other.stated is None or about is None:
        return
    try:
        agree = holds(one, "=", other, style.tolerance)
    except Problem:
        agree = False  # in units that do not compare, they are not about one measure
    if not agree:
        yield codes.DISAGREE.at(
            about.span,
            claim=second.name,
            value=state(other.stated),
            other=first.name,
            stated=state(one.stated),
            measure=measure,
            hint="correct one of them, or accept BK443 with a reason",
        )
