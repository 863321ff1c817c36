"""Rules of text, signing, recipients, annexes, copies: one document breaks each, and it alone reports."""

import pytest

from tests.generator.checks.judged import findings_in, rules_in
from tests.generator.checks.word_files import (
    BASES_IN_2016,
    DECISION,
    DISPATCH,
    IN_2016,
    centred,
    decision,
    dispatch,
    flush,
    paragraph,
)

LONG = (
    "Thực hiện chủ trương chuyển đổi số trong ngành, các trường đã rà soát toàn bộ cơ sở vật chất, lập danh "
    "mục thiết bị còn thiếu và đề xuất kinh phí bổ sung cho năm học mới."
)
END = paragraph("Trân trọng báo cáo./.")


def body(*paragraphs: str) -> dict[str, str]:
    return {"body": "".join(paragraphs) + END}


def bases(*texts: str) -> dict[str, str]:
    return {"bases": "".join(paragraph(text, italic=True) for text in texts)}


def recipients(*texts: str) -> dict[str, str]:
    return {"recipients": "".join(flush(text) for text in texts)}


def capacity(*texts: str) -> dict[str, str]:
    return {"capacity": "".join(centred(text, bold=True) for text in texts)}


def annexes(*pieces: str) -> dict[str, str]:
    return {
        "annexes": "".join(pieces),
        **body(paragraph("Sở gửi kèm theo danh sách các trường tại Phụ lục.")),
    }


LABEL = centred("Phụ lục", bold=True)
TITLE = centred("DANH SÁCH CÁC TRƯỜNG", bold=True)
REFERENCE = centred("(Kèm theo Công văn số 212/SGDĐT-GDTrH ngày 09 tháng 3 năm 2026)", italic=True)
LAW, ASKED = "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;", "Theo đề nghị của Chánh Văn phòng Sở."


@pytest.mark.parametrize("document", [dispatch(), decision(), decision(**IN_2016, bases=BASES_IN_2016)])
def test_the_documents_that_are_changed_here_keep_every_rule(document: bytes) -> None:
    assert findings_in(document) == ()


