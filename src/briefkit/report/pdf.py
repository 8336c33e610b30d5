"""Turn HTML and a style into the bytes of a PDF."""

from __future__ import annotations

import hashlib
import logging
import posixpath
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import DataHandler, Request

from briefkit.findings import Finding, Outcome, Severity, Span, sort_findings
from briefkit.findings.bk7_rendering import (
    ADDRESS_REFUSED,
    ANCHOR_TWICE,
    FILE_LOST,
    FONT_LOST,
    FONT_OF_MACHINE,
    GLYPH_LOST,
    IMAGE_WITHOUT_TEXT,
    LINK_LOST,
    RENDERER_FAILED,
    RENDERER_MISSING,
    RENDERER_REPORTS,
    STYLE_MISSING,
    STYLE_NOT_UNDERSTOOD,
    SUBSETTER_MISSING,
    TABLE_TOO_WIDE,
    TOO_SLOW,
)
from briefkit.report.archival import archive
from briefkit.report.editions import DRAFT, READER, style_sheets
from briefkit.report.folios import page_labels
from briefkit.report.layout_tags import take_tags
from briefkit.report.line_numbers import LineNumber, number_lines
from briefkit.report.renderer import load_weasyprint, tell_earlier_links
from briefkit.report.tags import Tag
from briefkit.report.time_limit import TimeIsUp, time_limit

_TOLERANCE = 1.0  # CSS pixels that a table may stick out by: no eye sees it
_LONGEST = 160  # characters that may describe a link

TIME_LIMIT = 600.0  # seconds; far more than a report of two hundred pages takes

# No host can bear this name (RFC 2606), and relative addresses resolve under it, which they do not under a scheme of
# our own.
_ROOT = "https://styles.invalid/"

_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPdf:
    """A finished PDF, how many pages it has, and the numbers of lines in its margins."""

    content: bytes
    pages: int
    lines: tuple[LineNumber, ...] = ()


def render_pdf(
    html: str,
    style: str,
    files: Mapping[str, bytes],
    created: date,
    *,
    place: Span | None = None,
    tables: Mapping[str, Span] | None = None,
    seconds: float = TIME_LIMIT,
    edition: str = READER,
) -> Outcome[RenderedPdf | None]:
    """The PDF of `html` set in `<style>/main.css` and the sheets of an edition; none if anything is lost on the way.

    `files` maps names such as "chrnk/main.css" and "fonts/SourceSerif4-Regular.otf.woff2" to bytes; addresses in the
    style are relative to the file they stand in, those in the HTML to the folder of the style. Nothing else can be
    fetched, `data:` addresses excepted. `created` is the only date in the file. Findings that belong to no line of a
    style are put at `place`, by default the style sheet; those of a table at its place among `tables`, which go by the
    ids that they have in the HTML. A template or style can keep a layout busy for ever, so it is given up after so many
    `seconds`.
    """
    entry = f"{style}/main.css"
    place = place or Span(f"styles/{entry}")
    if entry not in files:
        known = sorted(name.removesuffix("/main.css") for name in files if name.endswith("/main.css"))
        hint = f"the styles are: {', '.join(known)}" if known else ""
        return Outcome(None, (STYLE_MISSING.at(place, hint=hint, style=style),))
    try:
        weasyprint = load_weasyprint()
    except OSError as error:
        return Outcome(None, (RENDERER_MISSING.at(place, hint="briefkit doctor", detail=str(error)),))
    fetcher = _Fetcher(files, weasyprint.urls.URLFetcherResponse)
    laid_out: list[Finding] = []
    with _listening() as records:
        try:
            with time_limit(seconds):
                sheets = [entry, *(sheet for sheet in style_sheets(style, edition) if sheet in files)]
                root, document = _lay_out(weasyprint, html, style, sheets, fetcher)
                lines = _number_lines(weasyprint, document.pages) if edition == DRAFT else ()
                laid_out += _find_wide_tables(document.pages, tables or {}, place)
                document.metadata.created = document.metadata.modified = created.isoformat()
                _link_once(document.pages)
                _link_notes(document.pages)
                labels = page_labels([_margin_texts(page) for page in document.pages])
                content = archive(*_write(document), _targets(root), labels)
                laid_out += _find_machine_fonts(weasyprint, document, html, place)
        except TimeIsUp:
            return Outcome(None, (TOO_SLOW.at(place, seconds=f"{seconds:g}"),))
        except Exception as error:  # a style can drive the layout into any corner of WeasyPrint
            failure = RENDERER_FAILED.at(place, detail=f"{type(error).__name__}: {error}")
            return Outcome(None, sort_findings((failure, *_read_log(records, fetcher, html, place))))
    findings = sort_findings((*_read_log(records, fetcher, html, place), *laid_out))
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Outcome(None, findings)
    return Outcome(RenderedPdf(content=content, pages=len(document.pages), lines=lines), findings)


