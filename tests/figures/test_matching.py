"""A value is held to its quote: what agrees passes, and what differs is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from briefkit.figures.quotes.matching import match_value, state
from briefkit.figures.units import PERCENT_UNIT, PLAIN, POINTS_UNIT, Unit, Vocabulary
from briefkit.figures.values import HEDGES, Hedge, Number, Stated, parse_value
from samples import unmarked

NOUNS = {
    "wig": ("wigs", "假发"),
    "worker": ("workers", "工人", "노동자"),
    "person": ("people", "人", "명"),
    "prison_camp": ("prison camps",),
}
VOCABULARY = Vocabulary(nouns=NOUNS)


def problems(value: str, quote: str, vocabulary: Vocabulary = VOCABULARY) -> list[str]:
    """What is wrong with a value, as code and message."""
    found = match_value(parse_value(value, vocabulary), quote, vocabulary)
    return [f"{problem.code.code} {problem.message}" for problem in found]


WIGS = "North Korea receives RMB 25-50 (around USD 3.50 to 7) from China for wigs"
RICE = "rice is about RMB 4 or 5 (around USD 0.50 to 0.80) per kilogram"
EXPORTS = "65% of total exports in May, amounting to USD 23.94 million"
SHARE = "some 20 to 30% of the contract work"
FALL = "output was down 2.4 percent"

AGREE = [
    # the claims of the first seed
    ("CNY 25 to 50 / wig", WIGS),
    ("about USD 3.50 to 7 / wig", WIGS),
    ("about CNY 4 to 5 / kg", RICE),
    ("about USD 0.50 to 0.80 / kg", RICE),
    ("USD 23.94 million", EXPORTS),
    ("65 %", EXPORTS),
    ("20 to 30 %", SHARE),
    ("some 20 to 30 %", SHARE),
    ("nearly USD 4.79 million", "earned nearly USD 4.79 million in May"),
    ("over 12 hours/day", "work over 12 hours a day"),
    ("at most 1 kg", "make no more than enough to buy a kilogram of rice"),
    # one number written in two ways
    ("USD 23,940,000", EXPORTS),
    ("USD 4.79 million", "exactly USD 4,790,000"),
    ("300 thousand people", "300,000 people"),
    ("800 to 1,000 people", "eight hundred to 1,000 people"),
    ("0.5 million t", "half a million metric tons"),
    ("USD 1.65 billion", "US$1.65bn"),
    # hedges of one kind
    ("around 3,000 people", "roughly 3,000 people"),
    ("up to 50,000 people", "no more than 50,000 people"),
    ("more than 12 hours", "over 12 hours"),
    ("at least USD 10,000", "$10,000 or more"),
    ("almost 50 %", "nearly half of it"),
    # fractions in words
    ("50 %", "half of the exports"),
    ("0.5", "half of the exports"),
    ("67 %", "two-thirds of the profits"),
    ("66.7 %", "two-thirds of the profits"),
    ("0.67", "two-thirds of the profits"),
    ("10 %", "a tenth of the price"),
    ("12.5 %", "one eighth of the price"),
    ("33 to 50 %", "between a third and a half"),
    ("0.67 %", "two-thirds of a percent"),
    ("0.333 %", "a third of one percent"),
    ("0.25 %", "a quarter of 1 percent"),
    ("2.3 kg", "2⅓ kg"),
    ("2.33 kg", "two and a third kilograms"),
    ("12.5 %", "12 and a half percent"),
    ("1.7 %", "one in sixty"),
    ("2 %", "one in sixty"),
    ("-33 %", "fell by a third"),
    # units, nouns, denominators
    ("300 workers", "300 North Korean workers"),
    ("300 workers", "the workers, 300 in all"),
    ("300 workers", "Workers: 300 in all"),
    ("300 workers", "朝鲜工人们共有300"),
    ("USD 30 / worker / month", "USD 30 per worker per month"),
    ("USD 30 / worker / month", "a worker earns USD 30 a month"),
    ("USD 30 / month", "a monthly wage of USD 30"),
    ("USD 5 / wig", "for wigs, USD 5 each"),
    ("33 fold", "a 33-fold rise"),
    ("2 fold", "twice the price"),
    # signs
    ("-2.4 %", FALL),
    ("-30 to -20 %", "fell by 20 to 30 percent"),
    ("less than -2.4 %", "fell by more than 2.4 percent"),
    ("CNY 300", "300 yuan"),
    ("KRW 5,000", "5,000 South Korean won"),
    # a fall in fractions holds its size too, and what is left
    ("33 %", "fell by a third"),
    ("67 %", "fell by two-thirds"),
    ("-67 %", "fell by two-thirds"),
    ("33 to 50 %", "shrank by a third to a half"),
    ("-50 to -33 %", "shrank by a third to a half"),
    ("50 %", "output has halved since 2016"),
    ("-50 %", "output has halved since 2016"),
    ("over 50 %", "output has more than halved since 2016"),
    ("-30 %", "30% below the quota"),
    ("30 %", "lost 30% of its value"),
    # a noun or currency that was named before and is then left out
    ("61 workers", "84 workers in October, 61 in November and 79 in December"),
    ("79 workers", "84 workers in October, 61 in November and 79 in December"),
    ("7 workers", "of ten workers asked, seven would take no won"),
    ("1,207 workers", "3,418 workers, 1,207 of them in the fourth quarter"),
    ("around 50 workers", "around 50 of the 200 workers"),
    ("14 workers", "14 of 51 workers"),
    ("14 workers", "14 out of 51 workers"),
    ("USD 4 million", "USD 3 million, against 4 million in 2019"),
    ("USD 4 million", "USD 3 million (4 million in 2019)"),
    ("USD 4 million", "USD 3 million, down from 4 million"),
    ("KPW 8,240 / USD", "the won traded at 8,240 to the dollar"),
    ("EUR 0.92 / USD", "the euro traded at 0.92 to the dollar"),
    # Chinese and Korean
    ("about USD 3 million", "约300万美元"),
    ("CNY 25 to 50 / wig", "每顶假发人民币25-50元"),
    ("about CNY 4 to 5 / kg", "쌀은 kg당 약 4~5위안이다"),
    ("at least 12 hours / day", "每天工作12个小时以上"),
    ("over 300 workers", "300多名工人"),
    ("300 workers", "노동자 300명"),
    ("67 %", "三分之二的利润"),
    ("-2.4 %", "수출이 2.4% 감소했다"),
    ("KPW 5,900 / kg", "쌀 1kg의 가격은 5,900원"),
    ("KPW 8,240 / USD", "1달러당 8,240원"),
    ("KPW 8,240 / USD", "每美元8240朝元"),
    ("CNY 300 / month", "월 300위안"),
    ("about CNY 2,000 / month", "月工资约2000元"),
    ("CNY 30 / day", "일당 30위안"),
    ("12 hours / day", "日均12小时"),
    ("70 %", "10명 중 7명이 가발을 맨다"),
    ("-20", "零下20度"),
    ("2 / year", "1년에 두 차례"),
]


@pytest.mark.parametrize(("value", "quote"), AGREE)
def test_the_quote_states_the_value(value: str, quote: str) -> None:
    assert problems(value, quote) == []


# Value, quote, and the difference as it is named.
DIFFER = [
    # a digit, a point
    ("USD 23.49 million", EXPORTS, "the quote says 23.94 million, the value says 23.49 million"),
    ("USD 22.94 million", EXPORTS, "the quote says 23.94 million, the value says 22.94 million"),
    ("USD 239.4 million", EXPORTS, "the quote says 23.94 million, the value says 239.4 million"),
    ("64 %", EXPORTS, "the quote says 65, the value says 64"),
    ("1,500 kg", "15,000 kg", "the quote says 15,000, the value says 1,500"),
    # the precision
    ("USD 23.940 million", EXPORTS, "the quote writes 23.94 million, the value 23.940 million"),
    ("about USD 3.5 to 7 / wig", WIGS, "low end: the quote writes 3.50, the value 3.5"),
    ("65.0 %", EXPORTS, "the quote writes 65, the value 65.0"),
    ("50.0 %", "half of the exports", "the quote gives the fraction 1/2, the value writes 50.0"),
    ("66.67 %", "two-thirds of the profits", "the quote gives the fraction 2/3, the value says 66.67"),
    ("0.7", "two-thirds of the profits", "the quote gives the fraction 2/3, the value says 0.7"),
    ("0.6667", "two-thirds of the profits", "the quote gives the fraction 2/3, the value says 0.6667"),
    ("1.67 %", "one in sixty", "the quote gives the fraction 1/60, the value says 1.67"),
    ("2 kg", "2⅓ kg", "the quote gives the fraction 7/3, the value says 2"),
    ("2.333 kg", "2⅓ kg", "the quote gives the fraction 7/3, the value says 2.333"),
    ("50 million", "half of the profits", "the quote gives the fraction 1/2, the value says 50 million"),
    ("67 %", "two-thirds of a percent", "the quote gives the fraction 2/3, the value says 67"),
    ("33 %", "a third of one percent", "the quote gives the fraction 1/3, the value says 33"),
    ("12 %", "12 and a half percent", "the quote says 12.5, the value says 12"),
    ("33 to 60 %", "between a third and a half", "high end: the quote gives the fraction 1/2, the value says 60"),
    # the scale
    ("USD 23.94 billion", EXPORTS, "the quote says million, the value says billion"),
    ("USD 23.94", EXPORTS, "the quote says million, the value says no scale word"),
    ("USD 23.94 million", "only USD 23.94", "the quote says no scale word, the value says million"),
    # the unit, the currency
    ("CNY 23.94 million", EXPORTS, "the quote says USD, the value says CNY"),
    ("23.94 million", EXPORTS, "the quote says USD, the value says no unit"),
    ("65", EXPORTS, "the quote says percent, the value says no unit"),
    ("65 pp", EXPORTS, "the quote says percent, the value says percentage points"),
    ("3 %", "a rise of 3 percentage points", "the quote says percentage points, the value says percent"),
    ("300 t", "300 tons of coal", "the quote says ton, the value says t"),
    ("300 workers", "300 wigs for the workers", "the quote says wig, the value says worker"),
    ("300 workers", "300 prisoners", "the quote does not mention worker"),
    ("300 workers", "300 coworkers", "the quote does not mention worker"),
    ("300 prison camps", "300 workers", "the quote says worker, the value says prison camp"),
    ("USD 5", "USD 5 per prison camp", "the quote says per prison camp, the value does not"),
    ("USD 5 / prison camp", "USD 5 in all", "the quote does not mention prison camp"),
    ("USD 5 / prison camp", "USD 5 per worker", "the value says per prison camp"),
    ("USD 5 / in", "USD 5 in May", "the quote does not mention in"),
    ("300 wigs / t", "300 wigs, said Mr. T", "the quote does not mention t"),
    ("33 workers", "a third of them", "the quote gives a share, the value is in worker"),
    ("300 workers", "300 prisoners and 50 workers", "the quote does not mention worker"),
    ("2", "twice the price", "the quote says fold, the value says no unit"),
    # the denominator
    ("over 12 hours", "work over 12 hours a day", "the quote says per day, the value does not"),
    ("about CNY 4 to 5", RICE, "the quote says per kg, the value does not"),
    ("CNY 25 to 50 / kg", WIGS, "the quote does not mention kg"),
    ("over 12 hours/week", "work over 12 hours a day", "per day, the value does not; the value says per week"),
    ("USD 5 / kg", "USD 5 for 100 kg", "the quote does not mention kg"),
    ("USD 5 / kg", "USD 5 per 100 kg", "the quote says per 100 kg, which is no known unit"),
    ("USD 5", "USD 5 per coconut", "the quote says per coconut, which is no known unit"),
    ("USD 5", "USD 5 each", "the quote says each, the value does not say of what"),
    # what is left out was named with another number, and not by it
    ("61 workers", "84 workers and 61 camps", "the quote does not mention worker"),
    ("61 workers", "61 in November, 84 workers in October", "the quote does not mention worker"),
    ("USD 4 million", "USD 3 million for 4 million meals", "the quote says no unit, the value says USD"),
    ("USD 4 million", "USD 3 million or EUR 5 million, or 4 million", "the quote says no unit, the value says USD"),
    ("USD 61", "USD 3 million for 84 camps, 61 of them closed", "the quote says no unit, the value says USD"),
    ("EUR 8,240 / USD", "the won traded at 8,240 to the dollar", "the quote says no unit, the value says EUR"),
    # the hedge
    ("USD 4.79 million", "nearly USD 4.79 million", 'the quote says "nearly", the value says no hedge'),
    ("about USD 4.79 million", "nearly USD 4.79 million", 'the quote says "nearly", the value says "about"'),
    ("nearly USD 23.94 million", EXPORTS, 'the quote says no hedge, the value says "nearly"'),
    ("3,000 people", "some 3,000 people", 'the quote says "some", the value says no hedge'),
    ("over 20 to 30 %", SHARE, 'the quote says "some", the value says "over"'),
    ("less than 0.5 kg", "more than 0.5 kg", 'the quote says "more than", the value says "less than"'),
    ("20 to 30 %", "at least 20 to 30%", 'the quote says "at least", the value says no hedge'),
    ("50 %", "more than half of it", 'the quote says "more than", the value says no hedge'),
    ("USD 3 million", "neared USD 3 million", 'the quote says "nearly", the value says no hedge'),
    ("USD 3 million", "failed to reach USD 3 million", 'the quote says "less than", the value says no hedge'),
    ("USD 3 million", "exports passed USD 3 million", 'the quote says "over", the value says no hedge'),
    ("USD 3 million", "perhaps USD 3 million", 'the quote says "about", the value says no hedge'),
    ("USD 3 million", "USD 3 million (est.)", 'the quote says "about", the value says no hedge'),
    ("over USD 3 million", "did not exceed USD 3 million", 'the quote says "at most", the value says "over"'),
    ("over USD 3 million", "has not exceeded USD 3 million", 'the quote says "at most", the value says "over"'),
    ("more than USD 3", "did not pay more than USD 3", 'the quote says "at most", the value says "more than"'),
    # the sign
    ("2.4 %", "a change of -2.4 percent", "the quote says -2.4, the value 2.4: the sign differs"),
    ("-65 %", EXPORTS, "the quote says 65, the value -65: the sign differs"),
    # the ends of a range
    ("20 %", SHARE, "the quote gives a range, the value one number"),
    ("60 to 65 %", EXPORTS, "the quote gives one number, the value a range"),
    ("20 to 35 %", SHARE, "high end: the quote says 30, the value says 35"),
    ("25 to 30 %", SHARE, "low end: the quote says 20, the value says 25"),
    ("4,000 to 6,000", "rose from 4,000 to 6,000", "the quote gives one number, the value a range"),
    # Chinese and Korean
    ("USD 3 million", "300亿美元", "the quote says 30,000,000,000, the value says 3 million"),
    ("300 workers", "300多名工人", 'the quote says "over", the value says no hedge'),
    ("USD 3 million", "300만 위안", "the quote says CNY, the value says USD"),
    ("CNY 160", "不低于160元", 'the quote says "at least", the value says no hedge'),
    ("50 %", "절반에 못 미쳤다", 'the quote says "less than", the value says no hedge'),
    ("1,200 people", "1,200명에서 1,800명 사이", "the quote gives a range, the value one number"),
    ("300 t", "300톤이 아니다", "which can be read in more than one way"),
    ("20", "영하 20도", "the quote says -20, the value 20: the sign differs"),
    ("KPW 8,240", "每美元8240朝元", "the quote says per USD, the value does not"),
    ("CNY 50 / kg", "每10公斤50元", "the quote says per 10公斤, which is no known unit"),
    ("KPW 5,900 / kg", "쌀 2kg의 가격은 5,900원", "the quote does not mention kg"),
    ("CNY 5 / m", "大米的价格是5元", "the quote does not mention m"),
    ("300 t / year", "2013年出口300吨", "the quote does not mention year"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "quote", "difference"), DIFFER)
def test_a_difference_is_named(value: str, quote: str, difference: str) -> None:
    (problem,) = problems(value, quote)
    assert problem.startswith("BK407 ")
    assert difference in problem


# The value, the quote, what the quote is said to say.
SAID = [
    ("USD 23.94 billion", EXPORTS, "USD 23.94 million: the quote says million, the value says billion"),
    ("200 workers", "300 workers", "300 workers: the quote says 300, the value says 200"),
    ("USD 5", "USD 5 per 100 kg", "USD 5 per 100 kg: the quote says per 100 kg, which is no known unit"),
    ("USD 5", "USD 5 each", "USD 5: the quote says each, the value does not say of what"),
    ("60 %", "nearly half", 'nearly half": the quote gives the fraction 1/2, the value says 60; the quote says'),
    ("3 fold", "twice the price", '"twice": the quote says 2, the value says 3'),
    ("USD 500", "it cost\n¥500", '"¥500": the quote says "¥", the value says USD'),
    ("-1,234.5 kg", "1,234.5 kg", "1,234.5 kg: the quote says 1,234.5, the value -1,234.5: the sign differs"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "quote", "said"), SAID)
def test_the_message_gives_value_quote_and_difference(value: str, quote: str, said: str) -> None:
    (problem,) = problems(value, quote)
    assert problem.startswith(f"BK407 the value says {value}, the quote says ")
    assert said in problem


# The value, the quote with a mark around what it states instead.
NEAREST = [
    ("23 kg", "9,999 tons and ⟦24 kg⟧"),
    ("1,235 kg", "9,999 kg and ⟦1,234 kg⟧"),
    ("1,243 kg", "9,999 kg and ⟦1,234 kg⟧"),
    ("12,345 kg", "9,999 kg and ⟦1,234 kg⟧"),
    ("1,324 kg", "9,999 kg and ⟦1,234 kg⟧"),
    ("12,934 kg", "9,999 kg and ⟦1,234 kg⟧"),
    ("134 kg", "9,999 kg and ⟦1,234 kg⟧"),
    ("12.34 kg", "9,999 kg and ⟦1,234 kg⟧"),
    ("0.12 kg", "9,999 kg and ⟦12,000 kg⟧"),
    ("12,340 kg", "9,999 kg and ⟦12.34 kg⟧"),
    ("1,234 kg", "9,999 kg and ⟦-1,234 kg⟧"),
    ("1.5 million kg", "9,999 kg and ⟦1.5 billion kg⟧"),
    ("20 kg", "9,999 kg and ⟦20 to 30 kg⟧"),
    ("20 to 35 kg", "9,999 kg and ⟦20 to 30 kg⟧"),
    ("66.67 %", "65 kg and ⟦two-thirds⟧ of it"),
    # All differ alike: the first.
    ("4,321 kg", "⟦9,999 kg⟧ and 1,234 kg"),
    ("1,324 kg", "⟦9,999 kg⟧ and 12,345 kg"),
]


@pytest.mark.parametrize(("value", "quote"), NEAREST)
def test_the_nearest_quantity_is_the_one_that_was_meant(value: str, quote: str) -> None:
    plain, start, end = unmarked(quote)
    (problem,) = match_value(parse_value(value, VOCABULARY), plain, VOCABULARY)
    assert (problem.start, problem.end) == (start, end)


# The hint is the value that the quote states, or how to say what it is per.
HINTS = [
    ("CNY 4 to 5", RICE, "value: about CNY 4 to 5 / kg"),
    ("CNY 25 to 55 / wig", WIGS, "value: CNY 25 to 50 / wig"),
    ("CNY 25 to 55 / wig / worker", WIGS, "value: CNY 25 to 50 / wig"),
    ("5,900 / kg", "쌀은 kg당 5,900원", "value: KRW 5,900 / kg or KPW 5,900 / kg"),
    ("KPW 5,900", "쌀은 kg당 5,900원", "value: KPW 5,900 / kg"),
    ("USD 50", "¥500", "value: CNY 500 or JPY 500"),
    ("200 workers", "300 workers", "value: 300 workers"),
    ("60 %", "nearly half of it", "value: nearly 50 %"),
    ("60 %", "fell by two-thirds", "value: -67 %"),
    ("60 %", "between a third and a half", "value: 33 to 50 %"),
    ("2 kg", "2⅓ kg", "value: 2.3 kg"),
    ("2 to 4 kg", "2⅓ to 3⅔ kg", "value: 2.3 to 3.7 kg"),
    ("2 million t", "a third of a million metric tons", "value: 0.33 million t"),
    ("67 %", "two-thirds of a percent", "value: 0.67 %"),
    ("USD 5", "USD 5 per coconut", 'declare it in briefkit.toml: [nouns] coconut = ["coconuts"]'),
    ("USD 5", "USD 5 per 100 kg", "value: USD 5"),
    ("USD 5", "USD 5 each", "say of what: value: USD 5 / …, with a noun that is declared under nouns"),
    ("USD 6 / wig", "for wigs, USD 5 each", "value: USD 5 / wig"),
]


@pytest.mark.parametrize(("value", "quote", "hint"), HINTS)
def test_the_hint_is_the_value_that_the_quote_states(value: str, quote: str, hint: str) -> None:
    (problem,) = match_value(parse_value(value, VOCABULARY), quote, VOCABULARY)
    assert problem.hint == hint


NOT_A_NUMBER = [
    ("29", "⟦Article 29⟧ bans it", "which is a name"),
    ("2013", "in ⟦2013⟧", "which is a date"),
    ("USD 5 million", "earns ⟦millions⟧ of dollars", "which gives no number"),
    ("1.5 million t", "⟦1,5⟧ million tons", "which can be read in more than one way"),
    ("300 people", "not ⟦300 people⟧", "which can be read in more than one way"),
    ("300 people", "⟦300 to over 500 people⟧", "which can be read in more than one way"),
    ("4", "⟦four-thirds⟧ of the price", "which can be read in more than one way"),
    # Of several the one that is most like a number
    ("300 people", "in 2013, Article 29 and ⟦millions⟧", "which gives no number"),
    ("300 people", "millions in 2013, or ⟦1,5⟧", "which can be read in more than one way"),
    ("300 people", "in 2013, ⟦Article 29⟧", "which is a name"),
]


@pytest.mark.parametrize(("value", "quote", "difference"), NOT_A_NUMBER)
def test_a_name_a_date_and_a_vague_or_unclear_amount_state_no_value(value: str, quote: str, difference: str) -> None:
    plain, start, end = unmarked(quote)
    (problem,) = match_value(parse_value(value, VOCABULARY), plain, VOCABULARY)
    assert (problem.code.code, problem.start, problem.end) == ("BK407", start, end)
    assert f'the quote says "{plain[start:end]}": {difference}' in problem.message
    assert problem.hint.startswith("quote the words in which the number stands, or make it a claim without a number")


def test_a_quote_without_a_number_is_a_finding_of_its_own() -> None:
    quote = "a large share of exports"
    (problem,) = match_value(parse_value("65 %", VOCABULARY), quote, VOCABULARY)
    assert (problem.code.code, problem.start, problem.end) == ("BK408", 0, len(quote))
    assert problem.message == "the value says 65 %, and the quote states no number at all"
    assert problem.hint == "quote the words in which the number stands"


@pytest.mark.parametrize(("value", "quote"), [("JPY 500", "it cost ¥500"), ("KPW 5,000", "it cost 5,000 won")])
def test_a_sign_of_several_currencies_holds_any_of_them_and_no_other(value: str, quote: str) -> None:
    assert problems(value, quote) == []
    assert "the value says EUR" in problems(value.replace(value[:3], "EUR"), quote)[0]


@pytest.mark.parametrize("value", ["2.4 %", "-2.4 %"])
def test_a_fall_holds_its_size_and_the_change(value: str) -> None:
    assert problems(value, "exports fell by 2.4 percent") == []


def test_the_size_of_a_fall_has_the_hedge_of_the_words() -> None:
    assert problems("more than 2.4 %", "exports fell by more than 2.4 percent") == []
    assert problems("less than 2.4 %", "exports fell by more than 2.4 percent") != []


def test_a_sign_that_the_project_has_settled_is_taken_so() -> None:
    settled = Vocabulary(signs={"¥": "JPY"})
    assert problems("JPY 500", "it cost ¥500", settled) == []
    assert "the quote says JPY, the value says CNY" in problems("CNY 500", "it cost ¥500", settled)[0]


def test_a_sign_that_cannot_be_the_value_s_currency_is_a_difference() -> None:
    assert 'the quote says "¥", the value says USD' in problems("USD 500", "it cost ¥500")[0]


UNITS = [PLAIN, PERCENT_UNIT, POINTS_UNIT, Unit.of("USD"), Unit.of("CNY", per=["kg"]), Unit.of("hour", per=["day"])]
UNITS += [Unit.of("worker"), Unit.of("t"), Unit.of("USD", per=["worker", "month"])]
DIGITS = (
    st.decimals(0, 999_999, places=2).map(str) | st.integers(0, 1799).map(str) | st.integers(2101, 999_999).map(str)
)
NUMBERS = st.builds(Number, DIGITS, st.sampled_from(["", "", "thousand", "million", "billion"]))


@st.composite
def values(draw: st.DrawFn) -> Stated:
    """Any value of the grammar."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)), key=lambda number: number.value)
    if draw(st.booleans()) or low.value == high.value:
        low = high
    if bool(low.scale) != bool(high.scale):
        # A low end without a scale word may take that of the high one, and one with it needs it at the high end.
        low = Number(low.digits, high.scale)
        assume(low.value < high.value)
    hedge = draw(st.none() | st.sampled_from([Hedge(words) for words in HEDGES]))
    return Stated(low=low, high=high, unit=draw(st.sampled_from(UNITS)), hedge=hedge)


