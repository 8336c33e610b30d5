"""Which briefs can differ between two states of a project: two workspaces in, both reduced to those briefs out.

Nothing is decoded or resolved here. What is told by bytes alone errs on the side of too many briefs, never of too few:
a brief is left out only where neither its own file differs, nor a seed that it could name, nor anything that all share.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePosixPath

from briefkit.nodes import read_yaml
from briefkit.nodes.model import Mapping as MappingNode
from briefkit.nodes.model import Node, Scalar, Sequence
from briefkit.project.workspace import Workspace, read_beside, read_resources

_NAME = re.compile(r"[^\W\d]\w*")
# Of the templates and styles, what decides words and figures.
_SHARED = (("templates", ".toml"), ("styles", ".toml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """Both states, with the briefs that can differ and the seeds that these need. `total` counts all briefs."""

    old: Workspace
    new: Workspace
    total: int


def reduce_both(old: Workspace, new: Workspace) -> Reduced:
    """Two states of a project, reduced to what can print otherwise in one than in the other."""
    briefs = sorted({*old.briefs, *new.briefs})
    seeds = {PurePosixPath(path).stem: path for path in (*old.seeds, *new.seeds)}
    names = {path: names_of(one.briefs[path] for one in (old, new) if path in one.briefs) for path in briefs}
    changed = _changed_seeds(old, new)
    if not _share_all(old, new) or any(has_words(one.seeds.get(path, b"")) for one in (old, new) for path in changed):
        wanted = set(briefs)
    else:
        keys = {key for key, path in seeds.items() if path in changed}
        wanted = {path for path in briefs if old.briefs.get(path) != new.briefs.get(path) or names[path] & keys}
    needed = {seeds[name] for path in wanted for name in names[path] if name in seeds}
    # The nouns that one seed declares are words in all briefs.
    needed |= {path for one in (old, new) for path, data in one.seeds.items() if wanted and has_words(data)}
    return Reduced(old=_part(old, wanted, needed), new=_part(new, wanted, needed), total=len(briefs))


def _part(workspace: Workspace, briefs: set[str], seeds: set[str]) -> Workspace:
    return replace(
        workspace,
        briefs={path: data for path, data in workspace.briefs.items() if path in briefs},
        seeds={path: data for path, data in workspace.seeds.items() if path in seeds},
    )


def names_of(files: Iterable[bytes]) -> set[str]:
    """Every word in a brief that could be the name of a seed."""
    found: set[str] = set()
    for data in files:
        found |= set(_NAME.findall(data.decode("utf-8", "replace")))
        if b"\\" in data:  # in quotation marks, YAML may write any letter by its number
            nodes = read_yaml(data, "").value
            found |= {name for text in _texts(nodes) for name in _NAME.findall(text)}
    return found


def _texts(node: Node | None) -> Iterable[str]:
    waiting = [node] if node is not None else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, Scalar):
            yield one.text
        elif isinstance(one, Sequence):
            waiting += one.items
        elif isinstance(one, MappingNode):
            waiting += [part for entry in one for part in entry]


def has_words(seed: bytes) -> bool:
    """Whether a seed may declare nouns, which are words of all briefs."""
    return b"nouns" in seed or b"\\" in seed


def _changed_seeds(old: Workspace, new: Workspace) -> set[str]:
    """The seeds whose file differs, or a file beside it that it could name."""
    paths = {*old.seeds, *new.seeds}
    found = {path for path in paths if old.seeds.get(path) != new.seeds.get(path)}
    beside = [_beside(one) for one in (old, new)]
    files = {path for path in {*beside[0], *beside[1]} if beside[0].get(path) != beside[1].get(path)}
    names = [PurePosixPath(path).name.encode("utf-8", "replace") for path in files]
    for path in paths - found if names else ():
        data = new.seeds[path]
        if b"\\" in data or any(name in data for name in names):
            found.add(path)
    return found


def _beside(workspace: Workspace) -> Mapping[str, bytes]:
    """The hash of each file in seeds/ that is no seed, by its path there."""
    files = chain(workspace.snapshots.items(), read_beside(workspace))
    return {path: hashlib.sha256(data).digest() for path, data in files}


def _share_all(old: Workspace, new: Workspace) -> bool:
    """Whether all is equal that every brief may rest on: configuration, rates, house styles, fixed words."""
    faults = [[found for found in one.findings if found.span.path == one.config_path] for one in (old, new)]
    same = old.config == new.config and faults[0] == faults[1] and old.rates == new.rates
    return same and all(
        read_resources(old.folder, kind, (suffix,)) == read_resources(new.folder, kind, (suffix,))
        for kind, suffix in _SHARED
    )
