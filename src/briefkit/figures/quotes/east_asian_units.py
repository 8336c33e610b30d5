"""The units of Chinese and Korean sentences: measures, currencies, counted nouns, and what an amount is per."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefkit.figures.units import FOLD, PERCENT, POINTS, Unit, Vocabulary

CHARACTER = "\u3400-\u9fff\uac00-\ud7a3"
HAS_EAST_ASIAN = re.compile(f"[{CHARACTER}]")

# Units as each language writes them.
UNITS: Mapping[str, str] = {
    "公斤": "kg", "千克": "kg", "킬로그램": "kg", "킬로": "kg", "㎏": "kg", "kg": "kg", "克": "g", "그램": "g",
    "g": "g", "吨": "t", "噸": "t", "톤": "t", "t": "t", "公里": "km", "킬로미터": "km", "㎞": "km", "km": "km",
    "平方公里": "km2", "제곱킬로미터": "km2", "평방킬로미터": "km2", "平方米": "m2", "제곱미터": "m2", "평방미터": "m2",
    "㎡": "m2", "立方米": "m3", "세제곱미터": "m3", "입방미터": "m3", "㎥": "m3", "公顷": "ha", "公頃": "ha",
    "헥타르": "ha", "厘米": "cm", "센티미터": "cm", "毫米": "mm", "밀리미터": "mm", "米": "m", "미터": "m",
    "公升": "l", "升": "l", "리터": "l", "ℓ": "l", "배럴": "bbl", "千瓦时": "kWh", "킬로와트시": "kWh", "千瓦": "kW",
    "킬로와트": "kW", "兆瓦": "MW", "메가와트": "MW", "大卡": "calorie", "千卡": "calorie", "칼로리": "calorie",
    "킬로칼로리": "calorie", "个小时": "hour", "個小時": "hour", "小时": "hour", "小時": "hour", "个钟头": "hour",
    "시간": "hour", "分钟": "min", "分鐘": "min", "个月": "month", "個月": "month", "개월": "month", "달": "month",
    "天": "day", "일간": "day", "周": "week", "주간": "week", "年": "year", "년간": "year", "년": "year", "%": PERCENT,
    "퍼센트": PERCENT, "프로": PERCENT, "个百分点": POINTS, "個百分點": POINTS, "百分点": POINTS, "%포인트": POINTS,
    "퍼센트포인트": POINTS, "%p": POINTS, "倍": FOLD, "배": FOLD,
}  # fmt: skip
CURRENCIES: Mapping[str, str] = {
    "人民币": "CNY", "人民幣": "CNY", "元人民币": "CNY", "元人民幣": "CNY", "元": "CNY", "위안화": "CNY", "위안": "CNY",
    "美元": "USD", "美金": "USD", "달러": "USD", "日元": "JPY", "日圆": "JPY", "日币": "JPY", "엔": "JPY",
    "韩元": "KRW", "韓元": "KRW", "韩币": "KRW", "朝元": "KPW", "朝鲜元": "KPW", "朝币": "KPW", "欧元": "EUR",
    "유로": "EUR", "卢布": "RUB", "루블": "RUB", "英镑": "GBP", "港元": "HKD", "港币": "HKD", "홍콩달러": "HKD",
    "加元": "CAD", "캐나다달러": "CAD", "澳元": "AUD", "호주달러": "AUD", "新台币": "TWD", "대만달러": "TWD",
    "싱가포르달러": "SGD", "미화": "USD", "$": "USD",
}  # fmt: skip
WON = "원"  # the South's or the North's
# What must not follow, or the word is another one: 배급 (ration), 프로그램 (program), 3周年 (anniversary).
_NOT_BEFORE: Mapping[str, str] = {
    "배": "[급추달송치]", "프로": "[그젝필]", "달": "[걀력리]", "周": "[年边邊]", "年": "[级級]", "克": "[朗服]",
    "升": "[至到高降]", "시간": "[표제]", "天": "[然]", "t": "[A-Za-z]", "g": "[A-Za-z]",
}  # fmt: skip
# Counters that belong to no unit. A native numeral or a lone character before one of them is a number.
COUNTERS = (
    "명", "곳", "군데", "개", "대", "척", "사람", "차례", "번", "마리", "채", "장", "켤레", "가구", "세대", "가지",
    "건", "벌", "쌍", "그루", "자루", "상자", "포대", "살", "名", "人", "个", "個", "位", "家", "辆", "輛", "艘", "次",
    "处", "處", "户", "戶", "顶", "頂", "座", "所", "台", "架", "只", "隻", "头", "頭", "匹", "条", "條", "件", "份",
    "批", "岁", "歲", "项", "項", "袋", "箱", "包", "瓶", "双", "雙", "间", "間",
)  # fmt: skip
# What stands before a number and says what it is per.
PER_BEFORE: Mapping[str, str] = {
    "每天": "day", "每日": "day", "一天": "day", "하루에": "day", "하루": "day", "매일": "day", "1일": "day",
    "1日": "day", "每周": "week", "每星期": "week", "매주": "week", "일주일에": "week", "1주일에": "week",
    "주당": "week",
    "每月": "month", "每个月": "month", "每個月": "month", "매달": "month", "매월": "month", "한 달에": "month",
    "한달에": "month", "월당": "month", "每年": "year", "매년": "year", "해마다": "year", "한 해에": "year",
    "연간": "year", "每小时": "hour", "每小時": "hour", "매시간": "hour", "시간당": "hour",
}  # fmt: skip
# "월 300위안", "月均300元": one character, which must not be part of another word.
PER_ALONE: Mapping[str, str] = {
    "월": "month", "月": "month", "일": "day", "日": "day", "주": "week", "周": "week", "연": "year", "年": "year"
}  # fmt: skip
# What stands behind a stroke: 300元/月.
PER_BEHIND: Mapping[str, str] = {**UNITS, **CURRENCIES, **PER_ALONE, "时": "hour", "시": "hour"}
# Nouns that say what an amount is per without standing beside it: 월급, 月工资.
_PER_NOUNS: Mapping[str, tuple[str, ...]] = {
    "hour": ("시급", "时薪"),
    "day": ("일당", "일급", "일평균", "日均", "日薪", "日工资", "日产"),
    "week": ("주급", "周薪"),
    "month": ("월급", "월수입", "월소득", "월평균", "월세", "月工资", "月薪", "月收入", "月均", "月租", "月产"),
    "year": ("연봉", "연평균", "연소득", "연수입", "年薪", "年收入", "年均", "年产", "年出口", "年进口", "全年"),
}


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; one that matches nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def units_pattern(more: Iterable[str] = ()) -> str:
    """A pattern for any unit, currency or `more` words, the longest first."""
    words = sorted({*UNITS, *CURRENCIES, WON, *more}, key=len, reverse=True)
    return "|".join(re.escape(word) + (f"(?!{_NOT_BEFORE[word]})" if word in _NOT_BEFORE else "") for word in words)


def mentions(name: str, text: str) -> Iterator[int]:
    """Where Chinese or Korean words in `text` say "per" a unit: 每公斤, 1kg의, 톤당, 하루, 월급."""
    words = any_of(word for table in (UNITS, CURRENCIES) for word, unit in table.items() if unit == name)
    fixed = any_of([*(word for word, unit in PER_BEFORE.items() if unit == name), *_PER_NOUNS.get(name, ())])
    one = r"每(?:个|個)?|매\s?|(?<![0-9.,])1\s?|(?<![十百千万])一|(?<![가-힣])한\s?"
    fixed = rf"(?<![0-9一二三四五六七八九十])(?:{fixed})"
    for match in re.finditer(rf"(?:{one})(?:{words})|(?:{words})(?:당|마다)|{fixed}", text):
        yield match.start()


class _Patterns(NamedTuple):
    """Patterns that hold the forms of a vocabulary's nouns."""

    noun: re.Pattern[str]
    noun_before: re.Pattern[str]
    per: re.Pattern[str]
    denominator: re.Pattern[str]
    per_behind: re.Pattern[str]


