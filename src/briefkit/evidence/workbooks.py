"""Read a snapshot that is a workbook: the bytes of an XLSX file in, one sheet of it as CSV text out.

What a cell shows is not always what it holds. Its number is taken as it is stored, with the zeros that its format shows
behind it; a cell that is formatted as a percentage is a percentage, since its number alone would be a hundredth.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk3_anchors as codes
from briefkit.nodes import Scalar, nearest

SUFFIX = ".xlsx"
MAX_UNPACKED = 100_000_000
MAX_CELLS = 500_000
_SAVE = "open it in a spreadsheet program, and save it as XLSX or CSV"
_DIGITS = 15  # what spreadsheet programs keep of a number, and show
_DECIMALS = re.compile(r"\.(0+)(?:[^0#?]|$)")
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^]]*\]|_.|\*.')


def workbook_text(data: bytes, file: str, sheet: Scalar | None, place: Span) -> Outcome[str | None]:
    """The sheet of a workbook as CSV, row by row; None with the finding where it cannot be read, or not told which.

    `sheet` is the name of the sheet that a seed gives, and not needed where there is but one; `place` is where the seed
    names the file. Line breaks in a cell become spaces, so that a line of the text is a row of the sheet. Rows with one
    cell above the heads, which are titles, are left empty.
    """
    refused = _refused(data)
    if refused:
        return _unread(place, file, refused, "a workbook (.xlsx)", _SAVE)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts of a workbook that are no cells, and are not read
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            names = [one.title for one in book.worksheets]
            chosen = _chosen(names, sheet, file, place)
            if isinstance(chosen, Finding):
                return Outcome(None, (chosen,))
            book[chosen].reset_dimensions()  # what a file says of its size need not be so
            rows = list(_rows(book[chosen]))
    except _TooLarge:
        hint = "keep the rows that are cited, and say in the record that it is an extract"
        return _unread(place, file, f"more than {MAX_CELLS:,} cells", "fewer", hint)
    except Exception:  # what a broken file has openpyxl raise is not told anywhere
        return _unread(place, file, "a workbook that cannot be read", "a workbook (.xlsx)", _SAVE)
    return Outcome(_as_csv(rows))


def _unread(span: Span, file: str, found: str, expected: str, hint: str) -> Outcome[str | None]:
    return Outcome(None, (codes.TABLE_UNREAD.at(span, file=file, found=found, expected=expected, hint=hint),))


def _refused(data: bytes) -> str:
    """Why bytes are no workbook that is opened; empty where they may be one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "no workbook"
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        return f"a workbook of more than {MAX_UNPACKED:,} bytes when it is unpacked"
    return ""


def _chosen(names: Sequence[str], sheet: Scalar | None, file: str, place: Span) -> str | Finding:
    """The name of the sheet that is meant."""
    if sheet is None and len(names) == 1:
        return names[0]
    if sheet is not None and sheet.text in names:
        return sheet.text
    found = f'no sheet "{sheet.text}"' if sheet else f"{len(names)} sheets"
    near = nearest(sheet.text, list(names)) if sheet else None
    hint = f"write sheet: {near}" if near else f"write sheet, and one of: {', '.join(names) or 'none'}"
    span = sheet.span if sheet else place
    return codes.TABLE_UNREAD.at(span, file=file, found=found, expected="the name of one of its sheets", hint=hint)


class _TooLarge(Exception):
    pass


def _rows(sheet: Any) -> Iterator[list[str]]:
    cells = 0
    for row in sheet.iter_rows():
        cells += len(row)
        if cells > MAX_CELLS:
            raise _TooLarge
        yield [cell_text(cell.value, getattr(cell, "number_format", "General") or "General") for cell in row]


def cell_text(value: Any, number_format: str) -> str:
    """What a cell holds, as text.

    A number has the digits that it is stored with, fifteen at the most, and no exponent. Dates are as in ISO 8601.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number_text(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return " ".join(str(value).splitlines())


def _number_text(value: float, number_format: str) -> str:
    shown = _NOT_FORMAT.sub("", number_format.split(";")[0])  # the format of positive numbers
    number = Decimal(f"{value:.{_DIGITS}g}")
    if not number.is_finite():
        return str(value)
    percent = "%" in shown
    if percent:
        number *= 100
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    places = _DECIMALS.search(shown)
    decimals = len(text.partition(".")[2])
    if places and "E" not in shown and decimals < len(places[1]):
        text += "." * (not decimals) + "0" * (len(places[1]) - decimals)
    return text + "%" * percent


def _as_csv(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV: each as wide as that of the heads, longer where it has more."""
    head = next((at for at, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > 1), 0)
    width = _width(rows[head]) if rows else 0
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for at, row in enumerate(rows):
        used = _width(row)
        if at < head or not used:
            written.write("\n")
        else:
            writer.writerow([*row[: max(width, used)], *[""] * (width - len(row))])
    return written.getvalue()


def _width(row: Sequence[str]) -> int:
    """How many cells a row has up to the last that is not empty."""
    return max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)
