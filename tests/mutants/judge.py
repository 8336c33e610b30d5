"""Decide what became of a mutant: found at the right place, carried to every page that prints it, or survived.

*Killed*: a finding that stops the build, and that the project as it is does not have, stands at the right place. What
the right place is, `Places` says for each kind of subject; a finding anywhere else is no kill.

*Carried*: no finding, and the pages changed as they should: every place that depends on what was changed, and none
that does not; all arithmetic on them recomputed. Where rounding hides a change, the exact figures have to have changed.

Everything else survived.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from briefkit.briefs.resolved import Printed, ResolvedBrief
from briefkit.evidence.seeds import AnchoredClaim
from briefkit.figures.evaluation import Words
from briefkit.figures.expressions import Attribute, Expr, Name, Text, parse_expression, parse_relation
from briefkit.figures.figure import Figure
from briefkit.findings import Finding, Problem
from briefkit.project.examination import Examination
from mutants.mutant import Files, Mutant, put
from mutants.page import Page, read_page
from mutants.parts import Part, Subject, brief_parts, seed_parts, sentences
from mutants.recompute import misprints
from mutants.stages import Bench, pictures


class Fate(StrEnum):
    KILLED = "killed"
    CARRIED = "carried"
    SURVIVED = "survived"
    SAME = "same"  # it says the same as before: no mutant at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a mutant and why. `hidden` says that only digits below the printed ones changed."""

    mutant: Mutant
    fate: Fate
    reason: str
    codes: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines of a file that rest on names: claims as `seed.claim`, figures as `brief:figure`."""

    path: str
    first: int
    last: int
    names: frozenset[str]
    kind: str = ""

    def holds(self, finding: Finding) -> bool:
        return finding.span.path == self.path and self.first <= finding.span.line <= self.last


@dataclass(kw_only=True)
class Baseline:
    """A project as it is: its files, what was found in it, what its pages say, and what rests on what."""

    files: Files
    bench: Bench
    examination: Examination
    pages: Mapping[str, Page]
    resources: Mapping[str, bytes] = field(default_factory=dict)
    pictures: dict[str, list[bytes]] = field(default_factory=dict)

    @cached_property
    def known(self) -> frozenset[tuple[str, str, int, str]]:
        return frozenset(_key(finding) for finding in self.examination.findings if finding.stops)

    @cached_property
    def documents(self) -> Mapping[str, str]:
        """The HTML of the pages as they are."""
        composed = {name: self.bench.composed(self.examination, self.files, name) for name in self.examination.briefs}
        return {name: page.html.plain for name, (page, _, _) in composed.items()}

    def looks(self, brief: str) -> list[bytes]:
        """The pictures of a document as it is."""
        if brief not in self.pictures:
            page, loaded, _ = self.bench.composed(self.examination, self.files, brief)
            self.pictures[brief] = pictures(self.bench.printed(page, loaded)[0])
        return self.pictures[brief]

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        return tuple(_zones(self))

    @cached_property
    def claim_lines(self) -> Mapping[str, tuple[str, int, int]]:
        """The file and the lines of each claim."""
        parts = [part for path, data in self.files.workspace.seeds.items() for part in seed_parts(path, data)]
        return {one.name: (one.path, one.first, one.last) for one in (part.subject for part in parts)}

    def claim(self, name: str) -> AnchoredClaim | None:
        seed, _, key = name.partition(".")
        found = self.examination.seeds.get(seed)
        return found.claims.get(key) if found else None


def _key(finding: Finding) -> tuple[str, str, int, str]:
    return finding.code, finding.span.path, finding.span.line, finding.message


# What rests on what


def _zones(base: Baseline) -> Iterator[Zone]:
    workspace = base.files.workspace
    abouts: dict[str, set[str]] = {}
    for seed in base.examination.seeds.values():
        for claim in seed.claims.values():
            if claim.spec.about is not None:
                abouts.setdefault(claim.spec.about.text, set()).add(claim.name)
    for path, data in workspace.seeds.items():
        key = path[6:-5]
        for part in seed_parts(path, data):
            first, last = _lines_of(part)
            if part.place in ("equals", "check"):
                names = frozenset(f"{key}.{name}" for name in names_in(part.text))
                yield Zone(path, first, last, names, part.place)
            elif part.place == "about":
                yield Zone(path, part.subject.first, part.subject.last, frozenset(abouts[part.text]), "about")
    for path, data in workspace.briefs.items():
        brief = base.examination.briefs[path[7:-5]].brief
        closure = _closure(brief)
        subjects: dict[Subject, set[str]] = {}
        for part in brief_parts(path, data):
            first, last = _lines_of(part)
            if part.place == "figure is":
                own = part.subject.name
                yield Zone(path, part.subject.first, part.subject.last, frozenset({own}) | closure[own], "figure")
            elif part.place == "check":
                yield Zone(path, first, last, _resting(names_in(part.text), brief, closure), "check")
            elif part.subject.kind in ("prose", "table"):
                for start, end, words in sentences(part):
                    names = _resting(
                        [name for source in re.findall(r"\{\{(.*?)\}\}", words, re.DOTALL) for name in names_in(source)]
                        if part.place != "quotation"
                        else names_in(words),
                        brief,
                        closure,
                    )
                    lines = _line_of(part, start), _line_of(part, max(start, end - 1))
                    yield Zone(path, *lines, names, "sentence")
                    if part.subject.kind == "table":
                        subjects.setdefault(part.subject, set()).update(names)
        for subject, table in subjects.items():
            yield Zone(path, subject.first, subject.last, frozenset(table), "table")


def _lines_of(part: Part) -> tuple[int, int]:
    return part.scalar.span.line, part.scalar.span.line + part.scalar.raw.rstrip().count("\n")


def _line_of(part: Part, offset: int) -> int:
    while offset < len(part.text) - 1 and part.text[offset].isspace():
        offset += 1
    return part.scalar.locate(min(offset, len(part.text) - 1)).line if part.text else part.scalar.span.line


def names_in(source: str) -> list[str]:
    """The names that an expression or relation uses: `seed.claim`, and bare ones."""
    source = source.strip()
    try:
        tree: Expr = parse_expression(source)
    except Problem:
        try:
            tree = parse_relation(source)
        except Problem:
            return []
    found: list[str] = []
    stack: list[Any] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, Attribute) and isinstance(item.of, Name):
            found += [f"{item.of.name}.{item.name}", item.of.name]
        elif isinstance(item, Name):
            found.append(item.name)
        elif isinstance(item, Text):
            found += names_in(item.value) if re.search(r"[<>=]", item.value) else []
        elif isinstance(item, Expr):
            stack += [getattr(item, name) for name in item.__dataclass_fields__]
        elif isinstance(item, tuple):
            stack += item
    return found


def _closure(brief: ResolvedBrief) -> dict[str, frozenset[str]]:
    """For each figure of a brief, the claims and figures that it rests on."""
    direct = {name: names_in(figure.spec.is_.text) for name, figure in brief.figures.items()}

    def under(name: str) -> set[str]:
        found: set[str] = set()
        for one in direct.get(name, ()):
            found |= {f"{brief.name}:{one}", *under(one)} if one in direct else {one}
        return found

    return {f"{brief.name}:{name}": frozenset(under(name)) for name in direct}


def _resting(names: Iterable[str], brief: ResolvedBrief, closure: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        full = f"{brief.name}:{name}"
        found |= {full, *closure[full]} if full in closure else {name}
    return frozenset(found)


# Findings at the right place


def _at_claim(base: Baseline, claim: str, path: str, first: int, last: int, finding: Finding) -> bool:
    """In the claim's own lines, or at what names it: another claim, a check, a figure or sentence that rests on it."""
    if finding.span.path == path and first <= finding.span.line <= last:
        return True
    return any(claim in zone.names and zone.holds(finding) for zone in base.zones)


