"""Units at their edges: what may be declared, how messages name what is unknown, powers, and rates over time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefkit.figures.units import PLAIN, Unit, Vocabulary, conversion_factor, merge, noun_fault, parse_unit, sign_fault
from samples import VOCABULARY, problem_of, unmarked


def unit(text: str) -> Unit:
    return parse_unit(text, VOCABULARY)


NOUN_FAULTS = [
    # the noun, its other forms, what keeps it from being declared
    ("wig", ["wigs"], ""),
    ("prison_camp", ["prison camps"], ""),
    ("self-help group", ["self-help groups"], ""),
    ("명", [], ""),
    ("wig2", [], '"wig2" is no word'),
    ("", [], '"" is no word'),
    ("wig", ["wigs", "w!gs"], '"w!gs" is no word'),
    ("USD", [], "USD is a currency"),
    ("note", ["notes", "CNY"], "CNY is a currency"),
    ("kilo", ["kilos"], '"kilo" is the unit kg'),
    ("weight", ["pound"], '"pound" is the unit lb'),
    ("coin", ["yuan"], '"yuan" is the unit CNY'),
]


@pytest.mark.parametrize(("noun", "forms", "fault"), NOUN_FAULTS)
def test_a_noun_is_a_word_that_names_nothing_else(noun: str, forms: list[str], fault: str) -> None:
    assert noun_fault(noun, forms) == fault


SIGN_FAULTS = [
    ("¥", "CNY", ""),
    ("won", "KPW", ""),
    ("X", "CNY", '"X" is no currency sign'),
    ("¥", "RMB", '"RMB" is no ISO 4217 code'),
    ("¥", "cny", '"cny" is no ISO 4217 code'),
]


@pytest.mark.parametrize(("sign", "code", "fault"), SIGN_FAULTS)
def test_a_sign_is_settled_as_a_currency(sign: str, code: str, fault: str) -> None:
    assert sign_fault(sign, code) == fault


SIGNS = [("€", ("EUR",)), ("¥", ("CNY", "JPY")), ("₩", ("KPW",)), ("won", ("KRW", "KPW")), ("X", ())]


@pytest.mark.parametrize(("sign", "currencies"), SIGNS)
def test_a_sign_stands_for_its_currencies_or_the_one_that_the_project_settled(
    sign: str, currencies: tuple[str, ...]
) -> None:
    assert VOCABULARY.sign(sign) == currencies


NO_UNIT = "write a unit such as kg, hours/day, % or a noun declared under [nouns]"
UNKNOWN = [
    ("⟦usd⟧", "write USD"),
    ("CNY / ⟦usd⟧", "write USD"),
    ("⟦wokers⟧", "did you mean workers?"),
    ("⟦tiara⟧", 'declare it in briefkit.toml: [nouns] tiara = ["tiaras"]'),
    ("⟦tiaras⟧", 'declare it in briefkit.toml: [nouns] tiara = ["tiaras"]'),
    ("⟦prison gowns⟧", 'declare it in briefkit.toml: [nouns] prison_gown = ["prison gowns"]'),
    ("⟦qx⟧", NO_UNIT),
    ("⟦kg 2 kg⟧", NO_UNIT),
    ("kg⟦/ 12⟧", NO_UNIT),
    ("kg⟦*⟧", NO_UNIT),
]


@pytest.mark.parametrize(("text", "hint"), UNKNOWN)
def test_the_hint_for_an_unknown_unit_is_the_edit_to_make(text: str, hint: str) -> None:
    plain, start, end = unmarked(text)
    problem = problem_of(parse_unit, plain, VOCABULARY)
    assert (problem.start, problem.end, problem.hint) == (start, end, hint)
    assert problem.message == f'found "{plain[start:end].strip()}", expected a known unit'


READABLE = [
    # the unit, whether a sentence can name it: one thing above the line, each once
    ("", True),
    ("USD", True),
    ("USD/wig", True),
    ("/kg", True),
    ("CNY/wig/day", True),
    ("USD*wig", False),
    ("kg^2", False),
    ("USD/kg^2", False),
]


@pytest.mark.parametrize(("text", "readable"), READABLE)
def test_a_sentence_names_one_thing_per_others(text: str, readable: bool) -> None:
    assert unit(text).is_readable is readable


WRITTEN = [
    ("kg^-2", "1/kg^2"),
    ("kg-2", "1/kg^2"),
    ("m^3", "m^3"),
    ("kg2", "kg^2"),
    ("USD/kg^2", "USD/kg^2"),
    ("kg / kg", ""),
    ("day·wig·CNY", "CNY*day*wig"),
]


@pytest.mark.parametrize(("text", "written"), WRITTEN)
def test_a_unit_is_written_with_its_powers_money_first(text: str, written: str) -> None:
    assert str(unit(text)) == written


def test_a_unit_is_made_of_names_above_and_below_the_line() -> None:
    assert str(Unit.of("wig")) == "wig"
    assert str(Unit.of("wig", "CNY")) == "CNY*wig"
    assert str(Unit.of("CNY", per=["wig", "day"])) == "CNY/wig/day"
    assert str(Unit.of("CNY", per=["CNY"])) == ""


NAMES = [
    ("Day", "day"),
    ("DAY", "day"),
    ("Prison Camp", "prison_camp"),
    ("prison camp", "prison_camp"),
    ("People", "worker"),
    ("Km", None),
    ("KRW", "KRW"),
    ("krw", None),
]


@pytest.mark.parametrize(("word", "name"), NAMES)
def test_a_word_of_three_letters_or_more_names_its_unit_in_any_case(word: str, name: str | None) -> None:
    assert VOCABULARY.name(word) == name


def test_a_noun_of_several_words_is_written_with_spaces() -> None:
    assert VOCABULARY.words("prison_camp") == ("prison camp", "prison camps")
    assert VOCABULARY.words("sea_otter") == ("sea otter", "sea otter")


def test_nouns_that_a_sentence_writes_alike_are_found_together() -> None:
    nouns = Vocabulary({"prison_camp": (), "Prison camp": (), "wig": ("wigs",)})
    assert nouns.nouns_by_word == {"prison camp": ("prison_camp", "Prison camp"), "wig": ("wig",)}


# the first word of a unit, and of how many words and hyphens the longest unit is that begins so
OPENINGS = {"kg": 1, "metric": 2, "watt": 3, "south": 3, "prison": 3, "people": 1, "square": 3}


@pytest.mark.parametrize(("word", "length"), OPENINGS.items())
def test_how_far_a_unit_that_begins_with_a_word_may_reach(word: str, length: int) -> None:
    nouns = Vocabulary({"square_km": (), "prison_camp": (), "prison": (), "metric": (), "worker": ("People",)})
    assert nouns.openings[word] == length


def test_a_unit_is_one_of_itself() -> None:
    assert conversion_factor(unit("kg"), unit("kg")) == 1
    assert conversion_factor(PLAIN, PLAIN) == 1


MERGED = [
    ("m*t/kg", "1000", "m"),
    ("kg^2/t", "0.000001", "t"),
    ("USD/kg/t", "1000", "USD/t^2"),
    ("t*m2/kg/ha", "0.1", ""),
    ("%*pp", "1", "%*pp"),
    # What is so much in so much time is a rate, and no ratio.
    ("s/min", "1", "s/min"),
    ("hour/week", "1", "hour/week"),
    ("month/year", "1", "month/year"),
    ("kg*min/s", "1", "kg*min/s"),
]


@pytest.mark.parametrize(("text", "factor", "merged"), MERGED)
def test_units_of_one_kind_cancel_whatever_stands_between_them(text: str, factor: str, merged: str) -> None:
    found, rest = merge(unit(text))
    assert (found, str(rest)) == (Decimal(factor), merged)
