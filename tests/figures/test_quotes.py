"""What sentences state, in the words of the value grammar. The sentences stand in quotes.yaml."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.quotes.matching import state
from briefkit.figures.quotes.reading import Quantity, read_quantities
from briefkit.figures.units import Vocabulary

NOUNS = {
    "wig": ("wigs",),
    "worker": ("workers", "工人", "노동자"),
    "person": ("people", "人", "명"),
    "prisoner": ("prisoners",),
}
VOCABULARY = Vocabulary(nouns=NOUNS)
QUOTES = yaml.safe_load((Path(__file__).parent / "quotes.yaml").read_text(encoding="utf-8"))
SENTENCES = [(quote["text"], quote["states"]) for group in QUOTES.values() for quote in group]


def described(quantity: Quantity, text: str) -> str:
    """A quantity as quotes.yaml writes it."""
    if not quantity.counts:
        return f"{quantity.kind}: {' '.join(text[quantity.start : quantity.end].split())}"
    words = state(quantity.stated, VOCABULARY)
    if quantity.fraction is not None:
        words = exact(quantity)
    if quantity.sign:
        words += f" [{quantity.sign}]"
    if quantity.per:
        words += f" [per {quantity.per}]"
    return words


def exact(quantity: Quantity) -> str:
    """A fraction that decimals cannot give: "nearly 2/3"."""
    stated = quantity.stated
    parts = [stated.hedge, quantity.fraction]
    if quantity.high_fraction is not None:
        parts += ["to", quantity.high_fraction]
    return " ".join(str(part) for part in [*parts, stated.low.scale, stated.unit] if str(part or ""))


@pytest.mark.parametrize(("text", "states"), SENTENCES)
def test_a_sentence_states(text: str, states: list[str]) -> None:
    assert [described(quantity, text) for quantity in read_quantities(text, VOCABULARY)] == states


def test_there_are_enough_sentences() -> None:
    assert len(SENTENCES) >= 200
    assert len({text for text, _ in SENTENCES}) == len(SENTENCES)


def test_offsets_are_into_the_text_as_given() -> None:
    text = "a\u00adbout\u00a0３００ﬀ, then about\u2009１２ kg"
    (*_, last) = read_quantities(text, VOCABULARY)
    assert text[last.start : last.end] == "about\u2009１２ kg"


def test_a_sign_that_the_project_has_settled_is_no_question() -> None:
    (quantity,) = read_quantities("¥500", Vocabulary(signs={"¥": "JPY"}))
    assert (quantity.sign, str(quantity.stated.unit)) == ("", "JPY")


def test_without_declared_nouns_a_counted_number_is_plain() -> None:
    (quantity,) = read_quantities("300 North Korean workers", Vocabulary())
    assert quantity.stated.unit.is_plain


WORDS = st.sampled_from(
    (
        "0 1 20 30 2013 1,234 1.5 ½ % - – — ( ) [ ] , . / : $ ¥ USD RMB won to or and from between rose fell by over"
        " some up no more than not half a third of one two hundred million bn m t kg per day each Camp 15 Article May"
        " in twice -fold times １２ 三 百 万 人 约 元 分之 百分之 多 以上 至 下降 第 年 兆"
        " 만 천 약 명 여 에서 이상 하루 당 달러 원 절반"
    ).split()
)


@given(st.lists(WORDS | st.just(" "), max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    quantities = read_quantities(text, VOCABULARY)
    for quantity in quantities:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.stated.low.value <= quantity.stated.high.value
    for before, after in pairwise(quantities):
        assert before.end <= after.start


HOSTILE = [
    *(
        "1",
        "1,",
        "1, ",
        "1-",
        "(1",
        "1)(",
        "½",
        "1 111 ",
        " 111",
        "1/3",
        "%",
        "\u2009",
        "１，",
        "11:",
        "2013-05-31-",
        "KN-2-a-",
    ),
    *("about ", "more than ", "20 and ", "4 to ", "USD 5 ", "Camps 1, ", "not ", "rose from 4 to ", "5 workers 5-"),
    *("one hundred and ", "twenty-", "one million ", "half a ", "tens of ", "5 of of of of ", "5 per kg per "),
    *("万", "三十", "1만 ", "三分之", "约", "5至", "第1", "每公斤", "下降了1% ", "1만 2", "百分之一至"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    short, long = (_seconds(piece * (size // len(piece))) for size in (5_000, 50_000))
    assert long < max(40 * short, 0.5)  # ten times the text; a quadratic reader would take a hundred times as long


def _seconds(text: str) -> float:
    started = time.process_time()
    read_quantities(text, VOCABULARY)
    return time.process_time() - started
