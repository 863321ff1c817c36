import pytest

from tests.archive.recognition.letters import a_letter, recognised


@pytest.mark.parametrize(
    ("ending", "signer", "title"),
    [
        (
            "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nHoàng Thị Bích Ngọc\n",
            "Hoàng Thị Bích Ngọc",
            "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC",
        ),
        (
            "Nơi nhận:      KT. CỤC TRƯỞNG\n- Như trên;      PHÓ CỤC TRƯỞNG\n- Lưu: VT.      Mai Sơn\n",
            "Mai Sơn",
            "KT. CỤC TRƯỞNG / PHÓ CỤC TRƯỞNG",
        ),
        (
            "TM. CHÍNH PHỦ\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n(Đã ký)\nTrần Văn Hà\n",
            "Trần Văn Hà",
            "TM. CHÍNH PHỦ / KT. THỦ TƯỚNG / PHÓ THỦ TƯỚNG",
        ),
        ("CHỦ TỊCH QUỐC HỘI\nNguyễn Thị Lan\n", "Nguyễn Thị Lan", "CHỦ TỊCH QUỐC HỘI"),
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.\nVũ Đình Chiến\n", "Vũ Đình Chiến", None),
        ("TL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\n", None, "TL. BỘ TRƯỞNG / CHÁNH VĂN PHÒNG"),
        # the list of copies ran into the signature, one blank between them
        (
            "Nơi nhận: KT. BỘ TRƯỞNG, CHỦ NHIỆM\n- Như trên; PHÓ CHỦ NHIỆM\n- Lưu: VT (3). Đỗ Cao Lộc\n",
            "Đỗ Cao Lộc",
            "KT. BỘ TRƯỞNG, CHỦ NHIỆM / PHÓ CHỦ NHIỆM",
        ),
        (
            "Nơi nhận: TL. CỤC TRƯỞNG\n- Như trên; CHÁNH VĂN PHÒNG\n- Lưu: VT, HC. ĐỖ CAO LỘC\n",
            "Đỗ Cao Lộc",
            "TL. CỤC TRƯỞNG / CHÁNH VĂN PHÒNG",
        ),
        # a title over two lines
        (
            "TL. CỤC TRƯỞNG\nTRƯỞNG PHÒNG TUYÊN TRUYỀN VÀ HỖ TRỢ\nNGƯỜI NỘP THUẾ\nMai Sơn\n",
            "Mai Sơn",
            "TL. CỤC TRƯỞNG / TRƯỞNG PHÒNG TUYÊN TRUYỀN VÀ HỖ TRỢ / NGƯỜI NỘP THUẾ",
        ),
        ("T/L GIÁM ĐỐC\nTRƯỞNG PHÒNG\nMai Sơn\n", "Mai Sơn", "T/L GIÁM ĐỐC / TRƯỞNG PHÒNG"),
        ("Trân trọng cảm ơn./.\n", None, None),
    ],
)
def test_the_block_at_the_end_tells_who_signed_and_as_what(
    ending: str, signer: str | None, title: str | None
) -> None:
    found = recognised(a_letter(body=f"Sở báo cáo như sau.\n{ending}"))
    assert (found.signer and found.signer.value) == signer
    assert (found.signer_title and found.signer_title.value) == title


def test_the_signature_of_an_annex_is_not_the_documents() -> None:
    first = "GIÁM ĐỐC\nPhạm Đăng Khoa\nPhụ lục\n"
    found = recognised(a_letter(body=f"Sở báo cáo.\nKT. {first}TM. BAN TỔ CHỨC\nTRƯỞNG BAN\nLê Văn Tám\n"))
    assert found.signer is not None
    assert found.signer.value == "Phạm Đăng Khoa"


@pytest.mark.parametrize(
    ("line", "signer"),
    [
        ("PGS.TS. Võ Đình Khang", "Võ Đình Khang"),
        ("Th.S Võ Đình Khang", "Võ Đình Khang"),
        ("BS.CKII Võ Đình Khang", "Võ Đình Khang"),
        ("Đại tá Võ Đình Khang", "Võ Đình Khang"),
        ("VÕ ĐÌNH KHANG", "Võ Đình Khang"),
        ("Sìn Seo Páo", "Sìn Seo Páo"),
        ("Thiếu tá Y Blang Mlô", "Y Blang Mlô"),
        ("A Khoan", "A Khoan"),
        ("Rơ Mah H'Lan", "Rơ Mah H'Lan"),
        # read by a machine without Vietnamese
        ("Lưu Dire Phuc", "Lưu Duc Phuc"),
        ("Vii Chi Thanh", "Vu Chi Thanh"),
        ("Văn Phòng Chính Phủ", None),
        ("ĐÃ KÝ", None),
    ],
)
def test_a_name_is_read_with_its_rank_in_capitals_and_of_any_family(line: str, signer: str | None) -> None:
    found = recognised(a_letter(body=f"Sở báo cáo.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n{line}\n"))
    assert (found.signer and found.signer.value) == signer


@pytest.mark.parametrize("entry", ["- UBND TP. Hà Nội", "Số 5 phố Lê Lợi, Hà Nội", "Cao Bằng"])
def test_a_province_is_no_signer(entry: str) -> None:
    text = a_letter(body=f"Sở báo cáo.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n{entry}\nTS.BS. Lê Nam\n")
    found = recognised(text)
    assert found.signer is not None
    assert found.signer.value == "Lê Nam"


def test_the_authority_that_opens_a_decision_is_no_signature() -> None:
    text = a_letter(
        subject="",
        greeting="QUYẾT ĐỊNH\nVề việc thành lập tổ công tác\nGIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO\n",
        body="Căn cứ Luật Giáo dục;\nQUYẾT ĐỊNH:\nĐiều 1. Thành lập tổ.\nGIÁM ĐỐC\nVõ Đình Khang\n",
    )
    found = recognised(text)
    assert found.signer_title is not None
    assert found.signer_title.value == "GIÁM ĐỐC"


@pytest.mark.parametrize("entry", ["- Lưu: VT, Đào Tạo", "- Lưu: VT, Văn Thư", "- Lưu: VT, KT, Giao Thông"])
def test_a_unit_that_keeps_a_copy_is_no_signer(entry: str) -> None:
    found = recognised(a_letter(body=f"Sở báo cáo.\nNơi nhận:\n- Như trên;\n{entry}\n"))

    assert found.signer is None


@pytest.mark.parametrize("entry", ["CỔNG TTĐT BỘ", "TRƯƠNG CỤC XNK", "HUONG DAN LAP"])
def test_abbreviations_are_no_syllables_of_a_name(entry: str) -> None:
    assert recognised(a_letter(body=f"Sở báo cáo.\nKT. GIÁM ĐỐC\n{entry}\n")).signer is None
