"""Dates of sources in EDTF as CSL has them, and the places in a source that `where` names."""

from __future__ import annotations

import pytest

from briefkit.evidence.csl import decode_date, read_locator
from samples import problem_of

DATES = {
    # a year, a month, a day
    "2023": {"date-parts": [[2023]]},
    " 2023 ": {"date-parts": [[2023]]},
    "-0044": {"date-parts": [[-44]]},
    "2023-05": {"date-parts": [[2023, 5]]},
    "2023-05-31": {"date-parts": [[2023, 5, 31]]},
    "2024-02-29": {"date-parts": [[2024, 2, 29]]},
    "0000-02-29": {"date-parts": [[0, 2, 29]]},
    "2023-12-31": {"date-parts": [[2023, 12, 31]]},
    "2023-05-31T09:30:00Z": {"date-parts": [[2023, 5, 31]]},
    # doubt
    "2023?": {"date-parts": [[2023]], "circa": True},
    "2023-05~": {"date-parts": [[2023, 5]], "circa": True},
    "2023-05-31%": {"date-parts": [[2023, 5, 31]], "circa": True},
    # digits left open
    "199X": {"date-parts": [[1990], [1999]]},
    "19XX": {"date-parts": [[1900], [1999]]},
    "19XX~": {"date-parts": [[1900], [1999]], "circa": True},
    "2023-XX": {"date-parts": [[2023]]},
    "2023-XX?": {"date-parts": [[2023]], "circa": True},
    "2023-XX-XX": {"date-parts": [[2023]]},
    "2023-05-XX": {"date-parts": [[2023, 5]]},
    # seasons
    "2023-21": {"date-parts": [[2023]], "season": 1},
    "2023-22": {"date-parts": [[2023]], "season": 2},
    "2023-23~": {"date-parts": [[2023]], "season": 3, "circa": True},
    "2023-24": {"date-parts": [[2023]], "season": 4},
    # intervals
    "2019/2021": {"date-parts": [[2019], [2021]]},
    "2019~/2021": {"date-parts": [[2019], [2021]], "circa": True},
    "2019/2021?": {"date-parts": [[2019], [2021]], "circa": True},
    "2019-05/2019-06-30": {"date-parts": [[2019, 5], [2019, 6, 30]]},
    "2019/199X": None,
    "1985/199X": {"date-parts": [[1985], [1999]]},
    "199X/2004": {"date-parts": [[1990], [2004]]},
    "2019/..": {"date-parts": [[2019], [0]]},
    "2019/": {"date-parts": [[2019], [0]]},
    # none of these is a date that a citation could print
    "": None,
    "May 2023": None,
    "2023-5": None,
    "2023-13": None,
    "2023-00": None,
    "2023-02-29": None,
    "2100-02-29": None,
    "2023-22-01": None,
    "2023-XX-01": None,
    "199X-05": None,
    "2021/2019": None,
    "2019/2019": None,
    "2019/2020/2021": None,
    "../2021": None,
    "2019-21/2020": None,
    "2019/2020-21": None,
    "2023~~": None,
}


@pytest.mark.parametrize(("text", "date"), DATES.items())
def test_a_date_in_edtf_is_what_a_citation_can_print_or_refused(text: str, date: object) -> None:
    if date is not None:
        assert decode_date(text) == date
        return
    problem = problem_of(decode_date, text)
    assert (problem.code.code, problem.start, problem.end) == ("BK605", 0, len(text))
    expected = "expected EDTF, as in 2023, 2023-05 or 2023-05-31"
    assert problem.message == f'"{text}" is no date that a citation can print; {expected}'
    assert problem.hint == "write 2023, 2023-05, 2023-05-31, 2023~ or 2019/2021"


PLACES = {
    "12": ("page", "12"),
    " 12–13 ": ("page", "12–13"),
    "p. 12": ("page", "12"),
    "pp. 12 and 14": ("page", "12 and 14"),
    "P. 12": ("page", "12"),
    "pages 12 to 14": ("page", "12 to 14"),
    "page 12": ("page", "12"),
    "section 3": ("section", "3"),
    "Chapter 3.": ("chapter", "3."),
    "section": ("page", ""),
    "p.": ("page", ""),
    "the last page": ("page", ""),
    "": ("page", ""),
}


@pytest.mark.parametrize(("where", "locator"), PLACES.items())
def test_a_place_in_a_source_is_a_page_a_section_or_nothing_that_a_citation_prints(
    where: str, locator: tuple[str, str]
) -> None:
    assert read_locator(where) == locator
