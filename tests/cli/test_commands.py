"""What each command prints of a good project, word for word, its exit status, and what it says when it cannot run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sample_project import contents, copy_project, replace_once, run, write

NOTHING = "nothing to check: there is no project here or in a folder above"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The good project."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good project after its first build; tests that change it copy it."""
    folder = copy_project(tmp_path_factory.mktemp("built"))
    ran = run(folder, "build")
    assert (ran.status, ran.out, ran.err) == (
        0,
        "[1/1] wrote build/wigs.pdf (1 page) and briefs/wigs.lock.yaml: new\n",
        "",
    )
    return folder


# check


def test_check_counts_what_it_checked(project: Path) -> None:
    ran = run(project, "check")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "checked 1 seed, 6 claims, 1 brief, 7 figures: no findings\n"


def test_check_writes_nothing(project: Path) -> None:
    before = contents(project)
    run(project, "check")
    assert contents(project) == before


def test_check_in_json_is_the_contract(project: Path) -> None:
    ran = run(project, "check", "--format", "json")
    counts = {"seeds": 1, "claims": 6, "briefs": 1, "figures": 7}
    assert (ran.status, json.loads(ran.out)) == (0, {"findings": [], "checked": counts})


def test_a_finding_in_json_has_every_key_of_the_contract(project: Path) -> None:
    replace_once(project, "briefs/wigs.yaml", "{{ market.goods }}", "{{ market.godos }}")
    ran = run(project, "check", "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out)["findings"] == [
        {
            "code": "BK202",
            "severity": "error",
            "path": "briefs/wigs.yaml",
            "line": 12,
            "column": 55,
            "end_line": 12,
            "end_column": 60,
            "message": 'found "market.godos", which is no claim of that seed',
            "hint": "did you mean goods?",
            "waived": False,
        }
    ]


def test_a_waived_finding_prints_its_reason_and_does_not_fail(project: Path) -> None:
    replace_once(
        project,
        "seeds/market.yaml",
        "    restated: around USD 0.70 / kg",
        "    restated: around USD 0.70 / kg\n    as_of: 2005-05\n    accept: {BK402: the source rounds}",
    )
    ran = run(project, "check")
    assert ran.status == 0
    assert ran.out == (
        "seeds/market.yaml:11:15: warning[BK402] restatement is off: CNY 5 / kg is USD 0.60 at CNY 8.277 per USD, "
        "May 2005, the source says around USD 0.70 / kg\n"
        "  waived: the source rounds\n"
        "checked 1 seed, 6 claims, 1 brief, 7 figures: no findings, 1 waived\n"
    )
    assert json.loads(run(project, "check", "--format", "json").out)["findings"][0]["waived"] is True


def test_a_note_fails_only_under_strict(project: Path) -> None:
    replace_once(project, "briefs/wigs.yaml", "{{ state_take }}", "{{ state_take | sig(3) }}")
    ran = run(project, "check")
    assert (ran.status, ran.out) == (
        0,
        "briefs/wigs.yaml:16:26: note[BK415] prints 3 significant digits, and its inputs carry 2\n"
        "  hint: leave the rounding out, or round to 2 significant\n"
        "checked 1 seed, 6 claims, 1 brief, 7 figures: 1 note\n",
    )
    assert run(project, "check", "--strict").status == 1


def test_strict_asks_for_a_sign_off_of_every_claim_in_print(project: Path) -> None:
    ran = run(project, "check", "--strict")
    findings = [line for line in ran.out.splitlines() if "[BK" in line]
    assert ran.status == 1
    assert len(findings) > 1
    assert all("note[BK312] a brief prints market." in line for line in findings)


def test_fail_on_says_from_which_severity_on_a_finding_fails(project: Path) -> None:
    replace_once(project, "briefs/wigs.yaml", "{{ state_take }}", "{{ state_take | sig(6) }}")
    assert run(project, "check").status == 1
    write(project, "briefkit.toml", 'fail_on = "error"\n')
    assert run(project, "check").status == 0


