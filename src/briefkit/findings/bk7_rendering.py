"""BK7xx: rendering."""

from briefkit.findings.model import Code, Severity
