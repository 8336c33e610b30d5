"""Tables on the finished pages: units in heads, heads over rows and columns, notes to cells, points in line."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefkit.findings import Finding
from briefkit.project.building import compose_page
from briefkit.project.resources import load_resources
from briefkit.project.setting import set_page
from briefkit.report.prose_html import rests
from samples import Project, indented, project, seed_file

STATED = {
    "coal_2012": "USD 1.4 billion", "coal_2013": "USD 1,390.5 million", "iron_2012": "USD 363 million",
    "iron_2013": "USD 298.4 million", "gold_2012": "nearly USD 24 million", "gold_2013": "USD 20 to 26.5 million",
    "all_2012": "nearly USD 1,787 million", "north": "12,000 people", "south": "800 to 1,000 people",
    "west": "some 3,000 people", "coal_share": "7.5 %", "iron_share": "12.25 %", "gold_share": "3 %",
    "thousands": "USD 500 thousand", "fall": "-2.4 to 3.1 %", "real": "USD 5 million",
}  # fmt: skip
SNAPSHOT = "".join(f"It states {value}, says {name}.\n" for name, value in STATED.items()) + "The rest is not known.\n"
CLAIMS = "\n".join(
    f'{name}: {{quote: "It states {value}, says {name}", value: "{value}"{", prices: 2015" * (name == "real")}}}'
    for name, value in STATED.items()
)
CLAIMS += "\nrest: {quote: The rest is not known, text: not known}"
TABLE = """\
title: What was sold, and who mined it
columns: [Mineral, "2012", "2013", Miners, Share]
units: ["", USD million, USD million, people, "%"]
groups: [{columns: 1}, {title: Exports, columns: 2}, {title: At the mines, columns: 2}]
rows:
  - group: Fuel
  - [Coal, "{{ s.coal_2012 }}", "{{ s.coal_2013 }}", "{{ s.north }}", "{{ s.coal_share }}"]
  - group: Ores and metals
  - [Iron ore, "{{ s.iron_2012 }}", "{{ s.iron_2013 }}", {text: "{{ s.south }}", note: a}, "{{ s.iron_share }}"]
  - [{text: Gold, note: b}, "{{ s.gold_2012 }}", "{{ s.gold_2013 }}", "{{ s.west }}", "{{ s.gold_share }}"]
  - group: ""
  - [Total, "{{ s.all_2012 }}", "", not reported, ""]
notes: ["Those below ground; of the others, the number is {{ s.rest }}.", Without placer gold.]
"""


def made(table: str, more: str = "", template: str = "note") -> Project:
    """A project with a brief of one table."""
    brief = f"title: T\ndate: 2023-07-15\ntemplate: {template}\n{more}"
    brief += "sections:\n  - title: S\n    content:\n      - table:\n"
    seed = seed_file(CLAIMS, SNAPSHOT, more="nouns: {person: [people]}", file="s.txt")
    files = {"seeds/s.txt": SNAPSHOT, "seeds/s.yaml": seed, "briefs/b.yaml": brief + indented(table, 10) + "\n"}
    return project(files)


def built(of: Project) -> tuple[bytes, str, tuple[Finding, ...]]:
    """The PDF, the HTML, and what is found on the way."""
    resources = load_resources(Path("/nowhere")).value
    page = compose_page(of.examination.briefs["b"], resources, ()).value
    assert page is not None
    outcome = set_page(page, resources.styles)
    return (outcome.value.content if outcome.value else b"", page.html.plain, outcome.findings)


@pytest.fixture(scope="module")
def table() -> tuple[bytes, str]:
    project_made = made(TABLE)
    assert project_made.findings == ()
    content, html, findings = built(project_made)
    assert findings == ()
    return content, html


def test_the_page_prints_the_table_with_its_units_in_the_heads(table: tuple[bytes, str]) -> None:
    text = re.sub(r"\s+", " ", pypdfium2.PdfDocument(table[0])[0].get_textpage().get_text_bounded())
    for words in (
        "Exports At the mines", "2012 (USD million) 2013 (USD million) Miners (people) Share (%)", "Fuel Coal",
        "1,400 1,390.5 12,000 7.5", "Ores and metals Iron ore 363 298.4 800–1,000a 12.25", "Goldb nearly 24 20–26.5",
        "some 3,000 3", "Total nearly 1,787 not reported", "b Without placer gold.",
        "a Those below ground; of the others, the number is not known.",
    ):  # fmt: skip
        assert words in text, (words, text)


def test_the_ledger_gives_each_figure_with_its_unit(table: tuple[bytes, str]) -> None:
    for text in ("USD 1.4 billion", "nearly USD 24 million", "800–1,000 people", "12.25 percent"):
        assert f'<p class="text">{text}</p>' in table[1]


def test_heads_say_what_they_are_the_heads_of(table: tuple[bytes, str]) -> None:
    html = table[1]
    assert html.count('scope="colgroup" colspan="2"') == 2
    assert html.count('scope="rowgroup" colspan="5"') == 2
    assert html.count('<th scope="col" rowspan="2">Mineral</th>') == 1
    assert html.count('<th scope="row"') == 4
    assert html.count('<tr class="total">') == 1


def test_heads_over_rows_and_columns_are_heads_of_columns_in_the_file(table: tuple[bytes, str]) -> None:
    with pikepdf.open(BytesIO(table[0])) as document:
        heads = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"]
        spans = [(str(one.A.get("/Scope")), int(one.A.get("/ColSpan", 1)), int(one.A.get("/RowSpan", 1)))
                 for one in heads]  # fmt: skip
    assert spans.count(("/Column", 2, 1)) == 2
    assert spans.count(("/Column", 5, 1)) == 2
    assert spans.count(("/Column", 1, 2)) == 1
    assert spans.count(("/Row", 1, 1)) == 4


def test_decimal_points_stand_below_one_another() -> None:
    grid = """\
