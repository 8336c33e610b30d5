"""The editions of a document: for its readers, for those who check its facts, for those who comment on a draft."""

from __future__ import annotations

READER = "reader"
FACT_CHECK = "fact-check"
DRAFT = "draft"

REDLINE = "redline"

EDITIONS = (READER, FACT_CHECK, DRAFT)
"""Every edition that is built from one state of a project, by its name on the command line."""

STAMPS = {FACT_CHECK: "fact_check", DRAFT: "draft", REDLINE: "redline"}
"""The fixed word that an edition bears on each of its pages, with the date of the brief behind it."""


def file_stem(name: str, edition: str) -> str:
    """The name of a brief's file without its suffix: `wigs`, `wigs.draft`. Names of briefs hold no full stop."""
    return name if edition == READER else f"{name}.{edition}"


def style_sheets(style: str, edition: str) -> tuple[str, ...]:
    """The sheets of an edition, each of which may be absent: on top of `<style>/main.css`, the later over the earlier.

    The first is that of every style, the second what a style adds to it.
    """
    return () if edition == READER else (f"editions/{edition}.css", f"{style}/{edition}.css")