_UNIT = re.compile(units_pattern())
_CLASSIFIER = re.compile(r"(?:[名个個位家辆艘]|명)?의?\s?")
_COUNTER = re.compile(rf"\s?(?:{any_of(COUNTERS)})")
_TOWARDS = "可?[兑兌][换換]?"
_EQUALS = "对|對|等于|折合|合|="
_A_NUMBER = (
    r"\s?(?:약|대략|평균|최소|최대|각각|하루|매일|매달|월|约|約|大约|人民币|每天|每月|[A-Z]{3})?\s?"
    r"(?=[0-9$¥￥₩零〇一二两兩三四五六七八九十두세네열]|다섯|여섯|일곱|여덟|아홉)"
)
_WEIGHTS = any_of(word for word, unit in UNITS.items() if unit in ("g", "kg", "t", "l"))
_A_PRICE = rf"\s?(?:약|约|約)?\s?(?=[0-9][0-9,.]*\s?[천만百千万]?\s?(?:{any_of(CURRENCIES)}|{WON}))"
_SOUTH = re.compile(r"한화|(?:한국|남한) ?돈")
_WHOSE_WON = re.compile(r"(?P<whose>북한|한국|남한) ?돈 ?(?:[0-9.,~\-–천만억조 ]|에서)+$")
_LONGEST_RANGE = 80  # characters
_MEAN = re.compile("均|평균")
_PERSON = ("人", "명", "인", "사람", "名")
_NEVER_WITH = frozenset({PERCENT, POINTS, FOLD})


