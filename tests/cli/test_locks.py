"""The lock through the commands: written with the PDF, held by `check --locked`, mended by a build, never lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sample_project import contents, copy_project, replace_once, run, write

LOCK = "briefs/wigs.lock.yaml"
UP_TO_DATE = "[1/1] build/wigs.pdf is up to date"
PUBLISHED = """\
published:
- date: 2023-07-15
  sha256: {sha256}
  claims:
  - market.exports
"""


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("once"))
    assert run(folder, "build").status == 0
    return folder


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    """The good project after its first build."""
    return shutil.copytree(once, tmp_path / "project")


def text(project: Path) -> str:
    return (project / LOCK).read_text("utf-8")


def publish(project: Path, sha256: str = "ab" * 32) -> None:
    replace_once(project, LOCK, "published: []\n", PUBLISHED.format(sha256=sha256))


# check --locked


def test_a_brief_that_was_built_agrees_with_its_lock(built: Path) -> None:
    before = contents(built)
    ran = run(built, "check", "--locked")
    assert (ran.status, ran.out) == (0, "checked 1 seed, 6 claims, 1 brief, 7 figures: no findings\n")
    assert contents(built) == before


def test_a_changed_figure_is_named_where_it_prints(built: Path) -> None:
    replace_once(built, "briefs/wigs.yaml", "is: market.state_share *", "is: 0.5 * market.state_share *")
    assert run(built, "check").status == 0
    ran = run(built, "check", "--locked")
    assert (ran.status, ran.out) == (
        1,
        "briefs/wigs.yaml:16:26: error[BK820] state_take: prints “USD 6 million”, and “USD 12 million” in the lock\n"
        "  hint: briefkit build wigs\n"
        "checked 1 seed, 6 claims, 1 brief, 7 figures: 1 error\n",
    )


STATE, RICE = "briefs/wigs.yaml:16:26: error[BK820] state_take: ", "briefs/wigs.yaml:17:10: error[BK820] market.rice_"
# An edit of the lock, and what is said of the figure it is about
EDITS = {
    "a text": ('text: "USD 12 million"', 'text: "USD 13 million"', f"{STATE}prints “USD 12 million”, and “USD 13"),
    "a bound": ("low: 12000000", "low: 13000000", f"{STATE}its low is 12000000, and 13000000 in the lock"),
    "words": ("The state takes USD", "The state has USD", f"{STATE}stands in other words than in the lock: The state"),
    "a formula": (
        "formula: market.state_share * market.exports", "formula: market.exports",
        f"{STATE}its formula is market.state_share * market.exports, and market.exports in the lock",
    ),
    "a claim": (
        "claims: [market.state_share, market.exports]", "claims: [market.exports]",
        f"{STATE}its claims are market.state_share; market.exports, and market.exports in the lock",
    ),
    "a rate": (
        "CNY 6.9892384 per USD", "CNY 7 per USD", f'{RICE}price | both("USD"): its rates are CNY 6.98'
    ),
    "a name": ("- figure: state_take", "- figure: state_talk", f"{STATE}printed here, and not in the lock"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), EDITS.values(), ids=EDITS)
def test_a_lock_edited_by_hand_is_found_and_mended(old: str, new: str, said: str, built: Path) -> None:
    before = text(built)
    replace_once(built, LOCK, old, new)
    ran = run(built, "check", "--locked")
    assert ran.status == 1
    assert said in ran.out
    assert run(built, "build").out == f"{UP_TO_DATE}; wrote {LOCK}\n"
    assert text(built) == before
    assert run(built, "build").out == f"{UP_TO_DATE}\n"


def test_a_figure_that_is_no_longer_printed_is_named_in_the_lock(built: Path) -> None:
    replace_once(
        built, LOCK, "figures:\n", 'figures:\n- figure: gone\n  printed:\n  - text: "9"\n    in: "9"\n  claims: []\n'
    )
    ran = run(built, "check", "--locked")
    assert ran.out.startswith(
        f"{LOCK}:9:11: error[BK820] gone: in the lock as “9”, and printed nowhere\n  hint: briefkit build wigs\n"
    )


def test_another_snapshot_and_another_order_are_found(built: Path) -> None:
    lock = text(built)
    head, *entries = lock.split("- figure:")
    head = head.replace("market: d69d", "market: 0000")
    write(built, LOCK, "- figure:".join([head, entries[1], entries[0], *entries[2:]]))
    lines = run(built, "check", "--locked").out.splitlines()
    assert lines[0] == "briefs/wigs.yaml:1:1: error[BK820] market: its snapshot is not the one in the lock"
    assert lines[2] == ("briefs/wigs.yaml:1:1: error[BK820] wigs: the figures stand in another order in the lock")


def test_a_brief_without_a_lock_is_found_and_one_that_is_not_in_order_is_left_out(built: Path) -> None:
    (built / LOCK).unlink()
    ran = run(built, "check", "--locked", "--format", "json")
    (finding,) = json.loads(ran.out)["findings"]
    assert (ran.status, finding["code"], finding["path"], finding["hint"]) == (
        1, "BK824", "briefs/wigs.yaml", "briefkit build wigs"
    )  # fmt: skip
    replace_once(built, "briefs/wigs.yaml", "{{ market.goods }}", "{{ market.godos }}")
    assert "BK824" not in run(built, "check", "--locked").out
    assert run(built, "check").status == 1


# Locks that cannot be read


def conflicted(lock: str, other: str) -> str:
    """A lock as git leaves it where two branches have changed a figure, and published."""
    ours = PUBLISHED.format(sha256="aa" * 32)
    theirs = PUBLISHED.format(sha256=other)
    return (
        lock.replace("published: []\n", f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n").replace(
            "  low: 12000000\n", "<<<<<<< HEAD\n  low: 1\n||||||| base\n  low: 2\n=======\n  low: 3\n>>>>>>> other\n"
        )
    )  # fmt: skip


def test_a_merge_conflict_is_mended_and_keeps_what_either_side_published(built: Path) -> None:
    whole = text(built)
    write(built, LOCK, conflicted(whole, "bb" * 32))
    ran = run(built, "check", "--locked")
    assert (ran.status, ran.out.splitlines()[0]) == (1, f"{LOCK}:5:1: error[BK823] found a merge conflict in a lock")
    ran = run(built, "build")
    assert (ran.status, ran.out) == (0, f"{UP_TO_DATE}; wrote {LOCK}\n")
    assert ran.err == (
        f"{LOCK}:5:1: note[BK823] found a merge conflict in a lock\n"
        "  hint: it is written anew, and keeps 2 published PDFs\n"
    )
    first, second = (PUBLISHED.format(sha256=digits * 32) for digits in ("aa", "bb"))
    assert text(built) == whole.replace("published: []\n", first + second.removeprefix("published:\n"))
    assert run(built, "check", "--locked").status == 0


def test_a_lock_that_is_cut_off_is_mended_and_keeps_what_was_published(built: Path) -> None:
    publish(built)
    whole = text(built)
    write(built, LOCK, whole[: whole.index("low: 12000000")])
    assert "error[BK821] found a lock that cannot be read: " in run(built, "check", "--locked").out
    ran = run(built, "build")
    assert (ran.status, ran.out) == (0, f"{UP_TO_DATE}; wrote {LOCK}\n")
    assert "note[BK821] found a lock that cannot be read: " in ran.err
    assert "  hint: it is written anew, and keeps 1 published PDF\n" in ran.err
    assert text(built) == whole


# Where what was published cannot be told, or a newer briefkit knows more, nothing is written over it.
KEPT = {
    "cut off in what was published": (lambda lock: lock[: lock.index("  - market.exports")], "BK821"),
    "empty": (lambda lock: lock[:0], "BK821"),
    "published that is no list": (lambda lock: lock.replace("published:\n", "published: yes\n"), "BK821"),
    "a key that published does not have": (lambda lock: lock.replace("- date:", "- day:"), "BK821"),
    "from a newer briefkit": (lambda lock: lock.replace("lock: 1", "lock: 2"), "BK822"),
}


@pytest.mark.parametrize("forced", [[], ["--force"]], ids=["up to date", "forced"])
@pytest.mark.parametrize(("change", "code"), KEPT.values(), ids=KEPT)
def test_a_lock_is_not_written_over_where_that_would_lose_something(
    change: object, code: str, forced: list[str], built: Path
) -> None:
    publish(built)
    write(built, LOCK, change(text(built)))  # type: ignore[operator]
    before = contents(built)
    ran = run(built, "build", *forced)
    assert (ran.status, ran.out) == (1, "")
    assert f": error[{code}] " in ran.err
    assert contents(built) == before


# --publish


def test_publishing_notes_the_pdf_and_its_claims_once(built: Path) -> None:
    sha256 = json.loads((built / "build/briefkit.json").read_text())["briefs"]["wigs"]["sha256"]
    ran = run(built, "build", "--publish")
    assert (ran.status, ran.out) == (0, f"{UP_TO_DATE}; wrote {LOCK}\n")
    claims = "".join(f"  - market.{name}\n" for name in ("exports", "goods", "state_share", "rice_price"))
    assert f"published:\n- date: 2023-07-15\n  sha256: {sha256}\n  claims:\n{claims}snapshots:\n" in text(built)
    assert run(built, "build", "--publish").out == f"{UP_TO_DATE}\n"
    assert run(built, "check", "--locked").status == 0


def test_only_the_edition_for_readers_is_published(built: Path) -> None:
    ran = run(built, "build", "--publish", "--edition", "draft")
    assert (ran.status, ran.err) == (
        2,
        "briefkit: only the edition for readers is published; --edition draft cannot be\n",
    )


def test_what_was_published_is_kept_by_a_build(built: Path) -> None:
    publish(built)
    lock = text(built)
    replace_once(built, "briefs/wigs.yaml", "The state takes", "The state kept")
    ran = run(built, "build")
    assert ran.out == f"[1/1] wrote build/wigs.pdf (1 page) and {LOCK}: the text has changed\n"
    assert text(built) == lock.replace("The state takes", "The state kept")


def test_an_edition_for_those_who_work_on_it_has_no_lock(built: Path) -> None:
    (built / LOCK).unlink()
    assert run(built, "build", "--edition", "draft").status == 0
    assert not (built / LOCK).exists()


# A claim is withdrawn


def test_a_retracted_claim_stops_its_briefs_and_reaches_the_pdfs_that_printed_it(built: Path) -> None:
    assert run(built, "build", "--publish").status == 0
    replace_once(built, "seeds/market.yaml", "  exports:\n", "  exports:\n    status: retracted\n")
    before = contents(built / "build")["wigs.pdf"]
    ran = run(built, "build")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("error[BK213] market.exports is retracted, and is printed here") == 3
    assert contents(built / "build")["wigs.pdf"] == before
    ran = run(built, "affected", "--by", "market.exports")
    assert ran.status == 0
    sha256 = json.loads((built / "build/briefkit.json").read_text())["briefs"]["wigs"]["sha256"]
    assert ran.out == (
        "market.exports is retracted\n"
        "state_take in wigs: USD 12 million\n"
        "printed in 2 sentences of 1 brief, cells and captions counted:\n"
        "  briefs/wigs.yaml:12:9, p. 1: In May 2023 exports of wigs were worth USD 20 million.\n"
        "  briefs/wigs.yaml:16:26, p. 1: The state takes USD 12 million, or 60 percent.\n"
        "on page 1 of wigs\n"
        "published in 1 PDF:\n"
        f"  wigs, 2023-07-15, sha256 {sha256}\n"
    )
    # The brief no longer prints it; the PDF that went out did.
    replace_once(built, "briefs/wigs.yaml", "{{ market.exports.period }}", "May 2023")
    replace_once(built, "briefs/wigs.yaml", "were worth {{ market.exports }}", "were worth much")
    replace_once(built, "briefs/wigs.yaml", "{{ state_take }}, or ", "")
    assert run(built, "build").status == 0
    ran = run(built, "affected", "market.exports")
    assert ran.out.endswith(f"printed nowhere\npublished in 1 PDF:\n  wigs, 2023-07-15, sha256 {sha256}\n")


# affected


def test_affected_in_json_says_the_same(built: Path) -> None:
    data = json.loads(run(built, "affected", "--by", "market", "--format", "json").out)
    assert list(data) == ["name", "claims", "figures", "sentences", "briefs", "pages", "published"]
    assert data["figures"] == [{"brief": "wigs", "name": "state_take", "text": "USD 12 million"}]
    assert data["sentences"][1] == {
        "brief": "wigs",
        "at": "briefs/wigs.yaml:16:26",
        "pages": ["1"],
        "text": "The state takes USD 12 million, or 60 percent.",
        "prints": ["USD 12 million", "60 percent"],
    }
    assert data["briefs"] == ["wigs"]
    assert data["pages"] == {"wigs": ["1"]}


def test_a_published_pdf_without_its_claims_is_taken_by_what_prints_today(built: Path) -> None:
    replace_once(built, LOCK, "published: []\n", f"published:\n- date: 2023-07-15\n  sha256: {'ab' * 32}\n")
    out = run(built, "affected", "market.exports").out
    assert out.endswith(f"  wigs, 2023-07-15, sha256 {'ab' * 32} (by what the brief prints today)\n")


def test_what_a_lock_that_cannot_be_read_has_published_is_not_passed_over(built: Path) -> None:
    write(built, LOCK, "lock: 1\n")
    ran = run(built, "affected", "market.exports")
    assert (ran.status, "error[BK821]" in ran.err) == (1, True)


UNKNOWN = "no claim, figure, seed or file of a seed is named"
SAY = "say what: briefkit affected dailynk.wig_price, or --by dailynk for all claims of a seed"
CANNOT_RUN = [
    (["market.export"], f'{UNKNOWN} "market.export"; did you mean market.exports?'),
    (["--by", "zirconium"], f'{UNKNOWN} "zirconium"'),
    ([], SAY),
    (["market", "--by", "market"], SAY),
]


@pytest.mark.parametrize(("arguments", "said"), CANNOT_RUN, ids=[" ".join(arguments) for arguments, _ in CANNOT_RUN])
def test_affected_by_nothing_that_is_known_exits_with_2(built: Path, arguments: list[str], said: str) -> None:
    ran = run(built, "affected", *arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", f"briefkit: {said}\n")
