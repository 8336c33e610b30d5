"""A project on a table: its cells and series in prose, tables and charts, and what a revised table does to them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from briefkit.briefs.resolved import ResolvedChart, ResolvedTable, contents
from briefkit.project.dependencies import sentences_with
from briefkit.project.examination import examine
from briefkit.project.listing import list_figures
from briefkit.project.workspace import load_workspace
from briefkit.report.compose import compose_view
from samples import REPOSITORY, Project, codes, marked, project, text_at

FOLDER = REPOSITORY / "tests" / "projects" / "customs"
CSV = (FOLDER / "seeds" / "customs.csv").read_text("utf-8")
SEED = (FOLDER / "seeds" / "customs.yaml").read_text("utf-8")
BRIEF = (FOLDER / "briefs" / "trade.yaml").read_text("utf-8")
CONFIG = load_workspace(FOLDER).config


def customs(brief: str = BRIEF, table: str = CSV, seed: str = SEED) -> Project:
    """The project on another table, whose hash its seed has, or with another seed or brief."""
    old, new = (hashlib.sha256(text.encode()).hexdigest() for text in (CSV, table))
    files = {
        "seeds/customs.yaml": seed.replace(old, new),
        "seeds/customs.csv": table,
        "briefs/trade.yaml": brief,
    }
    return project(files, CONFIG)


def table_of(made: Project) -> list[list[str]]:
    (table,) = [one for one in contents(made.examination.briefs["trade"].brief) if isinstance(one, ResolvedTable)]
    return [[cell.text for cell in row] for row in table.rows]


def chart_of(made: Project) -> dict[str, list[str]]:
    """The categories of the chart, and for each series what it prints there."""
    (chart,) = [one for one in contents(made.examination.briefs["trade"].brief) if isinstance(one, ResolvedChart)]
    series = {one.label: [cell.text if cell else "–" for cell in one.cells] for one in chart.series}
    return {"": [category.text for category in chart.categories], **series}


def test_the_project_is_good() -> None:
    examination = examine(load_workspace(FOLDER))
    assert examination.findings == ()
    assert examination.counts == {"seeds": 1, "claims": 9, "briefs": 1, "figures": 20}


def test_a_series_makes_the_rows_of_a_table_above_those_that_are_written_out() -> None:
    assert table_of(customs()) == [
        ["January 2024", "15,204", "6,230"],
        ["February 2024", "14,950", "6,015"],
        ["March 2024", "16,120", "7,044"],
        ["Total", "46,270", "19,290"],
    ]


def test_series_make_the_categories_of_a_chart() -> None:
    assert chart_of(customs()) == {
        "": ["January 2024", "February 2024", "March 2024"],
        "Lanterns": ["EUR 15,204 thousand", "EUR 14,950 thousand", "EUR 16,120 thousand"],
        "Beads": ["EUR 6,230 thousand", "EUR 6,015 thousand", "EUR 7,044 thousand"],
    }


def test_a_revised_cell_flows_through_to_figures_tables_and_charts() -> None:
    made = customs(table=CSV.replace("15204", "15999"))
    assert made.findings == ()
    assert table_of(made)[0] == ["January 2024", "15,999", "6,230"]
    assert table_of(made)[3] == ["Total", "47,070", "19,290"]
    assert chart_of(made)["Lanterns"][0] == "EUR 15,999 thousand"
    (quarter,) = [one for one in list_figures(made.examination.briefs["trade"]) if one.name == "quarter"]
    assert quarter.text == "EUR 47.07 million"


def test_a_new_row_is_a_new_category() -> None:
    made = customs(table=CSV + 'lanterns,2024-04,"1,100,000",13000,38.0\n')
    assert chart_of(made)[""][3] == "April 2024"
    assert chart_of(made)["Beads"][3] == "–"
    assert table_of(made)[3] == ["April 2024", "13,000", ""]
    # The totals that are written out do not hold any more, and with a cell that is empty they cannot be told.
    assert codes(made.findings) == ["BK445", "BK446"]


def test_a_row_that_is_gone_stops_what_names_it() -> None:
    made = customs(table=CSV.replace("beads,2024-02,0,6015,16.0\n", ""))
    assert codes(made.findings) == ["BK202"]
    assert made.findings[0].message == 'found "customs.beads_2024_02", which is no claim of that seed'
    assert made.examination.blocked == {"trade": 1}


def test_columns_in_another_order_change_nothing() -> None:
    rows = CSV.splitlines()
    moved = "".join(",".join(reversed(row.split(","))) + "\n" for row in rows if '"' not in row)
    seed = "\n".join(line for line in SEED.splitlines() if "lanterns" not in line and "march" not in line)
    seed = seed[: seed.index("checks:")]
    brief = "title: T\ndate: 2024-05-01\nsummary: Beads brought in {{ customs.beads_2024_02 }}.\n"
    claims = "  beads:\n    series: {where: {commodity: beads}, column: value, by: month, unit: EUR thousand}\n"
    seed = seed[: seed.index("claims:")] + "claims:\n" + claims
    made = customs(brief, moved, seed)
    assert (made.findings, made.texts("trade")) == ((), ["EUR 6,015 thousand"])


def test_a_cell_prints_by_where_it_stands_and_without_quotation_marks() -> None:
    brief = "title: T\ndate: 2024-05-01\nsummary: So it says {{ quote(customs.share_march) }}.\n"
    made = customs(brief)
    assert made.findings == ()
    assert made.texts("trade") == ["[commodity: lanterns, month: 2024-03] share of exports: 41.0"]


def test_the_ledger_says_where_a_cell_stands() -> None:
    made = customs()
    examined = made.examination.briefs["trade"]
    words = made.examination.resources.words["en"]
    view = compose_view(
        examined.brief, examined.style, examined.vocabulary, words, (), lambda _: examined.drawings
    ).value
    entry = next(one for one in view.ledger if one.name == "customs.lanterns_march")
    (evidence,) = entry.evidence
    assert (evidence.quote, evidence.cell) == ("", "[commodity: lanterns, month: 2024-03] value: 16120")
    assert (evidence.stated, evidence.period) == ("EUR 16.12 million", "March 2024")


def test_the_sentences_of_a_cell_are_found() -> None:
    found = [one.text for _, one in sentences_with(customs().examination, "customs.beads_2024_02")]
    assert found == ["EUR 6,015 thousand", "6,015", "19,290"]


def test_a_brief_of_a_table_that_cannot_be_read_is_blocked_and_nothing_else_is_said() -> None:
    made = customs(table=CSV.replace("beads,2024-02,0,", "beads,2024-02,"))
    assert [(one.code, str(one.span)) for one in made.findings if one.span.path.startswith("seeds")] == [
        ("BK320", "seeds/customs.csv:6:1")
    ]
    assert "trade" in made.examination.blocked


def test_a_chart_of_a_series_that_cannot_be_read_is_blocked() -> None:
    seed = SEED.replace("column: value, by: month", "column: valeu, by: month").replace(
        "checks:\n  - lanterns_2024_03 = lanterns_march\n", ""
    )
    brief = (
        "title: T\ndate: 2024-05-01\nsections:\n  - title: S\n    content:\n"
        "      - chart: {kind: bar, title: C, series: customs.lanterns}\n"
    )
    made = customs(brief, seed=seed)
    assert codes(made.findings) == ["BK321", "BK321"]
    assert made.examination.blocked == {"trade": 2}


HEAD = "title: T\ndate: 2024-05-01\nsections:\n  - title: S\n    content:\n      - "
# A block with its mark, the code, words of the message.
FAULTS = {
    "an unknown series": (
        "chart: {kind: bar, title: C, series: ⟦customs.lantern⟧}", "BK109", "expected a series of a source"),
    "a claim that is no series": (
        "chart: {kind: bar, title: C, series: ⟦customs.share_march⟧}", "BK109", "expected a series of a source"),
    "an unknown source": ("chart: {kind: bar, title: C, series: ⟦custom.lanterns⟧}", "BK109", "custom.lanterns"),
    "a list": ("chart: {kind: bar, title: C, series: ⟦[customs.lanterns]⟧}", "BK109", "expected a series"),
    "data beside a series": (
        'chart: {kind: bar, title: C, series: customs.lanterns, ⟦data⟧: {A: "{{ customs.share_march }}"}}',
        "BK109", "found data beside a series, expected one of them"),
    "neither": ("chart: {⟦kind⟧: bar, title: C}", "BK108", '"data"'),
    "a table without rows": ("table: {⟦title⟧: T, columns: [A, B]}", "BK108", '"rows"'),
    "too few columns": (
        "table: {title: T, columns: [A, B], series: ⟦[customs.lanterns, customs.beads]⟧}", "BK109",
        "found 2 series, expected 1, one for each column behind the first"),
    "an unknown series of a table": (
        "table: {title: T, columns: [A, B], series: [⟦customs.wigs⟧]}", "BK109", "expected a series of a source"),
}  # fmt: skip


@pytest.mark.parametrize(("block", "code", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_at_its_place(block: str, code: str, message: str) -> None:
    brief, span = marked(f"{HEAD}{block}\n", "briefs/trade.yaml")
    made = customs(brief)
    found = [one for one in made.findings if one.code == code]
    assert [(one.span, message in one.message) for one in found] == [(span, True)], made.findings
    assert text_at(brief, found[0].span)
    assert "trade" in made.examination.blocked


def people(places: str) -> Project:
    table = f"place,people\n{places}"
    seed = (
        "source: {type: dataset, title: People, issued: 2024-04}\n"
        f"snapshot: {{file: customs.csv, sha256: {hashlib.sha256(table.encode()).hexdigest()}}}\n"
        "nouns: {person: [people]}\n"
        "claims:\n  a: {series: {column: people, by: place, unit: people}}\n"
    )
    return customs(f"{HEAD}chart: {{kind: bar, title: C, series: customs.a}}\n", table, seed)


def test_one_series_needs_no_label_and_its_categories_print_as_they_are() -> None:
    made = people("*North*,5\n[South](x),6\n<b>,7\n")
    assert made.findings == ()
    (chart,) = [one for one in contents(made.examination.briefs["trade"].brief) if isinstance(one, ResolvedChart)]
    assert [category.text for category in chart.categories] == ["*North*", "[South](x)", "<b>"]
    assert [cell.text for cell in chart.series[0].cells if cell] == ["5 people", "6 people", "7 people"]


def test_no_expression_of_a_table_is_evaluated() -> None:
    made = people("{{ customs.a_South }},5\nSouth,6\n")
    assert codes(made.findings) == ["BK503", "BK503"]
    assert "trade" in made.examination.blocked


def test_a_table_is_read_from_the_folder(tmp_path: Path) -> None:
    for path in FOLDER.rglob("*"):
        if path.is_file():
            (tmp_path / path.relative_to(FOLDER)).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path.relative_to(FOLDER)).write_bytes(path.read_bytes())
    assert list(load_workspace(tmp_path).snapshots) == ["customs.csv"]
    (tmp_path / "seeds" / "customs.csv").unlink()
    assert "BK304" in codes(examine(load_workspace(tmp_path)).findings)
