"""Check the arithmetic that seeds and briefs state: `equals` of a claim, and `checks`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefkit.briefs.scope import BriefScope
from briefkit.checks.context import BriefContext, SeedContext
from briefkit.figures.evaluation import AlreadyReported, decide, evaluate, number
from briefkit.figures.expressions import parse_expression, parse_relation
from briefkit.figures.figure import Figure, negate
from briefkit.figures.relations import explain, holds
from briefkit.findings import Finding, Problem
from briefkit.findings import bk2_names as names
from briefkit.findings import bk4_values as codes
from briefkit.nodes import UNREAD, Scalar


def check_equals(context: SeedContext) -> Iterator[Finding]:
    """A claim's `equals`, recomputed, must round to the stated value and agree with its hedge."""
    for claim in context.seed.claims.values():
        text = claim.spec.equals
        if text is None or claim.figure is None:
            continue
        try:
            tree = parse_expression(text.text)
            computed = number(evaluate(tree, context.scope.scope), tree)
            if claim.name in computed.claims:
                path = f"{claim.name} → {text.text}"
                yield names.CIRCULAR.at(text.span, name=claim.name, path=path, hint="calculate it from other claims")
                continue
            if not holds(computed, "=", claim.figure, context.style.tolerance):
                turned = holds(negate(computed), "=", claim.figure, context.style.tolerance)
                yield _off(text, claim.figure, computed, turned=turned)
        except Problem as problem:
            yield problem.at(text.locate(problem.start, problem.end))
        except AlreadyReported:
            continue


def _off(text: Scalar, stated: Figure, computed: Figure, *, turned: bool) -> Finding:
    """`turned` says that the two differ in nothing but their sign: a fall of 2.4 % is a change of -2.4 %."""
    hint = "compare value, expression and quotes; if the source itself is wrong, accept BK414 with a reason"
    if turned:
        hint = f"only the sign differs: write equals: -({text.text}), or the value with the other sign"
    return codes.EQUALS_FALSE.at(
        text.span,
        stated=explain(stated),
        expression=text.text,
        computed=explain(computed),
        hint=hint,
    )


def check_seed_relations(context: SeedContext) -> Iterator[Finding]:
    """The relations that a seed says hold among its claims."""
    yield from _relations(context.seed.spec.checks, context.scope)


def check_brief_relations(context: BriefContext) -> Iterator[Finding]:
    """The relations that a brief says hold among its figures."""
    yield from _relations(context.brief.spec.checks, context.scope)


def _relations(checks: Iterable[Scalar], scope: BriefScope) -> Iterator[Finding]:
    for text in checks:
        if text.text == UNREAD:
            continue
        try:
            verdict = decide(parse_relation(text.text), scope.scope)
        except Problem as problem:
            yield problem.at(text.locate(problem.start, problem.end))
            continue
        except AlreadyReported:
            continue
        if not verdict.holds:
            left, right = verdict.figures[verdict.failed : verdict.failed + 2]
            hint = _gap(left, right)
            yield codes.RELATION_FALSE.at(
                text.span, relation=text.text, left=explain(left), right=explain(right), hint=hint
            )


def _gap(left: Figure, right: Figure) -> str:
    if left.unit != right.unit or left.is_range or right.is_range or not right.low:
        return "correct the figure that is wrong, or the relation"
    if left.low == right.low:
        return "the two are equal as written"
    share = (left.low - right.low) / abs(right.low) * 100
    size = f"{abs(share):.0f}" if abs(share) >= 10 else f"{abs(share):.2g}"
    side = "above" if share > 0 else "below"
    unsure = "; the digits as written leave it open: quote a more precise figure" if left.slack or right.slack else ""
    return f"the left side is {size} % {side} the right{unsure if _within(left, right) else ''}"


def _within(left: Figure, right: Figure) -> bool:
    return abs(left.low - right.low) <= left.slack + right.slack
