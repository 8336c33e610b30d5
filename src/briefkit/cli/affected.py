"""`briefkit affected NAME`: what rests on a snapshot, a seed, a claim or a figure, down to the PDFs that went out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from briefkit.cli.common import CannotRun, TextOrJson, examined_project
from briefkit.cli.printers.text import format_finding
from briefkit.figures.printing import format_figure
from briefkit.nodes import nearest
from briefkit.project.dependencies import Dependencies
from briefkit.project.examination import Examination, Examined
from briefkit.project.lock import Lock, read_locks


def affected(
    name: Annotated[str, typer.Argument(help="A claim, a seed, a file of a seed, or a figure of a brief.")] = "",
    by: Annotated[str, typer.Option("--by", help="The same, as an option.")] = "",
    format: Annotated[TextOrJson, typer.Option("--format", help="How to print it.")] = TextOrJson.TEXT,
) -> None:
    """Show what would change with a source: figures, sentences, briefs, and the PDFs that were published."""
    if bool(name) == bool(by):
        raise CannotRun("say what: briefkit affected dailynk.wig_price, or --by dailynk for all claims of a seed")
    workspace, examination = examined_project()
    wanted = name or by
    dependencies = Dependencies(examination)
    if wanted not in dependencies.names:
        near = nearest(wanted, dependencies.names)
        hint = f"; did you mean {near}?" if near else ""
        raise CannotRun(f'no claim, figure, seed or file of a seed is named "{wanted}"{hint}')
    locks = read_locks(workspace.locks)
    for finding in locks.findings:
        typer.echo(format_finding(finding), err=True)
    data = _data(wanted, dependencies, examination, locks.value)
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2) if format is TextOrJson.JSON else _text(data))
    # What a lock that cannot be read has published is not known, and the answer is not whole.
    raise typer.Exit(int(bool(locks.findings)))


def _data(name: str, dependencies: Dependencies, examination: Examination, locks: Mapping[str, Lock]) -> dict[str, Any]:
    return {
        "name": name,
        "claims": [
            {"name": claim, "status": status.text if status else "reported"}
            for claim in dependencies.claims_behind(name)
            for status in [dependencies.claims[claim].spec.status]
        ],
        "figures": [
            {"brief": brief, "name": figure, "text": _figure_text(figure, examination.briefs[brief])}
            for brief, figures in dependencies.figures(name).items()
            for figure in figures
        ],
        "sentences": [
            {
                "brief": use.brief,
                "at": str(use.printed[0].span),
                "text": use.sentence.text,
                "prints": [printed.text for printed in use.printed if printed.text],
            }
            for use in dependencies.uses(name)
        ],
        "briefs": list(dependencies.reached(name)),
        "published": [
            {
                "brief": use.brief,
                "date": use.publication.date,
                "sha256": use.publication.sha256,
                "known": use.known,
            }
            for use in dependencies.published(name, locks)
        ],
    }


def _figure_text(figure: str, examined: Examined) -> str:
    return format_figure(examined.brief.figures[figure].figure, examined.style, examined.vocabulary)


def _text(data: dict[str, Any]) -> str:
    retracted = [claim["name"] for claim in data["claims"] if claim["status"] == "retracted"]
    lines = [f"{name} is retracted" for name in retracted]
    for figure in data["figures"]:
        lines.append(f"{figure['name']} in {figure['brief']}: {figure['text']}")
    count, briefs = len(data["sentences"]), len(data["briefs"])
    lines.append(
        f"printed in {_counted(count, 'sentence')} of {_counted(briefs, 'brief')}, cells and captions counted:"
        if count
        else "printed nowhere"
    )
    lines += [f"  {sentence['at']}: {sentence['text']}" for sentence in data["sentences"]]
    if data["published"]:
        lines.append(f"published in {_counted(len(data['published']), 'PDF')}:")
    for one in data["published"]:
        doubt = "" if one["known"] else " (by what the brief prints today)"
        lines.append(f"  {one['brief']}, {one['date']}, sha256 {one['sha256']}{doubt}")
    return "\n".join(lines)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
