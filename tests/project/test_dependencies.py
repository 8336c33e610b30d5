"""What rests on what, from the snapshot to the sentences and to the PDFs that went out."""

from __future__ import annotations

import pytest

from briefkit.project.dependencies import Dependencies, sentences_with
from briefkit.project.lock import Lock, Publication, lock_of
from samples import Project, wigs

BRIEF = """\
figures:
  take: {is: dailynk.share * dailynk.exports, as: USD}
  half: {is: take / 2}
  same: {is: half}
  unused: {is: dailynk.state}
summary: |
  Inmates make {{ dailynk.share }}, worth {{ take }}. Again {{ dailynk.share }}. It is {{ dailynk.share * 2 }}.
  A wig brings {{ dailynk.wig_price | both("USD") }}. A wig brings {{ dailynk.wig_price }}. By {{ dailynk.makers }}.
  They keep {{ same }}. It is {{ "more than half" | holds("take < dailynk.exports") }}.{{ cite(dailynk.article) }}
sections:
  - title: One
    content:
      - table: {title: T, columns: [A], rows: [["{{ dailynk.share }}"], ["{{ take }}"]]}
"""


def project() -> Project:
    return wigs(BRIEF)


def dependencies() -> Dependencies:
    return Dependencies(project().examination)


INMATES = "Inmates make 20–30 percent, worth USD 4.8–7.2 million."
TAKE = [INMATES, "They keep USD 2.4–3.6 million.", "It is more than half.", "USD 4.8–7.2 million"]
USES = {
    "dailynk.exports": TAKE,
    "take": TAKE,
    "half": ["They keep USD 2.4–3.6 million."],
    "same": ["They keep USD 2.4–3.6 million."],
    "unused": [],
    "dailynk.makers": ["By inmates."],
    "dailynk.hours": [],
    "dailynk.article": ["It is more than half."],
    "dailynk.wig_price": ["A wig brings RMB 25–50 (USD 3.58–7.15).", "A wig brings RMB 25–50."],
}


@pytest.mark.parametrize(("name", "sentences"), USES.items(), ids=USES)
def test_the_sentences_of_a_name_rest_on_it_directly_or_through_a_figure(name: str, sentences: list[str]) -> None:
    assert [use.sentence.text for use in dependencies().uses(name)] == sentences
    assert [(brief, one.text) for brief, one in sentences_with(project().examination, name)] == [
        ("wigs", text) for text in sentences
    ]


@pytest.mark.parametrize("name", ["dailynk", "seeds/dailynk.txt", "seeds/dailynk.yaml"])
def test_a_seed_and_its_files_reach_all_that_prints_a_claim_of_it(name: str) -> None:
    found = dependencies()
    assert len(found.uses(name)) == len(found.briefs["wigs"].sentences)
    assert found.reached(name) == ("wigs",)
    assert found.claims_behind(name) == tuple(found.claims)


def test_the_places_of_a_sentence_are_those_that_rest_on_the_name() -> None:
    (first, *_) = dependencies().uses("dailynk.exports")
    assert [printed.text for printed in first.printed] == ["USD 4.8–7.2 million"]


FIGURES = {
    "dailynk.exports": ("take", "half", "same"),
    "take": ("half", "same"),
    "dailynk.state": ("unused",),
    "dailynk": ("take", "half", "same", "unused"),
    "same": (),
}


@pytest.mark.parametrize(("name", "figures"), FIGURES.items(), ids=FIGURES)
def test_the_figures_of_a_name_rest_on_it_printed_or_not(name: str, figures: tuple[str, ...]) -> None:
    assert dependencies().figures(name) == ({"wigs": figures} if figures else {})


def test_all_names_can_be_asked_for() -> None:
    names = dependencies().names
    assert {"dailynk.share", "take", "dailynk", "seeds/dailynk.txt", "seeds/dailynk.yaml"} <= set(names)
    assert dependencies().claims["dailynk.share"].spec.quote.text.startswith("some 20 to 30%")


OLD = Publication(date="2023-01-01", sha256="a" * 64, claims=("dailynk.hours",))
NEW = Publication(date="2023-07-15", sha256="b" * 64, claims=("dailynk.share", "dailynk.exports"))
BY_HAND = Publication(date="2023-08-01", sha256="c" * 64)
PUBLISHED = {
    # a claim that the brief printed once, and no more
    "dailynk.hours": [(OLD, True)],
    "dailynk.share": [(NEW, True), (BY_HAND, False)],
    "dailynk": [(OLD, True), (NEW, True), (BY_HAND, False)],
    "dailynk.agencies": [],
    # what a figure was on an earlier day is in no lock
    "take": [(OLD, False), (NEW, False), (BY_HAND, False)],
    "unused": [],
}


@pytest.mark.parametrize(("name", "published"), PUBLISHED.items(), ids=PUBLISHED)
def test_a_name_reaches_the_pdfs_that_printed_it(name: str, published: list[tuple[Publication, bool]]) -> None:
    made = project()
    locks: dict[str, Lock] = {"wigs": lock_of(made.examination.briefs["wigs"], (OLD, NEW, BY_HAND))}
    found = Dependencies(made.examination).published(name, locks)
    assert [(use.publication, use.known) for use in found] == published
    assert {use.brief for use in found} <= {"wigs"}
