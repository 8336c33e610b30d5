"""Maps: coordinates are read exactly, projected truly, and labels cover neither each other nor a symbol."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import pi, sqrt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefkit.findings import Problem
from briefkit.project.drawing_data import load_atlas
from briefkit.report.drawing import Drawing, Look, Measure
from briefkit.report.maps import (
    KINDS,
    Frame,
    Map,
    Place,
    Position,
    Route,
    Setting,
    alternative_text,
    draw_map,
    parse_coordinates,
    read_outlines,
)
from briefkit.report.maps.clipping import Box, Point, area, bounds, clip_line, clip_polygon, thinned
from briefkit.report.maps.furniture import scale_bar
from briefkit.report.maps.mask import mask
from briefkit.report.maps.outlines import Shape, write_outlines, written
from briefkit.report.maps.placement import Label, Lines, Taken, beside, place
from briefkit.report.maps.projection import EqualEarth, Mercator, lambert, projection_for
from briefkit.report.maps.symbols import SYMBOLS, sizes_of
from briefkit.report.maps.view import FINEST, distance, frame_of, great_circle, view_of

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
NAMES = ("SourceSans3-Regular.otf.woff2", "SourceSans3-Semibold.otf.woff2")
MEASURE = Measure(*((FONTS / name).read_bytes() for name in NAMES))
ATLAS = load_atlas()
WORDS = {
    "map_alternative": "Map", "map_route": "Routes", "map_unsettled": "Line of control", "map_kilometres": "km",
    "map_metres": "m", **{f"map_{kind}": kind.capitalize() for kind in KINDS},
}  # fmt: skip
SETTING = Setting(look=Look(), measure=MEASURE, words=WORDS, size_text=lambda value: f"{value:,f} t")
KOREA = Frame(west=124, south=37.5, east=131, north=43.2)


def spot(label: str, at: str, kind: str = "city", **rest: object) -> Place:
    return Place(label=label, position=parse_coordinates(at), kind=kind, **rest)  # type: ignore[arg-type]


def drawn(described: Map, width: float = 450, height: float | None = None) -> Drawing:
    return draw_map(described, ATLAS, SETTING, width=width, height=height)


PYONGYANG, SINUIJU = spot("Pyongyang", "39.03, 125.75", "capital"), spot("Sinuiju", "40.10, 124.40")


# Coordinates

NORTH, EAST = 40 + Fraction(6, 60), 124 + Fraction(23, 60) + Fraction(30, 3600)

READ = [
    ("40.1, 124.4", "40.1", "124.4"),
    ("40.1 124.4", "40.1", "124.4"),
    ("-33.86, +151.21", "-33.86", "151.21"),
    ("−33.86,151.21", "-33.86", "151.21"),
    ("40.1 N 124.4 E", "40.1", "124.4"),
    ("40.1°N, 124.4°E", "40.1", "124.4"),
    ("N 40.1 E 124.4", "40.1", "124.4"),
    ("124.4 E, 40.1 N", "40.1", "124.4"),
    ("33.5 south 70.6 west", "-33.5", "-70.6"),
    ("40°06′00″N 124°23′30″E", NORTH, EAST),
    ("40°06'00\"N 124°23'30\"E", NORTH, EAST),
    ("40° 6' N, 124° 23' 30\" E", NORTH, EAST),
    ("40°06'00''N 124°23'30''E", NORTH, EAST),
    ("40°06’00”N 124°23’30”E", NORTH, EAST),
    ("40°6.0′N 124°23.5′E", NORTH, EAST),
    ("40°06′00″, 124°23′30″", NORTH, EAST),
    ("북위 40도 06분 동경 124도 23분 30초", NORTH, EAST),
    ("북위 40도06분, 동경 124도23분30초", NORTH, EAST),
    ("北纬40度06分 东经124度23分30秒", NORTH, EAST),
    ("北緯40度06分，東經124度23分30秒", NORTH, EAST),
    ("40°S 70°W", "-40", "-70"),
    ("-0°30′, 10", "-0.5", "10"),
    ("90, 180", "90", "180"),
    ("90 S 180 W", "-90", "-180"),
]


@pytest.mark.parametrize(("text", "latitude", "longitude"), READ, ids=[case[0] for case in READ])
def test_coordinates_are_read_exactly(text: str, latitude: str | Fraction, longitude: str | Fraction) -> None:
    assert parse_coordinates(text) == Position(Fraction(latitude), Fraction(longitude))


REFUSED = [
    # text, the piece that is wrong
    ("", ""),
    ("Sinuiju", "Sinuiju"),
    ("40.1", ""),
    ("40,1 124,4", "124,4"),  # a comma parts the two
    ("124.4, 40.1", "124.4"),
    ("91 N 124 E", "91 N"),
    ("40 N 181 E", "181 E"),
    ("90°00′01″N 124°E", "90°00′01″N"),
    ("40 N 124", "124"),
    ("40 N 124 N", "124 N"),
    ("-40 N 124 E", "-40 N"),
    ("40°60′N 124°E", "60"),
    ("40°06′60″N 124°E", "60"),
    ("40°-6′N 124°E", "-6"),
    ("40.1, 124.4, 12", ", 12"),
    ("40. , 124", "."),
    ("40.1 Nord 124.4", "Nord"),
    ("40.1 N 124.4 E?", "?"),
    ("４０, １２４", "４０,"),
]


@pytest.mark.parametrize(("text", "wrong"), REFUSED, ids=[case[0] or "nothing" for case in REFUSED])
def test_what_is_no_pair_of_coordinates_is_refused_at_its_place(text: str, wrong: str) -> None:
    with pytest.raises(Problem) as refused:
        parse_coordinates(text)
    problem = refused.value
    assert problem.code.code == "BK760"
    assert text[problem.start : problem.end] == wrong


def test_coordinates_that_look_swapped_are_offered_the_other_way_round() -> None:
    with pytest.raises(Problem, match="swapped") as refused:
        parse_coordinates("124.40, 40.10")
    assert refused.value.hint == "40.10, 124.40"


@given(st.integers(-90 * 3600, 90 * 3600), st.integers(-180 * 3600, 180 * 3600))
def test_any_second_of_arc_comes_back(north: int, east: int) -> None:
    parts = []
    for seconds, ahead, behind in ((north, "N", "S"), (east, "E", "W")):
        left = abs(seconds)
        mark = ahead if seconds >= 0 else behind
        parts.append(f"{left // 3600}°{left // 60 % 60:02}′{left % 60:02}″{mark}")
    assert parse_coordinates(" ".join(parts)) == Position(Fraction(north, 3600), Fraction(east, 3600))


# Projections

SNYDER = [
    # Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), numerical examples for the Lambert
    # conformal conic: parallels 33 and 45, origin 23 N 96 W, the point 35 N 75 W; sphere of radius 1, Clarke 1866.
    (1.0, 0.0, 0.2966785, 0.2462112, 5e-8),
    (6_378_206.4, sqrt(0.00676866), 1_894_410.9, 1_564_649.5, 0.1),
]


@pytest.mark.parametrize(("radius", "eccentricity", "x", "y", "exact"), SNYDER, ids=["sphere", "ellipsoid"])
def test_the_conic_gives_the_published_values(
    radius: float, eccentricity: float, x: float, y: float, exact: float
) -> None:
    conic = lambert(-96, 23, (33, 45), radius=radius, eccentricity=eccentricity)
    assert conic.forward(-75, 35) == pytest.approx((x, y), abs=exact)
    assert conic.inverse(x, y) == pytest.approx((-75, 35), abs=1e-5)


REFERENCE = [
    # What PROJ 9 gives for the same projections, in metres.
    (lambert(127.5, 40.25, (38.5, 42)), 124.4, 40.1, -264158.745, -12029.464),
    (lambert(127.5, 40.25, (38.5, 42)), 130.6, 42.9, 253289.250, 298718.841),
    (EqualEarth(0), 124.4, 40.1, 10555933.795, 4946267.710),
    (EqualEarth(0), -58.4, -34.6, -5115871.217, -4319864.012),
    (Mercator(100, 0.9962201), 104, -3.5, 443594.82, -385790.30),
]


@pytest.mark.parametrize(("projection", "longitude", "latitude", "x", "y"), REFERENCE)
def test_projections_agree_with_the_usual_library(
    projection: EqualEarth, longitude: float, latitude: float, x: float, y: float
) -> None:
    assert projection.forward(longitude, latitude) == pytest.approx((x, y), rel=2e-6)


FRAMES = [
    KOREA,
    Frame(west=-20, south=-35, east=52, north=38),  # about the equator
    Frame(west=95, south=-9, east=141, north=9),
    Frame(west=-75, south=-56, east=-53, north=-20),
    Frame(west=170, south=50, east=-160, north=72),  # across the 180th meridian
    Frame(west=-180, south=-58, east=180, north=84),
    Frame(west=-30, south=-60, east=-30, north=80),  # the whole world, about 150 E
]


@pytest.mark.parametrize("frame", FRAMES)
@given(across=st.floats(0, 1), up=st.floats(0, 1))
@settings(max_examples=40)
def test_a_point_comes_back_from_the_plane(frame: Frame, across: float, up: float) -> None:
    longitude = frame.west + across * frame.breadth
    latitude = frame.south + up * (frame.north - frame.south)
    projection = projection_for(frame)
    assert projection.inverse(*projection.forward(longitude, latitude)) == pytest.approx(
        (longitude, latitude), abs=1e-6
    )


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("height", [None, 200, 600])
def test_all_of_a_frame_shows_whatever_the_size(frame: Frame, height: float | None) -> None:
    view = view_of(frame, 450, height)
    assert view.box.width == 450
    assert height is None or view.box.height == height
    for share in (0.0, 0.5, 1.0):
        longitude = frame.west + share * frame.breadth
        for latitude in (frame.south, frame.north):
            assert view.box.grown(0.01).holds(view.page(longitude, latitude))


@pytest.mark.parametrize(
    ("south", "north"), [(43.0, 37.0), (40.0, 40.0), (-91.0, 0.0), (10.0, 95.0)], ids=["upside down", "flat", "S", "N"]
)
def test_a_frame_that_holds_nothing_is_refused(south: float, north: float) -> None:
    with pytest.raises(Problem) as refused:
        view_of(Frame(west=124, south=south, east=131, north=north), 450)
    assert refused.value.code.code == "BK760"


def test_the_scale_bar_is_true_in_the_middle_of_the_map() -> None:
    # A degree of longitude at 40.25 N is 85,081 m on the WGS 84 ellipsoid.
    view = view_of(Frame(west=124, south=37.5, east=131, north=43.0), 450)
    _, latitude = view.earth(*view.box.center)
    assert latitude == pytest.approx(40.3, abs=0.15)
    (x1, y1), (x2, y2) = view.page(127, 40.25), view.page(128, 40.25)
    assert sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) == pytest.approx(view.point_scale() * 85.0812, rel=5e-4)
    bar = scale_bar(view.point_scale(), 450, WORDS)
    assert bar.text == "100 km"
    assert bar.length == pytest.approx(100 * view.point_scale())


@pytest.mark.parametrize("frame", FRAMES[:5])
def test_the_scale_holds_near_the_middle_in_every_direction(frame: Frame) -> None:
    view = view_of(frame, 450)
    middle = view.box.center
    for x, y in ((10, 0), (0, 10), (7, -7)):
        ends = [view.earth(middle[0] - x, middle[1] - y), view.earth(middle[0] + x, middle[1] + y)]
        one, other = (Position(Fraction(latitude), Fraction(longitude)) for longitude, latitude in ends)
        # `distance` is on a sphere: up to a half per cent off.
        assert 2 * sqrt(x * x + y * y) / view.point_scale() == pytest.approx(distance(one, other), rel=7e-3)


@pytest.mark.parametrize(
    ("scale", "text"), [(0.8, "100 km"), (0.05, "1000 km"), (8.0, "10 km"), (450.0, "200 m"), (90.0, "1 km")]
)
def test_a_scale_bar_is_round_and_at_most_a_fifth_of_the_map(scale: float, text: str) -> None:
    bar = scale_bar(scale, 450, WORDS)
    assert bar.text == text
    assert 18 <= bar.length <= 90


def test_the_shortest_way_goes_over_the_180th_meridian() -> None:
    tokyo, vancouver = parse_coordinates("35.7, 139.7"), parse_coordinates("49.3, -123.1")
    way = great_circle(tokyo, vancouver)
    assert way[0] == pytest.approx((139.7, 35.7))
    assert way[-1] == pytest.approx((236.9, 49.3))
    assert max(latitude for _, latitude in way) > 53
    assert distance(tokyo, vancouver) == pytest.approx(7552, rel=0.005)


# Clipping

SQUARE = Box(0, 0, 10, 10)
RINGS = [
    ("inside", [(1, 1), (2, 1), (2, 2)], 0.5),
    ("outside", [(11, 1), (12, 1), (12, 2)], 0.0),
    ("around", [(-5, -5), (15, -5), (15, 15), (-5, 15)], 100.0),
    ("over an edge", [(5, 5), (15, 5), (15, 8), (5, 8)], 15.0),
    ("over a corner", [(8, 8), (12, 8), (12, 12), (8, 12)], 4.0),
    ("a diamond over all sides", [(5, -2), (12, 5), (5, 12), (-2, 5)], 82.0),
]


@pytest.mark.parametrize(("ring", "left"), [case[1:] for case in RINGS], ids=[case[0] for case in RINGS])
def test_of_a_polygon_the_part_in_the_box_is_left(ring: list[Point], left: float) -> None:
    clipped = clip_polygon(ring, SQUARE)
    assert area(clipped) == pytest.approx(left)
    assert all(SQUARE.holds(point) for point in clipped)


LINES = [
    ("inside", [(1, 1), (2, 2), (3, 1)], [[(1, 1), (2, 2), (3, 1)]]),
    ("outside", [(11, 1), (12, 5)], []),
    ("through", [(-5, 5), (15, 5)], [[(0, 5), (10, 5)]]),
    ("out and in", [(5, 5), (15, 5), (15, 8), (5, 8)], [[(5, 5), (10, 5)], [(10, 8), (5, 8)]]),
    ("past a corner", [(9, -3), (13, 1)], []),
]


@pytest.mark.parametrize(("line", "left"), [case[1:] for case in LINES], ids=[case[0] for case in LINES])
def test_of_a_line_the_parts_in_the_box_are_left(line: list[Point], left: list[list[Point]]) -> None:
    assert clip_line(line, SQUARE) == left


@given(st.lists(st.tuples(st.floats(-20, 30), st.floats(-20, 30)), min_size=2, max_size=12))
def test_no_part_of_a_clipped_line_or_polygon_is_outside(points: list[Point]) -> None:
    around = SQUARE.grown(1e-9)
    assert all(around.holds(point) for part in clip_line(points, SQUARE) for point in part)
    assert all(around.holds(point) for point in clip_polygon(points, SQUARE))


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=3, max_size=60))
def test_a_thinned_line_keeps_its_ends_and_no_points_too_near_each_other(points: list[Point]) -> None:
    kept = thinned(points, 0.3)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    near = [sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) < 0.3 for a, b in pairwise(kept)]
    assert not any(near) or len(kept) == 2


# Outlines


def test_outlines_come_back_from_their_bytes() -> None:
    ring = [(124.0, 40.0), (124.5, 40.25), (124.5, 40.251), (125.0, 39.0)]
    content = {
        "step": 100, "box": [120, 30, 130, 45], "countries": {"KP": [written(ring, 100)]}, "codes": {"PRK": "KP"},
        "coast": [], "borders": [], "unsettled": [written(ring[:2], 100)], "lakes": [], "rivers": [],
    }  # fmt: skip
    outlines = read_outlines(write_outlines(content))
    (shape,) = outlines.countries["KP"]
    assert shape.points == [(124.0, 40.0), (124.5, 40.25), (125.0, 39.0)]
    assert shape.box == Box(124.0, 39.0, 125.0, 40.25)
    assert [border.settled for border in outlines.borders] == [False]
    assert (outlines.code("PRK"), outlines.code("KP"), outlines.code("KR")) == ("KP", "KP", None)


def test_the_same_outlines_have_the_same_bytes() -> None:
    assert write_outlines({"step": 1}) == write_outlines({"step": 1})


@pytest.mark.parametrize("data", [b"", b"PK", write_outlines({"step": 1})], ids=["nothing", "other", "lacking"])
def test_bytes_that_are_no_outlines_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a file of outlines"):
        read_outlines(data)


def test_the_outlines_that_are_shipped_are_small_and_know_the_countries() -> None:
    assert sum(map(len, (ATLAS.world, ATLAS.regions, ATLAS.east_asia))) < 3_000_000
    world = ATLAS.all()
    assert all(world.code(code) for code in ("KP", "PRK", "KR", "CN", "RU", "JP", "US", "FR", "NO", "TW", "XK", "MT"))
    near = read_outlines(ATLAS.east_asia)
    assert near.rivers
    assert any(not border.settled for border in near.borders)  # the Military Demarcation Line


def test_the_outlines_of_north_korea_have_its_area() -> None:
    # 120,540 km² of land; on an equal-area projection, so that square metres add up.
    projection = EqualEarth(127)
    rings = [
        [projection.forward(x, y) for x, y in shape.points] for shape in read_outlines(ATLAS.east_asia).countries["KP"]
    ]
    assert sum(map(area, rings)) / 1e6 == pytest.approx(121_500, rel=0.015)


CHOICES = [
    (KOREA, 450, "east_asia"),
    (("KP",), 200, "east_asia"),
    (Frame(west=95, south=15, east=150, north=55), 450, "regions"),
    (("FR",), 450, "regions"),
    (Frame(west=-180, south=-58, east=180, north=84), 450, "world"),
]


@pytest.mark.parametrize(("frame", "width", "chosen"), CHOICES)
def test_outlines_suit_the_scale(frame: Frame | tuple[str, ...], width: float, chosen: str) -> None:
    view = view_of(frame if isinstance(frame, Frame) else frame_of(frame, ATLAS.all()), width)
    assert ATLAS.outlines(view.shown, view.point_scale() * 111.2) is read_outlines(getattr(ATLAS, chosen))


COUNTRY_FRAMES = [
    # country, what lies in its frame, what does not
    ("FR", "48.9, 2.3", "4.9, -52.3"),  # Paris, Cayenne
    ("US", "39, -77", "21.3, -157.9"),  # Washington, Honolulu
    ("RU", "66, -172", "55, -120"),  # Chukotka beyond the 180th meridian, Canada
    ("JP", "26.3, 127.8", "39, 125.7"),  # Okinawa, Pyongyang
    ("NZ", "-41.3, 174.8", "-33.9, 151.2"),
]


@pytest.mark.parametrize(("code", "inside", "outside"), COUNTRY_FRAMES, ids=[case[0] for case in COUNTRY_FRAMES])
def test_the_frame_of_a_country_holds_its_main_land_and_the_islands_near_it(
    code: str, inside: str, outside: str
) -> None:
    frame = frame_of((code,), ATLAS.all())
    place_in, place_out = spot("in", inside), spot("out", outside)
    assert drawn(Map(title="", frame=frame, places=(place_in,)))
    longitude = float(place_out.position.longitude) + 360 * (float(place_out.position.longitude) < frame.west)
    within = longitude <= frame.west + frame.breadth and frame.south <= place_out.position.latitude <= frame.north
    assert not within


def test_an_outline_on_the_page_has_no_points_too_near_each_other_and_none_outside() -> None:
    view = view_of(KOREA, 450)
    rings = view.rings(read_outlines(ATLAS.east_asia).countries["KP"])
    assert rings
    for ring in rings:
        assert view.box.grown(1e-6).within(Box(-1, -1, 451, 600))
        assert all(view.box.grown(1e-6).holds(point) for point in ring)
        steps = pairwise(ring)
        assert all(sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) >= FINEST for a, b in steps)


def test_a_shape_across_the_180th_meridian_shows_on_either_side_of_it() -> None:
    steps = written([(-180, 60), (-170, 60), (-170, 70), (-180, 70)], 10)
    shape = Shape(Box(-180, 60, -170, 70), steps, 10)
    (ring,) = view_of(Frame(west=170, south=55, east=-160, north=75), 300).rings([shape])
    assert bounds(ring).left > 60
    assert bounds(ring).right < 240


# Room for names


def test_a_name_stands_where_its_box_lies_most_inward() -> None:
    area_of = mask([[(0, 0), (90, 0), (90, 30), (30, 30), (30, 90), (0, 90)]], Box(0, 0, 100, 100))
    middle = area_of.room(40, 8)
    assert middle is not None
    assert Box(20, 5, 70, 25).holds(middle)
    assert area_of.room(40, 40) is None
    blocked = area_of.without([Box(25, 0, 95, 32)])
    assert blocked.room(40, 8) is None
    assert blocked.room(12, 8) is not None
    assert area_of.count(Box(0, 0, 29, 29)) == 100


# Places of labels


def overlap(boxes: list[Box]) -> bool:
    return any(one.overlaps(other) for at, one in enumerate(boxes) for other in boxes[:at])


@given(
    st.lists(st.tuples(st.floats(5, 435), st.floats(5, 395), st.floats(15, 80), st.booleans()), min_size=1, max_size=40)
)
@example([(200 + at / 10, 200 - at / 7, 70.0, True) for at in range(40)])
@example([(6 + at / 10, 6 + at / 7, 80.0, True) for at in range(40)])
@settings(max_examples=30, deadline=None)
def test_no_two_labels_overlap_and_all_lie_within_the_frame(spots: list[tuple[float, float, float, bool]]) -> None:
    frame = Box(0, 0, 440, 400)
    labels = []
    for x, y, wide, two_lines in spots:
        high = 17.2 if two_lines else 9.0
        labels.append(Label(wide, high, (x, y), 2.5, tuple(beside((x, y), 2.5, wide, high, 9.0))))
    taken = Taken([(label.point, 2.5) for label in labels], [Box(340, 300, 440, 400)])
    placed = place(labels, frame, taken, Lines())
    assert placed is not None
    boxes = [one.box for one in placed]
    assert all(box.within(frame) for box in boxes)
    assert not overlap(boxes)
    assert not any(taken.meets(box) for box in boxes)
    assert [(box.width, box.height) for box in boxes] == [
        pytest.approx((label.width, label.height)) for label in labels
    ]


def test_a_label_alone_stands_right_of_its_symbol_without_a_line() -> None:
    label = Label(40, 9, (100, 100), 2.5, tuple(beside((100, 100), 2.5, 40, 9)))
    (placed,) = place([label], Box(0, 0, 200, 200), Taken([((100, 100), 2.5)]), Lines()) or []
    assert (placed.box.left, placed.align, placed.leader) == (pytest.approx(104.3), "start", None)


def test_a_label_rather_covers_no_line() -> None:
    label = Label(40, 9, (100, 100), 2.5, tuple(beside((100, 100), 2.5, 40, 9)))
    lines = Lines()
    lines.add([(120, 0), (120, 200)], 1.0)
    (placed,) = place([label], Box(0, 0, 200, 200), Taken([((100, 100), 2.5)]), lines) or []
    assert placed.align == "end"


def test_where_there_is_no_room_no_label_is_left_out() -> None:
    labels = [Label(60, 20, (50, 50), 2, tuple(beside((50, 50), 2, 60, 20))) for _ in range(6)]
    assert place(labels, Box(0, 0, 100, 60), Taken(), Lines()) is None


# Sizes


def test_circles_have_areas_in_the_proportion_of_their_figures() -> None:
    sizes = sizes_of(
        (spot("a", "40, 125", value=Decimal(100), unit="t"), spot("b", "40, 126", value=Decimal(25), unit="t"))
    )
    assert sizes is not None
    assert pi * sizes.radius(Decimal(100)) ** 2 == pytest.approx(4 * pi * sizes.radius(Decimal(25)) ** 2)
    assert sizes.keys() == (Decimal(100), Decimal(20))


@pytest.mark.parametrize(
    ("largest", "keys"),
    [("1500", "1000 200"), ("40", "20 5"), ("0.3", "0.2 0.05"), ("9", "5 1"), ("1E+6", "1E+6 2E+5")],
)
def test_the_legend_of_sizes_has_round_figures_below_the_largest(largest: str, keys: str) -> None:
    sizes = sizes_of((spot("a", "40, 125", value=Decimal(largest)),))
    assert sizes is not None
    assert sizes.keys() == tuple(map(Decimal, keys.split()))


def test_a_range_is_drawn_as_two_rings_and_never_as_its_middle() -> None:
    one = spot("Musan", "42.2, 129.2", "mine", value=Decimal(25), high=Decimal(100), unit="t", text="25 to 100 t")
    svg = drawn(Map(title="", frame=KOREA, places=(one,), legend=False)).svg
    radii = {float(r) for r in re.findall(r'<circle [^>]*r="([\d.]+)"', svg)}
    assert radii == {7.5, 15.0}
    assert len(re.findall(r"<circle [^>]*stroke-dasharray", svg)) == 1


MIXED = [
    ("two units", {"value": Decimal(1), "unit": "people"}),
    ("below zero", {"value": Decimal(-1), "unit": "t"}),
    ("from more to less", {"value": Decimal(5), "high": Decimal(4), "unit": "t"}),
]


@pytest.mark.parametrize("other", [case[1] for case in MIXED], ids=[case[0] for case in MIXED])
def test_sizes_that_cannot_be_compared_are_refused(other: dict[str, object]) -> None:
    places = (spot("Musan", "42.2, 129.2", value=Decimal(3), unit="t"), spot("Komdok", "41, 128.9", **other))
    with pytest.raises(Problem, match="Komdok") as refused:
        drawn(Map(title="", frame=KOREA, places=places))
    assert refused.value.code.code == "BK764"


# Maps

FREIGHT = Route(stops=(PYONGYANG.position, SINUIJU.position), label="Freight line", dashed=True, directed=True)
WHOLE = Map(
    title="Sites named in this report",
    frame=("KP",),
    places=(
        PYONGYANG,
        SINUIJU,
        spot("Camp 16", "41.27, 129.40", "camp", mark="3"),
        spot("Musan", "42.23, 129.21", "mine", value=Decimal(1500), unit="t", text="1,500 t", mark="4"),
    ),
    routes=(FREIGHT,),
    inset=Frame(west=95, south=15, east=150, north=55),
    names={"PRK": "North Korea", "KR": "South Korea", "JP": "Japan"},
)


def test_every_text_of_a_map_stands_beside_it_in_the_order_of_drawing() -> None:
    drawing = drawn(WHOLE)
    assert drawing.texts == tuple(re.findall(r"<text [^>]*>([^<]*)</text>", drawing.svg))
    assert drawing.texts == (
        "NORTH KOREA", "SOUTH KOREA", "Pyongyang", "Sinuiju", "Camp 16", "3", "Musan", "1,500 t", "4", "Freight line",
        "Capital", "City", "Mine", "Camp", "Line of control", "1,000 t", "200 t", "100 km",
    )  # fmt: skip


def test_no_text_is_smaller_than_six_and_a_half_points() -> None:
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', drawn(WHOLE).svg)) >= 6.5


def test_a_map_is_small_and_the_same_every_time() -> None:
    drawing = drawn(WHOLE)
    assert len(drawing.svg) < 400_000
    assert drawn(WHOLE) == drawing


def test_the_world_is_drawn_without_a_scale_which_would_not_hold() -> None:
    world = Map(title="", frame=FRAMES[5], places=(PYONGYANG, spot("Dakar", "14.7, -17.4")))
    drawing = drawn(world)
    assert drawing.texts == ("Pyongyang", "Dakar", "Capital", "City", "Line of control")
    assert len(drawing.svg) < 400_000


def test_a_map_has_no_legend_or_scale_bar_that_is_not_asked_for() -> None:
    bare = Map(title="", frame=KOREA, places=(SINUIJU,), legend=False, scale_bar=False)
    drawing = drawn(bare, height=300)
    assert drawing.texts == ("Sinuiju",)
    assert (drawing.width, drawing.height) == (450, 300)


def test_forty_places_have_labels_that_do_not_overlap() -> None:
    places = tuple(
        spot(f"Place {at}", f"{38.3 + at % 7 * 0.6}, {124.9 + at // 7 * 0.75}", KINDS[at % len(KINDS)], text="1,200 t")
        for at in range(40)
    )
    drawing = drawn(Map(title="", frame=KOREA, places=places, legend=False, scale_bar=False))
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"[^>]*?(600)?"[^>]*>([^<]*)<', drawing.svg)
    boxes = []
    for x, y, size, bold, text in found:
        left, base, points = float(x), float(y), float(size)
        wide = MEASURE.width(text, points, bold=bool(bold))
        boxes.append(Box(left, base - 0.7 * points, left + wide, base + 0.2 * points))
    assert len(boxes) == 80
    assert all(box.within(Box(0, 0, drawing.width, drawing.height)) for box in boxes)
    assert not overlap(boxes)


def test_kinds_differ_in_form_and_not_in_colour_alone() -> None:
    assert set(SYMBOLS) == set(KINDS)
    assert len({(symbol.shape, symbol.filled) for symbol in SYMBOLS.values()}) == len(KINDS)


OUTSIDE = [
    (KOREA, "Beijing", "39.9, 116.4"),
    (("KP",), "Seoul's antipode", "-37.6, -53"),
    (Frame(west=-180, south=-58, east=180, north=84), "South Pole", "-90, 0"),
]


@pytest.mark.parametrize(("frame", "label", "at"), OUTSIDE, ids=[case[1] for case in OUTSIDE])
def test_a_place_outside_the_frame_is_named(frame: Frame, label: str, at: str) -> None:
    with pytest.raises(Problem, match=label) as refused:
        drawn(Map(title="", frame=frame, places=(SINUIJU, spot(label, at))))
    assert refused.value.code.code == "BK761"


def test_a_route_of_which_nothing_shows_is_named_and_one_that_leads_off_the_map_is_drawn() -> None:
    moscow, minsk = parse_coordinates("55.75, 37.6"), parse_coordinates("53.9, 27.6")
    off = Route(stops=(PYONGYANG.position, moscow), label="Labour export")
    assert "Labour export" in drawn(Map(title="", frame=KOREA, routes=(off,))).texts
    with pytest.raises(Problem, match="Transit") as refused:
        drawn(Map(title="", frame=KOREA, routes=(Route(stops=(minsk, moscow), label="Transit"),)))
    assert refused.value.code.code == "BK761"


@pytest.mark.parametrize(
    "described",
    [
        Map(title="", frame=("NK",)),
        Map(title="", frame=KOREA, emphasis=("NK",)),
        Map(title="", frame=KOREA, inset=("NK",)),
        Map(title="", frame=KOREA, names={"NK": "North Korea"}),
    ],
    ids=["frame", "emphasis", "inset", "names"],
)
def test_an_unknown_country_is_named(described: Map) -> None:
    with pytest.raises(Problem, match="NK") as refused:
        drawn(described)
    assert refused.value.code.code == "BK762"


CROWDS = [
    ("more than forty", 41, 450),
    ("no room", 30, 110),
]


@pytest.mark.parametrize(("count", "width"), [case[1:] for case in CROWDS], ids=[case[0] for case in CROWDS])
def test_too_many_places_are_refused_and_none_is_left_out(count: int, width: float) -> None:
    places = tuple(spot(f"Place number {at}", f"{39 + at / 20}, 127", text="1,200 to 1,500 t") for at in range(count))
    with pytest.raises(Problem, match=str(count)) as refused:
        drawn(Map(title="", frame=KOREA, places=places), width=width)
    assert refused.value.code.code == "BK763"


def test_an_inset_covers_no_place() -> None:
    corners = tuple(spot(f"P{at}", place_at) for at, place_at in enumerate(("43, 124.3", "43, 130.7", "37.7, 124.3")))
    assert drawn(Map(title="", frame=KOREA, places=corners, inset=("KP",)))
    with pytest.raises(Problem, match="inset"):
        drawn(Map(title="", frame=KOREA, places=(*corners, spot("P3", "37.7, 130.6")), inset=("KP",)))


def test_a_map_in_words_says_all_that_it_shows() -> None:
    assert alternative_text(WHOLE, WORDS) == (
        "Map: Sites named in this report. Capital: Pyongyang. City: Sinuiju. Mine: Musan (1,500 t). Camp: Camp 16. "
        "Routes: Freight line."
    )
