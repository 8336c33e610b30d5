"""`briefkit seed`: a source is taken in, and a new text of one is shown before anything is written."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from sample_project import contents, copy_project, replace_once, run, write

TEXT = "seeds/market.txt"
SEED = "seeds/market.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The good project."""
    return copy_project(tmp_path / "project")


def new_text(project: Path, *changes: tuple[str, str], name: str = "../new.txt") -> str:
    """A new text of the source, outside the project where no other place is named."""
    text = (project / TEXT).read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    write(project, name, text)
    return name


EXPORTS = ("USD 20 million", "USD 21 million")
SHOWN = """\
seeds/market.yaml: 6 claims: 4 unchanged, 2 changed

market.exports: changed
  seeds/market.yaml:15:3
  quote: Wigs brought in USD [-20-] {+21+} million in that month
  value: USD 20 million → USD 21 million
  briefs/wigs.yaml:12:9: In May 2023 exports of wigs were worth USD [-20-] {+21+} million.
  briefs/wigs.yaml:16:26: The state takes USD [-12-] {+13+} million, or 60 percent.

market.goods: changed
  seeds/market.yaml:24:3
  quote: Wigs brought in USD [-20-] {+21+} million
  left to you: read the new passage, and write quote and text
  briefs/wigs.yaml:12:9: In May 2023 exports of wigs were worth USD [-20-] {+21+} million.

what would print:
  wigs: market.exports: USD 20 million → USD 21 million
  wigs: state_take: USD 12 million → USD 13 million

briefs that could not be built: wigs

what check would say:
  seeds/market.yaml:25:12: error[BK310] this quote is not what the snapshot states: the quote says “USD 20 million”, \
the source now says “USD 21 million”
    hint: look at the value too; if the source is right: quote: Wigs brought in USD 21 million

nothing was written; --accept writes seeds/market.txt and seeds/market.yaml
"""


def test_an_update_shows_what_would_change_and_writes_nothing(project: Path) -> None:
    before = contents(project)
    ran = run(project, "seed", "update", "market", new_text(project, EXPORTS))
    assert (ran.status, ran.err, ran.out) == (1, "", SHOWN)
    assert contents(project) == before


def without_goods(project: Path) -> None:
    """A project whose brief can follow the new text by itself."""
    replace_once(project, SEED, "quote: Wigs brought in USD 20 million\n    text: wigs", "quote: Wigs\n    text: wigs")


def test_an_accepted_update_edits_the_seed_in_place_and_leaves_the_rest_as_it_was(project: Path) -> None:
    without_goods(project)
    replace_once(project, SEED, "value: USD 20 million", "value:   'USD 20 million'   # in  May")
    before = contents(project)
    new = new_text(project, EXPORTS)
    ran = run(project, "seed", "update", "market", new, "--accept")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith(
        "\nkept the old text: seeds/market.txt.old\nwrote seeds/market.txt\nwrote seeds/market.yaml\n"
        "next: briefkit build\n"
    )
    data = (project / new).read_bytes()
    old_digest, digest = (hashlib.sha256(one).hexdigest() for one in (before[TEXT], data))
    seed = before[SEED].decode()
    seed = seed.replace("quote: Wigs brought in USD 20 million in", "quote: Wigs brought in USD 21 million in")
    seed = seed.replace("value:   'USD 20 million'   # in  May", "value:   'USD 21 million'   # in  May")
    seed = seed.replace(old_digest, digest)
    after = contents(project)
    assert after == {**before, SEED: seed.encode(), TEXT: data, "seeds/market.txt.old": before[TEXT]}
    assert run(project, "check").out == "checked 1 seed, 6 claims, 1 brief, 7 figures: no findings\n"


def test_the_same_text_again_is_nothing_to_do(project: Path) -> None:
    without_goods(project)
    new = new_text(project, EXPORTS)
    run(project, "seed", "update", "market", new, "--accept")
    before = contents(project)
    ran = run(project, "seed", "update", "market", new, "--accept")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "briefkit: nothing to do: seeds/market.txt has these very bytes, and seeds/market.yaml their hash\n"
    )
    assert contents(project) == before


def test_a_snapshot_that_was_edited_in_its_place_is_taken_in(project: Path) -> None:
    without_goods(project)
    replace_once(project, TEXT, *EXPORTS)
    assert run(project, "check").status == 1
    ran = run(project, "seed", "update", "market", TEXT, "--accept")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("\n\nwrote seeds/market.yaml\nnext: briefkit build\n")
    assert run(project, "check").status == 0


