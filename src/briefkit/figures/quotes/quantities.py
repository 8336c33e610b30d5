"""What a text can state: one quantity with its place, its value, and what kind of number it is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from briefkit.figures.values import Stated

Kind = Literal["number", "fraction", "multiple", "period", "name", "vague", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity that a text states.

    `start` and `end` are offsets into the text as given. `fraction` (and `high_fraction`, where a range ends in
    another one) is the exact share of "two-thirds", which no decimal gives. `sign` is a currency sign that may be
    several currencies. `per` holds the words of a denominator that the vocabulary does not know, or "each".
    """

    start: int
    end: int
    stated: Stated
    kind: Kind = "number"
    fraction: Fraction | None = None
    high_fraction: Fraction | None = None
    sign: str = ""
    per: str = ""

    @property
    def counts(self) -> bool:
        """Whether it says how much; dates, names and vague amounts do not."""
        return self.kind in ("number", "fraction", "multiple")
