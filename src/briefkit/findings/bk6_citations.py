"""BK6xx: citations and source protection."""

from briefkit.findings.model import Code, Severity
