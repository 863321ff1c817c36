"""Rules of typing, page and letterhead: one document breaks each, and it alone reports."""

import pytest

from generator.checks.office_facts import OfficeFacts
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
    page_number,
    paragraph,
    section,
    two_columns,
    word_file,
)

EMPTY = "<w:p/>"
END = paragraph("Trân trọng báo cáo./.")
ABOUT = "Về việc thành lập Tổ công tác chuyển đổi số"
SENTENCE = "Sở đã tổng hợp số liệu của các trường trên địa bàn tỉnh."
TABLE = (
    '<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/>'
    '<w:right w:val="single"/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr>'
    f"<w:tc>{flush('Trường')}</w:tc></w:tr></w:tbl>"
)


def body(*paragraphs: str) -> dict[str, str]:
    return {"body": "".join(paragraphs) + END}


def code(text: str) -> dict[str, str]:
    return {"code": centred(text, size=13, before=10)}


def place_date(text: str, *, bold: bool = False, italic: bool = True) -> dict[str, str]:
    return {"place_date": centred(text, before=10, bold=bold, italic=italic)}


def subject(text: str, *, size: float = 13, before: float = 6, italic: bool = False) -> dict[str, str]:
    return {"subject": centred(text, size=size, before=before, italic=italic)}


def look(old: str, new: str) -> dict[str, str]:
    """Return a body of one sentence in another look."""
    return body(paragraph(SENTENCE).replace(old, new))


def turned(*, with_table: bool) -> dict[str, str]:
    """Return a body whose second page lies on its side."""
    upright = f"<w:p><w:pPr>{section()}</w:pPr></w:p>"
    wide = section().replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
    content = TABLE if with_table else paragraph(SENTENCE)
    return body(paragraph(SENTENCE), upright, content, f"<w:p><w:pPr>{wide}</w:pPr></w:p>")


def annex(*, own_pages: bool) -> dict[str, str]:
    """Return an annex on pages numbered with the text, or on its own."""
    first = f"<w:p><w:pPr>{section()}</w:pPr></w:p>" if own_pages else ""
    last = section().replace("<w:pgMar", '<w:pgNumType w:start="1"/><w:pgMar') if own_pages else section()
    heading = centred("Phụ lục", bold=True) + centred("DANH SÁCH CÁC TRƯỜNG", bold=True)
    reference = centred("(Kèm theo Công văn số 212/SGDĐT-GDTrH ngày 09 tháng 3 năm 2026)", italic=True)
    return {
        "annexes": first + heading + reference,
        "section": last,
        **body(paragraph("Sở gửi kèm theo danh sách các trường tại Phụ lục.")),
    }


