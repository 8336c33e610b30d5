"""A house style is a small table with defaults; what it does not know is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from briefkit.figures.house import HouseStyle
from briefkit.figures.periods import parse_period
from briefkit.project.config import read_table
from samples import REPOSITORY, house_style

SHIPPED = sorted(path.parent.name for path in (REPOSITORY / "styles").glob("*/house.toml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_style_that_is_shipped_is_read_without_a_finding(name: str) -> None:
    style = house_style(name)
    assert style.tolerance == Decimal("0.05")
    assert style.currency("CNY") == "RMB"


def test_every_key_has_a_default() -> None:
    style = HouseStyle()
    assert (style.tolerance, style.currency("CNY"), style.scale("million")) == (Decimal("0.05"), "CNY", "million")
    assert style.citations == "chicago-notes-bibliography"


DATES = [
    ("2023-05-31", "May 31, 2023"),
    ("2023-05", "May 2023"),
    ("2023", "2023"),
    ("2023~", "c. 2023"),
    ("2023-Q2", "Q2 2023"),
]


@pytest.mark.parametrize(("period", "text"), DATES)
def test_a_period_is_written_in_the_house_style(period: str, text: str) -> None:
    assert house_style().period(parse_period(period)) == text


# the file, place of the finding, words of the message, words of the hint
FAULTS = [
    ("[numbers]\nrounding = 'down'\n", "2:1", "half-even' or 'half-up'", "numbers.rounding"),
    ("[numbers]\nrange = '–'\nrond = 'x'\n", "3:1", 'unknown key "rond"', "did you mean"),
    ("[numbrs]\nrange = '–'\n", "1:1", 'unknown key "numbrs"', "did you mean numbers?"),
    ("[units]\nscale_from = 2\n", "2:1", "2", "units.scale_from"),
    ("[numbers]\nleast_digits = 0\n", "2:1", "0", "numbers.least_digits"),
    ("[hedges]\nabout_tolerance = 'five'\n", "2:1", "five", "hedges.about_tolerance"),
    ("citations = 3\n", "1:1", "3", "citations"),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), FAULTS)
def test_a_misfit_is_found_at_its_line(text: str, place: str, message: str, hint: str) -> None:
    outcome = read_table(HouseStyle, text.encode(), "styles/own/house.toml")
    assert [(one.code, str(one.span)) for one in outcome.findings] == [("BK804", f"styles/own/house.toml:{place}")]
    assert message in outcome.findings[0].message
    assert hint in outcome.findings[0].hint


def test_a_tolerance_is_read_from_its_digits() -> None:
    outcome = read_table(HouseStyle, b"[hedges]\nabout_tolerance = 7.5\n", "styles/own/house.toml")
    assert outcome.value.tolerance == Decimal("0.075")


def test_a_style_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        HouseStyle().citations = "apa"  # type: ignore[misc]
