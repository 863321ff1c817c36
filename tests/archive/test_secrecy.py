import time
import unicodedata
from email.message import EmailMessage
from pathlib import Path

import pytest

from archive.read_document import Line, Page, ReadDocument
from archive.readers import read
from archive.secrecy import SecrecyHit, secrecy_doubt, secrecy_of_name, secrecy_of_text
from model.identification import Evidence, Identification, Reading, TextSource
from tests.archive.documents import WORD, docx, paragraph, pdf, reply_docx, reply_pdf, reply_txt, table

SECONDS_AT_MOST = 3
"""For 400,000 characters; a look that went back and forth in them would take minutes."""
PROSE = "Sở Giáo dục và Đào tạo báo cáo tình hình cơ sở vật chất của các trường trong tỉnh"


def a_scan(*texts: str, top: float = 20) -> ReadDocument:
    """Return what OCR would hand over: lines with their place on an A4 page."""
    lines = tuple(Line(text=text, box=(20, top, 60, top + 5)) for text in texts)
    page = Page(number=1, width=210, height=297, lines=lines)
    return ReadDocument(format="pdf", media_type="application/pdf", pages=(page,), text_source=TextSource.OCR)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        # marks
        ("MẬT", "stamp"),
        ("TỐI MẬT", "stamp"),
        ("TUYỆT  MẬT", "stamp"),
        ("* MẬT *", "stamp"),
        ("ĐỘ MẬT: TỐI MẬT", "label"),
        ("Mức độ mật : B", "label"),
        ("Số: 12/BC-UBND     MẬT", "stamp"),
        # edges
        ("(MẬT)", "stamp"),
        ("[TỐI MẬT]", "stamp"),
        ("MẬT.", "stamp"),
        ("MẬT:", "stamp"),
        ("MẬT (Bản số: 03)", "stamp"),
        ("TỐI MẬT - BẢN SỐ 12", "stamp"),
        ("_MẬT_", "stamp"),
        # letters apart
        ("M Ậ T", "stamp"),
        ("TỐI  M Ậ T", "stamp"),
        ("T Ố I   M Ậ T", "stamp"),
        ("M\u00a0Ậ\u200bT", "stamp"),
        ("T    U    Y    Ệ    T    M    Ậ    T", "stamp"),
        ("Số: 12/BC-UBND     M   Ậ   T", "stamp"),
        ("Số: 12/BC-UBND\tĐộ mật:\tB", "label"),
        # beside an urgency, the number of a copy and the like
        ("HỎA TỐC - MẬT", "stamp"),
        ("HOẢ TỐC – MẬT", "stamp"),
        ("MẬT - HỎA TỐC", "stamp"),
        ("MẬT, HỎA TỐC", "stamp"),
        ("HỎA TỐC MẬT", "stamp"),
        ("MẬT/HỎA TỐC", "stamp"),
        ("KHẨN – MẬT", "stamp"),
        ("THƯỢNG KHẨN; TUYỆT MẬT", "stamp"),
        ("HỎA TỐC HẸN GIỜ 17 giờ 30 + TỐI MẬT", "stamp"),
        ("BẢN SỐ 03 - TỐI MẬT", "stamp"),
        ("TÀI LIỆU THU HỒI - MẬT", "stamp"),
        ("TÀI LIỆU MẬT", "stamp"),
        ("VĂN BẢN MẬT", "stamp"),
        ("DỰ THẢO - MẬT", "stamp"),
        ("MẬT - KHÔNG PHỔ BIẾN", "stamp"),
        ("MẬT (chỉ người có tên mới được bóc bì)", "stamp"),
        ("ĐỘ TỐI MẬT", "stamp"),
        ("H Ỏ A  T Ố C   M Ậ T", "stamp"),
        # letters of other alphabets
        ("М\u1eacТ", "stamp"),
        ("М\u0410\u0302\u0323Т", "stamp"),
        ("\uff2d\u1eac\uff34", "stamp"),
        # a person is asked
        ("Mật", "doubtful-mark"),
        ("M ậ t", "doubtful-mark"),
        ("(Tối mật)", "doubtful-mark"),
        ("Hỏa tốc - Mật", "doubtful-mark"),
        ("Số: 12/BC-UBND\tMật", "doubtful-mark"),
        ("Tài liệu có nội dung bí mật nhà nước độ Tối mật", "doubtful-mark"),
        ("(Văn bản chứa bí mật nhà nước, độ Mật.)", "doubtful-mark"),
        ("Công văn này thuộc độ Tuyệt mật, không sao chụp.", "doubtful-mark"),
        ("M Ậ T Đ Ộ", None),
        ("HỌ T M Ậ T", None),
        ("bảo mật thông tin", None),
        ("Tài liệu này không có nội dung TUYỆT MẬT.", None),
        ("MẬT ĐỘ DÂN CƯ", None),
        ("Độ mật: cao", None),
        ("HỎA TỐC", None),
        ("Bản số: 03", None),
        ("THƯỢNG KHẨN", None),
        ("V/v thi hành Luật Bảo vệ bí mật nhà nước", None),
        ("MAT", None),
        ("mật", None),
        ("KHÔNG MẬT", None),
        ("ĐÃ GIẢI MẬT", None),
        ("HỎA TỐC - KHÔNG MẬT", None),
        ("QUẢN LÝ VĂN BẢN MẬT ĐẾN", None),
        ("SỔ ĐĂNG KÝ TÀI LIỆU MẬT", None),
        ("KHẨN TRƯƠNG BẢO MẬT", None),
        ("MẬT ONG RỪNG", None),
        ("Văn bản mật", None),
        ("Mật ong", None),
        ("Danh mục bí mật nhà nước độ Tối mật", None),
        ("a) Tài liệu chứa bí mật nhà nước độ Tối mật;", None),
        ("Tài liệu chứa bí mật nhà nước độ Mật được lưu giữ tại cơ quan.", None),
        ("3. Văn bản có nội dung bí mật nhà nước độ Tuyệt mật do Thủ tướng quyết định", None),
        ("Luật này quy định độ Tuyệt mật, Tối mật và Mật.", None),
    ],
)
def test_a_mark_is_a_line_of_its_own_in_capitals(line: str, rule: str | None) -> None:
    hit = secrecy_of_text(read(f"{PROSE}\n{line}\n{PROSE}".encode(), name="a.txt"))
    assert hit == (None if rule is None else SecrecyHit(rule))


