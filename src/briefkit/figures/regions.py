"""What a hedged figure may be, as an interval that may be open or endless, and which hedge is true of a result.

An upper bound above zero ("up to 5") is taken of something that cannot be below zero, so that one may divide by it;
a lower bound below zero ("over -5") bounds from below, and nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from briefkit.figures.values import Hedge, HedgeKind

CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN)
_ZERO, _INFINITY = Decimal(0), Decimal("Infinity")
_TURNED = {
    "over": "under",
    "more than": "less than",
    "at least": "at most",
    "up to": "at least",
    "at most": "at least",
    "under": "over",
    "less than": "more than",
    "fewer than": "more than",
}
_PLAIN_WORDS = {(1, True): "over", (1, False): "at least", (-1, True): "under", (-1, False): "at most"}


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a region, and whether it lies outside."""

    value: Decimal
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """All values that something may have."""

    low: _End
    high: _End


def region_of(low: Decimal, high: Decimal, hedge: Hedge | None) -> Region:
    """What a figure with these bounds and this hedge may be; an approximation counts as its bounds."""
    kind = hedge.kind if hedge is not None else HedgeKind.APPROXIMATE
    if kind is HedgeKind.APPROXIMATE:
        return Region(_End(low), _End(high))
    if kind is HedgeKind.NEARLY and high < 0:
        return Region(_End(low, True), _End(_ZERO))
    if kind in (HedgeKind.ABOVE, HedgeKind.AT_LEAST):
        return Region(_End(low, kind is HedgeKind.ABOVE), _End(_INFINITY, True))
    floor = _End(_ZERO) if low >= 0 and high > 0 else _End(-_INFINITY, True)
    return Region(floor, _End(high, kind is not HedgeKind.AT_MOST))


def negative(region: Region) -> Region:
    """All values with their sign turned round."""
    low, high = region.low, region.high
    return Region(_End(high.value.copy_negate(), high.is_open), _End(low.value.copy_negate(), low.is_open))


def combined(operation: str, one: Region, other: Region) -> Region | None:
    """What a sum (+), difference (-), product (*) or quotient (/) may be; None where it may be anything."""
    if operation == "-":
        return combined("+", one, negative(other))
    if operation == "+":
        return Region(_sum(one.low, other.low), _sum(one.high, other.high))
    if operation == "/" and other.low.value < 0 < other.high.value:
        return None
    above = other.high.value > 0
    pairs = [(first, second) for first in (one.low, one.high) for second in (other.low, other.high)]
    ends = [_product(*pair) if operation == "*" else _quotient(*pair, above) for pair in pairs]
    return Region(min(ends, key=_inmost), max(ends, key=_outmost))


def _inmost(end: _End) -> tuple[Decimal, bool]:
    return end.value, end.is_open


def _outmost(end: _End) -> tuple[Decimal, bool]:
    return end.value, not end.is_open


def _sum(one: _End, other: _End) -> _End:
    return _End(CONTEXT.add(one.value, other.value), one.is_open or other.is_open)


def _product(one: _End, other: _End) -> _End:
    """Zero times anything is zero, however large the other may be."""
    if one.value == 0 or other.value == 0:
        reached = any(end.value == 0 and not end.is_open for end in (one, other))
        return _End(_ZERO, not reached)
    return _End(CONTEXT.multiply(one.value, other.value), one.is_open or other.is_open)


def _quotient(one: _End, other: _End, above: bool) -> _End:
    """`above` says that the divisor is above zero, so that what is divided by next to nothing keeps its sign."""
    if one.value == 0:
        return one
    if other.value == 0:
        return _End(_INFINITY if (one.value > 0) == above else -_INFINITY, True)
    if other.value.is_infinite():
        return _End(_ZERO, True)
    return _End(CONTEXT.divide(one.value, other.value), one.is_open or other.is_open)


def true_hedge(hedges: Sequence[Hedge], region: Region | None, low: Decimal, high: Decimal) -> Hedge | None:
    """The hedge of a result that may be anything in `region` and prints as `low` to `high`; None where none is true.

    `hedges` are those of what it was made from; their words stay where they are of one kind that is still true.
    """
    if region is None:
        return None
    ends = ((1, region.low, low), (-1, region.high, high))
    bounds = [(abs(printed), side, end.is_open) for side, end, printed in ends if end.value == printed]
    if not bounds:
        return None
    # Where both ends are bounded, one of them is the zero below which the figure cannot be.
    _, side, is_open = max(bounds)
    turned = [_towards(hedge, side) for hedge in hedges]
    strict = turned[0].kind in (HedgeKind.ABOVE, HedgeKind.BELOW)
    if len({hedge.kind for hedge in turned}) == 1 and strict == is_open:
        return turned[0]
    return Hedge(_PLAIN_WORDS[side, is_open])


def _towards(hedge: Hedge, side: int) -> Hedge:
    """The hedge as it bounds from below (1) or above (-1). Of "nearly" only the bound is left."""
    if hedge.kind is HedgeKind.NEARLY:
        return Hedge("under" if side < 0 else "over")
    return hedge if hedge.direction == side else Hedge(_TURNED[hedge.words])
