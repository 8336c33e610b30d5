"""Check the money of a source: its own conversions against the dated rate of the period, and its price basis."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.checks.context import SeedContext
from briefkit.evidence.seeds import AnchoredClaim
from briefkit.figures.evaluation import AlreadyReported, converted
from briefkit.figures.figure import Figure, price_base
from briefkit.figures.money.rates import format_rate
from briefkit.figures.printing import as_printed
from briefkit.figures.quotes.matching import state
from briefkit.figures.relations import overlaps
from briefkit.findings import Finding, Problem
from briefkit.findings import bk4_values as codes


def check_restatements(context: SeedContext) -> Iterator[Finding]:
    """End by end, converted and restated value must overlap as printed; "about" widens by the house tolerance."""
    for claim in context.seed.claims.values():
        if claim.restated is None or claim.figure is None or claim.spec.restated is None:
            continue
        place = claim.spec.restated
        try:
            yield from _restatement(context, claim, claim.figure, claim.restated)
        except Problem as problem:
            yield problem.at(place.span)
        except AlreadyReported:
            continue


def check_prices(context: SeedContext) -> Iterator[Finding]:
    """`prices` names a year, beside a value that is money."""
    for claim in context.seed.claims.values():
        prices = claim.spec.prices
        if prices is None:
            continue
        try:
            price_base(prices.text)
        except Problem as problem:
            yield problem.at(prices.locate(problem.start, problem.end))
            continue
        unread = claim.figure is None and (claim.spec.value is not None or claim.spec.cell is not None)
        if not unread and (claim.figure is None or claim.figure.unit.currency is None):
            found = f"{prices.text} beside {'a value' if claim.figure else 'a text'} that is no money"
            yield codes.BAD_PRICES.at(prices.span, found=found, expected="a value in a currency", hint="remove prices")


def _restatement(context: SeedContext, claim: AnchoredClaim, figure: Figure, restated: Figure) -> Iterator[Finding]:
    assert claim.spec.restated is not None
    target = str(restated.unit)
    currency = restated.unit.currency
    if currency is not None and figure.unit.currency is not None:
        target = currency
    computed = converted(figure, target, context.scope.scope)
    if computed.unit != restated.unit:
        computed = converted(computed, str(restated.unit), context.scope.scope)
    printed = as_printed(computed, context.style)
    if overlaps(printed, restated, context.style.tolerance):
        return
    rate = computed.rates[-1] if computed.rates else None
    at = f"{format_rate(rate)}, {context.style.period(rate.period)}" if rate else "that conversion"
    assert figure.stated is not None
    assert restated.stated is not None
    low, high = f"{printed.low:f}", f"{printed.high:f}"
    number = low if low == high else f"{low} to {high}"
    implied = _implied(figure, restated)
    hint = f'{implied}print {{{{ {claim.name} | to("{currency or target}") }}}}, or accept BK402 with a reason'
    yield codes.RESTATEMENT.at(
        claim.spec.restated.span,
        stated=state(figure.stated),
        converted=f"{currency or ''} {number}".strip(),
        rate=at,
        restated=state(restated.stated),
        hint=hint,
    )


def _implied(figure: Figure, restated: Figure) -> str:
    """The rates that the source's two amounts imply, end by end."""
    source, target = figure.unit.currency, restated.unit.currency
    if not source or not target or not restated.low or not restated.high:
        return ""
    low, high = figure.low / restated.low, figure.high / restated.high
    implied = f"{low:.3g}" if f"{low:.3g}" == f"{high:.3g}" else f"{low:.3g} and {high:.3g}"
    return f"the source implies {source} {implied} per {target}; "
