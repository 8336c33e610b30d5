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
    ("[drawings]\naccent = 'blue'\n", "2:1", "a colour as #rrggbb", "drawings.accent"),
    ("[drawings]\nseries = ['#112233', '#445566']\n", "2:1", "6 different colours", "drawings.series"),
    (
        "[drawings]\nseries = ['#112233', '#aabbcc', '#AABBCC', '#445566', '#556677', '#667788']\n",
        "2:1",
        "6 different colours",
        "drawings.series",
    ),
    ("[hedges]\nabout_tolerance = -5\n", "2:1", "greater than or equal to 0", "hedges.about_tolerance"),
    ("[hedges]\nabout_tolerance = nan\n", "2:1", "a finite number", "hedges.about_tolerance"),
    ("[numbers]\nleast_digits = 99\n", "2:1", "less than or equal to 12", "numbers.least_digits"),
]

# What could be read in two ways, or says another thing: the table, its content, the key at fault, what was expected.
TWO_MEANINGS = [
    # Marks of numbers
    ("numbers", "group = '.'", "group", "different marks for group and decimal"),
    ("numbers", "group = '.'\ndecimal = '.'", "decimal", "different marks for group and decimal"),
    ("numbers", "minus = '–'", "minus", "different marks for range and minus"),
    ("numbers", "range = '-'\nminus = '-'", "minus", "different marks for range and minus"),
    ("numbers", "range = ','", "range", "different marks for group and range"),
    ("numbers", "to = '−'", "to", "different marks for minus and to"),
    ("numbers", "group = '5'", "group", "one mark or space, or nothing"),
    ("numbers", "group = 'x'", "group", "one mark or space, or nothing"),
    ("numbers", "group = ', '", "group", "one mark or space, or nothing"),
    ("numbers", "group = '%'", "group", "one mark or space, or nothing"),
    ("numbers", "decimal = ''", "decimal", "one mark that is no letter, digit or space"),
    ("numbers", "decimal = '5'", "decimal", "one mark that is no letter, digit or space"),
    ("numbers", "decimal = ' '", "decimal", "one mark that is no letter, digit or space"),
    ("numbers", "decimal = '('", "decimal", "one mark that is no letter, digit or space"),
    ("numbers", "minus = ''", "minus", "a minus sign, a dash"),
    ("numbers", "minus = 'minus'", "minus", "a minus sign, a dash"),
    ("numbers", "minus = ' −'", "minus", "a minus sign, a dash"),
    ("numbers", "minus = '+'", "minus", "a minus sign, a dash"),
    ("numbers", "range = ' '", "range", "a dash, or a word between spaces"),
    ("numbers", "range = 'to'", "range", "a dash, or a word between spaces"),
    ("numbers", "range = '1'", "range", "a dash, or a word between spaces"),
    ("numbers", "to = ''", "to", "a word, without spaces around it"),
    ("numbers", "to = ' to '", "to", "a word, without spaces around it"),
    ("numbers", "to = 'million'", "to", "a word that differs from units.scales.million, million"),
    # Names of currencies
    ("money", "names = { CNY = 'RMB', HKD = 'RMB' }", "names", "a name of HKD"),
    ("money", "names = { AUD = '$', CAD = '$' }", "names", "different names for AUD and CAD"),
    ("money", "names = { CNY = 'USD' }", "names", "a name of CNY"),
    ("money", "names = { CNY = 'EUR', EUR = 'CNY' }", "names", "a name of"),
    ("money", "names = { CNY = 'yen' }", "names", "a name of CNY"),
    ("money", "names = { CNY = '€' }", "names", "a name of CNY"),
    ("money", "names = { GBP = 'pounds' }", "names", "a name of GBP, and not of a unit"),
    ("money", "names = { CNY = '' }", "names", "a name without digits"),
    ("money", "names = { CNY = 'CNY 1' }", "names", "a name without digits"),
    ("money", "names = { CNY = 'about' }", "names", "a name that is no hedge"),
    ("money", "names = { CNY = 'over all' }", "names", "a name that is no hedge"),
    ("money", "names = { CNY = 'million' }", "names", "a word that differs from units.scales.million, million"),
    ("money", "names = { YUAN = 'RMB' }", "names", "an ISO 4217 code"),
    ("money", "constant_prices = 'real'", "constant_prices", "a pattern with {year}, each once"),
    ("money", "constant_prices = '{year}'", "constant_prices", "words beside {year}"),
    # Words behind a number
    ("units", "percent = ''", "percent", 'a percent sign, or " percent"'),
    ("units", "percent = ' '", "percent", 'a percent sign, or " percent"'),
    ("units", "percent = 'percent'", "percent", 'a percent sign, or " percent"'),
    ("units", "percent = '‰'", "percent", 'a percent sign, or " percent"'),
    ("units", "percent = ' percentage points'", "percent", 'a percent sign, or " percent"'),
    ("units", "percent_in_tables = ' kg'", "percent_in_tables", 'a percent sign, or " percent"'),
    ("units", "percent = ' million'", "percent", 'a percent sign, or " percent"'),
    ("units", "percent = ' per mille'", "percent", 'a percent sign, or " percent"'),
    ("numbers", "to = 'percent'", "to", "a word that differs from numbers.to, percent"),
    ("units", "per = 'per'", "per", "a pattern with {unit}, each once"),
    ("units", "per = 'per {units}'", "per", "a pattern with {unit}, each once"),
    ("units", "per = '{unit}'", "per", "words or a mark beside {unit}"),
    ("units", "per = '1 {unit}'", "per", "a pattern with {unit}"),
    ("units", "per_time = 'million {unit}'", "per_time", "words that are no unit"),
    ("units", "scales = { milion = 'm' }", "scales", "thousand or million or billion or trillion"),
    ("units", "scales = { million = 'bn' }", "scales", "a word that says million"),
    ("units", "scales = { million = 'billion' }", "scales", "a word that says million"),
    ("units", "scales = { million = 'meters' }", "scales", "a word that says million"),
    ("units", "scales = { million = '' }", "scales", "a word, without spaces around it"),
    ("units", "scales = { million = 'x', billion = 'x' }", "scales", "different words for"),
    # Dates
    ("dates", "day = '{month} {day}'", "day", "a pattern with {month} and {day} and {year}, each once and apart"),
    ("dates", "day = '{month} {day}, {yaer}'", "day", "a pattern with {month} and {day} and {year}"),
    ("dates", "day = '{month} {day}{year}'", "day", "a pattern with {month} and {day} and {year}"),
    ("dates", "day = '{month} {day} {year:99999999}'", "day", "a pattern with {month} and {day} and {year}"),
    ("dates", "day = '{month.__class__} {day} {year}'", "day", "a pattern with {month} and {day} and {year}"),
    ("dates", "month = '{month} {year'", "month", "a pattern with {month} and {year}"),
    ("dates", "month = '{month!r} {year}'", "month", "a pattern with {month} and {year}"),
    ("dates", "year = '20{year}'", "year", "a pattern with {year}"),
    ("dates", "interval = '{last}–{first}'", "interval", "{first} before {last}"),
    ("dates", "approximate = '{date}'", "approximate", "words beside {date}"),
    ("dates", "months = ['Jan', 'Feb']", "months", "twelve different names"),
]