def test_all_that_is_wrong_is_reported_in_one_run(project: Path) -> None:
    write(
        project,
        "briefs/wigs.yaml",
        """\
title: What 3 wigs bring
date: July 2023
template: nota
language: fr
keyword: [wigs]
figures:
  take:
    is: market.state_shares * market.exports
    rounds: 3 significant
summary: |
  Wigs bring {{ market.exports | dollars }} of {{ customs.total }}.
sections:
  - title: Who takes it
    body: |
      The state takes {{ market.exports + market.hours }}, or {{ market.state_share * }}.
      An agent takes {{ market.__class__ }}, and {{ market.rice_price | both("KPW") }} a kilogram.
""",
    )
    heads = [line.split("] ")[0] for line in run(project, "check").out.splitlines() if "[BK" in line]
    assert heads == [
        "briefs/wigs.yaml:1:13: error[BK501",
        "briefs/wigs.yaml:2:7: error[BK806",
        "briefs/wigs.yaml:3:11: error[BK210",
        "briefs/wigs.yaml:4:11: error[BK109",
        "briefs/wigs.yaml:5:1: error[BK107",
        "briefs/wigs.yaml:8:16: error[BK202",
        "briefs/wigs.yaml:9:5: error[BK107",
        "briefs/wigs.yaml:11:34: error[BK204",
        "briefs/wigs.yaml:11:51: error[BK201",
        "briefs/wigs.yaml:15:26: error[BK409",
        "briefs/wigs.yaml:15:86: error[BK420",
        "briefs/wigs.yaml:16:32: error[BK206",
        "briefs/wigs.yaml:16:53: error[BK432",
    ]


@pytest.mark.parametrize("key", ["figures", "checks", "acronyms", "keywords", "sections", "accept", "rates"])
def test_a_key_with_nothing_behind_it_is_as_if_it_were_not_there(project: Path, key: str) -> None:
    write(project, "briefs/wigs.yaml", f"title: Wigs\ndate: 2023-07-15\ntemplate: note\n{key}:\n")
    ran = run(project, "check")
    assert (ran.status, ran.out) == (0, "checked 1 seed, 6 claims, 1 brief, 0 figures: no findings\n")


def test_a_faulty_brief_does_not_hide_the_faults_of_another(project: Path) -> None:
    write(project, "briefs/broken.yaml", "title: [\n")
    replace_once(project, "briefs/wigs.yaml", "{{ market.goods }}", "{{ market.godos }}")
    write(project, "seeds/broken.yaml", "source: {\n")
    heads = [line.split("] ")[0] for line in run(project, "check").out.splitlines() if "[BK" in line]
    assert heads == [
        "briefs/broken.yaml:2:1: error[BK101",
        "briefs/wigs.yaml:12:55: error[BK202",
        "seeds/broken.yaml:2:1: error[BK101",
    ]


# figures, why, explain, doctor

FIGURES = """\
wigs
  state_take          USD 12 million
                        60 percent × USD 20 million = USD 12 million
  market.exports      USD 20 million
  market.state_share  60 percent
  market.rice_price   RMB 5 (USD 0.72) per kilogram
                        RMB 5 per kilogram at RMB 6.989 per USD = USD 0.7154 per kilogram
"""


def test_figures_lists_each_figure_as_it_prints(project: Path) -> None:
    ran = run(project, "figures")
    assert (ran.status, ran.out, ran.err) == (0, FIGURES, "")


def test_figures_takes_the_name_of_a_brief(project: Path) -> None:
    assert run(project, "figures", "wigs").out == FIGURES
    assert run(project, "figures", "briefs/wigs.yaml").out == FIGURES


def test_figures_in_json_is_the_contract(project: Path) -> None:
    ran = run(project, "figures", "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == {
        "figures": [
            {
                "brief": "wigs",
                "name": "state_take",
                "text": "USD 12 million",
                "low": "12000000",
                "high": "12000000",
                "unit": "USD",
                "hedge": None,
                "line": 6,
                "column": 3,
                "sources": ["market.state_share", "market.exports"],
                "calculation": "60 percent × USD 20 million = USD 12 million",
            },
            {
                "brief": "wigs",
                "name": "market.exports",
                "text": "USD 20 million",
                "low": "20000000",
                "high": "20000000",
                "unit": "USD",
                "hedge": None,
                "line": 12,
                "column": 78,
                "sources": ["market.exports"],
                "calculation": "",
            },
            {
                "brief": "wigs",
                "name": "market.state_share",
                "text": "60 percent",
                "low": "60",
                "high": "60",
                "unit": "%",
                "hedge": None,
                "line": 16,
                "column": 47,
                "sources": ["market.state_share"],
                "calculation": "",
            },
            {
                "brief": "wigs",
                "name": "market.rice_price",
                "text": "RMB 5 (USD 0.72) per kilogram",
                "low": "5",
                "high": "5",
                "unit": "CNY/kg",
                "hedge": None,
                "line": 17,
                "column": 10,
                "sources": ["market.rice_price"],
                "calculation": "RMB 5 per kilogram at RMB 6.989 per USD = USD 0.7154 per kilogram",
            },
        ]
    }