def test_a_list_of_all_levels_is_no_mark() -> None:
    levels = "Bí mật nhà nước có ba mức độ:\nTuyệt mật\nTối mật\nMật\n"
    assert secrecy_of_text(read(f"{levels}{PROSE}".encode(), name="a.txt")) is None


def test_the_word_below_the_head_of_a_page_or_in_a_wide_table_is_no_mark() -> None:
    below = f"{PROSE}\n" * 40 + "Mật\n"
    goods = docx(paragraph(PROSE), table([["1"], ["Gạo"], ["Mật"], ["20 kg"]]))
    assert secrecy_of_text(read(below.encode(), name="a.txt")) is None
    assert secrecy_of_text(read(goods, name="a.docx")) is None


@pytest.mark.parametrize(
    ("name", "is_held"),
    [
        # held
        ("Tuyệt mật.docx", True),
        ("BC TỐI MẬT quý 3.pdf", True),
        ("Công văn mật 12.pdf", True),
        ("mật/baocao.pdf", True),
        ("CV_mat_12.pdf", True),
        ("toi-mat.docx", True),
        ("TUYETMAT.pdf", True),
        (unicodedata.normalize("NFD", "văn bản mật.pdf"), True),
        ("MAT_BaoCao.docx", True),
        ("mat.docx", True),
        ("mat 12.pdf", True),
        ("cong van mat so 5.pdf", True),
        ("Cong van MAT 12.docx", True),
        ("[MẬT] bao cao.docx", True),
        ("Bao cao (mat).docx", True),
        ("Báo cáo (mật).docx", True),
        ("Kiem tra_MAT.docx", True),
        ("М\u1eacТ 12.docx", True),
        ("MẬT - Luật Bảo vệ bí mật nhà nước.docx", True),
        # let in
        ("Luật Bảo vệ bí mật nhà nước.docx", False),
        ("luat-bao-ve-bi-mat-nha-nuoc-117-2025.pdf", False),
        ("Danh mục bí mật nhà nước độ Tối mật.docx", False),
        ("mat ong.docx", False),
        ("Mật ong rừng.docx", False),
        ("khong mat.docx", False),
        ("Không mật.docx", False),
        ("Hop mat dau xuan.docx", False),
        ("MTTQ mat tran to quoc.docx", False),
        ("HOP MAT CAN BO.docx", False),
        ("data.mat", False),
        ("Gặp mặt đầu xuân.docx", False),
        ("bao mat.pdf", False),
        ("Hướng dẫn bảo mật.docx", False),
        ("Mật khẩu wifi.txt", False),
        ("mat_bang_tang_2.pdf", False),
        ("bí mật kinh doanh.docx", False),
        ("mật độ xây dựng.pdf", False),
        ("bao-mat-thong-tin.pdf", False),
        ("BaoCaoThang3.pdf", False),
        ("format.docx", False),
    ],
)
def test_a_name_is_held_for_the_word_and_not_for_safe_phrases(name: str, *, is_held: bool) -> None:
    assert secrecy_of_name(name) == (SecrecyHit("name") if is_held else None)


