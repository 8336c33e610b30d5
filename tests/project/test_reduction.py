"""A brief is left out of a comparison only where nothing that it may rest on differs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefkit.project.differences import compare
from briefkit.project.examination import brief_name, examine
from briefkit.project.reduction import reduce_both
from briefkit.project.workspace import Workspace, load_workspace
from git_projects import source, write

HEAD = "title: A\ndate: 2023-07-15\ntemplate: note\n"
FILES = {
    "briefkit.toml": '[nouns]\nwig = ["wigs"]\n',
    "briefs/one.yaml": f"{HEAD}summary: It is {{{{ one.exports }}}}.\n",
    "briefs/two.yaml": f"{HEAD}summary: It is {{{{ two.exports | to('CNY') }}}}.\n",
    "briefs/both.yaml": f"{HEAD}figures: {{x: {{is: one.exports + two.exports}}}}\nsummary: It is {{{{ x }}}}.\n",
    "briefs/plain.yaml": f"{HEAD}summary: Nothing is said.\n",
    "briefs/escaped.yaml": HEAD + 'summary: "It is {{ \\u006fne.exports }}."\n',
    "briefs/folded.yaml": HEAD + 'summary: "It is {{ tw\\\n  o.exports }}."\n',
    "seeds/rates/own.csv": "date,base,quote,rate,source\n2023-05-02,USD,CNY,7,a survey\n",
    **source(key="one"),
    **source(key="two"),
    **source(key="unused"),
    **source(key="words"),
}
FILES["seeds/words.yaml"] += "nouns: {wig: [wigs, hairpieces]}\n"
ALL = {brief_name(path) for path in FILES if path.startswith("briefs/")}
ONE, TWO = {"one", "both", "escaped"}, {"two", "both", "folded"}
WORDS = FILES["seeds/unused.yaml"] + "nouns: {crate: [crates]}\n"

# What is changed (None: removed), and the briefs that may differ.
CHANGES: dict[str, tuple[Mapping[str, str | None], set[str]]] = {
    "nothing": ({}, set()),
    "a brief": ({"briefs/one.yaml": f"{HEAD}summary: It was {{{{ one.exports }}}}.\n"}, {"one"}),
    "a brief that is new": ({"briefs/new.yaml": f"{HEAD}summary: It is.\n"}, {"new"}),
    "a brief that is gone": ({"briefs/both.yaml": None}, {"both"}),
    "a source": (source("23.94", "24.94", key="one"), ONE),
    "claims alone": ({"seeds/two.yaml": FILES["seeds/two.yaml"].replace("about", "around")}, TWO),
    "a text alone": ({"seeds/one.txt": "Other words.\n"}, ONE),
    "a text that is gone": ({"seeds/one.txt": None}, ONE),
    "a source that is gone": ({"seeds/one.txt": None, "seeds/one.yaml": None}, ONE),
    "a source that no brief names": (source("23.94", "24.94", key="unused"), set()),
    "the nouns of a source that no brief names": ({"seeds/unused.yaml": WORDS}, ALL),
    "a source that no brief names and that declares nouns": (
        {path: text for path, text in source("23.94", "24.94", key="words").items() if path.endswith(".txt")},
        set(),
    ),
    "a source that cannot be read any more": ({"seeds/words.yaml": "source: [\n"}, ALL),
    "the configuration": ({"briefkit.toml": '[nouns]\nwig = ["wigs", "hairpieces"]\n'}, ALL),
    "a configuration that cannot be read": ({"briefkit.toml": "[nouns\n"}, ALL),
    "a comment in the configuration": ({"briefkit.toml": '# none\n[nouns]\nwig = ["wigs"]\n'}, set()),
    "rates": ({"seeds/rates/own.csv": "date,base,quote,rate,source\n2023-05-02,USD,CNY,8,a survey\n"}, ALL),
    "a house style": ({"styles/own/house.toml": '[units]\npercent = " %"\n'}, ALL),
    "fixed words": ({"templates/words/en.toml": 'contents = "Inside"\n'}, ALL),
    "a template": ({"templates/own/main.html": "<p>"}, set()),
    "a style sheet": ({"styles/own/main.css": "p {}"}, set()),
    "another file": ({"README.md": "one two"}, set()),
    "a lock": ({"briefs/one.lock.yaml": "a: b"}, set()),
}


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("old", "new"):
        write(tmp_path / name, FILES)
    return tmp_path / "old", tmp_path / "new"


def changed(folder: Path, change: Mapping[str, str | None]) -> Workspace:
    write(folder, {path: text for path, text in change.items() if text is not None})
    for path in (path for path, text in change.items() if text is None):
        (folder / path).unlink()
    return load_workspace(folder)


def names(*workspaces: Workspace) -> set[str]:
    return {brief_name(path) for workspace in workspaces for path in workspace.briefs}


@pytest.mark.parametrize("turned", [False, True], ids=["forwards", "backwards"])
@pytest.mark.parametrize(("change", "briefs"), CHANGES.values(), ids=CHANGES)
def test_the_briefs_that_may_differ_are_kept(
    states: tuple[Path, Path], change: Mapping[str, str | None], briefs: set[str], turned: bool
) -> None:
    before, after = load_workspace(states[0]), changed(states[1], change)
    reduced = reduce_both(after, before) if turned else reduce_both(before, after)
    assert names(reduced.old, reduced.new) == briefs
    assert reduced.total == len(names(before, after))


@pytest.mark.parametrize("name", ["a source", "a text that is gone", "a source that is gone", "a brief", "rates"])
def test_what_is_left_out_differs_in_nothing(states: tuple[Path, Path], name: str) -> None:
    before, after = load_workspace(states[0]), changed(states[1], CHANGES[name][0])
    reduced = reduce_both(before, after)
    whole, part = (
        compare(examine(old), examine(new), (frozenset(names(old)), frozenset(names(new))))
        for old, new in ((before, after), (reduced.old, reduced.new))
    )
    assert part == whole
    assert part or name == "rates"


def test_only_seeds_that_are_named_or_declare_a_word_are_kept(states: tuple[Path, Path]) -> None:
    before, after = load_workspace(states[0]), changed(states[1], CHANGES["a brief"][0])
    assert set(reduce_both(before, after).new.seeds) == {"seeds/one.yaml", "seeds/words.yaml"}


def test_a_snapshot_in_a_folder_of_its_own_counts_for_the_seed_that_names_it(states: tuple[Path, Path]) -> None:
    for folder in states:
        text = (folder / "seeds" / "one.yaml").read_text("utf-8").replace("one.txt", "pages/first.txt")
        write(folder, {"seeds/one.yaml": text, "seeds/pages/first.txt": "x"})
    before, after = load_workspace(states[0]), changed(states[1], {"seeds/pages/first.txt": "y"})
    reduced = reduce_both(before, after)
    assert names(reduced.old, reduced.new) == ONE


# what stands at the end of a seed that no brief names, and whether it is kept beside a brief on wigs
DECLARED = {
    "a noun of the brief": ("nouns: {wig: [hairpieces]}\n", True),
    "a form that stands in the brief": ("nouns:\n  peruke:\n    - perukes\n    - wigs\n", True),
    "another noun": ("nouns: {crate: [crates]}\n", False),
    "another noun in a block, with remarks": ("nouns:\n  # of wood\n\n  crate: [crates]\n", False),
    "a key in quotation marks": ('"nouns": {wig: [hairpieces]}\n', True),
    "a letter by its number": ('"n\\u006funs": {wig: [hairpieces]}\n', True),
    "a mapping that goes on at the margin": ("nouns: {crate: [crates],\nwig: [hairpieces]}\n", True),
    "a noun by the number of a letter": ('nouns: {"w\\u0069g": [hairpieces]}\n', True),
}


@pytest.mark.parametrize(("end", "kept"), DECLARED.values(), ids=DECLARED)
def test_seeds_that_declare_words_of_the_brief_are_kept(tmp_path: Path, end: str, kept: bool) -> None:
    files = {path: text for path, text in FILES.items() if "/one" in path}
    files["seeds/other.yaml"] = FILES["seeds/unused.yaml"].replace("unused", "one").partition("claims:")[0] + end
    for name in ("old", "new"):
        write(tmp_path / name, files)
    before = load_workspace(tmp_path / "old")
    after = changed(tmp_path / "new", {"briefs/one.yaml": f"{HEAD}summary: A wig brings {{{{ one.wig_price }}}}.\n"})
    assert ("seeds/other.yaml" in reduce_both(before, after).new.seeds) is kept


def test_seeds_that_declare_other_forms_of_a_noun_of_another_seed_are_kept(tmp_path: Path) -> None:
    files = {path: text for path, text in FILES.items() if "/one" in path}
    head = FILES["seeds/unused.yaml"].partition("claims:")[0].replace("unused", "one")
    chain = {"a": "{peruke: [wigs]}", "b": "{toupee: [peruke]}", "c": "{toupee: [rugs]}", "d": "{mat: [mats]}"}
    files |= {f"seeds/{key}.yaml": f"{head}nouns: {nouns}\n" for key, nouns in chain.items()}
    write(tmp_path, files)
    before = load_workspace(tmp_path)
    after = changed(tmp_path, {"briefs/one.yaml": f"{HEAD}summary: A wig brings {{{{ one.wig_price }}}}.\n"})
    assert set(reduce_both(before, after).old.seeds) == {f"seeds/{key}.yaml" for key in ("a", "b", "c", "one")}
