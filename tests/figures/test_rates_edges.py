"""Rate tables at their edges: where exactly a fault stands, and what a table of one's own may look like."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest

from briefkit.figures.money.rates import (
    CsvTable,
    EcbTable,
    Rate,
    RateBook,
    format_rate,
    parse_rates_csv,
    read_ecb,
)
from briefkit.figures.periods import parse_period
from samples import marked, problem_of

PATH = "seeds/rates/own.csv"
HEADER = "date,base,quote,rate,source\n"

MARKED = [
    "2023-05,USD,KPW,⟦x⟧,A",
    '2023-05,USD,KPW," ⟦8,200⟧ ",A',
    "⟦2023-05,USD,KPW,8200⟧",
    '⟦2023-05,USD,KPW,8200,"A⟧',
    "2023-05,⟦usd⟧,KPW,8200,A",
    "2023-05, ⟦RMB⟧ ,KPW,8200,A",
    "2023-05,USD,KPW,8200,A\n⟦2023-05⟧,USD,KPW,8200,A",
    "2023-⟦13⟧,USD,KPW,8200,A",
    "⟦2023-5⟧,USD,KPW,8200,A",
    "⟦2023-05~⟧,USD,KPW,8200,A",
    # where nothing stands, the comma behind it
    "2023-05,USD,KPW,⟦,⟧A",
    "2023-05,⟦,⟧KPW,8200,A",
    "⟦,⟧USD,KPW,8200,A",
]


@pytest.mark.parametrize("lines", MARKED)
def test_a_fault_is_marked_from_its_first_to_its_last_character(lines: str) -> None:
    text, span = marked(HEADER + lines, PATH)
    (finding,) = parse_rates_csv(text, PATH, "own").findings
    assert finding.span == span


@pytest.mark.parametrize("text", ["⟦date,base,quote,rate⟧\n2023,USD,KPW,8200", '⟦date,base,quote,rate,"source⟧\n'])
def test_a_first_line_without_the_five_columns_is_marked_as_a_whole(text: str) -> None:
    plain, span = marked(text, PATH)
    (finding,) = parse_rates_csv(plain, PATH, "own").findings
    assert finding.span == span


def test_an_empty_file_is_marked_at_its_beginning() -> None:
    (finding,) = parse_rates_csv("", PATH, "own").findings
    assert (finding.span.line, finding.span.column, finding.span.end_line, finding.span.end_column) == (1, 1, 1, 2)


def test_nothing_in_the_place_of_a_currency_is_called_nothing() -> None:
    (finding,) = parse_rates_csv(HEADER + "2023-05,,KPW,8200,A", PATH, "own").findings
    assert finding.message == "base: found nothing, expected an ISO 4217 currency code"
    assert finding.hint == "write the currency's ISO 4217 code, such as CNY or KPW"


@pytest.mark.parametrize(("written", "shown"), [("x" * 40, "x" * 40), ("x" * 41, "x" * 39 + "…")])
def test_a_long_text_in_the_place_of_a_rate_is_cut_short(written: str, shown: str) -> None:
    (finding,) = parse_rates_csv(f"{HEADER}2023-05,USD,KPW,{written},A", PATH, "own").findings
    assert finding.message == f"rate: found {shown}, expected a decimal number above zero"


NAMES = [
    ("market pyongyang 2", "market_pyongyang_2"),
    ("-Market-", "Market"),
    ("--", "official"),
    ("2023", "rates_2023"),
]


@pytest.mark.parametrize(("name", "better"), NAMES)
def test_a_name_that_cannot_be_asked_for_is_found_at_its_file(name: str, better: str) -> None:
    path = f"seeds/rates/{name}.csv"
    (finding,) = parse_rates_csv(HEADER, path, name).findings
    assert (str(finding.span), finding.hint) == (f"{path}:1:1", f"rename the file {better}.csv")


def test_a_name_of_the_ecb_is_found_at_its_file() -> None:
    (finding,) = parse_rates_csv(HEADER, "seeds/rates/ecb.csv", "ecb").findings
    assert str(finding.span) == "seeds/rates/ecb.csv:1:1"


def test_a_quoted_cell_may_end_a_line_of_windows() -> None:
    outcome = parse_rates_csv(f'{HEADER}2023-05,USD,KPW,8200,"Daily NK, Pyongyang"\r\n', PATH, "own")
    assert outcome.findings == ()
    assert [(one.rate, one.source) for one in outcome.value.fixings] == [(Decimal(8200), "Daily NK, Pyongyang")]


def test_each_pair_of_a_table_has_its_own_direction() -> None:
    outcome = parse_rates_csv(f"{HEADER}2023-05,USD,KPW,8200,A\n2023-05,CNY,KPW,1200,A\n", PATH, "own")
    assert outcome.findings == ()
    assert [(one.base, one.quote) for one in outcome.value.fixings] == [("USD", "KPW"), ("CNY", "KPW")]


# Which fixings are near enough


def own(name: str, *lines: str) -> CsvTable:
    """A project's table without faults."""
    outcome = parse_rates_csv(HEADER + "\n".join(lines) + "\n", f"seeds/rates/{name}.csv", name)
    assert outcome.findings == ()
    return outcome.value


