"""The rooms of `src/briefkit` import only from the rooms before them. This file is the rule; the code is held to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "briefkit"

ROOMS = ("findings", "nodes", "figures", "evidence", "briefs", "checks", "report", "project", "cli")

# A package that only one place may know, so that it can be replaced there, or left unloaded everywhere else.
HOMES = {
    "weasyprint": "report.renderer",
    "pikepdf": "report.archival",
    "pint": "figures",
    "pypdfium2": "report.page_text",
    "PIL": "report.pictures",
    "vl_convert": "report.charts.vega",
    "distributed": "cli.executors",
    "openpyxl": "evidence.workbooks",
}

# The files that belong to no room: the package's own face, and `python -m briefkit`, which stands above every room.
FACE, MAIN = "", "__main__"


def module_name(path: Path) -> str:
    """`src/briefkit/report/pdf.py` is `report.pdf`; a package is named by its folder; briefkit itself is ``."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(text: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and full name of each module imported anywhere in a file: at its top, in a function, for type checking.

    `package` is the dotted package that the file is in, for its relative imports.
    """
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = package.split(".")[: len(package.split(".")) - level + 1] if level else []
                origin = ".".join([*base, *([module] if module else [])])
                # `from briefkit import cli` and `from briefkit.report import pdf` import a module by its short name.
                yield from ((node.lineno, f"{origin}.{alias.name}") for alias in names)
            case ast.Call(
                func=ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def within(name: str, home: str) -> bool:
    return name == home or name.startswith(f"{home}.")


def breaches(module: str, text: str, *, is_package: bool = False) -> list[str]:
    """What a file's imports break, as `line: reason`. `module` is its name inside briefkit, such as `report.pdf`."""
    full = f"briefkit.{module}".rstrip(".")
    room = module.split(".")[0]
    found = []
    for line, name in imported(text, full if is_package else full.rpartition(".")[0]):
        top, _, rest = name.partition(".")
        if top == "briefkit":
            other = rest.split(".")[0]
            if other in ROOMS and room != MAIN and (room == FACE or ROOMS.index(other) > ROOMS.index(room)):
                found.append(f"{line}: {room or 'briefkit'} imports from {other}")
        elif top in HOMES and not within(module, HOMES[top]):
            found.append(f"{line}: only {HOMES[top]} imports {top}")
    return found


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(SOURCE)) for path in FILES])
def test_a_file_imports_only_from_its_own_room_and_those_before_it(path: Path) -> None:
    assert breaches(module_name(path), path.read_text("utf-8"), is_package=path.name == "__init__.py") == []


def test_every_file_belongs_to_a_room() -> None:
    homeless = {module_name(path) for path in FILES if module_name(path).split(".")[0] not in (*ROOMS, FACE, MAIN)}
    assert homeless == set()


BREACHES = {
    "a later room": ("figures.units", "import briefkit.evidence.seeds", "1: figures imports from evidence"),
    "a name from a later room": (
        "nodes",
        "from briefkit.figures import Figure",
        "1: nodes imports from figures",
    ),
    "a later room as a name": ("checks.order", "from briefkit import cli", "1: checks imports from cli"),
    "a relative import": ("report.pdf", "from ..project import lock", "1: report imports from project"),
    "a relative import of a room": ("report.pdf", "from .. import project", "1: report imports from project"),
    "an import in a function": (
        "briefs.prose",
        "def late():\n    from briefkit.report import view",
        "2: briefs imports from report",
    ),
    "an import for type checking": (
        "evidence.claims",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from briefkit.briefs.spec import Brief",
        "3: evidence imports from briefs",
    ),
    "an import by a string": (
        "findings.catalog",
        "import importlib\nimportlib.import_module('briefkit.figures')",
        "2: findings imports from figures",
    ),
    "the package's face": ("", "from briefkit.cli import main", "1: briefkit imports from cli"),
    "WeasyPrint outside its home": ("report.view", "import weasyprint", "1: only report.renderer imports weasyprint"),
    "WeasyPrint in a later room": (
        "cli.build",
        "def run():\n    from weasyprint import HTML",
        "2: only report.renderer imports weasyprint",
    ),
    "pint outside its home": ("evidence.anchor", "from pint import Unit", "1: only figures imports pint"),
    "a part of pint outside its home": ("nodes", "import pint.errors", "1: only figures imports pint"),
}


@pytest.mark.parametrize(("module", "text", "reason"), BREACHES.values(), ids=BREACHES)
def test_a_breach_is_caught(module: str, text: str, reason: str) -> None:
    assert breaches(module, text) == [reason]


ALLOWED = {
    "an earlier room": ("cli.check", "from briefkit.findings import Code\nfrom briefkit import report"),
    "its own room": ("figures.money", "from briefkit.figures.grammar import parse\nfrom . import rates"),
    "the version": ("project.lock", "from briefkit import __version__"),
    "WeasyPrint at home": ("report.renderer", "import weasyprint.text.fonts"),
    "pint at home": ("figures.units", "import pint"),
    "a name that only begins like pint": ("nodes", "import pintable"),
    "the module that runs the command": ("__main__", "from briefkit.cli import main"),
}


@pytest.mark.parametrize(("module", "text"), ALLOWED.values(), ids=ALLOWED)
def test_what_the_order_allows_is_let_through(module: str, text: str) -> None:
    assert breaches(module, text) == []


def test_a_package_resolves_its_relative_imports_from_itself() -> None:
    assert breaches("figures", "from .cli import x", is_package=True) == []
    assert breaches("figures", "from ..cli import x", is_package=True) == ["1: figures imports from cli"]
