"""Reader processes that do what no reader should: each costs one file its turn."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from archive.examination import Wait, Withhold
from archive.looking import Looked, Recognised
from archive.reader_pool import DIED, HUNG, ReaderPool
from tests.archive.documents import reply_docx
from tests.archive.offices import a_reply

_PROGRAM = """
import ctypes, os, signal, subprocess, sys, time
from archive import reader_process
from archive.looking import look

def strange(job, data):
    reader_process._allow(job.seconds)
    match job.name:
        case "sleep": time.sleep(60)
        case "spin":
            while True: pass
        case "crash": ctypes.string_at(0)
        case "memory": bytearray(8 * 2**30)
        case "memory in C": ctypes.create_string_buffer(8 * 2**30)
        case "exit": os._exit(3)
        case "leave a child": subprocess.Popen(["sleep", "61"]); time.sleep(60)
        case "leave a child of the office": subprocess.Popen(["sleep", "67"]); time.sleep(60)
        case "print": print("CANARY"); os.write(1, b"CANARY"); os.write(2, b"CANARY")
        case "write":
            with open(data.decode(), "wb") as file: file.write(b"x")
        case "wait for a writer": os.close(os.open(data, os.O_RDONLY))
        case "wait for a reader": os.close(os.open(data, os.O_WRONLY))
        case "garbage": os.write(3, bytes(7) + b"\\x05" + b"hello"); time.sleep(60)
        case "endless": os.write(3, b"\\xff" * 8); time.sleep(60)
    return look(job.name + ".txt", data, data_types=frozenset())

