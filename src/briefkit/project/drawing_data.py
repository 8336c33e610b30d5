"""What drawings are made with: outlines of the earth, and the fonts that their texts are measured by.

Both are read from briefkit's own styles: a project that has fonts of its own still has its drawings.
"""

from __future__ import annotations

from functools import cache

from briefkit.project.defaults import defaults_folder
from briefkit.report.drawing import Measure
from briefkit.report.maps import Atlas


@cache
def load_atlas() -> Atlas:
    """The outlines that briefkit ships. Raises `FileNotFoundError` if the installation is damaged."""
    folder = defaults_folder("styles") / "maps"
    world, regions, east_asia = (
        (folder / f"{name}.json.gz").read_bytes() for name in ("world", "regions", "east-asia")
    )
    return Atlas(world=world, regions=regions, east_asia=east_asia)


@cache
def load_measure() -> Measure:
    """The widths of the type of drawings. Raises `FileNotFoundError` if the installation is damaged."""
    folder = defaults_folder("styles") / "fonts"
    return Measure(*((folder / f"SourceSans3-{face}.otf.woff2").read_bytes() for face in ("Regular", "Semibold")))
