from datetime import date
from pathlib import Path

import pytest

from generator.draft import read_draft
from generator.errors import DraftInvalidError
from model.reply_form import FieldType, FormField, ReplyForm

GOOD = """\
loai: công văn
co_quan_ban_hanh: Bộ Giáo dục và Đào tạo
ky_hieu: BGDĐT-KHTC
dia_danh: Hà Nội
trich_yeu: báo cáo số liệu
kinh_gui: Sở Giáo dục và Đào tạo các tỉnh, thành phố
noi_dung: Đề nghị trả lời theo mẫu tại Phụ lục kèm theo.
luu: VT, KHTC
nguoi_ky:
  chuc_vu: BỘ TRƯỞNG
  ho_ten: Hoàng Thị Bình
phieu_tra_loi:
  trich_yeu: báo cáo số liệu trường học
  ten_bieu: Biểu báo cáo số liệu
  muc:
    - ma: CT01
      noi_dung: Số trường
      kieu: số
      bat_buoc: có
    - ma: CT02
      noi_dung: Hình thức
      kieu: chọn
      chon: [thuê, mua]
    - ma: CT03
      noi_dung: Theo cấp học
      kieu: bảng
      cot: [Số trường]
      dong: [Tiểu học]
"""


def read(folder: Path, text: str) -> ReplyForm | None:
    path = folder / "du-thao.yaml"
    path.write_text(text, encoding="utf-8")
    return read_draft(path, issuer_defaults=None, today=date(2026, 11, 16)).form


def refusal(folder: Path, text: str) -> DraftInvalidError:
    with pytest.raises(DraftInvalidError) as caught:
        read(folder, text)
    return caught.value


def test_the_items_are_read_as_declared(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == ReplyForm(
        subject="báo cáo số liệu trường học",
        title="Biểu báo cáo số liệu",
        fields=(
            FormField(code="CT01", label="Số trường", type=FieldType.NUMBER, required=True),
            FormField(code="CT02", label="Hình thức", type=FieldType.CHOICE, choices=("thuê", "mua")),
            FormField(
                code="CT03",
                label="Theo cấp học",
                type=FieldType.TABLE,
                columns=("Số trường",),
                rows=("Tiểu học",),
            ),
        ),
    )


def test_a_draft_without_form_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD[: GOOD.index("phieu_tra_loi")]) is None


def test_the_text_of_the_answer_is_kept_as_typed(tmp_path: Path) -> None:
    form = read(tmp_path, GOOD + "  noi_dung: |\n    1. **Số trường**: theo biểu.\n    2. Khó khăn.\n")
    assert form is not None
    assert form.body == "1. **Số trường**: theo biểu.\n2. Khó khăn.\n"


@pytest.mark.parametrize(
    ("typed", "meant"), [("có", True), ("true", True), ("Co", True), ("không", False), ("false", False)]
)
def test_yes_and_no_are_said_in_several_ways(tmp_path: Path, typed: str, *, meant: bool) -> None:
    form = read(tmp_path, GOOD.replace("bat_buoc: có", f"bat_buoc: {typed}"))
    assert form is not None
    assert form.fields[0].required is meant


REFUSALS = [
    # the annex has to be announced in the text (III-1a)
    (GOOD.replace("Phụ lục", "mẫu"), "form-not-mentioned", 7, "noi_dung"),
    # codes
    (GOOD.replace("CT01", "Mục 1"), "form-code-invalid", 16, "phieu_tra_loi.muc.ma"),
    (GOOD.replace("CT02", "CT01"), "form-code-twice", 20, "phieu_tra_loi.muc.ma"),
    (GOOD.replace("- ma: CT01\n      noi", "- noi"), "field-missing", 16, "phieu_tra_loi.muc.ma"),
    # types and what belongs to them
    (GOOD.replace("kieu: số", "kieu: tiền"), "form-type-unknown", 18, "phieu_tra_loi.muc.kieu"),
    (GOOD.replace("kieu: chọn", "kieu: chữ"), "form-part-unfitting", 23, "phieu_tra_loi.muc.chon"),
    (GOOD.replace("kieu: bảng", "kieu: chữ"), "form-part-unfitting", 27, "phieu_tra_loi.muc.cot"),
    (GOOD.replace("[thuê, mua]", "[thuê]"), "form-choices-few", 23, "phieu_tra_loi.muc.chon"),
    (GOOD.replace("[thuê, mua]", "[mua, mua]"), "form-choices-few", 23, "phieu_tra_loi.muc.chon"),
    (GOOD.replace("      chon: [thuê, mua]\n", ""), "field-missing", 20, "phieu_tra_loi.muc.chon"),
    (GOOD.replace("cot: [Số trường]", "cot: [A, A]"), "form-columns-few", 27, "phieu_tra_loi.muc.cot"),
    (GOOD.replace("bat_buoc: có", "bat_buoc: chắc"), "type-flag", 19, "phieu_tra_loi.muc.bat_buoc"),
    # shape
    (GOOD.replace("ten_bieu:", "ten_biu:"), "key-unknown-near", 14, "phieu_tra_loi.ten_biu"),
    (GOOD[: GOOD.index("  muc:")] + "  muc: CT01\n", "type-list", 15, "phieu_tra_loi.muc"),
    (GOOD[: GOOD.index("  muc:")] + "  muc: []\n", "type-list", 15, "phieu_tra_loi.muc"),
    (GOOD[: GOOD.index("  muc:")] + "  muc: [CT01]\n", "type-mapping", 15, "phieu_tra_loi.muc"),
    (GOOD[: GOOD.index("phieu")] + "phieu_tra_loi: có\n", "type-mapping", 12, "phieu_tra_loi"),
    (GOOD + "  noi_dung: |\n    | A |\n    | B |\n", "table-no-ruler", 30, "phieu_tra_loi.noi_dung"),
]


@pytest.mark.parametrize(("draft", "code", "line", "field"), REFUSALS, ids=[row[1] for row in REFUSALS])
def test_a_mistake_is_named_with_its_line_and_field(
    tmp_path: Path, draft: str, code: str, line: int, field: str
) -> None:
    error = refusal(tmp_path, draft)
    assert (error.reason.code, error.line, error.field) == (code, line, field)
    assert error.sentence.startswith(f"Tệp {error.path}, dòng {line}, trường {field}: ")
    assert error.sentence.endswith((".", "?"))
    assert "{" not in error.sentence
