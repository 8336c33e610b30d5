"""Measure the daily work: `python benchmarks/build.py [--briefs N] [--built FOLDER] [--without-typst] [PART …]`.

Each line is measured beside something else in the same run, and the ratio of the two is what counts. The parts:

    one        a brief of 40 pages, beside WeasyPrint alone on the same HTML
    unchanged  a project in which nothing has changed, and in which one source figure has that three briefs print
    workers    50 briefs with one worker and with two
    diff       two revisions of the project, beside `git diff` of the same
    others     the text of a brief by pandoc and WeasyPrint, and by Typst, whole and after a change of one figure
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import stress
from generate import write_project

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""With bytecode, as pip installs it; that of this checkout is written by the first run."""
BRIEFKIT = (sys.executable, "-c", "from briefkit.cli import main; main()")
STYLES = Path(__file__).resolve().parent.parent / "styles"
SECTIONS = 4  # of the long report: 40 pages
BRIEFS = 1_000
WORKERS_BRIEFS = 50
PRINTING = 3  # briefs that print the figure which is changed


@dataclass(frozen=True)
class Cost:
    """What a process and its children took: seconds on the clock and of the processor, megabytes at the most."""

    clock: float
    processor: float
    memory: float
    said: str = ""


def run(command: Sequence[str], folder: Path) -> Cost:
    """What a command takes in a folder. Ends the program if it fails."""
    with get_context("spawn").Pool(1) as pool:  # the peak of children is that of the largest so far
        return pool.apply(_run, (list(command), folder))


def _run(command: list[str], folder: Path) -> Cost:
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    clock = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.stdout)


def show(label: str, cost: Cost, beside: Cost | None = None) -> None:
    ratio = f"{cost.clock / beside.clock:>9.2f}{cost.processor / beside.processor:>11.2f}" if beside else ""
    print(f"{label:<52}{cost.clock:>8.2f}{cost.processor:>11.2f}{cost.memory:>8.0f}{ratio}", flush=True)


# --- The parts --------------------------------------------------------------------------------------------------------


ALONE = """
import sys, warnings
warnings.simplefilter("ignore")
import weasyprint
sheet = weasyprint.CSS(sys.argv[2])
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[3], stylesheets=[sheet], pdf_variant="pdf/a-3a")
"""
TO_HTML = """
import sys
from pathlib import Path
from briefkit.project.building import compose_page
from briefkit.project.examination import examine
from briefkit.project.workspace import load_workspace
found = examine(load_workspace(Path.cwd()))
[examined] = found.briefs.values()
Path(sys.argv[1]).write_text(compose_page(examined, found.resources, ()).value.html.plain, "utf-8")
"""


def one(folder: Path, _: argparse.Namespace) -> None:
    """A brief of 40 pages."""
    stress.SECTIONS = SECTIONS
    stress.write(folder)
    html = folder / "long.html"
    run((sys.executable, "-c", TO_HTML, str(html)), folder)
    style = str(STYLES / "chrnk" / "main.css")
    alone = run((sys.executable, "-c", ALONE, str(html), style, str(folder / "alone.pdf")), folder)
    show("WeasyPrint alone, 40 pages", alone)
    show("briefkit build", run((*BRIEFKIT, "build", "--force"), folder), alone)


def unchanged(folder: Path, options: argparse.Namespace) -> None:
    """Nothing changed; then one figure that three briefs print."""
    if options.built is not None:
        folder = options.built
    else:
        write_project(folder, options.briefs * 10)
        show(f"first build of {options.briefs:,} briefs", run((*BRIEFKIT, "build"), folder))
    print_first_figure(folder)
    run((*BRIEFKIT, "build"), folder)
    with tempfile.TemporaryDirectory() as small:
        write_project(Path(small), PRINTING * 10)
        names = print_first_figure(Path(small))
        each = [run((*BRIEFKIT, "build", "--force", name), Path(small)) for name in names]
        show(f"{PRINTING} briefs in a project of their own, in one build",
             together := run((*BRIEFKIT, "build", "--force"), Path(small)))  # fmt: skip
    apart = Cost(sum(one.clock for one in each), sum(one.processor for one in each), max(one.memory for one in each))
    show("the same, each by a build of its own", apart, together)
    show("build, nothing changed", again := run((*BRIEFKIT, "build"), folder), together)
    change_figures(folder, 1)
    changed = run((*BRIEFKIT, "build"), folder)
    wrote = len(re.findall(r"^\[\d+/\d+\] wrote ", changed.said, re.MULTILINE))  # PDFs; a lock may be written alone
    show(f"build, 1 figure changed that {PRINTING} briefs print: {wrote} written", changed, together)
    print(f"beyond what nothing changed takes: {changed.clock - again.clock:.2f} seconds for {wrote} renders")


def print_first_figure(folder: Path) -> list[str]:
    """Have the first briefs print one figure of the first source, as the first of them does; their names."""
    first = sorted((folder / "seeds").glob("*.yaml"))[0].stem
    briefs = sorted(one for one in (folder / "briefs").glob("*.yaml") if ".lock" not in one.name)[:PRINTING]
    said = "  Ships took {{ FIRST.shipped }} on board in {{ FIRST.shipped.period }}.\n".replace("FIRST", first)
    for brief in briefs[1:]:
        text = brief.read_text("utf-8")
        if said not in text:
            brief.write_text(text.replace("summary: |\n", f"summary: |\n{said}", 1), "utf-8")
    return [brief.stem for brief in briefs]


