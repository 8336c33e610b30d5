"""A change of a file of the project is noticed, whatever clocks say; nothing else is."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_project import copy_project, write

from briefkit.project.watching import differ, look, wait_for_change

BRIEF = "briefs/wigs.yaml"


def same_times(folder: Path, path: str, change: Callable[[bytes], bytes]) -> None:
    """Change a file without changing its size and times, as two saves within one tick of a clock do."""
    file = folder / path
    status = file.stat()
    with file.open("r+b") as opened:
        content = change(opened.read())
        opened.seek(0)
        opened.write(content)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES = {
    "a file is written": lambda folder: write(folder, BRIEF, "title: Wigs\n"),
    "a file comes": lambda folder: write(folder, "seeds/rates/own.csv", "date\n"),
    "a file goes": lambda folder: (folder / BRIEF).unlink(),
    "a file is put in its place": lambda folder: (folder / "seeds/market.txt").replace(folder / BRIEF),
    "a configuration comes": lambda folder: write(folder, "briefkit.toml", ""),
    "a template comes": lambda folder: write(folder, "templates/own/main.html", ""),
    "a style comes": lambda folder: write(folder, "styles/own/main.css", ""),
    "a snapshot in a folder": lambda folder: write(folder, "seeds/customs/may.csv", "month,value\n"),
    "a folder comes": lambda folder: (folder / "styles/note").mkdir(parents=True),
    "a digit changes within one tick": lambda folder: same_times(folder, BRIEF, lambda old: old.replace(b"15", b"16")),
}
NO_CHANGES = {
    "a file is read": lambda folder: (folder / BRIEF).read_bytes(),
    "a lock is written": lambda folder: write(folder, "briefs/wigs.lock.yaml", "lock: 1"),
    "a lock is being written": lambda folder: write(folder, "briefs/.wigs.lock.yaml.x7", "lock: 1"),
    "a PDF is built": lambda folder: write(folder, "build/wigs.pdf", "PDF"),
    "a file beside the project’s own": lambda folder: write(folder, "notes.txt", ""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(change: Callable[[Path], None], tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    (folder / BRIEF).touch()  # copied files may bear old times
    before = look(folder)
    change(folder)
    assert differ(before, look(folder))


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES)
def test_no_change_is_seen(change: Callable[[Path], None], tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    before = look(folder)
    change(folder)
    assert not differ(before, look(folder))


def test_a_file_that_grows_old_has_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_project(tmp_path)
    (folder / BRIEF).touch()
    before = look(folder)
    assert before[str(folder / BRIEF)].content
    monkeypatch.setattr("briefkit.project.watching.RECENT", 0.0)
    after = look(folder)
    assert not after[str(folder / BRIEF)].content
    assert not differ(before, after)


def test_waiting_ends_with_a_change_and_when_it_is_told_to(tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    before = look(folder)
    threading.Timer(0.1, write, (folder, BRIEF, "title: Wigs\n")).start()
    assert differ(before, wait_for_change(folder, before))
    assert wait_for_change(folder, before, lambda: True) == before


def test_a_save_is_waited_for_to_its_end(tmp_path: Path) -> None:
    """An editor empties the file, then writes it: what is seen is the file as it is in the end."""
    folder = copy_project(tmp_path)
    before = look(folder)

    def save() -> None:
        (folder / BRIEF).write_bytes(b"")
        for _ in range(5):
            time.sleep(0.004)
            with (folder / BRIEF).open("ab") as file:
                file.write(b"title: Wigs\n")

    threading.Timer(0.05, save).start()
    seen = wait_for_change(folder, before)
    time.sleep(0.1)
    assert not differ(seen, look(folder))


def test_links_and_pipes_do_not_hold_it_up(tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    os.mkfifo(folder / "briefs/pipe.yaml")
    (folder / "seeds/circle").symlink_to(folder / "seeds")
    (folder / "seeds/nowhere.yaml").symlink_to(folder / "nowhere")
    assert not differ(look(folder), look(folder))
