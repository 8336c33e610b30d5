"""Axes: round steps that hold the figures, and where a value stands between the two ends of an axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext

FEWEST, MOST = 3, 6


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis: the values at its two ends, and where these ends lie, in points."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """Where a value stands, in points."""
        share = float((value - self.low) / (self.high - self.low))
        return self.start + share * (self.end - self.start)


def round_ticks(low: Decimal, high: Decimal, most: int = MOST) -> tuple[Decimal, ...]:
    """Values at even, round distances (1, 2 or 5 times a power of ten), the first not above `low`, the last not below
    `high`: three at least, and no more than `most`, as long as three can do it."""
    with localcontext(Context(prec=50)):
        if low == high:
            room = abs(low) / 10 or Decimal(1)
            low, high = (low, high + room) if low == 0 else (low - room, high + room)
        for step in _steps(high - low):
            first = (low / step).to_integral_value(ROUND_FLOOR)
            last = (high / step).to_integral_value(ROUND_CEILING)
            if last - first + 1 <= most or last - first < FEWEST:
                last = max(last, first + FEWEST - 1)
                return tuple(_plain((first + at) * step) for at in range(int(last - first) + 1))
    raise AssertionError("steps grow without end")


def fitting_ticks(low: Decimal, high: Decimal, fits: Callable[[tuple[Decimal, ...]], bool]) -> tuple[Decimal, ...]:
    """The most ticks that fit, or the fewest that there can be."""
    choices = [round_ticks(low, high, most) for most in range(MOST, FEWEST - 1, -1)]
    return next((ticks for ticks in choices if fits(ticks)), choices[-1])


def _steps(length: Decimal) -> Iterator[Decimal]:
    """Round steps from far below a length upwards."""
    power = length.adjusted() - 2
    while True:
        yield from (Decimal(digit).scaleb(power) for digit in (1, 2, 5))
        power += 1


def _plain(value: Decimal) -> Decimal:
    """The number without an exponent and without noughts at its end."""
    return Decimal(f"{value.normalize():f}") + 0


def ends(values: Iterable[Decimal], *, zero: bool) -> tuple[Decimal, Decimal]:
    """The lowest and the highest of values, with zero among them where it is wanted."""
    found = [*values, *([Decimal(0)] if zero else [])]
    return min(found), max(found)
