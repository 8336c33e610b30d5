"""A template places the parts that are there, prints nothing for those that are not, and can do no harm."""

from __future__ import annotations

import dataclasses
import functools
import re

import pytest
from markupsafe import Markup
from sample_view import TEMPLATES, WORDS, bare_view, full_view, prose, section

from briefkit.findings import Severity
from briefkit.report.templates import render_html
from briefkit.report.view import PersonView

TEMPLATE_NAMES = ("chrnk", "note")

# part of the view, and what prints only if it is there
PARTS = {
    "subtitle": "Prisons on the border",
    "authors": "Jane &lt;Author&gt;",
    "series": "Briefs on Labor",
    "publication": "© 2023 A Press",
    "summary": "Daily NK, “Wigs,” 2023.",
    "introduction": "Introduction</h2>",
    "sections": "What a wig earns</h2>",
    "conclusion": "Conclusion</h2>",
    "recommendations": f">{WORDS['recommendations']}</h2>",
    "appendices": "Sources and limits",
    "ledger": WORDS["ledger"],
    "rates": WORDS["rates"],
    "waivers": WORDS["waivers"],
    "bibliography": WORDS["bibliography"],
}
CHRNK_PARTS = {"translators": "David Black", "acronyms": WORDS["acronyms"]}

CASES = [(name, part) for name in TEMPLATE_NAMES for part in PARTS] + [("chrnk", part) for part in CHRNK_PARTS]


def print_html(view, template="chrnk"):
    outcome = render_html(view, template, TEMPLATES)
    assert outcome.findings == ()
    return outcome.value


@functools.cache
def full_html(template="chrnk"):
    return print_html(full_view(), template)


@pytest.mark.parametrize(("template", "part"), CASES)
def test_part_prints_where_it_is_given(template, part):
    assert (PARTS | CHRNK_PARTS)[part] in full_html(template)


@pytest.mark.parametrize(("template", "part"), CASES)
def test_absent_part_prints_nothing_and_no_heading(template, part):
    absent = {part: getattr(bare_view(), part)} | ({"plain_subtitle": ""} if part == "subtitle" else {})
    view = dataclasses.replace(full_view(), **absent)
    assert (PARTS | CHRNK_PARTS)[part] not in print_html(view, template)


@pytest.mark.parametrize("template", TEMPLATE_NAMES)
def test_bare_view_prints_its_title_and_no_empty_element(template):
    html = print_html(bare_view(), template)
    assert ">Wigs</h1>" in html
    assert re.search(r"<(p|h\d|li|td|dd)[^>]*>\s*</", html) is None


def test_later_appendices_are_lettered_on_from_those_given():
    html = full_html()
    labels = re.findall(r'appendix-number">(.*?)</span> (.*?)</h2>', html)
    assert labels == [
        ("Appendix A", "Sources and limits"),
        ("Appendix B", WORDS["ledger"]),
        ("Appendix C", WORDS["rates"]),
        ("Appendix D", WORDS["waivers"]),
    ]


def test_letters_close_up_where_an_appendix_is_absent():
    html = print_html(dataclasses.replace(full_view(), appendices=(), rates=()))
    assert re.findall(r'appendix-number">(.*?)</span>', html) == ["Appendix A", "Appendix B"]


def test_text_is_escaped_and_markup_is_not():
    html = full_html()
    assert "Jane &lt;Author&gt;" in html
    assert "<i>Daily NK</i>" in html
    assert "Rice &amp; salt" in html


@pytest.mark.parametrize("template", TEMPLATE_NAMES)
def test_every_id_stands_once(template):
    ids = re.findall(r'\bid="([^"]+)"', full_html(template))
    assert sorted(ids) == sorted(set(ids))


def test_contents_print_the_plain_title_of_a_title_with_a_note():
    title = 'Wigs<span class="note" id="note-1">A note.</span>'
    part = dataclasses.replace(section("1", "1", title, prose("Text.")), plain_title="Wigs")
    html = print_html(bare_view(sections=(part,)))
    assert html.count("A note.") == 1


@pytest.mark.parametrize("template", TEMPLATE_NAMES)
def test_ledger_quotes_a_claim_once_and_names_its_entry_elsewhere(template):
    html = full_html(template)
    assert html.count("receives RMB 25-50 for wigs") == 1
    assert '<a href="#evidence-1"><span class="claim">dailynk.wig_price</span> (1)</a>' in html


@pytest.mark.parametrize("template", TEMPLATE_NAMES)
def test_ledger_quotes_a_claim_that_has_no_entry_under_the_figure_that_rests_on_it(template):
    assert '<span class="claim">dailynk.wig_exports</span> <q>amounting to USD 23.94 million</q>' in full_html(template)


