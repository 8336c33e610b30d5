"""Mutates the code of figures/, evidence/ and checks/, runs the tests of each room against each of its mutants, and
prints how many were killed. Exits with 1 where figures/ or checks/ fall short.

    python .ci/mutants_code.py [--every N] [ROOM | ROOM/FILE …]

All of it takes hours; "checks/tables" is one file of a room, and --every 10 takes each tenth mutant. Each survivor is
listed, and `mutmut show NAME` in build/mutants-code/ROOM prints the change that it makes.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import libcst
import pytest
from _pytest.config import _prepareconfig
from _pytest.runner import runtestprotocol
from mutmut import __main__ as mutmut
from mutmut.configuration import config
from mutmut.runners.harness import PytestRunner
from mutmut.workers.isolation import ForkServerRunner

REPOSITORY = Path(__file__).resolve().parent.parent
# mutmut writes beside the code that it mutates: so into a copy.
COPIES = REPOSITORY / "build" / "mutants-code"
COPIED = ("src", "tests", "styles", "templates", "briefs", "seeds", "pyproject.toml")
ROOMS = ("figures", "evidence", "checks")
# At least so many percent of the mutants of a room have to be killed.
ENOUGH = {"figures": 90, "checks": 90}
# A mutant that so much testing has not killed counts as a survivor: the measure errs on the safe side, and ends.
SECONDS = 3.0
MOST_SECONDS = 12
KILLED = {1: "killed", 3: "killed", 24: "timeout", -24: "timeout", 36: "timeout", 152: "timeout", 255: "timeout"}


class Undecorated(libcst.CSTTransformer):
    """`@property` over a function → `name = property(name)` below it: mutmut leaves decorated functions alone."""

    NAMES = frozenset({"property", "cached_property", "cache", "lru_cache"})

    def leave_FunctionDef(
        self, original_node: libcst.FunctionDef, updated_node: libcst.FunctionDef
    ) -> libcst.BaseStatement | libcst.FlattenSentinel[libcst.BaseStatement]:
        match [decorator.decorator for decorator in original_node.decorators]:
            case [libcst.Name(value=name) | libcst.Call(func=libcst.Name(value=name)) as decorator] if (
                name in self.NAMES
            ):
                wrapped = f"{libcst.Module([]).code_for_node(decorator)}({original_node.name.value})"
                wrap = libcst.parse_statement(f"{original_node.name.value} = {wrapped}")
                return libcst.FlattenSentinel([updated_node.with_changes(decorators=[]), wrap])
            case _:
                return updated_node


class CollectedOnce(PytestRunner):
    """mutmut's runner collects the tests anew for each mutant; this one keeps them."""

    def warm_up(self) -> None:
        os.chdir("mutants")
        arguments = [*self._pytest_add_cli_args, *self._pytest_add_cli_args_test_selection]
        settings = _prepareconfig(["--rootdir=.", "--capture=no", *arguments])
        settings._do_configure()
        session = pytest.Session.from_config(settings)
        settings.hook.pytest_sessionstart(session=session)
        settings.hook.pytest_collection(session=session)
        self.items = session.items
        gc.freeze()

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        if mutant_name is None:
            return super().run_tests(mutant_name=None, tests=tests)
        items = self.quickest_first(mutant_name, list(tests))
        started = time.process_time()
        for item, following in zip(items, [*items[1:], None], strict=True):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                return 1
            if time.process_time() - started > SECONDS:
                return 0
        return 0

    def quickest_first(self, mutant_name: str, tests: list[str]) -> list[pytest.Item]:
        """The tests in the order in which they come to a verdict soonest: those named for the module lead.

        The others keep the order that mutmut gives, by duration.
        """
        module = mutant_name.split(".")[-2]
        rank = {test: (f"test_{module}" not in test, place) for place, test in enumerate(tests)}
        items = [item for item in self.items if item.nodeid in rank]
        return sorted(items, key=lambda item: rank[item.nodeid])


