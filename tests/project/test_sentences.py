"""Which sentence of one state is which of another, and what differs between the two."""

from __future__ import annotations

import pytest

from briefkit.findings import Span
from briefkit.project.sentences import (
    MAX_PAIRS,
    Edit,
    PlacedSentence,
    SentenceChange,
    Word,
    changed_sentences,
    edits,
    placed_sentences,
)
from samples import wigs

Pair = tuple[str | None, str | None]


def sentence(text: str, place: str = "summary") -> PlacedSentence:
    """A sentence in which {name=text} is what an expression printed."""
    words: list[Word] = []
    for part in text.replace("{", "\0{").replace("}", "}\0").split("\0"):
        if part.startswith("{"):
            name, _, printed = part.strip("{}").partition("=")
            words.append(Word(printed, name))
        else:
            words += [Word(word) for word in part.replace(" ", "\0 \0").split("\0") if word]
    return PlacedSentence(place=place, span=Span("briefs/wigs.yaml"), words=tuple(words))


def pairs(old: list[PlacedSentence], new: list[PlacedSentence]) -> list[Pair]:
    return [
        (one.old.text if one.old else None, one.new.text if one.new else None) for one in changed_sentences(old, new)
    ]


A, B = "It is {a=5}.", "Nobody has counted the lanterns."

