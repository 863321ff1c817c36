"""What people read about backups."""

from typing import Final

ERRORS: Final = {
    "BackupFolderError": (
        "{error.folder} không dùng làm nơi sao lưu được: đã có tệp khác, hoặc nằm trong chính văn phòng."
    ),
    "BackupOfOtherOfficeError": "{error.folder} giữ bản sao lưu của văn phòng khác; hãy chọn thư mục khác.",
    "BackupNotFoundError": "Không có bản sao lưu nào đã hoàn tất ở {error.folder}, hoặc không có số ấy.",
    "BackupDamagedError": "Bản sao lưu bị hỏng: {error.path}. Bản có số nhỏ hơn có thể còn tốt (--number).",
    "BackupTooNewError": (
        "{error.path} do phiên bản mới hơn ghi (định dạng {error.found}); hãy dùng phiên bản mới của vanthu."
    ),
    "RestoreTargetError": "{error.folder} không trống; chỉ khôi phục vào thư mục mới hoặc trống.",
}

SAYINGS: Final = {
    "backing-up": "Đang sao lưu",
    "restoring": "Đang khôi phục",
    "done": "Đã sao lưu lần thứ {number} vào {folder}: {files} tệp, {size}; mới ghi {written}.",
    "secret": "Bản sao có cả khóa của cơ quan và mọi văn bản: hãy cất giữ như chính văn phòng.",
    "inbox": "{0} tệp còn trong hộp đến không nằm trong bản sao; hãy xử lý cho hết rồi sao lưu lại.",
    "restored": "Đã khôi phục bản sao số {number} (lập lúc {made_at}) vào {folder}: {files} tệp.",
    "damaged": "Bản sao không còn nguyên tệp: {0}",
    "no-target": "Hãy cho biết thư mục mới sẽ nhận văn phòng, như: vanthu restore {0} --office van-phong-moi",
}
