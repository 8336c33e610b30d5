"""docs/styles.md names the styles, custom properties and classes that there are, and none that is gone."""

from __future__ import annotations

import re

import pytest
from doc_blocks import REPOSITORY

TEXT = (REPOSITORY / "docs" / "styles.md").read_text("utf-8")
STYLES = REPOSITORY / "styles"
SHIPPED = sorted(path.parent.name for path in STYLES.glob("*/main.css"))
BASE = "".join((STYLES / "base" / name).read_text("utf-8") for name in ("base.css", "report.css", "sheet.css"))
SOURCES = (*(REPOSITORY / "templates").rglob("*.html"), *(REPOSITORY / "src" / "briefkit" / "report").glob("*.py"))
WRITTEN = "".join(path.read_text("utf-8") for path in SOURCES)


def section(heading: str) -> str:
    return TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_every_style_is_named_with_its_template() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", TEXT, re.MULTILINE))
    bases = {"chrnk": "report.css", "note": "sheet.css"}
    assert sorted(rows) == SHIPPED
    for style, template in rows.items():
        assert f'@import "../base/{bases[template]}"' in (STYLES / style / "main.css").read_text("utf-8")


def test_the_custom_properties_are_those_that_the_sheets_set_and_use() -> None:
    named = set(re.findall(r"^\| `(--[\w-]+)` \|", section("Custom properties"), re.MULTILINE))
    assert named == set(re.findall(r"^  (--[\w-]+):", BASE, re.MULTILINE))
    assert named == set(re.findall(r"var\((--[\w-]+)\)", BASE))


@pytest.mark.parametrize("edition", ["fact-check", "draft"])
def test_the_custom_properties_of_an_edition_are_those_that_its_sheet_sets_and_uses(edition: str) -> None:
    sheet = (STYLES / "editions" / f"{edition}.css").read_text("utf-8")
    named = set(re.findall(rf"^\| `(--[\w-]+)` \| {edition} \|", section("Editions"), re.MULTILINE))
    of_all = set(re.findall(r"^  (--[\w-]+):", BASE, re.MULTILINE))
    derived = {"--beside"}
    assert named == set(re.findall(r"(--[\w-]+):", sheet)) - of_all - derived
    assert named <= set(re.findall(r"var\((--[\w-]+)\)", sheet))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\.([a-z][a-z-]+\d?)`", section("Classes"))) - {"css"}))
def test_a_class_that_is_named_is_written_somewhere(name: str) -> None:
    name = name.replace("level-1", "level-").replace("level-2", "level-")
    assert re.search(rf'class="[^"]*(?<![\w-]){re.escape(name)}', WRITTEN) or f'"{name}"' in WRITTEN


@pytest.mark.parametrize("style", SHIPPED)
def test_a_style_is_short(style: str) -> None:
    assert len((STYLES / style / "main.css").read_text("utf-8").splitlines()) < 80
