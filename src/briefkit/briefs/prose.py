"""Turn prose (Markdown with `{{ expressions }}`) into blocks of pieces, each expression with its place in the file.

markdown-it-py reads the Markdown. `{{ … }}` is an inline rule of its own; raw HTML and images are off, so that
what is not Markdown stays text. Sentences are found here too, since a note stands at the end of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk1_shape as shape
from briefkit.findings import bk5_prose as codes
from briefkit.nodes import Scalar

MAX_PROSE = 1_000_000
MAX_LINE = 10_000  # a title, cell or item
MAX_NESTING = 16  # markdown-it drops what is nested more deeply; so that is a finding


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Words as they print."""

    text: str


@dataclass(frozen=True, slots=True)
class MarkPiece:
    """The beginning or end of emphasis, a link, code: an HTML tag and its `href`."""

    tag: str
    opens: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class ExpressionPiece:
    """An expression: its source, and where in the file its text begins."""

    source: str
    offset: int
    scalar: Scalar

    @property
    def span(self) -> Span:
        return self.scalar.locate(self.offset, self.offset + len(self.source))

    def locate(self, start: int, end: int | None) -> Span:
        """The place of a part of the expression."""
        stop = len(self.source) if end is None else end
        return self.scalar.locate(self.offset + start, self.offset + max(stop, start))


Piece = TextPiece | MarkPiece | ExpressionPiece


@dataclass(frozen=True, slots=True)
class Run:
    """One line or paragraph of pieces. `sentences` are the numbers of the pieces' sentences, piece by piece."""

    pieces: tuple[Piece, ...]
    sentences: tuple[int, ...]
    scalar: Scalar
    content: str
    start: int  # offset of the content in the scalar's text

    @property
    def span(self) -> Span:
        return self.scalar.locate(self.start, self.start + 1)


