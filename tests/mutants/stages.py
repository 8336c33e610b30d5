"""Run briefkit's stages on a project in memory, quickly: what does not depend on a mutant is done once a process."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from briefkit import nodes
from briefkit.briefs import prose, spec
from briefkit.evidence import anchoring, qualifiers, seeds
from briefkit.evidence.passages import Passage
from briefkit.figures.money import rates
from briefkit.figures.quotes import matching, reading
from briefkit.figures.units import Vocabulary
from briefkit.figures.values import Stated
from briefkit.findings import Finding
from briefkit.findings.catalog import CODES
from briefkit.project import building, ecb, examination, resources, setting, workspace
from briefkit.project.examination import Examination
from briefkit.project.resources import Resources
from briefkit.report import citations
from mutants.mutant import Files, Mutant
from mutants.page import Page, read_page


class Bench:
    """The stages of briefkit with the files under templates/ and styles/ laid over by those of a mutant."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages_by_html: dict[str, Page] = {}

    def examine(self, files: Files) -> Examination:
        with _laid_over(dict(files.resources)):
            return examination.examine(files.workspace)

    def anchored(self, files: Files, path: str) -> tuple[Finding, ...]:
        """What one seed, or its snapshot, makes by itself that stops the build and that nobody may waive.

        It is found again by `examine`, in many times the time.
        """
        examiner = examination._Examiner(files.workspace, strict=False)
        at = str(PurePosixPath(path).with_suffix(".yaml"))
        for key, (_, read) in examiner._decode({at: files.workspace.seeds[at]}, seeds.decode_seed).items():
            examiner._anchor(key, at, read)
        return tuple(one for one in examiner.findings if one.stops and not CODES[one.code].waivable)

    def pages(self, found: Examination, mutant: Mutant | None = None) -> tuple[dict[str, Page], tuple[Finding, ...]]:
        """The pages of the briefs that a mutant may change by name, and what composing them found."""
        pages: dict[str, Page] = {}
        findings: list[Finding] = []
        for name, examined in found.briefs.items():
            if mutant is not None and mutant.path.startswith("briefs/") and mutant.path != examined.brief.path:
                continue  # one brief does not see another
            outcome = building.compose_page(examined, found.resources, found.waivers)
            findings += [one for one in outcome.findings if one.stops]
            if outcome.value is not None:
                pages[name] = self._read(outcome.value.html.plain)
        return pages, tuple(findings)

    def composed(self, base: Examination, files: Files, brief: str) -> tuple[Any, Resources, tuple[Finding, ...]]:
        """One brief composed with the templates and styles of a mutant: the page or None, and what was found."""
        with _laid_over(dict(files.resources)):
            loaded = resources.load_resources(self.root)
        findings = [one for one in loaded.findings if one.stops]
        if findings:
            return None, loaded.value, tuple(findings)
        composed = building.compose_page(base.briefs[brief], loaded.value, base.waivers)
        return composed.value, loaded.value, tuple(one for one in composed.findings if one.stops)

    def printed(self, page: Any, loaded: Resources) -> tuple[bytes, tuple[Finding, ...]]:
        """The PDF of a page, empty where there is none, and what setting it and reading it back found."""
        outcome = setting.set_page(page, loaded.styles)
        content = outcome.value.content if outcome.value is not None else b""
        return content, tuple(one for one in outcome.findings if one.stops)

    def _read(self, html: str) -> Page:
        if html not in self.pages_by_html:
            if len(self.pages_by_html) > 50:
                self.pages_by_html.clear()
            self.pages_by_html[html] = read_page(html)
        return self.pages_by_html[html]


