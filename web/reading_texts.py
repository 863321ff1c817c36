"""What people read of files that could not be read or filed: why, in which part, and what to do about it."""

from typing import Final

from model.reason import Reason
from web import packet_texts

ERRORS: Final = {
    "NotSetAsideError": (
        "Không có tệp số {error.row_id} nào bị cách ly hay chờ trong hộp đến mà còn nguyên vẹn;"
        " xem: vanthu quarantine"
    ),
    "NotWithheldError": (
        "Không có tệp số {error.row_id} nào bị giữ lại vì độ mật mà còn nguyên trong hộp đến;"
        " nếu tệp đã đổi hay đã lấy đi thì hãy đưa lại vào hộp đến."
    ),
    "NotInspectedError": (
        "Chưa ai xem được bên trong tệp số {error.row_id} nên phần mềm không được sao chép. Nếu bạn đã mở xem"
        " và tệp không có dấu chỉ độ mật, hãy thêm --inspected; nếu là văn bản đến thì thêm cả --document."
    ),
}

REASONS: Final = {
    "empty-file": "tệp rỗng",
    "broken-file": "tệp {0} bị hỏng, không đọc được {1}",
    "oversized-file": "tệp {0} lớn bất thường: {1} quá lớn hoặc quá nhiều",
    "nested-too-deep": "tệp nén, thư, gói tin lồng nhau quá {0} lớp; hãy tách ra rồi gửi lại",
    "too-many-members": "bên trong có ít nhất {0} tệp, tối đa {1}; hãy tách ra rồi gửi lại",
    "encrypted-file": "tệp {0} có mật khẩu, không xem được nội dung",
    "no-reader": "chưa đọc được loại tệp {0}",
    "too-large": "tệp lớn hơn 256 MiB nên không đọc",
    "reader-failed": "bộ đọc gặp lỗi với tệp này",
    "reader-hung": "bộ đọc không đọc xong tệp này: {2}, {0} lần; tệp vẫn ở hộp đến",
    "reader-died": "bộ đọc phải dừng giữa chừng vì tệp này: {2}, {0} lần; tệp vẫn ở hộp đến",
    "member-unread": "có tệp bên trong chưa xem được nội dung ({facts})",
    "empty-inside": "tệp rỗng (0 byte) bên trong: {facts}; nếu cần, đề nghị nơi gửi gửi lại",
    "recognition-failed": "đọc được nhưng không nhận dạng được",
    "no-access": "không có quyền đọc tệp",
    "unread-document": "người nhận đã xem và cho là văn bản, máy không đọc được; cần người ghi số và ngày",
    "moved-in-inbox": "tệp được đổi tên hoặc chuyển chỗ trong hộp đến",
    "same-file-in": "tệp này cũng nằm trong {facts}",
    "further-version": "bản khác của {facts}, giữ cùng một hồ sơ và số đến",
}
"""Why a file waits, lies in quarantine, or was let in unread."""

TAKEN_AWAY: Final = {
    "line": "{0}. (tệp {1} byte, đến lúc {2}) đã bị lấy khỏi hộp đến lúc {3}, chưa lưu: {4}",
    "line.now": "{0}. (tệp {1} byte, đến lúc {2}) không còn trong hộp đến, chưa lưu: {4}",
    "counted": "Trong số chờ có {0} tệp đã bị lấy khỏi hộp đến hoặc đổi tên, chưa lưu.",
    "found": "Bị lấy khỏi hộp đến khi còn chờ, chưa lưu: {0} tệp (số {1}); dùng: vanthu acknowledge SỐ",
    "how": "Đã biết tệp bị lấy khỏi hộp đến: vanthu acknowledge SỐ",
}
"""What is told of files that were taken away while they waited."""

FORMATS: Final = {
    "7z": "nén (7z); hãy giải nén rồi đưa các tệp vào một thư mục con",
    "avif": "ảnh AVIF; hãy lưu lại thành JPG rồi đưa vào lại",
    "binary": "nhị phân mà nội dung không rõ là gì",
    "bmp": "ảnh (BMP)",
    "doc": "Word cũ (doc)",
    "doc-before-97": "Word 95 của vùng Đông Á",
    "doc-image": "Word cũ chỉ có ảnh",
    "docx": "Word (docx)",
    "docx-image": "Word chỉ có ảnh",
    "edxml": "gói tin edXML",
    "embedded": "có tài liệu nhúng bên trong",
    "eml": "thư (eml)",
    "encrypted-office": "Word, Excel có mật khẩu",
    "equation": "công thức nhúng",
    "encoded": "văn bản mã hóa thành chữ (base64...)",
    "exe": "chương trình (EXE), không phải văn bản",
    "gif": "ảnh (GIF)",
    "heic": "ảnh HEIC; hãy lưu lại thành JPG rồi đưa vào lại",
    "gzip": "nén (gzip)",
    "html": "trang web (html)",
    "image": "ảnh",
    "jpeg": "ảnh (JPEG)",
    "many-pictures": "có quá nhiều ảnh nhỏ nên chưa xem hết ảnh nào là dấu mật",
    "mbox": "hộp thư (mbox)",
    "mht": "trang web đóng gói (mht)",
    "mp4": "phim hoặc ghi âm (MP4, MOV, M4A), không phải văn bản",
    "msg": "thư Outlook (msg)",
    "odp": "trình chiếu (odp)",
    "odp-image": "trình chiếu chỉ có ảnh",
    "ods": "bảng tính (ods)",
    "ods-image": "bảng tính chỉ có ảnh",
    "odt": "OpenDocument (odt)",
    "odt-image": "OpenDocument chỉ có ảnh",
    "ole": "phức hợp kiểu Office cũ",
    "ole-package": "gói nhúng của Office",
    "opendocument": "OpenDocument loại khác",
    "pdf": "PDF",
    "pdf-attachments": "PDF có tệp đính kèm",
    "pdf-garbled": "PDF có lớp chữ hỏng",
    "pdf-image": "PDF quét từ giấy",
    "png": "ảnh (PNG)",
    "ppt": "trình chiếu (ppt)",
    "ppt-image": "trình chiếu (ppt) chỉ có ảnh",
    "pptx": "trình chiếu (pptx)",
    "pptx-image": "trình chiếu chỉ có ảnh",
    "rar": "nén (rar); hãy giải nén rồi đưa các tệp vào một thư mục con",
    "rtf": "RTF",
    "rtf-image": "RTF chỉ có ảnh",
    "text-legacy": "văn bản dùng bảng mã cũ",
    "tiff": "ảnh (TIFF)",
    "tnef": "đính kèm của Outlook (winmail.dat)",
    "txt": "văn bản thuần",
    "xls": "Excel cũ (xls)",
    "xlsb": "Excel nhị phân (xlsb)",
    "xlsx": "Excel (xlsx)",
    "xlsx-image": "Excel chỉ có ảnh",
    "webp": "ảnh (WEBP)",
    "vsdx": "bản vẽ Visio (vsdx)",
    "zip": "nén (zip)",
}
"""What people call the formats of files; others are named by their ending."""

