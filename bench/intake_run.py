"""One measurement of the intake, in a process of its own; prints it as JSON."""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import Final

import pypdfium2
from PIL import Image

from archive import disk
from archive.looking import Looked, Recognised, look
from archive.reader_pool import readers
from bench import letters
from bench.memory import Memory
from bench.scoring.corpus import samples, shared_folder
from model.actor import SYSTEM
from model.ledger import LedgerState
from office import RecordsOffice

_FIRST_NUMBER: Final = 500_000
"""Of the letters: none that an office made for the bench holds already."""
_DPI: Final = 200
_SAMPLE_S: Final = 1.0
_EACH: Final = 8
"""Of the scans of the corpus by name, the first, and each one after so many more, is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Letters that were filed in one pass: time of the clock, of all processors, of that the readers.

    MiB are those of the office with its readers: the most in the second quarter of the pass, and in the last.
    """

    letters: int
    wall_s: float
    cpu_s: float
    readers_s: float
    syncs: int
    peak_mib: float
    second_quarter_mib: float
    last_quarter_mib: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """Scanned pages that were read: processor time of ours, and of the programs that we call."""

    pages: int
    own_s: float
    ocr_s: float


def file(office: Path, count: int) -> Filed:
    """File letters that lie in the inbox, with the index left for later as filing does."""
    with RecordsOffice(office) as opened:
        start = _FIRST_NUMBER + opened.archive.last_change()
        for number in range(start, start + count):
            name, data = letters.letter(number)
            (opened.folder.inbox / name).write_bytes(data)
        with _sampled() as samples, _counted_syncs() as syncs:
            used, began = _cpu(resource.RUSAGE_SELF), time.perf_counter()
            filed = sum(one.state is LedgerState.FILED for one in opened.archive.take_in(actor=SYSTEM))
            wall = time.perf_counter() - began
            own = _cpu(resource.RUSAGE_SELF) - used
    readers().close()
    if filed != count:
        raise SystemExit("not every letter was filed")
    reading = _cpu(resource.RUSAGE_CHILDREN)
    quarter = len(samples) // 4
    return Filed(
        letters=count,
        wall_s=wall,
        cpu_s=own + reading,
        readers_s=reading,
        syncs=len(syncs),
        peak_mib=max(samples),
        second_quarter_mib=max(samples[quarter : 2 * quarter + 1]),
        last_quarter_mib=max(samples[-quarter - 1 :]),
    )


@contextmanager
def _sampled() -> Iterator[list[float]]:
    """Note every second how much memory this process and its readers take."""
    samples, ended = [Memory.of(os.getpid()).pss], Event()

    def sample() -> None:
        while not ended.wait(_SAMPLE_S):
            samples.append(Memory.of(os.getpid()).pss)

    sampling = Thread(target=sample)
    sampling.start()
    try:
        yield samples
    finally:
        ended.set()
        sampling.join()


@contextmanager
def _counted_syncs() -> Iterator[list[str]]:
    """Note each wait for the disk, but those of the database."""
    syncs: list[str] = []

    def note(name: str, _path: Path) -> None:
        if name.startswith("sync"):
            syncs.append(name)

    disk.on_step = note
    try:
        yield syncs
    finally:
        disk.on_step = None


def scan(count: int) -> Scanned:
    """Read scans of one page that are made here."""
    return _read({f"{number}.png": _picture(number) for number in range(2, 2 * count + 2, 2)})


def corpus() -> Scanned:
    """Read scans of real offices, all pages of them, in colour, grey, or black and white as they are.

    Raises:
        FileNotFoundError: when the corpus is not there.
    """
    scans = {sample.name: sample.data for sample in samples(shared_folder()) if sample.source.is_scan}
    return _read({name: scans[name] for name in sorted(scans)[::_EACH]})


def _read(scans: Mapping[str, bytes]) -> Scanned:
    look("a.png", _picture(2))  # what is loaded once is not counted
    own, ocr = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
    pages = sum(_pages(look(name, data)) for name, data in scans.items())
    return Scanned(
        pages=pages,
        own_s=_cpu(resource.RUSAGE_SELF) - own,
        ocr_s=_cpu(resource.RUSAGE_CHILDREN) - ocr,
    )


def _pages(looked: Looked) -> int:
    if not isinstance(looked, Recognised):
        raise SystemExit("a scan was not read")
    return sum(len(part.document.pages) for part in looked.parts if part.document is not None)


def _picture(number: int) -> bytes:
    """Return the first page of a letter as a scanner gives it."""
    page = pypdfium2.PdfDocument(letters.pdf(number))[0]
    picture: Image.Image = page.render(scale=_DPI / 72).to_pil().convert("L")
    buffer = BytesIO()
    picture.rotate(0.6, expand=False, fillcolor=255).save(buffer, "PNG", dpi=(_DPI, _DPI))
    return buffer.getvalue()


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    kind, *words = sys.argv[1:]
    match kind:
        case "file":
            measured: Filed | Scanned = file(Path(words[0]), int(words[1]))
        case "corpus":
            measured = corpus()
        case _:
            measured = scan(int(words[0]))
    print(json.dumps(asdict(measured)))
