"""What people read about the Word templates that they edit."""

from typing import Final

ERRORS: Final = {
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
