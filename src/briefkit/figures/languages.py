"""The words and patterns that Korean and Chinese write figures with. Data; `worded` puts figures into them.

Both languages group by ten thousand, put the unit behind the number and what it is per before it, and count things
with a counter: 수감자 500명, 300顶假发.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefkit.figures.quotes.east_asian_units import COUNTERS
from briefkit.figures.units import FOLD, PERCENT, POINTS

MYRIAD = 4
"""The power of ten of the first group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How a language writes figures. Patterns take `{}`, the amount or name that they are put around.

    `groups` are the words of 10⁴, 10⁸ and 10¹², the largest first. `splits` says that the second group of a number is
    written out (12억 5000만) where others write decimals (12.5亿). `space` stands between a group or counted noun and
    what follows it, and between what an amount is per and the amount. `money` gives the words before and behind an
    amount of a currency; any other bears its code before it. `repeats` are the units that both ends of a range have,
    `ungrouped` those that groups do not stand before (1만 1000년 would name a year). `script` finds the forms of a
    counted noun in this language; `any_counter` counts where none is declared. `defaults` are the tables of a house
    style where it says nothing of the language itself.
    """

    code: str
    groups: tuple[tuple[str, int], ...]
    splits: bool
    space: str
    units: Mapping[str, str]
    repeats: frozenset[str]
    ungrouped: frozenset[str]
    money: Mapping[str, tuple[str, str]]
    hedges: Mapping[str, str]
    per: Mapping[str, str]
    per_other: str
    per_counter: str
    counted: str
    any_counter: str
    script: re.Pattern[str]
    bracket: str
    semicolon: str
    exchanged: str
    rate: str
    steps: Mapping[str, str]
    defaults: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def noun(self, forms: tuple[str, ...]) -> tuple[str, str]:
        """Of the forms of a counted noun, the noun and the counter in this language; "" for what is not declared."""
        own = [form for form in forms if self.script.fullmatch(form)]
        counters = [form for form in own if form in COUNTERS]
        nouns = [form for form in own if form not in COUNTERS]
        noun = nouns[0] if nouns else counters[0] if len(counters) > 1 else ""
        return noun, next((form for form in counters if form != noun), "")


_POWERS = {name: name for name in "Wh kWh MWh GWh W kW MW GW".split()}  # 1,000千瓦时 would begin with 千
_SYMBOLS = {name: name for name in "g kg lb oz ton mm cm m km".split()} | _POWERS

KOREAN = Language(
    code="ko",
    groups=(("조", 12), ("억", 8), ("만", MYRIAD)),
    splits=True,
    space=" ",
    units={
        **_SYMBOLS,
        "t": "톤", "short_ton": "쇼트톤", "long_ton": "롱톤", "in": "인치", "ft": "피트",
        "mi": "마일", "m2": "㎡", "km2": "㎢", "ha": "헥타르", "acre": "에이커", "l": "리터", "m3": "㎥", "bbl": "배럴",
        "s": "초", "min": "분", "hour": "시간", "day": "일간", "week": "주간", "month": "개월", "year": "년",
        "calorie": "킬로칼로리", PERCENT: "%", POINTS: "%포인트", FOLD: "배",
    },
    repeats=frozenset(),
    ungrouped=frozenset({PERCENT, POINTS, FOLD, "year"}),
    money={
        "USD": ("", "달러"), "CNY": ("", "위안"), "KRW": ("한국 돈 ", "원"), "KPW": ("북한 돈 ", "원"),
        "JPY": ("", "엔"), "EUR": ("", "유로"), "RUB": ("", "루블"), "GBP": ("", "파운드"),
        "HKD": ("", "홍콩달러"), "TWD": ("", "대만달러"), "CAD": ("", "캐나다달러"), "AUD": ("", "호주달러"),
        "SGD": ("", "싱가포르달러"),
    },
    hedges={
        "about": "약 {}", "around": "약 {}", "some": "약 {}", "roughly": "대략 {}", "nearly": "거의 {}",
        "almost": "거의 {}", "just under": "거의 {}", "over": "{} 초과", "more than": "{} 초과", "at least": "{} 이상",
        "up to": "최대 {}", "at most": "{} 이하", "under": "{} 미만", "less than": "{} 미만", "fewer than": "{} 미만",
    },
    per={
        "s": "초당", "min": "분당", "hour": "시간당", "day": "하루", "week": "매주", "month": "매달", "year": "연간",
    },
    per_other="{}당",
    per_counter="{noun}당",
    counted="{noun} {amount}",
    any_counter="",
    script=re.compile("[가-힣]+(?: [가-힣]+)*"),
    bracket="({})",
    semicolon="; ",
    exchanged="{amount}(환율 {rate})",
    rate="{base}당 {quote}",
    steps={"low": "{}의 하한", "high": "{}의 상한", "mid": "{}의 중간값"},
    defaults={
        "numbers": {"group": ",", "decimal": ".", "range": "~", "minus": "−", "to": "에서"},
        "money": {"constant_prices": "{year} 가격"},
        "units": {"percent": "%", "percent_in_tables": "%", "scale_from": 5},
        "dates": {
            "months": tuple(str(month) for month in range(1, 13)), "day": "{year}년 {month}월 {day}일",
            "month": "{year}년 {month}월", "quarter": "{year}년 {quarter}분기", "year": "{year}년",
            "interval": "{first}~{last}", "approximate": "{date}경",
        },
    },
)  # fmt: skip

CHINESE = Language(
    code="zh",
    groups=(("万亿", 12), ("亿", 8), ("万", MYRIAD)),
    splits=False,
    space="",
    units={
        **_POWERS,
        "g": "克", "kg": "公斤", "t": "吨", "lb": "磅", "oz": "盎司", "short_ton": "短吨", "long_ton": "长吨",
        "ton": "ton", "mm": "毫米", "cm": "厘米", "m": "米", "km": "公里", "in": "英寸", "ft": "英尺", "mi": "英里",
        "m2": "平方米", "km2": "平方公里", "ha": "公顷", "acre": "英亩", "l": "升", "m3": "立方米", "bbl": "桶",
        "s": "秒", "min": "分钟", "hour": "小时", "day": "天", "week": "周", "month": "个月", "year": "年",
        "calorie": "大卡", PERCENT: "%", POINTS: "个百分点", FOLD: "倍",
    },
    repeats=frozenset({PERCENT}),
    ungrouped=frozenset({PERCENT, POINTS}),
    money={
        "USD": ("", "美元"), "CNY": ("", "元人民币"), "KRW": ("", "韩元"), "KPW": ("", "朝元"), "JPY": ("", "日元"),
        "EUR": ("", "欧元"), "RUB": ("", "卢布"), "GBP": ("", "英镑"), "HKD": ("", "港元"), "TWD": ("", "新台币"),
        "CAD": ("", "加元"), "AUD": ("", "澳元"),
    },
    hedges={
        "about": "约{}", "around": "约{}", "some": "约{}", "roughly": "大约{}", "nearly": "近{}", "almost": "近{}",
        "just under": "近{}", "over": "超过{}", "more than": "超过{}", "at least": "至少{}", "up to": "最多{}",
        "at most": "至多{}", "under": "不足{}", "less than": "不足{}", "fewer than": "不足{}",
    },
    per={
        "s": "每秒", "min": "每分钟", "hour": "每小时", "day": "每天", "week": "每周", "month": "每月", "year": "每年",
    },
    per_other="每{}",
    per_counter="{noun}每{counter}",
    counted="{amount}{noun}",
    any_counter="个",
    script=re.compile("[㐀-鿿]+"),
    bracket="（{}）",
    semicolon="；",
    exchanged="{amount}（汇率{rate}）",
    rate="{base}兑{quote}",
    steps={"low": "{}的下限", "high": "{}的上限", "mid": "{}的中值"},
    defaults={
        "numbers": {"group": ",", "decimal": ".", "range": "～", "minus": "−", "to": "至"},
        "money": {"constant_prices": "{year}价格"},
        "units": {"percent": "%", "percent_in_tables": "%", "scale_from": 5},
        "dates": {
            "months": tuple(str(month) for month in range(1, 13)), "day": "{year}年{month}月{day}日",
            "month": "{year}年{month}月", "quarter": "{year}年第{quarter}季度", "year": "{year}年",
            "interval": "{first}至{last}", "approximate": "约{date}",
        },
    },
)  # fmt: skip

LANGUAGES: Mapping[str, Language] = {language.code: language for language in (KOREAN, CHINESE)}
"""The languages besides English in which a brief can be written, by code."""
