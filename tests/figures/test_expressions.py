"""Expressions are read as the reference says, and everything else is refused at its place, in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.figures.expressions import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_TOKENS,
    Attribute,
    Binary,
    Call,
    Expr,
    Literal,
    Name,
    Negative,
    Relation,
    Text,
    names_in,
    parse_expression,
    parse_relation,
)
from briefkit.findings import Problem
from samples import problem_of, unmarked


def bracketed(tree: Expr) -> str:
    """The tree with a bracket around each operation."""
    match tree:
        case Literal(value=value):
            return f"<{value}>"
        case Text(value=value):
            return f"'{value}'"
        case Name(name=name):
            return name
        case Attribute(of=of, name=name):
            return f"{bracketed(of)}.{name}"
        case Binary(operator=operator, left=left, right=right):
            return f"({bracketed(left)} {operator} {bracketed(right)})"
        case Negative(of=of):
            return f"(-{bracketed(of)})"
        case Call(name=name, arguments=arguments, keywords=keywords, is_filter=is_filter):
            given_ = [bracketed(one) for one in arguments] + [f"{key}={bracketed(one)}" for key, one in keywords]
            return f"{'|' if is_filter else ''}{name}({', '.join(given_)})"
        case Relation(operands=operands, operators=operators):
            steps = [f" {operator} {bracketed(one)}" for operator, one in zip(operators, operands[1:], strict=True)]
            return bracketed(operands[0]) + "".join(steps)
    raise AssertionError(tree)


TREES = {
    # precedence
    "a + b * c": "(a + (b * c))",
    "a * b + c": "((a * b) + c)",
    "(a + b) * c": "((a + b) * c)",
    "a - b - c": "((a - b) - c)",
    "a / b / c": "((a / b) / c)",
    "a / b * c": "((a / b) * c)",
    "-a * b": "((-a) * b)",
    "a - -b": "(a - (-b))",
    "--a": "(-(-a))",
    # filters bind tighter than arithmetic and than the minus
    'a + b | to("USD")': "(a + |to(b, 'USD'))",
    '(a + b) | to("USD") | sig(2)': "|sig(|to((a + b), 'USD'), <2>)",
    "-a | bare": "(-|bare(a))",
    # attributes and calls
    "dailynk.wig_price.low": "dailynk.wig_price.low",
    "cite(dailynk, page=12)": "cite(dailynk, page=<12>)",
    'lit("Article 29")': "lit('Article 29')",
    "f()": "f()",
    "f(a,)": "f(a)",
    "f(a + b, c)": "f((a + b), c)",
    # literals take what belongs to them
    "12": "<12>",
    "0.10": "<0.10>",
    "1,234.5": "<1,234.5>",
    "50 % * a": "(<50 %> * a)",
    "a + 5 pp": "(a + <5 pp>)",
    "USD 20 million": "<USD 20 million>",
    "20 million USD / 3": "(<20 million USD> / <3>)",
    "12 hours * 2": "(<12 hours> * <2>)",
    "f(1, 234)": "f(<1>, <234>)",
    "f(1,234)": "f(<1,234>)",
    "f(1,234, 5)": "f(<1,234>, <5>)",
    "f(1,234,a)": "f(<1,234>, a)",
    "f(1,234.5, 6)": "f(<1,234.5>, <6>)",
    "f(1,234,567)": "f(<1,234,567>)",
    "f(1,234,56)": "f(<1>, <234>, <56>)",
    # strings and signs of typesetting
    "'x'": "'x'",
    "“x”": "'x'",
    '"it\'s"': "'it's'",
    "2 × a ÷ 4 − b": "(((<2> * a) / <4>) - b)",
    "  a\n  + b ": "(a + b)",
    "北朝鮮 + é": "(北朝鮮 + é)",
}


@pytest.mark.parametrize(("text", "tree"), TREES.items())
def test_an_expression_is_read(text: str, tree: str) -> None:
    assert bracketed(parse_expression(text)) == tree


RELATIONS = {
    "a + b = 100 %": "(a + b) = <100 %>",
    "a == b": "a == b",
    "a < b <= c": "a < b <= c",
    "a ≤ b ≥ c": "a <= b >= c",
    "a != b": "a != b",
    "a.low > USD 20 million": "a.low > <USD 20 million>",
}


@pytest.mark.parametrize(("text", "tree"), RELATIONS.items())
def test_a_relation_is_read(text: str, tree: str) -> None:
    assert bracketed(parse_relation(text)) == tree


PLACES = [
    ("a + ⟦b * c⟧", lambda tree: tree.right),
    ("⟦a⟧ + b", lambda tree: tree.left),
    ('x * (⟦a | to("USD")⟧)', lambda tree: tree.right),
    ("a - ⟦-b⟧", lambda tree: tree.right),
    ("a * ⟦USD 20 million⟧", lambda tree: tree.right),
    ("⟦seed.claim.low⟧ + 1", lambda tree: tree.left),
    ("⟦cite(a, page=2)⟧ + 1", lambda tree: tree.left),
    ("1 + ⟦a | bare | sig(2)⟧", lambda tree: tree.right),
    ("1 + ⟦a | bare⟧ + 2", lambda tree: tree.left.right),
    ("⟦a + b⟧ - c", lambda tree: tree.left),
    ("f('x', ⟦'it is'⟧)", lambda tree: tree.arguments[1]),
    ("f(a, page=⟦b.c⟧)", lambda tree: tree.keywords[0][1]),
    (" ⟦a + b⟧ ", lambda tree: tree),
]


@pytest.mark.parametrize(("text", "find"), PLACES)
def test_a_part_knows_what_it_was_written_as(text: str, find: object) -> None:
    plain, start, end = unmarked(text)
    assert callable(find)
    part = find(parse_expression(plain))
    assert (part.start, part.end) == (start, end)


@pytest.mark.parametrize("text", ["⟦a + 1 = b⟧", " ⟦a < b <= c.low⟧ "])
def test_a_relation_knows_what_it_was_written_as(text: str) -> None:
    plain, start, end = unmarked(text)
    relation = parse_relation(plain)
    assert (relation.start, relation.end) == (start, end)


# An expression or relation, and the names that it refers to.
NAMED = {
    "a + b.c * 2": {"a", "b"},
    "-(a) / day": {"a", "day"},
    "f(a, page=b) | to('USD')": {"a", "b"},
    "a.low < b = 5 kg": {"a", "b"},
    "'more than half' | holds('a.b > c')": {"a", "c"},
    "'a' | holds('b = c') | bare": {"b", "c"},
    "a | holds('b', 'c.d')": {"a", "b", "c"},
    "'x' | lit('a > b')": set(),
    "12 hours": set(),
    "a +": set(),
    "'x' | holds('a >')": set(),
}


@pytest.mark.parametrize(("text", "names"), NAMED.items())
def test_the_names_that_a_text_refers_to_are_found(text: str, names: set[str]) -> None:
    assert names_in(text) == names


# the expression with its mark, what is found, what is expected, words of the hint
FAULTS = [
    ("a +⟦⟧", "the end", "a name, a number or text", ""),
    ("⟦⟧", "the end", "a name, a number or text", ""),
    ("   ⟦⟧", "the end", "a name", ""),
    ("a ⟦b⟧", '"b"', "an operator, a filter or the end", ""),
    ("a + ⟦*⟧ b", '"*"', "a name, a number or text", ""),
    ("⟦*⟧ a", '"*"', "a name", ""),
    ("(a⟦⟧", "the end", "a closing bracket", ""),
    ("a⟦)⟧", '")"', "an operator", ""),
    ("a.⟦.⟧b", '"."', "a name behind the point", ""),
    ("a.⟦5⟧", '"5"', "a name behind the point", ""),
    ("a.⟦⟧", "the end", "a name behind the point", ""),
    ("a |⟦⟧", "the end", "the name of a filter", ""),
    ('a | ⟦"x"⟧', '""x""', "the name of a filter", ""),
    ('a | to("USD"⟦⟧', "the end", "a comma or a closing bracket", ""),
    ('a | to(⟦"⟧USD)', '"""', "a name, a number or an operator", "close the quotation mark"),
    ("⟦'⟧abc", '"\'"', "a name", "close the quotation mark"),
    ("f(⟦,⟧)", '","', "a name", ""),
    ("f(a ⟦b⟧)", '"b"', "a comma or a closing bracket", ""),
    ("f(a)⟦(⟧b)", '"("', "an operator or the end", ""),
    ("a.b⟦(⟧c)", '"("', "an operator or the end", ""),
    ("a ⟦=⟧ b", '"="', "an operator", "checks: or in holds"),
    ("a ⟦,⟧ b", '","', "an operator", ""),
    ("1⟦,⟧23", '","', "an operator", ""),
    ("3 ⟦4⟧", '"4"', "an operator", ""),
    # other languages
    ("a *⟦*⟧ b", '"*"', "a name", ""),
    ("a ⟦%⟧ b", '"%"', "an operator", ""),
    ("a⟦[⟧0]", '"["', "a name, a number or an operator", "names, numbers, + - * /"),
    ("a⟦{⟧b}", '"{"', "a name", ""),
    ("⟦{⟧{ a }}", '"{"', "a name", ""),
    ("a⟦;⟧ b", '";"', "a name", ""),
    ("lambda⟦:⟧ 0", '":"', "a name", ""),
    ("a ⟦if⟧ b else c", '"if"', "an operator", ""),
    ("a ⟦@⟧ b", '"@"', "a name", ""),
    ("a ⟦~⟧ b", '"~"', "a name", ""),
    ("a⟦\\⟧b", '"\\"', "a name", ""),
    ("a + ⟦\x00⟧", '"\x00"', "a name", ""),
]


