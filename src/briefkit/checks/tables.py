"""Check the totals that the rows and columns of a table state, and shares that should make 100 %.

A total is recomputed from the digits that the cells print, and decided as a relation between figures is. What is not
a number (unknown, not reported, nothing at all) is never taken for zero: a total over it cannot be checked, unless
it is stated as a lower bound, which the known cells can prove.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from briefkit.briefs.prose import TextPiece
from briefkit.briefs.resolved import ResolvedBrief, ResolvedRun, ResolvedTable, passages
from briefkit.briefs.resolver import FAILED
from briefkit.checks.context import BriefContext
from briefkit.figures.figure import Figure, as_written, exact, total
from briefkit.figures.house import HouseStyle
from briefkit.figures.printing import TIMES, as_printed
from briefkit.figures.relations import explain, holds
from briefkit.figures.units import FOLD, PERCENT_UNIT, POINTS, Unit
from briefkit.figures.values import HedgeKind
from briefkit.findings import Finding, Problem, Span
from briefkit.findings import bk4_values as codes


class _Kind(Enum):
    """What a row or column is to those before it."""

    PLAIN = "a term"
    PART = "a part of the one before it, in no sum"
    SUBTOTAL = "the total of its group"
    TOTAL = "the total of its group, or of all"
    GRAND = "the total of all"

    @property
    def is_total(self) -> bool:
        return self not in (_Kind.PLAIN, _Kind.PART)


_WORDS = {
    _Kind.SUBTOTAL: ("subtotal", "subtotals", "sub-total", "소계", "小计", "小計"),
    _Kind.TOTAL: (
        "total", "totals", "sum", "all", "together", "in total", "in all", "합계", "계", "총합", "전체", "计", "計",
        "合计", "合計", "共计", "共計", "总和", "總和",
    ),
    _Kind.GRAND: (
        "grand total", "overall", "overall total", "total overall", "altogether", "all together", "sum total",
        "총계", "总计", "總計", "总数", "總數",
    ),
}  # fmt: skip
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}
_PARTS = re.compile(
    r"(?:of which|of these|of them|thereof|including|incl\.|among them)\b|其中|그중|그 중", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_SHARES = re.compile(
    r"\bshares?\b|\bper ?cent(?:age)?s? of\b|% of\b|\bproportions?\b|비중|비율|比重|比例|占比", re.IGNORECASE
)
_GAP = re.compile(
    r"\W*|(?:un|not )(?:known|reported|recorded|given|stated|published|available|disclosed)"
    r"|no (?:data|figures?)|missing|n\.?/?a\.?|미상|불명|未知|不明|不详",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WHOLE = exact(Decimal(100), PERCENT_UNIT)
_NEAR_WHOLE = (Decimal(90), Decimal(110))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A cell: the one figure that it prints and nothing else, or what it says instead.

    `label` is what the cell's row is called in a total row's message, or its column in a total column's.
    """

    label: str
    text: str
    span: Span
    figure: Figure | None
    holds_figures: bool
    failed: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: _Kind
    cell: _Cell


@dataclass(frozen=True, slots=True)
class _Judged:
    """Whether a total is the sum of some cells: None where that cannot be said, for the reason given."""

    holds: bool | None
    computed: str = ""
    reason: str = ""


def check_totals(context: BriefContext) -> Iterator[Finding]:
    """Total rows and total columns, found by their words or by the key `totals`."""
    for table in _tables(context.brief):
        if table.totals != "none":
            grid = _grid(table)
            yield from _row_totals(table, grid, context.style)
            yield from _column_totals(table, grid, context.style)


def total_rows(table: ResolvedTable) -> frozenset[int]:
    """The rows that are totals, by their words or by the key `totals`."""
    if table.totals in ("none", "column"):
        return frozenset()
    rows = [at for at, row in enumerate(table.rows) if _is_full(row, table)]
    kinds = _with_last([_kind(_cell(table.rows[at][0]).text) for at in rows], table.totals in ("row", "both"))
    return frozenset(at for at, kind in zip(rows, kinds, strict=True) if kind.is_total)


