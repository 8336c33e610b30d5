"""Figures and their arithmetic: what claims state in, what follows from it out, with the derivation kept.

Bounds are exact Decimals (34 digits); nothing is rounded here. Rounding happens once, in `printing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal
from functools import reduce

from briefkit.figures.money.rates import Rate
from briefkit.figures.periods import Period, parse_period
from briefkit.figures.regions import CONTEXT, combined, negative, region_of, true_hedge
from briefkit.figures.units import (
    FOLD,
    MEASURES,
    PERCENT,
    PERCENT_UNIT,
    PLAIN,
    POINTS,
    POINTS_UNIT,
    Unit,
    conversion_factor,
    merge,
)
from briefkit.figures.values import Hedge, HedgeKind, Number, Stated
from briefkit.findings import Problem
from briefkit.findings import bk4_values as codes

ABOUT = Hedge("about")
MAX_WEIGHT = 300  # derivations are walked, and each figure may use others


_MEASURED = frozenset(measure.symbol for measure in MEASURES)
FOLD_UNIT = Unit(((FOLD, 1),))
_VERBS = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a writer wants a figure rounded: so many "significant" digits, or so many "decimals"."""

    digits: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """How a figure is to print, where it is not the default."""

    second: Figure | None = None  # the same amount in another currency, printed in brackets
    spelled: bool = False  # in words
    cited: bool = True
    rounding: Rounding | None = None


