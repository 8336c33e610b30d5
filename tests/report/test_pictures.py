"""A picture from outside is set anew or refused, and goes into the PDF with its words and without its metadata."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from briefkit.project.building import compose_page
from briefkit.project.examination import examine
from briefkit.project.setting import set_page
from briefkit.project.workspace import load_workspace
from briefkit.report.pictures import read_picture
from samples import problem_of, seed_file, text_at


def raster(kind: str = "PNG", size: tuple[int, int] = (600, 300), mode: str = "RGB", **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, more.pop("color", 0)).save(out, kind, **more)
    return out.getvalue()


def svg(inner: str = "<rect width='10' height='10'/>", head: str = "width='100' height='50'") -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' {head}>{inner}</svg>".encode()


def opened(address: str) -> Image.Image:
    return Image.open(BytesIO(b64decode(address.partition("base64,")[2])))


SIZES = {
    "300 pixels make an inch": ("a.png", raster(size=(600, 300)), (144, 72)),
    "no wider than the page": ("a.jpg", raster("JPEG", size=(3200, 1600)), (384, 192)),
    "an SVG in pixels": ("a.svg", svg(), (75, 37.5)),
    "an SVG in points": ("a.svg", svg(head="width='100pt' height='50pt'"), (100, 50)),
    "an SVG by its view box": ("a.svg", svg(head="viewBox='0 0 1024 512'"), (384, 192)),
}


@pytest.mark.parametrize(("name", "data", "size"), SIZES.values(), ids=SIZES)
def test_a_picture_has_a_size_on_the_page(name: str, data: bytes, size: tuple[float, float]) -> None:
    picture = read_picture(name, data)
    assert (picture.width, picture.height) == pytest.approx(size)


def test_the_metadata_of_a_picture_is_left_behind() -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x9003] = "2023:05:31 10:00:00"
    picture = read_picture("a.jpg", raster("JPEG", exif=exif, comment=b"a secret"))
    data = b64decode(picture.address.partition("base64,")[2])
    assert b"camera" not in data
    assert b"secret" not in data
    assert dict(opened(picture.address).getexif()) == {}


def test_a_picture_taken_sideways_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read_picture("a.jpg", raster("JPEG", size=(600, 300), exif=exif))
    assert picture.height > picture.width


def test_what_is_transparent_becomes_paper() -> None:
    picture = read_picture("a.png", raster(mode="RGBA", color=(0, 0, 0, 0)))
    assert opened(picture.address).getpixel((0, 0)) == (255, 255, 255)


def test_the_same_picture_becomes_the_same_bytes() -> None:
    data = raster("JPEG")
    assert read_picture("a.jpg", data) == read_picture("a.jpg", data)


REFUSED = {
    "fifty million pixels": ("a.png", raster(size=(10_000, 5_000), mode="1"), "50 million pixels"),
    "a hundred million pixels": ("a.png", raster(size=(10_000, 10_000), mode="1"), "far too many pixels"),
    "a billion pixels": ("a.png", raster(size=(40_000, 25_000), mode="1"), "far too many pixels"),
    "no picture": ("a.png", b"not a picture", "no PNG or JPEG"),
    "half a picture": ("a.png", raster(size=(500, 500), mode="RGB", color=5)[:60], "no PNG or JPEG"),
    "another format": ("a.png", raster("GIF", mode="P"), "no PNG or JPEG"),
    "a script": ("a.svg", svg("<script>alert(1)</script>"), "<script>"),
    "HTML in it": ("a.svg", svg("<foreignObject/>"), "<foreignobject>"),
    "another picture in it": ("a.svg", svg("<image href='http://example.org/a.png'/>"), "<image>"),
    "a style sheet": ("a.svg", svg("<style>@import url(x)</style>"), "<style>"),
    "a link": ("a.svg", svg("<a href='http://example.org'/>"), 'href="http://example.org"'),
    "a fill from outside": ("a.svg", svg("<rect fill='url(http://example.org/#a)'/>"), "fill="),
    "a handler": ("a.svg", svg("<rect onclick='x()'/>"), "onclick="),
    "an entity": ("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'a'>]>" + svg("&a;"), "document type"),
    "broken": ("a.svg", b"<svg", "no SVG that can be read"),
    "no SVG": ("a.svg", b"<html/>", "no SVG"),
    "no size": ("a.svg", svg(head=""), "without a size"),
    "very long": ("a.svg", svg(" " * 2_000_001), "2,000,0"),
}


@pytest.mark.parametrize(("name", "data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_plain_picture_is_refused(name: str, data: bytes, words: str) -> None:
    problem = problem_of(read_picture, name, data)
    assert problem.code.code == "BK747"
    assert words in problem.message


BRIEF = """\
title: Wigs
date: 2023-07-15
template: chrnk
cover: {image: photos/cover.jpg, alt: A dark street}
sections:
  - title: A
    content:
      - image:
          {id: port, file: port.png, title: The port, alt: Ships at a quay, credit: "Photo: A. Quill", note: At dawn.}
      - image: {file: plan.svg, title: Its plan, alt: A plan of the port}
    body: See {{ ref("port") }}.
"""


def project(folder: Path, brief: str = BRIEF) -> Path:
    (folder / "briefs" / "photos").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "briefs" / "wigs.yaml").write_text(brief, "utf-8")
    (folder / "briefs" / "port.png").write_bytes(raster(color=(200, 0, 0)))
    (folder / "briefs" / "plan.svg").write_bytes(svg())
    (folder / "briefs" / "photos" / "cover.jpg").write_bytes(raster("JPEG"))
    (folder / "secret.png").write_bytes(raster())
    (folder / "seeds" / "s.txt").write_text("Nothing.\n", "utf-8")
    (folder / "seeds" / "s.yaml").write_text(seed_file("", "Nothing.\n", file="s.txt"), "utf-8")
    return folder


def test_pictures_print_with_title_credit_and_note(tmp_path: Path) -> None:
    made = examine(load_workspace(project(tmp_path)))
    assert [one for one in made.findings if one.stops] == []
    page = compose_page(made.briefs["wigs"], made.resources, ()).value
    assert page is not None
    assert re.findall(r'<img [^>]*alt="([^"]*)"', page.html.plain) == [
        "A dark street", "Ships at a quay", "A plan of the port",
    ]  # fmt: skip
    outcome = set_page(page, made.resources.styles)
    assert outcome.findings == ()
    assert outcome.value is not None
    pages = [one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(outcome.value.content)]
    text = re.sub(r"\s+", " ", " ".join(pages))
    for words in ("Figure 1. The port", "Photo: A. Quill", "At dawn.", "Figure 2. Its plan", "See Figure 1."):
        assert words in text


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("file: port.png", "file: ⟦none.png⟧", "BK746"),
        ("file: port.png", "file: ⟦../secret.png⟧", "BK746"),
        ("image: photos/cover.jpg", "image: ⟦photos⟧", "BK746"),
        ("file: port.png", "file: ⟦wigs.yaml⟧", "BK747"),
        (", alt: Ships at a quay", "", "BK108"),
    ],
)
def test_a_picture_that_cannot_be_had_is_found_at_its_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    brief = BRIEF.replace(old, new.replace("⟦", "").replace("⟧", ""))
    found = [one for one in examine(load_workspace(project(tmp_path, brief))).findings if one.stops]
    assert [one.code for one in found if one.code != "BK214"] == [code]
    if "⟦" in new:
        assert text_at(brief, found[0].span) == new.partition("⟦")[2].rstrip("⟧")
