"""Dates: turns EDTF text ("2023-05", "2019/2021", "2023~") into periods of days, and periods back into words."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefkit.findings import Problem
from briefkit.findings.bk4_rates import MALFORMED_DATE

Granularity = Literal["day", "month", "quarter", "year", "interval"]

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_EXPECTED = "a date such as 2023, 2023-05, 2023-05-31, 2023-Q2, 2023~ or 2019/2021"
_SHAPE = re.compile(r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[0-9])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?")
_QUALIFIERS = "~?%"
_QUARTER_MONTHS = {33: 1, 34: 2, 35: 3, 36: 4}  # EDTF level 2 numbers the quarters so
_SEASONS = {21: ("03", "05"), 22: ("06", "08"), 23: ("09", "11"), 24: ("12", "02")}  # EDTF level 1; north or south?


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days as a source dates it: the text as written, its first and last day, and whether it is qualified.

    Qualifiers (`~` approximate, `?` uncertain, `%` both) do not move the bounds.
    """

    text: str
    first: date
    last: date
    approximate: bool

    @property
    def granularity(self) -> Granularity:
        """What was written: a day, a month, a quarter, a year or an interval of two dates."""
        plain = _unqualified(self.text)
        if "/" in plain:
            return "interval"
        if len(plain) == 4:
            return "year"
        if len(plain) == 10:
            return "day"
        return "month" if self.first.month == self.last.month else "quarter"

    @property
    def is_day(self) -> bool:
        """Whether it is one single day, however it was written."""
        return self.first == self.last

    @property
    def plain(self) -> str:
        """The text without qualifiers, as a line of a rate table takes it."""
        return _unqualified(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePatterns:
    """How a house style writes dates: `str.format` patterns over day, month (a name), quarter and year."""

    day: str = "{month} {day}, {year}"
    month: str = "{month} {year}"
    quarter: str = "Q{quarter} {year}"
    year: str = "{year}"
    interval: str = "{first}–{last}"
    approximate: str = "c. {date}"


HOUSE_DATES = DatePatterns()


def parse_period(text: str) -> Period:
    """EDTF text → the period it names.

    Level 0 (year, month, day, interval) with the qualifiers `~`, `?` and `%` at the end of a date, and quarters as
    2023-Q2 or, as EDTF level 2 has it, 2023-34. Raises `Problem` BK430 with offsets into `text`.
    """
    head, slash, tail = text.partition("/")
    if not slash:
        return _parse_date(text, 0)
    if head.strip() in ("", "..") or tail.strip() in ("", ".."):
        raise _problem("an interval without a beginning or an end", 0, len(text), "write both dates: 2019/2021")
    first = _parse_date(head, 0)
    last = _parse_date(tail, len(head) + 1)
    if last.last < first.first:
        raise _problem("an interval that ends before it begins", 0, len(text), f"write {last.text}/{first.text}")
    return Period(text.strip(), first.first, last.last, first.approximate or last.approximate)


def format_period(period: Period, months: Sequence[str] = ENGLISH_MONTHS, patterns: DatePatterns = HOUSE_DATES) -> str:
    """A period in words, by the house style: "May 2023", "2023", "May 31, 2023", "2019–2021", "c. 2023".

    `months` are the twelve names of the language. Months of one year share it: "May–July 2023"; two years share the
    words around them.
    """
    plain = period.plain
    words = _format_interval(plain, months, patterns) if "/" in plain else _format_date(period, months, patterns)
    return patterns.approximate.format(date=words) if period.approximate else words


def _format_interval(plain: str, months: Sequence[str], patterns: DatePatterns) -> str:
    first, last = (parse_period(part) for part in plain.split("/"))
    if first.granularity == last.granularity == "month" and first.first.year == last.first.year:
        name = patterns.interval.format(first=months[first.first.month - 1], last=months[last.first.month - 1])
        return patterns.month.format(month=name, year=first.first.year)
    if first.granularity == last.granularity == "year" and "{year}" in patterns.year:
        years = patterns.interval.format(first=first.first.year, last=last.first.year)
        return patterns.year.format(year=years)
    return patterns.interval.format(
        first=_format_date(first, months, patterns), last=_format_date(last, months, patterns)
    )


def _format_date(period: Period, months: Sequence[str], patterns: DatePatterns) -> str:
    pattern = {
        "day": patterns.day,
        "month": patterns.month,
        "quarter": patterns.quarter,
        "year": patterns.year,
    }[period.granularity]
    day = period.first
    return pattern.format(day=day.day, month=months[day.month - 1], quarter=(day.month + 2) // 3, year=day.year)


def _parse_date(part: str, offset: int) -> Period:
    """One date, that is a period without a slash, at `offset` in the text."""
    body = part.strip()
    start = offset + len(part) - len(part.lstrip())
    end = start + len(body)
    qualified = body[-1:] in tuple(_QUALIFIERS)
    plain = body[:-1] if qualified else body
    match = _SHAPE.fullmatch(plain)
    if match is None:
        raise _problem(_quoted(body), start, end, _hint_for(body))
    year = int(match["year"])
    if year == 0:
        raise _problem("the year 0000", start, end, "write a year from 0001 to 9999")
    if match["quarter"]:
        return _quarter(body, year, int(match["quarter"]), qualified, start)
    if match["month"] is None:
        return Period(body, date(year, 1, 1), date(year, 12, 31), qualified)
    month = int(match["month"])
    if month in _QUARTER_MONTHS and match["day"] is None:
        return _quarter(body, year, _QUARTER_MONTHS[month], qualified, start)
    if not 1 <= month <= 12:
        raise _problem(f"month {match['month']}", start + 5, start + 7, _month_hint(match))
    days = monthrange(year, month)[1]
    if match["day"] is None:
        return Period(body, date(year, month, 1), date(year, month, days), qualified)
    day = int(match["day"])
    if not 1 <= day <= days:
        found = f"day {match['day']} of a month of {days} days"
        raise _problem(found, start + 8, start + 10, f"write {plain[:7]}-01 to {plain[:7]}-{days}")
    return Period(body, date(year, month, day), date(year, month, day), qualified)


def _quarter(body: str, year: int, quarter: int, qualified: bool, start: int) -> Period:
    if not 1 <= quarter <= 4:
        raise _problem(f"quarter {quarter}", start + 5, start + 7, f"write {year:04}-Q1 to {year:04}-Q4")
    month = 3 * quarter
    first, last = date(year, month - 2, 1), date(year, month, monthrange(year, month)[1])
    return Period(body, first, last, qualified)


def _unqualified(text: str) -> str:
    return "/".join(part.strip().rstrip(_QUALIFIERS) for part in text.split("/"))


def _problem(found: str, start: int, end: int, hint: str) -> Problem:
    return MALFORMED_DATE.problem(start, end, hint, found=found, expected=_EXPECTED)


def _quoted(text: str) -> str:
    shown = text if len(text) <= 40 else text[:39] + "…"
    return f"“{shown}”" if shown else "nothing"


def _month_hint(match: re.Match[str]) -> str:
    """For a month that is none: a range of years such as 2012-13 (which EDTF cannot read), a season, or a slip."""
    year, month = int(match["year"]), int(match["month"])
    if match["day"] is not None:
        swapped = 1 <= int(match["day"]) <= 12 and month <= 31
        return f"write {match['year']}-{match['day']}-{match['month']}" if swapped else "write the month as 01 to 12"
    if month == year % 100 + 1:
        return f"for two years write {year:04}/{year + 1:04}"
    if month in _SEASONS:
        first, last = _SEASONS[month]
        return f"write the months of the season: {year:04}-{first}/{year + (month == 24):04}-{last}"
    return "write the month as 01 to 12"


_NAMED = re.compile(r"(?:([0-9]{1,2}) )?([A-Za-z]{3,9})\.?(?: ([0-9]{1,2}),)? ([0-9]{4})")
_UNPADDED = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?")
_YEARS = re.compile(r"([0-9]{4}) ?[-–—] ?([0-9]{4})")


def _hint_for(body: str) -> str:
    """The edit that most likely makes a date of `body`."""
    if years := _YEARS.fullmatch(body):
        return f"write {years[1]}/{years[2]}"
    if parts := _UNPADDED.fullmatch(body):
        return "write " + "-".join([parts[1], *(part.zfill(2) for part in parts.groups()[1:] if part)])
    if named := _NAMED.fullmatch(body):
        for number, name in enumerate(ENGLISH_MONTHS, start=1):
            if name.lower().startswith(named[2].lower()):
                day = named[1] or named[3]
                return f"write {named[4]}-{number:02}" + (f"-{day.zfill(2)}" if day else "")
    return "write year-month-day, as much of it as is known: 2023, 2023-05 or 2023-05-31"