def days(name: str, pair: str, *fixings: str) -> CsvTable:
    """A table that has one rate of a pair on each of these days."""
    return own(name, *(f"{day},{pair},8200,A" for day in fixings))


def ecb(*lines: str) -> EcbTable:
    """An archive of the ECB that holds these lines."""
    data = BytesIO()
    with ZipFile(data, "w") as file:
        file.writestr("eurofxref-hist.csv", "\n".join(lines) + "\n")
    return read_ecb(data.getvalue())


ALL_OF_MAY = ecb("Date,USD,CNY", *(f"2023-05-{day:02},1.1,7.7" for day in range(31, 0, -1)))

COVERED = [
    # days of May 2023 and before, and what keeps them from being all of it
    (["2023-05-01", "2023-05-08", "2023-05-15", "2023-05-22", "2023-05-29"], ""),
    (["2023-05-01", "2023-05-09", "2023-05-17", "2023-05-24"], ""),
    (["2023-05-01", "2023-05-10", "2023-05-17", "2023-05-24"], "none from 2023-05-02 to 2023-05-09"),
    (["2023-05-01", "2023-05-08", "2023-05-22", "2023-05-29"], "none from 2023-05-09 to 2023-05-21"),
    (["2023-05-01", "2023-05-09", "2023-05-16", "2023-05-23"], "none after 2023-05-23"),
    (["2023-05-02", "2023-05-09", "2023-05-17", "2023-05-24"], "none before 2023-05-02"),
    (["2023-04-30", "2023-05-08", "2023-05-15", "2023-05-22", "2023-05-29"], ""),
    (["2023-04-29", "2023-05-08", "2023-05-15", "2023-05-22", "2023-05-29"], "none before 2023-05-08"),
    (["2023-04-20", "2023-04-28", "2023-05-05", "2023-05-12", "2023-05-19", "2023-05-26"], ""),
]


@pytest.mark.parametrize(("fixings", "gap"), COVERED)
def test_an_own_table_goes_before_the_ecb_if_each_day_has_a_fixing_at_most_a_week_old(
    fixings: list[str], gap: str
) -> None:
    book = RateBook([ALL_OF_MAY, days("own", "USD,CNY", *fixings)])
    rate = book.rate("USD", "CNY", parse_period("2023-05"))
    assert (rate.source, "is not used" in rate.note) == (("ecb", True) if gap else ("own", False))


@pytest.mark.parametrize(("fixings", "gap"), [case for case in COVERED if case[1]])
def test_of_two_tables_that_have_a_part_only_the_first_says_what_is_missing(fixings: list[str], gap: str) -> None:
    tables = [days("first", "USD,KPW", *fixings), days("second", "USD,KPW", "2023-05-12")]
    problem = problem_of(RateBook([ALL_OF_MAY, *tables]).rate, "USD", "KPW", parse_period("2023-05"))
    place = "USD/KPW in seeds/rates/first.csv"
    assert problem.message == f"rate: found {place} for part of 2023-05 only ({gap}), expected all of it"
    assert problem.hint == "add a line to seeds/rates/first.csv: 2023-05,USD,KPW,RATE,SOURCE"


ENDS = [
    (["2023-05-01", "2023-05-24"], ""),
    (["2023-05-01", "2023-05-23"], "none after 2023-05-23"),
]


@pytest.mark.parametrize(("fixings", "gap"), ENDS)
def test_the_end_of_a_month_has_a_fixing_at_most_a_week_old(fixings: list[str], gap: str) -> None:
    book = RateBook([ALL_OF_MAY, days("own", "USD,KPW", *fixings)])
    if gap:
        problem = problem_of(_at_the_end, book)
        assert (problem.code.code, f"({gap})" in problem.message) == ("BK435", True)
    else:
        assert str(_at_the_end(book).last) == fixings[-1]


def _at_the_end(book: RateBook) -> Rate:
    return book.rate("USD", "KPW", parse_period("2023-05"), policy="period-end")


def test_a_survey_has_a_rate_of_each_month_over_the_turn_of_a_year() -> None:
    months = ["2022-11-10", "2022-12-10", "2023-01-10", "2023-02-10"]
    period = parse_period("2022-11/2023-02")
    assert RateBook([days("own", "USD,KPW", *months)]).rate("USD", "KPW", period, source="own").fixings == 4
    for missing in months:
        table = days("own", "USD,KPW", *(day for day in months if day != missing))
        problem = problem_of(lambda book: book.rate("USD", "KPW", period, source="own"), RateBook([table]))
        assert f"(none in {missing[:7]})" in problem.message


