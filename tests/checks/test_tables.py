"""Rows and columns of a table that state totals are recomputed; shares of one whole have to make 100 %.

A table is drawn with bars between its cells. A cell `=300 people` prints a claim that states so much, and `=5 %, as_of:
2013` one with another key; `*b1 + b2` calculates with other cells, by column and row; any other text stands as it
is. The cell at which something is found is marked.
"""

from __future__ import annotations

import re

import pytest

from briefkit.briefs.resolved import ResolvedTable, contents
from briefkit.checks.tables import total_rows
from samples import CLOSE, OPEN, Project, indented, project, seed_file

NOUNS = "nouns: {person: [people], lorry: [lorries]}"


def cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")]


def expression(cell: str, across: int, down: int) -> str:
    """What a drawn cell refers to: the claim made for it, or the calculation over others."""
    if cell.startswith("="):
        return f"s.{name(across, down)}"
    return re.sub(r"\b([a-h])(\d)\b", lambda match: f"s.{name(ord(match[1]) - ord('a'), int(match[2]))}", cell[1:])


def name(across: int, down: int) -> str:
    return f"k{'abcdefgh'[across]}{'abcdefghijklmnop'[down]}"


def table(text: str, more: str = "") -> Project:
    """A project whose one brief prints the table; `more` is what else the table says."""
    grid = cells(text.replace(OPEN, "").replace(CLOSE, ""))
    claims, said, rows = [], [], []
    for down, line in enumerate(grid[1:], 1):
        row = []
        for across, cell in enumerate(line):
            row.append(f"'{{{{ {expression(cell, across, down)} }}}}'" if cell[:1] in ("=", "*") else f'"{cell}"')
            if cell.startswith("="):
                value, _, key = cell[1:].partition(", ")
                words = value if key[:5] != "text:" else key[6:]
                said.append(f"It states {words}, says {name(across, down)}.")
                keys = f"value: {value}{', ' * bool(key)}{key}" if key[:5] != "text:" else key
                claims.append(
                    f'{name(across, down)}: {{quote: "It states {words}, says {name(across, down)}", {keys}}}'
                )
        rows.append(f"- [{', '.join(row)}]")
    heads = ", ".join(f'"{head}"' for head in grid[0])
    title = "" if "title:" in more else "title: What they say\n"
    content = f"{title}{more}\ncolumns: [{heads}]\nrows:\n" + indented("\n".join(rows))
    brief = (
        f"title: T\ndate: 2023-07-15\nsections:\n  - title: S\n    content:\n      - table:\n{indented(content, 10)}\n"
    )
    snapshot = "\n".join(said) + "\n"
    seed = seed_file("\n".join(claims), snapshot, more=NOUNS, file="s.txt")
    return project({"seeds/s.txt": snapshot, "seeds/s.yaml": seed, "briefs/b.yaml": brief})


def marked_cells(text: str) -> list[str]:
    """What stands in the file where the marked cells, heads and labels are, in order."""
    found = []
    for down, line in enumerate(cells(text)):
        for across, cell in enumerate(line):
            plain = cell.strip(OPEN + CLOSE)
            if plain != cell:
                found.append(expression(plain, across, down) if plain[:1] in ("=", "*") else plain)
    return found


def check(text: str, findings: list[str], more: str = "") -> None:
    """The table gives just these findings, at its marked cells: the code, and words of the message."""
    made = table(text, more)
    told = [(one.code, one.message) for one in made.findings]
    assert len(told) == len(findings), told
    for finding, (code, message) in zip(findings, told, strict=True):
        wanted, _, words = finding.partition(" ")
        assert code == wanted
        assert words in message
    assert [place.strip() for _, place in made.places()] == marked_cells(text)


