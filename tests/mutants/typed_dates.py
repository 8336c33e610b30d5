"""Dates typed into prose and tables beside figures: whether they say what the figures are of.

"Exports of 2021" over a figure of 2021 is right, and wrong as soon as one of the two years is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefkit.briefs.resolved import Printed
from briefkit.figures.figure import Figure
from briefkit.figures.periods import Period
from briefkit.project.examination import Examination
from mutants.operators import MONTHS, Edit

_DATE = re.compile(rf"\b(?:({'|'.join(MONTHS)})(?: (\d{{4}}))?|((?:1[89]|20)\d\d))\b")


class Typed(NamedTuple):
    """A year, a month or both."""

    year: int
    month: int

    def agrees(self, period: Period) -> bool:
        """Whether it is a date of the period."""
        first, last = period.first, period.last
        if not self.month:
            return first.year <= self.year <= last.year
        if not self.year:
            return (first.year, first.month) == (last.year, last.month) and first.month == self.month
        return (first.year, first.month) <= self <= (last.year, last.month)


def typed_dates(text: str) -> list[Typed]:
    """The dates in a text."""
    found: list[Typed] = []
    for match in _DATE.finditer(text):
        month = MONTHS.index(match[1]) + 1 if match[1] else 0
        found.append(Typed(int(match[2] or match[3] or 0), month))
    return found


def dated(printed: Iterable[Printed], examination: Examination) -> list[Period]:
    """The periods of figures that rest on claims with a date of their own."""
    found: list[Period] = []
    for one in printed:
        claims = [examination.seeds[name.partition(".")[0]].claims[name.partition(".")[2]] for name in one.claims]
        if isinstance(one.value, Figure) and one.value.period and any(claim.spec.as_of for claim in claims):
            found.append(one.value.period)
    return found


def contradicts(text: str, edit: Edit, periods: Sequence[Period]) -> bool:
    """Whether a text names a date of one of the periods, and after an edit none any more."""
    before, after = typed_dates(text), typed_dates(edit.apply(text))

    def named(dates: Sequence[Typed]) -> bool:
        return any(one.agrees(period) for one in dates for period in periods)

    return named(before) and not named(after)
