"""A quote is found where typesetting alone differs, and nowhere else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefkit.evidence.passages import Snapshot, cuts, needle_of, normalise
from samples import REPOSITORY

# the source, the quote: the same words, typeset otherwise
SAME = {
    "curly and straight apostrophes": ("the country’s exports", "the country's exports"),
    "curly and straight quotation marks": ("is practically “free,” he said", 'practically "free," he'),
    "German quotation marks": ("„frei“ sagte er", '"frei" sagte'),
    "a prime": ("5′ away", "5' away"),
    "no-break space": ("USD\u00a023.94\u202fmillion", "USD 23.94 million"),
    "line breaks and runs of blanks": ("amounting  to\n\tUSD 23.94", "amounting to USD 23.94"),
    "ideographic space": ("강제\u3000노동", "강제 노동"),
    "soft hyphens": ("co\u00adopera\u00adtion", "cooperation"),
    "zero-width space and joiner": ("con\u200btract manu\u2060facturing", "contract manufacturing"),
    "a byte order mark": ("\ufeffExports rose", "Exports rose"),
    "ligatures": ("a ﬁrm oﬀer of ﬂour, aﬃrmed, baﬄed", "a firm offer of flour, affirmed, baffled"),
    "full-width letters, digits and signs": ("ＲＭＢ　２５－５０％", "RMB 25-50%"),
    "non-breaking hyphen": ("RMB 25\u201150", "RMB 25-50"),
    "hyphen of Unicode": ("hand\u2010knit", "hand-knit"),
    "composed and decomposed Latin": ("Café", "Cafe\u0301"),
    "composed and decomposed Korean": ("강제 노동", unicodedata.normalize("NFD", "강제 노동")),
    "decomposed source": (unicodedata.normalize("NFD", "교화소에서 é"), "교화소에서 é"),
    "a word broken at a line end": ("contract manu-\nfacturing is", "contract manufacturing is"),
    "a word broken at an indented line end": ("manu- \n    facturing", "manufacturing"),
    "a compound broken at its hyphen": ("a well-\nknown firm", "a well-known firm"),
    "a word broken in Cyrillic": ("произ-\nводство", "производство"),
    "an ellipsis before": ("so that exports rose", "…exports rose"),
    "an ellipsis behind": ("exports rose in May", "exports rose …"),
    "three points at both ends": ("so that exports rose in May", "... exports rose ..."),
}


@pytest.mark.parametrize(("source", "quote"), SAME.values(), ids=SAME)
def test_what_typesetting_changes_makes_no_difference(source: str, quote: str) -> None:
    assert len(Snapshot(f"Before it. {source} And behind it.").find(quote)) == 1


# the source, the quote: not the same words
OTHER = {
    "a changed digit": ("USD 23.94 million", "USD 23.49 million"),
    "a digit more": ("USD 23.94 million", "USD 23.940 million"),
    "a digit less": ("at 1,234 wigs", "at 1,23 wigs"),
    "another sign": ("a change of −5", "a change of 5"),
    "minus and hyphen": ("a change of −5", "a change of -5"),
    "another dash": ("RMB 25–50", "RMB 25-50"),
    "percent and per mille": ("5‰ of it", "5% of it"),
    "another currency": ("RMB 25", "USD 25"),
    "a decimal comma": ("23.94", "23,94"),
    "a word more": ("is accepted", "is not accepted"),
    "a word less": ("is not accepted", "is accepted"),
    "another word": ("the wigs were sold", "the hats were sold"),
    "another case": ("the ILO said", "the ilo said"),
    "an ellipsis in the middle": ("rose in May and fell", "rose … fell"),
    "numbers broken at a line end": ("took 12-\n15 hours", "took 1215 hours"),
    "a hyphen that stands in the line": ("a well-known firm", "a wellknown firm"),
    "a superscript": ("10² m", "102 m"),
    "a fraction": ("½ of it", "1/2 of it"),
    "nothing": ("exports rose", ""),
    "white space": ("exports rose", " \n"),
    "an ellipsis alone": ("exports rose …", "…"),
}


@pytest.mark.parametrize(("source", "quote"), OTHER.values(), ids=OTHER)
def test_what_means_something_is_never_near_enough(source: str, quote: str) -> None:
    assert Snapshot(f"Before it. {source} And behind it.").find(quote) == ()


CUT = {
    # the source, the quote, whether it cuts
    "the middle of a number": ("2.5 million", "5 million", True),
    "a point of a number": ("2.5 million", ".5 million", True),
    "a number behind its comma": ("1,234 wigs", "234 wigs", True),
    "a number before its comma": ("1,234 wigs", "1", True),
    "the end of a number": ("in 2023", "in 202", True),
    "the beginning of a word": ("unhappy wigs", "happy wigs", True),
    "the end of a word": ("wigs and hats", "wigs and hat", True),
    "a percent sign": ("some 65% of", "some 65", True),
    "a percent sign behind a blank": ("some 65 % of", "some 65", True),
    "a whole number before a comma": ("2,500 wigs, 30 hats", "2,500 wigs", False),
    "a number at the end of a sentence": ("It was 2.5. Then", "was 2.5", False),
    "whole words": ("wigs and hats", "and", False),
    "words in brackets": ("(around USD 3.50)", "around USD 3.50", False),
    "a quotation": ("is “free,” he", "“free,”", False),
}


@pytest.mark.parametrize(("source", "quote", "expected"), CUT.values(), ids=CUT)
def test_a_quote_that_begins_or_ends_inside_a_word_or_number_is_seen(source: str, quote: str, expected: bool) -> None:
    found = Snapshot(source).find(quote)
    assert found
    assert cuts(found[0]) is expected


TWICE = "In May 20% was sold to China. In June 20% was sold to Russia."
CONTEXT = [
    ("20% was sold", "", "", 2),
    ("20% was sold", "In June", "", 1),
    ("20% was sold", "June ", "", 1),
    ("20% was sold", "", "to Russia", 1),
    ("20% was sold", "In May", "to Russia", 0),
    ("20% was sold", "in June", "", 0),
    ("20% was sold", "ne", "", 0),
    ("20% was sold", "", "to Russ", 0),
    ("sold to China", "", "", 1),
]


@pytest.mark.parametrize(("quote", "prefix", "suffix", "count"), CONTEXT)
def test_what_stands_next_to_it_tells_two_equal_quotes_apart(quote: str, prefix: str, suffix: str, count: int) -> None:
    assert len(Snapshot(TWICE).find(quote, prefix, suffix)) == count


def test_a_passage_knows_where_it_stands_and_what_is_around_it() -> None:
    (passage,) = Snapshot("One  two\nthree four.").find("two three")
    assert (passage.start, passage.end) == (4, 13)
    assert (passage.before, passage.text, passage.after) == ("One ", "two three", " four.")


SENTENCES = [
    ("He came. The wigs, he said, were sold. Then he left.", "were sold", "The wigs, he said, were sold."),
    ("The wigs were sold", "wigs", "The wigs were sold"),
    ("Was it? “It was!” he said. No.", "he said", "It was!” he said."),
    ("He came. The wigs were sold. Then he left.", "The wigs", "The wigs were sold."),
    ("He came. The wigs were sold. Then he left.", "were sold.", "The wigs were sold."),
    ("N. Korea sold it to Mr. Kim. He paid.", "to Mr.", "N. Korea sold it to Mr. Kim."),
    ("It cost USD 2.5 million. He paid.", "cost", "It cost USD 2.5 million."),
    ("他来了。国家不支付工资。他走了。", "支付工资", "国家不支付工资。"),
    ("그는 왔다. 정부는 지급하지 않았다. 그는 갔다.", "지급하지", "정부는 지급하지 않았다."),
]


@pytest.mark.parametrize(("source", "quote", "sentence"), SENTENCES)
def test_a_passage_is_shown_in_its_sentence(source: str, quote: str, sentence: str) -> None:
    snapshot = Snapshot(source)
    (passage,) = snapshot.find(quote)
    assert snapshot.sentence(passage).strip('"“ ') == normalise(sentence).strip('"“ ')


LINES = st.lists(st.text(st.sampled_from("abcdeé강12.,’“”-– \u00a0ﬁ\u00ad"), max_size=12), min_size=1, max_size=8)


@given(LINES, st.data())
def test_every_stretch_of_whole_words_is_found(lines: list[str], data: st.DataObject) -> None:
    text = " ".join(lines)
    words = text.split()
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = " ".join(words[first:last])
    assume(needle_of(quote))
    found = Snapshot(text).find(quote)
    assert found
    assert any(not cuts(passage) for passage in found)


SOURCE = (REPOSITORY / "seeds" / "dailynk.txt").read_text("utf-8")


@given(st.data())
def test_every_stretch_of_a_real_source_is_found_and_one_changed_digit_is_not(data: st.DataObject) -> None:
    words = SOURCE.split()
    first = data.draw(st.integers(0, len(words) - 4))
    quote = " ".join(words[first : first + data.draw(st.integers(4, 30))])
    snapshot = Snapshot(SOURCE)
    assert snapshot.find(quote)
    digits = [index for index, char in enumerate(quote) if char.isdigit()]
    if digits:
        at = data.draw(st.sampled_from(digits))
        changed = quote[:at] + str((int(quote[at]) + data.draw(st.integers(1, 9))) % 10) + quote[at + 1 :]
        assume(changed not in " ".join(words))  # the article prints some sentences of like words and other digits
        assert snapshot.find(changed) == ()


@given(st.text(max_size=60))
def test_normal_text_is_normal(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_particle_behind_a_korean_word_does_not_make_it_cut() -> None:
    (passage,) = Snapshot("북한은 가발 한 개에 25위안을 받는다.").find("가발 한 개에 25위안")
    assert not cuts(passage)
    (passage,) = Snapshot("북한은 125위안을 받는다.").find("25위안")
    assert cuts(passage)
