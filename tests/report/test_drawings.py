"""Charts, diagrams and maps of a brief: each fault at its place, and each figure on the page where it belongs."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefkit.briefs import spec
from briefkit.project.building import compose_page
from briefkit.project.resources import load_resources
from briefkit.project.setting import set_page
from briefkit.report import charts, maps
from samples import Project, house_style, indented, marked, wigs

HEAD = "title: Wigs\ndate: 2023-07-15\n"


def block(kind: str, content: str) -> str:
    return HEAD + f"sections:\n  - title: A\n    content:\n      - {kind}:\n{indented(content, 10)}\n"


FAULTS = {
    "a chart of two units": (
        "chart", "kind: bar\ntitle: B\ndata: ⟦{A: '{{ dailynk.share }}', B: '{{ dailynk.exports }}'}⟧", "BK751"),
    "a chart without a figure": ("chart", "kind: bar\ntitle: B\ndata: ⟦{A: not known}⟧", "BK751"),
    "shares that make no whole": (
        "chart", "kind: share\ntitle: B\ndata: ⟦{A: '{{ dailynk.state }}', B: '{{ dailynk.wig_share }}'}⟧", "BK753"),
    "a range among parts": (
        "chart", "kind: stacked\ntitle: B\ndata: ⟦{A: '{{ dailynk.share }}'}⟧", "BK753"),
    "bars that do not begin at zero": (
        "chart", "kind: bar\ntitle: B\nzero: false\ndata: ⟦{A: '{{ dailynk.state }}'}⟧", "BK753"),
    "more series than can be told apart": (
        "chart", "kind: bar\ntitle: B\ndata: ⟦{A: {x: '{{ dailynk.state }}', y: '{{ dailynk.agencies }}'}}⟧", "BK752"),
    "a flow in a circle": (
        "diagram",
        "kind: flow\ntitle: B\nsteps: [{label: ⟦A⟧}, {label: B}]\narrows: [{from: A, to: B}, {from: B, to: A}]",
        "BK755"),
    "an arrow to nothing": (
        "diagram", "kind: flow\ntitle: B\nsteps: [{label: A}]\narrows: [{from: A, to: ⟦C⟧}]", "BK756"),
    "two boxes of one name": (
        "diagram", "kind: hierarchy\ntitle: B\nroot: {label: A, children: [{label: B}, {id: ⟦B⟧, label: C}]}", "BK757"),
    "too many boxes": (
        "diagram",
        "kind: flow\ntitle: ⟦B⟧\nsteps:" + "".join(f"\n  - {{label: A, id: {'b' * at}}}" for at in range(1, 63)),
        "BK758"),
    "a label that is too long": (
        "diagram", f"kind: flow\ntitle: B\nsteps: [{{label: ⟦{'long ' * 30}end⟧}}]", "BK759"),
    "no coordinates": (
        "map", "title: B\nframe: [KP]\nplaces: [{name: A, at: ⟦somewhere⟧}]", "BK760"),
    "a place outside": (
        "map", "title: B\nframe: [KP]\nplaces: [{name: A, at: ⟦'52.52, 13.40'⟧}]", "BK761"),
    "a route by a place that is not there": (
        "map", "title: B\nframe: [KP]\nroutes: [{through: [⟦Pyongyang⟧, '40, 125']}]", "BK760"),
    "an unknown country": ("map", "title: B\nframe: [⟦ZZ⟧]", "BK762"),
    "a frame that is none": ("map", "title: B\nframe: ⟦{west: 1}⟧", "BK109"),
    "a frame that is text": ("map", "title: B\nframe: ⟦here⟧", "BK109"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_drawn_is_found_at_its_place(fault: str) -> None:
    kind, content, code = FAULTS[fault]
    text, span = marked(block(kind, content))
    found = [one for one in wigs(head=text).findings if one.code != "BK415"]
    assert [one.code for one in found] == [code], [one.message for one in found]
    assert (found[0].span.line, found[0].span.column) == (span.line, span.column)


def test_what_is_not_evaluated_is_not_drawn_and_reported_once() -> None:
    made = wigs(head=block("chart", "kind: bar\ntitle: B\ndata: {A: '{{ dailynk.stat }}'}"))
    assert [one.code for one in made.findings] == ["BK202"]


def test_the_kinds_of_the_format_are_those_that_can_be_drawn() -> None:
    assert set(spec.CHARTS) == set(charts.KINDS)
    assert spec.PLACES == maps.KINDS


BRIEF = """\
sections:
  - title: A
    content:
      - chart:
          id: split
          kind: bar
          title: Who takes the profit
          data: {State: "{{ dailynk.state }}", Agencies: "{{ dailynk.agencies }}", Inmates: not reported}
          note: In {{ dailynk.wig_share.period }}.
      - chart:
          kind: range
          title: Inmates’ share
          data: {Share: "{{ dailynk.share }}"}
          alt: A short bar.
      - diagram:
          kind: hierarchy
          title: Who sends them
          root:
            label: Ministry{{ cite(dailynk) }}
            children: [{label: "{{ dailynk.makers }}"}, {label: Guards, dotted: true}]
      - diagram:
          kind: flow
          title: The way
          steps: [{label: Order, details: ["{{ dailynk.wig_price }}"]}, {label: Work}]
      - map:
          id: border
          title: The border
          frame: {west: 123, south: 38, east: 127, north: 41}
          places:
            - {name: "Sinuiju{{ cite(dailynk) }}", at: "40.10, 124.39", kind: city}
            - {name: "Camp{{ cite(dailynk.article) }}", at: "39.5, 126", kind: camp, value: "{{ dailynk.exports }}"}
