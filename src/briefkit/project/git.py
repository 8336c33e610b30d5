"""Read a project at a revision of git: the name of a revision in, a folder of its files out.

Nothing is checked out, and the work tree is not touched. Git is asked by three commands that only read objects. What
the environment or a configuration could have them run or fetch is turned off: a repository may come from a stranger.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import IO, Any

from briefkit.project.root import MAX_FILE

SECONDS = 60  # for one command
MAX_ENTRIES = 200_000
# What a project consists of; nothing else of its folder is asked for.
PLACES = ("briefkit.toml", "pyproject.toml", "seeds", "briefs", "templates", "styles")
# Modes of entries. A link is 120000, a repository within this one 160000.
FILES, FOLDER = ("100644", "100755"), "040000"
# No hooks, no monitor of files, no transport: an object that is not here is missing, and nothing is run to get it.
_SETTINGS = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never")


class GitFault(Exception):
    """Git could not give what was asked; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a revision: the id of its bytes, and how many they are."""

    id: str
    size: int


class Repository:
    """The repository that a project is in. Raises `GitFault` where there is none, or no git."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # Where the project stands in the repository: "", or "reports/" for a folder of it.
        self.prefix = os.fsdecode(self._ask("rev-parse", "--show-prefix")).removesuffix("\n")

    def commit(self, name: str) -> str:
        """The id of the commit that a name such as HEAD, main or v1.2 stands for. Raises `GitFault` for no commit."""
        if name.startswith("-") or not name.isprintable() or not name:
            raise GitFault(f'"{name}" cannot be a revision')
        try:
            return self._ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode("ascii").strip()
        except _Failed:
            hint = "see git log"
            if ".." in name:
                hint = "give two revisions one after the other: briefkit diff main mine"
            elif name == "HEAD":
                hint = "commit something first"
            raise GitFault(f'git knows no revision "{name}"; {hint}') from None

    def entries(self, commit: str) -> dict[str, Entry]:
        """Every file of the project in a commit by its path in the project; links and submodules are left out."""
        tree = commit
        if self.prefix:
            found = self._ask("ls-tree", "-z", "--full-tree", commit, "--", self.prefix.removesuffix("/"))
            mode, _, rest = found.decode("utf-8", "replace").partition(" ")
            if mode != FOLDER:
                return {}  # the project's folder is not in that commit
            tree = rest.split()[1]
        listed = self._ask("ls-tree", "-r", "-l", "-z", "--full-tree", tree, "--", *PLACES).split(b"\0")
        if len(listed) > MAX_ENTRIES:
            raise GitFault(f"{len(listed):,} files are too many; the limit is {MAX_ENTRIES:,}")
        return dict(_entry(line) for line in listed if line[:6].decode("ascii", "replace") in FILES)

    def _ask(self, *arguments: str) -> bytes:
        try:
            done = subprocess.run(
                self._command(*arguments),
                capture_output=True,
                stdin=subprocess.DEVNULL,
                env=_environment(),
                timeout=SECONDS,
                check=False,
            )
        except FileNotFoundError as error:
            raise GitFault("git is not installed, or not on the PATH; see briefkit doctor") from error
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            raise GitFault(f"git could not be run: {error}") from error
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
        if said.startswith("not a git repository"):
            raise GitFault(f"{self.root} is in no git repository: there is nothing to compare with; see git init")
        raise _Failed(f"git {arguments[0]} failed: {said or f'exit status {done.returncode}'}")

    def _command(self, *arguments: str) -> list[str]:
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        return [
            "git",
            "--no-pager",
            "--no-replace-objects",
            "--literal-pathspecs",
            *settings,
            "-C",
            str(self.root),
            *arguments,
        ]

    @contextmanager
    def blobs(self) -> Iterator[Blobs]:
        """The bytes of objects by their ids, from one process of git."""
        try:
            process = subprocess.Popen(
                self._command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError as error:
            raise GitFault(f"git could not be run: {error}") from error
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                yield Blobs(process.stdin, process.stdout)
            finally:
                process.kill()


def _entry(line: bytes) -> tuple[str, Entry]:
    """A line of git ls-tree: a path, and the file that stands there. Raises `GitFault` where its bytes are missing."""
    head, _, path = line.partition(b"\t")
    _, _, id, size = head.decode("ascii").split()
    if not size.isdecimal():
        raise _missing(id)
    return os.fsdecode(path), Entry(id, int(size))


def _missing(id: str) -> GitFault:
    return GitFault(f"the repository lacks the object {id}; see git fsck")


class _Failed(GitFault):
    """Git ran and refused."""


def _environment() -> dict[str, str]:
    """The environment without what would lead git elsewhere; nothing is asked of a person, or fetched."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}


class Blobs:
    """The bytes of objects by their ids; what was read once is kept, since two revisions share most of it."""

    def __init__(self, questions: IO[bytes], answers: IO[bytes]) -> None:
        self.questions, self.answers = questions, answers
        self.known: dict[str, bytes] = {}

    def read(self, entry: Entry) -> bytes:
        """The bytes of a file. Raises `GitFault` where the repository lacks them."""
        if entry.id not in self.known:
            self.known[entry.id] = self._ask(entry)
        return self.known[entry.id]

    def _ask(self, entry: Entry) -> bytes:
        try:
            self.questions.write(entry.id.encode("ascii") + b"\n")
            self.questions.flush()
            head = self.answers.readline().split()
            if head != [entry.id.encode("ascii"), b"blob", str(entry.size).encode("ascii")]:
                raise _missing(entry.id)
            data = self.answers.read(entry.size + 1)
        except OSError as error:
            raise GitFault(f"git could not be read: {error}") from error
        if len(data) != entry.size + 1:
            raise GitFault(f"git ended within the object {entry.id}")
        return data[:-1]


@dataclass(frozen=True, slots=True)
class _Size:
    st_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """The files of a revision, and the folders that they make."""

    entries: dict[str, Entry]
    blobs: Blobs
    inside: dict[str, list[str]] = field(default_factory=dict)  # folder → names in it, sorted

    def __post_init__(self) -> None:
        names: dict[str, set[str]] = {}
        for path in self.entries:
            parts = path.split("/")
            for depth, name in enumerate(parts):
                names.setdefault("/".join(parts[:depth]), set()).add(name)
        self.inside.update({folder: sorted(found) for folder, found in names.items()})


@dataclass(frozen=True, slots=True)
class GitPath:
    """A path in a revision, with as much of the face of `pathlib.Path` as reading a project needs (`Folder`)."""

    tree: _Tree
    pure: PurePosixPath

    @property
    def name(self) -> str:
        return self.pure.name

    @property
    def suffix(self) -> str:
        return self.pure.suffix

    @property
    def stem(self) -> str:
        return self.pure.stem

    @property
    def parent(self) -> GitPath:
        return GitPath(self.tree, self.pure.parent)

    def __truediv__(self, key: str, /) -> GitPath:
        return GitPath(self.tree, self.pure / key)

    def __lt__(self, other: Any, /) -> bool:
        return self.pure < other.pure if isinstance(other, GitPath) else NotImplemented

    def is_file(self) -> bool:
        return self._key in self.tree.entries

    def is_dir(self) -> bool:
        return self._key in self.tree.inside

    def iterdir(self) -> Iterable[GitPath]:
        return [self / name for name in self.tree.inside.get(self._key, ())]

    def glob(self, pattern: str, /) -> Iterable[GitPath]:
        """The paths whose names match, part by part."""
        first, _, rest = pattern.partition("/")
        found = [path for path in self.iterdir() if fnmatchcase(path.name, first)]
        return [below for path in found for below in path.glob(rest)] if rest else found

    def rglob(self, pattern: str, /) -> Iterable[GitPath]:
        """The paths at any depth whose last names match."""
        for path in self.iterdir():
            if fnmatchcase(path.name, pattern):
                yield path
            yield from path.rglob(pattern)

    def resolve(self) -> GitPath:
        """The path without `..`; there are no links to follow."""
        parts: list[str] = []
        for part in self.pure.parts:
            if part == ".." and parts and parts[-1] != "..":
                parts.pop()
            else:
                parts.append(part)
        return GitPath(self.tree, PurePosixPath(*parts))

    def is_relative_to(self, other: Any, /) -> bool:
        inside = self.pure.is_relative_to(other.pure)
        return inside and ".." not in self.pure.parts and not self.pure.is_absolute()

    def relative_to(self, other: Any, /) -> PurePosixPath:
        return self.pure.relative_to(other.pure)

    def stat(self) -> _Size:
        """Its size. Raises `FileNotFoundError`."""
        return _Size(self._entry.size)

    def read_bytes(self) -> bytes:
        """Its bytes. Raises `FileNotFoundError`, and `GitFault` where the repository lacks them."""
        if self._entry.size > MAX_FILE:
            raise GitFault(f"{self.pure} is too large: {self._entry.size:,} bytes")
        return self.tree.blobs.read(self._entry)

    @property
    def _key(self) -> str:
        return "" if self.pure == PurePosixPath() else str(self.pure)

    @property
    def _entry(self) -> Entry:
        if not self.is_file():
            raise FileNotFoundError(2, "No such file in the revision", str(self.pure))
        return self.tree.entries[self._key]


def folder_at(repository: Repository, blobs: Blobs, revision: str) -> GitPath:
    """The project's folder at a revision; empty where the revision does not have it. Raises `GitFault`."""
    return GitPath(_Tree(entries=repository.entries(repository.commit(revision)), blobs=blobs), PurePosixPath())
