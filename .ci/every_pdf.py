"""Sets each brief in every style and in every edition, for `validate.py` to hold to the standards.

    python .ci/every_pdf.py FOLDER [WORD …]

The briefs are those of the repository, each in the styles of its template, and the Korean and the Chinese one of the
tests, in all styles. Of these only those are set in whose names, such as wigs_bulletin.draft, each WORD stands. Exits
with 1 where one cannot be set. `make validate-every` runs both.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefkit.project.building import compose_page
from briefkit.project.examination import Examination, Examined, examine
from briefkit.project.setting import set_page
from briefkit.project.workspace import load_workspace
from briefkit.report.editions import EDITIONS, file_stem

REPOSITORY = Path(__file__).resolve().parent.parent
LANGUAGES = REPOSITORY / "tests" / "projects" / "languages"
TEMPLATES = {"chrnk": "chrnk", "policy": "chrnk", "note": "note", "bulletin": "note"}
_TEMPLATE = re.compile(rb"^template: *(\w+) *\n", re.MULTILINE)
_STYLE = re.compile(rb"^style: .*\n", re.MULTILINE)


def in_every_style(briefs: Mapping[str, bytes], *, of_any_template: bool) -> Iterator[tuple[str, bytes]]:
    """Each brief once for each style, its style in its name: of its own template, or `of_any_template`."""
    for path, data in briefs.items():
        found = _TEMPLATE.search(data)
        own = found[1].decode() if found else "chrnk"
        plain = _STYLE.sub(b"", _TEMPLATE.sub(b"", data))
        for style, template in TEMPLATES.items():
            if of_any_template or template == own:
                chosen = f"\ntemplate: {template}\nstyle: {style}\n"
                yield path.replace(".yaml", f"_{style}.yaml"), plain + chosen.encode()


def main(folder: Path, words: Sequence[str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for project in (REPOSITORY, LANGUAGES):
        workspace = load_workspace(project)
        briefs = dict(in_every_style(workspace.briefs, of_any_template=project == LANGUAGES))
        found = examine(replace(workspace, briefs=briefs))
        for finding in (one for one in found.findings if one.waived is None):
            print(f"{finding.span}: {finding.message}")
            wrong += 1
        for examined in found.briefs.values():
            for edition in EDITIONS:
                stem = file_stem(examined.brief.name, edition)
                if all(word in stem for word in words):
                    wrong += not is_set(examined, found, edition, folder / f"{stem}.pdf")
    return 1 if wrong else 0


def is_set(examined: Examined, found: Examination, edition: str, path: Path) -> bool:
    """Write an edition of a brief; whether nothing was found in it. What was is printed."""
    composed = compose_page(examined, found.resources, found.waivers, edition, found.findings)
    rendered = set_page(composed.value, found.resources.styles) if composed.value is not None else None
    findings = [*composed.findings, *(rendered.findings if rendered else ())]
    print(f"{path.stem}:", "; ".join(one.message for one in findings) or "set", flush=True)
    if rendered is None or rendered.value is None:
        return False
    path.write_bytes(rendered.value.content)
    return not findings


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
