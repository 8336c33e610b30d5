"""Check the texts of a brief that print as they stand: an expression in them would print its braces."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.briefs.spec import BriefSpec
from briefkit.checks.context import BriefContext
from briefkit.findings import Finding
from briefkit.findings import bk5_prose as codes
from briefkit.nodes import Scalar


def check_plain_text(context: BriefContext) -> Iterator[Finding]:
    """Braces in names, in front matter, and in the notes of figures."""
    for text in _plain_texts(context.brief.spec):
        start = text.text.find("{{")
        if start >= 0:
            yield codes.NOT_PROSE.at(text.locate(start, start + 2), hint="write plain text here, without braces")


def _plain_texts(spec: BriefSpec) -> Iterator[Scalar]:
    for person in (*spec.authors, *spec.translators):
        yield person.name
        if person.affiliation is not None:
            yield person.affiliation
    front = spec.publication
    fields = (front.publisher, front.place, front.year, front.rights, front.address, front.isbn) if front else ()
    notes = (figure.note for figure in spec.figures.values())
    for text in (spec.series, *spec.keywords, *spec.acronyms.values(), *fields, *notes):
        if text is not None:
            yield text