class _laid_over:
    """While it lasts, files under templates/ and styles/ are read as they are in a mutant."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def __enter__(self) -> None:
        _OVER.update(self.files)

    def __exit__(self, *_: object) -> None:
        _OVER.clear()


_OVER: dict[str, bytes] = {}


def remember() -> None:
    """Let what is the same for all mutants be computed once in this process.

    What is kept are answers of functions that give the same answer to the same question: files of the package, what a
    file's bytes say, what a text states, the citations of a brief.
    """
    read = cache(workspace.read_resources)
    load = resources.load_resources

    def read_over(root: Path, kind: str, suffixes: tuple[str, ...]) -> dict[str, bytes]:
        found = dict(read(root, kind, suffixes))
        found |= {
            path.removeprefix(f"{kind}/"): data
            for path, data in _OVER.items()
            if path.startswith(f"{kind}/") and path.endswith(suffixes)
        }
        return found

    loaded: dict[Path, Any] = {}

    def load_over(root: Path) -> Any:
        if _OVER:
            return load(root)
        if root not in loaded:
            loaded[root] = load(root)
        return loaded[root]

    _put(workspace.read_resources, read_over)
    _put(resources.load_resources, load_over)
    _put(workspace.resource_names, cache(workspace.resource_names))
    _put(ecb.ecb_bytes, cache(ecb.ecb_bytes))
    _put(rates.read_ecb, _kept(rates.read_ecb, len))
    _put(nodes.read_yaml, _kept(nodes.read_yaml, lambda data, path: (data, path)))
    _put(seeds.decode_seed, _kept(seeds.decode_seed, id))
    _put(spec.decode_brief, _kept(spec.decode_brief, id))
    _put(seeds.anchor_seed, _kept(seeds.anchor_seed, _seed_key))
    _put(prose.parse_prose, _kept(prose.parse_prose, id, most=5000))
    _put(prose.parse_line, _kept(prose.parse_line, id, most=5000))
    _put(anchoring.cuts_quantity, _kept(anchoring.cuts_quantity, _passage_key, most=20_000))
    _put(qualifiers.lost_qualifier, _kept(qualifiers.lost_qualifier, lambda *texts: texts, most=20_000))
    _put(matching.match_value, _kept(matching.match_value, _value_key, most=20_000))
    quantities = _kept(reading.read_quantities, lambda text, vocabulary: (text, _words(vocabulary)), most=20_000)
    _put(reading.read_quantities, quantities)
    cited = _kept(citations.format_citations, lambda *given, **named: repr((given, named)))
    _put(citations.format_citations, cited)


def forget() -> None:
    """Put the functions back, for what runs in this process after the attack."""
    while _PUT:
        original, instead = _PUT.pop()
        _everywhere(instead, original)


_PUT: list[tuple[Any, Any]] = []


def _put(original: Any, instead: Any) -> None:
    _everywhere(original, instead)
    _PUT.append((original, instead))


def _everywhere(original: Any, instead: Any) -> None:
    """Put something in the place of a function in every module of briefkit that knows it."""
    known = [module for name, module in list(sys.modules.items()) if name.startswith("briefkit")]
    places = [(module, name) for module in known for name, value in list(vars(module).items()) if value is original]
    assert places, original
    for module, name in places:
        setattr(module, name, instead)


@contextmanager
def replaced_everywhere(original: Any, instead: Any) -> Iterator[None]:
    """For as long as it lasts, something else in the place of a function or a list of checks."""
    _everywhere(original, instead)
    try:
        yield
    finally:
        _everywhere(instead, original)


def _seed_key(key: str, path: str, given: Any, snapshot: bytes | None, vocabulary: Any, *more: Any) -> object:
    return key, path, id(given), snapshot, _words(vocabulary), repr(more)


def _passage_key(passage: Passage, vocabulary: Vocabulary) -> object:
    around = passage.before[-anchoring.CONTEXT :], passage.after[: anchoring.CONTEXT]
    return passage.text, around, _words(vocabulary)


def _value_key(value: Stated, quote: str, vocabulary: Vocabulary) -> object:
    return value, quote, _words(vocabulary)


_NUMBERED: dict[object, int] = {}
_VOCABULARIES: OrderedDict[int, tuple[Vocabulary, int]] = OrderedDict()


def _words(vocabulary: Vocabulary) -> int:
    """One number for all vocabularies of the same words, which are long to compare."""
    if id(vocabulary) not in _VOCABULARIES:
        words = tuple(vocabulary.nouns.items()), tuple(vocabulary.signs.items())
        _VOCABULARIES[id(vocabulary)] = vocabulary, _NUMBERED.setdefault(words, len(_NUMBERED))
        if len(_VOCABULARIES) > 1000:
            _VOCABULARIES.popitem(last=False)
    return _VOCABULARIES[id(vocabulary)][1]


def _kept(call: Callable[..., Any], key: Callable[..., object], most: int = 40) -> Callable[..., Any]:
    """A function whose last answers are kept by a key made of its arguments. These are kept too, so that ids hold."""
    answers: OrderedDict[object, tuple[Any, Any]] = OrderedDict()

    def ask(*given: Any, **named: Any) -> Any:
        about = key(*given, **named)
        if about in answers:
            answers.move_to_end(about)
        else:
            answers[about] = (call(*given, **named), given)
            if len(answers) > most:
                answers.popitem(last=False)
        return answers[about][0]

    return ask


def pictures(content: bytes) -> list[bytes]:
    """The pages of a PDF as they look."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    return [bytes(page.render(scale=1.0, grayscale=True).buffer) for page in document]
