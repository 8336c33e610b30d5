"""Claims that are said to be about one measure have to agree, or somebody has to know that they do not.

A brief that prints one of two which disagree has to print the other, or somebody has to say why not.
"""

from __future__ import annotations

import pytest

from samples import CONFIG, Project, project, seed_file

PATH = "seeds/dailynk.yaml"


def places(first: str, second: str) -> list[tuple[str, str]]:
    """What is found where two claims about one measure have these values, and more keys behind them."""
    quotes = [text.partition(",")[0] for text in (first, second)]
    snapshot = f"One says {quotes[0]} of it. Another says {quotes[1]} of it.\n"
    claims = "\n".join(
        f"{name}: {{quote: '{lead} says {quote} of it', about: minerals, value: {text}}}"
        for name, lead, quote, text in (("a", "One", quotes[0], first), ("b", "Another", quotes[1], second))
    )
    return project({"seeds/dailynk.txt": snapshot, PATH: seed_file(claims, snapshot)}, CONFIG).places()


AGREE = [
    ("36 %", "36 %"),
    ("50 %", "about 51 %"),
    ("36 %, as_of: 2013", "50 %, as_of: 2014"),
    ("36 %, as_of: 2013", "50 %, as_of: 2013-05"),
    ("36 %, as_of: 2013/2014", "50 %, as_of: 2014/2015"),
    ("36 %", "50 %, status: retracted"),
    ("USD 5 million, prices: 2015", "USD 6 million"),
    ("USD 5 million, prices: 2015", "USD 6 million, prices: 2010"),
]


@pytest.mark.parametrize(("first", "second"), AGREE)
def test_claims_that_agree_or_are_of_other_dates_are_let_through(first: str, second: str) -> None:
    assert places(first, second) == []


DISAGREE = [
    ("36 %", "50 %"),
    ("36 %", "over 36 %"),
    ("36 %", "36 kg"),
    ("36 %, as_of: 2013", "50 %, as_of: 2013~"),
    ("36 %, as_of: 2013-Q2", "50 %, as_of: 2013-34"),
    ("36 %", "50 %, status: denied"),
    ("USD 5 million, prices: 2015", "USD 6 million, prices: 2015"),
]


@pytest.mark.parametrize(("first", "second"), DISAGREE)
def test_claims_that_disagree_are_found_at_the_later_one(first: str, second: str) -> None:
    assert places(first, second) == [("BK443", "minerals")]


def test_a_disagreement_that_is_known_is_accepted_with_a_reason() -> None:
    assert places("36 %", "50 %, accept: {BK443: the other counts coal alone}") == []


THREE = """\
The ministry says 36 % of it. The embassy says 50 % of it. The bank says 50 % of it too. The town has 12 people.
"""
CLAIMS = """\
ministry: {quote: The ministry says 36 % of it, value: 36 %, about: minerals KEYS}
embassy: {quote: The embassy says 50 % of it, value: 50 %, about: minerals KEYS}
bank: {quote: The bank says 50 % of it too, value: 50 %, about: minerals KEYS}
town: {quote: The town has 12 people, value: 12 people}
"""
KNOWN = ", accept: {BK443: sources differ}"


def three(brief: str, *keys: str) -> Project:
    """A project of three claims, of which the first disagrees with the others, and a brief; `keys` go into each."""
    claims = CLAIMS
    for key in keys or ("", KNOWN, KNOWN):
        claims = claims.replace(" KEYS", key, 1)
    seed = seed_file(claims, THREE, more="nouns: {person: [people]}")
    head = "title: T\ndate: 2023-07-15\n"
    return project({"seeds/dailynk.txt": THREE, PATH: seed, "briefs/b.yaml": head + brief})


def test_each_claim_that_disagrees_is_found_once_beside_the_first_that_it_disagrees_with() -> None:
    made = three("", "", "", "")
    assert [one.message for one in made.findings] == [
        'dailynk.embassy says 50 % and dailynk.ministry says 36 % about "minerals"',
        'dailynk.bank says 50 % and dailynk.ministry says 36 % about "minerals"',
    ]


def test_a_disagreement_is_found_at_what_it_is_about_with_its_mend() -> None:
    made = three("", "", "", "")
    assert made.places() == [("BK443", "minerals"), ("BK443", "minerals")]
    assert {one.hint for one in made.findings} == {"correct one of them, or accept BK443 with a reason"}


