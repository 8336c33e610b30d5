"""The benchmark measures what it says: a clean project, the same each time, and growth out of proportion is a fault."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from briefkit.project.examination import examine
from briefkit.project.workspace import load_workspace

FOLDER = Path(__file__).parents[2] / "benchmarks"
CLAIMS = 120  # enough for a seed with a noun of its own, and for prices that two seeds report


@pytest.fixture(scope="module")
def benchmark() -> Iterator[dict[str, ModuleType]]:
    """The two programs of the folder, as modules."""
    sys.path.insert(0, str(FOLDER))
    import check
    import generate

    yield {"check": check, "generate": generate}
    sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def project(benchmark: dict[str, ModuleType], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    benchmark["generate"].write_project(folder, CLAIMS)
    return folder


def test_nothing_is_found_in_a_generated_project(project: Path) -> None:
    found = examine(load_workspace(project))
    assert found.findings == ()
    assert found.counts == {"seeds": 12, "claims": 120, "briefs": 12, "figures": 288}


def test_the_sources_are_as_long_as_the_benchmark_says(project: Path) -> None:
    sizes = [len(path.read_text("utf-8")) for path in (project / "seeds").glob("*.txt")]
    assert [size for size in sizes if not 10_000 <= size <= 10_500] == []


def test_a_project_is_the_same_each_time(benchmark: dict[str, ModuleType], project: Path, tmp_path: Path) -> None:
    benchmark["generate"].write_project(tmp_path, CLAIMS)
    files = sorted(path.relative_to(project) for path in project.rglob("*.*"))
    assert len(files) == 12 * 3 + 1
    assert [path for path in files if (tmp_path / path).read_bytes() != (project / path).read_bytes()] == []


# seconds at 10, 1,000 and 10,000 claims, and what is wrong
TIMES = {
    "in proportion": ((0.5, 1.5, 10.5), []),
    "a little more than in proportion": ((0.5, 1.5, 13.0), []),
    "as the square": ((0.1, 0.2, 10.1), ["from 1,000 to 10,000 claims the time grows 100.0 times, not 13.0"]),
    "hidden by a long start": ((3.0, 3.1, 10.0), ["from 1,000 to 10,000 claims the time grows 70.0 times, not 13.0"]),
    "in proportion, but too long": (
        (0.5, 2.5, 20.5), ["10,000 claims take 20.5 s of the processor, more than 15"]),
}  # fmt: skip


@pytest.mark.parametrize(("seconds", "wrong"), TIMES.values(), ids=TIMES)
def test_growth_is_judged_without_the_start_up(
    benchmark: dict[str, ModuleType], seconds: tuple[float, ...], wrong: list[str]
) -> None:
    check = benchmark["check"]
    measured = [
        check.Measured(
            claims=claims,
            check=check.Cost(wall=cpu, cpu=cpu, memory=60 + claims / 100),
            read=check.Cost(wall=0.1, cpu=0.05 + claims / 50_000, memory=20),
        )
        for claims, cpu in zip((10, 1_000, 10_000), seconds, strict=True)
    ]
    assert check.faults(measured) == wrong
    assert len(check.lines(measured)) == 7
