"""Claims are held by their quotes: what a source does not say, or says otherwise, is found at its place."""

from __future__ import annotations

import hashlib

import pytest

from briefkit.evidence.seeds import Seed, anchor_seed, decode_seed
from briefkit.evidence.sign_offs import fingerprint
from briefkit.evidence.spec import STATUSES, ClaimSpec
from briefkit.figures.figure import Figure
from briefkit.figures.units import Vocabulary
from briefkit.findings import Finding, Outcome
from samples import SNAPSHOT, VOCABULARY, marked, node, seed_file

PATH = "seeds/dailynk.yaml"


def anchored(claims: str, snapshot: bytes | None = SNAPSHOT.encode(), **seed: str) -> Outcome[Seed]:
    text = seed_file(claims, SNAPSHOT, **seed)
    spec = decode_seed(node(text, PATH))
    assert spec.value is not None
    outcome = anchor_seed("dailynk", PATH, spec.value, snapshot, VOCABULARY)
    return Outcome(outcome.value, (*spec.findings, *outcome.findings))


def only_finding(claims: str) -> Finding:
    """The one finding of a seed of these claims, which stands where the claims are marked."""
    with_mark, span = marked(seed_file(claims, SNAPSHOT), PATH)
    del with_mark
    outcome = anchored(claims.replace("⟦", "").replace("⟧", ""))
    assert [str(one.span) for one in outcome.findings] == [str(span)], [one.message for one in outcome.findings]
    assert outcome.findings[0].hint
    return outcome.findings[0]


HELD = [
    "{quote: nearly USD 4.79 million, value: nearly USD 4.79 million}",
    "{quote: some 20 to 30% of the country’s contract manufacturing, value: 20 to 30 %}",
    "{quote: receives RMB 25-50, value: CNY 25 to 50}",
    "{quote: (around USD 3.50 to 7) from China for wigs, value: about USD 3.50 to 7 / wig}",
    "{quote: they amounted to USD 23.94 million, value: USD 23.94 million}",
    "{quote: Prisoners work over 12 hours a day, value: over 12 hours/day}",
    "{quote: …work over 12 hours a day…, value: over 12 hours/day}",
    "{quote: In May they amounted to USD 23.94 million, value: USD 23.94 million, as_of: 2023-05}",
    "{quote: is done by inmates, text: inmates, as_of: 2011, by: the authors of Article 29}",
    "{quote: Article 29 of the charter bans it, text: Article 29}",
    "{quote: is done by inmates, text: inmates}",
    "{quote: agencies use the remaining 30%, value: 30 %, prefix: goes to the state, and}",
]


@pytest.mark.parametrize("claim", HELD)
def test_a_claim_that_its_quote_states_is_held(claim: str) -> None:
    assert anchored(f"a: {claim}").findings == ()


