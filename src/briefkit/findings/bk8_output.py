"""BK8xx: build, lock and output."""

from briefkit.findings.model import Code, Severity
