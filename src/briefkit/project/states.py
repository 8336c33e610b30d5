"""Compare a project at two revisions of git, or at one and as it stands: names of revisions in, what changed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefkit.project.differences import BriefChange, compare
from briefkit.project.examination import Examination, brief_name, examine
from briefkit.project.git import GitFault, Repository, folder_at
from briefkit.project.memory import Memory
from briefkit.project.pages import BuiltPages, Reached, reached
from briefkit.project.reduction import reduce_both
from briefkit.project.workspace import Workspace, load_workspace

WORK_TREE = "the work tree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What changed from one state of a project to the other. `examined` of `total` briefs could differ at all.

    `states` are the two, after all checks, with those briefs alone; there are none where no brief could differ.
    `pages` are those that the changes of each of `briefs` reach, by its name.
    """

    old: str
    new: str
    total: int
    examined: int
    briefs: Sequence[BriefChange]
    states: tuple[Examination, Examination] | None = None
    pages: Mapping[str, Reached] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        """Whether anything that a brief prints is another, or nobody can tell."""
        return any(change.differs for change in self.briefs)


def compare_states(root: Path, old: str, new: str | None) -> Compared:
    """The project in `root` at a revision, against another or, where that is None, against the files on disk.

    Raises `GitFault` where git cannot give a state, or neither state has a brief.
    """
    repository = Repository(root)
    with repository.blobs() as blobs:
        before = load_workspace(root, folder_at(repository, blobs, old))
        after = load_workspace(root, folder_at(repository, blobs, new) if new is not None else None)
        if not (before.briefs or after.briefs):
            raise GitFault(f"nothing to compare: neither {old} nor {new or WORK_TREE} has briefs/*.yaml")
        reduced = reduce_both(before, after)
        names = _names(reduced.old), _names(reduced.new)
        memory = Memory()  # most seeds and briefs are the same on both sides
        states = None
        if names[0] | names[1]:
            states = (examine(reduced.old, memory=memory), examine(reduced.new, memory=memory))
    changes = compare(*states, names) if states else []
    built = BuiltPages(root)
    return Compared(
        old=old,
        new=new or WORK_TREE,
        total=reduced.total,
        examined=len(names[0] | names[1]),
        briefs=changes,
        states=states,
        pages={change.name: reached(change, states, built) for change in changes} if states else {},
    )


def _names(workspace: Workspace) -> frozenset[str]:
    return frozenset(map(brief_name, workspace.briefs))
