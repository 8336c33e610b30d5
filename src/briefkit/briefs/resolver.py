"""Resolve a brief: its spec, the seeds and the rates in, every printed text and what it rests on out.

One pass in the order of the document, so that places and notes are numbered as they print. All that is wrong is
reported; an expression that cannot be evaluated prints as ⟨?⟩ in what is returned, which is never rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar, cast

from briefkit.briefs import prose as markdown
from briefkit.briefs.data_series import NamedSeries, chart_data, find_series, named_in, table_rows
from briefkit.briefs.drawings import resolve_chart, resolve_diagram, resolve_image, resolve_map
from briefkit.briefs.prose import Block, ExpressionPiece, Run, TextPiece
from briefkit.briefs.resolved import (
    EMPTY_RUN,
    Content,
    Group,
    NotePiece,
    Printed,
    Prose,
    ResolvedBlock,
    ResolvedBox,
    ResolvedBrief,
    ResolvedCorrection,
    ResolvedFigure,
    ResolvedPiece,
    ResolvedQuotation,
    ResolvedRecommendation,
    ResolvedRun,
    ResolvedSection,
    ResolvedTable,
    ResolvedTerm,
    Sentence,
)
from briefkit.briefs.scope import BriefScope
from briefkit.briefs.spec import (
    FRONT,
    BriefSpec,
    CellSpec,
    ColumnGroupSpec,
    ContentSpec,
    FigureSpec,
    OpeningSpec,
    RecommendationSpec,
    RowGroupSpec,
    SectionSpec,
    TableSpec,
    WitnessSpec,
    decode_opening,
)
from briefkit.briefs.targets import Target, find_targets, refer, refer_to_page
from briefkit.evidence.seeds import Seed, bad_name, is_name
from briefkit.figures.evaluation import AlreadyReported, Exchange, Namespace, Value, Words, converted, evaluate, number
from briefkit.figures.expressions import names_in, parse_expression
from briefkit.figures.figure import Figure, Rounding
from briefkit.figures.house import HouseStyle
from briefkit.figures.printing import PROSE, HeadUnit, Setting, format_figure, format_head_unit
from briefkit.figures.units import Vocabulary, parse_unit
from briefkit.figures.values import SCALES
from briefkit.findings import Finding, Outcome, Problem, Span
from briefkit.findings import bk1_shape as shape
from briefkit.findings import bk2_names as names
from briefkit.findings import bk4_values as values
from briefkit.findings import bk5_prose as codes
from briefkit.findings import bk6_citations as protection
from briefkit.nodes import UNREAD, Node, Scalar, Spec, decode
from briefkit.nodes import Mapping as MappingNode
from briefkit.nodes import Sequence as SequenceNode

FAILED = "⟨?⟩"
NO_WORDS: Mapping[str, str] = {}
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]+")
MAX_CHAIN = 40
NOUN_WORDS = 3  # in the name of a counted noun: "reeducation camp inmate"
MAX_SIZE = 40  # powers of ten
NOTE_LETTERS = "abcdefghijklmnopqrstuvwxyz"  # the marks of the notes of a table, in order
_COUNT = re.compile(r"[1-9]\d?")
_SCALE = re.compile(rf"\b({'|'.join(SCALES)})\b")

S = TypeVar("S", bound=Spec)


def resolve_brief(
    name: str,
    path: str,
    spec: BriefSpec,
    seeds: Mapping[str, Seed],
    exchange: Exchange,
    style: HouseStyle,
    vocabulary: Vocabulary,
    broken: frozenset[str] = frozenset(),
    words: Mapping[str, str] = NO_WORDS,
) -> Outcome[ResolvedBrief]:
    """The brief with every expression evaluated and printed, and all that is wrong in it.

    `exchange` finds rates; `vocabulary` holds the nouns of the project and of all seeds; `broken` are the names of
    seeds that could not be read, which expressions may name without a further finding. `words` are the fixed words of
    the brief's language, for cross references.
    """
    return _Resolver(name, path, spec, seeds, exchange, style, vocabulary, broken, words).resolve()


def combined_vocabulary(seeds: Mapping[str, Seed], base: Vocabulary) -> Vocabulary:
    """The project's words with those of every seed."""
    nouns = dict(base.nouns)
    for seed in seeds.values():
        for noun, forms in seed.vocabulary.nouns.items():
            nouns[noun] = tuple(dict.fromkeys((*forms, *nouns.get(noun, ()))))
    return Vocabulary(nouns, base.signs)


