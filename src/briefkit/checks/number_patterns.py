"""How a number is written in running text, in digits and in words, as regular expressions that are linear in time.

The text is one that `run_text` has evened out: digits of every script are 0 to 9, ½ is 1⁄2, hyphens are plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefkit.figures.quotes.number_words import DENOMINATORS, ONES, PLURAL_DENOMINATORS, SCALE_WORDS, TENS


def any_of(words: Iterable[str]) -> str:
    """Any of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


SUPERLATIVES = (
    "largest", "smallest", "highest", "lowest", "biggest", "greatest", "fewest", "longest", "shortest", "cheapest",
    "dearest", "costliest", "richest", "poorest", "heaviest", "lightest", "fastest", "slowest", "busiest", "deadliest",
)  # fmt: skip
_COUNTS = (*(word for word in ONES if word not in ("zero", "one")), *TENS)
SCALES = (
    "hundred", "hundreds", *SCALE_WORDS, *(f"{word}s" for word in SCALE_WORDS), "quadrillion", "quadrillions", "dozen",
    "dozens", "lakh", "lakhs", "crore", "crores",
)  # fmt: skip
_ALONE = (
    "zero", "nil", "nought", "naught", "half", "halves", "twice", "thrice",
    *(word for word in PLURAL_DENOMINATORS if word not in ("quarters", "halves")),
)  # fmt: skip
_ORDINALS = (
    "first", "second", *(word for word in DENOMINATORS if word not in ("half", "quarter", "hundredth", "thousandth")),
    "thirteenth", "fourteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "thirtieth",
)  # fmt: skip
_VERBS = ("March", "May")  # "they may first …"
_MONTHS = "January February March April May June July August September October November December".split()
# "A third" is a share in front of these or of the end; "a third party", "a fifth camp" are counted off.
_BEHIND_A_SHARE = (
    "of in to from and or more less fewer higher lower were was is are by as at on since between each the had have "
    "has went goes go came comes come than that who which for but did do does will would may might can could percent"
).split()
_FULL = "full good mere whole bare clear round solid further".split()
# One of these is an amount; "one worker" and "one day" mostly are none.
_MEASURED = (
    "percent", "per cent", "percentage point", "dollar", "euro", "yuan", "renminbi", "yen", "ruble", "rouble", "cent",
    "kilogram", "kilo", "kg", "gram", "ton", "tonne", "metric ton", "kilometer", "kilometre", "km", "meter", "metre",
    "mile", "acre", "hectare", "liter", "litre", "barrel",
)  # fmt: skip
_FOLDED = (*_COUNTS, "one", "hundred", "thousand", "million")
_VAGUE = ("tens", "scores", "dozens", "hundreds", "thousands", "millions")
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_GROUPS = ("trio", "quartet", "quintet", "duo", "threesome", "foursome")
# A half that is one of two in order or place is no share.
IN_ORDER = frozenset(
    "first second latter former later earlier last final upper lower top bottom northern southern eastern western "
    "front back".split()
)

_WORD = any_of((*_COUNTS, *SCALES, *_ALONE))
_SCALE = any_of(SCALES)
_TH = rf"(?:(?:{any_of(TENS)})-)?(?:{any_of(_ORDINALS)})"
_PART = any_of(word for word in DENOMINATORS if word != "half")
_PARTS = any_of(PLURAL_DENOMINATORS)
_SHARE_ENDS = rf"(?=\s*(?:$|[^\w\s(\[“‘\"'-])|\s+(?:{any_of(_BEHIND_A_SHARE)})\b|\s*%)"
_AND = "|".join(rf"(?<={word})" for word in ("hundred", "thousand", "million", "billion"))
# What begins with a word. A reader of a text tries these only where a word stands that may begin one.
_ENGLISH = (
    rf"{_TH}[ -](?:most|least|{any_of(SUPERLATIVES)})\b",
    rf"rank(?:s|ed|ing)?(?: (?:as|at|only))?(?: the)? {_TH}\b",
    rf"(?:in|(?:takes?|took|holds?|held|reach(?:es|ed)?)(?: the)?) {_TH} place\b|second only to\b",
    rf"{_TH} of (?-i:{any_of(_MONTHS)})\b",
    rf"(?-i:{any_of(_MONTHS)}) the {_TH}\b|(?-i:{any_of(month for month in _MONTHS if month not in _VERBS)}) {_TH}\b",
    rf"an?(?: (?:{any_of(_FULL)}))?[ -](?:{_PART})(?![\w-]){_SHARE_ENDS}",
    rf"one[ -](?:{_PART}|half)(?!\w)",
    rf"(?:{any_of((*_COUNTS, *SCALES))})[ -](?:{_PARTS})\b",
    rf"(?:{any_of(_FOLDED)})-?fold\b",
    rf"(?:{any_of(TENS)})-(?:{any_of(_ORDINALS)})\b",
    rf"(?:{any_of(_VAGUE)}) of (?:{_SCALE})\b",
    rf"(?:one[ -](?=(?:{_SCALE})\b))?(?:{_WORD})\b(?:[ -](?:{_WORD})\b|-one\b|(?:{_AND}) and (?:{_WORD}|one)\b"
    rf"|(?<=half) an? (?:{_SCALE})\b)*",
    rf"one[ -]?(?:%|(?:{any_of(_MEASURED)})\b)|a (?:percent|per cent|percentage point)\b",
    r"(?:scores|tens|couple) of\b|a couple\b(?= (?:more|less|hundred|thousand|million|dozen))|a score of\b",
    rf"(?:{any_of(_GROUPS)})(?= of\b)",
    r"(?:single|double|triple|quadruple)[ -](?:digit|figure)s?\b",
    rf"(?:{any_of(_DECADES)})\b",
)
_DIGITS = rf"\d+(?:[.,:/’'⁄]\d+|(?<=\d{{4}})[–-]\d+)*(?:[ -]?(?:{_SCALE})\b)?"

