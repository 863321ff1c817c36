"""A person's word that a record does not answer a dispatch: the link ends and is never made again."""

from dataclasses import replace

from archive.clerking import Clerking
from archive.errors import NothingToDecideError
from model.actor import Actor
from model.identification import Evidence
from model.record import LinkState, Record, ReplyLink
from model.record_id import RecordId

_BY_HAND = "by-hand"


class Unlinking:
    """Ends links, automatic ones and those that a person made or proposed, each by the person who says so."""

    def __init__(self, clerking: Clerking) -> None:
        self._clerking = clerking

    def take_back(self, record_id: RecordId, dispatch: RecordId | None, *, actor: Actor) -> Record:
        """Note that a record does not answer a dispatch; without one, that it answers nothing.

        Raises:
            NothingToDecideError: when nothing links the record to it.
            RecordNotFoundError: when there is no such record.
        """
        now = self._clerking.clock.now()

        def ends(link: ReplyLink) -> bool:
            return link.state.counts if dispatch is None else _is_present(link) and link.dispatch == dispatch

        def unlinked(record: Record) -> Record:
            if not any(map(ends, record.links)):
                raise NothingToDecideError(str(record.id))
            links = tuple(
                replace(
                    link,
                    state=LinkState.REMOVED,
                    evidence=(*link.evidence, Evidence(text=actor.name, rule=_BY_HAND)),
                    decided_by=actor,
                    decided_at=now,
                )
                if ends(link)
                else link
                for link in record.links
            )
            # What the form says was read as the answer to a dispatch that the record does not answer.
            answers = record.answers if any(map(_is_present, links)) else ()
            return replace(record, links=links, answers=answers)

        about = {} if dispatch is None else {"dispatch": str(dispatch)}
        return self._clerking.change(record_id, unlinked, act="unlink", actor=actor, about=about)


def _is_present(link: ReplyLink) -> bool:
    return link.state is not LinkState.REMOVED
