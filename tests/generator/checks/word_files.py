"""Word files written piece by piece: a công văn and a decision that keep every rule, changed as asked."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TIMES = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'


def paragraph(
    *texts: str,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: str = "both",
    first_mm: float = 10,
    before: float = 6,
    border_mm: float = 0,
) -> str:
    """Return a paragraph, one run for each text; ``border_mm`` draws a line below with room beside it."""
    sides = f'w:left="{round(border_mm * 56.69)}" w:right="{round(border_mm * 56.69)}"'
    line = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    properties = (
        f"{line if border_mm else ''}"
        f'<w:spacing w:before="{round(before * 20)}" w:after="0"/>'
        f'<w:ind w:firstLine="{round(first_mm * 56.69)}" {sides}/><w:jc w:val="{align}"/>'
    )
    look = f'{_TIMES}{"<w:b/>" * bold}{"<w:i/>" * italic}<w:sz w:val="{round(size * 2)}"/>'
    runs = "".join(
        f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def centred(
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    border_mm: float = 0,
) -> str:
    """Return a line of a heading, in the middle of its room."""
    return paragraph(
        text,
        size=size,
        bold=bold,
        italic=italic,
        align="center",
        first_mm=0,
        before=before,
        border_mm=border_mm,
    )


def flush(text: str, *, size: float = 11, bold: bool = False, italic: bool = False) -> str:
    """Return a line at the left edge."""
    return paragraph(text, size=size, bold=bold, italic=italic, align="left", first_mm=0, before=0)


def two_columns(rows: list[tuple[str, str]], left_mm: float) -> str:
    """Return a table without lines, as wide as the text."""
    widths = [round(side * 56.69) for side in (left_mm, 165 - left_mm)]
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for width, content in zip(widths, cells, strict=True)
        )
        + "</w:tr>"
        for cells in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def dispatch(**changes: str) -> bytes:
    """Return a công văn of 2026; each change replaces a piece of ``DISPATCH``, "" takes it away."""
    piece = {**DISPATCH, **changes}
    head = two_columns(
        [
            (piece["parent"] + piece["issuer"], piece["national_name"] + piece["motto"]),
            (piece["code"], piece["place_date"]),
            (piece["subject"], "<w:p/>"),
        ],
        left_mm=66,
    )
    return word_file(head + piece["addressees"] + piece["body"] + _foot(piece) + piece["annexes"], piece)


def decision(**changes: str) -> bytes:
    """Return a decision of 2026; each change replaces a piece of ``DECISION``, "" takes it away."""
    piece = {**DECISION, **changes}
    head = two_columns(
        [
            (piece["parent"] + piece["issuer"], piece["national_name"] + piece["motto"]),
            (piece["code"], piece["place_date"]),
        ],
        left_mm=66,
    )
    opening = piece["kind"] + piece["subject"] + piece["authority"] + piece["bases"] + piece["operative"]
    return word_file(head + opening + piece["body"] + _foot(piece) + piece["annexes"], piece)


def _foot(piece: Mapping[str, str]) -> str:
    left = piece["label"] + piece["recipients"]
    return two_columns([(left or "<w:p/>", piece["capacity"] + "<w:p/><w:p/>" + piece["name"])], left_mm=74)


def word_file(text: str, piece: Mapping[str, str]) -> bytes:
    """Return a package around a text; ``section`` and ``header`` say how its pages look."""
    document = f"<w:document {_NAMESPACES}><w:body>{text}{piece['section']}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
            f'<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>'
            f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/></Types>'
        ),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(("header", "header1.xml"), ("footer", "footer1.xml")),
        "word/document.xml": document,
        "word/header1.xml": f"<w:hdr {_NAMESPACES}>{piece['header']}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_NAMESPACES}>{piece['footer']}</w:ftr>",
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def _relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{serial}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for serial, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def section(
    *, top: float = 20, bottom: float = 20, left: float = 30, right: float = 15, title_page: bool = True
) -> str:
    """Return the page: margins in millimetres."""
    sides = {"top": top, "bottom": bottom, "left": left, "right": right, "header": 10, "footer": 10}
    margins = " ".join(f'w:{side}="{round(length * 56.69)}"' for side, length in sides.items())
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
        '<w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar {margins} w:gutter="0"/>{"<w:titlePg/>" * title_page}</w:sectPr>'
    )


def page_number(align: str = "center") -> str:
    """Return a paragraph that prints the page number."""
    properties = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>'
    look = f'<w:rPr>{_TIMES}<w:sz w:val="28"/></w:rPr>'
    return f'<w:p>{properties}<w:fldSimple w:instr=" PAGE "><w:r>{look}<w:t>2</w:t></w:r></w:fldSimple></w:p>'


_COMMON = {
    "parent": centred("UBND TỈNH LÂM ĐỒNG", size=13),
    "issuer": centred("SỞ GIÁO DỤC VÀ ĐÀO TẠO", size=13, bold=True, border_mm=20),
    "national_name": centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True),
    "motto": centred("Độc lập - Tự do - Hạnh phúc", bold=True, border_mm=19.25),
    "place_date": centred("Lâm Đồng, ngày 09 tháng 3 năm 2026", italic=True, before=10),
    "label": flush("Nơi nhận:", size=12, bold=True, italic=True),
    "capacity": centred("KT. GIÁM ĐỐC", bold=True) + centred("PHÓ GIÁM ĐỐC", bold=True),
    "name": centred("Trần Thị Bình", bold=True),
    "annexes": "",
    "section": section(),
    "header": page_number(),
    "footer": "<w:p/>",
}
DISPATCH = {
    **_COMMON,
    "code": centred("Số: 212/SGDĐT-GDTrH", size=13, before=10),
    "subject": centred("V/v rà soát cơ sở vật chất", size=13, before=6),
    "addressees": paragraph("Kính gửi: Bộ Giáo dục và Đào tạo.", align="center", first_mm=0, before=18),
    "body": paragraph(
        "Thực hiện Công văn số 86/BGDĐT-CNTT ngày 05 tháng 01 năm 2026 của Bộ Giáo dục và Đào tạo về việc "
        "báo cáo tình hình triển khai phần mềm quản lý trường học, Sở Giáo dục và Đào tạo báo cáo như sau."
    )
    + paragraph("a) Các trường đã cài đặt phần mềm;")
    + paragraph(
        "b) Các trường chưa có máy tính đã lập kế hoạch mua sắm theo điểm a khoản 2 Điều 5 của Quy chế."
    )
    + paragraph("Trân trọng báo cáo./."),
    "recipients": flush("- Như trên;") + flush("- UBND tỉnh (để báo cáo);") + flush("- Lưu: VT, GDTrH."),
}
DECISION = {
    **_COMMON,
    "code": centred("Số: 15/QĐ-SGDĐT", size=13, before=10),
    "kind": centred("QUYẾT ĐỊNH", bold=True, before=12),
    "subject": centred("Về việc thành lập Tổ công tác chuyển đổi số", bold=True, border_mm=60),
    "authority": centred("GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO", bold=True, before=12),
    "bases": paragraph("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;", italic=True)
    + paragraph(
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        italic=True,
    )
    + paragraph("Theo đề nghị của Chánh Văn phòng Sở.", italic=True),
    "operative": centred("QUYẾT ĐỊNH:", bold=True, before=12),
    "body": paragraph("Điều 1. Thành lập Tổ công tác chuyển đổi số của Sở Giáo dục và Đào tạo.")
    + paragraph("Điều 2. Tổ công tác có nhiệm vụ giúp Giám đốc Sở tổ chức thực hiện chuyển đổi số.")
    + paragraph(
        "Điều 3. Chánh Văn phòng Sở và các cá nhân có tên chịu trách nhiệm thi hành Quyết định này./."
    ),
    "recipients": flush("- Như Điều 3;") + flush("- Lưu: VT, VP."),
}
IN_2016 = {
    "place_date": centred("Lâm Đồng, ngày 09 tháng 3 năm 2016", italic=True, before=10),
    "header": "<w:p/>",
    "footer": page_number("right"),
}
"""What a document under circular 01/2011 has otherwise."""
BASES_IN_2016 = paragraph(
    "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư;"
) + paragraph("Theo đề nghị của Chánh Văn phòng Sở,")
