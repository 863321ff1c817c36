"""What the kinds ask of a draft: symbols, signatories, fixed lines, grounds, annexes, stamps."""

from datetime import date
from pathlib import Path

import pytest

from generator.draft import read_draft
from generator.errors import DraftInvalidError
from model.dispatch import Annex, Banner, BannerRole, Basis, Circulation, Dispatch, Signatory
from model.document_kind import DocumentKind
from model.urgency import Urgency

TODAY = date(2026, 11, 16)
HEAD = """\
loai: {kind}
co_quan_ban_hanh: Sở Nội vụ
co_quan_chu_quan: UBND tỉnh Lâm Đồng
ky_hieu: {symbol}
dia_danh: Lâm Đồng
ngay: {day}
"""
SIGNED = """\
nguoi_ky:
  quyen_han: KT. GIÁM ĐỐC
  chuc_vu: PHÓ GIÁM ĐỐC
  ho_ten: Đinh Thị Thu Ngà
"""
TEXT = """\
trich_yeu: Về việc thành lập Tổ công tác
noi_dung: |
  Điều 1. Thành lập Tổ công tác.

  Điều 2. Các phòng thi hành theo Phụ lục.
luu: VT
"""
NOTICE = TEXT.replace("Điều 1. ", "").replace("Điều 2. ", "")


def draft(kind: str, symbol: str, *rest: str, day: str = "2026-10-05") -> str:
    return HEAD.format(kind=kind, symbol=symbol, day=day) + "".join(rest)


DECISION = draft("quyết định", "QĐ-SNV", TEXT, SIGNED)
ANNOUNCEMENT = draft("thông báo", "TB-SNV", NOTICE, SIGNED)
CONTRACT = draft("hợp đồng", "HĐ-SNV", NOTICE)
MINUTES = draft(
    "biên bản",
    "BB-SNV",
    "trich_yeu: Họp giao ban\n",
    "thoi_gian_bat_dau: 8 giờ 00.\ndia_diem: Phòng họp\nthanh_phan: [Ông A, Bà B]\nchu_tri: Ông A\n",
    "thu_ky: Bà B\nnoi_dung: Trao đổi.\nthoi_gian_ket_thuc: 9 giờ 00\nluu: VT, Hồ sơ\n",
    "nguoi_ky:\n  thu_ky: {ho_ten: Bà B}\n  chu_toa: {ho_ten: Ông A}\n",
)


def read(folder: Path, text: str, usual: dict[str, str] | None = None) -> Dispatch:
    path = folder / "du-thao.yaml"
    path.write_text(text, encoding="utf-8")
    return read_draft(path, issuer_defaults=usual, today=TODAY)


def refusal(folder: Path, text: str) -> DraftInvalidError:
    with pytest.raises(DraftInvalidError) as caught:
        read(folder, text)
    return caught.value


def lines(dispatch: Dispatch) -> list[str]:
    return [part.text for part in dispatch.body]


