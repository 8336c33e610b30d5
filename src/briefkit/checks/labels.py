"""Check what words say of the figures beside them: a date that is none of theirs, a currency that they are not in.

"Exports of 2021" over a figure of 2022 tells of another year. A title speaks of all figures of its table, a head of its
column, the words of a cell of its own figure or of its row, and a sentence of the figures in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefkit.briefs.resolved import Printed, ResolvedRun, ResolvedTable, passages
from briefkit.briefs.resolver import NOTE_LETTERS
from briefkit.checks.context import BriefContext
from briefkit.checks.number_patterns import any_of
from briefkit.checks.run_text import RunText
from briefkit.evidence.quote_dates import read_dates
from briefkit.figures.figure import Figure
from briefkit.figures.money.currencies import CURRENCY_NAMES, is_currency
from briefkit.figures.periods import Period, format_period
from briefkit.figures.units import Vocabulary
from briefkit.findings import Finding
from briefkit.findings import bk5_prose as codes

_CURRENCY = re.compile(rf"(?<![^\W_])(?:{any_of(CURRENCY_NAMES)}|(?-i:[A-Z]{{3}}))(?![^\W_])", re.IGNORECASE)
_CURRENCY_NAMES = {name.lower(): code for name, code in CURRENCY_NAMES.items()}


@dataclass(frozen=True, slots=True)
class _Place:
    """Words, from one place of a run to another, and the figures that they speak of. A label is no sentence."""

    text: RunText
    start: int
    end: int
    printed: Sequence[Printed]
    is_label: bool = False


def check_labels(context: BriefContext) -> Iterator[Finding]:
    """Dates in sentences and tables, and currencies in the titles and heads of tables, that the figures do not have."""
    vocabulary = context.scope.scope.vocabulary
    for passage in passages(context.brief):
        if isinstance(passage, ResolvedTable):
            yield from _in_table(passage, context, vocabulary)
        else:
            for place in _sentences(passage, context):
                yield from _wrong_date(place, context, vocabulary)


def _in_table(table: ResolvedTable, context: BriefContext, vocabulary: Vocabulary) -> Iterator[Finding]:
    everywhere = [one for row in table.rows for cell in row for one in cell.printed]
    columns = [[one for row in table.rows for one in row[at : at + 1]] for at in range(len(table.columns))]
    for place in _whole(table.title, everywhere, context):
        yield from _wrong_date(place, context, vocabulary)
        yield from _wrong_currency(place)
    for head, column in zip(table.columns, columns, strict=True):
        for place in _whole(head, [one for cell in column for one in cell.printed], context):
            yield from _wrong_date(place, context, vocabulary)
            yield from _wrong_currency(place)
    for title, printed in _under_groups(table):
        for place in _whole(title, printed, context):
            yield from _wrong_date(place, context, vocabulary)
            yield from _wrong_currency(place)
    for row in table.rows:
        of_row = [one for cell in row for one in cell.printed]
        for cell in row:
            for place in _whole(cell, cell.printed if _dated(cell.printed, context) else of_row, context):
                yield from _wrong_date(place, context, vocabulary)
    for place in _sentences(table.note, context, everywhere):
        yield from _wrong_date(place, context, vocabulary)
    for at, note in enumerate(table.notes):
        for place in _sentences(note, context, _marked(at, table)):
            yield from _wrong_date(place, context, vocabulary)


def _under_groups(table: ResolvedTable) -> Iterator[tuple[ResolvedRun, list[Printed]]]:
    """The heads over columns and over rows, each with what stands under it."""
    for group in table.column_groups:
        columns = (cell for row in table.rows for cell in row[group.start : group.end])
        yield group.title, [one for cell in columns for one in cell.printed]
    for group in table.row_groups:
        rows = (cell for row in table.rows[group.start : group.end] for cell in row)
        yield group.title, [one for cell in rows for one in cell.printed]


def _marked(note: int, table: ResolvedTable) -> list[Printed]:
    """What the cells print that bear the mark of a note, and the columns whose heads do."""
    places = [place for place, mark in table.marks.items() if mark == NOTE_LETTERS[note : note + 1]]
    rows = [(row, at) for row, at in places if row >= 0]
    columns = {at for row, at in places if row < 0}
    cells = [table.rows[row][at] for row, at in rows if at < len(table.rows[row])]
    cells += [cell for row in table.rows for at, cell in enumerate(row) if at in columns]
    return [one for cell in cells for one in cell.printed]


def _whole(run: ResolvedRun, printed: Sequence[Printed], context: BriefContext) -> Iterator[_Place]:
    """A title, head or cell, and the figures that it speaks of."""
    text = context.texts.of(run)
    if text is not None:
        yield _Place(text, 0, len(text.text), printed, is_label=True)


def _sentences(run: ResolvedRun, context: BriefContext, printed: Sequence[Printed] = ()) -> Iterator[_Place]:
    """The sentences of a run, each with its own figures, and where it has none with those given."""
    text = context.texts.of(run)
    if text is None or not (run.printed or printed):
        return
    for start, end in text.sentences():
        own = [one for at, one in text.printed.items() if start <= at < end and one is not None]
        yield _Place(text, start, end, own or printed)


# Dates


def _wrong_date(place: _Place, context: BriefContext, vocabulary: Vocabulary) -> Iterator[Finding]:
    """The first date of the words, where none of their dates may be one of the figures'."""
    # The month of May is a verb where a sentence begins with it.
    lead = "in " if place.is_label else ""
    dates = read_dates(lead + place.text.text[place.start : place.end], vocabulary)
    periods = _dated(place.printed, context) if dates else []
    if not periods or any(one.may_be(period) for one in dates for period in periods):
        return
    start, end = (place.start + at - len(lead) for at in (dates[0].start, dates[0].end))
    spoken = " and ".join(dict.fromkeys(map(format_period, periods[:2])))
    yield codes.DATE_BESIDE.at(
        place.text.span(start, end),
        words=place.text.written(start, end),
        period=spoken,
        hint="correct the date, or print the figure’s own: {{ ….period }}; if another is meant, accept BK515",
    )


