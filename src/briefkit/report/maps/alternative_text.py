"""A map in words, for those who do not see it: all that it says, from the same data."""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.report.maps.model import KINDS, Map, Place


def alternative_text(described: Map, words: Mapping[str, str]) -> str:
    """The title, the places by kind with their figures, and the routes.

    `words` has `map_alternative` (what stands before the title: “Map”), `map_route`, and `map_` and each kind.
    """
    parts = [f"{words['map_alternative']}: {described.title}"]
    for kind in KINDS:
        places = [_named(one) for one in described.places if one.kind == kind]
        if places:
            parts.append(f"{words[f'map_{kind}']}: {'; '.join(places)}")
    routes = [route.label for route in described.routes if route.label]
    if routes:
        parts.append(f"{words['map_route']}: {'; '.join(routes)}")
    return ". ".join(parts) + "."


def _named(place: Place) -> str:
    return f"{place.label} ({place.text})" if place.text else place.label
