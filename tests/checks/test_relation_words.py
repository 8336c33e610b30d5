"""Words that assert a relation need one that holds them where a figure stands near."""

from __future__ import annotations

import pytest

from briefkit.findings import Severity
from samples import indented, marked, wigs

HEAD = "title: Wigs\ndate: 2023-07-15\n"
X = "{{ dailynk.share }}"


def found(text: str) -> list[str]:
    """The words found in a paragraph, each as it stands at the place reported. X is a figure."""
    body = text.replace("X", X)
    places = wigs(f"sections:\n  - title: One\n    body: |\n{indented(body, 6)}\n").places()
    assert {code for code, _ in places} <= {"BK510"}
    return [words for _, words in places]


FOUND = {
    # shares
    "Most of it, X, goes abroad.": ["Most"],
    "Most wigs, X, go abroad.": ["Most"],
    "Most, X, go abroad.": ["Most"],
    "X went abroad, and most is made by inmates.": ["most"],
    "It is mostly wigs: X of it.": ["mostly"],
    "The majority, X, goes abroad.": ["majority"],
    "A vast majority of wigs, X.": ["majority"],
    "A minority of X stays.": ["minority of"],
    "The bulk of it, X, goes abroad.": ["bulk of"],
    "It is a fraction of X.": ["fraction of"],
    "The lion’s share is X.": ["lion’s share"],
    "The larger part of it, X, goes abroad.": ["larger part of"],
    "Nearly all went abroad: X.": ["Nearly all"],
    "Almost everything, X, went abroad.": ["Almost everything"],
    "Hardly any stayed; X went.": ["Hardly any"],
    # multiples
    "It doubled to X.": ["doubled"],
    "It has tripled, to X.": ["tripled"],
    "It was halved, to X.": ["halved"],
    "Doubling it makes X.": ["Doubling"],
    "It is double the share of X.": ["double"],
    "It will quadruple from X.": ["will quadruple"],
    "It is several times X.": ["several times"],
    # comparisons
    "It exceeds X.": ["exceeds"],
    "It outweighs X.": ["outweighs"],
    "Women outnumber men: X.": ["outnumber"],
    "It equals X.": ["equals"],
    "It is equal to X.": ["equal"],
    "Both are equal: X.": ["equal"],
    "It is unchanged at X.": ["unchanged"],
    "It is cheaper than X.": ["cheaper than"],
    "X is more than it costs.": ["more than"],
    "They sell more wigs than hats, X.": ["more wigs than"],
    "X is as much as it costs.": ["as much as"],
    "X is at least as much.": ["at least"],
    "X = X": ["="],
    # ranks
    "The largest share is X.": ["largest"],
    "X is the lowest of all.": ["lowest"],
    "X earned the most.": ["the most"],
    "X is the most common price.": ["the most"],
    "X earned the least.": ["the least"],
    "X was a record high.": ["record high"],
    "It peaked at X.": ["peaked"],
    # changes
    "It rose to X.": ["rose"],
    "It rose by X.": ["rose"],
    "It fell to X.": ["fell"],
    "It fell, to X.": ["fell"],
    "It has fallen by X.": ["fallen"],
    "It declined to X.": ["declined"],
    "It grew from X to X.": ["grew"],
    "Its growth was X.": ["growth"],
    "It has since grown to X.": ["has since grown"],
    "It increased X.": ["increased"],
    "A decrease of X.": ["decrease"],
    "It dropped sharply, to X.": ["dropped"],
    "It surged, soared, plunged and shrank: X.": ["surged", "soared", "plunged", "shrank"],
    "It was cut by X.": ["cut by"],
    "A steep drop of X.": ["steep drop of"],
    "It was up X.": ["was up"],
    "They went down by X.": ["went down by"],
    # as they are typed
    "It **rose** to X.": ["rose"],
    "It ro**se** to X.": ["ro**se"],
    "It r&#111;se to X.": ["r&#111;se"],
    "It rose to **X**.": ["rose"],
    "[It rose](https://example.org) to X.": ["rose"],
    # each of them
    "It rose to X, the highest, and fell to X.": ["rose", "highest", "fell"],
}


@pytest.mark.parametrize(("text", "words"), FOUND.items())
def test_words_that_assert_a_relation_near_a_figure_are_found(text: str, words: list[str]) -> None:
    assert found(text) == words


STANDS = [
    # no figure in the sentence
    "Most wigs go abroad. X is the share.",
    "The exports of {{ dailynk.exports.period }} fell.",
    'It fell, says {{ lit("Article 29") }}.',
    # proved
    '{{ "Most" | holds("dailynk.wig_share > 50 %") }} of it, X, goes abroad.',
    'It {{ "exceeds" | holds("dailynk.state > dailynk.agencies") }} X.',
    # far from the figure
    "The largest of the camps, which the study describes at great length and with many names, is said to hold X.",
    "Exports rose, as the customs of a neighboring country say without any further word on it, and came to X.",
    # hedges are another matter (BK511), and so are bare numbers (BK501)
    "at most camps, X",
    # words that mean something else
    "Most likely it is X.",
    "Most recently it was X.",
    "The most important buyer takes X.",
    "An ethnic minority, X.",
    "Equal rights for X.",
    "A double standard for X; double-check X.",
    "They declined to say what X buys.",
    "The walls fell into disuse, and X stand.",
    "The court dropped the charge of X.",
    "It gave rise to X.",
    "Farmers grow rice for X.",
    "In the fall of 2023 it was X.",
    "He rises early",
    "the increasingly rare X",
    "Coal made up X of it.",
    "It is no longer X, other than X, rather than X, as well as X, as long as X lasts.",
    "peak hours, X",
    "The remaining X goes to agencies; the whole comes to X.",
    "the lower end of X, the upper limit of X",
    "multiplied by X, it gives X",
    "contract manufacturing, X",
    # words that are spoken of
    "The word “most” stands before X.",
    "Before X the article has “fell.”",
]


