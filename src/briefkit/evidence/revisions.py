"""What a new snapshot of a source makes of its claims: each with its state, and the texts that could replace its own.

A proposal is made only where the new passage holds the claim by itself; all else is left for the writer, with the
reason. Nothing is proposed for words that stand elsewhere, or nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefkit.evidence.anchoring import State, anchor_quote, classify_quote, quotes_behind
from briefkit.evidence.data_cells import check_value, read_cell
from briefkit.evidence.data_tables import DataTable, read_csv
from briefkit.evidence.passages import Snapshot
from briefkit.evidence.seeds import AnchoredClaim, Seed
from briefkit.evidence.sign_offs import is_signed_off
from briefkit.evidence.spec import ClaimSpec, DataCellSpec
from briefkit.figures.quotes.matching import carry_over, state, still_states
from briefkit.figures.units import Vocabulary
from briefkit.figures.values import Stated, parse_value
from briefkit.findings import Outcome, Problem
from briefkit.nodes import Scalar

_ELISION_BEFORE, _ELISION_BEHIND = re.compile(r"\s*(?:…|\.\.\.)\s*"), re.compile(r"\s*(?:…|\.\.\.)\s*$")
_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_ALIKE = {"'": "['‘’‚‛ʼ′]", '"': '["“”„‟″]', "-": "[-‐‑]"}
_HELD = ("value", "restated")  # the keys of a claim that its quote has to state


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One claim against a new snapshot.

    `now` is what stands there instead of the quote, as the snapshot writes it, and `texts` the new text of each key
    that would be replaced. `left` says what the writer has to do, empty where nothing is left. `void` is who signed
    the claim off, where the new texts make that void.
    """

    claim: AnchoredClaim
    state: State
    now: str = ""
    differences: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    left: str = ""
    void: str = ""


def revise_seed(seed: Seed, text: str, file: str) -> Outcome[tuple[Revision, ...]]:
    """Every claim of a seed against the text of a new snapshot, in the order of the seed.

    `file` is the name of the new snapshot. Where a claim stands on a cell and the text is no table, a finding says so.
    """
    table: Outcome[DataTable | None] = Outcome(None)
    if any(claim.spec.cell is not None for claim in seed.claims.values()):
        table = read_csv(text, file)
    snapshot, text = Snapshot(text), unicodedata.normalize("NFC", text)
    revisions: list[Revision] = []
    for claim in seed.claims.values():
        if claim.spec.quote is not None:
            revisions.append(_revise(claim, claim.spec.quote, seed, snapshot, text))
        elif claim.spec.cell is not None and table.value is not None:
            revisions.append(_revise_cell(claim, claim.spec.cell, seed, table.value))
    return Outcome(tuple(revisions), table.findings)


def _revise_cell(claim: AnchoredClaim, cell: DataCellSpec, seed: Seed, table: DataTable) -> Revision:
    """A claim on a cell; its own value, where it has one, follows the cell."""
    own = seed.spec.claims.get(claim.name.partition(".")[2])
    read = read_cell(table, cell, seed.vocabulary, own.value if own else None)
    if read.value is None:
        finding = read.findings[0]
        return Revision(claim=claim, state=State.GONE, left=f"{finding.message}; {finding.hint}")
    if read.value.words == claim.cell:
        return Revision(claim=claim, state=State.UNCHANGED)
    texts: dict[str, str] = {}
    if own is not None and own.value is not None and check_value(own.value, read.value, seed.vocabulary).findings:
        texts["value"] = _in_layout(own.value.text, read.value.stated, seed.vocabulary) or read.value.value
    signed = claim.spec.reviewed.by.text if claim.spec.reviewed is not None and _is_signed(claim) else ""
    return Revision(claim=claim, state=State.CHANGED, now=read.value.words, texts=texts, void=" ".join(signed.split()))


def _is_signed(claim: AnchoredClaim) -> bool:
    return is_signed_off(claim.spec, claim.series)


