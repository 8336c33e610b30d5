"""Keep what the stages made of files, from one examination of a project to the next.

What is kept is known by its question: the bytes, words and settings that it was made from. What was itself kept is
named by `Same`, so that long things need not be compared. So an answer can never be that to another question, and
whatever changed is worked out anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")
ROUNDS = 3  # for which an answer that nobody asks for is kept: what is undone is often done again


class Same:
    """Something as a part of a question: equal to itself alone. It is kept alive, so that it is not mistaken."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)


class Memory:
    """Answers by their questions; those of the last examinations alone, so that it grows no larger than the project."""

    def __init__(self) -> None:
        self._rounds: list[dict[Hashable, object]] = [{}]

    def begin(self) -> None:
        """Begin another examination: what was not asked for during the last ones is forgotten."""
        self._rounds = [{}, *self._rounds[: ROUNDS - 1]]

    def keep(self, question: Hashable, work_out: Callable[[], T]) -> T:
        """The answer to a question, which has to hold all that the answer depends on."""
        for known in self._rounds:
            if question in known:
                answer = known[question]
                break
        else:
            answer = work_out()
        self._rounds[0][question] = answer
        return answer  # type: ignore[return-value]  # the question says of what type its answer is

    def __len__(self) -> int:
        return len({question for known in self._rounds for question in known})
