"""Check prose for bare numbers: digits and number words that stand outside expressions. Years may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.briefs.prose import ExpressionPiece, Run, TextPiece, parse_line
from briefkit.checks.context import BriefContext
from briefkit.findings import Finding
from briefkit.findings import bk5_prose as codes

_WORDS = (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds "
    "thousand thousands million millions billion billions trillion trillions dozen dozens half halves "
    "thirds quarters fifths tenths twice thrice twofold threefold fourfold fivefold tenfold"
).split()
_FRACTIONS = (
    r"(?:a|one|two|three|four|five|six|seven|eight|nine)[ -]"
    r"(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?"
)
_NUMBER = re.compile(
    rf"(?<![\w-]){_FRACTIONS}\b|\d+(?:[.,:/’']\d+|(?<=\d{{4}})[–-]\d+)*|\b(?:{'|'.join(_WORDS)})(?:-(?:{'|'.join(_WORDS)}|one))*\b|\b(?:{'|'.join(_WORDS)})fold\b|[½⅓⅔¼¾⅕⅛]"
    r"|[一二三四五六七八九十百千万億亿兆]{2,}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:[/–-](?:\d\d|(?:1[0-9]|20)\d\d))?")
_ORDINAL = re.compile(r"\s+(?:party|parties|person|country|countries|time|way|reason|world|source|option|part[ys]?\b)")
_NOT_A_YEAR = re.compile(r"\s*(?:%|percent|per cent|pp\b|people|workers|million|billion|thousand)|[.,]\d")


def check_bare_numbers(context: BriefContext) -> Iterator[Finding]:
    """Every digit and number word of the prose, titles, captions, cells and notes that is not an expression."""
    notes = (figure.note for figure in context.brief.spec.figures.values())
    for run in (*context.brief.runs, *(parse_line(note).value for note in notes if note is not None)):
        yield from bare_numbers(run)


def bare_numbers(run: Run) -> Iterator[Finding]:
    """The bare numbers of one run, each at its place."""
    masked = _masked(run)
    expected = [match.group() for piece in run.pieces if isinstance(piece, TextPiece) for match in _matches(piece.text)]
    at = 0
    for word in expected:
        found = masked.find(word, at)
        span = run.span if found < 0 else run.scalar.locate(found, found + len(word))
        at = found + len(word) if found >= 0 else at
        hint = f'refer to a figure: {{{{ seed.claim }}}}, or mark a name that holds a number: {{{{ lit("{word}") }}}}'
        yield codes.BARE_NUMBER.at(span, number=word, hint=hint)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for match in _NUMBER.finditer(text):
        behind = text[match.end() :].removeprefix("s")  # the 1990s
        alone = not (text[: match.start()][-1:] + behind[:1]).strip(" \n.,;:!?()[]“”‘’\"'—–-/")
        if match.group().lower().startswith("a ") and _ORDINAL.match(text, match.end()):
            continue  # "a third party" counts nothing
        is_year = _YEAR.fullmatch(match.group()) and alone and not _NOT_A_YEAR.match(text, match.end())
        if not is_year:
            yield match


def _masked(run: Run) -> str:
    """The scalar's text with everything but this run's words blanked out, so that a place can be found in it."""
    text = run.scalar.text
    end = min(len(text), run.start + len(run.content) + text.count("\n") * 40)
    chars = [char if run.start <= index < end else "\0" for index, char in enumerate(text)]
    for piece in run.pieces:
        if isinstance(piece, ExpressionPiece):
            chars[piece.offset : piece.offset + len(piece.source)] = "\0" * len(piece.source)
    return "".join(chars)
