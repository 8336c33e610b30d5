"""The redline edition: what was struck out and what is new, as composed and read back from its PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from markupsafe import Markup

from briefkit.briefs.prose import MarkPiece, TextPiece
from briefkit.findings import Outcome
from briefkit.project.building import compose_page
from briefkit.project.differences import compare
from briefkit.project.redlining import redline_of
from briefkit.project.resources import load_resources
from briefkit.project.setting import Page, set_page
from briefkit.report.editions import REDLINE
from briefkit.report.page_text import read_pages
from briefkit.report.pdf import RenderedPdf
from briefkit.report.redline import redlined_note, redlined_pieces
from samples import CLAIMS, CONFIG, SNAPSHOT, Project, project, seed_file

RESOURCES = load_resources(Path("/nowhere")).value
HEAD = "title: Wigs\ndate: 2023-07-15\nfigures:\n  half: {is: dailynk.exports / 2, as: USD}\n"
OLD = """\
summary: |
  Exports were {{ dailynk.exports }}. Nobody counted the **lanterns** of 2019.

  Inmates made {{ half }}.
sections:
  - title: The trade
    body: A wig brings {{ dailynk.wig_price }}. It was sold.
    content:
      - table:
          title: Shares
          columns: [To whom, Share, Worth]
          rows:
            - [State, "{{ dailynk.state }}", "{{ dailynk.exports }}"]
            - [Agencies, "{{ dailynk.agencies }}", "{{ half }}"]
      - chart: {kind: bar, title: Parts, data: {Whole: "{{ dailynk.exports }}", Part: "{{ half }}"}}
