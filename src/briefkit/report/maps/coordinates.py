"""Coordinates as people write them: a text in, a position out.

Read are decimal degrees, with signs or directions (`40.1, 124.4`; `40.1 N 124.4 E`), and degrees, minutes and seconds
(`40°06′00″N 124°23′30″E`; `40° 6' N, 124° 23' E`; `북위 40도 06분 동경 124도 23분`; `北纬40度06分 东经124度23分`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from briefkit.findings import Problem
from briefkit.findings import bk7_rendering as codes
from briefkit.report.maps.model import Position

Axis = Literal["latitude", "longitude"]
LIMITS: dict[Axis, int] = {"latitude": 90, "longitude": 180}
EXPECTED = "coordinates such as 40.1, 124.4 or 40°06′00″N 124°23′30″E"

_NORTH, _SOUTH, _EAST, _WEST = ("latitude", 1), ("latitude", -1), ("longitude", 1), ("longitude", -1)
_DIRECTIONS: dict[str, tuple[Axis, int]] = {
    **dict.fromkeys(("n", "north", "북위", "北纬", "北緯"), _NORTH),  # type: ignore[arg-type]
    **dict.fromkeys(("s", "south", "남위", "南纬", "南緯"), _SOUTH),  # type: ignore[arg-type]
    **dict.fromkeys(("e", "east", "동경", "东经", "東經", "東経"), _EAST),  # type: ignore[arg-type]
    **dict.fromkeys(("w", "west", "서경", "西经", "西經", "西経"), _WEST),  # type: ignore[arg-type]
}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[+\-−]?[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<degree>[°º도度])"
    r"|(?P<second>″|”|\"|''|′′|초|秒)"
    r"|(?P<minute>['′’분分])"
    r"|(?P<direction>" + "|".join(sorted(_DIRECTIONS, key=len, reverse=True)) + r")(?![a-z])"
    r"|(?P<comma>[,，]))",
    re.IGNORECASE,
)
_MARKS = ("degree", "minute", "second")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Angle:
    """One coordinate in the making: its parts in degrees, minutes, seconds, and what says north or east."""

    numbers: list[_Token]
    direction: _Token | None = None

    @property
    def start(self) -> int:
        return min(token.start for token in (*self.numbers, *([self.direction] if self.direction else [])))

    @property
    def end(self) -> int:
        return max(token.end for token in (*self.numbers, *([self.direction] if self.direction else [])))


def parse_coordinates(text: str) -> Position:
    """The position that a text names, exactly.

    Without directions the latitude stands first. Raises `Problem` with the offsets of what is wrong: other text, parts
    out of range, a direction of one coordinate alone, and a first number that can only be a longitude.
    """
    tokens = _tokens(text)
    first, at = _angle(text, tokens, 0)
    if at < len(tokens) and tokens[at].kind == "comma":
        at += 1
    second, at = _angle(text, tokens, at)
    if at < len(tokens):
        raise _problem(text, tokens[at].start, tokens[-1].end, "coordinates that end before this")
    axes = _axes(text, first, second)
    degrees = {axis: _degrees(text, angle, axis) for axis, angle in axes.items()}
    return Position(degrees["latitude"], degrees["longitude"])


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            word = text[at:].split()[0]
            start = text.index(word, at)
            raise _problem(text, start, start + len(word), EXPECTED)
        kind = match.lastgroup or ""
        tokens.append(_Token(kind, match[kind], match.start(kind), match.end()))
        at = match.end()
    return tokens


def _angle(text: str, tokens: list[_Token], at: int) -> tuple[_Angle, int]:
    """The coordinate whose tokens begin at an index, and the index after it."""
    leading = tokens[at] if at < len(tokens) and tokens[at].kind == "direction" else None
    at += leading is not None
    angle = _Angle([], leading)
    while at < len(tokens) and tokens[at].kind == "number" and len(angle.numbers) < len(_MARKS):
        number, mark = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        marked = mark is not None and mark.kind == _MARKS[len(angle.numbers)]
        if angle.numbers and not marked:
            break
        angle.numbers.append(number)
        at += 1 + marked
        if not marked or "." in number.text:
            break
    if not angle.numbers:
        start = tokens[at].start if at < len(tokens) else len(text)
        raise _problem(text, start, tokens[at].end if at < len(tokens) else len(text), EXPECTED)
    if leading is None and at < len(tokens) and tokens[at].kind == "direction":
        angle.direction = tokens[at]
        at += 1
    return angle, at


def _axes(text: str, first: _Angle, second: _Angle) -> dict[Axis, _Angle]:
    """Which of two coordinates is the latitude."""
    named = [_DIRECTIONS[one.direction.text.lower()][0] if one.direction else None for one in (first, second)]
    if named == [None, None]:
        _refuse_swapped(text, first, second)
        return {"latitude": first, "longitude": second}
    if None in named:
        bare = (first, second)[named.index(None)]
        raise _problem(text, bare.start, bare.end, "a direction with each of the two, or with neither")
    if named[0] == named[1]:
        raise _problem(text, second.start, second.end, f"one latitude and one longitude, not a second {named[1]}")
    return {axis: angle for axis, angle in zip(named, (first, second), strict=True) if axis}


def _refuse_swapped(text: str, first: _Angle, second: _Angle) -> None:
    north, east = (abs(Fraction(one.numbers[0].text.replace("−", "-"))) for one in (first, second))
    if 90 < north <= 180 and east <= 90:
        hint = f"{text[second.start : second.end]}, {text[first.start : first.end]}"
        raise _problem(text, first.start, first.end, "the latitude first; these look swapped", hint)


def _degrees(text: str, angle: _Angle, axis: Axis) -> Fraction:
    signed = angle.numbers[0].text[0] in "+-−"
    if signed and angle.direction:
        raise _problem(text, angle.start, angle.end, "a sign or a direction, not both")
    whole = Fraction(0)
    for place, token in enumerate(angle.numbers):
        if place and (token.text[0] in "+-−" or Fraction(token.text) >= 60):
            raise _problem(text, token.start, token.end, f"{_MARKS[place]}s from 0 to below 60")
        whole += Fraction(token.text.lstrip("+-−")) / 60**place
    if whole > LIMITS[axis]:
        raise _problem(text, angle.start, angle.end, f"a {axis} of at most {LIMITS[axis]}°")
    south_or_west = angle.direction is not None and _DIRECTIONS[angle.direction.text.lower()][1] < 0
    return -whole if south_or_west or angle.numbers[0].text[0] in "-−" else whole


def _problem(text: str, start: int, end: int, expected: str, hint: str = "") -> Problem:
    found = f'"{text[start:end]}" in "{text}"' if text[start:end].strip() else f'"{text}"'
    return codes.BAD_COORDINATES.problem(start, end, found=found, expected=expected, hint=hint)
