"""Hold the text of a claim without a value to its quote: nothing weighty added, nothing weighty left out.

A text may rephrase its quote. A number, a month, a unit, a negation or a hedge may not come in that way, and one that
stands right before words which the text takes over may not get lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefkit.evidence.passages import normalise
from briefkit.figures.money.currencies import CURRENCY_NAMES
from briefkit.figures.periods import ENGLISH_MONTHS
from briefkit.figures.quotes.east_asian_units import HAS_EAST_ASIAN
from briefkit.figures.values import SCALES

_NEGATIONS = frozenset("not no never nor neither none without cannot hardly barely nobody nothing".split())
_HEDGES = frozenset(
    "about around some roughly nearly almost over under above below up most least more less fewer than only just "
    "approximately mostly mainly largely partly usually often sometimes rarely generally possibly probably perhaps "
    "reportedly allegedly may might could if unless".split()
)
_COUNTS = frozenset(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds dozen dozens half third "
    "thirds quarter quarters twice thrice double triple percent percentage all every each many few several".split()
)
_SCALES = frozenset(SCALES) | {f"{scale}s" for scale in SCALES}
_MONTHS = frozenset(month.lower() for month in ENGLISH_MONTHS if month != "May") | {"May"}
_MONEY = frozenset(name.lower() for name in CURRENCY_NAMES if name.isalpha()) | {"dollars", "euros", "pounds", "yen"}
_ADDED = _NEGATIONS | _HEDGES | _COUNTS | _SCALES | _MONTHS | _MONEY
_LOST = _NEGATIONS | (_HEDGES - {"some", "than", "up"}) | _SCALES
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[,;:.!?()—–]")
_REACH = 2  # words


class Unfaithful(NamedTuple):
    """A word of a text that its quote does not have, or of a quote that its text leaves out: where, and which."""

    start: int
    end: int
    word: str


class _Word(NamedTuple):
    word: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        return not self.word[0].isalnum()


def added(text: str, quote: str) -> Iterator[Unfaithful]:
    """The numbers and weighty words of `text` that do not stand in `quote`, with their place in `text`."""
    quoted, words = _read(normalise(quote)), _read(text)
    stated = {word.word for word in quoted}
    beside = {pair for at in range(len(quoted)) for pair in _beside(quoted, at)}
    foreign = HAS_EAST_ASIAN.search(quote) is not None and HAS_EAST_ASIAN.search(text) is None
    for at, word in enumerate(words):
        weighs = word.word[0].isdigit() or (not foreign and _weighs(word.word, _ADDED))
        # The "not" of "not only" denies nothing else that the text says.
        elsewhere = not foreign and _weighs(word.word, _NEGATIONS) and beside.isdisjoint(_beside(words, at))
        if weighs and (word.word not in stated or elsewhere):
            yield Unfaithful(word.start, word.end, text[word.start : word.end])


def _beside(words: Sequence[_Word], at: int) -> Iterator[tuple[str, str]]:
    """A word with the one before it, and with the one behind it."""
    if at:
        yield words[at - 1].word, words[at].word
    if at + 1 < len(words):
        yield words[at].word, words[at + 1].word


def left_out(text: str, quote: str) -> Iterator[Unfaithful]:
    """The negations, hedges and scale words of `quote` that stand right before, or among, words that `text` takes over.

    So too the currency of a number that it takes over: "millions of dollars". Places are those of `quote`.
    """
    words, taken = _read(quote), _read(text)
    kept = _taken_over(words, taken)
    for at, word in enumerate(words):
        if at in kept:
            continue
        lost = _weighs(word.word, _LOST) and _governs(words, at, kept)
        if lost or (word.word in _MONEY and _is_counted(words, at, kept)):
            yield Unfaithful(word.start, word.end, word.word)


def _is_counted(words: Sequence[_Word], at: int, kept: set[int]) -> bool:
    """Whether a number that was taken over stands right before a word."""
    before = at - 1 - (at > 1 and words[at - 1].word == "of")
    return before in kept and (words[before].word[0].isdigit() or words[before].word in _COUNTS | _SCALES)


def _governs(words: Sequence[_Word], at: int, kept: set[int]) -> bool:
    """Whether one of the next words of the same clause was taken over."""
    for place in range(at + 1, min(at + 1 + _REACH, len(words))):
        if words[place].is_mark:
            return False
        if place in kept:
            return True
    return False


def _taken_over(words: Sequence[_Word], taken: Sequence[_Word]) -> set[int]:
    """Which words of a quote a text takes over: its longest common run of them, and what joins on in order."""
    matcher = SequenceMatcher(a=[word.word for word in words], b=[word.word for word in taken], autojunk=False)
    return {
        place
        for block in matcher.get_matching_blocks()
        for place in range(block.a, block.a + block.size)
        if not words[place].is_mark
    }


def _weighs(word: str, words: frozenset[str]) -> bool:
    return word in words or word.endswith("n't")


def _read(text: str) -> list[_Word]:
    """The words, numbers and marks of a text, in lower case, with straight apostrophes."""
    even = text.replace("’", "'").lower()
    if len(even) != len(text):  # a letter whose small form is longer
        even = text.replace("’", "'")
    found = [(match.group(), *match.span()) for match in _WORD.finditer(even)]
    # The month is another word than the verb.
    return [_Word("May" if text[start:end] == "May" else word, start, end) for word, start, end in found]
