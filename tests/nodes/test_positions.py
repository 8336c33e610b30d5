"""Every character of a scalar is found again in the file, however YAML made the text out of what was typed."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefkit.nodes import Mapping, Scalar, Sequence, read_yaml
from samples import CLOSE, OPEN, node, scalar, span_of, text_at

# In each document the marked word stands in the text of `body`, and has to be found where it is marked.
STYLES = {
    "plain": "body: a wig brings ⟦much⟧ money",
    "plain over two lines": "body: a wig\n  brings ⟦much⟧ money",
    "plain behind an empty line": "body: a wig\n\n  brings ⟦much⟧",
    "plain with a comment behind it": "body: a wig brings ⟦much⟧ # a comment",
    "plain in a flow mapping": "{title: Wigs, body: it brings ⟦much⟧}",
    "single quotes": "body: 'a wig brings ⟦much⟧ money'",
    "single quotes with a doubled quote before": "body: 'the country''s wigs bring ⟦much⟧'",
    "single quotes over lines": "body: 'the country''s\n  wigs bring ⟦much⟧'",
    "double quotes": 'body: "a wig brings ⟦much⟧ money"',
    "double quotes with an escaped quote before": 'body: "a \\"wig\\" brings ⟦much⟧"',
    "double quotes with escapes before": 'body: "a\\twig\\u00e9 \\x41 \\U0001F600 brings ⟦much⟧"',
    "double quotes with an escaped line break": 'body: "a wig \\\n    brings ⟦much⟧"',
    "double quotes with a joined word": 'body: "a wig br\\\n    ings ⟦much⟧"',
    "double quotes over an empty line": 'body: "a wig\n\n  brings ⟦much⟧"',
    "double quotes with an escaped newline": 'body: "a wig\\nbrings ⟦much⟧"',
    "literal": "body: |\n  a wig\n  brings ⟦much⟧\n  money\n",
    "literal with deeper lines": "body: |\n  a wig\n      brings\n    ⟦much⟧\n",
    "literal with an indentation indicator": "body: |2\n    a wig\n  brings ⟦much⟧\n",
    "literal stripped": "body: |-\n  a wig brings ⟦much⟧\n",
    "literal kept": "body: |+\n  a wig brings ⟦much⟧\n\n",
    "literal with a comment in its head": "body: | # a comment\n  a wig brings ⟦much⟧\n",
    "literal with empty lines": "body: |\n\n  a wig\n\n  brings ⟦much⟧\n",
    "folded": "body: >\n  a wig\n  brings ⟦much⟧\n  money\n",
    "folded with a paragraph": "body: >-\n  a wig\n\n  brings ⟦much⟧\n  money\n",
    "folded with deeper lines": "body: >\n  a wig\n    brings\n  ⟦much⟧\n",
    "multi-byte characters before": "body: 北朝鮮の監獄 — “a wig” ⟦much⟧",
    "a character beyond the basic plane before": "body: 𠀀😀 ⟦much⟧",
    "multi-byte characters on lines before": "title: 북한\nbody: |\n  가발은\n  é ⟦much⟧\n",
    "a combining character before": "body: cafe\u0301 ⟦much⟧",
    "a tab before": "body: a\twig\t⟦much⟧",
    "a tab in a literal": "body: |\n  a\twig\t⟦much⟧\n",
    "a tab behind the key": "body:\ta wig ⟦much⟧",
    "a no-break space before": "body: a\u00a0wig ⟦much⟧",
    "an anchor before": "body: &wig a wig ⟦much⟧",
    "a string tag before": "body: !!str a wig ⟦much⟧",
    "the next line separator inside": "body: |\n  a wig\u0085  brings ⟦much⟧\n",
}


@pytest.mark.parametrize("document", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_word_is_found_where_it_is_typed(document: str, ending: str) -> None:
    start = document.index(OPEN)
    plain = document.replace(OPEN, "").replace(CLOSE, "")
    outcome = read_yaml(plain.replace("\n", ending).encode(), "briefs/wigs.yaml")
    assert outcome.findings == ()
    assert isinstance(outcome.value, Mapping)
    body = outcome.value.get("body")
    assert isinstance(body, Scalar)
    at = body.text.index("much")
    assert body.locate(at, at + 4) == span_of(plain, start, start + 4, "briefs/wigs.yaml")


def test_a_byte_order_mark_is_no_column() -> None:
    outcome = read_yaml(b"\xef\xbb\xbfbody: much", "a.yaml")
    assert isinstance(outcome.value, Mapping)
    key, value = outcome.value.entries[0]
    assert (str(key.span), str(value.span)) == ("a.yaml:1:1", "a.yaml:1:7")


def test_the_end_of_a_text_is_behind_its_last_character() -> None:
    body = scalar("body: 'it''s much'")
    assert body.locate(4) == span_of("body: 'it''s much'", 12, 17, "briefs/wigs.yaml")
    assert body.locate(len(body.text)).column == 18


def test_offsets_beyond_the_text_are_held_to_its_end() -> None:
    body = scalar("body: much")
    assert body.locate(2, 99).end_column == 11
    assert body.locate(99).column == 11


NODES = [
    ("a: 1\nb: two words\n", "two words", "a.yaml:2:4"),
    ("a: [x, 'y z']\n", "y z", "a.yaml:1:8"),
    ("- - deep\n", "deep", "a.yaml:1:5"),
]


@pytest.mark.parametrize(("document", "text", "place"), NODES)
def test_a_scalar_stands_where_it_begins(document: str, text: str, place: str) -> None:
    found = {one.text: str(one.span) for one in _scalars(node(document, "a.yaml"))}
    assert found[text] == place


@pytest.mark.parametrize("text", ["1.10", "12:30:00", "no", "0o17", "1e3", "2023-05-31", "~x", "0.10"])
def test_a_plain_scalar_keeps_the_characters_typed(text: str) -> None:
    assert scalar(f"body: {text}").text == text


NULLS = {"": True, "~": True, "null": True, "Null": True, "NULL": True, "''": False, '"~"': False, "nil": False}


@pytest.mark.parametrize(("written", "is_null"), NULLS.items())
def test_only_a_plain_null_is_nothing(written: str, is_null: bool) -> None:
    assert scalar(f"body: {written}").is_null is is_null


def _scalars(tree: Any) -> list[Scalar]:
    if isinstance(tree, Scalar):
        return [tree]
    if isinstance(tree, Sequence):
        return [one for item in tree.items for one in _scalars(item)]
    return [one for pair in tree.entries for child in pair for one in _scalars(child)]


TEXTS = st.text(st.sampled_from("ab 1\n'\"\\{}:#-é北😀…\t"), max_size=80)


@given(
    text=TEXTS, style=st.sampled_from([None, "'", '"', "|", ">"]), width=st.integers(10, 60), depth=st.integers(0, 3)
)
def test_every_character_points_at_itself_in_the_source(text: str, style: Any, width: int, depth: int) -> None:
    document: Any = {"key": text}
    for _ in range(depth):
        document = {"outer": [document]}
    source = yaml.dump(document, default_style=style, width=width, allow_unicode=True)
    outcome = read_yaml(source.encode(), "a.yaml")
    assert outcome.findings == ()
    found = _scalars(outcome.value)[-1]
    assert found.text == text
    for index, char in enumerate(text):
        written = text_at(source, found.locate(index, index + 1))
        if not char.isspace():
            rest = source.split("\n")[found.locate(index).line - 1][found.locate(index).column - 1 :]
            assert written == char or (found.style == '"' and yaml.safe_load(f'"{_escape(rest)}"') == char)


def _escape(rest: str) -> str:
    """The escape that a line goes on with."""
    lengths = {"x": 4, "u": 6, "U": 10}
    return rest[: lengths.get(rest[1:2], 2)]


@given(text=TEXTS, style=st.sampled_from([None, "'", '"', "|", ">"]))
def test_places_never_run_backwards(text: str, style: Any) -> None:
    source = yaml.dump({"key": text}, default_style=style, width=30, allow_unicode=True)
    outcome = read_yaml(source.encode(), "a.yaml")
    found = _scalars(outcome.value)[-1]
    places = [(found.locate(index).line, found.locate(index).column) for index in range(len(text) + 1)]
    assert places == sorted(places)
