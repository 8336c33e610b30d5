"""`briefkit seed` on a table: which cells a new table changes, and what would print."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook
from sample_project import contents, run, write

FOLDER = Path(__file__).parent.parent / "projects" / "customs"
TABLE, SEED = "seeds/customs.csv", "seeds/customs.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project on customs figures, its brief without the totals that are written out."""
    copied = tmp_path / "project"
    shutil.copytree(FOLDER, copied)
    brief = (copied / "briefs/trade.yaml").read_text("utf-8")
    write(copied, "briefs/trade.yaml", brief[: brief.index("          rows:\n")])
    return copied


def new_table(project: Path, *changes: tuple[str, str], more: str = "") -> str:
    text = (project / TABLE).read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    write(project, "../new.csv", text + more)
    return "../new.csv"


SHOWN = """\
seeds/customs.yaml: 9 claims: 7 unchanged, 2 changed

customs.lanterns_march: changed
  seeds/customs.yaml:8:3
  cell: [commodity: lanterns, month: 2024-03] value: [-16120-] {+16200+}
  value: EUR 16.12 million → EUR 16,200 thousand
  briefs/trade.yaml:6:9: In March 2024 the town sold 1,310,250 lanterns for EUR [-16.12 million,-] {+16,200 \
thousand,+} or 41.0 percent of its exports.

customs.lanterns_2024_03: changed
  seeds/customs.yaml:18:3
  cell: [commodity: lanterns, month: 2024-03] value: [-16120-] {+16200+}
  briefs/trade.yaml:7:81: Over the quarter they brought in EUR [-46.27-] {+46.4+} million.
  briefs/trade.yaml:14:30: EUR [-16,120-] {+16,200+} thousand
  briefs/trade.yaml:19:20: [-16,120-] {+16,200+}

new in a series:
  customs.beads_2024_04: [commodity: beads, month: 2024-04] value: 7100

what would print:
  trade: customs.lanterns_march: EUR 16.12 million → EUR 16,200 thousand
  trade: quarter: EUR 46.27 million → EUR 46.4 million
  trade: customs.lanterns_2024_03: EUR 16,120 thousand → EUR 16,200 thousand
  trade: customs.lanterns_2024_03: 16,120 → 16,200

nothing was written; --accept writes seeds/customs.csv and seeds/customs.yaml
"""
REVISED = ("16120", "16200")
APRIL = "beads,2024-04,0,7100,18.1\n"


def test_a_revised_table_shows_its_cells_and_what_would_print(project: Path) -> None:
    before = contents(project)
    ran = run(project, "seed", "update", "customs", new_table(project, REVISED, more=APRIL))
    assert (ran.status, ran.err, ran.out) == (0, "", SHOWN)
    assert contents(project) == before


def test_an_accepted_table_changes_hash_and_values_alone(project: Path) -> None:
    before = contents(project)
    new = new_table(project, REVISED, more=APRIL)
    ran = run(project, "seed", "update", "customs", new, "--accept")
    assert (ran.status, ran.err) == (0, "")
    after = contents(project)
    old_lines, new_lines = (one[SEED].decode().splitlines() for one in (before, after))
    changed = [(old, new) for old, new in zip(old_lines, new_lines, strict=True) if old != new]
    assert [new for _, new in changed[1:]] == [
        "    value: EUR 16,200 thousand      # held to the cell; the scale may be another one"
    ]
    assert changed[0][0].startswith("snapshot: ")
    assert after[TABLE] == (project / new).read_bytes()
    assert run(project, "check").out == "checked 1 seed, 10 claims, 1 brief, 20 figures: no findings\n"


