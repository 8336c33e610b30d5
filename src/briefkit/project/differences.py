"""What differs between two states of a project: two examinations in, changes figure by figure and sentence by sentence
out, each with what it is due to.

Differences are exact, in the figure's own unit, end by end; where units differ there is none. A figure is known by its
name and by the expression that prints it. What one side could not resolve is neither added nor removed: it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from briefkit.briefs.prose import ExpressionPiece
from briefkit.briefs.resolved import ResolvedBrief, ResolvedFigure
from briefkit.evidence.seeds import AnchoredClaim, Seed
from briefkit.figures.evaluation import Words
from briefkit.figures.figure import Figure, plain_number
from briefkit.figures.money.rates import Rate, format_rate
from briefkit.figures.printing import format_figure
from briefkit.figures.regions import CONTEXT
from briefkit.findings import Span
from briefkit.project.examination import Examination, Examined
from briefkit.project.sentences import SentenceChange, changed_sentences, placed_sentences

PERCENT_DIGITS = 3  # significant ones, of a difference in percent
RATE_DIGITS = (4, 8, 16, 34)  # tried in turn, until two rates that differ print differently


class Kind(StrEnum):
    """What became of a figure. HIDDEN: other bounds that print the same; GROUNDS: the same figure from other evidence;
    UNKNOWN: one side could not resolve it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    HIDDEN = "hidden"
    GROUNDS = "grounds"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a figure is another: the kind of thing that differs, its name, which part of it, the old and the new text.

    An empty text stands for what is not there.
    """

    kind: str  # claim, rate, formula, rounding, unit, hedge, style, noun
    name: str
    part: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A difference in one unit: of the lower and the upper end, and in percent where the old end is not zero."""

    unit: str
    low: Decimal
    high: Decimal
    percent_low: Decimal | None
    percent_high: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a brief prints or defines under a name. `text` is as prose prints it, whatever sentence it stands in."""

    name: str
    expression: str
    text: str
    value: Figure | Words
    span: Span
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure in both states; one of them is None where it is added, removed or unknown there."""

    kind: Kind
    old: Item | None
    new: Item | None
    amounts: tuple[Amount, ...] = ()
    causes: tuple[Cause, ...] = ()

    @property
    def item(self) -> Item:
        """As it is in the new state, or as it was."""
        found = self.new or self.old
        assert found is not None
        return found


class State(StrEnum):
    """What became of a brief. UNREAD: its file could not be read as a brief on one side."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefChange:
    """What changed in a brief. `stopped` are the numbers of findings that stop it, before and now."""

    name: str
    state: State
    stopped: tuple[int, int] = (0, 0)
    figures: tuple[FigureChange, ...] = ()
    sentences: tuple[SentenceChange, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything that it prints, or what that rests on, is another; or nobody can tell."""
        return self.state is not State.CHANGED or bool(self.figures or self.sentences)


def compare(old: Examination, new: Examination, names: tuple[frozenset[str], frozenset[str]]) -> list[BriefChange]:
    """The briefs that differ, or that findings stop on either side. `names` are those of the briefs of each side,
    whether they could be read or not.
    """
    found = [_brief(name, old, new, names) for name in sorted(names[0] | names[1])]
    return [change for change in found if change.differs or any(change.stopped)]


def _brief(name: str, old: Examination, new: Examination, names: tuple[frozenset[str], frozenset[str]]) -> BriefChange:
    stopped = (old.blocked.get(name, 0), new.blocked.get(name, 0))
    before, after = old.briefs.get(name), new.briefs.get(name)
    if (before is None and name in names[0]) or (after is None and name in names[1]):
        return BriefChange(name=name, state=State.UNREAD, stopped=stopped)
    if before is None or after is None:
        state = State.ADDED if before is None else State.REMOVED
        return BriefChange(name=name, state=state, stopped=stopped, figures=tuple(_one_sided(before, after)))
    sentences = changed_sentences(placed_sentences(before.brief), placed_sentences(after.brief))
    pair = _Pair(before, after, old.seeds, new.seeds)
    return BriefChange(
        name=name,
        state=State.CHANGED,
        stopped=stopped,
        figures=tuple(pair.changes()),
        sentences=tuple(sentences),
    )


