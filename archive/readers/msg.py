"""Read MSG, a mail as Outlook keeps it: words, and attachments as members."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final

from oxmsg import Message

from archive.read_document import MOST_MEMBERS, Member, ReadDocument
from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.readers.mail import Mail, read_mail
from archive.readers.member_name import member_name
from archive.readers.ole_file import open_ole

_MEDIA_TYPE: Final = "application/vnd.ms-outlook"
_ATTACHMENT: Final = "__attach_version1.0_"
_FILE: Final = "__substg1.0_37010102"
_FAILURES: Final = (
    AssertionError, AttributeError, IndexError, LookupError, OSError, RecursionError, TypeError, ValueError,
    struct.error,
)  # fmt: skip
"""What the library raises for damaged files."""


def read_msg(data: bytes, name: str) -> ReadDocument:
    """Read a mail of Outlook; mails and objects attached to it make it unread.

    Raises:
        BrokenFileError: when it is damaged.
        OversizedFileError: above 200 attachments.
    """
    with open_ole(data, name, "msg") as ole:
        attached = [ole.below(*path) for path in ole.storages_in() if path[0].startswith(_ATTACHMENT)]
        if len(attached) > MOST_MEMBERS:
            raise OversizedFileError(name, "msg", "attachments")
        is_whole = all(one.has(_FILE) for one in attached)
    try:
        mail = _mail(Message.load(BytesIO(data)))
    except _FAILURES as error:
        raise BrokenFileError(name, "msg", "message") from error
    document = read_mail(mail, name, format_="msg", media_type=_MEDIA_TYPE)
    return document if is_whole else replace(document, unread="embedded")


def _mail(message: Message) -> Mail:
    headers = {key.lower(): value for key, value in message.message_headers.items()}
    known = {key: headers[key] for key in ("to", "cc", "date", "message-id", "in-reply-to") if key in headers}
    return Mail(
        subject=message.subject,
        facts={"from": message.sender or "", "subject": message.subject} | known,
        words=message.body,
        page=message.html_body,
        files=tuple(_files(message)),
    )


def _files(message: Message) -> Iterator[Member]:
    for number, attachment in enumerate(message.attachments, start=1):
        data = attachment.file_bytes
        if data is not None:
            yield Member(name=member_name(attachment.file_name or "", otherwise=f"{number}"), data=data)
