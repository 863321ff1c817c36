import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import DamagedError
from archive.journal import DAY_BOOK, OFFICE_ID, Journal, JournalEvent
from archive.ocfl import StorageRoot
from model.clock import FixedClock
from tests.archive.builders import CLERK, NOON
from tests.archive.failing_disk import each_stop
from tests.archive.outside_validator import objection_to_root


def a_journal(office: Path, *, day: int = 0) -> Journal:
    root = StorageRoot.create(office / "archive")
    return Journal(root, FixedClock(NOON + timedelta(days=day)), office / "staging")


def an_event(number: int) -> JournalEvent:
    return JournalEvent(
        kind="ignored", at=NOON, facts={"path": f"tệp {number}.tmp", "size": number, "rule": None}
    )


def test_events_come_back_in_the_order_in_which_they_were_kept(tmp_path: Path) -> None:
    a_journal(tmp_path, day=1).append([an_event(3)], actor=CLERK)
    a_journal(tmp_path).append([an_event(1), an_event(2)], actor=CLERK)
    a_journal(tmp_path).append_lasting([an_event(0)], actor=CLERK)
    assert list(a_journal(tmp_path).events()) == [an_event(number) for number in range(4)]


def test_an_empty_office_has_no_events(tmp_path: Path) -> None:
    assert list(a_journal(tmp_path).events()) == []


def test_no_events_make_no_version(tmp_path: Path) -> None:
    a_journal(tmp_path).append([], actor=CLERK)
    assert list(StorageRoot(tmp_path / "archive").ids()) == []


def test_lasting_events_lie_in_the_offices_own_object(tmp_path: Path) -> None:
    a_journal(tmp_path).append_lasting([an_event(0)], actor=CLERK)
    assert list(StorageRoot(tmp_path / "archive").ids()) == [OFFICE_ID]


def test_a_busy_day_goes_on_in_further_objects(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)
    for number in range(70):
        journal.append([an_event(number)], actor=CLERK)
    root = StorageRoot(tmp_path / "archive")
    ids = list(root.ids(DAY_BOOK))
    assert ids == [f"urn:vanthu:nhat-ky-2026-11-22{part}" for part in ("", "-2", "-3")]
    assert max(root.inventory(object_id).number for object_id in ids) == 32
    assert list(journal.events()) == [an_event(number) for number in range(70)]
    assert objection_to_root(root.folder) == ""


def test_the_parts_of_a_day_are_read_by_number_not_by_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.journal._MOST_VERSIONS", 1)
    journal = a_journal(tmp_path)
    for number in range(12):
        journal.append([an_event(number)], actor=CLERK)
    a_journal(tmp_path, day=1).append([an_event(12)], actor=CLERK)
    assert list(journal.events()) == [an_event(number) for number in range(13)]


def test_the_archive_says_who_kept_an_event(tmp_path: Path) -> None:
    a_journal(tmp_path).append_lasting([an_event(0)], actor=CLERK)
    assert StorageRoot(tmp_path / "archive").inventory(OFFICE_ID).head.note.user == CLERK


def test_events_of_several_threads_are_all_kept(tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=a_journal(tmp_path).append, args=([an_event(n)],), kwargs={"actor": CLERK})
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {event.facts["size"] for event in a_journal(tmp_path).events()} == set(range(8))


def test_damaged_events_are_not_read(tmp_path: Path) -> None:
    a_journal(tmp_path).append_lasting([an_event(0)], actor=CLERK)
    path = StorageRoot(tmp_path / "archive").file_path(OFFICE_ID, "events.jsonl")
    path.write_bytes(path.read_bytes().replace(b"ignored", b"IGNORED"))
    with pytest.raises(DamagedError):
        list(a_journal(tmp_path).events())


@pytest.mark.parametrize("power_cut", [False, True])
@pytest.mark.parametrize("kept_before", [0, 1])
def test_kept_events_survive_wherever_the_next_is_stopped(
    tmp_path: Path, kept_before: int, *, power_cut: bool
) -> None:
    office = tmp_path / "office"
    for number in range(kept_before):
        a_journal(office).append([an_event(number)], actor=CLERK)
    StorageRoot.create(office / "archive")
    for folder, finished in each_stop(
        office, lambda at: a_journal(at).append([an_event(9)], actor=CLERK), power_cut=power_cut
    ):
        StorageRoot(folder / "archive").recover()
        events = list(a_journal(folder).events())
        assert events[:kept_before] == [an_event(number) for number in range(kept_before)]
        assert events[kept_before:] in ([an_event(9)], [] if not finished else [an_event(9)])
        a_journal(folder).append([an_event(10)], actor=CLERK)
        assert list(a_journal(folder).events())[-1] == an_event(10)


_plain = st.none() | st.booleans() | st.text(max_size=5) | st.integers(-(2**53), 2**53)
_values = st.recursive(_plain, lambda of: st.lists(of, max_size=2) | st.dictionaries(st.text(max_size=3), of))
_facts = st.dictionaries(st.text(max_size=5), _values, max_size=3)


@settings(max_examples=20, deadline=None)
@given(st.lists(_facts, max_size=4))
def test_any_facts_come_back(
    tmp_path_factory: pytest.TempPathFactory, several: list[dict[str, object]]
) -> None:
    journal = a_journal(tmp_path_factory.mktemp("office"))
    events = [replace(an_event(0), facts=facts) for facts in several]
    for event in events:
        journal.append([event], actor=CLERK)
    assert list(journal.events()) == events
