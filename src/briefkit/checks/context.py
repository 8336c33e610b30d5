"""What a check is given: the subject, and how expressions in it are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefkit.briefs.resolved import ResolvedBrief
from briefkit.briefs.scope import BriefScope
from briefkit.checks.run_text import RunTexts
from briefkit.evidence.seeds import Seed
from briefkit.figures.house import HouseStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedContext:
    """A seed, and a scope in which bare names are its own claims."""

    seed: Seed
    scope: BriefScope
    style: HouseStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefContext:
    """A resolved brief, and the scope of its own expressions."""

    brief: ResolvedBrief
    scope: BriefScope
    style: HouseStyle
    seeds: Mapping[str, Seed]
    texts: RunTexts = field(default_factory=RunTexts)
