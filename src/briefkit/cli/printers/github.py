"""Print findings as the workflow commands of GitHub Actions, which show them beside the lines of a change.

What was waived is left out: it is judged, it prints in the PDF, and GitHub shows only ten annotations of a kind. The
last line, which is no command, counts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefkit.cli.printers.text import summary
from briefkit.findings import Finding, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def format_findings(findings: Iterable[Finding], counts: Mapping[str, int]) -> str:
    """One command for each finding that nobody waived, and the line that counts them."""
    listed = list(findings)
    commands = [_command(finding) for finding in listed if finding.waived is None]
    return "\n".join([*commands, summary(listed, counts)])


def _command(finding: Finding) -> str:
    span = finding.span
    properties = {
        "file": span.path,
        "line": str(span.line),
        "col": str(span.column),
        "endLine": str(span.end_line),
        "title": finding.code,
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = finding.message + (f"\nhint: {finding.hint}" if finding.hint else "")
    return f"::{COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """Text as GitHub's runner unescapes it behind the second ::"""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text as GitHub's runner unescapes it in a property, where a colon or comma would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
