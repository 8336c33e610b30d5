"""Every example in the documentation does what the documentation says."""

from __future__ import annotations

from pathlib import Path

import pytest
from doc_blocks import DOCUMENTS, REPOSITORY, blocks, rewrite, run_document
from doc_links import broken_links

from briefkit import __version__

ALL = sorted({*DOCUMENTS, *(str(path.relative_to(REPOSITORY)) for path in (REPOSITORY / "docs").glob("*.md"))})


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_examples_of_a_document_hold(name: str, tmp_path: Path) -> None:
    assert run_document((REPOSITORY / name).read_text("utf-8"), tmp_path) == []


@pytest.mark.parametrize("name", ALL)
def test_a_document_has_its_commands_where_they_are_run(name: str) -> None:
    stray = [
        f"{name}:{block.line}"
        for block in blocks((REPOSITORY / name).read_text("utf-8"))
        if block.info != "console" and any(line.startswith("$ ") for line in block.text.splitlines())
    ]
    assert stray == []


@pytest.mark.parametrize("name", ALL)
def test_a_document_leads_only_to_what_is_there(name: str) -> None:
    assert broken_links(REPOSITORY / name) == []


MISTAKES = {
    "another output": ("```console\n$ briefkit --version\nbriefkit 0\n```\n", "the commands print"),
    "another value": ("```yaml value-examples\n- {value: 20 %, prints: 30 percent}\n```\n", "20 percent"),
    "a value that is refused": ("```yaml value-examples\n- {value: 20 gw, prints: 20 gw}\n```\n", "BK403"),
    "a key that is unknown": ("```toml a-configuration\ntemplte = 'note'\n```\n", "BK804"),
    "an edit of lines that are not there": ("```text a.txt\none\n```\n```diff a.txt\n-two\n+three\n```\n", "0 times"),
    "a kind of block that nothing runs": ("```yaml\nvalue: 20 %\n```\n", "no kind of block"),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistaken_example_is_caught(text: str, expected: str, tmp_path: Path) -> None:
    (wrong,) = run_document(text, tmp_path)
    assert expected in wrong


def test_rewriting_puts_in_what_is_printed(tmp_path: Path) -> None:
    session = "```console\n$ briefkit --version\nsomething\n```\n"
    now = f"```console\n$ briefkit --version\nbriefkit {__version__}\n```\n"
    assert rewrite(f"One\n{now}two\n{session}three\n{session}", tmp_path) == f"One\n{now}two\n{now}three\n{now}"
