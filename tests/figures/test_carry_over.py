"""The value of a claim follows its quote into a new text only where its place there is beyond doubt."""

from __future__ import annotations

import pytest

from briefkit.figures.quotes.matching import carry_over, state, still_states
from samples import VOCABULARY, stated

BOTH = "receives RMB 25-50 (around USD 3.50 to 7) for wigs"
BOTH_NOW = "receives RMB 30-50 (around USD 4.20 to 7) for wigs"
# The value, its quote, the new quote, and what the value becomes.
CARRIED = {
    "a number": ("18,500 wigs", "sold 18,500 wigs in May", "sold 18,900 wigs in May", "18,900 wigs"),
    "more digits": ("USD 4.7 million", "USD 4.7 million", "USD 4.75 million", "USD 4.75 million"),
    "another scale word": ("USD 4.7 million", "earned USD 4.7 million", "earned USD 4.7 billion", "USD 4.7 billion"),
    "the same number": ("12 workers", "12 workers of 40", "12 workers of 50", "12 workers"),
    "another hedge": ("nearly USD 5 million", "nearly USD 5 million", "over USD 5 million", "over USD 5 million"),
    "a hedge of its own word": ("around 5 kg", "about 5 kg", "about 6 kg", "around 6 kg"),
    "a hedge that is new": ("5 kg", "5 kg of rice", "some 6 kg of rice", "some 6 kg"),
    "a range": ("20 to 30 %", "some 20 to 30% of wigs", "some 20 to 35% of wigs", "20 to 35 %"),
    "the first of two": ("CNY 25 to 50 / wig", BOTH, BOTH_NOW, "CNY 30 to 50 / wig"),
    "the second of two": ("about USD 3.50 to 7 / wig", BOTH, BOTH_NOW, "about USD 4.20 to 7 / wig"),
    "two that change places": ("4 workers", "4 workers and 6 wigs", "6 workers and 4 wigs", "6 workers"),
    "the size of a fall": ("2.4 %", "sales fell by 2.4 percent", "sales fell by 2.9 percent", "2.9 %"),
    "a fall": ("-2.4 %", "sales fell by 2.4 percent", "sales fell by 2.9 percent", "-2.9 %"),
    "a Chinese quote": ("USD 3 million", "出口额300万美元", "出口额310万美元", "USD 3,100,000"),
    # What is in doubt
    "another word": ("12 workers", "12 workers went", "13 workers came", None),
    "another date": ("USD 5 million", "earned USD 5 million in May", "earned USD 6 million in June", None),
    "a rise for a fall": ("2.4 %", "sales fell by 2.4 percent", "sales rose by 2.9 percent", None),
    "another currency": ("USD 4 million", "USD 4 million", "EUR 4 million", None),
    "another unit": ("5 kg", "5 kg of rice", "5 lb of rice", None),
    "percentage points": ("5 %", "by 5 percent", "by 5 percentage points", None),
    "a number more": ("12 workers", "12 workers", "12 of 40 workers", None),
    "no number": ("12 workers", "12 workers", "many workers", None),
    "stated twice": ("5 kg", "5 kg and 5 kg", "5 kg and 6 kg", None),
    "not stated": ("7 kg", "5 kg", "6 kg", None),
    "a fraction": ("50 %", "half of the wigs", "two-thirds of the wigs", None),
}  # fmt: skip


@pytest.mark.parametrize(("value", "quote", "now", "expected"), CARRIED.values(), ids=CARRIED)
def test_a_value_is_carried_over(value: str, quote: str, now: str, expected: str | None) -> None:
    carried = carry_over(stated(value), quote, now, VOCABULARY)
    assert (state(carried, VOCABULARY) if carried else None) == expected


KEPT = {
    "other words": ("12 workers", "12 workers were there", "there were 12 workers", True),
    "another order": ("4 workers", "4 workers, then 6 workers", "6 workers, before them 4 workers", False),
    "another number": ("12 workers", "12 workers were there", "there were 13 workers", False),
    "a noun that is lost": ("12 workers", "12 workers were there", "there were 12", False),
}


@pytest.mark.parametrize(("value", "quote", "now", "expected"), KEPT.values(), ids=KEPT)
def test_other_words_still_state_a_value(value: str, quote: str, now: str, expected: bool) -> None:
    assert still_states(stated(value), quote, now, VOCABULARY) is expected
