"""Compose the view: a resolved brief in, finished strings in the order they print out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefkit.briefs.resolved import (
    Content,
    NotePiece,
    Printed,
    Prose,
    ResolvedBox,
    ResolvedBrief,
    ResolvedDrawing,
    ResolvedImage,
    ResolvedQuotation,
    ResolvedRun,
    ResolvedSection,
    ResolvedTable,
    ResolvedTerm,
    contents,
    prose_runs,
    section_passages,
)
from briefkit.briefs.resolver import NOTE_LETTERS
from briefkit.briefs.spec import MemberSpec, PersonSpec, TermSpec
from briefkit.briefs.targets import LETTERS
from briefkit.checks.tables import total_rows
from briefkit.checks.waivers import Waiver
from briefkit.figures.figure import Figure
from briefkit.figures.house import HouseStyle
from briefkit.figures.money.rates import Rate
from briefkit.figures.periods import parse_period
from briefkit.figures.printing import format_rate_named
from briefkit.figures.units import Vocabulary
from briefkit.findings import Finding, Outcome
from briefkit.nodes import Scalar
from briefkit.report.citations import Citations, CiteItem, Cluster, format_citations
from briefkit.report.conventions import conventions
from briefkit.report.drawings import COVER, Drawn
from briefkit.report.editions import FACT_CHECK, READER, STAMPS
from briefkit.report.ledger import Ledger, calculation, date_in_words, make_ledger
from briefkit.report.margin_notes import MarginNotes
from briefkit.report.prose_html import Setter, rests
from briefkit.report.redline import Redline, redlined_note
from briefkit.report.screen import Places
from briefkit.report.view import (
    BlockView,
    BoxView,
    CellView,
    ColumnGroupView,
    CorrectionView,
    CoverView,
    DrawingView,
    FindingView,
    ListView,
    MemberView,
    PersonView,
    ProseView,
    PublicationView,
    QuotationView,
    RateView,
    RecommendationView,
    RedlineView,
    ReportView,
    RowGroupView,
    RowView,
    SectionView,
    TableView,
    TermView,
    WaiverView,
)

Drawings = Callable[[Mapping[int, str]], Mapping[str, Drawn]]
"""The drawings of a brief by their anchors, from the marks that its figures bear, by the numbers of their places."""

STATUS_WORDS = 3  # that may stand in the place of a number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """What the cells of a column share. `rests` are what may stand behind the whole numbers, where they differ."""

    numeric: bool
    marked: bool
    rests: tuple[str, ...]


def compose_view(
    brief: ResolvedBrief,
    style: HouseStyle,
    vocabulary: Vocabulary,
    words: Mapping[str, str],
    waivers: Sequence[Waiver],
    drawings: Drawings,
    edition: str = READER,
    findings: Sequence[Finding] = (),
    places: Places | None = None,
    redline: Redline | None = None,
) -> Outcome[ReportView]:
    """The view of a brief. `words` are the fixed words of its language; `waivers` all that were used in the project,
    `findings` all of it; `drawings` gives those of the brief by their anchors, each figure in them with its mark.
    `places` are filled with the marks of the lines and paragraphs, which a screen needs. With `redline`, the runs of
    the brief hold what was struck out."""
    composer = _composer(brief, style, vocabulary, words, drawings, edition, places, redline)
    return Outcome(composer.value.view(waivers, findings), composer.findings)


def finished_notes(
    brief: ResolvedBrief, style: HouseStyle, vocabulary: Vocabulary, words: Mapping[str, str]
) -> Mapping[int, Markup]:
    """The texts of all notes of a brief, by their numbers."""
    return _composer(brief, style, vocabulary, words, lambda _: {}, READER, None, None).value.setter.notes


def _composer(
    brief: ResolvedBrief,
    style: HouseStyle,
    vocabulary: Vocabulary,
    words: Mapping[str, str],
    drawings: Drawings,
    edition: str,
    places: Places | None,
    redline: Redline | None,
) -> Outcome[_Composer]:
    notes = {note.number: note for note in _notes(brief)}
    numbers = sorted(notes)
    clusters = [_cluster(notes[number]) for number in numbers]
    sources = dict.fromkeys(item.source for cluster in clusters for item in cluster.items)
    sources |= dict.fromkeys(citation.source for printed in brief.printed for citation in printed.citations)
    records = {key: brief.seeds[key].record for key in sources}
    spans = {key: brief.seeds[key].spec.value_span("source") for key in sources}
    cited = format_citations(
        records, clusters, style.citations, brief.spec.language.text if brief.spec.language else "en", spans=spans
    )
    composer = _Composer(
        brief,
        style,
        vocabulary,
        words,
        cited.value,
        dict(zip(numbers, cited.value.clusters, strict=True)),
        notes,
        drawings,
        edition,
        places,
        redline,
    )
    return Outcome(composer, cited.findings)


def _cluster(note: NotePiece) -> Cluster:
    return Cluster(
        items=tuple(CiteItem(source=one.source, locator=one.locator, label=one.label) for one in note.citations)
    )


def _notes(brief: ResolvedBrief) -> Iterator[NotePiece]:
    """Every note and source line of the document."""
    for section in brief.front.values():
        yield from _section_notes(section)
    for term in brief.glossary:
        yield from _run_notes(term.text)
    yield from _opening_notes(brief.foreword)
    yield from _prose_notes(brief.summary)
    yield from _opening_notes(brief.introduction)
    for section in brief.sections:
        yield from _section_notes(section)
    yield from _opening_notes(brief.conclusion)
    for group in brief.recommendations:
        for item in group.items:
            yield from _run_notes(item)
    yield from _opening_notes(brief.methodology)
    for section in brief.appendices:
        yield from _section_notes(section)
    for place in brief.gazetteer:
        yield from _run_notes(place.text)
    for correction in brief.corrections:
        yield from _run_notes(correction.text)


def _opening_notes(section: ResolvedSection | None) -> Iterator[NotePiece]:
    if section is not None:
        yield from _section_notes(section)


def _section_notes(section: ResolvedSection) -> Iterator[NotePiece]:
    yield from _prose_notes(section.body)
    for content in section.content:
        if isinstance(content, ResolvedTable):
            if content.source.printed:
                yield content.source
        elif isinstance(content, ResolvedBox):
            yield from _prose_notes(content.body)
        elif isinstance(content, ResolvedQuotation):
            yield content.note
        else:
            yield from (mark.note for mark in content.marks)
            if content.source.printed and not content.marks:
                yield content.source
    for inner in section.sections:
        yield from _section_notes(inner)


def _prose_notes(blocks: Prose) -> Iterator[NotePiece]:
    for block in blocks:
        if block.run is not None:
            yield from _run_notes(block.run)
        yield from _prose_notes(block.blocks)


def _run_notes(run: ResolvedRun) -> Iterator[NotePiece]:
    return (piece for piece in run.pieces if isinstance(piece, NotePiece))


class _Composer:
    def __init__(
        self,
        brief: ResolvedBrief,
        style: HouseStyle,
        vocabulary: Vocabulary,
        words: Mapping[str, str],
        citations: Citations,
        clusters: Mapping[int, Markup],
        notes: Mapping[int, NotePiece],
        drawings: Drawings,
        edition: str,
        places: Places | None = None,
        redline: Redline | None = None,
    ) -> None:
        self.brief, self.style, self.vocabulary, self.words = brief, style, vocabulary, words
        self.citations, self.clusters, self.edition = citations, clusters, edition
        self.ledger: Ledger = make_ledger(brief, style, vocabulary, citations.short, words)
        finished = {number: self._note(note) for number, note in notes.items()}
        self.redline = redline
        for number, old in redline.notes.items() if redline else ():
            finished[number] = redlined_note(old, finished[number])
        margin = self._margin_notes() if edition == FACT_CHECK else None
        self.drawings = drawings(margin.marks() if margin else {})
        self.setter = Setter(entries=self.ledger.places, notes=finished, margin=margin, places=places)
        self.recommended = 0

    def _margin_notes(self) -> MarginNotes:
        return MarginNotes(
            entries=self.ledger.entries,
            places=self.ledger.places,
            front=self._before_body(),
            words=self.words,
            vocabulary=self.vocabulary,
        )

    def view(self, waivers: Sequence[Waiver], findings: Sequence[Finding]) -> ReportView:
        spec, brief = self.brief.spec, self.brief
        front = tuple(self._section(section, name) for name, section in brief.front.items())
        return ReportView(
            language=spec.language.text if spec.language else "en",
            words=self.words,
            title=self.setter.run(brief.title),
            subtitle=self.setter.run(brief.subtitle),
            plain_title=brief.title.text,
            plain_subtitle=brief.subtitle.text,
            authors=_people(spec.authors),
            translators=_people(spec.translators),
            date=self._date(),
            series=_text(spec.series),
            publication=self._publication(),
            acronyms=tuple(sorted((short, _text(long)) for short, long in spec.acronyms.items())),
            summary=self.setter.prose(brief.summary),
            introduction=self._opening(brief.introduction, "introduction"),
            sections=self._sections(brief.sections, "section", numbered=True),
            conclusion=self._opening(brief.conclusion, "conclusion"),
            recommendations=tuple(self._recommendations()),
            appendices=self._sections(brief.appendices, "appendix", numbered=False),
            ledger=self.ledger.entries,
            rates=tuple(self._rates()),
            waivers=tuple(self._waivers(waivers)),
            bibliography=self.citations.bibliography,
            conventions=tuple(conventions(self.style, self.words, self._source_dates())),
            relations=tuple(self._relations()),
            description=_first_sentence(brief.summary),
            keywords=tuple(_text(word) for word in spec.keywords),
            cover=self._cover(),
            embargo=_text(spec.embargo),
            board=tuple(_member(member) for member in spec.board),
            lists=tuple(self._lists()),
            before_body=self._before_body(),
            front=front,
            glossary=tuple(self._term(term) for term in brief.glossary),
            foreword=self._opening(brief.foreword, "foreword"),
            methodology=self._opening(brief.methodology, "methodology"),
            gazetteer=tuple(self._term(place) for place in brief.gazetteer),
            corrections=tuple(self._corrections()),
            edition=self.edition,
            stamp=f"{self.words[STAMPS[self.edition]]} · {self._date()}" if self.edition in STAMPS else "",
            findings=tuple(self._findings(findings)) if self.edition == FACT_CHECK else (),
            redline=self._redline(),
        )

    def _redline(self) -> RedlineView | None:
        found = self.redline
        return RedlineView(between=found.between, changed=found.changed, others=found.others) if found else None

    def _date(self) -> str:
        return self.style.period(parse_period(self.brief.spec.date.text.strip()))

    def _findings(self, findings: Sequence[Finding]) -> Iterator[FindingView]:
        """The open findings in the brief and in the sources that it refers to."""
        paths = {self.brief.path}
        for key in self.brief.referred:
            paths.add(f"seeds/{key}.yaml")
            if key in self.brief.seeds:
                paths.add(f"seeds/{self.brief.seeds[key].spec.snapshot.file.text}")
        for finding in findings:
            if finding.waived is None and not finding.stops and finding.span.path in paths:
                yield FindingView(code=finding.code, place=str(finding.span), message=finding.message)

    def _before_body(self) -> frozenset[str]:
        """The ids of what prints before the introduction."""
        brief = self.brief
        runs = [brief.title, brief.subtitle, *prose_runs(brief.summary), *(term.text for term in brief.glossary)]
        anchors: list[str] = []
        for section in (*brief.front.values(), brief.foreword):
            for passage in section_passages(section) if section else ():
                runs += passage.runs if isinstance(passage, ResolvedTable) else (passage,)
                anchors += [passage.anchor] if isinstance(passage, ResolvedTable) else []
        figures = (f"figure-{printed.number}" for run in runs for printed in run.printed)
        return frozenset((*figures, *anchors))

    # Prose and notes

    def _note(self, note: NotePiece) -> Markup:
        """The text of a note: its sources, then how each derived figure of the sentence was calculated."""
        texts = dict.fromkeys(self._calculation(printed) for printed in note.printed)
        calculations = [text for text in texts if text]
        cited = self.clusters.get(note.number, Markup(""))
        if not calculations:
            return cited
        pattern = escape(self.words["calculation_note"])
        return Markup(" ").join([cited, pattern.format(text="; ".join(calculations))])

    def _calculation(self, printed: Printed) -> str:
        if not isinstance(printed.value, Figure):
            return ""
        return calculation(printed, self.style, self.vocabulary, self.words)

    def _opening(self, section: ResolvedSection | None, key: str) -> SectionView | None:
        return None if section is None else self._section(section, key)

    def _section(self, section: ResolvedSection, key: str) -> SectionView:
        """A part that has a title of its own where the writer gives it none."""
        title = self.setter.run(section.title) if section.title.pieces else escape(self.words[key])
        plain = section.title.text or self.words[key]
        return SectionView(
            id=f"part-{key}",
            number="",
            title=title,
            plain_title=plain,
            level=1,
            blocks=self._blocks(section),
            sections=self._sections(section.sections, key, numbered=False, level=2),
        )

    def _sections(
        self, sections: Iterable[ResolvedSection], prefix: str, *, numbered: bool, level: int = 1
    ) -> tuple[SectionView, ...]:
        """Sections of the first level are numbered, or lettered as appendices; those below bear no number."""
        found: list[SectionView] = []
        for index, section in enumerate(sections, 1):
            number = ""
            if level == 1:
                number = str(index) if numbered else LETTERS[(index - 1) % len(LETTERS)]
            identifier = f"{prefix}-{index}"
            found.append(
                SectionView(
                    id=identifier,
                    number=number,
                    title=self.setter.run(section.title),
                    plain_title=section.title.text,
                    level=level,
                    blocks=self._blocks(section),
                    sections=self._sections(section.sections, identifier, numbered=numbered, level=level + 1),
                )
            )
        return tuple(found)

    def _blocks(self, section: ResolvedSection) -> tuple[BlockView, ...]:
        prose = [ProseView(html=self.setter.prose(section.body))] if section.body else []
        return (*prose, *(self._content(content) for content in section.content))

    def _content(self, content: Content) -> BlockView:
        if isinstance(content, ResolvedTable):
            return self._table(content)
        if isinstance(content, ResolvedBox):
            return BoxView(
                title=self.setter.run(content.title), html=self.setter.prose(content.body), witness=content.witness
            )
        if isinstance(content, ResolvedQuotation):
            return self._quotation(content)
        return self._drawing(content)

    def _drawing(self, content: ResolvedDrawing) -> DrawingView:
        drawn = self.drawings[content.anchor]
        return DrawingView(
            id=content.anchor,
            label=f"{self.words[content.kind]} {content.number}",
            title=self.setter.run(content.title, apart=True),
            image=drawn.image,
            width=drawn.width,
            height=drawn.height,
            alternative=_text(content.spec.alt) or drawn.alternative,
            texts=drawn.texts,
            figures=drawn.figures,
            source=Markup("") if content.marks else self._source_line(content.source),
            note=self.setter.run(content.note, apart=True),
            credit=self.setter.run(content.credit) if isinstance(content, ResolvedImage) else Markup(""),
            marks=tuple((mark.letter, self.clusters[mark.note.number]) for mark in content.marks),
            wide=drawn.wide,
            beside=self.setter.besides([*content.title.printed, *content.labelled, *content.note.printed]),
        )

    def _quotation(self, quotation: ResolvedQuotation) -> QuotationView:
        printed = quotation.printed
        html = Markup("<p>{}{}{}</p>").format(
            self.setter.besides((printed,)), self.setter.figure(printed), self.setter.note(quotation.note)
        )
        return QuotationView(html=html, by=quotation.by)

    def _table(self, table: ResolvedTable) -> TableView:
        columns = tuple(self._column(table, at) for at in range(len(table.columns)))
        heads = tuple(self._head(table, at, column) for at, column in enumerate(columns))
        totals = total_rows(table)
        rows = tuple(
            RowView(
                cells=tuple(
                    self._cell(run, table.marks.get((at, place), ""), column)
                    for place, (run, column) in enumerate(zip(row, columns, strict=False))
                ),
                total=at in totals,
                beside=self._beside(table, at),
            )
            for at, row in enumerate(table.rows)
        )
        return TableView(
            id=table.anchor,
            number=table.number,
            title=self.setter.run(table.title, apart=True),
            columns=heads,
            rows=self._row_groups(table, rows),
            source=self._source_line(table.source),
            note=self.setter.run(table.note),
            noted=self.edition == FACT_CHECK,
            groups=tuple(
                ColumnGroupView(title=self.setter.run(group.title, apart=True), cells=heads[group.start : group.end])
                for group in table.column_groups
            ),
            notes=tuple((NOTE_LETTERS[at], self.setter.run(note)) for at, note in enumerate(table.notes)),
        )

    def _beside(self, table: ResolvedTable, at: int) -> Markup:
        """What stands beside a row of a table. The first bears what holds the title and the heads, too."""
        if self.edition != FACT_CHECK:
            return Markup("")
        heads = [table.title, *table.columns, *(group.title for group in (*table.column_groups, *table.row_groups))]
        runs = [*(heads if at == 0 else ()), *table.rows[at]]
        return Markup("\n").join(self.setter.beside(printed for run in runs for printed in run.printed))

    def _column(self, table: ResolvedTable, at: int) -> _Column:
        runs = [row[at] for row in table.rows if at < len(row)]
        numeric = _is_numeric(runs) or bool(table.units and table.units[at])
        figures = [run.text for run in runs if numeric and run.printed and _is_number(run)]
        single = all(len(run.printed) < 2 for run in runs)
        return _Column(
            numeric=numeric,
            marked=any(place == at for _, place in table.marks),
            rests=rests(figures, self.style.numbers.decimal) if single else (),
        )

    def _head(self, table: ResolvedTable, at: int, column: _Column) -> CellView:
        html = self.setter.run(table.columns[at], apart=True)
        unit = table.units[at] if at < len(table.units) else ""
        if unit:
            html = Markup('{} <span class="together">({})</span>').format(html, unit) if html else escape(unit)
        mark = table.marks.get((-1, at), "")
        return CellView(html=html + self._mark(mark), numeric=column.numeric, marked=column.marked)

    def _cell(self, run: ResolvedRun, mark: str, column: _Column) -> CellView:
        html = self.setter.run(run, apart=True)
        if column.rests and _is_number(run) and run.printed:
            html = self.setter.aligned(run.printed[0], self.style.numbers.decimal, column.rests)
        return CellView(html=html + self._mark(mark), numeric=column.numeric, marked=column.marked)

    def _mark(self, letter: str) -> Markup:
        return Markup('<sup class="mark">{}</sup>').format(letter) if letter else Markup("")

    def _row_groups(self, table: ResolvedTable, rows: tuple[RowView, ...]) -> tuple[RowGroupView, ...]:
        """The rows under their heads, those before the first of them under none."""
        first = table.row_groups[0].start if table.row_groups else len(rows)
        bare = (RowGroupView(title=Markup(""), rows=rows[:first]),) if first else ()
        return bare + tuple(
            RowGroupView(title=self.setter.run(group.title, apart=True), rows=rows[group.start : group.end])
            for group in table.row_groups
        )

    def _source_line(self, source: NotePiece) -> Markup:
        cited = self.clusters.get(source.number)
        return escape(self.words["source_line"]).format(text=cited) if cited else Markup("")

    def _recommendations(self) -> Iterator[RecommendationView]:
        for group in self.brief.recommendations:
            items: list[tuple[str, Markup]] = []
            for item in group.items:
                self.recommended += 1
                items.append((str(self.recommended), self.setter.run(item)))
            yield RecommendationView(to=self.setter.run(group.to), items=tuple(items))

    # Front and back matter

    def _cover(self) -> CoverView | None:
        drawn = self.drawings.get(COVER)
        return CoverView(image=drawn.image, alternative=drawn.alternative) if drawn is not None else None

    def _lists(self) -> Iterator[ListView]:
        """The lists of tables, figures and maps that the writer asks for, in this order."""
        wanted = {name.text for name in self.brief.spec.lists}
        numbered = [
            content for content in contents(self.brief) if not isinstance(content, (ResolvedBox, ResolvedQuotation))
        ]
        for name, kind in (("tables", "table"), ("figures", "figure"), ("maps", "map")):
            items = tuple(
                (content.anchor, f"{self.words[kind]} {content.number}", content.title.text)
                for content in numbered
                if content.kind == kind
            )
            if name in wanted and items:
                yield ListView(id=f"part-{name}", title=self.words[f"list_of_{name}"], items=items)

    def _term(self, term: ResolvedTerm) -> TermView:
        spec = term.spec
        return TermView(
            name=_text(spec.term if isinstance(spec, TermSpec) else spec.name),
            original=_text(spec.original),
            romanized=_text(spec.romanized),
            language=_text(spec.language),
            coordinates="" if isinstance(spec, TermSpec) else _text(spec.coordinates),
            text=self.setter.run(term.text),
        )

    def _corrections(self) -> Iterator[CorrectionView]:
        for entry in self.brief.corrections:
            date = date_in_words(entry.spec.date.text.strip(), self.style)
            yield CorrectionView(date=date, text=self.setter.run(entry.text))

    def _publication(self) -> PublicationView:
        spec = self.brief.spec.publication
        if spec is None:
            return PublicationView()
        return PublicationView(
            publisher=_text(spec.publisher),
            place=_text(spec.place),
            year=_text(spec.year),
            rights=_text(spec.rights),
            address=_text(spec.address),
            isbn=_text(spec.isbn),
            lccn=_text(spec.lccn),
        )

    def _rates(self) -> Iterator[RateView]:
        seen: dict[str, Rate] = {}
        for figure in _figures(self.brief):
            for rate in figure.rates:
                direction = rate if rate.value >= 1 else rate.reverse
                seen.setdefault(f"{direction.base}/{direction.quote}/{rate.period.text}/{rate.source}", direction)
        for rate in seen.values():
            yield RateView(
                pair=f"{rate.quote} / {rate.base}",
                rate=format_rate_named(rate, self.style, self.vocabulary),
                period=self.style.period(rate.period),
                method=self._method(rate),
                source=rate.description,
            )

    def _method(self, rate: Rate) -> str:
        if rate.fixings > 1:
            text = self.words["mean_of"].format(count=rate.fixings)
        elif rate.first is not None and rate.first == rate.last:
            text = self.words["fixing_of"].format(date=self.style.period(parse_period(rate.first.isoformat())))
        else:
            text = self.words["rate_as_given"]
        return f"{text}; {rate.note}" if rate.note else text

    def _source_dates(self) -> Mapping[str, str]:
        """The dates of the sources that print, in full: a citation may give the year alone."""
        found: dict[str, str] = {}
        for key in self._sources():
            issued = self.brief.seeds[key].record.get("issued")
            if isinstance(issued, str):
                found[key] = date_in_words(issued, self.style)
        return found

    def _sources(self) -> list[str]:
        """The sources that something printed rests on, in order."""
        cited = (citation.source for printed in self.brief.printed for citation in printed.citations)
        return list(dict.fromkeys(cited))

    def _relations(self) -> Iterator[str]:
        """What the brief and its sources say must hold."""
        for check in self.brief.spec.checks:
            yield " ".join(check.text.split())
        for key in self._sources():
            for check in self.brief.seeds[key].spec.checks:
                yield f"{key}: {' '.join(check.text.split())}"

    def _waivers(self, waivers: Sequence[Waiver]) -> Iterator[WaiverView]:
        """The waivers that bear on this brief: its own, and those of the claims and seeds that it prints."""
        claims = set(self.brief.claims())
        subjects = claims | {claim.partition(".")[0] for claim in claims}
        for waiver in waivers:
            if waiver.finding.span.path == self.brief.path or waiver.subject in subjects:
                yield WaiverView(
                    code=waiver.finding.code,
                    subject=waiver.subject,
                    message=waiver.finding.message,
                    reason=waiver.reason,
                )


def _figures(brief: ResolvedBrief) -> Iterator[Figure]:
    for printed in brief.printed:
        if isinstance(printed.value, Figure):
            yield printed.value
            if printed.value.display.second is not None:
                yield printed.value.display.second


def _is_numeric(column: Sequence[ResolvedRun]) -> bool:
    """Whether a column holds figures, with a word here and there in place of one: "not reported"."""
    others = [run for run in column if not _is_number(run)]
    words = all(len(run.text.split()) <= STATUS_WORDS and not any(map(str.isdigit, run.text)) for run in others)
    return words and 2 * len(others) < len(column)


def _is_number(run: ResolvedRun) -> bool:
    """Whether a cell holds a figure and nothing else, or nothing at all."""
    pieces = [piece for piece in run.pieces if not isinstance(piece, NotePiece)]
    return all(isinstance(piece, Printed) and isinstance(piece.value, Figure) for piece in pieces)


def _people(people: Sequence[PersonSpec]) -> tuple[PersonView, ...]:
    return tuple(PersonView(name=_text(person.name), affiliation=_text(person.affiliation)) for person in people)


def _member(member: MemberSpec) -> MemberView:
    return MemberView(name=_text(member.name), office=_text(member.office), affiliation=_text(member.affiliation))


def _text(scalar: Scalar | None) -> str:
    return " ".join(scalar.text.split()) if scalar is not None else ""


def _first_sentence(blocks: Prose) -> str:
    """The first paragraph of the summary, for the subject line of the PDF's metadata."""
    first = next((block.run for block in blocks if block.run is not None), None)
    return " ".join(first.text.split()) if first else ""
