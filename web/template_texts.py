"""What people read about the Word templates that they edit."""

from typing import Final

ERRORS: Final = {
    "LettersUndrawableError": (
        "Tệp {error.path}: phông chữ của văn bản không có ký tự {error.letters}; hãy bỏ hoặc thay bằng chữ."
    ),
    "YearNotOpenedError": (
        "Sổ {error.book} của năm {error.year} chưa từng mở ở đây; hãy xem lại ngày của văn bản, hoặc khai số"
        " cuối cùng của năm đó ở mục so_mo_dau trong office.toml."
    ),
    "TemplateKindUnknownError": (
        'Không có mẫu của loại văn bản “{error.name}”; hãy ghi tên loại, như --kind "quyết định".'
    ),
    "TemplateExistsError": (
        "{error.path} đã có; bản sao mẫu không ghi đè. Hãy đổi tên hoặc xóa tệp cũ rồi làm lại."
    ),
}

SAYINGS: Final = {
    "sound": "{file}: mẫu {kind} dùng được.",
    "unsound": "{file}: mẫu {kind} chưa dùng được: {errors} lỗi, {warnings} điểm cần xem lại.",
    "doubtful": "{file}: mẫu {kind} dùng được, {warnings} điểm cần xem lại.",
    "copied": "Đã ghi {0}.",
    "next": "Hãy sửa tệp Word, rồi kiểm tra: vanthu template check {0}",
}
