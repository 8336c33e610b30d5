"""Claims on cells: where a cell stands and what unit it is in, said by a claim, → what it states.

The digits are kept as the file has them. A claim on a cell gets the text of its value and, in place of a quote, words
that say where it stands; a series becomes a claim for each of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit.evidence.data_tables import DataTable, Row, described, numbers_in, tidy, why_no_number, without_percent
from briefkit.evidence.spec import ClaimSpec, DataCellSpec, SeriesSpec
from briefkit.figures.periods import parse_period
from briefkit.figures.quotes.matching import same_precision, state
from briefkit.figures.units import Vocabulary, unknown_unit
from briefkit.figures.values import SCALES, Stated, parse_value
from briefkit.findings import Finding, Outcome, Problem, Span
from briefkit.findings import bk3_anchors as codes
from briefkit.nodes import Mapping as MappingNode
from briefkit.nodes import Node, Scalar, nearest

MAX_SERIES = 2_000
_SCALE = re.compile(rf"\b(?:{'|'.join(SCALES)})\b", re.IGNORECASE)
_PERCENT = ("%", "percent")
_NOT_WITH_A_CELL = ("quote", "text", "restated", "prefix", "suffix", "translation")
_NOT_WITH_A_SERIES = (*_NOT_WITH_A_CELL, "cell", "value", "equals")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReading:
    """A cell that was read: what it states, the text of that as a value, and words for where it stands."""

    stated: Stated
    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One cell of a series: the name of its claim, what tells its row, and the cell by itself."""

    name: str
    by: str
    spec: ClaimSpec


def misplaced_keys(spec: ClaimSpec) -> Iterator[Finding]:
    """The keys of a claim on a cell or a series that belong to a claim with a quote."""
    kind, keys = ("series", _NOT_WITH_A_SERIES) if spec.series else ("cell", _NOT_WITH_A_CELL if spec.cell else ())
    for key in keys:
        if getattr(spec, key) is not None:
            yield codes.CELL_KEYS.at(spec.node.place(key), key=key, kind=kind, hint=f"remove {key}, or the {kind}")


def read_cell(
    table: DataTable, spec: DataCellSpec, vocabulary: Vocabulary, value: Scalar | None = None
) -> Outcome[CellReading | None]:
    """The cell that a claim stands on; None with the finding where it is not found, or is no plain number.

    Where a cell may be two numbers, the value that the claim gives, if it is one of them, says which.
    """
    findings: list[Finding] = []
    columns = [_column(table, key, spec.mapping("where").place(key), findings) for key in spec.where]
    column = _column(table, spec.column.text, spec.column.span, findings)
    if findings:
        return Outcome(None, tuple(findings))
    texts = [scalar.text for scalar in spec.where.values()]
    rows = table.find(columns, texts)
    where = " and ".join(described(list(spec.where), texts)) or "anything is asked for"
    if not rows:
        hint = _nearest_row(table, columns, texts)
        return Outcome(None, (codes.NO_ROW.at(spec.value_span("where"), file=table.file, where=where, hint=hint),))
    if len(rows) > 1:
        return Outcome(None, (_several(spec.value_span("where"), table, rows, where),))
    cell = rows[0].cells[column]
    number = without_percent(cell) if spec.unit and spec.unit.text.strip() in _PERCENT else cell
    outcomes = [_reading(digits, cell, spec, vocabulary) for digits in numbers_in(number, table.notation(column))]
    meant = [one for one in outcomes if one.value and value and not check_value(value, one.value, vocabulary).findings]
    if len(outcomes) == 1 or len(meant) == 1:
        return (meant or outcomes)[0]
    return Outcome(None, (_unread(table, rows[0], column, spec, [one.value for one in outcomes if one.value]),))


def _unread(table: DataTable, row: Row, column: int, spec: DataCellSpec, readings: Sequence[CellReading]) -> Finding:
    cell = row.cells[column]
    reason, hint = why_no_number(cell, table.notation(column))
    if readings:
        reason = "which may be of thousands or have decimals"
        hint = "say which it is: " + " or ".join(f"value: {one.value}" for one in readings)
    return codes.CELL_UNREAD.at(
        spec.column.span, file=table.file, line=row.line, column=tidy(spec.column.text),
        found=" ".join(cell.split())[:60], reason=reason, hint=hint,
    )  # fmt: skip


def _reading(digits: str, cell: str, spec: DataCellSpec, vocabulary: Vocabulary) -> Outcome[CellReading | None]:
    """What a cell of these digits states in the unit of its claim."""
    unit = " ".join(spec.unit.text.split()) if spec.unit else ""
    scale = _SCALE.search(unit)
    rest = " ".join(_SCALE.sub(" ", unit, count=1).split())
    text = " ".join(part for part in (digits, scale.group() if scale else "", rest) if part)
    try:
        stated = parse_value(text, vocabulary)
    except Problem as problem:
        return Outcome(None, (problem.at(spec.unit.span if spec.unit else spec.column.span),))
    if stated.is_range or stated.hedge is not None or stated.low.digits != digits:
        return Outcome(None, (unknown_unit(unit, vocabulary, 0, len(unit)).at(spec.value_span("unit")),))
    where = ", ".join(f"{key}: {tidy(scalar.text)}" for key, scalar in spec.where.items())
    words = f"[{where}] {tidy(spec.column.text)}: {cell.strip()}"
    return Outcome(CellReading(stated=stated, value=state(stated, vocabulary), words=words))


