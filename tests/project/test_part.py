"""A part of a project, examined by itself, comes to what the whole comes to, or is not taken for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import pytest

from briefkit.project.config import Config
from briefkit.project.examination import Examination, examine
from briefkit.project.last_build import Answer
from briefkit.project.lock import lock_of
from briefkit.project.part import (
    bears_out,
    declared_by,
    is_disputed,
    measures_of,
    nouns_of,
    part_to_examine,
    stated_by,
    states_alike,
)
from briefkit.project.workspace import Workspace
from samples import NOWHERE, seed_file

COUNT = 30
Files = dict[str, str]


def snapshot(number: int, price: str = "40") -> str:
    return (
        f"Port {number} shipped {number + 10} metric tons. A third of it went abroad, and 60% stayed. Tar cost EUR "
        f"{price} there, and {number + 100} boats lay in the port.\n"
    )


def seed(number: int, price: str = "40", more: str = "") -> str:
    claims = f"""\
shipped: {{quote: Port {number} shipped {number + 10} metric tons, value: {number + 10} t}}
stayed: {{quote: 60% stayed, value: 60 %}}
tar: {{quote: Tar cost EUR {price}, value: EUR {price}, about: price of tar {number % 9}}}
"""
    nouns = "nouns: {boat: [boats]}\n" if number == 0 else ""
    return seed_file(claims + more, snapshot(number, price), more=nouns, file=f"port_{number}.txt")


def brief(number: int) -> str:
    other = (number + 1) % COUNT
    return (
        f"title: Ports\ndate: 2023-07-15\ntemplate: note\nfigures:\n"
        f"  both: {{is: port_{number}.shipped + port_{other}.shipped}}\n"
        f"summary: Port A shipped {{{{ port_{number}.shipped }}}}, both {{{{ both }}}}. Tar was "
        f"{{{{ port_{number}.tar | round(1) }}}}.\n"
    )


def files() -> Files:
    found = {}
    for number in range(COUNT):
        found[f"seeds/port_{number}.txt"] = snapshot(number)
        found[f"seeds/port_{number}.yaml"] = seed(number)
        found[f"briefs/ports_{number}.yaml"] = brief(number)
    return found


def workspace(given: Files) -> Workspace:
    content = {path: text.encode() for path, text in sorted(given.items())}
    return Workspace(
        root=NOWHERE,
        config=Config(),
        seeds={path: data for path, data in content.items() if path.startswith("seeds/") and path.endswith(".yaml")},
        snapshots={path[6:]: data for path, data in content.items() if path.endswith(".txt")},
        briefs={path: data for path, data in content.items() if path.startswith("briefs/") and path.endswith(".yaml")},
    )


def inputs(given: Files) -> dict[str, str]:
    return {"": "briefkit", **{path: hashlib.sha256(text.encode()).hexdigest() for path, text in given.items()}}


@cache
def before() -> tuple[Examination, Answer]:
    found = examine(workspace(files()))
    assert [one.code for one in found.findings] == ["BK415"] * COUNT  # notes, which are said again
    answer = Answer(
        inputs=inputs(files()),
        findings=found.findings,
        briefs=tuple(found.briefs),
        measures=measures_of(found.seeds),
        stated=stated_by(found.seeds),
        nouns=nouns_of(found),
        declared=declared_by(found.seeds),
        disputed=is_disputed(found),
    )
    return found, answer


def changed(changes: Mapping[str, str]) -> Files:
    return {**files(), **changes}


def with_price(number: int, price: str) -> dict[str, str]:
    return {f"seeds/port_{number}.yaml": seed(number, price), f"seeds/port_{number}.txt": snapshot(number, price)}


# A change, and the briefs that are examined again
PARTS: dict[str, tuple[dict[str, str], set[int]]] = {
    "nothing": ({}, set()),
    "a brief": ({"briefs/ports_4.yaml": brief(4).replace("title: Ports", "title: Other Ports")}, {4}),
    "a brief that prints another seed": ({"briefs/ports_4.yaml": brief(4).replace("port_5", "port_9")}, {4}),
    "a seed": ({"seeds/port_4.yaml": seed(4, more="third: {quote: A third of it, text: a third}\n")}, {3, 4}),
    "a seed that declares the same noun as before": ({"seeds/port_0.yaml": seed(0) + "# more\n"}, {0, 29}),
    "a seed that says the same in other bytes": ({"seeds/port_4.yaml": seed(4) + "# more\n"}, {3, 4}),
    "two seeds": (
        {"seeds/port_4.yaml": seed(4) + "# more\n", "seeds/port_5.yaml": seed(5) + "# more\n"}, {3, 4, 5}
    ),
    "a figure of a seed and its snapshot": (
        {
            "seeds/port_4.yaml": seed_file(
                "shipped: {quote: Port 4 shipped 99 metric tons, value: 99 t}\n"
                "stayed: {quote: 60% stayed, value: 60 %}\n"
                "tar: {quote: Tar cost EUR 40, value: EUR 40, about: price of tar 4}\n",
                snapshot(4).replace("14 metric", "99 metric"), file="port_4.txt",
            ),
            "seeds/port_4.txt": snapshot(4).replace("14 metric", "99 metric"),
        },
        {3, 4},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "briefs"), PARTS.values(), ids=PARTS)
def test_a_part_comes_to_what_the_whole_comes_to(changes: dict[str, str], briefs: set[int]) -> None:
    old, answer = before()
    now = changed(changes)
    part = part_to_examine(workspace(now), inputs(now), answer, ())
    assert part is not None
    assert part.briefs == {f"ports_{number}" for number in briefs}
    found, whole = examine(part.workspace, nouns=answer.nouns), examine(workspace(now))
    assert bears_out(part, found, answer)
    assert whole.findings == answer.findings
    for name, examined in whole.briefs.items():
        other = found.briefs[name] if name in part.briefs else old.briefs[name]
        assert lock_of(other) == lock_of(examined)
        assert list(other.vocabulary.nouns.items()) == list(examined.vocabulary.nouns.items()) != []
        assert [one.text for one in other.brief.sentences] == [one.text for one in examined.brief.sentences]


# A change of what a seed states, and whether others may dispute it now
STATED: dict[str, tuple[dict[str, str], bool]] = {
    "nothing": ({}, True),
    "a figure that is about nothing": (PARTS["a figure of a seed and its snapshot"][0], True),
    "a remark": ({"seeds/port_4.yaml": seed(4) + "# more\n"}, True),
    "another value": (with_price(4, "55"), False),
    "another measure": ({"seeds/port_4.yaml": seed(4).replace("price of tar 4", "price of tar 2")}, False),
    "another time": ({"seeds/port_4.yaml": seed(4).replace("tar 4}", "tar 4, as_of: 2019}")}, False),
    "a measure more": (
        {"seeds/port_4.yaml": seed(4).replace("value: 60 %}", "value: 60 %, about: what stayed}")}, False
    ),
    "a claim that is withdrawn": ({"seeds/port_4.yaml": seed(4).replace("tar 4}", "tar 4, status: retracted}")}, False),
    "a claim that is about nothing now": ({"seeds/port_4.yaml": seed(4).replace(", about: price of tar 4", "")}, False),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "alike"), STATED.values(), ids=STATED)
def test_seeds_that_share_a_measure_are_needed_where_another_value_is_stated(
    changes: dict[str, str], alike: bool
) -> None:
    _, answer = before()
    now = changed(changes)
    part = part_to_examine(workspace(now), inputs(now), answer, (), with_agreeing=False)
    assert part is not None
    found = examine(part.workspace, nouns=answer.nouns)
    assert states_alike(part, found, answer) is alike
    whole = part_to_examine(workspace(now), inputs(now), answer, ())
    assert whole is not None
    more = {"seeds/port_13.yaml", "seeds/port_22.yaml"} if changes else set()
    assert whole.workspace.seeds.keys() - part.workspace.seeds.keys() >= more


def test_what_a_seed_states_no_more_is_forgotten() -> None:
    """Else it could be stated again, beside what another seed states by now, and be taken for as it was."""
    found, answer = before()
    silent = replace(found.seeds["port_4"], claims={})
    kept = stated_by({"port_4": silent}, answer.stated)
    assert kept == {key: said for key, said in answer.stated.items() if key != "port_4"}
    assert len(kept) == COUNT - 1


def test_a_brief_that_is_wanted_is_in_the_part() -> None:
    part = part_to_examine(workspace(files()), inputs(files()), before()[1], ["ports_7"])
    assert part is not None
    assert part.briefs == {"ports_7"}


# A change that may reach further than files say: all is examined
WHOLE: dict[str, Callable[[Files], object]] = {
    "a new brief": lambda now: now.update({"briefs/more.yaml": brief(1)}),
    "a brief that is gone": lambda now: now.pop("briefs/ports_1.yaml"),
    "a new seed": lambda now: now.update({"seeds/more.yaml": seed(1)}),
    "a seed that declares another noun": lambda now: now.update(
        {"seeds/port_0.yaml": seed(0).replace("nouns: {", "nouns: {barge: [barges], ")}
    ),
    "a seed that declares a noun no more": lambda now: now.update(
        {"seeds/port_0.yaml": re.sub("nouns: .*", "", seed(0))}
    ),
    "a seed of nouns that cannot be read": lambda now: now.update({"seeds/port_0.yaml": seed(0) + "x: {\n"}),
    "a seed that begins to": lambda now: now.update({"seeds/port_4.yaml": seed(4) + "nouns: {cart: [carts]}\n"}),
    "half of the project": lambda now: now.update(
        {f"briefs/ports_{at}.yaml": brief(at) + "# more\n" for at in range(COUNT)}
    ),
    "briefkit": lambda now: now.update({"": "another"}),
    "a picture": lambda now: now.update({"briefs/a.png": "x"}),
}  # fmt: skip


@pytest.mark.parametrize("change", WHOLE.values(), ids=WHOLE)
def test_where_a_change_may_reach_further_there_is_no_part(change: Callable[[Files], object]) -> None:
    now = files()
    change(now)
    program = now.pop("", "briefkit")
    assert part_to_examine(workspace(now), {**inputs(now), "": program}, before()[1], ()) is None


# What only shows once the part is examined
REFUSED: dict[str, dict[str, str]] = {
    "a value that others dispute": with_price(4, "55"),
    "a finding that is new": {"briefs/ports_4.yaml": brief(4).replace("port_5.", "prot_5.")},
    "a finding that is gone": {"briefs/ports_4.yaml": brief(4).replace(" | round(1)", "")},
    "a finding in another place": {"briefs/ports_4.yaml": brief(4).replace("Port A", "The port of A")},
    "a quote that is gone": {"seeds/port_4.txt": snapshot(4).replace("60%", "61%")},
    "another measure": {"seeds/port_4.yaml": seed(4).replace("price of tar 4", "price of tar 2")},
    "a seed that cannot be read": {"seeds/port_4.yaml": "source: {\n"},
}


@pytest.mark.parametrize("changes", REFUSED.values(), ids=REFUSED)
def test_a_part_that_changes_the_rest_is_not_taken_for_the_whole(changes: dict[str, str]) -> None:
    _, answer = before()
    now = changed(changes)
    part = part_to_examine(workspace(now), inputs(now), answer, ())
    assert part is not None
    assert not bears_out(part, examine(part.workspace, nouns=answer.nouns), answer)
