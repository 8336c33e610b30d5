"""Where each character of a YAML scalar stands in the file: text and raw source → offsets.

YAML folds lines, strips indentation and resolves escapes, but never reorders: the characters of the text that
are not white space follow one another in the raw source. So the two are walked side by side.
"""

from __future__ import annotations

import re
from array import array

_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n[ \t]*|.)", re.DOTALL)
_LINE = re.compile(r"\S(?:[^\n]*\S)?|\s+")
_RUN = re.compile(r"\S+|\s+")
_WORD = re.compile(r"\S")


def align(text: str, raw: str, style: str) -> array[int]:
    """For each character of `text`, the offset in `raw` where it is written.

    `style` is YAML's: "" for plain, or one of `'`, `"`, `|`, `>`. White space that YAML made out of a line
    break is given the place where the run of white space begins.
    """
    at = _body_start(raw, style)
    offsets = array("I")
    if (style == '"' and "\\" in raw) or (style == "'" and "'" in text):
        _align_characters(text, raw, style, at, offsets)
        return offsets
    if raw.startswith(text, at):
        offsets.extend(range(at, at + len(text)))
        return offsets
    for line in _LINE.findall(text):
        for run in (line,) if _begin(line, raw, at) >= 0 else _RUN.findall(line):
            begin = _begin(run, raw, at)
            if begin < 0:
                at = _align_characters(run, raw, style, at, offsets)
            else:
                at = begin + len(run)
                offsets.extend(range(begin, at))
    return offsets


def _begin(run: str, raw: str, at: int) -> int:
    """Where a stretch that begins with a visible character is written just as it is; -1 for anything else."""
    word = _WORD.search(raw, at)
    return word.start() if word and raw.startswith(run, word.start()) else -1


def _align_characters(text: str, raw: str, style: str, at: int, offsets: array[int]) -> int:
    """One character after the other, from `at` on; where in `raw` the walk has come to."""
    last = max(len(raw) - 1, 0)
    for char in text:
        while at < len(raw) and _joins_lines(raw, at, style):
            at += _width(raw, at, style)
        if char.isspace():
            offsets.append(min(at, last))
            at += _step_over_space(raw, at, style)
            continue
        while at < len(raw) and (raw[at].isspace() or _joins_lines(raw, at, style)):
            at += _width(raw, at, style)
        offsets.append(min(at, last))
        at += _width(raw, at, style)
    return at


def _body_start(raw: str, style: str) -> int:
    if style in ("'", '"') and style:
        return 1
    if style in ("|", ">") and style:
        return raw.find("\n") + 1
    return 0


def _joins_lines(raw: str, at: int, style: str) -> bool:
    return style == '"' and raw[at] == "\\" and raw[at + 1 : at + 2] in ("\n", "\r")


def _step_over_space(raw: str, at: int, style: str) -> int:
    if at < len(raw) and (raw[at].isspace() or (style == '"' and raw[at] == "\\")):
        return _width(raw, at, style)
    return 0


def _width(raw: str, at: int, style: str) -> int:
    """How many raw characters write the one character at `at`."""
    if style == '"' and raw[at : at + 1] == "\\":
        match = _ESCAPE.match(raw, at)
        return len(match.group()) if match else 1
    return 2 if style == "'" and raw[at : at + 2] == "''" else 1
