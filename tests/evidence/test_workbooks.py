"""Workbooks as snapshots: what a cell holds as text, which sheet is read, and files that are none or meant to harm."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from briefkit.evidence import workbooks
from briefkit.evidence.data_tables import read_csv
from briefkit.evidence.seeds import snapshot_text
from briefkit.evidence.workbooks import cell_text, workbook_text
from briefkit.findings import Span
from briefkit.nodes import Scalar

PLACE = Span("seeds/customs.yaml", 2, 18)
HEADS = ["commodity", "month", "value"]


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """An XLSX file with sheets of these rows; a pair of a value and a format is a cell in that format."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column)
                cell.value = value[0] if isinstance(value, tuple) else value
                if isinstance(value, tuple):
                    cell.number_format = value[1]
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def changed(data: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """The file with other bytes in one of its parts; `old` is a regular expression."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == member:
                content, count = re.subn(old, lambda _: new, content)
                assert count == 1, content
            after.writestr(name, content)
    return written.getvalue()


def sheet_text(data: bytes, sheet: str = "") -> str | None:
    outcome = workbook_text(data, "customs.xlsx", Scalar(sheet, PLACE) if sheet else None, PLACE)
    assert (outcome.value is None) == bool(outcome.findings)
    return outcome.value


# What is stored, the format it is shown in, and the text it is read as
CELLS = [
    (23940, "General", "23940"),
    (-12, "General", "-12"),
    (0.1 + 0.2, "General", "0.3"),
    (24100.5, "General", "24100.5"),
    (24100.0, "General", "24100"),
    (1e21, "General", "1000000000000000000000"),
    (2.5e-7, "General", "0.00000025"),
    (1234567.891, "#,##0", "1234567.891"),
    (12.5, "0.00", "12.50"),
    (12, '"USD" #,##0.0', "12.0"),
    (12, "_-* #,##0.00_-;-* #,##0.00_-", "12.00"),
    (1.2345, "0.0", "1.2345"),
    (0.125, "0.0%", "12.5%"),
    (0.41, "0%", "41%"),
    (0.29, "0.00%", "29.00%"),
    (-0.024, "0.0%;-0.0%", "-2.4%"),
    (41, '0.0"%"', "41.0"),
    (1200, "0.00E+00", "1200"),
    (5, "[Red]0.0", "5.0"),
    (float("inf"), "General", "inf"),
    (True, "General", "TRUE"),
    (None, "General", ""),
    ("wigs\nand beards", "General", "wigs and beards"),
    ("#N/A", "General", "#N/A"),
    (datetime(2024, 3, 1), "mmm yy", "2024-03-01"),
    (date(2024, 3, 1), "mmm yy", "2024-03-01"),
    (datetime(2024, 3, 1, 6, 30), "General", "2024-03-01 06:30:00"),
]


@pytest.mark.parametrize(("value", "number_format", "text"), CELLS)
def test_a_cell_has_what_the_file_stores(value: object, number_format: str, text: str) -> None:
    assert cell_text(value, number_format) == text


def test_a_sheet_is_read_as_a_table() -> None:
    data = workbook(
        Data=[
            HEADS,
            ["wigs", datetime(2023, 5, 1), 23940],
            ["wigs", "2023-06", (0.125, "0.0%")],
            ["beads, red", "", None],
        ]
    )
    text = sheet_text(data)
    assert text == 'commodity,month,value\nwigs,2023-05-01,23940\nwigs,2023-06,12.5%\n"beads, red",,\n'
    table = read_csv(text, "customs.xlsx").value
    assert table is not None
    assert [row.line for row in table.rows] == [2, 3, 4]


def test_titles_above_the_heads_are_passed_over_and_rows_keep_their_numbers() -> None:
    data = workbook(
        Data=[["Exports by commodity"], [], ["thousand dollars"], HEADS, ["wigs", "2023-05", 5], ["Note: x"]]
    )
    table = read_csv(sheet_text(data) or "", "customs.xlsx").value
    assert table is not None
    assert table.columns == tuple(HEADS)
    assert [(row.line, row.cells) for row in table.rows] == [(5, ("wigs", "2023-05", "5")), (6, ("Note: x", "", ""))]


def test_a_cell_beyond_the_heads_may_have_moved_and_is_refused() -> None:
    outcome = read_csv(sheet_text(workbook(Data=[HEADS, ["wigs", "2023-05", 5, 6]])) or "", "customs.xlsx")
    assert [(one.code, str(one.span)) for one in outcome.findings] == [("BK320", "seeds/customs.xlsx:2:1")]


def test_a_formula_is_what_it_came_to_when_the_file_was_saved() -> None:
    data = workbook(Data=[HEADS, ["wigs", "2023-05", "=2*5"]])
    part = "xl/worksheets/sheet1.xml"
    saved = changed(data, part, rb"<f>2\*5</f><v ?(?:/>|></v>)", b"<f>2*5</f><v>10</v>")
    assert (sheet_text(saved) or "").endswith("wigs,2023-05,10\n")
    assert (sheet_text(data) or "").endswith("wigs,2023-05,\n"), "never calculated: nothing there"


def test_what_a_file_says_of_its_size_is_not_believed() -> None:
    data = workbook(Data=[HEADS, ["wigs", "2023-05", 5]])
    cut = changed(data, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:C2" ?/>', b'<dimension ref="A1:A1" />')
    assert sheet_text(cut) == sheet_text(data) == "commodity,month,value\nwigs,2023-05,5\n"


# Which sheet


TWO = workbook(Contents=[["a", "b"], ["c", "d"]], Table=[HEADS, ["wigs", "2023-05", 5]])


def test_of_several_sheets_the_seed_names_one() -> None:
    assert sheet_text(TWO, "Table") == "commodity,month,value\nwigs,2023-05,5\n"


@pytest.mark.parametrize(
    ("sheet", "found", "hint"),
    [
        ("", "customs.xlsx, found 2 sheets, expected the name of one", "one of: Contents, Table"),
        ("Tabel", 'customs.xlsx, found no sheet "Tabel", expected the name of one', "write sheet: Table"),
        ("Zzz", 'customs.xlsx, found no sheet "Zzz"', "one of: Contents, Table"),
    ],
)
def test_a_sheet_that_is_not_told_or_not_there_is_a_finding(sheet: str, found: str, hint: str) -> None:
    outcome = workbook_text(TWO, "customs.xlsx", Scalar(sheet, PLACE) if sheet else None, PLACE)
    (finding,) = outcome.findings
    assert (finding.code, finding.span) == ("BK320", PLACE)
    assert finding.message.startswith(found)
    assert hint in finding.hint


def test_a_text_has_no_sheets() -> None:
    outcome = snapshot_text(b"a,b\n1,2\n", "customs.csv", Scalar("Table", PLACE), PLACE)
    assert [one.code for one in outcome.findings] == ["BK320"]


# Files that are no workbooks, or meant to harm


GOOD = workbook(Data=[HEADS, ["wigs", "2023-05", "secret"]])
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
) + b"]>"  # fmt: skip
BROKEN = {
    "a text": b"commodity,month,value\n",
    "nothing": b"",
    "a cut file": GOOD[: len(GOOD) // 2],
    "an archive of other things": changed(GOOD, "[Content_Types].xml", b"<Types", b"<Tipes"),
    "a sheet that is no XML": changed(GOOD, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData"),
    "entities within entities": changed(
        changed(GOOD, "xl/worksheets/sheet1.xml", b"<worksheet", ENTITIES + b"<worksheet"),
        "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>&j;"),
    "an entity from a file": changed(
        GOOD, "xl/worksheets/sheet1.xml", b"<worksheet", b'<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/passwd">]><worksheet'),
}  # fmt: skip


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_no_workbook_is_said(data: bytes) -> None:
    started = time.process_time()
    outcome = workbook_text(data, "customs.xlsx", None, PLACE)
    assert [(one.code, one.span) for one in outcome.findings] == [("BK320", PLACE)]
    assert "workbook" in outcome.findings[0].message
    assert time.process_time() - started < 5, "bounded, whatever is in the file"


def test_a_file_that_is_huge_when_unpacked_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 1000)
    outcome = workbook_text(GOOD, "customs.xlsx", None, PLACE)
    assert "more than 1,000 bytes when it is unpacked" in outcome.findings[0].message


def test_more_cells_than_anybody_cites_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_CELLS", 5)
    outcome = workbook_text(GOOD, "customs.xlsx", None, PLACE)
    assert "more than 5 cells, expected fewer" in outcome.findings[0].message
