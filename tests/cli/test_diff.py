"""`briefkit diff`, as a user runs it in a repository of git: exact output and exit status."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from sample_project import Ran, run

from briefkit.project.textconv import as_text
from git_projects import BRIEF, commit, files, git, repository, source, write

NEW = source("23.94", "25.137")
CHANGED = {**NEW, "briefs/wigs.yaml": BRIEF.replace("Inmates made", "The inmates made")}

UNKNOWN = "pages are known after briefkit build"
TEXT = """\
HEAD → the work tree: 2 figures, 2 sentences in 1 of 1 brief

briefs/wigs.yaml
  pages are known after briefkit build
  take: USD 4.8–7.2 million → USD 5.0–7.5 million
    low +239,400 USD (+5 %), high +359,100 USD (+5 %)
    why: claim dailynk.exports
  dailynk.exports: USD 23.94 million → USD 25.137 million
    +1,197,000 USD (+5 %)
    why: claim dailynk.exports
  why
    claim dailynk.exports, value: USD 23.94 million → USD 25.137 million
    claim dailynk.exports, quote: they amounted to USD 23.94 million → they amounted to USD 25.137 million
  briefs/wigs.yaml:7:19: summary
    - Exports were USD 23.94 million.
    + Exports were USD 25.137 million.
  briefs/wigs.yaml:7:59: summary
    - Inmates made USD 4.8–7.2 million of it.
    + The inmates made USD 5.0–7.5 million of it.
"""
MARKDOWN = """\
**HEAD → the work tree: 2 figures, 2 sentences in 1 of 1 brief**

### wigs

*pages are known after briefkit build*

| figure | before → now | difference | why |
|---|---|---|---|
| take | USD 4.8–7.2 million → USD 5.0–7.5 million | low +239,400 USD (+5 %), high +359,100 USD (+5 %) | claim dailynk.exports |
| dailynk.exports | USD 23.94 million → USD 25.137 million | +1,197,000 USD (+5 %) | claim dailynk.exports |

- claim dailynk.exports, value: USD 23.94 million → USD 25.137 million
- claim dailynk.exports, quote: they amounted to USD 23.94 million → they amounted to USD 25.137 million

**Sentences**

- summary: Exports were ~~USD 23.94 million~~ **USD 25.137 million**.
- summary: ~~Inmates~~ **The inmates** made ~~USD 4.8–7.2 million~~ **USD 5.0–7.5 million** of it.
"""  # noqa: E501


def diff(root: Path, *arguments: str) -> Ran:
    ran = run(root, "diff", *arguments)
    assert "Traceback" not in ran.out + ran.err
    return ran


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose work tree differs from its one commit."""
    root = repository(tmp_path / "project")
    write(root, CHANGED)
    return root


@pytest.mark.parametrize(("format", "expected"), [("text", TEXT), ("markdown", MARKDOWN)])
def test_the_work_tree_against_the_last_commit(root: Path, format: str, expected: str) -> None:
    ran = diff(root, "--format", format)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == expected


def test_a_revision_against_another(root: Path) -> None:
    git(root, "branch", "before")
    commit(root, {})
    write(root, {"briefs/wigs.yaml": "title: [\n"})
    neither = "pages are not known: no PDF in the build folder is of either state"
    between = TEXT.replace("HEAD → the work tree", "before → main").replace(UNKNOWN, neither)
    assert diff(root, "before", "main").out == between
    assert diff(root, "main", "before").out.startswith("main → before: 2 figures, 2 sentences in 1 of 1 brief\n")
    assert diff(root, "main", "HEAD").out == "main → HEAD: no change in 1 brief\n"


def test_json_has_all_of_it_exactly(root: Path) -> None:
    data = json.loads(diff(root, "--format", "json").out)
    (brief,) = data.pop("briefs")
    assert data == {"old": "HEAD", "new": "the work tree", "compared": {"briefs": 1, "examined": 1}}
    take = brief["figures"][0]
    why = [
        {"kind": "claim", "name": "dailynk.exports", "part": "value",
         "old": "USD 23.94 million", "new": "USD 25.137 million"},
        {"kind": "claim", "name": "dailynk.exports", "part": "quote",
         "old": "they amounted to USD 23.94 million", "new": "they amounted to USD 25.137 million"},
    ]  # fmt: skip
    shared = {"unit": "USD", "hedge": None, "expression": "take", "sources": ["dailynk.share", "dailynk.exports"]}
    assert take == {
        "name": "take",
        "change": "changed",
        "line": 5,
        "column": 3,
        "old": {"text": "USD 4.8–7.2 million", "low": "4788000", "high": "7182000", **shared},
        "new": {"text": "USD 5.0–7.5 million", "low": "5027400", "high": "7541100", **shared},
        "differences": [
            {"unit": "USD", "low": "239400", "high": "359100", "percent_low": "5", "percent_high": "5"}
        ],
        "why": why,
    }  # fmt: skip
    assert (brief["brief"], brief["change"], brief["findings"]) == ("wigs", "changed", {"old": 0, "new": 0})
    assert (brief["pages"], brief["pages_of"]) == (None, None)
    assert brief["sentences"][0] == {
        "place": "summary", "line": 7, "column": 19, "pages": None,
        "old": "Exports were USD 23.94 million.", "new": "Exports were USD 25.137 million.",
    }  # fmt: skip


