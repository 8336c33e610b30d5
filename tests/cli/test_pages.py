"""On which pages a figure is printed: told by `affected` and `diff` while the PDF is the brief's, and never after."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from sample_project import copy_project, replace_once, run, write

from briefkit.project.defaults import defaults_folder
from briefkit.project.pages import page_mark, reached_words
from briefkit.report.page_text import page_texts, read_pages
from git_projects import commit, git

LONG = " ".join(["Wigs are knotted by hand, strand by strand, for as long as there is daylight."] * 30)
REPORT = f"""\
title: What wigs bring
date: 2023-07-15
template: chrnk
authors: [{{name: A. Writer}}]
figures:
  state_take:
    is: market.state_share * market.exports
    as: USD
summary: |
  In {{{{ market.exports.period }}}} exports of {{{{ market.goods }}}} were worth {{{{ market.exports }}}}.
introduction: |
  The trade is old.
sections:
  - title: How they are made
    body: |
      {LONG}

      {LONG}

      The state takes {{{{ state_take }}}}.
  - title: Who takes it
    content:
      - table:
          title: Exports
          columns: [Who, USD]
          rows: [[The state, "{{{{ state_take }}}}"]]
      - chart:
          kind: bar
          title: The state and all
          data: {{The state: "{{{{ state_take }}}}", All: "{{{{ market.exports }}}}"}}
"""
AFFECTED = """\
state_take in wigs: USD 12 million
printed in 5 sentences of 1 brief, cells and captions counted:
  briefs/wigs.yaml:10:9, p. V: In May 2023 exports of wigs were worth USD 20 million.
  briefs/wigs.yaml:20:26, p. 2: The state takes USD 12 million.
  briefs/wigs.yaml:26:34, p. 3: USD 12 million
  briefs/wigs.yaml:30:33, p. 3: USD 12 million
  briefs/wigs.yaml:30:58, p. 3: USD 20 million
