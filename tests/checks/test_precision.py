"""Digits that the inputs do not carry, figures that vanish, and ranges that are used twice."""

from __future__ import annotations

import pytest

from briefkit.findings import Severity
from samples import wigs

# how the figure `dailynk.share * dailynk.exports` (two digits) is rounded, and how grave that is
ROUNDINGS = [
    ("1 significant", None),
    ("2 significant", None),
    ("3 significant", Severity.NOTE),
    ("4 significant", Severity.WARNING),
    ("0 decimals", None),
    ("1 decimals", None),
    ("1 decimal", None),
    ("2 decimals", Severity.NOTE),
    ("3 decimals", Severity.WARNING),
]


@pytest.mark.parametrize(("rounding", "severity"), ROUNDINGS)
def test_a_figure_prints_no_more_digits_than_its_inputs_carry(rounding: str, severity: Severity | None) -> None:
    made = wigs(f"figures: {{take: {{is: dailynk.share * dailynk.exports, round: {rounding}}}}}\n")
    assert [one.severity for one in made.findings] == ([severity] if severity else [])
    if severity:
        assert made.places() == [("BK415", rounding)]


EXPRESSIONS = [
    ("(dailynk.share * dailynk.exports) | sig(2)", []),
    ("(dailynk.share * dailynk.exports) | sig(6)", ["BK415"]),
    ("dailynk.exports | sig(4)", []),
    ("dailynk.exports | sig(8)", ["BK415"]),
    ("dailynk.exports | round(1)", []),
    ("dailynk.share | round(2)", ["BK415"]),
    ("dailynk.exports", []),
    ('dailynk.exports | to("CNY")', []),
    ("dailynk.hours | round(0)", []),
    ("(2 * 3) | round(2)", ["BK442"]),  # it rests on no claim, but has all the digits one likes
]


@pytest.mark.parametrize(("expression", "codes"), EXPRESSIONS)
def test_a_rounding_in_prose_is_held_to_the_inputs_too(expression: str, codes: list[str]) -> None:
    made = wigs(f"summary: 'It is {{{{ {expression} }}}}.'\n")
    assert made.places() == [(code, expression) for code in codes]


VANISHING = [
    ("dailynk.exports / 100000000 | round(0)", []),
    ("(dailynk.exports / 100000000) | round(0)", ["BK440"]),
    ("(dailynk.exports / 100000000) | round(1)", []),
    ("(dailynk.share - dailynk.share) | round(0)", ["BK419"]),
    ("dailynk.exports | round(0)", []),
    ("(dailynk.exports / 25000000) | round(0)", []),
    ("(dailynk.state - dailynk.state) | round(0)", []),
    ("(dailynk.share * dailynk.exports / 10000000) | round(0)", ["BK440"]),
    ("(dailynk.share * dailynk.exports / -10000000) | round(0)", ["BK440"]),
]


@pytest.mark.parametrize(("expression", "codes"), VANISHING)
def test_a_figure_that_is_not_zero_never_prints_as_zero(expression: str, codes: list[str]) -> None:
    places = wigs(f"summary: 'It is {{{{ {expression} }}}}.'\n").places()
    assert [(code, place) for code, place in places if code != "BK415"] == [(code, expression) for code in codes]


WIDENED = [
    ("dailynk.exports - dailynk.share * dailynk.exports", []),
    ("take - dailynk.share * take", ["BK419"]),
    ("take - 70 % * take", ["BK419"]),
    ("30 % * take", []),
    ("take + take", []),
    ("take / take", ["BK419"]),
    ("take.high - take.low", []),
    ("dailynk.share - again", ["BK419"]),
]


@pytest.mark.parametrize(("expression", "codes"), WIDENED)
def test_a_range_that_pulls_a_result_both_ways_is_found(expression: str, codes: list[str]) -> None:
    figures = (
        "figures:\n  take: {is: dailynk.share * dailynk.exports}\n  again: {is: dailynk.share}\n"
        f"  part: {{is: {expression}}}\n"
    )
    assert wigs(figures).places() == [(code, expression) for code in codes]


def test_a_fault_of_a_defined_figure_is_not_repeated_where_it_prints() -> None:
    made = wigs("figures: {a: {is: dailynk.share - dailynk.share}}\nsummary: It is {{ a }} and {{ a }}.\n")
    assert [(code, place) for code, place in made.places()] == [("BK419", "dailynk.share - dailynk.share")]


def test_a_figure_that_is_not_rounded_hides_none_behind_it() -> None:
    made = wigs("summary: 'It is {{ dailynk.exports }} or {{ dailynk.exports | sig(8) }}.'\n")
    assert made.places() == [("BK415", "dailynk.exports | sig(8)")]


WORDED = [
    (
        "(dailynk.share * dailynk.exports) | sig(6)",
        "prints 6 significant digits, and its inputs carry 2",
        "leave the rounding out, or round to 2 significant",
    ),
    (
        "(dailynk.exports / 100000000) | round(0)",
        "rounded so, a figure that is not zero prints as zero",
        "round to significant digits instead: round: 2 significant",
    ),
    (
        "dailynk.share - dailynk.share",
        "dailynk.share is a range and stands more than once in this calculation, which widens the result",
        "write the calculation so that each range stands in it once",
    ),
]


@pytest.mark.parametrize(("expression", "message", "hint"), WORDED)
def test_what_is_wrong_and_the_edit_to_make_are_named(expression: str, message: str, hint: str) -> None:
    (finding,) = wigs(f"summary: 'It is {{{{ {expression} }}}}.'\n").findings
    assert (finding.message, finding.hint) == (message, hint)
