"""Arithmetic on figures holds whatever the true values are: for every point within the inputs, the result says so.

Points are fractions, and so exact. Bounds have 34 digits, so a result may be off in the last of them.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.figure import (
    Figure,
    Rounding,
    add,
    change,
    convert,
    divide,
    exact,
    exchange,
    figure_of,
    multiply,
    negate,
    part,
    share,
    subtract,
    times,
    total,
)
from briefkit.figures.house import HouseStyle
from briefkit.figures.money.rates import POLICIES, Rate, RateBook, parse_rates_csv, read_ecb
from briefkit.figures.periods import parse_period
from briefkit.figures.printing import as_printed
from briefkit.figures.units import PERCENT_UNIT, PLAIN, POINTS_UNIT, Unit
from briefkit.figures.values import HEDGES, Hedge, HedgeKind, Number, Stated
from briefkit.findings import Problem
from briefkit.project.ecb import ecb_bytes
from samples import problem_of

NOISE = Fraction(1, 10**30)
KILOGRAMS, TONS, MONEY, PRICE = Unit.of("kg"), Unit.of("t"), Unit.of("CNY"), Unit.of("CNY", per=["kg"])
SIZES = {TONS: Fraction(1000), PERCENT_UNIT: Fraction(1, 100), POINTS_UNIT: Fraction(1, 100)}  # of one of the unit

# Figures, each with a value that it may truly have


Told = tuple[Figure, Fraction]


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    digits = Decimal(draw(st.integers(-30, 30) | st.integers(-3000, 3000) | st.integers(-(10**8), 10**8)))
    return Number(f"{digits.scaleb(-draw(st.integers(0, 3))):f}")


@st.composite
def told(draw: st.DrawFn, unit: Unit = PLAIN, *, hedged: bool = True) -> Told:
    """A stated figure and one of the values that its words leave open."""
    low, high = sorted([draw(numbers()), draw(numbers())], key=lambda number: number.value)
    hedge = draw(st.sampled_from(BOUNDING)) if hedged and draw(st.booleans()) else None
    figure = figure_of(Stated(low=low, high=draw(st.sampled_from([low, high])), unit=unit, hedge=hedge))
    return figure, draw(points(figure))


BOUNDING = [Hedge(words) for words in HEDGES if Hedge(words).direction]
SHARES = st.fractions(0, 1, max_denominator=8)
STEPS = st.sampled_from([Fraction(1, 10**6), Fraction(1), Fraction(10**6)])


def points(figure: Figure) -> st.SearchStrategy[Fraction]:
    """The values that a figure leaves open. What is "up to 5" is not below zero."""
    low, high = Fraction(figure.low), Fraction(figure.high)
    kind = figure.hedge.kind if figure.hedge else None
    if kind is None:
        return SHARES.map(lambda share: low + share * (high - low))
    if kind in (HedgeKind.ABOVE, HedgeKind.AT_LEAST):
        above = STEPS.map(lambda step: low + step)
        return above if kind is HedgeKind.ABOVE else above | st.just(low)
    if kind is HedgeKind.NEARLY:
        within = st.fractions(Fraction(1, 100), 1, max_denominator=100).map(
            lambda share: share * Fraction(figure.slack)
        )
        least = 0 if low >= 0 and high > 0 else low - Fraction(figure.slack)
        return within.map(lambda short: min(low + short, Fraction(0)) if high < 0 else max(high - short, least))
    below = STEPS.map(lambda step: high - step)
    if low >= 0 and high > 0:
        below = st.fractions(0, Fraction(99, 100), max_denominator=100).map(lambda share: share * high)
    return below if kind is HedgeKind.BELOW else below | st.just(high)


def is_told(figure: Figure, point: Fraction) -> bool:
    """Whether the words and bounds of a figure are true of a value."""
    low, high = Fraction(figure.low), Fraction(figure.high)
    noise = NOISE * max(abs(low), abs(high), abs(point))
    kind = figure.hedge.kind if figure.hedge else None
    if kind is None or kind is HedgeKind.APPROXIMATE:
        return low - noise <= point <= high + noise
    if kind is HedgeKind.NEARLY:
        slack = Fraction(figure.slack) + noise
        return low - slack <= point <= high + slack and (point > low if high < 0 else point < high)
    return {
        HedgeKind.ABOVE: point > low - noise and point != low,
        HedgeKind.AT_LEAST: point >= low - noise,
        HedgeKind.AT_MOST: point <= high + noise,
        HedgeKind.BELOW: point < high + noise and point != high,
    }[kind]


def size(unit: Unit) -> Fraction:
    return SIZES.get(unit, Fraction(1))


Operation = tuple[str, Callable[[Figure, Figure], Figure], Callable[[Fraction, Fraction], Fraction]]
SUMS: list[Operation] = [("add", add, operator.add), ("subtract", subtract, operator.sub)]
PRODUCTS: list[Operation] = [("multiply", multiply, operator.mul), ("divide", divide, operator.truediv)]
RATIOS: list[Operation] = [
    ("share", share, operator.truediv),
    ("times", lambda new, old: times(old, new), operator.truediv),
    ("change", lambda new, old: change(old, new), lambda new, old: new / old - 1),
]
CASES = [
    *(
        (*one, left, right)
        for one in SUMS
        for left, right in [(KILOGRAMS, KILOGRAMS), (KILOGRAMS, TONS), (TONS, KILOGRAMS)]
    ),
    *((*one, PERCENT_UNIT, PERCENT_UNIT) for one in SUMS),
    *((*one, PERCENT_UNIT, POINTS_UNIT) for one in SUMS),
    *(
        (*one, left, right)
        for one in PRODUCTS
        for left, right in [(PLAIN, PLAIN), (MONEY, KILOGRAMS), (MONEY, PERCENT_UNIT)]
    ),
    *((*one, left, right) for one in PRODUCTS for left, right in [(PERCENT_UNIT, PERCENT_UNIT), (PERCENT_UNIT, PLAIN)]),
    *(
        (*PRODUCTS[0], left, right)
        for left, right in [(PRICE, TONS), (TONS, PRICE), (PERCENT_UNIT, PRICE), (PLAIN, TONS)]
    ),
    *((*PRODUCTS[1], left, right) for left, right in [(MONEY, PRICE), (KILOGRAMS, TONS), (PLAIN, PERCENT_UNIT)]),
    *((*one, left, right) for one in RATIOS for left, right in [(KILOGRAMS, TONS), (MONEY, MONEY), (PLAIN, PLAIN)]),
]


@pytest.mark.parametrize(
    ("name", "figures", "values", "left", "right"),
    [pytest.param(*case, id=f"{case[0]} {case[3]} {case[4]}") for case in CASES],
)
@given(data=st.data())
def test_a_result_is_told_truly_of_every_point(
    name: str,
    figures: Callable[[Figure, Figure], Figure],
    values: Callable[[Fraction, Fraction], Fraction],
    left: Unit,
    right: Unit,
    data: st.DataObject,
) -> None:
    (first, one), (second, other) = data.draw(told(left)), data.draw(told(right))
    try:
        result = figures(first, second)
    except Problem:
        return  # no result is no falsehood
    if other == 0 and name not in ("add", "subtract", "multiply"):
        return
    assert is_told(result, values(one * size(left), other * size(right)) / size(result.unit))


@st.composite
def calculated(draw: st.DrawFn, depth: int = 3) -> Told:
    """A figure that some calculation gives, with the value that it gives of a value of each input."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        if draw(st.booleans()):
            return draw(told())
        constant = draw(numbers()).value
        return exact(constant), Fraction(constant)
    name, figures, values = draw(st.sampled_from([*SUMS, *PRODUCTS]))
    (first, one), (second, other) = draw(calculated(depth - 1)), draw(calculated(depth - 1))
    if name == "divide" and other == 0:
        return first, one
    try:
        return figures(first, second), values(one, other)
    except Problem:
        return (first, one) if draw(st.booleans()) else (negate(first), -one)


