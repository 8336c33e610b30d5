"""A project as it is now: its files followed, examined after each change, and its briefs composed for a screen.

What is shown is always that of one moment: the files are read once, then examined, and what comes of it replaces what
was shown before as a whole. Only what has changed is worked out anew.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefkit.briefs.resolved import drawings
from briefkit.findings import Finding, Outcome, Span, sort_findings
from briefkit.project.building import compose_page
from briefkit.project.examination import Examination, Examined, brief_name, examine
from briefkit.project.fonts import missing_fonts
from briefkit.project.memory import Memory
from briefkit.project.setting import Page
from briefkit.project.watching import look, wait_for_change
from briefkit.project.workspace import Workspace, load_workspace
from briefkit.report.compose import compose_view
from briefkit.report.drawings import Drawn
from briefkit.report.garbage import collecting_later
from briefkit.report.pictures import address
from briefkit.report.screen import Places, ScreenIndex
from briefkit.report.scripts import mark_languages
from briefkit.report.templates import render_marked

TRIES, PAUSE = 5, 0.05  # how often files are read again that vanish while they are read, and seconds between


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFinding:
    """A finding, the ids of the elements of the document that it is about, and whether it is about another one."""

    finding: Finding
    elements: tuple[str, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A brief for a screen. `html` is empty where it could not be composed; `cards` is what holds each figure.

    `blocked` is how many findings stop the brief.
    """

    name: str
    html: str = ""
    style: str = ""
    language: str = "en"
    cards: Mapping[str, dict[str, object]] = field(default_factory=dict)
    findings: tuple[PlacedFinding, ...] = ()
    blocked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A project at one moment; `number` counts them. `failure` says why it could not be examined."""

    number: int = 0
    workspace: Workspace | None = None
    examination: Examination | None = None
    failure: str = ""

    @property
    def briefs(self) -> tuple[str, ...]:
        """The names of the briefs, in order."""
        return tuple(brief_name(path) for path in self.workspace.briefs) if self.workspace else ()


class Live:
    """A project that is followed. Any thread may ask for its moment, or wait for the next."""

    def __init__(self, root: Path, only: str | None = None) -> None:
        self.root = root
        self._only = only
        self._memory = Memory()
        self._changed = threading.Condition()
        self._composing = threading.Lock()
        self._screens: dict[str, Screen] = {}
        self._moment = Moment()
        self._ended = False

    @property
    def moment(self) -> Moment:
        """The project as it was last examined."""
        return self._moment

    def follow(self) -> None:
        """Examine the project now and after each change, until `end`."""
        while not self._ended:
            seen = look(self.root)
            if self.update().number == 1:
                gc.freeze()  # nearly all of it is kept, so the collector need not walk it again and again
            wait_for_change(self.root, seen, lambda: self._ended)

    def end(self) -> None:
        """Stop following, and let go those who wait."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    @property
    def ended(self) -> bool:
        return self._ended

    def wait(self, number: int, seconds: float) -> Moment:
        """The first moment with another number than this, or the present one when the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._moment.number != number, seconds)
            return self._moment

    def update(self) -> Moment:
        """Read and examine the project. What goes wrong is told by the moment; nothing is raised."""
        number = self._moment.number + 1
        try:
            workspace = self._read()
            moment = Moment(number=number, workspace=workspace, examination=examine(workspace, memory=self._memory))
        except Exception as error:  # an editor may do anything to files; what was shown must not go on standing
            moment = Moment(number=number, failure=f"{type(error).__name__}: {error}")
        with self._changed:
            self._moment = moment
            self._screens = {}
            self._changed.notify_all()
        return moment

    def _read(self) -> Workspace:
        for _ in range(TRIES - 1):
            try:
                return self._narrowed(load_workspace(self.root))
            except OSError:
                time.sleep(PAUSE)  # a file vanished between being listed and being read
        return self._narrowed(load_workspace(self.root))

    def _narrowed(self, workspace: Workspace) -> Workspace:
        """The project with the one brief that is wanted; other briefs change nothing in it."""
        if self._only is None:
            return workspace
        return replace(
            workspace, briefs={path: data for path, data in workspace.briefs.items() if brief_name(path) == self._only}
        )

    def screen(self, moment: Moment, name: str) -> Screen:
        """A brief of a moment for a screen, composed when it is first asked for."""
        with self._composing:
            if moment is not self._moment or name not in self._screens:
                with collecting_later():
                    screen = compose_screen(moment, name)
                if moment is not self._moment:
                    return screen
                self._screens[name] = screen
            return self._screens[name]


def page_of(moment: Moment, name: str) -> Outcome[Page | None]:
    """A brief of a moment as the build sets it; None where a finding stops it."""
    found = moment.examination
    if found is None or name in found.blocked or name not in found.briefs:
        return Outcome(None)
    return compose_page(found.briefs[name], found.resources, found.waivers)


def compose_screen(moment: Moment, name: str) -> Screen:
    """A brief as a screen shows it, with all open findings of the project."""
    found = moment.examination
    if found is None:
        return Screen(name=name)
    examined = found.briefs.get(name)
    nothing = Screen(name=name, blocked=found.blocked.get(name, 0), findings=_placed(found, name, None, found.findings))
    if examined is None:
        return nothing
    try:
        return _composed(found, examined)
    except Exception:
        if not nothing.blocked:
            raise
        return nothing  # a brief that a finding stops need not be fit to be composed, and no build composes it


def _composed(found: Examination, examined: Examined) -> Screen:
    brief = examined.brief
    language = brief.spec.language.text if brief.spec.language else "en"
    places = Places()
    view = compose_view(
        brief,
        examined.style,
        examined.vocabulary,
        found.resources.words[language],
        found.waivers,
        lambda _: _all_drawn(examined),
        places=places,
    )
    rendered = render_marked(view.value, examined.template, found.resources.templates)
    html = mark_languages(rendered.value)
    fonts = missing_fonts(html.with_drawn_texts, Span(brief.path)) if html.text else ()
    own = (*view.findings, *rendered.findings, *fonts)
    index = ScreenIndex(brief, view.value.ledger, places)
    return Screen(
        name=brief.name,
        html=html.plain,
        style=examined.style_name,
        language=language,
        cards=index.cards(),
        findings=_placed(found, brief.name, index, (*found.findings, *own)),
        blocked=found.blocked.get(brief.name, 0) + sum(one.stops for one in own),
    )


def _placed(
    found: Examination, name: str, index: ScreenIndex | None, findings: Iterable[Finding]
) -> tuple[PlacedFinding, ...]:
    """Findings that nobody has waived, those that bear on the brief first."""
    examined = found.briefs.get(name)
    paths = files_of(examined) if examined else frozenset({f"briefs/{name}.yaml"})
    placed = [
        PlacedFinding(
            finding=one,
            elements=index.elements(one) if index else (),
            elsewhere=one.span.path not in paths and one.span.path.startswith(("briefs/", "seeds/")),
        )
        for one in sort_findings(findings)
        if one.waived is None
    ]
    return tuple(sorted(placed, key=lambda one: one.elsewhere))


def files_of(examined: Examined) -> frozenset[str]:
    """The files that a brief was written in and rests on, beside templates and styles."""
    brief = examined.brief
    seeds = [seed for key, seed in brief.seeds.items() if key in brief.referred]
    own = {brief.path, *(f"seeds/{key}.yaml" for key in brief.referred)}
    return frozenset(own | {f"seeds/{seed.spec.snapshot.file.text}" for seed in seeds})


def _all_drawn(examined: Examined) -> dict[str, Drawn]:
    """The drawings of a brief, with an empty frame for each that was refused."""
    return {drawing.anchor: _FRAME for drawing in drawings(examined.brief)} | dict(examined.drawings)


_FRAME = Drawn(
    image=address(
        "image/svg+xml",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="384pt" height="48pt" viewBox="0 0 384 48">'
        b'<rect x="0.5" y="0.5" width="383" height="47" fill="none" stroke="#a01010" stroke-dasharray="4 3"/></svg>',
    ),
    width=384,
    height=48,
    alternative="not drawn: see the findings",
)
