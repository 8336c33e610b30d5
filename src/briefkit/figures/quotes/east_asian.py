"""Turn Chinese and Korean sentences into the amounts that they state: "约300万美元", "100여 명", "三分之二", "20~30%".

    amount = [per] [hedge] [currency] ["-"] numeral [unit] [counter] [joint amount] [hedge]

兆 is 10¹² or 10⁶, by country, and therefore unclear; so is a 조 without money behind it, which may be an article. 元
and 위안 are yuan, 원 is the South's or the North's. Numerals that neither follow nor precede a Chinese or Korean
character are left to the reader of English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from briefkit.figures.money.currencies import CURRENCY_SIGNS
from briefkit.figures.quotes.east_asian_amounts import BARE, LOOK_BACK, MORE_BEHIND, WITHIN, Amount, AmountReader
from briefkit.figures.quotes.east_asian_hedges import Found, hedge_before, hedge_behind
from briefkit.figures.quotes.east_asian_numerals import HAN, LABELS, NUMERAL_START, read_numeral
from briefkit.figures.quotes.east_asian_units import CHARACTER, CURRENCIES, HAS_EAST_ASIAN, Per, UnitReader, any_of
from briefkit.figures.quotes.hedge_words import mirror
from briefkit.figures.quotes.quantities import Kind, Quantity
from briefkit.figures.quotes.tokens import even
from briefkit.figures.units import FOLD, PLAIN, Unit, Vocabulary
from briefkit.figures.values import Hedge, HedgeKind, Number, Stated

MINUS_WORDS = ("零下", "영하", "마이너스", "负", "負")
_ONLY_LABELS = "第제数數几幾몇수上成"
_START = re.compile(
    rf"{NUMERAL_START}|[{_ONLY_LABELS}]|百分之|절반|과반|반수|半[数數]|(?<=[近过過超])半|翻|倍增|배(?=[\s로])"
)
_COUNT = rf"[{HAN}]{{1,3}}|[0-9]{{1,3}}(?![0-9.])"
_SHARE = re.compile(
    rf"(?P<parts>{_COUNT})(?:分之|분의\s?)(?P<count>{_COUNT})|(?P<above>[1-9])/(?P<below>[2-9]|10)(?![0-9/]|\s?분기)"
)
_HALF = re.compile(r"과반수?|一半|半[数數]?(?![年天个個月日夜小])|절반|반수")
_OF_THEM = re.compile(
    r"\s?(?:个|個)?(?:명|사람|개|곳|名|人|个|個|家)\s?(?:중에?|가운데|当?中|當中|里|裡)\s?(?:就?有)?\s?"
)
_AMONG = re.compile("[중中里裡]|가운데")
_DOUBLED = re.compile(
    r"翻了?(?P<near>近|将近)?(?P<count>[一两兩二三四1-4])?番|翻了?一?倍|(?<!成)倍增"
    r"|배(?=로\s?(?:늘|증가|불|뛰|커)|\s(?:이상|넘게|가까이|가량)\s?(?:늘|증가|불|뛰|커))"
)
_MONEY_BEFORE = re.compile(rf"(?:人民币|人民幣|미화|(?<![A-Z])[A-Z]{{3}}|{any_of(CURRENCY_SIGNS)})\s?$")
_WHOSE_WON = re.compile(r"(?:북한|남한|한국) ?돈\s?$")
_MINUS = re.compile(rf"(?:(?<![0-9%])[-–]|(?:{any_of(MINUS_WORDS)})\s?)$")
_FALL_BEFORE = re.compile(
    r"(?:(?:下降|减少|減少|下跌|降低|下滑|缩减|萎缩|锐减|骤降)了?|(?:降幅|跌幅)(?:达到?|为|是|在)?)\s?$"
)
_FALL_BEHIND = re.compile(r"[가이나]?\s?(?:감소|하락|줄어|줄었|줄인|떨어|축소|급감|급락|폭락|감축|삭감)")
_GREW = re.compile(r"(?:增长|增加|提高|扩大|增至|翻)了?\s?$")
_BAND = re.compile(rf"대(?=[의에로를가]|[^{CHARACTER}]|$)")  # 50%대: anything from 50 to 60
# A counter that is none of the known ones, as far as a bound stands behind it, or a range ends in it as well.
_STRANGE_COUNTER = re.compile(
    r"\s?(?:[가-힣]{1,3}|[一-龥]{1,2})(?=\s?(?:이상(?!한)|이하|미만|이내|초과|안팎|내외|가량|정도|以上|以下|以内|左右|上下))"
)
_NO_COUNT = re.compile(r"四[处處]|一|한")  # 四处 is "everywhere", and "one of" no number
# What any of the words before a number ends with: without it, none of their patterns need be tried.
_SIGN_ENDS = re.escape("".join(sorted({sign[-1] for sign in CURRENCY_SIGNS})))
_MAY_BELONG = re.compile(rf"[{CHARACTER}A-Za-z=–\-{_SIGN_ENDS}]\s?$")
_UNCLEAR = re.compile(r"[0-9][0-9,.]*\s?兆|[0-9][0-9,.]*[0-9]")
_DIGIT_RUN = re.compile(r"[0-9][0-9,.]*")


def read_east_asian(text: str, vocabulary: Vocabulary) -> list[Quantity]:
    """The quantities of `text`, in order, that touch a Chinese or Korean character. Linear in the text's length."""
    evened, places = even(text)
    reader = _Reader(evened, vocabulary)
    found: list[Quantity] = []
    at = 0
    while (match := _START.search(evened, at)) is not None:
        quantity = reader.at(match.start(), found[-1].end if found else 0)
        if quantity is not None:
            found.append(quantity)
            at = quantity.end
        else:
            at = _past_digits(evened, match.start())
    if places is None:
        return found
    return [replace(quantity, start=places[quantity.start], end=places[quantity.end - 1] + 1) for quantity in found]