def _claim_lines(base: Baseline, name: str) -> tuple[str, int, int]:
    return base.claim_lines[name]


def right_place(base: Baseline, mutant: Mutant, findings: list[Finding]) -> bool:
    """Whether new findings name what was changed."""
    subject = mutant.subject

    def within(finding: Finding) -> bool:
        return finding.span.path == subject.path and subject.first <= finding.span.line <= subject.last

    if mutant.witnesses:
        lines = {name: _claim_lines(base, name) for name in mutant.witnesses}
        # What covers a change has to be named, each; of the quotes beside it, one.
        each = any if mutant.place == "snapshot, beside a quote" else all
        return each(any(_at_claim(base, name, *lines[name], one) for one in findings) for name in mutant.witnesses)
    match subject.kind:
        case "claim" | "waiver":
            return any(_at_claim(base, subject.name, *subject[2:], one) for one in findings)
        case "figure":
            named = [zone for zone in base.zones if subject.name in zone.names]
            return any(within(one) or any(zone.holds(one) for zone in named) for one in findings)
        case "record":
            undated = [
                claim.name
                for claim in base.examination.seeds[subject.name].claims.values()
                if claim.spec.as_of is None and mutant.place == "date of source"
            ]
            return any(
                within(one) or any(_at_claim(base, name, *_claim_lines(base, name), one) for name in undated)
                for one in findings
            )
        case "prose":
            around = [
                zone
                for zone in base.zones
                if zone.path == mutant.path and zone.kind == "sentence" and zone.first <= mutant.line <= zone.last
            ]
            return any(any(zone.holds(one) for zone in around) for one in findings)
        case "house":
            # What "about" allows is used where restatements are checked; two values that clash are named at one.
            near = mutant.place.endswith("about_tolerance")
            return any(
                within(one)
                or (one.span.path == subject.path and one.code == "BK804")
                or (near and one.code in ("BK402", "BK801"))
                for one in findings
            )
        case "noun" | "configuration":
            word = mutant.old.strip()
            is_rate = mutant.place == "configuration, rates"
            return any(
                within(one)
                or word in one.message
                or word in one.hint
                or (is_rate and one.code.startswith(("BK43", "BK402")))
                or any(
                    word in _texts(base, name) and _at_claim(base, name, *_claim_lines(base, name), one)
                    for name in _claim_names(base)
                )
                for one in findings
            )
        case "brief rates":
            return any(within(one) for one in findings) or any(
                one.span.path == mutant.path and one.code.startswith("BK43") for one in findings
            )
        case "rate":
            return any(within(one) or _at_conversion(base, mutant, one) for one in findings)
        case _:
            return any(within(one) for one in findings)


