"""Read a project: a folder in, its files as bytes out. The only room that looks at the file system.

The folder is one on disk, or one of a revision in git, which `git.py` gives the same face.

Nothing outside the project is read but briefkit's own templates, styles and rates; a link that leaves the project is
a finding. Reading is bounded file by file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, Self

from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk1_shape as shape
from briefkit.project.config import Config, key_span, read_table
from briefkit.project.defaults import defaults_folder
from briefkit.project.root import MAX_FILE, has_tool_table

LOCK_SUFFIX = ".lock.yaml"


class Folder(Protocol):
    """What reading a project asks of a path: `pathlib.Path` is one, and a path in a revision of git another."""

    @property
    def name(self) -> str: ...
    @property
    def suffix(self) -> str: ...
    @property
    def stem(self) -> str: ...
    @property
    def parent(self) -> Self: ...
    def __truediv__(self, key: str, /) -> Self: ...
    def __lt__(self, other: Any, /) -> bool: ...
    def is_file(self) -> bool: ...
    def is_dir(self) -> bool: ...
    def iterdir(self) -> Iterable[Self]: ...
    def glob(self, pattern: str, /) -> Iterable[Self]: ...
    def rglob(self, pattern: str, /) -> Iterable[Self]: ...
    def resolve(self) -> Self: ...
    def is_relative_to(self, other: Any, /) -> bool: ...
    def relative_to(self, other: Any, /) -> Any: ...
    def stat(self) -> Any: ...
    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A project's files. Paths are relative to the root, with forward slashes.

    `root` is its folder on disk; `tree` is where its files are read from instead, such as a revision in git.
    """

    root: Path
    tree: Folder | None = None
    config: Config
    seeds: dict[str, bytes] = field(default_factory=dict)  # "seeds/dailynk.yaml" → bytes
    snapshots: dict[str, bytes] = field(default_factory=dict)  # "dailynk.txt" → bytes
    briefs: dict[str, bytes] = field(default_factory=dict)
    locks: dict[str, bytes] = field(default_factory=dict)  # "briefs/wigs.lock.yaml" → bytes
    rates: dict[str, bytes] = field(default_factory=dict)
    config_text: str = ""
    config_path: str = "briefkit.toml"
    findings: tuple[Finding, ...] = ()

    @property
    def folder(self) -> Folder:
        """Where files are read that were not read with the others: templates, styles, pictures."""
        return self.tree or self.root


def load_workspace(root: Path, tree: Folder | None = None) -> Workspace:
    """Every file of the project that the stages need; they are read from `tree` where there is one."""
    findings: list[Finding] = []
    folder = tree or root
    place = _config_file(folder)
    data = (_read(place[0], place[0].name, folder, findings) if place else None) or b""
    config = read_table(Config, data, place[0].name, place[1]) if place else Outcome(Config())
    findings += config.findings
    seeds, snapshots, briefs, rates = (
        _read_all(folder, name, pattern, findings)
        for name, pattern in (("seeds", "*.yaml"), ("seeds", "*.txt"), ("briefs", "*.yaml"), ("seeds/rates", "*.csv"))
    )
    for pattern in ("*.csv", "*.xlsx"):
        snapshots |= _read_all(folder, "seeds", pattern, findings)
    findings += [*_not_read(folder, "seeds"), *_not_read(folder, "briefs")]
    return Workspace(
        root=root,
        tree=tree,
        config=config.value,
        seeds=seeds,
        snapshots={path.removeprefix("seeds/"): content for path, content in snapshots.items()},
        briefs={path: content for path, content in briefs.items() if not path.endswith(LOCK_SUFFIX)},
        locks={path: content for path, content in briefs.items() if path.endswith(LOCK_SUFFIX)},
        rates=rates,
        config_text=data.decode("utf-8", "replace"),
        config_path=place[0].name if place else "briefkit.toml",
        findings=tuple(findings),
    )


def config_span(workspace: Workspace, *keys: str) -> Span:
    """Where the configuration says something, by table and key; the head of the file where it does not."""
    prefix = ("tool", "briefkit") if workspace.config_path == "pyproject.toml" else ()
    return key_span(workspace.config_text, workspace.config_path, (*prefix, *keys))


def read_snapshot(workspace: Workspace, name: str) -> bytes | None:
    """The snapshot of a seed by the name its file gives; None where there is none inside seeds/."""
    return workspace.snapshots[name] if name in workspace.snapshots else _read_inside(workspace, "seeds", name)


