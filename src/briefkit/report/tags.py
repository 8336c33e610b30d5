"""The tags of a document, as values: what the layout left becomes what a screen reader can follow.

WeasyPrint tags each box of each page for itself: a paragraph that runs over a page is two paragraphs, its notes lie in
a heap at the end of the page, and every span of text is a tag of its own. Here the pieces of an element become one
tag again, a note follows its call, and what says nothing is left out. Roles are the standard ones of ISO 32000-1,
14.8.4. Nothing here knows how a PDF is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import is_


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content: the index of its page, and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation of a page: the index of the page, and the annotation’s place in the list of the page."""

    page: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag, with what it holds in reading order.

    `element` names what it was made from: "li", "li::marker"; `source` tells which, and is 0 where it was made from
    none. `order` counts the boxes as the layout visits them. `box` is a figure’s, in points: left, bottom, right, top.
    """

    role: str
    kids: tuple[Tag | Mark | Annotated, ...] = ()
    page: int = 0
    element: str = ""
    source: int = 0
    order: int = 0
    identifier: str = ""
    language: str = ""
    scope: str = ""
    numbering: str = ""
    alternative: str = ""
    box: tuple[float, float, float, float] | None = None
    columns: int = 1
    rows: int = 1


Kid = Tag | Mark | Annotated

# The elements to which WeasyPrint gives no role, or too wide a one.
_ROLES = {
    "aside": "Sect",
    "code": "Code",
    "figcaption": "Caption",
    "figure": "Div",
    "footer": "Div",
    "header": "Div",
    "nav": "Sect",
    "q": "Quote",
} | dict.fromkeys(("abbr", "b", "cite", "em", "i", "small", "strong", "sub", "sup", "u"), "Span")

# Roles that hold no text themselves (14.8.4.2), and those that stand inside a line (14.8.4.4).
_GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
_IN_LINE = frozenset({"Span", "Quote", "Note", "Reference", "Code", "Link", "Lbl"})


def put_in_order(root: Tag, language: str) -> Tag:
    """The tags of a document in a language as a reader should meet them, from those of its boxes."""
    root = replace(root, kids=_one_tag_an_element(_without_wrappers(root).kids))
    root = _in_language(_each(root, _named), language)
    root = _notes_behind_their_calls(root)
    for step in (_link, _list, _table, _contents, _without_empty_words, _paragraphs):
        root = _each(root, step)
    return _pruned(root)


def all_tags(tag: Tag) -> Iterator[Tag]:
    """A tag and all that are in it, in reading order."""
    yield tag
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from all_tags(kid)


def _each(tag: Tag, change: Callable[[Tag], Tag]) -> Tag:
    """A change made to every tag, the inner ones first."""
    return change(_with_kids(tag, [_each(kid, change) if isinstance(kid, Tag) else kid for kid in tag.kids]))


def _with_kids(tag: Tag, kids: Sequence[Kid]) -> Tag:
    """A tag with these kids; itself where they are its own, as most are: a long document has a million."""
    same = len(kids) == len(tag.kids) and all(map(is_, kids, tag.kids))
    return tag if same else replace(tag, kids=tuple(kids))


# --- Elements ---------------------------------------------------------------------------------------------------------


def _without_wrappers(tag: Tag) -> Tag:
    """Without the boxes that setting has put in: those of no element, and those of the same element as their parent.

    Nor do dots that lead the eye over a line say anything.
    """
    kids: list[Kid] = []
    for kid in tag.kids:
        if not isinstance(kid, Tag):
            kids.append(kid)
            continue
        if kid.element == "leader":
            continue
        inner = _without_wrappers(kid)
        put_in = kid.source == tag.source and kid.element == tag.element and kid.role == tag.role
        kids.extend(inner.kids if put_in or (not kid.source and kid.role == "NonStruct") else (inner,))
    return _with_kids(tag, kids)


def _one_tag_an_element(kids: Iterable[Kid]) -> tuple[Kid, ...]:
    """The pieces of an element, from line to line and page to page, as one. Heads of tables count once."""
    whole: list[Kid] = []
    places: dict[tuple[int, str, str], int] = {}
    for kid in kids:
        if not isinstance(kid, Tag) or not kid.source:
            whole.append(kid)
            continue
        place = places.setdefault((kid.source, kid.element, kid.role), len(whole))
        if place == len(whole):
            whole.append(kid)
            continue
        first = whole[place]
        assert isinstance(first, Tag)
        if kid.role not in ("THead", "TFoot") or kid.page == first.page:
            whole[place] = replace(first, kids=first.kids + kid.kids)
    return tuple(_with_kids(kid, _one_tag_an_element(kid.kids)) if isinstance(kid, Tag) else kid for kid in whole)


def _named(tag: Tag) -> Tag:
    """With the role of its element. What leads nowhere is no link: the text that a style adds to one stands in it.

    What stands beside a paragraph comes before it, so that it is set at its head, and is read as notes behind it.
    """
    role = _ROLES.get(tag.element, tag.role)
    beside = [kid for kid in tag.kids if isinstance(kid, Tag) and kid.identifier.startswith("besides-")]
    if beside:
        tag = replace(tag, kids=(*(kid for kid in tag.kids if kid not in beside), *beside))
    if tag.identifier.startswith("beside-"):
        role = "Note"
    if role == "Link" and not any(isinstance(kid, Annotated) for kid in tag.kids):
        role = "Span"
    return tag if role == tag.role else replace(tag, role=role)


def _link(tag: Tag) -> Tag:
    """A link holds all its annotations itself, and no other link."""
    if tag.role != "Link":
        return tag
    annotations = tuple(kid for inner in all_tags(tag) for kid in inner.kids if isinstance(kid, Annotated))
    return replace(tag, kids=annotations + _each(tag, _unlinked).kids)


def _unlinked(tag: Tag) -> Tag:
    kids = tuple(kid for kid in tag.kids if not isinstance(kid, Annotated))
    return replace(tag, role="Span" if tag.role == "Link" else tag.role, kids=kids)


def _in_language(tag: Tag, language: str) -> Tag:
    """With a language only where it changes: `language` is that of what the tag stands in."""
    own = tag.language or language
    tag = _with_kids(tag, [_in_language(kid, own) if isinstance(kid, Tag) else kid for kid in tag.kids])
    said = "" if own == language else own
    return tag if tag.language == said else replace(tag, language=said)


# --- Notes ------------------------------------------------------------------------------------------------------------


def _notes_behind_their_calls(root: Tag) -> Tag:
    """Each note is read where it is called, and both ends are links if they lead anywhere."""
    notes = {tag.source: _note(tag) for tag in root.kids if isinstance(tag, Tag) and _is_note(tag)}
    called = {tag.source for tag in all_tags(root) if _is_call(tag)}
    kids = [notes.get(kid.source, kid) if isinstance(kid, Tag) and _is_note(kid) else kid for kid in root.kids]
    kept = [kid for kid in kids if not (isinstance(kid, Tag) and kid.role == "Note" and kid.source in called)]
    return _with_notes(replace(root, kids=tuple(kept)), notes)


def _with_notes(tag: Tag, notes: Mapping[int, Tag]) -> Tag:
    kids: list[Kid] = []
    for kid in tag.kids:
        if not isinstance(kid, Tag):
            kids.append(kid)
        elif _is_call(kid):
            kids.append(replace(kid, role="Reference", kids=_linked(kid)))
            kids.extend([notes[kid.source]] if kid.source in notes else [])
        else:
            kids.append(_with_notes(kid, notes))
    return _with_kids(tag, kids)


def _is_call(tag: Tag) -> bool:
    return tag.element.endswith("::footnote-call")


def _is_note(tag: Tag) -> bool:
    return any(isinstance(kid, Tag) and kid.element.endswith("::footnote-marker") for kid in tag.kids)


def _note(tag: Tag) -> Tag:
    kids = [
        replace(kid, role="Lbl", kids=_linked(kid))
        if isinstance(kid, Tag) and kid.element.endswith("::footnote-marker")
        else kid
        for kid in tag.kids
    ]
    return replace(tag, role="Note", identifier=tag.identifier or f"note-{tag.source}", kids=tuple(kids))


def _linked(tag: Tag) -> tuple[Kid, ...]:
    if any(isinstance(kid, Annotated) for kid in tag.kids):
        return (Tag(role="Link", page=tag.page, kids=tag.kids),)
    return tag.kids


# --- Lists ------------------------------------------------------------------------------------------------------------


def _list(tag: Tag) -> Tag:
    """A list of items, each with a label, where it has one, and a body; an inner list lies in its item’s body."""
    if tag.role != "L":
        return tag
    items: list[Tag] = []
    for kid in _terms(tag.kids):
        if not isinstance(kid, Tag):
            items.append(Tag(role="LI", kids=(kid,)))
        elif kid.role == "LI":
            items.append(kid)
        elif kid.role == "L" and items:
            items[-1] = replace(items[-1], kids=_inserted(items[-1].kids, kid))
        else:
            items.append(Tag(role="LI", page=kid.page, kids=(kid,)))
    labelled = tuple(_item(item) for item in items)
    has_labels = any(isinstance(kid, Tag) and kid.role == "Lbl" for item in labelled for kid in item.kids)
    numbering = {"ol": "Decimal", "ul": "Disc"}.get(tag.element, "") if has_labels else ""
    return replace(tag, kids=labelled, numbering=numbering)


def _terms(kids: Iterable[Kid]) -> Iterator[Kid]:
    """The items of a list of terms: each term is the label of what explains it."""
    items: list[Kid] = []
    for kid in _flat(kids):
        name = kid.element if isinstance(kid, Tag) and kid.role == "LI" else ""
        last = items[-1] if items else None
        if name == "dt":
            items.append(Tag(role="LI", page=kid.page, element="dt", kids=(replace(_body(kid), role="Lbl"),)))
        elif name == "dd" and isinstance(last, Tag) and last.element == "dt":
            items[-1] = replace(last, kids=last.kids + _body(kid).kids)
        else:
            items.append(kid)
    yield from items


def _flat(kids: Iterable[Kid]) -> Iterator[Kid]:
    """`<div>` may stand around a term and what explains it."""
    for kid in kids:
        if isinstance(kid, Tag) and kid.element == "div":
            yield from kid.kids
        else:
            yield kid


def _body(item: Kid) -> Tag:
    assert isinstance(item, Tag)
    return replace(item, kids=tuple(_unpacked(item.kids)))


def _inserted(kids: tuple[Kid, ...], inner: Tag) -> tuple[Kid, ...]:
    """The inner list at its place: WeasyPrint puts it behind the item that holds it."""
    at = next((at for at, kid in enumerate(kids) if isinstance(kid, Tag) and kid.order > inner.order), len(kids))
    return (*kids[:at], inner, *kids[at:])


def _item(item: Tag) -> Tag:
    labels: list[Kid] = []
    body: list[Kid] = []
    for kid in _unpacked(item.kids):
        if isinstance(kid, Tag) and (kid.role == "Lbl" or kid.element in ("li::marker", "li::before")):
            labels.append(replace(kid, role="Lbl"))
        else:
            body.append(kid)
    kids = (*labels, Tag(role="LBody", page=item.page, kids=tuple(body))) if body else tuple(labels)
    return replace(item, kids=kids)


def _unpacked(kids: Iterable[Kid]) -> Iterator[Kid]:
    for kid in kids:
        if isinstance(kid, Tag) and kid.role == "LBody":
            yield from kid.kids
        else:
            yield kid


# --- Tables and contents ----------------------------------------------------------------------------------------------


def _table(tag: Tag) -> Tag:
    """The heads of a table say what they are the heads of: a row if they say so, else a column in the table’s head.

    A head over rows stands above their cells, as that of a column does.
    """
    if tag.role != "Table":
        return tag
    kids = [_with_scopes(kid, kid.role == "THead") if isinstance(kid, Tag) else kid for kid in tag.kids]
    return replace(tag, kids=tuple(kids))


def _with_scopes(tag: Tag, head: bool) -> Tag:
    if tag.role == "TH":
        asked = {"row": "Row", "rowgroup": "Column", "col": "Column", "colgroup": "Column"}.get(tag.scope.lower())
        return replace(tag, scope=asked or ("Column" if head else "Row"))
    return replace(tag, kids=tuple(_with_scopes(kid, head) if isinstance(kid, Tag) else kid for kid in tag.kids))


def _contents(tag: Tag) -> Tag:
    """A list in `<nav>` is a table of contents."""
    if tag.element != "nav":
        return tag
    return replace(tag, kids=tuple(_lines(kid) if isinstance(kid, Tag) else kid for kid in tag.kids))


def _lines(tag: Tag) -> Tag:
    if tag.role != "L":
        return replace(tag, kids=tuple(_lines(kid) if isinstance(kid, Tag) else kid for kid in tag.kids))
    lines = []
    for item in tag.kids:
        assert isinstance(item, Tag)
        kids = [
            Tag(role="Reference", page=kid.page, kids=(kid,)) if isinstance(kid, Tag) and kid.role == "Link" else kid
            for kid in _unpacked(item.kids)
        ]
        lines.append(replace(item, role="TOCI", kids=tuple(kids)))
    return replace(tag, role="TOC", numbering="", kids=tuple(lines))


# --- What says nothing ------------------------------------------------------------------------------------------------


def _without_empty_words(tag: Tag) -> Tag:
    """Without the tags inside it that have no meaning and no language of their own."""
    kids: list[Kid] = []
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.role in ("NonStruct", "Span"):
            kids.extend([replace(kid, role="Span")] if kid.language else kid.kids)
        else:
            kids.append(kid)
    return _with_kids(tag, kids)


def _paragraphs(tag: Tag) -> Tag:
    """With the loose text of a group in paragraphs."""
    if tag.role not in _GROUPS:
        return tag
    kids: list[Kid] = []
    loose: list[Kid] = []
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.role not in _IN_LINE:
            kids.extend([_paragraph(loose, tag.page)] if loose else [])
            loose = []
            kids.append(kid)
        else:
            loose.append(kid)
    kids.extend([_paragraph(loose, tag.page)] if loose else [])
    return _with_kids(tag, kids)


def _paragraph(loose: Iterable[Kid], page: int) -> Tag:
    return Tag(role="P", page=page, kids=tuple(loose))


def _pruned(tag: Tag) -> Tag:
    """Without tags that hold nothing, cells excepted."""
    kids = [_pruned(kid) if isinstance(kid, Tag) else kid for kid in tag.kids]
    kept = [kid for kid in kids if not isinstance(kid, Tag) or kid.kids or kid.role in ("TD", "TH")]
    return _with_kids(tag, kept)
