"""What many believe and no text orders: documents that do it get no finding from it."""

import pytest

from tests.generator.checks.judged import findings_in
from tests.generator.checks.word_files import (
    DISPATCH,
    IN_2016,
    centred,
    dispatch,
    flush,
    paragraph,
    section,
    two_columns,
    word_file,
)

LONG_SUBJECT = "".join(
    centred(text, size=13, before=before)
    for text, before in (
        ("V/v rà soát cơ sở vật chất,", 6),
        ("trang thiết bị dạy học,", 0),
        ("đội ngũ giáo viên và", 0),
        ("kế hoạch mua sắm của", 0),
        ("các trường trên địa bàn", 0),
    )
)
LONG = (
    "Thực hiện chủ trương chuyển đổi số trong ngành, các trường đã rà soát toàn bộ cơ sở vật chất, lập danh "
    "mục thiết bị còn thiếu và đề xuất kinh phí bổ sung cho năm học mới."
)
MANY = "".join(flush(f"- Trường Trung học cơ sở số {number};") for number in range(1, 41))


def spaced(lines: float) -> str:
    spacing = f'w:after="0" w:line="{round(lines * 240)}" w:lineRule="auto"/>'
    return paragraph(LONG).replace('w:after="0"/>', spacing) + DISPATCH["body"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"section": section(top=25, bottom=22, left=33, right=18)}, id="margins other than 3-2-2-2"
        ),
        pytest.param({"subject": LONG_SUBJECT}, id="a subject of five lines"),
        pytest.param(
            {"recipients": flush("- Như trên;") + flush("- Bộ trưởng (b/c);") + flush("- Lưu: VT, GDTrH.")},
            id="a remark in brackets",
        ),
        pytest.param(
            {"place_date": centred("Lâm Đồng, ngày 09 tháng 9 năm 2026", italic=True, before=10)},
            id="a month below 10 without zero",
        ),
        pytest.param({"body": paragraph(LONG) + DISPATCH["body"]}, id="14 point"),
        pytest.param(
            {"body": paragraph(LONG, size=13) + paragraph("Trân trọng báo cáo./.", size=13)}, id="13 point"
        ),
        pytest.param({"body": spaced(1.0)}, id="single lines"),
        pytest.param({"body": spaced(1.2)}, id="1.2 lines"),
        pytest.param({"body": spaced(1.15)}, id="1.15 lines"),
        pytest.param(
            {"recipients": flush("- Như trên;") + MANY + flush("- Lưu: VT, GDTrH.")}, id="40 recipients"
        ),
        pytest.param({"body": paragraph("Hoà bình và thuỷ lợi.") + DISPATCH["body"]}, id="oà"),
        pytest.param({"body": paragraph("Hòa bình và thủy lợi.") + DISPATCH["body"]}, id="òa"),
    ],
)
def test_a_document_that_breaks_a_popular_rule_gets_no_finding(changes: dict[str, str]) -> None:
    assert findings_in(dispatch(**changes)) == ()


def test_the_signature_may_stand_elsewhere_than_at_half_the_page() -> None:
    pieces = DISPATCH
    foot = two_columns(
        [(pieces["label"] + pieces["recipients"], pieces["capacity"] + "<w:p/>" + pieces["name"])],
        left_mm=100,
    )
    head = two_columns(
        [
            (pieces["parent"] + pieces["issuer"], pieces["national_name"] + pieces["motto"]),
            (pieces["code"], pieces["place_date"]),
            (pieces["subject"], "<w:p/>"),
        ],
        left_mm=66,
    )
    document = word_file(head + pieces["addressees"] + pieces["body"] + foot, pieces)
    assert findings_in(document) == ()


def test_the_end_sign_is_a_warning_and_never_an_error() -> None:
    (finding,) = findings_in(dispatch(body=paragraph("Trân trọng báo cáo.")))
    assert (finding.rule, finding.severity) == ("ND-09", "W")


def test_margins_that_do_not_change_sides_are_right_under_the_circular_of_2011() -> None:
    assert findings_in(dispatch(**IN_2016)) == ()
