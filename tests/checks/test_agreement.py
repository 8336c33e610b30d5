"""Claims that are said to be about one measure have to agree, or somebody has to know that they do not."""

from __future__ import annotations

import pytest

from samples import CONFIG, project, seed_file

PATH = "seeds/dailynk.yaml"


def places(first: str, second: str) -> list[tuple[str, str]]:
    """What is found where two claims about one measure have these values, and more keys behind them."""
    quotes = [text.partition(",")[0] for text in (first, second)]
    snapshot = f"One says {quotes[0]} of it. Another says {quotes[1]} of it.\n"
    claims = "\n".join(
        f"{name}: {{quote: '{lead} says {quote} of it', about: minerals, value: {text}}}"
        for name, lead, quote, text in (("a", "One", quotes[0], first), ("b", "Another", quotes[1], second))
    )
    return project({"seeds/dailynk.txt": snapshot, PATH: seed_file(claims, snapshot)}, CONFIG).places()


AGREE = [
    ("36 %", "36 %"),
    ("50 %", "about 51 %"),
    ("36 %, as_of: 2013", "50 %, as_of: 2014"),
]


@pytest.mark.parametrize(("first", "second"), AGREE)
def test_claims_that_agree_or_are_of_other_dates_are_let_through(first: str, second: str) -> None:
    assert places(first, second) == []


DISAGREE = [("36 %", "50 %"), ("36 %", "over 36 %"), ("36 %", "36 kg")]


@pytest.mark.parametrize(("first", "second"), DISAGREE)
def test_claims_that_disagree_are_found_at_the_later_one(first: str, second: str) -> None:
    assert places(first, second) == [("BK443", "minerals")]


def test_a_disagreement_that_is_known_is_accepted_with_a_reason() -> None:
    assert places("36 %", "50 %, accept: {BK443: the other counts coal alone}") == []
