"""Every sentence that people read on a page or a terminal, by key; those about drafts are in ``templates/``.

An error's sentence is found by the name of its class or of the nearest base that has one, so that this module
loads no other part. ``{error.path}`` and the like are the facts that the error keeps.
"""

import errno
import string
from collections.abc import Iterator
from datetime import date
from typing import Final

from model.board import ReplyBoard, ReplyState
from model.ledger import LedgerState
from model.partial_date import PartialDate
from model.province import province
from model.reason import Reason
from model.record import Direction, FileRole, LinkState, Record
from web import (
    backup_texts,
    check_texts,
    outgoing_texts,
    packet_texts,
    reading_texts,
    review_texts,
    search_texts,
    signing_texts,
    template_texts,
)

ERRORS: Final = {
    "OfficeNotFoundError": "Thư mục {error.folder} không phải là một văn phòng (không có office.toml).",
    "StorageError": "Ổ đĩa không cho ghi hoặc đọc {error.path}, hoặc nội dung ở đó không như mong đợi.",
    "FolderReadOnlyError": (
        "Thư mục {error.path} chỉ đọc được: tìm, xem, in và kiểm tra thì được, vào sổ, phát hành hay sửa thì"
        " không. Hãy chép cả thư mục văn phòng sang ổ đĩa ghi được rồi làm việc ở đó."
    ),
    "BusyError": "{error.path} đang được một tiến trình khác sử dụng; hãy thử lại sau ít phút.",
    "NotPlainFileError": "{error.path} không phải là một tệp thường.",
    "SourceChangedError": "{error.path} bị thay đổi trong lúc sao chép; hãy thử lại khi tệp đã ghi xong.",
    "TargetExistsError": "{error.path} đã có sẵn; phần mềm không ghi đè lên tệp nào.",
    "StorageRootError": "{error.path} không phải là kho lưu trữ của phần mềm này; không sửa gì trong đó.",
    "ObjectIdError": "“{error.object_id}” không phải là mã của một đối tượng lưu trữ.",
    "LogicalPathError": "“{error.logical_path}” không thể là tên tệp trong kho lưu trữ.",
    "ObjectNotFoundError": "Kho lưu trữ không có {error.object_id}.",
    "RecordNotFoundError": "Kho lưu trữ không có văn bản {error.record_id}.",
    "ObjectExistsError": "Kho lưu trữ đã có {error.object_id} với nội dung khác; không ghi đè.",
    "FileNotStoredError": "{error.object_id} không còn tệp {error.logical_path}; hãy chạy: vanthu verify",
    "DamagedError": "Kho lưu trữ có dữ liệu hỏng; vanthu verify cho biết tệp nào, để lấy lại từ bản sao.",
    "InventoryError": "Không đọc được danh mục của một đối tượng trong kho lưu trữ; hãy chạy: vanthu verify",
    "RecordJsonError": "Không đọc được record.json của một văn bản đã lưu; hãy chạy: vanthu verify",
    "SettingsError": "Thiết lập {error.path} không đúng ở mục {error.key}: {error.problem}.",
    "SettingsUnreadableError": "Không đọc được thiết lập {error.path}: {error.problem}.",
    "SettingsUnfilledError": (
        "Thiết lập {error.path} còn để nguyên mẫu ở mục {error.key};"
        " hãy điền thông tin của cơ quan trước khi phát hành."
    ),
    "OfficeBusyError": "Một tiến trình khác đang ghi sổ đăng ký ({error.path}); hãy thử lại sau ít phút.",
    "DiskFullError": ("Ổ đĩa đã đầy; hãy dọn hoặc thêm chỗ rồi thử lại. Những gì đã lưu vẫn nguyên vẹn."),
    "RegisterDamagedError": "Sổ đăng ký {error.path} bị hỏng; hãy lập lại từ kho lưu trữ: vanthu rebuild",
    "RegisterMissingError": "Mất sổ đăng ký {error.path}; hãy lập lại từ kho lưu trữ: vanthu rebuild",
    "RegisterBehindArchiveError": (
        "Sổ đăng ký cũ hơn kho lưu trữ (kho đã có {error.record_id});"
        " hãy lập lại từ kho lưu trữ: vanthu rebuild"
    ),
    "IssuedUnfinishedError": (
        "Văn bản đã được cấp số {error.code} nhưng máy gặp trở ngại khi ghi tệp; đừng phát hành lại:"
        " phần mềm sẽ làm nốt ở lần chạy sau. Hãy kiểm tra chỗ trống trên đĩa rồi chạy: vanthu doctor"
    ),
    "RecognitionFailedError": "Đọc được tệp nhưng không nhận dạng được văn bản trong đó.",
    "SeriesAlreadyOpenError": "Sổ “{error.book}” năm {error.year} đã mở; số mở đầu chỉ đặt được một lần.",
    "DateBeforeLastNumberError": (
        "Ngày {error.on} sớm hơn ngày của số vừa cấp ({error.last_on}) trong sổ “{error.book}”;"
        " số và ngày phải cùng tăng."
    ),
    "DateInFutureError": "Ngày {error.on} chưa đến (hôm nay là {error.today}); không cấp số trước ngày.",
    "CodeNotFoundError": "Không có văn bản nào mang số, ký hiệu hoặc mã “{error.code}”.",
    "NotADispatchError": "Văn bản {error.record_id} không do cơ quan này ban hành nên không có bảng trả lời.",
    "NoFormError": "Văn bản {error.record_id} không gửi kèm phiếu trả lời.",
    "NoAlertError": "Không có cảnh báo số {error.row_id} nào đang chờ ghi nhận.",
    "TemplateNotFoundError": "Không có mẫu trình bày {error.name}.",
    "TemplateInvalidError": (
        "Mẫu trình bày {error.path} không dùng được; chạy vanthu template check để xem chỗ sai"
        " ({error.detail})."
    ),
    "CopiedTextMissingError": "Chưa có nội dung của {error.code} để sao; hãy ghi tên tệp ở ban_chinh.tep.",
    "PdfNotCopiedError": "Không đọc được tệp PDF cần sao: {error.detail}",
    "NoFreePortError": "Không còn cổng trống từ {error.first} đến {error.last}.",
    "FileNotFoundError": "Không tìm thấy {error.filename}.",
    "PermissionError": "Không có quyền đọc hoặc ghi {error.filename}.",
    "IsADirectoryError": "{error.filename} là một thư mục, không phải một tệp.",
    "OSError": "Hệ điều hành báo lỗi với {error.filename}: {error.strerror}",
    **check_texts.ERRORS,
    **packet_texts.ERRORS,
    **reading_texts.ERRORS,
    **backup_texts.ERRORS,
    **template_texts.ERRORS,
    **outgoing_texts.ERRORS,
    **signing_texts.ERRORS,
    **review_texts.ERRORS,
    **search_texts.ERRORS,
}