# The file, and the message of its finding.
FOUND = [
    ("[units]\npercent = '‰'\n", 'found "‰", expected a percent sign, or " percent"'),
    ("[units]\nper = 'per'\n", 'found "per", expected a pattern with {unit}, each once'),
    ("[numbers]\nto = 'million'\n", 'found "million", expected a word that differs from units.scales.million, million'),
    ("[money]\nnames = { CNY = 'million' }\n", 'found "million", expected a word that differs from'),
    ("[money]\nnames = { YUAN = 'RMB' }\n", 'found "YUAN", expected an ISO 4217 code'),
    ("[language.fr.numbers]\nrange = '-'\n", 'found "fr", expected ko or zh'),
    ("[language.ko.numbers]\nrange = ','\n", 'found ",", expected different marks for group and range'),
]


@pytest.mark.parametrize(("text", "message"), FOUND)
def test_the_message_gives_what_was_found_and_what_was_expected(text: str, message: str) -> None:
    outcome = read_table(HouseStyle, text.encode(), "styles/own/house.toml")
    assert message in [one.message[: len(message)] for one in outcome.findings]


# Two keys disagree: the finding stands at the first of them that the file sets.
AT_WHICH = [
    ("[numbers]\ngroup = '.'\n", "2:1"),
    ("[numbers]\ndecimal = ','\n", "2:1"),
    ("[numbers]\ngroup = '.'\ndecimal = '.'\n", "3:1"),
    ("[units]\nscales = { million = 'to' }\n", "2:1"),
    ("[units]\nscales = { million = 'bis' }\n[numbers]\nto = 'bis'\n", "4:1"),
    ("[numbers]\nto = 'bis'\n[units]\nscales = { million = 'bis' }\n", "2:1"),
]


@pytest.mark.parametrize(("text", "place"), AT_WHICH)
def test_what_disagrees_is_found_where_the_file_says_it(text: str, place: str) -> None:
    outcome = read_table(HouseStyle, text.encode(), "styles/own/house.toml")
    assert str(outcome.findings[0].span) == f"styles/own/house.toml:{place}"


@pytest.mark.parametrize(("table", "content", "key", "expected"), TWO_MEANINGS)
def test_what_could_be_read_in_two_ways_is_found_at_its_line(table: str, content: str, key: str, expected: str) -> None:
    text = f"[{table}]\n{content}\n"
    line = next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(f"{key} ="))
    outcome = read_table(HouseStyle, text.encode(), "styles/own/house.toml")
    assert {(one.code, str(one.span)) for one in outcome.findings} == {("BK804", f"styles/own/house.toml:{line}:1")}
    assert any(f"expected {expected}" in one.message for one in outcome.findings)
    assert isinstance(outcome.value, HouseStyle)


UNUSUAL = [
    "[numbers]\ngroup = ''\ndecimal = ','\nrange = ' to '\nminus = 'minus '\n",
    "[numbers]\ngroup = '\u202f'\nrange = '-'\n",
    "[money]\nnames = { CNY = '¥', USD = 'US$', CAD = '$', KRW = '₩' }\nconstant_prices = 'in prices of {year}'\n",
    "[units]\npercent = ' per cent'\npercent_in_tables = '％'\n",
    "[units]\npercent = '%'\npercent_in_tables = ' pct'\nper = '/{unit}'\nscales = { million = 'm', billion = 'bn' }\n",
    "[dates]\nday = '{year}-{month}-{day:02}'\nmonths=['01','02','03','04','05','06','07','08','09','10','11','12']\n",
]


@pytest.mark.parametrize("text", UNUSUAL)
def test_an_unusual_house_is_read_without_a_finding(text: str) -> None:
    assert read_table(HouseStyle, text.encode(), "styles/own/house.toml").findings == ()


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
