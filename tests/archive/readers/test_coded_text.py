"""Text that wraps something else is told from text that people read."""

import base64
import time
from pathlib import Path

import pytest

from archive.examination import Wait, examine
from archive.readers.detection import detect_format
from model.reason import Reason
from tests.archive.documents import reply_docx, reply_txt

PROSE = "Sở Giáo dục và Đào tạo báo cáo cơ sở vật chất của các trường trong tỉnh.\n"
PART = "--b1\nContent-Type: application/msword\nContent-Transfer-Encoding: base64\n\n0M8R4KGx\n--b1--\n"
BASE64 = base64.encodebytes(reply_docx()).decode()
SECONDS_AT_MOST = 1
LARGE = 32 * 2**20


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        # mails, by what their program or server puts first
        ("From: a@b.vn\nSubject: x\n\nxin", "eml"),
        ("X-Account-Key: account1\nX-UIDL: 1\nX-Mozilla-Status: 0001\n\nxin", "eml"),
        ("DKIM-Signature: v=1; a=rsa-sha256;\n\tbh=abc\nFrom: a@b.vn\n\nxin", "eml"),
        ("ARC-Seal: i=1; a=rsa-sha256\nARC-Message-Signature: i=1\n\nxin", "eml"),
        ("Authentication-Results: mx.vn;\n dkim=pass\nDate: Mon, 1 Jan 2018 10:00:00 +0700\n\nxin", "eml"),
        ("Content-Type: text/plain; charset=utf-8\n\nxin", "eml"),
        ("Return-Path: <a@b.vn>\nX-Original-To: c@d.vn\n\nxin", "eml"),
        ("\n\r\n \nReturn-Path: <a@b.vn>\nX-Spam-Level: 0\n\nxin", "eml"),
        ("\ufeffMIME-Version: 1.0\nTo: a@b.vn\n\nxin", "eml"),
        ("From a@b.vn Sun Nov 22 12:00:00 2026\nStatus: RO\n\nxin", "eml"),
        ("From - Sun Nov 22 12:00:00 2026\nxin", "eml"),
        ("+OK 1234 octets\nReceived: from mx.vn\n\nxin", "eml"),
        (f"{PROSE * 900}\nContent-Type: multipart/mixed; boundary=b1\n\n", "eml"),
        (f"{PROSE * 900}\n{PART}", "eml"),
        # pages saved from Word and from a browser
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n", "mht"),
        ("From: <Saved by Blink>\nSnapshot-Content-Location: https://a.vn\nSubject: x\n\n", "mht"),
        # other markup
        ("\ufeff<?xml version='1.0'?><edXML:edXML/>", "edxml"),
        ("<Envelope><edXMLHeader/></Envelope>", "edxml"),
        ("\ufeff<?xml version='1.0'?><a/>", "xml"),
        ("<!-- saved from url=(0014)about:internet -->\n<html>", "html"),
        ("<p>M&#7852;T</p>", "html"),
        ("\n{\\rtf1\\ansi", "rtf"),
        ("%!PS-Adobe-3.0", "ps"),
        # documents in the letters of a transport
        (BASE64, "encoded"),
        (BASE64.replace("\n", ""), "encoded"),
        (PROSE + BASE64 * 2, "encoded"),
        ("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", "encoded"),
        ("begin 644 bao-cao.docx\nM4$L#!!0\n", "encoded"),
        ("=E1=BB=90y ban\nM=E1=BA=ACT\nS=E1=BB=91 12\n", "encoded"),
        ("+HuY-y ban\nM+Hqw-T\ns+HtE 12, s+HtE- 13\n", "encoded"),
        ('{"a": "\\u1ee6y ban", "b": "M\\u1eacT", "c": "s\\u1ed1"}', "encoded"),
    ],
)
def test_a_wrapping_is_told_from_text(text: str, format_: str) -> None:
    assert detect_format(text.encode()) == format_
    assert detect_format(text.encode("utf-16")) == format_


@pytest.mark.parametrize(
    "text",
    [
        reply_txt().decode(),
        "Số: 12/SGDĐT-KHTC\nKính gửi: Bộ Giáo dục và Đào tạo\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n",
        "So: 12/SGDDT-KHTC\nV/v: bao cao\nEmail: sgd@langson.edu.vn\nFax: 025\nWebsite: langson.edu.vn\n",
        "Date: 2018.02.13 10:02:11 +07:00\nReason: ban hành\nLocation: Hà Nội\n",
        "title: Công văn 12\ndate: 2018-02-13\nsource: https://a.vn/b\n",
        "To: Ministry of Education and Training\nFrom: World Bank\nDate: 12 May 2014\n",
        "X-quang: 3 máy\nCT: 1\nMRI: 1\n",
        "BM 01: BIỂU MẪU BÁO CÁO",
        "PKI và chữ ký số",
        "Từ ngày 1/1, From: là tiêu đề của thư điện tử; nhiều phần thì ghi Content-Type: multipart/mixed\n",
        "bắt đầu (begin) 2014\nbegin 2014 năm học\n",
        "A" * 40 + "\n" + "=" * 90 + "\n" + "." * 5000 + "_" * 5000 + "-" * 5000,
        "https://chinhphu.vn/vanban/" + "a" * 48 + "\n" + PROSE,
        "\n".join(f"{number:064x}  tep-{number}.pdf" for number in range(20)),
    ],
)
def test_what_people_write_is_text(text: str) -> None:
    assert detect_format(text.encode()) == "txt"


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("thư.EML", "eml"),
        ("hòm/thư.mbox", "eml"),
        ("thư.msg", "eml"),
        ("trang.mht", "mht"),
        ("trang.mhtml", "mht"),
        ("trang.htm", "html"),
        ("eml", "txt"),
        ("thư.eml.txt", "txt"),
        ("công văn.docx", "txt"),
    ],
)
def test_a_name_is_believed_when_it_says_that_text_is_no_plain_text(name: str, format_: str) -> None:
    assert detect_format(PROSE.encode(), name=name) == format_


def test_a_mail_saved_as_text_waits() -> None:
    mail = f"Received: from mx.vn\n{PROSE}{PART}".encode()
    assert examine("thư.txt", mail) == Wait(Reason("no-reader", ("eml",)))


@pytest.mark.parametrize(
    "piece",
    [
        f"{PROSE}begin multipart/ content-transfer-encoding\n",
        "From: a\n",
        "x" * 47 + " ",
        "begin multipart/\n",
        "<&#",
        " ",
        "-",
    ],
)
def test_a_large_text_is_told_in_a_second(piece: str) -> None:
    coded = piece.encode()
    data = coded * (LARGE // len(coded))
    begun = time.process_time()
    detect_format(data, name="a.txt")
    assert time.process_time() - begun < SECONDS_AT_MOST


@pytest.mark.corpus
def test_no_text_of_the_corpus_is_taken_for_anything_else(shared: Path) -> None:
    texts = sorted((shared / "corpus").glob("*/*/*.txt")) + sorted((shared / "corpus").glob("*/*.txt"))
    told = {path.name: detect_format(path.read_bytes(), name=path.name) for path in texts}
    assert set(told.values()) == {"txt"}, {name: kind for name, kind in told.items() if kind != "txt"}
