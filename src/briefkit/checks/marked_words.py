"""Check what stands in quotation marks inside expressions: `lit` is for names, and words must fit what holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from briefkit.briefs.resolved import Printed, ResolvedTable, passages
from briefkit.checks.context import BriefContext
from briefkit.checks.number_patterns import find_numbers
from briefkit.checks.run_text import RunText
from briefkit.figures.evaluation import AlreadyReported, Scope, Words, evaluate
from briefkit.figures.expressions import Attribute, Binary, Expr, Literal, Name, Relation, parse_relation
from briefkit.figures.figure import Figure
from briefkit.figures.quotes.quantities import Quantity
from briefkit.figures.quotes.reading import read_quantities
from briefkit.figures.quotes.unit_words import STOP_WORDS
from briefkit.figures.units import PERCENT, POINTS, Vocabulary
from briefkit.figures.values import Hedge, HedgeKind
from briefkit.findings import Finding, Problem
from briefkit.findings import bk5_prose as codes

_WINDOW = 30  # characters in which the unit or noun of a marked number stands


def check_marked_words(context: BriefContext) -> Iterator[Finding]:
    """Quantities in `lit` and `cite`, and words in `holds` that do not fit their relation."""
    scope = context.scope.scope
    for passage in passages(context.brief):
        for run in passage.runs if isinstance(passage, ResolvedTable) else (passage,):
            text = context.texts.of(run)
            if text is None or not run.printed:
                continue
            for printed in run.printed:
                if isinstance(printed.value, Words):
                    yield from _in_words(printed, printed.value, scope)
            if any(_is_number(printed) for printed in run.printed):
                yield from _completed(text, scope.vocabulary)


def _in_words(printed: Printed, words: Words, scope: Scope) -> Iterator[Finding]:
    if words.relation:
        fault = _fault(words, scope)
        if fault:
            hint = "write the relation that the words assert, or words that say what it says"
            yield codes.RELATION_BESIDE.at(
                printed.span, words=words.text, relation=words.relation, fault=fault, hint=hint
            )
        return
    is_citation = not words.text and not words.name
    texts = [words.text] if words.literal else [one.locator for one in words.citations] if is_citation else []
    for text in dict.fromkeys(texts):
        if _states(text, scope.vocabulary):
            yield codes.FIGURE_AS_NAME.at(printed.span, words=text, hint=_NAME_HINT)


# Names

_NAME_HINT = "refer to a figure, {{ seed.claim }}; lit and cite are for names and places that hold a number"
_ARTICLE = re.compile(r"[\s“\"‘'(]*(?:(?:the|an?|of|to|by|from)\s+)*", re.IGNORECASE)
_COUNTED = re.compile(r"\s+(?:([a-z]+)(?<!s)s|people|men|women|children)\b")


def _states(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says how much: "65 percent", "RMB 25", "12 hours"; not "Article 29", "150-Day Battle" or "29"."""
    for quantity in _counts(text, vocabulary):
        first = _ARTICLE.fullmatch(text, 0, quantity.start) is not None
        last = not text[quantity.end :].strip(" .,;:!?”\"’')")
        if _is_measured(quantity, text) or (first and last and not quantity.stated.unit.is_plain):
            return True
        if first and _is_counted(quantity, text):
            return True
    return False


def _counts(text: str, vocabulary: Vocabulary) -> list[Quantity]:
    return [quantity for quantity in read_quantities(text, vocabulary) if quantity.counts]


def _is_measured(quantity: Quantity, text: str) -> bool:
    """Whether it is money, a percentage, in millions, a share or hedged, so that no name can hold it."""
    stated = quantity.stated
    if quantity.sign or stated.unit.currency or {PERCENT, POINTS} & set(stated.unit.numerator) or stated.hedge:
        return True
    written = text[quantity.start : quantity.end]
    return (bool(stated.high.scale) or quantity.kind in ("fraction", "multiple")) and written == written.lower()