"""


@pytest.fixture(scope="module")
def made() -> Project:
    project = wigs(BRIEF)
    assert project.findings == ()
    return project


@pytest.fixture(scope="module")
def html(made: Project) -> str:
    page = compose_page(made.examination.briefs["wigs"], load_resources(Path("/nowhere")).value, ()).value
    assert page is not None
    return page.html.plain


@pytest.fixture(scope="module")
def content(made: Project) -> bytes:
    resources = load_resources(Path("/nowhere")).value
    page = compose_page(made.examination.briefs["wigs"], resources, ()).value
    assert page is not None
    outcome = set_page(page, resources.styles)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value.content


def test_the_pages_print_the_labels_and_figures_of_drawings(content: bytes) -> None:
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    text = re.sub(r"\s+", " ", " ".join(pages))
    for words in (
        "Figure 1. Who takes the profit", "State", "70%", "Agencies", "30%", "not reported", "In May 2023.",
        "Figure 2. Inmates’ share", "20–30%", "Figure 3. Who sends them", "Ministry", "inmates", "Guards",
        "Figure 4. The way", "RMB 25–50 per wig", "Map 1. The border", "Sinuiju", "USD 23.94 million",
    ):  # fmt: skip
        assert words in text, words


def test_drawings_have_the_colours_of_the_style(made: Project) -> None:
    policy = wigs(BRIEF + "style: policy\n")
    accents = {name: house_style(name).drawings.series[0] for name in ("chrnk", "policy")}
    for name, project in (("chrnk", made), ("policy", policy)):
        drawn = project.examination.briefs["wigs"].drawings
        (image,) = (one.image for one in drawn.values() if "not reported" in one.texts)
        bars = b64decode(image.partition("base64,")[2]).decode()
        assert [color in bars for color in accents.values()] == [name == other for other in accents]


def test_each_drawing_says_in_words_what_it_shows(html: str) -> None:
    assert re.findall(r'<img [^>]*alt="([^"]*)"', html) == [
        "Bar chart. State: 70%; Agencies: 30%; Inmates: not reported.",
        "A short bar.",
        "Organization chart. Ministry → inmates, Guards (dotted line).",
        "Flow chart. Order (RMB 25–50 per wig) → Work.",
        "Map: The border. City: Sinuiju. Camp: Camp (USD 23.94 million).",
    ]


def test_the_alternative_texts_are_in_the_file(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as document:
        found = [
            str(one.Alt) for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]  # fmt: skip
    assert len(found) == 5
    assert "A short bar." in found


def test_a_figure_in_a_drawing_stands_in_the_ledger_with_the_page_of_the_drawing(html: str) -> None:
    assert '<a href="#drawing-1"' in html
    assert '<a href="#map-1"' in html


def test_sources_are_told_by_letters_where_a_drawing_has_several(html: str) -> None:
    assert len(re.findall(r'<span class="mark">', html)) == 2  # of the map: the seed, and page 7 of it
    assert re.search(r'<span class="mark">b</span>&nbsp;[^<]*(<em>)?[^<]*(</em>)?[^<]*7', html)
