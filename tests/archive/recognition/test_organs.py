import pytest

from tests.archive.recognition.letters import MOTTO, NAME, a_letter, recognised


@pytest.mark.parametrize(
    ("letterhead", "organ", "parent"),
    [
        # two bodies beside name and motto
        (
            f"UBND TỈNH LẠNG SƠN   {NAME}\nSỞ GIÁO DỤC VÀ ĐÀO TẠO   {MOTTO}\n",
            "Sở Giáo dục và Đào tạo",
            "UBND tỉnh Lạng Sơn",
        ),
        # one name over two lines
        (
            f"ỦY BAN NHÂN DÂN   {NAME}\nTHÀNH PHỐ HẢI PHÒNG   {MOTTO}\n",
            "Ủy ban nhân dân thành phố Hải Phòng",
            None,
        ),
        (
            f"BỘ LAO ĐỘNG - THƯƠNG BINH   {NAME}\nVÀ XÃ HỘI   {MOTTO}\nVỤ PHÁP CHẾ\n",
            "Vụ Pháp chế",
            "Bộ Lao động - Thương binh và Xã hội",
        ),
        # the rest of a name that looks like the beginning of another
        (
            f"UBND TỈNH HÀ NAM   {NAME}\nSỞ TÀI NGUYÊN VÀ MÔI   {MOTTO}\nTRƯỜNG\n",
            "Sở Tài nguyên và Môi trường",
            "UBND tỉnh Hà Nam",
        ),
        # the columns below each other
        (f"VĂN PHÒNG CHÍNH PHỦ\n-------\n{NAME}\n{MOTTO}\n---------\n", "Văn phòng Chính phủ", None),
        (
            f"HỘI ĐỒNG THẨM PHÁN\nTÒA ÁN NHÂN DÂN TỐI CAO\n{NAME}\n{MOTTO}\n",
            "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
            None,
        ),
        # cells of a web page, broken after their first word
        (
            "ỦY\nBAN NHÂN DÂN\nTỈNH QUẢNG NAM\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + MOTTO + "\n|\n",
            "Ủy ban nhân dân tỉnh Quảng Nam",
            None,
        ),
        # misread by a machine; rules and stray marks at the edges
        (
            "BO TAI CHÍNH | CONG HOA XA HOI CHU NGHIA VIET NAM\n——— Doc lap - Tu do - Hanh phuc\n",
            "Bộ Tài chính",
            None,
        ),
        (
            "TONG CVC THUE   CONG HOA XA HOI CHU NGHIA VIET NAM\nCUC THUÊ TP HA NOI   Doc lap - Tu do\n",
            "Cục Thuế TP Hà Nội",
            "Tổng cục Thuế",
        ),
        # an incoming stamp over the lines
        (
            f"SỞ Y TẾ Chuyển:....   {NAME}\nTRUNG TÂM Y TẾ và ký hiệu HS:   {MOTTO}\n",
            "Trung tâm Y tế",
            "Sở Y tế",
        ),
        # what the Party and the Youth Union print at the right
        ("TỈNH ỦY NGHỆ AN\n*\nĐẢNG CỘNG SẢN VIỆT NAM\n", "Tỉnh ủy Nghệ An", None),
        (
            "TỈNH ĐOÀN NGHỆ AN   ĐOÀN TNCS HỒ CHÍ MINH\nHUYỆN ĐOÀN ĐÔ LƯƠNG\n",
            "Huyện đoàn Đô Lương",
            "Tỉnh đoàn Nghệ An",
        ),
        # the national name runs over the edge of its column
        (
            f"BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nTỔNG CỤC THUẾ NAM\n{MOTTO}\n",
            "Tổng cục Thuế",
            "Bộ Tài chính",
        ),
        # the banner of a signature, or the site the text was copied from, above
        (
            f"Ký bởi: Cục Thuế\nTỔNG CỤC THUẾ   {NAME}\nCỤC THUẾ TỈNH BẮC NINH   {MOTTO}\n",
            "Cục Thuế tỉnh Bắc Ninh",
            "Tổng cục Thuế",
        ),
    ],
)
def test_the_left_column_names_the_issuer_and_the_body_above(
    letterhead: str, organ: str, parent: str | None
) -> None:
    found = recognised(a_letter(letterhead=letterhead))
    assert found.organ is not None
    assert found.organ.value == organ
    assert (found.parent_organ and found.parent_organ.value) == parent


