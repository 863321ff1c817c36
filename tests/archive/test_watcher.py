import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import watcher
from archive.watcher import Watcher

LONG = 600.0
"""Seconds no test waits for: what comes sooner came for another reason."""


class Scans:
    """Counts the passes and lets a test wait for the next one."""

    def __init__(self, *, fails: bool = False, unfinished: bool = False) -> None:
        self.fails = fails
        self.unfinished = unfinished
        self._came = threading.Semaphore(0)

    def __call__(self) -> bool:
        """Make one pass."""
        self._came.release()
        if self.fails:
            raise RuntimeError
        return self.unfinished

    def wait(self) -> bool:
        """Tell whether another pass came."""
        return self._came.acquire(timeout=20)


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


def running(subject: Watcher, stop: threading.Event) -> Callable[[], None]:
    thread = threading.Thread(target=subject.run, args=(stop,))
    thread.start()

    def end() -> None:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()

    return end


def test_a_file_that_arrives_wakes_the_scan_long_before_its_time(
    tmp_path: Path, stop: threading.Event
) -> None:
    scans = Scans()
    end = running(Watcher(tmp_path, scans, scan_seconds=LONG, settle_seconds=LONG), stop)
    assert scans.wait()
    (tmp_path / "trả lời.txt").write_text("x")
    assert scans.wait()
    end()


def test_the_folder_is_scanned_again_without_any_event(
    tmp_path: Path, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "_observe", lambda *_: None)
    scans = Scans()
    end = running(Watcher(tmp_path, scans, scan_seconds=0.01, settle_seconds=LONG), stop)
    assert all(scans.wait() for _ in range(3))
    end()


def test_what_is_not_whole_is_looked_at_again_soon(tmp_path: Path, stop: threading.Event) -> None:
    scans = Scans(unfinished=True)
    end = running(Watcher(tmp_path, scans, scan_seconds=LONG, settle_seconds=0.01), stop)
    assert all(scans.wait() for _ in range(3))
    end()


def test_a_pass_that_fails_does_not_end_the_watching(
    tmp_path: Path, stop: threading.Event, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    scans = Scans(fails=True)
    end = running(Watcher(tmp_path, scans, scan_seconds=0.01, settle_seconds=LONG), stop)
    assert all(scans.wait() for _ in range(3))
    end()
    assert "a pass over the inbox failed" in caplog.text


def test_a_file_system_without_events_is_watched_by_scanning(
    tmp_path: Path, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoEvents:
        def schedule(self, *_: object, **__: object) -> None:
            """Refuse, as a file system without events does."""
            raise OSError

    monkeypatch.setattr(watcher, "Observer", NoEvents)
    scans = Scans()
    end = running(Watcher(tmp_path, scans, scan_seconds=0.01, settle_seconds=LONG), stop)
    assert all(scans.wait() for _ in range(2))
    end()