@pytest.mark.parametrize(("text", "found", "expected", "hint"), FAULTS)
def test_what_is_no_expression_is_found_at_its_place(text: str, found: str, expected: str, hint: str) -> None:
    plain, start, end = unmarked(text)
    problem = problem_of(parse_expression, plain)
    assert problem.code.code == "BK420"
    assert problem.message.startswith(f"found {found}, expected {expected}")
    assert hint in problem.hint
    assert problem.hint
    assert problem.start == (start if plain.strip() else len(plain.rstrip()))
    assert problem.end == max(problem.start + 1, problem.start + end - start)


@pytest.mark.parametrize("text", ["a + b⟦⟧", "a | holds(b)⟦⟧", "100 %⟦⟧"])
def test_a_check_has_to_be_a_relation(text: str) -> None:
    plain, start, _ = unmarked(text)
    problem = problem_of(parse_relation, plain)
    assert (problem.code.code, problem.start) == ("BK420", start)
    assert "expected a relation such as = or >" in problem.message
    assert problem.hint == "a check is a relation: state_share + agency_share = 100 %"


def test_a_relation_ends_with_its_last_figure() -> None:
    problem = problem_of(parse_relation, "a = b c")
    assert (problem.code.code, problem.start, problem.end) == ("BK420", 6, 7)
    assert problem.message == 'found "c", expected an operator or the end'