@pytest.mark.parametrize(
    "text",
    [
        "TUYÊT MẠT",
        "TỔI MÂT",
        "TOI MAT",
        "MÂT",
        "MAT",
        "TÕỐI MẬT",
        "MẠTI",
        "MẬTT",
        "|MẬ",
        "HOA TOC - MAT",
        "MÂT KHÂN",
    ],
)
def test_a_misread_stamp_counts_in_the_upper_third_of_a_scan(text: str) -> None:
    assert secrecy_of_text(a_scan(text)) == SecrecyHit("damaged-stamp")


@pytest.mark.parametrize(
    "text", ["MẤT", "MẶT", "MAI", "TÔI", "TOM TAT", "MATRIX", "I. MẬT ĐỘ", "KHAM MAT", "HOA TOC"]
)
def test_words_that_resemble_a_stamp_pass(text: str) -> None:
    assert secrecy_of_text(a_scan(text)) is None


def test_a_misread_stamp_does_not_count_lower_down() -> None:
    assert secrecy_of_text(a_scan("MAT", top=200)) is None


def test_a_stamp_in_a_cell_is_found() -> None:
    data = docx(table([["Số: 12/BC-UBND", "MẬT"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]))
    assert secrecy_of_text(read(data, name="a.docx")) == SecrecyHit("stamp")


def test_a_stamp_in_a_running_head_is_found() -> None:
    header = f'<w:hdr xmlns:w="{WORD}">{paragraph("TỐI MẬT")}</w:hdr>'
    assert secrecy_of_text(read(docx(paragraph(PROSE), header1=header), name="a.docx")) == SecrecyHit("stamp")


@pytest.mark.parametrize("stamp", ["M Ậ T", "TỐI  M Ậ T", "T Ố I   M Ậ T"])
def test_a_letter_spaced_stamp_is_found_in_head_and_body_and_pdf(stamp: str) -> None:
    header = f'<w:hdr xmlns:w="{WORD}">{paragraph(stamp)}</w:hdr>'
    in_head = docx(paragraph(PROSE), header1=header)
    in_body = docx(paragraph(stamp), paragraph(PROSE))
    in_pdf = pdf([(20, 30, stamp), (20, 50, PROSE)])
    hits = [secrecy_of_text(read(data, name="a")) for data in (in_head, in_body, in_pdf)]
    assert hits == [SecrecyHit("stamp")] * 3


@pytest.mark.parametrize(
    "filler", [".", " ", "|", "\t", "_", "Độ mật ", "KHẨN|", "KHẨN", "bản số 1 ", "М", "tài liệu này "]
)
def test_the_look_at_a_line_takes_no_longer_than_its_length(filler: str) -> None:
    line = f"Ậa{filler * (400_000 // len(filler))}a"
    begun = time.process_time()
    assert secrecy_of_text(read(line.encode(), name="a.txt")) is None
    assert time.process_time() - begun < SECONDS_AT_MOST


@pytest.mark.parametrize("filler", ["H", "KH", "HATOC", "KHẨN", "\ufdfa"])
def test_the_look_at_a_misread_line_takes_no_longer_than_its_length(filler: str) -> None:
    scan = a_scan(f"Ậ{filler * (400_000 // len(filler))}A")
    begun = time.process_time()
    assert secrecy_of_text(scan) is None
    assert time.process_time() - begun < SECONDS_AT_MOST


def test_a_picture_that_says_a_level_in_small_letters_asks_a_person() -> None:
    pasted = ReadDocument(format="docx", media_type="", pages=(), stamps=(Line(text="Hỏa tốc - Mật"),))
    assert secrecy_of_text(pasted) == SecrecyHit("doubtful-mark")


def test_a_stamp_beside_other_text_of_the_same_height_is_found() -> None:
    data = pdf([(20, 30, "Số: 12/BC-UBND"), (120, 30, "TUYỆT MẬT"), (20, 50, PROSE)])
    assert secrecy_of_text(read(data, name="a.pdf")) == SecrecyHit("stamp")


def test_the_second_page_is_not_looked_at() -> None:
    assert secrecy_of_text(read(pdf([(20, 50, PROSE)], [(20, 30, "MẬT")]), name="a.pdf")) is None


def test_a_stamp_in_a_member_holds_the_packet() -> None:
    member = read(b"M\xe1\xba\xacT", name="a.txt")
    packet = ReadDocument(format="zip", media_type="application/zip", pages=(), children=(member,))
    assert secrecy_of_text(packet) == SecrecyHit("stamp")


@pytest.mark.parametrize("data", [reply_docx(), reply_pdf(), reply_txt()])
def test_an_ordinary_answer_is_let_in(data: bytes) -> None:
    assert secrecy_of_text(read(data, name="a")) is None


@pytest.mark.parametrize(
    ("subject", "is_held"),
    [
        # held
        ("MẬT", True),
        ("TUYỆT MẬT: kế hoạch năm 2026", True),
        ("[MẬT] V/v báo cáo", True),
        ("Báo cáo (Mật)", True),
        ("Tài liệu TUYỆT MẬT", True),
        ("KẾ HOẠCH TỐI MẬT", True),
        ("Tối mật: kế hoạch", True),
        ("Fwd: Re: Mật - báo cáo", True),
        ("Báo cáo quý 3 - MẬT", True),
        ("HỎA TỐC, MẬT: KẾ HOẠCH NĂM 2026", True),
        ("KẾ HOẠCH (HỎA TỐC - MẬT)", True),
        ("KẾ HOẠCH [MẬT, HỎA TỐC]", True),
        (unicodedata.normalize("NFD", "Công văn MẬT số 3"), True),
        # let in
        ("Tăng cường bảo mật", False),
        ("[BẢO MẬT] Đổi mật khẩu: hướng dẫn", False),
        ("Gặp mặt đầu xuân", False),
        ("Báo cáo nuôi ong lấy mật", False),
        ("BÁO CÁO NUÔI ONG LẤY MẬT", False),
        ("MẬT ONG RỪNG", False),
        ("Mật độ dân cư: số liệu", False),
        ("Sản phẩm của ong (mật, sáp)", False),
        ("Danh mục bí mật nhà nước độ Tối mật", False),
        ("BẢO VỆ BÍ MẬT NHÀ NƯỚC", False),
        ("Danh mục tài liệu tuyệt mật", False),
    ],
)
def test_a_subject_that_says_so_is_a_mark_in_mails_and_packets(subject: str, *, is_held: bool) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@tinh.gov.vn", subject
    mail.set_content(PROSE)
    packet = ReadDocument(
        format="edxml",
        media_type="application/edxml+xml",
        pages=(),
        stated=Identification(
            format="edxml",
            text_source=TextSource.PACKET,
            subject=Reading(value=subject, confidence=1.0, evidence=Evidence(text=subject, rule="header")),
        ),
    )
    hits = [secrecy_of_text(read(mail.as_bytes(), name="a.eml")), secrecy_of_text(packet)]
    assert hits == [SecrecyHit("subject") if is_held else None] * 2


@pytest.mark.parametrize("title", ["TUYỆT MẬT", "Kế hoạch (Mật)", "[MẬT] Kế hoạch"])
def test_a_title_among_the_properties_of_a_file_counts_as_a_subject(title: str) -> None:
    titled = ReadDocument(format="pdf", media_type="application/pdf", pages=(), metadata={"Title": title})
    assert secrecy_of_text(titled) == SecrecyHit("subject")


def test_a_subject_about_state_secrets_asks_a_person() -> None:
    assert secrecy_doubt("triển khai Luật Bảo vệ bí mật nhà nước") is not None
    assert secrecy_doubt("danh mục tài liệu tuyệt mật") is not None
    assert secrecy_doubt("bảo mật thông tin") is None


@pytest.mark.corpus
def test_no_document_of_the_corpus_is_held(shared: Path) -> None:
    texts = sorted((shared / "corpus/dispatches/txt").glob("*.txt"))
    held = [path.name for path in texts if secrecy_of_text(read(path.read_bytes(), name=path.name))]
    assert texts
    assert held == []


def test_a_stamp_on_any_sheet_of_a_workbook_is_found() -> None:
    sheets = (Page(lines=(Line(text="Số liệu"),)), Page(lines=(Line(text="TỐI MẬT"),)))
    workbook = ReadDocument(format="xlsx", media_type="application/vnd.ms-excel", pages=sheets)
    assert secrecy_of_text(workbook) is not None
