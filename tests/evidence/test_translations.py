"""A translation states the quantities and dates of its quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.evidence.seeds import anchor_seed, decode_seed
from briefkit.evidence.translations import check_translation
from briefkit.figures.units import Vocabulary
from samples import VOCABULARY, node, seed_file

NOUNS = Vocabulary({"worker": ("workers", "노동자"), "person": ("people", "명")})

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
    ("每公斤至少160元", "at least 160 yuan a kilogram"),
    ("每月约300元", "about 300 yuan every month"),
    ("月工资300元", "a monthly wage of 300 yuan"),
    ("월급은 300위안이다", "they are paid 300 yuan a month"),
    ("大米每公斤5.2元，玉米每公斤2.7元", "rice costs 5.2 yuan a kilogram, maize 2.7"),
    ("하루 배급량은 500g에서 350g으로 줄었다", "the daily ration was cut from 500 to 350 grams"),
    ("하루 배급량은 500g에서 350g으로 줄었다", "the daily ration fell to 350 grams from 500"),
    ("出口额从500万美元降至300万美元", "exports fell from USD 5 million to USD 3 million"),
    ("出口额达300万美元，比上年增长12%", "exports reached USD 3 million, 12 percent up on the year before"),
    ("同比增长12%", "a year-on-year rise of 12 percent"),
    ("同比增长12%", "up 12 percent year on year"),
    ("지난해보다 4곳 늘었다", "4 more than last year"),
    ("500명 이상을 수용한다", "holds at least 500 people"),
    ("500명 이상을 수용한다", "holds 500 people or more"),
    ("最多可容纳5万人", "holds up to 50,000 people"),
    ("近300名工人", "nearly 300 workers"),
    ("2012년께 폐쇄됐다", "closed around 2012"),
    ("2012年左右关闭", "closed in about 2012"),
    ("价格下跌了三分之一", "the price fell by a third"),
    ("亏损300万美元", "a loss of USD 3 million"),
    ("零下20度", "minus 20 degrees"),
    ("1.2亿元", "120 million yuan"),
    ("1.20元", "1.20 yuan"),
    ("工作12个小时，休息一天", "they work 12 hours and rest one day"),
    ("每天3顿饭", "three meals a day"),
    ("今年头5个月", "the first five months of this year"),
    ("上半年进口825吨", "imports of 825 tons in the first half of the year"),
    ("每吨300美元", "USD 300 per ton"),
    ("每吨300美元", "300 dollars a metric ton"),
    ("一周工作6天", "they work six days a week"),
    ("공장 노동자의 월평균 임금은 300위안", "the average monthly wage of factory workers is 300 yuan"),
    ("3년 동안 300명이 죽었다", "300 people died over three years"),
    ("从2019年到2022年，出口增长两倍", "exports tripled from 2019 to 2022"),
    ("300元至500元之间", "between 300 and 500 yuan"),
    ("约半数", "about half"),
    ("약 40가구", "about 40 households"),
    ("不到300元", "less than 300 yuan"),
    ("超过1.2亿元", "over CNY 120 million"),
    ("5월 수출액은 약 300만 달러로 전달보다 줄었다", "exports of May were about USD 3 million, less than in April"),
    ("价格升至每公斤5元", "the price climbed to 5 yuan a kilogram"),
    ("增加了300名工人", "300 workers were added"),
    ("人均30公斤", "30 kilograms per head"),
    ("全年出口300万美元", "exports of USD 3 million for the year"),
    ("일당 5,900원", "a day's pay of 5,900 won"),
    ("제5호 관리소에 2만 명", "Camp 5 holds 20,000 people"),
    ("凌晨5点起床，工作12小时", "they rise at 5 in the morning and work 12 hours"),
    ("3일 연속 12시간 일했다", "worked 12 hours on three days running"),
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
    ("出口额约300万美元", "exports of nearly USD 3 million", "nearly USD 3 million", "says “约300万美元”"),
    ("出口额约300万美元", "exports of over about USD 3 million", "over about USD 3 million", "says “约300万美元”"),
    ("出口额约300万美元", "exports of about 3 million", "about 3 million", "says “约300万美元”"),
    ("출구 500명 이상", "over 500 people", "over 500 people", "says “500명 이상”"),
    ("20%至30%的产品", "nearly 20 to 30% of the goods", "nearly 20 to 30%", "says “20%至30%”"),
    ("下降2.4%", "fell by -2.4 percent", "-2.4 percent", "says “2.4%”"),
    ("增长2.4%", "a change of -2.4 percent", "-2.4 percent", "says “2.4%”"),
    ("3만 명", "3,00 people", "3,00 people", "says “3만”"),
    ("约20亿元", "about 020 billion yuan", "about 020", "says “约20亿元”"),
    ("3.50元", "3.5 yuan", "3.5 yuan", "says “3.50元”"),
    ("重825吨", "weighed 825 kilograms", "825 kilograms", "says “825吨”"),
    ("重825吨", "weighed 825", "825", "says “825吨”"),
    ("每公斤160元", "160 yuan a ton", "160 yuan a ton", "says “每公斤160元”"),
    ("每公斤160元", "160 yuan", "160 yuan", "says “每公斤160元”"),
    ("하루 12시간 일한다", "work 12 hours a week", "12 hours a week", "says “하루 12시간”"),
    ("하루 12시간 일한다", "work 12 hours", "12 hours", "says “하루 12시간”"),
    ("500g에서 350g으로 줄었다", "cut from 350 to 500 grams", "from 350 to 500 grams", "says “500g에서 350g”"),
    ("500g에서 350g으로 줄었다", "cut from 500 grams", "cut from 500 grams", "says “350g”"),
    ("比去年增加4家", "4 fewer than last year", "4 fewer than last year", "says “增”"),
    ("比去年增加4家", "4 more than last month", "month", "does not"),
    ("比去年增加4家", "4 more than last", "4 more than last", "says “去年”"),
    ("5万人", "50,000 households", "households", "does not"),
    ("2012년께 폐쇄됐다", "closed in 2012", "2012", "says “2012년께”"),
    ("2012년에 폐쇄됐다", "closed about 2012", "about 2012", "says “2012년에”"),
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


@pytest.mark.parametrize(
    ("noun", "quote", "translation", "is_said"),
    [
        ("worker", "가발 공장에서 노동자 300명이 일한다", "300 workers labor in the wig factories", True),
        ("worker", "가발 공장에서 노동자 300명이 일한다", "300 labor in the wig factories", False),
        ("worker", "가발 공장에서 노동자 300명이 일한다", "300 camps labor in the wig factories", False),
        ("worker", "약 300명이 일한다", "about 300 women work", True),  # the quote names no worker
        ("person", "약 300명이 일한다", "about 300 women work", True),  # by a word of one character: a classifier
    ],
)
def test_a_translation_names_what_the_claim_counts(noun: str, quote: str, translation: str, is_said: bool) -> None:
    found = [one.message for one in check_translation(translation, quote, NOUNS, (noun,))]
    assert found == ([] if is_said else [f"the translation says “{translation}”, the quote says “노동자”"])
