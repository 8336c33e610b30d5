"""Read a finished PDF with another library than the one that wrote it: its bytes in, what stands on its pages out.

The only home of pypdfium2, which is imported when a PDF is read.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

SCALE = 1.0  # pixels a point of the page's picture, in which the ink of characters is looked for
_INK = 40  # of 255: how much darker or lighter than its paper a character has to be somewhere
_THIN = 2.5  # points: a line is less high, and longer
HYPHEN = "\x02"  # stands for a hyphen at the end of a line; asked for many characters at once, the reader says U+FFFE
_CELL = 16  # points: the page is divided into squares, so that neighbours are found at once
T = TypeVar("T")


class Box(NamedTuple):
    """Where a character stands, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return max(self.right - self.left, 0) * max(self.top - self.bottom, 0)

    def shared(self, other: Box) -> float:
        """The area that two boxes share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width * height if width > 0 and height > 0 else 0


@dataclass(frozen=True, slots=True, eq=False)
class PrintedRun:
    """A stretch of one line without a gap: its characters, the box of each, and whether each stands as it is read.

    A character that is mirrored, or turned by more than a quarter, does not: a 6 would be a 9. Each run is itself
    alone: one that lies right over another is not the same.
    """

    page: int
    text: str
    boxes: tuple[Box, ...]
    upright: tuple[bool, ...]

    @property
    def middle(self) -> float:
        """The height of its middle."""
        first = self.boxes[0]
        return (first.bottom + first.top) / 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of the same document: where it can be clicked, and the index of the page it leads to.

    Those between a note and its call are left out: they join numbers of notes, which are no numbers of pages.
    """

    box: Box
    target: int


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page: its size in points, its runs in the order they were drawn, its links, and its picture in grey.

    `rules` are the thin level lines that are drawn on it.
    """

    width: float
    height: float
    runs: tuple[PrintedRun, ...]
    links: tuple[PageLink, ...]
    rules: tuple[Box, ...]
    picture: bytes
    stride: int
    lines: int

    def shows(self, box: Box) -> bool:
        """Whether there is ink in a box: something in it differs from its paper."""
        left, right = _pixels(box.left, box.right, self.width, self.stride)
        top, bottom = _pixels(self.height - box.top, self.height - box.bottom, self.height, self.lines)
        rows = [self.picture[row * self.stride + left : row * self.stride + right] for row in range(top, bottom)]
        values = b"".join(rows)
        return bool(values) and max(values) - min(values) >= _INK

    def strikes(self, box: Box) -> bool:
        """Whether a line runs through the middle of a box, from side to side."""
        margin = (box.top - box.bottom) / 5
        return any(
            box.bottom + margin < (rule.bottom + rule.top) / 2 < box.top - margin
            and rule.left <= box.left + margin
            and rule.right >= box.right - margin
            for rule in self.rules
        )

    def holds(self, box: Box) -> bool:
        """Whether a box lies on the page."""
        return box.left >= -1 and box.bottom >= -1 and box.right <= self.width + 1 and box.top <= self.height + 1

    def link_at(self, box: Box) -> PageLink | None:
        """The link under the middle of a box; of several, that of its own line, since those of narrow lines overlap."""
        across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        found = [
            link
            for link in self.links
            if link.box.left <= across <= link.box.right and link.box.bottom <= up <= link.box.top
        ]
        return min(found, key=lambda link: (abs(link.box.bottom + link.box.top - 2 * up), link.box.area), default=None)


def _pixels(low: float, high: float, size: float, most: int) -> tuple[int, int]:
    """The pixels that a stretch covers, one more on either side."""
    scale = most / size if size else 1
    return max(int(low * scale) - 1, 0), min(int(high * scale) + 2, most)


class Neighbours:
    """The boxes of a page by the squares they touch."""

    def __init__(self, runs: Sequence[PrintedRun]) -> None:
        self._cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
        for run in runs:
            for box in run.boxes:
                for cell in _cells(box):
                    self._cells[cell].append(box)

    def covers(self, box: Box, share: float) -> bool:
        """Whether other characters lie over more than so much of a box."""
        near = {other for cell in _cells(box) for other in self._cells.get(cell, ()) if other != box}
        return box.area > 0 and sum(other.shared(box) for other in near) > share * box.area


def _cells(box: Box) -> Sequence[tuple[int, int]]:
    left, bottom, right, top = (int(edge // _CELL) for edge in box)
    if left == right and bottom == top:
        return ((left, bottom),)  # as most are
    return [(column, row) for column in range(left, right + 1) for row in range(bottom, top + 1)]


def load_reader() -> None:
    """Load the library that reads PDFs before there is one."""
    import pypdfium2.raw  # noqa: F401


def read_pages(content: bytes) -> tuple[PrintedPage, ...]:
    """The pages of a PDF. Raises `ValueError` where it cannot be read."""
    return _each(content, _read_page)


def page_texts(content: bytes) -> tuple[str, ...]:
    """The text of each page of a PDF alone, in the order it was drawn. Raises `ValueError` where it cannot be read."""
    return _each(content, lambda document, index: str(document[index].get_textpage().get_text_range()))


def anchor_pages(content: bytes) -> dict[str, str]:
    """For each anchor of a PDF the label of its page, in the order of pages; those of pages without a label left out.

    Raises `ValueError` where it cannot be read.
    """
    with _opened(content) as document:
        found = sorted(_destinations(document), key=lambda one: one[1])
        labels = {page: document.get_page_label(page) for page in {page for _, page in found}}
    return {name: labels[page] for name, page in found if labels[page]}


def _each(content: bytes, read: Callable[[Any, int], T]) -> tuple[T, ...]:
    """What is read of each page, by the document and the page's index."""
    with _opened(content) as document:
        return tuple(read(document, index) for index in range(len(document)))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    """A PDF to be read. What its library cannot read is a `ValueError`."""
    import pypdfium2

    try:
        yield pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def _destinations(document: Any) -> Iterator[tuple[str, int]]:
    """The named destinations of a PDF, each with the index of its page."""
    import pypdfium2.raw as raw

    for at in range(raw.FPDF_CountNamedDests(document)):
        length = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, at, None, length)
        name = ctypes.create_string_buffer(max(length.value, 0))
        found = raw.FPDF_GetNamedDest(document, at, name, length)
        page = raw.FPDFDest_GetDestPageIndex(document, found) if found else -1
        if page >= 0:
            yield name.raw.decode("utf-16-le").rstrip("\0"), page


