"""Numbers in English words, as the house style spells them: 12 → "twelve"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_LIMIT = 1000


def spell(value: Decimal) -> str | None:
    """A whole number from 0 to 999 in words; None for any other, which prints in digits."""
    if value != value.to_integral_value() or not 0 <= value < _LIMIT:
        return None
    number = int(value)
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    tail = spell(Decimal(rest)) if rest else None
    return f"{_ONES[hundreds]} hundred" + (f" and {tail}" if tail else "")


@cache
def spelled_numbers() -> Mapping[str, str]:
    """The words of every number that is spelled → its digits."""
    return {spell(Decimal(number)) or "": str(number) for number in range(_LIMIT)}
