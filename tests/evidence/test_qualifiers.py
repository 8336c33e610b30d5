"""A quote that leaves out the word which governs it is seen; one that leaves out anything else is let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.evidence.passages import Snapshot
from briefkit.evidence.qualifiers import lost_qualifier
from samples import unmarked

# a sentence in which the quote is marked, and the words that the quote has lost
LOST = [
    # Negations
    ("The state does not ⟦pay its workers⟧.", "not"),
    ("It doesn’t ⟦export coal⟧ any more.", "doesn't"),
    ("It cannot ⟦export coal⟧.", "cannot"),
    ("It has never ⟦responded to critics⟧.", "never"),
    ("It no longer ⟦exports coal⟧.", "no longer"),
    ("No workers ⟦received more than 5 kg⟧.", "No"),
    ("There is no ⟦official figure⟧.", "no"),
    ("Neither ⟦the ministry⟧ nor the company paid.", "Neither"),
    ("Neither the ministry nor ⟦the company paid USD 5 million⟧.", "nor"),
    ("They work without ⟦pay⟧.", "without"),
    ("Prisoners hardly ⟦rest⟧.", "hardly"),
    ("The ministry decided not to ⟦pay workers⟧.", "not"),
    ("They failed to ⟦pay the workers⟧.", "failed to"),
    ("The mine has yet to ⟦open⟧.", "yet to"),
    ("⟦Workers receive⟧ no pay.", "no"),
    ("⟦The company is⟧ not a member.", "not"),
    ("It is not ⟦because prison labor is free⟧.", "not"),
    ("The ministry pays, not ⟦while agencies such as these use 30%⟧.", "not"),
    # Limits
    ("They are paid only ⟦when the quota is met⟧.", "only"),
    ("⟦China took 91 percent of the exports of that year⟧ only and Russia 6 percent.", "only"),
    ("Only ⟦20% of the profits go to the workers⟧.", "Only"),
    ("He works only in ⟦the winter⟧.", "only"),
    ("⟦5 kg of rice⟧ only.", "only"),
    ("All workers except ⟦those in Rason⟧ are paid.", "except"),
    ("⟦All prisons make wigs⟧, except the one in Hoeryong.", "except"),
    ("⟦Exports reached 5 million⟧ not counting coal.", "not counting"),
    ("Most ⟦prisoners work 12 hours⟧.", "Most"),
    ("Some of the ⟦prisoners work 12 hours⟧.", "Some of the"),
    ("Nearly all ⟦mines closed⟧.", "Nearly all"),
    ("It usually ⟦pays in rice⟧.", "usually"),
    # Conditions
    ("If ⟦sanctions are lifted⟧, exports will rise.", "If"),
    ("If sanctions are lifted, ⟦exports will reach USD 5 million⟧.", "If"),
    ("If sanctions are lifted, exports will reach ⟦USD 5 million⟧.", "If"),
    ("⟦Exports will reach USD 5 million⟧ a year if sanctions are lifted.", "if"),
    ("⟦Exports will reach USD 5 million⟧, unless sanctions are tightened.", "unless"),
    ("Unless the quota is met, ⟦they work overtime⟧.", "Unless"),
    ("Assuming that 20% are made by prisoners, ⟦the state earned USD 4.79 million⟧.", "Assuming that"),
    ("Provided that ⟦wages are paid⟧, they stay.", "Provided that"),
    ("They asked whether ⟦wages were paid⟧.", "whether"),
    # Denials and doubts
    ("The ministry denied that ⟦exports fell⟧.", "denied that"),
    ("The ministry denies ⟦having exported coal⟧.", "denies"),
    ("It is not true that ⟦exports fell⟧.", "not true that"),
    ("There is no evidence that ⟦exports fell⟧.", "no evidence that"),
    ("Officials allegedly ⟦took the money⟧.", "allegedly"),
    ("Reportedly, ⟦wages doubled⟧.", "Reportedly"),
    ("Exports may ⟦have doubled⟧.", "may"),
    ("The plan would ⟦bring USD 5 million⟧.", "would"),
    ("The camp is believed to ⟦hold 5,000 prisoners⟧.", "believed to"),
    ("The camp is said to hold ⟦5,000 prisoners⟧.", "said to"),
    ("It is likely to ⟦double⟧.", "likely to"),
    # One of two
    ("They were paid either ⟦5 kg of rice⟧ or RMB 20.", "either … or"),
    ("They were paid either 5 kg of rice or ⟦RMB 20⟧.", "either … or"),
    ("They were paid ⟦either 5 kg of rice⟧ or RMB 20.", "or"),
    # Chinese and Korean
    ("国家不⟦支付工资⟧。", "不"),
    ("国家没有⟦支付工资⟧。", "没有"),
    ("该国仅⟦出口煤炭⟧。", "仅"),
    ("⟦出口额达300万美元⟧并非事实。", "并非"),
    ("如果制裁解除，⟦出口将增加⟧。", "如果"),
    ("정부는 안 ⟦지급했다⟧.", "안"),
    ("소식통은 “안 ⟦작업반의 절반이 가발을 맨다⟧”고 전했다.", "안"),
    ("정부는 임금을 ⟦지급하지⟧ 않았다.", "않았다"),
    ("⟦수출액이 500만 달러가⟧ 아니다.", "아니다"),
    ("⟦노동자⟧만 임금을 받는다.", "만"),
]

# a sentence in which the quote is marked: what is left out does not govern it
KEPT = [
    # Who says it
    "The ministry said that ⟦exports fell⟧.",
    "According to China Customs, ⟦wigs accounted for 65% of exports⟧.",
    "The ministry did not deny that ⟦exports fell⟧.",
    # Another clause
    "The state takes all, but ⟦workers get rice⟧.",
    "They do not rest, and ⟦work overtime⟧.",
    "They do not rest and ⟦work overtime⟧.",
    "He did not go because ⟦wages were paid⟧.",
    "It does not accept the charter since ⟦it is not a member⟧.",
    "He did not say how ⟦much coal was exported⟧.",
    "He could not say when ⟦the mine opened⟧.",
    "It was not 5 million ⟦but 6 million⟧.",
    "⟦Exports⟧, not imports, rose.",
    "⟦The company⟧ is not a member.",
    "⟦Exports rose⟧, and prices did not.",
    "He said if so; ⟦he paid⟧.",
    # What only looks like a qualifier
    "It is so not only ⟦because labor is free⟧.",
    "They were not paid not ⟦but fed⟧.",
    "They are the only ⟦who are paid⟧.",
    "It exports not only ⟦coal⟧ but also iron ore.",
    "Even if sanctions are lifted, ⟦exports will fall⟧.",
    "⟦Exports rose⟧, even if prices fell.",
    "Assuming office in 2011, ⟦he raised exports⟧.",
    "The food provided by ⟦the state⟧ is bad.",
    "⟦The food⟧ provided by the state is bad.",
    "In May ⟦exports doubled⟧.",
    "At first, ⟦prisoners work 12 hours⟧.",
    "⟦They ask⟧ if wages were paid.",
    "Workers, if any, ⟦get rice⟧.",
    "⟦Workers receive⟧ no more than 5 kg.",
    "⟦Workers receive⟧ only 5 kg.",
    "The no. 5 ⟦mine⟧ closed.",
    "The only ⟦prison with 5,000 inmates⟧ is there.",
    # The qualifier is quoted
    "The state ⟦does not pay its workers⟧.",
    "They were paid ⟦either 5 kg of rice or RMB 20⟧.",
    "⟦Only 20% of the profits go to the workers⟧.",
    # Another sentence
    "He did not come. ⟦The wigs were sold⟧. Not all of them.",
    # Chinese and Korean
    "国家⟦支付工资⟧。",
    "⟦出口额⟧不到300万美元。",
    "南非⟦出口煤炭⟧。",
    "他们三只⟦船出口⟧。",
    "북한은 ⟦석탄을 수출했다⟧.",
    "북한은 ⟦가발을⟧ 만들었다.",
]


def lost(sentence: str) -> str:
    plain, start, end = unmarked(sentence)
    before = "Before it all was well. "
    snapshot = Snapshot(f"{before}{plain} And so it went on.")
    passage = snapshot.passage(start + len(before), end + len(before))
    ahead, behind = snapshot.rest_of_sentence(passage)
    found = lost_qualifier(ahead, passage.text, behind)
    return found.words if found else ""


@pytest.mark.parametrize(("sentence", "words"), LOST)
def test_a_qualifier_that_a_quote_has_lost_is_seen(sentence: str, words: str) -> None:
    assert lost(sentence) == words


@pytest.mark.parametrize("sentence", KEPT)
def test_an_ordinary_cut_is_let_through(sentence: str) -> None:
    assert lost(sentence) == ""


def test_the_quote_is_shown_with_what_it_has_lost() -> None:
    found = lost_qualifier("It is said that it does not ", "pay its workers", ", and so on.")
    assert found is not None
    assert found.with_it == "not pay its workers"
    found = lost_qualifier("", "Exports will rise", " if prices fall, he said.")
    assert found is not None
    assert found.with_it == "Exports will rise if prices fall"


PIECES = "not no if , . either or neither nor may only without doesn't cannot 不 않 만 x 5 ( that most Assuming".split()
WORDS = st.lists(st.sampled_from(PIECES)).map(" ".join)


@given(WORDS, WORDS, WORDS)
def test_any_sentence_is_read_without_a_fault(before: str, quote: str, after: str) -> None:
    found = lost_qualifier(f"{before} ", quote, f" {after}")
    if found is not None:
        assert found.words
        assert quote.strip() in found.with_it
