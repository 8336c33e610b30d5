"""A minimal good project (`project/`), copied into a folder of the test's, changed there, and run as a user runs it."""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefkit.cli import main

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind: its exit status, what it printed, and how long it took."""

    status: int
    out: str
    err: str
    seconds: float


def run(folder: Path, *arguments: str) -> Ran:
    """Run `briefkit` in `folder`, in this process. An exception that the command lets through fails the test."""
    out, err = io.StringIO(), io.StringIO()
    status: object = 0
    started = time.monotonic()
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(folder):
        patch.setattr(sys, "argv", ["briefkit", *arguments])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as stop:
                status = stop.code or 0
    assert isinstance(status, int), status
    return Ran(status, out.getvalue(), err.getvalue(), time.monotonic() - started)


def copy_project(folder: Path) -> Path:
    """The good project, copied to `folder`."""
    shutil.copytree(HERE / "project", folder, dirs_exist_ok=True)
    return folder


def replace_once(project: Path, path: str, old: str, new: str) -> None:
    """Change one place of one file; the old text has to stand there just once."""
    file = project / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    file.write_text(text.replace(old, new), encoding="utf-8", newline="")


def write(project: Path, path: str, content: str | bytes) -> None:
    """Write a file, and the folders it is in."""
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
