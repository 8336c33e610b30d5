"""Read the dates that a quote names ("in May", "31 May 2016", "2012–13", "2013年5月") and hold a period to them.

A date is the days that it may be: from its first to its last. Where no year is named, each year has them. A date that
only bounds ("since 2011", "until May") has no other end. The year of a document ("a 2016 report") is no date of what is
said.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefkit.figures.periods import ENGLISH_MONTHS, Period
from briefkit.figures.quotes.labels import FIRST_YEAR, LAST_YEAR
from briefkit.figures.quotes.reading import read_quantities
from briefkit.figures.units import Vocabulary


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date as a text names it, with the parts that it gives. A range gives its first and its last parts.

    `since` and `until` say that it only bounds, from below or from above.
    """

    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    since: bool = False
    until: bool = False

    def may_be(self, period: Period) -> bool:
        """Whether a day of the period may be meant."""
        slack = timedelta(days=366) if period.approximate else timedelta()
        first, last = _moved(period.first, -slack), _moved(period.last, slack)
        return any(self._meets(year, first, last) for year in self._years(first, last))

    @property
    def is_bare_year(self) -> bool:
        return self.month is None and self.last_year is None

    @property
    def as_period(self) -> str:
        """The date as a claim writes it; empty for one without a year, a range, a bound or a day that no month has."""
        ranges = (self.last_year, self.last_month, self.last_day) != (None, None, None)
        if self.year is None or ranges or self.since or self.until:
            return ""
        if self.day is not None and self.day > monthrange(self.year, self.month or 1)[1]:
            return ""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    def _years(self, first: date, last: date) -> Sequence[int]:
        return (self.year,) if self.year is not None else range(max(first.year - 1, 1), last.year + 1)

    def _meets(self, year: int, first: date, last: date) -> bool:
        month = self.last_month or self.month
        last_year = self.last_year or (year + (self.year is None and (month or 1) < (self.month or 1)))
        opens = self.since or first <= _day(last_year, month, self.last_day or self.day, last=True)
        closes = self.until or _day(year, self.month, self.day, last=False) <= last
        return opens and closes


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _day(year: int, month: int | None, day: int | None, *, last: bool) -> date:
    year = min(max(year, 1), 9999)
    month = month or (12 if last else 1)
    most = monthrange(year, month)[1]
    return date(year, month, min(day or (most if last else 1), most))


