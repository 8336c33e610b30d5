"""Where the templates and styles are that briefkit itself ships: a kind in, a folder out.

An installed package carries them in `briefkit/defaults/`; in a checkout of the repository they are its own top-level
folders, so that nothing stands twice.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import briefkit

_PACKAGE = Path(briefkit.__file__).resolve().parent


def defaults_folder(kind: Literal["templates", "styles"], package: Path = _PACKAGE) -> Path:
    """The folder of briefkit's own templates or styles.

    `package` is the folder of the package `briefkit`. Raises `FileNotFoundError` if neither place has the folder, which
    means that the installation is damaged.
    """
    repository = package.parent.parent
    places = [package / "defaults" / kind]
    if (repository / "pyproject.toml").is_file():
        places.append(repository / kind)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"briefkit's own {kind} are missing; looked in {' and '.join(map(str, places))}")
