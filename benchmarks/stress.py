"""Set one very long report, and count what its pages get wrong: `python benchmarks/stress.py [--keep FILE]`.

200 pages with 600 notes, 80 tables, 60 charts, 20 diagrams and 10 maps. Beside the time and memory of the build stands
WeasyPrint alone on the same HTML, in a process too. Then the finished pages are read with another library: headings at
the foot of a page, notes on another page than their calls, text that runs out of the page or into its margins.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pikepdf

from briefkit.project.building import compose_page
from briefkit.project.examination import examine
from briefkit.project.setting import set_page
from briefkit.project.workspace import load_workspace
from briefkit.report.page_text import PrintedPage, read_pages

SECTIONS = 20
Measured = tuple[float, float, float, list[str]]
LIMIT_SECONDS, LIMIT_MEGABYTES = 60.0, 1536
CLAIMS = 60
_WORDS = (
    "harbor ledger quay winter cartload merchant guild office survey crane timber rope salt iron river road council "
    "clerk price season ship crew cargo store weight measure account report market"
).split()


def snapshot() -> str:
    """A sentence for each claim."""
    return "".join(f"The office counted {100 + 7 * at} crates in ledger number {name(at)}.\n" for at in range(CLAIMS))


def name(at: int) -> str:
    """A name without digits: aa, ab …"""
    return "abcdefghijklmnopqrstuvwxyz"[at // 26] + "abcdefghijklmnopqrstuvwxyz"[at % 26]


def seed(text: str) -> str:
    claims = "".join(
        f"  {name(at)}x: {{quote: The office counted {100 + 7 * at} crates in ledger number {name(at)}, "
        f"value: {100 + 7 * at} crates}}\n"
        for at in range(CLAIMS)
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    record = "source: {type: report, title: The Ledgers, publisher: Office, issued: 2023-05}"
    return f"{record}\nsnapshot: {{file: s.txt, sha256: {digest}}}\nnouns: {{crate: [crates]}}\nclaims:\n{claims}"


def sentence(random: Random) -> str:
    """Words without a figure."""
    words = [random.choice(_WORDS) for _ in range(random.randint(9, 18))]
    return f"The {' '.join(words)}."


def cited(random: Random) -> str:
    """A sentence with a figure, and so with a note."""
    first, second = (" ".join(random.choice(_WORDS) for _ in range(random.randint(3, 7))) for _ in range(2))
    return f"The {first} has {{{{ s.{name(random.randrange(CLAIMS))}x }}}} of the {second}."


def paragraph(random: Random, notes: int) -> str:
    sentences = [sentence(random) for _ in range(4)] + [cited(random) for _ in range(notes)]
    random.shuffle(sentences)
    return " ".join(sentences)


def figure(random: Random) -> str:
    return f'"{{{{ s.{name(random.randrange(CLAIMS))}x }}}}"'


def table(random: Random) -> str:
    rows = "".join(
        f"            - [{random.choice(_WORDS)}, {figure(random)}, {figure(random)}]\n"
        for _ in range(random.choice((4, 6, 9, 30)))
    )
    return (
        f"      - table:\n          title: A table\n          columns: [Ledger, Crates, More]\n          rows:\n{rows}"
    )


def chart(random: Random) -> str:
    labels = random.sample(_WORDS, random.randint(3, 7))
    data = ", ".join(f"{label}: {figure(random)}" for label in labels)
    kind = random.choice(("bar", "dot", "range"))
    return f"      - chart: {{kind: {kind}, title: A chart, data: {{{data}}}}}\n"


def diagram(random: Random) -> str:
    labels = random.sample(_WORDS, 7)
    below = [f"{{label: {one}, children: [{{label: {two}}}, {{label: {three}}}]}}" for one, two, three in
             (labels[:3], labels[3:6])]  # fmt: skip
    root = f"{{label: {labels[6]}, children: [{', '.join(below)}]}}"
    return f"      - diagram: {{kind: hierarchy, title: A diagram, root: {root}}}\n"


def place_map(random: Random) -> str:
    at = f"{random.uniform(38.5, 41):.2f}, {random.uniform(126, 127.5):.2f}"
    return f'      - map: {{title: A map, frame: [KP], places: [{{name: Ember, at: "{at}", kind: port}}]}}\n'


def section(number: int, random: Random) -> str:
    """Three subsections of prose, then blocks: in all sections together as many as the report is to have."""
    inner = "".join(
        f"      - title: {random.choice(_WORDS).title()} and {random.choice(_WORDS)}\n        body: |\n"
        + "".join(f"          {paragraph(random, 1)}\n\n" for _ in range(9))
        for _ in range(3)
    )
    blocks = [table(random) for _ in range(4)] + [chart(random) for _ in range(3)] + [diagram(random)]
    blocks += [place_map(random)] if number % 2 else []
    random.shuffle(blocks)
    body = "".join(f"      {paragraph(random, 1)}\n\n" for _ in range(3))
    title = random.choice(_WORDS).title()
    return f"  - title: {title}\n    body: |\n{body}    content:\n{''.join(blocks)}    sections:\n{inner}"


def brief() -> str:
    random = Random(11)
    head = "title: A Very Long Report\ndate: 2023-07-15\ntemplate: chrnk\nlists: [tables, figures, maps]\nsections:\n"
    return head + "".join(section(number, random) for number in range(SECTIONS))


def write(folder: Path) -> None:
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    (folder / "briefs").mkdir(exist_ok=True)
    text = snapshot()
    (folder / "seeds" / "s.txt").write_text(text, "utf-8")
    (folder / "seeds" / "s.yaml").write_text(seed(text), "utf-8")
    (folder / "briefs" / "long.yaml").write_text(brief(), "utf-8")


# --- Measuring --------------------------------------------------------------------------------------------------------


def _build(folder: str, out: str) -> Measured:
    """Seconds on the clock and of the processor, megabytes, findings: of the whole way from files to a PDF."""
    started, clock = time.process_time(), time.monotonic()
    examined = examine(load_workspace(Path(folder)))
    findings = [str(one.code) for one in examined.findings]
    page = compose_page(examined.briefs["long"], examined.resources, ()).value
    assert page is not None, findings
    outcome = set_page(page, examined.resources.styles)
    findings += [f"{one.code} {one.message}" for one in outcome.findings]
    if outcome.value is not None:
        Path(out).write_bytes(outcome.value.content)
    Path(out).with_suffix(".html").write_text(page.html.plain, "utf-8")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.monotonic() - clock, time.process_time() - started, megabytes, findings


def _alone(html: str, styles: str) -> Measured:
    """The same of WeasyPrint by itself, on the HTML that briefkit made."""
    import weasyprint

    started, clock = time.process_time(), time.monotonic()
    sheet = Path(styles) / "chrnk" / "main.css"
    weasyprint.HTML(html).write_pdf(BytesIO(), stylesheets=[weasyprint.CSS(sheet)], pdf_variant="pdf/ua-1")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.monotonic() - clock, time.process_time() - started, megabytes, []


def apart(function: Callable[..., tuple[float, float, float, list[str]]], *given: str) -> Measured:
    """What a function returns that runs in a process of its own, so that nothing is warm."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, given)