@given(values())
def test_a_value_as_it_is_stated_reads_back(value: Stated) -> None:
    assert parse_value(state(value, VOCABULARY), VOCABULARY) == value
    assert parse_value(state(value), VOCABULARY) == value


@given(values())
@example(Stated(low=Number("1"), high=Number("1"), unit=Unit.of("hour", per=["day"])))
def test_a_quote_in_the_words_of_the_grammar_states_its_value(value: Stated) -> None:
    assert match_value(value, f"They said {state(value, VOCABULARY)} then.", VOCABULARY) == ()


@given(values(), st.integers(0, 20), st.integers(1, 9))
def test_a_changed_digit_never_passes(value: Stated, place: int, step: int) -> None:
    digits = value.low.digits
    places = [at for at, char in enumerate(digits) if char.isdigit()]
    at = places[place % len(places)]
    changed = f"{digits[:at]}{(int(digits[at]) + step) % 10}{digits[at + 1 :]}"
    number = Number(changed, value.low.scale)
    low, high = (number, value.high) if value.is_range else (number, number)
    other = Stated(low=low, high=high, unit=value.unit, hedge=value.hedge)
    assume(Decimal(changed) != Decimal(digits))
    assert match_value(other, f"They said {state(value, VOCABULARY)} then.", VOCABULARY)
