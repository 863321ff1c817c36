from datetime import date

import pytest

from archive.linking import LinkCandidate, OpenDispatch, candidates
from archive.readers import read
from archive.recognition import identify
from model.document_code import DocumentCode
from model.identification import Evidence, Identification, Reading
from model.partial_date import PartialDate
from model.record import Addressee
from model.record_id import RecordId
from tests.archive.documents import reply_docx, reply_pdf, reply_txt

LANG_SON = Addressee(
    organ_id="sgddt@p63-lang-son",
    name="Sở Giáo dục và Đào tạo tỉnh Lạng Sơn",
    province_id="p63-lang-son",
)
WITH_DATE = "Thực hiện Công văn số 1616/BGDĐT-KHTC ngày 31/3/2014 của Bộ"


def a_dispatch(code: str = "1616/BGDĐT-KHTC", **changes: object) -> OpenDispatch:
    values: dict[str, object] = {
        "id": RecordId(2014, "di", 1616),
        "code": DocumentCode.parse(code),
        "issued_on": date(2014, 3, 31),
        "subject": "báo cáo tình hình triển khai VEMIS và cơ sở vật chất",
        "addressees": (LANG_SON,),
    }
    return OpenDispatch(**(values | changes))  # type: ignore[arg-type] # one builder for fields of all types


def reading(value: str, text: str = "") -> Reading[str]:
    return Reading(value=value, confidence=0.9, evidence=Evidence(text=text or value, rule="test"))


def cites(code: str, text: str) -> Reading[DocumentCode]:
    return Reading(
        value=DocumentCode.parse(code), confidence=0.9, evidence=Evidence(text=text, rule="carries-out")
    )


def an_answer(**changes: object) -> Identification:
    values: dict[str, object] = {
        "format": "docx",
        "organ": reading("Sở Giáo dục và Đào tạo"),
        "organ_id": reading("sgddt@p63-lang-son"),
        "province_id": reading("p63-lang-son"),
    }
    return Identification(**(values | changes))  # type: ignore[arg-type] # one builder for fields of all types


def only(found: tuple[LinkCandidate, ...]) -> LinkCandidate:
    (candidate,) = found
    return candidate


@pytest.mark.parametrize("data", [reply_docx(), reply_pdf(), reply_txt()])
def test_an_answer_of_an_addressee_that_cites_code_and_date_is_linked_for_certain(data: bytes) -> None:
    candidate = only(candidates(identify(read(data, name="a")), (a_dispatch(),)))
    assert (candidate.score, candidate.is_certain) == (90, True)
    assert candidate.dispatch == RecordId(2014, "di", 1616)
    assert "1616/BGDĐT-KHTC" in candidate.evidence[0].text


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        # the code with its date, without, with another date
        (an_answer(replies_to=(cites("1616/BGDĐT-KHTC", WITH_DATE),)), 90),
        (an_answer(replies_to=(cites("1616/BGDĐT-KHTC", "Trả lời công văn số 1616/BGDĐT-KHTC"),)), 70),
        (an_answer(replies_to=(cites("1616/BGDĐT-KHTC", "công văn ngày 01/4/2014"),)), 60),
        # without diacritics, as old software writes
        (an_answer(replies_to=(cites("1616/BGDDT-KHTC", WITH_DATE),)), 90),
        # only referred to
        (an_answer(refers_to=(cites("1616/BGDĐT-KHTC", WITH_DATE),)), 75),
        (an_answer(refers_to=(cites("1616/BGDĐT-KHTC", ""),)), 60),
        # one figure misread, and the date or the subject agrees
        (an_answer(replies_to=(cites("1618/BGDĐT-KHTC", WITH_DATE),)), 65),
        # two figures changed places
        (an_answer(replies_to=(cites("1661/BGDĐT-KHTC", WITH_DATE),)), 65),
        # other signs between the same words
        (an_answer(replies_to=(cites("1616-BGDĐT/KHTC", "Trả lời Công văn 1616-BGDĐT/KHTC"),)), 60),
        (
            an_answer(replies_to=(cites("161/BGDĐT-KHTC", ""),), subject=reading("báo cáo VEMIS, vật chất")),
            50,
        ),
        # no code at all, but an addressee about the same rare things
        (an_answer(subject=reading("tình hình VEMIS và cơ sở vật chất")), 40),
    ],
)
def test_the_score_follows_what_is_cited(answer: Identification, score: int) -> None:
    assert only(candidates(answer, (a_dispatch(),))).score == score


