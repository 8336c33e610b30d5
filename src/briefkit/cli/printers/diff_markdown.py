"""Print changes as Markdown for a pull request: a table of figures, and the sentences with ~~old~~ **new**.

What a project says is escaped: it prints as it stands, marks up nothing and calls nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.project.change_words import (
    became,
    causes,
    difference,
    headline,
    label,
    remarks,
    sentence_pages,
    why,
    why_short,
)
from briefkit.project.differences import BriefChange, FigureChange
from briefkit.project.pages import page_mark
from briefkit.project.sentences import SentenceChange, edits
from briefkit.project.states import Compared

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#]")
# Where Markdown does not take a mark for one: between a sign and a letter.
_SIGN, _LETTER = re.compile(r"[^\w\s]"), re.compile(r"\w")


def format_changes(compared: Compared) -> str:
    """All changes, below a line that counts them."""
    lines = [f"**{_plain(headline(compared))}**"]
    for change in compared.briefs:
        lines += ["", f"### {_plain(change.name)}", *_brief(change, compared)]
    return "\n".join(lines)


def _brief(change: BriefChange, compared: Compared) -> Iterator[str]:
    for remark in remarks(change, compared):
        yield from ("", f"*{_plain(remark)}*")
    if change.figures:
        yield from ("", "| figure | before → now | difference | why |", "|---|---|---|---|")
        yield from (_row(figure) for figure in change.figures)
    reasons = causes(change)
    if reasons:
        yield ""
        yield from (f"- {_plain(why(cause))}" for cause in reasons)
    if change.sentences:
        yield from ("", "**Sentences**", "")
        yield from (_sentence(sentence, page_mark(pages)) for sentence, pages in sentence_pages(change, compared))


def _row(change: FigureChange) -> str:
    amounts = "<br>".join(_plain(difference(amount)) for amount in change.amounts)
    return f"| {_plain(label(change))} | {_plain(became(change))} | {amounts} | {_plain(why_short(change))} |"


def _sentence(change: SentenceChange, page: str) -> str:
    parts = edits(change)
    text = ""
    for at, edit in enumerate(parts):
        if edit.is_same:
            text += _plain(edit.new)
            continue
        before = text[-1:]
        after = parts[at + 1].new[:1] if at + 1 < len(parts) else ""
        marked = [_marked(edit.old, "~~", "del", before, " " if edit.new else after)] if edit.old else []
        marked += [_marked(edit.new, "**", "strong", " " if edit.old else before, after)] if edit.new else []
        text += " ".join(marked)
    return f"- {_plain(change.placed.place)}{_plain(page)}: {text}"


def _marked(text: str, mark: str, tag: str, before: str, after: str) -> str:
    """Text between two marks, or between tags where Markdown would not take the marks for such."""
    first, last = (_SIGN.match(char) for char in (text[0], text[-1]))
    if (first and _LETTER.match(before)) or (last and _LETTER.match(after)):
        return f"<{tag}>{_plain(text)}</{tag}>"
    return f"{mark}{_plain(text)}{mark}"


def _plain(text: str) -> str:
    """Text that prints as it stands. A dollar sign begins no formula, and @ calls nobody."""
    escaped = _SPECIAL.sub(r"\\\g<0>", re.sub(r"\s+", " ", text))
    return escaped.replace("$", "<span>$</span>").replace("@", "@<!-- -->")
