"""Turn a Chinese or Korean numeral and what stands behind it into an amount, and two of them into a range.

amount = numeral [成 | 할] [unit] [半 | 多 | 角]
range  = amount [counter] joint amount
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from briefkit.figures.quotes.east_asian_numerals import LABELS, ONES, read_numeral
from briefkit.figures.quotes.east_asian_units import CHARACTER, UnitReader
from briefkit.figures.units import PERCENT_UNIT, PLAIN, Unit

_JOINT = re.compile(r"\s?(?:[~～∼〜\-–—至到]|에서|부터|내지|或者?|또는|혹은)\s?")
_AND = re.compile(r"\s?(?:和|与|與|跟|과|와)\s?")
_LISTED = re.compile(r"、|, ")
WITHIN = re.compile(r"\s?(?:之间|之間|间|사이)")
_ONTO = re.compile(r"으?로|까지\s?(?:늘|증가|올|오르|상승|떨어|하락|내|줄|감소)")  # 20%에서 30%로: two levels
_TENTHS = re.compile(
    rf"(?:成(?![员員功为為立本果长長就都人年熟品效绩績交批田])|할(?![당인애]))(?P<more>半|[{''.join(ONES)}])?"
)
_INFIX = re.compile(r"(?:个|個)(?P<word>多|半)(?P<unit>月|小时|小時)")
_HALF_BEHIND = re.compile(
    rf"半(?![数數以年天个個小])|\s?반(?=[^{CHARACTER}]|$|[이의을에간만은과도]|동안|넘|가량|정도|쯤|남짓|전|후|으로)"
)
MORE_BEHIND = re.compile(r"多(?![数數次样樣种種少方])|여(?![성자러])")
_TENTH_OF_YUAN = re.compile(rf"(?P<digit>[1-9{''.join(ONES)}])[角毛]")
_SHARED_COUNTER = re.compile(r"([가-힣]{1,2}|[一-龥])(?=\s?(?:[~\-–至到]|에서|부터)\s?[0-9])")
BARE = tuple("百千万萬亿億")
_DIGITS = frozenset(map(Decimal, range(1, 9)))
LOOK_BACK = 16  # characters in which what stands before a number is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A numeral with the unit, noun or counter behind it, and where they end. `high` is `low` but for 三四百."""

    low: Decimal
    high: Decimal
    scale: int
    end: int
    unit: Unit | None = None
    sign: str = ""
    hedge: str = ""
    tenths: bool = False
    clear: bool = True

    @property
    def is_range(self) -> bool:
        return self.low != self.high


