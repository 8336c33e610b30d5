"""A project is found upwards, read whole, and nothing outside it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefkit.project.root import find_root
from briefkit.project.workspace import (
    config_span,
    load_workspace,
    read_resources,
    read_snapshot,
    resource_names,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one seed and one brief."""
    folder = tmp_path / "project"
    write(folder, "seeds/dailynk.yaml", "source: {}\n")
    write(folder, "seeds/dailynk.txt", "text\n")
    write(folder, "briefs/wigs.yaml", "title: Wigs\n")
    return folder


def write(folder: Path, path: str, text: str) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


ROOTS = {
    "a configuration": {"briefkit.toml": ""},
    "a table in pyproject.toml": {"pyproject.toml": "[tool.briefkit]\n"},
    "a table below it in pyproject.toml": {"pyproject.toml": "[tool.briefkit.rates]\n"},
    "briefs": {"briefs/wigs.yaml": "a: b\n"},
    "seeds": {"seeds/dailynk.yaml": "a: b\n"},
}


@pytest.mark.parametrize("files", ROOTS.values(), ids=ROOTS)
@pytest.mark.parametrize("start", [".", "briefs", "deep/down"])
def test_a_project_is_found_from_within(tmp_path: Path, files: dict[str, str], start: str) -> None:
    for path, text in files.items():
        write(tmp_path / "project", path, text)
    (tmp_path / "project" / start).mkdir(parents=True, exist_ok=True)
    assert find_root(tmp_path / "project" / start) == tmp_path / "project"


NO_ROOTS = {
    "an empty folder": {},
    "another tool's table": {"pyproject.toml": "[tool.other]\n"},
    "empty folders of the names": {"briefs/notes.txt": "x", "seeds/readme.md": "x"},
    "a file of the name": {"briefs": "x"},
}


