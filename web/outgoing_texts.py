"""What people read about documents after their number was given: refusals, differences, states."""

from typing import Final

from model.standing import Standing

ERRORS: Final = {
    "AmbiguousCodeError": (
        "Có nhiều văn bản mang số, ký hiệu “{error.code}”; hãy ghi mã của văn bản cần xử lý: {error.ids}"
    ),
    "CodeTakenError": (
        "Số, ký hiệu {error.code} đã cấp cho văn bản {error.record_id} trong năm; không cấp lại cho văn bản"
        " khác. Hai sổ đang dùng chung một ký hiệu: hãy xem lại mục so_rieng trong office.toml."
    ),
    "EndedError": "Văn bản {error.record_id} đã bị hủy hoặc thu hồi; không thay đổi được nữa.",
    "SignedAlreadyError": (
        "Văn bản {error.code} đã ký nên có thể đã gửi đi; văn bản đã gửi thì thu hồi chứ không hủy số:"
        ' vanthu recall {error.record_id} --reason "LÝ DO". Nếu chắc chắn chưa gửi cho ai, hãy thêm --unsent.'
    ),
    "NotIssuedHereError": "Văn bản {error.record_id} không do cơ quan này ban hành.",
    "SignedFileSecretError": (
        "Tệp có dấu chỉ độ mật ({error.problem}); không đọc, không lưu gì. Hãy xử lý theo quy định về bảo vệ"
        " bí mật nhà nước."
    ),
    "SignedFileEmptyError": "{error.path}: {error.problem}.",
    "SignedFileKindError": "{error.path}: bản đã ký phải là tệp PDF hoặc ảnh quét (JPEG, PNG, TIFF).",
    "SignedFileTooLargeError": "{error.path}: tệp quá lớn.",
    "SignedFileUnsignedError": (
        "{error.path} đúng là tệp đã phát hành của {error.code}, chưa có chữ ký nào; hãy ký rồi gửi lại."
    ),
    "SignedNumberError": (
        "{error.path} mang số {error.found}, không phải {error.code}; không nhận làm bản ký của {error.code}."
    ),
    "SignedFileDiffersError": (
        "{error.path} khác với bản đã phát hành {error.code}: {error.differences}. Nếu vẫn đúng là bản đã"
        ' ký, hãy thêm --anyway "LÝ DO".'
    ),
    "SignedLaterError": (
        "Ngày ký {error.signed_on} sau ngày cấp số {error.on}; văn bản giấy được ký rồi mới cấp số."
    ),
    "YearClosedError": "Sổ năm {error.year} đã khóa; không cấp thêm và không hủy số nào của năm ấy nữa.",
    "YearNotOverError": "Năm {error.year} chưa hết nên chưa khóa sổ được.",
    "YearUnknownError": "Không có sổ nào của năm {error.year}.",
}

REASONS: Final = {
    "signed-unread": "máy chưa đọc được chữ trong tệp nên không đối chiếu được ({facts})",
    "signed-number-unread": "không đọc được số, ký hiệu",
    "signed-number-differs": "chữ nhận dạng từ ảnh ghi số {0}",
    "signed-date-differs": "ghi ngày {0}, bản phát hành ghi ngày {1}",
    "signed-text-missing": "thiếu chữ so với bản phát hành: “{facts}”",
    "signed-text-added": "thừa chữ so với bản phát hành: “{facts}”",
    "signed-text-unlike": "chữ nhận dạng từ ảnh chỉ khớp {0}% với bản phát hành",
    "signed-no-signature": "tệp không phải ảnh quét và cũng không có chữ ký số",
    "signed-by-one": (
        "chỉ một bên đã ký số ({0}); văn bản điện tử phải có chữ ký số của người có thẩm quyền và của cơ quan"
    ),
    "signed-broken-signature": "chữ ký số của {0} không còn nguyên vẹn",
    "signed-of-nothing": "không rõ là bản ký của văn bản nào",
    "signed-of-several": "có thể là bản ký của nhiều văn bản: {facts}",
    "signed-ended": "văn bản {0} đã bị hủy hoặc thu hồi",
    "signed-other-number": "mang số {1}, không phải {0}",
    "signed-as-issued": "là tệp đã phát hành của {0}, chưa có chữ ký nào",
}
"""Why a file is not taken as a signed original without a person's word."""

STANDINGS: Final = {
    Standing.AWAITING_SIGNATURE: "chờ ký",
    Standing.ISSUED: "đã phát hành",
    Standing.CANCELLED: "đã hủy",
    Standing.RECALLED: "đã thu hồi",
}

EVENTS: Final = {
    "attach": "nhận bản đã ký",
    "cancel": "hủy số",
    "recall": "thu hồi",
}
"""What happened to a record, by the message of its version in the archive."""

BOOK: Final = {
    "title.out": "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
    "title.in": "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
    "year": "Năm:",
    "days": "Từ ngày {0} đến ngày {1}",
    "numbers": "Từ số {0} đến số {1}",
    "volume": "Quyển số:",
    "closing": "Sổ này có {0} văn bản.",
    "page": "Trang {number}",
}
"""The words of a printed register (Nghị định 30/2020, Phụ lục IV)."""

NOTES: Final = {
    "cancelled": "Đã hủy ngày {0}: {1}",
    "recalled": "Đã thu hồi ngày {0}: {1}",
    "awaiting": "Chờ ký",
    "corrects": "Đính chính văn bản {0}",
    "signed": "Bản đã ký ngày {0}",
    "signed-on": "Ký giấy ngày {0}",
    "signature": "Ký số: {0}",
    "signature.at": "Ký số: {0}, {1}",
}
"""What the last column of a register says of a document's standing."""