TURNS = """\
The ministry says 36 % of it. The embassy says 50 % of it. The bank says 36 % of it too.
"""
TURNING = """\
ministry: {quote: The ministry says 36 % of it, value: 36 %, about: trade  in wigs}
embassy: {quote: The embassy says 50 % of it, value: 50 %, about: trade in wigs}
bank: {quote: The bank says 36 % of it too, value: 36 %, about: trade in  wigs}
"""


@pytest.mark.parametrize("source", ["", "{type: webpage, title: On trade}"])
def test_a_later_claim_that_takes_the_first_side_is_found_beside_the_other_with_or_without_dates(source: str) -> None:
    made = project({"seeds/dailynk.txt": TURNS, PATH: seed_file(TURNING, TURNS, source=source)}, CONFIG)
    assert [one.message for one in made.findings if one.code == "BK443"] == [
        'dailynk.embassy says 50 % and dailynk.ministry says 36 % about "trade in wigs"',
        'dailynk.bank says 36 % and dailynk.embassy says 50 % about "trade in wigs"',
    ]


# what the brief says, and where only one side is printed
BRIEFS = {
    "nothing of either": ("summary: No word.", []),
    "one side": ("summary: It is {{ dailynk.ministry }}.", ["dailynk.ministry"]),
    "the other side": ("summary: It is {{ dailynk.bank }}.", ["dailynk.bank"]),
    "both": ("summary: It is {{ dailynk.ministry }} or {{ dailynk.embassy }}.", []),
    "both, far apart": (
        "summary: It is {{ dailynk.ministry }}.\nconclusion: The bank says {{ dailynk.bank }}.", []),
    "two of one side": ("summary: It is {{ dailynk.embassy }} or {{ dailynk.bank }}.", ["dailynk.embassy"]),
    "the first place counts": (
        "summary: It is {{ dailynk.ministry | bare }}.\nconclusion: So {{ dailynk.ministry }}.",
        ["dailynk.ministry | bare"]),
    "a figure that rests on it": (
        "figures: {some: {is: dailynk.ministry * dailynk.town}}\nsummary: It is {{ some }}.", ["some"]),
    "a figure that prints nowhere": ("figures: {some: {is: dailynk.ministry * dailynk.town}}", []),
    "a figure that rests on both": (
        "figures: {some: {is: dailynk.bank - dailynk.ministry}}\nsummary: It is {{ some }}.", []),
    "its words": ("summary: It is {{ quote(dailynk.ministry) }}.", ["quote(dailynk.ministry)"]),
    "a quotation": (
        "sections: [{title: A, content: [{quotation: dailynk.ministry}]}]", ["dailynk.ministry"]),
    "words that it bears out": (
        "summary: 'It is {{ \"under half\" | holds(\"dailynk.ministry < 50 %\") }}.'",
        ['"under half" | holds("dailynk.ministry < 50 %")']),
    "a mere citation": ("summary: It is so{{ cite(dailynk.ministry) }}.", []),
    "its date": ("summary: It is of {{ dailynk.ministry.period }}.", []),
}  # fmt: skip


@pytest.mark.parametrize(("brief", "expressions"), BRIEFS.values(), ids=BRIEFS)
def test_a_brief_prints_both_of_two_that_disagree_or_neither(brief: str, expressions: list[str]) -> None:
    made = three(brief + "\n")
    assert made.places() == [("BK444", expression) for expression in expressions]


def test_both_values_are_shown_where_one_is_printed() -> None:
    (finding,) = [one for one in three("summary: It is {{ dailynk.ministry }}.\n").findings if one.stops]
    assert finding.message == (
        'prints dailynk.ministry, which says 36 %, and nowhere dailynk.embassy, which says 50 % about "minerals"'
    )
    assert finding.hint == "print {{ dailynk.embassy }} too, or accept BK444 with a reason"


def test_a_brief_may_accept_that_it_prints_one() -> None:
    made = three("summary: It is {{ dailynk.ministry }}.\naccept: {BK444: the ministry counts what we count}\n")
    assert made.places() == []


def test_a_claim_that_may_not_be_printed_is_not_asked_for_and_its_value_not_shown() -> None:
    hidden = ", restricted: true"
    made = three("summary: It is {{ dailynk.ministry }}.\n", "", f"{KNOWN}{hidden}", f"{KNOWN}{hidden}")
    assert made.places() == []
    assert [one.message.partition(" and ")[0] for one in made.findings] == [
        "dailynk.embassy says something else",
        "dailynk.bank says something else",
    ]
