"""A project's own rates: turns the text of seeds/rates/NAME.csv into a rate table and findings with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from briefkit.figures.money.currencies import CURRENCY_NAMES, CURRENCY_SIGNS, is_currency
from briefkit.figures.money.rate_tables import ECB, ECB_ONLY, CsvTable, Fixing, is_positive_number
from briefkit.figures.periods import Period, parse_period
from briefkit.findings import Finding, Outcome, Problem, Span, sort_findings
from briefkit.findings.bk4_rates import DUPLICATE_RATE, MALFORMED_RATE, UNUSABLE_TABLE

_COLUMNS = ("date", "base", "quote", "rate", "source")
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",]*))(,|$)')
_SEPARATED = re.compile(r"[0-9]{1,3}(?:[,_'’ \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell: its column's name, its text without surrounding space, and where it stands in the file."""

    name: str
    text: str
    span: Span

    def malformed(self, found: str, expected: str, hint: str) -> Finding:
        return MALFORMED_RATE.at(self.span, hint, column=self.name, found=found, expected=expected)


@dataclass(frozen=True, slots=True)
class _Row:
    """One good line: its fixing, its period as written, and the cell of its date."""

    fixing: Fixing
    period: Period
    place: _Cell


def parse_rates_csv(text: str, path: str, name: str) -> Outcome[CsvTable]:
    """The text of a rate file → its table, and all that is wrong with it.

    The first line names the columns date, base, quote, rate and source, in any order. A date is a day or a period
    in EDTF; a line of a period gives the mean of that period. A faulty line is left out of the table. Findings:
    BK430 (a malformed date), BK437 (a pair and date given twice, in either direction), BK438 (malformed), BK439 (the
    file's name).
    """
    findings = list(_name_findings(path, name))
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    columns = _header(lines[0], path, findings)
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if columns and line.strip():
            row = _row(line, number, columns, path, findings)
            rows += [row] if row else []
    return Outcome(CsvTable.of(name, path, _without_clashes(rows, findings)), sort_findings(findings))


def _name_findings(path: str, name: str) -> Iterator[Finding]:
    if name in (ECB, ECB_ONLY):
        hint = "rename the file, for example official.csv"
        yield UNUSABLE_TABLE.at(Span(path), hint, found=f"the name {name}", expected="a name not taken by the ECB's")
    elif not name.isidentifier():
        better = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "official"
        hint = f"rename the file {better if better.isidentifier() else f'rates_{better}'}.csv"
        yield UNUSABLE_TABLE.at(Span(path), hint, found=f"the name {name}", expected="letters, digits and _ only")


def _header(line: str, path: str, findings: list[Finding]) -> tuple[str, ...]:
    """The names of the columns in their order; none if they are not the five."""
    cells = _cells(line, 1, (), path)
    names = tuple(cell.text for cell in cells) if cells else ()
    if sorted(names) == sorted(_COLUMNS):
        return names
    hint = f"write {','.join(_COLUMNS)} as the first line"
    missing = [name for name in _COLUMNS if name not in names]
    others = [name or "without a name" for name in names if name not in _COLUMNS or names.count(name) > 1]
    found = f"no column {' or '.join(missing)}" if missing else f"column {others[0]} besides"
    span = Span(path, 1, 1, 1, max(2, len(line) + 1))
    findings.append(
        MALFORMED_RATE.at(span, hint, column="first line", found=found, expected=f"the columns {', '.join(_COLUMNS)}")
    )
    return ()


def _cells(line: str, number: int, names: tuple[str, ...], path: str) -> list[_Cell] | None:
    """The cells of a line with their places; None if its quotation marks do not pair."""
    cells: list[_Cell] = []
    start = 0
    while match := _CELL.match(line, start):
        raw = match[2] if match[1] is None else match[1]
        begin = match.start(2 if match[1] is None else 1) + len(raw) - len(raw.lstrip())
        text = raw.strip()
        name = names[len(cells)] if len(cells) < len(names) else "line"
        span = Span(path, number, begin + 1, number, begin + 1 + max(1, len(text)))
        cells.append(_Cell(name, text.replace('""', '"'), span))
        if not match[3]:
            return cells
        start = match.end()
    return None


