"""The rules by which a value was read or a link was made, in a clerk's words."""

from typing import Final

_WORDS: Final = {
    "answers": "viết là trả lời, phúc đáp",
    "carries-out": "viết là thực hiện, căn cứ, nhận được",
    "speaks-of": "có nhắc đến",
    "cited": "nêu đúng số, ký hiệu",
    "cited-with-date": "nêu đúng số, ký hiệu và ngày",
    "cited-with-other-date": "nêu đúng số, ký hiệu nhưng ngày khác",
    "referred": "chỉ dẫn chiếu số, ký hiệu",
    "referred-with-date": "chỉ dẫn chiếu số, ký hiệu và ngày",
    "damaged-number-with-date": "số gần giống, đúng ngày",
    "damaged-number-with-subject": "số gần giống, trích yếu gần nhau",
    "shared-terms": "trích yếu có từ hiếm chung",
    "stated": "gói tin nêu số, ký hiệu",
    "stated-with-date": "gói tin nêu số, ký hiệu và ngày",
    "packet": "theo gói tin",
    "mark": "mã trên phiếu",
    "by-hand": "người ghi",
    "sender-not-addressed": "nơi gửi không có trong nơi nhận của công văn",
    "sender-succeeds-addressee": "nơi gửi kế tục nơi được hỏi",
    "office-alias": "theo gợi ý tên số",
    "office-sender": "theo gợi ý nơi gửi số",
    "number-line": "dòng số, ký hiệu",
    "number-line-by-hand": "dòng số, ký hiệu; số viết tay",
    "number-line-blank": "dòng số, ký hiệu; để trống số",
    "number-line-unread": "dòng số, ký hiệu; chưa đọc được số",
    "number-line-cut": "dòng số, ký hiệu; có thể thiếu phần cuối",
    "number-line-drawn": "số do phần mềm ký vẽ lên trang",
    "number-line-printed": "dòng số, ký hiệu; chữ in",
    "date-line": "dòng địa danh, ngày tháng",
    "date-long": "dòng ngày tháng năm",
    "date-short": "ngày viết tắt",
    "date-printed": "ngày in trên giấy",
    "date-day-by-hand": "ngày viết tay",
    "date-drawn": "ngày do phần mềm ký vẽ lên trang",
    "date-month-by-signature": "tháng theo chữ ký số",
    "letterhead": "đầu trang",
    "under-number": "dòng trích yếu dưới số, ký hiệu",
    "under-title": "dòng trích yếu dưới tên loại",
    "letterhead-mended-by-place": "đầu trang, sửa chữ theo địa danh",
    "title": "tên loại văn bản",
    "title-line": "dòng tên văn bản",
    "addressees": "phần Kính gửi",
    "deadline": "câu có thời hạn",
    "enclosed": "phần gửi kèm",
    "signature": "chỗ ký",
    "signature-alone": "chỗ ký chỉ có tên",
    "signature-place": "ảnh chỗ ký",
    "urgency-stamp": "dấu mức độ khẩn",
}


def rule_words(rule: str) -> str:
    """Return what a rule says; the name itself of one that has no words."""
    return "; ".join(_WORDS.get(part, part) for part in rule.split(":"))