def _one_sided(before: Examined | None, after: Examined | None) -> Iterator[FigureChange]:
    """Every figure of a brief that is on one side alone."""
    if after is not None:
        yield from (FigureChange(kind=Kind.ADDED, old=None, new=item) for item in items_of(after).values())
    elif before is not None:
        yield from (FigureChange(kind=Kind.REMOVED, old=item, new=None) for item in items_of(before).values())


def items_of(examined: Examined) -> dict[tuple[str, str], Item]:
    """Every figure that a brief defines, then all else that it prints from a claim, by name and expression."""
    brief = examined.brief
    items: dict[tuple[str, str], Item] = {}

    def add(name: str, expression: str, value: Figure | Words, span: Span, claims: tuple[str, ...]) -> None:
        text = value.text if isinstance(value, Words) else format_figure(value, examined.style, examined.vocabulary)
        item = Item(name=name, expression=expression, text=text, value=value, span=span, claims=claims)
        items.setdefault((name, expression), item)

    for figure in brief.figures.values():
        add(figure.name, figure.name, figure.figure, figure.span, figure.figure.claims)
    for printed in brief.printed:
        # A citation alone prints no text, and what a writer typed in quotation marks is held by its relation.
        if isinstance(printed.value, Figure) or (printed.text and printed.claims and not printed.value.literal):
            add(printed.name, _even(printed.expression), printed.value, printed.span, printed.claims)
    return items


def _even(text: str) -> str:
    return " ".join(text.split())


def _failed(brief: ResolvedBrief) -> set[str]:
    """The expressions of a brief that could not be resolved, and the figures that it could not define."""
    pieces = (piece for run in brief.runs for piece in run.pieces if isinstance(piece, ExpressionPiece))
    sources = {_even(piece.source) for piece in pieces}
    return (sources - {_even(printed.expression) for printed in brief.printed}) | brief.broken


