"""The value grammar, line by line: what a text states, or what is wrong with it and where."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.quotes.matching import state
from briefkit.figures.units import Unit, Vocabulary
from briefkit.figures.values import HEDGES, SCALES, Hedge, HedgeKind, Number, Stated, parse_value
from briefkit.findings import Problem
from samples import VOCABULARY, problem_of, stated, unmarked

# text → how the value is written neutrally
VALUES = {
    # number
    "12": "12",
    "12.0": "12.0",
    "0.10": "0.10",
    "4.10": "4.10",
    "300,000": "300,000",
    "1,234,567.89": "1,234,567.89",
    "-3.5": "-3.5",
    "-0.5": "-0.5",
    "−4": "-4",
    "0": "0",
    # [currency] number [scale] [unit]
    "USD 23.94 million": "USD 23.94 million",
    "23.94 million USD": "USD 23.94 million",
    "20 million US dollars": "USD 20 million",
    "USD5": "USD 5",
    "5USD": "USD 5",
    "USD -5": "USD -5",
    "$ 5": "USD 5",
    "US$5": "USD 5",
    "3.50 €": "EUR 3.50",
    "RMB 25": "CNY 25",
    "25 yuan": "CNY 25",
    "25 renminbi": "CNY 25",
    "₩ 500": "KPW 500",
    "KPW 8,200 / USD": "KPW 8,200 / USD",
    "65%": "65 %",
    "65 percent": "65 %",
    "65 per cent": "65 %",
    "5 pp": "5 pp",
    "5 percentage points": "5 pp",
    "33-fold": "33 fold",
    "300 workers": "300 worker",
    "300 people": "300 worker",
    "3 prison camps": "3 prison camp",
    "2 thousand km2": "2 thousand km2",
    "4 km²": "4 km2",
    "1.5 million metric tons": "1.5 million t",
    "almost 2 billions": "almost 2 billion",
    # amount "to" amount
    "20 to 30 %": "20 to 30 %",
    "20% to 30%": "20 to 30 %",
    "20 % to 30": "20 to 30 %",
    "5 to 6 million": "5 to 6 million",
    "500 thousand to 1 million workers": "500 thousand to 1 million worker",
    "900,000 to 1.2 million": "900,000 to 1.2 million",
    "CNY 25 to CNY 50 / wig": "CNY 25 to 50 / wig",
    "-5 to -3 %": "-5 to -3 %",
    # "/" unit
    "CNY 25 to 50 / wig": "CNY 25 to 50 / wig",
    "CNY 25 per wig": "CNY 25 / wig",
    "CNY 25 a wig": "CNY 25 / wig",
    "12 hours/day": "12 hours / day",
    "12 hours a day": "12 hours / day",
    "12 hours per day": "12 hours / day",
    "USD 3 million a year": "USD 3 million / year",
    "USD 5 / kg / year": "USD 5 / kg / year",
    "3 / day": "3 / day",
    # white space of any kind
    " 23.94\u00a0million\u2009USD ": "USD 23.94 million",
    "20\tto\n30 %": "20 to 30 %",
} | {f"{hedge} 5 kg": f"{hedge} 5 kg" for hedge in HEDGES} | {"About 5 kg": "about 5 kg"}  # fmt: skip


@pytest.mark.parametrize(("text", "neutral"), VALUES.items())
def test_a_value_is_read(text: str, neutral: str) -> None:
    assert state(stated(text)) == neutral


# text with its mark, code, words of the message, words of the hint
FAULTS = [
    # BK401: not a value
    ("⟦⟧", "BK401", "found the end of the text, expected a number", "a value is written like"),
    ("about⟦⟧", "BK401", "expected a number", "a value is written like"),
    ("USD⟦⟧", "BK401", "expected a number", "a value is written like"),
    ("⟦half⟧", "BK401", 'found "half", expected a number', "half is 50 %"),
    ("about ⟦twelve workers⟧", "BK401", 'found "twelve workers", expected a number', "twelve is 12"),
    ("⟦½⟧", "BK401", "expected a number", "in digits"),
    ("⟦.5⟧", "BK401", "expected a number", ""),
    ("⟦NaN⟧", "BK401", "expected a number", ""),
    ("⟦1,23⟧", "BK401", 'found "1,23", expected a number such as 1,234.5', "group thousands with commas"),
    ("USD ⟦1,2345⟧ million", "BK401", '"1,2345"', "group thousands with commas"),
    ("⟦007⟧ kg", "BK401", '"007"', "no zero in front"),
    ("⟦0,500⟧", "BK401", '"0,500"', "no zero in front"),
    (f"⟦{'9' * 41}⟧", "BK401", "found a number of 41 characters", "use a scale word, and no more digits"),
    ("20⟦-30 %⟧", "BK401", 'found "-30 %", expected the end of the value', "write a range with to: 20 to 30 %"),
    ("20⟦–30 %⟧", "BK401", "expected the end of the value", "write a range with to: 20 to 30 %"),
    ("5 to⟦⟧", "BK401", "expected a number", ""),
    ("⟦to 5⟧", "BK401", 'found "to 5", expected a number', ""),
    ("5 to 6 ⟦to 7⟧", "BK401", 'found "to 7", expected the end of the value', ""),
    ("5 kg /⟦⟧", "BK401", "expected a unit behind /", ""),
    ("at least ⟦over 5⟧", "BK401", 'found "over 5", expected a number', ""),
    ("5 $⟦%⟧", "BK401", 'found "%"', ""),
    ("⟦-USD 5⟧", "BK401", 'found "-USD 5", expected a number', ""),
    # BK403: unknown unit
    ("12 ⟦gw⟧", "BK403", 'found "gw", expected a known unit', "a unit such as kg"),
    ("300 ⟦wokers⟧", "BK403", '"wokers"', "did you mean workers?"),
    ("USD 5 / ⟦wigg⟧", "BK403", '"wigg"', "did you mean wig?"),
    ("5 ⟦beads⟧", "BK403", '"beads"', "[nouns] bead ="),
    ("⟦ABC⟧ 5", "BK403", '"ABC"', "ISO 4217 code"),
    ("5 ⟦kg kg⟧", "BK403", '"kg kg"', ""),
    ("5 million ⟦million⟧", "BK403", '"million"', ""),
    ("1⟦e5⟧", "BK403", '"e5"', ""),
    ("1⟦_000⟧", "BK403", '"_000"', ""),
    ("5 ⟦KG⟧", "BK403", '"KG"', ""),
    ("5 ⟦or 6 kg⟧", "BK403", '"or 6 kg"', ""),
    # BK404: ambiguous sign
    ("⟦¥⟧ 500", "BK404", 'found "¥", which may be CNY or JPY', 'write CNY or JPY, or settle it in'),
    ("500 ⟦¥⟧", "BK404", 'found "¥", which may be CNY or JPY', '[signs] "¥" = "CNY"'),
    ("500 ⟦won⟧", "BK404", 'found "won", which may be KRW or KPW', '[signs] "won" = "KRW"'),
    # BK405: backwards
    ("⟦10 to 5 %⟧", "BK405", "from 10 to 5, expected the lower end first", "lower end first"),
    ("⟦500 to 1 million workers⟧", "BK405", "from 500,000,000 to 1,000,000", "give each end its scale word"),
    ("⟦-3 to -5⟧", "BK405", "from -3 to -5", ""),
    # BK406: two units
    ("⟦USD 5 to 10 EUR⟧", "BK406", "found USD and EUR, expected one unit", "write both ends in one unit"),
    ("⟦5 kg to 10 t⟧", "BK406", "found kg and t", "write both ends in one unit"),
    ("⟦5 % to 10 pp⟧", "BK406", "found % and pp", ""),
    ("⟦USD 5 EUR⟧", "BK406", "found USD and EUR", "keep one of them"),
    ("⟦USD 5 %⟧", "BK406", "found USD and %", "keep one of them"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "hint"), FAULTS)
def test_what_is_no_value_is_found_at_its_place(text: str, code: str, message: str, hint: str) -> None:
    plain, start, end = unmarked(text)
    problem = problem_of(parse_value, plain, VOCABULARY)
    assert problem.code.code == code
    assert message in problem.message
    assert hint in problem.hint
    assert problem.hint
    found_end = len(plain) if problem.end is None else problem.end
    assert (problem.start, plain[problem.start : found_end].strip()) == (start, plain[start:end].strip())


# The word that was written for a counted noun.
SPELLED = {
    "300 people": (("worker", "people"),),
    "300 workers": (("worker", "workers"),),
    "3 prison camps / year": (("prison_camp", "prison camps"),),
    "20 to 30 people": (("worker", "people"),),
    "5 kg": (),
    "USD 5 / worker": (),
}


@pytest.mark.parametrize(("text", "spelled"), SPELLED.items())
def test_the_word_of_a_noun_is_kept(text: str, spelled: tuple[tuple[str, str], ...]) -> None:
    assert stated(text).spelled == spelled


def test_a_sign_that_the_project_has_settled_is_no_longer_ambiguous() -> None:
    assert parse_value("¥ 500", Vocabulary(signs={"¥": "JPY"})).unit == Unit.of("JPY")


@pytest.mark.parametrize("text", ["２０ %", "٣ kg"])
def test_digits_of_other_scripts_are_refused_or_become_ours(text: str) -> None:
    try:
        assert stated(text).low.digits.isascii()
    except Problem as problem:
        assert problem.code.code == "BK401"


# The digits as written: value, decimals, power of ten of the last digit, and of the last digit that is a precision.
NUMBERS = [
    ("4.10", "4.1", 2, -2, -2),
    ("0.50", "0.5", 2, -2, -2),
    ("23.94 million", "23940000", 2, 4, 4),
    ("300,000", "300000", 0, 0, 5),
    ("12", "12", 0, 0, 0),
    ("100", "100", 0, 0, 2),
    ("100.0", "100", 1, -1, -1),
    ("0", "0", 0, 0, 0),
    ("20 thousand", "20000", 0, 3, 4),
]


@pytest.mark.parametrize(("text", "value", "decimals", "last", "significant"), NUMBERS)
def test_a_number_keeps_the_digits_it_was_written_with(
    text: str, value: str, decimals: int, last: int, significant: int
) -> None:
    number = stated(text).low
    assert number.value == Decimal(value)
    assert (number.decimals, number.last_place, number.significant_place) == (decimals, last, significant)


KINDS = {
    "about": (HedgeKind.APPROXIMATE, 0),
    "some": (HedgeKind.APPROXIMATE, 0),
    "nearly": (HedgeKind.NEARLY, -1),
    "just under": (HedgeKind.NEARLY, -1),
    "over": (HedgeKind.ABOVE, 1),
    "more than": (HedgeKind.ABOVE, 1),
    "at least": (HedgeKind.AT_LEAST, 1),
    "up to": (HedgeKind.AT_MOST, -1),
    "at most": (HedgeKind.AT_MOST, -1),
    "under": (HedgeKind.BELOW, -1),
    "fewer than": (HedgeKind.BELOW, -1),
}


@pytest.mark.parametrize(("words", "kind"), KINDS.items())
def test_a_hedge_bounds_from_below_or_above_or_not_at_all(words: str, kind: tuple[HedgeKind, int]) -> None:
    assert (Hedge(words).kind, Hedge(words).direction) == kind


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    whole = draw(st.integers(0, 10**9))
    decimals = draw(st.text("0123456789", max_size=4))
    sign = draw(st.sampled_from(["", "", "-"]))
    digits = f"{sign}{whole}" + (f".{decimals}" if decimals else "")
    return Number(digits, draw(st.sampled_from(["", *SCALES])))


UNITS = ["", "USD", "CNY", "%", "pp", "kg", "worker", "prison_camp", "km2", "USD/wig", "CNY/kg", "hour/day", "t/year"]


@st.composite
def values(draw: st.DrawFn) -> Stated:
    ends = sorted([draw(numbers()), draw(numbers())], key=lambda number: number.value)
    low, high = ends if draw(st.booleans()) else (ends[0], ends[0])
    if low.value == high.value or not low.scale:
        high = low  # without a scale word of its own the lower end would take the upper one's
    above, *below = draw(st.sampled_from(UNITS)).split("/")
    hedge = draw(st.sampled_from([None, *map(Hedge, HEDGES)]))
    return Stated(low=low, high=high, unit=Unit.of(*([above] if above else []), per=below), hedge=hedge)


@given(values())
def test_a_value_written_neutrally_reads_as_itself(value: Stated) -> None:
    assert stated(state(value)) == value


@given(st.text(st.sampled_from("0123456789.,-– toabugkUSDCNY$¥%/½٣million"), max_size=40))
def test_any_text_is_a_value_or_a_problem_within_the_text(text: str) -> None:
    try:
        value = stated(text)
    except Problem as problem:
        assert 0 <= problem.start <= len(text)
        assert problem.end is None or problem.start <= problem.end <= len(text)
        assert problem.hint
    else:
        assert stated(state(value)).low.value == value.low.value
