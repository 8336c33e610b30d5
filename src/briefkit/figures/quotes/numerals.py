"""Turn the numerals of running text into numbers: "1,234.5", "12½", "7.5m", "1/3", "one in ten", "33-fold", "twice"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from briefkit.figures.quotes.number_words import (
    DENOMINATORS,
    ONES,
    PLURAL_DENOMINATORS,
    SCALE_WORDS,
    TENS,
    Share,
    WordNumber,
    and_a_part,
    read_number_words,
    read_share,
)
from briefkit.figures.quotes.tokens import NO_TOKEN, Token
from briefkit.figures.quotes.unit_words import STOP_WORDS, UnitReader
from briefkit.figures.units import Unit

MAX_DIGITS = 25  # longer runs of digits are identifiers
_GROUPING = re.compile(r"[, '’]")
_GROUPED = re.compile(r"(?:\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+|(?:['’]\d{3})+)|\d*)(?:\.\d+)?")
_UNSURE_BEHIND = frozenset("/:'\"′″^*=")
_NOTHING_BEHIND = frozenset({"end", "sign", "open", "close"})  # before these a numeral is complete
_PARTS = {*DENOMINATORS, *PLURAL_DENOMINATORS} - {"half", "halves", "quarter", "quarters"}
_NOTE_MARKS = frozenset("*†‡")
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_SCALES: Mapping[str, str] = {
    **{word: word for word in SCALE_WORDS},
    **{f"{word}s": word for word in SCALE_WORDS},
    "mn": "million", "mln": "million", "mio": "million", "bn": "billion", "bln": "billion", "tn": "trillion",
    "trn": "trillion",
}  # fmt: skip
_MONEY_SCALES = {"m": "million", "b": "billion", "t": "trillion", "k": "thousand"}
SCALE_FORMS = {**_SCALES, **_MONEY_SCALES}
_CAPITAL_SCALES = {"M": "million", "B": "billion", "K": "thousand", "k": "thousand"}
_LENGTH_WORDS = frozenset("tall long wide deep high thick away apart below above from off of by x".split())
MULTIPLES = {
    "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "doubles": 2, "thrice": 3, "triple": 3, "tripled": 3,
    "tripling": 3, "trebled": 3, "quadruple": 4, "quadrupled": 4, "quadrupling": 4, "quintupled": 5,
}  # fmt: skip
_BEHIND_DOUBLE = frozenset("the that those what its their his her of".split())
_BEHIND_TIMES = frozenset(
    "as more less the higher larger greater bigger lower smaller that what its their fewer those over".split()
)


@dataclass(slots=True)
class Numeral:
    """A number as read: its digits, its scale word, and where it ends.

    `fraction` is its exact amount where digits cannot give it, or where it is a share ("half of"). `clear` is False
    where it can be read in two ways. `unit` is a measure that was read with it, as in "half a kilogram".
    """

    digits: str
    end: int
    scale: str = ""
    fraction: Fraction | None = None
    is_share: bool = False
    is_multiple: bool = False
    clear: bool = True
    unit: Unit | None = None

    def as_amount(self) -> None:
        """Turn a share into an amount: the ½ of "½ kg"."""
        self.is_share = False
        if self.fraction is not None and _is_decimal(self.fraction):
            self.fraction = None


# "Output has halved": a fall by half, which leaves half of it.
HALVED = frozenset({"halve", "halved", "halving"})
# "5 dozen" is sixty, "2 lakh" two hundred thousand: the grammar has no such scale, so no value states it.
_OTHER_SCALES = frozenset(("dozen", "score", "gross", "lakh", "lakhs", "crore", "crores"))


class NumeralReader:
    """Reads numerals out of tokens."""

    def __init__(self, tokens: Sequence[Token], units: UnitReader) -> None:
        self.tokens = tokens
        self.units = units

    def read(self, at: int, *, money: bool) -> Numeral | None:
        """The numeral at `at`; `money` says that a currency stands before it, so that "m" can only be million."""
        token = self.tokens[at]
        if token.kind == "number":
            return self._of_parts(self._by_a_factor(at, self._digits(at, money)))
        if token.kind == "vulgar":
            share = _vulgar(token)
            return _share(Share(share, at + 1)) if share else _unclear(at + 1)
        if token.kind != "word":
            return None
        if token.low in MULTIPLES or token.low.endswith("fold"):
            return self._multiple(at)
        if token.low in HALVED:
            return _share(Share(Fraction(1, 2), at + 1))
        return self._half_again(at) or self._of_parts(self._by_a_factor(at, self._words(at)))

    def _low(self, at: int) -> str:
        return self.tokens[at].low if at >= 0 else ""

    def _of_parts(self, number: Numeral | None) -> Numeral | None:
        """A number of parts is not a number of wholes: "four-thirds of the price" is not four. Quarters may be time."""
        if number is None or number.is_share:
            return number
        dash = self.tokens[number.end].kind == "dash" and self.tokens[number.end].glued
        word = self.tokens[number.end + dash].low
        parts = _PARTS | {"halves", "quarters"} if dash else _PARTS & PLURAL_DENOMINATORS.keys()
        return _unclear(number.end + dash + 1) if word in parts else number

    def _by_a_factor(self, at: int, number: Numeral | None) -> Numeral | None:
        """The number of "by a factor of 5" is a multiple."""
        if number is not None and not number.is_share and (self._low(at - 2), self._low(at - 1)) == ("factor", "of"):
            return replace(number, is_multiple=True)
        return number

    def _half_again(self, at: int) -> Numeral | None:
        """ "Half again as many" and "half as much again": one and a half times."""
        words = tuple(token.low for token in self.tokens[at : at + 4])
        if words[:3] == ("half", "again", "as"):
            return Numeral("1.5", at + 2, is_multiple=True)
        again = words[0] == "half" and words[1] == "as" and words[2] in ("many", "much") and words[3] == "again"
        return Numeral("1.5", at + 4, is_multiple=True) if again else None

    # In digits

    def _digits(self, at: int, money: bool) -> Numeral | None:
        end = self._past_note(at)
        token, following = self.tokens[at], self.tokens[end]
        if following.kind in ("word", "dash") or following.text == "/":
            slashed = self._slashed(at)
            share = read_share(self.tokens, at, self._low(at - 1)) or slashed
            if share is not None:
                measured = slashed is not None and self._low(share.end) == "of"
                return (self._share_of_a_measure(share) if measured else None) or _share(share)
        digits = token.text if token.text.isdigit() else _GROUPING.sub("", token.text)
        digits = f"0{digits}" if digits.startswith(".") else digits
        if not self._is_clear(at, digits, following):
            return _unclear(at + 1)
        number = Numeral(digits, end)
        if following.kind in _NOTHING_BEHIND:
            return number
        self._mixed(number)
        if following.glued and following.kind == "word" and not self._may_follow(following):
            return None if following.low in _ORDINAL_ENDINGS else _unclear(end + 1)
        if self.tokens[number.end].low == "hundred":
            number.digits, number.end = format(Decimal(number.digits) * 100, "f"), number.end + 1
        if self.tokens[number.end].low in _OTHER_SCALES:
            return _unclear(number.end + 1)
        if self.tokens[number.end].low == "basis" and self.tokens[number.end + 1].low in ("point", "points"):
            return _unclear(number.end + 2)
        if not money and self._metre_or_million(number.end):
            return _unclear(number.end + 1)
        number.scale, number.end = self._scale(number.end, money)
        return self._fold_behind(number)

    def _past_note(self, at: int) -> int:
        """Behind a numeral and the mark of a note: "400* prisoners"."""
        mark, following = self.tokens[at + 1], self.tokens[at + 2]
        return at + 2 if mark.text in _NOTE_MARKS and mark.glued and not following.glued else at + 1

    def _is_clear(self, at: int, digits: str, following: Token) -> bool:
        """Whether a run of digits can be read in one way only."""
        token = self.tokens[at]
        before = self.tokens[at - 1] if at else NO_TOKEN
        if not token.text.isdigit() and _GROUPED.fullmatch(token.text) is None:
            return False
        padded = len(digits) > 1 and digits[0] == "0" and digits[1] != "."
        if len(digits) > MAX_DIGITS or padded or following.text in ("‰", "°"):
            return False
        if token.glued and before.glued and before.text in ("/", ":"):
            return False
        unit_behind = following.text == "/" and self.tokens[at + 2].kind == "word"
        return unit_behind or not (following.glued and following.text in _UNSURE_BEHIND)

    def _slashed(self, at: int) -> Share | None:
        """1/3 and 2/3; but 24/7 and 9/11 are no shares, and 70/30 is unclear."""
        top, slash, bottom = self.tokens[at : at + 3]
        if slash.text != "/" or not (slash.glued and bottom.glued) or bottom.kind != "number":
            return None
        if not (top.text.isdigit() and bottom.text.isdigit() and len(top.text) <= 2 and len(bottom.text) <= 2):
            return None
        count, parts = int(top.text), int(bottom.text)
        if not 0 < count < parts <= 10 or self.tokens[at + 3].text == "/":
            return None
        return Share(Fraction(count, parts), at + 3)

    def _mixed(self, number: Numeral) -> None:
        """A whole number and a fraction: 12½, 2 1/2, "12 and a half percent"."""
        token = self.tokens[number.end]
        share: Fraction | None = None
        end = number.end + 1
        if token.kind == "vulgar":
            share = _vulgar(token)
        elif token.kind == "number" and (slashed := self._slashed(number.end)):
            share, end = slashed.fraction, slashed.end
        elif "and" in (token.low, self.tokens[number.end + 1].low):
            part, end = and_a_part(self.tokens, Fraction(0), number.end)
            share = part if part and self._is_of_a_kind(end) else None
        if share is None or not number.digits.isdigit():
            return
        exact = int(number.digits) + share
        number.digits, number.end = _decimal(exact), end
        number.fraction = None if _is_decimal(exact) else exact

    def _is_of_a_kind(self, at: int) -> bool:
        """Whether a unit, a scale word or nothing at all stands at a place."""
        token = self.tokens[at]
        scaled = token.kind in _NOTHING_BEHIND or token.low in (*SCALE_WORDS, "times")
        return scaled or self.units.unit_or_noun(at)[0] is not None

    def _may_follow(self, word: Token) -> bool:
        """Whether letters glued to a numeral are a unit or scale word; if not they make a designation: 3D, 5G."""
        known = word.low in _SCALES or word.low in _MONEY_SCALES or word.text in _CAPITAL_SCALES
        return known or self.units.vocabulary.name(word.text) is not None or word.low in ("x", "won", "hundred")

    def _scale(self, at: int, money: bool) -> tuple[str, int]:
        token = self.tokens[at]
        if token.kind == "dash" and token.glued and self.tokens[at + 1].low in SCALE_WORDS:
            return self.tokens[at + 1].low, at + 2
        if token.kind != "word":
            return "", at
        if token.low in _SCALES:
            return _SCALES[token.low], at + 1
        if money and token.low in _MONEY_SCALES and (token.glued or token.low in "mb"):
            return _MONEY_SCALES[token.low], at + 1
        if token.glued and token.text in _CAPITAL_SCALES:
            return _CAPITAL_SCALES[token.text], at + 1
        if token.text == "m" and self._is_million(at):
            return "million", at + 1
        return "", at

    def _is_million(self, at: int) -> bool:
        if self.units.unit_or_noun(at + 1)[0] is not None:
            return True
        return self.tokens[at].glued and not self._is_metre(at)

    def _is_metre(self, at: int) -> bool:
        """Whether an "m" glued to a number is a metre: "a 5m wall", "30m tall"; but "33m North Koreans"."""
        return self._low(at - 2) in ("a", "an") or self._low(at + 1) in _LENGTH_WORDS

    def _metre_or_million(self, at: int) -> bool:
        """Whether nothing tells which of the two the "m" glued to a number is: "output of 7.5m"."""
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.text != "m" or not token.glued or self._is_metre(at):
            return False
        return following.kind != "word" or following.low in STOP_WORDS

    # In words

    def _words(self, at: int) -> Numeral | None:
        before = self._low(at - 1)
        number = read_number_words(self.tokens, at)
        share = read_share(self.tokens, at, before)
        if number is not None and (share is None or share.end <= number.end):
            lone_article = number.end == at + 1 and self._low(at) not in ONES and self._low(at) not in TENS
            if not lone_article:
                return self._fold_behind(_from_words(number))
        if share is None:
            return None
        return self._share_of_a_measure(share) or _share(share)

    def _share_of_a_measure(self, share: Share) -> Numeral | None:
        """ "half a kilogram", "a quarter of an hour", "two-thirds of one percent", "half-hour"."""
        after = share.end
        if self.tokens[after].kind == "dash":
            after += 1
        else:
            part = self.tokens[after].low == "of"
            after += part
            if self.tokens[after].low not in (("a", "an", "one", "1") if part else ("a", "an")):
                return None
            after += 1
        unit, end = self.units.unit(after)
        if unit is None:
            return None
        number = Numeral(_decimal(share.fraction), end, fraction=share.fraction, unit=unit)
        number.as_amount()
        return number

    # Multiples

    def _fold_behind(self, number: Numeral) -> Numeral:
        """The "-fold" of 33-fold, the "times" of three times as many, the x of 3x."""
        token, following = self.tokens[number.end], self.tokens[number.end + 1]
        if token.kind == "dash" and token.glued and following.low == "fold":
            return replace(number, end=number.end + 2, is_multiple=True)
        if token.low == "fold" or (token.low in ("x", "×") and token.glued and not following.glued):
            return replace(number, end=number.end + 1, is_multiple=True)
        if token.low == "times" and following.low in _BEHIND_TIMES:
            return replace(number, end=number.end + 1, is_multiple=True)
        return number

    def _multiple(self, at: int) -> Numeral | None:
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.low not in MULTIPLES:
            stem = token.low.removesuffix("fold")
            count = ONES.get(stem) or TENS.get(stem) or {"hundred": 100}.get(stem)
            return Numeral(str(count), at + 1, is_multiple=True) if count else None
        if following.kind == "dash" and following.glued:
            return None  # a double-edged sword
        digits = str(MULTIPLES[token.low])
        if token.low in ("twice", "thrice") and following.low in ("a", "an", "per", "each", "every", "daily", "in"):
            return Numeral(digits, at + 1)  # twice a day is how often, not how many times as much
        if token.low in ("double", "triple", "quadruple") and following.low not in _BEHIND_DOUBLE:
            return None
        return Numeral(digits, at + 1, is_multiple=True)


def _unclear(end: int) -> Numeral:
    return Numeral("0", end, clear=False)


def _share(share: Share) -> Numeral:
    return Numeral(_decimal(share.fraction), share.end, fraction=share.fraction, is_share=True)


def _from_words(number: WordNumber) -> Numeral:
    exact = None if _is_decimal(number.amount) else number.amount
    return Numeral(_decimal(number.amount), number.end, scale=number.scale, fraction=exact)


def _vulgar(token: Token) -> Fraction | None:
    """The fraction of one sign such as ½; several in a row are none."""
    return _sign_value(token.text) if len(token.text) == 1 else None


@cache
def _sign_value(sign: str) -> Fraction:
    return Fraction(unicodedata.numeric(sign)).limit_denominator(10)


def _is_decimal(fraction: Fraction) -> bool:
    """Whether a fraction can be written out as a decimal."""
    rest = fraction.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _decimal(fraction: Fraction) -> str:
    """A fraction in digits, exact where it can be, else to four decimals."""
    if fraction.denominator == 1:
        return str(fraction.numerator)
    exact = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return format(exact.normalize() if _is_decimal(fraction) else round(exact, 4), "f")