reader_process._look = strange
reader_process._IDLE_SECONDS = 1
serve = reader_process.serve
"""


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReaderPool]:
    (tmp_path / "strange_reader.py").write_text(_PROGRAM)
    monkeypatch.syspath_prepend(tmp_path)
    pool = ReaderPool(processes=1, seconds=1, program="strange_reader")
    yield pool
    pool.close()


def look(pool: ReaderPool, name: str, data: bytes = a_reply("Lạng Sơn").encode()) -> Looked:
    return pool.look(name, data, frozenset()).result()


def outcome(looked: Looked) -> str:
    return looked.reason.code if isinstance(looked, Wait) else type(looked).__name__


@pytest.mark.parametrize(
    ("behaviour", "becomes"),
    [
        ("sleep", HUNG),
        ("spin", HUNG),
        ("leave a child", HUNG),
        ("crash", DIED),
        ("exit", DIED),
        ("endless", DIED),
        ("print", "Recognised"),
    ],
)
def test_a_reader_that_misbehaves_costs_its_own_file_the_turn(
    pool: ReaderPool, behaviour: str, becomes: str
) -> None:
    assert outcome(look(pool, behaviour)) == becomes
    assert outcome(look(pool, "next")) == "Recognised"


@pytest.mark.parametrize("behaviour", ["memory", "memory in C"])
def test_a_reader_gets_only_so_much_memory(pool: ReaderPool, behaviour: str) -> None:
    assert outcome(look(pool, behaviour)) == DIED
    assert outcome(look(pool, "next")) == "Recognised"


def test_a_reader_writes_nothing_to_a_disk(pool: ReaderPool, tmp_path: Path) -> None:
    target = tmp_path / "written"
    assert outcome(look(pool, "write", str(target).encode())) == DIED
    assert not target.exists() or target.stat().st_size == 0


def test_what_a_library_prints_reaches_nobody(pool: ReaderPool, capfd: pytest.CaptureFixture[str]) -> None:
    look(pool, "print")
    assert "CANARY" not in "".join(capfd.readouterr())


def test_what_a_reader_started_ends_with_it(pool: ReaderPool) -> None:
    look(pool, "leave a child")
    assert _within(5, lambda: not _is_running(b"sleep\x0061\x00"))


def _is_running(command: bytes) -> bool:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if path.read_bytes() == command:
                return True
    return False


def test_an_answer_that_is_none_is_not_believed(pool: ReaderPool) -> None:
    assert outcome(look(pool, "garbage")) == DIED


def test_a_reader_without_work_ends_and_the_next_file_finds_another(pool: ReaderPool) -> None:
    assert outcome(look(pool, "first")) == "Recognised"
    [idle] = pool._idle
    assert idle._process.wait(10) == 0
    assert outcome(look(pool, "second")) == "Recognised"


def test_a_process_that_was_started_ahead_takes_the_first_file(pool: ReaderPool) -> None:
    pool.warm()
    [ahead] = pool._idle
    assert outcome(look(pool, "first")) == "Recognised"
    assert pool._idle == [ahead]
    assert ahead.jobs == 1


def test_a_process_that_was_started_ahead_takes_the_place_of_one_that_ended(pool: ReaderPool) -> None:
    assert outcome(look(pool, "first")) == "Recognised"
    [ended] = pool._idle
    assert ended._process.wait(10) == 0
    pool.warm()
    [ahead] = pool._idle
    assert ahead.is_alive()
    assert outcome(look(pool, "second")) == "Recognised"
    assert pool._idle == [ahead]


def test_at_rest_one_process_waits_for_work_and_the_others_are_gone() -> None:
    pool = ReaderPool(processes=3)
    started = [pool._taken() for _ in range(3)]
    for reader in started:
        pool._give_back(reader)
    pool.rest()
    assert [reader.is_alive() for reader in started] == [True, False, False]
    assert pool._idle == started[:1]
    pool.close()


def test_a_look_that_nobody_waits_for_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "strange_reader.py").write_text(_PROGRAM)
    monkeypatch.syspath_prepend(tmp_path)
    pool = ReaderPool(processes=1, seconds=600, program="strange_reader")
    hanging = pool.look("sleep", b"x", frozenset())
    while not hanging.running():
        time.sleep(0.01)
    time.sleep(0.3)
    started = time.monotonic()
    pool.abandon()
    assert outcome(hanging.result()) == DIED
    assert time.monotonic() - started < 5
    pool.close()


def test_a_person_does_not_wait_for_the_files_that_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "strange_reader.py").write_text(_PROGRAM)
    monkeypatch.syspath_prepend(tmp_path)
    pool = ReaderPool(processes=1, seconds=600, program="strange_reader")
    hanging = pool.look("sleep", b"x", frozenset())
    while not hanging.running():
        time.sleep(0.01)
    assert outcome(pool.look_now("first", a_reply("Lạng Sơn").encode())) == "Recognised"
    assert not hanging.done()
    pool.abandon()
    pool.close()


def test_what_was_recognised_comes_back_as_it_was() -> None:
    pool = ReaderPool(processes=1)
    looked = look(pool, "trả lời.docx", reply_docx())
    secret = look(pool, "kế hoạch MẬT.docx", b"x")
    pool.close()
    assert isinstance(looked, Recognised)
    [part] = looked.parts
    assert part.found is not None
    assert part.found.code is not None
    assert str(part.found.code.value) == "512/SGDĐT-KHTC"
    assert part.document is not None
    assert "Các trường đã có đủ phòng học." in part.document.text
    assert secret == Withhold("name")


def test_files_are_looked_at_by_several_processes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "strange_reader.py").write_text(_PROGRAM)
    monkeypatch.syspath_prepend(tmp_path)
    before = set(threading.enumerate())
    pool = ReaderPool(processes=2, seconds=30, program="strange_reader")
    meeting = str(tmp_path / "meeting").encode()
    os.mkfifo(meeting)
    met = [pool.look(name, meeting, frozenset()) for name in ("wait for a writer", "wait for a reader")]
    assert HUNG not in [outcome(one.result()) for one in met]
    pool.close()
    assert set(threading.enumerate()) <= before


_OFFICE = """
import time
from archive.reader_pool import ReaderPool

pool = ReaderPool(processes=1, seconds=600, program="strange_reader")
pool.look("leave a child of the office", b"x", frozenset())
while not pool._busy: time.sleep(0.01)
print(next(iter(pool._busy))._process.pid, flush=True)
time.sleep(600)
"""


def test_a_reader_ends_at_once_with_all_it_started_when_its_office_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "strange_reader.py").write_text(_PROGRAM)
    where = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    monkeypatch.setenv("PYTHONPATH", where)
    with subprocess.Popen([sys.executable, "-c", _OFFICE], stdout=subprocess.PIPE, text=True) as office:
        assert office.stdout is not None
        reader = int(office.stdout.readline())
        assert _within(10, lambda: _is_running(b"sleep\x0067\x00"))
        office.kill()
    assert _within(5, lambda: not _is_running(b"sleep\x0067\x00") and not _is_alive(reader))


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _within(seconds: float, is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    return is_so()
