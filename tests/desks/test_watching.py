"""The watched inbox: in which order things happen, and what an office at rest does not hold in memory."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from archive.inbox import Stillness
from archive.looking import Looked
from archive.reader_pool import readers
from desks import watching
from model.actor import SYSTEM
from model.clock import SystemClock
from model.ledger import FilingOutcome
from office import RecordsOffice
from tests.archive.documents import reply_docx

ROOT = Path(__file__).parents[2]
SETTINGS = (ROOT / "templates" / "demo" / "office.toml").read_text(encoding="utf-8")
WORDS = "Các trường đã có đủ phòng học"
HEAVY = ("docx", "fontTools", "generator", "lxml", "openpyxl", "pikepdf", "pypdfium2", "reportlab")
"""What makes or reads documents: large libraries, of which pages and an idle watcher need none."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RecordsOffice]:
    with RecordsOffice.create(tmp_path / "office", SETTINGS, clock=SystemClock()) as made:
        yield made


class Told:
    """Notes what happens, and looks the words up whenever a pass has ended."""

    def __init__(self, office: RecordsOffice) -> None:
        self.events: list[str] = []
        self._office = office

    def look(
        self, name: str, data: bytes, data_types: frozenset[str], *, cleared: bool = False
    ) -> Future[Looked]:
        """Look at a file in a reader process."""
        self.events.append(f"look at {name}")
        return readers().look(name, data, data_types, cleared=cleared)

    def warm(self) -> None:
        """Note that a process was started ahead."""
        self.events.append("warm")

    def rest(self) -> None:
        """Note that processes were ended."""
        self.events.append("rest")

    def pass_over(self, stillness: Stillness) -> bool:
        """Make one pass over the inbox."""
        return watching._pass(
            self._office.archive,
            stillness,
            stop=threading.Event(),
            actor=SYSTEM,
            told=self._filed,
            filed=self._indexed,
        )

    def _filed(self, outcome: FilingOutcome) -> None:
        self.events.append(str(outcome.state))

    def _indexed(self) -> None:
        self._office.sync_index()
        self.events.append(f"indexed, found {self._office.search(WORDS).total} times")


def test_a_dropped_file_is_found_in_the_pass_that_files_it(
    office: RecordsOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, seconds = Told(office), [0.0]
    monkeypatch.setattr(watching, "readers", lambda: told)
    monkeypatch.setattr("archive.lookahead.readers", lambda: told)
    stillness = Stillness(seconds=2, monotonic=lambda: seconds[0])
    office.drop("a.docx", reply_docx())
    assert told.pass_over(stillness)
    assert told.events == ["indexed, found 0 times", "warm"]
    told.events.clear()
    seconds[0] += 2
    assert not told.pass_over(stillness)
    assert told.events == ["look at a.docx", "filed", "indexed, found 1 times", "rest"]


def loaded_by(program: str, *words: str) -> set[str]:
    """Return which of the heavy libraries a program has loaded when it ends."""
    script = f"import sys\n{program}\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(ran.stdout.split())


def test_an_idle_watcher_holds_no_library_that_makes_or_reads_documents(office: RecordsOffice) -> None:
    program = """
import threading
from pathlib import Path
from office import RecordsOffice
stop = threading.Event()
office = RecordsOffice(Path(sys.argv[1]))
office.sync_index = stop.set
office.watch(stop, told=print)
"""
    assert loaded_by(program, str(office.folder.root)) == set()


def test_the_pages_hold_no_library_that_makes_or_reads_documents(office: RecordsOffice) -> None:
    program = """
from pathlib import Path
from office import RecordsOffice
from web.login import LoginTickets
from web.server import create_app
office = RecordsOffice(Path(sys.argv[1]))
office.index.sequence()
create_app(office, login=LoginTickets())
"""
    assert loaded_by(program, str(office.folder.root)) == set()


def test_what_a_reader_waits_for_work_with_is_no_library_of_one_format() -> None:
    assert loaded_by("import archive.reader_process") <= {"lxml"}
