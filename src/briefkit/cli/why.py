"""`briefkit why NAME`: where a figure comes from, and which sentences print it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from briefkit.cli.common import CannotRun, TextOrJson, examined_project
from briefkit.evidence.seeds import AnchoredClaim
from briefkit.figures.money.rates import format_rate
from briefkit.figures.printing import format_calculation, format_figure
from briefkit.nodes import nearest
from briefkit.project.dependencies import Dependencies
from briefkit.project.examination import Examined


def why(
    name: Annotated[str, typer.Argument(help="A claim (dailynk.wig_price) or a figure of a brief (monthly_take).")],
    format: Annotated[TextOrJson, typer.Option("--format", help="How to print it.")] = TextOrJson.TEXT,
) -> None:
    """Show what holds a figure: quotes, calculation, rates, and every sentence that prints it."""
    _, examination = examined_project()
    dependencies = Dependencies(examination)
    claims = dependencies.claims
    defined = {figure: examined for examined in examination.briefs.values() for figure in examined.brief.figures}
    if name not in claims and name not in defined:
        near = nearest(name, [*claims, *defined])
        raise CannotRun(f'no claim or figure is named "{name}"' + (f"; did you mean {near}?" if near else ""))
    data: dict[str, Any] = {"name": name}
    if name in claims:
        data["claim"] = _claim(claims[name])
    else:
        data["figures"] = [
            _figure(name, examined, claims)
            for examined in examination.briefs.values()
            if name in examined.brief.figures
        ]
    data["sentences"] = [
        {"brief": use.brief, "at": str(use.sentence.span), "text": use.sentence.text} for use in dependencies.uses(name)
    ]
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2) if format is TextOrJson.JSON else _text(data))


def _claim(claim: AnchoredClaim) -> dict[str, Any]:
    spec = claim.spec
    fields = {
        "value": spec.value,
        "text": spec.text,
        "restated": spec.restated,
        "by": spec.by,
        "status": spec.status,
        "where": spec.where,
        "note": spec.note,
    }
    return {
        "name": claim.name,
        "at": str(claim.span),
        "cell" if claim.cell else "quote": claim.quote,
        **{key: " ".join(scalar.text.split()) for key, scalar in fields.items() if scalar is not None},
        **({"as_of": claim.period.text} if claim.period else {}),
    }


def _figure(name: str, examined: Examined, claims: Mapping[str, AnchoredClaim]) -> dict[str, Any]:
    resolved = examined.brief.figures[name]
    return {
        "brief": examined.brief.name,
        "at": str(resolved.span),
        "is": resolved.spec.is_.text,
        "text": format_figure(resolved.figure, examined.style, examined.vocabulary),
        "calculation": format_calculation(resolved.figure, examined.style, examined.vocabulary),
        "rates": [
            f"{format_rate(rate)}, {examined.style.period(rate.period)}, {rate.description}"
            for rate in resolved.figure.rates
        ],
        "claims": [_claim(claims[claim]) for claim in resolved.figure.claims],
    }


def _text(data: dict[str, Any]) -> str:
    lines: list[str] = []
    if "claim" in data:
        lines += _claim_lines(data["claim"])
    for figure in data.get("figures", []):
        lines.append(f"{data['name']} in {figure['brief']}: {figure['text']}")
        lines.append(f"  {figure['at']}")
        lines.append(f"  is: {figure['is']}")
        lines.append(f"  calculation: {figure['calculation']}")
        lines += [f"  rate: {rate}" for rate in figure["rates"]]
        for claim in figure["claims"]:
            lines += ["", *(f"  {line}" for line in _claim_lines(claim))]
        lines.append("")
    lines.append("")
    count = len(data["sentences"])
    lines.append(
        f"printed in {count} sentence{'' if count == 1 else 's'}, cells and captions counted:"
        if count
        else "printed nowhere"
    )
    lines += [f"  {sentence['at']}: {sentence['text']}" for sentence in data["sentences"]]
    return "\n".join(line for index, line in enumerate(lines) if line or (index and lines[index - 1])).rstrip()


def _claim_lines(claim: dict[str, Any]) -> list[str]:
    head = claim.get("value") or claim.get("text")
    held = f"  quote: “{claim['quote']}”" if "quote" in claim else f"  cell: {claim['cell']}"
    lines = [f"{claim['name']}: {head}", f"  {claim['at']}", held]
    keys = ("restated", "as_of", "by", "status", "where", "note")
    return lines + [f"  {key}: {claim[key]}" for key in keys if key in claim]