def _is_counted(quantity: Quantity, text: str) -> bool:
    """Whether what it counts stands behind it, as in "300 prisoners" and "12 hours of work"."""
    written, noun = text[quantity.start : quantity.end], _COUNTED.match(text, quantity.end)
    if not quantity.stated.unit.is_plain:
        return "-" not in written and written == written.lower()
    return noun is not None and (noun[1] is None or f"{noun[1]}s" not in STOP_WORDS)


def _completed(text: RunText, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A number alone in `lit` whose unit or noun is typed beside it: {{ lit("65") }} percent."""
    for at, printed in text.printed.items():
        if printed is None or not _is_number(printed):
            continue
        before, behind = text.text[max(0, at - _WINDOW) : at], text.text[at + 1 : at + 1 + _WINDOW]
        whole = before + printed.text + behind
        start, end = len(before), len(before) + len(printed.text)
        for quantity in _counts(whole, vocabulary):
            holds_it = quantity.start < end and start < quantity.end
            if holds_it and (_is_measured(quantity, whole) or _is_counted(quantity, whole)):
                found = whole[min(quantity.start, start) : max(quantity.end, end)].strip()
                yield codes.FIGURE_AS_NAME.at(printed.span, words=found, hint=_NAME_HINT)
                break


def _is_number(printed: Printed) -> bool:
    """Whether it is a number alone in `lit`."""
    words = printed.value
    marked = isinstance(words, Words) and words.literal and not words.relation
    return marked and find_numbers(printed.text) == [(0, len(printed.text))]


# Relations

_NEAR = Decimal("0.007")  # a third is 33 %, 33.3 % or 0.333
_MOST = re.compile(
    r"\b(?:most(?:ly)?|predominantly|majority|bulk|(?:larg|great|bett|bigg)er (?:part|share|portion))\b", re.I
)
_FEWER = re.compile(r"\b(?:minority|(?:smaller|lesser) (?:part|share|portion))\b", re.I)
_UP = re.compile(
    r"\b(?:rose|risen|ris(?:es?|ing)|gr(?:ew|ow|ows|own|owing|owth)|increas\w+|climb\w*|jump\w*|surg\w+|soar\w*)\b",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:f[ae]ll\w*|declin\w+|decreas\w+|drop\w*|plung\w+|plummet\w*|slump\w*|shr[aiu]nk\w*|sank|dwindl\w+)\b", re.I
)
_MORE = re.compile(r"\b(?:more|greater|higher|larger|bigger|dearer|costlier|heavier|above|exceed\w*)\b", re.I)
_LESS = re.compile(r"\b(?:less|fewer|lower|smaller|cheaper|lighter|below)\b", re.I)
_NOT = re.compile(r"\b(?:not|never|no longer|hardly|n[’']t)\b|n[’']t\b", re.I)
_DENIED = re.compile(r"(?:not|never)\b(?!\s(?:more|less|fewer|all|quite|only|even|least)\b)", re.I)
_HALF = Decimal("0.5")
# What a relation of a figure to a number has to be for a hedge to be true; without a hedge, the two are equal.
_SIGNS = {
    HedgeKind.ABOVE: (">",),
    HedgeKind.AT_LEAST: (">", ">=", "="),
    HedgeKind.BELOW: ("<",),
    HedgeKind.NEARLY: ("<",),
    HedgeKind.AT_MOST: ("<", "<=", "="),
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class _Bound:
    """A relation of figures to one number: `sign` is what the figures are to it, or what the ratio of two is."""

    sign: str
    number: Decimal
    is_ratio: bool = False

    def sign_for(self, sizes: Sequence[Decimal]) -> str:
        """The sign to a number that stands for it: what is more than twice another, that is less than half of it."""
        itself = any(abs(size - self.number) <= _NEAR for size in sizes)
        return self.sign if itself or not self.is_ratio else _TURNED.get(self.sign, self.sign)


def _fault(words: Words, scope: Scope) -> str:
    """Why words do not fit the relation that holds them; empty where they do, or where it cannot be told."""
    if not words.citations:
        return "it names no claim"
    try:
        relation = parse_relation(words.relation)
        numbers = [_ratio(evaluate(part, scope)) for part in _parts(relation) if isinstance(part, Literal)]
        bound = _bound(relation, scope)
    except (Problem, AlreadyReported):
        return ""
    denied = _DENIED.match(words.text)
    if denied is not None and _counts(words.text[denied.end() :], scope.vocabulary):
        return "the words deny it"
    for quantity in _counts(words.text, scope.vocabulary):
        fault = _fault_of(quantity, words.text, numbers, bound, len(relation.operators))
        if fault:
            return fault
    fault = _direction_fault(words.text, relation, bound)
    if not fault and not _counts(words.text, scope.vocabulary):
        fault = _comparison_fault(words.text, relation, bound)
    if fault:
        return fault
    if bound is not None and 0 < bound.number <= 1:
        if _MOST.search(words.text):
            signs = ("<", "<=") if denied else (">", ">=")
            beyond = bound.number <= _HALF if denied else bound.number >= _HALF
            if bound.sign not in signs or not beyond:
                return f"the words say {'no ' if denied else ''}more than half"
        if _FEWER.search(words.text) and not (bound.sign in ("<", "<=") and bound.number <= _HALF):
            return "the words say less than half"
    return ""


def _direction_fault(text: str, relation: Relation, bound: _Bound | None) -> str:
    """Why words for a rise or a fall do not fit: what comes first in a relation of two figures is what they tell of."""
    up, down = _UP.search(text), _DOWN.search(text)
    if (up is None) == (down is None):
        return ""
    word = up or down
    assert word is not None
    denied = _NOT.search(text[: word.start()]) is not None
    if relation.operators in (("=",), ("==",)):
        return "" if denied else "the words say that something changed"
    wanted = (">", ">=") if (up is not None) != denied else ("<", "<=")
    if bound is not None:
        fits = bound.number != 0 or bound.sign in (wanted if denied else wanted[:1])
        return "" if fits else f"the words say {wanted[denied]} 0"
    if len(relation.operators) != 1 or not all(isinstance(side, Name | Attribute) for side in relation.operands):
        return ""
    fits = relation.operators[0] in wanted
    return "" if fits else f"the words say that the first is {'more' if wanted[0] == '>' else 'less'}"


def _comparison_fault(text: str, relation: Relation, bound: _Bound | None) -> str:
    """Why words that compare do not fit: "fewer" is held by a relation in which what comes first is less."""
    more, less = _MORE.search(text), _LESS.search(text)
    if (more is None) == (less is None) or len(relation.operators) != 1:
        return ""
    word = more or less
    assert word is not None
    denied = _NOT.search(text[: word.start()]) is not None or text[: word.start()].endswith("no ")
    wanted = (">", ">=") if (more is not None) != denied else ("<", "<=")
    fits = (bound.sign if bound is not None else relation.operators[0]) in wanted
    return "" if fits else f"the words say that the first is {'more' if wanted[0] == '>' else 'less'}"


def _fault_of(quantity: Quantity, text: str, numbers: Sequence[Decimal], bound: _Bound | None, steps: int) -> str:
    said = text[quantity.start : quantity.end]
    if not numbers:
        return f'it has no number that is "{said}"' if any(char.isdigit() for char in said) else ""
    sizes = _sizes(quantity)
    if steps > 1 and len(numbers) > 1:
        # a < b < c says that b is about what lies between, over a, nearly c.
        low, high = min(numbers), max(numbers)
        if not (low <= sizes[0] and sizes[-1] <= high):
            return f'"{said}" lies beyond its numbers'
        return "" if _allows_between(quantity.stated.hedge, sizes[0], low, high) else f'the words say "{said}"'
    if not all(_is_among(size, numbers) for size in sizes):
        return f'it has no number that is "{said}"'
    if bound is None or not _is_among(bound.number, sizes):
        return ""
    return "" if _allows(quantity.stated.hedge, bound.sign_for(sizes)) else f'the words say "{said}"'


def _allows(hedge: Hedge | None, sign: str) -> bool:
    if hedge is None:
        return sign == "="
    return hedge.kind is HedgeKind.APPROXIMATE or sign in _SIGNS[hedge.kind]


def _allows_between(hedge: Hedge | None, size: Decimal, low: Decimal, high: Decimal) -> bool:
    """Whether a hedged number may stand for what lies between two: over the lower one, nearly the upper one."""
    near = _NEAR if size < 1 else Decimal(0)
    at_low, at_high = size - low <= near, high - size <= near
    if hedge is None or hedge.kind is HedgeKind.APPROXIMATE:
        return not (at_low or at_high)
    return at_low if hedge.direction > 0 else at_high


def _sizes(quantity: Quantity) -> list[Decimal]:
    """The numbers that words state, percentages and fractions as ratios."""
    if quantity.fraction is not None:
        ends = [quantity.fraction, quantity.high_fraction or quantity.fraction]
        return [Decimal(end.numerator) / Decimal(end.denominator) for end in ends]
    stated = quantity.stated
    scale = Decimal("0.01") if {PERCENT, POINTS} & set(stated.unit.numerator) else Decimal(1)
    return [stated.low.value * scale, stated.high.value * scale]


def _ratio(value: object) -> Decimal:
    assert isinstance(value, Figure)
    return value.low / 100 if {PERCENT, POINTS} & set(value.unit.numerator) else value.low


def _is_among(size: Decimal, numbers: Sequence[Decimal]) -> bool:
    """Whether a number is one of some: twice is 2 or, of the smaller, a half."""
    return any(
        abs(size - one) <= (_NEAR if size < 1 else 0) or (one != 0 and abs(size - 1 / one) <= _NEAR) for one in numbers
    )


def _bound(relation: Relation, scope: Scope) -> _Bound | None:
    """The relation as one of figures to a number; None for a chain, or where both sides have figures.

    "a > 2 * b" is one too: of their ratio to 2.
    """
    if len(relation.operators) != 1:
        return None
    left, right = relation.operands
    fixed = [not any(isinstance(part, Name) for part in _parts(side)) for side in (left, right)]
    sign = "=" if relation.operators[0] == "==" else relation.operators[0]
    if not any(fixed):
        factor, turned = _factor(right), _factor(left)
        if factor is not None and turned is None:
            return _Bound(sign, _ratio(evaluate(factor, scope)), is_ratio=True)
        if turned is not None and factor is None:
            return _Bound(_TURNED.get(sign, sign), _ratio(evaluate(turned, scope)), is_ratio=True)
        return None
    if all(fixed):
        return None
    if fixed[0]:
        return _Bound(_TURNED.get(sign, sign), _ratio(evaluate(left, scope)))
    return _Bound(sign, _ratio(evaluate(right, scope)))


def _factor(side: Expr) -> Literal | None:
    """The number of "2 * b", where b has no other."""
    if not isinstance(side, Binary) or side.operator != "*":
        return None
    numbers = [part for part in _parts(side) if isinstance(part, Literal)]
    alone = len(numbers) == 1 and numbers[0] in (side.left, side.right)
    return numbers[0] if alone else None


def _parts(expr: Expr) -> list[Expr]:
    """An expression and every expression in it."""
    found: list[Expr] = []
    stack: list[Any] = [expr]
    while stack:
        item = stack.pop()
        if isinstance(item, Expr):
            found.append(item)
            stack += [getattr(item, field.name) for field in fields(item)]
        elif isinstance(item, tuple):
            stack += item
    return found
