"""Turn the hedges of running text ("no more than", "or so", "in excess of") into the hedges of the value grammar.

A hedge is held by its kind: "no more than" and "up to" bound from above alike, so a phrase that the value grammar
does not have is read as the grammar's own word of that kind. "close to" and "as many as" are judgments: the first
says no more than "about", the second is an upper bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefkit.figures.quotes.tokens import Token
from briefkit.figures.values import HEDGES, Hedge, HedgeKind

_BEFORE: Mapping[str, tuple[str, ...]] = {
    "about": (
        "approximately", "approx", "approx .", "circa", "c .", "ca", "ca .", "~", "≈", "estimated at", "an estimated",
        "estimated", "close to", "in the region of", "in the order of", "on the order of", "of the order of",
        "in the neighborhood of", "in the neighbourhood of", "in the vicinity of", "something like", "or about",
        "anywhere around", "somewhere around", "give or take", "more or less", "perhaps", "maybe", "possibly",
        "probably", "presumably", "likely", "most likely", "thought to be", "believed to be", "reckoned to be",
        "estimated to be", "assumed to be", "reckoned at", "guessed at",
    ),
    "nearly": (
        "just below", "just short of", "just shy of", "nigh on", "close on", "approaching", "nearing", "not quite",
        "a little under", "a little below", "a little less than", "slightly under", "slightly below",
        "slightly less than", "virtually", "very nearly", "just less than", "approached", "approaches", "approach",
        "neared", "nears", "came close to", "comes close to", "coming close to", "came near to", "fell just short of",
        "falls just short of", "fell just shy of", "verging on", "bordering on",
    ),
    "over": (
        "above", "exceeding", "exceeds", "exceed", "exceeded", "surpassing", "surpassed", "topping", "topped",
        "in excess of", "upwards of", "upward of", "well over", "well above", "well in excess of", "just over",
        "just above", "slightly over", "slightly above", "slightly more than", "a little over", "a little above",
        "a little more than", "greater than", "higher than", "larger than", "far more than", "well more than",
        "much more than", "rather more than", "way over", "north of", "not just", "crept past", "broke through",
        "climbed past", "rose past", "went past", "surged past", "pushed past", "went beyond", "beyond",
        "even more than", "no longer under", "no longer below", ">",
    ),
    "at least": (
        "no fewer than", "no less than", "not less than", "not fewer than", "not under", "not below", "no lower than",
        "a minimum of", "minimum", "minimum of", "at a minimum", "at the least", "as few as", "as little as",
        "as low as", "≥", "⩾", "never less than", "never fewer than", "at the very least",
    ),
    "up to": ("as many as", "as much as", "as high as", "as long as"),
    "at most": (
        "at the most", "no more than", "not more than", "no greater than", "no higher than", "not exceeding",
        "not to exceed", "does not exceed", "do not exceed", "did not exceed", "not exceed", "not over", "not above",
        "a maximum of", "maximum", "maximum of", "at a maximum", "capped at", "never more than", "at best",
        "at the outside", "at the very most", "no longer over", "no longer above", "≤", "⩽",
    ),
    "less than": (
        "below", "lower than", "smaller than", "well under", "well below", "far less than", "far fewer than",
        "far below", "much less than", "many fewer than", "not even", "south of", "rather less than", "did not reach",
        "does not reach", "do not reach", "not reach", "not reached", "not reaching", "without reaching",
        "failed to reach", "fails to reach", "failing to reach", "never reached", "never reaches", "short of",
        "fell short of", "falls short of", "fall short of", "falling short of", "stopped short of", "<",
    ),
}  # fmt: skip
_BEHIND: Mapping[str, tuple[str, ...]] = {
    "about": (
        "or so", "or thereabouts", "- odd", "odd", "give or take", ", give or take", "more or less", ", more or less",
        "( est . )", "( est )", "( estimate )", "( estimated )", "( approx . )", "( approximately )", "( about )",
    ),
    "at least": (
        "or more", "or above", "or over", "or higher", "or greater", "or upwards", "or upward", "or longer",
        "and above", "and over", "and up", "and upwards", "and more", "and higher", "and counting", "at least",
        "at a minimum", "at the least", "at the very least", "- plus", "plus", "+",
    ),
    "at most": (
        "or less", "or fewer", "or under", "or below", "or lower", "and under", "and below", "and less", "at most",
        "at the most", "at maximum", "at the very most", "max", "maximum",
    ),
}  # fmt: skip
_MIRRORED = {
    HedgeKind.ABOVE: "less than",
    HedgeKind.BELOW: "more than",
    HedgeKind.AT_LEAST: "at most",
    HedgeKind.AT_MOST: "at least",
}

Phrases = Mapping[str, Mapping[str, list[tuple[tuple[str, ...], str]]]]
_ALONE = " "  # in place of a second word, which no token is


def _index(table: Mapping[str, Sequence[str]]) -> Phrases:
    """First word → second word → what follows them in a phrase, the longest first, and the hedge that it is read as."""
    index: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for hedge, phrases in table.items():
        for phrase in phrases:
            first, second, *rest = *phrase.split(), _ALONE
            words = tuple(rest[:-1]) if second != _ALONE else ()
            index.setdefault(first, {}).setdefault(second, []).append((words, hedge))
    for by_second in index.values():
        for entries in by_second.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return index


def _with_grammar(table: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The table with each hedge of the value grammar standing for itself."""
    return {hedge: (*table.get(hedge, ()), hedge) for hedge in HEDGES}


PHRASES_BEFORE = _index(_with_grammar(_BEFORE))
PHRASES_BEHIND = _index(_BEHIND)


def read_hedge(tokens: Sequence[Token], at: int, phrases: Phrases) -> tuple[Hedge | None, int]:
    """The hedge whose words stand at `at`, and where it ends; without one, None and `at`."""
    by_second = phrases.get(tokens[at].low)
    if by_second is None:
        return None, at
    for words, hedge in by_second.get(tokens[at + 1].low, ()):
        if all(tokens[at + offset].low == word for offset, word in enumerate(words, 2)):
            return Hedge(hedge), at + 2 + len(words)
    alone = by_second.get(_ALONE)
    return (Hedge(alone[0][1]), at + 1) if alone else (None, at)


def mirror(hedge: Hedge | None) -> Hedge | None:
    """The hedge of a falling amount: a fall by more than 2.4 is a change of less than -2.4."""
    if hedge is None or hedge.kind not in _MIRRORED:
        return hedge
    return Hedge(_MIRRORED[hedge.kind])
