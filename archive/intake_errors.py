"""What can go wrong where a person decides about what came in.

ArchiveError
  NothingToDecideError          nothing waits for this decision
    NotSetAsideError            ... and the file is neither in quarantine nor waits
  NotWithheldError              no file of this number is withheld and lies unchanged in the inbox
  NotInspectedError             nobody says that she looked into a file which no reader can look into
  PacketIsNoAnswerError         a packet that only tells of a document answers nothing
"""

from archive.errors import ArchiveError, NothingToDecideError
from model.record_id import RecordId


class NotSetAsideError(NothingToDecideError):
    """No file of this number lies whole in quarantine, or waits unchanged in the inbox."""

    def __init__(self, row_id: int) -> None:
        super().__init__(f"quarantine {row_id}")
        self.row_id = row_id


class NotWithheldError(ArchiveError):
    """No withheld file of this number lies unchanged in the inbox: there is no alarm to call false."""

    def __init__(self, row_id: int) -> None:
        super().__init__(f"ledger {row_id} is not withheld")
        self.row_id = row_id


class NotInspectedError(ArchiveError):
    """A file that no reader can look into is let in only by a person who says that she looked into it."""

    def __init__(self, row_id: int) -> None:
        super().__init__(f"ledger {row_id} was not inspected")
        self.row_id = row_id


class PacketIsNoAnswerError(ArchiveError):
    """The record is a packet that tells what became of a document; it answers no dispatch."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(f"{record_id} is a packet that brings no document")
        self.record_id = record_id
