"""Mutants of templates, fixed words and style sheets: what would put a number on the page, or take one from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutants.mutant import Mutant
from mutants.parts import Subject

_OUTPUT = re.compile(r"\{\{ ?(.*?) ?\}\}")
_INSERTED = (" 7", " twelve", "9", " percent", " not", " million", " over", " 2", " half", " USD")
_PLAIN_PATH = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")


def template_mutants(project: str, path: str, text: str) -> Iterator[Mutant]:
    """A number or a word that changes one put beside what is printed; an output cut, swapped with the next, dropped."""

    def make(place: str, thing: str, start: int, end: int, new: str) -> Mutant:
        return _mutant(project, path, text, place, thing, start, end, new)

    outputs = [found for found in _OUTPUT.finditer(text) if not _is_in_tag(text, found.start())]
    for index, found in enumerate(outputs):
        words = _INSERTED[index % len(_INSERTED)]
        if index % 2:
            yield make("template, inserted", "number inserted", found.end(), found.end(), words)
        else:
            yield make("template, inserted", "number inserted", found.start(), found.start(), words.strip() + " ")
        source = found[1]
        if not _PLAIN_PATH.fullmatch(source) or source.startswith("parts."):
            continue
        yield make("template, dropped", "output dropped", found.start(), found.end(), "")
        if source.startswith("words."):
            continue  # a fixed word that is cut or garbled is seen on the page, and states no figure
        start, end = found.span(1)
        cut = (f"{source}[1:]", f"({source} | reverse)", f"{source}[:-2]")[index % 3]
        yield make("template, cut", "output cut", start, end, cut)
        if _in_loop(text, found.start()):
            added = ("{{ loop.index }}", "{{ loop.length }}")[index % 2]
            yield make("template, inserted", "number inserted", found.end(), found.end(), added)


def _is_in_tag(text: str, at: int) -> bool:
    """Whether a place lies inside an HTML tag, a comment or the head of a document."""
    before = text[:at]
    return before.rfind("<") > before.rfind(">") or before.rfind("{#") > before.rfind("#}") or "<title>" in before[-60:]


def _in_loop(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("{% for") > before.count("{% endfor") and "{% macro" not in before[before.rfind("{% for") :]


_WORDS_ADDED = (" 3", " not", " twelve", " percent", " over", " half", "0", " million")


def word_mutants(project: str, path: str, text: str) -> Iterator[Mutant]:
    """A number or a word that changes one put into each of the fixed words."""
    at = 0
    for index, line in enumerate(text.split("\n")):
        found = re.match(r'(\w+) = "(.*)"$', line)
        if found:
            added = _WORDS_ADDED[index % len(_WORDS_ADDED)]
            start = at + found.end(2)
            yield _mutant(project, path, text, "fixed words", "number inserted", start, start, added)
            braces = line.find("{")
            if braces > 0:
                for added in ("1", "about ", "−"):
                    start = at + braces
                    yield _mutant(project, path, text, "fixed words", "number inserted", start, start, added)
        at += len(line) + 1


_SELECTORS = (
    ".figure", ".note", "td", ".ledger .text", ".ledger .calculation", ".ledger .quote", ".prose p", ".prose li",
    ".together", "caption", ".rates td, .rate-lines li", ".waivers .found", ".bibliography p", ".recommendations li",
    "blockquote", ".box", "figure.table", ".origin", ".deck, .summary",
)  # fmt: skip
_OF_PARAGRAPHS = (".deck, .summary",)
_HIDES = (
    "display: none", "visibility: hidden", "color: transparent", "font-size: 0", "font-size: .4pt", "opacity: 0",
    "position: absolute; left: -999pt", "text-indent: -999pt; overflow: hidden", "overflow: hidden; height: 4pt",
    "overflow: hidden; width: 9pt; white-space: nowrap; display: block", "transform: scale(.01)",
    "transform: translateX(2000pt)", "margin-left: 2000pt", "overflow: hidden; max-height: 0",
    "letter-spacing: -7pt", "color: white; background: white", "line-height: 0; font-size: 3pt",
    "display: block; transform: rotate(180deg)", "direction: rtl; unicode-bidi: bidi-override",
    "display: block; transform: scaleX(-1)", "position: absolute; top: -900pt; left: 0",
    "text-decoration: line-through", "background: black", "transform: translateY(-900pt); display: block",
    "clip-path: inset(50%); overflow: hidden; height: 0", "opacity: .02", "color: #fefefe; background: #fefefe",
)  # fmt: skip
_ADDS = (
    'content: "12"', 'content: "not "', 'content: "9"', 'content: " percent"', 'content: "nearly "', 'content: "-"',
    'content: " million"', 'content: counter(page)', 'content: "half "', 'content: "USD "', 'content: attr(id)',
    'content: "twelve"', 'content: "½"', 'content: "over "', 'content: "0"', 'content: "²"', 'content: "no "',
)  # fmt: skip
_COUNTERS = (
    "@page { counter-increment: page 2 }", "@page { counter-reset: page 40 }",
    ".note { counter-increment: footnote 2 }", "html { counter-reset: footnote 7 }",
    '.note::footnote-call { content: "9" }',
    '.note::footnote-marker { content: "9 " }',
    ".note::footnote-call { content: counter(page) }", ".prose > ul { list-style: decimal }",
    '.recommendations li::before { content: "7." }', '@page { @bottom-right { content: "99" } }',
    '@page { @bottom-left { content: "12 percent" } }', ".pages a::after { content: counter(page) }",
    '.pages a::after { content: "3" }',
    ".ledger li { counter-increment: list-item 3; list-style: decimal inside; display: list-item }",
    '.ledger .head::before { content: "1" }',
    ".pages a::after { content: target-counter(attr(href url), page, hebrew) }",
    '.prose > ul { list-style: "3 " }', "@page { size: 3in 3in }", "@page { margin: -2in }",
    '.note::after { content: " 5 " }', "q { quotes: '2' '2' }",
)  # fmt: skip


def style_mutants(project: str, path: str, text: str) -> Iterator[Mutant]:
    """Rules put at the end of a style sheet that hide, shrink, move or cover text, or print some of their own."""

    def make(place: str, thing: str, rule: str) -> Mutant:
        return _mutant(project, path, text, place, thing, len(text), len(text), rule + "\n")

    shift = len(path)
    for index, selector in enumerate(_SELECTORS):
        for step in range(3 if path.startswith("styles/base/") else 1):
            declaration = _HIDES[(shift + index * 3 + step) % len(_HIDES)]
            yield make("style sheet, hides", "text hidden", f"{selector} {{ {declaration} }}")
        declaration = _ADDS[(shift + index) % len(_ADDS)]
        if '"-"' in declaration and selector in _OF_PARAGRAPHS:
            continue  # on a line of its own a hyphen says nothing
        # Behind a text, a hyphen says nothing.
        side = "before" if '"-"' in declaration else ("before", "after")[(shift + index) % 2]
        one = ", ".join(f"{name}::{side}" for name in selector.split(", "))
        yield make("style sheet, adds", "number inserted", f"{one} {{ {declaration} }}")
    for index, rule in enumerate(_COUNTERS):
        if index % 2 == shift % 2 or path.startswith("styles/base/"):
            yield make("style sheet, counts", "counter", rule)


def _mutant(project: str, path: str, text: str, place: str, thing: str, start: int, end: int, new: str) -> Mutant:
    line = text.count("\n", 0, start) + 1
    return Mutant(
        project=project,
        place=place,
        thing=thing,
        subject=Subject("page", path, path, line, line),
        path=path,
        line=line,
        start=start,
        end=end,
        old=text[start:end],
        new=new,
        strict=True,
    )
