"""`briefkit check`: every finding, no rendering."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from briefkit.cli.common import examined_project, exit_status, failing
from briefkit.findings import sort_findings
from briefkit.project.lock import check_locks


class CheckFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


def check(
    format: Annotated[CheckFormat, typer.Option("--format", help="How to print the findings.")] = CheckFormat.TEXT,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail on notes too, and on claims in print that nobody has signed off.")
    ] = False,
    locked: Annotated[
        bool, typer.Option("--locked", help="Fail where a brief and its lock disagree, and say how.")
    ] = False,
) -> None:
    """Check seeds and briefs; print every finding. Nothing is rendered."""
    workspace, examination = examined_project(strict=strict)
    findings = examination.findings
    if locked:
        findings = sort_findings((*findings, *check_locks(examination, workspace.locks)))
    printer = import_module(f"briefkit.cli.printers.{format.value}")
    typer.echo(printer.format_findings(findings, examination.counts))
    raise typer.Exit(exit_status(findings, failing(workspace, strict)))
