"""Notice that a file of a project has changed: a folder in, what its files look like out, again and again.

Files are looked at many times a second, by size and times; that needs no service of the system and works on any disk.
A file of the last moments is read as well, since two changes may fall into one tick of its clock.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from briefkit.project.defaults import defaults_folder
from briefkit.project.output import is_lock

FOLDERS = ("seeds", "briefs", "templates", "styles")
FILES = ("briefkit.toml", "pyproject.toml")
INTERVAL = 0.03  # seconds from look to look, where looking takes next to no time
SHARE = 10  # of the time that passes, looking takes a tenth at the most
RECENT = 2.0  # seconds for which the clock of a file is not trusted
SETTLED = 0.015  # seconds without a change, after which a save counts as finished
MOST_WAITING = 1.0  # seconds to wait for that
MAX_RECENT = 5_000_000  # bytes: a larger file is not read to see whether it has changed


@dataclass(frozen=True, slots=True)
class Look:
    """How a file looks: inode, size, times. `content` is a hash, empty where the file is not of the last moments."""

    marks: tuple[int, ...]
    content: str = ""

    def is_of(self, other: Look) -> bool:
        """Whether both are looks of one content, as far as can be told."""
        hashed = self.content and other.content
        return self.marks == other.marks and (not hashed or self.content == other.content)


Looks = Mapping[str, Look]


def look(root: Path) -> Looks:
    """The files of a project and of briefkit's own templates and styles, as they look now, and the folders they are in.

    Locks, which builds write, are not among them, nor is a file that vanishes meanwhile. Links are followed where they
    lead to files, not to folders.
    """
    found: dict[str, Look] = {}
    now = time.time()
    for path, status in _files(root):
        if S_ISDIR(status.st_mode):
            found[path] = Look((status.st_ino,))
            continue
        recent = S_ISREG(status.st_mode) and now - status.st_mtime < RECENT and status.st_size <= MAX_RECENT
        marks = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        found[path] = Look(marks, _hash(path) if recent else "")
    return found


def differ(before: Looks, after: Looks) -> bool:
    """Whether a file has come, gone or changed."""
    return before.keys() != after.keys() or any(not after[path].is_of(seen) for path, seen in before.items())


def wait_for_change(root: Path, before: Looks, ended: Callable[[], bool] = lambda: False) -> Looks:
    """Wait until the files differ from `before`, and until they have come to rest; or until `ended` says so."""
    while not ended():
        began = time.monotonic()
        after = look(root)
        if differ(before, after):
            return _at_rest(root, after)
        before = {path: _with_hash(after[path], seen) for path, seen in before.items()}
        time.sleep(max(INTERVAL, SHARE * (time.monotonic() - began)))
    return before


def _at_rest(root: Path, seen: Looks) -> Looks:
    """The files once they stay as they are: an editor may empty a file before it writes it."""
    until = time.monotonic() + MOST_WAITING
    while time.monotonic() < until:
        time.sleep(SETTLED)
        after = look(root)
        if not differ(seen, after):
            return after
        seen = after
    return seen


def _with_hash(now: Look, seen: Look) -> Look:
    """The look of a file that has not changed, with the hash of its content, if one was ever taken."""
    return Look(now.marks, now.content or seen.content)


def _files(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    for name in FILES:
        yield from _status(root / name)
    folders = [root / name for name in FOLDERS] + [defaults_folder("templates"), defaults_folder("styles")]
    seen: set[str] = set()
    while folders:
        folder = folders.pop()
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(folder) as entries:
                listed = list(entries)
        except OSError:
            continue
        for entry in listed:
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                    yield entry.path, entry.stat()
                elif entry.is_file() and not is_lock(entry.name):
                    yield entry.path, entry.stat()
            except OSError:
                continue


def _status(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    try:
        yield str(path), path.stat()
    except OSError:
        return


def _hash(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
