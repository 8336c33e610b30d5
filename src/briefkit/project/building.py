"""Build PDFs: an examined brief in, a file in build/ out, written whole or not at all.

The steps are apart so that setting, the slow one, can run in other processes: compose, compare, set, write.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from briefkit import __version__
from briefkit.briefs.resolved import ResolvedTable, contents
from briefkit.checks.waivers import Waiver
from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.project.drawing_data import load_atlas, load_measure
from briefkit.project.examination import Examined
from briefkit.project.fonts import SHEET, font_files, font_versions, missing_fonts
from briefkit.project.resources import Resources
from briefkit.report.compose import compose_view
from briefkit.report.drawings import Drawn, Studio, draw_all
from briefkit.report.editions import READER, file_stem
from briefkit.report.ledger import belongs
from briefkit.report.read_back import read_back
from briefkit.report.scripts import mark_languages
from briefkit.report.templates import MarkedHtml, render_marked

if TYPE_CHECKING:
    from briefkit.report.pdf import RenderedPdf

RECORD = "briefkit.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What became of one brief: its file, whether it was written anew, and how many pages it has."""

    name: str
    path: str
    fresh: bool
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A brief as HTML, ready to be set: plain data, so that any process can set it."""

    name: str
    html: MarkedHtml = field(compare=False)  # its marks are drawn by lot; `key` covers the rest
    style_name: str
    created: date
    path: str  # of the brief, for findings
    key: str  # a hash of all that the PDF is made from
    language: str = "en"
    places: Mapping[int, Span] = field(default_factory=dict)  # where the brief prints each figure of the HTML
    tables: Mapping[str, Span] = field(default_factory=dict)  # where it titles each table, by its id in the HTML
    edition: str = READER

    @property
    def stem(self) -> str:
        """The name of its file without the suffix, by which the record knows it, too."""
        return file_stem(self.name, self.edition)


def compose_page(
    examined: Examined,
    resources: Resources,
    waivers: Sequence[Waiver],
    edition: str = READER,
    open_findings: Sequence[Finding] = (),
) -> Outcome[Page | None]:
    """The HTML of an edition of a brief; None where a finding stops it. `open_findings` are those of the project."""
    brief = examined.brief
    language = brief.spec.language.text if brief.spec.language else "en"
    words = resources.words[language]

    def drawings(marks: Mapping[int, str]) -> Mapping[str, Drawn]:
        return _with_marks(examined, words, marks) if marks else examined.drawings

    view = compose_view(brief, examined.style, examined.vocabulary, words, waivers, drawings, edition, open_findings)
    rendered = render_marked(view.value, examined.template, resources.templates)
    html = mark_languages(rendered.value)
    findings = (*view.findings, *rendered.findings, *missing_fonts(html.with_drawn_texts, Span(brief.path)))
    if any(finding.stops for finding in findings):
        return Outcome(None, findings)
    page = Page(
        name=brief.name,
        html=html,
        language=language,
        style_name=examined.style_name,
        created=date.fromisoformat(brief.spec.date.text.strip()),
        path=brief.path,
        key=_key(html.plain, examined, resources, edition),
        places={printed.number: printed.span for printed in brief.printed if belongs(printed)},
        edition=edition,
        tables={
            one.anchor: one.title.run.span
            for one in contents(brief)
            if isinstance(one, ResolvedTable) and one.title.run is not None
        },
    )
    return Outcome(page, findings)


def _with_marks(examined: Examined, words: Mapping[str, str], marks: Mapping[int, str]) -> dict[str, Drawn]:
    """The drawings of a brief anew, each figure with its mark; as they were where there is no room for marks."""
    studio = Studio(
        style=examined.style,
        vocabulary=examined.vocabulary,
        words=words,
        measure=load_measure,
        atlas=load_atlas,
        pictures=lambda _: None,  # a picture bears no marks: it stays as it is
        marks=marks,
    )
    return {**examined.drawings, **draw_all(examined.brief, studio).value}


def up_to_date(page: Page, out: Path, shown: str) -> Built | None:
    """What is built already: a PDF made from the same HTML, style and packages, and not touched since."""
    known = _known(out).get(page.stem)
    if not known or known["key"] != page.key or _digest(out / f"{page.stem}.pdf") != known["sha256"]:
        return None
    return Built(name=page.name, path=f"{shown}/{page.stem}.pdf", fresh=False, pages=int(known["pages"]))


def set_page(page: Page, styles: Mapping[str, bytes]) -> Outcome[RenderedPdf | None]:
    """The PDF of a page, read back. WeasyPrint is loaded here and nowhere before."""
    from briefkit.report.pdf import render_pdf

    files = {SHEET: b"", **styles, **font_files(page.html.with_drawn_texts, page.language)}
    place = Span(page.path)
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


def write_pdf(page: Page, rendered: RenderedPdf, out: Path, shown: str) -> Outcome[Built | None]:
    """Write `<out>/<name>.pdf`, or `<name>.<edition>.pdf`, and remember what it was made from.

    `shown` is the folder as messages name it.
    """
    place = f"{shown}/{page.stem}.pdf"
    failure = write_whole(out / f"{page.stem}.pdf", rendered.content, place)
    if failure is not None:
        return Outcome(None, (failure,))
    digest = hashlib.sha256(rendered.content).hexdigest()
    _remember(out, page.stem, {"key": page.key, "sha256": digest, "pages": str(rendered.pages)})
    return Outcome(Built(name=page.name, path=place, fresh=True, pages=rendered.pages))


def _key(html: str, examined: Examined, resources: Resources, edition: str) -> str:
    """A hash of all that a PDF is made from."""
    digest = hashlib.sha256(f"{html}\0{examined.style_name}\0{examined.brief.spec.date.text}\0{edition}\0".encode())
    digest.update(f"briefkit {__version__}\0".encode())
    for package in ("weasyprint", "pydyf", "fonttools", "pikepdf"):
        digest.update(f"{package} {version(package)}\0".encode())
    for package in font_versions(html):
        digest.update(f"{package}\0".encode())
    for path, data in sorted(resources.styles.items()):
        digest.update(f"{path}\0".encode() + hashlib.sha256(data).digest())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _known(out: Path) -> dict[str, dict[str, str]]:
    """What the last builds into this folder were made from; nothing where the record is missing or damaged."""
    try:
        content = json.loads((out / RECORD).read_text("utf-8"))
        entries = content["briefs"].items()
        return {name: dict(entry) for name, entry in entries if _is_record(entry)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_record(entry: dict[str, str]) -> bool:
    fields = [entry.get(name) for name in ("key", "sha256", "pages")]
    return all(isinstance(field, str) for field in fields) and str(fields[2]).isdecimal()


def _remember(out: Path, name: str, entry: dict[str, str]) -> None:
    known = _known(out) | {name: entry}
    text = json.dumps({"briefs": dict(sorted(known.items()))}, indent=1)
    write_whole(out / RECORD, text.encode(), RECORD)


def write_whole(path: Path, content: bytes, shown: str) -> Finding | None:
    """Write a file by way of a temporary one beside it, so that it is never seen half written."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        reason = (error.strerror or "it cannot be written").lower()
        return codes.NOT_WRITTEN.at(
            Span(shown), path=shown, reason=reason, hint="check the folder's permissions and the disk"
        )
    return None
