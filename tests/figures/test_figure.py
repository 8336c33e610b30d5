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
    aligned,
    as_written,
    change,
    convert,
    describe,
    divide,
    exact,
    exchange,
    figure_of,
    leaves,
    multiply,
    negate,
    part,
    plain_number,
    price_base,
    share,
    subtract,
    times,
    total,
    widened,
)
from briefkit.figures.money.rates import RateBook, parse_rates_csv
from briefkit.figures.periods import parse_period
from briefkit.figures.units import PERCENT_UNIT, Unit
from briefkit.figures.values import HEDGES, Hedge
from samples import figure, problem_of, stated

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
    # a percentage and a ratio
    ("5 %", "+", "0.03", "8 %"),
    ("0.03", "+", "5 %", "8 %"),
    ("5 %", "-", "0.03", "2 %"),
    ("0.05", "-", "3 %", "2 %"),
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


# What is typed is exact: a 0 is nothing of anything, a 1 the whole of a percentage, another number neither.
TYPED = [
    ("5 kg", "+", "0", "5 kg"),
    ("0", "+", "5 kg", "5 kg"),
    ("0", "-", "5 kg", "-5 kg"),
    ("USD 5", "-", "0", "5 USD"),
    ("1", "-", "30 %", "70 %"),
    ("130 %", "-", "1", "30 %"),
    ("2", "-", "30 %", None),
    ("5 kg", "+", "5", None),
    ("5", "+", "5 kg", None),
]


@pytest.mark.parametrize(("left", "operation", "right", "result"), TYPED)
def test_a_number_that_is_typed_takes_a_unit_only_where_it_is_clear(
    left: str, operation: str, right: str, result: str | None
) -> None:
    one, other = (exact(Decimal(text)) if text.isdigit() else figure(text) for text in (left, right))
    if result is None:
        assert problem_of(OPERATIONS[operation], one, other).code.code == "BK409"
    else:
        assert written(OPERATIONS[operation](one, other)) == result


