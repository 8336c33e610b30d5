"""A claim that was withdrawn stops a brief wherever it prints what rests on it."""

from __future__ import annotations

import pytest

from samples import wigs

RETRACTED = "gone: {quote: Prisoners work over 12 hours a day, value: over 12 hours/day, status: retracted}\n"


def block(content: str) -> str:
    return f"sections:\n  - title: One\n    content:\n      - {content}\n"


# Each way to print it
PRINTS = {
    "prose": "summary: They work {{ dailynk.gone }}.\n",
    "without a citation": "summary: They work {{ dailynk.gone | bare }}.\n",
    "a part of it": "summary: They work {{ dailynk.gone.value }}.\n",
    "its date": "summary: In {{ dailynk.gone.period }} they worked.\n",
    "its quote": "summary: They say {{ quote(dailynk.gone) }}.\n",
    "a citation alone": "summary: They work.{{ cite(dailynk.gone) }}\n",
    "a calculation": "summary: They work {{ dailynk.gone * 2 }}.\n",
    "a figure": "figures:\n  hours: {is: dailynk.gone * 2}\nsummary: They work {{ hours }}.\n",
    "a figure of a figure": (
        "figures:\n  hours: {is: dailynk.gone * 2}\n  more: {is: hours * 2}\nsummary: They work {{ more }}.\n"
    ),
    "words that it holds": 'summary: They work {{ "long" | holds("dailynk.gone > 10 hours/day") }}.\n',
    "words that a figure of it holds": (
        "figures:\n  hours: {is: dailynk.gone * 2}\n"
        'summary: They work {{ "long" | holds("hours > 10 hours/day") }}.\n'
    ),
    "a title": 'subtitle: "They work {{ dailynk.gone }}"\n',
    "a cell": block('table: {title: T, columns: [A], rows: [["{{ dailynk.gone }}"]]}'),
    "the note of a table": block('table: {title: T, columns: [A], rows: [[a]], note: "{{ dailynk.gone }}"}'),
    "a chart": block('chart: {kind: bar, title: T, data: {Inmates: "{{ dailynk.gone.value }}"}}'),
    "a diagram": block('diagram: {kind: hierarchy, title: T, root: {label: "They work {{ dailynk.gone }}"}}'),
    "a map": block(
        'map: {title: T, frame: [KP], places: [{name: A place, at: "39.0, 125.7", value: "{{ dailynk.gone }}"}]}'
    ),
    "a quotation on lines of its own": block("quotation: dailynk.gone"),
    "a box": block('box: {title: B, body: "They work {{ dailynk.gone }}."}'),
    "a recommendation": 'recommendations:\n  - {to: All, items: ["Stop {{ dailynk.gone }}."]}\n',
    "a correction": 'corrections: [{date: 2023-07-16, text: "It is {{ dailynk.gone }}."}]\n',
}  # fmt: skip


@pytest.mark.parametrize("brief", PRINTS.values(), ids=PRINTS)
def test_a_retracted_claim_stops_the_brief(brief: str) -> None:
    made = wigs(brief, claims=RETRACTED)
    assert "BK213" in [one.code for one in made.findings]
    assert "wigs" in made.examination.blocked


def test_a_retracted_claim_that_nothing_prints_stops_nothing() -> None:
    made = wigs("summary: They work {{ dailynk.hours }}.\n", claims=RETRACTED)
    assert "BK213" not in [one.code for one in made.findings]
    assert made.examination.blocked == {}