def _claim_names(base: Baseline) -> list[str]:
    return [claim.name for seed in base.examination.seeds.values() for claim in seed.claims.values()]


def _texts(base: Baseline, name: str) -> str:
    """What a claim says in the words of its source, and in its own."""
    claim = base.claim(name)
    assert claim is not None
    return " ".join(one.text for one in (claim.spec.quote, claim.spec.value, claim.spec.restated) if one is not None)


def _at_conversion(base: Baseline, mutant: Mutant, finding: Finding) -> bool:
    """Whether a finding stands where an amount is converted with rates of the table that was changed."""
    if finding.code == "BK402":
        return True
    names = {
        printed.name
        for examined in base.examination.briefs.values()
        for printed in examined.brief.printed
        if any(rate.path == mutant.path for rate in _rates(printed))
    }
    claims = {
        claim
        for examined in base.examination.briefs.values()
        for printed in examined.brief.printed
        if any(rate.path == mutant.path for rate in _rates(printed))
        for claim in printed.claims
    }
    return any(zone.holds(finding) and (zone.names & (names | claims)) for zone in base.zones)


def _rates(printed: Printed) -> tuple[Any, ...]:
    if not isinstance(printed.value, Figure):
        return ()
    second = printed.value.display.second
    return (*printed.value.rates, *(second.rates if second is not None else ()))


# Judgment


