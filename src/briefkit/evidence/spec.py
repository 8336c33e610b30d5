"""What a seed file may say: the shape of `seeds/<key>.yaml`, as models."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from briefkit.nodes import AnyNode, Flag, Items, Named, Scalar, Spec, one_of

STATUSES = ("reported", "corroborated", "disputed", "denied", "retracted")
Status = Annotated[Scalar, BeforeValidator(one_of(*STATUSES))]


class SnapshotSpec(Spec):
    """The text of the source as it was taken in, and its SHA-256; of a workbook, which sheet."""

    kind: ClassVar[str] = "snapshot"
    file: Scalar
    sha256: Scalar
    sheet: Scalar | None = None


class TranslationSpec(Spec):
    """The quote in the language of the brief, and who translated it."""

    kind: ClassVar[str] = "translation"
    text: Scalar
    by: Scalar


class ReviewSpec(Spec):
    """A sign-off: by whom, when, and the hash of what was signed."""

    kind: ClassVar[str] = "sign-off"
    by: Scalar
    on: Scalar
    sha256: Scalar


class DataCellSpec(Spec):
    """A cell of a snapshot that is a table: in the row where each column of `where` says so, and under `column`."""

    kind: ClassVar[str] = "cell"
    where: Named[Scalar]
    column: Scalar
    unit: Scalar | None = None


class SeriesSpec(Spec):
    """A cell for each row where the columns of `where` say so; the column `by` tells the rows apart."""

    kind: ClassVar[str] = "series"
    where: Named[Scalar] = Field(default_factory=dict)
    column: Scalar
    by: Scalar
    unit: Scalar | None = None


class ClaimSpec(Spec):
    """One statement in a seed, held by a verbatim quote. It has a `value` or, without a number, a `text`.

    In a seed whose snapshot is a table it may stand on a `cell` instead, or on a `series` of them.
    """

    kind: ClassVar[str] = "claim"
    quote: Scalar | None = None
    cell: DataCellSpec | None = None
    series: SeriesSpec | None = None
    value: Scalar | None = None
    text: Scalar | None = None
    restated: Scalar | None = None
    as_of: Scalar | None = None
    prices: Scalar | None = None
    equals: Scalar | None = None
    by: Scalar | None = None
    status: Status | None = None
    prefix: Scalar | None = None
    suffix: Scalar | None = None
    where: Scalar | None = None
    about: Scalar | None = None
    note: Scalar | None = None
    translation: TranslationSpec | None = None
    reviewed: ReviewSpec | None = None
    restricted: Flag = False
    accept: Named[Scalar] = Field(default_factory=dict)


class SeedSpec(Spec):
    """A source: its record in CSL, its snapshot, the nouns it counts, what currency signs mean in it, its claims, and
    what must hold among them."""

    kind: ClassVar[str] = "seed"
    source: AnyNode
    snapshot: SnapshotSpec
    nouns: Named[Items[Scalar]] = Field(default_factory=dict)
    signs: Named[Scalar] = Field(default_factory=dict)
    claims: Named[ClaimSpec] = Field(default_factory=dict)
    checks: Items[Scalar] = ()
    accept: Named[Scalar] = Field(default_factory=dict)

    @property
    def noun_forms(self) -> dict[str, tuple[str, ...]]:
        """The nouns that it declares, each with its other forms, as texts."""
        return {noun: tuple(form.text for form in forms) for noun, forms in self.nouns.items()}
