"""Sign-offs: a claim → the hash of what it states, and whether somebody has signed that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from briefkit.evidence.spec import ClaimSpec, DataCellSpec
from briefkit.findings import Finding
from briefkit.findings import bk3_anchors as codes
from briefkit.nodes import Scalar

_SIGNED = (
    "quote", "value", "text", "restated", "as_of", "equals", "by", "status", "prefix", "suffix", "where", "about",
    "prices",
)  # fmt: skip


def fingerprint(spec: ClaimSpec, series: str = "") -> str:
    """The SHA-256 of what a sign-off signs: all that the claim states and prints, without notes and waivers.

    A key that is absent adds nothing, so that a key briefkit learns later voids no sign-off. One cell of a series is
    signed with all others: `series` is what they say.
    """
    keys = [key for key in _SIGNED if not (spec.series and key in ("value", "as_of"))]
    signed: list[tuple[str, Scalar | None]] = [(key, getattr(spec, key)) for key in keys]
    if spec.translation is not None:
        signed += [("translation.text", spec.translation.text), ("translation.by", spec.translation.by)]
    lines = [f"{key}: {' '.join(scalar.text.split())}" for key, scalar in signed if scalar is not None]
    lines += [f"series: {series}"] if spec.series else []
    lines += [f"cell: {_cell(spec.cell)}"] if spec.cell and not spec.series else []
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _cell(cell: DataCellSpec) -> str:
    where = [f"{key}={scalar.text.strip()}" for key, scalar in cell.where.items()]
    return "; ".join((*where, cell.column.text.strip(), cell.unit.text.strip() if cell.unit else ""))


def is_signed_off(spec: ClaimSpec, series: str = "") -> bool:
    """Whether somebody has signed the claim as it stands."""
    return spec.reviewed is not None and spec.reviewed.sha256.text.strip().lower() == fingerprint(spec, series)


def check_sign_off(spec: ClaimSpec, series: str = "") -> Iterator[Finding]:
    """A sign-off of another state of the claim."""
    if spec.reviewed is None or is_signed_off(spec, series):
        return
    signed, current = spec.reviewed.sha256, fingerprint(spec, series)
    hint = f"read the claim again, then write sha256: {current}"
    by = " ".join(spec.reviewed.by.text.split())
    yield codes.SIGN_OFF_VOID.at(signed.span, by=by, found=signed.text[:12], expected=current[:12], hint=hint)
