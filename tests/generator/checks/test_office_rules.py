"""Rules that only the office's data can judge: named without it, judged with it."""

from dataclasses import replace

import pytest

from generator.checks.judging import judge
from generator.checks.office_facts import OfficeFacts, SignatureFact
from generator.checks.read_word import read_word
from tests.generator.checks.judged import TODAY, rules_in
from tests.generator.checks.word_files import DISPATCH, centred, dispatch, flush, paragraph

ATTACHED = paragraph("Sở gửi kèm theo Công văn này danh sách các trường.")
COUNTED = flush("- Như trên;") + flush("- Lưu: VT, GDTrH. PL.(40)")
AUTHORISED = centred("TUQ. GIÁM ĐỐC", bold=True) + centred("CHÁNH VĂN PHÒNG", bold=True)
PERSON = SignatureFact(by_agency=False, order=1, image_format="png", image_has_alpha=True)
AGENCY = SignatureFact(by_agency=True, order=2)


def test_rules_that_need_an_office_are_named_and_skipped_without_one() -> None:
    document = dispatch(body=ATTACHED + DISPATCH["body"])
    report = judge(read_word(document, "a.docx"), today=TODAY)
    assert report.findings == ()
    assert {"ND-11", "KY-09", "NN-13", "SAO-02", "DS-01", "DS-03", "DS-04"} <= set(report.needing_office)


@pytest.mark.parametrize(
    ("rule", "changes", "broken", "kept"),
    [
        (
            "ND-11",
            {"body": ATTACHED + DISPATCH["body"]},
            OfficeFacts(attachments=()),
            OfficeFacts(attachments=("danh-sach.xlsx",)),
        ),
        ("ND-11", {}, OfficeFacts(attachments=("danh-sach.xlsx",)), OfficeFacts(attachments=())),
        (
            "KY-09",
            {"capacity": AUTHORISED},
            OfficeFacts(authorisation_valid=False),
            OfficeFacts(authorisation_valid=True),
        ),
        ("NN-13", {"recipients": COUNTED}, OfficeFacts(copies=30), OfficeFacts(copies=40)),
        ("NN-13", {}, OfficeFacts(copies=1), OfficeFacts(copies=12)),
        (
            "DS-01",
            {},
            OfficeFacts(signatures=(PERSON, SignatureFact(by_agency=True, order=0))),
            OfficeFacts(signatures=(PERSON, AGENCY)),
        ),
        (
            "DS-02",
            {},
            OfficeFacts(signatures=(SignatureFact(by_agency=False, order=1, image_format="jpeg"), AGENCY)),
            OfficeFacts(signatures=(PERSON, AGENCY)),
        ),
        (
            "DS-02",
            {},
            OfficeFacts(
                signatures=(
                    SignatureFact(by_agency=False, order=1, image_format="png", image_has_alpha=False),
                )
            ),
            OfficeFacts(signatures=(PERSON,)),
        ),
        (
            "DS-03",
            {},
            OfficeFacts(unsigned_attachments=("phu-luc.pdf",)),
            OfficeFacts(unsigned_attachments=()),
        ),
        (
            "SAO-02",
            {"annexes": centred("SAO LỤC", bold=True) + centred("Số: 03/SL-SGDĐT", size=13)},
            OfficeFacts(copied_is_true_copy=False),
            OfficeFacts(copied_is_true_copy=True),
        ),
        (
            "DS-04",
            {},
            OfficeFacts(electronic_code="213/SGDĐT-GDTrH"),
            OfficeFacts(electronic_code="212/SGDĐT-GDTrH"),
        ),
    ],
)
def test_an_office_lets_its_rules_be_judged(
    rule: str, changes: dict[str, str], broken: OfficeFacts, kept: OfficeFacts
) -> None:
    assert rules_in(dispatch(**changes), office=broken) == {rule}
    assert rules_in(dispatch(**changes), office=kept) == set()


def test_what_the_office_does_not_know_is_not_held_against_a_document() -> None:
    assert (
        rules_in(dispatch(capacity=AUTHORISED, body=ATTACHED + DISPATCH["body"]), office=OfficeFacts())
        == set()
    )


def test_pictures_of_signatures_are_seen_in_the_file_itself() -> None:
    opaque = SignatureFact(by_agency=False, order=0, image_format="jpeg")
    seen = replace(read_word(dispatch(), "a.docx"), signatures=(opaque, opaque, PERSON))
    found = judge(seen, today=TODAY).findings
    assert [(finding.rule, finding.found) for finding in found] == [("DS-02", "JPEG")]
