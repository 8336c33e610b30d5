"""A figure prints with its hedge, unit, scale and sign: typed beside it, they make another figure of it."""

from __future__ import annotations

import pytest

from briefkit.findings import Severity
from samples import indented, marked, wigs

HEAD = "title: Wigs\ndate: 2023-07-15\n"
FIGURES = {
    "X": "{{ dailynk.share }}",
    "Y": "{{ dailynk.state }}",
    "M": "{{ dailynk.exports }}",
    "H": "{{ dailynk.hours }}",
    "P": "{{ dailynk.wig_price }}",
    "D": "{{ dailynk.exports.period }}",
    "C": "{{ cite(dailynk) }}",
}


def written(text: str) -> str:
    """A text in which capital letters that stand alone are expressions."""
    words = text
    for letter, expression in FIGURES.items():
        words = words.replace(f"⟨{letter}⟩", expression)
    return words


def found(text: str) -> list[tuple[str, str]]:
    """The findings of a paragraph: code, and what stands at its place."""
    return wigs(f"sections:\n  - title: One\n    body: |\n{indented(written(text), 6)}\n").places()


HEDGES = {
    "They work over ⟨H⟩.": "over",
    "They work nearly ⟨X⟩.": "nearly",
    "It is about ⟨M⟩.": "about",
    "It is some ⟨M⟩.": "some",
    "It is up to ⟨M⟩.": "up to",
    "It is at least ⟨M⟩.": "at least",
    "It is more than ⟨M⟩.": "more than",
    "It is no more than ⟨M⟩.": "no more than",
    "It is well over ⟨M⟩.": "well over",
    "It is an estimated ⟨M⟩.": "an estimated",
    "It is close to ⟨M⟩.": "close to",
    "It is exactly ⟨M⟩.": "exactly",
    "It is barely ⟨M⟩.": "barely",
    "It is ~⟨M⟩.": "~",
    "It is ± ⟨M⟩.": "±",
    "It is as much as ⟨M⟩.": "as much as",
    "It is in excess of ⟨M⟩.": "in excess of",
    "from ⟨X⟩ and over ⟨Y⟩": "over",
    "It is **over** ⟨M⟩.": "over",
    "It is over **⟨M⟩**.": "over",
    "It is ov*er* ⟨M⟩.": "ov*er",
    "It is over⟨C⟩ ⟨M⟩.": "over",
    'It is {{ lit("over") }} ⟨M⟩.': 'lit("over")',
    "It says about ⟨M⟩.": "about",
    "It is not ⟨M⟩.": "not",
    "The duty on not ⟨M⟩ is high.": "not",
    "- not ⟨M⟩": "not",
    "Of the wigs, not ⟨M⟩ are made at home.": "not",
    "It came to not ⟨M⟩; in all, ⟨M⟩ is gone.": "not",
    "It is not ⟨M⟩. But ⟨X⟩ is much.": "not",
    "Of wigs ⟨X⟩ is sold, but it is not ⟨M⟩.": "not",
    "⟨X⟩ of it is not ⟨M⟩.": "not",
    "They made ⟨X⟩, or not ⟨M⟩.": "not",
    "It is ⟨M⟩ or more.": "or more",
    "It went from ⟨M⟩ or less to nothing.": "or less",
    "It is ⟨M⟩ at least.": "at least",
    "It is ⟨M⟩ or so.": "or so",
    "It is ⟨M⟩+.": "+",
    "It is ⟨M⟩-plus.": "-plus",
    "It is ⟨M⟩ at most.": "at most",
    "It is ⟨M⟩⟨C⟩ or less.": "or less",
}


@pytest.mark.parametrize(("text", "words"), HEDGES.items())
def test_a_hedge_typed_beside_a_figure_is_found(text: str, words: str) -> None:
    assert found(text) == [("BK511", words)]


EAST_ASIAN = {
    "약 ⟨M⟩이다.": ("BK511", "약"),
    "최대 ⟨M⟩에 이른다.": ("BK511", "최대"),
    "⟨M⟩ 이상이다.": ("BK511", "이상"),
    "⟨M⟩를 넘는다.": ("BK511", "를 넘"),
    "⟨M⟩까지이다.": ("BK511", "까지"),
    "超过⟨M⟩。": ("BK511", "超过"),
    "近⟨M⟩。": ("BK511", "近"),
    "⟨M⟩左右。": ("BK511", "左右"),
    "⟨X⟩퍼센트이다.": ("BK512", "퍼센트"),
    "⟨M⟩원이다.": ("BK512", "원"),
    "북한 돈 ⟨M⟩이다.": ("BK512", "북한 돈"),
    "⟨M⟩美元。": ("BK512", "美元"),
    "⟨H⟩시간 일한다.": ("BK512", "시간"),
}


@pytest.mark.parametrize(("text", "finding"), EAST_ASIAN.items())
def test_a_hedge_or_unit_in_korean_or_chinese_is_found(text: str, finding: tuple[str, str]) -> None:
    assert found(text) == [finding]


