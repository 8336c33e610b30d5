"""All checks of a project in one run: what stops which brief, and nothing that follows from something else."""

from __future__ import annotations

import pytest

from briefkit.project.config import Config
from samples import CLAIMS, CONFIG, SNAPSHOT, Project, project, seed_file

HEAD = "title: Wigs\ndate: 2023-07-15\n"
USES = HEAD + "summary: It is {{ dailynk.share }}.\n"
OTHER_SNAPSHOT = "All of it is sold.\n"
OTHER_SEED = seed_file("sold: {quote: All of it is sold, text: sold}", OTHER_SNAPSHOT, file="gulag.txt")
FILES = {
    "seeds/dailynk.txt": SNAPSHOT,
    "seeds/dailynk.yaml": seed_file(CLAIMS, SNAPSHOT),
    "seeds/gulag.txt": OTHER_SNAPSHOT,
    "seeds/gulag.yaml": OTHER_SEED,
    "briefs/wigs.yaml": USES,
    "briefs/export.yaml": HEAD + "summary: It is {{ gulag.sold }}.\n",
}


def changed(config: Config = CONFIG, **files: str) -> Project:
    """The project with some files changed; a name is a path with __ for / and without .yaml."""
    paths = {f"{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    return project({**FILES, **paths}, config)


def test_a_project_in_order_is_counted_and_stops_nothing() -> None:
    made = changed()
    assert made.findings == ()
    assert made.examination.counts == {"seeds": 2, "claims": 11, "briefs": 2, "figures": 2}
    assert made.examination.blocked == {}


BLOCKS = {
    "a fault of a brief": ({"briefs__wigs": USES + "subtitle: Five\n"}, {"wigs": 1}),
    "a seed that only one brief uses": ({"seeds__gulag": OTHER_SEED.replace("All of it", "None of it")}, {"export": 1}),
    "a seed that both use": (
        {"seeds__dailynk": FILES["seeds/dailynk.yaml"] + "checks: [state = 1 %]\n",
         "briefs__export": HEAD + "summary: It is {{ gulag.sold }} and {{ dailynk.share }}.\n"},
        {"wigs": 1, "export": 1}),
    "a brief that is no YAML": ({"briefs__wigs": "title: [\n"}, {"wigs": 1}),
    "a brief with two faults": ({"briefs__wigs": USES + "subtitle: Five and six\n"}, {"wigs": 2}),
    "a note stops nothing": (
        {"briefs__wigs": HEAD + "figures: {a: {is: dailynk.share * dailynk.exports, round: 3 significant}}\n"}, {}),
    "a waived finding stops nothing": (
        {"briefs__wigs": USES + "subtitle: Five\naccept: {BK501: a name}\n"}, {}),
}  # fmt: skip


@pytest.mark.parametrize(("files", "blocked"), BLOCKS.values(), ids=BLOCKS)
def test_a_finding_stops_the_briefs_that_rest_on_it_and_no_others(
    files: dict[str, str], blocked: dict[str, int]
) -> None:
    assert changed(**files).examination.blocked == blocked


# what is wrong, and the one finding that it makes
ONE_CAUSE = {
    "a seed that is no YAML": ({"seeds__dailynk": "source: [\n"}, "BK101"),
    "a seed with a duplicate key": ({"seeds__gulag": OTHER_SEED + "checks: []\nchecks: []\n"}, "BK102"),
    "an unquoted expression": ({"briefs__wigs": "title: {{ dailynk.share }}\ndate: 2023-07-15\n"}, "BK103"),
    "a claim that is no mapping": ({"seeds__gulag": OTHER_SEED.replace("{quote: All of it is sold, text: sold}", "x")},
                                   "BK109"),
    "a claim without value or text": ({"seeds__gulag": OTHER_SEED.replace(", text: sold", "")}, "BK108"),
    "a seed whose name is no name": ({"seeds__two-words": OTHER_SEED}, "BK110"),
    "a date in words": ({"briefs__wigs": USES.replace("2023-07-15", "July 2023")}, "BK806"),
    "a date that no calendar has": ({"briefs__wigs": USES.replace("2023-07-15", "2023-02-30")}, "BK806"),
    "another language": ({"briefs__wigs": USES + "language: fr\n"}, "BK109"),
    "a template that is missing": ({"briefs__wigs": USES + "template: chrnck\n"}, "BK210"),
    "a style that is missing": ({"briefs__wigs": USES + "style: chrnck\n"}, "BK210"),
    "a rate source that is unknown": ({"briefs__wigs": USES + "rates: {source: ebc}\n"}, "BK433"),
    "a rate policy that is unknown": ({"briefs__wigs": USES + "rates: {policy: average}\n"}, "BK434"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "code"), ONE_CAUSE.values(), ids=ONE_CAUSE)
def test_one_cause_makes_one_finding(files: dict[str, str], code: str) -> None:
    findings = changed(**files).findings
    assert [one.code for one in findings] == [code], [f"{one.span} {one.message}" for one in findings]
    assert findings[0].hint


def test_a_project_may_settle_a_sign_and_declare_nouns() -> None:
    snapshot = "It costs ¥ 500 for each of 12 tiaras.\n"
    claims = "a: {quote: It costs ¥ 500 for each, value: ¥ 500}\nb: {quote: each of 12 tiaras, value: 12 tiaras}"
    files = {"seeds/shop.txt": snapshot, "seeds/shop.yaml": seed_file(claims, snapshot, file="shop.txt")}
    assert project(files, Config(nouns={"tiara": ["tiaras"]}, signs={"¥": "JPY"})).findings == ()
    assert {code for code, _ in project(files, Config()).places()} == {"BK403", "BK404"}


def test_rates_of_the_project_go_before_the_ecbs_and_their_faults_are_found() -> None:
    brief = HEAD + 'summary: It is {{ dailynk.exports | to("CNY") }}.\n'
    files = {**FILES, "briefs/wigs.yaml": brief}
    assert project(files, CONFIG).texts() == ["RMB 167.3 million"]
    own = {"seeds/rates/own.csv": "date,base,quote,rate,source\n2023-05,USD,CNY,7,A bank\n"}
    assert project({**files, **own}, CONFIG).texts() == ["RMB 167.6 million"]
    bad = {"seeds/rates/own.csv": "date,base,quote,rate,source\n2023-05,USD,CNY,seven,A bank\n"}
    made = project({**files, **bad}, CONFIG)
    assert [(one.code, str(one.span)) for one in made.findings] == [("BK438", "seeds/rates/own.csv:2:17")]
    assert set(made.examination.blocked) == {"wigs", "export"}


def test_a_brief_may_choose_its_own_rates() -> None:
    own = {"seeds/rates/own.csv": "date,base,quote,rate,source\n2023-05,USD,CNY,7,A bank\n"}
    brief = HEAD + 'rates: {source: ecb-only}\nsummary: It is {{ dailynk.exports | to("CNY") }}.\n'
    assert project({**FILES, **own, "briefs/wigs.yaml": brief}, CONFIG).texts() == ["RMB 167.3 million"]


def test_findings_stand_in_the_order_of_files_and_lines_each_once() -> None:
    made = changed(
        briefs__wigs=HEAD + "subtitle: Five and six\nsummary: Seven\n",
        briefs__export=HEAD + "subtitle: Eight\n",
    )
    places = [str(one.span) for one in made.findings]
    assert places == [
        "briefs/export.yaml:3:11",
        "briefs/wigs.yaml:3:11",
        "briefs/wigs.yaml:3:20",
        "briefs/wigs.yaml:4:10",
    ]
