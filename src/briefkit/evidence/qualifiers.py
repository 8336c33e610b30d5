"""Find the word that a quote has cut off and that governs it: the rest of its sentence in, the qualifier out.

"The state does not pay its workers", quoted from "pay" on, says the contrary. A qualifier governs what follows it in
its clause: up to a comma, a bracket, a conjunction. How far each reaches is in the tables; what a writer may leave off,
such as who said it, is in none of them. Hedges of numbers are not looked for: a quote that leaves one off cuts a
quantity. Chinese and Korean set their negations right beside the word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Lost:
    """A qualifier that was cut off: its words, and the quote with it."""

    words: str
    with_it: str


class _Word(NamedTuple):
    low: str
    start: int
    end: int


Phrases = Mapping[tuple[str, ...], int]


def _reaching(table: Mapping[int, str]) -> dict[tuple[str, ...], int]:
    """Phrases by their words, with the number of words that may stand between a phrase and the quote."""
    return {tuple(phrase.split()): reach for reach, phrases in table.items() for phrase in phrases.split(", ")}


_BEFORE: Phrases = _reaching(
    {
        8: "if, unless, whether, assuming that, provided that, supposing, in case, on condition that, as long as, "
        "so long as",
        6: "not, never, no longer, neither, nor, denied that, denies that, deny that, denying that, not true that, "
        "untrue that, false that, not the case that, no evidence that, no proof that, doubts that, doubted that, "
        "doubtful that, rejected claims that, rejects claims that, disputed that, disputes that",
        3: "no, without, hardly, barely, scarcely, rarely, seldom, except, except for, excluding, other than, "
        "apart from, with the exception of",
        2: "denied, denies, deny, denying",
        1: "only, solely, merely, exclusively, allegedly, reportedly, supposedly, purportedly, possibly, perhaps, "
        "probably, apparently, maybe, presumably",
        0: "assuming, may, might, could, would, may have, might have, could have, would have, may be, might be, "
        "could be, would be, may also, might also, could also, would also, failed to, fails to, fail to, failing to, "
        "refused to, refuses to, declined to, unable to, yet to, ceased to, stopped, sometimes, usually, occasionally, "
        "often, partly, partially, mostly, mainly, largely, most, most of, most of the, most of its, some, some of, "
        "some of the, some of its, few, few of the, not all, not all of the, nearly all, almost all, "
        "nearly all of the, almost all of the",
    }
)
_BEHIND: Phrases = _reaching(
    {
        2: "if, unless, provided that, assuming that, as long as, so long as, on condition that, except, except for, "
        "excluding, other than, apart from, with the exception of",
        0: "assuming, not, never, no longer, no, none, nothing, nowhere, allegedly, reportedly, supposedly, "
        "not counting, not including",
    }
)
_EDGE = 60  # characters of a quote in which its first and last words are looked for
_LONGEST = max(map(len, (*_BEFORE, *_BEHIND)))
# These go on with the clause behind a comma: "…, unless", "…, except".
_BEHIND_A_COMMA = frozenset(
    {"if", "unless", "provided that", "assuming", "assuming that", "except", "except for", "excluding", "allegedly",
     "reportedly", "supposedly", "as long as", "so long as", "on condition that", "apart from", "other than",
     "with the exception of", "not counting", "not including"}
)  # fmt: skip
_BEFORE_A_COMMA = frozenset(
    "allegedly reportedly supposedly purportedly possibly perhaps probably apparently presumably".split()
)
# What only looks like a qualifier, by the words that follow it, and by the word that stands before it.
_NONE_WITH_BEHIND: Mapping[str, tuple[str, ...]] = {
    "not": ("only", "just", "merely", "least", "because", "to mention", "more than", "less than", "fewer than"),
    "no": ("doubt", "wonder", "matter", "more than", "less than", "fewer than", "greater than", "higher than",
           "lower than", "later than", "earlier than"),
    "if": ("any", "not", "ever", "only", "so"),
    "most": ("recent", "recently", "importantly"),
}  # fmt: skip
_NONE_WITH_AHEAD: Mapping[str, tuple[str, ...]] = {
    "if": ("even", "as", "what"),
    "only": ("the", "an", "not"),
    "most": ("the", "at"),
}
_ASKED = frozenset("see ask asks asked know known knows determine check wonder wondered clear sure".split())
_MARKS = frozenset(',;:()[]"—–-.!?…/')
_JOINTS = frozenset(
    """
    and but or because since which who whom whose that where when while whereas although though than so yet how what why
    after before until as
    """.split()
)
_COORDINATE = frozenset("and but or so yet than".split())
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[,;:()\[\]\"—–.!?…/]|(?<=\s)-(?=\s)")
_CONDITION = re.compile(
    r"""^[\s"'(]*(?P<words>If|Unless|Assuming\ that|Assuming(?=\ (?:the|an?|\d))|Provided\ that|Provided|Supposing
        |As\ long\ as|So\ long\ as|In\ case|On\ condition\ that)\ [^;:]*,\s*(?:then\s+)?(?P<rest>[^,;:()—–]*)$""",
    re.VERBOSE,
)
_EITHER = re.compile(r"\beither\b(?P<first>[^,;:()]*?)(?:\bor\b(?P<second>[^,;:()]*))?$", re.IGNORECASE)
_HELD_TRUE = re.compile(
    r"""\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s|also\s)?(?P<words>(?:believed|thought|said|reported|alleged
        |supposed|rumou?red|expected|projected|forecast|planned|likely|unlikely|claimed|suspected|assumed|estimated)
        \sto)(?:\s[\w-]+){0,2}\s$""",
    re.VERBOSE,
)
_CHINESE_BEFORE = re.compile(
    r"(?:从来不|从未|并非|并不|并未|不再|不是|不能|不会|无法|没有|(?<![淹沉埋出吞覆湮])没|未曾|未能|未|不|仅仅|仅"
    r"|(?<![一二两三四五六七八九十几数\d])只有|(?<![一二两三四五六七八九十几数\d])只|除了|可能|或许|据称|据说)$"
)
_CHINESE_IF = re.compile(r"(?P<words>如果|假如|倘若|要是|除非|只要|若是)[^。；！？]*$")
_CHINESE_BEHIND = re.compile(
    r"^(?:并非|并不|并未|并没有|从未|从不|没有|没|未|无法|不(?![过久断同仅但只到足得]|超过|少于|低于|多于|高于))"
)
_KOREAN_BEFORE = re.compile(r"(?:^|(?<=[\s“‘\"'(]))(?:안|못|만약|만일|아마)\s$")
_KOREAN_BEHIND = re.compile(
    r"^(?:지\s?(?:않|못|말)|\s?(?:않|못하|못했|못한|아니|아닌|아닙|없)|(?:뿐|만(?=[\s을이의은.,]|$)))[가-힣]*"
)


def lost_qualifier(before: str, quote: str, after: str) -> Lost | None:
    """The qualifier outside the quote that governs it; `before` and `after` are the rest of its sentence."""
    ahead, behind = _words(before), _words(after)
    return (
        _lost_before(before, ahead, quote)
        or _lost_behind(quote, after, behind)
        or _lost_alternative(before, quote, after)
        or _lost_beside(before, quote, after)
    )


# English


def _words(text: str) -> list[_Word]:
    """The words and marks of a text, in lower case; "doesn't" and "cannot" are two words, the second of them "not"."""
    found: list[_Word] = []
    for match in _WORD.finditer(text):
        (start, end), word = match.span(), match.group()
        low = word if word == "May" else word.lower()  # "May" is a month, "may" is a doubt
        if low.endswith("n't") or low == "cannot":
            found += (_Word(low[:-3], start, end - 3), _Word("not", start, end))
        else:
            found.append(_Word(low, start, end))
    return found


def _lost_before(before: str, words: Sequence[_Word], quote: str) -> Lost | None:
    own = _words(quote[:_EDGE])
    if own and own[0].low in _JOINTS:
        # "Not because the price fell": right before them, a qualifier governs the words that join.
        last = words[-1] if words else None
        if last is None or own[0].low in _COORDINATE or last.low not in ("not", "only"):
            return None
        if last.low == "only" and len(words) > 1 and words[-2].low in _NONE_WITH_AHEAD["only"]:
            return None
        return Lost(before[last.start : last.end], f"{before[last.start :]}{quote}")
    found = _walk(words, own)
    if found is not None:
        return Lost(before[found[0] : found[1]], f"{before[found[0] :]}{quote}")
    held = _HELD_TRUE.search(before)
    if held is not None:
        return Lost(held["words"], f"{before[held.start() :]}{quote}")
    condition = _CONDITION.match(before)
    if condition is not None and not any(
        word.low in _JOINTS or word.low in _MARKS for word in _words(condition["rest"])
    ):
        return Lost(condition["words"], f"{before[condition.start('words') :]}{quote}")
    return None


def _walk(words: Sequence[_Word], own: Sequence[_Word]) -> tuple[int, int] | None:
    """The nearest qualifier before a quote, from the quote backwards to the beginning of its clause."""
    count = len(words)
    lows = [word.low for word in (*words, *own[:2])]
    for last in range(count - 1, -1, -1):
        between = count - 1 - last
        for first in range(max(last - _LONGEST + 1, 0), last + 1):
            reach = _BEFORE.get(tuple(lows[first : last + 1]), -1)
            if reach >= between and _qualifies(lows, first, last + 1):
                return words[first].start, words[last].end
        if lows[last] in _MARKS:
            led = lows[last] == "," and between == 0 and last > 0 and lows[last - 1] in _BEFORE_A_COMMA
            return (words[last - 1].start, words[last - 1].end) if led else None
        if lows[last] in _JOINTS:
            return None
    return None


def _qualifies(lows: Sequence[str], first: int, end: int) -> bool:
    """Whether a phrase is a qualifier here: "not only" is none, and what somebody did not deny is not denied."""
    head, ahead = lows[first], lows[first - 1] if first else ""
    behind = " ".join(lows[end : end + 2]) + " "
    if end == first + 1 and any(behind.startswith(f"{words} ") for words in _NONE_WITH_BEHIND.get(head, ())):
        return False
    if head.startswith("den") and "not" in lows[max(first - 2, 0) : first]:
        return False
    return ahead not in _NONE_WITH_AHEAD.get(head, ())


def _lost_behind(quote: str, after: str, words: Sequence[_Word]) -> Lost | None:
    if not words:
        return None
    own = _words(quote[-_EDGE:])[-1:]
    lows = [word.low for word in (*own, *words)]
    count = len(own)
    comma = lows[count] in (",", "(", "—", "–")
    start = count + comma
    for first in range(start, min(start + (1 if comma else 3), len(lows))):
        for end in range(min(first + _LONGEST, len(lows)), first, -1):
            phrase = tuple(lows[first:end])
            if _BEHIND.get(phrase, -1) < first - start or (comma and " ".join(phrase) not in _BEHIND_A_COMMA):
                continue
            if _qualifies(lows, first, end) and not (phrase == ("if",) and lows[first - 1] in _ASKED):
                lost = after[words[first - count].start : words[end - count - 1].end]
                return Lost(lost, f"{quote}{after[: _clause_end(words, end - count)]}")
        if lows[first] in _MARKS or lows[first] in _JOINTS:
            break
    if lows[count] == "only" and (len(words) == 1 or lows[count + 1] in (*_MARKS, "and", "but")):
        return Lost(after[words[0].start : words[0].end], f"{quote}{after[: words[0].end]}")
    return None


def _clause_end(words: Sequence[_Word], at: int) -> int:
    """Where the clause ends that goes on at a word."""
    end = words[min(at, len(words)) - 1].end
    for word in words[at:]:
        if word.low in _MARKS:
            break
        end = word.end
    return end


def _lost_alternative(before: str, quote: str, after: str) -> Lost | None:
    """One half of "either … or" or "neither … nor"."""
    if "either" not in before.lower() and "either" not in quote.lower():
        return None
    own = re.findall(r"\w+", quote.lower())
    for opening, joint in (("either", "or"), ("neither", "nor")):
        other = re.match(rf"[^,;:()]*?\b(?P<joint>{joint})\b[^,;:().]*", after)
        if opening in own and joint not in own and other is not None:
            return Lost(other["joint"], f"{quote}{other.group()}")
    found = _EITHER.search(before)
    if found is None or "or" in own:
        return None
    other = re.match(r"[^,;:()]*?\bor\b[^,;:().]*", after)
    if found["second"] is not None and len(found["second"].split()) <= 1:
        return Lost("either … or", f"{before[found.start() :]}{quote}")
    if found["second"] is None and len(found["first"].split()) <= 3 and other is not None:
        return Lost("either … or", f"{before[found.start() :]}{quote}{other.group()}")
    return None


# Chinese and Korean


def _lost_beside(before: str, quote: str, after: str) -> Lost | None:
    if before.isascii() and after.isascii():
        return None
    for pattern in (_CHINESE_BEFORE, _CHINESE_IF, _KOREAN_BEFORE):
        found = pattern.search(before)
        if found is not None:
            words = found["words"] if pattern is _CHINESE_IF else found.group().strip()
            return Lost(words, f"{before[found.start() :].lstrip()}{quote}")
    for pattern in (_CHINESE_BEHIND, _KOREAN_BEHIND):
        found = pattern.search(after)
        if found is not None:
            return Lost(found.group().strip(), f"{quote}{found.group()}")
    return None
