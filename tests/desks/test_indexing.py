import errno
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from archive.archive import Archive
from desks.indexing import IndexFollower
from index.errors import IndexBusyError, IndexDamagedError
from index.search_index import SearchIndex
from model.reason import Reason
from model.record_id import RecordId


class Changes:
    """Stands for an archive whose changes are counted and have no records."""

    def __init__(self, last: int) -> None:
        self.last = last

    def last_change(self) -> int:
        """Return the number of the last change."""
        return self.last

    def changes_since(self, sequence: int, *, limit: int) -> tuple[int, tuple[()]]:
        """Return how far some changes reach."""
        return min(self.last, sequence + limit), ()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    """Give an empty index."""
    with ExitStack() as opened:
        yield opened.enter_context(SearchIndex(tmp_path / "search", lambda _: ""))


def a_follower(changes: object, index: object) -> IndexFollower:
    def text(_: RecordId) -> str:
        return ""

    return IndexFollower(cast("Archive", changes), cast("SearchIndex", index), text)


def test_the_index_comes_to_the_last_change_in_batches_and_says_how_far(index: SearchIndex) -> None:
    told: list[tuple[int, int]] = []
    a_follower(Changes(4500), index).follow(lambda done, total: told.append((done, total)))
    assert told == [(2000, 4500), (4000, 4500), (4500, 4500)]
    assert index.sequence() == 4500


def test_an_index_ahead_of_the_register_is_filled_anew(index: SearchIndex) -> None:
    index.apply(9, [])
    a_follower(Changes(3), index).follow(lambda *_: None)
    assert index.sequence() == 3


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "index-full"),
        (OSError(errno.EROFS, "Read-only file system"), "index-read-only"),
        (OSError(errno.EIO, "Input/output error"), "index-failed"),
        (IndexBusyError(Path("search")), "index-busy"),
        (IndexDamagedError(Path("search"), "truncated"), "index-damaged"),
    ],
)
def test_what_ails_the_index_stops_nothing_and_is_told(
    fault: Exception, code: str, index: SearchIndex, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: object) -> None:
        raise fault

    broken = SimpleNamespace(sequence=index.sequence, apply=failing, clear=index.clear)
    follower = a_follower(Changes(3), broken)
    caplog.set_level("INFO")
    follower.follow(lambda *_: None)
    assert str(fault) in caplog.text
    (told,) = follower.lag()
    assert (told.code, told.facts[0]) == (code, "3")
    broken.apply = index.apply
    follower.follow(lambda *_: None)
    assert follower.lag() == ()


def test_a_fault_of_the_system_is_told_by_its_name_and_not_in_english(index: SearchIndex) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    follower = a_follower(Changes(3), SimpleNamespace(sequence=index.sequence, apply=failing))
    follower.follow(lambda *_: None)
    assert follower.lag() == (Reason("index-failed", ("3", "EIO")),)


def test_what_is_not_followed_yet_is_told(index: SearchIndex) -> None:
    changes = Changes(2)
    follower = a_follower(changes, index)
    assert follower.lag() == (Reason("index-behind", ("2",)),)
    follower.follow(lambda *_: None)
    changes.last = 5
    assert follower.lag() == (Reason("index-behind", ("3",)),)


def test_who_searches_brings_in_a_few_changes_and_leaves_many(index: SearchIndex) -> None:
    changes = Changes(600)
    follower = a_follower(changes, index)
    follower.catch_up()
    assert follower.lag() == (Reason("index-behind", ("600",)),)
    follower.follow(lambda *_: None)
    changes.last = 700
    follower.catch_up()
    assert follower.lag() == ()


def test_who_searches_does_not_try_again_at_once_what_just_failed(index: SearchIndex) -> None:
    tried = []

    def failing(*_: object) -> None:
        tried.append(1)
        raise OSError(errno.EACCES, "Permission denied")

    follower = a_follower(Changes(3), SimpleNamespace(sequence=index.sequence, apply=failing))
    follower.catch_up()
    follower.catch_up()
    assert len(tried) == 1
    assert [told.code for told in follower.lag()] == ["index-read-only"]


def test_who_comes_while_another_follows_does_not_wait_and_is_not_forgotten(index: SearchIndex) -> None:
    changes, reached, go_on = Changes(1), threading.Event(), threading.Event()

    def waiting(*_: object) -> None:
        reached.set()
        go_on.wait(10)

    follower = a_follower(changes, index)
    first = threading.Thread(target=follower.follow, args=(waiting,))
    first.start()
    assert reached.wait(10)
    changes.last = 2
    follower.follow(lambda *_: None)
    go_on.set()
    first.join(10)
    assert index.sequence() == 2