def test_a_cell_that_is_gone_or_no_number_any_more_is_told(project: Path) -> None:
    new = new_table(project, ("beads,2024-02,0,6015,16.0\n", ""), ("41.0", "n/a"))
    ran = run(project, "seed", "update", "customs", new)
    assert ran.status == 1
    assert ran.out.startswith("seeds/customs.yaml: 9 claims: 7 unchanged, 2 gone\n")
    assert (
        "  left to you: customs.csv has no row where commodity is beads and month is 2024-02; no row has all of these "
        "at once\n  briefs/trade.yaml:14:55: EUR 6,015 thousand → ⟨not printed⟩\n"
    ) in ran.out
    assert '  left to you: customs.csv, line 4, column share of exports: found "n/a", which is no number; ' in ran.out


def test_an_update_of_a_table_in_json(project: Path) -> None:
    new = new_table(project, REVISED, more=APRIL)
    data = json.loads(run(project, "seed", "update", "customs", new, "--format", "json").out)
    assert data["added"] == [
        {"name": "customs.beads_2024_04", "cell": "[commodity: beads, month: 2024-04] value: 7100"}
    ]
    first = next(one for one in data["claims"] if one["state"] == "changed")
    assert {key: first[key] for key in ("name", "cell", "now", "changes", "left")} == {
        "name": "customs.lanterns_march",
        "cell": "[commodity: lanterns, month: 2024-03] value: 16120",
        "now": "[commodity: lanterns, month: 2024-03] value: 16200",
        "changes": {"value": {"old": "EUR 16.12 million", "new": "EUR 16,200 thousand"}},
        "left": "",
    }


# What is done to the table, and what the command says.
CANNOT = {
    "semicolons": (
        lambda text: text.replace(",", ";"),
        "seeds/customs.csv:1:1: line 1, found cells between semicolons, expected commas; save it with commas between "
        "the cells, and decimal points"),
    "a shifted row": (
        lambda text: text.replace("beads,2024-01,", "beads,x,2024-01,"),
        "seeds/customs.csv:5:1: line 5, found a row of 6 cells, expected 5 cells, as there are heads; a cell with a "
        "comma in it stands in quotation marks"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "message"), CANNOT.values(), ids=CANNOT)
def test_a_table_that_cannot_be_read_is_not_taken_in(project: Path, change: object, message: str) -> None:
    assert callable(change)
    write(project, "../new.csv", change((project / TABLE).read_text("utf-8")))
    before = contents(project)
    ran = run(project, "seed", "update", "customs", "../new.csv", "--accept")
    assert (ran.status, ran.out, ran.err) == (2, "", f"briefkit: {message}\n")
    assert contents(project) == before


def test_why_says_where_a_cell_stands(project: Path) -> None:
    ran = run(project, "why", "customs.share_march")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "customs.share_march: 41.0 %\n  seeds/customs.yaml:15:3\n"
        "  cell: [commodity: lanterns, month: 2024-03] share of exports: 41.0\n  as_of: 2024-03\n\n"
        "printed in 1 sentence, cells and captions counted:\n"
        "  briefs/trade.yaml:6:9: In March 2024 the town sold 1,310,250 lanterns for EUR 16.12 million, or 41.0 "
        "percent of its exports.\n"
    )


def test_a_table_is_taken_in_as_a_source(project: Path) -> None:
    write(project, "../prices.CSV", "good,price\nrice,5\n")
    ran = run(project, "seed", "add", "../prices.CSV")
    assert (ran.status, ran.out.splitlines()[0]) == (0, "wrote seeds/prices.csv")
    text = (project / "seeds/prices.yaml").read_text("utf-8")
    assert "cell: {where: {good: rice}, column: price, unit: USD}" in text


def test_the_editions_of_a_brief_on_a_table_are_built(project: Path) -> None:
    brief = (project / "briefs/trade.yaml").read_text("utf-8")
    write(project, "briefs/trade.yaml", brief[: brief.index("sections:")])
    for edition in ("reader", "fact-check"):
        ran = run(project, "build", "--edition", edition)
        assert (ran.status, ran.err) == (0, ""), edition


def test_a_table_that_was_edited_in_its_place_is_compared_with_what_git_has(project: Path) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "all")):
        subprocess.run(["git", *command], cwd=project, check=True)
    write(project, TABLE, (project / TABLE).read_text("utf-8").replace(*REVISED) + APRIL)
    ran = run(project, "seed", "update", "customs", TABLE)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == SHOWN.replace("--accept writes seeds/customs.csv and ", "--accept writes ")