PLAIN_DISPLAY = Display()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """How a figure came from others: the operation, its inputs in order, and the rate of an exchange."""

    operation: str  # + - * / negate exchange convert low high mid value
    inputs: tuple[Figure, ...]
    rate: Rate | None = None
    weight: int = field(init=False)

    def __post_init__(self) -> None:
        weight = 1 + sum(figure.weight for figure in self.inputs)
        if weight > MAX_WEIGHT:
            hint = "state part of it as a claim"
            raise codes.TOO_COMPLEX.problem(limit=f"{MAX_WEIGHT} steps, those of its figures counted", hint=hint)
        object.__setattr__(self, "weight", weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value that can be printed.

    `low` and `high` are in `unit`, which has no scale word. `precision` is the number of significant digits that
    the least precise input carries, None for exact numbers. `slack` is half a unit of the last digit written:
    how far a sum may be off through rounding alone. `claims` are the full names of the claims it rests on, in
    the order they were used. `stated` holds the digits as the source wrote them, for a figure that is a claim.
    `prices` is the base year of money in constant prices; None for current prices and for what is no money.
    """

    low: Decimal
    high: Decimal
    unit: Unit = PLAIN
    hedge: Hedge | None = None
    precision: int | None = None
    slack: Decimal = Decimal(0)
    stated: Stated | None = None
    period: Period | None = None
    prices: Period | None = None
    claims: tuple[str, ...] = ()
    name: str = ""
    derivation: Derivation | None = None
    display: Display = PLAIN_DISPLAY

    @property
    def weight(self) -> int:
        """How many figures stand in the derivation, itself included."""
        return 1 if self.derivation is None else self.derivation.weight

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def rates(self) -> tuple[Rate, ...]:
        """Every exchange rate the figure rests on."""
        if self.derivation is None:
            return ()
        inner = [rate for figure in self.derivation.inputs for rate in figure.rates]
        own = [self.derivation.rate] if self.derivation.rate else []
        return tuple(dict.fromkeys([*inner, *own]))

    @property
    def is_exchanged(self) -> bool:
        return bool(self.rates)

    def shown(self, **changes: object) -> Figure:
        """The same figure with another display."""
        return replace(self, display=replace(self.display, **changes))  # type: ignore[arg-type]


def figure_of(stated: Stated, *, claim: str = "", period: Period | None = None, prices: Period | None = None) -> Figure:
    """The figure that a text states. `claim` is the full name of the claim that states it."""
    percent = stated.unit.is_percent or stated.unit == POINTS_UNIT
    ends = (stated.low, stated.high)
    return Figure(
        low=stated.low.value,
        high=stated.high.value,
        unit=stated.unit,
        hedge=stated.hedge,
        precision=min(_digits(number, percent) for number in ends),
        slack=max(Decimal(5).scaleb(_place(number, percent) - 1) for number in ends),
        stated=stated,
        period=period,
        prices=prices if stated.unit.currency else None,
        claims=(claim,) if claim else (),
        name=claim,
    )


def price_base(text: str) -> Period:
    """The year of constant prices. Raises BK430, and BK451 for a date that is no year."""
    period = parse_period(text)
    if period.granularity != "year":
        raise codes.BAD_PRICES.problem(0, len(text), found=text, expected="a year", hint=f"prices: {period.first.year}")
    return period


def as_written(figure: Figure) -> Figure:
    """The figure with no more slack than the digits that it writes have, where it stands beside others.

    300 of 600 is half, and not anything from 250 of 650 to 350 of 550. But zeros in full thousands are as good as a
    scale word: 33,000 is 33 thousand. Counted things come in ones.
    """
    if figure.stated is None:
        return figure
    place = max(_written_place(number) for number in (figure.stated.low, figure.stated.high))
    counted = place == 0 and _is_counted(figure.unit)
    return replace(figure, slack=Decimal(0) if counted else Decimal(5).scaleb(place - 1))


def _is_counted(unit: Unit) -> bool:
    """Whether it is a noun alone: people, camps."""
    names = set(unit.numerator)
    return bool(names) and unit.currency is None and not names & _MEASURED and not unit.denominator


def _written_place(number: Number) -> int:
    if number.decimals or not number.value:
        return number.last_place
    zeros = len(number.digits) - len(number.digits.rstrip("0"))
    return number.last_place + zeros // 3 * 3


def exact(value: Decimal, unit: Unit = PLAIN) -> Figure:
    """A constant: exact, citing nothing."""
    return Figure(low=value, high=value, unit=unit)


def _place(number: Number, percent: bool) -> int:
    # A share of 70 % is written to the unit: the rule that trailing zeros are no precision is for large counts.
    return number.last_place if percent else number.significant_place


def _digits(number: Number, percent: bool) -> int:
    value = number.value
    return 1 if value == 0 else value.adjusted() - _place(number, percent) + 1


def add(left: Figure, right: Figure) -> Figure:
    """left + right. Raises BK409, BK410, BK411."""
    return _sum(left, right, "+")


def subtract(left: Figure, right: Figure) -> Figure:
    """left - right. The difference of two percentages that were both measured is in percentage points."""
    return _sum(left, right, "-")


def _sum(left: Figure, right: Figure, operation: str) -> Figure:
    negative = operation == "-"
    unit = _percent_sum(left, right, negative)
    if unit is not None:
        first, second = replace(left, unit=unit), replace(right, unit=unit)
    else:
        first, second = aligned(left, right, "subtract" if negative else "add")
    low = CONTEXT.subtract(first.low, second.high) if negative else CONTEXT.add(first.low, second.low)
    high = CONTEXT.subtract(first.high, second.low) if negative else CONTEXT.add(first.high, second.high)
    places = [_last_place(figure) for figure in (first, second) if figure.precision is not None]
    precision = max(1, _adjusted(low, high) - max(places) + 1) if places else None
    hedge = _common_hedge(operation, first, second)
    return _derived(operation, (left, right), low, high, first.unit, hedge, precision, first.slack + second.slack)


def _percent_sum(left: Figure, right: Figure, negative: bool) -> Unit | None:
    """The unit of a sum of percentages and points; None where there are none, or they make no sense together.

    The difference of two measured percentages is in points; what is left of 100 % is a percentage. A percentage
    moved by points is a percentage.
    """
    one, other = left.unit, right.unit
    if one.is_percent and other.is_percent:
        measured = left.precision is not None and right.precision is not None
        return POINTS_UNIT if negative and measured else PERCENT_UNIT
    if (one.is_percent and other == POINTS_UNIT) or (one == POINTS_UNIT and other.is_percent and not negative):
        return PERCENT_UNIT
    return None


def _adjusted(low: Decimal, high: Decimal) -> int:
    """The power of ten of the first digit of the end that is nearest to zero, but not zero."""
    sizes = [abs(end).adjusted() for end in (low, high) if end != 0]
    return min(sizes) if sizes else 0


def _last_place(figure: Figure) -> int:
    assert figure.precision is not None
    return _adjusted(figure.low, figure.high) - figure.precision + 1


def aligned(left: Figure, right: Figure, operation: str) -> tuple[Figure, Figure]:
    """Both in one unit: the left one's. Raises BK409, BK410, BK448."""
    if left.unit.currency == right.unit.currency:
        _common_prices((left, right), operation)
    if left.unit == right.unit:
        return left, right
    if _is_zero(right):
        return left, replace(right, unit=left.unit)
    if _is_zero(left):
        return replace(left, unit=right.unit), right
    if left.unit.is_percent and _is_ratio(right):
        return left, scaled(right, Decimal(100), PERCENT_UNIT)
    if _is_ratio(left) and right.unit.is_percent:
        return scaled(left, Decimal(100), PERCENT_UNIT), right
    factor = conversion_factor(right.unit, left.unit)
    if factor is not None:
        return left, scaled(right, factor, left.unit)
    raise _incompatible(left, right, operation)


def _is_ratio(figure: Figure) -> bool:
    """A plain number that can stand beside a percentage: a measured ratio, or the whole. A bare 2 is a slip."""
    return figure.unit.is_plain and (figure.precision is not None or figure.low == figure.high in (0, 1))


def _is_zero(figure: Figure) -> bool:
    """A bare 0, which is nothing of anything."""
    return figure.unit.is_plain and figure.precision is None and figure.low == figure.high == 0


def _incompatible(left: Figure, right: Figure, operation: str) -> Problem:
    first, second = left.unit.currency, right.unit.currency
    if first and second and first != second:
        hint = f'convert one of them: {right.name or "…"} | to("{first}")'
        return codes.MIXED_CURRENCIES.problem(
            operation=operation, left=describe(left), right=describe(right), hint=hint
        )
    return codes.INCOMPATIBLE.problem(
        operation=operation,
        left=describe(left),
        right=describe(right),
        left_unit=str(left.unit) or "a plain number",
        right_unit=str(right.unit) or "a plain number",
        hint=_ways_to_change(left, right) or "use figures of one kind, or bring them to one with * or /",
    )


def _ways_to_change(left: Figure, right: Figure) -> str:
    multiples = any(figure.unit == FOLD_UNIT for figure in (left, right))
    return "a multiple is times(old, new), a change in percent is change(old, new)" if multiples else ""


def scaled(figure: Figure, factor: Decimal, unit: Unit) -> Figure:
    """The same amount written in another unit."""
    return replace(
        figure,
        low=CONTEXT.multiply(figure.low, factor),
        high=CONTEXT.multiply(figure.high, factor),
        slack=CONTEXT.multiply(figure.slack, abs(factor)),
        unit=unit,
        stated=None,
    )


def multiply(left: Figure, right: Figure) -> Figure:
    """left × right, by interval arithmetic. A percentage of an amount is an amount."""
    factor, unit = _product_unit(left, right, left.unit * right.unit)
    ends = [CONTEXT.multiply(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    ends = [CONTEXT.multiply(end, factor) for end in ends]
    hedge = _common_hedge("*", left, right)
    slack = _product_slack(left, right, factor)
    return _derived("*", (left, right), min(ends), max(ends), unit, hedge, _least(left, right), slack)


def divide(left: Figure, right: Figure) -> Figure:
    """left ÷ right. Raises BK412 where the divisor is or spans zero, or where its bound leaves open whether it does."""
    if right.low <= 0 <= right.high or (_is_bounded_above(right) and not _cannot_be_below_zero(right)):
        raise codes.DIVISION_BY_ZERO.problem(divisor=describe(right), hint="divide by a figure that cannot be zero")
    if right.unit.is_percent:
        # A percentage above the line cancels it; anything else is divided by the ratio.
        unit = PLAIN if left.unit.is_percent else left.unit
        factor = Decimal(1) if left.unit.is_percent else Decimal(100)
    elif left.unit.is_percent and right.unit.is_plain:
        factor, unit = Decimal(1), PERCENT_UNIT
    else:
        factor, unit = _product_unit(left, right, left.unit / right.unit)
    ends = [CONTEXT.divide(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    ends = [CONTEXT.multiply(end, factor) for end in ends]
    hedge = _common_hedge("/", left, right)
    slack = CONTEXT.divide(left.slack * factor, abs(right.low)) if right.precision is None else Decimal(0)
    return _derived("/", (left, right), min(ends), max(ends), unit, hedge, _least(left, right), slack)


def _is_bounded_above(figure: Figure) -> bool:
    return figure.hedge is not None and figure.hedge.direction < 0


def _cannot_be_below_zero(figure: Figure) -> bool:
    """Whether an upper bound above zero is that of a size: of what a source counts, and of what was made of sizes.

    "Over -5" turned round is "under 5", and may well be -20.
    """
    if figure.derivation is None:
        return figure.low >= 0
    may_subtract = figure.derivation.operation in ("-", "negate")
    return not may_subtract and all(map(_cannot_be_below_zero, figure.derivation.inputs))


def _product_unit(left: Figure, right: Figure, unit: Unit) -> tuple[Decimal, Unit]:
    """What the product is multiplied by, and its unit, with percentages and folds resolved."""
    for one in (left, right):
        if POINTS in one.unit.numerator:
            raise codes.INCOMPATIBLE.problem(
                operation="multiply or divide",
                left=describe(left),
                right=describe(right),
                left_unit=str(left.unit) or "a plain number",
                right_unit=str(right.unit) or "a plain number",
                hint="percentage points are a difference of two percentages; multiply with the percentages themselves",
            )
    percents = sum(one.unit.is_percent for one in (left, right))
    names = [(name, power) for name, power in unit.factors if name not in (PERCENT, FOLD)]
    rest = Unit(tuple(names))
    factor, merged = merge(rest)
    if not percents:
        return factor, merged
    if merged.is_plain and _stays_percent(left, right):
        return factor * Decimal(100) ** (1 - percents), PERCENT_UNIT
    return factor * Decimal(100) ** -percents, merged


def _stays_percent(left: Figure, right: Figure) -> bool:
    """Twice 20 % is 40 %, and a share of a share is a share; but 10 % of 25 million is a number."""
    other = right if left.unit.is_percent else left
    return other.unit.is_percent or other.precision is None


def _product_slack(left: Figure, right: Figure, factor: Decimal) -> Decimal:
    """A multiple of a sum keeps the sum's slack; the factors of a product are taken at the digits they print."""
    if left.precision is None:
        return abs(CONTEXT.multiply(right.slack * factor, left.high))
    if right.precision is None:
        return abs(CONTEXT.multiply(left.slack * factor, right.high))
    return Decimal(0)


def total(figures: Sequence[Figure]) -> Figure:
    """The sum of two or more figures, as one step of a calculation. Raises what `add` does."""
    return replace(reduce(add, figures), derivation=Derivation(operation="+", inputs=tuple(figures)))


def share(part: Figure, whole: Figure) -> Figure:
    """What percentage of `whole` is `part`."""
    return scaled(_ratio(part, whole, "a share"), Decimal(100), PERCENT_UNIT)


def times(old: Figure, new: Figure) -> Figure:
    """How many times `old` is `new`: a multiple, in folds."""
    return replace(_ratio(new, old, "a multiple"), unit=FOLD_UNIT)


def change(old: Figure, new: Figure) -> Figure:
    """By how many percent `new` is above `old`; below, where it is negative."""
    return scaled(subtract(_ratio(new, old, "a change"), exact(Decimal(1))), Decimal(100), PERCENT_UNIT)


def _ratio(figure: Figure, base: Figure, what: str) -> Figure:
    """figure ÷ base, a plain number with the slack of both: a source takes such a ratio before it rounds the two.

    Raises BK409, BK410, BK412, BK448, and BK449 for a negative base.
    """
    first, second = aligned(as_written(figure), as_written(base), "compare")
    if second.high < 0 or second.low < 0 < second.high:
        hint = "give the difference instead: new - old"
        raise codes.NO_BASE.problem(what=what, base=describe(base), hint=hint)
    quotient = divide(first, second)
    derivation = Derivation(operation="/", inputs=(figure, base))
    return replace(quotient, slack=_ratio_slack(first, second), derivation=derivation)


def _ratio_slack(above: Figure, below: Figure) -> Decimal:
    """How far the ratio may be off through rounding alone: to its nearer end, which is the lower one."""
    size = max(abs(above.low), abs(above.high))
    moved = CONTEXT.add(CONTEXT.multiply(above.slack, below.low), CONTEXT.multiply(size, below.slack))
    return CONTEXT.divide(moved, CONTEXT.multiply(below.low, CONTEXT.add(below.low, below.slack)))


def negate(figure: Figure) -> Figure:
    """-figure."""
    low, high, hedge = figure.high.copy_negate(), figure.low.copy_negate(), figure.hedge
    if hedge is not None and hedge.direction:
        hedge = true_hedge([hedge], negative(region_of(figure.low, figure.high, hedge)), low, high)
    return _derived("negate", (figure,), low, high, figure.unit, hedge, figure.precision, figure.slack)


def part(figure: Figure, name: str) -> Figure:
    """`.low`, `.high`, `.mid`, or `.value` (the figure without its hedge)."""
    if name == "value":
        return replace(figure, hedge=None, stated=_part_stated(figure, "value"), display=PLAIN_DISPLAY)
    middle = CONTEXT.divide(CONTEXT.add(figure.low, figure.high), Decimal(2))
    at = {"low": figure.low, "high": figure.high, "mid": middle}[name]
    derivation = Derivation(operation=name, inputs=(figure,)) if figure.is_range else figure.derivation
    return replace(
        figure, low=at, high=at, stated=_part_stated(figure, name), derivation=derivation, display=PLAIN_DISPLAY
    )


def _part_stated(figure: Figure, name: str) -> Stated | None:
    stated = figure.stated
    if stated is None or (name == "mid" and stated.is_range):
        return None
    if name == "value":
        return replace(stated, hedge=None)
    end = stated.high if name == "high" else stated.low
    return replace(stated, low=end, high=end)


def convert(figure: Figure, unit: Unit) -> Figure | None:
    """The same amount in another unit of its dimension; None where there is none. Money is exchanged, not converted."""
    if figure.unit == unit:
        return figure
    if figure.unit.is_plain and unit.is_percent:
        changed = scaled(figure, Decimal(100), unit)
    elif figure.unit.is_percent and unit.is_plain:
        changed = scaled(figure, Decimal("0.01"), unit)
    else:
        factor = conversion_factor(figure.unit, unit)
        if factor is None:
            return None
        changed = scaled(figure, factor, unit)
    return replace(changed, derivation=Derivation(operation="convert", inputs=(figure,)), name="")


def exchange(figure: Figure, rate: Rate) -> Figure:
    """The amount in the other currency, at a rate whose base is the figure's own.

    Per-unit money keeps its denominator: CNY/wig becomes USD/wig.
    """
    factors = tuple((rate.quote if name == rate.base else name, power) for name, power in figure.unit.factors)
    return replace(
        figure,
        low=rate.convert(figure.low),
        high=rate.convert(figure.high),
        slack=rate.convert(figure.slack),
        unit=Unit(factors),
        stated=None,
        name="",
        derivation=Derivation(operation="exchange", inputs=(figure,), rate=rate),
    )


def _derived(
    operation: str,
    inputs: tuple[Figure, ...],
    low: Decimal,
    high: Decimal,
    unit: Unit,
    hedge: Hedge | None,
    precision: int | None,
    slack: Decimal,
) -> Figure:
    claims = tuple(dict.fromkeys(claim for figure in inputs for claim in figure.claims))
    prices = _common_prices(inputs, operation)
    return Figure(
        low=low,
        high=high,
        unit=unit,
        hedge=hedge,
        precision=precision,
        slack=slack,
        period=_common_period(inputs),
        prices=prices if unit.currency else None,
        claims=claims,
        derivation=Derivation(operation=operation, inputs=inputs),
    )


def _least(left: Figure, right: Figure) -> int | None:
    known = [figure.precision for figure in (left, right) if figure.precision is not None]
    return min(known) if known else None


def _common_period(inputs: tuple[Figure, ...]) -> Period | None:
    """The date of the money among the inputs, if they agree on one: that is the date a rate is looked up for."""
    money = [figure for figure in inputs if figure.unit.currency] or [figure for figure in inputs if figure.claims]
    periods = {figure.period for figure in money}
    return periods.pop() if len(periods) == 1 else None


def _common_prices(inputs: tuple[Figure, ...], operation: str) -> Period | None:
    """The price basis of the money among the inputs. Raises BK448 where they differ; a typed amount takes any."""
    money = [figure for figure in inputs if figure.unit.currency and (figure.claims or figure.precision is not None)]
    bases = {(figure.prices.first if figure.prices else None): figure for figure in money}
    if len(bases) > 1:
        left, right = list(bases.values())[:2]
        raise codes.PRICE_BASES.problem(
            operation=_VERBS.get(operation, operation),
            left=describe(left),
            right=describe(right),
            left_basis=_basis(left),
            right_basis=_basis(right),
            hint="use amounts in one price basis",
        )
    return money[0].prices if money else None


def _basis(figure: Figure) -> str:
    return f"prices of {figure.prices.plain}" if figure.prices else "current prices"


def _common_hedge(operation: str, left: Figure, right: Figure) -> Hedge | None:
    """The hedge that is true of the result. Raises BK411 where none is."""
    hedges = [figure.hedge for figure in (left, right) if figure.hedge is not None]
    if all(hedge.kind is HedgeKind.APPROXIMATE for hedge in hedges):
        return hedges[0] if len(set(hedges)) == 1 else ABOUT if hedges else None
    bare = combined(operation, *(region_of(figure.low, figure.high, None) for figure in (left, right)))
    region = combined(operation, *(region_of(figure.low, figure.high, figure.hedge) for figure in (left, right)))
    bounded = all(hedge.direction for hedge in hedges) and bare is not None
    hedge = true_hedge(hedges, region, bare.low.value, bare.high.value) if bounded and bare else None
    if hedge is None:
        raise _no_hedge(left, right)
    return hedge


def _no_hedge(left: Figure, right: Figure) -> Problem:
    return codes.NO_COMMON_HEDGE.problem(
        left=str(left.hedge or describe(left)),
        right=str(right.hedge or describe(right)),
        hint="use .value to leave a hedge out of the calculation, and say so in a note",
    )


def describe(figure: Figure) -> str:
    """A figure in a message: its name, or its bounds and unit."""
    if figure.name:
        return figure.name
    low, high = _short(figure.low), _short(figure.high)
    number = low if low == high else f"{low} to {high}"
    hedge = f"{figure.hedge} " if figure.hedge else ""
    return f"{hedge}{number} {figure.unit}".strip()


def _short(value: Decimal) -> str:
    rounded = Context(prec=6).create_decimal(value)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def leaves(figure: Figure) -> Iterator[Figure]:
    """The claims and constants at the bottom of a derivation, in order, each as often as it stands there."""
    if figure.derivation is None:
        yield figure
        return
    for inner in figure.derivation.inputs:
        yield from leaves(inner)


def widened(figure: Figure) -> str | None:
    """The claim whose range pulls the result both ways, so that interval arithmetic widens it; else None."""
    pulls: dict[str, set[int]] = {}
    _pulls(figure, 1, pulls)
    return next((name for name, signs in pulls.items() if len(signs) > 1), None)


def _pulls(figure: Figure, sign: int, found: dict[str, set[int]]) -> None:
    derivation = figure.derivation
    if derivation is None:
        if figure.is_range and figure.claims:
            # By the claim, not by the name: a figure of the brief may be a claim under another name.
            found.setdefault(figure.claims[0], set()).add(sign)
        return
    if derivation.operation in ("low", "high", "mid"):
        return
    if derivation.operation == "negate":
        _pulls(derivation.inputs[0], -sign, found)
        return
    for index, inner in enumerate(derivation.inputs):
        flips = index == 1 and derivation.operation in ("-", "/")
        other = derivation.inputs[1 - index] if len(derivation.inputs) == 2 else None
        negative = derivation.operation in ("*", "/") and other is not None and other.high < 0
        _pulls(inner, -sign if flips != negative else sign, found)


def plain_number(value: Decimal) -> str:
    """A Decimal without exponent and without needless zeros: 23940000, 3.5, 0.577."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
