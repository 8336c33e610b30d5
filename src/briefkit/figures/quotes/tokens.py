"""Turn running text into tokens: numerals, words, signs, dashes, brackets, each with its place in the text as given.

Spelling differences that mean nothing are evened out first: full-width and other scripts' digits, minus signs,
non-breaking hyphens and spaces, ligatures, soft hyphens and zero-width characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from briefkit.figures.money.currencies import CURRENCY_SIGNS

TokenKind = Literal["number", "vulgar", "sign", "word", "dash", "open", "close", "mark", "end"]


@dataclass(slots=True)
class Token:
    """One token. `glued` says that nothing, not even a space, stands between it and the token before."""

    kind: TokenKind
    text: str
    low: str
    start: int
    end: int
    glued: bool


NO_TOKEN = Token("end", "", "", 0, 0, False)
LOOKAHEAD = 12  # how many empty tokens a list needs at its end so that readers may look ahead without care
_EVENED = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width forms
    **{ord(char): "-" for char in "\u2010\u2011\u2212\ufe63"},  # hyphens and the minus sign
    **dict.fromkeys((160, *range(8192, 8203), 8239, 12288), " "),  # spaces of a fixed width or line
    **{ord(char): "–" for char in "\u2012\u2e3a"},
    **{ord(char): "~" for char in "\u301c\uff5e"},
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},  # ligatures
    **{ord(char): "" for char in "\u00ad\u200b\u200c\u200d\u2060\ufeff"},
}
_MOVES = re.compile(f"[{''.join(chr(code) for code, piece in _EVENED.items() if len(piece) != 1)}]")
_OTHER_DIGITS = re.compile(r"[^\D0-9]")
_VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_LETTER = rf"[^\W\d_{_VULGAR}]"
_SIGNS = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True) if sign != "won")
# A run of digits with the marks that may group or point them is one token; whether it is a number is judged later.
_TOKEN = re.compile(
    rf"""(?P<plain>[a-z]+(?=[ ,]))
    |(?P<number>[0-9]{{1,3}}(?:[ ][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|(?<![\w.])[.][0-9]+
        |[0-9](?:[0-9]|[.,'’](?=[0-9]))*)
    |(?P<vulgar>[{_VULGAR}]+)
    |(?P<sign>{_SIGNS})
    |(?P<word>U\.S\.|p\.p\.|[ap]\.m\.|[Ss]q\.(?=[ ](?:k?m|mi|ft)\b)|[%‰°]|(?:mm|cm|km|m)[23](?!\w)
        |{_LETTER}+(?:['’]{_LETTER}+)*)
    |(?P<dash>[-–—―])
    |(?P<open>[(\[])
    |(?P<close>[)\]])
    |(?P<mark>\S)""",
    re.VERBOSE,
)


def tokenize(text: str) -> list[Token]:
    """The tokens of `text`, in order; their offsets are into `text` as it was given."""
    evened, places = even(text)
    tokens: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(evened):
        (start, end), kind = match.span(), match.lastgroup
        word = evened[start:end]
        glued, last = start == last, end
        if places is not None:
            start, end = places[start], places[end - 1] + 1
        if kind == "plain":
            tokens.append(Token("word", word, word, start, end, glued))
        else:
            tokens.append(Token(kind, word, word.lower(), start, end, glued))  # type: ignore[arg-type]
    return tokens


def even(text: str) -> tuple[str, list[int] | None]:
    """The text with meaningless differences evened out, and the place in `text` of each character, if any moved."""
    if text.isascii():
        return text, None
    if _MOVES.search(text) is None:
        return _OTHER_DIGITS.sub(lambda digit: str(unicodedata.decimal(digit.group())), text.translate(_EVENED)), None
    pieces: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        piece = char if char.isascii() else _EVENED.get(ord(char), char)
        if piece == char and char.isdecimal() and not char.isascii():
            piece = str(unicodedata.decimal(char))
        pieces.append(piece)
        places.extend([place] * len(piece))
    return "".join(pieces), places
