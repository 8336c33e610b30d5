"""A brief for a screen: the document of the pages, findings at their places, what holds each figure; never what was."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sample_project import copy_project, replace_once, write

from briefkit.project.building import compose_page
from briefkit.project.live import Live, Screen
from briefkit.project.workspace import Workspace, load_workspace

BRIEF, SEED, SNAPSHOT = "briefs/wigs.yaml", "seeds/market.yaml", "seeds/market.txt"
RICE = "costs RMB 5 (USD 0.72) per kilogram."
MARK = re.compile(r'<span class="place" id="place-\d+"></span>')
MORE = """\
    content:
      - table: {title: Prices, columns: [Good, Price], rows: [[Rice, "{{ market.rice_price }}"]]}
      - chart: {kind: bar, title: Shares, data: {State: "{{ market.state_share }}", Rest: "{{ market.agency_share }}"}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = copy_project(tmp_path)
    with (copied / BRIEF).open("a") as brief:
        brief.write(MORE)
    return copied


def screen(folder: Path, name: str = "wigs") -> Screen:
    live = Live(folder)
    return live.screen(live.update(), name)


class Texts(HTMLParser):
    """The text of each element that has an id; a mark has that of the line or paragraph it stands in. Without notes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, list[str]]] = []  # tag, class, what it is called
        self.found: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("class") == "place":
            self.open[-1][2].append(given["id"])
        if tag not in ("img", "meta", "br", "hr", "col"):
            self.open.append((tag, given.get("class", ""), [given["id"]] if "id" in given else []))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(kind == "note" for _, kind, _ in self.open):
            for identifier in [name for _, _, names in self.open for name in names]:
                self.found[identifier] = self.found.get(identifier, "") + data


def text_at(html: str, identifier: str) -> str:
    """What an element shows; of a drawing, the caption."""
    return " ".join(Texts(html).found[identifier].split()).partition(" Source:")[0]


def test_the_document_is_that_of_the_pages_but_for_its_marks(folder: Path) -> None:
    live = Live(folder)
    moment = live.update()
    shown = live.screen(moment, "wigs")
    found = moment.examination
    assert found is not None
    page = compose_page(found.briefs["wigs"], found.resources, found.waivers).value
    assert page is not None
    assert MARK.sub("", shown.html) == page.html.plain
    assert shown.findings == ()
    assert shown.blocked == 0
    assert shown.style == "note"


def test_a_card_says_what_holds_a_figure(folder: Path) -> None:
    shown = screen(folder)
    [card] = [card for card in shown.cards.values() if card["name"] == "state_take"]
    assert card["text"] == "USD 12 million"
    assert card["is"] == "market.state_share * market.exports"
    assert card["at"] == "briefs/wigs.yaml:6:3"
    assert card["calculation"] == "60 percent × USD 20 million = USD 12 million"
    evidence: Any = card["evidence"]
    assert [(one["quote"], one["at"]) for one in evidence] == [
        ("60% to the state", "seeds/market.yaml:21:3"),
        ("Wigs brought in USD 20 million in that month", "seeds/market.yaml:15:3"),
    ]
    printed: Any = card["printed"]
    assert [one["at"] for one in printed] == ["briefs/wigs.yaml:16:26"]
    assert text_at(shown.html, printed[0]["element"]) == "USD 12 million"


def changed(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: replace_once(folder, path, old, new)


# What is changed; the code of the first finding; what the elements that it is about show, in their order.
PLACES = {
    "a bare number: its paragraph": (
        changed(BRIEF, "A kilogram of rice costs", "In all 4 markets a kilogram of rice costs"),
        "BK501",
        ["The state takes USD 12 million, or 60 percent. In all 4 markets a kilogram of rice " + RICE],
    ),
    "a name that is not there: its paragraph": (
        changed(BRIEF, "{{ market.goods }}", "{{ market.good }}"),
        "BK202",
        ["In May 2023 exports of ⟨?⟩ were worth USD 20 million."],
    ),
    "a hedge beside a figure: its paragraph": (
        changed(BRIEF, "or {{ market.state_share }}", "or about {{ market.state_share }}"),
        "BK511",
        ["The state takes USD 12 million, or about 60 percent. A kilogram of rice " + RICE],
    ),
    "a title": (changed(BRIEF, "title: Who takes it", "title: Who takes 60 parts"), "BK501", ["Who takes 60 parts"]),
    "a cell of a table": (changed(BRIEF, "[[Rice,", "[[Rice of 3 kinds,"), "BK501", ["Rice of 3 kinds"]),
    "a chart": (
        changed(BRIEF, 'Rest: "{{ market.agency_share }}"', 'Rest: "{{ market.rice_price }}"'),
        "BK751",
        ["Figure 1. Shares"],
    ),
    "the definition of a figure: where it prints": (
        changed(BRIEF, "market.state_share * market.exports", "market.state_share * market.rice_price"),
        "BK409",
        [],
    ),
    "a claim: each figure that it prints as, or that rests on it": (
        changed(SEED, "value: 60 %", "value: 61 %"),
        "BK407",
        ["USD 12 million", "61 percent", "Figure 1. Shares"],
    ),
    "a relation of a seed: nowhere": (changed(SEED, "= 100 %", "= 90 %"), "BK413", []),
    "a setting: nowhere": (lambda folder: write(folder, "briefkit.toml", "colour = 1\n"), "BK804", []),
}


@pytest.mark.parametrize(("change", "code", "texts"), PLACES.values(), ids=PLACES)
def test_a_finding_stands_where_it_was_written_or_prints(
    folder: Path, change: Callable[[Path], None], code: str, texts: list[str]
) -> None:
    change(folder)
    shown = screen(folder)
    found = [one for one in shown.findings if one.finding.code == code]
    assert found, [one.finding for one in shown.findings]
    assert shown.blocked
    assert [text_at(shown.html, element) for element in found[0].elements] == texts


NOT_COMPOSED = {
    "no YAML": (changed(BRIEF, "summary: |", "summary: [|"), "BK101"),
    "an empty file": (lambda folder: write(folder, BRIEF, ""), "BK106"),
    "a date that is none": (changed(BRIEF, "2023-07-15", "2023-07-1"), "BK806"),
    "a template that is not there": (changed(BRIEF, "template: note", "template: nota"), "BK210"),
}


@pytest.mark.parametrize(("change", "code"), NOT_COMPOSED.values(), ids=NOT_COMPOSED)
def test_what_cannot_be_composed_has_findings_and_no_page(
    folder: Path, change: Callable[[Path], None], code: str
) -> None:
    change(folder)
    shown = screen(folder)
    assert shown.html == ""
    assert code in [one.finding.code for one in shown.findings]
    assert shown.blocked


def test_findings_of_other_briefs_come_last(folder: Path) -> None:
    write(folder, "briefs/another.yaml", "title: Another\ndate: 2023-07-15\nsummary: All 4 of them.\n")
    replace_once(folder, BRIEF, "A kilogram of rice costs", "In all 4 markets a kilogram of rice costs")
    shown = screen(folder)
    assert [(one.finding.span.path, one.elsewhere) for one in shown.findings] == [
        (BRIEF, False),
        ("briefs/another.yaml", True),
    ]


def test_only_the_brief_that_is_wanted_is_examined(folder: Path) -> None:
    write(folder, "briefs/another.yaml", "title: Another\ndate: 2023-07-15\nsummary: All 4 of them.\n")
    live = Live(folder, "wigs")
    moment = live.update()
    assert moment.briefs == ("wigs",)
    assert live.screen(moment, "wigs").findings == ()


def test_files_that_vanish_while_they_are_read_are_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def load(root: Path) -> Workspace:
        tries.append(root)
        if len(tries) < 3:
            raise FileNotFoundError(root)
        return load_workspace(root)

    monkeypatch.setattr("briefkit.project.live.load_workspace", load)
    monkeypatch.setattr("briefkit.project.live.PAUSE", 0)
    assert screen(folder).html
    assert len(tries) == 3


def test_what_fails_is_told_and_shows_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = Live(folder)
    assert live.screen(live.update(), "wigs").html
    with monkeypatch.context() as patch:
        patch.setattr("briefkit.project.live.examine", lambda *_, **__: 1 // 0)
        moment = live.update()
        assert moment.failure == "ZeroDivisionError: integer division or modulo by zero"
        assert live.screen(moment, "wigs") == Screen(name="wigs")
    assert live.screen(live.update(), "wigs").html


def test_changes_are_followed_and_those_who_wait_are_told(folder: Path) -> None:
    live = Live(folder)
    thread = threading.Thread(target=live.follow)
    thread.start()
    try:
        first = live.wait(0, 60)
        assert first.number == 1
        assert live.wait(first.number, 0.01) is first
        replace_once(folder, BRIEF, "The state takes", "The state keeps")
        second = live.wait(first.number, 60)
        assert "The state keeps" in live.screen(second, "wigs").html
        (folder / BRIEF).unlink()
        third = live.wait(second.number, 60)
        assert third.briefs == ()
        assert live.screen(third, "wigs").html == ""
    finally:
        live.end()
        thread.join(30)
    assert not thread.is_alive()
