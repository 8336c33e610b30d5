"""A waiver covers what stands where it is written, nothing else, and must be used."""

from __future__ import annotations

import pytest

from briefkit.findings.catalog import CODES
from samples import CLAIMS, Project, wigs

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
    "nothing to waive": ("accept: {BK501: why}\n", "BK801", "nothing of that kind"),
    "no such code": ("accept: {BK999: why}\n", "BK802", "there is no such code"),
    "no code at all": ("accept: {numbers: why}\n", "BK802", "there is no such code"),
    "a code that has to be mended": ("accept: {BK301: why}\n", "BK802", "has to be mended"),
    "a code that has to be mended, though it is found": (
        "accept: {BK202: why}\nsummary: It is {{ dailynk.shar }}.\n", "BK802", "has to be mended"),
}  # fmt: skip


@pytest.mark.parametrize(("brief", "code", "message"), FAULTY.values(), ids=FAULTY)
def test_a_waiver_that_waives_nothing_is_found_at_its_code(brief: str, code: str, message: str) -> None:
    found = [one for one in wigs(brief).findings if one.code in ("BK801", "BK802")]
    assert [(one.code, one.span.line) for one in found] == [(code, 3)]
    assert message in found[0].message
    assert found[0].hint


@pytest.mark.parametrize("reason", ["", "~", "''", "'  '"])
def test_a_waiver_needs_a_reason(reason: str) -> None:
    made = wigs(f"summary: {FIVE}\naccept: {{BK501: {reason}}}\n")
    assert "BK501" in [code for code, _ in made.places()]


def test_a_waived_finding_is_kept_with_its_reason_and_stops_nothing() -> None:
    made = wigs(f"summary: {FIVE}\naccept: {{BK501: it is a name}}\n")
    assert [(one.code, one.waived, one.stops) for one in made.findings] == [("BK501", "it is a name", False)]
    assert made.examination.blocked == {}


def test_only_findings_that_a_person_can_judge_are_waivable() -> None:
    waivable = {code.code for code in CODES.values() if code.waivable}
    assert waivable == {
        "BK307",
        "BK402",
        "BK407",
        "BK408",
        "BK413",
        "BK414",
        "BK415",
        "BK419",
        "BK443",
        "BK501",
        "BK506",
    }


def test_the_sample_itself_needs_no_waiver() -> None:
    assert "accept" not in CLAIMS
    assert wigs().findings == ()
