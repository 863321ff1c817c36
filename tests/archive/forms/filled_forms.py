"""Reply forms as offices fill them in: a real form, edited as Word or a hurried clerk would."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from generator.reply_form import render_forms
from model.dispatch import Dispatch, Filing, Issuer, Paragraph, Run, Signatory
from model.document_kind import DocumentKind
from model.organ import expand_group
from model.record import Addressee
from model.reply_form import FieldType, FormField, ReplyForm
from model.reply_mark import ReplyMark

ISSUED_ON = date(2026, 11, 2)
FORM = ReplyForm(
    subject="báo cáo cơ sở vật chất",
    title="Biểu báo cáo cơ sở vật chất",
    fields=(
        FormField(code="CT01", label="Đơn vị chủ trì", required=True),
        FormField(code="CT02", label="Số phòng máy", type=FieldType.NUMBER, required=True),
        FormField(code="CT03", label="Kinh phí", type=FieldType.NUMBER, note="triệu đồng"),
        FormField(code="CT04", label="Ngày kiểm kê", type=FieldType.DATE),
        FormField(code="CT05", label="Cách làm", type=FieldType.CHOICE, choices=("thuê", "mua", "kết hợp")),
        FormField(
            code="CT06",
            label="Số liệu theo cấp học",
            type=FieldType.TABLE,
            columns=("Số trường", "Số phòng"),
            rows=("Tiểu học", "Trung học cơ sở"),
        ),
        FormField(code="CT07", label="Dữ liệu gửi kèm", data=True),
    ),
)
SYMBOL = "BGDĐT-KHTC"
ANSWERS = {
    "CT01": "Phòng Kế hoạch - Tài chính",
    "CT02": "1.204",
    "CT03": "96,5",
    "CT04": "15/11/2026",
    "CT05": "thuê",
    "CT06": (("412", "37"), ("288", "25")),
    "CT07": "02 tệp",
}
VALUES = ANSWERS | {
    "CT02": "1204",
    "CT03": "96.5",
    "CT04": "2026-11-15",
    "CT06": "Tiểu học | 412 | 37; Trung học cơ sở | 288 | 25",
}
"""The same in the one form that all answers have."""

Typed = Mapping[str, str | Sequence[Sequence[str]]]


def departments() -> tuple[Addressee, ...]:
    """Return the departments of education of the day of issue."""
    return tuple(
        Addressee(organ_id=body.id, name=body.full_name, province_id=body.province_id)
        for body in expand_group("các sở giáo dục và đào tạo", ISSUED_ON)
    )


def a_dispatch(**changes: Any) -> Dispatch:  # noqa: ANN401 - any field of a dispatch
    """Return the dispatch 5120/BGDĐT-KHTC that asks all departments to fill in the form."""
    dispatch = Dispatch(
        kind=DocumentKind.OFFICIAL_DISPATCH,
        issuer=Issuer(name_lines=("Bộ Giáo dục và Đào tạo",), symbol="BGDĐT", organ_id="bgddt"),
        symbol=SYMBOL,
        number=5120,
        place="Hà Nội",
        issued_on=ISSUED_ON,
        year=2026,
        subject="báo cáo cơ sở vật chất phục vụ dạy và học",
        addressee_lines=("Các sở giáo dục và đào tạo",),
        expected=departments(),
        body=(Paragraph((Run("Đề nghị các sở trả lời theo mẫu tại Phụ lục."),)),),
        filing=Filing(units=("VT", "KHTC")),
        signatory=Signatory(title="Bộ trưởng", name="Trịnh Minh Khang"),
        form=FORM,
    )
    return replace(dispatch, **changes)


def blank(mark: ReplyMark, dispatch: Dispatch | None = None) -> bytes:
    """Return the form of the addressee that a mark is for, as it goes out."""
    dispatch = dispatch or a_dispatch()
    only = replace(dispatch, expected=(dispatch.expected[mark.addressee],))
    [form] = render_forms(only, mark=lambda _: mark)
    return form.docx


def filled(
    form: bytes, typed: Typed | None = None, *, number: int | None = 212, on: date | None = date(2026, 11, 9)
) -> bytes:
    """Return a form with its cells filled in, numbered and dated as its office does before sending."""
    document = docx.Document(BytesIO(form))
    for table in document.tables:
        rows = [row.cells for row in table.rows]
        for cells in rows:
            answer = (typed if typed is not None else ANSWERS).get(cells[0].text)
            if isinstance(answer, str) and len(cells) > 1:
                write(cells[-1], answer)
        own = (typed if typed is not None else ANSWERS).get(rows[0][0].text)
        if own is not None and not isinstance(own, str):
            for cells, values in zip(rows[1:], own, strict=False):
                for cell, value in zip(cells[1:], values, strict=True):
                    write(cell, value)
        for cells in rows:
            for cell in cells:
                _sign(cell, number, on)
    return saved(document)


def write(cell: _Cell, text: str) -> None:
    """Type a text into a cell, inside its content control where it has one."""
    controls = [*cell._tc.iter(qn("w:sdtContent"))]
    if not controls:
        cell.text = text
        return
    [run] = controls[0].iter(qn("w:r"))
    for old in [*run.iter(qn("w:t"))]:
        run.remove(old)
    run.text = text


def table_of(document: Any, first: str) -> Table:  # noqa: ANN401 - python-docx's document
    """Return the table whose first cell holds the text."""
    found: Table = next(table for table in document.tables if table.cell(0, 0).text == first)
    return found


def add_row(table: Table, *texts: str) -> None:
    """Add a row at the end of a table."""
    row = table.add_row()  # type: ignore[no-untyped-call] # python-docx is not typed throughout
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text


def saved(document: Any) -> bytes:  # noqa: ANN401 - python-docx's document is a function to its users
    """Return a Word document as a file."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _sign(cell: _Cell, number: int | None, on: date | None) -> None:
    """Put number and date into the letterhead."""
    for paragraph in cell.paragraphs:
        text = paragraph.text
        if number is not None and text.startswith("Số:") and "/" in text:
            symbol = text.partition("/")[2].replace("…", "KHTC")
            _set(paragraph, f"Số: {number}/{symbol}")
        elif on is not None and ", ngày " in text and "tháng" in text:
            _set(paragraph, f"{text.partition(',')[0]}, ngày {on.day:02d} tháng {on.month} năm {on.year}")


def _set(paragraph: Any, text: str) -> None:  # noqa: ANN401 - a paragraph of python-docx
    first, *rest = paragraph.runs
    first.text = text
    for run in rest:
        run.text = ""


def converted(data: bytes, folder: Path, *formats: str) -> bytes:
    """Return a DOCX after LibreOffice saved it in each of the formats, one after the other."""
    path = folder / "form.docx"
    path.write_bytes(data)
    for number, (_, format_) in enumerate(pairwise(("docx", *formats))):
        out = folder / str(number)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", format_, "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        path = out / f"form.{format_}"
    return path.read_bytes()
