"""Claims on cells of a table: what a cell says is what the claim states, and whatever leaves doubt is found."""

from __future__ import annotations

import hashlib

import pytest

from briefkit.evidence.data_tables import Notation, numbers_in, read_csv
from briefkit.evidence.seeds import AnchoredClaim, Seed, anchor_seed, decode_seed
from briefkit.evidence.sign_offs import fingerprint
from briefkit.figures.quotes.matching import state
from briefkit.findings import Outcome
from samples import VOCABULARY, node, text_at, unmarked

PATH = "seeds/customs.yaml"
CSV = """\
commodity,month,value,pieces
wigs,2023-05,23940,"1,204,500"
wigs,2023-06,24100.5,"1,198,000"
beads,2023-05,-12,0
"""
RECORD = 'source: {type: dataset, title: Exports, issued: "2024"}\n'


def seed_text(claims: str, data: bytes, file: str = "customs.csv") -> str:
    digest = hashlib.sha256(data).hexdigest()
    return f"{RECORD}snapshot: {{file: {file}, sha256: {digest}}}\nclaims:\n  {claims}\n"


def anchored(claims: str, table: str | bytes = CSV, file: str = "customs.csv") -> Outcome[Seed]:
    data = table if isinstance(table, bytes) else table.encode()
    spec = decode_seed(node(seed_text(claims, data, file), PATH))
    assert spec.value is not None
    outcome = anchor_seed("customs", PATH, spec.value, data, VOCABULARY)
    return Outcome(outcome.value, (*spec.findings, *outcome.findings))


def claim_on(table: str | bytes, cell: str, more: str = "") -> AnchoredClaim:
    outcome = anchored(f"a: {{cell: {cell}{more}}}", table)
    assert outcome.findings == (), [one.message for one in outcome.findings]
    return outcome.value.claims["a"]


MAY = "{where: {commodity: wigs, month: 2023-05}, column: value, unit: USD thousand}"
# The table, the cell, more of the claim, what it states, and the words for where it stands.
READ = {
    "a cell": (CSV, MAY, "", "USD 23,940 thousand", "[commodity: wigs, month: 2023-05] value: 23940"),
    "decimals": (
        CSV, MAY.replace("-05", "-06"), "", "USD 24,100.5 thousand",
        "[commodity: wigs, month: 2023-06] value: 24100.5"),
    "thousands that can be nothing else": (
        CSV, "{where: {month: 2023-06}, column: pieces, unit: wigs}", "", "1,198,000 wigs",
        "[month: 2023-06] pieces: 1,198,000"),
    "a negative number": (
        CSV, "{where: {commodity: beads}, column: value, unit: kg}", "", "-12 kg", "[commodity: beads] value: -12"),
    "zero": (CSV, "{where: {commodity: beads}, column: pieces, unit: wigs}", "", "0 wigs",
        "[commodity: beads] pieces: 0"),
    "no unit": (CSV, "{where: {commodity: beads}, column: value}", "", "-12", "[commodity: beads] value: -12"),
    "a unit per another": (CSV, MAY.replace("USD thousand", "USD / kg"), "", "USD 23,940 / kg", None),
    "percent": ("a,b\nx,41.0\n", "{where: {a: x}, column: b, unit: '%'}", "", "41.0 %", "[a: x] b: 41.0"),
    "percent with its sign": (
        "a,b\nx,41.0%\n", "{where: {a: x}, column: b, unit: '%'}", "", "41.0 %", "[a: x] b: 41.0%"),
    "thousands in percent": ("a,b\nx,1.250%\ny,2.5%\n", "{where: {a: x}, column: b, unit: '%'}", "", "1.250 %", None),
    "a value in another scale": (CSV, MAY, ", value: USD 23.94 million", "USD 23.94 million", None),
    "a byte order mark": ("\ufeff" + CSV, MAY, "", "USD 23,940 thousand", None),
    "line ends of Windows": (CSV.replace("\n", "\r\n"), MAY, "", "USD 23,940 thousand", None),
    "quoted heads and cells": (
        '"commodity","the ""value"", in EUR"\n"wigs, long","5"\n',
        """{where: {commodity: "wigs, long"}, column: 'the "value", in EUR', unit: EUR}""", "", "EUR 5",
        '[commodity: wigs, long] the "value", in EUR: 5'),
    "a line break in a cell": ('a,b\n"x\ny",7\n', '{where: {a: "x\\ny"}, column: b}', "", "7", None),
    "white space around": ("a , b\n x , 7 \n", "{where: {a: x}, column: b}", "", "7", "[a: x] b: 7"),
    "empty lines": ("\na,b\n\n,\nx,7\n\n", "{where: {a: x}, column: b}", "", "7", None),
    "columns in another order": ("b,c,a\n7,8,x\n", "{where: {a: x}, column: b}", "", "7", None),
    "a minus sign": ("a,b\nx,−7\n", "{where: {a: x}, column: b}", "", "-7", None),
    "Unicode composed otherwise": ("a,b\nZoe\u0308,7\n", "{where: {a: Zo\u00eb}, column: b}", "", "7", None),
}  # fmt: skip


