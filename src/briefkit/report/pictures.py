"""Take in a picture from outside: its bytes in, a picture that a PDF may carry out, or why it may not.

The only home of Pillow. A picture is set anew, so that nothing of the camera or the place goes into the PDF with it.
"""

from __future__ import annotations

import re
import warnings
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from briefkit.findings.bk7_rendering import PICTURE_REFUSED

MAX_PIXELS = 40_000_000
MAX_SVG = 2_000_000  # bytes
_POINTS = 72 / 300  # a pixel, where 300 of them make an inch
WIDTH = 384.0  # points: the measure of the page; a larger picture is made smaller
_FORMATS = ("PNG", "JPEG")
_UNSAFE_TAGS = frozenset(
    "script foreignobject iframe image use animate set animatetransform animatemotion style".split()
)
_LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d{1,6})?)\s*(px|pt|)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as an address that carries it, and its size on the page in points."""

    address: str
    width: float
    height: float


def address(kind: str, data: bytes) -> str:
    """An address that is the data itself."""
    return f"data:{kind};base64,{b64encode(data).decode()}"


def read_picture(name: str, data: bytes) -> Picture:
    """A PNG, JPEG or SVG. Raises BK747 for anything else, for one of too many pixels, and for an SVG that is no picture
    alone: one with a script, or that asks for something outside of it.
    """
    if name.lower().endswith(".svg"):
        return _read_svg(name, data)
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), _whole_files():
            warnings.simplefilter("error")  # of a decompression bomb
            opened: Any = Image.open(BytesIO(data), formats=_FORMATS)
            width, height = opened.size
            if width * height > MAX_PIXELS:
                raise _refused(name, f"{width * height / 1_000_000:,.0f} million pixels", "make it smaller")
            turned = ImageOps.exif_transpose(opened)
            plain = _flattened(turned)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _refused(name, "far too many pixels", "make it smaller") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, EOFError) as error:
        raise _refused(name, "no PNG or JPEG that can be read", "save it anew as PNG or JPEG") from error
    kind = opened.format
    out = BytesIO()
    plain.save(out, kind, **({"quality": 92} if kind == "JPEG" else {"optimize": False}))
    width, height = plain.size
    scale = min(_POINTS, WIDTH / width)
    return Picture(address=address(f"image/{kind.lower()}", out.getvalue()), width=width * scale, height=height * scale)


@contextmanager
def _whole_files() -> Iterator[None]:
    """Have Pillow refuse a file that is cut short, whatever another library of the process has told it."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _flattened(image: Any) -> Any:
    """The picture in grey or RGB, with white where it is transparent, and with none of its metadata."""
    from PIL import Image

    if image.mode in ("L", "1", "I;16"):
        return _anew(image.convert("L"))
    if "A" in image.mode or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper
    return _anew(image.convert("RGB"))


def _anew(image: Any) -> Any:
    from PIL import Image

    copy = Image.new(image.mode, image.size)
    copy.paste(image)
    return copy


def _read_svg(name: str, data: bytes) -> Picture:
    if len(data) > MAX_SVG:
        raise _refused(name, f"an SVG of {len(data):,} bytes", "simplify it, or save it as PNG")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _refused(name, "an SVG with a document type", "remove the lines that begin with <!")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise _refused(name, "no SVG that can be read", "save it anew as plain SVG") from error
    if _local(root.tag) != "svg":
        raise _refused(name, "no SVG", "save it anew as plain SVG")
    for element in root.iter():
        tag = _local(element.tag)
        if tag in _UNSAFE_TAGS:
            raise _refused(name, f"an SVG with <{tag}>", "save it as plain SVG, or as PNG")
        for key, value in element.attrib.items():
            outside = _local(key) == "href" and not value.startswith("#")
            asks = re.search(r"url\s*\(\s*['\"]?(?!#)", value) is not None
            if outside or asks or _local(key).startswith("on"):
                raise _refused(name, f'an SVG with {_local(key)}="{value[:40]}"', "save it as plain SVG, or as PNG")
    width, height = _svg_size(name, root)
    scale = min(1.0, WIDTH / width)
    return Picture(address=address("image/svg+xml", data), width=width * scale, height=height * scale)


def _svg_size(name: str, root: ElementTree.Element) -> tuple[float, float]:
    """Width and height in points, by the attributes or else by the view box."""
    found = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    sizes = [float(one[1]) * (1.0 if one[2] == "pt" else 0.75) for one in found if one is not None]
    if len(sizes) < 2:
        box = [part for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if _LENGTH.fullmatch(part)]
        sizes = [float(part) * 0.75 for part in box[2:4]] if len(box) == 4 else []
    if len(sizes) < 2 or not all(sizes):
        raise _refused(name, "an SVG without a size", "give it width and height, or a viewBox")
    return sizes[0], sizes[1]


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()


def _refused(name: str, found: str, hint: str) -> Exception:
    return PICTURE_REFUSED.problem(file=name, found=found, hint=hint)
