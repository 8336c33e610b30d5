"""The arithmetic of printed figures done again in fractions, apart from briefkit's own: what does not come out, out.

A figure carries how it was derived. Each step is recomputed from the ends of its inputs, and the numbers of the
printed text are compared with the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from briefkit.briefs.resolved import Printed, ResolvedBrief
from briefkit.figures.figure import Figure
from briefkit.figures.house import HouseStyle
from briefkit.figures.units import PERCENT, POINTS

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_CLOSE = Fraction(1, 10**25)


def misprints(brief: ResolvedBrief, style: HouseStyle) -> Iterator[str]:
    """What is wrong with the printed figures of a brief: a step that does not come out, a text that says otherwise."""
    for printed in brief.printed:
        if isinstance(printed.value, Figure):
            yield from _wrong_steps(printed.value)
            yield from _wrong_text(printed, printed.value, style)


def _wrong_steps(figure: Figure) -> Iterator[str]:
    derivation = figure.derivation
    if derivation is None:
        return
    inputs = derivation.inputs
    for one in inputs:
        yield from _wrong_steps(one)
    ends = [(Fraction(one.low), Fraction(one.high)) for one in inputs]
    low, high = Fraction(figure.low), Fraction(figure.high)
    (a, b), (c, d) = ends[0], ends[-1]
    operation = derivation.operation
    if operation in ("+", "-"):
        terms = [_in_unit_of(figure, one) for one in inputs]
        if any(term is None for term in terms):
            return  # units of one dimension, brought together by a factor of theirs
        sums = [term for term in terms if term is not None]
        if operation == "-":
            sums = [sums[0], *((-high, -low) for low, high in sums[1:])]
        expected = [(sum((term[0] for term in sums), Fraction(0)), sum((term[1] for term in sums), Fraction(0)))]
    elif operation == "*":
        products = [x * y for x in (a, b) for y in (c, d)]
        expected = [(min(products) * factor, max(products) * factor) for factor in _factors(figure, inputs)]
    elif operation == "/":
        quotients = [x / y for x in (a, b) for y in (c, d)]
        expected = [(min(quotients) * factor, max(quotients) * factor) for factor in _factors(figure, inputs)]
    elif operation == "exchange" and derivation.rate is not None:
        stated = Fraction(derivation.rate.stated)
        rate = 1 / stated if derivation.rate.inverted else stated
        expected = [(a * rate, b * rate), (a / rate, b / rate)]
    elif operation in ("low", "high", "mid"):
        at = {"low": a, "high": b, "mid": (a + b) / 2}[operation]
        expected = [(at, at)]
    elif operation == "negate":
        expected = [(-b, -a)]
    else:
        return  # the units of one dimension
    if not any(_near(low, one) and _near(high, other) for one, other in expected):
        yield f"{figure.name or operation} is {figure.low} to {figure.high}, which does not follow from its inputs"


def _in_unit_of(whole: Figure, part: Figure) -> tuple[Fraction, Fraction] | None:
    """The ends of a term of a sum in the unit of the sum; None where they are units that something else converts."""
    low, high = Fraction(part.low), Fraction(part.high)
    if part.unit == whole.unit or (not low and not high):
        return low, high
    if part.unit.is_plain:
        factor = 100 if PERCENT in whole.unit.numerator else 1
        return low * factor, high * factor
    percents = {PERCENT, POINTS}
    return (low, high) if {*part.unit.numerator, *whole.unit.numerator} <= percents else None


def _factors(figure: Figure, inputs: tuple[Figure, ...]) -> tuple[Fraction, ...]:
    """What a product may be multiplied by: percentages among its parts or in its result stand for hundredths."""
    percents = sum(PERCENT in one.unit.numerator for one in inputs) + (PERCENT in figure.unit.numerator)
    mixed = len({*figure.unit.factors, *(part for one in inputs for part in one.unit.factors)}) > 0
    powers = range(-percents, percents + 1)
    factors = [Fraction(100) ** power for power in powers]
    times = [Fraction(12), Fraction(1, 12), Fraction(24), Fraction(7), Fraction(1000), Fraction(1, 1000)]
    return tuple(factors + (times if mixed else []))


def _near(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= _CLOSE * max(abs(one), abs(other), 1)


def _wrong_text(printed: Printed, figure: Figure, style: HouseStyle) -> Iterator[str]:
    """The numbers that a text prints have to be those of the figure, each rounded to the digits it prints."""
    if figure.display.spelled:
        return
    amounts = [figure, *([figure.display.second] if figure.display.second is not None else [])]
    ends = [(end, one) for one in amounts for end in ((one.low, one.high) if one.is_range else (one.low,))]
    numbers = _numbers(printed.text, style)
    if len(numbers) < len(ends) and not (len(amounts) == 1 and len(numbers) == 1):  # else both ends print alike
        yield f'"{printed.text}" prints {len(numbers)} numbers for {len(ends)}'
        return
    for (number, step), (end, one) in zip(numbers, ends, strict=False):
        # A claim prints the digits of its source, all else is rounded to the last digit printed.
        exact = one.stated is not None and one.display.rounding is None
        if abs(Fraction(abs(end)) - number) > (0 if exact else step):
            yield f'"{printed.text}" says {float(number)} for {end}'


def _numbers(text: str, style: HouseStyle) -> list[tuple[Fraction, Fraction]]:
    """The numbers of a printed text with the size of the last digit of each; a range shares its scale word."""
    group, point = re.escape(style.numbers.group), re.escape(style.numbers.decimal)
    digit = rf"\d+(?:{group}\d{{3}})*" if group else r"\d+"
    names = {style.scale(word): exponent for word, exponent in _SCALES.items()}
    scale = "|".join(re.escape(name) for name in names)
    pattern = re.compile(rf"({digit})(?:{point}(\d+))?(?: ({scale})\b)?")
    found: list[tuple[str, str, str]] = [(match[1], match[2] or "", match[3] or "") for match in pattern.finditer(text)]
    numbers: list[tuple[Fraction, Fraction]] = []
    for index, (whole, decimals, word) in enumerate(found):
        joined = text.find(style.numbers.range) >= 0
        word = word or (found[index + 1][2] if joined and index + 1 < len(found) else "")
        digits = re.sub(r"\D", "", whole)
        plain = Decimal(f"{digits}.{decimals or 0}")
        exponent = names.get(word, 0)
        last = Fraction(10) ** (exponent - len(decimals))
        if not decimals:
            zeros = len(digits) - len(digits.rstrip("0"))
            last *= Fraction(10) ** zeros
        numbers.append((Fraction(plain) * Fraction(10) ** exponent, last))
    return numbers


__all__ = ["misprints"]
