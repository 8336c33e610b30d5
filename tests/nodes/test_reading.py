"""What YAML cannot or must not say is found at its place, with an edit to type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.findings import Span
from briefkit.nodes import Mapping, decode_text, read_yaml
from briefkit.nodes.reader import MAX_BYTES, MAX_DEPTH, MAX_NODES
from samples import marked

PATH = "briefs/wigs.yaml"

# the document with its mark, the code, words of the message, words of the hint
FAULTS = {
    "duplicate key": ("value: 20 %\n⟦value⟧: 30 %\n", "BK102", "first at line 1", "keep one of them"),
    "duplicate key, quoted": ("value: 1\n⟦'value'⟧: 2\n", "BK102", '"value" again', "line 1"),
    "duplicate key in a flow mapping": ("{a: 1, b: 2, ⟦a⟧: 3}", "BK102", '"a" again', "line 1"),
    "duplicate key deep down": ("a:\n  - b: 1\n    c: 2\n    ⟦b⟧: 3\n", "BK102", '"b" again', "line 2"),
    "unquoted expression as a value": (
        "title: Wigs\nsubtitle: ⟦{{ dailynk.wig_price }}⟧\n", "BK103", "unquoted {{", '"{{ dailynk.wig_price }}"'),
    "unquoted expression in a list": ("- ⟦{{ a.b }}⟧\n", "BK103", "unquoted", '"{{ a.b }}"'),
    "unquoted expression with text behind it": (
        "title: ⟦{{ a.b }} a wig⟧\n", "BK103", "unquoted", '"{{ a.b }} a wig"'),
    "unquoted expression with a string inside": (
        'title: ⟦{{ a | to("USD") }} a wig⟧\n', "BK103", "unquoted", """'{{ a | to("USD") }} a wig'"""),
    "tag that builds an object": ("title: ⟦!!python/name:os.system⟧ x\n", "BK112", "python/name", "remove the tag"),
    "tag of a collection": ("a: ⟦!!set⟧ {x}\n", "BK112", "set", "remove the tag"),
    "tag of one's own": ("a: ⟦!secret⟧ x\n", "BK112", "!secret", "remove the tag"),
    "colon in a plain value": ("title: Wigs⟦:⟧ a price list\n", "BK101", "not YAML", "quotation marks"),
    "tab as indentation": ("a:\n⟦\t⟧b: 1\n", "BK101", "not YAML", "spaces, not tabs"),
    "key without a colon": ("a: 1\nb\n⟦⟧", "BK101", "not YAML", "colon"),
    "second document": ("a: 1\n⟦---⟧\nb: 2\n", "BK101", "a second document", "---"),
    "alias to nothing": ("a: ⟦*b⟧\n", "BK101", "alias *b to nothing", "&b"),
    "control character": ("a: x⟦\x07⟧y\n", "BK101", "not YAML", "remove or replace the character"),
    "key that is a list": ("? ⟦[a, b]⟧\n: 1\n", "BK109", "a key that is a list", "plain name"),
}  # fmt: skip


@pytest.mark.parametrize(("document", "code", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_at_its_place(document: str, code: str, message: str, hint: str) -> None:
    text, span = marked(document)
    outcome = read_yaml(text.encode(), PATH)
    assert [finding.code for finding in outcome.findings] == [code]
    (finding,) = outcome.findings
    assert (finding.span.line, finding.span.column) == (span.line, span.column)
    assert message in finding.message
    assert hint in finding.hint


EXACT = [
    "duplicate key",
    "unquoted expression as a value",
    "unquoted expression with text behind it",
    "second document",
]


@pytest.mark.parametrize("name", EXACT)
def test_what_is_found_is_marked_to_its_end(name: str) -> None:
    text, span = marked(FAULTS[name][0])
    assert [finding.span for finding in read_yaml(text.encode(), PATH).findings] == [span]


def test_a_quotation_mark_that_is_not_closed_is_named_in_the_hint() -> None:
    outcome = read_yaml(b'title: "Wigs\nsections: []\n', PATH)
    assert [(one.code, one.hint) for one in outcome.findings] == [("BK101", "close the quotation mark")]


def test_every_duplicate_of_a_document_is_reported_in_one_run() -> None:
    outcome = read_yaml(b"a: 1\na: 2\nb: 3\nb: 4\nc: [{d: 1, d: 2}]\n", PATH)
    places = {f"{PATH}:2:1", f"{PATH}:4:1", f"{PATH}:5:12"}
    assert {str(one.span) for one in outcome.findings} == places
    assert isinstance(outcome.value, Mapping)
    assert str(outcome.value.get("a")) == "1"


def test_one_expression_makes_one_finding() -> None:
    outcome = read_yaml(b"a: {{ b }}\nc: {{ d }}\n", PATH)
    assert [(one.code, one.span.line) for one in outcome.findings] == [("BK103", 1), ("BK103", 2)]


@pytest.mark.parametrize("tag", ["!", "!!str"])
def test_a_tag_that_says_text_is_let_through(tag: str) -> None:
    assert read_yaml(f"a: {tag} 1.10\n".encode(), PATH).findings == ()


def test_a_list_nested_to_the_limit_is_read_and_one_level_more_is_not() -> None:
    def document(depth: int) -> bytes:
        return b"[" * depth + b"]" * depth

    assert read_yaml(document(MAX_DEPTH), PATH).findings == ()
    (finding,) = read_yaml(document(MAX_DEPTH + 1), PATH).findings
    assert (finding.code, finding.span.column) == ("BK111", MAX_DEPTH + 1)


def test_a_very_deep_document_is_refused_at_once() -> None:
    assert [one.code for one in read_yaml(b"[" * 100_000, PATH).findings] == ["BK111"]


def test_aliases_that_multiply_are_counted_as_often_as_they_stand() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    outcome = read_yaml("\n".join(lines).encode(), PATH)
    (finding,) = outcome.findings
    assert finding.code == "BK104"
    assert f"{MAX_NODES:,} nodes" in finding.message


def test_an_alias_stands_for_what_was_anchored() -> None:
    outcome = read_yaml(b"a: &x {k: v}\nb: *x\n", PATH)
    assert isinstance(outcome.value, Mapping)
    assert outcome.value.get("a") == outcome.value.get("b")


# bytes, code, place, words of the message, words of the hint
BYTES = {
    "Latin-1": (b"a: 1\nb: caf\xe9 x", "BK105", "2:7", "0xe9", "save the file as UTF-8"),
    "Latin-1 behind characters of several bytes": ("a: 북한 ".encode() + b"\xe9", "BK105", "1:7", "0xe9", "UTF-8"),
    "UTF-16": ("a: 1".encode("utf-16"), "BK105", "1:1", "0xff", "it looks like UTF-16"),
    "GBK": ("a: 监狱".encode("gbk"), "BK105", "1:4", "0xbc", "save the file as UTF-8"),
    "a cut character": ("a: 북".encode()[:-1], "BK105", "1:4", "0xeb", "UTF-8"),
    "an empty file": (b"", "BK106", "1:1", "empty file", "fill it"),
    "white space alone": (b" \n\t\n", "BK106", "1:1", "empty file", "fill it"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "BK106", "1:1", "empty file", "fill it"),
    "a large file": (b"a: " + b"x" * MAX_BYTES, "BK104", "1:1", "4,000,003 bytes, expected at most 4,000,000", "split"),
}


@pytest.mark.parametrize(("data", "code", "place", "message", "hint"), BYTES.values(), ids=BYTES)
def test_bytes_that_are_no_text_are_found(data: bytes, code: str, place: str, message: str, hint: str) -> None:
    outcome = read_yaml(data, PATH)
    assert outcome.value is None
    (finding,) = outcome.findings
    assert (finding.code, str(finding.span)) == (code, f"{PATH}:{place}")
    assert message in finding.message
    assert hint in finding.hint


def test_a_text_may_be_as_long_as_its_own_limit() -> None:
    assert decode_text(b"abc", "a.txt", limit=3).findings == ()
    assert [one.span for one in decode_text(b"abcd", "a.txt", limit=3).findings] == [Span("a.txt")]


def test_a_file_of_comments_holds_nothing_and_is_reported() -> None:
    outcome = read_yaml(b"# nothing yet\n", PATH)
    assert outcome.value is None
    assert [one.code for one in outcome.findings] == ["BK106"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    outcome = read_yaml(data, PATH)
    assert outcome.value is not None or outcome.findings


@given(st.text(st.sampled_from("ab: -[]{}\"'|>&*!?#\n\t,…é%@`"), max_size=60))
def test_any_text_is_read_or_refused_with_places_inside_it(text: str) -> None:
    outcome = read_yaml(text.encode(), PATH)
    assert outcome.value is not None or outcome.findings
    lines = text.split("\n")
    for finding in outcome.findings:
        assert 1 <= finding.span.line <= len(lines) + 1
        assert finding.span.column >= 1
        assert finding.hint
