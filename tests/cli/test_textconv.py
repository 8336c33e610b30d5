"""`briefkit textconv`, alone and as the driver of a real `git diff`."""

from __future__ import annotations

import shlex
import sys
from functools import cache
from pathlib import Path

import pytest
from sample_project import run

from briefkit.project.lock import Publication, format_lock, lock_of
from briefkit.project.textconv import as_text
from git_projects import BRIEF, commit, git, repository, write
from samples import CLAIMS, CONFIG, SNAPSHOT, project, seed_file


@cache
def lock(old: str = "", new: str = "", *, published: bool = False) -> str:
    """The lock of the sample brief, a number of its source replaced."""
    text, claims = SNAPSHOT.replace(old, new), CLAIMS.replace(old, new)
    files = {"seeds/dailynk.txt": text, "seeds/dailynk.yaml": seed_file(claims, text), "briefs/wigs.yaml": BRIEF}
    examined = project(files, CONFIG).examination.briefs["wigs"]
    return format_lock(lock_of(examined, [Publication(date="2023-07-20", sha256="ab" * 32)] if published else []))


def pdf(*pages: str) -> bytes:
    """A small PDF with a text on each page, its lines marked by |."""
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    font = "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    for at, text in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {font} /Contents {4 + 2 * at} 0 R >>"
        )
        shown = "".join(f"({line}) Tj 0 -20 Td " for line in text.split("|"))
        stream = f"BT /F 12 Tf 50 700 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body = "%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return f"{body}{head}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()


def test_a_lock_is_a_line_for_each_figure() -> None:
    lines = as_text(lock(published=True).encode()).splitlines()
    assert lines[0] == "brief wigs"
    assert lines[1] == f"published 2023-07-20, sha256 {'ab' * 32}"
    assert lines[2].startswith("snapshot of dailynk, sha256 ")
    assert lines[3:] == [
        "dailynk.exports: USD 23.94 million = 23940000 USD, from dailynk.exports",
        "take: USD 4.8–7.2 million = 4788000 to 7182000 USD, from dailynk.share, dailynk.exports",
    ]


def test_a_pdf_is_a_line_for_each_sentence_wherever_its_lines_break() -> None:
    text = "It is USD 23.94|million.1 Prices rose|in 2023. They fell \\(“so”.\\) No. 3"
    once = as_text(pdf(text.replace("“", '"').replace("”", '"'), "The end."))
    assert once == (
        'page 1\nIt is USD 23.94 million.1\nPrices rose in 2023.\nThey fell ("so".)\nNo.\n3\npage 2\nThe end.\n'
    )


ASIS = {
    "another file": "title: Wigs\n",
    "a lock with a conflict": lock().replace("brief: wigs", "<<<<<<< ours\nbrief: wigs\n=======\n>>>>>>> theirs"),
    "a lock that is cut off": lock()[:300] + '"',
    "a lock of a newer version": lock().replace("lock: 1", "lock: 9"),
    "nothing": "",
}


@pytest.mark.parametrize("text", ASIS.values(), ids=ASIS)
def test_what_cannot_be_read_as_a_lock_is_given_as_it_stands(text: str) -> None:
    assert as_text(text.encode()) == text


def test_no_control_character_reaches_the_terminal() -> None:
    for data in (b"\x1b[31mred\x9b", lock().replace("million", "\\u001b[31m").encode(), pdf("red\x1b[31m")):
        assert "\x1b" not in as_text(data)
        assert "\x9b" not in as_text(data)


def test_a_damaged_pdf_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing")
    ran = run(tmp_path, "textconv", "a.pdf")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("a PDF that cannot be read: ")


def test_a_file_that_is_missing_cannot_be_shown(tmp_path: Path) -> None:
    ran = run(tmp_path, "textconv", "none.lock.yaml")
    assert (ran.status, ran.out, ran.err) == (2, "", "briefkit: none.lock.yaml: no such file or directory\n")


def test_a_file_that_is_too_large_cannot_be_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.cli.textconv.MAX_FILE", 3)
    (tmp_path / "a.lock.yaml").write_text("lock", "utf-8")
    assert "too large" in run(tmp_path, "textconv", "a.lock.yaml").err


def test_git_diff_shows_figures(tmp_path: Path) -> None:
    """The two settings are those of docs/reference.md."""
    root = repository(tmp_path / "project")
    attributes = "briefs/*.lock.yaml diff=briefkit\n*.pdf diff=briefkit\n"
    commit(root, {".gitattributes": attributes, "briefs/wigs.lock.yaml": lock()})
    (root / "wigs.pdf").write_bytes(pdf("Exports were|USD 23.94 million."))
    commit(root, {})
    git(
        root,
        "config",
        "diff.briefkit.textconv",
        f"{shlex.quote(str(Path(sys.executable).with_name('briefkit')))} textconv",
    )
    write(root, {"briefs/wigs.lock.yaml": lock("23.94", "25.137")})
    (root / "wigs.pdf").write_bytes(pdf("Exports|were USD 25.137 million."))
    changed = [line for line in git(root, "diff", "--unified=0").splitlines() if line[:1] in "+-"]
    assert [line for line in changed if "snapshot" not in line] == [
        "--- a/briefs/wigs.lock.yaml",
        "+++ b/briefs/wigs.lock.yaml",
        "-dailynk.exports: USD 23.94 million = 23940000 USD, from dailynk.exports",
        "-take: USD 4.8–7.2 million = 4788000 to 7182000 USD, from dailynk.share, dailynk.exports",
        "+dailynk.exports: USD 25.137 million = 25137000 USD, from dailynk.exports",
        "+take: USD 5.0–7.5 million = 5027400 to 7541100 USD, from dailynk.share, dailynk.exports",
        "--- a/wigs.pdf",
        "+++ b/wigs.pdf",
        "-Exports were USD 23.94 million.",
        "+Exports were USD 25.137 million.",
    ]
