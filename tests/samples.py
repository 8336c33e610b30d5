"""Short texts turned into what the tests are about: marked places, nodes, values, figures, whole projects in memory.

A mark ⟦…⟧ in a text says where a finding is expected; it is taken out before the text is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefkit.figures.figure import Figure, figure_of
from briefkit.figures.house import HouseStyle
from briefkit.figures.periods import parse_period
from briefkit.figures.units import Vocabulary
from briefkit.figures.values import Stated, parse_value
from briefkit.findings import Finding, Problem, Span
from briefkit.nodes import Node, Scalar, read_yaml
from briefkit.nodes.model import Mapping as MappingNode
from briefkit.project.config import Config, read_table
from briefkit.project.examination import Examination, examine
from briefkit.project.workspace import Workspace

REPOSITORY = Path(__file__).parent.parent
NOWHERE = Path("/nowhere")  # a project that has no templates and styles of its own
OPEN, CLOSE = "⟦", "⟧"

VOCABULARY = Vocabulary(
    {"wig": ("wigs",), "worker": ("workers", "people"), "prison_camp": ("prison camps",)}, signs={"₩": "KPW"}
)


@cache
def house_style(name: str = "chrnk") -> HouseStyle:
    """One of the styles that briefkit ships."""
    data = (REPOSITORY / "styles" / name / "house.toml").read_bytes()
    outcome = read_table(HouseStyle, data, f"styles/{name}/house.toml")
    assert outcome.findings == ()
    return outcome.value


def unmarked(text: str) -> tuple[str, int, int]:
    """A text without its mark, and the offsets of what was marked."""
    start = text.index(OPEN)
    end = text.index(CLOSE) - len(OPEN)
    return text.replace(OPEN, "").replace(CLOSE, ""), start, end


def span_of(text: str, start: int, end: int, path: str) -> Span:
    """Offsets into a file's text as lines and columns."""

    def place(offset: int) -> tuple[int, int]:
        before = text[:offset]
        return before.count("\n") + 1, offset - before.rfind("\n")

    return Span(path, *place(start), *place(end))


def marked(text: str, path: str = "briefs/wigs.yaml") -> tuple[str, Span]:
    """A file's text without its mark, and the place of what was marked."""
    plain, start, end = unmarked(text)
    return plain, span_of(plain, start, end, path)


def text_at(text: str, span: Span) -> str:
    """What stands at a place in a file's text."""
    lines = text.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    middle = lines[span.line : span.end_line - 1]
    return "\n".join(
        [lines[span.line - 1][span.column - 1 :], *middle, lines[span.end_line - 1][: span.end_column - 1]]
    )


def node(text: str, path: str = "briefs/wigs.yaml") -> Node:
    """A document that YAML can read."""
    outcome = read_yaml(text.encode(), path)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def scalar(text: str, key: str = "body", path: str = "briefs/wigs.yaml") -> Scalar:
    """The scalar under a key of a document."""
    document = node(text, path)
    assert isinstance(document, MappingNode)
    found = document.get(key)
    assert isinstance(found, Scalar)
    return found


def problem_of(call: Callable[..., object], *arguments: object) -> Problem:
    """The problem that a call raises."""
    try:
        result = call(*arguments)
    except Problem as problem:
        return problem
    raise AssertionError(f"expected a problem, and got {result!r}")


def stated(text: str) -> Stated:
    return parse_value(text, VOCABULARY)


def figure(text: str, name: str = "", as_of: str = "2023-05") -> Figure:
    """The figure of a claim that states a value."""
    return figure_of(stated(text), claim=name, period=parse_period(as_of))


def indented(text: str, by: int = 2) -> str:
    return "\n".join(" " * by + line if line else line for line in text.strip("\n").split("\n"))


def seed_file(claims: str, snapshot: str, *, more: str = "", source: str = "", file: str = "dailynk.txt") -> str:
    """A seed's YAML whose hash is that of its snapshot. `claims` and `more` are block mappings."""
    digest = hashlib.sha256(snapshot.encode()).hexdigest()
    record = source or '{type: article-newspaper, title: Prison labor, container-title: Daily NK, issued: "2023-05"}'
    head = f"source: {record}\nsnapshot: {{file: {file}, sha256: {digest}}}\n"
    return (
        head + (f"claims:\n{indented(claims)}\n" if claims.strip() else "") + (more.strip("\n") + "\n" if more else "")
    )