def test_what_did_not_change_is_no_change(root: Path) -> None:
    commit(root, {})
    ran = diff(root, "--exit-code")
    assert (ran.status, ran.out, ran.err) == (0, "HEAD → the work tree: no change in 1 brief\n", "")


def test_the_exit_status_is_that_of_git_diff(root: Path) -> None:
    assert [diff(root).status, diff(root, "--exit-code").status] == [0, 1]


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    repository(tmp_path / "project", {f"reports/{path}": text for path, text in files().items()})
    root = tmp_path / "project" / "reports"
    write(root, CHANGED)
    assert diff(root / "briefs").out == TEXT


def test_a_brief_that_does_not_check_says_so(root: Path) -> None:
    write(root, {"briefs/wigs.yaml": BRIEF + "conclusion: All {{ dailynk.import }} of 12 camps.\n"})
    ran = diff(root)
    assert ran.status == 0
    assert "  the work tree: 2 findings stop it; it is compared as far as it resolves\n" in ran.out
    assert "    + All ⟨?⟩ of 12 camps.\n" in ran.out


STATES: dict[str, tuple[Mapping[str, str], str]] = {
    "a brief that cannot be read": (
        {"briefs/wigs.yaml": "title: [\n"},
        "HEAD → the work tree: 0 figures, 0 sentences in 1 of 1 brief\n\nbriefs/wigs.yaml\n"
        "  cannot be compared: it could not be read as a brief on one side\n"
        "  the work tree: 1 finding stops it; it is compared as far as it resolves\n",
    ),
    "a new brief": (
        {"briefs/more.yaml": "title: M\ndate: 2023-07-15\ntemplate: note\nsummary: It is {{ dailynk.exports }}.\n"},
        "HEAD → the work tree: 1 figure, 0 sentences in 1 of 2 briefs\n\nbriefs/more.yaml\n  a new brief\n"
        f"  {UNKNOWN}\n"
        "  dailynk.exports: new: USD 23.94 million\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), STATES.values(), ids=STATES)
def test_briefs_on_one_side(tmp_path: Path, content: Mapping[str, str], expected: str) -> None:
    root = repository(tmp_path / "project")
    write(root, content)
    ran = diff(root, "--exit-code")
    assert (ran.status, ran.out) == (1, expected)


def test_a_brief_that_is_gone(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    (root / "briefs" / "wigs.yaml").unlink()
    assert diff(root).out == (
        "HEAD → the work tree: 2 figures, 0 sentences in 1 of 1 brief\n\nbriefs/wigs.yaml\n  the brief is gone\n"
        "  take: gone: USD 4.8–7.2 million\n  dailynk.exports: gone: USD 23.94 million\n"
    )


def test_it_cannot_run_where_there_is_no_repository(tmp_path: Path) -> None:
    write(tmp_path, files())
    ran = diff(tmp_path)
    reason = f"briefkit: {tmp_path} is in no git repository: there is nothing to compare with; see git init\n"
    assert (ran.status, ran.out, ran.err) == (2, "", reason)


CANNOT = {
    "an unknown revision": (("nowhere",), 'briefkit: git knows no revision "nowhere"; see git log\n'),
    "an unknown second revision": (("HEAD", "nowhere"), 'briefkit: git knows no revision "nowhere"; see git log\n'),
    "an option of git": (("--", "--output=x"), 'briefkit: "--output=x" cannot be a revision\n'),
}


@pytest.mark.parametrize(("arguments", "reason"), CANNOT.values(), ids=CANNOT)
def test_it_cannot_run(root: Path, arguments: tuple[str, ...], reason: str) -> None:
    ran = diff(root, *arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", reason)


def test_it_cannot_run_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    assert diff(root).err == "briefkit: git is not installed, or not on the PATH; see briefkit doctor\n"


def test_it_cannot_run_without_briefs(tmp_path: Path) -> None:
    root = repository(tmp_path / "project", {"briefkit.toml": ""})
    ran = diff(root)
    assert (ran.status, ran.err) == (
        2, "briefkit: nothing to compare: neither HEAD nor the work tree has briefs/*.yaml\n"
    )  # fmt: skip


def test_markdown_of_a_hostile_brief_marks_up_nothing(tmp_path: Path) -> None:
    hostile = "title: A\ndate: 2023-07-15\ntemplate: note\nsummary: It was so.\n"
    root = repository(tmp_path / "project", {"briefs/a.yaml": hostile})
    write(
        root,
        {"briefs/a.yaml": hostile.replace("It was so.", r"'\[x\](http://y) <b> @x $a$ \`c\` a | b \*z\* ~~d~~'")},
    )
    line = diff(root, "--format", "markdown").out.splitlines()[-2:]
    assert line == [
        "- summary: ~~It was so.~~",
        r"- summary: **\[x\](http://y) \<b\> @<!-- -->x <span>$</span>a<span>$</span> \`c\` a \| b \*z\* \~\~d\~\~**",
    ]


def test_only_what_may_differ_is_examined(tmp_path: Path) -> None:
    other = {f"briefs/n{at}.yaml": BRIEF.replace("dailynk", "other") for at in range(20)}
    root = repository(tmp_path / "project", {**files(), **other, **source(key="other")})
    write(root, CHANGED)
    data = json.loads(diff(root, "--format", "json").out)
    assert data["compared"] == {"briefs": 21, "examined": 1}


TABLE = "commodity,month,value\nlanterns,2024-01,{}\n"


def table(value: str) -> dict[str, str]:
    """A project whose source is a table."""
    text = TABLE.format(value)
    source = "source: {type: dataset, title: Exports, author: [{literal: Customs}], issued: 2024-03}\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    cell = "cell: {where: {commodity: lanterns}, column: value, unit: EUR thousand}"
    seed = f"{source}snapshot: {{file: customs.csv, sha256: {digest}}}\nclaims:\n  lanterns:\n    {cell}\n"
    brief = "title: E\ndate: 2024-05-01\ntemplate: note\nsummary: They were {{ customs.lanterns }}.\n"
    return {"seeds/customs.csv": text, "seeds/customs.yaml": seed, "briefs/exports.yaml": brief}


def test_a_cell_of_a_table_that_was_revised(tmp_path: Path) -> None:
    root = repository(tmp_path / "project", table("15204"))
    write(root, table("15310"))
    assert (
        diff(root).out
        == """\
HEAD → the work tree: 1 figure, 1 sentence in 1 of 1 brief

briefs/exports.yaml
  pages are known after briefkit build
  customs.lanterns: EUR 15,204 thousand → EUR 15,310 thousand
    +106,000 EUR (+0.697 %)
    why: claim customs.lanterns
  why
    claim customs.lanterns, value: EUR 15,204 thousand → EUR 15,310 thousand
    claim customs.lanterns, cell: [commodity: lanterns] value: 15204 → [commodity: lanterns] value: 15310
  briefs/exports.yaml:4:23: summary
    - They were EUR 15,204 thousand.
    + They were EUR 15,310 thousand.
"""
    )


def test_a_redline_edition_is_written_beside_the_others(root: Path) -> None:
    ran = diff(root, "--pdf")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{TEXT}wrote build/wigs.redline.pdf (1 page)\n"
    assert "Redline · July 15, 2023" in as_text((root / "build" / "wigs.redline.pdf").read_bytes())


def test_a_redline_edition_of_a_brief_that_findings_stop_is_not_written(root: Path) -> None:
    write(root, {"briefs/wigs.yaml": BRIEF + "conclusion: There are 12 camps.\n"})
    ran = diff(root, "--pdf", "--out", "elsewhere")
    assert ran.status == 1
    assert ran.err == (
        "briefs/wigs.yaml:1:1: note[BK807] wigs was not built: 1 finding to mend first\n"
        "  hint: mend what briefkit check finds, then write it again\n"
    )
    assert not (root / "elsewhere").exists()


def test_a_redline_edition_stays_in_the_project(root: Path) -> None:
    write(root, {"briefkit.toml": 'build = "../outside"\n[nouns]\nwig = ["wigs"]\n'})
    ran = diff(root, "--pdf")
    assert (ran.status, ran.err) == (
        2, 'briefkit: build = "../outside" leaves the project; name a folder inside it, or use --out\n'
    )  # fmt: skip