class Bounded(ForkServerRunner):
    """mutmut's runner, with less patience: a mutant that runs for ever is given up after seconds, not minutes."""

    def submit(self, mutant_name: str, tests: list[str], cpu_time_limit_s: int, estimated_time: float) -> None:
        super().submit(mutant_name, tests, min(cpu_time_limit_s, MOST_SECONDS), estimated_time)


def room_of(target: str) -> str:
    return target.partition("/")[0]


def folder_of(target: str) -> Path:
    return COPIES / target.replace("/", "-")


def copy(target: str) -> Path:
    """A fresh copy of all that the tests need."""
    copied = folder_of(target)
    shutil.rmtree(copied, ignore_errors=True)
    copied.mkdir(parents=True)
    for name in COPIED:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, copied / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copied / name)
    for path in (copied / "src" / "briefkit" / room_of(target)).rglob("*.py"):
        tree = libcst.parse_module(path.read_text(encoding="utf-8"))
        path.write_text(tree.visit(Undecorated()).code, encoding="utf-8")
    return copied


def thin_out(every: int) -> None:
    """Leaves of the mutants each so-manieth, in the order of the files."""
    collect = mutmut.collect_source_file_mutation_data

    def collected(*, mutant_names: list[str]) -> tuple[list[Any], dict[str, Any]]:
        mutants, files = collect(mutant_names=mutant_names)
        return mutants[::every], files

    mutmut.collect_source_file_mutation_data = collected


def mutate(target: str, every: int) -> None:
    """Makes the mutants of a room or a file, and runs its room's tests against each. Other rooms stay fast."""
    thin_out(every)
    os.chdir(copy(target))
    config().only_mutate = [f"src/briefkit/{target}/*" if target in ROOMS else f"src/briefkit/{target}.py"]
    config().pytest_add_cli_args_test_selection = [f"tests/{room_of(target)}"]
    mutmut.get_mutant_runner = lambda workers=1: Bounded(workers, CollectedOnce, {})
    mutmut._run([], None)


def results(target: str) -> dict[str, dict[str, str]]:
    """For each mutated file, its mutants by name: whether they were killed, ran out of time, or survived."""
    found = {}
    source = folder_of(target) / "mutants" / "src" / "briefkit"
    for path in sorted(source.rglob("*.py.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        codes = {mutant: code for mutant, code in codes.items() if code is not None}
        if codes:
            name = str(path.relative_to(source).with_suffix(""))
            found[name] = {mutant: KILLED.get(code, "survived") for mutant, code in codes.items()}
    return found


def percent(counted: Counter[str]) -> float:
    return 100 * (counted.total() - counted["survived"]) / counted.total()


def row(name: str, counted: Counter[str]) -> str:
    survived = counted["survived"]
    return f"{name:<40} {counted.total():>7} {counted.total() - survived:>8} {survived:>9} {percent(counted):>8.1f} %"


def main(targets: list[str], every: int) -> int:
    for target in targets:
        subprocess.run([sys.executable, __file__, "--one", "--every", str(every), target], check=True)
    print(f"{'':<40} mutants   killed  survived")
    short, survivors = [], []
    for target in targets:
        files = results(target)
        for name, fates in files.items():
            print(row(name, Counter(fates.values())))
            survivors += [mutant for mutant, fate in fates.items() if fate == "survived"]
        total = Counter(fate for fates in files.values() for fate in fates.values())
        print(row(target, total), end="\n\n")
        if percent(total) < ENOUGH.get(room_of(target), 0):
            short.append(f"{target}: fewer than {ENOUGH[room_of(target)]} % of the mutants were killed")
    print("survivors:", *survivors, sep="\n  ")
    print(*short, sep="\n")
    return 1 if short else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="*", default=list(ROOMS))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        mutate(given.targets[0], given.every)
    else:
        sys.exit(main(given.targets, given.every))
