"""Dates that a quote names are read, and a claim's date that none of them can be is seen."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.evidence.quote_dates import contradicting, read_dates
from briefkit.figures.periods import parse_period
from samples import VOCABULARY

# a quote, and the dates it names: the first, and the last where it is a range; X stands for a year that is not named
NAMED = [
    ("coal made up half of exports in 2013", ["2013"]),
    ("exports to China in May", ["X-05"]),
    ("on 31 May 2016 it opened", ["2016-05-31"]),
    ("on May 5, 2013", ["2013-05-05"]),
    ("on May 31, 2016, it opened", ["2016-05-31"]),
    ("on 28–31 May", ["X-05-28 X-05-31"]),
    ("in May 2016", ["2016-05"]),
    ("on Jan. 5, 2013", ["2013-01-05"]),
    ("on 2013-05-31", ["2013-05-31"]),
    ("on 31/05/2013", ["2013"]),
    ("2012–13", ["2012 2013"]),
    ("in 1999/2000", ["1999 2000"]),
    ("from 2001 to 2011", ["2001 2011"]),
    ("between 2001 and 2011", ["2001 2011"]),
    ("from May to July 2013", ["2013-05 2013-07"]),
    ("between May 2012 and June 2013", ["2012-05 2013-06"]),
    ("from Nov. to Feb.", ["X-11 X-02"]),
    ("in 2001, 2003 and 2005", ["2001", "2003", "2005"]),
    ("the second quarter of 2023", ["2023-04 X-06"]),
    ("in Q2 2023", ["2023-04 X-06"]),
    ("in the first half of 2023", ["2023-01 X-06"]),
    ("in the 1990s", ["1990 1999"]),
    ("since 2011", ["2011 on"]),
    ("until May 2011", ["to 2011-05"]),
    ("in mid-2013", ["2013"]),
    ("2013年5月31日", ["2013-05-31"]),
    ("5月出口300万美元", ["X-05"]),
    ("二〇一三年十二月", ["2013-12"]),
    ("2013년 5월에 300만 달러", ["2013-05"]),
    ("2013~2015年", ["2013 2015"]),
    ("自2011年以来", ["2011 on"]),
    # None at all
    ("last year", []),
    ("two months", []),
    ("3个月", []),
    ("2013 wigs were sold", []),
    ("2,013 wigs", []),
    ("at USD 2000", []),
    ("Article 2013 of the code", []),
    ("it may rise", []),
    ("March on", []),
    ("at 13:30", []),
    # The year of a document
    ("a 2016 report says that 5% were paid", []),
    ("the 2008 census counted 24 million", []),
    ("in a book published in 2016", []),
    ("half of exports (Smith 2016)", []),
    # What a figure is measured from
    ("three times that of 2017", []),
    ("12 percent above 2021", []),
    ("USD 22 million, against USD 18.5 million in 2021", []),
    ("more in 2013 than in 2012", ["2013"]),
    ("it rose in 2013, compared with the level of 2012", ["2013"]),
    ("이는 2021년의 2.5배이다", []),
    ("2022年比2021年增长5%", ["2022"]),
    ("more than 5 million in 2013", ["2013"]),
    ("over 12 hours a day in May", ["X-05"]),
    # A month, and a number that is no day
    ("in May 5 million were sold", ["X-05"]),
]


@pytest.mark.parametrize(("quote", "dates"), NAMED)
def test_the_dates_of_a_quote_are_read(quote: str, dates: list[str]) -> None:
    assert [written(one) for one in read_dates(quote, VOCABULARY)] == dates


def written(one: object) -> str:
    def parts(year: int | None, month: int | None, day: int | None) -> str:
        return "-".join([str(year or "X"), *(f"{part:02}" for part in (month, day) if part)])

    first = parts(one.year, one.month, one.day)  # type: ignore[attr-defined]
    last_parts = (one.last_year, one.last_month, one.last_day)  # type: ignore[attr-defined]
    if one.since or one.until:  # type: ignore[attr-defined]
        return f"{first} on" if one.since else f"to {first}"  # type: ignore[attr-defined]
    if not any(last_parts):
        return first
    if last_parts[2] and not last_parts[1]:
        last_parts = (last_parts[0], one.month, last_parts[2])  # type: ignore[attr-defined]
    return f"{first} {parts(*last_parts)}"


# a quote, and dates of the claim that it allows
ALLOWED = [
    ("earned USD 4.79 million in May", "2023-05 2023-05-31 2023 2022/2023 2023-Q2 2023-04/2023-06"),
    ("in 2013", "2013 2013-07 2013-07-01 2012/2014 2013-Q4 2014~"),
    ("in May 2013", "2013 2013-05 2013-05-03"),
    ("from 2001 to 2011", "2001/2011 2011 2001 2005-06"),
    ("in 2012–13", "2012 2013 2012/2013 2012-09"),
    ("from Nov. to Feb.", "2012-11 2013-01 2012-12/2013-02"),
    ("since 2011", "2011 2020 2023-05"),
    ("until May 2011", "2011-05 2010"),
    ("rose to 5 million in 2013 from 4 million in 2012", "2013 2012"),
    ("2005-06 saw a rise", "2005-06"),
    ("in the second quarter of 2023", "2023-05 2023-Q2 2023"),
    ("last year", "2021 2023-05"),
    ("a 2016 report", "2013"),
    ("2013年5月", "2013-05 2013"),
    ("3월에", "2024-03"),
]
CONTRADICTED = [
    ("earned USD 4.79 million in May", "2023-06 2023-06-30 2023-Q3 2023-06/2023-12", "May"),
    ("in 2013", "2014 2012-12-31 2023", "2013"),
    ("in May 2013", "2013-06 2012-05 2012", "May 2013"),
    ("from 2001 to 2011", "2012 2000 1990/1999", "2001 to 2011"),
    ("in 2012–13", "2011 2014 2014-01", "2012–13"),
    ("from Nov. to Feb.", "2012-05", "Nov. to Feb."),
    ("since 2011", "2010 2001/2009", "2011"),
    ("until May 2011", "2011-06 2012", "May 2011"),
    ("on 31 May", "2023-05-30", "31 May"),
    ("in the second quarter of 2023", "2023-07 2023-Q1", "second quarter of 2023"),
    ("rose to 5 million in May 2013 from 4 million in May 2012", "2014", "May 2013, May 2012"),
    ("2013年5月", "2013-06 2014", "2013年5月"),
    ("3월에", "2024-04", "3월"),
]


@pytest.mark.parametrize(("quote", "dates"), ALLOWED)
def test_a_date_that_the_quote_may_mean_is_let_through(quote: str, dates: str) -> None:
    assert [date for date in dates.split() if contradicting(quote, parse_period(date), VOCABULARY)] == []


@pytest.mark.parametrize(("quote", "dates", "named"), CONTRADICTED)
def test_a_date_that_no_date_of_the_quote_can_be_is_seen(quote: str, dates: str, named: str) -> None:
    for date in dates.split():
        found = contradicting(quote, parse_period(date), VOCABULARY)
        assert ", ".join(one.text for one in found) == named, date


PIECES = (
    "May March January February Nov. 2013 1999 13 31 5 0 - – / . , to until since between and 1990s Q2 half quarter of "
    "first 年 月 日 二〇一三年 十二月 五月 월 년 일 以来 까지 ( Smith report the a published in"
).split(" ")


@given(st.lists(st.sampled_from([*PIECES, " "])).map("".join), st.sampled_from(["2013", "0001", "9999-12-31", "2013~"]))
def test_any_text_is_read_without_a_fault(text: str, date: str) -> None:
    for one in read_dates(text, VOCABULARY):
        assert text[one.start : one.end].strip() == one.text
        assert one.as_period == "" or one.may_be(parse_period(one.as_period))
    contradicting(text, parse_period(date), VOCABULARY)


@pytest.mark.parametrize("piece", ["May 2013 ", "2013-", "5月", "between 2001 and 2003 ", "(Smith 2016 ", "a 2016 "])
def test_dates_are_read_soon(piece: str) -> None:
    started = time.perf_counter()
    contradicting(piece * (19_000 // len(piece)), parse_period("1850"), VOCABULARY)
    assert time.perf_counter() - started < 2
