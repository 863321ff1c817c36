"""One arrival of every kind that the intake knows, for the tests that break the program at its work."""

import base64
import email.policy
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from io import BytesIO
from typing import Final

import openpyxl
from PIL import Image

from tests.archive.documents import docx, package, paragraph, reply_docx, reply_pdf
from tests.archive.offices import a_reply
from tests.archive.packets import a_letter, a_mail_with, a_status, business

Files = Mapping[str, bytes]
"""Paths in the inbox, and bytes."""


def _text(number: int, province: str = "Lạng Sơn") -> bytes:
    return a_reply(province, number=number).encode()


def _docx(number: int) -> bytes:
    return docx(*map(paragraph, a_reply("Lạng Sơn", number=number).splitlines()))


def _rtf(number: int) -> bytes:
    escaped = "".join(
        letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in a_reply("Cà Mau", number=number)
    )
    return ("{\\rtf1\\ansi " + escaped.replace("\n", "\\par\n") + "}").encode()


def _html(number: int) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in a_reply("An Giang", number=number).splitlines())
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{lines}</body></html>'.encode()


def _xlsx() -> bytes:
    book, buffer = openpyxl.Workbook(), BytesIO()
    sheet = book.worksheets[0]
    for row in (("TT", "Trường", "Số phòng"), (1, "Tiểu học Hoa Hồng", 12)):
        sheet.append(row)
    book.save(buffer)
    return buffer.getvalue()


def _mail(number: int) -> bytes:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = '"Sở Giáo dục và Đào tạo" <so@langson.gov.vn>'
    message["Subject"] = "Gửi báo cáo"
    message["Message-ID"], message["Date"] = f"<{number}@langson.gov.vn>", "Tue, 10 Nov 2026 08:00:00 +0700"
    message.set_content("Xin gửi kèm công văn.")
    message.add_attachment(_text(number), maintype="text", subtype="plain", filename="trả lời.txt")
    message.add_attachment(_xlsx(), maintype="application", subtype="octet-stream", filename="phụ lục.xlsx")
    message.set_boundary("--bien--")
    return message.as_bytes()


def _zip(number: int) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("trả lời.txt", _text(number))
        archive.writestr("phụ lục/bảng.xlsx", _xlsx())
    return buffer.getvalue()


_HEADER: Final = """<From><OrganId>H37.05</OrganId><OrganName>Sở Giáo dục và Đào tạo</OrganName></From>
<To><OrganId>G03</OrganId><OrganName>Bộ Giáo dục và Đào tạo</OrganName></To>
<Code><CodeNumber>512</CodeNumber><CodeNotation>BC-SGDĐT</CodeNotation></Code>
<PromulgationInfo><Place>Lạng Sơn</Place><PromulgationDate>2026/04/10</PromulgationDate></PromulgationInfo>
<DocumentType><Type>14</Type><TypeName>Báo cáo</TypeName></DocumentType><Subject>Cơ sở vật chất</Subject>
<DocumentId>H37.05,2026/04/10,512/BC-SGDĐT</DocumentId>"""


def _packet() -> bytes:
    attached = base64.b64encode(_docx(512)).decode()
    return (
        '<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">'
        f"<edXMLEnvelope><edXMLHeader><MessageHeader>{_HEADER}</MessageHeader></edXMLHeader></edXMLEnvelope>"
        "<AttachmentEncoded><Attachment><ContentId>0</ContentId><AttachmentName>512.docx</AttachmentName>"
        f"<ContentTransferEncoded>{attached}</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>"
    ).encode()


def _picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (40, 40), "white").save(buffer, "PNG")
    return buffer.getvalue()


_LETTER: Final = "H37.05,2026/11/10,512/BC-SGDĐT"


def _letter(number: int, *, update: bool = False) -> bytes:
    code = f"{number}/BC-SGDĐT"
    more = business(2, f"H37.05,2026/11/10,{code}") if update else ""
    return a_letter((f"{number}.docx", _docx(number)), code=code, more=more)


_VERSION: Final = a_reply("Lạng Sơn", number=31).replace("118 trường", "119 trường").encode()