BlockKind = Literal["paragraph", "subhead", "list", "ordered", "item", "quote", "rule", "code"]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of prose: a run, or blocks within it."""

    kind: BlockKind
    run: Run | None = None
    blocks: tuple[Block, ...] = ()


def parse_prose(scalar: Scalar) -> Outcome[tuple[Block, ...]]:
    """The blocks of a body of prose. Findings: expressions that are not closed, Jinja statements, images."""
    if len(scalar.text) > MAX_PROSE:
        return Outcome((), (codes.TOO_LONG.at(scalar.span, limit=f"{MAX_PROSE:,}", hint="split it into sections"),))
    tokens = _markdown().parse(scalar.text)
    findings: list[Finding] = list(_too_deep(tokens, scalar))
    blocks = _blocks(iter(tokens), None, scalar, findings)
    return Outcome(blocks, tuple(findings))


def parse_line(scalar: Scalar) -> Outcome[Run]:
    """A title, caption, cell or item: one run of inline prose."""
    text = scalar.text
    if len(text) > MAX_LINE:
        finding = codes.TOO_LONG.at(scalar.span, limit=f"{MAX_LINE:,}", hint="shorten it")
        return Outcome(Run((), (), scalar, "", 0), (finding,))
    simple = _simple(scalar)
    if simple is not None:
        numbered = tuple(_split_sentences(simple))
        run = Run(tuple(piece for _, piece in numbered), tuple(number for number, _ in numbered), scalar, text, 0)
        return Outcome(run)
    tokens = _markdown().parseInline(text)
    findings: list[Finding] = list(_too_deep(tokens, scalar))
    run = _run(tokens[0], scalar, [(0, text)], findings)
    return Outcome(run, tuple(findings))


def _too_deep(tokens: Sequence[Token], scalar: Scalar) -> Iterator[Finding]:
    for token in tokens:
        deepest = max([token.level, *(child.level for child in token.children or ())])
        if deepest >= MAX_NESTING - 2:
            start = _line_start(scalar.text, token.map[0] if token.map else 0)
            place = scalar.locate(start, start + 1)
            yield shape.TOO_DEEP.at(place, limit=MAX_NESTING - 2, hint="nest lists, quotes and emphasis less deeply")
            return


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    markdown.disable(["html_block", "html_inline", "image", "reference"])
    markdown.inline.ruler.before("escape", "expression", _expression_rule)
    return markdown


_OPEN = "{{"
_CLOSE = re.compile(r"""(?:[^"'}“]|"[^"]*"|'[^']*'|“[^”]*”|\}(?!\}))*?\}\}""")


def _expression_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(_OPEN, state.pos):
        return False
    start = state.pos + len(_OPEN)
    match = _CLOSE.match(state.src, start)
    end = match.end() if match else len(state.src)
    if not silent:
        token = state.push("expression", "", 0)
        token.content = state.src[start : end - 2 if match else end]
        token.meta = {"start": start, "closed": match is not None}
    state.pos = end
    return True


# Nothing in these can be Markdown.
_PLAIN = re.compile(r"[^\n\r\0\\`*_\[<&{]+")


def _simple(scalar: Scalar) -> list[Piece] | None:
    """The pieces of a line without any Markdown, as most titles and cells are; None where there may be some."""
    text, at = scalar.text, 0
    pieces: list[Piece] = []
    while at < len(text):
        opens = text.startswith(_OPEN, at)
        match = _CLOSE.match(text, at + len(_OPEN)) if opens else _PLAIN.match(text, at)
        if match is None or "\r" in match.group() or "\0" in match.group():
            return None
        if opens:
            content = text[match.start() : match.end() - 2]
            blank = len(content) - len(content.lstrip())
            pieces.append(ExpressionPiece(content.strip(), match.start() + blank, scalar))
        else:
            pieces.append(TextPiece(match.group()))
        at = match.end()
    return pieces


_KINDS: dict[str, BlockKind] = {
    "paragraph_open": "paragraph",
    "heading_open": "subhead",
    "bullet_list_open": "list",
    "ordered_list_open": "ordered",
    "list_item_open": "item",
    "blockquote_open": "quote",
}


def _blocks(tokens: Iterator[Token], closing: str | None, scalar: Scalar, findings: list[Finding]) -> tuple[Block, ...]:
    found: list[Block] = []
    for token in tokens:
        if token.type == closing:
            break
        if token.type in ("paragraph_open", "heading_open"):
            inline = next(tokens)
            run = _run(inline, scalar, _line_offsets(inline, scalar.text), findings)
            found.append(Block(_KINDS[token.type], run))
            next(tokens)
        elif token.type in _KINDS:
            if token.attrGet("start") is not None:
                findings.append(_list_number(token, scalar))
            inner = _blocks(tokens, token.type.replace("_open", "_close"), scalar, findings)
            found.append(Block(_KINDS[token.type], None, inner))
        elif token.type == "hr":
            found.append(Block("rule"))
        elif token.type in ("code_block", "fence"):
            start = _line_start(scalar.text, token.map[0] if token.map else 0)
            findings.append(
                codes.CODE_BLOCK.at(scalar.locate(start, start + 1), hint="remove the indentation or the fence")
            )
    return tuple(found)


def _list_number(token: Token, scalar: Scalar) -> Finding:
    """Markdown takes "2023. In …" for the beginning of a list, and drops the number."""
    start = _line_start(scalar.text, token.map[0] if token.map else 0)
    number = str(token.attrGet("start"))
    at = scalar.text.find(number, start)
    hint = f"begin the list with 1, or write {number}\\. where it is no list"
    return codes.LIST_NUMBER.at(scalar.locate(at, at + len(number)), number=number, hint=hint)


def _line_start(text: str, line: int) -> int:
    at = 0
    for _ in range(line):
        at = text.find("\n", at) + 1
    return at


def _line_offsets(inline: Token, text: str) -> list[tuple[int, str]]:
    """For each line of an inline token's content: where it begins in the scalar's text, and the line.

    A block rule strips markers and indentation from the front of a source line, and blanks or closing marks from its
    end; what is left is one stretch of that line.
    """
    first = inline.map[0] if inline.map else 0
    at = _line_start(text, first)
    offsets: list[tuple[int, str]] = []
    for line in inline.content.split("\n"):
        end = text.find("\n", at)
        source = text[at : end if end >= 0 else len(text)]
        column = source.find(line)
        offsets.append((at + max(column, 0), line))
        at += len(source) + 1
    return offsets


def _run(inline: Token, scalar: Scalar, lines: Sequence[tuple[int, str]], findings: list[Finding]) -> Run:
    pieces: list[Piece] = []
    tokens = inline.children or []
    for index, token in enumerate(tokens):
        if token.type != "softbreak" or not _is_unspaced(
            tokens[index - 1], tokens[index + 1 : index + 2], inline.content
        ):
            pieces += _pieces(token, scalar, lines, findings)
    merged = tuple(_split_sentences(_merge(pieces)))
    start = lines[0][0] if lines else 0
    numbers, pieces_only = tuple(number for number, _ in merged), tuple(piece for _, piece in merged)
    return Run(pieces_only, numbers, scalar, inline.content, start)


_UNSPACED = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff65"  # Chinese and Japanese characters and marks


def _is_unspaced(before: Token, behind: Sequence[Token], content: str) -> bool:
    """Whether a line ends within Chinese or Japanese text, which has no spaces where lines end."""
    sides = (_edge(before, -1), *(_edge(token, 0) for token in behind))
    unspaced = [bool(re.match(f"[{_UNSPACED}]", side)) for side in sides]
    beside_expression = _OBJECT in sides and re.search("[，。、；：]", content) is not None
    return len(sides) > 1 and (all(unspaced) or (any(unspaced) and beside_expression))


def _edge(token: Token, at: int) -> str:
    """The first or last character of a piece of text; that of an expression stands for it."""
    if token.type == "expression":
        return _OBJECT
    return token.content[at:][:1] if token.type == "text" else ""


def _pieces(token: Token, scalar: Scalar, lines: Sequence[tuple[int, str]], findings: list[Finding]) -> Iterator[Piece]:
    if token.type == "expression":
        source = token.content.strip()
        blank = len(token.content) - len(token.content.lstrip())
        offset = _offset(token.meta["start"] + blank, lines)
        piece = ExpressionPiece(source, offset, scalar)
        if not token.meta["closed"]:
            start = _offset(token.meta["start"], lines) - len(_OPEN)
            findings.append(
                codes.NOT_CLOSED.at(
                    scalar.locate(start, start + len(_OPEN)),
                    hint="close it with }}; no line inside may begin with + - * or >",
                )
            )
        else:
            yield piece
    elif token.type in ("text", "code_inline", "text_special"):
        yield TextPiece(token.content)
    elif token.type in ("softbreak", "hardbreak"):
        yield TextPiece(" ")
    elif token.nesting:
        href = str(token.attrGet("href") or "") if token.type == "link_open" else ""
        yield MarkPiece(token.tag, token.nesting > 0, href)


def _offset(position: int, lines: Sequence[tuple[int, str]]) -> int:
    """An offset in the content as an offset in the scalar's text."""
    for start, line in lines:
        if position <= len(line):
            return start + position
        position -= len(line) + 1
    return lines[-1][0] + len(lines[-1][1])


def _merge(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbouring texts as one, so that a sentence end is seen whole."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if isinstance(piece, TextPiece) and isinstance(last, TextPiece):
            merged[-1] = TextPiece(last.text + piece.text)
        else:
            merged.append(piece)
    return merged


# Chicago Manual of Style, 14.26 (17th edition): a note number stands at the end of a sentence, behind the
# punctuation and behind a closing bracket or quotation mark.
# The Chinese marks end a sentence without a space behind them.
_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s+[\"'“‘«(\[]*(?:[^\Wa-z]|\ufffc)|\s*$)|[。！？]++[”’」』〉》）]*+"
)
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|St|No|Nos|Art|Fig|vs|ca|c|cf|e\.g|i\.e|etc|al|Inc|Ltd|Co|Jan|Feb|Mar|Apr|"
    r"Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|p|pp|vol|ed|eds|trans)|\b[A-Z](?:\.[A-Z])*)$"
)
_OBJECT = "\ufffc"


def _split_sentences(pieces: Sequence[Piece]) -> Iterator[tuple[int, Piece]]:
    """Pieces with the number of their sentence; a text that holds a sentence end is split behind it."""
    flat = "".join(_flat(piece) for piece in pieces)
    ends = [match.end() for match in _SENTENCE_END.finditer(flat) if not _is_abbreviation(flat, match.start())]
    at, number = 0, 0
    for piece in pieces:
        text = _flat(piece)
        if not isinstance(piece, TextPiece):
            # A mark right behind a sentence end still belongs to that sentence: **Minerals.**
            closes = isinstance(piece, MarkPiece) and not piece.opens and number > 0 and ends[number - 1] == at
            yield (number - 1 if closes else number), piece
            at += len(text)
            continue
        rest, base = text, at
        while number < len(ends) and ends[number] <= base + len(rest):
            cut = ends[number] - base
            if cut:
                yield number, TextPiece(rest[:cut])
            rest, base, number = rest[cut:], ends[number], number + 1
        if rest:
            yield number, TextPiece(rest)
        at += len(text)


def _flat(piece: Piece) -> str:
    if isinstance(piece, TextPiece):
        return piece.text
    return _OBJECT if isinstance(piece, ExpressionPiece) else ""


def _is_abbreviation(text: str, dot: int) -> bool:
    if text[dot] != "." or not text[dot + 1 :].strip():
        return False
    return _ABBREVIATIONS.search(text[max(0, dot - 12) : dot]) is not None


_STATEMENT = re.compile(r"\{[%#]|\{\{|\}\}")


def statements(run: Run) -> Iterator[Finding]:
    """Braces that would print as they stand: Jinja statements and comments, expressions in code or escaped."""
    start = run.start - 1
    words = "\n".join(piece.text for piece in run.pieces if isinstance(piece, TextPiece))
    for match in _STATEMENT.finditer(words):
        start = run.scalar.text.find(match.group(), start + 1)
        span = run.scalar.locate(start, start + 2) if start >= 0 else run.span
        yield codes.STATEMENT.at(span, found=match.group(), hint="prose has {{ expressions }} only")
