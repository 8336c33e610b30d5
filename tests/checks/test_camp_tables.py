"""The figures that reports on camps and mines print can be claimed, printed and kept from being summed.

One invented survey holds them all. Each is given with its claim, the words that hold it and the text that prints.
"""

from __future__ import annotations

import pytest

from briefkit.project.listing import list_figures
from samples import Project, project, seed_file

# the claim, the sentence of the survey, what the claim says, what prints in prose
STATED = {
    # 1. ranges, in digits and in words
    "workforce": (
        "The mines employ 50,000–100,000 workers.", "value: '50,000 to 100,000 workers'", "50,000–100,000 workers"),
    "east_gate": (
        "Camp East Gate holds eight hundred to 1,000 people.", "value: '800 to 1,000 people'", "800–1,000 people"),
    # 2. approximations
    "harbor": ("Camp Harbor holds some 3,000 people.", "value: 'some 3,000 people'", "some 3,000 people"),
    "ridge": ("Camp Ridge holds nearly 4,000 people.", "value: 'nearly 4,000 people'", "nearly 4,000 people"),
    # 3. one-sided bounds, with the bound or without it
    "valley": ("Camp Valley holds up to 50,000 people.", "value: 'up to 50,000 people'", "up to 50,000 people"),
    "ford": ("Camp Ford holds over 500 people.", "value: over 500 people", "over 500 people"),
    "fee": ("A place costs $10,000 or more.", "value: 'at least USD 10,000'", "at least USD 10,000"),
    # 4. shares with their base and date
    "minerals": (
        "Minerals made up half of all exports in 2013.", "value: 50 %, as_of: 2013, about: minerals", "50 percent"),
    "buyer": ("China took 97 percent of mining products.", "value: 97 %", "97 percent"),
    "tenth": ("About a tenth of 25 million people live off it.", "value: about 10 %", "about 10 percent"),
    "population": ("About a tenth of 25 million people live off it.", "value: 25 million people", "25 million people"),
    # 5. changes and multiples
    "before": ("Exports were $50 million in 2001.", "value: USD 50 million, as_of: 2001", "USD 50 million"),
    "after": ("Exports were $1.65 billion in 2011.", "value: USD 1.65 billion, as_of: 2011", "USD 1.65 billion"),
    "growth": (
        "Exports grew 33-fold from 2001 to 2011.", "value: 33 fold, equals: 'times(before, after)'", "33-fold"),
    "peak": ("That is twice the previous peak.", "value: 2 fold", "2-fold"),
    "fall": ("Output was down 2.4 percent.", "value: -2.4 %", "−2.4 percent"),
    # 6. a conversion as the source prints it
    "ransom": (
        "A family paid $2,500 (300,000 yen).", "value: 'USD 2,500', restated: 'JPY 300,000', as_of: 2016-01",
        "USD 2,500"),
    # 7. an estimate with its attribution
    "estimate": (
        "Camp Quarry holds 12,000 people, by an estimate.", "value: '12,000 people', by: a former guard",
        "12,000 people"),
    # 8. another source, or definition, that disagrees
    "minerals_again": (
        "Another table puts minerals at 36 percent of exports in 2013.",
        "value: 36 %, as_of: 2013, about: minerals, accept: {BK443: coal alone}", "36 percent"),
    # 9. a series with a gap and uneven precision
    "output_2005": ("Output was 3.3 million tons in 2005.", "value: 3.3 million tons, as_of: 2005", "3.3 million tons"),
    "output_2006": ("Output for 2006 was not reported.", "text: not reported", "not reported"),
    "output_2007": ("In 2007 it was 5.03 million tons.", "value: 5.03 million tons, as_of: 2007", "5.03 million tons"),
    # 10. words instead of a number
    "unknown": ("The number at Camp Shore is unknown.", "text: Unknown", "Unknown"),
    "closed": (
        "Camp North held up to 50,000 people and was closed c. 2012.", "text: 'Up to 50,000 (closed c. 2012)'",
        "Up to 50,000 (closed c. 2012)"),
    "none_left": ("Camp North held zero people in 2014.", "value: 0 people, as_of: 2014", "0 people"),
    # a cap with two limits is two claims
    "cap_weight": (
        "The cap is 7.5 million t or $400 million, whichever is lower.", "value: 7.5 million t",
        "7.5 million metric tons"),
    "cap_worth": (
        "The cap is 7.5 million t or $400 million, whichever is lower.", "value: USD 400 million", "USD 400 million"),
    # per head, ranks, places, stretches of time
    "ration": ("Each gets 300 grams a day.", "value: 300 g/day", "300 grams a day"),
    "income": ("Income per head is $1,200 a year.", "value: 'USD 1,200 / year'", "USD 1,200 a year"),
    "rank": ("The country is the 3rd largest exporter.", "text: 3rd largest", "3rd largest"),
    "place": ("The gate stands at 41.2° N, 129.4° E.", "text: '41.2° N, 129.4° E'", "41.2° N, 129.4° E"),
    "term": ("He was held 2003–2006 at Camp Ford.", "text: 2003–2006", "2003–2006"),
}  # fmt: skip
SNAPSHOT = "\n".join(dict.fromkeys(sentence for sentence, _, _ in STATED.values())) + "\n"
CLAIMS = "\n".join(f'{name}: {{quote: "{said[:-1]}", {keys}}}' for name, (said, keys, _) in STATED.items())
NOUNS = "nouns: {worker: [workers], person: [people]}"
HEAD = "title: Camps\ndate: 2023-07-15\n"


