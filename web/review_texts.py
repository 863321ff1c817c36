"""What people read where they complete, correct and part what came in, and of what the office learns."""

from collections.abc import Sequence
from typing import Final

from model.hint import Hint, HintKind

ERRORS: Final = {
    "HintsUnreadableError": (
        "Không đọc được các gợi ý cơ quan đã ghi nhớ ({error.archive} hỏng hoặc không cho đọc);"
        " tệp được nhận dạng mà không dùng gợi ý. Hãy chạy: vanthu verify"
    ),
    "NothingToDecideError": "Không có việc nào như vậy đang chờ ({error.subject}).",
    "TypedNumberError": "“{error.text}” không phải là số của một văn bản; hãy ghi như 123 hoặc 123/QĐ-UBND.",
    "TypedDateError": "“{error.text}” không phải là ngày của văn bản đã đến; hãy ghi như 31/03/2014 hoặc 31.",
    "TypedKindError": "“{error.text}” không phải là tên loại văn bản; hãy ghi như quyết định, công văn.",
    "NothingCorrectedError": "Văn bản {error.record_id} đã ghi đúng như vậy; không có gì để sửa.",
    "NoPictureError": "Văn bản {error.record_id} không có ảnh trang nào để xem.",
    "PagesError": "Không tách được trang {error.pages} của văn bản {error.record_id}; hãy xem lại số trang.",
    "PagesUnreadError": "Tệp của văn bản {error.record_id} không chia trang, hoặc hiện không đọc lại được.",
    "UnknownHintError": "Không có gợi ý số {error.number} nào đang dùng; xem: vanthu hints",
    "HintTextError": (
        "“{error.text}” không dùng làm gợi ý được; hãy ghi tên cơ quan như trên giấy, hoặc với --sender: địa"
        " chỉ thư, tên miền, mã định danh."
    ),
    "SharedDomainError": "Ai cũng có thể có thư ở {error.text}; hãy ghi cả địa chỉ thư.",
}

REASONS: Final = {
    "may-be-split": "trang {0}–{1} có thể là văn bản khác ({2}, {3}); tách ra, hay là phụ lục kèm theo",
    "may-be-version": "có thể là bản khác của {facts}; cần người xác nhận",
    "number-by-hand": "số viết tay hoặc khó đọc, máy không đọc được; cần người ghi số",
    "number-unread": "máy không thấy số, ký hiệu đúng thể thức; cần người ghi số, ký hiệu",
    "day-by-hand": "ngày viết tay hoặc khó đọc, máy không đọc được; cần người ghi ngày",
    "day-unread": "máy không thấy ngày đủ ngày, tháng, năm; cần người ghi ngày",
    "link-proposed": "có thể trả lời {facts}; cần người xác nhận",
    "sender-not-asked": "{0} không có trong danh sách nơi được hỏi",
}

EVENTS: Final = {
    "split": "tách văn bản quét chung tệp",
    "split off": "được tách từ tệp của văn bản khác",
    "annex": "xác nhận là phụ lục kèm theo",
    "accept link": "xác nhận trả lời",
    "unlink": "xác nhận không trả lời công văn đã liên kết",
    "complete": "ghi số, ngày viết tay",
    "correct": "sửa thông tin",
}

FIELDS: Final = {
    "code": "Số, ký hiệu",
    "dated": "Ngày văn bản",
    "kind": "Loại văn bản",
    "parent_organ": "Cơ quan chủ quản",
    "organ": "Cơ quan ban hành",
    "subject": "Trích yếu",
    "signer": "Người ký",
}
"""The fields that a person can correct."""

SAID: Final = {
    "corrected": "{0}: đã sửa.",
    "registered": "{0} là văn bản đến nên đã vào sổ: {1}, số đến {2}.",
    "unlinked": "{0} không trả lời {1}.",
    "unlinked.all": "{0} không trả lời công văn nào.",
    "resymboled": "Ký hiệu in {0} đã thay bằng {1}; nếu nhầm: vanthu review correct {2} --number SỐ/KÝ_HIỆU",
    "stays": "Vẫn tính là trả lời {0}; bỏ bằng: vanthu review unlink {1} {0}",
    "split": "{0}: đã tách trang {1} thành {2}, số đến {3}.",
    "annexed": "{0}: giữ nguyên, là phụ lục hoặc bản kèm theo.",
    "learnt": "Đã ghi nhớ gợi ý số {0}. Bỏ gợi ý: vanthu hints remove {1}",
    "rivals": "Trái với gợi ý số {0}, nên chỉ là đề xuất; hãy bỏ gợi ý sai: vanthu hints remove SỐ",
    "forgotten": "Đã bỏ gợi ý số {0}; văn bản đã lưu không đổi.",
    "hints.none": "Chưa ghi nhớ gợi ý nào.",
    "identified.part": "Trang {0}–{1} có thể là văn bản khác:",
    "identified.place": "“{0}” (trang {1}; {2})",
    "identified.paragraph": "“{0}” ({1})",
    "identified.suggested": "{0} (gợi ý)",
}
"""What the command says of the review, of hints and of what is recognised."""

FILE_FACTS: Final = {
    "sent_from": "Gửi từ",
    "pages": "Trang trong tệp",
    "shared": "Quét chung tệp với",
}
"""What the command shows of how a record came."""

KINDS: Final = {
    HintKind.ALIAS: "tên trên giấy",
    HintKind.SENDER: "nơi gửi",
}
"""What a hint goes by."""

_LINE: Final = "{0}; {1}, {2:%d/%m/%Y}"
_AT_RECORD: Final = " khi sửa {0}"
_HINT: Final = "{0}: {1} “{2}”{3} là {4}"
_BELOW: Final = " (dưới {0})"
_AT: Final = " (ở {0})"
_UNREGISTERED: Final = " (chưa có trong danh mục cơ quan)"


def hint_line(hint: Hint) -> str:
    """Return what a hint says, and whose word it was."""
    line = _LINE.format(hint_sentence(hint), hint.added_by.name, hint.added_at)
    return line if hint.record is None else line + _AT_RECORD.format(hint.record)


def rivals_note(hints: Sequence[Hint]) -> tuple[str, ...]:
    """Return what to know of hints that contradict another one; nothing where there are none."""
    numbers = ", ".join(str(hint.number) for hint in hints)
    return (SAID["rivals"].format(numbers),) if hints else ()


def hint_sentence(hint: Hint) -> str:
    """Return what a hint says, after its number."""
    below = _BELOW.format(hint.parent) if hint.parent else _AT.format(hint.place) if hint.place else ""
    line = _HINT.format(hint.number, KINDS[hint.kind], hint.text, below, hint.organ)
    return line if hint.organ_id else line + _UNREGISTERED


def spans(pages: Sequence[int]) -> str:
    """Return pages as people write them: ``1–2, 5``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
