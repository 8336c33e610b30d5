"""Exchange rates: turns a pair and a period into one rate, from the ECB's fixings or a project's, or says why not.

A rate is never borrowed from another period and never interpolated. The mean of a pair is always taken in the one
direction that its table keeps (the market's for the ECB, the file's own for a CSV), whichever way round it is asked
for: the mean of reciprocals is not the reciprocal of the mean, so that a second direction would be a second rate, and
an amount converted there and back would come out changed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Context, Decimal
from itertools import pairwise

from briefkit.figures.money.rate_csv import parse_rates_csv
from briefkit.figures.money.rate_tables import (
    ECB,
    ECB_ONLY,
    PRECISION,
    CsvTable,
    EcbTable,
    Fixing,
    RateTable,
    Series,
    market_pair,
    read_ecb,
)
from briefkit.figures.periods import Period
from briefkit.findings import Problem
from briefkit.findings.bk4_rates import (
    AMBIGUOUS_RATE,
    NO_RATE,
    PARTIAL_COVER,
    UNKNOWN_CURRENCY,
    UNKNOWN_POLICY,
    UNKNOWN_SOURCE,
    UNUSABLE_TABLE,
)

__all__ = [
    "ECB",
    "ECB_ONLY",
    "PERIOD_AVERAGE",
    "PERIOD_END",
    "POLICIES",
    "CsvTable",
    "EcbTable",
    "Fixing",
    "Rate",
    "RateBook",
    "RateTable",
    "format_rate",
    "market_pair",
    "parse_rates_csv",
    "read_ecb",
]

PERIOD_AVERAGE = "period-average"
PERIOD_END = "period-end"
POLICIES = (PERIOD_AVERAGE, PERIOD_END)

LOOK_BACK = 7
"""How many days old the fixing of a day may be."""

# Dividing by a rate and multiplying with it again moves the 49th digit; amounts have 34.
_NEAR = Context(prec=40)
_SHORT = 34

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit of `base` costs in `quote` in a period, and where that is from.

    `stated` is the rate in the direction of its table and `inverted` says that this is the other way round; converting
    multiplies or divides by `stated`, so that no rounded reciprocal comes in between. `first` and `last` are the
    days of the first and last fixing used (None for a currency against itself), `fixings` how many there are,
    `source` the table's name, `description` who gives the rates, `path` the table's file (empty for the ECB), and
    `note` what a reader has to know about them.
    """

    base: str
    quote: str
    stated: Decimal
    inverted: bool = False
    period: Period
    policy: str
    source: str
    description: str = ""
    path: str = ""
    first: date | None = None
    last: date | None = None
    fixings: int = 0
    note: str = ""

    @property
    def value(self) -> Decimal:
        """Units of `quote` for one of `base`."""
        return PRECISION.divide(Decimal(1), self.stated) if self.inverted else self.stated

    @property
    def reverse(self) -> Rate:
        """The same rate the other way round."""
        return replace(self, base=self.quote, quote=self.base, inverted=self.base != self.quote and not self.inverted)

    def convert(self, amount: Decimal) -> Decimal:
        """An amount of `base` in `quote`. `rate.reverse.convert` takes it back, to the last digit."""
        combine = PRECISION.divide if self.inverted else PRECISION.multiply
        return _shortest(combine(amount, self.stated))


def _shortest(number: Decimal) -> Decimal:
    """The number, or the short one that it is but for what the digits behind 40 lost: 25, not 24.99…9."""
    short = _NEAR.plus(number).normalize(_NEAR)
    return short if len(short.as_tuple().digits) <= _SHORT else number


def format_rate(rate: Rate, digits: int = 4) -> str:
    """ "CNY 6.989 per USD": to so many significant digits, in the direction that makes the number at least one."""
    shown = rate if rate.value >= 1 else rate.reverse
    number = Context(prec=digits).plus(shown.value)
    return f"{shown.quote} {number:,f} per {shown.base}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What a table says to a lookup. `age` orders answers for a day: days back to the fixing, more for a mean."""

    table: RateTable
    fixings: tuple[Fixing, ...]
    note: str = ""
    age: int = 0