def survey(brief: str) -> Project:
    files = {
        "seeds/camps.txt": SNAPSHOT,
        "seeds/camps.yaml": seed_file(CLAIMS, SNAPSHOT, more=NOUNS, file="camps.txt"),
        "briefs/b.yaml": HEAD + brief,
    }
    return project(files)


def found(made: Project) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in made.findings if one.waived is None]


def test_the_whole_survey_is_claimed_without_a_finding() -> None:
    assert found(survey("")) == []


@pytest.mark.parametrize("name", STATED)
def test_a_figure_prints_as_the_survey_means_it(name: str) -> None:
    assert survey(f"summary: It is {{{{ camps.{name} }}}}.\n").texts("b") == [STATED[name][2]]


def test_the_other_of_two_sources_has_to_be_printed_too() -> None:
    assert [code for code, _ in found(survey("summary: It is {{ camps.minerals }}.\n"))] == ["BK444"]
    both = "summary: It is {{ camps.minerals }}, or {{ camps.minerals_again }} by another table.\n"
    assert found(survey(both)) == []


CAMPS = ["east_gate", "harbor", "valley", "ford", "unknown", "closed", "none_left"]
TABLE = """\
sections:
  - title: Camps
    content:
      - table:
          title: Camps and the people in them
          columns: [Camp, People]
          rows:
            - [East Gate, "{{ camps.east_gate }}"]
            - [Harbor, "{{ camps.harbor }}"]
            - [Valley, "{{ camps.valley }}"]
            - [Ford, "{{ camps.ford }}"]
            - [Shore, "{{ camps.unknown }}"]
            - [North, "{{ camps.closed }}"]
            - [North after, "{{ camps.none_left }}"]
            - [West, ""]
"""
CELLS = [
    "800–1,000 people", "some 3,000 people", "up to 50,000 people", "over 500 people", "Unknown",
    "Up to 50,000 (closed c. 2012)", "0 people",
]  # fmt: skip


def test_a_table_of_camps_prints_each_cell_as_it_was_stated() -> None:
    made = survey(TABLE)
    assert found(made) == []
    assert made.texts("b") == CELLS