_UNKNOWN: Final = "G03,2026/11/02,9/BGDĐT-KHTC"
_REPLACES: Final = business(3, "", replaces=_LETTER)

KINDS: Final[Mapping[str, Files]] = {
    "text": {"a.txt": _text(1)},
    "Word": {"a.docx": reply_docx()},
    "PDF": {"a.pdf": reply_pdf()},
    "RTF": {"a.rtf": _rtf(2)},
    "HTML": {"a.html": _html(3)},
    "sheet": {"bảng.xlsx": _xlsx()},
    "picture": {"ảnh.png": _picture()},
    "mail": {"thư.eml": _mail(4)},
    "zip": {"gói.zip": _zip(5)},
    "packet": {"512.edxml": _packet()},
    "status in a mail": {"a.eml": a_mail_with("s.edxml", a_status("03"))},
    "recall first": {"a.edxml": a_letter(more=business(1, _LETTER)), "b.edxml": a_letter()},
    "packet in a mail": {"a.eml": a_mail_with("g.edxml", a_letter(code="515/BC-SGDĐT"))},
    "update in a zip": {"a.edxml": _letter(516), "b.zip": package({"g.edxml": _letter(516, update=True)})},
    "packets in a zip": {"a.zip": package({"g.edxml": _letter(517), "s.edxml": a_status("03")})},
    "statuses in a zip": {
        "a.zip": package({f"{code}.edxml": a_status(code) for code in ("01", "03", "06")}),
        "b.zip": package({"a.edxml": a_status("05"), "b.edxml": a_status("03", about=_UNKNOWN)}),
    },
    "update first": {"a.edxml": _letter(518, update=True), "b.edxml": _letter(518)},
    "replacement first": {"a.edxml": a_letter(code="519/BC-SGDĐT", more=_REPLACES), "b.edxml": a_letter()},
    "known in a mail": {"a.txt": _text(14), "b.eml": a_mail_with("a.txt", _text(14))},
    "folder": {"Sở/trả lời.txt": _text(6), "Sở/phụ lục.xlsx": _xlsx(), "Sở/bản Word.docx": _docx(6)},
    "duplicate": {"a.txt": _text(7), "b.txt": _text(7)},
    "further version": {"a.txt": _text(31), "b.txt": _VERSION},
    "no document": {"ghi chú.txt": "Ghi chú của phòng.".encode()},
    "data": {"Sở/số liệu.mdb": b"mdb" * 99, "Sở/trả lời.txt": _text(8)},
    "empty": {"rỗng.docx": b""},
    "empty twice": {"rỗng.docx": b"", "rỗng 2.docx": b""},
    "unreadable": {"a.7z": b"7z\xbc\xaf\x27\x1c" + bytes(20)},
    "secret": {"MẬT.txt": b"x", "b.txt": _text(9)},
    "secret folder": {"Sở/MẬT.txt": b"x", "Sở/b.txt": _text(10)},
    "ignored": {"Thumbs.db": b"x"},
    "names": {"a" * 200 + ".txt": _text(11), "-rf.txt": _text(12), "d\u0061\u0323.txt": _text(13)},
}
"""Each kind in a pass of its own."""

MIXED: Final[Files] = {
    f"{number:02d} {path}": data
    for number, files in enumerate(KINDS.values())
    for path, data in files.items()
}
"""All kinds in one pass, so that they share groups; what is in folders stays in folders."""

SOME: Final[Files] = {
    f"{number} {path}": data
    for number, kind in enumerate(("text", "mail", "duplicate", "further version", "empty", "secret"))
    for path, data in KINDS[kind].items()
}
"""Kinds that between them go through every step of filing."""

UNREAD: Final[Files] = {
    "Sở/a.7z": b"7z\xbc\xaf\x27\x1c" + bytes(20),
    "Sở/trả lời.txt": _text(41),
    "b.7z": b"7z\xbc\xaf\x27\x1c" + bytes(20),
    "rỗng.docx": b"",
}
"""What a person has to decide, with the same bytes twice and a document that is filed before it."""
