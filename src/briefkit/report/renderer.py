"""WeasyPrint, loaded when a page is set, and with what has to be corrected in it. Its only home.

Each correction replaces a function of WeasyPrint 70 once a process, and says what goes wrong without it.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

from briefkit.report.layout_tags import Origin

_EARLIER = "data-earlier"


def load_weasyprint() -> Any:
    """The package, corrected. Raises `OSError` where a library of the system is missing."""
    # It prints to the terminal where a library is missing; the finding says it better.
    with redirect_stdout(StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydyf
        import weasyprint
        import weasyprint.formatting_structure.build
        import weasyprint.layout
        import weasyprint.layout.block
        import weasyprint.pdf.stream
        import weasyprint.pdf.tags
        import weasyprint.svg
    _name_pages_once(weasyprint.formatting_structure.build)
    _keep_notes_on_their_page(weasyprint.layout.block)
    _let_notes_fill_their_area(weasyprint.layout.LayoutContext)
    _draw_texts_without_groups(weasyprint.svg.SVG)
    _say_whence_tags_come(weasyprint.pdf.tags)
    _tell_fonts_apart(weasyprint.pdf.stream)
    _number_pages_once(pydyf.PDF)
    return weasyprint


def _name_pages_once(build: Any) -> None:
    """Have a list of page numbers, an element of class `pages`, name each page once.

    Which page a link names is known only while pages are made. Where an earlier link of the list names the same, what
    stands behind it is left out, comma and all. `tell_earlier_links` has to be called before.
    """
    original = build.compute_content_list
    if getattr(original, "names_once", False):
        return

    def compute(
        content: Any, box: Any, counters: Any, token: Any, again: Any, collector: Any, *rest: Any, **more: Any
    ) -> Any:
        boxes = original(content, box, counters, token, again, collector, *rest, **more)
        before = _earlier_links(box) if token == "content" else []
        if not before:
            return boxes
        looked_up = collector.counter_lookup_items.get((box, token))
        if collector.collecting and looked_up is not None:
            # What it says changes with the pages of the others, too.
            looked_up.missing_target_counters |= {name: ["page"] for name in before}
        own, *others = (
            getattr(collector.target_lookup_items.get(name), "page_maker_index", None)
            for name in (_anchor_of(box.element), *before)
        )
        return [] if own is not None and own in others else boxes

    compute.names_once = True  # type: ignore[attr-defined]
    build.compute_content_list = compute


def _earlier_links(box: Any) -> list[str]:
    """Where the links lead that stand before what comes behind a link in a list of page numbers."""
    earlier: str = box.element.get(_EARLIER, "") if box.element_tag == "a::after" else ""
    return earlier.split()


def tell_earlier_links(root: Any) -> None:
    """Write into each link of the lists of page numbers in a document where the links before it lead."""
    for group in [element for element in root.iter() if "pages" in element.get("class", "").split()]:
        earlier: list[str] = []
        for link in group.findall("a"):
            link.set(_EARLIER, " ".join(earlier))
            earlier.append(_anchor_of(link))


def _anchor_of(link: Any) -> str:
    return str(link.get("href", "")).removeprefix("#")


def _keep_notes_on_their_page(block: Any) -> None:
    """Correct how WeasyPrint 70 breaks pages: no note may leave the page that calls it.

    To make room for the first lines of a paragraph it sends notes that it has already placed to the next page, away
    from their calls, even if the paragraph then moves to the next page itself. Here the paragraph moves and the notes
    stay.
    """
    original = block._linebox_layout
    if getattr(original, "keeps_notes", False):
        return

    def lay_out_lines(
        context: Any, box: Any, index: Any, child: Any, lines: Any, page_is_empty: bool, *rest: Any
    ) -> tuple[Any, ...]:
        placed = list(context.current_page_footnotes)
        waiting = list(context.reported_footnotes)
        outcome: tuple[Any, ...] = original(context, box, index, child, lines, page_is_empty, *rest)
        _, _, resume_at, position, own, max_lines = outcome
        sent_away = [note for note in (*placed, *own) if note in context.reported_footnotes and note not in waiting]
        if not sent_away or page_is_empty or context.in_column:
            return outcome
        context.reported_footnotes[:] = [note for note in context.reported_footnotes if note not in sent_away]
        # Those of the paragraph itself go back to the waiting list, where the caller expects them.
        context.footnotes.extend(note for note in sent_away if note in own)
        context.current_page_footnotes[:] = placed + [
            note for note in context.current_page_footnotes if note not in placed
        ]
        context._update_footnote_area()
        return True, False, resume_at, position, own, max_lines

    lay_out_lines.keeps_notes = True  # type: ignore[attr-defined]
    block._linebox_layout = lay_out_lines


def _tell_fonts_apart(stream: Any) -> None:
    """Correct how WeasyPrint 70 knows fonts: by their file too.

    It takes two faces of one family, weight, slant and width for one font, and draws the characters of the second with
    the glyphs of the first, digits among them, without a word.
    """
    original_key, original_font = stream.get_pango_font_key, stream.Font
    if getattr(original_key, "knows_files", False):
        return
    from weasyprint.text.ffi import ffi
    from weasyprint.text.fonts import get_pango_font_hb_face

    def key(pango_font: Any) -> tuple[Any, Any, Any]:
        known, description, size = original_key(pango_font)
        return (known, int(ffi.cast("intptr_t", get_pango_font_hb_face(pango_font)))), description, size

    def font(*arguments: Any) -> Any:
        made = original_font(*arguments)
        digest = hashlib.sha256(made.hash.encode() + made.file_content).digest()
        own = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        made.name, made.hash = made.name.replace(made.hash.encode(), own.encode(), 1), own
        return made

    key.knows_files = True  # type: ignore[attr-defined]
    stream.get_pango_font_key, stream.Font = key, font


def _let_notes_fill_their_area(context: Any) -> None:
    """Correct when WeasyPrint 70 says that notes overflow: only where the area of notes has a greatest height.

    It compares the foot of the last note with that of the area, which grows with its notes, to the last bit. On pages
    of some heights, A4 among them, the one sum is larger by a rounding, and each line with a note would go to a new
    page.
    """
    original = context._update_footnote_area
    if getattr(original, "fills_area", False):
        return

    def update(self: Any) -> bool:
        overflows: bool = original(self)
        return overflows and self.current_footnote_area.style["max_height"].value < float("inf")

    update.fills_area = True  # type: ignore[attr-defined]
    context._update_footnote_area = update


def _draw_texts_without_groups(svg: Any) -> None:
    """Correct how WeasyPrint 70 draws the texts of an SVG that end or have their middle at their place: as plain forms.

    It draws each as a transparency group, which PDFium, and so Chromium, cuts off at the left edge of the first letter.
    Only a text that shines through needs a group.
    """
    original = svg.draw_node
    if getattr(original, "draws_plainly", False):
        return

    def draw_node(self: Any, node: Any, *rest: Any, **more: Any) -> None:
        forms = self.stream._resources["XObject"]
        known = set(forms)
        original(self, node, *rest, **more)
        if node.tag in ("text", "tspan") and "opacity" not in node.attrib:
            for name in set(forms) - known:
                forms[name].extra.pop("Group", None)

    draw_node.draws_plainly = True  # type: ignore[attr-defined]
    svg.draw_node = draw_node


def _say_whence_tags_come(tags: Any) -> None:
    """Have WeasyPrint give each tag the `origin` that `take_tags` reads: from which element it comes.

    A tag comes from a box, and an element has a box on each line and page that it touches.
    """
    original = tags._build_box_tree
    if getattr(original, "says_whence", False):
        return

    def build_box_tree(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        box = getattr(box, "_box", box)
        notes = pdf.__dict__.setdefault("briefkit_notes", {"sources": {}, "order": 0, "margin": ""})
        keyword = getattr(box, "at_keyword", "")  # "@top-left": a box in the margin of the page, with no element
        if keyword:
            notes["margin"] = "Header" if "top" in keyword else "Footer" if "bottom" in keyword else "Side"
        notes["order"] += 1
        origin = _origin(box, notes)
        for tag in original(box, parent, pdf, *rest):
            if not hasattr(tag, "origin"):
                tag.origin = origin
            yield tag
        if keyword:
            notes["margin"] = ""

    build_box_tree.says_whence = True  # type: ignore[attr-defined]
    tags._build_box_tree = build_box_tree


def _origin(box: Any, notes: dict[str, Any]) -> Origin:
    element = box.element
    if element is None:
        return Origin(order=notes["order"], margin=notes["margin"])
    own = element if "::" not in box.element_tag else {}
    return Origin(
        order=notes["order"],
        margin=notes["margin"],
        source=notes["sources"].setdefault(element, len(notes["sources"]) + 1),
        element="leader" if getattr(box, "is_leader", False) else box.element_tag,
        identifier=own.get("id", ""),
        language=own.get("lang", ""),
        scope=own.get("scope", ""),
    )


def _number_pages_once(pdf: Any) -> None:
    """Have pydyf 0.13 work out the references of its pages once for a number of pages: it is asked for each tag."""
    original = pdf.page_references.fget
    if getattr(original, "numbers_once", False):
        return

    def page_references(self: Any) -> Any:
        known = self.__dict__.get("briefkit_pages", ())
        if len(known) != self.pages["Count"]:
            known = self.__dict__["briefkit_pages"] = original(self)
        return known

    page_references.numbers_once = True  # type: ignore[attr-defined]
    pdf.page_references = property(page_references)
