"""What every bench ends with: a table, the same as JSON, one line per bar, and an exit code."""

import json
import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Final

RESULTS: Final = Path(__file__).parent / "results"
"""Where the JSON of the last run of each bench lies; not committed."""

Cell = str | int | float

_DISTRIBUTION: Final = "vanthu"
_NAME = re.compile(r"[\w.-]+")
_LARGE: Final = 100
_CPU_INFO: Final = Path("/proc/cpuinfo")


class Sense(StrEnum):
    """On which side of its bar a value has to lie."""

    AT_MOST = "at most"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A measured value and the bar that it has to hold."""

    name: str
    value: float
    bar: float
    sense: Sense = Sense.AT_MOST

    @property
    def holds(self) -> bool:
        """Whether the value lies on the right side of the bar or on it; no number never does."""
        return self.value <= self.bar if self.sense is Sense.AT_MOST else self.value >= self.bar

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "FALLS SHORT"
        return f"{verdict}: {self.name}: {_plain(self.value)} ({self.sense} {_plain(self.bar)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one bench measured; each row has the same columns in the same order."""

    name: str
    rows: Sequence[Mapping[str, Cell]]
    bars: Sequence[Bar]


def publish(report: Report, *, results: Path = RESULTS) -> int:
    """Print a report, write it as JSON, and return the exit code: 1 when a bar falls short, else 0."""
    for line in _table(report.rows):
        print(line)
    results.mkdir(parents=True, exist_ok=True)
    path = results / f"{report.name}.json"
    path.write_text(json.dumps(_document(report), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print()
    for bar in report.bars:
        print(bar)
    return 0 if all(bar.holds for bar in report.bars) else 1


def _document(report: Report) -> dict[str, object]:
    return {
        "bench": report.name,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": _machine(),
        "versions": _versions(),
        "rows": list(map(dict, report.rows)),
        "bars": [
            {"name": bar.name, "value": bar.value, "bar": bar.bar, "sense": bar.sense, "holds": bar.holds}
            for bar in report.bars
        ],
    }


def _machine() -> dict[str, Cell]:
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "processors": os.cpu_count() or 0,
        "memory_mib": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
    }


def _processor() -> str:
    """Return the model of the processor, which only Linux tells; elsewhere its architecture."""
    lines = _CPU_INFO.read_text(encoding="utf-8").splitlines() if _CPU_INFO.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _versions() -> dict[str, str]:
    """Return the versions of Python, of the program and of what the program needs."""
    needed = (_NAME.match(line) for line in metadata.requires(_DISTRIBUTION) or ())
    names = (_DISTRIBUTION, *(match[0] for match in needed if match))
    return {"python": sys.version.split()[0]} | {name: metadata.version(name) for name in names}


def _table(rows: Sequence[Mapping[str, Cell]]) -> Iterator[str]:
    """Yield the lines of a table, figures to the right."""
    if not rows:
        return
    headings = tuple(rows[0])
    texts = [headings, *(tuple(_plain(row[heading]) for heading in headings) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for line in texts:
        yield "  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True))


def _plain(value: Cell) -> str:
    """Return a value as people read it: small ones with three figures, large ones without a fraction."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:.3g}" if abs(value) < _LARGE else f"{value:.0f}"
