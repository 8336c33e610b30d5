"""Whatever stops a build, PDF and lock are whole, belong together or are made again, and what was published is kept."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefkit.findings import Finding, Severity, Span
from briefkit.project.building import LockFile, reason, up_to_date, write_lock, write_pdf
from briefkit.project.last_build import (
    ANSWER,
    RECORD,
    Answer,
    fingerprint,
    holds,
    read_answer,
    read_record,
    remember,
    save_answer,
)
from briefkit.project.lock import Lock, LockedFigure, LockedPlace, Publication, format_lock, read_lock
from briefkit.project.output import holding
from briefkit.project.setting import Page

LOCK = "briefs/wigs.lock.yaml"


@dataclass(frozen=True)
class Version:
    """A state of a brief: its page, its PDF and its lock."""

    page: Page
    pdf: Any
    lock: Lock


def version(text: str) -> Version:
    parts = {"text": text, "template": "t", "style": "s", "fonts": "f", "packages": "p"}
    page = Page(
        name="wigs", html=Any, style_name="note", style_files=(), created=date(2023, 7, 15), path="briefs/wigs.yaml",
        key=text, parts=parts, claims=("dailynk.share",),
    )  # fmt: skip
    figure = LockedFigure(figure="dailynk.share", name="dailynk.share", places=(LockedPlace(text=text, frame=text),))
    pdf = SimpleNamespace(content=f"%PDF {text}".encode() * 2000, pages=2)
    return Version(page, pdf, Lock(brief="wigs", figures=(figure,)))


OLD, NEW = version("old"), version("new")


class Project:
    """A project's folder, written to as a build writes."""

    def __init__(self, root: Path) -> None:
        self.root, self.out = root, root / "build"
        (root / "briefs").mkdir(exist_ok=True)

    def lock(self, one: Version) -> LockFile:
        return LockFile(path=self.root / LOCK, shown=LOCK, lock=one.lock)

    def build(self, one: Version, *, publish: bool = False) -> tuple[Finding, ...]:
        """What a build does once the page is set: nothing where it is up to date."""
        built = up_to_date(one.page, self.out, "build")
        if built is not None:
            return write_lock(one.page, built, self.out, self.lock(one), publish=publish).findings
        return write_pdf(one.page, one.pdf, self.out, "build", self.lock(one), publish=publish).findings

    def is_built(self, one: Version) -> bool:
        pdf = self.out / "wigs.pdf"
        lock = read_lock((self.root / LOCK).read_bytes(), LOCK).value
        return (
            pdf.read_bytes() == one.pdf.content
            and lock is not None
            and lock.figures == one.lock.figures
            and holds(read_record(self.out).get("wigs"), one.page.key, pdf, self.root / LOCK)
        )

    def files(self) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())

    def is_whole(self) -> bool:
        """Whether PDF and lock are each that of one version, and the record says nothing that is not so."""
        pdf, lock = (self.out / "wigs.pdf").read_bytes(), read_lock((self.root / LOCK).read_bytes(), LOCK).value
        assert pdf in (OLD.pdf.content, NEW.pdf.content)
        assert lock is not None
        assert lock.figures in (OLD.lock.figures, NEW.lock.figures)
        for one in (OLD, NEW):
            if up_to_date(one.page, self.out, "build") is not None:
                assert pdf == one.pdf.content
        return True


