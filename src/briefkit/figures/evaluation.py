"""Evaluate expressions over figures: a tree and the names in scope → a figure, words, or whether a relation holds.

The tree is walked, never compiled; attributes and filters are looked up in the tables here and in the scope, so
that an expression reaches nothing but figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, DecimalException
from functools import lru_cache
from inspect import Signature, signature
from typing import Protocol

from briefkit.figures.expressions import (
    Attribute,
    Binary,
    Call,
    Expr,
    Literal,
    Name,
    Negative,
    Relation,
    Text,
)
from briefkit.figures.figure import (
    Figure,
    Rounding,
    add,
    change,
    convert,
    divide,
    exact,
    exchange,
    multiply,
    negate,
    part,
    share,
    subtract,
    times,
    total,
)
from briefkit.figures.money.rates import Rate
from briefkit.figures.relations import holds
from briefkit.figures.units import Unit, Vocabulary, parse_unit
from briefkit.figures.values import parse_value
from briefkit.findings import Problem
from briefkit.findings import bk2_names as names
from briefkit.findings import bk4_values as codes
from briefkit.findings.bk4_rates import UNKNOWN_SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source that a printed thing rests on: by a claim of it, or as a whole, at a locator."""

    source: str
    claim: str = ""
    locator: str = ""
    label: str = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Text that prints: the words of a claim, a verbatim quote, a name that holds a number, or nothing but a citation.

    `relation` is what the words assert of figures, where `holds` has proved it. `dated` says that their claim has a
    date of its own, as a status in place of a number has ("not reported"). `target` is the anchor of what a cross
    reference refers to; `to_page` says that it prints the number of the page, which is known once the pages are set.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    verbatim: bool = False
    literal: bool = False
    cited: bool = True
    name: str = ""
    relation: str = ""
    dated: bool = False
    target: str = ""
    to_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace:
    """A seed: what stands before the point. `broken` names claims that exist, but whose value could not be read."""

    name: str
    members: Mapping[str, Figure | Words]
    broken: frozenset[str] = frozenset()


class AlreadyReported(Exception):
    """What an expression refers to could not be made, and the finding stands where it is defined."""


Value = Figure | Words | Namespace


class Exchange(Protocol):
    """How a scope finds a rate: from a figure's currency into another at its date. Raises BK418 and BK43x.

    `source` names where the rate is to be from; where it is empty, the sources that hold throughout are asked.
    """

    def __call__(self, figure: Figure, currency: str, source: str = "", /) -> Rate: ...


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What an expression can see.

    `lookup` gives the value of a name or None, and raises `AlreadyReported` for a broken one; `known` the names for
    "did you mean"; `exchange` finds rates; `attribute` gives parts beyond those of every figure (`period`, `by`,
    `quote`); `functions` and `filters` are those of the place, each taking evaluated values.
    """

    lookup: Callable[[str], Value | None]
    known: Callable[[], Sequence[str]]
    exchange: Exchange
    vocabulary: Vocabulary
    tolerance: Decimal
    attribute: Callable[[Figure | Words, str], Value | None] = lambda _value, _name: None
    functions: Mapping[str, Callable[..., Value]] | None = None
    filters: Mapping[str, Callable[..., Value]] | None = None


NUMBER_PARTS = ("low", "high", "mid", "value")
WORD_PARTS = ("period", "by", "quote")
FILTERS = ("to", "both", "round", "sig", "words", "bare", "as_stated", "holds")
FUNCTIONS = ("cite", "quote", "lit", "ref", "page", "change", "times", "share", "sum")
_ARITHMETIC: Mapping[str, Callable[[Figure, Figure], Figure]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
}


def _placed(error: Problem | DecimalException | OverflowError, expr: Expr) -> Problem:
    """What went wrong as a problem; one without a place gets that of the expression it came from."""
    if isinstance(error, Problem):
        if error.end is None:
            error.start, error.end = expr.start, expr.end
        return error
    return codes.TOO_COMPLEX.problem(
        expr.start, expr.end, limit="what numbers can hold", hint="check the units and scales"
    )


def evaluate(expr: Expr, scope: Scope) -> Value:
    """The value of an expression. Raises the first `Problem`, with its place in the expression's text."""
    try:
        return _evaluate(expr, scope)
    except (Problem, DecimalException, OverflowError) as error:
        raise _placed(error, expr) from None


