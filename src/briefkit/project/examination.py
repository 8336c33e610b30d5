"""Run every stage but rendering: a workspace in, resolved briefs and all findings out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import TypeVar

from briefkit.briefs.resolved import ResolvedBrief
from briefkit.briefs.resolver import combined_vocabulary, resolve_brief
from briefkit.briefs.scope import BriefScope, exchange_with
from briefkit.briefs.spec import BriefSpec, decode_brief
from briefkit.checks.agreement import Dispute, check_agreement, check_sides, disputes_by_claim, find_disputes
from briefkit.checks.context import BriefContext, SeedContext
from briefkit.checks.order import BRIEF_CHECKS, SEED_CHECKS, STRICT_CHECKS
from briefkit.checks.waivers import Waiver, apply_waivers, brief_acceptances, seed_acceptances
from briefkit.evidence.seeds import Seed, anchor_seed, decode_seed, is_name
from briefkit.evidence.spec import SeedSpec
from briefkit.figures.evaluation import AlreadyReported, Exchange
from briefkit.figures.figure import Figure
from briefkit.figures.house import HouseStyle
from briefkit.figures.languages import LANGUAGES
from briefkit.figures.money.rates import POLICIES, Rate, RateBook, RateTable, parse_rates_csv, read_ecb
from briefkit.figures.units import Vocabulary, noun_fault, sign_fault
from briefkit.findings import Finding, Outcome, Problem, Span, sort_findings
from briefkit.findings import bk1_shape as shape
from briefkit.findings import bk2_names as names
from briefkit.findings import bk3_anchors as anchors
from briefkit.findings import bk4_rates as rates
from briefkit.findings import bk8_output as output
from briefkit.nodes import Node, Scalar, decode_text, nearest, read_yaml
from briefkit.project.config import key_span, read_table
from briefkit.project.drawing_data import load_atlas, load_measure
from briefkit.project.ecb import ecb_bytes
from briefkit.project.memory import Memory, Same
from briefkit.project.resources import Resources, load_resources
from briefkit.project.workspace import (
    Workspace,
    config_span,
    read_picture,
    read_resources,
    read_snapshot,
    resource_names,
)
from briefkit.report.citations import check_style
from briefkit.report.drawings import Drawn, Studio, draw_all, picture_files
from briefkit.report.garbage import collecting_later

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
    drawings: Mapping[str, Drawn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """A project after all checks. `blocked` names the briefs that may not be printed: how many findings stop each."""

    seeds: Mapping[str, Seed]
    briefs: Mapping[str, Examined]
    findings: tuple[Finding, ...]
    waivers: tuple[Waiver, ...] = ()
    blocked: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    resources: Resources = field(default_factory=Resources)


def brief_name(path: str) -> str:
    """`briefs/wigs.yaml` → `wigs`."""
    return PurePosixPath(path).stem


def examine(
    workspace: Workspace,
    *,
    strict: bool = False,
    memory: Memory | None = None,
    nouns: Mapping[str, tuple[str, ...]] | None = None,
) -> Examination:
    """Everything about a project short of its pages. All findings are reported in one run.

    `strict` asks for a sign-off of every claim that a brief prints, too. With the `memory` of earlier examinations,
    what has not changed since is not worked out anew; the result is the same. `nouns` are those of all seeds and of the
    project, where the workspace is but a part of it.
    """
    memory = Memory() if memory is None else memory
    memory.begin()
    with collecting_later():
        return _Examiner(workspace, strict, memory, nouns).run()


class _Examiner:
    def __init__(
        self,
        workspace: Workspace,
        strict: bool,
        memory: Memory | None = None,
        nouns: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.workspace = workspace
        self.nouns = nouns
        self.memory = Memory() if memory is None else memory
        self.brief_checks = (*BRIEF_CHECKS, *STRICT_CHECKS) if strict else BRIEF_CHECKS
        self.findings: list[Finding] = list(workspace.findings)
        self.resources = load_resources(workspace.folder)
        self.findings += self.resources.findings
        self.vocabulary = self._vocabulary()
        self.combined = self.vocabulary
        self.unread = {found.span.path for found in workspace.findings}
        self.broken_seeds: frozenset[str] = frozenset()
        self.styles: dict[str, HouseStyle] = {}
        self.disputes: dict[str, list[Dispute]] = {}
        self.known = {
            "templates": resource_names(workspace.folder, "templates", "main.html"),
            "styles": resource_names(workspace.folder, "styles", "main.css"),
        }
        self.style_files = read_resources(workspace.folder, "styles", (".toml",))

    def run(self) -> Examination:
        book = self._rates()
        config = self.workspace.config.rates
        self._check_rates(
            book,
            [
                *(("source", name, config_span(self.workspace, "rates", "source")) for name in config.sources),
                ("policy", config.policy, config_span(self.workspace, "rates", "policy")),
            ],
        )
        seed_specs = self._decode(self.workspace.seeds, decode_seed)
        anchored = {key: self._anchor(key, path, spec) for key, (path, spec) in seed_specs.items()}
        seeds = self.memory.keep(("seeds", tuple(map(Same, anchored.values()))), lambda: anchored)
        unread = {path for path in self.unread if path.endswith(".yaml")}
        paths = {path for path in (*self.workspace.seeds, *unread) if path.startswith("seeds/")}
        self.broken_seeds = frozenset(map(brief_name, paths)) - set(seeds)
        self.combined = self.memory.keep(
            ("words", Same(seeds), Same(self.vocabulary), Same(self.nouns)),
            lambda: (
                combined_vocabulary(seeds, self.vocabulary)
                if self.nouns is None
                else Vocabulary(self.nouns, self.vocabulary.signs)
            ),
        )
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
            resources=self.resources.value,
            counts={
                "seeds": len(self.workspace.seeds),
                "claims": sum(len(seed.claims) for seed in seeds.values()),
                "briefs": len(self.workspace.briefs),
                "figures": sum(len(one.brief.figures) + len(one.brief.printed) for one in briefs.values()),
            },
        )

    def _vocabulary(self) -> Vocabulary:
        """The nouns and signs of the configuration that can be used."""
        config = self.workspace.config
        nouns = {noun: tuple(forms) for noun, forms in config.nouns.items()}
        faults = {("nouns", noun): noun_fault(noun, forms) for noun, forms in nouns.items()}
        faults |= {("signs", sign): sign_fault(sign, code) for sign, code in config.signs.items()}
        for (table, key), fault in faults.items():
            if fault:
                span = config_span(self.workspace, table, key)
                expected = "a counted noun" if table == "nouns" else "a currency sign and its code"
                self.findings.append(output.BAD_CONFIG.at(span, found=fault, expected=expected, hint="remove the line"))
        usable = {noun: forms for noun, forms in nouns.items() if not faults["nouns", noun]}
        signs = {sign: code for sign, code in config.signs.items() if not faults["signs", sign]}
        question = ("own words", tuple(usable.items()), tuple(signs.items()))
        return self.memory.keep(question, lambda: Vocabulary(usable, signs))

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
            decoded = self.memory.keep((decode, path, data), partial(_read_spec, data, path, decode))
            self.findings += decoded.findings
            if decoded.value is not None:
                specs[key] = (path, decoded.value)
        return specs

    def _anchor(self, key: str, path: str, spec: SeedSpec) -> Seed:
        snapshot = read_snapshot(self.workspace, spec.snapshot.file.text)
        outcome = self.memory.keep(
            ("anchor", key, path, Same(spec), snapshot, Same(self.vocabulary)),
            lambda: anchor_seed(key, path, spec, snapshot, self.vocabulary),
        )
        unreadable = f"seeds/{spec.snapshot.file.text}" in self.unread
        # A snapshot that is there but cannot be read has been reported; it is not missing besides.
        self.findings += [
            found for found in outcome.findings if not (unreadable and found.code == anchors.MISSING_SNAPSHOT.code)
        ]
        return outcome.value

    def _rates(self) -> RateBook:
        outcome = self.memory.keep(("rates", tuple(self.workspace.rates.items())), self._read_rates)
        self.findings += outcome.findings
        return outcome.value

    def _read_rates(self) -> Outcome[RateBook]:
        tables: list[RateTable] = []
        findings: list[Finding] = []
        try:
            tables.append(read_ecb(ecb_bytes()))
        except Problem as problem:
            findings.append(problem.at(Span("briefkit.toml")))
        for path, data in self.workspace.rates.items():
            decoded = decode_text(data, path)
            findings += decoded.findings
            if decoded.value is None:
                continue
            name = brief_name(path)
            if name in {table.name for table in tables}:
                found = f"two tables named {name}"
                findings.append(
                    rates.UNUSABLE_TABLE.at(Span(path), found=found, expected="one", hint="rename the file")
                )
                continue
            outcome = parse_rates_csv(decoded.value, path, name)
            findings += outcome.findings
            tables.append(outcome.value)
        return Outcome(RateBook(tables), tuple(findings))

    def _check_seeds(self, seeds: Mapping[str, Seed], book: RateBook) -> None:
        rates = self.workspace.config.rates
        config = self.workspace.config
        name = config.style or config.template
        # A missing template is reported where a brief calls for it; its style is not missing besides.
        style = self._house(name, None) if config.style or name in self.known["styles"] else HouseStyle()
        exchange = self._exchange(book, rates.sources, rates.policy)
        means = (Same(book), tuple(rates.sources), rates.policy, Same(style))
        for seed in seeds.values():
            question = ("seed", Same(seed), means, tuple(map(Same, SEED_CHECKS)))
            self.findings += self.memory.keep(question, partial(_seed_findings, seed, exchange, style))
        disputes = self.memory.keep(
            ("disputes", Same(seeds), Same(style)), lambda: find_disputes(seeds.values(), style)
        )
        self.findings += check_agreement(disputes)
        self.disputes = self.memory.keep(("sides", Same(disputes)), lambda: disputes_by_claim(disputes))

    def _resolve(self, name: str, path: str, spec: BriefSpec, seeds: Mapping[str, Seed], book: RateBook) -> Examined:
        config = self.workspace.config
        template = spec.template.text if spec.template else config.template
        style_name = spec.style.text if spec.style else (config.style or template)
        found = self._find_resource("templates", template, spec.template)
        # A style that is only called after a missing template is not missing by itself.
        style = self._house(style_name, spec.style) if found or spec.style or config.style else HouseStyle()
        style = self._in_language(style, spec.language.text) if spec.language else style
        self._check_brief_head(spec)
        sources, policy = config.rates.sources, config.rates.policy
        if spec.rates is not None:
            sources = tuple(source.text for source in spec.rates.source) or sources
            policy = spec.rates.policy.text if spec.rates.policy else policy
            given = [*(("source", source) for source in spec.rates.source), ("policy", spec.rates.policy)]
            self._check_rates(book, [(key, scalar.text, scalar.span) for key, scalar in given if scalar])
        words = self.resources.value.words.get(spec.language.text if spec.language else "en", {})
        means = (
            *(Same(one) for one in (spec, seeds, book, style, self.combined, self.disputes)),
            *(name, path, tuple(sources), policy, self.broken_seeds, tuple(words.items())),
            tuple(map(Same, self.brief_checks)),
        )
        exchange = self._exchange(book, sources, policy)
        outcome = self.memory.keep(
            ("brief", means), lambda: self._resolve_and_check(name, path, spec, seeds, exchange, style, words)
        )
        self.findings += outcome.findings
        brief = outcome.value
        studio = Studio(
            style=style,
            vocabulary=self.combined,
            words=words,
            measure=load_measure,
            atlas=load_atlas,
            pictures=partial(read_picture, self.workspace),
        )
        pictures = tuple((file, read_picture(self.workspace, file)) for file in picture_files(brief))
        drawn = self.memory.keep(("drawings", Same(brief), means, pictures), lambda: draw_all(brief, studio))
        self.findings += drawn.findings
        return Examined(
            brief=brief,
            style=style,
            template=template,
            style_name=style_name,
            vocabulary=self.combined,
            drawings=drawn.value,
        )

    def _resolve_and_check(
        self,
        name: str,
        path: str,
        spec: BriefSpec,
        seeds: Mapping[str, Seed],
        exchange: Exchange,
        style: HouseStyle,
        words: Mapping[str, str],
    ) -> Outcome[ResolvedBrief]:
        outcome = resolve_brief(name, path, spec, seeds, exchange, style, self.combined, self.broken_seeds, words)
        brief = outcome.value
        figures = {key: figure.figure for key, figure in brief.figures.items() if key not in seeds}
        scope = BriefScope(seeds, exchange, self.combined, style, figures, brief.broken)
        context = BriefContext(brief=brief, scope=scope, style=style, seeds=seeds)
        found = [finding for check in self.brief_checks for finding in check(context)]
        return Outcome(brief, (*outcome.findings, *found, *check_sides(brief, self.disputes)))

    def _in_language(self, style: HouseStyle, language: str) -> HouseStyle:
        return self.memory.keep(("language", Same(style), language), lambda: style.for_language(language))

    def _check_brief_head(self, spec: BriefSpec) -> None:
        text = spec.date.text.strip()
        try:
            if not _DAY.fullmatch(text):
                raise ValueError
            date.fromisoformat(text)
        except ValueError:
            self.findings.append(output.BAD_DATE.at(spec.date.span, found=text, hint="write date: 2023-07-15"))
        if spec.language is not None and spec.language.text not in ("en", *LANGUAGES):
            found = f'the language "{spec.language.text}"'
            expected = " or ".join(("en", *LANGUAGES))
            self.findings.append(
                shape.WRONG_TYPE.at(spec.language.span, found=found, expected=expected, hint="write language: en")
            )

    def _exchange(self, book: RateBook, sources: tuple[str, ...], policy: str) -> Exchange:
        """How rates are found; where a source or the policy is unknown, that has been reported once."""
        exchange = exchange_with(book, sources, policy)
        known = set(sources) <= set(book.sources)

        def find(figure: Figure, currency: str, source: str = "") -> Rate:
            if policy not in POLICIES or not (known or source):
                raise AlreadyReported
            return exchange(figure, currency, source)

        return find

    def _check_rates(self, book: RateBook, words: Iterable[tuple[str, str, Span]]) -> None:
        """Names of rate sources and policies; `words` are the key, what it says and where."""
        for key, word, span in words:
            known = book.sources if key == "source" else POLICIES
            if word not in known:
                near = nearest(word, known)
                hint = f"did you mean {near}?" if near else f"known: {', '.join(known)}"
                code = rates.UNKNOWN_SOURCE if key == "source" else rates.UNKNOWN_POLICY
                self.findings.append(code.at(span, found=word, expected=" or ".join(known), hint=hint))

    def _find_resource(self, kind: str, name: str, scalar: Scalar | None) -> bool:
        """Whether there is a template or style of a name; it is looked for once, where it is named."""
        known = self.known[kind]
        if name in known:
            return True
        near = nearest(name, known)
        entry = "main.html" if kind == "templates" else "main.css"
        hint = f"did you mean {near}?" if near else f"make the file {kind}/{name}/{entry}"
        if "/" in name or "\\" in name:
            hint = f"write a name without a slash, such as {known[0] if known else 'chrnk'}"
        what = kind.removesuffix("s")
        span = scalar.span if scalar else config_span(self.workspace, what)
        self.findings.append(names.MISSING_TEMPLATE.at(span, kind=what, name=name, known=", ".join(known), hint=hint))
        return False

    def _house(self, name: str, scalar: Scalar | None) -> HouseStyle:
        """The house style of a style folder; a folder without one takes the default."""
        if name in self.styles:
            return self.styles[name]
        self._find_resource("styles", name, scalar)
        data = self.style_files.get(f"{name}/house.toml")
        outcome = self.memory.keep(
            ("house", name, data), lambda: read_table(HouseStyle, data or b"", f"styles/{name}/house.toml")
        )
        self.findings += outcome.findings
        try:
            check_style(outcome.value.citations)
        except Problem as problem:
            path = f"styles/{name}/house.toml"
            self.findings.append(problem.at(key_span((data or b"").decode("utf-8", "replace"), path, ("citations",))))
        self.styles[name] = outcome.value
        return outcome.value

    def _blocked(self, briefs: Mapping[str, Examined], findings: Iterable[Finding]) -> dict[str, int]:
        """The briefs that a finding stops: one in the brief, in a seed it refers to, or in what all briefs share."""
        stopping = Counter(finding.span.path for finding in findings if finding.stops)
        shared = {path for path in stopping if path.startswith(_SHARED)}
        templates = [path for path in stopping if path.startswith("templates/")]
        blocked: dict[str, int] = {}
        for path in self.workspace.briefs:
            name = brief_name(path)
            count = sum(stopping[place] for place in {path, *shared, *_places(briefs.get(name), templates)})
            if count or name not in briefs:
                blocked[name] = max(count, 1)
        return blocked


def _read_spec(data: bytes, path: str, decode: Callable[[Node], Outcome[S | None]]) -> Outcome[S | None]:
    nodes = read_yaml(data, path)
    if nodes.value is None:
        return Outcome(None, nodes.findings)
    decoded = decode(nodes.value)
    return Outcome(decoded.value, (*nodes.findings, *decoded.findings))


def _seed_findings(seed: Seed, exchange: Exchange, style: HouseStyle) -> tuple[Finding, ...]:
    own = seed.namespace
    scope = BriefScope({seed.key: seed}, exchange, seed.vocabulary, style, own.members, own.broken)
    context = SeedContext(seed=seed, scope=scope, style=style)
    return tuple(found for check in SEED_CHECKS for found in check(context))


_SHARED = ("briefkit.toml", "pyproject.toml", "seeds/rates/", "templates/words/", "templates/shared/")


def _places(examined: Examined | None, templates: Iterable[str]) -> Iterator[str]:
    """The files that a brief rests on, beside those that all do; of `templates`, those of its own."""
    if examined is None:
        return
    brief = examined.brief
    yield f"styles/{examined.style_name}/house.toml"
    yield from (path for path in templates if path.startswith(f"templates/{examined.template}/"))
    for key in brief.referred:
        yield f"seeds/{key}.yaml"
        if key in brief.seeds:
            yield f"seeds/{brief.seeds[key].spec.snapshot.file.text}"
