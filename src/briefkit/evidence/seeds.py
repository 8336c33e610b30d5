"""Turn a decoded seed and its snapshot into anchored claims: quotes found, values read and held to them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefkit.evidence.csl import read_locator
from briefkit.evidence.passages import Passage, Snapshot, cuts, normalise
from briefkit.evidence.records import Record, decode_record
from briefkit.evidence.spec import ClaimSpec, SeedSpec
from briefkit.figures.evaluation import Citation, Namespace, Words
from briefkit.figures.figure import Figure, figure_of
from briefkit.figures.periods import Period, parse_period
from briefkit.figures.quotes.matching import match_value
from briefkit.figures.quotes.reading import read_quantities
from briefkit.figures.units import Vocabulary, noun_fault
from briefkit.figures.values import Stated, parse_value
from briefkit.findings import Finding, Outcome, Problem, Span
from briefkit.findings import bk1_shape as shape
from briefkit.findings import bk3_anchors as codes
from briefkit.nodes import Node, Scalar, decode, decode_text

MAX_SNAPSHOT = 20_000_000
CONTEXT = 120  # characters on either side of a quote in which its numbers may go on
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredClaim:
    """A claim whose quote was looked up. `figure` or `words` is what prints; `restated` the source's own conversion."""

    name: str
    spec: ClaimSpec
    span: Span
    figure: Figure | None = None
    words: Words | None = None
    restated: Figure | None = None
    period: Period | None = None

    @property
    def seed(self) -> str:
        return self.name.partition(".")[0]

    @property
    def is_retracted(self) -> bool:
        return self.spec.status is not None and self.spec.status.text == "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One source, anchored."""

    key: str
    path: str
    spec: SeedSpec
    record: Record
    vocabulary: Vocabulary
    claims: Mapping[str, AnchoredClaim] = field(default_factory=dict)
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
        return Namespace(name=self.key, members=members, broken=frozenset((unread | set(self.claims)) - set(members)))


