"""Number what a document refers to by name: tables, figures, maps, sections and appendices, in the order they print.

Numbers are given before anything is resolved, so that a sentence may refer to a table that stands behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import process

from briefkit.briefs.spec import FRONT, BriefSpec, ContentSpec, OpeningSpec, SectionSpec
from briefkit.figures.evaluation import Value, Words, bad_argument
from briefkit.findings import Span
from briefkit.findings import bk2_names as codes
from briefkit.nodes import Scalar

TargetKind = Literal["table", "figure", "map", "section", "appendix", "part"]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMBERED: Mapping[str, TargetKind] = {
    "table": "table",
    "chart": "figure",
    "diagram": "figure",
    "map": "map",
    "image": "figure",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What may be referred to: its kind, its number (empty for what bears none), its anchor and the place of its id.

    `title` is that of a section without a number, which is referred to by it.
    """

    kind: TargetKind
    number: str
    anchor: str
    id: Scalar | None = None
    title: Scalar | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets by name, the names that stand twice, and for each numbered block its target by its place."""

    named: Mapping[str, Target] = field(default_factory=dict)
    doubled: tuple[Scalar, ...] = ()
    blocks: Mapping[Span, Target] = field(default_factory=dict)


def find_targets(spec: BriefSpec, openings: Mapping[str, OpeningSpec | Scalar | None]) -> Targets:
    """All targets of a brief. `openings` are its decoded introduction, conclusion and the like, by name."""
    counter = _Counter()
    for name in (*FRONT, "foreword", "introduction"):
        counter.opening(name, openings.get(name))
    counter.sections(spec.sections, "section", "section")
    counter.opening("conclusion", openings.get("conclusion"))
    counter.opening("methodology", openings.get("methodology"))
    counter.sections(spec.appendices, "appendix", "appendix")
    named: dict[str, Target] = {}
    doubled: list[Scalar] = []
    for target in counter.found:
        if target.id is not None and target.id.text in named:
            doubled.append(target.id)
        elif target.id is not None:
            named[target.id.text] = target
    return Targets(named, tuple(doubled), counter.blocks)


class _Counter:
    def __init__(self) -> None:
        self.found: list[Target] = []
        self.blocks: dict[Span, Target] = {}
        self.counts: dict[str, int] = {}

    def opening(self, name: str, opening: OpeningSpec | Scalar | None) -> None:
        if isinstance(opening, OpeningSpec):
            self._section(opening, f"part-{name}", "", "part", name)

    def sections(self, sections: tuple[SectionSpec, ...], prefix: str, kind: TargetKind) -> None:
        for index, section in enumerate(sections, 1):
            number = str(index) if kind == "section" else LETTERS[(index - 1) % len(LETTERS)]
            self._section(section, f"{prefix}-{index}", number, kind, f"{prefix}-{index}")

    def _section(
        self, section: SectionSpec | OpeningSpec, anchor: str, number: str, kind: TargetKind, prefix: str
    ) -> None:
        self.found.append(Target(kind=kind, number=number, anchor=anchor, id=section.id, title=section.title))
        for block in section.content:
            self._block(block)
        for index, inner in enumerate(section.sections, 1):
            self._section(inner, f"{prefix}-{index}", "", "part", f"{prefix}-{index}")

    def _block(self, block: ContentSpec) -> None:
        kind = next((kind for key, kind in _NUMBERED.items() if getattr(block, key) is not None), None)
        if kind is None:
            return
        self.counts[kind] = self.counts.get(kind, 0) + 1
        content = next(getattr(block, key) for key in _NUMBERED if getattr(block, key) is not None)
        number = str(self.counts[kind])
        anchor = f"drawing-{number}" if kind == "figure" else f"{kind}-{number}"  # "figure-3" is a printed figure
        target = Target(kind=kind, number=number, anchor=anchor, id=getattr(content, "id", None))
        self.found.append(target)
        self.blocks[block.span] = target


def refer(targets: Targets, words: Mapping[str, str], value: Value) -> Words:
    """`ref("prices")`: "Table 3", "Figure 2", "Section 4", "Appendix B", or the title of a section without a number.

    Raises BK214 where nothing bears the name.
    """
    name, target = _target(targets, value, "ref")
    if target.number:
        return Words(text=f"{words[target.kind]} {target.number}", literal=True, target=target.anchor)
    if target.title is None or "{{" in target.title.text:
        raise codes.NO_TARGET.problem(
            name=name, known=_known(targets), hint=f'write the title yourself, with {{{{ page("{name}") }}}}'
        )
    return Words(text=f"“{' '.join(target.title.text.split())}”", literal=True, target=target.anchor)


def refer_to_page(targets: Targets, words: Mapping[str, str], value: Value) -> Words:
    """`page("prices")`: "page" and the number that the page turns out to have. Raises BK214 as `refer` does."""
    _, target = _target(targets, value, "page")
    return Words(text=words["page_reference"], literal=True, target=target.anchor, to_page=True)


def _target(targets: Targets, value: Value, function: str) -> tuple[str, Target]:
    if not isinstance(value, Words) or value.citations:
        raise bad_argument(function)
    found = targets.named.get(value.text)
    if found is None:
        near = process.extractOne(value.text, list(targets.named), score_cutoff=60)
        close = near[0] if near else ""
        hint = f'write {function}("{close}")' if close else f"give a table, figure, map or section id: {value.text}"
        raise codes.NO_TARGET.problem(name=value.text, known=_known(targets), hint=hint)
    return value.text, found


def _known(targets: Targets) -> str:
    return ", ".join(sorted(targets.named)) or "none"
