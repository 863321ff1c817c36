import errno
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as whoosh
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.engine import FoundPage
from index.engines.array_file import Array, ArrayFile
from index.engines.segment import Segment
from index.engines.segment_merge import merged_arrays
from index.engines.whoosh_codec import schema
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
        pytest.MonkeyPatch.context() as patch,
        closing(made(Path(folder, "followed"))) as followed,
        closing(made(Path(folder, "rebuilt"))) as rebuilt,
    ):
        patch.setattr("index.engines.frequent_rows._SMALLEST", 3)  # so that some segments have rows
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


def test_a_file_that_no_commit_names_is_cleared_away(tmp_path: Path) -> None:
    engine = made(tmp_path)
    engine.apply(1, [an_entry(1, "báo cáo")], [])
    orphan = tmp_path / "MAIN_0123456789abcdef.arr"
    orphan.write_bytes(b"half a segment")
    engine.apply(2, [an_entry(2, "báo cáo")], [])
    assert not orphan.exists()
    assert len(engine.ids()) == 2
    engine.close()


def test_a_full_disk_leaves_the_index_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    engine = made(tmp_path)
    engine.apply(1, [an_entry(1, "báo cáo")], [])
    with monkeypatch.context() as patch:
        patch.setattr("index.engines.whoosh_engine.write_arrays", full)
        with pytest.raises(OSError, match="No space"):
            engine.apply(2, [an_entry(2, "báo cáo")], [])
    assert (engine.sequence(), len(engine.ids())) == (1, 1)
    engine.apply(2, [an_entry(2, "báo cáo")], [])
    assert (engine.sequence(), len(engine.ids())) == (2, 2)
    engine.close()


def test_what_is_deleted_while_it_is_merged_stays_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = made(tmp_path)
    for serial in range(1, 9):
        engine.apply(serial, [an_entry(serial, "báo cáo")], [])

    def merged_meanwhile(segments: Sequence[Segment]) -> dict[str, Array]:
        engine.apply(9, [an_entry(3, "chữ khác")], ["2026-den-000002"])
        return merged_arrays(segments)

    monkeypatch.setattr("index.engines.whoosh_engine.merged_arrays", merged_meanwhile)
    assert engine.merge()
    found = engine.find(parse_query("báo cáo"), limit=20, offset=0, facets=False)
    assert sorted(hit.id[-1] for hit in found.hits) == ["1", "4", "5", "6", "7", "8"]
    assert len(engine.ids()) == 7
    engine.close()


def test_merging_gives_way_to_a_rebuild(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = made(tmp_path)
    for serial in range(1, 9):
        engine.apply(serial, [an_entry(serial, "báo cáo")], [])

    def emptied_meanwhile(segments: Sequence[Segment]) -> dict[str, Array]:
        with engine.exclusive():
            engine.make()
        return merged_arrays(segments)

    monkeypatch.setattr("index.engines.whoosh_engine.merged_arrays", emptied_meanwhile)
    engine.merge()
    assert engine.ids() == frozenset()
    assert not (tmp_path / "merging.tmp").exists()
    engine.close()


def test_a_segment_with_many_holes_is_copied_without_them(tmp_path: Path) -> None:
    engine = made(tmp_path)
    engine.apply(1, [an_entry(serial, "báo cáo") for serial in range(1, 11)], [])
    engine.apply(2, [], [f"2026-den-{serial:06d}" for serial in range(1, 6)])
    assert engine.merge()
    assert not engine.merge()
    (segment,) = engine._current()
    assert (len(segment.data), segment.alive) == (5, None)
    engine.close()


def test_whoosh_itself_reads_the_segments(tmp_path: Path) -> None:
    engine = made(tmp_path)
    engine.apply(1, [an_entry(1, "báo cáo y tế"), an_entry(2, "bao gồm"), an_entry(3, "khác")], [])
    engine.apply(2, [], ["2026-den-000003"])
    index = FileIndex(FileStorage(str(tmp_path)), schema=schema())
    with index.searcher() as searcher:
        assert searcher.doc_count() == 2
        assert {hit["id"] for hit in searcher.search(whoosh.Prefix("content", "bao\0"))} == engine.ids()
        assert len(searcher.search(whoosh.Every())) == 2
    engine.close()
