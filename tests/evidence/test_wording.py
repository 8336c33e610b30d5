"""The text of a claim without a value says no more and no less than its quote, in the words that weigh."""

from __future__ import annotations

import pytest

from briefkit.evidence.seeds import anchor_seed, decode_seed
from briefkit.evidence.wording import added, left_out
from samples import VOCABULARY, node, seed_file

# quote, text, words that the text adds, words that it leaves out
CASES = [
    ("Article 29 of the charter bans it", "Article 29", [], []),
    ("Article 29 of the charter bans it", "Article 92", ["92"], []),
    ("it is not a member state of the organization", "not a member state of the organization", [], []),
    ("it is not a member state of the organization", "a member state of the organization", [], ["not"]),
    ("it is a member state of the organization", "not a member state of the organization", ["not"], []),
    ("it has never responded to the criticism", "has responded to the criticism", [], ["never"]),
    ("it has never responded to the criticism", "the criticism", [], []),
    ("it hasn’t responded to the criticism", "responded to the criticism", [], ["hasn't"]),
    ("usually by freight train, and then by lorry", "usually by freight train", [], []),
    ("usually by freight train, and then by lorry", "by freight train", [], ["usually"]),
    ("usually by freight train, and then by lorry", "by lorry", [], []),
    ("N. Korea earns millions of dollars", "millions of dollars", [], []),
    ("N. Korea earns millions of dollars", "billions of dollars", ["billions"], ["millions"]),
    ("N. Korea earns millions of dollars", "millions of euros", ["euros"], ["dollars"]),
    ("N. Korea earns millions of dollars", "millions", [], ["dollars"]),
    ("N. Korea earns millions of dollars", "earns dollars by the million", ["million"], ["millions"]),
    ("through not only Dandong, but also Hunchun", "Dandong, not Hunchun", ["not"], ["not", "only"]),
    ("through not only Dandong, but also Hunchun", "not only Dandong but Hunchun", [], []),
    ("they were not allowed to leave", "were not free to leave", [], []),
    ("published in May 2016", "May 2016", [], []),
    ("published in May 2016", "June 2016", ["June"], []),
    ("published in May 2016", "May 2017", ["2017"], []),
    ("only if the quota is met, they rest", "they rest", [], []),
    ("they rest only if the quota is met", "if the quota is met", [], ["only"]),
    ("it cannot enter the institutions, including the Party or the military", "the Party or the military", [], []),
    ("nearly all goods come from China", "nearly all goods come from China", [], []),
    ("nearly all goods come from China", "all goods come from China", [], ["nearly"]),
    ("goods come from China", "all goods come from China", ["all"], []),
    ("twelve hours of work", "twelve hours", [], []),
    ("twelve hours of work", "twenty hours", ["twenty"], []),
    ("in 1,200 places", "1,200 places", [], []),
    ("in 1,200 places", "1,300 places", ["1,300"], []),
    ("most of the work is done by hand", "the work is done by hand", [], ["most"]),
    # A text in English of a quote that is not: its words cannot be compared, its digits can.
    ("29호 관리소", "Camp 29, which does not close", [], []),
    ("29호 관리소", "Camp 92", ["92"], []),
]


@pytest.mark.parametrize(("quote", "text", "more", "less"), CASES)
def test_weighty_words_of_a_text_stand_in_its_quote(quote: str, text: str, more: list[str], less: list[str]) -> None:
    assert [word for _, _, word in added(text, quote)] == more
    assert [word for _, _, word in left_out(text, quote)] == less


def test_a_seed_reports_them_at_the_text() -> None:
    snapshot = "It has never responded to critics.\n"
    claims = "a: {quote: It has never responded to critics., text: has not responded to 12 critics}"
    spec = decode_seed(node(seed_file(claims, snapshot), "seeds/dailynk.yaml")).value
    assert spec is not None
    found = anchor_seed("dailynk", "seeds/dailynk.yaml", spec, snapshot.encode(), VOCABULARY).findings
    assert [(finding.code, finding.message) for finding in found] == [
        ("BK316", "the text has “not”, and its quote does not"),
        ("BK306", 'the text has the number "12", and its quote does not state it'),
        ("BK317", "the text leaves out “never”, which its quote has right before words that the text takes over"),
    ]


def test_what_is_added_is_found_at_its_place() -> None:
    assert list(added("Camp 92", "Camp 29")) == [(5, 7, "92")]