def test_a_letterhead_on_one_line_is_taken_apart() -> None:
    text = (
        f"1. UBND TỈNH NINH THUẬN {NAME} SỞ GIÁO DỤC VÀ ĐÀO TẠO {MOTTO} Số : 2917 /SGDĐT-VP "
        "Phan Rang-Tháp Chàm, ngày 05 tháng 11 năm 2010 V/v báo cáo nhanh thiệt hại do lũ "
        "Kính gửi: Bộ Giáo dục và Đào tạo" + " Sở báo cáo như sau" * 10
    )
    found = recognised(text)
    assert str(found.code and found.code.value) == "2917/SGDĐT-VP"
    assert found.organ is not None
    assert found.organ.value == "Sở Giáo dục và Đào tạo"
    assert found.parent_organ is not None
    assert found.parent_organ.value == "UBND tỉnh Ninh Thuận"
    assert found.subject is not None
    assert found.subject.value == "báo cáo nhanh thiệt hại do lũ"


def test_prose_that_names_the_country_is_no_letterhead() -> None:
    found = recognised("Công dân nước Cộng hòa xã hội chủ nghĩa Việt Nam có quyền.\nBộ trưởng đã nói.")
    assert found.organ is None


def test_bodies_of_one_rank_that_the_symbol_names_issued_the_document_together() -> None:
    letterhead = f"SỞ GIÁO DỤC VÀ ĐÀO TẠO   {NAME}\nSỞ Y TẾ   {MOTTO}\n"
    line = "Số: 12/KHLN-SGDĐT-SYT   Huế, ngày 10 tháng 4 năm 2024\n"
    found = recognised(a_letter(letterhead=letterhead, number_line=line))
    assert found.organ is not None
    assert found.organ.value == "Sở Giáo dục và Đào tạo - Sở Y tế"
    assert found.parent_organ is None


def test_a_name_beyond_reading_leaves_the_issuer_unknown_and_not_its_superior_in_its_place() -> None:
    letterhead = f"BỘ TÀI CHÍNH   {NAME}\nCỤC {{#=$ ]^   {MOTTO}\n"
    found = recognised(a_letter(letterhead=letterhead))
    assert found.organ is None
    assert found.parent_organ is not None
    assert found.parent_organ.value == "Bộ Tài chính"


def test_a_name_too_damaged_alone_is_read_with_the_abbreviation_in_the_code() -> None:
    letterhead = f"BỘ TÀI CHÍNH   {NAME}\nTONG CV€ TNUỆ   {MOTTO}\n"
    line = "Số: 5/{}-CS   Hà Nội, ngày 10 tháng 4 năm 2014\n"
    known, unknown = (
        recognised(a_letter(letterhead=letterhead, number_line=line.format(abbreviation)))
        for abbreviation in ("TCT", "XYZ")
    )
    assert known.organ is not None
    assert known.organ.value == "Tổng cục Thuế"
    assert unknown.organ is not None
    assert unknown.organ.value != "Tổng cục Thuế"


def test_a_letterhead_without_number_names_no_more_than_bodies() -> None:
    found = recognised(
        f"VĂN PHÒNG UBND TỈNH      {NAME}\nPHÒNG TỔNG HỢP      {MOTTO}\nLạng Sơn, ngày 7 tháng 2 năm 2025\n"
        "PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC\nKính gửi: Lãnh đạo Văn phòng\n"
    )

    assert found.organ is not None
    assert found.organ.value == "Phòng Tổng hợp"


def test_the_lines_of_a_form_name_no_body() -> None:
    found = recognised(
        f"{NAME}\n{MOTTO}\n- Cơ quan gửi: UBND huyện\nSỐ ĐẾN: 1\nTHỜI HẠN HOÀN THÀNH\n- Trích yếu:\n"
    )

    assert found.organ is None


def test_a_name_whose_words_ran_into_one_is_read_with_the_abbreviation_in_the_code() -> None:
    found = recognised(
        a_letter(
            letterhead=f"UBND TỈNH LẠNG SƠN      {NAME}\n`Ô SỚYTÉ —      {MOTTO}\n",
            number_line="Số: 5067/QĐ-SYT      Lạng Sơn, ngày 21 tháng 12 năm 2017\n",
        )
    )

    assert found.organ is not None
    assert found.organ.value == "Sở Y tế"
