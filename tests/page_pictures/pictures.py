"""Pictures of the pages of the shipped briefs: `python -m page_pictures.pictures` approves them as they are now.

Look at every page before. The approved pictures are kept in sixteen greys, which is enough to tell pages apart.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from briefkit.project.building import compose_page
from briefkit.project.examination import examine
from briefkit.project.setting import set_page
from briefkit.project.workspace import load_workspace

REPOSITORY = Path(__file__).parents[2]
APPROVED = Path(__file__).parent / "approved"
DIFFERING = REPOSITORY / "build" / "differing-pages"

_SCALE = 1.0  # pixels for each point
_GREYS = 16
# Two renderers shade the edge of a letter differently, but none makes white of black: a digit that changes does.
_DIFFERS = 80  # of 255
_MAY_DIFFER = 2  # pixels of a page


def shipped_pages() -> dict[str, list[Image.Image]]:
    """The pages of each brief that ships, by its name."""
    workspace = load_workspace(REPOSITORY)
    found = examine(workspace)
    pages: dict[str, list[Image.Image]] = {}
    for name, examined in found.briefs.items():
        page = compose_page(examined, found.resources, found.waivers).value
        assert page is not None
        rendered = set_page(page, found.resources.styles).value
        assert rendered is not None
        pages[name] = draw(rendered.content)
    return pages


def draw(content: bytes) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(content)
    return [page.render(scale=_SCALE, grayscale=True).to_pil().convert("L") for page in document]


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many pixels of two pages clearly differ; all of them where the pages are of two sizes."""
    if one.size != other.size:
        return one.width * one.height
    return sum(ImageChops.difference(one, other).histogram()[_DIFFERS:])


def look_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether a reader would take two pages for the same."""
    return differing(one, other) <= _MAY_DIFFER


def approved(name: str) -> list[Image.Image]:
    """The approved pages of a brief, in order."""
    return [Image.open(path).convert("L") for path in sorted((APPROVED / name).glob("*.png"))]


def keep(name: str, number: int, now: Image.Image, before: Image.Image | None) -> Path:
    """Keep a page for looking at: as it was, as it is, and where they differ, side by side."""
    parts = [now] if before is None else [before, now, *_difference(before, now)]
    sheet = Image.new("L", (sum(one.width for one in parts), max(one.height for one in parts)), 255)
    at = 0
    for part in parts:
        sheet.paste(part, (at, 0))
        at += part.width
    DIFFERING.mkdir(parents=True, exist_ok=True)
    path = DIFFERING / f"{name}-{number:02}.png"
    sheet.save(path)
    return path


def _difference(one: Image.Image, other: Image.Image) -> list[Image.Image]:
    return [ImageChops.invert(ImageChops.difference(one, other))] if one.size == other.size else []


def _few_greys(picture: Image.Image) -> bytes:
    content = BytesIO()
    picture.quantize(_GREYS).save(content, "PNG", optimize=True)
    return content.getvalue()


def main() -> None:
    """Take the pages as they are now for approved."""
    for name, pages in shipped_pages().items():
        folder = APPROVED / name
        folder.mkdir(parents=True, exist_ok=True)
        before = approved(name)
        for path in folder.glob("*.png"):
            path.unlink()
        changed = []
        for number, page in enumerate(pages, 1):
            (folder / f"{number:02}.png").write_bytes(_few_greys(page))
            if number > len(before) or not look_alike(page, before[number - 1]):
                changed.append(str(number))
        print(f"{name}: {len(pages)} pages approved; changed: {', '.join(changed) or 'none'}")


if __name__ == "__main__":
    main()
