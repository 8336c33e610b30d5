"""Print docs/findings.md from the catalogue of findings: `python docs/findings_page.py > docs/findings.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from briefkit.findings import Code
from briefkit.findings.catalog import CODES

FAMILIES = {
    "BK1": "YAML and shape",
    "BK2": "Names and references",
    "BK3": "Quotes and snapshots",
    "BK4": "Values, arithmetic, rates",
    "BK5": "Prose",
    "BK6": "Citations",
    "BK7": "Templates and pages",
    "BK8": "Configuration, waivers, output",
}

HEAD = """\
# Findings

Everything that briefkit can report. `briefkit explain BK402` prints one entry at the command line.

Errors and warnings stop a build until they are mended or, where that is allowed, waived; notes are only shown. A waiver
is a line under the nearest `accept:` that gives the reason; it prints in the evidence of the document:

```yaml
accept: {BK402: the source rounds freely; the brief prints its own conversion}
```

This page is made from the program by `docs/findings_page.py`; a test holds it up to date.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD]
    for family, codes in groupby(CODES.values(), key=lambda code: code.code[:3]):
        lines += [f"## {family}xx: {FAMILIES[family]}", ""]
        for code in codes:
            lines += _entry(code)
    return "\n".join(lines).rstrip() + "\n"


def _entry(code: Code) -> Iterator[str]:
    waivable = ", may be waived" if code.waivable else ""
    yield f"### {code.code}: {code.title}"
    yield ""
    yield f"*{code.severity.value.capitalize()}{waivable}.* {_prose(code.meaning)}"
    yield ""
    yield "```text"
    yield code.example
    yield "```"
    yield ""
    yield "To mend it:"
    yield ""
    yield "```text"
    yield code.mend
    yield "```"
    yield ""


def _prose(text: str) -> str:
    """Text in which Markdown finds no marks but those of code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([*_<>\[\]])", r"\\\1", part) for part in parts)


if __name__ == "__main__":
    print(page(), end="")
