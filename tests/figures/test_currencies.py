"""Codes, names and signs of money."""

from __future__ import annotations

import pytest

from briefkit.figures.money.currencies import CURRENCY_NAMES, CURRENCY_SIGNS, is_currency, minor_digits


@pytest.mark.parametrize("code", ["USD", "CNY", "KPW", "EUR", "DEM"])
def test_a_code_of_iso_4217_is_a_currency(code: str) -> None:
    assert is_currency(code)


@pytest.mark.parametrize("word", ["", "US", "USDT", "usd", "Usd", "QQQ", "RMB", "ＵＳＤ", "U5D"])
def test_no_other_word_is_a_currency(word: str) -> None:
    assert not is_currency(word)


@pytest.mark.parametrize(("code", "digits"), [("USD", 2), ("CNY", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3)])
def test_prices_carry_the_decimals_of_their_currency(code: str, digits: int) -> None:
    assert minor_digits(code) == digits


def test_names_and_signs_stand_for_currencies_and_are_none_themselves() -> None:
    for name, code in CURRENCY_NAMES.items():
        assert (is_currency(code), is_currency(name)) == (True, False)
    for sign, codes in CURRENCY_SIGNS.items():
        assert all(map(is_currency, codes))
        assert not is_currency(sign)