def test_figures_of_a_faulty_brief_are_listed_as_far_as_they_go(project: Path) -> None:
    replace_once(project, "briefs/wigs.yaml", "{{ market.goods }}", "{{ market.godos }}")
    ran = run(project, "figures")
    assert (ran.status, ran.out) == (1, FIGURES)
    assert ran.err.startswith("briefs/wigs.yaml:12:55: error[BK202]")


def test_why_a_figure_gives_its_calculation_its_quotes_and_its_sentences(project: Path) -> None:
    ran = run(project, "why", "state_take")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        """\
state_take in wigs: USD 12 million
  briefs/wigs.yaml:6:3
  is: market.state_share * market.exports
  calculation: 60 percent × USD 20 million = USD 12 million

  market.state_share: 60 %
    seeds/market.yaml:21:3
    quote: “60% to the state”
    as_of: 2023-05

  market.exports: USD 20 million
    seeds/market.yaml:15:3
    quote: “Wigs brought in USD 20 million in that month”
    as_of: 2023-05

printed in 1 sentence, cells and captions counted:
  briefs/wigs.yaml:16:26: The state takes USD 12 million, or 60 percent.
"""
    )


def test_why_a_claim_gives_every_sentence_that_rests_on_it(project: Path) -> None:
    ran = run(project, "why", "market.exports")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        """\
market.exports: USD 20 million
  seeds/market.yaml:15:3
  quote: “Wigs brought in USD 20 million in that month”
  as_of: 2023-05

printed in 2 sentences, cells and captions counted:
  briefs/wigs.yaml:12:9: In May 2023 exports of wigs were worth USD 20 million.
  briefs/wigs.yaml:16:26: The state takes USD 12 million, or 60 percent.
"""
    )


def test_why_a_claim_that_no_brief_prints(project: Path) -> None:
    assert run(project, "why", "market.hours").out.endswith("\nprinted nowhere\n")


def test_why_in_json_says_the_same(project: Path) -> None:
    data = json.loads(run(project, "why", "state_take", "--format", "json").out)
    assert data["name"] == "state_take"
    assert [claim["name"] for claim in data["figures"][0]["claims"]] == ["market.state_share", "market.exports"]
    assert [sentence["at"] for sentence in data["sentences"]] == ["briefs/wigs.yaml:16:26"]


