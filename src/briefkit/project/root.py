"""Where a project begins, and how large its files may be: a folder in, the project that it is in out."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

MARKERS = ("briefs", "seeds")
MAX_FILE = 60_000_000  # bytes of a project's file


def find_root(start: Path) -> Path | None:
    """The project that `start` is in: the nearest folder upwards with a configuration, or with briefs/ or seeds/."""
    for folder in (start, *start.parents):
        if (folder / "briefkit.toml").is_file() or has_tool_table(folder / "pyproject.toml"):
            return folder
        if any((folder / name).is_dir() and any((folder / name).glob("*.yaml")) for name in MARKERS):
            return folder
    return None


class File(Protocol):
    """A file on disk, or one of a revision in git."""

    def is_file(self) -> bool: ...
    def read_bytes(self) -> bytes: ...


def has_tool_table(path: File) -> bool:
    """Whether a pyproject.toml says something to briefkit."""
    try:
        return path.is_file() and b"[tool.briefkit" in path.read_bytes()
    except OSError:
        return False
