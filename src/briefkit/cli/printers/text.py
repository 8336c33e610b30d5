"""Print findings as text: one line each, with its hint below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefkit.findings import Finding, Severity


def format_finding(finding: Finding) -> str:
    """`path:line:col: severity[CODE] message`, and the hint and the waiver's reason on lines of their own."""
    lines = [f"{finding.span}: {finding.severity}[{finding.code}] {finding.message}"]
    if finding.waived is not None:
        lines.append(f"  waived: {finding.waived}")
    elif finding.hint:
        lines.append(f"  hint: {finding.hint}")
    return "\n".join(lines)


def format_findings(findings: Iterable[Finding], counts: Mapping[str, int]) -> str:
    """All findings, and a line that counts them."""
    listed = list(findings)
    return "\n".join([*(format_finding(finding) for finding in listed), summary(listed, counts)])


def summary(findings: list[Finding], counts: Mapping[str, int]) -> str:
    """What was checked and found: "checked 2 seeds, 53 claims, 2 briefs, 200 figures: no findings, 1 waived"."""
    checked = ", ".join(_count(number, word.removesuffix("s")) for word, number in counts.items())
    open_ = [finding for finding in findings if finding.waived is None]
    parts = [
        _count(number, severity.value)
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in open_))
    ]
    waived = len(findings) - len(open_)
    text = ", ".join(parts) if parts else "no findings"
    return f"checked {checked}: {text}" + (f", {waived} waived" if waived else "")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
