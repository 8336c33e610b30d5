"""A finding points at the very word that is wrong, however YAML and Markdown wrap, indent, escape or encode it.

In each text below the words that are wrong are `x1`, `x2` … (unknown names) or numbers from 71 on (bare in prose).
Each has to be found at its line and column; columns count characters, as an editor does, not bytes.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sample_project import copy_project, run, write

WRONG = re.compile(r"\bx\d\b|\b7\d\b")

TEXTS = {
    "plain": "conclusion: One {{ x1 }}, some words, {{ market.goods }} and {{ x2 }}, 71.\n",
    "plain on several lines": "conclusion: It's one\n  folded, it's {{ x1 }} and\n  more {{ x2 }}, and 71\n",
    "plain with a blank line": "conclusion: It's one\n  folded {{ x1 }}\n\n  more {{ x2 }}, 71\n",
    "single quotes": "conclusion: 'It''s {{ x1 }}, it''s {{ x2 }}, it''s 71'\n",
    "single quotes on several lines": "conclusion: 'It''s one\n  folded, it''s {{ x1 }} and\n\n  more {{ x2 }}, 71'\n",
    "double quotes": 'conclusion: "One \\"line\\" \\u00e9 \\x41 {{ x1 }} \\t {{ x2 }} \\U0001F600 71"\n',
    "double quotes on several lines": (
        'conclusion: "One \\"line\\"\n  folded, {{ x1 }} and \\\n   more {{ x2 }} \\\n   \\ \\u0020 71 ok"\n'
    ),
    "double quotes around others, escaped": 'conclusion: "{{ market.rice_price | both(\\"USD\\") }} {{ x1 }}"\n',
    "literal": "conclusion: |\n  One {{ x1 }}\n  or {{ x2 }}\n\n  more 71\n",
    "literal with an indentation of its own": "conclusion: |4\n      One {{ x1 }}\n    - a {{ x2 }} 71\n",
    "literal, stripped and with a comment": "conclusion: |-   # text\n   One {{ x1 }} {{ x2 }} 71\n",
    "literal with blank lines before": "conclusion: |\n\n\n  One {{ x1 }}\n",
    "folded": "conclusion: >\n  One line that is\n  folded, and {{ x1 }} then\n\n  more {{ x2 }} and 71.\n",
    "folded with many blanks": "conclusion: >-\n\n  One   line    here   that is\n  folded,   and {{ x1 }}   71\n",
    "in a flow mapping": 'sections: [{title: "One {{ x1 }}", body: "Ok 71"}, {title: More, body: "Ok {{ x2 }}"}]\n',
    "in the cells of a table": (
        'sections:\n  - title: A table\n    content:\n      - table: {title: Wigs 71, columns: [A, "{{ x1 }}"],\n'
        '          rows: [["{{ x2 }}", 72],\n                 [a, "b {{ x3 }}"]], note: 73 of them}\n'
    ),
    "in a definition": "acronyms: {}\nchecks: [ market.exports = x1, 'x2   = market.exports' ]\n",
    "in lists, quotations and headings of Markdown": (
        "conclusion: |\n  - a {{ x1 }}\n    b {{ x2 }} 71\n  > q {{ x3 }}\n  > r {{ x4 }} 72\n\n"
        "  # h {{ x5 }} 73\n\n  1. c {{ x6 }}\n\n     d {{ x7 }} 74\n"
    ),
    "in emphasis, links, code and escapes": (
        "conclusion: |\n  \\* 71 &amp; 72 **73 {{ x1 }}** [74](https://example.org/11) `75` {{ x2 }} 76 \\# {{ x3 }}\n"
    ),
    "behind expressions of all lengths": (
        "conclusion: |\n  {{ market.exports }}{{x1}}{{   x2   }}{{\n  x3\n  }} 71 {{ market.goods }} 72\n"
    ),
    "behind a number that is held": "conclusion: |\n  In 1971 {{ lit('71') }} and 72 of {{ lit('72') }}, 73 {{ x1 }}\n",
    "behind emoji, combining characters and wide ones": (
        "conclusion: |\n  😀 é e\u0301 👨‍👩‍👧 漢字 {{ x1 }} 😀 71 {{ x2 }}\n"
    ),
    "behind tabs": "conclusion: |\n  a\tb {{ x1 }}\t\t71\t{{ x2 }}\n",
    "in the second of two equal sentences": "conclusion: |\n  Of 71 wigs. Of 71 wigs {{ x1 }}.\n  Wigs {{ x1 }}.\n",
}
HEAD = "title: What wigs bring\ndate: 2023-07-15\ntemplate: note\n"


def places_of_what_is_wrong(text: str) -> list[tuple[int, int, str]]:
    """Line, column and word of each wrong word in the file."""
    return [
        (line, match.start() + 1, match.group())
        for line, content in enumerate(re.split(r"\r\n|\n", text), 1)
        for match in WRONG.finditer(re.sub(r"https\S+|lit\('7\d'\)|In 1971", lambda held: "_" * len(held[0]), content))
    ]


def places_found(project: Path) -> list[tuple[int, int, str]]:
    """Line, column and word of each finding."""
    found = re.findall(
        r'^briefs/wigs\.yaml:(\d+):(\d+): error\[BK(?:201|501)\] found [^"]*"(\w+)"', run(project, "check").out, re.M
    )
    return [(int(line), int(column), word) for line, column, word in found]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("written", ["with line feeds", "with CRLF", "with a byte order mark"])
def test_a_finding_points_at_the_word(tmp_path: Path, text: str, written: str) -> None:
    project = copy_project(tmp_path / "project")
    brief = HEAD + text
    content = brief.replace("\n", "\r\n") if written == "with CRLF" else brief
    write(project, "briefs/wigs.yaml", "\ufeff" + content if written == "with a byte order mark" else content)
    wrong = places_of_what_is_wrong(brief)
    assert wrong
    assert places_found(project) == wrong


def test_a_finding_of_a_value_points_into_the_value(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    seed = (project / "seeds/market.yaml").read_text(encoding="utf-8")
    write(project, "seeds/market.yaml", seed.replace("value: CNY 5 / kg", 'value: "CNY \\\n      5 / kgg"'))
    assert run(project, "check").out.startswith('seeds/market.yaml:11:11: error[BK403] found "kgg"')
