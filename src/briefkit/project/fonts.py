"""Load the type for Korean, Chinese and Japanese: an HTML document in, the files that its characters need out.

The fonts are those of data packages, an extra of briefkit that `make` installs, and are read only where a document has
such characters. Each joins the families of the style as a further face that has these characters alone, so that
figures and Latin letters keep the face of the style.

Which of the four regional forms of a character is set is told by the width of the face, which text of a language asks
for and no other face of these families has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution, version
from io import BytesIO
from pathlib import Path
from typing import Any

from briefkit.findings import Finding, Span
from briefkit.findings.bk7_rendering import FONTS_MISSING
from briefkit.report.scripts import EAST_ASIAN_LANGUAGES, JAPANESE, KOREAN, SIMPLIFIED, TRADITIONAL, characters

SHEET = "fonts/east-asian.css"
"""The style sheet that declares the faces; briefkit's own is empty, and the base style imports it."""

INSTALL = 'pip install "briefkit[east-asian]"'
_SEMIBOLD = "justmytype-intl-cjk"
_SEMIBOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class _Type:
    """The type of a language: its packages and files, and the width by which its faces are known."""

    package: str
    serif: str
    sans: str
    semibold: str
    width: str


_TYPES: Mapping[str, _Type] = {
    KOREAN: _Type(
        "pylopdf-fonts-ko",
        "pylopdf_fonts_ko/NotoSerifKR-Regular.otf",
        "pylopdf_fonts_ko/NotoSansKR-Regular.otf",
        "justmytype_intl_cjk/fonts/ofl/notosanskr/NotoSansKR[wght].ttf",
        "semi-condensed",
    ),
    SIMPLIFIED: _Type(
        "pylopdf-fonts-zh-cn",
        "pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf",
        "pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf",
        "justmytype_intl_cjk/fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
        "condensed",
    ),
    TRADITIONAL: _Type(
        "pylopdf-fonts-zh-tw",
        "pylopdf_fonts_zh_tw/NotoSerifTC-Regular.otf",
        "pylopdf_fonts_zh_tw/NotoSansTC-Regular.otf",
        "justmytype_intl_cjk/fonts/ofl/notosanstc/NotoSansTC[wght].ttf",
        "semi-expanded",
    ),
    JAPANESE: _Type(
        "pylopdf-fonts-jp",
        "pylopdf_fonts_jp/NotoSerifJP-Regular.otf",
        "pylopdf_fonts_jp/NotoSansJP-Regular.otf",
        "justmytype_intl_cjk/fonts/ofl/notosansjp/NotoSansJP[wght].ttf",
        "expanded",
    ),
}
FONT_PACKAGES = (*(kind.package for kind in _TYPES.values()), _SEMIBOLD)
"""The packages of the extra that has the fonts."""

# The families of the styles, and the face that each has in a weight: heads and bold text are set in sans serif, as is
# the custom of these languages, which have no italics.
_FAMILIES = (("Briefkit Serif", "serif"), ("Briefkit Sans", "sans"), ("Briefkit Display", "serif"))
_MARGINS = tuple(f"{side}-{part}" for side in ("top", "bottom") for part in ("left", "center", "right"))


def missing_fonts(html: str, place: Span) -> tuple[Finding, ...]:
    """What has to be installed for the type of a document; nothing is read for it but the records of packages."""
    needed = characters(html)
    packages = [_TYPES[language].package for language in needed]
    absent = [name for name in (*packages, *([_SEMIBOLD] if packages else [])) if not is_installed(name)]
    if not absent:
        return ()
    language = next(iter(needed))
    shown = "".join(sorted(needed[language])[:4])
    return (FONTS_MISSING.at(place, hint=INSTALL, characters=shown, packages=", ".join(absent)),)


def font_versions(html: str) -> tuple[str, ...]:
    """The packages that a document is set with, with their versions: they stand for the bytes of the fonts."""
    packages = [_TYPES[language].package for language in characters(html)]
    return tuple(f"{name} {version(name)}" for name in (*packages, *([_SEMIBOLD] if packages else [])))


