"""`briefkit doctor`: what this machine lacks, and how to get it."""

from __future__ import annotations

import typer

from briefkit.project.machine import examine_machine


def doctor() -> None:
    """Check that everything briefkit needs is on this machine. Exit status 1 where something is missing."""
    needs = examine_machine()
    for need in needs:
        mark = "ok     " if need.found else "MISSING"
        typer.echo(f"{mark}  {need.name}: {need.detail}")
        if not need.found:
            typer.echo(f"         hint: {need.hint}")
    missing = sum(not need.found for need in needs)
    typer.echo("everything briefkit needs is here" if not missing else f"{missing} missing")
    raise typer.Exit(1 if missing else 0)
