"""Slides of PowerPoint 97 to 2003, put together record by record."""

import struct
import tracemalloc
import zlib

import pytest

from archive.examination import Wait, Withhold, examine
from archive.readers import read
from archive.readers.errors import BrokenFileError, EncryptedFileError, OversizedFileError
from model.reason import Reason
from tests.archive.readers.compound_file import Tree, compound_file
from tests.archive.readers.legacy_writing import in_tcvn3

DOCUMENT, SLIDE, MASTER, NEXT_SLIDE, FOOT = 0x03E8, 0x03EE, 0x03F8, 0x03F3, 0x0FBA
TEXT, NARROW_TEXT, SHAPE, OBJECT, TABLE_STYLES = 0x0FA0, 0x0FA8, 0xF00B, 0x1011, 0x0428
UNKNOWN = 0x1234
PROSE = "Sở Giáo dục và Đào tạo báo cáo tình hình cơ sở vật chất của các trường trong tỉnh"


def record(kind: int, data: bytes, instance: int = 0) -> bytes:
    return struct.pack("<2HI", instance << 4, kind, len(data)) + data


def container(kind: int, *inner: bytes) -> bytes:
    data = b"".join(inner)
    return struct.pack("<2HI", 0xF, kind, len(data)) + data


def wide(text: str, kind: int = TEXT) -> bytes:
    return record(kind, text.encode("utf-16-le"))


def ppt(*records: bytes, **more: bytes) -> bytes:
    tree: Tree = {"PowerPoint Document": b"".join(records), "Current User": bytes(20)} | more
    return compound_file(tree)


def test_each_slide_is_a_page_and_masters_and_feet_stand_apart() -> None:
    outline = container(
        DOCUMENT, record(NEXT_SLIDE, b""), wide("một\rhai"), record(NEXT_SLIDE, b""), wide("ba")
    )
    slide = container(SLIDE, container(0xF00D, wide("bốn")), wide("chân trang", FOOT), wide("năm"))
    document = read(ppt(outline, container(MASTER, wide("nền")), slide), name="a.ppt")
    pages = [[line.text for line in page.lines] for page in document.pages]
    assert (document.format, pages) == ("ppt", [["một", "hai"], ["ba"], ["bốn"], ["năm"]])
    assert [line.text for line in document.margins] == ["nền", "chân trang"]


@pytest.mark.parametrize(
    "mark",
    [
        container(SLIDE, wide("TỐI MẬT")),
        container(MASTER, wide("MẬT")),
        container(SLIDE, wide("MẬT", FOOT)),
        container(
            SLIDE,
            record(SHAPE, struct.pack("<HI", 0x80C0, 10) + "MẬT\0\0".encode("utf-16-le"), instance=1),
        ),
    ],
    ids=["slide", "master", "foot", "decorated letters"],
)
def test_a_stamp_is_found_wherever_it_stands(mark: bytes) -> None:
    assert examine("a.ppt", ppt(container(SLIDE, wide(PROSE)), mark)) == Withhold("stamp")


def test_letters_of_one_byte_and_of_legacy_fonts_are_read() -> None:
    legacy = record(NARROW_TEXT, in_tcvn3(PROSE).encode("latin-1"))
    assert read(ppt(container(SLIDE, legacy)), name="a.ppt").text == PROSE


def test_objects_are_looked_into_whether_packed_or_not() -> None:
    inner = compound_file({"unknown": b"x"})
    packed = record(OBJECT, struct.pack("<I", len(inner)) + zlib.compress(inner), instance=1)
    for one in (record(OBJECT, inner), packed):
        data = ppt(container(SLIDE, wide(PROSE)), one)
        assert examine("a.ppt", data) == Wait(Reason("no-reader", ("embedded",)))
    slides = ppt(container(SLIDE, wide("MẬT")))
    assert examine("a.ppt", ppt(container(SLIDE, wide(PROSE)), record(OBJECT, slides))) == Withhold("stamp")


def test_an_object_that_unpacks_beyond_measure_is_refused() -> None:
    bomb = record(OBJECT, bytes(4) + zlib.compress(bytes(33 * 2**20)), instance=1)
    with pytest.raises(OversizedFileError):
        read(ppt(bomb), name="a.ppt")


def test_slides_under_a_password_and_damaged_ones_say_so() -> None:
    user = bytes(12) + struct.pack("<I", 0xF3D1C4DF) + bytes(4)
    with pytest.raises(EncryptedFileError):
        read(ppt(**{"Current User": user}), name="a.ppt")
    deep = wide("x")
    for _ in range(60):
        deep = container(SLIDE, deep)
    for broken in (container(SLIDE, wide(PROSE))[:-3], deep, record(OBJECT, b"xxxxyy", instance=1)):
        with pytest.raises(BrokenFileError):
            read(ppt(broken), name="a.ppt")


def test_containers_inside_each_other_are_not_copied_for_each() -> None:
    deep = record(UNKNOWN, bytes(2**20))
    for _ in range(38):
        deep = container(SLIDE, deep)
    data = ppt(deep)
    tracemalloc.start()
    read(data, name="a.ppt")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * 2**20


def test_the_package_of_table_styles_is_no_container() -> None:
    styles = container(TABLE_STYLES, b"PK\x03\x04 and what follows")
    assert read(ppt(container(DOCUMENT, styles, wide(PROSE))), name="a.ppt").text == PROSE
