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
from briefkit.project.dependencies import Dependencies, Use
from briefkit.project.examination import Examination, Examined
from briefkit.project.lock import Lock, read_locks
from briefkit.project.pages import (
    BUILD_FIRST,
    BuiltPages,
    Numbered,
    page_mark,
    pages_of_all,
    pages_with,
    reached_words,
)


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
    built = BuiltPages(workspace.root)
    pages = {brief: built.of(brief, examination) for brief in dependencies.reached(wanted)}
    data = _data(wanted, dependencies, examination, locks.value, pages)
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2) if format is TextOrJson.JSON else _text(data))
    # What a lock that cannot be read has published is not known, and the answer is not whole.
    raise typer.Exit(int(bool(locks.findings)))


def _data(
    name: str,
    dependencies: Dependencies,
    examination: Examination,
    locks: Mapping[str, Lock],
    known: Mapping[str, Numbered | None],
) -> dict[str, Any]:
    uses = dependencies.uses(name)
    pages = [_pages(use, known[use.brief]) for use in uses]
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
                "pages": list(found) or None,
                "text": use.sentence.text,
                "prints": [printed.text for printed in use.printed if printed.text],
            }
            for use, found in zip(uses, pages, strict=True)
        ],
        "briefs": list(known),
        "pages": {
            brief: None
            if numbered is None
            else list(
                pages_of_all(numbered, (found for use, found in zip(uses, pages, strict=True) if use.brief == brief))
            )
            for brief, numbered in known.items()
        },
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


def _pages(use: Use, known: Numbered | None) -> tuple[str, ...]:
    """The pages of what a sentence prints of a name; none where they are not known."""
    if known is None:
        return ()
    numbers = {printed.number for printed in use.printed}
    return pages_with(known, numbers, {printed.number for printed in use.sentence.printed})


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
    for sentence in data["sentences"]:
        lines.append(f"  {sentence['at']}{page_mark(sentence['pages'] or ())}: {sentence['text']}")
    for brief, pages in data["pages"].items():
        unplaced = sum(one["brief"] == brief and one["pages"] is None for one in data["sentences"])
        lines.append(f"{brief}: {BUILD_FIRST}" if pages is None else reached_words(pages, unplaced, brief))
    if data["published"]:
        lines.append(f"published in {_counted(len(data['published']), 'PDF')}:")
    for one in data["published"]:
        doubt = "" if one["known"] else " (by what the brief prints today)"
        lines.append(f"  {one['brief']}, {one['date']}, sha256 {one['sha256']}{doubt}")
    return "\n".join(lines)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
