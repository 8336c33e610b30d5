"""Charts: what is drawn stands where its figure is, says what the brief says, and hides no range, bound or gap."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import altair
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError

from briefkit.findings import Problem
from briefkit.report.charts import (
    CHART_WORDS,
    KINDS,
    Chart,
    ChartSeries,
    ChartValue,
    alternative_text,
    draw_chart,
    round_ticks,
    vega,
    verify,
)  # fmt: skip
from briefkit.report.drawing import Drawing, Look, Measure

STYLES = Path(__file__).parents[2] / "styles"
NAMES = ("SourceSans3-Regular.otf.woff2", "SourceSans3-Semibold.otf.woff2")
MEASURE = Measure(*((STYLES / "fonts" / name).read_bytes() for name in NAMES))


def value(low: str, high: str = "", text: str = "", direction: int = 0) -> ChartValue:
    shown = text or (f"{low}–{high}" if high else low)
    return ChartValue(low=Decimal(low), high=Decimal(high or low), text=shown, direction=direction)


def series(label: str, *values: ChartValue | None, statuses: tuple[str, ...] = ()) -> ChartSeries:
    return ChartSeries(label=label, values=values, statuses=statuses)


def tick(number: Decimal) -> str:
    return f"{number:,}"


def draw(chart: Chart, **options: float) -> Drawing:
    return draw_chart(chart, Look(), MEASURE, tick=tick, **options)


YEARS = ("2005", "2006", "2007", "2009", "2010", "2011")
COAL = series("Coal", *map(value, ("1.1", "1.5", "1.7", "2.3", "3.9", "4.6")))
IRON = series("Iron ore", value("0.6"), None, value("0.7", "1.2"), value("0.9"), value("1.9"), value("2.1"))

SAMPLES = {
    "bar": Chart(
        kind="bar",
        categories=("State", "Agencies of the Ministry of Social Security", "Prisons", "Camps", "Workers"),
        series=(
            series(
                "Earnings",
                value("2.34", "3.52", "USD 2.34–3.52 million"),
                value("1.2", text="USD 1.2 million"),
                value("0.9", text="over USD 0.9 million", direction=1),
                value("3", text="up to USD 3 million", direction=-1),
                None,
                statuses=("", "", "", "", "not reported"),
            ),
        ),
        unit="USD million",
    ),
    "grouped": Chart(kind="grouped", categories=YEARS, series=(COAL, IRON), unit="USD million"),
    "stacked": Chart(
        kind="stacked",
        categories=("2011", "2012"),
        series=(series("Coal", value("1.13"), value("1.2")), series("Zinc", value("0.02"), value("0.01"))),
    ),
    "range": Chart(
        kind="range",
        categories=("Camps", "Detention"),
        series=(series("Workers", value("50000", "100000"), value("30000", text="30,000 or more", direction=1)),),
    ),
    "dot": Chart(
        kind="dot",
        categories=("Kaechon", "Yodok"),
        series=(series("Rate", value("6.25", "8.0"), value("6.99", text="under 6.99", direction=-1)),),
        zero=False,
        unit="yuan per USD",
    ),
    "line": Chart(kind="line", categories=YEARS, series=(COAL, IRON), unit="USD million"),
    "multiples": Chart(kind="multiples", categories=YEARS, series=(COAL, IRON), unit="USD million"),
    "share": Chart(
        kind="share",
        categories=("State", "Agencies"),
        series=(series("Share", value("70", text="70 percent"), value("30", text="30 percent")),),
    ),
    "waffle": Chart(kind="waffle", categories=("Kept by the state",), series=(series("Share", value("65", "70")),)),
}


def elements(drawing: Drawing, name: str) -> list[dict[str, str]]:
    """The attributes of the elements whose name begins like this."""
    root = ElementTree.fromstring(drawing.svg)
    return [dict(one.attrib) for one in root.iter() if one.get("data-is", "").startswith(name)]


def span(drawing: Drawing, name: str) -> tuple[float, float]:
    """Left and right end of a rectangle or a rule."""
    (one,) = elements(drawing, name)
    if "width" in one:
        return float(one["x"]), float(one["x"]) + float(one["width"])
    return float(one["x1"]), float(one["x2"])


# --- What is drawn ----------------------------------------------------------------------------------------------------


def test_there_is_a_sample_of_every_kind() -> None:
    assert set(SAMPLES) == set(KINDS)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_chart_is_plain_svg_with_all_its_texts_beside_it(kind: str) -> None:
    drawing = draw(SAMPLES[kind])
    root = ElementTree.fromstring(drawing.svg)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "rect", "line", "path", "text"}
    assert not re.search(r"href|url\(|\sstyle=|http(?!://www\.w3\.org/2000/svg)", drawing.svg)
    assert tuple(element.text for element in root.iter() if element.tag.endswith("}text")) == drawing.texts
    assert (root.get("width"), root.get("height")) == ("384pt", f"{drawing.height:g}pt")
    assert root.get("font-family") == "Briefkit Sans"


@pytest.mark.parametrize("kind", SAMPLES)
def test_what_vega_is_given_is_valid_vega_lite(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Held to the schema of Vega-Lite, as Altair bears it."""
    given: list[str] = []
    to_svg = vega._svg
    monkeypatch.setattr(
        vega, "_svg", lambda specification: given.append(json.dumps(specification)) or to_svg(specification)
    )
    draw(SAMPLES[kind])
    assert given
    for specification in map(json.loads, given):
        altair.Chart.from_dict(specification, validate=True)
        specification["layer"][0]["mark"]["type"] = "wedge"
        with pytest.raises(ValidationError):
            altair.Chart.from_dict(specification, validate=True)


