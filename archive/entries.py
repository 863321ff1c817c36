"""The entries of the inbox, each with what the ledger knows of it and the row to work on."""

import dataclasses
import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

from archive import ledger
from archive.database import Database
from archive.departures import Departures
from archive.examination import Withhold, is_data, kept_alone
from archive.inbox import Found, path_key
from archive.ledger import Channel, FileStamp, LedgerRow
from archive.looking import Looked
from archive.reader_pool import DIED, HUNG
from archive.reader_version import reader_version
from archive.staging_area import StagingArea
from model.actor import Actor
from model.clock import Clock
from model.ledger import LedgerState
from model.reason import Reason

SETTLED: Final = frozenset({LedgerState.WITHHELD, LedgerState.IGNORED, LedgerState.REFUSED})
_FAILURES: Final = frozenset({HUNG, DIED})
_MOST_TURNS: Final = 2
"""A reader that fails so often at a file gets no further turn at it, until there is a newer one."""
_NO_READERS: Final = ""
"""Stands in the place of the readers that failed, so that these have one more turn."""


@dataclass(slots=True)
class Entry:
    """An entry of the inbox; without a ``row`` there is nothing to do about it."""

    found: Found
    known: LedgerRow | None
    row: LedgerRow | None
    data: bytes | None = None
    look: Future[Looked] | None = None
    problem: Reason | None = None
    """Why it could not be looked at."""
    mark: str | None = None
    """The rule by which it is withheld, found when it was looked at before."""

    @property
    def looked(self) -> Looked | None:
        """What came of the look, once it is over; None where there was none."""
        return None if self.look is None else self.look.result()

    @property
    def rule(self) -> str | None:
        """The rule by which a mark of secrecy was found now."""
        looked = self.looked
        return looked.rule if isinstance(looked, Withhold) else None

    def admitted(self) -> LedgerRow:
        """Return the row of a file that is let in: from now on its path and digest may be kept."""
        if self.row is None or self.data is None:
            raise ValueError(self.found.channel)
        digest = hashlib.sha256(self.data).hexdigest()
        return dataclasses.replace(self.row, path=self.found.name, sha256=digest)


def after_failure(row: LedgerRow, reason: Reason) -> Reason:
    """Return why a file waits; of a reader that failed, how often, which readers, and how they ended."""
    if reason.code not in _FAILURES:
        return reason
    before = row.reason
    turns = int(before.facts[0]) if before is not None and before.code in _FAILURES else 0
    return Reason(reason.code, (str(turns + 1), reader_version(), *reason.facts))


def with_another_turn(row: LedgerRow) -> LedgerRow:
    """Return a row that was left in peace as one whose file is tried again in the next pass."""
    reason = row.reason
    if reason is None or reason.code not in _FAILURES:
        return row
    turns, _, *how = reason.facts
    return dataclasses.replace(row, reason=Reason(reason.code, (turns, _NO_READERS, *how)))


def has_further_turn(reason: Reason | None) -> bool:
    """Whether a file that waits for this reason is tried again in the next pass."""
    return reason is not None and reason.code in _FAILURES and int(reason.facts[0]) < _MOST_TURNS


def _is_given_up(row: LedgerRow) -> bool:
    reason = row.reason
    if reason is None or reason.code not in _FAILURES or has_further_turn(reason):
        return False
    return reason.facts[1] == reader_version()


