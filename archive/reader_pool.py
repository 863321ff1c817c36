"""The reader processes of this program: as many as there are processors, each replaced when it fails."""

import atexit
import os
import signal
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Final

import msgspec

from archive.examination import Wait
from archive.looking import Looked
from archive.read_document import MOST_MEMBER_BYTES
from archive.reader_protocol import Job, decode_answer, encode_job, receive, send
from model.reason import Reason

SECONDS: Final = 900
"""Of the clock, per file: many pages of a scan take their time, with programs started for each."""
HUNG: Final = "reader-hung"
DIED: Final = "reader-died"
_MOST_ANSWER: Final = MOST_MEMBER_BYTES + 2**28
_MOST_JOBS: Final = 500
"""A process that looked at so many files is replaced: libraries lose a little memory with each."""
_START: Final = "import sys; sys.path[:0] = sys.argv[1:]; from {} import serve; serve()"
_END_SECONDS: Final = 1.0
_TOOK_TOO_LONG: Final = frozenset({-signal.SIGALRM, -signal.SIGXCPU})
_NO_SENSE: Final = "no-sense"
"""How a reader ended whose answer nobody understands."""


class _Reader:
    """One reader process."""

    def __init__(self, program: str) -> None:
        # Isolated from the current folder, which may be an office and hold a folder named like our modules.
        words = [sys.executable, "-I", "-S", "-c", _START.format(program), *filter(None, sys.path)]
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        self.jobs = 0

    def look(self, job: Job, data: bytes) -> bytes | int:
        """Return the answer to a job, or how the process ended without giving one."""
        self.jobs += 1
        jobs, answers = self._process.stdin, self._process.stdout
        if jobs is None or answers is None:
            return self.end()
        with suppress(BrokenPipeError):
            send(jobs, encode_job(job))
            send(jobs, data)
        answer = receive(answers, most=_MOST_ANSWER)
        return self.end() if answer is None else answer

    def is_alive(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process in the midst of its look, with all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> int:
        """End the process with all that it started; return its code."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self.kill()
        return self._process.wait()


class ReaderPool:
    """Looks at files in processes of their own; one that hangs or dies costs its file the turn, no more."""

    def __init__(
        self, *, processes: int | None = None, seconds: int = SECONDS, program: str = "archive.reader_process"
    ) -> None:
        self._threads = ThreadPoolExecutor(processes or os.cpu_count() or 1, thread_name_prefix="reader")
        self._seconds = seconds
        self._program = program
        self._idle: list[_Reader] = []
        self._busy: set[_Reader] = set()
        self._lock = Lock()

    def look(
        self, name: str, data: bytes, data_types: frozenset[str], *, cleared: bool = False
    ) -> Future[Looked]:
        """Begin to look at a file (see ``archive.looking.look``)."""
        return self._threads.submit(self._look, self._job(name, data_types, cleared=cleared), data)

    def look_now(self, name: str, data: bytes) -> Looked:
        """Look at a file, whatever else is to be looked at: a person waits for what comes of it."""
        return self._look(self._job(name, frozenset(), cleared=False), data)

    def warm(self) -> None:
        """Start a process ahead of the first file, since starting takes longer than reading."""
        self._give_back(self._taken())

    def rest(self) -> None:
        """End the processes that wait for work, but one: each holds memory, and starts soon enough."""
        with self._lock:
            surplus, self._idle = self._idle[1:], self._idle[:1]
        for reader in surplus:
            reader.end()

    def abandon(self) -> None:
        """End the processes that are at a file, as nobody waits for what comes of it."""
        with self._lock:
            for reader in self._busy:
                reader.kill()

    def close(self) -> None:
        """End all processes; what they were at is left."""
        self.abandon()
        self._threads.shutdown(cancel_futures=True)
        while self._idle:
            self._idle.pop().end()

    def _job(self, name: str, data_types: frozenset[str], *, cleared: bool) -> Job:
        return Job(name=name, data_types=data_types, seconds=self._seconds, cleared=cleared)

    def _look(self, job: Job, data: bytes) -> Looked:
        while True:
            reader = self._taken()
            is_fresh = reader.jobs == 0
            answer = reader.look(job, data)
            if isinstance(answer, bytes):
                self._give_back(reader)
                return _understood(answer)
            self._busy.discard(reader)
            if is_fresh or answer != 0:  # else it had ended for want of work
                return Wait(Reason(HUNG if answer in _TOOK_TOO_LONG else DIED, (_how(answer),)))

    def _taken(self) -> _Reader:
        with self._lock:
            reader = self._waiting() or _Reader(self._program)
            self._busy.add(reader)
            return reader

    def _waiting(self) -> _Reader | None:
        """Take one that waits for work; some ended for want of it."""
        while self._idle:
            reader = self._idle.pop()
            if reader.is_alive():
                return reader
            reader.end()
        return None

    def _give_back(self, reader: _Reader) -> None:
        with self._lock:
            self._busy.discard(reader)
            if reader.jobs < _MOST_JOBS:
                self._idle.append(reader)
                return
        reader.end()


def _how(code: int) -> str:
    """Name how a process ended: by which signal, or with which code."""
    return signal.Signals(-code).name if code < 0 else str(code)


def _understood(answer: bytes) -> Looked:
    try:
        return decode_answer(answer)
    except (msgspec.MsgspecError, KeyError):
        return Wait(Reason(DIED, (_NO_SENSE,)))


@cache
def readers() -> ReaderPool:
    """Return the pool of this program; its processes start with the first files."""
    pool = ReaderPool()
    atexit.register(pool.close)
    return pool
