"""The configuration is a small table with defaults; what it does not know is found at its line."""

from __future__ import annotations

import pytest

from briefkit.project.config import MAX_BYTES, Config, key_span, read_table

PATH = "briefkit.toml"

GOOD = """\
template = "note"
style = "chrnk"
language = "en"
fail_on = "error"
build = "out"

[rates]
source = "official"
policy = "period-end"

[nouns]
wig = ["wigs"]

[signs]
"¥" = "CNY"
"""


def test_every_key_of_the_reference_is_read() -> None:
    outcome = read_table(Config, GOOD.encode(), PATH)
    assert outcome.findings == ()
    assert outcome.value.rates.policy == "period-end"
    assert (outcome.value.nouns, outcome.value.signs) == ({"wig": ["wigs"]}, {"¥": "CNY"})
    assert set(outcome.value.model_dump()) == set(Config.model_fields)


def test_rates_may_be_from_several_sources_in_order() -> None:
    outcome = read_table(Config, b'[rates]\nsource = ["market", "ecb"]\n', PATH)
    assert (outcome.findings, outcome.value.rates.sources) == ((), ("market", "ecb"))
    assert Config().rates.sources == ("ecb",)


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\xef\xbb\xbf"])
def test_an_empty_configuration_has_the_defaults(data: bytes) -> None:
    assert read_table(Config, data, PATH).value == Config()


# the file, the place, words of the message, words of the hint
FAULTS = {
    "unknown key": ("template = 'note'\ntemplte = 'x'\n", "2:1", 'unknown key "templte"', "did you mean template?"),
    "unknown key far from any": ("zzz = 1\n", "1:1", 'unknown key "zzz"', "known keys: rates, nouns"),
    "unknown key of a table": ("[rates]\nsuorce = 'ecb'\n", "2:1", 'unknown key "suorce"', "did you mean source?"),
    "unknown key behind a dot": ("rates.suorce = 'ecb'\n", "1:1", 'unknown key "suorce"', "did you mean source?"),
    "unknown key in an inline table": ("rates = {suorce = 'ecb'}\n", "1:1", '"suorce"', "did you mean source?"),
    "unknown table": ("template = 'x'\n[rtes]\nsource = 'ecb'\n", "2:1", 'unknown key "rtes"', "did you mean rates?"),
    "indented key": ("[rates]\n  suorce = 'ecb'\n", "2:3", '"suorce"', "did you mean source?"),
    "wrong type": ("template = 3\n", "1:1", 'found "3", expected string', "correct template"),
    "text for a list": ("[nouns]\nwig = 'wigs'\n", "2:1", 'found "wigs", expected list', "correct nouns.wig"),
    "unknown severity": ("fail_on = 'never'\n", "1:1", "'error', 'warning' or 'note'", "correct fail_on"),
    "unknown language": ("language = 'fr'\n", "1:1", "'en'", "correct language"),
    "rates from nowhere": ("[rates]\nsource = []\n", "2:1", "expected a string, or a list of", "correct rates.source"),
    "rates from a number": ("[rates]\nsource = ['ecb', 3]\n", "2:1", "a string, or a list of", "correct rates.source"),
    "no TOML": ("template = \n", "1:12", "found text that is no TOML", "reference"),
    "no TOML on a later line": ("template = 'x'\n[rates\n", "2:7", "found text that is no TOML", "reference"),
    "key given twice": ("template = 'x'\ntemplate = 'y'\n", "2:15", "found text that is no TOML", "reference"),
}


@pytest.mark.parametrize(("text", "place", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_misfit_is_found_at_its_line(text: str, place: str, message: str, hint: str) -> None:
    outcome = read_table(Config, text.encode(), PATH)
    assert [(one.code, str(one.span)) for one in outcome.findings] == [("BK804", f"{PATH}:{place}")]
    assert message in outcome.findings[0].message
    assert hint in outcome.findings[0].hint


def test_every_misfit_is_reported_in_one_run() -> None:
    outcome = read_table(Config, b"a = 1\nb = 2\n[rates]\nc = 3\n", PATH)
    assert [str(one.span) for one in outcome.findings] == [f"{PATH}:4:1", f"{PATH}:1:1", f"{PATH}:2:1"]


BYTES = {
    "Latin-1": ("# caf\xe9\n".encode("latin-1"), "BK105"),
    "too large": (b"#" * (MAX_BYTES + 1), "BK104"),
    "a very long line": (b"a = '" + b"x" * 10_000 + b"'", "BK804"),
    "deeply nested": (b"nouns = " + b"[" * 2000 + b"]" * 2000, "BK804"),
}


@pytest.mark.parametrize(("data", "code"), BYTES.values(), ids=BYTES)
def test_bytes_that_are_no_configuration_are_found(data: bytes, code: str) -> None:
    outcome = read_table(Config, data, PATH)
    assert outcome.value == Config()
    assert [one.code for one in outcome.findings] == [code]


PYPROJECT = """\
[project]
name = "x"

[tool.briefkit]
template = "note"

[tool.briefkit.rates]
suorce = "ecb"

[tool.other]
suorce = 1
"""


def test_a_table_of_pyproject_is_read_alone() -> None:
    outcome = read_table(Config, PYPROJECT.encode(), "pyproject.toml", "tool.briefkit")
    assert [str(one.span) for one in outcome.findings] == ["pyproject.toml:8:1"]
    mended = PYPROJECT.replace('suorce = "ecb"', 'source = "own"')
    read = read_table(Config, mended.encode(), "pyproject.toml", "tool.briefkit")
    assert (read.value.template, read.value.rates.source, read.findings) == ("note", "own", ())


KEYS = [
    (("template",), "1:1", 9),
    (("rates", "source"), "8:1", 7),
    (("nouns", "wig"), "12:1", 4),
    (("signs", "¥"), "15:1", 4),
    (("rates",), "7:1", 8),
    (("nowhere",), "1:1", 1),
]


@pytest.mark.parametrize(("keys", "place", "end"), KEYS)
def test_a_key_is_found_where_it_is_written(keys: tuple[str, ...], place: str, end: int) -> None:
    span = key_span(GOOD, PATH, keys)
    assert (str(span), span.end_column) == (f"{PATH}:{place}", end)


def test_what_does_not_fit_is_left_out_and_the_rest_is_kept() -> None:
    outcome = read_table(
        Config, b"template = 'note'\nstyle = 3\nzzz = 1\n[rates]\nsource = 'own'\nsuorce = 'x'\n", PATH
    )
    assert len(outcome.findings) == 3
    assert (outcome.value.template, outcome.value.style, outcome.value.rates.source) == ("note", "", "own")
