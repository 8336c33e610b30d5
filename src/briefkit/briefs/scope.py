"""What the expressions of a brief can see: its figures, the seeds, the functions and filters of the reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefkit.evidence.csl import LOCATOR_LABELS, read_locator
from briefkit.evidence.seeds import AnchoredClaim, Seed
from briefkit.figures.evaluation import (
    AlreadyReported,
    Citation,
    Exchange,
    Namespace,
    Scope,
    Value,
    Words,
    bad_argument,
    decide,
)
from briefkit.figures.expressions import parse_relation
from briefkit.figures.figure import Figure
from briefkit.figures.house import HouseStyle
from briefkit.figures.money.rates import Rate, RateBook
from briefkit.figures.relations import explain
from briefkit.figures.units import Vocabulary
from briefkit.findings import bk4_values as values
from briefkit.findings import bk5_prose as prose

NO_FUNCTIONS: Mapping[str, Callable[..., Value]] = {}


class BriefScope:
    """Names, functions and filters over the seeds of a project, for one brief or one seed.

    `own` has the figures of the brief (or the claims of the seed) by name, `broken` the names of those that could not
    be made; the seeds come after them. `functions` are more of them: those that a brief has and a seed has not.
    """

    def __init__(
        self,
        seeds: Mapping[str, Seed],
        rates: Exchange,
        vocabulary: Vocabulary,
        style: HouseStyle,
        own: Mapping[str, Value],
        broken: frozenset[str] = frozenset(),
        functions: Mapping[str, Callable[..., Value]] = NO_FUNCTIONS,
    ) -> None:
        self.seeds = seeds
        self.style = style
        self.own = own
        self.broken = broken
        self.namespaces: dict[str, Namespace] = {}
        self.scope = Scope(
            lookup=self._lookup,
            known=lambda: (*own, *seeds),
            exchange=rates,
            vocabulary=vocabulary,
            tolerance=style.tolerance,
            attribute=self._attribute,
            functions={"cite": self._cite, "quote": self.quote, "lit": _lit, **functions},
            filters={"as_stated": self._as_stated, "holds": self._holds},
        )

    def claim(self, name: str) -> AnchoredClaim | None:
        """The claim of a full name."""
        seed, _, key = name.partition(".")
        return self.seeds[seed].claims.get(key) if seed in self.seeds else None

    def citations(self, value: Figure | Words) -> tuple[Citation, ...]:
        """What a printed value cites: each claim it rests on, in order."""
        if isinstance(value, Words):
            return value.citations
        return tuple(self.citation(name) for name in value.claims)

    def citation(self, claim: str) -> Citation:
        """The citation of a claim, with the page it gives."""
        found = self.claim(claim)
        source = claim.partition(".")[0]
        if found is None or found.spec.where is None:
            return Citation(source=source, claim=claim)
        label, locator = read_locator(found.spec.where.text)
        return Citation(source=source, claim=claim, locator=locator, label=label)

    def _lookup(self, name: str) -> Value | None:
        if name in self.broken:
            raise AlreadyReported
        own = self.own.get(name)
        if own is not None or name not in self.seeds:
            return own
        if name not in self.namespaces:
            self.namespaces[name] = self.seeds[name].namespace
        return self.namespaces[name]

    def _attribute(self, value: Figure | Words, part: str) -> Value | None:
        claim = self.claim(value.name)
        if part == "period":
            period = value.period if isinstance(value, Figure) else (claim.period if claim else None)
            return (
                Words(text=self.style.period(period), citations=self.citations(value), name=value.name)
                if period
                else None
            )
        if claim is None:
            return None
        if part == "quote":
            return self._verbatim(claim)
        by = claim.spec.by
        return Words(text=" ".join(by.text.split()), citations=self.citations(value), name=value.name) if by else None

    def _verbatim(self, claim: AnchoredClaim) -> Words:
        is_quote = not claim.cell  # where a cell stands is said in briefkit's words, so without quotation marks
        return Words(text=claim.quote, citations=(self.citation(claim.name),), verbatim=is_quote, name=claim.name)

    def quote(self, value: Value) -> Words:
        """The verbatim words of a claim."""
        claim = None if isinstance(value, Namespace) else self.claim(value.name)
        if claim is None:
            raise bad_argument("quote")
        return self._verbatim(claim)

    def _cite(self, value: Value, **locators: Value) -> Words:
        citations = [Citation(source=value.name)]
        if not isinstance(value, Namespace):
            citations = list(self.citations(value))
        if not citations or len(locators) > 1 or not set(locators) <= LOCATOR_LABELS:
            raise bad_argument("cite")
        for label, locator in locators.items():
            text = (
                locator.text
                if isinstance(locator, Words)
                else f"{locator.low:f}"
                if isinstance(locator, Figure)
                else ""
            )
            citations = [replace(citation, locator=text, label=label) for citation in citations]
        return Words(text="", citations=tuple(citations))

    def _as_stated(self, _scope: Scope, value: Value) -> Figure:
        claim = self.claim(value.name) if isinstance(value, Figure) else None
        if claim is None or not isinstance(value, Figure):
            raise bad_argument("as_stated")
        if claim.restated is None:
            raise values.NO_RESTATEMENT.problem(
                claim=claim.name, hint="give the claim restated: …, or convert it with to(…)"
            )
        return replace(claim.restated, display=value.display)

    def _holds(self, scope: Scope, value: Value, relation: Value) -> Words:
        if not isinstance(value, Words) or not isinstance(relation, Words):
            raise bad_argument("holds")
        verdict = decide(parse_relation(relation.text), scope)
        if not verdict.holds:
            left, right = verdict.figures[verdict.failed : verdict.failed + 2]
            raise prose.RELATION_FALSE.problem(
                words=value.text,
                relation=relation.text,
                left=explain(left),
                right=explain(right),
                hint="change the words to what the figures say",
            )
        cited = dict.fromkeys(citation for figure in verdict.figures for citation in self.citations(figure))
        return replace(value, citations=tuple(cited), literal=True, relation=relation.text)


def _lit(value: Value) -> Words:
    if not isinstance(value, Words):
        raise bad_argument("lit")
    return replace(value, literal=True)


def exchange_with(book: RateBook, sources: Sequence[str], policy: str) -> Exchange:
    """How expressions find rates: at the figure's date, by the policy that holds, and from the first of the sources
    that has the pair, unless the expression names another one.
    """

    def find(figure: Figure, currency: str, source: str = "") -> Rate:
        base = figure.unit.currency
        if figure.period is None:
            name = figure.name or "the figure"
            hint = "give the claim as_of: …" if figure.name else "convert each amount before they are combined"
            raise values.NO_DATE.problem(figure=name, hint=hint)
        assert base is not None
        return book.rate(base, currency, figure.period, source=source or sources, policy=policy)

    return find
