"""Build PDFs: an examined brief in, a file in build/ out, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from briefkit import __version__
from briefkit.briefs.resolver import combined_vocabulary
from briefkit.checks.waivers import Waiver
from briefkit.figures.units import Vocabulary
from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.project.examination import Examined
from briefkit.project.workspace import read_resources
from briefkit.report.compose import compose_view
from briefkit.report.templates import render_html

STYLE_SUFFIXES = (".css", ".woff2", ".otf", ".ttf", ".svg", ".png", ".jpg")
RECORD = "briefkit.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What became of one brief: its file, whether it was written anew, and how many pages it has."""

    name: str
    path: str
    fresh: bool
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Templates, styles and fixed words, read once for all briefs."""

    templates: Mapping[str, str]
    styles: Mapping[str, bytes]
    words: Mapping[str, Mapping[str, str]]


def load_resources(root: Path) -> Resources:
    """The project's templates and styles, and briefkit's own where the project has none."""
    templates = read_resources(root, "templates", (".html", ".toml"))
    words = {
        path.removeprefix("words/").removesuffix(".toml"): tomllib.loads(data.decode("utf-8"))
        for path, data in templates.items()
        if path.startswith("words/") and path.endswith(".toml")
    }
    return Resources(
        templates={path: data.decode("utf-8", "replace") for path, data in templates.items() if path.endswith(".html")},
        styles=read_resources(root, "styles", STYLE_SUFFIXES),
        words=words,
    )


def build_brief(
    examined: Examined, resources: Resources, waivers: Sequence[Waiver], out: Path, shown: str, *, force: bool = False
) -> Outcome[Built | None]:
    """Set one brief and write `<out>/<name>.pdf`. `shown` is the folder as messages name it.

    A PDF that was made from the same HTML, style and packages, and has not been touched since, is left as it is.
    """
    brief = examined.brief
    vocabulary = combined_vocabulary(brief.seeds, Vocabulary())
    language = brief.spec.language.text if brief.spec.language else "en"
    view = compose_view(brief, examined.style, vocabulary, resources.words[language], waivers)
    html = render_html(view.value, examined.template, resources.templates)
    findings = (*view.findings, *html.findings)
    if any(finding.stops for finding in findings):
        return Outcome(None, findings)
    target = out / f"{brief.name}.pdf"
    place = f"{shown}/{brief.name}.pdf"
    key = _key(html.value, examined, resources)
    known = _known(out).get(brief.name)
    if not force and known and known["key"] == key and _digest(target) == known["sha256"]:
        return Outcome(Built(name=brief.name, path=place, fresh=False, pages=int(known["pages"])), findings)
    from briefkit.report.pdf import render_pdf

    created = date.fromisoformat(brief.spec.date.text.strip())
    rendered = render_pdf(html.value, examined.style_name, resources.styles, created, place=Span(brief.path))
    findings = (*findings, *rendered.findings)
    if rendered.value is None or any(finding.stops for finding in findings):
        return Outcome(None, findings)
    failure = write_whole(target, rendered.value.content, place)
    if failure is not None:
        return Outcome(None, (*findings, failure))
    digest = hashlib.sha256(rendered.value.content).hexdigest()
    _remember(out, brief.name, {"key": key, "sha256": digest, "pages": str(rendered.value.pages)})
    return Outcome(Built(name=brief.name, path=place, fresh=True, pages=rendered.value.pages), findings)


def _key(html: str, examined: Examined, resources: Resources) -> str:
    """A hash of all that a PDF is made from."""
    digest = hashlib.sha256(f"{html}\0{examined.style_name}\0{examined.brief.spec.date.text}\0".encode())
    digest.update(f"briefkit {__version__}\0".encode())
    for package in ("weasyprint", "pydyf", "fonttools"):
        digest.update(f"{package} {version(package)}\0".encode())
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
        return {name: dict(entry) for name, entry in entries if {"key", "sha256", "pages"} <= set(entry)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


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


__all__ = ["Built", "Resources", "build_brief", "load_resources", "write_whole"]
