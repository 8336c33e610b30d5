"""Real repositories of git for tests: a project in a folder, committed without the machine's own configuration."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from samples import CLAIMS, SNAPSHOT, seed_file

BRIEF = """\
title: Wigs
date: 2023-07-15
template: note
figures:
  take: {is: dailynk.share * dailynk.exports}
summary: |
  Exports were {{ dailynk.exports }}. Inmates made {{ take }} of it.
"""


def git(folder: Path, *arguments: str) -> str:
    """What git prints in a folder; it must not fail."""
    done = subprocess.run(
        ["git", "-c", "user.name=A Tester", "-c", "user.email=tester@example.org", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def commit(folder: Path, files: Mapping[str, str], message: str = "change") -> None:
    """Write files and commit all that is in the folder."""
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def source(old: str = "", new: str = "", key: str = "dailynk") -> dict[str, str]:
    """The sample source, a number changed in its text and its claims."""
    text, claims = SNAPSHOT.replace(old, new), CLAIMS.replace(old, new)
    return {f"seeds/{key}.txt": text, f"seeds/{key}.yaml": seed_file(claims, text, file=f"{key}.txt")}


def files(brief: str = BRIEF) -> dict[str, str]:
    """A project of one source and one brief."""
    return {"briefkit.toml": '[nouns]\nwig = ["wigs"]\n', "briefs/wigs.yaml": brief, **source()}


def repository(folder: Path, content: Mapping[str, str] | None = None) -> Path:
    """A repository with one commit."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, files() if content is None else content, "first")
    return folder
