"""The PDF says what the HTML says, is the same each time, and nothing is lost on the way without a finding."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from datetime import date
from io import BytesIO

import pikepdf
import pydyf
import pypdfium2
import pytest
from sample_view import ROOT, STYLES, TEMPLATES, WORDS, bare_view, full_view

from briefkit.findings import Severity, Span
from briefkit.report.garbage import collecting_later
from briefkit.report.pdf import render_pdf
from briefkit.report.renderer import load_weasyprint
from briefkit.report.templates import render_html

CREATED = date(2023, 7, 15)


def page_texts(content):
    document = pypdfium2.PdfDocument(content)
    return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]


@pytest.fixture(scope="module")
def html():
    return render_html(full_view(), "chrnk", TEMPLATES).value


@pytest.fixture(scope="module")
def report(html):
    outcome = render_pdf(html, "chrnk", STYLES, CREATED)
    assert outcome.findings == ()
    return outcome.value


@pytest.fixture(scope="module")
def texts(report):
    return page_texts(report.content)


@pytest.fixture(scope="module")
def opened(report):
    with pikepdf.open(BytesIO(report.content)) as document:
        yield document


@pytest.fixture(scope="module")
def sheet():
    outcome = render_pdf(render_html(full_view(), "note", TEMPLATES).value, "note", STYLES, CREATED)
    assert outcome.findings == ()
    return outcome.value


def page_of(texts, words):
    """The one page after the contents on which the words stand."""
    found = [number for number, text in enumerate(texts) if words in text and WORDS["contents"] not in text]
    assert len(found) == 1, (words, found)
    return found[0]


# --- What the pages say -----------------------------------------------------------------------------------------------


def test_page_count_is_that_of_the_file(report, texts):
    assert report.pages == len(texts)


def test_text_reads_back(texts):
    whole = " ".join(texts)
    for words in (
        "A wig brings RMB 25–50.",
        "USD 4.8–7.2 million",
        "Prices on the border",
        "20 to 30 % × USD 23.94 million",
    ):
        assert words in whole


def test_front_matter_bears_roman_folios_and_the_introduction_begins_at_one(texts):
    folio = {page_of(texts, "Daily NK, “Wigs,” 2023."): "V", page_of(texts, "Calculation: a × b."): None}
    summary, first = list(folio)
    assert texts[summary].rstrip().endswith("V")
    introduction = next(number for number in range(summary + 1, len(texts)) if "Introduction" in texts[number])
    assert [texts[number].rstrip().rsplit(" ", 1)[-1] for number in range(introduction, len(texts))] == [
        str(number) for number in range(1, len(texts) - introduction + 1)
    ]
    assert first > introduction


def test_cover_title_page_and_copyright_page_bear_no_folio_and_no_running_head(texts):
    assert texts[0].strip().endswith("July 15, 2023")
    assert texts[1].strip().endswith("July 15, 2023")
    assert texts[2].strip().startswith("© 2023 A Press")


def test_contents_give_the_page_of_each_part(texts):
    contents = next(text for text in texts if WORDS["contents"] in text)
    folio_of_ledger = texts[page_of(texts, WORDS["ledger_intro"])].rstrip().rsplit(" ", 1)[-1]
    assert re.search(rf"Appendix B\. {WORDS['ledger']}[ .\u2002]*{folio_of_ledger}\b", contents)
    assert re.search(rf"{WORDS['summary']}[ .\u2002]*V\b", contents)


def test_running_heads_give_the_title_and_the_section(texts):
    assert re.search(r"Labor for Export Who takes it \d+$", texts[page_of(texts, "Calculation: a × b.")].strip())
    assert any(text.strip().endswith("Labor for Export Introduction 1") for text in texts)


def test_notes_are_numbered_through_the_document_and_stand_on_the_page_that_calls_them(texts):
    for number, words in enumerate(("“Wigs,” 2023.", "“Wigs.” ", "“Wigs,” again.", "“Hours.”"), start=1):
        assert re.search(rf"{number}\W+Daily NK, {words}", " ".join(texts)), words
    assert page_of(texts, "day and night.") == page_of(texts, "Daily NK, “Hours.”")


@pytest.mark.parametrize("style", ["chrnk", "policy", "bulletin"])
def test_no_note_leaves_the_page_of_its_call(style):
    """WeasyPrint 70 sends notes to the next page to make room for a paragraph; this text makes it do so."""
    sentences = ("The finished goods go back the same way. ", "No inspector from outside has entered a workshop. ")
    paragraphs = []
    for number in range(1, 90):
        note = f'<span class="note" id="note-{number}">note{number}x {"and more words " * (number % 9)}</span>'
        paragraphs.append(f"<p>{sentences[number % 2] * (number % 7 + 1)} see{number}x.{note}</p>")
        paragraphs.append(f"<p>{sentences[0] * (number % 4 + 2)}</p>")
    text = f'<html lang="en"><title>t</title><main><div class="prose">{"".join(paragraphs)}</div></main></html>'
    outcome = render_pdf(text, style, STYLES, CREATED)
    pages = page_texts(outcome.value.content)
    assert len(pages) > 4
    for page in pages:
        assert re.findall(r"see(\d+)x", page) == re.findall(r"note(\d+)x", page)


@pytest.mark.parametrize("height", ["297mm", "11in", "700pt", "250.3mm", "9.87in", "655pt"])
def test_notes_fill_pages_of_any_height(html, height):
    """WeasyPrint 70 takes a rounding of some heights for notes that overflow, and sends each line to its own page."""
    style = f'@import "../base/report.css"; :root {{ --page-height: {height}; --margin-top: 76pt }}'
    outcome = render_pdf(html, "house", {**STYLES, "house/main.css": style.encode()}, CREATED)
    assert outcome.findings == ()
    assert outcome.value.pages < 20


def test_notes_may_be_held_to_a_height():
    notes = (f'<span class="note" id="note-{number}">{"and more words " * 20}</span>' for number in range(1, 9))
    text = f'<html lang="en"><title>t</title><main>{"".join(f"<p>See.{note}</p>" for note in notes)}</main></html>'
    held = STYLES["chrnk/main.css"] + b"@page { @footnote { max-height: 60pt } }"
    pages = [render_pdf(text, "chrnk", {**STYLES, "chrnk/main.css": css}, CREATED).value.pages
             for css in (STYLES["chrnk/main.css"], held)]  # fmt: skip
    assert pages[0] == 1
    assert pages[1] > 1


def test_no_line_begins_with_the_mark_of_a_note():
    """Each sentence is set in all widths, so that some line ends where its mark would stand."""
    sentences = (
        'It is mined by people who are not free{}.<span class="note">n</span> Then more.',
        'It is worth <a href="#x"><span class="together">USD 4.79</span> million</a>{}.<span class="note">n</span> So.',
        'They say that “it is mined by people who are not free{}.”<span class="note">n</span> Then more.',
        'So they call it <em>the work of a day{}</em><span class="note">n</span> and of a night.',
    )
    paragraphs = [
        f'<p style="width: {width}pt">{sentences[number].format(chr(97 + number))}</p>'
        for number in range(len(sentences))
        for width in range(70, 190, 2)
    ]
    text = f'<html lang="en"><title>t</title><div class="prose" id="x">{"".join(paragraphs)}</div></html>'
    document = pypdfium2.PdfDocument(render_pdf(text, "chrnk", STYLES, CREATED).value.content)
    lines = [line for page in document for line in page.get_textpage().get_text_bounded().splitlines()]
    body = [line for line in lines if not re.search(r"\bn\b", line) and re.search(r"[a-z]", line)]
    assert len(body) > 500
    assert [line for line in body if re.match(r"\W*\d", line)] == []


def test_ledger_names_each_page_once_and_roman_ones_in_roman(texts):
    ledger = texts[page_of(texts, WORDS["ledger_intro"])]
    first = texts[page_of(texts, "The price is RMB 25–50 each.")].rstrip().rsplit(" ", 1)[-1]
    pages = re.search(r"RMB 25–50 ?dailynk\.wig_price.*?p\. ((?:[IVX\d]+, )*[IVX\d]+)", ledger)[1].split(", ")
    assert pages[:2] == ["V", first]
    assert len(pages) == len(set(pages))


def test_fact_sheet_counts_its_pages(sheet):
    for number, text in enumerate(page_texts(sheet.content), start=1):
        assert f"{number}/{sheet.pages}" in text


def test_bare_view_makes_a_cover_a_title_page_and_a_copyright_page():
    outcome = render_pdf(render_html(bare_view(), "chrnk", TEMPLATES).value, "chrnk", STYLES, CREATED)
    assert outcome.findings == ()
    assert outcome.value.pages == 3


# --- What the file carries --------------------------------------------------------------------------------------------


def test_figures_and_ledger_entries_are_linked_both_ways(opened):
    targets = [
        str(annotation.Dest)
        for page in opened.pages
        for annotation in page.get("/Annots", [])
        if annotation.get("/Subtype") == "/Link" and "/Dest" in annotation
    ]
    assert {"evidence-1", "evidence-2", "figure-1", "figure-2", "figure-4"} <= set(targets)


def test_a_reader_calls_pages_by_the_numbers_that_they_bear(opened, texts):
    labels = [page.label for page in opened.pages]
    assert labels[:4] == ["I", "II", "III", "IV"]  # the cover, title page and copyright page bear none, and count
    assert labels[labels.index("1") :] == [str(number) for number in range(1, len(labels) - labels.index("1") + 1)]
    assert all(text.split()[-1] == label for label, text in zip(labels[3:], texts[3:], strict=True))


def test_every_heading_is_a_bookmark(opened):
    with opened.open_outline() as outline:
        top = [item.title for item in outline.root]
        inner = {item.title: [child.title for child in item.children] for item in outline.root if item.children}
    assert top == [
        "Contents",
        "Acronyms",
        WORDS["summary"],
        "Introduction",
        "What a wig earns",
        "Who takes it",
        "Conclusion",
        "Recommendations",
        "Appendix A. Sources and limits",
        f"Appendix B. {WORDS['ledger']}",
        f"Appendix C. {WORDS['rates']}",
        f"Appendix D. {WORDS['waivers']}",
        "Bibliography",
    ]
    assert inner == {"What a wig earns": ["Who is paid"], "Recommendations": ["To importers"]}


def test_metadata_names_the_document_and_no_machine(opened):
    info = {key: str(value) for key, value in opened.docinfo.items()}
    assert info == {
        "/Title": "Labor for Export: Prisons on the border",
        "/Author": "Jane <Author>, John Second",
        "/Subject": "What wigs earn.",
        "/Keywords": "wigs, labor",
        "/Creator": "briefkit",
        "/Producer": "WeasyPrint 70.0",
        "/CreationDate": "D:20230715",
        "/ModDate": "D:20230715",
    }
    assert str(opened.Root.Lang) == "en"


def test_file_is_tagged_for_screen_readers(opened):
    assert opened.Root.MarkInfo.Marked
    assert b'pdfuaid:part="1"' in opened.Root.Metadata.read_bytes()


def test_fonts_are_those_of_the_style(opened):
    fonts = {
        str(font.BaseFont) for font in opened.objects if isinstance(font, pikepdf.Dictionary) and "/BaseFont" in font
    }
    assert fonts
    assert all("+Briefkit-" in font for font in fonts)


def test_two_runs_write_the_same_bytes(html, report, tmp_path):
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    program = (
        "import sys; from datetime import date; from pathlib import Path; from briefkit.report.pdf import render_pdf;"
        "root = Path(sys.argv[2]);"
        "files = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob('*') if p.is_file()};"
        "html = Path(sys.argv[1]).read_text(encoding='utf-8');"
        "sys.stdout.buffer.write(render_pdf(html, 'chrnk', files, date(2023, 7, 15)).value.content)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "page.html"), str(ROOT / "styles")]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "7", "TZ": "Asia/Seoul", "HOME": str(tmp_path)}
    other = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert other == report.content


def test_weasyprint_is_not_imported_before_a_page_is_set():
    program = "import sys, briefkit.report.pdf, briefkit.report.templates; sys.exit('weasyprint' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": str(ROOT / "src")}, check=True)


# --- What is lost -----------------------------------------------------------------------------------------------------

FACE = '@font-face { font-family: Own; src: url("fonts/a.woff2") } html { font-family: Own }'
FONT = STYLES["fonts/SourceSerif4-Regular.otf.woff2"]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def set_page(body, css="", **more):
    files = {"s/main.css": f"{FACE}\n{css}".encode(), "s/fonts/a.woff2": FONT, "s/dot.svg": SVG, **more}
    page = f'<html lang="en"><head><title>t</title></head><body>{body}</body></html>'
    return render_pdf(page, "s", files, CREATED, place=Span("briefs/x.yaml"))


PAGES = """
.pages a::after { content: target-counter(attr(href url), page) }
.pages a + a::after { content: ", " target-counter(attr(href url), page) }
.leaf { break-before: page }
"""


def list_of(*anchors):
    links = "".join(f'<a href="#{anchor}"></a>' for anchor in anchors)
    return f'<p class="pages">On {links}.'


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (list_of("a", "b") + '<p class="leaf" id="a">a<p id="b">b', "On 2."),
        (list_of("a", "b", "c") + '<p class="leaf" id="a">a<p class="leaf" id="b">b<p id="c">c', "On 2, 3."),
        (list_of("a", "b", "c") + '<p class="leaf" id="b">b<p class="leaf" id="c">c<p id="a">a', "On 3, 2."),
        ('<p id="a">a<p id="b">b<p class="leaf" id="c">c' + list_of("a", "b", "c"), "On 1, 2."),
        # The second leaf begins a page later as soon as the list of the first page says what it names.
        (
            '<p class="leaf" id="a">a' + "<br>x" * 58 + '<p id="b">b' + list_of("a", "b", "c", *"abc" * 40)
            + '<p class="leaf" id="c">c',
            "On 2, 3, 4.",
        ),
    ],
)  # fmt: skip
def test_a_list_of_pages_names_each_page_once(body, names):
    outcome = set_page(f"<p>first{body}", PAGES)
    assert outcome.findings == ()
    text = " ".join(" ".join(page_texts(outcome.value.content)).split())
    assert re.search(r"On [^.]*\.", text)[0] == names


@pytest.mark.parametrize(
    ("attributes", "grouped"),
    [('text-anchor="middle"', [False]), ('text-anchor="end"', [False]), ('opacity="0.5"', [True])],
)
def test_only_a_text_that_shines_through_is_in_a_transparency_group(attributes, grouped):
    """PDFium cuts off the edge of the first letter of one that is."""
    text = f'<text x="45" y="9" font-family="Own" {attributes}>N</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">{text}</svg>'
    with pikepdf.open(BytesIO(set_page(f"<div>{svg}</div>").value.content)) as opened:
        drawn = [item for item in opened.objects if isinstance(item, pikepdf.Stream) and "/BBox" in item]
        assert ["/Group" in item for item in drawn] == grouped


LOST = [
    ('<img alt="a" src="https://example.org/a.png">', "", "BK712", "https://example.org/a.png"),
    ('<img alt="a" src="file:///etc/hostname">', "", "BK712", "file:///etc/hostname"),
    ('<img alt="a" src="../../../../etc/hostname">', "", "BK713", "styles/etc/hostname"),
    ('<img alt="a" src="https://styles.invalid/%2e%2e/x">', "", "BK712", "%2e%2e"),
    ('<link rel="stylesheet" href="https://example.org/a.css"><p>a', "", "BK712", "https://example.org/a.css"),
    ("<p>a", "p { background: url(//example.org/a.png) }", "BK712", "https://example.org/a.png"),
    ('<img alt="a" src="absent.svg">', "", "BK713", "styles/s/absent.svg"),
    ('<img alt="a" src="main.css">', "", "BK713", "styles/s/main.css"),
    ("<p>a", '@import "absent.css";', "BK711", "@import"),
    ("<p>a", "@font-face { font-family: B; src: url(absent.woff2) }", "BK714", "B"),
    ("<p>a", "@font-face { font-family: B; src: url(main.css) } p { font-family: B }", "BK714", "B"),
    ("<p>a \ue000 b", "", "BK715", '"…a \ue000 b…"'),
    ("<p>a", "p::after { content: '\ue000' }", "BK715", "text that the style adds"),
    ('<p><a href="#nowhere">a</a>', "", "BK717", "#nowhere"),
    ('<p><a href="#nowhere">a</a>', "a::after { content: target-counter(attr(href url), page) }", "BK717", "nowhere"),
    ('<p id="a">a<p id="a">b', "", "BK718", '"a"'),
]


@pytest.mark.parametrize(("body", "css", "code", "words"), LOST)
def test_what_is_lost_is_a_finding(body, css, code, words):
    outcome = set_page(body, css)
    [*_, message] = [finding.message for finding in outcome.findings if finding.code == code]
    assert words in message
    if code != "BK711":
        assert outcome.value is None


def test_text_in_a_font_of_the_machine_is_a_finding():
    """Whatever font the machine has, the page may not use it: here the style names a family it does not carry."""
    outcome = set_page("<p>abc", "p { font-family: sans-serif }")
    codes = {finding.code for finding in outcome.findings}
    assert codes <= {"BK715", "BK716"}  # BK715 where the machine has no font at all
    assert outcome.value is None


@pytest.mark.parametrize(
    ("css", "column", "words"),
    [("p { colour: red }", 5, "colour"), ("p { color: rde }", 5, "color"), ("p { margin: 1pt 2 }", 5, "margin")],
)
def test_a_rule_that_is_not_understood_is_a_warning_at_its_place(css, column, words):
    outcome = set_page("<p>a", f"body {{ margin: 0 }}\n{css}")
    [finding] = outcome.findings
    assert (finding.code, finding.severity) == ("BK711", Severity.WARNING)
    assert str(finding.span) == f"styles/s/main.css:3:{column}"
    assert words in finding.message
    assert outcome.value is not None


def test_image_of_the_project_and_data_address_print():
    address = f"data:image/svg+xml;base64,{b64encode(SVG).decode()}"
    assert set_page(f'<img alt="a" src="dot.svg"><img alt="b" src="{address}">').findings == ()


def test_image_without_alternative_text_is_a_finding():
    assert [finding.code for finding in set_page('<p>a</p><img src="dot.svg">').findings] == ["BK723"]


def test_svg_that_reaches_outside_is_a_finding():
    svg = SVG.replace(b"<rect", b'<image href="file:///etc/hostname"')
    outcome = set_page('<img alt="a" src="b.svg">', **{"s/b.svg": svg})
    assert "BK712" in {finding.code for finding in outcome.findings}


def test_missing_style_is_reported_with_those_there_are():
    [finding] = render_pdf("<p>a", "chrnck", STYLES, CREATED).findings
    assert (finding.code, finding.hint) == ("BK710", "the styles are: bulletin, chrnk, note, policy")


def test_findings_without_a_line_stand_at_the_place_given():
    [finding] = set_page('<p><a href="#nowhere">a</a>').findings
    assert finding.span == Span("briefs/x.yaml")


def test_a_layout_that_takes_too_long_is_given_up() -> None:
    html = "<html lang=en><title>Wigs</title>" + "<p>A wig and another wig.</p>" * 20_000
    files = {"plain/main.css": b"p { break-inside: avoid }"}
    with collecting_later():  # in which hypothesis would take the time that is up for an error of its own
        outcome = render_pdf(html, "plain", files, date(2023, 7, 15), place=Span("briefs/wigs.yaml"), seconds=0.5)
    assert outcome.value is None
    (finding,) = outcome.findings
    assert (finding.code, finding.span.path) == ("BK732", "briefs/wigs.yaml")
    assert "within 0.5 seconds" in finding.message


def test_references_of_pages_are_worked_out_once_for_a_number_of_pages() -> None:
    """WeasyPrint asks for them for each tag: a report of 200 pages has 40,000."""
    load_weasyprint()
    pdf = pydyf.PDF()
    for count in (1, 2, 3):
        pdf.add_page(pydyf.Dictionary())
        references = pdf.page_references
        assert [int(one.split()[0]) for one in references] == pdf.pages["Kids"][::3]
        assert len(references) == count
        assert pdf.page_references is references
