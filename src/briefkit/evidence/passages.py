"""Find verbatim quotes in a snapshot: text and quote → every place where it stands, and the sentence around it.

Only what typesetting changes is normalised, on both sides alike: white space, quotation marks, hyphenation at line
ends, ligatures, full-width forms and Unicode composition. A digit, a sign or a word is never "near enough".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefkit.evidence.near import Near, effort, find_near

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛ʼ′"), "'") | dict.fromkeys(map(ord, "“”„‟″"), '"')
_HYPHENS = {ord("\u2010"): "-", ord("\u2011"): "-"}
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_LIGATURES = {0xFB00 + index: text for index, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE = {**_WIDE, **_QUOTES, **_HYPHENS, **_DROPPED, **_LIGATURES}
_TYPESET = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]+")
_LINE_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)[^\S\n]*\n\s*(?=[^\W\d_])")
_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ELISION = re.compile(r"^(?:…|\.\.\.)\s*|\s*(?:…|\.\.\.)$")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NEAREST_BUDGET = 12_000_000  # characters gone through for near passages, a seed
# Where a sentence ends: a full stop or its like, closing marks, and the beginning of another sentence.
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*(?=\s+[\"'(\[]*[A-ZÀ-ÞА-Я\u3400-\u9fff\uac00-\ud7a3])|[。！？][\"')\]」』]*")
_ABBREVIATED = re.compile(
    r"(?:(?<![\w])[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|No|Nos|vs|approx|ca|c|cf|e\.g|i\.e|Jan|Feb|Mar|Apr|Aug|Sept?|Oct"
    r"|Nov|Dec|Art|Fig|Figs|pp|p|Inc|Ltd|Co|Corp|est))$"
)


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
        self.text = self._joined = self._kept = normalise(text)
        # A hyphen at a line end may be part of the word or not, or be quoted as it stands: all three are looked for.
        if _LINE_HYPHEN.search(text):
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

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number of the text, as it is written."""
        return frozenset(NUMBER.findall(self.text))

    def near(self, needle: str, prefix: str = "", suffix: str = "") -> Near | None:
        """The passage most like a quote as `needle_of` gives it; None where none is, or after too much was searched."""
        before, after = normalise(prefix), normalise(suffix)
        self._budget -= effort(self.text, f"{before}{needle}{after}")
        return find_near(self.text, needle, before, after) if needle and self._budget >= 0 else None

    def passage(self, start: int, end: int) -> Passage:
        """The passage at a place of the text."""
        return _passage(self.text, start, end)

    def rest_of_sentence(self, passage: Passage) -> tuple[str, str]:
        """What stands before and behind a passage in its sentence."""
        # What ends a sentence is known by what stands on either side of it, be that in the passage.
        head, tail = passage.text[:1], passage.text[-10:]
        before, after = passage.before + head, tail + passage.after
        start = _last_beginning(before)
        stop = next((match.end() for match in _sentence_ends(after) if match.end() >= len(tail)), len(after))
        return before[start : len(before) - len(head)], after[len(tail) : stop]

    def sentence(self, passage: Passage) -> str:
        """The whole sentence, or sentences, in which a passage stands."""
        before, after = self.rest_of_sentence(passage)
        return f"{before}{passage.text}{after}".strip()


def _sentence_ends(text: str) -> Iterator[re.Match[str]]:
    """The marks that end the sentences of a text, in order."""
    return (match for match in _SENTENCE_END.finditer(text) if not _is_abbreviation(match))


def _last_beginning(text: str) -> int:
    """Where the last sentence of a text begins."""
    ends = reversed(list(_SENTENCE_END.finditer(text)))
    last = next((match.end() for match in ends if not _is_abbreviation(match)), 0)
    return len(text) - len(text[last:].lstrip()) if last else 0


def _is_abbreviation(end: re.Match[str]) -> bool:
    """Whether a mark that may end a sentence is the full stop of "Mr." or "approx."."""
    at = end.start()
    return end.group()[0] == "." and _ABBREVIATED.search(end.string[max(at - 8, 0) : at]) is not None


def normalise(text: str) -> str:
    """The text as it is searched."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return " ".join(_TYPESET.sub(_plain, text).split())


def _plain(match: re.Match[str]) -> str:
    return match.group().translate(_TABLE)


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
        found.append(_passage(text, at, end))
        at = text.find(needle, at + 1)
    return found


def _passage(text: str, start: int, end: int) -> Passage:
    return Passage(start, end, text[max(0, start - 600) : start], text[start:end], text[end : end + 600])


def _between(passage: Passage, prefix: str, suffix: str) -> bool:
    before, after = passage.before.rstrip(), passage.after.lstrip()
    head, tail = normalise(prefix), normalise(suffix)
    if not (before.endswith(head) and after.startswith(tail)):
        return False
    # "5" is not what stands there in "25".
    ahead, behind = before[: len(before) - len(head)][-1:], after[len(tail) :][:1]
    return not (head and _one_word(ahead, head[0])) and not (tail and _one_word(tail[-1], behind))
