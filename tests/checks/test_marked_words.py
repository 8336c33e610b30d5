"""`lit` is for names, and words that `holds` proves say what their relation says."""

from __future__ import annotations

import pytest

from briefkit.findings import Severity
from samples import indented, wigs


def places(text: str) -> list[tuple[str, str]]:
    return wigs(f"sections:\n  - title: One\n    body: |\n{indented(text, 6)}\n").places()


AMOUNTS = [
    "65 percent",
    "65%",
    "2.5 percentage points",
    "23.94 million",
    "RMB 25",
    "RMB 25–50",
    "$5",
    "US$1.65bn",
    "five dollars",
    "twelve hours",
    "Twelve hours",
    "Twelve hours.",
    "a 3-fold rise",
    "12 hours of work",
    "the twelve hours",
    "300 prisoners",
    "20 wigs",
    "four thousand people",
    "two-thirds",
    "half",
    "twice",
    "over 500",
    "some 3,000",
    "up to 50,000",
    "300만 달러",
    "20万吨",
]


@pytest.mark.parametrize("words", AMOUNTS)
def test_an_amount_is_no_name(words: str) -> None:
    expression = f'lit("{words}")'
    assert places(f"It is {{{{ {expression} }}}}.") == [("BK513", expression)]


NAMES = [
    "29",
    "twenty",
    "5,000",
    "Article 29",
    "Room 39",
    "Camp 15",
    "Camps 14–16",
    "Resolution 2375",
    "Unit 731",
    "the 150-Day Battle",
    "the five-year plan",
    "Six-Party Talks",
    "Three Revolutions Team",
    "Group of 7",
    "G7",
    "KN-23",
    "COVID-19",
    "May 5",
    "August 3 consumer goods",
    "12:30",
    "5 pm",
    "1392",
    "the 38th parallel",
    "38 North",
    "Half Moon Bay",
    "Seven Sisters",
    "1 Quay Street",
    "Highway 1",
    "CO₂",
    "제5호",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_hold_a_number(name: str) -> None:
    assert places(f'It is {{{{ lit("{name}") }}}}.') == []


# A number alone may be a name; what is typed beside it may make it an amount.
COMPLETED = {
    '{{ lit("65") }} percent': True,
    '{{ lit("65") }}%': True,
    '${{ lit("65") }}': True,
    'RMB {{ lit("65") }} a wig': True,
    '{{ lit("300") }} prisoners': True,
    '{{ lit("twelve") }} hours': True,
    'over {{ lit("300") }} of them': True,
    '{{ lit("65") }} of them': False,
    'Camp {{ lit("15") }} prisoners': False,
    'in {{ lit("1392") }}': False,
    '{{ lit("1392") }} was the year': False,
    'Article {{ lit("29") }} of it': False,
    '{{ lit("Article 29") }} workers': False,
}


@pytest.mark.parametrize(("text", "is_amount"), COMPLETED.items())
def test_a_number_whose_unit_is_typed_beside_it_is_no_name(text: str, is_amount: bool) -> None:
    expression = text.partition("{{ ")[2].partition(" }}")[0]
    assert places(text) == ([("BK513", expression)] if is_amount else [])


# Several expressions of one paragraph: what is found, in order.
TOGETHER = {
    '{{ dailynk.share }} and {{ lit("65") }} percent': [("BK513", 'lit("65")')],
    '{{ lit("65") }} percent, {{ lit("12") }} hours': [("BK513", 'lit("65")'), ("BK513", 'lit("12")')],
    '{{ lit("15") }} of them, or half of all': [("BK501", "half")],
}


@pytest.mark.parametrize(("text", "expected"), TOGETHER.items())
def test_each_number_is_held_to_what_is_typed_beside_itself(text: str, expected: list[tuple[str, str]]) -> None:
    assert places(text) == expected


CITATIONS = {
    "page=12": False,
    'page="12–15"': False,
    'page="xii"': False,
    'chapter="Two"': False,
    'page="65 percent"': True,
    'note="USD 5 million"': True,
}


@pytest.mark.parametrize(("locator", "is_amount"), CITATIONS.items())
def test_a_place_in_a_source_is_no_amount(locator: str, is_amount: bool) -> None:
    expression = f"cite(dailynk, {locator})"
    assert places(f"It is so{{{{ {expression} }}}}.") == ([("BK513", expression)] if is_amount else [])


def test_the_finding_names_the_amount_and_the_mend() -> None:
    (finding,) = wigs('summary: It is {{ lit("65") }} percent.\n').findings
    assert finding.message == '"65 percent" says how much, expected a figure'
    assert finding.severity is Severity.WARNING
    assert finding.hint == (
        "refer to a figure, {{ seed.claim }}; lit and cite are for names and places that hold a number"
    )


def test_the_finding_about_words_and_their_relation_names_the_mend() -> None:
    (finding,) = wigs("summary: It {{ \"rose\" | holds('dailynk.wig_share = 65 %') }}.\n").findings
    assert finding.hint == "write the relation that the words assert, or words that say what it says"


# Words and relation: the state takes 70 percent, agencies 30; wigs are 65 percent; inmates make 20 to 30 percent.
FIT = [
    ("More than half", "dailynk.wig_share > 50 %"),
    ("More than half", "50 % < dailynk.wig_share"),
    ("Over half", "dailynk.wig_share / (100 %) > 0.5"),
    ("Less than half", "dailynk.agencies < 50 %"),
    ("At least half", "dailynk.wig_share >= 50 %"),
    ("Half or more", "dailynk.wig_share >= 50 %"),
    ("About half", "45 % < dailynk.wig_share < 70 %"),
    ("Nearly two-thirds", "dailynk.wig_share < 67 %"),
    ("More than a fifth", "dailynk.agencies > 20 %"),
    ("65 percent", "dailynk.wig_share = 65 %"),
    ("over USD 20 million", "dailynk.exports > USD 20 million"),
    ("less than half as much", "2 * dailynk.agencies < dailynk.state"),
    ("most", "dailynk.state > 50 %"),
    ("the larger part", "dailynk.state > dailynk.agencies"),
    ("a minority", "dailynk.agencies < 50 %"),
    ("rose", "change(dailynk.agencies, dailynk.state) > 0 %"),
    ("fell", "change(dailynk.state, dailynk.agencies) < 0 %"),
    ("fell", "dailynk.agencies < dailynk.state"),
    ("not the larger part", "dailynk.agencies < 50 %"),
    ("fewer", "dailynk.agencies < 31 %"),
    ("no more", "dailynk.agencies <= 31 %"),
    ("cheaper", "dailynk.agencies < dailynk.state"),
    ("more than twice as much", "dailynk.state > 2 * dailynk.agencies"),
    ("less than half of it", "2 * dailynk.agencies < dailynk.state"),
    ("not more than two-thirds", "dailynk.wig_share <= 66.7 %"),
    ("did not rise", "dailynk.agencies <= dailynk.state"),
    ("nearly two-thirds", "60 % < dailynk.wig_share < 66.7 %"),
    ("over half", "50 % < dailynk.wig_share < 70 %"),
    ("as in May", "dailynk.wig_share > 50 %"),
    ("most", "dailynk.state >= 50 %"),
    ("mostly rose", "change(dailynk.agencies, dailynk.state) > 0 %"),
    ("not the bulk", "dailynk.agencies <= 40 %"),
    ("a minority", "dailynk.agencies <= 50 %"),
    ("more", "dailynk.state >= dailynk.agencies"),
    ("more", "50 % < dailynk.state"),
    ("did not increase", "dailynk.wig_share = 65 %"),
    ("did not increase", "change(dailynk.state, dailynk.agencies) <= 0 %"),
    ("did not fall", "dailynk.state >= dailynk.agencies"),
    ("rose", "dailynk.agencies < dailynk.wig_share < dailynk.state"),  # in steps
    # whichever side the number stands on
    ("65 percent", "dailynk.wig_share == 65 %"),
    ("65 percent", "65 % = dailynk.wig_share"),
    ("less than half as much", "dailynk.state > 2 * dailynk.agencies"),
    ("a fifth as much", "dailynk.exports = 5 * dailynk.earned.value"),
    ("a fifth as much", "5 * dailynk.earned.value = dailynk.exports"),
    # between two numbers, the ends of which go with a hedge
    ("nearly 70 percent", "60 % < dailynk.wig_share < 70 %"),
    ("over USD 20 million", "USD 20 million < dailynk.exports < USD 30 million"),
    ("nearly USD 30 million", "USD 20 million < dailynk.exports < USD 30 million"),
    ("about 2.3 times as much", "2 fold < times(dailynk.agencies, dailynk.state) < 3 fold"),
    ("about 1.045 times as much", "1.04 fold < times(dailynk.wig_share, dailynk.state) < 1.2 fold"),
    # what cannot be told
    ("half", "dailynk.agencies < 50 % < dailynk.state"),
    ("20 percent", "dailynk.state > 20 % + 30 %"),
    ("three times as much", "2 * dailynk.agencies < 3 * dailynk.state"),
    ("most", "dailynk.exports > dailynk.earned * dailynk.state"),
    ("more than half", "dailynk.state > dailynk.agencies"),  # of the two; there is no number to hold it to
]


@pytest.mark.parametrize(("words", "relation"), FIT)
def test_words_that_say_what_their_relation_says(words: str, relation: str) -> None:
    assert places(f'{{{{ "{words}" | holds("{relation}") }}}}') == []


MISFIT = [
    ("More than half", "dailynk.wig_share > 40 %", 'it has no number that is "More than half"'),
    ("More than half", "dailynk.wig_share >= 50 %", 'the words say "More than half"'),
    ("Less than half", "dailynk.wig_share > 50 %", 'the words say "Less than half"'),
    ("More than half", "dailynk.agencies < 50 %", 'the words say "More than half"'),
    ("Half", "dailynk.wig_share > 50 %", 'the words say "Half"'),
    ("Two-thirds", "60 % < dailynk.wig_share < 66 %", '"Two-thirds" lies beyond its numbers'),
    ("65 percent", "dailynk.wig_share > 50 %", 'it has no number that is "65 percent"'),
    ("65 percent", "dailynk.state > dailynk.agencies", 'it has no number that is "65 percent"'),
    ("over USD 20 million", "dailynk.exports > USD 10 million", 'it has no number that is "over USD 20 million"'),
    ("twice as much", "dailynk.state > 1.5 * dailynk.agencies", 'it has no number that is "twice"'),
    ("most", "dailynk.state > 40 %", "the words say more than half"),
    ("most", "dailynk.agencies < 50 %", "the words say more than half"),
    ("a minority", "dailynk.agencies > 20 %", "the words say less than half"),
    ("rose", "change(dailynk.state, dailynk.agencies) < 0 %", "the words say > 0"),
    ("fell", "change(dailynk.agencies, dailynk.state) > 0 %", "the words say < 0"),
    ("rose", "dailynk.agencies < dailynk.state", "the words say that the first is more"),
    ("not fell", "dailynk.agencies < dailynk.state", "the words say that the first is more"),
    ("not a growth", "change(dailynk.agencies, dailynk.state) > 0 %", "the words say <= 0"),
    ("over two-thirds", "60 % < dailynk.wig_share < 66.7 %", 'the words say "over two-thirds"'),
    ("about two-thirds", "60 % < dailynk.wig_share < 66.7 %", 'the words say "about two-thirds"'),
    ("two-thirds", "60 % < dailynk.wig_share < 66.7 %", 'the words say "two-thirds"'),
    ("not the larger part", "dailynk.state > 50 %", "the words say that the first is less"),
    ("not the bulk", "dailynk.state > 50 %", "the words say no more than half"),
    ("a rise", "dailynk.agencies < dailynk.state", "the words say that the first is more"),
    ("Most", "dailynk.wig_share < 100 %", "the words say more than half"),
    ("not fewer", "dailynk.agencies < 31 %", "the words say that the first is more"),
    ("no more", "dailynk.agencies > 29 %", "the words say that the first is less"),
    ("dearer", "dailynk.agencies < dailynk.state", "the words say that the first is more"),
    ("less than twice as much", "dailynk.state > 2 * dailynk.agencies", 'the words say "less than twice"'),
    ("twice as much", "dailynk.state > 2 * dailynk.agencies", 'the words say "twice"'),
    (
        "more than a third as much",
        "dailynk.state > 2 * dailynk.agencies",
        'it has no number that is "more than a third"',
    ),
    ("not nearly two-thirds", "60 % < dailynk.wig_share < 66.7 %", "the words deny it"),
    ("rose", "dailynk.wig_share = 65 %", "the words say that something changed"),
    ("rose", "dailynk.wig_share == 65 %", "the words say that something changed"),
    ("rose", "change(dailynk.agencies, dailynk.state) >= 0 %", "the words say > 0"),
    ("fell", "dailynk.state > dailynk.agencies", "the words say that the first is less"),
    ("5 percent", "change(dailynk.agencies, dailynk.state) > 0 %", 'it has no number that is "5 percent"'),
    ("75 percent", "dailynk.wig_share / (100 %) > 0.5", 'it has no number that is "75 percent"'),
    (
        "2.2 times as much",
        "times(dailynk.agencies, dailynk.state) > 2.205 fold",
        'it has no number that is "2.2 times"',
    ),
    (
        "1.04 times as much",
        "times(dailynk.wig_share, dailynk.state) > 1.045 fold",
        'it has no number that is "1.04 times"',
    ),
    ("more than half as much", "2 * dailynk.agencies < dailynk.state", 'the words say "more than half"'),
    ("20 to 65 percent", "60 % < dailynk.wig_share < 70 %", '"20 to 65 percent" lies beyond its numbers'),
    ("65 to 80 percent", "60 % < dailynk.wig_share < 70 %", '"65 to 80 percent" lies beyond its numbers'),
    ("60 to 65 percent", "60 % < dailynk.wig_share < 70 %", 'the words say "60 to 65 percent"'),
    ("more than half", "2 > 1", "it names no claim"),
]


@pytest.mark.parametrize(("words", "relation", "fault"), MISFIT)
def test_words_that_their_relation_does_not_bear_out(words: str, relation: str, fault: str) -> None:
    expression = f'"{words}" | holds("{relation}")'
    made = wigs(f"summary: '{{{{ {expression} }}}}.'\n")
    expected = f'"{words}" is held by {relation}, which does not say so: {fault}'
    assert [(one.code, one.message) for one in made.findings] == [("BK514", expected)]
    assert made.places() == [("BK514", expression)]


def test_a_person_may_judge_both() -> None:
    made = wigs(
        'summary: \'{{ lit("half") }} {{ "more than half" | holds("2 > 1") }}\'\n'
        "accept: {BK513: the name of a novel, BK514: so it is}\n"
    )
    assert made.places() == []
    assert [code for code, _ in made.places(waived=True)] == ["BK513", "BK514"]
