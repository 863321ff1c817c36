"""A container for tests: readers of mails, zips and packets have tests of their own."""

import json

import pytest

from archive import lookahead, reading, resuming
from archive.read_document import Member, MemberRole, ReadDocument
from archive.readers import read
from tests.archive.own_readers import OwnReaders

_MARK = b"BOX\n"


def a_box(*members: tuple[str, str | bytes, MemberRole], text: str = "") -> bytes:
    """Return a container with these members, and with words of its own like a mail if there are any."""
    return _MARK + json.dumps([text, [(name, _text(data), role) for name, data, role in members]]).encode()


def _text(data: str | bytes) -> str:
    return data if isinstance(data, str) else data.decode("latin-1")


def can_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the intake read such containers, without processes of their own."""
    monkeypatch.setattr(reading, "read", _read)
    for module in (lookahead, resuming):
        monkeypatch.setattr(module, "readers", OwnReaders)


def _read(data: bytes, *, name: str) -> ReadDocument:
    if not data.startswith(_MARK):
        return read(data, name=name)
    text, members = json.loads(data.removeprefix(_MARK))
    words = read(text.encode(), name="words.txt").pages if text else ()
    return ReadDocument(
        format="box",
        media_type="application/x-box",
        pages=words,
        members=tuple(_member(*member) for member in members),
        is_document=bool(text),
    )


def _member(name: str, text: str, role: str) -> Member:
    return Member(name=name, data=text.encode(), role=MemberRole(role))
