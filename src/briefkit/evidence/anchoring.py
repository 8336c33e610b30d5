"""Hold a quote to its snapshot: where it stands, what became of it, what it cuts off.

A quote holds a claim only where its very words stand. What stands in their place otherwise is told apart, for the
finding and for whoever brings a seed up to date: moved, reworded, changed or gone. None of these is ever matched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefkit.evidence.changes import count_shared, differences
from briefkit.evidence.near import Near
from briefkit.evidence.passages import Passage, Snapshot, cuts, needle_of, normalise
from briefkit.evidence.qualifiers import Lost, lost_qualifier
from briefkit.evidence.spec import ClaimSpec
from briefkit.figures.quotes.east_asian_units import HAS_EAST_ASIAN
from briefkit.figures.quotes.quantities import Quantity
from briefkit.figures.quotes.reading import read_quantities, read_quantities_before
from briefkit.figures.units import Vocabulary
from briefkit.findings import Finding
from briefkit.findings import bk3_anchors as codes
from briefkit.nodes import Scalar

CONTEXT = 120  # characters on either side of a quote in which its numbers may go on
_LEAST_WORDS = 2  # that a passage must share with a quote to be taken for what became of it
_LEAST_ALIKE, _LEAST_ALIKE_WITHOUT_NUMBERS = 0.5, 0.65
_LEFT_AT_AN_EDGE = 2  # words that a sentence may have beyond a passage that seems to be all of it
_PLAIN = re.compile(r"""[^\s"'&*!|>%@`#{}\[\],?:-](?:(?!: | #|:$).)*""")

# A number that counts nothing, as the end of a range does; "to 90 workers" is another amount.
_RANGE_END = re.compile(
    r"\s(?:to|or)\s[\d.,]*\d(?:\s?(?:[,;:.)]|$)"
    r"|\s(?:and|but|or|in|at|for|of|on|from|which|that|the|put|was|were|is|are)\b)"
)
_STARTS_WITH_NUMBER = re.compile(r"(?:[A-Z]{3}\s?|[$€£¥₩])?\d")
_ENGLISH_HEDGE = re.compile(
    r"(?<![^\W_])(?:about|around|some|roughly|nearly|almost|over|under|more than|less than|fewer than|at least|at most"
    r"|up to)\s$",
    re.IGNORECASE,
)


