"""What the reader of a finished PDF says of its characters, from a page written by hand."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from briefkit.report.page_text import read_pages

MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <41> <%s> <42> <0042> endbfchar
1 beginbfrange <30> <39> <0030> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""
LINE = b"BT /F 12 Tf 72 700 Td (AB) Tj 60 0 Td (57) Tj ET"
MIRRORED = b"BT /F 12 Tf 1 0 0 1 72 700 Tm (B1) Tj -1 0 0 1 272 700 Tm (2) Tj 1 0 0 -1 372 700 Tm (3) Tj "
MIRRORED += b"-1 0 0 1 472 700 Tm (A) Tj -1 0 0 1 522 700 Tm (5) Tj ET"


def page(content: bytes, means: bytes = b"0041") -> bytes:
    """A PDF of one page, on which the letter A of the content stands for the UTF-16 of `means`."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(612, 792))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font.ToUnicode = document.make_stream(MAP % means)
    document.pages[0].Resources = Dictionary(Font=Dictionary(F=document.make_indirect(font)))
    document.pages[0].MediaBox = Array([0, 0, 612, 792])
    document.pages[0].Contents = document.make_stream(content)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


TEXTS = {
    "letters and digits": (b"0041", ["AB", "57"]),
    "a character of two units, so that places are not those of UTF-16": (b"D842DFB7", ["\U00020bb7B", "57"]),
    "a character that cannot be printed": (b"0002", ["\x02B", "57"]),
    "a character that stands for none": (b"FFFD", ["\ufffdB", "57"]),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_characters_of_a_page_stand_in_runs_each_with_its_box(name: str) -> None:
    means, texts = TEXTS[name]
    [read] = read_pages(page(LINE, means))
    assert [run.text for run in read.runs] == texts
    five = read.runs[1].boxes[0]
    assert 131 < five.left < 134
    assert 699 < five.bottom < 701


def test_what_is_mirrored_does_not_stand_as_it_is_read() -> None:
    """Be it a digit, a fraction of one character, or a letter, which may be one of a hedge that is struck out."""
    [read] = read_pages(page(MIRRORED, b"00BD"))
    found = {char: stands for run in read.runs for char, stands in zip(run.text, run.upright, strict=True)}
    assert found == {"B": True, "1": True, "2": False, "3": False, "½": False, "5": False}
