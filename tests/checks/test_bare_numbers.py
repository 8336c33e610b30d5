"""A number that is typed into prose is found wherever it stands; years may stand."""

from __future__ import annotations

import pytest

from briefkit.checks.number_patterns import any_of
from samples import indented, marked, wigs

HEAD = "title: Wigs\ndate: 2023-07-15\n"


def found(text: str, code: str = "BK501") -> list[str]:
    """The numbers found in a paragraph, each as it stands at the place reported."""
    places = wigs(f"sections:\n  - title: One\n    body: |\n{indented(text, 6)}\n").places()
    assert {one for one, _ in places} <= {code}
    return [word for _, word in places]


FOUND = {
    "It is 65 percent.": ["65"],
    "It is 65% of 2,500.": ["65", "2,500"],
    "twelve wigs": ["twelve"],
    "Two of them.": ["Two"],
    "thirty-five wigs": ["thirty-five"],
    "a third of it": ["a third"],
    "two-thirds of it": ["two-thirds"],
    "half the country": ["half"],
    "½ of it": ["½"],
    "twice as much": ["twice"],
    "a tenfold rise": ["tenfold"],
    "a hundredfold rise": ["hundredfold"],
    "zero wigs": ["zero"],
    "a dozen wigs": ["dozen"],
    "millions of wigs": ["millions"],
    "Article 29 of it": ["29"],
    "the KN-23 missile": ["23"],
    "at 12:30": ["12:30"],
    "on May 5": ["5"],
    "the 3rd": ["3"],
    "it costs $5": ["5"],
    "约二十人": ["二十"],
    "２０ of them": ["２０"],
    "٣ of them": ["٣"],
    "“twenty” of them": ["twenty"],
    "**five** of them": ["five"],
    "a `5` b": ["5"],
    "[5 of them](https://example.org/7)": ["5"],
    "- five\n- six": ["five", "six"],
    "> five": ["five"],
    "# Five": ["Five"],
    "5 and 5 and {{ dailynk.share }} and 5": ["5", "5", "5"],
    "{{ dailynk.share }}5": ["5"],
    # not every four digits are a year
    "2023 workers": ["2023"],
    "2023% of it": ["2023"],
    "2500 of them": ["2500"],
    "1850.5 of them": ["1850.5"],
    # a number of several words is one
    "two hundred and fifty thousand wigs": ["two hundred and fifty thousand"],
    "a hundred and one wigs": ["hundred and one"],
    "6.5 million wigs": ["6.5 million"],
    "5-million-dollar deals": ["5-million"],
    "tens of thousands of wigs": ["tens of thousands"],
    "half a million wigs": ["half a million"],
    "five and six": ["five", "six"],
    # words that are mostly none
    "one million wigs": ["one million"],
    "one worker in ten": ["ten"],
    "one-third of it": ["one-third"],
    "one half of it": ["one half"],
    "one percent of it": ["one percent"],
    "a one-percent rise": ["one-percent"],
    "by a percentage point": ["a percentage point"],
    "one kilogram of rice": ["one kilogram"],
    "a couple of wigs": ["couple of"],
    "a score of wigs, scores of wigs": ["a score of", "scores of"],
    "a trio of camps": ["trio"],
    "a full third of it": ["a full third"],
    "a quarter, they say": ["a quarter"],
    "three quarters of it": ["three quarters"],
    "65 of 三人, 5百人": ["65", "三", "5", "百"],
    "a hundredth of it": ["a hundredth"],
    "half-dozen camps, half-hour breaks": ["half-dozen", "half"],
    "the other half": ["half"],
    "ten-fold, thousandfold": ["ten-fold", "thousandfold"],
    "nil": ["nil"],
    "five lakh": ["five lakh"],
    "double-digit growth": ["double-digit"],
    "a man in his thirties": ["thirties"],
    "five_six": ["five_six"],
    "In 2023 five of them.": ["five"],
    "the first half of five wigs": ["five"],
    "{{ dailynk.share }} -million": ["million"],
    # ranks and days
    "the second-largest buyer": ["second-largest"],
    "the third largest buyer": ["third largest"],
    "It ranks third.": ["ranks third"],
    "in second place": ["in second place"],
    "It is second only to coal.": ["second only to"],
    "the fourth of July, July the fourth": ["fourth of July", "July the fourth"],
    "its twenty-fifth year": ["twenty-fifth"],
    # four digits that count or measure
    "sold 2000 wigs": ["2000"],
    "1500 wigs": ["1500"],
    "2000 wigs were sold.": ["2000"],
    "of 2000 prisoners": ["2000"],
    "some 1950 went": ["1950"],
    "over 2000 of them": ["2000"],
    "more than 2000 went": ["2000"],
    "It reached 2000.": ["2000"],
    "of 1950 tons": ["1950"],
    "2000-ton ships": ["2000"],
    "USD 2000 and $2000 and RMB 1999": ["2000", "2000", "1999"],
    "2023 million": ["2023 million"],
    # as it is typed, so it is found
    "6&#53; of them": ["6&#53;"],
    "&#x36; of them": ["&#x36;"],
    "&frac12; of it": ["&frac12;"],
    "si&#120; wigs": ["si&#120;"],
    "six&shy;teen wigs": ["six&shy;teen"],
    "&amp;5 of them": ["5"],
    "&nbsp;five wigs": ["five"],
    "\\6 of them": ["6"],
    "6**5** of them": ["6**5"],
    "*6*5 of them": ["6*5"],
    "se**ven** wigs": ["se**ven"],
    "[fi](https://example.org/6)ve": ["fi](https://example.org/6)ve"],
    "6\u200b5 of them": ["6\u200b5"],
    "se\u200bven wigs": ["se\u200bven"],
    "si\u00adx wigs": ["si\u00adx"],
    "６５ of them": ["６５"],
    "ｓｅｖｅｎ wigs": ["ｓｅｖｅｎ"],
    "𝟔𝟓 of them": ["𝟔𝟓"],
    "𝐬𝐢𝐱 wigs": ["𝐬𝐢𝐱"],
    "⑤ or ❺ or ⑳ of them": ["⑤", "❺", "⑳"],
    "10⁶ wigs": ["10⁶"],
    "H₂O": ["₂"],
    "№ 5": ["5"],
    "thirty\u2011five wigs": ["thirty\u2011five"],
    "two\u00a0hundred wigs": ["two\u00a0hundred"],
    "३ wigs": ["३"],
    # Chinese and Korean numerals
    "三人": ["三"],
    "百分之五": ["百分之五"],
    "一半": ["一半"],
    "数百人": ["数百"],
    "百万": ["百万"],
    "백 명": ["백"],
    "천만 달러": ["천만"],
    "이백여 명": ["이백여"],
    "백오 명": ["백오"],
    "두 명, 두명": ["두", "두"],
    "삼 년": ["삼"],
    "절반": ["절반"],
    "삼분의 일": ["삼분의 일"],
}


