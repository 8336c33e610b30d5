"""Every code has all its wording, every place that reports it fills that in, and some test makes it happen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from briefkit.findings import Code, Span
from briefkit.findings.catalog import CODES, FAMILIES
from samples import REPOSITORY

SOURCE = REPOSITORY / "src" / "briefkit"
CONSTANTS = {
    (family.__name__.rpartition(".")[2], name): value
    for family in FAMILIES
    for name, value in vars(family).items()
    if isinstance(value, Code)
}
# Keywords of `at` and `problem` that are no part of the message.
PLACE = {"hint", "severity", "start", "end", "span"}


def parameters(code: Code) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in Formatter().parse(code.message) if name}


def test_no_code_stands_for_two_things() -> None:
    assert len(CONSTANTS) == len({code.code for code in CONSTANTS.values()}) == len(CODES)


def test_every_file_of_codes_is_in_the_catalog() -> None:
    files = {path.stem for path in (SOURCE / "findings").glob("bk*.py")}
    assert files == {family.__name__.rpartition(".")[2] for family in FAMILIES}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_a_code_has_all_its_wording(code: Code) -> None:
    assert re.fullmatch(r"BK[1-8]\d\d", code.code)
    for text in (code.title, code.message, code.meaning, code.example, code.mend):
        assert text.strip()
        assert text == text.strip()
    assert code.meaning.endswith((".", "`"))
    assert not code.title.endswith(".")


@pytest.mark.parametrize(("place", "code"), CONSTANTS.items(), ids=[code.code for code in CONSTANTS.values()])
def test_a_code_stands_in_the_file_of_its_family(place: tuple[str, str], code: Code) -> None:
    assert place[0].startswith(f"bk{code.code[2]}_")


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_a_message_is_filled_in_without_loss(code: Code) -> None:
    words = {name: f"⟨{name}⟩" for name in parameters(code)}
    message = code.at(Span("a.yaml"), **words).message
    assert all(word in message for word in words.values())
    assert code.problem(**words).message == message
    assert "{{{" not in message


def calls(path: Path) -> Iterator[tuple[Code, set[str], int]]:
    """Each place of a file that reports a code: the code, the keywords given, the line."""
    tree = ast.parse(path.read_text("utf-8"))
    modules: dict[str, str] = {}
    names: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "briefkit.findings":
            modules |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name.startswith("bk")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefkit.findings.bk"):
            family = (node.module or "").rpartition(".")[2]
            names |= {alias.asname or alias.name: (family, alias.name) for alias in node.names}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        match node.func:
            case ast.Attribute(value=ast.Attribute(value=ast.Name(id=module), attr=name), attr="at" | "problem"):
                code = CONSTANTS.get((modules.get(module, ""), name))
            case ast.Attribute(value=ast.Name(id=name), attr="at" | "problem"):
                code = CONSTANTS.get(names.get(name, ("", "")))
            case _:
                continue
        given = {keyword.arg or "**" for keyword in node.keywords}
        if len(node.args) > {"at": 1, "problem": 2}[node.func.attr]:
            given.add("hint")
        if code is not None and "**" not in given:
            yield code, given, node.lineno


@cache
def reported() -> dict[str, tuple[Code, set[str]]]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for code, given, line in calls(path):
            found[f"{path.relative_to(SOURCE)}:{line} {code.code}"] = (code, given)
    return found


def test_every_place_that_reports_a_code_fills_in_its_message() -> None:
    wrong = {
        place: sorted(parameters(code) ^ (given - PLACE))
        for place, (code, given) in reported().items()
        if parameters(code) != given - PLACE
    }
    assert wrong == {}


def test_every_code_is_reported_somewhere() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py") if path.parent.name != "findings")
    unused = [code.code for (_, name), code in CONSTANTS.items() if not re.search(rf"\b{name}\b", text)]
    assert unused == []


@cache
def text_of_all_tests() -> str:
    """All tests and their cases, but for this file."""
    files = [
        path for path in (REPOSITORY / "tests").rglob("*") if path.suffix in (".py", ".yaml", ".toml", ".txt", ".md")
    ]
    return "\n".join(path.read_text("utf-8", "replace") for path in files if path != Path(__file__))


# Codes that need another machine to be seen: without pango or harfbuzz, or with a WeasyPrint that fails.
NOT_FIRED = {"BK719", "BK720", "BK721", "BK722"}


def test_every_code_is_named_by_a_test() -> None:
    unnamed = {
        code.code
        for (_, name), code in CONSTANTS.items()
        if not re.search(rf"\b({code.code}|{name})\b", text_of_all_tests())
    }
    assert unnamed - NOT_FIRED == set()