# --- The finished pages -----------------------------------------------------------------------------------------------


def faults(content: bytes) -> dict[str, int]:
    """What a reader would call a fault of the layout, and how often it is there."""
    pages = read_pages(content)
    with pikepdf.open(BytesIO(content)) as document:
        return {
            "headings at the foot of a page": _stranded(document, pages),
            "notes on another page than their calls": _parted(document),
            "texts beyond the page or its margins": sum(_beyond(page) for page in pages),
        }


def _destinations(document: pikepdf.Pdf) -> dict[str, tuple[int, float]]:
    """For each anchor its page, and its height there."""
    numbers = {page.objgen: index for index, page in enumerate(document.pages)}
    tree = pikepdf.NameTree(document.Root.Names.Dests)
    return {str(key): (numbers[target[0].objgen], float(target[3])) for key, target in tree.items()}


def _stranded(document: pikepdf.Pdf, pages: tuple[PrintedPage, ...]) -> int:
    """Headings of sections below which the page has no line of its text."""
    count = 0
    for anchor, (number, height) in _destinations(document).items():
        if anchor.startswith(("section-", "appendix-", "part-")):
            body = [run for run in pages[number].runs if 70 < run.middle < height - 20]
            count += not body
    return count


def _parted(document: pikepdf.Pdf) -> int:
    """Calls whose link leads to a note on another page."""
    places = _destinations(document)
    count = 0
    for number, page in enumerate(document.pages):
        for link in page.get("/Annots", []):
            target = str(link.get("/Dest", ""))
            if target.startswith("note-") and places[target][0] != number:
                count += 1
    return count


def _beyond(page: PrintedPage) -> int:
    left, right = (60.0, page.width - 60.0)
    return sum(
        not (left <= box.left and box.right <= right and page.holds(box)) for run in page.runs for box in run.boxes
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="where to leave the PDF")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "project")
        out = Path(folder) / "long.pdf"
        whole = apart(_build, str(Path(folder) / "project"), str(out))
        alone = apart(_alone, str(out.with_suffix(".html")), str(Path(__file__).parent.parent / "styles"))
        content = out.read_bytes()
        if options.keep:
            options.keep.write_bytes(content)
    pages = len(read_pages(content))
    print(f"{'':<24}{'clock':>9}{'processor':>11}{'memory':>10}")
    for label, (clock, processor, megabytes, _) in (("briefkit", whole), ("WeasyPrint alone", alone)):
        print(f"{label:<24}{clock:>8.1f}s{processor:>10.1f}s{megabytes:>7.0f} MB")
    print(
        f"ratio of processor time: {whole[1] / alone[1]:.2f}; {pages} pages; findings: {len(whole[3])}", *whole[3][:5]
    )
    counted = faults(content)
    for label, count in counted.items():
        print(f"{label}: {count}")
    slow = whole[1] > LIMIT_SECONDS or whole[2] > LIMIT_MEGABYTES
    return 1 if slow or whole[3] or any(counted.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
