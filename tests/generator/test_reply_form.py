import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from generator.draft import read_draft
from generator.errors import TemplateInvalidError
from generator.qr_code import qr_squares
from generator.render import render
from generator.reply_form import RenderedForm, render_forms
from generator.template_files import SHIPPED
from generator.word_xml import qualified
from model.deadline import Deadline
from model.dispatch import Dispatch
from model.organ import expand_group
from model.record import Addressee
from model.reply_form import FieldType, FormField, ReplyForm, answer_heading
from model.reply_mark import ReplyMark, find_marks

DAY = date(2026, 11, 16)
FORM = ReplyForm(
    subject="báo cáo số liệu trường học",
    title="Biểu báo cáo số liệu trường học",
    fields=(
        FormField(code="CT01", label="Số trường", type=FieldType.NUMBER, required=True),
        FormField(code="CT02", label="Hình thức", type=FieldType.CHOICE, choices=("thuê", "mua")),
        FormField(code="CT03", label="Ngày đồng bộ", type=FieldType.DATE),
        FormField(code="CT04", label="Theo cấp học", type=FieldType.TABLE, columns=("Cấp học", "Số trường")),
    ),
)

Build = Callable[..., Dispatch]


def mark(place: int) -> ReplyMark:
    return ReplyMark(office="8HQK", dispatch="3F7M2C", form=1, addressee=place)


def asking(sample_path: Path, group: str, day: date, *, form: ReplyForm = FORM) -> Dispatch:
    sample = read_draft(sample_path, issuer_defaults=None, today=day)
    expected = tuple(
        Addressee(organ_id=body.id, name=body.full_name, province_id=body.province_id)
        for body in expand_group(group, day)
    )
    return replace(sample.numbered(5120, day), expected=expected, form=form, deadline=None)


def the_form(dispatch: Dispatch, organ_id: str, **changes: object) -> RenderedForm:
    alone = replace(dispatch, expected=tuple(one for one in dispatch.expected if one.organ_id == organ_id))
    (form,) = render_forms(replace(alone, **changes), mark=mark)  # type: ignore[arg-type]  # any field of a dispatch
    return form


@pytest.fixture(scope="module")
def departments(sample_path: Path) -> Dispatch:
    return asking(sample_path, "Sở Giáo dục và Đào tạo các tỉnh, thành phố", DAY)


def opened(form: RenderedForm) -> WordDocument:
    return Document(BytesIO(form.docx))


def cells(document: WordDocument) -> list[list[list[str]]]:
    return [[[cell.text.strip() for cell in row.cells] for row in table.rows] for table in document.tables]


