"""Hold the translation of a quote to the quote: the same quantities and dates, whatever the language.

English, Chinese and Korean are read; of other languages only the digits are known, so that a number counts as another
one only where digits are left over on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from briefkit.evidence.quote_dates import read_dates
from briefkit.figures.quotes.east_asian_units import HAS_EAST_ASIAN, UNITS, units_pattern
from briefkit.figures.quotes.hedge_words import PHRASES_BEFORE, PHRASES_BEHIND, read_hedge
from briefkit.figures.quotes.quantities import Quantity
from briefkit.figures.quotes.reading import read_quantities
from briefkit.figures.quotes.tokens import LOOKAHEAD, NO_TOKEN, tokenize
from briefkit.figures.units import PERCENT, Vocabulary
from briefkit.figures.values import HedgeKind, Number
from briefkit.findings import Problem
from briefkit.findings import bk3_anchors as codes

T = TypeVar("T")
MAX_READ = 20_000  # characters of a quote, and quantities in it; what has more is no quote
MAX_COMPARED = 400
_DIGITS = re.compile(r"\d+(?:[.,]\d+|[\u00a0\u202f' ]\d{3}(?!\d))*")
_COMPARED_UNITS = frozenset({PERCENT, "pp", "fold"})
_HAS_DIGIT = re.compile(r"\d")
_LEADING_ZERO = re.compile(r"(?<![\d.,:/-])0\d[\d.,]*")
_MINUS = re.compile(r"[-−]\s?\d|minus\s|negative\s|마이너스|영하|零下|负|負", re.IGNORECASE)

# Units and times: English words, and what a Chinese or Korean text says for them.
_ENGLISH: Mapping[str, re.Pattern[str]] = {
    unit: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for unit, words in {
        "hour": "hours?|hourly",
        "day": "days?|daily",
        "week": "weeks?|weekly",
        "month": "months?|monthly",
        "year": "years?|yearly|annual|annually",
        "kg": "kilograms?|kilos?|kg",
        "g": "grams?|grammes?",
        "t": "tons?|tonnes?",
        "km": "kilomet(?:er|re)s?|km",
        "ha": "hectares?",
        "l": "lit(?:er|re)s?",
        "kWh": "kilowatt-hours?|kWh",
        "household": "households?|families",
    }.items()
}
_TIMES: Mapping[str, re.Pattern[str]] = {
    "hour": re.compile("시간|시급|[时時鐘钟]"),
    "day": re.compile("[일날天日昼夜]|하루|이틀|사흘|나흘|열흘"),
    "week": re.compile("[주周週]|星期|礼拜"),
    "month": re.compile("[월달月]|환比|环比"),
    "household": re.compile("[户戶家호]|가구|세대|가정|가족"),
    "year": re.compile("[년해연年岁歲살載载]|同比|작년|재작년|올"),
}
_MEASURED = frozenset(_ENGLISH) - {"household"}
_QUOTED_UNIT = re.compile(units_pattern())
# What a translation may not leave out.
_SAID_WITH = (
    (re.compile("지난해|작년|去年|今年|올해"), re.compile(r"\byear|annual|\d{4}", re.IGNORECASE)),
    (re.compile("지난달|上月|上个月"), re.compile(r"\bmonth", re.IGNORECASE)),
)

# Rises and falls
_QUOTED_RISE = re.compile("늘어|늘었|늘린|늘린|증가|상승|올랐|오른|높아졌|급증|增|涨|上升|升至|升到|提高")
_QUOTED_FALL = re.compile("감소|줄었|줄어|줄인|하락|떨어|내렸|낮아|급감|감축|减|減|下降|降低|降至|降到|降幅|下跌|跌")
_RISES = re.compile(
    r"\b(?:more|additional|rose|ris(?:e|es|ing|en)|gr[eo]w\w*|increas\w*|up|climb\w*|high\w*|gain\w*|jump\w*"
    r"|surg\w*|soar\w*|above|greater|larger|expan\w*|add\w*|rais\w*|double\w*|tripl\w*|improv\w*|went)\b",
    re.IGNORECASE,
)
_FALLEN = (
    r"\b(?:less|few\w*|f[ae]ll\w*|declin\w*|decreas\w*|drop\w*|down|cut\w*|reduc\w*|low\w*|shr[aiu]nk\w*|below"
    r"|smaller|lost|loss\w*|slump\w*|plung\w*|sank|slid|slipp\w*|halv\w*|contract\w*|under)\b"
)
_FALLS = re.compile(rf"{_FALLEN}|{_MINUS.pattern}", re.IGNORECASE)
_CHANGED = re.compile(f"{_RISES.pattern}|{_FALLEN}", re.IGNORECASE)
_BEFORE_A_DATE = 8  # characters
_ABOUT_THEN = re.compile(r"\b(?:about|around|circa|roughly|approximately)\s", re.IGNORECASE)
_QUOTED_ABOUT = re.compile("[께경쯤約约]|무렵|전후|대략|前后|前後|左右|大概")
_TO = re.compile(r"\s*(?:\w+\s+)?to\s*|\s*")
_QUOTED_TO = re.compile("에서|부터|[到至]")
# "Over three years" may say how long, and no more than that.
_OVER_A_TIME = re.compile(r"over [\w.-]+ (?:days|weeks|months|years)$", re.IGNORECASE)
_VAGUE = re.compile("[余餘여多近]|가까")


def check_translation(
    translation: str, quote: str, vocabulary: Vocabulary, counted_in: Iterable[str] = ()
) -> Iterator[Problem]:
    """What a translation states otherwise than its quote, with offsets into the translation.

    `counted_in` are the units of the claim's value: a noun among them that the quote names has to be in both.
    """
    if not translation or max(len(translation), len(quote)) > MAX_READ:
        return
    said, quoted = read_quantities(translation, vocabulary), read_quantities(quote, vocabulary)
    if HAS_EAST_ASIAN.search(quote) is None:
        yield from _by_digits(translation, quote)
        return
    sides = _Side(translation, said, vocabulary), _Side(quote, quoted, vocabulary)
    counted, others = (side.counted for side in sides)
    if max(len(counted), len(others)) > MAX_COMPARED:
        return
    pairs, beyond, missing = _paired(counted, others, lambda one, other: _agree(one, other, *sides))
    found = [
        *_quantities(translation, quote, beyond, _unread(translation, said, quote), missing),
        *_names(translation, said, quote, quoted),
        *_dates(translation, quote, vocabulary),
    ]
    if not found and HAS_EAST_ASIAN.search(translation) is None:
        found += _about_then(translation, said, quote, quoted)
        found += _turned(translation, quote, pairs)
        found += [*_words(translation, quote, bool(others))][:1]
        found += [] if found else _nouns(translation, quote, vocabulary, counted_in)
    yield from found


def _nouns(translation: str, quote: str, vocabulary: Vocabulary, counted_in: Iterable[str]) -> Iterator[Problem]:
    """Declared nouns that the quote names by a word of two characters or more, and the translation not at all."""
    for noun in counted_in:
        forms = vocabulary.forms(noun) if noun in vocabulary.nouns else ()
        named = next((form for form in forms if len(form) > 1 and HAS_EAST_ASIAN.search(form) and form in quote), "")
        english = [re.escape(form) for form in forms if HAS_EAST_ASIAN.search(form) is None]
        if named and not re.search(rf"\b(?:{'|'.join(english)})\b", translation, re.IGNORECASE):
            yield _differs(0, len(translation), _shorten(translation), f"says “{named}”")


class _Side:
    """A text, what it counts, and the currencies and units that it names somewhere."""

    def __init__(self, text: str, stated: Sequence[Quantity], vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.counted = [one for one in stated if one.counts]
        self.currencies = {currency for one in self.counted for currency in _currencies(one, vocabulary)}
        self.units = {unit for one in self.counted for unit in _measures(one.stated.unit.numerator)}


def _quantities(
    translation: str, quote: str, beyond: Sequence[Quantity], unread: Sequence[tuple[int, int]], missing: list[Quantity]
) -> Iterator[Problem]:
    """What is left over on either side; of the translation also what nobody can read."""
    places = {place: Decimal(0) for place in unread}
    places |= {(one.start, one.end): abs(one.stated.low.value) for one in beyond}
    for start, end in _apart(places):
        words = translation[start:end]
        alike = [other for other in missing if abs(other.stated.low.value) == places[start, end]]
        other = next(iter(alike or missing), None)
        if other is not None:
            missing.remove(other)
            yield _differs(start, end, words, f"says “{quote[other.start : other.end].strip()}”")
        elif _HAS_DIGIT.search(words):
            # "One" and "a" may translate what is no number; digits do not.
            yield _differs(start, end, words, "states no such number")
    for other in missing:
        words = quote[other.start : other.end].strip()
        if _HAS_DIGIT.search(words):
            yield _differs(0, len(translation), _shorten(translation), f"says “{words}”")


def _unread(translation: str, said: Sequence[Quantity], quote: str) -> list[tuple[int, int]]:
    """Where the translation has numbers that nobody writes so: "8,40", "0220"."""
    places = [(one.start, one.end) for one in said if one.kind == "unclear"]
    places += [match.span() for match in _LEADING_ZERO.finditer(translation)]
    return [
        (start, end)
        for start, end in places
        if _HAS_DIGIT.search(translation, start, end) and translation[start:end].strip() not in quote
    ]


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places without those that lie in one before."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _differs(start: int, end: int, said: str, quoted: str) -> Problem:
    hint = "translate the quote as it stands, with its numbers"
    return codes.TRANSLATION_DIFFERS.problem(start, end, said=said.strip(), quoted=quoted, hint=hint)


def _shorten(text: str, length: int = 80) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class _Pair:
    one: Quantity
    other: Quantity


def _unmatched(first: Sequence[T], second: Sequence[T], agree: Callable[[T, T], bool]) -> tuple[list[T], list[T]]:
    """What is left on either side when everything has been paired that agrees."""
    left, right = [], list(second)
    for one in first:
        pair = next((other for other in right if agree(one, other)), None)
        if pair is None:
            left.append(one)
        else:
            right.remove(pair)
    return left, right


def _paired(
    first: Sequence[Quantity], second: Sequence[Quantity], agree: Callable[[Quantity, Quantity], bool]
) -> tuple[list[_Pair], list[Quantity], list[Quantity]]:
    """What agrees, in pairs, and what is left on either side."""
    pairs: list[_Pair] = []

    def paired(one: Quantity, other: Quantity) -> bool:
        if agree(one, other):
            pairs.append(_Pair(one, other))
            return True
        return False

    left, right = _unmatched(first, second, paired)
    return pairs, left, right


def _agree(one: Quantity, other: Quantity, side: _Side, other_side: _Side) -> bool:
    """Whether two languages may be stating one quantity. Counted nouns have other words in each."""
    return (
        _ends_agree(one, other)
        and _signs_agree(one, other, side.text, other_side.text)
        and _units_agree(one, other, side, other_side)
        and _denominators_agree(one, other, side.text, other_side.text)
        and _hedges_agree(one, other, side.text, other_side.text)
    )


def _ends_agree(one: Quantity, other: Quantity) -> bool:
    first, second = one.stated, other.stated
    if first.is_range != second.is_range:
        return False
    return _numbers_agree(first.low, one, second.low, other) and _numbers_agree(first.high, one, second.high, other)


def _numbers_agree(number: Number, one: Quantity, other_number: Number, other: Quantity) -> bool:
    if one.fraction is not None and other.fraction is not None:
        return abs(one.fraction) == abs(other.fraction)
    if one.fraction is None and other.fraction is None:
        # 3.50 is another statement than 3.5; 0.5亿 and 50 million are one.
        written_alike = number.scale or other_number.scale or number.decimals == other_number.decimals
        return abs(number.value) == abs(other_number.value) and bool(written_alike)
    fraction, plain = (one.fraction, other_number) if one.fraction is not None else (other.fraction, number)
    assert fraction is not None
    share = Fraction(abs(plain.value))
    return any(abs(abs(fraction) * whole - share) <= Fraction(_step(plain)) / 2 for whole in (1, 100))


def _step(number: Number) -> Decimal:
    """A unit of the last digit of a number."""
    return Decimal(1).scaleb(min(number.last_place, 0))


def _signs_agree(one: Quantity, other: Quantity, text: str, quote: str) -> bool:
    """Whether both rise or both fall. A fall may be worded as a fall in one language and as a minus in the other."""
    typed = _MINUS.search(text[one.start : one.end]) is not None
    falls, falling = one.stated.low.value < 0, other.stated.low.value < 0
    if typed:
        own_minus = _MINUS.search(quote[other.start : other.end]) is not None
        return falling and (own_minus or _CHANGED.search(text) is None)
    if falling and not falls:
        return _FALLS.search(text) is not None or HAS_EAST_ASIAN.search(text) is not None
    return falling or not falls or _QUOTED_FALL.search(quote) is not None


def _units_agree(one: Quantity, other: Quantity, side: _Side, other_side: _Side) -> bool:
    """Whether currency and measure are the same. "At 2,800 to 3,100" leaves off what the text says of another."""
    vocabulary = side.vocabulary
    first, second = set(_currencies(one, vocabulary)), set(_currencies(other, vocabulary))
    if first and second and not first & second:
        return False
    if bool(first) != bool(second) and not (second or first) & (other_side if first else side).currencies:
        return False
    own, others = (_COMPARED_UNITS & set(each.stated.unit.numerator) for each in (one, other))
    if own != others and one.fraction is None and other.fraction is None:
        return False
    measured, quoted = _measures(one.stated.unit.numerator), _measures(other.stated.unit.numerator)
    return not quoted or measured == quoted or (not measured and quoted <= side.units)


def _measures(units: Sequence[str]) -> set[str]:
    # English has one word for three tons.
    return {"t" if unit == "ton" else unit for unit in units} & _MEASURED


def _denominators_agree(one: Quantity, other: Quantity, text: str, quote: str) -> bool:
    """Whether what both are per is the same, as far as either says so anywhere."""
    if HAS_EAST_ASIAN.search(text) is not None:
        return True
    own, others = _measures(one.stated.unit.denominator), _measures(other.stated.unit.denominator)
    lost = [unit for unit in others - own if unit in _ENGLISH and not _ENGLISH[unit].search(text)]
    return not lost and all(_is_named(unit, quote) for unit in own - others)


def _is_named(unit: str, quote: str) -> bool:
    """Whether a Chinese or Korean text holds a word for a unit."""
    if unit in _TIMES:
        return _TIMES[unit].search(quote) is not None
    return unit in {UNITS.get(match.group()) for match in _QUOTED_UNIT.finditer(quote)}


def _currencies(quantity: Quantity, vocabulary: Vocabulary) -> tuple[str, ...]:
    if quantity.sign:
        return vocabulary.sign(quantity.sign)
    return (quantity.stated.unit.currency,) if quantity.stated.unit.currency else ()


def _hedges_agree(one: Quantity, other: Quantity, text: str, quote: str) -> bool:
    """Whether both are hedged alike, and the translation once. 300余名 may be "some 300"."""
    if _count_hedges(text[one.start : one.end]) > 1 and HAS_EAST_ASIAN.search(text) is None:
        return False
    first, second = one.stated.hedge, other.stated.hedge
    if first is not None and second is None and _OVER_A_TIME.match(text, one.start, one.end):
        return True
    if first is None or second is None:
        return first is second
    vaguely = first.kind is HedgeKind.APPROXIMATE and _VAGUE.search(quote[other.start : other.end]) is not None
    return first.kind is second.kind or vaguely


def _count_hedges(text: str) -> int:
    """How many hedges a quantity bears, one after the other: "over 12 hours or more" has two."""
    tokens = [*tokenize(text), *[NO_TOKEN] * LOOKAHEAD]
    count, at = 0, 0
    while at < len(tokens) - LOOKAHEAD:
        ends = [read_hedge(tokens, at, phrases) for phrases in (PHRASES_BEFORE, PHRASES_BEHIND)]
        end = max((end for hedge, end in ends if hedge is not None), default=at)
        # An estimate says how a figure was made: "estimated at about 230 million".
        count += end > at and tokens[at].low != "estimated"
        at = max(end, at + 1)
    return count


def _names(translation: str, said: Sequence[Quantity], quote: str, quoted: Sequence[Quantity]) -> Iterator[Problem]:
    """ "Article 92" for 第29条: names with digits that only one side has."""
    own = {digits: one for one in said if one.kind == "name" and (digits := _digits(translation, one))}
    theirs = {digits: one for one in quoted if one.kind == "name" and (digits := _digits(quote, one))}
    beyond = [one for digits, one in own.items() if digits not in theirs]
    missing = [one for digits, one in theirs.items() if digits not in own]
    for one, other in zip(beyond, missing, strict=False):
        words = quote[other.start : other.end]
        yield _differs(one.start, one.end, translation[one.start : one.end], f"says “{words}”")


def _digits(text: str, one: Quantity) -> str:
    found = re.search(r"\d+", text[one.start : one.end])
    return found.group() if found else ""


def _dates(translation: str, quote: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Years, months and days of the translation that are none of the quote's, where the quote names such."""
    own, theirs = read_dates(translation, vocabulary), read_dates(quote, vocabulary)
    for part in ("year", "month", "day"):
        known = {getattr(one, key) for one in theirs for key in (part, f"last_{part}")} - {None}
        for one in own:
            stated = {getattr(one, key) for key in (part, f"last_{part}")} - {None}
            if known and stated - known:
                named = " and ".join(f"“{other.text}”" for other in theirs)
                yield _differs(one.start, one.end, one.text, f"says {named}")
                return


