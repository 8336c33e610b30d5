"""Turn a sentence, as sources write it, into the quantities that it states.

    quantity = [hedge] ["between" | "from"] amount [("to" | "or" | "and" | dash) amount] [per] [hedge behind]
    amount   = [currency] ["-"] number [scale] [currency | unit | [adjectives] noun]
    per      = "/" unit | "per" unit | ("a" | "an" | "every") unit | "each" | "daily" …

What is read and what is not follows a few decisions:
- A fall is a negative change: "down 2.4 percent", "fell by 3 million" and "a decline of 5%" state -2.4, -3 million, -5.
- "rose from 4 to 6" states two quantities, no range; "between 4 and 6", "4 or 5" and "from 4 to 6" state a range.
- An upper or lower bound in front of an approximation ("up to about 300") is read as the bound.
- "5m" is five million before a unit or noun or behind a currency, and five metres before "tall", "long", "deep" and the like.
- What can be read in two ways ("1,5", "20 -30", "2.4.1", "300 to over 500", "not 300") is read as `unclear` and matches no value.
- Dates, names and numberless amounts ("hundreds of") are kinds of their own and match no value either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from briefkit.figures import labels, number_words
from briefkit.figures.hedge_words import PHRASES_BEFORE, PHRASES_BEHIND, mirror, read_hedge
from briefkit.figures.tokens import Token, tokenize
from briefkit.figures.units import FOLD, PERCENT, PERCENT_UNIT, PLAIN, POINTS, POINTS_UNIT, Unit, Vocabulary
from briefkit.figures.values import Hedge, HedgeKind, Number, Stated

Kind = Literal["number", "fraction", "multiple", "period", "name", "vague", "unclear"]
MAX_DIGITS = 25  # longer runs of digits are identifiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity that a text states.

    `start` and `end` are offsets into the text as given. `fraction` (and `high_fraction`, where a range ends in
    another one) is the exact share of "two-thirds", which no decimal gives. `sign` is a currency sign that may be
    several currencies. `per` holds the words of a denominator that the vocabulary does not know, or "each".
    """

    start: int
    end: int
    stated: Stated
    kind: Kind = "number"
    fraction: Fraction | None = None
    high_fraction: Fraction | None = None
    sign: str = ""
    per: str = ""

    @property
    def counts(self) -> bool:
        """Whether it says how much; dates, names and vague amounts do not."""
        return self.kind in ("number", "fraction", "multiple")


