"""Turn figures into the text that prints. The one place where a figure is rounded.

A claim prints with the digits its source wrote. A derived figure prints with the significant digits of its least
precise input, at least two; a lower bound is rounded down and an upper bound up, so that the hedge stays true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    localcontext,
)

from briefkit.figures.figure import Derivation, Figure, Rounding
from briefkit.figures.house import HouseStyle
from briefkit.figures.money.currencies import is_currency, minor_digits
from briefkit.figures.money.rates import Rate, format_rate
from briefkit.figures.number_names import spell
from briefkit.figures.units import FOLD, PERCENT, Unit, Vocabulary
from briefkit.figures.values import (
    GROUPS,
    MAX_DIGITS,
    SCALES,
    SHARES_SCALE_BELOW,
    HedgeKind,
    Number,
    scale_exponent,
)
from briefkit.figures.worded import Amount, Marks, Numeral, Writer

TIMES = frozenset({"s", "min", "hour", "day", "week", "month", "year"})
_WIDE = Context(prec=200)  # of every digit that a figure can have
ROUNDINGS = {"half-even": ROUND_HALF_EVEN, "half-up": ROUND_HALF_UP}


@dataclass(frozen=True, slots=True)
class HeadUnit:
    """The unit that the head of a column says for its cells, and a scale word: USD million. Either may be empty."""

    unit: Unit
    scale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a figure prints. `mentioned` are the counted nouns that its sentence already names.

    Below a head that says the unit, a figure in that unit prints as a bare number.
    """

    table: bool = False
    mentioned: frozenset[str] = frozenset()
    head: HeadUnit | None = None

    def is_bare(self, figure: Figure) -> bool:
        """Whether the head says all of the figure's unit."""
        if self.head is None or figure.display.second is not None:
            return False
        kept = ((name, power) for name, power in figure.unit.factors if power > 0 or name not in self.mentioned)
        return tuple(kept) == self.head.unit.factors


