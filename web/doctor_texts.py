"""The words of the check-up of machine and office."""

from typing import Final

DOCTOR: Final = {
    "good": "tốt",
    "attention": "lưu ý",
    "broken": "hỏng",
    "python": "Python {0}",
    "fonts": "Phông chữ để in PDF: đủ {0} tệp",
    "fonts.broken": "Phông chữ để in PDF: chỉ còn {0}/{1} tệp; hãy cài lại phần mềm.",
    "tesseract": "tesseract: đọc được bản quét và ảnh",
    "tesseract.missing": "Chưa có tesseract: bản quét và ảnh chờ trong hộp đến; cài đặt: apt-get install {0}",
    "soffice": "LibreOffice: kiểm tra được thể thức tệp Word cũ (.doc)",
    "soffice.missing": "Chưa có LibreOffice: không kiểm tra được tệp .doc; cài đặt: apt-get install {0}",
    "office.none": "Chưa chỉ ra văn phòng nào (--office); chỉ kiểm tra máy.",
    "office": "Văn phòng {0}",
    "writable": "Ghi được vào {0}",
    "writable.broken": "Không ghi được vào {0}; hãy xem lại quyền của thư mục.",
    "readable.broken": "Không đọc được hộp đến {0}, không biết có gì mới đến; hãy xem lại quyền thư mục.",
    "space": "Còn trống {0:.1f} GB trên ổ đĩa",
    "space.low": "Chỉ còn trống {0:.1f} GB trên ổ đĩa; hãy dọn hoặc thêm chỗ.",
    "register": "Sổ đăng ký mở được",
    "index": "Chỉ mục tìm kiếm theo kịp sổ đăng ký",
    "waiting": "Chờ trong hộp đến: {0} tệp",
    "withheld": "Giữ lại vì độ mật, chưa ai ghi nhận: {0} tệp (cảnh báo số {1}); dùng: vanthu acknowledge SỐ",
    "refused": "Không nhận: {0} tệp",
    "quarantined": "Cách ly: {0} tệp",
    "clear": "Không có tệp nào chờ, không được nhận, bị giữ lại hay cách ly",
    "reasons": "{0} ({1})",
    "file": "{0}: {1}",
    "file.unnamed": "(tệp nằm ngoài hộp đến)",
    "file.number": "số {0} ({1} byte, đến lúc {2})",
    "files.more": "... và {0} tệp nữa",
}
"""The check-up: its marks, and a sentence per finding."""
