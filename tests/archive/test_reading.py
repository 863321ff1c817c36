import pytest

from archive import reading
from archive.read_document import MOST_DEPTH, MOST_MEMBERS, Member, Page, ReadDocument
from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.reading import read_whole_tree


@pytest.fixture(autouse=True)
def _containers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file be its own list of members, one per line, nested by a name that repeats itself."""
    monkeypatch.setattr(reading, "read", _read)


def _read(data: bytes, *, name: str) -> ReadDocument:
    if name == "broken":
        raise BrokenFileError(name, "zip", "header")
    if name == "choking":
        raise ZeroDivisionError
    names = data.decode().split() if name.startswith("box") else []
    members = tuple(Member(name=one, data=data if one == "box" else b"x") for one in names)
    return ReadDocument(format="box", media_type="", pages=(Page(),), members=members)


def test_members_are_read_and_each_says_why_where_that_failed() -> None:
    document = read_whole_tree(b"a broken choking", name="box")
    assert [member.document is not None for member in document.members] == [True, False, False]
    assert [member.problem and member.problem.code for member in document.members] == [
        None,
        "broken-file",
        "reader-failed",
    ]


@pytest.mark.parametrize("content", [b"box", b"a " * (MOST_MEMBERS + 1)], ids=["too deep", "too many"])
def test_a_container_with_more_than_any_mail_holds_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(OversizedFileError):
        read_whole_tree(content, name="box")


def test_members_count_together_however_they_are_nested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_MEMBERS", 2 * MOST_DEPTH)
    with pytest.raises(OversizedFileError):
        read_whole_tree(b"a a box", name="box")


def test_members_count_by_their_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_MEMBER_BYTES", 2)
    read_whole_tree(b"a a", name="box")
    with pytest.raises(OversizedFileError):
        read_whole_tree(b"a a a", name="box")
