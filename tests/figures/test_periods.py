"""What EDTF text means in days, how a period reads in words, and what is said of text that is no date."""

from datetime import date

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from briefkit.figures.periods import DatePatterns, format_period, parse_period
from briefkit.findings import Problem

GERMAN = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
          "Dezember")  # fmt: skip

READ = [
    # text, first day, last day, granularity, approximate, in words
    ("2023", "2023-01-01", "2023-12-31", "year", False, "2023"),
    ("0987", "0987-01-01", "0987-12-31", "year", False, "987"),
    ("2023-05", "2023-05-01", "2023-05-31", "month", False, "May 2023"),
    ("2023-02", "2023-02-01", "2023-02-28", "month", False, "February 2023"),
    ("2024-02", "2024-02-01", "2024-02-29", "month", False, "February 2024"),
    ("2023-12", "2023-12-01", "2023-12-31", "month", False, "December 2023"),
    ("2023-05-31", "2023-05-31", "2023-05-31", "day", False, "May 31, 2023"),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day", False, "February 29, 2024"),
    ("2023~", "2023-01-01", "2023-12-31", "year", True, "c. 2023"),
    ("2023-05?", "2023-05-01", "2023-05-31", "month", True, "c. May 2023"),
    ("2023-05-31%", "2023-05-31", "2023-05-31", "day", True, "c. May 31, 2023"),
    ("2019/2021", "2019-01-01", "2021-12-31", "interval", False, "2019–2021"),
    ("2019~/2021", "2019-01-01", "2021-12-31", "interval", True, "c. 2019–2021"),
    ("2023-05/2023-07", "2023-05-01", "2023-07-31", "interval", False, "May–July 2023"),
    ("2022-12/2023-01", "2022-12-01", "2023-01-31", "interval", False, "December 2022–January 2023"),
    ("2023-05-30/2023-06-02", "2023-05-30", "2023-06-02", "interval", False, "May 30, 2023–June 2, 2023"),
    ("2019/2021-03", "2019-01-01", "2021-03-31", "interval", False, "2019–March 2021"),
    ("2023-Q1", "2023-01-01", "2023-03-31", "quarter", False, "Q1 2023"),
    ("2023-Q2", "2023-04-01", "2023-06-30", "quarter", False, "Q2 2023"),
    ("2023-34", "2023-04-01", "2023-06-30", "quarter", False, "Q2 2023"),
    ("2023-36?", "2023-10-01", "2023-12-31", "quarter", True, "c. Q4 2023"),
    ("2023-05-31/2023-05-31", "2023-05-31", "2023-05-31", "interval", False, "May 31, 2023–May 31, 2023"),
    (" 2023-05 ", "2023-05-01", "2023-05-31", "month", False, "May 2023"),
]


@pytest.mark.parametrize(("text", "first", "last", "granularity", "approximate", "words"), READ)
def test_edtf_text_is_a_period_of_days(
    text: str, first: str, last: str, granularity: str, approximate: bool, words: str
) -> None:
    period = parse_period(text)
    assert (period.text, period.first, period.last) == (
        text.strip(),
        date.fromisoformat(first),
        date.fromisoformat(last),
    )
    assert (period.granularity, period.approximate) == (granularity, approximate)
    assert format_period(period) == words


