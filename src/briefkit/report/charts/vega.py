"""Draw a scene with Vega-Lite by vl-convert, and keep of its SVG what a page needs. The only home of that package.

Vega-Lite places every mark by its scales. Its groups, roles, backgrounds and classes are left out; what it drew comes
out as rectangles, lines, paths and texts in points. An element that is not known here is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any
from xml.etree import ElementTree

from briefkit.findings.bk7_rendering import CHART_MISDRAWN
from briefkit.report.charts.scales import Scale
from briefkit.report.charts.scene import Mark, Scene
from briefkit.report.drawing import Drawing

_VEGA_LITE = "6.4"
_CHANNELS = {
    "x2": {"field": "x2"},
    "y2": {"field": "y2"},
    "order": {"field": "order", "type": "quantitative"},
    "text": {"field": "text", "type": "nominal"},
}
_GROUP = re.compile(r"\blayer(\d+)_marks\b")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_RECT = re.compile(r"M([^,]+),([^h]+)h([^v]+)v([^h]+)h[^Z]+Z")
_KEPT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin")
_TYPE = ("font-weight", "font-style")
_TAGS = {"rect": "path", "rule": "line", "text": "text", "point": "path", "line": "path", "area": "path"}


def draw_scene(scene: Scene, width: float, height: float) -> Drawing:
    """The drawing of a scene, of this size in points. Raises BK754 if Vega left out or added a mark or a text."""
    layers = _layers(scene.marks)
    drawn = ElementTree.fromstring(_svg(vega_lite(scene, width, height)))
    elements, texts = [], []
    for number, group in _groups(drawn):
        marks = layers[number]
        items = [item for item in group if item.get("class") is None]
        if len(items) != len(marks):
            raise CHART_MISDRAWN.problem(detail=f"{len(items)} marks where {len(marks)} were asked for")
        for mark, item in zip(marks, items, strict=True):
            elements.append(_element(mark, item))
            texts += [item.text or ""] if mark.kind == "text" else []
    if tuple(texts) != scene.texts():
        raise CHART_MISDRAWN.problem(detail="texts that are not those of the chart")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_short(width)}pt" height="{_short(height)}pt" '
        f'viewBox="0 0 {_short(width)} {_short(height)}" font-family="{escape(scene.look.font)}" '
        f'font-size="{_short(scene.look.size)}" fill="none">'
    )
    return Drawing(svg="\n".join([head, *elements, "</svg>"]), width=width, height=height, texts=tuple(texts))


def _layers(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Neighbours that look alike, together; a line or an area alone."""
    grouped = groupby(enumerate(marks), key=lambda item: item[1].group or item[0])
    return [[mark for _, mark in group] for _, group in grouped]


def vega_lite(scene: Scene, width: float, height: float) -> dict[str, Any]:
    """A scene of this size in points as a specification in Vega-Lite, a layer for marks that look alike."""
    return {
        "layer": [_layer(number, marks, scene) for number, marks in enumerate(_layers(scene.marks))],
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": {"type": "none"},
        "config": {
            "aria": False,
            "background": "transparent",
            "font": scene.look.font,
            "view": {"stroke": None, "fill": None},
        },
    }


def _svg(specification: dict[str, Any]) -> str:
    import vl_convert

    # Nothing may be fetched: no address is allowed, and the data stand in the chart itself.
    svg: str = vl_convert.vegalite_to_svg(specification, vl_version=_VEGA_LITE, allowed_base_urls=[])
    return svg


def _layer(number: int, marks: Sequence[Mark], scene: Scene) -> dict[str, Any]:
    first = marks[0]
    rows = [dict(row) for mark in marks for row in mark.rows]
    look = dict(first.style)
    if first.kind == "text":
        look |= {"baseline": "alphabetic", "font": scene.look.font, "fontSize": scene.look.size, "limit": 0}
    if first.kind in ("line", "area"):
        look |= {"interpolate": "linear"}
    place = {
        "x": {"field": "x", "type": "quantitative", "axis": None, "scale": _scale(first.x)},
        "y": {"field": "y", "type": "quantitative", "axis": None, "scale": _scale(first.y)},
    }
    channels = {name: channel for name, channel in _CHANNELS.items() if name in rows[0]}
    return {
        "name": f"layer{number}",
        "data": {"values": rows},
        "mark": {"type": first.kind, "opacity": 1, "clip": False, **look},
        "encoding": {**place, **channels},
    }


def _scale(scale: Scale | None) -> dict[str, Any] | None:
    if scale is None:
        return None
    domain, ends = [float(scale.low), float(scale.high)], [scale.start, scale.end]
    return {"domain": domain, "range": ends, "nice": False, "zero": False, "clamp": False}


def _groups(root: Any) -> Iterator[tuple[int, Any]]:
    """The groups of marks in the order in which they are drawn, with the numbers of their layers."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        moved = element.get("transform", "translate(0,0)")
        if element.tag == "g" and moved != "translate(0,0)":
            raise CHART_MISDRAWN.problem(detail=f"a group that is moved: {moved}")
    for element in root.iter("g"):
        found = _GROUP.search(element.get("class", ""))
        if found:
            yield int(found[1]), element


def _element(mark: Mark, item: Any) -> str:
    """One drawn mark as it goes to the page."""
    if item.tag != _TAGS[mark.kind]:
        raise CHART_MISDRAWN.problem(detail=f"an element {item.tag} in place of a {mark.kind}")
    across, down = _moved(item)
    tag, attributes = item.tag, {name: item.get(name) for name in _KEPT if item.get(name)}
    place: dict[str, object]
    if mark.kind == "text":
        attributes |= {name: item.get(name) for name in _TYPE if item.get(name) not in (None, "400", "normal")}
        anchor = item.get("text-anchor")
        place = {"x": across, "y": down} | ({"text-anchor": anchor} if anchor not in (None, "start") else {})
    elif mark.kind == "rule":
        place = {"x1": across, "y1": down}
        place |= {"x2": across + float(item.get("x2", 0)), "y2": down + float(item.get("y2", 0))}
    elif mark.kind == "rect":
        found = _RECT.fullmatch(item.get("d", ""))
        if not found:
            raise CHART_MISDRAWN.problem(detail=f"a rectangle drawn as {item.get('d')}")
        tag = "rect"
        place = dict(zip(("x", "y", "width", "height"), map(float, found.groups()), strict=True))
    else:
        steps = _NUMBER.sub(lambda number: _short(float(number[0])), item.get("d", ""))
        place = {"d": steps}
        if mark.kind == "point":
            place["transform"] = f"translate({_short(across)},{_short(down)})"
    name = {"data-is": mark.name} if mark.name else {}
    pairs = (place | attributes | name).items()
    written = "".join(
        f' {key}="{escape(_short(value) if isinstance(value, float) else str(value))}"' for key, value in pairs
    )
    return f"<{tag}{written}>{escape(item.text or '')}</text>" if mark.kind == "text" else f"<{tag}{written}/>"


def _moved(item: Any) -> tuple[float, float]:
    numbers = _NUMBER.findall(item.get("transform", ""))
    return (float(numbers[0]), float(numbers[1])) if numbers else (0.0, 0.0)


def _short(number: float) -> str:
    """A number to a hundredth of a point, without needless noughts."""
    return f"{round(number, 2) + 0:.2f}".rstrip("0").rstrip(".") if round(number, 2) else "0"
