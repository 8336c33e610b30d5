"""Read printed figures back: the text that `printing` makes of a figure, in its house style → what it states.

    printed = [hedge] amount [bracket] [unit] { per unit } [bracket]
    amount  = [currency] number [scale] [ (dash | "to") [currency] number [scale] ]
    bracket = "(" second amount | price basis | second amount ";" price basis ")"

Every way to read a text is followed to its end, so that a text with two meanings is a problem and never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import islice

from briefkit.figures.house import HouseStyle, NumberStyle
from briefkit.figures.money.currencies import currency_codes, is_currency
from briefkit.figures.number_names import spelled_numbers
from briefkit.figures.printing import PROSE, Setting, format_per
from briefkit.figures.units import FOLD, MEASURES, PERCENT, PLAIN, Unit, Vocabulary
from briefkit.figures.values import HEDGES, MAX_DIGITS, SCALES, SHARES_SCALE_BELOW, Hedge, Number, Stated
from briefkit.findings import Problem
from briefkit.findings.bk4_values import NOT_A_VALUE

MAX_LENGTH = 400  # a longer text is no figure
_MOST_BELOW = 4  # names below the line
_MOST_WORDS = 5  # nine hundred and ninety-nine
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a printed figure states, the second amount in its brackets, and the words of its price basis."""

    stated: Stated
    second: Stated | None = None
    prices: str = ""


def parse_printed(text: str, style: HouseStyle, vocabulary: Vocabulary, setting: Setting = PROSE) -> Printed:
    """What the printed figure `text` states. Raises BK401 where it is none, or could be several."""
    if len(text) > MAX_LENGTH:
        raise _problem(text, f"a text of {len(text):,} characters")
    found = list(dict.fromkeys(_Reader(text, style, vocabulary, setting).read()))
    if len(found) != 1:
        raise _problem(text, f'"{text}"' + (", which can be read in several ways" if found else ""))
    return found[0]


def _problem(text: str, found: str) -> Problem:
    hint = "write it as the house style does, for example USD 23.94 million"
    return NOT_A_VALUE.problem(0, len(text), found=found, expected="a figure as the house style prints it", hint=hint)


@dataclass(frozen=True, slots=True)
class _Amount:
    """Two ends, equal where there is one number, their currency, and where they end in the text."""

    low: Number
    high: Number
    currency: str | None
    end: int


@dataclass(frozen=True, slots=True)
class _Bracket:
    """What a bracket gives: a second amount in a unit, a price basis, or both; and where it ends."""

    end: int
    amount: _Amount | None = None
    unit: Unit = PLAIN
    prices: str = ""

    @property
    def money(self) -> str | None:
        """The currency, where it gives money that is per nothing."""
        alone = self.amount is not None and self.unit == Unit.of(self.amount.currency or "")
        return self.unit.currency if alone else None


