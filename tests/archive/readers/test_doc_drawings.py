"""Words that shapes of old Word files show."""

import struct

import pytest

from archive.readers.doc_drawings import words_of_drawings


def record(kind: int, number: int, data: bytes) -> bytes:
    return struct.pack("<2HI", kind, number, len(data)) + data


def container(number: int, *parts: bytes) -> bytes:
    return record(0xF, number, b"".join(parts))


def shape(*properties: tuple[int, int | bytes]) -> bytes:
    """Return the properties of a shape: numbers stand in the table, texts behind it."""
    rows = [
        struct.pack("<HI", name, value)
        if isinstance(value, int)
        else struct.pack("<HI", name | 0x8000, len(value))
        for name, value in properties
    ]
    texts = b"".join(value for _, value in properties if isinstance(value, bytes))
    return container(0xF004, record(len(properties) << 4 | 3, 0xF00B, b"".join(rows) + texts))


def file_of(drawings: bytes) -> tuple[bytes, bytes]:
    """Return the stream and the table of a file that has nothing but drawings."""
    return bytes(0x22A) + struct.pack("<2I", 7, len(drawings)), bytes(7) + drawings + b"behind"


FONT = "Times New Roman\0".encode("utf-16-le")
MARK = "TUYỆT MẬT\0".encode("utf-16-le")


@pytest.mark.parametrize("of_heads", [b"\0", b"\1"])
def test_the_words_of_a_watermark_are_found_among_the_other_properties(of_heads: bytes) -> None:
    group = container(0xF000, record(0, 0xF006, bytes(16)))
    drawn = container(
        0xF002, record(0, 0xF008, bytes(8)), shape((0x4, 315), (0xC5, FONT), (0xC0, MARK), (0x181, 9))
    )
    assert list(words_of_drawings(*file_of(group + of_heads + drawn))) == ["TUYỆT MẬT"]


def test_every_drawing_is_looked_through() -> None:
    first, second = (container(0xF002, shape((0xC0, word.encode("utf-16-le")))) for word in ("một", "hai"))
    assert list(words_of_drawings(*file_of(b"\0" + first + b"\1" + second))) == ["một", "hai"]


def test_a_file_without_drawings_has_no_such_words() -> None:
    assert list(words_of_drawings(*file_of(b""))) == []


@pytest.mark.parametrize("length", range(1, 60))
def test_drawings_that_end_too_early_give_what_there_is(length: int) -> None:
    stream, table = file_of((b"\0" + container(0xF002, shape((0xC0, MARK))))[:length])
    assert all("TUYỆT MẬT".startswith(words.rstrip("�")) for words in words_of_drawings(stream, table))
