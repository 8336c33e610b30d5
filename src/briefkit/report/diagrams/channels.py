"""Arrows between one layer of a flow and the next: where they come in, and where they turn on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.report.diagrams.layers import Spot

_ALIKE = 2.5  # stretches this close look like one
_APART = 10.0  # between the ends of two lines on one track


@dataclass(frozen=True, slots=True)
class Strand:
    """A part of a way, from a spot to one in the next layer. `enters` is where it comes in, across."""

    source: Spot
    target: Spot
    enters: float


@dataclass(slots=True, eq=False)
class Bundle:
    """Strands that part or meet on one line across the channel."""

    strands: list[Strand]
    track: int = 0

    @property
    def leaves(self) -> set[float]:
        return {strand.source.place for strand in self.strands}

    @property
    def enters(self) -> set[float]:
        return {strand.enters for strand in self.strands}

    @property
    def low(self) -> float:
        return min(self.leaves | self.enters)

    @property
    def high(self) -> float:
        return max(self.leaves | self.enters)

    @property
    def straight(self) -> bool:
        return self.high - self.low < 0.01


def joins(target: Spot) -> bool:
    """Whether all that leads to it leads nowhere else, so that the arrows may meet before they come in."""
    return len(target.before) > 1 and all(len(spot.after) == 1 for spot in target.before)


def bundled(strands: Sequence[Strand]) -> tuple[list[Bundle], int]:
    """The strands of a channel in bundles, each with its track, counted from the source; and how many tracks."""
    by_end: dict[Spot, list[Strand]] = {}
    for strand in strands:
        alone = len({other.enters for other in strands if other.target is strand.target}) == 1
        end = strand.target if joins(strand.target) and alone else strand.source
        by_end.setdefault(end, []).append(strand)
    bundles = [Bundle(group) for group in by_end.values()]
    bent = _sorted([bundle for bundle in bundles if not bundle.straight])
    for at, bundle in enumerate(bent):
        near = [
            other.track for other in bent[:at] if other.low < bundle.high + _APART and bundle.low < other.high + _APART
        ]
        bundle.track = max(near, default=-1) + 1
    return bundles, max((bundle.track + 1 for bundle in bent), default=0)


def doubled(bundles: Sequence[Bundle]) -> tuple[Strand, float] | None:
    """A strand that comes in where another leaves, so that the two look like one; and where that other one leaves."""
    bent = [bundle for bundle in bundles if not bundle.straight]
    for first in bent:
        for second in bent:
            if first.track < second.track:
                for strand in first.strands:
                    for leaves in second.leaves:
                        if abs(strand.enters - leaves) < _ALIKE:
                            return strand, leaves
    return None


def _sorted(bundles: list[Bundle]) -> list[Bundle]:
    """An order of tracks with few crossings, found by putting each bundle where it crosses least."""
    order: list[Bundle] = []
    for bundle in sorted(bundles, key=lambda one: (one.low, one.high)):
        costs = []
        for at in range(len(order) + 1):
            costs.append(sum(_cost(one, bundle) for one in order[:at]) + sum(_cost(bundle, one) for one in order[at:]))
        order.insert(costs.index(min(costs)), bundle)
    return order


def _cost(first: Bundle, second: Bundle) -> int:
    """How often two bundles cross if the first turns nearer the source; running along each other is worse."""
    cost = sum(second.low < enters < second.high for enters in first.enters)
    cost += sum(first.low < leaves < first.high for leaves in second.leaves)
    return cost + 100 * sum(abs(a - b) < _ALIKE for a in first.enters for b in second.leaves)
