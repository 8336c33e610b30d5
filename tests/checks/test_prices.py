"""Money in constant prices keeps its base year, is exchanged at the rate of that year, and meets no other money."""

from __future__ import annotations

import pytest

from briefkit.project.listing import list_figures
from samples import Project, project, seed_file

SNAPSHOT = """\
In constant 2015 prices, output was $5.0 million in 2011 and $6.5 million in 2012. At the prices of the day it was $4.2
million in 2011. In prices of 2010 it was $4.6 million. Exports took 20 percent of it.
A wig brought $5.00 at 2015 prices.
"""
CLAIMS = """\
real: {quote: output was $5.0 million in 2011, value: USD 5.0 million, as_of: 2011, prices: 2015}
real_2012: {quote: "$6.5 million in 2012", value: USD 6.5 million, as_of: 2012, prices: 2015}
nominal: {quote: it was $4.2 million in 2011, value: USD 4.2 million, as_of: 2011}
other: {quote: it was $4.6 million, value: USD 4.6 million, as_of: 2011, prices: 2010}
exported: {quote: Exports took 20 percent of it, value: 20 %}
wig: {quote: A wig brought $5.00 at 2015 prices, value: USD 5.00 / wig, prices: 2015}
"""
RATES = "date,base,quote,rate,source\n2011,USD,CNY,7,A bank\n2015,USD,CNY,6,A bank\n"


def output(brief: str, claims: str = "") -> Project:
    return project(
        {
            "seeds/s.txt": SNAPSHOT,
            "seeds/s.yaml": seed_file(CLAIMS + claims, SNAPSHOT, more="nouns: {wig: [wigs]}", file="s.txt"),
            "seeds/rates/bank.csv": RATES,
            "briefs/b.yaml": f"title: T\ndate: 2023-07-15\nrates: {{source: bank}}\n{brief}",
        }
    )


# the expression; what it prints; its calculation
PRINTED = [
    ("s.real", "USD 5.0 million (2015 prices)", ""),
    ("s.nominal", "USD 4.2 million", ""),
    ("s.wig", "USD 5.00 per wig (2015 prices)", ""),
    ("s.real * s.exported", "USD 1.0 million (2015 prices)",
     "USD 5.0 million (2015 prices) × 20 percent = USD 1 million (2015 prices)"),
    ("sum(s.real, s.real_2012)", "USD 11.5 million (2015 prices)",
     "USD 5.0 million (2015 prices) + USD 6.5 million (2015 prices) = USD 11.5 million (2015 prices)"),
    ("s.real + USD 1 million", "USD 6.0 million (2015 prices)",
     "USD 5.0 million (2015 prices) + USD 1 million = USD 6 million (2015 prices)"),
    ("s.real / s.wig", "1.0 million wigs",
     "USD 5.0 million (2015 prices) ÷ USD 5.00 per wig (2015 prices) = 1 million wigs"),
    ("times(s.real, s.real_2012)", "1.3-fold",
     "USD 6.5 million (2015 prices) ÷ USD 5.0 million (2015 prices) = 1.3-fold"),
    ("change(s.real, s.real_2012)", "30 percent",
     "(USD 6.5 million (2015 prices) ÷ USD 5.0 million (2015 prices)) − 1 = 30 percent"),
    # at the rate of 2015, and not at that of 2011
    ('s.real | to("CNY")', "RMB 30 million (2015 prices)",
     "USD 5.0 million (2015 prices) at RMB 6 per USD = RMB 30 million (2015 prices)"),
    ('s.nominal | to("CNY")', "RMB 29 million", "USD 4.2 million at RMB 7 per USD = RMB 29.4 million"),
    ('s.real | both("CNY")', "USD 5.0 million (RMB 30 million; 2015 prices)",
     "USD 5.0 million (2015 prices) at RMB 6 per USD = RMB 30 million (2015 prices)"),
    ("s.real.period", "2011", ""),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "text", "calculation"), PRINTED)
def test_an_amount_prints_with_its_price_basis(expression: str, text: str, calculation: str) -> None:
    made = output(f"summary: 'It is {{{{ {expression} }}}}.'\n")
    assert made.findings == ()
    assert made.texts("b") == [text]
    assert [one.calculation for one in list_figures(made.examination.briefs["b"])] in ([calculation], [])


# the expression, words of the message
REFUSED = [
    ("s.real + s.nominal", "cannot add s.real and s.nominal: prices of 2015 and current prices"),
    ("s.real - s.other", "cannot subtract s.real and s.other: prices of 2015 and prices of 2010"),
    ("s.real / s.nominal", "cannot divide s.real and s.nominal"),
    ("s.nominal / s.wig", "cannot divide s.nominal and s.wig: current prices and prices of 2015"),
    ("change(s.nominal, s.real)", "cannot compare s.real and s.nominal"),
    ("share(s.real * s.exported, s.other)", "prices of 2015 and prices of 2010"),
    ('(s.real | to("CNY")) + (s.nominal | to("CNY"))', "prices of 2015 and current prices"),
]


@pytest.mark.parametrize(("expression", "message"), REFUSED)
def test_two_price_bases_do_not_meet(expression: str, message: str) -> None:
    (finding,) = output(f"summary: 'It is {{{{ {expression} }}}}.'\n").findings
    assert finding.code == "BK448"
    assert message in finding.message


COMPARED = {
    "s.real < s.real_2012": [],
    "s.real = USD 5 million": [],
    "s.real > s.nominal": ["BK448"],
    "s.real != s.other": ["BK448"],
    "s.real > CNY 5": ["BK410"],
}


@pytest.mark.parametrize("relation", COMPARED)
def test_two_price_bases_are_not_compared(relation: str) -> None:
    assert [one.code for one in output(f"checks: ['{relation}']\n").findings] == COMPARED[relation]


# what the claim says, and the finding at its `prices`
FAULTS = [
    ("value: USD 5.0 million, prices: ⟦2015-05⟧", "BK451", "found prices: 2015-05, expected a year"),
    ("value: USD 5.0 million, prices: ⟦soon⟧", "BK430", "soon"),
    ("text: output, prices: ⟦2015⟧", "BK451", "2015 beside a text that is no money"),
]


@pytest.mark.parametrize(("keys", "code", "message"), FAULTS)
def test_a_price_basis_is_a_year_beside_money(keys: str, code: str, message: str) -> None:
    plain = keys.replace("⟦", "").replace("⟧", "")
    made = output("", f"bad: {{quote: output was $5.0 million in 2011, {plain}}}\n")
    assert made.places() == [(code, keys[keys.index("⟦") + 1 : keys.index("⟧")])]
    assert message in made.findings[0].message


def test_every_price_basis_is_looked_at() -> None:
    quote = "quote: output was $5.0 million in 2011, value: USD 5.0 million"
    made = output("", f"bad: {{{quote}, prices: soon}}\nworse: {{{quote}, prices: 2015-05}}\n")
    assert [one.code for one in made.findings] == ["BK430", "BK451"]


def test_a_share_has_no_prices() -> None:
    made = output("", "bad: {quote: Exports took 20 percent of it, value: 20 %, prices: 2015}\n")
    assert [(one.code, one.message) for one in made.findings] == [
        ("BK451", "found prices: 2015 beside a value that is no money, expected a value in a currency")
    ]
