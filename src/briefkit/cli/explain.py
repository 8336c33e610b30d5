"""`briefkit explain BK402`: what a code means, with an example and the mend."""

from __future__ import annotations

from typing import Annotated

import typer

from briefkit.cli.common import CannotRun
from briefkit.findings import Code
from briefkit.findings.catalog import CODES
from briefkit.nodes import nearest


def explain(
    code: Annotated[str | None, typer.Argument(help="A finding's code; all are listed where none is given.")] = None,
) -> None:
    """Explain a finding's code."""
    if code is None:
        typer.echo("\n".join(f"{one.code}  {one.severity.value:<7}  {one.title}" for one in CODES.values()))
        return
    found = CODES.get(code.upper())
    if found is None:
        near = nearest(code.upper(), tuple(CODES))
        raise CannotRun(f'no finding has the code "{code}"' + (f"; did you mean {near}?" if near else ""))
    typer.echo(_text(found))


def _text(code: Code) -> str:
    waivable = "may be accepted with a reason" if code.waivable else "cannot be waived"
    return "\n".join(
        [
            f"{code.code}: {code.title} ({code.severity.value}; {waivable})",
            "",
            code.meaning,
            "",
            "For example:",
            *(f"    {line}" for line in code.example.split("\n")),
            "To mend it:",
            *(f"    {line}" for line in code.mend.split("\n")),
        ]
    )
