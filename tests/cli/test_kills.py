"""`kill -9` at 50 random moments of the whole program: each PDF and lock is the old one or the new one, and whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_project import contents, copy_project, run, write

BUILD = (sys.executable, "-c", "from briefkit.cli import main; main()", "build", "--jobs", "2")
KILLS = 50
FILES = ("build/wigs.pdf", "briefs/wigs.lock.yaml")


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, dict[str, bytes]]]:
    """Two texts of the brief, and all files of the project when that was built."""
    found = []
    for words in ("The state takes", "The state kept"):
        folder = copy_project(tmp_path_factory.mktemp("state"))
        text = (folder / "briefs/wigs.yaml").read_text("utf-8").replace("The state takes", words)
        write(folder, "briefs/wigs.yaml", text)
        assert run(folder, "build").status == 0
        found.append((text, dict(contents(folder))))
    assert found[0][1][FILES[0]] != found[1][1][FILES[0]]
    return found


def moments() -> Iterator[tuple[int, float]]:
    """So many kills: which text is built, and after which share of the time that a build takes it is killed."""
    chance = random.Random(9)
    yield from ((number % 2, chance.uniform(0.02, 1.02)) for number in range(KILLS))


@pytest.mark.long
def test_a_kill_at_any_moment_leaves_each_file_whole_and_the_next_build_right(
    states: list[tuple[str, dict[str, bytes]]], tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project")
    write(project, "briefs/wigs.yaml", states[1][0])
    began = time.monotonic()
    assert subprocess.run(BUILD, cwd=project, capture_output=True, check=False).returncode == 0
    took = time.monotonic() - began
    left = [0, 0]
    for number, (state, share) in enumerate(moments(), 1):
        text, wanted = states[state]
        write(project, "briefs/wigs.yaml", text)
        process = subprocess.Popen(BUILD, cwd=project, stdout=-3, stderr=-3)
        time.sleep(share * took)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for path in FILES:
            found = (project / path).read_bytes()
            assert found in (states[0][1][path], states[1][1][path]), f"kill {number}: {path} is neither old nor new"
        left[(project / FILES[0]).read_bytes() == wanted[FILES[0]]] += 1
        if number % 10 == 0:
            assert run(project, "build").status == 0
            assert dict(contents(project)).keys() == wanted.keys(), "what a killed build has left is removed"
            assert {path: (project / path).read_bytes() for path in FILES} == {path: wanted[path] for path in FILES}
    assert min(left) > 0, f"all kills came before, or all behind, the writing: {left}"
