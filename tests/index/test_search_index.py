import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.engines.whoosh_engine import WhooshEngine
from index.errors import EngineUnknownError, IndexBusyError, IndexFolderForeignError
from index.search_index import Fault, SearchIndex
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.partial_date import PartialDate
from model.record import Direction
from model.record_id import RecordId
from model.search import Searchable, Snippet

Builder = Callable[..., Searchable]
IndexOf = Callable[..., SearchIndex]


def no_text(_: RecordId) -> str:
    return ""


def test_a_hit_shows_the_record(document: Builder, index_of: IndexOf) -> None:
    index = index_of(
        document(
            7,
            "Gửi báo cáo.",
            code=DocumentCode.parse("490/SGDĐT-VP"),
            kind=DocumentKind.OFFICIAL_DISPATCH,
            subject="Báo cáo số liệu",
            organ="Sở Giáo dục và Đào tạo",
            province_id="p34-an-giang",
            dated=PartialDate(2026, 10),
        )
    )
    (hit,) = index.search("báo cáo").hits
    assert (hit.id, hit.direction, hit.full_code, hit.date) == (
        "2026-den-000007",
        "in",
        "490/SGDĐT-VP",
        "2026-10",
    )
    assert (hit.organ, hit.province, hit.type, hit.subject) == (
        "Sở Giáo dục và Đào tạo",
        "An Giang",
        "Công văn",
        "Báo cáo số liệu",
    )
    assert hit.snippet == Snippet(text="Gửi báo cáo.", marks=((4, 7), (8, 11)))
    assert hit.score > 0


def test_a_record_of_which_nothing_was_read_is_kept(document: Builder, index_of: IndexOf) -> None:
    index = index_of(document(1))
    assert index.search("2026").total == 0
    assert index.ids() == {"2026-den-000001"}


def test_pages_follow_each_other_and_count_all(document: Builder, index_of: IndexOf) -> None:
    index = index_of(*(document(serial, "báo cáo") for serial in range(1, 8)))
    pages = [index.search("báo cáo", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert {page.total for page in pages} == {7}
    assert [hit.id for page in pages for hit in page.hits] == sorted(index.ids())


def test_a_page_of_nothing_still_counts(document: Builder, index_of: IndexOf) -> None:
    page = index_of(document(1, "báo cáo")).search("báo cáo", limit=0)
    assert (page.hits, page.total) == ((), 1)


def test_facets_count_all_hits_most_first(document: Builder, index_of: IndexOf) -> None:
    index = index_of(
        document(1, "báo cáo", province_id="p34-an-giang", dated=PartialDate(2014, 3, 31)),
        document(2, "báo cáo", province_id="p34-lang-son", kind=DocumentKind.REPORT, organ="Sở Tài chính"),
        document(3, "báo cáo", province_id="p34-lang-son", direction=Direction.OUTGOING),
        document(4, "khác", province_id="p34-lang-son"),
    )
    assert index.search("báo cáo", limit=1, facets=True).facets == {
        "year": (("2026", 2), ("2014", 1)),
        "province": (("Lạng Sơn", 2), ("An Giang", 1)),
        "organ": (("Sở Tài chính", 1),),
        "type": (("Báo cáo", 1),),
        "direction": (("in", 2), ("out", 1)),
        "answers": (),
    }


def test_facets_are_counted_only_when_asked_for(document: Builder, index_of: IndexOf) -> None:
    assert index_of(document(1, "báo cáo")).search("báo cáo").facets == {}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        '"',
        "*",
        "?" * 10_000,
        "a" * 10_000,
        "từ " * 5000,
        "\x00\x1b\ud800",
        '"báo" -"cáo',
        "(((",
        "\\",
    ],
)
def test_no_query_fails(query: str, document: Builder, index_of: IndexOf) -> None:
    assert index_of(document(1, "báo cáo")).search(query, facets=True).total <= 1


def test_a_changed_record_replaces_itself(document: Builder, index_of: IndexOf) -> None:
    index = index_of(document(1, "nháp"), document(2, "nháp"))
    index.apply(2, [document(1, "báo cáo")])
    assert [hit.id for hit in index.search("nháp").hits] == ["2026-den-000002"]
    assert [hit.id for hit in index.search("báo cáo").hits] == ["2026-den-000001"]
    assert index.sequence() == 2


def test_a_removed_record_is_gone(document: Builder, index_of: IndexOf) -> None:
    index = index_of(document(1, "báo cáo"), document(2, "báo cáo"))
    index.apply(2, [], [RecordId(2026, "den", 1)])
    assert index.ids() == {"2026-den-000002"}
    assert index.search("báo cáo", facets=True).facets["year"] == (("2026", 1),)


def test_of_a_record_given_twice_in_a_batch_the_later_counts(document: Builder, index_of: IndexOf) -> None:
    index = index_of(document(1, "trước"), document(1, "sau"))
    assert [index.search(query).total for query in ("trước", "sau")] == [0, 1]


def test_an_empty_batch_moves_the_sequence(index_of: IndexOf) -> None:
    index = index_of()
    index.apply(9, [])
    assert index.sequence() == 9


def test_a_new_index_is_at_sequence_0_and_says_so(tmp_path: Path) -> None:
    with SearchIndex(tmp_path / "office" / "search", no_text) as index:
        assert (index.made_anew, index.sequence(), index.ids()) == (Fault.MISSING, 0, frozenset())


