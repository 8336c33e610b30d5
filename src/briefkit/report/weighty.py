"""Numbers, and the words that change what a number says: where they may stand only as part of the view."""

import re

_COUNTS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    "trillions?|dozens?|half|halves|thirds?|quarters?|twice|double|triple"
)
_UNITS = "percent|per cent|percentage points?|USD|RMB|CNY|KRW|JPY|EUR|KPW"
_HEDGES = (
    "not|no|never|nearly|almost|about|around|roughly|some|over|under|up to|at least|at most|more than|less than|"
    "fewer than|only|minus"
)
_EAST_ASIAN_UNITS = "달러|위안|유로|퍼센트|美元|人民币|韩元|朝元|日元|欧元"
_EAST_ASIAN_BEFORE = "거의|대략|최대|최소|大约|超过|至少|最多|至多|不足"
_EAST_ASIAN_BEHIND = "이상|이하|초과|미만|以上|以下|左右"
_SIGNS = r"\d+(?:[.,]\d+)*|[⁰¹²³⁴-⁹₀-₉]|[%‰½⅓⅔¼¾$€£¥₩]|[百千万萬亿億백천만억]"

NUMBERS = re.compile(rf"{_SIGNS}|{_EAST_ASIAN_UNITS}|\b(?:{_COUNTS}|{_UNITS})\b", re.IGNORECASE)
"""A digit, a number in words, a sign or name of a unit."""

WEIGHTY = re.compile(
    rf"{_SIGNS}|{_EAST_ASIAN_UNITS}|{_EAST_ASIAN_BEFORE}|{_EAST_ASIAN_BEHIND}|[−+±<>≤≥~≈]"
    rf"|\b(?:{_COUNTS}|{_UNITS}|{_HEDGES})\b",
    re.IGNORECASE,
)
"""The same, and hedges, negations and signs, which change a number that they stand beside."""

HEDGE_AT_END = re.compile(rf"(?:\b(?:{_HEDGES}|약|근)|{_EAST_ASIAN_BEFORE}|[约近])\s*$", re.IGNORECASE)
"""A hedge or negation at the end of a text."""

SIGN_AT_END = re.compile(r"[−+±<>≤≥~≈–-]\s*$")
"""A sign, or a dash that may be one, at the end of a text."""
