"""Turn a sentence, as sources write it, into the quantities that it states.

    quantity = [hedge] ["between" | "from"] amount [("to" | "or" | "and" | dash) amount]

Amounts are read in `amounts`. What a sentence states follows a few decisions:
- A fall is a negative change: "down 2.4 percent", "fell by 3 million" and "a decline of 5%" state -2.4, -3 million, -5.
- "rose from 4 to 6" states two quantities, no range; "between 4 and 6", "4 or 5" and "from 4 to 6" state a range.
- An upper or lower bound in front of an approximation ("up to about 300") is read as the bound.
- "5m" is five million before a unit or noun or behind a currency, and five metres in "a 5m wall" and "5m tall".
- What can be read in two ways ("1,5", "20 -30", "2.4.1", "300 to over 500", "not 300", "output of 5m") is `unclear`.
- Dates, names and amounts without a number ("hundreds of") are kinds of their own. None of these matches a value.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from briefkit.figures.quotes import labels, number_words
from briefkit.figures.quotes.amounts import Amount, AmountReader
from briefkit.figures.quotes.changes import RELATIVE_UNITS, is_fall, joins_levels
from briefkit.figures.quotes.east_asian import blanked, read_east_asian
from briefkit.figures.quotes.east_asian_units import HAS_EAST_ASIAN
from briefkit.figures.quotes.hedge_words import PHRASES_BEFORE, mirror, read_hedge
from briefkit.figures.quotes.numerals import HALVED, MAX_DIGITS, MULTIPLES, Numeral
from briefkit.figures.quotes.quantities import Kind, Quantity
from briefkit.figures.quotes.tokens import LOOKAHEAD, NO_TOKEN, Token, tokenize
from briefkit.figures.quotes.unit_words import STOP_WORDS
from briefkit.figures.units import PLAIN, Vocabulary
from briefkit.figures.values import SHARES_SCALE_BELOW, Hedge, HedgeKind, Number, Stated


@lru_cache(1000)
def read_quantities(text: str, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """Every quantity that `text` states, in order, in English, Chinese or Korean. Linear in time; raises nothing."""
    return read_quantities_before(text, len(text), vocabulary)


def read_quantities_before(text: str, place: int, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """The same, for those quantities alone that begin before a place; they may end behind it."""
    if HAS_EAST_ASIAN.search(text) is None:
        return tuple(found.quantity for found in _Reader(text, vocabulary).read(place))
    others = read_east_asian(text, vocabulary)
    english = [found.quantity for found in _Reader(blanked(text, others), vocabulary).read(place)]
    before = (quantity for quantity in (*others, *english) if quantity.start < place)
    return tuple(sorted(before, key=lambda quantity: quantity.start))


class _Found(NamedTuple):
    """A quantity with its first token and the token behind it."""

    quantity: Quantity
    first: int
    end: int


class _Joint(NamedTuple):
    """What joins the ends of a range, where the high end begins, and whether it clearly makes one."""

    word: str
    after: int
    clear: bool


_MAX_HEDGES = 3
_MARKS_IN_FRONT = frozenset("#№+~≈<>≥≤⩾⩽")
_NUMBER_TITLES = frozenset({"no", "nos", "number", "numbers"})
_OTHER_STARTERS = (
    number_words.STARTERS | frozenset(MULTIPLES) | HALVED | labels.MONTHS
    | {"between", "from", "minus", "negative", "us", "rmb", "yuan", "renminbi"}
)  # fmt: skip
_STARTERS = frozenset(PHRASES_BEFORE) | _OTHER_STARTERS
# These begin a quantity only as part of a hedge: "in the region of", "not under".
_HEDGES_ONLY = frozenset(PHRASES_BEFORE) - _OTHER_STARTERS - labels.NAMING
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_NEGATIONS = frozenset({"not", "never", "cannot", "without", "nor"})
_HARDLY = frozenset({"barely", "hardly", "scarcely"})
# Behind a "not" these say that it denies something else: "not only 300", "not paid for over 12 hours".
_NO_DENIAL = frozenset(
    "only just merely simply until till because unless for in since during after within at on of from and or but"
    " that than who which when where while".split()
)
_DENIED = {
    HedgeKind.ABOVE: "at most",
    HedgeKind.BELOW: "at least",
    HedgeKind.AT_LEAST: "less than",
    HedgeKind.AT_MOST: "over",
}
_PASSING = frozenset({"passed", "crossed", "breached", "passing", "crossing"})
_LEADS_TO_A_DATE = frozenset({"in", "since", "during", "until", "by"})
_AFTER_OR = frozenset({"so", "more", "less", "fewer"})
_LEADS_TO_A_YEAR = frozenset("in the of since by until from during for this early late".split())


class _Reader:
    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        tokens = tokenize(text)
        self.count = len(tokens)
        self.tokens = [*tokens, *[NO_TOKEN] * LOOKAHEAD]
        self.amounts = AmountReader(self.tokens, vocabulary)

    def _low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < self.count else ""

    # The sentence, from left to right

    def read(self, place: int) -> list[_Found]:
        """What begins before a place."""
        found: list[_Found] = []
        at = 0
        while at < self.count and self.tokens[at].start < place:
            if not self._may_start(at, self.tokens[at]):
                at += 1
                continue
            here, end = self._at(at)
            found += here
            at = max(end, at + 1)
        self._share_units(found)
        self._share_per(found)
        return found

    def _at(self, at: int) -> tuple[list[_Found], int]:
        """What begins at a token where something may, and where to go on."""
        labelled = self._labelled(at, self.tokens[at])
        if labelled is not None:
            return [labelled], labelled.end
        found = self._quantities(at)
        return found, found[-1].end if found else at + 1

    def _may_start(self, at: int, token: Token) -> bool:
        """Whether a quantity may begin at a token: a quick look that spares most words the readers."""
        if token.kind != "word":
            return token.kind in ("number", "vulgar", "sign", "dash") or token.text in _MARKS_IN_FRONT
        following = self.tokens[at + 1]
        if token.low in _HEDGES_ONLY:
            starts = read_hedge(self.tokens, at, PHRASES_BEFORE)[0] is not None
        else:
            starts = token.low in _STARTERS
        if starts or following.kind == "number" or following.low in _NUMBER_TITLES:
            return True
        numbered = following.kind in ("dash", "mark", "open") and self.tokens[at + 2].kind == "number"
        return numbered or token.low.endswith("fold")

    def _labelled(self, at: int, token: Token) -> _Found | None:
        """A date, a name, a vague amount or a chain of numbers at a token."""
        if token.kind == "number" and (end := self._chain(at) or self._power(at)) is not None:
            return self._label("unclear", at, end)
        if token.kind in ("number", "word") and (end := labels.read_period(self.tokens, at)) is not None:
            return self._label("period", at, end)
        if token.kind not in ("word", "mark"):
            return None
        if (end := labels.read_name(self.tokens, at)) is not None and self._is_name(at, end):
            return self._label("name", at, end)
        if token.kind == "word" and (end := number_words.read_vague(self.tokens, at)) is not None:
            return self._label("vague", at, end)
        return None

    def _label(self, kind: Kind, first: int, end: int) -> _Found:
        digits = next((token.text for token in self.tokens[first:end] if token.text.isdecimal()), "0")
        number = Number(digits[:MAX_DIGITS])
        start, stop = self.tokens[first].start, self.tokens[end - 1].end
        return _Found(Quantity(start=start, end=stop, stated=Stated(low=number, high=number), kind=kind), first, end)

    def _chain(self, at: int) -> int | None:
        """Where three or more numerals joined by dashes end: an account, a telephone number, a score."""
        end = at + 1
        while self.tokens[end].kind == "dash" and self.tokens[end].glued:
            behind = self.tokens[end + 1]
            if behind.kind != "number" or not behind.glued:
                break
            end += 2
        return None if end < at + 5 or labels.read_period(self.tokens, at) == end else end

    def _power(self, at: int) -> int | None:
        """Where "5 x 10^3", "10³" and "1.2e6" end, which the value grammar does not have."""
        tokens, end = self.tokens, at + 1
        if tokens[end].text in ("x", "×", "·", "*") and tokens[end + 1].text == "10":
            end += 2
        if tokens[end].text == "^":
            end += 1 + (tokens[end + 1].kind == "dash")
            return end + 1 if tokens[end].kind == "number" else None
        if tokens[end].kind == "word" and tokens[end].glued and not set(tokens[end].text) - _SUPERSCRIPTS:
            return end + 1
        signed = end + 1 + (tokens[end + 1].kind == "dash")
        exponent = tokens[end].low == "e" and tokens[end].glued and tokens[signed].kind == "number"
        return signed + 1 if exponent and tokens[signed].glued else None

    def _is_name(self, at: int, end: int) -> bool:
        """Whether what looks like a name by number is one, and no currency and no measure: "Area 215 sq km"."""
        if self.amounts.is_currency(self.tokens[at]):
            return False
        unit, _ = self.amounts.units.unit(end)
        measured = unit is not None and not self.amounts.units.is_noun(unit) and self.tokens[end - 1].kind == "number"
        return not (measured and end == at + 2)

    # One quantity, or the two of "rose from … to …"

    def _quantities(self, at: int) -> list[_Found]:
        """What begins at a token; what a "not" before it denies is unclear."""
        hedge, after = self._hedges(at)
        denied = self._denial(at, hedge)
        found = self._stated(at, denied if isinstance(denied, Hedge) else hedge, after)
        if denied == "unclear" and found and any(entry.quantity.counts for entry in found):
            return [self._label("unclear", found[0].first, found[-1].end)]
        return found

    def _denial(self, at: int, hedge: Hedge | None) -> Hedge | Literal["unclear", ""]:
        """What a negation before token `at` makes of a hedge, or of a bare number.

        "Has not exceeded 300" is at most 300, "did not pay more than 5" at most 5; "not 300" says nothing of how many.
        """
        if at == 0 or self.tokens[at - 1].kind != "word":
            return ""
        no_longer = hedge is None and (self._low(at - 2), self._low(at - 1)) == ("no", "longer")
        if self._low(at - 1) in _HARDLY or no_longer:
            return "unclear"
        gap: list[str] = []
        for place in range(at - 1, at - 4, -1):
            low = self._low(place)
            if low in _NEGATIONS or low.endswith(("n't", "n’t")):
                break
            gap.append(low)
            if self.tokens[place].kind != "word" or place < 0 or low in _NO_DENIAL:
                return ""
        else:
            return ""
        if "whether" in gap or "if" in gap:
            return "unclear"
        if hedge is None:
            return "unclear" if len(gap) < 2 else ""
        by_verb = not gap or (len(gap) < 3 and gap[0] not in STOP_WORDS) or (len(gap) == 2 and gap[0] == "by")
        turned = _DENIED.get(hedge.kind)
        return Hedge(turned) if turned and by_verb else "unclear" if turned is None or not gap else ""

    def _stated(self, at: int, hedge: Hedge | None, after: int) -> list[_Found]:
        """The quantities of an amount or a range behind a hedge."""
        after = self._past_enough(after) if hedge else after
        opening = self._low(after) if self._low(after) in ("between", "from") else ""
        low_at = after
        if opening:
            inner, low_at = self._hedges(after + 1)
            hedge = hedge or inner
        low = self.amounts.read(low_at, hedged=hedge is not None)
        if low is None:
            return []
        found = self._joined(at, low, hedge, opening)
        if found:
            return found
        first = low_at if opening and hedge is None else at
        return self._single(first, low, hedge, level=bool(opening))

    def _hedges(self, at: int) -> tuple[Hedge | None, int]:
        """The hedges at a place; of several, a bound outweighs an approximation."""
        if self.tokens[at].low not in PHRASES_BEFORE:
            return None, at
        hedge, after = read_hedge(self.tokens, at, PHRASES_BEFORE)
        if hedge is None:
            return None, at
        for _ in range(_MAX_HEDGES - 1):
            further, end = read_hedge(self.tokens, after, PHRASES_BEFORE)
            if further is None:
                break
            if hedge.kind is HedgeKind.APPROXIMATE:
                hedge = further
            after = end
        return hedge, after

    def _past_enough(self, at: int) -> int:
        """Behind "enough to buy" or "enough for": the hedge of "no more than enough to buy a kilogram"."""
        if self._low(at) != "enough":
            return at
        if self._low(at + 1) == "to" and self.tokens[at + 2].kind == "word":
            return at + 3
        return at + 2 if self._low(at + 1) == "for" else at

    def _single(self, at: int, amount: Amount, hedge: Hedge | None, *, level: bool = False) -> list[_Found]:
        """An amount that is no range; a `level` is where a change starts or ends, so no fall itself."""
        if amount.alone and not amount.own:
            return []
        if not amount.number.clear:
            return [self._label("unclear", at, amount.end)]
        year = self._is_year(at, amount, hedge)
        if year is None:
            return [self._label("unclear", at, amount.end)]
        if year:
            return [self._label("period", at, amount.number.end)]
        if self._is_order(amount):
            return [self._label("vague", at, amount.end)]
        large = amount.is_money or amount.unit in RELATIVE_UNITS or amount.number.scale
        if hedge is None and large and self._low(at - 1) in _PASSING:
            hedge = Hedge("over")
        return [self._build(at, amount, amount, hedge, falls=not level and is_fall(self.tokens, at, amount))]

    def _is_year(self, at: int, amount: Amount, hedge: Hedge | None) -> bool | None:
        """Whether a bare number of four digits is a year, and not the "2000" of "sent 2000 prisoners".

        None where nothing tells: "in 2014 prisoners died".
        """
        written = self.tokens[amount.start]
        alone = not amount.number.scale and amount.number.end == amount.start + 1 and labels.is_year(written.text)
        counted = bool(amount.unit.numerator) and self.amounts.units.is_noun(amount.unit)
        if alone and counted and hedge is None and self._low(at - 1) in _LEADS_TO_A_DATE:
            return True if amount.end > amount.number.end + 1 else None  # "In 2014 Camp North held people"
        if not alone or amount.own:
            return False
        if hedge is not None and hedge.words not in ("about", "around", "up to"):
            return False
        following = self.tokens[amount.end]
        people = following.low in ("people", "men", "women", "children")
        counted = following.kind == "word" and following.text.islower() and (following.low.endswith("s") or people)
        before = self.tokens[at - 1] if at else NO_TOKEN
        led = before.low in _LEADS_TO_A_YEAR or before.low.endswith(("'s", "’s"))
        led = led or before.kind in ("end", "open") or before.text == "."
        return not counted or (hedge is None and led)

    def _is_order(self, amount: Amount) -> bool:
        """Whether a number in words only says how long another is: "a six-figure sum", "into seven figures"."""
        place = amount.number.end + (self.tokens[amount.number.end].kind == "dash")
        return self.tokens[amount.start].kind == "word" and self._low(place) in ("figure", "figures", "digit", "digits")

    # Two amounts: a range, or two levels

    def _joined(self, at: int, low: Amount, hedge: Hedge | None, opening: str) -> list[_Found]:
        """A range that begins with `low`, or the two levels of a change; nothing if `low` stands alone."""
        joint = self._joint(low.end, opening)
        if joint is None:
            return []
        inner, high_at = self._hedges(joint.after)
        high = self.amounts.read(high_at, hedged=False, behind_dash=joint.word == "dash", money=low.is_money)
        if high is None or high.number.is_multiple != low.number.is_multiple:
            return []
        if self._are_years(low, high):
            return [self._label("period", at, high.end)]
        if self._low(at - 1) in _LEADS_TO_A_DATE and self._is_year(at, low, hedge):
            return []  # "from 4 million in 2012 to 5 million"
        if joins_levels(self.tokens, at, low, opening, joint.word):
            return self._levels(at, low, hedge, joint.after, high, inner, opening)
        if not _may_be_one_range(low, high, joint.word):
            return []
        _inherit(low, high)
        absorbed = inner is None or inner.kind is HedgeKind.AT_MOST
        return self._range(at, low, high, hedge, opening, joint._replace(clear=joint.clear and absorbed))

    def _joint(self, at: int, opening: str) -> _Joint | None:
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.kind not in ("dash", "word", "mark"):
            return None
        if token.kind == "dash":
            if following.low in ("to", "or") and self.tokens[at + 2].kind == "dash":
                return _Joint(following.low, at + 3, True)
            if following.low in ("to", "or") and token.glued and not following.glued:
                return _Joint(following.low, at + 2, True)  # "14- to 16-hour days"
            if token.text in "—―":
                return _Joint("dash", at + 1, False) if token.glued and following.glued else None
            return _Joint("dash", at + 1, token.glued or not following.glued)
        if token.text == "~" and token.glued and following.glued:
            return _Joint("dash", at + 1, True)
        if token.low in ("to", "through"):
            return _Joint("to", at + 1, True)
        if token.low == "or" and following.low not in _AFTER_OR:
            return _Joint("or", at + 1, True)
        if token.low == "and" and opening == "between":
            return _Joint("and", at + 1, True)
        if token.low == "up" and following.low == "to" and opening == "from":
            return _Joint("to", at + 2, True)
        return None

    def _are_years(self, low: Amount, high: Amount) -> bool:
        bare = not (low.own or high.own or low.number.scale or high.number.scale)
        return bare and all(labels.is_year(self.tokens[amount.start].text) for amount in (low, high))

    def _levels(
        self, at: int, low: Amount, hedge: Hedge | None, high_at: int, high: Amount, inner: Hedge | None, opening: str
    ) -> list[_Found]:
        if opening == "from" and (not low.own or (low.unit, low.sign) == (high.unit, high.sign)):
            _inherit(low, high, ordered=False)
        first = self._single(at, low, hedge, level=opening == "from")
        return [*first, *self._single(high_at, high, inner, level=True)]

    def _range(
        self, at: int, low: Amount, high: Amount, hedge: Hedge | None, opening: str, joint: _Joint
    ) -> list[_Found]:
        clear = joint.clear and low.number.clear and high.number.clear
        clear = clear and not _may_share_a_scale(low, high, joint.word, opening)
        if low.value >= high.value and not (low.negative and high.negative):
            between_spaces = (
                joint.word == "dash" and self.tokens[low.end].text != "-" and not self.tokens[low.end].glued
            )
            if (joint.word in ("to", "or") and opening != "between") or between_spaces:
                return []  # two amounts, or a dash that breaks the sentence
            clear = False
        if not clear:
            return [self._label("unclear", at, high.end)]
        high.hedge = high.hedge or low.hedge
        return [self._build(at, low, high, hedge, falls=is_fall(self.tokens, at, high))]

    def _build(self, at: int, low: Amount, high: Amount, hedge: Hedge | None, *, falls: bool) -> _Found:
        """The quantity of one amount (`high` is `low`) or of a range. A fall turns its numbers and its hedge round."""
        hedge = hedge or high.hedge
        low_end = high_end = (low.as_number(falls or low.negative), _exact(low.number, falls or low.negative))
        if high is not low:
            high_end = (high.as_number(falls or high.negative), _exact(high.number, falls or high.negative))
            low_end, high_end = sorted((low_end, high_end), key=lambda end: end[0].value)
        kind: Kind = "multiple" if low.number.is_multiple else "fraction" if low.number.is_share else "number"
        quantity = Quantity(
            start=self.tokens[at].start,
            end=self.tokens[high.end - 1].end,
            stated=Stated(
                low=low_end[0],
                high=high_end[0],
                unit=high.unit * high.per if high.per else high.unit,
                hedge=mirror(hedge) if falls else hedge,
            ),
            kind=kind,
            fraction=low_end[1],
            high_fraction=None if high is low else high_end[1],
            sign=high.sign,
            per=high.unread_per,
        )
        return _Found(quantity, at, high.end)

    # What neighbours share

    def _share_units(self, found: list[_Found]) -> None:
        """Give "20 and 30 percent" the percent twice: bare numbers joined by "and" or "or" to one with a unit."""
        for index in range(len(found) - 2, -1, -1):
            first, second = found[index], found[index + 1]
            unit = second.quantity.stated.unit
            if unit.is_plain or second.quantity.kind != "number":
                continue
            between = [token.low for token in self.tokens[first.end : second.first]]
            if between == ["but"] and _is_bare(first.quantity):  # "more than 3 but fewer than 5 tons"
                stated = replace(first.quantity.stated, unit=unit)
                found[index] = first._replace(quantity=replace(first.quantity, stated=stated))
            if unit not in RELATIVE_UNITS:
                continue
            listed = (
                between == [","] and index + 2 < len(found) and self._low(found[index + 2].first - 1) in ("and", "or")
            )
            if _is_bare(first.quantity) and (listed or between in (["and"], ["or"], [",", "and"])):
                stated = replace(first.quantity.stated, unit=second.quantity.stated.unit)
                found[index] = first._replace(quantity=replace(first.quantity, stated=stated))

    def _share_per(self, found: list[_Found]) -> None:
        """Give the "per kilogram" behind a bracket to the amount before the bracket and to the one in it."""
        by_end = {entry.end: index for index, entry in enumerate(found)}
        opened: int | None = None
        for at in range(self.count):
            kind = self.tokens[at].kind
            if kind == "open":
                opened = at
            elif kind == "close" and opened is not None:
                unit, unread, _ = self.amounts.units.per(at + 1)
                for index in (by_end.get(opened), by_end.get(at)):
                    if index is not None and (unit or unread) and not _has_per(found[index].quantity):
                        quantity = found[index].quantity
                        stated = replace(quantity.stated, unit=quantity.stated.unit * (unit or PLAIN))
                        found[index] = found[index]._replace(quantity=replace(quantity, stated=stated, per=unread))
                opened = None


def _may_share_a_scale(low: Amount, high: Amount, joint: str, opening: str) -> bool:
    """Whether the low end of a range may be meant in the thousands or millions of the high one.

    "5-6,000" is 5,000 to 6,000 more likely than 5 to 6,000, and "500 to 1 million" half a million to one.
    """
    few, many = Decimal(low.number.digits), Decimal(high.number.digits)
    if low.number.scale or not 0 < few < SHARES_SCALE_BELOW:
        return False
    if high.number.scale:
        return True
    if joint != "dash" or opening or low.end > low.number.end:
        return False
    return (many % 1000 == 0 and few * 1000 < many) or (many % 100 == 0 and many < 1000 and few * 100 < many)


def _may_be_one_range(low: Amount, high: Amount, joint: str) -> bool:
    """Whether two amounts can be the ends of one range: one unit, on either or both of them."""
    if low.number.is_share != high.number.is_share or (low.per and high.per and low.per != high.per):
        return False
    if low.own and high.own:
        return (low.unit, low.sign) == (high.unit, high.sign)
    if low.own and not low.is_money and joint == "to":
        return False  # "5% to 300" are two things; "USD 5 to 10" and "20%-30" one
    return not low.number.scale or bool(high.number.scale)


def _inherit(low: Amount, high: Amount, *, ordered: bool = True) -> None:
    """Give the end that has no unit or scale word that of the other: "20 to 30%", "USD 3 to 4 million".

    In an `ordered` pair the low end takes no scale word that would lift it above the high end.
    """
    if not low.own:
        low.unit, low.sign = high.unit, high.sign
    elif not high.own:
        high.unit, high.sign = low.unit, low.sign
    number, scale = low.number, high.number.scale
    may_inherit = scale and not number.scale and not number.fraction and Decimal(number.digits) < SHARES_SCALE_BELOW
    if may_inherit and (not ordered or Number(number.digits, scale).value < high.as_number(False).value):
        number.scale = scale
    if high.per and not low.per:
        low.per, low.unread_per = high.per, high.unread_per


def _exact(number: Numeral, negative: bool) -> Fraction | None:
    if number.fraction is None:
        return None
    return -number.fraction if negative else number.fraction


def _is_bare(quantity: Quantity) -> bool:
    return quantity.kind == "number" and quantity.stated.unit.is_plain and not (quantity.sign or quantity.per)


def _has_per(quantity: Quantity) -> bool:
    return bool(quantity.per or quantity.stated.unit.denominator) or not quantity.counts
