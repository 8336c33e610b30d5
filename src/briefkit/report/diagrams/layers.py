"""A flow in layers: which step stands in which layer, in which order, and where across it.

Layers follow one another along the flow; places in a layer are counted across it. What runs past a layer has a spot
of its own there, so that an arrow always leads from one layer to the next.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefkit.report.diagrams.model import Arrow, Flow

_SWEEPS = 12


@dataclass(slots=True, eq=False)
class Spot:
    """A step, or the passage of a long arrow through a layer. `half` is how far it reaches across on either side."""

    id: str  # "" for a passage
    layer: int
    before: list[Spot] = field(default_factory=list)
    after: list[Spot] = field(default_factory=list)
    rank: int = 0  # its number in its layer
    half: float = 0.0
    place: float = 0.0


@dataclass(slots=True, eq=False)
class Way:
    """An arrow from layer to layer."""

    arrow: Arrow
    spots: list[Spot]

    def crosses(self, layer: int) -> bool:
        """Whether it leads from this layer to the next."""
        return self.spots[0].layer <= layer < self.spots[-1].layer


@dataclass(slots=True)
class Layers:
    """All spots by layer, in order, and all ways."""

    layers: list[list[Spot]]
    ways: list[Way]


def in_layers(flow: Flow) -> Layers:
    """The flow in layers, as short as it can be, with few crossings. Arrows that return are left out."""
    numbers = _numbers(flow)
    spots = {step.id: Spot(step.id, numbers[step.id]) for step in flow.steps}
    layers: list[list[Spot]] = [[] for _ in range(max(numbers.values()) + 1)]
    for spot in spots.values():
        layers[spot.layer].append(spot)
    ways = []
    for arrow in flow.arrows:
        if arrow.returns:
            continue
        source, target = spots[arrow.source], spots[arrow.target]
        passages = [Spot("", layer) for layer in range(source.layer + 1, target.layer)]
        for passage in passages:
            layers[passage.layer].append(passage)
        way = Way(arrow, [source, *passages, target])
        for a, b in pairwise(way.spots):
            a.after.append(b)
            b.before.append(a)
        ways.append(way)
    return Layers(_ordered(layers), ways)


def _numbers(flow: Flow) -> dict[str, int]:
    """The layer of each step: as far on as the longest way to it; what nothing leads to, right before its next."""
    after: dict[str, list[str]] = {step.id: [] for step in flow.steps}
    waits = {step.id: 0 for step in flow.steps}
    for arrow in flow.arrows:
        if not arrow.returns:
            after[arrow.source].append(arrow.target)
            waits[arrow.target] += 1
    first = [step for step, count in waits.items() if not count]
    numbers = dict.fromkeys(waits, 0)
    ready = list(first)
    for step in ready:
        for target in after[step]:
            numbers[target] = max(numbers[target], numbers[step] + 1)
            waits[target] -= 1
            if not waits[target]:
                ready.append(target)
    for step in first:
        if after[step]:
            numbers[step] = min(numbers[target] for target in after[step]) - 1
    return numbers


# --- Order ------------------------------------------------------------------------------------------------------------


def _ordered(layers: list[list[Spot]]) -> list[list[Spot]]:
    """The layers sorted by the means of their neighbours, forwards and backwards, as long as crossings grow fewer."""
    _number(layers)
    best, fewest = [list(layer) for layer in layers], _crossings(layers)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        forwards = sweep % 2 == 0
        for layer in layers if forwards else reversed(layers):
            layer.sort(key=lambda spot: _mean_rank(spot, spot.before if forwards else spot.after))
            _number([layer])
        count = _crossings(layers)
        if count < fewest:
            best, fewest = [list(layer) for layer in layers], count
    _number(best)
    return best


def _number(layers: Sequence[Sequence[Spot]]) -> None:
    for layer in layers:
        for rank, spot in enumerate(layer):
            spot.rank = rank


def _mean_rank(spot: Spot, neighbours: Sequence[Spot]) -> float:
    return sum(other.rank for other in neighbours) / len(neighbours) if neighbours else spot.rank


def _crossings(layers: Sequence[Sequence[Spot]]) -> int:
    count = 0
    for layer in layers:
        ends: list[int] = []  # of the lines so far, sorted
        for spot in sorted(layer, key=lambda spot: spot.rank):
            ranks = [other.rank for other in spot.after]
            count += sum(len(ends) - bisect_right(ends, rank) for rank in ranks)
            for rank in ranks:
                insort(ends, rank)
    return count


# --- Places -----------------------------------------------------------------------------------------------------------


def spread_across(layers: Sequence[Sequence[Spot]], gap: float, gap_passage: float) -> None:
    """Give each spot its place: near the middle of its neighbours, in order, and clear of those beside it."""
    for layer in layers:
        offsets = _offsets(layer, gap, gap_passage)
        for spot, offset in zip(layer, offsets, strict=True):
            spot.place = offset - offsets[-1] / 2
    for sweep in range(_SWEEPS):
        backwards = sweep % 2 == 1
        for layer in reversed(layers) if backwards else layers:
            wanted = [_wanted(spot, backwards, both=sweep >= _SWEEPS - 3) for spot in layer]
            weights = [1.0 if spot.id else 4.0 for spot in layer]  # long arrows run straight
            places = _nearest(wanted, weights, _offsets(layer, gap, gap_passage))
            for spot, place in zip(layer, places, strict=True):
                spot.place = place
    _straighten(layers, gap, gap_passage)


def _straighten(layers: Sequence[Sequence[Spot]], gap: float, gap_passage: float) -> None:
    """Put what follows on each other one to one on a straight line, where the neighbours leave room for it.

    The rest then moves to the middle of its neighbours as far as it can.
    """
    runs = [run for layer in layers for spot in layer if not _goes_on(spot) for run in [_run(spot)]]
    for _ in range(2):
        for run in sorted(runs, key=len, reverse=True):
            limits = [_limits(spot, layers[spot.layer], gap, gap_passage) for spot in run]
            low, high = max(low for low, _ in limits), min(high for _, high in limits)
            alone = len(run) == 1
            want = _wanted(run[0], False, both=True) if alone else sum(spot.place for spot in run) / len(run)
            for spot in run if low <= high else []:
                spot.place = min(max(want, low), high)


def _goes_on(spot: Spot) -> bool:
    """Whether it follows on another one to one."""
    return len(spot.before) == 1 and len(spot.before[0].after) == 1


def _run(spot: Spot) -> list[Spot]:
    run = [spot]
    while len(run[-1].after) == 1 and _goes_on(run[-1].after[0]):
        run.append(run[-1].after[0])
    return run


def _limits(spot: Spot, layer: Sequence[Spot], gap: float, gap_passage: float) -> tuple[float, float]:
    """How far a spot may move without coming too close to those beside it."""
    low, high = float("-inf"), float("inf")
    if spot.rank:
        before = layer[spot.rank - 1]
        low = before.place + _offsets([before, spot], gap, gap_passage)[1]
    if spot.rank + 1 < len(layer):
        after = layer[spot.rank + 1]
        high = after.place - _offsets([spot, after], gap, gap_passage)[1]
    return low, high


def _wanted(spot: Spot, backwards: bool, *, both: bool) -> float:
    neighbours = [*spot.before, *spot.after] if both else spot.after if backwards else spot.before
    return sum(other.place for other in neighbours) / len(neighbours) if neighbours else spot.place


def _offsets(layer: Sequence[Spot], gap: float, gap_passage: float) -> list[float]:
    """The places of a layer packed as close as can be, from its first."""
    offsets = [0.0]
    for a, b in pairwise(layer):
        offsets.append(offsets[-1] + a.half + b.half + (gap if a.id and b.id else gap_passage))
    return offsets


def _nearest(wanted: Sequence[float], weights: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """Places no closer than the offsets, with the least sum of squared distances from those wanted.

    Where neighbours would come too close they are pooled and moved together to their mean.
    """
    pools: list[list[float]] = []  # the weighted mean, the weight, how many
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        pools.append([want - offset, weight, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, heavy, count = pools.pop()
            before = pools[-1]
            before[0] = (before[0] * before[1] + mean * heavy) / (before[1] + heavy)
            before[1] += heavy
            before[2] += count
    means = [mean for mean, _, count in pools for _ in range(int(count))]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