def font_files(html: str, language: str) -> Mapping[str, bytes]:
    """The faces that a document needs and the sheet that declares them, by the names a style knows them under.

    Empty where the document has no such characters. `language` is that of the document, which running heads are in.
    """
    needed = characters(html)
    if not needed:
        return {}
    files: dict[str, bytes] = {}
    rules: list[str] = []
    for language_of_face, wanted in _by_face(needed).items():
        rules += _faces(language_of_face, wanted, files)
    rules += [_width_rule(one) for one in EAST_ASIAN_LANGUAGES if one in needed]
    if language in _TYPES:
        margins = " ".join(f"@{margin} {{ font-stretch: {_TYPES[language].width} !important }}" for margin in _MARGINS)
        rules.append(f"@page {{ {margins} }}")
    return {**files, SHEET: "\n".join(rules).encode()}


def _by_face(needed: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The characters each language's face is to have: its own, and those that the face of another lacks."""
    found: dict[str, set[str]] = {}
    for language, wanted in needed.items():
        left = set(wanted)
        for candidate in (language, *(one for one in EAST_ASIAN_LANGUAGES if one != language)):
            if not left or not is_installed(_TYPES[candidate].package):
                continue
            taken = {char for char in left if ord(char) in _coverage(_TYPES[candidate].serif)}
            if taken:
                found.setdefault(candidate, set()).update(taken)
            left -= taken
    return {language: frozenset(found[language]) for language in EAST_ASIAN_LANGUAGES if language in found}


def _faces(language: str, wanted: frozenset[str], files: dict[str, bytes]) -> Iterator[str]:
    """The rules of a language's faces; their bytes go into `files`."""
    kind = _TYPES[language]
    # Blanks of the same face: WeasyPrint spreads those of a line unevenly where they are of another.
    wanted |= {" ", "\u00a0"}
    text = "".join(sorted(wanted))
    names = {part: f"fonts/east-asian/{language}-{part}" for part in ("serif", "sans", "semibold")}
    files[names["serif"]] = _read(kind.serif)
    files[names["sans"]] = _read(kind.sans)
    files[names["semibold"]] = _semibold(kind.semibold, text)
    ranges = ", ".join(_ranges(wanted))
    for family, regular in _FAMILIES:
        for part, weight in ((regular, 400), ("semibold", _SEMIBOLD_WEIGHT)):
            yield (
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-stretch: {kind.width}; '
                f'src: url("../{names[part]}"); unicode-range: {ranges} }}'
            )


def _width_rule(language: str) -> str:
    """Text of a language asks for the width of its faces; !important, since a `font` shorthand sets the width too.

    A language that no font has takes the choice from fontconfig, which would go by the languages that it thinks a font
    fit for before it went by width and weight.
    """
    return (
        f":lang({language}) {{ font-stretch: {_TYPES[language].width} !important; "
        'font-language-override: "ZZZ" !important }'
    )


def _ranges(wanted: Iterable[str]) -> Iterator[str]:
    """Characters as the ranges of a style sheet: U+4E00-4E02."""
    codes = sorted(map(ord, wanted))
    start = codes[0]
    for code, following in zip(codes, [*codes[1:], -1], strict=True):
        if following != code + 1:
            yield f"U+{start:X}-{code:X}"
            start = following


# Reading


def is_installed(package: str) -> bool:
    """Whether a package of fonts is there."""
    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return True


def _path(file: str) -> Path:
    import importlib.util

    module, _, rest = file.partition("/")
    found = importlib.util.find_spec(module)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / rest


@lru_cache(maxsize=16)
def _read(file: str) -> bytes:
    return _path(file).read_bytes()


@lru_cache(maxsize=16)
def _coverage(file: str) -> frozenset[int]:
    """The characters that a font has."""
    from fontTools.ttLib import TTFont

    opened: Any = TTFont(_path(file), lazy=True)
    return frozenset(opened.getBestCmap())


@lru_cache(maxsize=16)
def _semibold(file: str, text: str) -> bytes:
    """Of a font of variable weight, the characters of a text in semibold. The same bytes each time."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font: Any = TTFont(_path(file), lazy=True, recalcTimestamp=False)
    options = Options(hinting=False, notdef_outline=True, layout_features=[])
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "vhea", "vmtx", "VVAR", "VORG"]
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    instance: Any = instantiateVariableFont(font, {"wght": _SEMIBOLD_WEIGHT}, static=True)
    written = BytesIO()
    instance.save(written)
    return written.getvalue()