def _revise(claim: AnchoredClaim, quoted: Scalar, seed: Seed, snapshot: Snapshot, text: str) -> Revision:
    spec, vocabulary = claim.spec, seed.vocabulary
    prefix, suffix = (one.text if one else "" for one in (spec.prefix, spec.suffix))
    standing = classify_quote(quoted.text, snapshot, vocabulary, prefix=prefix, suffix=suffix)
    match standing.state:
        case State.UNCHANGED:
            ambiguous = len(standing.passages) > 1
            left = f"the quote stands {len(standing.passages)} times now: say which place holds it" if ambiguous else ""
            return Revision(claim=claim, state=standing.state, left=left)
        case State.MOVED:
            left = "look whether it is the same passage, then correct prefix and suffix"
            return Revision(claim=claim, state=standing.state, left=left)
        case State.GONE:
            left = "if the source dropped it, retract the claim (status: retracted) or remove it"
            return Revision(claim=claim, state=standing.state, left=left)
    now = as_written(text, standing.now)
    quote = Scalar(_with_elisions(quoted.text, now), quoted.span)
    reworded = standing.state is State.REWORDED
    texts, left = _proposed(spec, quoted.text, quote, seed, snapshot, reworded)
    signed = spec.reviewed.by.text if spec.reviewed is not None and _is_signed(claim) else ""
    return Revision(
        claim=claim, state=standing.state, now=now, differences=standing.differences, texts=texts, left=left,
        void=" ".join(signed.split()) if texts else "",
    )  # fmt: skip


def _proposed(
    spec: ClaimSpec, old_quote: str, quote: Scalar, seed: Seed, snapshot: Snapshot, reworded: bool
) -> tuple[dict[str, str], str]:
    """The new texts of a claim whose quote would be `quote`; or none, and what is left for the writer."""
    vocabulary = seed.vocabulary
    renewed = spec.model_copy(update={"quote": quote})
    faults = list(anchor_quote(renewed, snapshot, vocabulary, quotes_behind(spec, seed.spec.claims)))
    if faults:
        return {}, f"the new passage cannot be quoted as it stands ({faults[0].code}: {faults[0].message})"
    texts = {"quote": quote.text}
    in_doubt = ["text"] if spec.text is not None and spec.value is None and not reworded else []
    for key in _HELD:
        old: Scalar | None = getattr(spec, key)
        if old is not None:
            new = _carried(old.text, old_quote, quote.text, vocabulary, reworded)
            if new is None:
                in_doubt.append(key)
            elif new != old.text:
                texts[key] = new
    if in_doubt:
        return {}, f"read the new passage, and write quote and {' and '.join(in_doubt)}"
    return texts, ""


def _carried(value: str, quote: str, now: str, vocabulary: Vocabulary, reworded: bool) -> str | None:
    """The text of a value with the numbers and hedge of the new quote, in the layout it had; None where in doubt."""
    try:
        stated = parse_value(value, vocabulary)
    except Problem:
        return None
    quote = " ".join(quote.split())
    carried = carry_over(stated, quote, now, vocabulary)
    if carried is None:
        return value if reworded and still_states(stated, quote, now, vocabulary) else None
    if carried == stated:
        return value
    return _in_layout(value, carried, vocabulary)


def _in_layout(value: str, wanted: Stated, vocabulary: Vocabulary) -> str | None:
    """The text of a new value, laid out as an old one where that says the same."""
    words = state(wanted, vocabulary)
    numbers = iter(_NUMBER.findall(words))
    in_place = _NUMBER.sub(lambda match: next(numbers, match.group()), value)
    return next((text for text in (in_place, words) if _states(text, wanted, vocabulary)), None)


def _states(text: str, wanted: Stated, vocabulary: Vocabulary) -> bool:
    try:
        return parse_value(text, vocabulary) == wanted
    except Problem:
        return False


def _with_elisions(old: str, now: str) -> str:
    """A new quote with the ellipses that the old one had at its ends."""
    before, behind = _ELISION_BEFORE.match(old), _ELISION_BEHIND.search(old)
    return f"{'…' if before else ''}{now}{'…' if behind else ''}"


def as_written(text: str, passage: str) -> str:
    """A normalised passage as a text writes it, with the quotation marks and hyphens that it has there.

    The passage itself where the text has it only by other differences, such as a word that is divided at a line end.
    """
    pattern = "".join(_ALIKE.get(char) or (r"\s+" if char == " " else re.escape(char)) for char in passage)
    found = re.search(pattern, text) if passage else None
    return " ".join(found.group().split()) if found else passage
