"""Units: what their words mean, what converts into what, and what cancels."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.units import MEASURES, PLAIN, Unit, Vocabulary, conversion_factor, merge, parse_unit
from samples import VOCABULARY, problem_of, unmarked

# The international avoirdupois pound, the inch and the units made of them: exact since 1959 (NIST SP 811).
CONVERSIONS = [
    ("kg", "g", "1000"),
    ("t", "kg", "1000"),
    ("lb", "kg", "0.45359237"),
    ("oz", "g", "28.349523125"),
    ("lb", "oz", "16"),
    ("short_ton", "kg", "907.18474"),
    ("long_ton", "kg", "1016.0469088"),
    ("in", "cm", "2.54"),
    ("ft", "m", "0.3048"),
    ("mi", "km", "1.609344"),
    ("mi", "ft", "5280"),
    ("ha", "m2", "10000"),
    ("km2", "ha", "100"),
    ("acre", "m2", "4046.8564224"),
    ("m3", "l", "1000"),
    ("bbl", "l", "158.987294928"),
    ("min", "s", "60"),
    ("hour", "min", "60"),
    ("day", "hour", "24"),
    ("week", "day", "7"),
    ("year", "month", "12"),
    ("kWh", "Wh", "1000"),
    ("GWh", "MWh", "1000"),
    ("GW", "kW", "1000000"),
    ("CNY/kg", "CNY/t", "1000"),
    ("hour/day", "hour/week", "7"),
    ("t/year", "kg/month", "83.33333333333333333333333333333333"),
]


@pytest.mark.parametrize(("source", "target", "factor"), CONVERSIONS)
def test_a_unit_converts_by_its_published_factor(source: str, target: str, factor: str) -> None:
    found = conversion_factor(parse_unit(source, VOCABULARY), parse_unit(target, VOCABULARY))
    assert found is not None
    assert abs(found - Decimal(factor)) <= Decimal("1e-25") * found


APART = [
    ("kg", "m"),
    ("month", "day"),
    ("year", "week"),
    ("CNY", "USD"),
    ("%", "pp"),
    ("%", "fold"),
    ("worker", "wig"),
    ("ton", "t"),
    ("ton", "kg"),
    ("pp", "mm"),
    ("USD/kg", "USD/wig"),
    ("kWh", "calorie"),
]


@pytest.mark.parametrize(("source", "target"), APART)
def test_what_measures_different_things_does_not_convert(source: str, target: str) -> None:
    assert conversion_factor(parse_unit(source, VOCABULARY), parse_unit(target, VOCABULARY)) is None


WORDS = {
    "kg": "kg",
    "kilograms": "kg",
    "Kilograms": "kg",
    "tonnes": "t",
    "hours/day": "hour/day",
    "hours a day": "hour/day",
    "hours per day": "hour/day",
    "CNY / wig": "CNY/wig",
    "wig·CNY": "CNY*wig",
    "USD each wig": "USD/wig",
    "km²": "km2",
    "square kilometers": "km2",
    "kg^2": "kg^2",
    "t per year": "t/year",
    "percentage points": "pp",
    "per cent": "%",
    "people": "worker",
    "prison camps": "prison_camp",
    "renminbi": "CNY",
}


@pytest.mark.parametrize(("text", "unit"), WORDS.items())
def test_a_unit_is_read(text: str, unit: str) -> None:
    assert str(parse_unit(text, VOCABULARY)) == unit


UNKNOWN = [
    ("⟦wokers⟧", "did you mean workers?"),
    ("⟦kilogarms⟧", "did you mean kilograms?"),
    ("CNY / ⟦wgis⟧", "did you mean wigs?"),
    ("hours/⟦dday⟧", "did you mean day?"),
    ("⟦tiaras⟧", '[nouns] tiara = ["tiaras"]'),
    ("⟦fake eyelashes⟧", "declare it in briefkit.toml: [nouns] fake_"),
    ("⟦?⟧", "write a unit such as kg"),
]


@pytest.mark.parametrize(("text", "hint"), UNKNOWN)
def test_an_unknown_unit_is_found_with_the_nearest_one(text: str, hint: str) -> None:
    plain, start, end = unmarked(text)
    problem = problem_of(parse_unit, plain, VOCABULARY)
    assert (problem.code.code, problem.start, problem.end) == ("BK403", start, end)
    assert hint in problem.hint


@pytest.mark.parametrize("word", ["KG", "M", "gw", "mw", "T"])
def test_symbols_of_units_keep_their_case(word: str) -> None:
    assert VOCABULARY.name(word) is None


MERGED = [
    ("t*CNY/kg", "1000", "CNY"),
    ("kg/t", "0.001", ""),
    ("hour/day", "1", "hour/day"),
    ("hour*week/day", "1", "hour*week/day"),
    ("wig*CNY/wig", "1", "CNY"),
    ("km2/m2", "1000000", ""),
    ("CNY/USD", "1", "CNY/USD"),
    ("worker/wig", "1", "worker/wig"),
]


@pytest.mark.parametrize(("text", "factor", "unit"), MERGED)
def test_units_of_one_dimension_cancel_but_not_times(text: str, factor: str, unit: str) -> None:
    found, merged = merge(parse_unit(text, VOCABULARY))
    assert (found, str(merged)) == (Decimal(factor), unit)


def test_a_noun_of_the_project_takes_its_forms_and_its_plural() -> None:
    words = Vocabulary({"wig": ("wigs", "hairpieces")})
    assert words.name("hairpieces") == "wig"
    assert words.words("wig") == ("wig", "wigs")
    assert words.words("sheep") == ("sheep", "sheep")


def test_every_measure_is_named_by_its_symbol_its_words_and_its_spellings() -> None:
    words = Vocabulary()
    for measure in MEASURES:
        for word in (measure.symbol, measure.singular, measure.plural, *measure.spellings):
            assert words.name(word) == measure.symbol


def _product(factors: list[tuple[str, int]]) -> Unit:
    unit = PLAIN
    for name, power in factors:
        for _ in range(abs(power)):
            unit = unit * Unit.of(name) if power > 0 else unit / Unit.of(name)
    return unit


FACTORS = st.tuples(st.sampled_from(["CNY", "kg", "wig", "day", "worker"]), st.integers(-2, 2))
UNITS = st.lists(FACTORS, max_size=4).map(_product)


@given(UNITS, UNITS)
def test_a_product_divided_by_one_factor_is_the_other(one: Unit, other: Unit) -> None:
    assert set(((one * other) / other).factors) == set(one.factors)
    assert (one / one).is_plain


@given(UNITS.filter(lambda unit: not unit.is_plain))
def test_a_unit_written_out_reads_as_itself(unit: Unit) -> None:
    text = str(unit)
    if not text.startswith("1/"):
        assert set(parse_unit(text, VOCABULARY).factors) == set(unit.factors)