@pytest.mark.parametrize("files", NO_ROOTS.values(), ids=NO_ROOTS)
def test_a_folder_that_is_no_project_has_no_root(tmp_path: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        write(tmp_path, path, text)
    assert find_root(tmp_path) is None


def test_the_nearest_project_is_taken(root: Path) -> None:
    write(root, "inner/briefkit.toml", "")
    assert find_root(root / "inner") == root / "inner"


def test_every_file_of_a_project_is_read(root: Path) -> None:
    write(root, "seeds/rates/own.csv", "date,base,quote,rate,source\n")
    write(root, "briefs/wigs.lock.yaml", "a: b\n")
    write(root, "seeds/notes.md", "x")
    workspace = load_workspace(root)
    assert workspace.findings == ()
    assert list(workspace.seeds) == ["seeds/dailynk.yaml"]
    assert list(workspace.briefs) == ["briefs/wigs.yaml"]
    assert list(workspace.rates) == ["seeds/rates/own.csv"]
    assert workspace.snapshots == {"dailynk.txt": b"text\n"}


def test_a_configuration_of_its_own_goes_before_pyproject(root: Path) -> None:
    write(root, "pyproject.toml", "[tool.briefkit]\ntemplate = 'chrnk'\n")
    assert load_workspace(root).config.template == "chrnk"
    write(root, "briefkit.toml", "template = 'note'\n")
    assert load_workspace(root).config.template == "note"


def test_a_fault_of_the_configuration_is_among_the_findings(root: Path) -> None:
    write(root, "pyproject.toml", "[project]\n[tool.briefkit]\ntemplte = 'x'\n")
    assert [str(one.span) for one in load_workspace(root).findings] == ["pyproject.toml:3:1"]


def test_the_configuration_knows_where_it_says_something(root: Path) -> None:
    write(root, "briefkit.toml", "template = 'note'\n[rates]\nsource = 'own'\n")
    workspace = load_workspace(root)
    assert str(config_span(workspace, "rates", "source")) == "briefkit.toml:3:1"
    assert str(config_span(workspace, "style")) == "briefkit.toml:1:1"


OTHER_ENDINGS = ["seeds/other.yml", "briefs/other.YAML", "briefs/other.Yml"]


@pytest.mark.parametrize("path", OTHER_ENDINGS)
def test_a_file_that_would_be_passed_over_is_found(root: Path, path: str) -> None:
    write(root, path, "a: b\n")
    findings = load_workspace(root).findings
    assert [(one.code, one.span.path, one.hint) for one in findings] == [("BK115", path, "rename it other.yaml")]


# a path in the project, what it is a link to
LINKS = {
    "a seed outside the project": ("seeds/other.yaml", "../../outside/secret.yaml", "leaves the project"),
    "a brief outside the project": ("briefs/other.yaml", "../../outside/secret.yaml", "leaves the project"),
    "a file of the machine": ("briefs/other.yaml", "/etc/hostname", "leaves the project"),
    "nothing": ("seeds/other.yaml", "nowhere.yaml", "no file"),
    "itself": ("seeds/other.yaml", "other.yaml", ""),
    "a folder": ("seeds/other.yaml", "../briefs", "no file"),
}


@pytest.mark.parametrize(("path", "target", "reason"), LINKS.values(), ids=LINKS)
def test_a_link_that_leads_out_or_nowhere_is_found_and_not_read(
    root: Path, path: str, target: str, reason: str
) -> None:
    write(root.parent, "outside/secret.yaml", "secret: 1\n")
    (root / path).symlink_to(target)
    workspace = load_workspace(root)
    assert [(one.code, one.span.path) for one in workspace.findings] == [("BK113", path)]
    assert reason in workspace.findings[0].message
    assert path not in {**workspace.seeds, **workspace.briefs}


def test_a_link_within_the_project_is_read(root: Path) -> None:
    write(root, "shared/other.yaml", "a: b\n")
    (root / "seeds" / "other.yaml").symlink_to("../shared/other.yaml")
    workspace = load_workspace(root)
    assert workspace.findings == ()
    assert workspace.seeds["seeds/other.yaml"] == b"a: b\n"


SNAPSHOTS = {
    "dailynk.txt": b"text\n",
    "pages/one.html": b"page\n",
    "nowhere.txt": None,
    "../briefs/wigs.yaml": None,
    "../../outside.txt": None,
    "/etc/hostname": None,
    "link.html": None,
    "pages": None,
    "": None,
    "a\0b": None,
}


@pytest.mark.parametrize(("name", "content"), SNAPSHOTS.items(), ids=[repr(name) for name in SNAPSHOTS])
def test_a_snapshot_is_read_from_the_seeds_alone(root: Path, name: str, content: bytes | None) -> None:
    write(root, "seeds/pages/one.html", "page\n")
    write(root.parent, "outside.txt", "secret\n")
    (root / "seeds" / "link.html").symlink_to("../../outside.txt")
    assert read_snapshot(load_workspace(root), name) == content


def test_a_project_without_templates_has_those_that_are_shipped(root: Path) -> None:
    assert {"chrnk", "note"} <= set(resource_names(root, "templates", "main.html"))
    assert {"chrnk", "note"} <= set(resource_names(root, "styles", "main.css"))
    assert "chrnk/main.html" in read_resources(root, "templates", (".html",))


def test_an_own_folder_takes_the_place_of_the_shipped_one_as_a_whole(root: Path) -> None:
    write(root, "templates/chrnk/main.html", "<p>own</p>")
    write(root, "templates/leaflet/main.html", "<p>leaflet</p>")
    read = read_resources(root, "templates", (".html",))
    assert read["chrnk/main.html"] == b"<p>own</p>"
    assert [path for path in read if path.startswith("chrnk/")] == ["chrnk/main.html"]
    assert {"leaflet/main.html", "note/main.html"} <= set(read)
    assert "leaflet" in resource_names(root, "templates", "main.html")


def test_a_resource_that_is_a_link_out_of_its_folder_is_not_read(root: Path) -> None:
    write(root, "templates/leaflet/main.html", "<p>leaflet</p>")
    write(root.parent, "secret.html", "secret")
    (root / "templates" / "leaflet" / "out.html").symlink_to("../../../secret.html")
    (root / "templates" / "leaflet" / "self.html").symlink_to("self.html")
    read = read_resources(root, "templates", (".html",))
    assert [path for path in read if path.startswith("leaflet/")] == ["leaflet/main.html"]


def test_only_files_of_the_kinds_asked_for_are_read(root: Path) -> None:
    write(root, "styles/own/main.css", "p {}")
    write(root, "styles/own/notes.md", "x")
    read = read_resources(root, "styles", (".css",))
    assert [path for path in read if path.startswith("own/")] == ["own/main.css"]
