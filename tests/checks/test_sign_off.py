"""`check --strict` asks for a sign-off of every claim that a brief prints; a plain check does not."""

from __future__ import annotations

from pathlib import Path

from briefkit.evidence.sign_offs import fingerprint
from briefkit.findings import Finding, Severity
from briefkit.project.config import Config
from briefkit.project.examination import Examination, examine
from briefkit.project.workspace import Workspace
from samples import SNAPSHOT, seed_file

CLAIMS = """\
exports: {quote: they amounted to USD 23.94 million, value: USD 23.94 million%s}
share: {quote: 65%% of all exports, value: 65 %%}
hours: {quote: Prisoners work over 12 hours a day, value: over 12 hours/day}
article: {quote: Article 29 of the charter bans it, text: Article 29}
"""
HEAD = "title: Wigs\ndate: 2023-07-15\n"
FIGURES = "figures: {part: {is: dailynk.exports * dailynk.share}}\n"
BRIEF = f"{HEAD}{FIGURES}summary: It is {{{{ part }}}}, {{{{ dailynk.article }}}}.\n"


def examined(*briefs: str, more: str = "", strict: bool = True) -> Examination:
    workspace = Workspace(
        root=Path("/nowhere"),
        config=Config(),
        seeds={"seeds/dailynk.yaml": seed_file(CLAIMS % more, SNAPSHOT).encode()},
        snapshots={"dailynk.txt": SNAPSHOT.encode()},
        briefs={f"briefs/b{number}.yaml": brief.encode() for number, brief in enumerate(briefs)},
        rates={},
    )
    return examine(workspace, strict=strict)


def unsigned(examination: Examination) -> list[Finding]:
    return [one for one in examination.findings if one.code == "BK312"]


def claims(examination: Examination) -> list[str]:
    return [one.message.split()[3].rstrip(",") for one in unsigned(examination)]


def sign(claim: str = "exports") -> str:
    """A sign-off of a claim as it stands."""
    spec = examined(BRIEF).seeds["dailynk"].claims[claim].spec
    return f", reviewed: {{by: A. Reader, on: 2023-07-01, sha256: {fingerprint(spec)}}}"


def test_every_claim_that_a_brief_prints_or_calculates_from_has_to_be_signed_off() -> None:
    assert claims(examined(BRIEF)) == ["dailynk.exports", "dailynk.share", "dailynk.article"]


def test_words_that_rest_on_a_relation_have_to_be_signed_off() -> None:
    brief = HEAD + "summary: It is {{ \"more than half\" | holds('dailynk.share > 50 %') }}.\n"
    assert claims(examined(brief)) == ["dailynk.share"]


def test_a_claim_that_no_brief_prints_needs_no_sign_off() -> None:
    assert claims(examined(HEAD + "summary: Nothing is printed.\n")) == []
    assert claims(examined()) == []


def test_a_plain_check_asks_for_none() -> None:
    assert examined(BRIEF, strict=False).findings == ()


def test_a_claim_in_two_briefs_is_asked_for_once() -> None:
    assert claims(examined(BRIEF, BRIEF)) == ["dailynk.exports", "dailynk.share", "dailynk.article"]


def test_a_sign_off_of_the_claim_as_it_stands_is_enough() -> None:
    assert claims(examined(BRIEF, more=sign())) == ["dailynk.share", "dailynk.article"]


def test_a_sign_off_of_another_state_or_another_claim_is_none() -> None:
    for more in (sign() + ", where: p. 7", sign("share")):
        examination = examined(BRIEF, more=more)
        assert "dailynk.exports" in claims(examination)
        assert "BK307" in [one.code for one in examination.findings]


def test_a_void_sign_off_that_is_waived_is_still_none() -> None:
    examination = examined(BRIEF, more=sign("share") + ", accept: {BK307: read again}")
    assert [one.waived for one in examination.findings if one.code == "BK307"] == ["read again"]
    assert "dailynk.exports" in claims(examination)


def test_it_is_a_note_at_the_claim_with_the_line_to_paste() -> None:
    finding = unsigned(examined(BRIEF))[0]
    assert (str(finding.span), finding.severity, finding.stops) == ("seeds/dailynk.yaml:4:3", Severity.NOTE, False)
    assert finding.message == "a brief prints dailynk.exports, and nobody has signed it off as it stands"
    signed = sign().removeprefix(", ").replace("A. Reader", "…").replace("2023-07-01", "…")
    assert finding.hint == f"once it is read beside its source: {signed}"