def test_a_group_behind_a_figure_is_found_twice_over() -> None:
    assert found("⟨M⟩만 명이다.") == [("BK501", "만"), ("BK512", "만")]


PARTICLES = [
    "⟨M⟩이 들었다.",
    "⟨X⟩를 받는다.",
    "⟨M⟩에서 ⟨X⟩으로",
    "공장 ⟨X⟩곳은",
    "⟨H⟩ 동안 일한다.",
    "有⟨M⟩的工人。",
    "⟨X⟩的人",
]


@pytest.mark.parametrize("text", PARTICLES)
def test_a_particle_or_verb_behind_a_figure_is_none(text: str) -> None:
    assert found(text) == []


UNITS = {
    "percent": ("⟨X⟩ percent", "percent"),
    "per cent": ("⟨X⟩ per cent", "per cent"),
    "a sign": ("⟨X⟩%", "%"),
    "a sign after a blank": ("⟨X⟩ %", "%"),
    "points": ("⟨X⟩ percentage points", "percentage points"),
    "a hyphen": ("a ⟨X⟩-percent share", "-percent"),
    "a scale": ("⟨X⟩ million", "million"),
    "a scale with a hyphen": ("⟨X⟩-million", "-million"),
    "a short scale": ("⟨X⟩m", "m"),
    "another short scale": ("⟨X⟩ bn", "bn"),
    "a scale behind a citation": ("⟨X⟩⟨C⟩ million", "million"),
    "a scale in emphasis": ("⟨X⟩ **million**", "million"),
    "a scale in lit": ('⟨X⟩ {{ lit("million") }}', 'lit("million")'),
    "a sign in lit": ('⟨X⟩{{ lit("%") }}', 'lit("%")'),
    "a sign as an entity": ("⟨X⟩&percnt;", "&percnt;"),
    "a measure": ("⟨X⟩ tons", "tons"),
    "a symbol": ("⟨X⟩ kg", "kg"),
    "an area": ("⟨X⟩ km²", "km²"),
    "a measure that it prints": ("⟨H⟩ hours", "hours"),
    "a noun that it prints": ('{{ (dailynk.exports | to("CNY")) / dailynk.wig_price }} wigs', "wigs"),
    "a currency behind": ("⟨X⟩ dollars", "dollars"),
    "a code behind": ("⟨X⟩ USD", "USD"),
    "a currency sign behind": ("⟨X⟩ €", "€"),
    "a currency sign": ("$⟨M⟩", "$"),
    "a currency sign of two letters": ("US$ ⟨M⟩", "US$"),
    "a code": ("USD ⟨M⟩", "USD"),
    "a code of the house": ("RMB ⟨M⟩", "RMB"),
    "a time": ("⟨M⟩ a year", "a year"),
    "another time": ("⟨M⟩ per month", "per month"),
    "each time": ("⟨M⟩ every day", "every day"),
    "an adverb of time": ("⟨M⟩ annually", "annually"),
    "a denominator": ("⟨M⟩ per worker", "per worker"),
    "a slash": ("⟨M⟩/day", "/day"),
    "a measure below": ("⟨M⟩ a kilogram", "a kilogram"),
    "each measure": ("⟨M⟩ each ton", "each ton"),
    "a fold": ("⟨X⟩-fold", "-fold"),
    "letters": ("⟨X⟩s", "s"),
    "a minus sign": ("it is -⟨X⟩", "-"),
    "a true minus sign": ("it is −⟨X⟩", "−"),
    "a dash": ("it is –⟨X⟩", "–"),
    "minus in words": ("it is minus ⟨X⟩", "minus"),
    "a plus sign": ("it is +⟨X⟩", "+"),
    "a point": ("it is .⟨X⟩", "."),
    "a range": ("⟨X⟩–⟨Y⟩", "–"),
    "a range with a hyphen": ("⟨X⟩-⟨Y⟩", "-"),
    "a range in a cell of its own": ("⟨X⟩ – ⟨Y⟩", "–"),
    "a point between": ("⟨X⟩.⟨Y⟩", "."),
    "a multiplication": ("⟨X⟩×⟨Y⟩", "×"),
    "nothing between": ("⟨X⟩⟨Y⟩", "dailynk.state"),
}


@pytest.mark.parametrize(("text", "words"), UNITS.values(), ids=UNITS)
def test_a_unit_scale_or_sign_typed_beside_a_figure_is_found(text: str, words: str) -> None:
    assert found(text) == [("BK512", words)]


@pytest.mark.parametrize("text", ["It is {{ dailynk.nope }} ⟨M⟩.", "It is ⟨M⟩ {{ dailynk.nope }}."])
def test_what_cannot_be_printed_beside_a_figure_is_none_of_these(text: str) -> None:
    assert found(text) == [("BK202", "nope")]