@pytest.mark.parametrize(
    "answer",
    [
        an_answer(),
        an_answer(replies_to=(cites("99/BTC-CST", WITH_DATE),)),
        an_answer(replies_to=(cites("1618/BGDĐT-KHTC", ""),)),
        an_answer(replies_to=(cites("6161/BGDĐT-KHTC", WITH_DATE),)),
        an_answer(subject=reading("báo cáo tình hình năm học")),
        an_answer(organ_id=reading("stc@p63-lang-son"), subject=reading("tình hình VEMIS và cơ sở vật chất")),
    ],
)
def test_a_document_that_cites_nothing_of_ours_is_not_proposed(answer: Identification) -> None:
    assert candidates(answer, (a_dispatch(),)) == ()


def test_an_answer_of_somebody_who_was_not_asked_waits_for_a_person() -> None:
    stranger = an_answer(
        organ_id=reading("sgddt@p63-ha-giang"),
        province_id=reading("p63-ha-giang"),
        replies_to=(cites("1616/BGDĐT-KHTC", WITH_DATE),),
    )
    candidate = only(candidates(stranger, (a_dispatch(),)))
    assert not candidate.is_certain
    assert candidate.evidence[-1].rule == "sender-not-addressed"


def test_an_answer_of_an_unread_sender_waits_for_a_person() -> None:
    unread = an_answer(
        organ=None, organ_id=None, province_id=None, replies_to=(cites("1616/BGDĐT-KHTC", WITH_DATE),)
    )
    assert not only(candidates(unread, (a_dispatch(),))).is_certain


def test_a_successor_of_an_addressee_is_proposed_only() -> None:
    ha_giang = Addressee(
        organ_id="sgddt@p63-ha-giang",
        name="Sở Giáo dục và Đào tạo tỉnh Hà Giang",
        province_id="p63-ha-giang",
    )
    heir = an_answer(
        organ_id=reading("sgddt@p34-tuyen-quang"),
        province_id=reading("p34-tuyen-quang"),
        replies_to=(cites("1616/BGDĐT-KHTC", WITH_DATE),),
    )
    candidate = only(candidates(heir, (a_dispatch(addressees=(ha_giang,)),)))
    assert candidate.score == 84
    assert candidate.evidence[-1].rule == "sender-succeeds-addressee"


@pytest.mark.parametrize(
    "school",
    [
        Addressee(organ_id="thpt-a", name="Trường THPT Việt Bắc"),
        Addressee.by_name("Trường THPT Việt Bắc"),
    ],
)
def test_an_unregistered_sender_is_known_by_the_name_that_was_addressed(school: Addressee) -> None:
    answer = an_answer(
        organ=reading("TRƯỜNG THPT VIỆT BẮC"),
        organ_id=None,
        replies_to=(cites("1616/BGDĐT-KHTC", WITH_DATE),),
    )
    assert only(candidates(answer, (a_dispatch(addressees=(school,)),))).is_certain


def test_a_document_that_cites_nothing_follows_no_dispatch_of_many_years_ago() -> None:
    read = Reading(
        value=PartialDate(2026, 11, 9), confidence=1, evidence=Evidence(text="09/11/2026", rule="test")
    )
    late = an_answer(subject=reading("VEMIS và cơ sở vật chất"), date=read)
    assert candidates(late, (a_dispatch(),)) == ()


def test_what_a_document_surely_answers_leaves_no_room_for_what_only_sounds_alike() -> None:
    alike = a_dispatch(
        "1700/BGDĐT-KHTC", id=RecordId(2014, "di", 1700), subject="khảo sát máy chiếu lớp ghép"
    )
    answer = an_answer(
        subject=reading("khảo sát máy chiếu lớp ghép"), replies_to=(cites("1616/BGDĐT-KHTC", WITH_DATE),)
    )
    assert only(candidates(answer, (alike, a_dispatch()))).is_certain


def test_terms_that_another_open_dispatch_shares_tell_nothing() -> None:
    twin = a_dispatch("1700/BGDĐT-KHTC", id=RecordId(2014, "di", 1700))
    assert candidates(an_answer(subject=reading("VEMIS và cơ sở vật chất")), (a_dispatch(), twin)) == ()


def test_one_document_may_answer_several_dispatches_best_first() -> None:
    second = a_dispatch("1700/BGDĐT-KHTC", id=RecordId(2014, "di", 1700), issued_on=date(2014, 4, 2))
    answer = an_answer(
        replies_to=(cites("1700/BGDĐT-KHTC", "Trả lời công văn"), cites("1616/BGDĐT-KHTC", WITH_DATE))
    )
    found = candidates(answer, (second, a_dispatch()))
    assert [(candidate.dispatch.serial, candidate.score) for candidate in found] == [(1616, 90), (1700, 70)]
