"""Say what differs in meaning between a quote and the passage that stands in its place: numbers, and words that weigh.

Other words for the same are no difference. What counts is every quantity with its hedge, unit, sign and scale, every
date and name with a number, and the words that turn a statement round or limit it: negations, "only", "if", "may",
"rose" and "fell", units and months on their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import zip_longest

from briefkit.figures.periods import ENGLISH_MONTHS
from briefkit.figures.quotes.quantities import Quantity
from briefkit.figures.quotes.reading import read_quantities
from briefkit.figures.units import Vocabulary

# Words that weigh, by what they are compared as: "rose" and "increased" say the same, "rose" and "fell" do not.
_CLASSES = {
    "not": "not cannot",
    "rise": "rose rise rises risen rising increase increases increased increasing grew grow grows grown growing gain "
    "gains gained higher larger",
    "fall": "fell fall falls fallen falling decrease decreases decreased decreasing decline declines declined "
    "declining drop drops dropped dropping shrank shrink shrinks shrunk lose loses lost lower smaller",
    "deny": "deny denies denied denying",
    "fail": "fail fails failed failing",
    "refuse": "refuse refuses refused refusing",
    "lack": "lack lacks lacked lacking",
    "almost": "almost nearly",
    "about": "roughly approximately",
    "fewer": "less fewer",
    "only": "only solely merely exclusively",
    "reportedly": "reportedly allegedly supposedly purportedly alleged supposed",
    "perhaps": "perhaps possibly probably likely apparently",
    **{
        word: word
        for word in (
            "no never none nothing nobody nowhere neither nor without hardly barely scarcely rarely seldom unable "
            "except excluding unless if whether assuming provided may might could would must unlikely suspected "
            "estimated expected planned projected forecast all every most many few more least half double twice "
            "last next high highest low lowest"
        ).split()
    },
}
_WEIGHTY = {word: key for key, words in _CLASSES.items() for word in words.split()}
_MONTHS = frozenset(ENGLISH_MONTHS)
_CHARACTERS = re.compile("并非|可能|如果|除非|[不没未无否仅只]|않|못|아니|없|(?<!\\S)안(?!\\S)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*|[%‰$€£¥₩]")


def differences(quote: str, passage: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What differs in meaning, each in words for a message; nothing where only the wording differs."""
    old, new = read_quantities(quote, vocabulary), read_quantities(passage, vocabulary)
    stated = _unmatched([(_key(one, quote), _said(one, quote)) for one in old],
                        [(_key(one, passage), _said(one, passage)) for one in new])  # fmt: skip
    words = _unmatched(list(_weighty(quote, old, vocabulary)), list(_weighty(passage, new, vocabulary)))
    return tuple(_difference(said, now) for said, now in (*stated, *words))


def count_shared(quote: str, passage: str, vocabulary: Vocabulary) -> int:
    """How many quantities a quote and a passage have in common."""
    counted = [
        Counter(_key(one, text) for one in read_quantities(text, vocabulary) if one.counts) for text in (quote, passage)
    ]
    return (counted[0] & counted[1]).total()


def _key(quantity: Quantity, text: str) -> Hashable:
    """What must be the same for two texts to state one quantity."""
    if not quantity.counts:
        return quantity.kind, " ".join(_said(quantity, text).casefold().split())
    stated = quantity.stated
    return (
        quantity.kind, stated.low.digits, stated.low.scale, stated.high.digits, stated.high.scale, stated.unit,
        stated.hedge.kind if stated.hedge else None, quantity.fraction, quantity.high_fraction, quantity.sign,
        quantity.per,
    )  # fmt: skip


def _said(quantity: Quantity, text: str) -> str:
    return text[quantity.start : quantity.end].strip()


def _weighty(text: str, quantities: Sequence[Quantity], vocabulary: Vocabulary) -> Iterator[tuple[Hashable, str]]:
    """The words that weigh, outside of quantities: what each is compared by, and as it is written."""
    covered = bytearray(len(text))
    for one in quantities:
        covered[one.start : one.end] = b"\x01" * (one.end - one.start)
    for match in _WORD.finditer(text):
        if covered[match.start()]:
            continue
        word, low = match.group(), match.group().lower().replace("’", "'")
        if low.endswith("n't"):
            yield "not", word
        elif low in _WEIGHTY and word != "May":
            yield _WEIGHTY[low], word
        elif word in _MONTHS or not word[0].isalpha():
            yield word, word
        elif len(word) > 2 and (unit := vocabulary.name(word)) is not None and unit not in vocabulary.nouns:
            yield ("unit", unit), word
    for match in _CHARACTERS.finditer(text):
        if not covered[match.start()]:
            yield match.group(), match.group()


def _unmatched(
    old: Sequence[tuple[Hashable, str]], new: Sequence[tuple[Hashable, str]]
) -> Iterable[tuple[str | None, str | None]]:
    """What only one side has, in the order it stands, the one beside the other."""
    shared = Counter(key for key, _ in old) & Counter(key for key, _ in new)
    return zip_longest(_beyond(old, shared), _beyond(new, shared))


def _beyond(entries: Sequence[tuple[Hashable, str]], shared: Counter[Hashable]) -> Iterator[str]:
    left = Counter(shared)
    for key, said in entries:
        if left[key] > 0:
            left[key] -= 1
        else:
            yield said


def _difference(said: str | None, now: str | None) -> str:
    if said is None:
        return f"the source now says “{now}”"
    if now is None:
        return f"the source no longer says “{said}”"
    return f"the quote says “{said}”, the source now says “{now}”"
