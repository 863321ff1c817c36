from dataclasses import replace

import pytest

from model.identification import Identification
from tests.archive.recognition.pictures import LETTERHEAD, dispatch, line, recognised


def number(found: Identification) -> str:
    assert found.code is not None
    return found.code.value.number


def symbol(found: Identification) -> str:
    assert found.code is not None
    return found.code.value.symbol


def date(found: Identification) -> str | None:
    return None if found.date is None else str(found.date.value)


def test_a_number_that_every_look_sees_the_same_is_print() -> None:
    found = dispatch(number=line("Số: 342/SYT-NVY", 30, 36, "Số: 342/SYT-NVY", "Số: 342/SYT-NVY", sure=0.6))
    assert number(found) == "342"
    assert found.suggestions == {}


def test_a_number_filled_in_before_its_slash_is_no_print_though_all_looks_agree() -> None:
    found = dispatch(number=line("Số: 44 /SYT-NVY", 30, 36, "Số: 44 /SYT-NVY", "Số: 44 /SYT-NVY", sure=0.56))
    assert number(found) == ""
    assert [one.value for one in found.suggestions["full_code"]] == ["44/SYT-NVY"]


def test_a_number_that_looks_different_each_time_is_left_to_a_person() -> None:
    found = dispatch()
    assert number(found) == ""
    assert symbol(found) == "SYT-NVY"
    assert [one.value for one in found.suggestions["full_code"]] == ["48/SYT-NVY", "40/SYT-NVY"]
    assert found.code is not None
    assert found.code.evidence.box is not None


def test_a_figure_that_looks_like_a_letter_leaves_the_symbol_readable() -> None:
    assert symbol(dispatch(number=line("Số: 0Đ /SYT-NVY", 30, 36, sure=0.3))) == "SYT-NVY"


def test_a_stroke_of_the_pen_is_no_slash() -> None:
    assert symbol(dispatch(number=line("Số: /T§ /STTTT-CNTT", 30, 36, sure=0.3))) == "STTTT-CNTT"


def test_a_hyphen_read_as_a_stop_by_some_looks_is_a_hyphen() -> None:
    looks = line("Số: 9/SYT-NVY", 30, 36, "Số: 2/SYT.NVY", "Số: 3/SYT.NVY", sure=0.2)
    assert symbol(dispatch(number=looks)) == "SYT-NVY"


@pytest.mark.parametrize("written", ["Số: 426É /QĐĐ-SYT", "Số: 4 37QĐ-SYT"], ids=["a letter", "the slash"])
def test_the_title_helps_to_read_a_damaged_symbol(written: str) -> None:
    title = line("QUYẾT ĐỊNH", 90, 55)
    found = recognised(
        *LETTERHEAD, line(written, 30, 36, sure=0.2), title, line("Về việc thành lập đoàn", 60, 61)
    )
    assert symbol(found) == "QĐ-SYT"


@pytest.mark.parametrize(
    ("written", "again", "expected"),
    [
        ("ngày 27 tháng 3 năm 2018", ("ngày 27 tháng 3 năm 2018",) * 2, "2018-03-27"),
        ("ngày Ơ1 tháng 3 năm 2018", (), "2018-03"),
        ("ngày Đ tháng l]I năm 2017", ("ngày 2 tháng lI năm 2017",), "2017-11"),
        ("ngày Đ tháng 0Ì năm 2017", (), "2017-01"),
        ("ngày 5 tháng Ö năm 2018", ("ngày 5 tháng 2 năm 2018",) * 2, None),
        ("ngày of tháng 44 năm 2017", (), None),
        ("ngày 9 tháng/Ohăm 2017", ("ngày 9 tháng 40 năm 2017",), "2017-10"),
        ("ngày 7 tháng {Í năm 2019", ("ngày 7 tháng 41 năm 2019",), "2019-11"),
        ("ngày 7 tháng ?2_ năm 2019", ("ngày 7 tháng }2 năm 2019",), "2019-12"),
        ("ngày 12 tháng 3 năm 2019", ("ngày 12 tháng 3 năm 2019", "ngày   tháng 3 năm 2019"), "2019-03"),
    ],
    ids=[
        "printed",
        "day by hand",
        "strokes",
        "zero",
        "a lone 2 at second sight",
        "month by hand",
        "a round second figure is that of 10",
        "a hand's 1 looks like a 4",
        "a hand's 1 looks like a question mark",
        "no day in black ink",
    ],
)
def test_of_a_date_only_what_is_print_is_asserted(
    written: str, again: tuple[str, ...], expected: str | None
) -> None:
    looks = [f"Kiên Giang, {look}" for look in (written, *again)]
    assert date(dispatch(date=line(looks[0], 100, 36, *looks[1:], sure=0.4))) == expected