class State(StrEnum):
    """What a quote is in a snapshot."""

    UNCHANGED = "unchanged"  # its words stand there, where they should
    MOVED = "moved"  # its words stand there, but not beside its prefix and suffix
    REWORDED = "reworded"  # other words state the same quantities, and negate and limit the same
    CHANGED = "changed"  # a number, unit, sign, scale, currency, hedge or negation is another one
    GONE = "gone"  # nothing like it was found, or too much was searched before


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a quote stands. `passages` is every place of its very words; `now` what stands there instead of them.

    `differences` say, for a changed quote, what differs, each in words for a message.
    """

    state: State
    passages: tuple[Passage, ...] = ()
    now: str = ""
    differences: tuple[str, ...] = ()


def classify_quote(
    quote: str, snapshot: Snapshot, vocabulary: Vocabulary, *, prefix: str = "", suffix: str = ""
) -> Standing:
    """What a quote, expected between `prefix` and `suffix`, is in a snapshot. Changed goes before reworded."""
    found = snapshot.find(quote, prefix, suffix)
    if found:
        return Standing(state=State.UNCHANGED, passages=found)
    elsewhere = snapshot.find(quote) if prefix or suffix else ()
    lost_sight_of = Standing(state=State.MOVED if elsewhere else State.GONE, passages=elsewhere)
    needle = needle_of(quote)
    near = snapshot.near(needle, prefix, suffix)
    if near is None or (elsewhere and not near.in_place):
        return lost_sight_of
    passage = _with_quantities(snapshot, *_with_edges(snapshot, near, needle), vocabulary)
    now, differing = passage.text, differences(needle, passage.text, vocabulary)
    before, after = snapshot.rest_of_sentence(passage)
    lost = lost_qualifier(before, now, after)
    if lost is not None and not differing and len(lost.with_it.strip()) - len(now) <= len(lost.words) + 1:
        now, differing = lost.with_it.strip(), (f"the source now says “{lost.words}” right beside it",)
    least = _LEAST_ALIKE if count_shared(needle, passage.text, vocabulary) else _LEAST_ALIKE_WITHOUT_NUMBERS
    if near.likeness < least or near.words < _LEAST_WORDS:
        return lost_sight_of
    state = State.CHANGED if differing else State.REWORDED
    return Standing(state=state, now=now, differences=differing)


def anchor_quote(
    spec: ClaimSpec, snapshot: Snapshot, vocabulary: Vocabulary, resting_on: Sequence[str] = ()
) -> Iterator[Finding]:
    """What is wrong with the quote of a claim. `resting_on` are the quotes of claims that it is calculated from."""
    quote = spec.quote
    if quote is None:
        return  # a claim on a cell
    prefix = spec.prefix.text if spec.prefix else ""
    suffix = spec.suffix.text if spec.suffix else ""
    standing = classify_quote(quote.text, snapshot, vocabulary, prefix=prefix, suffix=suffix)
    match standing.state:
        case State.UNCHANGED:
            yield from _unchanged(quote, snapshot, standing, vocabulary, resting_on)
        case State.MOVED:
            yield _moved(spec, quote, snapshot, standing)
        case State.REWORDED:
            hint = f"if the passage still says what the claim says: {_as_key('quote', standing.now)}"
            yield codes.QUOTE_REWORDED.at(quote.span, now=_shorten(standing.now), hint=hint)
        case State.CHANGED:
            hint = f"look at the value too; if the source is right: {_as_key('quote', standing.now)}"
            said = _shorten("; ".join(standing.differences), 300)
            yield codes.QUOTE_CHANGED.at(quote.span, differences=said, hint=hint)
        case State.GONE:
            hint = "copy the quote from the snapshot letter by letter; if the source dropped it, remove the claim"
            yield codes.QUOTE_NOT_FOUND.at(quote.span, hint=hint)


def _unchanged(
    quote: Scalar, snapshot: Snapshot, standing: Standing, vocabulary: Vocabulary, resting_on: Sequence[str]
) -> Iterator[Finding]:
    first = standing.passages[0]
    if len(standing.passages) > 1:
        behind = first.after.split()[:4]
        hint = f'add words to the quote, or say what stands next to it: suffix: "{" ".join(behind)}"'
        yield codes.QUOTE_AMBIGUOUS.at(quote.span, count=len(standing.passages), hint=hint)
        return
    before, after = snapshot.rest_of_sentence(first)
    whole = f"{before}{first.text}{after}".strip()
    if cuts(first) or cuts_quantity(Passage(first.start, first.end, before, first.text, after), vocabulary):
        hint = "quote whole words, and numbers with all that belongs to them"
        yield codes.QUOTE_CUTS.at(quote.span, sentence=_shorten(whole, 300), hint=hint)
        return
    lost = lost_qualifier(before, first.text, after)
    if lost is not None and not _is_held(lost, whole, resting_on):
        hint = f"quote it too: {_as_key('quote', lost.with_it.strip())}"
        yield codes.QUALIFIER_LOST.at(quote.span, words=lost.words, sentence=_shorten(whole, 300), hint=hint)


def _moved(spec: ClaimSpec, quote: Scalar, snapshot: Snapshot, standing: Standing) -> Finding:
    """The finding for words that stand elsewhere, at the key that does not fit."""
    key, wrong = "suffix", spec.suffix
    if spec.prefix is not None and (wrong is None or not snapshot.find(quote.text, spec.prefix.text)):
        key, wrong = "prefix", spec.prefix
    assert wrong is not None
    passage = standing.passages[0]
    context = f"…{passage.before[-50:]}⟨{passage.text}⟩{passage.after[:50]}…"
    beside = " ".join(passage.before.split()[-4:] if key == "prefix" else passage.after.split()[:4])
    hint = f"if this is the passage that is meant: {key}: {json.dumps(beside, ensure_ascii=False)}"
    if len(standing.passages) > 1:
        hint = f"look which of its {len(standing.passages)} places is meant, and correct {key}"
    where = "behind" if key == "prefix" else "before"
    return codes.QUOTE_MOVED.at(
        wrong.span, where=where, beside=_shorten(normalise(wrong.text), 80), context=context, hint=hint
    )


def _is_held(lost: Lost, sentence: str, resting_on: Sequence[str]) -> bool:
    """Whether a claim that this one is calculated from quotes the qualifier in the same sentence."""
    needles = [needle_of(quote) for quote in resting_on]
    return any(needle in sentence and lost.words.casefold() in needle.casefold() for needle in needles if needle)


def cuts_quantity(passage: Passage, vocabulary: Vocabulary) -> bool:
    """Whether an edge of the quote lies inside a quantity: a hedge, a range end, a scale word or a unit is lost.

    `passage` is the quote in its sentence, beyond which no quantity goes on.

    So too inside a name or a date with a number, unless a sentence ends there: "… pages. 59% of …".
    """
    before, after = passage.before[-CONTEXT:], passage.after[:CONTEXT]
    text = f"{before}{passage.text}{after}"
    edges = len(before), len(before) + len(passage.text)
    quantities = read_quantities_before(text, edges[1], vocabulary)
    if any(
        one.start < edge < one.end and (one.counts or text[:edge].rstrip()[-1:] not in ".!?")
        for one in quantities
        for edge in edges
    ):
        return True
    last = next((one for one in quantities if one.end == edges[1]), None)
    return (last is not None and _goes_on(last, text[edges[1] :])) or _is_hedged(before, passage.text)


def _goes_on(last: Quantity, behind: str) -> bool:
    """Whether the quantity at the end of a quote is one end of a range, whatever stands behind: "48,000 to 90"."""
    match = _RANGE_END.match(behind)
    return match is not None and last.kind in ("number", "period") and not last.stated.is_range


def _is_hedged(before: str, quote: str) -> bool:
    """Whether an English hedge stands before a number in a Chinese or Korean text."""
    starts = _STARTS_WITH_NUMBER.match(quote) is not None and HAS_EAST_ASIAN.search(quote) is not None
    return starts and _ENGLISH_HEDGE.search(before) is not None


def _with_edges(snapshot: Snapshot, near: Near, needle: str) -> tuple[int, int]:
    """The place of a near passage, with the whole sentence where the quote seems to be one."""
    before, after = snapshot.rest_of_sentence(snapshot.passage(near.start, near.end))
    start, end = near.start, near.end
    if needle[0].isupper() and len(before.split()) <= _LEFT_AT_AN_EDGE and "," not in before:
        start -= len(before)
    if needle[-1] in ".!?" and len(after.split()) <= _LEFT_AT_AN_EDGE:
        end += len(after)
    return start, end


def _with_quantities(snapshot: Snapshot, start: int, end: int, vocabulary: Vocabulary) -> Passage:
    """The passage, with the whole of each quantity that its edges would cut."""
    low, high = max(start - CONTEXT, 0), min(end + CONTEXT, len(snapshot.text))
    for one in read_quantities(snapshot.text[low:high], vocabulary):
        if one.start + low < start < one.end + low:
            start = one.start + low
        if one.start + low < end < one.end + low:
            end = one.end + low
    return snapshot.passage(start, end)


def _as_key(key: str, text: str) -> str:
    """A line for a seed file; quoted where YAML would read more into it."""
    return f"{key}: {text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)}"


def _shorten(text: str, length: int = 160) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def quotes_behind(spec: ClaimSpec, claims: Mapping[str, ClaimSpec]) -> list[str]:
    """The quotes of the claims that a claim's `equals` names."""
    equals: Scalar | None = spec.equals
    names = re.findall(r"[^\W\d]\w*", equals.text) if equals is not None else []
    quotes = (claims[name].quote for name in names if name in claims)
    return [quote.text for quote in quotes if quote is not None]
