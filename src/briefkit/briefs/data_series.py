"""Series of a source in charts and tables: the name of a series in, a category or a row for each of its cells out.

What comes out is what a writer could have typed: labels, and expressions that print the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefkit.evidence.seeds import AnchoredClaim, Seed
from briefkit.figures.house import HouseStyle
from briefkit.figures.periods import parse_period
from briefkit.findings import Finding, Problem
from briefkit.findings import bk1_shape as shape
from briefkit.nodes import Mapping as MappingNode
from briefkit.nodes import Node, Scalar, describe, nearest

_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")  # what Markdown may take for more than a character


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSeries:
    """A series as a brief names it: where, and the claims of its cells by what tells them apart."""

    scalar: Scalar
    cells: Mapping[str, AnchoredClaim]


def find_series(
    scalar: Scalar, seeds: Mapping[str, Seed], broken: frozenset[str], findings: list[Finding]
) -> NamedSeries | None:
    """The series that a text such as `customs.wigs` names.

    None where there is none, with the finding, or where it could not be read and has been reported.
    """
    seed_name, _, name = scalar.text.strip().partition(".")
    if seed_name in broken:
        return None
    seed = seeds.get(seed_name)
    known = [f"{key}.{one}" for key, other in seeds.items() for one in other.series]
    if seed is None or name not in seed.series:
        near = nearest(scalar.text, known)
        hint = f"did you mean {near}?" if near else f"there are: {', '.join(known) or 'no series'}"
        found = f'"{scalar.text.strip()}"'
        findings.append(shape.WRONG_TYPE.at(scalar.span, found=found, expected="a series of a source", hint=hint))
        return None
    if not seed.series[name]:
        return None
    return NamedSeries(scalar=scalar, cells={seed.claims[one].by: seed.claims[one] for one in seed.series[name]})


def named_in(node: Node, findings: list[Finding]) -> list[tuple[str, Scalar]]:
    """The series of a chart with their labels: one alone, which needs none, or several by their labels."""
    if isinstance(node, Scalar):
        return [("", node)]
    entries = [(key.text, value) for key, value in node] if isinstance(node, MappingNode) else []
    if entries and all(isinstance(value, Scalar) for _, value in entries):
        return [(label, value) for label, value in entries if isinstance(value, Scalar)]
    hint = "write series: customs.wigs, or series: {Wigs: customs.wigs, Beads: customs.beads}"
    findings.append(shape.WRONG_TYPE.at(node.span, found=describe(node), expected="a series", hint=hint))
    return []


def chart_data(series: Sequence[tuple[str, NamedSeries]], style: HouseStyle) -> MappingNode | None:
    """The data of a chart: for each category a figure, or a figure for each label; None where there are none."""
    span = series[0][1].scalar.span if series else None
    if span is None:
        return None
    entries: list[tuple[Scalar, Node]] = []
    for by in categories(one for _, one in series):
        key = Scalar(label_of(by, style), span)
        cells = [(label, one.scalar, one.cells[by]) for label, one in series if by in one.cells]
        if series[0][0] == "":
            entries.append((key, _expression(cells[0][1], cells[0][2])))
        else:
            figures = tuple((Scalar(label, at.span), _expression(at, claim)) for label, at, claim in cells)
            entries.append((key, MappingNode(figures, span)))
    return MappingNode(tuple(entries), span)


def table_rows(series: Sequence[NamedSeries], style: HouseStyle) -> list[list[Scalar]]:
    """A row for each category: its label, and a cell for each series, empty where that has none."""
    rows: list[list[Scalar]] = []
    for by in categories(series):
        first = series[0].scalar
        cells = [
            _expression(one.scalar, one.cells[by]) if by in one.cells else Scalar("", one.scalar.span) for one in series
        ]
        rows.append([Scalar(label_of(by, style), first.span), *cells])
    return rows


def categories(series: Iterable[NamedSeries]) -> list[str]:
    """What tells the cells of several series apart: in the order of the first, then what only later ones have."""
    return list(dict.fromkeys(by for one in series for by in one.cells))


def label_of(by: str, style: HouseStyle) -> str:
    """How a category is labelled: a date in words, any other text as it is, with nothing in it that Markdown reads."""
    try:
        return style.period(parse_period(by))
    except Problem:
        return _MARKUP.sub(r"\\\1", by)


def _expression(scalar: Scalar, claim: AnchoredClaim) -> Scalar:
    return Scalar(f"{{{{ {claim.name} }}}}", scalar.span)
