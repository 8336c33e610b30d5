"""What a house style must not say: marks that could be read as one another, words that say another thing.

A printed figure has to be readable as one value only, so that a comma cannot be both the group and the point, and a
currency cannot bear another one's name. Each function takes the parts of a house style and yields what is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from string import Formatter
from typing import NamedTuple

from briefkit.figures.money.currencies import CURRENCY_SIGNS, is_currency
from briefkit.figures.quotes.numerals import SCALE_FORMS
from briefkit.figures.units import MEASURES, PERCENT, Vocabulary
from briefkit.figures.values import HEDGES, SCALES


class Fault(NamedTuple):
    """A key that is wrong, or does not go with the `others`; what was found, and what was expected in its place."""

    key: tuple[str, ...]
    found: object
    expected: str
    others: tuple[tuple[str, ...], ...] = ()


_BRACKETS = frozenset("()[]{}<>⟨⟩;")
_SHARES = frozenset("%％‰‱")
_MINUSES = ("−", "-", "–", "minus ")
_SHARED_NAMES = frozenset({"$", "£", "dollar", "dollars"})  # of the money of several countries
SERIES = 6  # colours: so many series can be told apart
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_WIDTH = re.compile(r"0?[1-4]")
_NUMBERS = frozenset({"day", "quarter", "year"})
_SAMPLE = {"day": 1, "month": "May", "quarter": 1, "year": 2023, "first": "1", "last": "2", "date": "1", "unit": "kg"}
_DATE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "day": ("month", "day", "year"),
    "month": ("month", "year"),
    "quarter": ("quarter", "year"),
    "year": ("year",),
    "interval": ("first", "last"),
    "approximate": ("date",),
}


def number_faults(group: str, decimal: str, range_: str, minus: str, to: str) -> Iterator[Fault]:
    """Of the marks of a number: each must be one, and no two may be taken for each other."""
    if len(group) > 1 or (group and not _is_mark(group, space=True)):
        yield Fault(("group",), group, "one mark or space, or nothing")
    if len(decimal) != 1 or not _is_mark(decimal):
        yield Fault(("decimal",), decimal, "one mark that is no letter, digit or space")
    if minus not in _MINUSES:
        yield Fault(("minus",), minus, "a minus sign, a dash, or the word minus with a space behind it")
    spaced = range_[:1].isspace() and range_[-1:].isspace()
    if not range_.strip() or not _is_text(range_) or (_has_letter(range_) and not spaced):
        yield Fault(("range",), range_, "a dash, or a word between spaces")
    if not to or to != to.strip() or not _is_text(to):
        yield Fault(("to",), to, "a word, without spaces around it")
    marks = {"group": group.strip(), "decimal": decimal, "range": range_.strip(), "minus": minus.strip(), "to": to}
    names = [name for name, mark in marks.items() if mark]
    for index, name in enumerate(names):
        for other in names[:index]:
            one, two = marks[name], marks[other]
            if (one in two or two in one) and {name, other} != {"range", "to"}:
                yield Fault((name,), one, f"different marks for {other} and {name}", ((other,),))


def unit_faults(
    percent: str, percent_in_tables: str, per: str, per_time: str, scales: Mapping[str, str]
) -> Iterator[Fault]:
    """Of the words behind a number."""
    for key, sign in (("percent", percent), ("percent_in_tables", percent_in_tables)):
        if expected := _percent_fault(sign):
            yield Fault((key,), sign, expected)
    for key, pattern in (("per", per), ("per_time", per_time)):
        if expected := _pattern_fault(pattern, ("unit",)) or _per_fault(pattern):
            yield Fault((key,), pattern, expected)
    yield from _scale_faults(scales)


def money_faults(names: Mapping[str, str], constant_prices: str) -> Iterator[Fault]:
    """Of the names of currencies: each names one, and nothing else."""
    if expected := _pattern_fault(constant_prices, ("year",)) or _beside_fault(constant_prices, "year"):
        yield Fault(("constant_prices",), constant_prices, expected)
    seen: dict[str, str] = {}
    for code, name in names.items():
        if not is_currency(code):
            yield Fault(("names", code), code, "an ISO 4217 code, such as CNY")
            continue
        if expected := _name_fault(name) or _other_money(code, name):
            yield Fault(("names", code), name, expected)
        elif twin := seen.get(name):
            yield Fault(("names", code), name, f"different names for {twin} and {code}")
        seen[name] = code


def date_faults(months: Sequence[str], patterns: Mapping[str, str]) -> Iterator[Fault]:
    """Of months and of the patterns of dates, by their keys."""
    if len(months) != 12 or len({month.casefold() for month in months}) != 12 or not all(map(str.strip, months)):
        yield Fault(("months",), ", ".join(months), "twelve different names")
    for key, pattern in patterns.items():
        fields = _DATE_FIELDS[key]
        expected = _pattern_fault(pattern, fields)
        if not expected and key == "approximate":
            expected = _beside_fault(pattern, "date")
        if not expected and key == "interval" and pattern.index("{first") > pattern.index("{last"):
            expected = "{first} before {last}"
        if expected:
            yield Fault((key,), pattern, expected)


def color_faults(colors: Mapping[str, str], series: Sequence[str]) -> Iterator[Fault]:
    """Of the colours of drawings, by their keys, and of those of their series: each is a colour, no two are one."""
    for key, color in colors.items():
        if not _COLOR.fullmatch(color):
            yield Fault((key,), color, "a colour as #rrggbb")
    colored = all(_COLOR.fullmatch(color) for color in series)
    if not colored or len({color.lower() for color in series}) != len(series) or len(series) != SERIES:
        yield Fault(("series",), ", ".join(series), f"{SERIES} different colours as #rrggbb")


def joint_faults(
    to: str, minus: str, percents: Mapping[str, str], scales: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Fault]:
    """Of words that one table of the style gives and that mean another thing in the next."""
    taken: dict[tuple[str, ...], str] = {("numbers", "to"): to, ("numbers", "minus"): minus.strip()}
    taken |= {("units", "scales", word): scales.get(word, word) for word in SCALES}
    given: dict[tuple[str, ...], str] = {("numbers", "to"): to}
    given |= {("units", key): sign for key, sign in percents.items()}
    given |= {("money", "names", code): name for code, name in names.items()}
    given |= {("units", "scales", word): written for word, written in scales.items()}
    for key, text in given.items():
        for other, word in taken.items():
            if other != key and (word == text.strip() or word in text.split()):
                yield Fault(key, text, f"a word that differs from {'.'.join(other)}, {word}", (other,))


def _is_mark(text: str, *, space: bool = False) -> bool:
    """Whether one character is a punctuation mark or symbol that means nothing else here; or a space, where allowed."""
    category = unicodedata.category(text)
    return text not in _BRACKETS | _SHARES and (category[0] in "PS" or (space and category == "Zs"))


def _is_text(text: str) -> bool:
    """Whether a text has only letters, marks and spaces, none of which opens a bracket or makes a percentage."""
    allowed = all(unicodedata.category(char)[0] in "LMPS" or unicodedata.category(char) == "Zs" for char in text)
    return allowed and not set(text) & (_BRACKETS | _SHARES)


def _has_letter(text: str) -> bool:
    return any(char.isalpha() for char in text)


@cache
def _known() -> Vocabulary:
    return Vocabulary()


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(word for measure in MEASURES for word in (measure.singular, measure.plural))


def _percent_fault(sign: str) -> str:
    word = sign.strip()
    if word in ("%", "％"):
        return ""
    return "" if _known().name(word) == PERCENT and sign[:1].isspace() else 'a percent sign, or " percent"'


def _per_fault(pattern: str) -> str:
    before, _, behind = pattern.partition("{unit}")
    if not (before + behind).strip() or not _is_text(before + behind):
        return "words or a mark beside {unit}"
    return "words that are no unit" if _known().name(before.strip()) or before.strip() in SCALES else ""


def _scale_faults(scales: Mapping[str, str]) -> Iterator[Fault]:
    for word, written in scales.items():
        key = ("scales", word)
        if word not in SCALES:
            yield Fault(key, word, " or ".join(SCALES))
        elif not _is_text(written) or not _has_letter(written) or written != written.strip():
            yield Fault(key, written, "a word, without spaces around it")
        elif written in _unit_words() or SCALE_FORMS.get(written.lower(), word) != word:
            yield Fault(key, written, f"a word that says {word}")
        elif twins := [other for other in SCALES if other != word and scales.get(other, other) == written]:
            yield Fault(key, written, f"different words for {twins[0]} and {word}")


def _name_fault(name: str) -> str:
    if not name or name != name.strip() or not _is_text(name):
        return "a name without digits, brackets or spaces around it"
    hedged = any(name == hedge or name.startswith(f"{hedge} ") for hedge in HEDGES)
    return "a name that is no hedge" if hedged else ""


def _other_money(code: str, name: str) -> str:
    """What a name says where it names another currency or a unit; a dollar may be of any country."""
    if name in _SHARED_NAMES:
        return ""
    known = _known().name(name)
    if known is not None and not is_currency(known):
        return f"a name of {code}, and not of a unit"
    other = known is not None and known != code
    return f"a name of {code}" if other or code not in CURRENCY_SIGNS.get(name, (code,)) else ""


def _beside_fault(pattern: str, field: str) -> str:
    rest = "".join(literal for literal, *_ in Formatter().parse(pattern))
    return "" if rest.strip() and _is_text(rest) else f"words beside {{{field}}}"


def _pattern_fault(pattern: str, fields: tuple[str, ...]) -> str:
    """What keeps a pattern from being filled in: it needs each of the fields once, and nothing else."""
    expected = f"a pattern with {' and '.join(f'{{{field}}}' for field in fields)}, each once and apart"
    try:
        parts = list(Formatter().parse(pattern))
        found = [(name, spec or "", conversion) for _, name, spec, conversion in parts if name is not None]
        if sorted(name for name, *_ in found) != sorted(fields):
            return expected
        if not all(not conversion and _is_width(name, spec) for name, spec, conversion in found):
            return expected
        if any(char.isdigit() for literal, *_ in parts for char in literal):
            return expected
        pattern.format(**_SAMPLE)
    except (ValueError, LookupError, AttributeError):
        return expected
    glued = any(name is not None and not literal for literal, name, *_ in parts[1:])
    return expected if glued else ""


def _is_width(field: str, spec: str) -> bool:
    """Whether a format says no more than how many digits a number has: {day:02}."""
    return not spec or (field in _NUMBERS and _WIDTH.fullmatch(spec) is not None)
