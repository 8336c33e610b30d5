"""A waiver covers what stands where it is written, nothing else, and must be used."""

from __future__ import annotations

import pytest

from briefkit.findings.catalog import CODES
from samples import CLAIMS, Project, text_at, wigs

FIVE = "On five wigs"
RICE = "again: {quote: they amounted to USD 23.94 million, value: USD 23.94 million, equals: earned * 2%s}\n"


def waived(made: Project) -> list[tuple[str, str]]:
    """Each waiver as the reason and what it is about."""
    return [(one.reason, one.subject) for one in made.examination.waivers]


# the brief, what is left to mend, the waivers used
BRIEFS = {
    "the brief as a whole": (
        f"summary: {FIVE}\nsections: [{{title: A, body: {FIVE}}}]\naccept: {{BK501: why}}\n",
        [], [("why", "wigs"), ("why", "wigs")]),
    "a section covers itself alone": (
        f"summary: {FIVE}\nsections: [{{title: A, body: {FIVE}, accept: {{BK501: why}}}}]\n",
        [("BK501", "five")], [("why", "A")]),
    "a section covers its title, content and inner sections": (
        "sections:\n  - title: Five\n    accept: {BK501: why}\n    content: [{box: {title: B, body: six}}]\n"
        "    sections: [{title: C, body: seven}]\n",
        [], [("why", "Five")] * 3),
    "the innermost waiver is used": (
        "sections:\n  - title: A\n    accept: {BK501: outer}\n    sections:\n"
        "      - {title: B, body: five, accept: {BK501: inner}}\n    body: six\n",
        [], [("inner", "B"), ("outer", "A")]),
    "an introduction": (f"introduction: {{body: {FIVE}, accept: {{BK501: why}}}}\n", [], [("why", "section")]),
    "a conclusion": (f"conclusion: {{title: End, body: {FIVE}, accept: {{BK501: why}}}}\n", [], [("why", "End")]),
    "an appendix": (f"appendices: [{{title: A, body: {FIVE}, accept: {{BK501: why}}}}]\n", [], [("why", "A")]),
    "a figure": (
        "figures: {a: {is: dailynk.share - dailynk.share, accept: {BK419: why}}}\n", [], [("why", "a")]),
    "a figure covers itself alone": (
        "figures:\n  a: {is: dailynk.share - dailynk.share, accept: {BK419: why}}\n"
        "  b: {is: dailynk.share - dailynk.share}\n",
        [("BK419", "dailynk.share - dailynk.share")], [("why", "a")]),
    "another code is not covered": (
        f"summary: {FIVE}\nfigures: {{a: {{is: dailynk.share - dailynk.share}}}}\naccept: {{BK419: why}}\n",
        [("BK501", "five")], [("why", "wigs")]),
    "a reason of several lines": (
        f"summary: {FIVE}\naccept:\n  BK501: >-\n    because\n    of it\n", [], [("because of it", "wigs")]),
}  # fmt: skip


@pytest.mark.parametrize(("brief", "left", "used"), BRIEFS.values(), ids=BRIEFS)
def test_a_waiver_of_a_brief(brief: str, left: list[tuple[str, str]], used: list[tuple[str, str]]) -> None:
    made = wigs(brief)
    assert made.places() == left
    assert sorted(waived(made)) == sorted(used)


# what is added to the seed's claims, and to the seed; what is left to mend; the waivers used
SEEDS = {
    "a claim": (RICE % ", accept: {BK414: why}", "", [], [("why", "dailynk.again")]),
    "a claim covers itself alone": (
        RICE % ", accept: {BK414: why}" + (RICE % "").replace("again", "once_more"), "",
        [("BK414", "earned * 2")], [("why", "dailynk.again")]),
    "the seed as a whole": (RICE % "", "accept: {BK414: why}\n", [], [("why", "dailynk")]),
    "a check of the seed": (
        "", "checks: [state = 1 %]\naccept: {BK413: why}\n", [], [("why", "dailynk")]),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "seed", "left", "used"), SEEDS.values(), ids=SEEDS)
def test_a_waiver_of_a_seed(claims: str, seed: str, left: list[object], used: list[object]) -> None:
    made = wigs(claims=claims, seed=seed)
    assert made.places() == left
    assert waived(made) == used