FILES = [LOCK, "build/briefkit.json", "build/wigs.pdf"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    assert made.build(OLD) == ()
    assert made.is_built(OLD)
    assert made.files() == FILES
    return made


# A disk that is full, at each moment of a build


def failing_at(number: int, error: OSError) -> Callable[..., None]:
    """A function that fails when it is called for the so-manieth time."""
    calls = iter(range(1, 1000))

    def fail(*_arguments: object) -> None:
        if next(calls) >= number:
            raise error

    return fail


@pytest.mark.parametrize("moment", [1, 2, 3])
def test_a_full_disk_leaves_both_as_they_were_or_makes_both_anew(
    moment: int, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", failing_at(moment, OSError(28, "No space left on device")))
    (finding,) = project.build(NEW)
    monkeypatch.undo()
    shown = ["build/wigs.pdf", LOCK, RECORD][moment - 1]
    assert (finding.code, finding.message) == ("BK805", f"{shown} could not be written: no space left on device")
    assert project.is_built(OLD) is (moment < 3)
    assert project.files() == FILES
    assert project.is_whole()
    assert up_to_date(NEW.page, project.out, "build") is None
    assert project.build(NEW) == ()
    assert project.is_built(NEW)


@pytest.mark.parametrize("folder", ["build", "briefs"])
def test_a_folder_that_is_read_only_keeps_both_as_they_were(
    folder: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    make = tempfile.mkstemp

    def refuse(**arguments: Any) -> tuple[int, str]:
        if Path(arguments["dir"]).name == folder:
            raise PermissionError(13, "Permission denied")
        return make(**arguments)

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    (finding,) = project.build(NEW)
    assert finding.code == "BK805"
    assert finding.message.endswith("could not be written: permission denied")
    assert project.is_built(OLD)
    assert project.files() == FILES


def test_a_folder_in_the_place_of_the_lock_keeps_the_old_pdf(project: Project) -> None:
    (project.root / LOCK).unlink()
    (project.root / LOCK).mkdir()
    (finding,) = project.build(NEW)
    assert (finding.code, finding.span.path) == ("BK805", LOCK)
    assert (project.out / "wigs.pdf").read_bytes() == OLD.pdf.content


# A kill at any moment


def killed(work: Callable[[], None], seconds: float) -> None:
    """Do work in a process of its own that is killed after a time."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_of_50_moments_leaves_each_whole_and_the_next_build_right(project: Project) -> None:
    chance = random.Random(50)

    def build_on_and_on() -> None:
        while True:
            for one in (NEW, OLD):
                project.build(one, publish=True)

    caught = 0
    for _ in range(50):
        killed(build_on_and_on, chance.uniform(0.0005, 0.02))
        caught += len(project.files()) > len(FILES)
        assert project.is_whole()
        published = read_lock((project.root / LOCK).read_bytes(), LOCK).value
        one = chance.choice((OLD, NEW))
        assert project.build(one) == ()
        assert project.is_built(one)
        assert project.files() == FILES, "what a killed build has left is removed"
        after = read_lock((project.root / LOCK).read_bytes(), LOCK).value
        assert published is not None
        assert after is not None
        assert after.published == published.published
    assert caught, "no kill fell into a write: the moments are no test"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_builds_at_once_lose_nothing_of_each_other(project: Project) -> None:
    def build(name: str) -> None:
        page = replace(NEW.page, name=name)
        for number in range(8):
            pdf = SimpleNamespace(content=f"%PDF {name} {number}".encode(), pages=1)
            lock = LockFile(path=project.root / LOCK, shown=LOCK, lock=NEW.lock)
            write_pdf(page, pdf, project.out, "build", lock, publish=True)

    names = ("one", "other", "third")
    children = []
    for name in names:
        child = os.fork()
        if child == 0:
            try:
                build(name)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
    record = read_record(project.out)
    assert set(record) == {"wigs", *names}
    for name in names:
        pdf = project.out / f"{name}.pdf"
        assert pdf.read_bytes() == f"%PDF {name} 7".encode()
        assert holds(record[name], NEW.page.key, pdf, None)
    lock = read_lock((project.root / LOCK).read_bytes(), LOCK).value
    assert lock is not None
    assert len(lock.published) == 24, "each build has kept what the others published"


def test_a_folder_that_is_held_is_let_go(tmp_path: Path) -> None:
    for _ in range(2):
        with holding(tmp_path, tmp_path, tmp_path / "new"):
            assert (tmp_path / "new").is_dir()


# Records with flipped bytes


ANSWERED = Answer(
    inputs={"": "x", "briefs/wigs.yaml": "y"},
    findings=(
        Finding(code="BK415", severity=Severity.NOTE, span=Span("briefs/wigs.yaml", 1, 2, 3, 4), message="m", hint="h"),
    ),
    fails_at=Severity.ERROR,
    blocked={"other": 2},
    briefs=("other", "wigs"),
    composed={"wigs": ("key", ())},
    measures={"dailynk": ("price of wigs",)},
    nouns={"wig": ("wigs", "wiglets"), "cart": ()},
    declared={"dailynk": {"wig": ("wigs",)}},
    disputed=False,
)


def test_an_answer_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    save_answer(tmp_path, ANSWERED)
    assert read_answer(tmp_path) == ANSWERED


def flipped(data: bytes) -> Iterator[bytes]:
    """The data with one byte changed, at many places."""
    for at in range(0, len(data), 7):
        for bit in (1, 32, 128):
            yield data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]


def test_an_answer_with_a_changed_byte_is_none_or_the_same(tmp_path: Path) -> None:
    save_answer(tmp_path, ANSWERED)
    data = (tmp_path / ANSWER).read_bytes()
    for changed in (*flipped(data), *(data[:length] for length in range(0, len(data), 11))):
        (tmp_path / ANSWER).write_bytes(changed)
        assert read_answer(tmp_path) in (None, ANSWERED)


def test_a_record_with_a_changed_byte_never_takes_another_pdf_for_the_right_one(project: Project) -> None:
    data = (project.out / RECORD).read_bytes()
    (project.out / "wigs.pdf").write_bytes(b"%PDF of another")
    for changed in flipped(data):
        (project.out / RECORD).write_bytes(changed)
        assert up_to_date(OLD.page, project.out, "build") is None
        assert not holds(read_record(project.out).get("wigs"), OLD.page.key, project.out / "wigs.pdf", None)


def test_what_a_record_does_not_say_is_not_known(tmp_path: Path) -> None:
    assert read_answer(tmp_path) is None
    assert read_record(tmp_path) == {}
    (tmp_path / ANSWER).write_text(json.dumps({"sha256": "x", "answer": "{}"}))
    assert read_answer(tmp_path) is None
    assert remember(tmp_path, "wigs", {"key": "k", "sha256": "s", "pages": "1"}, {}) is None
    assert not holds(read_record(tmp_path)["wigs"], "", tmp_path / "wigs.pdf", None)


# Why


def changed(**parts: str) -> Page:
    return replace(OLD.page, key="another", parts={**OLD.page.parts, **parts})


WHY = {
    "nothing": (OLD.page, "forced"),
    "the text": (changed(text="1"), "the text has changed"),
    "the template": (changed(text="1", template="1"), "the template has changed"),
    "the style": (changed(style="1"), "the style has changed"),
    "the fonts": (changed(fonts="1"), "the fonts have changed"),
    "a package": (changed(packages="1"), "briefkit or a package has changed"),
    "several": (changed(text="1", style="1"), "the style has changed, the text has changed"),
    "another brief": (replace(OLD.page, name="other"), "new"),
}


@pytest.mark.parametrize(("page", "why"), WHY.values(), ids=WHY)
def test_a_build_says_why(page: Page, why: str, project: Project) -> None:
    assert reason(page, project.out, read_record(project.out)) == why


def test_a_pdf_that_is_gone_or_touched_is_the_reason(project: Project) -> None:
    (project.out / "wigs.pdf").write_bytes(b"%PDF touched")
    assert reason(OLD.page, project.out, read_record(project.out)) == "the PDF was changed since"
    (project.out / "wigs.pdf").unlink()
    assert reason(OLD.page, project.out, read_record(project.out)) == "the PDF was gone"


# What an answer holds for


def test_the_fingerprint_of_a_project_is_that_of_all_it_is_examined_from(tmp_path: Path) -> None:
    files = ["briefkit.toml", "briefs/wigs.yaml", "briefs/pictures/a.png", "seeds/a.yaml", "seeds/a.txt",
             "seeds/rates/own.csv", "styles/own/main.css", "templates/own/main.html"]  # fmt: skip
    for name in [*files, LOCK, "build/wigs.pdf", "notes.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    before = fingerprint(tmp_path)
    assert before is not None
    assert sorted(before) == ["", *sorted(files)]
    for name in files:
        (tmp_path / name).write_text("2")
        now = fingerprint(tmp_path)
        assert now is not None
        assert [path for path in files if now[path] != before[path]] == [name]
        (tmp_path / name).write_text("1")
    for name in (LOCK, "build/wigs.pdf", "notes.txt"):
        (tmp_path / name).write_text("2")
    (tmp_path / "briefs/.wigs.lock.yaml.abcd1234").write_text("on its way")
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize("name", ["seeds", "seeds/a.txt", "seeds/more/a.txt", "briefkit.toml", "styles"])
def test_a_project_with_links_in_it_is_examined_each_time(name: str, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "project/briefs").mkdir(parents=True)
    (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "project" / name).symlink_to(tmp_path / "outside")
    assert fingerprint(tmp_path / "project") is None


def test_another_briefkit_or_another_package_is_another_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(tmp_path)
    (tmp_path / "packages/somewhere-9.9.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "packages")])
    assert fingerprint(tmp_path) != before


def test_a_lock_that_was_published_by_hand_is_kept(project: Project) -> None:
    by_hand = Publication(date="2023-01-01", sha256="a" * 64)
    (project.root / LOCK).write_text(format_lock(replace(OLD.lock, published=(by_hand,))))
    assert project.build(NEW, publish=True) == ()
    lock = read_lock((project.root / LOCK).read_bytes(), LOCK).value
    assert lock is not None
    assert [one.date for one in lock.published] == ["2023-01-01", "2023-07-15"]
