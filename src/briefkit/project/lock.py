"""The lock of a brief: every figure that it prints, as last built, in a file that is made to be read in a diff.

An examined brief in, a `Lock` out; a `Lock` in, the text of `briefs/<name>.lock.yaml` out, and back again. One figure
is one entry, whatever it prints as and wherever, and the lines of an entry that change together stand together: so one
changed figure is one changed hunk. Nothing in the file counts, and nothing is wrapped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal
from typing import ClassVar

from pydantic import Field

from briefkit.briefs.prose import TextPiece
from briefkit.briefs.resolved import (
    EMPTY_RUN,
    Content,
    Printed,
    ResolvedBrief,
    ResolvedChart,
    ResolvedDiagram,
    ResolvedMap,
    ResolvedRun,
    ResolvedTable,
    Sentence,
    contents,
)
from briefkit.evidence.seeds import AnchoredClaim
from briefkit.figures.figure import Figure, plain_number
from briefkit.figures.money.rates import Rate, format_rate
from briefkit.figures.printing import format_calculation
from briefkit.findings import Finding, Outcome, Severity, Span
from briefkit.findings import bk8_output as codes
from briefkit.nodes import Items, Named, Node, Scalar, Spec, decode, read_yaml
from briefkit.nodes import Mapping as MappingNode
from briefkit.nodes import Sequence as SequenceNode
from briefkit.project.examination import Examination, Examined
from briefkit.project.workspace import LOCK_SUFFIX

VERSION = 1
RATE_DIGITS = 8  # more than a page shows: a rate that changed a little is a changed rate

_SHORT = Context(prec=16)  # the digits of a calculation behind these only make noise
_HEAD = """\
# The figures that {path} prints, as last built. briefkit build writes this file, and mends it after a merge;
# only what stands under published: may be edited.
"""
_PLAIN = re.compile(r'[A-Za-z0-9_][\w.|()"*/+<>=%,-]*(?: [\w.|()"*/+<>=%,-]+)*')
_NO_TEXT = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null")
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?")
_CONTROLS = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: |$)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedPlace:
    """One place where a figure prints: its text, and the words it stands in.

    `frame` is the sentence, or the cell with its table, row and column, in which the brief's other figures stand as
    `{{ expressions }}`: it changes with this figure and its words alone. `sentence` is the same as it prints, and
    `span` the place in the brief; the file has neither.
    """

    text: str
    frame: str
    sentence: str = field(default="", compare=False)
    span: Span = field(default=Span(""), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedFigure:
    """One figure: `figure` is the expression that prints it, which no other entry has.

    `name` is its claim or figure; `formula` and `round` are those of a figure that the brief defines. `low` and `high`
    are plain decimals in `unit`, to 16 digits; all three are empty for words. `second` is the amount in brackets.
    `rates` are in words, with date and source. `claims` are those it rests on, and `states` what each of them states,
    where the value depends on that.
    """

    figure: str
    name: str
    places: tuple[LockedPlace, ...]
    low: str = ""
    high: str = ""
    unit: str = ""
    hedge: str = ""
    second: str = ""
    calculation: str = ""
    rates: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    states: tuple[tuple[str, str], ...] = ()
    formula: str = ""
    round: str = ""
    span: Span = field(default=Span(""), compare=False)  # its first place in the brief, or its entry in the file

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints as, each text once."""
        return tuple(dict.fromkeys(place.text for place in self.places))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A PDF that went out: its day, its hash, and the claims that it printed."""

    date: str
    sha256: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The figures of one brief in the order of the document, the hashes of the snapshots they rest on by seed."""

    brief: str
    snapshots: tuple[tuple[str, str], ...] = ()
    figures: tuple[LockedFigure, ...] = ()
    published: tuple[Publication, ...] = ()


def lock_path(brief: str) -> str:
    """`wigs` → `briefs/wigs.lock.yaml`."""
    return f"briefs/{brief}{LOCK_SUFFIX}"


def brief_of(path: str) -> str:
    """`briefs/wigs.lock.yaml` → `wigs`."""
    return path.removeprefix("briefs/").removesuffix(LOCK_SUFFIX)


