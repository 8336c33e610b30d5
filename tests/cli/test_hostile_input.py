"""Input made to hang, crash or mislead briefkit ends in bounded time, with a finding and without a traceback."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sample_project import HERE, contents, copy_project, replace_once, run, write

BRIEF, SEED, TEMPLATE = "briefs/wigs.yaml", "seeds/market.yaml", "templates/note/main.html"
RATES_HEAD = "date,base,quote,rate,source\n"
MOST_SECONDS = 20
LONGEST_LINE = 1000
GOOD_BRIEF = (HERE / "project" / BRIEF).read_text(encoding="utf-8")
GOOD_SEED = (HERE / "project" / SEED).read_text(encoding="utf-8")
GOOD_TEXT = (HERE / "project/seeds/market.txt").read_text(encoding="utf-8")

Change = Callable[[Path], object]


@dataclass(frozen=True)
class Attack:
    """How the good project is changed, and the codes of what is found; none where the input is merely odd."""

    name: str
    change: Change
    codes: str = ""


def put(path: str, content: str | bytes) -> Change:
    return lambda project: write(project, path, content)


def swap(path: str, old: str, new: str) -> Change:
    return lambda project: replace_once(project, path, old, new)


def prose(text: str) -> Change:
    """The text in the place of an expression, in the middle of a paragraph."""
    return swap(BRIEF, "{{ market.goods }}", text)


def expression(text: str) -> Change:
    return prose("{{ " + text + " }}")


def conclusion(text: str) -> Change:
    return put(BRIEF, f"{GOOD_BRIEF}conclusion: |\n  {text}\n")


def value(text: str) -> Change:
    return swap(SEED, "value: USD 20 million", f"value: {text}")


def quote(text: str) -> Change:
    return swap(SEED, "quote: Wigs brought in USD 20 million in that month", f"quote: {text}")


def claims(count: int, claim: str) -> Change:
    added = "".join(f"  c{number}: {claim.replace('#', str(number))}\n" for number in range(count))
    return put(SEED, GOOD_SEED.replace("checks:", f"{added}checks:"))


def both(*changes: Change) -> Change:
    return lambda project: [change(project) for change in changes]


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + index)}: &{chr(98 + index)} [{','.join(['*' + chr(97 + index)] * 9)}]\n" for index in range(12)
)

OF_YAML = [
    Attack("brackets in brackets", put(BRIEF, "title: " + "[" * 100_000), "BK111"),
    Attack("mappings in mappings", put(BRIEF, "".join(f"{' ' * depth}a:\n" for depth in range(2000))), "BK111"),
    Attack("aliases of aliases of aliases", put(BRIEF, LAUGHS), "BK104"),
    Attack("a list of a million items", put(BRIEF, f"{GOOD_BRIEF}keywords: [{'a,' * 1_000_000}a]\n"), "BK104"),
    Attack("a title of four million letters", swap(BRIEF, "What wigs bring", "x" * 3_900_000), "BK504"),
    Attack("a text of four million letters", put(BRIEF, f'{GOOD_BRIEF}conclusion: "{"word " * 780_000}"\n'), "BK504"),
    Attack("ten thousand unknown keys", put(BRIEF, GOOD_BRIEF + "".join(f"k{n}: 1\n" for n in range(10_000))), "BK107"),
    Attack("a surrogate that stands alone", swap(BRIEF, "title: What", 'title: "\\ud800" #'), "BK101"),
    Attack("escapes for control characters", swap(BRIEF, "What wigs bring", '"What \\0wigs \\e[m bring"'), "BK114"),
    Attack("a mark that turns the direction of writing", swap(BRIEF, "What", "What \u202e"), "BK114"),
]

OF_PROSE = [
    Attack("one long number", prose("1," * 50_000 + "1"), "BK501"),
    Attack("one long number of zeros", prose("0" * 100_000), "BK501"),
    Attack("opening brackets", prose("(" * 100_000)),
    Attack("opening square brackets", prose("[" * 100_000)),
    Attack("emphasis that never ends", prose("*a **a " * 15_000)),
    Attack("links that never end", prose("[a](b" * 20_000)),
    Attack("points", prose("." * 100_000)),
    Attack("points and brackets", prose(".)" * 50_000)),
    Attack("abbreviations", prose("A." * 50_000)),
    Attack("entities", prose("&lt;" * 20_000)),
    Attack("braces that open", prose("{{" * 50_000), "BK421"),
    Attack("braces and quotation marks that open", prose('{{"' * 30_000), "BK421"),
    Attack("empty expressions", prose("{{ }}" * 5_000), "BK507"),
    Attack("number words", prose("two " * 5_000), "BK501"),
    Attack("thousands of sentences", conclusion("Word. " * 20_000)),
    Attack("thousands of expressions", conclusion("{{ market.exports }}. " * 2_000)),
    Attack("quotations in quotations", conclusion("> " * 100 + "The state takes {{ market.exports }}"), "BK111"),
    Attack("lists in lists", conclusion("- " * 100 + "The state takes {{ market.exports }}"), "BK111"),
]

OF_EXPRESSIONS = [
    Attack("an expression of 10,000 characters", expression(" + ".join(["market.exports"] * 600)), "BK421"),
    Attack("a product of a hundred factors", expression(" * ".join(["market.exports"] * 100)), "BK421"),
    Attack("brackets in brackets", expression("(" * 900 + "1" + ")" * 900), "BK421"),
    Attack("minus signs", expression("-" * 1900 + "1"), "BK421"),
    Attack("parts of parts", expression("market" + ".a" * 900), "BK421"),
    Attack("filters on filters", expression("market.exports" + "|bare" * 350), "BK421"),
    Attack("calls in calls", expression("lit(" * 450 + '"a"' + ")" * 450), "BK421"),
    Attack("a number of 1,900 digits", expression("market.exports * " + "9" * 1900), "BK401"),
    Attack(
        "a product beyond what numbers hold",
        expression("market.exports * " + " * ".join(["1000000000000000"] * 90)),
        "BK421",
    ),
    Attack("an exponent", expression("market.exports * 1e999999"), "BK403"),
    Attack("a power of a unit", expression('market.exports | to("kg**9**9**9")'), "BK403"),
    Attack("a unit that is code", expression("market.exports | to(\"__import__('os')\")"), "BK403"),
    Attack("a rounding to a billion places", expression("market.exports | round(1000000000)"), "BK207"),
    Attack("a division with endless digits", expression("market.exports / 3")),
    Attack("a name in letters that look alike", expression("m\u0430rket.goods"), "BK201"),
    Attack("a name in full-width letters", expression("\uff4darket.goods"), "BK201"),
    Attack("a claim named as a word of Python", swap(SEED, "  hours:\n", "  class:\n")),
    Attack(
        "figures named as functions and filters",
        both(
            swap(BRIEF, "figures:\n", "figures:\n  lit: {is: market.exports}\n  to: {is: market.exports}\n"),
            prose('{{ lit }} {{ lit("Article 29") }} {{ to | to("EUR") }}'),
        ),
    ),
    Attack(
        "a seed named as a function", both(put("seeds/lit.yaml", GOOD_SEED), prose('{{ lit.goods }} {{ lit("a") }}'))
    ),
    Attack("a seed named as a word of Python", put("seeds/class.yaml", GOOD_SEED)),
]

OF_SEEDS = [
    Attack("a value of 10,000 digits", value("USD " + "9" * 10_000), "BK401"),
    Attack("a value of commas", value("1," * 50_000), "BK401"),
    Attack("a value of brackets", value("(" * 100_000), "BK401"),
    Attack("a unit of two thousand parts", value("USD 20" + " / kg" * 2000), "BK407 BK441"),
    Attack("a unit with a power", value("20 kg**999999999"), "BK403"),
    Attack("a unit that is code", value('20 __import__("os")'), "BK403"),
    Attack("a quote of 10,000 digits", quote("USD " + "9" * 10_000), "BK301 BK407"),
    Attack("a quote of commas", quote("USD " + "1," * 50_000), "BK301 BK407"),
    Attack("a quote of brackets", quote("(" * 100_000), "BK301 BK408"),
    Attack("a quote of ranges without an end", quote("2 to " * 20_000), "BK301 BK407"),
    Attack("a quote of hedges", quote("about " * 16_000), "BK301 BK408"),
    Attack("a quote of number words", quote("two hundred " * 8_000), "BK301 BK407"),
    Attack("thousands of claims", claims(2_000, "{quote: Wigs brought in USD 20 million, text: wigs}")),
    Attack(
        "a hundred quotes that are not in a snapshot of two megabytes",
        both(
            claims(100, "{quote: lorem wigs # ipsum, text: x}"),
            put("seeds/market.txt", GOOD_TEXT + "lorem ipsum " * 180_000),
        ),
        "BK303 BK301",
    ),
    Attack(
        "a snapshot whose name has a null character", swap(SEED, "file: market.txt", 'file: "a\\0b"'), "BK304 BK114"
    ),
    Attack("a snapshot whose name has 5,000 letters", swap(SEED, "file: market.txt", "file: " + "a" * 5000), "BK304"),
    Attack("a snapshot that is the folder itself", swap(SEED, "file: market.txt", "file: ."), "BK304"),
    Attack("a date before all dates", swap(SEED, 'issued: "2023-05"', 'issued: "0001/9999"'), "BK435"),
    Attack(
        "a file of rates of nothing but commas",
        put("seeds/rates/a.csv", RATES_HEAD + "," * 200_000),
        "BK438",
    ),
    Attack(
        "a file of rates of quotation marks",
        put("seeds/rates/a.csv", RATES_HEAD + '"' * 99_999),
        "BK438",
    ),
    Attack(
        "rates that are no numbers",
        put("seeds/rates/a.csv", RATES_HEAD + "2023,USD,KPW,NaN,a\n2022,USD,KPW,1e999,a\n"),
        "BK438",
    ),
]

OF_CONFIGURATION = [
    Attack("brackets in brackets", put("briefkit.toml", "a = " + "[" * 60_000), "BK804"),
    Attack("tables in tables", put("briefkit.toml", "a" + ".a" * 30_000 + " = 1"), "BK804"),
    Attack("a number of 60,000 digits", put("briefkit.toml", "a = " + "1" * 60_000), "BK804"),
    Attack("a noun that is a currency", put("briefkit.toml", '[nouns]\nUSD = ["kg"]\n'), "BK804"),
    Attack("a noun that is a unit", put("briefkit.toml", '[nouns]\nkg = ["kgs"]\n'), "BK804"),
    Attack("a noun that is nothing", put("briefkit.toml", '[nouns]\n"" = [""]\n'), "BK804"),
    Attack("a sign whose currency is none", put("briefkit.toml", '[signs]\n"$" = "XQX"\n'), "BK804"),
    Attack("a key of 60,000 blanks", put("briefkit.toml", f"'a{' ' * 60_000}' = 1\n"), "BK804"),
]


def codes_found(out: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"(?:error|warning|note)\[(BK\d+)\]", out)))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(attack, id=f"{family}: {attack.name}")
        for family, attacks in (
            ("YAML", OF_YAML),
            ("prose", OF_PROSE),
            ("expression", OF_EXPRESSIONS),
            ("seed", OF_SEEDS),
            ("configuration", OF_CONFIGURATION),
        )
        for attack in attacks
    ],
)
def test_hostile_input_ends_in_a_finding_and_soon(project: Path, attack: Attack) -> None:
    attack.change(project)
    ran = run(project, "check")
    assert set(codes_found(ran.out)) == set(attack.codes.split())
    assert ran.status == (1 if attack.codes else 0)
    assert ran.seconds < MOST_SECONDS
    assert max(map(len, ran.out.splitlines())) < LONGEST_LINE


DOUBLING = '{% set n = namespace(x="x") %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}'
ADDRESSES = '<img src="https://example.org/x.png" alt="x"><img src="file:///etc/passwd" alt="y">'
TEMPLATES = [
    ("loops in loops", "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}", "BK706"),
    ("a range without end", "{% for a in range(10**9) %}x{% endfor %}", "BK704"),
    ("a macro that calls itself", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "BK706"),
    ("a template that includes itself", '{% include "note/main.html" %}', "BK706"),
    ("a text that is multiplied", '{{ "x" * 999999999 }}', "BK704"),
    ("a text that doubles", DOUBLING, "BK706"),
    ("an attribute of Python's", "{{ view.__class__.__mro__ }}", "BK704"),
    ("an attribute of Python's by a filter", '{{ view | attr("__class__") }}', "BK704"),
    ("a file outside the templates", '{% include "../../seeds/market.txt" %}', "BK701"),
    ("a name that nothing defines", "{{ nosuch }}", "BK703"),
    ("a block that is not closed", "{% for section in view.sections %}", "BK702"),
    ("an address on the network and a file of the machine", ADDRESSES, "BK712"),
]


@pytest.mark.parametrize(("template", "code"), [case[1:] for case in TEMPLATES], ids=[case[0] for case in TEMPLATES])
def test_a_hostile_template_builds_nothing(project: Path, template: str, code: str) -> None:
    write(project, "build/wigs.pdf", "what was built before")
    write(project, TEMPLATE, f'<html lang="en"><head><title>x</title></head><body>{template}</body></html>')
    ran = run(project, "build")
    assert (ran.status, ran.out) == (1, "")
    assert codes_found(ran.err) == [code]
    assert "hint: " in ran.err
    assert ran.seconds < MOST_SECONDS
    assert contents(project / "build") == {"wigs.pdf": b"what was built before"}


def test_a_hostile_title_prints_as_it_is_written(project: Path) -> None:
    import pypdfium2

    title = "<script>alert(1)</script> <img src=x> $x$ [a](b) `c` {{ a }} {% b %} @cite"
    replace_once(project, SEED, "title: The Border Market", f"title: '{title}'")
    replace_once(project, SEED, "  type: report", "  type: webpage\n  URL: javascript:alert(1)")
    assert run(project, "build").status == 0
    document = pypdfium2.PdfDocument(project / "build/wigs.pdf")
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split()).lower()
    assert title.lower() in text
    assert b"/S /JavaScript" not in (project / "build/wigs.pdf").read_bytes()


LINKS = [
    ("a folder of templates that is a link out of the project", "templates/note", "/etc"),
    ("a folder of styles that is a link out of the project", "styles/note", "/etc"),
]


@pytest.mark.parametrize(("path", "target"), [case[1:] for case in LINKS], ids=[case[0] for case in LINKS])
def test_a_link_out_of_the_project_is_not_followed(project: Path, path: str, target: str) -> None:
    (project / path).parent.mkdir()
    (project / path).symlink_to(target)
    ran = run(project, "build")
    assert (ran.status, ran.out) == (1, "")
    assert not (project / "build").exists()


def test_a_build_folder_that_is_a_link_out_of_the_project_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (project / "build").symlink_to(tmp_path / "outside")
    ran = run(project, "build")
    assert (ran.status, ran.out) == (2, "")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_that_may_not_be_read_is_a_finding(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests may be root, who can read anything; so the system's refusal is played.
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "market.yaml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    ran = run(project, "check")
    assert ran.status == 1
    assert ran.out.startswith(
        "seeds/market.yaml:1:1: error[BK113] this file cannot be read: permission denied\n"
        "  hint: check the file and its permissions\n"
    )


@pytest.mark.parametrize("step", ["mkstemp", "replace"])
def test_a_folder_that_may_not_be_written_is_a_finding_and_leaves_what_was_there(
    project: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    write(project, "build/wigs.pdf", "what was built before")
    monkeypatch.setattr("tempfile.mkstemp" if step == "mkstemp" else "pathlib.Path.replace", refuse)
    ran = run(project, "build")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "build/wigs.pdf:1:1: error[BK805] build/wigs.pdf could not be written: read-only file system\n"
        "  hint: check the folder's permissions and the disk\n"
    )
    assert contents(project / "build") == {"wigs.pdf": b"what was built before"}


@pytest.mark.skipif(os.name == "nt", reason="names of files are bytes on other systems only")
def test_a_file_whose_name_is_not_text_is_a_finding(project: Path) -> None:
    (Path(os.fsdecode(os.fsencode(project) + b"/briefs/w\xff.yaml"))).write_text("title: x\n")
    ran = run(project, "check")
    assert ran.status == 1
    assert "[BK110] found the name" in ran.out
