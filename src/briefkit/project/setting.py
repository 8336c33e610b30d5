"""Set a page: a brief as HTML in, its PDF out, read back. Nothing here knows of the project, so any process can do it.

A process that is to set pages makes itself ready beforehand, while the project is still being examined in another.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import parent_process
from threading import Thread
from typing import TYPE_CHECKING

from briefkit.findings import Outcome, Span
from briefkit.project.fonts import SHEET, font_files
from briefkit.report.editions import READER, file_stem
from briefkit.report.garbage import collecting_later
from briefkit.report.read_back import read_back
from briefkit.report.templates import MarkedHtml

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from briefkit.report.pdf import RenderedPdf

SETTING_PACKAGES = ("weasyprint", "pydyf", "fonttools", "pikepdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A brief as HTML, ready to be set: plain data, so that any process can set it."""

    name: str
    html: MarkedHtml = field(compare=False)  # its marks are drawn by lot; `key` covers the rest
    style_name: str
    style_files: tuple[str, ...]  # all that it may draw on
    created: date
    path: str  # of the brief, for findings
    key: str  # a hash of all that the PDF is made from
    claims: tuple[str, ...] = ()  # that it prints
    parts: Mapping[str, str] = field(default_factory=dict)  # hashes of what it is made from, by the names of PARTS
    language: str = "en"
    places: Mapping[int, Span] = field(default_factory=dict)  # where the brief prints each figure of the HTML
    tables: Mapping[str, Span] = field(default_factory=dict)  # where it titles each table, by its id in the HTML
    edition: str = READER

    @property
    def stem(self) -> str:
        """The name of its file without the suffix, by which the record knows it, too."""
        return file_stem(self.name, self.edition)


def set_page(page: Page, styles: Mapping[str, bytes]) -> Outcome[RenderedPdf | None]:
    """The PDF of a page, read back. WeasyPrint is loaded here and nowhere before."""
    from briefkit.report.pdf import render_pdf

    # With no other file than those that its key counts in, a page cannot come out otherwise in silence.
    own = {path: styles[path] for path in page.style_files}
    files = {SHEET: b"", **own, **font_files(page.html.with_drawn_texts, page.language)}
    place = Span(page.path)
    with collecting_later():
        rendered = render_pdf(
            page.html.plain,
            page.style_name,
            files,
            page.created,
            place=place,
            edition=page.edition,
            tables=page.tables,
        )
        if rendered.value is None:
            return rendered
        read = read_back(page.html, rendered.value.content, place, page.places, rendered.value.lines)
    return Outcome(rendered.value, (*rendered.findings, *read))


# --- In a process of its own ------------------------------------------------------------------------------------------


def get_ready() -> None:
    """Make ready a process that was started to set pages: load what sets them, before there is one.

    It ends at once on Ctrl-C, and with the process that started it, however that ends; its memory goes to the system as
    it is.
    """
    atexit.register(os._exit, 0)
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))
    if hasattr(signal, "pthread_sigmask"):  # it had to wait until here
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    started_by = parent_process()
    if started_by is not None:
        Thread(target=_end_with, args=(started_by,), daemon=True).start()
    with suppress(Exception):  # what is missing is found, and said, when a page is set
        import briefkit.report.pdf  # noqa: F401
        from briefkit.report.page_text import load_reader
        from briefkit.report.renderer import load_weasyprint

        load_weasyprint()
        load_reader()
    gc.freeze()
    gc.disable()


def _end_with(process: BaseProcess) -> None:
    process.join()
    os._exit(1)


def set_next(page: Page, styles: Mapping[str, bytes]) -> Outcome[RenderedPdf | None]:
    """As `set_page`, in a process that got ready: the garbage of one page is collected when the next one comes."""
    gc.collect()
    return set_page(page, styles)
