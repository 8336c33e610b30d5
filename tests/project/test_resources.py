"""Templates, styles and fixed words are loaded, and every unusable file is a finding."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from briefkit.project.resources import MAX_TEMPLATE, PATTERNS, load_resources
from briefkit.report.weighty import NUMBERS


def write(root: Path, path: str, data: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def test_what_is_shipped_is_loaded_without_a_finding(tmp_path: Path) -> None:
    outcome = load_resources(tmp_path)
    assert outcome.findings == ()
    assert {"chrnk/main.html", "note/main.html"} <= set(outcome.value.templates)
    assert {"chrnk/main.css", "note/main.css"} <= set(outcome.value.styles)
    assert set(PATTERNS) <= set(outcome.value.words["en"])


def test_own_words_take_the_place_of_those_they_name_alone(tmp_path: Path) -> None:
    write(tmp_path, "templates/words/en.toml", b'contents = "What is inside"\n')
    words = load_resources(tmp_path).value.words["en"]
    assert words["contents"] == "What is inside"
    assert words["ledger"]


def test_the_fixed_words_of_briefkit_hold_no_number(tmp_path: Path) -> None:
    words = load_resources(tmp_path).value.words["en"]
    assert [key for key, word in words.items() if NUMBERS.search(word)] == []


LANGUAGES = ("ko", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fixed_words_of_a_language_are_those_of_english(tmp_path: Path, language: str) -> None:
    words = load_resources(tmp_path).value.words
    assert list(words[language]) == list(words["en"])
    named = {key: {name for _, name, *_ in Formatter().parse(words[language][key]) if name} for key in words["en"]}
    assert named == {key: set(PATTERNS.get(key, ())) for key in words["en"]}
    assert [key for key, word in words[language].items() if NUMBERS.search(word)] == []
    same = {key for key, word in words[language].items() if word == words["en"][key]}
    assert same <= {"isbn", "diagram_to", "diagram_and", "map_kilometres", "map_metres"}


# a file, its content, code, place, words of the message
FAULTS = {
    "a template in Latin-1": ("templates/own/main.html", b"<p>\nLe march\xe9</p>", "BK105", "2:9", "0xe9"),
    "an empty template": ("templates/own/main.html", b" \n", "BK106", "1:1", "empty file"),
    "a large template": ("templates/own/main.html", b"x" * (MAX_TEMPLATE + 1), "BK104", "1:1", "1,000,001 bytes"),
    "words that are no TOML": ("templates/words/en.toml", b"contents = \n", "BK804", "1:1", "no TOML"),
    "a word that is no text": ("templates/words/en.toml", b"# x\ncontents = 3\n", "BK804", "2:1", "contents = "),
    "a pattern without its name": ("templates/words/en.toml", b'source_line = "Source"\n', "BK804", "1:1", "{text}"),
    "a pattern with another name": ("templates/words/en.toml", b'mean_of = "{number}"\n', "BK804", "1:1", "{count}"),
    "a pattern that reaches inside": (
        "templates/words/en.toml", b'mean_of = "{count.__class__}"\n', "BK804", "1:1", "{count}"),
    "a word with a number": (
        "templates/words/en.toml", b'ledger = "Evidence for 12 Figures"\n', "BK743", "1:1", "“12”"),
    "a word with a number word": (
        "templates/words/en.toml", b'contents = "All"\nsource = "One of two"\n', "BK743", "2:1", "“one”"),
    "a word with a negation": (
        "templates/words/en.toml", b'according_to = "according to not"\n', "BK743", "1:1", "“not”"),
    "a pattern with a hedge twice": (
        "templates/words/en.toml", "convention_about = \"“About” allows about {tolerance}.\"\n".encode(),
        "BK743", "1:1", "“about”"),
    "a pattern with a sign": (
        "templates/words/en.toml", 'mean_of = "mean of −{count} fixings"\n'.encode(), "BK743", "1:1", "“−”"),
    "a pattern with an open brace": ("templates/words/en.toml", b'mean_of = "{count"\n', "BK804", "1:1", "{count}"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "data", "code", "place", "message"), FAULTS.values(), ids=FAULTS)
def test_a_file_that_cannot_be_used_is_found(
    tmp_path: Path, path: str, data: bytes, code: str, place: str, message: str
) -> None:
    write(tmp_path, path, data)
    findings = load_resources(tmp_path).findings
    assert [(one.code, str(one.span)) for one in findings] == [(code, f"{path}:{place}")]
    assert message in findings[0].message
    assert findings[0].hint