REFUSALS = [
    # other rules than the decree
    (draft("nghị định", "NĐ-CP", TEXT, SIGNED), "kind-normative", "loai"),
    (draft("Thông tư", "TT-BNV", TEXT, SIGNED), "kind-normative", "loai"),
    (draft("luật", "QH", TEXT, SIGNED), "kind-normative", "loai"),
    (DECISION.replace("QĐ-SNV", "2026/QĐ-UBND"), "symbol-with-year", "ky_hieu"),
    (DECISION.replace("Sở Nội vụ", "Tỉnh ủy Lâm Đồng"), "issuer-of-party", "co_quan_ban_hanh"),
    (DECISION.replace("Sở Nội vụ", "ĐẢNG ỦY XÃ ĐỨC TRỌNG"), "issuer-of-party", "co_quan_ban_hanh"),
    (DECISION.replace("quyết định", "sao y"), "copy-no-document", "loai"),
    (DECISION.replace("2026-10-05", "2010-10-05"), "date-of-other-layout", "ngay"),
    (draft("phiếu báo", "PB-SNV", NOTICE, SIGNED, day="2016-10-05"), "kind-not-then", "loai"),
    # the symbol
    (DECISION.replace("QĐ-SNV", "SNV-VP"), "symbol-of-other-kind", "ky_hieu"),
    (DECISION.replace("QĐ-SNV", "NQ-SNV"), "symbol-of-other-kind", "ky_hieu"),
    (draft("quy định", "QĐ-SNV", TEXT, SIGNED), "symbol-of-other-kind", "ky_hieu"),
    (draft("công văn", "TB-SNV", NOTICE, "kinh_gui: Sở Tài chính\n", SIGNED), "symbol-names-kind", "ky_hieu"),
    (DECISION.replace("QĐ-SNV", "QĐ-SGDĐT"), "symbol-of-other-organ", "ky_hieu"),
    (DECISION.replace("QĐ-SNV", "QĐ-SVN"), "symbol-of-other-organ", "ky_hieu"),
    # stamps, addressees, signatories
    (ANNOUNCEMENT + "do_khan: rất gấp\n", "urgency-unknown", "do_khan"),
    (ANNOUNCEMENT + "luu_hanh: mật\n", "circulation-unknown", "luu_hanh"),
    (ANNOUNCEMENT + "do_mat: mật\n", "secrecy", "do_mat"),
    (ANNOUNCEMENT + "kinh_gui: Sở Tài chính\n", "addressees-not-of-kind", "kinh_gui"),
    (ANNOUNCEMENT.replace("nguoi_ky:\n  quyen", "nguoi_ky:\n- quyen"), "signatory-one", "nguoi_ky"),
    (ANNOUNCEMENT.replace(SIGNED, ""), "field-missing", "nguoi_ky"),
    (CONTRACT + "nguoi_ky:\n  - {chuc_vu: A, ho_ten: B}\n", "signatory-two", "nguoi_ky"),
    (CONTRACT + "nguoi_ky:\n  ben_a: {chuc_vu: A, ho_ten: B}\n", "field-missing", "nguoi_ky.ben_b"),
    (MINUTES.replace("thu_ky: {", "thu_kí: {"), "key-unknown-near", "nguoi_ky.thu_kí"),
    (MINUTES.replace("dia_diem: Phòng họp\n", ""), "field-missing", "dia_diem"),
    # annexes
    (DECISION + "phu_luc:\n  - {ten: A}\n", "field-missing", "phu_luc.noi_dung"),
    (DECISION + "phu_luc:\n  - {ten: A, noi_dung: B, huong: chéo}\n", "direction-unknown", "phu_luc.huong"),
    (
        DECISION.replace(" theo Phụ lục", "") + "phu_luc:\n  - {ten: A, noi_dung: B}\n",
        "annex-not-mentioned",
        "phu_luc",
    ),
    (ANNOUNCEMENT + "van_ban_kem_theo: {loai: quy chế}\n", "key-unknown", "van_ban_kem_theo"),
    (DECISION + "dia_chi: {dien_thoai: '1', telex: '2'}\n", "key-unknown", "dia_chi.telex"),
    (
        DECISION.replace("Điều 1. ", "Chương 1\n  QUY ĐỊNH\n\n  Điều 1. "),
        "heading-numeral-chuong",
        "noi_dung",
    ),
]


@pytest.mark.parametrize(("text", "code", "field"), REFUSALS)
def test_what_a_kind_does_not_have_is_refused_in_one_sentence(
    tmp_path: Path, text: str, code: str, field: str
) -> None:
    error = refusal(tmp_path, text)
    assert (error.reason.code, error.field) == (code, field)
    assert error.sentence.count("\n") == 0
    assert error.sentence.endswith((".", "?"))
    assert "{" not in error.sentence


