"""Turn a decoded seed and its snapshot into anchored claims: quotes found, values read and held to them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefkit.evidence.anchoring import anchor_quote, quotes_behind
from briefkit.evidence.csl import read_locator
from briefkit.evidence.data_cells import CellReading, check_value, members_of, misplaced_keys, read_cell
from briefkit.evidence.data_tables import SUFFIXES as TABLES
from briefkit.evidence.data_tables import DataTable, read_csv
from briefkit.evidence.passages import NUMBER, Snapshot
from briefkit.evidence.quote_dates import contradicting
from briefkit.evidence.records import Record, decode_record
from briefkit.evidence.sign_offs import check_sign_off
from briefkit.evidence.spec import ClaimSpec, SeedSpec
from briefkit.evidence.translations import check_translation
from briefkit.evidence.wording import added, left_out
from briefkit.evidence.workbooks import SUFFIX, workbook_text
from briefkit.figures.evaluation import Citation, Namespace, Words
from briefkit.figures.figure import Figure, figure_of, price_base
from briefkit.figures.periods import Period, parse_period
from briefkit.figures.quotes.matching import match_value
from briefkit.figures.units import Vocabulary, noun_fault, sign_fault
from briefkit.figures.values import Stated, parse_value
from briefkit.findings import Finding, Outcome, Problem, Span
from briefkit.findings import bk1_shape as shape
from briefkit.findings import bk3_anchors as codes
from briefkit.nodes import Mapping as MappingNode
from briefkit.nodes import Node, Scalar, decode, decode_text

MAX_SNAPSHOT = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredClaim:
    """A claim whose quote was looked up. `figure` or `words` is what prints; `restated` the source's own conversion.

    `cell` says, for a claim on a cell, where that stands and what it says; its spec has the value of the cell.
    `series` is what all cells of its series say, and `by` what tells it from the others.
    """

    name: str
    spec: ClaimSpec
    span: Span
    cell: str = ""
    series: str = ""
    by: str = ""
    figure: Figure | None = None
    words: Words | None = None
    restated: Figure | None = None
    period: Period | None = None

    @property
    def seed(self) -> str:
        return self.name.partition(".")[0]

    @property
    def quote(self) -> str:
        """The words that hold it: its quote on one line, or where its cell stands and what it says."""
        return self.cell or (" ".join(self.spec.quote.text.split()) if self.spec.quote else "")

    @property
    def is_retracted(self) -> bool:
        return self.spec.status is not None and self.spec.status.text == "retracted"


class BrokenNames(frozenset[str]):
    """The names of claims that could not be read: of a series that could not, whatever its cells would be named."""

    series: tuple[str, ...] = ()
    members: frozenset[str] = frozenset()

    def __contains__(self, name: object) -> bool:
        if super().__contains__(name):
            return True
        return isinstance(name, str) and name.startswith(self.series) and name not in self.members


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One source, anchored."""

    key: str
    path: str
    spec: SeedSpec
    record: Record
    vocabulary: Vocabulary
    claims: Mapping[str, AnchoredClaim] = field(default_factory=dict)
    series: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the names of the claims of each, in order
    sha256: str = ""

    @property
    def namespace(self) -> Namespace:
        """Its claims, as expressions see them."""
        members: dict[str, Figure | Words] = {}
        for key, claim in self.claims.items():
            member = claim.figure or claim.words
            if member is not None:
                members[key] = member
        unread = {path.partition(".")[2].partition(".")[0] for path in self.spec.dropped if path.startswith("claims.")}
        broken = BrokenNames((unread | set(self.claims) | set(self.series)) - set(members))
        broken.series = tuple(f"{name}_" for name, own in self.series.items() if not own)
        broken.members = frozenset(members)
        return Namespace(name=self.key, members=members, broken=broken)


def decode_seed(node: Node) -> Outcome[SeedSpec | None]:
    """A seed file's nodes as a spec, with its names checked."""
    outcome = decode(SeedSpec, node)
    spec = outcome.value
    if spec is None:
        return outcome
    findings = list(outcome.findings)
    findings += [bad_name(key) for key, _ in spec.mapping("claims") if not is_name(key.text)]
    for name, claim in spec.claims.items():
        findings += misplaced_keys(claim)
        findings += _held_by_nothing(name, claim, spec, node)
    return Outcome(spec, tuple(findings))


def _held_by_nothing(name: str, claim: ClaimSpec, spec: SeedSpec, node: Node) -> Iterator[Finding]:
    """A claim without a quote, a cell or a series; one that has it, but in a form that was left out, is reported."""
    left_out = any(f"claims.{name}.{key}" in spec.dropped for key in ("quote", "cell", "series"))
    if claim.quote is None and claim.cell is None and claim.series is None and not left_out:
        claims = node.get("claims") if isinstance(node, MappingNode) else None
        written = claims.get(name) if isinstance(claims, MappingNode) else None
        place = written.entries[0][0].span if isinstance(written, MappingNode) else claim.span
        yield shape.MISSING_KEY.at(place, key="quote", hint="add quote: …")


