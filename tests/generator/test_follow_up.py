from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.draft import read_draft
from generator.follow_up import FollowUp, FollowUpKind, follow_up_draft
from model.dispatch import Dispatch
from model.document_code import DocumentCode
from model.document_kind import DocumentKind

SAMPLE = Path(__file__).parents[2] / "templates" / "cong-van" / "sample.yaml"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def head() -> Dispatch:
    return read_draft(SAMPLE, issuer_defaults=None, today=TODAY)


def a_follow_up(kind: FollowUpKind = FollowUpKind.CORRECTION, **facts: str) -> FollowUp:
    return FollowUp(
        kind=kind,
        document=DocumentKind.OFFICIAL_DISPATCH,
        code=DocumentCode.parse("86/BGDĐT-CNTT"),
        dated=date(2026, 3, 5),
        subject="báo cáo tình hình",
        addressees=("Sở Giáo dục và Đào tạo tỉnh Lạng Sơn",),
        on=TODAY,
        facts=facts,
    )


@pytest.mark.parametrize("kind", FollowUpKind)
def test_every_follow_up_is_a_draft_that_can_be_issued(
    tmp_path: Path, head: Dispatch, kind: FollowUpKind
) -> None:
    path = tmp_path / "draft.yaml"
    what = a_follow_up(kind, reason='lý do có "ngoặc": và $dấu', wrong="a", right="b", where="dòng 1")
    path.write_text(follow_up_draft(what, head, symbol="BGDĐT-VP"), encoding="utf-8")
    dispatch = read_draft(path, issuer_defaults=None, today=TODAY)
    assert dispatch.symbol == "BGDĐT-VP"
    assert dispatch.addressee_lines == ("Sở Giáo dục và Đào tạo tỉnh Lạng Sơn",)
    assert dispatch.signatory == head.signatory
    assert (dispatch.corrects == what.code) is (kind is FollowUpKind.CORRECTION)


def test_a_correction_says_where_what_and_how(head: Dispatch) -> None:
    what = a_follow_up(where="dòng 5, trang 1", wrong="15 tháng 4", right="20 tháng 4")
    draft = follow_up_draft(what, head, symbol="BGDĐT-CNTT")
    assert "Công văn số 86/BGDĐT-CNTT ngày 05 tháng 3 năm 2026 về việc báo cáo tình hình" in draft
    assert "Tại dòng 5, trang 1, đã in là: “15 tháng 4”; nay sửa lại là: “20 tháng 4”." in draft


def test_what_is_not_known_stays_open(head: Dispatch) -> None:
    assert follow_up_draft(a_follow_up(), head, symbol="BGDĐT-CNTT").count("………") >= 3


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Ban hành Quy chế văn thư", "Quyết định số 15/QĐ-BNV ngày 05 tháng 3 năm 2026 ban hành Quy chế"),
        ("Về việc nâng bậc lương", "Quyết định số 15/QĐ-BNV ngày 05 tháng 3 năm 2026 về việc nâng bậc"),
    ],
)
def test_a_named_kind_is_cited_by_its_own_verb(head: Dispatch, subject: str, said: str) -> None:
    what = replace(
        a_follow_up(),
        document=DocumentKind.DECISION,
        code=DocumentCode.parse("15/QĐ-BNV"),
        subject=subject,
    )
    assert said in follow_up_draft(what, head, symbol="BNV-VP")


def test_a_document_without_number_and_day_is_told_by_its_kind(head: Dispatch) -> None:
    what = replace(
        a_follow_up(FollowUpKind.RECALLED_BY_SENDER, reason="gửi nhầm"), code=None, dated=None, document=None
    )
    draft = yaml.safe_load(follow_up_draft(what, head, symbol="BGDĐT-VP"))
    assert draft["trich_yeu"] == "thực hiện thu hồi Văn bản"