def check_shares(context: BriefContext) -> Iterator[Finding]:
    """Percentages that the table calls shares, of one source and period, and that come near to a whole."""
    for table in _tables(context.brief):
        if table.totals == "none":
            continue
        grid = _grid(table)
        heads, labels = [column.text for column in table.columns], [row[0].text for row in grid]
        if not any(_kind(label).is_total for label in labels):
            terms = [row for row in grid if _kind(row[0].text) is _Kind.PLAIN]
            for at, head in enumerate(heads):
                over = " ".join(group.title.text for group in table.column_groups if group.start <= at < group.end)
                if at and _SHARES.search(f"{head} {over} {table.title.text}"):
                    cells = [row[at] for row in terms]
                    yield from _shares(cells, labels, head, _place(table.columns[at]), context.style)
        if not any(_kind(head).is_total for head in heads[1:]):
            for row in grid:
                if _SHARES.search(row[0].text):
                    yield from _shares(row[1:], heads[1:], row[0].text, row[0].span, context.style)


# Tables and cells


def _tables(brief: ResolvedBrief) -> Iterator[ResolvedTable]:
    return (passage for passage in passages(brief) if isinstance(passage, ResolvedTable))


def _grid(table: ResolvedTable) -> list[list[_Cell]]:
    """The rows of cells, without headings."""
    return [[_cell(run) for run in row] for row in table.rows if _is_full(row, table)]


def _is_full(row: Sequence[ResolvedRun], table: ResolvedTable) -> bool:
    """Whether a row has as many cells as there are columns, and is no heading: a first cell and empty ones."""
    return len(row) == len(table.columns) and (len(row) == 2 or any(run.text.strip() for run in row[1:]))


def _cell(run: ResolvedRun) -> _Cell:
    printed = [one for one in run.printed if one.text]  # a citation alone prints nothing in the cell
    words = "".join(piece.text for piece in run.pieces if isinstance(piece, TextPiece))
    figures = [one.value for one in printed if isinstance(one.value, Figure)]
    alone = len(printed) == len(figures) == 1 and not any(char.isalnum() for char in words)
    return _Cell(
        label="",
        text=" ".join(run.text.split()),
        span=printed[0].span if printed else _place(run),
        figure=figures[0] if alone else None,
        holds_figures=bool(figures),
        failed=FAILED in words,
    )


def _place(run: ResolvedRun) -> Span:
    """Where a line of the table stands: its words, or its first expression."""
    if run.run is not None and run.run.content:
        return run.run.scalar.locate(run.run.start, run.run.start + len(run.run.content))
    return run.run.scalar.span if run.run is not None else Span("")


def _kind(label: str) -> _Kind:
    """What the words of a first cell or of a head make of its row or column."""
    if _PARTS.match(label.lstrip(" –—-·")):
        return _Kind.PART
    bare = _YEAR.sub(" ", _BRACKETS.sub(" ", label))
    return _KINDS.get(" ".join(re.sub(r"[^\w\s-]", " ", bare).split()).strip("-– ").lower(), _Kind.PLAIN)


# Totals


def _row_totals(table: ResolvedTable, grid: Sequence[Sequence[_Cell]], style: HouseStyle) -> Iterator[Finding]:
    wanted = table.totals in ("row", "both")
    if not wanted and table.totals == "column":
        return
    kinds = _with_last([_kind(row[0].text) for row in grid], wanted)
    for at in range(1, len(table.columns)):
        entries = [_Entry(kind, replace(row[at], label=row[0].text)) for kind, row in zip(kinds, grid, strict=True)]
        yield from _line(entries, f"the column “{table.columns[at].text}”", style, wanted=wanted)


def _column_totals(table: ResolvedTable, grid: Sequence[Sequence[_Cell]], style: HouseStyle) -> Iterator[Finding]:
    wanted = table.totals in ("column", "both")
    if not wanted and table.totals == "row":
        return
    heads = [column.text for column in table.columns]
    kinds = [_Kind.PLAIN, *_with_last([_kind(head) for head in heads[1:]], wanted)]
    columns = [[row[at] for row in grid] for at in range(len(heads))]
    for row in grid:
        for end in (at for at in range(1, len(heads)) if kinds[at].is_total):
            entries = [
                _Entry(kinds[at], replace(row[at], label=heads[at]))
                for at in range(1, end + 1)
                if _unit(row[at]) == _unit(row[end]) or _is_term(heads[at], columns[at], columns[end])
            ]
            found = _line(entries, f"the row “{row[0].text}”", style, wanted=wanted)
            yield from (one for one in found if one.span == row[end].span)


