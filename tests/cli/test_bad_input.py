"""Every bad input gives its findings, word for word, and touches nothing that was built before.

The cases are the documents in `bad_input/*.yaml`. Each says how the good project in `project/` is changed:

    name: what is wrong
    in: the file that is changed         (with `replace` and `by`: one place in it, which stands there once)
    replace: old text
    by: new text
    changes: [{in, replace, by}, …]      (several such changes)
    write: {path: text}                  (whole files; `encoding` names theirs where it is not UTF-8)
    size: {path: bytes}                  (files of nothing but the letter x)
    remove: [path, …]
    link: {path: target}                 (symbolic links)
    spares: wigs                         (what is wrong does not concern that brief: it would be built)
    findings: what `briefkit check` prints before the line that counts

Each case is run as `briefkit check` and as `briefkit build`. Both exit with 1.

The issue's list of bad input is in these files: broken YAML, duplicate and unknown keys, wrong types and unquoted
expressions in `yaml_and_shape`; unknown seeds, claims, figures, filters and templates in `names`; syntax errors and
attempts to reach Python in `expressions`; units, currencies, rates and values in `figures`; quotes and snapshots in
`snapshots`; encodings, empty and huge files in `files`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sample_project import HERE, contents, copy_project, replace_once, run, write

KEYS = {"name", "in", "replace", "by", "changes", "write", "encoding", "size", "remove", "link", "spares", "findings"}
BUILT_BEFORE = {"wigs.pdf": b"%PDF-1.7 what was built before", "briefkit.json": b"{}"}
MOST_SECONDS = 5


def cases() -> Iterator[Any]:
    for file in sorted((HERE / "bad_input").glob("*.yaml")):
        for case in yaml.safe_load_all(file.read_text(encoding="utf-8")):
            assert set(case) <= KEYS, case["name"]
            yield pytest.param(case, id=f"{file.stem}: {case['name']}")


CASES = list(cases())
CASES_THAT_STOP_THE_BRIEF = [case for case in CASES if "spares" not in case.values[0]]


def change(project: Path, case: dict[str, Any]) -> None:
    """Do to the project what the case says."""
    for one in [case, *case.get("changes", ())]:
        if "replace" in one:
            replace_once(project, one["in"], one["replace"], one["by"])
    for path in case.get("remove", ()):
        (project / path).unlink()
    for path, text in case.get("write", {}).items():
        write(project, path, text.encode(case.get("encoding", "utf-8")))
    for path, size in case.get("size", {}).items():
        write(project, path, b"x" * size)
    for path, target in case.get("link", {}).items():
        (project / path).unlink(missing_ok=True)
        (project / path).symlink_to(target)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The good project, with a PDF that was built before."""
    copied = copy_project(tmp_path / "project")
    for name, content in BUILT_BEFORE.items():
        write(copied, f"build/{name}", content)
    return copied


def test_the_project_that_the_cases_change_is_good(project: Path) -> None:
    ran = run(project, "check")
    assert (ran.status, ran.out) == (0, "checked 1 seed, 6 claims, 1 brief, 7 figures: no findings\n")


@pytest.mark.parametrize("case", CASES)
def test_bad_input_gives_its_findings(project: Path, case: dict[str, Any]) -> None:
    change(project, case)
    checked = run(project, "check")
    *lines, count = checked.out.splitlines()
    assert "\n".join(lines) + "\n" == case["findings"]
    assert checked.status == 1
    assert checked.err == ""
    assert count.startswith("checked ")
    assert checked.seconds < MOST_SECONDS


@pytest.mark.parametrize("case", CASES_THAT_STOP_THE_BRIEF)
def test_bad_input_touches_nothing_that_was_built(project: Path, case: dict[str, Any]) -> None:
    change(project, case)
    built = run(project, "build")
    assert built.status == 1
    assert built.err.startswith(case["findings"]), "build says what check says"
    assert built.out == "", "nothing is said to have been written"
    assert contents(project / "build") == BUILT_BEFORE


@pytest.mark.parametrize("case", CASES)
def test_every_finding_has_a_hint(case: dict[str, Any]) -> None:
    lines = case["findings"].splitlines()
    assert lines
    for finding, hint in zip(lines[::2], lines[1::2], strict=True):
        assert "[BK" in finding
        assert hint.startswith("  hint: "), finding
