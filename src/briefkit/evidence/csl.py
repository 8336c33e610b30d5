"""The vocabulary of CSL 1.0.2, and dates in EDTF turned into CSL dates.

A seed's `source` is a CSL-JSON item written in YAML. What stands here says which types and variables such an item
may have and which of them hold names or dates. Variables that a citation processor works out by itself (a citation's
number, its locator, the suffix of a year) are left out: nobody writes them into a record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from briefkit.findings.bk6_citations import DATE_UNREADABLE
from briefkit.findings.model import Problem


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _words(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
    """
)

NAME_VARIABLES = _words(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
    """
)

DATE_VARIABLES = _words("accessed available-date event-date issued original-date submitted")

NUMBER_VARIABLES = _words(
    """
    chapter-number collection-number edition issue number number-of-pages number-of-volumes page page-first part-number
    printing-number section supplement-number version volume
    """
)

TITLE_VARIABLES = _words(
    """
    collection-title container-title container-title-short original-title part-title reviewed-title title title-short
    volume-title
    """
)

STRING_VARIABLES = _words(
    """
    abstract annote archive archive_collection archive_location archive-place authority call-number citation-key
    dimensions division DOI event event-place event-title genre ISBN ISSN jurisdiction keyword language license medium
    note original-publisher original-publisher-place PMCID PMID publisher publisher-place references reviewed-genre
    scale source status URL
    """
)

STANDARD_VARIABLES = NUMBER_VARIABLES | TITLE_VARIABLES | STRING_VARIABLES
VARIABLES = STANDARD_VARIABLES | NAME_VARIABLES | DATE_VARIABLES

NAME_PARTS = _words("family given literal suffix dropping-particle non-dropping-particle")

# The labels of CSL that pandoc, too, can read.
LOCATOR_LABELS = _words(
    """
    book chapter column figure folio issue line note opus page paragraph part section sub-verbo verse volume
    """
)

CslDate = dict[str, object]

_DATE = re.compile(
    r"""
    (?P<year> -?[0-9]{4} | [0-9]{3}X | [0-9]{2}XX )
    (?: - (?P<month> [0-9]{2} | XX ) (?: - (?P<day> [0-9]{2} | XX ) )? )?
    (?: T [0-9:.+Z-]+ )?
    (?P<doubt> [?~%]? )
    """,
    re.VERBOSE,
)
_OPEN = [0]
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Date:
    """One end of an interval, or a date alone. `until` is the last year of a decade or century (`199X`)."""

    parts: list[int]
    until: list[int] | None = None
    season: int | None = None
    circa: bool = False


def decode_date(text: str) -> CslDate:
    """The CSL date (`date-parts`, `season`, `circa`) that a date in EDTF stands for.

    Read are the parts of EDTF (ISO 8601-2, levels 0 and 1) that CSL can say: a year, month or day, a season
    (`2023-22`), an interval (`2019/2021`), an interval still open (`2019/..`), digits left open (`199X`, `2023-XX`),
    and the marks `?`, `~` and `%`, which all become circa. A time of day is dropped, since no citation prints it.

    Raises `Problem` BK605 for anything else, such as a day that the calendar lacks or an interval that runs backwards.
    """
    first, *rest = text.strip().split("/")
    try:
        start = _decode_one(first)
        match rest:
            case []:
                return _csl_date(start, start.until)
            case [".." | ""]:
                return _csl_date(start, _OPEN)
            case [last]:
                return _csl_interval(start, _decode_one(last))
    except ValueError as error:
        raise _unreadable(text) from error
    raise _unreadable(text)


def read_locator(where: str) -> tuple[str, str]:
    """A claim's `where` as a CSL locator: "p. 12" and "12" are pages, "section 3" a section; else none ("", "")."""
    words = where.split()
    head = words[0].lower().rstrip(".") if words else ""
    if head[:1].isdigit():
        return "page", where.strip()
    if len(words) > 1 and (head in ("p", "pp", "pages") or head in LOCATOR_LABELS):
        return ("page" if head in ("p", "pp", "pages") else head), " ".join(words[1:])
    return "page", ""


def _decode_one(text: str) -> _Date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (found[name] or "XX" for name in ("year", "month", "day"))
    circa = found["doubt"] != ""
    if "X" in year:
        if found["month"]:
            raise ValueError(text)
        return _Date(parts=[int(year.replace("X", "0"))], until=[int(year.replace("X", "9"))], circa=circa)
    if month == "XX":
        if day != "XX":
            raise ValueError(text)
        return _Date(parts=[int(year)], circa=circa)
    if int(month) in _SEASONS and found["day"] is None:
        return _Date(parts=[int(year)], season=_SEASONS[int(month)], circa=circa)
    parts = [int(year), int(month)] if day == "XX" else [int(year), int(month), int(day)]
    _hold_to_calendar(parts)
    return _Date(parts=parts, circa=circa)


def _hold_to_calendar(parts: list[int]) -> None:
    """Raises ValueError for a month or day that no calendar has."""
    year, month, *day = parts
    # Python's calendar starts in the year 1; the Gregorian one repeats every 400 years.
    date(year % 400 + 400, month, *(day or [1]))


def _csl_interval(start: _Date, end: _Date) -> CslDate:
    last = end.until or end.parts
    if start.season or end.season or start.parts >= last:
        raise ValueError("an interval of seasons, or one that runs backwards")
    return _csl_date(replace(start, circa=start.circa or end.circa), last)


def _csl_date(start: _Date, last: list[int] | None) -> CslDate:
    found: CslDate = {"date-parts": [start.parts] if last is None else [start.parts, last]}
    if start.season:
        found["season"] = start.season
    if start.circa:
        found["circa"] = True
    return found


def _unreadable(text: str) -> Problem:
    return DATE_UNREADABLE.problem(0, len(text), hint="write 2023, 2023-05, 2023-05-31, 2023~ or 2019/2021", date=text)
