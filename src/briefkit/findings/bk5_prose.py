"""BK5xx: prose: bare numbers, relations, hedges."""

from briefkit.findings.model import Code, Severity
