import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Length, Mm
from docx.table import Table as WordTable
from lxml import etree

from generator.draft import read_draft
from generator.draft_copy import read_copy
from generator.errors import TemplateInvalidError
from generator.qr_code import png, qr_squares
from generator.render import render
from generator.render_copy import render_copy
from generator.template_files import SHIPPED
from generator.word_xml import qualified
from model.dispatch import Alignment, Dispatch, Issuer, Paragraph, Run, Table

Build = Callable[..., Dispatch]
HOSTILE = [
    "{{ ''.__class__.__mro__ }}",
    "{{ noi_nhan.__class__.__base__.__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ khong_co_truong_nay }}",
    "{% for x in %}",
]


def words(docx: bytes) -> str:
    """Return the text of every paragraph, tables included, in document order."""
    body = Document(BytesIO(docx)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qualified("t"))) for p in body.iter(qualified("p")))


def override(folder: Path, change: Callable[[str], str], kind: str = "cong-van") -> Path:
    """Write an office's own template, its document changed."""
    target = folder / kind / "template.docx"
    target.parent.mkdir()
    with ZipFile(SHIPPED / kind / "template.docx") as shipped, ZipFile(target, "w") as own:
        for name in shipped.namelist():
            content = shipped.read(name)
            if name == "word/document.xml":
                content = change(content.decode()).encode()
            own.writestr(name, content)
    return folder


def tables(docx: bytes) -> list[WordTable]:
    return Document(BytesIO(docx)).tables


def test_the_page_is_that_of_the_decree(a_dispatch: Build) -> None:
    section = Document(BytesIO(render(a_dispatch()).docx)).sections[0]
    lengths = [
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 20),
        (section.bottom_margin, 20),
        (section.left_margin, 30),
        (section.right_margin, 15),
        (section.header_distance, 10),
    ]
    for length, millimetres in lengths:
        assert isinstance(length, Length)
        assert abs(length - Mm(millimetres)) < Mm(0.05)
    assert section.different_first_page_header_footer
    assert "PAGE" in etree.tostring(section.header._element).decode()