class _Resolver:
    def __init__(
        self,
        name: str,
        path: str,
        spec: BriefSpec,
        seeds: Mapping[str, Seed],
        exchange: Exchange,
        style: HouseStyle,
        vocabulary: Vocabulary,
        broken: frozenset[str],
        words: Mapping[str, str],
    ) -> None:
        self.name, self.path, self.spec, self.seeds, self.style = name, path, spec, seeds, style
        self.vocabulary, self.words = vocabulary, words
        self.unread = broken | {path.split(".")[1] for path in spec.dropped if path.startswith("figures.")}
        self.findings: list[Finding] = []
        self.printed: list[Printed] = []
        self.sentences: list[Sentence] = []
        self.runs: list[Run] = []
        self.notes = 0
        self.referred = {name for check in spec.checks for name in names_in(check.text)}
        self.figures: dict[str, ResolvedFigure | None] = {}
        self.resolving: list[str] = []
        self.openings = {key: self._decoded(node) for key, node in spec.openings().items()}
        self.targets = find_targets(spec, self.openings)
        self.scope = BriefScope(
            seeds,
            exchange,
            self.vocabulary,
            style,
            _Figures(self._own, {key: figure for key, figure in spec.figures.items() if key not in seeds}),
            self.unread,
            {"ref": partial(refer, self.targets, words), "page": partial(refer_to_page, self.targets, words)},
        )

    def resolve(self) -> Outcome[ResolvedBrief]:
        self._name_findings()
        self._target_findings()
        for name in (key for key in self.spec.figures if key not in self.seeds):
            with suppress(AlreadyReported):
                self._own(name)
        spec = self.spec
        resolved = ResolvedBrief(
            name=self.name,
            path=self.path,
            spec=spec,
            seeds=self.seeds,
            title=self._line(spec.title),
            subtitle=self._line(spec.subtitle),
            front={name: part for name in FRONT if (part := self._opening(name)) is not None},
            glossary=tuple(
                ResolvedTerm(spec=term, text=self._line(term.meaning, notes=True)) for term in spec.glossary
            ),
            foreword=self._opening("foreword"),
            summary=self._prose(spec.summary),
            introduction=self._opening("introduction"),
            sections=tuple(self._section(section) for section in spec.sections),
            conclusion=self._opening("conclusion"),
            recommendations=tuple(self._recommendation(item) for item in spec.recommendations),
            methodology=self._opening("methodology"),
            appendices=tuple(self._section(section) for section in spec.appendices),
            gazetteer=tuple(
                ResolvedTerm(spec=place, text=self._line(place.note, notes=True)) for place in spec.gazetteer
            ),
            corrections=tuple(
                ResolvedCorrection(spec=entry, text=self._line(entry.text, notes=True)) for entry in spec.corrections
            ),
            figures={name: figure for name, figure in self.figures.items() if figure is not None},
        )
        resolved = replace(
            resolved,
            printed=tuple(self.printed),
            sentences=tuple(self.sentences),
            runs=tuple(self.runs),
            referred=frozenset(self.referred),
            broken=self.unread | {name for name, figure in self.figures.items() if figure is None},
        )
        return Outcome(resolved, tuple(self.findings))

    # Figures

    def _name_findings(self) -> None:
        for key, _ in self.spec.mapping("figures"):
            if not is_name(key.text):
                self.findings.append(bad_name(key))
            elif key.text in self.seeds:
                hint = "give the figure another name"
                self.findings.append(
                    names.NAME_TAKEN.at(key.span, name=key.text, owner=f"the seed {key.text}", hint=hint)
                )

    def _target_findings(self) -> None:
        for target in self.targets.doubled:
            hint = "give one of them another id"
            self.findings.append(names.ID_TWICE.at(target.span, id=target.text, hint=hint))

    def _own(self, name: str) -> Figure:
        """A figure of the brief, resolved when it is first asked for."""
        spec = self.spec.figures[name]
        if len(self.resolving) > MAX_CHAIN:
            raise values.TOO_COMPLEX.problem(
                limit=f"{MAX_CHAIN} figures, each resting on the next", hint="shorten the chain"
            )
        if name in self.resolving:
            path = " → ".join([*self.resolving[self.resolving.index(name) :], name])
            raise names.CIRCULAR.problem(name=name, path=path, hint="define one of them by claims alone")
        if name not in self.figures:
            self.resolving.append(name)
            self.figures[name] = self._define(name, spec)
            self.resolving.pop()
        found = self.figures[name]
        if found is None:
            raise AlreadyReported
        return found.figure

    def _define(self, name: str, spec: FigureSpec) -> ResolvedFigure | None:
        span = self.spec.mapping("figures").place(name)
        if spec.is_.text == UNREAD:
            return None
        try:
            tree = parse_expression(spec.is_.text)
            self.referred |= names_in(spec.is_.text)
            figure = number(evaluate(tree, self.scope.scope), tree)
            _hold(figure, spec.is_.text)
        except Problem as problem:
            self.findings.append(problem.at(spec.is_.locate(problem.start, problem.end)))
            return None
        except AlreadyReported:
            return None
        try:
            figure = _printed_as(figure, spec, self.scope)
        except Problem as problem:
            place = spec.as_ or spec.is_
            self.findings.append(problem.at(place.span))
            return None
        rounding = self._rounding(spec)
        figure = replace(figure, name=name, stated=None if figure.derivation else figure.stated)
        if rounding is not None:
            figure = figure.shown(rounding=rounding)
        return ResolvedFigure(name=name, spec=spec, figure=figure, span=span)

    def _rounding(self, spec: FigureSpec) -> Rounding | None:
        if spec.round is None:
            return None
        digits, _, kind = " ".join(spec.round.text.split()).partition(" ")
        kinds = {"significant": "significant", "decimals": "decimals", "decimal": "decimals"}
        valid = digits.isascii() and digits.isdigit() and kind in kinds and int(digits) <= 12
        if not valid or (kind == "significant" and int(digits) < 1):
            expected = "3 significant or 2 decimals"
            self.findings.append(
                shape.WRONG_TYPE.at(
                    spec.round.span, found=f'"{spec.round.text}"', expected=expected, hint="write round: 3 significant"
                )
            )
            return None
        return Rounding(int(digits), kinds[kind])

    # Prose

    def _line(
        self,
        scalar: Scalar | None,
        *,
        table: bool = False,
        context: str = "",
        notes: bool = False,
        head: HeadUnit | None = None,
    ) -> ResolvedRun:
        if scalar is None:
            return EMPTY_RUN
        outcome = markdown.parse_line(scalar)
        self.findings += outcome.findings
        return self._run(outcome.value, table=table, notes=notes, context=context, head=head)

    def _prose(self, scalar: Scalar | None) -> Prose:
        if scalar is None:
            return ()
        outcome = markdown.parse_prose(scalar)
        self.findings += outcome.findings
        return tuple(self._block(block) for block in outcome.value)

    def _block(self, block: Block) -> ResolvedBlock:
        run = self._run(block.run, notes=block.kind != "subhead") if block.run else None
        return ResolvedBlock(kind=block.kind, run=run, blocks=tuple(self._block(inner) for inner in block.blocks))

    def _run(
        self, run: Run, *, table: bool = False, notes: bool = True, context: str = "", head: HeadUnit | None = None
    ) -> ResolvedRun:
        """Evaluate a run sentence by sentence, with a note behind each sentence that cites.

        Below a `head` that says the unit, a figure alone is a bare number; one among words prints in full.
        """
        self.runs.append(run)
        self.findings += markdown.statements(run)
        pieces: list[ResolvedPiece] = []
        for _, group in groupby(zip(run.sentences, run.pieces, strict=True), key=itemgetter(0)):
            sentence = [piece for _, piece in group]
            if not any(isinstance(piece, ExpressionPiece) for piece in sentence):
                pieces += cast(list[ResolvedPiece], sentence)
                continue
            words = " ".join(piece.text for piece in sentence if isinstance(piece, TextPiece))
            mentioned = self._mentioned(f"{context} {words}")
            setting = Setting(table=table, mentioned=mentioned, head=head if _is_alone(run) else None)
            resolved = [self._piece(piece, setting) for piece in sentence]
            if notes:
                resolved = self._begun(resolved)
            printed = tuple(piece for piece in resolved if isinstance(piece, Printed))
            pieces += resolved
            citing = tuple(piece for piece in printed if piece.cited and piece.citations)
            if citing and notes:
                self.notes += 1
                pieces.append(NotePiece(self.notes, citing))
            if printed:
                said = tuple(piece for piece in resolved if isinstance(piece, (TextPiece, Printed)))
                text = " ".join("".join(piece.text for piece in said).split())
                self.sentences.append(Sentence(text=text, span=printed[0].span, printed=printed, pieces=said))
        return ResolvedRun(pieces=tuple(pieces), run=run)

    def _begun(self, pieces: list[ResolvedPiece]) -> list[ResolvedPiece]:
        """A sentence that begins with a figure begins with a capital: "Nearly 67 percent …"."""
        first = next((piece for piece in pieces if isinstance(piece, Printed) or _has_letters(piece)), None)
        if not isinstance(first, Printed) or not isinstance(first.value, Figure) or not first.text[:1].islower():
            return pieces
        begun = replace(first, text=first.text[0].upper() + first.text[1:])
        return [begun if piece is first else piece for piece in pieces]

    def _mentioned(self, words: str) -> frozenset[str]:
        """The counted nouns that a sentence names in the singular ("a wig brings …"): its figures need not."""
        nouns, openings = self.vocabulary.nouns_by_word, self.vocabulary.openings
        tokens = _words_of(words)
        begun = [at for at, token in enumerate(tokens) if token in openings]
        runs = {" ".join(tokens[at : at + length]) for at in begun for length in range(1, NOUN_WORDS + 1)}
        return frozenset(noun for run in runs for noun in nouns.get(run, ()))

    def _piece(self, piece: markdown.Piece, setting: Setting) -> ResolvedPiece:
        if not isinstance(piece, ExpressionPiece):
            return piece
        value = self._evaluate(piece)
        if value is None:
            return TextPiece(FAILED)
        return self._print(piece.source, piece.span, value, setting)

    def _evaluate(self, piece: ExpressionPiece) -> Figure | Words | None:
        try:
            if not piece.source:
                raise codes.EMPTY_EXPRESSION.problem(
                    found="an empty expression", hint="write a figure, or remove the braces"
                )
            tree = parse_expression(piece.source)
            self.referred |= names_in(piece.source)
            value = evaluate(tree, self.scope.scope)
            if isinstance(value, Namespace):
                hint = f"write {value.name}.… with a claim, or cite({value.name})"
                raise codes.EMPTY_EXPRESSION.problem(found=f"the seed {value.name}", hint=hint)
            if isinstance(value, Figure):
                _hold(value, piece.source)
            if isinstance(value, Words) and not value.text and not value.citations:
                raise codes.EMPTY_EXPRESSION.problem(found="empty text", hint="write the words, or remove the braces")
            if isinstance(value, Words) and not value.literal and not value.citations:
                # A string alone would be a way round the check of bare numbers.
                hint = f'write {value.text} without the braces, or lit("{value.text}")'
                raise codes.EMPTY_EXPRESSION.problem(found="text in quotation marks", hint=hint)
        except Problem as problem:
            self.findings.append(problem.at(piece.locate(problem.start, problem.end)))
            return None
        except AlreadyReported:
            return None
        return value

    def _print(self, expression: str, span: Span, value: Figure | Words, setting: Setting) -> Printed:
        citations = self.scope.citations(value)
        text = value.text if isinstance(value, Words) else format_figure(value, self.style, self.vocabulary, setting)
        if isinstance(value, Words) and value.verbatim:
            text = f"“{_inner_quotes(text)}”"
        if isinstance(value, Figure) and setting.head is not None and not setting.is_bare(value):
            unit = format_head_unit(setting.head, self.style, self.vocabulary)
            hint = "convert it, print it in a column of its own, or leave the unit of the column out"
            self.findings.append(values.OTHER_UNIT.at(span, figure=text, unit=unit, hint=hint))
        cited = value.cited if isinstance(value, Words) else value.display.cited
        for citation in citations:
            claim = self.scope.claim(citation.claim) if citation.claim else None
            if claim is not None and claim.is_retracted:
                hint = "remove the sentence, or print another claim"
                self.findings.append(names.RETRACTED.at(span, claim=claim.name, hint=hint))
            if claim is not None and claim.spec.restricted:
                hint = "remove the sentence, or print another claim"
                self.findings.append(protection.RESTRICTED.at(span, claim=claim.name, hint=hint))
        printed = Printed(
            number=len(self.printed) + 1,
            expression=expression,
            span=span,
            value=value,
            text=text,
            citations=citations,
            cited=cited,
            table=setting.table,
            bare=isinstance(value, Figure) and setting.is_bare(value),
        )
        self.printed.append(printed)
        return printed

    # Parts

    def _decoded(self, node: Any) -> OpeningSpec | Scalar | None:
        outcome = decode_opening(node)
        self.findings += outcome.findings
        return outcome.value

    def _opening(self, name: str) -> ResolvedSection | None:
        opening = self.openings[name]
        if opening is None:
            return None
        if isinstance(opening, Scalar):
            return ResolvedSection(title=EMPTY_RUN, body=self._prose(opening))
        return self._section(opening)

    def _section(self, spec: SectionSpec | OpeningSpec) -> ResolvedSection:
        return ResolvedSection(
            title=self._line(spec.title),
            body=self._prose(spec.body),
            content=tuple(content for block in spec.content if (content := self._content(block)) is not None),
            sections=tuple(self._section(section) for section in spec.sections),
        )

    def _content(self, spec: ContentSpec) -> Content | None:
        if spec.table is not None:
            return self._table(spec.table, self.targets.blocks[spec.span])
        if spec.box is not None:
            return ResolvedBox(
                title=self._line(spec.box.title), body=self._prose(spec.box.body), witness=_witness(spec.box.witness)
            )
        if spec.quotation is not None:
            return self._quotation(spec.quotation)
        target = self.targets.blocks[spec.span]
        if spec.chart is not None:
            return resolve_chart(spec.chart, target, self)
        if spec.diagram is not None:
            return resolve_diagram(spec.diagram, target, self)
        if spec.image is not None:
            return resolve_image(spec.image, target, self)
        return resolve_map(spec.map, target, self) if spec.map is not None else None

    # What drawings ask for

    def line(self, scalar: Scalar | None, *, table: bool = False, context: str = "") -> ResolvedRun:
        """A line of prose, evaluated."""
        return self._line(scalar, table=table, context=context)

    @property
    def count(self) -> int:
        """How many places print so far."""
        return len(self.printed)

    def source(self, since: int) -> NotePiece:
        """The note of all that cites among what was printed since so many places."""
        return self.note(tuple(printed for printed in self.printed[since:] if printed.cited and printed.citations))

    def note(self, printed: tuple[Printed, ...]) -> NotePiece:
        """A note of these places."""
        self.notes += 1
        return NotePiece(self.notes, printed)

    def series(self, node: Node) -> MappingNode | None:
        """The data of a chart from the series that it names; None where one of them cannot be had."""
        named = named_in(node, self.findings)
        found = [(label, self._series(scalar)) for label, scalar in named]
        whole = [(label, one) for label, one in found if one is not None]
        return chart_data(whole, self.style) if len(whole) == len(named) else None

    def _series(self, scalar: Scalar) -> NamedSeries | None:
        self.referred.add(scalar.text.strip().partition(".")[0])
        return find_series(scalar, self.seeds, self.unread, self.findings)

    # Tables and quotations

    def _rows(self, spec: TableSpec) -> list[tuple[Any, Node]]:
        """The rows of a table with their nodes: those of its series, then those that are written out."""
        series = [one for scalar in spec.series if (one := self._series(scalar)) is not None]
        place = spec.value_span("series") if spec.series else spec.node.entries[0][0].span
        written = spec.node.get("rows")
        if not spec.series and not isinstance(written, SequenceNode):
            self.findings.append(shape.MISSING_KEY.at(place, key="rows", hint="add rows: …"))
        if spec.series and len(spec.series) + 1 != len(spec.columns):
            wanted, hint = f"{len(spec.columns) - 1}, one for each column behind the first", "add or remove columns"
            self._misfit(place, f"{len(spec.series)} series", wanted, hint)
            series = []
        rows: list[tuple[Any, Node]] = []
        if len(series) == len(spec.series):
            rows += [(row, SequenceNode(tuple(row), place)) for row in table_rows(series, self.style)]
        return [*rows, *zip(spec.rows, written.items if isinstance(written, SequenceNode) else (), strict=True)]

    def _table(self, spec: TableSpec, target: Target) -> ResolvedTable:
        before = len(self.printed)
        marks: dict[tuple[int, int], Scalar] = {}
        title = self._line(spec.title)
        grouped = self._column_groups(spec)
        heads = [self._marked(head, marks, (-1, at)) for at, head in enumerate(spec.columns)]
        columns = tuple(self._line(head, table=True, context=title.text) for head in heads)
        units = self._units(spec)
        words = " ".join(column.text for column in columns)
        rows: list[tuple[ResolvedRun, ...]] = []
        groups: list[tuple[int, ResolvedRun]] = []
        for row, node in self._rows(spec):
            if isinstance(row, MappingNode):
                head = self._decode(RowGroupSpec, row)
                groups += [(len(rows), self._line(head.group))] if head else []
                continue
            self._count_cells(row, node, len(columns))
            cells = [self._marked(cell, marks, (len(rows), at)) for at, cell in enumerate(row)]
            beside = " ".join(_EXPRESSION.sub(" ", cell.text) for cell in cells if cell is not None)
            context = f"{title.text} {words} {beside}"
            lines = (
                self._line(cell, table=True, context=context, head=units[at] if at < len(units) else None)
                for at, cell in enumerate(cells)
            )
            rows.append(tuple(lines))
        note = self._line(spec.note)
        notes = tuple(self._line(one) for one in spec.notes)
        self._match_marks(spec, tuple(marks.values()))
        ends = [*(start for start, _ in groups[1:]), len(rows)]
        return ResolvedTable(
            anchor=target.anchor,
            number=target.number,
            title=title,
            columns=columns,
            rows=tuple(rows),
            note=note,
            source=self.source(before),
            totals=spec.totals.text if spec.totals else "",
            units=tuple(format_head_unit(unit, self.style, self.vocabulary) if unit else "" for unit in units),
            column_groups=grouped,
            row_groups=tuple(
                Group(title=head, start=start, end=end) for (start, head), end in zip(groups, ends, strict=False)
            ),
            marks={place: mark.text.strip() for place, mark in marks.items()},
            notes=notes,
        )

    def _count_cells(self, row: Sequence[Any], node: Node, wanted: int) -> None:
        if len(row) != wanted:
            many = len(row) > wanted
            hint = "put a cell with a comma in quotation marks" if many else 'fill the row: "" is an empty cell'
            self._misfit(node.span, f"a row of {len(row)} cells", _counted(wanted, "cell"), hint)

    def _misfit(self, span: Span, found: str, expected: str, hint: str) -> None:
        self.findings.append(shape.WRONG_TYPE.at(span, found=found, expected=expected, hint=hint))

    def _marked(self, cell: Any, marks: dict[tuple[int, int], Scalar], place: tuple[int, int]) -> Scalar | None:
        """The text of a cell or head; its mark, where it has one, is put among `marks`."""
        if isinstance(cell, Scalar):
            return cell
        if isinstance(cell, SequenceNode):
            self._misfit(cell.span, "a list", "a cell of text", 'write "…"')
            return None
        spec = self._decode(CellSpec, cell)
        if spec is None:
            return None
        marks[place] = spec.note
        return spec.text

    def _decode(self, model: type[S], node: Node) -> S | None:
        outcome = decode(model, node)
        self.findings += outcome.findings
        return outcome.value

    def _units(self, spec: TableSpec) -> tuple[HeadUnit | None, ...]:
        """The units of the columns, where the table gives them."""
        if spec.units and len(spec.units) != len(spec.columns):
            wanted = f"{len(spec.columns)}, one for each column"
            hint = '"" stands for a column without a unit'
            self._misfit(spec.value_span("units"), _counted(len(spec.units), "unit"), wanted, hint)
            return ()
        return tuple(self._unit(unit) for unit in spec.units)

    def _unit(self, scalar: Scalar) -> HeadUnit | None:
        if not scalar.text.strip():
            return None
        scale = _SCALE.search(scalar.text)
        bare = _SCALE.sub(lambda match: " " * len(match[0]), scalar.text, count=1)
        try:
            unit = parse_unit(bare, self.vocabulary)
        except Problem as problem:
            self.findings.append(problem.at(scalar.locate(problem.start, problem.end)))
            return None
        return HeadUnit(unit, scale[1] if scale else "")

    def _column_groups(self, spec: TableSpec) -> tuple[Group, ...]:
        """The heads over columns; none where they do not cover the columns."""
        counts = [self._count(group) for group in spec.groups]
        if spec.groups and sum(counts) != len(spec.columns):
            hint = "a group without a title stands for columns without a head over them"
            found, wanted = (f"groups of {_counted(count, 'column')}" for count in (sum(counts), len(spec.columns)))
            self._misfit(spec.value_span("groups"), found, wanted, hint)
            return ()
        groups: list[Group] = []
        for group, count in zip(spec.groups, counts, strict=True):
            start = groups[-1].end if groups else 0
            groups.append(Group(title=self._line(group.title), start=start, end=start + count))
        return tuple(groups)

    def _count(self, group: ColumnGroupSpec) -> int:
        text = group.columns.text
        if _COUNT.fullmatch(text):
            return int(text)
        self._misfit(group.columns.span, f'"{text}"', "how many columns, such as 2", "write columns: 2")
        return 0

    def _match_marks(self, spec: TableSpec, marks: Sequence[Scalar]) -> None:
        """Each mark stands for a note, and each note has a mark."""
        letters = dict(zip(NOTE_LETTERS, spec.notes, strict=False))
        known = f"the notes {', '.join(letters)}" if letters else "no notes"
        for mark in marks:
            if mark.text.strip() not in letters:
                hint = f"note: {next(iter(letters))}" if letters else "add notes: […] to the table"
                self.findings.append(names.NO_TABLE_NOTE.at(mark.span, mark=mark.text.strip(), known=known, hint=hint))
        used = {mark.text.strip() for mark in marks}
        for at, note in enumerate(spec.notes):
            letter = NOTE_LETTERS[at : at + 1] or "of a letter behind z"
            if letter not in used:
                hint = f'write {{text: "…", note: {letter}}} for the cell that it is about'
                self.findings.append(names.UNMARKED_NOTE.at(note.span, mark=letter, hint=hint))

    def _quotation(self, scalar: Scalar) -> ResolvedQuotation | None:
        try:
            tree = parse_expression(scalar.text)
            self.referred |= names_in(scalar.text)
            value = evaluate(tree, self.scope.scope)
            words = self.scope.quote(value)
        except Problem as problem:
            self.findings.append(problem.at(scalar.locate(problem.start, problem.end)))
            return None
        except AlreadyReported:
            return None
        claim = self.scope.claim(words.name)
        by = " ".join(claim.spec.by.text.split()) if claim and claim.spec.by else ""
        printed = self._print(scalar.text, scalar.span, words, PROSE)
        self.notes += 1
        self.sentences.append(Sentence(text=printed.text, span=printed.span, printed=(printed,), pieces=(printed,)))
        return ResolvedQuotation(printed=printed, by=by, note=NotePiece(self.notes, (printed,)))

    def _recommendation(self, spec: RecommendationSpec) -> ResolvedRecommendation:
        items = tuple(self._line(item, notes=True) for item in spec.items)
        return ResolvedRecommendation(to=self._line(spec.to), items=items)