PROSE = Setting()
TABLE = Setting(table=True)


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a figure, ready to print: digits without grouping, its scale word, the place it was rounded to."""

    digits: str
    scale: str
    place: int

    @property
    def value(self) -> Decimal:
        return Number(self.digits, self.scale).value

    @property
    def zeros(self) -> int:
        """How many zeros stand last behind the point; any number of them for zero itself."""
        decimals = self.digits.partition(".")[2]
        return len(decimals) - len(decimals.rstrip("0")) if Decimal(self.digits) else MAX_DIGITS

    def scaled(self, scale: str) -> _End:
        """The same end with another scale word. What were zeros of a whole number are no decimals of the new one."""
        shift = SCALES.get(self.scale, 0) - SCALES.get(scale, 0)
        if not shift or not Decimal(self.digits):
            return replace(self, scale=scale)
        digits = f"{Decimal(self.digits).scaleb(shift, _WIDE):f}"
        if shift < 0 and "." not in self.digits:
            digits = digits.rstrip("0").removesuffix(".")
        return replace(self, digits=digits, scale=scale)

    def without(self, zeros: int) -> _End:
        """The same end with fewer zeros behind the point."""
        if zeros <= 0 or "." not in self.digits:
            return self
        digits = self.digits[:-zeros].removesuffix(".")
        return replace(self, digits=digits, place=self.place + zeros)


def format_figure(figure: Figure, style: HouseStyle, vocabulary: Vocabulary, setting: Setting = PROSE) -> str:
    """The printed text of a figure: "RMB 25–50 (USD 3.58–7.15)", "nearly USD 4.79 million", "over 12 hours a day"."""
    if style.wording is not None:
        return _format_worded(figure, style, vocabulary, setting)
    amount, unit = _format_amount(figure, style), _format_unit(figure, style, vocabulary, setting)
    if setting.head is not None and setting.is_bare(figure):
        amount, unit = _format_bare(figure, style, setting.head.scale), ""
    basis = style.price_basis(figure.prices) if figure.prices else ""
    second = figure.display.second
    if second is None:
        text = amount + unit + (f" ({basis})" if basis else "")
    else:
        shared = _without_money(second.unit) == _without_money(figure.unit)
        own = "" if shared else _format_unit(second, style, vocabulary, setting)
        brackets = f" ({'; '.join(filter(None, (_format_amount(second, style) + own, basis)))})"
        text = amount + brackets + unit if shared else amount + unit + brackets
    return f"{figure.hedge} {text}" if figure.hedge else text


def _format_worded(figure: Figure, style: HouseStyle, vocabulary: Vocabulary, setting: Setting) -> str:
    """The same in a language that puts it together otherwise: "약 300위안(43달러)". Its nouns are never left out,
    since it has no plural that would keep an amount for each from reading as a total."""
    second = figure.display.second
    return _writer(style, vocabulary).figure(
        _amount(figure, style, setting),
        figure.hedge,
        _amount(second, style, setting) if second is not None else None,
        style.price_basis(figure.prices) if figure.prices else "",
    )


def _writer(style: HouseStyle, vocabulary: Vocabulary) -> Writer:
    assert style.wording is not None
    numbers = style.numbers
    marks = Marks(group=numbers.group, decimal=numbers.decimal, range=numbers.range, minus=numbers.minus, to=numbers.to)
    return Writer(
        language=style.wording,
        marks=marks,
        names=style.money.names,
        counters=style.units.counters,
        vocabulary=vocabulary,
    )


def _amount(figure: Figure, style: HouseStyle, setting: Setting) -> Amount:
    low, high = (_numeral(end, setting) for end in _ends(figure, style))
    return Amount(low=low, high=high, unit=figure.unit)


def _numeral(end: _End, setting: Setting) -> Numeral:
    """A rounded number. Digits are written in groups where a scale word stood, and in prose where none is lost."""
    number = Number(end.digits, end.scale)
    grouped = bool(end.scale) or (not setting.table and number.significant_place >= GROUPS["myriad"])
    return Numeral(number.value, number.significant_place if grouped else number.last_place, grouped)


def format_head_unit(head: HeadUnit, style: HouseStyle, vocabulary: Vocabulary) -> str:
    """What the head of a column says of the unit of its cells: "USD million", "%", "metric tons a year"."""
    words = [style.currency(name) for name in head.unit.numerator if is_currency(name)]
    words += [style.scale(head.scale)] if head.scale else []
    for name in head.unit.numerator:
        if name == PERCENT:
            words.append(style.units.percent_in_tables.strip())
        elif not is_currency(name):
            words.append(vocabulary.words(name)[1])
    return " ".join([*words, *(format_per(name, style, vocabulary) for name in head.unit.denominator)])


def _without_money(unit: Unit) -> tuple[tuple[str, int], ...]:
    """What two amounts have to share for one wording of their unit to do for both."""
    return tuple(("money" if is_currency(name) and power > 0 else name, power) for name, power in unit.factors)


def as_printed(figure: Figure, style: HouseStyle) -> Figure:
    """The figure that the printed text states: its ends rounded, its slack half a unit of the last digit printed."""
    low, high = _ends(figure, style)
    slack = Decimal(5).scaleb(max(low.place, high.place) - 1)
    return replace(figure, low=low.value, high=high.value, slack=slack)


def printed_digits(figure: Figure, style: HouseStyle) -> int:
    """How many significant digits print where the writer set a rounding; the more precise end counts."""
    rounding = figure.display.rounding
    if rounding is not None and rounding.kind == "significant":
        return rounding.digits
    return max(_significant(end.digits) for end in _ends(figure, style))


def carried_digits(figure: Figure, style: HouseStyle) -> int:
    """How many significant digits may print: those of the inputs, at least the house's least; all of a claim."""
    carried = max(figure.precision or 0, style.numbers.least_digits)
    if figure.stated is not None:
        carried = max(carried, *(_significant(number.digits) for number in (figure.stated.low, figure.stated.high)))
    return carried


def _significant(digits: str) -> int:
    return max(1, len(digits.replace(".", "").lstrip("-0")))


