"""Figures that differ between two states of a project, by how much, and why."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefkit.project.config import Config
from briefkit.project.differences import BriefChange, Cause, FigureChange, Kind, State, compare
from git_projects import write
from samples import CLAIMS, CONFIG, SNAPSHOT, Project, project, seed_file

HEAD = "title: Wigs\ndate: 2023-07-15\ntemplate: note\n"
BRIEF = """\
figures:
  take: {is: dailynk.share * dailynk.exports}
summary: |
  Exports were {{ dailynk.exports }}, of which {{ take }}. One wig pays {{ dailynk.wig_price | to("USD") }}.
  Hours were {{ dailynk.hours }}; {{ dailynk.makers }} worked.
"""


def state(brief: str = BRIEF, *changes: tuple[str, str], config: Config = CONFIG, rates: str = "") -> Project:
    """The sample project with a brief, words of its source and its claims replaced."""
    text, claims = SNAPSHOT, CLAIMS
    for old, new in changes:
        assert old in claims
        text, claims = text.replace(old, new), claims.replace(old, new)
    files = {"seeds/dailynk.txt": text, "seeds/dailynk.yaml": seed_file(claims, text), "briefs/wigs.yaml": HEAD + brief}
    return project(files | ({"seeds/rates/own.csv": rates} if rates else {}), config)


def change_between(old: Project, new: Project) -> BriefChange:
    (found,) = compare(old.examination, new.examination, (frozenset({"wigs"}), frozenset({"wigs"})))
    return found


def figures(old: Project, new: Project) -> dict[str, FigureChange]:
    return {one.item.expression: one for one in change_between(old, new).figures}


def texts(change: FigureChange) -> tuple[str | None, str | None]:
    return (change.old.text if change.old else None, change.new.text if change.new else None)


def test_nothing_differs_from_itself() -> None:
    names = frozenset({"wigs"})
    assert compare(state().examination, state().examination, (names, names)) == []


def test_a_figure_and_what_rests_on_it_change_by_so_much_and_for_one_reason() -> None:
    found = figures(state(), state(BRIEF, ("23.94", "25.137")))
    reasons = (
        Cause(kind="claim", name="dailynk.exports", part="value", old="USD 23.94 million", new="USD 25.137 million"),
        Cause(
            kind="claim", name="dailynk.exports", part="quote",
            old="they amounted to USD 23.94 million", new="they amounted to USD 25.137 million",
        ),
    )  # fmt: skip
    assert set(found) == {"dailynk.exports", "take"}
    exports, take = found["dailynk.exports"], found["take"]
    assert texts(exports) == ("USD 23.94 million", "USD 25.137 million")
    (amount,) = exports.amounts
    assert (amount.unit, amount.low, amount.high) == ("USD", Decimal(1197000), Decimal(1197000))
    assert (amount.percent_low, amount.percent_high) == (Decimal("5.00"), Decimal("5.00"))
    assert texts(take) == ("USD 4.8–7.2 million", "USD 5.0–7.5 million")
    assert [(one.low, one.high) for one in take.amounts] == [(Decimal("239400"), Decimal("359100"))]
    assert exports.causes == take.causes == reasons
    assert exports.kind is take.kind is Kind.CHANGED


def test_a_change_that_rounding_hides_is_told() -> None:
    found = figures(state(), state(BRIEF, ("23.94", "23.95")))
    assert (found["take"].kind, texts(found["take"])) == (Kind.HIDDEN, ("USD 4.8–7.2 million",) * 2)
    assert [(one.low, one.high) for one in found["take"].amounts] == [(Decimal(2000), Decimal(3000))]


RATES = "date,base,quote,rate,source\n2023-05-02,USD,CNY,{},a survey\n"


def test_a_rate_that_was_published_anew() -> None:
    config = Config(nouns={"wig": ["wigs"]}, rates={"source": "own"})  # type: ignore[arg-type]
    found = figures(*(state(rates=RATES.format(rate), config=config) for rate in ("5", "6.25")))
    (change,) = found.values()
    assert texts(change) == ("USD 5.00–10.00 per wig", "USD 4.00–8.00 per wig")
    assert change.causes == (
        Cause(kind="rate", name="CNY/USD", old="CNY 5 per USD, May 2023, a survey",
              new="CNY 6.25 per USD, May 2023, a survey"),
    )  # fmt: skip
    assert [(one.percent_low, one.percent_high) for one in change.amounts] == [(Decimal("-20.0"), Decimal("-20.0"))]


def reasons(change: FigureChange) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.part, one.old, one.new) for one in change.causes]


# what is replaced in the brief, the figure, its texts, its reasons
DEFINITIONS = {
    "the formula": (
        ("is: dailynk.share", "is: dailynk.state"), ("USD 4.8–7.2 million", "USD 17 million"),
        [("claim", "", "", "70 %"), ("claim", "", "20 to 30 %", ""),
         ("formula", "is", "dailynk.share * dailynk.exports", "dailynk.state * dailynk.exports")],
    ),
    "the rounding": (
        ("exports}", "exports, round: 1 significant}"), ("USD 4.8–7.2 million", "USD 5–7 million"),
        [("rounding", "round", "", "1 significant")],
    ),
    "the unit": (
        ("exports}", "exports, as: CNY}"), ("USD 4.8–7.2 million", "RMB 33–50 million"),
        [("rate", "", "", "CNY 6.989 per USD, May 2023"), ("unit", "as", "", "CNY"),
         ("unit", "", "USD", "CNY")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "printed", "expected"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_a_figure_that_is_defined_otherwise(
    edit: tuple[str, str], printed: tuple[str, str], expected: list[tuple[str, str, str, str]]
) -> None:
    change = figures(state(), state(BRIEF.replace(*edit)))["take"]
    assert texts(change) == printed
    found = [(kind, part, old, new.partition(", euro")[0]) for kind, part, old, new in reasons(change)]
    assert found == expected


def test_no_difference_is_given_between_two_units() -> None:
    assert figures(state(), state(BRIEF.replace("exports}", "exports, as: CNY}")))["take"].amounts == ()


def test_a_hedge_that_is_gone() -> None:
    found = figures(state(), state(BRIEF, ("over 12", "about 12")))
    (change,) = found.values()
    assert texts(change) == ("over 12 hours a day", "about 12 hours a day")
    assert ("hedge", "", "over", "about") in reasons(change)
    assert change.amounts == ()


PERCENT = "style: own\nsummary: It is {{ dailynk.state }}, or {{ dailynk.exports }}.\n"


def styled(root: Path, house: str, brief: str = PERCENT) -> Project:
    """The sample project with a house style of its own."""
    write(root, {"styles/own/main.css": "p {}", "styles/own/house.toml": house})
    files = {**state().files, "briefs/wigs.yaml": HEAD + brief}
    return project(files, CONFIG, root)


def test_a_house_style_that_prints_otherwise(tmp_path: Path) -> None:
    old = styled(tmp_path / "old", '[units]\npercent = " %"\n')
    new = styled(tmp_path / "new", '[units]\npercent = " per cent"\n[numbers]\nleast_digits = 3\n')
    (change,) = figures(old, new).values()
    assert texts(change) == ("70 %", "70 per cent")
    assert change.causes == (
        Cause(kind="style", name="own/house.toml", part="numbers.least_digits", old="2", new="3"),
        Cause(kind="style", name="own/house.toml", part="units.percent", old=" %", new=" per cent"),
    )


def test_another_house_style(tmp_path: Path) -> None:
    old = styled(tmp_path, '[units]\npercent = " %"\n')
    new = styled(tmp_path, '[units]\npercent = " %"\n', PERCENT.replace("own", "note"))
    (change,) = figures(old, new).values()
    assert change.causes == (Cause(kind="style", name="style", old="own", new="note"),)


def test_the_forms_of_a_noun() -> None:
    text = "They made 300 wigs.\n"
    files = {
        "seeds/dailynk.txt": text,
        "seeds/dailynk.yaml": seed_file("made: {quote: made 300 wigs, value: 300 wigs}", text),
        "briefs/wigs.yaml": f"{HEAD}summary: There were {{{{ dailynk.made + dailynk.made }}}}.\n",
    }
    old, new = (project(files, Config(nouns={"wig": forms})) for forms in (["wigs"], ["hairpieces", "wigs"]))
    (change,) = figures(old, new).values()
    assert texts(change) == ("600 wigs", "600 hairpieces")
    assert change.causes == (Cause(kind="noun", name="wig", old="wigs", new="hairpieces, wigs"),)


def test_another_expression_for_the_same_claim() -> None:
    found = figures(state(), state(BRIEF.replace('| to("USD")', "")))
    (change,) = found.values()
    assert texts(change)[1] == "RMB 25–50 per wig"
    assert reasons(change)[:1] == [("rate", "", reasons(change)[0][2], "")]
    assert reasons(change)[1] == (
        "formula", "expression", 'dailynk.wig_price | to("USD")', "dailynk.wig_price"
    )  # fmt: skip


def test_words_of_a_claim_and_its_quote() -> None:
    found = figures(state(), state(BRIEF, ("inmates", "detainees")))
    change = found["dailynk.makers"]
    assert (change.kind, texts(change), change.amounts) == (Kind.CHANGED, ("inmates", "detainees"), ())
    assert [part for _, part, _, _ in reasons(change)] == ["text", "quote"]


def test_the_same_figure_from_another_quote_is_told() -> None:
    (change,) = figures(state(), state(BRIEF, ("quote: Prisoners work over 12", "quote: work over 12"))).values()
    assert (change.kind, change.item.name, change.amounts) == (Kind.GROUNDS, "dailynk.hours", ())
    assert reasons(change) == [
        ("claim", "quote", "Prisoners work over 12 hours a day", "work over 12 hours a day")
    ]  # fmt: skip


def test_a_part_of_a_claim_does_not_rest_on_the_others() -> None:
    brief = "summary: It was in {{ dailynk.exports.period }}.\n"
    names = frozenset({"wigs"})
    old, new = state(brief), state(brief, ("23.94", "24.94"))
    assert compare(old.examination, new.examination, (names, names)) == []


def test_figures_that_are_new_and_gone() -> None:
    found = figures(state(), state(BRIEF.replace("take", "part").replace("; {{ dailynk.makers }} worked", "")))
    assert {name: one.kind for name, one in found.items()} == {
        "part": Kind.ADDED, "take": Kind.REMOVED, "dailynk.makers": Kind.REMOVED
    }  # fmt: skip


@pytest.mark.parametrize("turned", [False, True], ids=["now", "before"])
def test_what_one_side_cannot_resolve_is_neither_new_nor_gone(turned: bool) -> None:
    good, bad = state(), state(BRIEF, ("exports: {", "imports: {"))
    change = change_between(bad, good) if turned else change_between(good, bad)
    assert {one.item.name: one.kind for one in change.figures} == {
        "take": Kind.UNKNOWN, "dailynk.exports": Kind.UNKNOWN
    }  # fmt: skip
    assert change.stopped[turned] == 0
    assert change.stopped[not turned] > 0


def test_a_brief_that_cannot_be_read_is_not_compared() -> None:
    broken = project({**state().files, "briefs/wigs.yaml": "title: [\n"}, CONFIG)
    for old, new in ((state(), broken), (broken, state()), (broken, broken)):
        change = change_between(old, new)
        assert (change.state, change.figures, change.sentences) == (State.UNREAD, (), ())
        assert change.differs


def test_a_brief_that_is_new_or_gone() -> None:
    here, nowhere = frozenset({"wigs"}), frozenset[str]()
    empty = project({path: text for path, text in state().files.items() if path != "briefs/wigs.yaml"}, CONFIG)
    for old, new, names, kind, state_ in (
        (empty, state(), (nowhere, here), Kind.ADDED, State.ADDED),
        (state(), empty, (here, nowhere), Kind.REMOVED, State.REMOVED),
    ):
        (change,) = compare(old.examination, new.examination, names)
        assert change.state is state_
        assert {one.kind for one in change.figures} == {kind}
        assert [one.item.name for one in change.figures][:2] == ["take", "dailynk.exports"]


def test_a_brief_that_does_not_check_and_prints_the_same_is_named() -> None:
    broken = state(BRIEF + "conclusion: There are 12 of them.\n")
    change = change_between(broken, broken)
    assert (change.differs, change.stopped) == (False, (1, 1))
