"""Turn nodes into models, with every misfit reported at its place.

Models are pydantic classes derived from `Spec`. They keep the mapping node they came from, so that a later
stage can point at any key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError
from rapidfuzz import fuzz, process

from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk1_shape as codes
from briefkit.nodes.model import Mapping, Node, Scalar, Sequence, describe

MAX_MISFITS = 20  # rounds of leaving out; each lays bare at most one level more

T = TypeVar("T")
S = TypeVar("S", bound="Spec")

_NODE = "\0node"
_DROPPED = "\0dropped"


class Spec(BaseModel):
    """A model decoded from a mapping. Keys are the field names, with `-` for `_` where an alias says so."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    node: SkipJsonSchema[Annotated[Any, Field(alias=_NODE, repr=False, exclude=True)]]
    dropped: SkipJsonSchema[Annotated[frozenset[str], Field(alias=_DROPPED, repr=False, exclude=True)]] = frozenset()
    kind: ClassVar[str] = "mapping"

    @model_validator(mode="before")
    @classmethod
    def _from_mapping(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, Mapping):
            raise _wrong_type("a mapping")
        if info.context is not None:
            info.context[id(value)] = cls
        known = cls.keys()
        fields: dict[str, Any] = {_NODE: value}
        for key, child in value:
            if key.text in known and isinstance(child, Scalar) and child.is_null:
                continue
            fields[key.text] = child
        return fields

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys a writer may use."""
        names = (field.alias or name for name, field in cls.model_fields.items())
        return tuple(name for name in names if name not in (_NODE, _DROPPED))

    @property
    def span(self) -> Span:
        """Where the mapping stands."""
        mapping: Mapping = self.node
        return mapping.span

    def mapping(self, key: str) -> Mapping:
        """The mapping under `key`, for the places of its keys; an empty one where there is none."""
        found = self.node.get(key)
        return found if isinstance(found, Mapping) else Mapping((), self.span)

    def value_span(self, key: str) -> Span:
        """Where the value of `key` is written, or the mapping where it is not."""
        found = self.node.get(key)
        return found.span if found else self.span


def _wrong_type(expected: str) -> PydanticCustomError:
    return PydanticCustomError("wrong_type", "expected {expected}", {"expected": expected})


def _to_items(value: Any) -> Any:
    if isinstance(value, Sequence):
        return value.items
    raise _wrong_type("a list")


def _to_named(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key.text: child for key, child in value}
    raise _wrong_type("a mapping")


def _to_flag(value: Any) -> Any:
    if isinstance(value, Scalar) and value.text in ("true", "false"):
        return value.text == "true"
    raise _wrong_type("true or false")


Items = Annotated[tuple[T, ...], BeforeValidator(_to_items)]
Named = Annotated[dict[str, T], BeforeValidator(_to_named)]
Flag = Annotated[bool, BeforeValidator(_to_flag)]


def _any_node(value: Any) -> Any:
    return value


AnyNode = Annotated[Any, BeforeValidator(_any_node)]


def one_of(*words: str) -> Callable[[Any], Any]:
    """A check that a scalar is one of `words`."""

    def check(value: Any) -> Any:
        if isinstance(value, Scalar) and value.text in words:
            return value
        raise _wrong_type("one of " + ", ".join(words))

    return check


def decode(model: type[S], node: Node) -> Outcome[S | None]:
    """`node` as a `model`, with every misfit: unknown, missing and wrongly typed keys, each at its place.

    What does not fit is left out, so that the rest can still be checked; `dropped` on the model has the paths of
    what was ("claims.wig_price"). The value is None where too little is left for a model.
    """
    findings: tuple[Finding, ...] | None = None
    dropped: set[tuple[str | int, ...]] = set()
    whole = node
    for _ in range(MAX_MISFITS):
        owners: dict[int, type[Spec]] = {}
        try:
            value = model.model_validate(node, context=owners)
        except ValidationError as error:
            details = error.errors(include_url=False)
            if findings is None:
                findings = tuple(dict.fromkeys(_finding(detail, node, owners) for detail in details))
            paths = {path for detail in details if (path := _path_to_drop(detail, node))}
            dropped |= paths
            pruned = _without(node, paths)
            if not paths or pruned is None:
                return Outcome(None, findings)
            node = pruned
        else:
            left_out = frozenset(".".join(map(str, path)) for path in dropped)
            kept = {"dropped": left_out, "node": node} if dropped else {}
            return Outcome(value.model_copy(update=kept) if kept else value, findings or ())
    return Outcome(None, findings or (codes.TOO_DEEP.at(whole.span, limit=MAX_MISFITS, hint="nest less deeply"),))


def _path_to_drop(detail: Any, root: Node) -> tuple[str | int, ...]:
    """The path of the entry that has to go for the rest to fit; empty where that is the whole document."""
    path: list[str | int] = []
    node = root
    for step in detail["loc"]:
        if isinstance(node, Mapping) and isinstance(step, str) and node.get(step) is not None:
            path.append(step)
            node = node.get(step) or node
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            path.append(step)
            node = node.items[step]
    return tuple(path)


def _without(node: Node, paths: set[tuple[str | int, ...]]) -> Node | None:
    """The node less the entries at `paths`; None where it goes itself."""
    if () in paths:
        return None
    inner: dict[str | int, set[tuple[str | int, ...]]] = {}
    for head, *rest in paths:
        inner.setdefault(head, set()).add(tuple(rest))
    if isinstance(node, Mapping):
        pruned = ((key, _without(child, inner.get(key.text, set()))) for key, child in node.entries)
        return Mapping(tuple((key, child) for key, child in pruned if child is not None), node.span)
    if isinstance(node, Sequence):
        items = (_without(child, inner.get(index, set())) for index, child in enumerate(node.items))
        return Sequence(tuple(child for child in items if child is not None), node.span)
    return node


def _finding(detail: Any, root: Node, owners: dict[int, type[Spec]]) -> Finding:
    parent, key, node = _walk(root, detail["loc"])
    kind = detail["type"]
    if kind == "missing" and not isinstance(node, Mapping):
        name = key.text if key else "…"
        return codes.WRONG_TYPE.at(node.span, found="nothing", expected="text", hint=f"write {name}: …")
    if kind == "missing" and isinstance(node, Mapping):
        name = str(detail["loc"][-1])
        hint = f"add {name}: …"
        return codes.MISSING_KEY.at(_head(node), key=name, hint=hint)
    if kind == "extra_forbidden" and isinstance(parent, Mapping) and key is not None:
        return _unknown_key(parent, key, owners)
    expected = detail.get("ctx", {}).get("expected") or detail["msg"]
    found = describe(node)
    return codes.WRONG_TYPE.at(node.span, found=found, expected=expected, hint=_type_hint(node, expected, key))


def _type_hint(node: Node, expected: str, key: Scalar | None) -> str:
    name = key.text if key else "…"
    if isinstance(node, Scalar) and node.is_null:
        return f"write {expected}" if key is None else f"write {name}: …"
    if expected == "text" and not isinstance(node, Scalar):
        return f"write one line of text: {name}: …"
    if expected == "a list" and isinstance(node, Scalar):
        return f"write a list: {name}: [{node.text if len(node.text) < 30 else '…'}]"
    return f"write {expected}"


def _unknown_key(parent: Mapping, key: Scalar, owners: dict[int, type[Spec]]) -> Finding:
    owner = owners.get(id(parent))
    known = owner.keys() if owner else ()
    near = nearest(key.text, known)
    hint = f"did you mean {near}?" if near else f"known keys: {', '.join(known)}"
    return codes.UNKNOWN_KEY.at(key.span, key=key.text, where=owner.kind if owner else "mapping", hint=hint)


def nearest(word: str, known: tuple[str, ...] | list[str]) -> str | None:
    """The name in `known` that `word` most likely was meant to be, or None."""
    found = process.extractOne(word.lower(), known, scorer=fuzz.ratio, processor=str.lower, score_cutoff=62)
    return str(found[0]) if found else None


def _walk(root: Node, loc: tuple[str | int, ...]) -> tuple[Node | None, Scalar | None, Node]:
    """Follow pydantic's path. Steps that name no key or index (union members, functions) are passed over."""
    parent: Node | None = None
    key: Scalar | None = None
    node = root
    for step in loc:
        if isinstance(node, Mapping) and isinstance(step, str):
            child = node.get(step)
            if child is not None:
                parent, key, node = node, node.key(step), child
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            parent, key, node = node, None, node.items[step]
    return parent, key, node


def _head(mapping: Mapping) -> Span:
    """The first key of a mapping: a place that a reader can see, rather than all its lines."""
    return mapping.entries[0][0].span if mapping.entries else mapping.span
