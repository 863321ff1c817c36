"""Watches the inbox, and lets the machine rest while nothing comes."""

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

from archive.archive import Archive
from archive.inbox import Stillness
from archive.reader_pool import readers
from archive.watcher import Watcher
from model.actor import Actor
from model.ledger import FilingOutcome


def watch(
    archive: Archive,
    stop: threading.Event,
    *,
    actor: Actor,
    told: Callable[[FilingOutcome], None],
    filed: Callable[[], None],
    hindered: Callable[[Sequence[Exception]], None],
) -> None:
    """Take in what arrives until ``stop`` is set; ``told`` hears of each file, ``filed`` of each pass.

    ``hindered`` hears after each pass what stood in its way, be it nothing.
    """
    settings = archive.settings
    stillness = Stillness(seconds=settings.settle_seconds, monotonic=time.monotonic)
    pass_over = partial(_pass, archive, stillness, stop=stop, actor=actor, told=told, filed=filed)
    Watcher(
        archive.folder.inbox,
        partial(_look, archive, pass_over, hindered=hindered),
        scan_seconds=settings.scan_seconds,
        settle_seconds=settings.settle_seconds,
    ).run(stop)


def _look(
    archive: Archive, pass_over: Callable[[], bool], *, hindered: Callable[[Sequence[Exception]], None]
) -> bool:
    """Make a pass and tell what stood in its way, also what ended it."""
    troubles = archive.receiving.troubles
    try:
        return pass_over()
    except Exception as error:
        troubles.note(error)
        raise
    finally:
        hindered(troubles.met)


def _pass(
    archive: Archive,
    stillness: Stillness,
    *,
    stop: threading.Event,
    actor: Actor,
    told: Callable[[FilingOutcome], None],
    filed: Callable[[], None],
) -> bool:
    """Make one pass over the inbox until ``stop``; return whether something was left that is not whole."""
    for outcome in archive.take_in(actor=actor, stillness=stillness, stop=stop.is_set):
        told(outcome)
    if stop.is_set():
        return False  # the next start indexes what was filed, and goes on
    filed()
    if stillness.left_any:
        readers().warm()  # while the file settles: starting takes longer than reading
    else:
        readers().rest()
    return stillness.left_any
