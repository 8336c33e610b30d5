"""`briefkit figures`: the figures as they print."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from briefkit.cli.common import TextOrJson, chosen_briefs, examined_project, exit_status, failing
from briefkit.cli.printers.text import format_finding
from briefkit.project.listing import ListedFigure, list_figures


def figures(
    brief: Annotated[str | None, typer.Argument(help="The brief; all where none is named.")] = None,
    format: Annotated[TextOrJson, typer.Option("--format", help="How to print them.")] = TextOrJson.TEXT,
) -> None:
    """List every figure that briefs define or print, as it prints, with its bounds and sources."""
    workspace, examination = examined_project()
    names = chosen_briefs(workspace, [brief] if brief else None)
    listed = [
        figure for name in names if name in examination.briefs for figure in list_figures(examination.briefs[name])
    ]
    if format is TextOrJson.JSON:
        typer.echo(json.dumps({"figures": [figure.as_data() for figure in listed]}, ensure_ascii=False, indent=2))
    else:
        typer.echo(_table(listed))
    for finding in examination.findings:
        if finding.waived is None:
            typer.echo(format_finding(finding), err=True)
    raise typer.Exit(exit_status(examination.findings, failing(workspace, strict=False)))


def _table(listed: list[ListedFigure]) -> str:
    lines: list[str] = []
    last = ""
    width = max((len(figure.name) for figure in listed), default=0)
    for figure in listed:
        if figure.brief != last:
            lines += ["", figure.brief] if last else [figure.brief]
            last = figure.brief
        lines.append(f"  {figure.name:<{min(width, 40)}}  {figure.text}")
        if figure.calculation:
            lines.append(f"  {'':<{min(width, 40)}}    {figure.calculation}")
    return "\n".join(lines) if lines else "no figures"