def check_value(value: Scalar, cell: CellReading, vocabulary: Vocabulary) -> Outcome[Stated | None]:
    """The value that a claim gives beside its cell, held to the cell."""
    try:
        stated = parse_value(value.text, vocabulary)
    except Problem as problem:
        return Outcome(None, (problem.at(value.locate(problem.start, problem.end)),))
    said = cell.stated
    same = (
        stated.low.value == said.low.value == stated.high.value
        and stated.unit == said.unit
        and stated.hedge is None
        and same_precision(stated.low, said.low)
    )
    if same:
        return Outcome(stated)
    hint = f"value: {cell.value}, or leave the value out"
    shown = " ".join(value.text.split())
    return Outcome(stated, (codes.CELL_DIFFERS.at(value.span, value=shown, cell=cell.value, hint=hint),))


def members_of(
    name: str, claim: ClaimSpec, series: SeriesSpec, table: DataTable, taken: Mapping[str, object]
) -> Outcome[tuple[Member, ...]]:
    """A claim for each row of a series, in the order of the file. `taken` are the names of the seed's other claims."""
    findings: list[Finding] = []
    columns = [_column(table, key, series.mapping("where").place(key), findings) for key in series.where]
    by = _column(table, series.by.text, series.by.span, findings)
    if findings:
        return Outcome((), tuple(findings))
    texts = [scalar.text for scalar in series.where.values()]
    rows = table.find(columns, texts)
    if not rows:
        where = " and ".join(described(list(series.where), texts))
        hint = _nearest_row(table, columns, texts)
        return Outcome((), (codes.NO_ROW.at(series.value_span("where"), file=table.file, where=where, hint=hint),))
    if len(rows) > MAX_SERIES:
        found = f"a series of {len(rows):,} rows"
        hint = "ask for fewer rows with where"
        return Outcome((), (codes.SERIES_NAMES.at(
            series.by.span, found=found, expected=f"at most {MAX_SERIES:,}", hint=hint
        ),))  # fmt: skip
    members: dict[str, Member] = {}
    rows_by_name: dict[str, Row] = {}
    for row in rows:
        text = tidy(row.cells[by])
        own = f"{name}_{re.sub(r'[^0-9A-Za-z]+', '_', text).strip('_')}"
        if own in rows_by_name and tidy(rows_by_name[own].cells[by]) == text:
            where = " and ".join(described([*series.where, series.by.text], [*texts, text]))
            findings.append(_several(series.by.span, table, [rows_by_name[own], row], where))
            members.pop(own, None)
        elif own in rows_by_name or own in taken or own == f"{name}_" or not text.isprintable():
            findings.append(_bad_name(series.by.span, table, row, text, own, own in rows_by_name or own in taken))
        else:
            rows_by_name[own] = row
            members[own] = Member(name=own, by=text, spec=_member(claim, series, text))
    return Outcome(tuple(members.values()), tuple(findings))


def _member(claim: ClaimSpec, series: SeriesSpec, text: str) -> ClaimSpec:
    """The claim on one cell of a series; what tells its row dates it, where that is a date and the series has none."""
    span = series.by.span
    own = Scalar(text, span, style='"')  # in quotation marks, a "null" of a table is a text
    others = [entry for entry in series.mapping("where") if entry[0].text != series.by.text]
    where = MappingNode((*others, (Scalar(series.by.text, span), own)), span)
    entries: dict[str, Node | None] = {"where": where, "column": series.column, "unit": series.unit}
    node = MappingNode(tuple((Scalar(key, span), one) for key, one in entries.items() if one is not None), series.span)
    cell = DataCellSpec.model_validate(node)
    try:
        dated = Scalar(text, span) if claim.as_of is None and parse_period(text) else claim.as_of
    except Problem:
        dated = claim.as_of
    return claim.model_copy(update={"cell": cell, "as_of": dated})


def _bad_name(span: Span, table: DataTable, row: Row, text: str, name: str, is_taken: bool) -> Finding:
    found = f'"{text}" in line {row.line} of {table.file}' if text.isprintable() else f"line {row.line} of {table.file}"
    expected = f"one claim named {name}" if is_taken else "a text with letters or digits to name the cell by"
    return codes.SERIES_NAMES.at(
        span, found=found, expected=expected, hint="tell the rows by another column, or ask for fewer with where"
    )


def _column(table: DataTable, name: str, span: Span, findings: list[Finding]) -> int:
    """Where a column stands; 0 with the finding where it is not there once."""
    places = table.places(name)
    if len(places) == 1:
        return places[0]
    near = nearest(name, [one for one in table.columns if one])
    hint = f"did you mean {near}?" if near else f"there are: {', '.join(one for one in table.columns if one)}"
    number = "no column" if not places else f"{len(places)} columns"
    if places:
        hint = "give each column of the file a name of its own"
    findings.append(codes.NO_COLUMN.at(span, file=table.file, number=number, column=tidy(name), hint=hint))
    return 0


def _several(span: Span, table: DataTable, rows: Sequence[Row], where: str) -> Finding:
    lines = ", ".join(str(row.line) for row in rows[:5]) + (" …" if len(rows) > 5 else "")
    hint = "name another column under where, or correct the file"
    return codes.SEVERAL_ROWS.at(span, file=table.file, count=len(rows), where=where, lines=lines, hint=hint)


def _nearest_row(table: DataTable, columns: Sequence[int], texts: Sequence[str]) -> str:
    """What could be meant: the first column whose text no row has, and its texts that are like it."""
    for column, text in zip(columns, texts, strict=True):
        known = list(dict.fromkeys(tidy(row.cells[column]) for row in table.rows))
        if tidy(text) not in known:
            near = nearest(text, [one for one in known[:5000] if one])
            head = table.columns[column]
            return f"did you mean {head}: {near}?" if near else f"{head} has: {', '.join(known[:8])}"
    return "no row has all of these at once"
