"""A mutant as plain data: which file of which project is changed where, and how it is put into the files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from briefkit.project.config import Config, read_table
from briefkit.project.workspace import Workspace
from mutants.parts import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change. `start` and `end` are offsets into the text of the file.

    `place` is what is changed ("value"), `thing` what about it ("scale word"); the two make its class. Where `strict`,
    a page that shows the change is not enough: a finding has to name it. `resigned` names the seed whose sha256 is
    brought up to date, and `witnesses` the claims of which each has to be named.
    """

    project: str
    place: str
    thing: str
    subject: Subject
    path: str
    line: int
    start: int
    end: int
    old: str
    new: str
    strict: bool = False
    resigned: str = ""
    witnesses: tuple[str, ...] = ()

    @property
    def is_honest(self) -> bool:
        """Whether it belongs to one of the two classes in which a mutant may survive, if it is listed."""
        return self.thing in ("operator", "reference")

    @property
    def where(self) -> str:
        return f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.where} {self.place}, {self.thing}: {_shown(self.old)} → {_shown(self.new)}"


def _shown(text: str) -> str:
    return f"“{' '.join(text.split())}”" if text.strip() else ("nothing" if not text else "a blank")


@dataclass(frozen=True, slots=True)
class Files:
    """A project in memory: its workspace, and the texts of templates and styles that are not briefkit's own."""

    workspace: Workspace
    resources: tuple[tuple[str, bytes], ...] = ()  # "styles/chrnk/house.toml" → what stands there instead


def put(mutant: Mutant, workspace: Workspace, resource: bytes | None = None) -> Files:
    """The project with the change in it. `resource` is the file under templates/ or styles/ that is to be changed."""
    folder = mutant.path.partition("/")[0]
    if folder in ("templates", "styles"):
        assert resource is not None
        return Files(workspace, ((mutant.path, _changed(mutant, resource)),))
    if mutant.path == workspace.config_path:
        data = _changed(mutant, workspace.config_text.encode())
        config = read_table(Config, data, workspace.config_path)
        findings = (*workspace.findings, *config.findings)
        return Files(
            replace(workspace, config=config.value, config_text=data.decode(), findings=findings),
        )
    suffix = PurePosixPath(mutant.path).suffix
    if folder == "briefs":
        return Files(replace(workspace, briefs=_replaced(workspace.briefs, mutant.path, mutant)))
    if mutant.path.startswith("seeds/rates/"):
        return Files(replace(workspace, rates=_replaced(workspace.rates, mutant.path, mutant)))
    if suffix == ".yaml":
        return Files(replace(workspace, seeds=_replaced(workspace.seeds, mutant.path, mutant)))
    name = mutant.path.removeprefix("seeds/")
    snapshots = _replaced(workspace.snapshots, name, mutant)
    seeds = dict(workspace.seeds)
    if mutant.resigned:
        old = hashlib.sha256(workspace.snapshots[name]).hexdigest().encode()
        new = hashlib.sha256(snapshots[name]).hexdigest().encode()
        seeds[mutant.resigned] = seeds[mutant.resigned].replace(old, new)
    return Files(replace(workspace, snapshots=snapshots, seeds=seeds))


def _replaced(files: dict[str, bytes], path: str, mutant: Mutant) -> dict[str, bytes]:
    return {**files, path: _changed(mutant, files[path])}


def _changed(mutant: Mutant, data: bytes) -> bytes:
    text = data.decode()
    assert text[mutant.start : mutant.end] == mutant.old, mutant
    return (text[: mutant.start] + mutant.new + text[mutant.end :]).encode()