def test_code_and_date_stand_in_one_row_under_the_names(a_dispatch: Build) -> None:
    letterhead = tables(render(a_dispatch()).docx)[0]
    rows = [[cell.text.strip() for cell in row.cells] for row in letterhead.rows]
    assert rows[0] == [
        "UBND TỈNH LÂM ĐỒNG\nSỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    ]
    assert rows[1] == ["Số: 07/SGDĐT-GDTrH", "Lâm Đồng, ngày 09 tháng 3 năm 2026"]
    assert rows[2] == ["V/v báo cáo kết quả rà soát", ""]


def test_the_columns_hold_the_national_name(a_dispatch: Build) -> None:
    grid = [int(column.get(qualified("w"))) for column in tables(render(a_dispatch()).docx)[0]._tbl.tblGrid]
    assert sum(grid) / 56.693 == pytest.approx(165, abs=0.1)
    assert grid[1] / 56.693 == pytest.approx(99, abs=0.1)


def test_a_long_date_line_takes_the_smaller_letterhead(a_dispatch: Build) -> None:
    def sizes(docx: bytes) -> tuple[float, ...]:
        styles = Document(BytesIO(docx)).styles
        return tuple(
            styles[name].font.size.pt for name in ("QuocHieu", "TieuNgu", "DiaDanhThoiGian", "SoKyHieu")
        )

    city = a_dispatch(place="Thành phố Hồ Chí Minh", issued_on=date(2026, 12, 29))
    assert sizes(render(a_dispatch()).docx) == (13, 14, 14, 13)
    assert sizes(render(city).docx) == (12, 13, 13, 13)


def test_the_rules_are_as_long_as_the_decree_says(a_dispatch: Build) -> None:
    docx = render(a_dispatch()).docx
    lengths = {}
    for row, width in ((0, 66.0), (1, 99.0)):
        rule = tables(docx)[0].rows[0].cells[row].paragraphs[-1]
        indents = rule.paragraph_format
        assert indents.left_indent == indents.right_indent
        assert rule._p.getparent().tag == qualified("tc")
        lengths[rule.style.name if rule.style else ""] = width - 2 * (indents.left_indent or Mm(0)) / Mm(1)
    assert lengths["KeTieuNgu"] == pytest.approx(60.5, abs=0.3)
    assert 1 / 3 <= lengths["KeCoQuan"] / 62.1 <= 1 / 2


def test_every_run_names_the_font_for_every_script(a_dispatch: Build) -> None:
    body = Document(BytesIO(render(a_dispatch()).docx)).element.body
    runs = list(body.iter(qualified("r")))
    assert runs
    for run in runs:
        named = run.find(f"{qualified('rPr')}/{qualified('rFonts')}")
        assert named is not None
        assert {named.get(qualified(script)) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }


def test_signature_and_recipients_start_level_and_never_part(a_dispatch: Build) -> None:
    signature = tables(render(a_dispatch()).docx)[-1]
    left, right = signature.rows[0].cells
    assert left.text.startswith("Nơi nhận:\n- Như trên;")
    assert right.text.split() == ["GIÁM", "ĐỐC", "Hoàng", "Thị", "Bình"]
    assert signature.rows[0]._tr.find(f"{qualified('trPr')}/{qualified('cantSplit')}") is not None


def test_the_last_two_lines_of_the_body_stay_with_the_signature(a_dispatch: Build) -> None:
    body = tuple(Paragraph((Run(f"Dòng {n}."),)) for n in range(4))
    paragraphs = [
        paragraph
        for paragraph in Document(BytesIO(render(a_dispatch(body=body)).docx)).paragraphs
        if paragraph.style is not None and paragraph.style.name == "NoiDung"
    ]
    assert [bool(one.paragraph_format.keep_with_next) for one in paragraphs] == [False, False, True, True]


def test_letters_that_mean_something_to_word_or_jinja_survive(a_dispatch: Build) -> None:
    odd = "A&B <b>30%</b> \"x\" 'y' {{ z }} {_{ u }_} {% if %} {# c #} 😀 \\n ${v}"
    docx = render(a_dispatch(subject=odd, body=(Paragraph((Run(odd), Run(odd, bold=True))),))).docx
    assert f"V/v {odd}" in words(docx)
    assert odd + odd in words(docx)


def test_a_table_is_a_word_table_with_its_heading_repeated(a_dispatch: Build) -> None:
    cells = tuple(Paragraph((Run(text),)) for text in ("TT", "Nội dung"))
    table = Table(heading=cells, rows=(cells, cells), alignments=(Alignment.CENTRE, Alignment.LEFT))
    made = tables(render(a_dispatch(body=(table,))).docx)[1]
    assert [[cell.text for cell in row.cells] for row in made.rows] == [["TT", "Nội dung"]] * 3
    heading = [row._tr.find(f"{qualified('trPr')}/{qualified('tblHeader')}") is not None for row in made.rows]
    assert heading == [True, False, False]
    grid = [int(column.get(qualified("w"))) for column in made._tbl.tblGrid]
    assert sum(grid) / 56.693 == pytest.approx(165, abs=0.1)


def test_the_same_dispatch_gives_the_same_bytes(a_dispatch: Build) -> None:
    assert render(a_dispatch()).docx == render(a_dispatch()).docx


def test_the_properties_carry_code_subject_and_issue_date(a_dispatch: Build) -> None:
    properties = Document(BytesIO(render(a_dispatch(subject="A & B")).docx)).core_properties
    assert properties.title == "Số: 07/SGDĐT-GDTrH V/v A & B"
    assert properties.author == "SỞ GIÁO DỤC VÀ ĐÀO TẠO"
    assert properties.created is not None
    assert properties.created.date() == date(2026, 3, 9)


def test_a_subject_longer_than_a_property_is_cut_there_and_only_there(a_dispatch: Build) -> None:
    long = "báo cáo " * 60
    docx = render(a_dispatch(subject=long, issuer=Issuer(name_lines=(long,), symbol="SGDĐT"))).docx
    properties = Document(BytesIO(docx)).core_properties
    assert {len(text) for text in (properties.title, properties.subject, properties.author)} == {255}
    assert long.strip() in words(docx)


@pytest.mark.parametrize("tag", HOSTILE)
def test_a_template_that_reaches_for_the_program_is_refused(
    a_dispatch: Build, tmp_path: Path, tag: str
) -> None:
    own = override(tmp_path, lambda xml: xml.replace("{{ ho_ten }}", tag))
    with pytest.raises(TemplateInvalidError):
        render(a_dispatch(), overrides=own)


def test_a_property_of_the_template_is_replaced_and_never_run(a_dispatch: Build, tmp_path: Path) -> None:
    own = override(tmp_path, lambda xml: xml)
    path = own / "cong-van" / "template.docx"
    document = Document(str(path))
    document.core_properties.title = HOSTILE[0]
    document.save(str(path))
    properties = Document(BytesIO(render(a_dispatch(), overrides=own).docx)).core_properties
    assert properties.title == "Số: 07/SGDĐT-GDTrH V/v báo cáo kết quả rà soát"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all"])
def test_a_damaged_template_is_named(a_dispatch: Build, tmp_path: Path, content: bytes) -> None:
    own = override(tmp_path, lambda xml: xml)
    (own / "cong-van" / "template.docx").write_bytes(content)
    with pytest.raises(TemplateInvalidError, match=re.escape("template.docx")):
        render(a_dispatch(), overrides=own)


def test_the_office_s_own_template_wins(a_dispatch: Build, tmp_path: Path) -> None:
    own = override(tmp_path, lambda xml: xml.replace("{{ ho_ten }}", "Đã ký: {{ ho_ten }}"))
    rendered = render(a_dispatch(), overrides=own)
    assert "Đã ký: Hoàng Thị Bình" in words(rendered.docx)
    assert rendered.template_version != render(a_dispatch()).template_version


def test_the_sample_says_what_the_golden_text_says(sample_path: Path) -> None:
    dispatch = read_draft(sample_path, issuer_defaults=None, today=date(2026, 11, 16))
    rendered = render(dispatch.numbered(1616, date(2026, 11, 16)))
    golden = (Path(__file__).parent / "golden" / "cong-van.txt").read_text(encoding="utf-8")
    assert rendered.text + "\n" == golden
    flat = re.sub(r"\s+", "", words(rendered.docx))
    for line in golden.split("\n"):
        for cell in line.split("\t"):
            assert re.sub(r"\s+", "", cell) in flat


def test_a_long_issuer_breaks_into_balanced_lines(a_dispatch: Build) -> None:
    issuer = Issuer(
        name_lines=("Ban Quản lý khu kinh tế và các khu công nghiệp tỉnh Lâm Đồng",), symbol="BQL"
    )
    names = tables(render(replace(a_dispatch(), issuer=issuer)).docx)[0].rows[0].cells[0].text
    assert names.strip() == "BAN QUẢN LÝ KHU KINH TẾ\nVÀ CÁC KHU CÔNG NGHIỆP\nTỈNH LÂM ĐỒNG"


def test_an_office_words_the_block_of_its_copies(tmp_path: Path) -> None:
    path = SHIPPED / "sao-y" / "sample.yaml"
    copy = read_copy(path, issuer_defaults=None, today=date(2026, 1, 20))
    original = read_draft(
        path.with_name(str(copy.original.file)), issuer_defaults=None, today=date(2026, 1, 6)
    )
    own = override(
        tmp_path, lambda xml: xml.replace("{{ hinh_thuc_sao }}", "{{ hinh_thuc_sao }} (riêng)"), kind="sao-y"
    )
    written = words(render_copy(copy, original, overrides=own).docx)
    assert "SAO Y (riêng)" in written
    assert written.index("Kính gửi") < written.index("SAO Y (riêng)")


def test_a_logo_that_an_office_adds_stays(a_dispatch: Build, tmp_path: Path) -> None:
    own = override(tmp_path, lambda xml: xml)
    path = own / "cong-van" / "template.docx"
    document = Document(str(path))
    document.tables[1].cell(0, 0).paragraphs[-1].add_run().add_picture(BytesIO(png(qr_squares("LOGO"))))
    document.save(str(path))
    with ZipFile(BytesIO(render(a_dispatch(), overrides=own).docx)) as package:
        [picture] = [name for name in package.namelist() if name.startswith("word/media/")]
        assert package.read(picture) == png(qr_squares("LOGO"))
        assert b"<pic:pic" in package.read("word/document.xml")
