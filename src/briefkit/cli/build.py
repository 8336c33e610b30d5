"""`briefkit build`: the PDFs that are out of date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.common import CannotRun, chosen_briefs, examined_project, exit_status, failing, is_terminal
from briefkit.cli.printers.text import format_finding
from briefkit.findings import Finding, Outcome, Span, sort_findings
from briefkit.findings import bk8_output as codes
from briefkit.project.building import Built, build_brief, load_resources
from briefkit.project.examination import Examination
from briefkit.project.workspace import Workspace


def build(
    briefs: Annotated[list[str] | None, typer.Argument(help="The briefs to build; all where none is named.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write to.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Build even what is up to date.")] = False,
) -> None:
    """Check everything, then write a PDF for each brief that is in order."""
    workspace, examination = examined_project()
    names = chosen_briefs(workspace, briefs)
    if not names:
        raise CannotRun(f"nothing to build: {workspace.root} has no briefs/*.yaml")
    folder, shown = _output(workspace, out)
    findings = [finding for finding in examination.findings if finding.waived is None]
    for finding in findings:
        typer.echo(format_finding(finding), err=True)
    later: list[Finding] = []
    resources = load_resources(workspace.root)
    for number, name in enumerate(names, 1):
        if name in examination.blocked:
            left_out = _left_out(name, examination)
            later.append(left_out)
            typer.echo(format_finding(left_out), err=True)
            continue
        if is_terminal():
            typer.echo(f"[{number}/{len(names)}] {name} …\r", err=True, nl=False)
        outcome: Outcome[Built | None] = build_brief(
            examination.briefs[name], resources, examination.waivers, folder, shown, force=force
        )
        later += outcome.findings
        for finding in outcome.findings:
            typer.echo(format_finding(finding), err=True)
        if outcome.value is not None:
            typer.echo(f"[{number}/{len(names)}] {_said(outcome.value)}")
    status = exit_status(sort_findings([*findings, *later]), failing(workspace, strict=False))
    raise typer.Exit(1 if any(name in examination.blocked for name in names) else status)


def _output(workspace: Workspace, out: Path | None) -> tuple[Path, str]:
    if out is not None:
        return out.resolve(), out.as_posix()
    folder = (workspace.root / workspace.config.build).resolve()
    if not folder.is_relative_to(workspace.root.resolve()):
        raise CannotRun(f'build = "{workspace.config.build}" leaves the project; name a folder inside it, or use --out')
    return folder, workspace.config.build


def _left_out(name: str, examination: Examination) -> Finding:
    count = examination.blocked[name]
    found = f"{count} finding" + ("" if count == 1 else "s")
    return codes.LEFT_OUT.at(
        Span(f"briefs/{name}.yaml"), brief=name, count=found, hint="mend what is listed above, then build again"
    )


def _said(built: Built) -> str:
    if not built.fresh:
        return f"{built.path} is up to date"
    return f"wrote {built.path} ({built.pages} page{'' if built.pages == 1 else 's'})"
