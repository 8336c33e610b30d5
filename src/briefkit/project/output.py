"""Write files: each whole or not at all, several together, and by one build at a time."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from briefkit.findings import Finding, Span
from briefkit.findings import bk8_output as codes

try:
    import fcntl
except ImportError:  # two builds at once are each right without it, and may do the same work twice
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file to be written; `shown` is its path as messages name it."""

    path: Path
    content: bytes
    shown: str


def write_whole(path: Path, content: bytes, shown: str) -> Finding | None:
    """Write a file by way of a temporary one beside it, so that it is never seen half written."""
    return write_together([Output(path=path, content=content, shown=shown)])


def write_together(outputs: Iterable[Output]) -> Finding | None:
    """Write several files of which none is to be new beside an old one.

    All are on the disk under other names before the first takes its place: a full disk or a folder that cannot be
    written to leaves all as they were, and so does a kill. Between the first renaming and the last there is no work.
    """
    staged: list[tuple[Output, str]] = []
    at = None
    try:
        for output in outputs:
            at = output
            staged.append((output, _stage(output)))
        for output, temporary in staged:
            at = output
            Path(temporary).replace(output.path)
    except OSError as error:
        assert at is not None
        reason = (error.strerror or "it cannot be written").lower()
        hint = "check the folder's permissions and the disk"
        return codes.NOT_WRITTEN.at(Span(at.shown), path=at.shown, reason=reason, hint=hint)
    finally:
        for _, temporary in staged:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
    return None


def _stage(output: Output) -> str:
    """The name of a temporary file beside the one to be written, with its content on the disk."""
    folder = output.path.parent
    folder.mkdir(parents=True, exist_ok=True)
    if output.path.is_dir():
        raise IsADirectoryError(21, "is a directory")
    handle, temporary = tempfile.mkstemp(prefix=f".{output.path.name}.", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(output.content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    return temporary


_LOCK = re.compile(r"\.lock\.yaml(?:\.[a-z0-9_]{8})?")


def is_lock(name: str) -> bool:
    """Whether a file is a lock, or on its way to be one: what builds themselves write among a project's files."""
    return _LOCK.search(name) is not None and (name.endswith(".lock.yaml") or name.startswith("."))


@contextmanager
def holding(*folders: Path) -> Iterator[None]:
    """Keep other builds from writing to these folders meanwhile. They wait; a build that is killed lets go.

    Temporary files that are found there were left by a build that was killed, and are removed.
    """
    with ExitStack() as stack:
        for folder in dict.fromkeys(folders):
            if _hold(folder, stack):
                _tidy(folder)
        yield


def _hold(folder: Path, stack: ExitStack) -> bool:
    if fcntl is None:
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return False  # what is wrong with the folder is said when a file is written to it
    stack.callback(os.close, handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        return False
    return True


_TEMPORARY = re.compile(r"\..+\.(?:pdf|lock\.yaml|json)\.[a-z0-9_]{8}")


def _tidy(folder: Path) -> None:
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                Path(entry.path).unlink(missing_ok=True)
