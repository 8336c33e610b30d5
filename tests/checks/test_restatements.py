"""A source's own conversion is checked against the rate of its date, and never trusted."""

from __future__ import annotations

import pytest

from samples import CONFIG, project, seed_file

PATH = "seeds/dailynk.yaml"


def places(value: str, restated: str, *, more: str = "") -> list[tuple[str, str]]:
    """What is found where a source restates a value so. Its snapshot says both in one sentence."""
    snapshot = f"It pays {value} (that is {restated}).\n".replace(" / ", " per ")
    claim = f'a: {{quote: "{snapshot.strip()}", value: {value}, restated: {restated}{more}}}'
    made = project({"seeds/dailynk.txt": snapshot, PATH: seed_file(claim, snapshot)}, CONFIG)
    return made.places()


# The mean of the ECB's fixings of May 2023 is 6.989 yuan per dollar.
CONSISTENT = [
    ("CNY 25 to 50 / wig", "about USD 3.50 to 7 / wig"),
    ("CNY 25 to 50 / wig", "USD 3.58 to 7.15 / wig"),
    ("CNY 25", "USD 3.6"),
    ("USD 23.94 million", "CNY 167.3 million"),
    ("USD 23.94 million", "about CNY 170 million"),
    ("USD 4783", "CNY 33429"),
    ("CNY 33429", "USD 4783"),
    ("5 kg", "11 lb"),
    ("1.5 t", "1500 kg"),
    ("65 %", "0.65"),
]


@pytest.mark.parametrize(("value", "restated"), CONSISTENT)
def test_a_restatement_that_overlaps_end_by_end_is_let_through(value: str, restated: str) -> None:
    assert places(value, restated) == []


OFF = [
    ("about CNY 4 to 5 / kg", "about USD 0.50 to 0.80 / kg"),
    ("CNY 25 to 50 / wig", "USD 3.58 to 7.50 / wig"),
    ("CNY 25", "USD 3.5"),
    ("USD 23.94 million", "CNY 176.3 million"),
    ("USD 4783", "CNY 33500"),
    ("5 kg", "12 lb"),
]


@pytest.mark.parametrize(("value", "restated"), OFF)
def test_a_restatement_that_is_off_is_found(value: str, restated: str) -> None:
    assert places(value, restated) == [("BK402", restated)]


def test_the_finding_gives_the_implied_and_the_dated_rate() -> None:
    snapshot = "Rice is about RMB 4 or 5 (around USD 0.50 to 0.80) per kilogram.\n"
    quote = "about RMB 4 or 5 (around USD 0.50 to 0.80) per kilogram"
    claim = f"rice: {{quote: {quote}, value: about CNY 4 to 5 / kg, restated: about USD 0.50 to 0.80 / kg}}"
    made = project({"seeds/dailynk.txt": snapshot, PATH: seed_file(claim, snapshot)}, CONFIG)
    (finding,) = made.findings
    assert finding.code == "BK402"
    for words in ("about CNY 4 to 5 / kg", "0.57 to 0.72", "6.989", "May 2023", "about USD 0.50 to 0.80 / kg"):
        assert words in finding.message
    assert finding.hint == (
        'the source implies CNY 8 and 6.25 per USD; print {{ dailynk.rice | to("USD") }}, or accept BK402 with a reason'
    )


IMPLIED = [
    ("CNY 25", "USD 3.5", "the source implies CNY 7.14 per USD; "),
    ("CNY 0 to 2512", "USD 0 to 300", ""),
    ("5 kg", "12 lb", ""),
    ("CNY 25 to 50 / wig", "USD 3.58 to 7.50 / wig", "the source implies CNY 6.98 and 6.67 per USD; "),
]


@pytest.mark.parametrize(("value", "restated", "implied"), IMPLIED)
def test_the_hint_begins_with_the_rate_that_the_source_implies(value: str, restated: str, implied: str) -> None:
    snapshot = f"It pays {value} (that is {restated}).\n".replace(" / ", " per ")
    claim = f'a: {{quote: "{snapshot.strip()}", value: {value}, restated: {restated}}}'
    (finding,) = project({"seeds/dailynk.txt": snapshot, PATH: seed_file(claim, snapshot)}, CONFIG).findings
    assert finding.hint is not None
    assert finding.hint.startswith(f"{implied}print {{{{ dailynk.a | to(")


MISSING = [
    ("KPW 5000", "USD 0.60", "", "BK432"),
    ("CNY 25", "USD 3.6", ", as_of: 2004-06", "BK431"),
    ("5 kg", "USD 3", "", "BK416"),
]


@pytest.mark.parametrize(("value", "restated", "more", "code"), MISSING)
def test_a_restatement_that_cannot_be_checked_is_found(value: str, restated: str, more: str, code: str) -> None:
    assert places(value, restated, more=more) == [(code, restated)]


def test_a_restatement_without_a_date_is_found() -> None:
    snapshot = "It pays CNY 25 (that is USD 3.6).\n"
    claim = "a: {quote: It pays CNY 25 (that is USD 3.6), value: CNY 25, restated: USD 3.6}"
    seed = seed_file(claim, snapshot, source="{type: report, title: A}")
    made = project({"seeds/dailynk.txt": snapshot, PATH: seed}, CONFIG)
    assert made.places() == [("BK418", "USD 3.6")]
