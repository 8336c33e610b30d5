"""Build PDFs: an examined brief in, a file in build/ and its lock beside the brief out, whole or not at all.

The steps are apart so that setting, the slow one, runs in other processes: compose, compare, set (in `setting.py`),
write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from briefkit import __version__
from briefkit.briefs.resolved import ResolvedTable, contents
from briefkit.checks.waivers import Waiver
from briefkit.findings import Finding, Outcome, Span
from briefkit.project.drawing_data import load_atlas, load_measure
from briefkit.project.examination import Examined
from briefkit.project.fonts import font_versions, missing_fonts
from briefkit.project.last_build import digest, read_record, remember
from briefkit.project.lock import Lock, Publication, format_lock, read_published
from briefkit.project.output import Output, holding, write_together
from briefkit.project.resources import Resources
from briefkit.project.setting import SETTING_PACKAGES, Page
from briefkit.report.compose import compose_view
from briefkit.report.drawings import Drawn, Studio, draw_all
from briefkit.report.editions import READER
from briefkit.report.ledger import belongs
from briefkit.report.redline import Redline
from briefkit.report.scripts import mark_languages
from briefkit.report.templates import render_marked

if TYPE_CHECKING:
    from briefkit.report.pdf import RenderedPdf

FONTS = (".woff2", ".otf", ".ttf")
PARTS = {
    "packages": "briefkit or a package has changed",
    "fonts": "the fonts have changed",
    "style": "the style has changed",
    "template": "the template has changed",
    "text": "the text has changed",
}
"""What a PDF is made from, and what is said where it has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What became of one brief: its file, whether and why it was written anew, and how many pages it has.

    `lock` is the lock that was written with it, or for it; empty where that was as it should be.
    """

    name: str
    path: str
    fresh: bool
    pages: int
    why: str = ""
    lock: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockFile:
    """The lock of a brief as it should be, but for what was published, and the file it belongs into.

    `prints` stands for all that the brief prints and its look, by which the record knows whose pages the PDF has.
    """

    path: Path
    shown: str
    lock: Lock
    prints: str = ""


def compose_page(
    examined: Examined,
    resources: Resources,
    waivers: Sequence[Waiver],
    edition: str = READER,
    open_findings: Sequence[Finding] = (),
    redline: Redline | None = None,
) -> Outcome[Page | None]:
    """The HTML of an edition of a brief; None where a finding stops it. `open_findings` are those of the project."""
    brief = examined.brief
    language = brief.spec.language.text if brief.spec.language else "en"
    words = resources.words[language]

    def drawings(marks: Mapping[int, str]) -> Mapping[str, Drawn]:
        return _with_marks(examined, words, marks) if marks else examined.drawings

    view = compose_view(
        brief,
        examined.style,
        examined.vocabulary,
        words,
        waivers,
        drawings,
        edition,
        open_findings,
        redline=redline,
    )
    rendered = render_marked(view.value, examined.template, resources.templates)
    html = mark_languages(rendered.value)
    findings = (*view.findings, *rendered.findings, *missing_fonts(html.with_drawn_texts, Span(brief.path)))
    if any(finding.stops for finding in findings):
        return Outcome(None, findings)
    style_files = sorted({*resources.files_of_style(examined.style_name), *resources.files_of_style("editions")})
    parts = _parts(html.plain, examined, resources, edition, style_files)
    page = Page(
        name=brief.name,
        html=html,
        language=language,
        style_name=examined.style_name,
        style_files=tuple(style_files),
        created=date.fromisoformat(brief.spec.date.text.strip()),
        path=brief.path,
        key=_sum(value for name, value in parts.items() if name != "template"),  # its output is what counts of it
        parts=parts,
        claims=tuple(brief.claims()),
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


def up_to_date(page: Page, out: Path, shown: str, known: Mapping[str, Mapping[str, str]] | None = None) -> Built | None:
    """What is built already: a PDF made from the same HTML, style and packages, and not touched since.

    `known` is the record of the folder; it is read where none is given.
    """
    entry = (read_record(out) if known is None else known).get(page.stem)
    if not entry or entry["key"] != page.key or digest(out / f"{page.stem}.pdf") != entry["sha256"]:
        return None
    return Built(name=page.name, path=f"{shown}/{page.stem}.pdf", fresh=False, pages=int(entry["pages"]))


def reason(page: Page, out: Path, known: Mapping[str, Mapping[str, str]]) -> str:
    """Why a PDF has to be built, in words; "forced" where nothing but the writer wants it."""
    entry = known.get(page.stem)
    if not entry:
        return "new"
    changed = [name for name in PARTS if name in entry and entry[name] != page.parts.get(name)]
    if entry["key"] != page.key:
        # A changed template shows in the text, and so does nothing else that can be told from it.
        shown = [name for name in changed if not (name == "text" and "template" in changed)]
        return ", ".join(PARTS[name] for name in shown) or "what it is made from has changed"
    found = digest(out / f"{page.stem}.pdf")
    if found != entry["sha256"]:
        return "the PDF was changed since" if found else "the PDF was gone"
    return "forced"


def write_pdf(
    page: Page,
    rendered: RenderedPdf,
    out: Path,
    shown: str,
    lock: LockFile | None = None,
    *,
    why: str = "",
    publish: bool = False,
) -> Outcome[Built | None]:
    """Write `<out>/<name>.pdf`, or `<name>.<edition>.pdf`, with its lock, and remember what they were made from.

    `shown` is the folder as messages name it. With `publish` the lock says that this PDF went out.
    """
    pdf = Output(path=out / f"{page.stem}.pdf", content=rendered.content, shown=f"{shown}/{page.stem}.pdf")
    entry = {"key": page.key, "sha256": _hash(rendered.content), "pages": str(rendered.pages), **page.parts}
    built = Built(name=page.name, path=pdf.shown, fresh=True, pages=rendered.pages, why=why)
    return _write(page, built, out, [pdf], entry, lock, publish)


def write_lock(page: Page, built: Built, out: Path, lock: LockFile, *, publish: bool = False) -> Outcome[Built | None]:
    """Write the lock of a PDF that is up to date, where it is not as it should be."""
    return _write(page, built, out, [], None, lock, publish)


def _write(
    page: Page,
    built: Built,
    out: Path,
    files: list[Output],
    made: Mapping[str, str] | None,
    lock: LockFile | None,
    publish: bool,
) -> Outcome[Built | None]:
    """Write files and the lock together. `made` is the entry of the record; None where that stays as it is."""
    findings: tuple[Finding, ...] = ()
    with holding(out, *([lock.path.parent] if lock else [])):
        known = read_record(out)
        entry = known.get(page.stem, {}) if made is None else made
        if lock is not None:
            went_out = Publication(date=page.created.isoformat(), sha256=entry["sha256"], claims=page.claims)
            settled = _settled(lock, went_out if publish else None)
            findings = settled.findings
            if settled.value is None:
                return Outcome(None, findings)
            if digest(lock.path) != _hash(settled.value.content):
                files = [*files, settled.value]
                built = replace(built, lock=lock.shown)
            entry = {**entry, "lock": _hash(settled.value.content), "prints": lock.prints}
        failure = write_together(files)
        if failure is None and entry != known.get(page.stem):
            failure = remember(out, page.stem, entry, known)
    return Outcome(None, (*findings, failure)) if failure else Outcome(built, findings)


def _settled(lock: LockFile, went_out: Publication | None) -> Outcome[Output | None]:
    """The lock to be written: the figures as they are, and what was published before, with what goes out now."""
    try:
        data = lock.path.read_bytes()
    except OSError:
        data = None
    before = read_published(data, lock.shown) if data is not None else Outcome(())
    if before.value is None:
        return Outcome(None, before.findings)
    known = {(one.date, one.sha256) for one in before.value}
    published = before.value
    if went_out is not None and (went_out.date, went_out.sha256) not in known:
        published = (*published, went_out)
    text = format_lock(replace(lock.lock, published=published))
    return Outcome(Output(path=lock.path, content=text.encode(), shown=lock.shown), before.findings)


def _parts(
    html: str, examined: Examined, resources: Resources, edition: str, style_files: Sequence[str]
) -> dict[str, str]:
    """Hashes of all that a PDF is made from, by the names of `PARTS`."""
    packages = (f"{package} {version(package)}" for package in SETTING_PACKAGES)
    styles = {path: resources.style_hashes[path] for path in style_files}
    fonts = {path: sha256 for path, sha256 in styles.items() if path.endswith(FONTS)}
    template = {
        path: _hash(resources.templates[path].encode()) for path in resources.files_of_template(examined.template)
    }
    return {
        "text": _sum([html, examined.brief.spec.date.text, edition]),
        "template": _sum([examined.template, *(f"{path} {sha256}" for path, sha256 in template.items())]),
        "style": _sum([examined.style_name, *(f"{path} {styles[path]}" for path in styles if path not in fonts)]),
        "fonts": _sum([*font_versions(html), *(f"{path} {sha256}" for path, sha256 in fonts.items())]),
        "packages": _sum([f"briefkit {__version__}", *packages]),
    }


def _sum(texts: Iterable[str]) -> str:
    return _hash("\0".join(texts).encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
