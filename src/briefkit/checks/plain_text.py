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
    notes = (figure.note for figure in spec.figures.values())
    for text in (spec.series, spec.embargo, *spec.keywords, *spec.acronyms.values(), *notes):
        if text is not None:
            yield text
    members = [spec.publication] if spec.publication else []
    for part in (*members, *spec.board):
        yield from (text for _, text in part if isinstance(text, Scalar))
    for term in spec.glossary:
        yield from (text for text in (term.term, term.original, term.romanized) if text is not None)
    for place in spec.gazetteer:
        yield from (text for text in (place.name, place.original, place.romanized, place.coordinates) if text)