@pytest.mark.parametrize(("table", "cell", "more", "stated", "words"), READ.values(), ids=READ)
def test_a_cell_is_read(table: str, cell: str, more: str, stated: str, words: str | None) -> None:
    claim = claim_on(table, cell, more)
    assert claim.figure is not None
    assert claim.figure.stated is not None
    assert state(claim.figure.stated, VOCABULARY) == stated
    assert words is None or claim.quote == claim.cell == words


def with_cell(value: str) -> str:
    return CSV.replace("23940", value)


DOUBLE = CSV + "wigs,2023-05,23940,1\n"
# The table, the claim with its mark, the code, words of the message, words of the hint.
FAULTS = {
    "a renamed column": (
        CSV.replace("value", "value_usd"), MAY.replace("column: value", "column: ⟦value⟧"), "BK321",
        'customs.csv has no column "value", expected one', "did you mean value_usd?"),
    "a renamed column of where": (
        CSV.replace("month", "period"), MAY.replace("month", "⟦month⟧"), "BK321", 'no column "month"',
        "there are: commodity, period, value, pieces"),
    "two columns of a name": (
        CSV.replace("pieces", "value"), MAY.replace("column: value", "column: ⟦value⟧"), "BK321",
        'customs.csv has 2 columns "value"', "a name of its own"),
    "no such row": (
        CSV, MAY.replace("{commodity: wigs, month: 2023-05}", "⟦{commodity: wig, month: 2023-05}⟧"), "BK322",
        "customs.csv has no row where commodity is wig and month is 2023-05", "did you mean commodity: wigs?"),
    "no row of both": (
        CSV, MAY.replace("{commodity: wigs, month: 2023-05}", "⟦{commodity: beads, month: 2023-06}⟧"), "BK322",
        "no row where commodity is beads and month is 2023-06", "no row has all of these at once"),
    "a duplicate row": (
        DOUBLE, MAY.replace("{commodity: wigs, month: 2023-05}", "⟦{commodity: wigs, month: 2023-05}⟧"), "BK323",
        "customs.csv has 2 rows where commodity is wigs and month is 2023-05: lines 2, 5", "another column"),
    "too little asked for": (
        CSV, "{where: ⟦{}⟧, column: value}", "BK323", "customs.csv has 3 rows where", "another column"),
    "one comma": (with_cell('"23,940"').replace("24100.5", "24100"), None, "BK324",
        'customs.csv, line 2, column value: found "23,940", which may be of thousands or have decimals',
        "say which it is: value: USD 23,940 thousand or value: USD 23.940 thousand"),
    "one point": (with_cell("23.940").replace("24100.5", "24100"), None, "BK324",
        'customs.csv, line 2, column value: found "23.940", which may be of thousands or have decimals',
        "say which it is: value: USD 23.940 thousand or value: USD 23,940 thousand"),
    "a decimal comma": (with_cell('"23940,5"'), None, "BK324", "a decimal comma", "plain digits"),
    "points between thousands": (with_cell("1.023.940"), None, "BK324", "points between thousands", "plain digits"),
    "a point in a column with decimal commas": (
        with_cell("23.940").replace("24100.5", '"24100,5"'), None, "BK324",
        "in a column where other cells have a decimal comma", "plain digits"),
    "spaces between thousands": (with_cell("23 940"), None, "BK324", "which is no plain number", "plain digits"),
    "a percent sign": (with_cell("41%"), None, "BK324", "which has a percent sign in it", "unit: '%'"),
    "a unit": (with_cell("23940 USD"), None, "BK324", "which is more than a number", "the unit in the claim"),
    "an exponent": (with_cell("2.4e4"), None, "BK324", "which is more than a number", "number alone"),
    "a sign of money": (with_cell("$23940"), None, "BK324", "which is no plain number", "plain digits"),
    "an empty cell": (with_cell(""), None, "BK324", 'found "", which is empty', "choose another row"),
    "not available": (with_cell("n/a"), None, "BK324", "which is no number", "choose another row"),
    "a dash": (with_cell("–"), None, "BK324", "which is no number", "choose another row"),
    "a formula": (with_cell("=B2*C2"), None, "BK324", "which is a formula", "in place of formulas"),
    "a formula with a sign": (with_cell("+SUM(A1)"), None, "BK324", "which is a formula", "in place of formulas"),
    "an approximation": (with_cell("~23940"), None, "BK324", "which is no plain number", "plain digits"),
    "a plus sign": (with_cell("+23940"), None, "BK324", "which is no plain number", "plain digits"),
    "brackets for a minus": (with_cell("(23940)"), None, "BK324", "which is no plain number", "plain digits"),
    "zeros in front": (with_cell("0023940"), None, "BK324", "which is no plain number", "plain digits"),
    "groups that are none": (with_cell('"2,39,40"'), None, "BK324", "which is no plain number", "plain digits"),
    "full-width digits": (with_cell("２３９４０"), None, "BK324", "which is no plain number", "plain digits"),
    "a unit that is none": (CSV, MAY.replace("USD thousand", "⟦USD gw⟧"), "BK403", "gw", ""),
    "a unit with a number": (CSV, MAY.replace("USD thousand", "⟦to 90,000 USD⟧"), "BK403", "to 90,000 USD", ""),
    "a sign of several currencies": (CSV, MAY.replace("USD thousand", "⟦¥⟧"), "BK404", "¥", "write CNY or JPY"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "cell", "code", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_cell_is_found_at_its_place(
    table: str, cell: str | None, code: str, message: str, hint: str
) -> None:
    marked = f"a: {{cell: {cell or MAY.replace('column: value', 'column: ⟦value⟧')}}}"
    plain, start, end = unmarked(marked)
    outcome = anchored(plain, table)
    (finding,) = outcome.findings
    assert (finding.code, text_at(seed_text(plain, table.encode()), finding.span)) == (code, plain[start:end])
    assert message in finding.message
    assert hint in finding.hint
    assert finding.hint
    assert outcome.value.claims["a"].figure is None
    assert outcome.value.namespace.broken == {"a"}


# The value of a claim beside its cell, and whether it is held.
VALUES = {
    "USD 23,940 thousand": True,
    "USD 23.94 million": True,
    "23.94 million USD": True,
    "USD 23,940,000": True,
    "USD 23.9 million": False,
    "USD 23.940 million": True,
    "USD 23.49 million": False,
    "USD 23.94 billion": False,
    "USD 23940": False,
    "CNY 23.94 million": False,
    "about USD 23.94 million": False,
    "USD 23.94 to 24 million": False,
    "23,940 thousand": False,
}


@pytest.mark.parametrize(("value", "holds"), VALUES.items(), ids=VALUES)
def test_a_value_is_held_to_its_cell(value: str, holds: bool) -> None:
    plain = f'a: {{cell: {MAY}, value: "{value}"}}'
    findings = anchored(plain).findings
    assert [one.code for one in findings] == ([] if holds else ["BK325"])
    for finding in findings:
        assert finding.message == f"the value says {value}, the cell says USD 23,940 thousand"
        assert text_at(seed_text(plain, CSV.encode()), finding.span) == f'"{value}"'


# Tables that cannot be read: what is in them, the line, the message.
UNREAD = {
    "semicolons": (CSV.replace(",", ";"), 1, "line 1, found cells between semicolons, expected commas"),
    "tabs": (CSV.replace(",", "\t"), 1, "line 1, found cells between tabs, expected commas"),
    "a cell too many": (
        CSV.replace("wigs,2023-06", "wigs,x,2023-06"), 3,
        "line 3, found a row of 5 cells, expected 4 cells, as there are heads"),
    "a cell too few": (
        CSV.replace("beads,2023-05,", "beads,"), 4,
        "line 4, found a row of 3 cells, expected 4 cells, as there are heads"),
    "several such rows": (
        CSV.replace(",2023-05", ""), 2, "line 2, found a row of 3 cells, and 1 more such rows, expected 4 cells"),
    "a quotation mark that is not closed": (CSV.replace("beads", '"beads'), 4, "line 4, found a row that is no CSV"),
    "a quotation mark inside": (CSV.replace("beads", '"be"ads'), 4, "line 4, found a row that is no CSV"),
    "heads alone": ("commodity,month,value\n", 1, "line 1, found no rows, expected heads and rows"),
    "commas alone": (",,,\n", 1, "line 1, found no rows"),
    "a cell without an end": ("a,b\n" + "x" * 200_000 + ",1\n", 2, "line 2, found a row that is no CSV"),
    "a huge table": ("a,b\n" + ",\n" * 1_000_000, 1_000_001, "found more than 2,000,000 cells, expected fewer"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "line", "message"), UNREAD.values(), ids=UNREAD)
def test_a_table_that_cannot_be_read_is_found_at_its_line(table: str, line: int, message: str) -> None:
    outcome = anchored(f"a: {{cell: {MAY}}}", table)
    (finding,) = outcome.findings
    assert (finding.code, finding.span.path, finding.span.line) == ("BK320", "seeds/customs.csv", line)
    assert message in finding.message
    assert outcome.value.namespace.broken == {"a"}


def test_a_table_that_is_not_utf_8_is_found() -> None:
    (finding,) = anchored(f"a: {{cell: {MAY}}}", "commodity,Größe\n".encode("latin-1")).findings
    assert (finding.code, finding.span.path, finding.span.column) == ("BK105", "seeds/customs.csv", 13)


def test_a_cell_of_a_text_is_no_cell() -> None:
    plain = f"a: {{cell: {MAY}}}"
    (finding,) = anchored(plain, "Exports rose.\n", "customs.txt").findings
    assert (finding.code, finding.message) == ("BK320", "customs.txt, found a text, expected a table (.csv or .xlsx)")
    assert text_at(seed_text(plain, b"Exports rose.\n", "customs.txt"), finding.span) == "customs.txt"


def test_a_quote_may_be_held_to_the_text_of_a_table() -> None:
    outcome = anchored("a: {quote: 'commodity,month,value', text: value}")
    assert outcome.findings == ()
    assert outcome.value.claims["a"].cell == ""


KEYS = {
    "a quote": ("a: {quote: wigs, cell: %s}", ["quote"]),
    "a text and a prefix": ("a: {cell: %s, text: wigs, prefix: wigs}", ["prefix", "text"]),
    "a restatement": ("a: {cell: %s, restated: CNY 5}", ["restated"]),
    "a translation": ("a: {cell: %s, translation: {text: wigs, by: T. R. Lator}}", ["translation"]),
    "a value of a series": (
        "a: {series: {where: {commodity: wigs}, column: value, by: month}, value: 5}", ["value"]),
    "a cell beside a series": (
        "a: {series: {where: {commodity: wigs}, column: value, by: month}, cell: %s}", ["cell"]),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "keys"), KEYS.values(), ids=KEYS)
def test_a_key_that_belongs_to_a_quote_is_found(claims: str, keys: list[str]) -> None:
    plain = claims.replace("%s", MAY)
    found = [one for one in anchored(plain).findings if one.code == "BK326"]
    assert sorted(text_at(seed_text(plain, CSV.encode()), one.span) for one in found) == keys


def test_a_claim_on_nothing_lacks_a_quote() -> None:
    (finding,) = anchored("a: {value: 5 kg}").findings
    assert (finding.code, '"quote"' in finding.message) == ("BK108", True)


def test_a_cell_that_lacks_a_key_is_not_told_to_be_a_quote() -> None:
    assert [
        (one.code, '"column"' in one.message) for one in anchored("a: {cell: {where: {month: 2023-05}}}").findings
    ] == [("BK108", True)]


# Series


WIGS = "{where: {commodity: wigs}, column: value, by: month, unit: USD thousand}"


def test_a_series_is_a_claim_for_each_of_its_rows() -> None:
    outcome = anchored(f"wigs: {{series: {WIGS}, by: the customs office}}")
    assert outcome.findings == ()
    claims = outcome.value.claims
    assert list(claims) == ["wigs_2023_05", "wigs_2023_06"]
    assert outcome.value.series == {"wigs": ("wigs_2023_05", "wigs_2023_06")}
    stated = [claim.figure.stated for claim in claims.values() if claim.figure and claim.figure.stated]
    assert [state(one, VOCABULARY) for one in stated] == ["USD 23,940 thousand", "USD 24,100.5 thousand"]
    assert [claim.period.text for claim in claims.values() if claim.period] == ["2023-05", "2023-06"]
    assert [claim.by for claim in claims.values()] == ["2023-05", "2023-06"]
    assert claims["wigs_2023_06"].name == "customs.wigs_2023_06"


def test_a_series_that_is_dated_is_of_that_date() -> None:
    claims = anchored(f"wigs: {{series: {WIGS}, as_of: 2023}}").value.claims
    assert {claim.period.text for claim in claims.values() if claim.period} == {"2023"}


def test_what_tells_the_rows_apart_may_be_no_date() -> None:
    table = "district,people\nNorth-East (1),5\nSouth & co.,6\nnull,7\n"
    claims = anchored("a: {series: {column: people, by: district, unit: people}}", table).value.claims
    assert list(claims) == ["a_North_East_1", "a_South_co", "a_null"]
    assert [claim.period.text for claim in claims.values() if claim.period] == ["2024", "2024", "2024"]


def test_a_series_may_ask_for_what_tells_its_rows_apart() -> None:
    series = "{where: {commodity: wigs, month: 2023-05}, column: value, by: month}"
    outcome = anchored(f"a: {{series: {series}}}")
    assert (outcome.findings, list(outcome.value.claims)) == ((), ["a_2023_05"])


SERIES_FAULTS = {
    "an unknown column": ("{column: value, by: ⟦moth⟧}", CSV, "BK321", 'no column "moth"'),
    "no row": ("{where: ⟦{commodity: wig}⟧, column: value, by: month}", CSV, "BK322", "no row where commodity is wig"),
    "rows that are told apart by nothing": (
        "{column: value, by: ⟦commodity⟧}", CSV, "BK323", "has 2 rows where commodity is wigs: lines 2, 3"),
    "two names that are one": (
        "{column: b, by: ⟦a⟧}", "a,b\nx-y,1\nx/y,2\n", "BK327",
        'found "x/y" in line 3 of customs.csv, expected one claim named wigs_x_y'),
    "no name": ("{column: b, by: ⟦a⟧}", "a,b\n北京,1\n", "BK327", 'found "北京" in line 2'),
    "an empty name": ("{column: b, by: ⟦a⟧}", "a,b\n,1\n", "BK327", 'found "" in line 2'),
    "a direction mark": ("{column: b, by: ⟦a⟧}", "a,b\nx\u202ey,1\n", "BK327", "found line 2 of customs.csv"),
    "an unread cell": ("{column: ⟦b⟧, by: a}", "a,b\nx,1\ny,n/a\n", "BK324", "line 3"),
    "too many rows": (
        "{column: b, by: ⟦a⟧}", "a,b\n" + "".join(f"x{at},1\n" for at in range(2001)), "BK327",
        "found a series of 2,001 rows, expected at most 2,000"),
}  # fmt: skip


@pytest.mark.parametrize(("series", "table", "code", "message"), SERIES_FAULTS.values(), ids=SERIES_FAULTS)
def test_a_fault_of_a_series_is_found_at_its_place(series: str, table: str, code: str, message: str) -> None:
    plain, start, end = unmarked(f"wigs: {{series: {series}}}")
    (finding,) = anchored(plain, table).findings
    assert (finding.code, text_at(seed_text(plain, table.encode()), finding.span)) == (code, plain[start:end])
    assert message in finding.message


def test_a_name_that_another_claim_has_is_found() -> None:
    claims = f"wigs_2023_05: {{cell: {MAY}}}\n  wigs: {{series: {WIGS}}}"
    (finding,) = anchored(claims).findings
    assert (finding.code, "expected one claim named wigs_2023_05" in finding.message) == ("BK327", True)


# Sign-offs


def test_a_sign_off_of_a_cell_is_void_once_the_cell_changes() -> None:
    signed = fingerprint(claim_on(CSV, MAY).spec)
    claim = f"a: {{cell: {MAY}, reviewed: {{by: A. Reader, on: 2023-07-01, sha256: {signed}}}}}"
    assert anchored(claim).findings == ()
    assert [one.code for one in anchored(claim, with_cell("23941")).findings] == ["BK307"]
    assert [one.code for one in anchored(claim.replace("USD thousand", "EUR thousand")).findings] == ["BK307"]


def test_a_sign_off_of_a_series_is_void_once_one_of_its_cells_changes() -> None:
    one = anchored(f"wigs: {{series: {WIGS}}}").value.claims["wigs_2023_06"]
    signed = fingerprint(one.spec, one.series)
    claim = f"wigs: {{series: {WIGS}, reviewed: {{by: A. Reader, on: 2023-07-01, sha256: {signed}}}}}"
    assert anchored(claim).findings == ()
    assert [one.code for one in anchored(claim, with_cell("23941")).findings] == ["BK307"]
    assert [one.code for one in anchored(claim, CSV.replace("-12", "-13")).findings] == []


# Cells that may be two numbers, and what settles which.
AMBIGUOUS = {
    "the first of two": ('a,b\nx,"23,940"\n', "value: 23940 kg", "23,940 kg"),
    "the second of two": ('a,b\nx,"23,940"\n', "value: 23.940 kg", "23.940 kg"),
    "a point of thousands": ("a,b\nx,23.940\n", "value: 23940 kg", "23,940 kg"),
    "a point of decimals": ("a,b\nx,23.940\n", "value: 23.940 kg", "23.940 kg"),
    "thousands in another cell": ('a,b\nx,"23,940"\ny,"1,000,000"\n', "", "23,940 kg"),
    "a decimal point in another cell": ('a,b\nx,"23,940"\ny,0.5\n', "", "23,940 kg"),
    "three decimals, and two in another cell": ("a,b\nx,23.940\ny,1.25\n", "", "23.940 kg"),
}


@pytest.mark.parametrize(("table", "value", "stated"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_what_settles_a_cell_that_may_be_two_numbers(table: str, value: str, stated: str) -> None:
    claim = claim_on(table, "{where: {a: x}, column: b, unit: kg}", f", {value}" if value else "")
    assert claim.figure is not None
    assert claim.figure.stated is not None
    assert state(claim.figure.stated, VOCABULARY) == stated


@pytest.mark.parametrize("value", ["", ", value: 2394 kg", ", value: 23.94 kg", ", value: 23940 USD"])
def test_a_cell_that_may_be_two_numbers_is_refused_unless_the_value_is_one_of_them(value: str) -> None:
    table = 'a,b\nx,"23,940"\n'
    (finding,) = anchored(f"a: {{cell: {{where: {{a: x}}, column: b, unit: kg}}{value}}}", table).findings
    assert (finding.code, "which may be of thousands or have decimals" in finding.message) == ("BK324", True)
    assert finding.hint == "say which it is: value: 23,940 kg or value: 23.940 kg"


PLAIN, ENGLISH, COMMAS = Notation(), Notation(english=True), Notation(decimal_commas=True)
MIXED = Notation(decimal_commas=True, english=True)
# Cells as numbers: the text, what the column proves, the numbers it may be.
NUMBERS = [
    ("5", PLAIN, "5"), (" 5 ", PLAIN, "5"), ("0.50", PLAIN, "0.50"), ("1234", COMMAS, "1234"),
    ("0.125", PLAIN, "0.125"),
    ("1.234", PLAIN, "1.234 1234"), ("1.234", ENGLISH, "1.234"), ("1.234", COMMAS, ""), ("1.234", MIXED, ""),
    ("1,234", PLAIN, "1234 1.234"), ("1,234", ENGLISH, "1234"), ("1,234", COMMAS, ""), ("1,234", MIXED, ""),
    ("0,234", PLAIN, ""), ("1,234.5", PLAIN, "1234.5"), ("1,234.5", COMMAS, ""), ("1,234,567", PLAIN, "1234567"),
    ("1,234,567", COMMAS, ""), ("-1,234,567", PLAIN, "-1234567"), ("−5", PLAIN, "-5"), ("1234.567", PLAIN, "1234.567"),
    ("1,2345", PLAIN, ""), ("", PLAIN, ""), ("1 234", PLAIN, ""), ("1'234", PLAIN, ""), (".5", PLAIN, ""),
    ("5.", PLAIN, ""), ("1.2.3", PLAIN, ""), ("--5", PLAIN, ""), ("5-6", PLAIN, ""), ("5–6", PLAIN, ""),
    ("1/2", PLAIN, ""), ("0x10", PLAIN, ""), ("inf", PLAIN, ""), ("nan", PLAIN, ""), ("1_000", PLAIN, ""),
    ("٣", PLAIN, ""), ("00", PLAIN, ""),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "notation", "numbers"), NUMBERS)
def test_the_numbers_that_a_cell_may_be(cell: str, notation: Notation, numbers: str) -> None:
    assert " ".join(numbers_in(cell, notation)) == numbers


COLUMNS = {
    "a decimal comma": (["1,5", "2"], COMMAS),
    "points between thousands": (["1.234.567"], COMMAS),
    "both": (["1.234,50"], COMMAS),
    "spaces and a comma": (["1 234,5"], COMMAS),
    "one comma each": (["1,234", "5,678"], PLAIN),
    "one point each": (["1.234", "5.678"], PLAIN),
    "thousands": (["1,234", "1,234,567"], ENGLISH),
    "thousands and decimals": (["1,234.5"], ENGLISH),
    "a decimal point": (["1.234", "1.5"], ENGLISH),
    "less than one": (["0.125"], ENGLISH),
    "both ways": (["1,5", "1.5"], MIXED),
    "words": (["n/a", "", "5"], PLAIN),
}


@pytest.mark.parametrize(("cells", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_a_column_proves_how_its_numbers_are_written(cells: list[str], expected: Notation) -> None:
    table = read_csv("a,b\n" + "".join(f'x,"{cell}"\n' for cell in cells), "t.csv").value
    assert table is not None
    assert table.notation(1) == expected
