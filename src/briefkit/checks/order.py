"""The ordered list of all checks. A new check is a function in its family's file, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefkit.checks.arithmetic import check_brief_relations, check_equals, check_seed_relations
from briefkit.checks.context import BriefContext, SeedContext
from briefkit.checks.numbers import check_bare_numbers
from briefkit.checks.plain_text import check_plain_text
from briefkit.checks.precision import check_precision, check_vanishing, check_widening
from briefkit.checks.restatements import check_restatements
from briefkit.findings import Finding

SEED_CHECKS: tuple[Callable[[SeedContext], Iterator[Finding]], ...] = (
    check_equals,
    check_seed_relations,
    check_restatements,
)

BRIEF_CHECKS: tuple[Callable[[BriefContext], Iterator[Finding]], ...] = (
    check_brief_relations,
    check_bare_numbers,
    check_plain_text,
    check_precision,
    check_vanishing,
    check_widening,
)
