"""Print findings as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from briefkit.findings import Finding


def format_findings(findings: Iterable[Finding], counts: Mapping[str, int]) -> str:
    """`{"findings": […], "checked": {…}}`."""
    listed = [as_data(finding) for finding in findings]
    return json.dumps({"findings": listed, "checked": dict(counts)}, ensure_ascii=False, indent=2)


def as_data(finding: Finding) -> dict[str, object]:
    """A finding as plain data."""
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": finding.message,
        "hint": finding.hint,
        "waived": finding.waived is not None,
    }
