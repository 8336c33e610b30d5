"""`briefkit seed add FILE` and `briefkit seed update KEY FILE`: take in a source, and a new text of one."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from briefkit.cli.common import CannotRun, TextOrJson, examined_project, exit_status, failing
from briefkit.cli.printers.json import as_data
from briefkit.cli.printers.text import format_finding
from briefkit.evidence.anchoring import State
from briefkit.evidence.revisions import Revision
from briefkit.evidence.seeds import MAX_SNAPSHOT, is_name
from briefkit.findings import Finding, Span
from briefkit.nodes import Scalar, nearest
from briefkit.nodes.edit import NotEdited
from briefkit.project.examination import Examination
from briefkit.project.output import write_whole
from briefkit.project.root import find_root
from briefkit.project.seed_files import key_of, seed_template
from briefkit.project.seed_update import Change, NewSnapshot, SeedUpdate, plan_update, read_text, write_update
from briefkit.project.workspace import Workspace

_LONGEST_DIFF = 500  # words of a quote that are laid beside one another
_NOTHING = "⟨not printed⟩"

seed = typer.Typer(no_args_is_help=True, help="Take in a source, or a new text of one.", rich_markup_mode=None)


@seed.command()
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The text of the source.", show_default=False)],
    key: Annotated[str, typer.Option("--key", help="The seed's name; made from the file's where none is given.")] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="Of a workbook, the sheet that is meant.")] = "",
) -> None:
    """Take in a source: its text is copied into seeds/, beside a record to fill in. Nothing is ever overwritten."""
    root = find_root(Path.cwd())
    if root is None:
        raise CannotRun("there is no project here or in a folder above; briefkit init makes one")
    data = _read(file)
    _text_of(NewSnapshot(data=data, shown=str(file), name=file.name), Scalar(sheet, Span(str(file))) if sheet else None)
    name = key or key_of(file.stem)
    if not is_name(name):
        suggested = key_of(name) or "a_source"
        raise CannotRun(f'"{name}" is no name for a seed; write --key {suggested}')
    snapshot, record = f"{name}{file.suffix.lower()}", f"{name}.yaml"
    in_place = file.name == _name_in(file, root / "seeds")
    files: dict[str, bytes] = {} if in_place else {snapshot: data}
    snapshot = file.name if in_place else snapshot
    digest = hashlib.sha256(data).hexdigest()
    files[record] = seed_template(key=name, shown=file.name, file=snapshot, sha256=digest, sheet=sheet).encode()
    taken = [f"seeds/{path}" for path in files if (root / "seeds" / path).exists()]
    if taken:
        raise CannotRun(f"nothing was written, since there is already: {', '.join(taken)}; --key gives another name")
    for path, content in files.items():
        failure = write_whole(root / "seeds" / path, content, f"seeds/{path}")
        if failure is not None:
            raise CannotRun(f"nothing was taken in: {failure.message}")
        typer.echo(f"wrote seeds/{path}")
    typer.echo(f"next: fill in type and title in seeds/{record}, then write its claims")


@seed.command()
def update(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The seed's name.", show_default=False)],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The new text of the source.", show_default=False)],
    accept: Annotated[bool, typer.Option("--accept", help="Write it: the new text, and the claims that follow.")] = (
        False
    ),
    format: Annotated[TextOrJson, typer.Option("--format", help="How to print it.")] = TextOrJson.TEXT,
) -> None:
    """Show what a new text of a source makes of its claims, and what would print. Only --accept writes."""
    workspace, before = examined_project()
    snapshot = _new_snapshot(workspace, before, key, file)
    text = _text_of(snapshot, before.seeds[key].spec.snapshot.sheet)
    try:
        outcome = plan_update(workspace, before, key, snapshot, text)
    except NotEdited as reason:
        raise CannotRun(f"the claims cannot be edited in place: {reason}; write them by hand") from reason
    planned = outcome.value
    if planned is None:
        raise CannotRun(_said(outcome.findings[0]))
    if not planned.files:
        raise CannotRun(f"nothing to do: seeds/{planned.file} has these very bytes, and seeds/{key}.yaml their hash")
    written: tuple[str, ...] = ()
    if accept:
        done = write_update(workspace, planned)
        if done.findings:
            raise CannotRun(f"nothing was written: {done.findings[0].message}")
        written = done.value
    if format is TextOrJson.JSON:
        typer.echo(json.dumps(_data(planned, written), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lines(planned, written)))
    raise typer.Exit(exit_status(planned.findings, failing(workspace, strict=False)))


def _new_snapshot(workspace: Workspace, before: Examination, key: str, file: Path) -> NewSnapshot:
    known = [path.removeprefix("seeds/").removesuffix(".yaml") for path in workspace.seeds]
    if key not in known:
        near = nearest(key, known)
        hint = f"did you mean {near}?" if near else f"there are: {', '.join(known) or 'none'}"
        raise CannotRun(f'no seed is named "{key}"; {hint}')
    if key not in before.seeds:
        raise CannotRun(f"seeds/{key}.yaml cannot be read: briefkit check says what is wrong")
    old = before.seeds[key].spec.snapshot.file.text
    seeds = workspace.root / "seeds"
    data = _read(file)
    name = _name_in(file, seeds)
    if name is not None and file.suffix.lower() in (".yaml", ".yml"):
        raise CannotRun(f"{file} is a seed, and no text of a source")
    if name is not None:
        return NewSnapshot(data=data, shown=str(file), name=name)
    if Path(old).suffix.lower() != file.suffix.lower():
        raise CannotRun(f"{file} is of another kind than seeds/{old}; put it into seeds/, under the name it shall have")
    if _name_in(seeds / old, seeds) is None:
        raise CannotRun(f"seeds/{key}.yaml names the snapshot {old}, which is no place in seeds/; correct it first")
    return NewSnapshot(data=data, shown=str(file), name=old)


def _read(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise CannotRun(f"there is no file {file}" if not file.exists() else f"{file} is no file")
        size = file.stat().st_size
        if size > MAX_SNAPSHOT:
            raise CannotRun(f"{file} has {size:,} bytes, and a snapshot may have {MAX_SNAPSHOT:,}: split it")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it cannot be opened").lower()
        raise CannotRun(f"{file} cannot be read: {reason}") from error


def _text_of(snapshot: NewSnapshot, sheet: Scalar | None) -> str:
    outcome = read_text(snapshot, sheet)
    if outcome.value is None:
        raise CannotRun(_said(outcome.findings[0]))
    return outcome.value


def _said(finding: Finding) -> str:
    return f"{finding.span}: {finding.message}; {finding.hint}"


def _name_in(file: Path, folder: Path) -> str | None:
    """The name of a file in a folder or below it, as seeds write it; None where it is elsewhere."""
    try:
        return file.resolve().relative_to(folder.resolve()).as_posix()
    except (OSError, RuntimeError, ValueError):
        return None


# As data


def _data(planned: SeedUpdate, written: Sequence[str]) -> dict[str, Any]:
    return {
        "seed": planned.key,
        "file": {"old": planned.file, "new": planned.new_file},
        "sha256": {"old": planned.sha256, "new": planned.new_sha256},
        "counts": planned.counts,
        "claims": [_claim_data(revision, planned) for revision in planned.revisions],
        "added": [{"name": claim.name, "cell": claim.cell} for claim in planned.added],
        "figures": [{"name": one.name, **_change_data(one)} for one in planned.figures],
        "stopped": list(planned.stopped),
        "findings": [as_data(finding) for finding in planned.findings],
        "written": list(written),
    }


def _claim_data(revision: Revision, planned: SeedUpdate) -> dict[str, Any]:
    claim = revision.claim
    return {
        "name": claim.name,
        "at": str(claim.span),
        "state": revision.state.value,
        "cell" if claim.cell else "quote": claim.quote,
        "now": revision.now,
        "changes": {
            key: {"old": " ".join(getattr(claim.spec, key).text.split()), "new": new}
            for key, new in revision.texts.items()
        },
        "left": revision.left,
        "sign_off_void": revision.void or None,
        "sentences": [_change_data(one) for one in planned.reached.get(claim.name, ())],
    }


def _change_data(change: Change) -> dict[str, Any]:
    return {"brief": change.brief, "at": str(change.span), "old": change.old, "new": change.new or None}


# As text


def _lines(planned: SeedUpdate, written: Sequence[str]) -> Iterator[str]:
    """All that would change; once it is written, what is left to do and the files."""
    counted = ", ".join(f"{number} {word}" for word, number in planned.counts.items())
    yield f"{planned.path}: {_plural(len(planned.revisions), 'claim')}" + (f": {counted}" if counted else "")
    for revision in planned.revisions:
        if revision.left or (revision.state is not State.UNCHANGED and not written):
            yield ""
            yield from _claim_lines(revision, planned.reached.get(revision.claim.name, ()))
    if planned.added and not written:
        yield ""
        yield "new in a series:"
        yield from (f"  {claim.name}: {claim.cell}" for claim in planned.added)
    if planned.figures and not written:
        yield ""
        yield "what would print:"
        yield from (f"  {one.brief}: {one.name}: {one.old} → {one.new or _NOTHING}" for one in planned.figures)
    if planned.stopped:
        yield ""
        yield f"briefs that {'cannot be built now' if written else 'could not be built'}: {', '.join(planned.stopped)}"
    if planned.findings:
        yield ""
        yield f"what check {'says now' if written else 'would say'}:"
        yield from (f"  {line}" for one in planned.findings for line in format_finding(one).split("\n"))
    yield ""
    if written:
        yield from (f"wrote {path}" if path in planned.files else f"kept the old text: {path}" for path in written)
        yield "next: briefkit build" if not planned.findings else "next: mend what check says, then briefkit build"
    else:
        yield f"nothing was written; --accept writes {' and '.join(planned.files)}"


def _claim_lines(revision: Revision, reached: Sequence[Change]) -> Iterator[str]:
    claim = revision.claim
    yield f"{claim.name}: {revision.state}"
    yield f"  {claim.span}"
    now = revision.texts.get("quote", revision.now) or claim.quote
    yield f"  {'cell' if claim.cell else 'quote'}: {marked_difference(claim.quote, now)}"
    for key, new in revision.texts.items():
        if key != "quote":
            yield f"  {key}: {' '.join(getattr(claim.spec, key).text.split())} → {new}"
    if revision.left:
        yield f"  left to you: {revision.left}"
    if revision.void:
        yield f"  the sign-off by {revision.void} becomes void"
    if not reached:
        yield "  printed nowhere"
    for change in reached:
        yield f"  {change.span}: {_sentence(change)}"


def _sentence(change: Change) -> str:
    return marked_difference(change.old, change.new) if change.new else f"{change.old} → {_NOTHING}"


def marked_difference(old: str, new: str) -> str:
    """Two texts as one, with the words that only one of them has in [-brackets-] and {+braces+}, as git marks them."""
    if old == new:
        return old
    before, after = old.split(), new.split()
    if max(len(before), len(after)) > _LONGEST_DIFF:
        return f"[-{old}-] {{+{new}+}}"
    parts: list[str] = []
    for kind, first, last, start, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = " ".join(before[first:last]), " ".join(after[start:end])
        if kind == "equal":
            parts.append(gone)
        else:
            parts += [text for text in (f"[-{gone}-]" if gone else "", f"{{+{come}+}}" if come else "") if text]
    return " ".join(parts)


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
