"""An examination with the memory of earlier ones finds and prints what a cold one does, whatever was changed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_project import copy_project, replace_once, write

from briefkit.project.examination import Examination, examine
from briefkit.project.memory import ROUNDS, Memory, Same
from briefkit.project.workspace import load_workspace

BRIEF, SEED, SNAPSHOT = "briefs/wigs.yaml", "seeds/market.yaml", "seeds/market.txt"
PICTURE = (
    "  - title: A picture\n    body: One.\n    content:\n"
    "      - image: {file: dot.png, title: A dot, alt: A dot, credit: Nobody}\n"
)


def changed(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: replace_once(folder, path, old, new)


def put(path: str, content: str) -> Callable[[Path], None]:
    return lambda folder: write(folder, path, content)


def gone(path: str) -> Callable[[Path], None]:
    return lambda folder: (folder / path).unlink()


# What a writer may do to the project, by itself and one after another. Every stage has one that changes its answer.
EDITS = {
    "a word of a brief": changed(BRIEF, "The state takes", "The state keeps"),
    "a bare number": changed(BRIEF, "A kilogram of rice costs", "In all 4 markets a kilogram of rice costs"),
    "the definition of a figure": changed(BRIEF, "market.state_share * market.exports", "market.exports / 2"),
    "a name that is not there": changed(BRIEF, "{{ market.goods }}", "{{ market.good }}"),
    "a brief that is no YAML": changed(BRIEF, "summary: |", "summary: [|"),
    "an empty brief": put(BRIEF, ""),
    "a brief that is gone": gone(BRIEF),
    "another brief": put("briefs/other.yaml", "title: Other\ndate: 2023-07-15\nsummary: '{{ market.exports }}'\n"),
    "another style": changed(BRIEF, "template: note", "template: note\nstyle: bulletin"),
    "another language": changed(BRIEF, "template: note", "template: note\nlanguage: ko"),
    "a digit of a claim": changed(SEED, "value: USD 20 million", "value: USD 21 million"),
    "a relation of a seed": changed(SEED, "= 100 %", "= 90 %"),
    "a digit of the snapshot": changed(SNAPSHOT, "60%", "61%"),
    "a snapshot that is gone": gone(SNAPSHOT),
    "a seed that is gone": gone(SEED),
    "another seed": put("seeds/other.yaml", "source: {type: report, title: T}\nsnapshot: {file: o.txt, sha256: 0}\n"),
    "a waiver": changed(
        SEED, "restated: around USD 0.70 / kg", "restated: around USD 0.90 / kg\n    accept: {BK402: x}"
    ),
    "a configuration": put("briefkit.toml", '[rates]\npolicy = "period-end"\n'),
    "a noun": put("briefkit.toml", '[nouns]\nwig = ["wigs"]\n'),
    "rates": put("seeds/rates/ecb.csv", "date,base,quote,rate,source\n2023-05,USD,CNY,6.9,x\n"),
    "rates of one’s own": put("seeds/rates/own.csv", "date,base,quote,rate,source\n2023-05,USD,CNY,6.9,x\n"),
    "a house style": put("styles/note/house.toml", "[numbers]\nleast_digits = 3\n"),
    "a word of the template": put("templates/words/en.toml", 'table = "Tab."\n'),
    "a picture that is missing": lambda folder: (folder / BRIEF).write_text((folder / BRIEF).read_text() + PICTURE),
    "a picture that is none": put("briefs/dot.png", "no picture"),
}


def shown(found: Examination) -> object:
    """All that an examination says."""
    briefs = {
        name: (
            [(one.text, one.span, one.claims) for one in examined.brief.printed],
            [one.text for one in examined.brief.sentences],
            examined.style_name,
            examined.style,
            dict(examined.drawings),
        )
        for name, examined in found.briefs.items()
    }
    return found.findings, [str(one) for one in found.waivers], found.blocked, found.counts, briefs, set(found.seeds)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_one_change_is_seen_and_undone(edit: Callable[[Path], None], tmp_path: Path) -> None:
    folder, memory = copy_project(tmp_path / "project"), Memory()
    before = shown(examine(load_workspace(folder), memory=memory))
    edit(folder)
    after = shown(examine(load_workspace(folder), memory=memory))
    assert after == shown(examine(load_workspace(folder)))
    shutil.rmtree(folder)
    copy_project(folder)
    assert shown(examine(load_workspace(folder), memory=memory)) == before


def test_any_sequence_of_changes_is_seen(tmp_path: Path) -> None:
    chance, memory = random.Random(5), Memory()
    folder = copy_project(tmp_path / "project")
    done = 0
    for _ in range(60):
        edit = chance.choice([*EDITS.values(), None])
        try:
            if edit is None:
                copy_project(folder)
            else:
                edit(folder)
        except (AssertionError, OSError):
            continue  # what was to be changed is no longer there
        done += 1
        warm = shown(examine(load_workspace(folder), memory=memory))
        assert warm == shown(examine(load_workspace(folder)))
    assert done > 20


def test_what_has_not_changed_is_not_worked_out_again(tmp_path: Path) -> None:
    folder, memory = copy_project(tmp_path / "project"), Memory()
    first = examine(load_workspace(folder), memory=memory)
    replace_once(folder, BRIEF, "The state takes", "The state keeps")
    second = examine(load_workspace(folder), memory=memory)
    assert second.seeds["market"] is first.seeds["market"]
    assert second.briefs["wigs"].brief is not first.briefs["wigs"].brief
    assert examine(load_workspace(folder), memory=memory).briefs["wigs"].brief is second.briefs["wigs"].brief


def test_memory_holds_the_last_rounds_alone() -> None:
    memory = Memory()
    for number in range(20):
        memory.begin()
        assert memory.keep(("asked once", number), lambda number=number: number) == number
        assert memory.keep("asked always", lambda: "first") == "first"
    assert len(memory) == ROUNDS + 1


def test_same_is_equal_to_itself_alone() -> None:
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert Same(one) != Same(other)
