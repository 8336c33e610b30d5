"""The editions of a brief, read back from their PDFs: what holds each figure beside it, numbers of lines, stamps."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet

from briefkit.figures.units import Vocabulary
from briefkit.findings import Finding, Span
from briefkit.findings import bk3_anchors as anchors
from briefkit.findings import bk8_output as output
from briefkit.project.building import compose_page
from briefkit.project.examination import Examination, examine
from briefkit.project.resources import load_resources
from briefkit.project.setting import Page, set_page
from briefkit.project.workspace import load_workspace
from briefkit.report.editions import EDITIONS, file_stem
from briefkit.report.line_numbers import STEP, LineNumber, find_numbers
from briefkit.report.margin_notes import are_many, relevant_words
from briefkit.report.page_text import Box, PrintedPage, PrintedRun, read_pages
from briefkit.report.pdf import RenderedPdf
from samples import REPOSITORY, wigs

RESOURCES = load_resources(Path("/nowhere")).value
TEMPLATES = ("chrnk", "note")
TEMPLATE_OF = {"chrnk": "chrnk", "policy": "chrnk", "note": "note", "bulletin": "note"}
LANGUAGES = REPOSITORY / "tests" / "projects" / "languages"
STAMPS = {"fact-check": "Fact-Check Edition · July 15, 2023", "draft": "Draft · July 15, 2023"}

FILLER = "The goods go out by rail and come back with the season, as they have done for a long time. " * 5
PARTS = "".join(f"  part_{at}: {{is: dailynk.exports * {at + 2} / 100, as: USD}}\n" for at in range(16))
MANY = ", ".join(f"{{{{ part_{at} }}}}" for at in range(16))

# Figures wherever a brief may print them; one paragraph prints more than can stand beside it on a page.
BRIEF = """\
figures:
  half: {is: dailynk.exports / 2, as: USD, note: an assumption}
PARTS
about: The house counts {{ dailynk.state }}.
glossary: [{term: camp, meaning: "Where inmates make {{ dailynk.share }}."}]
summary: |
  Inmates make {{ dailynk.share }} of it, worth {{ dailynk.exports | both("CNY") }}.

  - A wig brings {{ dailynk.wig_price }}.
  - They work {{ dailynk.hours }}.

  > That would be {{ half }}.
sections:
  - title: A trade of {{ dailynk.exports }}
    body: |
      FILLER

      FILLER The state takes {{ dailynk.state }}.

      All parts: MANY.
    content:
      - table:
          title: Shares
          columns: [To whom, Share, Earned]
          rows:
            - [State, "{{ dailynk.state }}", "{{ dailynk.earned }}"]
            - [Agencies, "{{ dailynk.agencies }}", "{{ half }}"]
      - box: {title: A box, body: "In it are {{ dailynk.wig_share }} of all exports."}
      - quotation: dailynk.hours
      - chart:
          kind: share
          title: Who takes it
          data: {State: "{{ dailynk.state }}", Agencies: "{{ dailynk.agencies }}"}
