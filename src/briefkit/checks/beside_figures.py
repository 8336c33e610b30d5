"""Check what is typed right beside a figure: a hedge, unit, scale or sign there makes another figure of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.briefs.resolved import Printed, ResolvedTable, passages
from briefkit.checks.context import BriefContext
from briefkit.checks.number_patterns import SCALES, any_of
from briefkit.checks.run_text import FIGURE, OTHER, RunText
from briefkit.figures.evaluation import Words
from briefkit.figures.figure import Figure
from briefkit.figures.money.currencies import CURRENCY_NAMES, CURRENCY_SIGNS, is_currency
from briefkit.figures.quotes import east_asian_hedges
from briefkit.figures.quotes.east_asian_units import CHARACTER, units_pattern
from briefkit.figures.quotes.hedge_words import PHRASES_BEFORE, PHRASES_BEHIND, read_hedge
from briefkit.figures.quotes.tokens import LOOKAHEAD, NO_TOKEN, tokenize
from briefkit.figures.units import MEASURES, Vocabulary
from briefkit.findings import Code, Finding
from briefkit.findings import bk5_prose as codes

_WINDOW = 40  # characters; no hedge or unit is longer

# Hedges

# Verbs are relations, not hedges ("exceeds"), and an estimate says how a figure was made.
_NO_HEDGES = frozenset(
    (
        "exceeding", "exceeds", "exceed", "exceeded", "surpassing", "surpassed", "estimated", "minimum", "maximum",
        "estimated at", "capped at", "as long as", "not even", "not just", "or about", "give or take",
    )
)  # fmt: skip
_MORE_HEDGES = re.compile(r"(?:(?<!\w)(?:exactly|precisely|barely|hardly|scarcely|practically)|±)\s*$", re.IGNORECASE)
# Behind these the word is no hedge: "adds up to", "talks about".
_OTHERWISE = re.compile(
    rf"\b(?:(?:add|adds|added|adding|amounts?|amounted|sums?|comes?|came|from\s+{FIGURE}) up to"
    r"|(?:talk|talks|knows?|known|asks?|asked|thinks?|doubts?|questions?) about"
    r"|(?:twice|thrice|half|double|triple|times|fold) as (?:much|many|high|low|long)(?: \w+)? as"
    r"|(?:turns?|moves?|revolves?|centers?|centred?) around|(?:spread|argues?|disputes?|quarrels?|disagree) over)\s*$",
    re.IGNORECASE,
)


# "Not {{ … }} but {{ … }}" and "it is {{ … }}, not {{ … }}" set one figure against another.
_NOT_BEFORE = re.compile(
    r"(?:(?<!\w)(?P<joint>(?:[,;:(\[–—-]|\b(?:and|but))\s)|(?<!\w)(?<!\bwhether\sor\s)(?<!\bif\s)(?<!\bas\s)(?<!\bwhy\s))not\s+$",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"\b(?:but|instead|rather)\b|;\s+(?:it|they|this|that)\b", re.IGNORECASE)

# "And over {{ … }}" belongs to the next figure, "or more than" to what follows.
_GOES_ON = frozenset("all to the a an its their his her this that".split())
_PREPOSITIONS = frozenset("over above under below".split())


def hedge_before(text: str) -> int | None:
    """Where the hedge begins that a text ends with; None where it ends with none."""
    tokens = [*tokenize(text), *[NO_TOKEN] * LOOKAHEAD]
    count = len(tokens) - LOOKAHEAD
    for at in range(count):
        hedge, end = read_hedge(tokens, at, PHRASES_BEFORE)
        if hedge is not None and end == count and " ".join(text[tokens[at].start :].lower().split()) not in _NO_HEDGES:
            return None if _OTHERWISE.search(text) else tokens[at].start
    more = _MORE_HEDGES.search(text)
    return more.start() if more else None


def _hedge_behind(text: str) -> int | None:
    """Where the hedge ends that a text begins with; None where it begins with none."""
    tokens = [*tokenize(text), *[NO_TOKEN] * LOOKAHEAD]
    hedge, end = read_hedge(tokens, 0, PHRASES_BEHIND)
    following = tokens[end]
    if hedge is None or following.kind == "number" or following.text == FIGURE or following.low == "than":
        return None
    if following.low in _GOES_ON and tokens[end - 1].low in _PREPOSITIONS:
        return None
    return tokens[end - 1].end


def _east_asian_hedge_before(text: str) -> int | None:
    """The same for the hedges of Korean and Chinese: 약, 최대, 超过."""
    if text.isascii():
        return None
    found = east_asian_hedges.hedge_before(text, 0, len(text))
    return found.edge if found.words or found.denies else None


def _east_asian_hedge_behind(text: str) -> int | None:
    """The same behind a figure: 이상, 左右."""
    if text.isascii():
        return None
    found = east_asian_hedges.hedge_behind(text, 0)
    return found.edge if found.words or found.denies else None


# Units, scales, signs

_SHORT = ("mn", "mln", "bn", "bln", "tn", "trn", "m", "k", "b")
_PERCENT = (
    "percent", "per cent", "percentage point", "percentage points", "percentage", "pct", "pp", "basis points",
)  # fmt: skip
_UNITS = [
    word
    for measure in MEASURES
    for word in (measure.symbol, measure.singular, measure.plural, *measure.spellings)
    if re.fullmatch(r"[^\W\d_].*", word) and word not in ("in", "second", "fold")
]
_TIMES = "second|minute|hour|day|week|month|quarter|year"
_UNIT_BEHIND = re.compile(
    rf"\s*[%‰°]|[ -]?(?:{any_of((*SCALES, *_SHORT))})(?!\w)"
    rf"|[ -]?(?:{any_of((*_PERCENT, *_UNITS, *CURRENCY_NAMES, 'won', 'fold', 'cents'))})(?!\w)"
    rf"|\s?(?:{any_of(re.escape(sign) for sign in CURRENCY_SIGNS if sign != 'won')})(?!\w)"
    r"|\s?(?P<code>(?-i:[A-Z]{3}))(?!\w)"
    rf"|\s(?:an?|per|each|every)\s(?:{_TIMES})\b(?!\s(?:ago|later|earlier|before|after|old))"
    rf"|\s(?:an?|each|every)\s(?P<measure>{any_of(_UNITS)})(?!\w)(?!\s(?:ago|later|earlier|before|after|old))"
    r"|\s(?:annually|yearly|monthly|daily|weekly|hourly)(?=\s*(?:[^\w\s]|$))"
    r"|\s(?:per|/)\s(?P<per>[^\W\d_]+)|/(?P<slash>[^\W\d_]+)"
    rf"|(?P<glued>(?![{CHARACTER}])[^\W\d_]+)",
    re.IGNORECASE,
)
# Korean and Chinese write particles and verbs right behind a figure; groups, units and currencies change it.
_EAST_ASIAN_UNIT_BEHIND = re.compile(rf"\s?(?:[백천만억조百千万萬亿億]|{units_pattern()})")
_EAST_ASIAN_UNIT_BEFORE = re.compile(r"(?:(?:북한|한국|남한) ?돈|인민폐|人民币|[负負])\s?$")
_NOUN_BEHIND = re.compile(r"[ -]([^\W\d_]+)")
_RANGE_BEHIND = re.compile(rf"(?:[-–~]\s?|\s[-–~]|[.,×*+=]|)(?={FIGURE})")
_WHOLE_RANGE = re.compile(rf"\s*{FIGURE}(\s[-–~]\s){FIGURE}\s*")
_UNIT_BEFORE = re.compile(
    rf"(?:{any_of(re.escape(sign) for sign in CURRENCY_SIGNS if sign != 'won')})\s?$"
    rf"|(?<![^\W_])(?P<code>RMB|[A-Z]{{3}})\s?$|(?<![\w{FIGURE}{OTHER}])[-–+±×]$|(?:(?<=\s)|^)[.,]$"
    rf"|(?<!\w)(?<!{FIGURE}\s)(?i:minus|negative)\s$"
)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A sentence of a run, and where a figure stands in it."""

    text: RunText
    start: int
    end: int
    at: int

    @property
    def figure(self) -> Figure:
        printed = self.text.printed[self.at]
        assert printed is not None
        assert isinstance(printed.value, Figure)
        return printed.value

    def before(self) -> str:
        return self.text.text[max(self.start, self.at - _WINDOW) : self.at]

    def behind(self) -> str:
        return self.text.text[self.at + 1 : min(self.end, self.at + 1 + _WINDOW)]

    def is_contrast(self, joint: str | None) -> bool:
        """Whether a "not" before the figure sets it against another figure of the sentence."""
        against = joint is not None and FIGURE in self.text.text[self.start : self.at]
        return against or _CONTRAST.search(self.text.text, self.at, self.end) is not None

    def found(self, code: Code, start: int, end: int, hint: str) -> Finding:
        """A finding about `text[start:end]`, blanks around it left out."""
        words = self.text.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
        return code.at(self.text.span(start, end), words=self.text.written(start, end), hint=hint)


