"""Print findings as SARIF 2.1.0, which code hosts and editors read.

Every code is a rule with its help. A waived finding is a result with a suppression; every other result has an empty
list of them, since SARIF (3.27.23) wants them on all results of a run or on none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from briefkit import __version__
from briefkit.findings import Code, Finding, Span
from briefkit.findings.catalog import CODES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RULES = {code: index for index, code in enumerate(CODES)}


def format_findings(findings: Iterable[Finding], counts: Mapping[str, int]) -> str:
    """One run of briefkit: its rules, its results, and what was checked as a property of the run."""
    run = {
        "tool": {
            "driver": {
                "name": "briefkit",
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in CODES.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in findings],
        "properties": {"checked": dict(counts)},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.code,
        "name": "".join(word.capitalize() for word in code.title.replace("'", "").replace("-", " ").split()),
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.meaning},
        "help": {"text": f"{code.meaning}\n\nFor example:\n{code.example}\n\nTo mend it:\n{code.mend}"},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(finding: Finding) -> dict[str, Any]:
    hint = f"\nhint: {finding.hint}" if finding.hint else ""
    return {
        "ruleId": finding.code,
        "ruleIndex": RULES[finding.code],
        "level": finding.severity.value,
        "message": {"text": finding.message + hint},
        "locations": [{"physicalLocation": _place(finding.span)}],
        "suppressions": [{"kind": "inSource", "justification": finding.waived}] if finding.waived is not None else [],
    }


def _place(span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"artifactLocation": {"uri": quote(span.path), "uriBaseId": "%SRCROOT%"}, "region": region}