# the claim with its mark, the code, words of the message
FAULTS = {
    "a quote with a changed digit": (
        "a: {quote: ⟦nearly USD 4.97 million⟧, value: nearly USD 4.97 million}",
        "BK310", "the quote says “nearly USD 4.97 million”, the source now says “nearly USD 4.79 million”"),
    "a quote that is nowhere": ("a: {quote: ⟦quite another story 北京⟧, text: x}", "BK301", "not in the snapshot"),
    "a quote that stands twice": ("a: {quote: ⟦30%⟧, value: 30 %}", "BK302", "stands 2 times"),
    "a quote that cuts a number": ("a: {quote: ⟦3.94 million⟧, value: 3.94 million}", "BK305", "USD 23.94 million"),
    "a quote that cuts a word": ("a: {quote: ⟦gencies use the⟧, text: agencies}", "BK305", "begins or ends inside"),
    "a text with a number that its quote has not": (
        "a: {quote: Article 29 of the charter, text: Article ⟦92⟧}", "BK306", 'the number "92"'),
    "neither value nor text": ("⟦a⟧: {quote: is done by inmates}", "BK108", '"value"'),
    "no value": ("a: {quote: nearly USD 4.79 million, value: ⟦half⟧}", "BK401", 'found "half"'),
    "an unknown unit": ("a: {quote: over 12 hours a day, value: over 12 ⟦horus⟧/day}", "BK403", '"horus"'),
    "a value the quote does not state": (
        "a: {quote: they amounted to USD 23.94 million, value: ⟦USD 23.94 billion⟧}", "BK407", "the quote says"),
    "a hedge dropped": ("a: {quote: nearly USD 4.79 million, value: ⟦USD 4.79 million⟧}", "BK407", "nearly"),
    "a quote without a number": ("a: {quote: is done by inmates, value: ⟦5 %⟧}", "BK408", "states no number"),
    "a restatement the quote does not state": (
        "a: {quote: receives RMB 25-50 (around USD 3.50 to 7), value: CNY 25 to 50, restated: ⟦about USD 3.50 to 8⟧}",
        "BK407", "3.50 to 8"),
    "a malformed date": ("a: {quote: is done by inmates, text: inmates, as_of: ⟦May 2023⟧}", "BK430", "May 2023"),
    "a date that the quote does not name": (
        "a: {quote: In May they amounted to USD 23.94 million, value: USD 23.94 million, as_of: ⟦2023-06⟧}",
        "BK314", "as_of is 2023-06, the quote says “May”"),
    "a speaker with a number that the source has not": (
        "a: {quote: is done by inmates, text: inmates, by: a guard of Camp ⟦16⟧}",
        "BK313", '"by" has the number "16", and it stands nowhere in the snapshot'),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "code", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_claim_is_found_at_its_place(claim: str, code: str, message: str) -> None:
    finding = only_finding(claim)
    assert finding.code == code
    assert message in finding.message


# Quotes that leave out a part of what the source says of the number, with a value that agrees with what is left.
CUTS = {
    "the scale word": "{quote: ⟦they amounted to USD 23.94⟧, value: USD 23.94}",
    "the upper end of a range": "{quote: ⟦It receives RMB 25⟧, value: CNY 25}",
    "the lower end of a range": "{quote: ⟦30% of the country’s contract manufacturing⟧, value: 30 %}",
    "the end of a range behind a hedge": "{quote: ⟦told us that some 20⟧, value: about 20}",
    "nearly": "{quote: ⟦USD 4.79 million through prisoner labor⟧, value: USD 4.79 million}",
    "over": "{quote: ⟦12 hours a day⟧, value: 12 hours/day}",
    "the percent sign": "{quote: ⟦million, or 65⟧, value: '65'}",
    "the number of a name": "{quote: ⟦over 12 hours a day. Article⟧, value: over 12 hours/day}",
}


@pytest.mark.parametrize("claim", CUTS.values(), ids=CUTS)
def test_a_quote_that_leaves_out_a_part_of_its_number_is_found(claim: str) -> None:
    assert only_finding(f"a: {claim}").code == "BK305"


# What stands around a quote, the quote and its value, and whether the quote cuts off what belongs to its number.
EDGES = {
    "the end of a range whose ends have other units": ("It sold for ", "KRW 48,000", " to 90 and more.", True),
    "the end of a range of percentages": ("It was ", "4.3 %", " to 90, and so on.", True),
    "another amount": ("The camps sold ", "60 kg", " to 90 buyers.", False),
    "a level behind a change": ("It rose by ", "4.3 %", " to USD 90 million.", False),
    "an English hedge in a Korean text": ("감소했고 up to ", "300만 달러이다", ".", True),
    "an English hedge in a Chinese text": ("为 nearly ", "300万美元", "。", True),
    "no hedge in a Korean text": ("감소했고 ", "300만 달러이다", ".", False),
}


@pytest.mark.parametrize(("before", "quote", "behind", "is_cut"), EDGES.values(), ids=EDGES)
def test_what_belongs_to_a_number_may_stand_in_other_words(before: str, quote: str, behind: str, is_cut: bool) -> None:
    value = "USD 3 million" if "300" in quote else quote
    text = seed_file(f"a: {{quote: '{quote}', value: '{value}'}}", f"{before}{quote}{behind}\n")
    spec = decode_seed(node(text, PATH)).value
    assert spec is not None
    findings = anchor_seed("dailynk", PATH, spec, f"{before}{quote}{behind}\n".encode(), VOCABULARY).findings
    assert [one.code for one in findings] == (["BK305"] if is_cut else [])


def test_a_quote_may_begin_where_a_sentence_ends_with_a_word_that_takes_numbers() -> None:
    snapshot = "They run to 88 pages. 59% of it goes to the guild.\n"
    spec = decode_seed(node(seed_file("a: {quote: 59% of it goes to the guild, value: 59 %}", snapshot), PATH)).value
    assert spec is not None
    assert anchor_seed("dailynk", PATH, spec, snapshot.encode(), VOCABULARY).findings == ()


def test_the_sign_of_a_currency_is_settled_by_the_value() -> None:
    snapshot = "It pays 500 won a day.\n"
    text = seed_file("a: {quote: It pays 500 won a day, value: KPW 500/day}", snapshot)
    spec = decode_seed(node(text, PATH)).value
    assert spec is not None
    assert anchor_seed("dailynk", PATH, spec, snapshot.encode(), VOCABULARY).findings == ()


def test_a_snapshot_that_has_changed_is_found_with_its_new_hash() -> None:
    changed = SNAPSHOT.replace("20 to 30%", "20 to 35%").encode()
    findings = anchored("a: {quote: some 20 to 30% of the country’s, value: 20 to 30 %}", changed).findings
    assert [one.code for one in findings] == ["BK303", "BK310"]
    assert hashlib.sha256(changed).hexdigest() in findings[0].hint


def test_a_snapshot_that_is_missing_is_found_once_and_not_at_every_claim() -> None:
    findings = anchored("a: {quote: nowhere, text: x}\nb: {quote: nowhere, text: x}", None).findings
    assert [(one.code, one.span.line) for one in findings] == [("BK304", 2)]


BAD_SNAPSHOTS = {"empty": (b"", "BK106"), "Latin-1": (b"caf\xe9", "BK105"), "blank": (b"  \n", "BK106")}


@pytest.mark.parametrize(("data", "code"), BAD_SNAPSHOTS.values(), ids=BAD_SNAPSHOTS)
def test_a_snapshot_that_is_no_text_is_found_in_its_own_file(data: bytes, code: str) -> None:
    findings = anchored("a: {quote: nowhere, text: x}", data).findings
    assert [(one.code, one.span.path) for one in findings] == [("BK303", PATH), (code, "seeds/dailynk.txt")]


def test_a_claim_has_the_date_of_its_own_or_of_its_source() -> None:
    claims = "a: {quote: over 12 hours a day, value: over 12 hours/day}\n"
    claims += "b: {quote: over 12 hours a day, value: over 12 hours/day, as_of: 2022-11-03}\n"
    seed = anchored(claims).value
    periods = [claim.period.text for claim in seed.claims.values() if claim.period]
    assert periods == ["2023-05", "2022-11-03"]


def test_a_claim_without_a_date_anywhere_has_none() -> None:
    claims = "a: {quote: over 12 hours a day, value: over 12 hours/day}\n"
    assert anchored(claims, source="{type: report, title: A}").value.claims["a"].period is None


def test_a_claim_is_a_figure_or_words_that_cite_it() -> None:
    seed = anchored(
        "a: {quote: over 12 hours a day, value: over 12 hours/day}\n"
        "b: {quote: Article 29 of the charter, text: Article  29, where: p. 7}\n"
    ).value
    figure, words = seed.namespace.members["a"], seed.namespace.members["b"]
    assert isinstance(figure, Figure)
    assert (figure.name, figure.claims, str(figure.hedge)) == ("dailynk.a", ("dailynk.a",), "over")
    assert not isinstance(words, Figure)
    assert (words.text, words.citations[0].claim, words.citations[0].locator) == ("Article 29", "dailynk.b", "7")


def test_a_seed_may_count_in_nouns_of_its_own() -> None:
    claims = "a: {quote: from China for wigs, text: wigs}\nb: {quote: receives RMB 25-50, value: CNY 25 to 50}\n"
    seed = anchored(claims, more="nouns: {tiara: [tiaras]}").value
    assert seed.vocabulary.name("tiaras") == "tiara"
    assert seed.vocabulary.name("workers") == "worker"


WON = "쌀은 5,900원이다.\n"


@pytest.mark.parametrize(
    ("signs", "value", "found"),
    [
        ("{won: KPW}", "KPW 5,900", []),
        ("{won: KPW}", "KRW 5,900", ["BK407"]),
        ("{won: KRW}", "KRW 5,900", []),
        ("{₩: KPW}", "KRW 5,900", []),  # the project’s own holds where the seed says nothing
        ("{₩: KPW}", "₩5,900", ["BK407"]),
        ("{won: KPW, ₩: KPW}", "₩5,900", []),
    ],
)
def test_a_seed_may_settle_what_a_currency_sign_means_in_it(signs: str, value: str, found: list[str]) -> None:
    text = seed_file(f'a: {{quote: "5,900원", value: "{value}"}}', WON, more=f"signs: {signs}")
    spec = decode_seed(node(text, PATH)).value
    assert spec is not None
    project = Vocabulary(signs={"won": "KRW"})
    assert [one.code for one in anchor_seed("a", PATH, spec, WON.encode(), project).findings] == found


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("nouns: {kg: [kgs]}", '"kg" is the unit kg'),
        ("signs: {rock: KPW}", '"rock" is no currency sign'),
        ("signs: {won: XXY}", '"XXY" is no ISO 4217 code'),
    ],
)
def test_a_word_of_a_seed_that_cannot_be_used_is_found_at_its_line(more: str, message: str) -> None:
    outcome = anchored("a: {quote: is done by inmates, text: inmates}", more=more)
    (finding,) = outcome.findings
    assert (finding.code, message in finding.message) == ("BK109", True)
    line = seed_file("a: {quote: is done by inmates, text: inmates}", SNAPSHOT, more=more).splitlines()
    assert more in line[finding.span.line - 1]
    assert outcome.value.vocabulary.signs == VOCABULARY.signs


