"""Turn number words into numbers: "eight hundred", "one and a half million", "two-thirds", "tens of thousands".

Each reader takes tokens and a place among them and says what stands there and where it ends, or None. The list of
tokens ends with a few empty ones, so that looking ahead needs no care.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefkit.figures.quotes.tokens import Token

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALE_WORDS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
DENOMINATORS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
PLURAL_DENOMINATORS = {"halves": 2, **{f"{word}s": parts for word, parts in DENOMINATORS.items() if word != "half"}}
_ORDINALS = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
_VAGUE = {"tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"}
_NEED_A_ROUND_NUMBER: tuple[tuple[str, ...], ...] = (("many",), ("countless",))
_SEVERAL: tuple[tuple[str, ...], ...] = (
    ("several",),
    ("a", "few"),
    ("a", "couple", "of"),
    ("a", "couple"),
    ("a", "handful", "of"),
    *_NEED_A_ROUND_NUMBER,
)
_SEVERAL_FIRST = {first: [words for words in _SEVERAL if words[0] == first] for first, *_ in _SEVERAL}
_ROUND = {"hundred", "dozen", *SCALE_WORDS}
# What may stand before "half" when it is a part in order, no share.
_PARTS_IN_ORDER = {
    "first",
    "second",
    "latter",
    "former",
    "later",
    "earlier",
    "back",
    "final",
    "last",
    "upper",
    "lower",
    "top",
    "bottom",
}
# Behind "a third" without "of" these show that it is a share and not an ordinal ("a third party").
_BEHIND_A_SHARE = frozenset(
    "of in to from and or more less fewer higher lower were was is are by as at on since between each the had"
    " have went goes came comes percent per percentage %".split()
)
STARTERS = frozenset({*ONES, *TENS, *DENOMINATORS, *_ROUND, *_VAGUE, "a", "an", "several", "many", "countless"})


@dataclass(slots=True)
class WordNumber:
    """A number in words: its exact amount before the scale word, the scale word, and where it ends."""

    amount: Fraction
    scale: str
    end: int


@dataclass(slots=True)
class Share:
    """A fraction of something: "two-thirds", "one in ten"."""

    fraction: Fraction
    end: int


def read_number_words(tokens: Sequence[Token], at: int) -> WordNumber | None:
    """ "twelve", "two hundred and fifty", "half a million", "one and a half", "a dozen"; `one` alone counts too."""
    parts = _part_of_a_scale(tokens, at)
    if parts:
        return parts
    first = _leading(tokens, at)
    if first is None:
        return None
    amount, end = first
    return _with_scales(tokens, amount, end)


def _leading(tokens: Sequence[Token], at: int) -> tuple[Fraction, int] | None:
    low = tokens[at].low
    if low in ("a", "an") and tokens[at + 1].low in _ROUND:
        group = (1, at + 1)
    else:
        below = _below_hundred(tokens, at)
        if below is None:
            return None
        group = below
    if tokens[group[1]].low == "dozen":
        return Fraction(group[0] * 12), group[1] + 1
    amount, end = _hundreds(tokens, *group)
    return and_a_part(tokens, Fraction(amount), end)


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """1 to 99, with or without a hyphen."""
    low = tokens[at].low
    if low in ONES:
        return ONES[low], at + 1
    if low not in TENS:
        return None
    behind = at + 2 if tokens[at + 1].kind == "dash" else at + 1
    if tokens[behind].low in _ORDINALS:
        return None
    unit = ONES.get(tokens[behind].low, 0)
    return (TENS[low] + unit, behind + 1) if 0 < unit < 10 else (TENS[low], at + 1)


def _hundreds(tokens: Sequence[Token], amount: int, end: int) -> tuple[int, int]:
    """`amount`, or that many hundreds and what follows: "two hundred and fifty"."""
    behind = end + 1 if tokens[end].kind == "dash" else end
    if tokens[behind].low != "hundred":
        return amount, end
    amount, end = amount * 100, behind + 1
    rest = _rest(tokens, end)
    return (amount + rest[0], rest[1]) if rest else (amount, end)


def _rest(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """ "and fifty", unless that begins a number of its own: "two hundred and three hundred"."""
    joined = tokens[end].low == "and"
    below = _below_hundred(tokens, end + 1 if joined else end)
    if below is None or tokens[below[1]].low == "hundred" or (joined and tokens[below[1]].low in SCALE_WORDS):
        return None
    return below


def and_a_part(tokens: Sequence[Token], amount: Fraction, end: int) -> tuple[Fraction, int]:
    """ "and a half", "and two-thirds" behind a whole number; but "two and a third of the wigs" are two amounts."""
    place = _behind_dash(tokens, end)
    if tokens[place].low != "and":
        return amount, end
    place = _behind_dash(tokens, place + 1)
    share = _simple_share(tokens, place) if tokens[place].low != "half" else None
    if share is None or (share.fraction.denominator not in (2, 4) and tokens[share.end].low == "of"):
        return amount, end
    return amount + share.fraction, share.end


def _with_scales(tokens: Sequence[Token], amount: Fraction, end: int) -> WordNumber:
    """Scale words behind a number, in falling order: "three thousand five hundred", "a million and a half"."""
    scale = tokens[_behind_dash(tokens, end)].low
    if scale not in SCALE_WORDS:
        return WordNumber(amount, "", end)
    end = _behind_dash(tokens, end) + 1
    halved, after = and_a_part(tokens, amount, end)
    if after > end and tokens[after].low not in SCALE_WORDS:
        return WordNumber(halved, scale, after)
    total = amount * 10 ** SCALE_WORDS[scale]
    smallest, compound = SCALE_WORDS[scale], False
    while (further := _further(tokens, end, smallest)) is not None:
        added, smallest, end = further
        total, compound = total + added, True
    return WordNumber(total, "", end) if compound else WordNumber(amount, scale, end)


def _further(tokens: Sequence[Token], at: int, smallest: int) -> tuple[Fraction, int, int] | None:
    """A smaller group behind a scale word: the "two hundred thousand" of "one million two hundred thousand"."""
    if smallest == 0:
        return None
    joined = tokens[at].low == "and"
    below = _below_hundred(tokens, at + 1 if joined else at)
    if below is None:
        return None
    amount, end = _hundreds(tokens, *below)
    scale = SCALE_WORDS.get(tokens[end].low, 0)
    if scale >= smallest or (joined and (scale or amount >= 100)):
        return None
    return Fraction(amount) * 10**scale, scale, end + 1 if scale else end


def _behind_dash(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if tokens[at].kind == "dash" and tokens[at].glued and tokens[at + 1].glued else at


def _part_of_a_scale(tokens: Sequence[Token], at: int) -> WordNumber | None:
    """ "half a million", "half-million", "a quarter of a million", "three quarters of a billion", "half a dozen"."""
    share = _simple_share(tokens, at)
    if share is None:
        return None
    after = share.end
    if tokens[after].kind == "dash":
        after += 1
    if tokens[after].low == "of":
        after += 1
    if tokens[after].low in ("a", "an"):
        after += 1
        after += tokens[after].kind == "dash"
    word = tokens[after].low
    if word == "dozen":
        return WordNumber(share.fraction * 12, "", after + 1)
    if word in SCALE_WORDS:
        return WordNumber(share.fraction, word, after + 1)
    return None


def _simple_share(tokens: Sequence[Token], at: int) -> Share | None:
    """ "half", "a third", "two-thirds", "three quarters", without asking what stands around it."""
    low = tokens[at].low
    if low == "half":
        return Share(Fraction(1, 2), at + 1)
    count, after = (1, at + 1) if low in ("a", "an") else (_below_hundred(tokens, at) or (0, at))
    if not count:
        return None
    after = _behind_dash(tokens, after)
    word = tokens[after].low
    parts = DENOMINATORS.get(word) or PLURAL_DENOMINATORS.get(word)
    if parts is None or count >= parts:
        return None
    if word in DENOMINATORS and count > 1 and not tokens[after].glued:
        return None
    return Share(Fraction(count, parts), after + 1)


def read_share(tokens: Sequence[Token], at: int, before: str) -> Share | None:
    """A fraction in words: "half of", "two-thirds", "a tenth of", "one in ten"; `before` is the word before it."""
    share = _one_in(tokens, at) or _simple_share(tokens, at)
    if share is None:
        return None
    low, behind = tokens[at].low, tokens[share.end]
    if (low in ("half", "a") and before in _PARTS_IN_ORDER) or (low == "half" and behind.low == "past"):
        return None
    if behind.kind == "dash" and behind.glued and tokens[share.end + 1].kind == "word" and tokens[share.end + 1].glued:
        return None  # half-hearted, a third-class carriage
    if low in ("a", "an") and tokens[at + 1].low != "half" and before != "by":
        return share if behind.kind != "word" or behind.low in _BEHIND_A_SHARE else None
    return share


def _one_in(tokens: Sequence[Token], at: int) -> Share | None:
    """ "one in ten", "nine out of ten", "1 in 5"."""
    count, after = _small(tokens, at)
    if count is None:
        return None
    dash = tokens[after].kind == "dash"
    after += dash
    if tokens[after].low == "in":
        after += 1
    elif (tokens[after].low == "out" and tokens[after + 1].low == "of") or (
        tokens[after].low == "of" and tokens[after + 1].low == "every"
    ):
        after += 2
    else:
        return None
    after += tokens[after].kind == "dash"
    after += tokens[after].low == "every"
    whole, end = _small(tokens, after)
    if whole is None or not 0 < count < whole:
        return None
    counted = tokens[at].kind == tokens[after].kind == "number" and whole not in (3, 4, 5, 10, 100)
    if counted and (count > 1 or tokens[after - 1].low != "in"):
        return None  # "12 in 20 camps" and "14 out of 51 traders" count them
    return Share(Fraction(count, whole), end)


def _small(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    token = tokens[at]
    if token.kind == "number" and token.text.isdigit() and len(token.text) <= 3:
        return int(token.text), at + 1
    below = _below_hundred(tokens, at)
    if below is None:
        if token.low in ("a", "hundred") and tokens[at + (token.low == "a")].low in ("hundred", "thousand"):
            word = tokens[at + (token.low == "a")].low
            return {"hundred": 100, "thousand": 1000}[word], at + 1 + (token.low == "a")
        return None, at
    return below


def read_vague(tokens: Sequence[Token], at: int) -> int | None:
    """Where a quantity that gives no number ends: "hundreds of", "tens of thousands", "several hundred", "a few"."""
    low = tokens[at].low
    if low not in _VAGUE and low not in _SEVERAL_FIRST:
        return None
    several = next((words for words in _SEVERAL_FIRST.get(low, ()) if _stand_at(tokens, at, words)), ())
    end = after = at + len(several)
    while tokens[after].low in _VAGUE or (several and tokens[after].low in _ROUND):
        end = after = after + 1
        if tokens[after].low == "of" and tokens[after + 1].low in _VAGUE:
            after += 1
    lone = several in _NEED_A_ROUND_NUMBER and end == at + 1
    return None if end == at or lone else end


def _stand_at(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    return all(tokens[at + offset].low == word for offset, word in enumerate(words))
