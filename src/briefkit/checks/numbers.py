"""Check prose for bare numbers: digits and number words that stand outside expressions. Years may stand.

The letter of an appendix is as good as a number: it may be another one tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.briefs.prose import parse_line
from briefkit.briefs.resolved import ResolvedTable, passages
from briefkit.checks.context import BriefContext
from briefkit.checks.number_patterns import IN_ORDER, SCALES, find_numbers
from briefkit.checks.run_text import FIGURE, RunText
from briefkit.checks.years import is_decade, is_year
from briefkit.figures.units import Vocabulary
from briefkit.findings import Finding
from briefkit.findings import bk5_prose as codes

_APPENDIX = re.compile(r"\b(?:Appendix|Annex) [A-Z]\b|(?:부록|附录|附錄) ?[A-Z](?![A-Za-z])")


def check_bare_numbers(context: BriefContext) -> Iterator[Finding]:
    """Every digit and number word of the prose, titles, captions, cells and notes that is not an expression."""
    vocabulary = context.scope.scope.vocabulary
    for passage in passages(context.brief):
        for resolved in passage.runs if isinstance(passage, ResolvedTable) else (passage,):
            text = context.texts.of(resolved)
            if text is not None:
                yield from bare_numbers(text, vocabulary)
    for figure in context.brief.spec.figures.values():
        if figure.note is not None:
            yield from bare_numbers(RunText(parse_line(figure.note).value), vocabulary)


def bare_numbers(text: RunText, vocabulary: Vocabulary) -> Iterator[Finding]:
    """The bare numbers of one text, and the appendices that it names by their letters, each at its place."""
    for match in _APPENDIX.finditer(text.text):
        words = text.written(*match.span())
        example = f'{{{{ lit("{words}") }}}}'
        hint = f"give the appendix an id, and write a ref; for one of another document: {example}"
        yield codes.TYPED_REFERENCE.at(text.span(*match.span()), words=words, hint=hint)
    for start, end in find_numbers(text.text):
        if is_year(text.text, start, end, vocabulary) or is_decade(text.text, start, end):
            continue
        if _is_part(text.text, start, end) or _is_scale(text.text, start, end):
            continue
        word = text.written(start, end)
        yield codes.BARE_NUMBER.at(text.span(start, end), number=word, hint=_hint(word))


def _hint(word: str) -> str:
    if _COMPARES.search(word):
        return (
            f'refer to a figure: {{{{ seed.claim }}}}, or hold the words by a relation: {{{{ "{word}" | holds("…") }}}}'
        )
    if any(scale in SCALES for scale in word.lower().replace("-", " ").split()[1:]):
        return "refer to a figure: {{ seed.claim }}"
    return f'refer to a figure: {{{{ seed.claim }}}}, or mark a name that holds a number: {{{{ lit("{word}") }}}}'


_COMPARES = re.compile(
    r"\b(?:half|halves|twice|thrice|\w*fold)\b|\b(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b",
    re.IGNORECASE,
)

# Halves that are no share

_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ -]$")
# "Half-dozen" and "half-hour" are numbers; "half-finished" and "half-brother" are none.
_MEASURED_HALF = re.compile(r"half-(?:hour|day|mile|ton|kilo|gram|liter|litre|acre|price|full|empty)", re.IGNORECASE)


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a "half" is no share: "the first half of the year", "half-hearted"."""
    if text[start:end].lower() != "half":
        return False
    before = _WORD_BEFORE.search(text[max(0, start - 20) : start])
    if before is not None and before[1].lower() in IN_ORDER:
        return True
    return re.match(r"-[^\W\d_]", text[end : end + 2]) is not None and _MEASURED_HALF.match(text, start) is None


def _is_scale(text: str, start: int, end: int) -> bool:
    """Whether it is a scale word right behind a figure, which is a finding of its own (BK512)."""
    behind_figure = text[max(0, start - 2) : start].rstrip(" -").endswith(FIGURE)
    return behind_figure and text[start:end].lower() in SCALES
