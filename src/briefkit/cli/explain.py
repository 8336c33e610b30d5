"""`briefkit explain BK402`: what a code means, with an example and the mend."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from briefkit.cli.common import CannotRun, TextOrJson
from briefkit.findings import Code
from briefkit.findings.catalog import CODES
from briefkit.nodes import nearest


def explain(
    code: Annotated[str | None, typer.Argument(help="A finding's code; all are listed where none is given.")] = None,
    format: Annotated[TextOrJson, typer.Option("--format", help="How to print it.")] = TextOrJson.TEXT,
) -> None:
    """Explain a finding's code."""
    as_json = format is TextOrJson.JSON
    if code is None:
        lines = "\n".join(f"{one.code}  {one.severity.value:<7}  {one.title}" for one in CODES.values())
        typer.echo(_json({"codes": [_data(one) for one in CODES.values()]}) if as_json else lines)
        return
    found = CODES.get(code.upper())
    if found is None:
        near = nearest(code.upper(), tuple(CODES))
        raise CannotRun(f'no finding has the code "{code}"' + (f"; did you mean {near}?" if near else ""))
    typer.echo(_json(_data(found)) if as_json else _text(found))


def _json(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _data(code: Code) -> dict[str, object]:
    return {
        "code": code.code,
        "title": code.title,
        "severity": code.severity.value,
        "waivable": code.waivable,
        "meaning": code.meaning,
        "example": code.example,
        "mend": code.mend,
    }


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