def read_beside(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """The files below seeds/ that were not read with the others, by their paths there: a seed may name any of them."""
    folder = workspace.folder / "seeds"
    known = {*workspace.seeds, *workspace.rates, *(f"seeds/{name}" for name in workspace.snapshots)}
    whole = workspace.folder.resolve()
    for path in _files(folder) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        data = _read(path, name, whole, []) if f"seeds/{name}" not in known else None
        if data is not None:
            yield name, data


def read_picture(workspace: Workspace, name: str) -> bytes | None:
    """A picture by the name that a brief gives; None where there is none inside briefs/."""
    return _read_inside(workspace, "briefs", name)


def _read_inside(workspace: Workspace, kind: str, name: str) -> bytes | None:
    """A file by a name that a writer gives; None where there is none inside the folder."""
    folder = workspace.folder / kind
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve()) and (folder / name).is_file()
    except (OSError, RuntimeError, ValueError):
        return None
    return _read(folder / name, f"{kind}/{name}", workspace.folder.resolve(), []) if inside else None


def _config_file(root: Folder) -> tuple[Folder, str] | None:
    """The file that holds the configuration, and the table in it."""
    if (root / "briefkit.toml").is_file():
        return root / "briefkit.toml", ""
    if has_tool_table(root / "pyproject.toml"):
        return root / "pyproject.toml", "tool.briefkit"
    return None


def _not_read(root: Folder, folder: str) -> Iterator[Finding]:
    """Files that were most likely meant as seeds or briefs, but bear another ending."""
    place = root / folder
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yaml":
            hint = f"rename it {path.stem}.yaml"
            yield shape.NOT_READ.at(Span(f"{folder}/{path.name}"), name=path.name, hint=hint)


def _read_all(root: Folder, folder: str, pattern: str, findings: list[Finding]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    whole = root.resolve()
    for path in sorted((root / folder).glob(pattern), key=lambda path: path.name):
        name = f"{folder}/{path.name}"
        data = _read(path, name, whole, findings)
        if data is not None:
            found[name] = data
    return found


def _read(path: Folder, name: str, root: Folder, findings: list[Finding]) -> bytes | None:
    """A file of a project whose folder, resolved, is `root`."""
    reason = ""
    try:
        if not path.resolve().is_relative_to(root):
            reason = "it is a link that leaves the project"
        elif not path.is_file():
            reason = "it is no file"
        elif path.stat().st_size > MAX_FILE:
            size = f"{path.stat().st_size:,}"
            findings.append(shape.TOO_LARGE.at(Span(name), size=size, limit=f"{MAX_FILE:,}", hint="split the file"))
            return None
        else:
            return path.read_bytes()
    except (OSError, RuntimeError) as error:  # a link that leads to itself raises either
        reason = (getattr(error, "strerror", None) or "it cannot be opened").lower()
    findings.append(shape.UNREADABLE.at(Span(name), reason=reason, hint="check the file and its permissions"))
    return None


FONTS = "fonts"  # the folder of the styles that fonts are in


def resource_folders(root: Folder, kind: str) -> tuple[Folder, Folder]:
    """Where templates or styles are looked for: the project's own folder, then briefkit's."""
    return root / kind, defaults_folder("templates" if kind == "templates" else "styles")


def resource_names(root: Folder, kind: str, entry: str) -> tuple[str, ...]:
    """The names of all templates or styles: folders that hold the file `entry`."""
    found = {
        path.parent.name
        for folder in resource_folders(root, kind)
        for path in folder.glob(f"*/{entry}")
        if path.is_file()
    }
    return tuple(sorted(found))


def read_resources(root: Folder, kind: str, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """Every template or style file by its path ("chrnk/main.html").

    A folder of the project takes the place of briefkit's folder of the same name as a whole; only its fonts stand
    beside briefkit's, which drawings are set in.
    """
    own, default = resource_folders(root, kind)
    folders: dict[str, Folder] = {}
    for place in (default, own):
        if place.is_dir():
            folders |= {path.name: path for path in sorted(place.iterdir()) if path.is_dir()}
    beside = [(FONTS, default / FONTS)] if (default / FONTS).is_dir() else []
    found: dict[str, bytes] = {}
    for name, folder in (*beside, *sorted(folders.items())):
        base = folder.resolve()
        for path in _files(folder):
            if path.suffix in suffixes and _is_inside(path, base) and path.stat().st_size <= MAX_FILE:
                found[f"{name}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return found


def _is_inside(path: Folder, folder: Folder) -> bool:
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):
        return False


def _files(folder: Folder) -> Iterator[Folder]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
