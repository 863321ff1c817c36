"""Whatever arrives, a reader answers with a document or with a reason: no crash, no other exception."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.examination import SetAside, Verdict, Wait, examine
from archive.readers import pdf as pdf_reader
from archive.readers import read
from archive.readers.errors import ReadError
from archive.recognition import identify
from model.reason import Reason
from tests.archive.documents import package, pdf, reply_docx, reply_pdf

NO_SLIDES = Wait(Reason("member-unread", ("pptx",)))
DOCX, PDF = reply_docx(), reply_pdf()
HTML = b"<html><body><table><tr><td colspan=2>a</td></tr></table><p style='font-family:.VnTime'>\xb5</p>"
RTF = rb"{\rtf1\ansi{\fonttbl{\f0 .VnTime;}}\trowd\intbl a\cell b\cell\row\pard\f0 c\'b5\u7845 ?\par}"
EML = b"""From: a@b.vn
Content-Type: multipart/mixed; boundary=b

--b

xin
--b
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename=a.txt

YQ==
--b--
"""
EDXML = (
    b"<edXML><MessageHeader><Code><CodeNumber>1</CodeNumber></Code></MessageHeader><Attachment>"
    b"<ContentTransferEncoded>YQ==</ContentTransferEncoded></Attachment></edXML>"
)
SAMPLES = [DOCX, PDF, HTML, RTF, EML, EDXML, package({"a.txt": "a"})]


@pytest.fixture(scope="module", autouse=True)
def _without_ocr() -> Iterator[None]:
    """Leave pictures alone: what is tested here takes no minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_reader, "is_available", lambda: False)
        yield


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", SetAside(Reason("empty-file"))),
        # it may bear a mark of secrecy, and nobody can look
        (DOCX[: len(DOCX) // 2], Wait(Reason("broken-file", ("docx", "package")))),
        (b"%PDF-1.4 but no more", Wait(Reason("broken-file", ("pdf", "page tree")))),
        (pdf([(20, 20, "một")], opens_with="mo"), Wait(Reason("encrypted-file", ("pdf",)))),
        (b"a b " * (8 * 2**20 + 1), Wait(Reason("oversized-file", ("txt", "text")))),
        (package({"trình bày.pptx": package({"[Content_Types].xml": "", "ppt/p.xml": ""})}), NO_SLIDES),
        (b"\xff\xd8\xff\xe0 picture", Wait(Reason("broken-file", ("image", "picture")))),
        (b"\x00\x01\x02", Wait(Reason("no-reader", ("binary",)))),
        (b"\xfc\xbe\x8c \x81\x8d\x8f\x9d \xf7\xf7\xf7 \xd7\xd7", Wait(Reason("no-reader", ("text-legacy",)))),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_where_it_goes(data: bytes, verdict: Verdict) -> None:
    assert examine("tệp.docx", data) == verdict


@settings(max_examples=400, deadline=None)
@given(
    original=st.sampled_from(SAMPLES),
    position=st.integers(0, 10**6),
    piece=st.binary(max_size=12),
    length=st.none() | st.integers(0, 10**6),
)
def test_a_damaged_file_raises_nothing_but_a_read_error(
    original: bytes, position: int, piece: bytes, length: int | None
) -> None:
    start = position % len(original)
    damaged = (original[:start] + piece + original[start + len(piece) :])[:length]
    with suppress(ReadError):
        identify(read(damaged, name="a"))


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_text_at_all_can_be_identified(text: str) -> None:
    with suppress(ReadError):
        assert identify(read(text.encode(), name="a.txt")).format in {"txt", "html"}
