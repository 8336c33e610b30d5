"""Texts that print as they stand hold no expressions, whose braces would print."""

from __future__ import annotations

import pytest

from samples import wigs

TEXTS = {
    "a note of a figure": "figures: {take: {is: dailynk.share * dailynk.exports, note: 'of {{ dailynk.share }}'}}\n",
    "an author": "authors: [{name: 'A. {{ dailynk.share }}'}]\n",
    "an affiliation": "authors: [{name: A, affiliation: 'the {{ dailynk.share }} club'}]\n",
    "the series": "series: 'Brief {{ dailynk.share }}'\n",
    "the copyright page": "publication: {rights: 'All {{ dailynk.share }}'}\n",
    "an acronym": "acronyms: {ILO: 'of {{ dailynk.share }}'}\n",
}


@pytest.mark.parametrize("brief", TEXTS.values(), ids=TEXTS)
def test_an_expression_in_plain_text_is_found_at_its_braces(brief: str) -> None:
    assert wigs(brief).places() == [("BK509", "{{")]


def test_what_a_figure_is_divided_by_is_a_figure_and_no_unit() -> None:
    assert wigs("summary: It is {{ (dailynk.exports * 2) / day }}.\n").places() == [("BK201", "day")]
