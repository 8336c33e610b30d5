"""Answers are kept by their questions, the last ones alone; what raises is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefkit.report.kept import Kept


def test_a_question_is_worked_out_once() -> None:
    kept: Kept[int] = Kept(2)
    asked: list[str] = []

    def answer(question: str) -> int:
        asked.append(question)
        return len(asked)

    def ask(question: str) -> int:
        return kept.answer(question, lambda: answer(question))

    assert [ask(question) for question in "aabab"] == [1, 1, 2, 1, 2]
    assert ask("c") == 3  # "a", asked longest ago, is forgotten
    assert [ask("b"), ask("a")] == [2, 4]
    assert asked == list("abca")


def test_what_raises_is_asked_again() -> None:
    kept: Kept[str] = Kept(2)
    failing: Callable[[], str] = lambda: str(1 // 0)  # noqa: E731
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            kept.answer("a", failing)
    assert kept.answer("a", lambda: "answered") == "answered"
