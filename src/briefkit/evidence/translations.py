"""Hold the translation of a quote to the quote: the same quantities and dates, whatever the language.

English, Chinese and Korean are read; of other languages only the digits are known, so that a number counts as another
one only where digits are left over on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from briefkit.evidence.quote_dates import read_dates
from briefkit.figures.quotes.east_asian_units import HAS_EAST_ASIAN
from briefkit.figures.quotes.quantities import Quantity
from briefkit.figures.quotes.reading import read_quantities
from briefkit.figures.units import PERCENT, Vocabulary
from briefkit.figures.values import Number
from briefkit.findings import Problem
from briefkit.findings import bk3_anchors as codes

T = TypeVar("T")
MAX_READ = 20_000  # characters of a quote, and quantities in it; what has more is no quote
MAX_COMPARED = 400
_DIGITS = re.compile(r"\d+(?:[.,]\d+|[\u00a0\u202f' ]\d{3}(?!\d))*")
_COMPARED_UNITS = frozenset({PERCENT, "pp", "fold"})


def check_translation(translation: str, quote: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What a translation states otherwise than its quote, with offsets into the translation."""
    if max(len(translation), len(quote)) > MAX_READ:
        return
    said, quoted = read_quantities(translation, vocabulary), read_quantities(quote, vocabulary)
    if HAS_EAST_ASIAN.search(quote) is None:
        yield from _by_digits(translation, quote)
        return
    counted, others = ([one for one in stated if one.counts] for stated in (said, quoted))
    if max(len(counted), len(others)) > MAX_COMPARED:
        return
    beyond, missing = _unmatched(counted, others, lambda one, other: _agree(one, other, vocabulary))
    for index, one in enumerate(beyond):
        words = translation[one.start : one.end]
        if index < len(missing):
            other = missing[index]
            yield _differs(one.start, one.end, words, f"says “{quote[other.start : other.end].strip()}”")
        elif any(char.isdigit() for char in words):
            # "One" and "a" may translate what is no number; digits do not.
            yield _differs(one.start, one.end, words, "states no such number")
    yield from _names(translation, said, quote, quoted)
    yield from _dates(translation, quote, vocabulary)


def _differs(start: int, end: int, said: str, quoted: str) -> Problem:
    hint = "translate the quote as it stands, with its numbers"
    return codes.TRANSLATION_DIFFERS.problem(start, end, said=said.strip(), quoted=quoted, hint=hint)


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


def _agree(one: Quantity, other: Quantity, vocabulary: Vocabulary) -> bool:
    """Whether two languages may be stating one quantity. Counted nouns and denominators have other words in each."""
    return _ends_agree(one, other) and _units_agree(one, other, vocabulary) and _bounds_agree(one, other)


def _ends_agree(one: Quantity, other: Quantity) -> bool:
    first, second = one.stated, other.stated
    if first.is_range != second.is_range:
        return False
    return _numbers_agree(first.low, one, second.low, other) and _numbers_agree(first.high, one, second.high, other)


def _numbers_agree(number: Number, one: Quantity, other_number: Number, other: Quantity) -> bool:
    if one.fraction is not None and other.fraction is not None:
        return abs(one.fraction) == abs(other.fraction)
    if one.fraction is None and other.fraction is None:
        # A fall may be worded as a fall in one language and as a negative change in the other.
        return abs(number.value) == abs(other_number.value)
    fraction, plain = (one.fraction, other_number) if one.fraction is not None else (other.fraction, number)
    assert fraction is not None
    share = Fraction(abs(plain.value))
    return any(abs(abs(fraction) * whole - share) <= Fraction(_step(plain)) / 2 for whole in (1, 100))


def _step(number: Number) -> Decimal:
    """A unit of the last digit of a number."""
    return Decimal(1).scaleb(min(number.last_place, 0))


def _units_agree(one: Quantity, other: Quantity, vocabulary: Vocabulary) -> bool:
    """Whether currency, percent or multiple are the same, as far as both say."""
    first, second = _currencies(one, vocabulary), _currencies(other, vocabulary)
    if first and second:
        return bool(set(first) & set(second))
    own, others = (_COMPARED_UNITS & set(each.stated.unit.numerator) for each in (one, other))
    either_is_share = one.fraction is not None or other.fraction is not None
    return own == others or either_is_share


def _currencies(quantity: Quantity, vocabulary: Vocabulary) -> tuple[str, ...]:
    if quantity.sign:
        return vocabulary.sign(quantity.sign)
    return (quantity.stated.unit.currency,) if quantity.stated.unit.currency else ()


def _bounds_agree(one: Quantity, other: Quantity) -> bool:
    """Whether both bear a hedge or neither does, and not an upper bound against a lower one. "Some" may be "over"."""
    first, second = one.stated.hedge, other.stated.hedge
    if (first is None) != (second is None):
        return one.stated.is_range and other.stated.is_range
    return first is None or second is None or first.direction * second.direction >= 0


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
