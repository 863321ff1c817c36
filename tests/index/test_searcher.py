"""Requests: what is chosen, how it is ordered, and what the page says besides."""

from collections.abc import Callable

import pytest

from index.search_index import SearchIndex
from model.partial_date import PartialDate
from model.reason import Reason
from model.record_id import RecordId
from model.search import Searchable, SearchPage, SearchRequest, Sort

Builder = Callable[..., Searchable]


@pytest.fixture
def index(document: Builder, index_of: Callable[..., SearchIndex]) -> SearchIndex:
    """Give an index with reports of three years and places, and one paper about another thing."""
    return index_of(
        document(1, "báo cáo phần mềm", dated=PartialDate(2014, 3, 1), province_id="p34-an-giang"),
        document(2, "báo cáo báo cáo số liệu", dated=PartialDate(2016, 5), province_id="p34-an-giang"),
        document(3, "báo cáo dữ liệu trường học và phần mềm quản lý", dated=PartialDate(2015, 1, 2)),
        document(4, "kế hoạch thanh tra"),
    )


def serials(page: SearchPage) -> list[int]:
    return [RecordId.parse(hit.id).serial for hit in page.hits]


@pytest.mark.parametrize(
    ("sort", "expected"), [(Sort.RELEVANCE, [2, 1, 3]), (Sort.NEWEST, [2, 3, 1]), (Sort.OLDEST, [1, 3, 2])]
)
def test_hits_stand_in_the_order_asked_for(sort: Sort, expected: list[int], index: SearchIndex) -> None:
    assert serials(index.answer(SearchRequest(text="báo cáo", sort=sort))) == expected


def test_what_no_word_ranks_is_listed_newest_first(index: SearchIndex) -> None:
    assert serials(index.answer(SearchRequest(text="từ:2014 đến:2016"))) == [2, 3, 1]
    assert serials(index.answer(SearchRequest(text="tỉnh:An Giang"))) == [2, 1]


def test_chosen_facets_narrow_the_hits(index: SearchIndex) -> None:
    request = SearchRequest(text="báo cáo", chosen=(("province", "An Giang"), ("year", "2014")), facets=True)
    page = index.answer(request)
    assert serials(page) == [1]
    assert page.facets["year"] == (("2014", 1),)


def test_a_chosen_facet_alone_lists_all_that_have_it(index: SearchIndex) -> None:
    assert serials(index.answer(SearchRequest(text="", chosen=(("province", "An Giang"),)))) == [2, 1]


def test_a_list_without_snippets_reads_no_text(index: SearchIndex) -> None:
    page = index.answer(SearchRequest(text="báo cáo", snippets=False))
    assert [hit.snippet.text for hit in page.hits] == ["", "", ""]


def test_what_is_not_found_is_suggested_in_a_spelling_that_is(index: SearchIndex) -> None:
    assert index.answer(SearchRequest(text="báo cáp")).suggestion == "báo cáo"
    assert index.answer(SearchRequest(text="trường họcc")).suggestion == "trường học"
    assert index.answer(SearchRequest(text="xyzxyz")).suggestion is None


def test_a_short_word_is_not_taken_for_any_that_is_a_slip_away(index: SearchIndex) -> None:
    assert index.answer(SearchRequest(text="họx")).suggestion is None
    assert index.answer(SearchRequest(text="trường họx")).suggestion == "trường học"
    assert index.answer(SearchRequest(text="phần họx")).suggestion is None


def test_no_spelling_is_suggested_beside_hits(index: SearchIndex) -> None:
    assert index.answer(SearchRequest(text="báo cáo")).suggestion is None


def test_a_suggestion_finds_something_within_what_is_chosen(index: SearchIndex) -> None:
    request = SearchRequest(text="kế hoạchh", chosen=(("province", "An Giang"),))
    assert index.answer(request).suggestion is None


def test_the_page_says_how_the_query_was_read(index: SearchIndex) -> None:
    assert index.answer(SearchRequest(text='báo "cáo')).notes == (Reason("query-quote-odd"),)


