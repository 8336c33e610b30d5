"""Turn the text of an expression into a tree with positions.

    relation   = sum { ("=" | "==" | "!=" | "<" | "<=" | ">" | ">=") sum }        checks and holds(…) only
    sum        = product { ("+" | "-") product }
    product    = unary { ("*" | "/") unary }
    unary      = "-" unary | filtered
    filtered   = primary { "|" name [ "(" arguments ")" ] }
    primary    = atom { "." name | "(" arguments ")" }
    atom       = name | string | literal | "(" sum ")"
    literal    = [currency] number [scale] [unit | "%" | "pp"]                    "50 %", "USD 20 million", "12 hours"

The names, precedence and filters are those of a Jinja2 expression. It is not Jinja2 that reads it, for three
reasons: Jinja2 turns 0.10 into a binary float, reads "50 %" as the beginning of a modulo, and keeps no columns.
And what is only walked cannot run code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefkit.figures.values import SCALES
from briefkit.findings import Problem
from briefkit.findings import bk4_values as codes

MAX_LENGTH = 2000
MAX_DEPTH = 40
MAX_TOKENS = 200


@dataclass(frozen=True, slots=True)
class Expr:
    """A part of an expression: `text[start:end]` is what it was written as."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal(Expr):
    """A number with what stands around it, as value text: "USD 20 million"."""

    value: str


@dataclass(frozen=True, slots=True)
class Text(Expr):
    """A string in quotation marks."""

    value: str


@dataclass(frozen=True, slots=True)
class Name(Expr):
    name: str


@dataclass(frozen=True, slots=True)
class Attribute(Expr):
    of: Expr
    name: str
    name_start: int


@dataclass(frozen=True, slots=True)
class Binary(Expr):
    operator: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Negative(Expr):
    of: Expr


@dataclass(frozen=True, slots=True)
class Call(Expr):
    """A function call, or a filter, whose first argument is then what stands before the bar."""

    name: str
    name_start: int
    arguments: tuple[Expr, ...]
    keywords: tuple[tuple[str, Expr], ...]
    is_filter: bool


@dataclass(frozen=True, slots=True)
class Relation(Expr):
    """a = b, or a chain a < b < c: operands and the operators between them."""

    operands: tuple[Expr, ...]
    operators: tuple[str, ...]


