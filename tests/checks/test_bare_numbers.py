"""A number that is typed into prose is found wherever it stands; years may stand."""

from __future__ import annotations

import pytest

from samples import indented, marked, wigs

HEAD = "title: Wigs\ndate: 2023-07-15\n"


def found(text: str) -> list[str]:
    """The numbers found in a paragraph, each as it stands at the place reported."""
    places = wigs(f"sections:\n  - title: One\n    body: |\n{indented(text, 6)}\n").places()
    assert {code for code, _ in places} <= {"BK501"}
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
]


@pytest.mark.parametrize("text", STANDS)
def test_years_and_words_that_are_no_number_may_stand(text: str) -> None:
    assert found(text) == []


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
}


@pytest.mark.parametrize("brief", TEXTS.values(), ids=TEXTS)
def test_a_number_in_other_printed_text_is_found(brief: str) -> None:
    text, span = marked(HEAD + brief)
    assert [(one.code, one.span) for one in wigs(head=text).findings] == [("BK501", span)]
