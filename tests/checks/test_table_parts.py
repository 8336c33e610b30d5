"""Heads over rows and columns, units and notes of a table: what does not fit is found at its place.

In a table, what is marked ⟦…⟧ is where something is found.
"""

from __future__ import annotations

import pytest

from samples import CLOSE, OPEN, Project, indented, project, seed_file

STATED = {
    "north": "value: '300 people'", "south": "value: '200 people'", "all": "value: '500 people'",
    "over": "value: '600 people'", "worth": "value: USD 1.5 million", "yuan": "value: CNY 3 million",
    "share": "value: 60 %", "rest": "value: 30 %", "wage": "value: 'USD 12 / person'",
    "old": "value: '250 people', as_of: 2022", "east": "text: not known",
}  # fmt: skip


def words(value: str) -> str:
    return value.partition(": ")[2].partition(", as_of")[0].strip("'")


SNAPSHOT = "".join(f"It states {words(value)}, says {name}.\n" for name, value in STATED.items())
CLAIMS = "\n".join(
    f'{name}: {{quote: "It states {words(value)}, says {name}", {value}}}' for name, value in STATED.items()
)


def table(text: str) -> Project:
    plain = text.replace(OPEN, "").replace(CLOSE, "").strip("\n")
    head = "title: T\ndate: 2023-07-15\nsections:\n  - title: S\n    content:\n      - table:\n"
    brief = head + indented(plain, 10) + "\n"
    seed = seed_file(CLAIMS, SNAPSHOT, more="nouns: {person: [people]}", file="s.txt")
    return project({"seeds/s.txt": SNAPSHOT, "seeds/s.yaml": seed, "briefs/b.yaml": brief})


# the table, the finding at its mark and words of the message
FOUND = {
    "another unit": (
        'title: T\ncolumns: [A, B]\nunits: ["", USD million]\nrows: [[C, "{{ ⟦s.share⟧ }}"]]',
        "BK452", "found 60% in a column of USD million"),
    "another currency is never converted": (
        'title: T\ncolumns: [A, B]\nunits: ["", USD million]\nrows: [[C, "{{ ⟦s.yuan⟧ }}"]]',
        "BK452", "found RMB 3 million in a column of USD million"),
    "a unit per person that nothing names": (
        'title: T\ncolumns: [A, B]\nunits: ["", USD]\nrows: [[C, "{{ ⟦s.wage⟧ }}"]]',
        "BK452", "found USD 12 per person in a column of USD"),
    "a second amount": (
        """title: T\ncolumns: [A, B]\nunits: ["", USD million]\nrows: [[C, '{{ ⟦s.worth | both("CNY")⟧ }}']]""",
        "BK452", "found USD 1.5 million (RMB 10 million)"),
    "a unit that is none": (
        'title: T\ncolumns: [A, B]\nunits: ["", ⟦lorries⟧]\nrows: [[C, "{{ s.north }}"]]', "BK403", "lorries"),
    "fewer units than columns": (
        'title: T\ncolumns: [A, B]\nunits: ⟦[people]⟧\nrows: [[C, "{{ s.north }}"]]', "BK109",
        "found 1 unit, expected 2, one for each column"),
    "groups of too few columns": (
        'title: T\ncolumns: [A, B]\ngroups: ⟦[{title: G, columns: 1}]⟧\nrows: [[C, "{{ s.north }}"]]',
        "BK109", "found groups of 1 column, expected groups of 2 columns"),
    "a group of half a column": (
        'title: T\ncolumns: [A]\ngroups: [{title: G, columns: ⟦half⟧}, {columns: 1}]\nrows: [[C]]', "BK109", '"half"'),
    "a group of rows with another key": (
        "title: T\ncolumns: [A, B]\nrows: [{⟦grup⟧: C, group: D}, [C, D]]", "BK107", "grup"),
    "a mark without a note": (
        'title: T\ncolumns: [A, B]\nrows: [[C, {text: "{{ s.north }}", note: ⟦a⟧}]]',
        "BK216", "mark a stands for no note of this table, which has no notes"),
    "a mark behind the last note": (
        'title: T\ncolumns: [A, {text: B, note: a}]\nrows: [[{text: C, note: ⟦c⟧}, "{{ s.north }}"]]\nnotes: [N]',
        "BK216", "mark c stands for no note of this table, which has the notes a"),
    "a note without a mark": (
        'title: T\ncolumns: [A, B]\nrows: [[C, {text: "{{ s.north }}", note: a}]]\nnotes: [N, ⟦of all⟧]',
        "BK217", "bears the mark b"),
    "a cell that is a list": (
        "title: T\ncolumns: [A, B]\nrows: [[C, ⟦[D]⟧]]", "BK109", "found a list, expected a cell of text"),
    "a bare number in a head over rows": (
        'title: T\ncolumns: [A, B]\nrows: [{group: ⟦5⟧ camps}, [C, "{{ s.north }}"]]', "BK501", "5"),
    "a bare number in a head over columns": (
        'title: T\ncolumns: [A, B]\ngroups: [{title: ⟦5⟧ camps, columns: 2}]\nrows: [[C, "{{ s.north }}"]]',
        "BK501", "5"),
    "a bare number in a note": (
        'title: T\ncolumns: [A, B]\nrows: [[C, {text: "{{ s.north }}", note: a}]]\nnotes: [Without ⟦30⟧ guards.]',
        "BK501", "30"),
    "a relation in a head over rows": (
        'title: T\ncolumns: [A, B]\nrows: [{group: The ⟦largest⟧}, [C, "{{ s.north }}"]]', "BK510", "largest"),
    "a relation in a head over columns": (
        'title: T\ncolumns: [A, B]\ngroups: [{columns: 1}, {title: The ⟦largest⟧, columns: 1}]\n'
        'rows: [[C, "{{ s.north }}"]]',
        "BK510", "largest"),
    "another date in a head over rows": (
        'title: T\ncolumns: [A, B]\nrows: [{group: Camps in ⟦2021⟧}, [C, "{{ s.old }}"]]', "BK515", "2021"),
    "another date in a head over columns": (
        'title: T\ncolumns: [A, B]\ngroups: [{columns: 1}, {title: In ⟦2021⟧, columns: 1}]\nrows: [[C, "{{ s.old }}"]]',
        "BK515", "2021"),
    "another date in the note of a cell": (
        'title: T\ncolumns: [A, B]\nrows: [[C, {text: "{{ s.old }}", note: a}]]\nnotes: [As of ⟦2021⟧.]',
        "BK515", "2021"),
    "another currency in a head over columns": (
        'title: T\ncolumns: [A, B]\ngroups: [{columns: 1}, {title: ⟦euros⟧, columns: 1}]\nrows: [[C, "{{ s.worth }}"]]',
        "BK516", "euros"),
    "a total below groups": (
        'title: T\ncolumns: [A, B]\nrows:\n  - group: Camps\n  - [North, "{{ s.north }}"]\n  - group: Prisons\n'
        '  - [South, "{{ s.south }}"]\n  - group: ""\n  - [Total, "{{ ⟦s.over⟧ }}"]',
        "BK445", "says 600 person, and its cells make 500 person"),
    "a total of bare numbers": (
        'title: T\ncolumns: [A, B]\nunits: ["", people]\n'
        'rows: [[North, "{{ s.north }}"], [South, "{{ s.south }}"], [Total, "{{ ⟦s.over⟧ }}"]]',
        "BK445", "says 600 person, and its cells make 500 person"),
    "a total over a status": (
        'title: T\ncolumns: [A, B]\nunits: ["", people]\n'
        'rows: [[North, "{{ s.north }}"], [East, "{{ s.east }}"], [Total, "{{ ⟦s.all⟧ }}"]]',
        "BK446", "the cell of “East” says “not known”"),
    "shares under a head that says so": (
        'title: T\ncolumns: [A, ⟦In the year⟧]\ngroups: [{columns: 1}, {title: Share, columns: 1}]\n'
        'rows: [[North, "{{ s.share }}"], [South, "{{ s.rest }}"]]',
        "BK447", "make 90 %"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "said"), FOUND.values(), ids=FOUND)
