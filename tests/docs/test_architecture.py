"""docs/architecture.md names every file of the program, and none that is gone."""

from __future__ import annotations

import re

from doc_blocks import REPOSITORY

SOURCE = REPOSITORY / "src" / "briefkit"
TEXT = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")


def test_every_file_is_named() -> None:
    files = {path.name for path in SOURCE.rglob("*.py")} - {"__init__.py", "__main__.py"}
    assert {name for name in files if f"`{name}`" not in TEXT and f"/{name}`" not in TEXT} == set()


def test_every_file_that_is_named_is_there() -> None:
    gone = [
        name
        for name in re.findall(r"`((?:[\w/]+/)?\w+\.py)`", TEXT)
        if not any((base / name).is_file() for base in (SOURCE, REPOSITORY)) and not list(SOURCE.rglob(name))
    ]
    assert gone == []