class _Pair:
    """One brief in both states."""

    def __init__(self, old: Examined, new: Examined, seeds: Mapping[str, Seed], new_seeds: Mapping[str, Seed]) -> None:
        self.old, self.new = old, new
        self.claims = _claims(seeds), _claims(new_seeds)
        self.failed = _failed(old.brief), _failed(new.brief)

    def changes(self) -> list[FigureChange]:
        """What differs, in the order of the new state, but for figures of one name, which stand together."""
        found = list(self._changes())
        order = {name: at for at, name in enumerate(dict.fromkeys(change.item.name for change in found))}
        return sorted(found, key=lambda change: order[change.item.name])

    def _changes(self) -> Iterator[FigureChange]:
        old, new = items_of(self.old), items_of(self.new)
        pairs = {key: key for key in new if key in old}
        pairs |= _by_name([key for key in new if key not in old], [key for key in old if key not in new])
        for key, item in new.items():
            change = self._change(old[pairs[key]], item) if key in pairs else self._one(item, 0)
            if change is not None:
                yield change
        taken = set(pairs.values())
        yield from (self._one(item, 1) for key, item in old.items() if key not in taken)

    def _one(self, item: Item, missing: int) -> FigureChange:
        """A figure that one side lacks: the old one (0) or the new one (1)."""
        kind = Kind.REMOVED if missing else Kind.ADDED
        if {item.name, item.expression} & self.failed[missing]:
            kind = Kind.UNKNOWN
        return FigureChange(kind=kind, old=item if missing else None, new=None if missing else item)

    def _change(self, old: Item, new: Item) -> FigureChange | None:
        causes = tuple(self._causes(old, new))
        same = _content(old.value) == _content(new.value)
        # What prints a part of a claim, such as its period, does not rest on the others.
        is_part = isinstance(new.value, Words) and new.expression != new.name
        if same and old.text == new.text and (is_part or not causes):
            return None
        kind = Kind.CHANGED if old.text != new.text else Kind.GROUNDS if same else Kind.HIDDEN
        return FigureChange(kind=kind, old=old, new=new, amounts=tuple(_amounts(old.value, new.value)), causes=causes)

    # Why

    def _causes(self, old: Item, new: Item) -> Iterator[Cause]:
        yield from self._claim_causes(old, new)
        if isinstance(old.value, Figure) and isinstance(new.value, Figure):
            yield from self._rate_causes(old.value, new.value)
        yield from self._formula_causes(old, new)
        if isinstance(old.value, Figure) and isinstance(new.value, Figure):
            yield from _value_causes(old.value, new.value)
            yield from self._style_causes(old.value)

    def _claim_causes(self, old: Item, new: Item) -> Iterator[Cause]:
        for name in dict.fromkeys((*new.claims, *old.claims)):
            before, after = (claims.get(name) for claims in self.claims)
            if name not in old.claims or name not in new.claims:
                rested, rests = before if name in old.claims else None, after if name in new.claims else None
                yield Cause(kind="claim", name=name, old=_stated(rested), new=_stated(rests))
                continue
            was, now = _parts(before), _parts(after)
            for part in dict.fromkeys((*now, *was)):
                if was.get(part, "") != now.get(part, ""):
                    yield Cause(kind="claim", name=name, part=part, old=was.get(part, ""), new=now.get(part, ""))

    def _rate_causes(self, old: Figure, new: Figure) -> Iterator[Cause]:
        was, now = _rates(old), _rates(new)
        for key in dict.fromkeys((*now, *was)):
            before, after = was.get(key), now.get(key)
            if before is None or after is None or before.value != after.value:
                texts = self._rate_texts(before, after)
                yield Cause(kind="rate", name=f"{key[0]}/{key[1]}", old=texts[0], new=texts[1])

    def _rate_texts(self, old: Rate | None, new: Rate | None) -> tuple[str, str]:
        texts = ("", "")
        for digits in RATE_DIGITS:
            texts = (self._rate_text(old, digits), self._rate_text(new, digits))
            if texts[0] != texts[1]:
                break
        return texts

    def _rate_text(self, rate: Rate | None, digits: int) -> str:
        if rate is None:
            return ""
        return f"{format_rate(rate, digits)}, {self.new.style.period(rate.period)}, {rate.description}"

    def _formula_causes(self, old: Item, new: Item) -> Iterator[Cause]:
        if old.expression != new.expression:
            yield Cause(kind="formula", name=new.name, part="expression", old=old.expression, new=new.expression)
        was, now = self.old.brief.figures, self.new.brief.figures
        for name in dict.fromkeys((*_names(new.value), *_names(old.value))):
            if name in was and name in now:
                yield from _definition_causes(was[name], now[name])

    def _style_causes(self, old: Figure) -> Iterator[Cause]:
        """A house style, or a noun, by which even the old figure would print otherwise."""
        text = format_figure(old, self.old.style, self.old.vocabulary)
        if format_figure(old, self.new.style, self.old.vocabulary) != text:
            name = f"{self.new.style_name}/house.toml"
            if self.old.style_name != self.new.style_name:
                yield Cause(kind="style", name="style", old=self.old.style_name, new=self.new.style_name)
                return
            was, now = (_flat(side.style.model_dump(mode="python")) for side in (self.old, self.new))
            for part in dict.fromkeys((*now, *was)):
                if was.get(part) != now.get(part):
                    yield Cause(kind="style", name=name, part=part, old=was.get(part, ""), new=now.get(part, ""))
        elif format_figure(old, self.old.style, self.new.vocabulary) != text:
            was_said, is_said = (side.vocabulary.nouns for side in (self.old, self.new))
            for noun in dict.fromkeys((*is_said, *was_said)):
                forms = was_said.get(noun, ()), is_said.get(noun, ())
                if forms[0] != forms[1]:
                    yield Cause(kind="noun", name=noun, old=", ".join(forms[0]), new=", ".join(forms[1]))