@pytest.mark.parametrize(
    ("darkened", "expected"),
    [
        (("ngày 10 tháng 2 năm 2018", "ngày 10 tháng 2 nằm 2018"), "2018-02-10"),
        (("ngày 10 tháng 2 năm 2018", "ngày 10 tháng 2 năm 2016"), None),
        (("ngày 10 tháng 12 năm 2018", "ngày 10 tháng 12 năm 2018"), "2018-12-10"),
        (("ngày 10 tháng 1 năm 2018", "ngày 10 tháng 1 năm 2018"), None),
        ((), None),
    ],
    ids=["agree", "differ in the year", "a figure too pale before", "a lone 1 nobody else saw", "none"],
)
def test_looks_at_pale_ink_made_dark_go_before_the_others_where_they_agree(
    darkened: tuple[str, ...], expected: str | None
) -> None:
    looks = ("ngày 10 tháng 2 năm 2015", "ngày 10 tháng 2 nàm 201", "ngày 10 thang ˆ nàm 201")
    written = line(f"Bắc Sơn, {looks[0]}", 100, 36, *(f"Bắc Sơn, {look}" for look in looks[1:]), sure=0.4)
    pale = replace(written, darkened=tuple(f"Bắc Sơn, {look}" for look in darkened))
    assert date(dispatch(date=pale)) == expected


def test_a_day_counts_as_print_by_the_ordinary_looks_alone() -> None:
    looks = [f"Bắc Sơn, ngày {day} tháng 3 năm 2018" for day in ("17", "1?", "1/")]
    pale = replace(line(looks[0], 100, 36, *looks[1:], sure=0.4), darkened=(looks[0], looks[0]))
    assert date(dispatch(date=pale)) == "2018-03"


def test_a_year_that_no_document_bears_is_not_taken() -> None:
    written = line("Bắc Sơn, ngày 25 tháng 7 năm 3015", 100, 36, "Bắc Sơn, ngày 25 tháng 7 năm 2015")
    assert date(dispatch(date=written)) == "2015-07-25"


def test_a_number_that_black_ink_alone_does_not_have_was_written_or_stamped() -> None:
    assert number(dispatch(number=line("Số: 22/SYT-NVY", 30, 36, "Số: 22/SYT-NVY", "Số: /SYT-NVY"))) == ""


def test_the_month_that_a_hand_wrote_is_told_by_the_banner_of_the_signature() -> None:
    by_hand = line("Kiên Giang, ngày 0? tháng 2# năm 2026", 100, 36, sure=0.3)
    banner = line("Thời gian ký: 08.04.2026 17:35", 120, 8)
    assert date(recognised(banner, *LETTERHEAD, by_hand, line("Kính gửi: Bộ Y tế", 50, 60))) == "2026-04"


def test_a_banner_of_another_year_tells_no_month() -> None:
    by_hand = line("Kiên Giang, ngày 0? tháng 2# năm 2025", 100, 36, sure=0.3)
    banner = line("Thời gian ký: 08.04.2026 17:35", 120, 8)
    assert date(recognised(banner, *LETTERHEAD, by_hand, line("Kính gửi: Bộ Y tế", 50, 60))) is None


def test_a_year_read_once_is_dropped_when_the_document_cites_a_later_one() -> None:
    faint = line("Kiên Giang, ngày 10 tháng 2 năm 2015", 100, 36, "ngày 10 tháng 2 năm 201", sure=0.3)
    assert date(dispatch(line("Thực hiện Công văn số 5/BYT ngày 20/01/2018", 30, 80), date=faint)) is None