@given(calculated())
def test_a_calculation_of_many_steps_is_told_truly(result: Told) -> None:
    figure, point = result
    assert is_told(figure, point)


@given(st.lists(told(KILOGRAMS), min_size=2, max_size=5))
def test_a_total_is_told_truly(terms: list[Told]) -> None:
    try:
        result = total([figure for figure, _ in terms])
    except Problem:
        return
    assert is_told(result, sum((point for _, point in terms), Fraction(0)))


@given(told())
def test_a_negation_is_told_truly(one: Told) -> None:
    figure, point = one
    assert is_told(negate(figure), -point)
    assert is_told(negate(negate(figure)), point)


@given(told(TONS))
def test_a_conversion_is_told_truly(one: Told) -> None:
    figure, point = one
    converted = convert(figure, KILOGRAMS)
    assert converted is not None
    assert is_told(converted, point * 1000)


@given(told(hedged=False))
def test_the_parts_of_a_range_lie_within_it(one: Told) -> None:
    figure, point = one
    low, middle, high = (part(figure, name) for name in ("low", "mid", "high"))
    assert low.low <= middle.low <= high.low
    assert Fraction(low.low) <= point <= Fraction(high.high)
    assert low.low == low.high == figure.low
    assert high.low == high.high == figure.high


# Exchange