def _evaluate(expr: Expr, scope: Scope) -> Value:
    match expr:
        case Literal():
            return _literal(expr, scope)
        case Text(value=value):
            return Words(text=value)
        case Name(name=name):
            return _name(name, scope)
        case Attribute():
            return _attribute(expr, scope)
        case Negative(of=inner):
            return negate(number(evaluate(inner, scope), inner))
        case Binary(operator=operator, left=left, right=right):
            return _binary(operator, left, right, scope)
        case Call():
            return _call(expr, scope)
    raise codes.NOT_AN_EXPRESSION.problem(
        expr.start, expr.end, found="this", expected="an expression", hint="simplify it"
    )


def _literal(expr: Literal, scope: Scope) -> Figure:
    try:
        stated = parse_value(expr.value, scope.vocabulary)
    except Problem as problem:
        end = problem.end if problem.end is not None else len(expr.value)
        problem.start, problem.end = expr.start + problem.start, expr.start + end
        raise
    return exact(stated.low.value, stated.unit)


def _binary(operator: str, left: Expr, right: Expr, scope: Scope) -> Figure:
    per = _unit_below(operator, right, scope) if _is_literal(left) else None
    if per is not None:
        amount = number(evaluate(left, scope), left)
        return replace(amount, unit=amount.unit / per)
    first, second = number(evaluate(left, scope), left), number(evaluate(right, scope), right)
    return _ARITHMETIC[operator](first, second)


def _is_literal(expr: Expr) -> bool:
    """Whether it is a value typed out, with what it is per: what a figure is divided by must be a figure."""
    return isinstance(expr, Literal) or (
        isinstance(expr, Binary) and expr.operator == "/" and isinstance(expr.right, Name) and _is_literal(expr.left)
    )


def _unit_below(operator: str, expr: Expr, scope: Scope) -> Unit | None:
    """The unit that `/ day` names behind a literal, where nothing in scope has that name: "12 hours / day"."""
    if operator != "/" or not isinstance(expr, Name) or expr.name in scope.known():
        return None
    return Unit.of(name) if (name := scope.vocabulary.name(expr.name)) else None


def number(value: Value, expr: Expr) -> Figure:
    """The value as a figure. Raises BK450 where it is the words of a claim, BK211 where it is other text or a seed."""
    if isinstance(value, Figure):
        return value
    if isinstance(value, Namespace):
        hint = f"write {value.name}.… with one of its claims"
        raise names.NOT_A_FIGURE.problem(expr.start, expr.end, found=f"the seed {value.name}", hint=hint)
    is_part = isinstance(expr, Attribute) and expr.name in WORD_PARTS
    if value.name and not value.verbatim and not is_part:
        hint = "use a claim that has a value; words are never counted as zero"
        raise codes.NO_NUMBER.problem(expr.start, expr.end, claim=value.name, text=value.text, hint=hint)
    found = f'the text "{value.text[:40]}"'
    raise names.NOT_A_FIGURE.problem(expr.start, expr.end, found=found, hint="use a claim that has a value")


def _name(name: str, scope: Scope) -> Value:
    value = scope.lookup(name)
    if value is not None:
        return value
    _refuse_internal(name)
    raise names.UNKNOWN_NAME.problem(name=name, hint=_meant(name, scope.known()))


def _refuse_internal(name: str) -> None:
    if name.startswith("_"):
        raise names.FORBIDDEN.problem(name=name, hint="remove it: expressions reach figures and claims only")


def _meant(name: str, known: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=65)
    if near:
        return f"did you mean {near[0]}?"
    listed = ", ".join(sorted(known)[:8])
    return f"known here: {listed}" if listed else "nothing is defined here"


def _attribute(expr: Attribute, scope: Scope) -> Value:
    of = evaluate(expr.of, scope)
    name, place = expr.name, (expr.name_start, expr.end)
    if name.startswith("_"):
        raise names.FORBIDDEN.problem(*place, name=name, hint="remove it: expressions reach figures and claims only")
    if isinstance(of, Namespace):
        member = of.members.get(name)
        if name in of.broken:
            raise AlreadyReported
        if member is None:
            raise names.UNKNOWN_CLAIM.problem(*place, claim=f"{of.name}.{name}", hint=_meant(name, tuple(of.members)))
        return member
    if isinstance(of, Figure) and name in NUMBER_PARTS:
        return part(of, name)
    found = scope.attribute(of, name) if name in WORD_PARTS else None
    if found is not None:
        return found
    parts = (*NUMBER_PARTS, *WORD_PARTS) if isinstance(of, Figure) else WORD_PARTS
    key = "as_of" if name == "period" else name
    hint = f"give the claim {key}: …" if name in WORD_PARTS else _meant(name, parts)
    raise names.UNKNOWN_PART.problem(*place, part=name, parts=", ".join(f".{one}" for one in parts), hint=hint)


