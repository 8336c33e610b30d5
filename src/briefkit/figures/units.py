"""Units and counted nouns: text → `Unit`, products and conversions of units.

Names, spellings and plurals are briefkit's; dimensions and conversion factors are pint's, which is loaded only
when two different units of one dimension meet. Months and years convert into each other, but not into days:
their lengths differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Any

from briefkit.figures.money.currencies import CURRENCY_NAMES, CURRENCY_SIGNS, is_currency
from briefkit.findings import Problem
from briefkit.findings import bk4_values as codes

PERCENT = "%"
POINTS = "pp"
FOLD = "fold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A built-in unit: its canonical symbol, how prose writes it, other spellings, and pint's definition."""

    symbol: str
    singular: str
    plural: str
    pint: str
    spellings: tuple[str, ...] = ()


def _measure(symbol: str, singular: str, plural: str, pint: str, *spellings: str) -> Measure:
    # It runs when the file is read, before a mutant could take its place.
    return Measure(symbol=symbol, singular=singular, plural=plural, pint=pint, spellings=spellings)  # pragma: no mutate


# pint reads "pp" as typographic points and "t" as several things, so each unit is defined here by name.
MEASURES: tuple[Measure, ...] = (
    _measure("g", "gram", "grams", "gram = [mass]", "gramme", "grammes"),
    _measure("kg", "kilogram", "kilograms", "kilogram = 1000 * gram", "kilogramme", "kilogrammes", "kilo", "kilos"),
    _measure(
        "t", "metric ton", "metric tons", "tonne = 1000 * kilogram", "tonne", "tonnes", "metric tonne", "metric tonnes"
    ),
    _measure("lb", "pound", "pounds", "avoirdupois_pound = 453.59237 * gram", "lbs"),
    _measure("oz", "ounce", "ounces", "avoirdupois_ounce = 28.349523125 * gram"),
    _measure("short_ton", "short ton", "short tons", "short_ton = 2000 * avoirdupois_pound"),
    _measure("long_ton", "long ton", "long tons", "long_ton = 2240 * avoirdupois_pound"),
    # "ton" alone is one of three; it is kept as the source's own unit, which converts into nothing.
    _measure("ton", "ton", "tons", "ton = [unspecified_ton]"),
    _measure("mm", "millimeter", "millimeters", "millimeter = 0.001 * meter", "millimetre", "millimetres"),
    _measure("cm", "centimeter", "centimeters", "centimeter = 0.01 * meter", "centimetre", "centimetres"),
    _measure("m", "meter", "meters", "meter = [length]", "metre", "metres"),
    _measure("km", "kilometer", "kilometers", "kilometer = 1000 * meter", "kilometre", "kilometres"),
    _measure("in", "inch", "inches", "inch = 0.0254 * meter"),
    _measure("ft", "foot", "feet", "foot = 0.3048 * meter"),
    _measure("mi", "mile", "miles", "mile = 1609.344 * meter"),
    _measure(
        "m2",
        "square meter",
        "square meters",
        "square_meter = meter * meter",
        "m²",
        "square metre",
        "square metres",
        "sq m",
        "sq. m",
    ),
    _measure(
        "km2",
        "square kilometer",
        "square kilometers",
        "square_kilometer = 1e6 * square_meter",
        "km²",
        "square kilometre",
        "square kilometres",
        "sq km",
        "sq. km",
    ),
    _measure("ha", "hectare", "hectares", "hectare = 10000 * square_meter"),
    _measure("acre", "acre", "acres", "acre = 4046.8564224 * square_meter"),
    _measure("l", "liter", "liters", "liter = 0.001 * cubic_meter", "litre", "litres"),
    _measure(
        "m3", "cubic meter", "cubic meters", "cubic_meter = meter * square_meter", "m³", "cubic metre", "cubic metres"
    ),
    _measure("bbl", "barrel", "barrels", "barrel = 158.987294928 * liter"),
    _measure("s", "second", "seconds", "second = [time]", "sec", "secs"),
    _measure("min", "minute", "minutes", "minute = 60 * second"),
    _measure("hour", "hour", "hours", "hour = 60 * minute", "h", "hr", "hrs"),
    _measure("day", "day", "days", "day = 24 * hour"),
    _measure("week", "week", "weeks", "week = 7 * day"),
    _measure("month", "month", "months", "month = [calendar]"),
    _measure("year", "year", "years", "year = 12 * month", "yr", "yrs", "annum"),
    _measure("Wh", "watt-hour", "watt-hours", "watt_hour = watt * hour"),
    _measure("kWh", "kilowatt-hour", "kilowatt-hours", "kilowatt_hour = 1000 * watt_hour"),
    _measure("MWh", "megawatt-hour", "megawatt-hours", "megawatt_hour = 1e6 * watt_hour"),
    _measure("GWh", "gigawatt-hour", "gigawatt-hours", "gigawatt_hour = 1e9 * watt_hour"),
    _measure("W", "watt", "watts", "watt = [power]"),
    _measure("kW", "kilowatt", "kilowatts", "kilowatt = 1000 * watt"),
    _measure("MW", "megawatt", "megawatts", "megawatt = 1e6 * watt"),
    _measure("GW", "gigawatt", "gigawatts", "gigawatt = 1e9 * watt"),
    _measure("calorie", "calorie", "calories", "calorie = [food_energy]", "kcal", "kilocalorie", "kilocalories"),
    _measure(PERCENT, "percent", "percent", "percent = [percent]", "per cent", "pct", "％"),
    _measure(POINTS, "percentage point", "percentage points", "percentage_point = [percentage_point]", "ppts"),
    _measure(FOLD, "fold", "fold", "fold = [fold]", "-fold"),
)
_BY_SYMBOL: Mapping[str, Measure] = {measure.symbol: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of canonical unit names: CNY/wig is (("CNY", 1), ("wig", -1))."""

    factors: tuple[tuple[str, int], ...] = ()

    @staticmethod
    def of(*numerator: str, per: Iterable[str] = ()) -> Unit:
        """A unit from canonical names above and below the line."""
        if len(numerator) == 1 and not per:
            return Unit(((numerator[0], 1),))
        return _unit([(name, 1) for name in numerator] + [(name, -1) for name in per])

    def __mul__(self, other: Unit) -> Unit:
        return _unit([*self.factors, *other.factors])

    def __truediv__(self, other: Unit) -> Unit:
        return self * other.inverse

    @property
    def inverse(self) -> Unit:
        return Unit(tuple((name, -power) for name, power in self.factors))

    @property
    def numerator(self) -> tuple[str, ...]:
        return _above(self.factors)

    @property
    def denominator(self) -> tuple[str, ...]:
        return _below(self.factors)

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code above the line, if there is one."""
        return _currency(self.factors)

    @property
    def is_percent(self) -> bool:
        return self.factors == ((PERCENT, 1),)

    @property
    def is_plain(self) -> bool:
        """A number without a unit."""
        return not self.factors

    @property
    def is_readable(self) -> bool:
        """Whether prose can write it: one name above the line, and each name once."""
        return len(self.numerator) <= 1 and all(abs(power) == 1 for _, power in self.factors)

    def __str__(self) -> str:
        if not self.factors:
            return ""
        above = "*".join(_power(name, power) for name, power in self.factors if power > 0) or "1"
        below = "".join("/" + _power(name, -power) for name, power in self.factors if power < 0)
        return above + below


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


@lru_cache(10_000)
def _above(factors: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    return tuple(name for name, power in factors for _ in range(max(power, 0)))


@lru_cache(10_000)
def _below(factors: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    return tuple(name for name, power in factors for _ in range(max(-power, 0)))


@lru_cache(10_000)
def _currency(factors: tuple[tuple[str, int], ...]) -> str | None:
    return next((name for name in _above(factors) if is_currency(name)), None)


def _unit(factors: Iterable[tuple[str, int]]) -> Unit:
    return _ordered(tuple(factors))


@lru_cache(maxsize=10_000)
def _ordered(factors: tuple[tuple[str, int], ...]) -> Unit:
    powers: dict[str, int] = {}
    for name, power in factors:
        powers[name] = powers.get(name, 0) + power
    ordered = sorted(powers.items(), key=lambda item: (item[1] < 0, not is_currency(item[0])))
    return Unit(tuple((name, power) for name, power in ordered if power))


PLAIN = Unit()
PERCENT_UNIT = Unit(((PERCENT, 1),))
POINTS_UNIT = Unit(((POINTS, 1),))


@cache
def _built_in() -> Mapping[str, str]:
    """The spellings of measures and currencies."""
    found: dict[str, str] = {}
    for measure in MEASURES:
        for word in (measure.symbol, measure.singular, measure.plural, *measure.spellings):
            found[word] = measure.symbol
    return {**found, **CURRENCY_NAMES}


def _openings(spellings: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for spelling in spellings:
        words = re.split("([ _-])", spelling.lower())
        length = len(words) - words.count(" ")
        found[words[0]] = max(found.get(words[0], 0), length)
    return found


@cache
def _built_in_openings() -> Mapping[str, int]:
    return _openings(_built_in())


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words that name units in a project: built-in measures, currencies, declared nouns and signs.

    `nouns` maps a canonical singular to its other forms (`{"wig": ("wigs",)}`); `signs` settles ambiguous
    currency signs (`{"¥": "CNY"}`). One is equal to itself alone, so that what was read with it can be kept.
    """

    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Every spelling (lower case but for symbols) → canonical name."""
        found = dict(_built_in())
        for noun, forms in self.nouns.items():
            for word in (noun, noun.replace("_", " "), *forms):
                found[word] = noun
        return found

    @cached_property
    def nouns_by_word(self) -> Mapping[str, tuple[str, ...]]:
        """Declared nouns by how a sentence writes them in the singular, in lower case."""
        found: dict[str, tuple[str, ...]] = {}
        for noun in self.nouns:
            word = noun.replace("_", " ").lower()
            found[word] = (*found.get(word, ()), noun)
        return found

    @cached_property
    def openings(self) -> Mapping[str, int]:
        """The first word of every spelling, in lower case → of how many words and hyphens the longest of them is."""
        found = dict(_built_in_openings())
        for word, length in _openings(
            word for noun, forms in self.nouns.items() for word in (noun, noun.replace("_", " "), *forms)
        ).items():
            found[word] = max(found.get(word, 0), length)
        return found

    def name(self, word: str) -> str | None:
        """The canonical name of a unit word, a currency code, or None."""
        if is_currency(word):
            return word
        known = self.spellings
        return known.get(word) or known.get(word.lower()) if len(word) > 2 else known.get(word)

    def sign(self, sign: str) -> tuple[str, ...]:
        """The ISO codes a currency sign may stand for; one where the project has settled it."""
        settled = self.signs.get(sign)
        return (settled,) if settled else CURRENCY_SIGNS.get(sign, ())

    def words(self, name: str) -> tuple[str, str]:
        """How prose writes a canonical name: singular and plural."""
        measure = _BY_SYMBOL.get(name)
        if measure:
            return measure.singular, measure.plural
        forms = self.nouns.get(name)
        singular = name.replace("_", " ")
        return singular, forms[0] if forms else singular

    def forms(self, name: str) -> tuple[str, ...]:
        """Every spelling of a canonical name, for finding it in a sentence."""
        return tuple(word for word, canonical in self.spellings.items() if canonical == name)


_NOUN = re.compile(r"[^\W\d_]+(?:[ _-][^\W\d_]+)*")


def noun_fault(noun: str, forms: Iterable[str]) -> str:
    """What keeps a noun from being declared; empty where nothing does."""
    known = _built_in()
    for word in (noun, *forms):
        if not _NOUN.fullmatch(word):
            return f'"{word}" is no word'
        if is_currency(word):
            return f"{word} is a currency"
        if word in known:
            return f'"{word}" is the unit {known[word]}'
    return ""


def sign_fault(sign: str, code: str) -> str:
    """What keeps a currency sign from being settled so; empty where nothing does."""
    if sign not in CURRENCY_SIGNS:
        return f'"{sign}" is no currency sign'
    return "" if is_currency(code) else f'"{code}" is no ISO 4217 code'


_UNIT_TOKEN = re.compile(
    r"\s*(?P<joint>/|\*|·|\bper\b(?!\s+cent\b)|\ban?\b|\beach\b)?\s*(?P<word>[^/*·^\d]+?)\s*(?P<power>\^?-?\d)?"
    r"(?=\s*(?:/|\*|·|$|\bper\b(?!\s+cent\b)|\ban?\b(?=\s)|\beach\b))"
)


@lru_cache(1000)
def parse_unit(text: str, vocabulary: Vocabulary) -> Unit:
    """`CNY / wig`, `kg`, `hours/day`, `t per year` → a unit.

    Raises the problem BK403 where a word is no known unit, at its place in `text`.
    """
    factors: list[tuple[str, int]] = []
    at = 0
    while at < len(text.rstrip()):
        match = _UNIT_TOKEN.match(text, at)
        if match is None or match.end() == at:
            raise unknown_unit(text[at:].strip(), vocabulary, at, len(text))
        word, joint = match["word"].strip(), match["joint"]
        spelled = vocabulary.name(word + match["power"]) if match["power"] else None  # km2 is a unit of its own
        name = spelled or vocabulary.name(word)
        if name is None:
            raise unknown_unit(word, vocabulary, match.start("word"), match.end("word"))
        power = int(match["power"].lstrip("^")) if match["power"] and not spelled else 1
        factors.append((name, -power if joint not in (None, "*", "·") else power))
        at = match.end()
    return _unit(factors)


def unknown_unit(word: str, vocabulary: Vocabulary, start: int, end: int) -> Problem:
    """The problem of a unit that nobody declared, with the nearest known one."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(word, list(vocabulary.spellings), scorer=fuzz.ratio, score_cutoff=70)
    if is_currency(word.upper()):
        hint = f"write {word.upper()}"
    elif near:
        hint = f"did you mean {near[0]}?"
    elif re.fullmatch(r"[^\W\d_]{3,}(?: [^\W\d_]+)*", word):
        noun = re.sub(r"\s+", "_", word.removesuffix("s"))
        hint = f'declare it in briefkit.toml: [nouns] {noun} = ["{word.removesuffix("s")}s"]'
    else:
        hint = "write a unit such as kg, hours/day, % or a noun declared under [nouns]"
    return codes.UNKNOWN_UNIT.problem(start, end, word=word, hint=hint)


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(None, non_int_type=Decimal, cache_folder=None)
    for measure in MEASURES:
        registry.define(measure.pint)
    return registry


@cache
def _pint_name(name: str) -> str:
    measure = _BY_SYMBOL.get(name)
    if measure:
        return measure.pint.split(" = ")[0]
    # Currencies and nouns are base units of their own: nothing converts into them but a dated rate.
    quantity = f"briefkit_{name}"
    registry = _registry()
    if quantity not in registry:
        registry.define(f"{quantity} = [{quantity}]")
    return quantity


@cache
def conversion_factor(source: Unit, target: Unit) -> Decimal | None:
    """By what a number in `source` is multiplied to stand in `target`; None where their dimensions differ."""
    if source == target:
        return Decimal(1)
    registry = _registry()
    quantity = registry.Quantity(Decimal(1), _pint_units(source))
    wanted = registry.Quantity(Decimal(1), _pint_units(target))
    if quantity.dimensionality != wanted.dimensionality:
        return None
    return Decimal(quantity.to(wanted.units).magnitude)


def _pint_units(unit: Unit) -> Any:
    registry = _registry()
    return registry.UnitsContainer({_pint_name(name): Decimal(power) for name, power in unit.factors})


@cache
def merge(unit: Unit) -> tuple[Decimal, Unit]:
    """Cancel units of one dimension against each other: t·CNY/kg is 1000 CNY. Factor and unit."""
    for first, second in _pairs(unit):
        above, below = Unit(((first, 1),)), Unit(((second, 1),))
        scale = conversion_factor(above, below)
        if scale is None:
            continue
        power = dict(unit.factors)[first]
        inner, merged = merge(_unit((second if name == first else name, count) for name, count in unit.factors))
        return scale**power * inner, merged
    return Decimal(1), _unit(unit.factors)


def _pairs(unit: Unit) -> Iterator[tuple[str, str]]:
    measured = [
        (name, power) for name, power in unit.factors if name in _BY_SYMBOL and name not in (PERCENT, POINTS, FOLD)
    ]
    for index, (first, _) in enumerate(measured):
        for second, _ in measured[index + 1 :]:
            # hour/day is a rate that people state; it must not collapse into a ratio.
            if not {first, second} <= {"s", "min", "hour", "day", "week", "month", "year"}:
                yield first, second
