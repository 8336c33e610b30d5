"""A project is read at a revision of git: all of it, nothing else, and without running or changing anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefkit.project import git as code
from briefkit.project.examination import examine
from briefkit.project.git import GitFault, Repository, folder_at
from briefkit.project.workspace import Workspace, load_workspace, read_beside, read_resources, read_snapshot
from git_projects import commit, files, git, repository, write
from samples import texts_of

HOUSE = '[units]\npercent = " %"\n'


def at(root: Path, revision: str) -> Workspace:
    """The project at a revision, its files read."""
    known = Repository(root)
    with known.blobs() as blobs:
        return load_workspace(root, folder_at(known, blobs, revision))


def refusal(root: Path, revision: str = "HEAD") -> str:
    with pytest.raises(GitFault) as fault:
        at(root, revision)
    return str(fault.value)


def test_a_revision_is_read_as_it_was_and_not_as_it_is(tmp_path: Path) -> None:
    root = repository(tmp_path / "project", {**files(), "seeds/rates/own.csv": "date\n", "seeds/notes.md": "x"})
    as_committed = load_workspace(root)
    write(root, {"briefs/wigs.yaml": "title: Other\n", "briefs/new.yaml": "title: New\n"})
    read = at(root, "HEAD")
    for part in ("seeds", "snapshots", "briefs", "rates", "config", "config_text", "findings"):
        assert getattr(read, part) == getattr(as_committed, part), part
    assert read.root == root


def test_the_work_tree_and_the_index_are_left_alone(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    write(root, {"briefs/wigs.yaml": "title: Other\n", "briefs/new.yaml": "title: New\n"})
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    at(root, "HEAD")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_a_project_may_be_a_folder_of_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "project" / "reports 2023" / "é"
    repository(tmp_path / "project", {f"reports 2023/é/{path}": text for path, text in files().items()})
    commit(tmp_path / "project", {"briefs/other.yaml": "title: Another project's\n", "seeds/other.txt": "x"})
    assert list(at(root, "HEAD").briefs) == ["briefs/wigs.yaml"]
    assert list(at(tmp_path / "project", "HEAD").briefs) == ["briefs/other.yaml"]


def test_a_folder_that_a_revision_does_not_have_is_empty(tmp_path: Path) -> None:
    root = repository(tmp_path / "project", {"README": "x"}) / "reports"
    write(root, files())
    assert at(root, "HEAD").briefs == {}


def test_templates_styles_and_words_are_those_of_the_revision(tmp_path: Path) -> None:
    shipped = read_resources(tmp_path, "styles", (".css",))
    own = {"styles/note/main.css": "p {}", "styles/note/house.toml": HOUSE, "templates/words/en.toml": 'notes = "N"'}
    root = repository(tmp_path / "project", {**files(), **own})
    commit(root, {"styles/note/house.toml": HOUSE.replace(" %", " per cent")})
    known = Repository(root)
    with known.blobs() as blobs:
        folder = folder_at(known, blobs, "HEAD~1")
        assert read_resources(folder, "styles", (".toml",))["note/house.toml"] == HOUSE.encode()
        others = {name: data for name, data in shipped.items() if not name.startswith("note/")}
        assert read_resources(folder, "styles", (".css",)) == {**others, "note/main.css": b"p {}"}
        old, new = (examine(load_workspace(root, one)) for one in (folder, folder_at(known, blobs, "HEAD")))
        assert old.resources.words["en"]["notes"] == "N"
    assert [texts_of(old, "wigs")[1], texts_of(new, "wigs")[1]] == ["USD 4.8–7.2 million", "USD 4.8–7.2 million"]
    assert [one.briefs["wigs"].style.units.percent for one in (old, new)] == [" %", " per cent"]


def test_files_beside_the_seeds_are_read_when_a_seed_names_them(tmp_path: Path) -> None:
    root = repository(tmp_path / "project", {**files(), "seeds/pages/one.html": "page"})
    known = Repository(root)
    with known.blobs() as blobs:
        workspace = load_workspace(root, folder_at(known, blobs, "HEAD"))
        assert read_snapshot(workspace, "pages/one.html") == b"page"
        assert dict(read_beside(workspace)) == {"pages/one.html": b"page"}
        for outside in ("../briefs/wigs.yaml", "/etc/hostname", "nowhere.txt", "pages", "pages/../../briefkit.toml"):
            assert read_snapshot(workspace, outside) is None, outside


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    (root / "seeds" / "secret.txt").symlink_to("/etc/hostname")
    (root / "briefs" / "copy.yaml").symlink_to("wigs.yaml")
    commit(root, {})
    read = at(root, "HEAD")
    assert list(read.briefs) == ["briefs/wigs.yaml"]
    assert list(read.snapshots) == ["dailynk.txt"]


def test_a_large_file_is_a_finding_as_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path / "project")
    monkeypatch.setattr("briefkit.project.workspace.MAX_FILE", 100)
    found = at(root, "HEAD").findings
    assert found == load_workspace(root).findings
    assert {one.code for one in found} == {"BK104"}


REFUSED = {
    "no such revision": ("nowhere", 'git knows no revision "nowhere"; see git log'),
    "two in one": ("main..HEAD", "give two revisions one after the other"),
    "an option": ("--output=x", '"--output=x" cannot be a revision'),
    "a short option": ("-h", "cannot be a revision"),
    "nothing": ("", "cannot be a revision"),
    "a line break": ("HEAD\nmain", "cannot be a revision"),
    "a file": ("HEAD:briefkit.toml", "git knows no revision"),
    "a folder": ("HEAD:seeds", "git knows no revision"),
}


@pytest.mark.parametrize(("revision", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_revision_is_refused(tmp_path: Path, revision: str, reason: str) -> None:
    assert reason in refusal(repository(tmp_path / "project"), revision)
    assert not (tmp_path / "project" / "x").exists()


@pytest.mark.parametrize("revision", ["main", "HEAD", "HEAD~0", "v1", "@"])
def test_a_revision_has_many_names(tmp_path: Path, revision: str) -> None:
    root = repository(tmp_path / "project")
    git(root, "tag", "--annotate", "v1", "--message", "first")
    assert list(at(root, revision).briefs) == ["briefs/wigs.yaml"]


def test_a_folder_that_is_no_repository_is_refused(tmp_path: Path) -> None:
    assert "is in no git repository" in refusal(tmp_path)


def test_a_repository_without_a_commit_has_no_head(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert refusal(tmp_path) == 'git knows no revision "HEAD"; commit something first'


def test_a_machine_without_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path / "project")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in refusal(root)


def test_an_object_that_is_missing_is_no_empty_file(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    blob = git(root, "rev-parse", "HEAD:briefs/wigs.yaml").strip()
    (root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert refusal(root) == f"the repository lacks the object {blob}; see git fsck"


def test_a_tree_that_is_missing_is_no_empty_folder(tmp_path: Path) -> None:
    root = repository(tmp_path / "project", {f"reports/{path}": text for path, text in files().items()})
    tree = git(root, "rev-parse", "HEAD:reports/briefs").strip()
    (root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    assert tree in refusal(root / "reports")


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path / "project")
    monkeypatch.setattr(code, "MAX_ENTRIES", 2)
    assert "too many" in refusal(root)


def test_the_environment_leads_git_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path / "project")
    other = repository(tmp_path / "other", {"briefs/other.yaml": "title: Other\n"})
    traced = tmp_path / "trace"
    for name, value in {
        "GIT_DIR": other / ".git", "GIT_WORK_TREE": other, "GIT_INDEX_FILE": other / "index",
        "GIT_OBJECT_DIRECTORY": other / ".git" / "objects", "GIT_EXTERNAL_DIFF": "false",
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.worktree", "GIT_CONFIG_VALUE_0": other, "GIT_TRACE": traced,
    }.items():  # fmt: skip
        monkeypatch.setenv(name, str(value))
    assert list(at(root, "HEAD").briefs) == ["briefs/wigs.yaml"]
    assert not traced.exists()


# Settings that name a program
RUN = (
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "core.alternateRefsCommand",
    "diff.external",
    "diff.x.textconv",
    "filter.x.smudge",
    "alias.ls-tree",
)


def test_a_configuration_runs_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    ran = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {ran}\n", "utf-8")
    script.chmod(0o755)
    for key in RUN:
        git(root, "config", key, str(script))
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        (root / ".git" / "hooks").mkdir(exist_ok=True)
        (root / ".git" / "hooks" / hook).symlink_to(script)
    (root / ".gitattributes").write_text("* filter=x diff=x\n", "utf-8")
    assert list(at(root, "HEAD").briefs) == ["briefs/wigs.yaml"]
    assert not ran.exists()


def test_an_object_that_was_put_in_the_place_of_another_is_not_read(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    old = git(root, "rev-parse", "HEAD").strip()
    commit(root, {"briefs/wigs.yaml": "title: Forged\n"})
    git(root, "replace", old, "HEAD")
    assert b"Forged" not in at(root, old).briefs["briefs/wigs.yaml"]
