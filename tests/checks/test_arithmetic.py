"""What a source or a brief says of its own arithmetic is recomputed."""

from __future__ import annotations

import pytest

from samples import CLAIMS, SNAPSHOT, marked, seed_file, wigs

PATH = "seeds/dailynk.yaml"

TRUE_EQUALS = [
    "share.low * exports",
    "20 % * exports",
    "exports / 5",
    "share.low * exports * 1",
]


@pytest.mark.parametrize("expression", TRUE_EQUALS)
def test_the_sources_arithmetic_that_comes_out_is_let_through(expression: str) -> None:
    claim = f"again: {{quote: nearly USD 4.79 million, value: nearly USD 4.79 million, equals: {expression}}}\n"
    assert wigs(claims=claim).findings == ()


# the expression with its mark, code, words of the message
FALSE_EQUALS = [
    ("⟦share.high * exports⟧", "BK414", "share.high * exports is 7,182,000 USD"),
    ("⟦21 % * exports⟧", "BK414", "nearly 4,790,000 USD"),
    ("⟦share * exports⟧", "BK414", "4,788,000 to 7,182,000 USD"),
    ("share.low * ⟦exprots⟧", "BK201", '"exprots"'),
    ("share.low ⟦exports⟧", "BK420", '"exports"'),
    ("⟦hours⟧", "BK409", "USD"),
    ("⟦makers⟧ * 2", "BK211", "the text"),
]


@pytest.mark.parametrize(("expression", "code", "message"), FALSE_EQUALS)
def test_the_sources_arithmetic_that_does_not_come_out_is_found(expression: str, code: str, message: str) -> None:
    claim = f"again: {{quote: nearly USD 4.79 million, value: nearly USD 4.79 million, equals: {expression}}}\n"
    _, span = marked(seed_file(CLAIMS + claim, SNAPSHOT), PATH)
    made = wigs(claims=claim.replace("⟦", "").replace("⟧", ""))
    found = [one for one in made.findings if one.span.line == span.line]
    assert [one.code for one in found] == [code]
    assert message in found[0].message
    if code != "BK409":
        assert found[0].span == span
    assert found[0].hint


RELATIONS = {
    "state + agencies = 100 %": True,
    "earned = share.low * exports": True,
    "exports > earned": True,
    "0 < share.low < share.high <= 100 %": True,
    "wig_share != 60 %": True,
    "state + agencies = 90 %": False,
    "state + agencies = 99 %": False,
    "earned > exports": False,
}


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_relation_of_a_seed_is_checked(relation: str) -> None:
    made = wigs(seed=f"checks:\n  - {relation}\n")
    assert made.places() == ([] if RELATIONS[relation] else [("BK413", relation)])


BRIEF_RELATIONS = [
    ("take.low = dailynk.earned", []),
    ("dailynk.state * take + dailynk.agencies * take = take", []),
    ("take.low = ⟦dailynk.stat⟧", ["BK202"]),
    ("⟦take > USD 5 million⟧", ["BK413"]),
    ("⟦take = CNY 5⟧", ["BK410"]),
    ("take ⟦+⟧", ["BK420"]),
    ("take⟦⟧", ["BK420"]),
]


@pytest.mark.parametrize(("relation", "codes"), BRIEF_RELATIONS)
def test_a_relation_of_a_brief_is_checked_over_its_own_figures(relation: str, codes: list[str]) -> None:
    plain = relation.replace("⟦", "").replace("⟧", "")
    made = wigs(f"figures: {{take: {{is: dailynk.share * dailynk.exports}}}}\nchecks:\n  - {plain}\n")
    assert [code for code, _ in made.places()] == codes
    assert all(one.span.line == 5 for one in made.findings)


def test_the_gap_of_a_false_relation_is_shown() -> None:
    (finding,) = wigs(seed="checks:\n  - state + agencies = 90 %\n").findings
    assert finding.message == "state + agencies = 90 % does not hold: 100 % against 90 %"
    assert finding.hint.startswith("the left side is 11 % above the right")


def test_each_false_relation_is_reported() -> None:
    made = wigs(seed="checks:\n  - state = 1 %\n  - agencies = 1 %\n  - state + agencies = 100 %\n")
    assert [place for _, place in made.places()] == ["state = 1 %", "agencies = 1 %"]
