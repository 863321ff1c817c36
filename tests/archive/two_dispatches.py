"""Two dispatches that went through the scanner together, as one PDF with text."""

from tests.archive.documents import pdf

Page = list[tuple[float, float, str]]


def letter(province: str, number: int, *, cites: str | None = "5120/BGDĐT-KHTC", enclosed: str = "") -> Page:
    """Return the first page of a department's letter."""
    left = (f"UBND TỈNH {province.upper()}", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", f"Số: {number}/SGDĐT-KHTC")
    right = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"{province}, ngày 10 tháng 11 năm 2026",
    )
    answered = f"Thực hiện Công văn số {cites} ngày 02 tháng 11 năm 2026 của Bộ Giáo dục và Đào tạo,"
    body = (
        "Kính gửi: Bộ Giáo dục và Đào tạo",
        answered if cites else "Theo tình hình thực tế của địa phương,",
        f"Sở Giáo dục và Đào tạo tỉnh {province} báo cáo về {number} trường như sau:",
        enclosed or "1. Các trường đã dùng phần mềm.",
    )
    columns = [(20.0, 20.0 + 7 * row, text) for row, text in enumerate((*left, f"V/v báo cáo số {number}"))]
    columns += [(100.0, 20.0 + 7 * row, text) for row, text in enumerate(right)]
    return columns + [(20.0, 70.0 + 8 * row, text) for row, text in enumerate(body)]


def further(*lines: str) -> Page:
    """Return a page without letterhead."""
    return [(20.0, 30.0 + 8 * row, text) for row, text in enumerate(lines)]


TWO = pdf(
    letter("Lạng Sơn", 512, cites=None),
    further("Trang hai của văn bản thứ nhất."),
    letter("An Giang", 77),
    further("Trang hai của văn bản thứ hai."),
)