# From a brief


def lock_of(examined: Examined, published: Sequence[Publication] = ()) -> Lock:
    """The lock of a brief as it stands. `published` is kept as it is: a brief does not know it."""
    brief = examined.brief
    places = _places(brief)
    grouped: dict[str, list[Printed]] = {}
    for printed in brief.printed:
        if printed.text and (isinstance(printed.value, Figure) or printed.claims):
            grouped.setdefault(_key(printed), []).append(printed)
    used = dict.fromkeys(citation.source for group in grouped.values() for citation in group[0].citations)
    return Lock(
        brief=brief.name,
        snapshots=tuple((key, brief.seeds[key].sha256) for key in sorted(used) if key in brief.seeds),
        figures=tuple(_figure(key, group, examined, places) for key, group in grouped.items()),
        published=tuple(published),
    )


def _key(printed: Printed) -> str:
    """The expression; a quotation on lines of its own names its claim alone."""
    if not isinstance(printed.value, Figure) and printed.value.verbatim and printed.value.name:
        return f"quote({printed.value.name})"
    return _expression(printed)


def _expression(printed: Printed) -> str:
    return " ".join(printed.expression.split())


def _figure(key: str, group: Sequence[Printed], examined: Examined, places: dict[int, LockedPlace]) -> LockedFigure:
    first = group[0]
    defined = examined.brief.figures.get(first.name)
    locked = LockedFigure(
        figure=key,
        name=first.name,
        places=tuple(places[printed.number] for printed in group),
        claims=first.claims,
        formula=" ".join(defined.spec.is_.text.split()) if defined else "",
        span=first.span,
    )
    value = first.value
    states = tuple((name, _stated(examined.brief, name)) for name in first.claims)
    if not isinstance(value, Figure):
        return replace(locked, calculation=value.relation, states=states if value.relation else ())
    second, rounding = value.display.second, value.display.rounding
    return replace(
        locked,
        states=states,
        low=_number(value.low),
        high=_number(value.high),
        unit=str(value.unit),
        hedge=str(value.hedge) if value.hedge else "",
        second=_amount(second) if second else "",
        calculation=format_calculation(value, examined.style, examined.vocabulary),
        rates=tuple(_rate(rate) for rate in dict.fromkeys([*value.rates, *(second.rates if second else ())])),
        round=f"{rounding.digits} {rounding.kind}" if rounding else "",
    )


def _number(value: Decimal) -> str:
    return plain_number(_SHORT.plus(value))


def _amount(figure: Figure) -> str:
    low, high = _number(figure.low), _number(figure.high)
    return f"{low} {figure.unit}" if low == high else f"{low} to {high} {figure.unit}"


def _rate(rate: Rate) -> str:
    days = ""
    if rate.first is not None and rate.last is not None:
        days = f"fixing of {rate.last}" if rate.fixings == 1 else f"{rate.fixings} fixings, {rate.first} to {rate.last}"
    parts = (format_rate(rate, RATE_DIGITS), rate.period.text, rate.policy, days, rate.note, rate.description)
    return ", ".join(part for part in (*parts, "" if rate.description else rate.source) if part)


def _stated(brief: ResolvedBrief, name: str) -> str:
    """What a claim states: its value, or its words."""
    seed, _, key = name.partition(".")
    claim: AnchoredClaim | None = brief.seeds[seed].claims.get(key) if seed in brief.seeds else None
    if claim is None:
        return ""
    found = claim.spec.value or claim.spec.text
    return " ".join(found.text.split()) if found else claim.quote


def _places(brief: ResolvedBrief) -> dict[int, LockedPlace]:
    """For each printed place, by its number, the words it stands in."""
    heads = _heads(brief)
    return {
        printed.number: LockedPlace(
            text=printed.text,
            frame=_in_words(sentence, *heads.get(printed.number, ("", ())), own=_expression(printed)),
            sentence=_in_words(sentence, *heads.get(printed.number, ("", ()))),
            span=printed.span,
        )
        for sentence in brief.sentences
        for printed in sentence.printed
    }


