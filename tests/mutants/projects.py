"""The projects that are attacked: the one that ships, and the synthetic ones beside the tests."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from briefkit.project.defaults import defaults_folder
from briefkit.project.workspace import load_workspace
from mutants.judge import Baseline
from mutants.mutant import Files
from mutants.stages import Bench, remember

TESTS = Path(__file__).parent.parent
REPOSITORY = TESTS.parent
ROOTS = {
    "shipped": REPOSITORY,
    "trade": TESTS / "projects" / "trade",
    "east_asia": TESTS / "projects" / "east_asia",
    "pages": REPOSITORY,  # the shipped seeds, and a brief with every part in the place of the shipped briefs
}
SAMPLE = Path(__file__).parent / "everything.yaml"
_MUTATED = (".toml", ".css", ".html")
# Text in columns is set again and again until they are of one length, which takes longer than all else.
_COLUMN = re.compile(rb"(?<!-)columns: 2(?=[;\s}])")
_COLUMNS = b"columns: auto"
_DRAWINGS = re.compile(rb"      - chart:\n.*?(?=    sections:\n)", re.DOTALL)


@cache
def _remembering() -> None:
    remember()


@cache
def baseline(name: str) -> Baseline:
    """A project as it is. It must be clean: what is wrong already could not be told from what a mutant makes wrong."""
    _remembering()
    root = ROOTS[name]
    workspace = load_workspace(root)
    if name == "pages":
        workspace = replace(workspace, briefs=_samples())
    found = _resources(root, name)
    files = Files(workspace, tuple((path, data) for path, data in found.items() if _COLUMNS in data))
    bench = Bench(root)
    examination = bench.examine(files)
    stopping = [str(one.span) + " " + one.message for one in examination.findings if one.stops]
    assert not stopping, stopping
    pages, more = bench.pages(examination)
    assert not more, more
    return Baseline(files=files, bench=bench, examination=examination, pages=pages, resources=found)


def _resources(root: Path, name: str) -> dict[str, bytes]:
    """The files under templates/ and styles/ that are mutated: house styles with projects, all else with "pages"."""
    found: dict[str, bytes] = {}
    for kind in ("templates", "styles"):
        folder = root / kind
        if root == REPOSITORY:
            folder = defaults_folder("templates" if kind == "templates" else "styles")
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            is_house = path.name == "house.toml"
            if root == REPOSITORY and not _is_used(path, folder):
                continue
            if (
                path.suffix in _MUTATED
                and "fonts" not in (path.stem, path.parent.name)
                and is_house != (name == "pages")
            ):
                data = path.read_bytes()
                found[f"{kind}/{path.relative_to(folder).as_posix()}"] = _COLUMN.sub(_COLUMNS, data)
    return found


def _is_used(path: Path, folder: Path) -> bool:
    """Whether a file of briefkit's bears on the briefs that are set here: not another style, edition or language."""
    first = path.relative_to(folder).parts[0]
    return first not in ("policy", "bulletin", "editions") and path.stem not in ("fact-check", "draft", "ko", "zh")


def _samples() -> dict[str, bytes]:
    """The brief with every part, once in each of briefkit's templates; drawings, which both set alike, in one alone."""
    data = SAMPLE.read_bytes()
    return {
        "briefs/everything_chrnk.yaml": _DRAWINGS.sub(b"", data).replace(b"template: note", b"template: chrnk"),
        "briefs/everything_note.yaml": data,
    }