SMALL = st.decimals("0.0001", "99999.9999", places=4)
PAIRS = [("CNY", "USD"), ("USD", "KRW"), ("EUR", "JPY"), ("USD", "KPW"), ("GBP", "EUR")]


def rate_of(stated: Decimal, pair: tuple[str, str], inverted: bool) -> Rate:
    base, quote = pair
    period = parse_period("2023-05")
    return Rate(base=base, quote=quote, stated=stated, inverted=inverted, period=period, policy="", source="official")


@given(told(MONEY), SMALL, st.booleans())
def test_an_exchange_is_told_truly(one: Told, stated: Decimal, inverted: bool) -> None:
    figure, point = one
    rate = rate_of(stated, ("CNY", "USD"), inverted)
    changed = point / Fraction(stated) if inverted else point * Fraction(stated)
    assert is_told(exchange(figure, rate), changed)


@pytest.mark.parametrize("pair", PAIRS)
@given(data=st.data(), stated=SMALL, inverted=st.booleans(), below=st.sampled_from([(), ("kg",), ("kg", "year")]))
def test_there_and_back_is_the_same_amount(
    pair: tuple[str, str], data: st.DataObject, stated: Decimal, inverted: bool, below: tuple[str, ...]
) -> None:
    figure, _ = data.draw(told(Unit.of(pair[0], per=below)))
    rate = rate_of(stated, pair, inverted)
    back = exchange(exchange(figure, rate), rate.reverse)
    assert (back.low, back.high, back.unit, back.hedge) == (figure.low, figure.high, figure.unit, figure.hedge)


@given(st.decimals(places=6, min_value=-(10**12), max_value=10**12), SMALL, st.booleans())
def test_a_rate_takes_back_what_it_gave(amount: Decimal, stated: Decimal, inverted: bool) -> None:
    rate = rate_of(stated, ("USD", "KPW"), inverted)
    assert rate.reverse.convert(rate.convert(amount)) == amount


OFFICIAL = """date,base,quote,rate,source
2023-05-31,USD,KPW,107,Foreign Trade Bank
2023-05,USD,KPW,108.05,Foreign Trade Bank
2023-05,CNY,KPW,15.31,Foreign Trade Bank
"""
MARKET = """date,base,quote,rate,source
2023-05-31,USD,KPW,8240,Daily NK
2023-05,USD,KPW,8315.5,"Daily NK, mean of three cities"
2023-05,CNY,KPW,1215,Daily NK
"""


@cache
def book() -> RateBook:
    """The ECB's rates beside two tables of a project, which differ a hundredfold."""
    tables = [
        parse_rates_csv(text, f"seeds/rates/{name}.csv", name)
        for name, text in (("official", OFFICIAL), ("market_pyongyang", MARKET))
    ]
    assert all(table.findings == () for table in tables)
    return RateBook([read_ecb(ecb_bytes()), *(table.value for table in tables)])