def test_a_keyword_stands_once() -> None:
    problem = problem_of(parse_expression, "cite(a, page=1, page=2)")
    assert (problem.code.code, problem.start) == ("BK420", 16)


HOSTILE = {
    "many brackets": ("(" * 1900, "200 words and signs"),
    "closed brackets": ("(" * 900 + "a" + ")" * 900, "200 words and signs"),
    "brackets in calls": ("f(" * 900, "200 words and signs"),
    "nested brackets": ("(" * 60 + "a" + ")" * 60, "40 levels of brackets"),
    "nested calls": ("f(" * 60 + "a" + ")" * 60, "40 levels of brackets"),
    "a long text": ("a" * (MAX_LENGTH + 1), "2,000 characters"),
    "a long number": ("9" * (MAX_LENGTH + 1), "2,000 characters"),
}


@pytest.mark.parametrize(("text", "limit"), HOSTILE.values(), ids=HOSTILE)
def test_an_expression_that_would_use_up_the_machine_is_refused(text: str, limit: str) -> None:
    problem = problem_of(parse_expression, text)
    assert problem.code.code == "BK421"
    assert f"more than {limit}" in problem.message
    assert problem.hint == "give its parts names under figures:"
    assert problem.end is not None
    assert 0 <= problem.start < problem.end <= len(text)


WITHIN_LIMITS = {
    "characters": "a" * MAX_LENGTH,
    "words": "-" * (MAX_TOKENS - 1) + "a",
    "brackets side by side": "a+" + "(a)+" * (MAX_DEPTH + 5) + "a",
}


@pytest.mark.parametrize("text", WITHIN_LIMITS.values(), ids=WITHIN_LIMITS)
def test_an_expression_may_be_as_long_as_the_limits_say(text: str) -> None:
    assert parse_expression(text).end == len(text)


def test_no_word_more_than_the_limit_is_read() -> None:
    assert problem_of(parse_expression, "-" * MAX_TOKENS + "a").code.code == "BK421"


LONG = {
    "minuses": "-" * 1990 + "a",
    "sums": "+".join(["a"] * 999),
    "products": "*".join(["a"] * 999),
    "attributes": ".".join(["a"] * 999),
    "filters": "|".join(["a"] * 999),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_expression_is_read_or_refused(text: str) -> None:
    try:
        assert parse_expression(text).end == len(text)
    except Problem as problem:
        assert problem.code.code == "BK421"


def test_brackets_may_be_nested_up_to_the_limit() -> None:
    levels = MAX_DEPTH - 1
    assert bracketed(parse_expression("(" * levels + "a" + ")" * levels)) == "a"
    assert problem_of(parse_expression, "(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH).code.code == "BK421"


ALPHABET = st.text(st.sampled_from("ab_1290.,()|+-*/=<>%\"'“” \n×−{}[]é北$\\\x00"), max_size=60)


@given(ALPHABET, st.sampled_from([parse_expression, parse_relation]))
def test_any_text_is_an_expression_or_a_problem_within_the_text(text: str, parse: object) -> None:
    assert callable(parse)
    try:
        tree = parse(text)
    except Problem as problem:
        assert problem.code.code in ("BK420", "BK421")
        assert problem.end is not None
        assert 0 <= problem.start <= len(text)
        assert problem.start < problem.end <= len(text) + 1
        assert problem.hint
    else:
        assert 0 <= tree.start < tree.end <= len(text)


@given(st.text(max_size=40))
def test_no_text_at_all_raises_anything_else(text: str) -> None:
    try:
        parse_expression(text)
    except Problem as problem:
        assert problem.message