def read_quantities(text: str, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """Every quantity that `text` states, in order. Reads any text in linear time, and raises nothing."""
    return tuple(_Reader(text, vocabulary).read())


_END = Token("end", "", "", 0, 0, False)
_LOOKAHEAD = 12
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d{1,3}(?:['’]\d{3})+(?:\.\d+)?|\d*(?:\.\d+)?")
_UNSURE_BEHIND = frozenset("/:'\"′″^*=")
_GROUPING = re.compile(r"[, '’]")
_SCALES: Mapping[str, str] = {
    **{word: word for word in number_words.SCALE_WORDS},
    **{f"{word}s": word for word in number_words.SCALE_WORDS},
    "bn": "billion", "bln": "billion", "mn": "million", "mln": "million", "mio": "million", "tn": "trillion", "trn": "trillion",
}  # fmt: skip
_MONEY_SCALES = {"m": "million", "b": "billion", "t": "trillion", "k": "thousand"}
_CAPITAL_SCALES = {"M": "million", "B": "billion", "K": "thousand", "k": "thousand"}
_LENGTH_WORDS = frozenset((
    "tall long wide deep high thick away apart below above from off of by x"
).split())
_MAX_UNIT_WORDS = 4
_MAX_HEDGES = 3
_NOUN_WINDOW = 6
_STOP_WORDS = frozenset(
    (
        "of in to from and or with at by for the a an who that which were was is are be been had have has "
        "on as than per each every if when while because but nor so into through during since until "
        "between among against about over under not"
    ).split()
)
_ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year",
}  # fmt: skip
_TIMES = frozenset(_ADVERBS.values()) | {"min", "s"}
_FALL_VERBS = frozenset(
    (
        "fell fall falls falling fallen dropped drop drops dropping declined decline declines declining "
        "decreased decrease decreases decreasing shrank shrunk shrink shrinks shrinking contracted "
        "contract contracts contracting down plunged plunge plunging slipped slipping tumbled tumbling "
        "slumped slumping dipped dipping plummeted plummeting sank lower"
    ).split()
)
_CUT_VERBS = frozenset((
    "cut cuts cutting reduced reduce reduces reducing lowered lowering slashed trimmed diminished "
    "shortened"
).split())
_FALL_NOUNS = frozenset((
    "decline decrease drop fall reduction contraction slump plunge dip cut"
).split())
_RISE_VERBS = frozenset(
    (
        "rose rise rises rising risen grew grow grows growing grown increased increase increases "
        "increasing up climbed climbing jumped jumping surged surging soared soaring went going gone "
        "moved changed change changing raised raise raising expanded expanding extended swelled went "
        "improved widened"
    ).split()
)
_CHANGE_VERBS = _FALL_VERBS | _CUT_VERBS | _RISE_VERBS | _FALL_NOUNS | {"growth", "shift", "jump"}
_RANGE_WORDS = frozenset((
    "ranging ranged range ranges varying varied vary varies anywhere somewhere"
).split())
_BEHIND_A_FALL = frozenset((
    "decline decrease drop fall reduction contraction slump plunge dip lower less fewer down"
).split())
_FALL_FILLERS = frozenset(["a", "an", "further", "another", "additional", "sharply", "slightly", "only", "just", "by"])
_MULTIPLES = {
    "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "doubles": 2, "thrice": 3, "triple": 3, "tripled": 3, "tripling": 3,
    "trebled": 3, "quadruple": 4, "quadrupled": 4, "quadrupling": 4, "quintupled": 5,
}  # fmt: skip
_BEHIND_DOUBLE = frozenset(["the", "that", "those", "what", "its", "their", "his", "her", "of"])
_BEHIND_TIMES = frozenset((
    "as more less the higher larger greater bigger lower smaller that what its their fewer those over"
).split())
_RELATIVE_UNITS = (PERCENT_UNIT, POINTS_UNIT)
_CURRENCY_BEFORE = frozenset({"RMB", "yuan", "renminbi"})
_STARTERS = (
    frozenset(PHRASES_BEFORE) | number_words.STARTERS | frozenset(_MULTIPLES)
    | {"between", "from", "minus", "negative", "us", "rmb", "yuan", "renminbi"}
)  # fmt: skip
_LABEL_STARTERS = labels.MONTHS


@dataclass(slots=True)
class _Number:
    """A number as read: its digits, scale word, and where it ends."""

    digits: str
    end: int
    scale: str = ""
    fraction: Fraction | None = None
    is_share: bool = False
    clear: bool = True
    multiple: bool = False
    unit: Unit | None = None


@dataclass(slots=True)
class _Amount:
    """A number with its currency or unit. `alone` is the lone word "one", which may be a pronoun."""

    number: _Number
    start: int
    end: int
    unit: Unit = PLAIN
    own: bool = False  # it has a unit, noun or currency of its own
    sign: str = ""
    negative: bool = False
    hedge: Hedge | None = None
    alone: bool = False
    per: Unit | None = None
    unread_per: str = ""

    @property
    def value(self) -> Decimal:
        amount = Number(self.number.digits, self.number.scale).value
        return -amount if self.negative else amount


class _Reader:
    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        tokens = tokenize(text)
        self.text = text
        self.count = len(tokens)
        self.tokens = [*tokens, *[_END] * _LOOKAHEAD]
        self.vocabulary = vocabulary

    # The sentence, from left to right

    def read(self) -> list[Quantity]:
        found: list[Quantity] = []
        spans: list[tuple[int, int]] = []  # first and last token of each quantity
        at = 0
        while at < self.count:
            quantities, end = self._at(at)
            for quantity, first, last in quantities:
                found.append(quantity)
                spans.append((first, last))
            at = max(end, at + 1)
        self._share_units(found, spans)
        self._share_per(found, spans)
        return found

    def _at(self, at: int) -> tuple[list[tuple[Quantity, int, int]], int]:
        """What begins at a token, and where to go on."""
        token = self.tokens[at]
        if token.kind == "word" and not self._may_start(at, token):
            return [], at + 1
        if token.kind in ("open", "close", "end") or (token.kind == "mark" and token.text not in "#№+.~≈<>≥≤⩾⩽"):
            return [], at + 1
        if token.kind == "number" and self.tokens[at + 1].kind == "dash" and (end := self._chain(at)) is not None:
            return [(self._label("unclear", at, end), at, end)], end
        for kind, reader in (("period", labels.read_period), ("name", labels.read_name)):
            label_end = reader(self.tokens, at)
            if label_end is not None and not (kind == "name" and self._is_money(token)):
                return [(self._label(kind, at, label_end), at, label_end)], label_end  # type: ignore[arg-type]
        vague = number_words.read_vague(self.tokens, at) if token.kind == "word" else None
        if vague is not None:
            return [(self._label("vague", at, vague), at, vague)], vague
        return self._quantities(at)

    def _may_start(self, at: int, token: Token) -> bool:
        following = self.tokens[at + 1]
        return (
            token.low in _STARTERS
            or token.low in _LABEL_STARTERS
            or following.kind == "number"
            or (following.kind in ("dash", "mark", "open") and self.tokens[at + 2].kind == "number")
            or following.low in ("no", "nos", "number", "numbers")
            or token.low.endswith("fold")
        )  # fmt: skip

    def _is_money(self, token: Token) -> bool:
        if token.text in _CURRENCY_BEFORE:
            return True
        code = self.vocabulary.name(token.text) if token.text.isupper() and len(token.text) == 3 else None
        return code is not None and code == token.text

    def _label(self, kind: Kind, first: int, end: int) -> Quantity:
        digits = [token.text for token in self.tokens[first:end] if token.kind == "number" and token.text.isdigit()][:1]
        number = Number(digits[0][:MAX_DIGITS] if digits else "0")
        start, stop = self.tokens[first].start, self.tokens[end - 1].end
        return Quantity(start=start, end=stop, stated=Stated(low=number, high=number), kind=kind)

    def _chain(self, at: int) -> int | None:
        """Where three or more numerals joined by dashes end: an account, a telephone number, a score."""
        end, joints = at + 1, 0
        while self.tokens[end].kind == "dash" and self.tokens[end].glued:
            behind = self.tokens[end + 1]
            if behind.kind != "number" or not behind.glued:
                break
            end, joints = end + 2, joints + 1
        if joints < 2 or labels.read_period(self.tokens, at) == end:
            return None
        return end

    # One quantity, or the two of "rose from … to …"

    def _quantities(self, at: int) -> tuple[list[tuple[Quantity, int, int]], int]:
        hedge, after = self._hedges(at)
        after = self._past_enough(after) if hedge else after
        opening = self.tokens[after].low if self.tokens[after].low in ("between", "from") else ""
        if opening:
            inner, low_at = self._hedges(after + 1)
            hedge = hedge or inner
        else:
            low_at = after
        low = self._amount(low_at, hedged=hedge is not None)
        if low is None or (opening == "between" and low.number.multiple):
            return [], at + 1
        found = self._ranged(at, low, hedge, opening)
        if not found and opening:
            found = self._single(low_at if hedge is None else at, low, hedge, level=True)
        elif not found:
            found = self._single(at, low, hedge)
        return found, (found[-1][2] if found else low.end)

    def _hedges(self, at: int) -> tuple[Hedge | None, int]:
        """The hedges at a place; of several, a bound outweighs an approximation."""
        hedge, after = read_hedge(self.tokens, at, PHRASES_BEFORE)
        for _ in range(_MAX_HEDGES - 1):
            further, end = read_hedge(self.tokens, after, PHRASES_BEFORE)
            if hedge is None or further is None:
                break
            if hedge.kind is HedgeKind.APPROXIMATE:
                hedge = further
            after = end
        return hedge, after

    def _past_enough(self, at: int) -> int:
        """Behind "enough to buy" or "enough for": the hedge of "no more than enough to buy a kilogram"."""
        if self.tokens[at].low != "enough":
            return at
        if self.tokens[at + 1].low == "to" and self.tokens[at + 2].kind == "word":
            return at + 3
        return at + 2 if self.tokens[at + 1].low == "for" else at

    def _ranged(self, at: int, low: _Amount, hedge: Hedge | None, opening: str) -> list[tuple[Quantity, int, int]]:
        """A range that begins with `low`, or the two levels of a change; nothing if `low` stands alone."""
        joint = self._joint(low.end, opening)
        if joint is None:
            return []
        word, high_at, clear = joint
        inner, amount_at = self._hedges(high_at)
        high = self._amount(amount_at, hedged=False, behind_dash=word == "dash")
        if high is None or high.number.multiple != low.number.multiple:
            return []
        if labels.is_year(low.number.digits) and labels.is_year(high.number.digits) and not (low.own or high.own):
            if low.number.scale or high.number.scale:
                return []
            return [(self._label("period", at, high.end), at, high.end)]
        changed = self._is_change(at, low, opening, word)
        if not changed and not self._shared_unit(low, high, word):
            return []
        if inner is not None and not (changed or inner.kind is HedgeKind.AT_MOST):
            clear = False
        if changed:
            if opening == "from" and (not low.own or (low.unit, low.sign) == (high.unit, high.sign)):
                self._inherit(low, high, changed)
            return [*self._single(at, low, hedge, level=opening == "from"), *self._single(high_at, high, inner, level=True)]
        self._inherit(low, high, changed)
        return self._range(at, low, high, hedge, opening, word, clear)

    def _range(
        self, at: int, low: _Amount, high: _Amount, hedge: Hedge | None, opening: str, word: str, clear: bool
    ) -> list[tuple[Quantity, int, int]]:
        if low.value >= high.value and not (low.negative and high.negative):
            if word in ("to", "or") and opening != "between":
                return []
            if word == "dash" and self.tokens[low.end].text != "-" and not self.tokens[low.end].glued:
                return []  # a dash between spaces that breaks the sentence
            clear = False
        if not (clear and low.number.clear and high.number.clear):
            return [(self._label("unclear", at, high.end), at, high.end)]
        falls = self._falls(at, high)
        high.hedge = high.hedge or low.hedge
        return [self._build(at, low, high, hedge, falls)]

    def _joint(self, at: int, opening: str) -> tuple[str, int, bool] | None:
        """The word or dash between the ends of a range, where the high end begins, and whether it is clearly one."""
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.kind == "dash":
            after = at + 1
            if following.low in ("to", "or") and self.tokens[at + 2].kind == "dash":
                return following.low, at + 3, True
            if token.text in "—―":
                return ("dash", after, False) if token.glued and following.glued else None
            return ("dash", after, token.glued or not following.glued)
        if token.low in ("to", "through") or (token.low == "or" and following.low not in ("so", "more", "less", "fewer")):
            return ("or" if token.low == "or" else "to", at + 1, True)
        if token.low == "and" and opening == "between":
            return "and", at + 1, True
        if token.low == "up" and following.low == "to" and opening == "from":
            return "to", at + 2, True
        return None

    def _is_change(self, at: int, low: _Amount, opening: str, word: str) -> bool:
        """Whether two amounts are levels before and after: "rose from 4 to 6", "fell 5% to 300"."""
        if word not in ("to", "dash") or opening == "between":
            return False
        before = self._low(at - 1)
        if opening == "from":
            if before in _RANGE_WORDS:
                return False
            return self._change_verb_before(at, 10)
        if word == "dash" or not low.own:
            return False
        return self._change_verb_before(at, 3)

    def _change_verb_before(self, at: int, reach: int) -> bool:
        for place in range(at - 1, max(at - 1 - reach, -1), -1):
            token = self.tokens[place]
            if token.text in ".;:" or token.kind in ("open", "close"):
                return False
            if token.low in _CHANGE_VERBS:
                return True
        return False

    def _shared_unit(self, low: _Amount, high: _Amount, word: str) -> bool:
        """Whether the two amounts can be ends of one range: one unit, on either or both of them."""
        if low.number.is_share != high.number.is_share or (low.per and high.per and low.per != high.per):
            return False
        if low.sign and high.sign and low.sign != high.sign:
            return False
        if low.own and high.own:
            return (low.unit, low.sign) == (high.unit, high.sign)
        if low.own and not high.own:
            # "5% to 300" are two things; "USD 5 to 10" and "20%-30" one.
            money = low.unit.currency is not None or bool(low.sign)
            return (money or word != "to") and (not low.number.scale or bool(high.number.scale))
        return not low.number.scale or bool(high.number.scale)

    def _inherit(self, low: _Amount, high: _Amount, changed: bool) -> None:
        """Give the end that has no unit or scale word that of the other: "20 to 30%", "USD 3 to 4 million"."""
        if not low.own:
            low.unit, low.sign = high.unit, high.sign
        elif not high.own:
            high.unit, high.sign = low.unit, low.sign
        number = low.number
        if high.number.scale and not number.scale and Decimal(number.digits) < 1000 and not number.fraction:
            scaled = Number(number.digits, high.number.scale).value
            if changed or scaled < Number(high.number.digits, high.number.scale).value:
                number.scale = high.number.scale
        if high.per and not low.per:
            low.per, low.unread_per = high.per, high.unread_per

    def _single(
        self, at: int, amount: _Amount, hedge: Hedge | None, *, level: bool = False
    ) -> list[tuple[Quantity, int, int]]:
        """An amount that is no range; a `level` is where a change starts or ends, so no fall itself."""
        if amount.alone and not amount.own:
            return []
        if not amount.number.clear or (hedge is None and self._low(at - 1).endswith(("not", "n't", "n’t"))):
            return [(self._label("unclear", at, amount.end), at, amount.end)]
        if self._dates(at, amount, hedge):
            return [(self._label("period", at, amount.end), at, amount.end)]
        return [self._build(at, amount, amount, hedge, falls=not level and self._falls(at, amount))]

    def _dates(self, at: int, amount: _Amount, hedge: Hedge | None) -> bool:
        """Whether a bare number is a year."""
        number = amount.number
        if amount.own or amount.sign or number.scale or number.end - amount.start != 1:
            return False
        if not labels.is_year(self.tokens[amount.start].text):
            return False
        if hedge is not None and hedge.words not in ("about", "around", "up to"):
            return False
        following = self.tokens[amount.end]
        counted = following.kind == "word" and following.text.islower() and (
            following.low.endswith("s") or following.low in ("people", "men", "women", "children")
        )  # fmt: skip
        before = self.tokens[at - 1] if at else _END
        led = before.low in ("in", "the", "of", "since", "by", "until", "from", "during", "for", "this", "early", "late") or (
            before.low.endswith(("'s", "’s")) or before.kind in ("end", "open") or before.text == "."
        )
        return not (counted and (hedge is not None or not led))

    def _build(self, at: int, low: _Amount, high: _Amount, hedge: Hedge | None, falls: bool) -> tuple[Quantity, int, int]:
        hedge = hedge or high.hedge
        negative = falls or low.negative
        unit = high.unit * high.per if high.per else high.unit
        first = _number(low, negative)
        last = first if high is low else _number(high, negative and (falls or high.negative))
        fraction, high_fraction = low.number.fraction, high.number.fraction if high is not low else None
        if negative:
            fraction, high_fraction = (-fraction if fraction else None), (-high_fraction if high_fraction else None)
        if negative and falls:
            hedge = mirror(hedge)
        if high is not low and first.value > last.value:
            first, last = last, first
            if high_fraction:
                fraction, high_fraction = high_fraction, fraction
        kind: Kind = "multiple" if low.number.multiple else "fraction" if low.number.is_share else "number"
        quantity = Quantity(
            start=self.tokens[at].start, end=self.tokens[high.end - 1].end, kind=kind, fraction=fraction,
            high_fraction=high_fraction, sign=high.sign, per=high.unread_per,
            stated=Stated(low=first, high=last, unit=unit, hedge=hedge),
        )  # fmt: skip
        return quantity, at, high.end

    def _falls(self, at: int, amount: _Amount) -> bool:
        """Whether the words around say that the amount is a fall."""
        place = at - 1
        by = False
        while place >= 0 and self.tokens[place].low in _FALL_FILLERS and at - place <= 3:
            by = by or self.tokens[place].low == "by"
            place -= 1
        word = self._low(place)
        relative = amount.number.is_share or amount.unit in _RELATIVE_UNITS
        if by and (word in _FALL_VERBS or word in _CUT_VERBS):
            return True
        if word in _FALL_VERBS and word != "lower" and (relative or amount.unit.currency):
            return True
        if word == "of" and self._low(place - 1) in _FALL_NOUNS:
            return True
        return relative and self._fall_behind(amount.end)

    def _fall_behind(self, at: int) -> bool:
        """A fall named behind the number: "a 2.4 percent year-on-year decline", "5 percent less than"."""
        for token in self.tokens[at : at + 8]:
            if token.low in _BEHIND_A_FALL:
                return True
            if token.kind not in ("word", "dash") or token.low in _STOP_WORDS - {"on", "a"}:
                return False
        return False

    # One amount

    def _amount(self, at: int, *, hedged: bool, behind_dash: bool = False) -> _Amount | None:
        negative, after = (False, at) if behind_dash else self._minus(at)
        currency, sign, money_at = self._currency_before(after)
        if money_at != after and not negative:
            negative, money_at = self._minus(money_at)
        number = self._number(money_at, money=bool(currency or sign))
        if number is None:
            return self._one_unit(at, hedged) if money_at == at else None
        amount = _Amount(number, at, number.end, sign=sign, negative=negative)
        amount.alone = number.end == money_at + 1 and self.tokens[money_at].low == "one"
        if currency or sign:
            amount.own, amount.unit = True, Unit.of(currency) if currency else PLAIN
        followed = self.tokens[amount.end].kind in ("word", "sign", "dash", "mark")
        return self._with_unit(amount) if followed or number.unit or number.multiple else amount

    def _with_unit(self, amount: _Amount) -> _Amount:
        """The amount with what stands behind its number: a hedge, a unit, a denominator, a hedge again."""
        amount.hedge, amount.end = self._hedge_behind(amount.end)
        self._read_unit(amount)
        if amount.number.multiple or amount.number.is_share:
            return amount
        self._read_per(amount)
        if amount.hedge is None:
            amount.hedge, amount.end = self._hedge_behind(amount.end)
            if amount.hedge and amount.per is None:
                self._read_per(amount)
        return amount

    def _hedge_behind(self, at: int) -> tuple[Hedge | None, int]:
        """A hedge behind a number ("or more"), unless it belongs to the next one ("and over 200 women")."""
        hedge, end = read_hedge(self.tokens, at, PHRASES_BEHIND)
        following = self.tokens[end]
        if following.kind in ("number", "sign") or following.low in ("to", "than") or following.low in number_words.ONES:
            return None, at
        return hedge, end

    def _minus(self, at: int) -> tuple[bool, int]:
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.low in ("minus", "negative"):
            return True, at + 1
        if token.text == "+":
            return False, at + 1
        close = following.glued and following.kind in ("number", "sign", "word")
        if token.text in ("-", "–") and close and (not token.glued or at == 0 or self.tokens[at - 1].kind in ("open", "sign", "mark")):
            return True, at + 1
        return False, at

    def _currency_before(self, at: int) -> tuple[str, str, int]:
        """A currency in front of a number: its code, or else its unsettled sign, and where the number begins."""
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.text in ("US", "U.S.") and following.text == "$":
            return "USD", "", at + 2
        if token.kind == "sign":
            candidates = self.vocabulary.sign(token.text)
            if len(candidates) == 1:
                return candidates[0], "", at + 1
            return "", token.text, at + 1
        if token.kind == "word" and (following.kind in ("number", "dash", "sign") or following.low in number_words.STARTERS):
            if self._is_money(token):
                after = at + 2 if following.kind == "sign" else at + 1
                return self.vocabulary.name(token.text) or "", "", after
        return "", "", at

    def _number(self, at: int, *, money: bool) -> _Number | None:
        token = self.tokens[at]
        if token.kind == "number":
            return self._digits(at, money)
        if token.kind == "vulgar":
            share = _vulgar(token)
            return _Number(_decimal(share), at + 1, fraction=share, is_share=True) if share else _Number("0", at + 1, clear=False)
        if token.kind != "word":
            return None
        if token.low in _MULTIPLES or token.low.endswith("fold"):
            return self._multiple(at)
        return self._words(at)

    def _digits(self, at: int, money: bool) -> _Number | None:
        token = self.tokens[at]
        before = self.tokens[at - 1] if at else _END
        if self.tokens[at + 1].kind in ("word", "dash") or self.tokens[at + 1].text == "/":
            share = number_words.read_share(self.tokens, at, before.low) or self._slashed(at)
            if share is not None:
                return _Number(_decimal(share.fraction), share.end, fraction=share.fraction, is_share=True)
        digits = token.text if token.text.isdigit() else _GROUPING.sub("", token.text)
        digits = f"0{digits}" if digits.startswith(".") else digits
        following = self.tokens[at + 1]
        clear = (
            (token.text.isdigit() or _GROUPED.fullmatch(token.text) is not None)
            and len(digits) <= MAX_DIGITS
            and not (len(digits) > 1 and digits[0] == "0" and digits[1] != ".")
            and following.text not in ("‰", "°")
            and not (following.glued and following.text in _UNSURE_BEHIND)
            and not (token.glued and before.text in "/:" and before.glued)
        )
        if following.text == "/" and following.glued and self.tokens[at + 2].kind == "word":
            clear = True
        if not clear:
            return _Number("0", at + 1, clear=False)
        number = _Number(digits, at + 1)
        self._mixed(number)
        if following.glued and following.kind == "word" and self._is_ordinal_or_code(at):
            return _Number("0", at + 2, clear=False) if following.low not in ("st", "nd", "rd", "th") else None
        if self.tokens[number.end].low == "hundred":
            number.digits, number.end = format(Decimal(number.digits) * 100, "f"), number.end + 1
        if not money and self._metre_or_million(number.end):
            return _Number("0", number.end + 1, clear=False)
        number.scale, number.end = self._scale(number.end, money)
        return self._fold_behind(number)

    def _slashed(self, at: int) -> number_words.Share | None:
        """1/3, and 2/3; but 24/7 and 9/11 are no shares, and 70/30 is unclear."""
        top, slash, bottom = self.tokens[at : at + 3]
        if slash.text != "/" or not (slash.glued and bottom.glued) or bottom.kind != "number":
            return None
        if not (top.text.isdigit() and bottom.text.isdigit() and len(top.text) <= 2 and len(bottom.text) <= 2):
            return None
        count, parts = int(top.text), int(bottom.text)
        if not 0 < count < parts <= 10 or self.tokens[at + 3].text == "/":
            return None
        return number_words.Share(Fraction(count, parts), at + 3)

    def _mixed(self, number: _Number) -> None:
        """A whole number and a fraction: 12½, 2 1/2."""
        token = self.tokens[number.end]
        share: Fraction | None = None
        end = number.end + 1
        if token.kind == "vulgar":
            share = _vulgar(token)
        elif token.kind == "number" and number.digits.isdigit() and (slashed := self._slashed(number.end)):
            share, end = slashed.fraction, slashed.end
        if share is None or not number.digits.isdigit():
            return
        number.fraction = int(number.digits) + share
        number.digits, number.end = _decimal(number.fraction), end
        if _is_decimal(number.fraction):
            number.fraction = None

    def _is_ordinal_or_code(self, at: int) -> bool:
        """Whether the letters glued to a numeral make it an ordinal or a designation: 21st, 3D, 5G."""
        word = self.tokens[at + 1]
        if word.low in ("st", "nd", "rd", "th"):
            return True
        known = (
            word.low in _SCALES or word.low in _MONEY_SCALES or word.text in _CAPITAL_SCALES
            or self.vocabulary.name(word.text) is not None or word.low in ("x", "won", "%", "hundred")
        )  # fmt: skip
        return not known

    def _scale(self, at: int, money: bool) -> tuple[str, int]:
        token = self.tokens[at]
        if token.kind == "dash" and token.glued and self.tokens[at + 1].low in number_words.SCALE_WORDS:
            return self.tokens[at + 1].low, at + 2
        if token.kind != "word":
            return "", at
        if token.low in _SCALES:
            return _SCALES[token.low], at + 1
        if money and token.low in _MONEY_SCALES and (token.glued or token.low in "mb"):
            return _MONEY_SCALES[token.low], at + 1
        if token.glued and token.text in _CAPITAL_SCALES:
            return _CAPITAL_SCALES[token.text], at + 1
        if token.text == "m" and (self._known_unit(at + 1) or (token.glued and not self._is_metre(at))):
            return "million", at + 1
        return "", at

    def _is_metre(self, at: int) -> bool:
        """Whether an "m" glued to a number is a metre: "a 5m wall", "30m tall"; but "33m North Koreans"."""
        return self._low(at - 2) in ("a", "an") or self._low(at + 1) in _LENGTH_WORDS

    def _metre_or_million(self, at: int) -> bool:
        """Whether nothing tells which of the two the "m" glued to a number is: "output of 7.5m"."""
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.text != "m" or not token.glued or self._is_metre(at):
            return False
        return following.kind != "word" or following.low in _STOP_WORDS

    def _fold_behind(self, number: _Number) -> _Number:
        """The "-fold" of 33-fold, the "times" of three times as many, the x of 3x."""
        token, following = self.tokens[number.end], self.tokens[number.end + 1]
        if token.kind == "dash" and token.glued and following.low == "fold":
            return replace(number, end=number.end + 2, multiple=True)
        if token.low == "fold" or (token.low in ("x", "×") and token.glued and not following.glued):
            return replace(number, end=number.end + 1, multiple=True)
        if token.low == "times" and following.low in _BEHIND_TIMES:
            return replace(number, end=number.end + 1, multiple=True)
        return number

    def _multiple(self, at: int) -> _Number | None:
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.low in _MULTIPLES:
            if following.kind == "dash" and following.glued:
                return None
            count = str(_MULTIPLES[token.low])
            if token.low in ("twice", "thrice") and following.low in ("a", "an", "per", "each", "every", "daily", "in"):
                return _Number(count, at + 1)
            if token.low in ("double", "triple", "quadruple") and following.low not in _BEHIND_DOUBLE:
                return None
            return _Number(count, at + 1, multiple=True)
        stem = token.low.removesuffix("fold")
        tens = number_words.ONES.get(stem) or number_words.TENS.get(stem) or {"hundred": 100}.get(stem)
        return _Number(str(tens), at + 1, multiple=True) if tens else None

    def _words(self, at: int) -> _Number | None:
        before = self._low(at - 1)
        number = number_words.read_number_words(self.tokens, at)
        if number is not None and not (number.end == at + 1 and self._low(at) not in number_words.ONES | number_words.TENS):
            share = number_words.read_share(self.tokens, at, before)
            if share is None or share.end <= number.end:
                return self._fold_behind(_from_words(number))
        share = number_words.read_share(self.tokens, at, before)
        if share is None:
            return None
        measured = self._share_of_a_measure(share)
        if measured is not None:
            return measured
        return _Number(_decimal(share.fraction), share.end, fraction=share.fraction, is_share=True)

    def _share_of_a_measure(self, share: number_words.Share) -> _Number | None:
        """"half a kilogram", "a quarter of an hour", "half-hour"."""
        after = share.end
        if self.tokens[after].low == "of":
            after += 1
        if self.tokens[after].low in ("a", "an"):
            after += 1
        elif after != share.end or self.tokens[after].kind != "dash":
            return None
        else:
            after += 1
        unit, end = self._unit_words(after)
        if unit is None:
            return None
        exact = None if _is_decimal(share.fraction) else share.fraction
        return _Number(_decimal(share.fraction), end, fraction=exact, unit=unit)

    def _one_unit(self, at: int, hedged: bool) -> _Amount | None:
        """"a kilogram of rice": one of a measure; of time only where a hedge stands before it."""
        if self.tokens[at].low not in ("a", "an"):
            return None
        unit, end = self._unit_words(at + 1)
        if unit is None or unit.currency or self._is_noun(unit) or unit.numerator[0] == FOLD:
            return None
        if not hedged and (unit.numerator[0] in _TIMES or unit.numerator[0] in (PERCENT, POINTS)):
            return None
        return _Amount(_Number("1", end), at, end, unit=unit, own=True)

    # Units

    def _read_unit(self, amount: _Amount) -> None:
        if amount.number.multiple:
            amount.unit, amount.own = Unit.of(FOLD), True
            return
        if amount.number.unit is not None:
            amount.unit, amount.own = amount.number.unit, True
            return
        at = amount.end
        token = self.tokens[at]
        if amount.hedge is not None and token.kind == "dash":
            return
        if token.kind == "dash" and token.glued and self.tokens[at + 1].glued:
            at += 1
        sign, code, end = self._currency_behind(at)
        if code or sign:
            amount.unit, amount.sign, amount.own, amount.end = Unit.of(code) if code else PLAIN, sign, True, end
            return
        unit, end = self._unit_words(at)
        if unit is None:
            unit, end = self._noun(at)
            if unit is None:
                return
        if amount.unit.currency or amount.sign:
            if not unit.currency:
                return  # "USD 5 million workers" is the number's noun only without money
            amount.sign = ""
        if amount.number.is_share:
            if self._is_noun(unit):
                return  # "two-thirds workers" is a share of them, "½ kg" an amount
            amount.number.is_share = False
            amount.number.fraction = None if _is_decimal(amount.number.fraction or Fraction(1)) else amount.number.fraction
        amount.unit, amount.own, amount.end = unit, True, end

    def _currency_behind(self, at: int) -> tuple[str, str, int]:
        token = self.tokens[at]
        if token.kind != "sign" and token.low != "won":
            return "", "", at
        if token.kind == "sign" and self.tokens[at + 1].kind == "number":
            return "", "", at
        mark = "won" if token.low == "won" else token.text
        candidates = self.vocabulary.sign(mark)
        return ("", candidates[0], at + 1) if len(candidates) == 1 else (mark, "", at + 1)

    def _known_unit(self, at: int) -> bool:
        return self._unit_words(at)[0] is not None or self._noun(at)[0] is not None

    def _unit_words(self, at: int) -> tuple[Unit | None, int]:
        """The longest run of words at `at` that names a measure, a currency or a noun."""
        for end in range(self._run_end(at, _MAX_UNIT_WORDS), at, -1):
            name = self.vocabulary.name(self._joined(at, end))
            if name is not None and self.tokens[end - 1].kind == "word":
                return Unit.of(name), end
        return None, at

    def _run_end(self, at: int, reach: int) -> int:
        """Behind the words at `at`, hyphenated ones included, that may make one unit."""
        first = self.tokens[at]
        if first.kind != "word" or first.low == "in" or (first.low == "second" and not self.tokens[at - 1].kind == "dash"):
            return at
        end = at + 1
        while end < at + reach:
            token = self.tokens[end]
            if token.kind == "dash" and token.glued and self.tokens[end + 1].kind == "word":
                end += 2
            elif token.kind == "word" and token.low not in _STOP_WORDS:
                end += 1
            else:
                break
        return end

    def _joined(self, at: int, end: int) -> str:
        """The words from `at` to `end` as one spelling, with single spaces."""
        words = [self.tokens[at].text]
        for token in self.tokens[at + 1 : end]:
            words.append(token.text if token.glued else f" {token.text}")
        return "".join(words)

    def _noun(self, at: int) -> tuple[Unit | None, int]:
        """The declared noun that a number counts, with adjectives before it: "300 North Korean workers"."""
        if not self.vocabulary.nouns:
            return None, at
        found: tuple[Unit | None, int] = (None, at)
        place = at
        while place < at + _NOUN_WINDOW:
            token = self.tokens[place]
            if token.kind == "dash" and token.glued:
                place += 1
                continue
            if token.kind != "word" or token.low in _STOP_WORDS:
                break
            unit, end = self._unit_words(place)
            if unit is not None and self._is_noun(unit):
                found = (unit, end)
                place = end
            elif unit is not None and place > at:
                break
            else:
                place += 1
        return found

    def _is_noun(self, unit: Unit) -> bool:
        return unit.numerator[0] in self.vocabulary.nouns

    def _read_per(self, amount: _Amount) -> None:
        """The denominators behind an amount, one after another: "per worker per month"."""
        unit, unread, end = self._per(amount.end)
        amount.per, amount.unread_per, amount.end = unit, unread, end

    def _per(self, at: int) -> tuple[Unit | None, str, int]:
        unit, unread, end = self._one_per(at)
        if unit is None and not unread:
            skipped = self._past_of(at)
            unit, unread, end = self._one_per(skipped, distant=True) if skipped != at else (None, "", at)
            if unit is None and not unread:
                return None, "", at
        while True:
            further, more, after = self._one_per(end)
            if further is None and not more:
                return unit, unread, end
            unit = (unit or PLAIN) * (further or PLAIN)
            unread, end = unread or more, after

    def _past_of(self, at: int) -> int:
        """Behind what is counted ("of coal", "in wages", "deaths"), up to "per" or, after "of", "a day"."""
        first = self.tokens[at]
        if first.kind != "word" or (first.low in _STOP_WORDS and first.low not in ("of", "in")):
            return at
        for place in range(at + 1, at + 6):
            token = self.tokens[place]
            timed = token.low in ("a", "an", "each", "every") and self._is_time(place + 1)
            if token.low == "per" or (timed and self.tokens[at].low == "of"):
                return place
            if token.kind != "word" or token.low in ("a", "an", "to", "from", "in"):
                return at
        return at

    def _is_time(self, at: int) -> bool:
        unit, _ = self._unit_words(at)
        return unit is not None and unit.numerator[0] in _TIMES

    def _one_per(self, at: int, distant: bool = False) -> tuple[Unit | None, str, int]:
        token = self.tokens[at]
        if token.low in _ADVERBS:
            return Unit.of(per=[_ADVERBS[token.low]]), "", at + 1
        if token.low == "apiece" or (token.low == "each" and not self._is_time(at + 1)):
            return None, "each", at + 1
        if token.low in ("a", "an") and self.tokens[at + 1].low == "piece" and self.vocabulary.name("piece") is None:
            return None, "each", at + 2
        if token.low in ("per", "/") and (several := self._per_several(at + 1)) is not None:
            return None, self._joined(at + 1, several), several
        if token.low not in ("per", "/", "a", "an", "every", "each") or self.tokens[at + 1].kind != "word":
            return None, "", at
        unit, end = self._unit_words(at + 1)
        if unit is None and token.low == "per":
            unit, end = self._noun(at + 1)
        explicit = token.low in ("per", "/")
        if unit is None or unit.numerator[0] in (PERCENT, POINTS, FOLD):
            return (None, self.tokens[at + 1].text, at + 2) if explicit and unit is None else (None, "", at)
        if not explicit and self._low(end) in ("ago", "later", "earlier", "before", "after", "off", "old", "long"):
            return None, "", at
        if distant and not explicit and not self._is_time(at + 1):
            return None, "", at
        return unit.inverse, "", end

    def _per_several(self, at: int) -> int | None:
        """Where the "100 kilograms" of "per 100 kilograms" ends, a denominator that no unit of ours is."""
        words = number_words.read_number_words(self.tokens, at) if self.tokens[at].kind == "word" else None
        if self.tokens[at].kind != "number" and words is None:
            return None
        end = words.end if words else at + 1
        return max(self._unit_words(end)[1], end)

    # What neighbours share

    def _share_units(self, found: list[Quantity], spans: list[tuple[int, int]]) -> None:
        """Give "20 and 30 percent" the percent twice: bare numbers joined by "and" or "or" to one with a unit."""
        for index in range(len(found) - 2, -1, -1):
            first, second = found[index], found[index + 1]
            if second.kind != "number" or second.stated.unit not in _RELATIVE_UNITS:
                continue
            between = [token.low for token in self.tokens[spans[index][1] : spans[index + 1][0]]]
            bare = first.kind == "number" and first.stated.unit.is_plain and not (first.sign or first.per)
            listed = between == [","] and index + 2 < len(found) and self._low(spans[index + 2][0] - 1) in ("and", "or")
            if bare and (between in (["and"], ["or"], [",", "and"]) or listed):
                found[index] = replace(first, stated=replace(first.stated, unit=second.stated.unit))

    def _share_per(self, found: list[Quantity], spans: list[tuple[int, int]]) -> None:
        """Give the "per kilogram" behind a bracket to the amount before the bracket and to the one in it."""
        by_end = {last: index for index, (_, last) in enumerate(spans)}
        open_at: int | None = None
        for at in range(self.count):
            kind = self.tokens[at].kind
            if kind == "open":
                open_at = at
            elif kind == "close" and open_at is not None:
                unit, unread, _ = self._per(at + 1)
                for place in (open_at, at):
                    index = by_end.get(place)
                    if index is not None and (unit or unread) and not _has_per(found[index]):
                        stated = found[index].stated
                        whole = replace(stated, unit=stated.unit * (unit or PLAIN))
                        found[index] = replace(found[index], stated=whole, per=unread)
                open_at = None

    def _low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < self.count else ""


def _has_per(quantity: Quantity) -> bool:
    return bool(quantity.per or quantity.stated.unit.denominator) or not quantity.counts


def _number(amount: _Amount, negative: bool) -> Number:
    return Number(f"-{amount.number.digits}" if negative else amount.number.digits, amount.number.scale)


def _from_words(number: number_words.WordNumber) -> _Number:
    exact = None if _is_decimal(number.amount) else number.amount
    return _Number(_decimal(number.amount), number.end, scale=number.scale, fraction=exact)


def _vulgar(token: Token) -> Fraction | None:
    """The fraction of one sign such as ½; several in a row are none."""
    if len(token.text) > 1:
        return None
    return Fraction(unicodedata.numeric(token.text)).limit_denominator(10)


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
