"""Characters that look alike are evened out before a text is searched for numbers and words."""

from __future__ import annotations

import pytest

from briefkit.checks.run_text import even

EVENED = {
    "plain": ("25 wigs — “so”", "25 wigs — “so”"),
    "full-width digits": ("２５", "25"),
    "digits of another script": ("٣२𝟝", "325"),
    "a fraction of one sign": ("½", "1⁄2"),
    "a digit in a circle": ("⑤", "5"),
    "a number in a circle": ("㊿", "50"),
    "a number in a square": ("㉈", "10"),
    "a numeral of Suzhou": ("〡", "1"),
    "a Roman numeral is letters": ("ⅫↁⅣ", "XIIↁIV"),
    "a Roman numeral that has no letters stays as it is": ("\u2188\u2160", "\u2188I"),
    "a Chinese zero stays as it is": ("二〇", "二〇"),
    "a square behind an m is a unit": ("m²", "m²"),
    "a square behind anything else is a number": ("x²", "x2"),
    "a ligature": ("ﬁve", "five"),
    "hyphens and the minus sign": ("\u2010\u2011\u2212\uff0d", "----"),
    "a soft hyphen": ("fi\u00adve", "five"),
    "the first and last variation selectors": ("5\ufe00\ufe0f", "5"),
    "what stands before and behind the variation selectors": ("\ufdfe\ufe10", "\ufdfe,"),
    "a filler": ("5\u3164", "5"),
}


@pytest.mark.parametrize(("text", "evened"), EVENED.values(), ids=EVENED)
def test_what_looks_alike_becomes_the_same(text: str, evened: str) -> None:
    shown, origins = even(text)
    assert shown == evened
    assert len(origins) == len(shown)


def test_each_character_knows_the_one_it_came_from() -> None:
    assert even("a½㊿") == ("a1⁄250", [0, 1, 1, 1, 2, 2])
