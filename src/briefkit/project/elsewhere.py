"""Set a page on another machine, if that would set it as this one does.

The same briefkit with another WeasyPrint, Pango or fonts breaks lines at other places, and the same page would come out
with other bytes. So what sets a page is named beforehand, and a machine that has something else refuses.
"""

from __future__ import annotations

import ctypes
import sys
import zlib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from briefkit import __version__
from briefkit.findings import Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.project.fonts import FONT_PACKAGES
from briefkit.project.setting import SETTING_PACKAGES, Page, set_page

if TYPE_CHECKING:
    from briefkit.report.pdf import RenderedPdf

# The libraries that shape and break lines: the file they are loaded from, and the function that tells their version.
_LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string"),
}


def environment() -> dict[str, str]:
    """The versions of all that decides how a page comes out, by name; "none" where one is not there."""
    packages = {name: _package(name) for name in (*SETTING_PACKAGES, *FONT_PACKAGES)}
    libraries = {name: _library(file, function) for name, (file, function) in _LIBRARIES.items()}
    python = ".".join(map(str, sys.version_info[:2]))
    return {"briefkit": __version__, "Python": python, "zlib": zlib.ZLIB_RUNTIME_VERSION, **packages, **libraries}


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _library(file: str, function: str) -> str:
    try:
        tell = getattr(ctypes.CDLL(file), function)
    except (OSError, AttributeError):
        return "none"
    tell.restype = ctypes.c_char_p
    told: bytes = tell()
    return told.decode("ascii", "replace")


def set_alike(page: Page, styles: Mapping[str, bytes], wanted: Mapping[str, str]) -> Outcome[RenderedPdf | None]:
    """The PDF of a page, set here, where here is as `wanted`, the environment of whom the page comes from."""
    differs = list(_differences(wanted, environment()))
    if differs:
        found = ", ".join(differs)
        return Outcome(None, (codes.SET_OTHERWISE.at(Span(page.path), brief=page.name, found=found, hint=_HINT),))
    return set_page(page, styles)


_HINT = "install the same on the workers, or build without --scheduler"


def _differences(wanted: Mapping[str, str], own: Mapping[str, str]) -> Iterable[str]:
    for name, here in wanted.items():
        there = own.get(name, "none")
        if there != here:
            yield f"{name} {there} in place of {here}"