def _in_words(sentence: Sentence, kind: str, runs: Sequence[ResolvedRun], own: str | None = None) -> str:
    """A sentence; a cell behind the heads of what it is the figure of. `own` is the expression that stays printed."""
    said = _framed(sentence.pieces, own)
    if not kind:
        return said
    title, *parts = [_framed(run.pieces, own) for run in runs]
    return ", ".join([f"{kind} “{title}”", *filter(None, parts)]) + f": {said}"


def _framed(pieces: Iterable[object], own: str | None) -> str:
    """A text as it prints; where one expression is given, all others stand as they are written."""
    parts: list[str] = []
    for piece in pieces:
        if isinstance(piece, TextPiece):
            parts.append(piece.text)
        elif isinstance(piece, Printed):
            expression = _expression(piece)
            shown = own in (None, expression) or not piece.text
            parts.append(piece.text if shown else f"{{{{ {expression} }}}}")
    return " ".join("".join(parts).split())


Head = tuple[str, tuple[ResolvedRun, ...]]


def _heads(brief: ResolvedBrief) -> dict[int, Head]:
    """For each place in a table or drawing what it is the figure of: the kind of block, its title, row and column."""
    return {
        printed.number: (kind, heads)
        for content in contents(brief)
        for kind, heads, run in _cells(content)
        for printed in run.printed
    }


def _cells(content: Content) -> Iterator[tuple[str, tuple[ResolvedRun, ...], ResolvedRun]]:
    if isinstance(content, ResolvedTable):
        for row in content.rows:
            for at, cell in enumerate(row):
                column = content.columns[at] if at < len(content.columns) else EMPTY_RUN
                yield "table", (content.title, row[0] if at else EMPTY_RUN, column), cell
    elif isinstance(content, ResolvedChart):
        for series in content.series:
            label = ResolvedRun(pieces=(TextPiece(series.label),))
            for category, figure in zip(content.categories, series.cells, strict=True):
                if figure is not None:
                    yield "chart", (content.title, category, label), figure
    elif isinstance(content, ResolvedMap):
        for one in content.places:
            yield "map", (content.title,), one.name
            yield "map", (content.title, one.name), one.value
        for route in content.routes:
            yield "map", (content.title,), route
    elif isinstance(content, ResolvedDiagram):
        for run in content.runs[1:-1]:
            yield "diagram", (content.title,), run


# To a file


def format_lock(lock: Lock) -> str:
    """The text of the file: keys in one order, one on a line, none wrapped."""
    lines = [f"lock: {VERSION}", f"brief: {_block(lock.brief)}", "published:" + ("" if lock.published else " []")]
    for publication in lock.published:
        lines += [f"- date: {_block(publication.date)}", f"  sha256: {_block(publication.sha256)}"]
        lines += ["  claims:" + ("" if publication.claims else " []")]
        lines += [f"  - {_block(claim)}" for claim in publication.claims]
    lines.append("snapshots:" + ("" if lock.snapshots else " {}"))
    lines += [f"  {_block(seed)}: {_block(sha256)}" for seed, sha256 in lock.snapshots]
    lines.append("figures:" + ("" if lock.figures else " []"))
    for figure in lock.figures:
        lines += _figure_lines(figure)
    return _HEAD.format(path=f"briefs/{lock.brief}.yaml") + "\n".join(lines) + "\n"


def _figure_lines(figure: LockedFigure) -> list[str]:
    """What changes together stands together; claims and rates take one line each, however many."""
    head = {
        "figure": _block(figure.figure),
        "name": "" if figure.name == figure.figure else _block(figure.name),
        "formula": _block(figure.formula),
        "round": _block(figure.round),
    }
    value = {
        "low": _block(figure.low),
        "high": _block(figure.high),
        "unit": _block(figure.unit),
        "hedge": _block(figure.hedge),
        "second": _block(figure.second),
        "calculation": _quoted(figure.calculation),
        "rates": f"[{', '.join(map(_quoted, figure.rates))}]" if figure.rates else "",
        "claims": f"[{', '.join(map(_inline, figure.claims))}]",
        "states": "{" + ", ".join(f"{_inline(name)}: {_quoted(text)}" for name, text in figure.states) + "}",
    }
    lines = [*_field_lines(head), "  printed:"]
    for place in figure.places:
        lines += [f"  - text: {_quoted(place.text)}", f"    in: {_quoted(place.frame)}"]
    lines += _field_lines(value)
    return ["- " + lines[0].removeprefix("  "), *lines[1:]]