def test_two_rates_of_a_month_have_a_mean() -> None:
    book = RateBook([own("own", "2023-05-02,USD,KPW,8000,A", "2023-05-20,USD,KPW,8101,A")])
    assert book.rate("USD", "KPW", parse_period("2023-05"), source="own").value == Decimal("8050.5")


def test_the_ecb_gives_no_rate_of_a_business_day_that_it_has_not_reached() -> None:
    tuesday = RateBook([ecb("Date,USD", "2023-05-29,1.07", "2023-05-30,1.08")])
    assert tuesday.rate("EUR", "USD", parse_period("2023-05-30")).value == Decimal("1.08")
    for asked, code in [("2023-05-31", "BK431"), ("2023-05-29/2023-05-31", "BK435")]:
        assert problem_of(tuesday.rate, "EUR", "USD", parse_period(asked)).code.code == code


def test_a_fixing_of_a_week_ago_goes_before_the_mean_of_a_month() -> None:
    table = ecb("Date,USD,CNY", "2023-05-01,1.1,7.7", "2023-05-31,1.1,7.7")
    book = RateBook([table, own("own", "2023-05,USD,CNY,7.05,Bank")])
    assert book.rate("USD", "CNY", parse_period("2023-05-08")).source == "ecb"
    assert book.rate("USD", "CNY", parse_period("2023-05-09")).source == "own"


REACHES = [
    # lines of the ECB, what is said of its rates of the ruble
    (["2022-02-28,1.1,110", "2022-03-01,1.1,115", "2022-03-02,1.1,N/A"], "from 2022-02-28 to 2022-03-01"),
    (["2022-02-28,1.1,N/A", "2022-03-01,1.1,115", "2022-03-02,1.1,N/A"], "from 2022-03-01 to 2022-03-01"),
]


@pytest.mark.parametrize(("lines", "reach"), REACHES)
def test_from_when_to_when_a_source_has_a_currency_is_said(lines: list[str], reach: str) -> None:
    problem = problem_of(RateBook([ecb("Date,USD,RUB", *lines)]).rate, "EUR", "RUB", parse_period("2022-03-02"))
    assert problem.message == (
        f"rate: found none for EUR/RUB in 2022-03-02 in the ECB's rates (it has them {reach}), expected one"
    )


def test_a_currency_that_the_ecb_names_and_never_gives_is_said_to_have_no_rates() -> None:
    book = RateBook([ecb("Date,USD,RUB", "2022-03-02,1.1,N/A")])
    assert "(it has none at all)" in problem_of(book.rate, "EUR", "RUB", parse_period("2022-03-02")).message


# What is said


EIGHT = ["USD,KPW", "CNY,KPW", "JPY,KPW", "EUR,KPW", "GBP,KPW", "CAD,KPW", "CHF,KPW"]
LISTED = [
    ([], "none"),
    (EIGHT, "CAD, CHF, CNY, EUR, GBP, JPY, KPW, USD"),
    ([*EIGHT, "SEK,KPW"], "9 of them"),
]


@pytest.mark.parametrize(("pairs", "known"), LISTED)
def test_up_to_eight_currencies_of_a_source_are_listed(pairs: list[str], known: str) -> None:
    book = RateBook([own("own", *(f"2023-05,{pair},8200,A" for pair in pairs))])
    problem = problem_of(lambda: book.rate("RUB", "KPW", parse_period("2023-05"), source="own"))
    assert problem.message == f"rate: found RUB, expected a currency of seeds/rates/own.csv ({known})"


def test_a_project_without_the_ecb_has_its_own_sources_alone() -> None:
    assert RateBook([days("own", "USD,KPW", "2023-05-12")]).sources == ("own",)
    problem = problem_of(RateBook([]).rate, "USD", "KPW", parse_period("2023-05"))
    assert problem.message == "rate source: found ecb, expected no source"


def test_a_day_in_two_periods_of_one_length_is_ambiguous() -> None:
    book = RateBook([own("own", "2018-01/2018-12,USD,KPW,8000,A", "2018-07-01/2019-06-30,USD,KPW,7000,A")])
    problem = problem_of(lambda: book.rate("KPW", "USD", parse_period("2018-10-01"), source="own"))
    places = "seeds/rates/own.csv:2 and seeds/rates/own.csv:3"
    assert problem.message == f"rate: found USD/KPW for 2018-10-01 in {places}, expected it in one place"


def test_a_rate_is_shown_in_the_direction_that_makes_it_at_least_one() -> None:
    book = RateBook([own("own", "2023-05,USD,KPW,1,A", "2023-05,CNY,KPW,0.5,A", "2023-05,JPY,KPW,2,A")])
    shown = [
        format_rate(book.rate(base, "KPW", parse_period("2023-05"), source="own")) for base in ("USD", "CNY", "JPY")
    ]
    assert shown == ["KPW 1 per USD", "CNY 2 per KPW", "KPW 2 per JPY"]
