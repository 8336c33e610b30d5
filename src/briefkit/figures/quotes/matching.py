"""Compare a claim's value with what its quote states: no problem, or the one that names what differs.

What must be the same, and what may differ:
- Number: numerically equal, and written to the same last place. "4.79 million" may be written 4,790,000, since the
  zeros of a whole number are no precision; 3.50 is not 3.5, and 23.940 is not 23.94.
- Range: both ends. Unit, currency, counted noun: the same name; percent and percentage points are two things.
- Hedge: the same kind ("no more than" is "at most"). Only "some" in front of an explicit range may be left out, since
  the range itself says as much: "some 20 to 30%" holds `20 to 30 %`.
- Sign: "-2.4 percent" states -2.4 %. "fell by 2.4 percent" states a change of -2.4 % and a fall of 2.4 %: either holds.
- Currency sign: one that may be several currencies ("₩") holds a value in any of them; the value says which it is.
- Fraction in words: equals a percentage or a plain number that it rounds to: two-thirds is 67 or 66.7 %; half is 50 %.
  "Two and a third" keeps a decimal at least: it is 2.3 and not 2.
- Denominator: what the quote says with the number ("per kilogram", "a day") must stand in the value; a denominator
  that only the value has must at least be mentioned in the quote. So too a counted noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import cached_property

from briefkit.figures.money.currencies import CURRENCY_SIGNS, is_currency
from briefkit.figures.quotes.east_asian import MINUS_WORDS
from briefkit.figures.quotes.east_asian_units import CHARACTER, HAS_EAST_ASIAN, mentions
from briefkit.figures.quotes.hedge_words import mirror
from briefkit.figures.quotes.quantities import Quantity
from briefkit.figures.quotes.reading import read_quantities
from briefkit.figures.units import PERCENT, PERCENT_UNIT, POINTS, Unit, Vocabulary
from briefkit.figures.values import SHARES_SCALE_BELOW, Hedge, Number, Stated
from briefkit.findings import Problem
from briefkit.findings import bk4_values as codes

_SPELLED_OUT = frozenset({"hour", "day", "week", "month", "year", "ton", "acre", "calorie"})
_ADVERBS = {
    "hour": ("hourly",),
    "day": ("daily",),
    "week": ("weekly",),
    "month": ("monthly",),
    "year": ("annual", "annually", "yearly"),
}
# Where a Latin word may begin and end: beside "1kg의 가격" as well as between spaces.
_EDGE_BEFORE = rf"(?:(?<![^\W{CHARACTER}])|(?<=[^0-9.,]1)|(?<=^1))"
_EDGE_BEHIND = rf"(?![^\W{CHARACTER}])"
# A minus sign before a number or a currency, and no hyphen ("two-thirds") or dash of a range.
_SIGNED = re.compile(r"(?<!\w)[-−–](?=\s?[0-9.$€£¥₩]|[A-Z]{3}\b)|\bminus\b|\bnegative\b", re.IGNORECASE)
# What may stand behind a number whose noun or currency was named before: "84 workers in May, 61 in June".
_LEFT_OUT = re.compile(
    r"\s*(?:$|[.,;:)\]]|(?:of|in|to|from|by|at|on|for|with|as|and|or|but|had|have|has|were|was|are|is|would|could|will"
    r"|can|may|might|must|did|do|does|said|who|whom|that|last|the|a year|earlier|later|respectively)\b)"
)
_PART_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|these|those)\s+)?")
_NAMED = {"": "no scale word", PERCENT: "percent", POINTS: "percentage points"}


def match_value(value: Stated, quote: str, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Nothing where `quote` states `value`; else one problem, whose offsets are into `quote`.

    BK407 names what differs from the nearest quantity of the quote; BK408 says that the quote states no number at all.
    """
    quantities = read_quantities(quote, vocabulary)
    mentioned = _Mentions(quote=quote, vocabulary=vocabulary, quantities=quantities)
    compared = [
        (sum(difference.weight for difference in differences), quantity, differences)
        for stated in quantities
        if stated.counts
        for quantity in _readings(stated, quote)
        for differences in [tuple(_differences(value, quantity, mentioned))]
    ]
    said = state(value, vocabulary)
    if not compared:
        return (_no_count(said, quote, quantities),)
    _, nearest, differences = min(compared, key=lambda entry: entry[0])
    if not differences:
        return ()
    return (
        codes.NOT_STATED.problem(
            nearest.start, nearest.end, value=said, quote=_quoted(nearest, quote, vocabulary),
            difference="; ".join(difference.text for difference in differences),
            hint=_hint(nearest, value, mentioned),
        ),
    )  # fmt: skip


