"""Attack the projects: `python -m mutants.run`. Prints the tables and every survivor; fails if one should not be."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

from mutants.generate import Generated, generate
from mutants.judge import Fate, Verdict, judge
from mutants.mutant import Mutant
from mutants.projects import ROOTS, baseline
from mutants.table import fails, group_of, listed, report

WORKERS = 2
_CHUNK = 6


@dataclass(frozen=True, slots=True)
class Attack:
    """The mutants of some projects, and how many were not made, by reason."""

    mutants: tuple[Mutant, ...]
    left_out: Counter[str]


def attack(projects: Iterable[str]) -> Attack:
    """All mutants of some projects, in the order of their files."""
    mutants: list[Mutant] = []
    left_out: Counter[str] = Counter()
    for name in projects:
        made = _generated(name)
        mutants += made.mutants
        left_out += made.left_out
    return Attack(tuple(mutants), left_out)


@cache
def _generated(name: str) -> Generated:
    base = baseline(name)
    return generate(name, base.files.workspace, base.examination, dict(base.resources))


def sample(mutants: Sequence[Mutant], size: int) -> list[Mutant]:
    """So many mutants, the same in each run: some of every class, then of the rest as many as there is room for."""
    rows: dict[tuple[str, str], list[Mutant]] = {}
    for mutant in mutants:
        rows.setdefault((mutant.project, group_of(mutant)), []).append(mutant)
    turns = max(len(row) for row in rows.values())
    order = [row[_spread(turn, len(row))] for turn in range(turns) for row in rows.values() if turn < len(row)]
    return list(dict.fromkeys(order))[:size]


def _spread(turn: int, length: int) -> int:
    """The place of a turn in a row, so that few turns lie far apart: steps of a number without a common divisor."""
    step = next(step for step in range(max(1, int(length * 0.382)), length + 1) if _coprime(step, length))
    return turn * step % length


def _coprime(one: int, other: int) -> bool:
    while other:
        one, other = other, one % other
    return one == 1


def _judge(mutant: Mutant) -> Verdict:
    return judge(baseline(mutant.project), mutant)


def judge_all(mutants: Sequence[Mutant], workers: int = WORKERS, progress: bool = False) -> list[Verdict]:
    """What became of each mutant, in their order.

    Each process reads the projects itself: one that is forked would wait for ever for the threads of the program that
    draws charts, which are not forked with it.
    """
    # Setting pages takes longest, so it comes first: the short ones fill the gaps at the end.
    order = sorted(range(len(mutants)), key=lambda index: mutants[index].subject.kind != "page")
    verdicts: dict[int, Verdict] = {}
    started = time.monotonic()
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = pool.map(_judge, [mutants[index] for index in order], chunksize=_CHUNK)
        for index, verdict in zip(order, found, strict=True):
            verdicts[index] = verdict
            if progress and len(verdicts) % 500 == 0:
                seconds = time.monotonic() - started
                print(f"{len(verdicts):,} of {len(mutants):,} in {seconds:.0f} s", file=sys.stderr, flush=True)
    return [verdicts[index] for index in range(len(mutants))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the attack; the exit status says whether it may pass."""
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--project", action="append", choices=sorted(ROOTS), help="only this project; may be repeated")
    parser.add_argument("--sample", type=int, default=0, help="only so many mutants, of all classes")
    parser.add_argument("--place", default="", help="only mutants whose class, place or file holds this text")
    parser.add_argument("--carried", action="store_true", help="list what the pages carry, too")
    options = parser.parse_args(arguments)
    made = attack(options.project or [name for name, root in ROOTS.items() if root.is_dir()])
    chosen = [one for one in made.mutants if options.place in f"{group_of(one)}|{one.place}|{one.thing}|{one.where}"]
    chosen = sample(chosen, options.sample) if options.sample else chosen
    started = time.monotonic()
    verdicts = judge_all(chosen, progress=True)
    print(report(verdicts, made.left_out))
    if options.carried:
        print("\n".join(["carried:", *listed(verdicts, Fate.CARRIED)]))
    print(f"{len(verdicts):,} mutants in {time.monotonic() - started:.0f} s")
    failure = fails(verdicts)
    if failure:
        print(failure, file=sys.stderr)
    return 1 if failure else 0


if __name__ == "__main__":
    raise SystemExit(main())
