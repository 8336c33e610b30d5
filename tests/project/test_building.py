"""A PDF is written whole or not at all, and again only when what it is made from has changed."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefkit.project.building import compose_page, up_to_date, write_pdf
from briefkit.project.examination import Examined
from briefkit.project.last_build import RECORD
from briefkit.project.output import write_whole
from briefkit.project.resources import Resources, load_resources
from briefkit.project.setting import Page, set_page
from samples import CONFIG, project, seed_file, wigs

BRIEF = "template: note\nsummary: It is {{ dailynk.share }}.\n"


@cache
def resources() -> Resources:
    return load_resources(Path("/nowhere")).value


@cache
def examined(brief: str = BRIEF) -> Examined:
    made = wigs(brief)
    assert made.findings == ()
    return made.examination.briefs["wigs"]


def composed(one: Examined | None = None, loaded: Resources | None = None) -> Page:
    outcome = compose_page(one or examined(), loaded or resources(), ())
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


PDF: Any = SimpleNamespace(content=b"%PDF whole", pages=2)


def built(folder: Path, page: Page) -> None:
    outcome = write_pdf(page, PDF, folder, "build")
    assert outcome.value is not None
    assert (outcome.value.fresh, outcome.value.path, outcome.value.pages) == (True, "build/wigs.pdf", 2)


def test_a_page_is_composed_of_the_brief_alone() -> None:
    page = composed()
    assert "20–30 percent" in page.html.plain
    assert (page.name, page.style_name, page.path, str(page.created)) == (
        "wigs", "note", "briefs/wigs.yaml", "2023-07-15"
    )  # fmt: skip
    assert composed() == page


def test_the_ledger_gives_a_quote_in_translation_below_the_quote() -> None:
    snapshot = "북한은 가발 한 개에 25위안을 받는다.\n"
    claim = (
        "a: {quote: 가발 한 개에 25위안, value: CNY 25, "
        "translation: {text: 25 yuan for one wig, by: T. R. Lator}}"
    )  # fmt: skip
    brief = "title: Wigs\ndate: 2023-07-15\ntemplate: note\nsummary: It pays {{ dailynk.a }}.\n"
    seed = seed_file(claim, snapshot)
    made = project({"seeds/dailynk.txt": snapshot, "seeds/dailynk.yaml": seed, "briefs/wigs.yaml": brief}, CONFIG)
    assert made.findings == ()
    html = composed(made.examination.briefs["wigs"]).html.plain
    assert "<q>25 yuan for one wig</q> (Translated by T. R. Lator)" in html
    assert html.index("가발 한 개에") < html.index("25 yuan for one wig")


def test_a_pdf_that_was_built_is_left_as_it_is(tmp_path: Path) -> None:
    page = composed()
    assert up_to_date(page, tmp_path, "build") is None
    built(tmp_path, page)
    known = up_to_date(page, tmp_path, "build")
    assert known is not None
    assert (known.fresh, known.path, known.pages) == (False, "build/wigs.pdf", 2)


def with_style(data: bytes) -> Resources:
    return replace(resources(), styles={**resources().styles, "note/main.css": data})


def with_template(text: str) -> Resources:
    changed = resources().templates["note/main.html"] + text
    return replace(resources(), templates={**resources().templates, "note/main.html": changed})


CHANGES = {
    "the style": lambda: composed(loaded=with_style(b"p { color: red }")),
    "another file of the styles": lambda: composed(
        loaded=replace(resources(), styles={**resources().styles, "note/new.svg": b"<svg/>"})
    ),
    "the template": lambda: composed(loaded=with_template("<p>more</p>")),
    "the brief": lambda: composed(examined(BRIEF.replace("It is", "That is"))),
    "a figure": lambda: composed(examined(BRIEF.replace("dailynk.share", "dailynk.state"))),
    "the date": lambda: composed(wigs(BRIEF, head="title: Wigs\ndate: 2023-07-16\n").examination.briefs["wigs"]),
    "the fixed words": lambda: composed(
        loaded=replace(resources(), words={"en": {**resources().words["en"], "ledger": "What holds it"}})
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_pdf_is_built_again_when_what_it_is_made_from_has_changed(change: Any, tmp_path: Path) -> None:
    built(tmp_path, composed())
    assert up_to_date(change(), tmp_path, "build") is None


def test_a_style_that_the_brief_does_not_draw_on_may_change(tmp_path: Path) -> None:
    built(tmp_path, composed())
    others = {"policy/main.css": b"p { color: red }", "policy/new.svg": b"<svg/>", "mine/main.css": b""}
    changed = composed(loaded=replace(resources(), styles={**resources().styles, **others}))
    assert up_to_date(changed, tmp_path, "build") is not None


# The sheet of a style, another that is there, and whether the style may draw on it
DRAWN_ON = [
    (b'@import "../other/main.css";', True),
    (b"a { background: url(../other/a.svg) }", True),
    (b'@import "../base/report.css";', False),
    (b'@import "../more/main.css";', True),  # which draws on the other one
    (rb'@import "../\6fther/main.css";', False),  # written with an escape, it is not found, and refused (below)
    (b"p { color: red }", False),
]


@pytest.mark.parametrize(("sheet", "draws"), DRAWN_ON)
def test_a_style_draws_on_what_its_sheets_name(sheet: bytes, draws: bool) -> None:
    styles = {"mine/main.css": sheet, "other/main.css": b"", "more/main.css": b'@import "../other/main.css";'}
    loaded = replace(resources(), styles={**resources().styles, **styles})
    assert ("other/main.css" in loaded.files_of_style("mine")) is draws


@pytest.mark.parametrize("address", [b"../%6fther/main.css", rb"../\6fther/main.css"])
def test_a_file_that_was_not_counted_in_is_not_drawn_on(address: bytes) -> None:
    styles = {
        "mine/main.css": b'@import "%s"; @import "../base/sheet.css";' % address,
        "other/main.css": b'p::before { content: "9" }',
    }
    loaded = replace(resources(), styles={**resources().styles, **styles})
    page = replace(composed(), style_name="mine", style_files=tuple(loaded.files_of_style("mine")))
    assert [one.code for one in set_page(page, loaded.styles).findings] == ["BK713"]


def test_each_edition_is_remembered_by_itself(tmp_path: Path) -> None:
    page = composed()
    draft = replace(page, edition="draft", key="other")
    built(tmp_path, page)
    assert up_to_date(draft, tmp_path, "build") is None
    outcome = write_pdf(draft, PDF, tmp_path, "build")
    assert outcome.value is not None
    assert outcome.value.path == "build/wigs.draft.pdf"
    for one, path in ((page, "build/wigs.pdf"), (draft, "build/wigs.draft.pdf")):
        known = up_to_date(one, tmp_path, "build")
        assert known is not None
        assert known.path == path


def test_editions_differ_in_what_they_are_made_from() -> None:
    keys = {
        outcome.value.key
        for edition in ("reader", "fact-check", "draft")
        if (outcome := compose_page(examined(), resources(), (), edition)).value is not None
    }
    assert len(keys) == 3


def test_a_pdf_is_built_again_when_it_is_gone_or_was_touched(tmp_path: Path) -> None:
    page = composed()
    built(tmp_path, page)
    (tmp_path / "wigs.pdf").write_bytes(b"%PDF touched")
    assert up_to_date(page, tmp_path, "build") is None
    built(tmp_path, page)
    (tmp_path / "wigs.pdf").unlink()
    assert up_to_date(page, tmp_path, "build") is None


RECORDS = {
    "empty": "",
    "no JSON": "{",
    "a list": "[]",
    "no briefs": "{}",
    "briefs that are a list": '{"briefs": []}',
    "a brief that is text": '{"briefs": {"wigs": "x"}}',
    "a brief that is nothing": '{"briefs": {"wigs": null}}',
    "a brief without its keys": '{"briefs": {"wigs": {"key": "x"}}}',
    "not UTF-8": "\udcff",
}


@pytest.mark.parametrize("text", RECORDS.values(), ids=RECORDS)
def test_a_damaged_record_is_as_good_as_none(text: str, tmp_path: Path) -> None:
    page = composed()
    built(tmp_path, page)
    (tmp_path / RECORD).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert up_to_date(page, tmp_path, "build") is None
    built(tmp_path, page)
    assert up_to_date(page, tmp_path, "build") is not None


@pytest.mark.parametrize("pages", ["two", None, [2]])
def test_a_record_with_a_wrong_number_of_pages_is_as_good_as_none(pages: object, tmp_path: Path) -> None:
    page = composed()
    built(tmp_path, page)
    record = json.loads((tmp_path / RECORD).read_text("utf-8"))
    record["briefs"]["wigs"]["pages"] = pages
    (tmp_path / RECORD).write_text(json.dumps(record), "utf-8")
    assert up_to_date(page, tmp_path, "build") is None


def test_the_record_keeps_the_other_briefs(tmp_path: Path) -> None:
    built(tmp_path, composed())
    built_other = replace(composed(), name="other")
    assert write_pdf(built_other, PDF, tmp_path, "build").value is not None
    assert sorted(json.loads((tmp_path / RECORD).read_text("utf-8"))["briefs"]) == ["other", "wigs"]


def test_a_file_is_written_into_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a" / "b.pdf", b"whole", "a/b.pdf") is None
    assert (tmp_path / "a" / "b.pdf").read_bytes() == b"whole"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.pdf"]


# what fails on the way, by the name of the function
FAILURES = ["os.fsync", "tempfile.mkstemp", "pathlib.Path.replace", "pathlib.Path.chmod"]


@pytest.mark.parametrize("function", FAILURES)
def test_a_write_that_fails_leaves_the_old_file_whole_and_nothing_beside_it(
    function: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "wigs.pdf"
    target.write_bytes(b"old")

    def fail(*_arguments: object, **_keywords: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(function, fail)
    finding = write_whole(target, b"new", "build/wigs.pdf")
    monkeypatch.undo()
    assert finding is not None
    assert (finding.code, finding.message) == ("BK805", "build/wigs.pdf could not be written: no space left on device")
    assert finding.hint
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["wigs.pdf"]  # noqa: PTH208 - what the system lists, hidden files too


def test_a_folder_in_the_way_is_found(tmp_path: Path) -> None:
    (tmp_path / "wigs.pdf").mkdir()
    outcome = write_pdf(composed(), PDF, tmp_path, "build")
    assert outcome.value is None
    assert [(one.code, one.span.path) for one in outcome.findings] == [("BK805", "build/wigs.pdf")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wigs.pdf"]


def test_a_file_in_the_place_of_the_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("x")
    outcome = write_pdf(composed(), PDF, tmp_path / "build", "build")
    assert [one.code for one in outcome.findings] == ["BK805"]
    assert (tmp_path / "build").read_text() == "x"
