"""A lock has each printed figure once, is read back as it was written, and shows one changed figure as one hunk."""

from __future__ import annotations

import difflib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.project.lock import Lock, LockedFigure, LockedPlace, Publication, format_lock, lock_of, read_lock
from samples import Project, wigs

PATH = "briefs/wigs.lock.yaml"
BRIEF = """\
figures:
  take: {is: dailynk.share * dailynk.exports, as: USD, round: 3 significant}
summary: |
  Inmates make {{ dailynk.share }}, worth {{ take }} in {{ dailynk.exports.period }}. A wig brings
  {{ dailynk.wig_price | both("USD") }}. Wigs are {{ "more than half" | holds("dailynk.wig_share > 50 %") }} of it all.
sections:
  - title: One
    content:
      - table:
          title: The take
          columns: [Who, Share]
          rows: [[Inmates, "{{ dailynk.share }}"], ["The state, of {{ take }}", "{{ dailynk.state }}"]]
      - chart:
          kind: bar
          title: Who takes it
          data: {State: "{{ dailynk.state }}", Agencies: "{{ dailynk.agencies }}"}
      - quotation: dailynk.hours
"""
PUBLISHED = (Publication(date="2023-07-15", sha256="ab" * 32, claims=("dailynk.share", "dailynk.exports")),)


def project(brief: str = BRIEF) -> Project:
    made = wigs(brief)
    assert [one for one in made.findings if one.stops] == []
    return made


def lock(made: Project | None = None) -> Lock:
    return lock_of((made or project()).examination.briefs["wigs"], PUBLISHED)


def entry(name: str) -> LockedFigure:
    (found,) = [figure for figure in lock().figures if figure.figure == name]
    return found


def test_the_figures_stand_in_the_order_of_the_document_each_once() -> None:
    assert [figure.figure for figure in lock().figures] == [
        "dailynk.share",
        "take",
        "dailynk.exports.period",
        'dailynk.wig_price | both("USD")',
        '"more than half" | holds("dailynk.wig_share > 50 %")',
        "dailynk.state",
        "dailynk.agencies",
        "quote(dailynk.hours)",
    ]


def test_a_figure_has_its_value_what_it_rests_on_and_every_place() -> None:
    assert entry("take") == LockedFigure(
        figure="take",
        name="take",
        places=(
            LockedPlace(
                text="USD 4.79–7.18 million",
                frame="Inmates make {{ dailynk.share }}, worth USD 4.79–7.18 million in {{ dailynk.exports.period }}.",
            ),
            LockedPlace(
                text="USD 4.79–7.18 million", frame="table “The take”, Who: The state, of USD 4.79–7.18 million"
            ),
        ),
        low="4788000",
        high="7182000",
        unit="USD",
        calculation="20–30 percent × USD 23.94 million = USD 4.788–7.182 million",
        claims=("dailynk.share", "dailynk.exports"),
        states=(("dailynk.share", "20 to 30 %"), ("dailynk.exports", "USD 23.94 million")),
        formula="dailynk.share * dailynk.exports",
        round="3 significant",
    )


def test_a_place_has_its_sentence_as_it_prints_and_where_that_stands() -> None:
    place = entry("take").places[0]
    assert place.sentence == "Inmates make 20–30 percent, worth USD 4.79–7.18 million in May 2023."
    assert (place.span.path, place.span.line) == ("briefs/wigs.yaml", 6)


def test_a_conversion_has_its_second_amount_and_its_rate() -> None:
    converted = entry('dailynk.wig_price | both("USD")')
    assert converted.second == "3.576927634112416 to 7.153855268224832 USD/wig"
    assert converted.rates == (
        "CNY 6.9892384 per USD, 2023-05, period-average, 22 fixings, 2023-05-02 to 2023-05-31, "
        "euro foreign exchange reference rates of the European Central Bank, cross through the euro",
    )


def test_a_cell_of_a_table_or_chart_says_of_what() -> None:
    frames = [place.frame for place in entry("dailynk.state").places]
    assert frames == ["table “The take”, The state, of {{ take }}, Share: 70%", "chart “Who takes it”, State: 70%"]


def test_words_that_assert_a_relation_have_it() -> None:
    words = entry('"more than half" | holds("dailynk.wig_share > 50 %")')
    assert (words.calculation, words.claims) == ("dailynk.wig_share > 50 %", ("dailynk.wig_share",))
    assert words.states == (("dailynk.wig_share", "65 %"),)


def test_words_rest_on_a_claim_and_on_nothing_that_it_states() -> None:
    assert (entry("dailynk.exports.period").claims, entry("dailynk.exports.period").states) == (
        ("dailynk.exports",),
        (),
    )


def test_a_lock_is_read_back_as_it_was_written() -> None:
    outcome = read_lock(format_lock(lock()).encode(), PATH)
    assert (outcome.findings, outcome.value) == ((), lock())


def test_a_lock_of_nothing_is_read_back() -> None:
    empty = Lock(brief="wigs")
    assert read_lock(format_lock(empty).encode(), PATH).value == empty


@given(st.text(), st.text(min_size=1))
def test_any_text_is_read_back(text: str, name: str) -> None:
    figure = LockedFigure(
        figure=name, name=name, places=(LockedPlace(text=text, frame=text),), formula=text, rates=(text,)
    )
    written = Lock(brief="wigs", snapshots=(("dailynk", "0" * 64),), figures=(figure,))
    data = format_lock(written).encode("utf-8", "surrogatepass")
    outcome = read_lock(data, PATH)
    assert outcome.value in (written, None)
    assert outcome.value == written or outcome.findings[0].code == "BK821"


