"""Tell from the words around an amount whether it is a fall ("down 2.4 percent") or a level ("rose from 4 to 6")."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.figures.quotes.amounts import Amount
from briefkit.figures.quotes.numerals import HALVED
from briefkit.figures.quotes.tokens import Token
from briefkit.figures.quotes.unit_words import STOP_WORDS
from briefkit.figures.units import PERCENT_UNIT, POINTS_UNIT

RELATIVE_UNITS = (PERCENT_UNIT, POINTS_UNIT)
_FALL_VERBS = frozenset(
    "fell fall falls falling fallen dropped drop drops dropping declined decline declines declining decreased"
    " decrease decreases decreasing shrank shrunk shrink shrinks shrinking contracted contract contracts"
    " contracting down plunged plunge plunging slipped slipping tumbled tumbling slumped slumping dipped dipping"
    " plummeted plummeting sank lost lose loses losing".split()
)
_CUT_VERBS = frozenset(
    "cut cuts cutting reduced reduce reduces reducing lower lowered lowering slashed trimmed".split()
)
_FALL_NOUNS = frozenset("decline decrease drop fall reduction contraction slump plunge dip cut".split())
_RISE_WORDS = frozenset(
    "rose rise rises rising risen grew grow grows growing grown growth increased increase increases increasing up"
    " climbed climbing jump jumped jumping surged surging soared soaring went going gone moved shift changed"
    " change changing raised raise raising expanded expanding extended swelled improved widened".split()
)
_CHANGE_WORDS = _FALL_VERBS | _CUT_VERBS | _FALL_NOUNS | _RISE_WORDS
_RANGE_WORDS = frozenset("ranging ranged range ranges varying varied vary varies anywhere somewhere".split())
_BEHIND_A_FALL = _FALL_NOUNS - {"cut"} | {"lower", "less", "fewer", "down", "below", "under"}
_LEVELS = frozenset({"below", "under", "beneath", "short"})  # "fell below 50" says where it is now, not how far it fell
_FILLERS = frozenset("a an further another additional sharply slightly only just by".split())
_MOST_FILLERS = 3
_FALL_WINDOW = 8


def is_fall(tokens: Sequence[Token], at: int, amount: Amount) -> bool:
    """Whether the words before token `at`, or behind the amount, make it a fall.

    "fell 2.4 percent" and "fell USD 3 million" are falls; "dropped 300 leaflets" is none, and "cut 300 tons" is one
    only with "by".
    """
    place, by = at - 1, False
    while place >= 0 and tokens[place].low in _FILLERS and at - place <= _MOST_FILLERS:
        by = by or tokens[place].low == "by"
        place -= 1
    word = tokens[place].low if place >= 0 else ""
    if tokens[amount.start].low in HALVED:
        return True
    if tokens[at].low in _LEVELS and not by:
        return False
    relative = amount.number.is_share or amount.unit in RELATIVE_UNITS
    if by and (word in _FALL_VERBS or word in _CUT_VERBS):
        return True
    if word in _FALL_VERBS and (relative or amount.is_money or (word == "down" and amount.own)):
        return True
    if word == "of" and place and tokens[place - 1].low in _FALL_NOUNS:
        return True
    return relative and _fall_behind(tokens, amount.end)


def _fall_behind(tokens: Sequence[Token], at: int) -> bool:
    """A fall named behind the number: "a 2.4 percent year-on-year decline", "5 percent less than"."""
    for token in tokens[at : at + _FALL_WINDOW]:
        if token.low in _BEHIND_A_FALL:
            return True
        if token.kind not in ("word", "dash") or (token.low in STOP_WORDS and token.low not in ("on", "a")):
            return False
    return False


def joins_levels(tokens: Sequence[Token], at: int, low: Amount, opening: str, joint: str) -> bool:
    """Whether two amounts from token `at` are where a change starts and ends: "rose from 4 to 6", "fell 5% to 300"."""
    if joint not in ("to", "dash") or opening == "between":
        return False
    if opening == "from":
        ranging = at > 0 and tokens[at - 1].low in _RANGE_WORDS
        return not ranging and _change_before(tokens, at, 10)
    return joint == "to" and low.own and _change_before(tokens, at, 3)


def _change_before(tokens: Sequence[Token], at: int, reach: int) -> bool:
    for token in reversed(tokens[max(at - reach, 0) : at]):
        if token.text in (".", ";", ":") or token.kind in ("open", "close"):
            return False
        if token.low in _CHANGE_WORDS:
            return True
    return False
