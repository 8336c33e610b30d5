"""`briefkit build`: the PDFs that are out of date, each with its lock.

What examines, composes and sets is imported where it is used: where nothing has changed, none of it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.common import CannotRun, chosen_briefs, examined_project, exit_status, failing, is_terminal
from briefkit.cli.printers.text import format_finding
from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.project.last_build import Answer, build_folder, fingerprint, holds, read_answer, read_record, save_answer
from briefkit.project.root import find_root
from briefkit.report.editions import EDITIONS, READER, file_stem

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from briefkit.project.building import Built, LockFile, Page
    from briefkit.project.examination import Examination
    from briefkit.project.workspace import Workspace
    from briefkit.report.pdf import RenderedPdf


def build(
    briefs: Annotated[list[str] | None, typer.Argument(help="The briefs to build; all where none is named.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Build even what is up to date.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="How many briefs to set at a time.")] = 1,
    edition: Annotated[str, typer.Option("--edition", help=f"The edition to build: {', '.join(EDITIONS)}.")] = READER,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write to.")] = None,
    shard: Annotated[str, typer.Option("--shard", help="The part of the briefs to build, such as 2/5.")] = "",
    publish: Annotated[
        bool, typer.Option("--publish", help="Note in the lock of each brief that its PDF goes out.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Build again after each change, until Ctrl-C.")] = False,
) -> None:
    """Check everything, then write a PDF for each brief that is in order and out of date, and its lock."""
    if watch:
        from briefkit.cli.watch import follow

        again = partial(build, briefs, False, jobs, edition, out, shard)
        follow(partial(again, publish) if not force else partial(build, briefs, True, jobs, edition, out, shard), again)
        return
    if edition not in EDITIONS:
        raise CannotRun(f'no edition is named "{edition}"; there are: {", ".join(EDITIONS)}')
    if publish and edition != READER:
        raise CannotRun(f"only the edition for readers is published; --edition {edition} cannot be")
    part = _part(shard)
    root = find_root(Path.cwd())
    inputs = fingerprint(root) if root is not None else None
    if root is not None and inputs is not None and not force and not publish:
        status = _answered(root, inputs, briefs, part, edition, out)
        if status is not None:
            raise typer.Exit(status)
    workspace, examination = examined_project()
    names = chosen_briefs(workspace, briefs)
    if not names and not examination.findings:
        raise CannotRun(f"nothing to build: {workspace.root} has no briefs/*.yaml")
    folder, shown = _output(workspace, out)
    names = _of_part(names, part)
    builder = _Builder(workspace, examination, folder, shown, len(names), edition)
    builder.report(found for found in examination.findings if found.waived is None)
    builder.build(names, force, jobs, publish)
    # An answer is kept beside PDFs, if what was examined is what is there now.
    if builder.done and inputs is not None and inputs == fingerprint(workspace.root):
        _keep(folder, inputs, workspace, examination, builder.composed)
    left_out = any(name in examination.blocked for name in names)
    status = exit_status(tuple(builder.findings), failing(workspace, strict=False))
    raise typer.Exit(1 if left_out else status)


# Which briefs


def _part(shard: str) -> tuple[int, int]:
    """`2/5` → (2, 5). Raises `CannotRun` for what is no part of anything."""
    match = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", shard or "1/1", re.ASCII)
    number, of = (int(match[1]), int(match[2])) if match else (1, 0)
    if number > of:
        raise CannotRun(f'"{shard}" is no part of the briefs; write --shard 2/5 for the second of five')
    return number, of


def _of_part(names: Sequence[str], part: tuple[int, int]) -> list[str]:
    """Each so many briefs one, in their order: every brief is in one part and no other."""
    number, of = part
    chosen = list(names[number - 1 :: of])
    if names and not chosen:
        typer.echo(f"nothing to build in part {number} of {of}: there are {len(names)} briefs")
    return chosen


# Where nothing has changed


def _answered(
    root: Path,
    inputs: dict[str, str],
    wanted: list[str] | None,
    part: tuple[int, int],
    edition: str,
    out: Path | None,
) -> int | None:
    """Say again what the last build said, where it still holds; the exit status. None where something has changed."""
    place = (out.resolve(), out.as_posix()) if out is not None else build_folder(root)
    answer = read_answer(place[0]) if place is not None else None
    if place is None or answer is None or answer.inputs != inputs:
        return None
    folder, shown = place
    names = [PurePosixPath(name).stem if name.endswith(".yaml") else name for name in wanted or answer.briefs]
    if not names or not set(names) <= set(answer.briefs):
        return None
    names = _of_part(list(dict.fromkeys(names)), part)
    record = read_record(folder)
    findings = list(answer.findings)
    lines: list[tuple[tuple[Finding, ...], str]] = []
    for name in names:
        if name in answer.blocked:
            lines.append(((_left_out(name, answer.blocked[name]),), ""))
            continue
        stem = file_stem(name, edition)
        key, found = answer.composed.get(stem, ("", ()))
        lock = root / "briefs" / f"{name}.lock.yaml" if edition == READER else None
        if not holds(record.get(stem), key, folder / f"{stem}.pdf", lock):
            return None
        lines.append((found, f"{shown}/{stem}.pdf is up to date"))
    built = 0
    _report(findings)
    for found, line in lines:
        _report(found)
        findings += found
        built += bool(line)
        if line:
            typer.echo(f"[{built}/{len(names)}] {line}")
    left_out = any(name in answer.blocked for name in names)
    return 1 if left_out else exit_status(tuple(findings), answer.fails_at)


def _keep(
    folder: Path,
    inputs: dict[str, str],
    workspace: Workspace,
    examination: Examination,
    composed: dict[str, tuple[str, tuple[Finding, ...]]],
) -> None:
    """Keep what the examination came to for the next build, and of the last one what still holds."""
    last = read_answer(folder)
    before = dict(last.composed) if last is not None and last.inputs == inputs else {}
    answer = Answer(
        inputs=inputs,
        findings=tuple(found for found in examination.findings if found.waived is None),
        fails_at=failing(workspace, strict=False),
        blocked=examination.blocked,
        briefs=tuple(chosen_briefs(workspace, None)),
        composed={**before, **composed},
    )
    if answer != last:
        save_answer(folder, answer)


def _report(findings: Iterable[Finding]) -> None:
    for finding in findings:
        typer.echo(format_finding(finding), err=True)


# Where something has


class _Builder:
    """One run of the command: what it found, and how far it is."""

    def __init__(
        self, workspace: Workspace, examination: Examination, folder: Path, shown: str, total: int, edition: str
    ) -> None:
        self.workspace = workspace
        self.examination = examination
        self.edition = edition
        self.resources = examination.resources
        self.folder = folder
        self.shown = shown
        self.total = total
        self.done = 0
        self.record = read_record(folder)
        self.findings: list[Finding] = []
        self.composed: dict[str, tuple[str, tuple[Finding, ...]]] = {}

    def build(self, names: list[str], force: bool, jobs: int, publish: bool) -> None:
        """Every brief by name, in order; those to be set go to `jobs` processes."""
        self.publish = publish
        pages = [page for name in names if (page := self._compose(name, force)) is not None]
        with _executor(min(jobs, len(pages))) as executor:
            waiting = [(page, self._start(executor, page)) for page in pages]
            for page, future in waiting:
                self._finish(page, future)

    def report(self, findings: Iterable[Finding]) -> None:
        """Print findings, and keep them for the exit status."""
        listed = list(findings)
        self.findings += listed
        _report(listed)

    def _compose(self, name: str, force: bool) -> Page | None:
        from briefkit.project.building import compose_page, up_to_date

        if name in self.examination.blocked:
            self.report((_left_out(name, self.examination.blocked[name]),))
            return None
        self._progress(name)
        found = self.examination
        outcome = compose_page(found.briefs[name], self.resources, found.waivers, self.edition, found.findings)
        self.report(outcome.findings)
        page = outcome.value
        if page is None:
            return None
        self.composed[page.stem] = (page.key, outcome.findings)
        built = None if force else up_to_date(page, self.folder, self.shown, self.record)
        if built is None:
            return page
        self._settle(page, built)
        return None

    def _settle(self, page: Page, built: Built) -> None:
        """Say that a PDF is up to date, once its lock is."""
        from briefkit.project.building import write_lock

        lock = self._lock(page.name)
        outcome = write_lock(page, built, self.folder, lock, publish=self.publish) if lock else Outcome(built)
        self.report(outcome.findings)
        if outcome.value is not None:
            self._say(outcome.value)

    def _lock(self, name: str) -> LockFile | None:
        """The lock that goes with the PDF; the editions for those who work on a brief have none."""
        from briefkit.project.building import LockFile
        from briefkit.project.lock import lock_of, lock_path

        if self.edition != READER:
            return None
        path = lock_path(name)
        lock = lock_of(self.examination.briefs[name])
        return LockFile(path=self.workspace.root / path, shown=path, lock=lock)

    def _start(self, executor: Executor | None, page: Page) -> Future[Outcome[RenderedPdf | None]] | None:
        from briefkit.project.building import set_page

        return executor.submit(set_page, page, self.resources.styles) if executor else None

    def _finish(self, page: Page, future: Future[Outcome[RenderedPdf | None]] | None) -> None:
        from briefkit.project.building import reason, set_page, write_pdf

        self._progress(page.name)
        rendered = future.result() if future else set_page(page, self.resources.styles)
        self.report(rendered.findings)
        if rendered.value is None or any(finding.stops for finding in rendered.findings):
            return
        why = reason(page, self.folder, self.record)
        lock = self._lock(page.name)
        written = write_pdf(page, rendered.value, self.folder, self.shown, lock, why=why, publish=self.publish)
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


def _left_out(name: str, count: int) -> Finding:
    found = f"{count} finding" + ("" if count == 1 else "s")
    hint = "mend what is listed above, then build again"
    return codes.LEFT_OUT.at(Span(f"briefs/{name}.yaml"), brief=name, count=found, hint=hint)


def _said(built: Built) -> str:
    if not built.fresh:
        return f"{built.path} is up to date" + (f"; wrote {built.lock}" if built.lock else "")
    pages = f"({built.pages} page{'' if built.pages == 1 else 's'})"
    return f"wrote {built.path} {pages}" + (f" and {built.lock}" if built.lock else "") + f": {built.why}"
