"""Tidies an index up in the background, so that neither searching nor filing waits for it."""

import logging
import threading
from collections.abc import Callable

from index.errors import SearchError

_log = logging.getLogger(__name__)


class Tidying:
    """Runs ``merge`` in a thread of its own for as long as there is something to merge.

    A process that ends meanwhile loses only the work: what is half merged does not count.
    """

    def __init__(self, merge: Callable[[], bool]) -> None:
        self._merge = merge
        self._thread: threading.Thread | None = None
        self._is_stopping = False

    def start(self) -> None:
        """Begin, unless it is going on already."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="index-tidying", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Wait for the merge that is going on, and begin no other."""
        self._is_stopping = True
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._is_stopping and self._merge():
                pass
        except (SearchError, OSError) as fault:  # whoever searches or writes next is told
            _log.warning("search index not tidied up: %s", fault)
