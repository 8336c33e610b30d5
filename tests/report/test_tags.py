"""The finished PDF is PDF/A-3a and PDF/UA-1 as far as can be told without veraPDF, which `make validate` runs."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from sample_view import STYLES, TEMPLATES, full_view

from briefkit.report.pdf import render_pdf
from briefkit.report.tags import Annotated, Mark, Tag, put_in_order
from briefkit.report.templates import render_html

CREATED = date(2023, 7, 15)
FONT = STYLES["fonts/SourceSerif4-Regular.otf.woff2"]
STYLE = """
@font-face { font-family: Own; src: url("fonts/a.woff2") }
html { font-family: Own }
body { margin: 0 }
ul { list-style: "– " }
nav ul { list-style: none }
@page { size: 300pt 200pt; margin: 30pt; @top-left { content: "Head" } @bottom-right { content: counter(page) } }
h2, h3 { bookmark-level: 1; bookmark-label: content(text) }
.note { float: footnote }
.lead::after { content: leader(dotted) target-counter(attr(href url), page) }
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'
IMAGE = f"data:image/svg+xml;base64,{b64encode(SQUARE.encode()).decode()}"

# The standard roles that we write (ISO 32000-1, 14.8.4).
STANDARD = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead "
    "TBody TFoot Span Quote Note Reference Code Link Figure"
).split()


def render(body):
    files = {"s/main.css": STYLE.encode(), "s/fonts/a.woff2": FONT}
    page = f'<html lang="en"><head><title>A title</title></head><body>{body}</body></html>'
    outcome = render_pdf(page, "s", files, CREATED)
    assert outcome.findings == ()
    return pikepdf.open(BytesIO(outcome.value.content))


def document_tag(document):
    [root] = document.Root.StructTreeRoot.K
    return root


def kids(element):
    return list(element.get("/K", ()))


def is_tag(kid):
    return not isinstance(kid, int) and "/S" in kid


def tags(element):
    yield element
    for kid in kids(element):
        if is_tag(kid):
            yield from tags(kid)


def tags_of(document, role):
    return [tag for tag in tags(document_tag(document)) if str(tag.S) == f"/{role}"]


def outline(element):
    """The roles of a tag and what is in it: `P(. Link(@ .))`, a dot for text, an @ for an annotation."""
    parts = []
    for kid in kids(element):
        part = outline(kid) if is_tag(kid) else "@" if not isinstance(kid, int) and kid.Type == "/OBJR" else "."
        if part != "." or parts[-1:] != ["."]:
            parts.append(part)
    role = str(element.S)[1:]
    return f"{role}({' '.join(parts)})" if parts else role


# --- What becomes of each element -------------------------------------------------------------------------------------

