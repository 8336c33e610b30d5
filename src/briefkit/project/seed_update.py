"""A new snapshot of a source: what becomes of the claims, which sentences would change, and the files that say so.

Everything is worked out in memory, by examining the project as it is and as it would be; `write_update` alone writes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from briefkit.briefs.resolved import Printed, Sentence
from briefkit.evidence.anchoring import State
from briefkit.evidence.revisions import Revision, revise_seed
from briefkit.evidence.seeds import AnchoredClaim, Seed, snapshot_text
from briefkit.findings import Finding, Outcome, Span
from briefkit.nodes import Scalar
from briefkit.nodes.edit import NotEdited, replace_scalars
from briefkit.project.dependencies import Dependencies
from briefkit.project.examination import Examination, examine
from briefkit.project.git import GitFault, Repository
from briefkit.project.output import write_whole
from briefkit.project.workspace import Workspace, read_snapshot

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One printed text, old and new: that of a figure of a brief by its name, or of a sentence. `new` "" is gone."""

    brief: str
    span: Span
    old: str
    new: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedUpdate:
    """What a new snapshot would make of a project.

    `reached` has, for each claim that is not unchanged, the sentences that print it; `figures` every printed figure
    whose text would be another, `added` the claims of rows that a series did not have. `findings` are those that the
    project would have and does not have now, and those of the seed; `stopped` the briefs that could be built now and
    could not then. `files` is what an acceptance writes, by path.
    """

    key: str
    path: str
    file: str
    new_file: str
    sha256: str
    new_sha256: str
    revisions: tuple[Revision, ...]
    reached: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    figures: tuple[Change, ...] = ()
    added: tuple[AnchoredClaim, ...] = ()
    findings: tuple[Finding, ...] = ()
    stopped: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many claims are in each state, in the order of the states; those that no claim is in left out."""
        found = Counter(revision.state for revision in self.revisions)
        return {one.value: found[one] for one in State if found[one]}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSnapshot:
    """The bytes of a new snapshot, as messages name it, and the name it would have in seeds/."""

    data: bytes
    shown: str
    name: str


def read_text(snapshot: NewSnapshot, sheet: Scalar | None = None) -> Outcome[str | None]:
    """The text of a new snapshot; None with the finding where it is empty, too large or not UTF-8.

    Of a workbook it is that of the sheet that is named.
    """
    return snapshot_text(snapshot.data, snapshot.shown, sheet, Span(snapshot.shown))


def plan_update(
    workspace: Workspace, before: Examination, key: str, snapshot: NewSnapshot, text: str
) -> Outcome[SeedUpdate | None]:
    """What the seed `key` and the project would be with a new snapshot of that text; None where it has to be a table,
    and is none.

    `before` is the project as it is. Raises `NotEdited` where the seed's file cannot be edited in place.
    """
    before = _as_taken_in(workspace, before, key)
    seed = before.seeds[key]
    digest = hashlib.sha256(snapshot.data).hexdigest()
    outcome = revise_seed(seed, text, snapshot.name)
    if outcome.findings:
        return Outcome(None, outcome.findings)
    revisions = outcome.value
    edited = replace_scalars(workspace.seeds[seed.path], seed.path, _texts(seed, revisions, snapshot.name, digest))
    after = examine(
        replace(
            workspace,
            seeds={**workspace.seeds, seed.path: edited},
            snapshots={**workspace.snapshots, snapshot.name: snapshot.data},
        )
    )
    touched = [one.claim.name for one in revisions if one.state is not State.UNCHANGED]
    files = {f"seeds/{snapshot.name}": snapshot.data, seed.path: edited}
    update = SeedUpdate(
        key=key,
        path=seed.path,
        file=seed.spec.snapshot.file.text,
        new_file=snapshot.name,
        sha256=seed.spec.snapshot.sha256.text.strip(),
        new_sha256=digest,
        revisions=revisions,
        reached=_sentences(before, after, touched),
        figures=tuple(_figures(before, after)),
        added=tuple(claim for name, claim in after.seeds[key].claims.items() if name not in seed.claims),
        findings=tuple(_new_findings(before, after, seed.path)),
        stopped=tuple(name for name in after.blocked if name not in before.blocked),
        files={path: data for path, data in files.items() if data != _stored(workspace, path)},
    )
    return Outcome(update)


def write_update(workspace: Workspace, update: SeedUpdate) -> Outcome[tuple[str, ...]]:
    """Write what an update changes, each file whole; the paths written. A snapshot that is replaced is kept beside the
    new one, unless git has it; where one file cannot be written, the one before it is put back.
    """
    files = {**_kept(workspace, update), **update.files}
    replaced = {path: _stored(workspace, path) for path in update.files}
    written: list[str] = []
    for path, data in files.items():
        failure = write_whole(workspace.root / path, data, path)
        if failure is not None:
            for done in written:
                _put_back(workspace.root / done, replaced.get(done), done)
            return Outcome((), (failure,))
        written.append(path)
    return Outcome(tuple(written))


def _put_back(path: Path, data: bytes | None, shown: str) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, data, shown)


def _texts(seed: Seed, revisions: tuple[Revision, ...], name: str, digest: str) -> dict[Scalar, str]:
    """The new text of each scalar of the seed's file that an acceptance replaces."""
    texts = {seed.spec.snapshot.sha256: digest, seed.spec.snapshot.file: name}
    for revision in revisions:
        for key, new in revision.texts.items():
            scalar: Scalar = getattr(revision.claim.spec, key)
            if texts.setdefault(scalar, new) != new:
                raise NotEdited(f"{scalar.span} is shared by claims that would say different things")
    return texts