on pages V, 2 and 3 of wigs
"""
FIRST = "pages are known after briefkit build"
UNKNOWN = re.sub(r", p\. \w+", "", AFFECTED).replace("on pages V, 2 and 3 of wigs", f"wigs: {FIRST}")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("once"))
    write(folder, "briefs/wigs.yaml", REPORT)
    write(folder, ".gitignore", "build/\n")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    ran = run(folder, "build")
    assert ran.status == 0, ran.err
    commit(folder, {})
    return folder


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    """A report in git, and its PDF."""
    return shutil.copytree(once, tmp_path / "project")


def affected(project: Path) -> str:
    ran = run(project, "affected", "market.exports")
    assert (ran.status, ran.err) == (0, "")
    return ran.out


# affected


def test_pages_are_told_by_the_numbers_that_they_bear(built: Path) -> None:
    assert affected(built) == AFFECTED
    pages = page_texts((built / "build/wigs.pdf").read_bytes())
    for label, said in (
        ("V", "were worth USD 20 million."),
        ("2", "The state takes USD 12 million."),
        ("3", "Exports"),
    ):
        (page,) = [text for text in pages if re.search(rf"^{label}\r?$", text, re.MULTILINE)]
        assert said in " ".join(page.split())


def test_the_ledger_says_the_same_pages(built: Path) -> None:
    content = (built / "build/wigs.pdf").read_bytes()
    with pikepdf.open(BytesIO(content)) as document:
        labels = [page.label for page in document.pages]
    named = [
        (page.link_at(run.boxes[number.start()]), number[0])
        for page in read_pages(content)
        for run in page.runs
        if run.text.startswith("p. ")
        for number in re.finditer(r"[IVX]+|\d+", run.text)
    ]
    assert [number for _, number in named] == ["V", "3", "2", "3"]
    assert [labels[link.target] for link, _ in named if link] == [number for _, number in named]


def test_json_has_the_pages_of_each_sentence_and_brief(built: Path) -> None:
    data = json.loads(run(built, "affected", "market.exports", "--format", "json").out)
    assert data["pages"] == {"wigs": ["V", "2", "3"]}
    assert [one["pages"] for one in data["sentences"]] == [["V"], ["2"], ["3"], ["3"], ["3"]]
    (built / "build/wigs.pdf").unlink()
    data = json.loads(run(built, "affected", "market.exports", "--format", "json").out)
    assert data["pages"] == {"wigs": None}
    assert {one["pages"] for one in data["sentences"]} == {None}


def test_words_that_are_no_figure_are_on_the_page_of_a_figure_of_their_sentence(built: Path) -> None:
    replace_once(built, "briefs/wigs.yaml", "The trade is old.", "They make {{ market.goods }}.")
    assert run(built, "build").status == 0
    assert run(built, "affected", "market.goods").out == (
        "printed in 2 sentences of 1 brief, cells and captions counted:\n"
        "  briefs/wigs.yaml:10:48, p. V: In May 2023 exports of wigs were worth USD 20 million.\n"
        "  briefs/wigs.yaml:12:16: They make wigs.\n"
        "on page V of wigs; the page of 1 sentence is not known\n"
    )
    replace_once(built, "briefs/wigs.yaml", " exports of {{ market.goods }} were", " exports were")
    assert run(built, "build").status == 0
    assert run(built, "affected", "market.goods").out.endswith("wigs: the page of 1 sentence is not known\n")


def longer(project: Path) -> None:
    replace_once(project, "briefs/wigs.yaml", "The trade is old.", "The trade is old. Nobody knows more.")


def moved(project: Path) -> None:
    """A paragraph without a figure stands elsewhere; the lock has nothing of it."""
    replace_once(project, "briefs/wigs.yaml", f"      {LONG}\n\n      {LONG}\n", f"      {LONG}\n")
    replace_once(project, "briefs/wigs.yaml", "  The trade is old.\n", f"  The trade is old.\n\n  {LONG}\n")


def of_another_source(project: Path) -> None:
    replace_once(project, "seeds/market.yaml", "value: USD 20 million", "value: about USD 20 million")


def of_another_style(project: Path) -> None:
    """A folder of the project takes the place of the style that briefkit ships."""
    shutil.copytree(defaults_folder("styles") / "chrnk", project / "styles/chrnk")
    sheet = project / "styles/chrnk/main.css"
    sheet.write_text(sheet.read_text("utf-8") + "\n@page { margin-bottom: 90pt }\n", "utf-8")


def of_another_template(project: Path) -> None:
    shutil.copytree(defaults_folder("templates") / "chrnk", project / "templates/chrnk")
    page = project / "templates/chrnk/main.html"
    page.write_text(page.read_text("utf-8") + "\n", "utf-8")


def drawn_otherwise(project: Path) -> None:
    replace_once(project, "briefs/wigs.yaml", "kind: bar\n", "kind: dot\n")


def pdf_changed(project: Path) -> None:
    write(project, "build/wigs.pdf", (project / "build/wigs.pdf").read_bytes() + b"\n")


def pdf_gone(project: Path) -> None:
    (project / "build/wigs.pdf").unlink()


def record_gone(project: Path) -> None:
    (project / "build/briefkit.json").unlink()


def record_of_an_older_briefkit(project: Path) -> None:
    record = json.loads((project / "build/briefkit.json").read_text())
    del record["briefs"]["wigs"]["prints"]
    write(project, "build/briefkit.json", json.dumps(record))


CHANGES = [
    longer,
    moved,
    of_another_source,
    of_another_style,
    of_another_template,
    drawn_otherwise,
    pdf_changed,
    pdf_gone,
    record_gone,
    record_of_an_older_briefkit,
]


@pytest.mark.parametrize("change", CHANGES, ids=[change.__name__ for change in CHANGES])
def test_pages_of_another_pdf_than_that_of_the_brief_are_not_told(change: Callable[[Path], None], built: Path) -> None:
    change(built)
    out = affected(built)
    assert ", p. " not in out
    assert out.endswith(f"\nwigs: {FIRST}\n")


def test_pages_are_known_again_after_a_build(built: Path) -> None:
    pdf_changed(built)
    assert affected(built) == UNKNOWN
    assert run(built, "build").status == 0
    assert affected(built) == AFFECTED
    # A lock is no part of it: it may be written anew, and say what was published.
    (built / "briefs/wigs.lock.yaml").unlink()
    assert affected(built) == AFFECTED
    assert run(built, "build", "--publish").status == 0
    assert affected(built).startswith(AFFECTED)


def test_a_build_that_has_only_the_record_to_write_makes_pages_known(built: Path) -> None:
    record_of_an_older_briefkit(built)
    (built / "build/briefkit-examined.json").unlink()
    assert run(built, "build").out == "[1/1] build/wigs.pdf is up to date\n"
    assert affected(built) == AFFECTED


# diff


def correct(project: Path) -> None:
    """The source says another number."""
    text, seed = ((project / f"seeds/market.{end}").read_text("utf-8") for end in ("txt", "yaml"))
    digests = [hashlib.sha256(one.encode()).hexdigest() for one in (text, text.replace("20 million", "30 million"))]
    write(project, "seeds/market.txt", text.replace("20 million", "30 million"))
    write(project, "seeds/market.yaml", seed.replace("20 million", "30 million").replace(*digests))


def test_a_change_reaches_pages_of_the_pdf_before_and_after_the_build(built: Path) -> None:
    correct(built)
    before = run(built, "diff").out
    assert "\nbriefs/wigs.yaml\n  on pages V, 2 and 3 of the PDF (it is that of HEAD)\n" in before
    assert "\n  briefs/wigs.yaml:20:26, p. 2: section “How they are made”\n" in before
    assert run(built, "build").status == 0
    after = run(built, "diff").out
    assert after == before.replace(" (it is that of HEAD)", "")
    commit(built, {})
    assert run(built, "diff", "HEAD~1", "HEAD").out == after.replace("the work tree", "HEAD").replace(
        "HEAD →", "HEAD~1 →"
    )
    assert "  on pages V, 2 and 3 of the PDF (it is that of HEAD)\n" in run(built, "diff", "HEAD", "HEAD~1").out


def test_json_and_markdown_say_which_pages(built: Path) -> None:
    correct(built)
    (brief,) = json.loads(run(built, "diff", "--format", "json").out)["briefs"]
    assert (brief["pages"], brief["pages_of"]) == (["V", "2", "3"], "old")
    assert [one["pages"] for one in brief["sentences"]] == [["V"], ["2"], ["3"], ["3"], ["3"]]
    out = run(built, "diff", "--format", "markdown").out
    assert "\n*on pages V, 2 and 3 of the PDF (it is that of HEAD)*\n" in out
    assert "\n- section “How they are made”, p. 2: The state takes " in out
    pdf_gone(built)
    (brief,) = json.loads(run(built, "diff", "--format", "json").out)["briefs"]
    assert (brief["pages"], brief["pages_of"]) == (None, None)
    assert f"\n*{FIRST}*\n" in run(built, "diff", "--format", "markdown").out


def test_a_changed_sentence_without_a_figure_is_counted(built: Path) -> None:
    longer(built)
    assert "  the PDF (it is that of HEAD): " not in run(built, "diff").out
    assert run(built, "build").status == 0
    assert run(built, "diff").out == (
        "HEAD → the work tree: 0 figures, 1 sentence in 1 of 1 brief\n\nbriefs/wigs.yaml\n"
        "  the PDF: the page of 1 sentence is not known\n"
        "  briefs/wigs.yaml:12:3: introduction\n    + Nobody knows more.\n"
    )


def test_a_figure_that_prints_as_before_and_rests_on_other_words_has_its_pages(built: Path) -> None:
    replace_once(built, "briefs/wigs.yaml", "is: market.state_share *", "is: 1 * market.state_share *")
    assert run(built, "build").status == 0
    out = run(built, "diff").out
    assert out.startswith("HEAD → the work tree: 1 figure, 0 sentences in 1 of 1 brief\n\nbriefs/wigs.yaml\n")
    assert "  on pages 2 and 3 of the PDF\n  state_take: prints the same: USD 12 million\n" in out


def test_a_brief_that_is_gone_has_the_pages_of_its_pdf(built: Path) -> None:
    (built / "briefs/wigs.yaml").unlink()
    assert "\n  the brief is gone\n  on pages V, 2 and 3 of the PDF (it is that of HEAD)\n" in run(built, "diff").out
    pdf_gone(built)
    assert " page" not in run(built, "diff").out


# The words


PLACED = [
    ((), 0, "", "on no page of wigs"),
    (("1",), 0, ", p. 1", "on page 1 of wigs"),
    (("V", "2"), 0, ", pp. V and 2", "on pages V and 2 of wigs"),
    (("V", "2", "9"), 2, ", pp. V, 2 and 9", "on pages V, 2 and 9 of wigs; the page of 2 sentences is not known"),
    ((), 1, "", "wigs: the page of 1 sentence is not known"),
]


@pytest.mark.parametrize(("pages", "unplaced", "mark", "words"), PLACED)
def test_pages_in_words(pages: tuple[str, ...], unplaced: int, mark: str, words: str) -> None:
    assert (page_mark(pages), reached_words(pages, unplaced, "wigs")) == (mark, words)
