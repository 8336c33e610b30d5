"""`briefkit diff [REV [REV]]`: what changed, figure by figure and sentence by sentence."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from briefkit.cli.common import CannotRun, project_root
from briefkit.project.git import GitFault
from briefkit.project.states import compare_states


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
) -> None:
    """Show which figures and sentences differ between two revisions, or a revision and the work tree, and why."""
    try:
        compared = compare_states(project_root(), old, new)
    except GitFault as fault:
        raise CannotRun(str(fault)) from fault
    printer = import_module(f"briefkit.cli.printers.diff_{format.value}")
    typer.echo(printer.format_changes(compared))
    raise typer.Exit(int(exit_code and compared.differs))
