"""Mutants of snapshots: as they are, when the hash alone gives them away, and with the hash brought up to date.

With the hash renewed, what holds a snapshot are the quotes. So each change inside a quote is made, and at the edge of
each quote a word that turns its meaning. What no claim rests on prints nowhere, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.evidence.passages import normalise
from briefkit.project.examination import Examination
from briefkit.project.workspace import Workspace
from mutants import operators as op
from mutants.mutant import Mutant
from mutants.operators import edits, spread
from mutants.parts import Subject, seed_parts

_ALL = (*op.NUMBERS, *op.WORDS, op.added_hedges, op.negations, op.dates)
_CJK = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_QUANTITY_FIRST = re.compile(r"(?:[A-Z]{3} |[$€£¥]|US\$)?\d|(?:half|two|three|twelve|a (?:third|quarter)|two-thirds)\b")
_QUANTITY_LAST = re.compile(r"\d(?:%| percent| \w*illion| \w+)?$")


def snapshot_mutants(project: str, workspace: Workspace, seed: str, examination: Examination) -> Iterator[Mutant]:
    """Both kinds of mutants of the snapshot that a seed file names."""
    parts = list(seed_parts(seed, workspace.seeds[seed]))
    name = next(part.text for part in parts if part.place == "snapshot file")
    signature = next(part.subject for part in parts if part.place == "snapshot sha256")
    text = workspace.snapshots[name].decode()
    path = f"seeds/{name}"
    places = claim_places(text, seed, examination)

    def make(place: str, start: int, end: int, new: str, thing: str, subject: Subject, **more: object) -> Mutant:
        return Mutant(
            project=project,
            place=place,
            thing=thing,
            subject=subject,
            path=path,
            line=text.count("\n", 0, start) + 1,
            start=start,
            end=end,
            old=text[start:end],
            new=new,
            **more,  # type: ignore[arg-type]
        )

    whole = Subject("snapshot", signature.name, seed, signature.first, signature.last)
    for edit in spread(edits(text, _ALL), 1):
        yield make("snapshot", edit.start, edit.end, edit.new, edit.thing, whole)
    for edit in _within(text, places):
        covering = tuple(claim for claim, (start, end) in places.items() if _covers(edit, start, end))
        if covering:
            yield make(
                "snapshot, signed anew", edit.start, edit.end, edit.new, edit.thing, whole,
                strict=True, resigned=seed, witnesses=covering,
            )  # fmt: skip
    for start, end in places.values():
        for thing, at, new in _at_the_edges(text, start, end):
            if not any(first < at < last for first, last in places.values()):  # else it is inside another quote
                yield make(
                    "snapshot, beside a quote", at, at, new, thing, whole,
                    strict=True, resigned=seed, witnesses=_in_sentence(text, at, places),
                )  # fmt: skip


def _in_sentence(text: str, at: int, places: dict[str, tuple[int, int]]) -> tuple[str, ...]:
    """The claims whose quotes stand in the sentence of a place."""
    ends = [found.end() for found in re.finditer(r"[.!?。][”\"’)]*\s|\n\s*\n|。", text)]
    first = max([end for end in ends if end <= at], default=0)
    last = min([end for end in ends if end > at], default=len(text))
    return tuple(claim for claim, (start, end) in places.items() if start < last and end > first)


def _within(text: str, places: dict[str, tuple[int, int]]) -> list[op.Edit]:
    """The edits of the text; and, since one negation a text is put in, those of each quote by itself."""
    found = edits(text, _ALL)
    for start, end in places.values():
        for edit in edits(text[start:end], (op.negations,)):
            found.append(edit._replace(start=edit.start + start, end=edit.end + start))
    return spread(dict.fromkeys(found), 2)


def _covers(edit: op.Edit, start: int, end: int) -> bool:
    """Whether a change lies inside a quote; what is put in at its very edge does not."""
    return (start <= edit.start and edit.end <= end) if edit.end > edit.start else start < edit.start < end


def _at_the_edges(text: str, start: int, end: int) -> Iterator[tuple[str, int, str]]:
    """A qualifier right before a quote that does not begin its sentence, and right behind one that does not end it.

    Hedges and the ends of ranges go where the quote begins or ends with a quantity.
    """
    before = text[:start].rstrip(" “\"'(—")
    begins = not before or before[-1] in ".!?。:\n" or text[:start].endswith("\n")
    quote = text[start:end]
    if not begins:
        if _CJK.match(quote):
            yield "negation", start, "不" if _CHINESE.match(quote) else "안 "
            return
        if not text[:start].endswith("not "):
            yield "negation", start, "not "
        yield "hedge", start, "only "
        if _QUANTITY_FIRST.match(quote):
            yield "hedge", start, "nearly "
            yield "bound", start, "up to "
    if text[end : end + 1] == " " and _QUANTITY_LAST.search(quote):
        if not _YEAR_LAST.search(quote):
            yield "bound", end, " or less"
        yield "range end", end, " to 90"


_YEAR_LAST = re.compile(r"\b(?:in|of|since) (?:19|20)\d\d$")  # "in 2019 or less" bounds nothing


def claim_places(text: str, seed: str, examination: Examination) -> dict[str, tuple[int, int]]:
    """For each claim where its quote stands in the raw text of the snapshot; those with an ellipsis are left out."""
    plain, offsets = _normal(text)
    found: dict[str, tuple[int, int]] = {}
    for claim in examination.seeds[seed.rpartition("/")[2].removesuffix(".yaml")].claims.values():
        needle = normalise(claim.spec.quote.text)
        prefix = normalise(claim.spec.prefix.text) if claim.spec.prefix else ""
        suffix = normalise(claim.spec.suffix.text) if claim.spec.suffix else ""
        at = plain.find(needle)
        while at >= 0 and not (
            plain[:at].rstrip().endswith(prefix) and plain[at + len(needle) :].lstrip().startswith(suffix)
        ):
            at = plain.find(needle, at + 1)
        if at >= 0:
            found[claim.name] = (offsets[at], offsets[at + len(needle) - 1] + 1)
    return found


def _normal(text: str) -> tuple[str, list[int]]:
    """The text as quotes are looked up in it, and where each of its characters stands in the raw text."""
    chars: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        if char.isspace():
            if chars and chars[-1] != " ":
                chars.append(" ")
                offsets.append(at)
            continue
        for one in normalise(char):
            chars.append(one)
            offsets.append(at)
    return "".join(chars), offsets
