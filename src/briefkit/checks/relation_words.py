"""Check prose for words that assert a relation between figures ("most", "doubled", "fell") and are not held by one.

A word counts where a figure stands near it. Near is the same sentence, or the same row of a table; a word of change or
rank, which may be about anything, has to stand within a few words of the figure. Words inside `holds` are proved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefkit.briefs.resolved import ResolvedRun, ResolvedTable, passages
from briefkit.checks.beside_figures import hedge_before
from briefkit.checks.context import BriefContext
from briefkit.checks.number_patterns import find_numbers
from briefkit.checks.relation_patterns import RelationWords, find_relations
from briefkit.checks.run_text import FIGURE, RunText, RunTexts
from briefkit.figures.figure import Figure
from briefkit.findings import Finding
from briefkit.findings import bk5_prose as codes

NEAR = 12  # words
_LONGEST = 20 * NEAR  # characters that so few words may have
_FIGURE_NEXT = re.compile(rf"\s*{FIGURE}")
_WORD = re.compile(r"[\w’'-]+")
_QUOTE_BEFORE, _QUOTE_BEHIND = re.compile("[“‘\"']$"), re.compile("[.,]?[”’\"']")


def check_relation_words(context: BriefContext) -> Iterator[Finding]:
    """Words of prose, titles, captions, cells and notes that assert a relation of a figure near them."""
    for passage in passages(context.brief):
        if isinstance(passage, ResolvedTable):
            yield from _in_table(passage, context.texts)
        else:
            yield from _in_run(passage, context.texts)


def _in_run(run: ResolvedRun, texts: RunTexts) -> Iterator[Finding]:
    text = texts.of(run)
    if text is None or not _prints_figure(run):
        return
    for start, end in text.sentences():
        sentence = text.text[start:end]
        if FIGURE in sentence:
            near = [words for words in find_relations(sentence) if _is_near(sentence, words)]
            yield from _findings(text, start, sentence, near)


def _in_table(table: ResolvedTable, texts: RunTexts) -> Iterator[Finding]:
    """Title, heads and labels are near the figures of their table, column and row; the note is prose like any."""
    numeric = [[_prints_figure(cell) for cell in row] for row in table.rows]
    yield from _label(table.title, any(map(any, numeric)), texts)
    for index, head in enumerate(table.columns):
        yield from _label(head, any(row[index] for row in numeric if index < len(row)), texts)
    for group in table.row_groups:
        yield from _label(group.title, any(map(any, numeric[group.start : group.end])), texts)
    for group in table.column_groups:
        yield from _label(group.title, any(any(row[group.start : group.end]) for row in numeric), texts)
    for row, figures in zip(table.rows, numeric, strict=True):
        for cell in row:
            yield from _label(cell, any(figures), texts)
    for note in (table.note, *table.notes):
        yield from _in_run(note, texts)


def _label(run: ResolvedRun, beside_figures: bool, texts: RunTexts) -> Iterator[Finding]:
    """A text that stands for the figures beside it. "Growth" and "Decline" there name what is measured."""
    text = texts.of(run)
    if text is None or not beside_figures:
        return
    if _prints_figure(run):
        yield from _in_run(run, texts)
    else:
        words = [words for words in find_relations(text.text) if words.kind != "change"]
        yield from _findings(text, 0, text.text, words)


def _prints_figure(run: ResolvedRun) -> bool:
    return any(isinstance(printed.value, Figure) for printed in run.printed)


def _is_near(sentence: str, words: RelationWords) -> bool:
    """Whether a figure stands near some words of its sentence; at their very side, a hedge is another finding."""
    if _FIGURE_NEXT.match(sentence, words.end):
        start = max(0, words.start - 20)
        hedge = hedge_before(sentence[start : words.end])
        if hedge is not None and start + hedge <= words.start:
            return False
    if words.kind in ("share", "comparison"):
        return True
    behind = sentence.find(FIGURE, words.end, words.end + _LONGEST)
    before = sentence.rfind(FIGURE, max(0, words.start - _LONGEST), words.start)
    between = [sentence[words.end : behind]] if behind >= 0 else []
    between += [sentence[before + 1 : words.start]] if before >= 0 else []
    return any(len(_WORD.findall(stretch)) < NEAR for stretch in between)


def _findings(text: RunText, offset: int, sentence: str, found: Sequence[RelationWords]) -> Iterator[Finding]:
    numbers = find_numbers(sentence) if found else []
    starts = [start for start, _ in numbers]
    for words in found:
        # "Twice as much as" and "more than half" are bare numbers already.
        last = bisect_right(starts, words.end + 1) - 1
        counted = last >= 0 and numbers[last][1] + 1 >= words.start
        if not counted and not _is_mentioned(sentence, words):
            start, end = offset + words.start, offset + words.end
            said = text.written(start, end)
            hint = f'write {{{{ "{said}" | holds("…") }}}} with the relation that has to hold, or other words'
            yield codes.RELATION_UNHELD.at(text.span(start, end), words=said, hint=hint)


def _is_mentioned(sentence: str, words: RelationWords) -> bool:
    """Whether the words stand alone in quotation marks: they are spoken of, not used."""
    before, behind = sentence[max(0, words.start - 1) : words.start], sentence[words.end : words.end + 2]
    return _QUOTE_BEFORE.search(before) is not None and _QUOTE_BEHIND.match(behind) is not None
