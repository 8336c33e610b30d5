"""What can be wrong: codes, spans, severities, `Outcome`."""

from briefkit.findings.model import Code, Finding, Outcome, Problem, Severity, Span, sort_findings

__all__ = ["Code", "Finding", "Outcome", "Problem", "Severity", "Span", "sort_findings"]