FOOTED = {"header": "<w:p/>", "footer": page_number("center")}
DISPATCHES = [
    ("UNI-01", body(paragraph("Các trường su\u031b\u0309 dụng phần mềm."))),
    ("UNI-02", body(paragraph("Các trường \u00d0ồng Tháp đã báo cáo."))),
    ("UNI-03", body(paragraph("Bé gi¸o dôc vµ ®µo t¹o ®· cã c«ng v¨n."))),
    ("UNI-04", body(paragraph("Sở  đã tổng hợp."))),
    ("UNI-04", body(paragraph("Sở đã\u00a0tổng hợp."))),
    ("UNI-05", body(paragraph("Sở hòa mạng, các trường hoà mạng."))),
    ("UNI-06", {"national_name": centred("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True)}),
    ("UNI-07", body(paragraph("• Các trường đã báo cáo;"))),
    ("PG-01", {"section": section().replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')}),
    ("PG-02", {"section": section(top=15)}),
    ("PG-02", {"section": section(bottom=26)}),
    ("PG-02", {"section": section(left=36)}),
    ("PG-02", {"section": section(right=14)}),
    ("PG-03", look("Times New Roman", "Arial")),
    ("PG-04", look("<w:sz ", '<w:color w:val="0000FF"/><w:sz ')),
    ("PG-05", FOOTED),
    ("PG-05", {"header": page_number("right")}),
    ("PG-06", {"section": section(title_page=False)}),
    ("PG-07", annex(own_pages=False)),
    ("PG-08", {"national_name": centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)}),
    ("PG-09", turned(with_table=False)),
    ("QH-01", {"motto": centred("Độc lập – Tự do – Hạnh phúc", bold=True, border_mm=19)}),
    ("QH-01", {"motto": centred("Độc Lập - Tự Do - Hạnh Phúc", bold=True, border_mm=18.5)}),
    ("QH-02", {"motto": centred("Độc lập - Tự do - Hạnh phúc", bold=True)}),
    ("QH-03", {"motto": centred("Độc lập - Tự do - Hạnh phúc", bold=True, border_mm=35)}),
    (
        "QH-04",
        {
            "motto": centred("Độc lập - Tự do - Hạnh phúc", bold=True).replace(
                "<w:b/>", '<w:b/><w:u w:val="single"/>'
            )
        },
    ),
    (
        "QH-05",
        {
            "national_name": centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", size=13, bold=True)
            + centred("VIỆT NAM", size=13, bold=True)
        },
    ),
    ("CQ-01", {"parent": centred("UBND TỈNH LÂM ĐỒNG", size=13, bold=True)}),
    ("CQ-01", {"issuer": centred("SỞ GIÁO DỤC VÀ ĐÀO TẠO", size=13, border_mm=20)}),
    ("CQ-02", {"issuer": centred("SỞ GIÁO DỤC VÀ ĐÀO TẠO", size=13, bold=True)}),
    ("CQ-02", {"issuer": centred("SỞ GIÁO DỤC VÀ ĐÀO TẠO", size=13, bold=True, border_mm=3)}),
    ("CQ-03", {"parent": centred("ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG", size=13)}),
    ("CQ-03", {"issuer": centred("SỞ GD&amp;ĐT", size=13, bold=True, border_mm=27)}),
    ("CQ-04", {"parent": centred("UBND TỈNH KIÊN GIANG", size=13)}),
    ("CQ-04", {"parent": centred("UBND HUYỆN ĐƠN DƯƠNG", size=13)}),
    ("SO-01", code("Số 212/SGDĐT-GDTrH")),
    ("SO-01", code("SỐ: 212/SGDĐT-GDTrH")),
    ("SO-02", code("Số: 2/SGDĐT-GDTrH")),
    ("SO-03", code("Số: 212/SGDĐT - GDTrH")),
    ("SO-03", code("Số: 212 /SGDĐT-GDTrH")),
    ("SO-04", code("Số: 212/2026/SGDĐT-GDTrH")),
    ("SO-07", code("Số: 212/CV-SGDĐT")),
    ("DD-01", place_date("Lâm Đồng, ngày 09 tháng 3 năm 2026.")),
    ("DD-02", place_date("Lâm Đồng, ngày 9 tháng 3 năm 2026")),
    ("DD-03", place_date("Lâm Đồng, ngày 09 tháng 2 năm 2026")),
    ("DD-04", place_date("Lâm Đồng, ngày 09 tháng 03 năm 2026")),
    ("DD-05", place_date("Lâm Đồng ngày 09 tháng 3 năm 2026")),
    ("DD-06", place_date("Lâm Đồng, ngày 09 tháng 3 năm 2026", italic=False)),
    ("DD-06", place_date("Lâm Đồng, ngày 09 tháng 3 năm 2026", bold=True)),
    ("DD-08", place_date("Lâm Đồng, ngày 31 tháng 4 năm 2026")),
    ("DD-08", place_date("Lâm Đồng, ngày 09 tháng 12 năm 2026")),
    ("DD-09", place_date("TP. Hồ Chí Minh, ngày 09 tháng 3 năm 2026")),
    ("TL-04", subject("V/v: rà soát cơ sở vật chất")),
    ("TL-04", subject("V/v việc rà soát cơ sở vật chất")),
    ("TL-04", subject("Về việc rà soát cơ sở vật chất")),
    ("TL-05", subject("V/v rà soát cơ sở vật chất", italic=True)),
    ("TL-05", subject("V/v rà soát cơ sở vật chất", size=14)),
    ("TL-07", subject("V/v rà soát cơ sở vật chất", before=0)),
    ("TL-08", subject("V/v rà soát cơ sở vật chất.")),
]
DECISIONS = [
    (
        "SO-05",
        {
            "bases": paragraph(
                "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 19 tháng 02 năm 2025.", italic=True
            )
        },
    ),
    ("SO-06", {"code": centred("Số: 15/QD-SGDĐT", size=13, before=10)}),
    ("DD-08", {"bases": DECISION["bases"].replace("14 tháng 6 năm 2019", "14 tháng 6 năm 2026")}),
    ("TL-02", {"kind": centred("Quyết định", bold=True, before=12)}),
    ("TL-02", {"kind": centred("QUYẾT ĐỊNH", before=12)}),
    ("TL-03", {"subject": centred(ABOUT, bold=True)}),
    ("TL-03", {"subject": centred(ABOUT, bold=True) + centred("", border_mm=40)}),
]


@pytest.mark.parametrize(("rule", "changes"), DISPATCHES)
def test_a_breach_in_a_dispatch_is_reported_by_its_rule_alone(rule: str, changes: dict[str, str]) -> None:
    assert rules_in(dispatch(**changes)) == {rule}


@pytest.mark.parametrize(("rule", "changes"), DECISIONS)
def test_a_breach_in_a_decision_is_reported_by_its_rule_alone(rule: str, changes: dict[str, str]) -> None:
    assert rules_in(decision(**changes)) == {rule}


def test_a_title_above_a_dispatch_is_reported() -> None:
    titled = dispatch(addressees=centred("CÔNG VĂN", bold=True, before=12) + DISPATCH["addressees"])
    assert rules_in(titled) == {"TL-01"}


def test_a_subject_in_the_middle_of_the_page_is_reported() -> None:
    wandering = centred("V/v rà soát cơ sở vật chất", size=13, before=6)
    found = rules_in(dispatch(subject="<w:p/>", addressees=wandering + DISPATCH["addressees"]))
    assert found == {"TL-06"}


def test_a_date_in_a_lower_row_than_the_number_is_reported() -> None:
    names = (DISPATCH["parent"] + DISPATCH["issuer"], DISPATCH["national_name"] + DISPATCH["motto"])
    rows = [names, (DISPATCH["code"], EMPTY), (DISPATCH["subject"], DISPATCH["place_date"])]
    foot = (DISPATCH["label"] + DISPATCH["recipients"], DISPATCH["capacity"] + EMPTY + DISPATCH["name"])
    text = two_columns(rows, 66) + DISPATCH["addressees"] + DISPATCH["body"] + two_columns([foot], 74)
    assert rules_in(word_file(text, DISPATCH)) == {"DD-07"}


def test_pages_on_their_side_may_hold_tables() -> None:
    assert rules_in(dispatch(**turned(with_table=True))) == set()


def test_an_annex_numbered_on_its_own_keeps_the_rule() -> None:
    assert rules_in(dispatch(**annex(own_pages=True))) == set()


def test_an_open_number_is_right_in_a_draft_and_wrong_at_issue() -> None:
    draft = dispatch(**code("Số:        /SGDĐT-GDTrH"), **place_date("Lâm Đồng, ngày     tháng     năm 2026"))
    assert rules_in(draft) == set()
    assert rules_in(draft, office=OfficeFacts(issuing=True)) == {"SO-08"}


def test_a_code_that_is_taken_is_reported_when_the_office_says_so() -> None:
    found = rules_in(dispatch(), office=OfficeFacts(issuing=True, code_taken_by="2026-di-000212"))
    assert found == {"SO-09"}


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("PG-05", {"header": page_number(), "footer": "<w:p/>"}),
        ("PG-03", {"body": look("Times New Roman", "Arial")["body"]}),
        ("SO-02", {"code": centred("Số: 5/QĐ-SGDĐT", size=13, before=10)}),
    ],
)
def test_a_document_of_2016_is_judged_by_the_circular(rule: str, changes: dict[str, str]) -> None:
    kept = {**IN_2016, "bases": BASES_IN_2016}
    assert rules_in(decision(**{**kept, **changes})) >= {rule}
    assert rules_in(decision(**kept)) == set()


def test_another_font_is_only_a_note_under_the_circular() -> None:
    [found] = findings_in(
        decision(
            **{
                **IN_2016,
                "bases": BASES_IN_2016,
                "label": flush("Nơi nhận:", size=12, bold=True, italic=True).replace(
                    "Times New Roman", "Arial"
                ),
            }
        )
    )
    assert (found.rule, found.severity) == ("PG-03", "I")