def _with_last(kinds: list[_Kind], wanted: bool) -> list[_Kind]:
    """The kinds, with the last one a total where the writer says that there is one and no words do."""
    if wanted and kinds and not any(kind.is_total for kind in kinds):
        return [*kinds[:-1], _Kind.GRAND]
    return kinds


def _is_term(head: str, column: Sequence[_Cell], total: Sequence[_Cell]) -> bool:
    """Whether a column is one that a total column adds up: in its unit, or a gap all the way down."""
    if any(cell.figure is not None for cell in column):
        return bool({_unit(cell) for cell in column} & {_unit(cell) for cell in total} - {None})
    return bool(_YEAR.search(head)) or all(_GAP.fullmatch(cell.text) for cell in column)


def _unit(cell: _Cell) -> Unit | None:
    return cell.figure.unit if cell.figure is not None else None


def _line(entries: Sequence[_Entry], name: str, style: HouseStyle, *, wanted: bool) -> Iterator[Finding]:
    """The totals of one column or row, from its beginning to its end."""
    if any(entry.cell.failed for entry in entries):
        return
    group: list[_Cell] = []
    leaves: list[_Cell] = []
    totals: list[_Entry] = []
    for kind, cell in ((entry.kind, entry.cell) for entry in entries):
        if kind is _Kind.PLAIN:
            group.append(cell)
            leaves.append(cell)
        if not kind.is_total:
            continue
        of_all = kind is _Kind.GRAND or (kind is _Kind.TOTAL and (not group or any(_is_sub(one) for one in totals)))
        of_totals = [*(entry.cell for entry in totals), *group]
        # A second "total" may be of its own group or of all; what has subtotals before it is of all.
        sums = ([] if of_all else [group]) + ([leaves, of_totals] if totals and kind is not _Kind.SUBTOTAL else [])
        yield from _total(cell, sums or [leaves], name, style, wanted=wanted)
        totals = [] if of_all else [*totals, _Entry(kind, cell)]
        group, leaves = [], [] if of_all else leaves


def _is_sub(entry: _Entry) -> bool:
    return entry.kind is _Kind.SUBTOTAL


def _total(
    cell: _Cell, sums: Sequence[Sequence[_Cell]], name: str, style: HouseStyle, *, wanted: bool
) -> Iterator[Finding]:
    if not cell.holds_figures or not sums[0]:
        return
    if cell.figure is None:
        yield _unchecked(cell, name, f"the total’s own cell says “{cell.text}”, which is more than a figure")
        return
    judged = [_judge(cell.figure, terms, style, wanted=wanted) for terms in sums]
    if any(one.holds for one in judged):
        return
    if judged[0].holds is None:
        yield _unchecked(cell, name, judged[0].reason)
        return
    yield codes.TOTAL_OFF.at(
        cell.span,
        line=name,
        stated=explain(as_printed(cell.figure, style)),
        computed=judged[0].computed,
        hint="correct the cell that is wrong; totals: none if it is no sum; if the source is wrong, accept BK445",
    )


def _unchecked(cell: _Cell, name: str, reason: str) -> Finding:
    return codes.TOTAL_UNCHECKED.at(
        cell.span,
        line=name,
        reason=reason,
        hint='state a lower bound, as in "at least 300"; totals: none if it is no sum; or accept BK446 with a reason',
    )


def _judge(stated: Figure, cells: Sequence[_Cell], style: HouseStyle, *, wanted: bool) -> _Judged:
    """Whether a stated total is the sum of some cells."""
    known = [cell.figure for cell in cells if cell.figure is not None]
    missing = [cell for cell in cells if cell.figure is None]
    if known and not missing and _is_made_of(stated, known):
        return _Judged(True)
    shown = _as_shown(stated, style)
    terms = [_as_shown(figure, style) for figure in known]
    if not wanted and _is_mean(shown, terms):
        return _Judged(True)
    bounds_below = stated.hedge is not None and stated.hedge.direction > 0
    if missing and not (bounds_below and known):
        return _Judged(None, reason=_missing(missing))
    try:
        computed = total(terms) if len(terms) > 1 else terms[0]
        agrees = _agrees(computed, shown, style)
    except Problem as problem:
        return _Judged(None, reason=problem.message)
    if agrees is None:
        return _Judged(None, reason=f"its cells make {explain(computed)}, which says nothing of {explain(shown)}")
    if not agrees and len(terms) == 1 and not missing and not wanted:
        return _Judged(None, reason="there is only one cell that it could be the sum of")
    return _Judged(agrees, computed=explain(computed))


