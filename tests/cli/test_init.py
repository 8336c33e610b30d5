"""`briefkit init`: a project that works as it is written, and never a file overwritten."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from briefkit.cli import main
from briefkit.cli.init import starter_files

FILES = ["briefkit.toml", "briefs/lanterns.yaml", ".gitignore", "seeds/ember.txt", "seeds/ember.yaml"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder: exit code, standard output, standard error."""

    def run_in(folder: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["briefkit", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return run_in


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_becomes_a_project(tmp_path: Path, run: Run) -> None:
    assert run(tmp_path, "init", "work/first") == (
        0,
        "".join(f"wrote work/first/{name}\n" for name in FILES)
        + "next: cd work/first, then briefkit check, briefkit build\n",
        "",
    )
    assert content(tmp_path / "work" / "first") == starter_files()


def test_the_folder_one_stands_in_is_the_default(tmp_path: Path, run: Run) -> None:
    code, out, _ = run(tmp_path, "init")
    assert (code, out.splitlines()[0], out.splitlines()[-1]) == (
        0,
        "wrote briefkit.toml",
        "next: briefkit check, briefkit build",
    )
    assert content(tmp_path) == starter_files()


def test_the_new_project_is_in_order_and_prints(tmp_path: Path, run: Run) -> None:
    run(tmp_path, "init")
    assert run(tmp_path, "check") == (
        0,
        "checked 1 seed, 6 claims, 1 brief, 17 figures: no findings\n",
        "",
    )
    code, out, err = run(tmp_path, "build")
    assert (code, err) == (0, "")
    assert out.startswith("[1/1] wrote build/lanterns.pdf (")
    assert (tmp_path / "build" / "lanterns.pdf").read_bytes().startswith(b"%PDF-")


def test_the_new_project_shows_what_briefkit_does() -> None:
    files = {name: data.decode() for name, data in starter_files().items()}
    seed, brief = (yaml.safe_load(files[name]) for name in ("seeds/ember.yaml", "briefs/lanterns.yaml"))
    claims = seed["claims"].values()
    values = [claim["value"] for claim in claims if "value" in claim]
    assert any(value.endswith(" %") for value in values)
    assert any(value.startswith("nearly ") for value in values)
    assert any(value.endswith(" lanterns") for value in values)
    assert any("restated" in claim for claim in claims)
    assert brief["template"] == "note"
    assert brief["figures"]
    assert "table" in brief["sections"][0]["content"][0]
    assert files[".gitignore"] == "build/\n"
    assert seed["snapshot"]["sha256"] == hashlib.sha256(starter_files()["seeds/ember.txt"]).hexdigest()


def test_nothing_is_written_where_any_file_is_there_already(tmp_path: Path, run: Run) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ember.txt").write_text("mine")
    (tmp_path / ".gitignore").write_text("mine too")
    before = content(tmp_path)
    assert run(tmp_path, "init") == (
        2,
        "",
        "briefkit: nothing was written, since these are there already: .gitignore, seeds/ember.txt\n",
    )
    assert content(tmp_path) == before


def test_a_second_run_changes_nothing(tmp_path: Path, run: Run) -> None:
    run(tmp_path, "init")
    (tmp_path / "briefs" / "lanterns.yaml").write_text("title: mine")
    before = content(tmp_path)
    code, _, err = run(tmp_path, "init")
    assert (code, content(tmp_path)) == (2, before)
    assert all(name in err for name in FILES)


def test_files_beside_those_it_writes_stay(tmp_path: Path, run: Run) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "own.txt").write_text("mine")
    assert run(tmp_path, "init")[0] == 0
    assert (tmp_path / "seeds" / "own.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["briefkit.toml", "seeds"])
def test_a_dangling_link_is_there_already(tmp_path: Path, run: Run, name: str) -> None:
    (tmp_path / name).symlink_to(tmp_path / "nowhere")
    assert run(tmp_path, "init")[0] == 2
    assert content(tmp_path) == {}


def test_a_file_in_the_place_of_a_folder_is_there_already(tmp_path: Path, run: Run) -> None:
    (tmp_path / "project").write_text("a file")
    code, _, err = run(tmp_path, "init", "project")
    assert (code, "project/briefkit.toml" in err) == (2, True)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = Path.open

    def full_disk(path: Path, mode: str = "r", *arguments: object, **options: object) -> object:
        if mode == "xb":
            opened.append(path.name)
            if len(opened) == 3:
                raise OSError(28, "No space left on device")
        return real(path, mode, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full_disk)
    assert run(tmp_path, "init") == (2, "", "briefkit: nothing was written to .: no space left on device\n")
    assert content(tmp_path) == {}