@pytest.mark.parametrize("template", TEMPLATE_NAMES)
def test_ledger_entry_without_a_name_prints_none(template):
    first = dataclasses.replace(full_view().ledger[1], name="")
    html = print_html(dataclasses.replace(full_view(), ledger=(first,)), template)
    assert 'class="name"' not in html.partition("part-ledger")[2].partition("</ol>")[0]


def test_fact_sheet_prints_no_section_numbers_and_the_report_spaces_them():
    assert ">What a wig earns</h2>" in full_html("note")
    assert '<span class="number">1 </span>What a wig earns</h2>' in full_html("chrnk")


def test_publisher_who_is_the_author_is_named_once_on_the_title_page():
    person = PersonView(name="A Press")
    html = print_html(dataclasses.replace(full_view(), authors=(person,)))
    title_page = html.partition('class="title-page"')[2].partition("</section>")[0]
    assert title_page.count("A Press") == 1


def test_words_of_the_templates_are_all_in_the_words_file():
    used = {word for text in TEMPLATES.values() for word in re.findall(r"\bwords\.(\w+)", text)}
    assert used <= set(WORDS)


HOSTILE = [
    ("{{ view.titel }}", "BK703", 1),
    ("\n\n{{ nothing }}", "BK703", 3),
    ("{{ words.nothing }}", "BK703", 1),
    ("{% for x in view.sections %}", "BK702", 1),
    ("\n{{ 'a' | nosuchfilter }}", "BK702", 2),
    ("{{ 'x' | random }}", "BK702", 1),
    ("{% include 'absent.html' %}", "BK701", 1),
    ("{{ ''.__class__.__mro__ }}", "BK704", 1),
    ("{{ view.__init__.__globals__ }}", "BK704", 1),
    ("{{ view.sections.__class__ }}", "BK704", 1),
    ("{{ 'x' * 1000000000 }}", "BK704", 1),
    ("{{ 9 ** 9 ** 9 }}", "BK704", 1),
    ("{{ '%1000000000d' % 1 }}", "BK704", 1),
    ("{{ 'x'.ljust(1000000000) }}", "BK704", 1),
    ("{{ '{:1000000000}'.format(1) }}", "BK704", 1),
    ("{{ 1 // 0 }}", "BK705", 1),
    ("{{ range(1000000000) | list }}", "BK705", 1),
    ("\n{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", "BK706", 2),
    ("{% macro both() %}{{ both() }}{{ both() }}{% endmacro %}{{ both() }}", "BK706", 1),
    ("{% include 'hostile/main.html' %}", "BK706", 1),
    ("{% set r = range(1000) %}{% for a in r %}{% for b in r %}{% endfor %}{% endfor %}", "BK706", 1),
    ("{% set s = namespace(t='x') %}{% for a in range(99) %}{% set s.t = s.t ~ s.t %}{% endfor %}", "BK706", 1),
    (
        "{% set s = namespace(t='x') %}{% for a in range(99) %}{% set u %}{{ s.t }}{{ s.t }}{% endset %}"
        "{% set s.t = u %}{% endfor %}",
        "BK706",
        1,
    ),
]


@pytest.mark.parametrize(("text", "code", "line"), HOSTILE)
def test_bad_template_is_a_finding_at_its_line(text, code, line):
    outcome = render_html(bare_view(), "hostile", {"hostile/main.html": text})
    assert outcome.value == ""
    [finding] = outcome.findings
    assert (finding.code, finding.span.path, finding.span.line) == (code, "templates/hostile/main.html", line)
    assert finding.severity is Severity.ERROR


def test_fault_in_an_included_template_is_reported_there():
    files = {"a/main.html": "{% import 'b' as b %}\n{{ b.m() }}", "b": "{% macro m() %}\n{{ x }}{% endmacro %}"}
    [finding] = render_html(bare_view(), "a", files).findings
    assert str(finding.span) == "templates/b:2:1"


def test_missing_template_is_reported_with_those_there_are():
    [finding] = render_html(bare_view(), "chrnck", TEMPLATES).findings
    assert finding.code == "BK701"
    assert finding.hint == "the templates are: chrnk, note"


def test_a_view_cannot_be_changed_by_a_template():
    files = {"a/main.html": "{% set x = view.words.update({'page': 'q'}) %}"}
    [finding] = render_html(bare_view(words={"page": "p."}), "a", files).findings
    assert finding.code == "BK704"


def test_joining_keeps_markup_and_escapes_text():
    files = {"a/main.html": "{{ view.title ~ '<' ~ 1 }}"}
    assert render_html(bare_view(title=Markup("<i>a</i>")), "a", files).value == "<i>a</i>&lt;1"