title: Shares
columns: [Mineral, Worth]
rows: [[A, "{{ s.coal_2013 }}"], [B, "{{ s.iron_2012 }}"], [C, "{{ s.gold_2013 }}"], [D, "{{ s.gold_2012 }}"]]
"""
    content, _, findings = built(made(grid))
    assert findings == ()
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    whole = page.get_text_range()
    wholes = [match.end() - 1 for match in re.finditer(r"USD (?:20–)?[\d,]+(?=\.\d| million)", whole)][:4]
    assert len(wholes) == 4
    right = [page.get_charbox(at)[2] for at in wholes]
    assert max(right) - min(right) < 1.5, right


RESTS = {
    "points": (("1,390.5", "363", "20–26.5", "nearly 24.25"), ("", ".0", ".00")),
    "units behind them": (("USD 4.79 million", "USD 33 million"), (" million", ".00 million")),
    "other units": (("RMB 25–50", "RMB 4.5 per kilogram"), ()),
    "millions and billions": (("USD 1.4 billion", "USD 298 million"), ()),
    "all alike": (("20 million", "30 million"), ()),
    "a second amount": (("EUR 12.5 (USD 13)", "EUR 12"), ()),
    "a long unit": (("4.5 lanterns per maker", "4 lanterns per maker"), ()),
    "no number": (("twelve", "1.5"), ()),
    "nothing": ((), ()),
}


@pytest.mark.parametrize(("texts", "expected"), RESTS.values(), ids=RESTS)
def test_what_stands_behind_the_whole_number(texts: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert rests(texts, ".") == expected


def test_the_point_is_that_of_the_house() -> None:
    assert rests(("1.390,5", "363"), ",") == ("", ",0")


UNITS = {
    "a larger scale": ("USD million", "thousands", "0.5"),
    "a smaller scale": ("USD thousand", "iron_2013", "298,400"),
    "no scale": ("USD", "thousands", "500,000"),
    "the scale of the claim": ("USD billion", "coal_2012", "1.4"),
    "a hedge": ("USD million", "gold_2012", "nearly 24"),
    "a range": ("USD million", "gold_2013", "20–26.5"),
    "a percentage": ("%", "coal_share", "7.5"),
    "a range from below zero": ("%", "fall", "−2.4 to 3.1"),
    "constant prices": ("USD million", "real", "5 (2015 prices)"),
    "counted nouns": ("thousand people", "north", "12"),
}


@pytest.mark.parametrize(("unit", "claim", "expected"), UNITS.values(), ids=UNITS)
def test_a_cell_prints_a_bare_number_in_the_unit_of_its_head(unit: str, claim: str, expected: str) -> None:
    made_table = made(f'title: T\ncolumns: [A, B]\nunits: ["", "{unit}"]\nrows: [[C, "{{{{ s.{claim} }}}}"]]')
    assert made_table.findings == ()
    assert made_table.texts("b") == [expected]


def test_a_figure_among_words_keeps_its_unit() -> None:
    table = 'title: T\ncolumns: [A, B]\nunits: ["", USD million]\nrows: [[C, "{{ s.iron_2013 }} of ore"]]'
    assert made(table).texts("b") == ["USD 298.4 million"]


def test_a_wide_table_stops_the_build() -> None:
    heads = ", ".join(f"Internationalization{letter}" for letter in "ABCDEFGH")
    _, _, findings = built(made(f"title: Wide\ncolumns: [{heads}]\nrows: [[{', '.join('x' * 8)}]]"))
    assert [one.code for one in findings] == ["BK765"]
    assert findings[0].span.line == 8
    assert re.search(r"is \d+ points wide, and the page has room for 392", findings[0].message)


@pytest.mark.parametrize("style", ["chrnk", "policy", "note", "bulletin"])
def test_every_style_prints_all_of_it(style: str) -> None:
    template = {"policy": "chrnk", "bulletin": "note"}.get(style, style)
    content, _, findings = built(made(TABLE, f"style: {style}\n", template))
    assert findings == ()
    assert content


def test_heads_stand_on_each_page_of_a_long_table() -> None:
    lines = "\n".join(80 * ['  - [Mine, "{{ s.iron_2013 }}"]'])
    content, _, findings = built(made(f"title: Long\ncolumns: [Mine, Worth]\nunits: ['', USD million]\nrows:\n{lines}"))
    assert findings == ()
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    assert sum("Worth (USD million)" in page for page in pages) > 1