def _field_lines(fields: Mapping[str, str]) -> list[str]:
    return [f"  {key}: {text}" for key, text in fields.items() if text not in ("", '""', "{}")]


def _block(text: str) -> str:
    """A scalar on a line of its own, plain where YAML reads it as text or number."""
    return text if _PLAIN.fullmatch(text) and not _NO_TEXT.fullmatch(text) else _quoted(text)


def _inline(text: str) -> str:
    """A name inside brackets or braces."""
    return text if _NAME.fullmatch(text) and not _NO_TEXT.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """In quotation marks: in double ones, with the escapes that JSON and YAML share, where single ones do not do."""
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


# From a file


class _PlaceSpec(Spec):
    kind: ClassVar[str] = "printed"
    text: Scalar
    in_: Scalar = Field(alias="in")


class _FigureSpec(Spec):
    kind: ClassVar[str] = "figure"
    figure: Scalar
    name: Scalar | None = None
    formula: Scalar | None = None
    round: Scalar | None = None
    printed: Items[_PlaceSpec]
    low: Scalar | None = None
    high: Scalar | None = None
    unit: Scalar | None = None
    hedge: Scalar | None = None
    second: Scalar | None = None
    calculation: Scalar | None = None
    rates: Items[Scalar] = ()
    claims: Items[Scalar]
    states: Named[Scalar] = Field(default_factory=dict)


class _PublicationSpec(Spec):
    kind: ClassVar[str] = "published"
    date: Scalar
    sha256: Scalar
    claims: Items[Scalar] = ()


class _LockSpec(Spec):
    kind: ClassVar[str] = "lock"
    lock: Scalar
    brief: Scalar
    published: Items[_PublicationSpec]
    snapshots: Named[Scalar]
    figures: Items[_FigureSpec]


def read_lock(data: bytes, path: str) -> Outcome[Lock | None]:
    """A lock from the bytes of its file; None with the finding where it cannot be used.

    That is one from a newer briefkit (BK822), one with the marks of a merge conflict (BK823), and one that is cut off
    or no lock at all (BK821). `path` is what findings name.
    """
    mark = _CONFLICT.search(data.decode("utf-8", "replace"))
    if mark is not None:
        line = data.decode("utf-8", "replace")[: mark.start()].count("\n") + 1
        span = Span(path, line, 1, line, 8)
        return Outcome(None, (codes.LOCK_CONFLICT.at(span, hint=_rebuild(path)),))
    nodes = read_yaml(data, path)
    if nodes.value is None or nodes.findings:
        return Outcome(None, (_unreadable(path, nodes.findings),))
    newer = _newer(nodes.value)
    if newer is not None:
        hint = "install the newer briefkit that wrote it, or move the file away and build again"
        return Outcome(None, (codes.LOCK_NEWER.at(newer.span, found=newer.text[:20], known=VERSION, hint=hint),))
    decoded = decode(_LockSpec, nodes.value)
    if decoded.value is None or decoded.findings:
        return Outcome(None, (_unreadable(path, decoded.findings),))
    return Outcome(_lock(decoded.value))


def read_locks(files: Mapping[str, bytes]) -> Outcome[dict[str, Lock]]:
    """The locks among the files of a project by the names of their briefs, and a finding for each that is unusable."""
    outcomes = {brief_of(path): read_lock(data, path) for path, data in files.items()}
    locks = {name: outcome.value for name, outcome in outcomes.items() if outcome.value is not None}
    return Outcome(locks, tuple(finding for outcome in outcomes.values() for finding in outcome.findings))


