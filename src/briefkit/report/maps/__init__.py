"""Maps: what a writer says of a map, and the outlines of the earth, made into a drawing."""

from briefkit.report.maps.alternative_text import alternative_text
from briefkit.report.maps.coordinates import parse_coordinates
from briefkit.report.maps.drawing import MOST_PLACES, Setting, draw_map
from briefkit.report.maps.model import KINDS, Frame, Kind, Map, Place, Position, Route
from briefkit.report.maps.outlines import Atlas, read_outlines

__all__ = [
    "KINDS",
    "MOST_PLACES",
    "Atlas",
    "Frame",
    "Kind",
    "Map",
    "Place",
    "Position",
    "Route",
    "Setting",
    "alternative_text",
    "draw_map",
    "parse_coordinates",
    "read_outlines",
]