REASONS: Final = {
    "several-documents": "có nhiều văn bản trong cùng một tệp: {facts}; cần người xem",
    "system-file": "tệp của hệ điều hành, không phải văn bản",
    "symbolic-link": "đường dẫn liên kết, không phải tệp thật",
    "special-file": "không phải tệp thường",
    "folder-named-as-file": "thư mục mang tên như một tệp",
    "unreadable-folder": "không có quyền đọc thư mục này; chưa biết trong đó có gì",
    "filed-elsewhere": "đã được phiên khác lưu",
    "staged-file-unreadable": "tệp đã nhận nhưng phiên bản này không đọc lại được",
    "not-found": "không tìm thấy tệp",
    "part-of-office": "thuộc chính văn phòng này, không phải văn bản đến; không vào sổ",
    "left-for-later": "chưa xong vì gặp trở ngại hoặc tệp đang thay đổi; tệp vẫn ở nguyên chỗ, hãy thử lại",
    "not-a-document": "không thấy thể thức của một văn bản; chưa cấp số đến",
    "state-secrets-in-subject": "trích yếu nhắc đến bí mật nhà nước; cần người xem",
    "data-without-document": "tệp dữ liệu chưa có văn bản đi cùng; hãy để cả hai trong một thư mục con",
    "data-with-several-documents": "thư mục có nhiều văn bản nên không rõ tệp dữ liệu thuộc văn bản nào",
    "arrived-with-secret": "gửi cùng một tệp có dấu chỉ độ mật",
    "answers-differ": "khác với câu trả lời trước đây {0} ở mục {1}; xác nhận là lấy bản này",
    "version-differs": "bản mới của cùng văn bản trả lời khác ở mục {facts}; xác nhận là lấy bản mới",
    "answer-missing": "chưa trả lời mục bắt buộc",
    "answer-no-number": "“{0}” không phải là một số",
    "answer-number-ambiguous": "“{0}” có thể là số nghìn hoặc số lẻ; dấu phẩy không rõ nghĩa",
    "answer-no-date": "“{0}” không phải là một ngày",
    "answer-not-in-list": "“{0}” không có trong các giá trị cho chọn ({1})",
    "answer-unknown-item": "biểu mẫu không có mục này",
    "answer-twice": "mục này được trả lời nhiều lần, mỗi lần một khác",
    "answers-to-check": "biểu có câu trả lời cần xem lại ở mục {facts}",
    "answers-missing": "biểu chưa trả lời mục bắt buộc {facts}",
    "form-empty": "biểu mẫu gửi về còn để trống",
    "mark-broken": "mã phiếu {0} sai chữ kiểm tra; cần người xác nhận",
    "mark-of-another-office": "mã phiếu {0} là của cơ quan khác; cần người xác nhận",
    "mark-unknown": "mã phiếu {0} không thuộc công văn nào đang chờ trả lời",
    "marks-differ": "văn bản mang nhiều mã phiếu khác nhau: {facts}",
    "mark-against-sender": "mã phiếu được cấp cho {0} nhưng tiêu đề văn bản ghi {1}",
    "mark-against-citation": "mã phiếu thuộc công văn {0} nhưng văn bản trả lời công văn khác: {facts}",
    "settings-unreadable": "không mở được tệp",
    "settings-not-utf8": "dòng {0} không phải chữ Unicode UTF-8; hãy lưu lại với bảng mã UTF-8",
    "settings-syntax": (
        "dòng {0}, cột {1} sai cú pháp TOML; hãy kiểm tra dấu bằng, dấu ngoặc kép và tên mục bị ghi hai lần"
    ),
    "settings-unfilled": "còn để nguyên mẫu",
    "settings-not-table": "phải là một nhóm, mở đầu bằng dòng [{0}]",
    "settings-no-text": "thiếu, hoặc không phải là một đoạn chữ trong dấu ngoặc kép",
    "settings-no-symbol": "“{0}” không phải là chữ viết tắt của một cơ quan; hãy ghi như BGDĐT",
    "settings-organ-unknown": "danh mục không có cơ quan mang mã “{0}”",
    "settings-kind-unknown": "không phải là mã của một loại văn bản, như quyet-dinh",
    "settings-book-name": "phải gồm chữ thường không dấu và chữ số, bắt đầu bằng chữ, như qd",
    "settings-book-unknown": "không có sổ này; các sổ là {facts}",
    "settings-no-year": "phải ghi số của từng năm, như di.2026 = 1615",
    "settings-no-number": "phải là một số nguyên từ 0 đến 99999999",
    "settings-no-seconds": "phải là số giây lớn hơn 0, nhiều nhất là 86400",
    "settings-no-endings": "phải là một danh sách phần đuôi của tên tệp, như mdb",
    "settings-ending-read": "phần mềm đọc tệp {0} như văn bản nên không thể giữ mà không đọc",
    "settings-key-unknown": "không có mục này",
    "settings-opening-differs": (
        "sổ năm ấy đã mở với số {0} nhưng ở đây ghi {1}; số mở đầu chỉ đặt được một lần, hãy ghi lại {0}"
    ),
    "name": "tên tệp có dấu chỉ độ mật",
    "packet": "gói tin ghi độ mật",
    "stamp": "trang đầu có dấu chỉ độ mật",
    "label": "trang đầu ghi độ mật",
    "cleared": "đã có người xác nhận không mật",
    "subject": "trích yếu hoặc tiêu đề có dấu chỉ độ mật",
    "damaged-stamp": "trang đầu có dấu giống dấu chỉ độ mật",
    "doubtful-mark": "trang đầu có chữ có thể là dấu chỉ độ mật, cần người xem",
    **outgoing_texts.REASONS,
    **signing_texts.REASONS,
    **packet_texts.REASONS,
    **reading_texts.REASONS,
    **review_texts.REASONS,
    **search_texts.REASONS,
}