def check_beside_figures(context: BriefContext) -> Iterator[Finding]:
    """Hedges, units, scales, currencies, signs and dashes that are typed right beside a figure."""
    vocabulary = context.scope.scope.vocabulary
    for passage in passages(context.brief):
        for run in passage.runs if isinstance(passage, ResolvedTable) else (passage,):
            text = context.texts.of(run)
            if text is not None and run.printed:
                yield from _in_run(text, vocabulary)


def _in_run(text: RunText, vocabulary: Vocabulary) -> Iterator[Finding]:
    for start, end in text.sentences():
        at = text.text.find(FIGURE, start, end)
        while at >= 0:
            yield from _beside(_Beside(text, start, end, at), vocabulary)
            at = text.text.find(FIGURE, at + 1, end)


def _beside(place: _Beside, vocabulary: Vocabulary) -> Iterator[Finding]:
    yield from _literals(place)
    before, behind = place.before(), place.behind()
    offset = place.at - len(before)
    start = hedge_before(before)
    start = _east_asian_hedge_before(before) if start is None else start
    denied = _NOT_BEFORE.search(before)
    if start is None and denied is not None and not place.is_contrast(denied["joint"]):
        start = denied.end("joint") if denied["joint"] else denied.start()
    if start is not None:
        yield place.found(codes.HEDGE_TYPED, offset + start, place.at, _HEDGE_HINT)
    unit = _UNIT_BEFORE.search(before) or _EAST_ASIAN_UNIT_BEFORE.search(before)
    if unit is not None and _is_code(unit.groupdict().get("code")):
        yield place.found(codes.UNIT_TYPED, offset + unit.start(), place.at, _UNIT_HINT)
    end = _hedge_behind(behind)
    end = _east_asian_hedge_behind(behind) if end is None else end
    if end is not None:
        yield place.found(codes.HEDGE_TYPED, place.at + 1, place.at + 1 + end, _HEDGE_HINT)
    elif (end := _unit_end(behind, place.figure, vocabulary)) is not None:
        yield place.found(codes.UNIT_TYPED, place.at + 1, place.at + 1 + end, _UNIT_HINT)
    yield from _range(place, behind)