recommendations: [{to: All, items: ["Count the {{ dailynk.exports }}.", Count on.]}]
gazetteer: [{name: Sinuiju, coordinates: "40.10, 124.39", note: "It sold {{ dailynk.wig_share }}."}]
corrections: [{date: 2023-08-01, text: "It read {{ dailynk.agencies }}."}]
""".replace("FILLER", FILLER).replace("PARTS\n", PARTS).replace("MANY", MANY)  # fmt: skip


@cache
def composed(style: str, edition: str, brief: str = BRIEF) -> Page:
    made = wigs(f"template: {TEMPLATE_OF[style]}\nstyle: {style}\n{brief}")
    assert made.findings == ()
    outcome = compose_page(
        made.examination.briefs["wigs"], RESOURCES, made.examination.waivers, edition, made.examination.findings
    )
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


@cache
def rendered(style: str, edition: str, brief: str = BRIEF) -> RenderedPdf:
    """The PDF of an edition, in which the reading back has found nothing amiss."""
    outcome = set_page(composed(style, edition, brief), RESOURCES.styles)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


@cache
def pages(style: str, edition: str, brief: str = BRIEF) -> tuple[PrintedPage, ...]:
    return read_pages(rendered(style, edition, brief).content)


def with_file(page: Page, name: str) -> Page:
    """A page whose style draws on one more file."""
    return replace(page, style_files=(*page.style_files, name))


def faults(css: str, edition: str, template: str = "note") -> list[tuple[str, str]]:
    """What the reading back says of an edition with a rule added to its style."""
    name = f"{template}/{edition}.css"
    styles = {**RESOURCES.styles, name: RESOURCES.styles.get(name, b"") + css.encode()}
    outcome = set_page(with_file(composed(template, edition, SHORT), name), styles)
    return [(found.code, found.message) for found in outcome.findings]


SHORT = f"summary: |\n  {FILLER}\n\n  They make {{{{ dailynk.share }}}}.\n"


def left(run: PrintedRun) -> float:
    return run.boxes[0].left


def right(run: PrintedRun) -> float:
    return run.boxes[-1].right


# --- All editions -----------------------------------------------------------------------------------------------------


def test_the_file_of_an_edition_bears_its_name_and_the_readers_none() -> None:
    assert [file_stem("wigs", edition) for edition in EDITIONS] == ["wigs", "wigs.fact-check", "wigs.draft"]


@pytest.mark.parametrize("edition", STAMPS)
@pytest.mark.parametrize("style", TEMPLATE_OF)
def test_every_style_sets_every_edition_on_pages_that_bear_its_stamp(style: str, edition: str) -> None:
    stamp = STAMPS[edition] if style != "policy" else STAMPS[edition].replace("July 15,", "15 July")
    for page in pages(style, edition, SHORT):
        [found] = [run for run in page.runs if run.text == stamp]
        assert all(page.holds(box) for box in found.boxes)


KOREAN = """\
title: 해린 지구의 가발 공장
date: 2023-04-03
language: ko
template: note
style: bulletin
summary: |
  해린 지구에서는 {{ garam.factories }}이 {{ garam.exports.period }}에 {{ garam.exports }}어치의 가발을 수출한 것으로
  추정된다.

  하루 배급량은 {{ garam.ration_before | bare }}에서 {{ garam.ration }}으로 줄었다. 쌀값은 {{ garam.rice }}이고
  옥수수값은 {{ garam.maize }}이다.
sections:
  - title: 공장과 노동자
    body: 가람통신의 현지 소식통은 {{ garam.workers }}이 {{ garam.hours }} 일한다고 전했다.
"""
CHINESE = """\
title: 河湾市场的物价与假发生意
date: 2023-04-03
language: zh
template: chrnk
style: policy
summary: 市场有{{ hewan.traders }}，其中{{ hewan.traders_imports }}经营进口货物。
sections:
  - title: 市场
    body: 本周成交额{{ hewan.turnover }}。大米的价格为{{ hewan.rice }}，玉米为{{ hewan.maize }}。