def test_a_text_under_another_name_in_seeds_stands_beside_the_old_one(project: Path) -> None:
    without_goods(project)
    old = (project / TEXT).read_bytes()
    new = new_text(project, EXPORTS, name="seeds/market_june.txt")
    ran = run(project, "seed", "update", "market", new, "--accept")
    assert ran.status == 0
    assert ran.out.endswith("\n\nwrote seeds/market.yaml\nnext: briefkit build\n")
    assert "snapshot: {file: market_june.txt, sha256: " in (project / SEED).read_text("utf-8")
    assert (project / TEXT).read_bytes() == old
    assert run(project, "check").status == 0


def test_a_text_that_git_has_is_not_kept_besides(project: Path) -> None:
    without_goods(project)
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "all")):
        subprocess.run(["git", *command], cwd=project, check=True)
    ran = run(project, "seed", "update", "market", new_text(project, EXPORTS), "--accept")
    assert ran.out.endswith("\n\nwrote seeds/market.txt\nwrote seeds/market.yaml\nnext: briefkit build\n")
    assert not (project / "seeds" / "market.txt.old").exists()


def test_each_text_that_git_does_not_have_is_kept(project: Path) -> None:
    without_goods(project)
    first, second = (
        new_text(project, ("USD 20 million", f"USD {amount} million"), name=f"../{amount}.txt") for amount in (21, 22)
    )
    for new in (first, second):
        assert run(project, "seed", "update", "market", new, "--accept").status == 0
    old = sorted(path.name for path in (project / "seeds").glob("*.old*"))
    assert old == ["market.txt.old", "market.txt.old1"]
    assert (project / "seeds/market.txt.old1").read_bytes() == (project / first).read_bytes()


def test_what_is_left_to_the_writer_keeps_the_project_from_checking(project: Path) -> None:
    ran = run(project, "seed", "update", "market", new_text(project, EXPORTS), "--accept")
    assert ran.status == 1
    assert "what check says now:\n  seeds/market.yaml:25:12: error[BK310] " in ran.out
    assert ran.out.endswith("next: mend what check says, then briefkit build\n")
    assert run(project, "check").status == 1


def test_claims_that_are_gone_and_that_moved_are_told(project: Path) -> None:
    replace_once(project, SEED, "    value: 60 %", "    value: 60 %\n    prefix: to the agencies and")
    new = new_text(project, ("Of this, 40% went to the agencies and 60% to the state.", "60% to the state."))
    out = run(project, "seed", "update", "market", new).out
    assert out.startswith("seeds/market.yaml: 6 claims: 4 unchanged, 1 moved, 1 gone\n")
    assert "\nmarket.agency_share: gone\n" in out
    assert "  left to you: if the source dropped it, retract the claim (status: retracted) or remove it\n" in out
    assert "\nmarket.state_share: moved\n" in out
    assert "  left to you: look whether it is the same passage, then correct prefix and suffix\n" in out


def test_a_void_sign_off_is_told(project: Path) -> None:
    hint = run(project, "check", "--strict").out
    at = hint.index("sha256: ", hint.index("market.exports")) + len("sha256: ")
    signed = f"    reviewed: {{by: A. Reader, on: 2023-07-01, sha256: {hint[at : at + 64]}}}\n"
    replace_once(project, SEED, "    value: USD 20 million\n", f"    value: USD 20 million\n{signed}")
    out = run(project, "seed", "update", "market", new_text(project, EXPORTS)).out
    assert "  the sign-off by A. Reader becomes void\n" in out
    assert "warning[BK307] A. Reader signed off another state of this claim" in out


def test_an_update_in_json(project: Path) -> None:
    without_goods(project)
    ran = run(project, "seed", "update", "market", new_text(project, EXPORTS), "--format", "json")
    data = json.loads(ran.out)
    assert ran.status == 0
    assert {key: data[key] for key in ("seed", "file", "counts", "stopped", "findings", "written")} == {
        "seed": "market",
        "file": {"old": "market.txt", "new": "market.txt"},
        "counts": {"unchanged": 5, "changed": 1},
        "stopped": [],
        "findings": [],
        "written": [],
    }
    (changed,) = [one for one in data["claims"] if one["state"] != "unchanged"]
    assert changed == {
        "name": "market.exports",
        "at": "seeds/market.yaml:15:3",
        "state": "changed",
        "quote": "Wigs brought in USD 20 million in that month",
        "now": "Wigs brought in USD 21 million in that month",
        "changes": {
            "quote": {
                "old": "Wigs brought in USD 20 million in that month",
                "new": "Wigs brought in USD 21 million in that month",
            },
            "value": {"old": "USD 20 million", "new": "USD 21 million"},
        },
        "left": "",
        "sign_off_void": None,
        "sentences": [
            {
                "brief": "wigs",
                "at": "briefs/wigs.yaml:12:9",
                "old": "In May 2023 exports of wigs were worth USD 20 million.",
                "new": "In May 2023 exports of wigs were worth USD 21 million.",
            },
            {
                "brief": "wigs",
                "at": "briefs/wigs.yaml:16:26",
                "old": "The state takes USD 12 million, or 60 percent.",
                "new": "The state takes USD 13 million, or 60 percent.",
            },
        ],
    }
    assert data["figures"][1] == {
        "name": "state_take",
        "brief": "wigs",
        "at": "briefs/wigs.yaml:16:26",
        "old": "USD 12 million",
        "new": "USD 13 million",
    }


