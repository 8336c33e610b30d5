"""The files of outlines that maps are drawn on: read from briefkit's own styles."""

from __future__ import annotations

from functools import cache

from briefkit.project.defaults import defaults_folder
from briefkit.report.maps import Atlas


@cache
def load_atlas() -> Atlas:
    """The outlines that briefkit ships. Raises `FileNotFoundError` if the installation is damaged."""
    folder = defaults_folder("styles") / "maps"
    world, regions, east_asia = (
        (folder / f"{name}.json.gz").read_bytes() for name in ("world", "regions", "east-asia")
    )
    return Atlas(world=world, regions=regions, east_asia=east_asia)
