"""ISO 4217 money: codes, names and signs of currencies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

# What a word in running text names. "won" alone is the South's or the North's: see CURRENCY_SIGNS.
CURRENCY_NAMES: Mapping[str, str] = {
    "RMB": "CNY",
    "Rmb": "CNY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "Chinese yuan": "CNY",
    "euro": "EUR",
    "euros": "EUR",
    "US dollar": "USD",
    "US dollars": "USD",
    "U.S. dollar": "USD",
    "U.S. dollars": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "yen": "JPY",
    "Japanese yen": "JPY",
    "South Korean won": "KRW",
    "North Korean won": "KPW",
    "pound sterling": "GBP",
    "pounds sterling": "GBP",
    "ruble": "RUB",
    "rubles": "RUB",
    "rouble": "RUB",
    "roubles": "RUB",
    "Swiss franc": "CHF",
    "Swiss francs": "CHF",
    "Hong Kong dollar": "HKD",
    "Hong Kong dollars": "HKD",
    "Australian dollar": "AUD",
    "Australian dollars": "AUD",
    "Canadian dollar": "CAD",
    "Canadian dollars": "CAD",
    "Singapore dollar": "SGD",
    "Singapore dollars": "SGD",
    "Indian rupee": "INR",
    "Indian rupees": "INR",
    "baht": "THB",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "tugrik": "MNT",
    "tugriks": "MNT",
}
# A sign may stand for several currencies; then the text does not say which, and somebody has to.
CURRENCY_SIGNS: Mapping[str, tuple[str, ...]] = {
    "$": ("USD",),
    "US$": ("USD",),
    "A$": ("AUD",),
    "C$": ("CAD",),
    "HK$": ("HKD",),
    "NT$": ("TWD",),
    "S$": ("SGD",),
    "€": ("EUR",),
    "£": ("GBP",),
    "₩": ("KRW", "KPW"),
    "won": ("KRW", "KPW"),
    "￦": ("KRW", "KPW"),
    "¥": ("CNY", "JPY"),
    "￥": ("CNY", "JPY"),
    "CN¥": ("CNY",),
    "JP¥": ("JPY",),
    "₽": ("RUB",),
    "₫": ("VND",),
    "฿": ("THB",),
    "₹": ("INR",),
}
SIGN_PATTERN = re.compile("|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True)))


@cache
def currency_codes() -> frozenset[str]:
    """The codes of ISO 4217, historical ones included, as CLDR lists them."""
    from babel.core import get_global

    return frozenset(get_global("all_currencies"))


def is_currency(word: str) -> bool:
    """Whether `word` is an ISO 4217 code."""
    return len(word) == 3 and word.isupper() and word.isascii() and word in currency_codes()


@cache
def minor_digits(code: str) -> int:
    """How many decimals prices in a currency carry: 2 for USD, 0 for JPY and KRW (ISO 4217, through CLDR)."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(code))