class EntryBook:
    """Looks entries up in the ledger, and opens rows for those that it does not know."""

    def __init__(
        self,
        *,
        database: Database,
        departures: Departures,
        staging: StagingArea,
        clock: Clock,
        key: bytes,
        data_types: frozenset[str],
    ) -> None:
        self._database = database
        self.departures = departures
        self._staging = staging
        self._clock = clock
        self.key = key
        self._data_types = data_types
        self._looked_at: set[tuple[str, FileStamp]] = set()
        self._at_rest: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Begin a pass: know which files stay in the inbox, whoever decided so."""
        with self._database.read() as connection:
            staying = ledger.present(connection, LedgerState.WAITING, *SETTLED)
            self._at_rest = frozenset(key for _, _, key in staying)

    def is_at_rest(self, found: Found) -> bool:
        """Whether there is nothing to do about a file that stays where it is, nor to ask about it."""
        key = self.key_of(found)
        return key in self._at_rest and (key, found.stamp) in self._looked_at and not self.is_data(found)

    def key_of(self, found: Found) -> str:
        """Return the keyed hash that the ledger knows the path by."""
        return path_key(self.key, found.channel, found.raw)

    def key_at(self, raw: bytes) -> str:
        """Return the keyed hash of a path in the inbox."""
        return path_key(self.key, Channel.INBOX, raw)

    def is_data(self, found: Found) -> bool:
        """Whether the office keeps such a file as data."""
        return found.obstacle is None and is_data(found.name, self.kept_types(found))

    def kept_types(self, found: Found) -> frozenset[str]:
        """Return which types are kept as data, unread, in the arrival of a file."""
        return self._data_types if found.arrival else kept_alone(self._data_types)

    def forget(self, row: LedgerRow) -> None:
        """Forget that a file was looked at: a person asks for another look."""
        self._looked_at.discard((row.path_key, row.stamp))

    def note_look(self, row: LedgerRow) -> bool:
        """Note that a file was dealt with as far as this program can; False when it was before."""
        seen = (row.path_key, row.stamp)
        is_new = seen not in self._looked_at
        self._looked_at.add(seen)
        return is_new

    def open(self, arrivals: Sequence[Sequence[Found]], actor: Actor) -> list[list[Entry]]:
        """Return the entries of arrivals; each that was not dealt with has its row, a new one if need be."""
        with self._database.read() as connection:
            known = ledger.latest(connection, {self.key_of(one) for of_one in arrivals for one in of_one})
        opened = [[Entry(one, known.get(self.key_of(one)), None) for one in of_one] for of_one in arrivals]
        everyone = [entry for entries in opened for entry in entries]
        fresh = [entry for entry in everyone if _is_fresh(entry)]
        for entry in everyone:
            if entry.known is not None and entry not in fresh and not self._is_done(entry, entry.known):
                entry.row = entry.known
        self._let_go(fresh, actor)
        self._add(fresh)
        return opened

    def _is_done(self, entry: Entry, known: LedgerRow) -> bool:
        """Whether this very file has been dealt with, as far as this program can."""
        if known.state is LedgerState.STAGED:
            return self._staging.holds(known)  # it is finished from there
        if known.state.leaves_inbox or known.state in SETTLED or _is_given_up(known):
            return True
        return (known.path_key, known.stamp) in self._looked_at and not self.is_data(entry.found)

    def _let_go(self, fresh: Iterable[Entry], actor: Actor) -> None:
        """Note that files which stayed in the inbox are gone: others bear their names."""
        gone = [
            known.id
            for entry in fresh
            if (known := entry.known) is not None and known.gone_at is None
            if known.state is not LedgerState.SEEN and not known.state.leaves_inbox
        ]
        lying = {entry.found.stamp for entry in fresh}
        self.departures.note(gone, lying=lying, actor=actor)

    def _add(self, fresh: Sequence[Entry]) -> None:
        """Open the rows of files; one that nobody looked into and that changed meanwhile keeps its row."""
        if not fresh:
            return
        now = self._clock.now()
        with self._database.write() as connection:
            for entry in fresh:
                known, found = entry.known, entry.found
                if known is not None and known.gone_at is None and known.state is LedgerState.SEEN:
                    entry.row = dataclasses.replace(known, stamp=found.stamp)
                    ledger.put(connection, entry.row)
                else:
                    key = self.key_of(found)
                    entry.row = ledger.add_seen(
                        connection, channel=found.channel, path_key=key, stamp=found.stamp, at=now
                    )
                entry.known = None


def _is_fresh(entry: Entry) -> bool:
    """Whether the ledger knows nothing of this very file, or a person files it once more."""
    known, found = entry.known, entry.found
    if known is None or known.gone_at is not None or known.stamp != found.stamp:
        return True
    return known.state.leaves_inbox and found.channel is Channel.COMMAND