# The same figures in a workbook


def workbook_of(project: Path, name: str, *changes: tuple[str, object]) -> str:
    """The table as a workbook, behind a sheet of contents: numbers as numbers, shares as percentages, a title above."""
    book = Workbook()
    book.active.title = "Contents"
    book.active.append(["Table 1", "Exports by commodity and month"])
    sheet = book.create_sheet("Table 1")
    sheet.append(["Exports by commodity and month"])
    rows = csv.reader((project / TABLE).read_text("utf-8").splitlines())
    for commodity, month, lanterns, value, share in rows:
        if month == "month":
            sheet.append([commodity, month, lanterns, value, share])
            continue
        changed = next((new for old, new in changes if old == value), float(value))
        sheet.append([commodity, month, int(lanterns.replace(",", "")), changed, round(float(share) / 100, 3)])
        sheet.cell(sheet.max_row, 5).number_format = "0.0%"
    book.save(project / name)
    return name


def on_workbook(project: Path) -> None:
    """The project with a workbook in the place of its table."""
    workbook_of(project, "seeds/customs.xlsx")
    digest = hashlib.sha256((project / "seeds/customs.xlsx").read_bytes()).hexdigest()
    seed = (project / SEED).read_text("utf-8")
    line = f'snapshot: {{file: customs.xlsx, sha256: {digest}, sheet: "Table 1"}}'
    write(project, SEED, re.sub("snapshot: .*", line, seed))
    (project / TABLE).rename(project / "customs.csv")


def test_a_project_on_a_workbook_prints_what_it_prints_on_the_table(project: Path) -> None:
    on_table = run(project, "figures", "trade").out
    on_workbook(project)
    assert run(project, "check").out == "checked 1 seed, 9 claims, 1 brief, 18 figures: no findings\n"
    assert run(project, "figures", "trade").out == on_table


def test_a_revised_workbook_flows_through(project: Path) -> None:
    new = workbook_of(project, "new.xlsx", ("16120", 16200))
    on_workbook(project)
    ran = run(project, "seed", "update", "customs", new, "--accept")
    assert (ran.status, ran.err) == (0, "")
    assert "seeds/customs.yaml: 9 claims: 7 unchanged, 2 changed" in ran.out
    assert (project / "seeds/customs.xlsx").read_bytes() == (project / new).read_bytes()
    assert "    value: EUR 16,200 thousand      # held to the cell; the scale may be another one\n" in (
        project / SEED
    ).read_text("utf-8")
    assert "EUR 16,200 thousand" in run(project, "figures", "trade").out


def test_a_cell_of_a_workbook_that_is_no_number_any_more_is_told(project: Path) -> None:
    new = workbook_of(project, "new.xlsx", ("16120", "n/a"))
    on_workbook(project)
    ran = run(project, "seed", "update", "customs", new)
    assert ran.status == 1
    assert 'left to you: customs.xlsx, line 5, column value: found "n/a", which is no number; ' in ran.out


def test_a_sheet_is_said_when_a_workbook_is_taken_in(project: Path) -> None:
    name = workbook_of(project, "trade.xlsx")
    refused = run(project, "seed", "add", name)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == (
        "briefkit: trade.xlsx:1:1: trade.xlsx, found 2 sheets, expected the name of one of its sheets; "
        "write sheet, and one of: Contents, Table 1\n"
    )
    taken = run(project, "seed", "add", name, "--sheet", "Table 1")
    assert (taken.status, taken.err) == (0, "")
    text = (project / "seeds/trade.yaml").read_text("utf-8")
    assert re.search(r'^snapshot: \{file: trade\.xlsx, sha256: [0-9a-f]{64}, sheet: "Table 1"\}$', text, re.MULTILINE)
    assert "  #   cell: {where: " in text
