"""`briefkit build --scheduler`: the workers of a Dask cluster set the pages, and they come out the same to the byte."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster
from sample_project import contents, copy_project, run

from briefkit.cli import executors
from briefkit.project import elsewhere

NAMES = ("first", "second", "third")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of two workers, which are processes of their own, elsewhere than any project."""
    elsewhere_folder = tmp_path_factory.mktemp("workers")
    kept, _ = Path.cwd(), os.chdir(elsewhere_folder)
    try:
        with (
            dask.config.set({"distributed.scheduler.allowed-failures": 0, "distributed.comm.timeouts.connect": "5s"}),
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as cluster,
        ):
            yield cluster.scheduler_address
    finally:
        os.chdir(kept)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of three briefs."""
    folder = copy_project(tmp_path / "project")
    brief = folder / "briefs/wigs.yaml"
    for name in NAMES:
        shutil.copy(brief, folder / f"briefs/{name}.yaml")
    brief.unlink()
    return folder


def test_the_workers_of_a_cluster_set_the_same_pdfs_to_the_byte(project: Path, address: str) -> None:
    here = run(project, "build", "--out", "here")
    there = run(project, "build", "--out", "there", "--scheduler", address)
    assert (there.status, there.err) == (here.status, here.err) == (0, "")
    assert [line.split(":")[0].split(" and ")[0] for line in there.out.splitlines()] == [
        f"[{number}/3] wrote there/{name}.pdf (1 page)" for number, name in enumerate(NAMES, 1)
    ]
    pdfs = {name: data for name, data in contents(project / "here").items() if name.endswith(".pdf")}
    assert sorted(pdfs) == sorted(f"{name}.pdf" for name in NAMES)
    assert {name: data for name, data in contents(project / "there").items() if name.endswith(".pdf")} == pdfs


def test_where_nothing_is_to_be_set_no_cluster_is_asked(project: Path) -> None:
    assert run(project, "build").status == 0
    again = run(project, "build", "--scheduler", "tcp://127.0.0.1:1")
    assert (again.status, again.out.count("is up to date")) == (0, 3)


def test_a_worker_that_would_set_otherwise_sets_nothing(
    project: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = elsewhere.environment()
    monkeypatch.setattr(elsewhere, "environment", lambda: {**own, "pango": "1.0.0"})
    ran = run(project, "build", "first", "--scheduler", address)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "briefs/first.yaml:1:1: error[BK809] first was not set: "
        f"a worker has pango {own['pango']} in place of 1.0.0\n"
        "  hint: install the same on the workers, or build without --scheduler\n"
    )
    assert not list(project.glob("build/*.pdf"))


def test_all_that_sets_a_page_is_named() -> None:
    named = elsewhere.environment()
    assert "none" not in named.values(), named
    assert {"briefkit", "weasyprint", "pango", "harfbuzz", "zlib"} <= named.keys()


def test_a_scheduler_that_does_not_answer_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "WAIT", 1)
    for wrong in ("tcp://127.0.0.1:1", "nonsense://x", "127.0.0.1:notaport", "5"):
        ran = run(project, "build", "--scheduler", wrong)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == (
            f"briefkit: no Dask scheduler answers at {wrong} within 1 seconds; "
            "give the address that the scheduler printed, such as tcp://10.0.0.5:8786\n"
        )


def test_without_dask_it_is_said_how_to_get_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = run(project, "build", "--scheduler", "tcp://127.0.0.1:1")
    assert (ran.status, ran.out, ran.err) == (
        2, "", 'briefkit: --scheduler needs Dask; install it with: pip install "briefkit[cluster]"\n'
    )  # fmt: skip


def test_a_scheduler_without_workers_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "WAIT", 1)
    with LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as empty:
        ran = run(project, "build", "--scheduler", empty.scheduler_address)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"briefkit: the scheduler at {empty.scheduler_address} has no workers; start one with: ")


# A process that ends while it sets a page


class Ended(Executor):
    """What a pool is after one of its processes was killed."""

    def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        future.set_exception(BrokenProcessPool("killed"))
        return future


def test_a_brief_whose_process_was_killed_stays_as_it_was(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(project, "build").status == 0
    before = contents(project)

    @contextmanager
    def broken(_: int) -> Iterator[Executor]:
        yield Ended()

    monkeypatch.setattr(executors, "processes", broken)
    ran = run(project, "build", "--force", "--jobs", "2")
    assert (ran.status, ran.out, ran.err.count("error[BK808]")) == (1, "", 3)
    assert contents(project) == before


def test_a_lost_process_is_told_from_an_error_of_ours(address: str) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        killed = pool.submit(os._exit, 9).exception()
    with Client(address, set_as_default=False) as client:
        lost = client.get_executor(pure=False).submit(os._exit, 9).exception()
        ours = client.get_executor(pure=False).submit(int, "x").exception()
    assert [executors.has_ended(error) for error in (killed, lost, ours)] == [True, True, False]
