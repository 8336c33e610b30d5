"""Find verbatim quotes in a snapshot: text and quote → how often it stands there, and what is nearest if it does not.

Only what typesetting changes is normalised, on both sides alike: white space, quotation marks, hyphenation at line
ends, ligatures, full-width forms and Unicode composition. A digit, a sign or a word is never "near enough".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛ʼ′"), "'") | dict.fromkeys(map(ord, "“”„‟″"), '"')
_HYPHENS = {ord("\u2010"): "-", ord("\u2011"): "-"}
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_LIGATURES = {0xFB00 + index: text for index, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE = {**_WIDE, **_QUOTES, **_HYPHENS, **_DROPPED, **_LIGATURES}
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])-[^\S\n]*\n\s*(?=[^\W\d_])")
_SPACE = re.compile(r"\s+")
_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ELISION = re.compile(r"^(?:…|\.\.\.)\s*|\s*(?:…|\.\.\.)$")
NEAREST_BUDGET = 4_000_000  # characters searched for near passages, a seed


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the normalised snapshot: where it stands, and the text before and behind it."""

    start: int
    end: int
    before: str
    text: str
    after: str


class Snapshot:
    """The normalised text of a source, ready to be searched."""

    def __init__(self, text: str) -> None:
        self.text = normalise(text)
        # A hyphen at a line end may be part of the word or not, or be quoted as it stands: all three are looked for.
        self._joined = normalise(_LINE_HYPHEN.sub("", text))
        self._kept = normalise(_LINE_HYPHEN.sub("-", text))
        self._budget = NEAREST_BUDGET

    def find(self, quote: str, prefix: str = "", suffix: str = "") -> tuple[Passage, ...]:
        """Every place where `quote` stands, between `prefix` and `suffix` where they are given."""
        needle = needle_of(quote)
        if not needle:
            return ()
        for text in dict.fromkeys((self.text, self._joined, self._kept)):
            found = [passage for passage in _occurrences(text, needle) if _between(passage, prefix, suffix)]
            if found:
                return tuple(found)
        return ()

    def nearest(self, quote: str) -> str:
        """The passage most like `quote`, for a message; empty where none is, or after too much was searched."""
        needle = needle_of(quote)
        self._budget -= len(self.text)
        if not needle or self._budget < 0:
            return ""
        found = fuzz.partial_ratio_alignment(needle, self.text, score_cutoff=60)
        if found is None:
            return ""
        start, end = _whole_words(self.text, found.dest_start, found.dest_end)
        return self.text[start:end]

    def sentence(self, passage: Passage) -> str:
        """The whole sentence, or sentences, in which a passage stands."""
        before = re.split(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z\"'(])", passage.before)[-1]
        after = re.split(r"(?<=[.!?])(?=[\"')\]]*\s+[A-Z\"'(]|$)", passage.after)[0]
        return f"{before}{passage.text}{after}".strip()


def normalise(text: str) -> str:
    """The text as it is searched."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _SPACE.sub(" ", text.translate(_TABLE)).strip()


def needle_of(quote: str) -> str:
    """A quote as it is looked for: an ellipsis at either end stands for the text left out there."""
    return _ELISION.sub("", normalise(quote)).strip()


def cuts(passage: Passage) -> bool:
    """Whether the quote begins or ends in the middle of a word or a number ("5 million" in "2.5 million")."""
    before, after, text = passage.before, passage.after, passage.text
    starts_inside = _one_word(before[-1:], text[:1])
    ends_inside = _one_word(text[-1:], after[:1])
    number_before = re.match(r"\d|[.,]\d", text) is not None and re.search(r"\d[.,]?$", before) is not None
    number_after = text[-1:].isdigit() and re.match(r"[.,]\d|\s?%", after) is not None
    return starts_inside or ends_inside or number_before or number_after


def _one_word(one: str, other: str) -> bool:
    """Whether two neighbours stand in one word. Chinese, Japanese and Korean write words and particles together."""
    return one.isalnum() and other.isalnum() and not (_UNSPACED.match(one) or _UNSPACED.match(other))


def _occurrences(text: str, needle: str) -> list[Passage]:
    found: list[Passage] = []
    at = text.find(needle)
    while at >= 0 and len(found) < 100:
        end = at + len(needle)
        found.append(Passage(at, end, text[max(0, at - 600) : at], needle, text[end : end + 600]))
        at = text.find(needle, at + 1)
    return found


def _between(passage: Passage, prefix: str, suffix: str) -> bool:
    before, after = passage.before.rstrip(), passage.after.lstrip()
    return before.endswith(normalise(prefix)) and after.startswith(normalise(suffix))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
