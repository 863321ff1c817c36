"""A letter whose mark of secrecy is a picture leaves no trace, like one whose mark is text."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from model.ledger import LedgerState
from tests.archive.offices import CLERK, an_archive, drop
from tests.archive.readers.pictures import needs_tesseract
from tests.archive.readers.stamps import docx_with, odt_with, pasted, pdf_with, rtf_with, stamp

CANARY = "Hoàng Thị Bích Ngọc"
"""Who signs the letters of the tests."""


def everything_below(folder: Path) -> bytes:
    paths = list(folder.rglob("*"))
    return b"\n".join(os.fsencode(path) + (path.read_bytes() if path.is_file() else b"") for path in paths)


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "with_picture"),
    [
        ("thư 1.docx", docx_with),
        ("thư 1.odt", odt_with),
        ("thư 1.rtf", rtf_with),
        ("thư 1.pdf", lambda picture: pdf_with(pasted(picture))),
    ],
)
def test_nothing_of_a_letter_with_a_pasted_stamp_is_kept(
    tmp_path: Path, name: str, with_picture: Callable[[bytes], bytes]
) -> None:
    office = an_archive(tmp_path / "office")
    secret = with_picture(stamp("TỐI MẬT"))
    dropped = drop(office, name, secret)
    [outcome] = office.take_in(actor=CLERK)
    assert (outcome.state, outcome.path, outcome.sha256) == (LedgerState.WITHHELD, None, None)
    assert dropped.read_bytes() == secret
    dropped.rename(tmp_path / "taken away by the officer")
    office.close()
    left = everything_below(office.folder.root)
    assert CANARY.encode() not in left
    assert name.encode() not in left