@pytest.mark.parametrize("status", STATUSES)
def test_a_claim_has_one_of_the_known_statuses(status: str) -> None:
    claim = anchored(f"a: {{quote: is done by inmates, text: inmates, status: {status}}}").value.claims["a"]
    assert claim.is_retracted is (status == "retracted")


def test_another_status_is_found_with_those_that_are_known() -> None:
    finding = only_finding("a: {quote: is done by inmates, text: inmates, status: ⟦rumored⟧}")
    assert (finding.code, "reported, corroborated, disputed" in finding.message) == ("BK109", True)


SIGNED = """\
a: {quote: is done by inmates, value: 30 %, text: inmates, restated: 0.3, as_of: 2023, prices: 2015, equals: b * c,
  by: a guard, status: reported, prefix: manufacturing, suffix: It receives, where: p. 7, about: share,
  translation: {text: done by inmates, by: T. R. Lator}}
"""
# What a sign-off covers, each key with a word of its text.
COVERED = {
    "quote": "is done", "value": "30 %", "text": "text: inmates", "restated": "0.3", "as_of": "2023", "prices": "2015",
    "equals": "b * c", "by": "guard", "status": "reported", "prefix": "manufacturing", "suffix": "receives",
    "where": "p. 7", "about": "share", "translation.text": "done by inmates, by", "translation.by": "Lator",
}  # fmt: skip
CHANGES = {"status": "disputed", "text": "text: prisoners", "translation.text": "made by prisoners, by"}


