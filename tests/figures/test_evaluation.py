"""An expression becomes a figure or words from the names in scope, and every fault is placed within it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.evaluation import Namespace, Scope, Words, converted, decide, evaluate
from briefkit.figures.expressions import parse_expression, parse_relation
from briefkit.figures.figure import Figure, figure_of
from briefkit.figures.money.rates import Rate, RateBook, parse_rates_csv
from briefkit.figures.periods import parse_period
from briefkit.findings import Problem
from samples import VOCABULARY, figure, problem_of, stated, unmarked

CLAIMS = {
    "share": "20 to 30 %",
    "exports": "USD 23.94 million",
    "price": "CNY 25 to 50 / wig",
    "hours": "over 12 hours/day",
    "least": "at least 3 hours/day",
    "ratio": "0.65",
    "none": "0",
}
MEMBERS: dict[str, Figure | Words] = {name: figure(text, f"dailynk.{name}") for name, text in CLAIMS.items()}
MEMBERS["products"] = Words(text="wigs and beadwork", name="dailynk.products")
SEED = Namespace(name="dailynk", members=MEMBERS)
TABLE = parse_rates_csv("date,base,quote,rate,source\n2023-05,USD,CNY,7,A bank\n", "seeds/rates/own.csv", "own")
OTHER = parse_rates_csv("date,base,quote,rate,source\n2023-05,USD,CNY,8,A shop\n", "seeds/rates/shop.csv", "shop")
BOOK = RateBook([TABLE.value, OTHER.value])


def rate(money: Figure, currency: str, source: str = "") -> Rate:
    assert money.unit.currency is not None
    assert money.period is not None
    return BOOK.rate(money.unit.currency, currency, money.period, source=source or "own")


NAMES = {"dailynk": SEED, **MEMBERS}


def attribute(of: Figure | Words, name: str) -> Words | None:
    """Of `exports` alone it is known what was said."""
    said = Words(text="they said so", name=f"{of.name}.quote")
    return said if name == "quote" and of.name == "dailynk.exports" else None


class Place:
    """What a place adds to the functions that are there everywhere."""

    def cite(self, source: Namespace, page: Figure | None = None) -> Words:
        return Words(text=f"{source.name}, {page.low if page else 'all of it'}")


SCOPE = Scope(
    lookup=NAMES.get,
    known=lambda: tuple(NAMES),
    exchange=rate,
    vocabulary=VOCABULARY,
    tolerance=Decimal("0.05"),
    attribute=attribute,
    functions={"cite": Place().cite},
)


def value_of(text: str) -> Any:
    return evaluate(parse_expression(text), SCOPE)


RESULTS = [
    ("dailynk.exports", "23940000", "23940000", "USD"),
    ("exports", "23940000", "23940000", "USD"),
    ("dailynk.share * dailynk.exports", "4788000", "7182000", "USD"),
    ("share.low * exports + USD 1 million", "5788000", "5788000", "USD"),
    ("-share.high", "-30", "-30", "%"),
    ("(exports - USD 3.94 million) / 2", "10000000", "10000000", "USD"),
    ("USD 14 / 1 kg", "14", "14", "USD/kg"),
    # What is typed may say what it is per, where nothing in scope has that name.
    ("12 hours / day", "12", "12", "hour/day"),
    ("USD 30 / worker / month", "30", "30", "USD/worker/month"),
    ("USD 14 / kg * 3 kg", "42", "42", "USD"),
    ("USD 13 / ratio", "20", "20", "USD"),
    ("change(USD 5, USD 20)", "300", "300", "%"),
    ("times(USD 5, USD 20)", "4", "4", "fold"),
    ("share(USD 5, USD 20)", "25", "25", "%"),
    ("sum(exports, USD 60,000, USD 1 million)", "25000000", "25000000", "USD"),
    ("sum(1,234, 5)", "1239", "1239", ""),
    ('price | to("CNY")', "25", "50", "CNY/wig"),
    ('exports | to("CNY")', "167580000", "167580000", "CNY"),
    ('ratio | to("%")', "65", "65", "%"),
    ("50 %", "50", "50", "%"),
    ("USD 20 million", "20000000", "20000000", "USD"),
    ("0.10", "0.1", "0.1", ""),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RESULTS)
def test_an_expression_has_a_value(text: str, low: str, high: str, unit: str) -> None:
    value = value_of(text)
    assert (value.low, value.high, str(value.unit)) == (Decimal(low), Decimal(high), unit)


def test_a_constant_is_exact_and_cites_nothing() -> None:
    constant = value_of("USD 20 million")
    assert (constant.precision, constant.slack, constant.claims) == (None, 0, ())


def test_a_decimal_is_read_from_its_text() -> None:
    assert value_of("0.1 + 0.2").low == Decimal("0.3")


DISPLAYS = [
    ("exports | round(1)", "rounding", "Rounding(digits=1, kind='decimals')"),
    ("exports | round(0)", "rounding", "Rounding(digits=0, kind='decimals')"),
    ("exports | round(12)", "rounding", "Rounding(digits=12, kind='decimals')"),
    ("exports | round(digits=2)", "rounding", "Rounding(digits=2, kind='decimals')"),
    ("exports | sig(1)", "rounding", "Rounding(digits=1, kind='significant')"),
    ("exports | sig(12)", "rounding", "Rounding(digits=12, kind='significant')"),
    ("exports | sig(3)", "rounding", "Rounding(digits=3, kind='significant')"),
    ("hours | words", "spelled", "True"),
    ("hours | bare", "cited", "False"),
    ("hours | words | bare", "spelled", "True"),
    ("exports", "cited", "True"),
]


@pytest.mark.parametrize(("text", "key", "setting"), DISPLAYS)
def test_a_filter_sets_how_a_figure_prints(text: str, key: str, setting: str) -> None:
    assert repr(getattr(value_of(text).display, key)) == setting


def test_money_is_exchanged_at_the_rate_of_its_date() -> None:
    dollars = value_of('price | to("USD")')
    assert (round(dollars.low, 12), round(dollars.high, 12)) == (Decimal("3.571428571429"), Decimal("7.142857142857"))
    assert (str(dollars.unit), dollars.name) == ("USD/wig", "dailynk.price")


def test_both_keeps_the_first_currency_and_adds_the_second() -> None:
    both = value_of('price | both("USD")')
    assert (str(both.unit), str(both.display.second.unit)) == ("CNY/wig", "USD/wig")
    assert both.display.second.rates == (rate(value_of("price"), "USD"),)


def test_a_conversion_may_name_where_its_rate_is_from() -> None:
    assert value_of('exports | to("CNY", "shop")').low == Decimal("191520000")
    assert value_of('exports | to("CNY", source="shop")').rates[0].source == "shop"
    assert value_of('exports | both("CNY", "shop")').display.second.rates[0].description == "A shop"


def test_words_may_be_left_uncited() -> None:
    assert value_of("products | bare").cited is False


# the expression with its mark, code, words of the message, words of the hint
FAULTS = [
    ("⟦expotrs⟧ + 1", "BK201", '"expotrs"', "did you mean exports?"),
    ("share * ⟦nothing_like_it⟧", "BK201", '"nothing_like_it"', ""),
    ("dailynk.⟦exprots⟧", "BK202", '"dailynk.exprots"', "did you mean exports?"),
    ("1 + dailynk.⟦zzzz⟧", "BK202", '"dailynk.zzzz"', "known here: exports"),
    ("exports.⟦lowest⟧", "BK203", '".lowest"', "did you mean low?"),
    ("exports.⟦by⟧", "BK203", '".by"', "give the claim by: …"),
    ("exports.⟦period⟧", "BK203", '".period"', "give the claim as_of: …"),
    ("exports | ⟦dollars⟧", "BK204", '"dollars"', "known here: as_stated, bare"),
    ("exports | ⟦rond⟧(2)", "BK204", '"rond"', "did you mean round?"),
    ("⟦citation⟧(dailynk)", "BK205", '"citation"', ""),
    ("exports.⟦__class__⟧", "BK206", '"__class__"', "remove it"),
    ("dailynk.⟦_members⟧", "BK206", '"_members"', "remove it"),
    ("⟦__import__⟧('os')", "BK206", '"__import__"', "remove it"),
    ("⟦_x⟧", "BK206", '"_x"', "remove it"),
    ("exports | ⟦__call__⟧", "BK206", '"__call__"', "remove it"),
    ("⟦exports | to⟧", "BK207", "to cannot take this", 'write … | to("USD")'),
    ("⟦exports | to(2)⟧", "BK207", "to cannot take this", ""),
    ("⟦exports | round('a')⟧", "BK207", "round cannot take this", ""),
    ("⟦exports | round(1, 2)⟧", "BK207", "round cannot take this", ""),
    ("⟦exports | round(1.5)⟧", "BK207", "round cannot take this", ""),
    ("⟦exports | round(13)⟧", "BK207", "round cannot take this", "write … | round(2)"),
    ("⟦exports | round(-1)⟧", "BK207", "round cannot take this", ""),
    ("⟦exports | round(2 kg)⟧", "BK207", "round cannot take this", ""),
    ("⟦products | round(2)⟧", "BK207", "round cannot take this", ""),
    ("⟦exports | sig(13)⟧", "BK207", "sig cannot take this", "write … | sig(3)"),
    ("⟦products | sig(2)⟧", "BK207", "sig cannot take this", ""),
    ("⟦cite()⟧", "BK207", "cite cannot take this", "cite(seed, page=12)"),
    ("⟦cite(dailynk, pages=2)⟧", "BK207", "cite cannot take this", ""),
    ("⟦cite(dailynk, 2, 3)⟧", "BK207", "cite cannot take this", ""),
    ("exports | ⟦share⟧(2)", "BK204", '"share"', "share is a function: write share(part, whole)"),
    ("⟦round⟧(exports, 2)", "BK205", '"round"', "round is a filter: write … | round(2)"),
    ("change(⟦products⟧, exports)", "BK450", "dailynk.products says", "words are never counted as zero"),
    ("share(exports, ⟦'all'⟧)", "BK211", 'the text "all"', "a claim that has a value"),
    ("sum(exports, ⟦dailynk⟧)", "BK211", "the seed dailynk", ""),
    ("2 * ⟦exports.quote⟧", "BK211", 'the text "they said so"', "a claim that has a value"),
    ("12 hours / ⟦nothing_like_it⟧", "BK201", '"nothing_like_it"', ""),
    ("exports / ⟦day⟧", "BK201", '"day"', ""),
    ("2 * 12 hours / ⟦day⟧", "BK201", '"day"', ""),
    ("12 hours * ⟦day⟧", "BK201", '"day"', ""),
    ("⟦exports | sig(0)⟧", "BK207", "sig cannot take this", "sig(3)"),
    ("⟦exports | sig(50 %)⟧", "BK207", "sig cannot take this", ""),
    ("⟦exports | to(unit='USD', currency='USD')⟧", "BK207", "to cannot take this", ""),
    ("⟦products | words⟧", "BK207", "words cannot take this", ""),
    ("⟦dailynk | bare⟧", "BK207", "bare cannot take this", ""),
    ("⟦products⟧ * 2", "BK450", "dailynk.products says “wigs and beadwork”", "a claim that has a value"),
    ("2 * ⟦'wigs'⟧", "BK211", 'the text "wigs"', "a claim that has a value"),
    ("2 * ⟦dailynk⟧", "BK211", "the seed dailynk", "dailynk.…"),
    ("exports + 5 ⟦widgets⟧", "BK403", '"widgets"', ""),
    ("2 * (exports + ⟦QQQ⟧ 5)", "BK403", '"QQQ"', "ISO 4217"),
    ('2 * (exports | to("⟦widgets⟧"))', "BK403", '"widgets"', ""),
    ("1 + (⟦exports + hours⟧)", "BK409", "USD and hour/day", ""),
    ("2 * (⟦exports + price⟧)", "BK410", "dailynk.exports and dailynk.price", 'dailynk.price | to("USD")'),
    ("⟦hours - least⟧", "BK411", '"over" and "at least"', ".value"),
    ("1 + ⟦exports / none⟧", "BK412", "dailynk.none", ""),
    ('⟦exports | to("kg")⟧', "BK416", 'dailynk.exports in "kg"', "it is in USD"),
    ('⟦ratio | to("kg")⟧', "BK416", '"kg"', 'it has no unit: print a ratio with as: "%"'),
    ('⟦exports | to("%")⟧', "BK416", '"%"', "it is in USD; put a calculation in brackets"),
    ('2 * (price | to("USD", ⟦"onw"⟧))', "BK433", "found onw, expected own or shop", "did you mean own?"),
    ('price | both("USD", source=⟦"onw"⟧)', "BK433", "found onw, expected own or shop", "did you mean own?"),
    ('price | to("⟦widgets⟧", "own")', "BK403", '"widgets"', ""),
    ('⟦exports | to("USD", "own")⟧', "BK416", '"USD"', 'leave "own" out'),
    ('⟦price | both("CNY")⟧', "BK416", '"CNY/wig"', "it is in that unit already"),
    ("⟦price | to('USD', 2)⟧", "BK207", "to cannot take this", ""),
    ("⟦price | both('USD', '')⟧", "BK207", "both cannot take this", ""),
]


@pytest.mark.parametrize(("text", "code", "message", "hint"), FAULTS)
def test_a_fault_is_placed_within_the_expression(text: str, code: str, message: str, hint: str) -> None:
    plain, start, end = unmarked(text)
    problem = problem_of(value_of, plain)
    assert (problem.code.code, problem.start, problem.end) == (code, start, end)
    assert message in problem.message
    assert hint in problem.hint
    assert problem.hint


def test_two_currencies_are_never_added_without_a_conversion() -> None:
    problem = problem_of(value_of, "exports + CNY 5")
    assert (problem.code.code, problem.start, problem.end) == ("BK410", 0, 15)


TOO_LARGE = [
    "9" * 38 + " trillion * " + " * ".join(["9999999 trillion"] * 60),
    "1 / " + " / ".join(["9 trillion"] * 90),
]


@pytest.mark.parametrize("text", TOO_LARGE, ids=["huge", "tiny"])
def test_a_number_beyond_all_measure_is_a_number_or_a_problem(text: str) -> None:
    try:
        assert value_of(text).low > 0
    except Problem as problem:
        assert problem.code.code in ("BK421", "BK401")


LONG = {
    "sums": "+".join(["1"] * 999),
    "products": "*".join(["1"] * 999),
    "minuses": "-" * 1990 + "1",
    "attributes": "share" + ".value" * 300,
    "filters": "share" + "|bare" * 300,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_expression_is_worked_out_or_refused(text: str) -> None:
    try:
        assert value_of(text).low
    except Problem as problem:
        assert problem.code.code == "BK421"


def test_a_figure_is_converted_into_the_unit_named() -> None:
    money = figure("USD 14 / kg", "s.money")
    assert str(converted(money, "CNY", SCOPE).unit) == "CNY/kg"
    assert converted(money, "CNY/t", SCOPE).low == Decimal(98000)
    assert converted(money, "USD", SCOPE) is money


def test_money_in_one_currency_needs_no_rate() -> None:
    dearer = converted(figure("USD 14 / kg", "s.money"), "USD/t", SCOPE)
    assert (dearer.low, str(dearer.unit), dearer.rates) == (Decimal(14000), "USD/t", ())


def test_money_in_constant_prices_is_exchanged_at_the_rate_of_their_year() -> None:
    asked = []

    def remembered(money: Figure, currency: str, source: str = "") -> Rate:
        asked.append(money.period)
        return rate(replace(money, period=parse_period("2023-05")), currency, source)

    claim = figure_of(stated("USD 14"), period=parse_period("2023-05"), prices=parse_period("2015"))
    converted(claim, "CNY", replace(SCOPE, exchange=remembered))
    assert asked == [parse_period("2015")]


def test_a_place_has_functions_and_parts_of_its_own() -> None:
    assert value_of("cite(dailynk, page=12)").text == "dailynk, 12"
    assert value_of("cite(dailynk)").text == "dailynk, all of it"
    assert value_of("exports.quote").text == "they said so"


def test_a_relation_is_no_value() -> None:
    problem = problem_of(evaluate, parse_relation("exports = 2"), SCOPE)
    assert (problem.code.code, problem.start, problem.end) == ("BK420", 0, 11)
    assert problem.message == "found this, expected an expression"


def test_a_relation_is_decided_over_the_names_in_scope() -> None:
    assert decide(parse_relation("share.low * exports = USD 4.788 million"), SCOPE).holds
    assert not decide(parse_relation("exports > USD 24 million"), SCOPE).holds


def test_a_relation_of_figures_of_two_kinds_is_a_fault_of_all_of_it() -> None:
    problem = problem_of(decide, parse_relation("2 < 3 < exports"), SCOPE)
    assert (problem.code.code, problem.start, problem.end) == ("BK409", 0, 15)


def test_what_numbers_cannot_hold_is_a_problem() -> None:
    huge = Figure(low=Decimal("9e999999"), high=Decimal("9e999999"))
    problem = problem_of(evaluate, parse_expression("1 + huge * huge"), replace(SCOPE, lookup={"huge": huge}.get))
    assert (problem.code.code, problem.start, problem.end) == ("BK421", 4, 15)
    assert "more than what numbers can hold" in problem.message
    assert problem.hint == "check the units and scales"


WORDS = st.sampled_from(
    ["dailynk", "share", "exports", "price", "hours", "products", "none", "nothing", ".", "low", "_x", "+", "-",
     "*", "/", "(", ")", "|", "to", "round", "bare", "words", '"USD"', '"CNY"', '"kg"', "2", "50 %", "USD 5", ",", "="]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_any_expression_has_a_value_or_a_problem_within_it(text: str) -> None:
    try:
        value_of(text)
    except Problem as problem:
        assert problem.end is not None
        assert 0 <= problem.start < problem.end <= len(text) + 1
        assert problem.hint
