"""What the tables of answers say in Vietnamese: headings, places, notes."""

from typing import Final

TITLE: Final = "Tổng hợp trả lời Công văn số {0}: {1}"
ON: Final = "Tính đến ngày {0}"

SHEETS: Final = {
    "answers": "Tổng hợp",
    "sources": "Nguồn",
    "data": "Tệp dữ liệu",
}

COLUMNS: Final = {
    "number": "TT",
    "organ_id": "Mã cơ quan",
    "addressee": "Nơi được hỏi",
    "state": "Tình trạng",
    "arrived_on": "Ngày đến",
    "documents": "Văn bản trả lời",
    "days_late": "Số ngày muộn",
    "missing_items": "Mục còn thiếu",
    "item": "Mục",
    "label": "Nội dung",
    "row": "Dòng",
    "text": "Trả lời",
    "value": "Giá trị",
    "source": "Nguồn",
    "problem": "Cần xem lại",
    "standing": "Hiệu lực",
    "record": "Mã lưu trữ",
    "module": "Phân hệ",
    "school_year": "Năm học",
    "file": "Tên tệp",
    "size": "Cỡ (byte)",
    "sha256": "SHA-256",
}

ITEM: Final = "{0}. {1}"
CURRENT: Final = "hiện hành"
SUPERSEDED: Final = "đã thay bằng câu trả lời sau"
SUPERSEDED_ANSWER: Final = "Trước đó: “{0}” ({1})"
FILES: Final = "{0} tệp dữ liệu"
DATA_FILE: Final = "{0} ({1})"
UNKNOWN: Final = "không rõ"
AND_FILES: Final = "{0}; {1}"
CUT: Final = " … (còn nữa, xem bản JSON)"

PLACE: Final = {
    "file": "{0}, tệp {1}",
    "page": "trang {0}",
    "cell": "bảng {0}, dòng {1}, cột {2}",
}