def _read_page(document: Any, index: int) -> PrintedPage:
    page = document[index]
    bitmap = page.render(scale=SCALE, grayscale=True)
    return PrintedPage(
        width=page.get_width(),
        height=page.get_height(),
        runs=tuple(_runs(page.get_textpage(), index)),
        links=tuple(_links(document, page)),
        rules=tuple(_rules(page)),
        picture=bytes(bitmap.buffer),
        stride=bitmap.stride,
        lines=bitmap.height,
    )


def _runs(text: Any, index: int) -> Iterator[PrintedRun]:
    """The runs of a page: the reader puts a blank or a new line of its own where there is a gap."""
    import pypdfium2.raw as raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    matrix = raw.FS_MATRIX()
    chars: list[str] = []
    boxes: list[Box] = []
    upright: list[bool] = []
    # Each question to the library takes longer than all that is done with the answer, so as few as may be are asked.
    for at, char in enumerate(_chars(text)):
        if not char:
            continue
        may_be_made_up = char.isspace() or not char.isprintable()
        if may_be_made_up and raw.FPDFText_IsGenerated(text, at) == 1:
            if chars:
                yield PrintedRun(index, "".join(chars), tuple(boxes), tuple(upright))
                chars, boxes, upright = [], [], []
            continue
        raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        chars.append(char)
        boxes.append(Box(left.value, bottom.value, right.value, top.value))
        raw.FPDFText_GetMatrix(text, at, matrix)
        upright.append(_is_upright(matrix.a, matrix.b, matrix.c, matrix.d))
    if chars:
        yield PrintedRun(index, "".join(chars), tuple(boxes), tuple(upright))


def _chars(text: Any) -> Sequence[str]:
    """The characters of a page, one for each place of the reader; none at the second of two places of one character."""
    import pypdfium2.raw as raw

    count: int = text.count_chars()
    whole = ctypes.create_string_buffer(2 * count + 2)
    raw.FPDFText_GetText(text, 0, count, ctypes.cast(whole, ctypes.POINTER(ctypes.c_ushort)))
    chars: str = whole.raw[: 2 * count].decode("utf-16-le", errors="replace").replace("\ufffe", HYPHEN)
    if len(chars) == count and "\0" not in chars and "\ufffd" not in chars:
        return chars
    # A character that takes two units of UTF-16 has two places, and one that the reader leaves out has one, too.
    units = [chr(raw.FPDFText_GetUnicode(text, at)) for at in range(count)]
    for at, (high, low) in enumerate(pairwise(units)):
        if "\ud800" <= high < "\udc00" <= low < "\ue000":
            units[at : at + 2] = (high + low).encode("utf-16-le", "surrogatepass").decode("utf-16-le"), ""
    return units


def _is_upright(a: float, b: float, c: float, d: float) -> bool:
    """Whether a matrix neither mirrors nor turns further than to a side."""
    return a * d - b * c > 0 and a >= -0.1 * (abs(a) + abs(b))


def _rules(page: Any) -> Iterator[Box]:
    """The thin level lines of a page."""
    import pypdfium2.raw as raw

    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        box = Box(*drawn.get_bounds())
        if box.top - box.bottom < _THIN < box.right - box.left:
            yield box


def _links(document: Any, page: Any) -> Iterator[PageLink]:
    import pypdfium2.raw as raw

    position, link, rect = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, position, link):
        target = raw.FPDFLink_GetDest(document, link)
        if target and raw.FPDFLink_GetAnnotRect(link, rect) and not _anchor(page, link).startswith("note-"):
            low, high = sorted((rect.bottom, rect.top))
            yield PageLink(Box(rect.left, low, rect.right, high), raw.FPDFDest_GetDestPageIndex(document, target))


def _anchor(page: Any, link: Any) -> str:
    """The name of the anchor to which a link leads."""
    import pypdfium2.raw as raw

    annotation = raw.FPDFLink_GetAnnot(page, link)
    length = raw.FPDFAnnot_GetStringValue(annotation, b"Dest", None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, b"Dest", ctypes.cast(name, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    raw.FPDFPage_CloseAnnot(annotation)
    return name.raw.decode("utf-16-le").rstrip("\0")
