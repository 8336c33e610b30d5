"""Scalars are replaced where they stand; every other byte of the file stays as it was."""

from __future__ import annotations

import pytest

from briefkit.nodes import Mapping, Node, Scalar, Sequence, read_yaml
from briefkit.nodes.edit import NotEdited, replace_scalars

PATH = "seeds/a.yaml"


def scalar_at(data: bytes, *keys: str) -> Scalar:
    found: Node | None = read_yaml(data, PATH).value
    for key in keys:
        assert isinstance(found, Mapping)
        found = found.get(key)
        if isinstance(found, Mapping) and isinstance(inner := found.entries[0][1], Sequence):
            found = inner.items[0]
    assert isinstance(found, Scalar)
    return found


# A file, the path of a scalar, its new text, and the file afterwards.
EDITS = {
    "plain": ("a: 60 %  # a share\nb: 2\n", "a", "61 %", "a: 61 %  # a share\nb: 2\n"),
    "plain, that has to be quoted": ("a: b\n", "a", "in May: 20", 'a: "in May: 20"\n'),
    "plain, with a hash": ("a: b\n", "a", "No #5", 'a: "No #5"\n'),
    "plain, with a comma where there was none": ("a: b\n", "a", "18,500 wigs", "a: 18,500 wigs\n"),
    "with a comma in a list on one line": ("a: {b: [c, d]}\nb: x\n", "a", "1,9", 'a: {b: ["1,9", d]}\nb: x\n'),
    "plain, with a comma where there was one": ("a: 1,500 wigs\n", "a", "18,500 wigs", "a: 18,500 wigs\n"),
    "with a comma in a mapping on one line": ("{a: 1,500 wigs, b: 2}\n", "a", "1,900 wigs", "{a: 1,900 wigs, b: 2}\n"),
    "single quotes": ("a: 'it''s 60'\n", "a", "it's 61", "a: 'it''s 61'\n"),
    "double quotes": ('a: "60"  # "60"\n', "a", 'say "61"', 'a: "say \\"61\\""  # "60"\n'),
    "over two lines": ("a: sold 18\n  lanterns\nb: 2\n", "a", "sold 19 lanterns", "a: sold 19 lanterns\nb: 2\n"),
    "folded": ("a: >-\n   sold 18\n   lanterns\n\nb: 2\n", "a", "sold 19", "a: >-\n   sold 19\n\nb: 2\n"),
    "literal": ("a: |\n  sold 18\nb: 2\n", "a", "sold 19", "a: |\n  sold 19\nb: 2\n"),
    "line ends of Windows": ("a: sold\r\n  18\r\nb: 2\r\n", "a", "sold 19", "a: sold 19\r\nb: 2\r\n"),
    "a byte order mark": ("\ufeffa: 1\n", "a", "2", "\ufeffa: 2\n"),
    "an anchor": ("a: &x 60 %\nb: *x\n", "a", "61 %", "a: &x 61 %\nb: *x\n"),
    "behind wide characters": ("k: 北京  \na: 出口额\n", "a", "进口额", "k: 北京  \na: 进口额\n"),
    "the same text": ("a:   '60'\n", "a", "60", "a:   '60'\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "key", "new", "expected"), EDITS.values(), ids=EDITS)
def test_a_scalar_is_replaced_in_place(text: str, key: str, new: str, expected: str) -> None:
    data = text.encode()
    assert replace_scalars(data, PATH, {scalar_at(data, key): new}).decode() == expected


def test_several_scalars_are_replaced_at_once() -> None:
    data = b"a: {b: 1, c: 2}  # both\nd: 3\n"
    texts = {scalar_at(data, "a", "c"): "20", scalar_at(data, "a", "b"): "1000", scalar_at(data, "d"): "4"}
    assert replace_scalars(data, PATH, texts) == b"a: {b: 1000, c: 20}  # both\nd: 4\n"


def test_a_scalar_of_another_file_is_not_looked_for() -> None:
    with pytest.raises(NotEdited, match="is not found in its file"):
        replace_scalars(b"b: 1\n", PATH, {scalar_at(b"\n\n\na: 1\n", "a"): "2"})


def test_an_edit_that_would_read_otherwise_is_not_made() -> None:
    data = b"a: |2\n   sold 18\nb: 2\n"  # its indentation is given, so that the text begins with a space
    with pytest.raises(NotEdited, match="would read otherwise"):
        replace_scalars(data, PATH, {scalar_at(data, "a"): "x\n\n y: 1\nz"})
