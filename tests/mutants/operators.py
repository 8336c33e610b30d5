"""What can be changed in a text, one thing at a time: a text in, edits out. Nothing here knows what the text is for.

Each operator is a function from a text to its edits: digits, decimal points, scale words, units, currencies, hedges,
signs, bounds, range ends, percent and percentage points, negations, dates. All of them read English, Chinese and
Korean alike, since each looks only for its own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple


class Edit(NamedTuple):
    """`text[start:end]` becomes `new`. `thing` is what was changed."""

    thing: str
    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


Operator = Callable[[str], Iterator[Edit]]

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_LETTER = r"[^\W\d_]"


def digits(text: str) -> Iterator[Edit]:
    """Each digit: two others in its place, dropped, doubled, swapped with the next."""
    for number in NUMBER.finditer(text):
        whole = number.group()
        for index, char in enumerate(whole):
            if not char.isdecimal():
                continue
            at = number.start() + index
            kind = int(char)
            for step in (1, 5):
                yield Edit("digit", at, at + 1, str((kind + step) % 10))
            if len(whole) > 1:
                yield Edit("digit", at, at + 1, "")
            yield Edit("digit", at, at + 1, char * 2)
            following = whole[index + 1 : index + 2]
            if following.isdecimal() and following != char:
                yield Edit("digit", at, at + 2, following + char)


def decimal_points(text: str) -> Iterator[Edit]:
    """Each decimal point dropped and moved by one place to either side; a whole number given one."""
    for number in NUMBER.finditer(text):
        whole, start = number.group(), number.start()
        point = re.search(r"(?<=\d)\.(?=\d)", whole)
        if point is None:
            if len(whole) > 1 and whole.isdecimal():
                yield Edit("decimal point", start + len(whole) - 1, start + len(whole), f".{whole[-1]}")
            continue
        at = start + point.start()
        yield Edit("decimal point", at, at + 1, "")
        if at - 2 >= start:
            yield Edit("decimal point", at - 1, at + 1, f".{text[at - 1]}")
        if at + 2 < start + len(whole):
            yield Edit("decimal point", at, at + 2, f"{text[at + 1]}.")


def grouping(text: str) -> Iterator[Edit]:
    """A comma between thousands made a point, moved by one place, and dropped."""
    for number in _GROUPED.finditer(text):
        at = number.start() + number.group().index(",")
        yield Edit("grouping", at, at + 1, ".")
        yield Edit("grouping", at, at + 2, f"{text[at + 1]},")
        yield Edit("grouping", at, at + 1, "")


def _words(thing: str, table: dict[str, tuple[str, ...]], drops: bool = True) -> Operator:
    """An operator that puts other words in the place of those of a table, and drops them."""
    pattern = re.compile("|".join(_bounded(word) for word in sorted(table, key=len, reverse=True)))

    def swap(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            for other in table[found.group()]:
                yield Edit(thing, found.start(), found.end(), other)
            if drops:
                yield _dropped(thing, text, found.start(), found.end())

    return swap


def _bounded(word: str) -> str:
    """The pattern of a word: where it begins or ends in a Latin letter, no other may follow there."""
    start = rf"(?<!{_LETTER})" if word[0].isascii() and word[0].isalpha() else ""
    end = rf"(?!{_LETTER})" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{start}{re.escape(word)}{end}"


def _dropped(thing: str, text: str, start: int, end: int) -> Edit:
    """A word left out, with one of the blanks beside it."""
    if text[end : end + 1] == " ":
        return Edit(thing, start, end + 1, "")
    if text[start - 1 : start] == " ":
        return Edit(thing, start - 1, end, "")
    return Edit(thing, start, end, "")


scale_words = _words(
    "scale word",
    {
        "thousand": ("million",),
        "million": ("billion", "thousand"),
        "billion": ("million", "trillion"),
        "trillion": ("billion",),
        "millions": ("billions", "thousands"),
        "thousands": ("millions",),
        "hundred": ("thousand",),
        "bn": ("m",),
        "万": ("亿", "千"),
        "亿": ("万",),
        "億": ("萬",),
        "만": ("억", "천"),
        "억": ("만", "조"),
        "조": ("억",),
    },
)

units = _words(
    "unit",
    {
        "kg": ("t", "g"),
        "kilogram": ("ton", "gram"),
        "kilograms": ("tons", "grams"),
        "t": ("kg",),
        "tons": ("kilograms",),
        "tonnes": ("kilograms",),
        "metric tons": ("kilograms", "short tons"),
        "metric ton": ("kilogram",),
        "km": ("m", "mi"),
        "kilometers": ("meters",),
        "kilometres": ("metres",),
        "ha": ("km2",),
        "hour": ("day", "minute"),
        "hours": ("days", "minutes"),
        "day": ("week", "month"),
        "days": ("weeks",),
        "week": ("month",),
        "month": ("year", "day"),
        "year": ("month",),
        "monthly": ("yearly",),
        "annually": ("monthly",),
        "kWh": ("MWh",),
        "MWh": ("kWh",),
        "barrels": ("tons",),
        "wig": ("kg",),
        "wigs": ("kilograms",),
        "workers": ("camps",),
        "worker": ("camp",),
        "people": ("households",),
        "吨": ("公斤", "千克"),
        "公斤": ("吨",),
        "千克": ("吨",),
        "人": ("户",),
        "톤": ("kg", "킬로그램"),
        "킬로그램": ("톤",),
        "명": ("가구",),
        "시간": ("일",),
        "小时": ("天",),
        "每天": ("每月",),
        "每月": ("每年",),
    },
)

currencies = _words(
    "currency",
    {
        "USD": ("CNY", "EUR"),
        "CNY": ("USD", "KRW"),
        "RMB": ("USD", "JPY"),
        "EUR": ("USD",),
        "JPY": ("KRW",),
        "KRW": ("KPW", "JPY"),
        "KPW": ("KRW",),
        "GBP": ("USD",),
        "US$": ("A$",),
        "$": ("€",),
        "€": ("$",),
        "¥": ("₩",),
        "₩": ("¥",),
        "dollars": ("euros", "yuan"),
        "dollar": ("euro",),
        "U.S. dollars": ("euros",),
        "euros": ("dollars",),
        "yuan": ("won", "dollars"),
        "yen": ("won",),
        "won": ("yen",),
        "Renminbi": ("U.S. dollars",),
        "renminbi": ("dollars",),
        "美元": ("人民币", "欧元"),
        "人民币": ("美元",),
        "달러": ("원", "위안"),
        "위안": ("달러",),
        "원": ("달러",),
        "元": ("美元",),
    },
)

hedges = _words(
    "hedge",
    {
        "about": ("nearly", "over"),
        "around": ("nearly", "over"),
        "some": ("over",),
        "roughly": ("exactly",),
        "approximately": ("exactly",),
        "an estimated": ("exactly",),
        "estimated": ("exact",),
        "nearly": ("over", "about"),
        "almost": ("over",),
        "over": ("nearly", "under"),
        "约": ("近", "超过"),
        "大约": ("超过",),
        "近": ("约",),
        "余": ("",),
        "多": ("",),
        "약": ("거의",),
        "여": ("",),
        "거의": ("약",),
        "남짓": ("",),
    },
)

bounds = _words(
    "bound",
    {
        "more than": ("less than",),
        "More than": ("Less than",),
        "less than": ("more than",),
        "fewer than": ("more than",),
        "no more than": ("no less than",),
        "No more than": ("No less than",),
        "not more than": ("not less than",),
        "no less than": ("no more than",),
        "no fewer than": ("no more than",),
        "at least": ("at most",),
        "At least": ("At most",),
        "at most": ("at least",),
        "up to": ("at least",),
        "Up to": ("At least",),
        "under": ("over",),
        "above": ("below",),
        "below": ("above",),
        "超过": ("不到",),
        "不到": ("超过",),
        "至少": ("至多",),
        "最多": ("至少",),
        "以上": ("以下",),
        "以下": ("以上",),
        "이상": ("이하", "미만"),
        "이하": ("이상",),
        "미만": ("이상",),
        "최대": ("최소",),
        "최소": ("최대",),
        "넘는": ("못 미치는",),
    },
)

_HEDGES_TO_ADD = ("nearly ", "about ", "over ", "at least ", "up to ")


def added_hedges(text: str) -> Iterator[Edit]:
    """A hedge before each amount that bears none."""
    for index, amount in enumerate(_amounts(text)):
        for step in (0, 2):
            hedge = _HEDGES_TO_ADD[(index + step) % len(_HEDGES_TO_ADD)]
            yield Edit("hedge", amount, amount, hedge)


_AMOUNT = re.compile(r"(?<![\d.,\-–−/])(?:(?:[A-Z]{3}|US\$|[$€£¥₩]) ?)?(?<![\d.,])\d(?![\d]*-\d\d(?!\d))")


def _amounts(text: str) -> Iterator[int]:
    """Where amounts begin: at the currency before the number, or at the number."""
    for found in _AMOUNT.finditer(text):
        before = text[: found.start()]
        if not re.search(r"(?:\bto|\bor|\band|Article|Camp|No\.|[-–]) ?$", before):
            yield found.start()


def signs(text: str) -> Iterator[Edit]:
    """A minus put before each number, or taken from it."""
    for number in NUMBER.finditer(text):
        before = text[max(0, number.start() - 1) : number.start()]
        if before and before in "-−" and not text[max(0, number.start() - 2) : number.start() - 1].isalnum():
            yield Edit("sign", number.start() - 1, number.start(), "")
        elif not before or not (before.isalnum() or before in "-−–.,/"):
            yield Edit("sign", number.start(), number.start(), "-")


_RANGE = re.compile(
    r"(?P<low>\d[\d.,]*)(?P<mid>\s*(?:[-–—~]|to|or|and|至|到)\s*)(?P<high>(?:(?:US\$|[A-Z]{3}|[$€])\s?)?\d+(?:[.,]\d+)*)"
)


def range_ends(text: str) -> Iterator[Edit]:
    """Of each range one end dropped, the other dropped, and both swapped."""
    for found in _RANGE.finditer(text):
        low, high = found["low"], found["high"]
        if re.fullmatch(r"\d{4}-\d\d", found.group()):
            continue  # a month
        yield Edit("range end", found.start(), found.end(), low)
        yield Edit("range end", found.start(), found.end(), high)
        if low != high:
            yield Edit("range end", found.start(), found.end(), f"{high}{found['mid']}{low}")


def percents(text: str) -> Iterator[Edit]:
    """Percent and percentage points exchanged, and the sign left out."""
    for found in re.finditer(r" ?%| ?\bpp\b|퍼센트| ?\bpercentage points\b| ?\bpercent\b| ?\bper cent\b", text):
        word = found.group().strip()
        gap = " " if found.group().startswith(" ") else ""
        other = {"%": "pp", "pp": "%", "퍼센트": "퍼센트포인트"}.get(word)
        if other is None:
            other = "percent" if word == "percentage points" else "percentage points"
        if word == "%" and not gap and found.start() and text[found.start() - 1].isalnum():
            gap = " "
        yield Edit("percent or points", found.start(), found.end(), gap + other)
        yield Edit("percent or points", found.start(), found.end(), "")


_VERBS = re.compile(r"\b(?:is|are|was|were|has|have|had|does|do|did|can|must|may|will)\b(?! not\b)")
_NEGATIONS = re.compile(
    r"(?P<word>\bnot\b|\bnever\b|\bno\b|\bcannot\b|\bwithout\b|不|没有|没|未|안 |않|없|못 )", re.IGNORECASE
)
_WITHOUT_NEGATION = {"cannot": "can", "without": "with", "않": "", "없": "있"}
_KOREAN_VERB = re.compile(r"(?<=\s)(?=[가-힣]+(?:했다|한다|된다|됐다|이다|있다))")
_CHINESE_VERB = re.compile(r"(?=是|有|占|达|增长|出口|进口|下降)")


def negations(text: str) -> Iterator[Edit]:
    """Each negation dropped; one put in behind the first verb, or before it in Chinese and Korean."""
    for found in _NEGATIONS.finditer(text):
        word = found["word"]
        if word in ("no", "not") and re.match(r" (?:more|less|fewer|later|only)\b", text[found.end() :]):
            continue  # a bound
        other = _WITHOUT_NEGATION.get(word.lower())
        if other is not None:
            yield Edit("negation", found.start(), found.end(), other)
        else:
            yield _dropped("negation", text, found.start(), found.end())
    verb = _VERBS.search(text)
    if verb is not None:
        yield Edit("negation", verb.end(), verb.end(), " not")
    elif (korean := _KOREAN_VERB.search(text)) is not None:
        yield Edit("negation", korean.start(), korean.start(), "안 ")
    elif (chinese := _CHINESE_VERB.search(text)) is not None:
        yield Edit("negation", chinese.start(), chinese.start(), "不")
    elif re.match(r"[A-Za-z]", text) and not _NEGATIONS.search(text):
        yield Edit("negation", 0, 0, "not ")


MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_CJK_MONTH = re.compile(r"(?<!\d)(?:1[0-2]|[1-9])(?=\s?[月월])")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]*\d)")


def dates(text: str) -> Iterator[Edit]:
    """Years and the names of months changed."""
    for found in _MONTH.finditer(text):
        if found.group() == "May" and re.match(r" [a-z]", text[found.end() :]) is not None and found.start() == 0:
            continue  # the verb
        index = MONTHS.index(found.group())
        yield Edit("date", found.start(), found.end(), MONTHS[(index + 1) % 12])
        yield Edit("date", found.start(), found.end(), MONTHS[(index + 6) % 12])
    for found in _CJK_MONTH.finditer(text):
        yield Edit("date", found.start(), found.end(), str(int(found.group()) % 12 + 1))
    for found in _YEAR.finditer(text):
        year = int(found.group())
        for other in (year + 1, year - 1, year - 10):
            yield Edit("date", found.start(), found.end(), str(other))
        if found.group()[2] != found.group()[3]:
            yield Edit("date", found.start() + 2, found.end(), found.group()[:1:-1])


_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def edtf(text: str) -> Iterator[Edit]:
    """A date of the form 2023-05-31: each part another, or left out. Every result is a date."""
    for found in _EDTF.finditer(text):
        year, month, day = found.groups()
        for other in (int(year) + 1, int(year) - 1, int(year) - 10):
            yield Edit("date", found.start(1), found.end(1), str(other))
        if month is not None:
            for step in (1, 6):
                yield Edit("date", found.start(2), found.end(2), f"{(int(month) - 1 + step) % 12 + 1:02d}")
            yield Edit("date", found.end(1), found.end(), "")
        if day is not None:
            yield Edit("date", found.start(3), found.end(3), f"{int(day) % 28 + 1:02d}")
            yield Edit("date", found.end(2), found.end(), "")
        if month is None and not re.search(r"[/Q~]", text):
            yield Edit("date", found.end(), found.end(), "-06")


NUMBERS: tuple[Operator, ...] = (digits, decimal_points, grouping, range_ends, signs)
WORDS: tuple[Operator, ...] = (scale_words, units, currencies, hedges, bounds, percents)


def edits(text: str, operators: Iterable[Operator]) -> list[Edit]:
    """All edits of some operators, each once, none that changes nothing."""
    found = (edit for operator in operators for edit in operator(text))
    return [edit for edit in dict.fromkeys(found) if text[edit.start : edit.end] != edit.new]


def spread(found: Iterable[Edit], most: int) -> list[Edit]:
    """Of the edits of one thing at one place at most so many, others from place to place."""
    groups: dict[tuple[str, int], list[Edit]] = {}
    for edit in found:
        groups.setdefault((edit.thing, edit.start), []).append(edit)
    kept: list[Edit] = []
    for turn, group in enumerate(groups.values()):
        kept += [group[(turn + step) % len(group)] for step in range(min(most, len(group)))]
    return kept
