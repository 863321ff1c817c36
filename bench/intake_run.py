"""One measurement of the intake, in a process of its own; prints it as JSON."""

import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.request import urlopen

import pypdfium2
from PIL import Image

from archive.looking import look
from archive.reader_pool import readers
from bench import letters
from model.actor import SYSTEM
from model.ledger import LedgerState
from office import RecordsOffice

_FIRST_NUMBER: Final = 500_000
"""Of the letters: none that an office made for the bench holds already."""
_DPI: Final = 200
_SETTLED_S: Final = 8.0
"""After so long an office that was started does nothing any more."""
_MOST_S: Final = 60.0
_SERVE: Final = "from cli import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Letters that were filed: time of the clock, of all processors, of that the readers; most memory."""

    letters: int
    wall_s: float
    cpu_s: float
    readers_s: float
    peak_mib: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """Scanned pages that were read: processor time of ours, and of the programs that we call."""

    pages: int
    own_s: float
    ocr_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An office at rest with its pages open, and how soon a dropped letter is found."""

    idle_mib: float
    searchable_s: float


def file(office: Path, count: int) -> Filed:
    """File letters that lie in the inbox, with the index left for later as filing does."""
    with RecordsOffice(office) as opened:
        start = _FIRST_NUMBER + _held(opened)
        for number in range(start, start + count):
            opened.drop(*letters.letter(number))
        used, began = _cpu(resource.RUSAGE_SELF), time.perf_counter()
        outcomes = list(opened.archive.take_in(actor=SYSTEM))
        wall = time.perf_counter() - began
        own = _cpu(resource.RUSAGE_SELF) - used
    readers().close()
    if {outcome.state for outcome in outcomes} != {LedgerState.FILED} or len(outcomes) != count:
        raise SystemExit("not every letter was filed")
    reading = _cpu(resource.RUSAGE_CHILDREN)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Filed(letters=count, wall_s=wall, cpu_s=own + reading, readers_s=reading, peak_mib=peak)


def scan(pages: int) -> Scanned:
    """Read scanned pages."""
    pictures = [_picture(number) for number in range(2, 2 * pages + 2, 2)]
    look("a.png", pictures[0])  # what is loaded once is not counted
    own, ocr = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
    for picture in pictures:
        look("a.png", picture)
    return Scanned(
        pages=pages,
        own_s=_cpu(resource.RUSAGE_SELF) - own,
        ocr_s=_cpu(resource.RUSAGE_CHILDREN) - ocr,
    )


def serve(office: Path) -> Served:
    """Open the pages of an office, wait until it rests, drop a letter and look for it."""
    words = [sys.executable, "-c", _SERVE, "serve", "--office", str(office), "--json"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        _wait_for_pages(process)
        time.sleep(_SETTLED_S)
        idle = _memory_mib(process.pid)
        with RecordsOffice(office) as opened:
            number = _FIRST_NUMBER + 2 * _held(opened)  # even, so that it is a PDF
            name, data = letters.letter(number)
            before = opened.search(str(number)).total
            began = time.perf_counter()
            (office / "inbox" / name).write_bytes(data)
            while opened.search(str(number)).total == before and time.perf_counter() - began < _MOST_S:
                time.sleep(0.05)
            found = time.perf_counter() - began
    finally:
        process.terminate()
        process.wait()
    return Served(idle_mib=idle, searchable_s=found)


def _wait_for_pages(process: "subprocess.Popen[str]") -> None:
    """Wait until the office answers."""
    line = process.stdout.readline() if process.stdout is not None else ""
    urlopen(json.loads(line)["address"], timeout=_MOST_S).close()  # noqa: S310 - our own address


def _held(office: RecordsOffice) -> int:
    return office.archive.last_change()


def _picture(number: int) -> bytes:
    """Return the first page of a letter as a scanner gives it."""
    page = pypdfium2.PdfDocument(letters.pdf(number))[0]
    picture: Image.Image = page.render(scale=_DPI / 72).to_pil().convert("L")
    buffer = BytesIO()
    picture.rotate(0.6, expand=False, fillcolor=255).save(buffer, "PNG", dpi=(_DPI, _DPI))
    return buffer.getvalue()


def _memory_mib(process: int) -> float:
    """Return the proportional memory of a process and of all that it started."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    children = " ".join((task / "children").read_text() for task in tasks).split()
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    own = re.search(r"^Pss: +(\d+)", rollup, re.MULTILINE)
    return (int(own[1]) if own else 0) / 1024 + sum(map(_memory_mib, map(int, children)))


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    kind, *words = sys.argv[1:]
    measured: Filed | Scanned | Served
    match kind:
        case "file":
            measured = file(Path(words[0]), int(words[1]))
        case "scan":
            measured = scan(int(words[0]))
        case _:
            measured = serve(Path(words[0]))
    print(json.dumps(asdict(measured)))
