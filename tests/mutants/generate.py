"""All mutants of a project: its parts and what each operator makes of them. The same project gives the same list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefkit.briefs.prose import Block, ExpressionPiece, Run, parse_line, parse_prose
from briefkit.briefs.resolved import Printed
from briefkit.evidence.seeds import AnchoredClaim
from briefkit.figures.expressions import (
    Attribute,
    Binary,
    Call,
    Expr,
    Literal,
    Name,
    Relation,
    Text,
    parse_expression,
    parse_relation,
)
from briefkit.figures.figure import Figure
from briefkit.figures.periods import Period
from briefkit.findings import Problem
from briefkit.project.examination import Examination
from briefkit.project.workspace import Workspace
from mutants import operators as op
from mutants.house import house_mutants
from mutants.mutant import Mutant
from mutants.operators import Edit, Operator, edits, spread
from mutants.parts import Part, Subject, brief_parts, file_offset, seed_parts, sentences
from mutants.snapshots import snapshot_mutants
from mutants.tables import config_mutants, rate_mutants
from mutants.templates import style_mutants, template_mutants, word_mutants
from mutants.typed_dates import contradicts, dated

_QUOTE = (*op.NUMBERS, *op.WORDS, op.added_hedges, op.negations, op.dates)
_VALUE = (*op.NUMBERS, *op.WORDS, op.added_hedges)
_TEXT = (
    op.digits,
    op.range_ends,
    op.scale_words,
    op.currencies,
    op.hedges,
    op.bounds,
    op.percents,
    op.negations,
    op.dates,
)
_WHERE_KEPT: dict[str, tuple[Operator, ...]] = {
    "quote": _QUOTE,
    "prefix": _QUOTE,
    "suffix": _QUOTE,
    "value": _VALUE,
    "restated": _VALUE,
    "as_of": (op.edtf,),
    "text": _TEXT,
    "by": (op.digits,),
    "where": (op.digits, op.range_ends),
    "about": (op.digits, op.dates),
    "translation text": _QUOTE,
    "reviewed on": (op.edtf,),
    "reviewed sha256": (op.digits,),
    "snapshot sha256": (op.digits,),
    "date of source": (op.edtf,),
    "noun": (op.units,),
    "waived code": (op.digits,),
    "waiver reason": (op.digits, op.scale_words, op.currencies, op.negations),
    "figure as": (op.currencies, op.percents, op.units),
    "figure round": (op.digits,),
    "figure note": (op.negations, op.dates, op.hedges, op.bounds),
    "date of brief": (op.edtf,),
    "front publication": (op.digits,),
    "front series": (op.digits,),
    "front acronyms": (op.currencies, op.negations),
}
# Each digit and each word of a quote is changed, but in two ways, not in all: values in three.
_MOST = {"quote": 2, "prefix": 2, "suffix": 2, "translation text": 2, "value": 3}
# What a claim says is held to its quote: a page that prints the change is not enough.
_STRICT = frozenset({"quote", "value", "restated", "text", "translation text"})
_STILL_THERE = "a quote without a number, shortened by a word at its edge, still stands in the source"
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_PROSE = frozenset({"title", "body", "line", "head", "cell"})


@dataclass(frozen=True, slots=True)
class Generated:
    """The mutants of a project, and how many were left out, by reason."""

    mutants: tuple[Mutant, ...]
    left_out: Counter[str]


def generate(project: str, workspace: Workspace, examination: Examination, resources: dict[str, bytes]) -> Generated:
    """Every mutant of a project.

    `examination` is that of the project as it is, `resources` its templates and styles by their paths.
    """
    found: list[Mutant] = []
    left_out: Counter[str] = Counter()
    for path, data in sorted(resources.items()):
        make = {".toml": house_mutants, ".css": style_mutants, ".html": template_mutants}[path[path.rindex(".") :]]
        found += (word_mutants if path.startswith("templates/words/") else make)(project, path, data.decode())
    if project == "pages":
        return Generated(_each_once(found), left_out)
    for path, data in sorted(workspace.seeds.items()):
        text = data.decode()
        for part in seed_parts(path, data):
            found += _part_mutants(project, text, part, examination, bool(workspace.rates), left_out)
        found += snapshot_mutants(project, workspace, path, examination)
    for path, data in sorted(workspace.briefs.items()):
        text = data.decode()
        parts = list(brief_parts(path, data))
        for part in parts:
            beside = _periods(part, parts, examination) if part.place in _PROSE else ()
            found += _part_mutants(project, text, part, examination, bool(workspace.rates), left_out, beside)
    found += rate_mutants(project, workspace, examination)
    found += config_mutants(project, workspace)
    return Generated(_each_once(found), left_out)


def _each_once(found: Iterable[Mutant]) -> tuple[Mutant, ...]:
    """Mutants without those that make the same change as one before them: "12" to "21" as digits and as a year."""
    changes = {(one.path, one.start, one.end, one.new, one.resigned): one for one in reversed(list(found))}
    return tuple(reversed(changes.values()))


def _part_mutants(
    project: str,
    text: str,
    part: Part,
    examination: Examination,
    has_tables: bool,
    left_out: Counter[str],
    beside: Sequence[Beside] = (),
) -> Iterator[Mutant]:
    """The mutants of one scalar of a seed or brief."""
    if part.place in _PROSE:
        changes = list(_prose_edits(part, examination, beside))
    elif part.place in ("equals", "check", "figure is", "quotation"):
        changes = [(edit, False) for edit in expression_edits(part.text, 0, _names(part, examination))]
    elif part.place.startswith("source "):
        changes = [(edit, False) for edit in edits(part.text, (op.digits, op.dates))]
    elif part.place.startswith("rates "):
        changes = [(edit, False) for edit in _rate_words(part)]
        if not has_tables and part.place == "rates source":
            left_out["without tables of its own, a project has one source of rates"] += len(changes)
            changes = []
    else:
        strict = part.place in _STRICT
        found = edits(part.text, _WHERE_KEPT.get(part.place, ()))
        if part.place in ("text", "translation text") and _is_foreign(part, examination):
            # Words of another language can be held to their source by what they count, not by what they deny.
            found = [edit for edit in found if edit.thing != "negation"]
            strict = part.place != "text"
        if part.place == "translation text":
            other = [edit for edit in found if not _says_the_same(part, edit, examination)]
            left_out[_SAME_AMOUNTS] += len(found) - len(other)
            found = other
        most = _MOST.get(part.place, len(found) or 1)
        changes = [(edit, strict and not _may_stand(part, edit, examination)) for edit in spread(found, most)]
        if part.place in ("value", "restated"):
            other = [(edit, strict) for edit, strict in changes if not _same_value(part.text, edit)]
            left_out["the value would be the same"] += len(changes) - len(other)
            changes = other
        if part.place == "figure round":
            changes = [(edit, strict) for edit, strict in changes if not _same_number(part.text, edit)]
        if part.place == "quote" and _claim(part, examination).figure is None:
            inner = [one for one in changes if one[0].new or (one[0].start > 0 and one[0].end < len(part.text))]
            left_out[_STILL_THERE] += len(changes) - len(inner)
            changes = inner
        if part.place.endswith("sha256"):
            changes = changes[:12]  # one digit of a hash is like the other
    yield from placed(project, text, part, changes, left_out)


def placed(
    project: str, text: str, part: Part, changes: Iterable[tuple[Edit, bool]], left_out: Counter[str]
) -> Iterator[Mutant]:
    """Edits of a scalar's text as edits of its file; those that its way of writing does not allow are left out."""
    base = file_offset(text, part.scalar.span.line, part.scalar.span.column)
    for edit, strict in changes:
        stretch = part.stretch(edit.start, edit.end)
        if stretch is None or not _can_write(part, edit):
            left_out["YAML would read another file"] += 1
            continue
        start, end = base + stretch[0], base + stretch[1]
        yield Mutant(
            project=project,
            place=part.place,
            thing=edit.thing,
            subject=part.subject,
            path=part.subject.path,
            line=text.count("\n", 0, start) + 1,
            start=start,
            end=end,
            old=text[start:end],
            new=edit.new.replace("'", "''") if part.scalar.style == "'" else edit.new,
            strict=strict,
        )


