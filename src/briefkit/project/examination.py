"""Run every stage but rendering: a workspace in, resolved briefs and all findings out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from briefkit.briefs.resolved import ResolvedBrief
from briefkit.briefs.resolver import combined_vocabulary, resolve_brief
from briefkit.briefs.scope import BriefScope, exchange_with
from briefkit.briefs.spec import BriefSpec, decode_brief
from briefkit.checks.context import BriefContext, SeedContext
from briefkit.checks.order import BRIEF_CHECKS, SEED_CHECKS
from briefkit.checks.waivers import Waiver, apply_waivers, brief_acceptances, seed_acceptances
from briefkit.evidence.seeds import Seed, anchor_seed, decode_seed, is_name
from briefkit.evidence.spec import SeedSpec
from briefkit.figures.house import HouseStyle
from briefkit.figures.rates import POLICIES, RateBook, RateTable, parse_rates_csv, read_ecb
from briefkit.figures.units import Vocabulary
from briefkit.findings import Finding, Outcome, Problem, Severity, Span, sort_findings
from briefkit.findings import bk1_shape as shape
from briefkit.findings import bk2_names as names
from briefkit.findings import bk8_output as output
from briefkit.nodes import Node, Scalar, nearest, read_yaml
from briefkit.project.config import read_table
from briefkit.project.ecb import ecb_bytes
from briefkit.project.workspace import Workspace, read_resources, read_snapshot, resource_names

S = TypeVar("S")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One brief after all checks, with what it needs to be printed."""

    brief: ResolvedBrief
    style: HouseStyle
    template: str
    style_name: str
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """A project after all checks. `blocked` names the briefs that may not be printed: how many findings stop each."""

    seeds: Mapping[str, Seed]
    briefs: Mapping[str, Examined]
    findings: tuple[Finding, ...]
    waivers: tuple[Waiver, ...] = ()
    blocked: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    def fails(self, severity: Severity) -> bool:
        """Whether any finding that nobody waived is at or above `severity`."""
        return any(found.waived is None and found.severity.rank >= severity.rank for found in self.findings)


def brief_name(path: str) -> str:
    """`briefs/wigs.yaml` → `wigs`."""
    return PurePosixPath(path).stem


def examine(workspace: Workspace) -> Examination:
    """Everything about a project short of its pages. All findings are reported in one run."""
    return _Examiner(workspace).run()


