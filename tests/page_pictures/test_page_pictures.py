"""The pages of the shipped briefs look as they did when somebody looked at them and approved them.

Where that is meant to change: look at build/differing-pages/, then `make approve`.
"""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from page_pictures.pictures import APPROVED, approved, keep, look_alike, shipped_pages

BRIEFS = ("labor_for_export", "wigs")
now = cache(shipped_pages)


def test_every_shipped_brief_has_approved_pages() -> None:
    assert sorted(now()) == sorted(path.name for path in APPROVED.iterdir()) == sorted(BRIEFS)


@pytest.mark.parametrize("brief", BRIEFS)
def test_each_page_looks_as_it_was_approved(brief: str) -> None:
    before = approved(brief)
    pages = now()[brief]
    told_apart = [
        keep(brief, number, page, before[number - 1] if number <= len(before) else None)
        for number, page in enumerate(pages, 1)
        if number > len(before) or not look_alike(page, before[number - 1])
    ]
    assert told_apart == []
    assert len(pages) == len(before)


# --- What is told apart -----------------------------------------------------------------------------------------------


def page() -> Image.Image:
    return approved("labor_for_export")[8].copy()


def with_text(text: str) -> Image.Image:
    picture = page()
    draw = ImageDraw.Draw(picture)
    draw.rectangle((300, 300, 330, 312), fill=255)
    draw.text((300, 300), text, fill=0, font_size=9)
    return picture


@pytest.mark.parametrize(
    ("one", "other"),
    [("20", "26"), ("3.50", "8.50"), ("20", "200"), ("1.5", "15"), ("15", ""), ("over 5", "over 6")],
)
def test_one_digit_makes_another_page(one: str, other: str) -> None:
    assert not look_alike(with_text(one), with_text(other))


def test_a_line_that_moves_makes_another_page() -> None:
    moved = ImageChops.offset(page(), 0, 1)
    assert not look_alike(page(), moved)


def test_a_page_of_another_size_is_another_page() -> None:
    assert not look_alike(page(), page().crop((0, 0, 100, 100)))


def test_softer_edges_and_fewer_greys_make_no_other_page() -> None:
    assert look_alike(page(), Image.blend(page(), page().filter(ImageFilter.SMOOTH), 0.5))
    assert look_alike(page(), page().quantize(16).convert("L"))
