"""By whose rules a document is judged, and what is left out."""

from datetime import date

import pytest

from generator.checks.check import check_document
from generator.checks.errors import DocumentUnreadableError
from generator.checks.observed import Seen
from model.check_finding import Regime
from model.layout_profile import LayoutProfile
from tests.generator.checks.word_files import DECISION, centred, decision, dispatch, flush

TODAY = date(2026, 11, 22)
LAW = "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 19 tháng 02 năm 2025;"


def dated(day: str) -> bytes:
    return dispatch(place_date=centred(f"Lâm Đồng, {day}", italic=True, before=10))


@pytest.mark.parametrize(
    ("day", "profile"),
    [
        ("ngày 05 tháng 3 năm 2020", LayoutProfile.ND30_2020),
        ("ngày 04 tháng 3 năm 2020", LayoutProfile.TT01_2011),
        ("ngày     tháng 4 năm 2014", LayoutProfile.TT01_2011),
        ("ngày 04 tháng 3 năm 2011", None),
    ],
)
def test_the_day_of_a_document_chooses_its_rules(day: str, profile: LayoutProfile | None) -> None:
    report = check_document(dated(day), today=TODAY)
    assert report.profile is profile
    assert report.findings == () or profile is not None


def test_the_callers_day_stands_in_for_one_that_is_missing() -> None:
    undated = dispatch(place_date="<w:p/>", code=centred("Số:       /SGDĐT-GDTrH", size=13, before=10))
    assert check_document(undated, today=TODAY).profile is LayoutProfile.ND30_2020
    assert check_document(undated, on=date(2015, 6, 1), today=TODAY).profile is LayoutProfile.TT01_2011


@pytest.mark.parametrize(
    ("document", "regime"),
    [
        (
            decision(
                code=centred("Số: 15/2026/QĐ-UBND"),
                bases=DECISION["bases"].replace("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;", LAW),
            ),
            Regime.NORMATIVE,
        ),
        (
            decision(kind=centred("THÔNG TƯ", bold=True), code=centred("Số: 15/2026/TT-BGDĐT")),
            Regime.NORMATIVE,
        ),
        (
            dispatch(
                code=centred("Số 127-CV/TU"), national_name=centred("ĐẢNG CỘNG SẢN VIỆT NAM"), motto="<w:p/>"
            ),
            Regime.PARTY,
        ),
    ],
)
def test_documents_of_other_rules_are_recognised_and_left_alone(document: bytes, regime: Regime) -> None:
    report = check_document(document, today=TODAY)
    assert (report.regime, report.profile, report.findings) == (regime, None, ())


def test_a_year_in_the_code_of_a_single_decision_is_a_slip() -> None:
    report = check_document(decision(code=centred("Số: 15/2026/QĐ-SGDĐT", size=13, before=10)), today=TODAY)
    assert report.regime is Regime.ADMINISTRATIVE
    assert [finding.rule for finding in report.findings] == ["SO-04"]


def test_rules_that_need_an_office_are_named_without_one() -> None:
    report = check_document(dispatch(), today=TODAY)
    assert {"SO-08", "SO-09"} <= set(report.needing_office)


def test_what_a_text_does_not_show_is_not_missing() -> None:
    text = "SỞ Y TẾ\nSố: 15/SYT-NVY\nKính gửi: Bộ Y tế.\nSở báo cáo như sau./.\n"
    report = check_document(text.encode(), today=TODAY)
    assert report.seen is Seen.TEXT
    assert {"QH-02", "CQ-02", "PG-02"} <= set(report.unseen)
    assert not {finding.rule for finding in report.findings} & {"QH-02", "CQ-02", "PG-01", "PG-03", "KY-02"}


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"%PDF-1.7 broken", b"\xff\xfe\x00\xd8", b"a\0b"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentUnreadableError):
        check_document(data, today=TODAY)


def test_a_word_file_that_declares_entities_is_refused() -> None:
    hostile = dispatch(body=flush("a")).replace(b"<w:document", b"<!DOCTYPE a []><w:document")
    with pytest.raises(DocumentUnreadableError):
        check_document(hostile, today=TODAY)


def test_the_most_exact_of_two_findings_is_told() -> None:
    report = check_document(dispatch(code=centred("Số: 5/SGDĐT - GDTrH", size=13, before=10)), today=TODAY)
    assert {finding.rule for finding in report.findings} == {"SO-02", "SO-03"}
