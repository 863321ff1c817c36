"""Every byte of the archive read once, by as many processes as there are processors, while people work."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from archive.database import Database
from archive.ocfl import StorageRoot
from archive.office_folder import OfficeFolder
from archive.office_key import office_key
from archive.record_check import Checked, RecordCheck

Portion = Sequence[str]
"""Ids of objects that are checked together."""

WORTH_PROCESSES: Final = 4000
"""So many objects take longer than the start of further processes."""

_AT_A_TIME: Final = 200


def walk(check: RecordCheck, object_ids: Portion) -> Iterator[tuple[Portion, Checked]]:
    """Check objects in their order, portion by portion, in this process."""
    for portion in _portions(object_ids):
        yield portion, check.check(portion)


def walk_together(office: OfficeFolder, object_ids: Portion) -> Iterator[tuple[Portion, Checked]]:
    """Check objects in their order with all processors."""
    portions = list(_portions(object_ids))
    # Started anew, not forked: this process has threads and open databases.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _leave_signals_to_the_parent) as processes:
        try:
            results = processes.map(_check, [office.root] * len(portions), portions)
            yield from zip(portions, results, strict=True)
        finally:
            processes.shutdown(cancel_futures=True)


def _leave_signals_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check(root: Path, portion: Portion) -> Checked:
    return _opened(root).check(portion)


@cache
def _opened(root: Path) -> RecordCheck:
    office = OfficeFolder(root)
    return RecordCheck(StorageRoot(office.archive), Database(office.register), office_key(office))


def _portions(object_ids: Portion) -> Iterator[Portion]:
    ids = iter(object_ids)
    while portion := list(islice(ids, _AT_A_TIME)):
        yield portion