_HEDGE_HINT = 'remove it; for a comparison write {{ "more than" | holds("…") }}'
_UNIT_HINT = "remove it, and put it into the value of the claim, or into as: … of the figure"
_RANGE_HINT = "write from {{ … }} to {{ … }}, or print one figure that is a range"


# Currencies of little trade whose codes are words that stand in capitals: ALL, TOP.
_WORDS_IN_CAPITALS = frozenset("ALL TOP CUP MAD PEN MOP COP SOS GEL".split())


def _is_code(code: str | None) -> bool:
    return code is None or code == "RMB" or (is_currency(code) and code not in _WORDS_IN_CAPITALS)


def _unit_end(behind: str, figure: Figure, vocabulary: Vocabulary) -> int | None:
    """Where the unit ends that is typed behind a figure; None where there is none."""
    match = _UNIT_BEHIND.match(behind)
    if match is not None and _is_code(match["code"]):
        below = match["per"] or match["slash"] or match["measure"]
        # "Per lantern" says what a price by the lantern leaves out where the sentence names the lantern.
        if below is None or vocabulary.name(below) not in figure.unit.denominator:
            return match.end()
    east_asian = _EAST_ASIAN_UNIT_BEHIND.match(behind)
    if east_asian is not None:
        return east_asian.end()
    noun = _NOUN_BEHIND.match(behind)
    if noun is not None and vocabulary.name(noun[1]) in figure.unit.numerator:
        return noun.end()
    return None


def _range(place: _Beside, behind: str) -> Iterator[Finding]:
    match = _RANGE_BEHIND.match(behind)
    if match is not None:
        # Two figures with nothing between them: the finding stands at the second.
        end = place.at + 1 + match.end() + (not match.group())
        yield place.found(codes.UNIT_TYPED, place.at + 1, end, _RANGE_HINT)
        return
    whole = _WHOLE_RANGE.fullmatch(place.text.text, place.start, place.end)
    if whole is not None and whole.start(1) == place.at + 1:
        yield place.found(codes.UNIT_TYPED, whole.start(1), whole.end(1), _RANGE_HINT)


def _literals(place: _Beside) -> Iterator[Finding]:
    """Hedges and units that stand beside the figure in lit("…")."""
    for at, before in _neighbors(place):
        words = _literal(place.text.printed.get(at))
        if words is None:
            continue
        bare = words.strip()
        is_hedge = hedge_before(bare) == 0 if before else _hedge_behind(bare) == len(bare)
        is_unit = _UNIT_BEFORE.fullmatch(bare) if before else _UNIT_ALONE.fullmatch(bare)
        if not (is_hedge or is_unit):
            continue
        code = codes.HEDGE_TYPED if is_hedge else codes.UNIT_TYPED
        yield code.at(place.text.span(at, at + 1), words=bare, hint="remove it: lit is for names that hold a number")


_UNIT_ALONE = re.compile(
    rf"[%‰°]|{any_of((*SCALES, *_SHORT, *_PERCENT, *_UNITS, *CURRENCY_NAMES))}|[A-Z]{{3}}|[$€£¥₩]", re.IGNORECASE
)


def _neighbors(place: _Beside) -> Iterator[tuple[int, bool]]:
    """The expressions that stand right before and right behind, blanks aside: where, and whether before."""
    text = place.text.text
    before = len(text[place.start : place.at].rstrip()) + place.start - 1
    if before >= place.start and text[before] == OTHER:
        yield before, True
    behind = place.end - len(text[place.at + 1 : place.end].lstrip())
    if behind < place.end and text[behind] == OTHER:
        yield behind, False


def _literal(printed: Printed | None) -> str | None:
    """The words of a lit; None for anything else."""
    value = printed.value if printed is not None else None
    return value.text if isinstance(value, Words) and value.literal and not value.relation else None
