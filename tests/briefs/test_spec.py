"""A brief's file is decoded, and every misfit is found at its place."""

from __future__ import annotations

import pytest

from briefkit.briefs.spec import CONTENT, OpeningSpec, decode_brief, decode_opening
from briefkit.nodes import Scalar
from briefkit.nodes.model import Mapping
from samples import marked, node

HEAD = "title: Wigs\ndate: 2023-07-15\n"

# the brief with its mark, the code, words of the message, words of the hint
FAULTS = {
    "misspelt key": (HEAD + "⟦sumary⟧: x\n", "BK107", '"sumary" in a brief', "did you mean summary?"),
    "no title": ("⟦date⟧: 2023-07-15\n", "BK108", '"title"', "add title: …"),
    "no date": ("⟦title⟧: Wigs\n", "BK108", '"date"', "add date: …"),
    "list for the title": ("title: ⟦[a]⟧\ndate: 2023-07-15\n", "BK109", "found a list, expected text", ""),
    "text for sections": (HEAD + "sections: ⟦One⟧\n", "BK109", 'found "One", expected a list', ""),
    "text for a section": (HEAD + "sections: [⟦One⟧]\n", "BK109", "expected a mapping", ""),
    "misspelt key of a section": (
        HEAD + "sections:\n  - {title: A, ⟦bdy⟧: x}\n", "BK107", '"bdy" in a section', "did you mean body?"),
    "section without a title": (HEAD + "sections:\n  - {⟦body⟧: x}\n", "BK108", '"title"', "add title"),
    "misspelt key of a figure": (
        HEAD + "figures: {take: {is: a, ⟦rond⟧: 2}}\n", "BK107", '"rond" in a figure', "did you mean round?"),
    "figure without an expression": (HEAD + "figures: {take: {⟦as⟧: USD}}\n", "BK108", '"is"', "add is: …"),
    "text for a figure": (HEAD + "figures: {take: ⟦a * b⟧}\n", "BK109", 'found "a * b", expected a mapping', ""),
    "text for authors": (HEAD + "authors: ⟦Jane⟧\n", "BK109", 'found "Jane", expected a list', "[Jane]"),
    "misspelt key of an author": (
        HEAD + "authors: [{name: Jane, ⟦afiliation⟧: x}]\n", "BK107", "in a person", "did you mean affiliation?"),
    "misspelt key of rates": (HEAD + "rates: {⟦suorce⟧: ecb}\n", "BK107", "in a rates", "did you mean source?"),
    "row that is no list": (
        HEAD + "sections: [{title: A, content: [{table: {title: B, columns: [C], rows: [⟦x⟧]}}]}]\n",
        "BK109", 'found "x", expected a list', ""),
    "two blocks in one": (
        HEAD + "sections:\n  - title: A\n    content:\n      - ⟦quotation⟧: a.b\n        box: {title: B, body: x}\n",
        "BK109", "expected just one of table, chart", ""),
    "unknown block": (
        HEAD + "sections: [{title: A, content: [{⟦tabel⟧: {}}]}]\n", "BK107", '"tabel" in a block', "mean table?"),
    "unknown kind of chart": (
        HEAD + "sections: [{title: A, content: [{chart: {kind: ⟦pie⟧, title: B, data: {}}}]}]\n", "BK109",
        "expected one of bar, grouped", ""),
    "hierarchy without a root": (
        HEAD + "sections: [{title: A, content: [{diagram: ⟦{kind: hierarchy, title: B}⟧}]}]\n", "BK109",
        "expected a hierarchy with root", ""),
    "unknown kind of place": (
        HEAD + "sections:\n  - title: A\n    content:\n      - map: {title: B, frame: [K], places: [{name: C, at: x,"
        " kind: ⟦inn⟧}]}\n",
        "BK109", "expected one of capital", ""),
    "recommendation without items": (HEAD + "recommendations: [{⟦to⟧: All}]\n", "BK108", '"items"', "add items"),
    "text for checks": (HEAD + "checks: ⟦a = b⟧\n", "BK109", "expected a list", "[a = b]"),
    "list for an acceptance": (HEAD + "accept: {BK402: ⟦[a]⟧}\n", "BK109", "found a list, expected text", ""),
}  # fmt: skip