def carry_over(value: Stated, quote: str, now: str, vocabulary: Vocabulary) -> Stated | None:
    """The value with the number and hedge that another quote, `now`, has in the place of those that `quote` states.

    None where that place is in doubt: the value is stated more than once or not at all, the quotes differ in anything
    but their quantities, or the new quantity is no number in the unit of the value.
    """
    old, new = (_counting(text, vocabulary) for text in (quote, now))
    mentioned = _Mentions(quote=quote, vocabulary=vocabulary, quantities=read_quantities(quote, vocabulary))
    places = [
        (index, reading, quantity)
        for index, one in enumerate(old)
        for reading, quantity in enumerate(_readings(one, quote))
        if not any(_differences(value, quantity, mentioned))
    ]
    if len(places) != 1 or len(old) != len(new) or _frame(quote, old) != _frame(now, new):
        return None
    index, reading, before = places[0]
    readings = _readings(new[index], now)
    if len(readings) <= reading or readings[reading].fraction is not None:
        return None
    after = readings[reading].stated
    same_hedge = (before.stated.hedge and before.stated.hedge.kind) == (after.hedge and after.hedge.kind)
    carried = replace(value, low=after.low, high=after.high, hedge=value.hedge if same_hedge else after.hedge)
    return None if match_value(carried, now, vocabulary) else carried


def still_states(value: Stated, quote: str, now: str, vocabulary: Vocabulary) -> bool:
    """Whether another quote states a value where it has the quantities of the first, in the same order."""
    old, new = ([replace(one, start=0, end=0) for one in _counting(text, vocabulary)] for text in (quote, now))
    return old == new and not match_value(value, now, vocabulary)


