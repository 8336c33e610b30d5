"""A translation states the quantities and dates of its quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.evidence.seeds import anchor_seed, decode_seed
from briefkit.evidence.translations import check_translation
from samples import VOCABULARY, node, seed_file

# a quote, and a translation that states the same
SAME = [
    ("出口额约300万美元", "exports of about USD 3 million"),
    ("出口额约300万美元", "roughly three million U.S. dollars in exports"),
    ("每天工作12小时", "work 12 hours a day"),
    ("日均工作12小时", "on average they work 12 hours a day"),
    ("三分之二的工人", "two-thirds of the workers"),
    ("三分之二的工人", "67% of the workers"),
    ("一半的利润", "half of the profits"),
    ("同比下降2.4%", "fell by 2.4 percent year on year"),
    ("下降2.4%", "a change of -2.4 percent"),
    ("20%至30%的产品", "20 to 30% of the goods"),
    ("300多名工人", "more than 300 workers"),
    ("300余名工人", "some 300 workers"),
    ("2013年5月出口300万美元", "USD 3 million of exports in May 2013"),
    ("5月出口300万美元", "USD 3 million of exports in May [2013]"),
    ("第29条", "Article 29"),
    ("一名工人说", "one worker said"),
    ("工人没有工资", "the workers, all of them, have no wages"),
    ("노동자 300명이 하루 12시간 일한다", "300 workers work 12 hours a day"),
    ("500만 달러를 수출했다", "exported 5 million dollars"),
    ("2022년 수출액은 1억 5,900만 달러(약 2,050억 원)이다",
     "exports of 2022 were 159 million dollars (about 205 billion won)"),
    ("29호 관리소", "Camp 29"),
    # Languages whose words are not read
    ("Die Ausfuhr betrug 1,5 Mio. Euro", "Exports were 1.5 million euros"),
    ("1 500 Arbeiter in 3 Lagern", "1,500 workers in three camps"),
    ("zwölf Stunden am Tag", "12 hours a day"),
    ("экспорт составил 23,94 млн долларов", "exports were 23.94 million dollars"),
]  # fmt: skip

# a quote, a translation that states another thing, what it says, and what the quote says
OTHER = [
    ("出口额约300万美元", "exports of about USD 30 million", "about USD 30 million", "says “约300万美元”"),
    ("出口额约300万美元", "exports of about USD 3 billion", "about USD 3 billion", "says “约300万美元”"),
    ("出口额约300万美元", "exports of about EUR 3 million", "about EUR 3 million", "says “约300万美元”"),
    ("出口额约300万美元", "exports of USD 3 million", "USD 3 million", "says “约300万美元”"),
    ("出口额300万美元", "exports of over USD 3 million", "over USD 3 million", "says “300万美元”"),
    ("超过300名工人", "fewer than 300 workers", "fewer than 300 workers", "says “超过300”"),
    ("20%至30%的产品", "20 to 35% of the goods", "20 to 35%", "says “20%至30%”"),
    ("20%的产品", "20 percentage points of the goods", "20 percentage points", "says “20%”"),
    ("三分之二的工人", "one-third of the workers", "one-third", "says “三分之二”"),
    ("工人没有工资", "12 workers have no wages", "12 workers", "states no such number"),
    ("노동자 300명이 일한다", "3,000 workers work", "3,000 workers", "says “300”"),
    ("2013年5月出口300万美元", "USD 3 million of exports in May 2014", "May 2014", "says “2013年5月”"),
    ("5月出口300万美元", "USD 3 million of exports in June", "June", "says “5月”"),
    ("第29条", "Article 92", "Article 92", "says “第29条”"),
    ("Die Ausfuhr betrug 1,5 Mio. Euro", "Exports were 1.6 million euros", "1.6", "says “1,5”"),
    ("1 500 Arbeiter in 3 Lagern", "1,500 workers in 4 camps", "4", "says “3”"),
]


@pytest.mark.parametrize(("quote", "translation"), SAME)
def test_a_translation_that_states_the_same_is_let_through(quote: str, translation: str) -> None:
    assert [one.message for one in check_translation(translation, quote, VOCABULARY)] == []


@pytest.mark.parametrize(("quote", "translation", "said", "quoted"), OTHER)
def test_a_translation_that_states_another_number_is_found_at_it(
    quote: str, translation: str, said: str, quoted: str
) -> None:
    (found,) = check_translation(translation, quote, VOCABULARY)
    assert found.message == f"the translation says “{said}”, the quote {quoted}"
    assert translation[found.start : found.end].strip() == said


def test_a_seed_reports_it_at_its_place() -> None:
    snapshot = "据报道，出口额约300万美元。\n"
    claims = "a: {quote: 出口额约300万美元, value: about USD 3 million,"
    claims += "\n  translation: {text: about USD 30 million, by: A}}"
    spec = decode_seed(node(seed_file(claims, snapshot), "seeds/a.yaml")).value
    assert spec is not None
    (found,) = anchor_seed("a", "seeds/a.yaml", spec, snapshot.encode(), VOCABULARY).findings
    assert (found.code, found.span.line, found.span.column) == ("BK315", 5, 25)
    assert found.hint == "translate the quote as it stands, with its numbers"


TEXTS = st.lists(
    st.sampled_from(
        "约 300 万 美元 , 三分之二 % 12 小时 2013年 5月 May half Article 第29条 USD 1.5 million about - 名".split()
    )
).map(" ".join)


@given(TEXTS, TEXTS)
def test_any_two_texts_are_compared_without_a_fault(translation: str, quote: str) -> None:
    for one in check_translation(translation, quote, VOCABULARY):
        assert 0 <= one.start < (one.end or 0) <= len(translation)


@given(TEXTS)
def test_a_text_is_a_translation_of_itself(text: str) -> None:
    assert list(check_translation(text, text, VOCABULARY)) == []