def _margin_texts(page: Any) -> list[str]:
    """What stands in the boxes of a page's margins, one of which may be its number."""
    margins = (box for box in page._page_box.children if getattr(box, "at_keyword", ""))
    return ["".join(getattr(one, "text", "") for one in box.descendants()).strip() for box in margins]


def _number_lines(weasyprint: Any, pages: Iterable[Any]) -> tuple[LineNumber, ...]:
    return number_lines(pages, weasyprint.formatting_structure.boxes, weasyprint.text.line_break.split_first_line)


def _write(document: Any) -> tuple[bytes, Tag]:
    """The pages as a PDF without its tags, and the tags. `archive` adds what else it lacks: identifier, compression."""
    taken: list[Tag] = []
    content: bytes = document.write_pdf(
        pdf_variant="pdf/a-3a",
        pdf_identifier=False,
        uncompressed_pdf=True,
        finisher=lambda _, pdf: taken.append(take_tags(pdf)),
    )
    return content, taken[0]


# --- Setting the pages ------------------------------------------------------------------------------------------------


def _lay_out(weasyprint: Any, html: str, style: str, sheets: Iterable[str], fetcher: _Fetcher) -> tuple[Any, Any]:
    """The root of the HTML, and the pages."""
    source = weasyprint.HTML(string=html, base_url=f"{_ROOT}{style}/", url_fetcher=fetcher)
    fonts = weasyprint.text.fonts.FontConfiguration()
    loaded = [weasyprint.CSS(url=f"{_ROOT}{name}", url_fetcher=fetcher, font_config=fonts) for name in sheets]
    tell_earlier_links(source.etree_element)
    return source.etree_element, source.render(font_config=fonts, stylesheets=loaded)


# --- Tags and links ---------------------------------------------------------------------------------------------------


def _link_notes(pages: Iterable[Any]) -> None:
    """Link each note and its call, both ways."""
    calls: dict[str, tuple[Any, Any]] = {}
    markers: dict[str, tuple[Any, Any]] = {}
    for page in pages:
        for box in _note_ends(page._page_box):
            ends = calls if box.element_tag.endswith("call") else markers
            ends.setdefault(box.element.get("id"), (page, box))
    for note in [note for note in calls if note in markers]:
        page, box = calls[note]
        page.links.append(("internal", note, _extent(box), box))
        page.anchors[f"{note}-call"] = _extent(box)
        page, box = markers[note]
        page.links.append(("internal", f"{note}-call", _extent(box), box))


def _note_ends(box: Any) -> Iterator[Any]:
    """The boxes of the marks in the text and at the head of the notes, where the note has a name."""
    if (box.element_tag or "").endswith(("::footnote-call", "::footnote-marker")) and box.element.get("id"):
        yield box
        return
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from _note_ends(getattr(child, "_box", child))


