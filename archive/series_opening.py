"""Opening number series that go on from a paper book (design, invariant 6): once, and never otherwise."""

from contextlib import suppress
from pathlib import Path

from archive import number_series
from archive.audit import AuditLog
from archive.database import Database
from archive.errors import SeriesAlreadyOpenError, SettingsError
from archive.ledger_journal import LedgerJournal
from archive.number_series import SeriesState
from archive.settings import Settings
from model.actor import SYSTEM
from model.clock import Clock
from model.reason import Reason


class SeriesOpening:
    """Opens the books for which ``office.toml`` names the last number on paper."""

    def __init__(self, *, database: Database, journal: LedgerJournal, audit: AuditLog, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._audit = audit
        self._clock = clock

    def run(self, settings: Settings, path: Path) -> None:
        """Open what is not open yet; ``path`` is where the settings were read.

        Raises:
            SettingsError: when a book was opened with another number, or gave numbers before it was named.
        """
        for (book, year), wanted in settings.openings.items():
            opened = self._opened_with(book, year)
            if opened is None:
                self._open(book, year, wanted)
            elif opened != wanted:
                problem = Reason("settings-opening-differs", (str(opened), str(wanted)))
                raise SettingsError(path, f"so_mo_dau.{book}.{year}", problem)

    def _opened_with(self, book: str, year: int) -> int | None:
        with self._database.read() as connection:
            if not number_series.is_open(connection, book=book, year=year):
                return None
            return number_series.series_state(connection, book=book, year=year).opening

    def _open(self, book: str, year: int, opening: int) -> None:
        state = SeriesState(book=book, year=year, opening=opening, last=opening, last_on=None)
        self._journal.keep_opening(state, actor=SYSTEM)
        self._audit.append(
            self._clock.now(), SYSTEM, "open-series", f"{book} {year}", {"opening": str(opening)}
        )
        # Another process may have opened it meanwhile, with the same value.
        with suppress(SeriesAlreadyOpenError), self._database.write() as connection:
            number_series.open_series(connection, book=book, year=year, opening=opening)
