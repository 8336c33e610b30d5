"""Turn the bytes of a YAML file into nodes with positions.

PyYAML's events are read one by one, so that nothing is converted (`1.10` stays `1.10`), equal keys are seen,
and depth and size are bounded before a hostile document can use them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from briefkit.findings import Finding, Outcome, Span
from briefkit.findings import bk1_shape as codes
from briefkit.nodes.model import UNREAD, Mapping, Node, Scalar, Sequence

MAX_BYTES = 4_000_000
MAX_DEPTH = 60
MAX_NODES = 200_000

# Controls print as nothing, or as something else; directional ones can turn 20 into 02 on the page.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)+")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode_text(data: bytes, path: str, limit: int = MAX_BYTES) -> Outcome[str | None]:
    """The text of a UTF-8 file, or None with the finding: too large, empty, another encoding."""
    start = Span(path)
    if len(data) > limit:
        finding = codes.TOO_LARGE.at(start, size=f"{len(data):,}", limit=f"{limit:,}", hint="split the file")
        return Outcome(None, (finding,))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        span = Span(path, line, column, line, column + 1)
        hint = "save the file as UTF-8" + (" (it looks like UTF-16)" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "")
        return Outcome(None, (codes.NOT_UTF8.at(span, byte=f"0x{data[error.start]:02x}", hint=hint),))
    if not text.strip():
        return Outcome(None, (codes.EMPTY_FILE.at(start, hint="fill it, or remove it"),))
    return Outcome(text)


def read_yaml(data: bytes, path: str) -> Outcome[Node | None]:
    """The document in `data` as nodes, or None with what is wrong.

    `path` is what findings name. Duplicate keys, unquoted `{{ }}`, tags, and documents that are too deep or
    too large are findings; so is anything that YAML itself cannot read.
    """
    decoded = decode_text(data, path)
    if decoded.value is None:
        return Outcome(None, decoded.findings)
    return _Reader(path, decoded.value.replace("\r\n", "\n")).read()


class _Stop(Exception):
    """Reading cannot go on; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass
