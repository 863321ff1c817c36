"""Running heads and text boxes of old workbooks, record by record."""

import struct

from archive.readers.xls_records import beside_cells

BEGINNING = (0x809, struct.pack("<2H", 0x600, 5) + bytes(12))


def stream(*records: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<2H", code, len(data)) + data for code, data in records)


def wide(text: str) -> bytes:
    return b"\1" + text.encode("utf-16-le")


def test_running_heads_are_found() -> None:
    head = struct.pack("<H", 3) + wide("MẬT")
    found = beside_cells(stream(BEGINNING, (0x14, head), (0x15, struct.pack("<H", 1) + b"\0a"), (0x14, b"")))
    assert found.margins == ["MẬT", "a"]


def test_the_words_of_a_box_go_on_in_the_records_behind_it() -> None:
    box = (0x1B6, bytes(10) + struct.pack("<2H", 7, 16) + bytes(4))
    records = (BEGINNING, box, (0x3C, wide("TỐI ")), (0x3C, b"\0MATxyz"), (0x3C, bytes(16)))
    assert beside_cells(stream(*records)).boxes == ["TỐI MAT"]
    assert beside_cells(stream(*records[:3])).boxes == ["TỐI "]
    assert beside_cells(stream(*records[:3], (0xEC, b""), records[3])).boxes == ["TỐI "]


def test_other_streams_have_none() -> None:
    assert beside_cells(b"").margins == []
    old = (0x809, struct.pack("<2H", 0x500, 5))
    assert beside_cells(stream(old, (0x14, b"\1a"))).margins == []