def judge(base: Baseline, mutant: Mutant) -> Verdict:
    """What became of a mutant."""
    if mutant.subject.kind == "page":
        return _judge_page(base, mutant)
    files = put(mutant, base.files.workspace, base.resources.get(mutant.path))
    try:
        early = _found_early(base, mutant, files)
        if early:
            return _of_findings(base, mutant, early, tuple(dict.fromkeys(one.code for one in early)))
        examination = base.bench.examine(_alone(files, mutant))
    except Exception as error:  # a traceback names no place
        return Verdict(mutant=mutant, fate=Fate.SURVIVED, reason=f"briefkit failed: {type(error).__name__}: {error}")
    found = [one for one in examination.findings if one.stops and _key(one) not in base.known]
    codes = tuple(dict.fromkeys(one.code for one in found))
    if found:
        return _of_findings(base, mutant, found, codes)
    try:
        pages, more = base.bench.pages(examination, mutant)
    except Exception as error:
        return Verdict(mutant=mutant, fate=Fate.SURVIVED, reason=f"briefkit failed: {type(error).__name__}: {error}")
    if more:
        return _of_findings(base, mutant, list(more), tuple(dict.fromkeys(one.code for one in more)))
    return _of_pages(base, mutant, examination, pages)


def _found_early(base: Baseline, mutant: Mutant, files: Files) -> list[Finding]:
    """New findings of the seed that was changed, where these alone are at the right place; what follows adds others."""
    if mutant.subject.kind not in ("claim", "waiver") and not mutant.witnesses:
        return []
    if PurePosixPath(mutant.path).parent.name != "seeds":
        return []
    found = [one for one in base.bench.anchored(files, mutant.path) if _key(one) not in base.known]
    return found if right_place(base, mutant, found) else []


def _alone(files: Files, mutant: Mutant) -> Files:
    """Without the other briefs where one is changed: it is none of their business."""
    if not mutant.path.startswith("briefs/"):
        return files
    briefs = {mutant.path: files.workspace.briefs[mutant.path]}
    return replace(files, workspace=replace(files.workspace, briefs=briefs))


def _judge_page(base: Baseline, mutant: Mutant) -> Verdict:
    """What became of a change to a template, the fixed words or a style sheet: the pages are set and read back.

    The pages are those of the samples with every part. A finding is at the right place if it is about the file, or
    about what the pages say. A template that prints the same numbers, a style in which the pages look the same, is no
    mutant. A template may leave out what is no figure: that shows on the page, which says nothing wrong by it.
    """
    brief = _SAMPLES[mutant.path.split("/")[1] == "chrnk"]
    files = put(mutant, base.files.workspace, base.resources[mutant.path])
    files = replace(files, resources=(*base.files.resources, *files.resources))
    try:
        page, loaded, found = base.bench.composed(base.examination, files, brief)
        content = b""
        if page is not None and not found:
            if not mutant.path.endswith(".css") and _numbers(page.html.plain) == _numbers(base.documents[brief]):
                return Verdict(mutant=mutant, fate=Fate.SAME, reason="no number on the pages would be another")
            content, found = base.bench.printed(page, loaded)
    except Exception as error:
        return Verdict(mutant=mutant, fate=Fate.SURVIVED, reason=f"briefkit failed: {type(error).__name__}: {error}")
    codes = tuple(dict.fromkeys(one.code for one in found))
    if any(one.span.path == mutant.path or one.code.startswith(_OF_THE_PAGE) for one in found):
        return Verdict(mutant=mutant, fate=Fate.KILLED, reason=found[0].message, codes=codes)
    if found:
        elsewhere = ", ".join(f"{one.code} at {one.span.path}:{one.span.line}" for one in found[:3])
        return Verdict(mutant=mutant, fate=Fate.SURVIVED, reason=f"found elsewhere: {elsewhere}", codes=codes)
    if mutant.path.endswith(".css") and pictures(content) == base.looks(brief):
        return Verdict(mutant=mutant, fate=Fate.SAME, reason="the pages would look the same")
    if mutant.thing in ("output dropped", "output cut") and page is not None:
        left = Counter(_numbers(page.html.plain)) - Counter(_numbers(base.documents[brief]))
        if not left:  # every figure is there, or reading back would have missed it; and nothing else has come in
            return Verdict(mutant=mutant, fate=Fate.CARRIED, reason="the template leaves it out")
    return Verdict(mutant=mutant, fate=Fate.SURVIVED, reason="no finding names it")