@dataclass(frozen=True)
class Project:
    """A project after all checks, with the texts of its files."""

    files: Mapping[str, str]
    examination: Examination

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.examination.findings

    def places(self, *, waived: bool = False) -> list[tuple[str, str]]:
        """Each finding as its code and the text at its place, in the order of the files."""
        found = [one for one in self.findings if (one.waived is not None) == waived]
        return [(one.code, text_at(self.files[one.span.path], one.span)) for one in found]

    def texts(self, brief: str = "wigs") -> list[str]:
        """What the expressions of a brief print, in order."""
        return texts_of(self.examination, brief)


def texts_of(examination: Examination, brief: str) -> list[str]:
    """What the expressions of a brief print, in order."""
    return [printed.text for printed in examination.briefs[brief].brief.printed]


def project(files: Mapping[str, str], config: Config | None = None, root: Path = NOWHERE) -> Project:
    """A project in memory: texts by path, all checks run."""
    content = {path: text.encode() for path, text in files.items()}

    def under(folder: str, suffix: str) -> dict[str, bytes]:
        return {
            path: data
            for path, data in sorted(content.items())
            if path.startswith(f"{folder}/") and path.endswith(suffix) and "/" not in path.removeprefix(f"{folder}/")
        }

    workspace = Workspace(
        root=root,
        config=config or Config(),
        seeds=under("seeds", ".yaml"),
        snapshots={
            path.removeprefix("seeds/"): data
            for suffix in (".txt", ".csv")
            for path, data in under("seeds", suffix).items()
        },
        briefs=under("briefs", ".yaml"),
        rates=under("seeds/rates", ".csv"),
    )
    return Project(files, examine(workspace))


SNAPSHOT = """\
A source told us that some 20 to 30% of the country’s contract manufacturing is done by inmates.

It receives RMB 25-50 (around USD 3.50 to 7) from China for wigs. In May they amounted to USD 23.94 million, or 65% of
all exports. The authorities earned nearly USD 4.79 million through prisoner labor; 70% of it goes to the state, and
agencies use the remaining 30%. Prisoners work over 12 hours a day. Article 29 of the charter bans it.
"""
CLAIMS = """\
share: {quote: some 20 to 30% of the country’s contract manufacturing, value: 20 to 30 %, by: a source in the country}
wig_price: {quote: receives RMB 25-50 (around USD 3.50 to 7) from China for wigs, value: CNY 25 to 50 / wig,
  restated: about USD 3.50 to 7 / wig}
exports: {quote: they amounted to USD 23.94 million, value: USD 23.94 million}
wig_share: {quote: 65% of all exports, value: 65 %, as_of: 2023-05}
earned: {quote: nearly USD 4.79 million through prisoner labor, value: nearly USD 4.79 million}
state: {quote: 70% of it goes to the state, value: 70 %}
agencies: {quote: agencies use the remaining 30%, value: 30 %}
hours: {quote: Prisoners work over 12 hours a day, value: over 12 hours/day}
article: {quote: Article 29 of the charter bans it, text: Article 29, where: p. 7}
makers: {quote: is done by inmates, text: inmates}
"""
CONFIG = Config(nouns={"wig": ["wigs"]})


def wigs(brief: str = "", *, claims: str = "", seed: str = "", head: str = "") -> Project:
    """A project of one seed `dailynk` and one brief `wigs`.

    `brief` is what stands below title and date, `claims` and `seed` what is added to the seed, `head` replaces title
    and date.
    """
    files = {
        "seeds/dailynk.txt": SNAPSHOT,
        "seeds/dailynk.yaml": seed_file(CLAIMS + claims, SNAPSHOT, more=seed),
        "briefs/wigs.yaml": (head or "title: Wigs\ndate: 2023-07-15\n") + brief,
    }
    return project(files, CONFIG)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]
