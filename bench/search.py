"""Search beside stock Whoosh, SQLite FTS5 and tantivy, at 20,000 and 100,000 documents of real sentences.

What counts is CPU time: whatever else the machine does meanwhile costs nothing. See docs/benchmarks.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.report import Bar, Cell, Report, Sense, publish
from bench.searching.engines import ENGINES

_SIZES: Final = (20_000, 100_000)
_LARGE: Final = 50_000
"""From so many documents on the bars of the large size hold."""

Measured = dict[tuple[str, int], Mapping[str, float]]
"""What each engine cost at each size."""


def main() -> int:
    """Measure every engine at every size and return the exit code."""
    asked = _arguments()
    measured = {(name, size): _measured(name, size, asked.texts) for size in asked.sizes for name in ENGINES}
    rows = [_row(name, size, costs) for (name, size), costs in measured.items()]
    return publish(Report(name="search", rows=rows, bars=bars(measured, asked.sizes)))


def _arguments() -> argparse.Namespace:
    shared = Path(os.environ.get("VANTHU_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(_SIZES))
    parser.add_argument(
        "--texts",
        type=Path,
        default=shared / "corpus/laws/articles.jsonl.gz",
        help="a folder of .txt files, or lines of JSON with title and body",
    )
    return parser.parse_args()


def _measured(engine: str, size: int, texts: Path) -> Mapping[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.searching.one_engine", engine, str(size), str(texts), folder]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    costs: dict[str, float] = json.loads(done.stdout)
    return costs


def _row(engine: str, size: int, costs: Mapping[str, float]) -> dict[str, Cell]:
    return {
        "engine": engine,
        "documents": size,
        "docs per CPU-s": costs["documents_per_s"],
        "index/text": costs["index_mib"] / costs["text_mib"],
        "build MiB": costs["peak_mib"],
        "add one ms": costs["put_ms"],
        "cold ms": costs["cold_ms"],
        "idle MiB": costs["idle_mib"],
        "two words ms": costs["two_p50"],
        "two p99": costs["two_p99"],
        "plain ms": costs["plain_p50"],
        "phrase ms": costs["phrase_p50"],
        "counts ms": costs["count_p50"],
        "snippets ms": costs["show_p50"],
    }


def bars(measured: Measured, sizes: Sequence[int]) -> list[Bar]:
    """Return what has to hold at each size, and what between the sizes."""
    found = [bar for size in sizes for bar in _bars_at(measured, size)]
    if len(sizes) > 1:
        first, last = (measured["ours", size]["put_ms"] for size in (min(sizes), max(sizes)))
        found.append(Bar(name="adding one, largest to smallest", value=last / first, bar=1.5))
    return found


def _bars_at(measured: Measured, size: int) -> list[Bar]:
    ours, fts5, stock = (measured[name, size] for name in ("ours", "FTS5", "Whoosh"))

    def bar(name: str, value: float, limit: float, sense: Sense = Sense.AT_MOST) -> Bar:
        return Bar(name=f"{size}: {name}", value=value, bar=limit, sense=sense)

    faster = Sense.AT_LEAST
    always = [
        bar("building, times stock", ours["documents_per_s"] / stock["documents_per_s"], 6, faster),
        bar("two words p99 to FTS5", ours["two_p99"] / fts5["two_p99"], 0.6),
        bar("without diacritics to with", ours["plain_p50"] / ours["two_p50"], 1.0),
        bar("phrase to FTS5", ours["phrase_p50"] / fts5["phrase_p50"], 2.0),
        bar("counts by province to FTS5", ours["count_p50"] / fts5["count_p50"], 1.0),
        bar("snippets to FTS5", ours["show_p50"] / fts5["show_p50"], 2.0),
        bar("cold start to stock", ours["cold_ms"] / stock["cold_ms"], 0.5),
        bar("index to text", ours["index_mib"] / ours["text_mib"], 0.8),
    ]
    at_large = [
        bar("two words to FTS5", ours["two_p50"] / fts5["two_p50"], 1.0),
        bar("two words, times faster than stock", stock["two_p50"] / ours["two_p50"], 30, faster),
        bar("adding one to stock", ours["put_ms"] / stock["put_ms"], 0.1),
        bar("idle memory to stock", ours["idle_mib"] / stock["idle_mib"], 0.1),
        bar("memory while building, MiB", ours["peak_mib"], 1024),
    ]
    return always + (at_large if size >= _LARGE else [])


if __name__ == "__main__":
    sys.exit(main())
