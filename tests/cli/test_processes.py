"""Pages are set in processes beside the one that builds: as many as there are processors, and none outlives it."""

from __future__ import annotations

import concurrent.futures
import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import pytest
from sample_project import contents, copy_project, run, write

from briefkit.cli import executors
from briefkit.project import building
from briefkit.project.examination import Examined

PROGRAM = (sys.executable, "-c", "from briefkit.cli import main; main()")
SECONDS = 60
REPOSITORY = Path(__file__).parents[2]
on_linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for the processes there are")


def start(folder: Path) -> subprocess.Popen[str]:
    """A build of its own group, as a terminal starts it, with up to two processes beside it."""
    command = [*PROGRAM, "build", "--force", "--jobs", "2"]
    return subprocess.Popen(command, cwd=folder, start_new_session=True, text=True, stdout=-1, stderr=-1)


def until(found: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + SECONDS
    while not found():
        assert time.monotonic() < end
        time.sleep(0.02)


def beside(process: subprocess.Popen[str]) -> list[int]:
    """The processes that it started to set pages."""
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
        return [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
    except OSError:  # one has just ended
        return []


def worked(process: int) -> float:
    """The seconds of the processor that a process has had."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
        return int(fields[11]) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0


def runs(process: int) -> bool:
    """Whether a process is there and has not ended, though nobody may have asked how."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_brief_is_set_in_another_process_as_in_this_one(tmp_path: Path) -> None:
    here, there = copy_project(tmp_path / "here"), copy_project(tmp_path / "there")
    assert run(here, "build", "--jobs", "1").out == run(there, "build", "--jobs", "2").out
    assert contents(here) == contents(there)


@pytest.mark.parametrize(("said", "jobs"), [("2", 2), ("3", 3), (None, 7)])
def test_as_many_are_set_at_a_time_as_is_said_or_else_as_is_usual(
    said: str | None, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    @contextmanager
    def processes(jobs: int) -> Iterator[None]:
        asked.append(jobs)
        yield

    monkeypatch.setattr(executors, "processes", processes)
    monkeypatch.setattr(executors, "usual_jobs", lambda: 7)
    monkeypatch.delenv("BRIEFKIT_JOBS")
    if said is not None:
        monkeypatch.setenv("BRIEFKIT_JOBS", said)
    assert run(copy_project(tmp_path), "build").status == 0
    assert asked == [jobs]


def test_there_are_as_many_as_processors_but_not_more_than_memory_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, jobs in ((1, 1), (2, 2), (4, 4), (64, executors.MOST_JOBS)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, n=processors: set(range(n)), raising=False)
        assert executors.usual_jobs() == jobs


def test_with_nothing_to_be_set_the_process_that_got_ready_is_let_go(tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    assert run(folder, "build").status == 0
    write(folder, "briefs/wigs.yaml", (folder / "briefs/wigs.yaml").read_text("utf-8") + "\n# Said again.\n")
    ran = run(folder, "build", "--jobs", "2")
    assert (ran.status, ran.out.count("is up to date"), ran.err) == (0, 1, "")


@pytest.mark.parametrize(("jobs", "written"), [("1", ["b0", "b1", "b2", "b3"]), ("2", ["b0", "b1"])])
def test_what_is_set_is_written_before_the_last_briefs_are_composed(
    jobs: str, written: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two processes at work and a page for each, the next one has to wait until the oldest is written."""
    folder = copy_project(tmp_path)
    brief = (folder / "briefs/wigs.yaml").rename(folder / "briefs/b0.yaml")
    for number in range(1, 5):
        shutil.copy(brief, folder / f"briefs/b{number}.yaml")
    compose = building.compose_page

    def stop_at_the_last(examined: Examined, *rest: object) -> object:
        if examined.brief.name == "b4":
            raise SystemExit(3)
        return compose(examined, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "compose_page", stop_at_the_last)
    assert run(folder, "build", "--jobs", jobs).status == 3
    assert sorted(one.stem for one in (folder / "build").glob("*.pdf")) == written


def test_one_that_is_ready_does_not_keep_others_from_being_started() -> None:
    """Of threads, which are started as processes are, and ready at once."""
    with ThreadPoolExecutor(3) as executor:
        executor.submit(int).result()
        time.sleep(0.1)
        before = threading.active_count()
        executors.have_started(executor, 2)
        assert threading.active_count() == before + 1


class Full(Executor):
    """A pool in a system that lets it start no process."""

    def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")


@pytest.mark.parametrize(
    "error", [NotImplementedError("no semaphores"), PermissionError(), ImportError(), None], ids=repr
)
def test_where_there_can_be_no_other_process_all_is_done_in_this_one(
    error: Exception | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pool(*_: object, **__: object) -> Executor:
        if error is not None:
            raise error
        return Full()

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", pool)
    ran = run(copy_project(tmp_path), "build", "--jobs", "2")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("[1/1] wrote build/wigs.pdf")


def test_processes_that_ended_before_a_page_came_are_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_project(tmp_path)
    have_started = executors.have_started

    def kill(executor: Executor, count: int) -> None:
        have_started(executor, count)
        with pytest.raises(BrokenProcessPool):
            executor.submit(os._exit, 9).result()

    monkeypatch.setattr(executors, "have_started", kill)
    ran = run(folder, "build", "--jobs", "2")
    assert (ran.status, ran.out, ran.err.count("error[BK808]")) == (1, "", 1)
    assert not (folder / "build/wigs.pdf").exists()


@on_linux
def test_ctrl_c_ends_all_of_them_without_a_word(tmp_path: Path) -> None:
    for name in ("seeds", "briefs"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    process = start(tmp_path)
    until(lambda: any(worked(one) > 1 for one in beside(process)) or process.poll() is not None)  # it sets pages
    others = beside(process)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, err) == (130, "", "")
    assert others
    until(lambda: not any(map(runs, others)))


@on_linux
def test_they_end_with_the_build_that_is_killed(tmp_path: Path) -> None:
    process = start(copy_project(tmp_path))
    until(lambda: beside(process) or process.poll() is not None)
    others = beside(process)
    process.kill()
    process.communicate(timeout=SECONDS)
    assert others
    until(lambda: not any(map(runs, others)))