def _row(line: str, number: int, columns: tuple[str, ...], path: str, findings: list[Finding]) -> _Row | None:
    cells = _cells(line, number, columns, path)
    whole = _Cell("line", line, Span(path, number, 1, number, len(line) + 1))
    if cells is None:
        hint = 'write a cell that holds a comma as "Daily NK, Pyongyang"'
        findings.append(whole.malformed("quotation marks that do not pair", "them around a whole cell", hint))
        return None
    if len(cells) != len(columns):
        too_many = len(cells) > len(columns)
        hint = "write numbers without thousands separators" if too_many else f"write {','.join(columns)}"
        findings.append(whole.malformed(f"{len(cells)} cells", str(len(columns)), hint))
        return None
    by_name = {cell.name: cell for cell in cells}
    known = len(findings)
    period = _date(by_name["date"], findings)
    for name in ("base", "quote"):
        findings += _currency_findings(by_name[name])
    findings += _rate_findings(by_name["rate"])
    base, quote, source = (by_name[name].text for name in ("base", "quote", "source"))
    if base == quote:
        findings.append(by_name["quote"].malformed(quote, f"another currency than {base}", "name the other currency"))
    if not source:
        findings.append(by_name["source"].malformed("nothing", "who gives the rate", "name the source"))
    if period is None or len(findings) > known:
        return None
    rate = Decimal(by_name["rate"].text)
    fixing = Fixing(first=period.first, last=period.last, base=base, quote=quote, rate=rate, source=source, line=number)
    return _Row(fixing, period, by_name["date"])


def _date(cell: _Cell, findings: list[Finding]) -> Period | None:
    try:
        period = parse_period(cell.text)
    except Problem as problem:
        span = cell.span
        start = span.column + problem.start
        end = max(start + 1, span.column + (len(cell.text) if problem.end is None else problem.end))
        findings.append(problem.at(Span(span.path, span.line, start, span.line, end)))
        return None
    if period.approximate:
        findings.append(cell.malformed(cell.text, "a date without ~ or ?", f"write {period.plain}"))
        return None
    return period


def _currency_findings(cell: _Cell) -> Iterator[Finding]:
    code = cell.text
    if not is_currency(code):
        meant = (CURRENCY_NAMES.get(code), *CURRENCY_SIGNS.get(code, ()), code.upper())
        likely = " or ".join(name for name in meant if name and is_currency(name))
        hint = f"write {likely}" if likely else "write the currency's ISO 4217 code, such as CNY or KPW"
        yield cell.malformed(code or "nothing", "an ISO 4217 currency code", hint)


def _rate_findings(cell: _Cell) -> Iterator[Finding]:
    text = cell.text
    if is_positive_number(text):
        return
    expected = "a decimal number above zero"
    if _SEPARATED.fullmatch(text):
        hint = f"write {re.sub(r'[^0-9.]', '', text)}"
        if text.count(",") == 1 and "." not in text:
            hint += f", or {text.replace(',', '.')} if the comma is a decimal point"
        yield cell.malformed(f"{text} with a thousands separator", expected, hint)
    elif re.fullmatch(r"[0-9]+,[0-9]+", text):
        yield cell.malformed(text, expected, f"write {text.replace(',', '.')}")
    else:
        shown = text if len(text) <= 40 else text[:39] + "…"
        yield cell.malformed(shown or "nothing", expected, "write the rate in plain digits, such as 8200 or 6.989")


def _without_clashes(rows: list[_Row], findings: list[Finding]) -> tuple[Fixing, ...]:
    """The fixings of the rows less those that repeat a pair and date, or turn a pair round, each with its finding."""
    seen: dict[tuple[frozenset[str], date, date], Fixing] = {}
    directions: dict[frozenset[str], Fixing] = {}
    kept = []
    for row in rows:
        fixing, currencies = row.fixing, frozenset((row.fixing.base, row.fixing.quote))
        pair = f"{fixing.base}/{fixing.quote}"
        earlier = seen.setdefault((currencies, fixing.first, fixing.last), fixing)
        model = directions.setdefault(currencies, fixing)
        if earlier is not fixing:
            hint = f"delete line {earlier.line} or line {fixing.line}"
            findings.append(
                DUPLICATE_RATE.at(row.place.span, hint, pair=pair, period=row.period.text, first_line=earlier.line)
            )
        elif model.base != fixing.base:
            hint = f"write {row.period.text},{model.base},{model.quote} and the rate the other way round"
            expected = f"{model.base}/{model.quote} as on line {model.line}"
            findings.append(row.place.malformed(pair, expected, hint))
        else:
            kept.append(fixing)
    return tuple(kept)
