"""What rests on what: snapshot → claim → figure → sentence, cell or label → brief → PDF, in one place.

An examination in, and for any name (a snapshot, a seed, a claim, a figure) the places that print what rests on it out.
Nothing is looked for in texts: a figure keeps the figures it was made of, and a printed place the claims that it cites.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.briefs.resolved import Printed, ResolvedBrief, Sentence
from briefkit.evidence.seeds import AnchoredClaim, Seed
from briefkit.figures.expressions import names_in
from briefkit.figures.figure import Figure
from briefkit.project.examination import Examination
from briefkit.project.lock import Lock, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A sentence, cell or label of a brief that prints what rests on a name, and the places in it that do."""

    brief: str
    sentence: Sentence
    printed: tuple[Printed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedUse:
    """A PDF that went out with what rests on a name. `known` is False where its lock does not say what it printed."""

    brief: str
    publication: Publication
    known: bool


class Dependencies:
    """The dependencies of a project, worked out once."""

    def __init__(self, examination: Examination) -> None:
        self.seeds = examination.seeds
        self.briefs = {name: examined.brief for name, examined in examination.briefs.items()}

    @cached_property
    def claims(self) -> Mapping[str, AnchoredClaim]:
        """Every claim by its full name."""
        return claims_of(self.seeds)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All that can be asked for: claims, figures, seeds and files of seeds."""
        files = (file for seed in self.seeds.values() for file in _files(seed))
        figures = (name for brief in self.briefs.values() for name in brief.figures)
        return tuple(dict.fromkeys((*self.claims, *figures, *self.seeds, *files)))

    def claims_behind(self, name: str) -> tuple[str, ...]:
        """The claims that a name stands for: a claim itself, all of a seed or a file of it; none for a figure."""
        if name in self.claims:
            return (name,)
        seeds = [seed for seed in self.seeds.values() if name == seed.key or name in _files(seed)]
        return tuple(claim.name for seed in seeds for claim in seed.claims.values())

    @cached_property
    def _uses(self) -> Mapping[str, tuple[Use, ...]]:
        found: dict[str, list[Use]] = {}
        for brief in self.briefs.values():
            inner = _inner(brief)
            for sentence in brief.sentences:
                resting: dict[str, list[Printed]] = {}
                for printed in sentence.printed:
                    for name in self._behind(printed, inner):
                        resting.setdefault(name, []).append(printed)
                for name, places in resting.items():
                    use = Use(brief=brief.name, sentence=sentence, printed=tuple(places))
                    found.setdefault(name, []).append(use)
        return {name: tuple(uses) for name, uses in found.items()}

    def _behind(self, printed: Printed, inner: Mapping[str, frozenset[str]]) -> frozenset[str]:
        """Every name that a printed place rests on; `inner` are those that each figure of its brief does."""
        written = (printed.expression, "" if isinstance(printed.value, Figure) else printed.value.relation)
        own = {name for text in written for name in names_in(text) if name in inner}
        names = {printed.name, *printed.claims, *(citation.source for citation in printed.citations), *own}
        names |= {name for figure in own for name in inner[figure]}
        files = (file for key in names if key in self.seeds for file in _files(self.seeds[key]))
        return frozenset((*names, *files))

    def uses(self, name: str) -> tuple[Use, ...]:
        """Every sentence, cell and label that prints what rests on a name, in the order of briefs and documents."""
        return self._uses.get(name, ())

    def figures(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """By brief, the figures it defines that rest on a name, printed or not, other than the name itself."""
        behind = {*self.claims_behind(name), name}
        found: dict[str, tuple[str, ...]] = {}
        for brief in self.briefs.values():
            inner = _inner(brief)
            resting = (
                figure
                for figure, resolved in brief.figures.items()
                if figure != name and behind & {*resolved.figure.claims, *inner[figure]}
            )
            found[brief.name] = tuple(resting)
        return {brief: figures for brief, figures in found.items() if figures}

    def reached(self, name: str) -> tuple[str, ...]:
        """The briefs that print what rests on a name."""
        return tuple(dict.fromkeys(use.brief for use in self.uses(name)))

    def published(self, name: str, locks: Mapping[str, Lock]) -> tuple[PublishedUse, ...]:
        """The PDFs that went out with what rests on a name, by the locks of all briefs.

        A publication has the claims of its own day, whatever the brief prints now. Where an entry was written by hand
        and has none, and for a figure of a brief, what is printed today has to do, and `known` is False.
        """
        behind = set(self.claims_behind(name))
        reached = set(self.reached(name))
        return tuple(
            PublishedUse(brief=brief, publication=one, known=bool(behind and one.claims))
            for brief, lock in locks.items()
            for one in lock.published
            if (behind & set(one.claims) if behind and one.claims else brief in reached)
        )


def claims_of(seeds: Mapping[str, Seed]) -> dict[str, AnchoredClaim]:
    """Every claim by its full name."""
    return {claim.name: claim for seed in seeds.values() for claim in seed.claims.values()}


def sentences_with(examination: Examination, name: str) -> Iterator[tuple[str, Sentence]]:
    """The sentences that print a claim or a figure, directly or through a figure that rests on it, with their brief."""
    for use in Dependencies(examination).uses(name):
        yield use.brief, use.sentence


def _files(seed: Seed) -> tuple[str, ...]:
    return seed.path, f"seeds/{seed.spec.snapshot.file.text}"


def _inner(brief: ResolvedBrief) -> dict[str, frozenset[str]]:
    """For each figure of a brief all others that it rests on, near and far. None of them rests on itself."""
    found: dict[str, frozenset[str]] = {}

    def closure(name: str) -> frozenset[str]:
        if name not in found:
            near = [one for one in names_in(brief.figures[name].spec.is_.text) if one in brief.figures]
            found[name] = frozenset(near).union(*map(closure, near))
        return found[name]

    return {name: closure(name) for name in brief.figures}
