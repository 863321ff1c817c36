"""The matching table: documents, and what each query must find. What is not listed must not be found."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from index.search_index import SearchIndex
from model.actor import SYSTEM
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.partial_date import PartialDate
from model.record import Direction, LinkState, ReplyLink
from model.record_id import RecordId
from model.search import Places, Searchable, SearchRequest

Builder = Callable[..., Searchable]
Find = Callable[[Sequence[Searchable], str], list[int]]


def code(text: str) -> DocumentCode:
    return DocumentCode.parse(text)


@pytest.fixture
def reports(document: Builder) -> list[Searchable]:
    """Give reports that differ in spelling, and one about other things."""
    return [
        document(1, "Sở gửi báo cáo VEMIS năm học 2013.", subject="Báo cáo số liệu VEMIS"),
        document(2, "So gui bao cao VEMIS nam hoc 2013."),
        document(3, unicodedata.normalize("NFD", "Đề nghị cập nhật phần mềm, có báo cáo kèm theo.")),
        document(4, "Cảnh báo bão, người cao tuổi và trẻ em ở nhà."),
        document(5, "Về việc bảo dưỡng cầu cạo."),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bao cao vemis", [1, 2]),
        ("báo cáo VEMIS", [1, 2]),
        ("BÁO CÁO", [1, 2, 3]),
        (unicodedata.normalize("NFD", "báo cáo"), [1, 2, 3]),
        # a tone that was typed is meant; text without diacritics may mean it too
        ("bão cáo", [2]),
        ("bão cao", [2, 4]),
        ("bảo dưỡng", [5]),
        ("bạo", [2]),
        # without diacritics everything
        ("bao cao", [1, 2, 3, 4, 5]),
        ('"bao cao"', [1, 2, 3]),
        ('"báo cáo"', [1, 2, 3]),
        ('"cáo báo"', []),
        ("bao vemis 2013", [1, 2]),
        ("báo cáo vemis 2014", []),
    ],
)
def test_reports(
    query: str,
    expected: list[int],
    reports: list[Searchable],
    find: Find,
) -> None:
    assert sorted(find(reports, query)) == expected


@pytest.fixture
def letters(document: Builder) -> list[Searchable]:
    """Give letters with codes: the request, its answers, and papers that only have a number in common."""
    return [
        document(1, "Kính gửi các sở.", code=code("1616/BGDĐT-KHTC"), subject="Báo cáo số liệu"),
        document(2, "Trả lời công văn số 1616/BGDĐT-KHTC ngày 31/3/2014.", code=code("490/SGDĐT-VP")),
        document(3, "Tra loi cong van so 1616/BGDDT-KHTC.", code=code("12/SGDĐT-KHTC")),
        document(4, "Kinh phí 1616 triệu đồng.", code=code("88/BGDĐT-KHTC")),
        document(5, "Theo Nghị quyết 66.15/2026/NQ-CP.", code=code("1616/UBND-VX")),
        document(6, "Căn cứ Quyết định 33/2015/QĐ-UBND.", code=code("06/QĐ-UBND")),
        document(7, "Theo công văn số l7I6/BGDĐT-KHTC và 2O/20I5/QD-UBND, ngày I2/5/2014."),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # the document of that code and those that cite it
        ("1616/BGDĐT-KHTC", [1, 2, 3]),
        ("1616/bgddt-khtc", [1, 2, 3]),
        ("1616 / BGDĐT – KHTC", [1, 2, 3]),
        ("công văn số 1616/BGDĐT-KHTC", [2, 3]),
        ("6/qd-ubnd", [6]),
        ("006/QĐ-UBND", [6]),
        ("33/2015/QĐ-UBND", [6]),
        ("33/qđ-ubnd", []),
        ("15/2026/NQ-CP", []),
        ("66.15/2026/nq-cp", [5]),
        # codes that a reader of print misread
        ("1716/BGDĐT-KHTC", [7]),
        ("20/2015/QĐ-UBND", []),
        # parts of a code
        ("1616", [1, 2, 3, 4, 5]),
        ("1616/BGDĐT", [1, 2, 3]),
        ("BGDĐT-KHTC", [1, 2, 3, 4, 7]),
        ("bgddt", [1, 2, 3, 4, 7]),
        ("1616/khtc", [1]),
        ("1616/BGDĐTKHTC", [1, 2, 3]),
        ("1616bgddt-khtc", [1, 2, 3]),
        ("1616/KHTĐ", []),
        ("S8/BGDĐT-KHTC", []),
        ("B8/BGDĐT-KHTC", [4]),
        ("31/3/2014", [2]),
        ("31/3/14", [2]),
        ("3/2014", [2]),
    ],
)
def test_codes(
    query: str,
    expected: list[int],
    letters: list[Searchable],
    find: Find,
) -> None:
    assert sorted(find(letters, query)) == expected


def test_the_document_of_a_code_stands_before_those_that_cite_it(
    letters: list[Searchable], find: Find
) -> None:
    assert find(letters, "1616/BGDĐT-KHTC") == [1, 2, 3]


@pytest.fixture
def places(document: Builder) -> list[Searchable]:
    """Give documents whose syllables collide once diacritics or borders are ignored."""
    sgddt = "Sở Giáo dục và Đào tạo"
    return [
        document(1, "Báo cáo công tác năm.", organ=sgddt, province_id="p34-an-giang"),
        document(2, "Công tác an toàn của tỉnh Tiền Giang, Kiên Giang."),
        document(3, "Ý kiến về kinh tế.", organ="Sở Tài chính"),
        document(4, "Phòng bệnh.", organ="Sở Y tế", subject="Công tác y tế trường học"),
        document(5, "Hà Nội, Việt Nam.", place="Hà Nội"),
        document(6, "Ủy ban nhân dân tỉnh Hoà Bình", signer="Nguyễn Văn Toàn"),
        document(7, "UỶ BAN NHÂN DÂN TỈNH HÒA BÌNH", signer="Lê Thị Tòan"),
        document(8, "So Y te kinh gui."),
        document(9, "Qui định kĩ thuật", subject="Quy chế quản lý"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("An Giang", [1]),
        ("an giang", [1]),
        ("Tiền Giang", [2]),
        ("giang", [1, 2]),
        # one-letter syllables and English stop words are words
        ("y tế", [4, 8]),
        ('"y te"', [4, 8]),
        ("an toàn", [2]),
        ("y", [3, 4, 8]),
        ("ý", [3, 8]),
        ("ẩn", []),
        ("giảng", []),
        ("bạn", []),
        # i and y are one letter where both are written
        ("quy định kỹ thuật", [9]),
        ("qui che quan li", [9]),
        # the name of a province stands together
        ("Hà Nam", []),
        ("Hà Nội", [5]),
        ("Hòa Bình", [6, 7]),
        ("hoà bình", [6, 7]),
        ("ủy ban", [6, 7]),
        ("uỷ ban", [6, 7]),
        ("toàn", [2, 6, 7]),
        # organ, kind, place and signer are searched like the text, but no phrase runs from one to the other
        ("sở giáo dục an giang", [1]),
        ("Nguyễn Văn Toàn", [6]),
        ('"kinh tế sở"', []),
        ('"trường học sở"', []),
        # no word at all
        ("…", []),
        ("", []),
    ],
)
def test_places_and_organs(
    query: str,
    expected: list[int],
    places: list[Searchable],
    find: Find,
) -> None:
    assert sorted(find(places, query)) == expected


@pytest.fixture
def registered(document: Builder) -> list[Searchable]:
    """Give documents of two eras, senders and directions, one of which answers 1616/BGDĐT-KHTC."""
    answered = ReplyLink(
        dispatch=RecordId(2014, "di", 1),
        code=code("1616/BGDĐT-KHTC"),
        score=90,
        state=LinkState.AUTOMATIC,
        evidence=(),
        decided_by=SYSTEM,
        decided_at=datetime(2014, 4, 1, tzinfo=UTC),
    )
    return [
        document(
            1,
            "Kính gửi các sở. Báo cáo VEMIS.",
            code=code("1166/BGDĐT-CNTT"),
            dated=PartialDate(2017, 3, 23),
            kind=DocumentKind.OFFICIAL_DISPATCH,
            organ="BỘ GIÁO DỤC VÀ ĐÀO TẠO",
            organ_id="bgddt",
            subject="Báo cáo số liệu",
            signer="Nguyễn Văn Toàn",
        ),
        document(
            2,
            "Trả lời công văn.",
            code=code("490/SGDĐT-VP"),
            dated=PartialDate(2014, 4),
            kind=DocumentKind.REPORT,
            organ="SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            province_id="p63-ha-giang",
            arrival_number=7,
            links=(answered,),
        ),
        document(
            3,
            "Sở GD&ĐT báo cáo theo công văn 1166/BGDĐT-CNTT.",
            dated=PartialDate(2026, 3, 1),
            organ="UBND TỈNH TUYÊN QUANG",
            province_id="p34-tuyen-quang",
        ),
        document(
            4,
            "Tờ trình họp VEMIS ngày 23 tháng 03 năm 2017.",
            code=code("1166/QĐ-UBND"),
            dated=PartialDate(2018, 1, 2),
            direction=Direction.OUTGOING,
        ),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # codes with slips, in parts, and numbers with a year
        ("1166/BGDDT-CNTT", [1, 3]),
        ("1166 BGDĐT CNTT", [1, 3]),
        ("1166 bgddt cntt", [1, 3]),
        ("1I66/BGDĐT-CNTT", [1, 3]),
        ("l166/8GDDT-CNTT", [1, 3]),
        ("1166 BGDDT CNTT vemis", [1]),
        ("1167 BGDĐT CNTT", []),
        ("1166/2017", [1]),
        ("1166 năm 2018", [4]),
        ("số 1166 năm 2017", [1]),
        ("1166-2017", [1]),
        # the kind before the number, abbreviated
        ("cv 1166", [1]),
        ("cv1166", [1]),
        ("CV số 1166", [1]),
        ("CV 1166/BGDĐT-CNTT", [1]),
        ("cv1166/bgddt-cntt", [1]),
        ("1166_BGDĐT-CNTT.pdf", [1, 3]),
        ("cv vemis", [1]),
        ("qđ họp", [4]),
        ("bc 490", [2]),
        ("tt 490", []),
        ("số:1166", [1, 4]),
        ("so: 1166/BGDĐT", [1]),
        ("số:1166/2018", [4]),
        ("số:1166/BGDĐT-CNTT", [1]),
        ("ký hiệu:CNTT", [1]),
        ("số đến:7", [2]),
        # dates, of the document or in the text
        ("23/3/2017", [1, 4]),
        ("ngày 23 tháng 3 năm 2017", [1, 4]),
        ("2017-03-23", [1, 4]),
        ("tháng 3/2017", [1, 4]),
        ("năm 2014", [2]),
        ("24/3/2017", []),
        ("ngày:23/3/2017", [1]),
        ("từ:2017-01 đến:2017", [1]),
        ("từ ngày: 1/1/2018", [3, 4]),
        ("từ:20/4/2014 đến:30/4/2014", [2]),
        ("từ:30/4/2014 đến:20/4/2014", [2]),
        ("từ ngày 20/4/2014 đến ngày 30/4/2014", [2]),
        ("từ 2017 đến hết 2018 vemis", [1, 4]),
        ("ngày:23/3/17", [1]),
        ("năm:2014", [2]),
        ("tháng:3/2026", [3]),
        # places and their heirs
        ("Hà Giang", [2, 3]),
        ("ha giang", [2, 3]),
        ("Tuyên Quang", [3]),
        ("tỉnh:Hà Giang", [2, 3]),
        ('tinh:"tỉnh Hà Giang" trả lời', [2]),
        ("báo cáo -tỉnh:Hà Giang", [1, 3]),
        ("hagiang", [2, 3]),
        ("Hà Tuyên", [2, 3]),
        ("tỉnh:hà tuyên", [2, 3]),
        ("Minh Hải", []),
        # organs by all their names
        ("Sở GD&ĐT", [2, 3]),
        ("SGDĐT", [2, 3]),
        ("Sở Giáo dục và Đào tạo", [2, 3]),
        ("so giao duc dao tao", [2, 3]),
        ("Sở GD và ĐT", [2, 3]),
        ("sở giáo dục", [2, 3]),
        ("sở gd", [2, 3]),
        ("SGD", [2, 3]),
        ("bộ gdđt", [1, 3]),
        ("cơ quan:SGDĐT", [2]),
        ('cơ quan:"Sở GD&ĐT"', [2]),
        ("co quan:bộ giáo dục", [1]),
        # the other fields
        ("loại:báo cáo", [2]),
        ("loai:BC", [2]),
        ("loai:bc", [2]),
        ("loại:công văn vemis", [1]),
        ("trả lời:1616/BGDĐT-KHTC", [2]),
        ("tra loi:1616", [2]),
        ("trích yếu:số liệu", [1]),
        ("người ký:toàn", [1]),
        ("chiều:đi", [4]),
        ("chieu:den", [1, 2, 3]),
        # operators
        ("vemis -họp", [1]),
        ('vemis -"họp vemis"', [1]),
        ("vemis –họp", [1]),
        ("vemis -chiều:đi", [1]),
        ("trả lời OR tờ trình", [2, 4]),
        ("trả lời HOẶC tờ trình", [2, 4]),
        ("trả lời or tờ trình", [2, 4]),
        ("số:490 | số:1166", [1, 2, 4]),
        ("vem*", [1, 4]),
        # words are all wanted anyway
        ("báo cáo AND vemis", [1]),
        ("báo cáo & vemis", [1]),
        ("+báo +vemis", [1]),
        ("1166BGDĐT", [1]),
        ("490sgddt", [2]),
        ("tru*", []),
        # what has no meaning as syntax is read as words
        ("-vemis", [1, 4]),
        ("vemis OR", [1, 4]),
        ('"vemis', [1, 4]),
        ("vemis*.*", [1, 4]),
        ("từ:hôm qua", []),
        ("kính gửi: các sở", [1]),
    ],
)
def test_fields_and_operators(
    query: str, expected: list[int], registered: list[Searchable], find: Find
) -> None:
    assert sorted(find(registered, query)) == expected


def test_the_province_that_a_present_one_consists_of_is_found_by_switch(
    registered: list[Searchable], index_of: Callable[..., SearchIndex]
) -> None:
    index = index_of(*registered)

    def total(places: Places) -> int:
        return index.answer(SearchRequest(text="tỉnh:Tuyên Quang", places=places)).total

    assert [total(places) for places in (Places.NAMED, Places.HEIRS, Places.ALL)] == [1, 1, 2]


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        # the form that was typed, though the other is in a shorter text
        ("báo cáo", {"text": "báo cáo tình hình thực hiện nhiệm vụ năm học"}, {"text": "bao cao"}),
        ("An Giang", {"text": "tỉnh An Giang"}, {"text": "tỉnh Ẩn Giảng"}),
        # words that stand together in the heading
        ("trường học", {"subject": "Trường học mới"}, {"subject": "Trường mới, lớp học"}),
        # the heading above the text
        ("vemis", {"subject": "Số liệu VEMIS"}, {"text": "số liệu VEMIS"}),
        # the code as it was typed above the one that looks like it
        (
            "12/HĐ-UBND",
            {"code": DocumentCode.parse("12/HĐ-UBND")},
            {"code": DocumentCode.parse("12/HD-UBND")},
        ),
        # kind and subject are one title
        (
            "luật thanh tra",
            {"kind": DocumentKind.LAW, "subject": "Thanh tra", "text": "Điều 1"},
            {"subject": "Hướng dẫn Luật Thanh tra", "text": "luật thanh tra"},
        ),
        # a number of that kind
        (
            "quyết định 1166",
            {"code": DocumentCode.parse("1166/QĐ-UBND"), "kind": DocumentKind.DECISION},
            {"code": DocumentCode.parse("1166/UBND-VX"), "subject": "Thực hiện Quyết định số 117"},
        ),
        # who signed above the same syllables in a subject
        ("nguyen van toan", {"signer": "Nguyễn Văn Toàn"}, {"subject": "Tết Nguyên đán, văn nghệ an toàn"}),
        # what was filed in a place above what names it
        ("sài gòn", {"province_id": "p63-ho-chi-minh"}, {"subject": "Đi Sài Gòn", "text": "Sài Gòn"}),
        # its own number above a sum of money
        ("1616", {"code": DocumentCode.parse("1616/UBND-VX")}, {"text": "1616 đồng, 1616 người"}),
    ],
)
def test_the_better_answer_stands_first(
    query: str, better: dict[str, object], worse: dict[str, object], document: Builder, find: Find
) -> None:
    assert find([document(1, **worse), document(2, **better)], query) == [2, 1]


def test_equal_answers_stand_in_the_order_of_their_ids(document: Builder, find: Find) -> None:
    assert find([document(serial, "báo cáo") for serial in (3, 1, 2)], "báo cáo") == [1, 2, 3]
