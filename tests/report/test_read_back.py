"""What stands on the finished pages is what was composed: no number more, no figure less, whatever a style may do."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from sample_view import STYLES, TEMPLATES, bare_view, full_view, table_rows

from briefkit.findings import Span
from briefkit.report.expected_text import ExpectedText, even, evened
from briefkit.report.page_text import Box, Neighbours, PrintedRun
from briefkit.report.pdf import render_pdf
from briefkit.report.read_back import _Reading, read_back
from briefkit.report.templates import render_marked
from briefkit.report.view import CellView, ProseView, SectionView, TableView

PLACE = Span("briefs/wigs.yaml")
PLACES = {1: Span("briefs/wigs.yaml", 7, 9, 7, 20), 2: Span("briefs/wigs.yaml", 8, 9, 8, 20)}
FIGURE = '<a class="figure" id="figure-{0}" href="#part-1">{1}</a>'


def small_view():
    prose = Markup(
        f"<p>A wig brings {FIGURE.format(1, 'RMB 25–50')} in May 2023.<span class='note'>Daily NK, 2023.</span> Of "
        f"the profits, {FIGURE.format(2, '70 percent')} goes to the state.</p><ol><li>Ask.</li><li>Answer.</li></ol>"
    )
    table = TableView(
        id="table-1",
        number="1",
        title=Markup("Prices in May 2023"),
        columns=(CellView(html=Markup("Item")), CellView(html=Markup("RMB"), numeric=True)),
        rows=table_rows((CellView(html=Markup("Rice")), CellView(html=Markup("4–5"), numeric=True))),
        source=Markup("Source: Daily NK."),
    )
    part = SectionView(id="part-1", number="1", title=Markup("Prices"), level=1, blocks=(ProseView(html=prose), table))
    return bare_view(sections=(part,))


def findings(*, css="", templates=TEMPLATES, view=None, template="note"):
    html = render_marked(view or small_view(), template, templates)
    assert html.findings == ()
    styles = {**STYLES, f"{template}/main.css": STYLES[f"{template}/main.css"] + css.encode()}
    rendered = render_pdf(html.value.plain, template, styles, date(2023, 7, 15))
    assert rendered.value is not None, rendered.findings
    places = PLACES if view is None else {}
    return [(found.code, found.span.line, found.message) for found in
            read_back(html.value, rendered.value.content, PLACE, places)]  # fmt: skip


@pytest.mark.parametrize("template", ["note", "chrnk"])
def test_pages_that_print_what_was_composed_have_no_finding(template):
    assert findings(template=template) == []
    assert findings(template=template, view=full_view()) == []


STYLES_THAT_ADD = [
    ('.figure::after { content: " million" }', "million"),
    ('.figure::after { content: "%" }', "%"),
    ('.figure::before { content: "nearly " }', "nearly"),
    ('.figure::before { content: "−" }', "−"),
    ('.figure::after { content: "0" }', "0"),
    ('p::before { content: "Some 65 of them. " }', "65"),
    ('p::after { content: " twelve" }', "twelve"),
    ('p::before { content: "twelve" }', "twelve"),  # and it runs into the first word
    ('td::after { content: " billion" }', "billion"),
    ('h2::after { content: " 3" }', "3"),
    ("section { counter-reset: wrong 40 } h2::before { content: counter(wrong) }", "40"),
    ('@page { @top-left { content: "65 of 100" } }', "65"),
    ("@page { @bottom-right { content: counter(page) counter(page) } }", "11"),
    ("@page { counter-increment: page 7 }", "7"),
    ("@page { @bottom-left { content: string(title) ' 1999' } }", "1999"),
    (".note::footnote-call { content: '9' }", "9"),
    (".note::footnote-marker { content: '9 ' }", "9"),
    (".prose > ol { list-style: decimal-leading-zero }", "01."),
    (".prose > ol > li { counter-increment: list-item 4 }", "4."),
    (".prose > ol { list-style: none } .prose > ol > li::before { content: '2. ' }", "2."),
    (".prose > ol > li { counter-increment: list-item -1 } .prose > ol { counter-reset: list-item 3 }", "2."),
    (".prose > ol { list-style: none } .prose > ol > li::before { content: '1' }", "1"),
    (".note::after { content: ' 1 ' }", "1"),
    ("td::before { content: '-' }", "-4"),
    (".figure::before { content: '-' }", "-R"),
    ("caption::before { content: '²' }", "²"),
]  # fmt: skip


STYLES_THAT_ONLY_SET = [
    ".figure { text-decoration: underline }",
    ".figure { text-decoration: overline }",
    "td { border-bottom: 1pt solid black }",
    ".prose > ol { list-style: inside decimal }",
    "p { text-align: justify; hyphens: auto; width: 200pt }",
    ".note::footnote-call { font-variant-position: normal; font-size: 75%; vertical-align: super }",
    "main .prose { columns: 2 }",
]


@pytest.mark.parametrize("css", STYLES_THAT_ONLY_SET)
def test_a_style_may_draw_lines_markers_and_hyphens(css):
    assert findings(css=css) == []


def test_of_equal_texts_that_are_drawn_later_each_is_found():
    """Two drawings have one label: that of the first is followed by 268, and that of the second was read last."""
    drawn = '<div class="drawn"><p>market</p><p>{}</p></div>'
    blocks = [
        ProseView(html=Markup(f"<p>The {order} table.</p>{drawn.format(number)}"))
        for order, number in (("upper", FIGURE.format(1, "268")), ("lower", FIGURE.format(2, "471")))
    ]
    part = SectionView(id="part-1", number="1", title=Markup("Market"), level=1, blocks=tuple(blocks))
    assert findings(css=".drawn { position: relative }", view=bare_view(sections=(part,))) == []


@pytest.mark.parametrize(("css", "number"), STYLES_THAT_ADD)
def test_a_number_that_a_style_adds_is_found(css, number):
    found = findings(css=css)
    assert {code for code, _, _ in found} <= {"BK741", "BK742"}
    assert any(code == "BK741" and f"“{number}" in message for code, _, message in found), found


STYLES_THAT_HIDE = [
    (".figure { display: none }", "no page prints all of it"),
    (".figure { visibility: hidden }", "no page prints all of it"),
    (".figure { color: white }", "nothing of it can be seen on page 1"),
    (".figure { color: transparent }", "nothing of it can be seen on page 1"),
    (".figure { opacity: 0 }", "nothing of it can be seen on page 1"),
    (".figure { color: #fafafa }", "nothing of it can be seen on page 1"),
    (".figure { font-size: .5pt }", "it is too small to be read on page 1"),
    (".figure { position: relative; left: -900pt }", "it runs off page 1"),
    (".figure { position: relative; left: 700pt }", "it runs off page 1"),
    (".figure { background: black; color: black }", "nothing of it can be seen on page 1"),
    (".figure { display: inline-block; width: 1pt; height: 1pt; overflow: hidden }", "nothing of it can be seen"),
    (".figure { letter-spacing: -.6em }", "other text lies over it on page 1"),
    (".prose { height: 0; overflow: hidden }", "nothing of it can be seen on page 1"),
    (".prose { display: none }", "no page prints all of it"),
    ("p { text-indent: -2000pt }", "it runs off page 1"),
    (".prose { transform: rotate(180deg) }", "no page prints all of it"),
    (".prose { transform: scaleX(-1) }", "no page prints all of it"),
    (".figure { text-decoration: line-through }", "a line runs through it on page 1"),
    ("p { text-decoration: line-through 1.5pt red }", "a line runs through it on page 1"),
]  # fmt: skip


BESIDE_A_DIGIT = [
    ([], False),
    ([Box(8, 0, 12, 12)], False),  # a tenth of it
    ([Box(8, 0, 12, 14), Box(12, 0, 16, 14)], True),  # two fifths, by two letters of the next line
    ([Box(8, 0, 16, 14)], True),
    ([Box(10, 10, 14, 20)], False),  # itself
]


@pytest.mark.parametrize(("others", "covered"), BESIDE_A_DIGIT)
def test_a_line_that_is_cut_off_in_the_middle_has_the_next_one_over_its_lower_half(others, covered):
    digit = Box(10, 10, 14, 20)
    runs = [PrintedRun(page=0, text="5", boxes=(box,), upright=(True,)) for box in (digit, *others)]
    assert Neighbours(runs).covers(digit, 0.3) is covered


@pytest.mark.parametrize(("css", "reason"), STYLES_THAT_HIDE)
def test_a_figure_that_a_style_hides_is_found_at_its_place_in_the_brief(css, reason):
    found = findings(css=css)
    lost = [(line, message) for code, line, message in found if code == "BK742" and "RMB 25–50" in message]
    assert lost, found
    assert lost[0][0] == 7
    assert reason in lost[0][1]


def test_a_table_that_a_style_hides_is_found_though_it_holds_no_figure():
    assert ("BK742", 1) in [(code, line) for code, line, _ in findings(css="table { display: none }")]


STYLES_THAT_HIDE_OTHER_NUMBERS = [
    ("caption { text-decoration: line-through }", "a line runs through it on page 1"),
    (".note { color: white }", "nothing of it can be seen on page 1"),
    ("caption { transform: translateX(2000pt) }", "it runs off page 1"),
    ("td { transform: rotate(180deg) }", "it is turned or mirrored on page 1"),
    ("figure { height: 4pt; overflow: hidden }", "nothing of it can be seen on page 1"),
]


@pytest.mark.parametrize(("css", "reason"), STYLES_THAT_HIDE_OTHER_NUMBERS)
def test_a_number_that_is_no_figure_may_not_be_hidden_either(css, reason):
    lost = [message for code, line, message in findings(css=css) if code == "BK742" and line == 1]
    assert any(reason in message for message in lost), lost


TEMPLATES_THAT_ADD = [
    ("{{ view.date }}", "{{ view.date }} 65 percent", "65"),
    ("{{ view.date }}", "{{ view.date }}{{ view.sections | length }}", "1"),
    ("{{ view.date }}", "{{ view.date[:5] }}7", "7"),
    ("{{ view.date }}", "not {{ view.date }}", "not"),
    ("{{ view.date }}", "over {{ view.plain_title }}, {{ view.date }}", "over"),
    ("{{ view.date }}", "{{ view.date | upper }} dozens", "dozens"),
    ("{{ view.date }}", "{{ view.date }}{% for part in view.sections %}{{ loop.index }}{% endfor %}", "1"),
]


@pytest.mark.parametrize(("old", "new", "number"), TEMPLATES_THAT_ADD)
def test_a_number_that_a_template_writes_is_found(old, new, number):
    changed = {**TEMPLATES, "note/main.html": TEMPLATES["note/main.html"].replace(old, new)}
    found = findings(templates=changed)
    assert [code for code, _, _ in found] == ["BK740"]
    assert f"“{number}" in found[0][2]


@pytest.mark.parametrize(
    "css",
    [
        ".note::footnote-call { font-variant-position: normal }",
        ".note::footnote-call { font-variant-position: normal; vertical-align: sub }",
        ".note::footnote-call { font-variant-position: sub }",
    ],
)
def test_a_mark_of_a_note_that_could_be_read_as_a_digit_is_found(css):
    found = findings(css=css)
    assert "BK748" in {code for code, _, _ in found}, found
    assert "prints the mark of note 1 on the line" in next(message for code, _, message in found if code == "BK748")


def drawn(text: str, left: float, foot: float, raised: str = "") -> list[tuple[str, Box]]:
    """Letters side by side on a line, 5 points wide and 8 high, and smaller ones behind them that are raised."""
    line = [(char, Box(left + 5 * at, foot, left + 5 * at + 5, foot + 8)) for at, char in enumerate(text)]
    right = left + 5 * len(text)
    return line + [
        (char, Box(right + 3 * at, foot + 4, right + 3 * at + 3, foot + 9)) for at, char in enumerate(raised)
    ]


MARKS = {
    "on the line": (drawn("elsewhere.1", 90, 600), True),
    "raised": (drawn("elsewhere.", 90, 600, "1"), False),
    # pdfium reads a word that is broken over two lines as one run.
    "raised behind a broken word": (drawn("else\x02", 440, 615) + drawn("where.", 90, 600, "1"), False),
    "on the line behind a broken word": (drawn("else\x02", 440, 615) + drawn("where.1", 90, 600), True),
    # A raised digit may be read as a plain one: its glyph is that of the marks.
    "raised behind the number of an entry": (
        drawn("12 hours", 90, 600, "⁽6⁾") + drawn(".", 139, 600, "7"),
        False,
    ),
    "on the line behind the number of an entry": (drawn("12 hours", 90, 600, "⁽6⁾") + drawn(".7", 139, 600), True),
    "by itself": (drawn("1", 90, 600), False),
}


@pytest.mark.parametrize(("letters", "expected"), MARKS.values(), ids=MARKS)
def test_a_mark_is_told_from_a_digit_by_its_height(letters, expected):
    text, boxes = "".join(char for char, _ in letters), tuple(box for _, box in letters)
    run = PrintedRun(0, text, boxes, (True,) * len(text))
    reading = _Reading(ExpectedText(), [SimpleNamespace(runs=[run])])
    assert reading._stands_on_line(run, len(text) - 1) is expected


def test_a_part_of_the_view_that_a_template_leaves_out_is_found_at_each_figure():
    parts = TEMPLATES["shared/parts.html"]
    changed = {**TEMPLATES, "shared/parts.html": parts.replace('<div class="prose">{{ block.html }}</div>', "")}
    found = findings(templates=changed)
    assert [(code, line) for code, line, _ in found] == [("BK742", 7), ("BK742", 8)]


def test_a_template_cannot_set_the_marks_itself():
    hostile = '{% set marks = "\\U000f0000\\U00100000" %}{{ marks[0] ~ "65 percent" ~ marks[1] }}'
    changed = {**TEMPLATES, "note/main.html": TEMPLATES["note/main.html"].replace("{{ view.date }}", hostile)}
    html = render_marked(small_view(), "note", changed).value
    assert html.opening != "\U000f0000" or html.closing != "\U00100000"


def test_pages_that_cannot_be_read_are_a_finding():
    html = render_marked(small_view(), "note", TEMPLATES).value
    assert [found.code for found in read_back(html, b"no PDF", PLACE, {})] == ["BK744"]


@given(st.text(alphabet="ab5.,- \"'\n\tA\x1f", max_size=20))
def test_the_quick_way_to_even_a_text_is_the_same(text):
    assert evened(text) == "".join(letter for letter, _ in even(text))