def _ends(figure: Figure, style: HouseStyle) -> tuple[_End, _End]:
    if figure.stated is not None and figure.display.rounding is None:
        low, high = figure.stated.low, figure.stated.high
        return _End(low.digits, low.scale, low.last_place), _End(high.digits, high.scale, high.last_place)
    scale = _scale(figure, style)
    exponent = scale_exponent(scale)
    ends = (figure.low, figure.high)
    places = [_place(end, figure, style, exponent) if end else None for end in ends]
    # An end that is zero has no digits of its own: it is written like the other.
    whole = max((place for place in places if place is not None), default=exponent)
    low_end, high_end = (
        _round(end, figure, style, scale, whole if place is None else place)
        for end, place in zip(ends, places, strict=True)
    )
    if figure.display.rounding is not None or figure.precision is None or _minor_place(figure, style) is not None:
        return low_end, high_end
    return _evened(low_end, high_end, style.numbers.least_digits - figure.precision)


def _evened(low: _End, high: _End, padding: int) -> tuple[_End, _End]:
    """Both ends without needless zeros: those that the other end does not have ("5–15", not "5.0–15"), and those that
    only the house's least number of digits adds ("8", not "8.0", from inputs of one digit)."""
    uneven = _decimals(low) - _decimals(high)
    if Decimal(low.digits) and Decimal(high.digits):
        low, high = low.without(min(uneven, low.zeros)), high.without(min(-uneven, high.zeros))
    spare = min(low.zeros, high.zeros, max(padding, 0))
    return low.without(spare), high.without(spare)


def _decimals(end: _End) -> int:
    return len(end.digits.partition(".")[2])


def _scale(figure: Figure, style: HouseStyle) -> str:
    """The scale word for both ends: that of the larger, unless the smaller would become a mere fraction of it."""
    if figure.stated is not None and figure.stated.high.scale:
        return figure.stated.high.scale
    size = max(abs(figure.low), abs(figure.high))
    least = min(abs(figure.low), abs(figure.high))
    if style.wording is not None:
        return _group(size, least, style)
    for word, exponent in reversed(SCALES.items()):
        if exponent >= style.units.scale_from and size >= Decimal(10) ** exponent:
            return word if least >= Decimal(10) ** (exponent - 2) or least == 0 else ""
    return ""


def _group(size: Decimal, least: Decimal, style: HouseStyle) -> str:
    """The group of ten thousand for both ends, where the smaller reaches one too."""
    if size < Decimal(10) ** style.units.scale_from or 0 < least < 10 ** GROUPS["myriad"]:
        return ""
    groups = {**GROUPS, "trillion": SCALES["trillion"]}
    return next(word for word, exponent in reversed(groups.items()) if size >= Decimal(10) ** exponent)


def _round(value: Decimal, figure: Figure, style: HouseStyle, scale: str, place: int) -> _End:
    exponent = scale_exponent(scale)
    if value == 0:
        return _End("0", scale, place)
    mode = _rounding(figure, style)
    with localcontext(_WIDE):
        rounded = value.quantize(Decimal(1).scaleb(place), rounding=mode)
        shown = rounded.scaleb(-exponent)
        if place - exponent >= 0:
            shown = shown.quantize(Decimal(1))
    return _End(f"{shown:f}", scale, place)


def _rounding(figure: Figure, style: HouseStyle) -> str:
    """The way in which a hedge stays true: a lower bound goes down, an upper one up, "nearly" to the larger size."""
    if figure.hedge is None or not figure.hedge.direction:
        return ROUNDINGS[style.numbers.rounding]
    if figure.hedge.kind is HedgeKind.NEARLY:
        return ROUND_UP
    return ROUND_FLOOR if figure.hedge.direction > 0 else ROUND_CEILING


