"""`briefkit build`: the PDFs that are out of date.

What composes and sets pages is imported where it is used, since every command reads this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.common import CannotRun, chosen_briefs, examined_project, exit_status, failing, is_terminal
from briefkit.cli.printers.text import format_finding
from briefkit.cli.watch import follow
from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.project.examination import Examination
from briefkit.project.workspace import Workspace
from briefkit.report.editions import EDITIONS, READER

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from briefkit.project.building import Built, Page
    from briefkit.report.pdf import RenderedPdf


def build(
    briefs: Annotated[list[str] | None, typer.Argument(help="The briefs to build; all where none is named.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Build even what is up to date.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="How many briefs to set at a time.")] = 1,
    edition: Annotated[str, typer.Option("--edition", help=f"The edition to build: {', '.join(EDITIONS)}.")] = READER,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write to.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Build again after each change, until Ctrl-C.")] = False,
) -> None:
    """Check everything, then write a PDF for each brief that is in order and out of date."""
    if watch:
        follow(partial(build, briefs, force, jobs, edition, out), partial(build, briefs, False, jobs, edition, out))
        return
    if edition not in EDITIONS:
        raise CannotRun(f'no edition is named "{edition}"; there are: {", ".join(EDITIONS)}')
    workspace, examination = examined_project()
    names = chosen_briefs(workspace, briefs)
    if not names and not examination.findings:
        raise CannotRun(f"nothing to build: {workspace.root} has no briefs/*.yaml")
    folder, shown = _output(workspace, out)
    builder = _Builder(examination, folder, shown, len(names), edition)
    builder.report(found for found in examination.findings if found.waived is None)
    builder.build(names, force, jobs)
    left_out = any(name in examination.blocked for name in names)
    status = exit_status(tuple(builder.findings), failing(workspace, strict=False))
    raise typer.Exit(1 if left_out else status)


class _Builder:
    """One run of the command: what it found, and how far it is."""

    def __init__(self, examination: Examination, folder: Path, shown: str, total: int, edition: str) -> None:
        self.examination = examination
        self.edition = edition
        self.resources = examination.resources
        self.folder = folder
        self.shown = shown
        self.total = total
        self.done = 0
        self.findings: list[Finding] = []

    def build(self, names: list[str], force: bool, jobs: int) -> None:
        """Every brief by name, in order; those to be set go to `jobs` processes."""
        pages = [page for name in names if (page := self._compose(name, force)) is not None]
        with _executor(min(jobs, len(pages))) as executor:
            waiting = [(page, self._start(executor, page)) for page in pages]
            for page, future in waiting:
                self._finish(page, future)

    def report(self, findings: Iterator[Finding] | tuple[Finding, ...]) -> None:
        """Print findings, and keep them for the exit status."""
        for finding in findings:
            self.findings.append(finding)
            typer.echo(format_finding(finding), err=True)

    def _compose(self, name: str, force: bool) -> Page | None:
        from briefkit.project.building import compose_page, up_to_date

        if name in self.examination.blocked:
            self.report((_left_out(name, self.examination),))
            return None
        self._progress(name)
        found = self.examination
        outcome = compose_page(found.briefs[name], self.resources, found.waivers, self.edition, found.findings)
        self.report(outcome.findings)
        page = outcome.value
        built = up_to_date(page, self.folder, self.shown) if page is not None and not force else None
        if built is not None:
            self._say(built)
            return None
        return page

    def _start(self, executor: Executor | None, page: Page) -> Future[Outcome[RenderedPdf | None]] | None:
        from briefkit.project.building import set_page

        return executor.submit(set_page, page, self.resources.styles) if executor else None

    def _finish(self, page: Page, future: Future[Outcome[RenderedPdf | None]] | None) -> None:
        from briefkit.project.building import set_page, write_pdf

        self._progress(page.name)
        rendered = future.result() if future else set_page(page, self.resources.styles)
        self.report(rendered.findings)
        if rendered.value is None or any(finding.stops for finding in rendered.findings):
            return
        written = write_pdf(page, rendered.value, self.folder, self.shown)
        self.report(written.findings)
        if written.value is not None:
            self._say(written.value)

    def _progress(self, name: str) -> None:
        if is_terminal():
            typer.echo(f"\r\033[K[{self.done}/{self.total}] {name} …", err=True, nl=False)

    def _say(self, built: Built) -> None:
        self.done += 1
        if is_terminal():
            typer.echo("\r\033[K", err=True, nl=False)
        typer.echo(f"[{self.done}/{self.total}] {_said(built)}")


@contextmanager
def _executor(jobs: int) -> Iterator[Executor | None]:
    """Processes to set pages in; None where one is enough, which is this one."""
    if jobs < 2:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as executor:
        yield executor


def _output(workspace: Workspace, out: Path | None) -> tuple[Path, str]:
    if out is not None:
        return out.resolve(), out.as_posix()
    try:
        folder = (workspace.root / workspace.config.build).resolve()
        inside = folder.is_relative_to(workspace.root.resolve())
    except (OSError, RuntimeError, ValueError):
        inside = False
    if not inside:
        raise CannotRun(f'build = "{workspace.config.build}" leaves the project; name a folder inside it, or use --out')
    return folder, workspace.config.build


def _left_out(name: str, examination: Examination) -> Finding:
    count = examination.blocked[name]
    found = f"{count} finding" + ("" if count == 1 else "s")
    hint = "mend what is listed above, then build again"
    return codes.LEFT_OUT.at(Span(f"briefs/{name}.yaml"), brief=name, count=found, hint=hint)


def _said(built: Built) -> str:
    if not built.fresh:
        return f"{built.path} is up to date"
    return f"wrote {built.path} ({built.pages} page{'' if built.pages == 1 else 's'})"
