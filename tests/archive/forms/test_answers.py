import shutil
from io import BytesIO
from pathlib import Path

import docx
import pytest

from archive.forms.answers import read_answers
from archive.forms.marks import marks_of
from archive.readers import read
from model.answer import FieldAnswer
from model.reason import Reason
from model.reply_mark import ReplyMark
from tests.archive.documents import reply_docx, reply_pdf
from tests.archive.forms.filled_forms import (
    ANSWERS,
    FORM,
    VALUES,
    add_row,
    blank,
    converted,
    filled,
    saved,
    table_of,
)

MARK = ReplyMark(office="8HQK", dispatch="3F7M2C", form=1, addressee=3)
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


@pytest.fixture(scope="module")
def form() -> bytes:
    return blank(MARK)


def answers_in(data: bytes) -> tuple[FieldAnswer, ...]:
    return read_answers(read(data, name="a"), FORM, file="original/a.docx")


def values(data: bytes) -> dict[str, str | None]:
    return {answer.code: answer.value for answer in answers_in(data)}


def problems(data: bytes) -> dict[str, Reason]:
    return {answer.code: answer.problem for answer in answers_in(data) if answer.problem}


def test_a_filled_form_gives_its_values_by_code(form: bytes) -> None:
    found = answers_in(filled(form))
    assert {answer.code: answer.value for answer in found} == VALUES
    assert [answer.text for answer in found if answer.code != "CT06"] == [
        text for text in ANSWERS.values() if isinstance(text, str)
    ]
    assert found[5].rows == (("Tiểu học", "412", "37"), ("Trung học cơ sở", "288", "25"))
    assert not any(answer.problem for answer in found)


def test_each_answer_says_where_it_stands(form: bytes) -> None:
    second = answers_in(filled(form))[1]
    assert second.place is not None
    assert (second.place.file, second.place.row, second.place.column) == ("original/a.docx", 3, 3)


@needs_office
@pytest.mark.parametrize(
    "formats",
    [("docx",), ("docx", "docx"), ("odt", "docx"), ("doc", "docx"), ("rtf", "docx"), ("pdf",)],
    ids="-".join,
)
def test_a_form_edited_in_libreoffice_gives_the_same_values_and_mark(
    form: bytes, formats: tuple[str, ...], tmp_path: Path
) -> None:
    edited = converted(filled(form), tmp_path, *formats)
    assert values(edited) == VALUES
    assert marks_of(read(edited, name="a")) == (MARK,)


@needs_office
def test_a_form_printed_to_pdf_tells_page_and_box_of_each_answer(form: bytes, tmp_path: Path) -> None:
    pdf = converted(filled(form, ANSWERS | {"CT01": "Phòng Kế hoạch " * 30}), tmp_path, "pdf")
    first, second = answers_in(pdf)[:2]
    assert first.text == ("Phòng Kế hoạch " * 30).strip()
    assert first.place is not None
    assert first.place.page == 2
    assert first.place.box is not None
    left, top, right, bottom = first.place.box
    assert 110 < left < right < 200
    assert bottom - top > 20
    assert second.value == "1204"


def test_an_empty_form_answers_nothing(form: bytes) -> None:
    found = answers_in(form)
    assert [answer.code for answer in found] == [field.code for field in FORM.fields]
    assert all(answer.is_empty for answer in found)


def test_dots_to_write_on_are_no_answer(form: bytes) -> None:
    assert values(filled(form, {"CT01": "……………", "CT03": "....."}))["CT01"] is None


