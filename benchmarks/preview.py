"""Measure `briefkit preview` in a real browser: `python benchmarks/preview.py [--rounds N] [--without-pdf]`.

A report of some twenty pages, the one that this repository ships, is edited and saved again and again. What is measured
is the time from before the save until the browser has painted the page that shows it, by the clock of the machine; and
what briefkit takes of the processor for it, looking at files included, which the load of the machine leaves as it is.
Beside the PDF on demand, WeasyPrint alone on the same HTML, each in a process that has set it once before. It needs
Chromium and selenium, which `make test-browser` installs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests" / "browser"))

from browsing import Browsed, browsed, missing  # noqa: E402

from briefkit.project.building import compose_page  # noqa: E402
from briefkit.project.examination import examine  # noqa: E402
from briefkit.project.workspace import load_workspace  # noqa: E402

NAME = "labor_for_export"
BRIEF, SEED = f"briefs/{NAME}.yaml", "seeds/dailynk.yaml"
LIMIT = 0.3  # seconds
WATCH = """
window.painted = {};
new MutationObserver(() => {
  const moment = document.documentElement.dataset.moment;
  requestAnimationFrame(() => requestAnimationFrame(() => { window.painted[moment] = Date.now(); }));
}).observe(document.documentElement, { attributes: true });
"""
Change = Callable[[str, int], str]
# What a writer does, by file: each changes what the round before has left.
CHANGES: dict[str, tuple[str, Change]] = {
    "a word of a paragraph": (BRIEF, lambda text, at: text.replace("Part of what", f"Part {'x' * (at + 1)} of what")),
    "a bare number: a finding": (BRIEF, lambda text, at: text.replace("Part of what", f"Part {at + 13} of what")),
    "a sentence more": (
        BRIEF,
        lambda text, at: text.replace("\n\nsections:", f"\n\n  It was revised, {'x' * (at + 1)}.\n\nsections:", 1),
    ),
    "a figure more: the notes are written anew": (
        BRIEF,
        lambda text, at: text.replace("Part of what", "{{ dailynk.hours }} " * (at + 1) + "Part of what"),
    ),
    "a word of a claim: all that rests on it": (
        SEED,
        lambda text, at: text.replace("by: China Customs", f"by: China Customs {'x' * (at + 1)}"),
    ),
}


def seconds(page: Browsed, path: str, text: str) -> float:
    """From before a save until the page that shows it is painted."""
    before = int(page.moment or 0)
    began = time.time()
    (page.folder / path).write_text(text, "utf-8")
    painted = None
    while painted is None:
        time.sleep(0.5)  # asking more often would hold up what is measured
        painted = page.script(f"return Object.entries(painted).find(([moment]) => Number(moment) > {before})?.[1]")
    return float(painted) / 1000 - began


def processor(page: Browsed) -> float:
    """Seconds of the processor that briefkit has taken so far, which do not depend on what else the machine does."""
    try:
        fields = Path(f"/proc/{page.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def alone(html: str, style: str) -> float:
    """Seconds that WeasyPrint takes for a document that it has set before."""
    import weasyprint

    taken = 0.0
    for _ in range(2):
        began = time.perf_counter()
        weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(style)], pdf_variant="pdf/a-3a")
        taken = time.perf_counter() - began
    return taken


def pdf(page: Browsed) -> float:
    """Seconds until the browser has the PDF of the brief as it is."""
    taken = page.driver.execute_async_script(
        "const done = arguments[0], began = performance.now();"
        f"fetch('pdf/{NAME}').then((answer) => answer.blob()"
        ".then(() => done(answer.ok ? performance.now() - began : -1)));"
    )
    if taken < 0:
        raise SystemExit("the PDF was refused")
    return float(taken) / 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--without-pdf", action="store_true")
    given = parser.parse_args()
    rounds: int = given.rounds
    if missing():
        raise SystemExit(missing())
    slow = False
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("briefs", "seeds"):
            shutil.copytree(ROOT / name, folder / name)
        found = examine(load_workspace(folder))
        composed = compose_page(found.briefs[NAME], found.resources, found.waivers).value
        assert composed is not None
        with browsed(folder, NAME) as page:
            page.driver.set_script_timeout(600)
            page.script(WATCH)
            print(f"{'from the save to the painted page, ms':<50}{'median':>8}{'worst':>8}{'processor':>11}")
            for label, (path, change) in CHANGES.items():
                original = (folder / path).read_text("utf-8")
                seconds(page, path, change(original, 0))
                spent = processor(page)
                taken = [seconds(page, path, change(original, at)) for at in range(1, rounds + 1)]
                spent = (processor(page) - spent) / rounds
                seconds(page, path, original)
                line = f"{label:<50}{statistics.median(taken) * 1000:>8.0f}{max(taken) * 1000:>8.0f}"
                print(f"{line}{spent * 1000:>11.0f}", flush=True)
                slow = slow or statistics.median(taken) > LIMIT
            if given.without_pdf:
                return int(slow)
            pdf(page)
            seconds(page, BRIEF, (folder / BRIEF).read_text("utf-8").replace("Part of what", "Part x of what"))
            own = pdf(page)
        with get_context("spawn").Pool(1) as pool:
            other = pool.apply(alone, (composed.html.plain, str(ROOT / "styles" / "chrnk" / "main.css")))
    print(f"\nthe PDF on demand: {own:.2f} s; WeasyPrint alone: {other:.2f} s; ratio {own / other:.2f}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
