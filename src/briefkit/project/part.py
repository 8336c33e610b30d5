"""Which part of a project has to be examined again: what the last examination came to in, a smaller workspace out.

A change of one source need not have a thousand briefs examined. What may differ is told by hashes and by the words in
files, and where that leaves a doubt (a noun, a disputed measure, a finding that is new or gone) all is examined.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from briefkit.checks.agreement import measured
from briefkit.evidence.seeds import Seed
from briefkit.findings import Finding
from briefkit.findings.bk4_values import DISAGREE
from briefkit.project.examination import Examination
from briefkit.project.last_build import Answer
from briefkit.project.reduction import declared_nouns, has_words, may_name, names_of
from briefkit.project.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What has to be examined: the briefs that may differ, with the seeds that they and the changed ones rest on."""

    workspace: Workspace
    briefs: frozenset[str]  # by name
    changed: frozenset[str]  # seeds by key


def part_to_examine(
    workspace: Workspace,
    inputs: Mapping[str, str],
    answer: Answer,
    wanted: Collection[str],
    *,
    with_agreeing: bool = True,
) -> Part | None:
    """The part that may differ from the last examination, with the briefs that are `wanted` in any case.

    `with_agreeing` adds the seeds that share a measure with a changed one, which are needed where that states another
    value of it (`states_alike`). None where it may be anything: a file has come or gone, something that all briefs
    share has changed, or the part would be half of the project.
    """
    changed = {path for path, sha256 in inputs.items() if answer.inputs.get(path) != sha256}
    seeds, briefs = _by_key(workspace.seeds), _by_key(workspace.briefs)
    beside = {path for path in changed if path.startswith("seeds/") and path not in workspace.seeds}
    known = {*workspace.seeds, *workspace.briefs, *(path for path in beside if path not in workspace.rates)}
    if inputs.keys() != answer.inputs.keys() or not changed <= known or answer.disputed or workspace.findings:
        return None
    sources = {key for key, data in seeds.items() if f"seeds/{key}.yaml" in changed or may_name(data, beside)}
    if any(_declared(workspace, key, seeds[key]) != answer.declared.get(key, {}) for key in sources):
        return None
    measures = {measure for key in sources for measure in answer.measures.get(key, ())}
    agreeing = {key for key, about in answer.measures.items() if with_agreeing and measures & set(about)}
    names = {key: names_of([data]) & seeds.keys() for key, data in briefs.items()}
    reached = {key for key, used in names.items() if f"briefs/{key}.yaml" in changed or used & sources or key in wanted}
    needed = sources | agreeing | {name for key in reached for name in names[key]}
    if 2 * (len(needed) + len(reached)) > len(seeds) + len(briefs):
        return None
    return Part(
        workspace=replace(
            workspace,
            seeds={path: data for path, data in workspace.seeds.items() if _key(path) in needed},
            briefs={path: data for path, data in workspace.briefs.items() if _key(path) in reached},
        ),
        briefs=frozenset(reached),
        changed=frozenset(sources),
    )


def bears_out(part: Part, found: Examination, answer: Answer) -> bool:
    """Whether a part, examined by itself, leaves the rest as it was: no finding is new or gone, none a dispute."""
    kept = {*part.workspace.seeds, *part.workspace.briefs}
    before = {one for one in answer.findings if one.span.path in kept or not _is_source(one)}
    now = {one for one in found.findings if one.waived is None}
    blocked = {name: count for name, count in answer.blocked.items() if name in part.briefs}
    measures = measures_of(found.seeds)
    return (
        now == before
        and dict(found.blocked) == blocked
        and not is_disputed(found)
        and all(set(measures.get(key, ())) <= set(answer.measures.get(key, ())) for key in part.changed)
        and part.changed <= found.seeds.keys()
    )


def states_alike(part: Part, found: Examination, answer: Answer) -> bool:
    """Whether the changed seeds of a part state what they did before, as far as others may dispute it."""
    changed = {key: found.seeds[key] for key in part.changed if key in found.seeds}
    stated = stated_by(changed)
    return all(stated.get(key) == answer.stated.get(key) for key in part.changed)


def stated_by(seeds: Mapping[str, Seed], before: Mapping[str, str] | None = None) -> dict[str, str]:
    """By seed, a hash of what its claims state that others may dispute; seeds without such claims left out.

    Of other seeds what was stated `before` is kept.
    """
    found = {key: said for key, said in (before or {}).items() if key not in seeds}
    for key, seed in seeds.items():
        said = sorted(repr((measure, claim.figure and claim.figure.stated)) for measure, claim in measured(seed))
        if said:
            found[key] = hashlib.sha256("\0".join(said).encode()).hexdigest()
    return found


def measures_of(seeds: Mapping[str, Seed]) -> dict[str, tuple[str, ...]]:
    """By seed, what its claims are `about`."""
    found = {
        key: tuple(
            dict.fromkeys(" ".join(claim.spec.about.text.split()) for claim in seed.claims.values() if claim.spec.about)
        )
        for key, seed in seeds.items()
    }
    return {key: measures for key, measures in found.items() if measures}


def nouns_of(examination: Examination) -> dict[str, tuple[str, ...]]:
    """The nouns that all briefs know."""
    return {
        noun: tuple(forms)
        for examined in list(examination.briefs.values())[:1]
        for noun, forms in examined.vocabulary.nouns.items()
    }


def declared_by(seeds: Mapping[str, Seed]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By seed, the nouns that it declares; seeds that declare none left out."""
    return {key: seed.spec.noun_forms for key, seed in seeds.items() if seed.spec.nouns}


def _declared(workspace: Workspace, key: str, data: bytes) -> Mapping[str, tuple[str, ...]]:
    """The nouns that a seed declares now; only those that may declare some are read for it."""
    return declared_nouns(workspace, f"seeds/{key}.yaml") if has_words(data) else {}


def is_disputed(examination: Examination) -> bool:
    """Whether claims about one measure disagree, waived or not: that ties briefs to seeds that they do not name."""
    return any(one.code == DISAGREE.code for one in examination.findings)


def _is_source(finding: Finding) -> bool:
    return finding.span.path.startswith(("seeds/", "briefs/"))


def _by_key(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {_key(path): data for path, data in files.items()}


def _key(path: str) -> str:
    return PurePosixPath(path).stem
