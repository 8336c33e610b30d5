"""Where each character of a YAML scalar stands in the file: text and raw source → offsets.

YAML folds lines, strips indentation and resolves escapes, but never reorders: the characters of the text that
are not white space follow one another in the raw source. So the two are walked side by side.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n[ \t]*|.)", re.DOTALL)


def align(text: str, raw: str, style: str) -> list[int]:
    """For each character of `text`, the offset in `raw` where it is written.

    `style` is YAML's: "" for plain, or one of `'`, `"`, `|`, `>`. White space that YAML made out of a line
    break is given the place where the run of white space begins.
    """
    at = _body_start(raw, style)
    offsets: list[int] = []
    for char in text:
        while at < len(raw) and _joins_lines(raw, at, style):
            at += _width(raw, at, style)
        if char.isspace():
            offsets.append(min(at, max(len(raw) - 1, 0)))
            at += _step_over_space(raw, at, style)
            continue
        while at < len(raw) and (raw[at].isspace() or _joins_lines(raw, at, style)):
            at += _width(raw, at, style)
        offsets.append(min(at, max(len(raw) - 1, 0)))
        at += _width(raw, at, style)
    return offsets


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
