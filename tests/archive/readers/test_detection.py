import pytest

from archive.readers.detection import detect_format
from tests.archive.documents import docx, package, paragraph, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"", "empty"),
        # what we read
        (docx(paragraph("một")), "docx"),
        (pdf([(20, 20, "một")]), "pdf"),
        (b"rubbish before\n%PDF-1.4\n", "pdf"),
        ("Kính gửi".encode(), "txt"),
        ("Kính gửi".encode("utf-16"), "txt"),
        (b"plain", "txt"),
        # cut short, yet named by what it set out to be
        (docx(paragraph("một"))[:200], "docx"),
        (b"PK\x03\x04", "zip"),
        # other packages and old Office files
        (package({"baocao.xls": b"x"}), "zip"),
        (package({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "xlsx"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted-office"),
        (OLE, "ole"),
        # pictures, mails, markup
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"II*\x00", "tiff"),
        (b"MM\x00*", "tiff"),
        (b"BM\x46\x00\x00\x00\x00\x00\x00\x00", "bmp"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "webp"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "binary"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00", "heic"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00", "avif"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00", "mp4"),
        (b"{\\rtf1", "rtf"),
        (b"From: a@b.vn\nSubject: x\n\nxin", "eml"),
        (b'<?xml version="1.0"?><edXML:edXML>', "edxml"),
        (b'<?xml version="1.0"?><a/>', "xml"),
        (b"<!DOCTYPE html><html>", "html"),
        # programs
        (b"MZ" + bytes(58) + b"\x80\x00\x00\x00" + bytes(64) + b"PE\x00\x00", "exe"),
        (b"\x7fELF\x02\x01\x01", "exe"),
        (b"MZ la hai chu dau cua mot ten" * 4, "txt"),
        (b"MZ", "txt"),
        # no text
        (b"abc\x00def", "binary"),
        ("v¨n phßng".encode("latin-1"), "text-legacy"),
    ],
)
def test_a_format_is_told_from_the_bytes(data: bytes, format_: str) -> None:
    assert detect_format(data) == format_
