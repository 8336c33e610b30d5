"""BK2xx: names and references."""

from briefkit.findings.model import Code, Severity
