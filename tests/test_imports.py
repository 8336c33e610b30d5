"""Only a command that prints a PDF loads WeasyPrint: the others must answer at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent

# Runs one command as the console script does, then prints its exit code and whether it loaded WeasyPrint.
PROBE = """
import json, sys
from briefkit.cli import main
sys.argv = ["briefkit", *sys.argv[1:]]
try:
    code = main()
except SystemExit as stop:
    code = stop.code
print("\\n" + json.dumps({"code": code or 0, "weasyprint": "weasyprint" in sys.modules}))
"""


def run(folder: Path, *arguments: str) -> dict[str, object]:
    """What a command leaves behind, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(answer, dict)
    return answer


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own seeds and briefs, copied, so that a command may write."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("briefs", "seeds"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


COMMANDS = [
    ["--help"],
    ["check"],
    ["check", "--format", "json"],
    ["figures"],
    ["figures", "--format", "json"],
    ["why", "dailynk.wig_price"],
    ["explain", "BK402"],
    ["doctor"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_that_prints_no_pdf_does_not_load_weasyprint(project: Path, arguments: list[str]) -> None:
    assert run(project, *arguments) == {"code": 0, "weasyprint": False}


def test_the_probe_sees_what_a_command_loads(project: Path) -> None:
    assert run(project, "build", "wigs", "--out", "elsewhere") == {"code": 0, "weasyprint": True}
