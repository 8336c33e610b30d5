"""Markdown becomes blocks of sentences: where each sentence ends, there its note will stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.briefs.prose import (
    MAX_PROSE,
    Block,
    ExpressionPiece,
    MarkPiece,
    Run,
    TextPiece,
    parse_line,
    parse_prose,
    statements,
)
from briefkit.findings import Span
from briefkit.nodes import Scalar
from samples import indented, marked, scalar, text_at


def expressions(run: Run) -> list[ExpressionPiece]:
    return [piece for piece in run.pieces if isinstance(piece, ExpressionPiece)]


def body(text: str) -> Scalar:
    return scalar(f"body: |\n{indented(text)}\n")


def shown(run: Run) -> str:
    """A run with ¶ between its sentences, expressions in braces and marks as tags."""
    parts: list[str] = []
    for index, piece in enumerate(run.pieces):
        if index and run.sentences[index] != run.sentences[index - 1]:
            parts.append("¶")
        match piece:
            case TextPiece(text=text):
                parts.append(text)
            case ExpressionPiece(source=source):
                parts.append(f"{{{source}}}")
            case MarkPiece(tag=tag, opens=opens, href=href):
                parts.append(f"<{'' if opens else '/'}{tag}{' ' + href if href else ''}>")
    return "".join(parts)


def outline(blocks: tuple[Block, ...]) -> str:
    return " ".join(
        f"{block.kind}[{shown(block.run) if block.run else outline(block.blocks)}]".replace("rule[]", "rule")
        for block in blocks
    )


SENTENCES = {
    # closing punctuation
    "One {{ a }}. Two {{ b }}.": "One {a}.¶ Two {b}.",
    "A {{ a }}! B? C… D.": "A {a}!¶ B?¶ C…¶ D.",
    "No stop at the end": "No stop at the end",
    # Chinese ends a sentence without a blank, and breaks a line without one
    "{{ a }}家。“{{ b }}顶！”上周": "{a}家。¶“{b}顶！”¶上周",
    "市场有\n{{ a }}，\n上周": "市场有{a}，上周",
    "공장은\n{{ a }}이다": "공장은 {a}이다",
    "of 北京\nand {{ a }}": "of 北京 and {a}",
    "One.\nTwo on a new line.": "One.¶ Two on a new line.",
    "One {{ a }}. {{ b }} begins another.": "One {a}.¶ {b} begins another.",
    "A citation{{ cite(x) }}. Next": "A citation{cite(x)}.¶ Next",
    # quotation marks and brackets stand behind the stop
    "He said “yes.” Then he left.": "He said “yes.”¶ Then he left.",
    "“It is {{ a }}.” Next": "“It is {a}.”¶ Next",
    "“It is {{ a }}.” said he.": "“It is {a}.” said he.",
    "(One {{ a }}.) Two.": "(One {a}.)¶ Two.",
    "He asked “why?” and left.": "He asked “why?” and left.",
    "One. “Two” follows.": "One.¶ “Two” follows.",
    # abbreviations, initials and numbers end nothing
    "Mr. Kim and Gen. Pak came. They left.": "Mr. Kim and Gen. Pak came.¶ They left.",
    "The U.S. Army left. So it is.": "The U.S. Army left.¶ So it is.",
    "J. F. Smith wrote. So it is.": "J. F. Smith wrote.¶ So it is.",
    "Wigs, e.g. Red ones, i.e. Not black.": "Wigs, e.g. Red ones, i.e. Not black.",
    "See No. 5 of vol. 2. Then go.": "See No. 5 of vol. 2.¶ Then go.",
    "See p. 5 and pp. 6–7. Next.": "See p. 5 and pp. 6–7.¶ Next.",
    "Gulag, Inc. Reports it. Next.": "Gulag, Inc. Reports it.¶ Next.",
    "It rose 2.5 percent. It fell.": "It rose 2.5 percent.¶ It fell.",
    "On Sept. 5 it rose. It fell.": "On Sept. 5 it rose.¶ It fell.",
    "It was May. Then June.": "It was May.¶ Then June.",
    "It was sold etc.": "It was sold etc.",
    "so. lower case goes on.": "so. lower case goes on.",
    # marks close with the sentence they end
    "**Minerals.** They {{ a }}.": "<strong>Minerals.</strong>¶ They {a}.",
    "*One {{ a }}.* Two.": "<em>One {a}.</em>¶ Two.",
    "**{{ a }}. Then** so.": "<strong>{a}.¶ Then</strong> so.",
    "*{{ a }}*": "<em>{a}</em>",
    "a [link](https://example.org) b. C": "a <a https://example.org>link</a> b.¶ C",
}


@pytest.mark.parametrize(("text", "sentences"), SENTENCES.items())
def test_a_sentence_ends_behind_its_closing_punctuation(text: str, sentences: str) -> None:
    outcome = parse_prose(body(text))
    assert outcome.findings == ()
    assert [shown(block.run) for block in outcome.value if block.run] == [sentences]


BLOCKS = {
    "One.\n\nTwo.": "paragraph[One.] paragraph[Two.]",
    "# Head {{ a }}\n\nText.": "subhead[Head {a}] paragraph[Text.]",
    "- One.\n- Two {{ a }}.\n  Three.": "list[item[paragraph[One.]] item[paragraph[Two {a}.¶ Three.]]]",
    "- One\n  - Two": "list[item[paragraph[One] list[item[paragraph[Two]]]]]",
    "1. One\n2. Two": "ordered[item[paragraph[One]] item[paragraph[Two]]]",
    "> Quoted {{ a }}.": "quote[paragraph[Quoted {a}.]]",
    "One\n\n---\n\nTwo": "paragraph[One] rule paragraph[Two]",
    "a  \nb": "paragraph[a b]",
    # what is not Markdown stays text
    "<b>raw</b> <script>x</script>": "paragraph[<b>raw</b> <script>x</script>]",
    "<div>\n\nx": "paragraph[<div>] paragraph[x]",
    "&amp; and &copy;": "paragraph[& and ©]",
    "[x]: https://example.org\n\n[x]": "paragraph[[x]: https://example.org] paragraph[[x]]",
}


@pytest.mark.parametrize(("text", "blocks"), BLOCKS.items())
def test_markdown_becomes_blocks(text: str, blocks: str) -> None:
    outcome = parse_prose(body(text))
    assert outcome.findings == ()
    assert outline(outcome.value) == blocks


EXPRESSIONS = {
    "{{ a }}": ["a"],
    "{{a}}{{b}}": ["a", "b"],
    '{{ a | to("USD") }}': ['a | to("USD")'],
    '{{ a | to("}}") }} x': ['a | to("}}")'],
    "{{ a\n| bare }}": ["a\n| bare"],
    "**{{ a * b }}**": ["a * b"],
    "[{{ a }}](https://example.org)": ["a"],
    "{{ a_b * c_d }} and {{ *e* }}": ["a_b * c_d", "*e*"],
    "{{ }}": [""],
}


@pytest.mark.parametrize(("text", "sources"), EXPRESSIONS.items())
def test_an_expression_is_taken_as_it_is_written(text: str, sources: list[str]) -> None:
    outcome = parse_prose(body(text))
    assert outcome.findings == ()
    runs = [block.run for block in outcome.value if block.run]
    assert [piece.source for run in runs for piece in expressions(run)] == sources


PLACES = {
    "in a paragraph": "body: |\n  One\n  two ⟦{{ a.b }}⟧.\n",
    "behind another": "body: |\n  {{ x }} and ⟦{{ a.b }}⟧.\n",
    "in a list": "body: |\n  - One\n  - two\n    three ⟦{{ a.b }}⟧\n",
    "in a nested list": "body: |\n  - One\n    - ⟦{{ a.b }}⟧\n",
    "in a quotation": "body: |\n  > One\n  > two ⟦{{ a.b }}⟧\n",
    "in a subhead": "body: |\n  ## Head ⟦{{ a.b }}⟧ ##\n",
    "in emphasis": "body: |\n  One **two ⟦{{ a.b }}⟧**\n",
    "behind an entity": "body: |\n  One &amp; two ⟦{{ a.b }}⟧\n",
    "behind an escape": "body: |\n  One \\* two ⟦{{ a.b }}⟧\n",
    "behind a hard break": "body: |\n  One  \n  two ⟦{{ a.b }}⟧\n",
    "in a second paragraph": "body: |\n  One\n\n  two\n  ⟦{{ a.b }}⟧\n",
    "in a folded text": "body: >-\n  One\n  two ⟦{{ a.b }}⟧\n",
    "in a folded second paragraph": "body: >\n  One\n\n  two\n  three ⟦{{ a.b }}⟧\n",
    "in a plain text": "body: One two ⟦{{ a.b }}⟧\n",
    "in a plain text of two lines": "body: One\n  two ⟦{{ a.b }}⟧\n",
    "in double quotes": 'body: "One \\"two\\" ⟦{{ a.b }}⟧"\n',
    "in single quotes": "body: 'it''s ⟦{{ a.b }}⟧'\n",
    "behind characters of several bytes": "body: |\n  北朝鮮 😀 ⟦{{ a.b }}⟧\n",
    "behind trailing blanks": "body: |\n  One   \n  two ⟦{{ a.b }}⟧\n",
    "in an indented paragraph": "body: |\n  One\n\n     two ⟦{{ a.b }}⟧\n",
}


@pytest.mark.parametrize("document", PLACES.values(), ids=PLACES)
def test_an_expression_knows_its_place_in_the_file(document: str) -> None:
    text, span = marked(document)
    found: list[ExpressionPiece] = []

    def collect(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            found.extend(expressions(block.run) if block.run else ())
            collect(block.blocks)

    collect(parse_prose(scalar(text)).value)
    assert found[-1].span == Span(span.path, span.line, span.column + 3, span.end_line, span.end_column - 3)
    assert text_at(text, found[-1].locate(2, 3)) == "b"


# the text with its mark, the code
FAULTS = {
    "an expression not closed": ("One ⟦{{⟧ a", "BK502"),
    "an expression closed with one brace": ("One ⟦{{⟧ a } two", "BK502"),
    "an expression with an open quotation mark": ('One ⟦{{⟧ a | to("USD) }} two', "BK502"),
    "an expression over two paragraphs": ("One ⟦{{⟧ a\n\n}} two", "BK502"),
    "no blank behind the braces": ("One ⟦{{⟧a", "BK502"),
    "a fenced code block": ("⟦`⟧``\ncode\n```", "BK505"),
}


@pytest.mark.parametrize(("text", "code"), FAULTS.values(), ids=FAULTS)
def test_what_prose_has_not_is_found_at_its_place(text: str, code: str) -> None:
    document, span = marked(f"body: |\n{indented(text)}\n")
    findings = parse_prose(scalar(document)).findings
    assert [(one.code, one.span.line, one.span.column) for one in findings] == [(code, span.line, span.column)]
    assert findings[0].hint


def test_an_indented_code_block_is_found_at_its_line() -> None:
    findings = parse_prose(body("One\n\n    code")).findings
    assert [(one.code, one.span.line) for one in findings] == [("BK505", 4)]


SOURCE_TEXT = ["In `{{ a }}` code", "A \\{{ a }} brace"]


@pytest.mark.parametrize("text", SOURCE_TEXT)
def test_an_expression_never_prints_as_it_is_written(text: str) -> None:
    outcome = parse_prose(body(text))
    printed = "".join(shown(block.run) for block in outcome.value if block.run)
    runs = [block.run for block in outcome.value if block.run]
    assert "{{" not in printed or outcome.findings or any([*statements(run)] for run in runs)


NUMBERED = {"⟦2023⟧. In that year it rose.": "2023", "One\n\n⟦5⟧. Two\n6. Three": "5", "- ⟦2⟧. One": "2"}


@pytest.mark.parametrize(("text", "number"), NUMBERED.items())
def test_a_number_is_not_lost_as_the_marker_of_a_list(text: str, number: str) -> None:
    document, span = marked(f"body: |\n{indented(text)}\n")
    findings = parse_prose(scalar(document)).findings
    assert [(one.code, one.span) for one in findings] == [("BK508", span)]
    assert number in findings[0].message


STATEMENTS = [("a ⟦{%⟧ if x %} b", "{%"), ("a ⟦{#⟧ note #} b", "{#")]


@pytest.mark.parametrize(("text", "found"), STATEMENTS)
def test_a_statement_is_found_where_it_stands(text: str, found: str) -> None:
    document, span = marked(f"body: |\n{indented(text)}\n")
    (block,) = parse_prose(scalar(document)).value
    assert block.run is not None
    assert [(one.code, one.span) for one in statements(block.run)] == [("BK503", span)]
    assert found in [*statements(block.run)][0].message


def test_prose_beyond_all_measure_is_refused() -> None:
    outcome = parse_prose(Scalar("a" * (MAX_PROSE + 1), Span("briefs/wigs.yaml")))
    assert [one.code for one in outcome.findings] == ["BK504"]


LINES = {
    "# no head {{ a }}": "# no head {a}",
    "- no list": "- no list",
    "1. no list": "1. no list",
    "**bold** {{ a }}": "<strong>bold</strong> {a}",
    "One {{ a }}. Two.": "One {a}.¶ Two.",
}


@pytest.mark.parametrize(("text", "line"), LINES.items())
def test_a_line_has_marks_but_no_blocks(text: str, line: str) -> None:
    outcome = parse_line(scalar(f"body: '{text}'"))
    assert outcome.findings == ()
    assert shown(outcome.value) == line


HOSTILE = {
    "many open braces": "{{ " * 2000,
    "many quotation marks": '{{ "' + '" "' * 2000,
    "many brackets": "[" * 5000,
    "many stars": "*a " * 3000,
    "deep quotations": "> " * 500 + "a",
    "deep lists": "".join("  " * depth + "- a\n" for depth in range(200)),
    "many backticks": "`a" * 3000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_prose_is_read_in_bounded_time(text: str) -> None:
    assert parse_prose(Scalar(text, Span("a.yaml"), text)).value is not None


@given(st.text(st.sampled_from("ab {}*_#->\"'.A(1|)[]`\\&;\n…”é"), max_size=80))
def test_any_text_is_prose_with_places_inside_it(text: str) -> None:
    outcome = parse_prose(Scalar(text, Span("a.yaml", 1, 1), text))
    lines = text.split("\n")
    for finding in outcome.findings:
        assert 1 <= finding.span.line <= len(lines)
        assert finding.hint


@given(
    st.lists(
        st.sampled_from(["One", "two", "U.S.", "No. 5", "{{ a }}", "“yes.”", "*so*", "end.", "end!", "Then"]),
        max_size=12,
    )
)
def test_sentences_are_numbered_in_order_and_no_word_is_lost(words: list[str]) -> None:
    blocks = parse_prose(body("x " + " ".join(words))).value
    (run,) = [block.run for block in blocks if block.run]
    assert list(run.sentences) == sorted(run.sentences)
    plain = "".join(piece.text for piece in run.pieces if isinstance(piece, TextPiece))
    assert plain.split() == " ".join(["x", *words]).replace("*", "").replace("{{ a }}", "").split()
