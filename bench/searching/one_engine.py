"""Measures one engine at one size in a process of its own, so that none leaves memory or files to the next.

Called as ``python -m bench.searching.one_engine ENGINE SIZE SOURCE FOLDER``; it prints one line of JSON.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bench.searching.documents import Sentences, documents, phrases
from bench.searching.engines import ENGINES, Compared
from bench.searching.texts import Texts
from model.search import Searchable
from model.vietnamese import fold

_ASKED: Final = 60
"""Queries of each kind."""
_PUT: Final = 9
_OPENED: Final = 5
_MIB: Final = 2**20
_KIB: Final = 2**10


def main(engine: str, size: int, source: Path, folder: Path) -> None:
    """Build, ask, change and open again, and print what each cost."""
    sentences = Sentences.of(source)
    texts = Texts()
    built = ENGINES[engine](folder, texts)
    measured = _build(built, documents(sentences, size), texts)
    measured["index_mib"] = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / _MIB
    measured["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB
    measured |= _ask(built, sentences)
    measured["put_ms"] = _put(built, documents(sentences, _PUT))
    cold = [sys.executable, "-m", "bench.searching.cold_start", engine, str(folder), "bao cao"]
    opened = [subprocess.run(cold, check=True, capture_output=True, text=True).stdout for _ in range(_OPENED)]
    measured |= sorted(map(json.loads, opened), key=itemgetter("cold_ms"))[_OPENED // 2]
    print(json.dumps(measured))


def _build(engine: Compared, made: Iterator[Searchable], texts: Texts) -> dict[str, float]:
    given = _Given(made, texts)
    started = time.process_time()
    engine.add(given)
    cpu = time.process_time() - started - given.cpu
    return {"documents_per_s": given.count / cpu, "text_mib": given.text / _MIB}


class _Given:
    """Counts what an engine takes, and the CPU seconds that making it took."""

    def __init__(self, made: Iterator[Searchable], texts: Texts) -> None:
        self._made, self._texts = made, texts
        self.count, self.text, self.cpu = 0, 0, 0.0

    def __iter__(self) -> Iterator[Searchable]:
        started = time.process_time()
        for document in self._made:
            self.count += 1
            self.text += len(f"{document.record.subject}{document.text}".encode())
            self._texts.keep(str(document.record.id), document.text)
            self.cpu += time.process_time() - started
            yield document
            started = time.process_time()


def _ask(engine: Compared, sentences: Sentences) -> dict[str, float]:
    """Ask all kinds there and back: none is always the second to touch a term. The cheaper time counts."""
    two = phrases(sentences, _ASKED, shortest=2, longest=2)
    quoted = [f'"{phrase}"' for phrase in phrases(sentences, _ASKED, shortest=3, longest=4)]
    kinds: dict[str, tuple[Callable[[str], int], Sequence[str]]] = {
        "two": (engine.search, two),
        "plain": (engine.search, [fold(query) for query in two]),
        "phrase": (engine.search, quoted),
        "count": (engine.count, two),
        "show": (engine.show, two),
    }
    forth = list(kinds)
    rounds = [{kind: _costs(*kinds[kind]) for kind in order} for order in (forth, forth[::-1])]
    best = {kind: list(map(min, *(one[kind] for one in rounds))) for kind in kinds}
    return {f"{kind}_p50": median(costs) for kind, costs in best.items()} | {
        f"{kind}_p99": quantiles(costs, n=100, method="inclusive")[98] for kind, costs in best.items()
    }


def _costs(ask: Callable[[str], int], queries: Sequence[str]) -> list[float]:
    return [_cost_ms(lambda asked=query: ask(asked)) for query in queries]  # type: ignore[misc]  # bound at once


def _put(engine: Compared, changed: Iterable[Searchable]) -> float:
    return median(_cost_ms(lambda one=one: engine.put(one)) for one in changed)  # type: ignore[misc]  # as above


def _cost_ms(done: Callable[[], object]) -> float:
    started = time.process_time()
    done()
    return 1000 * (time.process_time() - started)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