def test_a_number_line_without_its_label_is_no_part_of_a_name() -> None:
    found = dispatch(number=line("246 /SYT-NVY", 30, 36, sure=0.5))
    assert found.organ is not None
    assert found.organ.value == "Sở Y tế"


def test_a_heading_that_runs_into_the_national_name_is_parted_at_it() -> None:
    together = line("UBND TỈNH KIÊN GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 25, 20)
    found = dispatch(letterhead=(together,))
    assert found.organ is not None
    assert found.organ.value == "Sở Y tế"
    assert found.parent_organ is not None
    assert found.parent_organ.value == "UBND tỉnh Kiên Giang"


def test_the_subject_ends_where_the_lines_end_to_be_near_each_other() -> None:
    found = dispatch(line("ngoài công lập;", 25, 70))
    assert found.subject is not None
    assert found.subject.value == "báo cáo số liệu"


def test_the_signer_stands_at_the_right_beside_the_copies() -> None:
    found = dispatch(
        line("Người liên hệ: Trần Văn Bình", 30, 100),
        line("Nơi nhận:", 30, 200),
        line("GIÁM Đ", 120, 200),
        line("Nguyễn Trúc Giang", 110, 240),
    )
    assert found.signer is not None
    assert found.signer.value == "Nguyễn Trúc Giang"


def test_the_pieces_of_a_name_on_a_bent_line_are_joined() -> None:
    found = dispatch(
        line("Nơi nhận:", 30, 200), line("Lê", 110, 238), line("Hoàng Anh", 116, 241), line("SỐ", 112, 220)
    )
    assert found.signer is not None
    assert found.signer.value == "Lê Hoàng Anh"


def test_a_title_without_its_capacity_may_be_half_under_the_seal() -> None:
    copies = line("Nơi nhận:", 30, 200)
    assert dispatch(copies, line("GIÁM ĐỐC", 120, 200), line("Lê Hoàng Anh", 116, 240)).signer_title is None
    deputy = (line("KT. GIÁM ĐỐC", 120, 200), line("PHÓ GIÁM ĐỐC", 120, 206))
    under = dispatch(copies, *deputy, line("Lê Hoàng Anh", 116, 240)).signer_title
    assert under is not None
    assert under.value == "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"


def test_a_title_whose_deputy_lies_under_the_seal_tells_the_capacity_alone() -> None:
    found = dispatch(
        line("Nơi nhận:", 30, 200), line("KT. GIÁM ĐỐC", 120, 200), line("Lê Hoàng Anh", 116, 240)
    )
    assert found.signer_title is None
    assert found.capacity is not None
    assert found.capacity.value == "KT."


def test_a_family_name_in_two_pieces_is_one() -> None:
    found = dispatch(line("Nơi nhận:", 30, 200), line("Ngu yễn Văn Hải", 116, 241))
    assert found.signer is not None
    assert found.signer.value == "Nguyễn Văn Hải"


def test_a_name_whose_first_syllable_lies_under_the_seal_is_not_asserted() -> None:
    assert dispatch(line("Nơi nhận:", 30, 200), line("Hoàng Anh", 116, 241)).signer is None


def test_a_gap_in_a_cited_number_and_a_doubled_hyphen_are_mended() -> None:
    found = dispatch(
        line("Thực hiện Công văn số 531 1/BYT-BM ngày 20/9/2017 và", 30, 80),
        line("Công văn số 1407/CĐ- -BYT của Bộ Y tế,", 30, 86),
    )
    cited = {str(one.value) for one in (*found.replies_to, *found.refers_to)}
    assert cited == {"5311/BYT-BM", "1407/CĐ-BYT"}


def test_a_stamp_of_arrival_beside_a_title_is_no_part_of_the_subject() -> None:
    found = recognised(
        *LETTERHEAD,
        line("CHỈ THỊ", 95, 50),
        line("TRUNG TAM CONG BAO| Về việc tăng cường thi hành án", 10, 57),
        line("CV Nn đses", 7, 63),
        line("trên địa bàn tỉnh", 90, 63),
        line("chuyển: Trong thời gian qua, việc thi hành án", 20, 80),
    )

    assert found.subject is not None
    assert found.subject.value == "Về việc tăng cường thi hành án trên địa bàn tỉnh"