def test_a_required_item_that_nobody_filled_in_is_missing(form: bytes) -> None:
    assert problems(filled(form, {"CT01": "Phòng Kế hoạch"})) == {"CT02": Reason("answer-missing")}


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        ("CT02", "khoảng 120", Reason("answer-no-number", ("khoảng 120",))),
        ("CT02", "1,204", Reason("answer-number-ambiguous", ("1,204",))),
        ("CT04", "giữa tháng 11", Reason("answer-no-date", ("giữa tháng 11",))),
        ("CT05", "thuê và mua", Reason("answer-not-in-list", ("thuê và mua", "thuê / mua / kết hợp"))),
    ],
)
def test_what_does_not_fit_its_item_is_kept_as_typed_with_the_reason(
    form: bytes, code: str, text: str, reason: Reason
) -> None:
    [answer] = [one for one in answers_in(filled(form, ANSWERS | {code: text})) if one.code == code]
    assert (answer.text, answer.value, answer.problem) == (text, None, reason)


def test_rows_that_were_added_go_on_with_the_answer_above(form: bytes) -> None:
    document = docx.Document(BytesIO(filled(form)))
    table = table_of(document, "Mã")
    add_row(table, "", "", "và 01 đĩa")
    assert values(saved(document))["CT07"] == "02 tệp và 01 đĩa"


def test_a_code_that_the_form_does_not_have_is_shown(form: bytes) -> None:
    document = docx.Document(BytesIO(filled(form)))
    table = table_of(document, "Mã")
    add_row(table, "CT99", "", "thêm")
    [answer] = [one for one in answers_in(saved(document)) if one.code == "CT99"]
    assert (answer.text, answer.problem) == ("thêm", Reason("answer-unknown-item"))


def test_an_item_answered_twice_in_two_ways_keeps_both(form: bytes) -> None:
    document = docx.Document(BytesIO(filled(form)))
    table = table_of(document, "Mã")
    add_row(table, "CT02", "", "7")
    found = [one for one in answers_in(saved(document)) if one.code == "CT02"]
    assert [one.text for one in found] == ["1.204", "7"]
    assert {one.problem for one in found} == {Reason("answer-twice")}


def test_an_item_answered_twice_alike_is_answered_once(form: bytes) -> None:
    document = docx.Document(BytesIO(filled(form)))
    table = table_of(document, "Mã")
    add_row(table, "CT02", "", "1.204")
    assert values(saved(document)) == VALUES


def test_columns_that_changed_places_are_found_by_their_headings(form: bytes) -> None:
    document = docx.Document(BytesIO(filled(form)))
    table = table_of(document, "Mã")
    for row in table.rows:
        first, _, last = row._tr.tc_lst
        first.addprevious(last)
    assert values(saved(document)) == VALUES


def test_a_table_without_its_header_row_is_found_by_the_codes_in_it(form: bytes) -> None:
    document = docx.Document(BytesIO(filled(form)))
    table = table_of(document, "Mã")
    table._tbl.remove(table.rows[0]._tr)
    assert values(saved(document)) == VALUES


def test_lost_content_controls_and_changed_type_do_not_matter(form: bytes) -> None:
    document = docx.Document(BytesIO(form))
    for table in document.tables:
        for row in table.rows:
            answer = ANSWERS.get(row.cells[0].text)
            if isinstance(answer, str) and len(row.cells) > 2:
                row.cells[2].text = ""
                for letter in answer:
                    row.cells[2].paragraphs[0].add_run(letter).bold = True
    found = values(saved(document))
    assert {code: found[code] for code in ("CT01", "CT02", "CT05")} == {
        code: VALUES[code] for code in ("CT01", "CT02", "CT05")
    }


def test_rows_that_were_added_to_a_table_of_its_own_are_read(form: bytes) -> None:
    document = docx.Document(BytesIO(filled(form)))
    table = table_of(document, "CT06")
    add_row(table, "Mầm non", "9", "3")
    assert answers_in(saved(document))[5].rows[-1] == ("Mầm non", "9", "3")


@pytest.mark.parametrize("data", [reply_docx(), reply_pdf(), "Không có bảng nào.".encode()])
def test_a_document_without_the_form_answers_no_item(data: bytes) -> None:
    assert answers_in(data) == ()
