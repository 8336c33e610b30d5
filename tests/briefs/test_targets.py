"""Tables, sections and the like are numbered in the order they print, and referred to by name."""

from __future__ import annotations

import pytest

from samples import indented, wigs

PARTS = """\
foreword: {{id: word, title: First of all, content: [{{table: {{id: first, title: A, columns: [B], rows: [[c]]}}}}]}}
sections:
  - {{id: trade, title: The trade, sections: [{{id: abroad, title: Abroad}}]}}
  - title: Prices
    content:
      - box: {{title: B, body: c}}
      - table: {{id: prices, title: A, columns: [B], rows: [[c]]}}
    sections: [{{title: Wages, content: [{{table: {{id: wages, title: A, columns: [B], rows: [[c]]}}}}]}}]
methodology: {{id: method, body: As it is}}
appendices: [{{id: data, title: Data, content: [{{table: {{id: last, title: A, columns: [B], rows: [[c]]}}}}]}}]
summary: |
{summary}
"""

NAMED = {
    'ref("first")': "Table 1",
    'ref("prices")': "Table 2",
    'ref("wages")': "Table 3",
    'ref("last")': "Table 4",
    'ref("trade")': "Section 1",
    'ref("abroad")': "“Abroad”",
    'ref("word")': "“First of all”",
    'ref("data")': "Appendix A",
    'page("wages")': "page",
}


def test_each_is_named_by_its_kind_and_number_or_by_its_title() -> None:
    made = wigs(PARTS.format(summary=indented("\n\n".join(f"See {{{{ {one} }}}}" for one in NAMED))))
    assert made.findings == ()
    assert made.texts() == list(NAMED.values())


def test_a_reference_leads_to_its_target() -> None:
    made = wigs(PARTS.format(summary=indented("\n\n".join(f"See {{{{ {one} }}}}" for one in NAMED))))
    targets = [getattr(one.value, "target", "") for one in made.examination.briefs["wigs"].brief.printed]
    assert targets == [
        "table-1", "table-2", "table-3", "table-4", "section-1", "section-1-1", "part-foreword", "appendix-1",
        "table-3",
    ]  # fmt: skip


WRONG = {
    'ref("price")': ("BK214", 'write ref("prices")'),
    'page("nowhere")': ("BK214", "give a table, figure, map or section id: nowhere"),
    'ref("method")': ("BK214", 'write the title yourself, with {{ page("method") }}'),
    "ref(dailynk.share)": ("BK207", 'write ref("prices")'),
    "page(dailynk)": ("BK207", 'write page("prices")'),
}


@pytest.mark.parametrize("expression", WRONG)
def test_a_reference_to_nothing_is_found(expression: str) -> None:
    code, hint = WRONG[expression]
    made = wigs(PARTS.format(summary=indented(f"See {{{{ {expression} }}}}")))
    assert [(one.code, one.hint) for one in made.findings] == [(code, hint)]


def test_where_nothing_has_an_id_the_finding_says_so() -> None:
    (finding,) = wigs('summary: See {{ ref("prices") }}\n').findings
    assert finding.message == 'nothing that can be referred to has the id "prices", expected one of none'


def test_an_id_given_twice_is_found_where_it_stands_the_second_time() -> None:
    made = wigs("sections: [{id: a, title: A}, {id: b, title: B}]\nappendices: [{id: a, title: C}]\n")
    assert made.places() == [("BK215", "a")]
    (finding,) = made.findings
    assert finding.span.line == 4
