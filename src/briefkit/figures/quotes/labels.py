"""Find the numerals that count nothing: dates and years ("2012–13", "31 May"), names ("Article 29", "Camp 15").

Each reader says where such an expression ends, or None. A year standing alone looks like any number, so the reader
of quantities asks `is_year` only after it has found no unit behind the numeral.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.figures.quotes.number_words import ONES, SCALE_WORDS
from briefkit.figures.quotes.tokens import Token

MONTHS = frozenset(
    (
        "january february march april may june july august september october november december jan feb "
        "mar apr jun jul aug sep sept oct nov dec"
    ).split()
)
# These name something by number when written with a capital: "Camp 15". The second set does so in lower case too.
_TITLES = frozenset(
    (
        "camp camps bureau bureaus office offices room rooms division divisions department departments "
        "resolution resolutions route highway phase annex annexes appendix appendices unit units building "
        "block protocol protocols act law order decree directive volume vol part parts paragraph "
        "paragraphs para paras clause clauses item items case flight ward zone area type model mark "
        "version grade level class gate pier reactor title schedule rule rules step group district school "
        "factory mine plant prison convoy regiment brigade battalion army corps war number numbers hs sitc isic"
    ).split()
)
_REFERENCES = frozenset(
    (
        "article articles art arts chapter chapters ch section sections sec table tables figure figures "
        "fig figs box boxes page pages p pp note notes footnote footnotes fn no nos line lines heading headings"
        " subheading subheadings code codes"
    ).split()
)
NAMING = _TITLES | _REFERENCES
_PLURALS = frozenset({"art", "arts", "pp", "nos", "figs", "paras", "appendices"})
# In lower case and without a point only these refer: "no 5", "the figure 300" and "notes 5,000 deaths" do not.
_WORDS_TOO = frozenset(
    (
        "article articles chapter chapters section sections page pages p pp art arts nos table heading headings"
        " subheading subheadings code codes"
    ).split()
)
# Only what is shortened has a point: "art. 5", but not "88 pages. 59% of it".
_SHORTENED = frozenset("art arts ch sec fig figs p pp fn no nos para paras vol app annex".split())
_BEFORE_A_MONTH = frozenset(
    (
        "in of since by from until till during last this next and to through early late mid between before after or"
    ).split()
)
_YEAR_PREFIXES = frozenset({"mid", "pre", "post", "early", "late", "since"})
FIRST_YEAR, LAST_YEAR = 1800, 2100


def is_year(text: str) -> bool:
    """Whether a numeral may be a year: four bare digits, 1800 to 2100."""
    return len(text) == 4 and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR


def read_name(tokens: Sequence[Token], at: int) -> int | None:
    """ "Article 29", "Camp No. 15", "Chapters 3 to 5", "No. 5", "#5", "KN-23", "G20"."""
    token = tokens[at]
    if token.text in ("#", "№"):
        return at + 2 if tokens[at + 1].kind == "number" else None
    titled = token.text[:1].isupper() and token.low in _TITLES
    if not titled and token.low not in _REFERENCES:
        return _serial(tokens, at)
    after = at + 1
    if tokens[after].low in ("no", "nos", "number", "numbers") and titled:
        after += 1
    dotted = tokens[after].text == "." and tokens[after].glued
    if dotted and tokens[after - 1].low not in _SHORTENED:
        return _serial(tokens, at)
    after += dotted
    if tokens[after].text == "#":
        after += 1
    if tokens[after].kind != "number":
        return _serial(tokens, at)
    tariff = token.low in ("line", "lines") and at > 0 and tokens[at - 1].low == "tariff"
    if not (titled or dotted or tariff or token.text[:1].isupper() or token.low in _WORDS_TOO):
        return None
    if titled and "," in tokens[after].text:
        return None  # "Army 1,200 men": a thousand of them is no name
    after = _past_reference(tokens, after)
    plural = token.low in _PLURALS or token.low.endswith("s") or tokens[after].kind == "dash"
    return _list(tokens, after) if plural else after


def _past_reference(tokens: Sequence[Token], at: int) -> int:
    """A number and what belongs to it: "29(2)", "5a"."""
    at += 1
    if tokens[at].kind == "word" and tokens[at].glued and len(tokens[at].text) == 1:
        at += 1
    if tokens[at].kind == "open" and tokens[at].glued and tokens[at + 2].kind == "close":
        at += 3
    return at


def _list(tokens: Sequence[Token], at: int) -> int:
    """The further numbers of "Articles 29, 30 and 31" or "Camps 14–16"."""
    while True:
        after = at
        if tokens[after].text == ",":
            after += 1
        if tokens[after].low in ("and", "or", "to", "through", "&") or tokens[after].kind == "dash":
            after += 1
        if after == at or tokens[after].kind != "number":
            return at
        at = _past_reference(tokens, after)


def _serial(tokens: Sequence[Token], at: int) -> int | None:
    """Letters and digits that make one designation: "KN-23", "G20", "Hwasong-14"; but "mid-2013" is a date."""
    token = tokens[at]
    if token.kind != "word" or token.low in ("to", "or", "and", "by", "of", "in"):
        return None
    after = at + 1
    if tokens[after].kind == "dash" and tokens[after].glued:
        after += 1
    if tokens[after].kind != "number" or not tokens[after].glued or token.text in "%‰°":
        return None
    if token.low in _YEAR_PREFIXES or (token.low in MONTHS and after > at + 1):
        return None
    return _past_serial(tokens, after)


def _past_serial(tokens: Sequence[Token], at: int) -> int:
    while tokens[at].glued and tokens[at].kind in ("word", "number", "dash"):
        at += 1
    return at


def read_period(tokens: Sequence[Token], at: int) -> int | None:
    """ "2012–13", "2012/13", "May 2016", "31 May 2016", "in May", "2013-05-31", "the 1990s", "11:56", "5 pm"."""
    token = tokens[at]
    if token.kind == "word":
        return _half_past(tokens, at) or _from_month(tokens, at)
    if token.kind != "number":
        return None
    if tokens[at + 1].kind not in ("word", "dash", "mark"):
        return None
    return (
        _clock(tokens, at)
        or _iso_date(tokens, at)
        or _decade(tokens, at)
        or _years(tokens, at)
        or _day_first(tokens, at)
    )


def _half_past(tokens: Sequence[Token], at: int) -> int | None:
    """Half past 5, a quarter past six."""
    if tokens[at].low not in ("half", "quarter") or tokens[at + 1].low != "past":
        return None
    return at + 3 if tokens[at + 2].kind == "number" or tokens[at + 2].low in ONES else None


def _from_month(tokens: Sequence[Token], at: int) -> int | None:
    token = tokens[at]
    if token.low not in MONTHS or not token.text[:1].isupper():
        return None
    after = at + 1
    if tokens[after].text == "." and len(token.text) <= 4:
        after += 1
    if _is_day(tokens[after]) and not _has_unit_glued(tokens, after) and tokens[after + 1].low not in SCALE_WORDS:
        after = _past_day(tokens, after)
        if tokens[after].text == "," and _is_year_token(tokens, after + 1):
            return after + 2
        return after + 1 if _is_year_token(tokens, after) else after
    if tokens[after].text == "," and _is_year_token(tokens, after + 1):
        return after + 2
    if _is_year_token(tokens, after):
        return after + 1
    before = tokens[at - 1].low if at else ""
    return at + 1 if before in _BEFORE_A_MONTH else None


def _past_day(tokens: Sequence[Token], at: int) -> int:
    """A day of the month, with "st" or "th", or two with a dash."""
    at += 1
    if tokens[at].low in ("st", "nd", "rd", "th") and tokens[at].glued:
        at += 1
    if tokens[at].kind == "dash" and tokens[at].glued and _is_day(tokens[at + 1]):
        at += 2
    return at


def _is_day(token: Token) -> bool:
    return token.kind == "number" and token.text.isdigit() and len(token.text) <= 2 and 1 <= int(token.text) <= 31


def _has_unit_glued(tokens: Sequence[Token], at: int) -> bool:
    after = tokens[at + 1]
    return after.kind == "word" and after.glued and after.low not in ("st", "nd", "rd", "th")


def _is_year_token(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind == "number" and is_year(tokens[at].text) and not _has_unit_glued(tokens, at)


def _clock(tokens: Sequence[Token], at: int) -> int | None:
    after = at + 1
    if (
        tokens[after].text == ":"
        and tokens[after].glued
        and tokens[after + 1].kind == "number"
        and tokens[after + 1].glued
    ):
        while tokens[after].text == ":" and tokens[after + 1].kind == "number":
            after += 2
        return after + 1 if tokens[after].low in ("am", "pm", "a.m.", "p.m.") else after
    return after + 1 if tokens[after].low in ("am", "pm", "a.m.", "p.m.", "o'clock", "o’clock") else None


def _iso_date(tokens: Sequence[Token], at: int) -> int | None:
    """2013-05-31, 31/05/2013, 5-31-2013."""
    first, second, third = tokens[at], tokens[at + 2], tokens[at + 4]
    joints = tokens[at + 1], tokens[at + 3]
    if not all(joint.text in ("-", "/") and joint.glued for joint in joints) or joints[0].text != joints[1].text:
        return None
    numerals = (first, second, third)
    if not all(token.kind == "number" and token.text.isdigit() for token in numerals):
        return None
    lengths = tuple(len(token.text) for token in numerals)
    if max(lengths) == 4 and lengths[1] <= 2 and (is_year(first.text) or is_year(third.text)):
        return at + 5
    return None


def _decade(tokens: Sequence[Token], at: int) -> int | None:
    """The 1990s, the '90s."""
    after = tokens[at + 1]
    if after.low == "s" and after.glued and tokens[at].text.isdigit() and tokens[at].text.endswith("0"):
        return at + 2
    return None


