"""Turn the text of a value ("about CNY 4 to 5 / kg") into what it states, keeping the digits it was written with.

value  = [hedge] amount [ "to" amount ] [ "/" unit ]
amount = [currency] number [scale] [unit]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal
from enum import StrEnum
from functools import lru_cache

from briefkit.figures.money.currencies import CURRENCY_NAMES, SIGN_PATTERN, is_currency
from briefkit.figures.units import PERCENT, PLAIN, POINTS, Unit, Vocabulary, parse_unit, unknown_unit
from briefkit.findings import Problem
from briefkit.findings import bk4_values as codes

SCALES: dict[str, int] = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
GROUPS: dict[str, int] = {"myriad": 4, "myriad myriad": 8}  # of languages that have them; no text is read with them
MAX_DIGITS = 40
SHARES_SCALE_BELOW = 1000  # "3 to 4 million" is three million; "3,000 to 4 million" is not three billion
_EXACT = Context(prec=MAX_DIGITS + 20)  # the default context would round the digits of a long number


class HedgeKind(StrEnum):
    """What a hedge asserts of the true value x and the printed number n."""

    APPROXIMATE = "approximate"  # x is near n
    NEARLY = "nearly"  # x < n, and x rounds to n
    ABOVE = "above"  # x > n
    AT_LEAST = "at least"  # x ≥ n
    AT_MOST = "at most"  # x ≤ n
    BELOW = "below"  # x < n


HEDGES: dict[str, HedgeKind] = {
    "about": HedgeKind.APPROXIMATE,
    "around": HedgeKind.APPROXIMATE,
    "some": HedgeKind.APPROXIMATE,
    "roughly": HedgeKind.APPROXIMATE,
    "nearly": HedgeKind.NEARLY,
    "almost": HedgeKind.NEARLY,
    "just under": HedgeKind.NEARLY,
    "over": HedgeKind.ABOVE,
    "more than": HedgeKind.ABOVE,
    "at least": HedgeKind.AT_LEAST,
    "up to": HedgeKind.AT_MOST,
    "at most": HedgeKind.AT_MOST,
    "under": HedgeKind.BELOW,
    "less than": HedgeKind.BELOW,
    "fewer than": HedgeKind.BELOW,
}


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge as it was written."""

    words: str

    @property
    def kind(self) -> HedgeKind:
        return HEDGES[self.words]

    @property
    def direction(self) -> int:
        """+1 where only a lower bound is asserted, -1 an upper bound, 0 neither."""
        if self.kind in (HedgeKind.ABOVE, HedgeKind.AT_LEAST):
            return 1
        return 0 if self.kind is HedgeKind.APPROXIMATE else -1

    def __str__(self) -> str:
        return self.words


@lru_cache(10_000)
def _scaled(digits: str, exponent: int) -> Decimal:
    return Decimal(digits).scaleb(exponent, context=_EXACT)


def scale_exponent(scale: str) -> int:
    """The power of ten of a scale word or group, 0 where there is none."""
    return SCALES.get(scale, GROUPS.get(scale, 0))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its digits without grouping ("23.94") and its scale word ("million")."""

    digits: str
    scale: str = ""

    @property
    def value(self) -> Decimal:
        return _scaled(self.digits, self.exponent)

    @property
    def exponent(self) -> int:
        """The power of ten of the scale word."""
        return scale_exponent(self.scale)

    @property
    def decimals(self) -> int:
        """Digits written behind the point."""
        return len(self.digits.partition(".")[2])

    @property
    def last_place(self) -> int:
        """The power of ten of the last digit written: 4 for 23.94 million."""
        return self.exponent - self.decimals

    @property
    def significant_place(self) -> int:
        """The power of ten of the last digit that is a precision: trailing zeros of a whole number are none."""
        if self.decimals or Decimal(self.digits) == 0:
            return self.last_place
        return self.exponent + len(self.digits) - len(self.digits.rstrip("0"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a text states: one number or a range, its unit, its hedge. `low` equals `high` unless it is a range.

    `spelled` keeps the word that was written for a counted noun which has several: "people" for worker.
    """

    low: Number
    high: Number
    unit: Unit = PLAIN
    hedge: Hedge | None = None
    spelled: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def is_range(self) -> bool:
        return self.low != self.high