def read_published(data: bytes, path: str) -> Outcome[tuple[Publication, ...] | None]:
    """What a lock that is about to be written anew has published. None, with the finding, where nobody can tell.

    Of a merge conflict both sides count. A lock whose figures cannot be read is written anew, with a note; one in which
    `published` itself cannot be read is left alone, and so is that of a newer briefkit.
    """
    whole = read_lock(data, path)
    if whole.value is not None:
        return Outcome(whole.value.published)
    (finding,) = whole.findings
    if finding.code == codes.LOCK_NEWER.code:
        return Outcome(None, whole.findings)
    found: dict[Publication, None] = {}
    for side in _sides(data.decode("utf-8", "replace")):
        published = _published(side, path)
        if published is None:
            hint = f"correct what stands under published: in {path}, or take the file from git again"
            return Outcome(None, (replace(finding, hint=hint),))
        found |= dict.fromkeys(published)
    kept = f"{len(found)} published PDF" + ("" if len(found) == 1 else "s")
    note = replace(finding, severity=Severity.NOTE, hint=f"it is written anew, and keeps {kept}")
    return Outcome(tuple(sorted(found, key=lambda one: one.date)), (note,))


def _sides(text: str) -> tuple[str, ...]:
    """The texts that a merge could not bring together; the text itself where there is no conflict."""
    sides: tuple[list[str], list[str]] = ([], [])
    taken: tuple[int, ...] = (0, 1)
    for line in text.splitlines():
        mark = _CONFLICT.match(line)
        if mark is None:
            for side in taken:
                sides[side].append(line)
        else:
            taken = {"<": (0,), "|": (), "=": (1,), ">": (0, 1)}[line[0]]
    return tuple("\n".join(side) + "\n" for side in sides) if _CONFLICT.search(text) else (text,)


def _published(text: str, path: str) -> tuple[Publication, ...] | None:
    """What stands under `published`, where all of it is there: the next key has to follow."""
    head, mark, _ = text.partition("\nsnapshots:")
    nodes = read_yaml(head.encode(), path) if mark else Outcome(None)
    found = nodes.value.get("published") if isinstance(nodes.value, MappingNode) and not nodes.findings else None
    if not isinstance(found, SequenceNode):
        return None
    decoded = [decode(_PublicationSpec, item) for item in found.items]
    if any(one.value is None or one.findings for one in decoded):
        return None
    return tuple(_publication(one.value) for one in decoded if one.value is not None)


def _rebuild(path: str) -> str:
    return f"briefkit build {brief_of(path)}"


def _unreadable(path: str, findings: Sequence[Finding]) -> Finding:
    place = findings[0].span if findings else Span(path)
    reason = findings[0].message if findings else "it is empty"
    return codes.LOCK_UNREADABLE.at(place, reason=reason, hint=_rebuild(path))


def _newer(node: Node) -> Scalar | None:
    """The version of a lock that this briefkit does not know."""
    version = node.get("lock") if isinstance(node, MappingNode) else None
    known = isinstance(version, Scalar) and version.text.isdecimal() and int(version.text[:9]) <= VERSION
    return version if isinstance(version, Scalar) and not known else None


def _lock(spec: _LockSpec) -> Lock:
    return Lock(
        brief=spec.brief.text,
        snapshots=tuple((seed, sha256.text) for seed, sha256 in spec.snapshots.items()),
        figures=tuple(_locked(figure) for figure in spec.figures),
        published=tuple(map(_publication, spec.published)),
    )


def _publication(spec: _PublicationSpec) -> Publication:
    return Publication(date=spec.date.text, sha256=spec.sha256.text, claims=tuple(claim.text for claim in spec.claims))


def _locked(spec: _FigureSpec) -> LockedFigure:
    def text(scalar: Scalar | None) -> str:
        return scalar.text if scalar is not None else ""

    return LockedFigure(
        figure=spec.figure.text,
        name=text(spec.name) or spec.figure.text,
        places=tuple(LockedPlace(text=place.text.text, frame=place.in_.text) for place in spec.printed),
        low=text(spec.low),
        high=text(spec.high),
        unit=text(spec.unit),
        hedge=text(spec.hedge),
        second=text(spec.second),
        calculation=text(spec.calculation),
        rates=tuple(rate.text for rate in spec.rates),
        claims=tuple(claim.text for claim in spec.claims),
        states=tuple((name, stated.text) for name, stated in spec.states.items()),
        formula=text(spec.formula),
        round=text(spec.round),
        span=spec.figure.span,
    )


