import msgspec
import pytest

from model.reply_form import FieldType, FormField, ReplyForm, answer_heading, is_field_code

FORM = ReplyForm(
    subject="báo cáo",
    title="Biểu báo cáo",
    fields=(
        FormField(code="CT01", label="Tên phần mềm", required=True),
        FormField(code="CT02", label="Số trường", type=FieldType.TABLE, columns=("Cấp học", "Số trường")),
        FormField(code="CT03", label="Hình thức", type=FieldType.CHOICE, choices=("thuê", "mua")),
    ),
)


def test_rows_and_tables_are_told_apart_in_order() -> None:
    assert [field.code for field in FORM.rows] == ["CT01", "CT03"]
    assert [field.code for field in FORM.tables] == ["CT02"]


def test_an_item_is_found_by_its_code() -> None:
    assert FORM.field("CT03") is FORM.fields[2]
    assert FORM.field("CT09") is None


def test_a_form_survives_the_archive() -> None:
    assert msgspec.json.decode(msgspec.json.encode(FORM), type=ReplyForm) == FORM


def test_the_header_row_is_the_same_for_whoever_prints_and_reads() -> None:
    assert answer_heading() == ("Mã", "Nội dung", "Trả lời")


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ("CT01", True),
        ("A1", True),
        ("CT", False),
        ("01", False),
        ("ct01", False),
        ("CT01.", False),
        ("ĐT01", False),
    ],
)
def test_codes_are_plain_letters_and_digits(text: str, *, is_code: bool) -> None:
    assert is_field_code(text) is is_code
