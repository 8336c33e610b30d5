"""What a build does again, what it does not, and what it says; with what stops it half-way."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sample_project import contents, copy_project, replace_once, run, write

from briefkit.cli.build import _of_part, _part
from briefkit.cli.common import CannotRun
from samples import REPOSITORY

UP_TO_DATE = "[1/1] build/wigs.pdf is up to date\n"
PROGRAM = [sys.executable, "-c", "from briefkit.cli import main; main()"]
LOCK = "briefs/wigs.lock.yaml"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("once"))
    replace_once(folder, "briefs/wigs.yaml", "{{ state_take }}", "{{ state_take | sig(3) }}")
    assert run(folder, "build").status == 0
    return folder


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    """A project with a note, after its first build."""
    return shutil.copytree(once, tmp_path / "project")


NOTE = (
    "briefs/wigs.yaml:16:26: note[BK415] prints 3 significant digits, and its inputs carry 2\n"
    "  hint: leave the rounding out, or round to 2 significant\n"
)


def examines(project: Path, *arguments: str) -> bool:
    """Whether a build examines the project; it says the same either way, and finds the PDF up to date."""
    with pytest.MonkeyPatch.context() as patch:
        called = []
        from briefkit.project import examination

        real = examination.examine
        patch.setattr(examination, "examine", lambda *given, **named: called.append(1) or real(*given, **named))
        ran = run(project, "build", *arguments)
    assert (ran.status, ran.out, ran.err) == (0, UP_TO_DATE, NOTE)
    return bool(called)


def test_where_nothing_has_changed_nothing_is_examined_and_the_same_is_said(built: Path) -> None:
    before = contents(built)
    assert not examines(built)
    assert not examines(built, "wigs")
    assert not examines(built, "briefs/wigs.yaml", "--shard", "1/1")
    assert contents(built) == before


# What may change, and yet leaves the PDF as it is
CHANGES = {
    "a comment in a seed": lambda project: write(
        project, "seeds/market.yaml", (project / "seeds/market.yaml").read_text() + "# more\n"
    ),
    "a new seed's snapshot": lambda project: write(project, "seeds/more.txt", "more"),
    "a template of another name": lambda project: write(project, "templates/more/main.html", "<p>"),
    "the record of the examination, in one byte": lambda project: replace_once(
        project, "build/briefkit-examined.json", '\\"fails_at\\"', '\\"fails_bt\\"'
    ),
    "the record of the examination, gone": lambda project: (project / "build/briefkit-examined.json").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_where_a_file_has_changed_all_is_examined_once(change: object, built: Path) -> None:
    change(built)  # type: ignore[operator]
    assert examines(built)
    assert not examines(built)


def test_what_stopped_a_brief_is_said_again(built: Path) -> None:
    faulty = (built / "briefs/wigs.yaml").read_text(encoding="utf-8").replace("market.goods", "market.godos")
    write(built, "briefs/faulty.yaml", faulty)
    first, second = run(built, "build"), run(built, "build")
    assert (first.status, first.out) == (1, "[1/2] build/wigs.pdf is up to date\n")
    assert first.err.endswith("note[BK807] faulty was not built: 1 finding to mend first\n"
                              "  hint: mend what is listed above, then build again\n")  # fmt: skip
    assert (second.status, second.out, second.err) == (first.status, first.out, first.err)


def test_a_build_with_nothing_to_do_loads_nothing_that_takes_time(built: Path) -> None:
    probe = (
        "import sys\nfrom briefkit.cli import main\nsys.argv = ['briefkit', 'build']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "slow = ('briefkit.project.examination', 'yaml', 'rapidfuzz', 'weasyprint')\n"
        "print([name for name in slow if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=built, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout == f"{UP_TO_DATE}[]\n"


# Parts of the briefs


@pytest.mark.parametrize("of", [1, 2, 3, 7, 12])
def test_every_brief_is_in_one_part_and_no_other(of: int) -> None:
    names = [f"brief_{number}" for number in range(7)]
    parts = [_of_part(names, (number, of)) for number in range(1, of + 1)]
    assert sorted(name for part in parts for name in part) == names
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_part_without_briefs_is_no_failure(built: Path) -> None:
    ran = run(built, "build", "--shard", "2/2")
    assert (ran.status, ran.out) == (0, "nothing to build in part 2 of 2: there is 1 brief\n")


@pytest.mark.parametrize("shard", ["0/2", "3/2", "2", "a/b", "1/0", "-1/2", "1/2/3", "٢/٥", "1/99999"])
def test_what_is_no_part_is_refused(shard: str) -> None:
    with pytest.raises(CannotRun, match="is no part of the briefs; write --shard 2/5 for the second of five"):
        _part(shard)


# Faults, with the program itself


def start(project: Path, *arguments: str, **more: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, "build", *arguments], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        **more,  # type: ignore[call-overload]
    )  # fmt: skip


def test_a_disk_without_room_for_anything_is_said_and_the_old_pdf_stays(built: Path) -> None:
    replace_once(built, "briefs/wigs.yaml", "The state takes", "The state kept")
    before = contents(built)

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    process = start(built, preexec_fn=small_files)
    out, err = process.communicate(timeout=240)
    assert (process.returncode, out) == (2, "")
    assert err == f"{NOTE}briefkit: file too large; make room on the disk and try again\n".replace("16:26", "16:25")
    assert contents(built) == before


def written(project: Path) -> dict[str, bytes]:
    """All files but the answer of the examination, which is kept only if nothing changes meanwhile."""
    return {name: data for name, data in contents(project).items() if not name.endswith("examined.json")}


def test_builds_at_once_and_builds_that_are_killed_come_to_the_same(once: Path, tmp_path: Path) -> None:
    wanted = written(once)
    project = copy_project(tmp_path / "project")
    replace_once(project, "briefs/wigs.yaml", "{{ state_take }}", "{{ state_take | sig(3) }}")
    began = time.monotonic()
    both = [start(project), start(project)]
    assert [process.communicate(timeout=240)[1] and process.returncode for process in both] == [0, 0]
    took = time.monotonic() - began
    assert written(project) == wanted
    for share in (0.4, 0.7):
        shutil.rmtree(project / "build", ignore_errors=True)
        (project / LOCK).unlink(missing_ok=True)
        process = start(project)
        time.sleep(share * took)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=240)
    assert run(project, "build").status == 0
    assert written(project) == wanted


# The story: a digit of a source is another


def test_a_changed_digit_of_a_snapshot_names_the_claim_and_keeps_the_briefs_from_printing(tmp_path: Path) -> None:
    for name in ("seeds", "briefs"):
        shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=shutil.ignore_patterns("*.lock.yaml"))
    replace_once(tmp_path, "seeds/dailynk.txt", "USD 23.94 million", "USD 23.84 million")
    ran = run(tmp_path, "check", "--format", "json")
    assert ran.status == 1
    found = [one for one in json.loads(ran.out)["findings"] if not one["waived"]]
    seed = (tmp_path / "seeds/dailynk.yaml").read_text("utf-8").split("\n")
    assert [(one["code"], one["path"]) for one in found] == [
        ("BK303", "seeds/dailynk.yaml"),
        ("BK310", "seeds/dailynk.yaml"),
    ]
    assert found[1]["message"] == (
        "this quote is not what the snapshot states: the quote says “USD 23.94 million”, "
        "the source now says “USD 23.84 million”"
    )
    claim = next(line for line in reversed(seed[: found[1]["line"]]) if line.startswith("  ") and line[2] != " ")
    assert claim == "  wig_exports:"
    built = run(tmp_path, "build")
    assert (built.status, built.out) == (1, "")
    assert [line for line in built.err.splitlines() if "BK807" in line] == [
        "briefs/labor_for_export.yaml:1:1: note[BK807] labor_for_export was not built: 2 findings to mend first",
        "briefs/wigs.yaml:1:1: note[BK807] wigs was not built: 2 findings to mend first",
    ]
    reached = run(tmp_path, "affected", "--by", "dailynk.wig_exports", "--format", "json")
    assert json.loads(reached.out)["briefs"] == ["labor_for_export", "wigs"]
