"""Find the units that stand behind a number in running text: "metric tons", "North Korean workers", "per day"."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.figures.money.currencies import is_currency
from briefkit.figures.quotes.number_words import ONES, TENS, read_number_words
from briefkit.figures.quotes.tokens import Token
from briefkit.figures.units import FOLD, PERCENT, PLAIN, POINTS, Unit, Vocabulary

STOP_WORDS = frozenset(
    "of in to from and or with at by for the a an who that which were was is are be been had have has on as than"
    " per each every if when while because but nor so into through during since until between among against about"
    " over under not".split()
)
TIMES = frozenset({"hour", "day", "week", "month", "year", "min", "s"})
_ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year",
}  # fmt: skip
_NOUN_WINDOW = 6
_OF_WINDOW = 6
_NO_DENOMINATOR_BEFORE = frozenset({"ago", "later", "earlier", "before", "after", "off", "old", "long"})


class UnitReader:
    """Reads units out of tokens with the words of a vocabulary: what stands at a place, and where it ends."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary

    def unit(self, at: int) -> tuple[Unit | None, int]:
        """The longest run of words that names a measure, a currency or a noun."""
        for end in range(self._run_end(at), at, -1):
            name = self.vocabulary.name(self.spelled(at, end))
            if name is not None and self.tokens[end - 1].kind == "word":
                return Unit.of(name), end
        return None, at

    def noun(self, at: int) -> tuple[Unit | None, int]:
        """The declared noun that a number counts, with adjectives before it: "North Korean workers"."""
        found: tuple[Unit | None, int] = (None, at)
        if not self.vocabulary.nouns:
            return found
        place = at
        while place < at + _NOUN_WINDOW:
            token = self.tokens[place]
            if token.kind == "dash" and token.glued:
                place += 1
                continue
            if token.kind != "word" or token.low in STOP_WORDS or token.low in ONES or token.low in TENS:
                break
            unit, end = self.unit(place)
            if unit is not None and self.is_noun(unit):
                found = (unit, end)
                place = end
            elif unit is not None and place > at:
                break
            else:
                place += 1
        return found

    def unit_or_noun(self, at: int) -> tuple[Unit | None, int]:
        unit, end = self.unit(at)
        return (unit, end) if unit is not None else self.noun(at)

    def is_noun(self, unit: Unit) -> bool:
        """Whether a unit of one name is a counted noun of the project."""
        return unit.numerator[0] in self.vocabulary.nouns

    def spelled(self, at: int, end: int) -> str:
        """The tokens from `at` to `end` as one spelling, with single spaces."""
        words = [self.tokens[at].text]
        words += [token.text if token.glued else f" {token.text}" for token in self.tokens[at + 1 : end]]
        return "".join(words)

    def _run_end(self, at: int) -> int:
        """Behind the words at `at`, hyphenated ones included, that may make one unit."""
        first = self.tokens[at]
        longest = self.vocabulary.openings.get(first.low, 1 if is_currency(first.text) else 0)
        # "300 in May" counts no inches, and "the second" is no time.
        ordinal = first.low == "second" and self.tokens[at - 1].kind != "dash"
        if not longest or first.kind != "word" or first.low == "in" or ordinal:
            return at
        end = at + 1
        while end < at + longest:
            token = self.tokens[end]
            if token.kind == "dash" and token.glued and self.tokens[end + 1].kind == "word":
                end += 2
            elif token.kind == "word" and token.low not in STOP_WORDS:
                end += 1
            else:
                break
        return end

    def per(self, at: int) -> tuple[Unit | None, str, int]:
        """The denominators behind an amount ("per worker per month") as a unit, words that are no unit, and the end."""
        unit, unread, end = self._one_per(at)
        if unit is None and not unread:
            skipped = self._past_what_is_counted(at)
            if skipped is not None:
                unit, unread, end = self._one_per(skipped, distant=True)
        if unit is None and not unread:
            return None, "", at
        while True:
            further, more, after = self._one_per(end)
            if further is None and not more:
                return unit, unread, end
            unit = (unit or PLAIN) * (further or PLAIN)
            unread, end = unread or more, after

    def _past_what_is_counted(self, at: int) -> int | None:
        """Behind "of coal", "in wages" or "deaths": where "per" follows or, after "of", "a day"."""
        first = self.tokens[at]
        if first.kind != "word" or (first.low in STOP_WORDS and first.low not in ("of", "in")):
            return None
        for place in range(at + 1, at + _OF_WINDOW):
            token = self.tokens[place]
            timed = token.low in ("a", "an", "each", "every") and self._is_time(place + 1)
            if token.low == "per" or (timed and first.low == "of"):
                return place
            if token.kind != "word" or token.low in ("a", "an", "to", "from", "in"):
                return None
        return None

    def _is_time(self, at: int) -> bool:
        unit, _ = self.unit(at)
        return unit is not None and unit.numerator[0] in TIMES

    def _one_per(self, at: int, distant: bool = False) -> tuple[Unit | None, str, int]:
        token, following = self.tokens[at], self.tokens[at + 1]
        if token.low in _ADVERBS:
            return Unit.of(per=[_ADVERBS[token.low]]), "", at + 1
        if token.low == "apiece" or (token.low == "each" and not self._is_time(at + 1)):
            return None, "each", at + 1
        if token.low in ("a", "an") and following.low == "piece" and self.vocabulary.name("piece") is None:
            return None, "each", at + 2
        if token.low in ("per", "/"):
            return self._explicit_per(at + 1)
        if token.low == "to" and following.low == "the":
            unit, end = self.unit(at + 2)  # "8,240 to the dollar"
            return (unit.inverse, "", end) if unit is not None and unit.currency else (None, "", at)
        if token.low not in ("a", "an", "every", "each"):
            return None, "", at
        unit, end = self.unit(at + 1)
        if unit is None or unit.numerator[0] in (PERCENT, POINTS, FOLD):
            return None, "", at
        if self.tokens[end].low in _NO_DENOMINATOR_BEFORE or (distant and unit.numerator[0] not in TIMES):
            return None, "", at
        return unit.inverse, "", end

    def _explicit_per(self, at: int) -> tuple[Unit | None, str, int]:
        several = self._several(at)
        if several is not None:
            return None, self.spelled(at, several), several
        if self.tokens[at].kind != "word":
            return None, "", at - 1
        unit, end = self.unit_or_noun(at)
        if unit is None:
            return None, self.tokens[at].text, at + 1
        if unit.numerator[0] in (PERCENT, POINTS, FOLD):
            return None, "", at - 1
        return unit.inverse, "", end

    def _several(self, at: int) -> int | None:
        """Where the "100 kilograms" of "per 100 kilograms" ends, a denominator that is no unit of ours."""
        words = read_number_words(self.tokens, at) if self.tokens[at].kind == "word" else None
        if self.tokens[at].kind != "number" and words is None:
            return None
        end = words.end if words else at + 1
        return max(self.unit(end)[1], end)