def test_what_a_file_looks_like() -> None:
    lines = format_lock(replace(lock(), figures=(entry("take"),))).splitlines()
    assert lines[2:] == [
        "lock: 1",
        "brief: wigs",
        "published:",
        "- date: 2023-07-15",
        f"  sha256: {'ab' * 32}",
        "  claims:",
        "  - dailynk.share",
        "  - dailynk.exports",
        "snapshots:",
        f"  dailynk: {lock().snapshots[0][1]}",
        "figures:",
        "- figure: take",
        "  formula: dailynk.share * dailynk.exports",
        "  round: 3 significant",
        "  printed:",
        '  - text: "USD 4.79–7.18 million"',
        '    in: "Inmates make {{ dailynk.share }}, worth USD 4.79–7.18 million in {{ dailynk.exports.period }}."',
        '  - text: "USD 4.79–7.18 million"',
        '    in: "table “The take”, Who: The state, of USD 4.79–7.18 million"',
        "  low: 4788000",
        "  high: 7182000",
        "  unit: USD",
        '  calculation: "20–30 percent × USD 23.94 million = USD 4.788–7.182 million"',
        "  claims: [dailynk.share, dailynk.exports]",
        '  states: {dailynk.share: "20 to 30 %", dailynk.exports: "USD 23.94 million"}',
    ]


# What changes, and the entries that show it, each in one hunk
CHANGES = {
    "a rounding": (("round: 3", "round: 2"), ["take"]),
    "a formula": (("is: dailynk.share *", "is: dailynk.share * 2 *"), ["take"]),
    "the other currency": (('both("USD")', 'both("EUR")'), []),
    "words around a figure": (("A wig brings", "One wig brings"), ['dailynk.wig_price | both("USD")']),
    "words without a figure": (("title: One", "title: Once"), []),
}


def hunks(old: Lock, new: Lock) -> int:
    lines = difflib.unified_diff(format_lock(old).splitlines(), format_lock(new).splitlines(), lineterm="", n=3)
    return sum(line.startswith("@@") for line in lines)


@pytest.mark.parametrize(("change", "entries"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_brief_changes_the_entries_that_print_it(change: tuple[str, str], entries: list[str]) -> None:
    old, new = lock(), lock(project(BRIEF.replace(*change)))
    before = {figure.figure: figure for figure in old.figures}
    changed = [one.figure for one in new.figures if one.figure in before and before[one.figure] != one]
    assert changed == entries
    assert hunks(old, new) == (1 if entries or change[0].startswith("both") else 0)


def test_one_changed_figure_is_one_hunk_whatever_it_changes() -> None:
    old = lock()
    for figure in old.figures:
        places = tuple(replace(place, text="9", frame=f"9 {place.frame}") for place in figure.places)
        states = tuple((name, f"{text} 9") for name, text in figure.states)
        wide = tuple(replace(other, claims=(*other.claims, *(f"a.b{at}" for at in range(30)))) for other in old.figures)
        changed = replace(figure, places=places, low="9", high="9", calculation="9", rates=("9",), states=states)
        for before in (old, replace(old, figures=wide)):
            after = tuple(changed if one.figure == figure.figure else one for one in before.figures)
            assert hunks(before, replace(before, figures=after)) == 1


def test_a_changed_snapshot_is_a_hunk_of_its_own() -> None:
    assert hunks(lock(), replace(lock(), snapshots=(("dailynk", "9" * 64),))) == 1


TEXT = format_lock(lock())
FAULTS = {
    "a newer version": (("lock: 1", "lock: 2"), "BK822", "lock: 2", "found a lock of version 2, expected 1 or older"),
    "a version that is no number": (("lock: 1", "lock: x"), "BK822", "lock: x", "found a lock of version x"),
    "a merge conflict": (
        ("  unit: USD\n", "<<<<<<< HEAD\n  unit: USD\n=======\n  unit: EUR\n>>>>>>> other\n"),
        "BK823", "<<<<<<< HEAD", "found a merge conflict in a lock",
    ),
    "cut off in a key": (("ow: 4788000", ""), "BK821", "", "this is not YAML"),
    "cut off in a figure": (("  low: 4788000", ""), "BK821", "- figure: take", 'expected the key "claims"'),
    "cut off in a text": ((" 4.79", ""), "BK821", '  - text: "USD', "this is not YAML"),
    "cut off before the figures": (("figures:", ""), "BK821", "lock: 1", 'expected the key "figures"'),
    "empty": (("#", ""), "BK821", "", "an empty file"),
    "a list": (("#", "- a\n#"), "BK821", "lock: 1", "this is not YAML"),
    "a key that is none": (("  unit: USD", "  units: USD"), "BK821", "  units: USD", 'the unknown key "units"'),
    "a key twice": (("brief: wigs", "brief: wigs\nbrief: no"), "BK821", "brief: no", '"brief"'),
}  # fmt: skip


def damaged(change: tuple[str, str]) -> str:
    """The lock with a change at the first place of a text; cut off there where nothing comes in its place."""
    before, _, behind = TEXT.partition(change[0])
    return before + change[1] + behind if change[1] else before


@pytest.mark.parametrize(("change", "code", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_a_lock_that_cannot_be_used_is_a_finding(change: tuple[str, str], code: str, line: str, message: str) -> None:
    text = damaged(change)
    outcome = read_lock(text.encode(), PATH)
    assert outcome.value is None
    (finding,) = outcome.findings
    assert (finding.code, finding.span.path) == (code, PATH)
    assert message in finding.message
    assert [*text.split("\n"), ""][finding.span.line - 1] == line
    assert finding.hint
