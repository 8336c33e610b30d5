"""A source that is taken in: the name it gets, and the file that waits for its record and its claims."""

from __future__ import annotations

import json
import re
import unicodedata

from briefkit.evidence.data_tables import SUFFIXES
from briefkit.evidence.seeds import is_name

_TEMPLATE = """\
# {title}: taken in from {shown}. Fill in the record; briefkit check says what is missing.
source:
  type:                  # article-newspaper, report, dataset, webpage, book …
  title:
  # author: [{{family: …, given: …}}, {{literal: …}}]
  # container-title: …   # the newspaper, journal or book that it stands in
  # publisher: …
  # issued: "2024-04-02" # a year, a month or a day
  # URL: …
  # accessed: "2024-05-01"

# The hash holds the text as it was taken in.
snapshot: {{file: {file}, sha256: {sha256}{sheet}}}

"""
_CLAIMS = """\
# A claim: words of the text, letter by letter, and the value that they state.
claims:
  # price:
  #   quote: A lantern brings EUR 12 to 15
  #   value: EUR 12 to 15 / lantern
"""
_CELLS = """\
# A claim: a cell, found by what other columns say in its row, and the unit that it is in.
claims:
  # price:
  #   cell: {where: {good: rice}, column: price, unit: USD}
"""


def key_of(stem: str) -> str:
    """The key that a file's name suggests: "Ember Gazette-2024" is Ember_Gazette_2024. Empty where it suggests none."""
    text = unicodedata.normalize("NFC", stem)
    key = re.sub(r"\W+", "_", text).strip("_")
    return key if is_name(key) else key_of(f"source_{key}") if key else ""


def seed_template(*, key: str, shown: str, file: str, sha256: str, sheet: str = "") -> str:
    """The text of a new `seeds/<key>.yaml`, its record and claims still to be written. `sheet` is of a workbook."""
    name = file if re.fullmatch(r"[\w.-]+", file) else json.dumps(file, ensure_ascii=False)
    of_sheet = f", sheet: {json.dumps(sheet, ensure_ascii=False)}" if sheet else ""
    printable = "".join(char if char.isprintable() else "?" for char in shown)
    claims = _CELLS if file.lower().endswith(SUFFIXES) else _CLAIMS
    return _TEMPLATE.format(title=key, shown=printable, file=name, sha256=sha256, sheet=of_sheet) + claims
