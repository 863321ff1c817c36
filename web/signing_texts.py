"""What people read about digital signatures: refusals, verdicts, the help of the two commands."""

from typing import Final

from model.signature import Integrity, Trust

ERRORS: Final = {
    "SigningError": "{error.subject}: {error.problem}.",
    "KeyUnusableError": "Không dùng được khóa ký {error.subject}: {error.problem}.",
    "PictureUnusableError": "Không dùng được ảnh {error.subject}: {error.problem}.",
    "PdfUnsignableError": "Chưa ký được: {error.problem}.",
    "PdfUnreadableError": "Không xem được chữ ký: {error.problem}.",
    "RootsUnusableError": "Chứng thư gốc {error.subject}: {error.problem}.",
    "SignerUnknownError": "Thiết lập {error.path} chưa khai người ký “{error.name}” trong mục [ky_so].",
    "SignerPictureMissingError": "Thiết lập {error.path} chưa khai ảnh (anh) cho người ký “{error.name}”.",
}

REASONS: Final = {
    "key-password-or-file": "mật khẩu sai, hoặc tệp không phải là khóa PKCS#12 (.p12, .pfx)",
    "key-missing": "không có khóa ký hoặc không có chứng thư bên trong",
    "token-library-missing": "không có tệp thư viện PKCS#11 này",
    "token-missing": "không mở được thiết bị “{0}”; hãy cắm thiết bị và xem lại nhãn",
    "token-pin": "sai mã PIN của thiết bị “{0}”; sai vài lần thiết bị sẽ tự khóa",
    "token-locked": "thiết bị “{0}” đã khóa vì nhập sai mã PIN nhiều lần",
    "token-certificate": "thiết bị không có chứng thư hoặc khóa mang nhãn “{0}”",
    "certificate-expired": "chứng thư đã hết hạn ngày {0}",
    "certificate-not-yet": "chứng thư chỉ có hiệu lực từ ngày {0}",
    "picture-not-png": "không phải là ảnh PNG đọc được",
    "picture-too-large": "ảnh có quá nhiều điểm ảnh",
    "picture-not-transparent": "nền của ảnh phải trong suốt",
    "picture-not-blue": "ảnh chữ ký của người có thẩm quyền phải có màu xanh",
    "picture-not-red": "ảnh dấu của cơ quan phải có màu đỏ",
    "picture-size-unknown": "không rõ kích thước thực tế; hãy ghi rong_mm (mi-li-mét) trong office.toml",
    "picture-size": "ảnh rộng {0} mm; phải từ 8 đến 100 mm",
    "number-missing": "văn bản chưa có số; phải cấp số trước khi ký vì sau đó tệp không sửa được nữa",
    "agency-has-signed": "cơ quan đã ký tệp này; không ai ký thêm sau cơ quan",
    "person-has-not-signed": "người có thẩm quyền chưa ký; cơ quan chỉ ký sau người có thẩm quyền",
    "signature-not-shown": "chữ ký của người có thẩm quyền không hiện trên trang; hãy chỉ chỗ bằng --at",
    "signer-differs": "chứng thư mang tên “{0}” nhưng văn bản ghi người ký là khác ({facts})",
    "no-place-to-sign": "không thấy chỗ ký giữa chức vụ và họ tên; hãy chỉ chỗ bằng --page và --at",
    "no-such-page": "không có trang {0}; tệp có {1} trang",
    "signed-before-not-intact": "tệp có chữ ký trước đó không còn nguyên vẹn hoặc không rõ; không ký thêm",
    "signing-refused": "tệp hoặc thiết bị không cho ký ({0})",
    "timestamp-failed": "dịch vụ cấp dấu thời gian không trả lời đúng ({0})",
    "pdf-encrypted": "tệp PDF có mật khẩu hoặc bị mã hóa",
    "pdf-signatures": "tệp có quá {0} chữ ký",
    "pdf-too-large": "tệp lớn hơn {0} MB",
    "pdf-none": "tệp không phải là PDF",
    "pdf-damaged": "tệp PDF bị hỏng",
    "pdf-too-hard": "đọc tệp quá lâu hoặc quá tốn bộ nhớ; tệp hỏng hoặc được làm ra để gây hại",
    "pdf-pages": "tệp có {0} trang; phải từ 1 đến 2000",
    "roots-no-folder": "không có thư mục này",
    "roots-not-a-certificate": "không phải là chứng thư hoặc danh sách thu hồi đọc được",
    "settings-signer-name": "tên gọi phải gồm chữ thường không dấu, chữ số và dấu gạch nối, như giam-doc",
    "settings-no-signing-key": "phải có tep, hoặc đủ thu_vien, token và chung_thu",
    "settings-picture-width": "phải là số mi-li-mét từ 8 đến 100",
    "settings-no-url": "phải là một địa chỉ bắt đầu bằng http:// hoặc https://",
}

INTEGRITY: Final = {
    Integrity.WHOLE: "nguyên vẹn, bao trùm toàn bộ tệp",
    Integrity.EXTENDED: "nguyên vẹn; sau đó tệp chỉ thêm chữ ký hoặc dữ liệu của chữ ký",
    Integrity.CHANGED: "TỆP ĐÃ BỊ THAY ĐỔI SAU KHI KÝ",
    Integrity.BROKEN: "CHỮ KÝ KHÔNG HỢP LỆ: nội dung đã ký bị sửa hoặc chữ ký hỏng",
    Integrity.UNCLEAR: "KHÔNG XÁC ĐỊNH ĐƯỢC CHẮC CHẮN chữ ký bao trùm những gì",
}

TRUST: Final = {
    Trust.TRUSTED: "chứng thư dẫn về gốc “{root}” mà cơ quan tin",
    Trust.NO_ROOTS: "CHƯA TIN CẬY: cơ quan chưa khai chứng thư gốc nào (ky_so.goc_tin_cay)",
    Trust.UNTRUSTED: "KHÔNG TIN CẬY: chứng thư do “{issuer}” cấp không dẫn về gốc nào mà cơ quan tin",
    Trust.EXPIRED: "KHÔNG CÒN HIỆU LỰC: chứng thư đã hết hạn ngày {until}",
    Trust.NOT_YET_VALID: "CHƯA CÓ HIỆU LỰC: chứng thư có hiệu lực từ ngày {since}",
    Trust.REVOKED: "ĐÃ BỊ THU HỒI: chứng thư bị thu hồi ngày {revoked}",
    Trust.WEAK: "KHÔNG TIN CẬY: ký bằng thuật toán yếu ({algorithm}) nay có thể bị giả mạo",
    Trust.UNFIT: "KHÔNG TIN CẬY: chứng thư không dùng được để ký văn bản",
    Trust.UNKNOWN: "không xét đến chứng thư",
}

SAYINGS: Final = {
    "none": "{0}: không có chữ ký số.",
    "nobody": "không rõ người ký",
    "signature": "{file}: {signer}{at}, {algorithm}: {integrity}; {trust}.",
    "timestamp": "{file}: dấu thời gian của {signer}{at}, {algorithm}: {integrity}; {trust}.",
    "of": "{0} ({1})",
    "at.claimed": ", ký lúc {0} theo máy của người ký",
    "at.stamped": ", ký trước {0} theo dấu thời gian",
    "at.stamped.untrusted": ", ký lúc {0} theo dấu thời gian của dịch vụ chưa được tin cậy",
    "algorithm.none": "không rõ thuật toán",
    "signed": "Đã ký {0}",
    "pin": "Mật khẩu hoặc mã PIN",
    "person": "người có thẩm quyền",
    "agency": "cơ quan",
}
