"""House style for figures: how a publisher writes numbers, money, units and dates."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from briefkit.figures.periods import ENGLISH_MONTHS, DatePatterns, Period, format_period


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NumberStyle(_Table):
    """Digits: separators, the dash of a range, and how the one rounding goes."""

    group: str = ","
    decimal: str = "."
    range: str = "–"
    minus: str = "−"
    to: str = "to"
    rounding: Literal["half-even", "half-up"] = "half-even"
    least_digits: int = Field(default=2, ge=1)


class MoneyStyle(_Table):
    """Money: the names printed for currencies ({"CNY": "RMB"}), and where prices keep their minor unit.

    A converted amount whose lower end is below `minor_units_below` prints with the currency's own decimals
    (ISO 4217): USD 3.58, not USD 3.6.
    """

    names: dict[str, str] = Field(default_factory=dict)
    minor_units_below: Decimal = Decimal(10)


class UnitStyle(_Table):
    """Units in prose and in tables, and the wording of "per"."""

    percent: str = " percent"
    percent_in_tables: str = "%"
    per: str = "per {unit}"
    per_time: str = "a {unit}"
    scales: dict[str, str] = Field(default_factory=dict)
    scale_from: int = Field(default=6, ge=3)


class HedgeStyle(_Table):
    """How far from the printed number an "about" may be, in percent."""

    about_tolerance: Decimal = Decimal(5)


class DateStyle(_Table):
    """Months and the patterns that dates are written in."""

    months: tuple[str, ...] = ENGLISH_MONTHS
    day: str = "{month} {day}, {year}"
    month: str = "{month} {year}"
    quarter: str = "Q{quarter} {year}"
    year: str = "{year}"
    interval: str = "{first}–{last}"
    approximate: str = "c. {date}"


class HouseStyle(_Table):
    """The content of `styles/<name>/house.toml`; every key has a default, and an unknown one is a finding."""

    numbers: NumberStyle = NumberStyle()
    money: MoneyStyle = MoneyStyle()
    units: UnitStyle = UnitStyle()
    hedges: HedgeStyle = HedgeStyle()
    dates: DateStyle = DateStyle()
    citations: str = "chicago-notes-bibliography"

    @property
    def tolerance(self) -> Decimal:
        """What "about" allows, as a ratio."""
        return self.hedges.about_tolerance / 100

    def currency(self, code: str) -> str:
        """The printed name of a currency."""
        return self.money.names.get(code, code)

    def scale(self, word: str) -> str:
        """The printed form of a scale word."""
        return self.units.scales.get(word, word)

    def period(self, period: Period) -> str:
        """A date or period in words."""
        dates = self.dates
        patterns = DatePatterns(
            day=dates.day,
            month=dates.month,
            quarter=dates.quarter,
            year=dates.year,
            interval=dates.interval,
            approximate=dates.approximate,
        )
        return format_period(period, dates.months, patterns)
