"""Read a snapshot that is a table: CSV text in, rows under heads out, and the one row that says what is asked for.

Cells keep the text they were written with. What is no plain table (other separators, rows that are cut or shifted, two
columns of one name) is refused, since a number under another head is a wrong number.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefkit.evidence import workbooks
from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk3_anchors as codes

MAX_CELLS = 2_000_000
SUFFIXES = (".csv", workbooks.SUFFIX)

_PLAIN = re.compile(r"[-−]?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"[-−]?[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})", re.ASCII)
_ONE_COMMA = re.compile(r"[-−]?[1-9]\d{0,2},\d{3}", re.ASCII)
_ONE_POINT = re.compile(r"[-−]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
# With a decimal comma, or with points or spaces between thousands.
_FOREIGN = re.compile(r"[-−]?(?:\d{1,3}(?:[. \u00a0\u202f']\d{3})+|\d+),\d+|[-−]?\d{1,3}(?:\.\d{3}){2,}", re.ASCII)
_ENGLISH = re.compile(r"[-−]?\d{1,3}(?:,\d{3})+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Notation:
    """What some cells of a column prove of how its numbers are written: with decimal commas, or in the English way."""

    decimal_commas: bool = False
    english: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the line of the file that it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DataTable:
    """A table: the name of its file, its heads, its rows."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    _indexes: dict[tuple[int, ...], dict[tuple[str, ...], list[Row]]] = field(default_factory=dict, compare=False)
    _notations: dict[int, Notation] = field(default_factory=dict, compare=False)

    def places(self, column: str) -> list[int]:
        """Where a head stands: once, if it is there and the table is in order."""
        return [at for at, name in enumerate(self.columns) if name == tidy(column)]

    def find(self, columns: Sequence[int], texts: Sequence[str]) -> list[Row]:
        """The rows that have these texts in these columns."""
        key = tuple(columns)
        if key not in self._indexes:
            index: dict[tuple[str, ...], list[Row]] = {}
            for row in self.rows:
                index.setdefault(tuple(tidy(row.cells[at]) for at in key), []).append(row)
            self._indexes[key] = index
        return self._indexes[key].get(tuple(map(tidy, texts)), [])

    def notation(self, column: int) -> Notation:
        """How the numbers of a column are written, as far as its cells prove it."""
        if column not in self._notations:
            cells = [without_percent(row.cells[column]) for row in self.rows]
            self._notations[column] = Notation(
                decimal_commas=any(_FOREIGN.fullmatch(cell) and not _ENGLISH.fullmatch(cell) for cell in cells),
                english=any(
                    _GROUPED.fullmatch(cell)
                    or ("." in cell and _PLAIN.fullmatch(cell) and not _ONE_POINT.fullmatch(cell))
                    for cell in cells
                ),
            )
        return self._notations[column]


def tidy(text: str) -> str:
    """A head or a cell as it is compared: composed, without white space around it."""
    return unicodedata.normalize("NFC", text).strip()


def without_percent(cell: str) -> str:
    """A cell without the percent sign that stands behind its number."""
    return cell.strip().removesuffix("%").rstrip()


def read_csv(text: str, file: str) -> Outcome[DataTable | None]:
    """The table in the text of a CSV file, or of a sheet of a workbook; None where it is none.

    `file` is its name in seeds/.
    """
    path = f"seeds/{file}"
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    read: list[Row] = []
    cells = 0
    line = 1
    try:
        for found in reader:
            if any(cell.strip() for cell in found):
                read.append(Row(line, tuple(found)))
            cells += len(found)
            if cells > MAX_CELLS:
                hint = "keep the rows that are cited, and say in the record that it is an extract"
                return Outcome(None, (_unread(path, line, f"more than {MAX_CELLS:,} cells", "fewer", hint),))
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "look at the quotation marks of this row and of the one before"
        return Outcome(None, (_unread(path, line, f"a row that is no CSV ({error})", "cells between commas", hint),))
    if len(read) < 2:
        hint = "the first row has the heads, each further one a cell for each of them"
        return Outcome(None, (_unread(path, 1, "no rows", "heads and rows", hint),))
    return _table(read, file, path)


def _table(rows: Sequence[Row], file: str, path: str) -> Outcome[DataTable | None]:
    head = rows[0]
    if len(head.cells) == 1:
        other = next((name for sign, name in ((";", "semicolons"), ("\t", "tabs")) if sign in head.cells[0]), "")
        if other:
            hint = "save it with commas between the cells, and decimal points"
            return Outcome(None, (_unread(path, head.line, f"cells between {other}", "commas", hint),))
    width = len(head.cells)
    ragged = [row for row in rows if len(row.cells) != width]
    if ragged:
        more = f", and {len(ragged) - 1} more such rows" if len(ragged) > 1 else ""
        found, expected = f"a row of {_cells(len(ragged[0].cells))}{more}", f"{_cells(width)}, as there are heads"
        hint = "a cell with a comma in it stands in quotation marks"
        return Outcome(None, (_unread(path, ragged[0].line, found, expected, hint),))
    return Outcome(DataTable(file=file, columns=tuple(map(tidy, head.cells)), rows=tuple(rows[1:])))


def _unread(path: str, line: int, found: str, expected: str, hint: str) -> Finding:
    return codes.TABLE_UNREAD.at(
        Span(path, line, 1, line, 1), file=f"line {line}", found=found, expected=expected, hint=hint
    )


def _cells(count: int) -> str:
    return f"{count} cell" if count == 1 else f"{count} cells"


def numbers_in(cell: str, notation: Notation) -> tuple[str, ...]:
    """The numbers that a cell may be, as digits without commas between thousands: none, one, or two.

    "1,234" and "1.234" may be two, unless other cells of the column prove how its numbers are written.
    """
    text = cell.strip().replace("−", "-")
    if _PLAIN.fullmatch(text) and "." not in text:
        return (text,)
    if notation.decimal_commas:
        return ()
    if _ONE_COMMA.fullmatch(text):
        return (text.replace(",", ""),) if notation.english else (text.replace(",", ""), text.replace(",", "."))
    if _ONE_POINT.fullmatch(text):
        return (text,) if notation.english else (text, text.replace(".", ""))
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return (text.replace(",", ""),)
    return ()


def why_no_number(cell: str, notation: Notation) -> tuple[str, str]:
    """What is wrong with a cell that is no number, and what to do."""
    text = cell.strip()
    plain = "write the column as plain digits with a decimal point in the file"
    if not text:
        return "which is empty", "choose another row; what is not known has no figure"
    if text[0] in "=@" or (text[0] in "+-" and text[1:2].isalpha()):
        return "which is a formula", "save the file with values in place of formulas"
    if "%" in text:
        return "which has a percent sign in it", "give the claim unit: '%'"
    if not any(char.isdigit() for char in text):
        return "which is no number", "choose another row; what is not known has no figure"
    if any(char.isalpha() for char in text):
        return "which is more than a number", "keep the number alone in the file, and give the unit in the claim"
    if _FOREIGN.fullmatch(text) and not _ENGLISH.fullmatch(text):
        return "which has a decimal comma, or points between thousands", plain
    if notation.decimal_commas and (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text) or _ENGLISH.fullmatch(text)):
        return "in a column where other cells have a decimal comma", plain
    return "which is no plain number", plain


def described(columns: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
    """ "commodity is wigs", "month is 2023-05"."""
    yield from (f"{column} is {tidy(text)}" for column, text in zip(columns, texts, strict=True))
