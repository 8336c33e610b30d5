"""`briefkit build --watch` builds again after each change, and ends with Ctrl-C."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path

from sample_project import copy_project, replace_once, run

WATCHING = "watching for changes; Ctrl-C ends it"
SECONDS = 90.0


class Watched:
    """The command in a process of its own, whose lines are read as they come."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from briefkit.cli import main; main()", "build", "--watch"],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, last: str) -> list[str]:
        """The lines up to one."""
        found = [self.lines.get(timeout=SECONDS)]
        while found[-1] != last:
            found.append(self.lines.get(timeout=SECONDS))
        return found


def test_each_change_is_built_until_ctrl_c(tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    watched = Watched(folder)
    try:
        assert watched.until(WATCHING)[0].startswith("[1/1] wrote build/wigs.pdf")
        first = (folder / "build/wigs.pdf").read_bytes()
        replace_once(folder, "briefs/wigs.yaml", "The state takes", "The state keeps")
        assert watched.until(WATCHING)[0].startswith("[1/1] wrote build/wigs.pdf")
        second = (folder / "build/wigs.pdf").read_bytes()
        assert second != first
        replace_once(folder, "briefs/wigs.yaml", "{{ market.goods }}", "{{ market.good }}")
        found = watched.until(WATCHING)
        assert found[0].startswith("briefs/wigs.yaml:12:55: error[BK202]")
        assert (folder / "build/wigs.pdf").read_bytes() == second
        watched.process.send_signal(signal.SIGINT)
        assert watched.process.wait(SECONDS) == 0
        assert watched.lines.get(timeout=SECONDS) == ""
        assert watched.lines.get(timeout=SECONDS) == "briefkit: stopped watching"
    finally:
        watched.process.kill()


def test_what_cannot_run_at_all_is_not_watched(tmp_path: Path) -> None:
    nowhere = run(tmp_path, "build", "--watch")
    assert nowhere.status == 2
    assert nowhere.err.startswith("briefkit: nothing to check")
    folder = copy_project(tmp_path / "project")
    unknown = run(folder, "build", "--watch", "--edition", "glossy")
    assert unknown.status == 2
    assert unknown.err == 'briefkit: no edition is named "glossy"; there are: reader, fact-check, draft\n'
