"""How long the readers of text take on hostile text: `python benchmarks/parsers.py [kilobytes]`.

Each reader gets each piece of tests/hostile_text.py over and over. The table gives processor time per 100 kB, the worst
first, and how much longer a text of four times the length takes: 4 is linear.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from hostile_text import PIECES, READERS, repeated, seconds  # noqa: E402 - the path is set above

SHOWN = 40


def measured(size: int) -> Iterator[tuple[float, float, str, str]]:
    for name, reader in READERS.items():
        for piece in PIECES:
            long = seconds(reader, repeated(piece, size), 2)
            short = seconds(reader, repeated(piece, size // 4), 2) if long > 0.05 else long / 4
            yield long * 100_000 / size, long / short if short else 4, name, piece


def main() -> None:
    size = int(sys.argv[1]) * 1000 if len(sys.argv) > 1 else 100_000
    found = sorted(measured(size), reverse=True)
    print(f"{'seconds per 100 kB':>18}  {'growth':>6}  reader and piece")
    for time_taken, growth, name, piece in found[:SHOWN]:
        print(f"{time_taken:18.3f}  {growth:6.1f}  {name}: {piece!r}")
    article = (ROOT / "seeds" / "dailynk.txt").read_text(encoding="utf-8")
    plain = repeated(article, size)[:size]
    print(f"plain English, read_quantities: {seconds(READERS['read_quantities'], plain) * 100_000 / size:.3f}")


if __name__ == "__main__":
    main()