REFUSED = [
    # text, found, the stretch of the text it is about, hint
    ("", "nothing", "", "write year-month-day, as much of it as is known: 2023, 2023-05 or 2023-05-31"),
    ("May 2023", "“May 2023”", "May 2023", "write 2023-05"),
    ("May 31, 2023", "“May 31, 2023”", "May 31, 2023", "write 2023-05-31"),
    ("3 Sept. 2023", "“3 Sept. 2023”", "3 Sept. 2023", "write 2023-09-03"),
    ("2023-5-3", "“2023-5-3”", "2023-5-3", "write 2023-05-03"),
    ("2023.05", "“2023.05”", "2023.05", "write 2023-05"),
    ("2019-2021", "“2019-2021”", "2019-2021", "write 2019/2021"),
    ("2019–2021", "“2019–2021”", "2019–2021", "write 2019/2021"),
    ("2012-13", "month 13", "13", "for two years write 2012/2013"),
    ("2023-00", "month 00", "00", "write the month as 01 to 12"),
    ("2023-21", "month 21", "21", "write the months of the season: 2023-03/2023-05"),
    ("2022-24", "month 24", "24", "write the months of the season: 2022-12/2023-02"),
    ("2023-31-05", "month 31", "31", "write 2023-05-31"),
    ("2023-31-01", "month 31", "31", "write 2023-01-31"),
    ("2023-31-12", "month 31", "31", "write 2023-12-31"),
    ("2023-31-13", "month 31", "31", "write the month as 01 to 12"),
    ("2023-32-05", "month 32", "32", "write the month as 01 to 12"),
    ("2023-34-01", "month 34", "34", "write the month as 01 to 12"),
    ("2023-02-29", "day 29 of a month of 28 days", "29", "write 2023-02-01 to 2023-02-28"),
    ("2023-05-00", "day 00 of a month of 31 days", "00", "write 2023-05-01 to 2023-05-31"),
    ("2023-Q5", "quarter 5", "Q5", "write 2023-Q1 to 2023-Q4"),
    ("0000", "the year 0000", "0000", "write a year from 0001 to 9999"),
    ("2019/2020-13", "month 13", "13", "write the month as 01 to 12"),
    ("2021/2019", "an interval that ends before it begins", "2021/2019", "write 2019/2021"),
    ("2019/..", "an interval without a beginning or an end", "2019/..", "write both dates: 2019/2021"),
    ("../2019", "an interval without a beginning or an end", "../2019", "write both dates: 2019/2021"),
    ("2019/", "an interval without a beginning or an end", "2019/", "write both dates: 2019/2021"),
    ("2019/2020/2021", "“2020/2021”", "2020/2021",
     "write year-month-day, as much of it as is known: 2023, 2023-05 or 2023-05-31"),
    ("2023-5/2024", "“2023-5”", "2023-5", "write 2023-05"),
    ("2023/ 2024-5", "“2024-5”", "2024-5", "write 2024-05"),
    ("x" * 40, f"“{'x' * 40}”", "x" * 40,
     "write year-month-day, as much of it as is known: 2023, 2023-05 or 2023-05-31"),
    ("x" * 41, f"“{'x' * 39}…”", "x" * 41,
     "write year-month-day, as much of it as is known: 2023, 2023-05 or 2023-05-31"),
    ("/2019", "an interval without a beginning or an end", "/2019", "write both dates: 2019/2021"),
    ("２０２３", "“２０２３”", "２０２３",
     "write year-month-day, as much of it as is known: 2023, 2023-05 or 2023-05-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "place", "hint"), REFUSED)
def test_text_that_is_no_date_is_refused_with_the_edit_to_make(text: str, found: str, place: str, hint: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_period(text)
    problem = caught.value
    expected = "a date such as 2023, 2023-05, 2023-05-31, 2023-Q2, 2023~ or 2019/2021"
    assert problem.code.code == "BK430"
    assert problem.message == f"date: found {found}, expected {expected}"
    start = text.rindex(place)
    assert (problem.start, problem.end) == (start, start + len(place))
    assert problem.hint == hint


def test_a_house_style_has_its_own_months_and_patterns() -> None:
    style = DatePatterns(day="{day}. {month} {year}", interval="{first} bis {last}", approximate="um {date}")
    assert format_period(parse_period("2023-05-31"), GERMAN, style) == "31. Mai 2023"
    assert format_period(parse_period("2019/2021"), GERMAN, style) == "2019 bis 2021"
    assert format_period(parse_period("2023-03~"), GERMAN, style) == "um März 2023"


PLAIN = [("2023", "2023"), ("2023-05~", "2023-05"), ("2019~/2021?", "2019/2021"), (" 2019 / 2021 ", "2019/2021")]


@pytest.mark.parametrize(("text", "plain"), PLAIN)
def test_a_rate_is_looked_up_by_the_date_without_its_doubts(text: str, plain: str) -> None:
    assert parse_period(text).plain == plain


@given(st.dates())
def test_every_day_reads_as_itself(day: date) -> None:
    period = parse_period(day.isoformat())
    assert (period.first, period.last, period.is_day) == (day, day, True)


@given(st.text(alphabet="0123456789-/~?%Q. May", max_size=24))
def test_any_text_is_a_period_in_order_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except Problem:
        event("refused")
    else:
        assert period.first <= period.last
        assert parse_period(period.text) == period
        assert format_period(period)
