"""Print what became of the mutants: a table by class, a table by what was changed, and every survivor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from mutants.judge import Fate, Verdict
from mutants.mutant import Mutant

_GROUPS = {
    "quote": "quotes", "prefix": "quotes", "suffix": "quotes",
    "value": "values", "restated": "restatements", "text": "texts of claims", "translation text": "translations",
    "as_of": "dates of claims", "date of source": "source records", "by": "attributions", "where": "places in sources",
    "about": "measures", "noun": "configuration", "equals": "equals and checks", "check": "equals and checks",
    "figure is": "formulas", "figure as": "figures: unit, rounding", "figure round": "figures: unit, rounding",
    "figure note": "notes of figures", "date of brief": "front matter",
    "body": "prose", "title": "prose", "line": "prose", "quotation": "prose", "head": "tables", "cell": "tables",
    "waived code": "waivers", "waiver reason": "waivers", "snapshot sha256": "signatures",
    "reviewed on": "signatures", "reviewed sha256": "signatures",
}  # fmt: skip
_PREFIXES = {
    "source ": "source records", "front ": "front matter", "rates ": "rates of briefs", "rate table": "tables of rates",
    "house style": "house styles", "configuration": "configuration", "template": "templates",
    "fixed word": "fixed words", "style sheet": "style sheets", "snapshot": "",
}  # fmt: skip
HONEST = {"operator": "operators swapped (honest)", "reference": "claims swapped (honest)"}


def group_of(mutant: Mutant) -> str:
    """The row of the table that a mutant is counted in."""
    if mutant.thing in HONEST:
        return HONEST[mutant.thing]
    if mutant.place in _GROUPS:
        return _GROUPS[mutant.place]
    prefix = next((prefix for prefix in _PREFIXES if mutant.place.startswith(prefix)), None)
    return (_PREFIXES[prefix] or mutant.place) if prefix is not None else mutant.place


def report(verdicts: Sequence[Verdict], left_out: Counter[str]) -> str:
    """Everything that a run prints when it is done."""
    parts = [
        "\n".join(_table("class", verdicts, group_of, honest_last=True)),
        "\n".join(_table("what was changed", verdicts, lambda mutant: mutant.thing)),
        "\n".join(_notes(verdicts, left_out)),
        "\n".join(survivors(verdicts)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(
    head: str, verdicts: Sequence[Verdict], key: Callable[[Mutant], str], honest_last: bool = False
) -> Iterator[str]:
    rows: dict[str, Counter[Fate]] = {}
    for verdict in (one for one in verdicts if one.fate is not Fate.SAME):
        rows.setdefault(key(verdict.mutant), Counter())[verdict.fate] += 1
    names = sorted(rows, key=lambda name: (honest_last and name in HONEST.values(), name))
    width = max(len(name) for name in [*names, head])
    yield f"{head:<{width}}  mutants   killed  carried  survived"
    for name in names:
        yield _row(name, rows[name], width)
    total: Counter[Fate] = Counter()
    for row in rows.values():
        total += row
    yield _row("all", total, width)


def _row(name: str, row: Counter[Fate], width: int) -> str:
    killed, carried, survived = row[Fate.KILLED], row[Fate.CARRIED], row[Fate.SURVIVED]
    return f"{name:<{width}}  {killed + carried + survived:>7,}  {killed:>7,}  {carried:>7,}  {survived:>8,}"


def _notes(verdicts: Sequence[Verdict], left_out: Counter[str]) -> Iterator[str]:
    hidden = sum(verdict.hidden for verdict in verdicts)
    if hidden:
        yield f"{hidden:,} of those carried changed only digits below the printed ones; the exact figures changed."
    same = Counter(verdict.reason for verdict in verdicts if verdict.fate is Fate.SAME)
    left_out = left_out + same
    broken = sum(is_broken(verdict) for verdict in verdicts)
    yield f"{broken:,} only broke the syntax of a file ({broken / max(len(verdicts), 1):.1%})."
    for reason, count in sorted(left_out.items()):
        yield f"{count:,} were not made: {reason}."


def is_broken(verdict: Verdict) -> bool:
    """Whether a mutant was found because the file could not be read any more."""
    return verdict.fate is Fate.KILLED and set(verdict.codes) <= {"BK101", "BK102", "BK103", "BK104", "BK105"}


def survivors(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """One line a survivor; the honest ones say so."""
    lines = list(listed(verdicts, Fate.SURVIVED))
    if lines:
        yield from ("survivors:", *lines)


def listed(verdicts: Iterable[Verdict], fate: Fate) -> Iterator[str]:
    """One line for each mutant of a fate, by the file it is in; those of the honest classes last."""
    found = [verdict for verdict in verdicts if verdict.fate is fate]
    for verdict in sorted(found, key=lambda one: (one.mutant.is_honest, one.mutant.project, one.mutant.path)):
        honest = " (honest)" if verdict.mutant.is_honest else ""
        yield f"  {verdict.mutant.project}: {verdict.mutant}{honest}: {verdict.reason}"


def fails(verdicts: Sequence[Verdict]) -> str:
    """Why a run fails: a survivor outside the two honest classes, or too many in one of them; empty if it does not."""
    outside = sum(verdict.fate is Fate.SURVIVED and not verdict.mutant.is_honest for verdict in verdicts)
    if outside:
        return f"{outside:,} survived outside the two honest classes"
    for thing, name in HONEST.items():
        fates = [verdict.fate for verdict in verdicts if verdict.mutant.thing == thing]
        survived = fates.count(Fate.SURVIVED)
        if fates and survived / len(fates) >= 0.05:
            return f"{name}: {survived:,} of {len(fates):,} survived, which is not under 5 %"
    return ""
