"""The outlines of land and water that maps are drawn on: bytes in, rings and lines in degrees out.

The bytes are those of `styles/maps/`: gzipped JSON with coordinates in whole steps of a fraction of a degree. A shape
is a list: the box that holds it (west, south, east, north), then for each point the difference to the one before.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from briefkit.report.maps.clipping import Box, Point, bounds


@dataclass(frozen=True, slots=True)
class Shape:
    """A ring or a line and the box that holds it. `steps` are as in the file, `step` of them to a degree."""

    box: Box
    steps: Sequence[int]
    step: int

    @property
    def points(self) -> list[Point]:
        """Longitude and latitude of each point."""
        step = self.step
        xs = [at / step for at in accumulate(self.steps[4::2])]
        ys = [at / step for at in accumulate(self.steps[5::2])]
        return list(zip(xs, ys, strict=True))


@dataclass(frozen=True, slots=True)
class Border:
    """A stretch of border; `settled` says that Natural Earth has it as a boundary which nobody disputes."""

    shape: Shape
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Outlines at one scale. `box` is the part of the earth, in degrees, that they cover.

    `countries` has the rings of each by code; `codes` the code of two letters for one of three.
    """

    box: Box
    countries: Mapping[str, tuple[Shape, ...]]
    codes: Mapping[str, str]
    coast: tuple[Shape, ...]
    borders: tuple[Border, ...]
    lakes: tuple[Shape, ...]
    rivers: tuple[Shape, ...]

    def code(self, code: str) -> str | None:
        """The code by which `countries` has a country that is named by either of its codes, or None."""
        known = self.codes.get(code, code)
        return known if known in self.countries else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The files of outlines: of the world for maps of the world and insets, of the world for regions, of one region."""

    world: bytes
    regions: bytes
    east_asia: bytes

    def all(self) -> Outlines:
        """The outlines that know every country."""
        return read_outlines(self.regions)

    def outlines(self, shown: Box, scale: float) -> Outlines:
        """The outlines for a map that shows a part of the earth, in degrees, at a scale of points to a degree."""
        if scale < COARSE:
            return read_outlines(self.world)
        if scale >= FINE:
            near = read_outlines(self.east_asia)
            if shown.within(near.box):
                return near
        return read_outlines(self.regions)


# Points to a degree of latitude from which the outlines for the world are too coarse, and those for regions.
COARSE, FINE = 4.0, 9.0
KILOMETRES = 111.2  # to a degree of latitude


@lru_cache(maxsize=6)
def read_outlines(data: bytes) -> Outlines:
    """The outlines in the bytes of a file. Raises `ValueError` if they are not such a file."""
    try:
        content: dict[str, Any] = json.loads(gzip.decompress(data))
        step = content["step"]
        return Outlines(
            box=Box(*content["box"]),
            countries={
                code: tuple(_shape(ring, step) for ring in rings) for code, rings in content["countries"].items()
            },
            codes=content["codes"],
            coast=tuple(_shape(line, step) for line in content["coast"]),
            borders=tuple(
                Border(_shape(line, step), settled)
                for key, settled in (("borders", True), ("unsettled", False))
                for line in content[key]
            ),
            lakes=tuple(_shape(ring, step) for ring in content["lakes"]),
            rivers=tuple(_shape(line, step) for line in content["rivers"]),
        )
    except (OSError, EOFError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a file of outlines: {error}") from error


def _shape(steps: list[int], step: int) -> Shape:
    west, south, east, north = steps[:4]
    return Shape(Box(west / step, south / step, east / step, north / step), steps, step)


def write_outlines(content: Mapping[str, Any]) -> bytes:
    """The bytes of a file of outlines; the same content gives the same bytes."""
    text = json.dumps(content, separators=(",", ":"), sort_keys=True)
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def written(points: Sequence[Point], step: int) -> list[int]:
    """A shape as a file has it, without points that fall on the one before. There is at least one point."""
    steps: list[Point] = []
    for longitude, latitude in points:
        at = (round(longitude * step), round(latitude * step))
        if not steps or steps[-1] != at:
            steps.append(at)
    box = bounds(steps)
    before = [(0, 0), *steps]
    moves = [int(now - then) for a, b in zip(before, steps, strict=False) for then, now in zip(a, b, strict=True)]
    return [int(edge) for edge in (box.left, box.top, box.right, box.bottom)] + moves