_OF_THE_PAGE = ("BK71", "BK72", "BK74", "BK765")  # what is lost, refused, read back or too wide
_SAMPLES = {False: "everything_note", True: "everything_chrnk"}
_WEIGHTY = re.compile(
    r"\d[\d.,]*|[%½²−$]|\b(?:not|no|over|nearly|about|half|two|three|twelve|million|billion|percent|USD|RMB)\b"
)


def _numbers(html: str) -> list[str]:
    """The numbers that a document prints, and the words that change one, in order."""
    return _WEIGHTY.findall(read_page(html).text)


def _of_findings(base: Baseline, mutant: Mutant, found: list[Finding], codes: tuple[str, ...]) -> Verdict:
    if right_place(base, mutant, found):
        return Verdict(mutant=mutant, fate=Fate.KILLED, reason=found[0].message, codes=codes)
    elsewhere = ", ".join(f"{one.code} at {one.span.path}:{one.span.line}" for one in found[:3])
    return Verdict(mutant=mutant, fate=Fate.SURVIVED, reason=f"found elsewhere: {elsewhere}", codes=codes)


def _of_pages(base: Baseline, mutant: Mutant, examination: Examination, pages: Mapping[str, Page]) -> Verdict:
    def survived(reason: str) -> Verdict:
        return Verdict(mutant=mutant, fate=Fate.SURVIVED, reason=reason)

    if mutant.strict:
        return survived("no finding names it")
    changed, exact = False, False
    for name, page in pages.items():
        before, now = base.examination.briefs[name].brief, examination.briefs[name].brief
        wrong = next(misprints(now, examination.briefs[name].style), None)
        if wrong is not None:
            return survived(wrong)
        stray = _stray(mutant, before, now, base.pages[name], page)
        if stray:
            return survived(stray)
        changed = changed or page.text != base.pages[name].text
        exact = exact or _exact_changes(before, now)
    if changed:
        return Verdict(mutant=mutant, fate=Fate.CARRIED, reason="the pages print it")
    if exact:
        return Verdict(mutant=mutant, fate=Fate.CARRIED, reason="below the printed digits", hidden=True)
    idle = _idle(base, mutant)
    if idle:
        return Verdict(mutant=mutant, fate=Fate.SAME, reason=idle)
    return survived("nothing prints it, no finding names it")


_UNHELD = ("as_of", "where", "by", "translation text", "reviewed on", "quote", "waiver reason")


def _idle(base: Baseline, mutant: Mutant) -> str:
    """Why a change that nothing prints and no finding names does not matter; empty where it does."""
    subject = mutant.subject
    briefs = [examined.brief for examined in base.examination.briefs.values()]
    unprinted = subject.kind in ("claim", "waiver") and not any(subject.name in brief.claims() for brief in briefs)
    if unprinted and (mutant.thing == "sign" or mutant.place in _UNHELD):  # a quote at its edge: see _may_stand
        return "nothing printed rests on the claim"
    if mutant.place == "figure round":
        return "the figure has no more digits"
    if mutant.place in ("house style, group", "house style, minus"):
        mark, texts = mutant.old.strip('"'), (text for page in base.pages.values() for text in page.figures.values())
        return "" if any(mark in text for text in texts) else "no figure on the pages is written with it"
    if subject.kind == "figure" and not any(
        _rests_on(one, subject.name, brief) for brief in briefs for one in brief.printed
    ):
        return "nothing printed rests on the figure"
    if mutant.place == "configuration, nouns":
        figures = [claim.figure for seed in base.examination.seeds.values() for claim in seed.claims.values()]
        if not any(subject.name in {*one.unit.numerator, *one.unit.denominator} for one in figures if one is not None):
            return "no claim counts in the noun"
    if mutant.place == "rates source":
        brief = base.examination.briefs[subject.name].brief
        if not any(rate.path for one in brief.printed for rate in _rates(one)):
            return "every rate would be the same"
    return ""


def _bounds(printed: Printed) -> Any:
    value = printed.value
    if not isinstance(value, Figure):
        return printed.text
    second = value.display.second
    return value.low, value.high, value.unit, value.hedge, (second.low, second.high, second.unit) if second else None


def _exact_changes(before: ResolvedBrief, now: ResolvedBrief) -> bool:
    """Whether every figure that changed in a brief changed exactly; and some did."""
    return any(_bounds(one) != _bounds(other) for one, other in zip(before.printed, now.printed, strict=False))


