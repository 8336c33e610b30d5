"""`briefkit build`: the PDFs that are out of date, each with its lock.

What examines, composes and sets is imported where it is used: where nothing has changed, none of it is needed.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.common import CannotRun, chosen_briefs, examined, exit_status, failing, is_terminal, open_project
from briefkit.cli.printers.text import format_finding
from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.project.last_build import Answer, build_folder, fingerprint, holds, read_answer, read_record, save_answer
from briefkit.project.root import find_root
from briefkit.report.editions import EDITIONS, READER, file_stem
from briefkit.report.garbage import collecting_later

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from briefkit.project.building import Built, LockFile
    from briefkit.project.examination import Examination
    from briefkit.project.setting import Page
    from briefkit.project.workspace import Workspace
    from briefkit.report.pdf import RenderedPdf

    Setting = Callable[[], Outcome[RenderedPdf | None]]
    """Waits for a PDF that is being set, or sets it."""


def build(
    briefs: Annotated[list[str] | None, typer.Argument(help="The briefs to build; all where none is named.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Build even what is up to date.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            min=1,
            max=64,
            envvar="BRIEFKIT_JOBS",
            help="How many briefs to set at a time; if it is not said, as many as there are processors, at most four.",
        ),
    ] = None,
    edition: Annotated[str, typer.Option("--edition", help=f"The edition to build: {', '.join(EDITIONS)}.")] = READER,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write to.")] = None,
    shard: Annotated[str, typer.Option("--shard", help="The part of the briefs to build, such as 2/5.")] = "",
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="The address of a Dask scheduler: its workers set the pages.")
    ] = "",
    publish: Annotated[
        bool, typer.Option("--publish", help="Note in the lock of each brief that its PDF goes out.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Build again after each change, until Ctrl-C.")] = False,
) -> None:
    """Check everything, then write a PDF for each brief that is in order and out of date, and its lock."""
    if watch:
        from briefkit.cli.watch import follow

        rest = (jobs or 1, edition, out, shard, scheduler)  # this process, which stays, is always ready
        follow(partial(build, briefs, force, *rest, publish), partial(build, briefs, False, *rest, False))
        return
    if edition not in EDITIONS:
        raise CannotRun(f'no edition is named "{edition}"; there are: {", ".join(EDITIONS)}')
    if publish and edition != READER:
        raise CannotRun(f"only the edition for readers is published; --edition {edition} cannot be")
    part = _part(shard)
    root = find_root(Path.cwd())
    inputs = fingerprint(root) if root is not None else None
    last = _Last(root, inputs, edition, out) if root is not None and inputs is not None else None
    if last is not None and not force and not publish:
        status = last.say(briefs, part)
        if status is not None:
            raise typer.Exit(status)
    from briefkit.cli.executors import processes, usual_jobs

    with ExitStack() as stack:
        # Another process gets ready to set pages while this one examines what is to be set.
        jobs = jobs or usual_jobs()
        beside = root is not None and not scheduler and jobs > 1
        executor = stack.enter_context(processes(jobs)) if beside else None
        workspace = open_project()
        folder, shown = _output(workspace, out)
        names = chosen_briefs(workspace, briefs)
        chosen = _of_part(names, part)
        done = last.in_part(workspace, chosen) if last is not None and not force and not publish else None
        done = done or Examined.whole(workspace)
        if not names and not done.findings:
            raise CannotRun(f"nothing to build: {workspace.root} has no briefs/*.yaml")
        builder = _Builder(workspace, done, folder, shown, len(chosen), edition, publish)
        builder.report(done.findings)
        builder.build(chosen, force, executor, jobs, scheduler)
    # An answer is kept beside PDFs, if what was examined is what is there now.
    if builder.done and inputs is not None and inputs == fingerprint(workspace.root):
        _keep(folder, inputs, workspace, done, builder.composed)
    left_out = any(name in done.blocked for name in chosen)
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
        count = "is 1 brief" if len(names) == 1 else f"are {len(names)} briefs"
        typer.echo(f"nothing to build in part {number} of {of}: there {count}")
    return chosen


# What the last build still answers


class _Last:
    """The answer of the last build, for a project as it is now."""

    def __init__(self, root: Path, inputs: dict[str, str], edition: str, out: Path | None) -> None:
        place = (out.resolve(), out.as_posix()) if out is not None else build_folder(root)
        self.root, self.inputs, self.edition = root, inputs, edition
        self.folder, self.shown = place or (root, "")
        self.answer = read_answer(self.folder) if place is not None else None
        self.record = read_record(self.folder) if self.answer is not None else {}

    def say(self, wanted: list[str] | None, part: tuple[int, int]) -> int | None:
        """Say again what the last build said, where nothing has changed; the exit status. None where something has."""
        answer = self.answer
        if answer is None or answer.inputs != self.inputs:
            return None
        names = [PurePosixPath(name).stem if name.endswith(".yaml") else name for name in wanted or answer.briefs]
        if not names or not set(names) <= set(answer.briefs):
            return None
        names = list(dict.fromkeys(names))
        number, of = part
        if not all(self.holds(name) for name in names[number - 1 :: of] if name not in answer.blocked):
            return None
        names = _of_part(names, part)
        findings = list(answer.findings)
        _report(findings)
        built = 0
        for name in names:
            blocked = name in answer.blocked
            found = (_left_out(name, answer.blocked[name]),) if blocked else self.found(name)
            _report(found)
            findings += found
            if not blocked:
                built += 1
                typer.echo(f"[{built}/{len(names)}] {self.shown}/{self.stem(name)}.pdf is up to date")
        left_out = any(name in answer.blocked for name in names)
        return 1 if left_out else exit_status(tuple(findings), answer.fails_at)

    def in_part(self, workspace: Workspace, chosen: Sequence[str]) -> Examined | None:
        """The part of the project that may differ, examined; None where all of it has to be."""
        from briefkit.project.part import bears_out, part_to_examine, states_alike

        answer = self.answer
        if answer is None:
            return None
        out_of_date = [name for name in chosen if name not in answer.blocked and not self.holds(name)]
        for with_agreeing in (False, True):
            part = part_to_examine(workspace, self.inputs, answer, out_of_date, with_agreeing=with_agreeing)
            if part is None:
                return None
            found = examined(part.workspace, nouns=answer.nouns)
            if with_agreeing or states_alike(part, found, answer):
                if not bears_out(part, found, answer):
                    return None
                kept = {stem: one for stem, one in answer.composed.items() if stem.partition(".")[0] not in part.briefs}
                return Examined(found=found, findings=answer.findings, blocked=answer.blocked, kept=kept, last=answer)
        return None

    def stem(self, name: str) -> str:
        return file_stem(name, self.edition)

    def holds(self, name: str) -> bool:
        """Whether the PDF of a brief is made from what it was to be made from, and its lock as it was written."""
        stem = self.stem(name)
        lock = self.root / "briefs" / f"{name}.lock.yaml" if self.edition == READER else None
        key, _ = self.answer.composed.get(stem, ("", ())) if self.answer is not None else ("", ())
        return holds(self.record.get(stem), key, self.folder / f"{stem}.pdf", lock)

    def found(self, name: str) -> tuple[Finding, ...]:
        """What was found while the page was composed."""
        return self.answer.composed[self.stem(name)][1] if self.answer is not None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What is known of the project: by an examination of all, or of a part, and of the rest by the last one.

    `findings` are those of the project that nobody has waived; `kept` has what `composed` of an answer has, of the PDFs
    that cannot differ.
    """

    found: Examination
    findings: tuple[Finding, ...]
    blocked: Mapping[str, int]
    kept: Mapping[str, tuple[str, tuple[Finding, ...]]] = field(default_factory=dict)
    last: Answer | None = None

    @staticmethod
    def whole(workspace: Workspace) -> Examined:
        """All of the project, examined."""
        found = examined(workspace)
        findings = tuple(one for one in found.findings if one.waived is None)
        return Examined(found=found, findings=findings, blocked=found.blocked)