def _turned(translation: str, quote: str, pairs: Sequence[_Pair]) -> Iterator[Problem]:
    """ "From 350 to 500" for 500g에서 350g으로."""
    for first, second in pairwise(pairs):
        is_from = translation[: first.one.end].rfind("from", max(0, first.one.start - 6)) >= 0
        if not is_from or _TO.fullmatch(translation, first.one.end, second.one.start) is None:
            continue
        between = quote[second.other.end : first.other.start]
        if second.other.start < first.other.start and _QUOTED_TO.search(between):
            start, end = first.one.start, second.one.end
            said = quote[second.other.start : first.other.end]
            yield _differs(start, end, translation[start:end], f"says “{said}”")


def _words(translation: str, quote: str, counts: bool) -> Iterator[Problem]:
    """Words for units, times and changes that only one side has."""
    for unit, pattern in _ENGLISH.items():
        match = pattern.search(translation)
        if match is not None and not _is_named(unit, quote):
            yield _differs(match.start(), match.end(), match.group(), "does not")
    for quoted, english in _SAID_WITH:
        said = quoted.search(quote)
        if said is not None and english.search(translation) is None:
            yield _differs(0, len(translation), _shorten(translation), f"says “{said.group()}”")
    rise, fall = _QUOTED_RISE.search(quote), _QUOTED_FALL.search(quote)
    if counts and (rise is None) != (fall is None):
        said, english = (rise, _RISES) if rise is not None else (fall, _FALLS)
        if said is not None and english.search(translation) is None:
            yield _differs(0, len(translation), _shorten(translation), f"says “{said.group()}”")