def dependents(mutant: Mutant, brief: ResolvedBrief) -> set[int] | None:
    """The numbers of the places in a brief that rest on what was changed; None where any may."""
    subject = mutant.subject
    match subject.kind:
        case "claim":
            return {printed.number for printed in brief.printed if subject.name in printed.claims}
        case "figure":
            return {printed.number for printed in brief.printed if _rests_on(printed, subject.name, brief)}
        case "prose" | "table":
            return {
                printed.number
                for printed in brief.printed
                if brief.path == mutant.path and printed.span.line <= mutant.line <= printed.span.end_line
            }
        case "record":
            return {
                printed.number
                for printed in brief.printed
                if any(one.source == subject.name for one in printed.citations)
            }
        case "rate" | "brief rates" | "configuration":
            return {printed.number for printed in brief.printed if _rates(printed) or subject.kind == "configuration"}
        case "house" | "noun":
            return None
        case _:
            return set()


def _rests_on(printed: Printed, figure: str, brief: ResolvedBrief) -> bool:
    own, _, name = figure.partition(":")
    if own != brief.name:
        return False
    return isinstance(printed.value, Figure) and _uses(printed.value, name)


def _uses(figure: Figure, name: str) -> bool:
    if figure.name == name:
        return True
    inputs = figure.derivation.inputs if figure.derivation else ()
    return any(_uses(one, name) for one in inputs)


def _stray(mutant: Mutant, before: ResolvedBrief, now: ResolvedBrief, old: Page, new: Page) -> str:
    """What changed on a page though it does not rest on the change, or did not change though it does; else nothing."""
    allowed = dependents(mutant, before)
    if len(before.printed) != len(now.printed):
        return f"{before.name} prints {len(now.printed)} expressions for {len(before.printed)}"
    moved: dict[int, tuple[str, str]] = {}
    for one, other in zip(before.printed, now.printed, strict=True):
        if one.text == other.text:
            if allowed is not None and one.number in allowed and _must_change(mutant, one, other):
                return f"“{one.text}” in {before.path}:{one.span.line} rests on it and did not change"
            continue
        if allowed is not None and one.number not in allowed:
            return f"“{one.text}” in {before.path}:{one.span.line} does not rest on it and became “{other.text}”"
        moved[one.number] = (one.text, other.text)
        if " ".join(other.text.split()) not in new.text:
            return f"“{other.text}” of {before.path}:{one.span.line} is not on the page"
    if allowed is None or mutant.subject.kind in ("front", "record"):
        return ""
    return _stray_words(mutant, old, new, moved)


def _must_change(mutant: Mutant, before: Printed, now: Printed) -> bool:
    """Whether a place that rests on the change stayed the same though it should not have."""
    if mutant.subject.kind in ("claim", "figure") and mutant.place in ("value", "figure is", "figure as", "text"):
        direct = before.name in (mutant.subject.name, mutant.subject.name.partition(":")[2])
        if isinstance(before.value, Words):
            return mutant.place == "text" and direct and not before.value.verbatim and before.expression.count(".") == 1
        return direct and _bounds(before) == _bounds(now)
    return False


def _stray_words(mutant: Mutant, old: Page, new: Page, moved: Mapping[int, tuple[str, str]]) -> str:
    """Words outside figures that changed, though only figures should have; of the evidence, only what must not."""
    first = [text for section, text in old.blocks if section == "body"]
    second = [text for section, text in new.blocks if section == "body"]
    if len(first) != len(second):
        # A conversion more brings the heads of its appendix along, another quotation may say whose words it is.
        first, second = ([text for text in texts if "⟦" in text] for texts in (first, second))
        if len(first) != len(second):
            return "the page has other blocks"
    typed = mutant.subject.kind in ("prose", "table")
    for one, other in zip(first, second, strict=True):
        if one == other or (typed and not moved):
            continue
        explained = one
        for text, instead in moved.values():
            explained = explained.replace(" ".join(text.split()), " ".join(instead.split()))
        if explained != other and not typed:
            return f"“{one[:60]}” became “{other[:60]}”"
    return ""