def change_figures(folder: Path, count: int) -> None:
    """Add one to what so many sources say was shipped: in the snapshot and in quote and value of the claim."""
    for seed in sorted((folder / "seeds").glob("*.yaml"))[:count]:
        snapshot = seed.with_suffix(".txt")
        text, source = seed.read_text("utf-8"), snapshot.read_text("utf-8")
        number = re.search(r"shipped\s+(\d[\d,]*) metric", text)[1]  # type: ignore[index]
        more = f"{int(number.replace(',', '')) + 1:,}"
        source = source.replace(number, more)
        snapshot.write_text(source, "utf-8")
        seed.write_text(_signed(text.replace(number, more), source), "utf-8")


def _signed(seed: str, snapshot: str) -> str:
    return re.sub(r"sha256: \w+", f"sha256: {hashlib.sha256(snapshot.encode()).hexdigest()}", seed)


def workers(folder: Path, _: argparse.Namespace) -> None:
    """One worker and two."""
    write_project(folder, WORKERS_BRIEFS * 10)
    single = run((*BRIEFKIT, "build", "--force", "--jobs", "1"), folder)
    show(f"{WORKERS_BRIEFS} briefs, one worker", single)
    both = run((*BRIEFKIT, "build", "--force", "--jobs", "2"), folder)
    show(f"{WORKERS_BRIEFS} briefs, two workers", both, single)
    print(f"throughput of two workers: {single.clock / both.clock:.2f} times that of one")


def diff(folder: Path, options: argparse.Namespace) -> None:
    """Two revisions."""
    write_project(folder, options.briefs * 10)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "gc.auto=0")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
        run((*git, *command), folder)
    change_figures(folder, 1)
    run((*git, "commit", "-qam", "two"), folder)
    plain = run(("git", "diff", "HEAD~1", "HEAD"), folder)
    show(f"git diff of {options.briefs:,} briefs", plain)
    show("briefkit diff", run((*BRIEFKIT, "diff", "HEAD~1", "HEAD"), folder), plain)


PANDOC = """
import sys, pypandoc, warnings
warnings.simplefilter("ignore")
import weasyprint
html = pypandoc.convert_file(sys.argv[1], "html", extra_args=["--standalone"])
weasyprint.HTML(string=html).write_pdf(sys.argv[2])
"""
TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2])
"""


def others(folder: Path, options: argparse.Namespace) -> None:
    """What a user would do without briefkit: the same text, without evidence, checks and ledger."""
    stress.SECTIONS = SECTIONS
    stress.write(folder)
    text = plain_text(stress.brief())
    (folder / "long.md").write_text(text, "utf-8")
    (folder / "long.typ").write_text(text.replace("# ", "= ").replace("#= ", "== "), "utf-8")
    tools: dict[str, Sequence[str]] = {
        "briefkit build, with notes, drawings and ledger": (*BRIEFKIT, "build"),
        "pandoc and WeasyPrint, prose alone": (sys.executable, "-c", PANDOC, "long.md", "pandoc.pdf"),
    }
    if not options.without_typst:
        tools["Typst, prose alone"] = (sys.executable, "-c", TYPST, "long.typ", "typst.pdf")
    first: dict[str, Cost] = {}
    for name, command in tools.items():
        first[name] = run(command, folder)
        show(name, first[name], first[next(iter(tools))])
    _change_one_figure(folder)
    for name, command in tools.items():
        show(f"the same, one figure changed: {name.split(',')[0]}", run(command, folder), first[name])


def _change_one_figure(folder: Path) -> None:
    """In the source, the claim and the plain texts beside it, which hold the number in each place that prints it."""
    old, new = "107 crates", "108 crates"
    for path in (folder / "seeds" / "s.txt", folder / "seeds" / "s.yaml", folder / "long.md", folder / "long.typ"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    path = folder / "seeds" / "s.yaml"
    path.write_text(_signed(path.read_text("utf-8"), (folder / "seeds" / "s.txt").read_text("utf-8")), "utf-8")


def plain_text(brief: str) -> str:
    """The prose of the long report as Markdown, its figures as numbers."""
    titles = re.sub(r"^(\s*)- title: (.*)$", lambda found: f"\n{'#' * (1 + len(found[1]) // 4)} {found[2]}\n",
                    brief, flags=re.MULTILINE)  # fmt: skip
    prose = [line.strip() for line in titles.splitlines() if re.match(r"\s*(?:#|The )", line)]
    return re.sub(r"\{\{.*?\}\}", "107 crates", "\n\n".join(prose)).replace("@", "")


PARTS: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "one": one, "unchanged": unchanged, "workers": workers, "diff": diff, "others": others,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help="which to measure; all where none is named")
    parser.add_argument("--briefs", type=int, default=BRIEFS, help="how many briefs the project has")
    parser.add_argument("--built", type=Path, help="unchanged: a project that generate.py wrote, all built already")
    parser.add_argument("--without-typst", action="store_true", help="where the package typst is not installed")
    options = parser.parse_args()
    print(f"{'':<52}{'clock s':>8}{'processor s':>11}{'MB':>8}{'ratio':>9}{'ratio':>11}")
    for part in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "project"
            folder.mkdir()
            try:
                PARTS[part](folder, options)
            finally:
                shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