STANDS = [
    # other words
    "in ⟨D⟩, about ⟨D⟩, over ⟨D⟩",
    "⟨X⟩ of it, ⟨X⟩ in May, (⟨X⟩), ⟨X⟩’s, “⟨X⟩”, ⟨X⟩; ⟨X⟩: ⟨X⟩",
    "only ⟨X⟩, just ⟨X⟩, estimated at ⟨M⟩",
    "It adds up to ⟨M⟩ and amounts up to ⟨M⟩.",
    "It talks about ⟨M⟩ and revolves around ⟨M⟩.",
    "The work is over. ⟨X⟩ remain.",
    "⟨X⟩. Percent are no unit here.",
    "⟨X⟩, percent of which nobody knows",
    "It is not ⟨X⟩ but ⟨Y⟩.",
    "It is ⟨X⟩, not ⟨Y⟩.",
    "It is not ⟨X⟩; it is ⟨Y⟩.",
    "whether or not ⟨X⟩ of it is sold",
    "⟨X⟩ over the border",
    # ranges and comparisons
    "from ⟨X⟩ to ⟨Y⟩, between ⟨X⟩ and ⟨Y⟩, ⟨X⟩ to ⟨Y⟩, ⟨X⟩ or ⟨Y⟩",
    "from ⟨X⟩ up to ⟨Y⟩",
    "⟨Y⟩ minus ⟨X⟩, ⟨Y⟩ plus ⟨X⟩",
    "wigs—⟨X⟩ of them—sell; it is ⟨X⟩ – or ⟨Y⟩ – of them",
    "pre-⟨X⟩, mid-⟨X⟩",
    'It is {{ "over" | holds("dailynk.share > 10 %") }} ⟨X⟩.',
    # what only looks like a unit
    "⟨M⟩ a year later, ⟨M⟩ a month before",
    "⟨X⟩ in all, ⟨X⟩ second-hand wigs, ALL ⟨X⟩",
    "⟨X⟩ and over the border",
    "⟨X⟩ and over 2019 it stood",
    "the ⟨X⟩-strong group",
    # a price by the wig leaves the wig out where the sentence names it
    "⟨P⟩ a wig",
    "⟨P⟩ per wig",
]


@pytest.mark.parametrize("text", STANDS)
def test_other_words_beside_a_figure_may_stand(text: str) -> None:
    assert found(text) == []


def test_words_behind_a_figure_that_compare_what_follows_are_no_hedge_of_it() -> None:
    assert found("It is ⟨X⟩ or more than that.") == [("BK510", "more than")]


TABLE = (
    HEAD + "sections: [{title: A, content: [{table: {title: '%s', columns: ['%s'], rows: [['%s']], note: '%s'}}]}]\n"
)
M = FIGURES["M"]
PLACES = {
    "title": (HEAD.replace("Wigs", f"⟦over⟧ {M}"), "BK511"),
    "title of a table": (TABLE % (f"⟦$⟧{M}", "B", "x", "n"), "BK512"),
    "head": (TABLE % ("T", f"⟦USD⟧ {M}", "x", "n"), "BK512"),
    "cell": (TABLE % ("T", "B", f"{M} ⟦million⟧", "n"), "BK512"),
    "note": (TABLE % ("T", "B", "x", f"it is ⟦nearly⟧ {M}"), "BK511"),
    "folded line": (HEAD + f"summary: |\n  It is ⟦nearly⟧\n  {M}\n", "BK511"),
    "list": (HEAD + f"summary: |\n  - a\n  - it is {M} ⟦or more⟧\n", "BK511"),
    "recommendation": (HEAD + f"recommendations: [{{to: All, items: ['Pay ⟦over⟧ {M}']}}]\n", "BK511"),
}


@pytest.mark.parametrize(("brief", "code"), PLACES.values(), ids=PLACES)
def test_what_is_typed_beside_a_figure_is_found_wherever_prose_may_stand(brief: str, code: str) -> None:
    text, span = marked(brief)
    findings = wigs(head=text).findings
    assert [(one.code, one.span, one.severity) for one in findings] == [(code, span, Severity.ERROR)]


HINTS = {
    "over ⟨M⟩": 'remove it; for a comparison write {{ "more than" | holds("…") }}',
    "$⟨M⟩": "remove it, and put it into the value of the claim, or into as: … of the figure",
    "⟨X⟩–⟨Y⟩": "write from {{ … }} to {{ … }}, or print one figure that is a range",
}


MESSAGES = {
    "ov*er* ⟨M⟩": 'found "over" beside a figure, expected the hedge in the value of the claim',
    "$⟨M⟩": 'found "$" beside a figure, expected it in the figure',
}


@pytest.mark.parametrize(("text", "message"), MESSAGES.items())
def test_the_message_shows_what_is_typed(text: str, message: str) -> None:
    assert [one.message for one in wigs(f"summary: '{written(text)}'\n").findings] == [message]


@pytest.mark.parametrize(("text", "hint"), HINTS.items())
def test_the_hint_says_where_it_belongs(text: str, hint: str) -> None:
    assert [one.hint for one in wigs(f"summary: '{written(text)}'\n").findings] == [hint]
