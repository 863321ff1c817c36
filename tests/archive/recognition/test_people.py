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
