"""What became of a quote is told apart: unchanged, moved, reworded, changed, gone. None but the first holds a claim."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.evidence.anchoring import State, classify_quote
from briefkit.evidence.passages import Snapshot
from briefkit.evidence.seeds import anchor_seed, decode_seed
from briefkit.findings import Finding
from samples import REPOSITORY, VOCABULARY, marked, node, seed_file

SOURCE = (REPOSITORY / "seeds" / "dailynk.txt").read_text("utf-8")

# the quote, and what now stands in its place
REWORDED = [
    ("prisoners mobilized for contract manufacturing work more than twelve hours a day",
     "prisoners mobilized for contract manufacturing work over 12 hours a day"),
    ("the authorities take 100 percent of the profits", "the authorities take 100% of the profits"),
    ("earned almost USD 4.79 million in May through prisoner labor",
     "earned nearly USD 4.79 million in May through prisoner labor"),
    ("North Korea receives RMB 25–50 (around USD 3.50 to 7) from China for wigs",
     "North Korea receives RMB 25-50 (around USD 3.50 to 7) from China for wigs"),
    ("North Korea gets RMB 25-50 (around USD 3.50 to 7) from China for wigs",
     "North Korea receives RMB 25-50 (around USD 3.50 to 7) from China for wigs"),
    ("If they are unable to meet their assigned quota, they are made to work overtime as well.",
     "If they are unable to fulfill their assigned quota, they are forced to work overtime as well."),
    ("Generally, North Korea gets more contract manufacturing orders from China in winter than in summer.",
     "In general, North Korea gets more contract manufacturing orders from China in the winter than the summer."),
    ("North Korea doesn’t accept the ILO charter since it is not a member state",
     "North Korea does not accept the ILO charter since it is not a member state"),
]  # fmt: skip

# the quote, and what differs: of the quote, of the source
CHANGED = [
    # Digits, bounds, ranges
    ("nearly USD 4.97 million in May", "nearly USD 4.97 million", "nearly USD 4.79 million"),
    ("amounting to USD 23.49 million", "USD 23.49 million", "USD 23.94 million"),
    ("the authorities take 10% of the profits", "10%", "100%"),
    ("North Korea receives RMB 25-55 (around USD 3.50 to 7) from China", "RMB 25-55", "RMB 25-50"),
    ("some 20 to 35% of North Korea’s contract manufacturing activities", "some 20 to 35%", "some 20 to 30%"),
    ("Article 92 of the International Labour Organization", "Article 92", "Article 29"),
    # Scale, unit, currency, sign
    ("amounting to USD 23.94 billion", "USD 23.94 billion", "USD 23.94 million"),
    ("N. Korea earns billions of dollars through contract manufacturing", "billions", "millions"),
    ("mobilized for contract manufacturing work over 12 hours a week", "over 12 hours a week", "over 12 hours a day"),
    ("earned nearly CNY 4.79 million in May", "nearly CNY 4.79 million", "nearly USD 4.79 million"),
    ("earns millions of euros through contract manufacturing activities", "euros", "dollars"),
    # Hedges and dates
    ("earned USD 4.79 million in May through prisoner labor", "USD 4.79 million", "nearly USD 4.79 million"),
    ("mobilized for contract manufacturing work up to 12 hours a day", "up to 12 hours a day", "over 12 hours a day"),
    ("earned nearly USD 4.79 million in June through prisoner labor", "June", "May"),
    # Negations and words that limit
    ("North Korea does accept the ILO charter since it is not a member", "", "not"),
    ("it has responded to the organization’s criticism of the country", "", "never"),
    ("if they are able to fulfill their assigned quota", "", "unable"),
    ("the country exports items through only Dandong, but also Hunchun", "", "not"),
    ("In general, North Korea gets fewer contract manufacturing orders from China", "fewer", "more"),
    ("contract manufacturing for Chinese customers is low-income labor", "low", "high"),
]  # fmt: skip

GONE = ["Zirconium output rose by 40%", "quite another story 北京", "its exports to China are falling", "", "…", "?"]


@pytest.mark.parametrize(("quote", "now"), REWORDED)
def test_other_words_for_the_same_are_reworded(quote: str, now: str) -> None:
    standing = classify_quote(quote, Snapshot(SOURCE), VOCABULARY)
    assert (standing.state, standing.now, standing.differences) == (State.REWORDED, now, ())
    assert classify_quote(standing.now, Snapshot(SOURCE), VOCABULARY).state is State.UNCHANGED


@pytest.mark.parametrize(("quote", "said", "now"), CHANGED)
def test_another_number_unit_hedge_or_negation_is_changed_and_named(quote: str, said: str, now: str) -> None:
    standing = classify_quote(quote, Snapshot(SOURCE), VOCABULARY)
    expected = f"the quote says “{said}”, the source now says “{now}”" if said else f"the source now says “{now}”"
    assert (standing.state, standing.differences) == (State.CHANGED, (expected,))
    assert classify_quote(standing.now, Snapshot(SOURCE), VOCABULARY).state is State.UNCHANGED


@pytest.mark.parametrize("quote", GONE)
def test_what_is_like_nothing_in_the_source_is_gone(quote: str) -> None:
    standing = classify_quote(quote, Snapshot(SOURCE), VOCABULARY)
    assert (standing.state, standing.now, standing.passages) == (State.GONE, "", ())


def test_a_changed_source_is_named_as_it_is_now() -> None:
    """The passage grows over what its edges would cut, and over a negation right beside it."""
    cases = [
        ("It sold 23 million wigs", "It sold nearly 23 million wigs in all.", "It sold nearly 23 million wigs"),
        ("output was 20%", "The output was 20 to 30% of it.", "output was 20 to 30%"),
        ("paid the people of the mines well", "It never payed the people of the mines well.",
         "never payed the people of the mines well"),
        ("북한은 지난해 3월 500만 달러를 수출했다", "북한은 지난해 3월 500만 달러를 수출하지 않았다.",
         "북한은 지난해 3월 500만 달러를 수출하지 않았다"),
        ("朝鲜2013年5月出口额约300万美元", "朝鲜2013年5月出口额约300万元。", "朝鲜2013年5月出口额约300万元"),
        ("国家支付工资", "国家不支付工资。", "国家不支付工资"),
    ]  # fmt: skip
    for quote, source, now in cases:
        standing = classify_quote(quote, Snapshot(source), VOCABULARY)
        assert (standing.state, standing.now) == (State.CHANGED, now)


TWICE = "In May 20% was sold to China. In June 25% was sold to Russia. In July 30% was sold."
PLACED = [
    # quote, prefix, suffix, what it is, what now stands there
    ("20% was sold", "In May", "", State.UNCHANGED, ""),
    ("20% was sold", "In August", "", State.MOVED, ""),
    ("20% was sold", "", "to Japan", State.MOVED, ""),
    ("20% was sold", "In May", "to Russia", State.MOVED, ""),
    ("In May 20%", "was sold. In", "", State.MOVED, ""),
    # The words stand elsewhere too, but their place is still there.
    ("20% was sold", "In June", "", State.CHANGED, "25% was sold"),
    ("20% was sold", "In June", "to Russia", State.CHANGED, "25% was sold"),
    ("35% was sold", "In July", "", State.CHANGED, "30% was sold"),
]


@pytest.mark.parametrize(("quote", "prefix", "suffix", "state", "now"), PLACED)
def test_words_that_do_not_stand_beside_their_context_have_moved(
    quote: str, prefix: str, suffix: str, state: State, now: str
) -> None:
    standing = classify_quote(quote, Snapshot(TWICE), VOCABULARY, prefix=prefix, suffix=suffix)
    assert (standing.state, standing.now) == (state, now)
    assert bool(standing.passages) is (state in (State.UNCHANGED, State.MOVED))


@given(st.data())
def test_a_real_source_with_one_changed_digit_is_never_matched_and_named_changed(data: st.DataObject) -> None:
    words = SOURCE.split()
    numbers = [place for place, word in enumerate(words) if word[0].isdigit() and 6 < place < len(words) - 6]
    place = data.draw(st.sampled_from(numbers))
    first, last = place - data.draw(st.integers(3, 6)), place + data.draw(st.integers(3, 6))
    word = words[place]
    at = data.draw(st.sampled_from([index for index, char in enumerate(word) if char.isdigit()]))
    digit = str((int(word[at]) + data.draw(st.integers(1, 9))) % 10)
    changed = [*words[first:place], word[:at] + digit + word[at + 1 :], *words[place + 1 : last]]
    standing = classify_quote(" ".join(changed), Snapshot(SOURCE), VOCABULARY)
    assert standing.state is State.CHANGED
    assert word.strip(".,()") in standing.now


PIECES = st.lists(
    st.sampled_from("not 5 12 million USD wigs . , a 不 않았다 about to of % May 2013 The ( “".split())
).map(" ".join)


@given(PIECES, PIECES, st.sampled_from(["", "of", "USD 5"]))
def test_any_quote_of_any_text_is_classified(quote: str, source: str, prefix: str) -> None:
    standing = classify_quote(quote, Snapshot(source), VOCABULARY, prefix=prefix)
    assert bool(standing.passages) is (standing.state in (State.UNCHANGED, State.MOVED))
    assert bool(standing.now) is (standing.state in (State.CHANGED, State.REWORDED))
    assert bool(standing.differences) is (standing.state is State.CHANGED)
    assert standing.now in Snapshot(source).text


LONG = "lorem ipsum dolor sit amet " * 8000


@pytest.mark.parametrize(
    "quote",
    ["lorem wigs # ipsum", "ab" * 9000, "1," * 9000, "lorem 12 dolor " * 1200, "(" * 50_000,
     SOURCE[:3000].replace("e", "a")],
    ids=["short", "ab", "commas", "long", "brackets", "source"],
)  # fmt: skip
def test_what_became_of_a_quote_is_known_soon(quote: str) -> None:
    started = time.perf_counter()
    snapshot = Snapshot(SOURCE + LONG)
    for _ in range(20):
        assert classify_quote(quote, snapshot, VOCABULARY).state is not State.UNCHANGED
    assert time.perf_counter() - started < 8


# What a seed reports: the claims with the place marked, the code, the message, the hint


def finding(claims: str, snapshot: str) -> Finding:
    """The one finding of a seed, which stands where the claims are marked."""
    _, span = marked(seed_file(claims, snapshot), "seeds/a.yaml")
    spec = decode_seed(node(seed_file(claims.replace("⟦", "").replace("⟧", ""), snapshot), "seeds/a.yaml")).value
    assert spec is not None
    (found,) = anchor_seed("a", "seeds/a.yaml", spec, snapshot.encode(), VOCABULARY).findings
    assert found.span == span
    return found


FOUND = [
    ("a: {quote: ⟦Exports doubled⟧, text: doubled}", "Wigs are made.",
     "BK301", "this quote is not in the snapshot, and nothing like it was found",
     "copy the quote from the snapshot letter by letter; if the source dropped it, remove the claim"),
    ("a: {quote: 20% was sold, value: 20 %, prefix: ⟦In July⟧}", "Once. In May 20% was sold to China.",
     "BK308", "the words of this quote do not stand behind “In July”; they stand here: "
              "“…Once. In May ⟨20% was sold⟩ to China.…”",
     'if this is the passage that is meant: prefix: "Once. In May"'),
    ("a: {quote: 20% was sold, value: 20 %, prefix: In May, suffix: ⟦to Japan⟧}", "In May 20% was sold to China.",
     "BK308", "the words of this quote do not stand before “to Japan”; they stand here: "
              "“…In May ⟨20% was sold⟩ to China.…”",
     'if this is the passage that is meant: suffix: "to China."'),
    ("a: {quote: 20% was sold, value: 20 %, suffix: ⟦by us⟧}", "20% was sold here. 20% was sold there.",
     "BK308", "the words of this quote do not stand before “by us”; they stand here: "
              "“…⟨20% was sold⟩ here. 20% was sold there.…”",
     "look which of its 2 places is meant, and correct suffix"),
    ("a: {quote: ⟦'wigs are made here: by hand'⟧, text: by hand}", "All wigs were made here: by hand.",
     "BK309", "the snapshot says this in other words: “wigs were made here: by hand”",
     'if the passage still says what the claim says: quote: "wigs were made here: by hand"'),
    ("a: {quote: ⟦they sold 12 wigs a day⟧, value: 12 wigs / day}", "In May they sold 21 wigs a day.",
     "BK310", "this quote is not what the snapshot states: the quote says “12 wigs a day”, the source now says "
              "“21 wigs a day”",
     "look at the value too; if the source is right: quote: they sold 21 wigs a day"),
    ("a: {quote: ⟦they paid the workers⟧, text: workers}", "In May they paid not the workers.",
     "BK310", "this quote is not what the snapshot states: the source now says “not”",
     "look at the value too; if the source is right: quote: they paid not the workers"),
    ("a: {quote: ⟦pay their workers⟧, text: workers}", "They do not pay their workers.",
     "BK311", "this quote leaves out “not”, which governs it: “They do not pay their workers.”",
     "quote it too: quote: not pay their workers"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "snapshot", "code", "message", "hint"), FOUND)
def test_a_seed_says_what_became_of_a_quote(claims: str, snapshot: str, code: str, message: str, hint: str) -> None:
    found = finding(claims, snapshot)
    assert (found.code, found.message, found.hint) == (code, message, hint)


ASSUMED = "Assuming that 20% of the wigs are theirs, they earned USD 4 million in all.\n"
WHOLE = "whole: {quote: 'Assuming that 20% of the wigs are theirs', value: 20 %}\n"
PART = "part: {quote: they earned USD 4 million in all, value: USD 4 million, equals: %s}\n"


@pytest.mark.parametrize(
    ("claims", "codes"),
    [
        (WHOLE + PART % "whole * USD 20 million", []),
        (WHOLE + PART % "20 % * USD 20 million", ["BK311"]),
        ("whole: {quote: 20% of the wigs are theirs, value: 20 %}\n" + PART % "whole * USD 20 million",
         ["BK311", "BK311"]),
    ],
)  # fmt: skip
def test_a_condition_that_a_claim_is_calculated_from_is_not_lost(claims: str, codes: list[str]) -> None:
    spec = decode_seed(node(seed_file(claims, ASSUMED), "seeds/a.yaml")).value
    assert spec is not None
    found = anchor_seed("a", "seeds/a.yaml", spec, ASSUMED.encode(), VOCABULARY).findings
    assert [one.code for one in found] == codes
