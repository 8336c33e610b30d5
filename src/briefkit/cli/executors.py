"""Where pages are set besides this process: in processes of this machine, or on the workers of a Dask cluster.

Both are a `concurrent.futures.Executor`, which is all that the build knows of them.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from briefkit.cli.common import CannotRun

MOMENT = 0.02  # seconds
MOST_JOBS = 4  # of half a gigabyte each, for a report of fifty pages
PAGES_FOR_CLUSTER = 64  # that may be on their way at a time: more than most have workers
T = TypeVar("T")
WAIT = 10  # seconds for a scheduler to answer, and for its first worker


def usual_jobs() -> int:
    """How many pages are set at a time where nothing is said: one for each processor, but for memory’s sake few."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(available or 1, MOST_JOBS)


@contextmanager
def processes(jobs: int) -> Iterator[Executor | None]:
    """Up to so many processes to set pages in. One is started now, so that it is ready when there is a page.

    None where the system lets a process have none: one without semaphores or shared memory, as some containers are.
    """
    executor = _pool(jobs)
    if executor is None:
        yield None
        return
    with executor:
        have_started(executor, 1)
        yield executor


def _pool(jobs: int) -> Executor | None:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from briefkit.project.setting import get_ready

    try:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=get_ready)
    except (ImportError, NotImplementedError, OSError):
        return None


def have_started(executor: Executor, count: int) -> None:
    """Have an executor start processes until there are so many, or as many as it may have.

    It starts one where it is asked for something and has none at hand: so all are asked for a moment at a time.
    """
    # What keeps it from it is said, or got over, where a page is to be set.
    with _unheard(), suppress(BrokenExecutor, OSError):
        for _ in range(min(count, MOST_JOBS)):
            executor.submit(time.sleep, MOMENT)


@contextmanager
def _unheard() -> Iterator[None]:
    """Ctrl-C has to wait for a moment, and for a process that is started in it until that has got ready.

    Before, it would tell with a traceback where Python was interrupted.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of the Dask cluster whose scheduler has this address, such as `tcp://10.0.0.5:8786`.

    Raises `CannotRun` where Dask is not installed, nothing answers, or no worker is there.
    """
    client = _client(address)
    try:
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError:
            hint = f"start one with: dask worker {address}"
            raise CannotRun(f"the scheduler at {address} has no workers; {hint}") from None
        with client.get_executor(pure=False) as executor:
            yield executor
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise CannotRun('--scheduler needs Dask; install it with: pip install "briefkit[cluster]"') from None
    base: Any = Client  # which has no types

    class Caller(base):  # type: ignore[misc]
        def __del__(self) -> None:
            """Nothing: it is closed by name, and one that nobody answered would wait, and end with a traceback."""

    try:
        return Caller(address, timeout=WAIT, set_as_default=False)
    except Exception:  # what a server that is none of Dask's may answer has Dask raise anything
        hint = "give the address that the scheduler printed, such as tcp://10.0.0.5:8786"
        raise CannotRun(f"no Dask scheduler answers at {address} within {WAIT} seconds; {hint}") from None


def submitted(executor: Executor, work: Callable[[], T], *, here: Callable[[], T] | None = None) -> Callable[[], T]:
    """What waits for a piece of work, and raises what keeps the executor from doing it, now or later.

    Where the system can start no process for it, that is the same work done `here`, if such is given.
    """
    try:
        return executor.submit(work).result
    except (BrokenExecutor, OSError) as error:
        if here is not None and isinstance(error, OSError):
            return here
        future: Future[T] = Future()
        future.set_exception(error)
        return future.result


def has_ended(error: Exception) -> bool:
    """Whether an error says that the process that was to set a page ended, or cannot be reached any more."""
    from_dask = type(error).__module__.partition(".")[0] == "distributed"
    return from_dask or isinstance(error, (BrokenExecutor, CancelledError, ConnectionError, TimeoutError))
