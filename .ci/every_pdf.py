"""Sets each brief in every style of its template and in every edition, for `validate.py` to hold to the standards.

    python .ci/every_pdf.py FOLDER

The briefs are those of the repository, and the Korean and the Chinese one of the tests. Exits with 1 where one cannot
be set. `make validate-every` runs both.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from briefkit.project.building import compose_page, set_page
from briefkit.project.examination import examine
from briefkit.project.workspace import load_workspace
from briefkit.report.editions import EDITIONS

REPOSITORY = Path(__file__).resolve().parent.parent
PROJECTS = (REPOSITORY, REPOSITORY / "tests" / "projects" / "languages")
STYLES = {"chrnk": ("chrnk", "policy"), "note": ("note", "bulletin")}
_TEMPLATE = re.compile(rb"^template: (\w+)$", re.MULTILINE)
_STYLE = re.compile(rb"^style: .*\n", re.MULTILINE)


def in_every_style(briefs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Each brief once for each style of its template, its style in its name."""
    for path, data in briefs.items():
        found = _TEMPLATE.search(data)
        for style in STYLES[found[1].decode() if found else "chrnk"]:
            plain = _STYLE.sub(b"", data)
            yield path.replace(".yaml", f"_{style}.yaml"), plain + f"\nstyle: {style}\n".encode()


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for project in PROJECTS:
        workspace = load_workspace(project)
        found = examine(replace(workspace, briefs=dict(in_every_style(workspace.briefs))))
        for finding in (one for one in found.findings if one.waived is None):
            print(f"{finding.span}: {finding.message}")
            wrong += 1
        for examined in found.briefs.values():
            for edition in EDITIONS:
                page = compose_page(examined, found.resources, found.waivers, edition, found.findings).value
                rendered = set_page(page, found.resources.styles) if page is not None else None
                if page is None or rendered is None or rendered.value is None or rendered.findings:
                    said = "; ".join(one.message for one in rendered.findings) if rendered else "it does not compose"
                    print(f"{examined.brief.name}, {edition}: {said}")
                    wrong += 1
                if page is not None and rendered is not None and rendered.value is not None:
                    (folder / f"{page.stem}.pdf").write_bytes(rendered.value.content)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