_SPACE = re.compile(r"[\s\u00a0\u2009\u202f]+")
_HEDGE = re.compile("|".join(rf"{words}\b" for words in sorted(HEDGES, key=len, reverse=True)), re.IGNORECASE)
_NUMBER = re.compile(r"[-−]?[0-9][0-9,]*(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[-−]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?")
_SCALE = re.compile(rf"({'|'.join(SCALES)})s?\b", re.IGNORECASE)
_CURRENCY_WORD = re.compile(
    "|".join(rf"{re.escape(name)}(?!\w)" for name in sorted(CURRENCY_NAMES, key=len, reverse=True))
    + r"|[A-Z]{3}(?![A-Za-z])"
)
_TO = re.compile(r"to\b")
_PER = re.compile(r"/|per\b|an?\b(?=\s)")
_UNIT = re.compile(r"(?!to\b|per\b(?!\s+cent)|[-–—]\s*\d)[^/]+?(?=\s+to\b|\s*/|\s+per\b(?!\s+cent)|\s+an?\s|\s*$)")


@dataclass(slots=True)
class _Amount:
    number: Number
    start: int
    end: int
    currency: str | None = None
    unit: Unit | None = None


def parse_value(text: str, vocabulary: Vocabulary) -> Stated:
    """What `text` states.

    Raises a `Problem` with offsets into `text`: BK401 not a value, BK403 unknown unit, BK404 a currency sign that
    may be several, BK405 a range that runs backwards, BK406 no or two currencies or units that disagree.
    """
    return _ValueParser(text, vocabulary).parse()