ROWS = {
    "right": (
        """
        Camp  | Inmates
        North | =300 people
        South | =200 people
        Total | =500 people
        """,
        []),
    "wrong": (
        """
        Camp  | Inmates
        North | =300 people
        South | =200 people
        Total | ⟦=600 people⟧
        """,
        ["BK445 the total of the column “Inmates” says 600 person, and its cells make 500 person"]),
    "every column is added by itself": (
        """
        Camp  | Men         | Women      | Worth
        North | =300 people | =20 people | =USD 1.5 million
        South | =200 people | =30 people | =USD 2.5 million
        Total | ⟦=501 people⟧ | =50 people | ⟦=USD 4.2 million⟧
        """,
        ["BK445 “Men” says 501 person, and its cells make 500 person",
         "BK445 “Worth” says 4,200,000 USD, and its cells make 4,000,000 USD"]),
    "rounding explains it": (
        """
        Who | Share
        A   | =33 %
        B   | =33 %
        C   | =33 %
        Sum | =100 %
        """,
        []),
    "rounding does not explain it": (
        """
        Who | Share
        A   | =33 %
        B   | =33 %
        C   | =32 %
        Sum | ⟦=100 %⟧
        """,
        ["BK445 says 100 %, and its cells make 98 %"]),
    "full thousands are rounded like any digit": (
        """
        Year  | Inmates
        A     | =33,000 people
        B     | =33,000 people
        C     | =33,000 people
        Total | =100,000 people
        """,
        []),
    "hundreds of thousands are no excuse for tens of them": (
        """
        Year  | Inmates
        A     | =300,000 people
        B     | =250,000 people
        Total | ⟦=560,000 people⟧
        """,
        ["BK445 and its cells make 550,000 person"]),
    "scale words": (
        """
        Mineral | Exports
        Coal    | =USD 1.4 billion
        Iron    | =USD 363 million
        Total   | =USD 1.8 billion
        """,
        []),
    "units of one dimension": (
        """
        Mine  | Ore
        North | =1.5 t
        South | =500 kg
        Total | =2.0 t
        """,
        []),
    "uneven precision": (
        """
        Year  | Ore
        A     | =3.3 million t
        B     | =4.50 million t
        C     | =5.03 million t
        Total | =12.83 million t
        """,
        []),
    "ranges, end by end": (
        """
        Camp  | Inmates
        North | =50,000 to 100,000 people
        South | =800 to 1,000 people
        Total | ⟦=50,800 to 110,000 people⟧
        """,
        ["BK445 and its cells make 50,800 to 101,000 person"]),
    "a total that is calculated from the cells": (
        """
        Camp  | Inmates
        North | =333 people
        South | =over 200 people
        Total | *sum(b1, b2)
        """,
        []),
    "a total that leaves one out": (
        """
        Camp  | Inmates
        North | =333 people
        South | =212 people
        East  | =100 people
        Total | ⟦*b1 + b2⟧
        """,
        ["BK445 says 545 person, and its cells make 645 person"]),
    "cells that are calculated, by the digits that they print": (
        """
        Camp  | Wigs
        North | =1.0 people
        Part  | *b1 / 3
        Again | *b1 / 3
        Total | =1.7 people
        """,
        []),
    "subtotals and a total": (
        """
        Camp     | Inmates
        North    | =100 people
        South    | =201 people
        Subtotal | =301 people
        East     | =300 people
        West     | =402 people
        Subtotal | =702 people
        Total    | =1,003 people
        """,
        []),
    "a subtotal that is off, and a total that is right": (
        """
        Camp     | Inmates
        North    | =100 people
        South    | =201 people
        Subtotal | ⟦=311 people⟧
        East     | =302 people
        Total    | =603 people
        """,
        ["BK445 says 311 person, and its cells make 301 person"]),
    "a total of the last group, where all is meant": (
        """
        Camp     | Inmates
        North    | =100 people
        South    | =201 people
        Subtotal | =301 people
        East     | =302 people
        West     | =401 people
        Total    | ⟦=703 people⟧
        """,
        ["BK445 says 703 person, and its cells make 1,004 person"]),
    "two groups with their own totals, then all": (
        """
        Camp    | Inmates
        North   | =100 people
        South   | =201 people
        Total   | =301 people
        East    | =302 people
        West    | =401 people
        Total   | =703 people
        Overall | =1,004 people
        """,
        []),
    "a grand total that is off": (
        """
        Camp        | Inmates
        North       | =100 people
        South       | =201 people
        Total       | =301 people
        East        | =302 people
        Total       | =302 people
        Grand total | ⟦=703 people⟧
        """,
        ["BK445 says 703 person, and its cells make 603 person"]),
    "a part of a row is not added again": (
        """
        Camp           | Inmates
        North          | =100 people
        of which women | =40 people
        South          | =201 people
        Total          | =301 people
        """,
        []),
    "headings among the rows": (
        """
        Camp     | Inmates     | Guards
        Closed   |             |
        North    | =100 people | =10 people
        South    | =201 people | =11 people
        Total    | =301 people | =21 people
        """,
        [],
    ),
    "nothing is stated of some columns": (
        """
        Camp  | Inmates     | Place
        North | =100 people | on the coast
        South | =201 people | inland
        Total | =301 people |
        """,
        []),
    "a total row that says that it is unknown": (
        """
        Camp  | Inmates
        North | =100 people
        South | =201 people
        Total | unknown
        """,
        []),
    "a rate of the whole lies among those of its parts": (
        """
        Camp  | Women  | Growth   | Price
        North | =40 %  | =-2.4 %  | =USD 4 / lorry
        South | =60 %  | =8.1 %   | =USD 6 / lorry
        Total | =45 %  | =1.3 %   | =USD 5 / lorry
        """,
        []),
    "a price of the whole that lies beyond those of its parts": (
        """
        Camp  | Price
        North | =USD 4 / lorry
        South | =USD 6 / lorry
        Total | ⟦=USD 7 / lorry⟧
        """,
        ["BK445 says 7 USD/lorry, and its cells make 10 USD/lorry"]),
    "amounts by time are added": (
        """
        Mine  | Ore
        North | =4 t/year
        South | =6 t/year
        Total | ⟦=5 t/year⟧
        """,
        ["BK445 says 5 t/year, and its cells make 10 t/year"]),
    "a single row is no sum": (
        """
        Camp  | Inmates
        North | =100 people
        Total | ⟦=102 people⟧
        """,
        ["BK446 there is only one cell that it could be the sum of"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "findings"), ROWS.values(), ids=ROWS)
def test_a_row_of_totals_is_recomputed(text: str, findings: list[str]) -> None:
    check(text, findings)


# what a row of this label is: whether it is added up
LABELS = {
    "Total": True, "Totals": True, "TOTAL": True, "Sum": True, "All": True, "Together": True, "Overall": True,
    "Grand total": True, "In all": True, "Total:": True, "Total, 2011": True, "Total (all camps)": True,
    "_Total_": True, "합계": True, "계": True, "총계": True, "计": True, "合计": True, "总计": True, "总计（人）": True,
    "Total exports": False, "All camps known": False, "West": False, "Summit": False, "계속": False,
}  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_total_is_known_by_its_word_alone(label: str) -> None:
    made = table(f"Camp | Inmates\nNorth | =100 people\nSouth | =201 people\n{label} | =333 people")
    assert [one.code for one in made.findings] == ["BK445"] * LABELS[label]


MISSING = {
    "words": (
        """
        Camp  | Inmates
        North | =300 people
        South | unknown
        Total | ⟦=300 people⟧
        """,
        ["BK446 cannot be checked: the cell of “South” says “unknown”, which is no number"]),
    "the words of a claim": (
        """
        Camp  | Inmates
        North | =300 people
        South | =x, text: not reported
        Total | ⟦=300 people⟧
        """,
        ["BK446 the cell of “South” says “not reported”, which is no number"]),
    "an empty cell and another": (
        """
        Camp  | Inmates     | Women
        North | =300 people | =30 people
        South |             | =10 people
        East  | —           | =10 people
        Total | ⟦=300 people⟧ | =50 people
        """,
        ["BK446 the cell of “South” is empty, and 1 more"]),
    "an empty cell in a table of two columns": (
        """
        Camp  | Inmates
        North | =300 people
        South |
        Total | ⟦=300 people⟧
        """,
        ["BK446 the cell of “South” is empty"],
    ),
    "words beside a figure": (
        """
        Camp  | Inmates
        North | =300 people
        South | =up to 50,000 people
        East  | unknown
        Total | ⟦=up to 50,300 people⟧
        """,
        ["BK446 the cell of “East” says “unknown”"]),
    "a lower bound that the known cells prove": (
        """
        Camp  | Inmates
        North | =300 people
        South | unknown
        East  | =over 500 people
        Total | =over 800 people
        """,
        []),
    "a lower bound that they prove with room": (
        """
        Camp  | Inmates
        North | =300 people
        South | unknown
        Total | =at least 250 people
        """,
        []),
    "a lower bound that they do not prove": (
        """
        Camp  | Inmates
        North | =300 people
        South | unknown
        Total | ⟦=over 300 people⟧
        """,
        ["BK445 says over 300 person, and its cells make 300 person"]),
    "a lower bound of nothing known": (
        """
        Camp  | Inmates
        North | closed
        South | unknown
        Total | ⟦=over 300 people⟧
        """,
        ["BK446 the cell of “North” says “closed”, which is no number, and 1 more"]),
    "a lower bound from an upper one": (
        """
        Camp  | Inmates
        North | =up to 300 people
        South | =up to 200 people
        Total | ⟦=over 400 people⟧
        """,
        ["BK446 its cells make up to 500 person, which says nothing of over 400 person"]),
    "a number from bounds that allow any": (
        """
        Camp  | Inmates
        North | =over 300 people
        South | =over 200 people
        Total | ⟦=9,000 people⟧
        """,
        ["BK446 its cells make over 500 person, which says nothing of 9,000 person"],
    ),
    "a number that bounds exclude": (
        """
        Camp  | Inmates
        North | =over 300 people
        South | =over 200 people
        Total | ⟦=490 people⟧
        """,
        ["BK445 says 490 person, and its cells make over 500 person"],
    ),
    "an approximation from bounds": (
        """
        Camp  | Inmates
        North | =up to 300 people
        South | =200 people
        Total | ⟦=about 500 people⟧
        """,
        ["BK446 its cells make up to 500 person, which says nothing of about 500 person"],
    ),
    "approximations": (
        """
        Camp  | Inmates
        North | =about 300 people
        South | =some 200 people
        East  | =103 people
        Total | =about 600 people
        """,
        [],
    ),
    "a lower bound from approximations": (
        """
        Camp  | Inmates
        North | =about 300 people
        South | =some 200 people
        Total | =at least 400 people
        """,
        [],
    ),
    "an upper bound": (
        """
        Camp  | Inmates
        North | =up to 300 people
        South | =fewer than 200 people
        Total | =up to 500 people
        """,
        []),
    "hedges of which nothing can be said": (
        """
        Camp  | Inmates
        North | =about 300 people
        South | =over 200 people
        Total | ⟦=500 people⟧
        """,
        ['BK446 "about" and "over" leave no bound']),
    "two currencies": (
        """
        Mine  | Worth
        North | =USD 5
        South | =CNY 5
        Total | ⟦=USD 10⟧
        """,
        ["BK446 cannot add s.kbb and s.kbc without a conversion"]),
    "two units": (
        """
        Mine  | Output
        North | =5 t
        South | =5 lorries
        Total | ⟦=10 t⟧
        """,
        ["BK446 t and lorry do not measure the same thing"]),
    "a share of unknown others": (
        """
        Who   | Share
        State | =70 %
        Rest  | unknown
        Total | ⟦=100 %⟧
        """,
        ["BK446 the cell of “Rest” says “unknown”"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "findings"), MISSING.values(), ids=MISSING)
def test_a_total_over_what_is_no_number_cannot_be_checked(text: str, findings: list[str]) -> None:
    check(text, findings)


def test_words_beside_a_figure_are_more_than_a_figure() -> None:
    text = "Camp | Inmates\nNorth | =300 people\nSouth | =200 people\nTotal | =500 people"
    made = table(text.replace("| =200 people", "| {{ s.kbb }} in May"))
    assert [one.message.partition(": ")[2] for one in made.findings] == [
        "the cell of “South” says “300 people in May”, which is more than a figure"
    ]
    made = table(text.replace("| =500 people", "| {{ s.kbb }} in May"))
    assert [one.message.partition(": ")[2] for one in made.findings] == [
        "the total’s own cell says “300 people in May”, which is more than a figure"
    ]
    for beside in ("*", "{{ cite(s) }}"):
        assert table(text.replace("| =500 people", f"| {{{{ s.kbb + s.kbc }}}}{beside}")).findings == ()


COLUMNS = {
    "right, over columns in its unit": (
        """
        Camp  | Since | Men         | Women      | Worth  | Total
        North | 1965  | =300 people | =20 people | =USD 5 | =320 people
        South | 1970  | =200 people | =30 people | =USD 6 | =230 people
        """,
        []),
    "wrong": (
        """
        Camp  | Men         | Women      | Total
        North | =300 people | =20 people | =320 people
        South | =200 people | =30 people | ⟦=250 people⟧
        """,
        ["BK445 the total of the row “South” says 250 person, and its cells make 230 person"]),
    "a gap": (
        """
        Mine  | 2011  | 2012        | Sum
        North | =3.3 t | =4.5 t      | =7.8 t
        South | =5.03 t | not reported | ⟦=5.03 t⟧
        """,
        ["BK446 the total of the row “South” cannot be checked: the cell of “2012” says “not reported”"]),
    "a year of which nothing is known": (
        """
        Mine  | 2011   | 2012         | 2013   | Total
        North | =3.3 t | not reported | =5.0 t | ⟦=8.3 t⟧
        """,
        ["BK446 the cell of “2012” says “not reported”"],
    ),
    "a column of gaps": (
        """
        Mine  | Coal   | Iron | Place  | Total
        North | =3.3 t | n/a  | inland | ⟦=3.3 t⟧
        South | =3.3 t | —    | inland | ⟦=3.3 t⟧
        """,
        ["BK446 the cell of “Iron” says “n/a”", "BK446 the cell of “Iron” says “—”"],
    ),
    "rows in units of their own": (
        """
        Good    | 2011   | 2012   | Total
        Coal    | =3 t   |        | ⟦=3 t⟧
        Exports | =USD 3 | =USD 4 | =USD 7
        """,
        ["BK446 the cell of “2012” is empty"]),
    "both ways": (
        """
        Camp  | Men         | Women      | Total
        North | =300 people | =20 people | =320 people
        South | =200 people | =30 people | =230 people
        Total | =500 people | =50 people | ⟦=560 people⟧
        """,
        ["BK445 the total of the column “Total” says 560 person, and its cells make 550 person",
         "BK445 the total of the row “Total” says 560 person, and its cells make 550 person"]),
    "subtotals": (
        """
        Camp  | Men         | Women      | Subtotal    | Guards      | Total
        North | =300 people | =20 people | =320 people | =11 people | =331 people
        """,
        []),
    "one column alone is no sum": (
        """
        Year | Minerals | Share | Total
        2011 | =USD 5   | =50 % | ⟦=USD 10⟧
        """,
        ["BK446 there is only one cell that it could be the sum of"]),
    "nothing in its unit": (
        """
        Year | Minerals | Total
        2011 | =USD 5   | =10 people
        """,
        []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "findings"), COLUMNS.values(), ids=COLUMNS)
def test_a_column_of_totals_is_recomputed(text: str, findings: list[str]) -> None:
    made = table(text)
    told = [f"{one.code} {one.message}" for one in made.findings]
    assert len(told) == len(findings), told
    assert all(one.startswith(wanted[:5]) and wanted[6:] in one for one, wanted in zip(told, findings, strict=True))
    assert {place for _, place in made.places()} == set(marked_cells(text))


WRONG_BOTH_WAYS = """
    Camp  | Men         | Women      | Total
    North | =300 people | =20 people | =390 people
    Total | =301 people | =20 people | =321 people
"""
# the key `totals`, and which lines are found
KEYS = {
    "": ["row “North”", "column “Men”", "column “Total”"],
    "totals: both": ["row “North”", "column “Men”", "column “Total”"],
    "totals: row": ["column “Men”", "column “Total”"],
    "totals: column": ["row “North”"],
    "totals: none": [],
}


@pytest.mark.parametrize("key", KEYS)
def test_the_key_says_where_a_table_adds_up(key: str) -> None:
    made = table(WRONG_BOTH_WAYS, key)
    lines = [re.findall(r"total of the (\w+ “\w+”)", one.message)[0] for one in made.findings]
    assert lines == KEYS[key]


WITHOUT_WORDS = """
    Camp      | Men         | Women      | Everyone
    North     | =300 people | =20 people | =320 people
    South     | =100 people | =20 people | =120 people
    Both camps | =400 people | =50 people | =440 people
"""


def test_without_words_the_last_line_is_the_total() -> None:
    assert table(WITHOUT_WORDS).findings == ()
    for key, count in (("row", 1), ("column", 1), ("both", 2)):
        assert [one.code for one in table(WITHOUT_WORDS, f"totals: {key}").findings] == ["BK445"] * count


# a table, its key `totals`, and the rows that are set as totals
SET_OFF = [
    (WRONG_BOTH_WAYS, "", [1]),
    (WRONG_BOTH_WAYS, "totals: row", [1]),
    (WRONG_BOTH_WAYS, "totals: column", []),
    (WRONG_BOTH_WAYS, "totals: none", []),
    (WITHOUT_WORDS, "", []),
    (WITHOUT_WORDS, "totals: row", [2]),
    (WITHOUT_WORDS, "totals: both", [2]),
    ("Camp | Inmates\nNorth | =100 people\nSubtotal | =100 people\nTotal | =100 people", "", [1, 2]),
]


@pytest.mark.parametrize(("text", "key", "rows"), SET_OFF)
def test_rows_of_totals_are_told_by_their_words_or_the_key(text: str, key: str, rows: list[int]) -> None:
    (drawn,) = (
        one for one in contents(table(text, key).examination.briefs["b"].brief) if isinstance(one, ResolvedTable)
    )
    assert sorted(total_rows(drawn)) == rows


def test_with_the_key_a_rate_is_a_sum_too() -> None:
    text = "Who | Part\nA | =40 %\nB | =50 %\nTotal | =45 %"
    assert table(text).findings == ()
    assert [one.code for one in table(text, "totals: row").findings] == ["BK445"]


@pytest.mark.parametrize("part", ["introduction", "conclusion", "appendices", "sections"])
def test_tables_are_checked_wherever_they_stand(part: str) -> None:
    made = table("Camp | Inmates\nNorth | =100 people\nSouth | =201 people\nTotal | =333 people")
    files = dict(made.files)
    files["briefs/b.yaml"] = files["briefs/b.yaml"].replace("sections:\n  - title", f"{part}:\n  - title")
    if part in ("introduction", "conclusion"):
        files["briefs/b.yaml"] = files["briefs/b.yaml"].replace("  - title: S", "    title: S")
    assert [one.code for one in project(files).findings] == ["BK445"]


def test_the_key_takes_four_words() -> None:
    assert [one.code for one in table("Who | Part\nA | =40 %", "totals: rows").findings] == ["BK109"]


def test_a_cell_that_cannot_be_read_is_reported_once() -> None:
    made = table("Camp | Inmates\nNorth | {{ s.nobody }}\nSouth | =200 people\nTotal | =500 people")
    assert [one.code for one in made.findings] == ["BK202"]


# title, the head of the second column, the cells, what they make where it is found
SHARES = {
    "right": ("Profits", "Share of profits", ["=70 %", "=30 %"], ""),
    "rounded": ("Profits", "Share", ["=33 %", "=33 %", "=33 %"], ""),
    "short of a whole": ("Profits", "Share of profits", ["=70 %", "=25 %"], "95 %"),
    "beyond a whole": ("Profits", "Percent of profits", ["=70 %", "=25 %", "=10 %"], "105 %"),
    "said by the title": ("Shares of profits", "Now", ["=70 %", "=25 %"], "95 %"),
    "not said to be shares": ("Growth", "Rate", ["=70 %", "=25 %"], ""),
    "far from a whole": ("Profits", "Share of profits", ["=50 %", "=25 %"], ""),
    "one alone": ("Profits", "Share of profits", ["=95 %"], ""),
    "a hedge": ("Profits", "Share of profits", ["=about 70 %", "=25 %"], ""),
    "a range": ("Profits", "Share of profits", ["=70 to 75 %", "=25 %"], ""),
    "a gap": ("Profits", "Share of profits", ["=70 %", "=25 %", "unknown"], ""),
    "words beside": ("Profits", "Share of profits", ["=70 %", "{{ s.kbb }} in May"], ""),
    "of several dates": ("Profits", "Share of profits", ["=70 %", "=25 %, as_of: 2013"], ""),
    "something else among them": ("Profits", "Share of profits", ["=70 %", "=USD 25"], ""),
}


@pytest.mark.parametrize(("title", "head", "column", "made"), SHARES.values(), ids=SHARES)
def test_shares_that_come_near_a_whole_make_one(title: str, head: str, column: list[str], made: str) -> None:
    text = "\n".join([f"Who | {head}", *(f"{'ABC'[at]} | {cell}" for at, cell in enumerate(column))])
    findings = table(text, f"title: {title}").findings
    assert [one.code for one in findings] == ["BK447"] * bool(made)
    assert all(one.message == f"the shares of “{head}” make {made}, not 100 %" for one in findings)


SHARE_ROWS = {
    "a row that says so": ("Which | State | Agencies\n⟦Share of profits⟧ | =70 % | =25 %", ["BK447 make 95 %"]),
    "a row that does not": ("Which | State | Agencies\nGrowth | =70 % | =25 %", []),
    "years": ("Which | 2012 | 2013\nShare of exports | =47 % | =50 %", []),
    "rows of years": ("Year | Share of exports\n2012 | =47 %\n2013 | =50 %", []),
    "a total beside them": ("Which | State | Agencies | Total\nShare | =70 % | =25 % | =95 %", []),
    "a total below them": ("Which | Share\nState | =70 %\nAgencies | =25 %\nTotal | =95 %", []),
}


@pytest.mark.parametrize(("text", "findings"), SHARE_ROWS.values(), ids=SHARE_ROWS)
def test_shares_in_a_row_make_a_whole_where_its_label_says_so(text: str, findings: list[str]) -> None:
    check(text, findings)


def test_shares_of_two_sources_are_not_of_one_whole() -> None:
    made = table("Who | Share of exports\nA | =70 %\nB | =25 %")
    files = dict(made.files)
    other = seed_file('b: {quote: "It states 25 %", value: 25 %}', "It states 25 %.\n", file="o.txt")
    files |= {"seeds/o.txt": "It states 25 %.\n", "seeds/o.yaml": other}
    files["briefs/b.yaml"] = files["briefs/b.yaml"].replace("s.kbc", "o.b")
    assert project(files).findings == ()


SAYS_WHAT_TO_DO = {
    "BK445": (
        "Total | =99 %",
        "correct the cell that is wrong; totals: none if it is no sum; if the source is wrong, accept BK445",
    ),
    "BK446": (
        "Rest | unknown\nTotal | =100 %",
        'state a lower bound, as in "at least 300"; totals: none if it is no sum; or accept BK446 with a reason',
    ),
    "BK447": (
        "",
        "correct the share that is wrong, add what is missing, or accept BK447; totals: none if they are no parts",
    ),
}


@pytest.mark.parametrize("code", SAYS_WHAT_TO_DO)
def test_each_finding_says_what_to_do(code: str) -> None:
    more, hint = SAYS_WHAT_TO_DO[code]
    (finding,) = table(f"Who | Share\nState | =70 %\nAgencies | =25 %\n{more}".strip()).findings
    assert (finding.code, finding.hint) == (code, hint)


BOUNDS = {
    "as much as a lower bound": ("=at least 300 people", "=200 people", "=at least 500 people", ""),
    "more than a lower bound": ("=at least 300 people", "=200 people", "⟦=at least 501 people⟧", "BK445"),
    "over as much": ("=over 300 people", "=200 people", "=over 500 people", ""),
    "over less": ("=over 300 people", "=200 people", "=over 499 people", ""),
    "over more": ("=over 300 people", "=200 people", "⟦=over 501 people⟧", "BK445"),
    "at most as much": ("=at most 300 people", "=200 people", "=at most 500 people", ""),
    "at most less": ("=at most 300 people", "=200 people", "⟦=at most 499 people⟧", "BK445"),
    "under as much": ("=under 300 people", "=200 people", "=under 500 people", ""),
    "under less": ("=under 300 people", "=200 people", "⟦=under 499 people⟧", "BK445"),
    "under far more": ("=under 300 people", "=200 people", "=under 900 people", ""),
    "at most far more": ("=at most 300 people", "=200 people", "=at most 900 people", ""),
    "at least far less": ("=at least 300 people", "=200 people", "=at least 400 people", ""),
}


@pytest.mark.parametrize(("first", "second", "made", "code"), BOUNDS.values(), ids=BOUNDS)
def test_a_bound_as_total_is_that_of_the_sum(first: str, second: str, made: str, code: str) -> None:
    check(f"Camp | Inmates\nNorth | {first}\nSouth | {second}\nTotal | {made}", [code] * bool(code))


NEAR_A_WHOLE = {
    "ten short": (["=65 %", "=25 %"], ["BK447 make 90 %"]),
    "more than ten short": (["=64 %", "=25 %"], []),
    "ten beyond": (["=85 %", "=25 %"], ["BK447 make 110 %"]),
    "more than ten beyond": (["=86 %", "=25 %"], []),
}


@pytest.mark.parametrize(("column", "findings"), NEAR_A_WHOLE.values(), ids=NEAR_A_WHOLE)
def test_shares_are_of_a_whole_within_ten_percent(column: list[str], findings: list[str]) -> None:
    head = "⟦Share⟧" if findings else "Share"
    check(f"Who | {head}\nState | {column[0]}\nAgencies | {column[1]}", findings)


def test_the_findings_of_tables_are_waived_with_a_reason() -> None:
    text = "Who | Share\nState | =70 %\nAgencies | =25 %\n"
    for code, more in (("BK445", "Total | =99 %"), ("BK446", "Rest | unknown\nTotal | =100 %"), ("BK447", "")):
        made = table(text + more)
        assert [one.code for one in made.findings] == [code]
        files = dict(made.files)
        files["briefs/b.yaml"] += f"accept: {{{code}: the source has it so}}\n"
        assert project(files).places() == []
