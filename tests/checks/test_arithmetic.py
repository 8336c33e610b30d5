"""What a source or a brief says of its own arithmetic is recomputed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.figure import Figure, change, share, times, total
from briefkit.figures.relations import holds
from briefkit.project.listing import list_figures
from samples import CLAIMS, SNAPSHOT, figure, marked, seed_file, wigs

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
    ("⟦makers⟧", "BK450", "dailynk.makers says “inmates”, which is no number"),
    ("⟦again * 1⟧", "BK208", "dailynk.again is defined by itself: dailynk.again → again * 1"),
    ("⟦makers⟧ * 2", "BK450", "dailynk.makers says “inmates”, which is no number"),
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


# More claims behind one whose `equals` cannot be recomputed, and what is found of them.
SEVERAL = {
    "one of itself": ("{value: nearly USD 4.79 million, equals: b * 1}", ["BK208", "BK414"]),
    "one whose value cannot be read": ("{value: USD 4.79 millons, equals: 1}", ["BK403", "BK414"]),
    "one that uses such a claim": ("{value: nearly USD 4.79 million, equals: broken * 1}", ["BK403", "BK414"]),
}


@pytest.mark.parametrize(("claim", "codes"), SEVERAL.values(), ids=SEVERAL)
def test_each_claim_is_recomputed_whatever_is_wrong_with_another(claim: str, codes: list[str]) -> None:
    quote = "quote: nearly USD 4.79 million"
    broken = f"broken: {{{quote}, value: CNY 25 to 5x}}\n" if "broken" in claim else ""
    wrong = f"wrong: {{{quote}, value: nearly USD 4.79 million, equals: exports}}\n"
    made = wigs(claims=f"{broken}b: {{{quote}, {claim[1:]}\n{wrong}")
    assert [one.code for one in made.findings] == codes


def test_the_tolerance_of_the_house_holds_for_a_claim_that_is_hedged() -> None:
    claim = "b: {quote: nearly USD 4.79 million, value: about USD SIGN4.7 million, equals: exports / 5}\n"
    # The quote says "nearly"; that is another finding.
    hints = {sign: [one.hint for one in wigs(claims=claim.replace("SIGN", sign)).findings[1:]] for sign in ("", "-")}
    turned = "only the sign differs: write equals: -(exports / 5), or the value with the other sign"
    assert hints == {"": [], "-": [turned]}


HINTS = {
    "exports": "compare value, expression and quotes; if the source itself is wrong, accept BK414 with a reason",
    "again * 1": "calculate it from other claims",
}


@pytest.mark.parametrize(("expression", "hint"), HINTS.items())
def test_the_hint_says_what_to_mend(expression: str, hint: str) -> None:
    claim = f"again: {{quote: nearly USD 4.79 million, value: nearly USD 4.79 million, equals: {expression}}}\n"
    assert [one.hint for one in wigs(claims=claim).findings] == [hint]


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


# where a relation that cannot be decided is found
UNDECIDED = {
    "take.low = dailynk.stat": ("BK202", "stat"),
    "take < dailynk.makers + take": ("BK450", "dailynk.makers"),
    "take ** 2": ("BK420", "*"),
}


@pytest.mark.parametrize(("relation", "place"), UNDECIDED.items())
def test_what_is_wrong_with_a_relation_is_found_at_its_place(relation: str, place: tuple[str, str]) -> None:
    made = wigs(f"figures: {{take: {{is: dailynk.share * dailynk.exports}}}}\nchecks:\n  - {relation}\n")
    assert made.places() == [place]


def test_relations_behind_broken_ones_are_checked() -> None:
    made = wigs(
        "figures: {a: {is: dailynk.nope * 2}}\n"
        "checks:\n  - {{ a }}\n  - [x]\n  - a > 1\n  - dailynk.state +\n  - dailynk.state = 1 %\n"
    )
    assert [one.code for one in made.findings] == ["BK202", "BK103", "BK109", "BK420", "BK413"]


MEND = "correct the figure that is wrong, or the relation"
OPEN = "; the digits as written leave it open: quote a more precise figure"
GAPS = {
    "state != 70 %": "the two are equal as written",
    # nothing to measure a gap by
    "share = 30 %": MEND,
    "state = share": MEND,
    "state = 0 %": MEND,
    "hours < 60 hour/week": MEND,
    "state = 72 %": "the left side is 2.8 % below the right",
    "agencies = 90 %": "the left side is 67 % below the right",
    "exports = earned": "the left side is 400 % above the right",
    "exports = USD 23.8 million": "the left side is 0.59 % above the right",
    "100 % < share.low < share.high": "the left side is 400 % above the right",
    "state > 69.8 %": "the left side is 0.29 % above the right" + OPEN,
    "70.2 % < state": "the left side is 0.29 % above the right" + OPEN,
    "state = 70.5 %": "the left side is 0.71 % below the right" + OPEN,
}


@pytest.mark.parametrize("relation", GAPS)
def test_the_hint_about_a_false_relation_measures_its_gap(relation: str) -> None:
    assert [one.hint for one in wigs(seed=f"checks:\n  - {relation}\n").findings] == [GAPS[relation]]


def test_the_gap_of_a_false_relation_is_shown() -> None:
    (finding,) = wigs(seed="checks:\n  - state + agencies = 90 %\n").findings
    assert finding.message == "state + agencies = 90 % does not hold: 100 % against 90 %"
    assert finding.hint.startswith("the left side is 11 % above the right")


def test_each_false_relation_is_reported() -> None:
    made = wigs(seed="checks:\n  - state = 1 %\n  - agencies = 1 %\n  - state + agencies = 100 %\n")
    assert [place for _, place in made.places()] == ["state = 1 %", "agencies = 1 %"]


TOLERANCE = Decimal("0.05")
TAKEN = {"change": change, "times": times, "share": share}
# what a source says of two of its numbers, and whether their digits bear it out
SAID = [
    # "33-fold from 2001 to 2011"
    ("times", "USD 50 million", "USD 1.65 billion", "33 fold", True),
    ("times", "USD 50 million", "USD 1.65 billion", "33.4 fold", True),
    ("times", "USD 50 million", "USD 1.65 billion", "34 fold", False),
    ("times", "USD 50 thousand", "USD 1.65 million", "33 fold", True),
    ("times", "USD 50,000", "USD 1,650,000", "33 fold", True),
    ("times", "USD 50,000", "USD 1,650,000", "34 fold", False),
    ("change", "USD 50 million", "USD 1.65 billion", "3,200 %", True),
    # "down 2.4 percent"
    ("change", "4.355 million t", "4.25 million t", "-2.4 %", True),
    ("change", "4.355 million t", "4.25 million t", "-2.5 %", True),
    ("change", "4.355 million t", "4.25 million t", "-2.6 %", False),
    ("change", "4.355 million t", "4.25 million t", "2.4 %", False),
    ("change", "4.355 million t", "4,250,000 t", "nearly -2.4 %", False),
    ("change", "4.25 million t", "4.355 million t", "2.2 %", False),
    ("change", "4.25 million t", "4.355 million t", "2.5 %", True),
    # "rose by half", from unrounded numbers
    ("change", "212 workers", "318 workers", "50 %", True),
    ("change", "212 workers", "318 workers", "51 %", False),
    ("change", "200 workers", "300 workers", "50 %", True),
    ("change", "200 workers", "300 workers", "60 %", False),
    ("change", "3.3 million t", "4.5 million t", "36 %", True),
    ("change", "3.3 million t", "4.5 million t", "39 %", True),
    ("change", "3.3 million t", "4.5 million t", "41 %", False),
    ("change", "3.3 million t", "4.5 million t", "32 %", False),
    # "doubled", "nearly doubled", "more than doubled"
    ("times", "1.0 million t", "2.0 million t", "2 fold", True),
    ("times", "1.0 million t", "1.3 million t", "2 fold", False),
    ("times", "1.0 million t", "1.9 million t", "nearly 2 fold", True),
    ("times", "1.0 million t", "2.0 million t", "nearly 2 fold", False),
    ("times", "1.0 million t", "2.1 million t", "over 2 fold", True),
    ("times", "1.0 million t", "1.9 million t", "over 2 fold", False),
    ("change", "1.0 million t", "2.0 million t", "100 %", True),
    ("times", "1.0 million t", "2,100 thousand kg", "0.0021 fold", True),
    ("times", "over 1.0 million t", "2.0 million t", "under 2 fold", True),
    ("times", "over 1.0 million t", "2.0 million t", "over 2 fold", False),
    # shares
    ("share", "USD 4.788 million", "USD 23.94 million", "20 %", True),
    ("share", "USD 4.788 million", "USD 23.94 million", "21 %", False),
    ("share", "500 kg", "2.0 t", "25 %", True),
    ("share", "USD 1.4 billion", "USD 2.8 billion", "50 %", True),
    ("share", "20 %", "50 %", "40 %", True),
    # ranges, each end with the end that it goes with
    ("change", "100 t", "150 to 200 t", "50 to 100 %", True),
    ("times", "50 to 100 t", "200 t", "2 to 4 fold", True),
    ("share", "20 to 30 t", "100 t", "20 to 30 %", True),
]  # fmt: skip


@pytest.mark.parametrize(("function", "one", "other", "said", "expected"), SAID)
def test_a_change_a_multiple_and_a_share_are_decided_on_what_the_digits_mean(
    function: str, one: str, other: str, said: str, expected: bool
) -> None:
    assert holds(TAKEN[function](figure(one), figure(other)), "=", figure(said), TOLERANCE) is expected


REFUSED = [
    ("⟦change(state, hours)⟧", "BK409", "hour/day and %"),
    ("⟦change(exports, wig_price)⟧", "BK410", "without a conversion"),
    ("⟦share(exports, exports - exports)⟧", "BK412", "0 USD"),
    ("⟦change(-exports, exports)⟧", "BK449", "a change of -23,940,000 USD"),
    ("⟦share(exports, share(exports, earned))⟧", "BK409", "USD and %"),
    ("sum(exports, ⟦makers⟧)", "BK450", "dailynk.makers says “inmates”"),
    ("sum(exports, ⟦makers.quote⟧)", "BK211", "the text"),
    ("⟦sum(exports)⟧", "BK207", "sum(seed.claim, seed.other, …)"),
    ("⟦change(exports)⟧", "BK207", "change(old, new)"),
    ("⟦times(exports, earned, state)⟧", "BK207", "times(old, new)"),
    ("⟦share(earned)⟧", "BK207", "share(part, whole)"),
    ("⟦growth⟧(exports, earned)", "BK205", '"growth"'),
    ("exports | ⟦change⟧(earned)", "BK204", '"change"'),
]


@pytest.mark.parametrize(("expression", "code", "message"), REFUSED)
def test_what_a_function_cannot_take_is_refused(expression: str, code: str, message: str) -> None:
    claim = f"again: {{quote: USD 23.94 million, value: USD 23.94 million, equals: '{expression}'}}\n"
    _, span = marked(seed_file(CLAIMS + claim, SNAPSHOT), PATH)
    made = wigs(claims=claim.replace("⟦", "").replace("⟧", ""))
    found = [(one.code, one.span) for one in made.findings if one.code != "BK414"]
    assert found == [(code, span)]
    assert all(message in one.message for one in made.findings if one.code != "BK414")


# how it prints, and how the note shows it
CALCULATIONS = [
    ("sum(dailynk.exports, dailynk.earned.value, dailynk.exports)", "USD 52.67 million",
     "USD 23.94 million + USD 4.79 million + USD 23.94 million = USD 52.67 million"),
    ("share(dailynk.earned.value, dailynk.exports)", "20.0 percent",
     "USD 4.79 million ÷ USD 23.94 million = 20.008 percent"),
    ("share(dailynk.earned, dailynk.exports)", "under 20.1 percent",
     "nearly USD 4.79 million ÷ USD 23.94 million = 20.008 percent"),
    ("times(dailynk.earned.value, dailynk.exports)", "5.00-fold",
     "USD 23.94 million ÷ USD 4.79 million = 4.9979-fold"),
    ("change(dailynk.earned.value, dailynk.exports)", "400 percent",
     "(USD 23.94 million ÷ USD 4.79 million) − 1 = 399.79 percent"),
    ("change(dailynk.exports, dailynk.earned.value)", "−80.0 percent",
     "(USD 4.79 million ÷ USD 23.94 million) − 1 = −79.992 percent"),
    ("change(dailynk.wig_price.low, dailynk.wig_price)", "0–100 percent",
     "(RMB 25–50 per wig ÷ low end of RMB 25–50 per wig) − 1 = 0–100 percent"),
    ("share(dailynk.wig_price, dailynk.wig_price.high)", "50–100 percent",
     "RMB 25–50 per wig ÷ high end of RMB 25–50 per wig = 50–100 percent"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "text", "calculation"), CALCULATIONS)
def test_a_function_prints_with_its_calculation(expression: str, text: str, calculation: str) -> None:
    made = wigs(f"figures: {{a: {{is: '{expression}'}}}}\nsummary: It is {{{{ a }}}}.\n")
    (listed,) = list_figures(made.examination.briefs["wigs"])
    assert made.findings == ()
    assert (listed.text, listed.calculation) == (text, calculation)


def test_only_the_sign_differs_where_a_fall_is_set_against_a_change() -> None:
    claim = "less: {quote: work over 12 hours, value: over 12 hours/day, equals: -hours}\n"
    hints = {one.code: one.hint for one in wigs(claims=claim).findings}
    assert hints["BK414"].startswith("only the sign differs: write equals: -(-hours)")


ENDS = st.tuples(*[st.integers(1, 10_000).map(Decimal)] * 3).map(sorted)


@given(ENDS, ENDS)
def test_a_range_holds_every_result_of_what_is_in_it(one: list[Decimal], other: list[Decimal]) -> None:
    """Of three numbers in order, the middle one is in the range of the others."""
    first, second = (Figure(low=ends[0], high=ends[2], precision=3) for ends in (one, other))
    ratio = one[1] / other[1]
    margin = Decimal("1e-20")
    for made, point in (
        (share(first, second), ratio * 100),
        (times(second, first), ratio),
        (change(second, first), (ratio - 1) * 100),
        (total([first, second, first]), one[1] * 2 + other[1]),
    ):
        assert made.low - margin <= point <= made.high + margin
