"""The numerals of Chinese and Korean sentences, in Arabic digits, in their own, or in both: 三百二十万, 12만 5천.

Both languages group by ten thousand: 万 and 만 are 10⁴, 亿 and 억 10⁸. 多, 余 and 여 in or behind a number say that it
is exceeded (2억6000여만, 三十多万); 来 that it is about. Two digits in a row are a range: 三四百 is 300 to 400. 点 is a
decimal point. Dates, names and amounts without a number are recognized here too, so that no numeral is read in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from briefkit.figures.quotes.east_asian_units import CHARACTER, COUNTERS, CURRENCIES, any_of, units_pattern

MAX_DIGITS = 25
ONES = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_TENS = {"十": 1, "百": 2, "千": 3, "십": 1, "백": 2, "천": 3}
_GROUPS = {"万": 4, "萬": 4, "만": 4, "亿": 8, "億": 8, "억": 8, "조": 12}
HAN = "".join([*ONES, "十百千万萬亿億"])
_HANGUL_DIGITS = str.maketrans("일이삼사오육칠팔구십백천만억", "一二三四五六七八九十百千万亿")
_NATIVE_ONES = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9
}  # fmt: skip
_NATIVE_TENS = {
    "열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90
}  # fmt: skip
_NATIVE = {
    **{word: (value, value) for word, value in {**_NATIVE_ONES, **_NATIVE_TENS, "석": 3, "넉": 4, "스무": 20}.items()},
    **{ten + one: (a + b, a + b) for ten, a in _NATIVE_TENS.items() for one, b in _NATIVE_ONES.items()},
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 4), "서너": (3, 4), "너댓": (4, 5), "네댓": (4, 5), "네다섯": (4, 5),
    "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "여덟아홉": (8, 9),
}  # fmt: skip
_COUNTED = rf"\s?(?:{units_pattern(COUNTERS)})"

_ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,.]*[0-9])|[0-9]+(?:\.[0-9]+)?(?![0-9,.]*[0-9])")
# What makes an amount of the 조 before it, which is else an article of a law: 1조 원, 1조~2조 달러, 1조 500억.
_MONEY_GOES_ON = rf"(?:\s?[~\-–][0-9,.조억만 ]+)?\s?(?:원|{any_of(CURRENCIES)})|\s?[0-9,]{{1,5}}[억만]"
LABELS = re.compile(
    rf"""(?P<period>(?:[0-9]{{2,4}}|[{HAN}]{{1,4}})(?:年代|년대)|(?:[0-9]{{1,2}}|[{HAN}]{{1,3}})(?:世纪|世紀|세기)
        |[一二三四五六七八九十]{{1,2}}月|[0-9]{{1,2}}\s?(?:[~\-–至]|에서)\s?[0-9]{{1,2}}\s?[月월]
        |[0-9]{{4}}\s?[年년](?!간)(?:\s?[0-9]{{1,2}}\s?[月월](?:\s?[0-9]{{1,2}}\s?[日일号])?)?
        |[0-9]{{1,2}}\s?[月월](?:\s?[0-9]{{1,2}}\s?[日일号])?
        |(?!1[日일]\s?(?:平均|평균)?\s?[0-9]{{1,2}}\s?(?:小时|小時|시간))[0-9]{{1,2}}[日일](?![간元圆币])
        |[零〇一二三四五六七八九]{{4}}年|[0-9]{{1,2}}\s?시(?:\s?[0-9]{{1,2}}\s?분)?(?=[^{CHARACTER}]|에|까지|부터)
        |(?:[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})[点點](?:[钟鐘整半]|(?:[0-9]{{1,2}}|[{HAN}]{{1,3}})分(?!之)))
    |(?P<name>[第제]\s?(?:[0-9]+|[{HAN}]+)[{CHARACTER}]?|(?:[0-9]+|[{HAN}]{{1,4}})(?:号|號)|[0-9]+호
        |[0-9]+조(?=[^0-9{CHARACTER}]|[는은의에가를])(?!{_MONEY_GOES_ON})
        |[{CHARACTER}]\#[0-9]+)
    |(?P<vague>[数數几幾몇수]\s?[十百千万亿십백천만억]+|[一二三四五六七八九]?十[几幾][万亿]?|上[百千万][万亿]?|成千上万)""",
    re.VERBOSE,
)
# A short numeral behind which nothing goes on: most are such, and are read at once.
_PLAIN = re.compile(r"(?:[1-9][0-9]{0,3}|0)(?:\.[0-9]{1,4})?(?![0-9,.十百千万萬亿億십백천만억조点點多余餘여来來]|\s)")
_MORE_INSIDE = re.compile(r"\s?[多余餘여]\s?(?=[万萬만亿億억])")
_MORE_BEHIND = re.compile(rf"[多余餘](?![數数次樣样])|여(?![성자러])|\s여(?={_COUNTED}|\s)|[來来](?={_COUNTED})")
_KOREAN_SCALES = "백천만억조"
_HAN_RUN = re.compile(f"[{HAN}]{{1,25}}")
_AROUND = frozenset("来來")
_PAIRS = frozenset("一二 一两 二三 两三 兩三 三四 四五 五六 六七 七八 八九".split())
_POINT = re.compile(rf"[点點](?P<decimals>[{''.join(ONES)}]{{1,9}})(?![十百千]|分(?!之))")
_SPACED_SCALE = re.compile(rf" (?=[万萬亿億]|[百千](?![克瓦米卡])|[천만억]{_COUNTED})")
# A space inside a Korean numeral: 1억 2,000만, 12만 5천, 3만 2,000. What follows must be the smaller part.
_NEXT_PART = re.compile(r" (?=(?P<digits>[0-9]{1,4}|[0-9],[0-9]{3})(?P<scale>[천백십만억]?)(?![0-9]|[,.][0-9]|\s?%))")
# 백만 달러, 오천 명: Hangul numerals may be words, so that a scale, and a counter or unit behind, have to stand.
_HANGUL = re.compile(
    rf"(?<![{CHARACTER}])(?P<number>(?:[일이삼사오육칠팔구]?[십백천만억])+)(?=여{_COUNTED}|여\s|{_COUNTED})"
)
_NATIVE_NUMBER = re.compile(
    rf"(?<![{CHARACTER}])(?P<number>{any_of(_NATIVE)})(?={_COUNTED})(?!\s?번째|(?<=세)[대척]|(?<=두)건|(?<=한)[대건])"
)
# Where a numeral may begin. No numeral begins with a scale character but 十, unless a hedge stands before it.
NUMERAL_START = (
    rf"[0-9{''.join(ONES)}十]|(?<=[近约約逾超过過破到足])[百千万萬亿億]|[百千万萬亿億](?=[余餘多])"
    rf"|(?<![{CHARACTER}])[한두세네다여일아열스서마쉰예석넉너대이삼사오육칠팔구십백천만억]"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """The amount of a numeral, the power of its last scale character, and where it ends.

    `upper` is the higher end of 三四百, `hedge` what a character in or behind the numeral says (多, 余, 여, 来).
    `clear` is false of digits that follow one another as in a name (九一八), or as in 3万5.
    """

    value: Decimal
    scale: int
    end: int
    upper: Decimal | None = None
    hedge: str = ""
    clear: bool = True


def read_numeral(text: str, at: int, *, bare: bool = False) -> Numeral | None:
    """The numeral at `at`, if there is one; `bare` says that a lone 百 or 万 is one too (近百人, 百分之百)."""
    plain = _PLAIN.match(text, at)
    if plain is not None:
        return Numeral(Decimal(plain.group()), 0, plain.end())
    read = _Reading(text, at, bare=bare)
    numeral = read.numeral() or _korean(text, at)
    if numeral is not None and read.paired:
        high = _Reading(text, at, bare=bare, digit=1).numeral()
        numeral = replace(numeral, upper=high.value) if high else numeral
    match = _MORE_BEHIND.match(text, numeral.end) if numeral is not None else None
    if numeral is None or match is None:
        return numeral
    return replace(numeral, hedge="about" if match.group() in _AROUND else "over", end=match.end())


def _korean(text: str, at: int) -> Numeral | None:
    """A native Korean numeral before what it counts, or a Chinese one in Hangul."""
    native = _NATIVE_NUMBER.match(text, at)
    if native is not None:
        low, high = _NATIVE[native["number"]]
        return Numeral(Decimal(low), 0, native.end("number"), upper=Decimal(high) if high > low else None)
    hangul = _HANGUL.match(text, at)
    if hangul is None:
        return None
    word = hangul["number"].translate(_HANGUL_DIGITS)
    read = _Reading(word, 0, bare=True).numeral()
    return replace(read, end=hangul.end("number")) if read is not None and read.end == len(word) else None


class _Reading:
    """Adds up a numeral from left to right. `digit` is which of two digits in a row it takes: 0 or 1."""

    def __init__(self, text: str, at: int, *, bare: bool, digit: int = 0) -> None:
        self.text, self.at, self.place, self.bare, self.digit = text, at, at, bare, digit
        self.total, self.section = Decimal(0), Decimal(0)  # what stands before and behind the last 万
        self.current: Decimal | None = None  # digits that no scale character follows yet
        self.own_digits = self.zero = self.pointed = self.paired = False  # what `current` is written with
        self.scale, self.ten, self.group, self.first_group = 0, 99, 99, False
        self.hedge = ""

    def numeral(self) -> Numeral | None:
        while self._step():
            pass
        if self.place == self.at:
            return None
        value = self.total + self.section + self._rest()
        if len(value.as_tuple().digits) > MAX_DIGITS:
            return None
        clear, end = self._is_clear(), self.place
        if not clear and (run := _HAN_RUN.match(self.text, end)) is not None:
            end = run.end()
        return Numeral(value, self.scale, end, upper=value if self.paired else None, hedge=self.hedge, clear=clear)

    def _rest(self) -> Decimal:
        """The last digits. 两万五 is 25,000, and 两万零五 20,005."""
        if self.current is None:
            return Decimal(0)
        short = self.own_digits and self.scale > 1 and not (self.zero or self.pointed)
        return self.current.scaleb(self.scale - 1) if short else self.current

    def _is_clear(self) -> bool:
        if self.current is None or self.pointed:
            return True
        if self.own_digits:
            return self.text[self.place : self.place + 1] not in [*ONES]
        return not (self.scale > 1 and self.current < 10 and self.text[self.place - 2] in HAN)

    def _step(self) -> bool:
        """Take the next digits, character or space, if it belongs to the numeral."""
        char = self.text[self.place : self.place + 1]
        if not char:
            return False
        if self.current is None and self._take_digits(char):
            return True
        if char in _TENS:
            return self._take_ten(_TENS[char], char)
        if char in _GROUPS:
            return self._take_group(_GROUPS[char])
        return self._take_point() or self._take_more() or self._take_space()

    def _take_digits(self, char: str) -> bool:
        match = _ARABIC.match(self.text, self.place)
        if match is not None:
            written = match.group().replace(",", "")
            padded = len(written) > 1 and written[0] == "0" and written[1] != "."
            if len(written) > MAX_DIGITS or padded:
                return False
            self.current, self.own_digits, self.place = Decimal(written), False, match.end()
            return True
        if char not in ONES:
            return False
        pair = self.text[self.place : self.place + 2]
        if ONES[char] == 0 and self.place > self.at and pair[1:] in ONES and pair[1:]:
            self.zero, self.place = True, self.place + 1
            return True
        if pair in _PAIRS and not self.paired:
            self.paired = True
            self.current, self.own_digits, self.place = Decimal(ONES[pair[self.digit]]), True, self.place + 2
            return True
        self.current, self.own_digits, self.place = Decimal(ONES[char]), True, self.place + 1
        return True

    def _take_ten(self, power: int, char: str) -> bool:
        if power >= self.ten or not (self.current is not None or char == "十" or self.bare):
            return False
        self.section += (Decimal(1) if self.current is None else self.current).scaleb(power)
        self.current, self.ten = None, power
        return self._take_scale(power)

    def _take_group(self, power: int) -> bool:
        empty = self.current is None and not self.section
        if empty and self.first_group and (self.scale, power) == (4, 8):
            self.total = self.total.scaleb(power)  # 3万亿
        elif power >= self.group or (empty and not (self.bare and self.place == self.at)):
            return False
        else:
            part = Decimal(1) if empty else self.section + (self.current or 0)
            self.total += part.scaleb(power)
        self.first_group = self.group == 99
        self.section, self.current, self.ten, self.group = Decimal(0), None, 99, power
        return self._take_scale(power)

    def _take_scale(self, power: int) -> bool:
        self.scale, self.zero, self.place = power, False, self.place + 1
        return True

    def _take_point(self) -> bool:
        match = _POINT.match(self.text, self.place)
        whole = self.section + (self.current or 0)
        if match is None or self.total or self.pointed or not (self.own_digits or self.section):
            return False
        decimals = "".join(str(ONES[char]) for char in match["decimals"])
        self.section, self.current = Decimal(0), whole + Decimal(f"0.{decimals}")
        self.pointed, self.ten, self.place = True, 0, match.end()
        return True

    def _take_more(self) -> bool:
        match = _MORE_INSIDE.match(self.text, self.place)
        if match is None or (self.current is None and not self.section):
            return False
        self.hedge, self.place = "over", match.end()
        return True

    def _take_space(self) -> bool:
        """Past a space before a scale character (300 万) or a smaller part (12만 5천)."""
        if self.text[self.place] != " " or self.place == self.at:
            return False
        if self.current is not None:
            joined = not self.own_digits and _SPACED_SCALE.match(self.text, self.place) is not None
        else:
            part = _NEXT_PART.match(self.text, self.place) if self.text[self.place - 1] in _KOREAN_SCALES else None
            power = {**_TENS, **_GROUPS}.get(part["scale"], 0) if part else 0
            joined = part is not None and Decimal(part["digits"].replace(",", "")).scaleb(power) < 10**self.scale
            joined = joined and LABELS.match(self.text, self.place + 1) is None
        self.place += joined
        return joined
