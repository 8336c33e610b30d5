"""`briefkit preview` says where its page is, serves it, and ends with Ctrl-C; what it cannot show it says."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from sample_project import copy_project, run, write


def test_the_page_is_served_until_ctrl_c(tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", "from briefkit.cli import main; main()", "preview", "wigs", "--no-open"],
        cwd=folder / "briefs", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        said = re.fullmatch(r"previewing wigs at (http://127\.0\.0\.1:\d+/[\w-]{32}/)\n", line)
        assert said, line
        with urlopen(said[1], timeout=60) as answer:
            assert b"briefkit preview" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert process.stderr.read() == "Ctrl-C ends it\n\nbriefkit: preview ended\n"
    finally:
        process.kill()


def test_what_cannot_be_shown_is_said(tmp_path: Path) -> None:
    folder = copy_project(tmp_path / "project")
    unknown = run(folder, "preview", "wig", "--no-open")
    assert (unknown.status, unknown.err) == (2, 'briefkit: no brief is named "wig"; did you mean wigs?\n')
    (folder / "briefs/wigs.yaml").unlink()
    nothing = run(folder, "preview", "--no-open")
    assert (nothing.status, nothing.err) == (2, f"briefkit: nothing to show: {folder} has no briefs/*.yaml\n")
    nowhere = run(tmp_path, "preview", "--no-open")
    assert nowhere.status == 2
    assert nowhere.err.startswith("briefkit: nothing to check: there is no project here")


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run(folder, "preview", "--no-open", "--port", str(port))
    assert refused.status == 2
    assert refused.err == (
        f"briefkit: port {port} cannot be used: address already in use; name another, or leave out --port\n"
    )


def test_a_brief_that_cannot_be_read_can_be_previewed(tmp_path: Path) -> None:
    """A writer may begin the preview while the brief is being mended."""
    folder = copy_project(tmp_path)
    write(folder, "briefs/wigs.yaml", "title: [")
    process = subprocess.Popen(
        [sys.executable, "-c", "from briefkit.cli import main; main()", "preview", "--no-open"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("previewing wigs at http://127.0.0.1:")
    finally:
        process.kill()
        process.wait(60)