# base, quote, date, policy, source, what one of the base costs
RATES = [
    ("USD", "KPW", "2023-05", "period-average", "official", "108.05"),
    ("USD", "KPW", "2023-05", "period-average", "market_pyongyang", "8315.5"),
    ("CNY", "KPW", "2023-05", "period-average", "official", "15.31"),
    ("CNY", "KPW", "2023-05", "period-average", "market_pyongyang", "1215"),
    ("USD", "KPW", "2023-05-31", "period-average", "official", "107"),
    ("USD", "KPW", "2023-06-03", "period-average", "market_pyongyang", "8240"),  # a Saturday, three days later
    ("USD", "KPW", "2023-05-12", "period-average", "market_pyongyang", "8315.5"),  # no fixing near: the month's mean
    ("USD", "KPW", "2023-05", "period-end", "official", "107"),
    ("EUR", "USD", "2023-05-31", "period-average", "ecb", "1.0683"),
    ("EUR", "USD", "2023-05-28", "period-average", "ecb", "1.0751"),  # a Sunday: Friday's
    ("EUR", "JPY", "2023-05-31", "period-average", "ecb", "149.13"),
    ("EUR", "KRW", "2023-05-31", "period-end", "ecb", "1416.29"),
]


@pytest.mark.parametrize(("base", "quote", "date", "policy", "source", "price"), RATES)
def test_official_and_market_rates_stand_side_by_side(
    base: str, quote: str, date: str, policy: str, source: str, price: str
) -> None:
    rate = book().rate(base, quote, parse_period(date), source=source, policy=policy)
    assert (rate.value, rate.source) == (Decimal(price), source)


def test_without_a_name_two_rates_for_one_pair_are_a_problem() -> None:
    problem = problem_of(book().rate, "USD", "KPW", parse_period("2023-05"))
    assert problem.code.code == "BK436"
    assert "rates: {source: official} or rates: {source: market_pyongyang}" in problem.hint


ASKED = [(one, other, date, policy, source) for one, other, date, policy, source, _ in RATES] + [
    (one, other, date, policy, "ecb")
    for one, other in [("KRW", "JPY"), ("USD", "CNY"), ("KRW", "USD"), ("JPY", "CNY"), ("EUR", "CNY")]
    for date in ("2022", "2023-05", "2023-Q2", "2023-05-31", "2019/2021")
    for policy in POLICIES
]


@given(data=st.data(), asked=st.sampled_from(ASKED), turned=st.booleans())
def test_there_and_back_by_a_table_is_the_same_amount(
    data: st.DataObject, asked: tuple[str, str, str, str, str], turned: bool
) -> None:
    one, other, date, policy, source = asked
    base, quote = (other, one) if turned else (one, other)
    figure, point = data.draw(told(Unit.of(base)))
    rate, back = (
        book().rate(*pair, parse_period(date), source=source, policy=policy) for pair in ((base, quote), (quote, base))
    )
    there = exchange(figure, rate)
    again = exchange(there, back)
    assert (again.low, again.high, again.unit, again.hedge) == (figure.low, figure.high, figure.unit, figure.hedge)
    assert is_told(there, point / Fraction(rate.stated) if rate.inverted else point * Fraction(rate.stated))


# Rounding


ROUNDINGS = st.sampled_from(
    [None, *(Rounding(digits, kind) for kind in ("significant", "decimals") for digits in (1, 2, 4))]
)
HOUSES = st.sampled_from([HouseStyle(), HouseStyle.model_validate({"numbers": {"rounding": "half-up"}})])


@given(calculated(), ROUNDINGS, HOUSES)
def test_a_printed_bound_is_true_of_every_point(result: Told, rounding: Rounding | None, style: HouseStyle) -> None:
    figure, point = result
    printed = as_printed(figure.shown(rounding=rounding), style)
    if printed.hedge is None:
        slack = Fraction(printed.slack)
        assert Fraction(printed.low) - slack <= point <= Fraction(printed.high) + slack
    elif printed.hedge.kind is not HedgeKind.NEARLY:
        assert is_told(printed, point)
