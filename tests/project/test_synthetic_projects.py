"""The two invented projects under tests/projects: clean, and what they print. They are attacked by tests/mutants."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from briefkit.figures.quotes.east_asian_units import HAS_EAST_ASIAN
from briefkit.project.building import compose_page
from briefkit.project.examination import Examination, examine
from briefkit.project.listing import list_figures
from briefkit.project.workspace import load_workspace

PROJECTS = Path(__file__).parent.parent / "projects"


@cache
def project(name: str) -> Examination:
    return examine(load_workspace(PROJECTS / name))


@cache
def texts(name: str, brief: str) -> dict[str, list[str]]:
    """What each figure of a brief prints as, by name; a figure that prints in several ways has several texts."""
    printed: dict[str, list[str]] = {}
    for one in list_figures(project(name).briefs[brief]):
        printed.setdefault(one.name, []).append(one.text)
    return printed


# what is waived, and where: a disagreement between sources in each, and a figure that another source denies
WAIVED = {
    "trade": [("BK443", "seeds/undeclared.yaml"), ("BK311", "seeds/undeclared.yaml")],
    "east_asia": [("BK443", "seeds/qingliu.yaml")],
}
COUNTS = {
    "trade": {"seeds": 4, "claims": 123, "briefs": 3},
    "east_asia": {"seeds": 4, "claims": 77, "briefs": 1},
}


@pytest.mark.parametrize("name", WAIVED)
def test_it_gives_no_finding_but_those_that_are_waived(name: str) -> None:
    findings = project(name).findings
    assert [found for found in findings if found.waived is None] == []
    assert [(found.code, found.span.path) for found in findings] == WAIVED[name]
    assert project(name).blocked == {}


@pytest.mark.parametrize("name", COUNTS)
def test_it_is_as_large_as_it_should_be(name: str) -> None:
    counts = project(name).counts
    assert {key: counts[key] for key in COUNTS[name]} == COUNTS[name]


# project, brief, figure: what it prints
PRINTS = {
    # a table over years: totals, a gap, a bound
    ("trade", "exports", "customs.all_2017"): ["USD 336.0 million"],
    ("trade", "exports", "customs.all_2019"): ["at least USD 85.4 million"],
    ("trade", "exports", "fall"): ["−72.8 percent"],
    ("trade", "exports", "lost"): ["USD 257.4 million"],
    ("trade", "exports", "hair_share_2017"): ["0.4 percent"],
    ("trade", "exports", "customs.hair_rise"): ["33-fold"],
    ("trade", "exports", "customs.left_of_2017"): ["less than 25 percent"],
    ("trade", "exports", "customs.minerals_fall_2019"): ["−2.4 percent"],
    ("trade", "exports", "share(customs.hair_2022, customs.all_2022) | round(1)"): ["50.4%"],
    ("trade", "exports", "change(customs.hair_2021, customs.hair_2022)"): ["720%"],
    # an estimate beside it
    ("trade", "exports", "unrecorded_share"): ["31–57 percent"],
    ("trade", "exports", "hair_gap"): ["USD 4.4–8.4 million"],
    ("trade", "exports", "home_payroll"): ["USD 360,000–490,000 a month"],
    # a table of camps
    ("trade", "exports", "facilities.upper_haerin"): ["up to 50,000 prisoners"],
    ("trade", "exports", "facilities.saltworks"): ["over 500 prisoners"],
    ("trade", "exports", "facilities.farm"): ["at least 3,000 prisoners"],
    ("trade", "exports", "wig_output"): ["4,800 wigs a month"],
    # money at the ECB's rates, beside what the source says itself
    ("trade", "prices", "prices.solar_price"): ["RMB 620", "USD 86", "EUR 88", "RMB 620 (USD 86)", "about USD 86"],
    ("trade", "prices", "prices.bicycle_price"): ["JPY 12,000", "USD 81", "EUR 83"],
    ("trade", "prices", "prices.generator_price"): ["EUR 410", "USD 400", "EUR 410 (JPY 59,000)"],
    ("trade", "prices", "prices.cosmetics_price"): ["KRW 48,000", "USD 34", "EUR 34", "RMB 240"],
    ("trade", "prices", "premium"): ["75.6-fold"],
    ("trade", "prices", "bicycle_wages"): ["170–220 days"],
    ("trade", "prices", "prices.closed"): ["eleven days"],
    # money at the rates of a market
    ("trade", "wages", "prices.porter_wage"): ["KPW 3,000–4,000 (USD 0.36–0.49) a day", "RMB 2.59–3.45 a day"],
    ("trade", "wages", "bank_share"): ["1.3 percent"],
    # 3만여 명, １２万, 3분의 2, 20~30％
    ("east_asia", "haerin", "garam.workers"): ["over 30,000 workers"],
    ("east_asia", "haerin", "garam.women"): ["67 percent"],
    ("east_asia", "haerin", "garam.deducted"): ["20–30 percent"],
    ("east_asia", "haerin", "garam.exports"): ["about USD 230 million"],
    ("east_asia", "haerin", "garam.camp_closed"): ["up to 50,000 inmates"],
    ("east_asia", "haerin", "garam.wage"): ["about RMB 300 (USD 43) a month", "about RMB 300 a month"],
    ("east_asia", "haerin", "gaon.exports_in_won"): ["about KRW 205 billion", "KRW 206 billion"],
    ("east_asia", "haerin", "gaon.share_wigs_up"): ["3.1 percentage points"],
    ("east_asia", "haerin", "gaon.share_seafood"): ["9.0%"],
    # 近45万吨, 3000余万元, 1200多家, 每公斤, 三分之一
    ("east_asia", "haerin", "qingliu.coal"): ["nearly 450,000 metric tons"],
    ("east_asia", "haerin", "coal_worth"): ["under USD 44 million"],
    ("east_asia", "haerin", "smuggled_each"): ["over RMB 810,000 per case"],
    ("east_asia", "haerin", "qingliu.dutiable"): ["at least RMB 160 (EUR 23) per kilogram"],
    ("east_asia", "haerin", "customs_price"): ["USD 184 per kilogram"],
    ("east_asia", "haerin", "importing_traders"): ["28 traders"],
    ("east_asia", "haerin", "turnover_before"): ["over RMB 150 million"],
    ("east_asia", "haerin", "hewan.wig_price"): ["RMB 25–50 (USD 3.48–6.95)", "about USD 3.50–7"],
    ("east_asia", "haerin", "hewan.bicycle"): ["JPY 12,000", "USD 81"],
}


@pytest.mark.parametrize(("place", "expected"), PRINTS.items(), ids=[f"{one[1]}:{one[2]}" for one in PRINTS])
def test_it_prints(place: tuple[str, str, str], expected: list[str]) -> None:
    name, brief, figure = place
    assert texts(name, brief)[figure] == expected


@pytest.mark.parametrize("claim", ["garam.half_of_brigade", "qingliu.exports", "hewan.market_rate"])
def test_words_of_a_foreign_source_print_as_they_stand(claim: str) -> None:
    seed, _, key = claim.partition(".")
    quote = project("east_asia").seeds[seed].claims[key].spec.quote.text
    assert HAS_EAST_ASIAN.search(quote)
    assert quote in composed("east_asia", "haerin")


@pytest.mark.parametrize(
    ("name", "brief", "status"),
    [
        ("trade", "exports", "not reported"),
        ("trade", "exports", "closed c. 2012"),
        ("trade", "exports", "unknown"),
        ("trade", "prices", "not quoted"),
        ("east_asia", "haerin", "not counted"),
        ("east_asia", "haerin", "not known"),
    ],
)
def test_a_cell_may_say_why_it_has_no_number(name: str, brief: str, status: str) -> None:
    assert status in composed(name, brief)


@cache
def composed(name: str, brief: str) -> str:
    """A brief as HTML."""
    made = project(name)
    page = compose_page(made.briefs[brief], made.resources, made.waivers)
    assert page.findings == ()
    assert page.value is not None
    return page.value.html.plain
