"""Print findings as JUnit XML, which most servers of continuous integration read.

Each finding is a test case: failed if it stops a build, skipped if it was waived, passed with a remark if it is a note.
One more case, the first, says what was checked, so that a clean project is not a run without tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from briefkit.cli.printers.text import format_finding, summary
from briefkit.findings import Finding

# What XML 1.0 (section 2.2) has no way to write; a message may quote it from a file.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def format_findings(findings: Iterable[Finding], counts: Mapping[str, int]) -> str:
    """A suite named briefkit with a case for each finding."""
    listed = list(findings)
    failures = sum(finding.stops for finding in listed)
    skipped = sum(finding.waived is not None for finding in listed)
    totals = {"tests": str(len(listed) + 1), "failures": str(failures), "errors": "0", "skipped": str(skipped)}
    suites = Element("testsuites", totals)
    suite = SubElement(suites, "testsuite", {"name": "briefkit", **totals})
    SubElement(suite, "testcase", {"classname": "briefkit", "name": _writable(summary(listed, counts))})
    for finding in listed:
        _add_case(suite, finding)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode")


def _add_case(suite: Element, finding: Finding) -> None:
    span = finding.span
    name = f"{finding.code} at {span.line}:{span.column}"
    case = SubElement(suite, "testcase", {"classname": _writable(span.path), "name": name})
    message = _writable(finding.message)
    if finding.waived is not None:
        SubElement(case, "skipped", {"message": _writable(f"waived: {finding.waived}")})
    elif finding.stops:
        kind = {"type": finding.severity.value, "message": message}
        SubElement(case, "failure", kind).text = _writable(format_finding(finding))
    else:
        SubElement(case, "system-out").text = _writable(format_finding(finding))


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