def _keep(
    folder: Path,
    inputs: dict[str, str],
    workspace: Workspace,
    done: Examined,
    composed: dict[str, tuple[str, tuple[Finding, ...]]],
) -> None:
    """Keep what the examination came to for the next build, and of the last one what still holds."""
    from briefkit.project.part import declared_by, is_disputed, measures_of, nouns_of, stated_by

    last = read_answer(folder)
    before = dict(last.composed) if last is not None and last.inputs == inputs else {}
    answer = Answer(
        inputs=inputs,
        findings=done.findings,
        fails_at=failing(workspace, strict=False),
        blocked=done.blocked,
        briefs=tuple(chosen_briefs(workspace, None)),
        composed={**before, **done.kept, **composed},
        measures={**(done.last.measures if done.last else {}), **measures_of(done.found.seeds)},
        stated=stated_by(done.found.seeds, done.last.stated if done.last else {}),
        nouns=done.last.nouns if done.last else nouns_of(done.found),
        # Where only a part was examined, no seed declares other nouns than before.
        declared=done.last.declared if done.last else declared_by(done.found.seeds),
        disputed=is_disputed(done.found),
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
        self, workspace: Workspace, known: Examined, folder: Path, shown: str, total: int, edition: str, publish: bool
    ) -> None:
        self.workspace = workspace
        self.known = known
        self.examination = known.found
        self.edition, self.publish = edition, publish
        self.resources = known.found.resources
        self.folder = folder
        self.shown = shown
        self.total = total
        self.done = 0
        self.record = read_record(folder)
        self.findings: list[Finding] = []
        self.composed: dict[str, tuple[str, tuple[Finding, ...]]] = {}

    def build(self, names: list[str], force: bool, executor: Executor | None, jobs: int, scheduler: str) -> None:
        """Every brief by name, in order; those to be set go to `jobs` processes, or to the cluster of a scheduler.

        Each goes there as soon as it is composed, but only a few ahead: with as many as keep all busy, the next thing
        is to write what was set first. A build that is cut off has done what it could.
        """
        from briefkit.cli.executors import PAGES_FOR_CLUSTER, cluster, have_started

        if executor is not None:
            may_differ = [one for one in names if one not in self.known.blocked and not self._is_kept(one)]
            if len(may_differ) > 1:
                have_started(executor, len(may_differ))
        ahead = PAGES_FOR_CLUSTER if scheduler else jobs if executor is not None else 0
        waiting: deque[tuple[Page, Setting]] = deque()
        with ExitStack() as stack:
            start: Callable[[Page], Setting] | None = None
            for name in names:
                page = self._compose(name, force)
                if page is not None:
                    if start is None:  # with nothing to be set, no cluster is asked
                        executor = stack.enter_context(cluster(scheduler)) if scheduler else executor
                        start = self._set_with(executor, elsewhere=bool(scheduler))
                    waiting.append((page, start(page)))
                if len(waiting) > ahead:
                    self._finish(*waiting.popleft())
            for page, setting in waiting:
                self._finish(page, setting)

    def _is_kept(self, name: str) -> bool:
        """Whether its PDF cannot differ."""
        return file_stem(name, self.edition) in self.known.kept

    def report(self, findings: Iterable[Finding]) -> None:
        """Print findings, and keep them for the exit status."""
        listed = list(findings)
        self.findings += listed
        _report(listed)

    def _compose(self, name: str, force: bool) -> Page | None:
        from briefkit.project.building import Built, compose_page, up_to_date

        if name in self.known.blocked:
            self.report((_left_out(name, self.known.blocked[name]),))
            return None
        if self._is_kept(name):
            stem = file_stem(name, self.edition)
            self.report(self.known.kept[stem][1])
            pages = int(self.record[stem]["pages"])
            self._say(Built(name=name, path=f"{self.shown}/{stem}.pdf", fresh=False, pages=pages))
            return None
        self._progress(name)
        found = self.examination
        with collecting_later():
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
        from briefkit.project.pages import prints_of

        if self.edition != READER:
            return None
        path = lock_path(name)
        one = self.examination.briefs[name]
        lock = lock_of(one)
        prints = prints_of(one, self.resources, lock)
        return LockFile(path=self.workspace.root / path, shown=path, lock=lock, prints=prints)

    def _set_with(self, executor: Executor | None, *, elsewhere: bool) -> Callable[[Page], Setting]:
        """How the setting of a page is begun; what that gives waits for its end, or sets the page without executor."""
        from briefkit.cli.executors import submitted
        from briefkit.project.setting import set_next, set_page

        styles = self.resources.styles
        if executor is None:
            return lambda page: partial(set_page, page, styles)
        if not elsewhere:
            return lambda page: submitted(
                executor, partial(set_next, page, styles), here=partial(set_page, page, styles)
            )
        from briefkit.project.elsewhere import environment, set_alike

        own = environment()
        return lambda page: submitted(executor, partial(set_alike, page, styles, own))

    def _finish(self, page: Page, setting: Setting) -> None:
        from briefkit.cli.executors import has_ended
        from briefkit.project.building import reason, write_pdf

        self._progress(page.name)
        try:
            rendered = setting()
        except Exception as error:
            if not has_ended(error):
                raise
            self.report((codes.NOT_SET.at(Span(page.path), brief=page.name, hint="build again"),))
            return
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
