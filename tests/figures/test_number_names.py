"""Numbers in words, as prose prints them: up to 999, and whole numbers only."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefkit.figures.number_names import spell, spelled_numbers

SPELLED = [
    ("0", "zero"),
    ("1", "one"),
    ("12", "twelve"),
    ("19", "nineteen"),
    ("20", "twenty"),
    ("21", "twenty-one"),
    ("80", "eighty"),
    ("99", "ninety-nine"),
    ("100", "one hundred"),
    ("101", "one hundred and one"),
    ("112", "one hundred and twelve"),
    ("120", "one hundred and twenty"),
    ("400", "four hundred"),
    ("999", "nine hundred and ninety-nine"),
    ("12.0", "twelve"),
]


@pytest.mark.parametrize(("number", "words"), SPELLED)
def test_a_whole_number_is_spelled(number: str, words: str) -> None:
    assert spell(Decimal(number)) == words


@pytest.mark.parametrize("number", ["-1", "0.5", "12.5", "999.5", "1000", "1001"])
def test_any_other_number_prints_in_digits(number: str) -> None:
    assert spell(Decimal(number)) is None


def test_every_number_that_is_spelled_is_known_by_its_words() -> None:
    known = spelled_numbers()
    assert len(known) == 1000
    assert (known["zero"], known["forty-two"], known["nine hundred and ninety-nine"]) == ("0", "42", "999")
