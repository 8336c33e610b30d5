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
_SIGNS = r"\d+(?:[.,]\d+)*|[⁰¹²³⁴-⁹₀-₉]|[%‰½⅓⅔¼¾$€£¥₩]|[百千万萬亿億백천만억]"

NUMBERS = re.compile(rf"{_SIGNS}|\b(?:{_COUNTS}|{_UNITS})\b", re.IGNORECASE)
"""A digit, a number in words, a sign or name of a unit."""

WEIGHTY = re.compile(rf"{_SIGNS}|[−+±<>≤≥~≈]|\b(?:{_COUNTS}|{_UNITS}|{_HEDGES})\b", re.IGNORECASE)
"""The same, and hedges, negations and signs, which change a number that they stand beside."""

HEDGE_AT_END = re.compile(rf"\b(?:{_HEDGES})\s*$", re.IGNORECASE)
"""A hedge or negation at the end of a text."""

SIGN_AT_END = re.compile(r"[−+±<>≤≥~≈–-]\s*$")
"""A sign, or a dash that may be one, at the end of a text."""