def _stored(workspace: Workspace, path: str) -> bytes | None:
    """A file of seeds/ as it is now."""
    name = path.removeprefix("seeds/")
    return workspace.seeds[path] if path in workspace.seeds else read_snapshot(workspace, name)


def _kept(workspace: Workspace, update: SeedUpdate) -> dict[str, bytes]:
    """The snapshot that would be overwritten under a name that is free; nothing where git has it."""
    path = f"seeds/{update.new_file}"
    old = _stored(workspace, path) if path in update.files else None
    if old is None or _committed(workspace.root, path) == old:
        return {}
    names = (f"{path}.old{number or ''}" for number in range(1000))
    free = next((name for name in names if not (workspace.root / name).exists()), None)
    return {free: old} if free else {}


def _committed(root: Path, path: str) -> bytes | None:
    """A file as the last commit has it; None where there is no commit, or no such file in it."""
    try:
        repository = Repository(root)
        entry = repository.entries(repository.commit("HEAD")).get(path)
        if entry is None:
            return None
        with repository.blobs() as blobs:
            return blobs.read(entry)
    except GitFault:
        return None


def _as_taken_in(workspace: Workspace, before: Examination, key: str) -> Examination:
    """The project with the snapshot of a seed that its hash names, where that was edited and git still has it."""
    seed = before.seeds[key]
    file, signed = seed.spec.snapshot.file.text, seed.spec.snapshot.sha256.text.strip().lower()
    if seed.sha256 == signed:
        return before
    data = _committed(workspace.root, f"seeds/{file}")
    if data is None or hashlib.sha256(data).hexdigest() != signed:
        return before
    return examine(replace(workspace, snapshots={**workspace.snapshots, file: data}))


def _sentences(before: Examination, after: Examination, names: Iterable[str]) -> dict[str, tuple[Change, ...]]:
    """For each claim the sentences that print it, as they are and as they would be."""
    renewed = {place: sentence.text for place, sentence in _placed_sentences(after)}
    places = {id(sentence): place for place, sentence in _placed_sentences(before)}
    dependencies = Dependencies(before)
    return {
        name: tuple(
            Change(
                brief=use.brief,
                span=use.sentence.span,
                old=use.sentence.text,
                new=renewed.get(places[id(use.sentence)], ""),
            )
            for use in dependencies.uses(name)
        )
        for name in names
    }


def _placed_sentences(examination: Examination) -> Iterator[tuple[Hashable, Sentence]]:
    for brief, examined in examination.briefs.items():
        for place, sentence in _placed(examined.brief.sentences, lambda one: tuple(map(_place, one.printed))):
            yield (brief, place), sentence


def _figures(before: Examination, after: Examination) -> Iterator[Change]:
    """Every printed figure whose text would be another, each change of a name in a brief once."""
    seen: set[tuple[str, str, str, str]] = set()
    for brief, examined in before.briefs.items():
        renewed = after.briefs[brief].brief.printed if brief in after.briefs else ()
        texts = {place: one.text for place, one in _placed(renewed, _place)}
        for place, one in _placed(examined.brief.printed, _place):
            new = texts.get(place, "")
            if new != one.text and (brief, one.name, one.text, new) not in seen:
                seen.add((brief, one.name, one.text, new))
                yield Change(brief=brief, span=one.span, old=one.text, new=new, name=one.name)


def _place(printed: Printed) -> Hashable:
    """Where an expression stands, and which it is: those of a series all stand where the series is named."""
    return printed.span, printed.expression


def _placed(things: Iterable[T], place: Callable[[T], Hashable]) -> Iterator[tuple[Hashable, T]]:
    """Each thing with its place, and its number among those of that place."""
    seen: Counter[Hashable] = Counter()
    for thing in things:
        where = place(thing)
        yield (where, seen[where]), thing
        seen[where] += 1


def _new_findings(before: Examination, after: Examination, path: str) -> Iterator[Finding]:
    """What would be found that is not found now, and what would still be found in the seed."""
    known = {(one.code, one.span.path, one.message) for one in before.findings}
    for finding in after.findings:
        is_new = (finding.code, finding.span.path, finding.message) not in known
        if finding.waived is None and (is_new or finding.span.path == path):
            yield finding