def _by_name(new: list[tuple[str, str]], old: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Figures of one name that other expressions print, in order; the definition of a figure answers no print of it."""
    pairs: dict[tuple[str, str], tuple[str, str]] = {}
    waiting = list(old)
    for key in new:
        found = next((other for other in waiting if other[0] == key[0] and _is_own(other) == _is_own(key)), None)
        if found is not None:
            pairs[key] = found
            waiting.remove(found)
    return pairs


def _is_own(key: tuple[str, str]) -> bool:
    return key[0] == key[1] and "." not in key[0]


def _content(value: Figure | Words) -> tuple[object, ...]:
    """What a value says, without where it is from."""
    if isinstance(value, Words):
        return (value.text,)
    second = value.display.second
    return (value.low, value.high, value.unit, value.hedge, _content(second) if second else None)


def _amounts(old: Figure | Words, new: Figure | Words) -> Iterator[Amount]:
    """The differences of the figure and of its conversion in brackets, each where the units are one."""
    if isinstance(old, Words) or isinstance(new, Words):
        return
    for was, now in ((old, new), (old.display.second, new.display.second)):
        if was is None or now is None or was.unit != now.unit or (was.low, was.high) == (now.low, now.high):
            continue
        low, high = CONTEXT.subtract(now.low, was.low), CONTEXT.subtract(now.high, was.high)
        yield Amount(
            unit=str(now.unit),
            low=low,
            high=high,
            percent_low=_percent(low, was.low),
            percent_high=_percent(high, was.high),
        )


def _percent(difference: Decimal, of: Decimal) -> Decimal | None:
    """A difference in percent, to three digits; none of nothing."""
    if not of:
        return None
    exact = CONTEXT.multiply(CONTEXT.divide(difference, abs(of)), Decimal(100))
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - PERCENT_DIGITS + 1)) if exact else exact


def _claims(seeds: Mapping[str, Seed]) -> dict[str, AnchoredClaim]:
    return {claim.name: claim for seed in seeds.values() for claim in seed.claims.values()}


def _parts(claim: AnchoredClaim | None) -> dict[str, str]:
    """What a claim says, part by part."""
    if claim is None:
        return {}
    spec = claim.spec
    parts = {
        "value": spec.value,
        "text": spec.text,
        "quote": spec.quote,
        "restated": spec.restated,
        "prices": spec.prices,
        "status": spec.status,
        "by": spec.by,
    }
    found = {name: _even(scalar.text) for name, scalar in parts.items() if scalar is not None}
    found |= {"cell": claim.cell} if claim.cell else {}
    return found | ({"as_of": claim.period.text} if claim.period is not None else {})


def _stated(claim: AnchoredClaim | None) -> str:
    if claim is None:
        return ""
    stated = claim.spec.value or claim.spec.text
    return _even(stated.text) if stated is not None else ""


def _rates(figure: Figure) -> dict[tuple[str, str, str, str, str], Rate]:
    """The rates that a figure and its conversion in brackets rest on, each by the pair and what dates it."""
    second = figure.display.second
    rates = (_upright(rate) for rate in (*figure.rates, *(second.rates if second else ())))
    return {(rate.base, rate.quote, rate.period.text, rate.policy, rate.source): rate for rate in rates}


def _upright(rate: Rate) -> Rate:
    """The rate in the direction of its names in order, so that two uses of one rate are equal."""
    return rate if rate.base <= rate.quote else rate.reverse


def _names(value: Figure | Words) -> Iterator[str]:
    """The names of a figure and of all that it was calculated from."""
    yield value.name
    if isinstance(value, Figure) and value.derivation is not None:
        for figure in value.derivation.inputs:
            yield from _names(figure)


def _definition_causes(old: ResolvedFigure, new: ResolvedFigure) -> Iterator[Cause]:
    parts = (
        ("formula", "is", old.spec.is_, new.spec.is_),
        ("unit", "as", old.spec.as_, new.spec.as_),
        ("rounding", "round", old.spec.round, new.spec.round),
    )
    for kind, part, was, now in parts:
        texts = [_even(scalar.text) if scalar is not None else "" for scalar in (was, now)]
        if texts[0] != texts[1]:
            yield Cause(kind=kind, name=new.name, part=part, old=texts[0], new=texts[1])


def _value_causes(old: Figure, new: Figure) -> Iterator[Cause]:
    if old.hedge != new.hedge:
        texts = [str(hedge) if hedge else "" for hedge in (old.hedge, new.hedge)]
        yield Cause(kind="hedge", name=new.name, old=texts[0], new=texts[1])
    if old.unit != new.unit:
        yield Cause(kind="unit", name=new.name, old=str(old.unit), new=str(new.unit))


def _flat(table: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """A nested table as texts by dotted names."""
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{above}{key}.")
        else:
            found[f"{above}{key}"] = plain_number(value) if isinstance(value, Decimal) else str(value)
    return found
