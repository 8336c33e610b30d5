"""What commands share: finding the project, examining it, and deciding the exit status.

What reads and examines a project is imported where it is used: a build that has nothing to do needs none of it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from briefkit.findings import Finding, Severity
from briefkit.project.root import find_root
from briefkit.report.garbage import collecting_later

if TYPE_CHECKING:
    from briefkit.project.examination import Examination
    from briefkit.project.workspace import Workspace


class CannotRun(Exception):
    """The command could not do its work; the text says why and what to do. Exit status 2."""


class TextOrJson(StrEnum):
    """Formats of commands that print a list."""

    TEXT = "text"
    JSON = "json"


def project_root() -> Path:
    """The folder of the project that the command runs in. Raises `CannotRun` where there is none."""
    root = find_root(Path.cwd())
    if root is None:
        raise CannotRun(
            "nothing to check: there is no project here or in a folder above "
            "(a project has a briefkit.toml, or seeds/*.yaml or briefs/*.yaml)"
        )
    return root


def open_project() -> Workspace:
    """The project that the command runs in. Raises `CannotRun` where there is none, or nothing in it."""
    root = project_root()
    with collecting_later():
        from briefkit.project.workspace import load_workspace

        workspace = load_workspace(root)
    if not (workspace.seeds or workspace.briefs or workspace.findings):
        raise CannotRun(f"nothing to check: {root} has no seeds/*.yaml and no briefs/*.yaml")
    return workspace


def examined_project(*, strict: bool = False) -> tuple[Workspace, Examination]:
    """The project, after all checks; `strict` adds those that only `check --strict` asks for."""
    workspace = open_project()
    return workspace, examined(workspace, strict=strict)


def examined(
    workspace: Workspace, *, strict: bool = False, nouns: Mapping[str, tuple[str, ...]] | None = None
) -> Examination:
    """A project that was read, after all checks; of a part of one, `nouns` are those of all."""
    with collecting_later():
        from briefkit.project.examination import examine

        examination = examine(workspace, strict=strict, nouns=nouns)
        gc.freeze()  # all of it is kept to the end of the command, so the collector need not walk it
    return examination


def chosen_briefs(workspace: Workspace, wanted: list[str] | None) -> list[str]:
    """The names of the briefs that a command was given, or of all. Raises `CannotRun` for an unknown one."""
    from briefkit.nodes import nearest
    from briefkit.project.examination import brief_name

    known = [brief_name(path) for path in workspace.briefs]
    if not wanted:
        return known
    names = [brief_name(name) if name.endswith(".yaml") else name for name in wanted]
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near}?" if near else f"there are: {', '.join(known) or 'none'}"
            raise CannotRun(f'no brief is named "{name}"; {hint}')
    return list(dict.fromkeys(names))


def failing(workspace: Workspace, strict: bool) -> Severity:
    """The severity from which on findings fail a command."""
    return Severity.NOTE if strict else Severity(workspace.config.fail_on)


def exit_status(findings: tuple[Finding, ...], severity: Severity) -> int:
    """1 if any finding that nobody waived is at or above `severity`."""
    return int(any(found.waived is None and found.severity.rank >= severity.rank for found in findings))


def is_terminal() -> bool:
    """Whether a person is watching, so that progress is worth drawing."""
    return sys.stderr.isatty()