def _call(expr: Call, scope: Scope) -> Value:
    table = (scope.filters if expr.is_filter else scope.functions) or {}
    builtin = _FILTERS if expr.is_filter else _FUNCTIONS
    function = table.get(expr.name) or builtin.get(expr.name)
    place = (expr.name_start, expr.name_start + len(expr.name))
    if function is None:
        if expr.name.startswith("_"):
            raise names.FORBIDDEN.problem(
                *place, name=expr.name, hint="remove it: expressions reach figures and claims only"
            )
        code, known = (names.UNKNOWN_FILTER, (*FILTERS,)) if expr.is_filter else (names.UNKNOWN_FUNCTION, (*FUNCTIONS,))
        raise code.problem(*place, name=expr.name, hint=_meant_call(expr, known))
    read = _figure if function in _FUNCTIONS.values() else evaluate
    arguments = [read(argument, scope) for argument in expr.arguments]
    keywords = {name: read(argument, scope) for name, argument in expr.keywords}
    given = (scope, *arguments) if expr.is_filter else tuple(arguments)
    try:
        _check_arguments(function, given, keywords)
    except TypeError:
        raise bad_argument(expr.name) from None
    return _within_text(expr, lambda: function(*given, **keywords))


def _figure(expr: Expr, scope: Scope) -> Figure:
    return number(evaluate(expr, scope), expr)


def _check_arguments(function: Callable[..., Value], given: tuple[object, ...], keywords: Mapping[str, Value]) -> None:
    """Raise `TypeError` where a function does not take what it is given."""
    plain = getattr(function, "__func__", None)
    if plain is None:
        _signature(function).bind(*given, **keywords)
    else:
        _signature(plain).bind(None, *given, **keywords)


@lru_cache(100)
def _signature(function: Callable[..., Value]) -> Signature:
    return signature(function)


def _within_text(expr: Call, apply: Callable[[], Value]) -> Value:
    """Call a filter or function; a problem found inside a quoted relation gets its place in the whole expression."""
    try:
        return apply()
    except Problem as problem:
        if problem.end is not None and len(expr.arguments) > 1 and isinstance(expr.arguments[1], Text):
            inner = expr.arguments[1].start + 1
            problem.start, problem.end = problem.start + inner, problem.end + inner
        elif problem.code is UNKNOWN_SOURCE and (named := _source(expr)) is not None:
            problem.start, problem.end = named.start, named.end
        raise


def _source(expr: Call) -> Expr | None:
    """The argument of a conversion that names where the rate is from."""
    return expr.arguments[2] if len(expr.arguments) > 2 else dict(expr.keywords).get("source")


def _meant_call(expr: Call, known: Sequence[str]) -> str:
    other = FUNCTIONS if expr.is_filter else FILTERS
    if expr.name in other:
        kind = "function" if expr.is_filter else "filter"
        return f"{expr.name} is a {kind}: write {_USAGE[expr.name]}"
    return _meant(expr.name, known)


_USAGE = {
    "to": '… | to("USD")', "both": '… | both("USD")', "round": "… | round(2)", "sig": "… | sig(3)",
    "words": "… | words", "bare": "… | bare", "as_stated": "… | as_stated",
    "holds": '"more than half" | holds("seed.share > 50 %")', "cite": "cite(seed, page=12)",
    "quote": "quote(seed.claim)", "ref": 'ref("prices")', "page": 'page("prices")',
    "lit": 'lit("Article 29")', "change": "change(old, new)",
    "times": "times(old, new)", "share": "share(part, whole)", "sum": "sum(seed.claim, seed.other, …)",
}  # fmt: skip


def bad_argument(name: str) -> Problem:
    """The problem of a function or filter that was given something it does not take."""
    usage = _USAGE[name]
    return names.BAD_ARGUMENT.problem(name=name, usage=usage, hint=f"write {usage}")