CASES: dict[str, tuple[list[str], list[str], list[Pair]]] = {
    "nothing": ([A, B], [A, B], []),
    "moved": ([A, B], [B, A], []),
    "a figure": ([A, B], ["It is {a=6}.", B], [("It is 5.", "It is 6.")]),
    "a figure in a sentence that moved": ([A, B], [B, "It is {a=6}."], [("It is 5.", "It is 6.")]),
    "a word": ([B], ["Nobody has counted the lamps."], [(B, "Nobody has counted the lamps.")]),
    "another sentence": ([B], ["Prices rose in May."], [(None, "Prices rose in May."), (B, None)]),
    "added behind": ([A], [A, B], [(None, B)]),
    "removed between": ([A, B, "Last."], [A, "Last."], [(B, None)]),
    "two figures that change places": (
        ["The one is {a=5}.", "The other is {b=7}."],
        ["The one is {b=7}.", "The other is {a=5}."],
        [("The one is 5.", "The one is 7."), ("The other is 7.", "The other is 5.")],
    ),
    "one of two equal sentences": ([A, A], [A, "It is {a=6}."], [("It is 5.", "It is 6.")]),
    "equal sentences, one of them gone": ([A, A], [A], [("It is 5.", None)]),
    "a sentence of the same figure goes before one of like words": (
        ["It came to {a=5} in all.", "Rice cost {b=7} in the north."],
        ["Rice cost {a=6} in the north.", "The north paid {b=8} for rice."],
        [("It came to 5 in all.", None), ("Rice cost 7 in the north.", "Rice cost 6 in the north."),
         (None, "The north paid 8 for rice.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_sentences_answer_each_other(old: list[str], new: list[str], expected: list[Pair]) -> None:
    found = pairs([sentence(text) for text in old], [sentence(text) for text in new])
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_a_removed_sentence_stands_where_it_stood() -> None:
    old, new = (["First.", "Gone.", "It was {a=5}."], ["First.", "It was {a=6}.", "A new one."])
    found = pairs([sentence(text) for text in old], [sentence(text) for text in new])
    assert found == [("Gone.", None), ("It was 5.", "It was 6."), (None, "A new one.")]


def test_of_equally_like_sentences_that_of_the_same_place_answers() -> None:
    old = [sentence("It is {a=5}.", place) for place in ("first", "second")]
    new = [sentence("It is {a=6}.", place) for place in ("second", "first")]
    found = changed_sentences(old, new)
    assert [(one.old.place if one.old else "", one.placed.place) for one in found] == [
        ("second", "second"), ("first", "first")
    ]  # fmt: skip


def test_very_many_sentences_are_compared_in_their_places_alone() -> None:
    count = int(MAX_PAIRS**0.5) + 1
    old = [sentence(f"The {at}th count is {{a{at}=5}}.", f"part {at}") for at in range(count)]
    new = [sentence(f"The {at}th count is {{a{at}=6}}.", f"part {at}") for at in range(count)]
    assert all(one.old and one.new and one.old.place == one.new.place for one in changed_sentences(old, new))


EDITS: dict[str, tuple[str | None, str | None, list[tuple[str, str]]]] = {
    "a word": ("It rose in May.", "It fell in May.", [("It ", "It "), ("rose", "fell"), (" in May.", " in May.")]),
    "a figure as a whole": (
        "It is {a=USD 4 million} now.",
        "It is {a=USD 5 million} now.",
        [("It is ", "It is "), ("USD 4 million", "USD 5 million"), (" now.", " now.")],
    ),
    "two words side by side": ("It is so.", "That was so.", [("It is", "That was"), (" so.", " so.")]),
    "a word more": ("It is so.", "It is not so.", [("It is ", "It is "), ("", "not "), ("so.", "so.")]),
    "an end": ("It is so.", "It is so!", [("It is ", "It is "), ("so.", "so!")]),
    "added": (None, "It is.", [("", "It is.")]),
    "removed": ("It is.", None, [("It is.", "")]),
}


@pytest.mark.parametrize(("old", "new", "expected"), EDITS.values(), ids=EDITS)
def test_a_sentence_is_edited_word_by_word(old: str | None, new: str | None, expected: list[tuple[str, str]]) -> None:
    change = SentenceChange(old=sentence(old) if old else None, new=sentence(new) if new else None)
    found = edits(change)
    assert found == [Edit(*pair) for pair in expected]
    assert "".join(one.old for one in found) == (change.old.text if change.old else "")
    assert "".join(one.new for one in found) == (change.new.text if change.new else "")


BRIEF = """\
subtitle: What they cost
summary: |
  Exports were {{ dailynk.exports }}. Nobody
  counted them. **All** of it, {{ dailynk.share }}.
introduction: It begins.
sections:
  - title: Trade
    body: |
      - One item of {{ dailynk.state }}.
      - Another.
    content:
      - table:
          {title: Shares, columns: [Who, Part], note: Both.,
           rows: [[State, "{{ dailynk.state }}"], [Rest, "{{ dailynk.agencies }}"]]}
      - chart: {kind: bar, title: Parts, data: {State: "{{ dailynk.state }}", Rest: "{{ dailynk.agencies }}"}}
      - diagram: {kind: hierarchy, title: Offices, root: {label: Top, children: [{label: Below}]}}
      - box: {title: A case, body: Somebody worked.}
      - quotation: dailynk.hours
    sections: [{title: Below, body: Deep.}]
recommendations: [{to: Governments, items: [Look at it.]}]
"""


def test_every_part_of_a_brief_is_read_in_order() -> None:
    made = wigs(BRIEF)
    found = [(one.place, one.text) for one in placed_sentences(made.examination.briefs["wigs"].brief)]
    assert found == [
        ("title", "Wigs"),
        ("subtitle", "What they cost"),
        ("summary", "Exports were USD 23.94 million."),
        ("summary", "Nobody counted them."),
        ("summary", "All of it, 20–30 percent."),
        ("introduction", "It begins."),
        ("section", "Trade"),
        ("section “Trade”", "One item of 70 percent."),
        ("section “Trade”", "Another."),
        ("table", "Shares"),
        ("table “Shares”", "Who | Part"),
        ("table “Shares”", "State | 70%"),
        ("table “Shares”", "Rest | 30%"),
        ("table “Shares”", "Both."),
        ("chart", "Parts"),
        ("chart “Parts”", "State: 70%"),
        ("chart “Parts”", "Rest: 30%"),
        ("figure", "Offices"),
        ("figure “Offices”", "Top"),
        ("figure “Offices”", "Below"),
        ("box", "A case"),
        ("box “A case”", "Somebody worked."),
        ("section “Trade”", "“Prisoners work over 12 hours a day”"),
        ("section", "Below"),
        ("section “Below”", "Deep."),
        ("recommendations", "Governments"),
        ("recommendations", "Look at it."),
    ]