@pytest.mark.parametrize("text", STANDS)
def test_words_that_assert_nothing_of_a_figure_may_stand(text: str) -> None:
    assert found(text) == []


TWELVE = "a b c d e f g h i j k l"
NEAR = {
    "eleven words behind": ("It rose, a b c d e f g h i j X.", ["rose"]),
    "twelve words behind": (f"It rose, {TWELVE} X.", []),
    "eleven words before": ("At X, a b c d e f g h i j k it rose.".replace("k it ", ""), ["rose"]),
    "twelve words before": (f"At X, {TWELVE} rose.", []),
    "far before and near behind": (f"At X, {TWELVE} it rose to X.", ["rose"]),
    "near before and far behind": (f"At X it rose, {TWELVE} X.", ["rose"]),
    "the next of several behind": (f"It rose to X, {TWELVE} X.", ["rose"]),
    "the last of several before": (f"At X, {TWELVE} X, it rose.", ["rose"]),
    "at the very beginning": ("X, so it rose.", ["rose"]),
    "few words, but long ones": (f"It rose, {'a' * 250} X.", []),
    "few words before, but long ones": (f"At X, {'a' * 250} it rose.", []),
    "a share far from its figure": (f"Most wigs, {TWELVE} {TWELVE}, were X.", ["Most"]),
    "a comparison far from its figure": (f"It exceeds what, {TWELVE} {TWELVE}, was X.", ["exceeds"]),
}


@pytest.mark.parametrize(("text", "words"), NEAR.values(), ids=NEAR)
def test_words_of_change_or_rank_stand_within_twelve_words_of_a_figure(text: str, words: list[str]) -> None:
    assert found(text) == words


SPOKEN_OF = {
    "“rose” to X": [],
    '"rose" to X': [],
    "“rose,” to X": [],
    "“It rose” to X": ["rose"],
    "“rose to X”": ["rose"],
    "rose” to X": ["rose"],
}


@pytest.mark.parametrize(("text", "words"), SPOKEN_OF.items())
def test_only_words_that_stand_alone_in_quotation_marks_are_spoken_of(text: str, words: list[str]) -> None:
    assert found(f"It {text}.") == words


TABLE = "sections: [{title: A, content: [{table: {title: %s, columns: [%s, %s], rows: [[%s, '%s']], note: %s}}]}]\n"


def table(
    title: str = "T", first: str = "B", second: str = "C", label: str = "x", cell: str = X, note: str = "n"
) -> str:
    return HEAD + TABLE % (title, first, second, label, cell, note)


PLACES = {
    "title of a table": table(title="The ⟦largest⟧ shares"),
    "head over figures": table(second="⟦Highest⟧ price"),
    "label beside a figure": table(label="the ⟦majority⟧"),
    "cell with the figure": table(cell=f"⟦rose⟧ to {X}"),
    "note with a figure": table(note=f"'It ⟦rose⟧ to {X}.'"),
    "title": HEAD.replace("Wigs", f"Wigs ⟦rose⟧ to {X}"),
    "summary": HEAD + f"summary: |\n  A.\n  It ⟦rose⟧\n  to {X}\n",
    "list": HEAD + f"summary: |\n  - a\n  - It ⟦rose⟧ to {X}\n",
    "box": HEAD + f"sections: [{{title: A, content: [{{box: {{title: B, body: 'It ⟦rose⟧ to {X}'}}}}]}}]\n",
    "inner section": HEAD + f"sections: [{{title: A, sections: [{{title: B, body: 'It ⟦rose⟧ to {X}'}}]}}]\n",
    "recommendation": HEAD + f"recommendations: [{{to: All, items: ['Ask why it ⟦rose⟧ to {X}']}}]\n",
    "appendix": HEAD + f"appendices: [{{title: A, body: 'It ⟦rose⟧ to {X}'}}]\n",
}


@pytest.mark.parametrize("brief", PLACES.values(), ids=PLACES)
def test_words_are_found_wherever_prose_may_stand(brief: str) -> None:
    text, span = marked(brief)
    made = [one for one in wigs(head=text).findings if one.code == "BK510"]
    assert [(one.span, one.severity) for one in made] == [(span, Severity.WARNING)]


NAMES_OF_WHAT_IS_MEASURED = {
    "head": table(second="Growth"),
    "label": table(label="Increase"),
    "title": table(title="Rise and fall"),
    "head over words": table(first="Highest", label="a", second="C"),
    "title without figures": table(title="Most of it", cell="x"),
    "note of a figure": HEAD + "figures: {a: {is: dailynk.share, note: runs from the lowest to the highest}}\n",
}


@pytest.mark.parametrize("brief", NAMES_OF_WHAT_IS_MEASURED.values(), ids=NAMES_OF_WHAT_IS_MEASURED)
def test_labels_that_name_what_is_measured_may_stand(brief: str) -> None:
    assert [one.code for one in wigs(head=brief).findings] == []


def test_the_hint_shows_how_the_words_are_held() -> None:
    (finding,) = wigs(f"summary: It rose to {X}.\n").findings
    assert finding.message == '"rose" asserts something of the figures beside it, expected holds(…)'
    assert finding.hint == 'write {{ "rose" | holds("…") }} with the relation that has to hold, or other words'


def test_a_person_may_judge() -> None:
    made = wigs(f"summary: It rose to {X}.\naccept: {{BK510: the article says so}}\n")
    assert made.places() == []
    assert made.places(waived=True) == [("BK510", "rose")]
