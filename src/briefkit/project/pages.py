"""On which pages a brief prints its figures: an examined brief and the build folder in, labels of pages out.

Pages are those of the PDF that was built. They are told only where that file is untouched, and prints what the brief
prints now, place by place: an older PDF, or one of another brief, would give wrong pages in silence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefkit.briefs.resolved import ResolvedBrief
from briefkit.project.differences import BriefChange, State
from briefkit.project.examination import Examination, Examined
from briefkit.project.last_build import build_folder, read_record
from briefkit.project.lock import Lock, format_lock, lock_of
from briefkit.project.resources import Resources
from briefkit.project.sentences import PlacedSentence, placed_sentences
from briefkit.report.editions import READER, file_stem
from briefkit.report.ledger import anchors_of
from briefkit.report.page_text import anchor_pages

BUILD_FIRST = "pages are known after briefkit build"

Numbered = Mapping[int, str]
"""The label of a page by the number of each figure that prints on it, in the order of pages."""


def prints_of(examined: Examined, resources: Resources, lock: Lock) -> str:
    """A hash of all that a brief prints, in order, with the numbers of its figures, what these rest on, and its look.

    `lock` is the brief's, as `lock_of` makes it. By itself it would not do: it has no sentence without a figure, and
    what changes places may leave it as it is.
    """
    brief = examined.brief
    anchors = anchors_of(brief)
    content = [
        format_lock(lock),
        [sentence.text for sentence in placed_sentences(brief)],
        [[anchors[one.number], one.number, one.expression, one.text] for one in brief.printed],
        [[anchor, *map(str, (one.image, one.width, one.height))] for anchor, one in examined.drawings.items()],
        list(_look(examined, resources)),
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _look(examined: Examined, resources: Resources) -> Iterator[str]:
    """What the pages of a brief look like: its template and style by name, and the files that these may be made of."""
    brief = examined.brief
    yield from (examined.template, examined.style_name, brief.spec.date.text)
    yield repr(resources.words.get(brief.spec.language.text if brief.spec.language else "en"))
    for path in resources.files_of_template(examined.template):
        yield path
        yield resources.templates[path]
    for path in resources.files_of_style(examined.style_name):
        yield path
        yield resources.style_hashes[path]


class BuiltPages:
    """The pages of the PDFs in the build folder of a project; each file is read when it is asked for."""

    def __init__(self, root: Path) -> None:
        place = build_folder(root)
        self._folder = place[0] if place is not None else root
        self._record = read_record(self._folder) if place is not None else {}

    def of(self, name: str, state: Examination) -> Numbered | None:
        """Where the figures of a brief stand; None where no PDF is known to be that of the brief as it is here."""
        examined = state.briefs.get(name)
        stem = file_stem(name, READER)
        entry = self._record.get(stem, {})
        if examined is None or not entry.get("prints"):
            return None
        if entry["prints"] != prints_of(examined, state.resources, lock_of(examined)):
            return None
        try:
            content = (self._folder / f"{stem}.pdf").read_bytes()
            if hashlib.sha256(content).hexdigest() != entry["sha256"]:
                return None
            pages = anchor_pages(content)
        except (OSError, ValueError):
            return None
        order = {anchor: at for at, anchor in enumerate(pages)}
        numbers = {number: anchor for number, anchor in anchors_of(examined.brief).items() if anchor in pages}
        return {number: pages[numbers[number]] for number in sorted(numbers, key=lambda one: order[numbers[one]])}


def pages_with(known: Numbered, numbers: Collection[int], beside: Collection[int] = ()) -> tuple[str, ...]:
    """The pages of some figures of a sentence, each once; of what has no place of its own, those of what stands
    `beside` it in the sentence. None where nothing there has a page.
    """
    found = tuple(dict.fromkeys(label for number, label in known.items() if number in numbers))
    return found or tuple(dict.fromkeys(label for number, label in known.items() if number in beside))


def pages_of_all(known: Numbered, sentences: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The pages of several sentences, each once, in the order of the document."""
    wanted = {label for pages in sentences for label in pages}
    return tuple(dict.fromkeys(label for label in known.values() if label in wanted))


# What a change reaches


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The pages on which the changes of a brief stand, in the state `of` which the PDF is: "old" or "new".

    It is "" where no PDF is known to be of either. `sentences` are the pages of each changed sentence of the brief; of
    those that stand in that state, `unplaced` have none that is known.
    """

    of: str = ""
    pages: tuple[str, ...] = ()
    sentences: tuple[tuple[str, ...], ...] = ()
    unplaced: int = 0


def reached(change: BriefChange, states: tuple[Examination, Examination], built: BuiltPages) -> Reached:
    """The pages that the changes of a brief reach: in the new state if the PDF is that, else in the old one."""
    if change.differs and change.state is not State.UNREAD:
        for side in ("new", "old"):
            state = states[side == "new"]
            known = built.of(change.name, state)
            if known is not None:
                return _on_side(change, side, state.briefs[change.name].brief, known)
    return Reached(sentences=((),) * len(change.sentences))


def _on_side(change: BriefChange, side: str, brief: ResolvedBrief, known: Numbered) -> Reached:
    sentences = [one.new if side == "new" else one.old for one in change.sentences]
    pages = tuple(_pages(known, sentence) for sentence in sentences)
    items = [one.new if side == "new" else one.old for one in change.figures]
    changed = {(item.name, item.expression) for item in items if item is not None}
    numbers = {one.number for one in brief.printed if (one.name, " ".join(one.expression.split())) in changed}
    # What prints as before, and rests on something else, stands in sentences that did not change.
    others = [one for one in placed_sentences(brief) if one.numbers & numbers and one not in sentences]
    found = [pages_with(known, one.numbers & numbers, one.numbers) for one in others]
    standing = [*(one for at, one in enumerate(pages) if sentences[at] is not None), *found]
    return Reached(
        of=side, pages=pages_of_all(known, standing), sentences=pages, unplaced=sum(not one for one in standing)
    )


def _pages(known: Numbered, sentence: PlacedSentence | None) -> tuple[str, ...]:
    return pages_with(known, sentence.numbers) if sentence is not None else ()


# In words


def page_words(pages: Sequence[str]) -> str:
    """ "page 1", "pages V, 2 and 9"."""
    *first, last = pages
    return f"pages {', '.join(first)} and {last}" if first else f"page {last}"


def reached_words(pages: Sequence[str], unplaced: int, of: str) -> str:
    """Pages of a brief or PDF in a line: "on pages V and 2 of wigs", and for how many sentences none is known."""
    found = f"on {page_words(pages) if pages else 'no page'} of {of}"
    if not unplaced:
        return found
    others = f"the page of {unplaced} sentence{' is' if unplaced == 1 else 's is'} not known"
    return f"{found}; {others}" if pages else f"{of}: {others}"


def page_mark(pages: Sequence[str]) -> str:
    """What stands behind the place of a sentence: ", p. 1", ", pp. V and 2"; nothing where no page is known."""
    if not pages:
        return ""
    return f", p{'p' if len(pages) > 1 else ''}. {page_words(pages).partition(' ')[2]}"
