"""Where pages are set besides this process: in processes of this machine, or on the workers of a Dask cluster.

Both are a `concurrent.futures.Executor`, which is all that the build knows of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from contextlib import contextmanager
from typing import Any

from briefkit.cli.common import CannotRun

WAIT = 10  # seconds for a scheduler to answer, and for its first worker


@contextmanager
def processes(jobs: int) -> Iterator[Executor | None]:
    """Processes to set pages in; None where one is enough, which is this one."""
    if jobs < 2:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as executor:
        yield executor


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


def has_ended(error: Exception) -> bool:
    """Whether an error says that the process that was to set a page ended, or cannot be reached any more."""
    from_dask = type(error).__module__.partition(".")[0] == "distributed"
    return from_dask or isinstance(error, (BrokenExecutor, CancelledError, ConnectionError, TimeoutError))
