"""Rates side by side: the official rate and the market's, a hundredfold apart, each asked for by its name."""

from __future__ import annotations

import re

import pytest

from briefkit.project.building import compose_page
from briefkit.project.config import Config, RatesConfig
from samples import Project, project, seed_file

SNAPSHOT = "A kilogram of rice costs 5,900 North Korean won, and a bicycle 12,000 yen.\n"
CLAIMS = """\
rice: {quote: "A kilogram of rice costs 5,900 North Korean won", value: KPW 5,900 / kg, as_of: 2022-10}
later: {quote: "rice costs 5,900 North Korean won", value: "KPW 5,900", as_of: 2022-11}
bicycle: {quote: "a bicycle 12,000 yen", value: "JPY 12,000", as_of: 2022-10}
"""
HEAD = "date,base,quote,rate,source\n"
SIDE_BY_SIDE = (
    'summary: Rice costs {{ port.rice | to("USD", "official") }} at the official rate, and'
    ' {{ port.rice | to("USD", "market_haerin") }} at the market’s.\n'
)


def priced(summary: str, rates: str = "", config: Config | None = None) -> Project:
    """A project with an official table and one of a market."""
    return project(
        {
            "seeds/port.txt": SNAPSHOT,
            "seeds/port.yaml": seed_file(CLAIMS, SNAPSHOT, file="port.txt"),
            "seeds/rates/market_haerin.csv": HEAD + "2022-10,USD,KPW,8240,Haerin Market Watch\n",
            "seeds/rates/official.csv": HEAD + "2022-10,USD,KPW,108,Bank of Port Ember\n"
            "2022-11,USD,KPW,108,Bank of Port Ember\n",
            "briefs/wigs.yaml": f"title: Prices\ndate: 2023-07-15\n{rates}{summary}",
        },
        config,
    )


def text_of(made: Project) -> str:
    """A composed brief without its marks, in lines that are one space wide."""
    page = compose_page(made.examination.briefs["wigs"], made.examination.resources, made.examination.waivers)
    assert page.value is not None
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.value.html.plain))


def test_two_rates_a_hundredfold_apart_print_side_by_side_in_one_sentence() -> None:
    made = priced(SIDE_BY_SIDE)
    assert made.findings == ()
    assert made.texts() == ["USD 55 per kilogram", "USD 0.72 per kilogram"]


def test_both_may_name_its_source_too() -> None:
    made = priced('summary: Rice costs {{ port.rice | both("USD", "market_haerin") }}.\n')
    assert made.findings == ()
    assert made.texts() == ["KPW 5,900 (USD 0.72) per kilogram"]


def test_calculation_and_table_of_rates_tell_the_two_apart() -> None:
    text = text_of(priced(SIDE_BY_SIDE))
    assert "KPW 5,900 per kilogram at KPW 108 per USD = USD 54.63 per kilogram" in text
    assert "KPW 5,900 per kilogram at KPW 8,240 per USD = USD 0.7160 per kilogram" in text
    assert re.search(r"KPW 108 per USD October 2022 [^.]* Bank of Port Ember", text)
    assert re.search(r"KPW 8,240 per USD October 2022 [^.]* Haerin Market Watch", text)


ORDERS = [
    # the sources, the expression, what it prints
    ("[market_haerin, official]", 'port.rice | to("USD")', "USD 0.72 per kilogram"),
    ("[official, market_haerin]", 'port.rice | to("USD")', "USD 55 per kilogram"),
    ("[market_haerin, ecb]", 'port.rice | to("USD")', "USD 0.72 per kilogram"),
    ("[market_haerin, ecb]", 'port.bicycle | to("USD")', "USD 81"),
    ("[market_haerin, official]", 'port.rice | to("USD", "official")', "USD 55 per kilogram"),
    ("market_haerin", 'port.rice | to("USD")', "USD 0.72 per kilogram"),
]


@pytest.mark.parametrize(("sources", "expression", "text"), ORDERS)
def test_of_several_sources_the_first_that_has_the_pair_is_asked(sources: str, expression: str, text: str) -> None:
    made = priced(f"summary: It is {{{{ {expression} }}}}.\n", f"rates: {{source: {sources}}}\n")
    assert (made.findings, made.texts()) == ((), [text])


def test_the_order_may_stand_in_the_configuration() -> None:
    config = Config(rates=RatesConfig(source=("market_haerin", "ecb")))
    made = priced('summary: It is {{ port.rice | to("USD") }} or {{ port.bicycle | to("USD") }}.\n', config=config)
    assert (made.findings, made.texts()) == ((), ["USD 0.72 per kilogram", "USD 81"])


# the rates of the brief, its expression, the finding and the text at its place
FAULTS = {
    "a date that only the second source has": (
        "[market_haerin, official]", 'port.later | to("USD")', ("BK431", 'port.later | to("USD")')),
    "an unknown name in an expression": (
        "ecb", 'port.rice | to("USD", "market_hearin")', ("BK433", '"market_hearin"')),
    "an unknown name by its key": (
        "ecb", 'port.rice | both("USD", source="market_hearin")', ("BK433", '"market_hearin"')),
    "an unknown name in a list": ("[market_haerin, offical]", 'port.rice | to("USD")', ("BK433", "offical")),
    "a list of none": ("[]", 'port.rice | to("USD", "official")', ("BK109", "[]")),
    "a mapping": ("{a: b}", 'port.rice | to("USD", "official")', ("BK109", "{a: b}")),
    "two tables and none named": ("ecb", 'port.rice | to("USD")', ("BK436", 'port.rice | to("USD")')),
    "a rate where none is needed": (
        "ecb", 'port.rice | to("KPW", "official")', ("BK416", 'port.rice | to("KPW", "official")')),
    "a source that is no text": ("ecb", 'port.rice | to("USD", 2)', ("BK207", 'port.rice | to("USD", 2)')),
    "a source of no letters": ("ecb", 'port.rice | to("USD", "")', ("BK207", 'port.rice | to("USD", "")')),
    "a unit that nobody knows": ("ecb", 'port.rice | to("USX", "official")', ("BK403", "USX")),
}  # fmt: skip


@pytest.mark.parametrize(("sources", "expression", "place"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_once_at_its_place(sources: str, expression: str, place: tuple[str, str]) -> None:
    made = priced(f"summary: It is {{{{ {expression} }}}}.\n", f"rates: {{source: {sources}}}\n")
    assert made.places() == [place]
    assert all(one.hint for one in made.findings)


def test_an_unknown_name_in_the_configuration_leaves_what_names_its_source() -> None:
    config = Config(rates=RatesConfig(source=("ebc", "official")))
    made = priced(SIDE_BY_SIDE, config=config)
    assert [one.code for one in made.findings] == ["BK433"]
    assert made.texts() == ["USD 55 per kilogram", "USD 0.72 per kilogram"]
