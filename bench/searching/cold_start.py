"""Opens an index in a new process, asks once, and prints what that cost and what it holds in memory.

Called as ``python -m bench.searching.cold_start ENGINE FOLDER QUERY``.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Final

from bench.searching.engines import ENGINES
from bench.searching.texts import Texts

_PAGES_IN_MIB: Final = 2**20 / resource.getpagesize()


def main(engine: str, folder: Path, query: str) -> None:
    """Open, ask, and print; the libraries are loaded before, all of them for every engine."""
    started, held = time.process_time(), _held_mib()
    opened = ENGINES[engine](folder, Texts())
    opened.search(query)
    cpu = time.process_time() - started
    print(json.dumps({"cold_ms": 1000 * cpu, "idle_mib": _held_mib() - held}))


def _held_mib() -> float:
    """Return the memory of this process that is its own; mapped files belong to the system."""
    resident, shared = Path("/proc/self/statm").read_text(encoding="ascii").split()[1:3]
    return (int(resident) - int(shared)) / _PAGES_IN_MIB


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
