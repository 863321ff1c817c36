"""A letterhead is found however its author set it."""

from collections.abc import Callable

import pytest

from generator.checks.component_finding import find_components
from generator.checks.components import Letterhead
from generator.checks.observed import DrawnAs
from generator.checks.read_text import read_text
from generator.checks.read_word import read_word
from tests.generator.checks.word_files import DISPATCH, centred, flush, two_columns, word_file

EMPTY = "<w:p/>"
NAMES = flush("UBND TỈNH LÂM ĐỒNG") + flush("SỞ Y TẾ", bold=True)
LINE = (
    "<w:p><w:r><w:pict xmlns:v='urn:schemas-microsoft-com:vml'>"
    "<v:line from='0,0' to='{points}pt,0'/></w:pict></w:r></w:p>"
)
BOX = (
    "<w:p><w:r><w:pict xmlns:v='urn:schemas-microsoft-com:vml'>"
    "<v:shape style='margin-left:{left}pt;width:{width}pt;height:90pt'><v:textbox><w:txbxContent>{content}"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
MOTTO = centred("Độc lập - Tự do - Hạnh phúc", bold=True)
NATION = centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True)
DATE = centred("Lâm Đồng, ngày 09 tháng 3 năm 2026", italic=True)
CODE = centred("Số: 212/SYT-NVY", size=13)
ABOUT = centred("V/v rà soát cơ sở vật chất", size=13)
REST = DISPATCH["addressees"] + DISPATCH["body"]


def tabbed(left: str, right: str) -> str:
    """Return a line whose columns a tab parts."""
    return flush("@").replace("@</w:t>", f"{left}</w:t><w:tab/><w:tab/><w:t>{right}</w:t>")


def in_one_row() -> str:
    left = NAMES + LINE.format(points=45) + CODE + ABOUT
    return two_columns([(left, NATION + MOTTO + LINE.format(points=171) + DATE)], 66)


def in_three_rows() -> str:
    rows = [(NAMES + flush("_____"), NATION + MOTTO + centred("___________")), (CODE, DATE), (ABOUT, EMPTY)]
    return two_columns(rows, 66)


def with_tabs() -> str:
    return (
        tabbed("UBND TỈNH LÂM ĐỒNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + tabbed("SỞ Y TẾ", "Độc lập - Tự do - Hạnh phúc")
        + tabbed("Số: 212/SYT-NVY", "Lâm Đồng, ngày 09 tháng 3 năm 2026")
        + flush("V/v rà soát cơ sở vật chất")
    )


def in_boxes() -> str:
    left = BOX.format(left=0, width=187, content=NAMES + CODE + ABOUT)
    return left + BOX.format(left=190, width=270, content=NATION + MOTTO + DATE)


def letterhead(head: str) -> Letterhead:
    return find_components(read_word(word_file(head + REST, DISPATCH), "a.docx")).letterhead


@pytest.mark.parametrize("head", [in_one_row, in_three_rows, with_tabs, in_boxes])
def test_every_component_is_found(head: Callable[[], str]) -> None:
    found = letterhead(head())
    assert [line.text for line in found.national_name] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert [line.text for line in found.motto] == ["Độc lập - Tự do - Hạnh phúc"]
    assert [line.text for line in found.parent] == ["UBND TỈNH LÂM ĐỒNG"]
    assert [line.text for line in found.issuer] == ["SỞ Y TẾ"]
    assert found.code is not None
    assert found.code.text == "Số: 212/SYT-NVY"
    assert found.place_date is not None
    assert found.place_date.text == "Lâm Đồng, ngày 09 tháng 3 năm 2026"
    assert [line.text for line in found.dispatch_subject] == ["V/v rà soát cơ sở vật chất"]


@pytest.mark.parametrize(
    ("head", "drawn_as"), [(in_one_row, DrawnAs.DRAWING), (in_three_rows, DrawnAs.TYPED)]
)
def test_lines_are_found_however_they_are_made(head: Callable[[], str], drawn_as: DrawnAs) -> None:
    found = letterhead(head())
    assert found.motto_rule is not None
    assert found.motto_rule.drawn_as is drawn_as
    assert found.issuer_rule is not None
    assert found.issuer_rule.drawn_as is drawn_as


def test_a_drawn_line_is_measured() -> None:
    found = letterhead(in_one_row())
    assert found.motto_rule is not None
    assert found.motto_rule.length_mm == pytest.approx(60.3, abs=0.1)


def test_columns_that_nothing_parts_are_found_in_a_text() -> None:
    text = (
        "TỔNG CỤC THUẾ CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "CỤC THUẾ TP HÀ NỘI Độc lập - Tự do - Hạnh phúc\n"
        "Số: 415/CTHN-TTHT Hà Nội, ngày 05 tháng 01 năm 2024\n"
        "V/v hóa đơn điện tử\n\nKính gửi: Công ty A.\n"
    )
    found = find_components(read_text(text.encode(), "a.txt"))
    head = found.letterhead
    assert [line.text for line in head.parent] == ["TỔNG CỤC THUẾ"]
    assert [line.text for line in head.issuer] == ["CỤC THUẾ TP HÀ NỘI"]
    assert str(found.code) == "415/CTHN-TTHT"
    assert [line.text for line in found.addressees] == ["Kính gửi: Công ty A."]


def test_a_name_on_several_lines_is_one_name() -> None:
    names = flush("ỦY BAN NHÂN DÂN", bold=True) + flush("TỈNH LÂM ĐỒNG", bold=True)
    found = letterhead(two_columns([(names, NATION + MOTTO), (CODE, DATE)], 66))
    assert found.parent == ()
    assert [line.text for line in found.issuer] == ["ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"]


def test_the_letterhead_of_an_annex_is_not_that_of_the_document() -> None:
    form = two_columns([(NAMES, NATION + MOTTO)], 66)
    found = letterhead(CODE + DISPATCH["addressees"] + DISPATCH["body"] + form)
    assert found.national_name == ()