@pytest.mark.parametrize("kind", SAMPLES)
def test_two_runs_give_the_same_bytes(kind: str) -> None:
    assert draw(SAMPLES[kind]) == draw(SAMPLES[kind])


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("width", [250.0, 384.0, 520.0])
def test_no_text_lies_over_another_or_leaves_the_drawing(kind: str, width: float) -> None:
    assert_texts_apart(draw(SAMPLES[kind], width=width))


def assert_texts_apart(drawing: Drawing) -> None:
    boxes = []
    for element in ElementTree.fromstring(drawing.svg).iter():
        if element.tag.endswith("}text"):
            wide = MEASURE.width(element.text or "", 8, bold=element.get("font-weight") == "600")
            x, y = float(element.get("x", 0)), float(element.get("y", 0))
            x -= {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0)
            boxes.append((x, y - 5.5, x + wide, y + 1, element.text))
    for box in boxes:
        assert box[0] >= -0.5, box
        assert box[2] <= drawing.width + 0.5, box
        assert box[1] >= -0.5, box
        assert box[3] <= drawing.height + 0.5, box
    for one, other in combinations(boxes, 2):
        apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
        assert apart, (one, other)


def test_a_bar_is_as_long_as_its_figure_and_a_range_is_hatched_from_its_low_end_to_its_high() -> None:
    drawing = draw(SAMPLES["bar"])
    zero, exact = span(drawing, "solid 0 1")
    point = (exact - zero) / 1.2
    assert span(drawing, "solid 0 0") == pytest.approx((zero, zero + 2.34 * point), abs=0.03)
    for part in ("open 0 0", "interval 0 0"):
        assert span(drawing, part) == pytest.approx((zero + 2.34 * point, zero + 3.52 * point), abs=0.03)
    assert len(elements(drawing, "cap 0 0")) == 2


def test_a_bound_has_an_arrow_to_where_the_figure_may_be_and_is_solid_only_where_it_is_certain() -> None:
    drawing = draw(SAMPLES["bar"])
    start, tip = span(drawing, "arrow 0 2")
    assert start == pytest.approx(span(drawing, "solid 0 2")[1], abs=0.03)
    assert tip > start
    start, tip = span(drawing, "arrow 0 3")
    assert start == pytest.approx(span(drawing, "open 0 3")[1], abs=0.03)
    assert tip < start
    assert elements(drawing, "solid 0 3") == []


