"""Apply waivers: findings and `accept` entries in, judged findings and the list of waivers out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefkit.briefs.spec import BriefSpec, OpeningSpec, SectionSpec, decode_opening
from briefkit.evidence.spec import SeedSpec
from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk8_output as codes
from briefkit.findings.catalog import CODES
from briefkit.nodes import Scalar
from briefkit.nodes.model import Mapping as MappingNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One line of an `accept`: the code, the reason, what it is about and the stretch of file it covers."""

    code: Scalar
    reason: Scalar
    subject: str
    covers: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding that a person has judged."""

    finding: Finding
    reason: str
    subject: str


def seed_acceptances(key: str, spec: SeedSpec) -> Iterator[Acceptance]:
    """Every acceptance of a seed, claims before the seed as a whole."""
    claims = spec.mapping("claims")
    for name, claim in spec.claims.items():
        yield from _acceptances(claim.node, f"{key}.{name}", _from_key(claims, name, claim.span))
    yield from _acceptances(spec.node, key, spec.span)


def brief_acceptances(name: str, spec: BriefSpec) -> Iterator[Acceptance]:
    """Every acceptance of a brief: figures, sections from the inside out, then the brief as a whole."""
    figures = spec.mapping("figures")
    for figure, definition in spec.figures.items():
        yield from _acceptances(definition.node, figure, _from_key(figures, figure, definition.span))
    openings = (decode_opening(node).value for node in spec.openings().values())
    sections: list[SectionSpec | OpeningSpec] = [*spec.sections, *spec.appendices]
    sections += [opening for opening in openings if isinstance(opening, OpeningSpec)]
    for section in sections:
        yield from _section_acceptances(section)
    yield from _acceptances(spec.node, name, spec.span)


def _section_acceptances(section: SectionSpec | OpeningSpec) -> Iterator[Acceptance]:
    for inner in section.sections:
        yield from _section_acceptances(inner)
    title = section.title.text if section.title else "section"
    yield from _acceptances(section.node, title, section.span)


def _from_key(parent: MappingNode, key: str, span: Span) -> Span:
    """The span of a mapping, begun at its key."""
    start = parent.place(key)
    return Span(span.path, start.line, start.column, span.end_line, span.end_column)


def _acceptances(node: MappingNode, subject: str, covers: Span) -> Iterator[Acceptance]:
    accept = node.get("accept")
    if isinstance(accept, MappingNode):
        for code, reason in accept:
            if isinstance(reason, Scalar):
                yield Acceptance(code=code, reason=reason, subject=subject, covers=covers)


def apply_waivers(
    findings: Sequence[Finding], acceptances: Iterable[Acceptance]
) -> Outcome[tuple[tuple[Finding, ...], tuple[Waiver, ...]]]:
    """Findings with the accepted ones waived, and the waivers used.

    Reported: a code that does not exist or cannot be waived, and a waiver with nothing to waive.
    """
    judged = list(findings)
    places: dict[tuple[str, str], list[int]] = {}
    for index, finding in enumerate(judged):
        places.setdefault((finding.code, finding.span.path), []).append(index)
    waivers: list[Waiver] = []
    found: list[Finding] = []
    for acceptance in acceptances:
        code = CODES.get(acceptance.code.text)
        given = " ".join(acceptance.reason.text.split())
        if code is None or not code.waivable or not given:
            reason = "there is no such code" if code is None else "a finding of this kind has to be mended"
            hint = f"briefkit explain {acceptance.code.text}" if code else "remove the line"
            if code is not None and code.waivable:
                reason, hint = "it gives no reason", f"write {code.code}: why it is accepted"
            found.append(
                codes.NOT_WAIVABLE.at(acceptance.code.span, code=acceptance.code.text, reason=reason, hint=hint)
            )
            continue
        hits = [
            index
            for index in places.get((code.code, acceptance.covers.path), ())
            if judged[index].waived is None and _inside(judged[index].span, acceptance.covers)
        ]
        for index in hits:
            judged[index] = judged[index].waive(given)
            waivers.append(Waiver(finding=judged[index], reason=given, subject=acceptance.subject))
        if not hits:
            found.append(codes.UNUSED_WAIVER.at(acceptance.code.span, code=code.code, hint="remove the line"))
    return Outcome((tuple(judged), tuple(waivers)), tuple(found))


def _inside(span: Span, covers: Span) -> bool:
    if span.path != covers.path:
        return False
    start, end = (span.line, span.column), (span.end_line, span.end_column)
    return (covers.line, covers.column) <= start and end <= (covers.end_line, covers.end_column)


__all__ = ["Acceptance", "Waiver", "apply_waivers", "brief_acceptances", "seed_acceptances"]
