"""What a page is called by: the number that it bears, or the one by which it counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.report.folios import next_label, page_labels

LABELS: dict[str, tuple[list[str], list[str]]] = {
    "no number anywhere": (["", "", ""], ["1", "2", "3"]),
    "one page": (["1/1"], ["1"]),
    "of so many": (["1/2", "2/2"], ["1", "2"]),
    "with a word": (["Page 1 of 2", "– 2 –"], ["1", "2"]),
    "a cover, roman pages, then the body": (
        ["", "", "", "IV", "V", "1", "2"],
        ["I", "II", "III", "IV", "V", "1", "2"],
    ),
    "small roman pages": (["i", "ii", "", "1"], ["i", "ii", "iii", "1"]),
    "roman pages from the second sheet on": (["", "", "ii", "iii", "1"], ["", "i", "ii", "iii", "1"]),
    "a page within the body that bears none": (["1", "2", "", "4"], ["1", "2", "3", "4"]),
    "the last page bears none": (["1", "2", ""], ["1", "2", "3"]),
    "another number on the first line": (["1", "2", "2023|3", "12|4"], ["1", "2", "3", "4"]),
    "a year where no page bears a number": (["2023", "2024 in figures"], ["1", "2"]),
    "words of roman letters": (["mix", "I", "II"], ["", "I", "II"]),
    "capitals and small ones": (["Ii", "Iv"], ["1", "2"]),
}


@pytest.mark.parametrize(("outer", "labels"), LABELS.values(), ids=LABELS)
def test_pages_are_called_by_what_they_bear(outer: list[str], labels: list[str]) -> None:
    assert page_labels([texts.split("|") for texts in outer]) == tuple(labels)


@given(st.integers(0, 60), st.integers(0, 60), st.data())
def test_a_report_is_labelled_right_whichever_pages_bear_no_number(front: int, body: int, data: st.DataObject) -> None:
    """Roman pages, then the body from 1 on; the first page of the body bears its number, as the last roman one does."""
    romans = page_labels([["i"], ["ii"], *([""] * (front - 2))])[:front]
    labels = [*(one.upper() for one in romans), *map(str, range(1, body + 1))]
    kept = {0, front - 1, front}
    shown = [at in kept or data.draw(st.booleans()) for at in range(len(labels))]
    outer = [[label if bears else "Labor for Export"] for label, bears in zip(labels, shown, strict=True)]
    assert page_labels(outer) == tuple(labels)


NEXT = {"1": "2", "9": "10", "I": "II", "iii": "iv", "XXXIX": "XL", "": ""}


@pytest.mark.parametrize(("label", "following"), NEXT.items())
def test_labels_count_on_in_their_own_numerals(label: str, following: str) -> None:
    assert next_label(label) == following
