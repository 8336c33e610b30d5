"""YAML text → nodes with positions → models."""

from briefkit.nodes.decode import AnyNode, Flag, Items, Named, Spec, decode, nearest, one_of
from briefkit.nodes.model import UNREAD, Mapping, Node, Scalar, Sequence, describe
from briefkit.nodes.reader import decode_text, read_yaml

__all__ = [
    "UNREAD",
    "AnyNode",
    "Flag",
    "Items",
    "Mapping",
    "Named",
    "Node",
    "Scalar",
    "Sequence",
    "Spec",
    "decode",
    "decode_text",
    "describe",
    "nearest",
    "one_of",
    "read_yaml",
]
