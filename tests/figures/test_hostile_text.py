"""No text makes a reader raise anything but a problem, or take more than in proportion to its length.

`benchmarks/parsers.py` prints seconds; here only growth is held, which is the same on any machine.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.findings import Problem
from hostile_text import PIECES, READERS, repeated, seconds

SHORT = 2_000
GROWTH = 9  # of four times the text: 4 is linear, 16 quadratic
UNMEASURABLE = 0.02  # seconds; what is quadratic from there on takes less than two for 100 kB


@pytest.mark.parametrize("name", READERS)
def test_time_grows_with_the_length_of_the_text(name: str) -> None:
    slow = [piece for piece in PIECES if grows_too_fast(READERS[name], piece, 1)]
    # Measured anew, since others work on the machine too.
    assert [piece for piece in slow if grows_too_fast(READERS[name], piece, 5)] == []


def grows_too_fast(reader: Callable[[str], object], piece: str, times: int) -> bool:
    long = seconds(reader, repeated(piece, 4 * SHORT), times)
    return long > UNMEASURABLE and long > GROWTH * seconds(reader, repeated(piece, SHORT), times)


TEXTS = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.parametrize("name", READERS)
@given(text=TEXTS)
def test_any_text_is_read_or_is_a_problem(name: str, text: str) -> None:
    try:
        READERS[name](text)
    except Problem as problem:
        assert problem.hint
        assert 0 <= problem.start <= (len(text) + 2 if problem.end is None else problem.end)
