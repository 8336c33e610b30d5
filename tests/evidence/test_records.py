"""A source's record is CSL: what CSL does not know is found at its place."""

from __future__ import annotations

import pytest

from briefkit.evidence.records import decode_record
from briefkit.evidence.seeds import decode_seed
from samples import marked, node

PLACE = "seeds/dailynk.yaml"
HEAD = "type: article-newspaper\ntitle: Prison labor\n"

# the record with its mark, code, words of the message, words of the hint
FAULTS = {
    "unknown field": (HEAD + "⟦titel⟧: x\n", "BK107", '"titel" in a source record', "did you mean title?"),
    "field of another vocabulary": (HEAD + "⟦zzz⟧: x\n", "BK107", '"zzz"', "fields of CSL-JSON"),
    "missing title": ("⟦type⟧: report\n", "BK108", '"title"', "add title: …"),
    "missing type": ("⟦title⟧: A\n", "BK108", '"type"', "add type: …"),
    "unknown type": ("type: ⟦newspaper⟧\ntitle: A\n", "BK109", "expected a CSL type", "article-newspaper"),
    "list for a title": ("type: report\ntitle: ⟦[A, B]⟧\n", "BK109", "found a list, expected text", "write title: …"),
    "nothing for a field": (HEAD + "URL:\n", "BK109", "found nothing, expected text", "write URL: …"),
    "text for names": (HEAD + "author: ⟦Kim Kwang-jin⟧\n", "BK109", "expected a list of names", "{literal: Kim"),
    "text in a list of names": (HEAD + "author: [⟦Kim⟧]\n", "BK109", "expected a name", "{family: Black"),
    "unknown part of a name": (HEAD + "author: [{⟦famly⟧: Kim}]\n", "BK107", '"famly" in a name', "mean family?"),
    "list for a part of a name": (HEAD + "author: [{family: ⟦[Kim]⟧}]\n", "BK109", "found a list, expected text", ""),
    "date in words": (HEAD + "issued: ⟦May 2023⟧\n", "BK605", '"May 2023"', "2023-05"),
    "date that no calendar has": (HEAD + "accessed: ⟦2023-02-30⟧\n", "BK605", '"2023-02-30"', "2023-05"),
}  # fmt: skip


@pytest.mark.parametrize(("record", "code", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_misfit_of_a_record_is_found_at_its_place(record: str, code: str, message: str, hint: str) -> None:
    has_place = "⟦" in record
    text, span = marked(record if has_place else "⟦" + record + "⟧", PLACE)
    outcome = decode_record(node(text, PLACE))
    assert [one.code for one in outcome.findings] == [code]
    (finding,) = outcome.findings
    assert message in finding.message
    assert hint in finding.hint
    if has_place:
        assert finding.span == span


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
    assert (finding.code, "expected a mapping" in finding.message) == ("BK109", True)


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