_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?!,?[0-9])|[0-9]+(?:\.[0-9]+)?)
    | (?P<name>[^\W\d]\w*)
    | (?P<string>"[^"]*"|'[^']*'|“[^”]*”)
    | (?P<operator><=|>=|==|!=|[-+*/().,|<>=%−×÷≤≥])
    )""",
    re.VERBOSE,
)
_ALIASES = {"−": "-", "×": "*", "÷": "/", "≤": "<=", "≥": ">="}
_RELATIONS = frozenset({"=", "==", "!=", "<", "<=", ">", ">="})


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


@lru_cache(10_000)
def parse_expression(text: str) -> Expr:
    """The tree of an expression without relations, as prose and `is:` have it. Raises BK420 or BK421."""
    parser = _Parser(text)
    tree = parser.sum()
    parser.finish("an operator, a filter or the end")
    return tree


@lru_cache(10_000)
def parse_relation(text: str) -> Relation:
    """The tree of a relation, as `checks:` and `holds` have it. Raises BK420 or BK421."""
    parser = _Parser(text)
    tree = parser.relation()
    parser.finish("an operator or the end")
    return tree


@lru_cache(10_000)
def names_in(text: str) -> frozenset[str]:
    """The names that an expression or a relation refers to, those in the relations of its `holds` counted.

    Nothing where the text is neither: that is reported where it is evaluated.
    """
    tree: Expr
    try:
        tree = parse_expression(text)
    except Problem:
        try:
            tree = parse_relation(text)
        except Problem:
            return frozenset()
    found: set[str] = set()
    waiting: list[object] = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, tuple):
            waiting += item
        elif isinstance(item, Name):
            found.add(item.name)
        elif isinstance(item, Expr):
            if isinstance(item, Call) and item.name == "holds":
                found |= {name for one in item.arguments[1:] if isinstance(one, Text) for name in names_in(one.value)}
            waiting += [getattr(item, part) for part in item.__dataclass_fields__]
    return frozenset(found)


def _tokens(text: str) -> list[_Token]:
    if len(text) > MAX_LENGTH:
        raise codes.TOO_COMPLEX.problem(
            0, len(text), limit=f"{MAX_LENGTH:,} characters", hint="give its parts names under figures:"
        )
    tokens: list[_Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise _unreadable(text, start)
        kind = match.lastgroup or ""
        word = match[kind]
        tokens.append(_Token(kind, _ALIASES.get(word, word), *match.span(kind)))
        at = match.end()
        if len(tokens) > MAX_TOKENS:
            hint = "give its parts names under figures:"
            raise codes.TOO_COMPLEX.problem(0, len(text), limit=f"{MAX_TOKENS} words and signs", hint=hint)
    tokens.append(_Token("end", "", end, end))
    return tokens


def _unreadable(text: str, start: int) -> Problem:
    char = text[start]
    hint = (
        "close the quotation mark"
        if char in "\"'“"
        else "an expression has names, numbers, + - * / ( ) . | and quoted text"
    )
    return codes.NOT_AN_EXPRESSION.problem(
        start, start + 1, found=f'"{char}"', expected="a name, a number or an operator", hint=hint
    )


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    def finish(self, expected: str) -> None:
        if self.token.kind != "end":
            raise self._unexpected(expected)

    def relation(self) -> Relation:
        operands, operators = [self.sum()], []
        while self.token.text in _RELATIONS:
            operators.append(self._next().text)
            operands.append(self.sum())
        if not operators:
            raise self._unexpected(
                "a relation such as = or >", hint="a check is a relation: state_share + agency_share = 100 %"
            )
        return Relation(operands[0].start, operands[-1].end, tuple(operands), tuple(operators))

    def sum(self) -> Expr:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise codes.TOO_COMPLEX.problem(
                self.token.start,
                self.token.end,
                limit=f"{MAX_DEPTH} levels of brackets",
                hint="give its parts names under figures:",
            )
        left = self._product()
        while self.token.text in ("+", "-") and self.token.kind == "operator":
            operator = self._next().text
            right = self._product()
            left = Binary(left.start, right.end, operator, left, right)
        self.depth -= 1
        return left

    def _product(self) -> Expr:
        left = self._unary()
        while self.token.text in ("*", "/") and self.token.kind == "operator":
            operator = self._next().text
            right = self._unary()
            left = Binary(left.start, right.end, operator, left, right)
        return left

    def _unary(self) -> Expr:
        minuses: list[_Token] = []
        while self.token.kind == "operator" and self.token.text == "-":
            minuses.append(self._next())
        tree = self._filtered()
        for minus in reversed(minuses):
            tree = Negative(minus.start, tree.end, tree)
        return tree

    def _filtered(self) -> Expr:
        tree = self._primary()
        while self._accept("|"):
            name = self._expect("name", "the name of a filter")
            arguments, keywords = self._arguments() if self.token.text == "(" else ((), ())
            end = self.tokens[self.at - 1].end
            tree = Call(tree.start, end, name.text, name.start, (tree, *arguments), keywords, True)
        return tree

    def _primary(self) -> Expr:
        tree = self._atom()
        while self.token.kind == "operator" and self.token.text in (".", "("):
            if self.token.text == "(":
                if not isinstance(tree, Name):
                    raise self._unexpected("an operator or the end")
                arguments, keywords = self._arguments()
                end = self.tokens[self.at - 1].end
                tree = Call(tree.start, end, tree.name, tree.start, arguments, keywords, False)
                continue
            self._next()
            name = self._expect("name", "a name behind the point")
            tree = Attribute(tree.start, name.end, tree, name.text, name.start)
        return tree

    def _atom(self) -> Expr:
        token = self.token
        if token.kind == "number":
            return self._literal(token.start)
        if token.kind == "name":
            following = self.tokens[self.at + 1]
            if following.kind == "number":
                self._next()
                return self._literal(token.start)
            self._next()
            return Name(token.start, token.end, token.text)
        if token.kind == "string":
            self._next()
            return Text(token.start, token.end, token.text[1:-1])
        if self._accept("("):
            tree = self.sum()
            self._expect_operator(")", "a closing bracket")
            return tree
        raise self._unexpected("a name, a number or text in quotation marks")

    def _literal(self, start: int) -> Literal:
        end = self._next().end
        if self.token.kind == "name" and self.token.text.rstrip("s") in SCALES:
            end = self._next().end
        if self.token.text == "%" or (self.token.kind == "name" and self.tokens[self.at + 1].text not in (".", "(")):
            end = self._next().end
        return Literal(start, end, self.text[start:end])

    def _arguments(self) -> tuple[tuple[Expr, ...], tuple[tuple[str, Expr], ...]]:
        self._expect_operator("(", "an opening bracket")
        arguments: list[Expr] = []
        keywords: list[tuple[str, Expr]] = []
        while self.token.text != ")":
            following = self.tokens[self.at + 1] if self.token.kind == "name" else self.token
            if self.token.kind == "name" and following.text == "=":
                if self.token.text in dict(keywords):
                    raise self._unexpected("each keyword once")
                name = self._next().text
                self._next()
                keywords.append((name, self.sum()))
            else:
                arguments.append(self.sum())
            if self.token.text != ")":
                self._expect_operator(",", "a comma or a closing bracket")
        self._next()
        return tuple(arguments), tuple(keywords)

    def _next(self) -> _Token:
        token = self.token
        self.at += 1
        return token

    def _accept(self, operator: str) -> bool:
        if self.token.kind == "operator" and self.token.text == operator:
            self.at += 1
            return True
        return False

    def _expect(self, kind: str, expected: str) -> _Token:
        if self.token.kind != kind:
            raise self._unexpected(expected)
        return self._next()

    def _expect_operator(self, operator: str, expected: str) -> None:
        if not self._accept(operator):
            raise self._unexpected(expected)

    def _unexpected(self, expected: str, hint: str = "") -> Problem:
        token = self.token
        found = "the end" if token.kind == "end" else f'"{token.text}"'
        if not hint and token.text == "=":
            hint = "a relation stands in checks: or in holds(…), not here"
        return codes.NOT_AN_EXPRESSION.problem(
            token.start,
            max(token.end, token.start + 1),
            found=found,
            expected=expected,
            hint=hint or "see the expressions in the reference; operators are + - * / and filters stand behind |",
        )