class RateBook:
    """The rate tables that a project may use, by name.

    Raises `Problem` BK439 if two tables have one name.
    """

    def __init__(self, tables: Iterable[RateTable]) -> None:
        self._tables: dict[str, RateTable] = {}
        for table in tables:
            if table.name in self._tables:
                raise UNUSABLE_TABLE.problem(
                    hint="rename one of the files", found=f"two tables named {table.name}", expected="one"
                )
            self._tables[table.name] = table
        self._known: dict[tuple[str, str, str, str, str], Rate | Problem] = {}

    @property
    def sources(self) -> tuple[str, ...]:
        """The names that a lookup may ask for."""
        return (*self._tables, ECB_ONLY) if ECB in self._tables else tuple(self._tables)

    def rate(
        self,
        base: str,
        quote: str,
        period: Period,
        *,
        source: str | Sequence[str] = ECB,
        policy: str = PERIOD_AVERAGE,
    ) -> Rate:
        """The rate of a pair in a period: units of `quote` for one of `base`.

        With `source="ecb"` a project's own table that has the pair for that period goes before the ECB; with any other
        source only that one is asked. Of several sources the first that has the pair at all is asked, and no other,
        whatever dates it has. Raises `Problem`: BK431 no rate, BK432 currency unknown to the source, BK433
        unknown source, BK434 unknown policy, BK435 period covered in part, BK436 two tables of the project have it.
        """
        for name in (source,) if isinstance(source, str) else source:
            self._check_names(name, policy)
        if not isinstance(source, str):
            source = next((name for name in source if self._has(base, quote, name)), source[0])
        key = (base, quote, period.plain, source, policy)
        if key not in self._known:
            try:
                self._known[key] = self._find(base, quote, period, source, policy)
            except Problem as problem:
                self._known[key] = problem
        known = self._known[key]
        if isinstance(known, Problem):
            raise Problem(known.code, known.message, hint=known.hint)
        return _with_period(known, period)

    def _has(self, base: str, quote: str, source: str) -> bool:
        """Whether a source has a pair at any date."""
        if base == quote:
            return True
        if source == ECB:
            return any(table.series(base, quote) is not None for table in self._tables.values())
        return self._tables[ECB if source == ECB_ONLY else source].series(base, quote) is not None

    def _find(self, base: str, quote: str, period: Period, source: str, policy: str) -> Rate:
        bare = Rate(base=base, quote=quote, stated=Decimal(1), period=period, policy=policy, source=source)
        if base == quote:
            return bare
        if source == ECB:
            answer = self._first_choice(base, quote, period, policy)
        else:
            answer = _ask(
                self._tables[ECB if source == ECB_ONLY else source], base, quote, period, policy, surveyed=True
            )
        rates = [fixing.rate for fixing in answer.fixings]
        return replace(
            bare,
            stated=_mean(rates),
            inverted=answer.fixings[0].base != base,
            source=answer.table.name,
            description="; ".join(dict.fromkeys(fixing.source for fixing in answer.fixings)),
            path=answer.table.path,
            first=answer.fixings[0].first,
            last=answer.fixings[-1].last,
            fixings=len(rates),
            note=answer.note,
        )

    def _first_choice(self, base: str, quote: str, period: Period, policy: str) -> _Answer:
        """The ECB's answer, unless a table of the project has the pair for the period, or as near to the day."""
        own: list[_Answer] = []
        partial: list[RateTable] = []
        refusals: list[Problem] = []
        for table in self._tables.values():
            if isinstance(table, EcbTable) or table.series(base, quote) is None:
                continue
            try:
                own.append(_ask(table, base, quote, period, policy))
            except Problem as problem:
                if problem.code is AMBIGUOUS_RATE:
                    raise
                refusals.append(problem)
                partial += [table] if problem.code is PARTIAL_COVER else []
        if len(own) > 1:
            raise _ambiguous(own, base, quote, period)
        try:
            ecb = _ask(self._tables[ECB], base, quote, period, policy)
        except Problem as problem:
            if own:
                return own[0]
            if problem.code is UNKNOWN_CURRENCY and len(partial) == 1:
                return _ask(partial[0], base, quote, period, policy, surveyed=True)
            # A table of the project that has the pair tells more about what is missing than a source that does not.
            raise refusals[0] if refusals and problem.code is UNKNOWN_CURRENCY else problem from None
        if own and own[0].age <= ecb.age:
            return replace(own[0], note=_join(own[0].note, "the project's own rate, taken before the ECB's"))
        unused = (
            f"{table.path} has {base}/{quote} for part of {period.plain} only and is not used" for table in partial
        )
        return replace(ecb, note=_join(ecb.note, *unused))

    def _check_names(self, source: str, policy: str) -> None:
        if policy not in POLICIES:
            policies = " or ".join(POLICIES)
            raise UNKNOWN_POLICY.problem(
                hint=f"write {_nearest(policy, POLICIES) or policies}", found=policy, expected=policies
            )
        if source not in self.sources:
            likely = _nearest(source, self.sources)
            hint = f"did you mean {likely}?" if likely else f"add the table seeds/rates/{source}.csv"
            raise UNKNOWN_SOURCE.problem(hint=hint, found=source, expected=" or ".join(self.sources) or "no source")


