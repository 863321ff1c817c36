"""What lies in the inbox, or was named by a command, goes the way that is for it: intake or signed inbox."""

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from pathlib import Path

from archive.disk import GiveWay
from archive.inbox import Found, Stillness, arrival_key, readable, scan
from archive.intake import Intake, Stop, never
from archive.named_files import named_files, parts_of_office
from archive.office_folder import OfficeFolder
from archive.reader_pool import readers
from archive.set_aside import SetAside
from archive.signed_inbox import SignedInbox, is_signed_drop, parted
from archive.troubles import Troubles
from model.actor import SYSTEM, Actor
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason


class Receiving:
    """Takes files in; what could not be filed is in ``set_aside``, its hindrances in ``troubles``."""

    def __init__(
        self,
        folder: OfficeFolder,
        *,
        intake: Intake,
        set_aside: SetAside,
        signed_inbox: SignedInbox,
        troubles: Troubles,
    ) -> None:
        self._folder = folder
        self._intake = intake
        self.set_aside = set_aside
        self.signed_inbox = signed_inbox
        self.troubles = troubles

    def held(self, stop: Stop = never) -> AbstractContextManager[GiveWay]:
        """Hold the inbox against others (see Intake.held)."""
        return self._intake.held(stop)

    def finish_staged(self) -> None:
        """Finish what was staged when the program was killed; the caller holds the inbox."""
        tuple(self._intake.run((), actor=SYSTEM))

    def file(self, paths: Iterable[Path], *, actor: Actor) -> Iterator[FilingOutcome]:
        """File the named files now, those in named folders too; what lies outside the inbox stays there.

        What belongs to the office itself is refused, and nothing is written about it.
        """
        readers().warm()
        self.troubles.begin()
        named = tuple(paths)
        for part in parts_of_office(named, office=self._folder):
            yield FilingOutcome(
                state=LedgerState.REFUSED, path=readable(part), reason=Reason("part-of-office")
            )
        with self.held() as give_way:
            vanished: list[Found] = []
            found = named_files(named, office=self._folder, vanished=vanished.append)
            for _, group in groupby(found, key=arrival_key):
                together = tuple(group)
                if is_signed_drop(together[0]):
                    outcomes = tuple(
                        self.signed_inbox.take_signed(together, actor=actor, hindered=self.troubles.note)
                    )
                else:
                    outcomes = tuple(self._intake.run(together, actor=actor, give_way=give_way))
                known = filter(None, map(self._known, together))
                yield from outcomes
                yield from (one for one in known if not outcomes or one.state.is_unfinished)
                give_way()
            yield from filter(None, map(self._intake.taken_up, vanished))

    def take_in(
        self, *, actor: Actor, stillness: Stillness | None = None, stop: Stop = never
    ) -> Iterator[FilingOutcome]:
        """Make one pass over the inbox until ``stop``; with ``stillness`` only whole files are taken."""
        self.troubles.begin()
        with self.held(stop) as give_way:
            yield from self.set_aside.retry_what_is_new(actor, give_way)
            found = scan(self._folder.inbox)
            self._intake.mark_gone(found, actor=actor)
            if stillness is not None:
                stillness.begin({entry.raw for entry in found.entries})
            arrived, signed = parted(found.entries)
            yield from self.signed_inbox.take_signed(
                signed, actor=actor, stillness=stillness, hindered=self.troubles.note
            )
            yield from self._intake.run(arrived, actor=actor, stillness=stillness, give_way=give_way)

    def _known(self, found: Found) -> FilingOutcome | None:
        """Return what the ledger says of a named file, be it that another process was quicker."""
        is_there = os.path.lexists(found.path)
        return self._intake.present(found) if is_there else self._intake.taken_up(found)

    @staticmethod
    def close() -> None:
        """Wait for no reader of a pass that was broken off."""
        readers().abandon()