def test_a_decision_says_who_decides_on_which_grounds_and_that_it_does(tmp_path: Path) -> None:
    grounds = (
        "can_cu:\n  - Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;\n  - Theo đề nghị của Chánh Văn phòng\n"
    )
    authority, law, proposal, operative, *_ = read(tmp_path, DECISION + grounds).body
    assert authority == Banner(text="GIÁM ĐỐC SỞ NỘI VỤ TỈNH LÂM ĐỒNG", role=BannerRole.AUTHORITY)
    assert isinstance(law, Basis)
    assert law.text == "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;"
    assert proposal.text == "Theo đề nghị của Chánh Văn phòng."
    assert operative == Banner(text="QUYẾT ĐỊNH:", role=BannerRole.OPERATIVE)


def test_the_last_ground_ended_with_a_comma_until_2020(tmp_path: Path) -> None:
    old = DECISION.replace("2026-10-05", "2016-10-05") + "can_cu: [Xét đề nghị của Chánh Văn phòng.]\n"
    assert lines(read(tmp_path, old))[1] == "Xét đề nghị của Chánh Văn phòng,"


@pytest.mark.parametrize(
    ("capacity", "title", "authority"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"),
        ("[TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH]", "PHÓ CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"),
        ("", "CHỦ TỊCH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"),
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"),
        ("", "Q. CHỦ TỊCH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"),
    ],
)
def test_who_signs_tells_who_decides(tmp_path: Path, capacity: str, title: str, authority: str) -> None:
    text = DECISION.replace("Sở Nội vụ", "Ủy ban nhân dân tỉnh Lâm Đồng").replace("QĐ-SNV", "QĐ-UBND")
    text = text.replace("co_quan_chu_quan: UBND tỉnh Lâm Đồng\n", "")
    text = text.replace("KT. GIÁM ĐỐC", capacity).replace("PHÓ GIÁM ĐỐC", title)
    assert lines(read(tmp_path, text))[0] == authority


def test_the_draft_may_say_itself_who_decides(tmp_path: Path) -> None:
    assert lines(read(tmp_path, DECISION + "tham_quyen: Hội đồng thi\n"))[0] == "HỘI ĐỒNG THI"


def test_a_decision_goes_first_to_those_its_last_article_names(tmp_path: Path) -> None:
    assert read(tmp_path, DECISION).recipients == ("Như Điều 2",)
    own = DECISION + "noi_nhan: [Như Điều 1, Sở Tài chính]\n"
    assert read(tmp_path, own).recipients == ("Như Điều 1", "Sở Tài chính")


def test_minutes_word_their_fixed_lines_around_the_text(tmp_path: Path) -> None:
    assert lines(read(tmp_path, MINUTES)) == [
        "Thời gian bắt đầu: 8 giờ 00.",
        "Địa điểm: Phòng họp.",
        "Thành phần tham dự:",
        "- Ông A;",
        "- Bà B.",
        "Chủ trì (chủ tọa): Ông A.",
        "Thư ký (người ghi biên bản): Bà B.",
        "Nội dung (theo diễn biến cuộc họp):",
        "Trao đổi.",
        "Cuộc họp kết thúc vào 9 giờ 00.",
    ]


def test_minutes_are_signed_by_the_secretary_left_and_the_chair_right(tmp_path: Path) -> None:
    minutes = read(tmp_path, MINUTES.replace("dia_danh: Lâm Đồng\n", ""))
    assert minutes.signatories == (
        Signatory(title="THƯ KÝ", name="Bà B"),
        Signatory(title="CHỦ TỌA", name="Ông A"),
    )
    assert minutes.place == ""


def test_a_line_whose_field_is_left_out_is_not_printed(tmp_path: Path) -> None:
    invitation = draft(
        "giấy mời",
        "GM-SNV",
        "trich_yeu: Họp\nkhach_moi: Sở Tài chính\ntoi_du: cuộc họp\nthoi_gian: 8 giờ\ndia_diem: Phòng họp\n",
        "luu: VT\n",
        SIGNED,
    )
    assert lines(read(tmp_path, invitation)) == [
        "Sở Nội vụ tỉnh Lâm Đồng trân trọng kính mời: Sở Tài chính.",
        "Tới dự cuộc họp.",
        "Thời gian: 8 giờ.",
        "Địa điểm: Phòng họp.",
    ]


