"""The kinds of examples in the reference: the text of a block in, what does not hold out.

Most kinds are YAML lists of small mappings, read here as plain text, and judged in the project one stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from briefkit.briefs.spec import decode_brief
from briefkit.evidence.seeds import decode_seed
from briefkit.figures.figure import figure_of
from briefkit.figures.house import HouseStyle
from briefkit.figures.money.rate_csv import parse_rates_csv
from briefkit.figures.periods import format_period, parse_period
from briefkit.figures.printing import format_figure
from briefkit.figures.quotes.matching import match_value
from briefkit.figures.units import Vocabulary
from briefkit.figures.values import parse_value
from briefkit.findings import Finding, Outcome, Problem
from briefkit.nodes import read_yaml
from briefkit.project.config import Config, read_table
from briefkit.project.examination import Examination, examine
from briefkit.project.lock import format_lock, read_lock
from briefkit.project.workspace import load_workspace


def _rows(text: str) -> list[dict[str, str]]:
    rows = yaml.load(text, yaml.BaseLoader)
    assert isinstance(rows, list)
    return rows


def _vocabulary() -> Vocabulary:
    config = load_workspace(Path.cwd()).config
    return Vocabulary({noun: tuple(forms) for noun, forms in config.nouns.items()}, config.signs)


def _codes(problems: tuple[Problem, ...]) -> str:
    return ", ".join(problem.code.code for problem in problems)


def values(text: str) -> Iterator[str]:
    """`{value, prints}` or `{value, finding}`."""
    for row in _rows(text):
        try:
            figure = figure_of(parse_value(row["value"], _vocabulary()))
            found = {"prints": format_figure(figure, HouseStyle(), _vocabulary())}
        except Problem as problem:
            found = {"finding": problem.code.code}
        yield from _differences(row, found)


def quotes(text: str) -> Iterator[str]:
    """`{quote, value}`, with a `finding` where they do not say the same."""
    for row in _rows(text):
        problems = match_value(parse_value(row["value"], _vocabulary()), row["quote"], _vocabulary())
        yield from _differences(row, {"finding": _codes(problems)} if problems else {})


def dates(text: str) -> Iterator[str]:
    """`{date, prints}` or `{date, finding}`."""
    for row in _rows(text):
        try:
            found = {"prints": format_period(parse_period(row["date"]))}
        except Problem as problem:
            found = {"finding": problem.code.code}
        yield from _differences(row, found)


def _differences(row: dict[str, str], found: dict[str, str]) -> Iterator[str]:
    given = {key: row[key] for key in ("prints", "finding") if key in row}
    if given != found:
        yield f"{row}: {found}"


_HEAD = "title: Examples\ndate: 2024-05-01\ntemplate: note\n"


def _examined(brief: str) -> Examination:
    """The project one stands in, with one more brief."""
    path = Path("briefs/examples_of_the_reference.yaml")
    path.write_text(_HEAD + brief, "utf-8")
    try:
        return examine(load_workspace(Path.cwd()))
    finally:
        path.unlink()


def _codes_of(examination: Examination) -> str:
    own = [found.code for found in examination.findings if found.span.path.endswith("examples_of_the_reference.yaml")]
    return ", ".join(dict.fromkeys(own))


def expressions(text: str) -> Iterator[str]:
    """`{write, prints}` or `{write, finding}`: `write` is prose with expressions."""
    for row in _rows(text):
        # Behind a word, since a figure at the beginning of a sentence takes a capital.
        body = "".join(f"  {line}\n" for line in f"Thus {row['write']}".splitlines())
        examination = _examined(f"summary: |\n{body}")
        codes = _codes_of(examination)
        brief = examination.briefs["examples_of_the_reference"].brief
        printed = " ".join(block.run.text for block in brief.summary if block.run).removeprefix("Thus ")
        yield from _differences(row, {"finding": codes} if codes else {"prints": printed})


def roundings(text: str) -> Iterator[str]:
    """`{is, as, round, prints}`: a figure of a brief."""
    for row in _rows(text):
        keys = "".join(f"    {key}: {row[key]!r}\n" for key in ("is", "as", "round") if key in row)
        examination = _examined(f"figures:\n  example:\n{keys}summary: '{{{{ example }}}}'\n")
        codes = _codes_of(examination)
        printed = [one.text for one in examination.briefs["examples_of_the_reference"].brief.printed]
        yield from _differences(row, {"finding": codes} if codes else {"prints": "".join(printed)})


def relations(text: str) -> Iterator[str]:
    """`{check, holds}`: a relation, and whether it holds."""
    for row in _rows(text):
        codes = _codes_of(_examined(f"checks: ['{row['check']}']\n"))
        verdict = {"": "yes", "BK413": "no"}.get(codes, codes)
        if verdict != row["holds"]:
            yield f"{row}: {verdict}"


def _shape(decode: Callable[..., Outcome[object]]) -> Callable[[str], Iterator[str]]:
    def check(text: str) -> Iterator[str]:
        nodes = read_yaml(text.encode(), "example.yaml")
        yield from _texts(nodes.findings)
        if nodes.value is not None:
            yield from _texts(decode(nodes.value).findings)

    return check


def _table(model: type[Config] | type[HouseStyle]) -> Callable[[str], Iterator[str]]:
    def check(text: str) -> Iterator[str]:
        return _texts(read_table(model, text.encode(), "example.toml").findings)

    return check


def rates(text: str) -> Iterator[str]:
    """A table of rates."""
    return _texts(parse_rates_csv(text, "seeds/rates/example.csv", "example").findings)


def _texts(findings: tuple[Finding, ...]) -> Iterator[str]:
    return (f"{finding.span}: {finding.code} {finding.message}" for finding in findings)


def lock(text: str) -> Iterator[str]:
    """A lock, written as a build writes it."""
    outcome = read_lock(text.encode(), "briefs/example.lock.yaml")
    yield from _texts(outcome.findings)
    if outcome.value is not None and format_lock(outcome.value) != text:
        yield "a build would write it otherwise"


EXAMPLES: dict[str, Callable[[str], Iterator[str]]] = {
    "value-examples": values,
    "quote-examples": quotes,
    "date-examples": dates,
    "expression-examples": expressions,
    "rounding-examples": roundings,
    "relation-examples": relations,
    "a-seed": _shape(decode_seed),
    "a-brief": _shape(decode_brief),
    "a-configuration": _table(Config),
    "a-lock": lock,
    "a-house-style": _table(HouseStyle),
    "rate-table": rates,
}
