"""`briefkit diff [REV [REV]]`: what changed, figure by figure and sentence by sentence."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.common import CannotRun, project_root
from briefkit.cli.printers.text import format_finding
from briefkit.project.differences import State
from briefkit.project.git import GitFault
from briefkit.project.states import Compared, compare_states
from briefkit.project.workspace import load_workspace


class DiffFormat(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def diff(
    old: Annotated[str, typer.Argument(metavar="[REV", help="The revision to compare with.")] = "HEAD",
    new: Annotated[
        str | None, typer.Argument(metavar="[REV]]", help="The revision that is compared; the work tree if left out.")
    ] = None,
    format: Annotated[DiffFormat, typer.Option("--format", help="How to print it.")] = DiffFormat.TEXT,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where a brief differs, as git diff does.")
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also write a redline edition of each brief that changed.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="The folder for redline editions.")] = None,
) -> None:
    """Show which figures and sentences differ between two revisions, or a revision and the work tree, and why."""
    root = project_root()
    try:
        compared = compare_states(root, old, new)
    except GitFault as fault:
        raise CannotRun(str(fault)) from fault
    printer = import_module(f"briefkit.cli.printers.diff_{format.value}")
    typer.echo(printer.format_changes(compared))
    failed = pdf and not _write_redlines(compared, *_output(root, out))
    raise typer.Exit(int(failed or (exit_code and compared.differs)))


def _output(root: Path, out: Path | None) -> tuple[Path, str]:
    """The folder to write to, and how messages name it: the one that is asked for, or that of the configuration."""
    if out is not None:
        return out.resolve(), out.as_posix()
    name = load_workspace(root).config.build
    folder = (root / name).resolve()
    if not folder.is_relative_to(root.resolve()):
        raise CannotRun(f'build = "{name}" leaves the project; name a folder inside it, or use --out')
    return folder, name


def _write_redlines(compared: Compared, folder: Path, shown: str) -> bool:
    """Write the redline edition of each brief that is on both sides and differs; whether all could be written."""
    from briefkit.project.redlining import write_redline

    whole = True
    for change in compared.briefs:
        if change.state is not State.CHANGED or not change.differs:
            continue
        written = write_redline(compared, change, folder, shown)
        for finding in written.findings:
            typer.echo(format_finding(finding), err=True)
        if written.value is not None:
            pages = f"{written.value.pages} page" + ("" if written.value.pages == 1 else "s")
            typer.echo(f"wrote {written.value.path} ({pages})")
        whole = whole and written.value is not None
    return whole
