"""Prose is set as escaped HTML: figures linked to the ledger, amounts held on one line, notes behind their sentence."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from briefkit.briefs.resolved import Printed
from briefkit.figures.evaluation import Words
from briefkit.findings import Span
from briefkit.report.prose_html import Setter

HELD = [
    ("USD 4.79 million", ["USD 4.79"]),
    ("RMB 25–50 (USD 3.58–7.15) per wig", ["RMB 25–50", "USD 3.58–7.15", "per wig"]),
    ("about RMB 4–5 per kilogram", ["RMB 4–5", "per kilogram"]),
    ("20–30 percent", ["20–30 percent"]),
    ("over 12 hours a day", ["12 hours"]),
    ("18,500 lanterns", ["18,500 lanterns"]),
    ("Article 29", ["29"]),
    ("more than half", []),
    ("wigs & <eyelashes>", []),
    ("약 2억 3000만 달러", ["2억", "3000만 달러"]),
    ("20~30%", ["20~30"]),
    ("每公斤2.5～2.7元人民币（280美元）", ["2.5～2.7元人", "280美元"]),
]


def printed(text, **words):
    value = Words(text=text, **words)
    return Printed(number=7, expression="x", span=Span("b.yaml"), value=value, text=text, citations=(), cited=True)


def held(html):
    return re.findall(r'<span class="together">(.*?)</span>', html)


@pytest.mark.parametrize(("text", "expected"), HELD)
def test_figure_is_linked_and_its_amounts_stay_on_one_line(text, expected):
    html = Setter(entries={7: "evidence-2"}, notes={}).figure(printed(text))
    assert html.startswith('<a class="figure" id="figure-7" href="#evidence-2">')
    assert held(html) == expected
    assert html.striptags() == text if "<" not in text else "&lt;eyelashes&gt;" in html


def test_figure_without_an_entry_is_text_alone():
    assert Setter(entries={}, notes={}).figure(printed("half & half")) == "half &amp; half"


def test_a_cross_reference_is_linked_to_what_it_refers_to():
    setter = Setter(entries={}, notes={})
    assert setter.figure(printed("Table 3", target="table-3")) == (
        '<a class="reference" href="#table-3">Table <span class="together">3</span></a>'
    )
    assert setter.figure(printed("page", target="table-3", to_page=True)) == (
        '<a class="page-reference" href="#table-3">page</a>'
    )
    assert setter.figure(printed("page", target="table-3"), linked=False) == '<span class="reference">page</span>'


def test_note_holds_money_together_and_leaves_addresses_alone():
    text = Markup('<a href="https://example.org/USD 5">RMB 25–50 at RMB 6.989 per USD = USD 3.577–7.154</a>.')
    html = Setter(entries={}, notes={3: text}).note(SimpleNamespace(number=3))
    assert html.startswith('<span class="note" id="note-3"><a href="https://example.org/USD 5">')
    assert held(html) == ["RMB 25–50", "RMB 6.989", "USD 3.577–7.154"]


def test_note_without_text_prints_nothing():
    assert Setter(entries={}, notes={}).note(SimpleNamespace(number=3)) == ""
