"""What a new text of a source makes of each claim, and which texts would replace its own."""

from __future__ import annotations

import pytest

from briefkit.evidence.revisions import Revision, as_written, revise_seed
from briefkit.evidence.seeds import anchor_seed, decode_seed
from briefkit.evidence.sign_offs import fingerprint
from samples import SNAPSHOT, VOCABULARY, node, seed_file

PATH = "seeds/dailynk.yaml"


def revised(claim: str, old: str, new: str) -> Revision:
    """A claim of the sample, after one place of the snapshot has changed."""
    assert SNAPSHOT.count(old) == 1
    spec = decode_seed(node(seed_file(f"a: {claim}", SNAPSHOT), PATH)).value
    assert spec is not None
    seed = anchor_seed("dailynk", PATH, spec, SNAPSHOT.encode(), VOCABULARY).value
    (revision,) = revise_seed(seed, SNAPSHOT.replace(old, new), "dailynk.txt").value
    return revision


EXPORTS = "{quote: they amounted to USD 23.94 million, value: USD 23.94 million}"
WIGS = (
    "{quote: receives RMB 25-50 (around USD 3.50 to 7) from China for wigs, value: CNY 25 to 50 / wig,"
    " restated: about USD 3.50 to 7 / wig}"
)
# The claim, what changes in the snapshot and to what, the state, the new texts, words of what is left to the writer.
REVISIONS = {
    "nothing": (EXPORTS, "Article 29", "Article 30", "unchanged", {}, ""),
    "a number": (
        EXPORTS, "23.94", "24.1", "changed",
        {"quote": "they amounted to USD 24.1 million", "value": "USD 24.1 million"}, ""),
    "both sides of a conversion": (
        WIGS, "25-50 (around USD 3.50 to 7)", "30-50 (around USD 4.20 to 7)", "changed",
        {"quote": "receives RMB 30-50 (around USD 4.20 to 7) from China for wigs", "value": "CNY 30 to 50 / wig",
         "restated": "about USD 4.20 to 7 / wig"}, ""),
    "a number beside the value": (
        "{quote: 70% of it goes to the state, value: 70 %}", "70%", "71%", "changed",
        {"quote": "71% of it goes to the state", "value": "71 %"}, ""),
    "the layout of a value": (
        "{quote: they amounted to USD 23.94 million, value: 23.94 million  USD}", "23.94", "24.1", "changed",
        {"quote": "they amounted to USD 24.1 million", "value": "24.1 million  USD"}, ""),
    "a new hedge": (
        EXPORTS, "USD 23.94", "nearly USD 23.94", "changed",
        {"quote": "they amounted to nearly USD 23.94 million", "value": "nearly USD 23.94 million"}, ""),
    "a new currency": (EXPORTS, "USD 23.94", "EUR 23.94", "changed", {}, "write quote and value"),
    "a negation": (
        EXPORTS, "they amounted", "they never amounted", "changed", {}, "write quote and value"),
    "other words": (
        "{quote: Prisoners work over 12 hours a day, value: over 12 hours/day}", "Prisoners work", "Prisoners labor",
        "reworded", {"quote": "Prisoners labor over 12 hours a day"}, ""),
    "a name with a number": (
        "{quote: Article 29 of the charter bans it, text: Article 29}", "Article 29", "Article 92", "changed", {},
        "write quote and text"),
    "words that are gone": (
        EXPORTS, "In May they amounted to USD 23.94 million, or 65% of\nall exports. ", "", "gone", {}, "retracted"),
    "words that stand elsewhere": (
        "{quote: 30%, value: 30 %, prefix: use the remaining}", "use the remaining", "keep the rest of", "moved", {},
        "correct prefix and suffix"),
    "words that stand twice": (
        "{quote: 65%, value: 65 %}", "Article 29", "65% of Article 29", "unchanged", {}, "stands 2 times now"),
    "an ellipsis": (
        "{quote: …they amounted to USD 23.94 million…, value: USD 23.94 million}", "23.94", "24.1", "changed",
        {"quote": "…they amounted to USD 24.1 million…", "value": "USD 24.1 million"}, ""),
    "quotation marks as the source has them": (
        "{quote: some 20 to 30% of the country’s contract manufacturing, value: 20 to 30 %}", "20 to 30%", "20 to 35%",
        "changed",
        {"quote": "some 20 to 35% of the country’s contract manufacturing", "value": "20 to 35 %"}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "old", "new", "state", "texts", "left"), REVISIONS.values(), ids=REVISIONS)
def test_a_claim_against_a_new_text(
    claim: str, old: str, new: str, state: str, texts: dict[str, str], left: str
) -> None:
    revision = revised(claim, old, new)
    assert (revision.state.value, dict(revision.texts)) == (state, texts)
    assert left in revision.left
    assert bool(left) == bool(revision.left)


def test_a_sign_off_that_becomes_void_is_said() -> None:
    spec = decode_seed(node(seed_file(f"a: {EXPORTS}", SNAPSHOT), PATH)).value
    assert spec is not None
    signed = f"{EXPORTS[:-1]}, reviewed: {{by: A. Reader, on: 2023-07-01, sha256: {fingerprint(spec.claims['a'])}}}}}"
    assert revised(signed, "23.94", "24.1").void == "A. Reader"
    assert revised(signed, "USD 23.94", "EUR 23.94").void == ""
    assert revised(EXPORTS, "23.94", "24.1").void == ""


def test_a_passage_is_written_as_the_text_has_it() -> None:
    assert as_written("the “country’s”\n own‑make wigs", '"country\'s" own-make wigs') == "“country’s” own‑make wigs"
    assert as_written("manu-\nfacture", "manufacture") == "manufacture"