def _place(value: Decimal, figure: Figure, style: HouseStyle, exponent: int) -> int:
    """The power of ten of the last digit that prints."""
    rounding = figure.display.rounding
    if rounding is not None and rounding.kind == "decimals":
        return exponent - rounding.digits
    first = value.adjusted()
    if rounding is not None and rounding.kind == "significant":
        return first - rounding.digits + 1
    if rounding is not None or figure.precision is None:
        # An exact number prints as it is, as long as it is short.
        exact = value.normalize().as_tuple().exponent
        return max(int(exact) if isinstance(exact, int) else 0, first - (rounding.digits if rounding else 12) + 1)
    digits = max(figure.precision, style.numbers.least_digits)
    place = first - digits + 1
    # Rounding 9.96 to two digits makes 10, whose last digit stands one place higher.
    rounded = value.quantize(Decimal(1).scaleb(place), rounding=_rounding(figure, style), context=_WIDE)
    place = rounded.adjusted() - digits + 1 if rounded else place
    minor = _minor_place(figure, style)
    return min(place, minor) if minor is not None else place


def _minor_place(figure: Figure, style: HouseStyle) -> int | None:
    currency = figure.unit.currency
    least = min(abs(figure.low), abs(figure.high))
    if currency is None or not figure.is_exchanged or least >= style.money.minor_units_below:
        return None
    return -minor_digits(currency)


def _format_amount(figure: Figure, style: HouseStyle) -> str:
    low, high = _ends(figure, style)
    currency = figure.unit.currency
    prefix = f"{style.currency(currency)} " if currency else ""
    spelled = figure.display.spelled
    if (low.digits, low.scale) == (high.digits, high.scale):
        return prefix + _format_end(low, style, spelled) + _format_scale(low.scale, style)
    joint = f" {style.numbers.to} " if spelled else style.numbers.range
    if low.scale == high.scale and not low.digits.startswith("-") and _may_share(low, joint, style):
        ends = _format_end(low, style, spelled) + joint + _format_end(high, style, spelled)
        return prefix + ends + _format_scale(high.scale, style)
    each = [_format_end(end, style, spelled) + _format_scale(end.scale, style) for end in (low, high)]
    return prefix + f" {style.numbers.to} {prefix}".join(each)


def _format_bare(figure: Figure, style: HouseStyle, scale: str) -> str:
    """The number alone, in the scale that the head of its column says."""
    low, high = (end.scaled(scale) for end in _ends(figure, style))
    spelled = figure.display.spelled
    if low.digits == high.digits:
        return _format_end(low, style, spelled)
    plain = not spelled and not low.digits.startswith("-")
    joint = style.numbers.range if plain else f" {style.numbers.to} "
    return _format_end(low, style, spelled) + joint + _format_end(high, style, spelled)


def _may_share(low: _End, joint: str, style: HouseStyle) -> bool:
    """Whether one scale word does for both ends: "1,500 to 2,000 million" would begin at fifteen hundred."""
    return not low.scale or joint != f" {style.numbers.to} " or Decimal(low.digits) < SHARES_SCALE_BELOW


def _format_end(end: _End, style: HouseStyle, spelled: bool) -> str:
    if spelled and end.digits.isdigit():
        words = spell(Decimal(end.digits))
        if words is not None:
            return words
    sign, digits = (style.numbers.minus, end.digits[1:]) if end.digits.startswith("-") else ("", end.digits)
    whole, _, decimals = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", style.numbers.group)
    return sign + grouped + (style.numbers.decimal + decimals if decimals else "")


def _format_scale(scale: str, style: HouseStyle) -> str:
    return f" {style.scale(scale)}" if scale else ""


def _format_unit(figure: Figure, style: HouseStyle, vocabulary: Vocabulary, setting: Setting) -> str:
    """What stands behind the number. A counted noun below the line is left out where the sentence names it."""
    above = [name for name in figure.unit.numerator if not is_currency(name)]
    below = [name for name in figure.unit.denominator if name not in setting.mentioned]
    text = "".join(_above(name, figure, style, vocabulary, setting) for name in above)
    for name in below:
        text += " " + format_per(name, style, vocabulary)
    return text


def format_per(name: str, style: HouseStyle, vocabulary: Vocabulary) -> str:
    """What stands behind a number for one name below the line: "per wig", "a day", "an hour"."""
    word = style.currency(name) if is_currency(name) else vocabulary.words(name)[0]
    pattern = style.units.per_time if name in TIMES else style.units.per
    if word == "hour" and pattern.startswith("a "):
        pattern = "an " + pattern.removeprefix("a ")
    return pattern.format(unit=word)


