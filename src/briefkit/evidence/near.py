"""Find the passage that is most like a quote that is not in a text: two texts in, a stretch of the second out.

Used to say what became of a quote, and for nothing else: a near passage never holds a claim. rapidfuzz finds the
neighbourhood; there the words of the quote are laid beside the words of the text, so that the passage begins and ends
where the quote does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

MAX_NEEDLE = 20_000  # characters of a quote that is looked for
_PROBE = 60  # characters that are looked for at a time: beginning, middle and end of a quote
_MAX_CELLS = 150_000  # words of the quote times words of the neighbourhood
_CELL_EFFORT = 8  # laying one word beside another takes as long as going through so many characters
_READ_EFFORT = 150  # reading what a character of a quote and of its passage state
_LEAST_SCORE = 60
# Runs of letters and digits, numbers with their points, and signs that mean something. Chinese has no spaces.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+(?:['-][^\W\d_]+)*|[.!?。！？](?!\w)|[^\w\s,;:()\"']"
)
_STOPS = frozenset(".!?。！？")
# What it costs to leave out a word of the quote, to pass over a word of the text, to set one for the other. A word for
# a word is cheaper than leaving one out, so that a changed first or last word belongs to the passage.
_LEFT_OUT, _PASSED_OVER, _REPLACED = 1.0, 0.5, 0.9
_LEAST_ALIKE, _NUMBER_FOR_NUMBER = 0.6, 0.3  # what spelling makes of two words, and of two unlike numbers
_STOP_PASSED_OVER, _STOP_LEFT_OUT, _STOP_REPLACED = 1.5, 0.3, 1.6


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of the text: in whole words, from `start` to `end`.

    `likeness` is the share of the quote's words that stand in it, 0 to 1, and `words` how many they are; `in_place`
    whether it stands between the very words that were said to stand before and behind the quote.
    """

    start: int
    end: int
    likeness: float
    words: int
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def find_near(text: str, needle: str, before: str = "", after: str = "") -> Near | None:
    """The stretch of `text` most like `needle`, which is expected between `before` and `after`; None if none is."""
    whole = " ".join(part for part in (before, needle, after) if part)
    window = _window(text, whole)
    if window is None:
        return None
    first, own, last = _tokens(before), _tokens(needle), _tokens(after)
    margin = 80 + len(whole) // 3
    start, end = _whole_words(text, max(window[0] - margin, 0), min(window[1] + margin, len(text)))
    around = [_Token(one.text, one.start + start, one.end + start) for one in _tokens(text[start:end])]
    quote = [*first, *own, *last]
    if len(quote) * len(around) > _MAX_CELLS:
        return _plain(text, needle, *_whole_words(text, *window))
    laid = _lay([one.text for one in quote], [one.text for one in around])
    middle = laid[len(first) : len(first) + len(own)]
    places = [place for place, _ in middle if place is not None]
    if not places:
        return None
    alike = [alike for (_, alike), one in zip(middle, own, strict=True) if one.text not in _STOPS]
    edges = [*laid[: len(first)], *laid[len(first) + len(own) :]]
    return Near(
        start=around[places[0]].start,
        end=_with_marks(text, around[places[-1]].end, needle),
        likeness=sum(alike) / max(len(alike), 1),
        words=sum(one == 1 for one in alike),
        in_place=bool(edges) and all(alike == 1 for _, alike in edges),
    )


def _window(text: str, needle: str) -> tuple[int, int] | None:
    """About where `needle` would stand: the best of what its beginning, its middle and its end are found near to."""
    if not needle or len(needle) > MAX_NEEDLE:
        return None
    best, score = None, 0.0
    for offset in _offsets(needle):
        found = fuzz.partial_ratio_alignment(needle[offset : offset + _PROBE], text, score_cutoff=_LEAST_SCORE)
        if found is None:
            continue
        start = max(found.dest_start - offset, 0)
        end = min(start + len(needle), len(text))
        likeness = fuzz.ratio(needle, text[start:end])
        if likeness > score:
            best, score = (start, end), likeness
    return best


def effort(text: str, needle: str) -> int:
    """About how many characters are gone through to find what is nearest to a quote."""
    cells = min(len(needle) * len(needle) // 10, _MAX_CELLS)  # a word has some five letters, the neighbourhood more
    return len(text) * len(_offsets(needle)) + _CELL_EFFORT * cells + _READ_EFFORT * len(needle)


def _offsets(needle: str) -> list[int]:
    """Where in a quote the stretches begin that are looked for."""
    last = max(len(needle) - _PROBE, 0)
    return sorted({0, last // 2, last})


def _plain(text: str, needle: str, start: int, end: int) -> Near:
    """The neighbourhood itself, for a quote too long to be laid beside it word by word."""
    likeness = fuzz.ratio(needle, text[start:end]) / 100
    return Near(start, end, likeness, round(likeness * len(needle.split())))


def _tokens(text: str) -> list[_Token]:
    return [_Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def _with_marks(text: str, end: int, needle: str) -> int:
    """`end` moved behind the marks that the quote ends with, where they follow."""
    marks = re.search(r"[^\w\s]*$", needle)
    return end + len(marks.group()) if marks and text.startswith(marks.group(), end) else end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _lay(quote: Sequence[str], around: Sequence[str]) -> list[tuple[int | None, float]]:
    """For each word of the quote, the word of the text that stands for it, and how alike they are: 0 to 1.

    The quote is laid out whole; of the text, what lies before and behind it costs nothing.
    """
    width = len(around) + 1
    costs = [0.0] * width
    steps: list[bytearray] = []
    for word in quote:
        left_out = _STOP_LEFT_OUT if word in _STOPS else _LEFT_OUT
        row = [costs[0] + left_out] + [0.0] * (width - 1)
        step = bytearray(width)
        for at, other in enumerate(around, 1):
            replaced = costs[at - 1] + _replacing(word, other)
            dropped = costs[at] + left_out
            passed = row[at - 1] + (_STOP_PASSED_OVER if other in _STOPS else _PASSED_OVER)
            least = min(replaced, dropped, passed)
            row[at], step[at] = least, 1 if replaced == least else 0 if dropped == least else 2
        costs = row
        steps.append(step)
    laid: list[tuple[int | None, float]] = [(None, 0.0)] * len(quote)
    index, at = len(quote) - 1, costs.index(min(costs))
    while index >= 0:
        step_taken = steps[index][at] if at else 0
        if step_taken == 1:
            laid[index] = (at - 1, _alike(quote[index], around[at - 1]))
        at -= step_taken > 0
        index -= step_taken < 2
    return laid


@lru_cache(maxsize=50_000)
def _alike(word: str, other: str) -> float:
    """How alike two words are: 1 for the same, 0 for another word."""
    if word == other:
        return 1.0
    if word[0].isdigit() != other[0].isdigit():
        return 0.0
    ratio = fuzz.ratio(word.casefold(), other.casefold()) / 100
    if ratio < _LEAST_ALIKE:
        return _NUMBER_FOR_NUMBER if word[0].isdigit() else 0.0
    return min(ratio, 0.9)


def _replacing(word: str, other: str) -> float:
    if word == other:
        return 0.0
    if word in _STOPS or other in _STOPS:
        return _STOP_REPLACED
    return _REPLACED * (1 - _alike(word, other))