NOTE = '<span class="note" id="note-1">Words.</span>'
OUTLINES = {
    "a paragraph": ("<p>One <em>two</em> <b>three</b>", "P(.)"),
    "loose text": ("<div>One <p>two</p> three</div>", "Div(P(.) P(.) P(.))"),
    "a section": ("<section><h2>A</h2><p>b</section>", "Sect(H2(.) P(.))"),
    "a quotation": ("<blockquote><p>One <q>two</q>.</p></blockquote>", "BlockQuote(P(. Quote(.) .))"),
    "a box": ("<aside><p>One</p></aside>", "Sect(P(.))"),
    "a list with marks": ("<ol><li>One<li><p>Two</ol>", "L(LI(Lbl(.) LBody(.)) LI(Lbl(.) LBody(P(.))))"),
    "a list without marks": ('<ul style="list-style: none"><li>One</ul>', "L(LI(LBody(.)))"),
    "a list in a list": (
        "<ul><li><p>One<ul><li>two</ul><p>three</ul>",
        "L(LI(Lbl(.) LBody(P(.) L(LI(Lbl(.) LBody(.))) P(.))))",
    ),
    "terms": ("<dl><dt>A<dd>one<dd>two<dt>B<dd>three</dl>", "L(LI(Lbl(.) LBody(.)) LI(Lbl(.) LBody(.)))"),
    "terms in pairs": ("<dl><div><dt>A<dd>one</div></dl>", "L(LI(Lbl(.) LBody(.)))"),
    "a table": (
        "<figure><table><caption>C</caption><thead><tr><th>A<th>B</thead><tr><th>1<td></table></figure>",
        "Div(Table(Caption(.) THead(TR(TH(.) TH(.))) TBody(TR(TH(.) TD))))",
    ),
    "a picture": (
        f'<figure><img alt="A square" src="{IMAGE}"><figcaption>F</figcaption></figure>',
        "Div(Figure(.) Caption(.))",
    ),
    "contents": (
        '<nav><ul><li><a class="lead" href="#a">A </a></ul></nav><h2 id="a">A</h2>',
        "Sect(TOC(TOCI(Reference(Link(@ .)))))",
    ),
    "a link": ('<p id="a">One <a href="#a">two <b>three</b></a>.', "P(. Link(@ .) .)"),
    "a link around a picture": (
        f'<p id="a"><a href="#a"><img alt="A square" src="{IMAGE}"></a>',
        "P(Link(@ Figure(.)))",
    ),
    "a note": (
        f"<p>One.{NOTE} Two.",
        "P(. Reference(Link(@ .)) Note(Lbl(Link(@ .)) .) .)",
    ),
    "a note without a name": (
        '<p>One.<span class="note">Words.</span> Two.',
        "P(. Reference(.) Note(Lbl(.) .) .)",
    ),
    "a phrase in another language": ('<p>One <i lang="fr">deux</i>', "P(. Span(.))"),
    "a phrase in the same language": ('<p>One <i lang="en">two</i>', "P(.)"),
}


@pytest.mark.parametrize(("body", "expected"), OUTLINES.values(), ids=OUTLINES)
def test_an_element_becomes_the_standard_tags_for_it(body, expected):
    with render(body) as document:
        assert outline(kids(document_tag(document))[0]) == expected
        assert {str(tag.S)[1:] for tag in tags(document_tag(document))} <= set(STANDARD)
        assert "/RoleMap" not in document.Root.StructTreeRoot


def test_dots_that_lead_the_eye_are_not_read():
    with render(OUTLINES["contents"][0]) as document:
        [link] = tags_of(document, "Link")
        assert len([kid for kid in kids(link) if isinstance(kid, int)]) == 2  # the title and its page


# --- Over pages -------------------------------------------------------------------------------------------------------

ROWS = "".join(f'<tr><th scope="row">Row {number}</th><td>{number}</td></tr>' for number in range(20))
LONG = f"<table><thead><tr><th>Item<th>Number</thead>{ROWS}</table>"


def test_a_paragraph_over_two_pages_is_one():
    with render(f'<p lang="fr">{"Words that fill the page. " * 40}') as document:
        assert len(document.pages) > 1
        [paragraph] = tags_of(document, "P")
        assert {kid.Pg.objgen for kid in kids(paragraph) if not isinstance(kid, int)} == {
            page.objgen for page in document.pages[1:]
        }
        assert str(paragraph.Lang) == "fr"


def test_a_table_over_two_pages_is_one_and_its_head_is_read_once():
    with render(LONG) as document:
        assert len(document.pages) > 1
        assert [len(tags_of(document, role)) for role in ("Table", "THead", "TBody", "TR", "TH", "TD")] == [
            1, 1, 1, 21, 22, 20,
        ]  # fmt: skip


def test_each_head_of_a_table_says_of_what():
    with render(LONG) as document:
        scopes = [str(head.A.Scope) for head in tags_of(document, "TH")]
        assert scopes == ["/Column", "/Column"] + ["/Row"] * 20


def test_cells_that_span_say_so():
    with render("<table><tr><th rowspan=2>A<td colspan=2>B<tr><td>C<td>D</table>") as document:
        head, wide = tags_of(document, "TH")[0], tags_of(document, "TD")[0]
        assert (int(head.A.RowSpan), int(wide.A.ColSpan)) == (2, 2)


def test_running_heads_and_folios_are_artifacts_of_pagination():
    with render("<p>One") as document:
        found = [
            dict(instruction.operands[1])
            for instruction in pikepdf.parse_content_stream(document.pages[0])
            if str(instruction.operator) == "BDC" and instruction.operands[0] == "/Artifact"
        ]
        assert [(str(artifact["/Type"]), str(artifact["/Subtype"])) for artifact in found] == [
            ("/Pagination", "/Header"),
            ("/Pagination", "/Footer"),
        ]


