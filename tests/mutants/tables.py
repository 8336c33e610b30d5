"""Mutants of a project's tables of exchange rates and of its configuration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from briefkit.figures.figure import Figure
from briefkit.figures.money.rates import Rate
from briefkit.figures.periods import Period, parse_period
from briefkit.project.examination import Examination
from briefkit.project.workspace import Workspace
from mutants import operators as op
from mutants.mutant import Mutant
from mutants.operators import Edit, edits
from mutants.parts import Subject


def rate_mutants(project: str, workspace: Workspace, examination: Examination) -> Iterator[Mutant]:
    """Each cell of each line that some figure's rate is taken from. Lines that nothing uses print nowhere."""
    used = list(_rates(examination))
    for path, data in sorted(workspace.rates.items()):
        text = data.decode()
        at = 0
        columns: list[str] = []
        for number, line in enumerate(text.split("\n"), 1):
            cells = [cell.strip() for cell in line.split(",")]
            columns = columns or cells
            if number > 1 and line.strip() and _is_used(dict(zip(columns, cells, strict=False)), path, used):
                yield from _line(project, path, number, at, line, columns)
            at += len(line) + 1


def _rates(examination: Examination) -> Iterator[Rate]:
    for examined in examination.briefs.values():
        for printed in examined.brief.printed:
            if isinstance(printed.value, Figure):
                yield from printed.value.rates
                if printed.value.display.second is not None:
                    yield from printed.value.display.second.rates


def _is_used(cells: dict[str, str], path: str, used: Iterable[Rate]) -> bool:
    period = parse_period(cells["date"])
    pair = {cells["base"], cells["quote"]}
    return any(rate.path == path and {rate.base, rate.quote} == pair and _meets(rate, period) for rate in used)


def _meets(rate: Rate, period: Period) -> bool:
    first, last = rate.first or date.max, rate.last or date.min
    return period.first <= last and first <= period.last


def _line(project: str, path: str, number: int, base: int, line: str, columns: list[str]) -> Iterator[Mutant]:
    at = base
    for column, cell in zip(columns, line.split(","), strict=False):
        operators = {
            "date": (op.edtf,),
            "base": (op.currencies,),
            "quote": (op.currencies,),
            "rate": (op.digits, op.decimal_points, op.signs),
        }.get(column, ())
        for edit in edits(cell, operators):
            if edit.new or column == "rate":
                yield Mutant(
                    project=project,
                    place=f"rate table {column}",
                    thing=edit.thing,
                    subject=Subject("rate", path, path, number, number),
                    path=path,
                    line=number,
                    start=at + edit.start,
                    end=at + edit.end,
                    old=cell[edit.start : edit.end],
                    new=edit.new,
                )
        at += len(cell) + 1


def config_mutants(project: str, workspace: Workspace) -> Iterator[Mutant]:
    """The nouns, signs and rates of briefkit.toml."""
    text = workspace.config_text
    table, at = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        head = re.match(r"\[(?:tool\.briefkit\.)?(\w+)\]", line.strip())
        table = head[1] if head else table
        for edit in _config_edits(table, line):
            yield Mutant(
                project=project,
                place=f"configuration, {table}",
                thing=edit.thing,
                subject=Subject("configuration", line.partition("=")[0].strip(), workspace.config_path, number, number),
                path=workspace.config_path,
                line=number,
                start=at + edit.start,
                end=at + edit.end,
                old=line[edit.start : edit.end],
                new=edit.new,
            )
        at += len(line) + 1


def _config_edits(table: str, line: str) -> Iterator[Edit]:
    value = line.find("=") + 1
    if not value or line.lstrip().startswith(("#", "[")):
        return
    text = line[value:]
    found: list[Edit] = []
    if table == "nouns":
        key = line.partition("=")[0].strip()
        found.append(Edit("unit", line.index(key), line.index(key) + len(key), f"{key}x"))
        word = re.search(r'"([^"]+)"', text)
        if word:
            found.append(Edit("unit", value + word.start(1), value + word.end(1), f"{word[1]}x"))
    elif table == "signs":
        found += [edit._replace(start=edit.start + value, end=edit.end + value) for edit in op.currencies(text)]
    elif table == "rates":
        for old, new in (("period-average", "period-end"), ("period-end", "period-average")):
            if f'"{old}"' in text:
                at = value + text.index(old)
                found.append(Edit("rate policy", at, at + len(old), new))
    yield from (edit for edit in found if edit.new)
