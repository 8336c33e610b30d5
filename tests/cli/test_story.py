"""The daily life of a brief: a source is corrected, and what printed the old figure is found, shown and built again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from sample_project import replace_once, run

from samples import REPOSITORY

GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
SHARES = """\
title: Who Works
date: 2023-07-15
template: note
summary: "Inmates carry out {{ dailynk.inmate_share }} of contract manufacturing."
"""
MINERALS = """\
title: Minerals
date: 2023-07-15
template: note
summary: "Minerals made up {{ gulag_inc.minerals_share }} of all exports."
"""
OLD = "some 20 to 30% of North Korea’s contract manufacturing"
NEW = "some 20 to 35% of North Korea’s contract manufacturing"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run((*GIT, *arguments), cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project on the sources that ship, as built and committed: two briefs print the share, one does not."""
    folder = tmp_path_factory.mktemp("story")
    for path in ("seeds/dailynk.txt", "seeds/dailynk.yaml", "seeds/gulag_inc.txt", "seeds/gulag_inc.yaml"):
        (folder / path).parent.mkdir(exist_ok=True)
        shutil.copy(REPOSITORY / path, folder / path)
    (folder / "briefs").mkdir()
    shutil.copy(REPOSITORY / "briefs" / "wigs.yaml", folder / "briefs" / "wigs.yaml")
    (folder / "briefs" / "shares.yaml").write_text(SHARES, "utf-8")
    (folder / "briefs" / "minerals.yaml").write_text(MINERALS, "utf-8")
    (folder / ".gitignore").write_text("build/\n", "utf-8")
    assert run(folder, "build").status == 0
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "As published")
    return folder


def test_one_digit_of_a_source_is_followed_to_every_page(published: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(published, tmp_path / "project")

    # The digit changes, and check names the claim.
    replace_once(folder, "seeds/dailynk.txt", OLD, NEW)
    checked = run(folder, "check")
    assert checked.status == 1
    assert "error[BK310]" in checked.out
    assert "the quote says “some 20 to 30%”, the source now says “some 20 to 35%”" in checked.out

    # The update shows what would print, and writes nothing.
    shown = run(folder, "seed", "update", "dailynk", "seeds/dailynk.txt")
    assert "dailynk.inmate_share: changed" in shown.out
    assert "value: 20 to 30 % → 20 to 35 %" in shown.out
    assert "  wigs: monthly_take: USD 4.8–7.2 million → USD 4.8–8.4 million\n" in shown.out
    assert "  shares: dailynk.inmate_share: 20–30 percent → 20–35 percent\n" in shown.out
    assert "minerals" not in shown.out
    assert git(folder, "status", "--porcelain") == " M seeds/dailynk.txt\n"

    # It is accepted: the claim is edited where it stands, and the check is clean.
    accepted = run(folder, "seed", "update", "dailynk", "seeds/dailynk.txt", "--accept")
    assert accepted.status == 0, accepted.err
    edited = [line for line in git(folder, "diff", "-U0", "seeds/dailynk.yaml").splitlines() if line[:1] == "+"]
    assert "+    value: 20 to 35 %" in edited
    assert run(folder, "check").status == 0

    # Two briefs are built, and no other.
    built = run(folder, "build")
    assert built.status == 0, built.err
    assert sorted(line.split()[1:3] for line in built.out.splitlines()) == [
        ["build/minerals.pdf", "is"],
        ["wrote", "build/shares.pdf"],
        ["wrote", "build/wigs.pdf"],
    ]
    assert run(folder, "check", "--locked").status == 0

    # The diff tells it all, and git shows it in the locks.
    told = run(folder, "diff").out
    assert "in 2 of 3 briefs" in told
    assert "  monthly_take: USD 4.8–7.2 million → USD 4.8–8.4 million\n" in told
    assert "    why: claim dailynk.inmate_share\n" in told
    changed = git(folder, "diff", "--stat", "briefs")
    assert "briefs/shares.lock.yaml" in changed
    assert "briefs/wigs.lock.yaml" in changed
    assert "minerals" not in changed
    hunks = git(folder, "diff", "-U1", "briefs/shares.lock.yaml")
    assert '-  - text: "20–30 percent"' in hunks
    assert '+  - text: "20–35 percent"' in hunks
    assert "-  high: 30\n+  high: 35" in hunks
