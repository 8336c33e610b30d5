"""Check that every claim that a brief prints has been signed off as it stands; only `check --strict` asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.checks.context import BriefContext
from briefkit.evidence.sign_offs import fingerprint, is_signed_off
from briefkit.findings import Finding
from briefkit.findings.bk3_anchors import NOT_SIGNED_OFF


def check_sign_off(context: BriefContext) -> Iterator[Finding]:
    """The claims that a brief prints, or calculates what it prints from, without a sign-off that holds."""
    for name in context.brief.claims():
        seed, _, key = name.partition(".")
        claim = context.seeds[seed].claims.get(key) if seed in context.seeds else None
        if claim is not None and not is_signed_off(claim.spec, claim.series):
            signed = fingerprint(claim.spec, claim.series)
            hint = f"once it is read beside its source: reviewed: {{by: …, on: …, sha256: {signed}}}"
            yield NOT_SIGNED_OFF.at(claim.span, claim=name, hint=hint)
