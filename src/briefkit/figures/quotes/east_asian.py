"""Turn Chinese and Korean sentences into the amounts that they state: "约300万美元", "100여 명", "三分之二", "20~30%".

Both languages group by ten thousand: 万 and 만 are 10⁴, 亿 and 억 10⁸. 多, 余 and 여 behind a number say that it is
exceeded. 兆 is 10¹² or 10⁶, by country, and therefore unclear; so is a 조 without money behind it, which may be an
article. 元 and 위안 are yuan, 원 is the South's or the North's. Numerals that neither follow nor precede a Chinese or
Korean character are left to the reader of English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from briefkit.figures.money.currencies import CURRENCY_SIGNS
from briefkit.figures.quotes.hedge_words import mirror
from briefkit.figures.quotes.quantities import Kind, Quantity
from briefkit.figures.quotes.tokens import even
from briefkit.figures.units import FOLD, PERCENT, PLAIN, POINTS, Unit, Vocabulary
from briefkit.figures.values import Hedge, Number, Stated

_CHARACTER = "\u3400-\u9fff\uac00-\ud7a3"
HAS_EAST_ASIAN = re.compile(f"[{_CHARACTER}]")
MAX_DIGITS = 25

_ONES = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"十": 1, "百": 2, "千": 3, "십": 1, "백": 2, "천": 3}
_GROUPS = {"万": 4, "萬": 4, "만": 4, "亿": 8, "億": 8, "억": 8, "조": 12}
_NATIVE = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11,
    "열두": 12, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50,
}  # fmt: skip
# Units as each language writes them, counters that belong to no unit ("个", "名") aside.
UNITS: Mapping[str, str] = {
    "公斤": "kg", "千克": "kg", "킬로그램": "kg", "㎏": "kg", "kg": "kg", "克": "g", "그램": "g", "g": "g",
    "吨": "t", "噸": "t", "톤": "t", "公里": "km", "킬로미터": "km", "㎞": "km", "km": "km", "平方公里": "km2",
    "제곱킬로미터": "km2", "公顷": "ha", "公頃": "ha", "헥타르": "ha", "米": "m", "미터": "m", "个小时": "hour",
    "小时": "hour", "小時": "hour", "시간": "hour", "分钟": "min", "分鐘": "min", "个月": "month", "個月": "month",
    "개월": "month", "天": "day", "일간": "day", "周": "week", "주간": "week", "年": "year", "년간": "year",
    "년": "year", "%": PERCENT, "퍼센트": PERCENT, "个百分点": POINTS, "個百分點": POINTS, "百分点": POINTS,
    "%포인트": POINTS, "%p": POINTS, "倍": FOLD, "배": FOLD,
}  # fmt: skip
_CURRENCIES: Mapping[str, str] = {
    "人民币": "CNY", "人民幣": "CNY", "元人民币": "CNY", "元": "CNY", "위안화": "CNY", "위안": "CNY", "美元": "USD",
    "美金": "USD", "달러": "USD", "日元": "JPY", "日圆": "JPY", "엔": "JPY", "韩元": "KRW", "韓元": "KRW",
    "朝元": "KPW", "朝鲜元": "KPW", "欧元": "EUR", "유로": "EUR", "卢布": "RUB", "루블": "RUB", "미화": "USD",
    "$": "USD",
}  # fmt: skip
_HEDGES_BEFORE: Mapping[str, str] = {
    "大约": "about", "约占": "about", "约为": "about", "约有": "about", "大約": "about", "大概": "about",
    "约": "about", "約": "about", "약": "about", "대략": "about", "将近": "nearly", "將近": "nearly",
    "接近": "nearly", "近": "nearly", "거의": "nearly", "超过": "over", "超過": "over", "逾": "over", "超": "over",
    "至少": "at least", "最少": "at least", "不少于": "at least", "최소": "at least", "적어도": "at least",
    "不超过": "at most", "不超過": "at most", "至多": "at most", "最多": "at most", "多达": "up to",
    "高达": "up to", "최대": "up to", "최고": "up to", "不到": "less than", "不足": "less than",
    "低于": "less than",
}  # fmt: skip
_HEDGES_BEHIND: Mapping[str, str] = {
    "以上": "at least", "이상": "at least", "以下": "at most", "이하": "at most", "以内": "at most",
    "이내": "at most", "미만": "less than", "초과": "over", "넘게": "over", "남짓": "over", "左右": "about",
    "上下": "about", "정도": "about", "가량": "about", "쯤": "about", "안팎": "about",
}  # fmt: skip
_PER_BEFORE: Mapping[str, str] = {
    "每天": "day", "每日": "day", "하루에": "day", "하루": "day", "매일": "day", "每周": "week", "매주": "week",
    "每月": "month", "每个月": "month", "매달": "month", "매월": "month", "한 달에": "month", "每年": "year",
    "매년": "year", "연간": "year", "每小时": "hour",
}  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,.]*[0-9])|[0-9]+(?:\.[0-9]+)?(?![0-9,.]*[0-9])")
_UNCLEAR = re.compile(r"[0-9][0-9,.]*\s?兆|[0-9][0-9,.]*[0-9]")
_HAN = "".join([*_ONES, "十百千万萬亿億"])
_LABELS = re.compile(
    rf"""(?P<period>[0-9]{{2,4}}(?:年代|년대)|[一二三四五六七八九十]{{1,2}}月|[0-9]{{4}}\s?[年년](?!간)(?:\s?[0-9]{{1,2}}\s?[月월](?:\s?[0-9]{{1,2}}\s?[日일号])?)?
        |[0-9]{{1,2}}\s?[月월](?:\s?[0-9]{{1,2}}\s?[日일号])?|[0-9]{{1,2}}[日일](?!간)
        |[零〇一二三四五六七八九]{{4}}年)
    |(?P<name>[第제]\s?(?:[0-9]+|[{_HAN}]+)[{_CHARACTER}]?|[0-9]+(?:号|號|호)|[0-9]+조(?=[^0-9{_CHARACTER}]|[는은의에가를])(?!\s?(?:원|달러|위안|엔))
        |[{_CHARACTER}]\#[0-9]+)
    |(?P<vague>[数數几幾수][十百千万亿십백천만억]+|[一二三四五六七八九]?十[几幾][万亿]?|上[百千万][万亿]?|成千上万)""",
    re.VERBOSE,
)
# No numeral begins with a scale character but 十; 百, 千 and 万 begin other words.
_START = re.compile(rf"[0-9{''.join(_ONES)}十第제数數几幾수上成]|百分之|절반|{_any(_NATIVE)}")
_SHARE = re.compile(
    rf"(?P<parts>[{_HAN}]{{1,3}}|[0-9]{{1,2}})(?:分之|분의\s?)(?P<count>[{_HAN}]{{1,3}}|[0-9]{{1,2}}(?![0-9.]))"
)
_HALF = re.compile(r"一半|절반")
_COUNTED = re.compile(rf"(?P<number>{_any(_NATIVE)})(?=\s?(?:명|시간|배|개월|개|톤|킬로그램|곳|대|척|사람|달))")
_UNIT = re.compile(_any([*UNITS, *_CURRENCIES, "원"]))
_JOINT = re.compile(r"\s?(?:[~～∼〜\-–—至到]|에서|내지)\s?")
_MORE = re.compile(r"\s?[多余餘여]")
_BEHIND = re.compile(rf"[의]?\s?(?P<hedge>{_any(_HEDGES_BEHIND)})")
_BEFORE = re.compile(rf"(?:{_any(_HEDGES_BEFORE)})\s?$")
_MONEY_BEFORE = re.compile(rf"(?:人民币|人民幣|미화|(?<![A-Z])[A-Z]{{3}}|{_any(CURRENCY_SIGNS)})\s?$")
_MINUS = re.compile(r"(?:(?<![0-9%])[-–]|마이너스\s?|负|負|零下)$")
_PER = re.compile(
    rf"(?:(?P<time>{_any(_PER_BEFORE)})|每(?P<each>{_any(UNITS)})|(?P<of>{_any(UNITS)})당)\s?(?:平均|평균)?\s?$"
)
_PER_BEHIND = re.compile(rf"\s?/\s?(?P<unit>{_any(UNITS)})")
_FALL_BEFORE = re.compile(r"(?:下降|减少|減少|下跌|降低|下滑|缩减|萎缩)了?\s?$")
_FALL_BEHIND = re.compile(r"[가이로]?\s?(?:감소|하락|줄어|줄었|떨어|축소)")
_CLASSIFIER = re.compile(r"[名个個位家辆艘명]?의?\s?")
_DIGIT_RUN = re.compile(r"[0-9][0-9,.]*")
_SCALED_PART = re.compile(r" [0-9][0-9,]{0,12}[천백십]?[만억]")
_COUNTER = re.compile(r"\s?[명名个개人]?")
_ONTO = re.compile(r"으?로")  # "20%에서 30%로" goes from one level to another
_GREW = re.compile(r"(?:增长|增加|提高|扩大|增至)了?\s?$")
_LOOK_BACK = 10  # characters in which what stands before a number is looked for


@dataclass(frozen=True, slots=True)
class _Numeral:
    """The amount of a numeral, the power of its last scale character, and where it ends."""

    value: Decimal
    scale: int
    end: int

    @property
    def digits(self) -> str:
        return format(self.value, "f")


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


def east_asian_words(name: str) -> tuple[str, ...]:
    """The Chinese and Korean words for a unit, "every day" for a day among them."""
    return tuple(word for table in (UNITS, _PER_BEFORE) for word, unit in table.items() if unit == name)


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
    """What stands before a number: where it starts, and what it says of the number."""

    start: int
    hedge: Hedge | None
    money: str
    sign: str
    per: Unit | None
    minus: bool
    falls: bool
    grows: bool


class _Reader:
    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.nouns = {
            form: name for name in vocabulary.nouns for form in vocabulary.forms(name) if HAS_EAST_ASIAN.search(form)
        }

    def at(self, at: int, floor: int) -> Quantity | None:
        """What stands at `at`; words before it are looked for back to `floor`."""
        label = _LABELS.match(self.text, at)
        if label is not None and label.lastgroup is not None:
            kind: Kind = label.lastgroup  # type: ignore[assignment]
            return _label(kind, at, label.end())
        share = self._share(at, floor)
        return share if share is not None else self._amount(at, floor)

    def _share(self, at: int, floor: int) -> Quantity | None:
        half, parts = _HALF.match(self.text, at), _SHARE.match(self.text, at)
        if half is not None:
            fraction, end = Fraction(1, 2), half.end()
        elif parts is not None and parts["parts"] not in ("百", "100"):
            whole, count = self._count(parts["parts"]), self._count(parts["count"])
            if not whole or not 0 < count < whole:
                return None
            fraction, end = Fraction(count, whole), parts.end()
        else:
            return None
        before = self._before(at, floor)
        behind, end = self._hedge_behind(end)
        falls = before.falls or self._falls_behind(end)
        fraction = -fraction if falls else fraction
        number = Number(format(round(Decimal(fraction.numerator) / fraction.denominator, 4).normalize(), "f"))
        hedge = before.hedge or behind
        stated = Stated(low=number, high=number, hedge=mirror(hedge) if falls else hedge)
        return Quantity(start=before.start, end=end, kind="fraction", fraction=fraction, stated=stated)

    def _count(self, words: str) -> int:
        numeral = read_numeral(words, 0)
        return int(numeral.value) if numeral is not None and numeral.end == len(words) else 0

    def _amount(self, at: int, floor: int) -> Quantity | None:
        before = self._before(at, floor)
        percent = self.text.startswith("百分之", at)
        low = self._numeral(at + 3 if percent else at)
        if low is None or self.text.startswith("兆", low.end):
            return self._unclear(at)
        more, low = self._more(low)
        unit, sign, end = (Unit.of(PERCENT), "", low.end) if percent else self._unit(low.end)
        high, unit, sign, end = self._high(low, unit, sign, end, percent)
        if unit is None:
            counted, end = self._noun(end)
            unit = self._noun_before(before.start, floor) or counted
        behind, end = self._hedge_behind(end)
        if not self._touches(before.start, at, end) or (unit is None and self._is_lone_character(at, low.end)):
            return None
        low = _with_scale(low, high)
        if high.value < low.value or (unit == Unit.of(FOLD) and before.grows):
            return _label("unclear", before.start, end)
        if unit is None:
            unit, sign = (Unit.of(before.money) if before.money else None), before.sign
        return self._build(before, end, low, high, unit or PLAIN, before.hedge or behind or more, sign)

    def _build(
        self, before: _Before, end: int, low: _Numeral, high: _Numeral, unit: Unit, hedge: Hedge | None, sign: str
    ) -> Quantity:
        per = before.per
        if per is None and (behind := _PER_BEHIND.match(self.text, end)) is not None:
            per, end = Unit.of(per=[UNITS[behind["unit"]]]), behind.end()
        falls = before.falls or self._falls_behind(end)
        numbers = [Number(low.digits), Number(high.digits)]
        if falls or before.minus:
            numbers = [Number(f"-{high.digits}"), Number(f"-{low.digits}")]
        kind: Kind = "multiple" if unit == Unit.of(FOLD) else "number"
        hedge = mirror(hedge) if falls else hedge
        stated = Stated(low=numbers[0], high=numbers[1], unit=unit * per if per else unit, hedge=hedge)
        return Quantity(start=before.start, end=end, kind=kind, stated=stated, sign=sign)

    def _numeral(self, at: int) -> _Numeral | None:
        native = _COUNTED.match(self.text, at)
        if native is not None and not _is_character(self.text, at - 1):
            return _Numeral(Decimal(_NATIVE[native["number"]]), 0, native.end("number"))
        return read_numeral(self.text, at)

    def _unclear(self, at: int) -> Quantity | None:
        match = _UNCLEAR.match(self.text, at)
        if match is None or not self._touches(at, at, match.end()):
            return None
        return _label("unclear", at, match.end())

    def _touches(self, start: int, at: int, end: int) -> bool:
        """Whether a Chinese or Korean character stands in or right beside an expression."""
        if HAS_EAST_ASIAN.search(self.text, start, end):
            return True
        behind = self.text[end : end + 2].lstrip()
        return _is_character(self.text, at - 1) or bool(behind and HAS_EAST_ASIAN.match(behind))

    def _is_lone_character(self, at: int, end: int) -> bool:
        """A single numeral character that no unit follows is a word or part of one: 一些, 三星, 统一."""
        return not self.text[at].isdigit() and end - at < 2

    # What stands before

    def _before(self, at: int, floor: int) -> _Before:
        floor = max(floor, at - _LOOK_BACK)
        start, minus = self._strip(_MINUS, floor, at)
        start, money = self._strip(_MONEY_BEFORE, floor, start)
        if money and not minus:
            start, minus = self._strip(_MINUS, floor, start)
        start, hedge = self._strip(_BEFORE, floor, start)
        rest = self.text[floor:start]
        candidates = self.vocabulary.sign(money) or tuple(
            filter(None, [_CURRENCIES.get(money) or self.vocabulary.name(money)])
        )
        per = _PER.search(rest)
        return _Before(
            start=start,
            hedge=Hedge(_HEDGES_BEFORE[hedge]) if hedge else None,
            money=candidates[0] if len(candidates) == 1 else "",
            sign=money if len(candidates) > 1 else "",
            per=Unit.of(per=[_PER_BEFORE[per["time"]] if per["time"] else UNITS[per["each"] or per["of"]]])
            if per
            else None,
            minus=bool(minus),
            falls=_FALL_BEFORE.search(rest) is not None,
            grows=_GREW.search(rest) is not None,
        )

    def _strip(self, pattern: re.Pattern[str], floor: int, at: int) -> tuple[int, str]:
        match = pattern.search(self.text[floor:at])
        return (floor + match.start(), match.group().strip()) if match else (at, "")

    # What stands behind

    def _more(self, numeral: _Numeral) -> tuple[Hedge | None, _Numeral]:
        """多, 余 or 여 behind a number say "over"; a scale character may follow them: 三十多万."""
        match = _MORE.match(self.text, numeral.end)
        if match is None:
            return None, numeral
        group = _GROUPS.get(self.text[match.end() : match.end() + 1], 0)
        scaled = _Numeral(numeral.value.scaleb(group), group or numeral.scale, match.end() + bool(group))
        return Hedge("over"), scaled

    def _unit(self, at: int) -> tuple[Unit | None, str, int]:
        place = at + 1 if self.text[at : at + 1] == " " else at
        match = _UNIT.match(self.text, place)
        if match is None:
            return None, "", at
        word = match.group()
        if word == "원":
            candidates = self.vocabulary.sign("won")
            north = self.text[max(at - _LOOK_BACK, 0) : at].find("북한") >= 0
            code = "KPW" if north else candidates[0] if len(candidates) == 1 else ""
            return (Unit.of(code), "", match.end()) if code else (PLAIN, "won", match.end())
        return Unit.of(UNITS.get(word) or _CURRENCIES[word]), "", match.end()

    def _high(
        self, low: _Numeral, unit: Unit | None, sign: str, end: int, percent: bool
    ) -> tuple[_Numeral, Unit | None, str, int]:
        """The upper end of a range with its unit, or the lower end again."""
        joint = _JOINT.match(self.text, end)
        high = None
        if joint is not None:
            after = joint.end() + 3 if self.text.startswith("百分之", joint.end()) else joint.end()
            high = read_numeral(self.text, after)
        if joint is None or high is None:
            return low, unit, sign, end
        if percent:
            return high, unit, sign, high.end
        high_unit, high_sign, after = self._unit(high.end)
        levels = joint.group().strip() == "에서" and _ONTO.match(self.text, after) is not None
        if levels or (unit is not None and high_unit is not None and unit != high_unit):
            return low, unit, sign, end
        return high, high_unit or unit, high_sign or sign, after

    def _noun(self, at: int) -> tuple[Unit | None, int]:
        """A declared noun or counter behind a number: 300명, 300名工人."""
        place = at + 1 if self.text[at : at + 1] == " " else at
        classifier = _CLASSIFIER.match(self.text, place)
        after = classifier.end() if classifier else place
        for form in sorted(self.nouns, key=len, reverse=True):
            for begin in (after, place):
                if self.text.startswith(form, begin):
                    return Unit.of(self.nouns[form]), begin + len(form)
        return None, at

    def _noun_before(self, at: int, floor: int) -> Unit | None:
        """A declared noun before a number, as Korean puts it: 노동자 300명."""
        words = self.text[max(floor, at - _LOOK_BACK) : at].rstrip()
        form = max((form for form in self.nouns if len(form) > 1 and words.endswith(form)), key=len, default=None)
        return Unit.of(self.nouns[form]) if form else None

    def _hedge_behind(self, at: int) -> tuple[Hedge | None, int]:
        counter = _COUNTER.match(self.text, at)
        match = _BEHIND.match(self.text, counter.end() if counter else at)
        return (Hedge(_HEDGES_BEHIND[match["hedge"]]), match.end()) if match else (None, at)

    def _falls_behind(self, at: int) -> bool:
        return _FALL_BEHIND.match(self.text, at) is not None


def _label(kind: Kind, start: int, end: int) -> Quantity:
    none = Number("0")
    return Quantity(start=start, end=end, kind=kind, stated=Stated(low=none, high=none))


def _with_scale(low: _Numeral, high: _Numeral) -> _Numeral:
    """The lower end with the scale of the upper one where it has none: 5至6万."""
    scaled = low.value.scaleb(high.scale)
    if low.scale or high.scale < 4 or scaled >= high.value:
        return low
    return _Numeral(scaled, high.scale, low.end)


def read_numeral(text: str, at: int) -> _Numeral | None:
    """A numeral in Arabic digits, in Chinese ones, or in both: 1,200, 三百二十万, 1억 2000만, 3천."""
    total, section, current = Decimal(0), Decimal(0), None
    scale, largest, place = 0, 99, at
    single = True
    while True:
        read = _one_number(text, place)
        if read is not None and current is None:
            current, place = read
            continue
        char = text[place : place + 1]
        if char in _TENS and char and (current is not None or char == "十"):
            section += (current if current is not None else Decimal(1)).scaleb(_TENS[char])
            current, scale, place, single = None, _TENS[char], place + 1, False
        elif char in _GROUPS and char and (current is not None or section) and _GROUPS[char] < largest:
            section = section + (current or 0) if section else current or Decimal(0)
            total = total + section.scaleb(_GROUPS[char]) if total else section.scaleb(_GROUPS[char])
            section, current, largest = Decimal(0), None, _GROUPS[char]
            scale, place, single = largest, place + 1, False
            place = _past_space(text, place)
        else:
            break
    if current is None and single:
        return None
    rest = section + current if current is not None and section else current if current is not None else section
    value = (total + rest if rest else total) if total else rest
    end = len(text[:place].rstrip())
    return _Numeral(value, scale, end) if end > at and len(value.as_tuple().digits) <= MAX_DIGITS else None


def _one_number(text: str, at: int) -> tuple[Decimal, int] | None:
    match = _ARABIC.match(text, at)
    if match is not None:
        written = match.group().replace(",", "")
        padded = len(written) > 1 and written[0] == "0" and written[1] != "."
        return None if len(written) > MAX_DIGITS or padded else (Decimal(written), match.end())
    char = text[at : at + 1]
    return (Decimal(_ONES[char]), at + 1) if char and char in _ONES else None


def _past_space(text: str, at: int) -> int:
    """Behind a space inside a numeral: 1억 2000만; only where another scale character follows the digits."""
    return at + 1 if _SCALED_PART.match(text, at) else at


def _is_character(text: str, at: int) -> bool:
    return at >= 0 and HAS_EAST_ASIAN.match(text[at : at + 1]) is not None
