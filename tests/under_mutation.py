"""How the tests run under a mutation tester (`make mutants-code`): a pytest plugin, loaded by conftest.py.

A mutant is tested many thousand times over, so what only costs time is left out: tests of speed, many examples,
the search for the smallest of them. Wrapped in the tester's own calls, code recurses three times as deep.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

# Tests of time and of whole texts: what they cover, others cover, and they take most of the time.
LEFT_OUT = ("takes_time_in_proportion", "test_no_text_at_all", "test_catalog.py")

settings.register_profile(
    "mutation",
    derandomize=True,
    max_examples=10,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def pytest_configure() -> None:
    settings.load_profile("mutation")
    sys.setrecursionlimit(10_000)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [item for item in items if not any(name in item.nodeid for name in LEFT_OUT)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = sorted(kept, key=lambda item: _durations().get(item.nodeid, 0))


@functools.cache
def _durations() -> dict[str, float]:
    """How long each test took, once that is known: the quick ones go first."""
    measured = Path("mutmut-stats.json")
    return dict(json.loads(measured.read_text("utf-8"))["duration_by_test"]) if measured.exists() else {}


def pytest_collection_finish() -> None:
    _forget()


@pytest.fixture(autouse=True)
def _forgetful() -> None:
    """While it is measured which test runs what, nothing is remembered from the tests before."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        _forget()


def _forget() -> None:
    """Empties every cache, so that what it remembers is worked out again: by a mutant, if there is one."""
    caches, holders = _memories()
    for cache in caches:
        cache.cache_clear()
    for held, name in holders:
        held.pop(name, None)


@functools.cache
def _memories() -> tuple[list[functools._lru_cache_wrapper[object]], list[tuple[dict[str, object], str]]]:
    """The caches of functions, and the cached properties of what was made when the tests were read."""
    ours = [thing for thing in gc.get_objects() if _module(thing).startswith("briefkit.")]
    caches = [thing for thing in ours if isinstance(thing, functools._lru_cache_wrapper)]
    holders = [
        (vars(thing), name)
        for thing in ours
        if not isinstance(thing, type)
        for name, member in vars(type(thing)).items()
        if isinstance(member, functools.cached_property)
    ]
    return caches, holders


def _module(thing: object) -> str:
    module = getattr(thing if isinstance(thing, functools._lru_cache_wrapper) else type(thing), "__module__", "")
    return module if isinstance(module, str) else ""
