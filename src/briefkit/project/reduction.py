"""Which briefs can differ between two states of a project: two workspaces in, both reduced to those briefs out.

Nothing is decoded or resolved here. What is told by bytes alone errs on the side of too many briefs, never of too few:
a brief is left out only where neither its own file differs, nor a seed that it could name, nor anything that all share.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePosixPath

from briefkit.evidence.seeds import decode_seed
from briefkit.nodes import read_yaml
from briefkit.nodes.model import Mapping as MappingNode
from briefkit.nodes.model import Node, Scalar, Sequence
from briefkit.project.workspace import Workspace, read_beside, read_resources

_NAME, _LETTERS = re.compile(r"[^\W\d]\w*"), re.compile(r"[^\W\d_]+")
_NOUNS = re.compile(rb"^nouns *:.*\n?(?:[ \t#].*\n?|\n)*", re.MULTILINE)
_REMARK = re.compile(rb"(?:^|(?<=\s))#.*", re.MULTILINE)
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
    briefs = {path: _files(path, old.briefs, new.briefs) for path in sorted({*old.briefs, *new.briefs})}
    seeds = {path: _files(path, old.seeds, new.seeds) for path in sorted({*old.seeds, *new.seeds})}
    names = {path: names_of(files) for path, files in briefs.items()}
    keys = {PurePosixPath(path).stem: path for path in seeds}
    changed = _changed_seeds(old, new)
    if not _share_all(old, new) or any(declared_nouns(old, path) != declared_nouns(new, path) for path in changed):
        wanted = set(briefs)
    else:
        other = {key for key, path in keys.items() if path in changed}
        wanted = {path for path in briefs if old.briefs.get(path) != new.briefs.get(path) or names[path] & other}
    needed = {keys[name] for path in wanted for name in names[path] if name in keys}
    needed |= _declaring(seeds, needed, [data for path in wanted for data in briefs[path]])
    return Reduced(old=_part(old, wanted, needed), new=_part(new, wanted, needed), total=len(briefs))


def _files(path: str, *states: Mapping[str, bytes]) -> tuple[bytes, ...]:
    """A file in both states, once where it is the same."""
    return tuple(dict.fromkeys(state[path] for state in states if path in state))


def _part(workspace: Workspace, briefs: set[str], seeds: set[str]) -> Workspace:
    return replace(
        workspace,
        briefs={path: data for path, data in workspace.briefs.items() if path in briefs},
        seeds={path: data for path, data in workspace.seeds.items() if path in seeds},
    )


def names_of(files: Iterable[bytes]) -> set[str]:
    """Every word in a brief that could be the name of a seed."""
    return _words(_NAME, files)


def _words(pattern: re.Pattern[str], files: Iterable[bytes]) -> set[str]:
    """Every word in some files, as a pattern has words."""
    return {word for data in files for text in _read(data) for word in pattern.findall(text)}


def _read(data: bytes) -> Iterator[str]:
    """The text of a file; in quotation marks, YAML may write any letter by its number: then what it says, too."""
    yield data.decode("utf-8", "replace")
    if b"\\" in data:
        yield from _texts(read_yaml(data, "").value)


def _texts(node: Node | None) -> Iterator[str]:
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


def may_name(seed: bytes, files: Collection[str]) -> bool:
    """Whether a seed may have one of these files as its snapshot. YAML may write letters by their numbers."""
    return bool(files) and (
        b"\\" in seed or any(PurePosixPath(path).name.encode("utf-8", "replace") in seed for path in files)
    )


# Nouns: those that one seed declares are words in all briefs, whichever seeds these name.


def declared_nouns(workspace: Workspace, path: str) -> Mapping[str, tuple[str, ...]]:
    """The nouns that a seed declares; none where it cannot be read."""
    nodes = read_yaml(workspace.seeds[path], path).value if path in workspace.seeds else None
    spec = decode_seed(nodes).value if nodes is not None else None
    return spec.noun_forms if spec else {}


def _declaring(seeds: Mapping[str, tuple[bytes, ...]], needed: set[str], briefs: Iterable[bytes]) -> set[str]:
    """The seeds beside the needed ones that declare a noun which stands in these or in the briefs, or is a form of
    one that does."""
    said = {word.lower() for word in _words(_LETTERS, [*briefs, *(data for path in needed for data in seeds[path])])}
    waiting = {path: words for path, files in seeds.items() if path not in needed and (words := _noun_words(files))}
    found: set[str] = set()
    while more := {path for path, words in waiting.items() if _meet(words, said)}:
        found |= more
        said = said.union(*(waiting.pop(path) for path in more))
    return found


def _meet(words: set[str], said: set[str]) -> bool:
    """Whether a word is among those that are said; one in a script without spaces may be a part of one."""
    return bool(words & said) or any(word in one for word in words if not word.isascii() for one in said)


def _noun_words(files: Iterable[bytes]) -> set[str]:
    """The words among which a seed declares nouns: those below the key, or all where the text alone cannot tell."""
    found: set[str] = set()
    for data in files:
        blocks = _NOUNS.findall(data)
        plain = b"\\" not in data and len(blocks) == 1 and data.count(b"nouns") == blocks[0].count(b"nouns")
        if plain and _is_closed(blocks[0]):
            found |= _words(_LETTERS, [_REMARK.sub(b"", blocks[0])])
        elif b"nouns" in data or b"\\" in data:
            found |= _words(_LETTERS, [data])
    return {word.lower() for word in found} - {"nouns"}


def _is_closed(block: bytes) -> bool:
    """Whether what begins in a block ends in it."""
    return not re.search(rb"[\"']", block) and all(
        block.count(one) == block.count(two) for one, two in ((b"[", b"]"), (b"{", b"}"))
    )


def _changed_seeds(old: Workspace, new: Workspace) -> set[str]:
    """The seeds whose file differs, or a file beside it that it could name."""
    paths = {*old.seeds, *new.seeds}
    found = {path for path in paths if old.seeds.get(path) != new.seeds.get(path)}
    beside = [_beside(one) for one in (old, new)]
    files = {path for path in {*beside[0], *beside[1]} if beside[0].get(path) != beside[1].get(path)}
    # What is not found yet is the same in both states.
    return found | {path for path in paths - found if may_name(new.seeds[path], files)}


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
