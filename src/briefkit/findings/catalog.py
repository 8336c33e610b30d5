"""Every code briefkit can report, found by its name."""

from __future__ import annotations

from types import ModuleType

from briefkit.findings import (
    bk1_shape,
    bk2_names,
    bk3_anchors,
    bk4_rates,
    bk4_values,
    bk5_prose,
    bk6_citations,
    bk7_rendering,
    bk8_output,
)
from briefkit.findings.model import Code

FAMILIES: tuple[ModuleType, ...] = (
    bk1_shape,
    bk2_names,
    bk3_anchors,
    bk4_rates,
    bk4_values,
    bk5_prose,
    bk6_citations,
    bk7_rendering,
    bk8_output,
)


def _codes() -> dict[str, Code]:
    found = [value for family in FAMILIES for value in vars(family).values() if isinstance(value, Code)]
    return {code.code: code for code in sorted(found, key=lambda code: code.code)}


CODES: dict[str, Code] = _codes()
