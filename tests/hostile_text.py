"""Texts that are meant to break the readers of text or to slow them down, and those readers.

Used by tests/figures/test_hostile_text.py and benchmarks/parsers.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from briefkit.briefs.prose import parse_prose
from briefkit.evidence.passages import Snapshot
from briefkit.figures.expressions import parse_expression, parse_relation
from briefkit.figures.house import HouseStyle
from briefkit.figures.money.rates import parse_rates_csv
from briefkit.figures.periods import parse_period
from briefkit.figures.printed import parse_printed
from briefkit.figures.quotes.reading import read_quantities_before
from briefkit.figures.units import Vocabulary, parse_unit
from briefkit.figures.values import parse_value
from briefkit.findings import Problem
from briefkit.nodes import read_yaml
from briefkit.nodes.model import Mapping as MappingNode
from briefkit.nodes.model import Scalar

NOUNS = {"wig": ("wigs",), "worker": ("workers", "工人", "노동자"), "person": ("people", "人", "명")}
VOCABULARY = Vocabulary(nouns=NOUNS)

PIECES = (
    *("1", "1,", "1, ", "1,1,1,", "1-", "(1", "1)(", "½", "1 111 ", " 111", "1/3", "%", "\u2009", "１，", "11:", "9 "),
    *("2013-05-31-", "KN-2-a-", "USD-1-", "1 in ", "5–", "5 – ", "5~6~", "--1", "$1", ".5 ", "1.1.1.", "0.", "1e9 "),
    *("about ", "more than ", "at least some ", "up to ", "20 and ", "20 to ", "4 to ", "5 or ", "between ", "from "),
    *("USD 5 ", "RMB 4 or ", "Camps 1, ", "not ", "rose from 4 to ", "5 workers 5-", "fell by ", "a decline of "),
    *("one hundred and ", "twenty-", "one million ", "half a ", "half ", "tens of ", "dozen ", "two-and-a-half-"),
    *("5 of of of of ", "5 per kg per ", "per per ", "per cent ", "5 a a a ", "a ", "a million ", "North "),
    *("square kilometers ", "metric ton ", "percentage points ", "5 percent less on a a ", "in May ", "twice ", "5m "),
    *("万", "万亿", "三十", "九", "1만 ", "三分之", "约", "5至", "第1", "每公斤", "下降了1% ", "1만 2", "百分之一至"),
    *("5年", "수백", "약 300만 달러 ", "三千五百二十万人 ", "1兆", "성", "명 ", "\u00ad", "ﬀ", "é", "한", "a\u00a0"),
    *("1만 1천 ", "一万亿一", "三四", "1kg당 ", "10명 중 ", "4、5", "翻", "不不", "최대 ", "명에서 1", "1년에 두 "),
    *("{{ ", "}}", "{{ a }} ", "(", "[", "[[", "](", "*", "**", "`", "<", "> ", "- ", "# ", "\\", "!", "&", "_a_ "),
    *("'", '"', "“", "a.", "a|", "a(", "- -", "a+", "a = ", "a,", "|", ",", ",,,,\n", '"",', "\n", "\t", " ", "  a"),
    *("2023-05-31,USD,KPW,8200,x\n", '"2023","USD', "a/", "a*", "kg/", "kg^2 ", "kg ", "b. ", "e.g. ", "No. 5. "),
)  # fmt: skip


def _scalar_of(text: str) -> Scalar | None:
    """`text` as it would stand in a brief."""
    indented = "\n".join(f"  {line}" for line in text.split("\n"))
    node = read_yaml(f"body: |\n{indented}\n".encode(), "briefs/hostile.yaml").value
    found = node.get("body") if isinstance(node, MappingNode) else None
    return found if isinstance(found, Scalar) else None


def _prose(text: str) -> object:
    scalar = _scalar_of(text)
    return parse_prose(scalar) if scalar else None


def _snapshot(text: str) -> object:
    snapshot = Snapshot(text)
    return snapshot.find(text[: len(text) // 2] + "x")


READERS: Mapping[str, Callable[[str], object]] = {
    "read_quantities": lambda text: read_quantities_before(text, len(text), VOCABULARY),
    "parse_value": lambda text: parse_value(text, VOCABULARY),
    "parse_value, behind a number": lambda text: parse_value(f"5 {text}", VOCABULARY),
    "parse_unit": lambda text: parse_unit(text, VOCABULARY),
    "parse_expression": parse_expression,
    "parse_relation": parse_relation,
    "parse_period": parse_period,
    "parse_rates_csv": lambda text: parse_rates_csv(text, "seeds/rates/own.csv", "own"),
    "parse_rates_csv, below a head": lambda text: parse_rates_csv(
        f"date,base,quote,rate,source\n{text}", "seeds/rates/own.csv", "own"
    ),
    "parse_printed": lambda text: parse_printed(text, HouseStyle(), VOCABULARY),
    "parse_prose": _prose,
    "Snapshot.find": _snapshot,
}


def seconds(reader: Callable[[str], object], text: str, times: int = 1) -> float:
    """Processor time of one reading, the best of several."""
    best = float("inf")
    for _ in range(times):
        started = time.process_time()
        with suppress(Problem):
            reader(text)
        best = min(best, time.process_time() - started)
    return best


def repeated(piece: str, size: int) -> str:
    """A text of about `size` bytes."""
    return piece * (size // len(piece.encode()) + 1)