MAX_READ = 20_000  # characters of a quote; what is longer is no quote
_HEAD = r"(?<![\w.,])(?<!\d[-/])"  # where a number begins
_FOUR = r"(?:1[89]|20)\d\d"
_YEAR = rf"{_HEAD}{_FOUR}(?![\w%]|[.,]\d)"
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<last_day>[0-3]?\d)(?:st|nd|rd|th)?)?"
_HAN = "〇零一二三四五六七八九十"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 2013-05-31, 2013/5/31, 2013.5.31; 2013-05
        rf"{_HEAD}(?P<year>{_FOUR})(?P<joint>[-/.])(?P<month_number>\d\d?)(?P=joint)(?P<day>\d\d?)(?![\w]|[-/]\d)",
        rf"{_HEAD}(?P<year>{_FOUR})-(?P<month_number>0[1-9]|1[0-2])(?![\w%]|[-/.,]\d)",
        # 31/05/2013: which of the two is the month is not known
        rf"{_HEAD}\d\d?(?P<joint>[-/.])\d\d?(?P=joint)(?P<year>{_FOUR})(?!\w)",
        # 2012–13, 2012/13, 2012–2014; 2013~2015年
        rf"{_HEAD}(?P<year>{_FOUR})\s?[-–—/~～至到]\s?(?P<last_year>{_FOUR}|\d\d)(?![\w%]|[.,]\d|[-/]\d)",
        rf"{_HEAD}(?P<year>{_FOUR})\s?[~～至到–-]\s?(?P<last_year>{_FOUR})(?=\s?[年년])",
        # 2013年5月31日, 5月31日, 5月; the same in Korean and in Chinese numerals
        rf"(?:(?P<year>{_FOUR}|[{_HAN}]{{4}})\s?[年년]\s?)?(?<![\d.])(?P<month_number>1[0-2]|0?[1-9]|十[一二]?"
        rf"|(?<![十{_HAN}])[一二三四五六七八九])\s?[月월](?:\s?(?P<day>[0-3]?\d|[{_HAN}]{{1,3}})\s?[日号일])?",
        rf"(?<![\d.,])(?P<year>{_FOUR}|[{_HAN}]{{4}})\s?[年년](?![代대间간])",
        # Q2 2023, the second quarter of 2023, the first half of 2023
        rf"\b(?:Q(?P<quarter>[1-4])|(?P<nth>first|second|third|fourth)\s(?P<part>quarter|half))"
        rf"(?:\s(?:of\s)?(?:the\s)?(?:fiscal\s)?(?P<year>{_YEAR}))?",
        # 31 May 2016, 28–31 May; May 31, 2016; May 2016; May
        rf"{_HEAD}{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s(?P<year>{_YEAR}))?",
        rf"\b{_MONTH}\s{_DAY}(?!\w|[.,]\d|\s?%|\s(?:thousand|[mb]illion|percent)\b)(?:,?\s(?P<year>{_YEAR}))?",
        rf"\b{_MONTH}(?:,?\s(?:of\s)?(?P<year>{_YEAR}))?(?!\w)",
        # the 1990s; 2013
        rf"{_HEAD}(?P<decade>(?:1[89]|20)\d0)['’]?s\b",
        rf"(?P<year>{_YEAR})",
    )
)
# Each begins with one of few characters, so that a text without dates is gone through quickly.
_MAY_HAVE_DATES = tuple(map(re.compile, (_FOUR, "[月월年년]", _MONTH, "Q[1-4]|quarter|half")))
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_JOINT = re.compile(r"\s?(?:[-–—~～至到]|to|through|until|till|에서|부터|从)\s?")
_BETWEEN_AND = re.compile(r"\sand\s")
_SINCE = re.compile(
    r"\b(?:since|after|from|following)\s(?:the\s|early\s|late\s|mid-?\s?|end\sof\s)*$|[自从]$", re.IGNORECASE
)
_UNTIL = re.compile(
    r"\b(?:until|till|before|by|through|prior\sto|up\sto)\s(?:the\s|early\s|late\s|mid-?\s?|end\sof\s)*$|[至到]$",
    re.IGNORECASE,
)
# A year that something is measured from: "three times that of 2017", "up from 4 million in 2012", "2021년의 2.5배".
_COMPARED = re.compile(
    r"(?:\b(?:than|over|above|below|th(?:at|ose)|levels?)\s|\b(?:against|versus|vs\.?|compared\s(?:with|to)|relative\sto"
    r"|up\sfrom|down\sfrom)\s(?:[\w$%.,]+\s){0,4}?)(?:(?:in|of|for|during)\s)?(?:the\s|early\s|late\s|mid-?)?$|[比较較]$",
    re.IGNORECASE,
)
_COMPARED_BEHIND = re.compile(
    r"\s?(?:的[\d.两三四五六七八九十]+倍|相比|의\s?[\d.]+\s?배|보다|대비|에\s?비해|에\s?비하여)"
)
_SINCE_BEHIND = re.compile(r"\s?(?:以来|以后|之后|이후|부터|이래)")
_UNTIL_BEHIND = re.compile(r"\s?(?:以前|之前|为止|이전|까지)")
_DOCUMENTS = (
    "report study survey census law act decree resolution agreement treaty constitution charter convention article "
    "book paper interview edition version plan budget accord deal summit speech order directive declaration directory"
)
_DOCUMENT_BEHIND = re.compile(rf"\s(?:[\w-]+\s){{0,2}}(?:{'|'.join(_DOCUMENTS.split())})s?\b")
_DETERMINED = re.compile(r"(?:\b(?:an?|the|its|his|her|their|our|this|that)|['’]s?)\s$", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|issued|released|adopted|signed|enacted|founded|established|built|born|opened|promulgated|revised"
    r"|amended|ratified|launched|created|dated)\s(?:in|on)\s(?:early\s|late\s|mid-?)?$",
    re.IGNORECASE,
)
_CITED = re.compile(r"\((?:[A-Z][\w.’'-]+[\w\s,.&’'-]*)$")


def read_dates(text: str, vocabulary: Vocabulary) -> tuple[NamedDate, ...]:
    """The dates that a text names, in order, ranges as one. Relative ones ("last year") are not among them."""
    if len(text) > MAX_READ or not any(pattern.search(text) for pattern in _MAY_HAVE_DATES):
        return ()
    atoms = list(_atoms(text))
    counted = _counted(text, vocabulary) if any(one.is_bare_year for one in atoms) else b""
    found: list[NamedDate] = []
    for atom in atoms:
        if atom.is_bare_year and counted[atom.start]:
            continue
        if _dates_a_document(text, atom) or _is_compared_with(text, atom):
            continue
        one = _bounded(text, atom)
        if found and (joined := _joined(text, found[-1], one)) is not None:
            found[-1] = joined
        else:
            found.append(one)
    return tuple(found)


def _counted(text: str, vocabulary: Vocabulary) -> bytearray:
    """For each character of a text, whether it belongs to an amount or a name: "2013 wigs", "Article 2013"."""
    counted = bytearray(len(text))
    for one in read_quantities(text, vocabulary):
        if one.counts or one.kind == "name":
            counted[one.start : one.end] = b"\x01" * (one.end - one.start)
    return counted


def contradicting(text: str, period: Period, vocabulary: Vocabulary) -> tuple[NamedDate, ...]:
    """The dates of a text where it names some, and none of them may be the period; else nothing."""
    dates = read_dates(text, vocabulary)
    return () if any(one.may_be(period) for one in dates) else dates