def test_a_sound_index_is_opened_as_it_is(tmp_path: Path, document: Builder, index_of: IndexOf) -> None:
    index_of(document(1, "báo cáo"))
    with SearchIndex(tmp_path / "search", no_text) as again:
        assert (again.made_anew, again.sequence(), again.search("báo cáo").total) == (None, 1, 1)


def test_an_index_of_another_version_is_made_anew(
    tmp_path: Path, document: Builder, index_of: IndexOf
) -> None:
    index_of(document(1, "báo cáo")).close()
    marker = tmp_path / "search" / "vanthu-index.json"
    marker.write_text(json.dumps({"engine": "whoosh", "version": WhooshEngine.version + 1}))
    with SearchIndex(tmp_path / "search", no_text) as again:
        assert (again.made_anew, again.sequence(), again.ids()) == (Fault.OUTDATED, 0, frozenset())


@pytest.mark.usefixtures("files_left_open")
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "MAIN_*.arr"])
@pytest.mark.parametrize("harm", ["gone", "emptied", "cut", "garbled"])
def test_a_damaged_index_is_made_anew(
    pattern: str, harm: str, tmp_path: Path, document: Builder, index_of: IndexOf
) -> None:
    index_of(*(document(serial, "báo cáo") for serial in range(1, 4))).close()
    for path in (tmp_path / "search").glob(pattern):
        whole = path.read_bytes()
        harmed = {"emptied": b"", "cut": whole[: len(whole) // 2], "garbled": bytes(255 - b for b in whole)}
        path.unlink() if harm == "gone" else path.write_bytes(harmed[harm])
    with SearchIndex(tmp_path / "search", no_text) as again:
        assert (again.made_anew, again.sequence()) == (Fault.DAMAGED, 0)
        again.apply(1, [document(1, "báo cáo")])
        assert again.search("báo cáo").total == 1


def test_a_lost_sequence_only_means_that_changes_are_applied_again(
    tmp_path: Path, document: Builder, index_of: IndexOf
) -> None:
    index_of(document(1, "báo cáo")).close()
    (tmp_path / "search" / "sequence").unlink()
    with SearchIndex(tmp_path / "search", no_text) as again:
        assert (again.made_anew, again.sequence()) == (None, 0)
        again.apply(1, [document(1, "báo cáo")])
        assert again.search("báo cáo").total == 1


def test_an_unreadable_sequence_is_damage(tmp_path: Path, document: Builder, index_of: IndexOf) -> None:
    index_of(document(1, "báo cáo")).close()
    (tmp_path / "search" / "sequence").write_text("zwölf")
    with SearchIndex(tmp_path / "search", no_text) as again:
        assert (again.made_anew, again.sequence()) == (Fault.DAMAGED, 0)


def test_clear_empties_the_index(document: Builder, index_of: IndexOf) -> None:
    index = index_of(document(1, "báo cáo"))
    index.clear()
    assert (index.sequence(), index.ids(), index.search("báo cáo").total) == (0, frozenset(), 0)


def test_a_folder_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_text("quan trọng")
    with pytest.raises(IndexFolderForeignError):
        SearchIndex(tmp_path, no_text)
    assert list(tmp_path.iterdir()) == [letter]


def test_a_start_that_broke_off_at_the_marker_is_taken_up_again(tmp_path: Path) -> None:
    (tmp_path / "vanthu-index.json.4711.tmp").write_text("{")
    with SearchIndex(tmp_path, no_text) as index:
        assert index.made_anew is Fault.MISSING


def test_an_unknown_engine_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineUnknownError, match="lucene"):
        SearchIndex(tmp_path / "search", no_text, engine="lucene")
    assert not (tmp_path / "search").exists()


def test_a_second_writer_is_told_that_the_index_is_busy(
    document: Builder, index_of: IndexOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.guarded_folder._PATIENCE", 0.0)
    index = index_of(document(1, "báo cáo"))
    with index._engine.exclusive(), pytest.raises(IndexBusyError):
        index.apply(2, [document(2, "báo cáo")])
    assert (index.sequence(), index.search("báo cáo").total) == (1, 1)
    index.apply(2, [document(2, "báo cáo")])
    assert index.search("báo cáo").total == 2


def test_another_engine_takes_the_folder_over(tmp_path: Path, document: Builder, index_of: IndexOf) -> None:
    pytest.importorskip("tantivy", reason="the optional engine is not installed")
    index_of(document(1, "báo cáo")).close()
    with SearchIndex(tmp_path / "search", no_text, engine="tantivy") as other:
        assert (other.made_anew, other.sequence()) == (Fault.OUTDATED, 0)
        other.apply(1, [document(1, "báo cáo")])
        assert other.search("báo cáo").total == 1
    assert not list((tmp_path / "search").glob("*.arr"))


def test_small_changes_are_merged_in_the_background(document: Builder, index_of: IndexOf) -> None:
    index = index_of()
    for serial in range(1, 40):
        index.apply(serial, [document(serial, "báo cáo")])
    deadline = time.monotonic() + 20
    while len(list(index._folder.path.glob("*.arr"))) > 12 and time.monotonic() < deadline:
        index._tidying.start()
        time.sleep(0.05)
    assert len(list(index._folder.path.glob("*.arr"))) <= 12
    assert index.search("báo cáo").total == 39