def _years(tokens: Sequence[Token], at: int) -> int | None:
    """2012–13, 2012/13, 2012–2014: a span of years, not a range of counts."""
    joint, last = tokens[at + 1], tokens[at + 2]
    if not is_year(tokens[at].text) or last.kind != "number" or _has_unit_glued(tokens, at + 2):
        return None
    if not (joint.kind == "dash" or joint.text == "/") or not joint.glued or not last.glued:
        return None
    following = tokens[at + 3]
    if following.low in ("%", "percent") or (
        following.kind == "dash" and following.glued and tokens[at + 4].kind == "number"
    ):
        return None
    if len(last.text) == 2 and last.text.isdigit():
        return at + 3 if int(last.text) > int(tokens[at].text[2:]) or tokens[at].text.endswith("99") else None
    return at + 3 if is_year(last.text) else None


def _day_first(tokens: Sequence[Token], at: int) -> int | None:
    """31 May 2016, 31 May, 28–31 May."""
    if not _is_day(tokens[at]) or _has_unit_glued(tokens, at):
        return None
    after = _past_day(tokens, at)
    month = tokens[after]
    if month.low not in MONTHS or not month.text[:1].isupper():
        return None
    after += 1
    if tokens[after].text == ".":
        after += 1 if _is_year_token(tokens, after + 1) else 0
    return after + 1 if _is_year_token(tokens, after) else after