def _counting(text: str, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    return tuple(one for one in read_quantities(text, vocabulary) if one.counts)


def _frame(text: str, quantities: tuple[Quantity, ...]) -> list[str]:
    """The words of a text with a mark in the place of each quantity."""
    parts: list[str] = []
    at = 0
    for one in quantities:
        parts += [text[at : one.start], " ⟨⟩ "]
        at = one.end
    return re.findall(r"\w+|⟨⟩", "".join((*parts, text[at:])).casefold())


def _readings(quantity: Quantity, quote: str) -> tuple[Quantity, ...]:
    """A quantity, and where it is a fall in words, the size of that fall."""
    stated = quantity.stated
    words = quote[quantity.start : quantity.end]
    signed = _SIGNED.search(words) or any(sign in words for sign in MINUS_WORDS)
    if signed or stated.high.value >= 0:
        return (quantity,)
    low, high = (Number(end.digits.lstrip("-"), end.scale) for end in (stated.high, stated.low))
    size = replace(stated, low=low, high=high, hedge=mirror(stated.hedge))
    shares = [-share for share in (quantity.high_fraction, quantity.fraction) if share is not None]
    ends = (*shares, None, None)
    return quantity, replace(quantity, stated=size, fraction=ends[0], high_fraction=ends[1])


def state(stated: Stated, vocabulary: Vocabulary | None = None) -> str:
    """A value as the grammar writes it: "about CNY 4 to 5 / kg", "USD 23.94 million", "over 12 hours / day"."""
    low, high = stated.low, stated.high
    words = [str(stated.hedge)] if stated.hedge else []
    currency = stated.unit.currency
    if currency:
        words.append(currency)
    if stated.is_range:
        shared = low.scale == high.scale and abs(Decimal(low.digits)) < SHARES_SCALE_BELOW
        words += [_grouped(low), *([low.scale] if low.scale and not shared else []), "to"]
    words += [_grouped(high), *([high.scale] if high.scale else [])]
    one = not stated.is_range and high.value == 1
    above = [_unit_word(name, one, vocabulary) for name in stated.unit.numerator if name != currency]
    below = [_unit_word(name, True, vocabulary) for name in stated.unit.denominator]
    return " ".join([*words, *above]) + "".join(f" / {name}" for name in below)


@dataclass(frozen=True, slots=True)
class _Difference:
    """One thing that differs, and how much it counts against a quantity's being the one that was meant."""

    text: str
    weight: int


@dataclass(frozen=True, kw_only=True)
class _Mentions:
    """The units and nouns that a quote mentions as words."""

    quote: str
    vocabulary: Vocabulary
    quantities: tuple[Quantity, ...]

    def has(self, name: str) -> bool:
        """Whether any form of `name` stands in the quote, other than as what another number counts ("100 kg")."""
        forms = (*self.vocabulary.forms(name), *_ADVERBS.get(name, ()))
        places = (place for form in forms for place in self._places(form))
        return any(not self._counted(place, name) for place in (*places, *mentions(name, self.quote)))

    def left_out(self, quantity: Quantity, name: str) -> bool:
        """Whether a quantity leaves out what another names: "84 workers in May, 61 in June", "14 of 51 workers"."""
        return self._is_part_of(quantity, name) or self._follows(quantity, name)

    def money(self, quantity: Quantity, code: str) -> bool:
        """Whether a bare number is of a currency: "USD 3 million, against 4 million", "the won fell to 8,240 a dollar".

        Only where the amounts before it have no other, and it is as large as they are.
        """
        if any(is_currency(name) for name in quantity.stated.unit.denominator):
            signs = (sign for sign in CURRENCY_SIGNS if code in self.vocabulary.sign(sign))
            return any(True for word in (*self.vocabulary.forms(code), *signs) for _ in self._places(word))
        others = [start for name, start in self.named_at.items() if name != code and is_currency(name)]
        alone = all(start >= quantity.start for start in (*others, self.signed_at))
        scaled = bool(quantity.stated.high.scale) == (self.scaled_at < quantity.start)
        return alone and scaled and self._follows(quantity, code)

    @cached_property
    def named_at(self) -> Mapping[str, int]:
        """For each unit, where the first amount that has it begins."""
        found: dict[str, int] = {}
        for one in self.quantities:
            for name in one.stated.unit.numerator:
                found[name] = min(one.start, found.get(name, one.start))
        return found

    @cached_property
    def signed_at(self) -> int:
        """Where the first amount of money begins whose sign may be of several currencies."""
        return min((one.start for one in self.quantities if one.sign), default=len(self.quote))

    @cached_property
    def scaled_at(self) -> int:
        """Where the first amount of money begins that has a scale word."""
        scaled = (one for one in self.quantities if one.stated.unit.currency and one.stated.high.scale)
        return min((one.start for one in scaled), default=len(self.quote))

    @cached_property
    def by_start(self) -> Mapping[int, Quantity]:
        return {one.start: one for one in self.quantities}

    def _follows(self, quantity: Quantity, name: str) -> bool:
        """Whether an amount before has a unit, and a quantity stands where it may be left out."""
        before = self.named_at.get(name, len(self.quote)) < quantity.start
        return before and _LEFT_OUT.match(self.quote, quantity.end) is not None

    def _is_part_of(self, quantity: Quantity, name: str) -> bool:
        """Whether a whole of so many follows: "14 out of the 51 workers"."""
        between = _PART_OF.match(self.quote, quantity.end)
        whole = self.by_start.get(between.end()) if between else None
        return whole is not None and name in whole.stated.unit.numerator

    def _places(self, form: str) -> Iterator[int]:
        """Where a word stands in the quote; Chinese and Korean put no spaces around theirs."""
        if form == "in":
            return
        bounded = HAS_EAST_ASIAN.search(form) is None
        pattern = rf"{_EDGE_BEFORE}{re.escape(form)}{_EDGE_BEHIND}" if bounded else re.escape(form)
        for match in re.finditer(pattern, self.quote, re.IGNORECASE if len(form) > 2 else 0):
            yield match.start()

    def _counted(self, place: int, name: str) -> bool:
        return any(
            quantity.start <= place < quantity.end
            and name in quantity.stated.unit.numerator
            and quantity.stated.high.value != 1
            for quantity in self.quantities
        )


def _differences(value: Stated, quantity: Quantity, mentioned: _Mentions) -> Iterator[_Difference]:
    yield from _number_differences(value, quantity)
    yield from _unit_differences(value, quantity, mentioned)
    yield from _hedge_differences(value, quantity)


# Numbers


def _number_differences(value: Stated, quantity: Quantity) -> Iterator[_Difference]:
    stated = quantity.stated
    if value.is_range != stated.is_range:
        ends = {stated.low.value, stated.high.value} & {value.low.value, value.high.value}
        says = "a range" if stated.is_range else "one number"
        holds = "a range" if value.is_range else "one number"
        yield _Difference(f"the quote gives {says}, the value {holds}", 4 if ends else 9)
        return
    share = value.unit.is_percent and quantity.kind == "fraction"
    yield from _end_differences(
        value.low, stated.low, quantity.fraction, "low end: " if stated.is_range else "", share=share
    )
    if stated.is_range:
        yield from _end_differences(value.high, stated.high, quantity.high_fraction, "high end: ", share=share)


def _end_differences(
    number: Number, stated: Number, fraction: Fraction | None, which: str, *, share: bool
) -> Iterator[_Difference]:
    if fraction is not None:
        yield from _fraction_differences(number, fraction, share, stated, which)
        return
    if number.value == stated.value:
        if not same_precision(number, stated):
            yield _Difference(f"{which}the quote writes {_written(stated)}, the value {_written(number)}", 2)
        return
    if number.value == -stated.value:
        yield _Difference(
            f"{which}the quote says {_written(stated)}, the value {_written(number)}: the sign differs", 2
        )
    elif number.digits == stated.digits:
        quoted, valued = stated.scale or _NAMED[""], number.scale or _NAMED[""]
        yield _Difference(f"{which}the quote says {quoted}, the value says {valued}", 2)
    else:
        near = 5 if _one_edit(number.digits, stated.digits) or _shifted(number, stated) else 8
        yield _Difference(f"{which}the quote says {_written(stated)}, the value says {_written(number)}", near)


def _fraction_differences(
    number: Number, fraction: Fraction, share: bool, stated: Number, which: str
) -> Iterator[_Difference]:
    """`share` says that the value is a percentage: "two-thirds" is 200/3 percent."""
    digits, exact = Decimal(number.digits), fraction * (100 if share else 1)
    fits = number.decimals in _decimals_of(exact, share) and _rounded(exact, number.decimals) == digits
    if fits and number.scale == stated.scale:
        return
    precise = Fraction(digits) == exact and number.scale == stated.scale
    which += f"the quote gives the fraction {fraction}"
    if number.scale != stated.scale:
        yield _Difference(f"{which}, the value says {_written(number)}", 8)
    elif precise:
        yield _Difference(f"{which}, the value writes {number.digits}", 2)
    else:
        yield _Difference(f"{which}, the value says {number.digits}", 5)


def _decimals_of(exact: Fraction, share: bool) -> tuple[int, ...]:
    """With how many decimals a fraction may be written: all it needs, or a few if it needs endlessly many.

    Two-thirds is 67 or 66.7 percent, or 0.67 or 0.667; and 2⅓ is 2.3 or 2.33, but not 2.
    """
    for decimals in range(5):
        if (exact * 10**decimals).denominator == 1:
            return (decimals,)
    if abs(exact) < 1:
        return (2, 3)
    return (0, 1) if share else (1, 2)


def _rounded(exact: Fraction, decimals: int) -> Decimal:
    place = Decimal(1).scaleb(-decimals)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(place, ROUND_HALF_EVEN)


def same_precision(first: Number, second: Number) -> bool:
    """Whether two equal numbers may be written to the same last place, their trailing zeros being none or all."""
    return max(first.last_place, second.last_place) <= min(_coarsest(first), _coarsest(second))


def _coarsest(number: Number) -> int:
    return max(number.last_place, number.significant_place)


def _one_edit(first: str, second: str) -> bool:
    """Whether one digit or point was changed, added, dropped or swapped with its neighbour."""
    if abs(len(first) - len(second)) > 1:
        return False
    shared = next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    first, second = first[shared:], second[shared:]
    return (
        first[1:] == second[1:]
        or first[1:] == second
        or first == second[1:]
        or (first[:2] == second[1::-1] and first[2:] == second[2:])
    )


def _shifted(first: Number, second: Number) -> bool:
    """Whether only the point or the zeros differ."""
    return first.digits.replace(".", "").strip("0-") == second.digits.replace(".", "").strip("0-")


# Units


def _unit_differences(value: Stated, quantity: Quantity, mentioned: _Mentions) -> Iterator[_Difference]:
    unit, quoted = value.unit, quantity.stated.unit
    if quantity.sign:
        yield from _sign_differences(value, quantity, mentioned.vocabulary)
    elif quantity.kind == "fraction":
        if unit.numerator not in ((), (PERCENT,)):
            yield _Difference(f"the quote gives a share, the value is in {_name(unit.numerator)}", 4)
    elif unit.numerator != quoted.numerator:
        yield from _numerator_differences(unit, quantity, mentioned)
    yield from _denominator_differences(unit, quantity, mentioned)


def _sign_differences(value: Stated, quantity: Quantity, vocabulary: Vocabulary) -> Iterator[_Difference]:
    candidates = vocabulary.sign(quantity.sign)
    if value.unit.currency not in candidates:
        yield _Difference(f'the quote says "{quantity.sign}", the value says {_name(value.unit.numerator)}', 3)


def _numerator_differences(unit: Unit, quantity: Quantity, mentioned: _Mentions) -> Iterator[_Difference]:
    quoted = quantity.stated.unit
    counted = len(unit.numerator) == 1 and unit.numerator[0] in mentioned.vocabulary.nouns
    if not quoted.numerator and unit.currency and mentioned.money(quantity, unit.currency):
        return
    if counted and not quoted.numerator:
        noun = unit.numerator[0]
        if not mentioned.has(noun) and not mentioned.left_out(quantity, noun):
            yield _Difference(f"the quote does not mention {noun.replace('_', ' ')}", 3)
        return
    yield _Difference(f"the quote says {_name(quoted.numerator)}, the value says {_name(unit.numerator)}", 3)


def _denominator_differences(unit: Unit, quantity: Quantity, mentioned: _Mentions) -> Iterator[_Difference]:
    quoted = quantity.stated.unit.denominator
    for name in quoted:
        if name not in unit.denominator:
            yield _Difference(f"the quote says per {name.replace('_', ' ')}, the value does not", 3)
    added = [name for name in unit.denominator if name not in quoted]
    if quantity.per == "each" and not unit.denominator:
        yield _Difference("the quote says each, the value does not say of what", 3)
    elif quantity.per and quantity.per != "each":
        yield _Difference(f"the quote says per {quantity.per}, which is no known unit", 3)
    if quoted and added and unit.denominator and not set(quoted) & set(unit.denominator):
        yield _Difference(f"the value says per {_name(tuple(added))}", 1)
        return
    for name in added:
        if not mentioned.has(name):
            yield _Difference(f"the quote does not mention {name.replace('_', ' ')}", 3)


def _name(names: tuple[str, ...]) -> str:
    """Unit names in a message."""
    return " ".join(_NAMED.get(name, name.replace("_", " ")) for name in names) or "no unit"


# Hedges


def _hedge_differences(value: Stated, quantity: Quantity) -> Iterator[_Difference]:
    valued, quoted = value.hedge, quantity.stated.hedge
    if (valued and valued.kind) == (quoted and quoted.kind):
        return
    if valued is None and quoted is not None and quoted.words == "some" and quantity.stated.is_range:
        return
    yield _Difference(f"the quote says {_hedge(quoted)}, the value says {_hedge(valued)}", 1)


def _hedge(hedge: Hedge | None) -> str:
    return f'"{hedge}"' if hedge else "no hedge"


# Messages


def _no_count(said: str, quote: str, quantities: tuple[Quantity, ...]) -> Problem:
    """The problem of a quote without a number: none, or only dates, names and vague amounts."""
    if not quantities:
        return codes.NO_QUANTITY.problem(0, len(quote), value=said, hint="quote the words in which the number stands")
    order = {"unclear": 0, "vague": 1, "name": 2, "period": 3}
    nearest = min(quantities, key=lambda quantity: order[quantity.kind])
    reasons = {
        "unclear": "which can be read in more than one way",
        "vague": "which gives no number",
        "name": "which is a name",
        "period": "which is a date",
    }
    words = quote[nearest.start : nearest.end]
    return codes.NOT_STATED.problem(
        nearest.start, nearest.end, value=said, quote=f'"{words}"', difference=reasons[nearest.kind],
        hint="quote the words in which the number stands, or make it a claim without a number: text: " + words,
    )  # fmt: skip


def _quoted(quantity: Quantity, quote: str, vocabulary: Vocabulary) -> str:
    if quantity.fraction is not None or quantity.sign or quantity.kind == "multiple":
        return f'"{" ".join(quote[quantity.start : quantity.end].split())}"'
    return state(quantity.stated, vocabulary) + (f" per {quantity.per}" if quantity.per not in ("", "each") else "")


def _hint(quantity: Quantity, value: Stated, mentioned: _Mentions) -> str:
    vocabulary = mentioned.vocabulary
    if quantity.per.isalpha() and quantity.per != "each":
        return f'declare it in briefkit.toml: [nouns] {quantity.per} = ["{quantity.per}s"]'
    if quantity.per == "each" and not value.unit.denominator:
        return f"say of what: value: {state(value, vocabulary)} / …, with a noun that is declared under nouns"
    stated = _in_digits(quantity)
    if not stated.unit.denominator:
        # The quote may name elsewhere what the value is per: "from China for wigs".
        per = tuple(name for name in value.unit.denominator if mentioned.has(name))
        stated = replace(stated, unit=stated.unit / Unit.of(*per))
    if quantity.sign:
        # Nobody has settled which currency the sign is, so the value has to say it.
        candidates = vocabulary.sign(quantity.sign)
        valued = [code for code in candidates if code == value.unit.currency]
        settled = (replace(stated, unit=Unit.of(code) * stated.unit) for code in valued or candidates)
        return "value: " + " or ".join(state(one, vocabulary) for one in settled)
    return f"value: {state(stated, vocabulary)}"


def _in_digits(quantity: Quantity) -> Stated:
    """What a quantity states, with its fractions written out: "two-thirds" as 67 %, "2⅓ kg" as 2.3 kg."""
    stated, share = quantity.stated, quantity.kind == "fraction" and quantity.fraction is not None

    def written_out(number: Number, fraction: Fraction | None) -> Number:
        if fraction is None:
            return number
        exact = fraction * (100 if share else 1)
        return Number(f"{_rounded(exact, _decimals_of(exact, share)[0])}", number.scale)

    low = written_out(stated.low, quantity.fraction)
    high = written_out(stated.high, quantity.high_fraction) if stated.is_range else low
    return replace(stated, low=low, high=high, unit=PERCENT_UNIT if share else stated.unit)


def _grouped(number: Number) -> str:
    whole, point, decimals = number.digits.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-') or 0):,}{point}{decimals}"


def _written(number: Number) -> str:
    return f"{_grouped(number)} {number.scale}".rstrip()


def _unit_word(name: str, one: bool, vocabulary: Vocabulary | None) -> str:
    if name in _SPELLED_OUT:
        return name if one else f"{name}s"
    if vocabulary is not None and name in vocabulary.nouns:
        return vocabulary.words(name)[0 if one else 1]
    return name if is_currency(name) else name.replace("_", " ")
