"""What a document in HTML says, place by place: markup in, the visible texts of blocks, figures and notes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset("p li td th caption h1 h2 h3 h4 h5 h6 dt dd div title blockquote footer".split())
_VOID = frozenset("br hr meta".split())
_BACK = {
    "ledger": "ledger", "rates": "rates", "rate-lines": "rates", "waivers": "waivers", "bibliography": "sources",
    "source": "sources", "conventions": "conventions",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """`blocks` are (section, text) in order, each figure in them as ⟦12⟧ and the notes left out.

    The section is "body", or "ledger", "rates", "waivers", "sources" for what stands in these parts. `figures` and
    `notes` have their texts by number, `entries` those of the ledger.
    """

    blocks: tuple[tuple[str, str], ...]
    figures: dict[int, str]
    notes: dict[int, str]
    entries: dict[int, str]
    text: str


@dataclass
class _Open:
    tag: str
    figure: int = 0
    note: int = 0
    entry: int = 0
    section: str = ""
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Open] = []
        self.block: list[str] = []
        self.blocks: list[tuple[str, str]] = []
        self.figures: dict[int, str] = {}
        self.notes: dict[int, str] = {}
        self.entries: dict[int, str] = {}
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self.handle_data(" ")
            return
        if tag in _BLOCKS and not any(one.note for one in self.open):
            self._flush()
        classes = given.get("class", "").split()
        name, _, number = given.get("id", "").rpartition("-")
        opened = _Open(tag, section=next((_BACK[one] for one in classes if one in _BACK), ""))
        if number.isdecimal():
            opened.figure = int(number) if name == "figure" else 0
            opened.note = int(number) if name == "note" else 0
            opened.entry = int(number) if name == "evidence" else 0
        if opened.figure and not any(one.note for one in self.open):
            self.block.append(f"⟦{opened.figure}⟧")
        self.open.append(opened)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        while self.open:
            if self.open[-1].tag in _BLOCKS and not any(one.note for one in self.open):
                self._flush()
            closed = self.open.pop()
            text = " ".join("".join(closed.text).split())
            if closed.figure:
                self.figures[closed.figure] = text
            if closed.note:
                self.notes[closed.note] = text
            if closed.entry:
                self.entries[closed.entry] = text
            if closed.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        for one in self.open:
            if one.figure or one.note or one.entry:
                one.text.append(data)
        self.text.append(data)
        if not any(one.figure or one.note for one in self.open):
            self.block.append(data)

    def _flush(self) -> None:
        text = " ".join("".join(self.block).split())
        if text:
            section = next((one.section for one in reversed(self.open) if one.section), "body")
            self.blocks.append((section, text))
        self.block = []
        self.text.append(" ")


def read_page(html: str) -> Page:
    """The places of a document."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader._flush()
    text = " ".join("".join(reader.text).split())
    return Page(tuple(reader.blocks), reader.figures, reader.notes, reader.entries, text)
