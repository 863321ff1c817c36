"""Run the program in a process of its own, and break it at a chosen step that touches disk or database."""

import errno
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from archive import disk

_WRITES: Final = ("INSERT", "UPDATE", "DELETE", "BEGIN IMMEDIATE")
_SLOW_S: Final = 0.002
_NUMBERS: Final = {"full disk": errno.ENOSPC, "I/O error": errno.EIO, "no permission": errno.EACCES}
_SAYS: Final = {
    "full disk": ("SQLITE_FULL", "database or disk is full"),
    "I/O error": ("SQLITE_IOERR", "disk I/O error"),
    "no permission": ("SQLITE_READONLY", "attempt to write a readonly database"),
}
FAULTS: Final = (*_NUMBERS, "slow disk")


class End(Enum):
    """How a run ended."""

    FINISHED = auto()
    KILLED = auto()
    FAILED = auto()


@dataclass(slots=True)
class Steps:
    """Counts steps, and does something at one of them or from one of them on."""

    at: int
    do: Callable[[str], None]
    lasting: bool = False
    seen: int = 0

    def step(self, name: str) -> None:
        """Take a step."""
        self.seen += 1
        if self.seen == self.at or (self.lasting and self.seen > self.at):
            self.do(name)


def steps_of(action: Callable[[], None]) -> int:
    """Run the action undisturbed, in this process; return how many steps it has."""
    steps = Steps(0, lambda _: None)
    _run(steps, action)
    return steps.seen


def killed_at(step: int, action: Callable[[], None]) -> End:
    """Run the action in a process that is killed (SIGKILL) before its given step, from 1."""
    return _ended(lambda: _run(Steps(step, lambda _: os.kill(os.getpid(), signal.SIGKILL)), action))


def failing_from(step: int, fault: str, action: Callable[[], None]) -> End:
    """Run the action in a process for which the disk has a fault from the given step on."""

    def fail(name: str) -> None:
        if fault not in _NUMBERS:
            time.sleep(_SLOW_S)
        elif name == "database":
            raise _of_database(fault)
        else:
            raise OSError(_NUMBERS[fault], os.strerror(_NUMBERS[fault]))

    return _ended(lambda: _run(Steps(step, fail, lasting=True), action))


def killed_after(seconds: float, action: Callable[[], None]) -> End:
    """Run the action in a process that is killed (SIGKILL) so many seconds after it began."""
    child = started(action)
    time.sleep(seconds)
    return kill(child)


def kill(child: int) -> End:
    """Kill a process that was started; return how it ended, be it before."""
    os.kill(child, signal.SIGKILL)
    return _end_of(child)


def _run(steps: Steps, action: Callable[[], None]) -> None:
    with _announced(steps):
        action()


@contextmanager
def _announced(steps: Steps) -> Iterator[None]:
    """Announce every step: those of ``disk``, each statement that writes, each commit."""

    def on_disk(name: str, _path: Path) -> None:
        steps.step(name)

    def on_statement(*arguments: Any) -> None:  # noqa: ANN401 - whatever SQLAlchemy hands over
        if arguments[2].startswith(_WRITES):
            steps.step("database")

    def on_commit(_connection: object) -> None:
        steps.step("database")

    disk.on_step = on_disk
    event.listen(Engine, "before_cursor_execute", on_statement)
    event.listen(Engine, "commit", on_commit)
    try:
        yield
    finally:
        disk.on_step = None
        event.remove(Engine, "before_cursor_execute", on_statement)
        event.remove(Engine, "commit", on_commit)


def _of_database(fault: str) -> OperationalError:
    name, message = _SAYS[fault]
    error = sqlite3.OperationalError(message)
    error.sqlite_errorname = name
    return OperationalError("", {}, error)


def _ended(run: Callable[[], None]) -> End:
    return _end_of(started(run))


def started(run: Callable[[], None]) -> int:
    """Start a process with what this one knows; return its id."""
    child = os.fork()
    if child == 0:
        try:
            run()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - whatever happens, the child must not go on as a second test
            os._exit(1)
    return child


def _end_of(child: int) -> End:
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return End.KILLED
    return End.FINISHED if os.WEXITSTATUS(status) == 0 else End.FAILED
