"""What people read about the checks of a document's layout, besides the sentences of the rules themselves."""

from typing import Final

from model.check_finding import Regime
from model.layout_profile import LayoutProfile

ERRORS: Final = {
    "CheckError": "Không kiểm tra được thể thức của {error.name}.",
    "DocumentUnreadableError": (
        "Không đọc được {error.name}: tệp rỗng, hỏng, có mật khẩu hoặc không phải Word, PDF, văn bản thuần"
        " (chỉ tệp Word mới ghi chú và sửa được)."
    ),
    "DocumentFrozenError": "{error.name} đã ký số hoặc thuộc loại không sửa được; không đổi gì trong tệp.",
    "ConverterMissingError": (
        "{error.name} là tệp Word cũ (.doc); cần LibreOffice để đọc. Hãy cài đặt: apt install"
        " libreoffice-writer"
    ),
    "IssueBlockedError": (
        "Văn bản còn {error.count} lỗi thể thức nên chưa cấp số; hãy sửa dự thảo rồi phát hành: {error.told}"
    ),
}

PROFILES: Final = {
    LayoutProfile.ND30_2020: "Nghị định 30/2020/NĐ-CP",
    LayoutProfile.TT01_2011: "Thông tư 01/2011/TT-BNV",
}

NOT_JUDGED: Final = {
    Regime.NORMATIVE: "văn bản quy phạm pháp luật có quy định riêng về thể thức; không kiểm tra",
    Regime.PARTY: "văn bản của Đảng có quy định riêng về thể thức; không kiểm tra",
    Regime.ADMINISTRATIVE: "văn bản trước ngày 05/3/2011; không kiểm tra",
    Regime.UNKNOWN: "văn bản trước ngày 05/3/2011; không kiểm tra",
}

SAYINGS: Final = {
    "finding": "{file}: [{severity}] {rule} {clause} ({where}): {sentence}",
    "summary": "{file}: {errors} lỗi, {warnings} điểm cần xem lại, {notes} ghi chú (theo {profile}).",
    "not-judged": "{file}: {why}.",
    "scan": "{file}: bản quét hoặc ảnh; không kiểm tra được thể thức.",
    "unseen": "{file}: chưa xét vì tệp không cho thấy: {rules}.",
    "needing-office": "{file}: chưa xét vì cần dữ liệu của cơ quan: {rules}.",
    "mended": "{file}: đã sửa {rule}: «{found}» thành {expected}.",
    "written": "Đã ghi {0}.",
    "whole": "cả văn bản",
    "paragraph": "đoạn {paragraph}: “{excerpt}”",
    "page": "trang {page}: “{excerpt}”",
}