def _extent(box: Any) -> tuple[float, float, float, float]:
    """The rectangle around a box and all in it: the mark of a note may be of no height, its text is not."""
    x, y, width, height = box.hit_area()
    extents = [(x, y, x + width, y + height)]
    extents += [_extent(child) for child in getattr(box, "children", ())]
    lefts, tops, rights, bottoms = zip(*extents, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _link_once(pages: Iterable[Any]) -> None:
    """Leave out the links that WeasyPrint makes of what lies in an `<a>`, unless it hangs out of it.

    So too those that nobody can hit, since the page that they name was named before.
    """
    for page in pages:
        own = [(target, area) for _, target, area, box in page.links if box.link]
        page.links[:] = [
            link
            for link in page.links
            if link[2][0] < link[2][2]
            and (link[3].link or not any(target == link[1] and _holds(area, link[2]) for target, area in own))
        ]


def _holds(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    """Whether a rectangle lies in another from left to right, and its middle from top to bottom."""
    middle = (inner[1] + inner[3]) / 2
    return outer[0] - 1 <= inner[0] and inner[2] <= outer[2] + 1 and outer[1] <= middle <= outer[3]


def _targets(root: Any) -> dict[str, str]:
    """What stands at each anchor, in words: the title of a part, the text of a figure, of an entry or of a note.

    A text is taken whole or not at all: cut short, “about 20 million” might say 20.
    """
    targets = {}
    for element in root.iter():
        if name := element.get("id"):
            entry = next((one for one in element.iter() if "text" in one.get("class", "").split()), element)
            words = element.get("data-title") or " ".join("".join(entry.itertext()).split())
            if words and len(words) <= _LONGEST:
                targets[name] = words
    return targets


# --- Fetching ---------------------------------------------------------------------------------------------------------


class _Lost(Exception):
    """A file that the document asks for is not there; the fetcher has noted it."""


@dataclass(slots=True)
class _Fetcher:
    """Serve the files of the mapping and nothing else, and note what was asked for in vain."""

    files: Mapping[str, bytes]
    response: Any
    refused: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    sheets: dict[str, str] = field(default_factory=dict)
    _fail_on_errors: bool = False  # read by WeasyPrint

    def __call__(self, url: str) -> Any:
        if url.startswith("data:"):
            opened = DataHandler().data_open(Request(url))
            return self.response(url, opened.read(), {"Content-Type": opened.headers["Content-Type"]})
        name = _name_of(url)
        if name is None:
            self.refused.append(url)
            raise _Lost("outside the project")
        if name not in self.files:
            self.absent.append(name)
            raise _Lost("no such file")
        suffix = posixpath.splitext(name)[1]
        if suffix == ".css":
            self.sheets[name] = self.files[name].decode("utf-8", errors="replace")
        return self.response(url, self.files[name], {"Content-Type": _TYPES.get(suffix, "application/octet-stream")})


def _name_of(url: str) -> str | None:
    """The name in the mapping that an address stands for, or None for an address of anything else."""
    if not url.startswith(_ROOT):
        return None
    name = unquote(urlsplit(url).path).lstrip("/")
    return name if posixpath.normpath(name) == name and not name.startswith("..") else None


# --- Reading the log --------------------------------------------------------------------------------------------------


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """What WeasyPrint logs in this thread meanwhile."""
    records: list[logging.LogRecord] = []
    thread = threading.get_ident()

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread and record.levelno >= logging.WARNING:
                records.append(record)

    handler = Handler()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield records
    finally:
        logger.removeHandler(handler)


def _read_log(records: Iterable[logging.LogRecord], fetcher: _Fetcher, html: str, place: Span) -> tuple[Finding, ...]:
    """The findings in what the fetcher noted and WeasyPrint logged.

    A record is known by its format string, not by the finished text: the parts are its arguments.
    """
    findings = [ADDRESS_REFUSED.at(place, address=url) for url in fetcher.refused]
    for name in fetcher.absent:
        findings.append(FILE_LOST.at(place, address=f"styles/{name}", detail="there is no such file"))
    for record in records:
        finding = _read_record(record, fetcher, html, place)
        if finding is not None:
            findings.append(finding)
    return tuple(dict.fromkeys(findings))


def _read_record(record: logging.LogRecord, fetcher: _Fetcher, html: str, place: Span) -> Finding | None:
    args: tuple[Any, ...] = record.args if isinstance(record.args, tuple) else ()
    text = record.getMessage()
    match record.msg.split(" ")[:2]:
        case ["Failed", "to"] if args:
            known = any(isinstance(arg, BaseException) and _Lost.__name__ in str(arg) for arg in args)
            shown = _shown_address(str(args[0]))
            return None if known else FILE_LOST.at(place, address=shown, detail=str(args[-1]))
        case ["Font-face", _]:
            return FONT_LOST.at(place, detail=str(args[0]))
        case [".notdef", _]:
            character = str(args[0])
            return GLYPH_LOST.at(place, characters=_name(character), context=_context(html, character))
        case ["No", "anchor"]:
            return LINK_LOST.at(place, target=f"#{args[0]}")
        case ["Content", "discarded:"]:
            return LINK_LOST.at(place, target=str(args[0]))
        case ["Anchor", "defined"]:
            return ANCHOR_TWICE.at(place, target=str(args[0]))
        case ["Using", "fontTools"]:
            return SUBSETTER_MISSING.at(place, hint="briefkit doctor")
        case ["Image", _]:
            return IMAGE_WITHOUT_TEXT.at(place, address=_shown_address(str(args[0])))
    return _read_style_record(text, fetcher, place)


_AT_LINE = re.compile(r"at (\d+):(\d+)")


def _read_style_record(text: str, fetcher: _Fetcher, place: Span) -> Finding:
    """A message about the style carries a line and a column, but not the file: the file is one that fits there."""
    found = _AT_LINE.search(text)
    if found is None:
        return RENDERER_REPORTS.at(place, detail=text)
    line, column = int(found[1]), int(found[2])
    detail = _AT_LINE.sub("", text).replace(" ,", ",").rstrip(" .")
    quoted = re.search(r"`([^:`]+):", text)
    start = quoted[1] if quoted else ""
    fitting = [name for name, sheet in sorted(fetcher.sheets.items()) if _stands_at(sheet, line, column, start)]
    if not fitting:
        return STYLE_NOT_UNDERSTOOD.at(place, detail=detail)
    span = Span(f"styles/{fitting[0]}", line, column, line, column + max(len(start), 1))
    return STYLE_NOT_UNDERSTOOD.at(span, detail=detail)


def _stands_at(sheet: str, line: int, column: int, start: str) -> bool:
    lines = sheet.splitlines()
    return 0 < line <= len(lines) and column <= len(lines[line - 1]) and lines[line - 1][column - 1 :].startswith(start)


def _shown_address(address: str) -> str:
    name = _name_of(address)
    return f"styles/{name}" if name else address[:100]


# --- Tables -----------------------------------------------------------------------------------------------------------


def _find_wide_tables(pages: Iterable[Any], places: Mapping[str, Span], place: Span) -> Iterator[Finding]:
    """Tables that are wider than what holds them, each once."""
    found: set[str] = set()
    for page in pages:
        for name, width, room in _tables(page._page_box, "", 0.0):
            if width > room + _TOLERANCE and name not in found:
                found.add(name)
                yield TABLE_TOO_WIDE.at(
                    places.get(name, place),
                    table="the table" if name in places else "a table of the document",
                    width=f"{width * 0.75:.0f}",
                    room=f"{room * 0.75:.0f}",
                    hint="give the units in the heads with units: […], shorten the heads, or split the table",
                )


def _tables(box: Any, name: str, room: float) -> Iterator[tuple[str, float, float]]:
    """Each table in a box: the id of what it stands in, its width, and that of what holds it, in CSS pixels."""
    if box.element_tag == "table" and not box.is_table_wrapper:
        yield name, box.border_width(), room
        return
    if box.element is not None and "::" not in box.element_tag:
        name = box.element.get("id") or name
    if not box.is_table_wrapper and isinstance(box.width, (int, float)):
        room = box.width
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from _tables(getattr(child, "_box", child), name, room)


# --- Fonts ------------------------------------------------------------------------------------------------------------


def _find_machine_fonts(weasyprint: Any, document: Any, html: str, place: Span) -> Iterator[Finding]:
    """Text set in a font that the style did not carry.

    A font is known by its bytes, since the machine may have one of the same name: the carried ones are those that
    WeasyPrint unpacked into its own folder.
    """
    folder = document.font_config._folder
    unpacked = sorted(Path(folder).iterdir()) if folder else []
    carried = {hashlib.sha256(file.read_bytes()).digest() for file in unpacked}
    for font in document.fonts.values():
        if hashlib.sha256(weasyprint.text.fonts.get_hb_object_data(font.hb_face)).digest() not in carried:
            characters = "".join(sorted(set("".join(font.to_unicode.values())), key=html.find))
            yield FONT_OF_MACHINE.at(
                place,
                characters=", ".join(_name(character) for character in characters[:4]) or "text",
                context=_context(html, characters[:1]),
                family=font.family,
            )


def _name(character: str) -> str:
    return f'"{character}" (U+{ord(character):04X})'


def _context(html: str, character: str) -> str:
    """Some words around a character, so that a writer finds it."""
    body = html.partition("<body")[2].partition(">")[2]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", body))
    at = text.find(character) if character else -1
    return f'"…{text[max(at - 20, 0) : at + 20].strip()}…"' if at >= 0 else "text that the style adds"
