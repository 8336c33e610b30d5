"""The house style: every figure as it prints, and how its calculation is shown."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.evaluation import Scope, evaluate
from briefkit.figures.expressions import parse_expression
from briefkit.figures.figure import Figure, Rounding, exact, figure_of
from briefkit.figures.house import HouseStyle, MoneyStyle, NumberStyle, UnitStyle
from briefkit.figures.money.rates import Rate, RateBook, read_ecb
from briefkit.figures.periods import parse_period
from briefkit.figures.printing import (
    PROSE,
    TABLE,
    HeadUnit,
    Setting,
    as_printed,
    carried_digits,
    format_calculation,
    format_figure,
    format_head_unit,
    printed_digits,
)
from briefkit.figures.quotes.matching import state
from briefkit.figures.regions import CONTEXT
from briefkit.figures.units import Unit, parse_unit
from briefkit.figures.values import Hedge, parse_value
from briefkit.project.ecb import ecb_bytes
from samples import VOCABULARY, figure, house_style, stated

STYLE = house_style()

# What the claims of the sources state, by name.
CLAIMS = {
    "inmate_share": "20 to 30 %",
    "wig_exports": "USD 23.94 million",
    "wig_price": "CNY 25 to 50 / wig",
    "rice_price": "about CNY 4 to 5 / kg",
    "earned": "nearly USD 4.79 million",
    "hours": "over 12 hours/day",
    "state_share": "70 %",
    "wage": "at most 1 kg",
    "workers": "50,000 to 100,000 workers",
    "ore": "1.5 billion t",
    "cap": "7.5 million t/year",
    "least": "at least USD 12.34 million",
    "most": "up to USD 12.34 million",
    "loss": "-5 to -3 %",
    "change": "-2.4 %",
    "span": "-2 to 3 %",
    "fold": "33-fold",
    "points": "5 pp",
    "won": "KPW 8,200",
    "dollars": "USD 0.50 to 0.80 / kg",
    "mixed": "900,000 to 1.2 million",
    "millions": "3 to 5 million wigs",
    "one": "1 wig",
    "half": "2.5 kg",
    "third": "33.35 kg",
    "small": "0.0004 kg",
    "ten": "9.96 kg",
    "eight": "8 kg",
    "dear": "CNY 5.0 to 15",
    "million": "1,000,000",
    "speed": "80 km/hour",
    "stays": "5.0 %",
    "fifteen": "1,500 million to 2,000 million wigs",
    "workers_fed": "12,000 kg / day",
    "short": "nearly USD -12.34 million",
    "crew": "300 people",
    "camps": "3,000 prison camps",
    "nothing": "USD 0",
    "exchange": "KPW 1,100 / CNY",
    "uneven": "5 thousand to 2 million wigs",
}


@cache
def rates() -> RateBook:
    return RateBook([read_ecb(ecb_bytes())])


def rate(money: Figure, currency: str, _source: str = "") -> Rate:
    assert money.unit.currency is not None
    assert money.period is not None
    return rates().rate(money.unit.currency, currency, money.period)


KNOWN = {name: figure(text, f"s.{name}") for name, text in CLAIMS.items()}
SCOPE = Scope(
    lookup=KNOWN.get, known=lambda: tuple(KNOWN), exchange=rate, vocabulary=VOCABULARY, tolerance=STYLE.tolerance
)


def figure_from(expression: str) -> Figure:
    value = evaluate(parse_expression(expression), SCOPE)
    assert isinstance(value, Figure)
    return value


def printed(expression: str, setting: Setting = PROSE, style: HouseStyle = STYLE) -> str:
    return format_figure(figure_from(expression), style, VOCABULARY, setting)


# A claim prints with the digits its source wrote.
AS_STATED = {
    "inmate_share": "20–30 percent",
    "wig_exports": "USD 23.94 million",
    "wig_price": "RMB 25–50 per wig",
    "rice_price": "about RMB 4–5 per kilogram",
    "earned": "nearly USD 4.79 million",
    "hours": "over 12 hours a day",
    "state_share": "70 percent",
    "wage": "at most 1 kilogram",
    "workers": "50,000–100,000 workers",
    "ore": "1.5 billion metric tons",
    "cap": "7.5 million metric tons a year",
    "loss": "−5 to −3 percent",
    "change": "−2.4 percent",
    "span": "−2 to 3 percent",
    "fold": "33-fold",
    "points": "5 percentage points",
    "won": "KPW 8,200",
    "dollars": "USD 0.50–0.80 per kilogram",
    "mixed": "900,000 to 1.2 million",
    "millions": "3–5 million wigs",
    "one": "1 wig",
    "small": "0.0004 kilograms",
    "speed": "80 kilometers an hour",
    "dear": "RMB 5.0–15",
    "fifteen": "1,500–2,000 million wigs",
    # A noun that has several words keeps the one that its source wrote.
    "crew": "300 people",
    "crew * 2": "600 workers",
    "exchange": "KPW 1,100 per RMB",
    "uneven": "5 thousand to 2 million wigs",
    "inmate_share.low": "20 percent",
    "inmate_share.high": "30 percent",
    "earned.value": "USD 4.79 million",
}
# A second currency stands in brackets, before what both have in common.
IN_TWO_CURRENCIES = {
    'wig_price | both("USD")': "RMB 25–50 (USD 3.58–7.15) per wig",
    'rice_price | both("USD")': "about RMB 4–5 (USD 0.57–0.72) per kilogram",
    'wig_exports | both("CNY")': "USD 23.94 million (RMB 167.3 million)",
    'wig_price | to("USD")': "USD 3.58–7.15 per wig",
    'wig_exports | to("CNY")': "RMB 167.3 million",
    'dollars | to("CNY")': "RMB 3.49–5.59 per kilogram",
    '(inmate_share * wig_exports) | both("CNY")': "USD 4.8–7.2 million (RMB 33–50 million)",
    # In another unit than that of the figure, it has its own.
    'workers_fed | both("t / day")': "12,000 kilograms a day (12 metric tons a day)",
}
# A derived figure prints with the significant digits of its least precise input, at least two.
DERIVED = {
    "inmate_share * wig_exports": "USD 4.8–7.2 million",
    "state_share * inmate_share * wig_exports": "USD 3.4–5.0 million",
    "30 % * (inmate_share * wig_exports)": "USD 1.4–2.2 million",
    "inmate_share.low * wig_exports": "USD 4.8 million",
    "inmate_share.mid": "25 percent",
    "wig_exports / 3": "USD 7.980 million",
    "wig_exports * 1000": "USD 23.94 billion",
    "wig_exports / 1000": "USD 23,940",
    "hours * 7": "over 84 hours a day",
    "ten * 1": "9.96 kilograms",
    "ten * state_share": "7.0 kilograms",
    "span * 2": "−4 to 6 percent",
    # The least number of digits adds no zeros: inputs of one digit make no 8.0 of an 8.
    "eight - wage.value": "7 kilograms",
    "eight * 3 / 5": "4.8 kilograms",
    "eight * 5 / 8": "5 kilograms",
    "3.4 * million": "3.4 million",
    # Nor does one end of a range show a zero where the other shows no digit.
    "dear * 1": "RMB 5–15",
    "dear * 1.08": "RMB 5.4–16",
    "-change": "2.4 percent",
    'ore | to("kg")': "1.5 trillion kilograms",
    "USD 20 million": "USD 20 million",
    "12 hours * 2": "24 hours",
}
# The writer's own rounding. A lower bound goes down and an upper bound up, so that the hedge stays true.
ROUNDED = {
    "(inmate_share * wig_exports) | sig(3)": "USD 4.79–7.18 million",
    "(inmate_share * wig_exports) | round(1)": "USD 4.8–7.2 million",
    "(inmate_share * wig_exports) | round(0)": "USD 5–7 million",
    "wig_exports | sig(2)": "USD 24 million",
    "wig_exports | round(0)": "USD 24 million",
    "least | sig(2)": "at least USD 12 million",
    "least | round(1)": "at least USD 12.3 million",
    "most | sig(2)": "up to USD 13 million",
    "most | round(1)": "up to USD 12.4 million",
    "earned | sig(2)": "nearly USD 4.8 million",
    "short | sig(2)": "nearly USD −13 million",
    "workers | sig(1)": "50,000–100,000 workers",
    "half | round(0)": "2 kilograms",
    "third | round(1)": "33.4 kilograms",
    "change | round(0)": "−2 percent",
}
IN_WORDS = {
    "hours | words": "over twelve hours a day",
    "inmate_share | words": "twenty to thirty percent",
    "state_share | words": "seventy percent",
    "wig_exports | words": "USD 23.94 million",
    "wage | words": "at most one kilogram",
    "workers | words": "50,000 to 100,000 workers",
    "stays | words": "5.0 percent",
    # One scale word behind "to" would make the first end fifteen hundred.
    "fifteen | words": "1,500 million to 2,000 million wigs",
    "uneven | words": "five thousand to two million wigs",
    "change | words": "−2.4 percent",
}


@pytest.mark.parametrize(
    ("expression", "text"), [*(AS_STATED | IN_TWO_CURRENCIES | DERIVED | ROUNDED | IN_WORDS).items()]
)
def test_a_figure_prints(expression: str, text: str) -> None:
    assert printed(expression) == text


IN_TABLES = {
    "inmate_share": "20–30%",
    "points": "5 percentage points",
    "wig_price": "RMB 25–50 per wig",
    "change": "−2.4%",
}


@pytest.mark.parametrize(("expression", "text"), IN_TABLES.items())
def test_a_table_writes_percentages_with_their_sign(expression: str, text: str) -> None:
    assert printed(expression, TABLE) == text


def head_of(words: str) -> HeadUnit:
    """The unit that a head says: "USD million" as "USD, million"."""
    unit, _, scale = words.partition(", ")
    return HeadUnit(parse_unit(unit, VOCABULARY) if unit else Unit(()), scale)


HEADS = {
    "USD, million": "USD million",
    "USD": "USD",
    "CNY / wig": "RMB per wig",
    "%": "%",
    "pp": "percentage points",
    "kg": "kilograms",
    "prison camps, thousand": "thousand prison camps",
    "t / year, million": "million metric tons a year",
    "hours / day": "hours a day",
    ", million": "million",
}


@pytest.mark.parametrize(("head", "text"), HEADS.items())
def test_a_head_says_the_unit_of_its_column(head: str, text: str) -> None:
    assert format_head_unit(head_of(head), STYLE, VOCABULARY) == text


# The figure, what the head of its column says, what its cell prints.
CELLS = [
    ("wig_exports", "USD, million", "23.94"),
    ("wig_exports", "USD", "23,940,000"),
    ("wig_exports", "USD, billion", "0.02394"),
    ("wig_exports * 1000", "USD, million", "23,940"),
    ("won", "KPW, thousand", "8.2"),
    ("USD 20 million", "USD, thousand", "20,000"),
    ("USD 5", "USD, million", "0.000005"),
    ("nothing", "USD, million", "0"),
    ("mixed", ", million", "0.9–1.2"),
    ("million", ", million", "1"),
    ("camps", "prison camps, thousand", "3"),
    ("workers", "workers, thousand", "50–100"),
    ("inmate_share * wig_exports", "USD, million", "4.8–7.2"),
    ("(inmate_share * wig_exports) | sig(3)", "USD, million", "4.79–7.18"),
    ("inmate_share", "%", "20–30"),
    ("inmate_share | words", "%", "twenty to thirty"),
    ("state_share | words", "%", "seventy"),
    ("loss", "%", "−5 to −3"),
    ("span", "%", "−2 to 3"),
    ("change", "%", "−2.4"),
    ("hours", "hours / day", "over 12"),
    ("earned", "USD, million", "nearly 4.79"),
    ("rice_price", "CNY / kg", "about 4–5"),
    # Another unit than the head says, and a second amount, print in full.
    ("wig_price", "CNY", "RMB 25–50 per wig"),
    ("wig_price", "USD / wig", "RMB 25–50 per wig"),
    ("wig_exports", "%", "USD 23.94 million"),
    ('wig_price | both("USD")', "CNY / wig", "RMB 25–50 (USD 3.58–7.15) per wig"),
]


@pytest.mark.parametrize(("expression", "head", "text"), CELLS)
def test_a_cell_prints_what_its_head_does_not_say(expression: str, head: str, text: str) -> None:
    assert printed(expression, Setting(table=True, head=head_of(head))) == text


def test_a_cell_is_bare_where_the_text_around_it_names_what_it_is_per() -> None:
    head = head_of("CNY")
    assert printed("wig_price", Setting(table=True, head=head, mentioned=frozenset({"wig"}))) == "25–50"
    assert printed("wig_price", Setting(table=True, head=head, mentioned=frozenset({"kg"}))) == "RMB 25–50 per wig"
    assert printed("workers", Setting(table=True, head=head_of(""), mentioned=frozenset({"worker"}))) == (
        "50,000–100,000 workers"
    )


def test_money_in_constant_prices_says_so() -> None:
    claim = figure_of(stated("USD 5 million"), prices=parse_period("2015"))
    assert format_figure(claim, STYLE, VOCABULARY) == "USD 5 million (2015 prices)"
    bare = Setting(table=True, head=head_of("USD, million"))
    assert format_figure(claim, STYLE, VOCABULARY, bare) == "5 (2015 prices)"


def test_a_noun_that_the_sentence_names_is_left_out_below_the_line_only() -> None:
    assert printed("wig_price", Setting(mentioned=frozenset({"wig"}))) == "RMB 25–50"
    assert printed("workers", Setting(mentioned=frozenset({"worker"}))) == "50,000–100,000 workers"


HALVES = [
    ("2.5 kg", "half-even", "2 kilograms"),
    ("2.5 kg", "half-up", "3 kilograms"),
    ("3.5 kg", "half-even", "4 kilograms"),
    ("-2.5 kg", "half-even", "−2 kilograms"),
    ("-2.5 kg", "half-up", "−3 kilograms"),
    ("2.51 kg", "half-even", "3 kilograms"),
]


@pytest.mark.parametrize(("text", "rounding", "expected"), HALVES)
def test_a_half_is_rounded_as_the_house_says(text: str, rounding: str, expected: str) -> None:
    style = HouseStyle.model_validate({"numbers": {"rounding": rounding}})
    rounded = figure(text).shown(rounding=Rounding(0, "decimals"))
    assert format_figure(rounded, style, VOCABULARY) == expected


OTHER_HOUSES = [
    (HouseStyle(), "wig_price", "CNY 25–50 per wig"),
    (HouseStyle(numbers=NumberStyle(group=".", decimal=",", minus="-")), "won", "KPW 8.200"),
    (HouseStyle(numbers=NumberStyle(group=" ", decimal=",", minus="-")), "change", "-2,4 percent"),
    (HouseStyle(numbers=NumberStyle(range=" to ")), "inmate_share", "20 to 30 percent"),
    (HouseStyle(numbers=NumberStyle(range=" to ")), "fifteen", "1,500 million to 2,000 million wigs"),
    (HouseStyle(units=UnitStyle(percent="%")), "inmate_share", "20–30%"),
    (HouseStyle(units=UnitStyle(per="/{unit}", per_time="/{unit}")), "cap", "7.5 million metric tons /year"),
    (HouseStyle(units=UnitStyle(scales={"million": "mn"})), "wig_exports", "USD 23.94 mn"),
    (HouseStyle(units=UnitStyle(scale_from=9)), "inmate_share * wig_exports", "USD 4,800,000–7,200,000"),
    (HouseStyle(numbers=NumberStyle(least_digits=3)), "inmate_share * wig_exports", "USD 4.79–7.18 million"),
    (HouseStyle(money=MoneyStyle(names={"USD": "US$"})), "wig_exports", "US$ 23.94 million"),
    (HouseStyle(money=MoneyStyle(minor_units_below=Decimal(0))), 'wig_price | to("USD")', "USD 3.6–7.2 per wig"),
]


@pytest.mark.parametrize(("style", "expression", "text"), OTHER_HOUSES)
def test_another_house_writes_otherwise(style: HouseStyle, expression: str, text: str) -> None:
    assert printed(expression, style=style) == text


SCALES = [
    ("999,999", "999,999"),
    ("1,000,000", "1 million"),
    ("1,500,000", "1.5 million"),
    ("999,999,999", "999.999999 million"),
    ("1,000,000,000", "1 billion"),
    ("2,500,000,000,000", "2.5 trillion"),
    ("-1,500,000", "−1.5 million"),
]


@pytest.mark.parametrize(("number", "text"), SCALES)
def test_a_number_takes_the_largest_scale_word_it_reaches(number: str, text: str) -> None:
    assert format_figure(exact(parse_value(number, VOCABULARY).low.value), STYLE, VOCABULARY) == text


CARRIED_OVER = [
    ("9.96", "10"),
    ("9.94", "9.9"),
    ("99.6", "100"),
    ("0.0996", "0.10"),
    ("9960000", "10 million"),
    ("-9.96", "−10"),
]


@pytest.mark.parametrize(("amount", "text"), CARRIED_OVER)
def test_a_digit_that_rounding_adds_is_no_more_precise(amount: str, text: str) -> None:
    derived = Figure(low=Decimal(amount), high=Decimal(amount), precision=2)
    assert format_figure(derived, STYLE, VOCABULARY) == text


RANGES = [
    ("900,000", "1,200,000", "0.9–1.2 million"),
    ("-1,200,000", "-900,000", "−1.2 million to −0.9 million"),
    ("5", "15", "5–15"),
    ("5.4", "15", "5.4–15"),
    ("500", "1,500", "500–1,500"),
    ("1,000", "2,000,000", "1,000–2,000,000"),
    ("0", "2,000,000", "0–2.0 million"),
    ("10,000", "2,000,000", "0.01–2.0 million"),
    ("9,900", "2,000,000", "9,900–2,000,000"),
]


@pytest.mark.parametrize(("low", "high", "text"), RANGES)
def test_both_ends_of_a_derived_range_share_a_scale_word(low: str, high: str, text: str) -> None:
    ends = [Decimal(end.replace(",", "")) for end in (low, high)]
    assert format_figure(Figure(low=ends[0], high=ends[1], precision=2), STYLE, VOCABULARY) == text


# Of a result that carries one digit: the second one, which the house adds, prints where either end has one.
ONE_DIGIT = [
    ("8", "8", "8"),
    ("8", "8.5", "8.0–8.5"),
    ("7.5", "8", "7.5–8.0"),
    ("8", "9", "8–9"),
    ("8", "15", "8–15"),
    ("0", "8", "0–8"),
    ("0", "8.5", "0–8.5"),
]


@pytest.mark.parametrize(("low", "high", "text"), ONE_DIGIT)
def test_a_zero_that_only_the_house_adds_prints_beside_a_digit(low: str, high: str, text: str) -> None:
    assert format_figure(Figure(low=Decimal(low), high=Decimal(high), precision=1), STYLE, VOCABULARY) == text


# Two digits of a bound: whether rounding adds a digit depends on the way that it goes.
BOUNDS = [
    ("over", "9.96", "over 9.9"),
    ("over", "10.4", "over 10"),
    ("under", "9.91", "under 10"),
    ("at most", "9.89", "at most 9.9"),
    ("over", "-9.91", "over −10"),
    ("under", "-9.96", "under −9.9"),
    ("nearly", "9.91", "nearly 10"),
    ("about", "9.96", "about 10"),
]


@pytest.mark.parametrize(("hedge", "amount", "text"), BOUNDS)
def test_a_bound_is_rounded_to_the_side_on_which_it_is_true(hedge: str, amount: str, text: str) -> None:
    bound = Figure(low=Decimal(amount), high=Decimal(amount), hedge=Hedge(hedge), precision=2)
    assert format_figure(bound, STYLE, VOCABULARY) == text


CALCULATIONS = {
    "wig_exports": "",
    "inmate_share * wig_exports": "20–30 percent × USD 23.94 million = USD 4.788–7.182 million",
    "state_share * (inmate_share * wig_exports)": (
        "70 percent × (20–30 percent × USD 23.94 million) = USD 3.352–5.027 million"
    ),
    "inmate_share.low * wig_exports": "low end of 20–30 percent × USD 23.94 million = USD 4.788 million",
    "wig_exports - USD 3 million": "USD 23.94 million − USD 3 million = USD 20.94 million",
    "wig_exports / 3": "USD 23.94 million ÷ 3 = USD 7.98 million",
    'wig_price | both("USD")': "RMB 25–50 per wig at RMB 6.989 per USD = USD 3.577–7.154 per wig",
    'wig_exports | to("CNY")': "USD 23.94 million at RMB 6.989 per USD = RMB 167.322 million",
    "hours * 7": "over 12 hours a day × 7 = 84 hours a day",
    'ore | to("kg")': "1.5 billion metric tons = 1.5 trillion kilograms",
    "inmate_share.high": "high end of 20–30 percent = 30 percent",
    "inmate_share.mid": "middle of 20–30 percent = 25 percent",
    "inmate_share.value": "",
    "-won": "−KPW 8,200 = KPW −8,200",
    "won + won * 2": "KPW 8,200 + (KPW 8,200 × 2) = KPW 24,600",
    "2 * 3": "2 × 3 = 6",
    "(wig_exports / 3) | words": "USD 23.94 million ÷ 3 = USD 7.98 million",
    # An exchange stands in brackets within another step; in brackets behind the figure it follows its calculation.
    '(wig_price | to("USD")) * 2': "(RMB 25–50 per wig at RMB 6.989 per USD) × 2 = USD 7.154–14.31 per wig",
    '(2 * wig_price) | both("USD")': (
        "2 × RMB 25–50 per wig = RMB 50–100 per wig at RMB 6.989 per USD = USD 7.154–14.31 per wig"
    ),
    # A second amount in another unit is no step of its own.
    'workers_fed | both("t / day")': "",
    '(workers_fed * 2) | both("t / day")': "12,000 kilograms a day × 2 = 24,000 kilograms a day",
}


@pytest.mark.parametrize(("expression", "text"), CALCULATIONS.items())
def test_a_calculation_shows_its_inputs_and_two_digits_more_than_print(expression: str, text: str) -> None:
    assert format_calculation(figure_from(expression), STYLE, VOCABULARY) == text


DIGITS = [
    ("wig_exports", 4),
    ("inmate_share", 2),
    ("(inmate_share * wig_exports) | sig(3)", 3),
    ("wig_exports | round(0)", 2),
    ("hours", 2),
    ("small", 1),
]


@pytest.mark.parametrize(("expression", "digits"), DIGITS)
def test_the_digits_that_print_are_counted(expression: str, digits: int) -> None:
    assert printed_digits(figure_from(expression), STYLE) == digits


# A claim may print all that it writes, a result what its inputs carry, and either the house's least.
CARRIED = [
    ("wig_exports", 4),
    ("workers", 6),
    ("dear", 2),
    ("eight", 2),
    ("won", 4),
    ("won * 1", 2),
    ("wig_exports * 1000", 4),
    ("inmate_share * wig_exports", 2),
    ("wig_exports - USD 23.90 million", 2),
    ("wig_exports | sig(2)", 4),
]


@pytest.mark.parametrize(("expression", "digits"), CARRIED)
def test_the_digits_that_may_print_are_counted(expression: str, digits: int) -> None:
    assert carried_digits(figure_from(expression), STYLE) == digits


NEUTRAL = ["about CNY 4 to 5 / kg", "nearly USD 4.79 million", "over 12 hours / day", "-0.5", "20 to 30 %", "3 / day"]


@pytest.mark.parametrize("text", NEUTRAL)
def test_what_a_text_states_is_written_neutrally(text: str) -> None:
    assert state(stated(text)) == text


AMOUNTS = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(10) ** 12, places=3)
HEDGES = {"over": ROUND_FLOOR, "at least": ROUND_FLOOR, "up to": ROUND_CEILING, "under": ROUND_CEILING}


@given(AMOUNTS, st.integers(1, 6), st.sampled_from([*HEDGES]))
def test_a_bound_stays_true_when_it_is_rounded(amount: Decimal, digits: int, hedge: str) -> None:
    bounded = Figure(low=amount, high=amount, hedge=Hedge(hedge), precision=9)
    rounded = as_printed(bounded.shown(rounding=Rounding(digits, "significant")), STYLE)
    assert rounded.low <= amount if HEDGES[hedge] == ROUND_FLOOR else rounded.low >= amount


@given(AMOUNTS, st.integers(1, 6))
def test_what_prints_is_within_half_a_unit_of_its_last_digit(amount: Decimal, digits: int) -> None:
    rounded = Figure(low=amount, high=amount, precision=9).shown(rounding=Rounding(digits, "significant"))
    shown = as_printed(rounded, STYLE)
    assert abs(shown.low - amount) <= shown.slack
    assert printed_digits(rounded, STYLE) <= max(digits, 1) + 1


@given(AMOUNTS, AMOUNTS, st.integers(1, 6))
def test_printed_text_states_what_was_rounded(one: Decimal, other: Decimal, digits: int) -> None:
    low, high = sorted([one, other])
    between = Figure(low=low, high=high, precision=9).shown(rounding=Rounding(digits, "significant"))
    shown = as_printed(between, STYLE)
    text = format_figure(between, STYLE, VOCABULARY).replace("–", " to ")
    again = parse_value(text, VOCABULARY)
    assert (again.low.value, again.high.value) == (shown.low, shown.high)


@given(AMOUNTS.map(lambda amount: CONTEXT.divide(amount, Decimal(7))))
def test_no_text_shows_an_exponent(amount: Decimal) -> None:
    text = format_figure(Figure(low=amount, high=amount, precision=3), STYLE, VOCABULARY)
    assert re.fullmatch(r"[\d,.]+( million| billion| trillion)?", text)
