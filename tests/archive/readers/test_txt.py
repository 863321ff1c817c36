import unicodedata

import pytest

from archive.readers import read
from archive.readers.errors import OversizedFileError, UnsupportedFormatError
from archive.readers.txt import read_txt


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_every_unicode_encoding(encoding: str) -> None:
    assert read("Kính gửi:\r\nBộ Tài chính".encode(encoding), name="a.txt").text == "Kính gửi:\nBộ Tài chính"


def test_decomposed_text_comes_out_composed() -> None:
    document = read(unicodedata.normalize("NFD", "Tuyên Quang").encode(), name="a.txt")
    assert document.text == "Tuyên Quang"


def test_a_form_feed_begins_a_page() -> None:
    document = read("một\fhai".encode(), name="a.txt")
    assert [page.number for page in document.pages] == [1, 2]


def test_text_without_form_feeds_has_no_page_count() -> None:
    assert read("một".encode(), name="a.txt").page_count is None


def test_a_byte_order_mark_that_lies_is_not_believed() -> None:
    with pytest.raises(UnsupportedFormatError):
        read(b"\xef\xbb\xbfv\xf5", name="a.txt")


def test_a_text_longer_than_any_document_is_refused() -> None:
    with pytest.raises(OversizedFileError):
        read_txt(b"a" * (32 * 2**20 + 1), "dump.txt")
