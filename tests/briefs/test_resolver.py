"""A brief resolved: what each expression prints, what it cites, and where the notes stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefkit.briefs.prose import TextPiece
from briefkit.briefs.resolved import (
    NotePiece,
    Printed,
    Prose,
    ResolvedBrief,
    ResolvedQuotation,
    ResolvedRun,
    ResolvedSection,
    ResolvedTable,
)
from samples import Project, indented, marked, wigs

FIGURES = """\
figures:
  take: {is: dailynk.share * dailynk.exports, as: USD}
  rounded: {is: take, round: 3 significant}
  wigs_part: {is: dailynk.exports / USD 100 million, as: "%"}
"""


def shown(run: ResolvedRun) -> str:
    """A run with what it prints in brackets, and each note as its number and what it cites."""
    parts: list[str] = []
    for piece in run.pieces:
        match piece:
            case TextPiece(text=text):
                parts.append(text)
            case Printed(text=text):
                parts.append(f"[{text}]")
            case NotePiece(number=number, citations=citations):
                cited = [f"{one.source}, {one.label} {one.locator}" if one.locator else one.source for one in citations]
                parts.append(f"^{number}({'; '.join(cited)})")
    return "".join(parts)


def runs(blocks: Prose) -> Iterator[ResolvedRun]:
    for block in blocks:
        if block.run:
            yield block.run
        yield from runs(block.blocks)


def clean(made: Project) -> ResolvedBrief:
    assert [one for one in made.findings if one.stops] == []
    return made.examination.briefs["wigs"].brief


def section(text: str, *, content: str = "") -> ResolvedSection:
    brief = f"{FIGURES}sections:\n  - title: One\n    body: |\n{indented(text, 6)}\n{content}"
    return clean(wigs(brief)).sections[0]


PROSE = {
    # names, parts, filters
    "It is {{ dailynk.share }}.": "It is [20–30 percent].^1(dailynk)",
    "It is {{ take }}.": "It is [USD 4.8–7.2 million].^1(dailynk)",
    "It is {{ rounded }}.": "It is [USD 4.79–7.18 million].^1(dailynk)",
    "It is {{ wigs_part }}.": "It is [23.94 percent].^1(dailynk)",
    "It is {{ dailynk.share.low }}.": "It is [20 percent].^1(dailynk)",
    "It is {{ dailynk.earned }}.": "It is [nearly USD 4.79 million].^1(dailynk)",
    "In {{ dailynk.exports.period }} it rose.": "In [May 2023] it rose.^1(dailynk)",
    "So says {{ dailynk.share.by }}.": "So says [a source in the country].^1(dailynk)",
    "It is {{ dailynk.makers }}.": "It is [inmates].^1(dailynk)",
    "It is {{ dailynk.wig_price | as_stated }}.": "It is [about USD 3.50–7 per wig].^1(dailynk)",
    # a noun that the sentence names in the singular is not said twice
    "A price of {{ dailynk.wig_price }}.": "A price of [RMB 25–50 per wig].^1(dailynk)",
    "A wig brings {{ dailynk.wig_price }}.": "A wig brings [RMB 25–50].^1(dailynk)",
    "Wigs bring {{ dailynk.wig_price }}.": "Wigs bring [RMB 25–50 per wig].^1(dailynk)",
    "Wigs sell. They bring {{ dailynk.wig_price }}.": "Wigs sell. They bring [RMB 25–50 per wig].^1(dailynk)",
    "The wigmaker gets {{ dailynk.wig_price }}.": "The wigmaker gets [RMB 25–50 per wig].^1(dailynk)",
    # notes: one a sentence, numbered in order, none where nothing is cited
    "It is {{ dailynk.share }}. That is {{ dailynk.state }}.": (
        "It is [20–30 percent].^1(dailynk) That is [70 percent].^2(dailynk)"
    ),
    "It is {{ dailynk.share }}. {{ dailynk.state }} is that.": (
        "It is [20–30 percent].^1(dailynk) [70 percent] is that.^2(dailynk)"
    ),
    "It is {{ dailynk.share }} or {{ dailynk.state }}.": "It is [20–30 percent] or [70 percent].^1(dailynk)",
    "It is {{ dailynk.share | bare }}.": "It is [20–30 percent].",
    "Nothing is cited.": "Nothing is cited.",
    # citations
    "So it is{{ cite(dailynk) }}.": "So it is[].^1(dailynk)",
    "So it is{{ cite(dailynk, page=12) }}.": "So it is[].^1(dailynk, page 12)",
    'So it is{{ cite(dailynk, page="12–13") }}.': "So it is[].^1(dailynk, page 12–13)",
    "So it is{{ cite(dailynk, chapter=3) }}.": "So it is[].^1(dailynk, chapter 3)",
    "So it is{{ cite(dailynk.article) }}.": "So it is[].^1(dailynk, page 7)",
    "{{ dailynk.article }} bans it{{ cite(dailynk, page=12) }}.": (
        "[Article 29] bans it[].^1(dailynk, page 7; dailynk, page 12)"
    ),
    # words
    "{{ quote(dailynk.hours) }} he said.": "[“Prisoners work over 12 hours a day”] he said.^1(dailynk)",
    "{{ dailynk.hours.quote }} he said.": "[“Prisoners work over 12 hours a day”] he said.^1(dailynk)",
    'By {{ lit("Article 29") }} it is banned.': "By [Article 29] it is banned.",
    'Wigs make {{ "more than half" | holds("dailynk.wig_share > 50 %") }}.': "Wigs make [more than half].^1(dailynk)",
    'Work of {{ dailynk.hours | words }}.': "Work of [over twelve hours a day].^1(dailynk)",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PROSE.items())
def test_a_sentence_prints_and_cites(text: str, expected: str) -> None:
    assert [shown(run) for run in runs(section(text).body)] == [expected]


def test_a_derived_figure_cites_all_its_inputs_in_order() -> None:
    brief = clean(wigs("summary: 'It is {{ dailynk.share * dailynk.exports }}.'\n"))
    (printed,) = brief.printed
    assert printed.claims == ("dailynk.share", "dailynk.exports")
    assert printed.name == "dailynk.share * dailynk.exports"


DOCUMENT = """\
recommendations: [{to: All, items: ["Item {{ dailynk.share }}."]}]
conclusion: "Conclusion {{ dailynk.share }}."
appendices: [{title: A, body: "Appendix {{ dailynk.share }}."}]
sections:
  - title: A
    body: "Body {{ dailynk.share }}."
    content:
      - table: {title: T, columns: [C], rows: [["{{ dailynk.share }}"]]}
      - quotation: dailynk.hours
      - box: {title: B, body: "Box {{ dailynk.share }}."}
    sections: [{title: B, body: "Inner {{ dailynk.share }}."}]
