"""What sentences state, in the words of the value grammar. The sentences stand in quotes.yaml."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.quotes.east_asian_units import mentions
from briefkit.figures.quotes.matching import state
from briefkit.figures.quotes.reading import Quantity, read_quantities
from briefkit.figures.units import Vocabulary
from samples import CLOSE, OPEN, unmarked

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


# A unit, and a Chinese or Korean text with a mark in front of where it says "per" that unit.
MENTIONED = [
    ("kg", "大米⟦⟧每公斤5元"),
    ("kg", "⟦⟧1公斤的价格"),
    ("kg", "⟦⟧一公斤的价格"),
    ("kg", "쌀 ⟦⟧1kg의 가격"),
    ("kg", "쌀은 ⟦⟧킬로그램당 5원"),
    ("t", "석탄은 ⟦⟧톤당 5원"),
    ("hour", "⟦⟧한 시간 일했다"),
    ("day", "⟦⟧하루 30위안"),
    ("month", "⟦⟧每个月300元"),
    ("month", "그의 ⟦⟧월급은 5원"),
    ("year", "出口⟦⟧每年300吨"),
    ("USD", "⟦⟧每美元8240朝元"),
    ("kg", "11公斤大米"),
    ("kg", "十一公斤大米"),
    ("kg", "每吨5元"),
    ("t", "每公斤5元"),
]


@pytest.mark.parametrize(("unit", "text"), MENTIONED)
def test_words_that_say_per_a_unit_are_found(unit: str, text: str) -> None:
    expected = [unmarked(text)[1]] if OPEN in text else []
    assert list(mentions(unit, text.replace(OPEN, "").replace(CLOSE, ""))) == expected


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
        " 만 천 약 명 여 에서 이상 하루 당 달러 원 절반 을 넘었다 못 미쳤다 월 1년에 두 차례 10명 중 할"
        " 五 点 半 成 不 超过 不低于 每 、 之间 翻 番 两三 亿"
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