def blanked(text: str, quantities: Iterable[Quantity]) -> str:
    """`text` with the quantities blanked out, character for character, so that the rest can be read as English."""
    pieces, at = [], 0
    for quantity in quantities:
        pieces += [text[at : quantity.start], "\x00" * (quantity.end - quantity.start)]
        at = quantity.end
    return "".join([*pieces, text[at:]])


def _past_digits(text: str, at: int) -> int:
    """Behind a numeral that was not taken, or one character on."""
    match = _DIGIT_RUN.match(text, at)
    return match.end() if match else at + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What stands before a number: where it starts, without and with what it is per, and what it says."""

    start: int
    per_start: int
    hedge: str = ""
    denied: bool = False
    money: str = ""
    sign: str = ""
    per: tuple[Per, ...] = ()
    minus: bool = False
    falls: bool = False
    grows: bool = False


class _Reader:
    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.units = UnitReader(text, vocabulary)
        self.amounts = AmountReader(text, self.units)

    def at(self, at: int, floor: int) -> Quantity | None:
        """What stands at `at`; words before it are looked for back to `floor`."""
        label = LABELS.match(self.text, at)
        if label is not None and label.lastgroup is not None:
            kind: Kind = label.lastgroup  # type: ignore[assignment]
            return _label(kind, at, label.end())
        char = self.text[at]
        if char in _ONLY_LABELS:
            return None
        if char in "翻倍배":
            return self._doubled(at, floor)
        share = self._share(at, floor)
        return share if share is not None or char in "절과반半" else self._amount(at, floor)

    # Shares and multiples in words

    def _share(self, at: int, floor: int) -> Quantity | None:
        read = self._half(at) or self._parts(at) or self._of_ten(at)
        if read is None:
            return None
        fraction, end = read
        before = self._before(at, floor)
        more = MORE_BEHIND.match(self.text, end)
        behind = hedge_behind(self.text, more.end() if more else end)
        end = behind.edge
        if before.denied or behind.denies:
            return _label("unclear", before.start, end)
        own = "over" if more or self.text.startswith("과반", at) else ""
        falls = before.falls or self._falls_behind(end)
        fraction = -fraction if falls else fraction
        number = Number(format(round(Decimal(fraction.numerator) / fraction.denominator, 4).normalize(), "f"))
        hedge = _strongest(before.hedge, behind.words) or _strongest(own)
        stated = Stated(low=number, high=number, hedge=mirror(hedge) if falls else hedge)
        return Quantity(start=before.start, end=end, kind="fraction", fraction=fraction, stated=stated)

    def _half(self, at: int) -> tuple[Fraction, int] | None:
        match = _HALF.match(self.text, at)
        return (Fraction(1, 2), match.end()) if match else None

    def _parts(self, at: int) -> tuple[Fraction, int] | None:
        """三分之二, 3분의 2."""
        match = _SHARE.match(self.text, at)
        if match is None or match["parts"] in ("百", "100"):
            return None
        whole, count = self._count(match["parts"] or match["below"]), self._count(match["count"] or match["above"])
        return (Fraction(count, whole), match.end()) if 0 < count < whole else None

    def _of_ten(self, at: int) -> tuple[Fraction, int] | None:
        """Seven in ten: 10명 중 7명, 每十人中有七人. Of another number it is a count unless 꼴 or 每 denies it."""
        if _AMONG.search(self.text, at, at + LOOK_BACK) is None:
            return None
        whole = read_numeral(self.text, at)
        middle = _OF_THEM.match(self.text, whole.end) if whole else None
        count = read_numeral(self.text, middle.end()) if middle else None
        if whole is None or middle is None or count is None or whole.hedge or count.hedge:
            return None
        end = self.units.counter(count.end)
        rated = self.text.startswith(("꼴", " 꼴"), end) or self.text[max(at - 1, 0) : at] == "每"
        if end == count.end or not 0 < count.value < whole.value or not (rated or whole.value in (10, 100, 1000)):
            return None
        return Fraction(count.value) / Fraction(whole.value), end

    def _count(self, words: str) -> int:
        numeral = read_numeral(words, 0)
        return int(numeral.value) if numeral is not None and numeral.end == len(words) else 0

    def _doubled(self, at: int, floor: int) -> Quantity | None:
        """翻了一番, 翻两番, 배로 늘었다: a double, a fourfold."""
        match = _DOUBLED.match(self.text, at)
        if match is None or (self.text[at] == "배" and _is_character(self.text, at - 1)):
            return None
        before = self._before(at, floor)
        behind = hedge_behind(self.text, match.end())
        times = read_numeral(match["count"], 0) if match["count"] else None
        number = Number(str(2 ** int(times.value) if times else 2))
        hedge = _strongest("nearly" if match["near"] else "", before.hedge, behind.words)
        stated = Stated(low=number, high=number, unit=Unit.of(FOLD), hedge=hedge)
        return Quantity(start=before.start, end=behind.edge, kind="multiple", stated=stated)

    # Amounts

    def _amount(self, at: int, floor: int) -> Quantity | None:
        if self.units.is_denominator(at):
            return None
        before = self._before(at, floor)
        percent = self.text.startswith("百分之", at)
        low = self.amounts.read(at + 3 if percent else at, percent=percent)
        if low is None or (self.text.startswith("兆", low.end) and low.unit is None):
            return self._unclear(at)
        if not low.clear:
            return _label("unclear", before.start, low.end) if low.end - at > 1 else None
        low, high, end = self.amounts.range(low, percent)
        unit = low.unit if low.unit is not None else high.unit
        if unit is None:
            noun, end = self.units.noun(end)
            unit = self.units.noun_before(max(floor, before.start - LOOK_BACK), before.start) or noun
        return self._judged(at, before, low, high, unit, end)

    def _judged(
        self, at: int, before: _Before, low: Amount, high: Amount, unit: Unit | None, end: int
    ) -> Quantity | None:
        """The quantity of two ends, or none where they are part of a word, or an unclear one."""
        if self.text[at] in BARE and not (before.hedge or low.hedge or self.text.startswith("百分之", at)):
            return None
        within = WITHIN.match(self.text, end) if high is not low else None
        end = within.end() if within else end
        counter = self.units.counter(end) if unit is None else end
        behind, is_hedged = self._hedge_behind(end, counter)
        if unit is None and not self._is_number(at, before, low, counter):
            return None
        end = behind.edge if is_hedged else end
        if not self._touches(before, at, end):
            return None
        banded = low.sign or (unit is not None and (unit.currency or unit.is_percent))
        band = _BAND.match(self.text, end) if banded else None
        multiplied = unit is not None and unit.numerator == (FOLD,) and before.grows
        if before.denied or behind.denies or band or multiplied or high.high < low.low:
            return _label("unclear", before.start, band.end() if band else end)
        ends = high is not low and behind.words == "up to"  # 300명에서 500명까지
        hedge = _strongest(before.hedge, "" if ends else behind.words) or _strongest(high.hedge, low.hedge)
        sign = low.sign or high.sign
        if unit is None:
            unit, sign = (Unit.of(before.money) if before.money else None), before.sign
        return self._build(before, end, low.low, high.high, unit or PLAIN, hedge, sign)

    def _hedge_behind(self, *places: int) -> tuple[Found, bool]:
        """The hedge at one of the places, or behind a strange counter (18세 이상), and whether there is one."""
        strange = _STRANGE_COUNTER.match(self.text, places[-1])
        for place in (*places, *([strange.end()] if strange else ())):
            found = hedge_behind(self.text, place)
            if found.words or found.denies:
                return found, True
        return Found("", places[0]), False

    def _is_number(self, at: int, before: _Before, low: Amount, counter: int) -> bool:
        """Whether a numeral without a unit is one, and no part of a word: 一些, 三星, 统一, 四处."""
        if self.text[at].isdigit() or before.money or before.sign:
            return True
        counted = counter > low.end and _NO_COUNT.match(self.text, at) is None
        return counted or (low.end - at > 1 and self.text[at] not in BARE and (low.scale > 1 or not low.is_range))

    def _build(
        self, before: _Before, end: int, low: Decimal, high: Decimal, unit: Unit, hedge: Hedge | None, sign: str
    ) -> Quantity:
        pers = [per for per in before.per if per.goes_with(unit, money=bool(sign or unit.currency))]
        start = before.per_start if pers else before.start
        behind, after = self.units.per_behind(end)
        if not pers and behind is not None:
            pers, end = [Per(unit=behind)], after
        falls = before.falls or self._falls_behind(end)
        numbers = [Number(format(low, "f")), Number(format(high, "f"))]
        if falls or before.minus:
            numbers = [Number(f"-{number.digits}") for number in reversed(numbers)]
        kind: Kind = "multiple" if unit == Unit.of(FOLD) else "number"
        for per in pers:
            unit = unit * per.unit if per.unit else unit
        stated = Stated(low=numbers[0], high=numbers[1], unit=unit, hedge=mirror(hedge) if falls else hedge)
        words = next((per.words for per in pers if per.words), "")
        return Quantity(start=start, end=end, kind=kind, stated=stated, sign=sign, per=words)

    # What stands beside

    def _unclear(self, at: int) -> Quantity | None:
        match = _UNCLEAR.match(self.text, at)
        if match is None or not self._touches(_Before(start=at, per_start=at), at, match.end()):
            return None
        return _label("unclear", at, match.end())

    def _touches(self, before: _Before, at: int, end: int) -> bool:
        """Whether a Chinese or Korean character stands in or right beside an expression."""
        if HAS_EAST_ASIAN.search(self.text, before.start, end) or _is_character(self.text, at - 1):
            return True
        behind = self.text[end : end + 2].lstrip()
        return bool(HAS_EAST_ASIAN.match(behind)) or (before.per_start < before.start and not behind[:1].isalpha())

    def _before(self, at: int, floor: int) -> _Before:
        floor = max(floor, at - LOOK_BACK)
        if _MAY_BELONG.search(self.text, max(floor, at - 2), at) is None:
            return _Before(start=at, per_start=at)
        start, minus = self._strip(_MINUS, floor, at)
        start, money = self._strip(_MONEY_BEFORE, floor, start)
        if money and not minus:
            start, minus = self._strip(_MINUS, floor, start)
        start, _ = self._strip(_WHOSE_WON, floor, start)
        hedge = hedge_before(self.text, floor, start)
        start = hedge.edge
        pers, edge = self._pers(floor, start)
        if pers and not hedge.words:
            hedge = hedge_before(self.text, floor, edge)
            start = hedge.edge if hedge.words or hedge.denies else start
        candidates = self.vocabulary.sign(money) or tuple(
            filter(None, [CURRENCIES.get(money) or self.vocabulary.name(money)])
        )
        return _Before(
            start=start,
            per_start=min(start, edge),
            hedge=hedge.words,
            denied=hedge.denies,
            money=candidates[0] if len(candidates) == 1 else "",
            sign=money if len(candidates) > 1 else "",
            per=pers,
            minus=bool(minus),
            falls=_FALL_BEFORE.search(self.text, floor, start) is not None,
            grows=_GREW.search(self.text, floor, start) is not None,
        )

    def _pers(self, floor: int, at: int) -> tuple[tuple[Per, ...], int]:
        """What an amount is per, which may be two things: 每人每天300克. A noun may stand between: 하루 가발 300개."""
        first, edge = self.units.per_before(floor, at)
        noun = self.units.noun_start(floor, at) if edge == at else at
        if noun < at:
            first, edge = self.units.per_before(floor, noun)
            at = noun if not first.bare else edge
        if edge == at:
            return (), at
        second, start = self.units.per_before(floor, edge)
        return ((first,), edge) if start == edge else ((second, first), start)

    def _strip(self, pattern: re.Pattern[str], floor: int, at: int) -> tuple[int, str]:
        match = pattern.search(self.text, floor, at)
        return (match.start(), match.group().strip()) if match else (at, "")

    def _falls_behind(self, at: int) -> bool:
        return _FALL_BEHIND.match(self.text, at) is not None


def _label(kind: Kind, start: int, end: int) -> Quantity:
    none = Number("0")
    return Quantity(start=start, end=end, kind=kind, stated=Stated(low=none, high=none))


def _strongest(*words: str) -> Hedge | None:
    """The first hedge that is a bound; where there is none, the first."""
    hedges = [Hedge(word) for word in words if word]
    bounds = (hedge for hedge in hedges if hedge.kind is not HedgeKind.APPROXIMATE)
    return next(bounds, hedges[0] if hedges else None)


def _is_character(text: str, at: int) -> bool:
    return at >= 0 and HAS_EAST_ASIAN.match(text[at : at + 1]) is not None
