"""Load templates, styles and fixed words: files in, text and bytes by name out, every unusable file a finding."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.findings.bk7_rendering import WORD_WITH_NUMBER
from briefkit.nodes import decode_text
from briefkit.project.defaults import defaults_folder
from briefkit.project.workspace import Folder, read_resources
from briefkit.report.kept import Kept
from briefkit.report.weighty import WEIGHTY

STYLE_SUFFIXES = (".css", ".woff2", ".otf", ".ttf", ".svg", ".png", ".jpg")
MAX_TEMPLATE = 1_000_000
# What the patterns among the fixed words may name.
PATTERNS: Mapping[str, tuple[str, ...]] = {
    "asserts": ("text",),
    "calculation_note": ("text",),
    "convention_about": ("tolerance",),
    "convention_dates": ("dates",),
    "convention_minor": ("amount",),
    "convention_names": ("names",),
    "convention_rounding": ("rounding", "digits"),
    "fixing_of": ("date",),
    "mean_of": ("count",),
    "source_line": ("text",),
}


@dataclass(frozen=True, kw_only=True)
class Resources:
    """Templates, styles and, by language, fixed words; read once for all briefs."""

    templates: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, bytes] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def style_hashes(self) -> dict[str, str]:
        """The SHA-256 of each file of the styles, by path."""
        return {path: hashlib.sha256(data).hexdigest() for path, data in sorted(self.styles.items())}

    def files_of_template(self, name: str) -> list[str]:
        """The files that a template may be made of: those of its folder, and the shared ones."""
        return sorted(path for path in self.templates if path.startswith((f"{name}/", "shared/")))

    def files_of_style(self, name: str) -> list[str]:
        """The files that a style may draw on: of its folder, and of each that is named in a sheet of these."""
        folders = {path.partition("/")[0] for path in self.styles}
        found: set[str] = set()
        waiting = {name}
        while waiting:
            found |= waiting
            sheets = [
                data
                for path, data in self.styles.items()
                if path.partition("/")[0] in waiting and path.endswith((".css", ".svg"))
            ]
            named = {one for one in folders for data in sheets if f"{one}/".encode() in data}
            waiting = named - found
        return [path for path in self.style_hashes if path.partition("/")[0] in found]


_WORDS: Kept[Outcome[dict[str, str]]] = Kept(32)


def load_resources(root: Folder) -> Outcome[Resources]:
    """The project's templates, styles and words, and briefkit's own where the project has none."""
    findings: list[Finding] = []
    templates: dict[str, str] = {}
    words = _default_words()
    for name, data in read_resources(root, "templates", (".html", ".toml")).items():
        path = f"templates/{name}"
        decoded = decode_text(data, path, MAX_TEMPLATE)
        findings += decoded.findings
        if decoded.value is None:
            continue
        if name.endswith(".html"):
            templates[name] = decoded.value
        elif name.startswith("words/"):
            language = name.removeprefix("words/").removesuffix(".toml")
            known = words.get(language, words["en"])
            question = (decoded.value, path, tuple(known.items()))
            own = _WORDS.answer(question, partial(_read_words, decoded.value, path, known))
            findings += own.findings
            words[language] = {**known, **own.value}
    resources = Resources(templates=templates, styles=read_resources(root, "styles", STYLE_SUFFIXES), words=words)
    return Outcome(resources, tuple(findings))


def _default_words() -> dict[str, dict[str, str]]:
    """briefkit's own words: a project's file need only have those that it changes."""
    folder = defaults_folder("templates") / "words"
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


def _read_words(text: str, path: str, known: Mapping[str, str]) -> Outcome[dict[str, str]]:
    """The words of a file; `known` are briefkit's own, whose hedges (“and no others”) another wording may keep."""
    try:
        content: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = "see templates/words/en.toml of briefkit"
        found = f"text that is no TOML ({error})"
        return Outcome(
            {},
            (codes.BAD_CONFIG.at(Span(path), found=found, expected='lines such as contents = "Contents"', hint=hint),),
        )
    words: dict[str, str] = {}
    findings: list[Finding] = []
    for key, value in content.items():
        line = next((number for number, line in enumerate(text.split("\n"), 1) if line.split("=")[0].strip() == key), 1)
        if isinstance(value, str) and _fits(key, value):
            words[key] = value
            weighty = _weighty_words(value) - _weighty_words(known.get(key, ""))
            if weighty:
                place = Span(path, line, 1, line, 1)
                findings.append(WORD_WITH_NUMBER.at(place, number=min(weighty), key=key))
            continue
        braces = ", ".join(f"{{{name}}}" for name in PATTERNS.get(key, ()))
        expected = f"text with {braces}" if braces else "text"
        hint = f'write {key} = "…"'
        findings.append(
            codes.BAD_CONFIG.at(Span(path, line, 1, line, 1), found=f'{key} = "{value}"', expected=expected, hint=hint)
        )
    return Outcome(words, tuple(findings))


def _weighty_words(text: str) -> Counter[str]:
    """The numbers in a text, and the words that would change one: how often each stands there."""
    return Counter(match.group().lower() for match in WEIGHTY.finditer(text))


def _fits(key: str, value: str) -> bool:
    """Whether a pattern names what it is given and nothing else."""
    if key not in PATTERNS:
        return True
    try:
        value.format(**dict.fromkeys(PATTERNS[key], ""))
    except (KeyError, IndexError, ValueError, AttributeError):
        return False
    return all(f"{{{name}}}" in value for name in PATTERNS[key])