def test_a_gap_has_no_mark_and_prints_its_status() -> None:
    drawing = draw(SAMPLES["bar"])
    assert elements(drawing, "solid 0 4") == []
    assert "not reported" in drawing.texts


def test_a_line_stops_at_a_gap_and_a_missing_year_leaves_its_room() -> None:
    drawing = draw(SAMPLES["line"])
    assert elements(drawing, "line 1 0") == []
    (coal,) = elements(drawing, "line 0")
    places = [float(x) for x in re.findall(r"[ML](-?[\d.]+)", coal["d"])]
    steps = [b - a for a, b in pairwise(places)]
    assert steps == pytest.approx([steps[0], steps[0], 2 * steps[0], steps[0], steps[0]], abs=0.05)


def test_a_range_in_a_line_is_a_band_and_never_its_middle() -> None:
    drawing = draw(SAMPLES["line"])
    assert len(elements(drawing, "band 1 2")) == 1
    assert elements(drawing, "dot 1 2") == []
    (line,) = elements(drawing, "line 1")
    assert line["data-is"] == "line 1 3"


def test_an_axis_without_zero_says_so_and_one_with_zero_does_not() -> None:
    assert "yuan per USD; axis does not begin at zero" in draw(SAMPLES["dot"]).texts
    assert "yuan per USD" in draw(replace(SAMPLES["dot"], zero=True)).texts


def test_crowded_lines_print_the_first_the_last_the_least_and_the_most() -> None:
    numbers = [str(10 + at * 7 % 23) for at in range(40)]
    text = "USD {} million in all"
    line = series("Coal", *(value(number, text=text.format(number)) for number in numbers))
    drawing = draw(Chart(kind="line", categories=tuple(str(1960 + at) for at in range(40)), series=(line,)))
    shown = [one for one in drawing.texts if one.startswith("USD")]
    ends = {numbers[0], numbers[-1], min(numbers, key=int), max(numbers, key=int)}
    assert sorted(shown) == sorted(text.format(number) for number in ends)


def test_figures_that_find_no_room_beside_their_bars_stand_above_them() -> None:
    long = "USD 2.34–3.52 million (18.4–25.1 million yuan) in each of the three years before the sanctions"
    drawing = draw(Chart(kind="bar", categories=("State",), series=(series("E", value("2.34", "3.52", long)),)))
    assert drawing.texts[:2] == ("State", long)
    assert_texts_apart(drawing)


# --- What is held -----------------------------------------------------------------------------------------------------

TAMPERED = {
    "a longer bar": ("bar", r'(<rect x="[\d.]+" y="[\d.]+" width=")([\d.]+)("[^>]*data-is="solid 0 1")', r"\g<1>99\3"),
    "a hidden range": ("bar", r'<rect [^>]*data-is="open 0 0"/>', ""),
    "an arrow the other way": ("bar", r'x2="([\d.]+)"([^>]*data-is="arrow 0 2")', r'x2="0"\2'),
    "another figure": ("bar", "USD 1.2 million", "USD 1.3 million"),
    "a figure at another bar": ("bar", r'y="[\d.]+"([^>]*data-is="text 0 1")', r'y="5"\1'),
    "a tick's number elsewhere": ("bar", r'x="([\d.]+)"([^>]*data-is="ticktext 0 2")', r'x="300"\2'),
    "another key": ("grouped", r'fill="#1f2c3a"([^>]*data-is="key 0")', r'fill="#b5651d"\1'),
    "another category": ("bar", ">Prisons<", ">Ministry<"),
    "another series": ("line", ">Coal<", ">Iron ore<"),
    "a moved dot": ("line", r"translate\(([\d.]+),[\d.]+\)([^>]*data-is=\"dot 0 2\")", r'translate(\1,50)\2'),
    "a line over a gap": ("line", r'data-is="line 1 3"', 'data-is="line 1 0"'),
    "a longer share": ("share", r'width="([\d.]+)"([^>]*data-is="solid 0 0")', r'width="300"\2'),
    "fewer squares": ("waffle", r'<rect [^>]*data-is="solid 0 0"/>', ""),
    "a script": ("bar", "</svg>", "<script/></svg>"),
    "an outside picture": ("bar", "</svg>", '<image href="x.png"/></svg>'),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "pattern", "other"), TAMPERED.values(), ids=TAMPERED)
