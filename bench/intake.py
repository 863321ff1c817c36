"""From the inbox to the archive: what a letter costs, in a small office and, if one likes, in a large one.

Usage: ``python -m bench.intake [--large FOLDER] [--files COUNT]``. ``--large`` adds an office of 100,000
records, which is made below FOLDER, where it stays: minutes and seven gigabytes. ``--files`` adds so many
letters in one drop, to show that memory stays as it is. Where the corpus is there (``VANTHU_SHARED``), each
eighth of its scans is read too; ``python -m bench.intake_run corpus`` measures that alone.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench import large_office
from bench.intake_run import Filed, Scanned
from bench.intake_served import Served, serve
from bench.report import Bar, Cell, Report, Sense, publish
from bench.scoring.corpus import shared_folder

SMALL, LARGE = 1_000, 100_000
_LETTERS: Final = 1_000
_SCANS: Final = 6
_DROPPED: Final = 700_000
"""The number of the letter that is looked for: even, so that it is a PDF."""
_PEER_LETTER_S: Final = 1.20
_PEER_SCAN_S: Final = 9.1
"""CPU seconds of paperless-ngx for a born-digital PDF and for a scanned page, on the same kind of machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All that one run measured; what was not asked for is None."""

    small: Filed
    scanned: Scanned
    served: Served
    corpus: Scanned | None = None
    large: Filed | None = None
    drop: Filed | None = None


def main() -> int:
    """Measure, print and return the exit code."""
    asked = _arguments().parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        measured = Measured(
            small=_filed(_office(folder, SMALL), _LETTERS),
            scanned=Scanned(**_run("scan", str(_SCANS))),
            served=serve(_office(folder, SMALL), _DROPPED),
            corpus=Scanned(**_run("corpus")) if (shared_folder() / "corpus").exists() else None,
            large=_filed(_office(asked.large, LARGE), _LETTERS) if asked.large else None,
            drop=_filed(_office(folder / "drop", 1), asked.files) if asked.files else None,
        )
    return publish(Report(name="intake", rows=list(rows(measured)), bars=list(bars(measured))))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", type=Path)
    parser.add_argument("--files", type=int)
    return parser


def rows(measured: Measured) -> Iterator[dict[str, Cell]]:
    """Yield every figure with what it is of."""
    for records, filed in ((SMALL, measured.small), (LARGE, measured.large), (1, measured.drop)):
        if filed is not None:
            yield from _filing(f"{filed.letters} letters, {records} records before", filed)
    scanned, served = measured.scanned, measured.served
    yield from _reading("scanned page", scanned)
    if corpus := measured.corpus:
        yield from _reading(f"page of the corpus, of {corpus.pages}", corpus)
    for moment in ("started", "opened", "filed", "rested"):
        memory = getattr(served, moment)
        yield _row(f"office served: {moment}", "MiB, shared ones once", memory.pss)
        yield _row(f"office served: {moment}", "MiB resident", memory.rss)


def _reading(of: str, scanned: Scanned) -> Iterator[dict[str, Cell]]:
    yield _row(of, "own CPU ms", 1000 * scanned.own_s / scanned.pages)
    yield _row(of, "OCR CPU ms", 1000 * scanned.ocr_s / scanned.pages)


def _filing(of: str, filed: Filed) -> Iterator[dict[str, Cell]]:
    yield _row(of, "letters per second", filed.letters / filed.wall_s)
    yield _row(of, "CPU ms per letter", _cpu_ms(filed))
    yield _row(of, "of it in readers, their start too", 1000 * filed.readers_s / filed.letters)
    yield _row(of, "waits for the disk per letter, but SQLite's", filed.syncs / filed.letters)
    yield _row(of, "most MiB", filed.peak_mib)


def _row(of: str, what: str, value: float) -> dict[str, Cell]:
    return {"of": of, "what": what, "value": value}


def _cpu_ms(filed: Filed) -> float:
    return 1000 * filed.cpu_s / filed.letters


def bars(measured: Measured) -> Iterator[Bar]:
    """Yield the bars of what was measured."""
    small, scanned, served = measured.small, measured.scanned, measured.served
    yield _at_least("letters filed per second", small.letters / small.wall_s, 50)
    yield _at_least("CPU per letter, paperless-ngx costs times", 1000 * _PEER_LETTER_S / _cpu_ms(small), 20)
    scan_s = (scanned.own_s + scanned.ocr_s) / scanned.pages
    yield _at_least("CPU per scanned page, paperless-ngx costs times", _PEER_SCAN_S / scan_s, 3)
    yield _own_share("a scan", scanned)
    if corpus := measured.corpus:
        yield _own_share("scans of the corpus", corpus)
    yield Bar(name="most memory of an office at rest, MiB", value=served.most.pss, bar=150)
    yield Bar(name="seconds from drop to search", value=served.found_s, bar=3)
    if large := measured.large:
        grown = _cpu_ms(large) / _cpu_ms(small)
        yield Bar(name=f"CPU per letter from {SMALL} to {LARGE} records, times", value=grown, bar=1.3)
        more = large.peak_mib - small.peak_mib
        yield Bar(name="memory at the larger size more, MiB", value=more, bar=50)
    if drop := measured.drop:
        grown = drop.last_quarter_mib - drop.second_quarter_mib
        yield Bar(name=f"memory grown over half of {drop.letters} letters, MiB", value=grown, bar=20)


def _own_share(of: str, scanned: Scanned) -> Bar:
    return Bar(name=f"own share of {of} beside OCR, %", value=100 * scanned.own_s / scanned.ocr_s, bar=10)


def _at_least(name: str, value: float, bar: float) -> Bar:
    return Bar(name=name, value=value, bar=bar, sense=Sense.AT_LEAST)


def _office(folder: Path, records: int) -> Path:
    """Return an office of so many records below a folder, made there unless it was before."""
    made = folder / f"office-{records}"
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        large_office.make(made, records).close()
    return made


def _filed(office: Path, count: int) -> Filed:
    return Filed(**_run("file", str(office), str(count)))


def _run(*words: str) -> dict[str, Any]:
    """Measure one thing in a process of its own, so that nothing was loaded or kept before."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.intake_run", *words], check=True, stdout=subprocess.PIPE, text=True
    )
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


if __name__ == "__main__":
    sys.exit(main())
