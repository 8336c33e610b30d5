"""Files as text that git can compare: a lock as a line for each figure, a PDF as a line for each sentence.

Git asks for this with its setting `diff.<driver>.textconv`. Whatever cannot be read so is given as it stands, since git
shows no difference at all where a driver fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.project.lock import LockedFigure, read_lock
from briefkit.report.page_text import page_texts

_PDF = b"%PDF-"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")  # a terminal would obey them
_HYPHEN = re.compile(r"\u2010\s+")  # where a line of a page breaks a word
# The end of a sentence on a page, with the number of a note behind it; the point of 23.94 is none.
_END = re.compile(r"(?<=\D[.!?…。！？])([\"'”’»)\]]*\d{0,3})\s+|(?<=\d[.!?…。！？])([\"'”’»)\]]*)\s+")


def as_text(data: bytes) -> str:
    """The text of a file for a comparison: of a lock, of a PDF, or the file itself."""
    return _CONTROLS.sub(" ", _lines(data).replace("\r\n", "\n"))


def _lines(data: bytes) -> str:
    if data.startswith(_PDF):
        return "\n".join(_pdf_lines(data)) + "\n"
    lock = read_lock(data, "lock").value if data.startswith((b"#", b"lock:")) else None
    if lock is None:
        return data.decode("utf-8", "replace")
    lines = [f"brief {lock.brief}"]
    lines += [f"published {one.date}, sha256 {one.sha256}" for one in lock.published]
    lines += [f"snapshot of {seed}, sha256 {sha256}" for seed, sha256 in lock.snapshots]
    return "\n".join([*lines, *map(_figure_line, lock.figures)]) + "\n"


def _figure_line(figure: LockedFigure) -> str:
    """A figure: what prints it, its texts, then its bounds and what it rests on."""
    line = f"{figure.figure}: {'; '.join(figure.texts)}"
    if figure.low:
        bounds = figure.low if figure.low == figure.high else f"{figure.low} to {figure.high}"
        line += f" = {' '.join(filter(None, (figure.hedge, bounds, figure.unit)))}"
        line += f" ({figure.second})" if figure.second else ""
    line += f", from {', '.join(figure.claims)}" if figure.claims else ""
    return line + (f", at {'; '.join(figure.rates)}" if figure.rates else "")


def _pdf_lines(data: bytes) -> Iterator[str]:
    """The pages of a PDF, sentence by sentence, so that a line which breaks elsewhere is no difference."""
    try:
        pages = page_texts(data)
    except ValueError as error:
        yield f"a PDF that cannot be read: {error}"
        return
    for number, text in enumerate(pages, 1):
        yield f"page {number}"
        plain = " ".join(_HYPHEN.sub("", _CONTROLS.sub(" ", text)).split())
        yield from (line for line in _END.sub(r"\1\2\n", plain).split("\n") if line)
