from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from index.analyzer import BARE, forms
from index.entry import BREAK, FACETS, describe
from model.actor import SYSTEM
from model.document_code import DocumentCode
from model.partial_date import PartialDate
from model.record import FileRole, LinkState, ReplyLink, StoredFile
from model.record_id import RecordId
from model.search import Searchable
from model.standing import Ending

Builder = Callable[..., Searchable]


def a_file(name: str, role: FileRole) -> StoredFile:
    return StoredFile(path="a", name=name, role=role, sha256="0" * 64, size=1, media_type="text/plain")


def a_link(code: str, state: LinkState) -> ReplyLink:
    return ReplyLink(
        dispatch=RecordId(2026, "di", 1),
        code=DocumentCode.parse(code),
        score=90,
        state=state,
        evidence=(),
        decided_by=SYSTEM,
        decided_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_both_forms_stand_at_equal_positions(document: Builder) -> None:
    content = describe(document(1, "Sở Y tế. So Y te", subject="Báo cáo")).content
    assert len(content.exact) == len(content.folded)
    assert content.folded == ("bao", "cao", BREAK, "so", "y", "te", "so", "y", "te", BREAK)


def test_a_subject_typed_without_diacritics_is_bare_beside_an_accented_text(document: Builder) -> None:
    entry = describe(document(1, "Sở Y tế", subject="Bao cao"))
    assert entry.title.exact == (f"{BARE}bao", f"{BARE}cao", BREAK)
    assert "y" in entry.content.exact


def test_the_name_of_a_province_is_never_bare(document: Builder) -> None:
    assert {"an", "giang"} <= set(describe(document(1, province_id="p34-an-giang")).content.exact)


def test_pairs_do_not_run_from_one_part_to_the_next(document: Builder) -> None:
    entry = describe(document(1, subject="Báo cáo", organ="Sở Y tế"))
    assert entry.heading.pairs == ("bao cao", "so y", "y te")


def keys_of(document: Searchable, *roles: str) -> set[str]:
    return {key for key in describe(document).keys if key.startswith(roles)}


def test_codes_are_cited_by_the_text_the_subject_and_the_links_that_count(document: Builder) -> None:
    answer = document(
        1,
        "Trả lời công văn số 1616/BGDĐT-KHTC và số 1616/BGDĐT-KHTC.",
        subject="Thực hiện Quyết định 33/2015/QĐ-UBND",
        code=DocumentCode.parse("490/SGDĐT-VP"),
        links=(a_link("15/UBND-VX", LinkState.AUTOMATIC), a_link("16/UBND-VX", LinkState.REMOVED)),
    )
    assert keys_of(answer, "ma=", "so=", "kh=") == {"ma=490/sgdđt-vp", "so=490", "kh=sgddt", "kh=vp"}
    assert keys_of(answer, "dan=") == {"dan=33/2015/qđ-ubnd", "dan=1616/bgdđt-khtc", "dan=15/ubnd-vx"}
    assert keys_of(answer, "tlso=") == {"tlso=15"}


def test_a_document_does_not_cite_itself(document: Builder) -> None:
    code = DocumentCode.parse("490/SGDĐT-VP")
    assert keys_of(document(1, "Số: 490/SGDĐT-VP", code=code), "dan") == set()


def test_a_draft_without_a_number_has_no_code(document: Builder) -> None:
    draft = document(1, code=DocumentCode.parse("/SGDĐT-VP"))
    assert keys_of(draft, "ma", "so") == set()
    assert describe(draft).card.full_code == "/SGDĐT-VP"


def test_an_organ_is_found_by_its_registered_names_too(document: Builder) -> None:
    sent = document(1, organ="SỞ GD&ĐT", organ_id="sgddt@p63-ha-giang", province_id="p63-ha-giang")
    assert {"cq=gd", "cq=giao", "cq=sgddt", "cq=giang"} <= keys_of(sent, "cq=")
    assert keys_of(sent, "tinh=") == {"tinh=p63-ha-giang"}


def test_an_organ_that_the_registry_lost_is_found_as_written(document: Builder) -> None:
    assert keys_of(document(1, organ="Sở Cũ", organ_id="so-cu"), "cq=") == {"cq=so", "cq=cu"}


def test_an_organ_that_a_scan_misspells_is_counted_and_found_by_its_registered_name(
    document: Builder,
) -> None:
    entry = describe(document(1, "Nop thue", organ="Tong cuc Thué", organ_id="tct"))
    assert entry.columns[FACETS.index("organ")] == ("Tổng cục Thuế",)
    assert entry.card.organ == "Tong cuc Thué"
    assert forms("thuế").exact in entry.content.exact


def test_what_was_recalled_or_cancelled_says_so(document: Builder) -> None:
    ended = Ending(at=datetime(2026, 1, 1, tzinfo=UTC), by=SYSTEM, reason="sai")
    assert describe(document(1)).card.standing is None
    assert describe(document(1, recalled=ended)).card.standing == "recalled"
    assert describe(document(1, cancelled=ended)).card.standing == "cancelled"


def test_a_date_without_its_day_may_be_any_day_of_the_month(document: Builder) -> None:
    entry = describe(document(1, dated=PartialDate(2014, 2)))
    assert entry.days == (date(2014, 2, 1), date(2014, 2, 28))


def test_the_facet_of_a_province_that_is_no_more_says_so(document: Builder) -> None:
    place = describe(document(1, province_id="p63-ha-giang")).columns[1]
    assert place == ("Hà Giang (đến 6/2025)",)


@pytest.mark.parametrize(
    ("unit", "facet"),
    [("p63-thanh-hoa", "Thanh Hóa"), ("p63-tuyen-quang", "Tuyên Quang"), ("p63-thua-thien-hue", "Huế")],
)
def test_a_province_that_went_on_is_one_facet(unit: str, facet: str, document: Builder) -> None:
    assert describe(document(1, province_id=unit)).columns[1] == (facet,)


@pytest.mark.parametrize(("role", "expected"), [(FileRole.ORIGINAL, True), (FileRole.TEXT, False)])
def test_a_file_is_found_by_the_name_it_came_with(
    role: FileRole, document: Builder, *, expected: bool
) -> None:
    entry = describe(document(1, files=(a_file("bao_cao_vemis.docx", role),)))
    assert ("vemis" in entry.content.folded) is expected


def test_the_year_is_that_of_the_document_else_of_the_register(document: Builder) -> None:
    assert describe(document(1)).columns == (("2026",), (), (), (), ("in",), ())
