"""BK3xx: anchors and snapshots."""

from briefkit.findings.model import Code, Severity
