"""Make a redline edition: two states of a brief in, the new one with what was struck out and what is new marked out.

What is marked are sentences, cells of tables and notes. Titles, heads, drawings, and rows that are gone, stand in a
list of their own at the beginning: nothing that changed is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from briefkit.briefs.resolved import (
    ResolvedBlock,
    ResolvedBox,
    ResolvedBrief,
    ResolvedChart,
    ResolvedCorrection,
    ResolvedDiagram,
    ResolvedImage,
    ResolvedMap,
    ResolvedPiece,
    ResolvedRecommendation,
    ResolvedRun,
    ResolvedSection,
    ResolvedTable,
    ResolvedTerm,
)
from briefkit.findings import Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.project.change_words import became, difference, label, why
from briefkit.project.differences import BriefChange, FigureChange, Kind
from briefkit.project.examination import Examined
from briefkit.project.sentences import PlacedSentence, answering, placed_sentences, sentence_pieces, words_of
from briefkit.project.states import Compared
from briefkit.report.compose import finished_notes
from briefkit.report.editions import REDLINE
from briefkit.report.redline import Redline, change_in_place, redlined_pieces, struck_pieces
from briefkit.report.view import ChangedView, MovedView

if TYPE_CHECKING:
    from briefkit.project.building import Built

_PARTS = (
    ResolvedBlock,
    ResolvedBox,
    ResolvedBrief,
    ResolvedChart,
    ResolvedCorrection,
    ResolvedDiagram,
    ResolvedImage,
    ResolvedMap,
    ResolvedRecommendation,
    ResolvedSection,
    ResolvedTable,
    ResolvedTerm,
)


def write_redline(compared: Compared, change: BriefChange, out: Path, shown: str) -> Outcome[Built | None]:
    """Write `<out>/<name>.redline.pdf` for a brief that is in both states; None where findings stop it.

    `shown` is the folder as messages name it.
    """
    from briefkit.project.building import compose_page, write_pdf
    from briefkit.project.setting import set_page

    assert compared.states is not None
    before, after = compared.states
    place = Span(f"briefs/{change.name}.yaml")
    if change.name in after.blocked:
        hint = "mend what briefkit check finds, then write it again"
        count = f"{after.blocked[change.name]} finding" + ("" if after.blocked[change.name] == 1 else "s")
        return Outcome(None, (codes.LEFT_OUT.at(place, brief=change.name, count=count, hint=hint),))
    old, new = before.briefs[change.name], after.briefs[change.name]
    words = after.resources.words[new.brief.spec.language.text if new.brief.spec.language else "en"]
    marked, redline = redline_of(old, new, change, f"{compared.old} → {compared.new}", words)
    composed = compose_page(marked, after.resources, after.waivers, REDLINE, redline=redline)
    if composed.value is None:
        return Outcome(None, composed.findings)
    rendered = set_page(composed.value, after.resources.styles)
    findings = (*composed.findings, *rendered.findings)
    if rendered.value is None or any(finding.stops for finding in findings):
        return Outcome(None, findings)
    written = write_pdf(composed.value, rendered.value, out, shown)
    return Outcome(written.value, (*findings, *written.findings))


def redline_of(
    old: Examined, new: Examined, change: BriefChange, between: str, words: Mapping[str, str]
) -> tuple[Examined, Redline]:
    """The brief of the new state with its changes marked, and what its redline edition needs beside it.

    `between` says what was compared, `words` are the fixed words of its language.
    """
    marking = _Marking(placed_sentences(old.brief), placed_sentences(new.brief))
    notes = finished_notes(old.brief, old.style, old.vocabulary, words)
    redline = Redline(
        between=between,
        changed=tuple(map(_changed, change.figures)),
        others=tuple(marking.others),
        notes={after: notes[before] for after, before in marking.notes.items() if before in notes},
    )
    return replace(new, brief=_with_runs(new.brief, marking.runs())), redline


def _changed(change: FigureChange) -> ChangedView:
    text = escape(became(change))
    if change.kind in (Kind.ADDED, Kind.REMOVED, Kind.CHANGED):
        text = change_in_place(*(item.text if item else "" for item in (change.old, change.new)))
    return ChangedView(
        name=label(change),
        text=text,
        difference="; ".join(map(difference, change.amounts)),
        why="; ".join(map(why, change.causes)),
    )


class _Marking:
    """The sentences of two states laid against each other: pieces of the new runs, with what changed in them."""

    def __init__(self, old: Sequence[PlacedSentence], new: Sequence[PlacedSentence]) -> None:
        self.old, self.new = old, new
        self.others: list[MovedView] = []
        self.notes: dict[int, int] = {}  # the number of a note → that of the old one
        self.known: dict[int, ResolvedRun] = {}
        self.sentences: dict[int, list[list[ResolvedPiece]]] = {}
        answers = answering(old, new)
        for at, sentence in enumerate(new):
            self._mark(old[answers[at]] if at in answers else None, sentence)
        self._strike({there: here for here, there in answers.items()})

    def runs(self) -> Mapping[int, ResolvedRun]:
        """The runs that changed, by the identity of those whose place they take."""
        return {
            key: replace(run, pieces=tuple(piece for sentence in self.sentences[key] for piece in sentence))
            for key, run in self.known.items()
        }

    def _of(self, run: ResolvedRun) -> list[list[ResolvedPiece]]:
        """The pieces of a run, sentence by sentence, as they are marked so far."""
        self.known[id(run)] = run
        return self.sentences.setdefault(id(run), sentence_pieces(run))

    def _mark(self, old: PlacedSentence | None, new: PlacedSentence) -> None:
        is_changed = old is None or old.text != new.text
        if new.run is not None:
            if old is not None and old.note and new.note:
                self.notes[new.note] = old.note
            if is_changed:
                pieces = self._of(new.run)
                texts = [word.text for word in old.words] if old else None
                pieces[new.number] = list(redlined_pieces(texts, pieces[new.number]))
        elif new.cells and (old is None or len(old.cells) == len(new.cells)):
            for at, cell in enumerate(new.cells):
                self._mark_cell(new.place, old.cells[at] if old else None, cell)
        elif is_changed:
            self.others.append(MovedView(place=new.place, text=change_in_place(old.text if old else "", new.text)))

    def _mark_cell(self, place: str, old: ResolvedRun | None, new: ResolvedRun) -> None:
        if old is not None and not new.text.strip():
            if old.text.strip():
                self.others.append(MovedView(place=place, text=change_in_place(old.text, "")))
        elif old is None or old.text.split() != new.text.split():
            texts = [word.text for word in words_of(old.pieces)] if old else None
            for sentence in self._of(new):
                sentence[:] = redlined_pieces(texts, sentence)
                texts = None  # a cell is one sentence, or its old words stand at its head

    def _strike(self, standing: Mapping[int, int]) -> None:
        """Strike out what is gone, behind the sentence before it in the same place; else list it."""
        before: PlacedSentence | None = None
        for at, sentence in enumerate(self.old):
            if at in standing:
                before = self.new[standing[at]]
            elif sentence.run and before is not None and before.run and before.place == sentence.place:
                self._of(before.run)[before.number] += struck_pieces(sentence.text)
            else:
                self.others.append(MovedView(place=sentence.place, text=change_in_place(sentence.text, "")))


def _with_runs(value: Any, runs: Mapping[int, ResolvedRun]) -> Any:
    """A part of a brief in which other runs take the place of some."""
    if isinstance(value, ResolvedRun):
        return runs.get(id(value), value)
    if isinstance(value, tuple):
        return tuple(_with_runs(part, runs) for part in value)
    if isinstance(value, Mapping):
        return {key: _with_runs(part, runs) for key, part in value.items()}
    if isinstance(value, _PARTS):
        return replace(value, **{one.name: _with_runs(getattr(value, one.name), runs) for one in fields(value)})
    return value
