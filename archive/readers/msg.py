"""Read MSG, a mail as Outlook keeps it: words, and attachments as members ([MS-OXMSG]).

Each property of the mail is a stream whose name gives its number and its type.
"""

from dataclasses import replace
from typing import Final

from archive.read_document import MOST_MEMBERS, Member, ReadDocument
from archive.readers.errors import BrokenFileError, CrowdedFileError
from archive.readers.html_page import text_of_html
from archive.readers.mail import Mail, read_mail
from archive.readers.member_name import member_name
from archive.readers.ole_file import OleFile, open_ole
from archive.readers.rich_text import words_of
from archive.readers.text_encoding import decoded

_MEDIA_TYPE: Final = "application/vnd.ms-outlook"
_STREAM: Final = "__substg1.0_"
_WIDE, _NARROW, _BYTES, _OBJECT = "001F", "001E", "0102", "000D"
_SUBJECT, _BODY, _PAGE, _RICH_TEXT = "0037", "1000", "1013", "1009"
_FACTS: Final = {"from": "0C1F", "sender": "0C1A", "to": "0E04", "cc": "0E03", "message-id": "1035"}
_ATTACHMENT: Final = "__attach_version1.0_"
_FILE: Final = "3701"
_FILE_NAMES: Final = ("3707", "3704", "3001")
"""The whole name, the short one of old systems, the one that is shown."""
_PROPERTIES: Final = "__properties_version1.0"
_DEEPEST: Final = 3


def read_msg(data: bytes, name: str) -> ReadDocument:
    """Read a mail of Outlook; a mail attached to it is its child.

    Raises:
        BrokenFileError: when it is damaged.
        OversizedFileError: above 200 attachments.
    """
    with open_ole(data, name, "msg") as ole:
        return _read(ole, name, 0)


def _read(ole: OleFile, name: str, depth: int) -> ReadDocument:
    if not ole.has(_PROPERTIES):
        raise BrokenFileError(name, "msg", "properties")
    attached = [ole.below(*path) for path in ole.storages_in() if path[0].startswith(_ATTACHMENT)]
    if len(attached) > MOST_MEMBERS:
        raise CrowdedFileError(name, len(attached), MOST_MEMBERS)
    page = _binary(ole, _PAGE)
    words = _text(ole, _BODY)
    rich = b"" if page or words.strip() or _text(ole, _PAGE).strip() else _binary(ole, _RICH_TEXT)
    rich_words = words_of(rich, name) if rich else ""
    mail = Mail(
        subject=_text(ole, _SUBJECT),
        facts={key: _text(ole, number) for key, number in _FACTS.items()} | {"subject": _text(ole, _SUBJECT)},
        words=rich_words or words,
        page=text_of_html(page) if page else _text(ole, _PAGE),
        files=tuple(_file(one, number) for number, one in enumerate(attached, start=1) if _has_file(one)),
    )
    document = read_mail(mail, name, format_="msg", media_type=_MEDIA_TYPE)
    if rich_words is None:
        document = replace(document, unread="rtf")
    return _with_inner(document, [one for one in attached if not _has_file(one)], depth)


def _with_inner(document: ReadDocument, others: list[OleFile], depth: int) -> ReadDocument:
    """Add the mails attached, and note where there are other objects, into which nobody looks."""
    mails = [one.below(f"{_STREAM}{_FILE}{_OBJECT}") for one in others]
    can_be_read = depth < _DEEPEST and all(one.has(_PROPERTIES) for one in mails)
    children = tuple(_read(one, document.format, depth + 1) for one in mails) if can_be_read else ()
    is_open = len(children) == len(others) and not any(one.members or one.unread for one in children)
    if not is_open:
        return replace(document, children=children, unread="embedded")
    return replace(document, children=children)


def _has_file(attachment: OleFile) -> bool:
    return attachment.has(f"{_STREAM}{_FILE}{_BYTES}")


def _file(attachment: OleFile, number: int) -> Member:
    given = next(filter(None, (_text(attachment, one) for one in _FILE_NAMES)), "")
    return Member(name=member_name(given, otherwise=f"{number}"), data=_binary(attachment, _FILE))


def _binary(ole: OleFile, number: str) -> bytes:
    stream = f"{_STREAM}{number}{_BYTES}"
    return ole.read(stream) if ole.has(stream) else b""


def _text(ole: OleFile, number: str) -> str:
    """Return a text; those of one byte a letter are in whatever alphabet the writer's machine had."""
    wide, narrow = (f"{_STREAM}{number}{kind}" for kind in (_WIDE, _NARROW))
    if ole.has(wide):
        return ole.read(wide).decode("utf-16-le", "replace").rstrip("\0")
    data = ole.read(narrow).rstrip(b"\0") if ole.has(narrow) else b""
    return decoded(data) or data.decode("cp1252", "replace")
