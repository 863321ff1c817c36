"""Read a file and the files in it, one inside the other, within limits for the whole of them."""

from dataclasses import replace
from typing import Final

from archive.read_document import MOST_DEPTH, MOST_MEMBER_BYTES, MOST_MEMBERS, Member, ReadDocument
from archive.readers import read
from archive.readers.errors import CrowdedFileError, NestedFileError, OversizedFileError, ReadError
from model.reason import Reason

_MAILS: Final = frozenset({"eml", "msg"})
_LAYER: Final = 4
_MAIL_LAYER: Final = 1
"""Four mails that were forwarded in each other count as one container: people forward a lot."""


def read_whole_tree(data: bytes, *, name: str) -> ReadDocument:
    """Read a file of any format; its members are read too, and each says why where that failed.

    Raises:
        ReadError: when the file itself cannot be read, or holds more than a mail or a packet can.
    """
    return _Tree(name).read(data, name, depth=0)


class _Tree:
    """One reading with what it may still unpack."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._members = MOST_MEMBERS
        self._bytes = MOST_MEMBER_BYTES

    def read(self, data: bytes, name: str, *, depth: int) -> ReadDocument:
        document = read(data, name=name)
        if not document.members:
            return document
        depth += _MAIL_LAYER if document.format in _MAILS else _LAYER
        if depth > MOST_DEPTH * _LAYER:
            raise NestedFileError(self._name, MOST_DEPTH)
        self._members -= len(document.members)
        self._bytes -= sum(len(member.data) for member in document.members)
        if self._members < 0:
            raise CrowdedFileError(self._name, MOST_MEMBERS - self._members, MOST_MEMBERS)
        if self._bytes < 0:
            raise OversizedFileError(self._name, document.format, "members")
        return replace(document, members=tuple(self._member(one, depth) for one in document.members))

    def _member(self, member: Member, depth: int) -> Member:
        try:
            return replace(member, document=self.read(member.data, member.name, depth=depth))
        except OversizedFileError:
            raise
        except ReadError as error:
            return replace(member, problem=error.reason)
        except Exception as error:  # noqa: BLE001 - whatever a library does with one member, the others are read
            return replace(member, problem=Reason("reader-failed", (type(error).__name__,)))