REFUSED = [
    ("5 kg", "+", "5 m", "BK409", "kg and m do not measure the same thing"),
    ("5 kg", "-", "5", "BK409", "kg and a plain number"),
    ("1 month", "+", "1 day", "BK409", "month and day"),
    ("0 kg", "+", "5 m", "BK409", "kg and m"),
    ("0", "+", "5 kg", "BK409", "a plain number and kg"),
    ("5 kg", "+", "0", "BK409", "kg and a plain number"),
    ("USD 5", "+", "USD 5 / kg", "BK409", "USD and USD/kg"),
    ("5 pp", "*", "2", "BK409", "cannot multiply or divide s.left and s.right: pp and a plain number"),
    ("2", "/", "5 pp", "BK409", "cannot multiply or divide s.left and s.right: a plain number and pp"),
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
    assert problem_of(worked_out, "USD 5", "+", "CNY 5").hint == 'convert one of them: s.right | to("USD")'
    assert problem_of(add, figure("USD 5"), figure("CNY 5")).hint == 'convert one of them: … | to("USD")'


MULTIPLE = "a multiple is times(old, new), a change in percent is change(old, new)"
HINTS = [
    ("3 fold", "+", "2 kg", MULTIPLE),
    ("2 %", "-", "3 fold", MULTIPLE),
    ("2 %", "+", "3 kg", "use figures of one kind, or bring them to one with * or /"),
    (
        "2 %",
        "*",
        "3 pp",
        "percentage points are a difference of two percentages; multiply with the percentages themselves",
    ),
    ("2", "/", "0", "divide by a figure that cannot be zero"),
]


@pytest.mark.parametrize(("left", "operation", "right", "hint"), HINTS)
def test_the_hint_says_what_to_do_instead(left: str, operation: str, right: str, hint: str) -> None:
    assert problem_of(worked_out, left, operation, right).hint == hint


ALIGNED = [
    (figure("1 t"), figure("500 kg"), "1 t", "0.5 t"),
    (figure("5 kg"), exact(Decimal(0)), "5 kg", "0 kg"),
    (exact(Decimal(0)), figure("5 kg"), "0 kg", "5 kg"),
    (figure("5 %"), figure("0.03"), "5 %", "3 %"),
    (figure("0.03"), figure("5 %"), "3 %", "5 %"),
    (exact(Decimal(1)), figure("5 %"), "100 %", "5 %"),
]


@pytest.mark.parametrize(("left", "right", "first", "second"), ALIGNED)
def test_two_figures_are_brought_to_one_unit(left: Figure, right: Figure, first: str, second: str) -> None:
    assert [written(one) for one in aligned(left, right, "add")] == [first, second]


# Of "under 10" and such: what they make divides where it cannot be below zero, and nothing where it may be.
DIVISORS = [
    (lambda under: add(under, figure("3")), "over"),
    (lambda under: multiply(under, figure("3")), "over"),
    (lambda under: divide(under, figure("3")), "over"),
    (lambda under: subtract(under, figure("3")), None),
    (lambda under: add(under, negate(figure("3"))), None),
    (lambda under: add(under, figure("-3")), None),
    (lambda under: multiply(add(under, negate(figure("3"))), figure("2")), None),
]


@pytest.mark.parametrize(("made", "hedge"), DIVISORS)
def test_an_upper_bound_divides_where_nothing_was_taken_from_it(made: object, hedge: str | None) -> None:
    assert callable(made)
    divisor = made(figure("under 10"))
    if hedge is None:
        assert problem_of(divide, figure("20"), divisor).code.code == "BK412"
    else:
        assert str(divide(figure("20"), divisor).hedge) == hedge


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
    ("roughly 5", "+", "3", "roughly"),
    ("roughly 5", "/", "roughly 3", "roughly"),
    ("around 5", "-", "some 3", "about"),
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
    ("20", "/", "over -5", None),
    ("20", "/", "at least -5", None),
    ("20", "/", "under 5", "over"),
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


RESULT_SLACK = [
    ("100.5 kg", "+", "0.25 kg", "0.055"),
    ("100.5 kg", "-", "0.25 kg", "0.055"),
    ("1 t", "+", "500 kg", "0.55"),
    ("5 %", "+", "0.03", "1"),
    ("20 %", "*", "USD 24", "0"),
    ("USD 24", "/", "6 workers", "0"),
]


@pytest.mark.parametrize(("left", "operation", "right", "slack"), RESULT_SLACK)
def test_a_sum_carries_the_slack_of_its_terms_and_a_product_has_none(
    left: str, operation: str, right: str, slack: str
) -> None:
    assert worked_out(left, operation, right).slack == Decimal(slack)


MINUS_TWO, HALF = exact(Decimal(-2)), exact(Decimal(50), PERCENT_UNIT)
MULTIPLES = [
    (lambda: multiply(figure("7.5 kg"), MINUS_TWO), "0.1"),
    (lambda: multiply(MINUS_TWO, figure("7.5 kg")), "0.1"),
    (lambda: divide(figure("7.5 kg"), MINUS_TWO), "0.025"),
    (lambda: divide(MINUS_TWO, figure("7.5 kg")), "0"),
    (lambda: multiply(figure("USD 7"), HALF), "0.25"),
    (lambda: multiply(HALF, figure("USD 7")), "0.25"),
    (lambda: divide(figure("USD 7"), HALF), "1"),
    (lambda: negate(figure("7.5 kg")), "0.05"),
]


@pytest.mark.parametrize(("multiple", "slack"), MULTIPLES)
def test_a_multiple_by_an_exact_number_carries_as_many_times_the_slack(multiple: object, slack: str) -> None:
    assert callable(multiple)
    assert multiple().slack == Decimal(slack)


# Beside other figures a number is as good as its digits; full thousands are a scale word, and counted things are ones.
AS_WRITTEN = [
    ("300", "0.5"),
    ("300 workers", "0"),
    ("300 workers / day", "0.5"),
    ("300 kg", "0.5"),
    ("USD 300", "0.5"),
    ("2.50", "0.005"),
    ("2.5 workers", "0.05"),
    ("0 workers", "0"),
    ("33,000", "500"),
    ("33,000 workers", "500"),
    ("30,000 workers", "500"),
    ("300,000", "500"),
    ("3,000,000 workers", "500000"),
    ("3.5 million workers", "50000"),
    ("1,234 to 33,000 workers", "500"),
    ("20 to 30 %", "0.5"),
]


@pytest.mark.parametrize(("text", "slack"), AS_WRITTEN)
def test_a_claim_beside_another_is_as_good_as_its_digits(text: str, slack: str) -> None:
    assert as_written(figure(text)).slack == Decimal(slack)


def test_a_result_beside_another_keeps_the_slack_it_has() -> None:
    sum_of = add(figure("300 workers"), figure("400 workers"))
    assert as_written(sum_of) is sum_of


# Shares, multiples and changes

RATIOS = [
    (share, "USD 5", "USD 20", "25 %"),
    (share, "500 kg", "2 t", "25 %"),
    (share, "20 to 30 workers", "100 workers", "20..30 %"),
    (times, "USD 5", "USD 20", "4 fold"),
    (times, "500 kg", "2 t", "4 fold"),
    (change, "USD 5", "USD 20", "300 %"),
    (change, "USD 20", "USD 5", "-75 %"),
    (change, "500 kg", "2 t", "300 %"),
]


@pytest.mark.parametrize(("ratio", "first", "second", "result"), RATIOS)
def test_a_ratio_of_two_figures(ratio: object, first: str, second: str, result: str) -> None:
    assert callable(ratio)
    assert written(ratio(figure(first), figure(second))) == result


def test_a_ratio_is_derived_from_its_figures_as_they_were() -> None:
    old, new = figure("500 kg", "s.old"), figure("2 t", "s.new")
    for ratio, inputs in ((share(old, new), (old, new)), (times(old, new), (new, old))):
        assert ratio.derivation is not None
        assert (ratio.derivation.operation, ratio.derivation.inputs) == ("/", inputs)
    difference = change(old, new)
    assert difference.derivation is not None
    quotient, whole = difference.derivation.inputs
    assert (difference.derivation.operation, whole) == ("-", exact(Decimal(1)))
    assert quotient.derivation is not None
    assert quotient.derivation.inputs == (new, old)


@pytest.mark.parametrize("base", ["-5", "-5 to 3"])
def test_a_ratio_to_what_is_or_may_be_negative_is_refused(base: str) -> None:
    refused = [
        (share, "a share"),
        (lambda new, old: times(old, new), "a multiple"),
        (lambda new, old: change(old, new), "a change"),
    ]
    for ratio, what in refused:
        problem = problem_of(ratio, figure("7"), figure(base, "s.base"))
        assert problem.code.code == "BK449"
        assert problem.message.startswith(f"cannot give {what} of s.base")
        assert problem.hint == "give the difference instead: new - old"


def test_a_ratio_to_zero_is_a_division_by_zero() -> None:
    assert [problem_of(share, figure("7"), figure(base)).code.code for base in ("0", "0 to 3", "-3 to 0")] == [
        "BK412"
    ] * 3


# Totals


def test_a_total_is_one_step_of_its_terms() -> None:
    terms = (figure("1 t", "s.a"), figure("500 kg", "s.b"), figure("20 kg", "s.c"))
    result = total(terms)
    assert written(result) == "1.52 t"
    assert result.derivation is not None
    assert (result.derivation.operation, result.derivation.inputs) == ("+", terms)
    assert result.claims == ("s.a", "s.b", "s.c")


def test_a_derivation_has_no_more_than_300_steps() -> None:
    one = exact(Decimal(1))
    most = add(total([one] * 149), total([one] * 148))
    assert most.weight == 300
    problem = problem_of(negate, most)
    assert (problem.code.code, problem.hint) == ("BK421", "state part of it as a claim")
    assert "more than 300 steps, those of its figures counted" in problem.message


# Constant prices


def money(text: str, base: str, name: str = "") -> Figure:
    return figure_of(stated(text), claim=name, prices=price_base(base) if base else None)


@pytest.mark.parametrize(
    ("operation", "verb"),
    [(add, "add"), (subtract, "subtract"), (multiply, "multiply"), (divide, "divide"), (share, "compare")],
)
def test_money_in_two_price_bases_does_not_meet(operation: object, verb: str) -> None:
    then, now = money("USD 5", "2015", "s.then"), money("USD 5", "", "s.now")
    problem = problem_of(operation, then, now)  # type: ignore[arg-type]
    assert problem.code.code == "BK448"
    assert problem.message == f"cannot {verb} s.then and s.now: prices of 2015 and current prices"
    problem = problem_of(operation, now, money("USD 5", "2016", "s.later"))  # type: ignore[arg-type]
    assert problem.message == f"cannot {verb} s.now and s.later: current prices and prices of 2016"
    assert problem.hint == "use amounts in one price basis"


PRICED = [
    (lambda then: add(then, money("USD 5", "2015")), "2015"),
    (lambda then: add(then, exact(Decimal(5), Unit.of("USD"))), "2015"),
    (lambda then: multiply(then, figure("3 %")), "2015"),
    (lambda then: negate(then), "2015"),
    (lambda then: divide(then, figure("2 t")), "2015"),
    (lambda then: divide(then, money("USD 10", "2015")), None),
    (lambda _: add(money("USD 5", ""), money("USD 5", "")), None),
    (lambda _: money("5 kg", "2015"), None),
]


@pytest.mark.parametrize(("made", "base"), PRICED)
def test_money_keeps_its_price_basis_and_nothing_else_has_one(made: object, base: str | None) -> None:
    assert callable(made)
    assert made(money("USD 5", "2015")).prices == (parse_period(base) if base else None)


BASES = [
    ("2023-05", "BK451", "prices: 2023"),
    ("2023-05-31", "BK451", "prices: 2023"),
    ("lately", "BK430", "write year"),
]


@pytest.mark.parametrize(("text", "code", "hint"), BASES)
def test_a_price_basis_is_a_year(text: str, code: str, hint: str) -> None:
    problem = problem_of(price_base, text)
    assert (problem.code.code, problem.start, problem.end) == (code, 0, len(text))
    assert problem.hint.startswith(hint)


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


# The digits that a source wrote go with a part, where it is one that the source wrote.
WRITTEN_PARTS = [
    ("about 2.0 to 3.50 %", "low", "about 2.0 %"),
    ("about 2.0 to 3.50 %", "high", "about 3.50 %"),
    ("about 2.0 to 3.50 %", "value", "2.0 to 3.50 %"),
    ("about 2.0 to 3.50 %", "mid", None),
    ("about 2.0 %", "mid", "about 2.0 %"),
    ("about 2.0 %", "low", "about 2.0 %"),
    ("nearly USD 4.79 million", "value", "USD 4.79 million"),
]


@pytest.mark.parametrize(("text", "name", "result"), WRITTEN_PARTS)
def test_a_part_keeps_the_digits_that_its_source_wrote(text: str, name: str, result: str | None) -> None:
    assert part(figure(text), name).stated == (stated(result) if result else None)


def test_a_part_of_a_result_has_no_digits_of_a_source() -> None:
    result = add(figure("2.0 to 3.0"), figure("1.0"))
    assert [part(result, name).stated for name in ("low", "high", "mid", "value")] == [None] * 4


def test_an_end_of_a_range_is_derived_and_one_number_is_not() -> None:
    between, alone = figure("20 to 30"), figure("20")
    for name in ("low", "high", "mid"):
        derivation = part(between, name).derivation
        assert derivation is not None
        assert (derivation.operation, derivation.inputs) == (name, (between,))
        assert part(alone, name).derivation is None


def test_a_part_prints_without_what_was_asked_of_the_whole() -> None:
    shown = figure("20 to 30").shown(spelled=True)
    assert [part(shown, name).display.spelled for name in ("low", "high", "mid", "value")] == [False] * 4


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
    "a - a.low": (lambda a, _: subtract(a, part(a, "low")), False),
    "a - a.high": (lambda a, _: subtract(a, part(a, "high")), False),
    "a - a.mid": (lambda a, _: subtract(a, part(a, "mid")), False),
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


DESCRIBED = [
    ("USD 23.94 million", "23,940,000 USD"),
    ("about 20 to 30 %", "about 20 to 30 %"),
    ("0.5", "0.5"),
    ("USD 0.50", "0.5 USD"),
    ("1,200.00 kg", "1,200 kg"),
    ("100", "100"),
    ("1.23456789", "1.23457"),
]


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