def test_a_drawing_that_says_something_else_is_refused(kind: str, pattern: str, other: str) -> None:
    drawing = draw(SAMPLES[kind])
    svg, count = re.subn(pattern, other, drawing.svg, count=1)
    assert count == 1
    texts = tuple(one.text or "" for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("}text"))
    with pytest.raises(Problem) as caught:
        verify(SAMPLES[kind], replace(drawing, svg=svg, texts=texts))
    assert caught.value.code.code == "BK754"


def test_texts_beside_a_drawing_are_those_in_it() -> None:
    drawing = draw(SAMPLES["bar"])
    with pytest.raises(Problem, match="texts"):
        verify(SAMPLES["bar"], replace(drawing, texts=drawing.texts[1:]))


NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False)
POSITIVE = st.decimals(min_value=Decimal("0.01"), max_value=1000, places=2, allow_nan=False)


@st.composite
def values(draw_one: st.DrawFn, numbers: st.SearchStrategy[Decimal], *, exact: bool) -> ChartValue | None:
    one, other = sorted((draw_one(numbers), draw_one(numbers)))
    sort = draw_one(st.sampled_from(("exact", "exact", "range", "bound", "gap")))
    if sort == "gap":
        return None
    high = other if sort == "range" and not exact else one
    direction = draw_one(st.sampled_from((-1, 1))) if sort == "bound" and not exact else 0
    text = f"{one}–{high}" if one < high else f"{ {-1: 'up to ', 0: '', 1: 'over '}[direction] }{one}"
    return ChartValue(low=one, high=high, text=text, direction=direction)