PARTS: Final = {
    "archive": "danh mục của tệp nén",
    "attachment": "tệp đính kèm",
    "attachments": "các tệp đính kèm",
    "cells": "số ô của bảng",
    "compressed": "phần chữ nén bên trong",
    "compound file": "cấu trúc của tệp",
    "depth": "các tầng lồng nhau",
    "DTD": "phần đầu của gói tin",
    "embedded documents": "các tài liệu nhúng",
    "encoding": "bảng mã chữ",
    "groups": "các tầng lồng nhau",
    "header": "phần đầu của gói tin",
    "markup": "nội dung của trang",
    "member": "một tệp bên trong",
    "members": "các tệp bên trong",
    "package": "cấu trúc của tệp",
    "packet": "gói tin",
    "page": "một trang",
    "page tree": "danh mục các trang",
    "pages": "số trang",
    "parts": "các phần của tệp",
    "picture": "hình ảnh",
    "piece table": "phần chữ",
    "pixels": "hình ảnh",
    "properties": "các thuộc tính của thư",
    "records": "các phần của tệp",
    "streams": "các phần của tệp",
    "tables": "các bảng",
    "text": "phần chữ",
    "workbook": "bảng tính",
    "XML": "nội dung của gói tin",
}
"""What people call the part of a file that could not be read."""
_INNER_PART: Final = "phần “{0}” bên trong"

_ENDS: Final = {
    "SIGALRM": "quá thời hạn",
    "SIGXCPU": "quá thời gian của bộ xử lý",
    "SIGKILL": "bị hệ thống dừng, thường vì hết bộ nhớ",
    "SIGSEGV": "lỗi bộ nhớ",
    "SIGABRT": "lỗi bên trong",
    "SIGBUS": "lỗi bộ nhớ",
    "SIGXFSZ": "định ghi ra đĩa",
    "no-sense": "trả lời không hiểu được",
}
_OTHER_END: Final = "mã {0}"
"""How a reader process ended."""
_CAUSES: Final = {"encrypted-file": "có mật khẩu"}
"""Why a file inside another one could not be read."""
_NO_FORMAT: Final = "không rõ loại"

_OF_FORMAT: Final = frozenset({"no-reader", "encrypted-file"})
_OF_MEMBER: Final = "member-unread"
_OF_PACKETS: Final = {"several-packets": packet_texts.inside, "packet-told": packet_texts.said}
_OF_NOTICE: Final = frozenset({"packet-refused", "packet-recall-asked", "packet-recalled", "packet-updates"})
_NO_WORD: Final = "không nêu lý do"
_OF_PART: Final = frozenset({"broken-file", "oversized-file"})
_OF_END: Final = frozenset({"reader-hung", "reader-died"})


def told_facts(reason: Reason) -> tuple[str, ...]:
    """Return the facts of a reason as people read them."""
    facts = reason.facts
    if reason.code in _OF_PACKETS:
        return _OF_PACKETS[reason.code](facts)
    if reason.code in _OF_FORMAT:
        return tuple(FORMATS.get(fact, fact) for fact in facts)
    if reason.code == _OF_MEMBER:
        told = (FORMATS.get(fact, _CAUSES.get(fact, fact)) for fact in facts if not fact.endswith("Error"))
        return tuple(told) or (_NO_FORMAT,)
    if reason.code in _OF_PART and len(facts) > 1:
        return (FORMATS.get(facts[0], facts[0]), PARTS.get(facts[1], _INNER_PART.format(facts[1])))
    if reason.code in _OF_END:
        return (*facts[:2], *(_ENDS.get(fact, _OTHER_END.format(fact)) for fact in facts[2:]))
    return tuple(_NO_WORD if fact == "?" and reason.code in _OF_NOTICE else fact for fact in facts)