# Where the two disagree


def differences(brief: Lock, lock: Lock, path: str) -> Iterator[Finding]:
    """How a brief and its lock disagree: each figure once, where the brief prints it or, if it does not, in the lock.

    `path` is that of the brief. What was published is no part of it.
    """
    hint = f"briefkit build {brief.brief}"
    before = {figure.figure: figure for figure in lock.figures}
    for figure in brief.figures:
        old = before.pop(figure.figure, None)
        change = "printed here, and not in the lock" if old is None else _difference(figure, old)
        if change:
            yield codes.LOCK_DIFFERS.at(figure.span, figure=figure.figure, difference=change, hint=hint)
    for old in before.values():
        text = f"in the lock as {_listed(old.texts)}, and printed nowhere"
        yield codes.LOCK_DIFFERS.at(old.span, figure=old.figure, difference=text, hint=hint)
    snapshots = dict(lock.snapshots)
    for seed, sha256 in brief.snapshots:
        if snapshots.pop(seed, sha256) != sha256:
            text = "its snapshot is not the one in the lock"
            yield codes.LOCK_DIFFERS.at(Span(path), figure=seed, difference=text, hint=hint)
    if brief.brief != lock.brief:
        yield codes.LOCK_DIFFERS.at(Span(path), figure="brief", difference=f'the lock is of "{lock.brief}"', hint=hint)
    if _common(brief, lock) != _common(lock, brief):
        text = "the figures stand in another order in the lock"
        yield codes.LOCK_DIFFERS.at(Span(path), figure=brief.brief, difference=text, hint=hint)


def _common(one: Lock, other: Lock) -> list[str]:
    """The figures of one lock that another has, too, in order."""
    names = {figure.figure for figure in other.figures}
    return [figure.figure for figure in one.figures if figure.figure in names]


def check_locks(examination: Examination, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """The locks among the files of a project against its briefs. A brief with findings of its own is left out."""
    for name, examined in examination.briefs.items():
        if name in examination.blocked:
            continue
        data = files.get(lock_path(name))
        if data is None:
            hint = f"briefkit build {name}"
            yield codes.NO_LOCK.at(Span(examined.brief.path), brief=name, hint=hint)
            continue
        read = read_lock(data, lock_path(name))
        yield from read.findings
        if read.value is not None:
            yield from differences(lock_of(examined), read.value, examined.brief.path)


def _difference(figure: LockedFigure, old: LockedFigure) -> str:
    """The first of what differs, from what a reader sees to what is behind it; empty where nothing does."""
    if figure.texts != old.texts:
        return f"prints {_listed(figure.texts)}, and {_listed(old.texts)} in the lock"
    for name in ("low", "high", "unit", "hedge", "second", "round", "calculation", "formula", "name"):
        if getattr(figure, name) != getattr(old, name):
            return f"its {name} is {_said(getattr(figure, name))}, and {_said(getattr(old, name))} in the lock"
    for name in ("rates", "claims", "states"):
        if getattr(figure, name) != getattr(old, name):
            new, was = ("; ".join(map(_pair, getattr(one, name))) for one in (figure, old))
            return f"its {name} are {_said(new)}, and {_said(was)} in the lock"
    if figure.places != old.places:
        frames = [place.frame for place in old.places]
        other = next((place.frame for place in figure.places if place.frame not in frames), "")
        return f"stands in other words than in the lock: {other}" if other else "stands in other places in the lock"
    return ""


def _listed(texts: Sequence[str]) -> str:
    return " and ".join(f"“{text}”" for text in texts) or "nothing"


def _said(text: str) -> str:
    return text or "none"


def _pair(value: str | tuple[str, str]) -> str:
    return value if isinstance(value, str) else f"{value[0]} {value[1]}"
