"""Words that assert a relation between figures, as regular expressions over an evened text.

Each is tried only where a word stands that it may begin with, so that a text is read in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefkit.checks.number_patterns import SUPERLATIVES, any_of
from briefkit.checks.run_text import FIGURE

Kind = Literal["share", "comparison", "rank", "change"]


class RelationWords(NamedTuple):
    """Words from `start` to `end`, and what kind of relation they assert."""

    start: int
    end: int
    kind: Kind


_COMPARED = (
    "more", "less", "fewer", "greater", "higher", "lower", "larger", "smaller", "bigger", "cheaper", "dearer", "longer",
    "shorter", "heavier", "lighter", "richer", "poorer", "faster", "slower", "costlier",
)  # fmt: skip
_MULTIPLES = ("double", "triple", "treble", "quadruple", "quintuple")
_THE_MOST = (
    "expensive", "costly", "lucrative", "profitable", "common", "numerous", "valuable", "populous", "productive",
    "frequent", "widespread",
)  # fmt: skip
_GROWN = ("up", "into", "old", "rice", "maize", "corn", "crops", "food", "vegetables")
_TO_A_FIGURE = rf"to(?=\s*{FIGURE})"
# "Fell to" and "dropped by" are changes; "fell into disuse", "dropped the charge" and "climbed a hill" are none.
_OF_A_CHANGE = (
    rf"\s*(?:\s(?:by|below|above|again|further|back|off|since|sharply|steeply|slightly|markedly|rapidly|{_TO_A_FIGURE}"
    rf"|in (?-i:the|that|each|[A-Z\d])|from)|{FIGURE}|[.,;:)]|$)"
)
_SHARES = (
    r"most(?=\s+of\b|\s*(?:[,.;:)]|$)|\s+(?:is|was|are|were|go|goes|went|come|comes|came)\b|\s+[a-z]+(?<!ou)(?<!s)s\b"
    r"|\s+(?:people|men|women|children)\b)",
    r"mostly\b|predominantly\b|overwhelmingly\b",
    r"majorit(?:y|ies)\b(?! (?:leader|party|vote|opinion|view|decision|rule))|minorit(?:y|ies) of\b",
    r"bulk of\b|fraction of\b|lion[’']s share\b",
    r"(?:larger|greater|better|best|smaller|lesser|bigger) (?:part|share|portion) of\b",
    r"(?:nearly|almost|virtually|practically) (?:all|every|everything|everyone|everybody|none|nothing|no|nobody)\b",
    r"(?:hardly|scarcely|barely) (?:any|anything|anyone)\b",
)
_COMPARISONS = (
    rf"(?:{any_of(_MULTIPLES)})d\b|(?:{any_of(_MULTIPLES)})s\b|(?:doubl|tripl|trebl|quadrupl|quintupl)ing\b",
    rf"(?:{any_of(_MULTIPLES)})(?= (?:the|that|those|what|its|their|his|her|as)\b)",
    rf"(?:to|will|would|could|can|may|might|nearly|almost|roughly) (?:{any_of(_MULTIPLES)})\b",
    r"halv(?:e|ed|ing)\b|several times\b|many times (?:more|as|the|that|higher|larger|over)\b",
    r"exceed(?:s|ed|ing)?\b|surpass(?:es|ed|ing)?\b|outweigh(?:s|ed|ing)?\b|outnumber(?:s|ed|ing)?\b"
    r"|outstrip(?:s|ped|ping)?\b|outpac(?:e|es|ed|ing)\b|dwarf(?:s|ed|ing)?\b|overt(?:ook|ake|akes|aken)\b",
    rf"equal(?:s|ed|led|ing|ling)\b|equal(?= to\b|\s*(?:{FIGURE}|[.,;:)]|$))|unchanged\b|on (?:a )?par\b",
    rf"(?:{any_of(_COMPARED)}) than\b|(?:more|less|fewer) (?:[a-z-]+ ){{1,3}}than\b",
    r"as (?:much|many|high|low|large|small|little|few|great|big|cheap|expensive) as\b",
    r"at (?:least|most)(?= (?:as|an?|the same)\b)",
)
_RANKS = (
    rf"(?:{any_of(SUPERLATIVES)})\b",
    rf"the most\b(?= (?:{any_of(_THE_MOST)})\b|\s*(?:{FIGURE}|[.,;:)]|$))|the least\b",
    r"record (?:high|low|year|month|level|number|amount|sum|harvest)s?\b|all-time (?:high|low)\b",
    r"peak(?:ed|s)?\b(?! hours)",
)
_CHANGES = (
    r"rose\b|risen\b|ris(?:e|es|ing)\b(?! to power)|(?:gives?|gave|given|giving) rise\b",
    rf"declin(?:e|es|ing)\b|declined\b(?! (?:to|comment)\b)|declined(?= {_TO_A_FIGURE})",
    rf"(?:grew|grows?)\b(?! (?:{any_of(_GROWN)})\b)|growth\b|(?:has|have|had) (?:\w+ )?grown\b"
    r"|growing (?:by|from|faster|share|number|demand|deficit|trade|sum)\b",
    r"(?:in|de)creas(?:e|es|ed|ing)\b|reductions?\b|reduc(?:ed|es|ing) (?:by|from|to)\b",
    r"(?:surg|plung|tumbl|dwindl|spik)(?:e|es|ed|ing)\b|(?:soar|plummet|slump|rebound|skyrocket)(?:s|ed|ing)?\b",
    r"shr(?:ank|unk|ink|inks|inking|inkage)\b",
    rf"(?:fall|falls|fell|fallen|falling|drop|drops|dropped|dropping|climb|climbs|climbed|climbing|jump|jumps|jumped"
    rf"|jumping|slid|slides|slipped|slips|dipped|dips|sank|sinks?)\b(?={_OF_A_CHANGE})(?! in (?:love|line|the hands))",
    rf"(?:raised?|lower(?:s|ed)|cut|cuts|expand(?:s|ed)) (?:by|from|{_TO_A_FIGURE})\b",
    r"(?:an?|sharp|steep|slight|further|marked) (?:fall|drop|jump|dip|slide|cut) (?:of|in)\b",
    rf"(?:was|were|is|are|been|be|went|goes|going|ended|closed) (?:up|down)(?: by)?(?=\s*{FIGURE})",
)
_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("share", _SHARES),
    ("comparison", _COMPARISONS),
    ("rank", _RANKS),
    ("change", _CHANGES),
)
_WORDS = re.compile(
    "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in _KINDS),
    re.IGNORECASE,
)
_SIGN = re.compile(rf"(?<={FIGURE})\s?[=≠<>≥≤≈]|[=≠<>≥≤≈](?=\s?{FIGURE})")
_A_WORD = re.compile(r"(?<!\w)[^\W\d_]+")
# What has another meaning than its words: "at most" is a hedge, "give rise to" no rise.
_NO_RELATION = re.compile(r"(?:gives?|gave|given|giving) rise", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|not)\s$", re.IGNORECASE)
_FIRST_LETTERS = frozenset("abcdefghijlmnopqrstuvw")


def find_relations(text: str) -> Iterator[RelationWords]:
    """The words of an evened text that assert a relation, in order."""
    found = [RelationWords(match.end() - 1, match.end(), "comparison") for match in _SIGN.finditer(text)]
    end = 0
    for word in _A_WORD.finditer(text):
        if word.start() < end or word.group()[0].lower() not in _FIRST_LETTERS:
            continue
        match = _WORDS.match(text, word.start())
        if match is None:
            continue
        end = match.end()
        superlative = match.group().lower() in ("most", "the most", "the least")
        hedge = superlative and _AT.search(text[max(0, match.start() - 4) : match.start()])
        if _NO_RELATION.fullmatch(match.group()) is None and not hedge:
            found.append(RelationWords(match.start(), match.end(), match.lastgroup))  # type: ignore[arg-type]
    yield from sorted(found)
