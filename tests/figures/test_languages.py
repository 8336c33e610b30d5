"""Figures in Korean and Chinese: what prints, and that the reader of quotes, which was written apart, reads it back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefkit.figures.figure import (
    Figure,
    Rounding,
    convert,
    exact,
    exchange,
    figure_of,
    multiply,
    negate,
    part,
)
from briefkit.figures.house import HouseStyle
from briefkit.figures.languages import LANGUAGES
from briefkit.figures.money.rates import Rate
from briefkit.figures.periods import parse_period
from briefkit.figures.printing import PROSE, TABLE, Setting, as_printed, format_calculation, format_figure
from briefkit.figures.quotes.quantities import Quantity
from briefkit.figures.quotes.reading import read_quantities
from briefkit.figures.units import FOLD, MEASURES, PERCENT, Unit, Vocabulary, parse_unit
from briefkit.figures.values import HEDGES, SCALES, SHARES_SCALE_BELOW, Hedge, Number, Stated, parse_value
from samples import house_style

VOCABULARY = Vocabulary(
    {
        "wig": ("wigs", "가발", "개", "假发", "顶"),
        "worker": ("workers", "노동자", "명", "工人", "名"),
        "inmate": ("inmates", "수감자", "人"),
        "camp": ("camps", "곳", "座"),
        "factory": ("factories", "공장", "工厂"),
        "guard_post": ("guard posts",),
    }
)
STYLES = {code: house_style().for_language(code) for code in LANGUAGES}


def rate(base: str, quote: str, value: str) -> Rate:
    period = parse_period("2023-05")
    stated = Decimal(value)
    return Rate(base=base, quote=quote, stated=stated, inverted=True, period=period, policy="", source="official")


def printed(value: str, code: str, *, second: str = "", setting: Setting = PROSE) -> str:
    figure = figure_of(parse_value(value, VOCABULARY))
    if second:
        figure = figure.shown(second=exchange(figure, rate(figure.unit.currency or "", second, "6.989")))
    return format_figure(figure, STYLES[code], VOCABULARY, setting)


# value, Korean, Chinese
CASES = [
    # Scale words become groups of ten thousand, with the digits that were written
    ("USD 23.94 million", "2394만 달러", "2394万美元"),
    ("about USD 4.79 million", "약 479만 달러", "约479万美元"),
    ("USD 1.2 billion", "12억 달러", "12亿美元"),
    ("nearly USD 1.25 billion", "거의 12억 5000만 달러", "近12.5亿美元"),
    ("USD 1.05 trillion", "1조 500억 달러", "1.05万亿美元"),
    ("23.9456 million", "2394만 5600", "2394.56万"),
    ("12.345678 billion", "123.45678억", "123.45678亿"),
    ("0.5 million", "50만", "50万"),
    ("1.5 thousand", "1,500", "1,500"),
    # Without a scale word round numbers do, in prose; others keep their digits
    ("120,000 wigs", "가발 12만 개", "12万顶假发"),
    ("12,345 t", "12,345톤", "12,345吨"),
    ("KPW 5,900 / kg", "kg당 북한 돈 5,900원", "每公斤5,900朝元"),
    # Ranges: both ends in groups, or none
    ("20 to 30 %", "20~30%", "20%～30%"),
    ("900,000 to 1.2 million wigs", "가발 90만~120만 개", "90万～120万顶假发"),
    ("5 to 60,000 wigs", "가발 5~60,000개", "5～60,000顶假发"),
    ("USD 3 to 4 million", "300만~400만 달러", "300万～400万美元"),
    ("-5 to -3 %", "−5에서 −3%", "−5%至−3%"),
    # Hedges
    ("at least 12 hours/day", "하루 12시간 이상", "每天至少12小时"),
    ("over 30,000 workers", "노동자 3만 명 초과", "超过3万名工人"),
    ("up to 50,000 inmates", "수감자 최대 5만", "最多5万人"),
    ("at most 8 camps", "8곳 이하", "至多8座"),
    ("less than CNY 800 / month", "매달 800위안 미만", "每月不足800元人民币"),
    ("roughly 300 t / year", "연간 대략 300톤", "每年大约300吨"),
    # Units and what an amount is per
    ("CNY 25 to 50 / wig", "가발당 25~50위안", "假发每顶25～50元人民币"),
    ("300 g / worker / day", "노동자당 하루 300g", "工人每名每天300克"),
    ("33 fold", "33배", "33倍"),
    ("about 3 pp", "약 3%포인트", "约3个百分点"),
    ("-72.8 %", "−72.8%", "−72.8%"),
    ("KRW 48,000", "한국 돈 48,000원", "48,000韩元"),
    ("THB 500", "THB 500", "THB 500"),
    # Counted things without a word in the language stay as they are declared in English
    ("3 factories", "공장 3", "3个工厂"),
    ("3 guard posts", "3 guard posts", "3 guard posts"),
    # What an amount is per: a time, a measure, a currency, a noun with its counter or without
    ("12 km / hour", "시간당 12km", "每小时12公里"),
    ("USD 5 / acre", "에이커당 5달러", "每英亩5美元"),
    ("KPW 8,200 / USD", "달러당 북한 돈 8,200원", "每美元8,200朝元"),
    ("KPW 1,100 / CNY", "위안당 북한 돈 1,100원", "每元人民币1,100朝元"),
    ("USD 5 / THB", "THB당 5달러", "每THB5美元"),
    ("USD 5 / factory", "공장당 5달러", "每工厂5美元"),
    ("USD 5 / camp", "곳당 5달러", "每座5美元"),
    ("USD 5 / guard post", "guard post당 5달러", "每guard post5美元"),
    ("3 wigs / day", "하루 가발 3개", "每天3顶假发"),
    # Signs and hedges of counted things
    ("-5 wigs", "가발 −5개", "−5顶假发"),
    ("about 5 wigs", "가발 약 5개", "约5顶假发"),
    ("20 to 30 fold", "20~30배", "20～30倍"),
]


@pytest.mark.parametrize(("value", "korean", "chinese"), CASES)
def test_a_value_prints(value: str, korean: str, chinese: str) -> None:
    assert (printed(value, "ko"), printed(value, "zh")) == (korean, chinese)


def test_an_amount_in_another_currency_stands_in_brackets() -> None:
    assert printed("CNY 25 to 50 / wig", "ko", second="USD") == "가발당 25~50위안(3.58~7.15달러)"
    assert printed("about CNY 300 / month", "zh", second="USD") == "每月约300元人民币（43美元）"


# The figure and its second amount, and the year of its prices.
BRACKETS = [
    ("5,000 kg", "t", "", "5,000kg(5톤)", "5,000公斤（5吨）"),
    ("3 kg / day", "g/day", "", "하루 3kg(3,000g)", "每天3公斤（3,000克）"),
    ("USD 5 / kg", "USD/t", "", "kg당 5달러(톤당 5,000달러)", "每公斤5美元（每吨5,000美元）"),
    ("USD 5 million", "", "2015", "500만 달러(2015년 가격)", "500万美元（2015年价格）"),
    ("3 t / year", "kg/year", "2015", "연간 3톤(3,000kg; 2015년 가격)", "每年3吨（3,000公斤；2015年价格）"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "unit", "prices", "korean", "chinese"), BRACKETS)
def test_a_second_amount_and_the_prices_stand_in_brackets(
    value: str, unit: str, prices: str, korean: str, chinese: str
) -> None:
    figure = figure_of(parse_value(value, VOCABULARY))
    figure = replace(figure, prices=parse_period(prices) if prices else None)
    figure = figure.shown(second=convert(figure, parse_unit(unit, VOCABULARY)) if unit else None)
    assert [format_figure(figure, STYLES[code], VOCABULARY) for code in ("ko", "zh")] == [korean, chinese]


# Results of two digits: the groups of ten thousand that they reach, both ends or neither.
RESULTS = [
    ("9,940", "9,940", "9,900", "9,900"),
    ("9,999", "9,999", "1만", "1万"),
    ("120,000", "120,000", "12만", "12万"),
    ("1,200,000", "1,200,000", "120만", "120万"),
    ("99,999,999", "99,999,999", "1억", "1亿"),
    ("100,000,000", "100,000,000", "1억", "1.0亿"),
    ("1,230,000,000", "1,230,000,000", "12억", "12亿"),
    ("1,000,000,000,000", "1,000,000,000,000", "1조", "1.0万亿"),
    ("1,050,000,000,000", "1,050,000,000,000", "1조", "1.0万亿"),
    ("990,000,000,000", "1,200,000,000,000", "9900억~1조 2000억", "9900亿～1.2万亿"),
    ("5,000", "2,000,000", "5,000~2,000,000", "5,000～2,000,000"),
    ("10,000", "2,000,000", "1만~200만", "1万～200万"),
    ("0", "2,000,000", "0~2,000,000", "0～2,000,000"),
    ("-2,000,000", "-10,000", "−200만에서 −1만", "−200万至−1万"),
]


@pytest.mark.parametrize(("low", "high", "korean", "chinese"), RESULTS)
def test_a_result_takes_the_group_it_reaches(low: str, high: str, korean: str, chinese: str) -> None:
    ends = [Decimal(end.replace(",", "")) for end in (low, high)]
    figure = Figure(low=ends[0], high=ends[1], precision=2)
    assert [format_figure(figure, STYLES[code], VOCABULARY) for code in ("ko", "zh")] == [korean, chinese]


def test_two_units_stand_with_a_point_between_them() -> None:
    product = multiply(figure_of(parse_value("5 kg", VOCABULARY)), figure_of(parse_value("3 m", VOCABULARY)))
    assert [format_figure(product, STYLES[code], VOCABULARY) for code in ("ko", "zh")] == ["15kg·m", "15公斤·米"]


def test_a_table_keeps_digits_without_a_scale_word() -> None:
    assert printed("120,000 wigs", "ko", setting=TABLE) == "가발 120,000개"
    assert printed("USD 23.94 million", "zh", setting=TABLE) == "2394万美元"


CALCULATIONS = [
    ("ko", "25~50위안(환율 1달러당 6.989위안) = 3.577~7.154달러"),
    ("zh", "25～50元人民币（汇率1美元兑6.989元人民币） = 3.577～7.154美元"),
]


@pytest.mark.parametrize(("code", "text"), CALCULATIONS)
def test_a_calculation_names_its_rate(code: str, text: str) -> None:
    figure = figure_of(parse_value("CNY 25 to 50", VOCABULARY))
    figure = figure.shown(second=exchange(figure, rate("CNY", "USD", "6.989")))
    assert format_calculation(figure, STYLES[code], VOCABULARY) == text


STEPS = [
    (lambda share: part(share, "low"), "20~30%의 하한 = 20%", "20%～30%的下限 = 20%"),
    (lambda share: part(share, "high"), "20~30%의 상한 = 30%", "20%～30%的上限 = 30%"),
    (lambda share: part(share, "mid"), "20~30%의 중간값 = 25%", "20%～30%的中值 = 25%"),
    (lambda share: negate(share), "−20~30% = −30에서 −20%", "−20%～30% = −30%至−20%"),
    (lambda share: multiply(share, exact(Decimal(2))), "20~30% × 2 = 40~60%", "20%～30% × 2 = 40%～60%"),
]


@pytest.mark.parametrize(("step", "korean", "chinese"), STEPS)
def test_a_step_of_a_calculation_has_its_words(step: object, korean: str, chinese: str) -> None:
    assert callable(step)
    figure = step(figure_of(parse_value("20 to 30 %", VOCABULARY)))
    assert [format_calculation(figure, STYLES[code], VOCABULARY) for code in ("ko", "zh")] == [korean, chinese]


DATES = [
    ("2023-05-31", "2023년 5월 31일", "2023年5月31日"),
    ("2023-05", "2023년 5월", "2023年5月"),
    ("2023-Q2", "2023년 2분기", "2023年第2季度"),
    ("2023", "2023년", "2023年"),
    ("2023~", "2023년경", "约2023年"),
    ("2019/2021", "2019~2021년", "2019至2021年"),
    ("2023-05/2023-07", "2023년 5~7월", "2023年5至7月"),
    ("2023-11/2024-02", "2023년 11월~2024년 2월", "2023年11月至2024年2月"),
]


@pytest.mark.parametrize(("period", "korean", "chinese"), DATES)
def test_a_date_prints(period: str, korean: str, chinese: str) -> None:
    assert [STYLES[code].period(parse_period(period)) for code in ("ko", "zh")] == [korean, chinese]


def test_no_two_units_or_hedges_have_the_same_words() -> None:
    for language in LANGUAGES.values():
        assert set(language.units) == {measure.symbol for measure in MEASURES}
        assert len(set(language.units.values())) == len(language.units)
        assert set(language.hedges) == set(HEDGES)
        kinds = {(pattern, HEDGES[words]) for words, pattern in language.hedges.items()}
        assert len(dict(kinds)) == len(kinds)
        assert len(set(language.money.values())) == len(language.money)


# What a language keeps of the house, and what a house may say of a language


def test_a_house_keeps_its_rounding_in_every_language() -> None:
    house = HouseStyle.model_validate(
        {
            "numbers": {"rounding": "half-up", "least_digits": 3},
            "hedges": {"about_tolerance": 2},
            "money": {"minor_units_below": 7},
            "citations": "apa",
        }
    )
    for code in LANGUAGES:
        style = house.for_language(code)
        assert (style.numbers.rounding, style.numbers.least_digits) == ("half-up", 3)
        assert (style.tolerance, style.money.minor_units_below) == (Decimal("0.02"), 7)
        assert style.citations == "apa"
    assert house.for_language("en") is house


def test_a_house_draws_in_its_own_colors_in_every_language() -> None:
    house = HouseStyle.model_validate({"drawings": {"accent": "#004488"}})
    assert {house.for_language(code).drawings.accent for code in ("en", *LANGUAGES)} == {"#004488"}


def test_a_house_may_set_the_marks_and_names_of_a_language() -> None:
    tables = {"numbers": {"range": "–"}, "money": {"names": {"CNY": "위안화"}}}
    style = HouseStyle.model_validate({"language": {"ko": tables}}).for_language("ko")
    figure = figure_of(parse_value("CNY 25 to 50", VOCABULARY))
    assert format_figure(figure, style, VOCABULARY) == "25–50위안화"


# The reader of quotes reads what prints: the same value, unit, hedge and range

# Measures that sentences are read in, and what an amount may be per.
READ = {
    "ko": "g kg t km m2 ha l m3 bbl hour week month year calorie % pp fold",
    "zh": "g kg t km m2 km2 ha mm cm m l m3 min hour day week month year calorie % pp fold",
}
CURRENCIES = ("USD", "CNY", "EUR", "JPY", "KPW", "KRW", "RUB", "HKD")
PER = ("hour", "day", "week", "month", "year", "kg", "t")


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    whole = draw(st.integers(1, 30) | st.integers(1, 2000) | st.integers(1, 10**9))
    scale = draw(st.sampled_from(["", "", *SCALES]))
    decimals = draw(st.sampled_from(["", "", "5"]) | st.text("0123456789", max_size=3))
    digits = f"{whole}" + (f".{decimals}" if decimals else "")
    assume(Number(digits, scale).value < 10**15)
    return Number(digits, scale)


@st.composite
def values(draw: st.DrawFn, code: str) -> Stated:
    """Any value in words that the reader of quotes knows."""
    low, high = sorted([draw(numbers()), draw(numbers())], key=lambda number: number.value)
    shares = high.scale and not low.scale and abs(Decimal(low.digits)) < SHARES_SCALE_BELOW
    if shares or draw(st.booleans()):
        low = high
    above = draw(st.sampled_from([*READ[code].split(), *CURRENCIES, "wig", "worker"]))
    # 1조 that counts no money may be an article of law.
    assume(code != "ko" or above in CURRENCIES or high.value < 10**12)
    per = draw(st.sampled_from([(), (), *((name,) for name in PER)]))
    per = () if above in (*per, PERCENT, FOLD, "pp", "hour", "week", "month", "year", "min", "day") else per
    hedge = draw(st.sampled_from([None, *map(Hedge, HEDGES)]))
    return Stated(low=low, high=high, unit=Unit.of(above, per=per), hedge=hedge)


def the_quantity(text: str) -> Quantity:
    read = [quantity for quantity in read_quantities(text, VOCABULARY) if quantity.counts]
    assert len(read) == 1, text
    return read[0]


CONTEXTS = {
    "ko": ("{}이다.", "그 값은 {}이다.", "모두 {}이며(출처 미상)"),
    "zh": ("{}。", "其数为{}。", "当年，{}（来源不详）"),
}


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=200)
@given(data=st.data())
def test_the_reader_of_quotes_reads_what_prints(code: str, data: st.DataObject) -> None:
    value = data.draw(values(code))
    setting = data.draw(st.sampled_from([PROSE, TABLE]))
    text = format_figure(figure_of(value), STYLES[code], VOCABULARY, setting)
    sentence = data.draw(st.sampled_from(CONTEXTS[code])).format(text)
    read = the_quantity(sentence).stated
    assert (read.low.value, read.high.value, read.unit) == (value.low.value, value.high.value, value.unit), sentence
    assert (read.hedge and read.hedge.kind) == (value.hedge and value.hedge.kind), sentence


@pytest.mark.parametrize("code", LANGUAGES)
@given(
    ends=st.tuples(*2 * [st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**13), places=4)]),
    kind=st.sampled_from(["significant", "decimals", ""]),
    digits=st.integers(1, 6),
    currency=st.sampled_from(CURRENCIES),
)
def test_a_rounded_amount_reads_as_what_it_was_rounded_to(
    code: str, ends: tuple[Decimal, Decimal], kind: str, digits: int, currency: str
) -> None:
    figure = Figure(low=min(ends), high=max(ends), unit=Unit.of(currency), precision=digits)
    figure = figure.shown(rounding=Rounding(digits, kind)) if kind else figure
    shown = as_printed(figure, STYLES[code])
    assume(shown.low > 0)
    text = format_figure(figure, STYLES[code], VOCABULARY)
    read = the_quantity(text).stated
    assert (read.low.value, read.high.value, read.unit) == (shown.low, shown.high, figure.unit), text