def _as_shown(figure: Figure, style: HouseStyle) -> Figure:
    """A figure with the digits that it prints, and the slack that they have."""
    shown = as_printed(figure, style)
    if figure.stated is None or figure.display.rounding is not None:
        return shown
    return replace(shown, slack=as_written(figure).slack)


def _is_made_of(stated: Figure, terms: Sequence[Figure]) -> bool:
    """Whether a total is calculated as the sum of just these figures, so that only its rounding can differ."""
    summands = (summand for term in terms for summand in _summands(term))
    return Counter(map(_identity, _summands(stated))) == Counter(map(_identity, summands))


def _summands(figure: Figure) -> Iterator[Figure]:
    if figure.derivation is None or figure.derivation.operation != "+":
        yield figure
        return
    for inner in figure.derivation.inputs:
        yield from _summands(inner)


def _identity(figure: Figure) -> tuple[object, ...]:
    return figure.claims, figure.low, figure.high, figure.unit, figure.hedge


def _is_mean(stated: Figure, terms: Sequence[Figure]) -> bool:
    """Whether a "total" of rates, changes or prices per unit lies among them, as that of the whole does."""
    same = [term for term in terms if term.unit == stated.unit]
    if _adds_up(stated.unit) or not same:
        return False
    return min(term.low for term in same) <= stated.low <= stated.high <= max(term.high for term in same)


def _adds_up(unit: Unit) -> bool:
    """Whether amounts in a unit make a sum: money, tons, people, tons a year; not prices per unit, nor percentages."""
    if {POINTS, FOLD} & set(unit.numerator) or unit.is_percent:
        return False
    below = set(unit.denominator)
    return not below or (below <= TIMES and not set(unit.numerator) <= TIMES)


def _missing(cells: Sequence[_Cell]) -> str:
    first = cells[0]
    says = f"says “{first.text}”, which is no number" if first.text else "is empty"
    if first.holds_figures:
        says = f"says “{first.text}”, which is more than a figure"
    others = f", and {len(cells) - 1} more" if len(cells) > 1 else ""
    return f"the cell of “{first.label}” {says}{others}"


def _agrees(computed: Figure, stated: Figure, style: HouseStyle) -> bool | None:
    """Whether a total is borne out by the sum of its cells; None where their hedges say nothing of each other.

    A sum that is bounded on one side alone bears out a bound on that side. It can contradict a number, not prove it.
    """
    equal = holds(computed, "=", stated, style.tolerance)
    side, said = (figure.hedge.direction if figure.hedge else 0 for figure in (computed, stated))
    if side and side != said:
        return None if equal or stated.hedge else False
    if equal or not said or stated.hedge is None or computed.hedge is None:
        return equal
    sign = {HedgeKind.ABOVE: ">", HedgeKind.AT_LEAST: ">=", HedgeKind.AT_MOST: "<="}.get(stated.hedge.kind, "<")
    bound = replace(stated, hedge=None, slack=Decimal(0))
    return holds(replace(computed, slack=Decimal(0)), sign, bound, style.tolerance)


# Shares


def _shares(
    cells: Sequence[_Cell], labels: Iterable[str], name: str, place: Span, style: HouseStyle
) -> Iterator[Finding]:
    figures = [cell.figure for cell in cells if cell.figure is not None]
    if len(figures) < 2 or len(figures) != len(cells) or any(_YEAR.search(label) for label in labels):
        return
    if any(not figure.unit.is_percent or figure.hedge or figure.is_range for figure in figures):
        return
    made = total([_as_shown(figure, style) for figure in figures])
    near = _NEAR_WHOLE[0] <= made.low <= _NEAR_WHOLE[1]
    if near and _one_whole(figures) and not holds(made, "=", _WHOLE, style.tolerance):
        hint = (
            "correct the share that is wrong, add what is missing, or accept BK447; totals: none if they are no parts"
        )
        yield codes.SHARES_OFF.at(place, line=f"“{name}”", computed=explain(made), hint=hint)


def _one_whole(figures: Sequence[Figure]) -> bool:
    """Whether percentages can be of one whole: all of one source and one date."""
    sources = {claim.partition(".")[0] for figure in figures for claim in figure.claims}
    return len(sources) == 1 and len({figure.period for figure in figures}) == 1


__all__ = ["check_shares", "check_totals", "total_rows"]
