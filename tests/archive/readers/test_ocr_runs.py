"""How often a page is recognised: once for everything, whatever is asked about it afterwards."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest

from archive.forms.marks import marks_of
from archive.looking import Recognised, look
from archive.readers.ocr import is_available
from tests.archive.documents import pdf
from tests.archive.readers.pictures import needs_tesseract, picture, stamped

pytestmark = needs_tesseract
WHOLE_PAGE = "--psm 3 "
"""How the program is called for a page; lines, stamps and signatures are looked at by other modes."""


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program before the real one that notes how it was called, and return its notes."""
    notes, programs = tmp_path / "calls", tmp_path / "programs"
    programs.mkdir()
    before = programs / "tesseract"
    before.write_text(f'#!/bin/sh\necho "$@" >> {notes}\nexec {shutil.which("tesseract")} "$@"\n')
    before.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    is_available.cache_clear()
    return notes


def pages_read(calls: Path) -> int:
    return sum(WHOLE_PAGE in f"{call} " for call in calls.read_text().splitlines())


def two_pages() -> bytes:
    """Return a scan with a stamp on its first page, which is looked at apart."""
    second = picture(
        pdf([(20, 30, "Biểu mẫu kèm theo công văn về cơ sở vật chất của các trường trong tỉnh")])
    )
    buffer = BytesIO()
    stamped(picture(), "HỎA TỐC", (200, 480)).save(
        buffer, "TIFF", save_all=True, append_images=[second], dpi=(200, 200)
    )
    return buffer.getvalue()


def test_secrecy_recognition_and_reply_marks_share_one_reading_of_each_page(calls: Path) -> None:
    looked = look("trả lời.tiff", two_pages())
    assert isinstance(looked, Recognised)
    [part] = looked.parts
    assert part.found is not None
    assert part.found.code is not None
    assert part.document is not None
    assert marks_of(part.document) == ()
    assert pages_read(calls) == len(part.document.pages) == 2