"""


@cache
def in_other_languages() -> Examination:
    briefs = {f"briefs/{name}.yaml": text.encode() for name, text in (("ko", KOREAN), ("zh", CHINESE))}
    found = examine(replace(load_workspace(LANGUAGES), briefs=briefs))
    assert found.findings == ()
    return found


@pytest.mark.parametrize("edition", STAMPS)
@pytest.mark.parametrize("name", ["ko", "zh"])
def test_korean_and_chinese_are_set_in_every_edition(name: str, edition: str) -> None:
    found = in_other_languages()
    page = compose_page(found.briefs[name], found.resources, (), edition).value
    assert page is not None
    outcome = set_page(page, found.resources.styles)
    assert outcome.findings == ()
    assert outcome.value is not None
    assert all(glyphs_in_order(outcome.value.content))


def glyphs_in_order(content: bytes) -> list[bool]:
    """For each font of a PDF that is keyed by number, whether each glyph has the number of its place in the font."""
    with pikepdf.open(BytesIO(content)) as document:
        found = []
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor" and "/FontFile3" in one:
                assert one.FontFile3.Subtype == "/CIDFontType0C"
                outlines = CFFFontSet()
                outlines.decompile(BytesIO(one.FontFile3.read_bytes()), None)
                numbers = outlines[0].charset
                found.append(numbers == [".notdef", *(f"cid{number:05d}" for number in range(1, len(numbers)))])
    assert found
    return found


@pytest.mark.parametrize("edition", STAMPS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_each_page_of_an_edition_bears_its_stamp(template: str, edition: str) -> None:
    for page in pages(template, edition):
        assert [run.text for run in page.runs].count(STAMPS[edition]) == 1


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_readers_edition_has_neither_stamp_nor_marks(template: str) -> None:
    text = " ".join(run.text for page in pages(template, "reader") for run in page.runs)
    assert not re.search("Draft|Fact-Check|[⁽⁾]|sign-off", text)
    assert composed(template, "reader").html.plain.count("besides") == 0


@pytest.mark.parametrize("edition", STAMPS)
def test_stamps_and_numbers_of_lines_are_artifacts_of_pagination(edition: str) -> None:
    with pikepdf.open(BytesIO(rendered("chrnk", edition).content)) as document:
        for page in document.pages:
            kinds = [
                instruction.operands[1].get("/Type")
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) == "BDC" and instruction.operands[0] == "/Artifact"
            ]
            assert "/Pagination" in kinds


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_built_twice_has_the_same_bytes(edition: str) -> None:
    again = set_page(composed("note", edition, SHORT), RESOURCES.styles).value
    assert again is not None
    assert again.content == rendered("note", edition, SHORT).content


@pytest.mark.parametrize(
    ("css", "edition"),
    [
        ("@page { @top-right-corner { content: none } }", "draft"),
        ("@page { @top-right-corner { content: none } }", "fact-check"),
        ("@page { @top-right-corner { color: white } }", "draft"),
        ("@page { @top-right-corner { content: 'Draft · July 16, 2023' } }", "draft"),
        ("@page { @top-right-corner { margin-right: -400pt } }", "draft"),
    ],
)
def test_a_style_that_takes_the_stamp_away_is_a_finding(css: str, edition: str) -> None:
    assert ("BK749", "page 1 lacks the stamp") in faults(css, edition)


# --- The edition for fact-checkers ------------------------------------------------------------------------------------

_NUMBER = re.compile(r"\((\d+)\)")
_MARK = re.compile("⁽([⁰¹²³⁴-⁹]+)⁾")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def entries_of_figures(page: Page) -> Counter[str]:
    """How often each entry is printed: by the links of the text, and by what the drawings print."""
    html = page.html.plain
    linked = re.findall(r'<a class="figure" id="figure-\d+" href="#evidence-(\d+)">', html)
    drawn = [text for drawing in page.html.drawings.values() for _, text in drawing.figures]
    return Counter(linked) + Counter(mark.translate(_PLAIN) for text in drawn for mark in _MARK.findall(text))


def marks(page: PrintedPage) -> list[tuple[str, PrintedRun]]:
    return [(mark.translate(_PLAIN), run) for run in page.runs for mark in _MARK.findall(run.text)]


def margin(page: PrintedPage, template: str) -> list[PrintedRun]:
    """What stands beside the text: right of its edge, and below the head of the page."""
    edge = {"chrnk": 450, "note": 426}[template]
    return [run for run in page.runs if left(run) > edge and run.text != STAMPS["fact-check"]]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_printed_figure_bears_the_number_of_its_entry(template: str) -> None:
    found = Counter(number for page in pages(template, "fact-check") for number, _ in marks(page))
    assert found == entries_of_figures(composed(template, "fact-check"))
    assert len(found) > 20


def note_pages(template: str) -> dict[str, list[int]]:
    """The pages that each note stands on in full: its number there, and behind that what its entry prints as."""
    html = composed(template, "fact-check").html.plain
    found: dict[str, list[int]] = {}
    for number, words in re.findall(r'<span class="head"><b>\((\d+)\)</b> (.{7})', html):
        for at, page in enumerate(pages(template, "fact-check")):
            texts = [run.text for run in page.runs]
            starts = (f"{text} {behind}" for text, behind in zip(texts, [*texts[1:], ""], strict=True))
            found.setdefault(number, []).extend(
                at for start in starts if re.sub(r"\s+", " ", start).startswith(f"({number}) {words}")
            )
    return found


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_entry_has_one_note_which_stands_on_a_page_that_prints_the_entry(template: str) -> None:
    html = composed(template, "fact-check").html.plain
    start = html.index('<span class="besides many"')
    above = set(re.findall(r'id="beside-(\d+)"', html[start : html.index("All parts:")]))
    assert len(above) == 16  # more than a page holds: these stand above their paragraph, and run over pages
    printed: dict[str, list[int]] = {}
    for at, page in enumerate(pages(template, "fact-check")):
        for number, _ in marks(page):
            printed.setdefault(number, []).append(at)
    placed = note_pages(template)
    assert set(placed) == set(printed)
    for number, [at] in placed.items():
        assert number in above or at in printed[number], number
        if template == "chrnk":  # the fact sheet prints what stands before the summary elsewhere at its end
            assert number in above or at == printed[number][0], number


@pytest.mark.parametrize("template", TEMPLATES)
def test_notes_stand_inside_the_page_and_over_nothing(template: str) -> None:
    for page in pages(template, "fact-check"):
        for run in page.runs:
            assert all(page.holds(box) for box in run.boxes), run.text
        runs = margin(page, template)
        for at, run in enumerate(runs):
            for other in runs[at + 1 :]:
                shared = sum(box.shared(one) for box in run.boxes for one in other.boxes)
                assert shared < 1, f"“{run.text}” lies over “{other.text}”"


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_note_stands_level_with_its_paragraph(template: str) -> None:
    """The note to an item begins where the item does, and the next item begins below it."""
    page = next(page for page in pages(template, "fact-check") if any("A wig brings" in run.text for run in page.runs))
    item = next(run for run in page.runs if "A wig brings" in run.text)
    below = next(run for run in page.runs if "They work" in run.text)
    note = next(run for run in margin(page, template) if "receives RMB" in run.text)
    signed = [run for run in margin(page, template) if "awaits sign-off" in run.text and run.middle < note.middle]
    assert item.middle + 4 > note.middle > max(run.middle for run in signed) > below.middle


def test_a_note_gives_quote_calculation_source_page_and_sign_off() -> None:
    html = composed("note", "fact-check").html.plain
    [note] = re.findall(r"<b>\(\d+\)</b> USD 23\.94 million.*?</span></span>", html, re.DOTALL)
    words = (
        *("Calculation</span> USD 23.94 million at RMB", "<q>they amounted to USD 23.94 million</q>", "Daily NK"),
        *("stated as USD 23.94 million", "awaits sign-off"),
    )
    assert [one for one in words if one not in note] == []
    [half] = re.findall(r"<b>\(\d+\)</b> USD 11\.97 million</span>.*?</span></span>", html, re.DOTALL)
    assert re.search(r"USD 23\.94 million ÷ 2 = USD 11\.97 million", half)
    assert re.search(r"Inputs</span> dailynk\.exports \(\d+\)", half)
    assert "Note</span> an assumption" in half
    assert "sign-off" not in half  # its inputs are signed off, each under its own entry


def test_a_figure_printed_again_names_the_page_of_its_note() -> None:
    placed = note_pages("note")
    text = " ".join(run.text for page in pages("note", "fact-check") for run in page.runs)
    again = re.findall(r"\((\d+)\) p\. (\d+)", text)
    assert len(again) > 10
    assert all(placed[number] == [int(page) - 1] for number, page in again)


def test_open_findings_and_waivers_that_bear_on_the_brief_print_at_the_beginning() -> None:
    made = wigs("template: note\nsummary: It makes {{ dailynk.share }}.\n")
    stopping = anchors.MISSING_SNAPSHOT.at(Span("seeds/dailynk.yaml", 2, 1), file="dailynk.txt")
    notes = [
        output.LEFT_OUT.at(Span("briefs/wigs.yaml", 3, 7), brief="other", count="a finding"),
        output.LEFT_OUT.at(Span("seeds/other.yaml", 3, 7), brief="other", count="a finding"),
        output.LEFT_OUT.at(Span("seeds/dailynk.yaml", 4, 1), brief="third", count="x").waive("It is well."),
        stopping,
    ]
    page = compose_page(made.examination.briefs["wigs"], RESOURCES, (), "fact-check", notes).value
    assert page is not None
    html = page.html.plain
    assert html.index("Open Findings") < html.index('<div class="deck">')
    listed = re.findall(r'<li><b>(BK\d+)</b> <span class="place">(.*?)</span> (.*?)</li>', html)
    assert listed == [("BK807", "briefs/wigs.yaml:3:7", "other was not built: a finding to mend first")]
    none = compose_page(made.examination.briefs["wigs"], RESOURCES, (), "fact-check").value
    assert none is not None
    assert "<p>None.</p>" in none.html.plain


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_stands_beside_a_paragraph_is_tagged_as_notes_behind_its_text(template: str) -> None:
    with pikepdf.open(BytesIO(rendered(template, "fact-check").content)) as document:
        notes = [element for element in document.objects if isinstance(element, pikepdf.Dictionary)
                 and element.get("/S") == "/Note" and str(element.get("/ID", "")).startswith("beside-")]  # fmt: skip
        ids = re.findall(r'id="(beside-\d+)"', composed(template, "fact-check").html.plain)
        assert sorted(str(note.ID) for note in notes) == sorted(ids)
        paragraphs = [note.P for note in notes if note.P.S == "/P"]
        assert paragraphs
        for paragraph in paragraphs:
            kids = list(paragraph.K)
            assert not (isinstance(kids[0], pikepdf.Dictionary) and kids[0].get("/S") == "/Note")


CSS_AGAINST_NOTES = [
    (".deck .beside { margin-left: 600pt }", "BK742"),
    (".besides { display: none }", "BK742"),
    (".beside { color: white }", "BK742"),
    (".entry { display: none }", "BK742"),
    (".beside::after { content: ' 65' }", "BK741"),
    (".entry::after { content: '7' }", "BK741"),
]


@pytest.mark.parametrize(("css", "code"), CSS_AGAINST_NOTES)
def test_a_style_that_loses_or_changes_a_note_is_a_finding(css: str, code: str) -> None:
    assert code in [found for found, _ in faults(css, "fact-check")]


VOCABULARY = Vocabulary({"wig": ("wigs",)})
LONG = (
    "The article, which was printed in the spring and reprinted in the autumn of that year, says that in May the wigs "
    "amounted to USD 23.94 million, or 65% of all exports to the neighbour, which is the chief customer, as it has "
    "been for many years."
)


def test_a_long_quote_is_shortened_to_the_words_around_its_quantities() -> None:
    short = relevant_words(LONG, VOCABULARY)
    assert short == (
        "…\u00a0autumn of that year, says that in May the wigs amounted to USD 23.94 million, or 65% of all exports to "
        "the neighbour, which is the chief\u00a0…"
    )


@pytest.mark.parametrize(
    "quote",
    ["they amounted to USD 23.94 million", "The article says much, and says it again. " * 8],
    ids=["a short one", "one without quantities"],
)
def test_another_quote_is_left_whole(quote: str) -> None:
    assert relevant_words(quote, VOCABULARY) == quote


@pytest.mark.parametrize(("line", "most"), [("x" * 60, 9), ("x" * 120, 4), ("쌀" * 60, 4)])
def test_notes_that_may_be_higher_than_a_page_are_known_by_their_lines(line: str, most: int) -> None:
    note = "\n".join([f"<b>{line}</b>"] * 4)
    assert not are_many([note] * most)
    assert are_many([note] * (most + 2))


# --- The draft --------------------------------------------------------------------------------------------------------

RUNNING = f"summary: |\n  {FILLER}\n\n  - {FILLER}\n  - {FILLER}\nsections:\n" + "".join(
    f"  - title: Part {letter}\n    body: |\n      {FILLER * 4}\n\n      {FILLER}\n" for letter in "abc"
)


def numbers(page: PrintedPage, edge: float) -> list[tuple[int, PrintedRun]]:
    """The numbers in the right margin of a page, from the top down."""
    found = [(int(run.text), run) for run in page.runs if run.text.isdigit() and left(run) > edge]
    return sorted(found, key=lambda one: -one[1].middle)


@pytest.mark.parametrize(("template", "edge"), [("chrnk", 500), ("note", 540)])
def test_every_fifth_line_bears_its_number_and_each_number_stands_once(template: str, edge: float) -> None:
    found = [number for page in pages(template, "draft", RUNNING) for number, _ in numbers(page, edge)]
    assert found == list(range(STEP, STEP * len(found) + 1, STEP))
    assert len(found) > 15


@pytest.mark.parametrize(("template", "edge"), [("chrnk", 500), ("note", 540)])
def test_a_number_counts_the_lines_that_stand_on_the_pages(template: str, edge: float) -> None:
    """Lines of this brief are told from heads by their words, and counted in the finished PDF."""
    counted = 0
    for page in pages(template, "draft", RUNNING):
        beside = numbers(page, edge)
        heights = sorted((min(box.bottom for box in run.boxes) for run in page.runs if is_running(run)), reverse=True)
        for height in distinct(heights):
            counted += 1
            here = [number for number, run in beside if abs(run.boxes[0].bottom - height) < 4]
            assert here == ([counted] if counted % STEP == 0 else [])
    assert counted >= STEP * 15


def is_running(run: PrintedRun) -> bool:
    return len(run.text) > 3 and run.text.strip("‐- ") in f"{FILLER}{FILLER}"


def distinct(heights: list[float]) -> list[float]:
    kept: list[float] = []
    for height in heights:
        if not kept or kept[-1] - height > 6:
            kept.append(height)
    return kept


@pytest.mark.parametrize("template", TEMPLATES)
def test_numbers_stand_in_the_margin_behind_the_end_of_their_line(template: str) -> None:
    result = rendered(template, "draft")
    assert result.lines
    for line in result.lines:
        page = pages(template, "draft")[line.page]
        [run] = [run for run in page.runs if run.text == str(line.number) and abs(left(run) - line.left) < 3
                 and abs(run.boxes[0].bottom - line.base) < 3]  # fmt: skip
        level = [other for other in page.runs if other is not run and abs(other.middle - run.middle) < 4]
        assert all(right(other) < left(run) - 5 for other in level)
        assert page.width - 20 > right(run)


def printed(*lines: tuple[str, float, float]) -> PrintedRun:
    """A run as pdfium gives it: texts, each with its left end and base line, in letters 5 points wide."""
    boxes = [Box(x + 5 * at, y, x + 5 * at + 5, y + 6) for text, x, y in lines for at in range(len(text))]
    return PrintedRun(0, "".join(text for text, _, _ in lines), tuple(boxes), (True,) * len(boxes))


@pytest.mark.parametrize(
    ("run", "found"),
    [
        (printed(("who live else\x02", 50, 320), ("where, as it is", 50, 300)), True),
        (printed(("who live else\x02", 50, 300), ("where, as it is", 50, 280)), True),
        (printed(("who live else\x02", 50, 340), ("where, as it is", 50, 320)), False),
        (printed(("who live", 50, 320), ("and what is said there", 50, 300)), False),
        (printed(("who live else\x02", 50, 320), ("where, as it is", 400, 300)), False),
    ],
    ids=["below the break", "above the break", "beside another line", "beside other words", "before its line"],
)
def test_a_number_is_read_beside_a_line_with_a_broken_word(run: PrintedRun, found: bool) -> None:
    number = printed(("5", 400, 300))
    ink = bytes((0, 255)) * 800 * 400
    page = PrintedPage(
        width=800, height=800, runs=(run, number), links=(), rules=(), picture=ink, stride=800, lines=800
    )
    line = "who live elsewhere, as it is" if run.boxes[0].bottom > 310 else "who live else-"
    wanted = LineNumber(number=5, page=0, left=400, base=300, line=line)
    assert find_numbers([wanted], [page]) == (({wanted: number}, []) if found else ({}, [wanted]))


def test_tables_heads_notes_and_the_ledger_are_not_numbered() -> None:
    lines = [line.line for line in rendered("chrnk", "draft").lines]
    assert not any(re.search("Shares|Agencies|Evidence|A trade|Calculation", line) for line in lines)


@pytest.mark.parametrize("template", TEMPLATES)
def test_lines_of_a_draft_stand_further_apart(template: str) -> None:
    def gap(edition: str) -> float:
        page = next(page for page in pages(template, edition, RUNNING) if sum(map(is_running, page.runs)) > 10)
        heights = distinct(sorted((run.boxes[0].bottom for run in page.runs if is_running(run)), reverse=True))
        return min(one - other for one, other in pairwise(heights))

    assert gap("draft") > 1.2 * gap("reader")


@pytest.mark.parametrize(
    "css",
    [
        "@page { @right-middle { color: white } }",
        "@page { @right-middle { padding-left: 200pt } }",
        "@page { @right-middle { font-size: 1pt } }",
        "@page { @right-middle { margin-left: -60pt } }",
    ],
)
def test_a_style_that_hides_or_moves_the_numbers_is_a_finding(css: str) -> None:
    assert ("BK749", "page 1 lacks the line number 5") in faults(css, "draft")


@pytest.mark.parametrize(
    "css",
    [
        "@page { @right-bottom { content: '10' } }",
        ".deck > p::after { content: ' 5' }",
        "@page { @right-middle { content: '5' } }",
    ],
)
def test_a_number_more_in_the_margin_is_a_finding(css: str) -> None:
    assert "BK741" in [code for code, _ in faults(css, "draft")]


def test_a_finding_names_the_page_and_what_it_lacks() -> None:
    found: list[Finding] = list(set_page(with_file(composed("note", "draft", SHORT), "note/draft.css"), {
        **RESOURCES.styles, "note/draft.css": b"@page { @top-right-corner { content: none } }",
    }).findings)  # fmt: skip
    assert [(one.code, one.span.path) for one in found] == [("BK749", "briefs/wigs.yaml")]
