"""Packets that came before the document they speak of: each is heard once that is there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from archive import ledger, register
from archive.database import Database
from archive.incoming import Bundle, IncomingFile
from archive.looking import Recognised
from archive.packet_filing import PacketFiling
from archive.packet_notices import came_early
from archive.reader_pool import readers
from archive.record_store import RecordStore
from model.actor import Actor
from model.document_code import DocumentCode, DocumentCodeError
from model.reason import Reason
from model.record import FileRole, Record
from model.review_code import ReviewCode

_HEARD: Final = "packet: heard late"


class WaitingPackets:
    """Lets records of packets without a document find it; harmless when repeated."""

    def __init__(self, *, database: Database, store: RecordStore, packets: PacketFiling) -> None:
        self._database = database
        self._store = store
        self._packets = packets
        self._heard_at: int | None = None

    def hear(self, actor: Actor) -> None:
        """Let each packet whose document has come join its record; the packet stays where it was filed.

        One that names no record surely is read again only once the register has changed.
        """
        with self._database.read() as connection:
            last = register.last_change(connection)
        if last == self._heard_at:
            return
        for packet in tuple(self._answerable()):
            bundle = self._read(packet)
            known = self._packets.hear_late(packet, bundle, actor) if bundle else {}
            if known:
                self._store.change(packet.id, _heard(known), message=_HEARD, actor=actor)
        self._heard_at = last

    def _answerable(self) -> Iterator[Record]:
        """Yield what packets came in for whose document there is a record of its number and symbol."""
        with self._database.read() as connection:
            for packet in register.in_review_for(connection, ReviewCode.PACKET_OF_UNKNOWN):
                own = packet.id if came_early(packet) else None
                codes = (one.facts[0] for one in packet.review if one.code == ReviewCode.PACKET_OF_UNKNOWN)
                found = (register.find_by_code(connection, code) for code in map(_code, codes) if code)
                if any(record.id != own for records in found for record in records):
                    yield packet

    def _read(self, packet: Record) -> Bundle | None:
        """Read the kept file of a packet again."""
        file = next((one for one in packet.files if one.role is FileRole.ORIGINAL), None)
        came = next((one for one in packet.arrivals if file and one.sha256 == file.sha256), None)
        if file is None or came is None:
            return None
        with self._database.read() as connection:
            row = ledger.find(connection, came.ledger_id)
        if row is None:
            return None
        data = self._store.file(packet.id, file.path).read_bytes()
        looked = readers().look(file.name, data, frozenset()).result()
        if not isinstance(looked, Recognised):
            return None
        return Bundle(files=(IncomingFile(row=row, data=data, parts=looked.parts),))


def _heard(known: Mapping[Reason, Reason | None]) -> Callable[[Record], Record]:
    """Return what makes a packet wait for what it speaks of no more, where that is known."""

    def heard(packet: Record) -> Record:
        now = (known.get(reason, reason) for reason in packet.review)
        return replace(packet, review=tuple(reason for reason in now if reason is not None))

    return heard


def _code(text: str) -> DocumentCode | None:
    try:
        return DocumentCode.parse(text)
    except DocumentCodeError:
        return None