def is_name(text: str) -> bool:
    """Whether expressions can name it: an identifier in Unicode's composed form, not beginning with an underscore."""
    return text.isidentifier() and not text.startswith("_") and unicodedata.is_normalized("NFC", text)


def bad_name(key: Scalar) -> Finding:
    """The finding for a name that expressions could not use."""
    mended = "".join(char if char.isalnum() else "_" for char in unicodedata.normalize("NFC", key.text)).strip("_")
    if not is_name(mended):
        mended = f"figure_{mended}".rstrip("_")
    return shape.BAD_NAME.at(key.span, name=key.text, hint=f"write {mended}")


def anchor_seed(key: str, path: str, spec: SeedSpec, snapshot: bytes | None, vocabulary: Vocabulary) -> Outcome[Seed]:
    """The seed with its claims anchored in the snapshot's bytes; `snapshot` None means that the file is missing.

    `vocabulary` is the project's; the seed's own nouns and signs are added to it.
    """
    record = decode_record(spec.source)
    vocabulary_of_seed = _vocabulary(spec, vocabulary)
    words = vocabulary_of_seed.value
    findings = [*record.findings, *vocabulary_of_seed.findings]
    text, digest, found = _read_snapshot(spec, snapshot)
    table, unread = _read_table(spec, text)
    findings += [*found, *unread]
    by_words = any(claim.quote or claim.by for claim in spec.claims.values())
    source = _Source(
        text=Snapshot(text) if text is not None and by_words else None,
        table=table,
        issued=_issued(record.value),
        vocabulary=words,
        claims=spec.claims,
    )
    claims: dict[str, AnchoredClaim] = {}
    series: dict[str, tuple[str, ...]] = {}
    for name, claim_spec in spec.claims.items():
        if not is_name(name):
            continue
        span = spec.mapping("claims").place(name)
        anchored = _anchor_series if claim_spec.series else _anchor_claim
        made = anchored(key, name, claim_spec, span, source)
        claims |= made.value
        findings += made.findings
        if claim_spec.series:
            series[name] = tuple(made.value)
    seed = Seed(
        key=key, path=path, spec=spec, record=record.value, vocabulary=words, claims=claims, series=series,
        sha256=digest,
    )  # fmt: skip
    return Outcome(seed, tuple(findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What the claims of a seed are held to, and what they need from it."""

    text: Snapshot | None
    table: DataTable | None
    issued: Period | None
    vocabulary: Vocabulary
    claims: Mapping[str, ClaimSpec]


def _vocabulary(spec: SeedSpec, project: Vocabulary) -> Outcome[Vocabulary]:
    """The project's words with the seed's own nouns and signs, which come before the project's, and what is wrong."""
    findings: list[Finding] = []
    nouns = spec.noun_forms
    signs = {sign: code.text.strip() for sign, code in spec.signs.items()}
    for noun in [noun for noun, forms in nouns.items() if noun_fault(noun, forms)]:
        span = spec.mapping("nouns").place(noun)
        fault = noun_fault(noun, nouns.pop(noun))
        findings.append(shape.WRONG_TYPE.at(span, found=fault, expected="a counted noun", hint="remove the line"))
    for sign in [sign for sign, code in signs.items() if sign_fault(sign, code)]:
        span = spec.mapping("signs").place(sign)
        fault = sign_fault(sign, signs.pop(sign))
        expected = "a currency sign and its code"
        findings.append(shape.WRONG_TYPE.at(span, found=fault, expected=expected, hint="remove the line"))
    words = Vocabulary({**project.nouns, **nouns}, {**project.signs, **signs}) if nouns or signs else project
    return Outcome(words, tuple(findings))


def _read_snapshot(spec: SeedSpec, data: bytes | None) -> tuple[str | None, str, list[Finding]]:
    file, signed = spec.snapshot.file, spec.snapshot.sha256
    if data is None:
        leaves = file.text.startswith(("/", "~")) or ".." in file.text.split("/")
        hint = f"put the text of the source at seeds/{file.text}, or correct the name"
        if leaves:
            hint = "a snapshot stands in seeds/: write the name of its file"
        return None, "", [codes.MISSING_SNAPSHOT.at(file.span, file=file.text, hint=hint)]
    digest = hashlib.sha256(data).hexdigest()
    findings: list[Finding] = []
    if signed.text.strip().lower() != digest:
        hint = f"if the change is meant: sha256: {digest}"
        findings.append(
            codes.CHANGED_SNAPSHOT.at(
                signed.span, file=file.text, found=digest[:12], expected=signed.text[:12], hint=hint
            )
        )
    decoded = snapshot_text(data, f"seeds/{file.text}", spec.snapshot.sheet, file.span)
    findings += decoded.findings
    return decoded.value, digest, findings


def snapshot_text(data: bytes, shown: str, sheet: Scalar | None, place: Span) -> Outcome[str | None]:
    """The text of a snapshot; that of a workbook is one sheet of it as CSV. None where it has none.

    `shown` is the file as messages name it, `sheet` what the seed says beside it, and `place` where it names the file.
    """
    if shown.lower().endswith(SUFFIX):
        return workbook_text(data, shown, sheet, place)
    if sheet is not None:
        hint = "remove sheet"
        finding = codes.TABLE_UNREAD.at(sheet.span, file=shown, found="a sheet", expected="none in a text", hint=hint)
        return Outcome(None, (finding,))
    return decode_text(data, shown, MAX_SNAPSHOT)


def _read_table(spec: SeedSpec, text: str | None) -> tuple[DataTable | None, tuple[Finding, ...]]:
    """The snapshot as a table, where a claim stands on a cell of it."""
    if text is None or not any(claim.cell or claim.series for claim in spec.claims.values()):
        return None, ()
    file = spec.snapshot.file
    if not file.text.lower().endswith(TABLES):
        hint = "save the table as CSV, or hold the claims by quotes"
        expected = "a table (.csv or .xlsx)"
        finding = codes.TABLE_UNREAD.at(file.span, file=file.text, found="a text", expected=expected, hint=hint)
        return None, (finding,)
    outcome = read_csv(text, file.text)
    return outcome.value, outcome.findings


def _issued(record: Record) -> Period | None:
    issued = record.get("issued")
    try:
        return parse_period(issued) if isinstance(issued, str) else None
    except Problem:
        return None  # CSL dates go further than periods do (seasons, open intervals); such a date dates no rate


def _anchor_series(
    key: str, name: str, spec: ClaimSpec, span: Span, source: _Source
) -> Outcome[dict[str, AnchoredClaim]]:
    """A claim for each cell of a series, by its name."""
    assert spec.series is not None
    if source.table is None:
        return Outcome({})
    members = members_of(name, spec, spec.series, source.table, source.claims)
    readings = {one.name: _read_cell(one.spec, source) for one in members.value}
    said = "; ".join(f"{one.by}={reading.value}" for one in members.value if (reading := readings[one.name].value))
    claims: dict[str, AnchoredClaim] = {}
    findings = [*members.findings, *check_sign_off(spec, said)]
    for one in members.value:
        made = _anchor(f"{key}.{one.name}", one.spec, span, source, readings[one.name])
        claims[one.name] = replace(made.value, series=said, by=one.by)
        findings += made.findings
    return Outcome(claims, tuple(findings))


def _anchor_claim(
    key: str, name: str, spec: ClaimSpec, span: Span, source: _Source
) -> Outcome[dict[str, AnchoredClaim]]:
    made = _anchor(f"{key}.{name}", spec, span, source, _read_cell(spec, source))
    signed = check_sign_off(made.value.spec)
    return Outcome({name: made.value}, (*made.findings, *signed))


def _read_cell(spec: ClaimSpec, source: _Source) -> Outcome[CellReading | None]:
    if spec.cell is None or source.table is None:
        return Outcome(None)
    return read_cell(source.table, spec.cell, source.vocabulary, spec.value)


def _anchor(
    name: str, spec: ClaimSpec, span: Span, source: _Source, cell: Outcome[CellReading | None]
) -> Outcome[AnchoredClaim]:
    text, vocabulary = source.text, source.vocabulary
    findings: list[Finding] = list(cell.findings)
    if text is not None:
        findings += anchor_quote(spec, text, vocabulary, quotes_behind(spec, source.claims)) if spec.quote else ()
        findings += _speaker(spec, text)
    period, bad_date = _period(spec, source.issued)
    stated, bad_value = _stated(spec, cell.value, vocabulary)
    restated, bad_restated = _value(spec.restated, spec.quote, vocabulary)
    findings += bad_date + bad_value + bad_restated + list(_content(spec, span))
    findings += _dated(spec, period, vocabulary) if spec.as_of is not None and period is not None else ()
    findings += _translated(spec, stated, vocabulary)
    prices = _prices(spec)
    figure = figure_of(stated, claim=name, period=period, prices=prices) if stated and not bad_date else None
    words = None
    if spec.text is not None and spec.value is None and spec.quote is not None:
        label, locator = read_locator(spec.where.text if spec.where else "")
        citation = Citation(source=name.partition(".")[0], claim=name, locator=locator, label=label)
        text_alone = " ".join(spec.text.text.split())
        words = Words(text=text_alone, citations=(citation,), name=name, dated=spec.as_of is not None)
    if cell.value is not None and spec.cell is not None and spec.value is None:
        spec = spec.model_copy(update={"value": Scalar(cell.value.value, spec.cell.column.span)})
    claim = AnchoredClaim(
        name=name,
        spec=spec,
        span=span,
        cell=cell.value.words if cell.value else "",
        figure=figure,
        words=words,
        period=period,
        restated=figure_of(restated, claim=name, period=period, prices=prices) if restated else None,
    )
    return Outcome(claim, tuple(findings))


def _content(spec: ClaimSpec, span: Span) -> Iterator[Finding]:
    if spec.value is None and spec.text is None and spec.quote is not None:
        yield shape.MISSING_KEY.at(span, key="value", hint="add value: … or, for a claim without a number, text: …")
    if spec.text is not None and spec.value is None and spec.quote is not None:
        yield from _faithful(spec.text, spec.quote)


def _faithful(text: Scalar, quote: Scalar) -> Iterator[Finding]:
    """What the text of a claim adds to its quote or leaves out of it."""
    for start, end, word in added(text.text, quote.text):
        place = text.locate(start, end)
        if word[0].isdigit():
            hint = "write the number as the quote has it, or give the claim a value"
            yield codes.TEXT_NOT_STATED.at(place, number=word, hint=hint)
        else:
            hint = f"take “{word}” out, or quote the words that say it"
            yield codes.TEXT_ADDS.at(place, word=word, hint=hint)
    for _, _, word in left_out(text.text, quote.text):
        hint = f"keep “{word}”, or accept BK317 with a reason"
        yield codes.TEXT_LEAVES_OUT.at(text.span, word=word, hint=hint)


def _speaker(spec: ClaimSpec, text: Snapshot) -> Iterator[Finding]:
    """Numbers in `by` that the source does not have."""
    if spec.by is None:
        return
    for match in NUMBER.finditer(spec.by.text):
        if match.group() not in text.numbers:
            hint = "write the number as the source has it"
            yield codes.SPEAKER_NOT_STATED.at(spec.by.locate(*match.span()), number=match.group(), hint=hint)


def _dated(spec: ClaimSpec, period: Period, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A date of the claim that none of the dates in its quote can be."""
    dates = contradicting(" ".join(spec.quote.text.split()), period, vocabulary) if spec.quote else ()
    if dates and spec.as_of is not None:
        named = " and ".join(f"“{one.text}”" for one in dates)
        fitting = [one.as_period for one in dates if one.as_period]
        hint = f"as_of: {fitting[0]}" if fitting else "write the date that the quote gives, or quote other words"
        yield codes.DATE_NOT_QUOTED.at(spec.as_of.span, as_of=spec.as_of.text.strip(), dates=named, hint=hint)


def _translated(spec: ClaimSpec, stated: Stated | None, vocabulary: Vocabulary) -> Iterator[Finding]:
    if spec.translation is not None and spec.quote is not None:
        text = spec.translation.text
        units = (*stated.unit.numerator, *stated.unit.denominator) if stated is not None else ()
        for problem in check_translation(text.text, spec.quote.text, vocabulary, units):
            yield problem.at(text.locate(problem.start, problem.end))


def _prices(spec: ClaimSpec) -> Period | None:
    """The year of constant prices; what is wrong with it is reported by the checks."""
    try:
        return price_base(spec.prices.text) if spec.prices is not None else None
    except Problem:
        return None


def _period(spec: ClaimSpec, issued: Period | None) -> tuple[Period | None, list[Finding]]:
    if spec.as_of is None:
        return issued, []
    try:
        return parse_period(spec.as_of.text), []
    except Problem as problem:
        return None, [problem.at(spec.as_of.locate(problem.start, problem.end))]


def _stated(spec: ClaimSpec, cell: CellReading | None, vocabulary: Vocabulary) -> tuple[Stated | None, list[Finding]]:
    """What a claim states: its value, held to its quote or to its cell, or what the cell says."""
    if spec.cell is None:
        return _value(spec.value, spec.quote, vocabulary)
    if cell is None or spec.value is None:
        return (cell.stated if cell else None), []
    outcome = check_value(spec.value, cell, vocabulary)
    return outcome.value, list(outcome.findings)


def _value(text: Scalar | None, quote: Scalar | None, vocabulary: Vocabulary) -> tuple[Stated | None, list[Finding]]:
    if text is None or quote is None:
        return None, []
    try:
        stated = parse_value(text.text, vocabulary)
    except Problem as problem:
        return None, [problem.at(text.locate(problem.start, problem.end))]
    problems = match_value(stated, quote.text, vocabulary)
    return stated, [problem.at(text.span) for problem in problems]