def test_documents_about_the_same_are_similar(
    document: Builder, index_of: Callable[..., SearchIndex]
) -> None:
    request = document(1, "Đề nghị các sở báo cáo số liệu phần mềm quản lý trường học VEMIS")
    index = index_of(
        request,
        document(2, "Báo cáo số liệu phần mềm quản lý trường học VEMIS của tỉnh"),
        document(3, "Kế hoạch thanh tra chuyên ngành của các sở"),
        document(4, "Kế hoạch thanh tra hành chính của tỉnh"),
    )
    assert [hit.id for hit in index.similar(request.record)] == ["2026-den-000002"]


def test_nothing_is_similar_to_an_empty_document(
    document: Builder, index_of: Callable[..., SearchIndex]
) -> None:
    empty = document(1)
    assert index_of(empty, document(2, "báo cáo")).similar(empty.record) == ()


@pytest.mark.parametrize(
    "query",
    [
        "a" * 10_000,
        "báo cáo " * 1_250,
        '"' * 10_000,
        "*" * 10_000,
        "-" * 10_000,
        "?!.,;:()[]{}<>/\\|@#$%^&*_+=~`'",
        "\x00\x01\x1b[2J\x7f\u202e\ufeff",
        "\ud800 báo \udfff",
        '"báo "cáo" "',
        "báo* *cáo b* **",
        "(a+)+$ [a-z]{1,99999} (?=x)*",
        "số: từ: đến: tỉnh: loại: cơ quan:",
        "số:" * 3_000,
        " OR " * 2_500,
        "báo OR OR cáo OR",
        "-báo -cáo",
        "- - -",
        "từ:99/99/9999 đến:0/0/0000 năm:0000",
        "từ:2016 đến:2014",
        "99999999999999999999/99999999999999-ZZZ",
        "1I66/" * 2_000,
        "tỉnh:" + "Hà Giang " * 1_000,
    ],
)
def test_any_text_is_answered(query: str, index: SearchIndex) -> None:
    page = index.answer(SearchRequest(text=query, facets=True))
    assert page.total == len(page.hits)


def test_all_kinds_of_clauses_together_are_answered(index: SearchIndex) -> None:
    query = 'báo cáo "phần mềm" OR tỉnh:"An Giang" năm:2016 số* OR loại:báo cáo -vemis -năm:2014 -"thanh tra"'
    assert serials(index.answer(SearchRequest(text=query, sort=Sort.OLDEST))) == [3, 2]


def test_a_tone_that_only_papers_without_diacritics_answer_is_suggested(
    document: Builder, index_of: Callable[..., SearchIndex]
) -> None:
    index = index_of(
        document(1, "bao cao quyet dinh, toan truong"),
        document(2, "báo cáo quyết toán"),
        document(3, "quyết toán thuế"),
    )
    page = index.answer(SearchRequest(text="quyêt toán"))
    assert (serials(page), page.suggestion) == ([1], "quyết toán")


def test_words_run_together_are_suggested_apart(index: SearchIndex) -> None:
    assert index.answer(SearchRequest(text="baocao")).suggestion == "bao cao"


def test_words_of_a_beginning_alone_are_listed_newest_first(index: SearchIndex) -> None:
    assert serials(index.answer(SearchRequest(text="cá*"))) == [2, 3, 1]


@pytest.mark.parametrize("subject", ["Điều chỉnh học phí đại học", "dieu chinh hoc phi dai hoc"])
def test_documents_of_the_same_subject_are_similar_whatever_their_text(
    subject: str, document: Builder, index_of: Callable[..., SearchIndex]
) -> None:
    one = document(1, "Can cu quy dinh ve ho so dat dai.", subject=subject)
    index = index_of(
        one,
        document(2, "Trường hợp người lao động nghỉ việc.", subject="Điều chỉnh học phí đại học"),
        document(3, "Thông báo nghỉ lễ.", subject="Sử dụng xe"),
    )
    assert [hit.id for hit in index.similar(one.record)] == ["2026-den-000002"]