def lines(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return [line.strip() for page in pages for line in page.get_textpage().get_text_range().splitlines()]


def test_the_letter_is_the_departments_own(departments: Dispatch) -> None:
    form = the_form(departments, "sgddt@p34-an-giang")
    letterhead, *_, signature = (cells(opened(form))[place] for place in (0, 1))
    assert letterhead == [
        [
            "UBND TỈNH AN GIANG\nSỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ],
        ["Số:        /SGDĐT-…", "An Giang, ngày     tháng     năm 2026"],
        ["V/v báo cáo số liệu trường học theo Công văn số 5120/BGDĐT-KHTC", ""],
    ]
    assert signature[0][0].split("\n") == [
        "Nơi nhận:",
        "- Như trên;",
        "- UBND tỉnh An Giang (để báo cáo);",
        "- Lưu: VT, ….",
    ]
    assert signature[0][1] == "GIÁM ĐỐC"


def test_superior_and_issuer_differ_in_weight(departments: Dispatch) -> None:
    names = opened(the_form(departments, "sgddt@p34-an-giang")).tables[0].rows[0].cells[0].paragraphs
    assert [[bool(run.bold) for run in name.runs] for name in names[:2]] == [[False], [True]]


def test_the_text_cites_the_dispatch_and_lists_what_is_asked(departments: Dispatch) -> None:
    document = opened(the_form(departments, "sgddt@p34-an-giang"))
    text = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert text[:6] == [
        "Kính gửi: Bộ Giáo dục và Đào tạo.",
        (
            "Thực hiện Công văn số 5120/BGDĐT-KHTC ngày 16 tháng 11 năm 2026 của Bộ Giáo dục và Đào tạo "
            "về việc báo cáo tình hình sử dụng phần mềm quản lý trường học và kết nối cơ sở dữ liệu ngành, "
            "Sở Giáo dục và Đào tạo tỉnh An Giang báo cáo như sau:"
        ),
        "1. Số trường (mục CT01).",
        "2. Hình thức (mục CT02).",
        "3. Ngày đồng bộ (mục CT03).",
        "4. Theo cấp học (mục CT04).",
    ]
    assert "Phụ lục kèm theo" in text[6]
    assert text[6].endswith("./.")


def test_a_text_of_the_draft_stands_instead_of_the_list(departments: Dispatch) -> None:
    worded = replace(FORM, body="1. Kết quả **đến nay**.\n2. Khó khăn.")
    document = opened(the_form(departments, "sgddt@p34-an-giang", form=worded))
    text = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert text[2:4] == ["1. Kết quả đến nay.", "2. Khó khăn."]


COMMITTEES = [
    ("ubnd@p63-ha-giang", date(2017, 3, 24), "TỈNH HÀ GIANG", "Hà Giang"),
    ("ubnd@p63-thua-thien-hue", date(2017, 3, 24), "TỈNH THỪA THIÊN HUẾ", "Thừa Thiên Huế"),
    ("ubnd@p34-hue", DAY, "THÀNH PHỐ HUẾ", "Huế"),
    ("ubnd@p63-ho-chi-minh", date(2017, 3, 24), "THÀNH PHỐ HỒ CHÍ MINH", "Thành phố Hồ Chí Minh"),
    ("ubnd@p34-ho-chi-minh", DAY, "THÀNH PHỐ HỒ CHÍ MINH", "Thành phố Hồ Chí Minh"),
]


@pytest.mark.parametrize(
    ("organ_id", "day", "province", "place"), COMMITTEES, ids=[f"{row[0]}" for row in COMMITTEES]
)
def test_a_committee_writes_in_the_name_of_the_committee(
    sample_path: Path, organ_id: str, day: date, province: str, place: str
) -> None:
    dispatch = asking(sample_path, "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", day)
    form = the_form(dispatch, organ_id)
    letterhead, signature, *_ = cells(opened(form))
    assert letterhead[0][0] == f"ỦY BAN NHÂN DÂN\n{province}"
    assert letterhead[1] == ["Số:        /UBND-…", f"{place}, ngày     tháng     năm {day.year}"]
    assert signature[0][1] == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    read = lines(form.pdf)
    assert {"ỦY BAN NHÂN DÂN", province, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"} <= set(read)


def test_every_answer_has_its_row_under_the_header_row(departments: Dispatch) -> None:
    *_, answers, table = cells(opened(the_form(departments, "sgddt@p34-an-giang")))
    assert answers == [
        list(answer_heading()),
        ["CT01", "Số trường (số; bắt buộc)", ""],
        ["CT02", "Hình thức (chọn một: thuê / mua)", ""],
        ["CT03", "Ngày đồng bộ (ngày/tháng/năm)", ""],
    ]
    assert table[0] == ["CT04", "Cấp học", "Số trường"]
    assert [row[0] for row in table[1:]] == ["1", "2", "3", "4", "5"]


def test_content_controls_bear_the_code_twice(departments: Dispatch) -> None:
    document = opened(the_form(departments, "sgddt@p34-an-giang"))
    controls = list(document.element.body.iter(qualified("sdt")))
    keys = [
        tuple(control.find(f".//{qualified(name)}").get(qualified("val")) for name in ("alias", "tag"))
        for control in controls
    ]
    assert keys[:4] == [(key, key) for key in ("CT01", "CT02", "CT03", "CT04.1.1")]
    assert len(keys) == 3 + 5 * 2
    choice = etree.tostring(controls[1]).decode()
    assert 'displayText="thu&#234;"' in choice
    assert controls[2].find(f".//{qualified('date')}") is not None


def test_the_annex_refers_to_the_answer_and_is_numbered_by_itself(departments: Dispatch) -> None:
    document = opened(the_form(departments, "sgddt@p34-an-giang"))
    text = [" ".join(paragraph.text.split("\n")) for paragraph in document.paragraphs]
    assert "Phụ lục" in text
    assert "BIỂU BÁO CÁO SỐ LIỆU TRƯỜNG HỌC" in text
    assert (
        "(Kèm theo Công văn số        /SGDĐT-… ngày     tháng     năm 2026 "
        "của Sở Giáo dục và Đào tạo tỉnh An Giang)"
    ) in text
    assert len(document.sections) == 2
    start = document.sections[1]._sectPr.find(qualified("pgNumType"))
    assert start is not None
    assert start.get(qualified("start")) == "1"


def test_the_mark_is_printed_drawn_and_in_the_properties(departments: Dispatch) -> None:
    form = the_form(departments, "sgddt@p34-an-giang")
    printed = mark(0).encode()
    document = opened(form)
    assert document.core_properties.identifier == printed
    assert f"Mã phiếu: {printed}" in [paragraph.text for paragraph in document.paragraphs]
    assert len(document.inline_shapes) == 1
    assert abs(document.inline_shapes[0].width.mm - 25) < 0.1
    read = pypdfium2.PdfDocument(form.pdf)
    assert read.get_metadata_dict()["Keywords"] == printed
    assert find_marks("\n".join(lines(form.pdf))) == (mark(0),)


def test_the_pdf_draws_the_squares_of_the_code(departments: Dispatch) -> None:
    page = pypdfium2.PdfDocument(the_form(departments, "sgddt@p34-an-giang").pdf)[1]
    scale = 4
    bitmap = page.render(scale=scale, grayscale=True)
    side, left = 72 / 25.4, (30 + 165 / 2 - 12.5) * 72 / 25.4
    rows = [
        [
            bitmap.buffer[y * bitmap.stride + round((left + (column + 0.5) * side) * scale)] < 128
            for column in range(25)
        ]
        for y in range(bitmap.height)
    ]
    wanted = [list(row) for row in qr_squares(mark(0).encode())]
    step = side * scale
    assert any(
        [rows[round(top + step * place)] for place in range(25)] == wanted
        for top in range(round(bitmap.height - step * 25))
    )


def test_without_marks_the_forms_say_that_they_are_drafts(departments: Dispatch) -> None:
    alone = replace(departments, number=None, issued_on=None, expected=departments.expected[:1])
    (form,) = render_forms(alone)
    document = opened(form)
    assert document.core_properties.identifier == ""
    assert "Mã phiếu: NHÁP" in [paragraph.text for paragraph in document.paragraphs]
    assert len(document.inline_shapes) == 0
    assert "V/v báo cáo số liệu trường học theo Công văn số …/BGDĐT-KHTC" in cells(document)[0][2]


def test_names_of_forms_differ_and_follow_the_list(departments: Dispatch) -> None:
    forms = list(render_forms(replace(departments, expected=departments.expected[:3])))
    assert [form.name for form in forms] == [
        f"{place:03d} - {one.name}" for place, one in enumerate(departments.expected[:3], start=1)
    ]


def test_a_name_of_a_form_can_name_a_file(departments: Dispatch) -> None:
    odd = Addressee(organ_id="-", name='Trường "Nguyễn Du" 1/2: cơ sở')
    (form,) = render_forms(replace(departments, expected=(odd,)))
    assert form.name == "001 - Trường -Nguyễn Du- 1-2- cơ sở"


def test_the_answer_is_dated_in_the_year_of_the_deadline(departments: Dispatch) -> None:
    late = Deadline(literal="trước ngày 16 tháng 01 năm 2027", due_on=date(2027, 1, 15))
    form = the_form(departments, "sgddt@p34-an-giang", deadline=late)
    assert cells(opened(form))[0][1][1] == "An Giang, ngày     tháng     năm 2027"


def test_a_dispatch_without_form_has_none_to_send(departments: Dispatch) -> None:
    assert list(render_forms(replace(departments, form=None))) == []


def test_the_same_form_gives_the_same_bytes(departments: Dispatch) -> None:
    first, second = (the_form(departments, "sgddt@p34-an-giang") for _ in range(2))
    assert first == second


def test_the_dispatch_carries_a_blank_copy_without_mark(departments: Dispatch) -> None:
    rendered = render(departments)
    document = Document(BytesIO(rendered.docx))
    text = [" ".join(paragraph.text.split("\n")) for paragraph in document.paragraphs]
    assert (
        "(Kèm theo Công văn số 5120/BGDĐT-KHTC ngày 16 tháng 11 năm 2026 của Bộ Giáo dục và Đào tạo)"
    ) in text
    assert cells(document)[-2][0] == list(answer_heading())
    assert "Mã phiếu" not in rendered.text
    assert "CT04\tCấp học\tSố trường" in rendered.text
    read = "".join(lines(rendered.pdf))
    assert "BIỂU BÁO CÁO SỐ LIỆU TRƯỜNG HỌC" in read


def test_a_code_in_the_title_keeps_its_small_letters(departments: Dispatch) -> None:
    titled = replace(FORM, title="Biểu thực hiện Quyết định số 117/QĐ-TTg")
    assert "BIỂU THỰC HIỆN QUYẾT ĐỊNH SỐ 117/QĐ-TTg" in render(replace(departments, form=titled)).text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('mark = "Mã phiếu: {mark}"', 'mark = "Mã phiếu: {ma}"'),
        ('opening = "Thực hiện {dispatch}', 'opening = "Thực hiện {dispatch.number}'),
        ('opening = "Thực hiện {dispatch}', 'opening = "Thực hiện {'),
        ('number = "số"\n', ""),
        ("unnamed_rows = 5", 'unnamed_rows = "năm"'),
    ],
)
def test_words_of_an_office_that_cannot_be_used_are_refused(
    departments: Dispatch, tmp_path: Path, old: str, new: str
) -> None:
    shipped = (SHIPPED / "phieu-tra-loi" / "template.toml").read_text(encoding="utf-8")
    assert old in shipped
    (tmp_path / "phieu-tra-loi").mkdir()
    (tmp_path / "phieu-tra-loi" / "template.toml").write_text(shipped.replace(old, new), encoding="utf-8")
    with pytest.raises(TemplateInvalidError):
        list(render_forms(departments, overrides=tmp_path))


def test_words_of_an_office_win(departments: Dispatch, tmp_path: Path) -> None:
    shipped = (SHIPPED / "phieu-tra-loi" / "template.toml").read_text(encoding="utf-8")
    (tmp_path / "phieu-tra-loi").mkdir()
    own = shipped.replace("Mã phiếu:", "Mã số phiếu:")
    (tmp_path / "phieu-tra-loi" / "template.toml").write_text(own, encoding="utf-8")
    (form,) = render_forms(replace(departments, expected=departments.expected[:1]), overrides=tmp_path)
    assert "Mã số phiếu: NHÁP" in [paragraph.text for paragraph in opened(form).paragraphs]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_word_processor_shows_the_same_pages(departments: Dispatch, tmp_path: Path) -> None:
    form = the_form(departments, "sgddt@p34-an-giang")
    path = tmp_path / "form.docx"
    path.write_bytes(form.docx)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],  # noqa: S607 - found on PATH on purpose
        capture_output=True,
        check=True,
        timeout=120,
    )
    theirs = path.with_suffix(".pdf").read_bytes()
    assert len(pypdfium2.PdfDocument(theirs)) == len(pypdfium2.PdfDocument(form.pdf))
    assert find_marks("\n".join(lines(theirs))) == (mark(0),)
    for line in ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "UBND TỈNH AN GIANG", "GIÁM ĐỐC", "Phụ lục"):
        assert line in lines(theirs)
        assert line in lines(form.pdf)
