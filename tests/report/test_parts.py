"""Every part of a report that a writer may fill prints in its place, and the finished PDF says so."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefkit.project.building import compose_page
from briefkit.project.resources import load_resources
from briefkit.project.setting import set_page
from samples import wigs

BRIEF = """\
template: {template}
style: {style}
series: Papers
authors: [{{name: Ada Quill, affiliation: Harbor Office}}]
translators: [{{name: T. R. Lator}}]
publication: {{publisher: The Press, year: 2023, isbn: 978-0-000000-00-0, lccn: "2024000000"}}
embargo: July 16, 2023, 10 a.m.
board: [{{name: Ida Brass, office: Co-chair, affiliation: Guild}}, {{name: Jan Oil}}]
lists: [tables]
about: The house counts.
about_authors: Ada Quill counts too.
acknowledgements: Thanks to all.
acronyms: {{RMB: Renminbi}}
glossary: [{{term: gwalliso, romanized: kwalliso, meaning: "A camp; inmates make {{{{ dailynk.share }}}}."}}]
foreword: {{title: A Word Before, body: It matters.}}
summary: See {{{{ ref("prices") }}}} on {{{{ page("prices") }}}}.
introduction: It begins.
sections:
  - title: Trade
    content:
      - table:
          id: prices
          title: What a Wig Brings
          columns: [Item, Price]
          rows: [[Wig, "{{{{ dailynk.wig_price }}}}"]]
      - box: {{title: An Account, witness: {{person: Mrs. K., place: Sinuiju, years: 2001–2010}}, body: We made them.}}
conclusion: It ends.
recommendations: [{{to: All, items: ["Count; see {{{{ page(\\"prices\\") }}}}, too."]}}]
methodology: By reading{{{{ cite(dailynk) }}}}.
appendices: [{{title: Data, body: None.}}]
gazetteer: [{{name: Sinuiju, coordinates: "40.10, 124.39", note: "It is said to have {{{{ dailynk.makers }}}}."}}]
corrections: [{{date: 2023-08-01, text: A name was corrected.}}]
"""

# In the order of the reports of the Committee for Human Rights in North Korea; "" where a style prints none.
ORDER = {
    "chrnk": (
        *("Embargo: July 16, 2023", "Ada Quill", "Library of Congress Control Number 2024000000", "Board of Directors"),
        *("Ida Brass", "Contents", "Tables", "About the Organization", "The house counts.", "About the Authors"),
        *("Ada Quill counts too.", "Acknowledgements", "Acronyms", "Glossary", "gwalliso", "A Word Before"),
        *("Executive Summary", "See Table 1 on page", "Introduction", "Trade", "What a Wig Brings", "An Account"),
        *("Mrs. K.", "Conclusion", "Recommendations", "Methodology and Standard of Proof", "Appendix A", "Data"),
        *("Evidence Ledger", "Gazetteer", "40.10, 124.39", "Bibliography", "Corrections and Versions", "A name was"),
    ),
    # Its heads stand at the side, and are drawn after the text.
    "note": (
        *(
            "Embargo: July 16, 2023",
            "See Table 1 on page",
            "It matters.",
            "It begins.",
            "What a Wig Brings",
            "An Account",
        ),
        *("Mrs. K.", "It ends.", "see page", "By reading", "The house counts.", "Ada Quill counts too."),
        *("Thanks to all.", "Renminbi", "gwalliso", "40.10, 124.39", "Evidence Ledger", "Ida Brass", "A name was"),
    ),
}


STYLES = {"chrnk": "chrnk", "policy": "chrnk", "note": "note", "bulletin": "note"}  # the template of each style


def pdf_of(style: str) -> bytes:
    made = wigs(BRIEF.format(template=STYLES[style], style=style))
    assert made.findings == ()
    resources = load_resources(Path("/nowhere")).value
    page = compose_page(made.examination.briefs["wigs"], resources, ()).value
    assert page is not None
    outcome = set_page(page, resources.styles)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value.content


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf_of("chrnk")


def page_texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]


@pytest.mark.parametrize("style", STYLES)
def test_the_parts_print_in_the_order_of_the_reports_of_the_field(style: str) -> None:
    text = " ".join(page_texts(pdf_of(style)))
    at = 0
    for words in ORDER[STYLES[style]]:
        found = text.casefold().find(words.casefold(), at)
        assert found >= 0, f"“{words}” does not print behind “{text[max(at - 40, 0) : at]}”"
        at = found + 1


def test_every_style_that_is_shipped_is_tried() -> None:
    assert {name.partition("/")[0] for name in load_resources(Path("/nowhere")).value.styles if "main.css" in name} == {
        *STYLES
    }


PAPERS = {"chrnk": (612, 792), "policy": (595, 842), "note": (612, 792), "bulletin": (612, 792)}


@pytest.mark.parametrize("style", PAPERS)
def test_a_style_has_a_paper_of_its_own(style: str) -> None:
    pages = pypdfium2.PdfDocument(pdf_of(style))
    assert {tuple(round(side) for side in page.get_size()) for page in pages} == {PAPERS[style]}


def test_the_policy_paper_writes_as_new_harts_rules_do() -> None:
    text = " ".join(page_texts(pdf_of("policy")))
    assert "15 July 2023" in text
    assert "20–30 per cent" in text


def test_each_part_has_a_bookmark_and_its_page_stands_in_the_contents(report: bytes) -> None:
    with pikepdf.open(BytesIO(report)) as document, document.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    assert titles == [
        "Board of Directors", "Contents", "Tables", "About the Organization", "About the Authors", "Acknowledgements",
        "Acronyms", "Glossary", "A Word Before", "Executive Summary", "Introduction", "Trade", "Conclusion",
        "Recommendations", "Methodology and Standard of Proof", "Appendix A. Data", "Appendix B. Evidence Ledger",
        "Gazetteer", "Bibliography", "Corrections and Versions",
    ]  # fmt: skip
    contents = next(text for text in page_texts(report) if "Contents" in text)
    assert re.search(r"A Word Before[ .\u2002]*[IVX]+\b.*Introduction[ .\u2002]*1\b", contents)
    assert re.search(r"Table 1\. What a Wig Brings[ .\u2002]*1\b", contents)


def test_a_reference_prints_the_page_that_its_link_leads_to(report: bytes) -> None:
    texts = page_texts(report)
    summary = next(index for index, text in enumerate(texts) if "See Table 1 on page" in text)
    (page,) = re.findall(r"See Table 1 on page (\d+)", texts[summary])
    table = next(index for index, text in enumerate(texts) if "Table 1. What a Wig Brings Item" in text)
    assert texts[table].rstrip().rsplit(" ", 1)[-1] == page
    assert re.search(rf"see page {page}, too", " ".join(texts))
    document = pikepdf.open(BytesIO(report))
    destinations = {str(link.Dest) for link in document.pages[summary].Annots if "/Dest" in link}
    assert "table-1" in destinations
