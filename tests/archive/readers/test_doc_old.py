"""DOC files of Word 6 and 95, put together byte by byte."""

import struct
from collections.abc import Sequence

import pytest

from archive.examination import Withhold, examine
from archive.read_document import Cell
from archive.readers import read
from archive.readers.errors import (
    BrokenFileError,
    EncryptedFileError,
    OversizedFileError,
    UnsupportedFormatError,
)
from archive.recognition import identify
from tests.archive.documents import reply_txt
from tests.archive.readers.compound_file import compound_file
from tests.archive.readers.legacy_writing import in_tcvn3, in_vni

HEAD = 0x300
Stretch = tuple[int, bytes]
"""Where a stretch of equal changes ends, and the changes."""


def changes_page(stretches: Sequence[Stretch], start: int, *, paragraphs: bool) -> bytes:
    """Return a page of changes, the lists of changes from its end downwards."""
    page, at, offsets = bytearray(512), 510, list[int]()
    for _, listed in stretches:
        data = (
            bytes([(len(listed) + 3) // 2]) + b"\0\0" + listed
            if paragraphs
            else bytes([len(listed)]) + listed
        )
        at = (at - len(data)) & ~1
        page[at : at + len(data)] = data
        offsets.append(at // 2 if listed else 0)
    edges = [start, *(start + end for end, _ in stretches)]
    width = 7 if paragraphs else 1
    head = struct.pack(f"<{len(edges)}I", *edges) + b"".join(
        bytes([one]).ljust(width, b"\0") for one in offsets
    )
    page[: len(head)] = head
    page[511] = len(stretches)
    return bytes(page)


def word6(
    text: bytes,
    *,
    heads: bytes = b"",
    flags: int = 0,
    characters: Sequence[Stretch] = (),
    paragraphs: Sequence[Stretch] = (),
    pieces: Sequence[tuple[int, int]] = (),
) -> bytes:
    """Return a file of Word 6; ``pieces`` are lengths, and places in the text that is stored."""
    stored = text + heads
    size = HEAD + len(stored) + -len(stored) % 512
    body = (bytes(HEAD) + stored).ljust(size + -size % 512, b"\0")
    first = len(body) // 512
    tables = b"".join(struct.pack("<2IH", HEAD, HEAD + len(stored), first + number) for number in range(2))
    clx = b""
    if pieces:
        edges = [0]
        for length, _ in pieces:
            edges.append(edges[-1] + length)
        plc = struct.pack(f"<{len(edges)}I", *edges)
        plc += b"".join(struct.pack("<HIH", 0, HEAD + place, 0) for _, place in pieces)
        clx = b"\2" + struct.pack("<I", len(plc)) + plc
    head = bytearray(body[:HEAD])
    struct.pack_into("<6H", head, 0, 0xA5DC, 101, 0, 0, 0, flags)
    struct.pack_into("<2I", head, 0x18, HEAD, HEAD + len(stored))
    struct.pack_into("<3I", head, 0x34, len(text), 0, len(heads))
    end = len(body) + 1024
    struct.pack_into("<4I", head, 0xB8, end, 10, end + 10, 10)
    struct.pack_into("<2I", head, 0x160, end + 20, len(clx))
    pages = changes_page(characters, HEAD, paragraphs=False) + changes_page(paragraphs, HEAD, paragraphs=True)
    return compound_file({"WordDocument": bytes(head) + body[HEAD:] + pages + tables + clx})


def coded(text: str) -> bytes:
    return in_tcvn3(text).encode("latin-1", "replace")


def test_a_letter_of_word_6_is_recognised() -> None:
    for write in (in_tcvn3, in_vni):
        letter = reply_txt().decode().replace("\r", "").replace("\n", "\r")
        document = read(word6(write(letter).encode("latin-1", "replace")), name="a.doc")
        found = identify(document)
        assert document.format == "doc"
        assert found.code is not None
        assert found.organ is not None
        assert (str(found.code.value), found.organ.value) == ("512/SGDĐT-KHTC", "Sở Giáo dục và Đào tạo")


def test_cells_fields_breaks_and_running_heads_are_read() -> None:
    text = b"a\x07b\x07\x07c\x13 PAGE \x141\x15\x0cd\x0be\r"
    rows = [(2, b"\x18\1"), (4, b"\x18\1"), (5, b"\x18\1\x19\1"), (len(text), b"")]
    document = read(word6(text, heads=b"trang\r", paragraphs=rows), name="a.doc")
    assert [(line.text, line.cell) for line in document.lines] == [
        ("a", Cell(0, 0, 0)), ("b", Cell(0, 0, 1)), ("c1", None), ("d", None), ("e", None),
    ]  # fmt: skip
    assert [line.text for line in document.margins] == ["trang"]


def test_looks_of_characters_count() -> None:
    text = coded("mật Hiện ẩn bỏ\r")
    looks = [(4, b"\x5b\1"), (9, b"\x55\1\x63\x1c\0"), (12, b"\x5c\1"), (14, b"\x41\1"), (len(text), b"")]
    [line] = read(word6(text, characters=looks), name="a.doc").lines
    assert (line.text, line.bold) == ("MẬT Hiện", True)
    stamp = coded("tuyệt mật\rKính gửi các đơn vị\r")
    capital = word6(stamp, characters=[(9, b"\x5a\1"), (len(stamp), b"")])
    assert examine("a.doc", capital) == Withhold("stamp")


def test_pieces_come_in_the_order_of_the_text() -> None:
    assert read(word6(b"hai mot\r", flags=4, pieces=[(4, 3), (3, 0), (1, 7)]), name="a").text == " mothai"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (word6(b"a\r", flags=0x0100), EncryptedFileError),
        (word6(b"a\r", flags=0x1000), UnsupportedFormatError),
        (word6(b"a\r", flags=4), BrokenFileError),
        (word6(b"a\r", flags=4, pieces=[(1, 0)]), BrokenFileError),
        (word6(b"a\r", flags=4, pieces=[(9, 0), (-7, 0), (8, 0)]), BrokenFileError),
        (word6(b"a\r", flags=4, pieces=[(2**20, 0)] * 20), OversizedFileError),
        (compound_file({"WordDocument": struct.pack("<6H", 0xA5DC, 101, 0, 0, 0, 0)}), BrokenFileError),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(data, name="a.doc")