_HAN = "零〇一二两兩三四五六七八九十百千万萬亿億兆廿卅壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
_HAN_COUNTED = "名人个個位家户戶口岁歲元块塊角成倍次天日月年周吨噸克米座艘架辆輛条條隻项項%％公小英平"
_CHINESE = (
    rf"[{_HAN}]+分之[{_HAN}]+|[{_HAN}]{{2,}}",
    rf"[{_HAN.replace('一', '')}](?=[{_HAN_COUNTED}])",
    r"[数數几幾][十百千万萬亿億]|[一过過]半|半数|半數",
)
_SINO = "영공일이삼사오육칠팔구십백천만억조"
_NATIVE = (
    "두|세|네|다섯|여섯|일곱|여덟|아홉|열(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)?|스무|스물|서른|마흔|쉰|예순|일흔|"
    "여든|아흔"
)
_COUNTED = (
    "명|개월|개|원|달러|위안|유로|엔|톤|년|시간|퍼센트|%|배|곳|대|척|사람|가구|마리|살|세|번|차례|킬로|그램|미터|헥타르"
)
_KOREAN = (
    rf"(?<![가-힣])[{_SINO}]{{0,20}}[십백천만억조][{_SINO}]{{0,20}}여?(?=\s?(?:{_COUNTED}))",
    rf"(?<![가-힣])[일삼사오육칠팔구](?=\s(?:{_COUNTED}|월|일|분|초))",
    rf"(?<![가-힣])(?:{_NATIVE})(?=\s(?:{_COUNTED}|달|가지|채|권|병)|명|사람|시간|개월)",
    rf"(?<![가-힣])[{_SINO}]{{1,20}}\s?분의\s?[{_SINO}]+|절반|(?<![가-힣])수[십백천만억]+",
)

_IN_ENGLISH = re.compile("|".join(_ENGLISH), re.IGNORECASE)
_IN_DIGITS = re.compile(_DIGITS, re.IGNORECASE)
_EAST_ASIAN = re.compile("[\u3007\u3400-\u9fff\uac00-\ud7a3]")
_IN_EAST_ASIAN = re.compile("|".join((*_CHINESE, *_KOREAN)))
_A_WORD = re.compile(r"(?<!\w)[^\W\d_]+")
_STARTERS = frozenset(
    (
        *_COUNTS, *SCALES, *_ALONE, *_ORDINALS, *(month.lower() for month in _MONTHS), *_GROUPS, *_DECADES,
        *(f"{word}fold" for word in _FOLDED), "a", "an", "one", "rank", "ranks", "ranked", "ranking", "in", "take",
        "takes", "took", "hold", "holds", "held", "reach", "reaches", "reached", "scores", "tens", "couple", "single",
        "double", "triple", "quadruple",
    )
)  # fmt: skip


def find_numbers(text: str) -> list[tuple[int, int]]:
    """Start and end of every number in an evened text, in order; of two that overlap, the one that begins earlier."""
    text = text.replace("_", " ")
    found = [(match.start(), -match.end()) for match in _IN_DIGITS.finditer(text)]
    done = 0
    for word in _A_WORD.finditer(text):
        if word.start() < done or word.group().lower() not in _STARTERS:
            continue
        match = _IN_ENGLISH.match(text, word.start())
        if match is not None:
            done = match.end()
            found.append((match.start(), -done))
    if _EAST_ASIAN.search(text):
        found += [(match.start(), -match.end()) for match in _IN_EAST_ASIAN.finditer(text)]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not apart or start >= apart[-1][1]:
            apart.append((start, -end))
    return apart
