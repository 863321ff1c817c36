"""How much memory a process and all that it started take, in MiB."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Memory of several processes: ``pss`` counts what they share once, ``rss`` in each of them."""

    pss: float
    rss: float

    @classmethod
    def of(cls, process: int) -> Self:
        """Measure a process with everything below it; what ends meanwhile is left out."""
        rollups = list(_rollups(process))
        return cls(
            pss=sum(_kib(text, "Pss") for text in rollups) / 1024,
            rss=sum(_kib(text, "Rss") for text in rollups) / 1024,
        )


def _rollups(process: int) -> Iterator[str]:
    folder = Path(f"/proc/{process}")
    with suppress(FileNotFoundError, ProcessLookupError):
        yield (folder / "smaps_rollup").read_text(encoding="ascii")
        for task in list((folder / "task").iterdir()):
            with suppress(FileNotFoundError, ProcessLookupError):
                for child in (task / "children").read_text(encoding="ascii").split():
                    yield from _rollups(int(child))


def _kib(rollup: str, name: str) -> int:
    found = re.search(rf"^{name}: +(\d+)", rollup, re.MULTILINE)
    return int(found[1]) if found else 0
