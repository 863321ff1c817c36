"""A table of answers with everything that can stand in one."""

from datetime import date

from model.answer import AnswerPlace, FieldAnswer
from model.board import BoardRow, Reply, ReplyBoard, ReplyState
from model.collection import CollectedCell, CollectedRow, Collection, DataFile, GivenAnswer
from model.document_code import DocumentCode
from model.partial_date import PartialDate
from model.reason import Reason
from model.record import Addressee
from model.record_id import RecordId
from model.reply_form import FieldType, FormField, ReplyForm

FORM = ReplyForm(
    subject="báo cáo",
    title="Biểu báo cáo",
    fields=(
        FormField(code="CT01", label="Đơn vị chủ trì", required=True),
        FormField(code="CT02", label="Số phòng máy", type=FieldType.NUMBER, required=True),
        FormField(code="CT03", label="Ngày kiểm kê", type=FieldType.DATE),
        FormField(code="CT04", label="Theo cấp học", type=FieldType.TABLE, columns=("Số trường",)),
        FormField(code="CT05", label="Dữ liệu", data=True),
    ),
)
CODE = DocumentCode.parse("5120/BGDĐT-KHTC")
OLD, NEW = RecordId(2026, "den", 1), RecordId(2026, "den", 7)
FORMULA = '=HYPERLINK("http://x","y")'
NOON = date(2026, 11, 20)


def given(code: str, text: str, *, record: RecordId = NEW, row: int = 2, **more: object) -> GivenAnswer:
    """Return an answer that stands in a table of a Word file."""
    place = AnswerPlace(file="original/a.docx", table=3, row=row, column=3)
    return GivenAnswer(
        record=record,
        code=DocumentCode.parse(f"{record.serial}/SGDĐT-KHTC"),
        file_name="trả lời.docx",
        answer=FieldAnswer(code=code, text=text, place=place, **more),  # type: ignore[arg-type] # of all types
    )


def a_collection() -> Collection:
    """Return the table of two addressees: one answered twice, the other did not."""
    cells = (
        CollectedCell(item="CT01", current=(given("CT01", FORMULA, value=FORMULA),)),
        CollectedCell(
            item="CT02",
            current=(given("CT02", "1.300", value="1300", row=3),),
            superseded=(given("CT02", "1.204", value="1204", record=OLD, row=3),),
        ),
        CollectedCell(
            item="CT03",
            current=(given("CT03", "đầu năm", problem=Reason("answer-no-date", ("đầu năm",))),),
        ),
        CollectedCell(item="CT04", current=(given("CT04", "Tiểu học | 412", rows=(("Tiểu học", "412"),)),)),
        CollectedCell(item="CT05", data=(_file(),)),
    )
    replies = tuple(
        Reply(
            record=one,
            code=DocumentCode.parse(f"{one.serial}/SGDĐT-KHTC"),
            arrived_on=NOON,
            dated=PartialDate.of(NOON),
        )
        for one in (OLD, NEW)
    )
    answered = BoardRow(
        addressee=_department("lang-son", "Lạng Sơn"),
        state=ReplyState.ANSWERED,
        replies=replies,
        days_late=0,
        missing_items=("CT09",),
    )
    awaited = BoardRow(
        addressee=_department("ca-mau", "Cà Mau"), state=ReplyState.AWAITED, replies=(), days_late=0
    )
    empty = tuple(CollectedCell(item=item.code) for item in FORM.fields)
    board = ReplyBoard(
        dispatch=RecordId(2026, "di", 5120),
        code=CODE,
        subject="báo cáo cơ sở vật chất",
        on=date(2026, 11, 22),
        deadline=None,
        rows=(answered, awaited),
        strays=(),
    )
    rows = (CollectedRow(standing=answered, cells=cells), CollectedRow(standing=awaited, cells=empty))
    return Collection(board=board, form=FORM, rows=rows)


def _department(unit: str, name: str) -> Addressee:
    return Addressee(
        organ_id=f"sgddt@p34-{unit}", name=f"Sở Giáo dục và Đào tạo tỉnh {name}", province_id=f"p34-{unit}"
    )


def _file() -> DataFile:
    return DataFile(
        record=NEW,
        name="QLHS 2012-2013.zip",
        size=1234,
        sha256="ab" * 32,
        module="Quản lý học sinh",
        school_year="2012-2013",
    )
