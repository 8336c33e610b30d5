"""A source's record is CSL: what CSL does not know is found at its place."""

from __future__ import annotations

import pytest

from briefkit.evidence.records import decode_record
from briefkit.evidence.seeds import decode_seed
from briefkit.nodes.model import Mapping
from samples import marked, node

PLACE = "seeds/dailynk.yaml"
HEAD = "type: article-newspaper\ntitle: Prison labor\n"

FIELDS = "use the fields of CSL-JSON: title, author, issued, container-title, URL …"
TYPES = "use a type of CSL 1.0.2: article-newspaper, report, book, webpage …"
NAMES_HINT = "write [{family: Black, given: David}] or [{literal: Kim Kwang-jin}]"
DATE_HINT = "write 2023, 2023-05, 2023-05-31, 2023~ or 2019/2021"


def no_date(text: str) -> str:
    return f'"{text}" is no date that a citation can print; expected EDTF, as in 2023, 2023-05 or 2023-05-31'


# the record with its mark, code, message, hint
FAULTS = {
    "unknown field": (
        HEAD + "⟦titel⟧: x\n", "BK107", 'found the unknown key "titel" in a source record', "did you mean title?"),
    "field of another vocabulary": (
        HEAD + "⟦zzz⟧: x\n", "BK107", 'found the unknown key "zzz" in a source record', FIELDS),
    "missing title": (
        "⟦type⟧: report\n", "BK108", 'expected the key "title", which is missing', "add title: …"),
    "missing type": (
        "⟦title⟧: A\nURL: x\n", "BK108", 'expected the key "type", which is missing', "add type: …"),
    "unknown type": (
        "type: ⟦reprot⟧\ntitle: A\n", "BK109", 'found "reprot", expected a CSL type', "did you mean report?"),
    "no type at all": (
        "type: ⟦zzz⟧\ntitle: A\n", "BK109", 'found "zzz", expected a CSL type', TYPES),
    "list for a title": (
        "type: report\ntitle: ⟦[A, B]⟧\n", "BK109", "found a list, expected text", "write title: …"),
    "nothing for a field": (
        HEAD + "URL: ⟦~⟧\n", "BK109", "found nothing, expected text", "write URL: …"),
    "text for names": (
        HEAD + "author: ⟦Kim Kwang-jin⟧\n", "BK109", 'found "Kim Kwang-jin", expected a list of names', NAMES_HINT),
    "text in a list of names": (
        HEAD + "author: [⟦Kim⟧]\n", "BK109", 'found "Kim", expected a name', NAMES_HINT),
    "text behind a name": (
        HEAD + "author: [{family: Kim}, ⟦Black⟧]\n", "BK109", 'found "Black", expected a name', NAMES_HINT),
    "unknown part of a name": (
        HEAD + "author: [{⟦famly⟧: Kim}]\n", "BK107", 'found the unknown key "famly" in a name',
        "did you mean family?"),
    "part of a name that is like no other": (
        HEAD + "author: [{⟦zzz⟧: Kim}]\n", "BK107", 'found the unknown key "zzz" in a name',
        "did you mean family, given or literal?"),
    "list for a part of a name": (
        HEAD + "author: [{family: ⟦[Kim]⟧}]\n", "BK109", "found a list, expected text", NAMES_HINT),
    "date in words": (HEAD + "issued: ⟦May 2023⟧\n", "BK605", no_date("May 2023"), DATE_HINT),
    "date that no calendar has": (HEAD + "accessed: ⟦2023-02-30⟧\n", "BK605", no_date("2023-02-30"), DATE_HINT),
}  # fmt: skip


@pytest.mark.parametrize(("record", "code", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_misfit_of_a_record_is_found_at_its_place(record: str, code: str, message: str, hint: str) -> None:
    text, span = marked(record, PLACE)
    (finding,) = decode_record(node(text, PLACE)).findings
    assert (finding.code, finding.message, finding.hint) == (code, message, hint)
    assert finding.span == span


def test_all_misfits_of_names_are_found() -> None:
    record = HEAD + "author: [Kim, {famly: Kim, given: [A]}, Black]\n"
    assert [one.code for one in decode_record(node(record)).findings] == ["BK109", "BK107", "BK109", "BK109"]


def test_an_empty_record_lacks_type_and_title() -> None:
    text, span = marked("source: ⟦{}⟧\n", PLACE)
    document = node(text, PLACE)
    assert isinstance(document, Mapping)
    outcome = decode_record(document.entries[0][1])
    assert [(one.hint, one.span) for one in outcome.findings] == [("add type: …", span), ("add title: …", span)]


def test_a_record_is_kept_as_plain_values() -> None:
    outcome = decode_record(node(HEAD + 'author: [{family: Black, given: David}]\nissued: "2023"\npage: 1-12\n'))
    assert outcome.findings == ()
    assert outcome.value == {
        "type": "article-newspaper",
        "title": "Prison labor",
        "author": [{"family": "Black", "given": "David"}],
        "issued": "2023",
        "page": "1-12",
    }


@pytest.mark.parametrize("record", ["just text", "[a, b]"])
def test_a_record_that_is_no_mapping_is_reported(record: str) -> None:
    (finding,) = decode_record(node(record)).findings
    found = {"just text": '"just text"', "[a, b]": "a list"}[record]
    assert (finding.code, finding.message) == ("BK109", f"found {found}, expected a mapping")
    assert finding.hint == "write source: {type: …, title: …}"


NAMES = [
    ("wig-price", "write wig_price"),
    ("wig price", "write wig_price"),
    ("_price", "write price"),
    ("2023_price", ""),
    ("wig.price", "write wig_price"),
]


@pytest.mark.parametrize(("name", "hint"), NAMES)
def test_a_claim_has_a_name_that_expressions_can_use(name: str, hint: str) -> None:
    seed = f"source: {{}}\nsnapshot: {{file: a.txt, sha256: x}}\nclaims:\n  {name}: {{quote: a, text: a}}\n"
    (finding,) = decode_seed(node(seed, PLACE)).findings
    assert (finding.code, str(finding.span)) == ("BK110", f"{PLACE}:4:3")
    assert hint in finding.hint
    assert finding.hint.removeprefix("write ").isidentifier()