class _Figures(Mapping[str, Value]):
    """The figures of the brief by name, each resolved when it is first looked up."""

    def __init__(self, resolve: Callable[[str], Value], specs: Mapping[str, FigureSpec]) -> None:
        self.resolve = resolve
        self.specs = specs

    def __getitem__(self, name: str) -> Value:
        if name not in self.specs:
            raise KeyError(name)
        return self.resolve(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.specs)

    def __len__(self) -> int:
        return len(self.specs)


def _is_alone(run: Run) -> bool:
    """Whether a cell is one expression and nothing else."""
    said = [piece for piece in run.pieces if not isinstance(piece, TextPiece) or piece.text.strip()]
    return len(said) == 1 and isinstance(said[0], ExpressionPiece)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _has_letters(piece: ResolvedPiece) -> bool:
    return isinstance(piece, TextPiece) and any(char.isalnum() for char in piece.text)


def _witness(spec: WitnessSpec | None) -> tuple[str, ...]:
    """The head of a witness's account: person, place, years."""
    if spec is None:
        return ()
    return tuple(" ".join(text.text.split()) if text else "" for text in (spec.person, spec.place, spec.years))


def _hold(figure: Figure, source: str) -> None:
    """Raise what keeps a figure off the page: no claim behind it (BK442), or a unit that means nothing (BK441)."""
    if not figure.claims:
        hint = 'refer to a claim; a name that holds a number is lit("…")'
        raise values.NO_SOURCE.problem(0, len(source), found=f'"{source[:40]}"', hint=hint)
    if any(end and abs(end.adjusted()) > MAX_SIZE for end in (figure.low, figure.high)):
        hint = "check the units and scales"
        raise values.TOO_COMPLEX.problem(0, len(source), limit=f"{MAX_SIZE} digits in its result", hint=hint)
    if not figure.unit.is_readable:
        hint = "check whether a division or a share was meant"
        raise values.UNPRINTABLE.problem(0, len(source), unit=str(figure.unit), hint=hint)


def _printed_as(figure: Figure, spec: FigureSpec, scope: BriefScope) -> Figure:
    return figure if spec.as_ is None else converted(figure, spec.as_.text.strip(), scope.scope)


def _words_of(text: str) -> list[str]:
    return [word for found in _LETTERS.findall(text) for word in _split_at_numerals(found.lower())]


def _split_at_numerals(word: str) -> list[str]:
    """A word without the signs in it that Python takes for letters and digits alike, such as ²."""
    return [word] if word.isalpha() else "".join(char if char.isalpha() else " " for char in word).split()


def _inner_quotes(text: str) -> str:
    """Quotation marks inside a quotation are single (Chicago Manual of Style, 13.30)."""
    return text.replace("“", "‘").replace("”", "’")
