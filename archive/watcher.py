"""Watch the inbox: events wake it, a periodic scan of the whole folder is the truth (invariant 5)."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

_log = logging.getLogger(__name__)

_STOP_SECONDS: Final = 0.25
"""How long a stop may go unnoticed."""
_CALM_SECONDS: Final = 0.2
"""How long after an event the scan waits, so that a burst of files makes one pass."""


class Watcher:
    """Calls ``scan`` whenever something may have arrived, and regularly without any event.

    ``scan`` returns whether it left something that is not whole yet; then the next look comes after
    ``settle_seconds`` instead of ``scan_seconds``.
    """

    def __init__(
        self, inbox: Path, scan: Callable[[], bool], *, scan_seconds: float, settle_seconds: float
    ) -> None:
        self._inbox = inbox
        self._scan = scan
        self._scan_seconds = scan_seconds
        self._settle_seconds = settle_seconds
        self._wake = threading.Event()

    def run(self, stop: threading.Event) -> None:
        """Watch until ``stop`` is set; no single failure ends the loop."""
        observer = _observe(self._inbox, self._wake)
        try:
            while not stop.is_set():
                self._wake.clear()
                unfinished = self._scan_safely()
                self._wait(self._settle_seconds if unfinished else self._scan_seconds, stop)
        finally:
            if observer is not None:
                observer.stop()
                observer.join()

    def _scan_safely(self) -> bool:
        try:
            return self._scan()
        except Exception as error:  # noqa: BLE001 - the loop's edge: one bad pass must not end the watching
            # The message may hold a name or what a file says; the class does not.
            _log.info("a pass over the inbox failed: %s", type(error).__name__)
            return False

    def _wait(self, seconds: float, stop: threading.Event) -> None:
        end = time.monotonic() + seconds
        while not stop.is_set() and (left := end - time.monotonic()) > 0:
            if self._wake.wait(min(left, _STOP_SECONDS)):
                stop.wait(_CALM_SECONDS)
                return


class _Waker(FileSystemEventHandler):
    """Turns every event into a wake-up; what happened is found by the scan."""

    def __init__(self, wake: threading.Event) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in {"opened", "closed_no_write"}:
            self._wake.set()


def _observe(inbox: Path, wake: threading.Event) -> BaseObserver | None:
    observer = Observer()
    try:
        observer.schedule(_Waker(wake), str(inbox), recursive=True)
        observer.start()
    except OSError:
        # No events on this file system, or no watches left: the periodic scan does without.
        _log.info("no file events for the inbox; it is scanned periodically")
        return None
    return observer
