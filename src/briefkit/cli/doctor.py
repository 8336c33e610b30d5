"""`briefkit doctor`: what this machine lacks, and how to get it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from briefkit.cli.common import TextOrJson
from briefkit.project.machine import Need, examine_machine


def doctor(
    format: Annotated[TextOrJson, typer.Option("--format", help="How to print it.")] = TextOrJson.TEXT,
) -> None:
    """Check that everything briefkit needs is on this machine. Exit status 1 where something is missing."""
    needs = examine_machine()
    missing = sum(not need.found for need in needs)
    if format is TextOrJson.JSON:
        typer.echo(json.dumps({"needs": [asdict(need) for need in needs]}, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_line(need) for need in needs))
        typer.echo("everything briefkit needs is here" if not missing else f"{missing} missing")
    raise typer.Exit(1 if missing else 0)


def _line(need: Need) -> str:
    if need.found:
        return f"ok       {need.name}: {need.detail}"
    return f"MISSING  {need.name}: {need.detail}\n         hint: {need.hint}"
