"""What a screen needs beside the pages: where in the document each finding stands, and what holds each figure.

The document is that of the pages, made by the same templates; `Places` alone adds a mark, which shows nothing, before
each line and paragraph, so that what is found in the brief can be shown beside the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from markupsafe import Markup

from briefkit.briefs.resolved import Printed, ResolvedBrief, ResolvedRun, drawings
from briefkit.findings import Finding, Span
from briefkit.report.ledger import anchors_of, belongs
from briefkit.report.view import LedgerEntryView

MOST_PLACES = 200  # that are shown of one finding or figure


@dataclass(slots=True)
class Places:
    """The marks of a document: by the id of each, the stretch of the brief that it stands for."""

    spans: dict[str, Span] = field(default_factory=dict)

    def mark(self, run: ResolvedRun) -> Markup:
        """The mark of a line or paragraph, to stand before it; nothing for one that is empty."""
        if run.run is None or not run.pieces:
            return Markup("")
        start = run.run.span
        stop = run.run.scalar.locate(run.run.start, run.run.start + max(len(run.run.content), 1))
        identifier = f"place-{len(self.spans) + 1}"
        self.spans[identifier] = Span(start.path, start.line, start.column, stop.end_line, stop.end_column)
        return Markup('<span class="place" id="{}"></span>').format(identifier)


class ScreenIndex:
    """A document as a screen looks things up in it. `entries` are its ledger, `places` its marks."""

    def __init__(self, brief: ResolvedBrief, entries: Sequence[LedgerEntryView], places: Places) -> None:
        self._brief, self._entries, self._places = brief, entries, places
        self._claims = {claim.name: claim for seed in brief.seeds.values() for claim in seed.claims.values()}
        anchors = anchors_of(brief)
        self._shown: list[tuple[Printed, str]] = [
            (printed, anchors[printed.number]) for printed in brief.printed if belongs(printed) and printed.text
        ]

    def elements(self, finding: Finding) -> tuple[str, ...]:
        """The ids of the elements that a finding is about; none where nothing of the document shows it.

        One in the brief stands where it was written: at the figure, else at the line or paragraph, else at the drawing.
        One in the definition of a figure, or in a claim, stands at each figure that prints it or rests on it.
        """
        span = finding.span
        if span.path == self._brief.path:
            defined = {
                name
                for name, figure in self._brief.figures.items()
                if _inside(span, figure.spec.span) or _inside(span, figure.span)
            }
            return self._written_at(span) or self._resting_on(defined)
        return self._resting_on(
            name for name, claim in self._claims.items() if _inside(span, claim.spec.span) or _inside(span, claim.span)
        )

    def _written_at(self, span: Span) -> tuple[str, ...]:
        figures = [element for printed, element in self._shown if _inside(span, printed.span)]
        lines = [identifier for identifier, covers in self._places.spans.items() if _inside(span, covers)]
        blocks = [drawing.anchor for drawing in drawings(self._brief) if _inside(span, drawing.spec.span)]
        return next((tuple(found[-1:]) for found in (figures, lines, blocks) if found), ())

    def _resting_on(self, names: Iterable[str]) -> tuple[str, ...]:
        wanted = frozenset(names)
        found = (
            element
            for printed, element in self._shown
            if printed.name in wanted or not wanted.isdisjoint(printed.claims)
        )
        return tuple(dict.fromkeys(found))[:MOST_PLACES]

    def cards(self) -> dict[str, dict[str, object]]:
        """What holds each figure, as plain data by the id of its ledger entry."""
        return {entry.id: self._card(entry) for entry in self._entries}

    def _card(self, entry: LedgerEntryView) -> dict[str, object]:
        occurrences = frozenset(entry.occurrences)
        printed = [
            {"at": str(one.span), "element": element}
            for one, element in self._shown
            if element in occurrences and entry.name in ("", one.name)
        ]
        defined = self._brief.figures.get(entry.name)
        return {
            "number": entry.number,
            "text": entry.text,
            "name": entry.name,
            "is": " ".join(defined.spec.is_.text.split()) if defined else "",
            "at": str(defined.span) if defined else "",
            "calculation": entry.calculation,
            "note": entry.note,
            "printed": printed[:MOST_PLACES],
            "occurrences": list(entry.occurrences)[:MOST_PLACES],
            "evidence": [
                {**asdict(one), "at": str(self._claims[one.claim].span) if one.claim in self._claims else ""}
                for one in entry.evidence
            ],
        }


def _inside(span: Span, covers: Span) -> bool:
    """Whether a place begins within a stretch of the same file."""
    start, end = (covers.line, covers.column), (covers.end_line, covers.end_column)
    at = (span.line, span.column)
    return span.path == covers.path and start <= at and (at < end or at == start)
