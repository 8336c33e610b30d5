"""Keep the last answers of slow functions whose answers depend on their questions alone.

A question is asked again wherever a document is composed again: by a preview after each save, for each edition, for
each brief of a template. What raises is not kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The last answers by their questions, at most `most` of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Hashable, work_out: Callable[[], T]) -> T:
        """The answer to a question, which has to hold all that the answer depends on."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        found = work_out()
        with self._lock:
            self._answers[question] = found
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return found