class _Examiner:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.findings: list[Finding] = list(workspace.findings)
        self.vocabulary = _project_vocabulary(workspace)
        self.combined = self.vocabulary
        self.broken_seeds: frozenset[str] = frozenset()
        self.styles: dict[str, HouseStyle] = {}
        self.known = {
            "templates": resource_names(workspace.root, "templates", "main.html"),
            "styles": resource_names(workspace.root, "styles", "main.css"),
        }
        self.style_files = read_resources(workspace.root, "styles", (".toml",))

    def run(self) -> Examination:
        book = self._rates()
        seed_specs = self._decode(self.workspace.seeds, decode_seed)
        seeds = {key: self._anchor(key, path, spec) for key, (path, spec) in seed_specs.items()}
        self.broken_seeds = frozenset(map(brief_name, self.workspace.seeds)) - set(seeds)
        self.combined = combined_vocabulary(seeds, self.vocabulary)
        self._check_seeds(seeds, book)
        brief_specs = self._decode(self.workspace.briefs, decode_brief)
        briefs: dict[str, Examined] = {}
        for name, (path, spec) in brief_specs.items():
            briefs[name] = self._resolve(name, path, spec, seeds, book)
        acceptances = [item for key, (_, spec) in seed_specs.items() for item in seed_acceptances(key, spec)]
        acceptances += [item for name, (_, spec) in brief_specs.items() for item in brief_acceptances(name, spec)]
        judged = apply_waivers(sort_findings(self.findings), acceptances)
        findings = sort_findings((*judged.value[0], *judged.findings))
        return Examination(
            seeds=seeds,
            briefs=briefs,
            findings=findings,
            waivers=judged.value[1],
            blocked=self._blocked(briefs, findings),
            counts={
                "seeds": len(self.workspace.seeds),
                "claims": sum(len(seed.claims) for seed in seeds.values()),
                "briefs": len(self.workspace.briefs),
                "figures": sum(len(one.brief.figures) + len(one.brief.printed) for one in briefs.values()),
            },
        )

    def _decode(
        self, files: Mapping[str, bytes], decode: Callable[[Node], Outcome[S | None]]
    ) -> dict[str, tuple[str, S]]:
        specs: dict[str, tuple[str, S]] = {}
        for path, data in files.items():
            key = brief_name(path)
            if not is_name(key):
                hint = f"rename the file {re.sub(r'[^0-9A-Za-z_]', '_', key)}.yaml"
                self.findings.append(shape.BAD_NAME.at(Span(path), name=key, hint=hint))
                continue
            nodes = read_yaml(data, path)
            self.findings += nodes.findings
            if nodes.value is None:
                continue
            decoded = decode(nodes.value)
            self.findings += decoded.findings
            if decoded.value is not None:
                specs[key] = (path, decoded.value)
        return specs

    def _anchor(self, key: str, path: str, spec: SeedSpec) -> Seed:
        snapshot = read_snapshot(self.workspace, spec.snapshot.file.text)
        outcome = anchor_seed(key, path, spec, snapshot, self.vocabulary)
        self.findings += outcome.findings
        return outcome.value

    def _rates(self) -> RateBook:
        tables: list[RateTable] = []
        try:
            tables.append(read_ecb(ecb_bytes()))
        except Problem as problem:
            self.findings.append(problem.at(Span("briefkit.toml")))
        for path, data in self.workspace.rates.items():
            try:
                outcome = parse_rates_csv(data.decode("utf-8-sig"), path, brief_name(path))
            except UnicodeDecodeError as error:
                line = data[: error.start].count(b"\n") + 1
                byte = f"0x{data[error.start]:02x}"
                self.findings.append(
                    shape.NOT_UTF8.at(Span(path, line, 1, line, 2), byte=byte, hint="save the file as UTF-8")
                )
                continue
            self.findings += outcome.findings
            tables.append(outcome.value)
        return RateBook(tables)

    def _check_seeds(self, seeds: Mapping[str, Seed], book: RateBook) -> None:
        rates = self.workspace.config.rates
        style = self._house(self.workspace.config.style or self.workspace.config.template, None)
        for seed in seeds.values():
            exchange = exchange_with(book, rates.source, rates.policy)
            own = seed.namespace
            scope = BriefScope({seed.key: seed}, exchange, seed.vocabulary, style, own.members, own.broken)
            context = SeedContext(seed=seed, scope=scope, style=style)
            for check in SEED_CHECKS:
                self.findings += check(context)

    def _resolve(self, name: str, path: str, spec: BriefSpec, seeds: Mapping[str, Seed], book: RateBook) -> Examined:
        config = self.workspace.config
        template = spec.template.text if spec.template else config.template
        style_name = spec.style.text if spec.style else (config.style or template)
        self._find_resource("templates", template, spec.template, path, "main.html")
        style = self._house(style_name, spec.style or spec.template)
        self._check_brief_head(spec)
        source, policy = config.rates.source, config.rates.policy
        if spec.rates is not None:
            source = spec.rates.source.text if spec.rates.source else source
            policy = spec.rates.policy.text if spec.rates.policy else policy
            self._check_rates(spec, book, source, policy)
        vocabulary = self.combined
        outcome = resolve_brief(
            name, path, spec, seeds, book, style, vocabulary, rate_source=source, rate_policy=policy,
            broken=self.broken_seeds
        )  # fmt: skip
        self.findings += outcome.findings
        brief = outcome.value
        figures = {key: figure.figure for key, figure in brief.figures.items()}
        scope = BriefScope(seeds, exchange_with(book, source, policy), vocabulary, style, figures, brief.broken)
        context = BriefContext(brief=brief, scope=scope, style=style, seeds=seeds)
        for check in BRIEF_CHECKS:
            self.findings += check(context)
        return Examined(brief=brief, style=style, template=template, style_name=style_name, vocabulary=vocabulary)

    def _check_brief_head(self, spec: BriefSpec) -> None:
        text = spec.date.text.strip()
        try:
            if not _DAY.fullmatch(text):
                raise ValueError
            date.fromisoformat(text)
        except ValueError:
            self.findings.append(output.BAD_DATE.at(spec.date.span, found=text, hint="write date: 2023-07-15"))
        if spec.language is not None and spec.language.text != "en":
            found = f'the language "{spec.language.text}"'
            self.findings.append(
                shape.WRONG_TYPE.at(spec.language.span, found=found, expected="en", hint="write language: en")
            )

    def _check_rates(self, spec: BriefSpec, book: RateBook, source: str, policy: str) -> None:
        assert spec.rates is not None
        for scalar, word, known in (
            (spec.rates.source, source, book.sources),
            (spec.rates.policy, policy, POLICIES),
        ):
            if scalar is not None and word not in known:
                near = nearest(word, known)
                hint = f"did you mean {near}?" if near else f"known: {', '.join(known)}"
                self.findings.append(
                    shape.WRONG_TYPE.at(scalar.span, found=f'"{word}"', expected=" or ".join(known), hint=hint)
                )

    def _find_resource(self, kind: str, name: str, scalar: Scalar | None, path: str, entry: str) -> None:
        known = self.known[kind]
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near}?" if near else f"make the file {kind}/{name}/{entry}"
            span = scalar.span if scalar else Span(path)
            what = kind.removesuffix("s")
            self.findings.append(
                names.MISSING_TEMPLATE.at(span, kind=what, name=name, known=", ".join(known), hint=hint)
            )

    def _house(self, name: str, scalar: Scalar | None) -> HouseStyle:
        """The house style of a style folder; a folder without one takes the default."""
        if name in self.styles:
            return self.styles[name]
        self._find_resource("styles", name, scalar, "briefkit.toml", "main.css")
        data = self.style_files.get(f"{name}/house.toml")
        outcome = read_table(HouseStyle, data or b"", f"styles/{name}/house.toml")
        self.findings += outcome.findings
        self.styles[name] = outcome.value
        return outcome.value

    def _blocked(self, briefs: Mapping[str, Examined], findings: Iterable[Finding]) -> dict[str, int]:
        """The briefs that a finding stops: one in the brief, in a seed it refers to, or in what all briefs share."""
        stopping = [finding for finding in findings if finding.stops]
        blocked: dict[str, int] = {}
        for path in self.workspace.briefs:
            name = brief_name(path)
            own = {path}
            if name in briefs:
                own |= {f"seeds/{key}.yaml" for key in briefs[name].brief.referred}
                own |= {f"styles/{briefs[name].style_name}/house.toml"}
            snapshots = {f"seeds/{seed.spec.snapshot.file.text}" for seed in self._referred(briefs.get(name))}
            shared = ("briefkit.toml", "pyproject.toml", "seeds/rates/")
            count = sum(
                finding.span.path in own | snapshots or finding.span.path.startswith(shared) for finding in stopping
            )
            if count or name not in briefs:
                blocked[name] = max(count, 1)
        return blocked

    def _referred(self, examined: Examined | None) -> list[Seed]:
        if examined is None:
            return []
        return [seed for key, seed in examined.brief.seeds.items() if key in examined.brief.referred]


def _project_vocabulary(workspace: Workspace) -> Vocabulary:
    nouns = {noun: tuple(forms) for noun, forms in workspace.config.nouns.items()}
    return Vocabulary(nouns, workspace.config.signs)