def test_a_paper_without_subject_is_named_in_the_register_by_its_fields(tmp_path: Path) -> None:
    paper = draft(
        "giấy giới thiệu",
        "GGT-SNV",
        "ong_ba: Lê A\nchuc_vu: Chuyên viên\ncu_den: Sở Y tế\nve_viec: đối chiếu hồ sơ\n",
        "den_het_ngay: 5/1/2027\nluu: VT\n",
        SIGNED,
    )
    read_paper = read(tmp_path, paper)
    assert read_paper.subject == "Giới thiệu Lê A đến Sở Y tế về việc đối chiếu hồ sơ"
    assert lines(read_paper)[-1] == "Giấy này có giá trị đến hết ngày 05 tháng 01 năm 2027."


def test_a_named_kind_takes_its_symbol_from_the_office(tmp_path: Path) -> None:
    usual = {"co_quan_ban_hanh": "Sở Nội vụ", "ky_hieu_co_quan": "SNV"}
    unsaid = DECISION.replace("ky_hieu: QĐ-SNV\n", "")
    assert read(tmp_path, unsaid, usual).symbol == "QĐ-SNV"
    other = unsaid.replace("Sở Nội vụ", "Hội đồng xét tuyển")
    with pytest.raises(DraftInvalidError, match="ky_hieu: field-missing"):
        read(tmp_path, other, usual)


def test_what_is_usual_for_the_office_is_not_taken_for_another_issuer(tmp_path: Path) -> None:
    usual = {"co_quan_ban_hanh": "Sở Tài chính", "ma_co_quan": "stc@p34-hue"}
    assert read(tmp_path, DECISION, usual).issuer.organ_id == "snv@p34-lam-dong"


def test_stamps_are_read_as_people_write_them(tmp_path: Path) -> None:
    stamped = read(tmp_path, ANNOUNCEMENT + "do_khan: HOẢ TỐC\nluu_hanh: Lưu hành nội bộ\n")
    assert (stamped.urgency, stamped.circulation) == (Urgency.EXPRESS, Circulation.INTERNAL)


def test_the_address_is_typed_in_lines_or_put_together_from_its_parts(tmp_path: Path) -> None:
    parts = "dia_chi: {fax: '3', dien_thoai: '2', dia_chi: Số 1}\n"
    assert read(tmp_path, ANNOUNCEMENT + parts).contact == ("Số 1", "ĐT: 2, Fax: 3")
    assert read(tmp_path, ANNOUNCEMENT + "dia_chi: [Số 1, 'ĐT: 2']\n").contact == ("Số 1", "ĐT: 2")


def test_annexes_say_how_they_lie_and_whether_they_are_files_of_their_own(tmp_path: Path) -> None:
    items = "phu_luc:\n  - {ten: A, noi_dung: a}\n  - {ten: B, noi_dung: b, huong: ngang, tep_rieng: có}\n"
    first, second = read(tmp_path, DECISION + items).annexes
    assert first == Annex(title="A", parts=first.parts)
    assert (second.title, second.landscape, second.separate) == ("B", True, True)


def test_a_decision_may_issue_another_text(tmp_path: Path) -> None:
    attached = "van_ban_kem_theo:\n  {loai: quy chế, trich_yeu: Làm việc, noi_dung: 'Điều 1. Một câu.'}\n"
    decision = read(tmp_path, DECISION + attached)
    assert decision.attached is not None
    assert (decision.attached.kind, decision.attached.signatory) == (DocumentKind.REGULATION, None)


def test_only_kinds_that_ask_expect_an_answer(tmp_path: Path) -> None:
    proposal = draft("tờ trình", "TTr-SNV", NOTICE, "kinh_gui: UBND tỉnh Lâm Đồng\n", SIGNED)
    assert read(tmp_path, proposal).expected == ()
    asked = read(tmp_path, proposal + "theo_doi: UBND tỉnh Lâm Đồng\n")
    assert [one.organ_id for one in asked.expected] == ["ubnd@p34-lam-dong"]
