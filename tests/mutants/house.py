"""Mutants of house styles: every value of house.toml, changed so that figures would be written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutants.mutant import Mutant
from mutants.parts import Subject

# For each key what may stand in its place, and whether a figure then says something else, so that it must be found.
_OTHERS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "group": (
        ("grouping", '"."', True), ("grouping", '""', False), ("grouping", '" "', False), ("grouping", '"0"', True),
    ),
    "decimal": (("decimal point", '","', True), ("decimal point", '""', True), ("decimal point", '"·"', False)),
    "range": (
        ("range end", '"-"', False), ("range end", '""', True), ("range end", '"."', True),
        ("range end", '" to "', False),
    ),
    "minus": (("sign", '""', True), ("sign", '"+"', True), ("sign", '"-"', False)),
    "to": (("range end", '""', True), ("range end", '"or"', True)),
    "rounding": (("digit", '"half-up"', False), ("digit", '"half-down"', True)),
    "least_digits": (("digit", "3", False), ("digit", "1", False), ("digit", "0", True)),
    "minor_units_below": (("digit", "100", False), ("digit", "1", False), ("sign", "-10", False)),
    "percent": (
        ("percent or points", '" percentage points"', True), ("percent or points", '""', True),
        ("percent or points", '" per mille"', True), ("percent or points", '"%"', False),
        ("percent or points", '" million percent"', True),
    ),
    "percent_in_tables": (
        ("percent or points", '" pp"', True), ("percent or points", '""', True), ("percent or points", '"‰"', True),
        ("percent or points", '" percent"', False), ("digit", '"0%"', True),
    ),
    "per": (("unit", '"{unit}"', True), ("unit", '"per 2 {unit}"', True), ("unit", '"each {unit}"', False)),
    "per_time": (("unit", '"a year"', True), ("unit", '"each {unit}"', False)),
    "about_tolerance": (("digit", "6", False), ("digit", "15", False), ("digit", "50", False), ("sign", "-5", True)),
    "scale_from": (("digit", "9", False), ("digit", "3", False)),
    "citations": (("citation style", '"apa"', False), ("citation style", '"chicago-noets"', True)),
    "day": (("date", '"{day} {month}"', True), ("date", '"{month} {year}, {day}"', False)),
    "month": (("date", '"{month}"', True), ("date", '"{year}"', True)),
}  # fmt: skip
_CURRENCIES = ("USD", "EUR", "CNY", "KRW", "₩", "yuan 10")


def house_mutants(project: str, path: str, text: str) -> Iterator[Mutant]:
    """The mutants of a house.toml."""
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = re.match(r"(\w+) *= *(.+?)\s*$", line)
        if found:
            for thing, start, end, new, strict in _changes(found, line):
                yield Mutant(
                    project=project,
                    place=f"house style, {found[1]}",
                    thing=thing,
                    subject=Subject("house", path, path, number, number),
                    path=path,
                    line=number,
                    start=at + start,
                    end=at + end,
                    old=line[start:end],
                    new=new,
                    strict=strict,
                )
        at += len(line) + 1


def _changes(found: re.Match[str], line: str) -> Iterator[tuple[str, int, int, str, bool]]:
    key, value = found[1], found[2]
    for thing, new, strict in _OTHERS.get(key, ()):
        if new != value:
            yield thing, found.start(2), found.end(2), new, strict
    if key == "names":
        for code, name in re.findall(r'(\w+) *= *"([^"]*)"', value):
            start = line.index(f'"{name}"') + 1
            for other in _CURRENCIES:
                if other not in (name, code):
                    yield "currency", start, start + len(name), other, True
            at = line.index(code)
            for other in ("USD", "JPY"):
                if other != code:
                    yield "currency", at, at + len(code), other, True