recommendations: [{to: All, items: [Count the wigs.]}]
"""
NEW = (
    OLD.replace(" Nobody counted the **lanterns** of 2019.", "")
    .replace("A wig brings", "Each **wig** still brings")
    .replace("It was sold.", "It was sold.\n\n      A new paragraph has {{ dailynk.wig_share }}.")
    .replace("The trade", "The commerce")
    .replace("Count the wigs.", "Count all of the wigs.")
)


def state(brief: str, template: str, change: tuple[str, str] = ("", "")) -> Project:
    text, claims = SNAPSHOT.replace(*change), CLAIMS.replace(*change)
    files = {
        "seeds/dailynk.txt": text,
        "seeds/dailynk.yaml": seed_file(claims, text),
        "briefs/wigs.yaml": f"template: {template}\n{HEAD}{brief}",
    }
    made = project(files, CONFIG)
    assert [one for one in made.findings if one.stops] == []
    return made


@cache
def composed(template: str = "note", old: str = OLD, new: str = NEW) -> Page:
    before, after = state(old, template), state(new, template, ("23.94", "25.137"))
    names = frozenset({"wigs"})
    (change,) = compare(before.examination, after.examination, (names, names))
    examined = [one.examination.briefs["wigs"] for one in (before, after)]
    marked, redline = redline_of(*examined, change, "before → now", RESOURCES.words["en"])
    outcome = compose_page(marked, RESOURCES, (), REDLINE, redline=redline)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


@cache
def rendered(template: str = "note") -> Outcome[RenderedPdf | None]:
    return set_page(composed(template), RESOURCES.styles)


def body() -> str:
    """The text of the document without what the edition begins with, tags of figures and notes taken out."""
    html = composed().html.plain
    html = html[html.index('<div class="deck">') : html.index('class="back"')]
    html = re.sub(r'<span class="note"[^>]*>.*?</span>(?=[\s<]|$)', "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"</?(?:a|span|i|div|p|section)\b[^>]*>", "", html).split())


MARKED = [
    "Exports were <del>USD 23.94 million</del> <ins>USD 25.137 million</ins>.",
    "<del>Nobody counted the lanterns of 2019.</del>",
    "Inmates made <del>USD 11.97 million</del> <ins>USD 12.568 million</ins>.",
    "<del>A</del> <ins>Each</ins> <strong>wig</strong> <ins>still</ins> brings",
    "<ins>A</ins> <ins>new</ins> <ins>paragraph</ins> <ins>has</ins> <ins>65 percent</ins><ins>.</ins>",
    "<del>USD 11.97 million</del> <ins>USD 12.568 million</ins></td>",
    "Count <ins>all</ins> <ins>of</ins> the wigs.",
    "It was sold.",
    ">The commerce</h2>",
]


@pytest.mark.parametrize("text", MARKED)
def test_what_changed_is_marked_where_it_stands(text: str) -> None:
    assert text in body()


def test_it_begins_with_every_change() -> None:
    html = composed().html.plain
    begin = html[html.index("Figures That Changed") : html.index('<div class="deck">')]
    plain = " ".join(re.sub(r"<(?!/?(?:del|ins)>)[^>]*>", " ", begin).split())
    assert plain.startswith("Figures That Changed</h2>".removesuffix("</h2>"))
    for text in (
        "half <del>USD 11.97 million</del> <ins>USD 12.568 million</ins> +598,500 USD (+5 %)",
        "claim dailynk.exports, value: USD 23.94 million → USD 25.137 million",
        "dailynk.wig_share <ins>65 percent</ins>",
        "Changes That Are Not Marked in the Text",
        "section <ins>The commerce</ins>",
        "section <del>The trade</del>",
        "chart “Parts” <del>Part: USD 11.97 million</del> <ins>Part: USD 12.568 million</ins>",
    ):
        assert text in plain


def test_a_note_is_marked_word_by_word() -> None:
    assert "Calculation: USD <del>23.94</del> <ins>25.137</ins> million ÷ 2 = USD <del>11.97</del>" in re.sub(
        r"</?span[^>]*>", "", composed().html.plain
    )


@pytest.mark.parametrize("template", ["note", "chrnk"])
def test_the_pages_show_it_and_every_old_number_is_struck_out(template: str) -> None:
    outcome = rendered(template)
    assert outcome.findings == ()
    assert outcome.value is not None
    pages = read_pages(outcome.value.content)
    struck = {
        run.text[at]
        for page in pages
        for run in page.runs
        for at, box in enumerate(run.boxes)
        if run.text[at].isdigit() and page.strikes(box)
    }
    assert struck == set("23.94 2019 11.97") - set(". ")


BREACHES: dict[str, tuple[str, str]] = {
    "old words without their line": ("del { text-decoration: none }", "no line runs through it"),
    "new figures with a line": ("ins { text-decoration: line-through }", "a line runs through it"),
    "old words that are left out": ("del { display: none }", "no page prints it"),
    "a page without its stamp": ("body { string-set: stamp '' }", "the stamp"),
}


@pytest.mark.parametrize(("sheet", "reason"), BREACHES.values(), ids=BREACHES)
def test_a_style_that_shows_it_otherwise_is_found(sheet: str, reason: str) -> None:
    styles: Mapping[str, bytes] = RESOURCES.styles
    changed = {**styles, "note/redline.css": styles["note/redline.css"] + sheet.encode()}
    found = set_page(composed(), changed).findings
    assert any(reason in one.message for one in found if one.stops)


PIECES: dict[str, tuple[str | None, str, str]] = {
    "a word": ("It rose now.", "It fell now.", "It -rose- +fell+ now."),
    "a word more": ("It is.", "It now is.", "It +now+ is."),
    "a word less": ("It now is.", "It is.", "It -now- is."),
    "all of it": (None, "It is.", "+It+ +is.+"),
    "nothing": ("It is.", "It is.", "It is."),
}


@pytest.mark.parametrize(("old", "new", "expected"), PIECES.values(), ids=PIECES)
def test_pieces_are_marked_word_by_word(old: str | None, new: str, expected: str) -> None:
    words = re.findall(r"\s+|\S+", old) if old is not None else None
    signs = {"del": "-", "ins": "+"}
    pieces = redlined_pieces(words, [TextPiece(new)])
    text = "".join(signs[one.tag] if isinstance(one, MarkPiece) else one.text for one in pieces)  # type: ignore[union-attr]
    assert " ".join(text.split()) == expected


def test_a_note_keeps_its_tags() -> None:
    old, new = Markup("See <i>Daily NK</i>, 2022 &amp; on."), Markup("See <i>Daily NK</i>, <b>2023</b> &amp; on.")
    assert redlined_note(old, new) == "See <i>Daily NK</i>, <b><del>2022</del> <ins>2023</ins></b> &amp; on."


def test_the_text_of_a_run_is_that_of_the_new_state() -> None:
    run = replace(
        state(OLD, "note").examination.briefs["wigs"].brief.title, pieces=redlined_pieces(["Hats"], [TextPiece("Wigs")])
    )
    assert run.text.split() == ["Wigs"]
