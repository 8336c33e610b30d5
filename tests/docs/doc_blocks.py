"""Run the examples of a document: its fenced blocks in order, in a folder of its own; what differs comes out.

| a block's info string | what happens |
|---|---|
| `console` | each `$ briefkit …`, `$ git …`, `$ cd …` runs, and prints what stands below it (but for counts of pages) |
| `yaml seeds/x.yaml` (any language, then a path) | the file is written |
| `diff seeds/x.yaml` | in the file, the lines without + are found, once, and become the lines without - |
| `yaml value-examples` and the other kinds of `EXAMPLES` | each line holds |
| `sh`, `text` | nothing: commands of the machine, grammars, file trees |

`python tests/docs/doc_blocks.py README.md docs/*.md` writes what the commands really print into the documents.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from doc_examples import EXAMPLES

from briefkit.cli import main

REPOSITORY = Path(__file__).parent.parent.parent
DOCUMENTS = (
    "README.md",
    "docs/tutorial.md",
    "docs/reference.md",
    "docs/changes.md",
    "docs/styles.md",
    "docs/architecture.md",
)
GIT = ("-c", "user.name=A Writer", "-c", "user.email=writer@example.org")
UNTESTED = ("sh", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its info string, its text, and the line where the text begins."""

    info: str
    text: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a document."""
    for match in re.finditer(r"^```([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield Block(info=match[1].strip(), text=match[2], line=text.count("\n", 0, match.start()) + 2)


def run_document(text: str, folder: Path) -> list[str]:
    """What does not hold in a document, with its lines. `folder` is the empty folder that its examples begin in."""
    return [
        f"line {block.line}: {wrong}" for block, wrong in _each(text, folder, lambda block, real: _compare(block, real))
    ]


def rewrite(text: str, folder: Path) -> str:
    """The document with what its commands really print."""
    real = dict(_each(text, folder, lambda block, printed: [printed] if block.info == "console" else []))
    lines = text.splitlines(keepends=True)
    for block, printed in reversed(real.items()):
        if block.info == "console":
            lines[block.line - 1 : block.line - 1 + block.text.count("\n")] = [printed]
    return "".join(lines)


def _each(text: str, folder: Path, judge: Callable[[Block, str], list[str]]) -> Iterator[tuple[Block, str]]:
    with contextlib.chdir(folder):
        for block in blocks(text):
            language, _, target = block.info.partition(" ")
            if block.info == "console":
                yield from ((block, found) for found in judge(block, run_console(block.text)))
            elif target in EXAMPLES:
                yield from ((block, wrong) for wrong in EXAMPLES[target](block.text))
            elif language == "diff" and target:
                yield from ((block, wrong) for wrong in _edit(Path(target), block.text))
            elif target:
                Path(target).parent.mkdir(parents=True, exist_ok=True)
                Path(target).write_text(block.text, "utf-8")
            elif block.info not in UNTESTED:
                yield block, f'"{block.info}" is no kind of block that a test knows'


def _compare(block: Block, printed: str) -> list[str]:
    return (
        []
        if _without_pages(printed) == _without_pages(block.text)
        else [f"the document has\n{block.text}\nand the commands print\n{printed}"]
    )


def _without_pages(text: str) -> str:
    """How many pages a PDF has is a matter of its style."""
    return re.sub(r"\(\d+ pages?\)", "(pages)", text)


def run_console(text: str) -> str:
    """A console session as it really goes: each command, and what it prints."""
    printed = []
    for line in text.splitlines():
        if line.startswith("$ "):
            printed += [line + "\n", run_command(line.removeprefix("$ "))[1]]
    return "".join(printed)


def run_command(line: str) -> tuple[int, str]:
    """The exit code of a command, and all it prints, findings on standard error included."""
    name, *arguments = shlex.split(line)
    if name == "cd":
        os.chdir(arguments[0])
        return 0, ""
    if name == "git":
        done = subprocess.run(["git", *GIT, *arguments], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr
    assert name == "briefkit", f"a console block runs briefkit, git and cd, not {name}"
    output = io.StringIO()
    with (
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output),
        patch.object(sys, "argv", ["briefkit", *arguments]),
    ):
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
    return code, output.getvalue()


def _edit(path: Path, change: str) -> list[str]:
    lines = change.splitlines()
    before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    content = path.read_text("utf-8")
    if content.count(before) != 1:
        return [f"{path} has these lines {content.count(before)} times:\n{before}"]
    path.write_text(content.replace(before, after), "utf-8")
    return []


def _main() -> None:
    for name in sys.argv[1:]:
        path = Path(name).resolve()
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(rewrite(path.read_text("utf-8"), Path(folder)), "utf-8")


if __name__ == "__main__":
    _main()