def _about_then(
    translation: str, said: Sequence[Quantity], quote: str, quoted: Sequence[Quantity]
) -> Iterator[Problem]:
    """ "In 2012" for 2012년께, "around 2012" for 2012년에, where each side names one time."""
    own, theirs = ([one for one in stated if one.kind == "period"] for stated in (said, quoted))
    if len(own) != 1 or len(theirs) != 1:
        return
    (one,), (other,) = own, theirs
    hedged = _ABOUT_THEN.search(translation, max(0, one.start - _BEFORE_A_DATE), one.end) is not None
    if hedged != (_QUOTED_ABOUT.search(quote, max(0, other.start - 2), other.end + 2) is not None):
        then = quote[other.start : other.end + 2].strip()
        yield _differs(one.start, one.end, translation[one.start : one.end], f"says “{then}”")


def _by_digits(translation: str, quote: str) -> Iterator[Problem]:
    """Digits left over on both sides, for a language whose words are not read."""
    own, theirs = list(_DIGITS.finditer(translation)), list(_DIGITS.finditer(quote))
    if max(len(own), len(theirs)) > MAX_COMPARED:
        return
    beyond, missing = _unmatched(own, theirs, lambda one, other: _plain(one.group()) == _plain(other.group()))
    for one, other in zip(beyond, missing, strict=False):
        yield _differs(one.start(), one.end(), one.group(), f"says “{other.group()}”")


def _plain(digits: str) -> str:
    """Digits without what groups or points them, and without zeros at the end: "1 500,00" and "1.5" are both 15."""
    return re.sub(r"\D", "", digits).strip("0")
