"""Turn resolved prose into HTML: runs and blocks in, escaped Markup out, figures linked to the evidence ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefkit.briefs.prose import MarkPiece, TextPiece
from briefkit.briefs.resolved import NotePiece, Printed, Prose, ResolvedBlock, ResolvedRun
from briefkit.figures.evaluation import Words
from briefkit.report.margin_notes import MarginNotes, are_many
from briefkit.report.screen import Places
from briefkit.report.scripts import EAST_ASIAN

_TAGS = frozenset(("em", "strong", "a", "del", "ins"))
_BLOCKS = {"paragraph": "p", "subhead": "h6", "list": "ul", "ordered": "ol", "item": "li", "quote": "blockquote"}
_WEB = ("http://", "https://", "mailto:")

_NUMBERS = r"\d[\d.,]*(?:[–~]\d[\d.,]*)?"
_MONEY = rf"\b[A-Z]{{3}} {_NUMBERS}"
_AMOUNT = re.compile(rf"{_MONEY}|{_NUMBERS}(?: (?!per\b)[^\W\d]+)?|\bper [^\W\d]+")
# 3000만 달러, 25～50元: a number with its groups and the beginning of its unit.
_EAST_ASIAN_AMOUNT = re.compile(
    r"\d[\d.,]*[%만억조万亿]*(?:[–~～至]\d[\d.,]*[%만억조万亿]*)?(?: ?[가-힣]{1,3}|[一-鿿]{1,2})?"
)
_LONGEST_REST = 14  # characters behind a whole number: ".94 million"
_TAG_OR_MONEY = re.compile(rf"<[^>]*>|{_MONEY}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setter:
    """What setting prose needs: the ledger entry of each printed place, the finished notes, and those of the margin.

    With `places`, each line and paragraph bears a mark, which shows nothing.
    """

    entries: Mapping[int, str]
    notes: Mapping[int, Markup]
    margin: MarginNotes | None = None
    places: Places | None = None

    def prose(self, blocks: Prose) -> Markup:
        """Blocks of prose as block HTML."""
        return Markup("\n").join(self._block(block) for block in blocks)

    def _block(self, block: ResolvedBlock) -> Markup:
        if block.kind == "rule":
            return Markup("<hr>")
        tag = Markup(_BLOCKS[block.kind])
        inner = self.run(block.run) if block.run else self._inner(block)
        return Markup("<{0}>{1}</{0}>").format(tag, inner)

    def _inner(self, block: ResolvedBlock) -> Markup:
        """What lies in a list, an item or a quote. An item of one paragraph needs no paragraph of its own."""
        if block.kind == "item" and len(block.blocks) == 1 and block.blocks[0].run is not None:
            return self.run(block.blocks[0].run)
        return Markup("").join(self._block(inner) for inner in block.blocks)

    def run(self, run: ResolvedRun, *, apart: bool = False) -> Markup:
        """A line or paragraph as inline HTML. What stands beside it comes first, unless it is placed `apart`."""
        parts: list[Markup] = [self.places.mark(run)] if self.places else []
        parts += [] if apart else [self.besides(run.printed)]
        opened: list[str] = []
        for piece in run.pieces:
            if isinstance(piece, TextPiece):
                parts.append(escape(piece.text))
            elif isinstance(piece, MarkPiece):
                parts.append(_mark(piece, opened))
            elif isinstance(piece, Printed):
                parts.append(self.figure(piece, linked="a" not in opened))
            else:
                parts.append(self.note(piece))
        return Markup("").join(parts)

    def aligned(self, printed: Printed, decimal: str, rests: tuple[str, ...]) -> Markup:
        """A figure in a column whose decimal points stand below one another.

        What stands from the point on is set to the left of a box as wide as the widest such `rests` of the column. They
        are given in an attribute that the style sheet measures and does not show, with zeros for digits.
        """
        at = _rest_at(printed.text, decimal)
        lead, amount = _split_amount(printed.text[:at])
        ghosts = Markup("").join(Markup('<i class="measure" like="{}"></i>').format(rest) for rest in rests)
        text = Markup('{}<span class="together">{}<span class="rest">{}{}</span></span>')
        return self.figure(printed, text=text.format(lead, amount, ghosts, printed.text[at:]))

    def figure(self, printed: Printed, *, linked: bool = True, text: Markup | None = None) -> Markup:
        """A printed figure, linked to its ledger entry where it has one; `text` is its text as HTML."""
        text = _hold_amounts(printed.text) if text is None else text
        if isinstance(printed.value, Words) and printed.value.target:
            kind = "page-reference" if printed.value.to_page else "reference"
            tag = Markup('<a class="{0}" href="#{1}">{2}</a>') if linked else Markup('<span class="{0}">{2}</span>')
            return tag.format(kind, printed.value.target, text)
        entry = self.entries.get(printed.number)
        if entry is None or not printed.text:
            return text
        if not linked:
            figure = Markup('<span class="figure" id="figure-{}">{}</span>').format(printed.number, text)
        else:
            figure = Markup('<a class="figure" id="figure-{}" href="#{}">{}</a>').format(printed.number, entry, text)
        return figure + self._mark(printed)

    def _mark(self, printed: Printed) -> Markup:
        """The number of its entry behind a figure, from which a word joiner lets no line part it."""
        mark = self.margin.mark(printed.number) if self.margin else ""
        return Markup('<sup class="entry">\u2060{}</sup>').format(mark) if mark else Markup("")

    def beside(self, printed: Iterable[Printed]) -> tuple[Markup, ...]:
        """The notes that stand beside printed places, one for each entry; none but in the edition that has them."""
        shown = [one.number for one in printed if one.text]
        return self.margin.beside(shown) if self.margin else ()

    def besides(self, printed: Sequence[Printed]) -> Markup:
        """The same as one piece of HTML, which stands before the text that prints them."""
        notes = self.beside(printed)
        if not notes:
            return Markup("")
        number = next(one.number for one in printed if one.number in self.entries)
        kind = "besides many" if are_many(notes) else "besides"
        return Markup('<span class="{}" id="besides-{}"><span class="all">{}</span></span>').format(
            kind, number, Markup("\n").join(notes)
        )

    def note(self, note: NotePiece) -> Markup:
        """A note, where it has any text. A currency and its amount stay on one line."""
        text = self.notes.get(note.number)
        if not text:
            return Markup("")
        held = Markup(_TAG_OR_MONEY.sub(_hold_money, str(text)))
        return Markup('<span class="note" id="note-{}">{}</span>').format(note.number, held)


def rests(texts: Sequence[str], decimal: str) -> tuple[str, ...]:
    """What stands from the decimal point on in the figures of a column, each once, with zeros for digits.

    Nothing where no points are to stand in line: where all rests are as wide, what follows the numbers differs, as in
    millions and billions, or one is no figure alone or long.
    """
    places = [_rest_at(text, decimal) for text in texts]
    found = dict.fromkeys(re.sub(r"\d", "0", text[at:]) for text, at in zip(texts, places, strict=True))
    units = {re.sub(rf"^{re.escape(decimal)}0+", "", rest) for rest in found}
    kept = len(found) > 1 and len(units) == 1 and min(places) > 0 and max(map(len, found)) <= _LONGEST_REST
    return tuple(sorted(found)) if kept else ()


def _rest_at(text: str, decimal: str) -> int:
    """Where a figure goes on behind its last whole number; 0 where it holds an amount in brackets, or none."""
    found = re.search(rf"(?<=\d)(?:{re.escape(decimal)}\d+)?\D*$", text)
    return found.start() if found and not set("()") & set(text) else 0


def _split_amount(text: str) -> tuple[str, str]:
    """The words before the last amount of a text, and the amount with its currency, which stay on one line."""
    found = re.search(r"(?:\b[A-Z]{3} )?\S+$", text)
    at = found.start() if found else 0
    return text[:at], text[at:]


def _hold_money(found: re.Match[str]) -> str:
    """A tag as it is, an amount such as "USD 3.352–5.027" held together."""
    return found[0] if found[0].startswith("<") else f'<span class="together">{found[0]}</span>'


def _mark(piece: MarkPiece, opened: list[str]) -> Markup:
    """A tag opened or closed. `opened` are the tags that are open; links that do not lead to the web become spans."""
    if not piece.opens:
        return Markup("</{}>").format(opened.pop()) if opened else Markup("")
    tag = piece.tag if piece.tag in _TAGS else "span"
    if tag == "a" and not piece.href.startswith(_WEB):
        tag = "span"
    opened.append(tag)
    return Markup('<a href="{}">').format(piece.href) if tag == "a" else Markup("<{}>").format(tag)


def _hold_amounts(text: str) -> Markup:
    """A figure's text, each amount on one line: "RMB 25–50", "12 hours", "per kilogram".

    What lies between amounts stays outside the spans, since WeasyPrint breaks no line at a blank between two of them.
    """
    parts: list[Markup] = []
    done = 0
    pattern = _EAST_ASIAN_AMOUNT if EAST_ASIAN.search(text) else _AMOUNT
    for found in pattern.finditer(text):
        parts += [escape(text[done : found.start()]), Markup('<span class="together">{}</span>').format(found[0])]
        done = found.end()
    return Markup("").join([*parts, escape(text[done:])])
