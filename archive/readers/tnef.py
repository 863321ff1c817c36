"""Read TNEF (winmail.dat), the envelope in which Outlook sends a mail to other programs ([MS-OXTNEF])."""

import struct
from collections.abc import Iterator
from typing import Final

from archive.read_document import MOST_MEMBERS, Line, Member, Page, ReadDocument
from archive.readers.errors import BrokenFileError, CrowdedFileError
from archive.readers.mail import page_member
from archive.readers.member_name import member_name
from archive.readers.rich_text import words_of
from archive.readers.text_encoding import decoded
from archive.readers.tnef_properties import properties
from model.vietnamese import nfc

_MEDIA_TYPE: Final = "application/ms-tnef"
_HEAD: Final = 6
_RECORD: Final = struct.Struct("<BII")
_CHECKSUM: Final = 2
_NOTHING_MORE: Final = frozenset({b"", b"\n", b"\r\n"})
_BEGINS, _TITLE, _DATA, _FILE_FACTS = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_WORDS, _MAIL_FACTS = 0x0002800C, 0x00069003
_BODY, _RICH_TEXT, _PAGE = 0x1000, 0x1009, 0x1013
_LONG_NAME, _SHORT_NAME, _CONTENT = 0x3707, 0x3001, 0x3701


def read_tnef(data: bytes, name: str) -> ReadDocument:
    """Read the words and the attachments in an envelope.

    Raises:
        BrokenFileError: when it is cut short.
        OversizedFileError: above 200 attachments.
    """
    mail: dict[int, bytes] = {}
    files: list[dict[int, bytes]] = []
    try:
        for code, content in _records(data):
            if code == _BEGINS:
                files.append({})
            (files[-1] if files else mail)[code] = content
        facts = properties(mail.get(_MAIL_FACTS, b""))
        words = _words(facts, mail.get(_WORDS, b""), name)
        found = [_file(file, number) for number, file in enumerate(files, start=1)]
    except struct.error as error:
        raise BrokenFileError(name, "tnef", "records") from error
    if len(files) > MOST_MEMBERS:
        raise CrowdedFileError(name, len(files), MOST_MEMBERS)
    members = tuple(member for member in found if member is not None)
    is_open = words is not None and len(members) == len(files)
    page = facts.get(_PAGE)
    lines = tuple(Line(text=line.rstrip()) for line in nfc(words or "").splitlines())
    return ReadDocument(
        format="tnef",
        media_type=_MEDIA_TYPE,
        pages=(Page(lines=lines),),
        members=(*members, page_member(page)) if page else members,
        is_document=False,
        unread=None if is_open else "embedded",
    )


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = _HEAD
    # Programs that save it from a mail leave the end of the line behind.
    while data[position : position + 3] not in _NOTHING_MORE:
        _, code, length = _RECORD.unpack_from(data, position)
        position += _RECORD.size
        if position + length > len(data):
            raise struct.error
        yield code, data[position : position + length]
        position += length + _CHECKSUM


def _words(facts: dict[int, str | bytes], given: bytes, name: str) -> str | None:
    """Return the words of the mail, none if it has none in the envelope; None where nobody can read them."""
    body = facts.get(_BODY) or _text(given)
    rich = facts.get(_RICH_TEXT)
    if isinstance(body, str) and body.strip():
        return body
    return words_of(rich, name) if isinstance(rich, bytes) and rich else ""


def _file(file: dict[int, bytes], number: int) -> Member | None:
    facts = properties(file.get(_FILE_FACTS, b""))
    content = file.get(_DATA, facts.get(_CONTENT))
    if not isinstance(content, bytes):
        return None
    named = facts.get(_LONG_NAME) or _text(file.get(_TITLE, b"")) or facts.get(_SHORT_NAME)
    return Member(name=member_name(str(named or ""), otherwise=f"{number}"), data=content)


def _text(data: bytes) -> str:
    plain = data.rstrip(b"\0")
    return decoded(plain) or plain.decode("latin-1")