def test_a_seed_cannot_waive_what_a_brief_does() -> None:
    made = wigs(f"summary: {FIVE}\n", seed="accept: {BK501: why}\n")
    assert made.places() == [("BK501", "five"), ("BK801", "BK501")]


FAULTY = {
    "nothing to waive": (
        "accept: {BK501: why}\n", "BK801",
        "found a waiver of BK501, and nothing of that kind to waive here", "remove the line"),
    "no such code": (
        "accept: {BK999: why}\n", "BK802",
        "found a waiver of BK999: there is no such code", "remove the line"),
    "no code at all": (
        "accept: {numbers: why}\n", "BK802",
        "found a waiver of numbers: there is no such code", "remove the line"),
    "a code that has to be mended": (
        "accept: {BK301: why}\n", "BK802",
        "found a waiver of BK301: a finding of this kind has to be mended", "briefkit explain BK301"),
    "a code that has to be mended, though it is found": (
        "accept: {BK202: why}\nsummary: It is {{ dailynk.shar }}.\n", "BK802",
        "found a waiver of BK202: a finding of this kind has to be mended", "briefkit explain BK202"),
}  # fmt: skip


@pytest.mark.parametrize(("brief", "code", "message", "hint"), FAULTY.values(), ids=FAULTY)
def test_a_waiver_that_waives_nothing_is_found_at_its_code(brief: str, code: str, message: str, hint: str) -> None:
    made = wigs(brief)
    (found,) = [one for one in made.findings if one.code in ("BK801", "BK802")]
    assert (found.code, found.message, found.hint) == (code, message, hint)
    assert text_at(made.files[found.span.path], found.span) == brief.partition("{")[2].partition(":")[0]


def test_a_waiver_that_is_refused_hides_none_behind_it() -> None:
    made = wigs(f"summary: {FIVE}\naccept: {{BK999: why, BK301: why, BK501: why}}\n")
    assert made.places() == [("BK802", "BK999"), ("BK802", "BK301")]
    assert waived(made) == [("why", "wigs")]


def test_a_waiver_is_used_once_for_each_finding_that_it_covers() -> None:
    made = wigs("sections:\n  - {title: A, body: five, accept: {BK501: inner}}\naccept: {BK501: outer}\n")
    assert made.places() == [("BK801", "BK501")]
    assert waived(made) == [("inner", "A")]


NOTHING = ("BK109", "found nothing, expected text", "write BK501: …")
EMPTY = ("BK802", "found a waiver of BK501: it gives no reason", "write BK501: why it is accepted")
NO_REASON = [("", NOTHING), ("~", NOTHING), ("''", EMPTY), ("'  '", EMPTY)]


@pytest.mark.parametrize(("reason", "fault"), NO_REASON)
def test_a_waiver_needs_a_reason(reason: str, fault: tuple[str, str, str]) -> None:
    made = wigs(f"summary: {FIVE}\naccept: {{BK501: {reason}}}\n")
    number, other = made.findings
    assert (number.code, number.waived) == ("BK501", None)
    assert (other.code, other.message, other.hint) == fault


def test_a_waived_finding_is_kept_with_its_reason_and_stops_nothing() -> None:
    made = wigs(f"summary: {FIVE}\naccept: {{BK501: it is a name}}\n")
    assert [(one.code, one.waived, one.stops) for one in made.findings] == [("BK501", "it is a name", False)]
    assert made.examination.blocked == {}


def test_only_findings_that_a_person_can_judge_are_waivable() -> None:
    waivable = {code.code for code in CODES.values() if code.waivable}
    assert waivable == {
        "BK307",
        "BK311",
        "BK314",
        "BK316",
        "BK317",
        "BK402",
        "BK407",
        "BK408",
        "BK413",
        "BK414",
        "BK415",
        "BK419",
        "BK443",
        "BK444",
        "BK445",
        "BK446",
        "BK447",
        "BK501",
        "BK506",
        "BK510",
        "BK511",
        "BK512",
        "BK513",
        "BK514",
        "BK515",
        "BK516",
    }


def test_the_sample_itself_needs_no_waiver() -> None:
    assert "accept" not in CLAIMS
    assert wigs().findings == ()