@lru_cache(maxsize=256)
def _patterns(nouns: tuple[str, ...]) -> _Patterns:
    units = units_pattern(nouns)
    return _Patterns(
        noun=re.compile(any_of(nouns)),
        noun_before=re.compile(rf"(?:{any_of(noun for noun in nouns if len(noun) > 1)})\s*$"),
        per=re.compile(
            rf"""(?:(?P<time>{any_of(PER_BEFORE)})
            |(?P<mean>[月日周年])均|(?P<bare>(?<![{CHARACTER}0-9.])[月日周年]|(?<![{CHARACTER}0-9.])[월일주연](?=\s|평균))
            |每(?P<each_count>[0-9.]+|[一十百千])?(?:个|個|名)?(?P<each>{units})
            |(?:(?P<of_count>[0-9.,]+|한|一)\s?)?(?P<of>{units})(?:\s?당|{_TOWARDS})
            |(?:(?<![0-9.,])1|一|한)\s?(?:(?P<one>{units})(?:에|{_EQUALS})|(?P<weight>{_WEIGHTS})(?=\s?$))
            |(?P<person>(?:1\s?)?인당|人均)|(?P<strange>每(?:市?斤|亩|畝|担)|(?:근|평|되|말|가마)당))\s?(?:平均|평균|均价?|각각|各)?\s?$""",
            re.VERBOSE,
        ),
        denominator=re.compile(
            rf"""(?:[0-9][0-9.,]*|한|一)\s?(?:{units})(?:\s?당|{_TOWARDS}){_A_NUMBER}
            |(?:1|一|한)\s?(?:(?:{units})(?:에|{_EQUALS}){_A_NUMBER}|(?:{_WEIGHTS}){_A_PRICE})|1주일에|1\s?인당|1[일日]
            |(?<=每)(?:[0-9.]+|[一十百千])(?:{units})""",
            re.VERBOSE,
        ),
        per_behind=re.compile(rf"\s?/\s?(?P<unit>{any_of([*PER_BEHIND, *nouns])})"),
    )


class Per(NamedTuple):
    """What an amount is per: a unit, or else words that are none (每10公斤).

    `bare` is the one character of 월 300위안; `mean` says that an average is meant (年均), `price` that only money
    goes with it (1公斤4元).
    """

    unit: Unit | None = None
    words: str = ""
    bare: str = ""
    mean: bool = False
    price: bool = False

    def goes_with(self, unit: Unit, *, money: bool) -> bool:
        """Whether an amount in `unit` can be meant: 年均增长5% is no rate, and 주 50개 may be fifty states."""
        names = set(unit.numerator)
        if self.mean:
            return not names & _NEVER_WITH
        if self.price:
            return money
        return self.bare not in ("주", "周") or money or bool(names & {"hour", "min"})