@pytest.mark.parametrize(("text", "numbers"), FOUND.items())
def test_a_number_in_prose_is_found(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


STANDS = [
    "In 2023 it rose.",
    "In 2023, in 1999–2004 and in May 2016.",
    "In mid-2023 and pre-1945.",
    "2023’s exports",
    "in the 1990s",
    "in 2012–13 and 2012/13",
    "one of the wigs, and no one",
    "first and second, and a third party",
    "often and seldom, tension, weight, height",
    "a person with none",
    "[all of them](https://example.org/2023/55)",
    "It is {{ dailynk.share }} of {{ dailynk.exports }}.",
    'It is {{ lit("Article 29") }}, {{ dailynk.share * 2 }} and {{ dailynk.exports | round(1) }}.',
    # years among other words
    "the 2023 sanctions and the worth of 2023 exports",
    "2023 exports",
    "It infers 2023, on grounds; if the year were not 2023.",
    "In 2023 prisoners were sent. In 1500 wigs were rare.",
    "over 2023, about 1950, by 2030",
    "二〇二三年",
    "2022년 9월, 2022년에, 2022年9月",
    "the early nineties and the ’90s",
    # ordinals count off, parts stand in order
    "a second report, a third camp, a fifth column",
    "in the first place, the first of them, the third time",
    "the nineteenth century, the Eighth Congress",
    "the first half of 2023, the second half of the year",
    "the first quarter of 2023, each quarter, living quarters",
    "half-hearted, half-finished, headquarters, behalf",
    "Last half they sold.",
    # one is a pronoun
    "one month of work, one day, One person’s account",
    "a one-party state, someone, anyone, no one’s",
    "a kilogram of rice, a day",
    "a percentage of it, given in percent",
    "a couple who left, the score of the game, manifold, once a day",
    "tenant, weighty, fortune, threesome",
    "World War II, chapter Ⅳ",
    "an area in m² and in km²",
    "三池渊, 万寿台, 千里马, 백두산, 만경대, 이 사람, 세대, 한 명",
]


@pytest.mark.parametrize("text", STANDS)
def test_years_and_words_that_are_no_number_may_stand(text: str) -> None:
    assert found(text) == []


YEARS = {
    "2022년 9월 14일": ["14"],
    "9월에 12개월": ["9", "12"],
    "2000년간, 2000年间": ["2000", "2000"],
    "sold in 2023 wigs": [],
    "In 2023's exports of 2023 wigs": ["2023"],
    "North Korea’s 2023 exports": [],
    "North Korea's 2023 exports": [],
    "North Korea’s 1799 exports": ["1799"],
    "wholly 2023 exports": ["2023"],
    "wholly 2023 business": [],
    "wholly 2023 was": [],
    "wholly 2023 has": [],
    "wholly 2023 export": [],
    "the 1800 exports": [],
    "the 1799 exports": ["1799"],
    "January 1799 exports": [],
    "January’s 1799 exports": [],
    "over 2023 were": ["2023"],
    "over 2023 wigs": ["2023"],
    "RMB 2023": ["2023"],
    "KPW 2023": ["2023"],
    "XYZ 2023": [],
    "$2023": ["2023"],
}


@pytest.mark.parametrize(("text", "numbers"), YEARS.items())
def test_what_stands_beside_four_digits_tells_whether_they_are_a_year(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


# Every place where prose may stand.
EVERYWHERE = {
    "title": "title: ⟦Five⟧ wigs\ndate: 2023-07-15\n",
    "subtitle": HEAD + "subtitle: ⟦Five⟧ wigs\n",
    "summary": HEAD + "summary: On ⟦five⟧ wigs\n",
    "introduction": HEAD + "introduction: On ⟦five⟧ wigs\n",
    "introduction as a section": HEAD + "introduction: {body: On ⟦five⟧ wigs}\n",
    "section's title": HEAD + "sections: [{title: ⟦Five⟧ wigs}]\n",
    "section's body": HEAD + "sections: [{title: A, body: On ⟦five⟧ wigs}]\n",
    "inner section": HEAD + "sections: [{title: A, sections: [{title: B, body: On ⟦five⟧ wigs}]}]\n",
    "box": HEAD + "sections: [{title: A, content: [{box: {title: B, body: On ⟦five⟧ wigs}}]}]\n",
    "box's title": HEAD + "sections: [{title: A, content: [{box: {title: ⟦Five⟧ wigs, body: x}}]}]\n",
    "table's title": HEAD + "sections: [{title: A, content: [{table: {title: ⟦Five⟧, columns: [B], rows: [[x]]}}]}]\n",
    "table's head": HEAD + "sections: [{title: A, content: [{table: {title: T, columns: [⟦Five⟧], rows: [[x]]}}]}]\n",
    "cell": HEAD + "sections: [{title: A, content: [{table: {title: T, columns: [B], rows: [[⟦five⟧]]}}]}]\n",
    "table's note": HEAD
    + "sections: [{title: A, content: [{table: {title: T, columns: [B], rows: [[x]], note: ⟦five⟧}}]}]\n",
    "conclusion": HEAD + "conclusion: On ⟦five⟧ wigs\n",
    "recommendation": HEAD + "recommendations: [{to: All, items: [Buy ⟦five⟧ wigs]}]\n",
    "addressee": HEAD + "recommendations: [{to: The ⟦five⟧, items: [x]}]\n",
    "appendix": HEAD + "appendices: [{title: A, body: On ⟦five⟧ wigs}]\n",
}  # fmt: skip


@pytest.mark.parametrize("brief", EVERYWHERE.values(), ids=EVERYWHERE)
def test_a_number_is_found_wherever_prose_may_stand(brief: str) -> None:
    text, span = marked(brief)
    findings = wigs(head=text).findings
    assert [(one.code, one.span) for one in findings] == [("BK501", span)]
    assert "lit(" in findings[0].hint


def test_the_same_number_is_found_at_each_of_its_places() -> None:
    brief = "summary: |\n  On five and {{ dailynk.share }}, five\n  and *five*.\n\n  - five\n"
    lines = [(one.span.line, one.span.column) for one in wigs(brief).findings]
    assert lines == [(4, 6), (4, 36), (5, 8), (7, 5)]


# What prints besides prose: these are texts as well.
TEXTS = {
    "a note of a figure": "figures: {take: {is: dailynk.share * dailynk.exports, note: holds for ⟦5⟧ years}}\n",
    "a number of things in a note": "figures: {take: {is: dailynk.exports * 2, note: In 2023 ⟦2000⟧ wigs were sold}}\n",
}


@pytest.mark.parametrize("brief", TEXTS.values(), ids=TEXTS)
def test_a_number_in_other_printed_text_is_found(brief: str) -> None:
    text, span = marked(HEAD + brief)
    assert [(one.code, one.span) for one in wigs(head=text).findings] == [("BK501", span)]


# How a scalar may be written in YAML, and a paragraph in Markdown: the place is that of what was typed.
PLACES = {
    "double quotes with escapes": 'summary: "a \\t b\\u00e9 ⟦five⟧ c"\n',
    "single quotes": "summary: 'it''s ⟦five⟧ of them'\n",
    "a folded text": "summary: >-\n  a\n  b ⟦five⟧\n  c\n",
    "a quotation of two lines": "summary: |\n  > a\n  > b ⟦five⟧\n",
    "a list": "summary: |\n  - a\n    b ⟦five⟧\n",
    "a heading": "summary: |\n  ## a ⟦five⟧\n",
    "behind a link with a number": 'summary: |\n  [a](https://example.org/5_(5) "5") ⟦5⟧\n',
    "in a link": "summary: |\n  [a ⟦5⟧](https://example.org/5)\n",
    "behind an expression that holds it": "summary: |\n  {{ dailynk.share * 5 }} and ⟦5⟧\n",
    "over two lines": "summary: |\n  a ⟦two\n  hundred⟧ b\n",
}


@pytest.mark.parametrize("brief", PLACES.values(), ids=PLACES)
def test_a_number_is_found_at_the_place_where_it_was_typed(brief: str) -> None:
    text, span = marked(HEAD + brief)
    assert [(one.code, one.span) for one in wigs(head=text).findings] == [("BK501", span)]


HINTS = {
    "65 of it": 'refer to a figure: {{ seed.claim }}, or mark a name that holds a number: {{ lit("65") }}',
    "half of it": 'refer to a figure: {{ seed.claim }}, or hold the words by a relation: {{ "half" | holds("…") }}',
    "65 million of it": "refer to a figure: {{ seed.claim }}",
    "65-million of it": "refer to a figure: {{ seed.claim }}",
}


# A scale word right behind a figure is a finding of its own.
SCALED = [
    "{{ dailynk.share }} million",
    "It is {{ dailynk.share }}-million worth",
    "It is {{ dailynk.share }} Million.",
]


@pytest.mark.parametrize("text", SCALED)
def test_a_scale_behind_a_figure_is_no_number_of_its_own(text: str) -> None:
    assert [one.code for one in wigs(f"summary: '{text}'\n").findings] == ["BK512"]


def test_the_message_shows_the_number_as_it_was_typed() -> None:
    (finding,) = wigs("summary: On Thirty-five of them\n").findings
    assert finding.message == 'found "Thirty-five" in prose, expected an expression'


def test_of_words_of_which_one_begins_another_the_longest_is_tried_first() -> None:
    assert any_of(["ton", "metric ton", "tons"]) == "metric ton|tons|ton"


@pytest.mark.parametrize(("text", "hint"), HINTS.items())
def test_the_hint_fits_the_number(text: str, hint: str) -> None:
    assert [one.hint for one in wigs(f"summary: {text}\n").findings] == [hint]


# The letters of appendices

TYPED = {
    "Appendix D has the reason.": ["Appendix D"],
    "See Annex B, and Appendix C.": ["Annex B", "Appendix C"],
    "이유는 부록 D에 있다.": ["부록 D"],
    "见附录B。": ["附录B"],
    "The appendix has it.": [],
    "Appendix Data has it.": [],
    'The panel says so in {{ lit("Appendix D") }}.': [],
}


@pytest.mark.parametrize(("text", "words"), TYPED.items())
def test_an_appendix_is_referred_to_by_its_name(text: str, words: list[str]) -> None:
    assert found(text, "BK517") == words