LEDGER_STATES: Final = {
    LedgerState.SEEN: "mới thấy",
    LedgerState.WAITING: "chờ trong hộp đến",
    LedgerState.WITHHELD: "giữ lại (độ mật)",
    LedgerState.IGNORED: "bỏ qua",
    LedgerState.REFUSED: "không nhận",
    LedgerState.STAGED: "đang xử lý",
    LedgerState.FILED: "đã lưu",
    LedgerState.DUPLICATE: "trùng",
    LedgerState.QUARANTINED: "cách ly",
}

REPLY_STATES: Final = {
    ReplyState.ANSWERED: "đã trả lời",
    ReplyState.ANSWERED_LATE: "trả lời muộn",
    ReplyState.AWAITED: "đang chờ",
    ReplyState.OVERDUE: "quá hạn",
}

LINK_STATES: Final = {
    LinkState.AUTOMATIC: "tự động",
    LinkState.PROPOSED: "đề xuất, chờ xác nhận",
    LinkState.CONFIRMED: "người xác nhận",
    LinkState.REMOVED: "đã bỏ",
}

DIRECTIONS: Final = {Direction.OUTGOING: "văn bản đi", Direction.INCOMING: "văn bản đến"}

FILE_ROLES: Final = {
    FileRole.ORIGINAL: "bản nhận được",
    FileRole.DOCUMENT: "văn bản chính trong thư, gói tin hoặc tệp nén",
    FileRole.ATTACHMENT: "tệp kèm theo",
    FileRole.VERSION: "bản khác của cùng văn bản",
    FileRole.DRAFT: "dự thảo",
    FileRole.RENDERED: "bản phát hành",
    FileRole.SIGNED: "bản đã ký",
    FileRole.TEXT: "phần chữ",
    FileRole.DATA: "tệp dữ liệu gửi kèm",
    FileRole.NOTICE: "gói tin về văn bản này",
}

