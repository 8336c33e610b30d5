"""Whether a relation between figures holds: what the printed digits and the hedges mean, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.evaluation import Scope, decide
from briefkit.figures.expressions import parse_relation
from briefkit.figures.figure import add
from briefkit.figures.relations import explain, holds, overlaps
from samples import VOCABULARY, figure, problem_of

TOLERANCE = Decimal("0.05")


def scope(**values: str) -> Scope:
    """A scope whose names are claims that state these values."""
    known = {name: figure(text, f"s.{name}") for name, text in values.items()}
    return Scope(
        lookup=known.get,
        known=lambda: tuple(known),
        exchange=lambda *_: pytest.fail("no relation here needs a rate"),
        vocabulary=VOCABULARY,
        tolerance=TOLERANCE,
    )


# the relation, the values of a, b and c in order, whether it holds
RELATIONS = [
    # Factors are taken at the digits they were written with.
    ("a * b = c", ["20 %", "USD 23.94 million", "nearly USD 4.79 million"], True),
    ("a * b = c", ["0.2", "23.94", "nearly 4.79"], True),
    ("a * b = c", ["0.2", "23.94", "4.79"], True),
    ("a * b = c", ["0.2", "23.94", "4.788"], True),
    ("a * b = c", ["0.2", "23.94", "nearly 4.80"], False),
    ("a * b = c", ["0.2", "23.94", "4.80"], False),
    ("a * b = c", ["0.2", "23.94", "nearly 4.78"], False),
    ("a * b = c", ["0.2", "23.94", "4.8"], True),
    ("a * b = c", ["0.2", "23.94", "nearly 4.8"], True),
    ("a * b = c", ["0.2", "23.94", "about 5"], True),
    # Sums carry the slack of their terms.
    # A product that lies between two written numbers rounds to the one that is further from zero.
    ("a * b = c", ["0.5", "4.79", "2.40"], True),
    ("a * b = c", ["0.5", "4.79", "nearly 2.40"], True),
    ("a * b = c", ["0.5", "4.79", "2.39"], False),
    ("a * b = c", ["0.5", "4.79", "2.41"], False),
    ("a * b = c", ["0.5", "-4.79", "-2.40"], True),
    ("a * b = c", ["0.5", "-4.79", "-2.39"], False),
    ("a + b = 100 %", ["70 %", "30 %"], True),
    ("a + b = 100 %", ["70 %", "40 %"], False),
    ("a + b = 100 %", ["70 %", "29 %"], False),
    ("a + b = 100 %", ["70 %", "31 %"], False),
    ("a + b + c = 100 %", ["33 %", "33 %", "33 %"], True),
    ("a * 3 = 100 %", ["33 %"], True),
    ("a * 3 = 100", ["33.3"], True),
    ("a * 3 = b", ["33.3", "100.0"], True),
    ("a * 3 = 100", ["33.4"], False),
    # Digits as written are what is compared.
    ("a = b", ["4.10", "4.1"], True),
    ("a = b", ["4.10", "4.14"], False),
    ("a = b", ["12", "13"], False),
    ("a = b", ["12", "12.4"], True),
    ("a = b", ["12", "12.6"], False),
    ("a = b", ["300,000", "310,000"], True),
    ("a = b", ["300,000", "360,000"], False),
    ("a = 4.104", ["4.10"], True),
    ("a = 4.106", ["4.10"], False),
    ("a = b", ["0", "0"], True),
    ("a = b", ["-5", "5"], False),
    ("a == b", ["4.10", "4.1"], True),
    ("a == b", ["4.10", "4.2"], False),
    ("3 - 3 = 0", [], True),
    # Ranges agree end by end.
    ("a = b", ["20 to 30 %", "20 to 30 %"], True),
    ("a = b", ["20 to 30 %", "20 to 31 %"], False),
    ("a = b", ["20 to 30 %", "20 %"], False),
    ("a.low = 20 %", ["20 to 30 %"], True),
    # Hedges.
    ("a = b", ["about 12", "12.4"], True),
    ("a = b", ["about 12", "14"], False),
    ("a = b", ["12.4", "about 12"], True),
    ("a = b", ["about 5", "about 5.1"], True),
    ("a = b", ["over 5", "more than 5"], True),
    ("a = b", ["over 5", "at least 5"], False),
    ("a = b", ["over 5", "6"], True),
    ("a = b", ["over 5", "5"], False),
    ("a = b", ["at least 5", "5"], True),
    ("a = b", ["at most 5", "6"], False),
    ("a = b", ["up to 5", "5"], True),
    ("a = b", ["under 5", "5"], False),
    ("a = b", ["nearly 5", "4.8"], True),
    ("a = b", ["nearly 5", "5"], False),
    ("a = b", ["nearly 5", "4.4"], False),
    ("a = b", ["nearly 5", "under 5"], False),
    ("a = b", ["about 5.00", "about 5.10"], True),
    ("a = b", ["about 5.00", "about 5.50"], False),
    ("a = b", ["over 5.00", "over 5.10"], False),
    ("a = b", ["nearly 12 to 15", "11.8 to 14.8"], True),
    ("a = b", ["nearly 12 to 15", "10 to 14.8"], False),
    ("a = b", ["nearly 12 to 15", "11.8 to 13"], False),
    ("a = b", ["nearly 0.5", "0.48"], True),
    ("a = b", ["nearly 0", "-0.2"], True),
    ("a = b", ["nearly -5", "-4.8"], True),
    ("a = b", ["nearly -5", "-5.2"], False),
    ("a = b", ["nearly -5", "-5"], False),
    ("a >= b", ["nearly -5", "-5"], True),
    ("a <= b", ["nearly -5", "-5"], False),
    ("a <= b", ["nearly 5", "5"], True),
    ("a >= b", ["nearly 5", "5"], False),
    ("a > b", ["nearly -5", "-6"], True),
    ("a < b", ["nearly -5", "-3"], True),
    ("a <= b", ["about 5", "5"], False),
    # Units.
    ("a = b", ["5 kg", "5,000 g"], True),
    ("a = b", ["5 %", "0.05"], True),
    # != is the opposite of =.
    ("a != b", ["12", "13"], True),
    ("a != b", ["12", "12"], False),
    ("a != b", ["about 5.00", "about 5.10"], False),
    # < and > hold only for every value that the digits may mean.
    ("a > 50 %", ["65 %"], True),
    ("a > 50 %", ["50 %"], False),
    ("a >= 50 %", ["50 %"], True),
    ("a < b", ["12.0", "12.04"], False),
    ("a < b", ["12", "12.6"], True),
    ("a < b", ["12", "13"], True),
    ("a < b", ["12", "12.4"], False),
    ("a > b", ["13", "12"], True),
    ("a <= b", ["12", "12"], True),
    ("a > 10 %", ["20 to 30 %"], True),
    ("a > 25 %", ["20 to 30 %"], False),
    ("a > 12", ["over 12"], True),
    ("a > 12", ["at least 12"], False),
    ("a >= 12", ["at least 12"], True),
    ("a < 20", ["over 12"], False),
    ("a <= 12", ["up to 12"], True),
    ("a < 12", ["up to 12"], False),
    ("a < 12", ["under 12"], True),
    ("a < 12", ["nearly 12"], True),
    ("a > 12", ["about 12"], False),
    ("a > 11", ["about 13.0"], True),
    ("a < 13", ["about 12.0"], True),
    ("a < 12.5", ["about 12.0"], False),
    ("a > 11", ["nearly 12"], True),
    ("a > 12", ["nearly 12"], False),
    ("a > 0", ["under 12"], False),
    ("a >= 0", ["up to 12"], False),
    ("a >= 12", ["up to 12"], False),
    ("a >= 13", ["12"], False),
    ("12.5 > a", ["12"], True),
    # Chains.
    ("a < b < c", ["1", "2", "3"], True),
    ("a < c < b", ["1", "2", "3"], False),
    ("a = b = c", ["5 kg", "5 kg", "5,000 g"], True),
    ("0 < a <= 100 %", ["70 %"], True),
]


@pytest.mark.parametrize(("relation", "values", "expected"), RELATIONS)
def test_a_relation_holds_or_not(relation: str, values: list[str], expected: bool) -> None:
    named = dict(zip("abc", values, strict=False))
    assert decide(parse_relation(relation), scope(**named)).holds is expected


REFUSED = [("5 kg", "5 m", "BK409"), ("USD 5", "CNY 5", "BK410"), ("5 %", "5 pp", "BK409"), ("5 pp", "5 %", "BK409")]


@pytest.mark.parametrize(("left", "right", "code"), REFUSED)
def test_what_cannot_be_compared_is_refused(left: str, right: str, code: str) -> None:
    problem = problem_of(holds, figure(left), "=", figure(right), TOLERANCE)
    assert problem.code.code == code
    assert problem.message.startswith(f"cannot compare {left} and {right}") or code == "BK410"


def test_the_step_of_a_chain_that_fails_is_named() -> None:
    verdict = decide(parse_relation("a < b < c"), scope(a="1", b="3", c="2"))
    assert (verdict.holds, verdict.failed, [one.name for one in verdict.figures]) == (False, 1, ["s.a", "s.b", "s.c"])


OVERLAPS = [
    # converted, restated, whether the restatement is consistent
    ("USD 3.58 to 7.15", "about USD 3.50 to 7", True),
    ("USD 0.57 to 0.72", "about USD 0.50 to 0.80", False),
    ("USD 3.58", "USD 3.58", True),
    ("USD 3.58", "USD 3.6", True),
    ("USD 3.58", "USD 3.50", False),
    ("USD 3.58", "about USD 3.50", True),
    ("about USD 3.58", "USD 3.50", True),
    ("USD 12", "USD 13", False),
    ("USD 3.58 to 7.15", "USD 3.58 to 7.50", False),
]


@pytest.mark.parametrize(("converted", "restated", "expected"), OVERLAPS)
def test_a_restatement_is_consistent_where_both_ends_overlap(converted: str, restated: str, expected: bool) -> None:
    assert overlaps(figure(converted), figure(restated), TOLERANCE) is expected


EXPLAINED = [
    ("USD 4.788 million", "4,788,000 USD"),
    ("nearly 20 to 30 %", "nearly 20 to 30 %"),
    ("0.05", "0.05"),
    ("300,000 workers", "300,000 worker"),
    ("0.12345678", "0.123457"),
    ("1.23456789", "1.2346"),
    ("-0.00012", "-0.00012"),
    ("100", "100"),
    ("0", "0"),
]


@pytest.mark.parametrize(("text", "words"), EXPLAINED)
def test_a_figure_is_explained_by_its_number(text: str, words: str) -> None:
    assert explain(figure(text)) == words


VALUES = st.tuples(st.integers(0, 999), st.sampled_from(["", ".0", ".5", ".25"])).map(
    lambda pair: f"{pair[0]}{pair[1]}"
)


@given(VALUES, VALUES)
def test_equality_does_not_depend_on_the_order(one: str, other: str) -> None:
    left, right = figure(one), figure(other)
    assert holds(left, "=", right, TOLERANCE) == holds(right, "=", left, TOLERANCE)
    assert holds(left, "!=", right, TOLERANCE) != holds(left, "=", right, TOLERANCE)


@given(VALUES, VALUES)
def test_no_two_figures_are_both_less_and_equal(one: str, other: str) -> None:
    left, right = figure(one), figure(other)
    assert [holds(left, sign, right, TOLERANCE) for sign in ("<", "=", ">")].count(True) <= 1


@given(VALUES, VALUES)
def test_a_sum_equals_itself_whatever_was_written(one: str, other: str) -> None:
    total = add(figure(one), figure(other))
    assert holds(total, "=", add(figure(other), figure(one)), TOLERANCE)
