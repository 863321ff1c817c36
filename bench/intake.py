"""From the inbox to the archive: what a letter costs, in a small office and in one with 100,000 records.

Usage: ``python -m bench.intake [FOLDER]``; the large office is kept in FOLDER, since it
takes minutes to make and seven gigabytes.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from bench import large_office
from bench.intake_run import Filed, Scanned, Served
from bench.report import Bar, Report, Sense, publish

SMALL, LARGE = 1_000, 100_000
_LETTERS: Final = 1_000
_SCANS: Final = 6
_PEER_LETTER_S: Final = 1.20
_PEER_SCAN_S: Final = 9.1
"""CPU seconds of paperless-ngx for a born-digital PDF and for a scanned page, on the same kind of machine."""


def main() -> int:
    """Measure, print and return the exit code."""
    with tempfile.TemporaryDirectory() as temporary:
        kept = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        small = _filed(_office(Path(temporary), SMALL))
        large = _filed(_office(kept, LARGE))
        scanned = Scanned(**_run("scan", str(_SCANS)))
        served = Served(**_run("serve", str(_office(Path(temporary), SMALL))))
    rows = [_row(SMALL, small), _row(LARGE, large)]
    return publish(Report(name="intake", rows=rows, bars=bars(small, large, scanned, served)))


def bars(small: Filed, large: Filed, scanned: Scanned, served: Served) -> list[Bar]:
    """Return the bars of what was measured."""
    grown = large.cpu_s / large.letters / (small.cpu_s / small.letters)
    return [
        Bar(
            name="letters filed per second", value=small.letters / small.wall_s, bar=50, sense=Sense.AT_LEAST
        ),
        Bar(name=f"CPU per letter from {SMALL} to {LARGE} records, times", value=grown, bar=1.3),
        Bar(name="memory at the larger size more, MiB", value=large.peak_mib - small.peak_mib, bar=50),
        Bar(
            name="CPU per letter, paperless-ngx costs times",
            value=_PEER_LETTER_S * small.letters / small.cpu_s,
            bar=20,
            sense=Sense.AT_LEAST,
        ),
        Bar(
            name="CPU per scanned page, paperless-ngx costs times",
            value=_PEER_SCAN_S * scanned.pages / (scanned.own_s + scanned.ocr_s),
            bar=3,
            sense=Sense.AT_LEAST,
        ),
        Bar(name="own share of a scan beside OCR, %", value=100 * scanned.own_s / scanned.ocr_s, bar=10),
        Bar(name="memory of an idle office, MiB", value=served.idle_mib, bar=150),
        Bar(name="seconds from drop to search", value=served.searchable_s, bar=3),
    ]


def _row(records: int, filed: Filed) -> dict[str, str | int | float]:
    return {
        "records before": records,
        "letters": filed.letters,
        "per second": filed.letters / filed.wall_s,
        "CPU ms per letter": 1000 * filed.cpu_s / filed.letters,
        "of it readers": 1000 * filed.readers_s / filed.letters,
        "peak MiB": filed.peak_mib,
    }


def _office(folder: Path, records: int) -> Path:
    made = folder / f"office-{records}"
    if not made.exists():
        large_office.make(made, records).close()
    return made


def _filed(office: Path) -> Filed:
    return Filed(**_run("file", str(office), str(_LETTERS)))


def _run(*words: str) -> dict[str, Any]:
    """Measure one thing in a process of its own, so that nothing was loaded or kept before."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.intake_run", *words], check=True, stdout=subprocess.PIPE, text=True
    )
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


if __name__ == "__main__":
    sys.exit(main())
