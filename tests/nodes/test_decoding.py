"""Nodes become models, and every misfit is reported at its place, all in one run."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest
from pydantic import BeforeValidator

from briefkit.nodes import Flag, Items, Named, Scalar, Spec, decode, nearest, one_of
from samples import marked, node


class Wig(Spec):
    kind: ClassVar[str] = "wig"
    price: Scalar
    status: Annotated[Scalar, BeforeValidator(one_of("sold", "kept"))] | None = None
    curly: Flag = False


class Shop(Spec):
    kind: ClassVar[str] = "shop"
    title: Scalar
    towns: Items[Scalar] = ()
    wigs: Named[Wig] = {}
    best: Wig | None = None
    shelves: Items[Items[Scalar]] = ()


# the document with its mark, the code, the message, words of the hint
MISFITS = {
    "unknown key": ("title: A\n⟦prise⟧: 3\n", "BK107", 'unknown key "prise" in a shop', "known keys: title, towns"),
    "misspelt key": ("title: A\n⟦twons⟧: []\n", "BK107", 'unknown key "twons" in a shop', "did you mean towns?"),
    "unknown key of an inner model": (
        "title: A\nbest: {price: 3, ⟦curl⟧: true}\n", "BK107", '"curl" in a wig', "did you mean curly?"),
    "unknown key of a named model": (
        "title: A\nwigs: {red: {price: 3, ⟦pric⟧: 4}}\n", "BK107", '"pric" in a wig', "did you mean price?"),
    "missing key": ("⟦towns⟧: []\n", "BK108", 'expected the key "title"', "add title: …"),
    "missing key of an inner model": (
        "title: A\nwigs:\n  red:\n    ⟦curly⟧: true\n", "BK108", 'expected the key "price"', "add price: …"),
    "missing key of an empty mapping": ("title: A\nbest: ⟦{}⟧\n", "BK108", 'the key "price"', "add price"),
    "list for text": ("title: ⟦[A, B]⟧\n", "BK109", "found a list, expected text", "title: …"),
    "mapping for text": ("title: ⟦{a: b}⟧\n", "BK109", "found a mapping, expected text", "title: …"),
    "text for a list": ("title: A\ntowns: ⟦Dandong⟧\n", "BK109", 'found "Dandong", expected a list', "[Dandong]"),
    "text for a mapping": ("title: A\nbest: ⟦red⟧\n", "BK109", 'found "red", expected a mapping', "write a mapping"),
    "list for a mapping": ("title: A\nwigs: ⟦[red]⟧\n", "BK109", "found a list, expected a mapping", "a mapping"),
    "mapping in a list": (
        "title: A\ntowns: [Dandong, ⟦{a: b}⟧]\n", "BK109", "found a mapping, expected text", "text"),
    "nothing in a list": ("title: A\ntowns: [Dandong, ⟦~⟧]\n", "BK109", "found nothing, expected text", "text"),
    "text in a list of lists": ("title: A\nshelves: [[a], ⟦b⟧]\n", "BK109", 'found "b", expected a list', "[b]"),
    "word that is not one of those known": (
        "title: A\nbest: {price: 3, status: ⟦lost⟧}\n", "BK109", 'found "lost", expected one of sold, kept', "sold"),
    "yes for a flag": (
        "title: A\nbest: {price: 3, curly: ⟦yes⟧}\n", "BK109", 'found "yes", expected true or false', "true"),
    "a long text in a message": (
        f"title: A\ntowns: ⟦{'a' * 90}⟧\n", "BK109", f'found "{"a" * 37}…", expected a list', "a list"),
}  # fmt: skip


@pytest.mark.parametrize(("document", "code", "message", "hint"), MISFITS.values(), ids=MISFITS)
def test_a_misfit_is_found_at_its_place(document: str, code: str, message: str, hint: str) -> None:
    text, span = marked(document)
    outcome = decode(Shop, node(text))
    assert [(one.code, one.span) for one in outcome.findings] == [(code, span)]
    assert message in outcome.findings[0].message
    assert hint in outcome.findings[0].hint


def test_all_misfits_of_a_document_are_reported_in_one_run() -> None:
    outcome = decode(Shop, node("tilte: A\ntowns: Dandong\nwigs: {red: {}, blue: {price: [], curly: maybe}}\n"))
    assert sorted(one.code for one in outcome.findings) == ["BK107", "BK108", "BK108", "BK109", "BK109", "BK109"]


def test_a_required_key_without_a_value_is_reported() -> None:
    outcome = decode(Shop, node("title:\ntowns: []\n"))
    assert [(one.message, one.hint) for one in outcome.findings] == [("found nothing, expected text", "write title: …")]


DROPPED = {
    "an unknown key": ("title: A\nprise: 3\n", {"prise"}),
    "a model that lacks a key": ("title: A\nwigs: {red: {curly: true}, blue: {price: 3}}\n", {"wigs.red"}),
    "a list where text is wanted": ("title: A\nwigs: {red: {price: 3, status: []}}\n", {"wigs.red.status"}),
    "an item of a list": ("title: A\ntowns: [Dandong, [], Hunchun]\n", {"towns.1"}),
}


@pytest.mark.parametrize(("document", "dropped"), DROPPED.values(), ids=DROPPED)
def test_what_does_not_fit_is_left_out_and_named_and_the_rest_is_kept(document: str, dropped: set[str]) -> None:
    shop = decode(Shop, node(document)).value
    assert shop is not None
    assert shop.dropped == dropped
    assert shop.title.text == "A"


@pytest.mark.parametrize("document", ["towns: []\n", "- a\n", "title: []\n", "just text\n"])
def test_without_what_it_requires_there_is_no_model(document: str) -> None:
    assert decode(Shop, node(document)).value is None


def test_a_document_that_is_no_mapping_is_reported() -> None:
    assert [one.message for one in decode(Shop, node("- a\n")).findings] == ["found a list, expected a mapping"]


def test_an_optional_key_without_a_value_is_as_if_it_were_absent() -> None:
    outcome = decode(Shop, node("title: A\nbest:\ntowns: ~\n"))
    assert outcome.findings == ()
    assert outcome.value is not None
    assert (outcome.value.best, outcome.value.towns) == (None, ())


def test_a_model_knows_where_its_keys_and_values_stand() -> None:
    shop = decode(Shop, node("title: A\nbest: {price: 3}\n")).value
    assert shop is not None
    assert [str(shop.node.place("best")), str(shop.value_span("best"))] == [
        "briefs/wigs.yaml:2:1",
        "briefs/wigs.yaml:2:7",
    ]
    assert shop.node.place("towns") == shop.span
    assert shop.mapping("best").place("price").column == 8
    assert shop.mapping("towns").entries == ()


NEAREST = [("twons", "towns"), ("Title", "title"), ("zzz", None), ("", None)]


@pytest.mark.parametrize(("word", "expected"), NEAREST)
def test_the_nearest_name_is_offered_only_where_it_is_near(word: str, expected: str | None) -> None:
    assert nearest(word, ("title", "towns", "wigs")) == expected