def _atoms(text: str) -> Iterator[NamedDate]:
    """The dates of a text one by one; of patterns that match at one place the first."""
    ahead = [pattern.search(text) for pattern in _PATTERNS]
    while (match := min(filter(None, ahead), key=lambda match: match.start(), default=None)) is not None:
        at = match.end()
        ahead = [
            pattern.search(text, at) if found is not None and found.start() < at else found
            for pattern, found in zip(_PATTERNS, ahead, strict=True)
        ]
        read = _read(match)
        if read is not None and not _is_other_word(text, match):
            yield read


def _read(match: re.Match[str]) -> NamedDate | None:
    """What a match says; None for a month or day that no calendar has."""
    given = match.groupdict()
    one = NamedDate(match.group().strip(), match.start(), match.end())
    if decade := given.get("decade"):
        return replace(one, year=int(decade), last_year=int(decade) + 9)
    year = _number(given.get("year"))
    last_year = _number(given.get("last_year"))
    if year is not None and last_year is not None and last_year < 100:
        last_year += year // 100 * 100 + (100 if last_year < year % 100 else 0)
    month = _month(given)
    part = _number(given.get("quarter")) or _NTH.get(given.get("nth") or "")
    last_month = None
    if part is not None:
        length = 6 if given.get("part") == "half" else 3
        month, last_month = length * (part - 1) + 1, length * part
    day, last_day = _number(given.get("day")), _number(given.get("last_day"))
    if (month or 1) > 12 or (last_month or 1) > 12 or not 1 <= (day or 1) <= 31 or not 1 <= (last_day or 1) <= 31:
        return None
    if year is not None and last_year is not None and not year < last_year <= year + 200:
        return None
    return replace(one, year=year, month=month, day=day, last_year=last_year, last_month=last_month, last_day=last_day)


def _number(text: str | None) -> int | None:
    """A number in digits or in Chinese numerals, below a hundred or digit by digit."""
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    values = {char: str(value % 10) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0"}
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * int(values.get(tens, "1")) + int(values.get(ones, "0"))
    return int("".join(values[char] for char in text))


def _month(given: dict[str, str | None]) -> int | None:
    name = (given.get("month") or "").rstrip(".")
    if name:
        return next(number for number, month in enumerate(ENGLISH_MONTHS, 1) if month.startswith(name[:3]))
    return _number(given.get("month_number"))


def _is_other_word(text: str, match: re.Match[str]) -> bool:
    """Whether it is no date: "May" and "March" at the head of a sentence, a year out of range."""
    years = [_number(match.groupdict().get(key)) for key in ("year", "last_year")]
    if any(year is not None and year > 99 and not FIRST_YEAR <= year <= LAST_YEAR for year in years):
        return True
    before = text[max(match.start() - 3, 0) : match.start()].rstrip()
    opens = not before or before[-1] in ".!?:“\"'"
    return match.group() in ("May", "March") and opens and text[match.end() : match.end() + 1] not in ("-", "–", ",")


def _dates_a_document(text: str, one: NamedDate) -> bool:
    """ "A 2016 report", "published in 2016", "(Smith 2016)"."""
    before = text[max(one.start - 60, 0) : one.start]
    if _PUBLISHED.search(before) or (one.month is None and _CITED.search(before)):
        return True
    return _DETERMINED.search(before) is not None and _DOCUMENT_BEHIND.match(text, one.end) is not None


def _is_compared_with(text: str, one: NamedDate) -> bool:
    """Whether a figure is only measured against what was then."""
    before = text[max(one.start - 50, 0) : one.start]
    clause = re.split(r"[;:()]|,\s", before)[-1]
    return _COMPARED.search(clause) is not None or _COMPARED_BEHIND.match(text, one.end) is not None


def _joined(text: str, first: NamedDate, last: NamedDate) -> NamedDate | None:
    """ "From May to July 2013" and "between 2001 and 2011" as one range; the first takes the year of the last."""
    between = text[first.end : last.start]
    both = _BETWEEN_AND.fullmatch(between) and text[max(first.start - 8, 0) : first.start].lower() == "between "
    if not (both or _JOINT.fullmatch(between)) or first.last_year or last.last_year or first.last_month:
        return None
    year = first.year if first.year is not None else last.year
    last_year = last.year if last.year is not None else first.year
    backwards = year is not None and last_year is not None and (last_year, last.month or 0) < (year, first.month or 0)
    if (first.month is None) != (last.month is None) or backwards:
        return None
    return replace(
        first, text=text[first.start : last.end], end=last.end, year=year, last_year=last_year,
        last_month=last.last_month or last.month, last_day=last.last_day or last.day, since=False, until=False,
    )  # fmt: skip


def _bounded(text: str, one: NamedDate) -> NamedDate:
    before = text[max(one.start - 40, 0) : one.start]
    since = bool(_SINCE.search(before) or _SINCE_BEHIND.match(text, one.end))
    until = bool(_UNTIL.search(before) or _UNTIL_BEHIND.match(text, one.end))
    return replace(one, since=since, until=until)