introduction: "Introduction {{ dailynk.share }}."
summary: "Summary {{ dailynk.share }}."
"""


def test_notes_are_numbered_in_the_order_of_the_printed_document() -> None:
    brief = clean(wigs(DOCUMENT))
    (part,) = brief.sections
    assert brief.introduction is not None
    assert brief.conclusion is not None
    table, quotation, box = part.content
    assert isinstance(table, ResolvedTable)
    assert isinstance(quotation, ResolvedQuotation)
    prose = [brief.summary, brief.introduction.body, part.body]
    numbers = [shown(run) for blocks in prose for run in runs(blocks)]
    assert [text[-11:] for text in numbers] == [f".^{n}(dailynk)"[-11:] for n in (1, 2, 3)]
    assert (table.source.number, quotation.note.number) == (4, 5)
    later = [*runs(box.body), *runs(part.sections[0].body), *runs(brief.conclusion.body)]  # type: ignore[union-attr]
    later += [brief.recommendations[0].items[0], *runs(brief.appendices[0].body)]
    assert [shown(run).split("^")[1] for run in later] == [f"{n}(dailynk)" for n in (6, 7, 8, 9, 10)]
    assert [printed.number for printed in brief.printed] == list(range(1, len(brief.printed) + 1))


TABLE = """\
sections:
  - title: A
    content:
      - table:
          title: What it costs
          columns: [Item, Price]
          rows:
            - [A wig, "{{ dailynk.wig_price }}"]
            - [Other, "{{ dailynk.wig_price }}"]
            - [Share, "{{ dailynk.share }}"]
          note: As of {{ dailynk.share.period }}
