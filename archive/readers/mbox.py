"""Read a mailbox, mails one behind the other: each mail is a member with its files in it."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from archive.read_document import MOST_MEMBERS, Member, ReadDocument
from archive.readers.errors import CrowdedFileError

_MEDIA_TYPE: Final = "application/mbox"
_MAIL: Final = re.compile(
    rb"(?:\A|\r?\n\r?\n)(From \S{1,320} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b[^\r\n]*\r?\n)"
)
"""The line above each mail, behind a blank one (RFC 4155)."""
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mailbox(data: bytes) -> bool:
    """Whether there is more than one mail in a file that begins like a mailbox."""
    return data.startswith(b"From ") and len(list(islice(_MAIL.finditer(data), 2))) > 1


def read_mbox(data: bytes, name: str) -> ReadDocument:
    """Read a mailbox; it has no words of its own.

    Raises:
        OversizedFileError: above 200 mails.
    """
    members = tuple(
        Member(name=f"{number:03}.eml", data=mail) for number, mail in enumerate(_mails(data, name), start=1)
    )
    return ReadDocument(format="mbox", media_type=_MEDIA_TYPE, pages=(), members=members, is_document=False)


def _mails(data: bytes, name: str) -> Iterator[bytes]:
    starts = [(found.start(1), found.end(1)) for found in islice(_MAIL.finditer(data), MOST_MEMBERS + 1)]
    if len(starts) > MOST_MEMBERS:
        raise CrowdedFileError(name, len(starts), MOST_MEMBERS)
    for (_, start), (end, _) in pairwise([*starts, (len(data), 0)]):
        yield _QUOTED.sub(rb"\1", data[start:end])
