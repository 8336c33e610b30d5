"""Turn figures into the text that prints. The one place where a figure is rounded.

A claim prints with the digits its source wrote. A derived figure prints with the significant digits of its least
precise input, at least two; a lower bound is rounded down and an upper bound up, so that the hedge stays true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

from briefkit.figures.figure import CONTEXT, Derivation, Figure, Rounding
from briefkit.figures.house import HouseStyle
from briefkit.figures.money.currencies import is_currency, minor_digits
from briefkit.figures.money.rates import Rate, format_rate
from briefkit.figures.number_names import spell
from briefkit.figures.units import FOLD, PERCENT, Vocabulary
from briefkit.figures.values import SCALES

TIMES = frozenset({"s", "min", "hour", "day", "week", "month", "year"})
ROUNDINGS = {"half-even": ROUND_HALF_EVEN, "half-up": ROUND_HALF_UP}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a figure prints. `mentioned` are the counted nouns that its sentence already names."""

    table: bool = False
    mentioned: frozenset[str] = frozenset()


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
        return Decimal(self.digits).scaleb(SCALES.get(self.scale, 0))


def format_figure(figure: Figure, style: HouseStyle, vocabulary: Vocabulary, setting: Setting = PROSE) -> str:
    """The printed text of a figure: "RMB 25–50 (USD 3.58–7.15)", "nearly USD 4.79 million", "over 12 hours a day"."""
    amount = _format_amount(figure, style)
    if figure.display.second is not None:
        amount += f" ({_format_amount(figure.display.second, style)})"
    text = amount + _format_unit(figure, style, vocabulary, setting)
    return f"{figure.hedge} {text}" if figure.hedge else text


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
    ends = (figure.low, figure.high)
    places = [_place(end, figure, style, SCALES.get(scale, 0)) for end in ends if end]
    # An end that is zero has no digits of its own: it is written like the other.
    whole = max(places, default=SCALES.get(scale, 0))
    low_end, high_end = (
        _round(end, figure, style, scale, _place(end, figure, style, SCALES.get(scale, 0)) if end else whole)
        for end in ends
    )
    return low_end, high_end


def _scale(figure: Figure, style: HouseStyle) -> str:
    """The scale word for both ends: that of the larger, unless the smaller would become a mere fraction of it."""
    if figure.stated is not None and figure.stated.high.scale:
        return figure.stated.high.scale
    size = max(abs(figure.low), abs(figure.high))
    least = min(abs(figure.low), abs(figure.high))
    for word, exponent in reversed(SCALES.items()):
        if exponent >= style.units.scale_from and size >= Decimal(10) ** exponent:
            return word if least >= Decimal(10) ** (exponent - 2) or least == 0 else ""
    return ""


def _round(value: Decimal, figure: Figure, style: HouseStyle, scale: str, place: int) -> _End:
    exponent = SCALES.get(scale, 0)
    if value == 0:
        return _End("0", scale, place)
    mode = ROUNDINGS[style.numbers.rounding]
    if figure.hedge and figure.hedge.direction:
        mode = ROUND_FLOOR if figure.hedge.direction > 0 else ROUND_CEILING
    with localcontext(CONTEXT) as context:
        context.prec = 80
        rounded = (
            value.quantize(Decimal(1).scaleb(place), rounding=mode)
            if place < 0
            else (value.scaleb(-place).quantize(Decimal(1), rounding=mode).scaleb(place))
        )
        shown = rounded.scaleb(-exponent)
        if place - exponent >= 0:
            shown = shown.quantize(Decimal(1))
    return _End(f"{shown:f}", scale, place)


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
    rounded = value.quantize(Decimal(1).scaleb(place), rounding=ROUND_HALF_EVEN, context=CONTEXT)
    place = rounded.adjusted() - digits + 1 if rounded else place
    minor = _minor_place(figure, style)
    return min(place, minor) if minor is not None else place


def _minor_place(figure: Figure, style: HouseStyle) -> int | None:
    currency = figure.unit.currency
    if currency is None or not figure.is_exchanged or abs(figure.low) >= style.money.minor_units_below:
        return None
    return -minor_digits(currency)


def _format_amount(figure: Figure, style: HouseStyle) -> str:
    low, high = _ends(figure, style)
    currency = figure.unit.currency
    prefix = f"{style.currency(currency)} " if currency else ""
    spelled = figure.display.spelled
    if low == high:
        return prefix + _format_end(low, style, spelled) + _format_scale(low.scale, style)
    if low.scale == high.scale and not low.digits.startswith("-"):
        joint = f" {style.numbers.to} " if spelled else style.numbers.range
        ends = _format_end(low, style, spelled) + joint + _format_end(high, style, spelled)
        return prefix + ends + _format_scale(high.scale, style)
    each = [_format_end(end, style, spelled) + _format_scale(end.scale, style) for end in (low, high)]
    return prefix + f" {style.numbers.to} {prefix}".join(each)


def _format_end(end: _End, style: HouseStyle, spelled: bool) -> str:
    if spelled:
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
        word = style.currency(name) if is_currency(name) else vocabulary.words(name)[0]
        pattern = style.units.per_time if name in TIMES else style.units.per
        text += " " + pattern.format(unit=word)
    return text


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
    return f"{start} at {format_rate_named(second.derivation.rate, style)} = {_unrounded(second, style, vocabulary)}"


def _unrounded(figure: Figure, style: HouseStyle, vocabulary: Vocabulary) -> str:
    if figure.precision is None:
        return format_figure(figure, style, vocabulary)
    digits = max(figure.precision, style.numbers.least_digits) + 2
    shown = figure.shown(rounding=Rounding(digits, "at most"), second=None, spelled=False)
    return format_figure(replace(shown, hedge=None), style, vocabulary)


def format_rate_named(rate: Rate, style: HouseStyle) -> str:
    """A rate with the house's names of the currencies: "RMB 6.989 per USD"."""
    quote, number, per, base = format_rate(rate).split(" ")
    return f"{style.currency(quote)} {number} {per} {style.currency(base)}"


_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def _calculation(figure: Figure, style: HouseStyle, vocabulary: Vocabulary, top: bool = False) -> str:
    derivation = figure.derivation
    if derivation is None:
        return format_figure(figure, style, vocabulary)
    inner = [_calculation(one, style, vocabulary) for one in derivation.inputs]
    if derivation.operation in _SIGNS:
        text = f" {_SIGNS[derivation.operation]} ".join(inner)
        return text if top else f"({text})"
    single = _single(derivation, inner[0], style)
    return single if top or derivation.operation != "exchange" else f"({single})"


def _single(derivation: Derivation, inner: str, style: HouseStyle) -> str:
    if derivation.operation == "exchange" and derivation.rate is not None:
        return f"{inner} at {format_rate_named(derivation.rate, style)}"
    words = {"low": "low end of {}", "high": "high end of {}", "mid": "middle of {}", "negate": "−{}", "convert": "{}"}
    return words[derivation.operation].format(inner)
