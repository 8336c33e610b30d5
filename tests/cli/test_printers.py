"""Findings as other tools read them: exact output, and the rules of each format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from briefkit.cli.printers import github, junit, sarif
from briefkit.findings import Finding, Severity, Span
from briefkit.findings.catalog import CODES

COUNTS = {"seeds": 1, "claims": 6, "briefs": 1, "figures": 17}

ERROR = Finding(
    code="BK407",
    severity=Severity.ERROR,
    span=Span("seeds/ember.yaml", 20, 12, 20, 28),
    message="the value says 65 %, the quote says 60 %: 65 is not 60",
    hint="write 60 %",
)
WARNING = Finding(
    code="BK402",
    severity=Severity.WARNING,
    span=Span("seeds/ember.yaml", 25, 15, 26, 3),
    message='restatement is off: "a <b> & c"',
)
WAIVED = WARNING.waive("rounded, 50:50")
NOTE = Finding(code="BK807", severity=Severity.NOTE, span=Span("briefs/lanterns.yaml"), message="not built: 1, to mend")

GITHUB = {
    "nothing found": ([], "checked 1 seed, 6 claims, 1 brief, 17 figures: no findings"),
    "an error; percent signs and the line of the hint are escaped": (
        [ERROR],
        "::error file=seeds/ember.yaml,line=20,col=12,endLine=20,title=BK407::"
        "the value says 65 %25, the quote says 60 %25: 65 is not 60%0Ahint: write 60 %25\n"
        "checked 1 seed, 6 claims, 1 brief, 17 figures: 1 error",
    ),
    "a warning over two lines": (
        [WARNING],
        "::warning file=seeds/ember.yaml,line=25,col=15,endLine=26,title=BK402::"
        'restatement is off: "a <b> & c"\n'
        "checked 1 seed, 6 claims, 1 brief, 17 figures: 1 warning",
    ),
    "a note is a notice; colons and commas stand in a message": (
        [NOTE],
        "::notice file=briefs/lanterns.yaml,line=1,col=1,endLine=1,title=BK807::not built: 1, to mend\n"
        "checked 1 seed, 6 claims, 1 brief, 17 figures: 1 note",
    ),
    "what was waived is only counted": (
        [WAIVED],
        "checked 1 seed, 6 claims, 1 brief, 17 figures: no findings, 1 waived",
    ),
    "colons, commas and percent signs are escaped in a path": (
        [Finding(code="BK106", severity=Severity.ERROR, span=Span("seeds/a:b,c%.yaml"), message="empty\r")],
        "::error file=seeds/a%3Ab%2Cc%25.yaml,line=1,col=1,endLine=1,title=BK106::empty%0D\n"
        "checked 1 seed, 6 claims, 1 brief, 17 figures: 1 error",
    ),
}


@pytest.mark.parametrize(("findings", "expected"), GITHUB.values(), ids=GITHUB)
def test_github_commands(findings: list[Finding], expected: str) -> None:
    assert github.format_findings(findings, COUNTS) == expected


JUNIT = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="5" failures="2" errors="0" skipped="1">
  <testsuite name="briefkit" tests="5" failures="2" errors="0" skipped="1">
    <testcase classname="briefkit" name="checked 1 seed, 6 claims, 1 brief, 17 figures: \
1 error, 1 warning, 1 note, 1 waived" />
    <testcase classname="seeds/ember.yaml" name="BK407 at 20:12">
      <failure type="error" message="the value says 65 %, the quote says 60 %: 65 is not 60">\
seeds/ember.yaml:20:12: error[BK407] the value says 65 %, the quote says 60 %: 65 is not 60
  hint: write 60 %</failure>
    </testcase>
    <testcase classname="seeds/ember.yaml" name="BK402 at 25:15">
      <failure type="warning" message="restatement is off: &quot;a &lt;b&gt; &amp; c&quot;">\
seeds/ember.yaml:25:15: warning[BK402] restatement is off: "a &lt;b&gt; &amp; c"</failure>
    </testcase>
    <testcase classname="seeds/ember.yaml" name="BK402 at 25:15">
      <skipped message="waived: rounded, 50:50" />
    </testcase>
    <testcase classname="briefs/lanterns.yaml" name="BK807 at 1:1">
      <system-out>briefs/lanterns.yaml:1:1: note[BK807] not built: 1, to mend</system-out>
    </testcase>
  </testsuite>
</testsuites>"""


def test_junit_has_a_case_for_each_finding_and_one_for_the_run() -> None:
    printed = junit.format_findings([ERROR, WARNING, WAIVED, NOTE], COUNTS)
    assert printed == JUNIT
    suite = ElementTree.fromstring(printed).find("testsuite")
    assert suite is not None
    assert len(suite.findall("testcase")) == int(suite.get("tests", ""))