class AmountReader:
    """Reads amounts and ranges in a text."""

    def __init__(self, text: str, units: UnitReader) -> None:
        self.text = text
        self.units = units

    def read(self, at: int, *, percent: bool = False) -> Amount | None:
        """The numeral at `at` with what stands right behind it."""
        numeral = read_numeral(self.text, at, bare=percent or self.text[at : at + 1] in BARE)
        if numeral is None:
            return None
        low, high = numeral.value, numeral.upper or numeral.value
        plain = Amount(
            low=low, high=high, scale=numeral.scale, end=numeral.end, hedge=numeral.hedge, clear=numeral.clear
        )
        if percent:
            return replace(plain, unit=PERCENT_UNIT)
        tenths = _TENTHS.match(self.text, numeral.end)
        if tenths is not None and high <= 10 and not numeral.hedge:
            more = tenths["more"]
            ones = 5 if more == "半" else ONES[more] if more else 0
            low, high = low * 10 + ones, high * 10 + ones
            measured = replace(plain, low=low, high=high, end=tenths.end(), unit=PERCENT_UNIT, tenths=True)
            return self._with_more(measured)
        return self._with_unit(plain)

    def _with_unit(self, plain: Amount) -> Amount:
        infix = _INFIX.match(self.text, plain.end)
        if infix is not None:
            name = "month" if infix["unit"] == "月" else "hour"
            measured = replace(plain, unit=Unit.of(name), end=infix.end())
            return _plus_half(measured) if infix["word"] == "半" else replace(measured, hedge="over")
        unit, sign, end = self.units.unit(plain.end, max(plain.end - LOOK_BACK, 0))
        if unit is None:
            return plain
        return self._with_more(replace(plain, unit=unit, sign=sign, end=end))

    def _with_more(self, measured: Amount) -> Amount:
        """What a 半, 多 or 角 behind the unit adds: 一年半, 10년여, 3元5角."""
        half = _HALF_BEHIND.match(self.text, measured.end)
        unit = measured.unit or PLAIN
        if half is not None and not (unit.currency or unit.is_percent or measured.sign):
            measured = replace(_plus_half(measured), end=half.end())
        dime = _TENTH_OF_YUAN.match(self.text, measured.end)
        if dime is not None and unit.currency == "CNY":
            char = dime["digit"]
            tenth = Decimal(ONES.get(char, char)).scaleb(-1)
            measured = replace(measured, low=measured.low + tenth, high=measured.high + tenth, end=dime.end())
        more = MORE_BEHIND.match(self.text, measured.end)
        return replace(measured, hedge="over", end=more.end()) if more else measured

    # Ranges

    def range(self, low: Amount, percent: bool) -> tuple[Amount, Amount, int]:
        """The ends of the range that begins with `low`, and where it ends; `low` twice where there is none."""
        alone = (low, low, low.end)
        counted = self.past_counter(low.end)
        shared = _SHARED_COUNTER.match(self.text, low.end)
        ends = (low.end, counted, shared.end() if shared else low.end)
        behind = next((end for end in ends if _JOINT.match(self.text, end)), None)
        joint = _JOINT.match(self.text, behind) if behind is not None else None
        if joint is None or behind is None:
            return self._listed(low) or self._between(low, counted) or alone
        high = self._high(low, joint.end(), percent, self.text[low.end : behind])
        if high is None:
            return alone
        levels = joint.group().strip() in ("에서", "부터", "到") and _ONTO.match(self.text, self.past_counter(high.end))
        return alone if levels else (_with_scale(low, high), high, high.end)

    def _between(self, low: Amount, counted: int) -> tuple[Amount, Amount, int] | None:
        """300명과 500명 사이, 300和500之间."""
        joint = _AND.match(self.text, counted)
        high = self._high(low, joint.end(), False, self.text[low.end : counted]) if joint else None
        if high is None or WITHIN.match(self.text, self.past_counter(high.end)) is None:
            return None
        return _with_scale(low, high), high, high.end

    def _high(self, low: Amount, at: int, percent: bool, counter: str) -> Amount | None:
        """The upper end at `at`, if it counts the same as the lower one."""
        again = percent and self.text.startswith("百分之", at)
        at = at + 3 if again else at
        if LABELS.match(self.text, at) is not None or low.is_range:
            return None
        high = self.read(at, percent=again)
        if high is None or not high.clear:
            return None
        if percent and high.unit is None:
            high = replace(high, unit=PERCENT_UNIT)
        same = self.text[high.end : high.end + LOOK_BACK].lstrip().startswith(counter.strip())
        if not same or (low.unit and high.unit and (low.unit, low.sign) != (high.unit, high.sign)):
            return None
        return high

    def _listed(self, low: Amount) -> tuple[Amount, Amount, int] | None:
        """4、5元, 三、四百人: two digits that follow one another, the first of which has neither unit nor scale."""
        comma = _LISTED.match(self.text, low.end)
        start = low.end - 1
        if comma is None or low.unit or low.low not in _DIGITS or self.text[max(start - 1, 0) : start] in (*"、,\n。",):
            return None
        high = self._high(low, comma.end(), False, "")
        if high is None or high.is_range or high.low == low.low:
            return None
        digits = format(high.low, "f").rstrip("0")
        scale = len(format(high.low, "f")) - len(digits)
        counted = high.unit is not None or self.past_counter(high.end) > high.end or (scale > 1 and comma[0] == "、")
        if digits != str(low.low + 1) or not counted or _LISTED.match(self.text, high.end):
            return None
        return replace(low, low=low.low.scaleb(scale), high=low.low.scaleb(scale)), high, high.end

    def past_counter(self, at: int) -> int:
        """Behind a declared noun or a counter."""
        noun, end = self.units.noun(at)
        return end if noun is not None else self.units.counter(at)


def _plus_half(measured: Amount) -> Amount:
    half = Decimal("0.5")
    return replace(measured, low=measured.low + half, high=measured.high + half)


def _with_scale(low: Amount, high: Amount) -> Amount:
    """The lower end with the scale of the upper one where it has none: 5至6万, 三到四成."""
    if high.tenths and low.unit is None:
        return replace(low, low=low.low * 10, high=low.high * 10)
    scaled = low.low.scaleb(high.scale)
    if low.scale or high.scale < 4 or scaled >= high.low:
        return low
    return replace(low, low=scaled, high=scaled)
