"""The hedges of Chinese and Korean sentences, before a number and behind it, and what denies them.

不, 未 and 没 turn a hedge round: 不低于 is "at least", 未超过 "at most", 没有达到 "less than". In Korean the verb
behind the number does: 50%를 넘었다 is "over", 넘지 않았다 "at most", 못 미쳤다 "less than". "Not 300" says nothing of
how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefkit.figures.quotes.east_asian_units import CHARACTER, any_of

_BEFORE: Mapping[str, tuple[str, ...]] = {
    "about": ("差不多", "大致", "대략", "대강", "얼추", "어림잡아", "추정"),
    "nearly": ("将近", "將近", "接近于", "接近", "几乎", "幾乎", "几近", "逼近", "直逼", "거의"),
    "over": (
        "超过", "超過", "超出", "超逾", "超越", "逾", "超", "高于", "高於", "多于", "多於", "大于", "大於", "高过",
        "突破", "不止", "不只",
    ),
    "at least": ("起码", "起碼", "줄잡아", "적게는", "최소한", "최저"),
    "up to": ("多达", "多達", "高达", "高達", "可达", "可達", "많게는", "최대한"),
    "at most": ("至多", "顶多", "頂多", "充其量", "많아야"),
    "less than": ("不足", "不及", "不满", "不滿", "不够", "低于", "低於", "少于", "少於", "小于", "小於"),
}  # fmt: skip
# What a few words may stand behind before the number follows: 最多可容纳5万人.
_BOUNDS: Mapping[str, str] = {
    "至少": "at least", "最少": "at least", "最低": "at least", "최소": "at least", "적어도": "at least",
    "最多": "at most", "最高": "up to", "최대": "up to", "최고": "up to",
}  # fmt: skip
_DENIED: Mapping[str, str] = {
    **dict.fromkeys(("超过", "超過", "超出", "超", "逾", "高于", "高於", "多于", "多於", "大于", "突破"), "at most"),
    **dict.fromkeys(("低于", "低於", "少于", "少於", "小于", "小於", "下于", "下於", "下"), "at least"),
    **dict.fromkeys(("达到", "達到", "达", "達", "到", "足", "及", "满", "滿", "够"), "less than"),
    **dict.fromkeys(("止", "只"), "over"),
    **dict.fromkeys(("是", "为", "為", "等于", "等於", ""), ""),
}
_BEHIND: Mapping[str, tuple[str, ...]] = {
    "at most": (
        r"(?:넘|초과하|웃돌|상회하)지\s?(?:않|못|아니)", r"넘을\s?수\s?없", "이하", "이내", "以下", "之下", "以内",
        "之内", "封顶",
    ),
    "at least": (r"(?:밑돌|하회하|미달하)지\s?(?:않|못)", "이상(?!한|하게|해)", "以上", "之上"),
    "less than": (
        r"못\s?미[치친쳤쳐칠]", r"미치지\s?(?:않|못)", r"(?:채\s?)?(?:안|못)\s?[되된돼됐]",
        r"(?:채\s?)?되지\s?(?:않|못)", r"(?:이르|달하|도달하)지\s?(?:않|못)", "밑[도돈돌]",
        "하회", "미달", "미만", "不到", "不足(?!以)", "未满",
    ),
    "over": (
        r"넘(?!지\s?[않못아])", "웃[도돈돌]", "상회", "초과", "돌파", "뛰어넘", "능가", "남짓", "开外", "有余", "有餘",
        "出头", "不止",
    ),
    "nearly": ("육박", "근접", "가까[이운워웠]", "가깝"),
    "about": ("左右", "上下", "前后", "정도", "가량", "쯤", "안팎", "내외", "전후", r"(?:으로|로)\s?추[정산]"),
    "up to": (r"까지(?!\s?(?:늘|증가|올|오르|상승|치솟|확대|커|떨어|하락|내|줄|감소|축소|급증|급감|도달|이르))",),
}  # fmt: skip

_NEGATION = r"(?:不|未|没有|沒有|没|沒|无法|無法)(?:得|能够|能|会|會|应该|应当|应|應|曾|可以|可|宜|许|許|必)?"
_DIRECTLY = rf"(?:没有|沒有|(?<![淹埋沉吞覆])[没沒]|并非|並非|(?<![{CHARACTER}])非|(?<=[，。、；])非)"
_MODAL = r"(?:可以|可|能够|能|会|會|需要|需|须|須|要|应|應|得|将|將|曾)[^\W\d的]{0,4}"
_VERB = (
    "时?(?:只|仅|僅|也|还)?(?:有|达到|達到|达|達|为|為|是|在|容纳|容納|关押|關押|收容|雇用|雇佣|使用|生产|工作|支付|缴纳"
    "|派出|派遣|出口|进口|购买|提供|拿|赚|挣|卖)"
)
_ABOUT = "大约|大約|大概|估计|估計|(?<![条條节節签簽预預公纽紐特制违違协協])(?:约|約)"
_AMOUNTING = "折合|合|为|為|占|有|达到|达|達|需|值|等于|相当于|是|在"
_HEDGE_BEFORE = re.compile(
    rf"""(?:(?P<negation>{_NEGATION})(?P<denied>{any_of(word for word in _DENIED if word)})
    |(?P<directly>{_DIRECTLY})
    |(?P<bound>{any_of(_BOUNDS)})(?:{_MODAL}|{_VERB})?
    |(?P<about>(?:折合|相当于|折|合)?(?:{_ABOUT})(?:{_AMOUNTING})?|(?<![{CHARACTER}])약)
    |(?P<near>(?<![最附邻鄰新临臨靠远遠])近|(?<![{CHARACTER}])근)
    |(?P<word>{any_of(word for words in _BEFORE.values() for word in words)}))(?:了|过|過)?\s?$""",
    re.VERBOSE,
)
_PAST = re.compile(r"[过過破]$")  # 过百, 破万: only in front of a scale character or 半
_WORDS = {word: hedge for hedge, words in _BEFORE.items() for word in words}

_PARTICLE = r"(?:\s?선)?(?:[을를이가은는에도의]|에도|조차)?\s?"
_GROUPS = "|".join(f"(?P<h{index}>{'|'.join(words)})" for index, words in enumerate(_BEHIND.values()))
_HEDGE_BEHIND = re.compile(rf"{_PARTICLE}(?:{_GROUPS})")
_KINDS = tuple(_BEHIND)
_DENIED_BEHIND = re.compile(r"(?:[이가은는])?\s?아[니닌님]")


class Found(NamedTuple):
    """A hedge ("" where there is none), the edge of it that lies away from the number, and whether it is a denial."""

    words: str
    edge: int
    denies: bool = False


def hedge_before(text: str, floor: int, at: int) -> Found:
    """The hedge that ends at `at`, looked for back to `floor`."""
    match = _HEDGE_BEFORE.search(text, floor, at)
    if match is None:
        past = _PAST.search(text, floor, at) if text[at : at + 1] in "百千万萬亿億半" else None
        return Found("over", past.start()) if past else Found("", at)
    edge = match.start()
    if match["directly"] is not None:
        return Found("", edge, denies=True)
    if match["negation"] is not None:
        return Found(_DENIED[match["denied"]], edge, denies=not _DENIED[match["denied"]])
    if match["bound"] is not None:
        return Found(_BOUNDS[match["bound"]], edge)
    if match["about"] is not None:
        return Found("about", edge)
    return Found("nearly" if match["near"] is not None else _WORDS[match["word"]], edge)


def hedge_behind(text: str, at: int) -> Found:
    """The hedge that begins at `at`, behind an amount with its unit or counter."""
    denied = _DENIED_BEHIND.match(text, at)
    if denied is not None:
        return Found("", denied.end(), denies=True)
    match = _HEDGE_BEHIND.match(text, at)
    if match is None or match.lastgroup is None:
        return Found("", at)
    return Found(_KINDS[int(match.lastgroup[1:])], match.end())