def test_a_clean_project_is_one_passed_junit_case() -> None:
    assert junit.format_findings([], COUNTS) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites tests="1" failures="0" errors="0" skipped="0">\n'
        '  <testsuite name="briefkit" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase classname="briefkit" name="checked 1 seed, 6 claims, 1 brief, 17 figures: no findings" />\n'
        "  </testsuite>\n"
        "</testsuites>"
    )


def test_what_xml_cannot_write_is_replaced() -> None:
    odd = Finding(code="BK101", severity=Severity.ERROR, span=Span("a\x00b"), message="found \x1b and \ufffe")
    suites = ElementTree.fromstring(junit.format_findings([odd, odd.waive("\x08")], COUNTS))
    failure, skipped = suites.find(".//failure"), suites.find(".//skipped")
    assert failure is not None
    assert failure.get("message") == "found \ufffd and \ufffd"
    assert skipped is not None
    assert skipped.get("message") == "waived: \ufffd"


SARIF_RESULTS = {
    "an error with its hint": (
        ERROR,
        {
            "ruleId": "BK407",
            "level": "error",
            "message": {"text": "the value says 65 %, the quote says 60 %: 65 is not 60\nhint: write 60 %"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "seeds/ember.yaml", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 20, "startColumn": 12, "endLine": 20, "endColumn": 28},
                    }
                }
            ],
            "suppressions": [],
        },
    ),
    "a waived finding": (
        WAIVED,
        {
            "ruleId": "BK402",
            "level": "warning",
            "message": {"text": 'restatement is off: "a <b> & c"'},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "seeds/ember.yaml", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 25, "startColumn": 15, "endLine": 26, "endColumn": 3},
                    }
                }
            ],
            "suppressions": [{"kind": "inSource", "justification": "rounded, 50:50"}],
        },
    ),
}


def sarif_run(*findings: Finding) -> dict[str, Any]:
    """The one run of a log."""
    log = json.loads(sarif.format_findings(findings, COUNTS))
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize(("finding", "expected"), SARIF_RESULTS.values(), ids=SARIF_RESULTS)
def test_sarif_results(finding: Finding, expected: dict[str, Any]) -> None:
    (result,) = sarif_run(finding)["results"]
    index = result.pop("ruleIndex")
    assert sarif_run()["tool"]["driver"]["rules"][index]["id"] == finding.code
    assert result == expected


def test_sarif_says_what_was_checked() -> None:
    assert sarif_run()["results"] == []
    assert sarif_run()["properties"] == {"checked": COUNTS}


@pytest.mark.parametrize("path", ["seeds/한국 50%.yaml", "seeds/a#b.yaml", "seeds/plain.yaml"])
def test_a_sarif_address_is_a_relative_uri(path: str) -> None:
    finding = Finding(code="BK106", severity=Severity.ERROR, span=Span(path), message="found an empty file")
    uri = sarif_run(finding)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(" #")
    assert unquote(uri) == path


def test_every_code_is_a_sarif_rule_with_help() -> None:
    rules = {rule["id"]: rule for rule in sarif_run()["tool"]["driver"]["rules"]}
    assert set(rules) == set(CODES)
    for code in CODES.values():
        assert code.mend in rules[code.code]["help"]["text"]
        assert code.example in rules[code.code]["help"]["text"]


# What SARIF 2.1.0 (OASIS Standard, section 3) requires of the objects that are used, and allows of their values.
REQUIRED = {
    "run": {"tool"},
    "tool": {"driver"},
    "driver": {"name"},
    "rule": {"id"},
    "result": {"message"},
    "message": {"text"},
    "suppression": {"kind"},
}
LEVELS = {"none", "note", "warning", "error"}
KINDS = {"inSource", "external"}


def parts(run: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object of a run with the name of its kind."""
    yield "run", run
    yield "tool", run["tool"]
    yield "driver", run["tool"]["driver"]
    for rule in run["tool"]["driver"]["rules"]:
        yield "rule", rule
        yield from (("message", rule[key]) for key in ("shortDescription", "fullDescription", "help"))
    for result in run["results"]:
        yield "result", result
        yield "message", result["message"]
        yield from (("suppression", suppression) for suppression in result["suppressions"])


def test_sarif_has_what_the_standard_requires() -> None:
    run = sarif_run(ERROR, WARNING, WAIVED, NOTE)
    for kind, part in parts(run):
        assert REQUIRED[kind] <= set(part), kind
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] in LEVELS
        assert rule["name"].isalnum()
    for result in run["results"]:
        assert result["level"] in LEVELS
        assert all(suppression["kind"] in KINDS for suppression in result["suppressions"])
        for location in result["locations"]:
            region = location["physicalLocation"]["region"]
            assert (1, 1) <= (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def test_sarif_states_suppressions_for_all_results_or_none() -> None:
    assert all("suppressions" in result for result in sarif_run(ERROR, WAIVED)["results"])