def _ask(table: RateTable, base: str, quote: str, period: Period, policy: str, *, surveyed: bool = False) -> _Answer:
    """One table's answer. Raises BK431, BK432, BK435 or BK436.

    `surveyed` takes what a project's own table has of each month for that month: surveys of a market are rarer than
    fixings. Where the ECB has the pair too, an own table has to cover the period as closely to go before it.
    """
    for currency in (base, quote):
        if currency not in table.currencies:
            raise UNKNOWN_CURRENCY.problem(
                hint=_line_to_add(table, market_pair(base, quote), period, policy),
                currency=currency,
                source=table.description,
                known=_listed(sorted(table.currencies)),
            )
    series = table.series(base, quote)
    if series is None:
        raise _no_rate(table, market_pair(base, quote), period, policy, "it has both currencies, but not this pair")
    if period.is_day:
        return _of_day(table, series, period, policy)
    if policy == PERIOD_END:
        return _of_end(table, series, period, policy)
    return _of_period(table, series, period, policy, surveyed and not isinstance(table, EcbTable))


def _of_day(table: RateTable, series: Series, period: Period, policy: str) -> _Answer:
    """The fixing of a day, else of the last day before it that has one, else the mean of a period that holds it."""
    day = period.first
    index = bisect_right(series.days, day) - 1
    if series.complete and _business_day_within(series.days[-1].toordinal() + 1, day.toordinal()):
        raise _no_rate(table, (series.base, series.quote), period, policy, _reach(series))
    if index >= 0 and (day - series.days[index]).days <= LOOK_BACK:
        fixing = series.at(index)
        if fixing is None:
            raise _no_rate(table, (series.base, series.quote), period, policy, _reach(series))
        note = "" if fixing.first == day else f"no fixing on {_named(day)}; the fixing of {fixing.first} is used"
        return _Answer(table=table, fixings=(fixing,), note=note, age=(day - fixing.first).days)
    around = [fixing for fixing in series.means if fixing.first <= day <= fixing.last]
    if not around:
        raise _no_rate(table, (series.base, series.quote), period, policy, _reach(series))
    shortest = min(fixing.last - fixing.first for fixing in around)
    fitting = [fixing for fixing in around if fixing.last - fixing.first == shortest]
    if len(fitting) > 1:
        raise _ambiguous_lines(table, series, fitting, period)
    note = f"no fixing on {_named(day)}; the rate of {fitting[0].first} to {fitting[0].last} is used"
    return _Answer(table=table, fixings=(fitting[0],), note=note, age=LOOK_BACK + 1)