def claim_spec(claims: str) -> ClaimSpec:
    decoded = decode_seed(node(seed_file(claims, SNAPSHOT), PATH)).value
    assert decoded is not None
    return decoded.claims["a"]


@pytest.mark.parametrize(("key", "word"), COVERED.items(), ids=COVERED)
def test_a_sign_off_covers_all_that_a_claim_states_or_prints(key: str, word: str) -> None:
    assert SIGNED.count(word) == 1
    changed = SIGNED.replace(word, CHANGES.get(key, f"{word}x"))
    assert fingerprint(claim_spec(changed)) != fingerprint(claim_spec(SIGNED))


def test_a_sign_off_covers_no_notes_and_waivers_and_no_line_breaks() -> None:
    more = SIGNED.replace("a: {", "a: {note: x, restricted: true, accept: {BK402: why}, ")
    more = more.replace("is done", "is\n  done")
    assert fingerprint(claim_spec(more)) == fingerprint(claim_spec(SIGNED))


def test_a_key_that_is_absent_voids_no_sign_off_of_an_older_briefkit() -> None:
    expected = hashlib.sha256(b"quote: is done by inmates\ntext: inmates\nby: a guard").hexdigest()
    assert fingerprint(claim_spec("a: {quote: is done by inmates, text: inmates, by: a guard}")) == expected


def test_every_key_of_a_claim_is_signed_or_known_to_state_nothing() -> None:
    # How cells and series are signed is a matter of test_data_cells.py.
    assert set(ClaimSpec.keys()) - {key.partition(".")[0] for key in COVERED} == {
        "note", "reviewed", "restricted", "accept", "cell", "series"
    }  # fmt: skip


def test_a_sign_off_is_void_as_soon_as_what_was_signed_has_changed() -> None:
    claim = "a: {quote: is done by inmates, text: %s, reviewed: {by: A. Reader, on: 2023-07-01, sha256: '%s'}}"
    (finding,) = anchored(claim % ("inmates", "0000")).findings
    assert (finding.code, "A. Reader" in finding.message) == ("BK307", True)
    signed = finding.hint.rpartition(" ")[2]
    assert anchored(claim % ("inmates", signed)).findings == ()
    assert [one.code for one in anchored(claim % ("prisoners", signed)).findings] == ["BK307"]


def test_all_that_is_wrong_with_a_seed_is_reported_in_one_run() -> None:
    findings = anchored(
        "a: {quote: nearly USD 4.97 million, value: half}\n"
        "b: {quote: is done by inmates}\n"
        "c-d: {quote: is done by inmates, text: x}\n",
        source="{type: report, titel: x}",
    ).findings
    assert sorted(one.code for one in findings) == ["BK107", "BK108", "BK108", "BK110", "BK310", "BK401"]
