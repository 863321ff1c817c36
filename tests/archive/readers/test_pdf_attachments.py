from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from archive.readers import read
from tests.archive.documents import reply_pdf


def test_a_file_that_pdfium_cannot_take_out_is_taken_out_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_attachment: pypdfium2.PdfAttachment) -> bytes:
        raise pypdfium2.PdfiumError(2)

    buffer = BytesIO()
    with pikepdf.open(BytesIO(reply_pdf())) as document:
        document.attachments["bieu.txt"] = "Biểu số 01".encode()
        document.save(buffer)
    monkeypatch.setattr(pypdfium2.PdfAttachment, "get_data", fail)
    (member,) = read(buffer.getvalue(), name="a.pdf").members
    assert (member.name, member.data) == ("bieu.txt", "Biểu số 01".encode())