def _can_write(part: Part, edit: Edit) -> bool:
    """Whether a change leaves the YAML what it was: breaking the syntax would be too easy to find."""
    text = edit.apply(part.text)
    if part.scalar.style == '"':
        return '"' not in edit.new and "\\" not in edit.new
    if part.scalar.style:
        return True
    opens = text[:1] in "-?:,[]{}#&*!|>'\"%@`" and not re.match(r"-[\w.]", text)
    closes = re.search(r": |:$| #", edit.new) or (edit.new.strip() != edit.new and not text.strip())
    return bool(text.strip()) and not opens and not closes and not (set(edit.new) & set("{}[],"))


def _same_value(text: str, edit: Edit) -> bool:
    """Whether a value is the same after a change: a comma between thousands left out, a zero before a number."""
    new = edit.apply(text)
    plain = [re.sub(r"(?<=\d),(?=\d)", "", one) for one in (text, new)]
    plain = [re.sub(r"(?<![\d.])0+(?=\d)", "", one) for one in plain]
    # "3 million to 4.5 million" may be written "3 to 4.5 million".
    plain = [re.sub(r"(?<=\d) (thousand|million|billion)(?= to [\d.]+ \1)", "", one) for one in plain]
    return plain[0] == plain[1]


def _may_stand(part: Part, edit: Edit, examination: Examination) -> bool:
    """Whether a source may bear out a change, so that the pages that print it have to show it.

    A quote without what stands at its edge is still what the source says; a fall in words is held by its size too.
    """
    at_edge = edit.start == 0 or edit.end == len(part.text)
    if part.place == "quote":
        return not edit.new and at_edge
    unsigned = part.place == "value" and edit.thing == "sign" and not edit.new
    return unsigned and re.search(r"[-−－]|minus", _claim(part, examination).spec.quote.text) is None


