"""Make of WeasyPrint’s PDF one that is PDF/A-3a and PDF/UA-1 at once: bytes in, bytes out, the same for the same.

Each repair names the clause that asks for it, of ISO 19005-3 (A) or ISO 14289-1 (UA).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from briefkit.report.folios import label_value, next_label
from briefkit.report.tags import Annotated, Mark, Tag

# The identifier of PDF/UA-1 (UA, 5), and its description, which A, 6.6.2.3 asks for since XMP itself does not have it.
_UA_IDENTIFIER = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def archive(content: bytes, root: Tag, targets: Mapping[str, str], labels: Sequence[str] = ()) -> bytes:
    """A PDF/A-3a of WeasyPrint that lacks its tags, with them, as one that is PDF/UA-1 too.

    `root` is the tag of the document. `targets` says in words where the links to an anchor lead, by the name of the
    anchor. `labels` are the numbers of the pages, as they are printed.
    """
    with Pdf.open(BytesIO(content)) as document:
        _identify(document)
        _number_glyphs(document)
        _write(document, root)
        _describe_links(document, targets)
        _label_pages(document, labels)
        finished = BytesIO()
        document.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="1.7",
            fix_metadata_version=False,
        )
    return finished.getvalue()


def _label_pages(document: Pdf, labels: Sequence[str]) -> None:
    """ISO 32000-1, 12.4.2: a reader shows, and finds, pages by the numbers that they bear."""
    numbers: list[Any] = []
    for page, label in enumerate(labels):
        if page and label == next_label(labels[page - 1]):
            continue
        style = "/D" if label.isdecimal() else "/R" if label.isupper() else "/r"
        entry = Dictionary(S=Name(style), St=label_value(label)) if label else Dictionary()
        numbers += [page, entry]
    if labels:
        document.Root.PageLabels = Dictionary(Nums=Array(numbers))


def _identify(document: Pdf) -> None:
    """UA, 5: the metadata names the standard. WeasyPrint writes one a file; a second RDF is not read."""
    head, end, tail = document.Root.Metadata.read_bytes().rpartition(b"</rdf:RDF>")
    assert end
    # A, 6.6.2.1: metadata is not to be compressed, so that it can be read without a library.
    packet = document.make_stream(head + _UA_IDENTIFIER + end + tail, Type=Name.Metadata, Subtype=Name.XML)
    document.Root.Metadata = packet


# --- Fonts ------------------------------------------------------------------------------------------------------------


def _number_glyphs(document: Pdf) -> None:
    """A, 6.2.11.4 and 6.2.11.8; UA, 7.21.4.1 and 7.21.8: every glyph is found by its number.

    WeasyPrint shows glyphs by their place in the font, whether the font gives them names or, as those of Korean and
    Chinese do, numbers of its own. With names ISO 32000-1, 9.7.4.2 allows it, but veraPDF takes small numbers for
    characters; with other numbers a reader may draw other glyphs. So the glyphs are given the numbers by which they
    are shown.
    """
    done: dict[Any, Any] = {}
    for descriptor in document.objects:
        if not isinstance(descriptor, Dictionary) or descriptor.get("/Type") != "/FontDescriptor":
            continue
        embedded = descriptor.get("/FontFile3")
        if embedded is None or embedded.get("/Subtype") != "/OpenType":
            continue
        if embedded.objgen not in done:
            numbered = _numbered(embedded.read_bytes())
            stream = None if numbered is None else document.make_stream(numbered, Subtype=Name.CIDFontType0C)
            done[embedded.objgen] = stream
        if done[embedded.objgen] is not None:
            descriptor.FontFile3 = done[embedded.objgen]


@lru_cache(64)
def _numbered(font: bytes) -> bytes | None:
    """The outlines of an OpenType font, its glyphs keyed by number; None where they are so already, or not of CFF."""
    from fontTools.ttLib import TTFont

    opened = TTFont(BytesIO(font), recalcBBoxes=False)  # that of the whole font holds its part, too
    if "CFF " not in opened:
        return None
    outlines = opened["CFF "].cff
    top = outlines.topDictIndex[0]
    renamed = {name: f"cid{number:05d}" if number else ".notdef" for number, name in enumerate(top.charset)}
    is_keyed = hasattr(top, "ROS")
    if is_keyed and all(name == number for name, number in renamed.items()):
        return None
    glyphs = top.CharStrings
    glyphs.charStrings = {renamed[name]: glyph for name, glyph in glyphs.charStrings.items()}
    top.charset = list(renamed.values())
    top.numGlyphs = len(renamed)
    if not is_keyed:
        _put_in_one_part(top, outlines.fontNames[0])
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = len(renamed)
    written = BytesIO()
    outlines.compile(written, opened, isCFF2=False)
    return written.getvalue()


def _put_in_one_part(top: Any, name: str) -> None:
    """A font that is keyed by number has its glyphs in parts, each with what is common to them."""
    from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict

    part = FontDict()
    part.Private = top.Private
    part.FontName = name
    top.FDArray = FDArrayIndex()
    top.FDArray.append(part)
    top.FDSelect = FDSelect()
    top.FDSelect.format = 3
    top.FDSelect.gidArray = [0] * top.numGlyphs
    top.CharStrings.fdArray, top.CharStrings.fdSelect = top.FDArray, top.FDSelect
    for key in ("Private", "Encoding"):
        top.rawDict.pop(key, None)
        top.__dict__.pop(key, None)


# --- Tags -------------------------------------------------------------------------------------------------------------


def _write(document: Pdf, root: Tag) -> None:
    """UA, 7.1: the tags as the structure of the document, with all that has to point back to them."""
    writer = _Writer(document)
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = Array([writer.write(root, tree)])
    numbers: list[Any] = []
    for index, page in enumerate(document.pages):
        page.StructParents = index
        marks = writer.marks.get(index, {})
        held = [marks.get(number) for number in range(max(marks, default=-1) + 1)]
        numbers += [index, document.make_indirect(Array(held))]
    at = len(document.pages)
    for index, page in enumerate(document.pages):
        kept = []
        for place, annotation in enumerate(page.get("/Annots", ())):
            element = writer.annotations.get(Annotated(index, place))
            if element is not None:  # UA, 7.18.5: a link without a tag is none
                kept.append(annotation)
                annotation.StructParent = at
                numbers += [at, element]
                at += 1
        page.Annots = Array(kept)
    tree.ParentTree = document.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = at
    if writer.identifiers:
        names = [part for name, element in sorted(writer.identifiers.items()) for part in (String(name), element)]
        tree.IDTree = document.make_indirect(Dictionary(Names=Array(names)))
    document.Root.StructTreeRoot = tree


class _Writer:
    """Writes tags, and remembers which marked content, annotation and identifier is whose."""

    def __init__(self, document: Pdf) -> None:
        self._document = document
        self._pages = [page.obj for page in document.pages]
        self.marks: dict[int, dict[int, Any]] = {}
        self.annotations: dict[Annotated, Any] = {}
        self.identifiers: dict[str, Any] = {}

    def write(self, tag: Tag, parent: Any) -> Any:
        element = self._document.make_indirect(Dictionary(S=Name(f"/{tag.role}"), P=parent))
        if any(isinstance(kid, Mark) for kid in tag.kids):
            element.Pg = self._pages[tag.page]
        element.K = Array([self._kid(kid, tag, element) for kid in tag.kids])
        if tag.language:
            element.Lang = String(tag.language)
        if tag.alternative:
            element.Alt = String(tag.alternative)
        if tag.role == "Note":  # UA, 7.9
            element.ID = String(tag.identifier)
            self.identifiers[tag.identifier] = element
        attributes = list(_attributes(tag))
        if attributes:
            element.A = attributes[0] if len(attributes) == 1 else Array(attributes)
        return element

    def _kid(self, kid: Tag | Mark | Annotated, tag: Tag, element: Any) -> Any:
        match kid:
            case Tag():
                return self.write(kid, element)
            case Mark(page=page, number=number):
                self.marks.setdefault(page, {})[number] = element
                return number if page == tag.page else Dictionary(Type=Name.MCR, Pg=self._pages[page], MCID=number)
            case Annotated(page=page, place=place):
                self.annotations[kid] = element
                return Dictionary(Type=Name.OBJR, Pg=self._pages[page], Obj=self._pages[page].Annots[place])


def _attributes(tag: Tag) -> Iterator[Dictionary]:
    match tag.role:
        case "TH" | "TD":
            cell = Dictionary(O=Name.Table)
            if tag.role == "TH":  # UA, 7.5
                cell.Scope = Name(f"/{tag.scope}")
            if tag.columns != 1:
                cell.ColSpan = tag.columns
            if tag.rows != 1:
                cell.RowSpan = tag.rows
            if len(cell) > 1:
                yield cell
        case "L" if tag.numbering:  # UA, 7.6
            yield Dictionary(O=Name.List, ListNumbering=Name(f"/{tag.numbering}"))
        case "Figure" if tag.box:
            yield Dictionary(O=Name.Layout, BBox=Array(tag.box))


# --- Links ------------------------------------------------------------------------------------------------------------


def _describe_links(document: Pdf, targets: Mapping[str, str]) -> None:
    """UA, 7.18.5: each link says in words where it leads; WeasyPrint gives the name of the anchor."""
    for page in document.pages:
        for annotation in page.get("/Annots", ()):
            if "/Dest" in annotation:
                name = str(annotation.Dest)
                annotation.Contents = String(targets.get(name) or re.sub(r"[-_]+", " ", name))
