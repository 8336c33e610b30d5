"""What is printed says what was stated: every value of the grammar comes back, in every house style."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefkit.figures.figure import Figure, Rounding, convert, exchange, figure_of
from briefkit.figures.house import HouseStyle
from briefkit.figures.money.rates import Rate
from briefkit.figures.periods import parse_period
from briefkit.figures.printed import MAX_LENGTH, parse_printed
from briefkit.figures.printing import PROSE, TABLE, Setting, as_printed, format_figure
from briefkit.figures.quotes.matching import state
from briefkit.figures.units import FOLD, MEASURES, PERCENT, Unit, Vocabulary, parse_unit
from briefkit.figures.values import HEDGES, SCALES, SHARES_SCALE_BELOW, Hedge, Number, Stated, parse_value
from briefkit.findings import Problem
from samples import REPOSITORY, house_style, problem_of

VOCABULARY = Vocabulary(
    {"wig": ("wigs",), "worker": ("workers", "people"), "prison_camp": ("prison camps",), "사람": ("명",)},
    signs={"₩": "KPW"},
)
SHIPPED = sorted(path.parent.name for path in (REPOSITORY / "styles").glob("*/house.toml"))
CURRENCIES = ("USD", "CNY", "EUR", "JPY", "KRW", "KPW", "GBP")

# Values


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    whole = draw(st.integers(0, 30) | st.integers(0, 2000) | st.integers(0, 10**15))
    decimals = draw(st.sampled_from(["", "", "0", "5"]) | st.text("0123456789", max_size=4))
    sign = draw(st.sampled_from(["", "", "-"]))
    return Number(f"{sign}{whole}" + (f".{decimals}" if decimals else ""), draw(st.sampled_from(["", "", *SCALES])))


ABOVE = ("", *CURRENCIES, *(measure.symbol for measure in MEASURES), *VOCABULARY.nouns)
BELOW = tuple(name for name in ABOVE if name not in ("", PERCENT, FOLD))


@st.composite
def units(draw: st.DrawFn) -> Unit:
    above = draw(st.sampled_from(ABOVE))
    below = draw(st.lists(st.sampled_from(BELOW), max_size=2, unique=True))
    return Unit.of(*filter(None, [above]), per=[name for name in below if name != above])


@st.composite
def values(draw: st.DrawFn) -> Stated:
    """Any value that the grammar can write."""
    low, high = sorted([draw(numbers()), draw(numbers())], key=lambda number: number.value)
    shares = high.scale and not low.scale and abs(Decimal(low.digits)) < SHARES_SCALE_BELOW
    if shares or draw(st.booleans()):
        low = high
    hedge = draw(st.sampled_from([None, *map(Hedge, HEDGES)]))
    return Stated(low=low, high=high, unit=draw(units()), hedge=hedge)


# House styles


def one_of(usual: str | list[str]) -> st.SearchStrategy[str]:
    """Mostly what publishers write, sometimes anything at all."""
    return st.sampled_from([*usual]) | st.sampled_from([*usual]) | st.text(max_size=4)


NAMES = {"CNY": ["RMB", "¥", "元"], "USD": ["US$", "$", "US dollars"], "KRW": ["₩", "KRW"], "EUR": ["€", "euro"]}
STYLES: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "numbers": {
        "group": one_of([",", ".", "", " ", "\u202f", "’"]),
        "decimal": one_of(".,·"),
        "range": one_of(["–", "-", " – ", " to ", "~"]),
        "minus": one_of(["−", "-", "minus "]),
        "to": one_of(["to", "bis", "–", "~"]),
    },
    "money": {
        "names": st.fixed_dictionaries({}, optional={code: one_of(names) for code, names in NAMES.items()}),
        "constant_prices": one_of(["{year} prices", "prices of {year}"]),
    },
    "units": {
        "percent": one_of([" percent", " per cent", "%", "\u202f%", " %"]),
        "percent_in_tables": one_of(["%", " pct", "％"]),
        "per": one_of(["per {unit}", "/{unit}", "/ {unit}", "for each {unit}", "{unit}-wise"]),
        "per_time": one_of(["a {unit}", "per {unit}", "/{unit}", "every {unit}"]),
        "scales": st.fixed_dictionaries(
            {}, optional={"million": one_of(["m", "mn", "Mio."]), "billion": one_of(["bn", "b"])}
        ),
    },
}


@st.composite
def styles(draw: st.DrawFn) -> HouseStyle:
    """Any house style that is read without a finding."""
    content = {table: draw(st.fixed_dictionaries({}, optional=keys)) for table, keys in STYLES.items()}
    try:
        return HouseStyle.model_validate(content)
    except ValidationError:
        assume(False)
        raise


SETTINGS = st.sampled_from([PROSE, TABLE])


def read_back(figure: Figure, style: HouseStyle, setting: Setting) -> Stated:
    return parse_printed(format_figure(figure, style, VOCABULARY, setting), style, VOCABULARY, setting).stated


@given(values())
def test_a_value_written_neutrally_reads_as_itself(value: Stated) -> None:
    assert parse_value(state(value, VOCABULARY), VOCABULARY) == value


@pytest.mark.parametrize("name", SHIPPED)
@given(value=values(), setting=SETTINGS, spelled=st.booleans())
def test_a_printed_value_reads_as_itself(name: str, value: Stated, setting: Setting, spelled: bool) -> None:
    assert read_back(figure_of(value).shown(spelled=spelled), house_style(name), setting) == value


@given(style=styles(), value=values(), setting=SETTINGS, spelled=st.booleans())
def test_it_does_in_any_house(style: HouseStyle, value: Stated, setting: Setting, spelled: bool) -> None:
    assert read_back(figure_of(value).shown(spelled=spelled), style, setting) == value


# Derived figures print rounded: what comes back is what was rounded


AMOUNTS = st.decimals(min_value=Decimal(-(10**13)), max_value=Decimal(10**13), places=4)


@st.composite
def derived(draw: st.DrawFn) -> Figure:
    low, high = sorted([draw(AMOUNTS), draw(AMOUNTS)])
    kind = draw(st.sampled_from(["significant", "decimals", ""]))
    hedge = draw(st.sampled_from([None, *map(Hedge, HEDGES)]))
    figure = Figure(
        low=low,
        high=draw(st.sampled_from([low, high])),
        hedge=hedge,
        unit=draw(units()),
        precision=draw(st.integers(1, 6)),
    )
    return figure.shown(rounding=Rounding(draw(st.integers(1, 6)), kind)) if kind else figure


@given(
    figure=derived(),
    style=st.sampled_from(SHIPPED).map(house_style) | styles(),
    setting=SETTINGS,
    spelled=st.booleans(),
)
def test_a_rounded_figure_reads_as_what_it_was_rounded_to(
    figure: Figure, style: HouseStyle, setting: Setting, spelled: bool
) -> None:
    shown, read = as_printed(figure, style), read_back(figure.shown(spelled=spelled), style, setting)
    assert (read.low.value, read.high.value) == (shown.low, shown.high)
    assert (read.unit, read.hedge) == (shown.unit, shown.hedge)


# Brackets: a second amount, a price basis


def per_dollar(yuan: str) -> Rate:
    period = parse_period("2023")
    return Rate(
        base="CNY", quote="USD", stated=Decimal(yuan), inverted=True, period=period, policy="", source="official"
    )


def with_second(text: str, unit: str, prices: str = "") -> Figure:
    """The figure of a value that prints with a second amount, in dollars or in another unit."""
    base = parse_period(prices) if prices else None
    figure = figure_of(parse_value(text, VOCABULARY), prices=base)
    if not unit:
        return figure
    second = exchange(figure, per_dollar("6.9")) if unit == "USD" else convert(figure, parse_unit(unit, VOCABULARY))
    return figure.shown(second=second)


# value, second unit, price basis, the printed text, what its second amount states
BRACKETS = [
    ("CNY 25 to 50 / wig", "USD", "", "RMB 25–50 (USD 3.62–7.25) per wig", "USD 3.62 to 7.25 / wig"),
    ("about CNY 4 million", "USD", "", "about RMB 4 million (USD 580,000)", "USD 580,000"),
    ("5,000 kg", "t", "", "5,000 kilograms (5 metric tons)", "5 t"),
    ("3 kg / day", "g / day", "", "3 kilograms a day (3,000 grams a day)", "3,000 g / day"),
    ("CNY 4 million / year", "", "2015", "RMB 4 million a year (2015 prices)", None),
    ("CNY 4 million / year", "USD", "2015", "RMB 4 million (USD 580,000; 2015 prices) a year", "USD 580,000 / year"),
]


@pytest.mark.parametrize(("text", "unit", "prices", "printed", "second"), BRACKETS)
def test_a_bracket_is_read_with_its_figure(text: str, unit: str, prices: str, printed: str, second: str | None) -> None:
    style = house_style()
    assert format_figure(with_second(text, unit, prices), style, VOCABULARY) == printed
    read = parse_printed(printed, style, VOCABULARY)
    assert read.stated == parse_value(text, VOCABULARY)
    assert read.second == (parse_value(second, VOCABULARY) if second else None)
    assert read.prices == (f"{prices} prices" if prices else "")


# A printed text, and what it states in the words of the value grammar.
READ = {
    "300 workers": "300 workers",
    "33-fold": "33 fold",
    "5 percentage points": "5 pp",
    "twenty-one wigs": "21 wigs",
    "nine hundred and ninety-nine wigs": "999 wigs",
    "twenty to thirty percent": "20 to 30 %",
    "20–30 million wigs": "20 to 30 million wigs",
    "twelve to twenty million wigs": "12 to 20 million wigs",
    "1,500 to 2,000 million wigs": "1,500 to 2,000 million wigs",
    "USD 900,000 to USD 1.2 million": "USD 900,000 to 1.2 million",
    "−5 to −3 percent": "-5 to -3 %",
    "over 12 hours a day": "over 12 hours / day",
    "5 kilometers an hour": "5 km / hour",
    "KPW 8,200 per USD": "KPW 8,200 / USD",
    "5 kilograms a day per wig": "5 kg / day / wig",
}


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_a_printed_text_is_read(text: str, value: str) -> None:
    assert parse_printed(text, house_style(), VOCABULARY).stated == parse_value(value, VOCABULARY)


WORDS_OF_NOUNS = {
    "300 people": (("worker", "people"),),
    "1 worker": (("worker", "worker"),),
    "3 prison camps": (("prison_camp", "prison camps"),),
    "5 kilograms": (),
    "USD 5 per wig": (),
}


@pytest.mark.parametrize(("text", "spelled"), WORDS_OF_NOUNS.items())
def test_the_word_of_a_noun_is_kept(text: str, spelled: tuple[tuple[str, str], ...]) -> None:
    assert parse_printed(text, house_style(), VOCABULARY).stated.spelled == spelled


def test_a_table_has_a_percent_sign_of_its_own() -> None:
    read = parse_printed("−2.4%", house_style(), VOCABULARY, TABLE)
    assert read.stated == parse_value("-2.4 %", VOCABULARY)
    assert problem_of(parse_printed, "−2.4 percent", house_style(), VOCABULARY, TABLE).code.code == "BK401"


UNREADABLE = [
    "", " ", "RMB", "wigs", "5 ", " 5", "5 wigss", "5 hats", "5–3 wigs", "1,23", "12,34", "007", "5. wigs", "1.2.3",
    "about about 5", "about", "USD 5 EUR", "5 million million", "5 (5", "5 ()", "5 (6)", "USD 5 (2015 prices; RMB 35)",
    "5 percent percent", "5%", "5 per", "5 per wig per wig", "twenty one", "5 to", "to 5", "RMB 5 to 6 to 7",
    "5 (RMB 3)", "USD 5 (USD 6)", "USD 5 (USD 6 per wig) per wig", "USD 5 (2015 prices) per wig", "5 kilometers a hour",
    "USD 5 (RMB 35) per wig (2015 prices)", "5 kilograms (5 kilograms)", "5 per wig per worker per hour a day a year",
    "At least 5 wigs", "30–20 wigs", "USD 5 to RMB 6", "5" * 41,
]  # fmt: skip


@pytest.mark.parametrize("text", [*UNREADABLE, "5" * (MAX_LENGTH + 1)])
def test_what_no_figure_prints_is_a_problem(text: str) -> None:
    problem = problem_of(parse_printed, text, house_style(), VOCABULARY)
    assert (problem.code.code, problem.start, problem.end) == ("BK401", 0, len(text))
    assert "expected a figure as the house style prints it" in problem.message
    assert problem.hint == "write it as the house style does, for example USD 23.94 million"


def test_a_long_text_is_not_repeated() -> None:
    problem = problem_of(parse_printed, "5" * (MAX_LENGTH + 1), house_style(), VOCABULARY)
    assert problem.message.startswith(f"found a text of {MAX_LENGTH + 1} characters,")


def test_what_could_be_two_figures_is_a_problem() -> None:
    cents = Vocabulary({"cent": ("cents",)})
    style = HouseStyle.model_validate({"units": {"percent": " per cent"}})
    assert "several ways" in problem_of(parse_printed, "5 per cent", style, cents).message


PIECES = st.sampled_from(
    (
        "1 2 20 300 , . – − to percent % per a day RMB USD about nearly million wigs twenty hundred and ( ) ; prices"
        " -fold"
    ).split()
)


@given(
    style=st.sampled_from(SHIPPED).map(house_style) | styles(),
    text=st.text(max_size=60) | st.lists(PIECES).map(" ".join),
)
def test_any_text_is_a_figure_or_a_problem(style: HouseStyle, text: str) -> None:
    try:
        read = parse_printed(text, style, VOCABULARY)
    except Problem as problem:
        assert problem.code.code == "BK401"
    else:
        assert read.stated.low.value <= read.stated.high.value