# What stands at ../new.txt (a folder, where it is None), the arguments, and what the command says.
CANNOT = {
    "an unknown seed": ("x", ("markt", "../new.txt"), 'no seed is named "markt"; did you mean market?'),
    "no file": ("x", ("market", "../nwe.txt"), "there is no file ../nwe.txt"),
    "a folder": (None, ("market", "../new.txt"), "../new.txt is no file"),
    "an empty file": (" \n", ("market", "../new.txt"), "../new.txt:1:1: found an empty file; fill it, or remove it"),
    "no UTF-8": (
        "Zo\u00eb".encode("latin-1"), ("market", "../new.txt"),
        "../new.txt:1:3: found the byte 0xeb, which is not UTF-8, expected text in UTF-8; save the file as UTF-8"),
    "a huge file": (
        b"x" * 20_000_001, ("market", "../new.txt"),
        "../new.txt has 20,000,001 bytes, and a snapshot may have 20,000,000: split it"),
    "a seed": ("x", ("market", "seeds/market.yaml"), "seeds/market.yaml is a seed, and no text of a source"),
    "another kind of file": (
        "x", ("market", "briefs/wigs.yaml"),
        "briefs/wigs.yaml is of another kind than seeds/market.txt; put it into seeds/, under the name it shall have"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "arguments", "message"), CANNOT.values(), ids=CANNOT)
def test_an_update_that_cannot_be(
    project: Path, content: str | bytes | None, arguments: tuple[str, ...], message: str
) -> None:
    if content is None:
        (project / "../new.txt").mkdir()
    else:
        write(project, "../new.txt", content)
    before = contents(project)
    ran = run(project, "seed", "update", *arguments, "--accept")
    assert (ran.status, ran.out, ran.err) == (2, "", f"briefkit: {message}\n")
    assert contents(project) == before


def test_a_seed_that_cannot_be_read_cannot_be_updated(project: Path) -> None:
    write(project, SEED, "source: [\n")
    ran = run(project, "seed", "update", "market", new_text(project, EXPORTS))
    expected = "briefkit: seeds/market.yaml cannot be read: briefkit check says what is wrong\n"
    assert (ran.status, ran.out, ran.err) == (2, "", expected)


def test_a_snapshot_below_a_folder_of_seeds_is_updated_there(project: Path) -> None:
    without_goods(project)
    (project / "seeds/texts").mkdir()
    (project / TEXT).rename(project / "seeds/texts/market.txt")
    replace_once(project, SEED, "file: market.txt", "file: texts/market.txt")
    write(project, "../new.txt", (project / "seeds/texts/market.txt").read_text("utf-8").replace(*EXPORTS))
    ran = run(project, "seed", "update", "market", "../new.txt", "--accept")
    assert (ran.status, ran.err) == (0, "")
    assert "wrote seeds/texts/market.txt\n" in ran.out
    assert run(project, "check").status == 0


def test_a_snapshot_outside_seeds_is_not_written(project: Path) -> None:
    new = new_text(project, EXPORTS)
    write(project, "market.txt", "x")
    replace_once(project, SEED, "file: market.txt", "file: ../market.txt")
    ran = run(project, "seed", "update", "market", new, "--accept")
    expected = "seeds/market.yaml names the snapshot ../market.txt, which is no place in seeds/; correct it first"
    assert (ran.status, ran.out, ran.err) == (2, "", f"briefkit: {expected}\n")
    assert (project / "market.txt").read_text("utf-8") == "x"