def _of_period(table: RateTable, series: Series, period: Period, policy: str, surveyed: bool) -> _Answer:
    """The mean that the table states for just this period, else all the fixings of the period."""
    for mean in series.means:
        if (mean.first, mean.last) == (period.first, period.last):
            return _Answer(table=table, fixings=(mean,))
    fixings = [series.at(index) for index in _inside(series, period)]
    found = [fixing for fixing in fixings if fixing]
    if not found:
        raise _no_rate(table, (series.base, series.quote), period, policy, _reach(series))
    gap = _empty_month(found, period) if surveyed else _gap(series, period)
    if len(found) < len(fixings) or gap:
        raise _partial(table, series, period, policy, gap or _missing(fixings, found))
    return _Answer(table=table, fixings=tuple(found))


def _empty_month(found: list[Fixing], period: Period) -> str:
    """The first month of a period for which a project's own table has no fixing; empty if there is none.

    Surveys of market rates are weekly or rarer: what a table has of a month is that month's mean.
    """
    covered = {(fixing.first.year, fixing.first.month) for fixing in found}
    year, month = period.first.year, period.first.month
    while (year, month) <= (period.last.year, period.last.month):
        if (year, month) not in covered:
            return f"none in {year}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return ""


def _of_end(table: RateTable, series: Series, period: Period, policy: str) -> _Answer:
    """The last fixing of a period that the table covers to its end."""
    inside = _inside(series, period)
    fixing = series.at(inside[-1]) if inside else None
    if not inside or not any(series.at(index) for index in inside):
        raise _no_rate(table, (series.base, series.quote), period, policy, _reach(series))
    gap = _gap_at_end(series, period, series.days[inside[-1]])
    if fixing is None or gap:
        raise _partial(table, series, period, policy, gap or f"none on {series.days[inside[-1]]}")
    note = "" if fixing.first == period.last else f"the last fixing of {period.plain} is of {fixing.first}"
    return _Answer(table=table, fixings=(fixing,), note=note)


def _missing(fixings: list[Fixing | None], found: list[Fixing]) -> str:
    """Which of a table's days lack the pair, in words."""
    if fixings[0] is None:
        return f"none before {found[0].first}"
    return f"none after {next(fixing for fixing, after in pairwise(fixings) if fixing and after is None).first}"


def _inside(series: Series, period: Period) -> range:
    """The indexes of the table's days within a period."""
    return range(bisect_left(series.days, period.first), bisect_right(series.days, period.last))


def _gap(series: Series, period: Period) -> str:
    """The first stretch of a period for which no fixing is recent enough, in words; empty if there is none."""
    inside = _inside(series, period)
    first = series.days[inside[0]]
    before = series.days[inside[0] - 1] if inside[0] else None
    recent = before is not None and (first - before).days <= LOOK_BACK + 1
    if not recent and _business_day_within(period.first.toordinal(), first.toordinal() - 1):
        return f"none before {first}"
    for index in inside[1:]:
        earlier, later = series.days[index - 1], series.days[index]
        if (later - earlier).days > LOOK_BACK + 1:
            return f"none from {earlier + timedelta(days=1)} to {later - timedelta(days=1)}"
    return _gap_at_end(series, period, series.days[inside[-1]])


def _gap_at_end(series: Series, period: Period, latest: date) -> str:
    if series.complete:
        until = period.last.toordinal()
        unknown = latest == series.days[-1] and _business_day_within(latest.toordinal() + 1, until)
    else:
        unknown = (period.last - latest).days > LOOK_BACK
    return f"none after {latest}" if unknown else ""