@pytest.mark.parametrize(("brief", "code", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_misfit_of_a_brief_is_found_at_its_place(brief: str, code: str, message: str, hint: str) -> None:
    text, span = marked(brief)
    findings = decode_brief(node(text)).findings
    assert [one.code for one in findings] == [code], [one.message for one in findings]
    assert (findings[0].span.line, findings[0].span.column) == (span.line, span.column)
    assert message in findings[0].message
    assert hint in findings[0].hint
    assert findings[0].hint


def test_a_brief_of_title_and_date_is_whole() -> None:
    outcome = decode_brief(node(HEAD))
    assert outcome.findings == ()
    assert outcome.value is not None
    assert (outcome.value.sections, outcome.value.figures, outcome.value.summary) == ((), {}, None)


EVERYTHING = (
    HEAD
    + """\
subtitle: S
authors: [{name: Jane, affiliation: A press}]
translators: [{name: Black}]
template: chrnk
style: chrnk
language: en
series: One
keywords: [a, b]
publication: {publisher: A press, place: Seoul, year: 2023, rights: all, address: x, isbn: y}
rates: {source: ecb, policy: period-average}
acronyms: {ILO: International Labour Organization}
figures: {take: {is: a.b * a.c, as: USD, round: 3 significant, note: x, accept: {BK415: why}}}
checks: [take > USD 5]
summary: Text
introduction: Text
sections:
  - title: A
    body: Text
    content:
      - table: {title: T, columns: [C], rows: [[x]], note: n}
      - chart: {id: c, kind: bar, title: C, data: {a: b}, zero: true, note: n, alt: a}
      - diagram:
          id: d
          kind: hierarchy
          title: D
          root: {id: a, label: A, note: n, children: [{label: B, line: x, dotted: true}]}
          links: [{from: a, to: B, label: x, dotted: true}]
          note: n
          alt: a
      - diagram:
          kind: flow
          title: D
          steps: [{id: a, label: A, details: [x]}, {label: B}]
          arrows: [{from: a, to: B, label: x}, {from: B, to: a, returns: true}]
      - map:
          id: m
          title: M
          frame: [KP]
          places: [{name: A, at: "40, 125", kind: city, value: "{{ x }}"}]
          routes: [{through: [A, "41, 126"], label: x, dashed: true, directed: true}]
          inset: {west: 100, south: 30, east: 140, north: 50}
          emphasis: [KP]
          names: {CN: China}
          rivers: false
          note: n
          alt: a
      - image: {id: i, file: a.png, title: I, alt: a, credit: c, note: n}
      - box: {title: B, body: Text}
      - quotation: a.b
    sections: [{title: B, body: Text}]
    accept: {BK501: why}
conclusion: {body: Text}
recommendations: [{to: All, items: [x]}]
appendices: [{title: A, body: Text}]
accept: {BK419: why}
"""
)


def test_every_key_of_the_reference_is_known() -> None:
    assert decode_brief(node(EVERYTHING)).findings == ()


@pytest.mark.parametrize("kind", CONTENT)
def test_every_kind_of_block_stands_in_the_example(kind: str) -> None:
    assert f"- {kind}:" in EVERYTHING


def test_an_opening_is_prose_or_a_section_without_a_title() -> None:
    document = node("a: Text\nb: {body: Text}\nc:\nd: [x]\n")
    assert isinstance(document, Mapping)
    prose, section, nothing, wrong = (decode_opening(document.get(key)) for key in "abcd")
    assert isinstance(prose.value, Scalar)
    assert isinstance(section.value, OpeningSpec)
    assert (nothing.value, decode_opening(None).value) == (None, None)
    assert [one.code for one in wrong.findings] == ["BK109"]