def test_claims_that_share_a_quote_and_would_differ_are_not_edited(project: Path) -> None:
    without_goods(project)
    replace_once(project, SEED, "quote: 40% went to", "quote: &both 40% went to")
    text = (project / SEED).read_text("utf-8")
    write(project, SEED, text.replace("checks:", "  again: {quote: *both, value: 40 %}\nchecks:"))
    ran = run(project, "seed", "update", "market", new_text(project, ("40% went", "41% went")), "--accept")
    assert ran.status == 1  # the shares no longer make a whole, and the second value stands by itself
    text = (project / SEED).read_text("utf-8")
    assert "quote: &both 41% went to the agencies\n    value: 41 %\n" in text
    assert "again: {quote: *both, value: 41 %}" in text


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_goods(project)
    replaced = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "market.yaml":
            raise OSError(28, "No space left on device")
        return replaced(self, target)

    before = contents(project)
    new = new_text(project, EXPORTS)
    monkeypatch.setattr(Path, "replace", fail)
    ran = run(project, "seed", "update", "market", new, "--accept")
    expected = "briefkit: nothing was written: seeds/market.yaml could not be written: no space left on device\n"
    assert (ran.status, ran.out, ran.err) == (2, "", expected)
    assert contents(project) == before


# add


def test_a_source_is_taken_in(project: Path) -> None:
    write(project, "../The Gazette-2024.txt", "Port Ember sold 18,500 lanterns.\n")
    before = contents(project)
    ran = run(project, "seed", "add", "../The Gazette-2024.txt")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "wrote seeds/The_Gazette_2024.txt\nwrote seeds/The_Gazette_2024.yaml\n"
        "next: fill in type and title in seeds/The_Gazette_2024.yaml, then write its claims\n"
    )
    after = contents(project)
    assert set(after) - set(before) == {"seeds/The_Gazette_2024.txt", "seeds/The_Gazette_2024.yaml"}
    text = after["seeds/The_Gazette_2024.txt"]
    assert text == b"Port Ember sold 18,500 lanterns.\n"
    assert hashlib.sha256(text).hexdigest() in after["seeds/The_Gazette_2024.yaml"].decode()


def test_a_source_that_was_taken_in_checks_once_its_record_is_filled_in(project: Path) -> None:
    write(project, "../gazette.txt", "Port Ember sold 18,500 lanterns.\n")
    run(project, "seed", "add", "../gazette.txt", "--key", "ember")
    ran = run(project, "check")
    assert ran.out.count("error[BK109] found nothing, expected text") == 2
    text = (project / "seeds/ember.yaml").read_text("utf-8")
    filled = text.replace("  type:  ", "  type: report  ").replace("  title:\n", "  title: Ember\n")
    filled = filled.replace("  # price:\n  #   quote: A", "  price:\n    quote: Port Ember #").replace(
        "  #   value: EUR 12 to 15 / lantern", "    text: Port Ember"
    )
    write(project, "seeds/ember.yaml", filled)
    assert run(project, "check").out == "checked 2 seeds, 7 claims, 1 brief, 7 figures: no findings\n"


def test_a_text_that_is_in_seeds_already_gets_its_record(project: Path) -> None:
    write(project, "seeds/gazette 1.txt", "Port Ember.\n")
    ran = run(project, "seed", "add", "seeds/gazette 1.txt")
    assert (ran.status, ran.out.splitlines()[0]) == (0, "wrote seeds/gazette_1.yaml")
    assert 'snapshot: {file: "gazette 1.txt", sha256: ' in (project / "seeds/gazette_1.yaml").read_text("utf-8")


# The name of the file, its content, more arguments, and what the command says.
NOT_ADDED = {
    "a seed of that name": (
        "market.txt", "x", (),
        "nothing was written, since there is already: seeds/market.txt, seeds/market.yaml; --key gives another name"),
    "no name": ("2024.txt", "x", ("--key", "2024"), '"2024" is no name for a seed; write --key source_2024'),
    "an empty file": ("new.txt", "", (), "../new.txt:1:1: found an empty file; fill it, or remove it"),
    "no UTF-8": ("new.txt", b"\xff\xfeA\x00", (),
        "../new.txt:1:1: found the byte 0xff, which is not UTF-8, expected text in UTF-8; save the file as UTF-8 "
        "(it looks like UTF-16)"),
    "no file": ("new.txt", None, (), "there is no file ../new.txt"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "more", "message"), NOT_ADDED.values(), ids=NOT_ADDED)
def test_a_source_that_is_not_taken_in(
    project: Path, name: str, content: str | bytes | None, more: tuple[str, ...], message: str
) -> None:
    if content is not None:
        write(project, f"../{name}", content)
    before = contents(project)
    ran = run(project, "seed", "add", f"../{name}", *more)
    assert (ran.status, ran.out, ran.err) == (2, "", f"briefkit: {message}\n")
    assert contents(project) == before


def test_without_a_project_nothing_is_taken_in(tmp_path: Path) -> None:
    write(tmp_path, "new.txt", "x")
    ran = run(tmp_path, "seed", "add", "new.txt")
    expected = "briefkit: there is no project here or in a folder above; briefkit init makes one\n"
    assert (ran.status, ran.out, ran.err) == (2, "", expected)
