"""Korean, Chinese and Japanese are set in their own forms, by fonts that are loaded where a document needs them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from briefkit.findings import Span
from briefkit.project import fonts
from briefkit.project.fonts import SHEET, font_files, font_versions, missing_fonts
from briefkit.project.resources import load_resources
from briefkit.report.pdf import render_pdf
from samples import NOWHERE

FAMILIES = '@import "../base/fonts.css"; html { font-family: "Briefkit Serif" } b { font-weight: 600 }'
STYLES = {
    **load_resources(NOWHERE).value.styles,
    "s/main.css": FAMILIES.encode(),
}


def rendered(body: str, language: str = "en", css: str = "") -> Any:
    """The PDF of a body, which must be set without a finding."""
    html = f'<html lang="{language}"><head><title>t</title></head><body>{body}</body></html>'
    files = {**STYLES, "s/main.css": (FAMILIES + css).encode(), **font_files(html, language)}
    outcome = render_pdf(html, "s", files, date(2023, 7, 15))
    assert outcome.findings == ()
    assert outcome.value is not None
    return pikepdf.open(BytesIO(outcome.value.content))


def faces(pdf: Any) -> Mapping[str, bytes]:
    """The fonts of the first page by name, without the six letters of the subset: their files."""
    found: dict[str, bytes] = {}
    for font in pdf.pages[0].Resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        file = descriptor.get("/FontFile3", descriptor.get("/FontFile2"))
        found[str(font.BaseFont).partition("+")[2]] = file.read_bytes()
    return found


def drawings(file: bytes) -> list[Any]:
    """The drawings of a subset font, which is embedded as bare outlines (CFF)."""
    from fontTools.cffLib import CFFFontSet
    from fontTools.pens.recordingPen import RecordingPen

    outlines = CFFFontSet()
    outlines.decompile(BytesIO(file), None)
    glyphs, drawn = outlines[0].CharStrings, []
    for name in outlines[0].charset:
        pen = RecordingPen()
        glyphs[name].draw(pen)
        if pen.value and name != ".notdef":
            drawn.append(pen.value)
    return drawn


# Characters that Seoul, Beijing, Taipei and Tokyo draw otherwise, with the number of their forms.
FORMS = {"直": 3, "骨": 3, "令": 3, "述": 4, "返": 4}
LANGUAGES = ("ko", "zh", "zh-Hant", "ja")


@pytest.mark.parametrize(("char", "forms"), FORMS.items())
def test_a_character_has_the_form_of_its_language(char: str, forms: int) -> None:
    body = "".join(f'<p lang="{language}">{char}</p>' for language in LANGUAGES)
    found = faces(rendered(body))
    assert len(found) == len(LANGUAGES)  # a font for each, in one document
    assert len({str(drawings(file)) for file in found.values()}) == forms


def test_figures_and_letters_keep_the_face_of_the_style() -> None:
    found = faces(rendered("<p>수출 2394만 달러, USD <b>직할시</b></p>", "ko"))
    assert set(found) == {"Briefkit-Serif", "Briefkit-Serif-Semi-Condensed", "Briefkit-Serif-Semi-Bold-Semi-Condensed"}


def test_a_word_in_an_english_line_is_set_in_its_own_font() -> None:
    found = faces(rendered('<p>The paper <span lang="ko">가람통신</span> says</p>'))
    assert set(found) == {"Briefkit-Serif", "Briefkit-Serif-Semi-Condensed"}
    assert len(drawings(found["Briefkit-Serif-Semi-Condensed"])) == 4


def test_a_character_that_a_font_lacks_is_taken_from_another() -> None:
    found = faces(rendered('<p lang="ko">约</p>', "ko"))
    assert set(found) == {"Briefkit-Serif-Condensed"}


def test_two_faces_of_one_family_are_not_taken_for_each_other() -> None:
    digits = '@font-face { font-family: "X"; src: url(../fonts/SourceSans3-Regular.otf.woff2); unicode-range: U+37 }'
    letters = '@font-face { font-family: "X"; src: url(../fonts/SourceSerif4-Regular.otf.woff2); unicode-range: U+41 }'
    pdf = rendered("<p>A7</p>", css=f'{digits} {letters} html {{ font-family: "X" }}')
    assert len(pdf.pages[0].Resources.Font) == 2


def test_a_document_without_such_text_needs_nothing() -> None:
    html = '<html lang="en"><p>Wigs</p>'
    assert font_files(html, "en") == {}
    assert font_versions(html) == ()
    assert missing_fonts(html, Span("briefs/wigs.yaml")) == ()


def test_the_files_are_the_same_each_time_and_only_those_of_the_language() -> None:
    html = '<html lang="en"><p>가발</p>'
    first = font_files(html, "en")
    fonts._semibold.cache_clear()
    assert font_files(html, "en") == first
    assert set(first) == {SHEET, *(f"fonts/east-asian/ko-{part}" for part in ("serif", "sans", "semibold"))}
    assert [text.partition(" ")[0] for text in font_versions(html)] == ["pylopdf-fonts-ko", "justmytype-intl-cjk"]


def test_fonts_that_are_not_installed_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "is_installed", lambda package: package != "pylopdf-fonts-ko")
    [finding] = missing_fonts('<html lang="en"><p>가발</p>', Span("briefs/wigs.yaml"))
    assert (finding.code, str(finding.span), finding.hint) == (
        "BK745", "briefs/wigs.yaml:1:1", 'pip install "briefkit[east-asian]"'
    )  # fmt: skip
    assert "pylopdf-fonts-ko" in finding.message
    assert finding.stops
