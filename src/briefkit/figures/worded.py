"""Put figures into the words of a language other than English: 약 2394만 달러, kg당 4~5위안, 每天至少12小时.

    worded = {per} [noun] hedge(amount) [bracket]        in Korean: 수감자 500명 이상
    worded = {per} hedge(amount [noun]) [bracket]        in Chinese: 至少500名工人

Numbers come rounded, as `printing` does it. An amount in groups of ten thousand keeps each digit that was written:
23.94 million is 2394만. The ends of a range each have their own group, and are in groups only where both reach ten
thousand, so that no reader can carry the group of one over to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import NamedTuple

from briefkit.figures.languages import MYRIAD, Language
from briefkit.figures.money.currencies import is_currency
from briefkit.figures.units import Unit, Vocabulary
from briefkit.figures.values import Hedge

_WIDE = Context(prec=200)  # of every digit that a number can have


class Numeral(NamedTuple):
    """A rounded number: its value, the power of ten of its last digit, and whether it may be written in groups."""

    value: Decimal
    place: int
    grouped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of a house style for numbers."""

    group: str
    decimal: str
    range: str
    minus: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount: two ends, equal where it is one number, and their unit."""

    low: Numeral
    high: Numeral
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes amounts in a language; `names` and `counters` are the house's words for currencies and nouns."""

    language: Language
    marks: Marks
    names: dict[str, str]
    counters: dict[str, str]
    vocabulary: Vocabulary

    def figure(self, amount: Amount, hedge: Hedge | None, second: Amount | None, basis: str) -> str:
        """The whole text of a figure; `second` is its amount in another unit, `basis` the words of its prices."""
        below = amount.unit.denominator
        text = self._hedged(amount, hedge)
        shared = second is not None and second.unit.denominator == below
        inside = [] if second is None else [self._hedged(second, None)]
        if second is not None and not shared:
            inside = [self._per(second.unit.denominator) + inside[0]]
        brackets = [part for part in (*inside, basis) if part]
        tail = self.language.bracket.format(self.language.semicolon.join(brackets)) if brackets else ""
        return self._per(below) + text + tail

    def money(self, number: str, code: str) -> str:
        """An amount of a currency."""
        before, behind = self._money_words(code)
        return before + number + (self._gap(number) + behind if behind else "")

    def currency(self, code: str) -> str:
        """The name of a currency."""
        before, behind = self._money_words(code)
        return (before + behind).strip()

    def _money_words(self, code: str) -> tuple[str, str]:
        if code in self.names:
            return "", self.names[code]
        return self.language.money.get(code, (f"{code} ", ""))

    def per(self, name: str) -> str:
        """What stands before an amount for one name below the line: 하루, kg당, 每公斤, 假发每顶."""
        language = self.language
        if name in language.per:
            return language.per[name]
        if is_currency(name):
            return language.per_other.format(self.currency(name))
        if name in language.units:
            return language.per_other.format(language.units[name])
        noun, counter = self._noun(name)
        if noun and counter:
            return language.per_counter.format(noun=noun, counter=counter)
        return language.per_other.format(noun or counter or name.replace("_", " "))

    def _per(self, names: Sequence[str]) -> str:
        return "".join(self.per(name) + self.language.space for name in names)

    def _hedged(self, amount: Amount, hedge: Hedge | None) -> str:
        """The amount with its unit and hedge; a Korean noun stands before the hedge, as 수감자 약 500명."""
        pattern = self.language.hedges[hedge.words] if hedge else "{}"
        above = [name for name in amount.unit.numerator if not is_currency(name)]
        currency = amount.unit.currency
        if len(above) == 1 and currency is None and above[0] not in self.language.units:
            return self._counted(amount, above[0], pattern)
        word = "·".join(self.language.units.get(name, name.replace("_", " ")) for name in above)
        number = self._number(amount, word)
        text = self.money(number, currency) if currency else number
        return pattern.format(text + (self._unit(text, word) if word else ""))

    def _counted(self, amount: Amount, name: str, pattern: str) -> str:
        """Counted things, with the counter that is declared among the forms of the noun."""
        language = self.language
        number = self._number(amount, "")
        noun, counter = self._noun(name)
        counter = counter or (language.any_counter if noun else "")
        if not noun and not counter:
            return pattern.format(f"{number} {self.vocabulary.words(name)[1]}")
        counted = number + (self._gap(number) + counter if counter else "")
        if not noun:
            return pattern.format(counted)
        if language.counted.startswith("{noun}"):
            return language.counted.format(noun=noun, amount=pattern.format(counted))
        return pattern.format(language.counted.format(noun=noun, amount=counted))

    def _noun(self, name: str) -> tuple[str, str]:
        """A counted noun and its counter."""
        noun, counter = self.language.noun((name.replace("_", " "), *self.vocabulary.nouns.get(name, ())))
        return noun, self.counters.get(name, counter)

    # Numbers

    def _number(self, amount: Amount, unit: str) -> str:
        """One number or two. The unit is written behind the first where the language repeats it."""
        low, high = amount.low, amount.high
        names = set(amount.unit.numerator)
        may = not names & self.language.ungrouped
        if low == high:
            return self._numeral(high, grouped=may and high.grouped)
        large = all(end.value.copy_abs() >= 10**MYRIAD for end in (low, high))
        grouped = may and large and (low.grouped or high.grouped)
        first, last = self._numeral(low, grouped=grouped), self._numeral(high, grouped=grouped)
        joint = self.marks.to + self.language.space if low.value < 0 else self.marks.range
        return first + (unit if names & self.language.repeats else "") + joint + last

    def _numeral(self, number: Numeral, *, grouped: bool) -> str:
        sign, size = self.marks.minus if number.value < 0 else "", number.value.copy_abs()
        if grouped:
            for word, exponent in self.language.groups:
                if size >= Decimal(10) ** exponent:
                    return sign + self._in_groups(size, number.place, word, exponent)
        return sign + self._plain(size, max(-number.place, 0), self.marks.group)

    def _in_groups(self, size: Decimal, place: int, word: str, exponent: int) -> str:
        """2394만, 12억 5000만, 12.5亿."""
        decimals = max(exponent - place, 0)
        if not self.language.splits or decimals > MYRIAD:
            return self._plain(size.scaleb(-exponent, context=_WIDE), decimals) + word
        whole, rest = _WIDE.divmod(size, Decimal(10) ** exponent)
        second = int(rest.scaleb(MYRIAD - exponent, context=_WIDE))
        below = next((name for name, power in self.language.groups if power == exponent - MYRIAD), "")
        return f"{self._plain(whole, 0)}{word}" + (f" {second}{below}" if second else "")

    def _plain(self, size: Decimal, decimals: int, group: str = "") -> str:
        """Digits, grouped by thousands where a mark is given."""
        whole, _, behind = f"{size:.{decimals}f}".partition(".")
        grouped = f"{int(whole):,}".replace(",", group)
        return grouped + (self.marks.decimal + behind if behind else "")

    def _unit(self, number: str, word: str) -> str:
        return word if word.startswith("%") else self._gap(number) + word

    def _gap(self, number: str) -> str:
        """The space behind a group: 2394만 달러, but 25달러."""
        return "" if number[-1:].isdigit() else self.language.space