@st.composite
def charts(draw_one: st.DrawFn) -> Chart:
    kind = draw_one(st.sampled_from(("bar", "grouped", "stacked", "range", "dot", "line", "multiples")))
    count, lines = draw_one(st.integers(1, 7)), 1 if kind == "bar" else draw_one(st.integers(1, 3))
    numbers = POSITIVE if kind == "stacked" else NUMBERS
    one = values(numbers, exact=kind == "stacked")
    rows = [tuple(draw_one(one) for _ in range(count)) for _ in range(lines)]
    statuses = ("unknown",) * count if draw_one(st.booleans()) else ()
    if not any(found for row in rows for found in row):
        rows[0] = (ChartValue(low=Decimal(5), high=Decimal(5), text="5"), *rows[0][1:])
    return Chart(
        kind=kind,
        categories=tuple(str(2001 + at) for at in range(count)),
        series=tuple(
            ChartSeries(label=f"Series {'ABC'[at]}", values=row, statuses=statuses) for at, row in enumerate(rows)
        ),
        unit="tons",
        zero=kind in ("bar", "grouped", "stacked") or draw_one(st.booleans()),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(charts())
def test_any_chart_stands_where_its_figures_are_with_its_texts_apart(chart: Chart) -> None:
    try:
        drawing = draw(chart)  # which holds every mark to its figure
    except Problem as problem:
        assert problem.code.code == "BK752", problem.message
        return
    assert_texts_apart(drawing)
    printed = " ".join(drawing.texts)
    assert all(one.text in printed for _, _, one in chart.marks()) or chart.kind in ("line", "multiples")


# --- Axes -------------------------------------------------------------------------------------------------------------

TICKS = {
    "from zero": (("0", "5.03"), ("0", "2", "4", "6")),
    "thousands": (("0", "50000"), ("0", "10000", "20000", "30000", "40000", "50000")),
    "small": (("0.0071", "0.0093"), ("0.007", "0.0075", "0.008", "0.0085", "0.009", "0.0095")),
    "below zero": (("-2.4", "5"), ("-4", "-2", "0", "2", "4", "6")),
    "nothing": (("0", "0"), ("0", "0.2", "0.4", "0.6", "0.8", "1")),
}


@pytest.mark.parametrize(("ends", "expected"), TICKS.values(), ids=TICKS)
def test_ticks_are_round(ends: tuple[str, str], expected: tuple[str, ...]) -> None:
    assert round_ticks(*map(Decimal, ends)) == tuple(map(Decimal, expected))


@given(NUMBERS, NUMBERS)
def test_three_to_six_ticks_hold_what_is_drawn(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    ticks = round_ticks(low, high)
    assert 3 <= len(ticks) <= 6
    assert ticks[0] <= low <= high <= ticks[-1]
    assert len({b - a for a, b in pairwise(ticks)}) == 1


# --- What is refused --------------------------------------------------------------------------------------------------

ONE = series("One", value("1"), value("2"))
REFUSED = {
    "an unknown kind": ("BK750", "pie", Chart(kind="pie", categories=("a", "b"), series=(ONE,))),
    "no value": ("BK751", "no value", Chart(kind="bar", categories=("a",), series=(series("One", None),))),
    "too few values": ("BK751", "2 values", Chart(kind="bar", categories=("a", "b", "c"), series=(ONE,))),
    "two units": (
        "BK751",
        "“tons” and “USD”",
        Chart(kind="grouped", categories=("a", "b"), series=(ONE, replace(ONE, unit="USD")), unit="tons"),
    ),
    "a range upside down": (
        "BK751",
        "without a number",
        Chart(kind="bar", categories=("a",), series=(series("One", value("2", "1")),)),
    ),
    "two series of bars": ("BK752", "2 series", Chart(kind="bar", categories=("a", "b"), series=(ONE, ONE))),
    "too many lines": ("BK752", "7 series", Chart(kind="line", categories=("a", "b"), series=(ONE,) * 7)),
    "bars without zero": ("BK753", "zero", Chart(kind="bar", categories=("a", "b"), series=(ONE,), zero=False)),
    "a stacked range": (
        "BK753",
        "“1–2”",
        Chart(kind="stacked", categories=("a",), series=(series("One", value("1", "2")),)),
    ),
    "a stacked bound": (
        "BK753",
        "“over 1”",
        Chart(kind="stacked", categories=("a",), series=(series("One", value("1", text="over 1", direction=1)),)),
    ),
    "a part below nothing": (
        "BK753",
        "less than nothing",
        Chart(kind="stacked", categories=("a",), series=(series("One", value("-1")),)),
    ),
    "shares that are no whole": (
        "BK753",
        "make 95",
        Chart(kind="share", categories=("a", "b"), series=(series("One", value("70"), value("25")),)),
    ),
    "a share that is missing": (
        "BK753",
        "without a value",
        Chart(kind="share", categories=("a", "b"), series=(series("One", value("100"), None),)),
    ),
}


@pytest.mark.parametrize(("code", "words", "chart"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_honestly_is_refused(code: str, words: str, chart: Chart) -> None:
    with pytest.raises(Problem) as caught:
        draw(chart)
    assert caught.value.code.code == code
    assert words in caught.value.message


def test_shares_may_miss_the_whole_by_what_rounding_accounts_for() -> None:
    thirds = series("One", value("33.3"), value("33.3"), value("33.3"))
    assert "33.3" in draw(Chart(kind="share", categories=("a", "b", "c"), series=(thirds,))).texts


# --- Colours ----------------------------------------------------------------------------------------------------------

# How a colour looks without the cones for red, and without those for green: shares of linear red, green and blue.
BLIND = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
}


def linear(color: str) -> tuple[float, ...]:
    shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)


def lab(light: Sequence[float]) -> tuple[float, float, float]:
    red, green, blue = (min(max(one, 0.0), 1.0) for one in light)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    a, b, c = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


def test_neighbours_in_the_list_of_colours_differ_in_lightness() -> None:
    light = [lab(linear(color))[0] for color in Look().series]
    assert all(abs(b - a) >= 10 for a, b in pairwise(light))
    assert all(abs(b - a) >= 5 for a, b in combinations(light, 2))


@pytest.mark.parametrize("kind", BLIND)
def test_colours_differ_for_colour_blind_readers(kind: str) -> None:
    seen = [
        lab([sum(share * light for share, light in zip(row, linear(color), strict=True)) for row in BLIND[kind]])
        for color in Look().series
    ]
    assert all(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 >= 10 for a, b in combinations(seen, 2))


def test_lines_differ_in_dash_and_symbol_and_bars_in_pattern() -> None:
    many = tuple(series(f"Series {name}", value("1"), value(str(at + 2))) for at, name in enumerate("ABCDEF"))
    drawing = draw(Chart(kind="line", categories=("2001", "2002"), series=many))
    assert len({one.get("stroke-dasharray", "") for one in elements(drawing, "line ")}) == 6
    assert len({one["d"] for one in elements(drawing, "dot ")}) == 6


# --- In words, and on the page ----------------------------------------------------------------------------------------


def test_the_alternative_text_gives_every_figure() -> None:
    assert alternative_text(SAMPLES["bar"], CHART_WORDS) == (
        "Bar chart, USD million. State: USD 2.34–3.52 million; Agencies of the Ministry of Social Security: "
        "USD 1.2 million; Prisons: over USD 0.9 million; Camps: up to USD 3 million; Workers: not reported."
    )
    pair = replace(SAMPLES["line"], categories=YEARS[:2], series=(replace(IRON, values=IRON.values[:2]), COAL))
    pair = replace(pair, series=(pair.series[0], replace(COAL, values=COAL.values[:2])))
    words = {**CHART_WORDS, "chart_line": "Liniendiagramm", "chart_gap": "keine Angabe"}
    assert alternative_text(pair, words) == (
        "Liniendiagramm, USD million. Iron ore – 2005: 0.6; 2006: keine Angabe. Coal – 2005: 1.1; 2006: 1.5."
    )


def test_the_page_prints_every_text_of_a_chart_in_the_fonts_of_the_style() -> None:
    weasyprint, pypdfium2 = pytest.importorskip("weasyprint"), pytest.importorskip("pypdfium2")
    drawings = [draw(SAMPLES[kind]) for kind in KINDS]
    images = [
        f'<p><img alt="A chart" src="data:image/svg+xml;base64,{base64.b64encode(one.svg.encode()).decode()}">'
        for one in drawings
    ]
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(filename=str(STYLES / "base" / "fonts.css"), font_config=fonts)
    page = weasyprint.HTML(string="".join(images)).render(stylesheets=[sheet], font_config=fonts)
    content = page.write_pdf(pdf_variant="pdf/ua-1")
    document = pypdfium2.PdfDocument(content)
    printed = "".join(document[at].get_textpage().get_text_bounded() for at in range(len(document)))
    expected = "".join(text for one in drawings for text in one.texts)
    assert re.sub(r"[\s\ufffe-]", "", printed) == re.sub(r"[\s\ufffe-]", "", expected)
    fonts_used = set(re.findall(rb"/BaseFont */[A-Z]{6}\+([\w-]+)", page.write_pdf(uncompressed_pdf=True)))
    assert fonts_used
    assert all(b"Briefkit-Sans" in name or b"SourceSans" in name for name in fonts_used)
