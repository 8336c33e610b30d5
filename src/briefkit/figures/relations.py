"""Decide relations between figures on what their printed digits and hedges mean.

`=` holds where two figures agree as printed: end by end, within half a unit of the last digit of each stated
number, and with what the hedges assert. Sums carry the slack of their terms; the factors of a product are taken
at the digits they were written with, so that 0.2 × 23.94 = 4.79 holds and 4.80 does not.
`<` and `>` hold only where they hold for every value that the digits may mean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from briefkit.figures.figure import Figure, aligned
from briefkit.figures.values import HedgeKind

OPERATORS = ("<=", ">=", "!=", "==", "=", "<", ">")
_INFINITY = Decimal("Infinity")
# Division is carried to 34 digits; two ways to the same number may differ in the last ones.
_NOISE = Decimal("1e-28")


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The values a figure may stand for; an end is open where the value itself is excluded."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False


def holds(left: Figure, operator: str, right: Figure, tolerance: Decimal) -> bool:
    """Whether `left operator right` is true. `tolerance` is what "about" allows, as a ratio (0.05).

    Raises BK409 or BK410 where the two cannot be compared.
    """
    first, second = aligned(left, right, "compare")
    if operator in ("=", "=="):
        return _equal(first, second, tolerance)
    if operator == "!=":
        return not _equal(first, second, tolerance)
    if operator in ("<", "<="):
        first, second = second, first
    return _above(first, second, tolerance, or_equal=operator in ("<=", ">="))


def _above(left: Figure, right: Figure, tolerance: Decimal, *, or_equal: bool) -> bool:
    one, other = _bounds(left, tolerance), _bounds(right, tolerance)
    if one.low > other.high:
        return True
    if one.low == other.high and (one.low_open or other.high_open):
        return True
    if not or_equal:
        return False
    bounded = left.hedge is None or one.high == _INFINITY or (_is_nearly(left) and one.low_open)
    other_bounded = right.hedge is None or other.low == -_INFINITY or (_is_nearly(right) and other.high_open)
    return bounded and other_bounded and left.low >= right.high


def _is_nearly(figure: Figure) -> bool:
    return figure.hedge is not None and figure.hedge.kind is HedgeKind.NEARLY


def _bounds(figure: Figure, tolerance: Decimal) -> _Bounds:
    low, high, slack = figure.low, figure.high, figure.slack
    kind = figure.hedge.kind if figure.hedge else None
    if kind in (HedgeKind.ABOVE, HedgeKind.AT_LEAST):
        return _Bounds(low, _INFINITY, low_open=kind is HedgeKind.ABOVE)
    if kind in (HedgeKind.AT_MOST, HedgeKind.BELOW):
        return _Bounds(-_INFINITY, high, high_open=kind is HedgeKind.BELOW)
    if kind is HedgeKind.NEARLY:
        below_zero = high < 0
        return _Bounds(
            low if below_zero else low - slack, high + slack if below_zero else high, below_zero, not below_zero
        )
    if kind is HedgeKind.APPROXIMATE:
        low, high = low - abs(low) * tolerance, high + abs(high) * tolerance
    return _Bounds(low - slack, high + slack, high_open=slack > 0)


def _equal(left: Figure, right: Figure, tolerance: Decimal) -> bool:
    if left.hedge and not right.hedge:
        left, right = right, left
    if not right.hedge or left.hedge:
        # Two hedges of one kind assert the same of two unknowns: their numbers have to agree.
        return _close(left, right, tolerance)
    return _agrees(left, right, tolerance)


def _close(left: Figure, right: Figure, tolerance: Decimal) -> bool:
    same_kind = (left.hedge.kind if left.hedge else None) == (right.hedge.kind if right.hedge else None)
    approximate = left.hedge is not None and left.hedge.kind is HedgeKind.APPROXIMATE
    allowed = tolerance if same_kind and approximate else Decimal(0)
    pairs = ((left.low, right.low), (left.high, right.high))
    slack = left.slack + right.slack
    return same_kind and all(
        _near(one, other, slack, allowed) or _rounds(left, right, one, other) for one, other in pairs
    )


def _near(one: Decimal, other: Decimal, slack: Decimal, tolerance: Decimal) -> bool:
    """Whether two numbers, each an interval of slack around it, have more than an edge in common."""
    size = max(abs(one), abs(other))
    return abs(one - other) < slack + size * tolerance or abs(one - other) <= size * _NOISE


def _rounds(left: Figure, right: Figure, one: Decimal, other: Decimal) -> bool:
    """Whether an exact number lies on the edge from which on it rounds to a written one: 2.395 to 2.40, not to 2.39."""
    exact, written = (one, other) if left.slack == 0 else (other, one)
    stated = right if left.slack == 0 else left
    on_edge = abs(abs(one - other) - stated.slack) <= abs(written) * _NOISE
    return 0 in (left.slack, right.slack) and stated.derivation is None and on_edge and abs(exact) < abs(written)


def _agrees(value: Figure, hedged: Figure, tolerance: Decimal) -> bool:
    """Whether what `hedged` asserts is true of an unhedged value."""
    assert hedged.hedge is not None
    low, high, kind = value.low, value.high, hedged.hedge.kind
    if kind is HedgeKind.APPROXIMATE:
        pairs = ((low, hedged.low), (high, hedged.high))
        return all(_near(one, other, value.slack + hedged.slack, tolerance) for one, other in pairs)
    if kind is HedgeKind.NEARLY:
        pairs = ((low, hedged.low), (high, hedged.high))
        point = replace(value, slack=Decimal(0))
        rounds = all(
            _near(one, other, hedged.slack, Decimal(0)) or _rounds(point, hedged, one, other) for one, other in pairs
        )
        nearer = high < hedged.high if hedged.high >= 0 else low > hedged.low
        return nearer and rounds
    return {
        HedgeKind.ABOVE: low > hedged.low,
        HedgeKind.AT_LEAST: low >= hedged.low,
        HedgeKind.AT_MOST: high <= hedged.high,
        HedgeKind.BELOW: high < hedged.high,
    }[kind]


def overlaps(converted: Figure, restated: Figure, tolerance: Decimal) -> bool:
    """Whether a source's restatement is consistent: end by end, the two overlap as printed at the period's rate.

    `converted` carries the slack of its printed digits. An "about" on either widens them by the house tolerance.
    """
    approximate = any(one.hedge and one.hedge.kind is HedgeKind.APPROXIMATE for one in (converted, restated))
    allowed = tolerance if approximate else Decimal(0)
    slack = converted.slack + restated.slack
    pairs = ((converted.low, restated.low), (converted.high, restated.high))
    return all(abs(one - other) < slack + abs(one) * allowed or one == other for one, other in pairs)


def explain(figure: Figure) -> str:
    """A figure in a message about a relation: its name and its number."""
    low, high = f"{_six(figure.low)}", f"{_six(figure.high)}"
    number = low if low == high else f"{low} to {high}"
    hedge = f"{figure.hedge} " if figure.hedge else ""
    unit = f" {figure.unit}" if str(figure.unit) else ""
    return f"{hedge}{number}{unit}"


def _six(value: Decimal) -> str:
    text = f"{+value:,.6f}" if abs(value) < 1 else f"{value:,.4f}"
    return text.rstrip("0").rstrip(".")


__all__ = ["OPERATORS", "explain", "holds", "overlaps"]