class _Reader:
    def __init__(self, text: str, style: HouseStyle, vocabulary: Vocabulary, setting: Setting) -> None:
        self.text = text
        self.style = style
        self.vocabulary = vocabulary
        self.setting = setting

    def read(self) -> Iterator[Printed]:
        """Every way to read the whole text as a figure."""
        for hedge, at in self._hedges():
            for amount in self._amounts(at):
                for inner in self._brackets(amount.end):
                    if inner.end > amount.end and inner.money is None:
                        continue
                    for unit, spelled, end in self._units(inner.end, amount.currency):
                        stated = Stated(low=amount.low, high=amount.high, unit=unit, hedge=hedge, spelled=spelled)
                        yield from self._closed(stated, inner, end)

    def _closed(self, stated: Stated, inner: _Bracket, at: int) -> Iterator[Printed]:
        """The figure whose unit ends at a place, with the bracket that stood before its unit or stands behind it."""
        if inner.amount is not None and inner.money is not None:
            if at == len(self.text) and inner.money != stated.unit.currency:
                same = _stated(inner.amount, _with_money(stated.unit, inner.money))
                yield Printed(stated=stated, second=same, prices=inner.prices)
            return
        for outer in self._brackets(at):
            if outer.end == len(self.text) and (outer.amount is None or outer.unit != stated.unit):
                second = _stated(outer.amount, outer.unit) if outer.amount is not None else None
                yield Printed(stated=stated, second=second, prices=outer.prices)

    def _hedges(self) -> Iterator[tuple[Hedge | None, int]]:
        yield None, 0
        for words in HEDGES:
            if self.text.startswith(f"{words} "):
                yield Hedge(words), len(words) + 1

    # Amounts

    def _amounts(self, at: int) -> Iterator[_Amount]:
        """The amounts that may stand at a place; no range runs backwards."""
        return (amount for amount in self._any_amounts(at) if amount.low.value <= amount.high.value)

    def _any_amounts(self, at: int) -> Iterator[_Amount]:
        for currency, start in self._currencies(at):
            for digits, end in self._numbers(start):
                yield from self._ranges_sharing(digits, start, currency, end)
                for scale, after in self._scales(end):
                    number = Number(digits, scale)
                    yield _Amount(number, number, currency, after)
                    yield from self._ranges(number, currency, after)

    def _ranges_sharing(self, low: str, start: int, currency: str | None, at: int) -> Iterator[_Amount]:
        """Ranges whose ends share what stands behind the second: "25–50 million", "twelve to twenty million"."""
        to = f" {self.style.numbers.to} "
        if low.startswith("-"):
            return
        for joint in {self.style.numbers.range, to}:
            after = at + len(joint)
            if not self.text.startswith(joint, at) or (joint != to and (self._spelled(start) or self._spelled(after))):
                continue
            for high, end in self._numbers(after):
                for scale, after in self._scales(end):
                    if joint != to or not scale or Decimal(low) < SHARES_SCALE_BELOW:
                        yield _Amount(Number(low, scale), Number(high, scale), currency, after)

    def _ranges(self, low: Number, currency: str | None, at: int) -> Iterator[_Amount]:
        """Ranges whose ends are written out: "USD 900,000 to USD 1.2 million", "−5 to −3"."""
        joint = f" {self.style.numbers.to} "
        for other, start in self._currencies(at + len(joint)) if self.text.startswith(joint, at) else ():
            for digits, end in self._numbers(start) if other == currency else ():
                for scale, after in self._scales(end):
                    if low.scale or not scale or abs(Decimal(low.digits)) >= SHARES_SCALE_BELOW:
                        yield _Amount(low, Number(digits, scale), currency, after)

    def _currencies(self, at: int) -> Iterator[tuple[str | None, int]]:
        yield None, at
        for code, name in self._names:
            if self.text.startswith(f"{name} ", at):
                yield code, at + len(name) + 1

    def _numbers(self, at: int) -> Iterator[tuple[str, int]]:
        """The numerals that may stand at a place, as digits without grouping, and where they end."""
        match = self._number.match(self.text, at)
        if match is not None:
            group, (sign, whole, decimals) = self.style.numbers.group, match.groups()
            digits = whole.replace(group, "") if group else whole
            if len(digits) + len(decimals or "") <= MAX_DIGITS:
                yield ("-" if sign else "") + digits + (f".{decimals}" if decimals else ""), match.end()
        for word in islice(_WORD.finditer(self.text, at), _MOST_WORDS):
            digits = spelled_numbers().get(self.text[at : word.end()], "")
            if digits:
                yield digits, word.end()

    def _spelled(self, at: int) -> bool:
        """Whether the number at a place stands in words, whose hyphens are no dashes."""
        return _WORD.match(self.text, at) is not None

    def _scales(self, at: int) -> Iterator[tuple[str, int]]:
        yield "", at
        for scale in SCALES:
            if (end := self._behind(f" {self.style.scale(scale)}", at)) is not None:
                yield scale, end

    def _behind(self, words: str, at: int) -> int | None:
        """Where words that stand at a place end, if they stand there whole."""
        end = at + len(words)
        cut = words[-1:].isalnum() and self.text[end : end + 1].isalnum()
        return None if cut or self.text[at:end].lower() != words.lower() else end

    # Units

    def _units(self, at: int, currency: str | None) -> Iterator[tuple[Unit, tuple[tuple[str, str], ...], int]]:
        """The units that may stand at a place, with the word that was written for a noun, and where they end."""
        for per, end in self._below(at, ()):
            yield (Unit.of(currency) if currency else PLAIN) * per, (), end
        for name, after in () if currency else self._above(at):
            spelled = ((name, self.text[at + 1 : after]),) if name in self.vocabulary.nouns else ()
            for per, end in self._below(after, ()):
                yield Unit.of(name) * per, spelled, end

    def _above(self, at: int) -> Iterator[tuple[str, int]]:
        units = self.style.units
        percent = units.percent_in_tables if self.setting.table else units.percent
        for name, words in ((PERCENT, percent), (FOLD, "-fold"), *((name, f" {word}") for name, word in self._words)):
            if (end := self._behind(words, at)) is not None:
                yield name, end

    def _below(self, at: int, names: tuple[str, ...]) -> Iterator[tuple[Unit, int]]:
        yield Unit.of(per=names), at
        if len(names) < _MOST_BELOW and self.text.startswith(" ", at):
            for name, words in self._denominators:
                if name not in names and (end := self._behind(words, at)) is not None:
                    yield from self._below(end, (*names, name))

    # Brackets

    def _brackets(self, at: int) -> Iterator[_Bracket]:
        """What the bracket at a place may give; nothing, where there is none."""
        yield _Bracket(at)
        close = self.text.find(")", at)
        if close < 0 or not self.text.startswith(" (", at):
            return
        first, _, last = self.text[at + 2 : close].partition("; ")
        if last and not self._prices.fullmatch(last):
            return
        if not last and self._prices.fullmatch(first):
            yield _Bracket(close + 1, prices=first)
        inside = _Reader(first, self.style, self.vocabulary, self.setting)
        for amount in inside._amounts(0):
            for unit, _, end in inside._units(amount.end, amount.currency):
                if end == len(first):
                    yield _Bracket(close + 1, amount, unit, last)

    # The words and marks of the house

    @cached_property
    def _number(self) -> re.Pattern[str]:
        return _number_pattern(self.style.numbers)

    @cached_property
    def _prices(self) -> re.Pattern[str]:
        before, _, behind = self.style.money.constant_prices.partition("{year}")
        return re.compile(f"{re.escape(before)}.+{re.escape(behind)}")

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        return [(code, self.style.currency(code)) for code in currency_codes()]

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        """Every word that prints for what is counted or measured, with its canonical name."""
        measured = [(one.symbol, word) for one in MEASURES for word in {one.singular, one.plural}]
        nouns = [(name, word) for word, name in self.vocabulary.spellings.items() if name in self.vocabulary.nouns]
        return [(name, word) for name, word in measured if name not in (PERCENT, FOLD)] + nouns

    @cached_property
    def _denominators(self) -> list[tuple[str, str]]:
        names = [*(measure.symbol for measure in MEASURES), *self.vocabulary.nouns, *currency_codes()]
        return [(name, f" {format_per(name, self.style, self.vocabulary)}") for name in names]


def _stated(amount: _Amount, unit: Unit) -> Stated:
    return Stated(low=amount.low, high=amount.high, unit=unit)


def _with_money(unit: Unit, currency: str) -> Unit:
    """The unit with another currency above the line."""
    return Unit(tuple((currency if is_currency(name) and power > 0 else name, power) for name, power in unit.factors))


@cache
def _number_pattern(numbers: NumberStyle) -> re.Pattern[str]:
    """A numeral as the house writes it: its minus sign, its whole part, its decimals."""
    group, decimal, minus = map(re.escape, (numbers.group, numbers.decimal, numbers.minus))
    whole = rf"0|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})*(?![0-9])" if group else "0|[1-9][0-9]*"
    return re.compile(rf"({minus})?({whole})(?:{decimal}([0-9]+))?")
