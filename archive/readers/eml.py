"""Read EML, a mail as it was sent: words, and attachments as members."""

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from typing import Final

from archive.read_document import MOST_MEMBERS, Member, MemberRole, ReadDocument
from archive.readers.coded_text import is_header_name
from archive.readers.detection import detect_format
from archive.readers.errors import BrokenFileError, CrowdedFileError, UnsupportedFormatError
from archive.readers.html_page import text_of_html
from archive.readers.mail import LEGIBLE, Mail, read_mail
from archive.readers.mbox import is_mailbox, read_mbox
from archive.readers.member_name import member_name
from archive.readers.text_encoding import decoded

_MEDIA_TYPE: Final = "message/rfc822"
_HEADERS: Final = ("from", "to", "cc", "date", "subject", "message-id", "in-reply-to", "reply-to")
_BLANK: Final = b"\xef\xbb\xbf \t\r\n\v\f"
"""What may stand above a mail or a mailbox: blanks, a byte order mark."""
_SURROGATES: Final = re.compile("[\udc80-\udcff]")
"""What the library makes of bytes beyond ASCII in a header line."""
_DEEPEST: Final = 20
"""Parts in parts; mails that were passed on many times have five."""
_SMALL_PICTURE: Final = 100_000
"""Bytes; pictures that belong to the words, such as emblems, have less, scans of a page more."""
_ENCRYPTED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})


class _AnyAlphabet(Compat32):
    """Header lines in whatever alphabet they stand, where the library would put question marks."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the library calls it so
        if _SURROGATES.search(value) is None:
            return value
        data = value.encode("utf-8", "surrogateescape")
        return decoded(data) or data.decode("latin-1")


POLICY: Final = _AnyAlphabet(max_line_length=None)


def read_eml(data: bytes, name: str) -> ReadDocument:
    """Read a mail, or a mailbox of several.

    Raises:
        BrokenFileError: when parts are nested deeper than in any mail.
        OversizedFileError: above 200 parts or mails.
        UnsupportedFormatError: when it is text in which a mail begins somewhere.
    """
    data = data.lstrip(_BLANK)
    if is_mailbox(data):
        return read_mbox(data, name)
    message = parsed_mail(_from_header(data), name)
    if not any(is_header_name(key) for key in message.keys()):  # noqa: SIM118 - a message is no mapping
        raise UnsupportedFormatError(name, "eml")
    parts = list(_parts(message, name, 0))
    if len(parts) > MOST_MEMBERS:
        raise CrowdedFileError(name, len(parts), MOST_MEMBERS)
    words = [part for part in parts if _is_words(part)]
    plain = next((one for one in words if one.get_content_type() != "text/html"), None)
    page = next((one for one in words if one.get_content_type() == "text/html"), None)
    used = {id(plain), id(page)}
    mail = Mail(
        subject=header_text(message.get("subject")),
        facts={key: header_text(message.get(key)) for key in _HEADERS},
        words=None if plain is None else _text(plain),
        page=None if page is None else _text(page),
        files=tuple(_file(part, number) for number, part in enumerate(parts) if id(part) not in used),
    )
    document = read_mail(mail, name, format_="eml", media_type=_MEDIA_TYPE)
    return replace(document, unread="eml") if _hides_mail(message) else document


def parsed_mail(data: bytes, name: str) -> Message:
    """Return a mail as the library takes it apart.

    Raises:
        BrokenFileError: when its parts are nested so deep that the library gives up.
    """
    try:
        return email.message_from_bytes(data, policy=POLICY)
    except RecursionError as error:
        raise BrokenFileError(name, "eml", "parts") from error


def _from_header(data: bytes) -> bytes:
    """Return a mail from its first header line on: a program's own line may stand above."""
    first, _, after = data.partition(b"\n")
    is_header = re.match(rb"[!-9;-~]{1,76}[ \t]*:", first) is not None
    return data if is_header else after


def _hides_mail(message: Message) -> bool:
    """Whether a mail begins behind the last part, where mail programs do not look."""
    behind = (message.epilogue or "").encode("utf-8", "replace").strip()
    return bool(behind) and detect_format(behind) not in LEGIBLE


def _parts(message: Message, name: str, depth: int) -> Iterator[Message]:
    """Yield the parts that hold something, in order; a mail in a mail is one part."""
    if depth > _DEEPEST:
        raise BrokenFileError(name, "eml", "parts")
    content = message.get_payload()
    is_whole = message.get_content_type() == "message/rfc822" or not message.is_multipart()
    if is_whole or message.get_content_type() in _ENCRYPTED or isinstance(content, str):
        yield message
        return
    for part in content:
        if isinstance(part, Message):
            yield from _parts(part, name, depth + 1)


def _is_words(part: Message) -> bool:
    is_text = part.get_content_type() in {"text/plain", "text/html", "text/enriched"}
    return is_text and part.get_content_disposition() != "attachment" and not part.get_filename()


def _file(part: Message, number: int) -> Member:
    data = _bytes(part)
    is_picture = part.get_content_maintype() == "image" and part.get("content-id") is not None
    belongs_to_words = (
        is_picture and part.get_content_disposition() != "attachment" and len(data) < _SMALL_PICTURE
    )
    return Member(
        name=member_name(header_text(part.get_filename()), otherwise=f"{number}{_ending(part)}"),
        data=data,
        role=MemberRole.BODY if belongs_to_words else MemberRole.ATTACHMENT,
    )


def _ending(part: Message) -> str:
    return ".eml" if part.get_content_type() == "message/rfc822" else ""


def _bytes(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        if isinstance(first, Message):
            return first.as_bytes(policy=POLICY)
    if part.is_multipart():
        return part.as_bytes(policy=POLICY)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    data = _bytes(part)
    read = text_of_html if part.get_content_type() == "text/html" else decoded
    return read(data, part.get_content_charset()) or data.decode("utf-8", "replace")


def header_text(value: object) -> str:
    """Return a header line as letters, in whatever alphabet its pieces are coded."""
    if value is None:
        return ""
    try:
        pieces = decode_header(str(value))
    except (ValueError, LookupError, MessageError):
        return str(value)
    return "".join(
        piece if isinstance(piece, str) else decoded(piece, charset) or piece.decode("latin-1")
        for piece, charset in pieces
    )