def test_a_figure_has_its_words_and_its_place_on_the_page():
    body = f'<style>img {{ display: block }}</style><img alt="A square" src="{IMAGE}">'
    with render(body) as document:
        [figure] = tags_of(document, "Figure")
        assert str(figure.Alt) == "A square"
        assert [float(edge) for edge in figure.A.BBox] == [30, 162.5, 45, 170]  # points from the lower left


# --- A whole report ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["chrnk", "note"])
def report(request):
    outcome = render_pdf(render_html(full_view(), request.param, TEMPLATES).value, request.param, STYLES, CREATED)
    assert outcome.findings == ()
    with pikepdf.open(BytesIO(outcome.value.content)) as document:
        yield document


def test_the_file_says_that_it_is_tagged_in_what_language_and_that_its_title_shows(report):
    assert report.Root.MarkInfo.Marked
    assert str(report.Root.Lang) == "en"
    assert report.Root.ViewerPreferences.DisplayDocTitle
    assert {str(page.Tabs) for page in report.pages} == {"/S"}


def test_the_metadata_names_both_standards_and_the_title(report):
    metadata = report.Root.Metadata.read_bytes()
    assert metadata.count(b"<rdf:RDF") == 1
    assert b'pdfaid:part="3"' in metadata
    assert b'pdfaid:conformance="A"' in metadata
    assert b'pdfuaid:part="1"' in metadata
    with report.open_metadata() as read:
        assert read["dc:title"] == "Labor for Export: Prisons on the border"
        assert read["dc:creator"] == ["Jane <Author>", "John Second"]
        assert (read["xmp:CreateDate"], read["xmp:ModifyDate"]) == ("2023-07-15", "2023-07-15")


def test_colours_are_those_of_a_profile_and_nothing_is_encrypted_or_runs(report):
    [intent] = report.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert not report.is_encrypted
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(report.Root.keys())
    assert not any("/JavaScript" in item or item.get("/S") == "/JavaScript" for item in dictionaries(report))


def test_fonts_are_embedded_and_their_glyphs_have_characters(report):
    fonts = [item for item in dictionaries(report) if item.get("/Subtype") == "/Type0"]
    assert fonts
    for font in fonts:
        [inner] = font.DescendantFonts
        assert inner.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"
        characters = set(re.findall(rb"<([0-9a-f]{4})> <", font.ToUnicode.read_bytes()))
        assert {f"{glyph:04x}".encode() for glyph in glyphs_with_width(inner.W)} <= characters


def dictionaries(document):
    return [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]


def glyphs_with_width(widths):
    entries = list(widths)
    while entries:
        first, width, *entries = entries
        yield from range(int(first), int(first) + len(list(width)))


def test_all_content_is_tagged_or_an_artifact(report):
    for page in report.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                depth += 1
                assert depth == 1, "an artifact in what is read, or the reverse"
            elif operator == "EMC":
                depth -= 1
            elif operator in ("Tj", "TJ", "Do", "S", "s", "f", "f*", "B", "B*", "b", "b*", "sh"):
                assert depth == 1, operator


def test_each_marked_content_has_one_tag_and_leads_back_to_it(report):
    numbers = list(report.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    pages = {page.objgen: page for page in report.pages}
    seen = set()
    for tag in tags(document_tag(report)):
        for kid in kids(tag):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                page, number = (tag.Pg, kid) if isinstance(kid, int) else (kid.Pg, int(kid.MCID))
                assert (page.objgen, number) not in seen
                seen.add((page.objgen, number))
                assert parents[pages[page.objgen].StructParents][number].objgen == tag.objgen
            elif is_tag(kid):
                assert kid.P.objgen == tag.objgen
    assert seen == {(page.objgen, number) for page in report.pages for number in marked(page)}


def marked(page):
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]:
            yield int(instruction.operands[1].MCID)


