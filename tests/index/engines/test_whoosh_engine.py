import pickle
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine import FoundPage
from index.engines.array_file import ArrayFile
from index.engines.whoosh_engine import WhooshEngine
from index.entry import Entry, describe
from index.errors import IndexDamagedError
from index.query_parser import parse_query
from model.actor import SYSTEM
from model.record import Direction, Record
from model.record_id import RecordId
from model.search import Searchable

WORDS = ("báo", "cáo", "bao", "cao", "y", "tế", "An", "Giang")
QUERIES = ("bao cao", "báo cáo", '"báo cáo"', "An Giang", "y tế", "y", "giang báo")
# Enough changes for segments to be merged, and for deleted entries to stay in others.
CHANGES = st.lists(
    st.tuples(st.integers(1, 8), st.none() | st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)),
    min_size=1,
    max_size=14,
)


def made(folder: Path) -> WhooshEngine:
    folder.mkdir(exist_ok=True)
    engine = WhooshEngine(folder)
    with engine.exclusive():
        engine.make()
    engine.open()
    return engine


def answers(engine: WhooshEngine) -> list[FoundPage]:
    return [engine.find(parse_query(query), limit=20, offset=0, facets=True) for query in QUERIES]


def an_entry(serial: int, text: str) -> Entry:
    record = Record(
        id=RecordId(2026, "den", serial),
        direction=Direction.INCOMING,
        registered_at=datetime(2026, 1, 1, tzinfo=UTC),
        registered_by=SYSTEM,
        subject=text[: serial * 2] or None,
    )
    return describe(Searchable(record=record, text=text))


@settings(max_examples=25, deadline=None)
@given(CHANGES)
def test_a_rebuilt_index_answers_like_one_that_followed_every_change(
    changes: list[tuple[int, list[str] | None]],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(made(Path(folder, "followed"))) as followed,
        closing(made(Path(folder, "rebuilt"))) as rebuilt,
    ):
        entries: dict[int, Entry] = {}
        for sequence, (serial, words) in enumerate(changes, start=1):
            gone = entries.pop(serial, None)
            if words:
                entries[serial] = an_entry(serial, " ".join(words))
            added = [entries[serial]] if words else []
            followed.apply(sequence, added, [gone.id] if gone else [])
        rebuilt.apply(len(changes), entries.values(), [])
        assert followed.ids() == rebuilt.ids() == {entry.id for entry in entries.values()}
        assert answers(followed) == answers(rebuilt)


def test_a_batch_whose_sequence_was_not_written_is_applied_again_without_effect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = made(tmp_path)
    engine.apply(1, [an_entry(1, "báo cáo"), an_entry(2, "báo cáo")], [])

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    batch = ([an_entry(1, "báo cáo y tế"), an_entry(3, "y tế")], ["2026-den-000002"])
    with monkeypatch.context() as patch:
        patch.setattr("index.engines.guarded_folder.write_durably", crash)
        with pytest.raises(KeyboardInterrupt):
            engine.apply(2, *batch)
    engine.close()

    restarted = WhooshEngine(tmp_path)
    restarted.open()
    before = answers(restarted)
    assert restarted.sequence() == 1
    restarted.apply(2, *batch)
    assert (restarted.sequence(), answers(restarted)) == (2, before)
    assert restarted.ids() == {"2026-den-000001", "2026-den-000003"}
    restarted.close()


def test_a_batch_that_fails_leaves_the_index_as_it_was_and_unlocked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = made(tmp_path)
    engine.apply(1, [an_entry(1, "báo cáo")], [])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("index.engines.whoosh_storage.DurableStorage.rename_file", full)
        with pytest.raises(OSError, match="No space"):
            engine.apply(2, [an_entry(2, "báo cáo")], ["2026-den-000001"])
    assert engine.sequence() == 1
    assert engine.ids() == {"2026-den-000001"}
    engine.apply(2, [an_entry(2, "báo cáo")], ["2026-den-000001"])
    assert engine.sequence() == 2
    assert engine.ids() == {"2026-den-000002"}
    engine.close()


WRITE_UNTIL_KILLED = """
import pickle, sys
from pathlib import Path
from index.engines.array_file import ArrayFile
from index.engines.whoosh_engine import WhooshEngine

engine = WhooshEngine(Path(sys.argv[1]))
engine.open()
entries = pickle.load(sys.stdin.buffer)
while True:
    for entry in entries:
        engine.apply(engine.sequence() + 1, [entry], [])
"""


def test_searching_goes_on_while_another_process_writes_and_is_killed(tmp_path: Path) -> None:
    engine = made(tmp_path)
    engine.apply(1, [an_entry(50, "báo cáo")], [])
    entries = [an_entry(serial, "báo cáo y tế An Giang " * 20) for serial in range(1, 40)]
    command = [sys.executable, "-c", WRITE_UNTIL_KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as writer:
        assert writer.stdin
        writer.stdin.write(pickle.dumps(entries))
        writer.stdin.close()
        totals = [1]
        while engine.sequence() < 60 and writer.poll() is None:
            page = engine.find(parse_query("báo cáo"), limit=5, offset=0, facets=True)
            assert page.total == sum(count for _, count in page.facets["year"])
            totals.append(page.total)
        writer.kill()
    assert totals == sorted(totals)
    assert totals[-1] == 40

    engine.apply(engine.sequence() + 1, [an_entry(60, "báo cáo")], [])
    assert {"2026-den-000050", "2026-den-000060"} <= engine.ids()
    engine.close()


def test_another_process_sees_what_was_applied(tmp_path: Path) -> None:
    writer, reader = made(tmp_path), WhooshEngine(tmp_path)
    reader.open()
    writer.apply(1, [an_entry(1, "báo cáo")], [])
    assert reader.ids() == {"2026-den-000001"}
    assert reader.sequence() == 1
    with writer.exclusive():
        writer.make()
    assert reader.ids() == frozenset()
    writer.close()
    reader.close()


def test_changes_one_by_one_do_not_pile_up_segments(tmp_path: Path) -> None:
    engine = made(tmp_path)
    for sequence in range(1, 41):
        engine.apply(sequence, [an_entry(sequence, "báo cáo")], [])
        engine.merge()
    assert engine.find(parse_query("báo cáo"), limit=50, offset=0, facets=False).total == 40
    assert len(list(tmp_path.glob("MAIN_*.arr"))) <= 14
    engine.close()


def test_damage_found_while_searching_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.engines.array_file._CHECKED_AT_ONCE", 0)
    engine = made(tmp_path)
    engine.apply(1, [an_entry(serial, "báo cáo y tế " * 50) for serial in range(1, 400)], [])
    (segment,) = tmp_path.glob("MAIN_*.arr")
    entries = ArrayFile(segment)["content.entries"].tobytes()
    segment.write_bytes(segment.read_bytes().replace(entries, b"\xff" * len(entries)))
    engine.open()
    with pytest.raises(IndexDamagedError):
        answers(engine)
    engine.close()


def test_a_syllable_counts_as_spelled_while_an_entry_lives_that_holds_it(tmp_path: Path) -> None:
    engine = made(tmp_path)
    engine.apply(1, [an_entry(1, "cán bộ y tế"), an_entry(2, "can bo truong hoc")], [])
    assert [engine.frequency("exact", exact) for exact in ("y", "truong", "x")] == [1, 0, 0]
    engine.apply(2, [], ["2026-den-000001"])
    assert engine.frequency("exact", "y") == 0
    engine.close()
