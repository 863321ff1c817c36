"""A process that looks at foreign files: within limits, writing nothing, and expendable.

It dies by itself when a look takes too long or too much memory, and at once when the office is gone.
"""

import os
import resource
import select
import signal
import sys
from contextlib import suppress
from threading import Thread
from typing import Final

from archive.looking import Looked, look
from archive.reader_protocol import Job, decode_job, encode_answer, receive, send

MOST_MEMORY: Final = 3 * 2**30
"""Bytes of address space: a file of the largest size several times over."""
OWN_SECONDS: Final = 60
"""Processor time of the process itself per file; programs that it starts, such as OCR, do not count."""
_IDLE_SECONDS: Final = 60
"""After that long without work it ends, and its memory is free."""


def serve() -> None:
    """Look at one file after the other as they come on standard input, until there are no more."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _silence()
    _limit()
    Thread(target=_end_with_office, args=(jobs.fileno(),), daemon=True).start()
    while select.select([jobs], [], [], _IDLE_SECONDS)[0]:
        job, data = receive(jobs), receive(jobs)
        if job is None or data is None:
            return
        send(answers, encode_answer(_look(decode_job(job), data)))
        signal.alarm(0)


def _end_with_office(jobs: int) -> None:
    """Wait until nobody can send a job any more; then end, be it in a look, with all that was started."""
    office = select.poll()
    office.register(jobs, 0)  # a hang-up is told without being asked for
    office.poll()
    os.killpg(0, signal.SIGKILL)


def _look(job: Job, data: bytes) -> Looked:
    _allow(job.seconds)
    return look(job.name, data, data_types=job.data_types, cleared=job.cleared)


def _silence() -> None:
    """Let nothing that a library prints reach the office, its terminal or its log: it may be content."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = os.fdopen(nowhere, "w")


def _limit() -> None:
    _lower(resource.RLIMIT_AS, MOST_MEMORY)
    _lower(resource.RLIMIT_FSIZE, 0)  # nothing is written to a disk before the verdict
    _lower(resource.RLIMIT_CORE, 0)
    for number in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)


def _allow(seconds: int) -> None:
    """Give the next look its time: of the clock, and of the processor."""
    signal.alarm(seconds)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + min(seconds, OWN_SECONDS))


def _lower(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    with suppress(ValueError):  # a system that allows less has said so already
        resource.setrlimit(limit, (value, hard))
