"""New records that are filed as one group: none of them may be what another one of them is compared with."""

from archive.arrival import Described
from archive.incoming import Bundle
from model.record import Record


class FilingGroup:
    """Gathers new records until they are filed together."""

    def __init__(self) -> None:
        self._members: list[tuple[Bundle, Described]] = []
        self._digests: set[str | None] = set()
        self._codes: set[str] = set()
        self._senders: set[str] = set()

    def has_bytes_of(self, bundle: Bundle) -> bool:
        """Whether the document of a bundle is in the group, byte for byte."""
        return bundle.lead.row.sha256 in self._digests

    def may_concern(self, record: Record) -> bool:
        """Whether the group holds what the record may be a version of, or other answers of its sender."""
        is_like = record.code is not None and record.code.key in self._codes
        return is_like or (bool(record.answers) and record.organ_id in self._senders)

    def add(self, bundle: Bundle, described: Described) -> None:
        """Take a record in."""
        record = described.record
        self._members.append((bundle, described))
        self._digests |= {row.sha256 for row in bundle.rows}
        if record.code is not None:
            self._codes.add(record.code.key)
        if record.organ_id is not None:
            self._senders.add(record.organ_id)

    def take(self) -> list[tuple[Bundle, Described]]:
        """Return the records and begin anew."""
        members = self._members
        self.__init__()  # type: ignore[misc]
        return members
