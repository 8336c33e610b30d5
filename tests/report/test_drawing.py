"""Drawings: their texts are measured by the fonts that set them, and each stands beside the SVG."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefkit.report.drawing import Canvas, Look, Measure, path

FONTS = Path(__file__).parents[2] / "styles" / "fonts"


@pytest.fixture(scope="module")
def measure() -> Measure:
    names = ("SourceSans3-Regular.otf.woff2", "SourceSans3-Semibold.otf.woff2")
    return Measure(*((FONTS / name).read_bytes() for name in names))


def test_a_text_is_as_wide_as_its_letters(measure: Measure) -> None:
    # Advances of Source Sans 3, in thousandths of an em: i 246, m 829, space 200.
    assert measure.width("i", 10) == pytest.approx(2.46, abs=0.02)
    assert measure.width("im", 10) == measure.width("i", 10) + measure.width("m", 10)
    assert measure.width("m", 10, bold=True) > measure.width("m", 10)


def test_what_the_font_lacks_is_an_em_wide_and_accents_put_above_nothing(measure: Measure) -> None:
    assert measure.width("北한", 10) == 20
    assert measure.width("\u200b", 10) == 0


def test_a_text_is_broken_between_words_where_it_would_be_too_wide(measure: Measure) -> None:
    assert measure.lines("Ministry of Social Security", 60, 8) == ("Ministry of Social", "Security")
    assert measure.lines("Unbreakable", 10, 8) == ("Unbreakable",)
    assert measure.lines("", 10, 8) == ()


def test_a_drawing_is_an_svg_with_its_texts_beside_it() -> None:
    canvas = Canvas(Look())
    canvas.add("rect", x=0.0, y=1.25, width=10, height=2.004, fill="#ffffff", stroke_width=0.5, rx=None)
    canvas.text(3.0, 4.0, "A & <B>", bold=True, anchor="middle")
    canvas.text(3.0, 4.0, "")
    drawing = canvas.finish(20, 10)
    assert drawing.svg.splitlines() == [
        '<svg xmlns="http://www.w3.org/2000/svg" width="20pt" height="10pt" viewBox="0 0 20 10" '
        'font-family="Briefkit Sans">',
        '<rect x="0" y="1.25" width="10" height="2" fill="#ffffff" stroke-width="0.5"/>',
        '<text x="3" y="4" font-size="8" fill="#1a1a1a" font-weight="600" '
        'text-anchor="middle">A &amp; &lt;B&gt;</text>',
        "</svg>",
    ]
    assert drawing.texts == ("A & <B>",)


def test_a_path_goes_along_points() -> None:
    assert path([(0, 0), (1.5, 2.0)]) == "M0 0L1.5 2"
    assert path([(0, 0), (1, 0), (1, 1)], closed=True) == "M0 0L1 0L1 1Z"
