"""Turn the `source` of a seed into a CSL-JSON record, with every misfit at its place."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.evidence.csl import DATE_VARIABLES, NAME_PARTS, NAME_VARIABLES, TYPES, VARIABLES, decode_date
from briefkit.findings import Finding, Outcome, Problem
from briefkit.findings import bk1_shape as shape
from briefkit.nodes import Mapping, Node, Scalar, Sequence, describe, nearest

Record = dict[str, object]


def decode_record(node: Node) -> Outcome[Record]:
    """The record as plain values: texts, lists of names, EDTF dates. Unknown fields and types are findings."""
    if not isinstance(node, Mapping):
        hint = "write source: {type: …, title: …}"
        return Outcome({}, (shape.WRONG_TYPE.at(node.span, found=describe(node), expected="a mapping", hint=hint),))
    record: Record = {}
    findings: list[Finding] = []
    for key, value in node:
        if key.text != "type" and key.text not in VARIABLES:
            findings.append(_unknown_field(key))
        else:
            findings += _misfits(key.text, value)
            record[key.text] = _plain(value)
    for required in ("type", "title"):
        if required not in record:
            place = node.entries[0][0].span if node.entries else node.span
            findings.append(shape.MISSING_KEY.at(place, key=required, hint=f"add {required}: …"))
    return Outcome(record, tuple(findings))


def _unknown_field(key: Scalar) -> Finding:
    near = nearest(key.text, sorted(VARIABLES))
    hint = (
        f"did you mean {near}?" if near else "use the fields of CSL-JSON: title, author, issued, container-title, URL …"
    )
    return shape.UNKNOWN_KEY.at(key.span, key=key.text, where="source record", hint=hint)


def _misfits(field: str, value: Node) -> Iterator[Finding]:
    if field in NAME_VARIABLES:
        yield from _name_misfits(value)
    elif not isinstance(value, Scalar) or value.is_null:
        yield shape.WRONG_TYPE.at(value.span, found=describe(value), expected="text", hint=f"write {field}: …")
    elif field == "type" and value.text not in TYPES:
        near = nearest(value.text, sorted(TYPES))
        hint = (
            f"did you mean {near}?" if near else "use a type of CSL 1.0.2: article-newspaper, report, book, webpage …"
        )
        yield shape.WRONG_TYPE.at(value.span, found=describe(value), expected="a CSL type", hint=hint)
    elif field in DATE_VARIABLES:
        try:
            decode_date(value.text)
        except Problem as problem:
            yield problem.at(value.span)


def _name_misfits(value: Node) -> Iterator[Finding]:
    expected = "a list of names"
    hint = "write [{family: Black, given: David}] or [{literal: Kim Kwang-jin}]"
    if not isinstance(value, Sequence):
        yield shape.WRONG_TYPE.at(value.span, found=describe(value), expected=expected, hint=hint)
        return
    for name in value.items:
        if not isinstance(name, Mapping):
            yield shape.WRONG_TYPE.at(name.span, found=describe(name), expected="a name", hint=hint)
            continue
        for key, part in name:
            if key.text not in NAME_PARTS:
                near = nearest(key.text, sorted(NAME_PARTS)) or "family, given or literal"
                yield shape.UNKNOWN_KEY.at(key.span, key=key.text, where="name", hint=f"did you mean {near}?")
            elif not isinstance(part, Scalar):
                yield shape.WRONG_TYPE.at(part.span, found=describe(part), expected="text", hint=hint)


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node}