class _ValueParser:
    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.at = 0
        self.spelled: dict[str, str] = {}

    def parse(self) -> Stated:
        hedge = self._hedge()
        low = self._amount()
        high = self._amount() if self._match(_TO) else low
        per = self._per()
        self._end()
        return self._stated(hedge, low, high, per)

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        if match:
            self.at = match.end()

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        self._skip()
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def _hedge(self) -> Hedge | None:
        match = self._match(_HEDGE)
        return Hedge(match.group().lower()) if match else None

    def _amount(self) -> _Amount:
        self._skip()
        start = self.at
        currency = self._currency()
        match = self._match(_NUMBER)
        if match is None:
            self._fail("a number")
        assert match is not None
        written = match.group()
        if len(written) > MAX_DIGITS:
            raise codes.NOT_A_VALUE.problem(
                match.start(),
                match.end(),
                found=f"a number of {len(written)} characters",
                expected=f"a number such as 1,234.5, of at most {MAX_DIGITS}",
                hint="use a scale word, and no more digits than the source gives",
            )
        if not _GROUPED.fullmatch(written):
            raise codes.NOT_A_VALUE.problem(
                match.start(),
                match.end(),
                found=f'"{written}"',
                expected="a number such as 1,234.5",
                hint="group thousands with commas, use a point for decimals, and no zero in front",
            )
        scale = self._match(_SCALE)
        number = Number(written.replace(",", "").replace("−", "-"), scale.group(1).lower() if scale else "")
        amount = _Amount(number, start, self.at, currency)
        amount.unit = self._unit()
        amount.end = self.at
        return amount

    def _currency(self) -> str | None:
        self._skip()
        start = self.at
        sign = SIGN_PATTERN.match(self.text, self.at)
        if sign:
            self.at = sign.end()
            return self._one_currency(sign.group(), start)
        word = _CURRENCY_WORD.match(self.text, self.at)
        if word is None:
            return None
        code = self.vocabulary.name(word.group())
        if code is None or not is_currency(code):
            following = self.text[word.end() :].lstrip()
            if following[:1].isdigit():
                raise codes.UNKNOWN_UNIT.problem(
                    word.start(), word.end(), word=word.group(), hint="use an ISO 4217 code, such as USD or CNY"
                )
            return None
        self.at = word.end()
        return code

    def _one_currency(self, sign: str, start: int) -> str:
        candidates = self.vocabulary.sign(sign)
        if len(candidates) == 1:
            return candidates[0]
        raise ambiguous_sign(sign, candidates, start)

    def _unit(self) -> Unit | None:
        """The unit right behind a number, up to "to", "/" or the end."""
        self._skip()
        start = self.at
        sign = SIGN_PATTERN.match(self.text, start)
        if sign:
            self.at = sign.end()
            return Unit.of(self._one_currency(sign.group(), start))
        match = _UNIT.match(self.text, start)
        if match is None:
            return None
        self.at = match.end()
        word = match.group()
        noun = self.vocabulary.name(word)
        if noun is not None and noun in self.vocabulary.nouns:
            self.spelled[noun] = word
        try:
            return parse_unit(word, self.vocabulary)
        except Problem:
            raise unknown_unit(word, self.vocabulary, start, match.end()) from None

    def _per(self) -> Unit:
        match = self._match(_PER)
        if match is None:
            return PLAIN
        start, rest = match.start(), self.text[match.start() :].rstrip()
        if not self.text[self.at :].strip():
            self._fail("a unit behind /")
        self.at = len(self.text)
        try:
            return parse_unit(rest, self.vocabulary)
        except Problem as problem:
            problem.start += start
            problem.end = start + (problem.end if problem.end is not None else len(rest))
            raise

    def _end(self) -> None:
        self._skip()
        if self.at < len(self.text):
            self._fail("the end of the value")

    def _fail(self, expected: str) -> None:
        rest = self.text[self.at :].strip()
        hint = ""
        if re.match(r"[-–—]\s*\d", rest):
            hint = "write a range with to: " + re.sub(r"(?<=\d)\s*[-–—]\s*(?=\d)", " to ", self.text)
        elif rest and expected == "a number":
            hint = "write the number in digits: twelve is 12, half is 50 %"
        else:
            hint = 'a value is written like "about CNY 4 to 5 / kg" or "23.94 million USD"'
        found = f'"{rest[:30]}"' if rest else "the end of the text"
        raise codes.NOT_A_VALUE.problem(self.at, len(self.text), found=found, expected=expected, hint=hint)

    def _stated(self, hedge: Hedge | None, low: _Amount, high: _Amount, per: Unit) -> Stated:
        low_unit, high_unit = self._amount_unit(low), self._amount_unit(high)
        if low_unit is not None and high_unit is not None and low_unit != high_unit:
            raise codes.TWO_UNITS.problem(
                low.start, high.end, first=str(low_unit), second=str(high_unit), hint="write both ends in one unit"
            )
        unit = (high_unit or low_unit or PLAIN) * per
        low_number = low.number
        if low is not high and not low_number.scale and high.number.scale:
            # "3 to 5 million" shares its scale word; "900,000 to 1.2 million" has its lower end written out.
            shared = Number(low_number.digits, high.number.scale)
            low_number = shared if abs(low_number.value) < SHARES_SCALE_BELOW else low_number
        if low_number.value > high.number.value:
            raise codes.BACKWARDS.problem(
                low.start,
                high.end,
                low=f"{low_number.value:,f}",
                high=f"{high.number.value:,f}",
                hint="put the lower end first; give each end its scale word",
            )
        return Stated(low=low_number, high=high.number, unit=unit, hedge=hedge, spelled=tuple(self.spelled.items()))

    def _amount_unit(self, amount: _Amount) -> Unit | None:
        if amount.currency and amount.unit:
            if amount.unit.currency or PERCENT in amount.unit.numerator or POINTS in amount.unit.numerator:
                raise codes.TWO_UNITS.problem(
                    amount.start, amount.end, first=amount.currency, second=str(amount.unit), hint="keep one of them"
                )
            return Unit.of(amount.currency) * amount.unit
        return Unit.of(amount.currency) if amount.currency else amount.unit


def ambiguous_sign(sign: str, candidates: tuple[str, ...], start: int) -> Problem:
    """The problem of a currency sign that may stand for several currencies."""
    return codes.AMBIGUOUS_SIGN.problem(
        start,
        start + len(sign),
        sign=sign,
        candidates=" or ".join(candidates),
        hint=f'write {" or ".join(candidates)}, or settle it in briefkit.toml: [signs] "{sign}" = "{candidates[0]}"',
    )
