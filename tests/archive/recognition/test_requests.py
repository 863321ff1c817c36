import pytest

from archive.recognition.mending import mended
from archive.recognition.organs import Issuer
from model.identification import Evidence, Reading
from model.urgency import Urgency
from tests.archive.recognition.letters import GREETING, a_letter, recognised

EVIDENCE = Evidence(text="", rule="letterhead")


@pytest.mark.parametrize(
    ("stamp", "urgency"),
    [
        ("HỎA TỐC", Urgency.EXPRESS),
        ("[HỎA RỐC]", Urgency.EXPRESS),
        ("THƯỢNG KHẨN", Urgency.VERY_URGENT),
        ("KHẨN", Urgency.URGENT),
    ],
)
def test_a_stamp_of_urgency_stands_alone_in_capitals(stamp: str, urgency: Urgency) -> None:
    found = recognised(a_letter(greeting=f"{stamp}\n{GREETING}"))
    assert found.urgency is not None
    assert found.urgency.value is urgency


@pytest.mark.parametrize("words", ["Công điện khẩn của Bộ", "Khẩn trương báo cáo", "khẩn"])
def test_running_text_is_no_stamp(words: str) -> None:
    assert recognised(a_letter(body=f"{words}\n")).urgency is None


def test_the_day_an_answer_is_wanted_by_is_told_with_its_words() -> None:
    found = recognised(a_letter(body="Đề nghị gửi báo cáo về Bộ trước ngày 15 tháng 4 năm 2014.\n"))
    assert found.deadline is not None
    assert found.deadline.value.due_on.isoformat() == "2014-04-14"
    assert "15 tháng 4" in found.deadline.evidence.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Đề nghị gửi báo cáo về Bộ trước ngày 15 tháng 3 năm 2014.",
        "Hoàn thành chương trình trước ngày 31 tháng 12 năm 2030.",
    ],
    ids=["past already", "far away"],
)
def test_a_day_before_the_letter_or_years_away_is_no_deadline(sentence: str) -> None:
    assert recognised(a_letter(body=f"{sentence}\n")).deadline is None


def test_what_lies_with_a_letter_is_told_in_its_words() -> None:
    found = recognised(a_letter(body="Sở báo cáo theo biểu mẫu (Kèm theo Biểu số 01 và Biểu số 02).\n"))
    assert [one.value for one in found.attachments] == ["Biểu số 01 và Biểu số 02"]


def test_the_sign_before_the_title_tells_the_capacity() -> None:
    block = "Nơi nhận:\n- Như trên;\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn An\n"
    found = recognised(a_letter(body=f"Sở báo cáo như sau:\n{block}"))
    assert found.capacity is not None
    assert found.capacity.value == "KT."


def test_a_copy_says_that_it_was_signed_behind_the_name() -> None:
    found = recognised(
        a_letter(body="Sở báo cáo:\nNơi nhận:\n- Lưu: VT.\nTỔNG THANH TRA\nTrần Văn An – Đã ký\n")
    )
    assert found.signer is not None
    assert found.signer.value == "Trần Văn An"


def test_the_place_line_mends_one_letter_of_the_place_in_a_name() -> None:
    organ = Reading(value="Cục Thuế TP Ha Not", confidence=0.9, evidence=EVIDENCE)
    place = Reading(value="Hà Nội", confidence=0.95, evidence=EVIDENCE)
    issuer = mended(Issuer(organ), place).organ
    assert issuer is not None
    assert issuer.value == "Cục Thuế TP Hà Nội"
    assert issuer.confidence < organ.confidence


def test_another_place_than_that_of_the_date_line_is_left_alone() -> None:
    organ = Reading(value="Cục Thuế tỉnh Hà Nam", confidence=0.9, evidence=EVIDENCE)
    place = Reading(value="Hà Nội", confidence=0.95, evidence=EVIDENCE)
    assert mended(Issuer(organ), place).organ is organ
