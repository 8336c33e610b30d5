"""The ordered list of all checks. A new check is a function in its family's file, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefkit.checks.arithmetic import check_brief_relations, check_equals, check_seed_relations
from briefkit.checks.beside_figures import check_beside_figures
from briefkit.checks.context import BriefContext, SeedContext
from briefkit.checks.labels import check_labels
from briefkit.checks.marked_words import check_marked_words
from briefkit.checks.numbers import check_bare_numbers
from briefkit.checks.plain_text import check_plain_text
from briefkit.checks.precision import check_precision, check_vanishing, check_widening
from briefkit.checks.relation_words import check_relation_words
from briefkit.checks.restatements import check_prices, check_restatements
from briefkit.checks.sign_off import check_sign_off
from briefkit.checks.tables import check_shares, check_totals
from briefkit.findings import Finding

SEED_CHECKS: tuple[Callable[[SeedContext], Iterator[Finding]], ...] = (
    check_equals,
    check_seed_relations,
    check_restatements,
    check_prices,
)

BRIEF_CHECKS: tuple[Callable[[BriefContext], Iterator[Finding]], ...] = (
    check_brief_relations,
    check_bare_numbers,
    check_relation_words,
    check_beside_figures,
    check_labels,
    check_marked_words,
    check_plain_text,
    check_precision,
    check_vanishing,
    check_widening,
    check_totals,
    check_shares,
)

# What only `check --strict` asks for, besides.
STRICT_CHECKS: tuple[Callable[[BriefContext], Iterator[Finding]], ...] = (check_sign_off,)
