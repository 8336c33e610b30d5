"""Arithmetic on figures: bounds that hold every possible value, units, hedges that stay true, and the derivation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from operator import add as plus
from operator import mul, sub, truediv

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefkit.figures.figure import (
    Figure,
    add,
    convert,
    describe,
    divide,
    exact,
    exchange,
    leaves,
    multiply,
    negate,
    part,
    plain_number,
    subtract,
    widened,
)
from briefkit.figures.money.rates import RateBook, parse_rates_csv
from briefkit.figures.periods import parse_period
from briefkit.figures.units import PERCENT_UNIT, Unit
from briefkit.figures.values import HEDGES, Hedge
from samples import figure, problem_of

OPERATIONS = {"+": add, "-": subtract, "*": multiply, "/": divide}


def written(result: Figure) -> str:
    """Hedge, bounds and unit."""
    low, high = plain_number(result.low), plain_number(result.high)
    number = low if low == high else f"{low}..{high}"
    return f"{result.hedge or ''} {number} {result.unit}".strip()


def worked_out(left: str, operation: str, right: str) -> Figure:
    return OPERATIONS[operation](figure(left, "s.left"), figure(right, "s.right"))


RESULTS = [
    # sums
    ("5 kg", "+", "3 kg", "8 kg"),
    ("1 t", "+", "500 kg", "1.5 t"),
    ("500 kg", "+", "1 t", "1500 kg"),
    ("20 to 30 %", "+", "1 to 2 %", "21..32 %"),
    ("20 to 30 %", "-", "1 to 2 %", "18..29 pp"),
    ("6 months", "+", "1 year", "18 month"),
    # percentages and points
    ("70 %", "+", "30 %", "100 %"),
    ("70 %", "-", "30 %", "40 pp"),
    ("20 %", "+", "5 pp", "25 %"),
    ("5 pp", "+", "20 %", "25 %"),
    ("20 %", "-", "5 pp", "15 %"),
    ("5 pp", "+", "3 pp", "8 pp"),
    ("5 pp", "-", "3 pp", "2 pp"),
    # percentages of things
    ("20 to 30 %", "*", "USD 23.94 million", "4788000..7182000 USD"),
    ("USD 5", "*", "20 %", "1 USD"),
    ("20 %", "*", "30 %", "6 %"),
    ("20 %", "/", "40 %", "0.5"),
    ("USD 5", "/", "20 %", "25 USD"),
    ("33-fold", "*", "5 kg", "165 kg"),
    # units
    ("USD 10 / kg", "*", "2 t", "20000 USD"),
    ("USD 10", "/", "2 t", "5 USD/t"),
    ("12 hours/day", "*", "6 days", "72 hour"),
    ("USD 24", "/", "6 workers", "4 USD/worker"),
    ("CNY 25 to 50 / wig", "*", "10 wigs", "250..500 CNY"),
    ("6 t", "/", "2 t", "3"),
    # signs
    ("-3 to 2", "*", "-5 to 4", "-12..15"),
    ("6", "/", "-3 to -2", "-3..-2"),
    ("-6 to 6", "/", "2 to 3", "-3..3"),
]


@pytest.mark.parametrize(("left", "operation", "right", "result"), RESULTS)
def test_a_result_has_its_bounds_and_its_unit(left: str, operation: str, right: str, result: str) -> None:
    assert written(worked_out(left, operation, right)) == result


MEASURED = [
    ("25 million", "*", "10 %", "2500000"),
    ("10 %", "*", "25 million", "2500000"),
    ("5", "/", "20 %", "25"),
]


@pytest.mark.parametrize(("left", "operation", "right", "result"), MEASURED)
def test_a_percentage_of_a_count_is_a_count(left: str, operation: str, right: str, result: str) -> None:
    assert written(worked_out(left, operation, right)) == result


def test_a_multiple_of_a_percentage_is_a_percentage() -> None:
    assert written(multiply(exact(Decimal(2)), figure("20 %"))) == "40 %"
    assert written(divide(figure("20 %"), exact(Decimal(2)))) == "10 %"


REFUSED = [
    ("5 kg", "+", "5 m", "BK409", "kg and m do not measure the same thing"),
    ("5 kg", "-", "5", "BK409", "kg and a plain number"),
    ("1 month", "+", "1 day", "BK409", "month and day"),
    ("USD 5", "+", "USD 5 / kg", "BK409", "USD and USD/kg"),
    ("5 pp", "*", "2", "BK409", "cannot multiply or divide"),
    ("20 %", "*", "5 pp", "BK409", "cannot multiply or divide"),
    ("USD 5", "+", "CNY 5", "BK410", "cannot add s.left and s.right without a conversion"),
    ("USD 5", "-", "CNY 5", "BK410", "cannot subtract"),
    ("5", "/", "0", "BK412", "cannot divide by s.right"),
    ("5", "/", "-2 to 3", "BK412", "it is or spans zero"),
    ("5", "/", "0 to 3", "BK412", "it is or spans zero"),
]


@pytest.mark.parametrize(("left", "operation", "right", "code", "message"), REFUSED)
def test_what_cannot_be_worked_out_is_refused(left: str, operation: str, right: str, code: str, message: str) -> None:
    problem = problem_of(worked_out, left, operation, right)
    assert problem.code.code == code
    assert message in problem.message
    assert problem.hint


def test_the_hint_names_the_amount_to_convert() -> None:
    assert 's.right | to("USD")' in problem_of(worked_out, "USD 5", "+", "CNY 5").hint


# The hedge of the result, "" where it has none, and None where no hedge would be true.
HEDGED = [
    ("over 12", "+", "3", "over"),
    ("3", "+", "over 12", "over"),
    ("over 12", "+", "more than 3", "over"),
    ("over 12", "+", "at least 3", "over"),
    ("at least 12", "+", "at least 3", "at least"),
    ("up to 5", "+", "under 3", "under"),
    ("up to 5", "+", "at most 3", "up to"),
    ("nearly 5", "+", "nearly 6", "under"),
    ("nearly 5", "+", "under 6", "under"),
    ("about 5", "+", "3", "about"),
    ("about 5", "+", "roughly 3", "about"),
    ("about 5", "*", "about 6", "about"),
    ("about 5", "+", "over 6", None),
    ("over 5", "+", "under 6", None),
    ("over 12", "-", "3", "over"),
    ("12", "-", "over 3", "under"),
    ("12", "-", "at least 3", "at most"),
    ("12", "-", "up to 3", "at least"),
    ("over 12", "-", "under 3", "over"),
    ("over 12", "-", "over 3", None),
    ("at least 12", "-", "at least 3", None),
    ("about 12", "-", "about 3", "about"),
    ("over 12", "*", "over 3", "over"),
    ("over 12", "*", "-2", "under"),
    ("over 12", "*", "-1 to 1", None),
    ("up to 5", "*", "3", "up to"),
    ("6", "/", "over 2", "under"),
    ("6", "/", "at most 2", "at least"),
    ("over 12", "/", "under 3", "over"),
    ("over 12", "/", "over 3", None),
    ("5", "+", "3", ""),
]


@pytest.mark.parametrize(("left", "operation", "right", "hedge"), HEDGED)
def test_a_result_keeps_a_hedge_only_where_it_is_true(left: str, operation: str, right: str, hedge: str | None) -> None:
    if hedge is None:
        problem = problem_of(worked_out, left, operation, right)
        assert problem.code.code == "BK411"
        assert ".value" in problem.hint
    else:
        assert str(worked_out(left, operation, right).hedge or "") == hedge


@pytest.mark.parametrize("hedge", [*HEDGES])
def test_a_hedge_turned_round_twice_bounds_from_the_same_side(hedge: str) -> None:
    once = negate(figure(f"{hedge} 5"))
    twice = negate(once)
    assert once.hedge is not None
    assert twice.hedge is not None
    assert once.hedge.direction == -Hedge(hedge).direction
    assert twice.hedge.direction == Hedge(hedge).direction


PRECISION = [
    ("20 to 30 %", "*", "USD 23.94 million", 2),
    ("USD 23.94 million", "*", "3.5", 2),
    ("70 %", "+", "30 %", 3),
    ("100.5 kg", "+", "0.25 kg", 4),
    ("300,000", "*", "2.50", 1),
    ("1 t", "+", "500 kg", 1),
]


@pytest.mark.parametrize(("left", "operation", "right", "digits"), PRECISION)
def test_a_result_carries_the_digits_of_its_least_precise_input(
    left: str, operation: str, right: str, digits: int
) -> None:
    assert worked_out(left, operation, right).precision == digits


def test_a_constant_takes_no_digits_away() -> None:
    assert multiply(figure("USD 23.94 million"), exact(Decimal(3))).precision == 4
    assert multiply(exact(Decimal(2)), exact(Decimal(3))).precision is None


SLACK = [
    ("23.94", "0.005"),
    ("300,000", "50000"),
    ("70 %", "0.5"),
    ("4.10", "0.005"),
    ("20 to 30 %", "0.5"),
    ("12", "0.5"),
    ("3.50 to 7", "0.5"),
]


@pytest.mark.parametrize(("text", "slack"), SLACK)
def test_a_claim_may_be_off_by_half_a_unit_of_its_last_digit(text: str, slack: str) -> None:
    assert figure(text).slack == Decimal(slack)


def test_the_claims_of_a_result_stand_in_the_order_of_use_each_once() -> None:
    share, worth, price = figure("20 %", "a.share"), figure("USD 5", "b.worth"), figure("USD 3", "a.price")
    result = add(multiply(share, worth), multiply(price, share))
    assert result.claims == ("a.share", "b.worth", "a.price")
    assert [leaf.name for leaf in leaves(result)] == ["a.share", "b.worth", "a.price", "a.share"]


def test_a_result_has_the_date_of_its_money() -> None:
    share, worth = figure("20 %", "a.share", as_of="2022"), figure("USD 5", "a.worth", as_of="2023-05")
    assert multiply(share, worth).period == parse_period("2023-05")
    assert add(worth, figure("USD 5", "a.more", as_of="2023-06")).period is None


PARTS = [
    ("about 20 to 30 %", "low", "about 20 %"),
    ("about 20 to 30 %", "high", "about 30 %"),
    ("about 20 to 31 %", "mid", "about 25.5 %"),
    ("about 20 to 30 %", "value", "20..30 %"),
    ("nearly USD 4.79 million", "value", "4790000 USD"),
    ("12", "mid", "12"),
]


@pytest.mark.parametrize(("text", "name", "result"), PARTS)
def test_a_part_of_a_figure(text: str, name: str, result: str) -> None:
    assert written(part(figure(text), name)) == result


CONVERTED = [
    ("1.5 t", "kg", "1500 kg"),
    ("0.65", "%", "65 %"),
    ("65 %", "", "0.65"),
    ("USD 5 / kg", "USD/t", "5000 USD/t"),
    ("over 12 hours", "min", "over 720 min"),
]


@pytest.mark.parametrize(("text", "unit", "result"), CONVERTED)
def test_a_figure_converts_within_its_dimension(text: str, unit: str, result: str) -> None:
    above, *below = unit.split("/")
    converted = convert(figure(text), Unit.of(*([above] if above else []), per=below))
    assert converted is not None
    assert written(converted) == result


@pytest.mark.parametrize(("text", "unit"), [("5 kg", Unit.of("m")), ("USD 5", Unit.of("CNY")), ("5 pp", PERCENT_UNIT)])
def test_a_figure_does_not_convert_into_another_dimension(text: str, unit: Unit) -> None:
    assert convert(figure(text), unit) is None


def book() -> RateBook:
    table = parse_rates_csv("date,base,quote,rate,source\n2023-05,USD,CNY,7,A bank\n", "seeds/rates/own.csv", "own")
    assert table.findings == ()
    return RateBook([table.value])


def test_money_is_exchanged_end_by_end_and_keeps_its_denominator_and_its_rate() -> None:
    price = figure("about CNY 21 to 49 / wig", "s.price")
    rate = book().rate("CNY", "USD", parse_period("2023-05"), source="own")
    exchanged = exchange(price, rate)
    assert written(exchanged) == "about 3..7 USD/wig"
    assert (exchanged.claims, exchanged.rates, exchanged.is_exchanged) == (("s.price",), (rate,), True)
    assert multiply(exchanged, figure("2 wigs")).rates == (rate,)


# A range that pulls the result both ways is found; one that pulls it one way is not.
WIDENED = {
    "a - a": (lambda a, _: subtract(a, a), True),
    "a - 70 % * a": (lambda a, _: subtract(a, multiply(exact(Decimal(70), PERCENT_UNIT), a)), True),
    "a / a": (lambda a, _: divide(a, a), True),
    "a / (a + b)": (lambda a, b: divide(a, add(a, b)), True),
    "a + a": (lambda a, _: add(a, a), False),
    "a - b": (lambda a, b: subtract(a, b), False),
    "a.high - a.low": (lambda a, _: subtract(part(a, "high"), part(a, "low")), False),
    "a - -a": (lambda a, _: subtract(a, negate(a)), False),
    "a + -a": (lambda a, _: add(a, negate(a)), True),
    "a + -2 * a": (lambda a, _: add(a, multiply(exact(Decimal(-2)), a)), True),
}


@pytest.mark.parametrize(("calculation", "is_widened"), WIDENED.values(), ids=WIDENED)
def test_a_range_that_pulls_both_ways_is_found(calculation: object, is_widened: bool) -> None:
    assert callable(calculation)
    result = calculation(figure("20 to 30", "s.a"), figure("1 to 2", "s.b"))
    assert (widened(result) == "s.a") is is_widened


def test_a_number_that_is_no_range_widens_nothing() -> None:
    number = figure("20", "s.a")
    assert widened(subtract(number, number)) is None


DESCRIBED = [("USD 23.94 million", "23,940,000 USD"), ("about 20 to 30 %", "about 20 to 30 %"), ("0.5", "0.5")]


@pytest.mark.parametrize(("text", "words"), DESCRIBED)
def test_a_figure_without_a_name_is_described_by_its_bounds(text: str, words: str) -> None:
    assert describe(figure(text)) == words


PLAIN = [
    ("23940000.00", "23940000"),
    ("3.50", "3.5"),
    ("1E+3", "1000"),
    ("-0.0", "0"),
    ("0", "0"),
    ("1E-7", "0.0000001"),
]


@pytest.mark.parametrize(("value", "text"), PLAIN)
def test_a_plain_number_has_no_exponent_and_no_needless_zeros(value: str, text: str) -> None:
    assert plain_number(Decimal(value)) == text


ENDS = st.decimals(-1000, 1000, places=2)
INTERVALS = st.tuples(ENDS, ENDS).map(lambda ends: Figure(low=min(ends), high=max(ends), precision=3))
EXACTLY = {"+": plus, "-": sub, "*": mul, "/": truediv}


@given(INTERVALS, INTERVALS, st.fractions(0, 1), st.fractions(0, 1), st.sampled_from("+-*/"))
def test_a_result_holds_what_follows_from_any_two_values_of_its_inputs(
    left: Figure, right: Figure, one: Fraction, other: Fraction, operation: str
) -> None:
    assume(operation != "/" or not right.low <= 0 <= right.high)
    first = Fraction(left.low) + one * (Fraction(left.high) - Fraction(left.low))
    second = Fraction(right.low) + other * (Fraction(right.high) - Fraction(right.low))
    result = OPERATIONS[operation](left, right)
    point = EXACTLY[operation](first, second)
    margin = abs(point) * Fraction(1, 10**30)  # division is carried to 34 digits
    assert Fraction(result.low) - margin <= point <= Fraction(result.high) + margin


@given(INTERVALS, INTERVALS, st.sampled_from("+-*/"))
def test_a_derivation_keeps_its_inputs_in_order(left: Figure, right: Figure, operation: str) -> None:
    assume(operation != "/" or not right.low <= 0 <= right.high)
    result = OPERATIONS[operation](left, right)
    assert result.derivation is not None
    assert (result.derivation.operation, result.derivation.inputs) == (operation, (left, right))


def test_what_is_under_a_number_because_it_was_turned_round_may_be_below_zero_and_divides_nothing() -> None:
    turned = negate(figure("over -5"))
    assert str(turned.hedge) == "under"
    assert problem_of(divide, figure("20"), turned).code.code == "BK412"
    assert str(divide(figure("20"), figure("under 5")).hedge) == "over"