_COUNTED = re.compile("wigs?|workers?|people|households")
_LEADS_TO_AMOUNT = re.compile(r"\s*(?:(?:at|to|of|than|by|some|about|around|nearly|over)\s+)*[A-Z$]{0,3}\s?\d|\s*$")


def _says_the_same(part: Part, edit: Edit, examination: Examination) -> bool:
    """Whether a translation gives the same amounts after a change.

    So it does without a comma between thousands, with another noun than the one that the claim counts, and where a
    word is no hedge or unit of an amount: "some say", "the year before".
    """
    old = part.text[edit.start : edit.end].strip()
    if edit.thing == "grouping":
        return _same_value(part.text, edit)
    claim = _claim(part, examination)
    if edit.thing == "unit" and _COUNTED.fullmatch(old):
        unit = claim.figure.unit if claim.figure is not None else None
        counts = {*unit.numerator, *unit.denominator} if unit is not None else set()
        return old.rstrip("s") not in counts
    if edit.thing == "hedge" and edit.start != edit.end:
        behind = part.text[edit.end :]
        others = any(word in part.text.replace(old, "", 1) for word in ("estimated", "about"))
        return _LEADS_TO_AMOUNT.match(behind) is None or (others and edit.new not in ("nearly", "over", "under"))
    before = part.text[: edit.start]
    return edit.thing == "unit" and old == "year" and re.search(r"\bthe $", before) is not None


_SAME_AMOUNTS = "the translation would state the same amounts"


def _is_foreign(part: Part, examination: Examination) -> bool:
    """Whether the quote behind a text is in another script."""
    return _EAST_ASIAN.search(_claim(part, examination).spec.quote.text) is not None


def _claim(part: Part, examination: Examination) -> AnchoredClaim:
    seed, _, key = part.subject.name.partition(".")
    return examination.seeds[seed].claims[key]


def _same_number(text: str, edit: Edit) -> bool:
    old, new = (re.match(r"\d+", one) for one in (text, edit.apply(text)))
    return old is not None and new is not None and int(old[0]) == int(new[0])


def _rate_words(part: Part) -> Iterator[Edit]:
    others = {"period-average": "period-end", "period-end": "period-average", "ecb": "ecb-only", "ecb-only": "ecb"}
    if part.text in others:
        yield Edit("rate policy", 0, len(part.text), others[part.text])


