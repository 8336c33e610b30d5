"""The earth on a plane: longitude and latitude in degrees ↔ metres east and north.

Regions are drawn in a Lambert conformal conic on the WGS 84 ellipsoid, with standard parallels at a sixth and five
sixths of the frame, so that the scale is nearly the same all over it; frames that lie about the equator in Mercator's
projection, which is the conic's limit there. The world is drawn in Equal Earth, which keeps areas.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan, atan2, cos, degrees, exp, hypot, log, pi, radians, sin, sqrt, tan
from typing import Protocol

from briefkit.report.maps.clipping import Point
from briefkit.report.maps.model import Frame

SEMI_MAJOR = 6_378_137.0  # metres, WGS 84
ECCENTRICITY = sqrt(0.00669437999014)
AUTHALIC = 6_371_007.2  # metres: the radius of the sphere with the area of the ellipsoid
WORLD = 120.0  # degrees of longitude from which a frame is one of the world
TALL = 75.0  # degrees of latitude likewise


class Projection(Protocol):
    """A way to draw the earth on a plane. `center` is the longitude in its middle."""

    @property
    def center(self) -> float: ...

    def forward(self, longitude: float, latitude: float) -> Point:
        """Metres east and north of the origin. Longitudes are within 180° of `center`."""
        ...

    def inverse(self, x: float, y: float) -> Point:
        """The longitude and latitude of a point of the plane."""
        ...


def _isometric(latitude: float, eccentricity: float) -> float:
    """Snyder's t of a latitude in radians: the tangent of half the conformal colatitude."""
    sine = eccentricity * sin(latitude)
    shrunk: float = ((1 - sine) / (1 + sine)) ** (eccentricity / 2)
    return tan(pi / 4 - latitude / 2) / shrunk


def _latitude(t: float, eccentricity: float) -> float:
    """The latitude in radians of Snyder's t."""
    latitude = pi / 2 - 2 * atan(t)
    for _ in range(8):
        sine = eccentricity * sin(latitude)
        latitude = pi / 2 - 2 * atan(t * ((1 - sine) / (1 + sine)) ** (eccentricity / 2))
    return latitude


def _parallel(latitude: float, eccentricity: float) -> float:
    """The radius of a parallel, in semi-major axes."""
    return cos(latitude) / sqrt(1 - (eccentricity * sin(latitude)) ** 2)


@dataclass(frozen=True, slots=True)
class Lambert:
    """The Lambert conformal conic. `cone`, `factor` and `origin` are n, F and ρ₀ of Snyder's formulas."""

    center: float
    cone: float
    factor: float
    origin: float
    radius: float = SEMI_MAJOR
    eccentricity: float = ECCENTRICITY

    def forward(self, longitude: float, latitude: float) -> Point:
        rho = self.radius * self.factor * _isometric(radians(latitude), self.eccentricity) ** self.cone
        angle = self.cone * radians(longitude - self.center)
        return rho * sin(angle), self.origin - rho * cos(angle)

    def inverse(self, x: float, y: float) -> Point:
        side = 1 if self.cone > 0 else -1
        rho = side * hypot(x, self.origin - y)
        angle = atan2(side * x, side * (self.origin - y))
        t = (rho / (self.radius * self.factor)) ** (1 / self.cone)
        return self.center + degrees(angle / self.cone), degrees(_latitude(t, self.eccentricity))


def lambert(
    center: float, origin: float, parallels: tuple[float, float], *,
    radius: float = SEMI_MAJOR, eccentricity: float = ECCENTRICITY,
) -> Lambert:  # fmt: skip
    """The conic with this central meridian, latitude of the origin, and two standard parallels, all in degrees."""
    south, north = (radians(one) for one in parallels)
    m1, m2 = _parallel(south, eccentricity), _parallel(north, eccentricity)
    t1, t2 = _isometric(south, eccentricity), _isometric(north, eccentricity)
    cone = (log(m1) - log(m2)) / (log(t1) - log(t2)) if abs(north - south) > 1e-9 else sin(south)
    factor = m1 / (cone * t1**cone)
    rho = radius * factor * _isometric(radians(origin), eccentricity) ** cone
    return Lambert(center, cone, factor, rho, radius, eccentricity)


@dataclass(frozen=True, slots=True)
class Mercator:
    """Mercator's projection, true on the parallel where it is `stretch` of the equator's scale."""

    center: float
    stretch: float = 1.0

    def forward(self, longitude: float, latitude: float) -> Point:
        size = SEMI_MAJOR * self.stretch
        return size * radians(longitude - self.center), -size * log(_isometric(radians(latitude), ECCENTRICITY))

    def inverse(self, x: float, y: float) -> Point:
        size = SEMI_MAJOR * self.stretch
        return self.center + degrees(x / size), degrees(_latitude(exp(-y / size), ECCENTRICITY))


_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = sqrt(3) / 2
_TOP = radians(60.0)  # the parametric latitude of the poles: asin(√3/2)


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """Equal Earth (Šavrič, Patterson and Jenny, 2018), on a sphere of the earth's area."""

    center: float

    def forward(self, longitude: float, latitude: float) -> Point:
        theta = asin(_ROOT * sin(radians(latitude)))
        two = theta * theta
        six = two**3
        slope = _A1 + 3 * _A2 * two + six * (7 * _A3 + 9 * _A4 * two)
        x = radians(longitude - self.center) * cos(theta) / (_ROOT * slope)
        return AUTHALIC * x, AUTHALIC * theta * (_A1 + _A2 * two + six * (_A3 + _A4 * two))

    def inverse(self, x: float, y: float) -> Point:
        """The longitude and latitude; of a point off the globe, those of the edge beside it."""
        theta = y / AUTHALIC
        for _ in range(12):
            two = theta * theta
            six = two**3
            value = theta * (_A1 + _A2 * two + six * (_A3 + _A4 * two)) - y / AUTHALIC
            slope = _A1 + 3 * _A2 * two + six * (7 * _A3 + 9 * _A4 * two)
            theta = max(-_TOP, min(_TOP, theta - value / slope))
        two = theta * theta
        slope = _A1 + 3 * _A2 * two + two**3 * (7 * _A3 + 9 * _A4 * two)
        east = degrees(x / AUTHALIC * _ROOT * slope / cos(theta))
        latitude = degrees(asin(max(-1.0, min(1.0, sin(theta) / _ROOT))))
        return self.center + max(-180.0, min(180.0, east)), latitude


def is_world(frame: Frame) -> bool:
    """Whether a frame is so large that it is drawn as one of the world, whose scale is not the same all over."""
    return frame.breadth >= WORLD or frame.north - frame.south >= TALL


def projection_for(frame: Frame) -> Projection:
    """The projection that suits a frame."""
    center = frame.west + frame.breadth / 2
    if is_world(frame):
        return EqualEarth(center)
    height = frame.north - frame.south
    parallels = (frame.south + height / 6, frame.north - height / 6)
    if abs(sum(parallels)) < 1.0:
        return Mercator(center, _parallel(radians(max(parallels)), ECCENTRICITY))
    return lambert(center, frame.south + height / 2, parallels)


def parallel_degree(latitude: float) -> float:
    """Metres to a degree of longitude at a latitude in degrees, on the WGS 84 ellipsoid."""
    return radians(1) * SEMI_MAJOR * _parallel(radians(latitude), ECCENTRICITY)