class _Open:
    """A collection whose end has not been seen yet."""

    is_mapping: bool
    start: Any
    flow: bool
    anchor: str | None
    nodes: list[Node] = field(default_factory=list)


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.findings: list[Finding] = []
        self.anchors: dict[str, Node] = {}
        self.sizes: dict[int, int] = {}
        self.places: dict[int, tuple[int, int]] = {}  # where scalars stand in the text
        self.count = 0
        # Only an escape can put a character into a text that the file does not have.
        self.may_control = "\\" in text or _CONTROLS.search(text) is not None

    def read(self) -> Outcome[Node | None]:
        try:
            root = self._compose()
        except yaml.YAMLError as error:
            last = self._syntax(error)
            kept = [found for found in self.findings if (found.code, found.span.line) != (last.code, last.span.line)]
            return Outcome(None, (*kept, last))
        except _Stop as stop:
            return Outcome(None, (*self.findings, stop.finding))
        if root is None:
            self.findings.append(codes.EMPTY_FILE.at(Span(self.path), hint="fill it, or remove it"))
        return Outcome(root, tuple(self.findings))

    def _compose(self) -> Node | None:
        stack: list[_Open] = []
        root: Node | None = None
        for event in yaml.parse(self.text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent) and stack:
                stack[-1].nodes.append(self._scalar(event))
                continue
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise _Stop(
                    codes.SYNTAX.at(
                        self._span(event.start_mark, event.end_mark),
                        problem="a second document",
                        hint="keep one document in a file: remove the line ---",
                    )
                )
            node: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                node = self._scalar(event)
            elif isinstance(event, yaml.AliasEvent):
                node = self._alias(event)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._refuse_tag(event)
                if len(stack) >= MAX_DEPTH:
                    raise _Stop(
                        codes.TOO_DEEP.at(
                            self._span(event.start_mark, event.end_mark), limit=MAX_DEPTH, hint="nest less deeply"
                        )
                    )
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                stack.append(_Open(is_mapping, event.start_mark, bool(event.flow_style), event.anchor))
                continue
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                node = self._close(stack.pop(), event.end_mark)
            if node is None:
                continue
            if stack:
                stack[-1].nodes.append(node)
            else:
                root = node
        return root

    def _scalar(self, event: Any) -> Scalar:
        if event.tag:
            self._refuse_tag(event)
        first, last = event.start_mark, event.end_mark
        start, end = first.index, last.index
        span = Span(self.path, first.line + 1, first.column + 1, last.line + 1, last.column + 1)
        properties = _PROPERTIES.match(self.text, start, end) if event.anchor or event.tag else None
        if properties:
            # The marks of a scalar with an anchor or a tag begin at these.
            start = properties.end()
            line = self.text.count("\n", 0, start) + 1
            column = start - self.text.rfind("\n", 0, start)
            span = Span(self.path, line, column, span.end_line, span.end_column)
        node = Scalar(event.value, span, self.text[start:end], event.style or "")
        self.places[id(node)] = (start, end)
        if self.may_control:
            self._refuse_controls(node)
        self._count(node, 1, event.anchor)
        return node

    def _alias(self, event: Any) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            span = self._span(event.start_mark, event.end_mark)
            raise _Stop(
                codes.SYNTAX.at(
                    span,
                    problem=f"an alias *{event.anchor} to nothing",
                    hint=f"write &{event.anchor} before it, or quote the text",
                )
            )
        self._count(node, self.sizes[id(node)], None)
        return node

    def _count(self, node: Node, size: int, anchor: str | None) -> None:
        self.count += size
        if self.count > MAX_NODES:
            raise _Stop(
                codes.TOO_LARGE.at(
                    Span(self.path),
                    size="more",
                    limit=f"{MAX_NODES:,} nodes",
                    hint="split the file; do not nest aliases",
                )
            )
        self.sizes[id(node)] = size
        if anchor:
            self.anchors[anchor] = node

    def _close(self, opened: _Open, end_mark: Any) -> Node:
        span = self._span(opened.start, end_mark)
        size = 1 + sum(self.sizes[id(node)] for node in opened.nodes)
        if not opened.is_mapping:
            sequence = Sequence(tuple(opened.nodes), span)
            self.sizes[id(sequence)] = size
            return self._anchor(sequence, opened.anchor)
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        for key, value in zip(opened.nodes[::2], opened.nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.findings.append(self._complex_key(key, opened, span))
                if opened.flow:
                    # Reported once: what stands in its place is text, as the writer meant.
                    return self._placeholder(span)
            elif entries and opened.flow and self._continues(key, value, entries[-1][1]):
                entries[-1] = (entries[-1][0], self._joined(entries[-1][1], key))
            elif key.text in seen:
                first = seen[key.text].span
                self.findings.append(
                    codes.DUPLICATE_KEY.at(
                        key.span,
                        key=key.text,
                        line=first.line,
                        hint=f"keep one of them; the first is at line {first.line}",
                    )
                )
            else:
                seen[key.text] = key
                entries.append((key, value))
        mapping = Mapping(tuple(entries), span)
        self.sizes[id(mapping)] = size
        return self._anchor(mapping, opened.anchor)

    def _continues(self, key: Scalar, value: Node, before: Node) -> bool:
        """Whether a flow mapping's key is the rest of the plain text before it: {text: wigs, eyelashes and beads}.

        To YAML it is a key without a value, which nothing here has a use for; to the writer it is one text.
        """
        if key.style or not isinstance(before, Scalar) or before.style or before.is_null:
            return False
        end = self.places[id(key)][1]
        return isinstance(value, Scalar) and value.raw == "" and not self.text[end:].lstrip().startswith(":")

    def _joined(self, before: Node, key: Scalar) -> Scalar:
        start, end = self.places[id(before)][0], self.places[id(key)][1]
        raw = self.text[start:end]
        span = Span(self.path, before.span.line, before.span.column, key.span.end_line, key.span.end_column)
        joined = Scalar(" ".join(raw.split()), span, raw)
        self.places[id(joined)] = (start, end)
        return joined

    def _placeholder(self, span: Span) -> Scalar:
        node = Scalar(UNREAD, span, UNREAD, '"')
        self.sizes[id(node)] = 1
        self.places[id(node)] = (0, 0)
        return node

    def _anchor(self, node: Node, anchor: str | None) -> Node:
        if anchor:
            self.anchors[anchor] = node
        return node

    def _complex_key(self, key: Node, opened: _Open, span: Span) -> Finding:
        if opened.flow and isinstance(key, Mapping):
            raw = self.text[opened.start.index :].split("\n", 1)[0]
            inner = raw[: raw.find("}}") + 2] if "}}" in raw else raw
            return codes.UNQUOTED_EXPRESSION.at(span, hint=f"put it in quotation marks: {_quoted(inner)}")
        return codes.WRONG_TYPE.at(
            key.span, found="a key that is a list or a mapping", expected="a name", hint="use a plain name as the key"
        )

    def _refuse_controls(self, node: Scalar) -> None:
        found = _CONTROLS.search(node.text)
        if found:
            name = f"U+{ord(found.group()):04X}"
            place = node.locate(found.start(), found.end())
            self.findings.append(codes.CONTROL.at(place, character=name, hint="remove it"))

    def _refuse_tag(self, event: Any) -> None:
        tag = event.tag
        if tag and tag != "!" and not tag.startswith("tag:yaml.org,2002:str"):
            self.findings.append(
                codes.TAG.at(self._span(event.start_mark, event.end_mark), tag=tag, hint="remove the tag")
            )

    def _span(self, start: Any, end: Any) -> Span:
        return Span(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _syntax(self, error: yaml.YAMLError) -> Finding:
        mark = getattr(error, "problem_mark", None)
        context = getattr(error, "context_mark", None)
        opened = context is not None and self.text[context.index : context.index + 1] in ("'", '"', "[", "{")
        if mark is not None and opened and mark.index >= len(self.text.rstrip()):
            mark = context  # what was opened there is never closed
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error).split("\n")[0]
        if mark is None:
            return codes.SYNTAX.at(self._character_span(error), problem=problem, hint="remove or replace the character")
        line_text = [*self.text.split("\n"), ""][min(mark.line, self.text.count("\n"))]
        span = Span(self.path, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
        if "nesting depth" in problem:
            # libyaml reads ahead of what it tells, and has a limit of its own.
            return codes.TOO_DEEP.at(span, limit=MAX_DEPTH, hint="nest less deeply")
        expression = _unquoted_expression(line_text)
        if expression is not None:
            column = line_text.index("{{") + 1
            span = Span(self.path, mark.line + 1, column, mark.line + 1, len(line_text) + 1)
            return codes.UNQUOTED_EXPRESSION.at(
                span, hint=f"put the whole value in quotation marks: {_quoted(expression)}"
            )
        return codes.SYNTAX.at(span, problem=problem, hint=_syntax_hint(problem, line_text))

    def _character_span(self, error: yaml.YAMLError) -> Span:
        position = getattr(error, "position", 0)
        before = self.text[:position] if isinstance(position, int) else ""
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return Span(self.path, line, column, line, column + 1)


def _quoted(text: str) -> str:
    return f"'{text}'" if '"' in text else f'"{text}"'


def _unquoted_expression(line: str) -> str | None:
    """The value of a line that begins with a bare `{{`, if that is what YAML stumbled over."""
    at = line.find("{{")
    if at < 0:
        return None
    before = line[:at].rstrip()
    if before and not before.endswith((":", "-", "[", ",")):
        return None
    value = line[at:].strip()
    behind = value.rfind("}}") + 2
    # In a list on one line, what closes the list is no part of the value.
    return value[:behind] + re.split(r"[\],}]", value[behind:])[0].rstrip() if before.endswith(("[", ",")) else value


def _syntax_hint(problem: str, line: str) -> str:
    if "\\t" in problem or "\t" in line:
        return "indent with spaces, not tabs"
    if "mapping values are not allowed" in problem:
        return "put the value in quotation marks: it contains a colon followed by a space"
    if "could not find expected ':'" in problem:
        return "a key needs a colon and a space behind it; a long text needs quotation marks or |"
    if "quoted scalar" in problem or "unexpected end" in problem:
        return "close the quotation mark"
    return "check the indentation and the quotation marks on this line and the one before"
