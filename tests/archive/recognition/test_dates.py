import pytest

from tests.archive.recognition.letters import MOTTO, NAME, a_letter, recognised


@pytest.mark.parametrize(
    ("written", "date", "place"),
    [
        ("Lạng Sơn, ngày 10 tháng 4 năm 2014", "2014-04-10", "Lạng Sơn"),
        ("Lạng Sơn, ngày  10     tháng 4   năm 2014.", "2014-04-10", "Lạng Sơn"),
        ("Lạng Sơn, ngày 10tháng4năm 2014", "2014-04-10", "Lạng Sơn"),
        ("Lạng Sơn, ngay 08 thang 5 nam 2019", "2019-05-08", "Lạng Sơn"),
        ("Bà Rịa-Vũng Tàu, ngày 10 tháng 7 năm 2013", "2013-07-10", "Bà Rịa-Vũng Tàu"),
        ("TP. Hồ Chí Minh, ngày 12 tháng 9 năm 2012", "2012-09-12", "TP. Hồ Chí Minh"),
        ("Thành phố Hồ Chí Minh, ngày 19 tháng 7 năm 2021", "2021-07-19", "Thành phố Hồ Chí Minh"),
        ("Hà Nội, ngày 31/3/2014", "2014-03-31", "Hà Nội"),
        # the day is blank or misread
        ("Hà Nội, ngày      tháng 4 năm 2019", "2019-04", "Hà Nội"),
        ("Hà Nội, ngày 2( tháng 4 năm 2019", "2019-04", "Hà Nội"),
        # the calendar has no such day; the month is unread
        ("Hà Nội, ngày 49 tháng 4 năm 2019", None, "Hà Nội"),
        ("Hà Nội, ngày 10 tháng F năm 2022", None, "Hà Nội"),
    ],
)
def test_the_date_line_gives_date_and_place(written: str, date: str | None, place: str) -> None:
    found = recognised(a_letter(number_line=f"Số: 512/SGDĐT-KHTC      {written}\n"))
    assert (None if found.date is None else str(found.date.value)) == date
    assert found.place is not None
    assert found.place.value == place


def test_the_date_of_a_signature_is_not_the_documents() -> None:
    found = recognised("Thời gian ký: 25.12.2017 14:03:05 +07:00\n" + a_letter())
    assert str(found.date and found.date.value) == "2014-04-10"


def test_the_place_may_follow_the_subject_on_its_line() -> None:
    text = a_letter(
        number_line="Số: 5417/TCT-CS\n",
        subject="V/v thuế GTGT      Hà Nội, ngày 28 tháng 12 năm 2018\n",
    )
    found = recognised(text)
    assert found.subject is not None
    assert found.subject.value == "thuế GTGT"
    assert found.place is not None
    assert found.place.value == "Hà Nội"


def test_a_date_in_the_subject_is_not_the_documents() -> None:
    found = recognised(a_letter(subject="V/v đính chính công văn số 74/SGDĐT-VP ngày 02/12/2013\n"))
    assert str(found.date and found.date.value) == "2014-04-10"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        # a machine without Vietnamese
        ("Ha Noi, ngay 5 thang 3 nam 2014", "Hà Nội"),
        ("Quận 7, ngày 5 tháng 3 năm 2014", "Quận 7"),
        # a newspaper
        ("Thứ Hai, ngày 5 tháng 3 năm 2014", None),
    ],
)
def test_a_place_is_spelled_as_the_registry_does_and_is_no_day_of_the_week(
    line: str, place: str | None
) -> None:
    found = recognised(a_letter(number_line=f"Số: 5/SYT-VP      {line}\n"))
    assert (found.place and found.place.value) == place


def test_a_judgement_bears_its_date_alone_under_its_number() -> None:
    found = recognised(
        a_letter(
            letterhead=f"TÒA ÁN NHÂN DÂN HUYỆN CHI LĂNG      {NAME}\nTỈNH LẠNG SƠN      {MOTTO}\n",
            number_line="Bản án số: 15/2020/HS-ST\nNgày 20-5-2020\n",
            subject="",
            greeting="NHÂN DANH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
        )
    )

    assert found.date is not None
    assert str(found.date.value) == "2020-05-20"
    assert found.organ is not None
    assert found.organ.value == "Tòa án nhân dân huyện Chi Lăng tỉnh Lạng Sơn"
