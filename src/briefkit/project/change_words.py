"""Changes in words: what was compared, what became of a figure, by how much, and why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal

from briefkit.figures.figure import plain_number
from briefkit.project.differences import Amount, BriefChange, Cause, FigureChange, Kind, State
from briefkit.project.pages import BUILD_FIRST, Reached, reached_words
from briefkit.project.sentences import SentenceChange
from briefkit.project.states import WORK_TREE, Compared

KEPT_WORDS = 3  # of what two texts have in common, before and behind what differs
MOST_DIGITS, ROUNDED_DIGITS = 10, 6
_STATES = {
    State.ADDED: "a new brief",
    State.REMOVED: "the brief is gone",
    State.UNREAD: "cannot be compared: it could not be read as a brief on one side",
}


def headline(compared: Compared) -> str:
    """What was compared and how much of it differs: "HEAD → the work tree: 3 figures, 4 sentences in 1 of 2 briefs"."""
    changed = [change for change in compared.briefs if change.differs]
    between = f"{compared.old} → {compared.new}"
    if not changed:
        return f"{between}: no change in {counted(compared.total, 'brief')}"
    figures = sum(len({figure.item.name for figure in change.figures}) for change in changed)
    sentences = sum(len(change.sentences) for change in changed)
    counts = f"{counted(figures, 'figure')}, {counted(sentences, 'sentence')}"
    return f"{between}: {counts} in {len(changed)} of {counted(compared.total, 'brief')}"


def remarks(change: BriefChange, compared: Compared) -> list[str]:
    """What has to be known of a brief before its changes: whether it is new or gone, what stops it, its pages."""
    found = [_STATES[change.state]] if change.state in _STATES else []
    for count, side in zip(change.stopped, (compared.old, compared.new), strict=True):
        if count:
            verb = "stops" if count == 1 else "stop"
            found.append(f"{side}: {counted(count, 'finding')} {verb} it; it is compared as far as it resolves")
    return [*found, *_pages(change, compared)]


def _pages(change: BriefChange, compared: Compared) -> Iterator[str]:
    """The pages that the changes of a brief reach, and of which state; or that they are not known."""
    pages = compared.pages.get(change.name, Reached())
    if pages.of:
        words = reached_words(pages.pages, pages.unplaced, "the PDF")
        yield words if pages.of == "new" else f"{words} (it is that of {compared.old})"
    elif change.state in (State.ADDED, State.CHANGED) and change.differs:
        is_now = compared.new == WORK_TREE
        yield BUILD_FIRST if is_now else "pages are not known: no PDF in the build folder is of either state"


def sentence_pages(change: BriefChange, compared: Compared) -> list[tuple[SentenceChange, tuple[str, ...]]]:
    """The changed sentences of a brief, each with its pages; none where they are not known."""
    pages = compared.pages.get(change.name)
    known = pages.sentences if pages is not None else ((),) * len(change.sentences)
    return list(zip(change.sentences, known, strict=True))


def label(change: FigureChange) -> str:
    """A figure by its name, or by the expression that prints it where that says more."""
    return change.item.expression if change.item.name in change.item.expression else change.item.name


def became(change: FigureChange) -> str:
    """What became of a figure: "USD 23.94 million → USD 24.94 million"."""
    old, new = (item.text if item else "" for item in (change.old, change.new))
    if change.kind is Kind.ADDED:
        return f"new: {new}"
    if change.kind is Kind.REMOVED:
        return f"gone: {old}"
    if change.kind is Kind.UNKNOWN:
        return f"{old or '⟨?⟩'} → {new or '⟨?⟩'}: one side could not be resolved"
    if change.kind is Kind.CHANGED:
        return f"{old} → {new}"
    return f"prints the same: {new}"


def difference(amount: Amount) -> str:
    """A difference: "+1,000,000 USD (+4.18 %)"; both ends where they differ."""
    unit = f" {amount.unit}" if amount.unit else ""
    ends = [
        f"{_signed(end)}{unit}" + (f" ({_signed(percent)} %)" if percent is not None else "")
        for end, percent in ((amount.low, amount.percent_low), (amount.high, amount.percent_high))
    ]
    return ends[0] if ends[0] == ends[1] else f"low {ends[0]}, high {ends[1]}"


def causes(change: BriefChange) -> list[Cause]:
    """Every reason for the changes of a brief, each once."""
    return list(dict.fromkeys(cause for figure in change.figures for cause in figure.causes))


def why_short(change: FigureChange) -> str:
    """The reasons for one change, by name alone: "claim dailynk.wig_exports, rate CNY/USD"."""
    if not change.causes and change.kind in (Kind.CHANGED, Kind.HIDDEN):
        return "not known"
    return ", ".join(dict.fromkeys(_name(cause) for cause in change.causes))


def why(cause: Cause) -> str:
    """A reason in full: "claim dailynk.wig_exports, value: USD 23.94 million → USD 24.94 million"."""
    name = _name(cause) + (f", {cause.part}" if cause.part else "")
    if not cause.old and not cause.new:
        return name
    if not cause.old:
        return f"{name}: new, {_shortened(cause.new, 0, 0)}"
    if not cause.new:
        return f"{name}: gone, {_shortened(cause.old, 0, 0)}"
    first, last = _alike(cause.old, cause.new)
    return f"{name}: {_shortened(cause.old, first, last)} → {_shortened(cause.new, first, last)}"


def _name(cause: Cause) -> str:
    return f"{cause.kind} {cause.name}".strip()


def _alike(old: str, new: str) -> tuple[int, int]:
    """How many words two texts have in common at the front, and then at the end."""
    one, other = old.split(), new.split()
    least = min(len(one), len(other))
    first = next((at for at in range(least) if one[at] != other[at]), least)
    last = next((at for at in range(least - first) if one[-1 - at] != other[-1 - at]), least - first)
    return first, last


def _shortened(text: str, first: int, last: int) -> str:
    """A text without most of the words that it has in common with another: "… amounting to USD 24.94 million"."""
    words = text.split()
    front, behind = (max(0, alike - KEPT_WORDS) for alike in (first, last))
    front, behind = (cut if cut > 1 else 0 for cut in (front, behind))  # “…” takes the place of a word itself
    back = len(words) - behind
    return " ".join([*(["…"] if front else []), *words[front:back], *(["…"] if back < len(words) else [])])


def counted(count: int, noun: str) -> str:
    """ "1 brief", "1,000 briefs"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _signed(value: Decimal) -> str:
    """A number with its sign. One of many digits is rounded for the eye; JSON has it in full."""
    sign = "−" if value < 0 else "+" if value > 0 else "±"
    if len(value.normalize().as_tuple().digits) > MOST_DIGITS:
        value, sign = Context(prec=ROUNDED_DIGITS).plus(value), f"≈ {sign}"
    whole, point, decimals = plain_number(abs(value)).partition(".")
    return f"{sign}{int(whole):,}{point}{decimals}"