def test_what_does_not_fit_is_found_at_its_place(text: str, code: str, said: str) -> None:
    made = table(text)
    marked = text.partition(OPEN)[2].partition(CLOSE)[0]
    assert [(one.code, said in one.message) for one in made.findings] == [(code, True)], made.findings
    ((_, place),) = made.places()
    assert place.strip() == marked


FITS = {
    "all of it": (
        'title: T\ncolumns: [Place, {text: People, note: a}]\nunits: ["", people]\n'
        'groups: [{columns: 1}, {title: Held, columns: 1}]\n'
        'rows:\n  - group: Camps\n  - [North, "{{ s.north }}"]\n  - group: Prisons\n  - [South, "{{ s.south }}"]\n'
        '  - group: ""\n  - [Total, "{{ s.all }}"]\nnotes: ["Without guards, of whom the number is {{ s.east }}."]'),
    "one note for two cells": (
        'title: T\ncolumns: [A, B]\nrows: [[{text: C, note: a}, {text: "{{ s.north }}", note: a}]]\nnotes: [N]'),
    "a unit that the row names": (
        'title: T\ncolumns: [A, B]\nunits: ["", USD]\nrows: [[Wage of a person, "{{ s.wage }}"]]'),
    "words in place of a number": (
        'title: T\ncolumns: [A, B]\nunits: ["", people]\nrows: [[C, "{{ s.east }}"], [D, not reported], [E, ""]]'),
    "the year of the figures": (
        'title: T\ncolumns: [A, B]\nrows: [{group: Camps in 2022}, [C, "{{ s.old }}"], {group: Others}, [D, x]]'),
    "a head over rows is no row of a total": (
        'title: T\ncolumns: [A, B, C]\nrows: [{group: All}, [North, "{{ s.north }}", x], [Total, "{{ s.north }}", x]]\n'
        "totals: none"),
}  # fmt: skip


@pytest.mark.parametrize("text", FITS.values(), ids=FITS)
def test_what_fits_has_no_finding(text: str) -> None:
    assert table(text).findings == ()