def test_its_figures_are_listed_and_its_words_are_not() -> None:
    listed = list_figures(survey(TABLE).examination.briefs["b"])
    assert [(one.name, one.text, one.low, one.high, one.hedge) for one in listed] == [
        ("camps.east_gate", "800–1,000 people", "800", "1000", None),
        ("camps.harbor", "some 3,000 people", "3000", "3000", "some"),
        ("camps.valley", "up to 50,000 people", "50000", "50000", "up to"),
        ("camps.ford", "over 500 people", "500", "500", "over"),
        ("camps.none_left", "0 people", "0", "0", None),
    ]


# what the last row says is the total, and what is found there
TOTALS = {
    "a number": (
        "camps.estimate", "BK446", "the cell of “Shore” says “Unknown”, which is no number, and 2 more"),
    "a lower bound that holds whatever the others are": (
        "camps.ford", "BK446", "“some” and “up to” leave no bound that is true of the result"),
    "a sum of those that are known": (
        "sum(camps.east_gate, camps.harbor.value, camps.valley.value)", "BK446", "the cell of “Shore” says “Unknown”"),
}  # fmt: skip


@pytest.mark.parametrize(("total", "code", "message"), TOTALS.values(), ids=TOTALS)
def test_a_total_of_such_a_table_is_never_let_through(total: str, code: str, message: str) -> None:
    made = survey(TABLE + f'            - [Total, "{{{{ {total} }}}}"]\n')
    assert [
        (one, message.replace("“some” and “up to”", '"some" and "up to"') in text) for one, text in found(made)
    ] == [(code, True)]


SUMS = {
    "sum(camps.east_gate, camps.unknown)": "camps.unknown says “Unknown”, which is no number",
    "camps.east_gate + camps.closed": "camps.closed says “Up to 50,000 (closed c. 2012)”, which is no number",
    "camps.output_2005 + camps.output_2006": "camps.output_2006 says “not reported”, which is no number",
    "change(camps.output_2005, camps.output_2006)": "camps.output_2006 says “not reported”, which is no number",
    "camps.unknown * 2": "camps.unknown says “Unknown”, which is no number",
    "-camps.unknown": "camps.unknown says “Unknown”, which is no number",
    "share(camps.unknown, camps.population)": "camps.unknown says “Unknown”, which is no number",
}


@pytest.mark.parametrize("expression", SUMS)
def test_words_are_never_calculated_with(expression: str) -> None:
    assert found(survey(f"figures: {{a: {{is: '{expression}'}}}}\n")) == [("BK450", SUMS[expression])]


@pytest.mark.parametrize(
    "relation", ["camps.unknown < camps.valley", "camps.unknown = 0", "camps.ford != camps.closed"]
)
def test_words_are_never_compared(relation: str) -> None:
    assert [code for code, _ in found(survey(f"checks: ['{relation}']\n"))] == ["BK450"]


def test_bounds_that_point_both_ways_make_no_sum() -> None:
    assert [code for code, _ in found(survey("figures: {a: {is: camps.valley + camps.ford}}\n"))] == ["BK411"]


def test_the_two_limits_of_a_cap_are_not_added() -> None:
    assert [code for code, _ in found(survey("figures: {a: {is: camps.cap_weight + camps.cap_worth}}\n"))] == ["BK409"]


SERIES = """\
sections:
  - title: Output
    content:
      - table:
          title: Output by year
          columns: [Mine, "2005", "2006", "2007", Total]
          rows:
            - [North, "{{ camps.output_2005 }}", "{{ camps.output_2006 }}", "{{ camps.output_2007 }}", "{{ TOTAL }}"]
"""


def test_a_series_with_a_gap_prints_and_its_total_asks_for_judgement() -> None:
    made = survey(SERIES.replace("TOTAL", "camps.output_2005 + camps.output_2007"))
    assert made.texts("b") == ["3.3 million tons", "not reported", "5.03 million tons", "8.3 million tons"]
    assert found(made) == [
        (
            "BK446",
            "the total of the row “North” cannot be checked: "
            "the cell of “2006” says “not reported”, which is no number",
        )
    ]
