"""Check that figures print no more than their inputs carry, and that interval arithmetic did not widen them."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.briefs.resolved import Printed
from briefkit.checks.context import BriefContext
from briefkit.figures.figure import Figure, widened
from briefkit.figures.printing import as_printed, carried_digits, printed_digits
from briefkit.findings import Finding, Severity, Span
from briefkit.findings import bk4_values as codes


def check_precision(context: BriefContext) -> Iterator[Finding]:
    """Digits beyond those of the least precise input. One guard digit is noted; more stop the build."""
    for figure, span in _subjects(context):
        if figure.display.rounding is None or figure.precision is None:
            continue
        carried = carried_digits(figure, context.style)
        digits = printed_digits(figure, context.style)
        if digits > carried:
            severity = Severity.NOTE if digits == carried + 1 else Severity.WARNING
            hint = f"leave the rounding out, or round to {carried} significant"
            yield codes.TOO_PRECISE.at(span, printed=digits, carried=carried, severity=severity, hint=hint)


def check_vanishing(context: BriefContext) -> Iterator[Finding]:
    """A figure that is not zero must not print as zero."""
    for figure, span in _subjects(context):
        printed = as_printed(figure, context.style)
        if (printed.low == 0 and figure.low != 0) or (printed.high == 0 and figure.high != 0):
            yield codes.VANISHES.at(span, hint="round to significant digits instead: round: 2 significant")


def check_widening(context: BriefContext) -> Iterator[Finding]:
    """A range that pulls a result both ways makes it too wide."""
    for figure, span in _subjects(context):
        claim = widened(figure)
        if claim is not None:
            yield codes.WIDENED.at(span, claim=claim, hint="write the calculation so that each range stands in it once")


def _subjects(context: BriefContext) -> Iterator[tuple[Figure, Span]]:
    """Each figure that is defined, and each that is printed and is not simply one of those."""
    defined = {name: resolved.figure for name, resolved in context.brief.figures.items()}
    for resolved in context.brief.figures.values():
        span = resolved.spec.round.span if resolved.spec.round else resolved.spec.is_.span
        yield resolved.figure, span
    for printed in context.brief.printed:
        figure = _figure(printed)
        if figure is not None and figure != defined.get(figure.name):
            yield figure, printed.span


def _figure(printed: Printed) -> Figure | None:
    return printed.value if isinstance(printed.value, Figure) else None
