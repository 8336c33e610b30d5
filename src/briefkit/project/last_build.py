"""What the last build was made from, and what it said: enough to answer the next one where nothing has changed.

Two files beside the PDFs: the record of each PDF, and what the whole examination came to, for the hashes of everything
that it reads. Where they are missing or damaged nothing is known, and all is done again. This file loads nothing
that takes time: with it a build that has nothing to do answers at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import briefkit
from briefkit.findings import Finding, Severity, Span
from briefkit.project.defaults import defaults_folder
from briefkit.project.output import holding, is_lock, write_whole
from briefkit.project.root import MAX_FILE, has_tool_table

RECORD = "briefkit.json"
ANSWER = "briefkit-examined.json"
FOLDERS = ("seeds", "briefs", "templates", "styles")
CONFIGS = ("briefkit.toml", "pyproject.toml")
PROGRAM = ""  # under this name stands the hash of briefkit and the packages, beside those of the project's files

Entry = Mapping[str, str]


# The record of the PDFs in a folder


def read_record(out: Path) -> dict[str, dict[str, str]]:
    """What the PDFs in this folder were made from, by stem; nothing where the record is missing or damaged."""
    try:
        content = json.loads((out / RECORD).read_text("utf-8"))
        return {name: dict(entry) for name, entry in content["briefs"].items() if _is_entry(entry)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _is_entry(entry: dict[str, str]) -> bool:
    named = all(isinstance(entry.get(name), str) for name in ("key", "sha256", "pages"))
    return named and all(isinstance(value, str) for value in entry.values()) and entry["pages"].isdecimal()


def remember(out: Path, stem: str, entry: Entry, known: Mapping[str, Entry]) -> Finding | None:
    """Put an entry into the record beside those `known` to stand there, or the finding why not."""
    text = json.dumps({"briefs": dict(sorted({**known, stem: dict(entry)}.items()))}, indent=1)
    return write_whole(out / RECORD, text.encode(), RECORD)


def digest(path: Path) -> str:
    """The hash of a file; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


# What an examination reads


def fingerprint(root: Path) -> dict[str, str] | None:
    """The hash of everything that an examination of a project reads, by path.

    None where that cannot be told: where there are links or special files, or files that cannot be read. Such a
    project is examined each time.
    """
    try:
        found = {PROGRAM: _program()}
        for name in CONFIGS:
            if os.path.lexists(root / name):
                found[name] = _hash_of(root / name)
        for folder in FOLDERS:
            if os.path.lexists(root / folder):
                found |= {path: _hash_of(root / path) for path in _paths(root, folder)}
    except (OSError, _Unknown):
        return None
    return found


class _Unknown(Exception):
    """A file that is no plain file."""


