"""What all mails have in common, however they are stored: words, the page with the same words, files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.read_document import Line, Member, MemberRole, Page, ReadDocument
from archive.readers.detection import detect_format
from archive.readers.html_page import lines_of_html
from model.vietnamese import collapse, nfc

LEGIBLE: Final = frozenset({"txt", "empty"})
"""The formats of text that is read as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as its format gave it; ``facts`` are its header lines."""

    subject: str
    facts: dict[str, str]
    words: str | None
    page: str | None
    """The words as a page of the web."""
    files: tuple[Member, ...]


def read_mail(mail: Mail, name: str, *, format_: str, media_type: str) -> ReadDocument:
    """Return a mail as a document: the subject and the words are its text, the files its members.

    Raises:
        BrokenFileError: when there are words only as a page of the web, and that is damaged.
    """
    subject = collapse(nfc(mail.subject))
    words = mail.words if mail.words is not None and mail.words.strip() else None
    members = list(mail.files)
    if words is not None:
        body = [Line(text=line.rstrip()) for line in nfc(words).splitlines()]
    else:
        body = list(lines_of_html(mail.page, name)) if mail.page and mail.page.strip() else []
    if words is not None and mail.page:
        members.append(page_member(mail.page))
    return ReadDocument(
        format=format_,
        media_type=media_type,
        pages=(Page(lines=tuple(_with_subject(subject, body))),),
        metadata={key: collapse(nfc(value)) for key, value in mail.facts.items() if value},
        members=tuple(members),
        unread=_unread(words),
    )


def _with_subject(subject: str, body: Iterable[Line]) -> list[Line]:
    return [*([Line(text=subject)] if subject else []), *body]


def page_member(page: str | bytes) -> Member:
    """Return the words as a page of the web, to be looked at too; bytes keep their alphabet."""
    data = page if isinstance(page, bytes) else b"\xef\xbb\xbf" + page.encode("utf-8", "replace")
    return Member(name="thu.html", data=data, role=MemberRole.BODY)


def _unread(words: str | None) -> str | None:
    """Return what the words are if they are none: a mail in a mail, files spelt out in letters."""
    if words is None:
        return None
    format_ = detect_format(words.strip().encode("utf-8", "replace"))
    return None if format_ in LEGIBLE else format_
