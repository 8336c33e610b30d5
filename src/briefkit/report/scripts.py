"""Find Korean, Chinese and Japanese in a document: HTML in, the same with its languages marked out.

A run of such characters in a text of another language is put in `<span lang="ko">`, so that it is set in the type of
its language (the same character is drawn otherwise in Seoul, Beijing, Taipei and Tokyo) and read aloud in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser

from briefkit.report.templates import MarkedHtml

KOREAN, SIMPLIFIED, TRADITIONAL, JAPANESE = "ko", "zh", "zh-Hant", "ja"
EAST_ASIAN_LANGUAGES = (KOREAN, SIMPLIFIED, TRADITIONAL, JAPANESE)

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_KANA = "\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_MARKS = "\u3000-\u3004\u3008-\u3020\u30fb\u3200-\u33ff\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffe6"
_SYMBOLS = "\u2460-\u24ff\u25a0-\u25ff"
_QUOTES = "\u2014\u2018\u2019\u201c\u201d\u2026\u00b7"  # full-width in Chinese and Japanese type

EAST_ASIAN = re.compile(f"[{_HANGUL}{_KANA}{_HAN}{_MARKS}]")
_LETTERS = f"{_HANGUL}{_KANA}{_HAN}{_MARKS}"
# What may stand between two words of one run: spaces, digits and punctuation that both languages share.
_RUN = re.compile(rf"[{_LETTERS}]+(?:[\s0-9.,·%~()“”‘’—–…-]{{1,12}}[{_LETTERS}]+)*")
_HAS_HANGUL = re.compile(f"[{_HANGUL}]")
_PART = re.compile(rf"[{_HANGUL}]+(?:[\s0-9.,·%~()–—…-]{{1,12}}[{_HANGUL}]+)*|(?:(?![{_HANGUL}])[{_LETTERS}])+")
_OTHER_QUOTED = re.compile(rf"[“‘][A-Za-zÀ-ɏ][^“”‘’{_LETTERS}]*[”’]")

# The standard character sets, by which it is known whose a run of Chinese characters may be.
_CODECS: Mapping[str, str] = {KOREAN: "euc_kr", SIMPLIFIED: "gb2312", TRADITIONAL: "big5", JAPANESE: "shift_jis"}
_NEXT: Mapping[str, tuple[str, ...]] = {
    KOREAN: (KOREAN, SIMPLIFIED, TRADITIONAL, JAPANESE),
    SIMPLIFIED: (SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN),
    TRADITIONAL: (TRADITIONAL, SIMPLIFIED, JAPANESE, KOREAN),
    JAPANESE: (JAPANESE, TRADITIONAL, SIMPLIFIED, KOREAN),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one language, with its place in the text."""

    start: int
    end: int
    language: str


def language_runs(text: str, language: str) -> Iterator[Run]:
    """The runs of Korean, Chinese and Japanese in a text whose language is `language` (a BCP 47 tag).

    Hangul is Korean and kana Japanese. Chinese characters alone are of the language of the text, if it has them; else
    Chinese, simplified or traditional; else Japanese. Beside Hangul they are Korean, but in a Chinese or Japanese text
    their own. In such a text quoted words in Latin letters are a run of English, since full-width marks do not suit
    them.
    """
    alone = _tag(language) in (SIMPLIFIED, TRADITIONAL, JAPANESE)
    for match in _RUN.finditer(text):
        whole = match.group()
        if not _HAS_HANGUL.search(whole):
            yield Run(match.start(), match.end(), _language_of(whole, language))
        elif _covers(KOREAN, whole) and not alone:
            yield Run(match.start(), match.end(), KOREAN)
        else:
            for part in _PART.finditer(text, match.start(), match.end()):
                yield Run(part.start(), part.end(), _language_of(part.group(), language))
    if alone:
        yield from (Run(match.start(), match.end(), "en") for match in _OTHER_QUOTED.finditer(text))


def _language_of(run: str, language: str) -> str:
    if _HAS_HANGUL.search(run):
        return KOREAN
    if re.search(f"[{_KANA}]", run):
        return JAPANESE
    candidates = _NEXT.get(_tag(language), _NEXT[SIMPLIFIED])
    return next((one for one in candidates if _covers(one, run)), candidates[0])


def _covers(language: str, run: str) -> bool:
    """Whether the standard characters of a language have all Chinese characters of a run."""
    try:
        "".join(re.findall(f"[{_HAN}]", run)).encode(_CODECS[language])
    except UnicodeEncodeError:
        return False
    return True


def _tag(language: str) -> str:
    """The one of our four that a language tag means: "zh-TW" is zh-Hant."""
    main, _, region = language.partition("-")
    if main == SIMPLIFIED and region.split("-")[0] in ("Hant", "TW", "HK", "MO"):
        return TRADITIONAL
    return main


def mark_languages(html: MarkedHtml) -> MarkedHtml:
    """The document with each run that is not of the language around it in a span of its own."""
    if EAST_ASIAN.search(html.text) is None:
        return html
    marker = _Marker()
    marker.feed(html.text)
    marker.close()
    return replace(html, text="".join(marker.parts))


def characters(html: str) -> Mapping[str, frozenset[str]]:
    """The characters that a document sets in Korean, Chinese and Japanese type, by language."""
    if EAST_ASIAN.search(html) is None:
        return {}
    collector = _Collector()
    collector.feed(html)
    collector.close()
    return {language: frozenset(found) for language, found in collector.found.items() if found}


_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNMARKED = frozenset(("head", "title", "script", "style", "svg"))


class _Walker(HTMLParser):
    """Walks through a document and knows the language of each place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[tuple[str, str]] = []

    @property
    def language(self) -> str:
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        # The marks around a text of the view stand in attributes too.
        language = re.sub("[^A-Za-z0-9-]", "", given.get("lang") or "") or self.language
        if tag not in _VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        place = next((at for at in range(len(self.open) - 1, -1, -1) if self.open[at][0] == tag), None)
        if place is not None:
            del self.open[place:]


class _Marker(_Walker):
    """Writes the document again as it came, with spans around runs."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, *_: object) -> None:
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if EAST_ASIAN.search(data) is None or any(tag in _UNMARKED for tag, _ in self.open):
            self.parts.append(data)
            return
        done = 0
        for run in sorted(language_runs(data, self.language), key=lambda run: run.start):
            if run.language != _tag(self.language) and run.start >= done:
                span = f'<span lang="{run.language}">{data[run.start : run.end]}</span>'
                self.parts += [data[done : run.start], span]
                done = run.end
        self.parts.append(data[done:])

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.parts.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.parts.append(f"<![{data}]>")


_OF_A_LANGUAGE = re.compile(f"[{_LETTERS}{_SYMBOLS}]")
_WITH_QUOTES = re.compile(f"[{_LETTERS}{_SYMBOLS}{_QUOTES}]")


class _Collector(_Walker):
    """Collects characters by language, those of attributes that a style may print included."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {language: set() for language in EAST_ASIAN_LANGUAGES}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        for name, value in attrs:
            if name.startswith("data-"):
                self._collect(value or "")

    def handle_data(self, data: str) -> None:
        self._collect(data)

    def handle_charref(self, name: str) -> None:
        self._collect(unescape(f"&#{name};"))

    def _collect(self, text: str) -> None:
        own = _tag(self.language)
        if own in self.found:
            pattern = _OF_A_LANGUAGE if own == KOREAN else _WITH_QUOTES
            self.found[own].update(pattern.findall(text))
            return
        for run in language_runs(text, self.language):
            self.found[run.language].update(_OF_A_LANGUAGE.findall(text[run.start : run.end]))
