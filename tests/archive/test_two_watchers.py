"""Several programs on one inbox: each file is filed once, under one number."""

import threading
from collections import Counter
from pathlib import Path

from archive.archive import Archive
from model.clock import FixedClock
from model.ledger import LedgerState
from tests.archive.offices import CLERK, NOON, SETTINGS, a_reply, an_archive, drop, issue_sample


def test_two_watchers_on_one_inbox_file_each_file_once(tmp_path: Path) -> None:
    first = an_archive(tmp_path / "office")
    issue_sample(first)
    second = Archive.open(first.folder, SETTINGS, FixedClock(NOON))
    seen: Counter[str | None] = Counter()
    filed = threading.Event()

    def watch(archive: Archive) -> None:
        while not filed.is_set():
            for outcome in archive.take_in(actor=CLERK):
                assert outcome.state is LedgerState.FILED
                seen[outcome.path] += 1

    threads = [threading.Thread(target=watch, args=(archive,)) for archive in (first, second)]
    for thread in threads:
        thread.start()
    for number in range(1, 41):
        drop(first, f"{number:02d}.txt.part", a_reply("Lạng Sơn", number=number)).rename(
            first.folder.inbox / f"{number:02d}.txt"
        )
    for _ in range(600):
        if sum(seen.values()) >= 40:
            break
        filed.wait(0.05)
    filed.set()
    for thread in threads:
        thread.join(30)
    assert seen == Counter(f"{number:02d}.txt" for number in range(1, 41))
    report = first.verify(indexed=None, progress=lambda *_: None)
    assert report.is_sound
    assert report.numbers["den 2026"] == 40
    first.close()
    second.close()
