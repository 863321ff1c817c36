"""Mending: what is safe is mended and told, words stay, a second time changes nothing."""

import re
import unicodedata
import zipfile
from io import BytesIO

import pytest
from docx import Document

from generator.checks.errors import DocumentFrozenError
from generator.checks.fix import MENDERS, Fixed, fix
from generator.checks.rule import rules
from model.vietnamese import nfc
from tests.generator.checks.judged import TODAY, findings_in, rules_in
from tests.generator.checks.word_files import (
    DISPATCH,
    IN_2016,
    centred,
    decision,
    dispatch,
    flush,
    page_number,
    paragraph,
    section,
)

LOOSE = unicodedata.normalize("NFD", "Trường học đã lập kế hoạch mua sắm.")
RED = paragraph("Sở đã lập kế hoạch.").replace("<w:sz", '<w:color w:val="FF0000"/><w:sz')
FOOT_OF_2016 = {**IN_2016, "bases": paragraph("Theo đề nghị của Chánh Văn phòng Sở,")}


def mended(data: bytes) -> Fixed:
    return fix(data, "van-ban.docx", today=TODAY)


def words(data: bytes) -> str:
    texts = [paragraph.text for paragraph in Document(BytesIO(data)).element.body.iter("{*}t")]
    return re.sub(r"[\s–-]+", "", nfc("".join(texts)))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


BROKEN = [
    ("UNI-01", dispatch(body=paragraph(LOOSE) + DISPATCH["body"])),
    (
        "UNI-01",
        dispatch(body=paragraph("Ba\u0309n", "g ke\u0302", "\u0301 hoa", "\u0323ch.") + DISPATCH["body"]),
    ),
    ("UNI-02", dispatch(body=paragraph("Ðề nghị các trường báo cáo.") + DISPATCH["body"])),
    ("UNI-04", dispatch(body=paragraph("Các  trường", "  đã\u00a0lập ", "  kế hoạch.") + DISPATCH["body"])),
    ("UNI-06", dispatch(national_name=centred("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True))),
    ("QH-01", dispatch(motto=DISPATCH["motto"].replace(" - ", " – "))),
    ("QH-01", dispatch(motto=DISPATCH["motto"].replace("lập -", "lập-"))),
    ("PG-02", dispatch(section=section(top=15, right=25))),
    (
        "PG-03",
        dispatch(
            body=paragraph("Sở đã lập kế hoạch.").replace("Times New Roman", "Arial") + DISPATCH["body"]
        ),
    ),
    ("PG-04", dispatch(body=RED + DISPATCH["body"])),
    ("PG-05", dispatch(header=page_number("left"))),
    ("PG-05", dispatch(header="<w:p/>", footer=page_number())),
    ("PG-05", decision(**{**FOOT_OF_2016, "header": page_number(), "footer": "<w:p/>"})),
    ("PG-06", dispatch(section=section(title_page=False))),
    ("PG-08", dispatch(national_name=centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True))),
    ("NN-04", dispatch(label=flush("Nơi nhận:", size=13))),
]


@pytest.mark.parametrize(("rule", "document"), BROKEN)
def test_a_finding_that_can_be_mended_is_gone_afterwards(rule: str, document: bytes) -> None:
    assert rules_in(document) == {rule}
    copy = mended(document)
    assert {change.rule for change in copy.changes} == {rule}
    assert findings_in(copy.data) == copy.remaining == ()


@pytest.mark.parametrize(("rule", "document"), BROKEN)
def test_mending_keeps_the_words_and_a_second_time_changes_nothing(rule: str, document: bytes) -> None:
    copy = mended(document)
    expected = words(document).replace("HOÀ", "HÒA") if rule == "UNI-06" else words(document)
    assert words(copy.data) == expected
    again = mended(copy.data)
    assert again.data == copy.data
    assert again.changes == ()


def test_every_rule_that_says_so_is_mended_and_tried_here() -> None:
    fixable = {rule.id for rule in rules().values() if rule.fixable}
    assert fixable == set(MENDERS) == {rule for rule, _document in BROKEN}


def test_a_document_without_findings_is_left_as_it_is() -> None:
    document = dispatch()
    assert mended(document).data is document


def test_parts_that_need_no_mending_stay_byte_for_byte() -> None:
    document = dispatch(motto=DISPATCH["motto"].replace(" - ", " – "))
    before, after = parts(document), parts(mended(document).data)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_words_of_the_motto_are_left_to_a_person() -> None:
    document = dispatch(motto=DISPATCH["motto"].replace("Tự do", "Tự Do"))
    copy = mended(document)
    assert copy.data is document
    assert [finding.rule for finding in copy.remaining] == ["QH-01"]


def test_the_label_keeps_its_wrong_words_when_its_look_is_mended() -> None:
    copy = mended(dispatch(label=flush("NƠI NHẬN", size=13)))
    assert [change.rule for change in copy.changes] == ["NN-04"]
    assert [finding.rule for finding in copy.remaining] == ["NN-04"]
    assert "NƠINHẬN" in words(copy.data)


def test_long_gaps_and_tabs_are_layout_and_stay() -> None:
    gap = paragraph(f"Người lập{' ' * 12}Người duyệt")
    document = dispatch(body=gap + DISPATCH["body"])
    copy = mended(document)
    assert copy.data is document
    assert [finding.rule for finding in copy.remaining] == ["UNI-04"]


def test_words_beside_the_page_number_stay_on_the_first_page() -> None:
    named = page_number() + centred("Sở Giáo dục và Đào tạo")
    copy = mended(dispatch(header=named, section=section(title_page=False)))
    first = parts(copy.data)["word/header2.xml"].decode()
    assert "Sở Giáo dục và Đào tạo" in first
    assert "PAGE" not in first


def test_the_order_inside_run_properties_is_what_word_expects() -> None:
    label = flush("Nơi nhận:", size=13).replace("<w:sz", '<w:color w:val="000000"/><w:sz')
    written = parts(mended(dispatch(label=label)).data)["word/document.xml"].decode()
    tags = re.findall(r"<w:(\w+)", written.split("Nơi nhận:")[0].rsplit("<w:rPr>", 1)[1])
    assert tags == ["rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "t"]


def test_text_in_an_old_code_keeps_its_font_and_letters() -> None:
    old = paragraph("Bé gi¸o dôc vµ ®µo t¹o ÐÒ nghÞ").replace("Times New Roman", ".VnTime")
    copy = mended(dispatch(body=old + DISPATCH["body"]))
    assert ".VnTime" in parts(copy.data)["word/document.xml"].decode()
    assert "Ð" in parts(copy.data)["word/document.xml"].decode()


def test_a_signed_file_is_refused() -> None:
    written = BytesIO(dispatch(label=flush("Nơi nhận:", size=13)))
    with zipfile.ZipFile(written, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(DocumentFrozenError, match="signed"):
        mended(written.getvalue())


def test_a_normative_document_is_not_mended() -> None:
    document = decision(
        code=centred("Số: 15/2026/TT-BGDĐT", size=13),
        kind=centred("THÔNG TƯ", bold=True),
        motto=DISPATCH["motto"].replace(" - ", " – "),
    )
    copy = mended(document)
    assert copy.data is document
    assert copy.remaining == ()