class UnitReader:
    """Reads units in a text with the words of a vocabulary."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.nouns = {
            form: name
            for name, forms in vocabulary.nouns.items()
            for form in (name.replace("_", " "), *forms)
            if HAS_EAST_ASIAN.search(form)
        }
        self.patterns = _patterns(tuple(sorted(self.nouns)))

    def unit(self, at: int, floor: int) -> tuple[Unit | None, str, int]:
        """The unit or currency behind a number, or its unsettled sign, and where it ends."""
        match = _UNIT.match(self.text, self._past_space(at))
        if match is None:
            return None, "", at
        if match.group() != WON:
            return self._named(match.group()), "", match.end()
        named = _WHOSE_WON.search(self.text, max(at - _LONGEST_RANGE, 0), at)
        code = self._won(named["whose"] + " 돈" if named else self.text[floor:at])
        return (Unit.of(code), "", match.end()) if code else (Unit(), "won", match.end())

    def _won(self, before: str) -> str:
        """Whose won it is: as the project or seed has settled it, or as the words before it say."""
        if "북한" in before:
            return "KPW"
        if _SOUTH.search(before):
            return "KRW"
        candidates = self.vocabulary.sign("won")
        return candidates[0] if len(candidates) == 1 else ""

    def _named(self, word: str) -> Unit | None:
        name = UNITS.get(word) or CURRENCIES.get(word) or PER_BEHIND.get(word) or self.nouns.get(word)
        if word == WON:
            candidates = self.vocabulary.sign("won")
            name = candidates[0] if len(candidates) == 1 else None
        return Unit.of(name) if name else None

    def _past_space(self, at: int) -> int:
        return at + 1 if self.text[at : at + 1] == " " else at

    def noun(self, at: int) -> tuple[Unit | None, int]:
        """A declared noun behind a number: 300명, 300名工人."""
        place = self._past_space(at)
        classifier = _CLASSIFIER.match(self.text, place)
        found = self.patterns.noun.match(self.text, place)
        if classifier is not None and classifier.end() > place:
            behind = self.patterns.noun.match(self.text, classifier.end())
            found = max(found, behind, key=lambda match: len(match.group()) if match else 0)
        return (Unit.of(self.nouns[found.group()]), found.end()) if found else (None, at)

    def counter(self, at: int) -> int:
        """Where a counter behind a number ends, declared or not."""
        match = _COUNTER.match(self.text, at)
        return match.end() if match else at

    def noun_before(self, floor: int, at: int) -> Unit | None:
        """A declared noun before a number, as Korean puts it: 노동자 300명."""
        match = self.patterns.noun_before.search(self.text, floor, at)
        return Unit.of(self.nouns[match.group().rstrip()]) if match else None

    def noun_start(self, floor: int, at: int) -> int:
        """Where a declared noun before a number begins; `at` where there is none."""
        match = self.patterns.noun_before.search(self.text, floor, at)
        return match.start() if match else at

    def is_denominator(self, at: int) -> bool:
        """Whether the number at `at` is the 1 of 1달러당, or the 10 of 每10公斤."""
        return self.patterns.denominator.match(self.text, at) is not None

    def per_before(self, floor: int, at: int) -> tuple[Per, int]:
        """What stands before a number and says what it is per, and where that begins."""
        match = self.patterns.per.search(self.text, floor, at)
        if match is None:
            return Per(), at
        if match["time"] is not None:
            return Per(unit=Unit.of(per=[PER_BEFORE[match["time"]]])), match.start()
        character = match["mean"] or match["bare"]
        if character is not None:
            unit = Unit.of(per=[PER_ALONE[character]])
            return Per(unit=unit, bare=character, mean=_MEAN.search(match.group()) is not None), match.start()
        if match["person"] is not None:
            noun = next((self.nouns[form] for form in _PERSON if form in self.nouns), None)
            return Per(unit=Unit.of(per=[noun])) if noun else Per(), match.start()
        if match["strange"] is not None:
            return Per(words=match["strange"].strip("每당")), match.start()
        word = match["each"] or match["of"] or match["one"] or match["weight"]
        count = match["each_count"] or match["of_count"]
        named = self._named(word)
        if count not in (None, "1", "一", "한") or named is None:
            return Per(words=f"{count or ''}{word}"), match.start()
        return Per(unit=named.inverse, price=match["weight"] is not None), match.start()

    def per_behind(self, at: int) -> tuple[Unit | None, int]:
        """What stands behind an amount and a stroke: 300元/月."""
        match = self.patterns.per_behind.match(self.text, at)
        if match is None:
            return None, at
        named = self._named(match["unit"])
        return (named.inverse if named else None), match.end()
