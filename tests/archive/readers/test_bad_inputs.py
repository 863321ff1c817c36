"""Whatever arrives, a reader answers with a document or with a reason: no crash, no other exception."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.readers import read
from archive.readers.errors import ReadError
from archive.recognition import identify
from tests.archive.documents import package, reply_docx, reply_pdf

DOCX, PDF = reply_docx(), reply_pdf()


@pytest.mark.parametrize(
    ("data", "code", "facts", "waits"),
    [
        (b"", "empty-file", (), False),
        (DOCX[: len(DOCX) // 2], "broken-file", ("docx", "package"), False),
        (b"%PDF-1.4 but no more", "broken-file", ("pdf", "page tree"), False),
        (package({"bao-cao.csv": b"1"}), "no-reader", ("zip",), True),
        (b"\xff\xd8\xff\xe0 picture", "no-reader", ("jpeg",), True),
        (b"\x00\x01\x02", "no-reader", ("binary",), True),
        ("v¨n phßng".encode("latin-1"), "no-reader", ("text-legacy",), True),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_where_it_goes(
    data: bytes, code: str, facts: tuple[str, ...], *, waits: bool
) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name="tệp.docx")
    assert (caught.value.reason.code, caught.value.reason.facts, caught.value.waits) == (code, facts, waits)


@settings(max_examples=150, deadline=None)
@given(
    original=st.sampled_from([DOCX, PDF]),
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
        assert identify(read(text.encode(), name="a.txt")).format == "txt"
