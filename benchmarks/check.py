"""Measure how `briefkit check` grows: `python benchmarks/check.py [--large] [CLAIMS …]`.

Each number of claims gets a project by `generate.py`, and each measurement a process of its own, so that nothing is
warm. Beside it a yardstick, in a process too: reading the same files and parsing the YAML with PyYAML's C loader. The
ratio of the two says more than seconds do when machines are compared.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from generate import write_project

START_UP = 10  # claims: as good as none
SIZES = (1_000, 10_000)
LARGE = 100_000
MOST_GROWTH = 13.0  # for ten times as many claims; in proportion it is ten
# An absolute limit, meant for a machine of today with two cores and nothing else to do. The processor's seconds are
# held to it, since those on the clock depend on what else the machine does.
LIMIT_CLAIMS, LIMIT_SECONDS = 10_000, 15.0

CHECK = "import sys; sys.argv = ['briefkit', 'check', '--format', 'json']; from briefkit.cli import main; main()"
READ = """
import pathlib, yaml
for folder in ("seeds", "briefs"):
    for path in sorted(pathlib.Path(folder).iterdir()):
        text = path.read_bytes()
        if path.suffix == ".yaml":
            yaml.load(text, Loader=yaml.CSafeLoader)
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a process took: seconds on the clock and of the processor, and its memory at the most, in megabytes."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One size: what the check took, and what the yardstick."""

    claims: int
    check: Cost
    read: Cost


def run(program: str, folder: Path) -> tuple[Cost, str]:
    """What a Python program takes in a process of its own, and what it printed."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        # The peak memory of children is that of the largest so far: each measurement needs a parent of its own.
        return pool.apply(_run_alone, (program, folder))


def _run_alone(program: str, folder: Path) -> tuple[Cost, str]:
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / unit), done.stdout


def measure(claims: int, folder: Path) -> Measured:
    """Write a project, check it and read it. Ends the program if the check finds anything, or counts other claims."""
    write_project(folder, claims)
    read, _ = run(READ, folder)
    check, printed = run(CHECK, folder)
    answer = json.loads(printed)
    if answer["findings"] or answer["checked"]["claims"] != claims:
        raise SystemExit(f"the generated project is not clean: {json.dumps(answer)[:2000]}")
    return Measured(claims=claims, check=check, read=read)


def lines(measured: list[Measured]) -> list[str]:
    """The table, and below it how time and memory grow. The first size, which is next to nothing, is the start-up."""
    head = ("claims", "wall s", "CPU s", "ms/claim", "MB", "read s", "check/read")
    rows = [
        (
            f"{one.claims:,}",
            f"{one.check.wall:.2f}",
            f"{one.check.cpu:.2f}",
            f"{(one.check.cpu - measured[0].check.cpu) / one.claims * 1000:.2f}",
            f"{one.check.memory:.0f}",
            f"{one.read.cpu:.2f}",
            f"{one.check.cpu / one.read.cpu:.0f}",
        )
        for one in measured
    ]
    table = ["".join(f"{cell:>12}" for cell in row) for row in (head, *rows)]
    return [*table, "", "growth, the start-up taken off:", *(step.line for step in steps(measured))]


@dataclass(frozen=True, kw_only=True)
class Step:
    """From one size to the next: how many times as many claims, and how many times as much of everything else."""

    first: int
    second: int
    time: float
    memory: float
    read: float

    @property
    def most(self) -> float:
        """How many times as much time is still no more than in proportion, with what measuring is off by."""
        return MOST_GROWTH * self.second / self.first / 10

    @property
    def line(self) -> str:
        growth = f"time × {self.time:.1f}, memory × {self.memory:.1f}, reading alone × {self.read:.1f}"
        return f"{self.first:,} → {self.second:,} claims: {growth}"


def steps(measured: list[Measured]) -> list[Step]:
    """The growth from size to size, without what a process takes that has next to nothing to do."""
    base, *sizes = measured
    return [
        Step(
            first=first.claims,
            second=second.claims,
            time=(second.check.cpu - base.check.cpu) / (first.check.cpu - base.check.cpu),
            memory=(second.check.memory - base.check.memory) / (first.check.memory - base.check.memory),
            read=(second.read.cpu - base.read.cpu) / (first.read.cpu - base.read.cpu),
        )
        for first, second in pairwise(sizes)
    ]


def faults(measured: list[Measured]) -> list[str]:
    """Growth that is clearly more than in proportion, and a check that takes longer than it may."""
    return [
        *(
            f"from {step.first:,} to {step.second:,} claims the time grows {step.time:.1f} times, not {step.most:.1f}"
            for step in steps(measured)
            if step.time > step.most
        ),
        *(
            f"{one.claims:,} claims take {one.check.cpu:.1f} s of the processor, more than {LIMIT_SECONDS:.0f}"
            for one in measured
            if one.claims == LIMIT_CLAIMS and one.check.cpu > LIMIT_SECONDS
        ),
    ]


def main() -> int:
    """Measure, print, and say whether the limits hold: exit status 1 where they do not."""
    parser = argparse.ArgumentParser(description="Measure how `briefkit check` grows with the number of claims.")
    parser.add_argument(
        "claims", type=int, nargs="*", default=SIZES, help="how many claims, ascending; multiples of 10"
    )
    parser.add_argument("--large", action="store_true", help=f"measure {LARGE:,} claims too")
    options = parser.parse_args()
    measured: list[Measured] = []
    for claims in [START_UP, *options.claims, *([LARGE] if options.large else [])]:
        with tempfile.TemporaryDirectory(prefix="briefkit-benchmark-") as folder:
            measured.append(measure(claims, Path(folder)))
    print("\n".join(lines(measured)))
    wrong = faults(measured)
    print("\n".join(wrong) if wrong else "within the limits")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