def _business_day_within(first: int, last: int) -> bool:
    """Whether a weekday lies from one day (as an ordinal) to another. New Year's Day is nowhere a business day."""
    if last - first > 4:
        return True
    days = (date.fromordinal(ordinal) for ordinal in range(first, last + 1))
    return any(day.weekday() < 5 and (day.month, day.day) != (1, 1) for day in days)


def _mean(rates: list[Decimal]) -> Decimal:
    if len(rates) == 1:
        return rates[0]
    total = Decimal(0)
    for rate in rates:
        total = PRECISION.add(total, rate)
    return PRECISION.divide(total, Decimal(len(rates)))


def _with_period(rate: Rate, period: Period) -> Rate:
    """The rate for a period as this claim wrote it."""
    if not period.approximate or rate.base == rate.quote:
        return replace(rate, period=period)
    return replace(rate, period=period, note=_join(rate.note, f"the date {period.text} is uncertain"))


# What is said when there is no rate


def _no_rate(table: RateTable, pair: tuple[str, str], period: Period, policy: str, known: str) -> Problem:
    return NO_RATE.problem(
        hint=_line_to_add(table, pair, period, policy),
        pair="/".join(pair),
        period=period.plain,
        source=table.description,
        known=known,
    )


def _partial(table: RateTable, series: Series, period: Period, policy: str, gap: str) -> Problem:
    pair = (series.base, series.quote)
    return PARTIAL_COVER.problem(
        hint=_line_to_add(table, pair, period, policy),
        pair="/".join(pair),
        source=table.description,
        period=period.plain,
        gap=gap,
    )


def _ambiguous(answers: list[_Answer], base: str, quote: str, period: Period) -> Problem:
    return AMBIGUOUS_RATE.problem(
        hint="name the one meant: "
        + " or ".join(f"rates: {{source: {answer.table.name}}}" for answer in answers)
        + f'; for one figure, to("{quote}", "{answers[0].table.name}")',
        pair=f"{base}/{quote}",
        period=period.plain,
        places=" and ".join(f"{answer.table.path}:{answer.fixings[0].line}" for answer in answers),
    )


def _ambiguous_lines(table: RateTable, series: Series, fixings: list[Fixing], period: Period) -> Problem:
    return AMBIGUOUS_RATE.problem(
        hint=_line_to_add(table, (series.base, series.quote), period, PERIOD_AVERAGE),
        pair=f"{series.base}/{series.quote}",
        period=period.plain,
        places=" and ".join(f"{table.path}:{fixing.line}" for fixing in fixings),
    )


def _line_to_add(table: RateTable, pair: tuple[str, str], period: Period, policy: str) -> str:
    """The edit that supplies the rate: the very line to type, but for the rate and who gives it."""
    when = period.last.isoformat() if period.is_day or policy == PERIOD_END else period.plain
    path = table.path or "seeds/rates/NAME.csv"
    return f"add a line to {path}: {when},{pair[0]},{pair[1]},RATE,SOURCE"


def _reach(series: Series) -> str:
    """From when to when a series has fixings, in words."""
    indexes = range(len(series.days))
    ends = [
        next((series.days[index] for index in order if series.at(index)), None) for order in (indexes, indexes[::-1])
    ]
    days = [day for day in ends if day]
    bounds = [*days, *(day for mean in series.means for day in (mean.first, mean.last))]
    return f"it has them from {min(bounds)} to {max(bounds)}" if bounds else "it has none at all"


def _named(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day}"


def _listed(names: list[str]) -> str:
    return f"{len(names)} of them" if len(names) > 8 else ", ".join(names) or "none"


def _join(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _nearest(name: str, names: Iterable[str]) -> str | None:
    from rapidfuzz import fuzz, process  # imported here: only a mistake needs it

    found = process.extractOne(name, list(names), scorer=fuzz.ratio, score_cutoff=60)
    return str(found[0]) if found else None
