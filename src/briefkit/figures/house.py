"""House style for figures: how a publisher writes numbers, money, units and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from briefkit.figures.house_faults import (
    Fault,
    color_faults,
    date_faults,
    joint_faults,
    money_faults,
    number_faults,
    unit_faults,
)
from briefkit.figures.languages import LANGUAGES, Language
from briefkit.figures.periods import ENGLISH_MONTHS, DatePatterns, Period, format_period


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def faults(self) -> Iterable[Fault]:
        """What in the table could be read in two ways, or not be printed."""
        return ()

    @model_validator(mode="after")
    def _has_no_faults(self) -> Self:
        faults = [_error(self, fault) for fault in self.faults()]
        if faults:
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self


def _error(table: BaseModel, fault: Fault) -> InitErrorDetails:
    """A fault as pydantic has it, at that of its keys which the table sets itself."""
    keys = (fault.key, *fault.others)
    key = next((key for key in keys if _is_set(table, key)), fault.key)
    return InitErrorDetails(type=PydanticCustomError("house_style", fault.expected), loc=key, input=fault.found)


def _is_set(table: object, key: tuple[str, ...]) -> bool:
    for name in key:
        if isinstance(table, BaseModel):
            if name not in table.model_fields_set:
                return False
            table = getattr(table, name)
        elif not isinstance(table, dict) or name not in table:
            return False
    return True


class NumberStyle(_Table):
    """Digits: separators, the dash of a range, and how the one rounding goes."""

    group: str = ","
    decimal: str = "."
    range: str = "–"
    minus: str = "−"
    to: str = "to"
    rounding: Literal["half-even", "half-up"] = "half-even"
    least_digits: int = Field(default=2, ge=1, le=12)

    def faults(self) -> Iterator[Fault]:
        return number_faults(self.group, self.decimal, self.range, self.minus, self.to)


class MoneyStyle(_Table):
    """Money: the names printed for currencies ({"CNY": "RMB"}), and where prices keep their minor unit.

    A converted amount whose lower end is below `minor_units_below` prints with the currency's own decimals
    (ISO 4217): USD 3.58, not USD 3.6.
    """

    names: dict[str, str] = Field(default_factory=dict)
    constant_prices: str = "{year} prices"
    minor_units_below: Decimal = Field(default=Decimal(10), ge=0)

    def faults(self) -> Iterator[Fault]:
        return money_faults(self.names, self.constant_prices)


class UnitStyle(_Table):
    """Units in prose and in tables, and the wording of "per".

    `counters` are the words that nouns are counted with ({"inmate": "명"}), in languages that count so.
    """

    percent: str = " percent"
    percent_in_tables: str = "%"
    per: str = "per {unit}"
    per_time: str = "a {unit}"
    scales: dict[str, str] = Field(default_factory=dict)
    scale_from: int = Field(default=6, ge=3)
    counters: dict[str, str] = Field(default_factory=dict)

    def faults(self) -> Iterator[Fault]:
        return unit_faults(self.percent, self.percent_in_tables, self.per, self.per_time, self.scales)


class HedgeStyle(_Table):
    """How far from the printed number an "about" may be, in percent."""

    about_tolerance: Decimal = Field(default=Decimal(5), ge=0, lt=100)


class DateStyle(_Table):
    """Months and the patterns that dates are written in."""

    months: tuple[str, ...] = ENGLISH_MONTHS
    day: str = "{month} {day}, {year}"
    month: str = "{month} {year}"
    quarter: str = "Q{quarter} {year}"
    year: str = "{year}"
    interval: str = "{first}–{last}"
    approximate: str = "c. {date}"

    def faults(self) -> Iterator[Fault]:
        return date_faults(self.months, self.model_dump(exclude={"months"}))


class DrawingStyle(_Table):
    """Colours of charts, diagrams and maps, as #rrggbb; those of series in order, which in grey must differ too."""

    ink: str = "#1a1a1a"
    soft: str = "#5c5a55"
    rule: str = "#b9b4a8"
    tint: str = "#f4f1ea"
    accent: str = "#7b2d26"
    series: tuple[str, ...] = ("#1f2c3a", "#b5651d", "#7f9bb3", "#7b2d26", "#d9b98c", "#4f6d5c")

    def faults(self) -> Iterator[Fault]:
        return color_faults(self.model_dump(exclude={"series"}), self.series)


class HouseTables(_Table):
    """The tables of a house style that say how figures are written."""

    numbers: NumberStyle = NumberStyle()
    money: MoneyStyle = MoneyStyle()
    units: UnitStyle = UnitStyle()
    hedges: HedgeStyle = HedgeStyle()
    dates: DateStyle = DateStyle()

    def faults(self) -> Iterator[Fault]:
        percents = {"percent": self.units.percent, "percent_in_tables": self.units.percent_in_tables}
        return joint_faults(self.numbers.to, self.numbers.minus, percents, self.units.scales, self.money.names)


class HouseStyle(HouseTables):
    """The content of `styles/<name>/house.toml`; every key has a default, and an unknown one is a finding.

    `language` has the tables of other languages than English, by code: `[language.ko.numbers]`.
    """

    drawings: DrawingStyle = DrawingStyle()
    citations: str = "chicago-notes-bibliography"
    language: dict[str, HouseTables] = Field(default_factory=dict)
    _wording: Language | None = PrivateAttr(None)

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        for code in self.language:
            if code not in LANGUAGES:
                yield Fault(("language", code), code, " or ".join(LANGUAGES))

    @property
    def wording(self) -> Language | None:
        """The language that figures are written in, where it is another than English."""
        return self._wording

    def for_language(self, code: str) -> HouseStyle:
        """The same house in a language: how it rounds, hedges, cites and draws; words and marks are the language's.

        An unknown language is taken as English.
        """
        language = LANGUAGES.get(code)
        if language is None:
            return self
        own = self.language[code].model_dump(exclude_unset=True) if code in self.language else {}
        kept: dict[str, dict[str, object]] = {
            "numbers": {"rounding": self.numbers.rounding, "least_digits": self.numbers.least_digits},
            "money": {"minor_units_below": self.money.minor_units_below},
            "hedges": {"about_tolerance": self.hedges.about_tolerance},
        }
        tables = {
            name: {**kept.get(name, {}), **language.defaults.get(name, {}), **own.get(name, {})}
            for name in HouseTables.model_fields
        }
        style = HouseStyle.model_validate({**tables, "citations": self.citations, "drawings": self.drawings})
        style._wording = language
        return style

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

    def price_basis(self, prices: Period) -> str:
        """What is printed behind money in constant prices: "2015 prices"."""
        return self.money.constant_prices.format(year=self.period(prices))

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