def test_each_link_is_in_one_link_tag_leads_back_to_it_and_says_where_it_leads(report):
    numbers = list(report.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    annotations = [annotation for page in report.pages for annotation in page.get("/Annots", ())]
    tagged = {kid.Obj.objgen: tag for tag in tags(document_tag(report)) for kid in kids(tag) if is_reference(kid)}
    assert annotations
    assert len(annotations) == len(tagged)
    for annotation in annotations:
        assert annotation.Subtype == "/Link"
        assert tagged[annotation.objgen].S == "/Link"
        assert parents[annotation.StructParent].objgen == tagged[annotation.objgen].objgen
        assert str(annotation.Contents)
        assert int(annotation.F) == 4  # it prints
    assert not [tag for tag in tags_of(report, "Link") if not any(map(is_reference, kids(tag)))]


def is_reference(kid):
    return not isinstance(kid, int) and kid.get("/Type") == "/OBJR"


def test_links_say_where_they_lead_in_words(report):
    words = {
        str(annotation.Dest): str(annotation.Contents)
        for page in report.pages
        for annotation in page.get("/Annots", ())
        if "/Dest" in annotation
    }
    assert words["evidence-1"] == "RMB 25–50"
    assert words["note-1"] == "Daily NK, “Wigs,” 2023."
    assert words["note-1-call"] == "note 1 call"


def test_notes_and_calls_are_linked_both_ways(report):
    notes = tags_of(report, "Note")
    assert [str(note.ID) for note in notes] == [f"note-{number}" for number in range(1, len(notes) + 1)]
    names = list(report.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == sorted(str(note.ID) for note in notes)
    places = {str(name) for name in list(report.Root.Names.Dests.Names)[::2]}
    for note in notes:
        siblings = kids(note.P)
        call = next(before for before, kid in pairwise(siblings) if is_tag(kid) and kid.objgen == note.objgen)
        assert (call.S, kids(call)[0].S) == ("/Reference", "/Link")
        [label] = [kid for kid in kids(note) if is_tag(kid) and kid.S == "/Lbl"]
        ends = [next(filter(is_reference, kids(kids(end)[0]))).Obj.Dest for end in (call, label)]
        assert [str(end) for end in ends] == [str(note.ID), f"{note.ID}-call"]
        assert {str(end) for end in ends} <= places


def test_the_rectangle_of_a_note_can_be_hit(report):
    for page in report.pages:
        for annotation in page.get("/Annots", ()):
            left, one, right, other = (float(edge) for edge in annotation.Rect)
            assert right - left > 2, annotation
            assert abs(one - other) > 5, annotation


def test_headings_leave_out_no_level(report):
    levels = [int(str(tag.S)[2:]) for tag in tags(document_tag(report)) if re.fullmatch(r"/H\d", str(tag.S))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_stand_in_the_order_of_the_pages(report):
    pages = {page.objgen: index for index, page in enumerate(report.pages)}
    with report.open_outline() as bookmarks:
        places = [place for item in bookmarks.root for place in destinations(item, pages)]
    assert len(places) > 5
    assert places == sorted(places)


def destinations(item, pages):
    target = list(item.destination)
    yield pages[target[0].objgen], -float(target[3])
    for child in item.children:
        yield from destinations(child, pages)


# --- The tags as values -----------------------------------------------------------------------------------------------


def test_a_note_that_nothing_calls_stays():
    marker = Tag(role="NonStruct", element="span::footnote-marker", source=1, kids=(Mark(0, 0),))
    note = Tag(role="Span", element="span", source=1, kids=(marker, Mark(0, 1)))
    root = put_in_order(Tag(role="Document", kids=(note,)), "en")
    [paragraph] = root.kids
    assert paragraph.role == "P"
    assert [(kid.role, kid.identifier) for kid in paragraph.kids] == [("Note", "note-1")]


def test_a_link_takes_the_annotations_of_what_is_in_it():
    inner = Tag(role="Link", element="a::after", source=2, kids=(Annotated(0, 1), Mark(0, 1)))
    outer = Tag(role="Link", element="a", source=2, kids=(Annotated(0, 0), Mark(0, 0), inner))
    [link] = put_in_order(Tag(role="P", kids=(outer,)), "en").kids
    assert link.kids == (Annotated(0, 0), Annotated(0, 1), Mark(0, 0), Mark(0, 1))
