"""What the search says: how a query was read, the orders, the facets and the heads of its table."""

from typing import Final

from model.reason import Reason
from model.search import Places, SearchRequest, Sort
from model.standing import Standing
from web.command_texts import FACETS
from web.outgoing_texts import STANDINGS

SORTS: Final = {
    Sort.RELEVANCE: "Đúng nhất trước",
    Sort.NEWEST: "Mới nhất trước",
    Sort.OLDEST: "Cũ nhất trước",
}

PLACES: Final = {
    Places.HEIRS: "cả tỉnh kế thừa hiện nay",
    Places.NAMED: "chỉ đúng tên này",
    Places.ALL: "cả tỉnh kế thừa và các tỉnh cũ đã nhập vào",
}

ERRORS: Final = {
    "IndexFolderForeignError": (
        "{error.folder} chứa tệp không phải của chỉ mục; không đụng đến tệp nào. Hãy dời các tệp ấy đi,"
        " rồi tìm lại: chỉ mục tự lập lại."
    ),
    "IndexBusyError": "Một tiến trình khác đang ghi chỉ mục ({error.folder}); hãy thử lại sau ít phút.",
    "IndexDamagedError": "Chỉ mục tìm kiếm ({error.folder}) bị hỏng; hãy lập lại bằng: vanthu rebuild",
    "EngineUnknownError": "Không có bộ máy tìm kiếm “{error.name}”.",
    "EngineMissingError": "Bộ máy tìm kiếm “{error.name}” chưa được cài: cần gói {error.package}.",
    "IndexFolderUnusableError": (
        "Không mở được chỉ mục tìm kiếm ở {error.folder}: {error.problem}. Văn bản vẫn được lưu bình thường."
    ),
    "SavedNameEmptyError": "Chưa lưu tìm kiếm: hãy đặt cho nó một tên.",
    "SavedNameLettersError": "Chưa lưu tìm kiếm: tên có ký tự điều khiển hoặc ký tự không nhìn thấy được.",
    "SavedNameLengthError": (
        "Chưa lưu tìm kiếm: tên dài {error.length} chữ cái, nhiều nhất là {error.longest}."
    ),
    "SavedSearchEmptyError": "Chưa lưu “{error.name}”: chưa có điều gì để tìm.",
}

REASONS: Final = {
    "index-no-folder": "ở đó là một tệp, không phải một thư mục",
    "index-closed": "không có quyền đọc hoặc ghi",
    "index-no-writing": "ổ đĩa chỉ cho đọc",
    "index-no-room": "ổ đĩa đã đầy",
    "index-fault": "hệ điều hành báo lỗi {0}",
}

KEPT: Final = {
    "moi": "Đã lưu tìm kiếm này.",
    "thay": "Đã thay tìm kiếm lưu trước đây với tên này.",
}
"""What became of a search that was to be kept, by the word in the address of the page that says so."""

_NOTES: Final = {
    "index-behind": (
        "Còn {0} thay đổi của sổ đăng ký chưa vào chỉ mục: kết quả có thể thiếu."
        " Nếu không có chương trình nào đang đưa vào, hãy chạy: vanthu doctor"
    ),
    "index-busy": "Một tiến trình khác đang ghi chỉ mục; còn {0} thay đổi chưa tìm thấy được.",
    "index-full": "Đĩa đầy nên chỉ mục chậm {0} thay đổi: kết quả có thể thiếu. Hãy dọn bớt đĩa.",
    "index-read-only": (
        "Thư mục search/ của văn phòng không cho ghi nên chỉ mục chậm {0} thay đổi: kết quả có thể thiếu."
    ),
    "index-damaged": (
        "Chỉ mục bị hỏng và chưa lập lại được, còn {0} thay đổi chưa tìm thấy được. Hãy chạy: vanthu rebuild"
    ),
    "index-failed": (
        "Chỉ mục chậm {0} thay đổi: kết quả có thể thiếu. Máy báo lỗi {1}; hãy kiểm tra ổ đĩa rồi chạy:"
        " vanthu doctor"
    ),
    "query-cut": "Câu hỏi quá dài: chỉ tìm {0} chữ đầu.",
    "query-quote-odd": "Dấu ngoặc kép chưa đóng được bỏ qua; các chữ được tìm riêng.",
    "query-or-alone": "Bên cạnh OR (HOẶC) thiếu một vế; dấu này được bỏ qua.",
    "query-as-words": "Câu hỏi chỉ loại trừ mà không tìm gì nên được đọc như các chữ thường.",
    "query-star-lone": "Dấu * chỉ dùng sau ít nhất hai chữ cái đầu của một từ; ở đây được bỏ qua.",
    "query-field-unread": "“{0}”: không đọc được giá trị này nên tìm như các chữ thường.",
    "query-place-formers": "{0} nay gồm cả {1}: chưa tính văn bản do {1} gửi trước khi sáp nhập.",
    "query-place-former": "{0} (đến năm {1}) nay thuộc {2}: kết quả gồm cả văn bản của {3}.",
    "query-organ-heir": "Việc của {0} nay do {1} làm: chưa tính văn bản của {1}.",
    "query-dates-exchanged": "Ngày đầu sau ngày cuối nên hai ngày được đổi chỗ.",
    "query-brackets": "Dấu ngoặc đơn không gộp được các vế: OR (HOẶC) chia cả câu hỏi làm đôi.",
    "query-place-heir": "{0} nay thuộc {1}: kết quả gồm cả văn bản của {1}.",
}

DIRECTIONS: Final = {"in": "Văn bản đến", "out": "Văn bản đi"}


def ending(standing: str) -> str:
    """Return what became of a document that is no longer in force."""
    return STANDINGS[Standing(standing)]


SHEET_TITLE: Final = "Kết quả tìm kiếm"
SHEET_HEADS: Final = (
    *("STT", "Mã", "Chiều", "Số, ký hiệu", "Ngày văn bản"),
    *("Cơ quan ban hành", "Tỉnh, thành phố", "Loại văn bản", "Trích yếu"),
    "Tình trạng",
)
SHEET_QUERY: Final = "Câu hỏi: {0}"
SHEET_TOTAL: Final = "{0} văn bản, lập lúc {1}"


def kept(*, has_replaced: bool) -> str:
    """Return the word in an address for what became of a search that was to be kept."""
    return "thay" if has_replaced else "moi"


def note(reason: Reason) -> str:
    """Return the sentence of a note on how a query was read."""
    return _NOTES[reason.code].format(*reason.facts)


def facet_value(facet: str, value: str) -> str:
    """Return a value of a facet as people read it."""
    return DIRECTIONS.get(value, value) if facet == "direction" else value


def asked(request: SearchRequest) -> str:
    """Return what was asked in words, chosen facets included."""
    chosen = (f"{FACETS[facet]}: {facet_value(facet, value)}" for facet, value in request.chosen)
    return "; ".join(filter(None, (request.text, *chosen)))