EVENTS: Final = {
    "file": "vào sổ",
    "issue": "cấp số",
    "arrival: filed": "nhận thêm bản khác",
    "arrival: duplicate": "nhận lại đúng bản này",
    "data: filed": "nhận tệp dữ liệu gửi kèm",
    "data: duplicate": "nhận lại đúng tệp dữ liệu đã có",
    **outgoing_texts.EVENTS,
    **packet_texts.EVENTS,
    **review_texts.EVENTS,
}
"""What happened to a record, by the message of its version in the archive."""

BOOKS: Final = {"di": "văn bản đi", "den": "văn bản đến", "tep": "tệp không cấp số"}

DAMAGES: Final = {
    "altered": "nội dung đã bị thay đổi",
    "missing": "bị mất",
    "unexpected": "không được phép có ở đây",
    "unreadable": "không đọc được",
    "inconsistent": "không khớp với nơi khác",
}

OUTGOING_COLUMNS: Final = {
    "code": "Số, ký hiệu văn bản",
    "date": "Ngày tháng văn bản",
    "type_and_subject": "Tên loại và trích yếu nội dung văn bản",
    "signer": "Người ký",
    "recipients": "Nơi nhận văn bản",
    "kept_by": "Đơn vị, người nhận bản lưu",
    "copies": "Số lượng bản",
    "sent_on": "Ngày chuyển",
    "receipt": "Ký nhận",
    "note": "Ghi chú",
}
"""Heads of the register of outgoing documents (Nghị định 30/2020, Phụ lục IV)."""

INCOMING_COLUMNS: Final = {
    "arrived_on": "Ngày đến",
    "arrival_number": "Số đến",
    "author": "Tác giả",
    "code": "Số, ký hiệu văn bản",
    "date": "Ngày tháng văn bản",
    "type_and_subject": "Tên loại và trích yếu nội dung văn bản",
    "receiver": "Đơn vị hoặc người nhận",
    "sent_on": "Ngày chuyển",
    "receipt": "Ký nhận",
    "note": "Ghi chú",
}
"""Heads of the register of incoming documents."""