def _above(name: str, figure: Figure, style: HouseStyle, vocabulary: Vocabulary, setting: Setting) -> str:
    if name == PERCENT:
        return style.units.percent_in_tables if setting.table else style.units.percent
    if name == FOLD:
        return "-fold"
    written = dict(figure.stated.spelled).get(name) if figure.stated is not None else None
    if written is not None:
        return f" {written}"
    singular, plural = vocabulary.words(name)
    one = not figure.is_range and figure.high == 1 and not _has_decimals(figure)
    return f" {singular if one else plural}"


def _has_decimals(figure: Figure) -> bool:
    """Whether a claim writes decimals, as in "1.0 kilograms"."""
    return figure.stated is not None and figure.stated.high.decimals > 0


def format_calculation(figure: Figure, style: HouseStyle, vocabulary: Vocabulary) -> str:
    """The derivation in one line: "20–30 percent × USD 23.94 million = USD 4.788–7.182 million".

    A second currency follows: "RMB 25–50 at RMB 6.989 per USD = USD 3.577–7.154". Empty for a claim that prints as it
    stands. Results carry two digits more than are printed, so that a reader can follow the rounding.
    """
    second = figure.display.second
    single = figure.shown(second=None, spelled=False)
    text = ""
    if figure.derivation is not None:
        text = f"{_calculation(single, style, vocabulary, top=True)} = {_unrounded(single, style, vocabulary)}"
    if second is None or second.derivation is None or second.derivation.rate is None:
        return text
    start = text or format_figure(single, style, vocabulary)
    exchanged = _exchanged(start, second.derivation.rate, style, vocabulary)
    return f"{exchanged} = {_unrounded(second, style, vocabulary)}"


def _unrounded(figure: Figure, style: HouseStyle, vocabulary: Vocabulary) -> str:
    if figure.precision is None:
        return format_figure(figure, style, vocabulary)
    digits = max(figure.precision, style.numbers.least_digits) + 2
    shown = figure.shown(rounding=Rounding(digits, "at most"), second=None, spelled=False)
    return format_figure(replace(shown, hedge=None), style, vocabulary)


def format_rate_named(rate: Rate, style: HouseStyle, vocabulary: Vocabulary) -> str:
    """A rate with the house's names of the currencies: "RMB 6.989 per USD"."""
    quote, number, per, base = format_rate(rate).split(" ")
    if style.wording is not None:
        writer = _writer(style, vocabulary)
        return style.wording.rate.format(base=writer.money("1", base), quote=writer.money(number, quote))
    return f"{style.currency(quote)} {number} {per} {style.currency(base)}"


def _exchanged(amount: str, rate: Rate, style: HouseStyle, vocabulary: Vocabulary) -> str:
    """An amount with the rate that it is exchanged at."""
    pattern = style.wording.exchanged if style.wording is not None else "{amount} at {rate}"
    return pattern.format(amount=amount, rate=format_rate_named(rate, style, vocabulary))


_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def _calculation(figure: Figure, style: HouseStyle, vocabulary: Vocabulary, top: bool = False) -> str:
    derivation = figure.derivation
    if derivation is None:
        return format_figure(figure, style, vocabulary)
    inner = [_calculation(one, style, vocabulary) for one in derivation.inputs]
    if derivation.operation in _SIGNS:
        text = f" {_SIGNS[derivation.operation]} ".join(inner)
        return text if top else f"({text})"
    single = _single(derivation, inner[0], style, vocabulary)
    return single if top or derivation.operation != "exchange" else f"({single})"


def _single(derivation: Derivation, inner: str, style: HouseStyle, vocabulary: Vocabulary) -> str:
    if derivation.operation == "exchange" and derivation.rate is not None:
        return _exchanged(inner, derivation.rate, style, vocabulary)
    words = {"low": "low end of {}", "high": "high end of {}", "mid": "middle of {}", "negate": "−{}", "convert": "{}"}
    own = style.wording.steps if style.wording is not None else {}
    return {**words, **own}[derivation.operation].format(inner)
