"""Say in words by which rules of the house the figures of a document are written, so that a change of one shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from briefkit.figures.figure import plain_number
from briefkit.figures.house import HouseStyle


def conventions(style: HouseStyle, words: Mapping[str, str], dates: Mapping[str, str]) -> Iterator[str]:
    """The rules of a house style, a sentence each; `words` has their patterns, `dates` those of the sources by key."""
    numbers, money = style.numbers, style.money
    rounding = words["ties_to_even" if numbers.rounding == "half-even" else "ties_upwards"]
    yield words["convention_rounding"].format(rounding=rounding, digits=numbers.least_digits)
    yield words["convention_about"].format(
        tolerance=f"{_number(style.hedges.about_tolerance, style)}{style.units.percent}"
    )
    yield words["convention_minor"].format(amount=_number(money.minor_units_below, style))
    if money.names:
        names = ", ".join(f"{name} ({code})" for code, name in sorted(money.names.items()))
        yield words["convention_names"].format(names=names)
    if dates:
        yield words["convention_dates"].format(dates="; ".join(f"{key}, {date}" for key, date in dates.items()))


def _number(value: Decimal, style: HouseStyle) -> str:
    return plain_number(value).replace(".", style.numbers.decimal)