def _hash_of(path: Path) -> str:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE:
        raise _Unknown
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _paths(root: Path, folder: str) -> Iterator[str]:
    if not stat.S_ISDIR((root / folder).lstat().st_mode):
        raise _Unknown
    with os.scandir(root / folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _paths(root, path)
        elif not is_lock(entry.name):
            yield path


def _program() -> str:
    """The hash of briefkit itself with its templates and styles, and of the packages installed, by name and version."""
    total = hashlib.sha256(sys.version.encode())
    installed = {
        name
        for folder in sys.path
        if folder and Path(folder).is_dir()
        for name in os.listdir(folder)  # noqa: PTH208 - names alone
        if name.endswith((".dist-info", ".egg-info"))
    }
    total.update("\n".join(sorted(installed)).encode())
    package = Path(briefkit.__file__).resolve().parent
    for base in (package, defaults_folder("templates"), defaults_folder("styles")):
        for path in sorted(base.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                total.update(f"\0{path.relative_to(base)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


# What an examination came to


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an examination came to, for the files that it read.

    `findings` are those that nobody has waived, `fails_at` the severity that fails a command, `blocked` the briefs that
    may not be printed with the number of findings, `briefs` the names of all. `composed` has, for each PDF by its stem,
    the key of what it is to be made from and what was found on the way.

    What ties briefs to seeds that they do not name: `measures` are what the claims of each seed are about, and `stated`
    a hash of what they state of it; `nouns` are those of the project and its seeds, `declared` those that each seed
    declares, and `disputed` says that claims disagree.
    """

    inputs: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    fails_at: Severity = Severity.WARNING
    blocked: Mapping[str, int] = field(default_factory=dict)
    briefs: tuple[str, ...] = ()
    composed: Mapping[str, tuple[str, tuple[Finding, ...]]] = field(default_factory=dict)
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    declared: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    disputed: bool = True


def save_answer(out: Path, answer: Answer) -> None:
    """Keep an answer for the next build. One that cannot be kept costs the next build its time, and nothing else."""
    text = json.dumps(_answer_data(answer))
    content = json.dumps({"sha256": hashlib.sha256(text.encode()).hexdigest(), "answer": text})
    with holding(out):
        write_whole(out / ANSWER, content.encode(), ANSWER)


def read_answer(out: Path) -> Answer | None:
    """The answer of the last build; None where there is none, or where one byte of it is another."""
    try:
        content = json.loads((out / ANSWER).read_text("utf-8"))
        text = content["answer"]
        if hashlib.sha256(text.encode()).hexdigest() != content["sha256"]:
            return None
        return _answer(json.loads(text))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _answer_data(answer: Answer) -> dict[str, Any]:
    return {
        "inputs": dict(answer.inputs),
        "findings": [_finding_data(finding) for finding in answer.findings],
        "fails_at": answer.fails_at.value,
        "blocked": dict(answer.blocked),
        "briefs": list(answer.briefs),
        "composed": {
            stem: {"key": key, "findings": [_finding_data(finding) for finding in findings]}
            for stem, (key, findings) in answer.composed.items()
        },
        "measures": {key: list(measures) for key, measures in answer.measures.items()},
        "stated": dict(answer.stated),
        "nouns": [[noun, *forms] for noun, forms in answer.nouns.items()],
        "declared": {key: [[noun, *forms] for noun, forms in nouns.items()] for key, nouns in answer.declared.items()},
        "disputed": answer.disputed,
    }


def _answer(data: dict[str, Any]) -> Answer:
    return Answer(
        inputs=data["inputs"],
        findings=_findings(data["findings"]),
        fails_at=Severity(data["fails_at"]),
        blocked=data["blocked"],
        briefs=tuple(data["briefs"]),
        composed={stem: (one["key"], _findings(one["findings"])) for stem, one in data["composed"].items()},
        measures={key: tuple(measures) for key, measures in data["measures"].items()},
        stated=dict(data["stated"]),
        nouns={noun: tuple(forms) for noun, *forms in data["nouns"]},
        declared={key: {noun: tuple(forms) for noun, *forms in nouns} for key, nouns in data["declared"].items()},
        disputed=data["disputed"],
    )


def _finding_data(finding: Finding) -> list[Any]:
    span = finding.span
    place = [span.path, span.line, span.column, span.end_line, span.end_column]
    return [finding.code, finding.severity.value, place, finding.message, finding.hint]


def _findings(data: Iterable[Any]) -> tuple[Finding, ...]:
    return tuple(
        Finding(code=code, severity=Severity(severity), span=Span(*place), message=message, hint=hint)
        for code, severity, place, message, hint in data
    )


# Whether it still holds


def build_folder(root: Path) -> tuple[Path, str] | None:
    """The folder that the configuration has PDFs written to, and how it names it; None where it is not inside."""
    own, shared = (root / name for name in CONFIGS)
    try:
        content: Any = {}
        if own.is_file():
            content = tomllib.loads(own.read_text("utf-8-sig"))
        elif has_tool_table(shared):
            content = tomllib.loads(shared.read_text("utf-8-sig")).get("tool", {}).get("briefkit", {})
        shown = content.get("build", "build")
        path = (root / shown).resolve()
        return (path, shown) if path.is_relative_to(root.resolve()) else None
    except (OSError, ValueError, TypeError, AttributeError, RuntimeError):
        return None


def holds(entry: Entry | None, key: str, pdf: Path, lock: Path | None) -> bool:
    """Whether a PDF is made from what `key` stands for and untouched since, and its lock, where it has one, too."""
    return (
        entry is not None
        and bool(key)
        and entry["key"] == key
        and digest(pdf) == entry["sha256"]
        and (lock is None or digest(lock) == entry.get("lock"))
    )