def test_explain_gives_meaning_example_and_mend(tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", "bk102")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        """\
BK102: duplicate key (error; cannot be waived)

YAML readers keep the last of two equal keys in silence; a figure could be replaced without a word.

For example:
    value: 20 %
    value: 30 %
To mend it:
    value: 20 %
"""
    )


def test_explain_without_a_code_lists_them_all(tmp_path: Path) -> None:
    lines = run(tmp_path, "explain").out.splitlines()
    assert lines[0] == "BK101  error    not YAML"
    assert lines == sorted(lines)


def test_doctor_finds_all_that_is_needed_here(tmp_path: Path) -> None:
    ran = run(tmp_path, "doctor")
    assert (ran.status, ran.err) == (0, "")
    *needs, last = ran.out.splitlines()
    assert last == "everything briefkit needs is here"
    assert all(need.startswith("ok ") for need in needs)


# build


def test_build_writes_a_pdf_its_lock_and_two_records_and_nothing_else(built: Path) -> None:
    assert sorted(contents(built / "build")) == ["briefkit-examined.json", "briefkit.json", "wigs.pdf"]
    assert sorted(contents(built / "briefs")) == ["wigs.lock.yaml", "wigs.yaml"]
    assert (built / "build/wigs.pdf").read_bytes().startswith(b"%PDF-")


def test_what_is_up_to_date_is_left_as_it_is(built: Path) -> None:
    before = (built / "build/wigs.pdf").stat()
    ran = run(built, "build")
    assert (ran.status, ran.out, ran.err) == (0, "[1/1] build/wigs.pdf is up to date\n", "")
    after = (built / "build/wigs.pdf").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_forced_build_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    before = (project / "build/wigs.pdf").read_bytes()
    ran = run(project, "build", "--force", "wigs")
    assert (ran.status, ran.out) == (0, "[1/1] wrote build/wigs.pdf (1 page): forced\n")
    assert (project / "build/wigs.pdf").read_bytes() == before


def test_a_build_elsewhere_gives_the_same_bytes_and_leaves_build_alone(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    before = contents(project / "build")
    ran = run(project, "build", "--out", "../elsewhere")
    assert (ran.status, ran.out) == (0, "[1/1] wrote ../elsewhere/wigs.pdf (1 page): new\n")
    assert (tmp_path / "elsewhere/wigs.pdf").read_bytes() == before["wigs.pdf"]
    assert contents(project / "build") == before


@pytest.mark.parametrize(("edition", "pages"), [("fact-check", "2 pages"), ("draft", "1 page")])
def test_an_edition_has_a_file_of_its_own_and_is_up_to_date_by_itself(
    edition: str, pages: str, built: Path, tmp_path: Path
) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    command = ["build", "--edition", edition]
    assert run(project, *command).out == f"[1/1] wrote build/wigs.{edition}.pdf ({pages}): new\n"
    assert run(project, *command).out == f"[1/1] build/wigs.{edition}.pdf is up to date\n"
    assert run(project, "build").out == "[1/1] build/wigs.pdf is up to date\n"
    (project / "build/wigs.pdf").unlink()
    assert run(project, *command).out == f"[1/1] build/wigs.{edition}.pdf is up to date\n"
    assert sorted(contents(project / "build")) == ["briefkit-examined.json", "briefkit.json", f"wigs.{edition}.pdf"]


def test_a_changed_source_builds_anew(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    replace_once(project, "seeds/market.yaml", "title: The Border Market", "title: The Border Markets")
    assert run(project, "build").out == "[1/1] wrote build/wigs.pdf (1 page): the text has changed\n"


def test_a_faulty_brief_is_left_out_and_the_others_are_built(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    before = contents(project / "build")
    faulty = (project / "briefs/wigs.yaml").read_text(encoding="utf-8").replace("market.goods", "market.godos")
    write(project, "briefs/faulty.yaml", faulty)
    ran = run(project, "build")
    assert ran.status == 1
    assert ran.out == "[1/2] build/wigs.pdf is up to date\n"
    assert ran.err == (
        'briefs/faulty.yaml:12:55: error[BK202] found "market.godos", which is no claim of that seed\n'
        "  hint: did you mean goods?\n"
        "briefs/faulty.yaml:1:1: note[BK807] faulty was not built: 1 finding to mend first\n"
        "  hint: mend what is listed above, then build again\n"
    )
    after = contents(project / "build")
    assert {name: after[name] for name in ("wigs.pdf", "briefkit.json")} == {
        name: before[name] for name in ("wigs.pdf", "briefkit.json")
    }
    assert sorted(after) == sorted(before)


def test_a_pdf_that_cannot_be_written_is_a_finding(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project", ignore=shutil.ignore_patterns("build"))
    write(project, "build", "a file where the folder should be")
    ran = run(project, "build")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("build/wigs.pdf:1:1: error[BK805] build/wigs.pdf could not be written: ")


def test_a_damaged_record_of_the_last_build_is_passed_over(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    write(project, "build/briefkit.json", '{"briefs": {"wigs": [')
    assert run(project, "build").out == "[1/1] wrote build/wigs.pdf (1 page): new\n"


# Where it runs, and what it cannot do


@pytest.mark.parametrize("folder", ["seeds", "briefs", "notes/2023"])
def test_a_command_finds_its_project_from_a_folder_below(project: Path, folder: str) -> None:
    (project / folder).mkdir(parents=True, exist_ok=True)
    assert run(project / folder, "check").out == "checked 1 seed, 6 claims, 1 brief, 7 figures: no findings\n"


def test_a_build_from_a_folder_below_writes_to_the_build_of_the_project(built: Path) -> None:
    assert run(built / "seeds", "build").out == "[1/1] build/wigs.pdf is up to date\n"


def test_findings_name_files_from_the_root_of_the_project(project: Path) -> None:
    replace_once(project, "briefs/wigs.yaml", "{{ market.goods }}", "{{ market.godos }}")
    assert run(project / "seeds", "check").out.startswith("briefs/wigs.yaml:12:55: ")


def test_the_version_is_printed(tmp_path: Path) -> None:
    from briefkit import __version__

    ran = run(tmp_path, "--version")
    assert (ran.status, ran.out) == (0, f"briefkit {__version__}\n")


CANNOT_RUN = [
    (["why", "market.export"], 'no claim or figure is named "market.export"; did you mean market.exports?'),
    (["why", "zirconium"], 'no claim or figure is named "zirconium"'),
    (["build", "wig"], 'no brief is named "wig"; did you mean wigs?'),
    (["build", "zirconium"], 'no brief is named "zirconium"; there are: wigs'),
    (["build", "--edition", "draught"], 'no edition is named "draught"; there are: reader, fact-check, draft'),
    (["figures", "wig"], 'no brief is named "wig"; did you mean wigs?'),
    (["explain", "BK999"], 'no finding has the code "BK999"'),
]


@pytest.mark.parametrize(("arguments", "said"), CANNOT_RUN, ids=[" ".join(arguments) for arguments, _ in CANNOT_RUN])
def test_a_name_that_is_unknown_exits_with_2_and_says_so(project: Path, arguments: list[str], said: str) -> None:
    ran = run(project, *arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", f"briefkit: {said}\n")


@pytest.mark.parametrize("arguments", [["chekc"], ["check", "--formt", "json"], ["check", "--format", "xml"], ["why"]])
def test_a_command_line_that_is_wrong_exits_with_2(project: Path, arguments: list[str]) -> None:
    ran = run(project, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Usage: briefkit ")


@pytest.mark.parametrize("command", ["check", "build", "figures", "why state_take"])
def test_a_folder_with_nothing_to_check_exits_with_2_and_says_so(tmp_path: Path, command: str) -> None:
    write(tmp_path, "notes.txt", "nothing to do with it")
    ran = run(tmp_path, *command.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"briefkit: {NOTHING}")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_project_with_nothing_in_it_exits_with_2_and_says_so(tmp_path: Path, command: str) -> None:
    write(tmp_path, "briefkit.toml", "")
    (tmp_path / "seeds").mkdir()
    ran = run(tmp_path, command)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("briefkit: nothing to check: ")


def test_seeds_without_briefs_can_be_checked_and_not_built(project: Path) -> None:
    shutil.rmtree(project / "briefs")
    ran = run(project, "check")
    assert (ran.status, ran.out) == (0, "checked 1 seed, 6 claims, 0 briefs, 0 figures: no findings\n")
    ran = run(project, "build")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("briefkit: nothing to build: ")


@pytest.mark.parametrize("build", ["../elsewhere", "/tmp/elsewhere"])
def test_a_build_folder_outside_the_project_is_refused(project: Path, build: str) -> None:
    write(project, "briefkit.toml", f'build = "{build}"\n')
    ran = run(project, "build")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f'briefkit: build = "{build}" leaves the project; name a folder inside it, or use --out\n'


# In a process of its own, as the console script runs


def test_the_program_itself_runs(project: Path) -> None:
    program = [sys.executable, "-c", "from briefkit.cli import main; main()"]
    done = subprocess.run([*program, "check"], cwd=project, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "checked 1 seed, 6 claims, 1 brief, 7 figures: no findings\n"


def test_the_program_itself_fails_without_a_traceback(project: Path) -> None:
    replace_once(project, "briefs/wigs.yaml", "{{ market.goods }}", "{{ market.__class__ }}")
    program = [sys.executable, "-c", "from briefkit.cli import main; main()"]
    done = subprocess.run([*program, "check"], cwd=project, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith('briefs/wigs.yaml:12:55: error[BK206] found "__class__", expected')


def test_output_that_nobody_reads_is_no_error(project: Path) -> None:
    program = f"{sys.executable} -c 'from briefkit.cli import main; main()' explain | head -1"
    done = subprocess.run(program, shell=True, cwd=project, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "BK101  error    not YAML\n", "")


def test_explain_and_doctor_print_json_too(tmp_path: Path) -> None:
    explained = run(tmp_path, "explain", "bk402", "--format", "json")
    data = json.loads(explained.out)
    assert (explained.status, data["code"], data["waivable"]) == (0, "BK402", True)
    assert set(data) == {"code", "title", "severity", "waivable", "meaning", "example", "mend"}
    listed = json.loads(run(tmp_path, "explain", "--format", "json").out)["codes"]
    assert data in listed
    needs = json.loads(run(tmp_path, "doctor", "--format", "json").out)["needs"]
    assert {"name": "templates", "found": True, "detail": "chrnk, note, shared, words", "hint": ""} in needs