_WORDS: Final = {
    "board.nobody": "Công văn này không theo dõi nơi nào trả lời.",
    "board.head": "Đã trả lời {answered}/{asked}",
    "board.missing": "{head}, còn thiếu: {missing}",
    "board.complete": "{head}, không thiếu ai",
    "board.closed": "{answered} nơi đã trả lời; văn bản đã hủy hoặc thu hồi nên không chờ ai nữa",
    "error.unexpected": (
        "Lỗi ngoài dự kiến ({kind}: {message}). Dữ liệu đã lưu không bị ảnh hưởng; hãy chạy vanthu doctor."
        " Chi tiết cho người hỗ trợ: chạy lại lệnh với biến VANTHU_TRACEBACK=1."
    ),
    "error.unknown-fact": "(không rõ)",
}


_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class _PlainFacts(string.Formatter):
    """Puts facts into a sentence as people write them."""

    def format_field(self, value: object, format_spec: str) -> str:
        if value is None:
            return _WORDS["error.unknown-fact"]
        if isinstance(value, Reason):
            return reason_sentence(value)
        if isinstance(value, tuple):
            return "; ".join(self.format_field(one, format_spec) for one in value)
        return day(value) if isinstance(value, date) else str(super().format_field(value, format_spec))


_PLAIN: Final = _PlainFacts()


def error_sentence(error: Exception) -> str | None:
    """Return what people read about an error, None for one that nobody expected."""
    own = getattr(error, "sentence", None)
    if isinstance(own, str):
        return own
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return ERRORS["DiskFullError"]
    reason = getattr(error, "reason", None)
    if isinstance(reason, Reason):
        return f"{getattr(error, 'name', '')}: {reason_sentence(reason)}."
    for base in type(error).__mro__:
        if base.__name__ in ERRORS:
            return _PLAIN.format(ERRORS[base.__name__], error=error)
    return None


def unexpected_sentence(error: Exception) -> str:
    """Return what people read about an error that nobody expected."""
    return _WORDS["error.unexpected"].format(kind=type(error).__name__, message=error)


def reason_sentence(reason: Reason) -> str:
    """Return a reason with its facts as a part of a sentence; a reason without words is its code."""
    words = REASONS.get(reason.code, reason.code)
    said = reading_texts.told_facts(reason)
    facts = (*said, *[_WORDS["error.unknown-fact"]] * 3)
    return words.format(*facts, facts=", ".join(said))


def day(value: date | PartialDate | None) -> str:
    """Return a date as people write it: ``31/03/2014``, ``03/2014`` while the day is unread, else empty."""
    if value is None:
        return ""
    if isinstance(value, PartialDate) and not value.is_whole:
        return f"{value.month:02d}/{value.year}"
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


def sender(record: Record) -> str:
    """Return who issued a record, with the province where the name as printed leaves it out."""
    organ = record.organ or ""
    unit = province(record.province_id).name if record.province_id else ""
    return organ if not unit or unit in organ else f"{organ} ({unit})".strip()


def board_head(board: ReplyBoard) -> str:
    """Return the first line of an answer board: how many answered, and who is missing."""
    if board.is_closed:
        return _WORDS["board.closed"].format(answered=board.answered)
    if not board.rows:
        return _WORDS["board.nobody"]
    head = _WORDS["board.head"].format(answered=board.answered, asked=len(board.rows))
    if not board.missing:
        return _WORDS["board.complete"].format(head=head)
    return _WORDS["board.missing"].format(head=head, missing=", ".join(_missing(board)))


def _missing(board: ReplyBoard) -> Iterator[str]:
    """Yield who is missing, by province alone where each addressee stands for another province."""
    provinces = [row.addressee.province_id for row in board.rows]
    by_province = len(set(provinces)) == len(provinces)
    for addressee in board.missing:
        named = by_province and addressee.province_id is not None
        yield province(str(addressee.province_id)).name if named else addressee.name