# Expressions


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression may name: for each name, the other names that would be read in its place."""

    others: dict[str, tuple[str, ...]]


def _names(part: Part, examination: Examination) -> Names:
    """The names in scope of an expression: claims by their bare names in a seed, claims and figures in a brief."""
    if part.subject.path.startswith("seeds/"):
        seed = examination.seeds[part.subject.path[6:-5]]
        own = {name: claim for name, claim in seed.claims.items() if f"{seed.key}.{name}" != part.subject.name}
        return Names({name: _like(claim, own, "") for name, claim in seed.claims.items()})
    found: dict[str, tuple[str, ...]] = {}
    for key, seed in examination.seeds.items():
        found |= {f"{key}.{name}": _like(claim, seed.claims, f"{key}.") for name, claim in seed.claims.items()}
    brief = examination.briefs[part.subject.path[7:-5]].brief
    figures = {name: figure.figure for name, figure in brief.figures.items()}
    for name, figure in figures.items():
        rest = [other for other in figures if other != name and other != part.subject.name.partition(":")[2]]
        alike = [other for other in rest if figures[other].unit == figure.unit]
        found[name] = tuple(dict.fromkeys([*alike[:1], *rest]))[:2]
    return Names(found)


def _like(claim: AnchoredClaim, claims: dict[str, AnchoredClaim] | object, prefix: str) -> tuple[str, ...]:
    """Two claims that could stand in the place of one: a figure for a figure, of the same unit first."""
    assert isinstance(claims, dict)
    rest = [
        (key, other)
        for key, other in claims.items()
        if other.name != claim.name and (other.figure is None) == (claim.figure is None)
    ]
    alike = [key for key, other in rest if claim.figure and other.figure and other.figure.unit == claim.figure.unit]
    order = [key for key, _ in rest]
    at = next((index for index, (key, _) in enumerate(rest) if key > claim.name.partition(".")[2]), 0)
    return tuple(f"{prefix}{key}" for key in dict.fromkeys([*alike[:1], *order[at:], *order]))[:2]


_OPERATORS = {"+": "-*", "-": "+/", "*": "/+", "/": "*-"}
_RELATIONS = {
    "=": ("<", ">=", "!="),
    "==": ("<",),
    "!=": ("=",),
    "<": (">", "<=", "="),
    "<=": (">=", "<"),
    ">": ("<", ">=", "="),
    ">=": ("<=", ">"),
}
_ENDS = {"low": "high", "high": "low", "mid": "high"}
_RELATION_WORDS = {
    "more": "less",
    "More": "Less",
    "less": "more",
    "larger": "smaller",
    "largest": "smallest",
    "smaller": "larger",
    "most": "few",
    "Most": "Few",
    "half": "a third",
    "doubled": "tripled",
    "rose": "fell",
    "fell": "rose",
    "grew": "shrank",
    "majority": "minority",
    "higher": "lower",
    "lower": "higher",
    "above": "below",
    "below": "above",
    "two-thirds": "three-quarters",
    "quarter": "half",
    "third": "fifth",
    "tenth": "fifth",
    "twice": "three times",
}


def expression_edits(source: str, offset: int, names: Names) -> list[Edit]:
    """The edits of an expression or relation that begins at an offset of a text."""
    try:
        tree: Expr = parse_expression(source)
    except Problem:
        tree = parse_relation(source)
    found: list[Edit] = []
    _walk(tree, source, names, found)
    return [edit._replace(start=edit.start + offset, end=edit.end + offset) for edit in dict.fromkeys(found)]


def _walk(tree: Expr, source: str, names: Names, found: list[Edit]) -> None:
    match tree:
        case Attribute(of=Name(name=seed), name=claim) if f"{seed}.{claim}" in names.others:
            found += [Edit("reference", tree.start, tree.end, other) for other in names.others[f"{seed}.{claim}"]]
        case Attribute(of=of, name=name):
            _walk(of, source, names, found)
            if name in _ENDS:
                found.append(Edit("range end", tree.name_start, tree.end, _ENDS[name]))
                found.append(Edit("range end", tree.name_start - 1, tree.end, ""))
            elif name == "value":
                found.append(Edit("hedge", tree.name_start - 1, tree.end, ""))
        case Name(name=name):
            found += [Edit("reference", tree.start, tree.end, other) for other in names.others.get(name, ())]
        case Literal():
            text = source[tree.start : tree.end]
            for edit in edits(text, (op.digits, op.decimal_points, *op.WORDS)):
                if not _same_value(text, edit):
                    found.append(edit._replace(start=tree.start + edit.start, end=tree.start + edit.end))
        case Binary(operator=operator, left=left, right=right):
            _walk(left, source, names, found)
            _walk(right, source, names, found)
            at = _between(source, left.end, right.start, operator)
            found += [Edit("operator", at, at + 1, other) for other in _OPERATORS[operator]]
        case Relation(operands=operands, operators=signs):
            for operand in operands:
                _walk(operand, source, names, found)
            for sign, left, right in zip(signs, operands, operands[1:], strict=False):
                at = _between(source, left.end, right.start, sign)
                found += [Edit("operator", at, at + len(sign), other) for other in _RELATIONS[sign]]
        case Call():
            _walk_call(tree, source, names, found)
        case _:
            for child in (getattr(tree, "of", None),):
                if child is not None:
                    _walk(child, source, names, found)


def _between(source: str, start: int, end: int, sign: str) -> int:
    return source.index(sign, start, end)


def _walk_call(call: Call, source: str, names: Names, found: list[Edit]) -> None:
    inner: list[Edit] = []
    for argument in call.arguments:
        if not isinstance(argument, Text):
            _walk(argument, source, names, found)
        elif call.name == "holds" and argument is call.arguments[-1]:
            inner += expression_edits(argument.value, argument.start + 1, names)
        elif call.name == "holds":
            inner += [
                edit._replace(start=edit.start + argument.start + 1, end=edit.end + argument.start + 1)
                for edit in edits(argument.value, (_relation_words, op.bounds, op.hedges, op.negations))
            ]
        elif call.name in ("to", "both"):
            inner += [
                edit._replace(start=edit.start + argument.start + 1, end=edit.end + argument.start + 1)
                for edit in edits(argument.value, (op.currencies, op.units, op.percents))
                if edit.new
            ]
        elif call.name == "lit":
            inner += [
                edit._replace(start=edit.start + argument.start + 1, end=edit.end + argument.start + 1)
                for edit in edits(argument.value, (op.digits,))
            ]
    for _, argument in call.keywords:
        _walk(argument, source, names, found)
    found += inner


def _relation_words(text: str) -> Iterator[Edit]:
    for found in re.finditer(rf"\b(?:{'|'.join(_RELATION_WORDS)})\b", text):
        yield Edit("relation", found.start(), found.end(), _RELATION_WORDS[found.group()])


# Prose


_BEFORE: tuple[tuple[str, str], ...] = (
    ("hedge", "nearly "), ("negation", "not "), ("bound", "more than "), ("currency", "USD "), ("sign", "−"),
    ("bound", "less than "), ("number inserted", "twice "), ("hedge", "about "), ("bound", "at least "),
    ("number inserted", "half of "), ("bound", "up to "), ("number inserted", "2 "), ("hedge", "over "),
    ("sign", "minus "), ("number inserted", "a third of "), ("currency", "$"),
)  # fmt: skip
_BEHIND: tuple[tuple[str, str], ...] = (
    ("scale word", " million"), ("percent or points", "%"), ("bound", " or more"), ("digit", "0"),
    ("percent or points", " percentage points"), ("unit", " a month"), ("range end", "–90"),
    ("scale word", " thousand"), ("unit", " per year"), ("range end", " to 90"), ("bound", " or less"),
    ("number inserted", "-fold"), ("unit", " a kilogram"), ("decimal point", ".5"),
)  # fmt: skip


def _prose_edits(part: Part, examination: Examination, beside_dates: Sequence[Beside]) -> Iterator[tuple[Edit, bool]]:
    """The edits of prose, each with whether a finding has to name it.

    What stands right beside a figure says something of it, and so does what is put there: "nearly {{ exports }}". It
    has to be found. Other words print as they are typed.
    """
    pieces = list(_expressions(part))
    names = _names(part, examination)
    printed = _printed_here(part, examination)
    masked = _masked(part.text, pieces)
    for piece in pieces:
        is_words = re.search(r"\bholds\(", piece.source) is not None
        for edit in expression_edits(piece.source, piece.offset, names):
            inside = part.text[edit.start : edit.end]
            strict = is_words and edit.thing in ("relation", "bound", "hedge", "negation")
            yield edit, strict and '"' not in inside
    figures = [piece for piece in pieces if piece.offset in printed and isinstance(printed[piece.offset].value, Figure)]
    for piece in figures:
        start = part.text.rindex("{{", 0, piece.offset + 1)
        end = part.text.index("}}", piece.offset + len(piece.source)) + 2
        turn = part.scalar.span.line + piece.offset
        for step in (0, 5):
            thing, words = _BEFORE[(turn + step) % len(_BEFORE)]
            yield Edit(thing, start, start, words), True
            thing, words = _BEHIND[(turn + step) % len(_BEHIND)]
            said = thing == "unit" and _says_unit(words, printed[piece.offset])
            if not said and not (words[0] in "%0." and part.text[end : end + 1].isalnum()):
                yield Edit(thing, end, end, words), True
    beside = _beside(_masked(part.text, figures))
    for edit in edits(masked, (op.hedges, op.bounds, op.scale_words, op.units, op.currencies, op.percents)):
        if part.place == "head" and edit.thing != "hedge":
            yield edit, bool(edit.new)
        elif edit.end in beside or edit.start in beside:
            yield edit, True
    if part.place in ("body", "line") and part.subject.kind != "table":
        for sentence in re.finditer(r"[^.!?]+[.!?]*", masked):
            for edit in edits(sentence.group(), (op.negations,)):
                if not edit.new:  # one dropped
                    yield edit._replace(start=edit.start + sentence.start(), end=edit.end + sentence.start()), False
    for edit in edits(masked, (op.dates,)):
        near = [one for one in beside_dates if one.start <= edit.start < one.end]
        yield edit, any(contradicts(*one.shifted(masked, edit), one.periods) for one in near)


def _says_unit(words: str, printed: Printed) -> bool:
    """Whether " a kilogram" is what a figure is per, so that it says so twice and no other thing."""
    name = {"kilogram": "kg"}.get(words.split()[-1], words.split()[-1])
    return isinstance(printed.value, Figure) and name in printed.value.unit.denominator


class Beside(NamedTuple):
    """A stretch of a text, and the periods of the figures that it stands beside."""

    start: int
    end: int
    periods: tuple[Period, ...]

    def shifted(self, text: str, edit: Edit) -> tuple[str, Edit]:
        """The stretch alone, and an edit of the text as one of the stretch."""
        return text[self.start : self.end], edit._replace(start=edit.start - self.start, end=edit.end - self.start)


def _periods(part: Part, parts: Sequence[Part], examination: Examination) -> tuple[Beside, ...]:
    """What a date typed in a part of prose stands beside: its sentence; of a table, its column, row or all of it."""
    if part.subject.kind != "table":
        here = _printed_here(part, examination)
        return tuple(
            Beside(start, end, tuple(dated((one for at, one in here.items() if start <= at < end), examination)))
            for start, end, _ in sentences(part)
        )
    own = tuple(_printed_here(part, examination).values())
    table = [one for one in parts if one.subject == part.subject]
    if part.place == "head":
        table = [one for one in table if one.column == part.column]
    elif part.place == "cell":
        table = [one for one in table if one.row == part.row]
    printed = own or [found for one in table for found in _printed_here(one, examination).values()]
    return (Beside(0, len(part.text), tuple(dated(printed, examination))),)


_MASK = "\ufffc"


def _masked(text: str, pieces: Sequence[ExpressionPiece]) -> str:
    for piece in pieces:
        start = text.rindex("{{", 0, piece.offset + 1)
        end = text.index("}}", piece.offset + len(piece.source)) + 2
        text = text[:start] + _MASK * (end - start) + text[end:]
    return text


def _beside(masked: str) -> set[int]:
    """The places right before and right behind an expression, over a blank."""
    found: set[int] = set()
    for run in re.finditer(rf"{_MASK}+", masked):
        before = run.start() - 1 if masked[run.start() - 1 : run.start()] in (" ", "\n") else run.start()
        behind = run.end() + 1 if masked[run.end() : run.end() + 1] in (" ", "\n") else run.end()
        found |= {before, behind}
    return found


def _expressions(part: Part) -> Iterator[ExpressionPiece]:
    if part.place == "body":
        yield from _in_blocks(parse_prose(part.scalar).value)
    else:
        yield from _in_run(parse_line(part.scalar).value)


def _in_blocks(blocks: Sequence[Block]) -> Iterator[ExpressionPiece]:
    for block in blocks:
        if block.run is not None:
            yield from _in_run(block.run)
        yield from _in_blocks(block.blocks)


def _in_run(run: Run) -> Iterator[ExpressionPiece]:
    return (piece for piece in run.pieces if isinstance(piece, ExpressionPiece))


def _printed_here(part: Part, examination: Examination) -> dict[int, Printed]:
    """What the expressions of a scalar print, by where they begin in its text."""
    brief = examination.briefs[part.subject.path[7:-5]].brief
    places = {(printed.span.line, printed.span.column): printed for printed in brief.printed}
    found: dict[int, Printed] = {}
    for piece in _expressions(part):
        printed = places.get((piece.span.line, piece.span.column))
        if printed is not None:
            found[piece.offset] = printed
    return found


__all__ = ["Names", "Subject", "expression_edits", "generate"]
