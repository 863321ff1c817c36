"""What the pages say outside their templates; what the command says as well is in ``texts``."""

from enum import StrEnum
from typing import Any, Final

from model.identification import Evidence
from model.reason import Reason
from web import texts

STATUSES: Final = {
    400: ("Yêu cầu không hợp lệ", "Địa chỉ hoặc nội dung vừa gửi không đúng; hãy quay lại trang trước."),
    401: ("Chưa đăng nhập", "Trang này chỉ dành cho người đã đăng nhập."),
    403: (
        "Không nhận biểu mẫu",
        "Biểu mẫu đã cũ hoặc không được gửi từ trang này; hãy mở lại trang và gửi lại.",
    ),
    404: ("Không tìm thấy", "Không có trang này."),
    405: ("Yêu cầu không hợp lệ", "Địa chỉ này không nhận cách gửi vừa dùng; hãy quay lại trang trước."),
    409: ("Đã có người quyết định", "Việc này đã được quyết định trước đó."),
    500: ("Có lỗi", "Lỗi ngoài dự kiến. Dữ liệu đã lưu không bị ảnh hưởng; hãy báo người quản trị."),
    503: ("Đang bận", "Văn phòng đang bận; hãy thử lại sau ít phút."),
}
"""Per HTTP status the title of the page, and its sentence where the error has none of its own."""

ERRORS: Final = {
    "FileNumberError": "Văn bản {error.record_id} không có tệp thứ {error.number}.",
    "FileDamagedError": (
        "Tệp {error.name} của văn bản {error.record_id} không còn đúng như khi lưu nên không được đưa ra."
        " Hãy chạy lệnh vanthu verify để biết tệp nào hỏng, rồi lấy lại từ bản sao lưu."
    ),
}
"""Sentences of the pages' own errors, by class."""

NAME_FAULT: Final = "Hãy ghi họ và tên, không quá {longest} chữ."

FIELDS: Final = {
    "code": "Số, ký hiệu",
    "kind": "Loại văn bản",
    "date": "Ngày văn bản",
    "subject": "Trích yếu",
    "parent_organ": "Cơ quan chủ quản",
    "organ": "Cơ quan ban hành",
    "organ_id": "Mã cơ quan",
    "province_id": "Tỉnh, thành phố",
    "place": "Địa danh",
    "recipients": "Nơi nhận",
    "signer": "Người ký",
    "signer_title": "Chức vụ người ký",
    "replies_to": "Trả lời văn bản",
    "refers_to": "Căn cứ, nhắc đến văn bản",
}
"""What the reader recognises, in the order of the record page."""

_LABELS: Final[dict[Any, str]] = {
    **texts.LEDGER_STATES,
    **texts.REPLY_STATES,
    **texts.LINK_STATES,
    **texts.DIRECTIONS,
    **texts.FILE_ROLES,
}


def refusal(status: int, error: Exception) -> tuple[str, str]:
    """Return the title and the sentence of the page about an error."""
    title, general = STATUSES[status]
    own = ERRORS.get(type(error).__name__)
    sentence = texts.error_sentence(error) if own is None else own.format(error=error)
    return title, sentence or general


def label(value: StrEnum) -> str:
    """Return the name of a state, direction or role."""
    return capital(_LABELS[value])


def reason(value: Reason) -> str:
    """Return a reason as a sentence without its full stop."""
    return capital(texts.reason_sentence(value))


def event(message: str) -> str:
    """Return what a version of a record came about by."""
    return capital(texts.EVENTS.get(message, message))


def where(evidence: Evidence) -> str:
    """Return where a value was read."""
    return "" if evidence.page is None else f"trang {evidence.page}"


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
