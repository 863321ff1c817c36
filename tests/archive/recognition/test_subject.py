import pytest

from tests.archive.recognition.letters import LETTERHEAD, NUMBER_LINE, a_letter, recognised


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("V/v báo cáo cơ sở vật chất\n", "báo cáo cơ sở vật chất"),
        ("V/v: báo cáo cơ sở vật chất.\n", "báo cáo cơ sở vật chất"),
        ("Về việc báo cáo cơ sở vật chất\n", "báo cáo cơ sở vật chất"),
        ("V/v báo cáo cơ sở\nvật chất năm 2014\n", "báo cáo cơ sở vật chất năm 2014"),
        ("V/v triển khai Nghị quyết số 57-\nNQ/TW\n", "triển khai Nghị quyết số 57-NQ/TW"),
        # as machines misread the mark
        ("Viv báo cáo cơ sở vật chất\n", "báo cáo cơ sở vật chất"),
        ("VA báo cáo cơ sở vật chất\n", "báo cáo cơ sở vật chất"),
        ("V% báo cáo cơ sở vật chất\n", "báo cáo cơ sở vật chất"),
        # stamps below it
        ("V/v báo cáo cơ sở vật chất\nHỎA TỐC\n", "báo cáo cơ sở vật chất"),
        ("V/v báo cáo cơ sở vật chất\nCỤC THUẾ TỈNH HÒA BÌNH\nSố:...\n", "báo cáo cơ sở vật chất"),
        ("", None),
    ],
)
def test_the_subject_stands_under_the_number(written: str, subject: str | None) -> None:
    found = recognised(a_letter(subject=written)).subject
    assert (None if found is None else found.value) == subject


@pytest.mark.parametrize(
    ("title", "kind", "subject"),
    [
        (
            "BÁO CÁO\nTình hình cơ sở vật chất\nnăm học 2014\n",
            "bao-cao",
            "Tình hình cơ sở vật chất năm học 2014",
        ),
        ("KẾ HOẠCH\nTRIỂN KHAI THÔNG TƯ 39/2014/TT-BTC\n", "ke-hoach", "Triển khai thông tư 39/2014/TT-BTC"),
        ("THÔNG BÁO\nVề việc nghỉ lễ\nKính gửi: Các trường\n", "thong-bao", "Về việc nghỉ lễ"),
        (
            "QUYET ĐỊNH\nVề việc khen thưởng\nGIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO\nCăn cứ Luật\n",
            "quyet-dinh",
            "Về việc khen thưởng",
        ),
        ("LUẬT\nBẢO HIỂM XÃ HỘI\nCăn cứ Hiến pháp\n", "luat", "Bảo hiểm xã hội"),
        (
            "THÔNG TƯ\nCỦA BỘ TÀI CHÍNH SỐ 59/2001/TT-BTC NGÀY 17/7/2001 HƯỚNG DẪN THI HÀNH\nCăn cứ\n",
            "thong-tu",
            "Hướng dẫn thi hành",
        ),
    ],
)
def test_a_title_names_the_kind_and_the_subject_stands_under_it(title: str, kind: str, subject: str) -> None:
    found = recognised(f"{LETTERHEAD}{NUMBER_LINE}{title}Ngày 10 tháng 4, Sở họp bàn về nhiều việc.\n")
    assert found.kind is not None
    assert found.kind.value == kind
    assert found.subject is not None
    assert found.subject.value == subject


@pytest.mark.parametrize(
    ("number_line", "kind"),
    [
        ("Số: 512/SGDĐT-KHTC\n", "cong-van"),
        ("Số: 2359/CT-TTHT\n", "cong-van"),
        ("Số: 88/BC-SGDĐT\n", "bao-cao"),
    ],
)
def test_without_a_title_the_symbol_names_the_kind(number_line: str, kind: str) -> None:
    found = recognised(a_letter(number_line=number_line)).kind
    assert found is not None
    assert found.value == kind


@pytest.mark.parametrize(
    ("title", "kind", "subject"),
    [
        ("QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH\nVề việc giao đất ở\n", "quyet-dinh", "Về việc giao đất ở"),
        (
            "BIÊN BẢN HỌP HỘI ĐỒNG QUẢN LÝ QUỸ\nVề việc sửa đổi Điều lệ\n",
            "bien-ban",
            "Về việc sửa đổi Điều lệ",
        ),
        ("KẾ HOẠCH\nTHỰC HIỆN NGHỊ QUYẾT SỐ 48/NQ-CP\n", "ke-hoach", "Thực hiện Nghị quyết số 48/NQ-CP"),
        ("CHỈ THỊ\nVề việc đón Tết Nguyên đán\nNhâm Dần an toàn\n", "chi-thi", None),
    ],
)
def test_a_title_may_go_on_behind_its_kind_or_begin_like_a_legal_basis(
    title: str, kind: str, subject: str | None
) -> None:
    found = recognised(f"{LETTERHEAD}{NUMBER_LINE}{title}\nCăn cứ Luật Đất đai;\n")

    assert found.kind is not None
    assert found.kind.value.value == kind
    assert found.subject is not None
    assert subject is None or found.subject.value == subject


def test_a_subject_ends_where_the_text_begins_though_nobody_is_addressed() -> None:
    found = recognised(
        a_letter(greeting="", body="Ngày 18/11/2025, Sở nhận được đơn của Công ty về việc vay tiền.\n")
    )

    assert found.subject is not None
    assert found.subject.value == "báo cáo cơ sở vật chất"


def test_a_joint_plan_is_known_by_its_symbol() -> None:
    found = recognised(
        f"{LETTERHEAD}Số: 12/KHLT-SGDĐT-SYT      Lạng Sơn, ngày 10 tháng 4 năm 2014\n"
        "Phối hợp y tế trường học\nCăn cứ Luật Giáo dục;\n"
    )

    assert found.kind is not None
    assert found.kind.value.value == "ke-hoach"


@pytest.mark.parametrize(
    ("below", "subject"),
    [
        ("Sở Nội vụ kính mời: Sở Tài chính\nTới dự: Họp rà soát biên chế\n", "Họp rà soát biên chế"),
        ("Kính mời: Ông Nguyễn Văn A\nĐến dự cuộc họp về rà soát\n", "cuộc họp về rà soát"),
        ("Giám đốc Sở kính mời ông Nguyễn Văn A tới dự Hội nghị tổng kết.\n", "Hội nghị tổng kết"),
        ("Trân trọng kính mời: Ông (bà)\nTới trụ sở của Sở.\n", None),
        ("Dự họp giao ban\nSở Nội vụ trân trọng kính mời:\n", "Dự họp giao ban"),
    ],
)
def test_an_invitation_says_what_it_invites_to(below: str, subject: str | None) -> None:
    found = recognised(a_letter(subject=f"GIẤY MỜI\n{below}", greeting="")).subject
    assert (None if found is None else found.value) == subject
