"""Turn Chinese and Korean sentences into the quantities that they state: "约300万美元", "100여 명", "三分之二", "20~30%".

    quantity = [per] [hedge] amount [("~" | "-" | "至" | "到" | "에서") amount] [hedge behind]
    amount   = [currency] numeral [scale …] [unit]

Both languages group by ten thousand, so 万 and 만 are 10⁴, 亿 and 억 10⁸. 多, 余 and 여 behind a number say that it is
exceeded. 兆 is 10¹² or 10⁶, by country, and is therefore unclear, as is a 조 that may be an article. A numeral that
touches no Chinese or Korean character is left to the reader of English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from briefkit.figures.units import FOLD, PERCENT, PLAIN, POINTS, Unit, Vocabulary
from briefkit.figures.values import Hedge, Number, Stated

_CHARACTER = "\u3400-\u9fff\uac00-\ud7a3"
HAS_EAST_ASIAN = re.compile(f"[{_CHARACTER}]")

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 1, "百": 2, "千": 3, "십": 1, "백": 2, "천": 3}
_GROUPS = {"万": 4, "萬": 4, "만": 4, "亿": 8, "億": 8, "억": 8, "조": 12}
_NATIVE = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11,
    "열두": 12, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50,
}  # fmt: skip
_COUNTERS = "명|시간|배|개월|개|톤|킬로그램|달|가지|곳|대|척|사람"
UNIT_WORDS: Mapping[str, str] = {
    "公斤": "kg", "千克": "kg", "킬로그램": "kg", "킬로": "kg", "㎏": "kg", "kg": "kg", "克": "g", "그램": "g", "吨": "t",
    "噸": "t", "톤": "t", "公里": "km", "킬로미터": "km", "㎞": "km", "km": "km", "平方公里": "km2", "제곱킬로미터": "km2",
    "公顷": "ha", "公頃": "ha", "헥타르": "ha", "米": "m", "미터": "m", "个小时": "hour", "小时": "hour", "小時": "hour",
    "시간": "hour", "分钟": "min", "分鐘": "min", "分": "min", "분": "min", "个月": "month", "個月": "month", "개월": "month",
    "天": "day", "일간": "day", "周": "week", "주일": "week", "주간": "week", "年": "year", "년간": "year", "년": "year",
    "%": PERCENT, "％": PERCENT, "퍼센트": PERCENT, "프로": PERCENT, "个百分点": POINTS, "個百分點": POINTS, "百分点": POINTS,
    "%포인트": POINTS, "%p": POINTS, "퍼센트포인트": POINTS, "倍": FOLD, "배": FOLD,
}  # fmt: skip
_CURRENCIES = {
    "人民币": "CNY", "人民幣": "CNY", "元": "CNY", "위안화": "CNY", "위안": "CNY", "美元": "USD", "美金": "USD", "달러": "USD",
    "日元": "JPY", "日圆": "JPY", "엔화": "JPY", "엔": "JPY", "韩元": "KRW", "韓元": "KRW", "韩币": "KRW", "朝元": "KPW",
    "朝鲜元": "KPW", "朝鲜币": "KPW", "欧元": "EUR", "유로": "EUR", "卢布": "RUB", "루블": "RUB",
}  # fmt: skip
_CURRENCIES_BEFORE = {"人民币": "CNY", "人民幣": "CNY", "미화": "USD", "美金": "USD", "USD": "USD", "RMB": "CNY", "CNY": "CNY", "$": "USD"}
_HEDGES_BEFORE = {
    "大约": "about", "大約": "about", "大概": "about", "约": "about", "約": "about", "약": "about", "대략": "about",
    "将近": "nearly", "接近": "nearly", "近": "nearly", "거의": "nearly", "超过": "over", "超過": "over", "逾": "over",
    "超": "over", "至少": "at least", "最少": "at least", "不少于": "at least", "최소": "at least", "적어도": "at least",
    "不超过": "at most", "不超過": "at most", "至多": "at most", "最多": "at most", "多达": "up to", "高达": "up to",
    "최대": "up to", "최고": "up to", "不到": "less than", "不足": "less than", "低于": "less than",
}  # fmt: skip
_HEDGES_BEHIND = {
    "以上": "at least", "이상": "at least", "以下": "at most", "이하": "at most", "以内": "at most", "이내": "at most",
    "미만": "less than", "초과": "over", "左右": "about", "上下": "about", "정도": "about", "가량": "about", "쯤": "about",
    "안팎": "about", "넘게": "over", "남짓": "over",
}  # fmt: skip
_PER_BEFORE = {
    "每天": "day", "每日": "day", "하루에": "day", "하루": "day", "매일": "day", "每周": "week", "매주": "week", "每月": "month",
    "每个月": "month", "매달": "month", "매월": "month", "한 달에": "month", "每年": "year", "매년": "year", "연간": "year",
    "每小时": "hour",
}  # fmt: skip
_FALL_BEFORE = "下降|减少|減少|下跌|降低|下滑|缩减|萎缩"
_FALL_BEHIND = "감소|하락|줄어|줄었|떨어|축소"


def _any(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_HAN = "零〇一二两兩三四五六七八九十百千万萬亿億"
_NUMERAL = (
    rf"(?:(?:{_ARABIC})(?:\s?[십백천]?[만억조](?![가-힣]*조)|[십백천十百千]?[万萬亿億兆]|[십백천])*"
    rf"(?:\s?[0-9]+(?:,[0-9]{{3}})*[십백천]?[만억万亿]?)*"
    rf"|[{_HAN}]+(?:点[{_HAN}]+)?)"
)
_UNIT = rf"{_any(UNIT_WORDS)}|{_any(_CURRENCIES)}|원"
_QUANTITY = re.compile(
    rf"""(?P<before>{_any(_HEDGES_BEFORE)})?\s?(?P<money>{_any(_CURRENCIES_BEFORE)})?\s?
    (?:(?P<half>一半|절반)
      |百分之(?P<percent>{_NUMERAL})
      |(?P<parts>[{_HAN}]{{1,3}}|[0-9]{{1,2}})(?:分之|분의\s?)(?P<count>[{_HAN}]{{1,3}}|[0-9]{{1,2}})
      |(?P<tenths>[一二三四五六七八九])成
      |(?P<native>{_any(_NATIVE)})(?=\s?(?:{_COUNTERS}))
      |(?P<low>{_NUMERAL})(?P<more>\s?[多余餘여](?=[^\s]|\s?[명개톤]))?(?P<scale_behind>[万萬亿億만억])?
       \s?(?P<low_unit>{_UNIT})?(?P<more_behind>[多余餘])?
       (?:\s?(?P<joint>[~～∼\-–—至到]|에서|내지)\s?(?P<high>{_NUMERAL}))?
    )
    \s?(?P<unit>{_UNIT})?\s?(?P<behind>{_any(_HEDGES_BEHIND)})?""",
    re.VERBOSE,
)
_LABEL = re.compile(
    rf"(?P<period>[0-9]{{4}}\s?[年년](?:\s?[0-9]{{1,2}}\s?[月월](?:\s?[0-9]{{1,2}}\s?[日일号])?)?"
    rf"|[0-9]{{1,2}}\s?[月월](?:\s?[0-9]{{1,2}}\s?[日일号])?|[0-9]{{2,4}}(?:年代|년대)|[{_HAN}]{{4}}年)"
    rf"|(?P<name>[第제]\s?(?:[0-9]+|[{_HAN}]+)[{_CHARACTER}]?|[0-9]+(?:号|호)(?!선))"
    rf"|(?P<vague>[数數几幾수上成][{_HAN}십백천만억]+|[{_HAN}]*十[几幾](?:[万亿])?)"
    rf"|(?P<unclear>(?:{_ARABIC})\s?兆|(?:{_ARABIC})조(?!\s?(?:원|달러|위안|엔|[0-9])))"
)
