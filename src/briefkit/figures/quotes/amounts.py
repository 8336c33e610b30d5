"""Turn tokens into amounts: a numeral with its sign, currency, unit or noun, denominator, and the hedge behind it.

amount = [currency] ["-"] numeral [hedge behind] [currency | unit | [adjectives] noun] [per] [hedge behind]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefkit.figures.quotes.hedge_words import PHRASES_BEHIND, read_hedge
from briefkit.figures.quotes.number_words import ONES, STARTERS
from briefkit.figures.quotes.numerals import Numeral, NumeralReader
from briefkit.figures.quotes.tokens import Token
from briefkit.figures.quotes.unit_words import TIMES, UnitReader
from briefkit.figures.units import FOLD, PERCENT, PLAIN, POINTS, Unit, Vocabulary
from briefkit.figures.values import Hedge, Number

CURRENCY_BEFORE = frozenset({"RMB", "Rmb", "yuan", "renminbi"})


@dataclass(slots=True)
class Amount:
    """One amount, from token `start` to token `end`.

    `own` says that it has a unit, noun or currency of its own; `sign` is a currency sign that may be several
    currencies; `unread_per` a denominator that is no known unit; `alone` the lone word "one", perhaps a pronoun.
    """

    number: Numeral
    start: int
    end: int
    unit: Unit = PLAIN
    own: bool = False
    sign: str = ""
    negative: bool = False
    hedge: Hedge | None = None
    alone: bool = False
    per: Unit | None = None
    unread_per: str = ""

    @property
    def value(self) -> Decimal:
        return self.as_number(self.negative).value

    @property
    def is_money(self) -> bool:
        return bool(self.sign) or self.unit.currency is not None

    def as_number(self, negative: bool) -> Number:
        """The number as the value grammar has it."""
        return Number(f"-{self.number.digits}" if negative else self.number.digits, self.number.scale)


class AmountReader:
    """Reads amounts out of tokens with the words of a vocabulary."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.units = UnitReader(tokens, vocabulary)
        self.numerals = NumeralReader(tokens, self.units)

    def read(self, at: int, *, hedged: bool, behind_dash: bool = False, money: bool = False) -> Amount | None:
        """The amount at `at`, or None.

        `hedged` says that a hedge stands before it, so that "an hour" is one hour; `behind_dash` that a dash does, so
        that a minus sign is none; `money` that the low end of its range is money, as of "$1.2–1.5m".
        """
        bare = behind_dash or self.tokens[at].kind == "number"
        negative, after = (False, at) if bare else self._minus(at)
        currency, sign, place = self._currency_before(after)
        if place != after and not negative:
            negative, place = self._minus(place)
        number = self.numerals.read(place, money=money or bool(currency or sign))
        if number is None:
            return self._one_unit(at, hedged) if place == at else None
        amount = Amount(number, at, number.end, sign=sign, negative=negative)
        amount.alone = number.end == place + 1 and self.tokens[place].low == "one"
        if currency or sign:
            amount.own, amount.unit = True, Unit.of(currency) if currency else PLAIN
        followed = self.tokens[amount.end].kind in ("word", "sign", "dash", "mark", "open")
        if followed or number.unit or number.is_multiple:
            self._read_behind(amount)
        return amount

    def is_currency(self, token: Token) -> bool:
        """Whether a word is a currency that may stand before a number: RMB, yuan or an ISO 4217 code."""
        if token.text in CURRENCY_BEFORE:
            return True
        return token.text.isupper() and len(token.text) == 3 and self.vocabulary.name(token.text) == token.text

    def _minus(self, at: int) -> tuple[bool, int]:
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.low in ("minus", "negative"):
            return True, at + 1
        if token.text == "+":
            return False, at + 1
        close = following.glued and following.kind in ("number", "sign", "word")
        free = not token.glued or at == 0 or self.tokens[at - 1].kind in ("open", "sign", "mark")
        return (True, at + 1) if token.text in ("-", "–") and close and free else (False, at)

    def _currency_before(self, at: int) -> tuple[str, str, int]:
        """A currency in front of a number: its code, or else its unsettled sign, and where the number begins."""
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.kind == "number":
            return "", "", at
        if token.text in ("US", "U.S.") and following.text == "$":
            return "USD", "", at + 2
        if token.kind == "sign":
            candidates = self.vocabulary.sign(token.text)
            return (candidates[0], "", at + 1) if len(candidates) == 1 else ("", token.text, at + 1)
        before_number = following.kind in ("number", "dash", "sign") or following.low in STARTERS
        if token.kind == "word" and before_number and self.is_currency(token):
            return self.vocabulary.name(token.text) or "", "", at + 2 if following.kind == "sign" else at + 1
        return "", "", at

    def _one_unit(self, at: int, hedged: bool) -> Amount | None:
        """ "a kilogram of rice": one of a measure; of time or percent only where a hedge stands before it."""
        if self.tokens[at].low not in ("a", "an"):
            return None
        unit, end = self.units.unit(at + 1)
        if unit is None or unit.currency or unit.numerator[0] == FOLD:
            return None
        if self.units.is_noun(unit):
            per, _, behind = self.units.per(end)  # "a worker" counts nothing, "a wig a day" does
            timed = per is not None and all(name in TIMES for name in per.denominator)
            return Amount(Numeral("1", end), at, behind, unit=unit, own=True, per=per) if timed else None
        if not hedged and (unit.numerator[0] in TIMES or unit.numerator[0] in (PERCENT, POINTS)):
            return None
        return Amount(Numeral("1", end), at, end, unit=unit, own=True)

    # Behind the number

    def _read_behind(self, amount: Amount) -> None:
        amount.hedge, amount.end = self._hedge_behind(amount.end)
        self._read_unit(amount)
        if amount.number.is_multiple or amount.number.is_share:
            return
        self._read_per(amount)
        if amount.hedge is None:
            amount.hedge, amount.end = self._hedge_behind(amount.end)
            if amount.hedge and amount.per is None:
                self._read_per(amount)

    def _hedge_behind(self, at: int) -> tuple[Hedge | None, int]:
        """A hedge behind a number ("or more"), unless it belongs to the next one ("and over 200 women")."""
        if self.tokens[at].low not in PHRASES_BEHIND:
            return None, at
        hedge, end = read_hedge(self.tokens, at, PHRASES_BEHIND)
        following = self.tokens[end]
        if following.kind in ("number", "sign") or following.low in ("to", "than") or following.low in ONES:
            return None, at
        return hedge, end

    def _read_per(self, amount: Amount) -> None:
        amount.per, amount.unread_per, amount.end = self.units.per(amount.end)

    def _read_unit(self, amount: Amount) -> None:
        number = amount.number
        if number.is_multiple or number.unit is not None:
            amount.unit, amount.own = number.unit or Unit.of(FOLD), True
            return
        at = amount.end
        if self.tokens[at].kind == "dash":
            if amount.hedge is not None or not (self.tokens[at].glued and self.tokens[at + 1].glued):
                return
            at += 1
        sign, code, end = self._currency_behind(at)
        if code or sign:
            amount.unit, amount.sign, amount.own, amount.end = Unit.of(code) if code else PLAIN, sign, True, end
            number.as_amount()
            return
        unit, end = self.units.unit_or_noun(at)
        if unit is None or (amount.is_money and not unit.currency):
            return
        if number.is_share and self.units.is_noun(unit):
            return  # "one in ten workers" is a share of them, "½ kg" an amount
        number.as_amount()
        amount.unit, amount.sign, amount.own, amount.end = unit, "", True, end

    def _currency_behind(self, at: int) -> tuple[str, str, int]:
        """A currency sign, or the word "won", behind a number: the unsettled sign, or else the code."""
        token = self.tokens[at]
        if token.low != "won" and (token.kind != "sign" or self.tokens[at + 1].kind == "number"):
            return "", "", at
        sign = token.low if token.low == "won" else token.text
        candidates = self.vocabulary.sign(sign)
        return ("", candidates[0], at + 1) if len(candidates) == 1 else (sign, "", at + 1)
