"""Find the links of a document that lead nowhere: files that are not there, headings that are not there."""

from __future__ import annotations

import re
from pathlib import Path

_LINK = re.compile(r"(?<!`)\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def broken_links(document: Path) -> list[str]:
    """The targets that do not exist. Addresses on the web are not looked up."""
    text = _FENCE.sub("", document.read_text("utf-8"))
    targets = [first or second for first, second in _LINK.findall(text)]
    return [target for target in targets if not target.startswith("http") and not _exists(document, target)]


def _exists(document: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    path = (document.parent / name).resolve() if name else document
    if not path.exists():
        return False
    return not anchor or anchor in anchors(path.read_text("utf-8"))


def anchors(text: str) -> set[str]:
    """What the headings of a document can be reached by."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