def decode_seed(node: Node) -> Outcome[SeedSpec | None]:
    """A seed file's nodes as a spec, with its names checked."""
    outcome = decode(SeedSpec, node)
    spec = outcome.value
    if spec is None:
        return outcome
    findings = list(outcome.findings)
    findings += [bad_name(key) for key, _ in spec.mapping("claims") if not is_name(key.text)]
    return Outcome(spec, tuple(findings))


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

    `vocabulary` is the project's; the seed's own nouns are added to it.
    """
    record = decode_record(spec.source)
    findings = list(record.findings)
    own = {noun: tuple(form.text for form in forms) for noun, forms in spec.nouns.items()}
    for noun in [noun for noun, forms in own.items() if noun_fault(noun, forms)]:
        span = spec.mapping("nouns").place(noun)
        fault = noun_fault(noun, own.pop(noun))
        findings.append(shape.WRONG_TYPE.at(span, found=fault, expected="a counted noun", hint="remove the line"))
    words = Vocabulary({**vocabulary.nouns, **own}, vocabulary.signs)
    text, digest, found = _read_snapshot(spec, snapshot)
    findings += found
    issued = _issued(record.value)
    claims: dict[str, AnchoredClaim] = {}
    for name, claim_spec in spec.claims.items():
        if not is_name(name):
            continue
        span = spec.mapping("claims").place(name)
        claim = _anchor_claim(f"{key}.{name}", claim_spec, span, text, issued, words)
        claims[name] = claim.value
        findings += claim.findings
    seed = Seed(key=key, path=path, spec=spec, record=record.value, vocabulary=words, claims=claims, sha256=digest)
    return Outcome(seed, tuple(findings))


def _read_snapshot(spec: SeedSpec, data: bytes | None) -> tuple[Snapshot | None, str, list[Finding]]:
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
    decoded = decode_text(data, f"seeds/{file.text}", MAX_SNAPSHOT)
    findings += decoded.findings
    return (Snapshot(decoded.value) if decoded.value is not None else None), digest, findings


def _issued(record: Record) -> Period | None:
    issued = record.get("issued")
    try:
        return parse_period(issued) if isinstance(issued, str) else None
    except Problem:
        return None  # CSL dates go further than periods do (seasons, open intervals); such a date dates no rate


def _anchor_claim(
    name: str, spec: ClaimSpec, span: Span, text: Snapshot | None, issued: Period | None, vocabulary: Vocabulary
) -> Outcome[AnchoredClaim]:
    findings = list(_anchor(spec, text, vocabulary)) if text is not None else []
    period, bad_date = _period(spec, issued)
    stated, bad_value = _value(spec.value, spec.quote, vocabulary)
    restated, bad_restated = _value(spec.restated, spec.quote, vocabulary)
    findings += bad_date + bad_value + bad_restated + list(_content(spec, span)) + list(_sign_off(spec))
    figure = figure_of(stated, claim=name, period=period) if stated and not bad_date else None
    words = None
    if spec.text is not None and spec.value is None:
        label, locator = read_locator(spec.where.text if spec.where else "")
        citation = Citation(source=name.partition(".")[0], claim=name, locator=locator, label=label)
        words = Words(text=" ".join(spec.text.text.split()), citations=(citation,), name=name)
    claim = AnchoredClaim(
        name=name,
        spec=spec,
        span=span,
        figure=figure,
        words=words,
        period=period,
        restated=figure_of(restated, claim=name, period=period) if restated else None,
    )
    return Outcome(claim, tuple(findings))


_SIGNED = (
    "quote", "value", "text", "restated", "as_of", "equals", "by", "status", "prefix", "suffix", "where", "about"
)  # fmt: skip


def fingerprint(spec: ClaimSpec) -> str:
    """The SHA-256 of what a sign-off signs: all that the claim states, without notes and waivers."""
    lines: list[str] = []
    for key in _SIGNED:
        scalar = getattr(spec, key)
        if scalar is not None:
            lines.append(f"{key}: {' '.join(scalar.text.split())}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _sign_off(spec: ClaimSpec) -> Iterator[Finding]:
    """A sign-off of another state of the claim."""
    if spec.reviewed is None:
        return
    signed, current = spec.reviewed.sha256, fingerprint(spec)
    if signed.text.strip().lower() != current:
        hint = f"read the claim again, then write sha256: {current}"
        by = " ".join(spec.reviewed.by.text.split())
        yield codes.SIGN_OFF_VOID.at(signed.span, by=by, found=signed.text[:12], expected=current[:12], hint=hint)


def _content(spec: ClaimSpec, span: Span) -> Iterator[Finding]:
    if spec.value is None and spec.text is None:
        yield shape.MISSING_KEY.at(span, key="value", hint="add value: … or, for a claim without a number, text: …")
    if spec.text is not None and spec.value is None:
        stated = set(_NUMBER.findall(normalise(spec.quote.text)))
        for match in _NUMBER.finditer(spec.text.text):
            if match.group() not in stated:
                hint = "write the number as the quote has it, or give the claim a value"
                yield codes.TEXT_NOT_STATED.at(spec.text.locate(*match.span()), number=match.group(), hint=hint)


def _anchor(spec: ClaimSpec, text: Snapshot, vocabulary: Vocabulary) -> Iterator[Finding]:
    prefix = spec.prefix.text if spec.prefix else ""
    suffix = spec.suffix.text if spec.suffix else ""
    found = text.find(spec.quote.text, prefix, suffix)
    if not found:
        nearest = text.nearest(spec.quote.text)
        shown = f"; nearest is “{_shorten(nearest)}”" if nearest else ""
        hint = "copy the quote from the snapshot letter by letter; if the source changed, look at the value too"
        yield codes.QUOTE_NOT_FOUND.at(spec.quote.span, nearest=shown, hint=hint)
    elif len(found) > 1:
        behind = found[0].after.split()[:4]
        hint = f'add words to the quote, or say what stands next to it: suffix: "{" ".join(behind)}"'
        yield codes.QUOTE_AMBIGUOUS.at(spec.quote.span, count=len(found), hint=hint)
    elif cuts(found[0]) or _cuts_quantity(found[0], vocabulary):
        whole = _shorten(text.sentence(found[0]), 300)
        yield codes.QUOTE_CUTS.at(
            spec.quote.span, sentence=whole, hint="quote whole words, and numbers with all that belongs to them"
        )


def _cuts_quantity(passage: Passage, vocabulary: Vocabulary) -> bool:
    """Whether an edge of the quote lies inside a quantity: a hedge, a range end, a scale word or a unit is lost."""
    before, after = passage.before[-CONTEXT:], passage.after[:CONTEXT]
    start, end = len(before), len(before) + len(passage.text)
    quantities = read_quantities(f"{before}{passage.text}{after}", vocabulary)
    return any(one.start < edge < one.end for one in quantities if one.counts for edge in (start, end))


def _shorten(text: str, length: int = 160) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def _period(spec: ClaimSpec, issued: Period | None) -> tuple[Period | None, list[Finding]]:
    if spec.as_of is None:
        return issued, []
    try:
        return parse_period(spec.as_of.text), []
    except Problem as problem:
        return None, [problem.at(spec.as_of.locate(problem.start, problem.end))]


def _value(text: Scalar | None, quote: Scalar, vocabulary: Vocabulary) -> tuple[Stated | None, list[Finding]]:
    if text is None:
        return None, []
    try:
        stated = parse_value(text.text, vocabulary)
    except Problem as problem:
        return None, [problem.at(text.locate(problem.start, problem.end))]
    problems = match_value(stated, quote.text, vocabulary)
    return stated, [problem.at(text.span) for problem in problems]
