"""Packets that came before the document they speak of: each is heard once that is there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from archive import ledger, register
from archive.database import Database
from archive.incoming import Bundle, IncomingFile
from archive.looking import Recognised
from archive.naming_packets import OF_UNKNOWN
from archive.packet_filing import PacketFiling
from archive.reader_pool import readers
from archive.record_store import RecordStore
from model.actor import Actor
from model.document_code import DocumentCode, DocumentCodeError
from model.record import FileRole, Record
from model.record_id import UNREGISTERED_BOOK

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
            claim = None if bundle is None else bundle.lead.claim
            if bundle and claim and self._packets.hear_late(bundle, claim, actor):
                self._store.change(packet.id, _heard, message=_HEARD, actor=actor)
        self._heard_at = last

    def _answerable(self) -> Iterator[Record]:
        """Yield the packets for whose document there is a record of its number and symbol."""
        with self._database.read() as connection:
            for packet in register.in_review_for(connection, OF_UNKNOWN, book=UNREGISTERED_BOOK):
                codes = (reason.facts[0] for reason in packet.review if reason.code == OF_UNKNOWN)
                if any(any(register.find_by_code(connection, code)) for code in map(_code, codes) if code):
                    yield packet

    def _read(self, packet: Record) -> Bundle | None:
        """Read the kept file of a packet again."""
        file = next((one for one in packet.files if one.role is FileRole.ORIGINAL), None)
        with self._database.read() as connection:
            row = ledger.find(connection, packet.arrivals[0].ledger_id)
        if file is None or row is None:
            return None
        data = self._store.file(packet.id, file.path).read_bytes()
        looked = readers().look(file.name, data, frozenset()).result()
        if not isinstance(looked, Recognised):
            return None
        return Bundle(files=(IncomingFile(row=row, data=data, parts=looked.parts),))


def _heard(packet: Record) -> Record:
    left = tuple(reason for reason in packet.review if reason.code != OF_UNKNOWN)
    return replace(packet, review=left)


def _code(text: str) -> DocumentCode | None:
    try:
        return DocumentCode.parse(text)
    except DocumentCodeError:
        return None