DISPATCHES = [
    ("CC-06", body(paragraph("Theo Quyết định 117/QĐ-TTg, Sở đã lập kế hoạch."))),
    ("ND-01", body(paragraph(LONG, align="left"))),
    ("ND-02", body(paragraph("Các trường đã báo cáo.", first_mm=0))),
    ("ND-03", body(paragraph("Các trường đã báo cáo."), paragraph("Sở đã tổng hợp.", before=0))),
    ("ND-04", body(paragraph(LONG).replace('w:after="0"/>', 'w:after="0" w:line="480" w:lineRule="auto"/>'))),
    ("ND-05", body(paragraph(LONG), paragraph(LONG, size=13))),
    ("ND-06", body(paragraph("a. Đã cài đặt;"), paragraph("b) Chưa cài đặt."))),
    ("ND-06", body(*(paragraph(f"{letter}) Đã làm xong;") for letter in "abcde"))),
    ("ND-06", body(*(paragraph(f"{letter}) Đã làm xong;") for letter in "eghf"))),
    ("ND-07", body(centred("Chương 1", bold=True), centred("QUY ĐỊNH CHUNG", bold=True))),
    ("ND-07", body(centred("Mục I", bold=True), centred("QUY ĐỊNH CHUNG", bold=True))),
    ("ND-07", body(paragraph("Điều 1: Phạm vi điều chỉnh", bold=True))),
    ("ND-08", body(centred("Chương I", bold=True), paragraph("Các trường báo cáo Sở."))),
    ("ND-08", body(paragraph("Điều 1. Các trường báo cáo Sở trước ngày 10 hằng tháng."))),
    ("ND-09", {"body": paragraph("Trân trọng báo cáo.")}),
    ("ND-09", {"body": paragraph("Trân trọng báo cáo ./.")}),
    ("ND-10", body(paragraph("Theo quy định tại điểm b, khoản 6, Mục IV, Điều 1 của Quyết định."))),
    ("ND-12", body(paragraph("Báo cáo gửi về Sở trước ngày … tháng 4."))),
    ("ND-12", body(paragraph("Họp tại [địa điểm …] vào buổi sáng."))),
    ("ND-12", body(paragraph("Họp tại ??? vào buổi sáng."))),
    ("ND-13", body(paragraph("Sở đã tập huấn CNTT cho giáo viên."))),
    ("KY-01", capacity("KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
    ("KY-01", capacity("K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
    ("KY-02", {"capacity": centred("GIÁM ĐỐC")}),
    ("KY-02", {"capacity": centred("Giám đốc", bold=True)}),
    ("KY-03", capacity("KT. GIÁM ĐỐC", "GIÁM ĐỐC")),
    ("KY-05", capacity("TM. SỞ GIÁO DỤC VÀ ĐÀO TẠO", "GIÁM ĐỐC")),
    ("KY-06", {"name": centred("TS. Trần Thị Bình", bold=True)}),
    ("KY-07", {"name": centred("Trần Thị Bình")}),
    ("KY-08", capacity("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC PHỤ TRÁCH")),
    ("KY-10", capacity("GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO")),
    ("NN-02", {"addressees": "", **recipients("- UBND tỉnh;", "- Lưu: VT, GDTrH.")}),
    ("NN-03", {"addressees": paragraph("Kính gửi: Sở Tài chính, Sở Nội vụ.", align="center", first_mm=0)}),
    (
        "NN-03",
        {"addressees": paragraph("Kính gửi:") + paragraph("- Sở Tài chính,") + paragraph("- Sở Nội vụ.")},
    ),
    ("NN-04", {"label": flush("NƠI NHẬN:", size=12, bold=True, italic=True)}),
    ("NN-04", {"label": flush("Nơi nhận:", size=11, bold=True, italic=True)}),
    ("NN-04", {"label": flush("Nơi nhận:", size=12, bold=True)}),
    ("NN-05", recipients("- UBND tỉnh;", "- Lưu: VT, GDTrH.")),
    ("NN-05", recipients("- UBND tỉnh;", "- Như trên;", "- Lưu: VT, GDTrH.")),
    ("NN-07", recipients("- Như trên;", "- UBND tỉnh", "- Lưu: VT, GDTrH.")),
    ("NN-07", recipients("- Như trên;", "- Lưu: VT, GDTrH;")),
    ("NN-08", recipients("- Như trên;", "- Lưu VT.")),
    ("NN-08", recipients("- Như trên;", "Lưu: VT, GDTrH.")),
    ("NN-09", recipients("- Như trên;", "- Lưu: VT, KHTC.")),
    ("NN-10", recipients("- Như trên;", "- Lưu: VT, GDTrH, Hằng.")),
    ("NN-12", {"label": flush("Nơi nhận:", size=12, bold=True, italic=True).replace('"left"', '"right"')}),
    ("PLC-01", annexes(centred("PHỤ LỤC", bold=True), TITLE, REFERENCE)),
    ("PLC-01", {"annexes": LABEL + TITLE + REFERENCE}),
    ("PLC-02", annexes(LABEL, centred("Danh sách các trường", bold=True), REFERENCE)),
    ("PLC-02", annexes(LABEL, TITLE, REFERENCE.replace("<w:i/>", ""))),
    ("PLC-03", annexes(LABEL, TITLE, centred("(Kèm theo Công văn số … ngày … tháng … năm …)", italic=True))),
]


@pytest.mark.parametrize(("rule", "changes"), DISPATCHES)
def test_a_breach_in_a_dispatch_is_told_by_its_own_rule(rule: str, changes: dict[str, str]) -> None:
    numbering_of_pages = {"PG-07"} if "annexes" in changes else set()
    assert rules_in(dispatch(**changes)) - numbering_of_pages == {rule}


DECISIONS = [
    ("CC-01", bases(LAW, "Theo đề nghị của Chánh Văn phòng Sở;")),
    ("CC-01", bases(LAW.replace(";", "."), ASKED)),
    ("CC-01", bases(f"{LAW} Căn cứ Luật Viên chức ngày 15 tháng 11 năm 2010;", ASKED)),
    ("CC-03", {"bases": DECISION["bases"].replace("<w:i/>", "")}),
    ("CC-04", bases("Căn cứ Luật Giáo dục số 43/2019/QH14 ngày 14 tháng 6 năm 2019;", ASKED)),
    ("CC-05", bases(LAW, "Căn cứ Nghị định số 30/2020/NĐ-CP;", ASKED)),
    ("NN-01", {"bases": paragraph("Kính gửi: Bộ Nội vụ.") + DECISION["bases"]}),
    ("NN-06", recipients("- Như trên;", "- Lưu: VT, VP.")),
    ("ND-14", {"body": DECISION["body"].replace("Điều 2.", "Điều 4.").replace("Điều 3.", "Điều 5.")}),
    ("ND-14", recipients("- Như Điều 4;", "- Lưu: VT, VP.")),
]


@pytest.mark.parametrize(("rule", "changes"), DECISIONS)
def test_a_breach_in_a_decision_is_told_by_its_own_rule(rule: str, changes: dict[str, str]) -> None:
    assert rules_in(decision(**changes)) == {rule}


@pytest.mark.parametrize(
    ("rule", "bases_of_2016"),
    [
        ("CC-02", BASES_IN_2016.replace("Văn phòng Sở,", "Văn phòng Sở.")),
        ("CC-03", BASES_IN_2016.replace("<w:sz", "<w:i/><w:sz")),
    ],
)
def test_a_decision_of_2016_is_judged_by_the_circular_of_its_time(rule: str, bases_of_2016: str) -> None:
    assert rules_in(decision(**IN_2016, bases=bases_of_2016)) == {rule}


COLLECTIVE = {
    "parent": "",
    "issuer": centred("ỦY BAN NHÂN DÂN", size=13, bold=True)
    + centred("XÃ ĐỨC TRỌNG", size=13, bold=True, border_mm=25),
    "code": centred("Số: 12/UBND-VX", size=13, before=10),
    "place_date": centred("Đức Trọng, ngày 09 tháng 3 năm 2026", italic=True, before=10),
    **recipients("- Như trên;", "- Lưu: VT, VX."),
}


def test_a_committee_signs_on_behalf_of_itself() -> None:
    alone = rules_in(dispatch(**COLLECTIVE, **capacity("CHỦ TỊCH")))
    together = rules_in(dispatch(**COLLECTIVE, **capacity("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")))
    assert alone - together == {"KY-04"}


def test_titles_before_a_name_are_a_note_where_the_sector_has_them_and_an_error_elsewhere() -> None:
    name = centred("TS. Trần Thị Bình", bold=True)
    (in_a_school,) = findings_in(dispatch(name=name))
    elsewhere = [
        finding
        for finding in findings_in(
            dispatch(**COLLECTIVE, name=name, capacity=centred("TM. ỦY BAN NHÂN DÂN", bold=True))
        )
        if finding.rule == "KY-06"
    ]
    assert [in_a_school.severity, elsewhere[0].severity] == ["I", "E"]


def test_a_leftover_in_a_draft_is_a_note_and_in_an_issued_document_an_error() -> None:
    left = body(paragraph("Báo cáo gửi về Sở trước ngày … tháng 4."))
    draft = findings_in(dispatch(**left, code=centred("Số:        /SGDĐT-GDTrH", size=13, before=10)))
    assert [finding.severity for finding in draft if finding.rule == "ND-12"] == ["I"]
    assert [finding.severity for finding in findings_in(dispatch(**left))] == ["E"]


COPY = paragraph("SAO Y", bold=True, align="center", first_mm=0)


@pytest.mark.parametrize(
    ("rule", "form", "code"),
    [
        ("SAO-01", "SAO Y BẢN CHÍNH", "Số: 03/SY-SGDĐT"),
        ("SAO-01", "SAO Y", "Số: 03/SL-SGDĐT"),
    ],
)
def test_a_copy_is_what_its_symbol_says(rule: str, form: str, code: str) -> None:
    def copy(form: str, code: str) -> set[str]:
        return rules_in(dispatch(annexes=centred(form, bold=True) + centred(code, size=13)))

    assert copy(form, code) - copy("SAO Y", "Số: 03/SY-SGDĐT") == {rule}


def test_every_subject_of_a_row_is_a_piece_of_the_document() -> None:
    changed = {piece for _rule, changes in (*DISPATCHES, *DECISIONS) for piece in changes}
    assert changed <= {*DISPATCH, *DECISION}
