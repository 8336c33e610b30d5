"""Take the tags that WeasyPrint gives its boxes out of a PDF that is about to be written.

Its objects are at hand then: nothing of the tags has to be written, parsed and thrown away. What no tag holds once they
are in order is marked in the content of the pages as an artifact, the margins for what they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefkit.report.tags import Annotated, Mark, Tag, all_tags, put_in_order

_POINTS = 0.75  # of a CSS pixel


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The box that a tag was made from: its element, how many boxes the layout visited before, and its margin."""

    order: int
    margin: str = ""
    source: int = 0
    element: str = ""
    identifier: str = ""
    language: str = ""
    scope: str = ""


_NOWHERE = Origin(order=0)


def take_tags(pdf: Any) -> Tag:
    """The tags of a document in order, from a PDF of pydyf, which keeps none: what has no tag is an artifact in it.

    Its tags have to bear their `origin`, but for those of bare text.
    """
    tree = _object(pdf, pdf.catalog.pop("StructTreeRoot"))
    pages = [_object(pdf, reference) for reference in pdf.page_references]
    [boxes] = tree["K"]
    root = put_in_order(_Reader(pdf, pages).read(_object(pdf, boxes)), pdf.catalog["Lang"].string)
    _mark_artifacts(pdf, pages, tree, root)
    dictionaries: list[Any] = [one for one in pdf.objects if isinstance(one, dict)]
    for one in dictionaries:
        if one.get("Type") in ("/StructElem", "/OBJR", "/StructTreeRoot"):
            one.free = "f"
    return root


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


class _Reader:
    """Reads the tags of boxes."""

    def __init__(self, pdf: Any, pages: Sequence[Any]) -> None:
        self._pdf = pdf
        self._pages = {reference: index for index, reference in enumerate(pdf.page_references)}
        self._heights = [page["MediaBox"][3] for page in pages]
        self._annotations = {
            reference: Annotated(index, place)
            for index, page in enumerate(pages)
            for place, reference in enumerate(page.get("Annots", ()))
        }

    def read(self, element: Mapping[str, Any]) -> Tag:
        origin: Origin = getattr(element, "origin", _NOWHERE)
        page = self._pages[element["Pg"]] if "Pg" in element else 0
        layout = element.get("A", {})
        alternative = element.get("Alt")
        return Tag(
            role=element["S"][1:],
            kids=tuple(self._kid(kid, page) for kid in element["K"]),
            page=page,
            element=origin.element,
            source=origin.source,
            order=origin.order,
            identifier=origin.identifier,
            language=origin.language,
            scope=origin.scope,
            alternative=alternative.string if alternative is not None else "",
            box=_box(layout["BBox"], self._heights[page]) if "BBox" in layout else None,
            columns=layout.get("ColSpan", 1),
            rows=layout.get("RowSpan", 1),
        )

    def _kid(self, kid: Any, page: int) -> Tag | Mark | Annotated:
        if isinstance(kid, int):
            return Mark(page, kid)
        element = _object(self._pdf, kid)
        return self._annotations[element["Obj"]] if element["Type"] == "/OBJR" else self.read(element)


def _box(box: Sequence[float], height: float) -> tuple[float, float, float, float]:
    """The box of a figure, as ISO 32000-1, 14.8.5.4 means it: WeasyPrint gives it in CSS pixels, down from the top."""
    left, top, right, bottom = (edge * _POINTS for edge in box)
    return round(left, 3), round(height - bottom, 3), round(right, 3), round(height - top, 3)


# --- Artifacts --------------------------------------------------------------------------------------------------------


def _mark_artifacts(pdf: Any, pages: Sequence[Any], tree: Any, root: Tag) -> None:
    """PDF/UA-1, 7.1: what no tag holds is an artifact: margins, dots that lead the eye, repeated heads of tables."""
    tagged = {kid for tag in all_tags(root) for kid in tag.kids if isinstance(kid, Mark)}
    numbers = _object(pdf, tree["ParentTree"])["Nums"]
    held = {key: value for key, value in zip(numbers[::2], numbers[1::2], strict=True) if isinstance(value, list)}
    for index, page in enumerate(pages):
        content = _object(pdf, page["Contents"]).stream
        for at, operator in enumerate(content):
            if operator == b"BDC":
                properties = content[at - 1]
                number = properties["MCID"]
                if Mark(index, number) not in tagged:
                    content[at - 2] = "/Artifact"
                    holder = _object(pdf, held[index][number])
                    properties.clear()
                    properties |= _artifact(pdf, holder)


def _artifact(pdf: Any, holder: Any) -> dict[str, str]:
    """PDF/UA-1, 7.8: running heads and folios are artifacts of pagination, and said to be heads or feet.

    So are numbers of lines, at the side, for which ISO 32000-1, 14.8.2.2 has no further name.
    """
    while not hasattr(holder, "origin"):
        holder = _object(pdf, holder["P"])
    margin = holder.origin.margin
    if not margin:
        return {"Type": "/Layout"}
    if margin == "Side":
        return {"Type": "/Pagination"}
    return {"Type": "/Pagination", "Subtype": f"/{margin}"}
