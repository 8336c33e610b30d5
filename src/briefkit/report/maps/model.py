"""What a writer says of a map: its frame, its places, its routes, its inset. Positions are exact degrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

Kind = Literal["capital", "city", "town", "port", "mine", "factory", "camp", "prison", "crossing", "site"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Position:
    """A point of the earth, in degrees: north and east are positive."""

    latitude: Fraction
    longitude: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a map shows, in degrees. A frame whose east is less than its west goes across the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def breadth(self) -> float:
        """Degrees of longitude from west to east: more than 0, at most 360."""
        return (self.east - self.west) % 360 or 360.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on a map.

    `value` and `high` are what its circle's area stands for: a figure, or the ends of a range. `unit` is theirs.
    `text` is the figure as it is printed below the label, `mark` the mark of a note.
    """

    label: str
    position: Position
    kind: Kind = "city"
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    text: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A line from position to position by the shortest way, with an arrow at its end where it is `directed`."""

    stops: tuple[Position, ...]
    label: str = ""
    dashed: bool = False
    directed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map.

    `frame` is a frame or the codes of the countries that it holds; `inset` likewise, for the small map that shows where
    the large one lies. Countries in `emphasis` have the darker tint; without any, those of the frame have it. `names`
    are the names of countries by code, in the language of the brief; those that fit are drawn. Codes are ISO 3166's of
    two letters; of three where there is none of two.
    """

    title: str
    frame: Frame | tuple[str, ...]
    places: tuple[Place, ...] = ()
    routes: tuple[Route, ...] = ()
    inset: Frame | tuple[str, ...] | None = None
    emphasis: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    rivers: bool = True
    scale_bar: bool = True
    legend: bool = True