"""


def test_a_table_has_one_note_for_all_its_cells_and_writes_percentages_with_their_sign() -> None:
    (table,) = clean(wigs(TABLE)).sections[0].content
    assert isinstance(table, ResolvedTable)
    cells = [[shown(cell) for cell in row] for row in table.rows]
    assert cells == [["A wig", "[RMB 25–50]"], ["Other", "[RMB 25–50 per wig]"], ["Share", "[20–30%]"]]
    assert (shown(table.note), table.source.number) == ("As of [May 2023]", 1)
    assert len(table.source.printed) == 4


def test_a_noun_in_the_head_of_a_table_goes_for_all_its_cells() -> None:
    (table,) = (
        clean(wigs(TABLE.replace("columns: [Item, Price]", "columns: [Item, Price of a wig]"))).sections[0].content
    )
    assert isinstance(table, ResolvedTable)
    assert [shown(row[1]) for row in table.rows] == ["[RMB 25–50]", "[RMB 25–50]", "[20–30%]"]


def test_a_title_prints_a_figure_without_a_note() -> None:
    brief = clean(wigs(head='title: "Wigs: {{ dailynk.share }}"\nsubtitle: "{{ dailynk.state }}"\ndate: 2023-07-15\n'))
    assert (shown(brief.title), shown(brief.subtitle)) == ("Wigs: [20–30 percent]", "[70 percent]")


def test_a_quotation_names_who_said_it() -> None:
    brief = clean(wigs("sections: [{title: A, content: [{quotation: dailynk.share}]}]\n"))
    (quotation,) = brief.sections[0].content
    assert isinstance(quotation, ResolvedQuotation)
    assert quotation.by == "a source in the country"
    assert quotation.printed.text == "“some 20 to 30% of the country’s contract manufacturing”"


def test_quotation_marks_inside_a_quotation_are_single() -> None:
    claims = "free: {quote: Article 29 of the charter, text: x}\n"
    brief = wigs("summary: '{{ quote(dailynk.free) }} so.'\n", claims=claims)
    assert brief.texts() == ["“Article 29 of the charter”"]


def test_each_sentence_is_kept_with_what_it_prints() -> None:
    brief = clean(wigs('summary: "Wigs *sell*. A wig brings {{ dailynk.wig_price }}. It is {{ dailynk.share }}."\n'))
    assert [(one.text, len(one.printed)) for one in brief.sentences] == [
        ("A wig brings RMB 25–50.", 1),
        ("It is 20–30 percent.", 1),
    ]


def test_a_claim_that_is_an_own_figure_keeps_its_digits() -> None:
    made = wigs("figures: {alias: {is: dailynk.exports}}\nsummary: '{{ alias }} and {{ dailynk.exports }}'\n")
    assert made.texts() == ["USD 23.94 million", "USD 23.94 million"]


# what stands below title and date, with its mark; code; words of the message
FAULTS = {
    "a figure that needs itself": ("figures: {a: {is: ⟦a⟧ + 1}}", "BK208", "a → a"),
    "figures in a circle": ("figures:\n  a: {is: b}\n  b: {is: c}\n  c: {is: ⟦a⟧}\n", "BK208", "a → b → c → a"),
    "a figure named as a seed": ("figures: {⟦dailynk⟧: {is: USD 5}}", "BK209", "the seed dailynk"),
    "a figure with a hyphen": ("figures: {⟦a-b⟧: {is: dailynk.share}}", "BK110", '"a-b"'),
    "a rounding in words": (
        "figures: {a: {is: dailynk.share, round: ⟦three⟧}}", "BK109", "expected 3 significant or 2 decimals"),
    "a rounding to no digit": ("figures: {a: {is: dailynk.share, round: ⟦0 significant⟧}}", "BK109", "0 significant"),
    "an own unit of another dimension": ("figures: {a: {is: dailynk.exports, as: ⟦kg⟧}}", "BK416", '"kg"'),
    "a figure that is text": ("figures: {a: {is: ⟦dailynk.makers⟧}}", "BK450", "“inmates”"),
    "an unknown claim": ("summary: It is {{ dailynk.⟦shar⟧ }}.", "BK202", "dailynk.shar"),
    "an unknown seed": ("summary: It is {{ ⟦dailynl⟧.share }}.", "BK201", "dailynl"),
    "an unknown figure in a quotation": (
        "sections: [{title: A, content: [{quotation: dailynk.⟦hour⟧}]}]", "BK202", "dailynk.hour"),
    "a quotation of a calculation": (
        "sections: [{title: A, content: [{quotation: ⟦dailynk.share * 2⟧}]}]", "BK207", "quote(seed.claim)"),
    "a seed alone": ("summary: It is {{ ⟦dailynk⟧ }}.", "BK507", "the seed dailynk"),
    "text in quotation marks": ('summary: It is {{ ⟦"five"⟧ }}.', "BK507", "text in quotation marks"),
    "a number that nothing holds": ("summary: It is {{ ⟦12⟧ }}.", "BK442", "rests on no claim"),
    "words that the figures do not bear out": (
        'summary: Wigs make {{ ⟦"less than half" | holds("dailynk.wig_share < 50 %")⟧ }}.', "BK506", "asserts"),
    "a relation about nothing": (
        'summary: Wigs make {{ "more" | holds("dailynk.⟦wig_shar⟧ > 50 %") }}.', "BK202", "wig_shar"),
    "a locator that no style knows": ("summary: So{{ ⟦cite(dailynk, pg=12)⟧ }}.", "BK207", "cite"),
    "no restatement": ("summary: It is {{ ⟦dailynk.exports | as_stated⟧ }}.", "BK417", "dailynk.exports"),
    "a currency without a rate": ('summary: It is {{ ⟦dailynk.exports | to("KPW")⟧ }}.', "BK432", "KPW"),
    "two currencies": ("summary: It is {{ ⟦dailynk.wig_price + dailynk.exports⟧ }}.", "BK410", "without a conversion"),
    "a unit that means nothing": (
        "summary: It is {{ ⟦dailynk.exports * dailynk.earned⟧ }}.", "BK441", "USD^2"),
    "a chart without data": (
        "sections: [{title: A, content: [{chart: {kind: bar, title: B, data: ⟦x⟧}}]}]", "BK109", "categories and"),
    "a chart with a list in its data": (
        "sections: [{title: A, content: [{chart: {kind: bar, title: B, data: {x: ⟦[y]⟧, z: '{{ dailynk.state }}'}}}]}]",
        "BK109", "a figure"),
    "a row too short": (
        "sections:\n  - title: A\n    content:\n      - table: {title: T, columns: [A, B], rows: [⟦[x]⟧]}\n",
        "BK109", "a row of 1 cells, expected 2 cells"),
    "a cell that is a list": (
        "sections:\n  - title: A\n    content:\n      - table: {title: T, columns: [A], rows: [[⟦[x]⟧]]}\n",
        "BK109", "found a list, expected a cell of text"),
    "a statement": ("summary: So {{ dailynk.share }} ⟦{%⟧ if x %}.", "BK503", "{%"),
}  # fmt: skip


@pytest.mark.parametrize(("brief", "code", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_brief_is_found_at_its_place(brief: str, code: str, message: str) -> None:
    head = "title: Wigs\ndate: 2023-07-15\n"
    text, span = marked(head + brief + "\n")
    found = [one for one in wigs(text.removeprefix(head)).findings if one.span.path == span.path]
    assert [(one.code, str(one.span)) for one in found] == [(code, str(span))], [one.message for one in found]
    assert message in found[0].message
    assert found[0].hint


def test_a_fault_in_a_figure_is_reported_once_where_it_is_defined() -> None:
    made = wigs("figures:\n  a: {is: dailynk.shar}\n  b: {is: a * 2}\nsummary: '{{ a }} and {{ b }}'\n")
    assert made.places() == [("BK202", "shar")]


def test_a_retracted_claim_is_found_wherever_it_is_printed() -> None:
    claims = "gone: {quote: Prisoners work over 12 hours a day, value: over 12 hours/day, status: retracted}\n"
    brief = "figures: {doubled: {is: dailynk.gone * 2}}\nsummary: '{{ dailynk.gone }} and {{ doubled }}'\n"
    assert wigs(brief, claims=claims).places() == [("BK213", "dailynk.gone"), ("BK213", "doubled")]


def test_a_restricted_claim_is_found_wherever_it_is_printed() -> None:
    claims = "secret: {quote: Prisoners work over 12 hours a day, value: over 12 hours/day, restricted: true}\n"
    brief = "figures: {doubled: {is: dailynk.secret * 2}}\nsummary: '{{ dailynk.secret }} and {{ doubled }}'\n"
    assert wigs(brief, claims=claims).places() == [("BK610", "dailynk.secret"), ("BK610", "doubled")]
    assert wigs("figures: {doubled: {is: dailynk.secret * 2}}\n", claims=claims).findings == ()


CHAINS = {
    "in order": "".join(f"  f{n}: {{is: f{n - 1} * 2}}\n" for n in range(1, 300)),
    "in reverse": "  f1: {is: f2 / 2}\n" + "".join(f"  f{n}: {{is: f{(n + 1) % 300} / 2}}\n" for n in range(2, 300)),
    "doubled": "".join(f"  f{n}: {{is: f{n - 1} + f{n - 1}}}\n" for n in range(1, 22)),
}


@pytest.mark.parametrize("brief", CHAINS.values(), ids=CHAINS)
def test_a_long_chain_of_figures_is_worked_out_or_refused(brief: str) -> None:
    places = wigs(f"figures:\n  f0: {{is: dailynk.exports}}\n{brief}").places()
    assert {code for code, _ in places} <= {"BK421"}
