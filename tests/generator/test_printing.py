from collections.abc import Callable
from datetime import date

import pytest

from generator.printed import Printed
from generator.printing import print_dispatch
from generator.template import load_template
from model.dispatch import Dispatch, Drafter, Filing, Issuer, Paragraph, Run, Signatory
from model.document_kind import DocumentKind

Build = Callable[..., Dispatch]


def printed(dispatch: Dispatch) -> Printed:
    return print_dispatch(dispatch, load_template(DocumentKind.OFFICIAL_DISPATCH))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        (None, "ngày     tháng     năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_get_a_zero(
    a_dispatch: Build, day: date | None, words: str
) -> None:
    assert printed(a_dispatch(issued_on=day)).place_date == f"Lâm Đồng, {words}"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (None, "Số:        /SGDĐT-GDTrH"),
        (7, "Số: 07/SGDĐT-GDTrH"),
        (10, "Số: 10/SGDĐT-GDTrH"),
        (1616, "Số: 1616/SGDĐT-GDTrH"),
    ],
)
def test_a_number_below_ten_gets_a_zero_and_a_draft_a_gap(
    a_dispatch: Build, number: int | None, code: str
) -> None:
    assert printed(a_dispatch(number=number)).code == code


def test_one_addressee_stands_alone_and_several_in_a_list(a_dispatch: Build) -> None:
    assert printed(a_dispatch(addressee_lines=("- Bộ Nội vụ;",))).addressees == ("Bộ Nội vụ.",)
    listed = printed(a_dispatch(addressee_lines=("Sở Tài chính", "- Sở Nội vụ.", "Sở Y tế"))).addressees
    assert listed == ("- Sở Tài chính;", "- Sở Nội vụ;", "- Sở Y tế.")


@pytest.mark.parametrize(
    ("filing", "drafter", "line"),
    [
        (Filing(units=("VT", "KHTC")), None, "- Lưu: VT, KHTC."),
        (Filing(units=("VT", "HC"), copies=2), None, "- Lưu: VT, HC (2)."),
        (Filing(units=("VT",)), Drafter(initials="PL", copies=300), "- Lưu: VT. PL.(300)"),
        (Filing(units=("VT",)), Drafter(initials="PL"), "- Lưu: VT. PL."),
    ],
)
def test_the_last_recipient_line_is_the_filing(
    a_dispatch: Build, filing: Filing, drafter: Drafter | None, line: str
) -> None:
    recipients = printed(a_dispatch(recipients=(), filing=filing, drafter=drafter)).recipients
    assert recipients == ("- Như trên;", line)


def test_names_and_titles_are_in_capitals_the_signer_is_not(a_dispatch: Build) -> None:
    signatory = Signatory(capacity_lines=("KT. Giám đốc",), title="Phó Giám đốc", name="Lê Văn An")
    result = printed(a_dispatch(signatory=signatory))
    assert result.parent_agency == "UBND TỈNH LÂM ĐỒNG"
    assert result.issuer == ("SỞ GIÁO DỤC VÀ ĐÀO TẠO",)
    assert result.signatures[0].lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert result.signatures[0].name == "Lê Văn An"


@pytest.mark.parametrize("typed", ["Hết", "Hết.", "Hết./."])
def test_the_body_ends_with_its_mark_once(a_dispatch: Build, typed: str) -> None:
    body = (Paragraph((Run("Một."),)), Paragraph((Run("Hai "), Run(typed, bold=True))))
    assert [part.text for part in printed(a_dispatch(body=body)).body] == ["Một.", "Hai Hết./."]


def test_blanks_collapse_across_runs(a_dispatch: Build) -> None:
    body = (Paragraph((Run("  Một \n"), Run(" hai", bold=True), Run(" \t "), Run(" ba "))),)
    assert printed(a_dispatch(body=body)).body[0].text == "Một hai ba./."


def test_the_text_reads_from_the_letterhead_to_the_signer(a_dispatch: Build) -> None:
    lines = printed(a_dispatch(issuer=Issuer(name_lines=("Ủy ban nhân dân", "tỉnh Huế"), symbol="UBND"))).text
    assert lines.split("\n")[:2] == ["ỦY BAN NHÂN DÂN", "TỈNH HUẾ"]
    assert lines.endswith("GIÁM ĐỐC\nHoàng Thị Bình")