def converted(figure: Figure, unit_text: str, scope: Scope, rates: str = "") -> Figure:
    """The figure in the unit or currency that a writer names, at the rates of a source that may be named too.

    Raises BK416, BK403, BK418 or BK43x.
    """
    unit = parse_unit(unit_text, scope.vocabulary)
    source, target = figure.unit.currency, unit.currency
    if target and source:
        if source == target and unit.factors == ((target, 1),):
            return figure
        # Money of a base year is exchanged at the rate of that year.
        dated = replace(figure, period=figure.prices) if figure.prices else figure
        changed = figure if source == target else exchange(figure, scope.exchange(dated, target, rates))
        if unit.factors == ((target, 1),):
            return changed
        figure = changed
    result = convert(figure, unit)
    if result is None:
        hint = f"it is in {figure.unit}" if str(figure.unit) else 'it has no unit: print a ratio with as: "%"'
        if unit.is_percent:
            hint += '; put a calculation in brackets: (a / b) | to("%")'
        raise codes.WRONG_UNIT.problem(figure=figure.name or "the figure", unit=unit_text, hint=hint)
    return result


def _to(scope: Scope, value: Value, unit: Value, source: Value | None = None) -> Figure:
    figure, changed = _conversion("to", scope, value, unit, source)
    return replace(changed, name=figure.name) if changed is not figure else figure


def _both(scope: Scope, value: Value, unit: Value, source: Value | None = None) -> Figure:
    figure, second = _conversion("both", scope, value, unit, source)
    if second.unit == figure.unit:
        raise codes.WRONG_UNIT.problem(
            figure=figure.name or "the figure", unit=str(second.unit), hint="it is in that unit already"
        )
    return figure.shown(second=second)


def _conversion(name: str, scope: Scope, value: Value, unit: Value, source: Value | None) -> tuple[Figure, Figure]:
    """What a filter is given, and what it is converted into, at the rates of a source that is named."""
    named = source.text.strip() if isinstance(source, Words) else ""
    if not isinstance(unit, Words) or not isinstance(value, Figure) or (source is not None and not named):
        raise bad_argument(name)
    changed = converted(value, unit.text, scope, named)
    if named and len(changed.rates) == len(value.rates):
        raise codes.WRONG_UNIT.problem(
            figure=value.name or "the figure", unit=unit.text, hint=f'leave "{named}" out: that needs no exchange rate'
        )
    return value, changed


def _round(_scope: Scope, value: Value, digits: Value) -> Figure:
    return _rounded("round", value, digits, "decimals", least=0)


def _sig(_scope: Scope, value: Value, digits: Value) -> Figure:
    return _rounded("sig", value, digits, "significant", least=1)


def _rounded(name: str, value: Value, digits: Value, kind: str, *, least: int) -> Figure:
    if not isinstance(value, Figure) or not isinstance(digits, Figure):
        raise bad_argument(name)
    whole = digits.unit.is_plain and digits.low == digits.low.to_integral_value()
    if not whole or not least <= digits.low <= 12:
        raise bad_argument(name)
    return value.shown(rounding=Rounding(int(digits.low), kind))


def _words(_scope: Scope, value: Value) -> Figure:
    if not isinstance(value, Figure):
        raise bad_argument("words")
    return value.shown(spelled=True)


def _bare(_scope: Scope, value: Value) -> Value:
    if isinstance(value, Figure):
        return value.shown(cited=False)
    if isinstance(value, Words):
        return replace(value, cited=False)
    raise bad_argument("bare")


_FILTERS: Mapping[str, Callable[..., Value]] = {
    "to": _to,
    "both": _both,
    "round": _round,
    "sig": _sig,
    "words": _words,
    "bare": _bare,
}


def _sum(first: Figure, second: Figure, *more: Figure) -> Figure:
    return total((first, second, *more))


_FUNCTIONS: Mapping[str, Callable[..., Value]] = {"change": change, "times": times, "share": share, "sum": _sum}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a relation holds, and the figures it was decided on; `failed` is the index of the first false step."""

    holds: bool
    figures: tuple[Figure, ...]
    failed: int = 0


def decide(relation: Relation, scope: Scope) -> Verdict:
    """Whether a relation, or each step of a chain, holds. Raises the first `Problem`."""
    figures = tuple(number(evaluate(operand, scope), operand) for operand in relation.operands)
    try:
        for index, operator in enumerate(relation.operators):
            if not holds(figures[index], operator, figures[index + 1], scope.tolerance):
                return Verdict(holds=False, figures=figures, failed=index)
    except (Problem, DecimalException, OverflowError) as error:
        raise _placed(error, relation) from None
    return Verdict(holds=True, figures=figures)
