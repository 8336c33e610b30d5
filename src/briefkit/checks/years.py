"""Tell years and decades, which may stand in prose, from other numbers: "in 2023", "the 1990s", not "2000 tons"."""

from __future__ import annotations

import re

from briefkit.checks.number_patterns import any_of
from briefkit.figures.money.currencies import CURRENCY_NAMES, CURRENCY_SIGNS, is_currency
from briefkit.figures.units import MEASURES, Vocabulary

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:[/–-](?:\d\d|(?:1[0-9]|20)\d\d))?")
_LIKELY_FROM = "1800"  # of what is less, 1500 wigs are more likely than the year 1500
# 2022년 9월, 2022年9月: the year and the month, which other languages write in words.
_EAST_ASIAN_DATE = re.compile(
    r"(?<![\d.,])(?P<year>(?:1[0-9]|20)\d\d)\s?[년年](?![간間间])(?:\s?(?P<month>1[0-2]|[1-9])\s?[월月](?![간間间]))?"
)
_LONGEST_DATE = 10  # characters before a month
_CHINESE_YEAR = re.compile("[零〇一二三四五六七八九]{4}年")
_BESIDE = " \n.,;:!?()[]“”‘’\"'—–-/"
_SINGULAR = [measure.singular for measure in MEASURES]
_PLURAL = [measure.plural for measure in MEASURES if measure.plural != measure.singular]
_CURRENCIES = [name for name in CURRENCY_NAMES if name.islower()]
_MEASURED = re.compile(
    rf"\s*(?:%|‰|(?:percent|per cent|pp|bn|mn|kg|km|ha|cm|mm|{any_of((*_PLURAL, *_CURRENCIES))})\b)"
    rf"|-(?:{any_of((*_SINGULAR, *_PLURAL, *_CURRENCIES, 'fold', 'strong'))})\b|[.,]\d",
    re.IGNORECASE,
)
_MONEY = re.compile(rf"(?:{any_of(re.escape(sign) for sign in CURRENCY_SIGNS)}|\b(RMB|[A-Z]{{3}}))\s?$")
# Words before a number that make it an amount.
_AMOUNT = re.compile(
    r"\b(?:(?:more|less|fewer|greater|higher|lower|larger|smaller) than|nearly|almost|at (?:least|most)"
    r"|as (?:many|much) as|approximately|exceed(?:s|ed|ing)?|total(?:ed|led|ing|ling)|(?:total|sum|maximum) of|numbered"
    r"|reached|worth|costing|earned|paid|sold|bought|brought|fetched|produced|employed|killed|shipped|exported|imported"
    r"|sent|some) $",
    re.IGNORECASE,
)
# "Over 2000 of them", "some 1950 were sent"; but "over 2023", "about 1950".
_HEDGES = frozenset("over under above below about around roughly some".split())
_COUNTS = re.compile(r"\s+(?:of|were|are|have|had|died|remain|went|came|lived?|work|worked|left|fled)\b")
_BEHIND = re.compile(r"\s+([a-z]+)\b")
_PEOPLE = frozenset(
    "people men women children persons workers laborers labourers prisoners inmates detainees refugees soldiers troops "
    "deaths households families victims defectors officials students guards employees miners".split()
)
_NO_PLURAL = frozenset("was has is as does its his this thus us always perhaps across unless towards besides".split())
_LEADS = frozenset(
    "in since until till during early late mid before after year years january february march april may june july "
    "august september october november december spring summer autumn winter".split()
)
_MAY_LEAD = frozenset("the of from to for by this that and or end start beginning".split())


def is_year(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether four digits are a year, alone or with another: not the 2000 of "2000 tons" or of "sold 2000 wigs"."""
    word, before = text[start:end], text[max(0, start - 30) : start]
    behind = text[end : end + 2].removeprefix("s")  # the 1990s
    if _CHINESE_YEAR.match(text, start) or _is_in_date(text, start, end):
        return True
    if _YEAR.fullmatch(word) is None or (before[-1:] + behind[:1]).strip(_BESIDE):
        return False
    if _MEASURED.match(text, end) or _AMOUNT.search(before) or _is_money(before):
        return False
    return not _is_counted(text, end, before, word, vocabulary)


def _is_in_date(text: str, start: int, end: int) -> bool:
    """Whether digits are the year or the month of a Korean or Chinese date."""
    dates = _EAST_ASIAN_DATE.finditer(text, max(start - _LONGEST_DATE, 0), end + 12)
    return any((start, end) in (date.span("year"), date.span("month")) for date in dates)


def _is_money(before: str) -> bool:
    match = _MONEY.search(before)
    return match is not None and (not match[1] or match[1] == "RMB" or is_currency(match[1]))


def _is_counted(text: str, end: int, before: str, word: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands behind four digits is what they count: the prisoners of "1500 prisoners"."""
    lead = re.search(r"([^\W\d_]+)(?:[’']s)?[ (–-]+$", before)
    led = lead[1].lower() if lead else ""
    if led in _LEADS:
        return False
    if led in _HEDGES and _COUNTS.match(text, end):
        return True
    noun = _BEHIND.match(text, end)
    if noun is None:
        return False
    if noun[1] in _PEOPLE or vocabulary.name(noun[1]) in vocabulary.nouns:
        return True
    plural = noun[1].endswith("s") and not noun[1].endswith("ss") and noun[1] not in _NO_PLURAL
    may_lead = not led or led in _MAY_LEAD or before.endswith(("’s ", "'s "))
    return plural and (not may_lead or word < _LIKELY_FROM)


def is_decade(text: str, start: int, end: int) -> bool:
    """The nineties, and the ’90s; but not a man in his thirties."""
    word, before = text[start:end].lower(), text[max(0, start - 12) : start].lower()
    if word.isdigit():
        return len(word) == 2 and word[1] == "0" and before.endswith(("’", "'")) and text[end : end + 1] == "s"
    return word.endswith("ties") and re.search(r"\bthe (?:(?:early|late|mid)[ -]|mid-?)?$", before) is not None