def _dated(printed: Iterable[Printed], context: BriefContext) -> list[Period]:
    """The periods of figures that rest on claims with a date of their own, and the years whose prices they are in.

    The date of a source alone dates no measure.
    """
    figures = (one.value for one in printed if isinstance(one.value, Figure) and _has_date(one, context))
    return [period for figure in figures for period in (figure.period, figure.prices) if period is not None]


def _has_date(printed: Printed, context: BriefContext) -> bool:
    for name in printed.claims:
        seed, _, key = name.partition(".")
        claim = context.seeds[seed].claims.get(key) if seed in context.seeds else None
        if claim is not None and claim.spec.as_of is not None:
            return True
    return False


# Currencies


def _wrong_currency(place: _Place) -> Iterator[Finding]:
    """A currency that the words name, where the figures under them are in others."""
    printed = {code for one in place.printed if isinstance(one.value, Figure) for code in _currencies(one.value)}
    if not printed:
        return
    for match in _CURRENCY.finditer(place.text.text, place.start, place.end):
        code = _CURRENCY_NAMES.get(match.group().lower(), match.group())
        if is_currency(code) and code not in printed:
            yield codes.CURRENCY_BESIDE.at(
                place.text.span(*match.span()),
                words=match.group(),
                printed=" and ".join(sorted(printed)),
                hint="name the currency in which the figures print, or convert them",
            )


def _currencies(figure: Figure) -> Iterator[str]:
    for one in (figure, figure.display.second):
        if one is not None:
            yield from (name for name in (*one.unit.numerator, *one.unit.denominator) if is_currency(name))


__all__ = ["check_labels"]
